/* claim/total: which tolls sum several happenings, a span of time or a campaign.
 *
 * Runs over the merged harms; the clusters are settled by now. */
#include "claim/linker.h"
#include "claim/placing.h"
#include "claim/reader.h"

/* "throughout the country", "across the province", "in all of the region". */
static bool spread(const cl_reader *r, const cl_sentence *s, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *u = cl_unit(s, g->unit);
    const cst_unit *prep = cl_unit(s, cst_unit_role(u, r->n->p));
    uint32_t place = cl_place_of_group(r, gi);
    return place != CST_NONE && r->places.at[place].rank >= CL_PROVINCE &&
           (cl_unit_class(&r->m, prep, r->n->c.total_cue) ||
            cst_unit_feat(cl_unit(s, g->np), r->n->all));
}

static bool total_cue(const cl_reader *r, const cl_sentence *s)
{
    for (uint32_t k = 0; k < s->units.top.n; k++) {
        const cst_unit *u = cl_unit_at(s, k);
        if (u->label != r->n->vg && u->label != r->n->pp &&
            cl_unit_class(&r->m, u, r->n->c.total_cue)) {
            return true;
        }
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        if (spread(r, s, i)) {
            return true;
        }
    }
    return false;
}

static int64_t feat_int(const cl_reader *r, const cl_sentence *s,
                        uint32_t unit, cst_sym key)
{
    const cst_feat *f =
        cst_time_feat(r->time_names, &s->units, unit, key);
    return f && f->kind == CST_FEAT_INT ? f->value : 0;
}

static bool feat_is(const cl_reader *r, const cl_sentence *s, uint32_t unit,
                    cst_sym key, cst_sym value)
{
    const cst_feat *f =
        cst_time_feat(r->time_names, &s->units, unit, key);
    return f && f->kind == CST_FEAT_SYM && (!value || (cst_sym)f->value == value);
}

/* "in two days", "these last 24 hours": a length of a day or more in which the
 * toll was reached. */
static bool length(const cl_reader *r, const cl_sentence *s, const cl_time *t)
{
    uint32_t u = t->unit;
    if (!feat_is(r, s, u, r->n->during, 0) && !feat_is(r, s, u, r->n->last, 0)) {
        return false;
    }
    int64_t n = feat_int(r, s, u, r->n->n);
    if (feat_is(r, s, u, r->n->unit, r->n->hour)) {
        return n >= 24;
    }
    return !feat_is(r, s, u, r->n->unit, r->n->minute) &&
           !feat_is(r, s, u, r->n->unit, r->n->second);
}

/* The words that name the happening of a harm in its own sentence. */
static const cl_event *named_happening(const cl_reader *r, const cl_harm *h)
{
    const cl_event *e =
        h->event == CST_NONE ? NULL : &r->events.at[h->event];
    return e && !e->implied && e->sentence == h->sentence ? e : NULL;
}

static bool plural_happening(const cl_reader *r, const cl_event *e)
{
    return e->group != CST_NONE && r->m.groups.at[e->group].plural;
}

/* "ten men had killed", "a bomb killed": one deed by a counted or single thing
 * is one happening, whatever month it fell in. */
static bool one_deed(const cl_reader *r, const cl_harm *h)
{
    const cl_clause *c =
        h->clause == CST_NONE ? NULL : &r->m.clauses.at[h->clause];
    const cl_group *g = c && c->subject != CST_NONE && c->subject != h->group
                            ? &r->m.groups.at[c->subject] : NULL;
    return g && c->voice == r->n->active && !g->lifted &&
           (g->count.present ||
            (!g->plural && (cl_head_in(&r->m, g, r->n->c.weapon) ||
                            cl_head_in(&r->m, g, r->n->c.event_noun))));
}

/* "since the coup", "since the storming of the town": in the clause of the harm,
 * or before all of its sentence. */
static bool since_happening(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *prep =
            cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
        if ((g->top == 0 || g->clause == h->clause) &&
            !cl_like_none(r, s, cl_unit(s, g->unit)->tok_begin) &&
            cl_time_relation(r, prep) == r->n->since &&
            (cl_head_in(&r->m, g, r->n->c.event_noun) ||
             cl_head_in(&r->m, g, r->n->c.since_noun))) {
            return true;
        }
    }
    return false;
}

/* "The deadliest in thirty years": how long there was none like it. */
static bool of_superlative(const cl_reader *r, const cl_sentence *s,
                           const cl_time *t)
{
    uint32_t end = cl_unit(s, t->unit)->tok_begin;
    for (uint32_t i = end > 4 ? end - 4 : 0; i + 1 < end; i++) {
        if (cl_tok_class(r, s, i, r->n->c.deg) &&
            cl_tok_class(r, s, i + 1, r->n->c.deadly)) {
            return true;
        }
    }
    return false;
}

/* A length of time, a time of a week or more, or one that goes on, in the clause
 * of the harm or in no clause; what opens the sentence holds for all of it. */
static bool over_a_span(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    const cl_event *named = named_happening(r, h);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        bool near = t->clause == h->clause || t->clause == CST_NONE;
        if (of_superlative(r, s, t)) {
            continue;
        }
        if (near && length(r, s, t)) {
            return true;
        }
        const cst_unit *of = cl_unit(s, t->unit);
        if (of && cl_like_none(r, s, of->tok_begin)) {
            continue;
        }
        bool goes_on = t->value.open_from || feat_is(r, s, t->unit, r->n->reach,
                                                     r->n->from);
        if (goes_on && (t->top == 0 ||
                        (near && (!named || plural_happening(r, named))))) {
            return true; /* whatever year it was */
        }
        if (!t->resolved || !t->value.from) {
            continue;
        }
        cst_day days = t->value.to - t->value.from + 1;
        if (near && !t->value.open_from && !one_deed(r, h) &&
            ((!named && days >= 7) ||
             (named && plural_happening(r, named) && days >= 28))) {
            return true;
        }
    }
    return false;
}

