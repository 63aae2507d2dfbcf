/* claim/date: the date of a happening that none of its mentions states.
 *
 * What a mention states itself is in own.c. Here a happening gets the day that
 * it is counted from, else one of its paragraph, else that of what the report
 * is about, else the day of publication. */
#include "claim/linker.h"

static bool goes_on(const cl_reader *r, const cl_cluster *c)
{
    return cl_type_is(r, c->type, "offensive") || cl_type_is(r, c->type, "siege");
}

/* The first of the days that another happening may be counted from: one, or
 * those of a few weeks; 0 = none. */
static cst_day day_of(const cl_cluster *c)
{
    return c->to && c->to - c->from <= CL_FEW_WEEKS ? c->from : 0;
}

/* "A year after the raid": the year in which it lies. */
static bool seen_roughly(const cl_reader *r, uint32_t time, cst_day from,
                         cl_cluster *c)
{
    const cst_time_value v = cl_time_counted(r, time, from);
    if (!v.counted || !v.from || v.to <= v.from || v.course) {
        return false;
    }
    c->from = v.from;
    c->to = v.to;
    c->time_basis = CST_BASIS_CLAUSE;
    return true;
}

/* "In the days that followed the raid": from it on. */
static bool in_its_course(const cl_reader *r, uint32_t time,
                          const cl_cluster *of, cl_cluster *c)
{
    const cst_time_value v = cl_time_counted(r, time, of->from);
    if (!v.course || !v.from || c->from) {
        return false;
    }
    c->from = v.from;
    c->to = v.to + (of->to - of->from);
    c->to = r->dateline && c->to > r->dateline ? r->dateline : c->to;
    c->time_basis = CST_BASIS_CLAUSE;
    return true;
}

/* "Two days after the raid": one of the two dates gives the other. Marks the
 * clusters that wait for the other's. */
static void relate_dates(cl_linker *l, bool *waits)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < l->n; i++) {
        const cl_link *k = &l->of[i];
        uint32_t a = r->events.at[i].cluster;
        uint32_t b = k->after == CST_NONE ? CST_NONE
                                          : r->events.at[k->after].cluster;
        if (a == CST_NONE || b == CST_NONE || a == b) {
            continue;
        }
        cl_cluster *ca = &r->clusters.at[a], *cb = &r->clusters.at[b];
        const cl_time *t = cl_time_at(r, k->after_time);
        /* "the second day of the offensive, launched on Monday" */
        cst_day da = day_of(ca);
        cst_day db = t && t->value.nth && !cb->to ? cb->from : day_of(cb);
        cst_day shift = t ? cl_time_shift(r, k->after_time, da ? da : db)
                          : k->after_days;
        /* "counted": the time gives the older of the two, seen from the other */
        bool back = t && t->value.counted;
        waits[b] = waits[b] || (!da && !db);
        if (!shift && da && !db && t && seen_roughly(r, k->after_time, da, cb)) {
            continue;
        }
        if (!shift && db && t && in_its_course(r, k->after_time, cb, ca)) {
            continue;
        }
        if (!shift || (da != 0) == (db != 0)) {
            continue;
        }
        cl_cluster *to = da ? cb : ca;
        const cl_cluster *of = da ? ca : cb;
        const cl_time *ot = cl_time_at(r, of->time);
        bool night = ot && ot->value.night; /* one day off it, not two */
        cst_day base = da && night ? of->to : of->from;
        to->from = da ? (back ? base + shift : base - shift)
                      : (back ? base - shift : base + shift);
        to->to = t && t->value.nth && to == cb
                     ? 0 /* it goes on */
                     : to->from + (night || !of->to ? 0 : of->to - of->from);
        to->time_basis = CST_BASIS_CLAUSE;
    }
}

/* "Ten years after the massacre, families ask": so long before the report. */
static void long_after(const cl_linker *l, uint32_t ei, const cl_time *t,
                       cl_cluster *c)
{
    cl_reader *r = l->r;
    uint32_t time = (uint32_t)(t - r->m.times.at);
    const cl_link *k = &l->of[ei];
    if (t->value.nth || !k->base || k->base_for != CST_NONE ||
        seen_roughly(r, time, r->dateline, c)) {
        return;
    }
    cst_day shift = cl_time_shift(r, time, r->dateline);
    if (shift < 0) {
        c->from = c->to = r->dateline + shift;
        c->time_basis = CST_BASIS_CLAUSE;
    }
}

