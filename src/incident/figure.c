/* incident/figure: the numbers of a kind, out of inputs whose use is told.
 *
 * The stated range is that of all whole tolls; low and high are those of the
 * claims that stand now, under the codebook; best goes by the strategy. Nothing
 * is added up and nothing averaged.
 */
#include "incident/toller.h"

#include <stdlib.h>

static const cst_toll_input *input(const cst_toller *t, const cst_kind_toll *k,
                                   uint32_t i)
{
    return &t->out->inputs.at[k->inputs.first + i];
}

static const cst_coll_harm *harm_of(const cst_toller *t,
                                    const cst_toll_input *in)
{
    return &t->c->harms.at[in->harm];
}

static int64_t lower(int64_t a, int64_t b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int64_t higher(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The upper end of what was said. */
static int64_t upper_end(const cst_coll_harm *h)
{
    return h->value2 >= 0 ? h->value2 : h->value;
}

/* --------------------------------------------------------------- ranges */

static void stated_range(cst_toller *t, cst_kind_toll *k)
{
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);

        if (cst_toller_stated(t, in)) {
            const cst_coll_harm *h = harm_of(t, in);

            k->stated_min = lower(k->stated_min, h->value);
            k->stated_max = higher(k->stated_max, upper_end(h));
        }
    }
}

/* The newest that nothing has overtaken; where all is overtaken, the newest. */
static void latest(cst_toller *t, cst_kind_toll *k)
{
    bool stands = false;

    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);
        bool overtaken = in->use == CST_USE_OVERTAKEN;

        if (cst_toller_stated(t, in) && !(stands && overtaken)) {
            k->latest = upper_end(harm_of(t, in));
            k->latest_harm = in->harm;
            stands = stands || !overtaken;
        }
    }
}

/* A claim without ceiling leaves the range open if no ceiling lies above it. */
static void range_now(cst_toller *t, cst_kind_toll *k)
{
    int64_t floor_of_open = -1;

    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);

        if (in->use != CST_USE_CURRENT) {
            continue;
        }
        k->low = lower(k->low, in->bounds.low);
        k->high = higher(k->high, in->bounds.high);
        if (in->bounds.high < 0) {
            floor_of_open = higher(floor_of_open, in->bounds.low);
        }
    }
    if (floor_of_open >= 0 && floor_of_open >= k->high) {
        k->open = true;
        k->high = -1;
    }
}

/* ----------------------------------------------------------------- best */

/* What a claim states, and how many voices do. */
typedef struct stated {
    int64_t number;
    uint32_t source, input;
} stated;

static int by_number(const void *a, const void *b)
{
    const stated *x = a, *y = b;

    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    if (x->source != y->source) {
        return x->source < y->source ? -1 : 1;
    }
    return (x->input > y->input) - (x->input < y->input);
}

/* By input: how many voices state its number now. */
static uint32_t *count_agreeing(cst_toller *t, const cst_kind_toll *k)
{
    stated *all = CST_NEW(t->scratch, stated, k->inputs.n);
    uint32_t *agree = CST_NEW(t->scratch, uint32_t, k->inputs.n);
    uint32_t n = 0;

    for (uint32_t i = 0; all && i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);

        if (in->use == CST_USE_CURRENT && in->bounds.low >= 0) {
            all[n++] = (stated){in->bounds.low, in->source, i};
        }
    }
    if (!all || !agree) {
        return NULL;
    }
    qsort(all, n, sizeof(*all), by_number);
    for (uint32_t from = 0, to; from < n; from = to) {
        uint32_t voices = 0;

        for (to = from; to < n && all[to].number == all[from].number; to++) {
            voices += to == from || all[to].source != all[to - 1].source;
        }
        for (uint32_t i = from; i < to; i++) {
            agree[all[i].input] = voices;
        }
    }
    return agree;
}

static bool eligible(const cst_toll_input *in, bool doubtful)
{
    return in->use == CST_USE_CURRENT && in->bounds.low >= 0 &&
           (doubtful || in->doubt == CST_DOUBT_NONE);
}