/* Several attacks under one noun; several bangs or shots are mostly one. */
static bool several_attacks(const cl_reader *r, const cl_harm *h)
{
    if (h->event == CST_NONE || !r->events.at[h->event].several) {
        return false;
    }
    cst_str type = cst_pack_str(r->pack, r->events.at[h->event].type);
    return !cst_str_is(type, "explosive_device") &&
           !cst_str_is(type, "shooting") && !cst_str_is(type, "armed_clash");
}

/* A campaign by its kind, or what began then and goes on. */
static bool campaign(const cl_reader *r, const cl_harm *h)
{
    uint32_t i = cl_cluster_of(r, h);
    if (i == CST_NONE) {
        return false;
    }
    const cl_cluster *c = &r->clusters.at[i];
    return cl_type_is(r, c->type, "offensive") ||
           cl_type_is(r, c->type, "siege") || (c->from && !c->to);
}

/* Driven out by one happening of a day or two, not over a war. */
static bool fled_then(const cl_reader *r, const cl_harm *h)
{
    uint32_t i = cl_cluster_of(r, h);
    const cl_cluster *c = i == CST_NONE ? NULL : &r->clusters.at[i];
    return c && c->from && c->to && c->to - c->from < 2 && !campaign(r, h);
}

/* One death is no sum, whatever else its sentence sums up. */
static bool one_person(const cl_harm *h)
{
    return h->count.qualifier == CST_EXACT && h->count.value == 1;
}

/* Who is missing since the attack went missing in it. */
static bool lasts(const cl_reader *r, const cl_harm *h)
{
    return h->kind == r->n->missing || h->kind == r->n->abducted;
}

/* The day since when it is counted: of a time that goes on in the clause of the
 * harm or for its whole sentence, else of what it has been counted since; 0. */
static cst_day counted_from(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    bool since = since_happening(r, h);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        if ((since || t->value.open_from) && t->resolved &&
            (t->top == 0 || t->clause == h->clause || t->clause == CST_NONE)) {
            return t->value.from;
        }
    }
    return 0;
}

#define ONE_BATTLE 60 /* days; what is counted for longer is a war's */

/* Bangs and murders of one day, not fights, shelling or raids that go on. */
static bool one_blow(const cl_reader *r, const cl_cluster *c)
{
    return c->from && c->from == c->to && !c->several &&
           (cl_type_is(r, c->type, "explosive_device") ||
            cl_type_is(r, c->type, "suicide_bombing") ||
            cl_type_is(r, c->type, "knife_attack") ||
            cl_type_is(r, c->type, "execution") ||
            cl_type_is(r, c->type, "shooting"));
}

static bool long_before(const cl_reader *r, cst_day from, uint32_t ci)
{
    const cl_cluster *c = &r->clusters.at[ci];
    return from + (one_blow(r, c) ? 2 : ONE_BATTLE) < c->from;
}

/* "The violence has cost 60,000 lives since": not the bomb told before. */
static bool names_it(const cl_reader *r, const cl_harm *h, uint32_t ci)
{
    const cl_event *named = named_happening(r, h);
    const cl_cluster *c = &r->clusters.at[ci];
    return named && !(named->plural && one_blow(r, c) &&
                      &r->events.at[c->first] != named);
}

/* "The crisis of 2010 and 2011, which cost 3,000 lives": a span that was over
 * before the happening. */
static bool over_before(const cl_reader *r, const cl_harm *h, uint32_t ci)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    const cl_cluster *c = &r->clusters.at[ci];
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        if (t->resolved && t->value.from && t->value.to && !t->value.open_from &&
            (t->clause == h->clause || t->clause == CST_NONE) &&
            t->value.to - t->value.from >= 27 && t->value.to < c->from) {
            return true;
        }
    }
    return false;
}

/* What has been counted since then is no toll of the happening told before: it
 * hangs on what its own sentence names, or on nothing. */
static void leave_happening(cl_reader *r, cl_harm *h)
{
    if (h->before != CST_NONE) {
        h->event = r->harms.at[h->before].event;
        return;
    }
    uint32_t c = cl_cluster_of(r, h);
    cst_day from = counted_from(r, h);
    if (c == CST_NONE ||
        ((!from || !long_before(r, from, c)) && !over_before(r, h, c)) ||
        names_it(r, h, c) || campaign(r, h) || several_attacks(r, h)) {
        return;
    }
    cl_event *e = &r->events.at[h->event];
    if (e->implied && e->sentence == h->sentence &&
        r->clusters.at[c].first != h->event) {
        e->cluster = CST_NONE;
    }
    h->event = CST_NONE;
}

/* A total sums several happenings, or a span of time, or a campaign. */
void cl_mark_totals(cl_reader *r)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        if (one_person(h)) {
            h->total = false;
            continue;
        }
        h->total = h->total || total_cue(r, cl_sentence_at(r, h->sentence)) ||
                   several_attacks(r, h) || campaign(r, h) ||
                   h->kind == r->n->trapped ||
                   (h->kind == r->n->displaced && !fled_then(r, h)) ||
                   over_a_span(r, h) ||
                   (!lasts(r, h) && since_happening(r, h)) ||
                   (h->before != CST_NONE && r->harms.at[h->before].total);
        if (h->total) {
            leave_happening(r, h);
        }
    }
}