/* "Ninth day of the siege", with no other happening beside it: seen from the
 * day of the report. */
static void count_from_report(const cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < l->n; i++) {
        const cl_event *e = &r->events.at[i];
        const cl_time *t = cl_counting_time(r, e);
        cl_cluster *c = e->cluster == CST_NONE ? NULL
                                               : &r->clusters.at[e->cluster];
        if (t && c && !c->from && r->dateline) {
            long_after(l, i, t, c);
        }
        if (t && t->value.nth && c && !c->from && r->dateline) {
            cst_day shift = cl_time_shift(
                r, (uint32_t)(t - r->m.times.at), r->dateline);
            c->from = shift ? r->dateline + shift : 0;
            c->to = 0;
            c->time_basis = CST_BASIS_CLAUSE;
        }
    }
}

/* A day or a night, not an open or a rough time. */
static bool exact(const cl_time *t)
{
    return t && t->resolved && t->value.from && t->value.to &&
           t->value.to - t->value.from < 3 && !t->value.open_from &&
           !t->value.before && !t->value.after;
}

/* The day of publication, said in full above the text or at its head. */
static bool of_dateline(const cl_reader *r, const cl_time *t)
{
    return t->value.full && t->value.from == r->m.published.from &&
           t->value.to == r->m.published.to;
}

static bool tells_happening(const cl_linker *l, uint32_t sentence)
{
    for (uint32_t k = l->start[sentence]; k < l->start[sentence + 1]; k++) {
        if (l->r->events.at[l->order[k]].cluster != CST_NONE) {
            return true;
        }
    }
    return false;
}

/* Nobody tells a happening with it, and it does not say when something was
 * told. */
static bool alone(const cl_linker *l, const cl_time *t)
{
    const cl_reader *r = l->r;
    return !tells_happening(l, t->sentence) && t->resolved &&
           !t->value.attribute && !of_dateline(r, t) && !cl_dates_telling(r, t);
}

/* A day that stands alone. */
static bool stands_alone(const cl_linker *l, const cl_time *t)
{
    return exact(t) && t->value.kind == CST_TIME_DAY && alone(l, t);
}

/* A week, a month, a part of one. */
static bool few_weeks(const cl_time *t)
{
    return t && t->resolved && !exact(t) && t->value.from && t->value.to &&
           !t->value.open_from && !t->value.before && !t->value.after &&
           t->value.to - t->value.from <= CL_FEW_WEEKS;
}

#define CL_TIMES_BACK 32

/* The last such day, or few weeks, in the paragraph before a mention. */
static uint32_t day_above(const cl_linker *l, const cl_event *e)
{
    const cl_reader *r = l->r;
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    for (uint32_t i = s->time_begin, n = 0; i > 0 && n < CL_TIMES_BACK; n++) {
        const cl_time *t = &r->m.times.at[--i];
        if (cl_sentence_at(r, t->sentence)->paragraph != s->paragraph) {
            break;
        }
        if (stands_alone(l, t) || (few_weeks(t) && alone(l, t))) {
            return i;
        }
    }
    return CST_NONE;
}

/* A time of the text, and the cluster that it dates; CST_NONE = none. */
typedef struct dated {
    uint32_t time, cluster;
} dated;

static const dated undated = {CST_NONE, CST_NONE};

/* "where eight had been killed on Thursday": told of an earlier day. */
static bool recalled(const cl_reader *r, const cl_event *e)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    return c && c->kind != CL_MAIN && c->perfect &&
           c->tense == CST_TENSE_IMPF;
}

/* A dated happening told before in the same paragraph. */
static dated dated_above(const cl_linker *l, uint32_t mention)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[mention];
    uint32_t paragraph = cl_sentence_at(r, e->sentence)->paragraph;
    for (uint32_t k = l->start[e->sentence + 1]; k > 0; k--) {
        const cl_event *p = &r->events.at[l->order[k - 1]];
        if (cl_sentence_at(r, p->sentence)->paragraph != paragraph) {
            break;
        }
        if (p->cluster != CST_NONE && p->cluster != e->cluster &&
            (!recalled(r, p) || recalled(r, e)) && !goes_on(r, &r->clusters.at[p->cluster]) &&
            r->clusters.at[p->cluster].time != CST_NONE) {
            return (dated){r->clusters.at[p->cluster].time, p->cluster};
        }
    }
    return undated;
}

