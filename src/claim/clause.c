/* claim/clause: cuts the row of a sentence into clauses and fills their slots.
 *
 * Each verb group is the core of one clause. Going from left to right, the
 * border of a clause is put before its subject; the subject is the nearest
 * group without a preposition on the left that is not spoken for. Relative and
 * participial clauses take their antecedent, coordinated verbs share it. */
#include "claim/antecedent.h"
#include "claim/members.h"
#include "claim/model.h"

typedef struct builder {
    cl_model *m;
    cl_sentence *s;
    uint32_t sentence;
    uint32_t last_end; /* row position after the last verb group */
    uint32_t text;     /* row position behind a dateline, 0 = none */
} builder;

static bool is_break(const builder *b, uint32_t top)
{
    return cl_row_text(b->m, b->s, top, ";") || cl_row_text(b->m, b->s, top, ":") ||
           cl_row_text(b->m, b->s, top, ".") || cl_row_text(b->m, b->s, top, "?") ||
           cl_row_text(b->m, b->s, top, "!");
}

/* True if the group may be a subject: no preposition, not an apposition. */
static bool may_be_subject(const cl_model *m, uint32_t gi)
{
    const cl_group *g = &m->groups.at[gi];
    return !g->prep && g->apposed == CST_NONE && !g->lifted;
}

/* Relative word right before the verb (adverbs and times may stand between). */
static uint32_t relative_before(const builder *b, uint32_t verb, uint32_t floor)
{
    for (uint32_t i = verb; i > floor; i--) {
        const cl_names *n = b->m->names;
        if (cl_row_class(b->m, b->s, i - 1, n->c.rel_subj)) {
            return i - 1;
        }
        const cst_unit *u = cl_unit_at(b->s, i - 1);
        /* "who attacked us": the object pronoun looks like a subject */
        bool us = u->label == n->np && i >= 2 &&
                  cl_unit_class(b->m, u, n->c.pro_subj) &&
                  cl_row_class(b->m, b->s, i - 2, n->c.rel_subj);
        bool light = us || u->label == n->time ||
                     (cl_is_token(b->m, u) && u->n_readings &&
                      u->readings[0].pos == CST_POS_R);
        if (!light) {
            break;
        }
    }
    return CST_NONE;
}

static bool is_dash(const builder *b, uint32_t top)
{
    return cl_row_text(b->m, b->s, top, "–") || cl_row_text(b->m, b->s, top, "—");
}

/* A dash opens an aside where a second one closes it before the verb; alone it
 * parts the dateline from the text. */
static bool closed_aside(const builder *b, uint32_t dash, uint32_t verb)
{
    for (uint32_t i = dash + 1; i < verb; i++) {
        if (is_dash(b, i)) {
            return true;
        }
    }
    return false;
}

static bool verb_between(const builder *b, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (cl_unit_at(b->s, i)->label == b->m->names->vg) {
            return true; /* "nine of them have died and 41 were hurt" */
        }
    }
    return false;
}

/* "whose stairs of stone fell": the verb follows, with none but complements
 * between. */
static bool verb_follows(const builder *b, uint32_t top)
{
    const cst_unit *u = cl_unit_at(b->s, top + 1);
    while (u && u->label == b->m->names->pp) {
        u = cl_unit_at(b->s, ++top + 1);
    }
    return u && u->label == b->m->names->vg;
}

/* "of whom three have died", "whose brother was killed": right before its verb.
 * Behind a comma and a verb of its own the whole needs no other: "hit the market,
 * of which two halls were burnt". */
static bool part_with_verb(const builder *b, uint32_t gi)
{
    const cl_group *g = &b->m->groups.at[gi];
    if (g->top == 0 ||
        !cl_row_class(b->m, b->s, g->top - 1, b->m->names->c.rel_de) ||
        !verb_follows(b, g->top)) {
        return false;
    }
    bool some = g->pronoun && (g->partitive || g->count.present);
    return some || (g->definite && !g->count.present) ||
           (g->top > 1 && cl_row_text(b->m, b->s, g->top - 2, ",") &&
            verb_between(b, 0, g->top));
}

