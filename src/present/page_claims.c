/* present/page_claims: one claim as a line, as it stands in every page.
 *
 * Takes a record, gives its figure, whose it is, how sure, and who says so. A
 * number that is hedged, denied or overtaken carries a badge in words beside
 * it, so that neither colour nor style alone tells.
 */
#include "base/utf8.h"
#include "present/page.h"

#define QUOTE_MAX 2000u /* bytes */

/* ---------------------------------------------------------- short hand */

void cst_put(cst_page *p, const char *html)
{
    cst_buf_z(p->out, html);
}

void cst_put_text(cst_page *p, cst_str text)
{
    cst_html_put_text(p->out, text);
}

void cst_put_word(cst_page *p, const char *key)
{
    cst_html_put_text(p->out, cst_ui_word(p->ui, key));
}

void cst_put_colon(cst_page *p)
{
    cst_put_word(p, "mark.lead");
    cst_put(p, " ");
}

void cst_put_code(cst_page *p, const char *prefix, cst_str code)
{
    cst_str word = cst_ui_code(p->ui, prefix, code);

    if (word.p) {
        cst_html_put_text(p->out, word);
        return;
    }
    for (size_t i = 0; i < code.n; i++) {
        cst_html_put_text(p->out, code.p[i] == '_' ? CST_S(" ")
                                               : cst_str_sub(code, i, 1));
    }
}

void cst_put_short(cst_page *p, cst_str text, size_t most)
{
    size_t n = most;

    if (text.n <= most) {
        cst_put_text(p, text);
        return;
    }
    while (n && !cst_utf8_is_border(text, n)) {
        n--;
    }
    cst_put_text(p, cst_str_sub(text, 0, n));
    cst_put(p, "\xE2\x80\xA6");
}

void cst_put_quote(cst_page *p, const char *element, cst_str text)
{
    cst_put(p, "<");
    cst_put(p, element);
    if (p->info->language.n) {
        cst_put(p, " lang=\"");
        cst_html_put_attr(p->out, p->info->language);
        cst_put(p, "\"");
    }
    cst_put(p, " dir=\"auto\">");
    cst_put_short(p, text, strcmp(element, "q") == 0 ? QUOTE_MAX
                                                     : CST_NAME_MAX);
    cst_put(p, "</");
    cst_put(p, element);
    cst_put(p, ">");
}

void cst_put_int(cst_page *p, int64_t v)
{
    cst_buf_int(p->out, v);
}

void cst_put_label(cst_page *p, cst_ref ref)
{
    cst_buf_char(p->out, ref.letter);
    cst_put_int(p, (int64_t)ref.index + 1);
}

void cst_put_href(cst_page *p, cst_ref ref)
{
    cst_put(p, " href=\"");
    cst_put(p, p->base);
    cst_put(p, "#");
    cst_put_label(p, ref);
    cst_put(p, "\"");
}

void cst_put_count(cst_page *p, const char *key, size_t n)
{
    const cst_ui_part parts[] = {{'n', cst_say_int(p, (int64_t)n)},
                                 {0, {NULL, 0}}};
    cst_str one = cst_ui_code(p->ui, key, CST_S("1"));

    cst_ui_fill(p->out, n == 1 && one.p ? one : cst_ui_word(p->ui, key), parts);
}

void cst_put_figures(cst_page *p, size_t events, size_t harms, size_t damages)
{
    cst_put_count(p, "n.event", events);
    cst_put(p, " <span class=\"dot\">\xC2\xB7</span> ");
    cst_put_count(p, "n.harm", harms);
    cst_put(p, " <span class=\"dot\">\xC2\xB7</span> ");
    cst_put_count(p, "n.damage", damages);
}

/* --------------------------------------------------------------- badges */

const char *cst_harm_stance(const cst_harm *h)
{
    if (h->stance == CST_ASSERTED && h->superseded_by != CST_NONE) {
        return "overtaken";
    }
    return cst_stance_name(h->stance);
}

void cst_page_badge(cst_page *p, const char *stance)
{
    if (strcmp(stance, "asserted") == 0) {
        return;
    }
    cst_put(p, " <span class=\"badge b-");
    cst_put(p, stance);
    cst_put(p, "\">");
    cst_put_code(p, "stance", cst_str_of(stance));
    cst_put(p, "</span>");
}