/* ---------------------------------------------- what the report is about */

/* Title, and so many paragraphs that open the body; captions do not count. */
static uint32_t head_end(const cl_reader *r, uint32_t paragraphs)
{
    uint32_t last = CST_NONE, n = 0, i = 0;
    for (; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        bool tells = s->zone == CST_ZONE_CONTENT &&
                     s->clause_begin < s->clause_end;
        n += tells && s->paragraph != last;
        last = tells ? s->paragraph : last;
        if (n > paragraphs) {
            break;
        }
    }
    return i;
}

/* Below the words that open the report, told of what had been before, or weeks
 * older than the report: not its day. */
static bool looks_far(const cl_reader *r, const cl_event *e)
{
    if (e->sentence < head_end(r, 1)) {
        return false;
    }
    const cl_time *t = cl_time_at(r, e->time);
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    bool past = c && c->perfect && c->tense == CST_TENSE_IMPF;
    return r->clusters.at[e->cluster].background || past ||
           (r->dateline && t->value.to + CL_FEW_WEEKS < r->dateline);
}

/* The day of the happening that the report opens with; if it has none, the
 * first day that its head gives to one, or states alone. */
static dated day_of_report(const cl_linker *l)
{
    const cl_reader *r = l->r;
    const cl_cluster *lead = r->clusters.n ? &r->clusters.at[0] : NULL;
    if (!lead) {
        return undated;
    }
    if (lead->time != CST_NONE && !goes_on(r, lead)) {
        return (dated){lead->time, 0};
    }
    uint32_t end = head_end(r, 3);
    for (uint32_t k = 0; k < l->n; k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        if (e->sentence >= end) {
            break;
        }
        if (e->cluster != CST_NONE && !l->of[l->order[k]].later &&
            exact(cl_time_at(r, e->time)) && !looks_far(r, e) &&
            !goes_on(r, &r->clusters.at[e->cluster])) {
            return (dated){e->time, e->cluster};
        }
    }
    for (uint32_t i = 0; i < r->m.times.n; i++) {
        const cl_time *t = &r->m.times.at[i];
        if (t->sentence >= end) {
            break;
        }
        if (cl_sentence_at(r, t->sentence)->zone == CST_ZONE_CONTENT &&
            stands_alone(l, t)) {
            return (dated){i, CST_NONE};
        }
    }
    return undated;
}

/* ------------------------------------------------------- inheritance */

/* A month or a year that heads what stands below it. */
static bool heading_span(const cl_time *t)
{
    return t && t->resolved && t->value.kind == CST_TIME_SPAN &&
           t->value.from && t->value.to && t->value.to - t->value.from <= 366;
}

/* Per sentence, the day, month or year in a line of its own that heads it; a
 * day only below the first words of the body. */
static uint32_t *heading_days(const cl_linker *l)
{
    const cl_reader *r = l->r;
    uint32_t *out = CST_NEW(r->arena, uint32_t, r->m.sentences.n + 1);
    uint32_t day = CST_NONE;
    bool begun = false;
    for (uint32_t i = 0; out && i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        if (cl_date_line(r, i)) {
            const cl_time *t = cl_time_at(r, s->time_begin);
            bool heads = heading_span(t) ||
                         (begun && exact(t) && !of_dateline(r, t));
            day = heads ? s->time_begin : day;
        }
        begun = begun || s->zone == CST_ZONE_CONTENT;
        out[i] = day;
    }
    return out;
}

#define CL_OPENING 8 /* sentences */

/* "At dawn", in the words that open the report: of the day of the report, when
 * nothing above says another. */
