/* base: arena, arrays, strings, buffers, interning, errors, calendar, names. */
#include "base/base.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* --------------------------------------------------------------- arena */

typedef struct countdown {
    int left, live;
} countdown;

static void *counted_alloc(void *user, size_t n)
{
    countdown *c = user;
    void *p;

    if (c->left == 0) {
        return NULL;
    }
    c->left--;
    p = malloc(n);
    if (p) {
        memset(p, 0xAA, n);
        c->live++;
    }
    return p;
}

static void counted_release(void *user, void *p)
{
    countdown *c = user;

    c->live--;
    free(p);
}

static void arena_is_zeroed_and_aligned(void **state)
{
    countdown c = {-1, 0};
    cst_allocator allocator = {counted_alloc, counted_release, &c};
    cst_arena a;

    (void)state;
    cst_arena_init(&a, &allocator, 0);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 5000; n += 7) {
            unsigned char *p = cst_arena_alloc(&a, n, 1);

            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < n; i++) {
                assert_int_equal(p[i], 0);
            }
            memset(p, 0xFF, n);
        }
        cst_arena_reset(&a);
        assert_int_equal(a.used, 0);
    }
    cst_arena_free(&a);
    assert_int_equal(c.live, 0);
}

#ifndef CST_ARENA_MALLOC
static void arena_keeps_chunks_over_reset(void **state)
{
    cst_arena a;
    size_t held = 0;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 100; i++) {
            assert_non_null(cst_arena_alloc(&a, 1000, 3));
        }
        if (round > 0) {
            assert_int_equal(a.held, held);
        }
        held = a.held;
        cst_arena_reset(&a);
    }
    cst_arena_free(&a);
}
#endif

static void arena_fails_for_good(void **state)
{
    countdown c = {0, 0};
    cst_allocator allocator = {counted_alloc, counted_release, &c};
    cst_arena a;

    (void)state;
    cst_arena_init(&a, &allocator, 0);
    assert_null(cst_arena_alloc(&a, 1, 1));
    c.left = 9;
    assert_null(cst_arena_alloc(&a, 1, 1));
    assert_true(cst_arena_failed(&a));
    assert_null(cst_arena_copy(&a, "x", 1));
    cst_arena_reset(&a);
    assert_false(cst_arena_failed(&a));
    assert_non_null(cst_arena_alloc(&a, 1, 1));
    cst_arena_free(&a);
    assert_int_equal(c.live, 0);
}

static void arena_overflow_and_cap(void **state)
{
    cst_arena a;
    int got = 0;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_null(cst_arena_alloc(&a, SIZE_MAX / 2, 3));
    assert_true(cst_arena_failed(&a));
    cst_arena_free(&a);
    cst_arena_init(&a, NULL, 0);
    assert_null(cst_arena_alloc(&a, SIZE_MAX, 1));
    cst_arena_free(&a);
    assert_null(cst_mem_alloc(NULL, SIZE_MAX, 2));

    cst_arena_init(&a, NULL, 100000);
    while (cst_arena_alloc(&a, 1000, 1)) {
        got++;
    }
    assert_in_range(got, 80, 100);
    assert_true(a.held <= 100000);
    cst_arena_free(&a);
}

static void vectors_grow(void **state)
{
    CST_VEC(uint32_t) v = {NULL, 0, 0};
    countdown c = {1, 0};
    cst_allocator allocator = {counted_alloc, counted_release, &c};
    cst_arena a;
    uint32_t *p;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    for (uint32_t i = 0; i < 10000; i++) {
        p = CST_PUSH(&a, &v);
        assert_non_null(p);
        assert_int_equal(*p, 0);
        *p = i;
    }
    for (uint32_t i = 0; i < 10000; i++) {
        assert_int_equal(v.at[i], i);
    }
    cst_arena_free(&a);

    v.n = v.cap = 0;
    cst_arena_init(&a, &allocator, 0);
    while (v.n < 1000000 && (p = CST_PUSH(&a, &v)) != NULL) {
        *p = 1;
    }
    assert_true(cst_arena_failed(&a));
    assert_true(v.n <= v.cap);
    cst_arena_free(&a);
}

/* ------------------------------------------------------------- strings */

