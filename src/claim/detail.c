/* claim/detail: what only the merged harms can tell: the period of a total,
 * which toll another one overtakes, and whether a number covers the whole. */
#include "claim/harm.h"
#include "claim/linker.h"

/* "127 died in May, against 64 in April": where the other number stands; the end
 * of the sentence where there is none. */
static uint32_t set_against(const cl_reader *r, const cl_sentence *s)
{
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *prep =
            cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
        if (g->count.present && g->top > 0 && prep &&
            cl_unit_class(&r->m, prep, r->n->c.prep_instead)) {
            return g->top;
        }
    }
    return UINT32_MAX;
}

/* The interval that the clause, else the sentence, of a total names. */
static void find_period(cl_reader *r, cl_harm *h)
{
    const uint32_t other =
        set_against(r, cl_sentence_at(r, h->sentence));

    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    if (h->before != CST_NONE) {
        h->period = r->harms.at[h->before].period;
    }
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        const cst_unit *u = cl_unit(s, t->unit);
        if (u && t->value.open_from && cl_like_none(r, s, u->tok_begin)) {
            continue; /* "224 died last year, the deadliest since 2005" */
        }
        bool span = t->resolved && t->value.from && t->value.from != t->value.to;
        if ((t->top > other) != (h->top >= other) && t->top != 0) {
            continue;
        }
        if (span && (h->period == CST_NONE || t->clause == h->clause)) {
            h->period = i;
        }
    }
}

/* Does a place say where the people of a harm were? Not one that only names
 * somebody, a building, or where they come from. */
static bool holds_victims(const cl_place *p)
{
    return p->locative && !p->refers && !p->origin && !p->nameless &&
           !p->dateline && p->rank >= CL_SETTLEMENT &&
           (p->gaz != CST_NONE || p->called || p->anaphor);
}

/* What a total is summed over: the largest place of its clause, else one that
 * opens the sentence and so holds for all of it. */
static void find_area(cl_reader *r, cl_harm *h, uint32_t first)
{
    uint32_t own = h->clause == CST_NONE ? cl_clause_at(r, h->sentence, h->top)
                                         : h->clause;
    for (uint32_t i = first; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->sentence != h->sentence) {
            break;
        }
        uint32_t clause = cl_clause_at(r, p->sentence, p->top);
        bool near = clause == own;
        if (!holds_victims(p) || (!near && p->top > 0)) {
            continue;
        }
        bool better = h->area == CST_NONE ||
                      (near && h->area_basis != CST_BASIS_CLAUSE) ||
                      (near && p->rank > r->places.at[h->area].rank);
        if (better) {
            h->area = i;
            h->area_basis = near ? CST_BASIS_CLAUSE : CST_BASIS_SENTENCE;
        }
    }
}

/* Per sentence its first place; places lie in text order. */
static uint32_t *first_places(const cl_reader *r)
{
    uint32_t *out = CST_NEW(r->arena, uint32_t, r->m.sentences.n + 1);
    for (uint32_t i = 0, p = 0; out && i < r->m.sentences.n; i++) {
        while (p < r->places.n && r->places.at[p].sentence < i) {
            p++;
        }
        out[i] = p;
    }
    return out;
}

static bool whole_toll(const cl_harm *h)
{
    return !h->dead && !h->some && h->part_of == CST_NONE && !h->person &&
           h->count.present && h->stance != CST_DENIED;
}

/* The standing toll of the same kind and happening with another count. */
static uint32_t newer_toll(const cl_reader *r, const bool *old, uint32_t hi)
{
    const cl_harm *h = &r->harms.at[hi];
    uint32_t newer = CST_NONE;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *o = &r->harms.at[i];
        if (newer != CST_NONE && o->sentence != h->sentence) {
            continue;
        }
        if (i != hi && whole_toll(o) && o->kind == h->kind &&
            cl_cluster_of(r, o) == cl_cluster_of(r, h) &&
            o->count.value != h->count.value && !old[i]) {
            newer = newer == CST_NONE || o->sentence == h->sentence ? i : newer;
        }
    }
    return newer;
}

/* Did the people of a happening attack others? A clash has two sides. */
static bool assault(const cl_reader *r, const cl_event *e)
{
    static const char *const types[] = {"attack",          "shooting",
                                        "knife_attack",    "suicide_bombing",
                                        "explosive_device", "abduction"};
    for (size_t i = 0; e->type && i < CST_COUNT(types); i++) {
        if (cl_type_is(r, e->type, types[i])) {
            return e->stance != CST_DENIED;
        }
    }
    return false;
}

/* One person who is told as a victim and, by the same words or by "the man"
 * after "a man", as the one who attacked. */
static bool is_doer(const cl_reader *r, const cl_harm *h, uint32_t doer)
{
    const cl_group *v = &r->m.groups.at[h->group];
    const cl_group *d = &r->m.groups.at[doer];
    if (doer == h->group) {
        return true;
    }
    bool again = v->definite || v->demonstrative || h->sentence < d->sentence;
    return again && v->head && d->head && v->head->lemma == d->head->lemma &&
           !v->proper && !d->proper && !v->plural && !d->plural;
}

/* "The suspect was arrested", where an attack is told: a known one. */
static bool caught(const cl_reader *r, const cl_harm *h)
{
    const cl_group *v = &r->m.groups.at[h->group];
    bool known = h->kind == r->n->detained && v->definite && !v->proper &&
                 !v->plural;
    for (uint32_t i = 0; known && i < r->events.n; i++) {
        if (assault(r, &r->events.at[i])) {
            return true;
        }
    }
    return false;
}

static bool attacked(const cl_reader *r, const cl_harm *h)
{
    bool open = h->status == r->n->unknown ||
                (h->status == r->n->civilian && h->person);
    open = open && h->count.value == 1;
    if (open && caught(r, h)) {
        return true;
    }
    for (uint32_t i = 0; open && i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->agent != CST_NONE && assault(r, e) && e->target != h->group &&
            is_doer(r, h, e->agent)) {
            return true;
        }
    }
    return false;
}

static void find_newer(cl_reader *r)
{
    bool *old = CST_NEW(r->arena, bool, r->harms.n);
    for (uint32_t i = 0; old && i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        old[i] = whole_toll(h) && cl_overtaken(r, h);
    }
    for (uint32_t i = 0; old && i < r->harms.n; i++) {
        if (old[i]) {
            r->harms.at[i].superseded_by = newer_toll(r, old, i);
        }
    }
}

/* "None of the 300 passengers was hurt": of them, not of all. */
static bool none_of_some(const cl_reader *r, const cl_harm *h)
{
    return h->count.present && h->count.value == 0 &&
           r->m.groups.at[h->group].partitive;
}

void cl_detail_harms(cl_reader *r)
{
    const uint32_t *first = r->harms.n ? first_places(r) : NULL;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        if (h->dead) {
            continue;
        }
        h->some = h->some || h->person || h->part_of != CST_NONE ||
                  none_of_some(r, h) ||
                  cl_head_in(&r->m, &r->m.groups.at[h->group],
                             r->n->c.family);
        if (attacked(r, h)) {
            h->status = r->n->attacker;
        }
        if (h->total) {
            find_period(r, h);
        }
        if (h->total && first) {
            find_area(r, h, first[h->sentence]);
        }
    }
    find_newer(r);
}
