/* Measures what hostile texts cost: time and largest memory of one each.
 *
 * usage: bench_hostile DATA_DIR [MEGABYTES]
 *
 * Each text is read by a process of its own, since memory once taken shows in
 * all that comes after. Memory counts the text itself, engine and records. */
#include <constat/constat.h>

#include "../unit/hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int count_bytes(void *user, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)user += n;
    return 0;
}

static int read_one(const char *data, const hostile *h, size_t n)
{
    cst_engine_options o = {.size = sizeof o, .data_dir = data,
                            .language = "fr"};
    cst_read_options ro = {.size = sizeof ro, .path = "x"};
    cst_writer_options wo = {.size = sizeof wo, .format = CST_FORMAT_JSONL};
    cst_error error;
    cst_engine *e;
    cst_worker *w;
    cst_document *d;
    size_t written = 0;
    struct rusage u;
    char *bytes = malloc(n);
    if (!bytes || cst_engine_new(&o, &error, &e) != CST_OK ||
        cst_worker_new(e, &w) != CST_OK) {
        return 3;
    }
    hostile_fill(h, bytes, n);
    clock_t from = clock();
    if (cst_read(w, bytes, n, &ro, &d) != CST_OK ||
        cst_write_document(d, &wo, count_bytes, &written) != CST_OK) {
        return 3;
    }
    double spent = (double)(clock() - from) / CLOCKS_PER_SEC;
    getrusage(RUSAGE_SELF, &u);
    printf("%-24s %8.2f s %8.2f MB/s %6ld MB\n", h->name, spent,
           (double)n / 1e6 / spent, u.ru_maxrss / 1024);
    cst_document_free(d);
    cst_worker_free(w);
    cst_engine_free(e);
    free(bytes);
    return fflush(stdout) == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
    double megabytes = argc > 2 ? atof(argv[2]) : 8;
    int failed = 0;
    if (argc < 2 || !(megabytes > 0) || megabytes > 1000) {
        fprintf(stderr, "usage: bench_hostile DATA_DIR [MEGABYTES]\n");
        return 2;
    }
    for (size_t i = 0; i < N_HOSTILE; i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0) {
            _exit(read_one(argv[1], &hostile_texts[i],
                           (size_t)(megabytes * 1e6)));
        }
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
            fprintf(stderr, "bench_hostile: %s failed\n",
                    hostile_texts[i].name);
            failed = 3;
        }
    }
    return failed;
}
