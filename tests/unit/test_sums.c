/* incident/sums: what is added, what is told apart, what stays open. */
#include "incident/sums.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static cst_arena arena;
static cst_collection c;
static cst_tolls tolls;
static cst_assessment of[8];

static int setup(void **state)
{
    (void)state;
    memset(&tolls, 0, sizeof(tolls));
    memset(of, 0, sizeof(of));
    cst_arena_init(&arena, NULL, 0);
    tolls.of = of;
    return cst_collection_init(&c, &arena) == CST_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    cst_collection_free(&c);
    cst_arena_free(&arena);
    return 0;
}

static cst_incident *add_incident(void)
{
    cst_incident *x = CST_PUSH(&arena, &c.incidents.at);

    if (!x) {
        abort();
    }
    x->parent = x->sum = CST_NONE;
    of[c.incidents.at.n - 1].kinds.first = (uint32_t)tolls.kinds.n;
    return x;
}

/* A toll of the incident that was added last. */
static cst_kind_toll *add_toll(const char *kind, int64_t low, int64_t high)
{
    cst_kind_toll *k = CST_PUSH(&arena, &tolls.kinds);

    if (!k) {
        abort();
    }
    k->kind = cst_intern_put(&c.strings, cst_str_of(kind));
    k->low = low;
    k->high = high;
    k->stated_min = k->stated_max = k->best = k->latest = -1;
    of[c.incidents.at.n - 1].kinds.n++;
    return k;
}

static void add_killed(int64_t low, int64_t high)
{
    add_incident();
    add_toll("killed", low, high);
}

static cst_sums sum_all(void)
{
    cst_sums s;

    assert_int_equal(cst_sums_init(&s, &arena, &c, &tolls), CST_OK);
    for (uint32_t i = 0; i < c.incidents.at.n; i++) {
        cst_sums_add(&s, i);
    }
    cst_sums_sort(&s);
    assert_false(cst_arena_failed(&arena));
    return s;
}

static void expect(const cst_figure *f, int64_t low, int64_t top, bool open)
{
    assert_true(f->told);
    assert_int_equal(f->low, low);
    assert_int_equal(f->top, top);
    assert_int_equal(f->open, open);
}

static void kinds_and_open_ends(void **state)
{
    cst_sums s;

    (void)state;
    add_incident();
    add_toll("injured", 3, 3);
    add_toll("killed", 12, 15);
    add_incident();
    add_toll("killed", 20, -1)->stated_max = 30; /* at least 20 */
    add_incident();
    add_toll("killed", -1, 5); /* at most 5 */
    add_incident();
    add_toll("killed", -1, -1);
    add_toll("of_its_own", 1, 1);
    add_incident();
    s = sum_all();
    assert_int_equal(s.incidents, 5);
    assert_int_equal(s.apart, 0);
    assert_int_equal(s.wordless, 1);
    assert_int_equal(s.kinds.n, 3);
    assert_true(cst_str_is(cst_coll_str(&c, s.kinds.at[0].kind), "killed"));
    assert_true(cst_str_is(cst_coll_str(&c, s.kinds.at[1].kind), "injured"));
    expect(&s.kinds.at[0].all, 32, 50, true);
    expect(&s.kinds.at[1].all, 3, 3, false);
    assert_int_equal(s.kinds.at[0].told, 3);
    assert_int_equal(s.kinds.at[0].untold, 1);
}

static void what_holds_others_is_not_added(void **state)
{
    cst_sums s;

    (void)state;
    add_killed(50, 50);
    add_killed(33, 33);
    add_killed(83, 83);
    c.incidents.at.at[0].parent = c.incidents.at.at[1].parent = 2;
    add_killed(900, 900);
    c.incidents.at.at[3].lasting = true;
    add_killed(100, 100);
    c.incidents.at.at[4].covers.n = 1;
    add_killed(7, 7);
    c.incidents.at.at[5].date.from = 1; /* and no end */
    s = sum_all();
    assert_int_equal(s.incidents, 6);
    assert_int_equal(s.apart, 4);
    expect(&s.kinds.at[0].all, 83, 83, false);
}

/* They may be the dead of the attack. Whatever holds others is that first. */
static void bodies_have_their_own_sum(void **state)
{
    cst_sym found = cst_intern_put(&c.strings, CST_S("bodies_found"));
    cst_sums s;

    (void)state;
    add_killed(12, 15);
    add_incident()->type = found;
    add_toll("killed", 40, 400)->best = 60;
    add_toll("abducted", 3, 3);
    add_incident()->type = found;
    add_toll("killed", -1, -1);
    add_killed(500, 500);
    c.incidents.at.at[3].type = found;
    c.incidents.at.at[3].covers.n = 1;
    s = sum_all();
    assert_int_equal(s.incidents, 4);
    assert_int_equal(s.apart, 1);
    assert_int_equal(s.found, 2);
    assert_int_equal(s.wordless, 0);
    assert_int_equal(s.kinds.n, 1);
    expect(&s.kinds.at[0].all, 12, 15, false);
    assert_int_equal(s.kinds.at[0].best, 0);
    expect(&s.bodies.all, 40, 400, false);
    assert_int_equal(s.bodies.best, 60);
    assert_int_equal(s.bodies.told, 1);
    assert_int_equal(s.bodies.untold, 1);
}

static void statuses_apart(void **state)
{
    cst_kind_toll *k;
    cst_sums s;

    (void)state;
    add_incident();
    k = add_toll("killed", 12, 12);
    k->by[CST_APART_CIVILIAN] = (cst_status_toll){4, -1, true, false};
    k->by[CST_APART_POLICE] = (cst_status_toll){8, 8, true, false};
    add_killed(2, 2);
    s = sum_all();
    expect(&s.kinds.at[0].by[CST_APART_CIVILIAN], 4, 4, true);
    expect(&s.kinds.at[0].by[CST_APART_POLICE], 8, 8, false);
    assert_false(s.kinds.at[0].by[CST_APART_COMBATANT].told);
    assert_int_equal(s.kinds.at[0].unclassed, 1);
}

/* Records from elsewhere may state any number. */
static void too_many(void **state)
{
    cst_sums s;

    (void)state;
    for (int i = 0; i < 3; i++) {
        add_killed(INT64_MAX - 1, INT64_MAX);
    }
    s = sum_all();
    expect(&s.kinds.at[0].all, INT64_MAX, INT64_MAX, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(kinds_and_open_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(what_holds_others_is_not_added, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(bodies_have_their_own_sum, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(statuses_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(too_many, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
