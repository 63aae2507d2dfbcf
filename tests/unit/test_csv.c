/* Unit tests of the CSV writer: what a cell looks like, and that no bytes of a
 * text can end a cell or a row. Whole files are read by Python in tests/cli/. */
#include "present/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BAD "\xEF\xBF\xBD"

static int take(void *user, const char *bytes, size_t n)
{
    cst_buf_add(user, bytes, n);
    return 0;
}

typedef struct sheet {
    cst_out out;
    cst_buf bytes;
} sheet;

static void begin(sheet *s)
{
    cst_buf_init(&s->bytes, NULL);
    cst_out_init(&s->out, NULL, take, &s->bytes);
}

static void expect(sheet *s, const char *text)
{
    cst_str got;

    assert_int_equal(cst_out_close(&s->out), CST_OK);
    got = cst_buf_get(&s->bytes);
    if (!cst_str_is(got, text)) {
        fail_msg("%.*s is not %s", (int)got.n, got.p, text);
    }
    cst_buf_free(&s->bytes);
}

static void texts(void **state)
{
    static const struct {
        cst_str in;
        const char *out;
    } cases[] = {
        {{NULL, 0}, ""},
        {{"", 0}, ""},
        {{"plain; text", 11}, "plain; text"},
        {{"a,b", 3}, "\"a,b\""},
        {{"a\"b", 3}, "\"a\"\"b\""},
        {{"a\r\nb", 4}, "\"a\r\nb\""},
        {{"a\rb", 3}, "\"a\rb\""},
        {{"a\tb", 3}, "a\tb"},
        {{" a", 2}, "\" a\""},
        {{"a ", 2}, "\"a \""},
        {{"a\0b\x1f\x7f", 5}, "a" BAD "b" BAD BAD},
        {{"\xC3\xA9,\xC3", 4}, "\"\xC3\xA9," BAD "\""},
        {{"\xE2\x82\"", 3}, "\"" BAD BAD "\"\"\""},
        {{"=1+1", 4}, "'=1+1"},
        {{"+1", 2}, "'+1"},
        {{"-1", 2}, "'-1"},
        {{"@x,y", 4}, "\"'@x,y\""},
        {{"\tx", 2}, "'\tx"},
        {{"'=1", 3}, "''=1"},
        {{"'a", 2}, "'a"},
        {{"'", 1}, "'"},
        {{"\xEF\xBC\x9D" "1", 4}, "'\xEF\xBC\x9D" "1"},
        {{"\xE2\x80\x94 a", 5}, "\xE2\x80\x94 a"},
        {{"1-1=0", 5}, "1-1=0"},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        char row[64];
        sheet s;

        begin(&s);
        cst_csv_str(&s.out, cases[i].in);
        cst_csv_end(&s.out);
        snprintf(row, sizeof(row), "%s\r\n", cases[i].out);
        expect(&s, row);
    }
}

static void values(void **state)
{
    static const char *const names[] = {"id", "a,b", NULL};
    sheet s;

    (void)state;
    begin(&s);
    cst_csv_header(&s.out, names);
    cst_csv_int(&s.out, -7);
    cst_csv_number(&s.out, -1);
    cst_csv_number(&s.out, 0);
    cst_csv_real(&s.out, -33.5);
    cst_csv_bool(&s.out, true);
    cst_csv_bool(&s.out, false);
    cst_csv_day(&s.out, 0);
    cst_csv_day(&s.out, cst_day_from_ymd(2024, 2, 9));
    cst_csv_empty(&s.out);
    cst_csv_end(&s.out);
    cst_csv_z(&s.out, NULL);
    cst_csv_z(&s.out, "x");
    cst_csv_end(&s.out);
    expect(&s, "id,\"a,b\"\r\n"
               "-7,,0,-33.5,true,false,,2024-02-09,\r\n"
               ",x\r\n");
}

static void lists(void **state)
{
    sheet s;

    (void)state;
    begin(&s);
    cst_csv_open(&s.out);
    cst_csv_close(&s.out);
    cst_csv_open(&s.out);
    cst_csv_add(&s.out, CST_S("a"));
    cst_csv_add(&s.out, CST_S(""));
    cst_csv_add(&s.out, CST_S("b;c\"d"));
    cst_csv_close(&s.out);
    cst_csv_open(&s.out);
    cst_csv_add(&s.out, CST_S("=a"));
    cst_csv_add(&s.out, CST_S("=b"));
    cst_csv_close(&s.out);
    cst_csv_int(&s.out, 1);
    cst_csv_end(&s.out);
    expect(&s, ",\"a; b,c\"\"d\",\"'=a; =b\",1\r\n");
}

/* Read one row of two cells as RFC 4180 says; false: it is not one. */
static bool read_row(cst_str row, size_t *cells)
{
    bool quoted = false;

    *cells = 1;
    for (size_t i = 0; i < row.n; i++) {
        if (row.p[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && row.p[i] == ',') {
            ++*cells;
        } else if (!quoted && (row.p[i] == '\r' || row.p[i] == '\n')) {
            return i + 2 == row.n;
        }
    }
    return false;
}

static void any_bytes(void **state)
{
    static const char alphabet[] = "\",\r\n\0;=' a\xC3\xA9\xE2\x7F";
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        char text[24];
        size_t n, cells;
        sheet s;

        for (n = 0; n < sizeof(text); n++) {
            seed = seed * 1664525 + 1013904223;
            text[n] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
        }
        begin(&s);
        cst_csv_str(&s.out, (cst_str){text, (size_t)round % sizeof(text)});
        cst_csv_open(&s.out);
        cst_csv_add(&s.out, (cst_str){text, sizeof(text)});
        cst_csv_close(&s.out);
        cst_csv_end(&s.out);
        assert_int_equal(cst_out_close(&s.out), CST_OK);
        assert_true(read_row(cst_buf_get(&s.bytes), &cells));
        assert_int_equal(cells, 2);
        cst_buf_free(&s.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(values),
        cmocka_unit_test(lists),
        cmocka_unit_test(any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