static bool of_today(const cl_linker *l, const cl_cluster *c)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[c->first];
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    bool part = false;
    for (uint32_t t = s->time_begin; t < s->time_end; t++) {
        const cl_time *d = cl_time_at(r, t);
        part = part || (d->value.kind == CST_TIME_CLOCK &&
                        d->clause == e->clause);
    }
    uint32_t i = e->sentence, n = 0, paragraph = s->paragraph;
    for (; part && i > 0; i--, n++) {
        const cl_sentence *o = cl_sentence_at(r, i - 1);
        if (o->zone != CST_ZONE_CONTENT) {
            break;
        }
        if (n == CL_OPENING || o->paragraph + 1 < paragraph) {
            return false;
        }
    }
    for (; part && i <= e->sentence; i++) {
        const cl_sentence *o = cl_sentence_at(r, i);
        for (uint32_t t = o->time_begin; t < o->time_end; t++) {
            const cl_time *d = cl_time_at(r, t);
            if (exact(d) && !of_dateline(r, d)) {
                return false;
            }
        }
    }
    return part;
}

/* How a group stands to what is told: in its course, since it. */
static cst_sym relation(const cl_reader *r, uint32_t group)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[group].sentence);
    const cst_unit *pp = cl_unit(s, r->m.groups.at[group].unit);
    return cl_time_relation(r, cl_unit(s, cst_unit_role(pp, r->n->p)));
}

/* "Since the fights resumed, on the 27th": they have gone on since. */
static bool begun_since(const cl_reader *r, const cl_cluster *c)
{
    const cl_event *e = &r->events.at[c->first];
    uint32_t g = e->time != c->time ? CST_NONE : e->group;
    uint32_t owner = g == CST_NONE ? CST_NONE : r->m.groups.at[g].owner;
    g = owner == CST_NONE ? g : owner;
    const cl_time *t = cl_time_at(r, c->time);
    bool outset = g != CST_NONE && cl_head_in(&r->m, &r->m.groups.at[g],
                                              r->n->c.since_noun);
    cst_sym rel = outset || (g != CST_NONE && !t->value.attribute)
                      ? relation(r, g) : 0;
    return rel && rel == r->n->since &&
           (e->plural || goes_on(r, c) || cl_type_is(r, c->type, "armed_clash"));
}

/* "Had besieged the hotel for thirteen hours": it has ended. */
static bool lasted(const cl_reader *r, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    const cl_clause *c =
        t->clause == CST_NONE ? NULL : &r->m.clauses.at[t->clause];
    if (!c || !c->perfect ||
        (c->head && cst_reading_has(r->pack, c->head, r->n->c.begin_verb))) {
        return false;
    }
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *d = &r->m.times.at[i];
        if (d != t && d->clause == t->clause && t->clause != CST_NONE &&
            d->value.kind == CST_TIME_LENGTH &&
            cst_time_feat(r->time_names, &s->units, d->unit, r->n->during) &&
            !d->value.open_from) {
            return true;
        }
    }
    return false;
}

/* "The siege was lifted on the 5th": the clause tells its end. */
static bool ended(const cl_reader *r, uint32_t cluster, const cl_clause *v)
{
    bool end = v && v->head && v->subject != CST_NONE &&
               cst_reading_has(r->pack, v->head, r->n->c.end_verb);
    for (uint32_t i = 0; end && i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->group == v->subject && e->cluster == cluster) {
            return true;
        }
    }
    return false;
}

/* What its own time says of it. */
static void own_date(const cl_reader *r, cl_cluster *c, const cl_time *t)
{
    c->from = t->value.from;
    c->to = t->value.to;
    /* said to have begun then: a day, a month, a year */
    const char *how = t->value.method;
    bool span = how && (strcmp(how, "month") == 0 ||
                        strcmp(how, "year") == 0 ||
                        strcmp(how, "season") == 0);
    bool begun = goes_on(r, c) && (span || t->value.kind == CST_TIME_DAY);
    /* "launched in March": what takes longer than that began then */
    const cl_clause *v =
        t->clause == CST_NONE ? NULL : &r->m.clauses.at[t->clause];
    begun = begun || (span && v && v->head &&
                      cst_reading_has(r->pack, v->head, r->n->c.begin_verb));
    begun = begun || begun_since(r, c);
    if (goes_on(r, c) && ended(r, r->events.at[c->first].cluster, v)) {
        c->from = 0;
        return;
    }
    c->to = begun && !t->value.bounded && !lasted(r, t) ? 0 : c->to;
}

