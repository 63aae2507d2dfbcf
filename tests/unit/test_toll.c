/* incident/toll: claims to tolls, over small collections made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "incident/toll.h"
#include "plain_book.h"

#include <stdio.h>
#include <stdlib.h>

static cst_arena arena, scratch;
static cst_collection c;
static cst_link_settings settings;
static cst_tolls tolls;

/* A claim as a row: the day of its report, who says it of whom, how many. */
typedef struct claim {
    int day; /* of the month; 0 = unknown. One document a day and outlet */
    const char *outlet, *claimant, *kind, *status;
    cst_qualifier qualifier;
    int64_t value, value2;
    const char *flags; /* t total, s some, p part of the one before, d denied,
                          h hedged, o overtaken by the next, w of the weeks
                          before too */
} claim;

static cst_str str(const char *z)
{
    return cst_str_of(z);
}

static bool has(const claim *x, char flag)
{
    return x->flags && strchr(x->flags, flag);
}

static cst_harm harm_of(const claim *x, uint32_t index)
{
    cst_harm h;

    memset(&h, 0, sizeof(h));
    h.kind = str(x->kind ? x->kind : "killed");
    h.count = (cst_count){x->qualifier, x->value, x->value2 ? x->value2 : -1,
                          -1, -1, {index * 10, index * 10 + 5}};
    h.victims.status = str(x->status ? x->status : "unknown");
    h.total = has(x, 't');
    h.some = has(x, 's');
    h.part_of = has(x, 'p') ? index - 1 : CST_NONE;
    h.superseded_by = has(x, 'o') ? index + 1 : CST_NONE;
    if (has(x, 'w')) {
        h.period.present = true;
        h.period.from = cst_day_from_ymd(2020, 4, 1);
        h.period.to = cst_day_from_ymd(2020, 5, 2);
    }
    h.claimant.mention.name = str(x->claimant);
    h.as_of.minutes = -1;
    h.stance = has(x, 'd')   ? CST_DENIED
               : has(x, 'h') ? CST_HEDGED
                             : CST_ASSERTED;
    return h;
}

static void add_document(const char *outlet, int day, const cst_event *events,
                         size_t n_events, const cst_harm *harms,
                         size_t n_harms)
{
    static unsigned serial;
    cst_document_info info;
    cst_collected d = {.info = &info, .events = events, .n_events = n_events,
                       .harms = harms, .n_harms = n_harms};

    memset(&info, 0, sizeof(info));
    snprintf(info.id, sizeof(info.id), "%016x", ++serial);
    info.outlet = str(outlet);
    info.published.minutes = info.updated.minutes = -1;
    if (day) {
        info.published.from = info.published.to =
            cst_day_from_ymd(2020, 5, day);
    }
    assert_int_equal(cst_collection_add(&c, &d), CST_OK);
}

/* Days of May 2020 on which the incident happened, 0 = not known. */
static int first_day, last_day;

/* All events of the collection are one incident. */
static void join(void)
{
    cst_incident *x;

    assert_int_equal(cst_collection_finish(&c), CST_OK);
    x = CST_PUSH(&arena, &c.incidents.at);
    if (!x) {
        abort();
    }
    x->events = (cst_slice){0, (uint32_t)c.events.n};
    x->parent = x->sum = CST_NONE;
    if (first_day) {
        x->date.present = true;
        x->date.from = cst_day_from_ymd(2020, 5, first_day);
        x->date.to = cst_day_from_ymd(2020, 5, last_day);
    }
    for (uint32_t i = 0; i < c.events.n; i++) {
        uint32_t *member = CST_PUSH(&arena, &c.incidents.members);

        if (!member) {
            abort();
        }
        *member = i;
        c.events.at[i].incident = 0;
    }
}

static const cst_assessment *derive(cst_strategy strategy)
{
    cst_toll_options o = {.settings = &settings, .strategy = strategy};

    assert_int_equal(cst_codebook_parse(&arena, cst_str_of(plain_book), "x", NULL,
                                        &o.book), CST_OK);
    assert_int_equal(cst_tolls_derive(&arena, &scratch, &c, &o, &tolls),
                     CST_OK);
    return tolls.of;
}

