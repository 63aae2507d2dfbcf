/* engine/export: a linked store to the writers of present/export.
 *
 * Gives them a document at a time, with the days that the collection fixed, and
 * the names of all sources at once. */
#include "engine/engine.h"

#include "present/export.h"
#include "store/store.h"

#ifdef CST_STORE

typedef struct exporter {
    cst_store *store;
    const cst_export_options *options;
    cst_linked *linked;
    cst_export x;
    cst_document *doc;         /* the last that was loaded */
    const uint32_t *first_day; /* of a document, in resolved; one more at the
                                  end; see order_days */
    uint32_t *days;            /* indexes of resolved dates, by document */
    cst_export_report *report;
    cst_format format; /* of totals */
    bool untold;       /* no memory to blacken something */
} exporter;

/* -------------------------------------------------------------- sources */

static cst_str keep(cst_arena *a, cst_str s)
{
    return s.p ? (cst_str){cst_arena_copy(a, s.p, s.n), s.n} : s;
}

/* Kept as it may be told. */
static cst_str keep_told(exporter *e, cst_str s, bool address)
{
    cst_redact *r = cst_store_redaction(e->store);
    cst_arena *scratch = &e->linked->scratch;
    cst_str told = !r        ? s
                   : address ? cst_redact_address(r, scratch, s)
                             : cst_redact_str(r, scratch, s);

    e->untold = e->untold || (s.p && !told.p);
    return keep(&e->linked->keep, told);
}

static cst_str keep_text(exporter *e, cst_str s)
{
    return keep_told(e, s, false);
}

static cst_str keep_address(exporter *e, cst_str s)
{
    return keep_told(e, s, true);
}

static cst_status keep_head(exporter *e, const cst_stored *stored,
                            cst_export_head *head)
{
    cst_arena *a = &e->linked->keep;
    const char **also = CST_NEW(a, const char *, stored->n_also + 1);

    if (cst_store_redaction(e->store)) {
        cst_redact_of(cst_store_redaction(e->store), stored->info.id);
    }
    memcpy(head->sha256, stored->info.sha256, sizeof(head->sha256));
    head->path = keep_address(e, stored->info.path);
    head->entry = keep_address(e, stored->info.entry);
    head->url = keep_address(e, stored->info.url);
    head->title = keep_text(e, stored->info.title);
    head->outlet = keep_text(e, stored->info.outlet);
    head->outlet_kind = keep(a, stored->info.outlet_kind);
    head->author = keep_text(e, stored->info.author);
    head->published_source = stored->info.published_source;
    for (size_t i = 0; also && i < stored->n_also; i++) {
        also[i] = keep_address(e, cst_str_of(stored->also[i])).p;
    }
    head->also = also;
    head->n_also = stored->n_also;
    return e->untold || cst_arena_failed(a) ||
                   cst_arena_failed(&e->linked->scratch)
               ? CST_NOMEM
               : CST_OK;
}

static cst_status load_heads(exporter *e)
{
    const cst_collection *c = &e->linked->c;
    cst_export_head *heads = CST_NEW(&e->linked->keep, cst_export_head,
                                     c->documents.n + 1);

    if (!heads) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < c->documents.n; i++) {
        cst_stored stored;

        cst_arena_reset(&e->linked->scratch);
        CST_TRY(cst_stored_head(e->store, &e->linked->scratch,
                                c->documents.at[i].id, &stored));
        CST_TRY(keep_head(e, &stored, &heads[i]));
    }
    e->x.heads = heads;
    return CST_OK;
}

typedef struct walk {
    exporter *e;
    uint32_t *order;
    size_t n;
} walk;

/* Documents of the collection lie in order of id. */
static uint32_t find_document(const cst_collection *c, const char *id)
{
    size_t from = 0, to = c->documents.n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(c->documents.at[middle].id, id);

        if (order == 0) {
            return (uint32_t)middle;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return CST_NONE;
}

static int next_path(void *user, const cst_store_entry *entry)
{
    walk *w = user;
    uint32_t at = find_document(&w->e->linked->c, entry->id);

    if (at != CST_NONE && w->n < w->e->linked->c.documents.n) {
        w->order[w->n++] = at;
    }
    return 0;
}

static cst_status order_paths(exporter *e, cst_error *error)
{
    walk w = {.e = e};

    w.order = CST_NEW(&e->linked->keep, uint32_t, e->linked->c.documents.n + 1);
    if (!w.order) {
        return CST_NOMEM;
    }
    CST_TRY(cst_store_documents(e->store, next_path, &w, error));
    e->x.by_path = w.order;
    /* Another process wrote in between. */
    return w.n == e->linked->c.documents.n ? CST_OK : CST_IO;
}

/* ----------------------------------------------------------------- days */

static uint32_t document_of(const cst_collection *c, const cst_resolved *r)
{
    return r->event != CST_NONE ? c->events.at[r->event].document
                                : c->harms.at[r->harm].document;
}

/* Resolved dates by document: counted, then placed. */
static cst_status order_days(exporter *e)
{
    const cst_collection *c = &e->linked->c;
    cst_arena *a = &e->linked->keep;
    size_t n = c->documents.n;
    uint32_t *first = CST_NEW(a, uint32_t, n + 2);

    e->days = CST_NEW(a, uint32_t, c->incidents.resolved.n + 1);
    if (!first || !e->days) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < c->incidents.resolved.n; i++) {
        first[document_of(c, &c->incidents.resolved.at[i]) + 2]++;
    }
    for (size_t i = 2; i < n + 2; i++) {
        first[i] += first[i - 1];
    }
    for (size_t i = 0; i < c->incidents.resolved.n; i++) {
        uint32_t d = document_of(c, &c->incidents.resolved.at[i]);

        e->days[first[d + 1]++] = (uint32_t)i;
    }
    e->first_day = first;
    return CST_OK;
}

