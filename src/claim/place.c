/* claim/place: which groups name a place, and how large a place.
 *
 * A place is a place noun with its name, a part of a place (its north, its old
 * town), a name that the gazetteer knows, or an unknown name after a
 * preposition of place. A known name that acts (a capital that denies) is no
 * place. What stands beside a place and holds it, or from which its distance is
 * counted, is noted here; which spot a name means is decided in where.c. */
#include "claim/placing.h"

/* ------------------------------------------------------------- wording */

static cst_str words(const cl_reader *r, uint32_t sentence, uint32_t a,
                     uint32_t b)
{
    return cl_span_str(&r->m,
                       cl_tokens_span(cl_sentence_at(r, sentence), a, b));
}

static bool tok_is(const cl_sentence *s, uint32_t tok, const char *z)
{
    return tok < s->units.n_tokens &&
           cst_str_is(s->units.tokens[tok].norm, z);
}

static bool tok_class(const cl_reader *r, const cl_sentence *s, uint32_t tok,
                      int class_)
{
    return tok < s->units.n_tokens &&
           cl_unit_class(&r->m, cl_unit(s, tok), class_);
}

static cl_rank rank_of_noun(const cl_reader *r, const cl_group *g)
{
    cst_sym p = cl_head_feat(&r->m, g, r->n->precision);
    cst_str s = p ? cst_pack_str(r->pack, p) : (cst_str){NULL, 0};
    return cst_str_is(s, "neighbourhood") ? CL_QUARTER
           : cst_str_is(s, "settlement")  ? CL_SETTLEMENT
           : cst_str_is(s, "district")    ? CL_DISTRICT
           : cst_str_is(s, "province")    ? CL_PROVINCE
           : cst_str_is(s, "country")     ? CL_COUNTRY
                                          : CL_LANDMARK;
}

cl_rank cl_rank_of_kind(uint8_t kind)
{
    return kind == CST_GAZ_COUNTRY                            ? CL_COUNTRY
           : kind == CST_GAZ_QUARTER                          ? CL_QUARTER
           : kind == CST_GAZ_ADMIN1 || kind == CST_GAZ_REGION ? CL_PROVINCE
                                                              : CL_SETTLEMENT;
}

bool cl_place_known(const cl_reader *r, cst_str name, cl_rank *rank)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(r->gazetteer, r->arena, name, &ids);
    if (n) {
        *rank = cl_rank_of_kind(cst_gazetteer_at(r->gazetteer, ids[0])->kind);
    }
    return n > 0;
}

/* Tokens that name a group: its name, else all but the determiner. Known names
 * of several words may stand in a row that grammar cut, so that the longest
 * known one is taken. */
static void name_tokens(const cl_reader *r, const cl_group *g, uint32_t *a,
                        uint32_t *b)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = cl_unit(s, g->name_unit);
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    if (!u) {
        *a = det && det->tok_end < np->tok_end ? det->tok_end : np->tok_begin;
        *b = np->tok_end;
    } else {
        *a = u->tok_begin;
        *b = u->tok_end;
    }
    cl_rank rank;
    for (uint32_t end = *b + 3; end > *b; end--) {
        if (end <= s->units.n_tokens &&
            (s->units.tokens[end - 1].flags & CST_TOK_CAP) &&
            cl_place_known(r, words(r, g->sentence, *a, end), &rank)) {
            *b = end;
            return;
        }
    }
    /* An article may belong to the name. */
    if (det && det->tok_end == *a && det->tok_begin + 1 == *a &&
        (s->units.tokens[det->tok_begin].flags & CST_TOK_CAP) &&
        !(s->units.tokens[det->tok_begin].flags & CST_TOK_FIRST) &&
        cl_place_known(r, words(r, g->sentence, *a - 1, *b), &rank)) {
        *a -= 1;
    }
}

/* A name that no dictionary explains: ministries and feelings have capitals
 * too. */
