/* The search index: what goes in comes out, whatever it is; nothing in it can
 * end the element that it stands in; bounds hold; memory may fail anywhere. */
#include "base/utf8.h"
#include "present/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct made {
    cst_arena arena;
    cst_search s;
    cst_buf words, records;
} made;

static void begin(made *m)
{
    cst_arena_init(&m->arena, NULL, 0);
    assert_int_equal(cst_search_init(&m->s, &m->arena, NULL), CST_OK);
    cst_buf_init(&m->words, NULL);
    cst_buf_init(&m->records, NULL);
}

static void end(made *m)
{
    cst_search_free(&m->s);
    cst_buf_free(&m->words);
    cst_buf_free(&m->records);
    cst_arena_free(&m->arena);
}

static void record(made *m, const char *language, cst_str text)
{
    cst_search_open(&m->s, 'r', CST_S("0a"), cst_str_of(language));
    cst_search_field(&m->s);
    cst_search_text(&m->s, text);
    cst_search_close(&m->s);
}

static void write(made *m)
{
    assert_int_equal(cst_search_write(&m->s, &m->words, &m->records), CST_OK);
    for (size_t i = 0; i < m->words.n; i++) {
        assert_true(m->words.p[i] != '<' && m->words.p[i] != '\0' &&
                    m->words.p[i] != '\r');
    }
    for (size_t i = 0; i < m->records.n; i++) {
        assert_true(m->records.p[i] != '<' && m->records.p[i] != '\0' &&
                    m->records.p[i] != '\r');
    }
}

/* Line number n of the words. */
static cst_str word(const made *m, size_t n)
{
    cst_str rest = cst_buf_get(&m->words), line = {NULL, 0};

    for (size_t i = 0; i <= n; i++) {
        assert_true(cst_str_cut(&rest, '\n', &line));
    }
    return line;
}

static size_t place(cst_str field, size_t *at)
{
    size_t len;
    uint32_t cp = cst_utf8_decode(field, *at, &len, NULL), next;

    *at += len;
    if (cp < 0x80) {
        return cp - 0x20 - (cp > '<');
    }
    if (cp < 0x800) {
        return 94 + cp - 0xA1;
    }
    if (cp < 0xE000) {
        return 94 + 1887 + cp - 0x800;
    }
    next = cst_utf8_decode(field, *at, &len, NULL);
    *at += len;
    return 94 + 1887 + 53248 + (cp - 0xE000) * 53248 + next - 0x800;
}

static void expect(made *m, const char *text)
{
    cst_str line = cst_buf_get(&m->records), field = {NULL, 0};
    bool was_word = false;
    cst_buf b;

    write(m);
    line = cst_buf_get(&m->records);
    for (int i = 0; i < 4; i++) {
        assert_true(cst_str_cut(&line, '\t', &field));
    }
    field.n -= field.p[field.n - 1] == '\n';
    cst_buf_init(&b, NULL);
    for (size_t at = 0; at < field.n;) {
        cst_str w = word(m, place(field, &at));
        size_t len;
        uint32_t cp = cst_utf8_decode(w, 0, &len, NULL);
        bool is_word = cst_utf8_is_letter(cp) || cst_utf8_is_digit(cp);

        cst_buf_z(&b, was_word && is_word ? " " : "");
        cst_buf_str(&b, w);
        was_word = is_word;
    }
    cst_buf_char(&b, '\0');
    assert_string_equal(b.p, text);
    cst_buf_free(&b);
}

static void comes_out(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"Trois  morts, dont l'un \xC3\xA0 Gao.\n\nFin", "Trois morts, dont "
         "l'un \xC3\xA0 Gao.\\nFin"},
        {" un ", "un"},
        {"a</script><b>\\x", "a\\l/script>\\lb>\\\\x"},
        {"\xFF" "a\x01" "b\r\n", "\xEF\xBF\xBD" "a\xEF\xBF\xBD" "b\\n"},
        {"12.5 %", "12.5 %"},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        made m;

        begin(&m);
        record(&m, "fr", cst_str_of(cases[i].in));
        expect(&m, cases[i].out);
        end(&m);
    }
}

static void tags_go(void **state)
{
    made m;

    (void)state;
    begin(&m);
    cst_search_open(&m.s, 'c', CST_S("h1"), CST_S("fr\"><script>"));
    cst_search_field(&m.s);
    cst_search_html(&m.s, CST_S("<b>3</b> dead <span class=\"badge x\">a&amp;b"
                                "</span> &lt;i&gt; & <unclosed"));
    cst_search_close(&m.s);
    expect(&m, "3 dead \xC2\xB7 a&b \\li> & ");
    assert_memory_equal(m.records.p, "c\th1\tfr\t", 8);
    end(&m);
}

/* So many words that some take two characters. */
static void many_words(void **state)
{
    enum { N = 60000 };
    size_t at = 0, seen = 0;
    cst_str line, field = {NULL, 0};
    cst_buf text;
    made m;

    (void)state;
    begin(&m);
    cst_buf_init(&text, NULL);
    for (int half = 0; half < 2; half++) {
        text.n = 0;
        for (int i = half * N / 2; i < (half + 1) * N / 2; i++) {
            cst_buf_int(&text, i);
            cst_buf_char(&text, ' ');
        }
        record(&m, "", cst_buf_get(&text));
    }
    write(&m);
    line = cst_buf_get(&m.records);
    for (int half = 0; half < 2; half++) {
        cst_str rest;

        assert_true(cst_str_cut(&line, '\n', &rest));
        for (int i = 0; i < 4; i++) {
            assert_true(cst_str_cut(&rest, '\t', &field));
        }
        for (at = 0; at < field.n; seen++) {
            assert_int_equal(place(field, &at), seen);
        }
    }
    assert_int_equal(seen, N);
    cst_buf_free(&text);
    end(&m);
}

static void bounds(void **state)
{
    cst_buf text;
    made m;

    (void)state;
    begin(&m);
    cst_buf_init(&text, NULL);
    for (uint32_t i = 0; i < CST_SEARCH_WORDS_ONE + 5; i++) {
        cst_buf_z(&text, "x ");
    }
    record(&m, "", cst_buf_get(&text));
    record(&m, "", CST_S("x"));
    assert_int_equal(m.s.cut, 1);
    assert_int_equal(m.s.n_words, CST_SEARCH_WORDS_ONE + 1);
    write(&m);
    end(&m);
    /* One word without end, one gap without end. */
    begin(&m);
    text.n = 0;
    for (int i = 0; i < 100000; i++) {
        cst_buf_char(&text, i < 50000 ? 'a' : '-');
    }
    record(&m, "", cst_buf_get(&text));
    write(&m);
    assert_true(m.words.n < 300);
    cst_buf_free(&text);
    end(&m);
}

static void any_bytes(void **state)
{
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 300; round++) {
        char bytes[200];
        made m;

        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        begin(&m);
        record(&m, "", (cst_str){bytes, seed % sizeof(bytes)});
        cst_search_html(&m.s, (cst_str){bytes, sizeof(bytes)});
        write(&m);
        end(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_out),  cmocka_unit_test(tags_go),
        cmocka_unit_test(many_words), cmocka_unit_test(bounds),
        cmocka_unit_test(any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