/* Claims of one day and outlet stand in one document. */
static const cst_kind_toll *told_by(const claim *x, cst_strategy strategy)
{
    cst_harm harms[16];
    cst_event event;

    memset(&event, 0, sizeof(event));
    event.type = CST_S("attack");
    while (x->qualifier != CST_UNSPECIFIED || x->value) {
        const claim *first = x;
        size_t n = 0;

        for (; (x->qualifier != CST_UNSPECIFIED || x->value) &&
               x->day == first->day && x->outlet == first->outlet;
             x++, n++) {
            harms[n] = harm_of(x, (uint32_t)n);
        }
        add_document(first->outlet, first->day, &event, 1, harms, n);
    }
    join();
    (void)derive(strategy);
    return tolls.kinds.at;
}

#define END {0, NULL, NULL, NULL, NULL, CST_UNSPECIFIED, 0, 0, NULL}

static void expect(const cst_kind_toll *k, int64_t min, int64_t max,
                   int64_t low, int64_t high, int64_t best, int64_t latest)
{
    if (k->stated_min != min || k->stated_max != max || k->low != low ||
        k->high != high || k->best != best || k->latest != latest) {
        fail_msg("%lld..%lld, %lld..%lld, best %lld, latest %lld",
                 (long long)k->stated_min, (long long)k->stated_max,
                 (long long)k->low, (long long)k->high, (long long)k->best,
                 (long long)k->latest);
    }
}

static cst_use use_of(const cst_kind_toll *k, uint32_t i)
{
    return tolls.inputs.at[k->inputs.first + i].use;
}

/* One claimant counts on: what it said before is overtaken. */
static void rising(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {4, "B", "the police", NULL, NULL, CST_AT_LEAST, 15, 0, NULL},
        {5, "A", "police", NULL, NULL, CST_EXACT, 19, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LATEST);

    (void)state;
    expect(k, 12, 19, 19, 19, 19, 19);
    assert_int_equal(use_of(k, 0), CST_USE_OVERTAKEN);
    assert_int_equal(use_of(k, 1), CST_USE_OVERTAKEN);
    assert_int_equal(tolls.of->sources, 1);
    assert_int_equal(tolls.of->standing, CST_STANDING_SINGLE);
    assert_true(cst_unconfirmed(tolls.of->standing));
    assert_int_equal(tolls.of->grade, CST_GRADE_WEAK);
}

/* Claimants stand side by side; an open end stays open. */
static void side_by_side(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "hospital", NULL, NULL, CST_AT_LEAST, 14, 0, NULL},
        {3, "A", "mayor", NULL, NULL, CST_BETWEEN, 16, 17, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LOWEST);

    (void)state;
    expect(k, 12, 17, 12, 17, 12, 17);
    assert_false(k->open);
    assert_int_equal(tolls.of->sources, 3);
    assert_int_equal(tolls.of->standing, CST_STANDING_CORROBORATED);
    assert_false(cst_unconfirmed(tolls.of->standing));
    assert_int_equal(tolls.of->grade, CST_GRADE_FAIR);
}

static void open_end(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "hospital", NULL, NULL, CST_MORE_THAN, 14, 0, NULL},
        {3, "A", "mayor", NULL, NULL, CST_VAGUE, 10, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_RANGE);

    (void)state;
    expect(k, 12, 14, 12, -1, -1, 14);
    assert_true(k->open);
    assert_int_equal(use_of(k, 2), CST_USE_WORDLESS);
}

/* Nothing but a ceiling gives no floor, and no best. */
static void ceiling(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_AT_MOST, 40, 0, NULL}, END};

    (void)state;
    expect(told_by(x, CST_STRATEGY_LATEST), 40, 40, -1, 40, -1, 40);
}

