/* annotate/mentions: the quantities and times of a sentence as a flat list with
 * normalised values, for printing and for measuring. Values of times are
 * written as in TIMEX3 (2017-06-26, 2016-10, 2017-W26, P8M, T15:30, A/B), of
 * numbers as decimals or "low..high". */
#ifndef CST_ANNOTATE_MENTIONS_H
#define CST_ANNOTATE_MENTIONS_H

#include "annotate/time.h"

typedef struct cst_quantity {
    uint32_t unit;
    uint32_t tok_begin, tok_end; /* tokens of the sentence */
    bool time;                   /* else a number */
    const char *type; /* number percent ordinal, or date time duration set */
    cst_str value;    /* in the arena; p NULL = unresolved */
    cst_str qual;     /* of a number */
    cst_day from, to; /* of the time named ("since" left aside); 0 = none */
} cst_quantity;

typedef struct cst_quantities {
    CST_VEC(cst_quantity) v; /* in text order */
} cst_quantities;

/* Appends to *out. Units inside others are left out, and so are list and
 * house numbers. CST_NOMEM. */
cst_status cst_list_quantities(const cst_time_names *names,
                               const cst_pack *pack, cst_arena *arena,
                               const cst_sentence_units *s,
                               const cst_time_context *context,
                               cst_quantities *out);

#endif
