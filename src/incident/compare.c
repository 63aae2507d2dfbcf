/* incident/compare: how much speaks for two events being one.
 *
 * Takes two profiles, gives bits for each feature (settings say how many) and
 * what forbids the link altogether. What one of the two does not state counts
 * nothing either way. Constant time: names are compared by id, and letter by
 * letter only where both are short.
 */
#include "incident/fold.h"
#include "incident/linker.h"

#include <math.h>

#define EARTH_KM 6371.0
#define RADIAN (3.14159265358979323846 / 180)
#define SAME_SPOT_KM 1.0

typedef struct comparison {
    const cst_linker *l;
    const cst_link_settings *s;
    const cst_profile *a, *b;
    cst_match *out;
} comparison;

/* ----------------------------------------------------------------- type */

static float type_bits(const comparison *x)
{
    const cst_type *a = &x->s->types[x->a->type], *b = &x->s->types[x->b->type];

    if (!x->a->type || !x->b->type) {
        return 0;
    }
    return x->s->bits[x->a->type == x->b->type
                          ? CST_LEVEL_TYPE_SAME
                          : x->s->between[a->family][b->family]];
}

/* ----------------------------------------------------------------- date */

/* Bits of intervals that meet: by chance they do the more often the wider they
 * are. */
static float agree_bits(const comparison *x, double width)
{
    double share = x->s->share[CST_LEVEL_DATE_AGREE];
    double u = width / x->s->number[CST_NUMBER_DATE_PERIOD];

    return (float)log2(share / (u < 1 ? u : 1));
}

static float begin_bits(const comparison *x)
{
    int64_t from = x->a->from, gap = from - x->b->from;

    gap = gap < 0 ? -gap : gap;
    if ((double)gap > x->s->number[CST_NUMBER_DATE_START]) {
        x->out->bar = CST_BAR_DATE;
        return x->s->bits[CST_LEVEL_DATE_APART];
    }
    return agree_bits(x, (double)(2 * gap + 1));
}

/* A campaign goes on when it is reported: not before it began, and what is told
 * much later is rather another. */
static float ongoing_bits(const comparison *x)
{
    const cst_profile *a = x->a, *b = x->b;
    int64_t at = a->told, gap = at - b->told;
    bool early = (a->dated && b->told && b->told < a->from) ||
                 (b->dated && a->told && a->told < b->from);

    gap = gap < 0 ? -gap : gap;
    if (!early && (!a->told || !b->told ||
                   (double)gap <= x->s->number[CST_NUMBER_DATE_ONGOING])) {
        return 0;
    }
    return x->s->bits[early ? CST_LEVEL_DATE_APART
                            : CST_LEVEL_DATE_APART_INFERRED];
}

static float date_bits(const comparison *x)
{
    const cst_profile *a = x->a, *b = x->b;
    int64_t gap;
    bool inferred = a->inferred || b->inferred;

    if (a->lasting && !(a->dated && b->dated)) {
        return ongoing_bits(x);
    }
    if (!a->dated || !b->dated) {
        return 0;
    }
    if (a->lasting) {
        return begin_bits(x);
    }
    gap = a->from > b->to ? a->from - b->to : b->from > a->to ? b->from - a->to
                                                              : 0;
    if (gap == 0) {
        return agree_bits(x, (double)((int64_t)a->to - a->from + b->to -
                                      b->from + 1));
    }
    if (gap == 1) {
        return x->s->bits[CST_LEVEL_DATE_NEIGHBOUR];
    }
    if (!inferred && (double)gap > x->s->number[CST_NUMBER_DATE_BAR]) {
        x->out->bar = CST_BAR_DATE;
    }
    return x->s->bits[inferred ? CST_LEVEL_DATE_APART_INFERRED
                               : CST_LEVEL_DATE_APART];
}

/* ---------------------------------------------------------------- place */

double cst_link_distance(const cst_profile *a, const cst_profile *b)
{
    double p = sin((b->lat - a->lat) * RADIAN / 2);
    double q = sin((b->lon - a->lon) * RADIAN / 2);
    double h = p * p + cos(a->lat * RADIAN) * cos(b->lat * RADIAN) * q * q;

    return 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1));
}

static bool is_in(const cst_linker *l, cst_sym place, cst_slice in)
{
    for (uint32_t i = 0; place && i < in.n; i++) {
        if (l->words.at[in.first + i] == place) {
            return true;
        }
    }
    return false;
}

bool cst_link_lies_in(const cst_linker *l, const cst_profile *p, cst_sym place)
{
    return p->placed && place && (p->place == place || is_in(l, place, p->in));
}

static bool meet_in(const cst_linker *l, cst_slice a, cst_slice b)
{
    for (uint32_t i = 0; i < a.n; i++) {
        if (is_in(l, l->words.at[a.first + i], b)) {
            return true;
        }
    }
    return false;
}

