/* lang: each diagnostic of docs/RULES.md once, as golden text; the stages of
 * the rule compiler as golden text. CST_UPDATE_GOLDEN in the environment of the
 * test writes them anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "toy.h"

#define DATA CST_SOURCE_DIR "/tests/data/"

static void add_diag(void *user, const cst_diag *d)
{
    cst_buf *b = user;

    cst_buf_z(b, d->file);
    cst_buf_char(b, ':');
    cst_buf_int(b, d->line);
    cst_buf_char(b, ':');
    cst_buf_int(b, d->column);
    cst_buf_z(b, ": ");
    cst_buf_z(b, d->code);
    cst_buf_z(b, ": ");
    cst_buf_z(b, d->text);
    cst_buf_char(b, '\n');
}

static void read_file(const char *path, cst_buf *b)
{
    FILE *f = fopen(path, "rb");
    char chunk[4096];
    size_t n;

    while (f && (n = fread(chunk, 1, sizeof(chunk), f)) > 0) {
        cst_buf_add(b, chunk, n);
    }
    if (f) {
        fclose(f);
    }
}

/* Compare with the golden file, or write it. */
static void assert_golden(const char *path, cst_buf *got)
{
    cst_buf want;

    if (getenv("CST_UPDATE_GOLDEN")) {
        FILE *f = fopen(path, "wb");

        assert_non_null(f);
        assert_int_equal(fwrite(got->p, 1, got->n, f), got->n);
        assert_int_equal(fclose(f), 0);
    }
    cst_buf_init(&want, NULL);
    read_file(path, &want);
    cst_buf_char(&want, '\0');
    cst_buf_char(got, '\0');
    assert_string_equal(cst_buf_get(got).p, cst_buf_get(&want).p);
    cst_buf_free(&want);
}

/* What loading the pack reports, and if that is nothing, what its test does. */
static void diagnose(const char *dir, cst_buf *b)
{
    cst_arena arena;
    cst_pack *pack = NULL;
    cst_error error;
    cst_pack_report r;
    cst_status status;

    cst_arena_init(&arena, NULL, 0);
    status = cst_pack_load(&arena, dir, NULL, NULL, add_diag, b, &error, &pack);
    if (status == CST_OK) {
        assert_int_equal(
            cst_pack_test(pack, NULL, &toy_hooks, add_diag, b, &r),
            CST_OK);
        assert_true(r.failed + r.case_failed > 0);
    } else {
        assert_int_equal(status, CST_SYNTAX);
        assert_int_equal(error.status, CST_SYNTAX);
    }
    cst_pack_close(pack);
    cst_arena_free(&arena);
}

static void each_code_has_its_golden(void **state)
{
    static const char *const codes[] = {
        "rule-syntax",     "unknown-label",    "unknown-class",
        "unknown-macro",   "unknown-capture",  "unknown-key",
        "duplicate-rule",  "duplicate-macro",  "missing-example",
        "missing-why",     "repeat-bound",     "empty-match",
        "lexicon-columns", "lexicon-pos",      "lexicon-feature",
        "lexicon-conflict", "table-missing",   "conf-syntax",
        "conf-missing",    "not-utf8",         "too-large",
        "example-failed",  "case-failed",      "case-passes",
        "case-syntax"};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(codes); i++) {
        char dir[512], path[560];
        cst_buf b;

        snprintf(dir, sizeof(dir), DATA "diag/%s", codes[i]);
        snprintf(path, sizeof(path), "%s/expected.txt", dir);
        cst_buf_init(&b, NULL);
        diagnose(dir, &b);
        assert_int_not_equal(
            cst_str_find(cst_buf_get(&b), cst_str_of(codes[i]), 0), SIZE_MAX);
        assert_golden(path, &b);
        cst_buf_free(&b);
    }
}

static void folder_must_exist(void **state)
{
    cst_arena arena;
    cst_pack *pack = NULL;
    cst_error error;

    (void)state;
    cst_arena_init(&arena, NULL, 0);
    assert_int_equal(cst_pack_load(&arena, DATA "nowhere", NULL, NULL, NULL, NULL,
                                   &error, &pack),
                     CST_IO);
    assert_null(pack);
    assert_int_equal(error.status, CST_IO);
    cst_arena_free(&arena);
}

static int to_buf(void *user, const char *bytes, size_t n)
{
    cst_buf_add(user, bytes, n);
    return 0;
}

static int refuse(void *user, const char *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    (void)n;
    return 1;
}

static void stages_can_be_printed(void **state)
{
    static const struct {
        cst_dump_stage stage;
        const char *layer, *file;
    } dumps[] = {{CST_DUMP_TOKENS, "clause", DATA "dump/clause.tokens"},
                 {CST_DUMP_AST, NULL, DATA "dump/toy.ast"},
                 {CST_DUMP_PROGRAM, NULL, DATA "dump/toy.program"}};
    cst_arena arena;
    cst_pack *pack = NULL;

    (void)state;
    cst_arena_init(&arena, NULL, 0);
    assert_int_equal(cst_pack_load(&arena, DATA "toy", NULL, NULL, NULL, NULL, NULL,
                                   &pack),
                     CST_OK);
    for (size_t i = 0; i < CST_COUNT(dumps); i++) {
        cst_buf b;

        cst_buf_init(&b, NULL);
        assert_int_equal(cst_rules_dump(pack, dumps[i].stage, dumps[i].layer,
                                        to_buf, &b),
                         CST_OK);
        assert_golden(dumps[i].file, &b);
        cst_buf_free(&b);
    }
    assert_int_equal(
        cst_rules_dump(pack, CST_DUMP_AST, "nowhere", to_buf, NULL),
        CST_NOTFOUND);
    assert_int_equal(cst_rules_dump(pack, CST_DUMP_AST, NULL, refuse, NULL),
                     CST_IO);
    cst_pack_close(pack);
    cst_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_code_has_its_golden),
        cmocka_unit_test(folder_must_exist),
        cmocka_unit_test(stages_can_be_printed),
    };

    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
