/* present/page_incident: see the header. What happened, how it stands, what is
 * disputed, who is blamed; claims, history and derivation stand in their own
 * files. */
#include "present/page_incident.h"

/* ---------------------------------------------------------- short hand */

void cst_put_sym(cst_page *p, const cst_incident_view *v, cst_sym s)
{
    cst_put(p, "<bdi>");
    cst_put_short(p, cst_coll_str(v->c, s), CST_NAME_MAX);
    cst_put(p, "</bdi>");
}

static const cst_told *told_of(const cst_incident_view *v, uint32_t document)
{
    return v->told[document];
}

/* Pages stand one folder below the first; base is "../" there. */
void cst_put_report_link(cst_page *p, const cst_incident_view *v,
                         uint32_t document, char letter, uint32_t label)
{
    const cst_told *told = told_of(v, document);

    if (!told) { /* of a store, but not of this dossier */
        cst_put(p, "<code>");
        cst_put(p, v->c->documents.at[document].id);
        cst_put(p, "</code>");
        return;
    }
    cst_put(p, "<a href=\"");
    cst_put(p, p->base);
    cst_put(p, "documents/");
    cst_put(p, told->id);
    cst_put(p, ".html");
    if (letter) {
        cst_put(p, "#");
        cst_buf_char(p->out, letter);
        cst_put_int(p, (int64_t)label + 1);
    }
    cst_put(p, "\"><bdi>");
    cst_put_short(p, told->outlet.n  ? told->outlet
                     : told->title.n ? told->title
                                     : told->path,
                  CST_NAME_MAX);
    cst_put(p, "</bdi></a>");
}

void cst_put_voice(cst_page *p, const cst_incident_view *v, uint32_t source)
{
    const cst_assessment *a = cst_view_assessment(v);
    const cst_voice *voice;

    if (source >= a->voices.n) {
        cst_put_word(p, "not.stated");
        return;
    }
    voice = &v->tolls->voices.at[a->voices.first + source];
    if (voice->own && !voice->name) {
        cst_put_word(p, "own.voice");
    } else if (voice->own) {
        cst_put_with(p, "own.voice.of",
                     cst_say_name(p, cst_coll_str(v->c, voice->name)));
    } else {
        cst_put_sym(p, v, voice->name);
    }
}

cst_str cst_say_claim(cst_page *p, const cst_coll_harm *h)
{
    const cst_count count = {h->qualifier, h->value, h->value2, -1, -1,
                             {0, 0}};

    return cst_say_number(p, &count);
}

static cst_str say_with(cst_page *p, const char *key, int64_t n, int64_t m)
{
    const cst_ui_part parts[] = {{'n', n < 0 ? CST_S("") : cst_say_int(p, n)},
                                 {'m', m < 0 ? CST_S("") : cst_say_int(p, m)},
                                 {0, {NULL, 0}}};
    cst_buf b;
    cst_str held, kept;

    cst_buf_init(&b, p->out->allocator);
    cst_ui_fill(&b, cst_ui_word(p->ui, key), parts);
    held = cst_buf_get(&b);
    kept = (cst_str){cst_arena_copy(p->arena, held.p, held.n), held.n};
    p->out->failed = p->out->failed || b.failed || !kept.p;
    cst_buf_free(&b);
    return kept.p ? kept : CST_S("");
}

cst_str cst_say_range(cst_page *p, int64_t low, int64_t high, bool open)
{
    if (low < 0 && high < 0) {
        return cst_say_text(p, cst_ui_word(p->ui, "range.none"));
    }
    if (low < 0) {
        return say_with(p, "range.to", high, -1);
    }
    if (open || high < 0) {
        return say_with(p, "range.from", low, -1);
    }
    return low == high ? say_with(p, "range.one", low, -1)
                       : say_with(p, "range.both", low, high);
}

void cst_incident_words(cst_page *p, const cst_told *told, const char *before,
                        cst_str words, bool sensitive)
{
    cst_document_info own = {.language = told->language};
    bool covered = sensitive && p->cover != CST_COVER_NONE;

    if (!words.n) {
        return;
    }
    p->info = &own;
    cst_put(p, before);
    if (covered) {
        cst_page_cover_open(p, "cover.quote");
    }
    cst_put(p, "<span class=\"words\">");
    cst_put_quote(p, "q", words);
    cst_put(p, "</span>");
    if (covered) {
        cst_page_cover_close(p);
    }
    p->info = NULL;
}

/* ----------------------------------------------------------------- title */

static void put_when(cst_page *p, const cst_when *w)
{
    cst_buf_str(p->out, cst_say_days(p, w->from, w->to));
}

