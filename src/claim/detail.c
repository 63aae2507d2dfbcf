/* claim/detail: what only the merged harms can tell: the period of a total,
 * which toll another one overtakes, and whether a number covers the whole. */
#include "claim/reader.h"

static uint32_t cluster_of(const cl_reader *r, const cl_harm *h)
{
    return h->event == CST_NONE ? CST_NONE : r->events.at[h->event].cluster;
}

/* The interval that the clause, else the sentence, of a total names. */
static void find_period(cl_reader *r, cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        bool span = t->resolved && t->value.from && t->value.from != t->value.to;
        if (span && (h->period == CST_NONE || t->clause == h->clause)) {
            h->period = i;
        }
    }
}

/* "an earlier toll", "a first count": a toll noun with a word of the past or an
 * ordinal in the clause of the harm. */
static bool overtaken(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *np = cl_unit(s, g->np);
        if (!cl_head_in(&r->m, g, r->n->c.toll_noun) ||
            cl_clause_at(r, h->sentence, g->top) != h->clause) {
            continue;
        }
        for (uint32_t k = 0; k < np->n_children; k++) {
            const cst_unit *u = cl_unit(s, np->children[k]);
            const cst_feat *kind = cst_unit_feat(u, r->n->kind);
            if (cl_unit_class(&r->m, u, r->n->c.background) ||
                (u->label == r->n->num && kind &&
                 (cst_sym)kind->value == r->n->ord)) {
                return true;
            }
        }
    }
    return false;
}

static bool whole_toll(const cl_harm *h)
{
    return !h->dead && !h->some && h->part_of == CST_NONE && !h->person &&
           h->count.present && h->stance != CST_DENIED;
}

/* The standing toll of the same kind and happening with another count. */
static uint32_t newer_toll(const cl_reader *r, uint32_t hi)
{
    const cl_harm *h = &r->harms.at[hi];
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *o = &r->harms.at[i];
        if (i != hi && whole_toll(o) && o->kind == h->kind &&
            cluster_of(r, o) == cluster_of(r, h) &&
            o->count.value != h->count.value && !overtaken(r, o)) {
            return i;
        }
    }
    return CST_NONE;
}

void cl_detail_harms(cl_reader *r)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        if (h->dead) {
            continue;
        }
        h->some = h->some || h->person || h->part_of != CST_NONE ||
                  cl_head_in(&r->m, &r->m.groups.at[h->group],
                             r->n->c.family);
        if (h->total) {
            find_period(r, h);
        }
        if (whole_toll(h) && overtaken(r, h)) {
            h->superseded_by = newer_toll(r, i);
        }
    }
}
