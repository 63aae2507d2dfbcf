/* Robustness of the whole pipeline: reports cut anywhere and texts that no
 * newsroom would print are read without a fault, in linear time, and every
 * offset that comes out lies inside the file. Run under the sanitizers. */
#include "engine_setup.h"
#include "hostile.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define STRIDE 97
#define LARGE ((size_t)1 << 20)
#define HUGE_ ((size_t)10 << 20)

static int count_bytes(void *user, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)user += n;
    return 0;
}

static void check_span(cst_span s, size_t n)
{
    assert_true(s.begin <= s.end);
    assert_true(s.end <= n);
}

static void check_records(const cst_document *d, size_t n)
{
    size_t events, harms, damages;
    const cst_event *e = cst_document_events(d, &events);
    const cst_harm *h = cst_document_harms(d, &harms);
    const cst_damage *x = cst_document_damages(d, &damages);
    for (size_t i = 0; i < events; i++) {
        for (size_t k = 0; k < e[i].n_evidence; k++) {
            check_span(e[i].evidence[k], n);
        }
    }
    for (size_t i = 0; i < harms; i++) {
        assert_true(h[i].event == CST_NONE || h[i].event < events);
        assert_true(h[i].part_of == CST_NONE || h[i].part_of < harms);
        assert_true(h[i].superseded_by == CST_NONE ||
                    h[i].superseded_by < harms);
        assert_true(h[i].n_evidence > 0);
        for (size_t k = 0; k < h[i].n_evidence; k++) {
            check_span(h[i].evidence[k], n);
        }
        check_span(h[i].count.span, n);
        check_span(h[i].victims.span, n);
    }
    for (size_t i = 0; i < damages; i++) {
        assert_true(x[i].event == CST_NONE || x[i].event < events);
        check_span(x[i].object.span, n);
    }
}

static void check_zones(const cst_document *d, size_t n)
{
    const cst_document_info *info = cst_document_get_info(d);
    uint32_t at = 0;
    for (size_t i = 0; i < info->n_zones; i++) {
        check_span(info->zones[i].span, n);
        assert_true(info->zones[i].span.begin >= at);
        at = info->zones[i].span.end;
    }
}

/* Reads bytes in a block of their own size, so that an overrun is seen. Gives
 * the processor time that it took. */
static double read_bytes(const char *bytes, size_t n)
{
    cst_read_options ro = {.size = sizeof ro, .path = "x"};
    cst_writer_options wo = {.size = sizeof wo, .format = CST_FORMAT_JSONL};
    cst_document *d;
    size_t written = 0;
    char *own = malloc(n ? n : 1);
    assert_non_null(own);
    memcpy(own, bytes, n);
    clock_t from = clock();
    assert_int_equal(cst_read(worker, own, n, &ro, &d), CST_OK);
    free(own);
    check_zones(d, n);
    check_records(d, n);
    assert_int_equal(cst_write_document(d, &wo, count_bytes, &written), CST_OK);
    wo.format = CST_FORMAT_TABLE;
    assert_int_equal(cst_write_document(d, &wo, count_bytes, &written), CST_OK);
    cst_document_free(d);
    return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* -------------------------------------------------------------- cut files */

static void cut_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    static char bytes[1 << 20];
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    /* Long ones are cut less often: the cost grows with the square. */
    size_t stride = n > 20000 ? STRIDE * 10 : STRIDE;
    for (size_t at = 0; at < n; at += stride) {
        (void)read_bytes(bytes, at);
    }
    (void)read_bytes(bytes, n);
}

static size_t cut_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t files = 0;
    if (!dir) {
        return 0;
    }
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        char path[4096];
        size_t n = strlen(e->d_name);
        if (n > 4 && strcmp(e->d_name + n - 4, ".txt") == 0 &&
            snprintf(path, sizeof path, "%s/%s", folder, e->d_name) <
                (int)sizeof path) {
            cut_file(path);
            files++;
        }
    }
    closedir(dir);
    return files;
}

static void cut_reports(void **state)
{
    static const char *const always[] = {"/examples", "/tests/lang/blind"};
    static const char *const beside[] = {"/../shared/eval/seeds",
                                         "/../shared/eval/dev",
                                         "/../shared/eval/wikinews"};
    char path[4096];
    (void)state;
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        snprintf(path, sizeof path, "%s%s", CST_SOURCE_DIR, always[i]);
        assert_true(cut_folder(path) > 0);
    }
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        snprintf(path, sizeof path, "%s%s", CST_SOURCE_DIR, beside[i]);
        if (cut_folder(path) == 0) {
            assert_null(getenv("CONSTAT_REQUIRE_ALL")); /* CI has them */
            printf("SKIP: no reports in %s\n", beside[i] + 4);
        }
    }
}