static void put_where(cst_page *p, const cst_incident_view *v,
                      const cst_spot *s)
{
    if (!s->present || !s->name) {
        cst_put_word(p, "unplaced");
        return;
    }
    cst_put_sym(p, v, s->name);
    for (uint32_t i = 0; i < s->in.n; i++) {
        cst_put(p, ", ");
        cst_put_sym(p, v, v->c->names.at[s->in.first + i]);
    }
}

void cst_page_incident_title(cst_page *p, const cst_incident_view *v)
{
    const cst_incident *x = cst_view_incident(v);

    cst_put(p, "<span class=\"ev-type\">");
    cst_put_code(p, "type", cst_coll_str(v->c, x->type));
    cst_put(p, "</span> <span class=\"ev-place\">");
    put_where(p, v, &x->place);
    cst_put(p, "</span> <span class=\"ev-date\">");
    put_when(p, &x->date);
    cst_put(p, "</span>");
}

static void put_status(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);
    const char *standing = cst_standing_name(a->standing);

    cst_put(p, "<span class=\"badge b-");
    cst_put(p, standing);
    cst_put(p, "\">");
    cst_put_code(p, "standing", cst_str_of(standing));
    cst_put(p, "</span>");
}

static void put_counts(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);

    cst_put_count(p, "n.report", a->documents);
    cst_put(p, " <span class=\"dot\">\xC2\xB7</span> ");
    cst_put_count(p, "n.source", a->sources);
}

static void put_stated(cst_page *p, const cst_kind_toll *k)
{
    cst_buf_str(p->out, k->summed ? cst_say_range(p, k->low, k->high, k->open)
                                  : cst_say_range(p, k->stated_min,
                                                  k->stated_max, false));
}

/* The stated range of each kind that has one; what sums up sites says so. */
void cst_page_incident_tolls(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);
    bool any = false;

    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &v->tolls->kinds.at[a->kinds.first + i];
        cst_str kind = cst_coll_str(v->c, k->kind);

        if (k->stated_max < 0 && !k->summed) {
            continue;
        }
        cst_put(p, any ? " <span class=\"claim k-" : "<span class=\"claim k-");
        cst_html_put_attr(p->out, kind);
        cst_put(p, "\"><span class=\"fig\"><b>");
        put_stated(p, k);
        cst_put(p, "</b> ");
        cst_put_code(p, "kind", kind);
        if (k->summed) {
            cst_put(p, " ");
            cst_put_word(p, "toll.summed");
        }
        cst_put(p, "</span></span>");
        any = true;
    }
    if (!any) {
        cst_put_word(p, "toll.none");
    }
}

/* ------------------------------------------------------------- contested */

static void put_contested(cst_page *p, const cst_incident_view *v)
{
    static const char *const keys[] = {"contested.perpetrator",
                                       "contested.occurrence",
                                       "contested.toll"};
    const cst_assessment *a = cst_view_assessment(v);

    if (!a->contested) {
        return;
    }
    cst_page_section(p, "contested", "contested", false);
    cst_put(p, "<ul class=\"points\">\n");
    for (size_t i = 0; i < CST_COUNT(keys); i++) {
        if (a->contested >> i & 1) {
            cst_put(p, "<li>");
            cst_put_word(p, keys[i]);
            cst_put(p, "</li>\n");
        }
    }
    cst_put(p, "</ul>\n</section>\n");
}

static void put_blamer(cst_page *p, const cst_incident_view *v, cst_sym name)
{
    cst_put(p, "<li>");
    if (name) {
        cst_put_with(p, "according.to",
                     cst_say_name(p, cst_coll_str(v->c, name)));
    } else {
        cst_put_word(p, "own.voice");
    }
    cst_put(p, "</li>");
}

static void put_blamed(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);

    if (a->blamed.n == 0) {
        return;
    }
    cst_page_section(p, "blamed", "blamed", false);
    cst_put(p, "<ul class=\"points\">\n");
    for (uint32_t i = 0; i < a->blamed.n; i++) {
        const cst_blamed *b = &v->tolls->blamed.at[a->blamed.first + i];

        cst_put(p, "<li><b>");
        cst_put_sym(p, v, b->name);
        cst_put(p, "</b>");
        if (b->certainty && b->said_by.n) {
            cst_put(p, " <span class=\"badge\">");
            cst_put_code(p, "certainty", cst_coll_str(v->c, b->certainty));
            cst_put(p, "</span>");
        }
        if (b->denied) {
            cst_page_badge(p, "denied");
        }
        cst_put(p, "<ul>");
        for (uint32_t n = 0; n < b->said_by.n; n++) {
            put_blamer(p, v, v->tolls->names.at[b->said_by.first + n]);
        }
        cst_put(p, "</ul></li>\n");
    }
    cst_put(p, "</ul>\n</section>\n");
}

/* --------------------------------------------------------------- reports */