static void set_days(exporter *e, uint32_t at)
{
    const cst_collection *c = &e->linked->c;
    cst_records *r = &e->doc->records;

    for (uint32_t i = e->first_day[at]; i < e->first_day[at + 1]; i++) {
        const cst_resolved *day = &c->incidents.resolved.at[e->days[i]];
        uint32_t label = day->event != CST_NONE
                             ? c->events.at[day->event].label
                             : c->harms.at[day->harm].label;
        cst_date *date = NULL;

        /* The records of a document that was loaded are its own. */
        if (day->event != CST_NONE && label < r->n_events) {
            date = (cst_date *)(uintptr_t)&r->events[label].date;
        } else if (day->event == CST_NONE && label < r->n_harms) {
            date = (cst_date *)(uintptr_t)&r->harms[label].period;
        }
        if (date) {
            date->from = day->from;
            date->to = day->to;
            date->basis = CST_BASIS_COLLECTION;
            date->partial[0] = '\0';
        }
    }
}

static void drop_document(exporter *e)
{
    if (e->doc) {
        e->untold = e->untold || cst_document_failed(e->doc);
        cst_document_free(e->doc);
        e->doc = NULL;
    }
}

static cst_status load_document(void *loader, uint32_t at,
                                const cst_document **doc)
{
    exporter *e = loader;
    cst_stored stored;

    drop_document(e);
    CST_TRY(cst_stored_document(e->store, e->linked->c.documents.at[at].id,
                                &stored, &e->doc));
    set_days(e, at);
    *doc = e->doc;
    return CST_OK;
}

/* ---------------------------------------------------------------- whole */

static uint64_t count(const bool *has, size_t n)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum += has[i];
    }
    return sum;
}

static void tell(const exporter *e)
{
    const cst_collection *c = &e->linked->c;

    if (e->report) {
        e->report->documents = count(e->x.has_document, c->documents.n);
        e->report->incidents = e->x.n_incidents;
        e->report->claims = count(e->x.has_harm, c->harms.n) +
                            count(e->x.has_damage, c->damages.n);
    }
}

static void take_linked(exporter *e, cst_linked *l)
{
    cst_export *x = &e->x;

    e->linked = l;
    x->c = &l->c;
    x->tolls = &l->tolls;
    x->book = l->toll_options.book;
    x->strategy_name = cst_strategy_name(l->tolls.strategy);
    x->arena = &l->keep;
    x->load = load_document;
    x->loader = e;
}

static cst_status export_linked(void *user, cst_linked *l)
{
    exporter *e = user;
    cst_export *x = &e->x;
    cst_status s;

    take_linked(e, l);
    CST_TRY(load_heads(e));
    CST_TRY(order_paths(e, x->error));
    CST_TRY(order_days(e));
    s = cst_export_tables(x);
    s = s == CST_OK ? cst_export_write(x) : s;
    cst_export_tables_close(x);
    drop_document(e);
    if (s == CST_OK && e->untold) {
        s = CST_NOMEM;
    }
    if (s == CST_OK) {
        tell(e);
    }
    return s;
}

static cst_status with_linked(exporter *e, cst_linked_fn fn, cst_error *error)
{
    const cst_export_options *options = e->options;
    cst_link_options link = {.size = sizeof(link)};
    cst_error detail;
    cst_status s;

    memset(&detail, 0, sizeof(detail));
    link.data_dir = options->data_dir;
    link.codebook = options->format
                        ? cst_export_coded(options->format, &link.strategy)
                        : NULL;
    link.codebook = options->codebook ? options->codebook : link.codebook;
    link.strategy = options->strategy ? options->strategy : link.strategy;
    e->x.options = options;
    e->x.book_name = link.codebook ? link.codebook : CST_CODEBOOK_DEFAULT;
    e->x.error = &detail;
    if (options->redact) {
        CST_TRY(cst_store_redact(e->store, options->redact, options->data_dir,
                                 error));
    }
    s = cst_store_linked(e->store, &link, fn, e, error);
    if (options->redact) {
        cst_store_set_filter(e->store, NULL);
    }
    if (s != CST_OK && detail.status != CST_OK && error) {
        *error = detail;
    }
    return s;
}

cst_status cst_store_export(cst_store *store, const cst_export_options *options,
                            cst_export_fn fn, void *user,
                            cst_export_report *report, cst_error *error)
{
    exporter e = {.store = store, .options = options, .report = report};

    if (!store || !fn || !options || options->size < sizeof(*options) ||
        !options->format) {
        return cst_fail(error, CST_ARG, "", 0, 0, "options");
    }
    e.x.fn = fn;
    e.x.user = user;
    return with_linked(&e, export_linked, error);
}

static cst_status sum_linked(void *user, cst_linked *l)
{
    exporter *e = user;

    take_linked(e, l);
    CST_TRY(cst_export_choose(&e->x));
    return cst_export_totals(&e->x, e->format);
}

cst_status cst_store_totals(cst_store *store, const cst_export_options *options,
                            cst_format format, cst_write_fn write_fn,
                            void *user, cst_error *error)
{
    exporter e = {.store = store, .options = options, .format = format};
    cst_status s, closed;

    if (!store || !write_fn || !options || options->size < sizeof(*options)) {
        return cst_fail(error, CST_ARG, "", 0, 0, "options");
    }
    cst_out_init(&e.x.out, NULL, write_fn, user);
    s = with_linked(&e, sum_linked, error);
    closed = cst_out_close(&e.x.out);
    return s == CST_OK ? closed : s;
}

#endif
