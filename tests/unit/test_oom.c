/* Fail-the-nth-allocation: making an engine and reading a report must end with
 * CST_NOMEM wherever memory runs out, leave nothing behind, and work again
 * afterwards. With CONSTAT_ARENA_MALLOC every request is an allocation of its
 * own; then only some of them are tried. */
#include <constat/constat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char report[] =
    "Trois soldats tués dans une attaque à Gao\n\n"
    "Publié le 12 mars 2019 à 14h05\n\n"
    "Une bombe a explosé lundi près du marché de Gao, tuant trois soldats et "
    "blessant au moins douze civils, dont quatre enfants, selon l'armée. Deux "
    "maisons ont été détruites.\n\n"
    "« Le bilan est monté à cinq morts », a déclaré le porte-parole du "
    "ministère. Un groupe armé a revendiqué l'attentat, les rebelles ont "
    "démenti. La veille, un raid aérien avait fait 20 morts à Alep.\n";

typedef struct heap {
    size_t calls, live;
    size_t fail_at;  /* number of the call that fails, 0 = none */
    bool and_after;  /* and all calls behind it */
} heap;

static void *heap_alloc(void *user, size_t n)
{
    heap *h = user;
    h->calls++;
    if (h->fail_at && (h->calls == h->fail_at ||
                       (h->and_after && h->calls > h->fail_at))) {
        return NULL;
    }
    void *p = malloc(n);
    h->live += p != NULL;
    return p;
}

static void heap_release(void *user, void *p)
{
    heap *h = user;
    h->live -= p != NULL;
    free(p);
}

static int count_bytes(void *user, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)user += n;
    return 0;
}

static cst_status make(const cst_allocator *a, cst_engine **e, cst_worker **w)
{
    cst_engine_options o = {.size = sizeof o,
                            .data_dir = CST_BUILD_DIR "/data",
                            .language = "fr",
                            .allocator = a};
    cst_error error = {.status = CST_OK};
    cst_status s = cst_engine_new(&o, &error, e);
    if (s == CST_OK) {
        s = cst_worker_new(*e, w);
        if (s != CST_OK) {
            cst_engine_free(*e);
        }
    }
    return s;
}

static cst_status read_report(cst_worker *w, uint32_t stop, size_t *written)
{
    cst_read_options ro = {.size = sizeof ro, .path = "x", .stop_after = stop};
    cst_writer_options wo = {.size = sizeof wo, .format = CST_FORMAT_JSONL};
    cst_document *d = NULL;
    cst_status s = cst_read(w, report, sizeof report - 1, &ro, &d);
    *written = 0;
    if (s != CST_OK) {
        assert_null(d);
        return s;
    }
    s = cst_write_document(d, &wo, count_bytes, written);
    if (s == CST_OK && stop == CST_STAGE_ANNOTATE) {
        s = cst_write_annotations(d, NULL, count_bytes, written);
    }
    cst_document_free(d);
    return s;
}

static size_t stride_for(size_t calls, size_t points)
{
    return calls / points + 1;
}

static void engine_fails(void **state)
{
    heap h = {0, 0, 0, false};
    const cst_allocator a = {heap_alloc, heap_release, &h};
    cst_engine *e = NULL;
    cst_worker *w = NULL;
    (void)state;
    assert_int_equal(make(&a, &e, &w), CST_OK);
    cst_worker_free(w);
    cst_engine_free(e);
    assert_int_equal(h.live, 0);
    size_t calls = h.calls, tried = 0;
    for (size_t at = 1; at <= calls; at += stride_for(calls, 60)) {
        h = (heap){0, 0, at, at % 2 == 0};
        e = NULL;
        w = NULL;
        assert_int_equal(make(&a, &e, &w), CST_NOMEM);
        assert_int_equal(h.live, 0);
        tried++;
    }
    printf("engine: %zu of %zu allocations failed\n", tried, calls);
}