/* ---------------------------------------------------------------- hostile */

/* Four times the text may take some more than four times the time, not sixteen
 * times; the constant forgives a noisy clock. */
static void linear(void **state)
{
    const size_t n = 24000;
    char *bytes = malloc(4 * n);
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < N_HOSTILE; i++) {
        hostile_fill(&hostile_texts[i], bytes, 4 * n);
        (void)read_bytes(bytes, n / 4); /* warm */
        double one = read_bytes(bytes, n);
        double four = read_bytes(bytes, 4 * n);
        if (four > 8 * one + 0.5) {
            fail_msg("%s: %.3f s, four times as long: %.3f s",
                     hostile_texts[i].name, one, four);
        }
    }
    free(bytes);
}

/* A megabyte of each, and ten of those that are soon read. */
static void large(void **state)
{
    char *bytes = malloc(HUGE_);
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < N_HOSTILE; i++) {
        hostile_fill(&hostile_texts[i], bytes, HUGE_);
        double spent = read_bytes(bytes, LARGE);
        if (spent < 0.3) {
            spent = read_bytes(bytes, HUGE_);
        }
        if (spent > 60) {
            fail_msg("%s: %.1f s", hostile_texts[i].name, spent);
        }
    }
    free(bytes);
}

/* n times open, then as often close. */
static void nest(char *to, size_t n, const char *open, const char *close)
{
    size_t a = strlen(open), b = strlen(close);
    for (size_t i = 0; i < n; i++) {
        memcpy(to + i * a, open, a);
        memcpy(to + n * a + i * b, close, b);
    }
}

static void nested(void **state)
{
    static const char *const pairs[][2] = {
        {"(", ")"}, {"[", "]"}, {"\xC2\xAB", "\xC2\xBB"},
        {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"(« il a tué ", " » dit-il)"},
        {"qui dit que ", "a tué "}, {"<div>", "</div>"}};
    size_t n = 65000;
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        size_t unit = strlen(pairs[i][0]) + strlen(pairs[i][1]);
        if (unit > 12) {
            n = 6500;
        }
        char *bytes = malloc(n * unit);
        assert_non_null(bytes);
        nest(bytes, n, pairs[i][0], pairs[i][1]);
        assert_true(read_bytes(bytes, n * unit) < 60);
        free(bytes);
    }
}

static void hundred_thousand_numbers(void **state)
{
    size_t n = 0;
    char *bytes = malloc(100000 * 12);
    (void)state;
    assert_non_null(bytes);
    for (uint32_t i = 0; i < 100000; i++) {
        n += (size_t)sprintf(bytes + n, "%u%s", i * 7919u % 1000003u,
                             i % 9 == 0 ? ", " : " ");
    }
    assert_true(read_bytes(bytes, n) < 60);
    free(bytes);
}

/* Between all of its parts a long text keeps records, and says what it left. */
static void many_pages(void **state)
{
    static const char page[] =
        "Une bombe a tué 12 civils à Alep. L'explosion a blessé 30 passants.\n"
        "\nLe maire a parlé de la route, des champs et du marché.\n\n";
    const size_t n = 4000;
    char *bytes = malloc(n * (sizeof page - 1));
    cst_read_options ro = {.size = sizeof ro, .path = "x"};
    cst_document *d;
    size_t harms;
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < n; i++) {
        memcpy(bytes + i * (sizeof page - 1), page, sizeof page - 1);
    }
    assert_int_equal(cst_read(worker, bytes, n * (sizeof page - 1), &ro, &d),
                     CST_OK);
    const cst_harm *h = cst_document_harms(d, &harms);
    assert_true(harms >= 2);
    assert_true(h[harms - 1].evidence[0].begin > h[0].evidence[0].begin);
    check_records(d, n * (sizeof page - 1));
    cst_document_free(d);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_reports),
        cmocka_unit_test(linear),
        cmocka_unit_test(large),
        cmocka_unit_test(nested),
        cmocka_unit_test(hundred_thousand_numbers),
        cmocka_unit_test(many_pages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
