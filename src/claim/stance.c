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

static bool hedging_token(const cl_reader *r, const cl_sentence *s, uint32_t i)
{
    return i < s->units.n_tokens &&
           cl_unit_class(&r->m, cl_unit(s, i), r->n->c.hedge);
}

/* A word of doubt, alone or within the group of the verb. */
static bool hedging_unit(const cl_reader *r, const cl_sentence *s,
                         const cst_unit *u)
{
    if (u->label == r->n->tok || u->label == r->n->mwe) {
        return cl_unit_class(&r->m, u, r->n->c.hedge);
    }
    bool doubt = false;
    if (u->label == r->n->vg) {
        for (uint32_t i = u->tok_begin; i < u->tok_end && !doubt; i++) {
            doubt = hedging_token(r, s, i);
        }
        for (uint32_t i = 0; i < u->n_children && !doubt; i++) {
            const cst_unit *part = cl_unit(s, u->children[i]);
            doubt = part->label == r->n->mwe &&
                    cl_unit_class(&r->m, part, r->n->c.hedge);
        }
    }
    return doubt;
}

/* "an unconfirmed toll", "sources that nobody has verified". */
static bool doubtful(const cl_reader *r, const cl_group *g, int class_)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    if (!np || !cl_head_in(&r->m, g, class_) ||
        cl_head_in(&r->m, g, r->n->c.person)) {
        return false;
    }
    for (uint32_t i = 0; i < np->n_children; i++) {
        const cst_unit *part = cl_unit(s, np->children[i]);
        if ((part->label == r->n->tok || part->label == r->n->mwe) &&
            cl_unit_class(&r->m, part, r->n->c.hedge)) {
            return true;
        }
    }
    return false;
}

/* "it seems that", "it is likely that": doubt right before the conjunction. */
static bool doubted_from_above(const cl_reader *r, const cl_sentence *s,
                               const cl_clause *c)
{
    if (c->kind != CL_SUBORDINATE || c->begin < 2) {
        return false;
    }
    const cst_unit *before = cl_unit_at(s, c->begin - 2);
    return hedging_unit(r, s, before) &&
           !cl_unit_class(&r->m, before, r->n->c.speech_verb);
}

/* "is without foundation" */
static bool called_untrue(const cl_reader *r, const cl_sentence *s,
                          const cl_clause *d)
{
    if (!cst_reading_has(r->pack, d->head, r->n->c.being)) {
        return false;
    }
    for (uint32_t i = d->verb + 1; i < d->verb + 4; i++) {
        if (cl_unit_class(&r->m, cl_unit_at(s, i), r->n->c.untrue)) {
            return true;
        }
    }
    return false;
}

/* "the claims according to which": the clause is what the noun holds. */
static bool heads_account(const cl_reader *r, const cl_sentence *s,
                          const cl_clause *c)
{
    const cst_unit *opener = c->begin > 0 ? cl_unit_at(s, c->begin - 1) : NULL;
    bool held = cl_unit_class(&r->m, opener, r->n->c.rel_prep);
    for (uint32_t i = s->group_begin; held && i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->top + 1 < c->begin && g->top + 10 > c->begin && !g->prep &&
            (cl_head_in(&r->m, g, r->n->c.source_noun) ||
             cl_head_in(&r->m, g, r->n->c.speech_noun) ||
             cl_head_in(&r->m, g, r->n->c.hedge))) {
            return true;
        }
    }
    return false;
}

