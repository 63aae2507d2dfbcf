/* present/dossier: the pages of a collection, through a callback.
 *
 * Takes read documents one after the other, gives a page of each as soon as its
 * neighbour is known, and at the end the first page, for which a row and the
 * events of each document are kept. Nothing depends on a clock or a place.
 */
#include "present/dossier.h"
#include "present/overview.h"

/* --------------------------------------------------------------- policy */

static void add_base64(cst_buf *b, const uint8_t *p, size_t n)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)p[i] << 16;

        v |= i + 1 < n ? (uint32_t)p[i + 1] << 8 : 0;
        v |= i + 2 < n ? (uint32_t)p[i + 2] : 0;
        cst_buf_char(b, letters[v >> 18]);
        cst_buf_char(b, letters[v >> 12 & 63]);
        cst_buf_char(b, i + 1 < n ? letters[v >> 6 & 63] : '=');
        cst_buf_char(b, i + 2 < n ? letters[v & 63] : '=');
    }
}

static void add_hash(cst_buf *b, cst_str content)
{
    uint8_t digest[CST_SHA256_BYTES];

    if (content.n == 0) {
        return;
    }
    cst_sha256(content.p, content.n, digest);
    cst_buf_z(b, " 'sha256-");
    add_base64(b, digest, sizeof(digest));
    cst_buf_z(b, "'");
}

/* Our scripts, by hash, and styles from where the page lies; nothing else, from
 * nowhere. What a hash allows must stand in the page: browsers that open a page
 * from disk do not compare a file with one. Of a style that is no loss. */
static cst_status make_policy(cst_dossier *d)
{
    cst_buf b;
    cst_str held;
    char *kept;

    cst_buf_init(&b, d->allocator);
    cst_buf_z(&b, "default-src 'none'; style-src 'self'; script-src");
    for (int i = 0; i < CST_PART_COUNT; i++) {
        add_hash(&b, cst_asset_script((cst_part)i));
    }
    cst_buf_z(&b, "; base-uri 'none'; form-action 'none'");
    held = cst_buf_get(&b);
    kept = b.failed ? NULL : cst_arena_copy(&d->arena, held.p, held.n);
    d->policy = (cst_str){kept, held.n};
    cst_buf_z(&b, "; img-src " CST_TILE_HOST);
    held = cst_buf_get(&b);
    kept = b.failed ? NULL : cst_arena_copy(&d->arena, held.p, held.n);
    d->overview_policy = (cst_str){kept, held.n};
    cst_buf_free(&b);
    return kept ? CST_OK : CST_NOMEM;
}

/* ------------------------------------------------------------ lifetimes */

static cst_status set_up(cst_dossier *d, const cst_dossier_options *o)
{
    CST_TRY(cst_ui_load(&d->arena, cst_asset_words(), o->ui, &d->ui));
    CST_TRY(cst_intern_init(&d->ids, &d->arena));
    CST_TRY(cst_search_init(&d->search, &d->arena, d->allocator));
    if (o->title) {
        cst_str given = cst_str_of(o->title);

        d->title.p = cst_arena_copy(&d->arena, given.p, given.n);
        d->title.n = given.n;
        if (!d->title.p) {
            return CST_NOMEM;
        }
    }
    return make_policy(d);
}

cst_status cst_dossier_new(const cst_dossier_options *options,
                           cst_file_fn file_fn, void *user,
                           cst_dossier **dossier)
{
    cst_dossier_options o;
    cst_dossier *d;
    cst_status status;

    if (!file_fn || !dossier || (options && options->size < sizeof(o))) {
        return CST_ARG;
    }
    memset(&o, 0, sizeof(o));
    if (options) {
        o = *options;
    }
    d = cst_mem_alloc(o.allocator, 1, sizeof(*d));
    if (!d) {
        return CST_NOMEM;
    }
    d->allocator = o.allocator;
    d->file_fn = file_fn;
    d->user = user;
    d->cover = o.cover;
    cst_arena_init(&d->arena, o.allocator, 0);
    cst_arena_init(&d->scratch, o.allocator, 0);
    cst_buf_init(&d->rows, o.allocator);
    cst_buf_init(&d->events, o.allocator);
    cst_buf_init(&d->incidents, o.allocator);
    cst_buf_init(&d->unread, o.allocator);
    cst_buf_init(&d->page, o.allocator);
    status = set_up(d, &o);
    if (status != CST_OK) {
        cst_dossier_free(d);
        return status;
    }
    *dossier = d;
    return CST_OK;
}

void cst_dossier_free(cst_dossier *d)
{
    if (d) {
        cst_search_free(&d->search);
        cst_buf_free(&d->rows);
        cst_buf_free(&d->events);
        cst_buf_free(&d->incidents);
        cst_buf_free(&d->unread);
        cst_buf_free(&d->page);
        cst_arena_free(&d->arena);
        cst_arena_free(&d->scratch);
        cst_mem_free(d->allocator, d);
    }
}

