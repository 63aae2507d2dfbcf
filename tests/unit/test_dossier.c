/* The dossier over the real pack: which files it gives, that pages are the same
 * each time, that a hostile document stays text, and that memory or a file may
 * fail anywhere. tests/browser/ looks at the pages themselves. */
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include <cmocka.h>

static const char report[] =
    "Trois soldats tu\xC3\xA9s dans une attaque \xC3\xA0 Gao\n\n"
    "Une bombe a explos\xC3\xA9 lundi pr\xC3\xA8s du march\xC3\xA9 de Gao, "
    "tuant trois soldats et blessant au moins douze civils, dont quatre "
    "enfants, selon l'arm\xC3\xA9" "e. Deux maisons ont \xC3\xA9t\xC3\xA9 "
    "d\xC3\xA9truites.\n";

static const char hostile[] =
    "<script>alert(1)</script> Trois morts \" onload=\"alert(2)\n\n"
    "</mark></script><img src=x onerror=alert(3)> Un raid a tu\xC3\xA9 douze "
    "civils, dont <b>deux</b> enfants, selon </style><script>alert(4)</script>"
    " la police.\n";

#define SHELF 24

/* What the dossier handed over. */
typedef struct shelf {
    size_t n, bytes;
    char names[SHELF][64];
    char *pages[SHELF];
    size_t refuse; /* number of the file to refuse, 0 = none */
} shelf;

static int take(void *user, const char *name, const char *bytes, size_t n)
{
    shelf *s = user;

    assert_true(s->n < SHELF);
    assert_true(strlen(name) < sizeof(s->names[0]));
    if (s->refuse == s->n + 1) {
        return -1;
    }
    strcpy(s->names[s->n], name);
    s->pages[s->n] = malloc(n + 1);
    assert_non_null(s->pages[s->n]);
    memcpy(s->pages[s->n], bytes, n);
    s->pages[s->n][n] = '\0';
    s->bytes += n;
    s->n++;
    return 0;
}

static void clear(shelf *s)
{
    for (size_t i = 0; i < s->n; i++) {
        free(s->pages[i]);
    }
    memset(s, 0, sizeof(*s));
}

static cst_document *read_text(const char *text, const char *path)
{
    cst_read_options o = {.size = sizeof(o), .path = path,
                          .format = CST_INPUT_TEXT};
    cst_document *doc = NULL;

    assert_int_equal(cst_read(worker, text, strlen(text), &o, &doc), CST_OK);
    return doc;
}

/* All calls in a row, up to the first that fails. */
static cst_status write_all(const cst_dossier_options *o, shelf *s,
                            cst_document *const *docs, size_t n)
{
    cst_dossier *d = NULL;
    cst_status status = cst_dossier_new(o, take, s, &d);

    for (size_t i = 0; status == CST_OK && i < n; i++) {
        status = cst_dossier_add(d, docs[i], NULL, 0);
    }
    if (status == CST_OK) {
        status = cst_dossier_note(d, "a<b", "unreadable", "why <not>");
    }
    if (status == CST_OK) {
        status = cst_dossier_finish(d);
    }
    cst_dossier_free(d);
    return status;
}

static size_t count(const char *page, const char *what)
{
    size_t n = 0;

    for (; (page = strstr(page, what)) != NULL; page += strlen(what)) {
        n++;
    }
    return n;
}

static void files(void **state)
{
    cst_document *docs[3] = {read_text(report, "a"), read_text(report, "a"),
                             read_text(hostile, "<i>&.txt")};
    shelf s = {.n = 0}, t = {.n = 0};
    char name[64];

    (void)state;
    assert_int_equal(write_all(NULL, &s, docs, 3), CST_OK);
    assert_int_equal(s.n, 10);
    snprintf(name, sizeof(name), "documents/%s.html",
             cst_document_get_info(docs[0])->id);
    assert_string_equal(s.names[0], name);
    for (size_t i = 2; i < s.n; i++) {
        static const char *const names[] = {
            "style.css",    "document.css", "search.css",  "overview.css",
            "reports.html", "events.html",  "search.html", "index.html"};

        assert_string_equal(s.names[i], names[i - 2]);
    }
    assert_non_null(strstr(s.pages[0], "rel=\"next\""));
    assert_null(strstr(s.pages[0], "rel=\"prev\""));
    assert_non_null(strstr(s.pages[1], "rel=\"prev\""));
    assert_non_null(strstr(s.pages[9], "a&lt;b"));
    assert_int_equal(write_all(NULL, &t, docs, 3), CST_OK);
    for (size_t i = 0; i < s.n; i++) {
        assert_string_equal(s.pages[i], t.pages[i]);
    }
    for (size_t i = 0; i < 3; i++) {
        cst_document_free(docs[i]);
    }
    clear(&s);
    clear(&t);
}

