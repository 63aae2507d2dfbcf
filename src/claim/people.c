/* claim/people: who is counted: people, their status and number, and new
 * candidates for harms. */
#include "claim/harm.h"

/* "a third was wounded" */
bool cl_ordinal(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    return g->pronoun && cst_unit_role(np, r->n->ord) != CST_NONE;
}

/* "a dozen metro lines": what a number alone counts stands behind it. */
static bool counts_things(const cl_reader *r, const cl_group *g)
{
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    return of && g->count.present && !of->count.present && !of->definite &&
           (cl_head_in(&r->m, of, r->n->c.place_noun) ||
            cl_head_in(&r->m, of, r->n->c.object) ||
            cl_head_in(&r->m, of, r->n->c.thing)) &&
           !cl_head_in(&r->m, of, r->n->c.person) &&
           !cl_head_in(&r->m, of, r->n->c.group_noun);
}

bool cl_people(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const int classes[] = {r->n->c.person,  r->n->c.group_noun, r->n->c.rank,
                           r->n->c.demonym, r->n->c.harm_noun,  r->n->c.body,
                           r->n->c.title,   r->n->c.actor};
    for (size_t i = 0; i < CST_COUNT(classes); i++) {
        if (cl_head_in(&r->m, g, classes[i])) {
            return true;
        }
    }
    if (g->pronoun) {
        return (g->count.present || g->head != NULL || g->partitive ||
                cl_ordinal(r, g)) && !counts_things(r, g);
    }
    return g->proper && cl_place_of_group(r, gi) == CST_NONE;
}

/* A status word among the adjectives of the group, or of its complement. */
static cst_sym status_inside(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        const cst_unit *child = cl_unit(s, np->children[i]);
        cst_sym v = child ? cst_unit_sym(r->pack, child, r->n->status) : 0;
        if (v && v != r->n->unknown) {
            return v;
        }
    }
    return 0;
}

/* The people of an army, a police, an armed group. */
static cst_sym side_status(const cl_reader *r, const cl_group *g)
{
    cst_sym v = cl_head_feat(&r->m, g, r->n->ctype);
    return v == r->n->police ? r->n->police
           : v == r->n->military || v == r->n->armed_group ? r->n->combatant
                                                           : 0;
}

cst_sym cl_side_status(const cl_reader *r, uint32_t gi)
{
    return side_status(r, &r->m.groups.at[gi]);
}

/* "five members of the militia", "the spokesman of the group": whose they are. */
static cst_sym belongs_to(const cl_reader *r, const cl_group *g)
{
    if (g->of == CST_NONE || !cl_head_in(&r->m, g, r->n->c.member)) {
        return 0;
    }
    const cl_group *of = &r->m.groups.at[g->of];
    cst_sym v = cl_head_in(&r->m, of, r->n->c.actor) ||
                        cl_head_in(&r->m, of, r->n->c.actor_noun)
                    ? side_status(r, of)
                    : cl_head_feat(&r->m, of, r->n->status);
    bool kin = cl_head_feat(&r->m, of, r->n->group) == r->n->family;
    return kin || v == r->n->combatant || v == r->n->police ? v : 0;
}

cst_sym cl_among_whom(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t next = gi + 1;
    bool counts = cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                  (g->pronoun && g->count.present);
    if (!counts || next >= s->group_end) {
        return 0;
    }
    const cl_group *a = &r->m.groups.at[next];
    if (a->coord == gi && cl_head_in(&r->m, a, r->n->c.harm_noun)) {
        return cl_among_whom(r, next); /* "dead and wounded among the soldiers" */
    }
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, a->unit), r->n->p));
    if (a->top != g->top + 1 || a->count.present || !p ||
        !cl_unit_class(&r->m, p, r->n->c.prep_among)) {
        return 0;
    }
    cst_sym v = cl_head_feat(&r->m, a, r->n->status);
    return v && v != r->n->unknown ? v : side_status(r, a);
}