static void put_ref_badge(cst_page *p, const char *class_, const char *key,
                          cst_ref ref)
{
    cst_buf link;
    cst_buf *out = p->out;
    cst_str html;

    cst_buf_init(&link, out->allocator);
    p->out = &link;
    cst_put(p, "<a");
    cst_put_href(p, ref);
    cst_put(p, ">");
    cst_put_label(p, ref);
    cst_put(p, "</a>");
    p->out = out;
    out->failed = out->failed || link.failed;
    html = cst_buf_get(&link);
    cst_put(p, " <span class=\"badge ");
    cst_put(p, class_);
    cst_put(p, "\">");
    cst_put_with(p, key, html);
    cst_put(p, "</span>");
    cst_buf_free(&link);
}

static void put_word_badge(cst_page *p, const char *key)
{
    cst_put(p, " <span class=\"badge\">");
    cst_put_word(p, key);
    cst_put(p, "</span>");
}

static void put_harm_badges(cst_page *p, const cst_harm *h)
{
    cst_page_badge(p, cst_stance_name(h->stance));
    if (h->superseded_by < p->n_harms) {
        put_ref_badge(p, "b-overtaken", "overtaken.by",
                      (cst_ref){'h', h->superseded_by});
    }
    if (h->part_of < p->n_harms) {
        put_ref_badge(p, "b-part", "part.of", (cst_ref){'h', h->part_of});
    } else if (h->some) {
        put_word_badge(p, "some");
    }
    if (h->total) {
        put_word_badge(p, "total");
    }
}

/* --------------------------------------------------------------- source */

static void put_names(cst_page *p, const char *key, const cst_str *names,
                      size_t n)
{
    cst_buf list;

    if (n == 0) {
        return;
    }
    cst_buf_init(&list, p->out->allocator);
    for (size_t i = 0; i < n; i++) {
        cst_buf_z(&list, i ? ", " : "");
        cst_buf_str(&list, cst_say_name(p, names[i]));
    }
    p->out->failed = p->out->failed || list.failed;
    cst_put(p, ", ");
    cst_put_with(p, key, cst_buf_get(&list));
    cst_buf_free(&list);
}

static void put_own_voice(cst_page *p)
{
    cst_put(p, "<span class=\"src own\">");
    if (p->info->outlet.p) {
        cst_put_with(p, "own.voice.of", cst_say_name(p, p->info->outlet));
    } else {
        cst_put_word(p, "own.voice");
    }
    cst_put(p, "</span>");
}

void cst_page_source(cst_page *p, const cst_claimant *c)
{
    cst_buf name, *out = p->out;

    if (!c->mention.name.p) {
        put_own_voice(p);
        return;
    }
    cst_buf_init(&name, out->allocator);
    p->out = &name;
    cst_page_mention(p, &c->mention, CST_MARK_CLAIMANT);
    p->out = out;
    out->failed = out->failed || name.failed;
    cst_put(p, "<span class=\"src\">");
    cst_put_with(p, "according.to", cst_buf_get(&name));
    cst_buf_free(&name);
    if (c->type.n && !cst_str_is(c->type, "other")) {
        cst_put(p, " <span class=\"type\">(");
        cst_put_code(p, "claims", c->type);
        cst_put(p, ")</span>");
    }
    put_names(p, "via", c->via, c->n_via);
    if (c->side.n) {
        cst_put(p, ", ");
        cst_put_with(p, "party", cst_say_name(p, c->side));
    }
    cst_put(p, "</span>");
}

/* ---------------------------------------------------------------- links */

static void put_mark_link(cst_page *p, uint32_t mark)
{
    const cst_span raw = p->marks[mark].raw;

    cst_put(p, "<a class=\"to\" href=\"");
    cst_put(p, p->base);
    cst_put(p, "#m");
    cst_put_int(p, (int64_t)mark + 1);
    cst_put(p, "\" data-at=\"");
    cst_put_int(p, raw.begin);
    cst_put(p, "\xE2\x80\x93");
    cst_put_int(p, raw.end);
    cst_put(p, "\">");
}

void cst_page_words(cst_page *p, cst_span span, cst_mark_kind kind)
{
    uint32_t mark = cst_page_mark(p, span, kind);

    if (mark != CST_NONE) {
        put_mark_link(p, mark);
    }
    cst_put_quote(p, "q", cst_document_plain(p->doc, span));
    if (mark != CST_NONE) {
        cst_put(p, "</a>");
    }
}

