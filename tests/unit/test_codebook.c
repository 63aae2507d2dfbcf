/* incident/codebook: bounds of counts, codes, and files that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "incident/codebook.h"

#include <stdio.h>
#include <stdlib.h>

static cst_arena arena;

static cst_str slurp(const char *name)
{
    char path[512];
    static char text[1 << 16];
    FILE *f;
    size_t n;

    snprintf(path, sizeof(path), "%s/data/codebooks/%s.tsv", CST_SOURCE_DIR,
             name);
    f = fopen(path, "rb");
    assert_non_null(f);
    n = fread(text, 1, sizeof(text), f);
    fclose(f);
    return (cst_str){cst_arena_copy(&arena, text, n), n};
}

static const cst_codebook *load(const char *name)
{
    const cst_codebook *book = NULL;
    cst_error error;

    memset(&error, 0, sizeof(error));
    if (cst_codebook_parse(&arena, slurp(name), name, &error, &book)) {
        fail_msg("%s:%u: %s", name, error.line, error.text);
    }
    return book;
}

typedef struct row {
    const char *book;
    cst_qualifier qualifier;
    int64_t value, value2, low, high;
} row;

static void counts(void **state)
{
    static const row rows[] = {
        {"plain", CST_EXACT, 12, -1, 12, 12},
        {"plain", CST_EXACT, 0, -1, 0, 0},
        {"plain", CST_BETWEEN, 16, 17, 16, 17},
        {"plain", CST_AT_LEAST, 12, -1, 12, -1},
        {"plain", CST_MORE_THAN, 140, -1, 140, -1},
        {"plain", CST_AT_MOST, 40, -1, -1, 40},
        {"plain", CST_LESS_THAN, 40, -1, -1, 40},
        {"ucdp", CST_LESS_THAN, 0, -1, -1, 0},
        {"plain", CST_ABOUT, 30, -1, 30, 30},
        {"plain", CST_VAGUE, 10, -1, -1, -1},
        {"plain", CST_UNSPECIFIED, -1, -1, -1, -1},
        {"ucdp", CST_MORE_THAN, INT64_MAX, -1, INT64_MAX, INT64_MAX},
        {"acled", CST_VAGUE, 10, -1, 10, 12},
        {"acled", CST_VAGUE, 2, -1, 3, 3},
        {"acled", CST_VAGUE, 1, -1, -1, -1},
        {"acled", CST_VAGUE, 10, 100, 10, 100},
        {"acled", CST_VAGUE, 50, -1, 10, 12},
        {"acled", CST_BETWEEN, 9000, 11000, 9000, 9000},
        {"acled", CST_UNSPECIFIED, -1, -1, 3, 3},
        {"ucdp", CST_VAGUE, 10, -1, -1, 24},
        {"ucdp", CST_MORE_THAN, 100, -1, 100, 101},
        {"airwars", CST_VAGUE, 10, -1, 12, 24},
        {"airwars", CST_UNSPECIFIED, -1, -1, 2, 2},
        {"airwars", CST_AT_LEAST, 5, -1, 5, -1},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(rows); i++) {
        const row *r = &rows[i];
        cst_bounds got = cst_codebook_bounds(load(r->book), r->qualifier,
                                             r->value, r->value2);

        if (got.low != r->low || got.high != r->high) {
            fail_msg("row %zu: %lld..%lld", i, (long long)got.low,
                     (long long)got.high);
        }
    }
}

static void codes(void **state)
{
    const cst_codebook *acled = load("acled"), *ucdp = load("ucdp");
    const cst_code *code = cst_codebook_code(acled, "type",
                                             CST_S("air_strike"));

    (void)state;
    assert_non_null(code);
    assert_true(cst_str_is(code->value2, "Air/drone strike"));
    assert_true(code->source.n > 0);
    code = cst_codebook_code(acled, "type", CST_S("siege"));
    assert_non_null(code);
    assert_null(code->value.p);
    assert_null(cst_codebook_code(acled, "type", CST_S("picnic")));
    assert_null(cst_codebook_code(acled, "", CST_S("")));
    code = cst_codebook_code(ucdp, "violence", CST_S("state:civilian"));
    assert_true(code && cst_str_is(code->value, "3") && !code->value2.p);
    assert_null(cst_codebook_code(load("plain"), "type", CST_S("siege")));
}

/* How sure a place is, under both books; "" = no code. */
static void places(void **state)
{
    static const struct {
        const char *precision, *id;
        double radius;
        const char *ucdp, *acled;
    } rows[] = {{"point", "p:1", -1, "1", "1"},
                {"neighbourhood", "p:1", -1, "1", "1"},
                {"settlement", "p:1", -1, "1", "1"},
                {"settlement", NULL, -1, "1", "1"},
                {"settlement", "p:1", 10, "1", "1"},
                {"settlement", NULL, 10, "2", "2"},
                {"point", NULL, 25, "2", "2"},
                {"point", NULL, 60, "5", "3"},
                {"district", "p:1", -1, "3", "2"},
                {"district", NULL, 30, "3", "2"},
                {"province", "p:1", 90, "4", "3"},
                {"province", NULL, 90, "5", "3"},
                {"country", "p:1", -1, "6", ""},
                {"unknown", NULL, -1, "", ""},
                {NULL, NULL, -1, "", ""}};
    const cst_codebook *books[] = {load("ucdp"), load("acled")};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(rows); i++) {
        cst_place place = {.present = true, .radius_km = rows[i].radius};

        place.id = rows[i].id ? cst_str_of(rows[i].id) : place.id;
        place.precision = rows[i].precision ? cst_str_of(rows[i].precision)
                                            : place.precision;
        for (int k = 0; k < 2; k++) {
            const cst_code *code = cst_codebook_place(books[k], &place);
            const char *want = k ? rows[i].acled : rows[i].ucdp;

            if (!cst_str_is(code ? code->value : CST_S(""), want)) {
                fail_msg("row %zu, book %d", i, k);
            }
        }
        place.present = false;
        assert_null(cst_codebook_place(books[0], &place));
    }
    assert_null(cst_codebook_place(load("plain"),
                                   &(cst_place){.present = true,
                                                .precision = CST_S("point")}));
}

