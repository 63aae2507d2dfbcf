/* ingest: properties over generated pages, and pages made to be slow. */
#include "pages.h"

#include <time.h>

#define ROUNDS 1500
/* Seconds for 4 MB of anything, sanitizers and a busy machine included. */
#define PATIENCE 20.0

static void tokens_tile(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        maker m;
        cst_str s = make_page(&m, seed, true);
        cst_htmltok t;
        cst_html_token token;
        uint32_t at = 0;
        cst_htmltok_init(&t, s);
        while (cst_htmltok_next(&t, &token)) {
            assert_int_equal(token.begin, at);
            assert_true(token.end > token.begin);
            assert_true(token.body <= token.body_end &&
                        token.body_end <= token.end);
            at = token.end;
        }
        assert_int_equal(at, s.n);
        cst_buf_free(&m.buf);
    }
}

static void broken_pages_hold(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        maker m;
        cst_arena a;
        cst_str s = make_page(&m, seed, true);
        cst_arena_init(&a, NULL, 0);
        (void)decode(&a, s.p, s.n - seed % 50);
        cst_arena_free(&a);
        cst_buf_free(&m.buf);
    }
}

/* Letters only: a piece of a page may lose or gain blanks at its ends. */
static size_t squeeze(cst_str s, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] > ' ') {
            to[n++] = s.p[i];
        }
    }
    return n;
}

static void same_letters(cst_str a, cst_str b)
{
    char *x = malloc(a.n + 1), *y = malloc(b.n + 1);
    size_t n = squeeze(a, x), k = squeeze(b, y);
    if (n != k || memcmp(x, y, n) != 0) {
        print_error("'%.*s'\n'%.*s'\n", (int)n, x, (int)k, y);
        fail();
    }
    free(x);
    free(y);
}

static uint32_t border(cst_str s, uint32_t at)
{
    while (!cst_utf8_is_border(s, at)) {
        at--;
    }
    return at;
}

/* Any piece of text, found again in the bytes and read from them alone, is that
 * piece. */
static void evidence_is_reread(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        maker m;
        cst_arena a;
        cst_str s = make_page(&m, seed, false);
        cst_arena_init(&a, NULL, 0);
        cst_payload p = decode(&a, s.p, s.n);
        for (int k = 0; k < 10 && p.text.n > 0; k++) {
            uint32_t n = (uint32_t)p.text.n;
            uint32_t from = border(p.text, pick(&m, n));
            uint32_t to = border(p.text, from + pick(&m, n - from + 1));
            if (from == to) {
                continue;
            }
            cst_span raw = cst_textmap_raw(&p.map, (cst_tspan){from, to});
            cst_tspan back = cst_textmap_text(&p.map, raw);
            assert_true(back.begin <= from && back.end >= to);
            assert_true(cst_utf8_is_border(p.raw, raw.begin));
            assert_true(cst_utf8_is_border(p.raw, raw.end));
            cst_payload piece =
                decode(&a, p.raw.p + raw.begin, raw.end - raw.begin);
            same_letters(piece.text, cst_str_sub(p.text, back.begin,
                                                 back.end - back.begin));
        }
        cst_arena_free(&a);
        cst_buf_free(&m.buf);
    }
}

/* The same page in UTF-16 has the same text at the places that go with it. */
static void charset_composes(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS / 5; seed++) {
        maker m;
        cst_arena a;
        cst_str s = make_page(&m, seed, false);
        cst_arena_init(&a, NULL, 0);
        cst_payload p = decode(&a, s.p, s.n);
        unsigned char *wide = malloc(2 * s.n + 2);
        uint32_t *place = malloc((s.n + 1) * sizeof(*place));
        uint32_t n = 0;
        wide[n++] = 0xFE;
        wide[n++] = 0xFF;
        for (size_t at = 0; at < s.n;) {
            size_t len = 1;
            uint32_t cp = cst_utf8_decode(s, at, &len, NULL);
            place[at] = n;
            wide[n++] = (unsigned char)(cp >> 8);
            wide[n++] = (unsigned char)cp;
            at += len;
        }
        place[s.n] = n;
        cst_payload w = decode(&a, wide, n);
        assert_int_equal(w.charset, CST_CHARSET_UTF16BE);
        assert_int_equal(w.text.n, p.text.n);
        assert_memory_equal(w.text.p, p.text.p, p.text.n);
        for (int k = 0; k < 10 && p.text.n > 1; k++) {
            uint32_t from = border(p.text, pick(&m, (uint32_t)p.text.n - 1));
            uint32_t len = (uint32_t)cst_utf8_len((unsigned char)p.text.p[from]);
            cst_tspan t = {from, from + len};
            cst_span x = cst_textmap_raw(&p.map, t);
            cst_span y = cst_textmap_raw(&w.map, t);
            assert_int_equal(y.begin, place[x.begin]);
            assert_int_equal(y.end, place[x.end]);
        }
        free(place);
        free(wide);
        cst_arena_free(&a);
        cst_buf_free(&m.buf);
    }
}