/* "it is false that", "the news that ... was denied by". */
static bool denied_from_above(const cl_reader *r, const cl_sentence *s,
                              const cl_clause *c)
{
    if (c->kind == CL_SUBORDINATE && c->begin >= 2 &&
        cl_unit_class(&r->m, cl_unit_at(s, c->begin - 2), r->n->c.untrue)) {
        return true;
    }
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *d = &r->m.clauses.at[i];
        if (d->begin < c->end || !d->head || d->negated ||
            d->subject == CST_NONE ||
            !(called_untrue(r, s, d) ||
              (d->voice == r->n->passive &&
               cst_reading_has(r->pack, d->head, r->n->c.deny_verb)))) {
            continue;
        }
        if (heads_account(r, s, c)) {
            return true;
        }
        const cl_group *g = &r->m.groups.at[d->subject];
        if (g->sentence == c->sentence && g->top < c->begin &&
            g->top + 3 >= c->begin && c->kind != CL_RELATIVE &&
            (cl_head_in(&r->m, g, r->n->c.source_noun) ||
             cl_head_in(&r->m, g, r->n->c.hedge))) {
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
    if (clause != CST_NONE &&
        denied_from_above(r, s, &r->m.clauses.at[clause])) {
        return CST_DENIED;
    }
    if (src != CST_NONE && r->sources.at[src].unsure) {
        return CST_HEDGED;
    }
    if (src != CST_NONE && r->sources.at[src].who != CST_NONE &&
        doubtful(r, &r->m.groups.at[r->sources.at[src].who],
                 r->n->c.source_noun)) {
        return CST_HEDGED;
    }
    for (uint32_t c = clause, depth = 0; c != CST_NONE && depth < 4; depth++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        if (conditional(cl) || cl->hedged || doubted_from_above(r, s, cl) ||
            (cl->subject != CST_NONE &&
             doubtful(r, &r->m.groups.at[cl->subject], r->n->c.toll_noun))) {
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
        if (hedging_unit(r, s, cl_unit_at(s, i))) {
            return CST_HEDGED;
        }
    }
    return CST_ASSERTED;
}

static bool opens_without(const cl_reader *r, const cl_sentence *s)
{
    const cst_unit *u = cl_unit_at(s, 0);
    const cst_unit *prep = u && u->label == r->n->pp && u->n_children > 0
                               ? cl_unit(s, u->children[0])
                               : NULL;
    return prep && cl_unit_class(&r->m, prep, r->n->c.prep_without);
}

/* "if the bomb had gone off, it would have killed", "without the wall, ten would
 * have died", "it would cost thousands, the UN fears": the conditional of what is
 * not so, not of hearsay. */
static bool unreal(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (c->mood != CST_MOOD_COND || c->kind == CL_RELATIVE) {
        return false;
    }
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *o = &r->m.clauses.at[i];
        if ((o->conditional_if && o->tense == CST_TENSE_IMPF) ||
            (i == clause + 1 && !c->perfect && o->kind == CL_MAIN && o->head &&
             cst_reading_has(r->pack, o->head, r->n->c.no_event))) {
            return true;
        }
    }
    return c->perfect && opens_without(r, s);
}

/* "ten dead are to be feared" */
static bool feared(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    if (clause + 1 >= cl_sentence_at(r, c->sentence)->clause_end) {
        return false;
    }
    const cl_clause *o = &r->m.clauses.at[clause + 1];
    return o->kind == CL_INFINITIVE && !o->perfect &&
           o->verb <= c->verb + 2 && o->head &&
           cst_reading_has(r->pack, o->head, r->n->c.no_event);
}

/* "To have foiled an attack and killed fifty": the second verb stands beside the
 * first, not under it. */
static bool beside_parent(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    return c->kind == CL_INFINITIVE && c->parent != CST_NONE && c->verb > 0 &&
           r->m.clauses.at[c->parent].kind == CL_INFINITIVE &&
           r->m.clauses.at[c->parent].perfect &&
           cl_row_class(&r->m, s, c->verb - 1, r->n->c.conj_coord);
}

bool cl_factual(const cl_reader *r, uint32_t clause)
{
    for (uint32_t depth = 0; clause != CST_NONE && depth < 4; depth++) {
        const cl_clause *c = &r->m.clauses.at[clause];
        if (c->purpose || c->conditional_if || c->modal ||
            (c->tense == CST_TENSE_FUT && !c->perfect) ||
            c->mood == CST_MOOD_IMP || unreal(r, clause) ||
            feared(r, clause)) {
            return false;
        }
        if (depth && c->head &&
            cst_reading_has(r->pack, c->head, r->n->c.no_event)) {
            return false;
        }
        clause = c->kind == CL_MAIN || c->kind == CL_RELATIVE ? CST_NONE
                 : beside_parent(r, c) ? r->m.clauses.at[c->parent].parent
                                       : c->parent;
    }
    return true;
}
