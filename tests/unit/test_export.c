/* Exports over the real pack while memory fails: in every format, with names told
 * and blackened. A run that could not get memory says so; one that says it
 * went well has given every byte; and no name is told on the way. */
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define DB CST_BUILD_DIR "/test_export.db"
#define POINTS 15 /* of failure, for each format and each way to fail */

static const char report[] =
    "Trois soldats tu\xC3\xA9s dans une attaque \xC3\xA0 Gao\n\n"
    "Publi\xC3\xA9 le 12 mars 2019 \xC3\xA0 14h05\n\n"
    "Une bombe a explos\xC3\xA9 lundi pr\xC3\xA8s du march\xC3\xA9 de Gao, tuant "
    "trois soldats et blessant au moins douze civils, dont quatre enfants, "
    "selon l'arm\xC3\xA9""e. Deux maisons ont \xC3\xA9t\xC3\xA9 "
    "d\xC3\xA9truites. Un groupe arm\xC3\xA9 a revendiqu\xC3\xA9 l'attentat.\n";
static const char other[] =
    "Un journaliste, Moussa Zorgane, a \xC3\xA9t\xC3\xA9 tu\xC3\xA9 par balles "
    "mardi 12 mars 2019 \xC3\xA0 Alep. La famille Zorgane accuse "
    "l'arm\xC3\xA9""e.\n";

#define SECRET "Zorgane"

/* --------------------------------------------------------------- failing */

static sqlite3_mem_methods plain_methods;
static size_t calls, fail_at, live;
static bool and_after; /* all calls behind it fail too */

static bool now_fails(void)
{
    calls++;
    return fail_at && (calls == fail_at || (and_after && calls > fail_at));
}

static void *failing_malloc(int n)
{
    return now_fails() ? NULL : plain_methods.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
    return now_fails() ? NULL : plain_methods.xRealloc(p, n);
}

static void *our_alloc(void *user, size_t n)
{
    void *p = now_fails() ? NULL : malloc(n);

    (void)user;
    live += p != NULL;
    return p;
}

static void our_release(void *user, void *p)
{
    (void)user;
    live -= p != NULL;
    free(p);
}

/* --------------------------------------------------------------- exports */

typedef struct given {
    char *bytes;
    size_t n, cap;
} given;

static int take(void *user, const char *name, const char *bytes, size_t n)
{
    given *g = user;

    (void)name;
    if (n > g->cap - g->n) {
        g->cap = (g->n + n) * 2;
        g->bytes = realloc(g->bytes, g->cap);
        assert_non_null(g->bytes);
    }
    if (n) {
        memcpy(g->bytes + g->n, bytes, n);
        g->n += n;
    }
    return 0;
}

static bool tells(const given *g, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= g->n; i++) {
        if (memcmp(g->bytes + i, word, len) == 0) {
            return true;
        }
    }
    return false;
}

/* What it said went wrong. */
static char said[512];

static cst_status export_as(const char *format, uint32_t redact, given *g)
{
    static const cst_allocator allocator = {our_alloc, our_release, NULL};
    const cst_store_options so = {.size = sizeof(so), .allocator = &allocator};
    const cst_export_options o = {.size = sizeof(o),
                                  .data_dir = CST_BUILD_DIR "/data",
                                  .format = format,
                                  .redact = redact};
    cst_store *store = NULL;
    cst_error error = {.status = CST_OK};
    cst_status s = cst_store_open(DB, &so, &error, &store);

    g->n = 0;
    if (s == CST_OK) {
        s = cst_store_export(store, &o, take, g, NULL, &error);
    }
    cst_store_close(store);
    assert_int_equal(live, 0);
    snprintf(said, sizeof(said), "%s: %s", error.file, error.text);
    return s;
}

static void fails_at(const char *format, uint32_t redact, const given *whole,
                     given *g, size_t at)
{
    cst_status s;

    calls = 0;
    fail_at = at;
    s = export_as(format, redact, g);
    fail_at = 0;
    if (redact && tells(g, SECRET)) {
        fail_msg("%s: allocation %zu: a name is told", format, at);
    }
    if (s != CST_NOMEM &&
        (s != CST_OK || g->n != whole->n ||
         memcmp(g->bytes, whole->bytes, g->n) != 0)) {
        fail_msg("%s: allocation %zu%s: %s, %s", format, at,
                 and_after ? " and all after" : "", cst_status_text(s), said);
    }
    if (s == CST_OK && and_after && at == 1) {
        fail_msg("%s: nothing was asked for", format);
    }
}

static void format_fails(const char *format, uint32_t redact)
{
    given whole = {NULL, 0, 0}, g = {NULL, 0, 0};
    size_t total;

    calls = 0;
    assert_int_equal(export_as(format, redact, &whole), CST_OK);
    total = calls;
    assert_true(whole.n > 0);
    if (redact || strcmp(format, "jsonl") == 0) { /* not all formats name one */
        assert_int_equal(tells(&whole, SECRET), redact == 0);
    }
    for (int way = 0; way < 2; way++) {
        and_after = way;
        for (size_t at = 1; at <= total; at += total / POINTS + 1) {
            fails_at(format, redact, &whole, &g, at + (size_t)way);
        }
    }
    assert_int_equal(export_as(format, redact, &g), CST_OK);
    assert_int_equal(g.n, whole.n);
    free(whole.bytes);
    free(g.bytes);
}

static void every_format(void **state)
{
    const char *format;

    (void)state;
    for (size_t i = 0; (format = cst_export_format(i, NULL)) != NULL; i++) {
        format_fails(format, 0);
    }
}

static void every_format_redacted(void **state)
{
    const char *format;

    (void)state;
    for (size_t i = 0; (format = cst_export_format(i, NULL)) != NULL; i++) {
        format_fails(format, CST_REDACT_VICTIMS | CST_REDACT_WITNESSES);
    }
}

/* ------------------------------------------------------------------ main */

static void remove_store(void)
{
    unlink(DB);
    unlink(DB "-wal");
    unlink(DB "-shm");
}

static void put_report(cst_store *store, const char *text, const char *path)
{
    const cst_read_options o = {.size = sizeof(o), .path = path};
    cst_document *d = NULL;

    assert_int_equal(cst_read(worker, text, strlen(text), &o, &d), CST_OK);
    assert_int_equal(cst_store_put(store, d, NULL, NULL), CST_OK);
    cst_document_free(d);
}

static int fill(void **state)
{
    const cst_store_options o = {.size = sizeof(o), .flags = CST_STORE_WRITE};
    cst_store *store = NULL;

    remove_store();
    if (set_up(state) != 0 || cst_store_open(DB, &o, NULL, &store) != CST_OK) {
        return -1;
    }
    put_report(store, report, "a.txt");
    put_report(store, other, "moussa-zorgane.txt");
    cst_store_close(store);
    return tear_down(state);
}

static int clear_away(void **state)
{
    (void)state;
    remove_store();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format),
        cmocka_unit_test(every_format_redacted),
    };
    sqlite3_mem_methods failing;

    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_methods);
    failing = plain_methods;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    return cmocka_run_group_tests(tests, fill, clear_away);
}
