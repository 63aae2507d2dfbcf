/* base/utf8: decoding of broken bytes, classes, the two normal forms. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <utf8proc.h>

static void decodes_broken_bytes(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        uint32_t cp;
        size_t len;
        bool ok;
    } table[] = {
        {"a", 1, 'a', 1, true},
        {"\0", 1, 0, 1, true},
        {"\xc3\xa9", 2, 0xE9, 2, true},
        {"\xe2\x80\x99", 3, 0x2019, 3, true},
        {"\xf0\x9f\x98\x80", 4, 0x1F600, 4, true},
        {"\xf4\x8f\xbf\xbf", 4, 0x10FFFF, 4, true},
        {"\xef\xbf\xbd", 3, 0xFFFD, 3, true},
        /* cut */
        {"\xc3\xa9", 1, 0xFFFD, 1, false},
        {"\xe2\x80\x99", 2, 0xFFFD, 1, false},
        {"\xf0\x9f\x98\x80", 3, 0xFFFD, 1, false},
        /* overlong, surrogate, past the end, stray */
        {"\xc0\xaf", 2, 0xFFFD, 1, false},
        {"\xc1\xbf", 2, 0xFFFD, 1, false},
        {"\xe0\x80\xaf", 3, 0xFFFD, 1, false},
        {"\xf0\x80\x80\xaf", 4, 0xFFFD, 1, false},
        {"\xed\xa0\x80", 3, 0xFFFD, 1, false},
        {"\xf4\x90\x80\x80", 4, 0xFFFD, 1, false},
        {"\xf5\x80\x80\x80", 4, 0xFFFD, 1, false},
        {"\x80", 1, 0xFFFD, 1, false},
        {"\xff", 1, 0xFFFD, 1, false},
        {"\xc3(", 2, 0xFFFD, 1, false},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(table); i++) {
        /* A block of the exact size, so that the sanitizer sees an overrun. */
        char *copy = malloc(table[i].n);
        cst_str s = {copy, table[i].n};
        size_t len = 0;
        bool ok = !table[i].ok;

        assert_non_null(copy);
        memcpy(copy, table[i].bytes, table[i].n);
        assert_int_equal(cst_utf8_decode(s, 0, &len, &ok), table[i].cp);
        assert_int_equal(len, table[i].len);
        assert_int_equal(ok, table[i].ok);
        cst_utf8_decode(s, 0, &len, NULL);
        free(copy);
    }
}

static void encode_round_trip(void **state)
{
    char out[4];

    (void)state;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        size_t n = cst_utf8_encode(cp, out), len;
        uint32_t want = cp >= 0xD800 && cp <= 0xDFFF ? CST_BAD_CODEPOINT : cp;
        bool ok;

        if (cst_utf8_decode((cst_str){out, n}, 0, &len, &ok) != want || !ok ||
            len != n || cst_utf8_len((unsigned char)out[0]) != n) {
            fail_msg("U+%04X", cp);
        }
    }
    assert_int_equal(cst_utf8_encode(UINT32_MAX, out), 3);
}

static void borders(void **state)
{
    static const struct {
        cst_str s;
        const char *want; /* one digit an offset, 0 to n */
    } table[] = {
        {{"", 0}, "1"},
        {{"ab", 2}, "111"},
        {{"a\xc3\xa9z", 4}, "11011"},
        {{"\xe2\x80\x99", 3}, "1001"},
        {{"\xe2\x80", 2}, "111"}, /* cut: each byte on its own */
        {{"\xa9\xa9\xa9\xa9\xa9", 5}, "111111"},
        {{"\xc3\xa9\xa9", 3}, "1011"}, /* stray tail after a whole one */
        {{"\xf0\x9f\x98\x80", 4}, "10001"},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(table); i++) {
        for (size_t at = 0; at <= table[i].s.n; at++) {
            assert_int_equal(cst_utf8_is_border(table[i].s, at),
                             table[i].want[at] == '1');
        }
        assert_false(cst_utf8_is_border(table[i].s, table[i].s.n + 1));
    }
}

