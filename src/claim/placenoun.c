/* claim/placenoun: nouns that are places, with the name that they have.
 *
 * A town, quarter or province that its complement names; a part of a place; a
 * landmark with all its words; and words that point back to an earlier one. */
#include "claim/placing.h"

/* ---------------------------------------------------- nouns of places */

/* A name that nothing explains but what is told of it: "they invaded Amarwa, a
 * village". */
static void introduce(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    const cl_group *b = gi ? &r->m.groups.at[gi - 1] : g;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    cl_rank rank = cl_rank_of_noun(r, g);
    bool there = b->prep == r->n->de || (b->prep && cl_stands_there(f, b));
    if (b->sentence != g->sentence || !b->proper || (b->prep && !there) ||
        b->lifted ||
        cl_place_at(r, gi - 1) != CST_NONE || b->tok_end + 1 != g->tok_begin ||
        !cl_tok_is(s, b->tok_end, ",") || cl_person_like(r, b) ||
        (rank != CL_SETTLEMENT && rank != CL_QUARTER)) {
        return;
    }
    uint32_t a, z;
    cl_name_tokens(r, b, &a, &z);
    cl_place *p = cl_add_place(f, gi - 1, b->sentence, b->top, a, z, rank);
    if (p) {
        p->bare = !b->prep;
        p->locative = there;
        p->called = true;
    }
}

/* "Ramadi, chief town of the province": tells more of the place before it. */
static bool describes(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t last;
    if (g->prep || g->name_unit != CST_NONE || g->tok_begin == 0) {
        return false;
    }
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    introduce(f, gi);
    last = (uint32_t)r->places.n;
    cl_place *p = last ? &r->places.at[last - 1] : NULL;
    if (!p || p->sentence != g->sentence || p->tok_end + 1 != g->tok_begin ||
        !cl_tok_is(s, p->tok_end, ",") || p->nameless) {
        return false;
    }
    f->describes[gi] = last;
    p->called = true;
    if (p->rank == CL_SETTLEMENT) {
        cl_rank known;
        if (!cl_place_known(r, p->name, &known)) {
            p->rank = cl_rank_of_noun(r, g);
        }
    }
    return true;
}

/* "A camp of refugees of NAME": whom or what a place is for, without article. */
static bool kind_of_place(const cl_reader *r, const cl_group *n)
{
    const cl_sentence *s = cl_sentence_at(r, n->sentence);
    const cst_unit *np = cl_unit(s, n->np);
    return n->prep == r->n->de && !n->proper && n->name_unit == CST_NONE &&
           !n->count.present && np &&
           cst_unit_role(np, r->n->det) == CST_NONE &&
           !cl_unit_class(&r->m, cl_preposition(r, n), r->n->c.prep_art);
}

/* First proper name among the complements of a group that follow each other. */
static uint32_t chain_name(const cl_reader *r, uint32_t gi, uint32_t *end)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
    uint32_t before = CST_NONE; /* where the words begin that only say what for */
    *end = r->m.groups.at[gi].tok_end;
    for (uint32_t i = gi + 1; i < s->group_end && i < gi + 4; i++) {
        const cl_group *n = &r->m.groups.at[i];
        if (n->tok_begin != *end || n->owner == CST_NONE || n->owner < gi) {
            break;
        }
        *end = n->tok_end;
        bool party = cl_head_in(&r->m, n, r->n->c.actor) ||
                     cl_head_in(&r->m, n, r->n->c.actor_noun) ||
                     cl_head_in(&r->m, n, r->n->c.source_name);
        uint32_t a, b;
        cl_rank rank;
        cl_name_tokens(r, n, &a, &b);
        if (party && before == CST_NONE) { /* "the UN's school in NAME" */
            before = n->tok_begin;
            continue;
        }
        if (!party &&
            (n->proper || n->name_unit != CST_NONE ||
             cl_head_in(&r->m, n, r->n->c.country) || cl_capital_name(r, n)) &&
            (cl_unexplained(r, n->sentence, a, b) ||
             cl_place_known(r, cl_words(r, n->sentence, a, b), &rank))) {
            return i;
        }
        if (!cl_head_in(&r->m, n, r->n->c.place_noun) &&
            !cl_head_in(&r->m, n, r->n->c.direction)) {
            if (!kind_of_place(r, n) || before != CST_NONE) {
                *end = before != CST_NONE ? before : n->tok_begin;
                return CST_NONE;
            }
            before = n->tok_begin;
        }
    }
    *end = before != CST_NONE ? before : *end;
    return CST_NONE;
}