/* An event's words may be those of its harms. */
static bool is_sensitive(const cst_incident_view *v, uint32_t at)
{
    const cst_coll_event *e = &v->c->events.at[at];
    cst_slice harms = v->c->documents.at[e->document].harms;

    for (uint32_t i = 0; i < harms.n; i++) {
        const cst_coll_harm *h = &v->c->harms.at[harms.first + i];

        if (h->event == at &&
            cst_is_sensitive_harm(cst_coll_str(v->c, h->kind),
                                  cst_coll_str(v->c, h->group))) {
            return true;
        }
    }
    return cst_is_sensitive_event(cst_coll_str(v->c, e->type));
}

static void put_event(cst_page *p, const cst_incident_view *v, uint32_t at)
{
    const cst_coll_event *e = &v->c->events.at[at];
    const cst_told *told = told_of(v, e->document);

    cst_put(p, "<li>");
    cst_put_report_link(p, v, e->document, 'e', e->label);
    if (v->c->documents.at[e->document].published.from) {
        cst_put(p, " <span class=\"pub\">");
        cst_buf_str(p->out, cst_say_interval(
            p, v->c->documents.at[e->document].published));
        cst_put(p, "</span>");
    }
    if (e->stance == CST_DENIED) {
        cst_page_badge(p, "denied");
    }
    if (e->claimant.name) {
        cst_put(p, " <span class=\"src\">");
        cst_put_with(p, "according.to",
                     cst_say_name(p, cst_coll_str(v->c, e->claimant.name)));
        cst_put(p, "</span>");
    }
    if (told && e->label < told->n_events) {
        cst_incident_words(p, told, " ", told->events[e->label],
                           p->cover != CST_COVER_NONE && is_sensitive(v, at));
    }
    cst_put(p, "</li>\n");
}

static void put_reports(cst_page *p, const cst_incident_view *v)
{
    const cst_incident *x = cst_view_incident(v);

    cst_page_section(p, "reports", "told.by", false);
    cst_put(p, "<ul class=\"points\">\n");
    for (uint32_t i = 0; i < x->events.n; i++) {
        put_event(p, v, v->c->incidents.members.at[x->events.first + i]);
    }
    cst_put(p, "</ul>\n</section>\n");
}

static void put_other(cst_page *p, const cst_incident_view *v, uint32_t at)
{
    cst_incident_view other = *v;

    other.at = at;
    cst_put(p, "<li><a href=\"");
    cst_put(p, cst_view_incident(&other)->id);
    cst_put(p, ".html\">");
    cst_page_incident_title(p, &other);
    cst_put(p, "</a> ");
    cst_page_incident_tolls(p, &other);
    cst_put(p, "</li>\n");
}

/* An open end is not "not told": parts without a number may be any number. */
static void put_residual(cst_page *p, const cst_incident_view *v,
                         const cst_residual *r)
{
    const cst_coll_harm *h = &v->c->harms.at[r->harm];

    cst_put(p, "<li><span class=\"kind\">");
    cst_put_code(p, "kind", cst_coll_str(v->c, h->kind));
    cst_put(p, "</span>");
    cst_put_colon(p);
    cst_buf_str(p->out, cst_say_range(p, r->total.low, r->total.high, false));
    cst_put(p, " (");
    cst_put_report_link(p, v, h->document, 'h', h->label);
    cst_put(p, "); ");
    cst_put_word(p, "residual.parts");
    cst_put(p, " ");
    cst_buf_str(p->out, cst_say_range(p, r->parts.low, r->parts.high, false));
    if (r->untold) {
        cst_put(p, " (");
        cst_put_count(p, "n.untold", r->untold);
        cst_put(p, ")");
    }
    cst_put(p, "; <b>");
    if (r->excess >= 0) {
        cst_put_with(p, "residual.exceeded", cst_say_int(p, r->excess));
    } else {
        cst_put_with(p, "residual.rest",
                     cst_say_range(p, r->rest.low, r->rest.high, false));
    }
    cst_put(p, "</b></li>\n");
}

static void put_residuals(cst_page *p, const cst_incident_view *v)
{
    cst_slice run = cst_view_assessment(v)->residuals;
    cst_slice in = cst_view_assessment(v)->counted_in;

    if (run.n == 0 && in.n == 0) {
        return;
    }
    cst_page_section(p, "residual", "residual", false);
    if (run.n) {
        cst_put(p, "<ul class=\"points\">\n");
        for (uint32_t i = 0; i < run.n; i++) {
            put_residual(p, v, &v->tolls->residuals.at[run.first + i]);
        }
        cst_put(p, "</ul>\n");
    }
    if (in.n) {
        cst_put(p, "<p>");
        cst_put_word(p, "counted.in");
        cst_put(p, "</p>\n<ul class=\"points\">\n");
        for (uint32_t i = 0; i < in.n; i++) {
            put_residual(p, v, &v->tolls->residuals.at[
                v->tolls->counted_in.at[in.first + i]]);
        }
        cst_put(p, "</ul>\n");
    }
    cst_put(p, "</section>\n");
}

