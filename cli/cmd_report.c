/* cli/report, cli/run: a dossier, pages that open from disk.
 *
 * report takes a store or reports. run takes reports, stores them in the
 * dossier, and then gives the pages of all that is stored there. report does the
 * same with a store that is gone afterwards, since incidents take all reports, and
 * so does run where names are blackened, since a store has them all. A
 * broken input costs a line on the first page, never the run.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STORE "constat.db"
#define PART "report.part"
#define HIDDEN "[...]" /* where names are blackened */

typedef struct reporter {
    cli_common *c;
    cst_dossier *dossier;
    cli_pages pages;
    cst_store *store;
    cst_worker *worker; /* NULL if nothing but a store is read */
    cli_inputs inputs;
    cli_progress progress;
    const char **also;
    size_t n_also, read, shown, failed, noted;
    bool broken;
} reporter;

/* -------------------------------------------------------------- reading */

static void fail_input(reporter *r, const char *path, const char *code,
                       const char *why)
{
    /* Which names a path holds is not known before all is read. */
    const char *told = r->c->redact ? HIDDEN : path;

    r->failed++;
    cli_progress_clear(&r->progress);
    cli_message("%s: %s", path, why);
    if (cst_dossier_note(r->dossier, told, code,
                         r->c->redact ? HIDDEN : why) != CST_OK) {
        r->broken = true;
    }
}

static void add_page(reporter *r, const char *name, const cst_document *doc)
{
    cst_status status = cst_dossier_add(r->dossier, doc, r->also, r->n_also);

    r->shown++;
    if (status != CST_OK) {
        cli_progress_clear(&r->progress);
        cli_message("%s: no page can be made: %s", name,
                    cst_status_text(status));
        r->broken = true;
    }
}

static void store(reporter *r, const cli_input *x, const cst_document *doc)
{
    const cst_store_source source = {.size = sizeof(source),
                                     .also = r->also,
                                     .n_also = r->n_also,
                                     .published = r->c->published,
                                     .format = x->format};
    cst_error error;

    memset(&error, 0, sizeof(error));
    if (cst_store_put(r->store, doc, &source, &error) != CST_OK) {
        cli_progress_clear(&r->progress);
        cli_message("%s: cannot be stored in %s: %s", x->path, r->c->db,
                    error.text);
        r->broken = true;
    }
}

/* Paths after i with the same bytes, in order. */
static void collect_also(reporter *r, size_t i)
{
    r->n_also = 0;
    for (size_t j = i + 1; j < r->inputs.n; j++) {
        if (r->inputs.at[j].same_as == i) {
            r->also[r->n_also++] = r->inputs.at[j].path;
        }
    }
}

static void read_one(reporter *r, size_t i)
{
    const cli_input *x = &r->inputs.at[i];
    cli_reading got;

    if (!cli_read_input(r->c, &r->inputs, i, r->worker, CST_STAGE_ALL, &got)) {
        fail_input(r, x->path, got.code, got.why);
        return;
    }
    r->noted += cli_notes(r->c, &r->progress, x->path, got.doc);
    r->read++;
    collect_also(r, i);
    store(r, x, got.doc);
    cst_document_free(got.doc);
}

static void read_inputs(reporter *r)
{
    r->broken = !cli_count_repeats(r->c, &r->inputs, r->worker);
    r->progress = cli_progress_start(r->c, r->inputs.n, false);
    for (size_t i = 0; i < r->inputs.n && !r->broken; i++) {
        if (r->inputs.at[i].same_as == i) {
            read_one(r, i);
        }
        cli_progress_step(&r->progress, i + 1);
    }
    cli_progress_clear(&r->progress);
    if (r->inputs.skipped && !r->c->quiet) {
        cli_message("%zu files of other kinds skipped (--all reads them)",
                    r->inputs.skipped);
    }
}

/* ------------------------------------------------------------ of a store */

static void redact_store(reporter *r)
{
    char path[CLI_PATH];
    cst_error error;

    memset(&error, 0, sizeof(error));
    if (r->c->redact &&
        cst_store_redact(r->store, r->c->redact,
                         cli_data_dir(r->c, path, sizeof(path)),
                         &error) != CST_OK) {
        cli_message("%s: names cannot be blackened: %s", r->c->db, error.text);
        r->broken = true;
    }
}

