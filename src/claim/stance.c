/* claim/stance: how surely something is said, and whether it happened.
 *
 * The conditional of hearsay, words of doubt, and sources that deny. */
#include "claim/reader.h"

uint32_t cl_clause_at(const cl_reader *r, uint32_t sentence, uint32_t top)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    uint32_t best = CST_NONE;
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        if (top >= r->m.clauses.at[c].begin && top < r->m.clauses.at[c].end) {
            best = c;
        }
    }
    return best;
}

static bool conditional(const cl_clause *c)
{
    return c->mood == CST_MOOD_COND && !c->conditional_if && !c->modal;
}

/* "has denied these facts: six rebels fell": behind the colon stands what the
 * one who denies holds to be true. */
static bool own_version(const cl_sentence *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u && cst_str_is(s->units.tokens[u->tok_begin].norm, ":")) {
            return true;
        }
    }
    return false;
}

cst_stance cl_stance_at(const cl_reader *r, uint32_t sentence, uint32_t clause,
                        uint32_t top)
{
    uint32_t src = cl_source_at(r, sentence, top);
    const cl_sentence *s = cl_sentence_at(r, sentence);
    if (src != CST_NONE && r->sources.at[src].denies &&
        !own_version(s, r->sources.at[src].at, top)) {
        return CST_DENIED;
    }
    if (top > 0 && cl_unit_class(&r->m, cl_unit_at(s, top - 1),
                                 r->n->c.not_so)) {
        return CST_DENIED; /* "and not 90" */
    }
    for (uint32_t c = clause, depth = 0; c != CST_NONE && depth < 4; depth++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        if (conditional(cl) || cl->hedged) {
            return CST_HEDGED;
        }
        c = cl->kind == CL_GERUND || cl->kind == CL_PARTICIPLE ||
                    cl->kind == CL_INFINITIVE
                ? cl->parent
                : CST_NONE;
    }
    uint32_t a = 0, b = (uint32_t)s->units.top.n;
    if (clause != CST_NONE) {
        a = r->m.clauses.at[clause].begin;
        b = r->m.clauses.at[clause].end;
    }
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if ((u->label == r->n->tok || u->label == r->n->mwe) &&
            cl_unit_class(&r->m, u, r->n->c.hedge)) {
            return CST_HEDGED;
        }
    }
    return CST_ASSERTED;
}

bool cl_factual(const cl_reader *r, uint32_t clause)
{
    for (uint32_t depth = 0; clause != CST_NONE && depth < 4; depth++) {
        const cl_clause *c = &r->m.clauses.at[clause];
        if (c->purpose || c->conditional_if || c->modal ||
            (c->tense == CST_TENSE_FUT && !c->perfect) || c->mood == CST_MOOD_IMP) {
            return false;
        }
        if (depth && c->head &&
            cst_reading_has(r->pack, c->head, r->n->c.no_event)) {
            return false;
        }
        clause = c->kind == CL_MAIN || c->kind == CL_RELATIVE ? CST_NONE
                                                              : c->parent;
    }
    return true;
}