void cst_page_mention(cst_page *p, const cst_mention *m, cst_mark_kind kind)
{
    uint32_t mark = cst_page_mark(p, m->span, kind);

    if (mark != CST_NONE) {
        put_mark_link(p, mark);
    }
    cst_put_quote(p, "bdi", m->name);
    if (mark != CST_NONE) {
        cst_put(p, "</a>");
    }
}

void cst_page_place(cst_page *p, const cst_place *place)
{
    if (!place->present) {
        cst_put_word(p, "unplaced");
        return;
    }
    cst_page_mention(p, &place->mention, CST_MARK_PLACE);
    for (size_t i = 0; i < place->n_in; i++) {
        cst_put(p, ", <bdi>");
        cst_put_short(p, place->in[i], CST_NAME_MAX);
        cst_put(p, "</bdi>");
    }
}

void cst_page_date(cst_page *p, const cst_date *date)
{
    uint32_t mark = date->present ? cst_page_mark(p, date->mention.span,
                                                  CST_MARK_DATE)
                                  : CST_NONE;

    if (mark != CST_NONE) {
        put_mark_link(p, mark);
    }
    cst_buf_str(p->out, cst_say_date(p, date));
    if (mark != CST_NONE) {
        cst_put(p, "</a>");
    }
}

/* --------------------------------------------------------------- claims */

static void put_class(cst_page *p, cst_str kind, const char *stance,
                      const char *more)
{
    cst_put(p, " class=\"claim k-");
    cst_html_put_attr(p->out, kind);
    cst_put(p, " s-");
    cst_put(p, stance);
    cst_put(p, more);
    cst_put(p, "\"");
}

void cst_page_harm_class(cst_page *p, uint32_t index)
{
    const cst_harm *h = &p->harms[index];

    put_class(p, h->kind, cst_harm_stance(h),
              h->part_of < p->n_harms ? " part" : "");
}

void cst_page_damage_class(cst_page *p, uint32_t index)
{
    put_class(p, CST_S("damage"), cst_stance_name(p->damages[index].stance),
              "");
}

static void put_victims(cst_page *p, const cst_victims *v)
{
    cst_put(p, " <span class=\"who\">");
    if (v->person.n) {
        cst_put_quote(p, "bdi", v->person);
        cst_put(p, ", ");
    }
    if (v->group.n) {
        cst_put_code(p, "group", v->group);
        cst_put(p, ", ");
    }
    cst_put_code(p, "status", v->status);
    cst_put(p, "</span>");
}

void cst_page_harm_line(cst_page *p, uint32_t index)
{
    const cst_harm *h = &p->harms[index];

    cst_put(p, "<span class=\"kind\">");
    cst_put_code(p, "kind", h->kind);
    cst_put(p, "</span> <span class=\"body\"><span class=\"fig\">");
    cst_buf_str(p->out, cst_say_number(p, &h->count));
    cst_put(p, "</span>");
    put_victims(p, &h->victims);
    put_harm_badges(p, h);
    cst_put(p, " ");
    cst_page_source(p, &h->claimant);
}

void cst_page_damage_line(cst_page *p, uint32_t index)
{
    const cst_damage *d = &p->damages[index];

    cst_put(p, "<span class=\"kind\">");
    cst_put_code(p, "degree", d->degree);
    cst_put(p, "</span> <span class=\"body\"><span class=\"fig thing\">");
    cst_page_mention(p, &d->object, CST_MARK_OBJECT);
    cst_put(p, "</span> <span class=\"who\">");
    cst_put_code(p, "class", d->class_);
    cst_put(p, "</span>");
    cst_page_badge(p, cst_stance_name(d->stance));
    cst_put(p, " ");
    cst_page_source(p, &d->claimant);
}

void cst_page_event_title(cst_page *p, uint32_t index)
{
    const cst_event *e = &p->events[index];

    cst_put(p, "<span class=\"ev-type\">");
    cst_put_code(p, "type", e->type);
    cst_put(p, "</span> <span class=\"ev-place\">");
    cst_page_place(p, &e->place);
    cst_put(p, "</span> <span class=\"ev-date\">");
    cst_page_date(p, &e->date);
    cst_put(p, "</span>");
    cst_page_badge(p, cst_stance_name(e->stance));
}
