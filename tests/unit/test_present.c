/* Unit tests of the writers' pieces: escapes, numbers, days, failures. Whole
 * records are tested from outside, in tests/cli/. */
#include "present/present.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct sink {
    char bytes[4096];
    size_t n, calls;
    bool refuse;
} sink;

static int take(void *user, const char *bytes, size_t n)
{
    sink *s = user;

    s->calls++;
    if (s->refuse || n > sizeof(s->bytes) - s->n) {
        return -1;
    }
    memcpy(s->bytes + s->n, bytes, n);
    s->n += n;
    return 0;
}

static void expect(const sink *s, const char *text)
{
    if (s->n != strlen(text) || memcmp(s->bytes, text, s->n) != 0) {
        fail_msg("%.*s is not %s", (int)s->n, s->bytes, text);
    }
}

static void json_strings(void **state)
{
    static const struct {
        const char *in;
        size_t n;
        const char *out;
    } cases[] = {
        {"", 0, "\"\""},
        {"a\"b\\c/", 6, "\"a\\\"b\\\\c/\""},
        {"\n\r\t\b\x1f", 5, "\"\\n\\r\\t\\u0008\\u001f\""},
        {"a\0b", 3, "\"a\\u0000b\""},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9,
         "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\""},
        {"\xC3", 1, "\"\xEF\xBF\xBD\""},
        {"\xE2\x82z", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBDz\""},
        {"\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"\xEF\xBF\xBD\x7F", 4, "\"\xEF\xBF\xBD\x7F\""},
    };

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        sink s = {.n = 0};
        cst_out o;

        cst_out_init(&o, NULL, take, &s);
        cst_json_str(&o, NULL, (cst_str){cases[i].in, cases[i].n});
        assert_int_equal(cst_out_close(&o), CST_OK);
        expect(&s, cases[i].out);
    }
}

static void json_values(void **state)
{
    sink s = {.n = 0};
    cst_out o;

    (void)state;
    cst_out_init(&o, NULL, take, &s);
    cst_json_open(&o, NULL, '{');
    cst_json_int(&o, "a", -7);
    cst_json_real(&o, "b", 36.20124);
    cst_json_real(&o, "c", -0.5);
    cst_json_real(&o, "d", 12.0);
    cst_json_real(&o, "e", 0.000001);
    cst_json_str(&o, "f", (cst_str){NULL, 0});
    cst_json_open(&o, "g", '[');
    cst_json_bool(&o, NULL, true);
    cst_json_open(&o, NULL, '{');
    cst_json_close(&o, '}');
    cst_json_close(&o, ']');
    cst_json_open(&o, "h", '"');
    cst_out_day(&o, cst_day_from_ymd(2016, 7, 3));
    cst_json_close(&o, '"');
    cst_json_z(&o, "i", "x");
    cst_json_close(&o, '}');
    assert_int_equal(cst_out_close(&o), CST_OK);
    expect(&s, "{\"a\":-7,\"b\":36.20124,\"c\":-0.5,\"d\":12,\"e\":0,"
               "\"f\":null,\"g\":[true,{}],\"h\":\"2016-07-03\",\"i\":\"x\"}");
}

static void notes(void **state)
{
    cst_writer_options table = {.size = sizeof(table),
                                .format = CST_FORMAT_TABLE};
    sink s = {.n = 0}, t = {.n = 0}, broken = {.refuse = true};

    (void)state;
    assert_int_equal(
        cst_write_note(NULL, "a/b", NULL, -1, "cut", "why \"", take, &s), CST_OK);
    expect(&s, "{\"record\":\"note\",\"path\":\"a/b\",\"entry\":null,"
               "\"offset\":null,\"code\":\"cut\",\"text\":\"why \\\"\"}\n");
    assert_int_equal(
        cst_write_note(&table, "a\x1b\n b", "e", 9, "cut", "", take, &t),
        CST_OK);
    expect(&t, "!! a\xEF\xBF\xBD b : e @9  cut\n");
    assert_int_equal(
        cst_write_note(NULL, "a", NULL, 0, "cut", "", take, &broken), CST_IO);
    assert_int_equal(cst_write_note(NULL, NULL, NULL, 0, "c", "", take, &s),
                     CST_ARG);
    assert_int_equal(cst_write_document(NULL, NULL, take, &s), CST_ARG);
    assert_int_equal(cst_write_annotations(NULL, NULL, take, &s), CST_ARG);
}

/* Output is handed over in pieces, and not again after a refusal. */
static void pieces(void **state)
{
    sink s = {.refuse = true};
    cst_out o;

    (void)state;
    cst_out_init(&o, NULL, take, &s);
    for (int i = 0; i < 20000; i++) {
        cst_json_z(&o, NULL, "0123456789");
        cst_out_flush(&o, false);
    }
    assert_int_equal(cst_out_close(&o), CST_IO);
    assert_int_equal(s.calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_strings),
        cmocka_unit_test(json_values),
        cmocka_unit_test(notes),
        cmocka_unit_test(pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
