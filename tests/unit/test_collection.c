/* Unit tests of the collection: what is added stands there, in order of id
 * whatever came first, references inside a document hold. */
#include "collected.h"

#include <stdio.h>

static cst_arena arena;
static cst_collection c;

static int setup(void **state)
{
    (void)state;
    cst_arena_init(&arena, NULL, 0);
    return cst_collection_init(&c, &arena) == CST_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    cst_collection_free(&c);
    cst_arena_free(&arena);
    return 0;
}

static void str_is(cst_sym s, const char *z)
{
    assert_true(cst_str_is(cst_coll_str(&c, s), z));
}

static void test_sorted_by_id(void **state)
{
    (void)state;
    collected_add(&c,
        "doc b2 pub=2020-05-01 outlet=Two\n"
        "event shelling on=2020-04-30 at=Old_Town in=City,Land pt=1.5,2.5\n"
        "harm killed 12 q=at_least said=a_doctor\n"
        "harm killed 3 of=0\n"
        "doc a1 outlet=One credit=AA,BB\n"
        "event shooting part=--10-03\n"
        "event offensive from=2019-01-01 by=army\n"
        "harm killed 300 total\n");
    assert_int_equal(cst_collection_finish(&c), CST_OK);
    assert_int_equal(c.documents.n, 2);
    assert_string_equal(c.documents.at[0].id, "a1");
    assert_int_equal(c.documents.at[0].credits.n, 2);
    assert_int_equal(c.events.n, 3);
    str_is(c.events.at[0].type, "shooting");
    assert_int_equal(c.events.at[0].date.month, 10);
    assert_int_equal(c.events.at[0].date.mday, 3);
    str_is(c.events.at[2].type, "shelling");
    assert_int_equal(c.events.at[2].document, 1);
    str_is(c.events.at[2].place.name, "Old Town");
    str_is(c.names.at[c.events.at[2].place.in.first + 1], "Land");
    assert_int_equal(c.harms.at[0].event, 1);
    assert_int_equal(c.harms.at[1].event, 2);
    assert_int_equal(c.harms.at[1].value, 12);
    str_is(c.harms.at[1].claimant.name, "a doctor");
    assert_int_equal(c.harms.at[2].part_of, 1);
}

static void test_one_id_once(void **state)
{
    (void)state;
    collected_add(&c, "doc a1 \nevent shooting on=2020-01-01\n"
                      "doc a1 \nevent shelling on=2020-01-02\n");
    assert_int_equal(cst_collection_finish(&c), CST_OK);
    assert_int_equal(c.documents.n, 1);
    assert_int_equal(c.events.n, 1);
    str_is(c.events.at[0].type, "shooting");
}

static void test_references_are_checked(void **state)
{
    cst_document_info info;
    cst_harm harm;
    cst_collected d = {.info = &info, .harms = &harm, .n_harms = 1};

    (void)state;
    memset(&info, 0, sizeof(info));
    memset(&harm, 0, sizeof(harm));
    harm.part_of = harm.superseded_by = CST_NONE;
    assert_int_equal(cst_collection_add(&c, &d), CST_ARG);
    harm.event = CST_NONE;
    assert_int_equal(cst_collection_add(&c, &d), CST_OK);
    harm.part_of = 7;
    assert_int_equal(cst_collection_add(&c, &d), CST_ARG);
}

static void test_nothing(void **state)
{
    (void)state;
    assert_int_equal(cst_collection_finish(&c), CST_OK);
    assert_int_equal(c.documents.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sorted_by_id, setup, teardown),
        cmocka_unit_test_setup_teardown(test_one_id_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_references_are_checked, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
