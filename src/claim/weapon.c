/* claim/weapon: weapons that stand away from the word that tells the deed.
 *
 * Mentions take the weapon that stands in their clause when they are read
 * (event.c). Here those that are left look further: into their own noun
 * ("mortar fire"), at harm verbs ("killed with machetes"), at what the doers
 * bear ("men, armed with knives") and at what they drive or blow up. */
#include "claim/linker.h"
#include "claim/mention.h"
#include "claim/placing.h"

static const cl_group *group_at(const cl_reader *r, uint32_t gi)
{
    return &r->m.groups.at[gi];
}

/* Deeds done with a weapon; a siege or a flight is not. */
static bool takes_weapon(const cl_reader *r, cst_sym type)
{
    static const char *const types[] = {
        "air_strike",   "shelling",  "suicide_bombing", "explosive_device",
        "shooting",     "execution", "knife_attack",    "prohibited_weapon",
        "destruction",  "torture",   "attack",          "armed_clash"};
    for (size_t i = 0; type && i < CST_COUNT(types); i++) {
        if (cl_type_is(r, type, types[i])) {
            return true;
        }
    }
    return false;
}

/* A word or two of a group as a group of its own, so that they can be named. */
static uint32_t inner_group(cl_reader *r, uint32_t gi, uint32_t a, uint32_t b)
{
    cl_group g = *group_at(r, gi);
    const cst_unit *u = cl_unit(cl_sentence_at(r, g.sentence), b - 1);
    g.unit = g.np = b - 1;
    g.tok_begin = g.np_begin = a;
    g.tok_end = b;
    g.head = NULL;
    for (uint32_t i = 0; u && i < u->n_readings; i++) {
        const cst_reading *x = &u->readings[i];
        bool weapon = cst_reading_has(r->pack, x, r->n->c.weapon);
        g.head = x->pos == CST_POS_N && (weapon || !g.head) ? x : g.head;
    }
    return cl_loose_group(r, g);
}

/* The first token behind the last preposition of a multiword, and its article. */
static uint32_t behind_preposition(const cl_reader *r, const cl_sentence *s,
                                   const cst_unit *u)
{
    uint32_t a = u->tok_end - 1;
    for (uint32_t t = a; t > u->tok_begin; t--) {
        if (cl_tok_class(r, s, t, r->n->c.prep)) {
            a = t + 1;
            break;
        }
    }
    return a + 1 < u->tok_end && cl_tok_class(r, s, a, r->n->c.det_def) ? a + 1
                                                                       : a;
}

/* "Mortar fire", "blows of a machete": one word of the lexicon, which ends in
 * what was used. */
static uint32_t in_own_noun(cl_reader *r, const cl_event *e)
{
    const cl_group *g = e->group == CST_NONE ? NULL : group_at(r, e->group);
    if (!g || !cl_head_in(&r->m, g, r->n->c.event_means)) {
        return CST_NONE;
    }
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        const cst_unit *u = cl_unit(s, np->children[i]);
        if (u && u->label == r->n->mwe &&
            cl_unit_class(&r->m, u, r->n->c.event_means)) {
            return inner_group(r, e->group, behind_preposition(r, s, u),
                               u->tok_end);
        }
    }
    return CST_NONE;
}

/* "A store of munitions", "a convoy of tanks": what is spoken of, no means. */
static bool of_a_thing(const cl_reader *r, const cl_event *e, uint32_t gi)
{
    uint32_t owner = group_at(r, gi)->owner;
    return owner != CST_NONE && owner != e->group &&
           cl_mention_of(r, owner) == CST_NONE &&
           !cl_head_in(&r->m, group_at(r, owner), r->n->c.event_means) &&
           !cl_head_in(&r->m, group_at(r, owner), r->n->c.weapon);
}

bool cl_stands_before(const cl_reader *r, const cl_event *e, uint32_t gi)
{
    return e->group != CST_NONE && group_at(r, gi)->top < e->top &&
           e->clause != CST_NONE &&
           r->m.clauses.at[e->clause].subject != e->group &&
           group_at(r, gi)->top > r->m.clauses.at[e->clause].verb;
}

