/* claim/object: which thing a statement of damage means, and of what class. */
#include "claim/damage.h"

/* Wiped out as a whole, which is told, not mentioned: then a village is an
 * object too. */
static bool razed(const cl_reader *r, const cl_group *g, cst_sym degree,
                  uint32_t clause)
{
    return clause != CST_NONE &&
           (!g->definite ||
            r->m.clauses.at[clause].kind != CL_PARTICIPLE) &&
           cl_head_in(&r->m, g, r->n->c.place_noun) &&
           cl_head_feat(&r->m, g, r->n->object) != 0 &&
           (degree == r->n->destroyed || g->count.present);
}

/* "One of them", "two others", "destroying over a hundred": the things told
 * before, of which some are counted. Where the verb may be told of people, the nearest must be a
 * thing. */
static uint32_t counted_before(const cl_reader *r, uint32_t gi, uint32_t clause)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_damage *last =
        r->damages.n ? &r->damages.at[r->damages.n - 1] : NULL;
    bool harms = clause != CST_NONE && cl_verb_in(r, &r->m.clauses.at[clause],
                                                  r->n->c.harm_verb);
    if (last && last->sentence == g->sentence && last->group < gi &&
        !r->m.groups.at[last->group].pronoun) {
        return last->group;
    }
    uint32_t back = g->partitive ? 1 : 0; /* sentences */
    for (uint32_t i = gi; i > 0; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->sentence + back < g->sentence) {
            break;
        }
        if (p->plural && p->head && !p->lifted) {
            if (cl_head_in(&r->m, p, r->n->c.object)) {
                return i - 1;
            }
            if (harms) {
                break;
            }
        }
    }
    return CST_NONE;
}

uint32_t cl_object_of(const cl_reader *r, uint32_t gi, cst_sym degree,
                      uint32_t clause)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (cl_head_in(&r->m, g, r->n->c.object) || razed(r, g, degree, clause)) {
        return gi;
    }
    bool share = cl_head_in(&r->m, g, r->n->c.fraction);
    if (!share && (!g->pronoun || g->head ||
                   !(g->count.present || g->partitive))) {
        return CST_NONE;
    }
    if (g->of != CST_NONE &&
        cl_head_in(&r->m, &r->m.groups.at[g->of], r->n->c.object)) {
        return g->of;
    }
    return share || (g->of != CST_NONE && !g->partitive)
               ? CST_NONE : counted_before(r, gi, clause);
}

uint32_t cl_whole_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return g->of != CST_NONE && cl_head_in(&r->m, g, r->n->c.object_part) &&
                   cl_head_in(&r->m, &r->m.groups.at[g->of], r->n->c.object)
               ? g->of : CST_NONE;
}

/* "A Mi-8 helicopter", "a military lorry": a word beside the head says that it
 * is of the military. */
static cst_sym said_military(const cl_reader *r, const cl_group *g, cst_sym own)
{
    static const char *const open[] = {"vehicle", "other", "infrastructure"};
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool may = false;
    for (size_t i = 0; own && i < CST_COUNT(open); i++) {
        may = may || cst_str_is(cst_pack_str(r->pack, own), open[i]);
    }
    for (uint32_t t = g->np_begin; may && t < g->tok_end; t++) {
        const cst_unit *u = cl_unit(s, t); /* unit t is token t */
        bool name = s->units.tokens[t].flags & CST_TOK_CAP;
        for (uint32_t k = 0; u && k < u->n_readings; k++) {
            if ((name || u->readings[k].pos == CST_POS_A) &&
                cst_reading_feat(r->pack, &u->readings[k], r->n->object) ==
                    r->n->military) {
                return r->n->military;
            }
        }
    }
    return own;
}

#define CL_BACK_TO_HOUSE 3 /* sentences */

