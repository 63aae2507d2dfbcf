/* claim/overtaken: tolls in whose place a newer one stands.
 *
 * "an earlier toll of 8", "11 and no longer 8": the older number stays a record,
 * as it was said, and points to the newer one. */
#include "claim/harm.h"

static bool alike(const cl_harm *a, const cl_harm *b)
{
    return a->kind == b->kind && a->sentence == b->sentence && !b->dead &&
           a->count.value != b->count.value;
}

/* The toll noun is said of this harm: of several in the clause the one right
 * behind it, or else right before. */
static bool said_of(const cl_reader *r, const cl_harm *h, uint32_t toll)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *o = &r->harms.at[i];
        if (o == h || !alike(h, o) || o->clause != h->clause) {
            continue;
        }
        if (h->top < toll ? o->top > toll || o->top > h->top
                          : o->top > toll && o->top < h->top) {
            return false;
        }
    }
    return true;
}

/* "an earlier toll", "a first count": a word of the past or an ordinal. */
static bool earlier_noun(const cl_reader *r, const cl_sentence *s,
                         const cl_group *g)
{
    const cst_unit *np = cl_unit(s, g->np);
    for (uint32_t k = 0; k < np->n_children; k++) {
        const cst_unit *u = cl_unit(s, np->children[k]);
        const cst_feat *kind = cst_unit_feat(u, r->n->kind);
        if (cl_unit_class(&r->m, u, r->n->c.background) ||
            (u->label == r->n->num && kind &&
             (cst_sym)kind->value == r->n->ord)) {
            return true;
        }
    }
    return false;
}

/* Another toll of the kind stands behind this one in the sentence (or before). */
static bool another(const cl_reader *r, const cl_harm *h, bool behind)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *o = &r->harms.at[i];
        if (alike(h, o) && (o->top > h->top) == behind) {
            return true;
        }
    }
    return false;
}


/* "20 dead, against 18", "5 instead of 8": the preposition sets it aside. */
static bool set_aside(const cl_reader *r, const cl_sentence *s,
                      const cl_harm *h)
{
    const cst_unit *u =
        cl_unit_at(s, r->m.groups.at[h->group].top);
    for (uint32_t i = 0; u && i < u->n_children; i++) {
        if (cl_unit_class(&r->m, cl_unit(s, u->children[i]),
                          r->n->c.prep_instead)) {
            return another(r, h, false);
        }
    }
    return false;
}

/* "The toll of the raid led by them has risen": what is said of the raid's toll
 * may seem to be said of the raid. */
static bool of_toll(const cl_reader *r, uint32_t subject)
{
    for (uint32_t steps = 0; subject != CST_NONE && steps < 4; steps++) {
        const cl_group *g = &r->m.groups.at[subject];
        if (cl_head_in(&r->m, g, r->n->c.toll_noun)) {
            return true;
        }
        subject = g->prep == r->n->de ? g->owner : CST_NONE;
    }
    return false;
}

/* "rose from 12 to 15": with "of" before the toll that has grown. */
static bool start_of_rise(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cl_clause *c =
        h->clause == CST_NONE ? NULL : &r->m.clauses.at[h->clause];
    bool bare = strcmp(h->rule, "number") == 0 || strcmp(h->rule, "toll") == 0;
    return c && g->prep == r->n->de && bare && g->owner == CST_NONE &&
           of_toll(r, c->subject) && another(r, h, true);
}

/* "first put at 8, it was raised to 11": within the clause or right before. */
static bool at_first(const cl_reader *r, const cl_sentence *s,
                     const cl_harm *h)
{
    if (h->clause == CST_NONE) {
        return false;
    }
    const cl_clause *c = &r->m.clauses.at[h->clause];
    uint32_t from = c->verb > 1 ? c->verb - 1 : 0;
    for (uint32_t i = from; i < c->end; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        bool word = u->label == r->n->tok || u->label == r->n->mwe;
        bool found = word && cl_unit_class(&r->m, u, r->n->c.at_first);
        for (uint32_t k = 0; u->label == r->n->vg && k < u->n_children; k++) {
            found = found || cl_unit_class(&r->m, cl_unit(s, u->children[k]),
                                           r->n->c.at_first);
        }
        if (found) {
            return another(r, h, true);
        }
    }
    return false;
}

bool cl_overtaken(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (cl_head_in(&r->m, g, r->n->c.toll_noun) &&
            cl_clause_at(r, h->sentence, g->top) == h->clause &&
            earlier_noun(r, s, g) && said_of(r, h, g->top)) {
            return true;
        }
    }
    return set_aside(r, s, h) || start_of_rise(r, h) || at_first(r, s, h);
}