/* "They carry out attacks in the region": what is usual has no day. */
static bool habitual(const cl_linker *l, const cl_cluster *c, uint32_t ci)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[c->first];
    if (ci == 0 || e->group == CST_NONE || e->clause == CST_NONE ||
        c->mentions > 1 || day_above(l, e) != CST_NONE) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[e->group];
    const cl_clause *v = &r->m.clauses.at[e->clause];
    return g->plural && !g->count.present && !v->perfect &&
           (v->kind == CL_INFINITIVE ||
            (v->mood == CST_MOOD_IND && v->tense == CST_TENSE_PRES));
}

static bool harms_body(const cl_reader *r, const cl_cluster *c)
{
    static const char *const types[] = {"attack", "execution", "shooting",
                                        "torture", "knife_attack",
                                        "sexual_violence"};
    for (size_t i = 0; i < CST_COUNT(types); i++) {
        if (cl_type_is(r, c->type, types[i])) {
            return true;
        }
    }
    return false;
}

/* Deeds that are only seen from their victims had been done before, who knows
 * when. */
static bool found_done(const cl_linker *l, const cl_cluster *c, uint32_t from)
{
    const cl_reader *r = l->r;
    return l->of[c->first].before ||
           (from != CST_NONE && harms_body(r, c) &&
            cl_type_is(r, r->clusters.at[from].type, "bodies_found"));
}

/* The happening in whose course a mention is told, "arrested during the raid",
 * or since which, "arrested since the raid". */
static uint32_t in_course_of(const cl_linker *l, uint32_t ei, bool *since)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[ei];
    for (uint32_t k = l->start[e->sentence]; k < l->start[e->sentence + 1];
         k++) {
        const cl_event *p = &r->events.at[l->order[k]];
        if (p->cluster == CST_NONE || p->cluster == e->cluster ||
            p->group == CST_NONE || !r->clusters.at[p->cluster].from ||
            (p->clause != e->clause && p->clause != CST_NONE &&
             r->m.clauses.at[p->clause].kind == CL_MAIN)) {
            continue;
        }
        cst_sym rel = relation(r, p->group);
        *since = rel && rel == r->n->since && p->clause == e->clause;
        if (rel && (rel == r->n->during || *since)) {
            return p->cluster;
        }
    }
    return CST_NONE;
}

/* What is told after "last week the town fell": some day from then on. */
static bool since(const cl_linker *l, cl_cluster *c, dated d)
{
    const cl_reader *r = l->r;
    const cl_time *t = cl_time_at(r, d.time);
    if (!few_weeks(t) || r->dateline <= t->value.to ||
        found_done(l, c, d.cluster)) {
        return false;
    }
    c->from = t->value.from;
    /* long ago: in those weeks themselves */
    c->to = r->dateline - t->value.to > 2 * CL_FEW_WEEKS ? t->value.to
                                                         : r->dateline;
    return true;
}

/* "The fights have killed many since May and driven out thousands": since then
 * too. */
static bool fled_since(const cl_linker *l, cl_cluster *c)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[c->first];
    for (uint32_t k = l->start[e->sentence]; k < l->start[e->sentence + 1];
         k++) {
        const cl_event *p = &r->events.at[l->order[k]];
        const cl_time *t = cl_time_at(r, p->time);
        if (p->top < e->top && p->cluster != CST_NONE &&
            p->cluster != e->cluster && t && t->value.open_from &&
            p->group != CST_NONE && r->clusters.at[p->cluster].from &&
            !r->clusters.at[p->cluster].to) {
            c->from = r->clusters.at[p->cluster].from;
            c->to = 0;
            c->time_basis = CST_BASIS_SENTENCE;
            return true;
        }
    }
    return false;
}

#define CL_LONG_AGO 14 /* days */

/* All that the report dates lies long before its publication: it looks back,
 * and nothing in it is of the day. */
static bool looks_back(const cl_reader *r)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->clusters.n; i++) {
        const cl_cluster *c = &r->clusters.at[i];
        const cl_time *t = cl_time_at(r, c->time);
        cst_day to = !t ? 0 : t->value.to ? t->value.to : r->dateline;
        if (t && t->resolved && to + CL_LONG_AGO > r->dateline) {
            return false;
        }
        n += t && t->resolved;
    }
    return n > 1;
}