static void stays_text(void **state)
{
    cst_document *doc = read_text(hostile, "<i>&.txt");
    shelf s = {.n = 0};

    (void)state;
    assert_int_equal(write_all(NULL, &s, &doc, 1), CST_OK);
    for (size_t i = 0; i < s.n; i++) {
        bool searches = strcmp(s.names[i], "search.html") == 0;

        if (strstr(s.names[i], ".css")) {
            continue;
        }

        /* Its words and records are data. */
        assert_int_equal(count(s.pages[i], "<script>"), 2);
        assert_int_equal(count(s.pages[i], "<script"), searches ? 4 : 2);
        assert_int_equal(count(s.pages[i], "</script"), searches ? 4 : 2);
        assert_int_equal(count(s.pages[i], "<style"), 0);
        assert_int_equal(count(s.pages[i], "rel=\"stylesheet\""),
                         i == 0 || searches ? 2 : 1);
        assert_int_equal(count(s.pages[i], "<img"), 0);
        assert_int_equal(count(s.pages[i], "<i>"), 0);
        assert_null(strstr(s.pages[i], "onload=\"alert(2)\""));
        assert_int_equal(count(s.pages[i], "<mark"),
                         count(s.pages[i], "</mark"));
    }
    assert_true(count(s.pages[0], "<mark") > 3);
    cst_document_free(doc);
    clear(&s);
}

static void languages(void **state)
{
    cst_dossier_options o = {.size = sizeof(o), .ui = "fr", .title = "<T>"};
    cst_document *doc = read_text(report, "a");
    cst_dossier *d = NULL;
    shelf s = {.n = 0};

    (void)state;
    assert_int_equal(write_all(&o, &s, &doc, 1), CST_OK);
    assert_non_null(strstr(s.pages[8], "<html lang=\"fr\">"));
    assert_non_null(strstr(s.pages[8], "&lt;T&gt;"));
    assert_null(strstr(s.pages[8], "Highest toll"));
    o.ui = "tlh";
    assert_int_equal(cst_dossier_new(&o, take, &s, &d), CST_NOTFOUND);
    assert_int_equal(cst_dossier_new(&o, NULL, &s, &d), CST_ARG);
    assert_int_equal(cst_dossier_add(NULL, doc, NULL, 0), CST_ARG);
    assert_int_equal(cst_dossier_finish(NULL), CST_ARG);
    cst_dossier_free(NULL);
    cst_document_free(doc);
    clear(&s);
}

static void refusals(void **state)
{
    cst_document *docs[2] = {read_text(report, "a"), read_text(hostile, "b")};

    (void)state;
    for (size_t i = 1; i <= 10; i++) {
        shelf s = {.refuse = i};

        assert_int_equal(write_all(NULL, &s, docs, 2), CST_IO);
        clear(&s);
    }
    cst_document_free(docs[0]);
    cst_document_free(docs[1]);
}

/* --------------------------------------------------------------- memory */

typedef struct heap {
    size_t calls, live, fail_at;
} heap;

static void *heap_alloc(void *user, size_t n)
{
    heap *h = user;
    void *p;

    h->calls++;
    if (h->fail_at && h->calls >= h->fail_at) {
        return NULL;
    }
    p = malloc(n);
    h->live += p != NULL;
    return p;
}

static void heap_release(void *user, void *p)
{
    heap *h = user;

    h->live -= p != NULL;
    free(p);
}