/* Is a better than b under the strategy? Inputs come oldest first. */
static bool better(cst_toller *t, const cst_kind_toll *k,
                   const uint32_t *agree, uint32_t a, uint32_t b)
{
    const cst_toll_input *x = input(t, k, a), *y = input(t, k, b);

    if (t->o->strategy == CST_STRATEGY_LOWEST) {
        return x->bounds.low < y->bounds.low;
    }
    if (t->o->strategy == CST_STRATEGY_LATEST && x->at.from != y->at.from) {
        return x->at.from > y->at.from;
    }
    if (t->o->strategy == CST_STRATEGY_LATEST &&
        x->at.minutes != y->at.minutes) {
        return x->at.minutes > y->at.minutes;
    }
    return agree[a] != agree[b] ? agree[a] > agree[b]
                                : t->o->strategy == CST_STRATEGY_LATEST;
}

/* No majority if as many state another number. */
static bool is_tied(cst_toller *t, const cst_kind_toll *k,
                    const uint32_t *agree, uint32_t best, bool doubtful)
{
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        if (eligible(input(t, k, i), doubtful) &&
            input(t, k, i)->bounds.low != input(t, k, best)->bounds.low &&
            agree[i] >= agree[best]) {
            return true;
        }
    }
    return false;
}

static void choose_best(cst_toller *t, cst_kind_toll *k)
{
    const uint32_t *agree = count_agreeing(t, k);
    uint32_t best = CST_NONE;
    bool credible = false;

    if (t->o->strategy == CST_STRATEGY_RANGE || !agree) {
        return;
    }
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        credible = credible || eligible(input(t, k, i), false);
    }
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        if (eligible(input(t, k, i), !credible) &&
            (best == CST_NONE || better(t, k, agree, i, best))) {
            best = i;
        }
    }
    if (best == CST_NONE || (t->o->strategy == CST_STRATEGY_MAJORITY &&
                             is_tied(t, k, agree, best, !credible))) {
        return;
    }
    k->best = input(t, k, best)->bounds.low;
    k->best_harm = input(t, k, best)->harm;
    k->agree = agree[best];
}

/* ------------------------------------------------------------- statuses */

cst_apart cst_toller_apart(const cst_toller *t, const cst_coll_harm *h)
{
    for (int s = 0; s < CST_APART_UNKNOWN; s++) {
        if (cst_toller_is(t, h->status, cst_apart_name((cst_apart)s))) {
            return (cst_apart)s;
        }
    }
    return CST_APART_UNKNOWN;
}

/* Of the standing claims, and of the parts of such. */
static bool of_status(const cst_toller *t, const cst_toll_input *in)
{
    uint8_t whole;

    if (in->use == CST_USE_CURRENT || in->use == CST_USE_SIDE ||
        in->use == CST_USE_ATTACKERS) {
        return true;
    }
    whole = in->use == CST_USE_PART && in->other != CST_NONE
                ? t->use_of[in->other]
                : 0;
    return whole == CST_USE_CURRENT + 1 || whole == CST_USE_REPEATED + 1;
}

static bool overlap(cst_bounds a, cst_bounds b)
{
    return (a.high < 0 || b.low < 0 || b.low <= a.high) &&
           (b.high < 0 || a.low < 0 || a.low <= b.high);
}

/* A claim of civilians, or of combatants, by a voice that tells of none of the
 * other: it may be about the same people as such a claim of another voice. */
typedef struct doubted {
    const cst_toll_input *in;
    cst_apart status;
} doubted;

/* By voice of the incident: statuses it tells of, as bits. */
static uint8_t *told_by(cst_toller *t, const cst_kind_toll *k)
{
    uint8_t *told = CST_NEW(t->scratch, uint8_t, t->a->voices.n);

    for (uint32_t i = 0; told && i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);

        if (in->source < t->a->voices.n) {
            told[in->source] |= (uint8_t)(1 << cst_toller_apart(t, harm_of(t, in)));
        }
    }
    return told;
}

static uint32_t doubted_claims(cst_toller *t, const cst_kind_toll *k,
                               doubted *out)
{
    const uint8_t *told = told_by(t, k);
    const int both = 1 << CST_APART_CIVILIAN | 1 << CST_APART_COMBATANT;
    uint32_t n = 0;

    for (uint32_t i = 0; told && i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);
        cst_apart status = cst_toller_apart(t, harm_of(t, in));

        if (status <= CST_APART_COMBATANT && in->use != CST_USE_PART &&
            of_status(t, in) && in->bounds.low >= 0 &&
            in->source < t->a->voices.n && (told[in->source] & both) != both) {
            out[n++] = (doubted){in, status};
        }
    }
    return n;
}

