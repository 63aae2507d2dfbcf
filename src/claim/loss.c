/* claim/loss: losses. "Rebel losses", "the losses are heavy: 57 soldiers", "the
 * army suffered losses" are people; the loss of a town or of money is none. */
#include "claim/harm.h"

/* Whose losses, by an adjective of a side or by those behind "of". */
static cst_sym whose(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    cst_sym own = cl_head_feat(&r->m, g, r->n->status);
    if (own && own != r->n->unknown) {
        return own;
    }
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        const cst_unit *u = cl_unit(s, np->children[i]);
        cst_sym v = u ? cst_unit_sym(r->pack, u, r->n->status) : 0;
        if (v && v != r->n->unknown) {
            return v;
        }
        if (u && cl_unit_class(&r->m, u, r->n->c.allegiance)) {
            return r->n->combatant;
        }
    }
    if (g->of == CST_NONE) {
        return 0;
    }
    const cl_group *of = &r->m.groups.at[g->of];
    cst_sym v = cl_head_in(&r->m, of, r->n->c.actor) ||
                        cl_head_in(&r->m, of, r->n->c.person)
                    ? cl_status(r, g->of)
                    : 0;
    return v == r->n->unknown ? 0 : v;
}

/* "are heavy": a word of weight right behind the verb of being. */
static bool are_heavy(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (!c->head || !cst_reading_has(r->pack, c->head, r->n->c.being)) {
        return false;
    }
    for (uint32_t i = c->verb + 1; i < c->verb + 4; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u && cl_unit_class(&r->m, u, r->n->c.heavy)) {
            return true;
        }
    }
    return false;
}

static cst_status add_loss(cl_reader *r, uint32_t gi, uint32_t of,
                           cst_sym status)
{
    const cl_group *g = &r->m.groups.at[of];
    cst_sym kind = cl_head_feat(&r->m, g, r->n->kind);
    cl_harm *h = cl_new_harm(r, kind, gi, "loss");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    h->status = status ? status : h->status;
    r->used[gi] = 1;
    return CST_OK;
}

/* Counted people behind a colon after the losses. */
static cst_status counted_losses(cl_reader *r, uint32_t gi, bool *any)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool colon = false;
    uint32_t at = g->top + 1;
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *p = &r->m.groups.at[i];
        for (; at < p->top; at++) {
            const cst_unit *u = cl_unit_at(s, at);
            colon = colon ||
                    cst_str_is(s->units.tokens[u->tok_begin].norm, ":");
        }
        if (colon && p->count.present && !p->prep && !r->used[i] &&
            cl_people(r, i) && !cl_part_marker(r, p)) {
            CST_TRY(add_loss(r, i, gi, 0));
            *any = true;
        }
    }
    return CST_OK;
}

/* "put their losses at two thousand million euros" */
static bool of_money(const cl_reader *r, const cl_sentence *s)
{
    for (uint32_t i = 0; i < s->units.units.n; i++) {
        const cst_unit *u = &s->units.units.at[i];
        if (u->label == r->n->num &&
            cst_unit_sym(r->pack, u, r->n->kind) == r->n->money) {
            return true;
        }
    }
    return false;
}

/* "the loss of ten men" */
static bool of_people(const cl_reader *r, const cl_group *g)
{
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    uint32_t ci = cl_clause_at(r, g->sentence, g->top);
    return of && !g->plural && of->count.present && !r->used[g->of] &&
           cl_head_in(&r->m, of, r->n->c.person) &&
           (ci == CST_NONE ||
            (cl_factual(r, ci) && !r->m.clauses.at[ci].negated));
}

cst_status cl_loss_harm(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (of_people(r, g)) {
        uint32_t of = g->of, in = cl_clause_at(r, g->sentence, g->top);
        uint32_t who = in == CST_NONE ? CST_NONE : r->m.clauses.at[in].subject;
        cl_harm *h = cl_new_harm(r, r->n->killed, of, "loss");
        r->used[of] = 1;
        if (h && h->status == r->n->unknown && who != CST_NONE) {
            cst_sym side = cl_side_status(r, who);
            h->status = side ? side : h->status; /* "the army mourns" its own */
        }
        return h || !cst_arena_failed(r->arena) ? CST_OK : CST_NOMEM;
    }
    if (of_money(r, cl_sentence_at(r, g->sentence))) {
        return CST_OK;
    }
    uint32_t ci = cl_clause_at(r, g->sentence, g->top);
    if (!g->plural || g->count.present || g->attribution || r->used[gi] ||
        (ci != CST_NONE &&
         (!cl_factual(r, ci) || r->m.clauses.at[ci].negated))) {
        return CST_OK;
    }
    const cl_clause *c = ci == CST_NONE ? NULL : &r->m.clauses.at[ci];
    cst_sym status = whose(r, g);
    bool heavy = c && c->subject == gi && are_heavy(r, c);
    bool suffered = c && c->head && c->subject != gi && !g->definite &&
                    cst_reading_has(r->pack, c->head,
                                    r->n->c.event_light_target) &&
                    c->subject != CST_NONE;
    bool any = false;
    if (heavy) {
        CST_TRY(counted_losses(r, gi, &any));
    }
    if (any || !(status || heavy || suffered)) {
        return CST_OK;
    }
    if (!status && suffered) {
        status = cl_status(r, c->subject);
        if (status == r->n->unknown || status == r->n->civilian) {
            return CST_OK; /* "the company suffered losses" */
        }
    }
    return add_loss(r, gi, gi, status);
}
