/* cli/read: records of reports.
 *
 * Reads one payload after the other and writes its records at once; a broken
 * one costs a note, never the run. Identical payloads are one document. With a
 * store, each document is stored, and printed only if a format is asked for.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef struct reader {
    cli_common *c;
    cst_store *store; /* NULL = none */
    bool prints;
    cst_worker *worker;
    cli_inputs inputs;
    cli_progress progress;
    cst_writer_options options;
    const char **also; /* room for as many paths as there are inputs */
    size_t read, failed, noted;
    bool broken; /* output or memory is gone: stop */
} reader;

static void fail_input(reader *r, const cli_input *x, const char *code,
                       const char *why)
{
    r->failed++;
    cli_progress_clear(&r->progress);
    cli_message("%s: %s", x->path, why);
    if (r->prints && r->options.format == CST_FORMAT_JSONL &&
        cst_write_note(&r->options, x->path, NULL, -1, code, why, cli_write,
                       stdout) != CST_OK) {
        r->broken = true;
    }
}

/* Paths after i with the same bytes, in order. */
static void collect_also(reader *r, size_t i)
{
    size_t n = 0;

    for (size_t j = i + 1; j < r->inputs.n; j++) {
        if (r->inputs.at[j].same_as == i) {
            r->also[n++] = r->inputs.at[j].path;
        }
    }
    r->options.also = r->also;
    r->options.n_also = n;
}

static void store_read(reader *r, const cli_input *x, const cst_document *doc)
{
    const cst_store_source source = {.size = sizeof(source),
                                     .also = r->options.also,
                                     .n_also = r->options.n_also,
                                     .published = r->c->published,
                                     .format = x->format};
    cst_error error;
    cst_status status;

    memset(&error, 0, sizeof(error));
    status = cst_store_put(r->store, doc, &source, &error);
    if (status == CST_LIMIT) {
        fail_input(r, x, "failed", error.text); /* this one, not the store */
    } else if (status != CST_OK) {
        cli_progress_clear(&r->progress);
        cli_message("%s: cannot be stored in %s: %s", x->path, r->c->db,
                    error.text);
        r->broken = true;
    }
}

static void print_read(reader *r, const cli_input *x, const cst_document *doc)
{
    cst_status status = cst_write_document(doc, &r->options, cli_write, stdout);

    if (status != CST_OK) {
        cli_message("%s: cannot write its records: %s", x->path,
                    cst_status_text(status));
        r->broken = true;
    }
}

static void use_read(reader *r, size_t i, const cst_document *doc)
{
    const cli_input *x = &r->inputs.at[i];

    r->noted += cli_notes(r->c, &r->progress, x->path, doc);
    r->read++;
    collect_also(r, i);
    if (r->store) {
        store_read(r, x, doc);
    }
    if (r->prints && !r->broken) {
        print_read(r, x, doc);
    }
}

static void read_one(reader *r, size_t i)
{
    cli_reading got;

    if (!cli_read_input(r->c, &r->inputs, i, r->worker, CST_STAGE_ALL, &got)) {
        fail_input(r, &r->inputs.at[i], got.code, got.why);
        return;
    }
    use_read(r, i, got.doc);
    cst_document_free(got.doc);
}

static uint32_t terminal_width(void)
{
    struct winsize size;

    if (isatty(STDOUT_FILENO) &&
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return 0;
}

static void summary(const reader *r)
{
    if (r->c->quiet) {
        return;
    }
    if (r->c->verbose || (r->noted && !r->prints)) {
        cli_message("%zu read, %zu with notes, %zu failed", r->read, r->noted,
                    r->failed);
    }
    if (r->inputs.skipped) {
        cli_message("%zu files of other kinds skipped (--all reads them)",
                    r->inputs.skipped);
    }
    if (r->inputs.n == 0) {
        cli_message("nothing to read");
    }
}

static int read_all(reader *r)
{
    r->progress = cli_progress_start(r->c, r->inputs.n, r->prints);
    for (size_t i = 0; i < r->inputs.n && !r->broken; i++) {
        if (r->inputs.at[i].same_as == i) {
            read_one(r, i);
        }
        cli_progress_step(&r->progress, i + 1);
    }
    cli_progress_clear(&r->progress);
    if (!cli_finish_output() || r->broken) {
        return CLI_COULD_NOT;
    }
    summary(r);
    if (r->failed && r->read == 0) {
        return CLI_COULD_NOT;
    }
    return r->failed || r->noted ? CLI_NOTES : CLI_DONE;
}

static int with_engine(reader *r)
{
    cst_engine *engine = NULL;
    int result = CLI_COULD_NOT;

    if (!cli_engine(r->c, &engine)) {
        return CLI_COULD_NOT;
    }
    if (cst_worker_new(engine, &r->worker) != CST_OK) {
        cli_message("out of memory");
    } else if (!r->c->db || cli_store(r->c, CST_STORE_WRITE, &r->store)) {
        result = cli_count_repeats(r->c, &r->inputs, r->worker)
                     ? read_all(r)
                     : CLI_COULD_NOT;
    }
    cst_store_close(r->store);
    cst_worker_free(r->worker);
    cst_engine_free(engine);
    return result;
}

int cli_read(cli_common *c)
{
    reader r = {.c = c};
    int result = CLI_COULD_NOT;

    if (c->n_paths == 0) {
        return CLI_USAGE;
    }
    r.prints = !c->db || c->format_given;
    r.options.size = sizeof(r.options);
    r.options.format = c->format;
    r.options.color = c->format == CST_FORMAT_TABLE && isatty(STDOUT_FILENO) &&
                      !getenv("NO_COLOR");
    r.options.width = terminal_width();
    if (!cli_inputs_gather(c, &r.inputs)) {
        cli_message("out of memory");
    } else {
        r.also = malloc((r.inputs.n + 1) * sizeof(*r.also));
        result = r.also ? with_engine(&r) : CLI_COULD_NOT;
    }
    free(r.also);
    cli_inputs_free(&r.inputs);
    return result;
}
