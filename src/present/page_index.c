/* present/page_index: what the first page of a dossier shows of a document.
 *
 * Takes the gathered page of one document, gives its row in the list of reports
 * and its events with their claims, as pieces that dossier.c puts in order.
 */
#include "present/page.h"

/* ------------------------------------------------------------- reports */

/* A toll stands for the report only if it is said to be all of one event. */
static int weight(const cst_harm *h)
{
    if (h->stance == CST_DENIED || h->count.value < 0 ||
        !cst_str_is(h->kind, "killed")) {
        return 0;
    }
    if (h->total) {
        return 1;
    }
    return h->some || h->part_of != CST_NONE ? 2 : 3;
}

static int64_t highest(const cst_harm *h)
{
    return h->count.value2 > h->count.value ? h->count.value2 : h->count.value;
}

/* The harm with the highest toll claimed, or CST_NONE. */
static uint32_t top_toll(const cst_page *p)
{
    uint32_t best = CST_NONE;

    for (uint32_t i = 0; i < p->n_harms; i++) {
        const cst_harm *h = &p->harms[i];
        const cst_harm *b = best == CST_NONE ? NULL : &p->harms[best];

        if (weight(h) &&
            (!b || weight(h) > weight(b) ||
             (weight(h) == weight(b) && highest(h) > highest(b)))) {
            best = i;
        }
    }
    return best;
}

static void put_toll(cst_page *p)
{
    uint32_t top = top_toll(p);
    const cst_harm *h;

    if (top == CST_NONE) {
        cst_put(p, "<span class=\"none\">");
        cst_put_word(p, "toll.none");
        cst_put(p, "</span>");
        return;
    }
    h = &p->harms[top];
    cst_put(p, "<span");
    cst_page_harm_class(p, top);
    cst_put(p, "><a class=\"fig\"");
    cst_put_href(p, (cst_ref){'h', top});
    cst_put(p, ">");
    cst_buf_str(p->out, cst_say_number(p, &h->count));
    cst_put(p, " ");
    cst_put_code(p, "kind", h->kind);
    cst_put(p, "</a>");
    cst_page_badge(p, cst_harm_stance(h));
    if (h->total) {
        cst_put(p, " <span class=\"badge\">");
        cst_put_word(p, "total");
        cst_put(p, "</span>");
    }
    cst_put(p, "</span>");
}

static void put_title_link(cst_page *p)
{
    cst_put(p, "<a href=\"");
    cst_put(p, p->base);
    cst_put(p, "\">");
    if (p->info->title.n) {
        cst_put_quote(p, "bdi", p->info->title);
    } else {
        cst_put(p, "<bdi>");
        cst_put_text(p, p->info->path);
        cst_put(p, "</bdi>");
    }
    cst_put(p, "</a>");
}

static void open_cell(cst_page *p, const char *class_, const char *key)
{
    cst_put(p, "<td class=\"");
    cst_put(p, class_);
    cst_put(p, "\" data-k=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, key));
    cst_put(p, "\">");
}

void cst_page_index_row(cst_page *p)
{
    const cst_document_info *d = p->info;

    cst_put(p, "<tr><th scope=\"row\">");
    put_title_link(p);
    cst_put(p, "<span class=\"path\"><bdi>");
    cst_put_text(p, d->path);
    cst_put(p, "</bdi></span></th>");
    open_cell(p, "outlet", "outlet");
    cst_put(p, "<bdi>");
    cst_put_text(p, d->outlet.n ? d->outlet : cst_ui_word(p->ui, "not.stated"));
    cst_put(p, "</bdi></td>");
    open_cell(p, "pub", "published");
    if (d->published.from || d->published.to) {
        cst_buf_str(p->out, cst_say_days(p, d->published.from,
                                         d->published.to));
    } else {
        cst_put_word(p, "not.stated");
    }
    cst_put(p, "</td>");
    open_cell(p, "n", "events");
    cst_put_int(p, (int64_t)p->n_events);
    cst_put(p, "</td>");
    open_cell(p, "n", "harms");
    cst_put_int(p, (int64_t)p->n_harms);
    cst_put(p, "</td>");
    open_cell(p, "toll", "toll");
    put_toll(p);
    cst_put(p, "</td></tr>\n");
}

/* --------------------------------------------------------------- events */

static void put_label(cst_page *p, cst_ref ref)
{
    cst_put(p, "<a class=\"lab\"");
    cst_put_href(p, ref);
    cst_put(p, ">");
    cst_put_label(p, ref);
    cst_put(p, "</a> ");
}

static void put_claims(cst_page *p, size_t event)
{
    cst_put(p, "<ul class=\"claims\">\n");
    for (uint32_t i = p->harm_first[event]; i < p->harm_first[event + 1]; i++) {
        uint32_t h = p->harm_order[i];

        cst_put(p, "<li");
        cst_page_harm_class(p, h);
        cst_put(p, ">");
        put_label(p, (cst_ref){'h', h});
        cst_page_harm_line(p, h);
        cst_put(p, "</span></li>\n");
    }
    for (uint32_t d = p->damage_first[event]; d != CST_NONE;
         d = p->damage_next[d]) {
        cst_put(p, "<li");
        cst_page_damage_class(p, d);
        cst_put(p, ">");
        put_label(p, (cst_ref){'d', d});
        cst_page_damage_line(p, d);
        cst_put(p, "</span></li>\n");
    }
    cst_put(p, "</ul>\n");
}

static bool has_claims(const cst_page *p, size_t event)
{
    return p->harm_first[event] < p->harm_first[event + 1] ||
           p->damage_first[event] != CST_NONE;
}

static void put_from(cst_page *p)
{
    cst_put(p, "<p class=\"from\">");
    put_title_link(p);
    if (p->info->outlet.n) {
        cst_put(p, " <span class=\"outlet\"><bdi>");
        cst_put_text(p, p->info->outlet);
        cst_put(p, "</bdi></span>");
    }
    cst_put(p, "</p>\n");
}

void cst_page_index_event(cst_page *p, uint32_t index)
{
    const cst_event *e = &p->events[index];

    cst_put(p, "<li class=\"event s-");
    cst_put(p, cst_stance_name(e->stance));
    cst_put(p, "\">\n<h3>");
    put_label(p, (cst_ref){'e', index});
    cst_page_event_title(p, index);
    cst_put(p, "</h3>\n");
    put_from(p);
    if (has_claims(p, index)) {
        put_claims(p, index);
    }
    cst_put(p, "</li>\n");
}

void cst_page_index_loose(cst_page *p)
{
    cst_put(p, "<li class=\"event loose\">\n<h3>");
    cst_put_word(p, "no.event");
    cst_put(p, "</h3>\n");
    put_from(p);
    put_claims(p, p->n_events);
    cst_put(p, "</li>\n");
}