static void classes(void **state)
{
    static const uint32_t spaces[] = {' ',    '\t',   '\n',   0xA0,
                                      0x2003, 0x200B, 0x202F, 0x3000};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(spaces); i++) {
        assert_true(cst_utf8_is_space(spaces[i]));
        assert_false(cst_utf8_is_letter(spaces[i]));
    }
    assert_false(cst_utf8_is_space('a'));
    assert_false(cst_utf8_is_space(0));
    assert_true(cst_utf8_is_upper('A') && cst_utf8_is_upper(0xC9));
    assert_true(cst_utf8_is_upper(0x130) && cst_utf8_is_upper(0x15E));
    assert_false(cst_utf8_is_upper('a') || cst_utf8_is_upper(0xE9));
    assert_false(cst_utf8_is_upper('1') || cst_utf8_is_upper(0x627));
    assert_true(cst_utf8_is_letter(0xE9) && cst_utf8_is_letter(0x153));
    assert_true(cst_utf8_is_letter(0x301) && cst_utf8_is_letter(0x627));
    assert_false(cst_utf8_is_letter('1') || cst_utf8_is_letter('_'));
    assert_false(cst_utf8_is_letter(0xAB) || cst_utf8_is_letter(0x2019));
    assert_false(cst_utf8_is_letter(0xD7) || cst_utf8_is_letter(0x110000));
    assert_true(cst_utf8_is_digit('0') && cst_utf8_is_digit('9'));
    assert_false(cst_utf8_is_digit(0x661) || cst_utf8_is_digit(0xB2));
}

