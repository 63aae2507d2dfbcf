/* present/page_how: how a record was read.
 *
 * Takes a record, gives a fold with the rule that made it, the bytes of each of
 * its parts and from where the rest was taken. For a reader who wants to check
 * or to report a mistake.
 */
#include "present/page.h"

static void open_how(cst_page *p, cst_str rule)
{
    cst_put(p, "<details class=\"how\"><summary>");
    cst_put_word(p, "details");
    cst_put(p, "</summary><dl>\n");
    cst_put(p, "<dt>");
    cst_put_word(p, "rule");
    cst_put(p, "</dt><dd><code>");
    cst_put_text(p, rule);
    cst_put(p, "</code></dd>\n");
}

static void close_how(cst_page *p)
{
    cst_put(p, "</dl></details>\n");
}

static void put_bytes(cst_page *p, cst_span span)
{
    const cst_ui_part parts[] = {{'n', cst_say_int(p, span.begin)},
                                 {'m', cst_say_int(p, span.end)},
                                 {0, {NULL, 0}}};

    cst_put(p, " <span class=\"bytes\">");
    cst_ui_fill(p->out, cst_ui_word(p->ui, "bytes.range"), parts);
    cst_put(p, "</span>");
}

static void put_basis(cst_page *p, cst_basis basis)
{
    if (basis != CST_BASIS_NONE) {
        cst_put(p, ", ");
        cst_put_word(p, "basis");
        cst_put(p, " ");
        cst_put_code(p, "basis", cst_str_of(cst_basis_name(basis)));
    }
}

/* A row of words of the text, and from where they were taken. */
static void put_span_row(cst_page *p, const char *key, cst_span span,
                         cst_mark_kind kind, cst_basis basis)
{
    if (span.begin >= span.end) {
        return;
    }
    cst_put(p, "<dt>");
    cst_put_word(p, key);
    cst_put(p, "</dt><dd>");
    cst_page_words(p, span, kind);
    put_bytes(p, span);
    put_basis(p, basis);
    cst_put(p, "</dd>\n");
}

static void put_code_row(cst_page *p, const char *key, const char *prefix,
                         cst_str code)
{
    if (code.n == 0) {
        return;
    }
    cst_put(p, "<dt>");
    cst_put_word(p, key);
    cst_put(p, "</dt><dd>");
    cst_put_code(p, prefix, code);
    cst_put(p, "</dd>\n");
}

static void put_evidence(cst_page *p, const cst_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_span_row(p, "evidence", spans[i], CST_MARK_EVIDENCE,
                     CST_BASIS_NONE);
    }
}

static void put_claimant(cst_page *p, const cst_claimant *c)
{
    if (c->mention.name.p) {
        put_span_row(p, "claimant", c->mention.span, CST_MARK_CLAIMANT,
                     c->basis);
    }
}

static void put_date(cst_page *p, const char *key, const cst_date *d)
{
    if (!d->present) {
        return;
    }
    cst_put(p, "<dt>");
    cst_put_word(p, key);
    cst_put(p, "</dt><dd>");
    cst_buf_str(p->out, cst_say_date(p, d));
    if (d->mention.span.begin < d->mention.span.end) {
        cst_put(p, " ");
        cst_page_words(p, d->mention.span, CST_MARK_DATE);
        put_bytes(p, d->mention.span);
    }
    put_basis(p, d->basis);
    if (d->method.n) {
        cst_put(p, " <code>");
        cst_put_text(p, d->method);
        cst_put(p, "</code>");
    }
    cst_put(p, "</dd>\n");
}

/* Five decimals are a metre. */
static void put_degrees(cst_page *p, double v)
{
    int64_t scaled = (int64_t)(v * 100000 + (v < 0 ? -0.5 : 0.5));
    int64_t part;

    if (scaled < 0) {
        cst_put(p, "\xE2\x88\x92");
        scaled = -scaled;
    }
    part = scaled % 100000;
    cst_put_int(p, scaled / 100000);
    cst_put(p, ".");
    for (int64_t limit = 10000; limit > 1 && part < limit; limit /= 10) {
        cst_put(p, "0");
    }
    cst_put_int(p, part);
}

static void put_point(cst_page *p, const cst_place *place)
{
    bool sane = place->lat >= -90 && place->lat <= 90 && place->lon >= -360 &&
                place->lon <= 360;

    if (!place->has_point || !sane) {
        return;
    }
    cst_put(p, "<dt>");
    cst_put_word(p, "coordinates");
    cst_put(p, "</dt><dd>");
    put_degrees(p, place->lat);
    cst_put(p, ", ");
    put_degrees(p, place->lon);
    cst_put(p, " (");
    cst_put_code(p, "precision", place->precision);
    cst_put(p, ")");
    if (place->id.n) {
        cst_put(p, " <code>");
        cst_put_text(p, place->id);
        cst_put(p, "</code>");
    }
    cst_put(p, "</dd>\n");
}

static void put_place(cst_page *p, const char *key, const cst_place *place)
{
    if (!place->present) {
        return;
    }
    put_span_row(p, key, place->mention.span, CST_MARK_PLACE, place->basis);
    put_point(p, place);
    if (place->n_candidates == 0) {
        return;
    }
    cst_put(p, "<dt>");
    cst_put_word(p, "candidates");
    cst_put(p, "</dt><dd>");
    for (size_t i = 0; i < place->n_candidates; i++) {
        cst_put(p, i ? ", <code>" : "<code>");
        cst_put_text(p, place->candidates[i]);
        cst_put(p, "</code>");
    }
    cst_put(p, "</dd>\n");
}

void cst_page_how_event(cst_page *p, uint32_t index)
{
    const cst_event *e = &p->events[index];

    open_how(p, e->rule);
    put_evidence(p, e->evidence, e->n_evidence);
    put_date(p, "when", &e->date);
    put_place(p, "where", &e->place);
    put_claimant(p, &e->claimant);
    put_code_row(p, "stance", "stance",
                 cst_str_of(cst_stance_name(e->stance)));
    close_how(p);
}

void cst_page_how_harm(cst_page *p, uint32_t index)
{
    const cst_harm *h = &p->harms[index];

    open_how(p, h->rule);
    put_evidence(p, h->evidence, h->n_evidence);
    put_span_row(p, "count", h->count.span, CST_MARK_COUNT, CST_BASIS_NONE);
    put_span_row(p, "victims", h->victims.span, CST_MARK_VICTIMS,
                 CST_BASIS_NONE);
    put_claimant(p, &h->claimant);
    put_date(p, "period", &h->period);
    put_place(p, "area", &h->area);
    put_code_row(p, "stance", "stance", cst_str_of(cst_harm_stance(h)));
    close_how(p);
}

void cst_page_how_damage(cst_page *p, uint32_t index)
{
    const cst_damage *d = &p->damages[index];

    open_how(p, d->rule);
    put_evidence(p, d->evidence, d->n_evidence);
    put_span_row(p, "object", d->object.span, CST_MARK_OBJECT, CST_BASIS_NONE);
    put_claimant(p, &d->claimant);
    put_code_row(p, "stance", "stance",
                 cst_str_of(cst_stance_name(d->stance)));
    close_how(p);
}
