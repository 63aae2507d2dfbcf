/* present/page_records: the records of a document, event by event.
 *
 * Takes the gathered page, gives one section an event with its claims beneath;
 * what belongs to no event comes last. Each claim quotes its words as a link to
 * them.
 */
#include "present/page.h"

static void put_words(cst_page *p, cst_ref ref, const cst_span *spans, size_t n)
{
    bool covered = cst_page_covers(p, ref);

    if (covered) {
        cst_page_cover_open(p, "cover.quote");
    }
    cst_put(p, "<span class=\"words\">");
    for (size_t i = 0; i < n; i++) {
        if (i) {
            cst_put(p, " ");
        }
        cst_page_words(p, spans[i], CST_MARK_EVIDENCE);
    }
    cst_put(p, "</span>");
    if (covered) {
        cst_page_cover_close(p);
    }
    cst_put(p, "\n");
}

/* The label leads to the first words of the record. */
static void put_record_label(cst_page *p, cst_ref ref, const cst_span *spans,
                             size_t n)
{
    uint32_t mark = n ? cst_page_mark(p, spans[0], CST_MARK_EVIDENCE)
                      : CST_NONE;

    if (mark == CST_NONE) {
        cst_put(p, "<span class=\"lab\">");
        cst_put_label(p, ref);
        cst_put(p, "</span> ");
        return;
    }
    cst_put(p, "<a class=\"lab\" href=\"#m");
    cst_put_int(p, (int64_t)mark + 1);
    cst_put(p, "\" title=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "in.text"));
    cst_put(p, "\">");
    cst_put_label(p, ref);
    cst_put(p, "</a> ");
}

static void open_claim(cst_page *p, cst_ref ref)
{
    cst_put(p, "<li id=\"");
    cst_put_label(p, ref);
    cst_put(p, "\" tabindex=\"-1\"");
}

static void put_when(cst_page *p, const cst_harm *h)
{
    if (h->as_of.from != 0) {
        cst_put(p, " <span class=\"more\">");
        cst_put_with(p, "as.of", cst_say_interval(p, h->as_of));
        cst_put(p, "</span>");
    }
    if (h->period.present) {
        cst_put(p, " <span class=\"more\">");
        cst_page_date(p, &h->period);
        cst_put(p, "</span>");
    }
    if (h->area.present) {
        cst_put(p, " <span class=\"more\">");
        cst_page_place(p, &h->area);
        cst_put(p, "</span>");
    }
}

static void put_harm(cst_page *p, uint32_t index)
{
    const cst_harm *h = &p->harms[index];

    open_claim(p, (cst_ref){'h', index});
    cst_page_harm_class(p, index);
    cst_put(p, ">");
    put_record_label(p, (cst_ref){'h', index}, h->evidence, h->n_evidence);
    cst_page_harm_line(p, index);
    put_when(p, h);
    cst_put(p, " ");
    put_words(p, (cst_ref){'h', index}, h->evidence, h->n_evidence);
    cst_page_how_harm(p, index);
    cst_put(p, "</span></li>\n");
}

static void put_damage(cst_page *p, uint32_t index)
{
    const cst_damage *d = &p->damages[index];

    open_claim(p, (cst_ref){'d', index});
    cst_page_damage_class(p, index);
    cst_put(p, ">");
    put_record_label(p, (cst_ref){'d', index}, d->evidence, d->n_evidence);
    cst_page_damage_line(p, index);
    cst_put(p, " ");
    put_words(p, (cst_ref){'d', index}, d->evidence, d->n_evidence);
    cst_page_how_damage(p, index);
    cst_put(p, "</span></li>\n");
}

static void put_claims(cst_page *p, size_t event)
{
    bool any = false;

    for (uint32_t i = p->harm_first[event]; i < p->harm_first[event + 1]; i++) {
        cst_put(p, any ? "" : "<ul class=\"claims\">\n");
        any = true;
        put_harm(p, p->harm_order[i]);
    }
    for (uint32_t i = p->damage_first[event]; i != CST_NONE;
         i = p->damage_next[i]) {
        cst_put(p, any ? "" : "<ul class=\"claims\">\n");
        any = true;
        put_damage(p, i);
    }
    cst_put(p, any ? "</ul>\n" : "");
}

/* --------------------------------------------------------------- events */

static void open_row(cst_page *p, const char *key)
{
    cst_put(p, "<dt>");
    cst_put_word(p, key);
    cst_put(p, "</dt><dd>");
}

static void put_mentions(cst_page *p, const char *key, const cst_mention *m,
                         size_t n, cst_mark_kind kind)
{
    if (n == 0) {
        return;
    }
    open_row(p, key);
    for (size_t i = 0; i < n; i++) {
        cst_put(p, i ? ", " : "");
        cst_page_mention(p, &m[i], kind);
    }
    cst_put(p, "</dd>\n");
}

static void put_perpetrators(cst_page *p, const cst_event *e)
{
    if (e->n_perpetrators == 0) {
        return;
    }
    open_row(p, "by");
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *x = &e->perpetrators[i];

        cst_put(p, i ? "; " : "");
        cst_page_mention(p, &x->mention, CST_MARK_ACTOR);
        if (x->certainty.n && !cst_str_is(x->certainty, "stated")) {
            cst_put(p, " <span class=\"badge b-hedged\">");
            cst_put_code(p, "certainty", x->certainty);
            cst_put(p, "</span>");
        }
        if (x->according_to.mention.name.p) {
            cst_put(p, " ");
            cst_page_source(p, &x->according_to);
        }
    }
    cst_put(p, "</dd>\n");
}