static bool unexplained(const cl_reader *r, uint32_t sentence, uint32_t a,
                        uint32_t b)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit(s, i);
        bool word = !u || !(s->units.tokens[i].flags & CST_TOK_CAP);
        for (uint32_t k = 0; !word && k < u->n_readings; k++) {
            word = u->readings[k].pos != CST_POS_X;
        }
        if (!word) {
            return true;
        }
    }
    return false;
}

static const cst_unit *preposition(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    return cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
}

/* Stands where something happens: not where one goes or comes from. */
static bool stands_there(const cl_finder *f, const cl_group *g)
{
    const cst_unit *p = preposition(f->r, g);
    return p &&
           (cl_unit_class(&f->r->m, p, f->r->n->c.prep_place) ||
            cl_unit_class(&f->r->m, p, f->target)) &&
           !cl_unit_class(&f->r->m, p, f->away);
}

static bool person_like(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    if (cst_unit_role(np, r->n->title) != CST_NONE ||
        cl_head_in(&r->m, g, r->n->c.actor) ||
        cl_head_in(&r->m, g, r->n->c.source_name)) {
        return true;
    }
    if (g->apposed == CST_NONE) {
        return false;
    }
    const cl_group *of = &r->m.groups.at[g->apposed];
    return cl_head_in(&r->m, of, r->n->c.person) ||
           cl_head_in(&r->m, of, r->n->c.rank) ||
           cl_head_in(&r->m, of, r->n->c.source_noun);
}

/* ------------------------------------------------------ what opens a line */

static bool list_mark(const cst_token *t)
{
    return (t->flags & (CST_TOK_PUNCT | CST_TOK_NUM)) != 0 ||
           cst_str_is(t->norm, "*") || cst_str_is(t->norm, "•");
}

static bool closes_opener(const cl_sentence *s, uint32_t tok)
{
    static const char *const marks[] = {":", ",", "(", ".", "-", "\xE2\x80\x93",
                                        "\xE2\x80\x94", "|", "/"};
    if (tok >= s->units.n_tokens) {
        return true;
    }
    for (size_t i = 0; i < CST_COUNT(marks); i++) {
        if (tok_is(s, tok, marks[i])) {
            return true;
        }
    }
    return false;
}

/* A name that opens a headline before a colon, or a section, or a dateline. */
static bool opens_line(const cl_sentence *s, uint32_t a, uint32_t b)
{
    if (a > 3 || !closes_opener(s, b)) {
        return false;
    }
    for (uint32_t i = 0; i < a; i++) {
        if (!list_mark(&s->units.tokens[i])) {
            return false;
        }
    }
    return true;
}

/* A date follows: where and when the report was sent. */
static bool dated(const cl_reader *r, const cl_sentence *s, uint32_t tok)
{
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cst_unit *u = cl_unit(s, r->m.times.at[i].unit);
        if (u->tok_begin > tok && u->tok_begin <= tok + 3) {
            return true;
        }
    }
    return false;
}

static void mark_opener(const cl_reader *r, cl_place *p)
{
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    const cst_token *t = s->units.tokens;
    p->opens = opens_line(s, p->tok_begin, p->tok_end) &&
               (t[0].flags & (CST_TOK_LINE | CST_TOK_FIRST)) != 0;
    if (!p->opens || s->zone == CST_ZONE_TITLE) {
        return;
    }
    bool alone = p->tok_end >= s->units.n_tokens;
    bool dash = tok_is(s, p->tok_end, "-") || tok_is(s, p->tok_end, ":") ||
                tok_is(s, p->tok_end, "\xE2\x80\x93") ||
                tok_is(s, p->tok_end, "\xE2\x80\x94");
    bool brackets = tok_is(s, p->tok_end, "(");
    p->heading = alone || dash || (brackets && s->units.n_tokens < 12);
    p->dateline = !p->heading && ((t[p->tok_begin].flags & CST_TOK_ALLCAPS) ||
                                  (tok_is(s, p->tok_end, ",") &&
                                   dated(r, s, p->tok_end)));
}

