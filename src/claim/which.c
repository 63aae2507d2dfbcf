/* claim/which: one of several, told without its noun.
 *
 * "Two bombs went off; the second hit a market", "the deadliest, in 2011, had
 * killed 82", "an attack like that of Nice", "the worst since that of December": the kind of happening is that of
 * the noun before, the happening is another one. */
#include "claim/mention.h"

#define CL_WHICH_BACK 24 /* groups between the noun and what stands for it */

static uint8_t gender_of(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    if (cl_unit_class(&r->m, np, r->n->c.pro_dem) && np->n_readings) {
        return np->readings[0].gender;
    }
    const cst_unit *det =
        np ? cl_unit(s, cst_unit_role(np, r->n->det)) : NULL;
    return det && det->n_readings ? det->readings[0].gender : CST_GENDER_NONE;
}

static bool genders_clash(uint8_t a, uint8_t b)
{
    return a && b && a != b;
}

/* The happening that was told last by a noun, if no people stand between: then
 * these are meant. */
static uint32_t told_by_noun(const cl_reader *r, uint32_t gi, bool several)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint8_t gender = gender_of(r, g);
    for (uint32_t i = gi, n = 0; i > 0 && n < CL_WHICH_BACK; i--, n++) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->sentence + 2 < g->sentence) {
            break;
        }
        bool more = p->plural || (p->count.present && p->count.value > 1) ||
                    p->other;
        const cst_unit *np = cl_unit(cl_sentence_at(r, p->sentence), p->np);
        more = more || (np && cst_unit_role(np, r->n->ord) != CST_NONE);
        if (!p->head || p->pronoun || (several && !more) ||
            genders_clash(gender, p->head->gender)) {
            continue;
        }
        uint32_t e = cl_mention_in(r, i - 1);
        if (e != CST_NONE && r->events.at[e].type) {
            return e;
        }
        if (several && (cl_people(r, i - 1) ||
                        cl_head_in(&r->m, p, r->n->c.weapon))) {
            break;
        }
    }
    return CST_NONE;
}

/* Does its clause tell that it happened, or what it did? */
static bool happens(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t ci = cl_clause_at(r, g->sentence, g->top);
    const cl_clause *c = ci == CST_NONE ? NULL : &r->m.clauses.at[ci];
    if (!c || !c->head || c->subject != gi || c->voice == r->n->passive ||
        !cl_factual(r, ci)) {
        return false;
    }
    const int does[] = {r->n->c.event_occur, r->n->c.harm_verb,
                        r->n->c.damage_verb, r->n->c.light_harm,
                        r->n->c.light_life,  r->n->c.event_verb};
    for (size_t i = 0; i < CST_COUNT(does); i++) {
        if (does[i] >= 0 && cst_reading_has(r->pack, c->head, does[i])) {
            return true;
        }
    }
    cl_frame f;
    size_t at = 0;
    return cl_next_frame(&r->m, r->frames, ci, CL_EVENT, &at, &f);
}

/* "The attack, the deadliest since January, killed": of what stands before it. */
static bool apposed(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    return g->top > 1 && cl_row_text(&r->m, s, g->top - 1, ",") &&
           !cl_row_class(&r->m, s, g->top - 1, r->n->c.conj_coord);
}

/* "That of Nice", "of December", "of 2011", "that which had killed 80". */
static bool told_which(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    if (!cl_unit_class(&r->m, np, r->n->c.pro_dem) ||
        cl_unit_class(&r->m, np, r->n->c.pro_this)) {
        return false;
    }
    if (g->of != CST_NONE && cl_place_of_group(r, g->of) != CST_NONE) {
        return true;
    }
    const cst_unit *u = cl_unit_at(s, g->top + 1);
    if (u && u->label == r->n->time) {
        return true;
    }
    uint32_t ci = s->clause_begin;
    while (ci < s->clause_end && r->m.clauses.at[ci].begin <= g->top) {
        ci++;
    }
    const cl_clause *c = ci < s->clause_end ? &r->m.clauses.at[ci] : NULL;
    return c && c->kind == CL_RELATIVE && c->begin <= g->top + 2 &&
           c->subject != CST_NONE && &r->m.groups.at[c->subject] == g &&
           c->perfect && c->tense == CST_TENSE_IMPF;
}

cst_status cl_one_of_several(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    bool ordinal = np && cst_unit_role(np, r->n->ord) != CST_NONE;
    bool worst = cl_unit_class(&r->m, np, r->n->c.deadly);
    bool like = told_which(r, g);
    if (!(like || ((ordinal || worst || g->other) && happens(r, gi)))) {
        return CST_OK;
    }
    uint32_t of = told_by_noun(r, gi, !like && !worst);
    if (of == CST_NONE ||
        (worst && apposed(r, g) && r->events.at[of].sentence == g->sentence)) {
        return CST_OK;
    }
    cst_sym type = r->events.at[of].type;
    bool loose = r->events.at[of].generic;
    cl_event *e = cl_new_mention(r, g->sentence, g->top, type, "which");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    e->group = gi;
    e->generic = loose;
    e->indefinite = true;
    e->background = like;
    if (!like) { /* all of them are told to be theirs */
        e->agent = r->events.at[of].agent;
        e->weapon = r->events.at[of].weapon;
    }
    e->fresh = !ordinal; /* which ordinal it is decides in cluster.c */
    e->tok_begin = g->np_begin;
    e->tok_end = cl_group_end(&r->m, gi, true);
    cl_find_weapon(r, e);
    return CST_OK;
}
