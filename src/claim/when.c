/* claim/when: the date of publication, and every time of the text in days. */
#include "claim/reader.h"

/* Latest day, or latest year's first day, that the body states. */
static cst_day latest_full(cl_reader *r)
{
    cst_day latest = 0;
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        cst_day day =
            cl_is_body(s->zone)
                ? cst_time_latest(r->time_names, r->pack, &s->units,
                                  false)
                : 0;
        latest = day > latest ? day : latest;
    }
    return latest;
}

/* Where only the month of publication is known: the latest day in it that the
 * body states, about which its days of the week lie. */
static cst_day latest_in(cl_reader *r, cst_interval published)
{
    cst_time_context ctx;
    memset(&ctx, 0, sizeof ctx);
    ctx.published = published;
    cst_day latest = 0;
    for (uint32_t i = 0; i < r->m.times.n; i++) {
        const cl_time *t = &r->m.times.at[i];
        const cl_sentence *s = cl_sentence_at(r, t->sentence);
        cst_time_value v;
        if (cl_is_body(s->zone) &&
            cst_time_resolve(r->time_names, r->pack, &s->units, t->unit, &ctx,
                             &v) &&
            v.kind == CST_TIME_DAY && !v.inexact && v.to > latest &&
            v.to >= published.from && v.to <= published.to) {
            latest = v.to;
        }
    }
    return latest;
}

#define CL_HEAD 3 /* paragraphs that a dateline may open */

/* Where no day of publication is stated: the latest full date that the first
 * paragraphs state, from which their other times are seen. */
static cst_day latest_at_head(const cl_reader *r)
{
    uint32_t paragraph = CST_NONE, opened = 0;
    cst_day latest = 0;
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        if (!cl_is_body(s->zone)) {
            continue;
        }
        opened += s->paragraph != paragraph;
        paragraph = s->paragraph;
        if (opened > CL_HEAD) {
            break;
        }
        cst_day day = cst_time_latest(r->time_names, r->pack, &s->units, true);
        latest = day > latest ? day : latest;
    }
    return latest;
}

/* "19 November. A shell fell", "19 November: a shell fell": a day with which
 * its paragraph opens. */
static bool opens_paragraph(const cl_reader *r, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    const cst_unit *u = cl_unit(s, t->unit);
    const cst_feat *kind = cst_time_feat(r->time_names, &s->units, t->unit,
                                         r->n->kind);
    if (!u || u->tok_begin != 0 || !kind || kind->kind != CST_FEAT_SYM ||
        (cst_sym)kind->value != r->n->date ||
        (t->sentence > 0 &&
         cl_sentence_at(r, t->sentence - 1)->paragraph == s->paragraph)) {
        return false;
    }
    const cst_token *next = &s->units.tokens[u->tok_end];
    return u->tok_end >= s->units.n_tokens ||
           ((next->flags & CST_TOK_PUNCT) && !cst_str_is(next->norm, ",") &&
            !cst_str_is(next->norm, "("));
}

#define CL_CHRONICLE 3 /* paragraphs */

/* The text goes through its days: the first of them is no dateline. */
static bool chronicle(const cl_reader *r)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->m.times.n && n < CL_CHRONICLE; i++) {
        const cl_time *t = &r->m.times.at[i];
        n += cl_sentence_at(r, t->sentence)->zone == CST_ZONE_CONTENT &&
             opens_paragraph(r, t);
    }
    return n == CL_CHRONICLE;
}

