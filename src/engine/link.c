/* engine/link: the documents of a store to incidents, and out again.
 *
 * Feeds the collection from the store, one document at a time; links it; stores
 * and prints what came of it.
 */
#include "engine/engine.h"

#include "incident/link.h"
#include "present/dossier.h"
#include "present/incidents.h"
#include "store/store.h"

#include <stdio.h>

#ifdef CST_STORE

#define SETTINGS "/incident/link.tsv"

/* -------------------------------------------------------------- settings */

static cst_status load_settings(cst_arena *arena, const char *data_dir,
                                cst_error *error, cst_link_settings *out)
{
    char *path = cst_data_path(arena, data_dir, SETTINGS, "", "");
    cst_str text = {NULL, 0};

    if (!path) {
        return CST_NOMEM;
    }
    CST_TRY(cst_data_read(arena, path, error, &text));
    return cst_link_settings_parse(arena, text, path, error, out);
}

static cst_status find_strategy(const char *name, cst_error *error,
                                cst_strategy *out)
{
    for (int s = 0; s < CST_STRATEGIES; s++) {
        if (!name || strcmp(name, cst_strategy_name((cst_strategy)s)) == 0) {
            *out = (cst_strategy)s;
            return CST_OK;
        }
    }
    return cst_fail(error, CST_NOTFOUND, "", 0, 0, "no such strategy: %s",
                    name);
}

/* --------------------------------------------------------------- feeding */

typedef struct feeder {
    cst_store *store;
    cst_collection *c;
    cst_arena arena; /* of one document */
    CST_VEC(char *) ids;
} feeder;

static int keep_id(void *user, const cst_store_entry *entry)
{
    feeder *f = user;
    char **slot = CST_PUSH(f->c->arena, &f->ids);

    if (!slot) {
        return 1;
    }
    *slot = cst_arena_copy(f->c->arena, entry->id, strlen(entry->id));
    return *slot == NULL;
}

static cst_status feed(feeder *f, const char *id)
{
    cst_stored stored;
    cst_stored_print print;
    cst_collected d;

    cst_arena_reset(&f->arena);
    CST_TRY(cst_stored_facts(f->store, &f->arena, id, &stored));
    CST_TRY(cst_stored_print_load(f->store, &f->arena, id, &print));
    memset(&d, 0, sizeof(d));
    d.info = &stored.info;
    d.events = stored.records.events;
    d.harms = stored.records.harms;
    d.damages = stored.records.damages;
    d.n_events = stored.records.n_events;
    d.n_harms = stored.records.n_harms;
    d.n_damages = stored.records.n_damages;
    d.event_words = print.n_event_words == d.n_events ? print.event_words
                                                      : NULL;
    d.shingles = print.shingles;
    d.n_shingles = print.n_shingles;
    return cst_collection_add(f->c, &d);
}

static cst_status feed_all(feeder *f, cst_error *error)
{
    CST_TRY(cst_store_documents(f->store, keep_id, f, error));
    if (cst_arena_failed(f->c->arena)) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < f->ids.n; i++) {
        CST_TRY(feed(f, f->ids.at[i]));
    }
    return CST_OK;
}

cst_status cst_store_collect(cst_store *store, cst_collection *c,
                             cst_error *error)
{
    feeder f = {.store = store, .c = c};
    cst_status s, released;

    CST_TRY(cst_stored_hold(store));
    cst_arena_init(&f.arena, cst_store_allocator(store), 0);
    s = feed_all(&f, error);
    cst_arena_free(&f.arena);
    released = cst_stored_release(store);
    s = s == CST_OK ? released : s;
    return s == CST_OK ? cst_collection_finish(c) : s;
}

/* ---------------------------------------------------------------- output */

typedef struct liner {
    const cst_collection *c;
    const cst_tolls *tolls;
    cst_buf line;
} liner;

static int add_bytes(void *user, const char *bytes, size_t n)
{
    cst_buf *b = user;

    cst_buf_add(b, bytes, n);
    return b->failed;
}

