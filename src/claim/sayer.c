/* claim/sayer: who is the subject of a verb of saying.
 *
 * Takes a clause whose verb says, counts or sees; gives the group that does it,
 * past appositions, relative clauses, complements and names that rename. */
#include "claim/sourcing.h"

/* "that the ministry announced": the subject behind the verb. */
uint32_t cl_behind_relative(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *rel = c->verb > 0 ? cl_unit_at(s, c->verb - 1) : NULL;
    if (!rel || !cl_unit_class(&r->m, rel, r->n->c.rel_obj)) {
        return CST_NONE;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (!g->lifted && g->top > c->verb && g->top <= c->verb + 3 &&
            !g->prep && cl_speaks(r, i, CL_SAYS)) {
            return i;
        }
    }
    return CST_NONE;
}

/* The source last found in this sentence that stands right before a place. */
static uint32_t source_before(const cl_reader *r, size_t first, uint32_t top)
{
    for (size_t i = r->sources.n; i > first; i--) {
        const cl_source *s = &r->sources.at[i - 1];
        if (s->group != CST_NONE && s->at == top &&
            r->m.groups.at[s->group].lifted) {
            return s->group;
        }
    }
    return CST_NONE;
}

/* "A doctor who works at the front, Name,": who leads the words up to the comma,
 * if a relative clause or a participle is all that stands between. */
static uint32_t described(const cl_reader *r, uint32_t gi)
{
    const cl_model *m = &r->m;
    const cl_group *g = &m->groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t from = g->top > 0 ? g->top - 1 : 0;
    while (from > 0 && !cl_is_mark(s, from - 1, ",") &&
           !cl_is_mark(s, from - 1, ";") && !cl_is_mark(s, from - 1, ":")) {
        from--;
    }
    uint32_t h = cl_group_at(m, s, from);
    if (h == CST_NONE || h == gi || m->groups.at[h].prep ||
        m->groups.at[h].plural || !m->groups.at[h].count.present) {
        return gi;
    }
    bool office = cl_head_in(m, &m->groups.at[h], r->n->c.source_noun) ||
                  cl_head_in(m, &m->groups.at[h], r->n->c.person);
    for (uint32_t i = from + 1; office && i < g->top; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        const cst_feat *mood = u->label == r->n->vg
                                   ? cst_unit_feat(u, r->n->mood) : NULL;
        const cst_unit *before = cl_unit_at(s, i - 1);
        office = !mood || (cst_sym)mood->value == r->n->ppast ||
                 (cst_sym)mood->value == r->n->ppres ||
                 cl_unit_class(m, before, r->n->c.rel_subj);
    }
    return office ? h : gi;
}

/* The group of which a bare name between commas is the name, or of which a
 * group between commas says what it is ("ABC, an organisation in London,"). */
uint32_t cl_renamed(const cl_reader *r, uint32_t gi)
{
    const cl_model *m = &r->m;
    const cl_group *g = &m->groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->pronoun || g->lifted || g->tok_begin == 0 ||
        gi == s->group_begin ||
        !cst_str_is(s->units.tokens[g->tok_begin - 1].norm, ",")) {
        return gi;
    }
    uint32_t i = gi - 1;
    while (i > s->group_begin && m->groups.at[i].owner != CST_NONE) {
        i--;
    }
    const cl_group *h = &m->groups.at[i];
    bool office = cl_head_in(m, h, r->n->c.title) ||
                  cl_head_in(m, h, r->n->c.source_noun) ||
                  cl_head_in(m, h, r->n->c.rank) ||
                  cl_head_in(m, h, r->n->c.person);
    bool named = g->proper || g->name_unit != CST_NONE;
    bool trait = !named && !g->plural && !g->count.present && !g->prep &&
                 cst_unit_role(cl_unit(s, g->np), r->n->det) == CST_NONE;
    bool fits = named ? office
                      : (h->proper || trait) && !h->count.present &&
                            cl_speaks(r, i, CL_REPORTS);
    if (fits && !h->prep && !h->lifted &&
        cl_group_end(m, i, false) + 1 == g->tok_begin) {
        return i;
    }
    return named ? described(r, gi) : gi;
}

/* The nearest body on the left, from which an apposition or a relative clause
 * between commas parts the verb: "ABC, an office in Britain, tells". */
static uint32_t set_off(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool inside = c->verb > 0 && cl_is_mark(s, c->verb - 1, ",");
    bool comma = inside;
    for (uint32_t top = inside ? c->verb - 1 : c->verb; top > 0; top--) {
        if (cl_is_mark(s, top - 1, ";") || cl_is_mark(s, top - 1, ":")) {
            break;
        }
        if (cl_is_mark(s, top - 1, ",")) {
            inside = false;
        }
        uint32_t gi = inside ? CST_NONE : cl_group_at(&r->m, s, top - 1);
        if (gi == CST_NONE) {
            continue;
        }
        const cl_group *g = &r->m.groups.at[gi];
        if (!g->prep && !g->lifted && !g->pronoun &&
            g->owner == CST_NONE && cl_speaks(r, gi, CL_REPORTS)) {
            bool next = c->subject != CST_NONE &&
                        r->m.groups.at[c->subject].tok_begin == g->tok_end;
            return comma || next ? cl_renamed(r, gi) : CST_NONE;
        }
    }
    return CST_NONE;
}