/* The ids of a store, gathered first: one walk at a time. */
typedef struct id_list {
    char (*at)[17];
    size_t n, cap;
    bool failed;
} id_list;

static int take_id(void *user, const cst_store_entry *entry)
{
    id_list *ids = user;

    if (ids->n == ids->cap) {
        size_t cap = ids->cap ? ids->cap * 2 : 64;
        void *more = realloc(ids->at, cap * sizeof(*ids->at));

        if (!more) {
            ids->failed = true;
            return 1;
        }
        ids->at = more;
        ids->cap = cap;
    }
    memcpy(ids->at[ids->n++], entry->id, sizeof(*ids->at));
    return 0;
}

/* Paths of one document; the first is its own. */
typedef struct path_list {
    char **at;
    size_t n;
    bool failed;
} path_list;

static int take_path(void *user, cst_str path, cst_str entry)
{
    path_list *paths = user;
    char **more = realloc(paths->at, (paths->n + 1) * sizeof(*paths->at));
    char *copy = more ? malloc(path.n + 1) : NULL;

    (void)entry;
    paths->at = more ? more : paths->at;
    if (!copy) {
        paths->failed = true;
        return 1;
    }
    memcpy(copy, path.p, path.n);
    copy[path.n] = '\0';
    paths->at[paths->n++] = copy;
    return 0;
}

static void add_stored(reporter *r, const char *id)
{
    path_list paths = {NULL, 0, false};
    cst_document *doc = NULL;
    cst_error error;

    memset(&error, 0, sizeof(error));
    if (cst_store_paths(r->store, id, take_path, &paths, &error) != CST_OK ||
        paths.failed ||
        cst_store_document(r->store, id, &error, &doc) != CST_OK) {
        fail_input(r, id, "failed", error.text);
    } else {
        r->n_also = paths.n ? paths.n - 1 : 0;
        r->also = realloc(r->also, (r->n_also + 1) * sizeof(*r->also));
        for (size_t i = 0; r->also && i < r->n_also; i++) {
            r->also[i] = paths.at[i + 1];
        }
        if (r->also) {
            add_page(r, id, doc);
        }
        r->broken = r->broken || !r->also;
    }
    for (size_t i = 0; i < paths.n; i++) {
        free(paths.at[i]);
    }
    free(paths.at);
    cst_document_free(doc);
}

static void read_store(reporter *r)
{
    id_list ids = {NULL, 0, 0, false};
    cst_error error;

    memset(&error, 0, sizeof(error));
    if (cst_store_documents(r->store, take_id, &ids, &error) != CST_OK ||
        ids.failed) {
        cli_message("%s: %s", r->c->db, error.text);
        r->broken = true;
    }
    r->progress = cli_progress_start(r->c, ids.n, false);
    for (size_t i = 0; i < ids.n && !r->broken; i++) {
        add_stored(r, ids.at[i]);
        cli_progress_step(&r->progress, i + 1);
    }
    cli_progress_clear(&r->progress);
    free(ids.at);
}

/* A page of each incident. */
static void link_store(reporter *r)
{
    char path[CLI_PATH];
    cst_link_options options = {.size = sizeof(options),
                                .codebook = r->c->codebook,
                                .strategy = r->c->strategy};
    cst_error error;

    memset(&error, 0, sizeof(error));
    options.data_dir = cli_data_dir(r->c, path, sizeof(path));
    if (cst_dossier_link(r->dossier, r->store, &options, &error) != CST_OK) {
        cli_message("%s: cannot be linked: %s", r->c->db, error.text);
        r->broken = true;
    }
}

/* ------------------------------------------------------------- commands */

static char *below(const char *folder, const char *name)
{
    size_t cap = strlen(folder) + strlen(name) + 2;
    char *path = malloc(cap);

    if (path) {
        snprintf(path, cap, "%s/%s", folder, name);
    }
    return path;
}

static bool make_folders(const char *folder)
{
    char *documents = below(folder, "documents");
    char *incidents = below(folder, "incidents");
    bool ok = documents && incidents && cli_make_folder(folder) &&
              cli_make_folder(documents) && cli_make_folder(incidents);

    free(documents);
    free(incidents);
    return ok;
}

