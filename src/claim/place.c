/* claim/place: which groups name a place, and how large a place.
 *
 * A place is a place noun with its name, a name that the gazetteer knows, or an
 * unknown name after a preposition of place. A known name that acts (a capital
 * that denies) is no place. Unknown stays unknown: it keeps its name and gets
 * no point. */
#include "claim/reader.h"

static cst_str group_words(const cl_reader *r, const cl_group *g, uint32_t a,
                           uint32_t b)
{
    return cl_span_str(&r->m, cl_tokens_span(cl_sentence_at(r, g->sentence), a, b));
}

static cl_rank rank_of_kind(uint8_t kind)
{
    return kind == CST_GAZ_COUNTRY                            ? CL_COUNTRY
           : kind == CST_GAZ_ADMIN1 || kind == CST_GAZ_REGION ? CL_PROVINCE
                                                              : CL_SETTLEMENT;
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

static uint32_t lookup(const cl_reader *r, cst_str name)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(r->gazetteer, r->arena, name, &ids);
    return n ? ids[0] : CST_NONE;
}

/* Known names of several words may stand in a row that grammar cut. */
static cst_str name_of(const cl_reader *r, const cl_group *g, uint32_t *a,
                       uint32_t *b)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = cl_unit(s, g->name_unit);
    if (!u) {
        u = cl_unit(s, g->np);
        const cst_unit *det = cl_unit(s, cst_unit_role(u, r->n->det));
        *a = det && det->tok_end < u->tok_end ? det->tok_end : u->tok_begin;
        *b = u->tok_end;
    } else {
        *a = u->tok_begin;
        *b = u->tok_end;
    }
    return group_words(r, g, *a, *b);
}

static bool place_preposition(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return p && cl_unit_class(&r->m, p, r->n->c.prep_place);
}

static cl_place *add_place(cl_reader *r, uint32_t gi, uint32_t a, uint32_t b,
                           cst_str name, cl_rank rank)
{
    const cl_group *g = &r->m.groups.at[gi];
    cl_place *p = CST_PUSH(r->arena, &r->places);
    if (p) {
        p->group = gi;
        p->sentence = g->sentence;
        p->top = g->top;
        p->tok_begin = a;
        p->tok_end = b;
        p->name = name;
        p->rank = rank;
        p->gaz = CST_NONE;
    }
    return p;
}

/* The last settlement named before, for "the town", "the city". */
static uint32_t last_named(const cl_reader *r, cl_rank rank)
{
    for (uint32_t i = (uint32_t)r->places.n; i > 0; i--) {
        const cl_place *p = &r->places.at[i - 1];
        if (p->rank == rank && !p->anaphor) {
            return i - 1;
        }
    }
    return CST_NONE;
}

static cst_status noun_place(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cl_rank rank = rank_of_noun(r, g);
    bool facility = cl_head_in(&r->m, g, r->n->c.object) &&
                    !cl_head_in(&r->m, g, r->n->c.place_noun);
    if (facility && !place_preposition(r, g)) {
        return CST_OK;
    }
    uint32_t a = g->np_begin, b = g->tok_end;
    cst_str name = group_words(r, g, a, b);
    uint32_t gaz = CST_NONE;
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    if (g->name_unit != CST_NONE && !facility) {
        name = name_of(r, g, &a, &b);
        gaz = lookup(r, name);
    } else if (of && of->proper && !facility) {
        name = name_of(r, of, &a, &b);
        gaz = rank == CL_LANDMARK || rank == CL_QUARTER ? CST_NONE
                                                        : lookup(r, name);
        b = of->tok_end;
        a = rank == CL_LANDMARK ? g->np_begin : a;
        name = group_words(r, g, a, b);
    } else if (!facility && rank != CL_QUARTER && g->definite) {
        uint32_t last = last_named(r, rank);
        if (last == CST_NONE) {
            return CST_OK;
        }
        cl_place copy = r->places.at[last];
        cl_place *p = add_place(r, gi, copy.tok_begin, copy.tok_end, copy.name,
                                rank);
        if (!p) {
            return CST_NOMEM;
        }
        p->gaz = copy.gaz;
        p->anaphor = true;
        p->locative = place_preposition(r, g);
        return CST_OK;
    } else if (!facility && g->name_unit == CST_NONE && !of) {
        return CST_OK;
    }
    cl_place *p = add_place(r, gi, a, b, name, facility ? CL_LANDMARK : rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->gaz = gaz;
    p->locative = place_preposition(r, g) || g->prep == r->n->de || !g->prep;
    return CST_OK;
}

/* A name that opens a headline before a colon, or stands in a dateline. */
static bool opens_line(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *next = cl_unit_at(s, g->top + 1);
    if (g->top != 0 || !next) {
        return false;
    }
    cst_str t = s->units.tokens[next->tok_begin].norm;
    return cst_str_is(t, ":") || cst_str_is(t, ",") || cst_str_is(t, "(") ||
           cst_str_is(t, ".") || cst_str_is(t, "-");
}

static bool in_brackets(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *before = g->top ? cl_unit_at(s, g->top - 1) : NULL;
    return before &&
           cst_str_is(s->units.tokens[before->tok_begin].norm, "(");
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
           cl_head_in(&r->m, of, r->n->c.source_noun);
}

static cst_status name_place(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (person_like(r, g) || g->attribution || g->count.present) {
        return CST_OK;
    }
    uint32_t a, b;
    cst_str name = name_of(r, g, &a, &b);
    uint32_t gaz = lookup(r, name);
    bool strong = place_preposition(r, g);
    bool after_place = g->prep == r->n->de && g->owner != CST_NONE;
    bool stands = strong || opens_line(r, g) || in_brackets(r, g) ||
                  (after_place && gaz != CST_NONE);
    if (!stands || (gaz == CST_NONE && !strong)) {
        return CST_OK;
    }
    cl_rank rank = CL_SETTLEMENT;
    if (gaz != CST_NONE) {
        rank = rank_of_kind(cst_gazetteer_at(r->gazetteer, gaz)->kind);
    }
    cl_place *p = add_place(r, gi, a, b, name, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->gaz = gaz;
    p->locative = true;
    return CST_OK;
}

uint32_t cl_place_of_group(const cl_reader *r, uint32_t group)
{
    for (uint32_t i = 0; i < r->places.n; i++) {
        if (r->places.at[i].group == group) {
            return i;
        }
    }
    return CST_NONE;
}

cst_status cl_read_places(cl_reader *r)
{
    for (uint32_t i = 0; i < r->m.groups.n && r->places.n < 2000; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (cl_head_in(&r->m, g, r->n->c.place_noun) ||
            cl_head_in(&r->m, g, r->n->c.object)) {
            CST_TRY(noun_place(r, i));
        } else if (g->proper || cl_head_in(&r->m, g, r->n->c.country) ||
                   cl_head_in(&r->m, g, r->n->c.metonym)) {
            CST_TRY(name_place(r, i));
        }
    }
    return CST_OK;
}