/* A semicolon stands between a verb and what was borrowed as its subject. */
static bool cut_off(const cl_reader *r, const cl_clause *c, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = g->top; g->sentence == c->sentence && i < c->verb; i++) {
        if (cl_is_mark(s, i, ";")) {
            return true;
        }
    }
    return false;
}

/* "A doctor of the hospital, who asked ..., says": of a complement that was
 * borrowed as a subject the person whom it tells. */
static uint32_t whole(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t owner = g->owner;
    for (int i = 0; i < 3 && g->prep && owner != CST_NONE; i++) {
        const cl_group *o = &r->m.groups.at[owner];
        if (!o->prep) {
            return !o->lifted && !o->plural && cl_speaks(r, owner, CL_SAYS) &&
                           (cl_head_in(&r->m, o, r->n->c.person) ||
                            cl_head_in(&r->m, o, r->n->c.rank) ||
                            cl_head_in(&r->m, o, r->n->c.title) ||
                            (cl_head_in(&r->m, o, r->n->c.source_noun) &&
                             o->count.present))
                       ? owner : gi;
        }
        owner = o->owner;
    }
    return gi;
}

/* "The movement, to which the brigade belongs, has": between commas right before
 * the verb the subject is that of a relative clause. */
static bool in_relative(const cl_reader *r, const cl_clause *c, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (c->verb == 0 || !cl_is_mark(s, c->verb - 1, ",") ||
        g->sentence != c->sentence || g->top >= c->verb) {
        return false;
    }
    for (uint32_t i = g->top; i > 0 && !cl_is_mark(s, i - 1, ","); i--) {
        const cst_unit *u = cl_unit_at(s, i - 1);
        if (cl_unit_class(&r->m, u, r->n->c.rel_prep) ||
            (u->n_readings && u->readings[0].pos == CST_POS_O &&
             cl_word_feat(r, u, r->n->rel)) ||
            cl_unit_class(&r->m, u, r->n->c.rel_obj) ||
            cl_unit_class(&r->m, u, r->n->c.rel_de) ||
            cl_unit_class(&r->m, u, r->n->c.rel_where)) {
            return true;
        }
    }
    return false;
}

/* "An officer and a doctor said": the pair speaks, named from its first. */
static uint32_t first_of_pair(const cl_reader *r, uint32_t gi)
{
    uint32_t first = gi == CST_NONE ? CST_NONE : r->m.groups.at[gi].coord;
    const cl_group *f = first == CST_NONE ? NULL : &r->m.groups.at[first];
    return f && !f->prep && !f->lifted && f->coord == CST_NONE &&
                   cl_speaks(r, first, CL_REPORTS) &&
                   cl_speaks(r, gi, CL_REPORTS)
               ? first : gi;
}

uint32_t cl_sayer(const cl_reader *r, uint32_t ci, size_t first)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t behind = cl_behind_relative(r, c);
    if (behind != CST_NONE) {
        return behind;
    }
    if (c->kind == CL_RELATIVE || c->kind == CL_GERUND) {
        uint32_t top = c->kind == CL_RELATIVE ? c->begin : c->verb;
        uint32_t before = source_before(r, first, top);
        const cl_sentence *s = cl_sentence_at(r, c->sentence);
        if (before == CST_NONE && top > 0 && cl_is_mark(s, top - 1, ",")) {
            before = source_before(r, first, top - 1);
        }
        if (before != CST_NONE) {
            return before;
        }
    }
    for (size_t i = r->sources.n; i > first && !c->own_subject; i--) {
        const cl_source *src = &r->sources.at[i - 1];
        if (src->clause != CST_NONE && src->clause == c->parent &&
            c->kind == CL_MAIN && src->stands == CL_BEFORE) {
            return src->group; /* "denies it and speaks of four dead" */
        }
    }
    uint32_t who = c->subject == CST_NONE ? CST_NONE
                                          : cl_renamed(r, whole(r, c->subject));
    who = first_of_pair(r, who);
    if (who != CST_NONE && in_relative(r, c, who)) {
        uint32_t outer = set_off(r, c);
        who = outer != CST_NONE ? outer : who;
    }
    if (who != CST_NONE && cut_off(r, c, who)) {
        who = CST_NONE;
    }
    if (who != CST_NONE && (cl_speaks(r, who, CL_REPORTS) ||
                            r->m.groups.at[who].pronoun)) {
        return who;
    }
    uint32_t far = set_off(r, c);
    return far != CST_NONE ? far : who;
}
