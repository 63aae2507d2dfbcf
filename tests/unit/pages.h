/* What the tests of pages share: invariants of every page, a generator of
 * well-formed and of broken pages, with a seed each. */
#ifndef PAGES_H
#define PAGES_H

#include "base/utf8.h"
#include "ingest/entity.h"
#include "ingest/htmlread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ------------------------------------------------------------- invariants */

static inline void check_lines(const cst_payload *p)
{
    const cst_page_info *page = p->page;
    uint32_t end = 0;
    for (uint32_t i = 0; i < page->n_blocks; i++) {
        const cst_block_hint *b = &page->blocks[i];
        uint32_t gap = i == 0 ? 0 : b->apart ? 2 : 1;
        assert_true(b->span.begin < b->span.end);
        assert_int_equal(b->span.begin - end, gap);
        assert_true(b->node < page->n_nodes);
        assert_true(b->links <= 100);
        assert_null(memchr(p->text.p + b->span.begin, '\n',
                           b->span.end - b->span.begin));
        end = b->span.end;
    }
    assert_int_equal(end, p->text.n);
    for (uint32_t i = 1; i < page->n_nodes; i++) {
        assert_true(page->nodes[i].parent < i);
        assert_true(page->nodes[i].span.begin <= page->nodes[i].span.end);
    }
}

static inline void check_map(const cst_payload *p)
{
    bool utf8 = p->charset == CST_CHARSET_UTF8;
    assert_true(cst_textmap_valid(&p->map, p->raw.n, p->text.n));
    assert_true(cst_textmap_valid(&p->source_map, p->raw.n, p->source.n));
    for (uint32_t i = 0; i < p->map.n_runs; i++) {
        const cst_run *r = &p->map.runs[i];
        assert_true(cst_utf8_is_border(p->text, r->text));
        if (r->kind == CST_RUN_COPY) {
            assert_memory_equal(p->raw.p + r->raw, p->text.p + r->text,
                                r->text_len);
        } else if (r->kind == CST_RUN_SPACE) {
            assert_true(r->text_len <= 2);
        } else if (r->kind == CST_RUN_ENTITY && utf8) {
            char out[CST_ENTITY_MAX];
            size_t n;
            cst_str s = {p->raw.p + r->raw, r->raw_len};
            assert_int_equal(cst_entity_read(s, 0, false, out, &n), s.n);
            assert_int_equal(n, r->text_len);
            assert_memory_equal(out, p->text.p + r->text, n);
        }
    }
    for (size_t at = 0; at < p->text.n;) {
        size_t len = 1;
        bool ok = true;
        uint32_t cp = cst_utf8_decode(p->text, at, &len, &ok);
        assert_true(ok && (cp >= 0x20 || cp == '\n'));
        at += len;
    }
}

/* Decodes, and holds what must be true of every page. */
static inline cst_payload decode(cst_arena *a, const void *raw, size_t n)
{
    cst_payload p;
    memset(&p, 0xEE, sizeof(p));
    assert_int_equal(cst_html_decode(a, NULL, raw, n, &p), CST_OK);
    check_map(&p);
    check_lines(&p);
    return p;
}

/* -------------------------------------------------------------- generator */

typedef struct maker {
    uint64_t seed;
    cst_buf buf;
    int depth;
    bool broken; /* leave things out, put strange bytes in */
} maker;

static inline uint32_t pick(maker *m, uint32_t n)
{
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(m->seed >> 33) % n;
}

static inline void put(maker *m, const char *z)
{
    cst_buf_z(&m->buf, z);
}

#define ONE_OF(m, list) put((m), (list)[pick((m), (uint32_t)CST_COUNT(list))])

static inline void make_words(maker *m)
{
    static const char *const words[] = {
        "douze", "morts", "à", "l'aube", "\xC3\xA9" "t\xC3\xA9", "Gaza,", "12",
        "civils.", "&eacute;t&eacute;", "R&amp;D", "&nbsp;", "&#233;",
        "&#xE9;", "12&#8239;000", "&quot;ici&quot;", "&lt;b&gt;", "\xE2\x82\xAC",
        "a < b", "x &y z", "&notin;", "&NotEqualTilde;", "bless\xC3\xA9s"};
    static const char *const blanks[] = {" ", " ", " ", " ", "\n", "  ", "\t ",
                                         "\r\n", " \n  "};
    static const char *const strange[] = {"\xFF", "\xE2\x82", "\x01", "&#0;",
                                          "&", "&#", "&#x;", "<", "</", "<!",
                                          "]]>", "\x7F", "--"};
    for (uint32_t n = 1 + pick(m, 6); n > 0; n--) {
        ONE_OF(m, words);
        ONE_OF(m, blanks);
        if (m->broken && pick(m, 6) == 0) {
            ONE_OF(m, strange);
        }
    }
}