/* "eleven dead, all of them civilians" */
static cst_sym all_of_them(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = gi + 1; i < s->group_end && i < gi + 3; i++) {
        const cl_group *a = &r->m.groups.at[i];
        if (a->top > g->top + 4) {
            break;
        }
        const cst_unit *det =
            cl_unit(s, cst_unit_role(cl_unit(s, a->np), r->n->det));
        if (a->plural && !a->prep && !a->count.present && a->top > g->top + 1 &&
            ((det && cl_unit_class(&r->m, det, r->n->c.det_all)) ||
             cl_unit_class(&r->m, cl_unit_at(s, a->top - 1),
                           r->n->c.det_all))) {
            cst_sym v = cl_head_feat(&r->m, a, r->n->status);
            return v != r->n->unknown ? v : 0;
        }
    }
    return 0;
}

cst_sym cl_status(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym v = cl_head_feat(&r->m, g, r->n->status);
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *second =
        cl_unit(s, cst_unit_role(cl_unit(s, g->np), r->n->second));
    if (second && cst_unit_sym(r->pack, second, r->n->status) != v) {
        return r->n->mixed;
    }
    if (g->of != CST_NONE && cl_head_in(&r->m, g, r->n->c.group_noun)) {
        /* "a couple of policemen" */
        cst_sym whose = cl_head_feat(&r->m, &r->m.groups.at[g->of],
                                     r->n->status);
        v = whose && whose != r->n->unknown ? whose : v;
    }
    if (v == r->n->combatant && g->of != CST_NONE &&
        cl_head_feat(&r->m, &r->m.groups.at[g->of], r->n->status) ==
            r->n->police) {
        return r->n->police; /* "an officer of the police" */
    }
    if (v && v != r->n->unknown) {
        return v;
    }
    v = status_inside(r, g);
    if (v) {
        return v;
    }
    v = belongs_to(r, g);
    v = v ? v : cl_among_whom(r, gi);
    v = v ? v : all_of_them(r, gi);
    if (v) {
        return v;
    }
    uint32_t of = g->of;
    if (of != CST_NONE && (g->partitive || cl_head_in(&r->m, g, r->n->c.body) || cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                           cl_head_in(&r->m, g, r->n->c.group_noun))) {
        return cl_status(r, of);
    }
    if (cl_head_in(&r->m, g, r->n->c.actor)) {
        cst_sym side = side_status(r, g);
        return side ? side : r->n->combatant;
    }
    return g->proper ? r->n->civilian : r->n->unknown;
}

cst_sym cl_harm_kind(const cl_reader *r, const cl_group *g)
{
    bool harm = cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                cl_head_in(&r->m, g, r->n->c.harm_deed) ||
                cl_head_in(&r->m, g, r->n->c.loss_noun) ||
                cl_head_in(&r->m, g, r->n->c.body);
    return harm ? cl_head_feat(&r->m, g, r->n->kind) : 0;
}

/* A list ends with a coordinator; groups with mere commas between are
 * appositions, unless three or more are counted. */
static bool ends_joined(const cl_reader *r, uint32_t first)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, m->groups.at[first].sentence);
    uint32_t last = first, counted = m->groups.at[first].count.present;
    for (uint32_t i = first + 1; i < s->group_end; i++) {
        if (m->groups.at[i].coord == last) {
            last = i;
            counted += m->groups.at[i].count.present &&
                       m->groups.at[i].count.value > 1;
        }
    }
    uint32_t top = m->groups.at[last].top;
    return counted > 1 ||
           (top && cl_unit_class(m, cl_unit_at(s, top - 1),
                                 r->n->c.conj_coord));
}

uint32_t cl_list_of(const cl_reader *r, uint32_t gi, uint32_t *out, uint32_t max)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, m->groups.at[gi].sentence);
    uint32_t first = gi;
    while (m->groups.at[first].coord != CST_NONE) {
        first = m->groups.at[first].coord;
    }
    uint32_t n = 0, last = first;
    if (max) {
        out[n++] = first;
    }
    if (!ends_joined(r, first)) {
        return n; /* "the driver, a man of 26,": a second name, not a list */
    }
    for (uint32_t i = first + 1; i < s->group_end && n < max; i++) {
        if (m->groups.at[i].coord == last) {
            out[n++] = i;
            last = i;
        }
    }
    return n;
}

