/* claim/site: where a mention says that it happened.
 *
 * What stands right behind the noun belongs to it, or what is hit; then what
 * its clause says, then a clause of the sentence on which its own depends. The
 * smallest named place wins; "a market" yields to a town that is named. Then
 * whether two mentions tell of one spot. */
#include "claim/linker.h"
#include "claim/placing.h"

#define OPENING 4 /* tokens: "At the market of NAME, ..." is told of all of it */

enum {                   /* what a candidate costs; the least is taken */
       COST_TIER = 1000, /* a clause instead of the noun itself */
       COST_SENTENCE = 10000,
       COST_RANK = 100,     /* a step larger */
       COST_NAMELESS = 380, /* more than a town, less than a province */
       COST_FAR = 5000,     /* a landmark that stands far off */
       COST_BARE = 3000,    /* named, but not where something happens */
       COST_OTHERS = 2000,  /* stands right behind another happening */
       COST_OFFICE = 1500,  /* whose mayor was hit: only if nothing says where */
       COST_HOME = 200      /* whose people were hit */
};

static void keep_place(cl_link *k, uint32_t p)
{
    if (k->n_places < CL_NEAR_PLACES) {
        k->places[k->n_places++] = p;
    }
}

/* Is the place the group, or does it complete it? */
static bool belongs(const cl_reader *r, const cl_place *p, uint32_t group)
{
    uint32_t g = p->group;
    for (int i = 0; i < 4 && g != CST_NONE && group != CST_NONE; i++) {
        if (g == group) {
            return true;
        }
        g = r->m.groups.at[g].owner;
    }
    return false;
}

/* The noun of the nearest mention before it decides: one look is enough. */
static bool of_another(const cl_linker *l, uint32_t ei, const cl_place *p,
                       uint32_t clause)
{
    const cl_reader *r = l->r;
    uint32_t nearest = CST_NONE;
    for (uint32_t k = l->start[p->sentence]; k < l->start[p->sentence + 1];
         k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        if (e->top >= p->top) {
            break;
        }
        nearest = e->group != CST_NONE ? l->order[k] : nearest;
    }
    return nearest != CST_NONE && nearest != ei &&
           cl_tier_of(l, nearest, p->top, clause) == CL_TIER_NOUN;
}

/* What somebody sets out to take is where the operation is. */
static bool meant(const cl_reader *r, const cl_event *e, const cl_place *p)
{
    uint32_t c = cl_clause_at(r, p->sentence, p->top);
    return c != CST_NONE && r->m.clauses.at[c].kind == CL_INFINITIVE &&
           p->top > e->top && p->rank < CL_PROVINCE && e->type &&
           cl_type_is(r, e->type, "offensive");
}

/* "NAME was shaken by two blasts", "NAME has known massacres". */
static bool undergoes(const cl_reader *r, const cl_event *e, const cl_place *p)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    return c && p->group != CST_NONE && c->subject == p->group &&
           e->group != CST_NONE && e->top > c->verb && p->gaz != CST_NONE &&
           (c->voice == r->n->passive ||
            (c->head && cst_reading_has(r->pack, c->head, r->n->c.undergo)));
}

/* "Thousands have fled the town": from there. */
static bool fled(const cl_reader *r, const cl_event *e, const cl_place *p)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    const cl_group *g =
        p->group == CST_NONE ? NULL : &r->m.groups.at[p->group];
    return c && g && c->head && !g->prep && p->gaz != CST_NONE &&
           g->top > c->verb && g->top < c->end && c->voice == r->n->active &&
           cst_reading_has(r->pack, c->head, r->n->c.flee);
}

static bool usable(const cl_reader *r, const cl_event *e, const cl_place *p)
{
    bool hit = belongs(r, p, e->target);
    if (p->group == e->group && p->group != CST_NONE) {
        return false;
    }
    if (p->refers || p->origin || p->dateline || p->heading ||
        (p->nameless && p->point == CST_NONE)) {
        return false;
    }
    if (!p->locative && p->gaz == CST_NONE && !p->called &&
        p->rank >= CL_SETTLEMENT) {
        return false; /* a name that may be anybody's */
    }
    return p->locative || hit ||
           (p->bare && (p->called || meant(r, e, p) || undergoes(r, e, p) ||
                        fled(r, e, p)));
}

/* "The mayor of NAME was killed": maybe there. */
static bool whose_man(const cl_reader *r, const cl_event *e)
{
    const cl_group *g =
        e->target == CST_NONE ? NULL : &r->m.groups.at[e->target];
    return g && cl_place_at(r, e->target) == CST_NONE &&
           !cl_head_in(&r->m, g, r->n->c.object) &&
           (cl_head_in(&r->m, g, r->n->c.title) ||
            cl_head_in(&r->m, g, r->n->c.rank) ||
            cl_head_in(&r->m, g, r->n->c.source_noun) || !g->head);
}