#define COUNTS                                                                 \
    "count\texact\tn\tn\ts\ncount\tbetween\tn\tm\ts\ncount\tat_least\tn\t-\ts\n" \
    "count\tmore_than\tn+1\t-\ts\ncount\tat_most\t-\tn\ts\n"                     \
    "count\tless_than\t-\tn-1\ts\ncount\tabout\tn\tn\ts\n"                       \
    "count\tvague:2\t-\t-\ts\ncount\tunspecified\t-\t-\ts\n"

static void refused(void **state)
{
    static const struct {
        const char *text;
        uint32_t line;
    } bad[] = {
        {"", 0},
        {"count\texact\tn\tn\ts\n", 0},
        {COUNTS "count\texact\tn\tn\ts\n", 10},
        {COUNTS "count\tvague:2\t1\t1\ts\n", 10},
        {COUNTS "count\tvague:x\t1\t1\ts\n", 10},
        {COUNTS "count\tsome\t1\t1\ts\n", 10},
        {COUNTS "count\tvague:5\tn+2\t1\ts\n", 10},
        {COUNTS "count\tvague:5\t-3\t1\ts\n", 10},
        {COUNTS "type\tattack\ta\tb\n", 10},
        {COUNTS "type\tattack\ta\tb\t\n", 10},
        {COUNTS "type\tattack\ta\tb\tc\td\n", 10},
        {COUNTS "type\tattack\ta\xFF\tb\tc\n", 10},
        {COUNTS "type\tattack\ta\tb\tc\ntype\tattack\ta\tb\tc\n", 0},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(bad); i++) {
        const cst_codebook *book = NULL;
        cst_error error;

        memset(&error, 0, sizeof(error));
        if (cst_codebook_parse(&arena, cst_str_of(bad[i].text), "x", &error,
                               &book) != CST_SYNTAX ||
            error.line != bad[i].line || book) {
            fail_msg("text %zu: line %u: %s", i, error.line, error.text);
        }
    }
}

/* Any file is a codebook or is refused; cut short it is never half of one. */
static void any_bytes(void **state)
{
    cst_str sound = slurp("airwars");
    char *copy = cst_arena_copy(&arena, sound.p, sound.n);
    uint32_t dice = 7;

    (void)state;
    for (size_t n = 0; n < sound.n; n++) {
        const cst_codebook *book = NULL;
        cst_arena own;

        cst_arena_init(&own, NULL, 0);
        if (n % 3) {
            dice = dice * 1664525u + 1013904223u;
            copy[dice / 8 % sound.n] = (char)(dice >> 24);
        }
        if (cst_codebook_parse(&own, (cst_str){copy, n % 3 ? sound.n : n}, "x",
                               NULL, &book) == CST_OK) {
            (void)cst_codebook_bounds(book, CST_VAGUE, 10, 100);
            (void)cst_codebook_code(book, "place", CST_S("point"));
        }
        cst_arena_free(&own);
    }
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
        cmocka_unit_test_setup_teardown(counts, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(places, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(codes, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(refused, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(any_bytes, open_arena, close_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