static cst_level same_level(const cst_profile *a, const cst_profile *b)
{
    switch (a->at > b->at ? a->at : b->at) {
    case CST_AT_POINT:
    case CST_AT_NEIGHBOURHOOD:
        return CST_LEVEL_SAME_SITE;
    case CST_AT_SETTLEMENT:
        return CST_LEVEL_SAME_SETTLEMENT;
    case CST_AT_DISTRICT:
        return CST_LEVEL_SAME_DISTRICT;
    case CST_AT_PROVINCE:
        return CST_LEVEL_SAME_PROVINCE;
    case CST_AT_COUNTRY:
        return CST_LEVEL_SAME_COUNTRY;
    default:
        return CST_LEVEL_SAME_UNKNOWN;
    }
}

static cst_level within_level(uint8_t at)
{
    switch (at) {
    case CST_AT_DISTRICT:
        return CST_LEVEL_WITHIN_DISTRICT;
    case CST_AT_PROVINCE:
        return CST_LEVEL_WITHIN_PROVINCE;
    case CST_AT_COUNTRY:
        return CST_LEVEL_WITHIN_COUNTRY;
    default:
        return CST_LEVEL_WITHIN_SETTLEMENT;
    }
}

static bool one_name(const comparison *x)
{
    const cst_profile *a = x->a, *b = x->b;

    if (a->place_id && b->place_id) {
        return a->place_id == b->place_id;
    }
    return a->place && b->place &&
           (a->place == b->place ||
            cst_fold_alike(cst_intern_str(&x->l->folded, a->place),
                           cst_intern_str(&x->l->folded, b->place)));
}

/* Two towns of one point are one, however they are spelled; quarters may have
 * but the point of their town. */
static bool one_spot(const cst_profile *a, const cst_profile *b, double km)
{
    return km >= 0 && km < SAME_SPOT_KM && !(a->place_id && b->place_id) &&
           (a->at == CST_AT_UNKNOWN || a->at == CST_AT_SETTLEMENT) &&
           (b->at == CST_AT_UNKNOWN || b->at == CST_AT_SETTLEMENT);
}

/* Is inner's place named or shown to lie in outer's? */
static bool lies_in(const comparison *x, const cst_profile *inner,
                    const cst_profile *outer, double km)
{
    if (is_in(x->l, outer->place, inner->in)) {
        return true;
    }
    return km >= 0 && km <= outer->radius && outer->at > CST_AT_SETTLEMENT &&
           inner->at && inner->at < outer->at;
}

static bool is_town(uint8_t at)
{
    return at != CST_AT_UNKNOWN && at <= CST_AT_SETTLEMENT;
}

static cst_level far_level(const comparison *x, double km)
{
    const cst_profile *a = x->a, *b = x->b;
    double open = a->radius + b->radius;

    if (km > open + x->s->number[CST_NUMBER_PLACE_BAR]) {
        x->out->bar = x->out->bar ? x->out->bar : CST_BAR_PLACE;
        return CST_LEVEL_PLACE_APART;
    }
    if (is_town(a->at) && is_town(b->at) && km > SAME_SPOT_KM &&
        a->place_id && b->place_id) {
        return CST_LEVEL_PLACE_SITES;
    }
    return km <= open ? CST_LEVEL_PLACE_NEAR : CST_LEVEL_PLACE_SHARED;
}

static cst_level place_level(const comparison *x)
{
    const cst_profile *a = x->a, *b = x->b;
    double km = a->has_point && b->has_point ? cst_link_distance(a, b) : -1;

    if ((one_name(x) || one_spot(a, b, km)) &&
        km <= a->radius + b->radius +
                  x->s->number[CST_NUMBER_PLACE_BAR]) {
        return same_level(a, b);
    }
    if (lies_in(x, a, b, km)) {
        return within_level(b->at);
    }
    if (lies_in(x, b, a, km)) {
        return within_level(a->at);
    }
    if (km >= 0) {
        return far_level(x, km);
    }
    return meet_in(x->l, a->in, b->in) ? CST_LEVEL_PLACE_SHARED
                                       : CST_LEVEL_PLACE_UNLIKE;
}

/* ---------------------------------------------------------------- names */

/* Both ascending: do they share an element? */
static bool share(const cst_linker *l, cst_slice a, cst_slice b)
{
    uint32_t i = 0, k = 0;

    while (i < a.n && k < b.n) {
        cst_sym p = l->words.at[a.first + i], q = l->words.at[b.first + k];

        if (p == q) {
            return true;
        }
        i += p < q;
        k += q < p;
    }
    return false;
}