static uint32_t cost_of(const cl_linker *l, uint32_t ei, const cl_place *p,
                        cl_tier tier, uint32_t clause)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[ei];
    uint32_t far = p->top > e->top ? p->top - e->top : e->top - p->top;
    bool hit = belongs(r, p, e->target);
    uint32_t cost = tier == CL_TIER_SENTENCE      ? COST_SENTENCE
                    : tier == CL_TIER_NOUN || hit ? 0
                                                  : COST_TIER;
    cost += (uint32_t)p->rank * COST_RANK + far;
    if (p->rank == CL_LANDMARK && far > 6 && !hit && p->tok_begin > OPENING) {
        cost += COST_FAR;
    }
    cost += hit || tier == CL_TIER_SENTENCE ? 0 : COST_RANK * 3 / 2;
    if (p->nameless) {
        cost += COST_NAMELESS;
    }
    if (p->part && p->rank >= CL_PROVINCE) {
        cost += COST_RANK / 2; /* its name says more than its side */
    }
    if (!p->locative && !hit && !meant(r, e, p) && !undergoes(r, e, p)) {
        cost += p->home ? COST_HOME : COST_BARE;
    }
    if (!p->locative && hit && !p->home && whose_man(r, e)) {
        cost += COST_OFFICE;
    }
    if (tier != CL_TIER_NOUN && of_another(l, ei, p, clause)) {
        cost += COST_OTHERS;
    }
    return cost;
}

/* "In NAME the president condemned this attack": where it was spoken of. */
static bool spoken_of(const cl_reader *r, const cl_event *e)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    return c && c->head && e->group != CST_NONE && e->top > c->verb &&
           (e->definite || e->demonstrative) &&
           (cst_reading_has(r->pack, c->head, r->n->c.react_verb) ||
            cst_reading_has(r->pack, c->head, r->n->c.deny_verb) ||
            cst_reading_has(r->pack, c->head, r->n->c.claim_verb));
}

static bool site_between(const cl_linker *l, uint32_t sentence, uint32_t a,
                         uint32_t b)
{
    for (uint32_t i = l->place_start[sentence]; i < l->place_start[sentence + 1];
         i++) {
        const cl_place *p = &l->r->places.at[i];
        if (p->locative && p->top > a && p->top < b) {
            return true;
        }
    }
    return false;
}

/* "Killed 44 people in A, as well as 179 in B": where the others died. */
static bool of_others(const cl_linker *l, uint32_t ei, const cl_place *p)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[ei];
    uint32_t si = e->sentence;
    if (!e->implied || e->target == CST_NONE || e->clause == CST_NONE) {
        return false;
    }
    for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
        const cl_event *o = &r->events.at[l->order[k]];
        if (!o->implied || o->clause != e->clause || o->target == CST_NONE ||
            r->m.groups.at[o->target].sentence != si ||
            r->m.groups.at[e->target].sentence != si) {
            continue;
        }
        uint32_t own = r->m.groups.at[e->target].top;
        uint32_t its = r->m.groups.at[o->target].top;
        uint32_t first = own < its ? own : its, last = own < its ? its : own;
        if (own != its && site_between(l, si, first, last) &&
            site_between(l, si, last, r->m.clauses.at[e->clause].end) &&
            (own < its ? p->top > its : p->top > its && p->top < own)) {
            return true;
        }
    }
    return false;
}

void cl_own_place(cl_linker *l, uint32_t ei)
{
    cl_reader *r = l->r;
    cl_event *e = &r->events.at[ei];
    cl_link *k = &l->of[ei];
    uint32_t least = UINT32_MAX;
    e->place = CST_NONE;
    k->place_tier = CL_TIER_NONE;
    for (uint32_t i = l->place_start[e->sentence];
         i < l->place_start[e->sentence + 1]; i++) {
        const cl_place *p = &r->places.at[i];
        if (!usable(r, e, p) || of_others(l, ei, p)) {
            continue;
        }
        uint32_t clause = cl_clause_at(r, p->sentence, p->top);
        cl_tier t = cl_tier_of(l, ei, p->top, clause);
        if (p->bare && meant(r, e, p)) {
            t = CL_TIER_CLAUSE;
        }
        if (t == CL_TIER_NONE || (p->top < e->top && spoken_of(r, e))) {
            continue;
        }
        if (t < CL_TIER_SENTENCE) {
            keep_place(k, i);
        }
        uint32_t cost = cost_of(l, ei, p, t, clause);
        if (cost < least) {
            least = cost;
            e->place = i;
            k->place_tier = t;
        }
    }
    e->place_basis = e->place == CST_NONE                ? CST_BASIS_NONE
                     : k->place_tier == CL_TIER_SENTENCE ? CST_BASIS_SENTENCE
                                                         : CST_BASIS_CLAUSE;
}

/* ------------------------------------------------------- one spot or two */