cst_status cst_dossier_hand_over(cst_dossier *d, const char *name,
                                 cst_str bytes)
{
    return d->file_fn(d->user, name, bytes.p, bytes.n) == 0 ? CST_OK : CST_IO;
}

/* -------------------------------------------------------- document pages */

static void put_neighbour(cst_dossier *d, cst_buf *b, const char *id,
                          const char *rel, const char *key)
{
    if (id[0]) {
        cst_buf_z(b, " <a rel=\"");
        cst_buf_z(b, rel);
        cst_buf_z(b, "\" href=\"");
        cst_buf_z(b, id);
        cst_buf_z(b, ".html\">");
        cst_html_put_text(b, cst_ui_word(d->ui, key));
        cst_buf_z(b, "</a>");
    }
}

/* Hand over the page that waits for its neighbour. */
static cst_status write_page(cst_dossier *d, const char *next)
{
    char name[] = "documents/0123456789abcdef.html";
    cst_str page = cst_buf_get(&d->page);
    cst_status status;
    cst_buf b;

    if (!d->id[0]) {
        return CST_OK;
    }
    memcpy(name + strlen("documents/"), d->id, 16);
    cst_buf_init(&b, d->allocator);
    cst_buf_str(&b, cst_str_sub(page, 0, d->nav_at));
    put_neighbour(d, &b, d->previous, "prev", "nav.prev");
    put_neighbour(d, &b, next, "next", "nav.next");
    cst_buf_str(&b, cst_str_sub(page, d->nav_at, page.n));
    status = b.failed || d->page.failed ? CST_NOMEM
                                        : cst_dossier_hand_over(
                                              d, name, cst_buf_get(&b));
    cst_buf_free(&b);
    memcpy(d->previous, d->id, sizeof(d->previous));
    d->id[0] = '\0';
    d->page.n = 0;
    return status;
}

cst_status cst_dossier_flush(cst_dossier *d)
{
    return write_page(d, "");
}

/* What was written into a buffer since begin is one element of a list. */
static cst_status keep_fragment(cst_dossier *d, fragments *list,
                                const cst_buf *in, size_t begin, cst_day day)
{
    fragment *f = CST_PUSH(&d->arena, list);

    if (!f) {
        return CST_NOMEM;
    }
    *f = (fragment){day ? day : NO_DAY, (uint32_t)list->n, begin,
                    in->n - begin};
    return CST_OK;
}

static cst_status add_event(cst_dossier *d, cst_page *p, uint32_t index)
{
    const cst_date *date = &p->events[index].date;
    size_t begin = d->events.n;

    cst_page_index_event(p, index);
    return keep_fragment(d, &d->event_list, &d->events, begin,
                         date->from ? date->from : date->to);
}

static cst_status add_to_index(cst_dossier *d, cst_page *p)
{
    char base[] = "documents/0123456789abcdef.html";
    size_t begin;

    memcpy(base + strlen("documents/"), p->info->id, 16);
    p->base = base;
    p->out = &d->rows;
    begin = d->rows.n;
    cst_page_index_row(p);
    CST_TRY(keep_fragment(d, &d->row_list, &d->rows, begin, 0));
    p->out = &d->events;
    for (uint32_t i = 0; i < p->n_events; i++) {
        CST_TRY(add_event(d, p, i));
    }
    if (cst_page_has_loose(p)) {
        begin = d->events.n;
        cst_page_index_loose(p);
        CST_TRY(keep_fragment(d, &d->event_list, &d->events, begin, 0));
    }
    d->n_documents++;
    d->n_events += p->n_events;
    d->n_harms += p->n_harms;
    d->n_damages += p->n_damages;
    p->base = ""; /* what follows outlives this one */
    return d->rows.failed || d->events.failed ? CST_NOMEM : CST_OK;
}

cst_status cst_dossier_add(cst_dossier *d, const cst_document *doc,
                           const char *const *also, size_t n_also)
{
    const cst_document_info *info;
    cst_str id;
    cst_page p;

    if (!d || !doc || d->finished || (n_also && !also)) {
        return CST_ARG;
    }
    info = cst_document_get_info(doc);
    id = cst_str_of(info->id);
    if (cst_intern_get(&d->ids, id)) {
        return CST_OK;
    }
    if (!cst_intern_put(&d->ids, id)) {
        return CST_NOMEM;
    }
    CST_TRY(write_page(d, info->id));
    cst_arena_reset(&d->scratch);
    CST_TRY(cst_page_open(&p, doc, &d->scratch, d->ui, &d->page));
    p.policy = d->policy;
    p.cover = d->cover;
    cst_page_document_begin(&p);
    d->redacted = d->redacted || p.redacted;
    d->nav_at = d->page.n;
    cst_page_document_end(&p, also, n_also);
    memcpy(d->id, info->id, sizeof(d->id));
    CST_TRY(cst_dossier_tell(d, &p));
    CST_TRY(add_to_index(d, &p));
    cst_page_search_document(&p, &d->search);
    return cst_arena_failed(&d->scratch) || d->page.failed ||
                   cst_document_failed(doc)
               ? CST_NOMEM
               : CST_OK;
}

