/* claim/counted: times that count from what is named beside them: "two days
 * after the raid", "the ninth day of the siege", "on the morrow of the raid". */
#include "claim/linker.h"
#include "claim/placing.h"

cst_time_value cl_time_counted(const cl_reader *r, uint32_t time, cst_day base)
{
    const cl_time *t = &r->m.times.at[time];
    cst_time_context ctx;
    memset(&ctx, 0, sizeof ctx);
    ctx.published = r->m.published;
    ctx.in_force = base;
    cst_time_value v;
    (void)cst_time_resolve(r->time_names, r->pack,
                           &cl_sentence_at(r, t->sentence)->units, t->unit,
                           &ctx, &v);
    return v;
}

cst_day cl_time_shift(const cl_reader *r, uint32_t time, cst_day base)
{
    const cst_time_value v = cl_time_counted(r, time, base);
    return v.from && v.from == v.to ? v.from - base : 0;
}

const cl_time *cl_counting_time(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    for (uint32_t i = s->time_begin; e->group != CST_NONE && i < s->time_end;
         i++) {
        const cl_time *t = &r->m.times.at[i];
        if (t->value.counted && t->top + 1 == e->top) {
            return t;
        }
    }
    return NULL;
}

#define CL_DEED_WORDS 5 /* row positions */

/* "Three days after the death of 21 people in a raid." */
static bool deed_at(const cl_reader *r, const cl_sentence *s, uint32_t top)
{
    uint32_t g = cl_group_at(&r->m, s, top);
    return g != CST_NONE &&
           cl_head_in(&r->m, &r->m.groups.at[g], r->n->c.harm_deed);
}

/* Mention that a time counts from: the next group or clause after it. */
static uint32_t counted_from(const cl_linker *l, const cl_time *t)
{
    const cl_reader *r = l->r;
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    const cst_unit *next = cl_unit_at(s, t->top + 1);
    bool clause = next && cl_unit_class(&r->m, next, r->n->c.conj_sub);
    if (!t->value.counted &&
        (t->value.kind != CST_TIME_DAY || !t->value.method ||
         strcmp(t->value.method, "anchor") != 0)) {
        return CST_NONE;
    }
    for (uint32_t k = l->start[t->sentence]; k < l->start[t->sentence + 1];
         k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        if (e->top <= t->top) {
            continue;
        }
        if (e->top == t->top + 1 ||
            (e->top <= t->top + CL_DEED_WORDS && deed_at(r, s, t->top + 1)) ||
            (clause && e->clause != CST_NONE &&
             r->m.clauses.at[e->clause].kind == CL_SUBORDINATE)) {
            return l->order[k];
        }
        break;
    }
    return CST_NONE;
}

/* The mention that is told with a time that counts from another one. */
static uint32_t counted_for(const cl_linker *l, uint32_t si, uint32_t from)
{
    for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
        if (l->order[k] != from && l->of[l->order[k]].after == CST_NONE) {
            return l->order[k];
        }
    }
    return CST_NONE;
}

cst_sym cl_time_relation(const cl_reader *r, const cst_unit *prep)
{
    const cst_reading *v =
        prep ? cst_unit_in(r->pack, prep, r->n->c.prep_time) : NULL;
    return v ? cst_reading_feat(r->pack, v, r->n->rel) : 0;
}

static void connect(cl_linker *l, uint32_t from, uint32_t to, uint32_t time,
                    int days)
{
    l->of[from].base = true;
    if (to != CST_NONE) {
        l->of[from].base_for = to;
        l->of[to].after = from;
        l->of[to].after_time = time;
        l->of[to].after_days = days;
    }
}

/* "On the morrow of the raid": the preposition counts the days. */
static int days_of_prep(const cl_reader *r, const cl_event *e)
{
    if (e->group == CST_NONE) {
        return 0;
    }
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cst_unit *pp = cl_unit(s, r->m.groups.at[e->group].unit);
    const cst_unit *prep = cl_unit(s, cst_unit_role(pp, r->n->p));
    cst_sym rel = cl_time_relation(r, prep);
    return !rel ? 0 : rel == r->n->morrow ? 1 : rel == r->n->eve ? -1 : 0;
}


void cl_relate_times(cl_linker *l, uint32_t si, uint32_t *base_of)
{
    cl_reader *r = l->r;
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        uint32_t from = t->resolved || t->value.counted ? counted_from(l, t)
                                                        : CST_NONE;
        base_of[i - s->time_begin] = from;
        if (from != CST_NONE) {
            /* a speech that was held then tells of nothing then */
            bool said = cl_dates_telling(r, t);
            connect(l, from, said ? CST_NONE : counted_for(l, si, from), i,
                    0);
        }
    }
    for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
        int days = days_of_prep(r, &r->events.at[l->order[k]]);
        if (days) {
            connect(l, l->order[k], counted_for(l, si, l->order[k]), CST_NONE,
                    days);
        }
    }
}

bool cl_degree_between(const cl_reader *r, const cl_sentence *s, uint32_t from,
                       uint32_t to)
{
    for (uint32_t i = from; i + 1 < to; i++) {
        const cst_unit *how = cl_unit(s, i + 1);
        bool degree = cl_tok_class(r, s, i, r->n->c.deg);
        for (uint32_t k = 0; degree && how && k < how->n_readings; k++) {
            if (how->readings[k].pos == CST_POS_A) {
                return true;
            }
        }
    }
    return false;
}

bool cl_like_none(const cl_reader *r, const cl_sentence *s, uint32_t tok)
{
    return cl_degree_between(r, s, tok > 3 ? tok - 3 : 0, tok);
}