bool cl_same_name(const cl_place *x, const cl_place *y)
{
    return cst_str_eq(x->name, y->name) ||
           (x->gaz != CST_NONE && x->gaz == y->gaz);
}

bool cl_one_in_other(const cl_place *x, const cl_place *y)
{
    return cst_str_find(x->name, y->name, 0) < x->name.n ||
           cst_str_find(y->name, x->name, 0) < y->name.n;
}

/* Is one said to hold the other, or to lie beside it? */
static bool joined(const cl_reader *r, const cl_place *x, const cl_place *y)
{
    for (int turn = 0; turn < 2; turn++) {
        const cl_place *p = turn ? y : x, *q = turn ? x : y;
        uint32_t in = p->inside;
        for (int i = 0; i < 4 && in != CST_NONE; i++) {
            if (cl_same_name(&r->places.at[in], q)) {
                return true;
            }
            in = r->places.at[in].inside;
        }
        if (p->near != CST_NONE && !p->neighbour &&
            cl_same_name(&r->places.at[p->near], q)) {
            return true;
        }
    }
    return false;
}

/* A building or quarter has the point of its town. */
static bool in_other_towns(const cl_reader *r, const cl_place *x,
                           const cl_place *y)
{
    const cl_place *small = x->gaz == CST_NONE ? x : y;
    const cl_place *town = x->gaz == CST_NONE ? y : x;
    const cst_gazetteer_entry *e = cl_entry(r, small->point);
    return e && small->rank < CL_SETTLEMENT && town->rank == CL_SETTLEMENT &&
           cl_rank_of_kind(e->kind) == CL_SETTLEMENT &&
           cst_gazetteer_distance(r->gazetteer, small->point, town->gaz) > 15;
}

/* Do two places name different spots? A town that no table has is still
 * another than one that is called otherwise. */
static bool apart(const cl_reader *r, const cl_place *x, const cl_place *y)
{
    if (x->anaphor || y->anaphor || cl_same_name(x, y) || joined(r, x, y)) {
        return false;
    }
    bool known = x->gaz != CST_NONE, also = y->gaz != CST_NONE;
    if (!known && !also && x->part != y->part && x->rank == y->rank &&
        x->rank >= CL_PROVINCE) {
        return false; /* "in the north of the country", "in the X region" */
    }
    if (known && also) {
        if (cst_gazetteer_inside(r->gazetteer, x->gaz, y->gaz) ||
            cst_gazetteer_inside(r->gazetteer, y->gaz, x->gaz)) {
            return false;
        }
        bool large = x->rank >= CL_PROVINCE || y->rank >= CL_PROVINCE;
        return x->rank == y->rank ||
               cst_gazetteer_distance(r->gazetteer, x->gaz, y->gaz) >
                   (large ? 300 : 60);
    }
    if (known != also && in_other_towns(r, x, y)) {
        return true;
    }
    if (x->rank == CL_LANDMARK && y->rank == CL_LANDMARK) {
        return !x->nameless && !y->nameless && !cl_one_in_other(x, y);
    }
    return x->rank == y->rank && !(x->nameless && !known) &&
           !(y->nameless && !also) &&
           (known == also ||
            (x->rank == CL_SETTLEMENT && !cl_one_in_other(x, y)));
}

/* "In the same region": around the town that was named, not in it. */
static bool only_around(const cl_reader *r, const cl_place *p)
{
    return p->anaphor && p->group != CST_NONE &&
           cl_rank_of_noun(r, &r->m.groups.at[p->group]) > CL_SETTLEMENT;
}

cl_agreement cl_places_agree(const cl_reader *r, const uint32_t *a, uint32_t n,
                           const uint32_t *b, uint32_t m)
{
    bool clash = false;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < m; k++) {
            const cl_place *x = &r->places.at[a[i]], *y = &r->places.at[b[k]];
            if (cl_same_name(x, y) && x->rank < CL_PROVINCE &&
                !only_around(r, x) && !only_around(r, y)) {
                return CL_AGREE;
            }
            clash = clash || apart(r, x, y);
        }
    }
    return clash ? CL_CLASH : CL_SILENT;
}

/* The size of a place; "near X" says less than "in Y", and a building without a
 * name little more than what holds it. */
int cl_coarseness(const cl_reader *r, uint32_t place)
{
    const cl_place *p = &r->places.at[place];
    const cl_place *q = p->inside != CST_NONE ? &r->places.at[p->inside] : NULL;
    bool told = p->nameless || (q && p->rank == CL_LANDMARK &&
                                q->rank >= CL_PROVINCE);
    q = told ? q : NULL;
    int own = 2 * (int)p->rank +
              (p->about || (p->part && p->rank >= CL_PROVINCE));
    int held = q ? 2 * (int)q->rank - 1 + 2 * q->about : 0;
    return own > held ? own : held;
}
