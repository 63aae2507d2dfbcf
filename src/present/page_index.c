/* present/page_index: what the first page of a dossier shows of a document.
 *
 * Takes the gathered page of one document, gives its row in the list of reports
 * and its events with their claims, as pieces that dossier.c puts in order.
 */
#include "present/page.h"

/* ------------------------------------------------------------- reports */

static bool is_toll(const cst_harm *h, bool total)
{
    return h->stance != CST_DENIED && h->count.value >= 0 &&
           h->total == total && !h->some && h->part_of == CST_NONE &&
           cst_str_is(h->kind, "killed");
}

static int64_t highest(const cst_harm *h)
{
    return h->count.value2 > h->count.value ? h->count.value2 : h->count.value;
}

/* The highest number of dead that is claimed for one event, or for several;
 * CST_NONE. */
static uint32_t top_toll(const cst_page *p, bool total)
{
    uint32_t best = CST_NONE;

    for (uint32_t i = 0; i < p->n_harms; i++) {
        if (is_toll(&p->harms[i], total) &&
            (best == CST_NONE ||
             highest(&p->harms[i]) > highest(&p->harms[best]))) {
            best = i;
        }
    }
    return best;
}

static void put_toll(cst_page *p, uint32_t top)
{
    const cst_harm *h = &p->harms[top];

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

static void put_tolls(cst_page *p)
{
    uint32_t one = top_toll(p, false), several = top_toll(p, true);

    if (one == CST_NONE && several == CST_NONE) {
        cst_put(p, "<span class=\"none\">");
        cst_put_word(p, "toll.none");
        cst_put(p, "</span>");
    }
    if (one != CST_NONE) {
        put_toll(p, one);
    }
    if (several != CST_NONE) {
        put_toll(p, several);
    }
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
    cst_put_short(p, d->outlet.n ? d->outlet
                                 : cst_ui_word(p->ui, "not.stated"),
                  CST_NAME_MAX);
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
    put_tolls(p);
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

/* Kinds in the order in which an event's claims are compared. */
static const char *const kinds[] = {"killed",   "injured",  "missing",
                                    "abducted", "detained", "displaced",
                                    "trapped",  "harmed"};

static uint32_t kind_rank(cst_str kind)
{
    uint32_t i = 0;

    while (i < CST_COUNT(kinds) && !cst_str_is(kind, kinds[i])) {
        i++;
    }
    return i;
}

static void put_harm(cst_page *p, uint32_t h)
{
    cst_put(p, "<li");
    cst_page_harm_class(p, h);
    cst_put(p, ">");
    put_label(p, (cst_ref){'h', h});
    cst_page_harm_line(p, h);
    cst_put(p, "</span></li>\n");
}

/* Claims of one kind stand together, each followed by its parts. */
static void put_claims(cst_page *p, size_t event)
{
    uint32_t first = p->harm_first[event], end = p->harm_first[event + 1];

    cst_put(p, "<ul class=\"claims\">\n");
    for (uint32_t rank = 0; rank <= CST_COUNT(kinds); rank++) {
        bool ours = false;

        for (uint32_t i = first; i < end; i++) {
            const cst_harm *h = &p->harms[p->harm_order[i]];

            if (h->part_of >= p->n_harms) {
                ours = kind_rank(h->kind) == rank;
            } else if (i == first) {
                ours = rank == 0; /* its whole is told of another event */
            }
            if (ours) {
                put_harm(p, p->harm_order[i]);
            }
        }
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
        cst_put_short(p, p->info->outlet, CST_NAME_MAX);
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