static cst_status publication(cl_reader *r, cst_day given, cst_records *out)
{
    size_t max = r->m.sentences.n, n = 0;
    cst_pubdate_line *lines = CST_NEW(r->arena, cst_pubdate_line, max);
    if (!lines) {
        return CST_NOMEM;
    }
    uint32_t paragraph = CST_NONE, opened = 0;
    uint32_t head = chronicle(r) ? 0 : CL_HEAD;
    for (uint32_t i = 0; i < max; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        bool header = !cl_is_body(s->zone) || (s->block_flags & CST_BLOCK_HEADER);
        bool opens = s->zone == CST_ZONE_CONTENT && s->paragraph != paragraph;
        opened += opens;
        paragraph = opens ? s->paragraph : paragraph;
        if ((header || (opens && opened <= head)) && s->units.n_tokens) {
            lines[n].units = &s->units;
            lines[n].below = !header && opened > 1;
            lines[n++].header = header;
        }
    }
    cst_tspan mark = r->layout->dateline_month;
    cst_interval updated = {0, 0, -1};
    out->published.minutes = -1;
    if (given) {
        out->published = (cst_interval){given, given, -1};
        out->published_source = CST_PUB_METADATA;
    } else if (cst_pubdate(r->time_names, r->pack, lines, n,
                           cl_span_str(&r->m, mark), latest_full(r),
                           &out->published, &updated)) {
        out->published_source =
            n && lines[0].header ? CST_PUB_HEADER : CST_PUB_TEXT;
    }
    out->updated = updated;
    r->changed = updated.from == updated.to ? updated.from : 0;
    /* A live page may state its last change alone: what it calls today. */
    r->m.published = out->published.from ? out->published : updated;
    r->m.published_day =
        r->m.published.from && r->m.published.from == r->m.published.to;
    return CST_OK;
}

#define CL_DATE_LINE 10 /* tokens */

bool cl_date_line(const cl_reader *r, uint32_t sentence)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    if (s->time_end != s->time_begin + 1 || s->units.n_tokens > CL_DATE_LINE) {
        return false;
    }
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->label != r->n->time &&
            !(s->units.tokens[u->tok_begin].flags & CST_TOK_PUNCT)) {
            return false;
        }
    }
    return true;
}

#define CL_SEASON 100 /* days */

/* What the days behind a time lie in, until the paragraph ends: a season, a
 * month, a year; the rest of the year of a full date. */
static void open_span(const cl_time *t, cst_day published, cst_interval *span)
{
    const cst_time_value *v = &t->value;
    if ((v->full && v->from == published) || !t->resolved || !v->from || !v->to || v->before || v->after ||
        v->to - v->from > 366) {
        return;
    }
    if (v->kind == CST_TIME_SPAN) {
        *span = (cst_interval){v->from, v->to, -1};
    } else if (v->full && !v->attribute) {
        int y, m, d;
        cst_day_to_ymd(v->from, &y, &m, &d);
        *span = (cst_interval){v->from, cst_day_from_ymd(y, 12, 31), -1};
    }
}

/* "In the autumn of 2024 ... on 27 September he had been killed": a season
 * holds what is told behind it; a year only what had been done. */
static bool holds(const cl_reader *r, const cl_time *t, const cst_interval *w)
{
    const cl_clause *c =
        t->clause == CST_NONE ? NULL : &r->m.clauses.at[t->clause];
    return w->from && (w->to - w->from <= CL_SEASON ||
                       (c && c->perfect && c->tense == CST_TENSE_IMPF));
}

/* What a line of dates heads: the days below it lie in its year, and are seen
 * from its day; a year before a colon heads its paragraph. */
typedef struct section {
    cst_interval within; /* from == 0: none */
    cst_interval day;    /* from == 0: none */
    bool below;          /* it stood in a line of its own */
    cst_day last;        /* the day that opened a paragraph last; 0 = none */
} section;

/* A day without its year that opens a paragraph comes after the one that opened
 * one before. */
static void follow(const cl_reader *r, const section *s, cst_interval *within)
{
    cst_day end = s->last + 365;
    if (s->last) {
        *within = (cst_interval){s->last, end, -1};
        within->to = r->m.published.to && r->m.published.to < end
                         ? r->m.published.to : end;
    }
}

/* "Yesterday", "on Monday": seen from the day that heads the section. */
static bool deictic(const cl_reader *r, const cl_time *t)
{
    const cst_feat *f = cst_time_feat(
        r->time_names, &cl_sentence_at(r, t->sentence)->units, t->unit,
        r->n->kind);
    return f && f->kind == CST_FEAT_SYM && (cst_sym)f->value != r->n->date;
}