static void strings_compare_and_find(void **state)
{
    cst_str none = {NULL, 0}, s = CST_S("ab\0cabc");
    static const struct {
        const char *a, *b;
        int order;
    } cmp[] = {{"", "", 0},    {"a", "", 1},   {"", "a", -1},
               {"a", "b", -1}, {"ab", "a", 1}, {"\xff", "a", 1}};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cmp); i++) {
        int order = cst_str_cmp(cst_str_of(cmp[i].a), cst_str_of(cmp[i].b));

        assert_int_equal((order > 0) - (order < 0), cmp[i].order);
    }
    assert_true(cst_str_eq(none, CST_S("")));
    assert_true(cst_str_starts(s, CST_S("ab\0")));
    assert_true(cst_str_starts(s, none));
    assert_false(cst_str_starts(none, s));
    assert_true(cst_str_ends(s, CST_S("\0cabc")));
    assert_false(cst_str_ends(CST_S("b"), CST_S("ab")));
    assert_int_equal(cst_str_find(s, CST_S("ab"), 0), 0);
    assert_int_equal(cst_str_find(s, CST_S("ab"), 1), 4);
    assert_int_equal(cst_str_find(s, CST_S("ab"), 5), SIZE_MAX);
    assert_int_equal(cst_str_find(s, CST_S("\0"), 0), 2);
    assert_int_equal(cst_str_find(s, CST_S(""), s.n), s.n);
    assert_int_equal(cst_str_find(s, CST_S(""), s.n + 1), SIZE_MAX);
    assert_int_equal(cst_str_find(none, s, 0), SIZE_MAX);
    assert_int_equal(cst_str_sub(s, 99, 99).n, 0);
    assert_int_equal(cst_str_sub(s, 5, SIZE_MAX).n, 2);
    assert_true(cst_str_is(cst_str_trim(CST_S(" \t a b\r\n")), "a b"));
    assert_int_equal(cst_str_trim(CST_S(" \n ")).n, 0);
    assert_int_equal(cst_str_trim(none).n, 0);
}

static void strings_cut(void **state)
{
    static const char *const want[] = {"a", "", "bc", ""};
    cst_str s = CST_S("a,,bc,"), head;
    size_t n = 0;

    (void)state;
    while (cst_str_cut(&s, ',', &head)) {
        assert_true(n < CST_COUNT(want));
        assert_true(cst_str_is(head, want[n]));
        n++;
    }
    assert_int_equal(n, CST_COUNT(want));
    s = CST_S("");
    assert_true(cst_str_cut(&s, ',', &head));
    assert_int_equal(head.n, 0);
    assert_false(cst_str_cut(&s, ',', &head));
}

static void strings_to_int(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        int64_t value;
    } table[] = {
        {"0", true, 0},
        {"007", true, 7},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"99999999999999999999999", false, 0},
        {"", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {"1 ", false, 0},
        {"1a", false, 0},
        {"\xd9\xa1", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(table); i++) {
        int64_t v = -7;

        assert_int_equal(cst_str_to_int(cst_str_of(table[i].text), &v),
                         table[i].ok);
        assert_int_equal(v, table[i].ok ? table[i].value : -7);
    }
    assert_false(cst_str_to_int(CST_S("1\0"), &(int64_t){0}));
}

static void buffers_grow_and_fail(void **state)
{
    countdown c = {2, 0};
    cst_allocator allocator = {counted_alloc, counted_release, &c};
    cst_buf b;

    (void)state;
    cst_buf_init(&b, NULL);
    assert_int_equal(cst_buf_get(&b).n, 0);
    cst_buf_int(&b, INT64_MIN);
    cst_buf_char(&b, ' ');
    cst_buf_int(&b, INT64_MAX);
    cst_buf_z(&b, " ");
    cst_buf_int(&b, 0);
    cst_buf_str(&b, (cst_str){NULL, 0});
    assert_true(cst_str_is(cst_buf_get(&b),
                           "-9223372036854775808 9223372036854775807 0"));
    cst_buf_free(&b);
    assert_int_equal(b.n, 0);

    cst_buf_init(&b, &allocator);
    for (int i = 0; i < 100000; i++) {
        cst_buf_char(&b, 'x');
    }
    assert_true(b.failed);
    assert_int_equal(b.n, 512);
    assert_int_equal(c.live, 1);
    cst_buf_free(&b);
    assert_int_equal(c.live, 0);
}

