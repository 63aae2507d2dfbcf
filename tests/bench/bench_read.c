/* Measures how fast the library reads: start-up, and megabytes a second up to
 * each stage, on one thread.
 *
 * usage: bench_read DATA_DIR PATH...
 *
 * Takes the data folder and text files or folders of them (not below). All
 * bytes are in memory before the clock runs, which is the processor's, so that
 * other work on the machine counts little; the best of RUNS passes counts.
 * Nothing here passes or fails: figures depend on the machine. */
#include <constat/constat.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#define RUNS 3

typedef struct text {
    char *p;
    size_t n;
} text;

typedef struct corpus {
    text *at;
    size_t n, cap, bytes;
} corpus;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what)
{
    fprintf(stderr, "bench_read: %s\n", what);
    exit(3);
}

static void add_file(corpus *c, const char *path, size_t size)
{
    if (c->n == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 256;
        c->at = realloc(c->at, c->cap * sizeof *c->at);
    }
    FILE *f = fopen(path, "rb");
    char *p = malloc(size ? size : 1);
    if (!c->at || !p || !f || fread(p, 1, size, f) != size) {
        fail(path);
    }
    fclose(f);
    c->at[c->n++] = (text){p, size};
    c->bytes += size;
}

static void add_path(corpus *c, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        fail(path);
    }
    if (!S_ISDIR(st.st_mode)) {
        add_file(c, path, (size_t)st.st_size);
        return;
    }
    struct dirent **list;
    int n = scandir(path, &list, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char full[4096];
        size_t len = strlen(list[i]->d_name);
        if (len > 4 && strcmp(list[i]->d_name + len - 4, ".txt") == 0 &&
            snprintf(full, sizeof full, "%s/%s", path, list[i]->d_name) <
                (int)sizeof full &&
            stat(full, &st) == 0) {
            add_file(c, full, (size_t)st.st_size);
        }
        free(list[i]);
    }
    if (n >= 0) {
        free(list);
    }
}

static int count_bytes(void *user, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)user += n;
    return 0;
}

typedef struct totals {
    size_t written, events, harms;
} totals;

static double pass(cst_worker *w, const corpus *c, uint32_t stop, bool write,
                   totals *t)
{
    double from = now();
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < c->n; i++) {
        cst_read_options ro = {.size = sizeof ro, .path = "x",
                               .stop_after = stop};
        cst_writer_options wo = {.size = sizeof wo,
                                 .format = CST_FORMAT_JSONL};
        cst_document *d;
        size_t n;
        if (cst_read(w, c->at[i].p, c->at[i].n, &ro, &d) != CST_OK) {
            fail("cst_read");
        }
        if (write &&
            cst_write_document(d, &wo, count_bytes, &t->written) != CST_OK) {
            fail("cst_write_document");
        }
        (void)cst_document_events(d, &n);
        t->events += n;
        (void)cst_document_harms(d, &n);
        t->harms += n;
        cst_document_free(d);
    }
    return now() - from;
}

static void stage(cst_worker *w, const corpus *c, const char *name,
                  uint32_t stop, bool write)
{
    double best = 0;
    totals t;
    for (int i = 0; i < RUNS; i++) {
        double s = pass(w, c, stop, write, &t);
        best = i == 0 || s < best ? s : best;
    }
    printf("%-24s %8.3f s %8.2f MB/s %8.0f texts/s", name, best,
           (double)c->bytes / 1e6 / best, (double)c->n / best);
    if (write) {
        printf("  %zu events, %zu harms, %zu bytes", t.events, t.harms,
               t.written);
    }
    printf("\n");
    fflush(stdout);
}

static cst_engine *start(const char *data)
{
    cst_engine *e = NULL;
    double best = 0;
    for (int i = 0; i < RUNS + 2; i++) {
        cst_engine_options o = {.size = sizeof o, .data_dir = data,
                                .language = "fr"};
        cst_error error = {.status = CST_OK};
        cst_engine_free(e);
        double from = now();
        if (cst_engine_new(&o, &error, &e) != CST_OK) {
            fail(error.text);
        }
        double s = now() - from;
        best = i == 0 || s < best ? s : best;
    }
    printf("%-24s %8.1f ms\n", "engine", best * 1e3);
    return e;
}

int main(int argc, char **argv)
{
    corpus c = {NULL, 0, 0, 0};
    if (argc < 3) {
        fail("usage: bench_read DATA_DIR PATH...");
    }
    for (int i = 2; i < argc; i++) {
        add_path(&c, argv[i]);
    }
    cst_engine *e = start(argv[1]);
    cst_worker *w;
    if (cst_worker_new(e, &w) != CST_OK) {
        fail("cst_worker_new");
    }
    printf("%zu texts, %.2f MB\n", c.n, (double)c.bytes / 1e6);
    stage(w, &c, "decode, clean", CST_STAGE_CLEAN, false);
    stage(w, &c, "... segment", CST_STAGE_SEGMENT, false);
    stage(w, &c, "... all records", CST_STAGE_ALL, false);
    stage(w, &c, "... and JSONL", CST_STAGE_ALL, true);
    cst_worker_free(w);
    cst_engine_free(e);
    for (size_t i = 0; i < c.n; i++) {
        free(c.at[i].p);
    }
    free(c.at);
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("%-24s %8.1f MB (texts %.1f MB)\n", "largest memory",
           (double)u.ru_maxrss / 1024, (double)c.bytes / 1048576);
    return 0;
}