/* "The building", of a hospital named before: the class of that one; 0. */
static cst_sym class_before(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    bool part = cl_head_in(&r->m, g, r->n->c.object_part);
    if (!(part || cl_head_in(&r->m, g, r->n->c.any_house)) || g->proper ||
        (g->plural && !part) || g->of != CST_NONE ||
        !(g->definite || g->demonstrative)) {
        return 0;
    }
    for (uint32_t i = gi; i > 0; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->sentence + CL_BACK_TO_HOUSE < g->sentence) {
            break;
        }
        cst_sym sort = cl_head_in(&r->m, p, r->n->c.object)
                           ? cl_head_feat(&r->m, p, r->n->object) : 0;
        if (sort && !p->plural && !p->pronoun && sort != r->n->military &&
            !cl_head_in(&r->m, p, r->n->c.any_house) &&
            !cl_head_in(&r->m, p, r->n->c.object_part) &&
            !cst_str_is(cst_pack_str(r->pack, sort), "vehicle")) {
            return sort;
        }
    }
    return 0;
}

cst_sym cl_object_class(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym before = class_before(r, gi);
    if (before) {
        return before;
    }
    cst_sym own = said_military(r, g, cl_head_feat(&r->m, g, r->n->object));
    cst_sym of = g->of == CST_NONE
                     ? 0
                     : cl_head_feat(&r->m, &r->m.groups.at[g->of],
                                    r->n->object);
    bool loose = own && cst_str_is(cst_pack_str(r->pack, own), "other");
    return of && (loose || cl_whole_of(r, gi) != CST_NONE) ? of : own;
}

/* The pronoun at a verb that stands for what is done to it; NULL. */
static const cst_reading *object_pronoun(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *u =
        cl_unit(s, cst_unit_role(cl_unit(s, c->unit), r->n->clitic));
    for (uint32_t i = 0; u && i < u->n_readings; i++) {
        if (cst_reading_has(r->pack, &u->readings[i], r->n->c.pro_acc)) {
            return &u->readings[i];
        }
    }
    return NULL;
}

/* As far as the forms say: also of a participle behind it, where the pronoun is
 * elided. */
static bool may_mean(const cl_clause *c, const cst_reading *pronoun,
                     const cl_group *g)
{
    bool plural = pronoun->number == CST_NUMBER_PL;
    uint8_t gender = pronoun->gender ? pronoun->gender
                     : c->perfect && c->head ? c->head->gender : 0;
    return g->head && !g->lifted && !g->pronoun && g->plural == plural &&
           (!gender || !g->head->gender || gender == g->head->gender);
}

/* "It was destroyed": the pronoun that is the subject; NULL. */
static const cst_reading *subject_pronoun(const cl_reader *r, const cl_clause *c)
{
    const cl_group *g =
        c->subject == CST_NONE ? NULL : &r->m.groups.at[c->subject];
    const cst_unit *u =
        g && g->pronoun && g->sentence == c->sentence && !g->prep
            ? cl_unit(cl_sentence_at(r, g->sentence), g->np) : NULL;
    for (uint32_t i = 0; u && i < u->n_readings; i++) {
        if (cst_reading_has(r->pack, &u->readings[i], r->n->c.pro_subj)) {
            return &u->readings[i];
        }
    }
    return NULL;
}

static bool thing(const cl_reader *r, const cl_group *g)
{
    return cl_head_in(&r->m, g, r->n->c.object) ||
           (cl_head_in(&r->m, g, r->n->c.place_noun) &&
            cl_head_feat(&r->m, g, r->n->object));
}

uint32_t cl_thing_meant(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    bool passive = c->voice == r->n->passive;
    const cst_reading *pronoun =
        passive ? subject_pronoun(r, c) : object_pronoun(r, c);
    bool harms = cl_verb_in(r, c, r->n->c.harm_verb);
    uint32_t at = passive && pronoun ? r->m.groups.at[c->subject].top : c->verb;
    uint32_t back = 1; /* sentences */
    for (uint32_t i = cl_sentence_at(r, c->sentence)->group_end;
         pronoun && i > 0; i--) {
        const cl_group *g = &r->m.groups.at[i - 1];
        if (g->sentence + back < c->sentence) {
            break;
        }
        if ((g->sentence == c->sentence && g->top >= at) ||
            i - 1 == c->subject || !may_mean(c, pronoun, g)) {
            continue;
        }
        if (thing(r, g)) {
            return i - 1;
        }
        if (harms) {
            return CST_NONE; /* "caught a soldier and burnt him" */
        }
    }
    return CST_NONE;
}

bool cl_only_leaps(const cl_reader *r, uint32_t ci, uint32_t gi)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    return gi != c->subject && !c->made && c->voice == r->n->active &&
           cl_verb_in(r, c, r->n->c.burst_verb);
}
