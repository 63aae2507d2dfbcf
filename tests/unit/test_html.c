/* ingest: what is read from pages, case by case. */
#include "pages.h"

static void is(cst_str text, const char *want)
{
    if (!cst_str_is(text, want)) {
        print_error("got  '%.*s'\nwant '%s'\n", (int)text.n, text.p, want);
        fail();
    }
}

static void reads(const char *page, const char *want)
{
    cst_arena a;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, page, strlen(page));
    is(p.text, want);
    cst_arena_free(&a);
}

/* ------------------------------------------------------------------- text */

static void tags_and_lines(void **state)
{
    (void)state;
    reads("", "");
    reads("x", "x");
    reads("<p>a<p>b", "a\n\nb");
    reads("<div>a<div>b</div>c</div>", "a\nb\nc");
    reads("a<br>b<br/><br>c", "a\nb\n\nc");
    reads("<b>a</b>b <i> c</i>", "ab c");
    reads("<P CLASS=x>a</P\n>b", "a\n\nb");
    reads("<ul><li>a<li>b</ul>c", "a\nb\n\nc");
    reads("<table><tr><td>a<td>b<tr><th>c</table>d", "a\nb\n\nc\n\nd");
    reads("<pre>a\n  b\n\nc</pre>", "a\nb\n\nc");
    reads("\n <p> \t a \r\n b  </p> \n", "a b");
    reads("<h1>a</h2>b", "a\n\nb");
    reads("<a href=x><div>a</a>b</div>c", "ab\nc");
    reads("<dl><dt>a<dd>b</dl>", "a\nb");
    reads("a</p>b", "a\n\nb");
    reads("<my-card>a</my-card>b", "ab");
    reads("a</body>b</html>c", "abc");
    reads("a<hr>b", "a\n\nb");
}

static void broken_markup(void **state)
{
    (void)state;
    reads("<", "<");
    reads("a < b <3 c", "a < b <3 c");
    reads("a</", "a</");
    reads("a</>b</ x>c", "abc");
    reads("a<!-- b -->c<!-->d<!--->e<!-- f --!>g<!-- h", "acdeg");
    reads("a<!doctype html>b<?pi >c<!x>d", "abcd");
    reads("a<![CDATA[b]]>c", "ac");
    reads("<?xml version='1.0'?><p>a<![CDATA[<b>]]>c", "a<b>c");
    reads("<p title='a>b' x=\"c>d\" y=e'f>g", "g");
    reads("a<p title='b>c", "a");
    reads("a<b", "a");
    reads("<div><table><tr><td></div>a</table>b", "a\n\nb");
    reads("<ul><li>a</div><li>b", "a\nb");
    reads(("a\0b"), "a");
    reads("<p>a<table><p>b</table>c", "a\n\nb\n\nc");
}

static void raw_text(void **state)
{
    (void)state;
    reads("a<script>x<p></script>b", "ab");
    reads("a<script>'</scrip>'</SCRIPT >b", "ab");
    reads("a<script><!-- <script></script> --></script>b", "ab");
    reads("a<script><!--></script>b", "ab");
    reads("a<script>x", "a");
    reads("a<style></style>b", "ab");
    reads("a<textarea></p>x</textarea>b", "ab");
    reads("a<title>x</title>b", "ab");
    reads("a<svg><title/></svg>b", "ab");
    reads("a<svg><style>x</svg><p>b", "a\n\nb");
    reads("a<svg><p>b", "a\n\nb");
    reads("a<noscript>x<div></noscript>b", "ab");
    reads("<xmp>a<b></xmp>c", "a<b>\n\nc");
    reads("a<plaintext>b</p>", "a\n\nb</p>");
    reads("<select><option>x</select>a", "a");
}

