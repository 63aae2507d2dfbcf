/* claim/asof: the time at which a count was taken.
 *
 * What the words of the count say comes first: the hour or day beside the toll
 * or beside the verb that tells it. Else it is that of the entry of a live
 * report. Nothing is taken from the day of publication alone. */
#include "claim/linker.h"

/* The day of a clock time that says none: of the entry, of the words before it
 * in the paragraph, of publication. */
static cst_day day_around(const cl_reader *r, uint32_t time,
                          const cst_interval *entry)
{
    const cl_time *t = &r->m.times.at[time];
    uint32_t paragraph = cl_sentence_at(r, t->sentence)->paragraph;
    if (entry && entry->from) {
        return entry->from;
    }
    for (uint32_t i = time; i > 0; i--) {
        const cl_time *o = &r->m.times.at[i - 1];
        if (cl_sentence_at(r, o->sentence)->paragraph != paragraph) {
            break;
        }
        if (o->resolved && o->value.kind == CST_TIME_DAY && o->value.from &&
            o->value.from == o->value.to) {
            return o->value.from;
        }
    }
    return r->m.published_day ? r->m.published.from : 0;
}

static bool limit(const cst_time_value *v)
{
    return v->open_from || v->before || v->after || v->counted || v->inexact;
}

/* A day, with its hour if one is said; from == 0: another time. */
static cst_interval day_said(const cst_time_value *v)
{
    bool day = v->kind == CST_TIME_DAY && v->from && v->to - v->from < 2 &&
               !limit(v);
    return day ? (cst_interval){v->from, v->to, v->minutes}
               : (cst_interval){0, 0, -1};
}

/* One day, or an hour of one; from == 0 if the time says neither. */
static cst_interval point_of(const cl_reader *r, uint32_t time,
                             const cst_interval *entry)
{
    const cl_time *t = &r->m.times.at[time];
    const cst_time_value *v = &t->value;
    if (v->kind == CST_TIME_CLOCK && v->minutes >= 0 && !limit(v)) {
        cst_day day = day_around(r, time, entry);
        return (cst_interval){day, day, v->minutes};
    }
    return t->resolved ? day_said(v) : (cst_interval){0, 0, -1};
}

static bool dates_event(const cl_reader *r, uint32_t time)
{
    const cl_time *t = &r->m.times.at[time];
    for (uint32_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->time == time && e->sentence == t->sentence) {
            return true;
        }
    }
    return false;
}

/* "the toll of Monday", "a count drawn up on Monday": right behind the noun or
 * the participle that completes it. */
static bool of_toll(const cl_reader *r, const cl_time *t, uint32_t clause)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (!cl_head_in(&r->m, g, r->n->c.toll_noun) || g->top >= t->top ||
            t->top - g->top > 2) {
            continue;
        }
        const cst_unit *between = cl_unit_at(s, t->top - 1);
        if (t->top - g->top == 1 || between->label == r->n->vg) {
            return g->attribution || cl_clause_at(r, t->sentence, g->top) ==
                                         clause;
        }
    }
    return false;
}

/* A clause in which a toll is the subject, or whose verb counts. */
static bool counts(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    return cl_verb_in(r, c, r->n->c.tally_verb) ||
           (c->subject != CST_NONE &&
            cl_head_in(&r->m, &r->m.groups.at[c->subject],
                       r->n->c.toll_noun));
}

/* In such a clause the time opens it, or stands behind its verb; what stands
 * behind a happening dates that. */
static bool of_counting(const cl_reader *r, const cl_time *t, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    if (t->clause != clause || t->value.attribute || !counts(r, clause)) {
        return false;
    }
    uint32_t subject = c->subject == CST_NONE
                           ? c->verb : r->m.groups.at[c->subject].top;
    return t->top < subject || t->top > c->verb;
}

/* When who tells it told it. */
static bool of_telling(const cl_reader *r, const cl_harm *h, const cl_time *t)
{
    const cl_source *s =
        h->source == CST_NONE ? NULL : &r->sources.at[h->source];
    return s && s->told && s->sentence == h->sentence &&
           s->clause != CST_NONE && s->clause != h->clause &&
           t->clause == s->clause && !t->value.attribute &&
           cl_dates_telling(r, t);
}

/* "said the minister on Monday", set aside from the row. */
static cst_interval lifted_time(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    const cl_source *by =
        h->source == CST_NONE ? NULL : &r->sources.at[h->source];
    cst_interval out = {0, 0, -1};
    if (!by || !by->told || by->sentence != h->sentence ||
        by->who == CST_NONE) {
        return out;
    }
    const cl_group *g = &r->m.groups.at[by->who];
    cst_time_context ctx = {.published = r->m.published};
    for (uint32_t i = 0; g->lifted && i < s->units.lifted.n; i++) {
        const cst_unit *u = cl_unit(s, s->units.lifted.at[i]);
        for (uint32_t k = 0; k < u->n_children &&
                             cst_unit_role(u, r->n->source) == g->unit; k++) {
            cst_time_value v;
            if (cl_unit(s, u->children[k])->label == r->n->time &&
                cst_time_resolve(r->time_names, r->pack, &s->units,
                                 u->children[k], &ctx, &v)) {
                out = day_said(&v);
            }
        }
    }
    return out;
}

static cst_interval said_time(const cl_reader *r, const cl_harm *h,
                              const cst_interval *entry)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    cst_interval told = lifted_time(r, h);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        bool counted = of_toll(r, t, h->clause) ||
                       (h->clause != CST_NONE && of_counting(r, t, h->clause));
        if ((!counted && !of_telling(r, h, t)) || dates_event(r, i)) {
            continue;
        }
        cst_interval at = point_of(r, i, entry);
        if (at.from && counted) {
            return at;
        }
        told = at.from ? at : told;
    }
    return told;
}

/* ------------------------------------------------------------ records */

static bool later(cst_interval a, cst_interval b)
{
    return a.to != b.to ? a.to > b.to : a.minutes > b.minutes;
}

/* What happened long before is not counted at the hour of the entry. */
static bool of_the_past(const cl_reader *r, const cl_harm *h, cst_day entry)
{
    uint32_t i = cl_cluster_of(r, h);
    const cl_cluster *c = i == CST_NONE ? NULL : &r->clusters.at[i];
    return c && (c->background || (c->to && c->to + 7 < entry));
}

void cl_date_counts(cl_reader *r)
{
    const cst_interval *entry = r->entry;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        const cst_interval *in = entry ? &entry[h->sentence] : NULL;
        h->as_of = said_time(r, h, in);
        if (!h->as_of.from && in && in->from && !of_the_past(r, h, in->from)) {
            h->as_of = *in;
        }
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        uint32_t to = h->same_as;
        while (to != CST_NONE && r->harms.at[to].dead) {
            to = r->harms.at[to].same_as;
        }
        if (h->dead && to != CST_NONE && r->harms.at[to].kind == h->kind &&
            later(h->as_of, r->harms.at[to].as_of)) {
            r->harms.at[to].as_of = h->as_of;
        }
    }
}