static void not_whole(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "police", NULL, "civilian", CST_EXACT, 3, 0, "p"},
        {3, "A", "police", NULL, NULL, CST_EXACT, 300, 0, "t"},
        {3, "A", "a widow", NULL, "civilian", CST_EXACT, 2, 0, "s"},
        {3, "A", "army", NULL, NULL, CST_EXACT, 90, 0, "d"},
        {3, "A", "police", "missing", NULL, CST_EXACT, 7, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LATEST);

    (void)state;
    expect(k, 12, 12, 12, 12, 12, 12);
    assert_int_equal(use_of(k, 1), CST_USE_PART);
    assert_int_equal(use_of(k, 2), CST_USE_TOTAL);
    assert_int_equal(use_of(k, 3), CST_USE_SOME);
    assert_int_equal(use_of(k, 4), CST_USE_DENIED);
    assert_int_equal(k->by[CST_APART_CIVILIAN].low, 3);
    assert_false(k->by[CST_APART_COMBATANT].told);
    /* The missing are a kind of their own and stay so. */
    assert_int_equal(tolls.kinds.n, 2);
    expect(&tolls.kinds.at[1], 7, 7, 7, 7, 7, 7);
}

/* "The attacks of the 2nd, which killed 40": no claim of a single happening, so
 * none is stated, but it is the toll. */
static void sum_of_sites(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 40, 0, "t"},
        {3, "A", "police", NULL, "civilian", CST_EXACT, 9, 0, "p"},
        {3, "A", "army", NULL, NULL, CST_EXACT, 90, 0, "td"},
        {4, "B", "police", NULL, NULL, CST_AT_LEAST, 43, 0, "t"},
        {4, "B", "mayor", NULL, NULL, CST_VAGUE, 10, 0, "t"},
        {4, "B", "police", "displaced", NULL, CST_EXACT, 700, 0, "t"}, END};
    const cst_kind_toll *k;

    (void)state;
    first_day = 2;
    last_day = 3;
    k = told_by(x, CST_STRATEGY_LATEST);
    assert_true(k->summed);
    expect(k, -1, -1, 43, -1, 43, -1);
    assert_int_equal(use_of(k, 0), CST_USE_OVERTAKEN);
    assert_int_equal(use_of(k, 1), CST_USE_PART);
    assert_int_equal(use_of(k, 2), CST_USE_DENIED);
    assert_int_equal(use_of(k, 3), CST_USE_CURRENT);
    assert_int_equal(use_of(k, 4), CST_USE_TOTAL); /* no number here */
    expect(&tolls.kinds.at[1], -1, -1, 700, 700, 700, -1);
}

/* Over weeks it is a campaign: who left is counted, who died in it is not. */
static void sum_of_weeks(void **state)
{
    const claim x[] = {
        {30, "A", "police", NULL, NULL, CST_EXACT, 40, 0, "t"},
        {30, "A", "police", "displaced", NULL, CST_EXACT, 700, 0, "t"}, END};
    const cst_kind_toll *k;

    (void)state;
    first_day = 2;
    last_day = 29;
    k = told_by(x, CST_STRATEGY_LATEST);
    assert_false(k->summed);
    assert_int_equal(use_of(k, 0), CST_USE_TOTAL);
    assert_true(tolls.kinds.at[1].summed);
    assert_int_equal(tolls.kinds.at[1].best, 700);
}

/* Who counts the single happening is believed. */
static void sum_beside_a_single_toll(void **state)
{
    const claim x[] = {{3, "A", "police", NULL, NULL, CST_EXACT, 40, 0, "t"},
                       {3, "A", "army", NULL, NULL, CST_EXACT, 12, 0, NULL},
                       END};
    const cst_kind_toll *k;

    (void)state;
    first_day = last_day = 2;
    k = told_by(x, CST_STRATEGY_LATEST);
    assert_false(k->summed);
    expect(k, 12, 12, 12, 12, 12, 12);
}

/* A total of the weeks before is not of this day. */
static void sum_of_other_days(void **state)
{
    const claim x[] = {{3, "A", "police", NULL, NULL, CST_EXACT, 40, 0, "tw"},
                       END};
    const cst_kind_toll *k;

    (void)state;
    first_day = last_day = 2;
    k = told_by(x, CST_STRATEGY_LATEST);
    assert_false(k->summed);
    expect(k, -1, -1, -1, -1, -1, -1);
    assert_int_equal(use_of(k, 0), CST_USE_TOTAL);
}