static void references(void **state)
{
    (void)state;
    reads("&eacute;&Eacute;&amp;&lt;", "\xC3\xA9\xC3\x89&<");
    reads("&eacutex &amp=b &copy2", "\xC3\xA9x &=b \xC2\xA9" "2");
    reads("&notit; &notin; &bogus; &;", "\xC2\xAC" "it; \xE2\x88\x89 &bogus; &;");
    reads("&#233;&#xe9;&#XE9;&#233", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9");
    reads("&#128;&#x99;", "\xE2\x82\xAC\xE2\x84\xA2");
    reads("&#0;&#xD800;&#99999999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    reads("&# &#x &#;", "&# &#x &#;");
    reads("a&#32;&#10; b&nbsp;c", "a b\xC2\xA0" "c");
    reads("&CounterClockwiseContourIntegral;", "\xE2\x88\xB3");
    reads("&nGt;", "\xE2\x89\xAB\xE2\x83\x92");
}

static void all_names_are_found(void **state)
{
    /* Some at both ends of the table and of each kind; the table itself is
     * checked against its source by the script that makes it. */
    static const char *const names[] = {"AElig;", "zwnj;", "zwj;", "gt",
                                        "thetasym;", "frac34", "aelig", "Zopf;"};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        char buffer[64], out[CST_ENTITY_MAX];
        size_t n;
        int len = snprintf(buffer, sizeof(buffer), "&%s", names[i]);
        cst_str s = {buffer, (size_t)len};
        assert_int_equal(cst_entity_read(s, 0, false, out, &n), s.n);
        assert_true(n > 0);
    }
    char out[CST_ENTITY_MAX];
    size_t n;
    assert_int_equal(cst_entity_read(CST_S("&copy=1"), 0, true, out, &n), 0);
    assert_int_equal(cst_entity_read(CST_S("&copy;1"), 0, true, out, &n), 6);
    assert_int_equal(cst_entity_read(CST_S("&"), 0, true, out, &n), 0);
}

static void element_names(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CST_TAG_OTHER; i++) {
        const char *name = cst_html_tag_name(i);
        assert_int_equal(cst_html_tag(name, strlen(name)), i);
        assert_true(i == 0 || strcmp(cst_html_tag_name(i - 1), name) < 0);
    }
    assert_int_equal(cst_html_tag("DiV", 3), CST_TAG_DIV);
    assert_true(cst_html_tag("figcaptions", 11) >= CST_TAG_OTHER);
    assert_true(cst_html_tag("", 0) >= CST_TAG_OTHER);
}

/* ------------------------------------------------------------------ spans */

/* The bytes of the text's first needle. */
static void stands_at(const char *page, const char *needle, const char *raw)
{
    cst_arena a;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, page, strlen(page));
    size_t at = cst_str_find(p.text, cst_str_of(needle), 0);
    assert_true(at != SIZE_MAX);
    cst_tspan t = {(uint32_t)at, (uint32_t)(at + strlen(needle))};
    cst_span s = cst_textmap_raw(&p.map, t);
    is((cst_str){p.raw.p + s.begin, s.end - s.begin}, raw);
    cst_tspan back = cst_textmap_text(&p.map, s);
    assert_int_equal(back.begin, t.begin);
    assert_int_equal(back.end, t.end);
    cst_arena_free(&a);
}

static void spans_of_text(void **state)
{
    (void)state;
    stands_at("<p>a <b>12</b> morts</p>", "12", "12");
    stands_at("<p>a <b>12</b> morts</p>", "12 morts", "12</b> morts");
    stands_at("<p>a <b>1</b>2 morts</p>", "12", "1</b>2");
    stands_at("12&nbsp;000 morts", "12\xC2\xA0" "000", "12&nbsp;000");
    stands_at("<i>bless&eacute;s</i>", "bless\xC3\xA9s", "bless&eacute;s");
    stands_at("a\n\n  b", "a b", "a\n\n  b");
}

static void wide_pages(void **state)
{
    static const char page[] = "\xFF\xFE<\0p\0>\0\xE9\0t\0\xE9\0";
    static const char big[] = "\0<\0p\0>\0a\x20\x19";
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    assert_true(cst_html_sniff(page, sizeof(page) - 1));
    cst_payload p = decode(&a, page, sizeof(page) - 1);
    is(p.text, "\xC3\xA9t\xC3\xA9");
    cst_span s = cst_textmap_raw(&p.map, (cst_tspan){2, 3});
    assert_int_equal(s.begin, 10);
    assert_int_equal(s.end, 12);
    assert_true(cst_html_sniff(big, sizeof(big) - 1));
    is(decode(&a, big, sizeof(big) - 1).text, "a\xE2\x80\x99");
    cst_arena_free(&a);
}

static void declared(const char *page, const char *want, const char *charset)
{
    cst_arena a;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, page, strlen(page));
    is(p.text, want);
    assert_string_equal(p.charset_name, charset);
    cst_arena_free(&a);
}

static void charsets(void **state)
{
    (void)state;
    declared("<meta charset=iso-8859-1>\xE9\x80", "\xC3\xA9\xE2\x82\xAC",
             "windows-1252");
    declared("<meta http-equiv=Content-Type content='text/html; "
             "charset=ISO-8859-15'>\xA4\xBD",
             "\xE2\x82\xAC\xC5\x93", "iso-8859-15");
    declared("<meta charset=\"macintosh\">\x8E", "\xC3\xA9", "macintosh");
    declared("<meta charset=iso-8859-1>\xC3\xA9", "\xC3\xA9", "utf-8");
    declared("<?xml version='1.0' encoding='windows-1251'?>\xCF", "\xD0\x9F",
             "windows-1251");
    declared("<!-- <meta charset=macintosh> -->\xE9t\xE9 de l'\xE9t\xE9",
             "\xC3\xA9t\xC3\xA9 de l'\xC3\xA9t\xC3\xA9", "windows-1252");
    declared("<meta charset=utf-8>\xC3\xA9\xFF", "\xC3\xA9\xEF\xBF\xBD",
             "utf-8");
}

