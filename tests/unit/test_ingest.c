/* ingest: charsets, controls, cutting, the text map and its invariants. */
#include "base/utf8.h"
#include "ingest/ingest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Decode and hold what must be true of every payload. */
static cst_payload decode(cst_arena *a, const void *raw, size_t n)
{
    cst_payload p;
    memset(&p, 0xEE, sizeof(p));
    assert_int_equal(cst_payload_decode(a, raw, n, &p), CST_OK);
    assert_int_equal(p.raw.n, n);
    assert_true(cst_textmap_valid(&p.map, n, p.text.n));
    for (size_t at = 0; at < p.text.n;) {
        size_t len = 1;
        bool ok = true;
        uint32_t cp = cst_utf8_decode(p.text, at, &len, &ok);
        assert_true(ok);
        assert_true(cp >= 0x20 || cp == '\n' || cp == '\t');
        at += len;
    }
    for (uint32_t i = 0; i < p.map.n_runs; i++) {
        assert_true(cst_utf8_is_border(p.text, p.map.runs[i].text));
    }
    return p;
}

static void is(cst_str text, const char *want)
{
    assert_int_equal(text.n, strlen(want));
    assert_memory_equal(text.p, want, text.n);
}

static void utf8_is_one_copy(void **state)
{
    cst_arena a;
    const char *s = "D\xC3\xA9j\xC3\xA0 vu\nOui";
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, s, strlen(s));
    is(p.text, s);
    assert_int_equal(p.charset, CST_CHARSET_UTF8);
    assert_int_equal(p.map.n_runs, 1);
    assert_int_equal(p.bad_bytes, 0);
    assert_int_equal(p.cut_at, 0);
    cst_arena_free(&a);
}

static void empty_payload(void **state)
{
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, NULL, 0);
    assert_int_equal(p.text.n, 0);
    assert_string_equal(p.sha256, "e3b0c44298fc1c149afbf4c8996fb924"
                                  "27ae41e4649b934ca495991b7852b855");
    cst_span s = cst_textmap_raw(&p.map, (cst_tspan){0, 0});
    assert_int_equal(s.end, 0);
    cst_arena_free(&a);
}

static void bom_is_dropped(void **state)
{
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, "\xEF\xBB\xBF" "abc", 6);
    is(p.text, "abc");
    cst_span s = cst_textmap_raw(&p.map, (cst_tspan){0, 3});
    assert_int_equal(s.begin, 3);
    assert_int_equal(s.end, 6);
    assert_int_equal(cst_textmap_text(&p.map, (cst_span){0, 4}).end, 1);
    cst_arena_free(&a);
}

static void windows_1252(void **state)
{
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    /* "l'ete -- 5 euro" with the marks of that charset */
    cst_payload p = decode(&a, "l\x92\xE9t\xE9 \x97 5 \x80.", 12);
    assert_int_equal(p.charset, CST_CHARSET_LATIN1);
    is(p.text, "l\xE2\x80\x99\xC3\xA9t\xC3\xA9 \xE2\x80\x94 5 \xE2\x82\xAC.");
    cst_span s = cst_textmap_raw(&p.map, (cst_tspan){4, 6}); /* one letter */
    assert_int_equal(s.begin, 2);
    assert_int_equal(s.end, 3);
    s = cst_textmap_raw(&p.map, (cst_tspan){5, 6}); /* widened to all of it */
    assert_int_equal(s.begin, 2);
    cst_arena_free(&a);
}

static void damaged_utf8_stays_utf8(void **state)
{
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, "\xC3\xA9\xC3\xA8\xC3\xA0 \xFF ok", 12 - 1);
    assert_int_equal(p.charset, CST_CHARSET_UTF8);
    assert_int_equal(p.bad_bytes, 1);
    assert_int_equal(p.first_bad, 7);
    is(p.text, "\xC3\xA9\xC3\xA8\xC3\xA0 \xEF\xBF\xBD ok");
    /* a sequence that the end of the file cuts off is no other charset */
    p = decode(&a, "caf\xC3", 4);
    assert_int_equal(p.charset, CST_CHARSET_UTF8);
    is(p.text, "caf\xEF\xBF\xBD");
    cst_arena_free(&a);
}

static void utf16_both_ways(void **state)
{
    static const char le[] = "\xFF\xFE\x41\x00\xE9\x00\x3D\xD8\x00\xDE";
    static const char be[] = "\xFE\xFF\x00\x41\x00\xE9\xD8\x3D\xDE\x00";
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, le, 10);
    is(p.text, "A\xC3\xA9\xF0\x9F\x98\x80");
    assert_int_equal(p.charset, CST_CHARSET_UTF16LE);
    cst_span s = cst_textmap_raw(&p.map, (cst_tspan){3, 7});
    assert_int_equal(s.begin, 6);
    assert_int_equal(s.end, 10);
    p = decode(&a, be, 10);
    is(p.text, "A\xC3\xA9\xF0\x9F\x98\x80");
    p = decode(&a, le, 9); /* half a unit, a lone surrogate */
    assert_int_equal(p.bad_bytes, 2);
    cst_arena_free(&a);
}

static void controls_become_blanks(void **state)
{
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    is(decode(&a, "a\0b\x1B" "c\r\nd\te", 10).text, "a b c \nd\te");
    is(decode(&a, "a\rb", 3).text, "a\nb"); /* no line feeds at all */
    cst_arena_free(&a);
}

/* Filler of n bytes with mark copied to the end of it at at. */
static char *filler(size_t n, size_t at, const char *mark)
{
    char *s = malloc(n);
    assert_non_null(s);
    memset(s, 'x', n);
    memcpy(s + at, mark, strlen(mark));
    return s;
}

