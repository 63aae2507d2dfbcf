/* claim/taking: mentions of ground that changes hands. Verbs of taking need a
 * place; which slot holds it stands in templates.tsv. What an infinitive tells:
 * done, tried in vain, or only meant. */
#include "claim/linker.h"
#include "claim/mention.h"
#include "claim/placing.h"

static const cl_group *group_at(const cl_reader *r, uint32_t gi)
{
    return &r->m.groups.at[gi];
}

static cst_str name_words(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = cl_unit(s, g->name_unit);
    return u ? cl_span_str(&r->m, cl_tokens_span(s, u->tok_begin, u->tok_end))
             : CST_S("");
}

/* Does the group name ground that can be held? */
bool cl_is_area(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = group_at(r, gi);
    uint32_t p = cl_place_of_group(r, gi);
    if (p != CST_NONE && r->places.at[p].rank > CL_LANDMARK) {
        return true;
    }
    p = cl_place_at(r, gi);
    if (p != CST_NONE && r->places.at[p].part) {
        return true; /* "the east of X", wherever it stands */
    }
    if (cl_head_in(&r->m, g, r->n->c.place_noun)) {
        return true;
    }
    const uint32_t *ids;
    return g->proper && !cl_head_in(&r->m, g, r->n->c.actor) &&
           cst_unit_role(cl_unit(cl_sentence_at(r, g->sentence), g->np),
                         r->n->title) == CST_NONE &&
           cst_gazetteer_find(r->gazetteer, r->arena, name_words(r, g), &ids);
}

/* A share of a town: the number stands before its "of". */
static uint32_t share_of_area(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        const cst_unit *u = g->top ? cl_unit_at(s, g->top - 1) : NULL;
        if (g->top >= c->begin && g->top < c->end && g->prep == r->n->de &&
            u && u->label == r->n->num &&
            cst_unit_sym(r->pack, u, r->n->kind) == r->n->pct && cl_is_area(r, i)) {
            return i;
        }
    }
    return CST_NONE;
}

static bool in_slot(const cl_reader *r, uint32_t gi, const cl_clause *c,
                    cst_sym slot)
{
    const cl_group *g = group_at(r, gi);
    if (slot == r->frames->subject) {
        return gi == c->subject;
    }
    if (g->top < c->begin || g->top >= c->end || g->lifted ||
        gi == c->subject) {
        return false;
    }
    return slot == r->frames->object ? !g->prep && g->top > c->verb
                                     : g->prep == slot;
}

/* The first group in one of the template's places that names an area. */
static uint32_t taken_area(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name != f->template_ || t->role != CL_PLACE ||
            t->voice != c->voice) {
            continue;
        }
        for (uint32_t g = s->group_begin; g < s->group_end; g++) {
            if (in_slot(r, g, c, t->slot) && cl_is_area(r, g)) {
                return g;
            }
        }
        /* what a relative clause describes stands outside of it */
        uint32_t far = t->slot == r->frames->subject  ? c->subject
                       : t->slot == r->frames->object
                           ? cl_slot(&r->m, r->frames, ci, t->slot) : CST_NONE;
        if (far != CST_NONE && cl_is_area(r, far)) {
            return far;
        }
    }
    return CST_NONE;
}

cl_outcome_kind cl_outcome(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (c->kind != CL_INFINITIVE || c->perfect) {
        return CL_DONE;
    }
    uint32_t gi = cl_governing_verb(r, ci);
    const cst_unit *before =
        c->verb ? cl_unit_at(cl_sentence_at(r, c->sentence), c->verb - 1) : NULL;
    bool then = (cl_unit_class(&r->m, before, r->n->c.prep_time) &&
                 !cl_unit_class(&r->m, before, r->n->c.prep_place)) ||
                cl_unit_class(&r->m, before, r->n->c.prep_without);
    if (gi == CST_NONE || then) {
        return c->purpose ? CL_MEANT : CL_DONE;
    }
    const cl_clause *g = &r->m.clauses.at[gi];
    if (g->kind == CL_INFINITIVE && !g->perfect &&
        cl_verb_in(r, g, r->n->c.success)) {
        return CL_MEANT; /* "before managing to": it was not reached */
    }
    bool tried = cl_verb_in(r, g, r->n->c.attempt) ||
                 cl_verb_in(r, g, r->n->c.failed);
    if (tried || (g->negated && cl_verb_in(r, g, r->n->c.success))) {
        return g->mood == CST_MOOD_PPRES || g->modal || g->purpose ||
                       g->tense == CST_TENSE_FUT
                   ? CL_MEANT : CL_TRIED;
    }
    return cl_verb_in(r, g, r->n->c.success) ? CL_DONE : CL_MEANT;
}