static void read_fails_at(const cst_allocator *a, heap *h, cst_worker *w,
                          uint32_t stop)
{
    size_t whole, written;
    *h = (heap){0, h->live, 0, false};
    assert_int_equal(read_report(w, stop, &whole), CST_OK);
    assert_true(whole > 0);
    size_t before = h->live;
    size_t calls = 0, tried = 0;
    (void)a;
    /* The worker keeps its scratch; a fresh count shows what is asked for. */
    *h = (heap){0, before, 0, false};
    assert_int_equal(read_report(w, stop, &written), CST_OK);
    assert_int_equal(written, whole);
    calls = h->calls;
    for (size_t at = 1; at <= calls; at += stride_for(calls, 400)) {
        *h = (heap){0, h->live, at, at % 2 == 0};
        assert_int_equal(read_report(w, stop, &written), CST_NOMEM);
        h->fail_at = 0;
        tried++;
        if (tried % 16 == 0) { /* and it goes on as if nothing had been */
            assert_int_equal(read_report(w, stop, &written), CST_OK);
            assert_int_equal(written, whole);
        }
    }
    printf("reading: %zu of %zu allocations failed\n", tried, calls);
}

static void read_fails(void **state)
{
    heap h = {0, 0, 0, false};
    const cst_allocator a = {heap_alloc, heap_release, &h};
    cst_engine *e = NULL;
    cst_worker *w = NULL;
    (void)state;
    assert_int_equal(make(&a, &e, &w), CST_OK);
    read_fails_at(&a, &h, w, CST_STAGE_ALL);
    read_fails_at(&a, &h, w, CST_STAGE_ANNOTATE);
    cst_worker_free(w);
    cst_engine_free(e);
    assert_int_equal(h.live, 0);
}

/* A new worker each time: its scratch then has to grow as well. */
static void first_read_fails(void **state)
{
    heap h = {0, 0, 0, false};
    const cst_allocator a = {heap_alloc, heap_release, &h};
    cst_engine *e = NULL;
    cst_worker *w = NULL;
    size_t written, calls = 0;
    (void)state;
    assert_int_equal(make(&a, &e, &w), CST_OK);
    cst_worker_free(w);
    size_t base = h.live;
    for (size_t at = 0; at <= calls; at += stride_for(calls, 60)) {
        h = (heap){0, base, at, at % 2 == 0};
        cst_status s = cst_worker_new(e, &w);
        if (s == CST_OK) {
            s = read_report(w, CST_STAGE_ALL, &written);
            cst_worker_free(w);
        }
        assert_int_equal(s, at == 0 ? CST_OK : CST_NOMEM);
        assert_int_equal(h.live, base);
        calls = at == 0 ? h.calls : calls;
    }
    cst_engine_free(e);
    assert_int_equal(h.live, 0);
}

/* The pack's own tools: what they say may be cut short, never broken. */
static void pack_tools_fail(void **state)
{
    heap h = {0, 0, 0, false};
    const cst_allocator a = {heap_alloc, heap_release, &h};
    cst_engine *e = NULL;
    cst_worker *w = NULL;
    cst_pack_report report_;
    size_t findings;
    (void)state;
    assert_int_equal(make(&a, &e, &w), CST_OK);
    cst_worker_free(w);
    size_t base = h.live, calls = 0;
    for (size_t at = 0; at <= calls; at += stride_for(calls, 6)) {
        h = (heap){0, base, at, true};
        cst_status s = cst_engine_test_pack(e, NULL, NULL, &report_);
        assert_int_equal(s, at == 0 ? CST_OK : CST_NOMEM);
        assert_int_equal(h.live, base);
        calls = at == 0 ? h.calls : calls;
    }
    calls = 0;
    for (size_t at = 0; at <= calls; at += stride_for(calls, 6)) {
        h = (heap){0, base, at, true};
        cst_status s = cst_worker_new(e, &w);
        if (s == CST_OK) {
            s = cst_worker_profile(w);
            if (s == CST_OK) {
                s = cst_worker_check_pack(w, NULL, NULL, &findings);
            }
            cst_worker_free(w);
        }
        assert_true(s == CST_OK || (at > 0 && s == CST_NOMEM));
        calls = at == 0 ? h.calls : calls;
        base = h.live; /* the engine remembers classes that it lacks */
    }
    h.fail_at = 0;
    cst_engine_free(e);
    assert_int_equal(h.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(engine_fails),
        cmocka_unit_test(read_fails),
        cmocka_unit_test(first_read_fails),
        cmocka_unit_test(pack_tools_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
