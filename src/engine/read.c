/* engine/read: one payload through all stages into a document. */
#include "engine/engine.h"

#include "ingest/html.h"

void cst_document_note(cst_document *d, int64_t offset, const char *code,
                       const char *text)
{
    cst_note *n = CST_PUSH(&d->arena, &d->notes);
    if (n) {
        n->offset = offset;
        n->code = code;
        n->text = cst_str_of(text);
    }
}

static void payload_notes(cst_document *d)
{
    const cst_payload *p = &d->payload;
    if (p->bad_bytes) {
        cst_document_note(d, p->first_bad, "bad-utf8",
                          "bytes that are not UTF-8 were replaced");
    }
    if (p->charset == CST_CHARSET_LATIN1) {
        cst_document_note(d, -1, "charset", "read as Windows-1252");
    } else if (p->charset == CST_CHARSET_BYTES) {
        cst_document_note(d, -1, "charset", "read in the charset of its label");
    }
    if (p->cut_at) {
        cst_document_note(d, p->cut_at, "cut",
                          p->raw.n > CST_MAX_PAYLOAD
                              ? "over 8 MB: what follows was not read"
                              : "no text is like this: what follows was not "
                                "read");
    }
}

static cst_status fill_zones(cst_document *d)
{
    cst_zone *z = CST_NEW(&d->arena, cst_zone, d->layout.n_blocks);
    if (!z) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < d->layout.n_blocks; i++) {
        z[i].span = cst_textmap_raw(&d->payload.map, d->layout.blocks[i].span);
        z[i].kind = d->layout.blocks[i].zone;
        z[i].flags = d->layout.blocks[i].flags;
    }
    d->info.zones = z;
    d->info.n_zones = d->layout.n_blocks;
    return CST_OK;
}

static cst_str copy_z(cst_arena *arena, const char *z)
{
    char *p = z ? cst_arena_copy(arena, z, strlen(z)) : NULL;
    return cst_str_of(p);
}

/* Metadata state a time, and the last change, besides the day. */
static void fill_stated_days(cst_document *d, const cst_read_options *o)
{
    const cst_page_info *page = d->payload.page;
    cst_document_info *info = &d->info;
    if (!page || (o && o->published)) {
        return;
    }
    if (info->published.from == page->published_on.from &&
        info->published.from != 0) {
        info->published = page->published_on;
    }
    if (info->updated.from == 0 && page->updated_on.from != 0) {
        info->updated = page->updated_on;
    }
}

static cst_status fill_info(cst_document *d, const cst_read_options *o)
{
    cst_document_info *info = &d->info;
    memcpy(info->sha256, d->payload.sha256, sizeof info->sha256);
    memcpy(info->id, d->payload.sha256, 16);
    info->id[16] = 0;
    info->path = copy_z(&d->arena, o && o->path ? o->path : "-");
    info->entry = copy_z(&d->arena, o ? o->entry : NULL);
    info->language = d->language;
    info->title = d->layout.title;
    info->outlet = d->layout.outlet;
    info->outlet_kind = d->layout.outlet_kind;
    info->author = d->layout.author;
    info->credits = d->layout.credits;
    info->n_credits = d->layout.n_credits;
    info->url = d->layout.url;
    info->published = d->records.published;
    info->updated = d->records.updated;
    info->published_source = d->records.published_source;
    fill_stated_days(d, o);
    return fill_zones(d);
}

/* "2017-06-27", with anything after it; 0 if it is not a day. */
static cst_day parse_day(const char *iso)
{
    cst_str s = cst_str_of(iso);
    int64_t y, m, d;
    if (s.n < 10 || !cst_str_to_int(cst_str_sub(s, 0, 4), &y) ||
        !cst_str_to_int(cst_str_sub(s, 5, 2), &m) ||
        !cst_str_to_int(cst_str_sub(s, 8, 2), &d) || m < 1 || m > 12 || d < 1 ||
        d > 31) {
        return 0;
    }
    return cst_day_from_ymd((int)y, (int)m, (int)d);
}

/* The day of publication that need not be read from the text; 0 = none. */
static cst_day given_day(const cst_document *d, const cst_read_options *o)
{
    if (o && o->published) {
        return parse_day(o->published);
    }
    return d->payload.page ? d->payload.page->published_on.from : 0;
}

