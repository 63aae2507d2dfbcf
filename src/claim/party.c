/* claim/party: do two mentions name one doer, or two?
 *
 * Tellers vary the word for one party; what tells two apart is the side that
 * the lexicon gives them, a state's force beside an armed group, or two forces
 * of different names. */
#include "claim/linker.h"

cst_sym cl_chain_feat(const cl_reader *r, uint32_t gi, cst_sym key)
{
    for (int i = 0; gi != CST_NONE && i < 3; i++) {
        const cl_group *g = &r->m.groups.at[gi];
        cst_sym s = cl_head_feat(&r->m, g, key);
        const cst_unit *name = cl_unit(cl_sentence_at(r, g->sentence),
                                       g->name_unit);
        s = s || !name ? s : cst_unit_sym(r->pack, name, key);
        if (s) {
            return s;
        }
        gi = g->of;
    }
    return 0;
}

/* Armed group, force of a state, or 0: nothing says. "Its forces" are of whoever
 * speaks. */
static int kind_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->possessive) {
        return 0;
    }
    cst_sym t = cl_chain_feat(r, gi, r->n->ctype);
    bool state = t == r->n->military ||
                 cl_head_in(&r->m, g, r->n->c.country) ||
                 (g->head && g->head->pos == CST_POS_A);
    return !t && !state ? 0 : t == r->n->armed_group ? 1 : state ? 2 : 0;
}

/* By who it is, else by its words. */
static cst_str side_of(const cl_reader *r, uint32_t gi)
{
    cst_str id = cl_actor_named(r, gi);
    cst_str side = id.n ? cl_actor_side(r, id) : id;
    cst_sym word = side.n ? 0 : cl_chain_feat(r, gi, r->n->side);
    return word ? cst_pack_str(r->pack, word) : side;
}

cl_agreement cl_parties(const cl_reader *r, uint32_t a, uint32_t b)
{
    if (a == CST_NONE || b == CST_NONE) {
        return CL_SILENT;
    }
    cst_str id = cl_actor_named(r, a), other = cl_actor_named(r, b);
    cst_str x = side_of(r, a), y = side_of(r, b);
    if (id.n && cst_str_eq(id, other)) {
        return CL_AGREE;
    }
    if (x.n && y.n) {
        return cst_str_eq(x, y) ? CL_AGREE : CL_CLASH;
    }
    int p = kind_of(r, a), q = kind_of(r, b);
    return p && q && p != q ? CL_CLASH : CL_SILENT;
}

static bool force(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (!g->proper && cl_status(r, gi) == r->n->attacker) {
        return false; /* what everybody is called who attacked */
    }
    return cl_head_in(&r->m, g, r->n->c.actor) ||
           cl_head_in(&r->m, g, r->n->c.actor_noun) || g->proper ||
           (g->plural && cl_status(r, gi) == r->n->combatant);
}

/* Two forces with different names; of single people tellers vary the word. */
bool cl_other_doer(const cl_reader *r, uint32_t a, uint32_t b)
{
    if (a == CST_NONE || b == CST_NONE || cl_parties(r, a, b) == CL_AGREE) {
        return false;
    }
    const cst_reading *x = r->m.groups.at[a].head, *y = r->m.groups.at[b].head;
    return x && y && x->lemma != y->lemma && force(r, a) && force(r, b);
}

/* "The guerrillas", "200 fighters" beside an armed group that is named. */
static bool vaguer(const cl_reader *r, uint32_t known, uint32_t new)
{
    const cl_group *g = &r->m.groups.at[new];
    return cl_actor_named(r, known).n && !cl_actor_named(r, new).n &&
           !g->proper && kind_of(r, known) == 1 && kind_of(r, new) == 1 &&
           cl_parties(r, known, new) != CL_CLASH;
}

/* A rival version, not a vaguer word for the one that is known. */
static bool rival(const cl_reader *r, const cl_doer *known, const cl_doer *new)
{
    if (new->how == CL_CLAIMED) {
        return true; /* who takes it upon himself is kept as such */
    }
    if (known->source == new->source && known->how == new->how &&
        (vaguer(r, known->group, new->group) ||
         vaguer(r, new->group, known->group))) {
        return false;
    }
    return cl_parties(r, known->group, new->group) == CL_CLASH ||
           cl_other_doer(r, known->group, new->group);
}

static bool same_party(const cl_reader *r, uint32_t a, uint32_t b)
{
    const cst_reading *x = r->m.groups.at[a].head, *y = r->m.groups.at[b].head;
    return a == b || (x && y && x->lemma == y->lemma &&
                      cl_parties(r, a, b) != CL_CLASH);
}

/* "A gang", then "men of the gang X"; "a Russian raid", then "the Russian army":
 * the words that say more of one doer. */
static bool says_more(const cl_reader *r, const cl_doer *known,
                      const cl_doer *new)
{
    const cl_group *g = &r->m.groups.at[known->group];
    const cl_group *n = &r->m.groups.at[new->group];
    if (!cl_actor_named(r, new->group).n || g->proper ||
        (new->how != known->how && new->how != CL_STATED)) {
        return false;
    }
    bool adjective = g->head && g->head->pos == CST_POS_A;
    return cl_actor_named(r, known->group).n
               ? adjective && n->head && n->head->pos != CST_POS_A &&
                     cl_parties(r, known->group, new->group) == CL_AGREE
               : cl_head_in(&r->m, g, r->n->c.actor_noun);
}

void cl_add_doer(const cl_reader *r, cl_cluster *c, cl_doer doer)
{
    if (doer.group == CST_NONE) {
        return;
    }
    for (uint32_t i = 0; i < c->n_doers; i++) {
        cl_doer *d = &c->doers[i];
        if (same_party(r, d->group, doer.group) && d->how == doer.how) {
            d->source = d->source == CST_NONE ? CST_NONE : doer.source;
            return;
        }
        if (!rival(r, d, &doer)) {
            if (says_more(r, d, &doer)) {
                c->agent = c->agent == d->group ? doer.group : c->agent;
                *d = doer;
            }
            return;
        }
    }
    if (c->n_doers < CL_DOERS) {
        c->doers[c->n_doers++] = doer;
    }
    if (c->agent == CST_NONE) {
        c->agent = doer.group;
    }
}

void cl_take_doers(const cl_reader *r, cl_cluster *c, const cl_event *e)
{
    cl_certainty how = e->stance == CST_DENIED ? CL_DENIED
                       : e->ascribed           ? CL_IMPLIED : CL_STATED;
    if (!e->aside && e->agent != e->claimed_by) {
        cl_add_doer(r, c, (cl_doer){e->agent, e->source, how});
    }
    cl_add_doer(r, c, (cl_doer){e->claimed_by, e->claim_source, CL_CLAIMED});
}