/* Is the complement of a quarter its own name ("the quarter of Karrada") or the
 * town that holds it ("two quarters of Mosul")? */
static bool own_complement(const cl_finder *f, uint32_t gi, uint32_t of)
{
    const cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    const cl_group *o = &r->m.groups.at[of];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t a, b;
    cl_rank rank;
    if (g->of != of || cl_person_like(r, o)) {
        return false;
    }
    cl_name_tokens(r, o, &a, &b);
    if (!cl_place_known(r, cl_words(r, g->sentence, a, b), &rank)) {
        return !g->plural;
    }
    /* An adjective says which quarter of the town it is. */
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    uint32_t begin = det ? det->tok_end : np->tok_begin;
    return !g->indefinite && !g->plural && !g->count.present &&
           !g->demonstrative && np->tok_end - begin <= 1;
}

static bool generic_object(const cl_finder *f, const cl_group *g)
{
    cst_sym o = cl_head_feat(&f->r->m, g, f->r->n->object);
    return !o || o == f->vehicle || o == f->military || o == f->other;
}

/* Does it belong to somebody: the governor of a province? */
bool cl_of_somebody(const cl_finder *f, const cl_group *g)
{
    const cl_reader *r = f->r;
    if (g->prep != r->n->de || g->owner == CST_NONE) {
        return false;
    }
    const cl_group *o = &r->m.groups.at[g->owner];
    return cl_head_in(&r->m, o, r->n->c.person) ||
           cl_head_in(&r->m, o, r->n->c.actor) ||
           cl_head_in(&r->m, o, r->n->c.actor_noun) ||
           cl_head_in(&r->m, o, r->n->c.source_noun) || o->attribution;
}

/* The determiner tells, where the noun has one form for both. */
static bool single(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *det =
        cl_unit(s, cst_unit_role(cl_unit(s, g->np), r->n->det));
    for (uint32_t i = 0; det && i < det->n_readings; i++) {
        if (det->readings[i].number == CST_NUMBER_SG) {
            return true;
        }
    }
    return !g->plural;
}