static void put_related(cst_page *p, const cst_incident_view *v)
{
    const cst_incident *x = cst_view_incident(v);

    if (x->parent == CST_NONE && x->covers.n == 0) {
        return;
    }
    cst_page_section(p, "related", "related", false);
    if (x->parent != CST_NONE) {
        cst_put(p, "<p>");
        cst_put_word(p, "part.of.series");
        cst_put(p, "</p>\n<ul class=\"points\">\n");
        put_other(p, v, x->parent);
        cst_put(p, "</ul>\n");
    }
    if (x->covers.n) {
        cst_put(p, "<p>");
        cst_put_word(p, "covers");
        cst_put(p, "</p>\n<ul class=\"points\">\n");
        for (uint32_t i = 0; i < x->covers.n; i++) {
            put_other(p, v,
                      v->c->incidents.members.at[x->covers.first + i]);
        }
        cst_put(p, "</ul>\n");
    }
    cst_put(p, "</section>\n");
}

/* ------------------------------------------------------------------ page */

static void put_nav(cst_page *p, const char *id, const char *rel,
                    const char *key)
{
    if (id[0]) {
        cst_put(p, " <a rel=\"");
        cst_put(p, rel);
        cst_put(p, "\" href=\"");
        cst_put(p, id);
        cst_put(p, ".html\">");
        cst_put_word(p, key);
        cst_put(p, "</a>");
    }
}

static void put_grade(cst_page *p, const cst_incident_view *v)
{
    cst_str grade = cst_str_of(
        cst_grade_name(cst_view_assessment(v)->grade));

    cst_put(p, "<p class=\"caution\">");
    cst_put_word(p, "grade.proposed");
    cst_put(p, " <b>");
    cst_put_code(p, "grade", grade);
    cst_put(p, "</b>");
    cst_put_colon(p);
    cst_put_code(p, "grade.why", grade);
    cst_put(p, ". ");
    cst_put_word(p, "grade.yours");
    cst_put(p, "</p>\n");
}

/* What a window or a list of visited pages calls it. */
static void put_page_title(cst_page *p, const cst_incident_view *v)
{
    const cst_incident *x = cst_view_incident(v);
    cst_str type = cst_coll_str(v->c, x->type);
    cst_str word = cst_ui_code(p->ui, "type", type);
    cst_buf title;

    cst_buf_init(&title, p->out->allocator);
    cst_buf_str(&title, word.p ? word : type);
    cst_buf_z(&title, " \xC2\xB7 ");
    cst_buf_str(&title, x->place.present && x->place.name
                            ? cst_coll_str(v->c, x->place.name)
                            : cst_ui_word(p->ui, "unplaced"));
    cst_buf_z(&title, " \xC2\xB7 ");
    cst_buf_str(&title, cst_say_days(p, x->date.from, x->date.to));
    p->out->failed = p->out->failed || title.failed;
    cst_page_head(p, "../", cst_buf_get(&title), "index incident");
    cst_buf_free(&title);
}

static void put_head(cst_page *p, const cst_incident_view *v,
                     const char *previous, const char *next)
{
    put_page_title(p, v);
    cst_page_skip(p, "claims", "skip.claims");
    cst_page_nav(p, "../", CST_NAV_OVERVIEW, "true");
    put_nav(p, previous, "prev", "nav.prev");
    put_nav(p, next, "next", "nav.next");
    cst_put(p, "</nav>\n<main>\n<header class=\"head\">\n<p class=\"kicker\">");
    put_status(p, v);
    cst_put(p, " ");
    put_counts(p, v);
    cst_put(p, "</p>\n<h1>");
    cst_page_incident_title(p, v);
    cst_put(p, "</h1>\n<p class=\"figures\">");
    cst_page_incident_tolls(p, v);
    cst_put(p, "</p>\n");
    put_grade(p, v);
    cst_page_incident_map(p, v);
    cst_page_redacted_note(p);
    cst_page_cover_note(p);
    cst_put(p, "</header>\n");
}

void cst_page_incident(cst_page *p, const cst_incident_view *v,
                       const char *previous, const char *next)
{
    p->base = "../";
    put_head(p, v, previous, next);
    put_contested(p, v);
    cst_page_incident_claims(p, v);
    cst_page_incident_history(p, v);
    put_blamed(p, v);
    put_reports(p, v);
    put_related(p, v);
    put_residuals(p, v);
    cst_page_incident_how(p, v);
    cst_put(p, "</main>\n");
    cst_page_foot(p);
}