/* The whole of such a part: "thirty hurt, of whom three died, were treated". */
static uint32_t whole_of(const builder *b, uint32_t gi)
{
    uint32_t top = b->m->groups.at[gi].top;
    for (uint32_t i = gi; part_with_verb(b, gi) && i > b->s->group_begin; i--) {
        const cl_group *g = &b->m->groups.at[i - 1];
        if (g->top + 1 < top && g->owner == CST_NONE && !g->prep && !g->lifted) {
            return i - 1;
        }
    }
    return gi;
}

/* Groups told as parts ("among them three children and a nurse") stand aside
 * of the clause: none is its subject. */
static bool told_as_part(const builder *b, uint32_t gi, uint32_t verb,
                         uint32_t floor)
{
    const cl_names *n = b->m->names;
    const cst_unit *np = cl_unit(b->s, b->m->groups.at[gi].np);
    uint32_t top = b->m->groups.at[gi].top;
    if (part_with_verb(b, gi) || cl_unit_class(b->m, np, n->c.pro_subj)) {
        return false;
    }
    for (uint32_t i = gi + 1; i > b->s->group_begin; i--) {
        const cl_group *g = &b->m->groups.at[i - 1];
        if (g->top == 0 || g->top < b->text ||
            (top > 1 && cl_row_text(b->m, b->s, top - 2, ")") &&
             cl_row_text(b->m, b->s, g->top - 1, "("))) {
            return false; /* "in NAME (PROVINCE), six people" */
        }
        if (cl_row_class(b->m, b->s, g->top - 1, n->c.rel_de) ||
            cl_row_class(b->m, b->s, g->top - 1, n->c.part_cue) ||
            cl_row_text(b->m, b->s, g->top - 1, "(")) {
            /* "ten were hurt, among them a nurse, and six were arrested" */
            bool anew = floor > 0 && g->top >= floor && i - 1 < gi &&
                        top + 1 == verb;
            return g->top > 1 && !anew;
        }
        if (is_dash(b, g->top - 1)) {
            return closed_aside(b, g->top - 1, verb);
        }
        bool listed = cl_row_class(b->m, b->s, g->top - 1, n->c.conj_coord) ||
                      cl_row_text(b->m, b->s, g->top - 1, ",");
        if (!listed && g->owner == CST_NONE) {
            return false;
        }
        if (listed && (i - 1 == b->s->group_begin ||
                       verb_between(b, b->m->groups.at[i - 2].top + 1, g->top))) {
            return false;
        }
    }
    return false;
}

static bool separated(const builder *b, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const cst_unit *u = cl_unit_at(b->s, i);
        if (u && cl_is_token(b->m, u) &&
            (cl_row_text(b->m, b->s, i, ",") || is_break(b, i) ||
             cl_row_class(b->m, b->s, i, b->m->names->c.conj_coord) ||
             cl_row_class(b->m, b->s, i, b->m->names->c.conj_sub) ||
             (b->s->units.tokens[u->tok_begin].flags &
              (CST_TOK_OPEN | CST_TOK_CLOSE)))) {
            return true;
        }
    }
    return false;
}

/* What stands right behind a verb and before a comma or "and" is its object,
 * not the subject of the next verb. */
static bool object_of_last(const builder *b, uint32_t gi, uint32_t floor,
                           uint32_t verb)
{
    uint32_t top = b->m->groups.at[gi].top;
    return floor > 0 && !separated(b, floor, top) && separated(b, top, verb);
}

/* A single name can't be what several did; a list of names can. */
static bool too_few(const builder *b, uint32_t gi, const cl_clause *c)
{
    const cl_group *g = &b->m->groups.at[gi];
    return c && g->proper && !g->plural &&
           cl_verb_number(b->s, c) == CST_NUMBER_PL &&
           !(g->top > 0 &&
             cl_row_class(b->m, b->s, g->top - 1, b->m->names->c.conj_coord));
}

/* Nearest free group on the left of the verb, down to the last verb. */
static uint32_t subject_before(const builder *b, const cl_clause *c,
                               uint32_t verb, uint32_t floor)
{
    uint32_t few = CST_NONE;
    for (uint32_t i = b->s->group_end; i > b->s->group_begin; i--) {
        const cl_group *g = &b->m->groups.at[i - 1];
        if (g->top >= verb || g->lifted) {
            continue;
        }
        if (g->top < floor || g->top < b->text) {
            break;
        }
        if (!may_be_subject(b->m, i - 1) || told_as_part(b, i - 1, verb, floor) ||
            cl_says_who(b->m, b->s, i - 1, verb, c)) {
            continue;
        }
        if (object_of_last(b, i - 1, floor, verb)) {
            return few;
        }
        if (!too_few(b, i - 1, c)) {
            return i - 1;
        }
        few = few == CST_NONE ? i - 1 : few;
    }
    return few;
}