cst_status cst_dossier_note(cst_dossier *d, const char *path, const char *code,
                            const char *text)
{
    if (!d || !path || !code || d->finished) {
        return CST_ARG;
    }
    cst_buf_z(&d->unread, "<li><bdi>");
    cst_html_put_text(&d->unread, cst_str_of(path));
    cst_buf_z(&d->unread, "</bdi> <code>");
    cst_html_put_text(&d->unread, cst_str_of(code));
    cst_buf_z(&d->unread, "</code> ");
    cst_html_put_text(&d->unread, cst_str_of(text));
    cst_buf_z(&d->unread, "</li>\n");
    d->n_unread++;
    return d->unread.failed ? CST_NOMEM : CST_OK;
}

/* ---------------------------------------------------------- first page */

static void put_index_head(cst_dossier *d, cst_page *p)
{
    cst_str title = d->title.p ? d->title : cst_ui_word(d->ui, "dossier");

    cst_page_head(p, "", title, "index");
    if (d->n_incidents) {
        cst_page_skip(p, "incidents", "skip.incidents");
    }
    if (!d->n_incidents) {
        cst_page_skip(p, "reports", "skip.reports");
        cst_page_skip(p, "events", "skip.events");
    }
    cst_page_nav(p, "", CST_NAV_OVERVIEW, "page");
    cst_put(p, "</nav>\n");
    cst_put(p, "<main>\n<header class=\"head\">\n<p class=\"kicker\">");
    cst_put_word(p, "tagline");
    cst_put(p, "</p>\n<h1><bdi>");
    cst_put_text(p, title);
    cst_put(p, "</bdi></h1>\n<p class=\"figures\">");
    cst_put_count(p, "n.report", d->n_documents);
    cst_put(p, " <span class=\"dot\">\xC2\xB7</span> ");
    if (d->n_incidents) {
        cst_put_count(p, "n.incident", d->n_incidents);
        cst_put(p, " <span class=\"dot\">\xC2\xB7</span> ");
    }
    cst_put_figures(p, d->n_events, d->n_harms, d->n_damages);
    cst_put(p, "</p>\n");
    if (!d->n_incidents) {
        cst_put(p, "<p class=\"caution\">");
        cst_put_word(p, "caution");
        cst_put(p, "</p>\n");
    }
    cst_page_redacted_note(p);
    cst_page_legend(p);
    if (!d->n_incidents) {
        cst_page_filter(p, "filter");
    }
    cst_put(p, "</header>\n");
}

static cst_status write_styles(cst_dossier *d)
{
    for (int i = 0; i < CST_PART_COUNT; i++) {
        cst_str style = cst_asset_style((cst_part)i);

        if (style.n) {
            CST_TRY(cst_dossier_hand_over(
                d, cst_asset_style_name((cst_part)i), style));
        }
    }
    return CST_OK;
}

cst_status cst_dossier_finish(cst_dossier *d)
{
    cst_page p;

    if (!d || d->finished) {
        return CST_ARG;
    }
    d->finished = true;
    CST_TRY(write_page(d, ""));
    CST_TRY(write_styles(d));
    cst_arena_reset(&d->scratch);
    memset(&p, 0, sizeof(p));
    p.out = &d->page;
    p.arena = &d->scratch;
    p.ui = d->ui;
    p.base = "";
    p.policy = d->policy;
    p.redacted = d->redacted;
    p.cover = d->cover;
    p.part = CST_PART_LIST;
    CST_TRY(cst_dossier_lists(d, &p));
    CST_TRY(cst_dossier_search(d, &p));
    p.part = CST_PART_LIST;
    d->page.n = 0;
    if (d->n_incidents) {
        p.part = CST_PART_OVERVIEW;
        p.policy = d->overview_policy;
    }
    put_index_head(d, &p);
    cst_buf_str(&d->page, cst_buf_get(&d->incidents));
    if (!d->n_incidents) {
        cst_dossier_reports(d, &p, 0);
        cst_dossier_events(d, &p, 0);
    }
    cst_dossier_unread(d, &p);
    cst_put(&p, "</main>\n");
    cst_page_foot(&p);
    if (d->page.failed || cst_arena_failed(&d->scratch)) {
        return CST_NOMEM;
    }
    return cst_dossier_hand_over(d, "index.html", cst_buf_get(&d->page));
}