static float name_bits(const comparison *x, cst_slice a, cst_slice b,
                       cst_level same, cst_level other)
{
    if (!a.n || !b.n) {
        return 0;
    }
    return x->s->bits[share(x->l, a, b) ? same : other];
}

/* ----------------------------------------------------------------- toll */

static float equal_bits(const comparison *x, int64_t value)
{
    double n = value > 0 ? (double)value : 1;
    double share = x->s->share[CST_LEVEL_TOLL_EQUAL];
    double bits = log2(share * n *
                       x->s->number[CST_NUMBER_TOLL_SPREAD]);

    return (float)(bits < x->s->number[CST_NUMBER_TOLL_MOST]
                       ? bits
                       : x->s->number[CST_NUMBER_TOLL_MOST]);
}

static float toll_pair(const comparison *x, const cst_toll *a,
                       const cst_toll *b)
{
    double low, high;

    if (a->value == b->value) {
        return equal_bits(x, a->value);
    }
    if (a->low <= b->high && b->low <= a->high) {
        return x->s->bits[CST_LEVEL_TOLL_CLOSE];
    }
    low = (double)(a->high < b->high ? a->high : b->high);
    high = (double)(a->low > b->low ? a->low : b->low);
    if (high <= low * x->s->number[CST_NUMBER_TOLL_NEARLY]) {
        return x->s->bits[CST_LEVEL_TOLL_CLOSE];
    }
    return x->s->bits[high <= low * x->s->number[CST_NUMBER_TOLL_GROWTH]
                          ? CST_LEVEL_TOLL_GROWN
                          : CST_LEVEL_TOLL_FAR];
}

/* Of all pairs of tolls of one kind the one that agrees best: each report may
 * state earlier tolls too. */
static float toll_bits(const comparison *x)
{
    float best = -HUGE_VALF;

    if (!x->a->tolls.n != !x->b->tolls.n) {
        return x->s->bits[CST_LEVEL_TOLL_ABSENT];
    }
    for (uint32_t i = 0; i < x->a->tolls.n; i++) {
        for (uint32_t k = 0; k < x->b->tolls.n; k++) {
            const cst_toll *a = &x->l->tolls.at[x->a->tolls.first + i];
            const cst_toll *b = &x->l->tolls.at[x->b->tolls.first + k];

            if (a->kind == b->kind) {
                float bits = toll_pair(x, a, b);

                best = bits > best ? bits : best;
            }
        }
    }
    return best > -HUGE_VALF ? best : 0;
}

static float source_bits(const comparison *x)
{
    const cst_profile *a = x->a, *b = x->b;

    if (a->group != CST_NONE && a->group == b->group) {
        return x->s->bits[a->words && a->words == b->words
                              ? CST_LEVEL_SOURCE_WORDS
                              : CST_LEVEL_SOURCE_TEXT];
    }
    return a->claimant && a->claimant == b->claimant
               ? x->s->bits[CST_LEVEL_SOURCE_CLAIMANT]
               : 0;
}

void cst_link_compare(const cst_linker *l, const cst_profile *a,
                      const cst_profile *b, cst_match *out)
{
    const comparison x = {l, l->s, a, b, out};
    float *part = out->part;

    memset(out, 0, sizeof(*out));
    if (a->lasting != b->lasting) {
        out->bar = CST_BAR_LASTING;
    }
    part[CST_FEATURE_TYPE] = type_bits(&x);
    part[CST_FEATURE_DATE] = a->lasting == b->lasting ? date_bits(&x) : 0;
    if (a->placed && b->placed) {
        part[CST_FEATURE_PLACE] = l->s->bits[place_level(&x)];
    }
    part[CST_FEATURE_PERPETRATOR] = name_bits(
        &x, a->doers, b->doers, CST_LEVEL_DOER_SAME, CST_LEVEL_DOER_OTHER);
    part[CST_FEATURE_TARGET] =
        name_bits(&x, a->targets, b->targets, CST_LEVEL_TARGET_SAME,
                  CST_LEVEL_TARGET_OTHER);
    part[CST_FEATURE_WEAPON] =
        name_bits(&x, a->weapons, b->weapons, CST_LEVEL_WEAPON_SAME,
                  CST_LEVEL_WEAPON_OTHER);
    part[CST_FEATURE_TOLL] = toll_bits(&x);
    part[CST_FEATURE_SOURCE] = source_bits(&x);
    if (a->document == b->document) {
        out->bar = CST_BAR_DOCUMENT;
    }
    out->score = (float)l->s->number[a->lasting && b->lasting
                                         ? CST_NUMBER_BASE_LASTING
                                         : CST_NUMBER_BASE];
    for (size_t i = 0; i < CST_FEATURE_COUNT; i++) {
        out->score += part[i];
    }
}