/* "the town", "this quarter", "the country": found again in where.c. */
static cst_status back_reference(cl_finder *f, uint32_t gi, cl_rank rank)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    bool points = (g->definite || g->demonstrative || g->possessive) &&
                  single(r, g) && !g->count.present;
    if (!points || rank == CL_LANDMARK ||
        (rank == CL_QUARTER && !g->demonstrative)) {
        return CST_OK;
    }
    cl_place *p =
        cl_add_place(f, gi, g->sentence, g->top, g->np_begin, g->tok_end, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->anaphor = true;
    p->opens = p->heading = p->dateline = false;
    p->locative =
        cl_stands_there(f, g) || (g->prep == r->n->de && !cl_of_somebody(f, g));
    cl_attach_place(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

/* A place noun that its complement names: the province of X, the quarter Y. */
static cst_status named_noun(cl_finder *f, uint32_t gi, uint32_t named,
                             cl_rank rank)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t a, b;
    cl_rank known;
    cl_name_tokens(r, &r->m.groups.at[named], &a, &b);
    if (cl_head_in(&r->m, g, f->water)) {
        a = cl_after_determiner(r, g); /* the lake of NAME is not NAME */
    }
    bool area = rank == CL_QUARTER && cl_head_in(&r->m, g, f->area) &&
                cl_place_known(r, cl_words(r, g->sentence, a, b), &known) &&
                known >= CL_SETTLEMENT;
    if (area) { /* "the zone of NAME": around a town, or all of a province */
        rank = known > CL_SETTLEMENT ? CL_DISTRICT : CL_SETTLEMENT;
    }
    cl_place *p = cl_add_place(f, gi, g->sentence, g->top, a, b, rank);
    if (!p) {
        return CST_NOMEM;
    }
    cl_set_place_of(r, named, (uint32_t)r->places.n - 1);
    p->called = true;
    p->about = area && rank == CL_SETTLEMENT;
    for (uint32_t i = g->np_begin; i < a && rank == CL_SETTLEMENT; i++) {
        p->neighbour = p->neighbour ||
                       cl_tok_class(r, cl_sentence_at(r, g->sentence), i,
                                    f->beside);
    }
    p->locative = cl_stands_there(f, g) || !g->prep ||
                  (g->prep == r->n->de && !cl_of_somebody(f, g));
    cl_attach_place(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

uint32_t cl_after_determiner(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    const cst_unit *one = cl_unit(s, cst_unit_role(np, r->n->qty));
    uint32_t a =
        det && det->tok_end < np->tok_end ? det->tok_end : np->tok_begin;
    /* "one" is an article as well */
    return one && g->count.value == 1 && one->tok_begin == a &&
                   one->tok_end < np->tok_end
               ? one->tok_end
               : a;
}

/* "the Green Zone": a noun with a capital that the gazetteer knows with what
 * describes it. */
static bool known_as_it_stands(const cl_reader *r, const cl_group *g, cl_rank *rank)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    uint32_t a = cl_after_determiner(r, g);
    return np && np->tok_end > a + 1 && g->name_unit == CST_NONE &&
           (s->units.tokens[a].flags & CST_TOK_CAP) &&
           !(s->units.tokens[a].flags & CST_TOK_FIRST) &&
           cl_place_known(r, cl_words(r, g->sentence, a, np->tok_end), rank);
}

static cst_status known_noun(cl_finder *f, uint32_t gi, cl_rank rank)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    cl_place *p = cl_add_place(f, gi, g->sentence, g->top,
                               cl_after_determiner(r, g), np->tok_end, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->locative = cl_stands_there(f, g);
    p->called = true;
    cl_attach_place(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

/* "place NAME", "rue NAME": an address, without article or preposition. */
static bool address(const cl_reader *r, const cl_group *g, uint32_t gi)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    return !g->prep && g->name_unit != CST_NONE && c && c->subject != gi &&
           cst_unit_role(np, r->n->det) == CST_NONE && !g->count.present;
}

/* A complement that has a capital inside its sentence: "the bridge of the Martyrs" */
static bool capital(const cl_reader *r, const cl_group *o)
{
    const cl_sentence *s = cl_sentence_at(r, o->sentence);
    uint32_t a = cl_after_determiner(r, o);
    return a < s->units.n_tokens && s->zone != CST_ZONE_TITLE &&
           (s->units.tokens[a].flags & CST_TOK_CAP) != 0;
}

/* The east of the country, the north of the province: told by a noun alone. */
static bool reaches(const cl_reader *r, uint32_t gi, uint32_t end)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *n = &r->m.groups.at[i];
        if (n->tok_begin >= end) {
            break;
        }
        uint32_t a, b;
        cl_rank known;
        if (cl_head_in(&r->m, n, r->n->c.place_noun) &&
            cl_rank_of_noun(r, n) >= CL_PROVINCE) {
            return true;
        }
        cl_name_tokens(r, n, &a, &b);
        if (cl_place_known(r, cl_words(r, n->sentence, a, b), &known) &&
            known >= CL_PROVINCE) {
            return true;
        }
    }
    return false;
}

/* A landmark or a part: all its words name it; what it belongs to holds it. */
static cst_status whole_noun(cl_finder *f, uint32_t gi, uint32_t end,
                             cl_rank rank, bool part, bool nameless)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    cl_place *p = cl_add_place(f, gi, g->sentence, g->top,
                               cl_after_determiner(r, g), end, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->part = part;
    p->nameless = nameless;
    if (part && rank != CL_SETTLEMENT && end > g->tok_end && reaches(r, gi, end)) {
        p->rank = CL_PROVINCE;
    }
    p->opens = p->heading = p->dateline = false;
    p->locative =
        cl_stands_there(f, g) || (rank == CL_LANDMARK && address(r, g, gi)) ||
        (g->prep == r->n->de && g->owner != CST_NONE && !cl_of_somebody(f, g));
    if (part && cl_head_feat(&r->m, g, f->dir)) {
        p->dir = cl_head_feat(&r->m, g, f->dir);
    }
    cl_attach_place(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

/* "In another village, NAME, a man": the name that follows between commas. */
static bool named_behind(cl_finder *f, uint32_t gi, cl_rank rank)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi], *n = g + 1;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (gi + 1 >= s->group_end || !g->prep || g->plural ||
        g->name_unit != CST_NONE ||
        (rank != CL_SETTLEMENT && rank != CL_QUARTER && rank != CL_DISTRICT) ||
        !cl_stands_there(f, g) || !n->proper || n->prep || n->count.present ||
        n->lifted || n->tok_begin != g->tok_end + 1 ||
        !cl_tok_is(s, g->tok_end, ",") || !cl_tok_is(s, n->tok_end, ",") ||
        cl_person_like(r, n) || cl_head_in(&r->m, n, r->n->c.actor)) {
        return false;
    }
    uint32_t a, z;
    cl_name_tokens(r, n, &a, &z);
    cl_place *p = cl_add_place(f, gi + 1, g->sentence, g->top, a, z, rank);
    if (p) {
        cl_set_place_of(r, gi, (uint32_t)r->places.n - 1);
        p->called = p->locative = true;
        p->opens = p->heading = p->dateline = false;
    }
    return p != NULL;
}

cst_status cl_noun_place(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    bool direction = cl_head_in(&r->m, g, r->n->c.direction) &&
                     !cl_head_in(&r->m, g, r->n->c.place_noun);
    bool noun = cl_head_in(&r->m, g, r->n->c.place_noun);
    bool part = direction || cl_head_in(&r->m, g, f->part);
    cl_rank rank = direction ? CL_QUARTER
                   : noun    ? cl_rank_of_noun(r, g)
                             : CL_LANDMARK;
    cl_rank known;
    if (known_as_it_stands(r, g, &known)) {
        return known_noun(f, gi, known);
    }
    if (describes(f, gi) || named_behind(f, gi, rank)) {
        return CST_OK;
    }
    uint32_t end;
    uint32_t of = chain_name(r, gi, &end);
    bool own = g->name_unit != CST_NONE;
    bool tail = end > g->tok_end;
    if (rank == CL_LANDMARK && !noun && generic_object(f, g) && !own) {
        return CST_OK;
    }
    if (part && !own) {
        return tail        ? whole_noun(f, gi, end, rank, true, false)
               : direction ? CST_OK
               : rank == CL_QUARTER && g->definite && !g->plural
                   ? whole_noun(f, gi, end, rank, true, true)
                   : CST_OK;
    }
    if (rank == CL_LANDMARK) {
        bool bare = !own && of == CST_NONE;
        const cl_group *name =
            g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
        if (bare && name && (name->proper || capital(r, name)) &&
            end <= name->tok_begin &&
            !cl_head_in(&r->m, name, r->n->c.actor)) {
            bare = false; /* a name that is a word besides: no other place's */
            end = name->tok_end;
        }
        if (bare && !cl_stands_there(f, g) && g->prep != r->n->de) {
            return CST_OK;
        }
        return whole_noun(f, gi, end, rank, false, bare);
    }
    if (own) {
        return named_noun(f, gi, gi, rank);
    }
    if (of != CST_NONE && g->of == of &&
        (rank != CL_QUARTER || own_complement(f, gi, of))) {
        return cl_person_like(r, &r->m.groups.at[of])
                   ? CST_OK
                   : named_noun(f, gi, of, rank);
    }
    if (tail) {
        return whole_noun(f, gi, end, rank, true, true);
    }
    if (rank == CL_QUARTER && !g->demonstrative && cl_stands_there(f, g)) {
        return whole_noun(f, gi, end, rank, true, true);
    }
    return back_reference(f, gi, rank);
}