static void head_with(const cl_reader *r, const cl_time *t, section *s)
{
    const cst_time_value *v = &t->value;
    const cst_interval span = {v->from, v->to, -1}, none = {0, 0, -1};
    const cl_sentence *of = cl_sentence_at(r, t->sentence);
    bool line = cl_date_line(r, t->sentence) ||
                (v->opens && (of->block_flags & CST_BLOCK_HEADING));
    bool year = v->kind == CST_TIME_SPAN && v->to - v->from <= 366 &&
                (line || v->opens);

    if (!t->resolved || !v->from || !v->to || (!line && !year)) {
        return;
    }
    s->within = year ? span : none;
    s->day = v->kind == CST_TIME_DAY && v->full && v->from == v->to &&
                     (!r->m.published.to || v->from < r->m.published.to)
                 ? span : none;
    s->below = line;
}

/* ------------------------------------------------- years that look back */

static int64_t feat_of(const cl_reader *r, const cl_time *t, cst_sym key)
{
    const cst_feat *f = cst_time_feat(
        r->time_names, &cl_sentence_at(r, t->sentence)->units, t->unit, key);
    return f ? f->value : 0;
}

/* "Two years after", "two years ago": how many years; 0 = no such time. */
static int years_of(const cl_reader *r, const cl_time *t)
{
    int64_t n = feat_of(r, t, r->n->n);
    bool years = (cst_sym)feat_of(r, t, r->n->unit) == r->n->year;
    const char *how = t->value.method;
    return years && n > 0 && n < 200 && how &&
                   (strcmp(how, "anchor") == 0 || strcmp(how, "relative") == 0)
               ? (int)n : 0;
}

static cst_interval year_back(cst_day from, int years)
{
    int y, m, d;
    cst_day_to_ymd(from, &y, &m, &d);
    return (cst_interval){cst_day_from_ymd(y - years, 1, 1),
                          cst_day_from_ymd(y - years, 12, 31), -1};
}

/* The year of which a report says in its title that it looks back on it. */
static cst_interval year_of_title(const cl_reader *r, const cst_time_context *ctx)
{
    const cst_interval none = {0, 0, -1};
    for (uint32_t i = 0; r->m.published_day && i < r->m.times.n; i++) {
        cl_time t = r->m.times.at[i];
        const cl_sentence *s = cl_sentence_at(r, t.sentence);
        if (s->zone != CST_ZONE_TITLE) {
            continue;
        }
        (void)cst_time_resolve(r->time_names, r->pack, &s->units, t.unit, ctx,
                               &t.value);
        int n = years_of(r, &t);
        if (n > 0) {
            return year_back(r->m.published.from, n);
        }
    }
    return none;
}

/* Told as of then, not as what has happened since: "On 6 April the plane is shot
 * down", "had been shot down". */
static bool told_of_then(const cl_reader *r, const cl_time *t)
{
    const cl_clause *c =
        t->clause == CST_NONE ? NULL : &r->m.clauses.at[t->clause];
    return c && c->mood == CST_MOOD_IND &&
           !(c->perfect && c->tense == CST_TENSE_PRES);
}

#define CL_YEARS_NEAR 2 /* paragraphs */

/* "On 24 August the village was attacked. A year after, ...": the day before was
 * taken for that of this year, and is of the year that was. */
static cst_day put_back(cl_reader *r, uint32_t at)
{
    const cl_time *t = &r->m.times.at[at];
    int years = t->resolved ? 0 : years_of(r, t);
    uint32_t paragraph = cl_sentence_at(r, t->sentence)->paragraph;
    for (uint32_t i = at; years > 0 && r->m.published_day && i > 0; i--) {
        cl_time *o = &r->m.times.at[i - 1];
        cst_time_value *v = &o->value;
        if (cl_sentence_at(r, o->sentence)->paragraph + CL_YEARS_NEAR <
            paragraph) {
            return 0;
        }
        if (v->kind != CST_TIME_DAY || !o->resolved || !v->from ||
            strcmp(v->method, "explicit") != 0) {
            continue;
        }
        if (v->full) {
            return 0;
        }
        int y, m, d;
        cst_day length = v->to - v->from;
        cst_day_to_ymd(v->from, &y, &m, &d);
        v->from = cst_day_from_ymd(y - years, m, d);
        v->to = v->from ? v->from + length : 0;
        return v->from;
    }
    return 0;
}