/* The highest of what rivals say; false if there is none. */
static bool rivals(const doubted *all, uint32_t n, const doubted *of,
                   int64_t *high)
{
    bool found = false;

    for (uint32_t i = 0; i < n; i++) {
        if (all[i].status != of->status &&
            all[i].in->source != of->in->source &&
            overlap(all[i].in->bounds, of->in->bounds)) {
            *high = higher(*high, all[i].in->bounds.high);
            found = true;
        }
    }
    return found;
}

/* What is contested is in both maxima and in no minimum. */
static void contested_statuses(cst_toller *t, cst_kind_toll *k, uint8_t *bare)
{
    doubted *all = CST_NEW(t->scratch, doubted, k->inputs.n);
    uint32_t n = all ? doubted_claims(t, k, all) : 0;

    for (uint32_t i = 0; i < n; i++) {
        cst_status_toll *s = &k->by[all[i].status];

        if (rivals(all, n, &all[i], &s->high)) {
            s->contested = true;
            bare[all[i].in - input(t, k, 0)] = true;
        }
    }
}

static void statuses(cst_toller *t, cst_kind_toll *k)
{
    uint8_t *bare = CST_NEW(t->scratch, uint8_t, k->inputs.n);

    if (!bare) {
        return;
    }
    contested_statuses(t, k, bare);
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);
        cst_status_toll *s = &k->by[cst_toller_apart(t, harm_of(t, in))];

        if (of_status(t, in)) {
            s->told = true;
            s->high = higher(s->high, in->bounds.high);
            s->low = bare[i] ? s->low : lower(s->low, in->bounds.low);
        }
    }
    for (int s = 0; s < CST_APART_COUNT; s++) {
        if (k->by[s].contested && k->by[s].low < 0) {
            k->by[s].low = 0; /* it may be that there were none */
        }
    }
}

/* ------------------------------------------------------------ contested */

#define SAME_TIME 1 /* days */

static bool has_time(const cst_toll_input *in)
{
    return in->at.from != 0;
}

/* Do two claims of one time lie further apart than a factor of two? One that
 * is open above contradicts nothing above it. */
static bool far_apart(const cst_toller *t, const cst_toll_input *a,
                      const cst_toll_input *b)
{
    const cst_coll_harm *x = harm_of(t, a), *y = harm_of(t, b);
    cst_day apart = a->at.from - b->at.from;

    if (!has_time(a) || !has_time(b) || apart > SAME_TIME ||
        apart < -SAME_TIME || a->source == b->source ||
        (!x->claimant.name && !y->claimant.name &&
         x->document == y->document)) {
        return false;
    }
    if (x->value > y->value) {
        const cst_coll_harm *swap = x;

        x = y;
        y = swap;
    }
    return x->qualifier != CST_AT_LEAST && x->qualifier != CST_MORE_THAN &&
           y->value / 2 + y->value % 2 > upper_end(x);
}

static bool counts(const cst_toller *t, const cst_kind_toll *k,
                   const cst_toll_input *in)
{
    return in->use == CST_USE_CURRENT &&
           (cst_toller_stated(t, in) || (k->summed && in->bounds.low >= 0));
}

static void contest(cst_toller *t, cst_kind_toll *k)
{
    for (uint32_t i = 0; i < k->inputs.n && !k->contested; i++) {
        const cst_toll_input *a = input(t, k, i);

        if (!counts(t, k, a)) {
            continue;
        }
        for (uint32_t j = 0; j < i && !k->contested; j++) {
            const cst_toll_input *b = input(t, k, j);

            k->contested = counts(t, k, b) && far_apart(t, a, b);
        }
    }
}

void cst_toller_figures(cst_toller *t, cst_kind_toll *k)
{
    k->stated_min = k->stated_max = k->low = k->high = k->best = k->latest = -1;
    k->best_harm = k->latest_harm = CST_NONE;
    for (int s = 0; s < CST_APART_COUNT; s++) {
        k->by[s].low = k->by[s].high = -1;
    }
    stated_range(t, k);
    latest(t, k);
    range_now(t, k);
    choose_best(t, k);
    statuses(t, k);
    contest(t, k);
}