static void sniffing(void **state)
{
    static const char *const pages[] = {"<!DOCTYPE html>", " \n<html>",
                                        "<p class=x>a", "<?xml version='1.0'?>",
                                        "\xEF\xBB\xBF<div>", "<!-- a --><p>",
                                        "<h2>", "<br/>"};
    static const char *const texts[] = {"", "a", "<", "< p>", "<3 ans", "<<b>>",
                                        "Le <b>gras</b>", "<agence>", "\xFF\xFEx"};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(pages); i++) {
        assert_true(cst_html_sniff(pages[i], strlen(pages[i])));
    }
    for (size_t i = 0; i < CST_COUNT(texts); i++) {
        assert_false(cst_html_sniff(texts[i], strlen(texts[i])));
    }
}

/* ------------------------------------------------------------------ hints */

static void kinds_of_lines(void **state)
{
    static const char page[] =
        "<h2>a</h2><p>b</p><ul><li>c<p>d</ul><figure><figcaption>e"
        "</figcaption></figure><table><tr><td>f</table><pre>g</pre>"
        "<div><a href=x>hh</a> ii</div>";
    static const cst_hint_kind want[] = {
        CST_HINT_HEADING, CST_HINT_PARAGRAPH, CST_HINT_ITEM, CST_HINT_PARAGRAPH,
        CST_HINT_CAPTION, CST_HINT_CELL, CST_HINT_PRE, CST_HINT_NONE};
    cst_arena a;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_payload p = decode(&a, page, strlen(page));
    assert_int_equal(p.page->n_blocks, CST_COUNT(want));
    for (size_t i = 0; i < CST_COUNT(want); i++) {
        assert_int_equal(p.page->blocks[i].kind, want[i]);
    }
    assert_int_equal(p.page->blocks[0].level, 2);
    assert_int_equal(p.page->blocks[7].links, 40);
    cst_arena_free(&a);
}

static uint32_t cues_of(const char *names)
{
    static const char *const words[] = {
        "content", "any", "article body", "related", "any", "read also",
        "hidden", "whole", "hidden", "nonsense", "any", "x"};
    cst_str cells[CST_COUNT(words)];
    for (size_t i = 0; i < CST_COUNT(words); i++) {
        cells[i] = cst_str_of(words[i]);
    }
    static const uint32_t lines[4] = {1, 2, 3, 4};
    const cst_table table = {cst_str_of("html"), cells, lines, 4, 3};
    cst_arena a;
    const cst_html_cues *cues;
    cst_arena_init(&a, NULL, 0);
    assert_int_equal(cst_html_cues_load(&a, &table, &cues), CST_OK);
    uint32_t bits = cst_html_cues_read(cues, cst_str_of(names));
    cst_arena_free(&a);
    return bits;
}

static void names_of_classes(void **state)
{
    (void)state;
    assert_int_equal(cues_of("js article-body"), CST_CUE_CONTENT);
    assert_int_equal(cues_of("ArticleBody"), CST_CUE_CONTENT);
    assert_int_equal(cues_of("c-article__body--wide"), CST_CUE_CONTENT);
    assert_int_equal(cues_of("article bodies"), 0);
    assert_int_equal(cues_of("readAlso  article_body"),
                     CST_CUE_RELATED | CST_CUE_CONTENT);
    assert_int_equal(cues_of("hidden"), CST_CUE_HIDDEN);
    assert_int_equal(cues_of("overflow-hidden"), 0);
    assert_int_equal(cues_of("x"), 0);
    assert_int_equal(cues_of(""), 0);
    assert_int_equal(cues_of("a b c d e f g h i j k l m n o p q r s t article body"
                             " a-b-c-d-e-f-g-h-i-j-k-l-m-article-body"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_and_lines),
        cmocka_unit_test(broken_markup),
        cmocka_unit_test(raw_text),
        cmocka_unit_test(references),
        cmocka_unit_test(all_names_are_found),
        cmocka_unit_test(element_names),
        cmocka_unit_test(spans_of_text),
        cmocka_unit_test(wide_pages),
        cmocka_unit_test(charsets),
        cmocka_unit_test(sniffing),
        cmocka_unit_test(kinds_of_lines),
        cmocka_unit_test(names_of_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