static void interning_is_dense(void **state)
{
    cst_arena a;
    cst_intern t;
    char name[16];

    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_intern_init(&t, &a), CST_OK);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 5000; i++) {
            cst_str s = {name, (size_t)snprintf(name, sizeof(name), "n%u", i)};

            assert_int_equal(cst_intern_put(&t, s), i + 1);
        }
    }
    assert_true(cst_str_is(cst_intern_str(&t, 42), "n41"));
    assert_int_equal(cst_intern_get(&t, CST_S("absent")), 0);
    assert_int_equal(cst_intern_str(&t, 0).n, 0);
    assert_int_equal(cst_intern_str(&t, 99999).n, 0);
    assert_int_equal(cst_intern_put(&t, CST_S("")), 5001);
    assert_int_equal(cst_intern_put(&t, CST_S("n\0")), 5002);
    assert_int_equal(cst_intern_get(&t, CST_S("n\0")), 5002);
    cst_arena_free(&a);
}

static void interning_runs_out(void **state)
{
    cst_arena a;
    cst_intern t;
    char name[16];
    cst_sym last = 1;

    (void)state;
    cst_arena_init(&a, NULL, 64000);
    assert_int_equal(cst_intern_init(&t, &a), CST_OK);
    for (uint32_t i = 0; last && i < 100000; i++) {
        cst_str s = {name, (size_t)snprintf(name, sizeof(name), "n%u", i)};

        last = cst_intern_put(&t, s);
    }
    assert_int_equal(last, 0);
    assert_int_equal(cst_intern_get(&t, CST_S("n0")), 1);
    cst_arena_free(&a);
    cst_arena_init(&a, NULL, 1);
    assert_int_equal(cst_intern_init(&t, &a), CST_NOMEM);
    assert_int_equal(cst_intern_put(&t, CST_S("x")), 0);
    assert_int_equal(cst_intern_get(&t, CST_S("x")), 0);
    cst_arena_free(&a);
}

/* -------------------------------------------------------------- errors */

static void errors_are_cut(void **state)
{
    char longer[1000];
    cst_error e;

    (void)state;
    memset(longer, 'x', sizeof(longer));
    longer[sizeof(longer) - 1] = '\0';
    assert_int_equal(cst_fail(NULL, CST_IO, "f", 1, 2, "x"), CST_IO);
    assert_int_equal(cst_fail(&e, CST_SYNTAX, longer, 3, 4, "%s", longer),
                     CST_SYNTAX);
    assert_int_equal(e.status, CST_SYNTAX);
    assert_int_equal(strlen(e.file), sizeof(e.file) - 1);
    assert_int_equal(strlen(e.text), sizeof(e.text) - 1);
    assert_int_equal(e.line, 3);
    assert_int_equal(e.column, 4);
    /* "é" must not be halved by the cut. */
    for (size_t i = 0; i + 1 < sizeof(longer); i += 2) {
        memcpy(longer + i, "\xc3\xa9", 2);
    }
    longer[998] = '\0';
    cst_fail(&e, CST_IO, NULL, 0, 0, "%s", longer);
    assert_string_equal(e.file, "");
    assert_int_equal(strlen(e.text), 238);
    assert_string_equal(cst_status_text(CST_OK), "ok");
    assert_string_equal(cst_status_text(CST_BUG), "internal error");
}

/* ------------------------------------------------------------ calendar */

/* The examples of FIPS 180-4. */
static void sha256_known_digests(void **state)
{
    static const struct {
        const char *text, *hex;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc",
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        uint8_t digest[CST_SHA256_BYTES];
        char hex[2 * CST_SHA256_BYTES + 1];

        cst_sha256(cases[i].text, strlen(cases[i].text), digest);
        for (size_t k = 0; k < sizeof digest; k++) {
            (void)snprintf(hex + 2 * k, 3, "%02x", digest[k]);
        }
        assert_string_equal(hex, cases[i].hex);
    }
}

static void sha256_in_pieces(void **state)
{
    char bytes[200], whole[2 * CST_SHA256_BYTES + 1];
    char pieces[2 * CST_SHA256_BYTES + 1];

    (void)state;
    memset(bytes, 'x', sizeof bytes);
    for (size_t cut = 0; cut <= sizeof bytes; cut += 7) {
        cst_sha256_run run;

        cst_sha256_begin(&run);
        cst_sha256_add(&run, bytes, sizeof bytes);
        cst_sha256_end(&run, whole);
        cst_sha256_begin(&run);
        cst_sha256_add(&run, bytes, cut);
        cst_sha256_add(&run, bytes + cut, sizeof bytes - cut);
        cst_sha256_end(&run, pieces);
        assert_string_equal(whole, pieces);
    }
}

