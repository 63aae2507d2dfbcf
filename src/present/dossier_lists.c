/* present/dossier_lists: the reports and their events, on as many pages as they
 * take.
 *
 * Takes the rows and events that were kept while documents were added, gives
 * reports.html, reports-2.html ... and events.html, events-2.html ... so that no
 * page grows with the collection.
 */
#include "present/dossier.h"

#include <stdio.h>
#include <stdlib.h>

#define ROWS 500u   /* reports of a page */
#define EVENTS 200u /* events of a page */
#define AROUND 2u   /* pages that are named beside the one at */

typedef struct list {
    const char *name;   /* of its first page, without ".html" */
    const char *key;    /* heading */
    cst_nav nav;
    size_t n, per_page;
    void (*put)(cst_dossier *d, cst_page *p, size_t at);
} list;

typedef struct file_name {
    char z[40];
} file_name;

static file_name name_of(const list *l, size_t at)
{
    file_name f;

    if (at == 0) {
        snprintf(f.z, sizeof(f.z), "%s.html", l->name);
    } else {
        snprintf(f.z, sizeof(f.z), "%s-%zu.html", l->name, at + 1);
    }
    return f;
}

static size_t pages_of(const list *l)
{
    return l->n <= l->per_page ? 1 : (l->n - 1) / l->per_page + 1;
}

/* ----------------------------------------------------------- the elements */

static void put_slice(cst_page *p, const fragments *of, const cst_buf *in,
                      size_t first, size_t n)
{
    for (size_t i = first; i < of->n && i < first + n; i++) {
        cst_buf_str(p->out, cst_str_sub(cst_buf_get(in), of->at[i].begin,
                                        of->at[i].n));
    }
}

void cst_dossier_reports(cst_dossier *d, cst_page *p, size_t at)
{
    static const char *const keys[] = {"report", "outlet", "published",
                                       "events", "harms", "toll"};

    cst_page_section(p, "reports", "reports", true);
    cst_page_columns(p, keys, CST_COUNT(keys));
    put_slice(p, &d->row_list, &d->rows, at * ROWS, ROWS);
    cst_put(p, "</tbody>\n</table>\n</section>\n");
}

void cst_dossier_events(cst_dossier *d, cst_page *p, size_t at)
{
    cst_page_section(p, "events", "events.of", true);
    if (d->event_list.n == 0) {
        cst_put(p, "<p class=\"empty\">");
        cst_put_word(p, "no.events");
        cst_put(p, "</p>\n</section>\n");
        return;
    }
    cst_put(p, "<ol class=\"event-list\">\n");
    put_slice(p, &d->event_list, &d->events, at * EVENTS, EVENTS);
    cst_put(p, "</ol>\n</section>\n");
}

void cst_dossier_unread(cst_dossier *d, cst_page *p)
{
    if (d->n_unread == 0) {
        return;
    }
    cst_put(p, "<section class=\"unread\"><details><summary>");
    cst_put_word(p, "unread");
    cst_put(p, "</summary><ul>\n");
    cst_buf_str(p->out, cst_buf_get(&d->unread));
    cst_put(p, "</ul></details></section>\n");
}

/* -------------------------------------------------------------- the pages */

static void put_page_link(cst_page *p, const list *l, size_t at,
                          const char *rel, const char *key)
{
    cst_put(p, "<a rel=\"");
    cst_put(p, rel);
    cst_put(p, "\" href=\"");
    cst_put(p, name_of(l, at).z);
    cst_put(p, "\">");
    cst_put_word(p, key);
    cst_put(p, "</a>");
}

static void put_number(cst_page *p, const list *l, size_t i, size_t at)
{
    cst_put(p, " <a href=\"");
    cst_put(p, name_of(l, i).z);
    cst_put(p, i == at ? "\" aria-current=\"page" : "");
    cst_put(p, "\" aria-label=\"");
    cst_put_with(p, "page.n", cst_say_int(p, (int64_t)i + 1));
    cst_put(p, "\">");
    cst_put_int(p, (int64_t)i + 1);
    cst_put(p, "</a>");
}