static void one_side(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "army", NULL, "combatant", CST_EXACT, 2, 0, NULL},
        {3, "A", "army", NULL, "attacker", CST_EXACT, 1, 0, NULL},
        {3, "A", "mayor", NULL, "civilian", CST_EXACT, 7, 0, NULL},
        {3, "A", "mayor", NULL, "police", CST_EXACT, 3, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LATEST);

    (void)state;
    expect(k, 12, 12, 12, 12, 12, 12);
    assert_int_equal(use_of(k, 1), CST_USE_SIDE);
    assert_int_equal(use_of(k, 2), CST_USE_ATTACKERS);
    assert_int_equal(use_of(k, 3), CST_USE_SIDE);
    assert_int_equal(k->by[CST_APART_COMBATANT].high, 2);
    assert_int_equal(k->by[CST_APART_ATTACKER].low, 1);
    assert_int_equal(k->by[CST_APART_CIVILIAN].low, 7);
    assert_int_equal(k->by[CST_APART_POLICE].low, 3);
    assert_int_equal(k->by[CST_APART_UNKNOWN].high, 12);
}

/* The mayor is one of the dead, not the toll; alone in a report, one is one. */
static void single(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", NULL, NULL, "civilian", CST_EXACT, 1, 0, NULL},
        {4, "B", "hospital", NULL, "civilian", CST_EXACT, 1, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LATEST);

    (void)state;
    expect(k, 1, 12, 1, 12, 1, 1);
    assert_int_equal(use_of(k, 1), CST_USE_SOME);
}

/* Ten civilians to one, ten fighters to the other: in both maxima. */
static void contested_status(void **state)
{
    const claim x[] = {
        {3, "A", "residents", NULL, "civilian", CST_EXACT, 10, 0, NULL},
        {3, "A", "army", NULL, "combatant", CST_AT_LEAST, 8, 0, NULL},
        {3, "A", "mayor", NULL, "civilian", CST_EXACT, 4, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LATEST);

    (void)state;
    assert_true(k->by[CST_APART_CIVILIAN].contested);
    assert_true(k->by[CST_APART_COMBATANT].contested);
    assert_int_equal(k->by[CST_APART_CIVILIAN].low, 4);
    assert_int_equal(k->by[CST_APART_CIVILIAN].high, 10);
    assert_int_equal(k->by[CST_APART_COMBATANT].low, 0);
    assert_int_equal(k->by[CST_APART_COMBATANT].high, 10);
}

static void majority(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "hospital", NULL, NULL, CST_EXACT, 15, 0, NULL},
        {3, "B", "mayor", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "B", "mayor", NULL, NULL, CST_EXACT, 12, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_MAJORITY);

    (void)state;
    expect(k, 12, 15, 12, 15, 12, 12);
    assert_int_equal(k->agree, 2);
    assert_int_equal(use_of(k, 2), CST_USE_REPEATED);
}

static void no_majority(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "hospital", NULL, NULL, CST_EXACT, 15, 0, NULL}, END};

    (void)state;
    expect(told_by(x, CST_STRATEGY_MAJORITY), 12, 15, 12, 15, -1, 15);
}

/* What is hedged is not the best while something surer stands. */
static void credible(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {4, "A", "residents", NULL, NULL, CST_EXACT, 30, 0, "h"}, END};

    (void)state;
    expect(told_by(x, CST_STRATEGY_LATEST), 12, 30, 12, 30, 12, 30);
}

static void overtaken_in_a_report(void **state)
{
    const claim x[] = {
        {4, "A", "police", NULL, NULL, CST_EXACT, 7, 0, "o"},
        {4, "A", "hospital", NULL, NULL, CST_EXACT, 19, 0, NULL},
        {0, "B", "hospital", NULL, NULL, CST_EXACT, 5, 0, NULL}, END};
    const cst_kind_toll *k = told_by(x, CST_STRATEGY_LATEST);

    (void)state;
    expect(k, 5, 19, 5, 19, 19, 19);
    assert_int_equal(use_of(k, 1), CST_USE_OVERTAKEN);
}

