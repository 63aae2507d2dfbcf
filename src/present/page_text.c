/* present/page_text: the cleaned text of a document with its marks.
 *
 * Takes the zones and the marks, gives one element a zone. Marks that overlap
 * in part are cut where the outer one ends and go on after it, so that the text
 * of all pieces of a mark (data-m) is the text of its bytes. Nothing is added
 * to the text itself: labels and offsets are attributes. Lines that were set
 * aside stand greyed in a fold.
 */
#include "present/page.h"
#include "present/redact.h"

/* A stretch of one mark inside one zone. */
typedef struct piece {
    uint32_t mark;
    uint32_t begin, end; /* text offsets */
    bool first, last;    /* of its mark in this zone */
    bool anchor;         /* an <a> was opened for it */
} piece;

typedef struct writer {
    cst_page *p;
    cst_str text;
    size_t next; /* mark that comes next in the text */
    CST_VEC(piece) pieces; /* of the zone, sorted; those before at are done */
    CST_VEC(piece) open;   /* outermost first */
    CST_VEC(uint32_t) ended; /* marks whose labels are still to be written */
    size_t at;
    uint32_t anchors;
} writer;

static const char *const kind_names[] = {
    [CST_MARK_EVIDENCE] = "evidence", [CST_MARK_VICTIMS] = "victims",
    [CST_MARK_CLAIMANT] = "claimant", [CST_MARK_ACTOR] = "actor",
    [CST_MARK_TARGET] = "target",     [CST_MARK_WEAPON] = "weapon",
    [CST_MARK_OBJECT] = "object",     [CST_MARK_DATE] = "date",
    [CST_MARK_PLACE] = "place",       [CST_MARK_COUNT] = "count"};

/* --------------------------------------------------------------- pieces */

static bool before(const writer *w, const piece *a, const piece *b)
{
    if (a->begin != b->begin) {
        return a->begin < b->begin;
    }
    if (a->end != b->end) {
        return a->end > b->end;
    }
    return w->p->marks[a->mark].kind < w->p->marks[b->mark].kind;
}

/* Put a piece where it belongs among those to come. */
static void insert(writer *w, piece new_piece)
{
    size_t i;

    if (!CST_PUSH(w->p->arena, &w->pieces)) {
        return;
    }
    for (i = w->pieces.n - 1; i > w->at; i--) {
        if (!before(w, &new_piece, &w->pieces.at[i - 1])) {
            break;
        }
        w->pieces.at[i] = w->pieces.at[i - 1];
    }
    w->pieces.at[i] = new_piece;
}

/* The marks that begin in a zone, cut at its end. */
static void take_marks(writer *w, cst_tspan zone)
{
    const cst_page *p = w->p;

    w->pieces.n = w->at = 0;
    for (; w->next < p->n_marks && p->marks[w->next].at.begin < zone.end;
         w->next++) {
        const cst_mark *m = &p->marks[w->next];
        piece *x;

        if (m->at.begin < zone.begin || !m->shown) {
            continue;
        }
        x = CST_PUSH(p->arena, &w->pieces);
        if (x) {
            *x = (piece){(uint32_t)w->next, m->at.begin,
                         m->at.end < zone.end ? m->at.end : zone.end, true,
                         true, false};
        }
    }
}

/* ---------------------------------------------------------------- marks */

static const char *stance_of(const cst_page *p, cst_ref r)
{
    switch (r.letter) {
    case 'h':
        return cst_harm_stance(&p->harms[r.index]);
    case 'd':
        return cst_stance_name(p->damages[r.index].stance);
    default:
        return cst_stance_name(p->events[r.index].stance);
    }
}

static cst_str kind_of(const cst_page *p, cst_ref r)
{
    switch (r.letter) {
    case 'h':
        return p->harms[r.index].kind;
    case 'd':
        return CST_S("damage");
    default:
        return CST_S("event");
    }
}

static void put_refs(cst_page *p, const cst_mark *m)
{
    for (uint32_t i = 0; i < m->n_refs; i++) {
        if (i) {
            cst_put(p, " ");
        }
        cst_put_label(p, m->refs[i]);
    }
}

static void put_data(cst_page *p, const char *name, int64_t v)
{
    cst_put(p, " data-");
    cst_put(p, name);
    cst_put(p, "=\"");
    cst_put_int(p, v);
    cst_put(p, "\"");
}