static bool after_coordinator(const builder *b, uint32_t top)
{
    return top > 0 && (cl_row_class(b->m, b->s, top - 1, b->m->names->c.conj_coord) ||
                       cl_row_text(b->m, b->s, top - 1, ","));
}

/* "... and, a month before, twenty": the time that opens what follows stands
 * before the comma that closes it. */
static uint32_t opening_time(const builder *b, uint32_t top, uint32_t floor)
{
    uint32_t i = top;
    while (i > floor && (cl_unit_at(b->s, i - 1)->label == b->m->names->time ||
                         cl_row_text(b->m, b->s, i - 1, ","))) {
        i--;
    }
    return i > floor && cl_row_class(b->m, b->s, i - 1,
                                     b->m->names->c.conj_coord) ? i : top;
}

/* A word or mark that opens a clause, whatever stands before it. */
static bool opens_clause(const builder *b, uint32_t top)
{
    const cl_names *n = b->m->names;
    return is_break(b, top) || cl_row_class(b->m, b->s, top, n->c.conj_sub) ||
           cl_row_class(b->m, b->s, top, n->c.rel_obj) ||
           cl_row_class(b->m, b->s, top, n->c.rel_where) ||
           cl_row_class(b->m, b->s, top, n->c.rel_prep) ||
           cl_row_class(b->m, b->s, top, n->c.rel_subj);
}

/* First row position of the clause: after the last separator before the
 * subject, so that opening times and places belong to it. After another verb a
 * comma or a coordinator ends the clause of that verb, unless a word that opens
 * this one stands before: "said that two schools and a chapel burnt". */
static uint32_t left_border(const builder *b, uint32_t from, uint32_t floor)
{
    uint32_t joined = CST_NONE;
    for (uint32_t i = from; i > floor; i--) {
        if (opens_clause(b, i - 1)) {
            return i;
        }
        if (joined == CST_NONE && floor > 0 && after_coordinator(b, i)) {
            joined = opening_time(b, i, floor);
        }
    }
    return joined != CST_NONE ? joined : floor > b->text ? floor : b->text;
}

/* "forced 300 people to flee", "made 300 people flee": whom a verb makes do what
 * the infinitive tells. */
static uint32_t made_to(const builder *b, const cl_clause *c, uint32_t prev)
{
    const cl_clause *p = prev == CST_NONE ? NULL : &b->m->clauses.at[prev];
    if (!p || c->mood != CST_MOOD_INF || p->voice != b->m->names->active ||
        !cl_unit_class(b->m, cl_unit(b->s, p->unit), b->m->names->c.made)) {
        return CST_NONE;
    }
    bool joined = c->verb == p->verb + 1;
    if (joined && !cl_unit_class(b->m, cl_unit(b->s, c->unit),
                                 b->m->names->c.aux_etre) &&
        !cl_unit_class(b->m, cl_unit(b->s, c->unit), b->m->names->c.flee)) {
        return CST_NONE; /* "had ten men shot": they suffer it */
    }
    uint32_t at = joined ? c->verb + 1 : p->verb + 1;
    uint32_t gi = cl_group_at(b->m, b->s, at);
    return gi != CST_NONE && may_be_subject(b->m, gi) ? gi : CST_NONE;
}

/* "has killed civilians and wounded others", "killed civilians, wounded others
 * and": a joined participle with an object of its own goes with the auxiliary
 * before it. */
static bool shares_auxiliary(const builder *b, const cl_clause *c,
                             uint32_t prev)
{
    const cl_clause *p = &b->m->clauses.at[prev];
    const cst_unit *next = cl_unit_at(b->s, c->verb + 1);
    if (next && (b->s->units.tokens[next->tok_begin].flags & CST_TOK_OPEN)) {
        next = cl_unit_at(b->s, c->verb + 2);
    }
    const cst_unit *two = cl_unit_at(b->s, c->verb + 2);
    if (two && two->label == b->m->names->vg && after_coordinator(b, c->verb + 2)) {
        next = cl_unit_at(b->s, c->verb + 3); /* "destroyed or damaged houses" */
    }
    bool object = next && next->label == b->m->names->np;
    bool makes = next && next->label == b->m->names->vg && c->head &&
                 cst_reading_has(b->m->pack, c->head, b->m->names->c.made);
    return p->perfect && p->voice == b->m->names->active && c->verb > 0 &&
           after_coordinator(b, c->verb) && (object || makes);
}