/* "The country is caught in a spiral": a state that nobody brought about. */
static bool state_of(const cl_reader *r, const cl_clause *c, uint32_t place,
                     uint32_t agent)
{
    uint32_t p = cl_place_of_group(r, place);
    return c->voice == r->n->passive && !c->perfect && agent == CST_NONE &&
           p != CST_NONE && r->places.at[p].rank == CL_COUNTRY;
}

/* "The town, surrounded since May": a siege; a force that surrounds it in a
 * battle gains ground. */
static bool besieged(const cl_reader *r, uint32_t ci, uint32_t agent)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cl_frame f;
    size_t at = 0;
    bool lies = agent == CST_NONE && c->voice == r->n->passive;
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->time_begin; i < s->time_end && !lies; i++) {
        const cl_time *t = &r->m.times.at[i];
        lies = t->clause == ci && t->value.open_from; /* "since October" */
    }
    return lies && !c->perfect &&
           cl_next_frame(&r->m, r->frames, ci, CL_EVENT, &at, &f) &&
           cst_str_is(cst_pack_str(r->pack, f.kind), "siege");
}

cst_status cl_taking(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cst_sym how = cst_reading_feat(r->pack, c->head, r->n->take);
    char name[24] = "take_";
    cst_str h = how ? cst_pack_str(r->pack, how) : CST_S("");
    cl_outcome_kind end = cl_outcome(r, ci);
    if (!h.n || h.n > 16 || end == CL_MEANT || c->modal) {
        return CST_OK;
    }
    if (cst_str_is(h, "held") && c->perfect) {
        h = CST_S("object"); /* "have occupied the town": now, not for years */
    }
    memcpy(name + 5, h.p, h.n);
    cl_frame f = cl_frame_named(name), harm;
    size_t at = 0;
    if (cl_next_frame(&r->m, r->frames, ci, CL_HARM, &at, &harm) &&
        harm.kind == r->n->displaced && harm.need[0].slot) {
        return CST_OK; /* who takes to the road takes no ground */
    }
    uint32_t place = share_of_area(r, c);
    place = place == CST_NONE ? taken_area(r, &f, ci) : place;
    if (place == CST_NONE ||
        (cst_str_is(h, "lose") && group_at(r, place)->possessive &&
         cl_head_in(&r->m, group_at(r, place), r->n->c.object))) {
        return CST_OK; /* "the house lost its roof" */
    }
    uint32_t agent = cl_accused(r, ci);
    agent = agent == CST_NONE
                ? cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT) : agent;
    if (state_of(r, c, place, agent) || besieged(r, ci, agent)) {
        return CST_OK;
    }
    bool into = cst_str_is(h, "into");
    if (into && !cl_is_town(r, place)) {
        return CST_OK; /* into a house: that is no ground */
    }
    if (into && (agent == CST_NONE ||
                 !(cl_head_in(&r->m, group_at(r, agent), r->n->c.actor) ||
                   cl_head_in(&r->m, group_at(r, agent),
                              r->n->c.actor_noun)))) {
        return CST_OK; /* anybody may enter a town; a force takes it */
    }
    uint32_t driven = cl_frame_role(&r->m, r->frames, &f, ci, CL_TARGET);
    if (driven != CST_NONE && driven != place &&
        cl_status(r, driven) == r->n->civilian) {
        return CST_OK; /* "families were driven out of the town": no ground */
    }
    cst_sym type = cst_pack_sym(r->pack, end == CL_TRIED ? "offensive"
                                                      : "territory_gained");
    cl_event *e = type ? cl_clause_mention(r, ci, type, "taking") : NULL;
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    bool out = driven != CST_NONE && driven != place &&
               (cl_is_actor(r, driven) || cl_people(r, driven));
    e->target = out && !group_at(r, driven)->pronoun ? driven : place;
    e->generic = e->definite = end == CL_TRIED; /* part of what is under way */
    if (agent != CST_NONE && agent == c->subject &&
        group_at(r, agent)->pronoun) {
        agent = cl_doer_meant(r, ci);
    }
    if (agent != CST_NONE && agent != place) {
        cl_take_agent(r, e, agent);
        e->ascribed = agent == cl_accused(r, ci);
    }
    return CST_OK;
}