static void long_payload_is_cut(void **state)
{
    size_t n = CST_MAX_PAYLOAD + 5000;
    static const struct {
        const char *mark;
        size_t at, cut;
    } list[] = {{"\n\nA", CST_MAX_PAYLOAD - 300, CST_MAX_PAYLOAD - 298},
                {"\r\n\r\nA", CST_MAX_PAYLOAD - 300, CST_MAX_PAYLOAD - 296},
                {"\nA", CST_MAX_PAYLOAD - 300, CST_MAX_PAYLOAD - 299},
                {"\n\nA", 100, CST_MAX_PAYLOAD},
                {"\xC3\xA9", CST_MAX_PAYLOAD - 1, CST_MAX_PAYLOAD - 1}};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(list); i++) {
        cst_arena a;
        cst_arena_init(&a, NULL, 0);
        char *s = filler(n, list[i].at, list[i].mark);
        cst_payload p = decode(&a, s, n);
        assert_int_equal(p.cut_at, list[i].cut);
        assert_int_equal(p.text.n, list[i].cut);
        free(s);
        cst_arena_free(&a);
    }
}

/* Every text span maps to raw bytes and back to itself or, where a run has no
 * inner positions, to something that holds it. */
static void round_trip(const cst_payload *p)
{
    for (uint32_t i = 0; i <= p->text.n; i++) {
        for (uint32_t k = i; k <= p->text.n && k < i + 6; k++) {
            cst_tspan t = {i, k};
            cst_span r = cst_textmap_raw(&p->map, t);
            assert_true(r.begin <= r.end && r.end <= p->raw.n);
            cst_tspan back = cst_textmap_text(&p->map, r);
            if (i < k) {
                assert_true(back.begin <= i && back.end >= k);
                assert_true(r.begin < r.end);
            }
        }
    }
}

static void random_bytes_keep_the_invariants(void **state)
{
    static const unsigned char pool[] = {
        'a', 'b', ' ', '\n', '\r', 0,    0xC3, 0xA9, 0xE2, 0x80, 0x99,
        0xF0, 0x9F, 0x98, 0x80, 0xFF, 0xFE, 0xED, 0xA0, 0xEF, 0xBB, 0xBF};
    uint32_t seed = 12345;
    unsigned char raw[64];
    (void)state;
    for (int round = 0; round < 20000; round++) {
        cst_arena a;
        cst_arena_init(&a, NULL, 0);
        seed = seed * 1664525u + 1013904223u;
        size_t n = (seed >> 8) % sizeof(raw);
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            raw[i] = pool[(seed >> 10) % sizeof(pool)];
        }
        cst_payload p = decode(&a, raw, n);
        round_trip(&p);
        cst_arena_free(&a);
    }
}

static void broken_maps_are_told(void **state)
{
    cst_run gap[] = {{0, 2, 0, 2, CST_RUN_COPY, 0, 0},
                     {3, 1, 2, 1, CST_RUN_COPY, 0, 0}};
    cst_run uneven[] = {{0, 2, 0, 3, CST_RUN_COPY, 0, 0}};
    cst_run half[] = {{0, 3, 0, 2, CST_RUN_CHARSET, 2, 1}};
    (void)state;
    assert_false(cst_textmap_valid(&(cst_textmap){gap, 2}, 4, 3));
    assert_false(cst_textmap_valid(&(cst_textmap){uneven, 1}, 2, 3));
    assert_false(cst_textmap_valid(&(cst_textmap){half, 1}, 3, 2));
    assert_true(cst_textmap_valid(&(cst_textmap){NULL, 0}, 0, 0));
}

/* "a", twice e acute, "b" in UTF-16: two bytes each, in the text 1, 2, 2, 1. */
static void characters_of_one_size_are_one_run(void **state)
{
    static const char raw[] = "\xFF\xFE" "a\0\xE9\0\xE9\0" "b\0";
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, raw, sizeof(raw) - 1);
    assert_int_equal(p.map.n_runs, 4); /* the mark, a, the two, b */
    cst_span second = cst_textmap_raw(&p.map, (cst_tspan){3, 5});
    assert_int_equal(second.begin, 6);
    assert_int_equal(second.end, 8);
    cst_span inside = cst_textmap_raw(&p.map, (cst_tspan){2, 4}); /* widened */
    assert_int_equal(inside.begin, 4);
    assert_int_equal(inside.end, 8);
    cst_tspan odd = cst_textmap_text(&p.map, (cst_span){5, 7});
    assert_int_equal(odd.begin, 1);
    assert_int_equal(odd.end, 5);
    cst_arena_free(&a);
}

static void memory_runs_out(void **state)
{
    char s[4000];
    (void)state;
    memset(s, 'a', sizeof(s));
    for (size_t i = 0; i < sizeof(s); i += 7) {
        s[i] = (char)0xE9;
    }
    for (size_t cap = 64; cap < 400000; cap = cap * 3 / 2) {
        cst_arena a;
        cst_payload p;
        cst_arena_init(&a, NULL, cap);
        cst_status status = cst_payload_decode(&a, s, sizeof(s), &p);
        assert_true(status == CST_OK || status == CST_NOMEM);
        cst_arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_one_copy),
        cmocka_unit_test(empty_payload),
        cmocka_unit_test(bom_is_dropped),
        cmocka_unit_test(windows_1252),
        cmocka_unit_test(damaged_utf8_stays_utf8),
        cmocka_unit_test(utf16_both_ways),
        cmocka_unit_test(controls_become_blanks),
        cmocka_unit_test(long_payload_is_cut),
        cmocka_unit_test(random_bytes_keep_the_invariants),
        cmocka_unit_test(broken_maps_are_told),
        cmocka_unit_test(characters_of_one_size_are_one_run),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