static cst_str line_of(void *user, uint32_t incident)
{
    liner *l = user;
    cst_out o;
    cst_str line;

    l->line.n = 0;
    cst_out_init(&o, NULL, add_bytes, &l->line);
    cst_jsonl_incident(&o, l->c, l->tolls, incident);
    if (cst_out_close(&o) != CST_OK) {
        return (cst_str){NULL, 0};
    }
    line = cst_buf_get(&l->line);
    return cst_str_sub(line, 0, line.n - 1);
}

static cst_status keep_incidents(cst_store *store, const cst_collection *c,
                                 const cst_tolls *tolls)
{
    liner l = {.c = c, .tolls = tolls};
    cst_status s;

    cst_buf_init(&l.line, cst_store_allocator(store));
    s = cst_stored_put_incidents(store, c, line_of, &l);
    cst_buf_free(&l.line);
    return s;
}

static cst_status print_incidents(const cst_collection *c,
                                  const cst_tolls *tolls, cst_format format,
                                  cst_write_fn write_fn, void *user)
{
    cst_out o;

    cst_out_init(&o, NULL, write_fn, user);
    for (uint32_t i = 0; i < c->incidents.at.n; i++) {
        if (format == CST_FORMAT_TABLE) {
            cst_table_incident(&o, c, tolls, i);
        } else {
            cst_jsonl_incident(&o, c, tolls, i);
        }
    }
    for (uint32_t i = 0; format == CST_FORMAT_JSONL && i < c->incidents.groups.n;
         i++) {
        cst_jsonl_syndication(&o, c, i);
    }
    return cst_out_close(&o);
}

static void report_on(const cst_collection *c, cst_link_report *report)
{
    if (report) {
        report->documents = c->documents.n;
        report->events = c->events.n;
        report->incidents = c->incidents.at.n;
        report->syndicated = c->incidents.groups.n;
        report->dated = c->incidents.resolved.n;
    }
}

static cst_status link_all(cst_store *store, cst_linked *l,
                           const cst_link_options *options, cst_error *error)
{
    cst_toll_options *t = &l->toll_options;

    CST_TRY(load_settings(&l->keep, options->data_dir, error, &l->settings));
    CST_TRY(cst_data_codebook(&l->keep, options->data_dir, options->codebook,
                              error, &t->book));
    CST_TRY(find_strategy(options->strategy, error, &t->strategy));
    t->settings = &l->settings;
    CST_TRY(cst_collection_init(&l->c, &l->keep));
    CST_TRY(cst_store_collect(store, &l->c, error));
    CST_TRY(cst_collection_link(&l->c, &l->settings, &l->scratch));
    cst_arena_reset(&l->scratch);
    CST_TRY(cst_tolls_derive(&l->keep, &l->scratch, &l->c, t, &l->tolls));
    return cst_store_may_write(store)
               ? keep_incidents(store, &l->c, &l->tolls)
               : CST_OK;
}

cst_status cst_store_linked(cst_store *store, const cst_link_options *options,
                            cst_linked_fn fn, void *user, cst_error *error)
{
    cst_linked l;
    cst_error detail;
    cst_status s;

    if (!store || !options || options->size < sizeof(*options) ||
        !options->data_dir) {
        return cst_fail(error, CST_ARG, "", 0, 0, "options");
    }
    memset(&l, 0, sizeof(l));
    memset(&detail, 0, sizeof(detail));
    cst_arena_init(&l.keep, cst_store_allocator(store), 0);
    cst_arena_init(&l.scratch, cst_store_allocator(store), 0);
    s = link_all(store, &l, options, &detail);
    if (s == CST_OK && cst_store_redaction(store)) {
        s = cst_redact_linked(cst_store_redaction(store), &l.c);
    }
    if (s == CST_OK) {
        s = fn(user, &l);
    }
    if (s != CST_OK && detail.status == CST_OK) {
        (void)cst_store_fail(store, s, error);
    } else if (s != CST_OK && error) {
        *error = detail;
    }
    cst_collection_free(&l.c);
    cst_arena_free(&l.scratch);
    cst_arena_free(&l.keep);
    return s;
}

typedef struct printer {
    cst_format format;
    cst_write_fn write_fn;
    void *user;
    cst_link_report *report;
} printer;