/* "a crowd", "a patrol": one of them is not one person. */
static bool one_group(const cl_reader *r, const cl_group *g)
{
    return cl_head_in(&r->m, g, r->n->c.group_noun) &&
           g->count.qualifier == CST_EXACT && g->count.value == 1;
}

/* "the Vests": several, though the name has no number of its own. */
static bool named_many(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *det =
        g->proper ? cl_unit(s, cst_unit_role(cl_unit(s, g->np), r->n->det))
                  : NULL;
    for (uint32_t i = 0; det && i < det->n_readings; i++) {
        if (det->readings[i].number == CST_NUMBER_PL) {
            return true;
        }
    }
    return false;
}

/* The count that a group states by itself. */
static bool count_of(const cl_reader *r, uint32_t gi, cl_count *out)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->count.present && !one_group(r, g)) {
        *out = g->count;
        return true;
    }
    *out = (cl_count){.qualifier = CST_EXACT, .value = 1, .value2 = -1,
                      .unit = CST_NONE};
    if (cl_head_in(&r->m, g, r->n->c.group_noun) || g->plural ||
        named_many(r, g)) {
        out->qualifier = CST_UNSPECIFIED;
        out->value = -1;
    }
    return true;
}

/* "a family of six", "a couple": as many as the one group has. */
static void count_members(const cl_reader *r, uint32_t gi, cl_count *out)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (out->value > 1 || !cl_head_in(&r->m, g, r->n->c.group_noun)) {
        return;
    }
    if (cl_head_in(&r->m, g, r->n->c.pair) && !g->plural) {
        *out = (cl_count){.qualifier = CST_EXACT, .value = 2, .value2 = -1,
                          .unit = CST_NONE};
    } else if (g->of != CST_NONE && r->m.groups.at[g->of].count.present &&
               (cl_people(r, g->of) || r->m.groups.at[g->of].pronoun)) {
        *out = r->m.groups.at[g->of].count;
    }
}

/* "20 soldiers killed and 28 wounded": a harm noun joined to counted people
 * means people of the same kind. */
static cst_sym joined_status(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (!g->count.present || !cl_head_in(&r->m, g, r->n->c.harm_noun) ||
        r->harms.n == 0) {
        return 0;
    }
    const cl_harm *h = &r->harms.at[r->harms.n - 1];
    const cl_group *p = &r->m.groups.at[h->group];
    bool close = h->sentence == g->sentence && h->top < g->top &&
                 g->top - h->top <= 4 && h->part_of == CST_NONE;
    return close && cl_head_in(&r->m, p, r->n->c.person) ? h->status : 0;
}

/* "293 others": people as those of the last whole toll. */
static const cl_harm *others_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    for (size_t i = r->harms.n; g->other && i > 0; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (g->sentence - h->sentence > 1 || h->group >= gi) {
            break;
        }
        if (h->part_of == CST_NONE &&
            !cl_part_marker(r, &r->m.groups.at[h->group])) {
            return h;
        }
    }
    return NULL;
}

/* Head of a counted pronoun ("two", "the 177 others"): the last people named. */
uint32_t cl_understood(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (!g->pronoun && g->head) {
        return gi;
    }
    for (uint32_t i = gi; i > 0; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (g->sentence - p->sentence > 2) {
            break;
        }
        if (!p->pronoun && p->head && !cl_part_marker(r, p) &&
            (cl_head_in(&r->m, p, r->n->c.person) ||
             cl_head_in(&r->m, p, r->n->c.harm_noun)) &&
            !p->attribution) {
            return i - 1;
        }
    }
    return gi;
}

/* "four adults in ten": a share, whose number counts nobody. */
static bool is_share(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (!g->count.present || gi + 1 >= s->group_end) {
        return false;
    }
    const cl_group *of = g + 1;
    const cst_unit *p =
        cl_unit(s, cst_unit_role(cl_unit(s, of->unit), r->n->p));
    return of->tok_begin == g->tok_end && of->pronoun && of->count.present &&
           !of->definite && of->count.value > g->count.value &&
           cl_unit_class(&r->m, p, r->n->c.prep_share);
}

