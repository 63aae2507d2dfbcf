/* cli/export: what a store holds, in a form that other programs read.
 *
 * Takes a store and a format, gives a file on standard output or at -o, or a
 * folder of files at -o. A file appears under its name once it is whole.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cli_print_formats(FILE *out)
{
    const char *name;
    bool folder;

    fputs("\nformats:\n", out);
    for (size_t i = 0; (name = cst_export_format(i, &folder)) != NULL; i++) {
        fprintf(out, "  %-12s%s\n", name,
                folder ? " several files, into the folder -o" : "");
    }
}

/* Where the pieces go. */
typedef struct target {
    const char *output; /* NULL: standard output */
    bool folder;
    FILE *file;         /* the part of it that is being written */
    char path[CLI_PATH], part[CLI_PATH + 8];
    char name[256];     /* as the library calls it */
} target;

static bool finish_file(target *t, bool whole)
{
    bool ok = true;

    if (!t->file) {
        return true;
    }
    ok = fclose(t->file) == 0 && whole && rename(t->part, t->path) == 0;
    t->file = NULL;
    if (!ok && whole) {
        cli_message("%s: cannot write: %s", t->path, strerror(errno));
    }
    if (!ok) {
        unlink(t->part);
    }
    return ok;
}

static bool begin_file(target *t, const char *name)
{
    if (!finish_file(t, true)) {
        return false;
    }
    snprintf(t->name, sizeof(t->name), "%s", name);
    snprintf(t->path, sizeof(t->path), "%s%s%s", t->output,
             t->folder ? "/" : "", t->folder ? name : "");
    snprintf(t->part, sizeof(t->part), "%s.part", t->path);
    t->file = fopen(t->part, "wb");
    if (!t->file) {
        cli_message("%s: cannot write: %s", t->path, strerror(errno));
    }
    return t->file != NULL;
}

static int take(void *user, const char *name, const char *bytes, size_t n)
{
    target *t = user;

    if (!t->output) {
        return cli_write(stdout, bytes, n);
    }
    if ((!t->file || strcmp(t->name, name) != 0) && !begin_file(t, name)) {
        return -1;
    }
    return fwrite(bytes, 1, n, t->file) == n ? 0 : -1;
}

/* Is there such a format? *folder: it gives several files. */
static bool find_format(const char *name, bool *folder)
{
    const char *known;

    for (size_t i = 0; (known = cst_export_format(i, folder)) != NULL; i++) {
        if (strcmp(known, name) == 0) {
            return true;
        }
    }
    cli_message("--format: not a value of this option: %s", name);
    return false;
}

static bool prepare(const cli_common *c, target *t, const char *format)
{
    if (!find_format(format, &t->folder)) {
        return false;
    }
    t->output = c->output;
    if (t->folder && !c->output) {
        cli_message("--format %s gives several files: -o says where", format);
        return false;
    }
    return true;
}

static cst_status export_to(cli_common *c, cst_store *store, target *t,
                            const char *format, cst_error *error)
{
    char path[CLI_PATH];
    cst_export_options o = {.size = sizeof(o), .format = format};
    cst_export_report report;
    cst_status s;

    o.data_dir = cli_data_dir(c, path, sizeof(path));
    o.codebook = c->codebook;
    o.strategy = c->strategy;
    o.from = c->from;
    o.to = c->to;
    o.area = c->area;
    o.kind = c->kind;
    o.status = c->status;
    o.redact = c->redact;
    o.actors = c->actors;
    o.n_actors = c->n_actors;
    o.gazetteer = c->gazetteer;
    s = cst_store_export(store, &o, take, t, &report, error);
    if (!finish_file(t, s == CST_OK)) {
        return s == CST_OK ? CST_IO : s;
    }
    if (s == CST_OK && c->output && !c->quiet) {
        cli_message("%s: %llu incidents, %llu claims, %llu documents",
                    c->output, (unsigned long long)report.incidents,
                    (unsigned long long)report.claims,
                    (unsigned long long)report.documents);
    }
    return s;
}

int cli_export(cli_common *c)
{
    const char *format = c->export_format ? c->export_format : "jsonl";
    cst_store *store = NULL;
    target *t = calloc(1, sizeof(*t));
    cst_error error;
    cst_status s;
    int result = CLI_COULD_NOT;

    memset(&error, 0, sizeof(error));
    if (t && (c->n_paths > 0 || !prepare(c, t, format))) {
        result = CLI_USAGE;
    } else if (t && (!t->folder || cli_make_folder(c->output)) &&
               cli_store(c, CST_STORE_READ, &store)) {
        s = export_to(c, store, t, format, &error);
        if (s != CST_OK) {
            /* A table may be at fault, not the store. */
            cli_message("%s: %s", error.file[0] ? error.file : c->db,
                        error.text[0] ? error.text : cst_status_text(s));
        }
        cst_store_close(store);
        result = cli_finish_output() && s == CST_OK ? CLI_DONE : CLI_COULD_NOT;
    }
    free(t);
    return result;
}