static void inherit_date(cl_linker *l, uint32_t ci, dated report,
                         const uint32_t *headings)
{
    cl_reader *r = l->r;
    cl_cluster *c = &r->clusters.at[ci];
    cst_day entry = l->entry_day ? l->entry_day[ci] : 0;
    if (c->time != CST_NONE || c->from || goes_on(r, c) ||
        cl_type_is(r, c->type, "human_shields") || habitual(l, c, ci) ||
        l->of[c->first].vague) {
        return;
    }
    if (cl_type_is(r, c->type, "displacement") && fled_since(l, c)) {
        return;
    }
    bool goes_on_since = false;
    uint32_t course = in_course_of(l, c->first, &goes_on_since);
    if (course != CST_NONE) {
        c->from = r->clusters.at[course].from;
        c->to = goes_on_since ? 0 : r->clusters.at[course].to;
        c->time_basis = CST_BASIS_SENTENCE;
        return;
    }
    dated d = {day_above(l, &r->events.at[c->first]), CST_NONE};
    c->time_basis = CST_BASIS_PARAGRAPH;
    if (since(l, c, d)) {
        return;
    }
    if (exact(cl_time_at(r, d.time))) {
        c->time = d.time; /* its words are shown */
    } else if (!c->background) {
        d = dated_above(l, c->first);
        if (since(l, c, d)) {
            return;
        }
        uint32_t at = r->events.at[c->first].sentence;
        if (!exact(cl_time_at(r, d.time)) && headings[at] != CST_NONE) {
            d = (dated){headings[at], CST_NONE};
            c->time = d.time;
        } else if (!exact(cl_time_at(r, d.time))) {
            d = entry || of_today(l, c) ? undated : report;
            c->time_basis = CST_BASIS_DOCUMENT;
        }
    }
    const cl_time *t = cl_time_at(r, d.time);
    if (found_done(l, c, d.cluster)) {
        c->time = CST_NONE;
    } else if (exact(t) || (c->time == d.time && heading_span(t))) {
        c->from = t->value.from;
        c->to = t->value.to;
        if (cl_type_is(r, c->type, "displacement") && r->dateline > c->to &&
            r->dateline - c->to <= CL_FEW_WEEKS) {
            c->to = r->dateline; /* people fled in the days since */
        }
    } else if (!c->background && (entry || (r->dateline && !l->looks_back))) {
        c->from = c->to = entry ? entry : r->dateline;
        c->time_basis = entry ? CST_BASIS_ENTRY : r->dateline_basis;
    }
}

/* The day of the oldest entry that tells of each happening. */
static cst_status read_entry_days(cl_linker *l)
{
    const cl_reader *r = l->r;
    if (!r->entry) {
        return CST_OK;
    }
    l->entry_day = CST_NEW(r->arena, cst_day, r->clusters.n + 1);
    for (size_t i = 0; l->entry_day && i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        cst_day day = r->entry[e->sentence].from;
        cst_day *of = e->cluster == CST_NONE ? NULL : &l->entry_day[e->cluster];
        if (of && day && (!*of || day < *of)) {
            *of = day;
        }
    }
    return l->entry_day ? CST_OK : CST_NOMEM;
}

cst_status cl_date_clusters(cl_linker *l)
{
    cl_reader *r = l->r;
    uint32_t n = (uint32_t)r->clusters.n;
    bool *waits = CST_NEW(r->arena, bool, n + 1);
    const uint32_t *headings = heading_days(l);
    CST_TRY(read_entry_days(l));
    if (!waits || !headings) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < n; i++) {
        cl_cluster *c = &r->clusters.at[i];
        if (c->time != CST_NONE) {
            own_date(r, c, &r->m.times.at[c->time]);
        }
    }
    relate_dates(l, waits);
    count_from_report(l);
    dated report = day_of_report(l);
    l->looks_back = looks_back(r);
    for (uint32_t i = 0; i < n; i++) {
        if (!waits[i]) {
            inherit_date(l, i, report, headings);
        }
    }
    relate_dates(l, waits);
    for (uint32_t i = 0; i < n; i++) {
        inherit_date(l, i, report, headings);
    }
    return CST_OK;
}