/* ------------------------------------------------------- adding a place */

static uint32_t place_at(const cl_reader *r, uint32_t group)
{
    return group >= r->n_place_of ? CST_NONE : r->place_of[group] - 1;
}

/* CST_NONE + 1 is 0, so that "none" needs no filling in. */
static void set_place_of(cl_reader *r, uint32_t group, uint32_t place)
{
    if (group != CST_NONE) {
        r->place_of[group] = place + 1;
    }
}

static cl_place *add_place(cl_finder *f, uint32_t gi, uint32_t sentence,
                           uint32_t top, uint32_t a, uint32_t b, cl_rank rank)
{
    cl_reader *r = f->r;
    cl_place *p = CST_PUSH(r->arena, &r->places);
    if (!p) {
        return NULL;
    }
    p->group = gi;
    p->sentence = sentence;
    p->top = top;
    p->tok_begin = a;
    p->tok_end = b;
    p->name = words(r, sentence, a, b);
    p->rank = rank;
    p->gaz = p->inside = p->near = p->point = p->beside = CST_NONE;
    p->km = -1;
    set_place_of(r, gi, (uint32_t)r->places.n - 1);
    mark_opener(r, p);
    return p;
}

/* The outermost container of a place so far. */
static uint32_t outermost(const cl_reader *r, uint32_t p)
{
    for (int i = 0; i < 6 && r->places.at[p].inside != CST_NONE; i++) {
        p = r->places.at[p].inside;
    }
    return p;
}

static void put_inside(cl_reader *r, uint32_t inner, uint32_t outer)
{
    uint32_t out = outermost(r, inner);
    if (out != outer && outermost(r, outer) != out &&
        (r->places.at[outer].rank > r->places.at[out].rank ||
         (out == inner && r->places.at[inner].part))) {
        r->places.at[out].inside = outer;
    }
}

/* The complement of a place noun, however deep, holds it. */
static void hold_owner(cl_finder *f, uint32_t pi)
{
    cl_reader *r = f->r;
    uint32_t g = r->places.at[pi].group;
    for (int i = 0; i < 4 && g != CST_NONE; i++) {
        g = r->m.groups.at[g].owner;
        uint32_t q = g == CST_NONE ? CST_NONE
                     : f->describes[g] ? f->describes[g] - 1
                                       : place_at(r, g);
        if (q != CST_NONE && q != pi) {
            if (f->describes[g]) {
                r->places.at[pi].refers = true;
            } else if (r->places.at[pi].rank == CL_COUNTRY &&
                       r->places.at[q].rank == CL_LANDMARK &&
                       !r->places.at[q].part) {
                return; /* an embassy lies elsewhere */
            }
            if (!r->places.at[q].called && !r->places.at[q].part &&
                r->places.at[q].rank == CL_SETTLEMENT) {
                r->places.at[q].rank = CL_LANDMARK;
            }
            put_inside(r, q, pi);
            return;
        }
    }
}

/* The number before a noun of measure, in kilometres; -1 = of another kind. */
static int64_t kilometres(const cl_finder *f, const cl_sentence *s,
                          uint32_t tok, uint32_t *at)
{
    const cl_reader *r = f->r;
    for (uint32_t k = 0; k < s->units.units.n; k++) {
        const cst_unit *n = &s->units.units.at[k];
        int64_t v;
        if (n->label != r->n->num || n->tok_end + 1 < tok ||
            n->tok_begin >= tok || !cst_unit_int(n, r->n->value, &v)) {
            continue;
        }
        cst_sym unit = cst_unit_sym(r->pack, n, f->unit);
        cst_str u = unit ? cst_pack_str(r->pack, unit) : CST_S("km");
        *at = n->tok_begin ? n->tok_begin - 1 : 0;
        return cst_str_is(u, "km") ? v : cst_str_is(u, "m") ? v / 1000 : -1;
    }
    return -1;
}