/* ------------------------------------------------------------------- speed */

static void is_quick(const char *name, const char *page, size_t n)
{
    cst_arena a;
    cst_payload p;
    clock_t start = clock();
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_html_decode(&a, NULL, page, n, &p), CST_OK);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_true(cst_textmap_valid(&p.map, n, p.text.n));
    cst_arena_free(&a);
    if (seconds > PATIENCE) {
        print_error("%s: %.1f s\n", name, seconds);
        fail();
    }
}

static void units_repeated(void **state)
{
    static const char *const units[] = {
        "<div>", "<div class=a>x", "</div>", "<b>", "<b>x</i>", "<a href=x>",
        "<a href=x><div>", "</a>", "<p>", "<li>", "<td>", "<table>",
        "<table><tr><td>", "</table>", "<svg>", "<script>", "<title>", "<!--",
        "<!", "<", "</", "&", "&#", "&#x0", "&amp", "<p x='", "<p x=", "<p =",
        "<x y z ", "<time datetime=2020-01-01>", "<meta name=date content=x>",
        "<script type=application/ld+json>{\"a\":[</script>", "<![CDATA[",
        "<select><option>", "<h1>", "<button>", "<span class='related a-b-c'>x",
        "<noscript>", "<pre>\n", "<br>", "\n", "<ul><li>", "<i><div>", "<x-y>",
        "<body class=x>", "<html lang=a>", "<plaintext>", "--", "<!-->"};
    size_t n = 4u << 20;
    char *page = malloc(n);
    (void)state;
    for (size_t k = 0; k < CST_COUNT(units); k++) {
        size_t len = strlen(units[k]);
        for (size_t i = 0; i < n; i++) {
            page[i] = units[k][i % len];
        }
        is_quick(units[k], page, n);
    }
    free(page);
}

/* Two thirds of one thing, one third of what may have to look through it. */
static void units_facing(void **state)
{
    static const char *const pairs[][2] = {
        {"<div>", "</span>"}, {"<b>", "</i>"}, {"<i>x<div>", "</i>"},
        {"<section>", "</div>"}, {"<a href=x><div>", "</a>"}, {"<p><b>", "<p>"},
        {"<ul><li>", "</ol>"}, {"<table><tr><td>", "</tr>"}, {"<x-y>", "</y-x>"},
        {"<span class=x>a", "b</span>"}, {"<svg><g>", "<p>"}, {"<h1>", "</h6>"}};
    size_t n = 3u << 20;
    char *page = malloc(n);
    (void)state;
    for (size_t k = 0; k < CST_COUNT(pairs); k++) {
        for (size_t i = 0; i < n; i++) {
            const char *unit = pairs[k][i >= n / 3 * 2];
            page[i] = unit[i % strlen(unit)];
        }
        is_quick(pairs[k][1], page, n);
    }
    free(page);
}

static void deep_and_long(void **state)
{
    static const char open[] = "<p title=\"";
    size_t n = 1u << 20;
    char *page = malloc(n + 64);
    size_t at = 0;
    (void)state;
    for (size_t i = 0; i < 65000; i++) {
        memcpy(page + at, "<div>", 5);
        at += 5;
    }
    memcpy(page + at, "x", 1);
    cst_arena a;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, page, at + 1);
    assert_int_equal(p.text.n, 1);
    assert_int_equal(p.page->n_nodes, 65001);
    memcpy(page, open, sizeof(open) - 1);
    memset(page + sizeof(open) - 1, 'a', n);
    memcpy(page + sizeof(open) - 1 + n, "\">x", 3);
    p = decode(&a, page, sizeof(open) + 2 + n);
    assert_int_equal(p.text.n, 1);
    cst_arena_free(&a);
    free(page);
}

/* --------------------------------------------------------------- no memory */

typedef struct purse {
    size_t left;
} purse;

static void *spend(void *user, size_t n)
{
    purse *p = user;
    if (p->left == 0) {
        return NULL;
    }
    p->left--;
    return malloc(n);
}

static void give_back(void *user, void *p)
{
    (void)user;
    free(p);
}

static void memory_runs_out(void **state)
{
    maker m;
    cst_str s = make_page(&m, 7, false);
    cst_status status = CST_NOMEM;
    (void)state;
    for (size_t n = 0; status != CST_OK; n++) {
        purse money = {n};
        cst_allocator allocator = {spend, give_back, &money};
        cst_arena a;
        cst_payload p;
        cst_arena_init(&a, &allocator, 0);
        status = cst_html_decode(&a, NULL, s.p, s.n, &p);
        assert_true(status == CST_OK || status == CST_NOMEM);
        cst_arena_free(&a);
        assert_true(n < 10000);
    }
    cst_buf_free(&m.buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_tile),
        cmocka_unit_test(broken_pages_hold),
        cmocka_unit_test(evidence_is_reread),
        cmocka_unit_test(charset_composes),
        cmocka_unit_test(units_repeated),
        cmocka_unit_test(units_facing),
        cmocka_unit_test(deep_and_long),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
