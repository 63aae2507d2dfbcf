/* cli/verify: is what the store holds still what was read?
 *
 * Takes a store, and the files that it names where they are still there; gives
 * a line for each thing that differs, and last what was looked at.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct verifier {
    const cli_common *c;
    char *bytes; /* of the file last fetched */
    size_t fetched;
    cli_progress progress;
} verifier;

/* DIR/path, or the path itself; NULL without memory. */
static char *below_root(const verifier *v, cst_str path)
{
    size_t n = v->c->root ? strlen(v->c->root) + 1 : 0;
    char *p = malloc(n + path.n + 1);

    if (!p) {
        return NULL;
    }
    if (n) {
        memcpy(p, v->c->root, n - 1);
        p[n - 1] = '/';
    }
    memcpy(p + n, path.p, path.n);
    p[n + path.n] = '\0';
    return p;
}

static cst_status fetch(void *user, cst_str path, cst_str entry, cst_str *bytes)
{
    verifier *v = user;
    const char *why = NULL;
    char *name = below_root(v, path);
    struct stat st;
    bool gone;

    /* A document may lie at several paths: the bar is full a little early. */
    v->fetched += v->fetched < v->progress.total;
    cli_progress_step(&v->progress, v->fetched);
    free(v->bytes);
    v->bytes = NULL;
    if (!name) {
        return CST_NOMEM;
    }
    /* What is inside containers is not fetched yet. */
    gone = entry.n || (stat(name, &st) != 0 &&
                       (errno == ENOENT || errno == ENOTDIR));
    if (!gone) {
        v->bytes = cli_slurp(name, &bytes->n, &why);
        bytes->p = v->bytes;
    }
    free(name);
    return gone ? CST_NOTFOUND : v->bytes ? CST_OK : CST_IO;
}

static void print_finding(void *user, const cst_store_finding *f)
{
    verifier *v = user;

    if (f->harmless && !v->c->verbose) {
        return;
    }
    cli_progress_clear(&v->progress);
    printf("%s", f->code);
    if (f->id[0]) {
        printf(" %s%s%.*s", f->id, f->label.n ? "/" : "", (int)f->label.n,
               f->label.n ? f->label.p : "");
    }
    if (f->path.n) {
        fputs(" ", stdout);
        cli_put_text(f->path);
    }
    fputs(": ", stdout);
    cli_put_text(f->text);
    putchar('\n');
}

static int count_one(void *user, const cst_store_entry *entry)
{
    (void)entry;
    (*(size_t *)user)++;
    return 0;
}

static int verify(verifier *v, cst_store *store)
{
    cst_store_verify_options options = {.size = sizeof(options),
                                        .fetch = fetch, .fetch_user = v};
    cst_store_report report;
    cst_error error;
    size_t n = 0;

    memset(&error, 0, sizeof(error));
    if (cst_store_documents(store, count_one, &n, &error) != CST_OK) {
        cli_message("%s: %s", v->c->db, error.text);
        return CLI_COULD_NOT;
    }
    v->progress = cli_progress_start(v->c, n, false);
    if (cst_store_verify(store, &options, print_finding, v, &report, &error) !=
        CST_OK) {
        cli_progress_clear(&v->progress);
        cli_message("%s: %s", v->c->db, error.text);
        return CLI_COULD_NOT;
    }
    cli_progress_clear(&v->progress);
    if (!v->c->quiet) {
        printf("%llu payloads, %llu sources (%llu no longer there), "
               "%llu records, %llu spans: %llu differ\n",
               (unsigned long long)report.payloads,
               (unsigned long long)report.sources,
               (unsigned long long)report.missing,
               (unsigned long long)report.records,
               (unsigned long long)report.spans,
               (unsigned long long)report.different);
    }
    return report.different ? CLI_NOTES : CLI_DONE;
}

int cli_verify(cli_common *c)
{
    verifier v = {.c = c};
    cst_store *store = NULL;
    int result;

    if (c->n_paths > 0) {
        return CLI_USAGE;
    }
    if (!cli_store(c, CST_STORE_READ, &store)) {
        return CLI_COULD_NOT;
    }
    result = verify(&v, store);
    cst_store_close(store);
    free(v.bytes);
    return cli_finish_output() ? result : CLI_COULD_NOT;
}