/* First, last, and those around the one at. */
static void put_pager(cst_page *p, const list *l, size_t at)
{
    size_t n = pages_of(l);
    bool gap = false;

    if (n < 2) {
        return;
    }
    cst_put(p, "<nav class=\"pager\" aria-label=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "pages"));
    cst_put(p, "\">");
    if (at) {
        put_page_link(p, l, at - 1, "prev", "nav.prev");
    }
    for (size_t i = 0; i < n; i++) {
        bool near = i + AROUND >= at && i <= at + AROUND;

        if (near || i == 0 || i == n - 1) {
            put_number(p, l, i, at);
            gap = false;
        } else if (!gap) {
            cst_put(p, " <span aria-hidden=\"true\">\xE2\x80\xA6</span>");
            gap = true;
        }
    }
    if (at + 1 < n) {
        cst_put(p, " ");
        put_page_link(p, l, at + 1, "next", "nav.next");
    }
    cst_put(p, "</nav>\n");
}

/* What a window or a list of visited pages calls it. */
static void put_page_title(const cst_dossier *d, cst_page *p, const list *l,
                           size_t at)
{
    cst_buf title;

    cst_buf_init(&title, p->out->allocator);
    cst_buf_str(&title, cst_ui_word(p->ui, l->key));
    if (at) {
        cst_buf_char(&title, ' ');
        cst_buf_int(&title, (int64_t)at + 1);
    }
    cst_buf_z(&title, " \xC2\xB7 ");
    cst_buf_str(&title, d->title.p ? d->title
                                   : cst_ui_word(p->ui, "dossier"));
    p->out->failed = p->out->failed || title.failed;
    cst_page_head(p, "", cst_buf_get(&title), "index list");
    cst_buf_free(&title);
}

static void put_head(const cst_dossier *d, cst_page *p, const list *l,
                     size_t at)
{
    put_page_title(d, p, l, at);
    cst_page_skip(p, l->name, l->nav == CST_NAV_REPORTS ? "skip.reports"
                                                        : "skip.events");
    cst_page_nav(p, "", l->nav, "page");
    cst_put(p, "</nav>\n<main>\n<header class=\"head\">\n<p class=\"kicker\">");
    if (l->nav == CST_NAV_REPORTS) {
        cst_put_count(p, "n.report", l->n);
    } else { /* claims that belong to none have an entry too */
        cst_put_count(p, "n.event.listed", d->n_events);
    }
    cst_put(p, "</p>\n<h1>");
    cst_put_word(p, l->key);
    cst_put(p, "</h1>\n");
    cst_page_filter(p, pages_of(l) > 1 ? "filter.page" : "filter");
    put_pager(p, l, at);
    cst_put(p, "</header>\n");
}

static cst_status write_list(cst_dossier *d, cst_page *p, const list *l)
{
    for (size_t at = 0; at < pages_of(l); at++) {
        cst_arena_reset(&d->scratch);
        p->out->n = 0;
        put_head(d, p, l, at);
        l->put(d, p, at);
        put_pager(p, l, at);
        cst_put(p, "</main>\n");
        cst_page_foot(p);
        if (p->out->failed || cst_arena_failed(&d->scratch)) {
            return CST_NOMEM;
        }
        CST_TRY(cst_dossier_hand_over(d, name_of(l, at).z,
                                      cst_buf_get(p->out)));
    }
    return CST_OK;
}

static int by_day(const void *a, const void *b)
{
    const fragment *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

cst_status cst_dossier_search(cst_dossier *d, cst_page *p)
{
    cst_arena_reset(&d->scratch);
    p->out->n = 0;
    cst_page_search(p, &d->search);
    if (p->out->failed || cst_arena_failed(&d->scratch)) {
        return CST_NOMEM;
    }
    return cst_dossier_hand_over(d, "search.html", cst_buf_get(p->out));
}

cst_status cst_dossier_lists(cst_dossier *d, cst_page *p)
{
    const list reports = {"reports", "reports", CST_NAV_REPORTS,
                          d->row_list.n, ROWS, cst_dossier_reports};
    const list events = {"events", "events", CST_NAV_EVENTS,
                         d->event_list.n, EVENTS, cst_dossier_events};

    if (d->event_list.n) {
        qsort(d->event_list.at, d->event_list.n, sizeof(*d->event_list.at),
              by_day);
    }
    CST_TRY(write_list(d, p, &reports));
    return write_list(d, p, &events);
}