/* The clause that a non-finite one hangs on: not a relative or participle that
 * only describes one of its groups. */
static uint32_t governor(const builder *b, uint32_t prev)
{
    while (prev != CST_NONE && prev > b->s->clause_begin &&
           (b->m->clauses.at[prev].kind == CL_RELATIVE ||
            b->m->clauses.at[prev].kind == CL_PARTICIPLE)) {
        prev--;
    }
    return prev;
}

static bool relative_word(const builder *b, uint32_t top)
{
    const cl_names *n = b->m->names;
    return cl_row_class(b->m, b->s, top, n->c.rel_obj) || cl_row_class(b->m, b->s, top, n->c.rel_de) ||
           cl_row_class(b->m, b->s, top, n->c.rel_where) ||
           cl_row_class(b->m, b->s, top, n->c.rel_prep);
}

/* "opened fire on civilians who tried to flee, killing six": behind a comma the
 * present participle tells of the whole, not of the infinitive within. */
static uint32_t over_infinitive(const builder *b, uint32_t prev)
{
    while (prev != CST_NONE && prev > b->s->clause_begin &&
           b->m->clauses.at[prev].kind == CL_INFINITIVE) {
        prev = b->m->clauses.at[prev].parent;
    }
    return prev;
}

static void set_kind(const builder *b, cl_clause *c, uint32_t rel)
{
    const cl_names *n = b->m->names;
    if (c->mood == CST_MOOD_INF) {
        c->kind = CL_INFINITIVE;
    } else if (c->mood == CST_MOOD_PPRES) {
        c->kind = CL_GERUND;
    } else if (c->mood == CST_MOOD_PPAST) {
        c->kind = CL_PARTICIPLE;
    } else if (rel != CST_NONE) {
        c->kind = CL_RELATIVE;
    } else if (c->begin > 0 && (cl_row_class(b->m, b->s, c->begin - 1, n->c.conj_sub) ||
                                relative_word(b, c->begin - 1))) {
        c->kind = CL_SUBORDINATE;
    } else {
        c->kind = CL_MAIN;
    }
    if (c->begin > 0 && cl_row_class(b->m, b->s, c->begin - 1, n->c.conj_if)) {
        c->conditional_if = true;
    }
    if (c->kind == CL_INFINITIVE && !c->perfect) {
        c->purpose = !cl_told_infinitive(b->m, b->s, c);
    }
}

/* "the town that held the rebels" in the order of the language: right behind
 * such a word the verb comes first, its subject follows. */
static uint32_t subject_behind(const builder *b, uint32_t verb)
{
    uint32_t gi = verb > 0 && relative_word(b, verb - 1)
                      ? cl_group_at(b->m, b->s, verb + 1) : CST_NONE;
    return gi != CST_NONE && may_be_subject(b->m, gi) ? gi : CST_NONE;
}

static bool aside_opens(const builder *b, uint32_t verb)
{
    return verb > 1 && cl_row_text(b->m, b->s, verb - 1, ",");
}

/* "that 230 people belonging to the community were killed": a present
 * participle right behind a group that opens its clause tells of that group, and
 * the verb after it shares the subject. */
static uint32_t told_of(const builder *b, const cl_clause *c, uint32_t floor)
{
    const cst_unit *u = cl_unit_at(b->s, c->verb);
    /* set apart, where no verb stands before: "The men, wearing masks, shot" */
    uint32_t at = c->verb - (floor == 0 && aside_opens(b, c->verb) ? 1 : 0);
    uint32_t gi = at > 0 ? cl_group_at(b->m, b->s, at - 1) : CST_NONE;
    while (gi != CST_NONE && b->m->groups.at[gi].owner != CST_NONE) {
        gi = b->m->groups.at[gi].owner;
    }
    if (c->mood != CST_MOOD_PPRES || c->perfect || gi == CST_NONE ||
        cl_unit_class(b->m, cl_unit(b->s, u->children[0]),
                      b->m->names->c.prep)) {
        return CST_NONE;
    }
    uint32_t top = b->m->groups.at[gi].top;
    return may_be_subject(b->m, gi) && top >= floor &&
                   (floor == 0 || separated(b, floor, top)) ? gi : CST_NONE;
}