static void open_piece(writer *w, piece *x)
{
    cst_page *p = w->p;
    const cst_mark *m = &p->marks[x->mark];

    cst_put(p, "<mark class=\"m-");
    cst_put(p, kind_names[m->kind]);
    cst_put(p, " k-");
    cst_html_put_attr(p->out, kind_of(p, m->refs[0]));
    cst_put(p, " s-");
    cst_put(p, stance_of(p, m->refs[0]));
    cst_put(p, "\"");
    if (x->first) {
        cst_put(p, " id=\"m");
        cst_put_int(p, (int64_t)x->mark + 1);
        cst_put(p, "\"");
    }
    put_data(p, "m", (int64_t)x->mark + 1);
    put_data(p, "b", m->raw.begin);
    put_data(p, "e", m->raw.end);
    cst_put(p, " data-r=\"");
    put_refs(p, m);
    cst_put(p, "\">");
    /* Links cannot stand in links: not the wide ones, so that numbers are. The
     * labels behind the words are the stops of the keyboard. */
    if (m->kind != CST_MARK_EVIDENCE && m->kind != CST_MARK_VICTIMS &&
        w->anchors == 0) {
        cst_put(p, "<a tabindex=\"-1\"");
        cst_put_href(p, m->refs[0]);
        cst_put(p, " title=\"");
        cst_html_put_attr(p->out, cst_ui_code(p->ui, "mark",
                                          cst_str_of(kind_names[m->kind])));
        cst_put_colon(p);
        put_refs(p, m);
        cst_put(p, "\">");
        x->anchor = true;
        w->anchors++;
    }
}

static void put_label_link(cst_page *p, cst_ref r)
{
    cst_str kind = kind_of(p, r);
    const char *stance = stance_of(p, r);

    cst_put(p, "<a class=\"ref k-");
    cst_html_put_attr(p->out, kind);
    cst_put(p, " s-");
    cst_put(p, stance);
    cst_put(p, "\"");
    cst_put_href(p, r);
    cst_put(p, " data-l=\"");
    cst_put_label(p, r);
    cst_put(p, "\" aria-label=\"");
    cst_put_label(p, r);
    cst_put(p, ", ");
    if (r.letter == 'h') {
        cst_put_code(p, "kind", kind);
    } else if (r.letter == 'd') {
        cst_put_code(p, "degree", p->damages[r.index].degree);
    } else {
        cst_put_code(p, "type", p->events[r.index].type);
    }
    cst_put(p, ", ");
    cst_put_code(p, "stance", cst_str_of(stance));
    cst_put(p, "\"></a>");
}

static void put_labels(writer *w)
{
    if (w->anchors) {
        return;
    }
    for (size_t i = 0; i < w->ended.n; i++) {
        const cst_mark *m = &w->p->marks[w->ended.at[i]];

        for (uint32_t j = 0; j < m->n_refs; j++) {
            put_label_link(w->p, m->refs[j]);
        }
    }
    w->ended.n = 0;
}

static void close_piece(writer *w)
{
    piece x = w->open.at[--w->open.n];

    if (x.anchor) {
        cst_put(w->p, "</a>");
        w->anchors--;
    }
    cst_put(w->p, "</mark>");
    if (x.last && w->p->marks[x.mark].kind == CST_MARK_EVIDENCE) {
        uint32_t *m = CST_PUSH(w->p->arena, &w->ended);

        if (m) {
            *m = x.mark;
        }
    }
    put_labels(w);
}

static void put_slice(writer *w, uint32_t from, uint32_t to)
{
    cst_put_text(w->p,
                 cst_redact_shown(w->p->arena,
                                  cst_str_sub(w->text, from, to - from)));
}

/* Close all that ends at or before a place, writing the text up to there. */
static uint32_t close_until(writer *w, uint32_t from, uint32_t to)
{
    while (w->open.n && w->open.at[w->open.n - 1].end <= to) {
        uint32_t end = w->open.at[w->open.n - 1].end;

        put_slice(w, from, end);
        from = end;
        close_piece(w);
    }
    put_slice(w, from, to);
    return to;
}

static void write_marked(writer *w, cst_tspan zone)
{
    uint32_t from = zone.begin;

    take_marks(w, zone);
    for (; w->at < w->pieces.n; w->at++) {
        piece x = w->pieces.at[w->at];
        piece *open;
        uint32_t limit;

        from = close_until(w, from, x.begin);
        limit = w->open.n ? w->open.at[w->open.n - 1].end : zone.end;
        if (x.end > limit) {
            piece rest = {x.mark, limit, x.end, false, x.last, false};

            x.end = limit;
            x.last = false;
            w->at++;
            insert(w, rest);
            w->at--;
        }
        open = CST_PUSH(w->p->arena, &w->open);
        if (open) {
            *open = x;
            open_piece(w, open);
        }
    }
    close_until(w, from, zone.end);
}