/* The own voice of an outlet rests on those that it names. */
static void independent(void **state)
{
    const claim x[] = {
        {3, "A", NULL, NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {4, "B", NULL, NULL, NULL, CST_EXACT, 12, 0, NULL},
        {5, "B", NULL, NULL, NULL, CST_EXACT, 12, 0, NULL}, END};

    (void)state;
    (void)told_by(x, CST_STRATEGY_LATEST);
    /* The events are told by the outlets: A's rests on the police. */
    assert_int_equal(tolls.of->sources, 2);
    assert_int_equal(tolls.of->documents, 3);
}

static void contested_toll(void **state)
{
    static const struct {
        claim x[3];
        bool want;
    } rows[] = {
        {{{3, "A", "police", NULL, NULL, CST_EXACT, 10, 0, NULL},
          {4, "B", "hospital", NULL, NULL, CST_EXACT, 21, 0, NULL}, END},
         true},
        {{{3, "A", "police", NULL, NULL, CST_EXACT, 10, 0, NULL},
          {3, "B", "hospital", NULL, NULL, CST_EXACT, 20, 0, NULL}, END},
         false},
        {{{3, "A", "police", NULL, NULL, CST_EXACT, 10, 0, NULL},
          {6, "B", "hospital", NULL, NULL, CST_EXACT, 90, 0, NULL}, END},
         false},
        {{{3, "A", "police", NULL, NULL, CST_AT_LEAST, 10, 0, NULL},
          {3, "B", "hospital", NULL, NULL, CST_EXACT, 90, 0, NULL}, END},
         false},
        {{{3, "A", "police", NULL, NULL, CST_EXACT, 0, 0, NULL},
          {3, "B", "hospital", NULL, NULL, CST_EXACT, 2, 0, NULL}, END},
         true},
        {{{0, "A", "police", NULL, NULL, CST_EXACT, 1, 0, NULL},
          {3, "B", "hospital", NULL, NULL, CST_EXACT, 9, 0, NULL}, END},
         false},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(rows); i++) {
        memset(&c, 0, sizeof(c));
        assert_int_equal(cst_collection_init(&c, &arena), CST_OK);
        (void)told_by(rows[i].x, CST_STRATEGY_LATEST);
        if (((tolls.of->contested & CST_CONTESTED_TOLL) != 0) !=
            rows[i].want) {
            fail_msg("row %zu", i);
        }
    }
}

/* ---------------------------------------------------------------- blame */

typedef struct account {
    const char *doer, *certainty, *claimant;
    bool denied;
} account;

static const cst_assessment *accounts(const account *x, size_t n)
{
    memset(&c, 0, sizeof(c));
    assert_int_equal(cst_collection_init(&c, &arena), CST_OK);
    for (size_t i = 0; i < n; i++) {
        cst_party doer;
        cst_event e;
        cst_harm h = harm_of(&(claim){3, NULL, NULL, NULL, "civilian",
                                      CST_EXACT, 5, 0, NULL}, 0);

        memset(&e, 0, sizeof(e));
        memset(&doer, 0, sizeof(doer));
        doer.mention.name = str(x[i].doer);
        doer.certainty = str(x[i].certainty);
        e.type = CST_S("attack");
        e.perpetrators = &doer;
        e.n_perpetrators = x[i].doer ? 1 : 0;
        e.claimant.mention.name = str(x[i].claimant);
        e.stance = x[i].denied ? CST_DENIED : CST_ASSERTED;
        add_document(i ? "B" : "A", 3, &e, 1, &h, i == 0);
    }
    join();
    return derive(CST_STRATEGY_LATEST);
}

#define ACCOUNTS(...)                                                          \
    accounts((const account[]){__VA_ARGS__},                                   \
             CST_COUNT(((const account[]){__VA_ARGS__})))

static void blamed(void **state)
{
    const cst_assessment *a;

    (void)state;
    a = ACCOUNTS({"Red Army", "stated", "mayor", false},
                 {"the red army", "stated", NULL, false});
    assert_int_equal(a->contested, 0);
    assert_int_equal(a->blamed.n, 1);
    a = ACCOUNTS({"Red Army", "stated", "mayor", false},
                 {"Red Army", "stated", "Red Army", true});
    assert_int_equal(a->contested, CST_CONTESTED_PERPETRATOR);
    assert_int_equal(a->standing, CST_STANDING_CONTESTED);
    assert_true(cst_unconfirmed(a->standing));
    assert_int_equal(a->grade, CST_GRADE_CONTESTED);
    assert_int_equal(a->sources, 1);
    a = ACCOUNTS({"Red Army", "stated", "mayor", false},
                 {"Blue Front", "stated", "colonel", false});
    assert_int_equal(a->contested, CST_CONTESTED_PERPETRATOR);
    /* Two outlets that put it differently. */
    a = ACCOUNTS({"Red Army", "stated", NULL, false},
                 {"planes", "stated", NULL, false});
    assert_int_equal(a->contested, 0);
    a = ACCOUNTS({"Red Army", "stated", NULL, false},
                 {NULL, NULL, "colonel", true});
    assert_int_equal(a->contested, CST_CONTESTED_OCCURRENCE);
    a = ACCOUNTS({NULL, NULL, "colonel", true});
    assert_int_equal(a->standing, CST_STANDING_DENIED);
    assert_true(cst_unconfirmed(a->standing));
    a = ACCOUNTS({"Red Army", "claimed", NULL, false});
    assert_int_equal(a->grade, CST_GRADE_CONFIRMED);
    assert_int_equal(a->contested, 0);
}

static void fighters(void **state)
{
    const claim x[] = {
        {3, "A", "army", NULL, "combatant", CST_EXACT, 9, 0, NULL}, END};

    (void)state;
    expect(told_by(x, CST_STRATEGY_LATEST), 9, 9, 9, 9, 9, 9);
    assert_int_equal(tolls.of->grade, CST_GRADE_DISCOUNTED);
}

/* What memory runs out in leaves nothing half done behind. */
static void no_memory(void **state)
{
    const claim x[] = {
        {3, "A", "police", NULL, NULL, CST_EXACT, 12, 0, NULL},
        {3, "B", "mayor", NULL, NULL, CST_EXACT, 13, 0, NULL}, END};
    cst_toll_options o = {.settings = &settings};

    (void)state;
    (void)told_by(x, CST_STRATEGY_LATEST);
    assert_int_equal(cst_codebook_parse(&arena, CST_S(
        "count\texact\tn\tn\ts\ncount\tbetween\tn\tm\ts\n"
        "count\tat_least\tn\t-\ts\ncount\tmore_than\tn\t-\ts\n"
        "count\tat_most\t-\tn\ts\ncount\tless_than\t-\tn\ts\n"
        "count\tabout\tn\tn\ts\ncount\tvague:2\t-\t-\ts\n"
        "count\tunspecified\t-\t-\ts\n"), "x", NULL, &o.book), CST_OK);
    for (size_t max = 64; max < 16384; max *= 2) {
        cst_arena small, other;
        cst_tolls out;

        cst_arena_init(&small, NULL, max);
        cst_arena_init(&other, NULL, max);
        (void)cst_tolls_derive(&small, &other, &c, &o, &out);
        cst_arena_free(&small);
        cst_arena_free(&other);
    }
}

static int set_up(void **state)
{
    static const char *const articles[] = {"the", "a"};

    (void)state;
    first_day = last_day = 0;
    cst_arena_init(&arena, NULL, 0);
    cst_arena_init(&scratch, NULL, 0);
    memset(&c, 0, sizeof(c));
    memset(&settings, 0, sizeof(settings));
    for (size_t i = 0; i < CST_COUNT(articles); i++) {
        cst_str *article = CST_PUSH(&arena, &settings.articles);

        if (!article) {
            return -1;
        }
        *article = str(articles[i]);
    }
    return cst_collection_init(&c, &arena);
}

static int tear_down(void **state)
{
    (void)state;
    cst_arena_free(&arena);
    cst_arena_free(&scratch);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rising), TEST(side_by_side), TEST(open_end), TEST(ceiling),
        TEST(not_whole), TEST(sum_of_sites), TEST(sum_of_weeks),
        TEST(sum_beside_a_single_toll), TEST(sum_of_other_days), TEST(one_side), TEST(single), TEST(contested_status),
        TEST(majority), TEST(no_majority), TEST(credible),
        TEST(overtaken_in_a_report), TEST(independent), TEST(contested_toll),
        TEST(blamed), TEST(fighters), TEST(no_memory)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