static void calendar_known_days(void **state)
{
    static const struct {
        int y, m, d, weekday;
    } table[] = {{1970, 1, 1, 3}, {2000, 2, 29, 1}, {2016, 7, 3, 6},
                 {2017, 4, 4, 1}, {1900, 3, 1, 3},  {2400, 2, 29, 1},
                 {1, 1, 1, 0},    {9999, 12, 31, 4}};
    static const int bad[][3] = {{2017, 2, 29},
                                 {1900, 2, 29},
                                 {2017, 0, 1},
                                 {2017, 13, 1},
                                 {2017, 4, 31},
                                 {2017, 4, 0},
                                 {0, 4, 1},
                                 {10000, 1, 1},
                                 {-5, 1, 1},
                                 {INT_MAX, INT_MAX, INT_MAX},
                                 {INT_MIN, INT_MIN, INT_MIN}};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(table); i++) {
        cst_day day = cst_day_from_ymd(table[i].y, table[i].m, table[i].d);
        int y, m, d;

        assert_true(day > 0);
        cst_day_to_ymd(day, &y, &m, &d);
        assert_int_equal(y, table[i].y);
        assert_int_equal(m, table[i].m);
        assert_int_equal(d, table[i].d);
        assert_int_equal(cst_day_weekday(day), table[i].weekday);
    }
    for (size_t i = 0; i < CST_COUNT(bad); i++) {
        assert_int_equal(cst_day_from_ymd(bad[i][0], bad[i][1], bad[i][2]), 0);
    }
    assert_int_equal(cst_day_weekday(0), -1);
}

static void calendar_every_day(void **state)
{
    cst_day last = cst_day_from_ymd(9999, 12, 31);
    int y = 1, m = 1, d = 1;

    (void)state;
    for (cst_day day = cst_day_from_ymd(1, 1, 1); day <= last; day++) {
        int y2, m2, d2;

        cst_day_to_ymd(day, &y2, &m2, &d2);
        if (y2 != y || m2 != m || d2 != d || cst_day_from_ymd(y, m, d) != day) {
            fail_msg("day %d gives %d-%d-%d, not %d-%d-%d", (int)day, y2, m2,
                     d2, y, m, d);
        }
        d++;
        if (cst_day_from_ymd(y, m, d) == 0) {
            d = 1;
            m++;
        }
        if (m == 13) {
            m = 1;
            y++;
        }
    }
}

static void names_are_those_of_the_records(void **state)
{
    (void)state;
    assert_string_equal(cst_zone_kind_name(CST_ZONE_BOILERPLATE),
                        "boilerplate");
    assert_string_equal(cst_basis_name(CST_BASIS_COLLECTION), "collection");
    assert_string_equal(cst_stance_name(CST_DENIED), "denied");
    assert_string_equal(cst_qualifier_name(CST_AT_LEAST), "at_least");
    assert_string_equal(cst_qualifier_name(CST_UNSPECIFIED), "unspecified");
    assert_string_equal(cst_stance_name((cst_stance)99), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_is_zeroed_and_aligned),
#ifndef CST_ARENA_MALLOC
        cmocka_unit_test(arena_keeps_chunks_over_reset),
#endif
        cmocka_unit_test(arena_fails_for_good),
        cmocka_unit_test(arena_overflow_and_cap),
        cmocka_unit_test(vectors_grow),
        cmocka_unit_test(strings_compare_and_find),
        cmocka_unit_test(strings_cut),
        cmocka_unit_test(strings_to_int),
        cmocka_unit_test(buffers_grow_and_fail),
        cmocka_unit_test(interning_is_dense),
        cmocka_unit_test(interning_runs_out),
        cmocka_unit_test(errors_are_cut),
        cmocka_unit_test(sha256_known_digests),
        cmocka_unit_test(sha256_in_pieces),
        cmocka_unit_test(calendar_known_days),
        cmocka_unit_test(calendar_every_day),
        cmocka_unit_test(names_are_those_of_the_records),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
