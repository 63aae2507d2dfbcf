/* engine/stored: documents and their lines out of the store.
 *
 * Takes what store/ gives (payload, metadata, records); decodes the payload
 * again, so that spans can be quoted. Reads no record from the text: they are
 * those that were stored.
 */
#include "engine/engine.h"

#include "present/present.h"
#include "store/store.h"

#ifdef CST_STORE

static cst_status fill_document(cst_document *d, cst_store *store,
                                const char *id, cst_stored *stored)
{
    CST_TRY(cst_stored_load(store, &d->arena, id, stored));
    if (!stored->bytes.p) {
        return CST_NOMEM;
    }
    CST_TRY(cst_document_decode(d, stored->bytes, stored->format));
    d->stand_in = stored->stand_in;
    d->info = stored->info;
    d->language = stored->info.language;
    d->records = stored->records;
    for (size_t i = 0; i < stored->n_notes; i++) {
        cst_note *n = CST_PUSH(&d->arena, &d->notes);

        if (n) {
            *n = stored->notes[i];
        }
    }
    return cst_arena_failed(&d->arena) ? CST_NOMEM : CST_OK;
}

cst_status cst_stored_document(cst_store *store, const char *id,
                               cst_stored *stored, cst_document **doc)
{
    const cst_allocator *allocator = cst_store_allocator(store);
    cst_document *d = cst_mem_alloc(allocator, 1, sizeof(*d));
    cst_status s;

    if (!d) {
        return CST_NOMEM;
    }
    d->allocator = allocator;
    cst_arena_init(&d->arena, allocator, 0);
    s = fill_document(d, store, id, stored);
    if (s == CST_OK && cst_store_redaction(store)) {
        s = cst_redact_loaded(cst_store_redaction(store), d);
    }
    if (s != CST_OK) {
        cst_document_free(d);
        return s;
    }
    *doc = d;
    return CST_OK;
}

static cst_status failed(cst_store *store, cst_status s, const char *id,
                         cst_error *error)
{
    if (s == CST_NOTFOUND) {
        return cst_fail(error, s, id, 0, 0, "no such document in the store");
    }
    return cst_store_fail(store, s, error);
}

cst_status cst_store_document(cst_store *store, const char *id,
                              cst_error *error, cst_document **doc)
{
    cst_stored stored;
    cst_status s;

    if (!store || !id || !doc) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    s = cst_stored_document(store, id, &stored, doc);
    return s == CST_OK ? s : failed(store, s, id, error);
}

/* ---------------------------------------------------------------- lines */

/* The paths may have changed since the line was stored: they are put in
 * between its begin and its tail. */
static void put_document_line(cst_out *o, const cst_stored *stored)
{
    o->comma = false;
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "record", "document");
    cst_json_z(o, "document", stored->info.id);
    cst_json_str(o, "path", stored->info.path);
    cst_json_str(o, "entry", stored->info.entry);
    cst_json_open(o, "also", '[');
    for (size_t i = 0; i < stored->n_also; i++) {
        cst_json_z(o, NULL, stored->also[i]);
    }
    cst_json_close(o, ']');
    cst_buf_char(&o->buf, ',');
    cst_buf_str(&o->buf, stored->tail);
    cst_buf_char(&o->buf, '\n');
}

static int put_line(void *user, cst_str line, cst_str label)
{
    cst_out *o = user;

    (void)label;
    cst_buf_str(&o->buf, line);
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
    return 0;
}

static cst_status write_lines(cst_store *store, const char *id,
                              cst_write_fn write_fn, void *user)
{
    cst_stored stored;
    cst_arena arena;
    cst_out o;
    cst_status s, closed;

    cst_arena_init(&arena, cst_store_allocator(store), 0);
    cst_out_init(&o, NULL, write_fn, user);
    s = cst_stored_head(store, &arena, id, &stored);
    if (s == CST_OK) {
        put_document_line(&o, &stored);
        s = cst_stored_lines(store, id, put_line, &o);
    }
    for (size_t i = 0; s == CST_OK && i < stored.n_notes; i++) {
        cst_jsonl_note(&o, stored.info.path, stored.info.entry,
                       stored.notes[i].offset, stored.notes[i].code,
                       stored.notes[i].text);
    }
    closed = cst_out_close(&o);
    cst_arena_free(&arena);
    return s == CST_OK ? closed : s;
}

cst_status cst_stored_write(const cst_stored *stored, const cst_document *doc,
                            const cst_writer_options *options,
                            cst_write_fn write_fn, void *user)
{
    cst_writer_options full = *options;

    full.also = stored->also;
    full.n_also = stored->n_also;
    return cst_write_document(doc, &full, write_fn, user);
}

static cst_status write_table(cst_store *store, const char *id,
                              const cst_writer_options *options,
                              cst_write_fn write_fn, void *user)
{
    cst_document *doc = NULL;
    cst_stored stored;
    cst_status s;

    CST_TRY(cst_stored_document(store, id, &stored, &doc));
    s = cst_stored_write(&stored, doc, options, write_fn, user);
    cst_document_free(doc);
    return s;
}

cst_status cst_store_write_document(cst_store *store, const char *id,
                                    const cst_writer_options *options,
                                    cst_write_fn write_fn, void *user,
                                    cst_error *error)
{
    cst_status s;

    if (!store || !id || !write_fn ||
        (options && options->size < sizeof(*options))) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    s = options && options->format == CST_FORMAT_TABLE
            ? write_table(store, id, options, write_fn, user)
            : write_lines(store, id, write_fn, user);
    return s == CST_OK ? s : failed(store, s, id, error);
}

#endif