/* "65 of them having been caught": what stands right before the participle of
 * an auxiliary is its subject. */
static uint32_t absolute_subject(const builder *b, const cl_clause *c)
{
    if (c->mood != CST_MOOD_PPRES || c->verb == 0 ||
        !(c->perfect || c->voice == b->m->names->passive)) {
        return CST_NONE;
    }
    uint32_t g = cl_group_at(b->m, b->s, c->verb - 1);
    while (g != CST_NONE && b->m->groups.at[g].owner != CST_NONE) {
        g = b->m->groups.at[g].owner;
    }
    return g != CST_NONE && may_be_subject(b->m, g) ? g : CST_NONE;
}

/* "The police, in a text published by the agency, told of": the participle is
 * of a group that hangs on a preposition, the verb of what stands before it. */
static uint32_t out_of_aside(const builder *b, uint32_t prev)
{
    const cl_clause *p = &b->m->clauses.at[prev];
    if ((p->kind != CL_PARTICIPLE && p->kind != CL_RELATIVE) ||
        p->subject == CST_NONE || !b->m->groups.at[p->subject].prep ||
        b->m->groups.at[p->subject].owner != CST_NONE) {
        return CST_NONE;
    }
    uint32_t top = b->m->groups.at[p->subject].top;
    const cl_clause *first = prev > b->s->clause_begin ? p - 1 : NULL;
    if (first && cl_finite(first) && first->verb < top) {
        return first->subject; /* "dropped a bomb on the shop, which burnt, and" */
    }
    return subject_before(b, NULL, top, first ? first->verb + 1 : 0);
}

/* Between an auxiliary and a participle that it governs: other participles, also
 * one that looks like a present ("has cut the road, destroyed two bridges and
 * put out of use"), and what happened meanwhile ("destroying ten, and killed"). */
static bool stands_between(const builder *b, const cl_clause *c)
{
    bool present = c->kind == CL_MAIN && !c->own_subject && !c->perfect &&
                   c->voice == b->m->names->active && c->verb > 0 &&
                   c->tense == CST_TENSE_PRES && after_coordinator(b, c->verb);
    return c->kind == CL_PARTICIPLE || c->kind == CL_GERUND || present;
}

static void of_participle(const builder *b, cl_clause *c, uint32_t prev,
                          uint32_t floor)
{
    const cl_clause *p = prev == CST_NONE ? NULL : &b->m->clauses.at[prev];
    bool joined = p && c->verb >= 2 && after_coordinator(b, c->verb) &&
                  p->verb == c->verb - 2 && p->voice;
    uint32_t of = prev; /* "has burnt ten cars parked there and killed" */
    while (p && of > b->s->clause_begin && !joined &&
           stands_between(b, &b->m->clauses.at[of])) {
        of--;
    }
    if (joined || (p && shares_auxiliary(b, c, of))) {
        cl_share_verb(b->m, c, of); /* two participles under one auxiliary */
        return;
    }
    c->subject = cl_antecedent(b->m, b->s, c->verb, c);
    if (c->subject != CST_NONE && b->m->groups.at[c->subject].top < floor &&
        b->m->groups.at[c->subject].top + 1 != c->verb) {
        c->subject = CST_NONE;
    }
    if (c->subject != CST_NONE && p && p->mood == CST_MOOD_COND &&
        !p->modal && b->m->groups.at[c->subject].top > p->verb) {
        c->parent = prev; /* "there would be ten people killed": hearsay too */
    }
}

/* "A woman carrying a child was killed": the clause that tells of what stands
 * before it, with nothing that ends it before this verb. CST_NONE = none. */
