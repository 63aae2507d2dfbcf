/* incident/countries: look-up, files that are none; cells of PRIO-GRID. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "present/export.h"

#include <stdio.h>

static cst_arena arena;

static cst_str slurp(void)
{
    static char text[1 << 16];
    FILE *f = fopen(CST_SOURCE_DIR "/data/codebooks/countries.tsv", "rb");
    size_t n;

    assert_non_null(f);
    n = fread(text, 1, sizeof(text), f);
    fclose(f);
    return (cst_str){cst_arena_copy(&arena, text, n), n};
}

static void found(void **state)
{
    const cst_countries *t = NULL;
    const cst_country *c;

    (void)state;
    assert_int_equal(cst_countries_parse(&arena, slurp(), "x", NULL, &t), CST_OK);
    c = cst_countries_find(t, CST_S("sy"));
    assert_non_null(c);
    assert_true(cst_str_is(c->alpha3, "SYR"));
    assert_int_equal(c->iso, 760);
    assert_int_equal(c->gw, 652);
    assert_true(cst_str_is(c->ucdp_region, "Middle East"));
    c = cst_countries_find(t, CST_S("PS"));
    assert_non_null(c);
    assert_int_equal(c->gw, -1);
    assert_null(cst_countries_find(t, CST_S("XX")));
    assert_null(cst_countries_find(t, CST_S("SYR")));
    assert_null(cst_countries_find(t, (cst_str){NULL, 0}));
}

#define LINE "AA\tAAA\t1\t2\tr\tu\ta\tb\n"

static void refused(void **state)
{
    static const struct {
        const char *text;
        uint32_t line;
    } bad[] = {
        {"AA\tAAA\t1\t2\tr\tu\ta\n", 1},
        {"AA\tAAA\t1\t2\tr\tu\ta\tb\tc\n", 1},
        {"AA\tAAA\t1\t2\tr\tu\ta\t\n", 1},
        {LINE "Aa\tAAA\t1\t2\tr\tu\ta\tb\n", 2},
        {LINE "AB\tAA\t1\t2\tr\tu\ta\tb\n", 2},
        {LINE "AB\tAAB\t-\t2\tr\tu\ta\tb\n", 2},
        {LINE "AB\tAAB\t1\t2000\tr\tu\ta\tb\n", 2},
        {LINE "AB\tAAB\t1\t2\tr\xFF\tu\ta\tb\n", 2},
        {LINE LINE, 0},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(bad); i++) {
        const cst_countries *t = NULL;
        cst_error error;

        memset(&error, 0, sizeof(error));
        if (cst_countries_parse(&arena, cst_str_of(bad[i].text), "x", &error,
                                &t) != CST_SYNTAX ||
            error.line != bad[i].line || t) {
            fail_msg("text %zu: line %u: %s", i, error.line, error.text);
        }
    }
}

/* Cut short or with bytes changed it is a table or is refused. */
static void any_bytes(void **state)
{
    cst_str sound = slurp();
    char *copy = cst_arena_copy(&arena, sound.p, sound.n);
    uint32_t dice = 7;

    (void)state;
    for (size_t n = 0; n < sound.n; n += 7) {
        const cst_countries *t = NULL;
        cst_arena own;

        cst_arena_init(&own, NULL, 0);
        if (n % 2) {
            dice = dice * 1664525u + 1013904223u;
            copy[dice / 8 % sound.n] = (char)(dice >> 24);
        }
        if (cst_countries_parse(&own, (cst_str){copy, n % 2 ? sound.n : n}, "x",
                                NULL, &t) == CST_OK) {
            (void)cst_countries_find(t, CST_S("ZW"));
        }
        cst_arena_free(&own);
    }
}

/* Points and cells as UCDP GED has them, corners, and an edge. */
static void cells(void **state)
{
    (void)state;
    assert_int_equal(cst_priogrid(34.802462, 36.707602), 179714);
    assert_int_equal(cst_priogrid(35, 38), 180437);
    assert_int_equal(cst_priogrid(-90, -180), 1);
    assert_int_equal(cst_priogrid(90, 180), 259200);
    assert_int_equal(cst_priogrid(33.5, 44.5), cst_priogrid(33.99999, 44.99999));
    assert_int_equal(cst_priogrid(33.49999, 44.5),
                     cst_priogrid(33.5, 44.5) - 720);
}

static int open_arena(void **state)
{
    (void)state;
    cst_arena_init(&arena, NULL, 0);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    cst_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(found, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(refused, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(any_bytes, open_arena, close_arena),
        cmocka_unit_test(cells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