static inline void make_attributes(maker *m)
{
    static const char *const attributes[] = {
        " class=\"article-body x\"", " id=nav", " title='a > b \"c\"'",
        " data-x", " data-y=\"1 &amp; 2\"", " style=\"display:none\"",
        " href=\"/a?b=1&c=2\"", "\n  role=main", " class = menu"};
    static const char *const strange[] = {" =", " a=b\"c", " \"", " <p", " /",
                                          " class='x"};
    while (pick(m, 3) == 0) {
        ONE_OF(m, attributes);
        if (m->broken && pick(m, 8) == 0) {
            ONE_OF(m, strange);
        }
    }
}

static inline void make_flow(maker *m);

static inline void make_element(maker *m, const char *name)
{
    put(m, "<");
    put(m, name);
    make_attributes(m);
    put(m, ">");
    make_flow(m);
    if (!m->broken || pick(m, 4) > 0) {
        put(m, "</");
        put(m, name);
        put(m, m->broken && pick(m, 9) == 0 ? " x" : "");
        put(m, ">");
    }
}

/* Inline content only. */
static inline void make_phrase(maker *m, const char *name)
{
    put(m, "<");
    put(m, name);
    make_attributes(m);
    put(m, ">");
    make_words(m);
    put(m, "</");
    put(m, name);
    put(m, ">");
}

static inline void make_row(maker *m, const char *list, const char *item)
{
    put(m, "<");
    put(m, list);
    put(m, ">");
    for (uint32_t n = 1 + pick(m, 3); n > 0; n--) {
        make_element(m, item);
        put(m, "\n");
    }
    put(m, "</");
    put(m, list);
    put(m, ">");
}

static inline void make_table(maker *m)
{
    put(m, "<table><tbody>");
    for (uint32_t n = 1 + pick(m, 2); n > 0; n--) {
        put(m, "<tr>");
        make_element(m, "td");
        make_element(m, "th");
        put(m, "</tr>");
    }
    put(m, "</tbody></table>");
}

static inline void make_hidden(maker *m)
{
    static const char *const hidden[] = {
        "<script>if (a < b) { x = '<p>no</p>'; }</script>",
        "<style>p > a { color: red }</style>",
        "<!-- <p>no</p> -- > -->",
        "<noscript><p>no</p></noscript>",
        "<template><b>no</b></template>",
        "<svg><title>no</title><path d='M0'/><text>no</text></svg>",
        "<select><option>no<option selected>no</select>",
        "<textarea>no <b>no</textarea>",
        "<iframe src=x>no</iframe>",
        "<video><source src=a>no</video>",
        "<img src=a alt='no'>", "<input value=no>", "<wbr>"};
    ONE_OF(m, hidden);
}

static inline void make_one(maker *m)
{
    static const char *const blocks[] = {"div", "section", "article", "aside",
                                         "nav", "figure", "blockquote"};
    static const char *const texts[] = {"p", "h1", "h2", "p", "p"};
    static const char *const inlines[] = {"b", "span", "em", "a", "time", "u"};
    uint32_t kind = pick(m, m->depth > 6 ? 7 : 12);
    if (kind < 3) {
        make_words(m);
    } else if (kind < 5) {
        make_phrase(m, inlines[pick(m, CST_COUNT(inlines))]);
    } else if (kind == 5) {
        make_hidden(m);
    } else if (kind == 6) {
        make_phrase(m, texts[pick(m, CST_COUNT(texts))]);
    } else if (kind == 7) {
        put(m, pick(m, 2) ? "<br>" : "<hr>");
    } else if (kind == 8) {
        make_row(m, pick(m, 2) ? "ul" : "ol", "li");
    } else if (kind == 9) {
        make_table(m);
    } else {
        make_element(m, blocks[pick(m, CST_COUNT(blocks))]);
    }
}

static inline void make_flow(maker *m)
{
    m->depth++;
    for (uint32_t n = pick(m, 5); n > 0; n--) {
        make_one(m);
    }
    m->depth--;
}

static inline cst_str make_page(maker *m, uint64_t seed, bool broken)
{
    m->seed = seed * 2654435761u + 12345;
    m->broken = broken;
    m->depth = 0;
    cst_buf_init(&m->buf, NULL);
    put(m, "<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
           "<title>no</title></head><body>");
    for (uint32_t n = 2 + pick(m, 6); n > 0; n--) {
        make_one(m);
    }
    put(m, "</body></html>");
    assert_false(m->buf.failed);
    return cst_buf_get(&m->buf);
}

#endif