static uint32_t told_before(const builder *b, const cl_clause *c, uint32_t prev)
{
    uint32_t at = prev;
    while (at != CST_NONE && at > b->s->clause_begin &&
           b->m->clauses.at[at].kind == CL_PARTICIPLE) {
        at--; /* "carrying wounded men" */
    }
    const cl_clause *p = at == CST_NONE ? NULL : &b->m->clauses.at[at];
    if (!p || p->kind != CL_GERUND || p->begin != p->verb ||
        p->subject == CST_NONE || p->parent != CST_NONE) {
        return CST_NONE;
    }
    uint32_t top = b->m->groups.at[p->subject].top;
    uint32_t aside = aside_opens(b, p->verb) && aside_opens(b, c->verb) ? 1 : 0;
    return top < p->verb && !separated(b, p->verb + 1, c->verb - aside) &&
                   !separated(b, top + 1, p->verb - aside) ? at : CST_NONE;
}

/* "Two were hurt and 45 houses and 34 cars burnt": what stands right behind the
 * coordinator that follows the verb before is the first of the list. */
static uint32_t first_member(const builder *b, uint32_t begin, uint32_t floor)
{
    uint32_t at = begin;
    while (floor > 0 && at > floor + 2 && after_coordinator(b, at)) {
        uint32_t g = cl_group_at(b->m, b->s, at - 2);
        if (g == CST_NONE || b->m->groups.at[g].prep ||
            b->m->groups.at[g].pronoun) {
            return begin;
        }
        at -= 2;
        if (at == floor + 1 &&
            cl_row_class(b->m, b->s, floor, b->m->names->c.conj_coord)) {
            return at;
        }
    }
    return begin;
}

/* Verbs without a subject of their own take one from their surroundings. */
static void find_subject(const builder *b, cl_clause *c, uint32_t prev)
{
    cl_model *m = b->m;
    uint32_t floor = prev == CST_NONE ? 0 : m->clauses.at[prev].verb + 1;
    uint32_t rel = cl_finite(c) ? relative_before(b, c->verb, floor) : CST_NONE;
    c->subject = CST_NONE;
    if (rel != CST_NONE) {
        c->subject = cl_antecedent(m, b->s, rel, c);
        c->begin = rel;
    } else if (c->mood == CST_MOOD_PPAST) {
        of_participle(b, c, prev, floor);
        c->begin = c->verb;
    } else if (told_of(b, c, floor) != CST_NONE) {
        c->subject = told_of(b, c, floor);
        c->begin = c->verb;
    } else if (!cl_finite(c)) {
        bool apart = c->mood == CST_MOOD_PPRES && c->verb > 0 &&
                     cl_row_text(b->m, b->s, c->verb - 1, ",");
        uint32_t of = c->mood == CST_MOOD_INF ? governor(b, prev)
                      : apart                 ? over_infinitive(b, prev) : prev;
        c->subject = of == CST_NONE ? CST_NONE : m->clauses.at[of].subject;
        uint32_t made = made_to(b, c, prev);
        if (made != CST_NONE) {
            c->subject = made;
            c->made = true;
        }
        c->parent = of;
        c->begin = c->verb;
        uint32_t own = absolute_subject(b, c);
        if (own != CST_NONE) {
            c->subject = own;
        }
    } else if (subject_behind(b, c->verb) != CST_NONE) {
        c->subject = subject_behind(b, c->verb);
        c->own_subject = c->inverted = true;
        c->begin = c->verb;
    } else if (told_before(b, c, prev) != CST_NONE) {
        c->subject = m->clauses.at[told_before(b, c, prev)].subject;
        c->own_subject = true;
        c->begin = c->verb;
    } else {
        c->subject = subject_before(b, c, c->verb, floor);
        c->own_subject = c->subject != CST_NONE;
        if (c->own_subject) {
            uint32_t top = m->groups.at[c->subject].top;
            c->begin = first_member(b, left_border(b, top, floor), floor);
            cl_link_members(b->m, b->s, c->subject, c->begin, CST_NONE);
        } else {
            c->begin = left_border(b, c->verb, floor);
            if (prev != CST_NONE &&
                (m->clauses.at[prev].kind == CL_PARTICIPLE ||
                 m->clauses.at[prev].kind == CL_RELATIVE)) {
                c->begin = c->verb; /* what stands between is theirs */
            }
            if (prev != CST_NONE) {
                uint32_t out = out_of_aside(b, prev);
                c->subject = out != CST_NONE ? out
                                             : m->clauses.at[prev].subject;
                c->parent = prev;
                if (c->subject != CST_NONE) {
                    c->subject = whole_of(b, c->subject);
                }
                /* "A doctor of the town, who wants no name, counted" */
                while (out == CST_NONE && c->subject != CST_NONE &&
                       m->clauses.at[prev].kind == CL_RELATIVE &&
                       m->groups.at[c->subject].owner != CST_NONE) {
                    c->subject = m->groups.at[c->subject].owner;
                }
            }
        }
    }
    set_kind(b, c, rel);
}