static const struct {
    const char *in;
    const char *norm, *fold;
} forms[] = {
    {"", "", ""},
    {"L\xe2\x80\x99\xc3\x89t\xc3\xa9", "l'\xc3\xa9t\xc3\xa9", "l'ete"},
    {"\xca\xbc\xe2\x80\x98", "''", "''"},
    {"\xc5\x92uvre \xc3\x86", "\xc5\x93uvre \xc3\xa6", "oeuvre ae"},
    {"E\xcc\x81", "\xc3\xa9", "e"},
    {"a\xcc\x81\xcc\xa3", "\xe1\xba\xa1\xcc\x81", "a"},
    {"ba\xc2\xadteau", "bateau", "bateau"},
    {"ba\xc2\xadte\xcc\x81", "bat\xc3\xa9", "bate"},
    {"\xc2\xad", "", ""},
    {"avant\xe2\x80\x91garde", "avant-garde", "avant-garde"},
    {"\xef\xac\x81n", "\xef\xac\x81n", "fin"},
    {"\xc5\x9e\xc4\xb1rnak \xc4\xb0l", "\xc5\x9f\xc4\xb1rnak il", "sirnak il"},
    {"STRA\xc3\x9f"
     "E",
     "stra\xc3\x9f"
     "e",
     "strasse"},
    {"\xc3\x98\xc3\x97\xc3\xb7", "\xc3\xb8\xc3\x97\xc3\xb7",
     "o\xc3\x97\xc3\xb7"},
    {"\xc2\xab\xc2\xa0"
     "A\xc2\xa0\xc2\xbb",
     "\xc2\xab\xc2\xa0"
     "a\xc2\xa0\xc2\xbb",
     "\xc2\xab\xc2\xa0"
     "a\xc2\xa0\xc2\xbb"},
    {"\xff"
     "A",
     "\xef\xbf\xbd"
     "a",
     "\xef\xbf\xbd"
     "a"},
    {"\xc3", "\xef\xbf\xbd", "\xef\xbf\xbd"},
    {"A\xe2\x80", "a\xef\xbf\xbd\xef\xbf\xbd", "a\xef\xbf\xbd\xef\xbf\xbd"},
    {"\xe2\x84\xab", "\xc3\xa5", "a"}, /* Angstrom sign */
    {"\xed\x95\x9c", "\xed\x95\x9c", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"},
    {"\xd9\x85\xd9\x8e", "\xd9\x85\xd9\x8e", "\xd9\x85"},
};

static void normal_forms(void **state)
{
    cst_arena a;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    for (size_t i = 0; i < CST_COUNT(forms); i++) {
        cst_str in = cst_str_of(forms[i].in);
        cst_str norm = cst_utf8_norm(&a, in);
        cst_str fold = cst_utf8_fold(&a, in);

        assert_string_equal(norm.p, forms[i].norm);
        assert_string_equal(fold.p, forms[i].fold);
        assert_int_equal(norm.n, strlen(forms[i].norm));
    }
    assert_int_equal(cst_utf8_norm(&a, (cst_str){"A\0B", 3}).n, 3);
    assert_int_equal(cst_utf8_norm(&a, (cst_str){NULL, 0}).n, 0);
    cst_arena_free(&a);
}

/* The plain loop must say what the thorough way says: a mark in front sends
 * the same code point through utf8proc. Also checked against the library. */
static void fast_way_equals_slow_way(void **state)
{
    cst_arena a;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    for (uint32_t cp = 0x20; cp < 0x2040; cp++) {
        char text[16] = "\xcd\x8f"; /* a mark that combines with nothing */
        size_t n = 2 + cst_utf8_encode(cp, text + 2);
        cst_str slow = cst_utf8_norm(&a, (cst_str){text, n});
        cst_str fast = cst_utf8_norm(&a, (cst_str){text + 2, n - 2});
        cst_str slow_fold = cst_utf8_fold(&a, (cst_str){text, n});
        cst_str fast_fold = cst_utf8_fold(&a, (cst_str){text + 2, n - 2});

        slow = cst_str_sub(slow, 2, SIZE_MAX);
        if (cp >= 0x300 && cp < 0x370) {
            continue; /* reordered with the mark in front */
        }
        if (!cst_str_eq(slow, fast) || !cst_str_eq(slow_fold, fast_fold)) {
            fail_msg("U+%04X: %.*s %.*s, %.*s %.*s", cp, (int)fast.n, fast.p,
                     (int)slow.n, slow.p, (int)fast_fold.n, fast_fold.p,
                     (int)slow_fold.n, slow_fold.p);
        }
        cst_arena_reset(&a);
    }
    cst_arena_free(&a);
}

static void norm_is_stable(void **state)
{
    cst_arena a;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    for (uint32_t cp = 1; cp < 0x30000; cp++) {
        char text[4];
        cst_str s = {text, cst_utf8_encode(cp, text)};
        cst_str once = cst_utf8_norm(&a, s);
        cst_str twice = cst_utf8_norm(&a, once);

        if (!cst_str_eq(once, twice)) {
            fail_msg("U+%04X", cp);
        }
        cst_arena_reset(&a);
    }
    cst_arena_free(&a);
}

/* A megabyte of marks in falling class order: must not take squared time. */
static void marks_without_end(void **state)
{
    size_t n = (size_t)1 << 20;
    char *text = malloc(n);
    cst_arena a;

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < n; i += 2) {
        memcpy(text + i, i % 4 ? "\xcc\xa3" : "\xcc\x81", 2);
    }
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_utf8_norm(&a, (cst_str){text, n}).n % 2, 0);
    assert_int_equal(cst_utf8_fold(&a, (cst_str){text, n}).n, 0);
    cst_arena_free(&a);
    free(text);
}

static void no_memory(void **state)
{
    cst_arena a;

    (void)state;
    cst_arena_init(&a, NULL, 1);
    assert_null(cst_utf8_norm(&a, CST_S("abc")).p);
    assert_true(cst_arena_failed(&a));
    cst_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_broken_bytes),
        cmocka_unit_test(encode_round_trip),
        cmocka_unit_test(borders),
        cmocka_unit_test(classes),
        cmocka_unit_test(normal_forms),
        cmocka_unit_test(fast_way_equals_slow_way),
        cmocka_unit_test(norm_is_stable),
        cmocka_unit_test(marks_without_end),
        cmocka_unit_test(no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