/* "Set fire to three tanks": they burnt. */
static bool wrecked_itself(const cl_reader *r, uint32_t gi)
{
    for (size_t i = 0; i < r->damages.n; i++) {
        if (r->damages.at[i].group == gi) {
            return true;
        }
    }
    return false;
}

/* In the clause, behind a preposition: "by bullets", "with a knife". */
static uint32_t in_clause(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    for (uint32_t i = s->group_begin; c && i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        if (g->top >= c->begin && g->top < c->end && g->prep && i != e->target &&
            i != e->agent && i != e->group && i != c->subject &&
            !cl_stands_before(r, e, i) && !wrecked_itself(r, i) &&
            cl_mention_of(r, i) == CST_NONE &&
            cl_head_in(&r->m, g, r->n->c.weapon) &&
            !cl_head_in(&r->m, g, r->n->c.carrier) && !of_a_thing(r, e, i) &&
            !cl_in_reply(r, g->owner)) {
            return i;
        }
    }
    return CST_NONE;
}

/* "The attackers, armed with knives": in a participle that speaks of them. */
static uint32_t borne(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    uint32_t who = e->agent;
    if (who == CST_NONE || group_at(r, who)->sentence != e->sentence) {
        return CST_NONE;
    }
    for (uint32_t ci = s->clause_begin; ci < s->clause_end; ci++) {
        const cl_clause *c = &r->m.clauses.at[ci];
        if (c->kind != CL_PARTICIPLE || c->subject != who ||
            !cl_verb_in(r, c, r->n->c.arm_verb)) {
            continue;
        }
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            const cl_group *g = group_at(r, i);
            if (g->top > c->verb && g->top < c->end && g->prep &&
                cl_head_in(&r->m, g, r->n->c.weapon)) {
                return i;
            }
        }
    }
    return CST_NONE;
}

static bool vehicle(const cl_reader *r, uint32_t gi)
{
    cst_sym sort = cl_head_feat(&r->m, group_at(r, gi), r->n->object);
    return sort && cst_str_is(cst_pack_str(r->pack, sort), "vehicle");
}

/* What a suicide bomber drives, what blew up: "before the lorry exploded". */
static uint32_t driven(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    bool suicide = cl_type_is(r, e->type, "suicide_bombing");
    cl_frame f;
    size_t at = 0;
    if (!c) {
        return CST_NONE;
    }
    if (cl_type_is(r, e->type, "explosive_device") && e->group == CST_NONE &&
        c->subject != CST_NONE && !group_at(r, c->subject)->plural &&
        vehicle(r, c->subject) &&
        cl_next_frame(&r->m, r->frames, e->clause, CL_EVENT, &at, &f) &&
        cl_frame_role(&r->m, r->frames, &f, e->clause, CL_MEANS) ==
            c->subject) {
        return c->subject;
    }
    for (uint32_t i = s->group_begin; suicide && i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        const cst_unit *p =
            cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
        if (g->top >= c->begin && g->top < c->end && g->prep && vehicle(r, i) &&
            cl_unit_class(&r->m, p, r->n->c.prep_aboard)) {
            return i;
        }
    }
    return CST_NONE;
}

static uint32_t weapon_of(cl_reader *r, const cl_event *e)
{
    uint32_t w = in_own_noun(r, e);
    w = w == CST_NONE ? in_clause(r, e) : w;
    w = w == CST_NONE ? borne(r, e) : w;
    return w == CST_NONE ? driven(r, e) : w;
}

void cl_find_weapons(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < l->n; i++) {
        const cl_event *e = &r->events.at[l->order[i]];
        cl_cluster *c =
            e->cluster == CST_NONE ? NULL : &r->clusters.at[e->cluster];
        if (c && c->weapon == CST_NONE && e->stance != CST_DENIED &&
            takes_weapon(r, e->type) && takes_weapon(r, c->type)) {
            c->weapon = weapon_of(r, e);
        }
    }
}