/* Kilometres said right before the row position; *at is where that begins. */
static int64_t distance_before(const cl_finder *f, const cl_sentence *s,
                               uint32_t tok, uint32_t *at)
{
    const cl_reader *r = f->r;
    return tok > 0 && tok_class(r, s, tok - 1, f->measure)
               ? kilometres(f, s, tok - 1, at) : -1;
}

/* What stands right beside a place tells where it lies. */
static void look_left(cl_finder *f, uint32_t pi)
{
    cl_reader *r = f->r;
    cl_place *p = &r->places.at[pi];
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    const cl_group *g = &r->m.groups.at[p->group];
    const cst_unit *prep = preposition(r, g);
    uint32_t begin = g->tok_begin;
    cst_sym dir = prep ? cst_unit_sym(r->pack, prep, f->dir) : 0;
    bool near = prep && cl_unit_class(&r->m, prep, f->near_);
    uint32_t from = begin;
    int64_t km = g->prep == r->n->de || dir || near
                     ? distance_before(f, s, begin, &from) : -1;
    const cl_place *q = pi ? &r->places.at[pi - 1] : NULL;
    bool same = q && q->sentence == p->sentence && q->tok_end <= from &&
                !q->refers;
    bool beside = same && from - q->tok_end <= 2;
    for (uint32_t i = q ? q->tok_end : from; beside && i < from; i++) {
        beside = tok_is(s, i, ",") || tok_is(s, i, "(") || tok_is(s, i, ")") ||
                 !(s->units.tokens[i].flags & CST_TOK_PUNCT);
    }
    if (dir || near || km >= 0) {
        p->dir = dir;
        p->km = km;
        /* "a town that lies 30 km south of X" may have words between. */
        beside = beside || (same && km >= 0 && from - q->tok_end <= 7 &&
                            q->locative);
        p->refers = beside && q->rank < CL_PROVINCE;
        if (p->refers) {
            r->places.at[pi - 1].near = pi;
        }
        return;
    }
    bool tight = beside && begin - q->tok_end <= (q->nameless ? 2 : 1);
    bool bare = q && !g->prep && begin > q->tok_end;
    if (!tight || g->prep == r->n->de) {
        return;
    }
    if (p->part && q->rank <= CL_SETTLEMENT) {
        p->beside = pi - 1;
    } else if (p->rank > q->rank && (prep || bare)) {
        put_inside(r, pi - 1, pi);
        p->refers = tok_is(s, begin - 1, "(");
    } else if (p->rank < q->rank && prep && !q->heading) {
        put_inside(r, pi, pi - 1);
    }
}

static void attach(cl_finder *f, uint32_t pi)
{
    hold_owner(f, pi);
    look_left(f, pi);
}

/* ---------------------------------------------------- nouns of places */

/* A name that nothing explains but what is told of it: "they invaded Amarwa, a
 * village". */
static void introduce(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    const cl_group *b = gi ? &r->m.groups.at[gi - 1] : g;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    cl_rank rank = rank_of_noun(r, g);
    if (b->sentence != g->sentence || !b->proper || b->prep || b->lifted ||
        place_at(r, gi - 1) != CST_NONE || b->tok_end + 1 != g->tok_begin ||
        !tok_is(s, b->tok_end, ",") || person_like(r, b) ||
        (rank != CL_SETTLEMENT && rank != CL_QUARTER)) {
        return;
    }
    uint32_t a, z;
    name_tokens(r, b, &a, &z);
    cl_place *p = add_place(f, gi - 1, b->sentence, b->top, a, z, rank);
    if (p) {
        p->bare = p->called = true;
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
        !tok_is(s, p->tok_end, ",") || p->nameless) {
        return false;
    }
    f->describes[gi] = last;
    p->called = true;
    if (p->rank == CL_SETTLEMENT) {
        cl_rank known;
        if (!cl_place_known(r, p->name, &known)) {
            p->rank = rank_of_noun(r, g);
        }
    }
    return true;
}