static void put_targets(cst_page *p, const cst_event *e)
{
    if (e->n_targets == 0) {
        return;
    }
    open_row(p, "against");
    for (size_t i = 0; i < e->n_targets; i++) {
        cst_put(p, i ? ", " : "");
        cst_page_mention(p, &e->targets[i].mention, CST_MARK_TARGET);
    }
    cst_put(p, "</dd>\n");
}

static void put_event(cst_page *p, uint32_t index)
{
    const cst_event *e = &p->events[index];
    cst_ref ref = {'e', index};

    cst_put(p, "<section class=\"event s-");
    cst_put(p, cst_stance_name(e->stance));
    cst_put(p, "\" aria-labelledby=\"");
    cst_put_label(p, ref);
    cst_put(p, "\">\n<h3 id=\"");
    cst_put_label(p, ref);
    cst_put(p, "\" tabindex=\"-1\">");
    put_record_label(p, ref, e->evidence, e->n_evidence);
    cst_page_event_title(p, index);
    cst_put(p, "</h3>\n<dl class=\"facts\">\n");
    put_perpetrators(p, e);
    put_targets(p, e);
    put_mentions(p, "with", e->weapons, e->n_weapons, CST_MARK_WEAPON);
    put_mentions(p, "claimed.by", e->claimed_by, e->n_claimed_by,
                 CST_MARK_ACTOR);
    open_row(p, "who.says");
    cst_page_source(p, &e->claimant);
    cst_put(p, "</dd>\n");
    open_row(p, "words");
    put_words(p, ref, e->evidence, e->n_evidence);
    cst_put(p, "</dd>\n</dl>\n");
    cst_page_how_event(p, index);
    put_claims(p, index);
    cst_put(p, "</section>\n");
}

bool cst_page_has_loose(const cst_page *p)
{
    return p->damage_first[p->n_events] != CST_NONE ||
           p->harm_first[p->n_events] < p->harm_first[p->n_events + 1];
}

void cst_page_records(cst_page *p)
{
    for (uint32_t i = 0; i < p->n_events; i++) {
        put_event(p, i);
    }
    if (cst_page_has_loose(p)) {
        cst_put(p, "<section class=\"event loose\" aria-labelledby=\"loose\">\n"
                   "<h3 id=\"loose\">");
        cst_put_word(p, "event.none");
        cst_put(p, "</h3>\n");
        put_claims(p, p->n_events);
        cst_put(p, "</section>\n");
    } else if (p->n_events == 0) {
        cst_put(p, "<p class=\"empty\">");
        cst_put_word(p, "no.records");
        cst_put(p, "</p>\n");
    }
}
