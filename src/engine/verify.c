/* engine/verify: is the store as it was when it was written?
 *
 * Hashes each payload and each source again. Then prints each document from
 * its columns, with every quote taken from the payload anew, and compares line
 * by line with what was stored: a span, a field or a byte that has changed
 * shows as a record that differs.
 */
#include "engine/engine.h"

#include "store/store.h"

#ifdef CST_STORE

typedef struct verifier {
    cst_store *store;
    const cst_store_verify_options *options;
    cst_store_finding_fn fn;
    void *user;
    cst_store_report *report;
    cst_status status; /* what ended the walk early */
    /* the document at hand */
    char id[17];
    cst_str bytes;
    bool sound; /* its payload has the right hash */
    cst_str lines; /* as printed from the columns, not yet compared */
} verifier;

static void find(verifier *v, const char *code, cst_str path, cst_str label,
                 const char *text)
{
    cst_store_finding f = {.code = code, .path = path, .label = label,
                           .text = cst_str_of(text)};

    memcpy(f.id, v->id, sizeof(f.id));
    v->report->different++;
    if (v->fn) {
        v->fn(v->user, &f);
    }
}

static const cst_str nothing = {NULL, 0};

/* -------------------------------------------------------------- sources */

static void missing(verifier *v, cst_str path, cst_str entry)
{
    cst_store_finding f = {.code = "missing", .path = path, .entry = entry,
                           .text = CST_S("is no longer there"),
                           .harmless = true};

    memcpy(f.id, v->id, sizeof(f.id));
    v->report->missing++;
    if (v->fn) {
        v->fn(v->user, &f);
    }
}

static int check_source(void *user, cst_str path, cst_str entry)
{
    verifier *v = user;
    cst_str now = nothing;
    cst_status s;

    if (cst_str_is(path, "-")) {
        return 0;
    }
    v->report->sources++;
    s = v->options->fetch(v->options->fetch_user, path, entry, &now);
    if (s == CST_NOTFOUND) {
        missing(v, path, entry);
    } else if (s != CST_OK) {
        find(v, "source", path, nothing, "cannot be read");
    } else if (!cst_str_eq(now, v->bytes)) {
        find(v, "source", path, nothing,
             v->sound ? "has other bytes now" : "and its payload differ");
    }
    return 0;
}

/* -------------------------------------------------------------- records */

static int collect(void *user, const char *bytes, size_t n)
{
    cst_buf *b = user;

    cst_buf_add(b, bytes, n);
    return b->failed;
}

static int compare_line(void *user, cst_str line, cst_str label)
{
    verifier *v = user;
    cst_str now;

    if (!cst_str_cut(&v->lines, '\n', &now) || !cst_str_eq(line, now)) {
        find(v, "record", nothing, label,
             "its words, read again, are not what was stored");
    }
    return 0;
}

/* The tail of the document's line. */
static bool tail_is(cst_str line, cst_str tail)
{
    return cst_str_ends(line, tail);
}

static cst_status compare_lines(verifier *v, const cst_document *doc,
                                const cst_stored *stored, cst_buf *printed)
{
    const cst_writer_options options = {.size = sizeof(options),
                                        .format = CST_FORMAT_JSONL};
    cst_str first;

    CST_TRY(cst_write_document(doc, &options, collect, printed));
    if (printed->failed) {
        return CST_NOMEM;
    }
    v->lines = cst_buf_get(printed);
    if (!cst_str_cut(&v->lines, '\n', &first) ||
        !tail_is(first, stored->tail)) {
        find(v, "record", nothing, nothing,
             "what is known of the document is not what was stored");
    }
    return cst_stored_lines(v->store, v->id, compare_line, v);
}

static cst_status check_records(verifier *v)
{
    cst_document *doc = NULL;
    cst_stored stored;
    cst_buf printed;
    cst_status s = cst_stored_document(v->store, v->id, &stored, &doc);

    if (s != CST_OK) {
        return s;
    }
    cst_buf_init(&printed, cst_store_allocator(v->store));
    s = compare_lines(v, doc, &stored, &printed);
    cst_buf_free(&printed);
    cst_document_free(doc);
    v->report->documents++;
    return s == CST_OK ? cst_store_count(v->store, v->id, &v->report->records,
                                         &v->report->spans)
                       : s;
}

/* ------------------------------------------------------------- payloads */

/* Nobody can tell of a stand-in whether its source has changed. */
static int check_payload(void *user, cst_str id, cst_str sha256, cst_str bytes,
                         bool current, bool stand_in)
{
    verifier *v = user;
    char hash[65];

    memset(v->id, 0, sizeof(v->id));
    memcpy(v->id, id.p, id.n < sizeof(v->id) ? id.n : sizeof(v->id) - 1);
    cst_payload_hash(bytes.p, bytes.n, hash);
    v->bytes = bytes;
    v->sound = stand_in || cst_str_is(sha256, hash);
    v->report->payloads++;
    if (!v->sound) {
        find(v, "payload", nothing, nothing,
             "the stored bytes have another hash");
    }
    if (v->options && v->options->fetch && !stand_in) {
        v->status = cst_store_paths(v->store, v->id, check_source, v, NULL);
    }
    if (v->status == CST_OK && current) {
        v->status = check_records(v);
    }
    return v->status != CST_OK;
}

static void damaged(void *user, cst_str text)
{
    verifier *v = user;
    cst_store_finding f = {.code = "database", .text = text};

    v->report->different++;
    if (v->fn) {
        v->fn(v->user, &f);
    }
}

cst_status cst_store_verify(cst_store *store,
                            const cst_store_verify_options *options,
                            cst_store_finding_fn fn, void *user,
                            cst_store_report *report, cst_error *error)
{
    cst_store_report local;
    verifier v = {.store = store, .options = options, .fn = fn, .user = user};
    cst_status s;

    if (!store || (options && options->size < sizeof(*options))) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    v.report = report ? report : &local;
    memset(v.report, 0, sizeof(*v.report));
    s = cst_store_check_database(store, damaged, &v);
    if (s == CST_OK) {
        s = cst_store_each_payload(store, check_payload, &v);
    }
    s = s == CST_OK ? v.status : s;
    return s == CST_OK ? s : cst_store_fail(store, s, error);
}

#endif