static bool open_dossier(reporter *r)
{
    cst_dossier_options options = {.size = sizeof(options), .ui = r->c->ui,
                                   .cover = r->c->cover};
    cst_status status = cst_dossier_new(&options, cli_write_file,
                                        &r->pages, &r->dossier);

    if (status == CST_NOTFOUND) {
        cli_message("the pages have no words in this language: %s", r->c->ui);
    } else if (status != CST_OK) {
        cli_message("%s", cst_status_text(status));
    }
    return status == CST_OK;
}

static int finish(reporter *r)
{
    cst_status status = r->broken ? CST_BUG : cst_dossier_finish(r->dossier);

    if (status != CST_OK) {
        if (!r->broken) {
            cli_message("the first page cannot be made: %s",
                        cst_status_text(status));
        }
        return CLI_COULD_NOT;
    }
    cli_pages_finish(&r->pages);
    if (!r->c->quiet) {
        cli_message("%zu pages, %zu with notes", r->shown, r->noted);
    }
    printf("%s/index.html\n", r->c->output);
    if (!cli_finish_output()) {
        return CLI_COULD_NOT;
    }
    if (r->failed && r->read == 0 && r->c->n_paths) {
        return CLI_COULD_NOT;
    }
    return r->failed || r->noted ? CLI_NOTES : CLI_DONE;
}

static bool start_worker(reporter *r, cst_engine **engine)
{
    if (!cli_engine(r->c, engine)) {
        return false;
    }
    if (cst_worker_new(*engine, &r->worker) != CST_OK) {
        cli_message("out of memory");
        return false;
    }
    return true;
}

static bool gather(reporter *r)
{
    if (cli_inputs_gather(r->c, &r->inputs)) {
        r->also = malloc((r->inputs.n + 1) * sizeof(*r->also));
    }
    if (!r->also) {
        cli_message("out of memory");
    }
    return r->also != NULL;
}

static bool open_store(reporter *r)
{
    return cli_store(r->c, r->worker ? CST_STORE_WRITE : CST_STORE_READ,
                     &r->store);
}

/* Read the operands, if there are any, into the store, and write its pages. */
static int write_dossier(cli_common *c)
{
    reporter r = {.c = c};
    bool reads = c->n_paths > 0;
    cst_engine *engine = NULL;
    int result = CLI_COULD_NOT;

    r.pages.folder = c->output;
    if ((!reads || (gather(&r) && start_worker(&r, &engine))) &&
        open_dossier(&r) && make_folders(c->output) && open_store(&r)) {
        if (reads) {
            read_inputs(&r);
        }
        if (!r.broken) {
            redact_store(&r);
        }
        if (!r.broken) {
            read_store(&r);
        }
        if (!r.broken) {
            link_store(&r);
        }
        result = finish(&r);
    }
    cst_dossier_free(r.dossier);
    cst_store_close(r.store);
    cst_worker_free(r.worker);
    cst_engine_free(engine);
    cli_inputs_free(&r.inputs);
    cli_pages_free(&r.pages);
    free(r.also);
    return result;
}

/* With a store in the folder of the pages. */
static int write_with_store(cli_common *c, const char *name, bool keep)
{
    char *path = below(c->output, name);
    int result = CLI_COULD_NOT;

    if (path && cli_make_folder(c->output)) {
        if (!keep) {
            remove(path); /* of a run that was broken off */
        }
        c->db = path;
        result = write_dossier(c);
        if (!keep) {
            remove(path);
        }
    }
    free(path);
    return result;
}

/* A store beside pages without names would hold the names. */
static bool holds_store(const char *folder)
{
    char *path = below(folder, STORE);
    bool there = path && access(path, F_OK) == 0;

    if (there) {
        cli_message("%s holds all names: with --redact the pages must go into "
                    "another folder", path);
    }
    free(path);
    return there;
}

int cli_report(cli_common *c)
{
    if (!c->output || (c->db && c->n_paths) ||
        (c->redact && holds_store(c->output))) {
        return CLI_USAGE;
    }
    return c->n_paths ? write_with_store(c, PART, false)
                      : write_dossier(c);
}

int cli_run(cli_common *c)
{
    if (!c->output || c->n_paths == 0) {
        return CLI_USAGE;
    }
    if (!c->redact) {
        return write_with_store(c, STORE, true);
    }
    return holds_store(c->output) ? CLI_USAGE
                                  : write_with_store(c, PART, false);
}
