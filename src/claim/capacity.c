/* claim/capacity: as what somebody speaks.
 *
 * Takes the group that names a source; gives the type of claimant: by its head,
 * its adjective, its complements, what stands beside a bare name, the verb by
 * which he tells, and what he was called before. */
#include "claim/sourcing.h"

/* What an adjective of the group says of its type. */
static cst_sym adjective_type(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    for (uint32_t i = 0; i < np->n_children; i++) {
        const cst_unit *c = cl_unit(s, np->children[i]);
        const cst_reading *a = cst_unit_in(r->pack, c, r->n->c.source_adj);
        cst_sym v = a ? cst_reading_feat(r->pack, a, r->n->ctype) : 0;
        if (v) {
            return v;
        }
    }
    return 0;
}

/* In which capacity a noun for people speaks: who has no office was there. */
static cst_str person_type(const cl_reader *r, const cl_group *g)
{
    static const char *const by_group[][2] = {{"medics", "medical"},
                                              {"journalists", "media"},
                                              {"aid_workers", "ngo"}};
    cst_sym status = cl_head_feat(&r->m, g, r->n->status);
    cst_sym group = cl_head_feat(&r->m, g, r->n->group);
    if (!cl_head_in(&r->m, g, r->n->c.person) ||
        cl_head_in(&r->m, g, r->n->c.title) || !status) {
        return CST_S("other");
    }
    for (size_t i = 0; group && i < CST_COUNT(by_group); i++) {
        if (cst_str_is(cst_pack_str(r->pack, group), by_group[i][0])) {
            return cst_str_of(by_group[i][1]);
        }
    }
    if (status == r->n->combatant && cl_head_in(&r->m, g, r->n->c.rank)) {
        return CST_S("military");
    }
    return status == r->n->civilian ? CST_S("witness")
           : status == r->n->police ? CST_S("police") : CST_S("other");
}

static cst_str type_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym own = cl_head_feat(&r->m, g, r->n->ctype);
    cst_str other = CST_S("other");
    if (own && !cst_str_eq(cst_pack_str(r->pack, own), other)) {
        return cst_pack_str(r->pack, own);
    }
    cst_sym v = adjective_type(r, g);
    if (v && cst_str_is(cst_pack_str(r->pack, v), "witness") &&
        !cl_head_in(&r->m, g, r->n->c.person)) {
        v = 0; /* "a local committee" */
    }
    if (!v && g->of != CST_NONE) {
        v = cl_chain_feat(r, g->of, r->n->ctype);
    }
    if (!v) {
        v = cl_chain_feat(r, gi, r->n->ctype);
    }
    if (!v && (cl_head_in(&r->m, g, r->n->c.metonym) ||
               cl_head_in(&r->m, g, r->n->c.country))) {
        return CST_S("government");
    }
    return v ? cst_pack_str(r->pack, v) : person_type(r, g);
}

/* A name without an office, of a person or of a body. */
static bool bare_name(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return (g->proper || g->name_unit != CST_NONE) && !g->plural &&
           !g->count.present &&
           !cl_head_in(&r->m, g, r->n->c.source_name) &&
           !cl_head_in(&r->m, g, r->n->c.source_noun) &&
           !cl_head_in(&r->m, g, r->n->c.actor) &&
           !cl_head_in(&r->m, g, r->n->c.agency);
}

/* Within the words of the name, or behind the next comma: what he is. */
static cst_str beside_name(const cl_reader *r, uint32_t gi, uint32_t end)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
    uint32_t begin = r->m.groups.at[gi].tok_end;
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        bool behind = g->tok_begin == end + 1 && end < s->units.n_tokens &&
                      (cst_str_is(s->units.tokens[end].norm, ",") ||
                       cst_str_is(s->units.tokens[end].norm, "("));
        bool within = g->tok_begin >= begin && g->tok_begin < end;
        cst_str type = g->prep || !(within || behind) ? CST_S("other")
                                                      : type_of(r, i);
        if (!cst_str_is(type, "other")) {
            return type;
        }
    }
    return CST_S("other");
}

/* "Name, 34": offices are named without an age. */
static bool aged(const cl_reader *r, uint32_t sentence, uint32_t end)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = 0; i < s->units.units.n; i++) {
        const cst_unit *u = &s->units.units.at[i];
        if (u->label == r->n->num && u->tok_begin == end + 1 &&
            cst_unit_sym(r->pack, u, r->n->kind) == r->n->age) {
            return true;
        }
    }
    return false;
}

cst_str cl_capacity(const cl_reader *r, uint32_t gi, uint32_t end)
{
    cst_str type = type_of(r, gi);
    if (!cst_str_is(type, "other") || !bare_name(r, gi)) {
        return type;
    }
    type = beside_name(r, gi, end);
    return cst_str_is(type, "other") &&
                   aged(r, r->m.groups.at[gi].sentence, end)
               ? CST_S("witness") : type;
}

/* The verb of telling that names this source. */
static const cst_unit *telling(const cl_reader *r, const cl_source *src)
{
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    if (src->clause != CST_NONE) {
        return cl_unit_at(s, r->m.clauses.at[src->clause].verb);
    }
    uint32_t unit = r->m.groups.at[src->group].unit;
    for (uint32_t i = 0; i < s->units.lifted.n; i++) {
        const cst_unit *u = cl_unit(s, s->units.lifted.at[i]);
        if (cst_unit_role(u, r->n->source) == unit) {
            return cl_unit(s, cst_unit_role(u, r->n->verb));
        }
    }
    return NULL;
}

/* The last word of its group, or of the whole name. */
static cst_str last_word(const cl_reader *r, const cl_source *src, bool whole)
{
    const cl_sentence *s =
        cl_sentence_at(r, r->m.groups.at[src->who].sentence);
    uint32_t end = whole ? src->tok_end : r->m.groups.at[src->who].tok_end;
    return end > 0 && end <= s->units.n_tokens ? s->units.tokens[end - 1].norm
                                               : (cst_str){"", 0};
}

void cl_settle_capacity(cl_reader *r, uint32_t source)
{
    cl_source *src = &r->sources.at[source];
    if (!src->tok_end || src->who == CST_NONE || src->group == CST_NONE ||
        !cst_str_is(src->type, "other") || !bare_name(r, src->who)) {
        return;
    }
    cst_str name = last_word(r, src, false);
    for (uint32_t i = source, seen = 0; i > 0 && seen < 40; i--, seen++) {
        const cl_source *p = &r->sources.at[i - 1];
        if (p->tok_end && p->who != CST_NONE &&
            (!cst_str_is(p->type, "other") || !bare_name(r, p->who)) &&
            (cst_str_eq(last_word(r, p, false), name) ||
             cst_str_eq(last_word(r, p, true), name))) {
            src->type = p->type; /* named before, with what he is */
            return;
        }
    }
    const cl_group *g = &r->m.groups.at[src->who];
    const cst_unit *verb = telling(r, src);
    bool first_name = g->tok_end == g->np_begin + 1 &&
                      src->tok_end == src->tok_begin + 1 && verb != NULL;
    if (cl_word_feat(r, verb, r->n->ctype) ||
        (first_name && cl_unit_class(&r->m, verb, r->n->c.speech_verb) &&
         cl_place_of_group(r, src->who) == CST_NONE &&
         src->stands != CL_BEFORE)) {
        src->type = CST_S("witness");
    }
}
