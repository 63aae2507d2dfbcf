/* present/page_search: see the header.
 *
 * Each record has what names it, what else is said of it, and the words that say
 * so; the two first are the lines that the other pages show.
 */
#include "present/page_search.h"
#include "present/redact.h"

#define QUOTE_MAX 600u /* bytes of one stretch of evidence */
#define DOT CST_S(" \xC2\xB7 ")

/* Lines are written as on the other pages, then taken without their tags. */
typedef struct line {
    cst_buf html, *out;
} line;

static void begin(cst_page *p, line *l)
{
    l->out = p->out;
    cst_buf_init(&l->html, p->out->allocator);
    p->out = &l->html;
}

static void end(cst_page *p, line *l, cst_search *s)
{
    p->out = l->out;
    p->out->failed = p->out->failed || l->html.failed;
    cst_search_html(s, cst_buf_get(&l->html));
    cst_buf_free(&l->html);
}

/* -------------------------------------------------------------- a report */

static void take_evidence(cst_page *p, cst_search *s, const cst_span *spans,
                          size_t n)
{
    cst_search_field(s);
    for (size_t i = 0; i < n; i++) {
        cst_str words = cst_document_plain(p->doc, spans[i]);

        if (i) {
            cst_search_text(s, CST_S(" \xE2\x80\xA6 "));
        }
        cst_search_text(s, words.n <= QUOTE_MAX ? words : CST_S(""));
    }
}

static void open_claim(cst_page *p, cst_search *s, cst_ref ref)
{
    cst_buf label;

    cst_buf_init(&label, p->out->allocator);
    cst_buf_char(&label, ref.letter);
    cst_buf_int(&label, (int64_t)ref.index + 1);
    p->out->failed = p->out->failed || label.failed;
    cst_search_open(s, 'c', cst_buf_get(&label), p->info->language);
    cst_buf_free(&label);
}

static void take_event(cst_page *p, cst_search *s, uint32_t event)
{
    line l;

    cst_search_field(s);
    if (event < p->n_events) {
        begin(p, &l);
        cst_page_event_title(p, event);
        end(p, &l, s);
    }
}

static void take_claims(cst_page *p, cst_search *s)
{
    line l;

    for (uint32_t i = 0; i < p->n_harms; i++) {
        open_claim(p, s, (cst_ref){'h', i});
        cst_search_field(s);
        begin(p, &l);
        cst_page_harm_line(p, i);
        end(p, &l, s);
        take_event(p, s, p->harms[i].event);
        take_evidence(p, s, p->harms[i].evidence, p->harms[i].n_evidence);
        cst_search_close(s);
    }
    for (uint32_t i = 0; i < p->n_damages; i++) {
        open_claim(p, s, (cst_ref){'d', i});
        cst_search_field(s);
        begin(p, &l);
        cst_page_damage_line(p, i);
        end(p, &l, s);
        take_event(p, s, p->damages[i].event);
        take_evidence(p, s, p->damages[i].evidence, p->damages[i].n_evidence);
        cst_search_close(s);
    }
}

static void take_text(cst_page *p, cst_search *s)
{
    cst_str text = cst_document_text(p->doc);

    for (size_t i = 0; i < p->info->n_zones; i++) {
        const cst_zone *z = &p->info->zones[i];
        cst_tspan t = cst_document_text_span(p->doc, z->span);

        if (z->kind == CST_ZONE_CONTENT || z->kind == CST_ZONE_CAPTION) {
            cst_search_text(s, cst_redact_shown(
                                   p->arena, cst_str_sub(text, t.begin,
                                                         t.end - t.begin)));
            cst_search_text(s, CST_S(" \n "));
        }
    }
}

void cst_page_search_document(cst_page *p, cst_search *s)
{
    const cst_document_info *d = p->info;

    cst_search_open(s, 'r', cst_str_of(d->id), d->language);
    cst_search_field(s);
    cst_search_text(s, d->title.n ? d->title : d->path);
    cst_search_field(s);
    cst_search_text(s, d->outlet);
    if (d->published.from || d->published.to) {
        cst_search_text(s, d->outlet.n ? DOT : CST_S(""));
        cst_search_html(s, cst_say_days(p, d->published.from,
                                        d->published.to));
    }
    cst_search_field(s);
    take_text(p, s);
    cst_search_close(s);
    take_claims(p, s);
}

/* ------------------------------------------------------------ an incident */

/* What is not in its line: who did it, who says so. */
static void take_names(cst_search *s, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);

    for (uint32_t i = 0; i < a->blamed.n; i++) {
        cst_search_text(s, DOT);
        cst_search_text(s, cst_coll_str(
            v->c, v->tolls->blamed.at[a->blamed.first + i].name));
    }
    for (uint32_t i = 0; i < a->voices.n; i++) {
        cst_sym name = v->tolls->voices.at[a->voices.first + i].name;

        if (name) {
            cst_search_text(s, DOT);
            cst_search_text(s, cst_coll_str(v->c, name));
        }
    }
}