static void memory(void **state)
{
    cst_document *docs[2] = {read_text(report, "a"), read_text(hostile, "b")};
    heap h = {0, 0, 0};
    const cst_allocator a = {heap_alloc, heap_release, &h};
    const cst_dossier_options o = {.size = sizeof(o), .allocator = &a};
    shelf s = {.n = 0};
    size_t total, step;

    (void)state;
    assert_int_equal(write_all(&o, &s, docs, 2), CST_OK);
    clear(&s);
    assert_int_equal(h.live, 0);
    total = h.calls;
    step = total / 400 + 1;
    for (size_t at = 1; at <= total; at += at < 60 ? 1 : step) {
        h = (heap){0, 0, at};
        assert_int_equal(write_all(&o, &s, docs, 2), CST_NOMEM);
        assert_int_equal(h.live, 0);
        clear(&s);
    }
    cst_document_free(docs[0]);
    cst_document_free(docs[1]);
}

/* ------------------------------------------------------------ incidents */

/* The same of a store, with incidents, whose memory is the given one. */
static cst_status write_linked(const char *path, const cst_allocator *a,
                               shelf *s, cst_document *const *docs, size_t n)
{
    const cst_dossier_options o = {.size = sizeof(o), .allocator = a};
    const cst_store_options so = {.size = sizeof(so), .allocator = a};
    const cst_link_options lo = {.size = sizeof(lo),
                                 .data_dir = CST_BUILD_DIR "/data"};
    cst_store *store = NULL;
    cst_dossier *d = NULL;
    cst_status status = cst_store_open(path, &so, NULL, &store);

    if (status == CST_OK) {
        status = cst_dossier_new(&o, take, s, &d);
    }
    for (size_t i = 0; status == CST_OK && i < n; i++) {
        status = cst_dossier_add(d, docs[i], NULL, 0);
    }
    if (status == CST_OK) {
        status = cst_dossier_link(d, store, &lo, NULL);
    }
    if (status == CST_OK) {
        status = cst_dossier_finish(d);
    }
    cst_dossier_free(d);
    cst_store_close(store);
    return status;
}

static void fill_store(const char *path, cst_document *const *docs, size_t n)
{
    const cst_store_options so = {.size = sizeof(so),
                                  .flags = CST_STORE_WRITE};
    cst_store *store = NULL;

    assert_int_equal(cst_store_open(path, &so, NULL, &store), CST_OK);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(cst_store_put(store, docs[i], NULL, NULL), CST_OK);
    }
    cst_store_close(store);
}

static void linked_memory(void **state)
{
    cst_document *docs[2] = {read_text(report, "a"), read_text(hostile, "b")};
    char folder[] = "/tmp/constat-dossier-XXXXXX", path[64];
    heap h = {0, 0, 0};
    const cst_allocator a = {heap_alloc, heap_release, &h};
    shelf s = {.n = 0};
    static const char *const ends[] = {"", "-wal", "-shm"};
    size_t total, step;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/s.db", folder);
    fill_store(path, docs, 2);
    assert_int_equal(write_linked(path, &a, &s, docs, 2), CST_OK);
    assert_non_null(strstr(s.pages[s.n - 1], "class=\"spot"));
    assert_int_equal(count(s.pages[s.n - 1], "<img"), 0);
    clear(&s);
    assert_int_equal(h.live, 0);
    total = h.calls;
    step = total / 250 + 1;
    for (size_t at = 1; at <= total; at += step) {
        h = (heap){0, 0, at};
        assert_int_equal(write_linked(path, &a, &s, docs, 2), CST_NOMEM);
        assert_int_equal(h.live, 0);
        clear(&s);
    }
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof(path), "%s/s.db%s", folder, ends[i]);
        remove(path);
    }
    assert_int_equal(rmdir(folder), 0);
    cst_document_free(docs[0]);
    cst_document_free(docs[1]);
}

/* ----------------------------------------------------------------- main */

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files),     cmocka_unit_test(stays_text),
        cmocka_unit_test(languages), cmocka_unit_test(refusals),
        cmocka_unit_test(memory),    cmocka_unit_test(linked_memory),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
