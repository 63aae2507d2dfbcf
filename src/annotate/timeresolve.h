/* annotate/timeresolve: what the two halves of the resolver share. Internal to
 * annotate/. */
#ifndef CST_ANNOTATE_TIMERESOLVE_H
#define CST_ANNOTATE_TIMERESOLVE_H

#include "annotate/timenames.h"

typedef struct tr_resolver {
    const cst_time_names *n;
    const cst_pack *pack;
    const cst_sentence_units *s;
    const cst_time_context *context;
    cst_time_value *out;
    uint32_t unit;
    int depth;
} tr_resolver;

bool tr_int(const tr_resolver *r, cst_sym key, int64_t *value);
cst_sym tr_sym(const tr_resolver *r, cst_sym key);
static inline bool tr_published(const tr_resolver *r)
{
    return r->context->published.from != 0;
}
/* Last day of publication, and the day if it is only one (else 0). */
cst_day tr_pub_to(const tr_resolver *r);
cst_day tr_pub_day(const tr_resolver *r);
/* Whether the time is said to lie ahead. */
bool tr_future(const tr_resolver *r);
bool tr_set_days(tr_resolver *r, cst_day from, cst_day to, const char *method);

/* timerel.c: times seen from publication or from the text. */
bool tr_weekday(tr_resolver *r);
bool tr_day(tr_resolver *r);
bool tr_relative(tr_resolver *r);
bool tr_anchor(tr_resolver *r);
bool tr_period(tr_resolver *r);
bool tr_duration(tr_resolver *r);

#endif