/* The group that a relative clause describes whose own subject is another one:
 * "the town that the rebels held", "the camp where they lived". */
static uint32_t described(const builder *b, uint32_t clause)
{
    uint32_t at = b->m->clauses.at[clause].begin;
    if (at < 2 || !relative_word(b, at - 1)) {
        return CST_NONE;
    }
    bool by = cl_row_class(b->m, b->s, at - 1, b->m->names->c.rel_prep);
    at -= by && at > 2 ? 2 : 1;
    at -= cl_row_text(b->m, b->s, at - 1, ",") ? 1 : 0;
    for (uint32_t i = b->s->group_end; at > 0 && i > b->s->group_begin; i--) {
        uint32_t g = i - 1;
        if (b->m->groups.at[g].top + 1 != at) {
            continue;
        }
        while (g != CST_NONE && !may_be_subject(b->m, g)) {
            g = b->m->groups.at[g].owner;
        }
        return g;
    }
    return CST_NONE;
}

/* Behind such a clause the verb is told of what it describes. */
static void resume_described(const builder *b, cl_clause *c, uint32_t prev)
{
    cl_model *m = b->m;
    while (prev != CST_NONE && (m->clauses.at[prev].kind == CL_INFINITIVE ||
                                m->clauses.at[prev].kind == CL_GERUND)) {
        prev = m->clauses.at[prev].parent;
    }
    if (prev == CST_NONE || !cl_finite(c) || c->kind == CL_RELATIVE ||
        (c->begin > 0 && c->begin < c->verb && c->kind == CL_SUBORDINATE)) {
        return;
    }
    const cl_clause *r = &m->clauses.at[prev];
    bool open = !separated(b, r->verb, c->verb);
    bool closed = c->verb > 0 && cl_row_text(b->m, b->s, c->verb - 1, ",");
    uint32_t of = open || closed ? described(b, prev) : CST_NONE;
    if (of != CST_NONE && m->groups.at[of].top < r->verb) {
        c->subject = of;
        c->own_subject = true;
        c->parent = CST_NONE;
        c->begin = c->verb;
        c->kind = CL_MAIN;
    }
}

/* A relative clause closed by a comma gives the subject back to the main verb:
 * "the attacker, who wore a vest, killed". */
static void resume_main(const builder *b, cl_clause *c, uint32_t prev)
{
    if (prev == CST_NONE || c->kind != CL_MAIN || !c->own_subject) {
        return;
    }
    cl_model *m = b->m;
    /* What hangs on a relative clause is closed with it. */
    while ((m->clauses.at[prev].kind == CL_INFINITIVE ||
            m->clauses.at[prev].kind == CL_GERUND) &&
           m->clauses.at[prev].parent != CST_NONE) {
        prev = m->clauses.at[prev].parent;
    }
    const cl_clause *r = &m->clauses.at[prev];
    if (r->kind != CL_RELATIVE && r->kind != CL_PARTICIPLE) {
        return;
    }
    /* "those behind the attack, led by X, looted": not the attack did */
    uint32_t whole = r->subject;
    while (whole != CST_NONE && !may_be_subject(m, whole)) {
        whole = m->groups.at[whole].owner;
    }
    if (!separated(b, r->verb, c->verb) && whole != CST_NONE &&
        m->groups.at[c->subject].top > r->verb) {
        c->subject = whole;
        c->begin = c->verb;
        return;
    }
    if (c->verb > 0 && cl_row_text(b->m, b->s, c->verb - 1, ",") &&
        m->groups.at[c->subject].top > r->verb &&
        r->begin > 0 && cl_row_text(b->m, b->s, r->begin - 1, ",")) {
        c->subject = whole;
        c->begin = c->verb;
    }
}

/* "Has said that, on the 4th, soldiers shot": the time stands with what the
 * conjunction opens, though the clause begins at its subject. */
