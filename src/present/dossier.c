/* present/dossier: the pages of a collection, through a callback.
 *
 * Takes read documents one after the other, gives a page of each as soon as its
 * neighbour is known, and at the end the first page, for which a row and the
 * events of each document are kept. Nothing depends on a clock or a place.
 */
#include "present/dossier.h"

#include "present/assets.h"

#include <stdlib.h>

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

static void add_hash(cst_buf *b, const char *directive, cst_str content)
{
    uint8_t digest[CST_SHA256_BYTES];

    cst_sha256(content.p, content.n, digest);
    cst_buf_z(b, directive);
    cst_buf_z(b, " 'sha256-");
    add_base64(b, digest, sizeof(digest));
    cst_buf_z(b, "'; ");
}

/* Our one style and one script, by hash; nothing else, from nowhere. */
static cst_status make_policy(cst_dossier *d)
{
    cst_buf b;
    cst_str held;
    char *kept;

    cst_buf_init(&b, d->allocator);
    cst_buf_z(&b, "default-src 'none'; ");
    add_hash(&b, "style-src", cst_asset_style());
    add_hash(&b, "script-src", cst_asset_script());
    cst_buf_z(&b, "base-uri 'none'; form-action 'none'");
    held = cst_buf_get(&b);
    kept = b.failed ? NULL : cst_arena_copy(&d->arena, held.p, held.n);
    d->policy = (cst_str){kept, held.n};
    cst_buf_free(&b);
    return kept ? CST_OK : CST_NOMEM;
}

/* ------------------------------------------------------------ lifetimes */

static cst_status set_up(cst_dossier *d, const cst_dossier_options *o)
{
    CST_TRY(cst_ui_load(&d->arena, cst_asset_words(), o->ui, &d->ui));
    CST_TRY(cst_intern_init(&d->ids, &d->arena));
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

static cst_status open_fragment(cst_dossier *d, cst_day day)
{
    fragment *f = CST_PUSH(&d->arena, &d->fragments);

    if (!f) {
        return CST_NOMEM;
    }
    *f = (fragment){day ? day : NO_DAY, (uint32_t)d->fragments.n, d->events.n,
                    0};
    return CST_OK;
}

static void close_fragment(cst_dossier *d)
{
    fragment *f = &d->fragments.at[d->fragments.n - 1];

    f->n = d->events.n - f->begin;
}

static cst_status add_to_index(cst_dossier *d, cst_page *p)
{
    char base[] = "documents/0123456789abcdef.html";

    memcpy(base + strlen("documents/"), p->info->id, 16);
    p->base = base;
    p->out = &d->rows;
    cst_page_index_row(p);
    p->out = &d->events;
    for (uint32_t i = 0; i < p->n_events; i++) {
        const cst_date *date = &p->events[i].date;

        CST_TRY(open_fragment(d, date->from ? date->from : date->to));
        cst_page_index_event(p, i);
        close_fragment(d);
    }
    if (cst_page_has_loose(p)) {
        CST_TRY(open_fragment(d, 0));
        cst_page_index_loose(p);
        close_fragment(d);
    }
    d->n_documents++;
    d->n_events += p->n_events;
    d->n_harms += p->n_harms;
    d->n_damages += p->n_damages;
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
    cst_page_document_begin(&p);
    d->nav_at = d->page.n;
    cst_page_document_end(&p, also, n_also);
    memcpy(d->id, info->id, sizeof(d->id));
    CST_TRY(cst_dossier_tell(d, &p));
    CST_TRY(add_to_index(d, &p));
    return cst_arena_failed(&d->scratch) || d->page.failed ? CST_NOMEM : CST_OK;
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

static int by_day(const void *a, const void *b)
{
    const fragment *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static void put_index_head(cst_dossier *d, cst_page *p)
{
    cst_str title = d->title.p ? d->title : cst_ui_word(d->ui, "dossier");

    cst_page_head(p, title, "index");
    if (d->n_incidents) {
        cst_page_skip(p, "incidents", "skip.incidents");
    }
    cst_page_skip(p, "reports", "skip.reports");
    cst_page_skip(p, "events", "skip.events");
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
    cst_put(p, "</p>\n<p class=\"caution\">");
    cst_put_word(p, "caution");
    cst_put(p, "</p>\n");
    cst_page_legend(p);
    cst_put(p, "<p class=\"filter\" hidden><label for=\"filter\">");
    cst_put_word(p, "filter");
    cst_put(p, "</label> <input id=\"filter\" type=\"search\" autocomplete="
               "\"off\" placeholder=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "filter.hint"));
    cst_put(p, "\"> <span class=\"filter-none\" role=\"status\" data-none=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "filter.none"));
    cst_put(p, "\"></span></p>\n</header>\n");
}

static void put_reports(cst_dossier *d, cst_page *p)
{
    static const char *const keys[] = {"report", "outlet", "published",
                                       "events", "harms", "toll"};

    cst_page_section(p, "reports", "reports", true);
    cst_page_columns(p, keys, CST_COUNT(keys));
    cst_buf_str(p->out, cst_buf_get(&d->rows));
    cst_put(p, "</tbody>\n</table>\n");
    if (d->n_unread) {
        cst_put(p, "<details class=\"unread\"><summary>");
        cst_put_word(p, "unread");
        cst_put(p, "</summary><ul>\n");
        cst_buf_str(p->out, cst_buf_get(&d->unread));
        cst_put(p, "</ul></details>\n");
    }
    cst_put(p, "</section>\n");
}

static void put_incidents(cst_dossier *d, cst_page *p)
{
    if (d->n_incidents == 0) {
        return;
    }
    cst_page_section(p, "incidents", "incidents", true);
    cst_put(p, "<p class=\"more\">");
    cst_put_word(p, "incidents.how");
    cst_put(p, "</p>\n<ol class=\"event-list incident-list\">\n");
    cst_buf_str(p->out, cst_buf_get(&d->incidents));
    cst_put(p, "</ol>\n</section>\n");
}

static void put_events(cst_dossier *d, cst_page *p)
{
    cst_page_section(p, "events", "events.of", true);
    if (d->fragments.n == 0) {
        cst_put(p, "<p class=\"empty\">");
        cst_put_word(p, "no.events");
        cst_put(p, "</p>\n</section>\n");
        return;
    }
    qsort(d->fragments.at, d->fragments.n, sizeof(*d->fragments.at), by_day);
    cst_put(p, "<ol class=\"event-list\">\n");
    for (size_t i = 0; i < d->fragments.n; i++) {
        const fragment *f = &d->fragments.at[i];

        cst_buf_str(p->out, cst_str_sub(cst_buf_get(&d->events), f->begin,
                                        f->n));
    }
    cst_put(p, "</ol>\n</section>\n");
}

cst_status cst_dossier_finish(cst_dossier *d)
{
    cst_page p;

    if (!d || d->finished) {
        return CST_ARG;
    }
    d->finished = true;
    CST_TRY(write_page(d, ""));
    cst_arena_reset(&d->scratch);
    memset(&p, 0, sizeof(p));
    p.out = &d->page;
    p.arena = &d->scratch;
    p.ui = d->ui;
    p.base = "";
    p.policy = d->policy;
    put_index_head(d, &p);
    put_incidents(d, &p);
    put_reports(d, &p);
    put_events(d, &p);
    cst_put(&p, "</main>\n");
    cst_page_foot(&p);
    if (d->page.failed || cst_arena_failed(&d->scratch)) {
        return CST_NOMEM;
    }
    return cst_dossier_hand_over(d, "index.html", cst_buf_get(&d->page));
}
