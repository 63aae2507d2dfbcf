/* cli/import: records that were made elsewhere, into a store.
 *
 * Takes files of JSON lines (docs/RECORDS.md) and, if it is told where they are,
 * the texts that they quote. What is wrong is told with file and line, and costs
 * its record or its document; the rest goes on. Without a file it takes the
 * records that the store has imported before, which is how they come back after
 * the form of the store has changed.
 */
#define _POSIX_C_SOURCE 200809L

#include "records.h"

#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct importer {
    cli_common *c;
    cst_store *store;
    const char *file; /* being read */
    cli_records records;
    size_t documents, harms, events, damages, left_out, without_text;
    bool broken; /* the store cannot be written */
} importer;

/* -------------------------------------------------------------- messages */

static void tell(void *user, size_t line, const char *text)
{
    importer *im = user;

    im->left_out++;
    cli_message("%s:%zu: %s", im->file, line, text);
}

static void tell_record(void *user, cst_record_kind kind, uint32_t index,
                        const char *text)
{
    importer *im = user;

    tell(im, cli_records_line(&im->records, kind, index), text);
}

/* ----------------------------------------------------------------- texts */

/* DIR/name, or NULL. */
static char *join(const char *dir, const char *name, size_t n)
{
    size_t at = strlen(dir) + 1;
    char *path = malloc(at + n + 1);

    if (path) {
        memcpy(path, dir, at - 1);
        path[at - 1] = '/';
        memcpy(path + at, name, n);
        path[at + n] = '\0';
    }
    return path;
}

/* A path in the records leads nowhere but below the folder. */
static bool stays_below(cst_str path)
{
    size_t from = 0;

    if (path.n == 0 || path.p[0] == '/') {
        return false;
    }
    for (size_t i = 0; i <= path.n; i++) {
        if (i == path.n || path.p[i] == '/') {
            if (i - from == 2 && memcmp(path.p + from, "..", 2) == 0) {
                return false;
            }
            from = i + 1;
        }
    }
    return true;
}

static cst_str last_part(cst_str path)
{
    size_t from = path.n;

    while (from > 0 && path.p[from - 1] != '/') {
        from--;
    }
    return (cst_str){path.p + from, path.n - from};
}

static char *text_below(importer *im, cst_str path, size_t *n)
{
    const char *why = NULL;
    char *name, *bytes;

    if (!stays_below(path)) {
        return NULL;
    }
    name = join(im->c->texts, path.p, path.n);
    bytes = name ? cli_slurp(name, n, &why) : NULL;
    free(name);
    return bytes;
}

/* The bytes of the document at hand, to be freed; NULL if they are not there. */
static char *find_text(importer *im, size_t *n)
{
    const cst_document_info *d = &im->records.info;
    char *bytes;

    if (!im->c->texts || d->entry.p) {
        return NULL;
    }
    bytes = text_below(im, d->path, n);
    if (!bytes) {
        bytes = text_below(im, last_part(d->path), n);
    }
    if (!bytes) {
        tell(im, im->records.document_line, "its text is not there");
    }
    return bytes;
}

/* ------------------------------------------------------------- documents */

static void put(importer *im, const cst_document *doc, uint32_t format)
{
    const cst_store_source source = {.size = sizeof(source),
                                     .also = im->records.also,
                                     .n_also = im->records.n_also,
                                     .format = format,
                                     .imported = true};
    cst_error error;
    size_t n;

    memset(&error, 0, sizeof(error));
    if (cst_store_put(im->store, doc, &source, &error) != CST_OK) {
        cli_message("%s:%zu: cannot be stored in %s: %s", im->file,
                    im->records.document_line, im->c->db, error.text);
        im->broken = true;
        return;
    }
    im->documents++;
    im->without_text += !cst_document_is_whole(doc);
    (void)cst_document_events(doc, &n);
    im->events += n;
    (void)cst_document_harms(doc, &n);
    im->harms += n;
    (void)cst_document_damages(doc, &n);
    im->damages += n;
}

static void make(importer *im, cst_str bytes, uint32_t format)
{
    cli_records *r = &im->records;
    cst_given given = cli_records_given(r);
    cst_document *doc = NULL;
    cst_error error;

    given.bytes = bytes;
    given.format = format;
    given.on_problem = tell_record;
    given.user = im;
    memset(&error, 0, sizeof(error));
    if (cst_document_from(&given, &error, &doc) != CST_OK) {
        tell(im, r->document_line, error.text);
        return;
    }
    put(im, doc, format);
    cst_document_free(doc);
}

/* How a payload of the store was read. */
static void take_format(void *user, cst_str bytes,
                        const cst_read_options *options)
{
    uint32_t *format = user;

    (void)bytes;
    *format = options->format;
}