static uint32_t opened_by(const builder *b, const cl_time *t)
{
    const cl_model *m = b->m;
    uint32_t next = t->clause == CST_NONE ? CST_NONE : t->clause + 1;
    uint32_t at = t->top;
    if (next >= m->clauses.n || m->clauses.at[next].begin <= t->top ||
        m->clauses.at[t->clause].verb > t->top) {
        return t->clause;
    }
    at -= at > 0 && cl_row_text(m, b->s, at - 1, ",") ? 1 : 0;
    return at > 0 && cl_row_class(m, b->s, at - 1, m->names->c.conj_sub)
               ? next : t->clause;
}

static void close_clauses(const builder *b)
{
    cl_model *m = b->m;
    uint32_t end = (uint32_t)b->s->units.top.n;
    for (uint32_t i = (uint32_t)m->clauses.n; i > b->s->clause_begin; i--) {
        cl_clause *c = &m->clauses.at[i - 1];
        c->end = end;
        if (c->begin < end) {
            end = c->begin;
        }
    }
    for (uint32_t i = b->s->group_begin; i < b->s->group_end; i++) {
        cl_group *g = &m->groups.at[i];
        for (uint32_t k = b->s->clause_begin; k < m->clauses.n; k++) {
            const cl_clause *c = &m->clauses.at[k];
            if (g->top >= c->begin && g->top < c->end) {
                g->clause = k;
            }
        }
    }
    for (uint32_t i = b->s->time_begin; i < b->s->time_end; i++) {
        cl_time *t = &m->times.at[i];
        for (uint32_t k = b->s->clause_begin; k < m->clauses.n; k++) {
            const cl_clause *c = &m->clauses.at[k];
            if (t->top >= c->begin && t->top < c->end) {
                t->clause = k;
            }
        }
        t->clause = opened_by(b, t);
    }
}

/* "After having been held for a day, the man ...", "Hit by a bullet, he ...":
 * what opens the sentence without a subject has that of the main verb. */
static void lend_subject(const builder *b)
{
    cl_model *m = b->m;
    if (b->s->clause_begin >= b->s->clause_end) {
        return;
    }
    cl_clause *first = &m->clauses.at[b->s->clause_begin];
    if (first->subject != CST_NONE || cl_finite(first)) {
        return;
    }
    for (uint32_t i = b->s->clause_begin + 1; i < b->s->clause_end; i++) {
        const cl_clause *c = &m->clauses.at[i];
        if (c->kind != CL_MAIN || !c->own_subject) {
            continue;
        }
        uint32_t top = m->groups.at[c->subject].top;
        if (top > first->verb && top < c->verb && cl_row_text(b->m, b->s, top - 1, ",")) {
            first->subject = c->subject;
        }
        break;
    }
}

void cl_build_clauses(cl_model *m, uint32_t sentence)
{
    builder b = {.m = m, .s = &m->sentences.at[sentence], .sentence = sentence};
    b.text = cl_behind_dateline(m, b.s);
    b.s->clause_begin = (uint32_t)m->clauses.n;
    uint32_t prev = CST_NONE;
    for (uint32_t i = 0; i < b.s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(b.s, i);
        if (u->label != m->names->vg) {
            continue;
        }
        cl_clause *c = CST_PUSH(m->arena, &m->clauses);
        if (!c) {
            return;
        }
        c->sentence = sentence;
        c->verb = i;
        c->unit = b.s->units.top.at[i];
        c->parent = CST_NONE;
        cl_read_verb(b.m, b.s, c, u);
        find_subject(&b, c, prev);
        resume_main(&b, c, prev);
        resume_described(&b, c, prev);
        prev = (uint32_t)m->clauses.n - 1;
    }
    b.s->clause_end = (uint32_t)m->clauses.n;
    lend_subject(&b);
    cl_mend_subjects(m, sentence);
    close_clauses(&b);
    /* Lists of objects: link every group to the member before it, within its
     * clause. */
    for (uint32_t i = b.s->group_end; i > b.s->group_begin; i--) {
        const cl_group *g = &m->groups.at[i - 1];
        if (g->coord == CST_NONE && !g->lifted) {
            const cl_clause *c =
                g->clause == CST_NONE ? NULL : &m->clauses.at[g->clause];
            cl_link_members(b.m, b.s, i - 1, c ? c->begin : 0,
                              c ? c->verb : CST_NONE);
        }
    }
}