static cst_status print_linked(void *user, cst_linked *l)
{
    const printer *p = user;

    if (p->write_fn) {
        CST_TRY(print_incidents(&l->c, &l->tolls, p->format, p->write_fn,
                                p->user));
    }
    report_on(&l->c, p->report);
    return CST_OK;
}

cst_status cst_store_link(cst_store *store, const cst_link_options *options,
                          cst_write_fn write_fn, void *user,
                          cst_link_report *report, cst_error *error)
{
    printer p = {.write_fn = write_fn, .user = user, .report = report};

    p.format = options ? options->format : CST_FORMAT_JSONL;
    return cst_store_linked(store, options, print_linked, &p, error);
}

typedef struct pager {
    cst_dossier *dossier;
    const cst_link_options *options;
    cst_error *error;
} pager;

/* Maps have no borders where the build had no outlines; a file that is there and
 * broken is an error. */
static cst_status load_outlines(cst_arena *arena, const char *data_dir,
                                cst_error *error, const cst_outlines **out)
{
    cst_status s;
    char *path = cst_data_path(arena, data_dir, "/outlines/world", ".lines",
                               "");
    cst_str bytes = {NULL, 0};

    *out = NULL;
    if (!path) {
        return CST_NOMEM;
    }
    if (cst_data_read(arena, path, NULL, &bytes) != CST_OK) {
        return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
    }
    s = cst_outlines_parse(arena, bytes, out);
    return s == CST_SYNTAX
               ? cst_fail(error, s, path, 0, 0, "these are no outlines")
               : s;
}

static cst_status add_pages(void *user, cst_linked *l)
{
    const pager *p = user;
    const cst_outlines *outlines;

    CST_TRY(load_outlines(&l->keep, p->options->data_dir, p->error,
                          &outlines));
    return cst_dossier_incidents(p->dossier, &l->c, &l->tolls, outlines,
                                 p->options->codebook ? p->options->codebook
                                                      : CST_CODEBOOK_DEFAULT);
}

cst_status cst_dossier_link(cst_dossier *dossier, cst_store *store,
                            const cst_link_options *options, cst_error *error)
{
    cst_error detail;
    cst_status s;

    memset(&detail, 0, sizeof(detail));
    if (!dossier) {
        return cst_fail(error, CST_ARG, "", 0, 0, "dossier");
    }
    s = cst_store_linked(store, options, add_pages,
                         &(pager){dossier, options, &detail}, error);
    if (s != CST_OK && detail.status != CST_OK && error) {
        *error = detail;
    }
    return s;
}

/* ---------------------------------------------------------- stored lines */

typedef struct grouper {
    cst_out *o;
    int64_t seq; /* of the group that is open, -1 = none */
} grouper;

static void close_group(grouper *g)
{
    if (g->seq >= 0) {
        cst_json_close(g->o, ']');
        cst_json_close(g->o, '}');
        cst_buf_char(&g->o->buf, '\n');
        cst_out_flush(g->o, false);
    }
}

static void put_syndicated(void *user, int64_t seq, cst_str document)
{
    grouper *g = user;

    if (seq != g->seq) {
        close_group(g);
        g->seq = seq;
        g->o->comma = false;
        cst_json_open(g->o, NULL, '{');
        cst_json_z(g->o, "record", "syndication");
        cst_json_open(g->o, "documents", '[');
    }
    cst_json_str(g->o, NULL, document);
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

cst_status cst_store_write_incidents(cst_store *store, cst_write_fn write_fn,
                                     void *user, cst_error *error)
{
    cst_out o;
    grouper g = {&o, -1};
    cst_status s, closed;

    if (!store || !write_fn) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    cst_out_init(&o, NULL, write_fn, user);
    s = cst_stored_incident_lines(store, put_line, &o);
    if (s == CST_OK) {
        s = cst_stored_syndication(store, put_syndicated, &g);
        close_group(&g);
    }
    closed = cst_out_close(&o);
    s = s == CST_OK ? closed : s;
    return s == CST_OK ? s : cst_store_fail(store, s, error);
}

#endif