/* The store may hold the bytes already. */
static bool make_from_store(importer *im)
{
    cst_document *known = NULL;
    uint32_t format = CST_INPUT_AUTO;
    bool whole = false;

    if (im->records.info.id[0] &&
        cst_store_document(im->store, im->records.info.id, NULL, &known) ==
            CST_OK) {
        whole = cst_document_is_whole(known) &&
                cst_store_payload(im->store, im->records.info.id, take_format,
                                  &format, NULL) == CST_OK;
    }
    if (whole) {
        make(im, cst_document_raw(known), format);
    }
    cst_document_free(known);
    return whole;
}

/* All lines of a document are read. */
static void finish_document(importer *im)
{
    cli_records *r = &im->records;
    cst_str bytes = {NULL, 0};
    char *text;

    if (r->open) {
        cli_records_resolve(r);
        text = find_text(im, &bytes.n);
        bytes.p = text;
        if (text) {
            make(im, bytes, cli_format_of(r->info.path.p));
        } else if (!make_from_store(im)) {
            make(im, bytes, r->marked_up ? CST_INPUT_HTML : CST_INPUT_TEXT);
        }
        free(text);
    }
    cli_records_reset(r);
}

/* ----------------------------------------------------------------- lines */

static void take_line(importer *im, const char *text, size_t n, size_t line)
{
    json_t *object = NULL;

    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r')) {
        n--;
    }
    if (n == 0) {
        return;
    }
    switch (cli_records_parse(&im->records, text, n, line, &object)) {
    case CLI_LINE_DOCUMENT:
        finish_document(im);
        im->records.kind = CST_RECORD_DOCUMENT;
        im->records.is_note = false;
        im->records.line = line;
        (void)cli_records_add(&im->records, object);
        break;
    case CLI_LINE_RECORD:
    case CLI_LINE_NOTE:
        (void)cli_records_add(&im->records, object);
        break;
    case CLI_LINE_OTHER:
    case CLI_LINE_BAD:
        break;
    }
}

static void import_stream(importer *im, FILE *f)
{
    char *text = NULL;
    size_t cap = 0, line = 0;
    ssize_t n;

    while (!im->broken && !im->records.failed &&
           (n = getline(&text, &cap, f)) >= 0) {
        take_line(im, text, (size_t)n, ++line);
    }
    free(text);
    if (ferror(f)) {
        tell(im, line + 1, strerror(errno));
    }
    finish_document(im);
}

static void import_file(importer *im, const char *path)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");

    im->file = path;
    if (!f) {
        im->left_out++;
        cli_message("%s: %s", path, strerror(errno));
        return;
    }
    import_stream(im, f);
    if (f != stdin) {
        fclose(f);
    }
}

/* --------------------------------------------------------- what was there */

/* Gathered first: a store cannot be written while it is walked. */
typedef struct lines {
    char *p;
    size_t n;
    bool failed;
} lines;

static int gather(void *user, const char *id, cst_str text)
{
    lines *all = user;
    char *more = realloc(all->p, all->n + text.n + 1);

    (void)id;
    if (!more) {
        all->failed = true;
        return 1;
    }
    all->p = more;
    memcpy(all->p + all->n, text.p, text.n);
    all->n += text.n;
    return 0;
}

static void import_again(importer *im)
{
    lines all = {NULL, 0, false};
    cst_error error;
    FILE *f;

    memset(&error, 0, sizeof(error));
    im->file = im->c->db;
    if (cst_store_imported(im->store, gather, &all, &error) != CST_OK ||
        all.failed) {
        cli_message("%s: %s", im->c->db, error.text);
        im->broken = true;
    } else if (all.n) {
        f = fmemopen(all.p, all.n, "r");
        if (f) {
            import_stream(im, f);
            fclose(f);
        }
        im->broken = im->broken || !f;
    }
    free(all.p);
}

/* --------------------------------------------------------------- command */

static void import_all(importer *im)
{
    cli_records_init(&im->records, tell, im);
    for (int i = 0; i < im->c->n_paths && !im->broken; i++) {
        import_file(im, im->c->paths[i]);
    }
    if (im->c->n_paths == 0) {
        import_again(im);
    }
    if (im->records.failed) {
        cli_message("out of memory");
        im->broken = true;
    }
}

int cli_import(cli_common *c)
{
    importer im = {.c = c};

    if (!cli_store(c, CST_STORE_WRITE, &im.store)) {
        return CLI_COULD_NOT;
    }
    import_all(&im);
    cst_store_close(im.store);
    if (!c->quiet) {
        cli_message("%zu documents, %zu events, %zu harms, %zu damages; "
                    "%zu documents without their text",
                    im.documents, im.events, im.harms, im.damages,
                    im.without_text);
    }
    if (im.left_out && !c->quiet) {
        cli_message("%zu things left out", im.left_out);
    }
    if (im.broken || (im.documents == 0 && im.left_out)) {
        return CLI_COULD_NOT;
    }
    return im.left_out ? CLI_NOTES : CLI_DONE;
}