static void resolve(cl_reader *r)
{
    section head = {{0, 0, -1}, {0, 0, -1}, false, 0};
    cst_interval span = {0, 0, -1};
    cst_time_context ctx;
    memset(&ctx, 0, sizeof ctx);
    ctx.published = r->m.published;
    uint32_t paragraph = CST_NONE;
    cst_day base = r->m.published_day ? r->m.published.from : 0;
    ctx.in_force = base;
    if (r->m.published.from && !r->m.published_day) {
        ctx.near = latest_in(r, r->m.published);
    } else if (!base) {
        ctx.in_force = latest_at_head(r);
    }
    const cst_interval about = year_of_title(r, &ctx);
    for (uint32_t i = 0; i < r->m.times.n; i++) {
        cl_time *t = &r->m.times.at[i];
        const cl_sentence *s = cl_sentence_at(r, t->sentence);
        if (!cl_is_body(s->zone) && !cl_date_line(r, t->sentence)) {
            continue;
        }
        if (s->paragraph != paragraph) {
            paragraph = s->paragraph;
            span.from = 0;
            head.within.from = head.below ? head.within.from : 0;
        }
        ctx.within = head.within.from || !holds(r, t, &span) ? head.within
                                                             : span;
        if (!ctx.within.from && about.from && told_of_then(r, t)) {
            ctx.within = about;
        }
        bool opener = opens_paragraph(r, t);
        if (opener) {
            follow(r, &head, &ctx.within);
        }
        ctx.published = head.day.from && deictic(r, t) ? head.day
                                                       : r->m.published;
        t->resolved = cst_time_resolve(r->time_names, r->pack, &s->units,
                                       t->unit, &ctx, &t->value);
        cst_day back = put_back(r, i);
        ctx.in_force = back ? back : ctx.in_force;
        if (opener && t->resolved && t->value.from &&
            (t->value.full || head.last) &&
            t->value.from != r->m.published.from) {
            head.last = t->value.from;
        }
        open_span(t, r->m.published.from, &span);
        head_with(r, t, &head);
        ctx.spoken = t->resolved && t->value.from ? t->value.from : ctx.spoken;
        if (t->resolved && t->value.from && t->value.to && !t->value.before &&
            !t->value.after &&
            (t->value.kind == CST_TIME_DAY ||
             t->value.to - t->value.from < CL_FEW_WEEKS)) {
            ctx.in_force = t->value.from;
        }
        if (t->resolved && t->value.full && t->value.from > ctx.latest) {
            ctx.latest = t->value.from;
        }
    }
}

/* "Since the vote was annulled, in January 1992": what stands between names no
 * violence, which would have the time as its own. */
static bool since_then(const cl_reader *r, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *prep =
            cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
        if (g->top >= t->top || g->clause != t->clause || !g->head ||
            cl_time_relation(r, prep) != r->n->since) {
            continue;
        }
        for (uint32_t k = i; k < s->group_end && r->m.groups.at[k].top < t->top;
             k++) {
            const cl_group *o = &r->m.groups.at[k];
            if (cl_head_in(&r->m, o, r->n->c.event_noun) ||
                cl_head_in(&r->m, o, r->n->c.harm_noun)) {
                return false;
            }
        }
        return true;
    }
    return false;
}

static void open_since(cl_reader *r)
{
    for (size_t i = 0; i < r->m.times.n; i++) {
        cl_time *t = &r->m.times.at[i];
        if (t->resolved && t->value.from && t->value.to &&
            !t->value.open_from && since_then(r, t)) {
            t->value.open_from = true;
            t->value.to = 0;
        }
    }
}

cst_status cl_read_times(cl_reader *r, cst_day given, cst_records *out)
{
    CST_TRY(publication(r, given, out));
    resolve(r);
    open_since(r);
    CST_TRY(cl_read_entries(r));
    if (r->entry && !r->m.published_day) {
        r->dateline = r->changed; /* a live report is of the day of its end */
        r->dateline_basis = CST_BASIS_PUBLICATION;
    }
    if (r->m.published_day) {
        r->dateline = r->m.published.from;
        r->dateline_basis = CST_BASIS_PUBLICATION;
        if (out->published_source == CST_PUB_TEXT) {
            r->dateline_basis = CST_BASIS_DATELINE;
        }
    }
    return CST_OK;
}
