/* Text into HTML: what stands between tags, in values and in addresses cannot
 * leave its place; words of the pages. */
#include "present/html.h"
#include "present/ui.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct escape_case {
    const char *in;
    size_t n;
    const char *text, *attr;
} escape_case;

#define BAD "\xEF\xBF\xBD"

static void expect(cst_buf *b, const char *want)
{
    cst_str got = cst_buf_get(b);

    assert_false(b->failed);
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p ? got.p : "", want, got.n);
    b->n = 0;
}

static void escapes(void **state)
{
    static const escape_case cases[] = {
        {"", 0, "", ""},
        {"plain", 5, "plain", "plain"},
        {"<b>&\"'", 6, "&lt;b&gt;&amp;\"'", "&lt;b&gt;&amp;&quot;&#39;"},
        {"a\n\t\rb", 5, "a\n\t&#13;b", "a&#10;&#9;&#13;b"},
        {"a\0b", 3, "a" BAD "b", "a" BAD "b"},
        {"\x1b[31m", 5, BAD "[31m", BAD "[31m"},
        {"\x7f\xC2\x85", 3, BAD BAD, BAD BAD},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9,
         "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80",
         "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"\xC3", 1, BAD, BAD},
        {"\xC3<", 2, BAD "&lt;", BAD "&lt;"},
        {"\xED\xA0\x80<", 4, BAD BAD BAD "&lt;", BAD BAD BAD "&lt;"},
        {"]]>--!>", 7, "]]&gt;--!&gt;", "]]&gt;--!&gt;"},
    };
    cst_buf b;

    (void)state;
    cst_buf_init(&b, NULL);
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        cst_html_put_text(&b, (cst_str){cases[i].in, cases[i].n});
        expect(&b, cases[i].text);
        cst_html_put_attr(&b, (cst_str){cases[i].in, cases[i].n});
        expect(&b, cases[i].attr);
    }
    cst_html_put_text(&b, (cst_str){NULL, 0});
    expect(&b, "");
    cst_buf_free(&b);
}

/* No byte lets a value or a text end, wherever it stands. */
static void all_bytes(void **state)
{
    cst_buf b;

    (void)state;
    cst_buf_init(&b, NULL);
    for (int lead = 0; lead < 256; lead++) {
        for (int next = 0; next < 256; next++) {
            char in[3] = {(char)lead, (char)next, '<'};
            cst_str got;

            b.n = 0;
            cst_html_put_attr(&b, (cst_str){in, sizeof(in)});
            got = cst_buf_get(&b);
            for (size_t i = 0; i < got.n; i++) {
                assert_true(got.p[i] != '<' && got.p[i] != '>' &&
                            got.p[i] != '"' && got.p[i] != '\'');
                assert_true((unsigned char)got.p[i] >= 0x20);
            }
        }
    }
    cst_buf_free(&b);
}

static void addresses(void **state)
{
    static const struct {
        const char *in, *out; /* out NULL: no link */
    } cases[] = {
        {"https://example.org/a?b=1&c=%20#d",
         "https://example.org/a?b=1&amp;c=%20#d"},
        {"HTTP://example.org", "HTTP://example.org"},
        {"https://e.org/\"onload='x'<y>",
         "https://e.org/%22onload=%27x%27%3Cy%3E"},
        {"https://e.org/\xC3\xA9 \n", "https://e.org/%C3%A9%20%0A"},
        {"javascript:alert(1)", NULL},
        {" https://e.org", NULL},
        {"java\nscript:alert(1)", NULL},
        {"data:text/html,<script>", NULL},
        {"//e.org/x", NULL},
        {"file:///etc/passwd", NULL},
        {"https://", NULL},
        {"", NULL},
    };
    cst_buf b;

    (void)state;
    cst_buf_init(&b, NULL);
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        bool link = cst_html_put_url(&b, cst_str_of(cases[i].in));

        assert_int_equal(link, cases[i].out != NULL);
        expect(&b, link ? cases[i].out : "");
    }
    cst_buf_free(&b);
}

static void words(void **state)
{
    static const char table[] = "# note\nkey\ten\tqq\n"
                                "a\tA {x} & {y}\tB {y}{x}\n\nb\t<b>\t\n"
                                "kind.one\tuno\tdos\na\tagain\tagain\n";
    const cst_ui_part parts[] = {
        {'x', CST_S("<i>1</i>")}, {'y', CST_S("2")}, {0, {NULL, 0}}};
    const cst_ui *ui = NULL;
    cst_arena arena;
    cst_buf b;

    (void)state;
    cst_arena_init(&arena, NULL, 0);
    cst_buf_init(&b, NULL);
    assert_int_equal(cst_ui_load(&arena, CST_S(table), "zz", &ui),
                     CST_NOTFOUND);
    assert_int_equal(cst_ui_load(&arena, CST_S(table), NULL, &ui), CST_OK);
    assert_true(cst_str_is(cst_ui_language(ui), "en"));
    cst_ui_fill(&b, cst_ui_word(ui, "a"), parts);
    expect(&b, "A <i>1</i> &amp; 2");
    cst_ui_fill(&b, cst_ui_word(ui, "b"), parts);
    expect(&b, "&lt;b&gt;");
    cst_ui_fill(&b, CST_S("{z}{x"), parts);
    expect(&b, "{x");
    assert_true(cst_str_is(cst_ui_word(ui, "none"), "none"));
    assert_true(cst_str_is(cst_ui_code(ui, "kind", CST_S("one")), "uno"));
    assert_null(cst_ui_code(ui, "kind", CST_S("two")).p);
    assert_int_equal(cst_ui_load(&arena, CST_S(table), "qq", &ui), CST_OK);
    cst_ui_fill(&b, cst_ui_word(ui, "a"), parts);
    expect(&b, "B 2<i>1</i>");
    assert_int_equal(cst_ui_load(&arena, CST_S(""), NULL, &ui), CST_OK);
    assert_true(cst_str_is(cst_ui_word(ui, "a"), "a"));
    cst_buf_free(&b);
    cst_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes),
        cmocka_unit_test(all_bytes),
        cmocka_unit_test(addresses),
        cmocka_unit_test(words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