/* ---------------------------------------------------------------- zones */

static bool is_dropped(cst_zone_kind kind)
{
    return kind == CST_ZONE_TEASER || kind == CST_ZONE_BOILERPLATE;
}

/* Whether evidence that is covered begins or goes on in a zone. */
static bool zone_is_covered(const writer *w, cst_tspan zone)
{
    const cst_page *p = w->p;

    for (size_t i = w->next; i < p->n_marks; i++) {
        const cst_mark *m = &p->marks[i];

        if (m->at.begin >= zone.end) {
            return false;
        }
        for (uint32_t j = 0; j < m->n_refs; j++) {
            if (m->kind == CST_MARK_EVIDENCE && cst_page_covers(p, m->refs[j])) {
                return true;
            }
        }
    }
    return false;
}

static void put_zone(writer *w, const cst_zone *z)
{
    static const struct {
        uint32_t flag;
        const char *name;
    } looks[] = {{CST_ZONE_HEADING, " z-heading"},
                 {CST_ZONE_ENTRY, " z-entry"},
                 {CST_ZONE_LEAD, " z-lead"},
                 {CST_ZONE_HEADER, " z-header"},
                 {CST_ZONE_ITEM, " z-item"}};
    cst_page *p = w->p;
    cst_tspan t = cst_document_text_span(p->doc, z->span);
    bool covered = p->cover != CST_COVER_NONE && zone_is_covered(w, t);

    if (covered) {
        cst_page_cover_open(p, "cover.text");
    }
    cst_put(p, "<p class=\"z z-");
    cst_put(p, cst_zone_kind_name(z->kind));
    for (size_t i = 0; i < CST_COUNT(looks); i++) {
        if (z->flags & looks[i].flag) {
            cst_put(p, looks[i].name);
        }
    }
    cst_put(p, "\" dir=\"auto\"");
    put_data(p, "b", z->span.begin);
    put_data(p, "e", z->span.end);
    cst_put(p, ">");
    write_marked(w, t);
    cst_put(p, "</p>");
    if (covered) {
        cst_page_cover_close(p);
    }
    cst_put(p, "\n");
}

/* Summary of a fold: how many lines, and what they are. */
static void open_fold(cst_page *p, size_t from, size_t to)
{
    const cst_zone *z = p->info->zones;
    cst_buf count, *out = p->out;

    cst_buf_init(&count, out->allocator);
    p->out = &count;
    cst_put_count(p, "n.line", to - from);
    p->out = out;
    out->failed = out->failed || count.failed;
    cst_put(p, "<details class=\"aside\"><summary lang=\"");
    cst_html_put_attr(out, cst_ui_language(p->ui));
    cst_put(p, "\"><span class=\"fold\">");
    cst_put_with(p, to - from == 1 ? "set.aside.1" : "set.aside",
                 cst_buf_get(&count));
    cst_buf_free(&count);
    cst_put(p, "</span> <span class=\"fold-kind\">");
    for (int kind = CST_ZONE_TEASER; kind <= CST_ZONE_BOILERPLATE; kind++) {
        bool has = false, all = true;

        for (size_t i = from; i < to; i++) {
            has = has || (int)z[i].kind == kind;
            all = all && (int)z[i].kind == kind;
        }
        if (has) {
            cst_put(p, kind == CST_ZONE_BOILERPLATE && !all ? ", " : "");
            cst_put_code(p, "zone",
                         cst_str_of(cst_zone_kind_name((cst_zone_kind)kind)));
        }
    }
    cst_put(p, "</span></summary>\n");
}

void cst_page_text(cst_page *p)
{
    writer w = {.p = p};
    const cst_zone *z = p->info->zones;
    size_t n = p->info->n_zones, fold_end = 0;

    w.text = cst_document_text(p->doc);
    for (size_t i = 0; i < n; i++) {
        if (is_dropped(z[i].kind) && fold_end <= i) {
            for (fold_end = i; fold_end < n && is_dropped(z[fold_end].kind);) {
                fold_end++;
            }
            open_fold(p, i, fold_end);
        }
        put_zone(&w, &z[i]);
        if (fold_end == i + 1) {
            cst_put(p, "</details>\n");
        }
    }
}