static cst_status decode(cst_worker *w, cst_document *d, const char *raw,
                         size_t n, uint32_t format)
{
    if (format == CST_INPUT_HTML ||
        (format == CST_INPUT_AUTO && cst_html_sniff(raw, n))) {
        return cst_html_decode(&d->arena, w->engine->html, raw, n,
                               &d->payload);
    }
    return cst_payload_decode(&d->arena, raw, n, &d->payload);
}

/* What the counts stand for, beside what they say. */
static void apply_codebook(const cst_codebook *book, cst_document *d)
{
    for (size_t i = 0; book && i < d->records.n_harms; i++) {
        /* The records were made for this document and are its own. */
        cst_count *c = (cst_count *)(uintptr_t)&d->records.harms[i].count;
        cst_bounds b = cst_codebook_bounds(book, c->qualifier, c->value,
                                           c->value2);

        c->low = b.low;
        c->high = b.high;
    }
}

static cst_status run_stages(cst_worker *w, cst_document *d, const void *bytes,
                             size_t n, const cst_read_options *o)
{
    uint32_t stop = o ? o->stop_after : CST_STAGE_ALL;
    char *raw = cst_arena_copy(&d->arena, bytes, n);
    if (!raw) {
        return CST_NOMEM;
    }
    CST_TRY(decode(w, d, raw, n, o ? o->format : CST_INPUT_AUTO));
    payload_notes(d);
    CST_TRY(cst_clean_with(&d->arena, w->engine->clean, &d->payload,
                           &d->layout));
    if (d->layout.cut_at) {
        cst_tspan cut = {d->layout.cut_at, d->layout.cut_at};
        cst_document_note(d, cst_textmap_raw(&d->payload.map, cut).begin, "cut",
                          "too many lines: what follows was not read");
    }
    CST_TRY(cst_repeats_drop(o ? o->repeats : NULL, d, false));
    if (stop != CST_STAGE_CLEAN) {
        CST_TRY(cst_read_parts(w, d, stop, given_day(d, o)));
        apply_codebook(w->engine->book, d);
    }
    CST_TRY(cst_repeats_drop(o ? o->repeats : NULL, d, true));
    return fill_info(d, o);
}

/* ------------------------------------------------------------- trace */

static void trace_layer(void *user, const char *layer, const char *rule,
                        const cst_unit *unit, const char *text)
{
    cst_worker *w = user;
    cst_trace_step step = {.stage = unit ? "layer" : "near", .layer = layer,
                           .rule = rule, .text = cst_str_of(text)};
    if (w->tracing) {
        step.span = cst_textmap_raw(&w->tracing->payload.map,
                                    cst_cascade_told(w->cascade));
    }
    w->trace(w->trace_user, &step);
}

void cst_worker_trace(cst_worker *worker, cst_trace_fn fn, void *user)
{
    if (worker) {
        worker->trace = fn;
        worker->trace_user = user;
        cst_cascade_trace(worker->cascade, fn ? trace_layer : NULL, worker);
    }
}

cst_status cst_worker_trace_near(cst_worker *worker)
{
    if (!worker) {
        return CST_ARG;
    }
    worker->near_ = true;
    return cst_cascade_near(worker->cascade);
}

cst_status cst_read(cst_worker *worker, const void *bytes, size_t n,
                    const cst_read_options *options, cst_document **document)
{
    if (!worker || !document || (!bytes && n) || n >= CST_NONE ||
        (options && options->size < sizeof *options)) {
        return CST_ARG;
    }
    const cst_allocator *alloc = worker->engine->allocator;
    cst_document *d = cst_mem_alloc(alloc, 1, sizeof *d);
    if (!d) {
        return CST_NOMEM;
    }
    d->allocator = alloc;
    d->language = worker->engine->language;
    cst_arena_init(&d->arena, alloc, 0);
    worker->tracing = worker->trace ? d : NULL;
    cst_status s = run_stages(worker, d, bytes, n, options);
    worker->tracing = NULL;
    if (s == CST_OK && cst_arena_failed(&d->arena)) {
        s = CST_NOMEM;
    }
    if (s != CST_OK) {
        cst_document_free(d);
        return s;
    }
    *document = d;
    return CST_OK;
}

void cst_document_free(cst_document *document)
{
    if (document) {
        cst_arena_free(&document->arena);
        cst_mem_free(document->allocator, document);
    }
}