#define CL_SHARE_OF 10

/* "One civilian in three killed was a child": neither number counts the dead. */
static bool whole_of_share(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (!g->count.present || g->definite || g->count.value > CL_SHARE_OF ||
        gi == s->group_begin) {
        return false;
    }
    const cl_group *some = g - 1;
    const cst_unit *p =
        cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return some->tok_end == g->tok_begin && some->count.present &&
           some->count.value < g->count.value &&
           cl_unit_class(&r->m, p, r->n->c.prep_share);
}

cl_harm *cl_new_harm(cl_reader *r, cst_sym kind, uint32_t gi,
                         const char *rule)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (r->harms.n >= 2000 || is_share(r, gi) ||
        whole_of_share(r, gi)) {
        return NULL; /* the first: a cap on hostile input */
    }
    const cl_harm *others = others_of(r, gi);
    cst_sym joined = joined_status(r, gi);
    cst_sym status = others ? others->status : 0;
    cst_sym victim_group = others ? others->victim_group : 0;
    cl_harm *h = CST_PUSH(r->arena, &r->harms);
    if (!h) {
        return NULL;
    }
    h->kind = kind;
    h->sentence = g->sentence;
    h->group = gi;
    h->clause = cl_clause_at(r, g->sentence, g->top);
    h->top = g->top;
    (void)count_of(r, gi, &h->count);
    count_members(r, gi, &h->count);
    uint32_t who = cl_understood(r, gi);
    h->status = cl_status(r, who);
    if (status && !g->pronoun && others->count.value == 1) {
        status = 0; /* "a policeman was killed and two other people were hurt" */
    }
    if (status && (g->pronoun || h->status == r->n->unknown)) {
        h->status = status;
    } else if (h->status == r->n->unknown && joined) {
        h->status = joined;
    }
    h->victim_group =
        status ? victim_group
               : cl_head_feat(&r->m, &r->m.groups.at[who], r->n->group);
    h->person = g->proper && !g->count.present && !named_many(r, g);
    h->event = h->part_of = h->superseded_by = h->same_as = CST_NONE;
    h->period = h->area = h->before = CST_NONE;
    h->as_of.minutes = -1;
    h->tok_begin = g->np_begin;
    h->tok_end = g->tok_end;
    h->source = cl_source_at(r, g->sentence, g->top);
    h->stance = cl_stance_at(r, g->sentence, h->clause, g->top);
    h->rule = rule;
    return h;
}

void cl_widen(cl_harm *h, uint32_t a, uint32_t b)
{
    h->tok_begin = a < h->tok_begin ? a : h->tok_begin;
    h->tok_end = b > h->tok_end ? b : h->tok_end;
}

bool cl_zero_count(const cl_harm *h)
{
    return h->count.present && h->count.value == 0;
}

/* "those who tried to flee" */
bool cl_those_who(const cl_reader *r, const cl_group *g)
{
    return cl_unit_class(&r->m,
                         cl_unit(cl_sentence_at(r, g->sentence), g->np),
                         r->n->c.pro_dem);
}

/* Definite people without a number were mostly counted before. */
bool cl_says_something(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->count.present) {
        return true;
    }
    if (g->pronoun) {
        return cl_those_who(r, g) || g->partitive || cl_ordinal(r, g);
    }
    if (g->owner != CST_NONE &&
        cl_head_in(&r->m, &r->m.groups.at[g->owner], r->n->c.toll_noun)) {
        return false; /* the number stands elsewhere */
    }
    if (g->definite && g->plural &&
        (cl_head_in(&r->m, g, r->n->c.harm_noun) ||
         cl_head_in(&r->m, g, r->n->c.body))) {
        return false; /* the victims just told */
    }
    if (g->possessive || g->demonstrative) {
        return !g->plural;
    }
    return true;
}

cl_count cl_zero(void)
{
    return (cl_count){.present = true, .qualifier = CST_EXACT, .value = 0,
                      .value2 = -1, .unit = CST_NONE};
}