/* The first words that a report has for it. */
static cst_str first_words(const cst_incident_view *v, cst_str *language)
{
    const cst_incident *x = cst_view_incident(v);

    for (uint32_t i = 0; i < x->events.n; i++) {
        const cst_coll_event *e = &v->c->events.at[
            v->c->incidents.members.at[x->events.first + i]];
        const cst_told *told = v->told[e->document];

        if (told && e->label < told->n_events && told->events[e->label].n) {
            *language = told->language;
            return told->events[e->label];
        }
    }
    return (cst_str){NULL, 0};
}

void cst_page_search_incident(cst_page *p, cst_search *s,
                              const cst_incident_view *v)
{
    cst_str language = {NULL, 0}, words = first_words(v, &language);
    line l;

    cst_search_open(s, 'i', cst_str_of(cst_view_incident(v)->id), language);
    cst_search_field(s);
    begin(p, &l);
    cst_page_incident_title(p, v);
    end(p, &l, s);
    cst_search_field(s);
    begin(p, &l);
    cst_page_incident_tolls(p, v);
    end(p, &l, s);
    take_names(s, v);
    cst_search_field(s);
    cst_search_text(s, words);
    cst_search_close(s);
}

/* --------------------------------------------------------------- the page */

static void put_data(cst_page *p, const char *name, const char *key)
{
    cst_put(p, " data-");
    cst_put(p, name);
    cst_put(p, "=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, key));
    cst_put(p, "\"");
}

static void put_group(cst_page *p, const char *id, const char *key,
                      const char *one, const char *many)
{
    cst_put(p, "<section id=\"");
    cst_put(p, id);
    cst_put(p, "\" class=\"found\" aria-labelledby=\"");
    cst_put(p, id);
    cst_put(p, "-h\" hidden");
    put_data(p, "one", one);
    put_data(p, "many", many);
    put_data(p, "more", "search.more");
    cst_put(p, ">\n<h2 id=\"");
    cst_put(p, id);
    cst_put(p, "-h\">");
    cst_put_word(p, key);
    cst_put(p, "</h2>\n<ol></ol>\n</section>\n");
}

static void put_field(cst_page *p, const cst_search *s)
{
    cst_put(p, "<div class=\"search\" role=\"search\" aria-label=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "search"));
    cst_put(p, "\"><label for=\"q\">");
    cst_put_word(p, "search.label");
    cst_put(p, "</label> <input id=\"q\" type=\"search\" autocomplete=\"off\""
               " autocapitalize=\"off\" spellcheck=\"false\""
               " aria-describedby=\"q-how\">\n<p id=\"q-how\" class=\"more\">");
    cst_put_word(p, "search.how");
    cst_put(p, "</p></div>\n<p class=\"caution needs-script\">");
    cst_put_word(p, "search.needs");
    cst_put(p, "</p>\n");
    if (s->cut) {
        cst_put(p, "<p class=\"caution\">");
        cst_put_count(p, "n.search.cut", s->cut);
        cst_put(p, "</p>\n");
    }
    cst_put(p, "<p class=\"status\" role=\"status\"");
    put_data(p, "none", "search.none");
    put_data(p, "join", "search.join");
    put_data(p, "cover", "cover.quote");
    cst_put(p, "></p>\n");
}

static void put_index(cst_page *p, cst_search *s)
{
    cst_buf words, records;

    cst_buf_init(&words, p->out->allocator);
    cst_buf_init(&records, p->out->allocator);
    if (cst_search_write(s, &words, &records) != CST_OK) {
        p->out->failed = true;
    }
    cst_put(p, "<script type=\"text/plain\" id=\"words\">");
    cst_buf_str(p->out, cst_buf_get(&words));
    cst_put(p, "</script>\n<script type=\"text/plain\" id=\"index\">");
    cst_buf_str(p->out, cst_buf_get(&records));
    cst_put(p, "</script>\n");
    cst_buf_free(&words);
    cst_buf_free(&records);
}

void cst_page_search(cst_page *p, cst_search *s)
{
    p->part = CST_PART_SEARCH;
    cst_page_head(p, "", cst_ui_word(p->ui, "search"), "index");
    cst_page_skip(p, "q", "skip.search");
    cst_page_nav(p, "", CST_NAV_SEARCH, "page");
    cst_put(p, "</nav>\n<main>\n<header class=\"head\">\n<h1>");
    cst_put_word(p, "search");
    cst_put(p, "</h1>\n");
    put_field(p, s);
    cst_page_cover_note(p);
    cst_put(p, "</header>\n");
    put_group(p, "incidents", "incidents", "n.incident.1", "n.incident");
    put_group(p, "claims", "search.claims", "n.claim.1", "n.claim");
    put_group(p, "reports", "reports", "n.report.1", "n.report");
    cst_put(p, "</main>\n");
    put_index(p, s);
    cst_page_foot(p);
}
