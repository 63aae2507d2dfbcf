/* claim/damage: statements of harm to objects, from frames. */
#include "claim/reader.h"

/* "seriously", "in part", "wholly" among the words of the verb group or right
 * behind it: how far the damage went. */
static cst_sym stated_degree(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *verb = cl_unit(s, c->unit);
    for (uint32_t t = verb->tok_begin; t < verb->tok_end; t++) {
        const cst_unit *u = cl_unit(s, t); /* unit t is token t */
        if (cl_unit_class(&r->m, u, r->n->c.damage_degree)) {
            return cst_unit_sym(r->pack, u, r->n->degree);
        }
    }
    for (uint32_t i = 0; i < verb->n_children; i++) {
        const cst_unit *u = cl_unit(s, verb->children[i]);
        if (cl_unit_class(&r->m, u, r->n->c.damage_degree)) {
            return cst_unit_sym(r->pack, u, r->n->degree);
        }
    }
    return 0;
}

static cst_status add_damage(cl_reader *r, const cl_frame *f, uint32_t ci,
                             uint32_t gi)
{
    cst_sym degree = stated_degree(r, &r->m.clauses.at[ci]);
    if (!degree && cst_reading_has(r->pack, r->m.clauses.at[ci].head,
                                   r->n->c.damage_weak)) {
        return CST_OK; /* hit, but not said to be harmed */
    }
    const cl_group *g = &r->m.groups.at[gi];
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (g->sentence != c->sentence || r->damages.n >= 500 ||
        !cl_head_in(&r->m, g, r->n->c.object)) {
        return CST_OK;
    }
    cl_damage *d = CST_PUSH(r->arena, &r->damages);
    if (!d) {
        return CST_NOMEM;
    }
    const cst_unit *verb = cl_unit(s, c->unit);
    d->sentence = c->sentence;
    d->clause = ci;
    d->group = gi;
    d->top = g->top;
    d->class_ = cl_head_feat(&r->m, g, r->n->object);
    d->degree = degree ? degree : f->kind;
    d->event = CST_NONE;
    d->tok_begin = verb->tok_begin < g->np_begin ? verb->tok_begin : g->np_begin;
    d->tok_end = verb->tok_end > g->tok_end ? verb->tok_end : g->tok_end;
    d->source = cl_source_at(r, c->sentence, g->top);
    d->stance = cl_stance_at(r, c->sentence, ci, g->top);
    d->rule = "frame";
    return CST_OK;
}

/* "the destruction of a depot" */
static cst_status noun_damage(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym degree = cl_head_feat(&r->m, g, r->n->degree);
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    if (!degree || g->of == CST_NONE || r->damages.n >= 500 ||
        !cl_head_in(&r->m, &r->m.groups.at[g->of], r->n->c.object) ||
        (clause != CST_NONE && !cl_factual(r, clause))) {
        return CST_OK;
    }
    cl_damage *d = CST_PUSH(r->arena, &r->damages);
    if (!d) {
        return CST_NOMEM;
    }
    const cl_group *of = &r->m.groups.at[g->of];
    d->sentence = g->sentence;
    d->clause = clause;
    d->group = g->of;
    d->top = of->top;
    d->class_ = cl_head_feat(&r->m, of, r->n->object);
    d->degree = degree;
    d->event = CST_NONE;
    d->tok_begin = g->np_begin;
    d->tok_end = of->tok_end;
    d->source = cl_source_at(r, g->sentence, g->top);
    d->stance = cl_stance_at(r, g->sentence, clause, g->top);
    d->rule = "noun";
    return CST_OK;
}

cst_status cl_read_damages(cl_reader *r)
{
    for (uint32_t i = 0; i < r->m.groups.n; i++) {
        if (cl_head_in(&r->m, &r->m.groups.at[i], r->n->c.damage_noun)) {
            CST_TRY(noun_damage(r, i));
        }
    }
    for (uint32_t ci = 0; ci < r->m.clauses.n; ci++) {
        if (!cl_factual(r, ci) || r->m.clauses.at[ci].negated) {
            continue;
        }
        cl_frame f;
        for (size_t i = 0;
             cl_next_frame(&r->m, r->frames, ci, CL_DAMAGE, &i, &f);) {
            uint32_t gi = cl_frame_role(&r->m, r->frames, &f, ci, CL_OBJECT);
            if (gi == CST_NONE) {
                continue;
            }
            uint32_t list[8];
            uint32_t n = cl_list_of(r, gi, list, 8);
            for (uint32_t k = 0; k < n; k++) {
                CST_TRY(add_damage(r, &f, ci, list[k]));
            }
            break;
        }
    }
    return CST_OK;
}