/* First proper name among the complements of a group that follow each other. */
static uint32_t chain_name(const cl_reader *r, uint32_t gi, uint32_t *end)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
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
        name_tokens(r, n, &a, &b);
        if (!party && (n->proper || n->name_unit != CST_NONE ||
                       cl_head_in(&r->m, n, r->n->c.country)) &&
            (unexplained(r, n->sentence, a, b) ||
             cl_place_known(r, words(r, n->sentence, a, b), &rank))) {
            return i;
        }
        if (!cl_head_in(&r->m, n, r->n->c.place_noun) &&
            !cl_head_in(&r->m, n, r->n->c.direction)) {
            *end = n->tok_begin;
            break;
        }
    }
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
    if (g->of != of || person_like(r, o)) {
        return false;
    }
    name_tokens(r, o, &a, &b);
    if (!cl_place_known(r, words(r, g->sentence, a, b), &rank)) {
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
static bool of_somebody(const cl_finder *f, const cl_group *g)
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
    cl_place *p = add_place(f, gi, g->sentence, g->top, g->np_begin,
                            g->tok_end, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->anaphor = true;
    p->opens = p->heading = p->dateline = false;
    p->locative = stands_there(f, g) ||
                  (g->prep == r->n->de && !of_somebody(f, g));
    attach(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

/* A place noun that its complement names: the province of X, the quarter Y. */
static cst_status named_noun(cl_finder *f, uint32_t gi, uint32_t named,
                             cl_rank rank)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t a, b;
    name_tokens(r, &r->m.groups.at[named], &a, &b);
    cl_place *p = add_place(f, gi, g->sentence, g->top, a, b, rank);
    if (!p) {
        return CST_NOMEM;
    }
    set_place_of(r, named, (uint32_t)r->places.n - 1);
    p->called = true;
    p->locative = stands_there(f, g) || !g->prep ||
                  (g->prep == r->n->de && !of_somebody(f, g));
    attach(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

static uint32_t after_determiner(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    return det && det->tok_end < np->tok_end ? det->tok_end : np->tok_begin;
}

/* A landmark or a part: all its words name it; what it belongs to holds it. */
static cst_status whole_noun(cl_finder *f, uint32_t gi, uint32_t end,
                             cl_rank rank, bool part, bool nameless)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    cl_place *p = add_place(f, gi, g->sentence, g->top, after_determiner(r, g),
                            end, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->part = part;
    p->nameless = nameless;
    p->opens = p->heading = p->dateline = false;
    p->locative = stands_there(f, g) ||
                  (g->prep == r->n->de && g->owner != CST_NONE &&
                   !of_somebody(f, g));
    if (part && cl_head_feat(&r->m, g, f->dir)) {
        p->dir = cl_head_feat(&r->m, g, f->dir);
    }
    attach(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

static cst_status noun_place(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    bool direction = cl_head_in(&r->m, g, r->n->c.direction) &&
                     !cl_head_in(&r->m, g, r->n->c.place_noun);
    bool noun = cl_head_in(&r->m, g, r->n->c.place_noun);
    bool part = direction || cl_head_in(&r->m, g, f->part);
    cl_rank rank = direction ? CL_QUARTER : noun ? rank_of_noun(r, g)
                                                 : CL_LANDMARK;
    if (describes(f, gi)) {
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
        return tail ? whole_noun(f, gi, end, rank, true, false)
               : direction ? CST_OK
               : rank == CL_QUARTER && g->definite && !g->plural
                   ? whole_noun(f, gi, end, rank, true, true)
                   : CST_OK;
    }
    if (rank == CL_LANDMARK) {
        bool bare = !own && of == CST_NONE;
        if (bare && !stands_there(f, g) && g->prep != r->n->de) {
            return CST_OK;
        }
        return whole_noun(f, gi, end, rank, false, bare);
    }
    if (own) {
        return named_noun(f, gi, gi, rank);
    }
    if (of != CST_NONE && g->of == of &&
        (rank != CL_QUARTER || own_complement(f, gi, of))) {
        return person_like(r, &r->m.groups.at[of])
                   ? CST_OK : named_noun(f, gi, of, rank);
    }
    if (tail) {
        return whole_noun(f, gi, end, rank, true, true);
    }
    if (rank == CL_QUARTER && !g->demonstrative && stands_there(f, g)) {
        return whole_noun(f, gi, end, rank, true, true);
    }
    return back_reference(f, gi, rank);
}

/* --------------------------------------------------------------- names */

static bool speaks(const cl_reader *r, const cl_group *g, uint32_t gi)
{
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    if (!c || c->subject != gi || !c->head) {
        return false;
    }
    return c->voice == r->n->active || c->voice == r->n->refl ||
           cst_reading_has(r->pack, c->head, r->n->c.speech_verb) ||
           cst_reading_has(r->pack, c->head, r->n->c.deny_verb);
}

/* A capital or a country that something is imputed to is a government. */
static bool addressed(const cl_finder *f, const cl_group *g, uint32_t a,
                      uint32_t b)
{
    const cl_reader *r = f->r;
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    cl_rank rank;
    return c && c->head && g->top > c->verb &&
           cst_reading_has(r->pack, c->head, r->n->c.accuse_verb) &&
           (cl_head_in(&r->m, g, r->n->c.metonym) ||
            (cl_place_known(r, words(r, g->sentence, a, b), &rank) &&
             rank == CL_COUNTRY));
}

/* One more of a list that a preposition opened: "in Homs, Hama and Aleppo". */
static bool goes_on(const cl_finder *f, const cl_group *g)
{
    const cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cl_place *q = r->places.n ? &r->places.at[r->places.n - 1] : NULL;
    return q && q->sentence == g->sentence && q->locative && !q->nameless &&
           q->tok_end + 1 == g->tok_begin &&
           (tok_is(s, q->tok_end, ",") ||
            tok_class(r, s, q->tok_end, r->n->c.conj_coord));
}

static bool in_brackets(const cl_reader *r, const cl_group *g)
{
    return g->tok_begin &&
           tok_is(cl_sentence_at(r, g->sentence), g->tok_begin - 1, "(");
}

typedef enum hold { NO_PLACE, MENTIONED, LOCATED } hold;

/* What "of NAME" makes of the name depends on what it completes. */
static hold complement(const cl_finder *f, const cl_group *g, bool known,
                       cl_rank rank)
{
    const cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->tok_begin && tok_class(r, s, g->tok_begin - 1, f->origin)) {
        return known ? MENTIONED : NO_PLACE;
    }
    if (g->owner == CST_NONE) {
        return known ? LOCATED : NO_PLACE;
    }
    const cl_group *o = &r->m.groups.at[g->owner];
    uint32_t q = f->describes[g->owner] ? f->describes[g->owner] - 1
                                        : place_at(r, g->owner);
    if (q != CST_NONE) {
        return known || r->places.at[q].rank < CL_SETTLEMENT ? LOCATED
                                                             : NO_PLACE;
    }
    if (!known) {
        return NO_PLACE;
    }
    if (cl_head_in(&r->m, o, r->n->c.event_noun) ||
        cl_head_in(&r->m, o, r->n->c.event_of) ||
        cl_head_in(&r->m, o, r->n->c.war)) {
        /* Countries strike; towns are struck. */
        return rank == CL_COUNTRY && !cl_head_in(&r->m, o, r->n->c.event_of)
                   ? NO_PLACE : LOCATED;
    }
    if (of_somebody(f, g)) {
        return MENTIONED;
    }
    return rank == CL_COUNTRY ? MENTIONED : LOCATED;
}

static cst_status name_place(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    if (place_at(r, gi) != CST_NONE || person_like(r, g) || g->attribution ||
        g->count.present) {
        return CST_OK;
    }
    uint32_t a, b;
    name_tokens(r, g, &a, &b);
    cl_rank rank = CL_SETTLEMENT;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool known = cl_place_known(r, words(r, g->sentence, a, b), &rank);
    hold how = NO_PLACE;
    if (!known && !unexplained(r, g->sentence, a, b)) {
        return CST_OK;
    }
    if (g->prep == r->n->de) {
        how = complement(f, g, known, rank);
    } else if (stands_there(f, g)) {
        /* What is struck may be anything; where one is, is a place. */
        bool place = known || !cl_unit_class(&r->m, preposition(r, g),
                                             f->target) ||
                     cl_unit_class(&r->m, preposition(r, g),
                                   r->n->c.prep_place);
        how = !place || (known && addressed(f, g, a, b)) ? NO_PLACE : LOCATED;
    } else if (g->prep) {
        how = known && cl_unit_class(&r->m, preposition(r, g), f->away)
                  ? MENTIONED : NO_PLACE;
    } else if (known && (opens_line(s, a, b) || in_brackets(r, g) ||
                         goes_on(f, g))) {
        how = LOCATED;
    } else if (known && !speaks(r, g, gi) && g->apposed == CST_NONE) {
        how = MENTIONED;
    } else if (!known && opens_line(s, a, b) && tok_is(s, b, "(")) {
        how = LOCATED;
    }
    if (how == NO_PLACE) {
        return CST_OK;
    }
    cl_place *p = add_place(f, gi, g->sentence, g->top, a, b, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->locative = how == LOCATED;
    p->bare = how == MENTIONED && !g->prep &&
              !cl_head_in(&r->m, g, r->n->c.metonym);
    attach(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

/* ------------------------------------------------- sentences not parsed */

/* The longest known name that begins at a token; 0 = none. */
static uint32_t known_run(const cl_reader *r, uint32_t si, uint32_t a,
                          cl_rank *rank)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    uint32_t end = a;
    while (end < s->units.n_tokens && end < a + 5 &&
           !(s->units.tokens[end].flags & CST_TOK_PUNCT)) {
        end++;
    }
    for (; end > a; end--) {
        if ((s->units.tokens[end - 1].flags & CST_TOK_CAP) &&
            cl_place_known(r, words(r, si, a, end), rank)) {
            return end;
        }
    }
    return 0;
}

/* "to the south of NAME": said of another place. */
static bool counted_off(const cl_finder *f, const cl_sentence *s, uint32_t tok)
{
    const cl_reader *r = f->r;
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->tok_end == tok && u->label == r->n->mwe) {
            return cst_unit_sym(r->pack, u, f->dir) != 0 ||
                   cl_unit_class(&r->m, u, f->near_);
        }
    }
    return false;
}

/* Sentences that tell of no harm still say where the report is. */
static cst_status shallow_places(cl_finder *f, uint32_t si)
{
    cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = 0; i < s->units.n_tokens && r->places.n < 2000; i++) {
        const cst_token *t = &s->units.tokens[i];
        if (!(t->flags & CST_TOK_CAP) || tok_class(r, s, i, r->n->c.actor) ||
            tok_class(r, s, i, r->n->c.prep)) {
            continue;
        }
        cl_rank rank = CL_SETTLEMENT;
        uint32_t end = known_run(r, si, i, &rank);
        bool opens = opens_line(s, i, end ? end : i + 1);
        if (end == i + 1 && (t->flags & CST_TOK_FIRST) && !opens &&
            !unexplained(r, si, i, end)) {
            continue; /* any word has a capital there */
        }
        if (!end && opens && tok_is(s, i + 1, "(") &&
            s->units.n_tokens < 12 && unexplained(r, si, i, i + 1)) {
            end = i + 1;
        }
        bool there = i && tok_class(r, s, i - 1, r->n->c.prep_place);
        bool held = i && tok_is(s, i - 1, "(");
        if (!end) {
            continue;
        }
        cl_place *p = add_place(f, CST_NONE, si, i, i, end, rank);
        if (!p) {
            return CST_NOMEM;
        }
        bool body = s->zone == CST_ZONE_TITLE || s->zone == CST_ZONE_CONTENT;
        p->locative = body && (there || p->opens || held);
        p->refers = counted_off(f, s, i);
        p->bare = body;
        p->refers = p->refers || held;
        p->heading = p->heading && body;
        uint32_t pi = (uint32_t)r->places.n - 1;
        if (held && pi && p[-1].sentence == si && p[-1].tok_end == i - 1) {
            put_inside(r, pi - 1, pi);
        }
        i = end - 1;
    }
    return CST_OK;
}

uint32_t cl_place_of_group(const cl_reader *r, uint32_t group)
{
    uint32_t p = place_at(r, group);
    return p != CST_NONE && r->places.at[p].locative ? p : CST_NONE;
}

/* A name that the dictionary has as a noun. */
static bool capital_name(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t a = after_determiner(r, g), b = g->tok_end;
    bool first = (s->units.tokens[a].flags & CST_TOK_FIRST) != 0;
    if (g->count.present || b > a + 4 || (first && !opens_line(s, a, b))) {
        return false;
    }
    for (uint32_t i = a; i < b; i++) {
        if (!(s->units.tokens[i].flags & CST_TOK_CAP)) {
            return false;
        }
    }
    cl_rank rank;
    return b > a && cl_place_known(r, words(r, g->sentence, a, b), &rank);
}

static cst_status deep_places(cl_finder *f, const cl_sentence *s)
{
    cl_reader *r = f->r;
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (r->places.n >= 2000) {
            break; /* a cap on hostile input */
        }
        if (place_at(r, i) != CST_NONE || g->pronoun) {
            continue;
        }
        if (cl_head_in(&r->m, g, r->n->c.place_noun) ||
            cl_head_in(&r->m, g, r->n->c.direction) ||
            cl_head_in(&r->m, g, r->n->c.object)) {
            CST_TRY(noun_place(f, i));
        } else if (g->proper || cl_head_in(&r->m, g, r->n->c.country) ||
                   cl_head_in(&r->m, g, f->region) ||
                   cl_head_in(&r->m, g, r->n->c.metonym) ||
                   capital_name(r, g)) {
            CST_TRY(name_place(f, i));
        }
    }
    return CST_OK;
}

cst_status cl_read_places(cl_reader *r)
{
    const cst_pack *p = r->pack;
    cl_finder f = {.r = r,
                   .near_ = cst_pack_class(p, "prep_near"),
                   .part = cst_pack_class(p, "place_part"),
                   .region = cst_pack_class(p, "region_name"),
                   .measure = cst_pack_class(p, "length_noun"),
                   .dir = cst_pack_sym(p, "dir"),
                   .vehicle = cst_pack_sym(p, "vehicle"),
                   .military = cst_pack_sym(p, "military"),
                   .other = cst_pack_sym(p, "other"),
                   .unit = cst_pack_sym(p, "unit"),
                   .target = cst_pack_class(p, "prep_target"),
                   .origin = cst_pack_class(p, "place_origin"),
                   .away = cst_pack_class(p, "prep_away")};
    r->n_place_of = (uint32_t)r->m.groups.n; /* parties are added later */
    r->place_of = CST_NEW(r->arena, uint32_t, r->m.groups.n + 1);
    f.describes = CST_NEW(r->arena, uint32_t, r->m.groups.n + 1);
    if (!r->place_of || !f.describes) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        if (s->deep) {
            CST_TRY(deep_places(&f, s));
        } else {
            CST_TRY(shallow_places(&f, i));
        }
    }
    return cl_resolve_places(r);
}
