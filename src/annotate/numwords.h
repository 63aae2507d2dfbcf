/* annotate/numwords: the table of number words, and the arithmetic of
 * composing them. Internal to annotate/. */
#ifndef CST_ANNOTATE_NUMWORDS_H
#define CST_ANNOTATE_NUMWORDS_H

#include "annotate/number.h"

typedef enum nw_kind {
    NW_NONE,
    NW_CARD,
    NW_ORD,
    NW_HUNDRED,
    NW_BIG,
    NW_ORD_HUNDRED,
    NW_ORD_BIG,
    NW_AND,
    NW_HALF,
    NW_COLL,
    NW_FRAC,
    NW_ZERO,
    NW_PCT,
    NW_MONEY,
    NW_MEASURE,
    NW_OF,
    NW_SUFFIX_ORD,
    NW_SUFFIX_CLOCK,
    NW_LABEL
} nw_kind;

enum {
    NW_ARTICLE = 1,
    NW_ALONE = 2,
    NW_AMBIGUOUS = 4,
    NW_BARE = 8,
    NW_PLURAL = 16,
    NW_SINGULAR = 32
};

typedef struct nw_word {
    cst_str text;
    uint8_t kind, flags;
    uint8_t times;     /* multiplies a low part of this value, 0 = no */
    uint64_t after[2]; /* low parts 0..127 that it may follow, as bits */
    int64_t value;
    cst_sym unit;
} nw_word;

#define NW_HASHES 8192u /* power of two, many times the words */

struct cst_number_words {
    nw_word *at;
    uint32_t n;
    uint32_t *slots; /* index + 1, 0 = free */
    uint32_t n_slots;
    uint64_t hashes[NW_HASHES / 64]; /* of all words and plurals, as bits */
    cst_sym tok, num, time, kind, key_value, milli, qual, digits, article, zero,
        y4, mult, pl, unit, key_num, den, hours, bare, day, month, year, yes;
    cst_sym card, ord, pct, money, measure, frac, coll, clock, list, id, exact,
        date;
};

const nw_word *nw_find(const cst_number_words *words, cst_str text);
/* False: no word, and no plural in "s" of one, is this token. */
static inline bool nw_may(const cst_number_words *words, const cst_token *t)
{
    uint32_t bit = t->hash % NW_HASHES;

    return words->hashes[bit / 64] >> bit % 64 & 1;
}

/* A number in the making. Copy to take a snapshot. */
typedef struct nw_sum {
    int64_t total, hundreds, low; /* low -1 = none yet */
    int64_t last_big;             /* smallest big word so far, 0 = none */
    int64_t milli; /* parts of the low part below one, in thousandths */
    uint32_t words;
    const nw_word *joined; /* the "and" that waits for its word */
    bool has_hundred, ordinal, ended, figures, article, one_big;
} nw_sum;

void nw_begin(nw_sum *sum);
/* Add a word; false if it cannot follow (then sum is unchanged). */
bool nw_add(nw_sum *sum, const nw_word *word);
/* Add figures, value in thousandths. */
bool nw_add_figures(nw_sum *sum, int64_t value, int64_t milli);
/* True if the number may end here. */
bool nw_complete(const nw_sum *sum);
/* The value; *milli its thousandths if it is not whole, else 0. */
int64_t nw_value(const nw_sum *sum, int64_t *milli);

/* Digits, perhaps with a decimal comma or point. */
bool nw_figures(cst_str text, int64_t *value, int64_t *milli);

#endif
