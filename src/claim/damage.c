/* claim/damage: statements of harm to objects, from frames. */
#include "claim/reader.h"

/* "seriously", "in part", "wholly" among the words of the verb group or right
 * behind it: how far the damage went. */
static cst_sym stated_degree(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *verb = cl_unit(s, c->unit);
    for (uint32_t t = verb->tok_begin; t < verb->tok_end; t++) {
        const cst_unit *u = cl_unit(s, t); /* unit t is token t */
        if (cl_unit_class(&r->m, u, r->n->c.damage_degree)) {
            return cst_unit_sym(r->pack, u, r->n->degree);
        }
    }
    for (uint32_t i = 0; i < verb->n_children; i++) {
        const cst_unit *u = cl_unit(s, verb->children[i]);
        if (cl_unit_class(&r->m, u, r->n->c.damage_degree)) {
            return cst_unit_sym(r->pack, u, r->n->degree);
        }
    }
    return 0;
}

/* Wiped out as a whole, which is told, not mentioned: then a village is an
 * object too. */
static bool razed(const cl_reader *r, const cl_group *g, cst_sym degree,
                  uint32_t clause)
{
    return clause != CST_NONE &&
           (!g->definite ||
            r->m.clauses.at[clause].kind != CL_PARTICIPLE) && cl_head_in(&r->m, g, r->n->c.place_noun) &&
           cl_head_feat(&r->m, g, r->n->object) != 0 &&
           degree == r->n->destroyed;
}

/* The group whose head names the object: itself; what "some twenty of" or "most
 * of" counts; for a number alone, the object told before it. CST_NONE = no
 * object. */
static uint32_t object_of(const cl_reader *r, uint32_t gi, cst_sym degree,
                          uint32_t clause)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (cl_head_in(&r->m, g, r->n->c.object) || razed(r, g, degree, clause)) {
        return gi;
    }
    bool share = cl_head_in(&r->m, g, r->n->c.fraction);
    if (!share && (!g->pronoun || !g->count.present || g->head)) {
        return CST_NONE;
    }
    if (share || g->of != CST_NONE) {
        if (g->of == CST_NONE) {
            return CST_NONE;
        }
        return cl_head_in(&r->m, &r->m.groups.at[g->of], r->n->c.object)
                   ? g->of : CST_NONE;
    }
    const cl_damage *last =
        r->damages.n ? &r->damages.at[r->damages.n - 1] : NULL;
    return last && last->sentence == g->sentence && last->group < gi &&
                   !r->m.groups.at[last->group].pronoun
               ? last->group : CST_NONE;
}

/* The building that a wall or a roof belongs to; CST_NONE. */
static uint32_t whole_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return g->of != CST_NONE && cl_head_in(&r->m, g, r->n->c.object_part) &&
                   cl_head_in(&r->m, &r->m.groups.at[g->of], r->n->c.object)
               ? g->of : CST_NONE;
}

/* A part is of the class of its whole; so is what has no class of its own. */
static cst_sym class_of(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym own = cl_head_feat(&r->m, g, r->n->object);
    cst_sym of = g->of == CST_NONE ? 0
                                   : cl_head_feat(&r->m,
                                                  &r->m.groups.at[g->of],
                                                  r->n->object);
    bool loose = own && cst_str_is(cst_pack_str(r->pack, own), "other");
    return of && (loose || whole_of(r, gi) != CST_NONE) ? of : own;
}

/* The same that a headline told: of the same sort, and no other number. */
static bool headlined(const cl_reader *r, const cl_damage *d, const cl_group *g)
{
    const cl_group *p = &r->m.groups.at[d->group];
    return cl_sentence_at(r, d->sentence)->zone == CST_ZONE_TITLE &&
           cl_sentence_at(r, g->sentence)->zone != CST_ZONE_TITLE &&
           d->source == CST_NONE && p->plural == g->plural &&
           (!p->count.present || !g->count.present ||
            p->count.value == g->count.value);
}

/* "the train": named again, of what was told before. What only a headline told
 * gives way to what the text says of it. */
static bool told_before(cl_reader *r, uint32_t names)
{
    const cl_group *g = &r->m.groups.at[names];
    for (size_t i = r->damages.n; g->head && i > 0; i--) {
        cl_damage *d = &r->damages.at[i - 1];
        const cl_group *p = &r->m.groups.at[d->group];
        if (!p->head || p->head->lemma != g->head->lemma ||
            p->sentence >= g->sentence) {
            continue;
        }
        if (headlined(r, d, g)) {
            d->dead = true;
        } else if (g->definite && !d->dead && !p->name_unit == !g->name_unit) {
            return true;
        }
    }
    return false;
}

static cl_damage *new_damage(cl_reader *r, uint32_t gi, uint32_t names,
                             uint32_t clause, const char *rule)
{
    if (r->damages.n >= 500 || told_before(r, names)) {
        return NULL; /* the first: a cap on hostile input */
    }
    const cl_group *g = &r->m.groups.at[gi];
    cl_damage *d = CST_PUSH(r->arena, &r->damages);
    if (!d) {
        return NULL;
    }
    d->sentence = g->sentence;
    d->clause = clause;
    d->group = gi;
    d->top = g->top;
    d->class_ = class_of(r, names);
    d->event = CST_NONE;
    d->tok_begin = g->np_begin;
    d->tok_end = names > gi ? r->m.groups.at[names].tok_end : g->tok_end;
    d->source = cl_source_at(r, g->sentence, g->top);
    d->stance = cl_stance_at(r, g->sentence, clause, g->top);
    d->rule = rule;
    return d;
}

static cst_status spent(const cl_reader *r)
{
    return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
}

/* "is no more than rubble": what says so, CST_NONE. */
static uint32_t rubble_of(const cl_reader *r, uint32_t ci)
{
    uint32_t what = cl_slot(&r->m, r->frames, ci, r->frames->object);
    return what != CST_NONE &&
                   cl_head_in(&r->m, &r->m.groups.at[what], r->n->c.rubble)
               ? what : CST_NONE;
}

/* "hit by two shells", "a shell hit": what hit it leaves its mark. */
static bool by_weapon(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    uint32_t gi = cl_frame_role(&r->m, r->frames, f, ci, CL_AGENT);
    const cl_group *g = gi == CST_NONE ? NULL : &r->m.groups.at[gi];
    return g && (cl_head_in(&r->m, g, r->n->c.weapon) ||
                 cl_head_in(&r->m, g, r->n->c.event_detail));
}

/* Only a part of it: a wall of a building, "whose front", a share of one. */
static bool in_part(const cl_reader *r, uint32_t gi, uint32_t names)
{
    const cl_group *g = &r->m.groups.at[gi], *of = &r->m.groups.at[names];
    bool whose = g->top && cl_head_in(&r->m, g, r->n->c.object_part) &&
                 cl_row_class(&r->m, cl_sentence_at(r, g->sentence),
                              g->top - 1, r->n->c.rel_de);
    return whole_of(r, names) != CST_NONE || whose ||
           (names != gi && !of->plural &&
            cl_head_in(&r->m, g, r->n->c.fraction));
}

static cst_status add_damage(cl_reader *r, const cl_frame *f, uint32_t ci,
                             uint32_t gi)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cst_sym degree = stated_degree(r, c);
    if (!degree && cst_reading_has(r->pack, c->head, r->n->c.damage_weak) &&
        !by_weapon(r, f, ci)) {
        return CST_OK; /* hit, but not said to be harmed */
    }
    degree = degree ? degree : f->kind;
    uint32_t names = object_of(r, gi, degree, ci);
    if (names == CST_NONE || r->m.groups.at[gi].sentence != c->sentence) {
        return CST_OK;
    }
    cl_damage *d = new_damage(r, gi, names, ci, "frame");
    if (!d) {
        return spent(r);
    }
    const cst_unit *verb = cl_unit(cl_sentence_at(r, c->sentence), c->unit);
    d->degree = in_part(r, gi, names) ? r->n->damaged : degree;
    d->tok_begin = verb->tok_begin < d->tok_begin ? verb->tok_begin
                                                  : d->tok_begin;
    d->tok_end = verb->tok_end > d->tok_end ? verb->tok_end : d->tok_end;
    uint32_t rubble = rubble_of(r, ci);
    d->tok_end = rubble == CST_NONE ? d->tok_end
                                    : r->m.groups.at[rubble].tok_end;
    return CST_OK;
}

/* "the destruction of a depot", "by a raid of a depot" */
static uint32_t wrecked(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->of != CST_NONE) {
        return g->of;
    }
    uint32_t end = cl_sentence_at(r, g->sentence)->group_end;
    const cl_group *by = g + 1, *of = g + 2;
    bool both = gi + 2 < end && by->tok_begin == g->tok_end &&
                of->tok_begin == by->tok_end && of->prep == r->n->de &&
                cl_head_in(&r->m, by, r->n->c.event_noun);
    return both ? gi + 2 : CST_NONE;
}

static cst_status noun_damage(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym degree = cl_head_feat(&r->m, g, r->n->degree);
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    uint32_t of = degree ? wrecked(r, gi) : CST_NONE;
    uint32_t names = of == CST_NONE ? CST_NONE : object_of(r, of, degree, clause);
    if (names == CST_NONE || (clause != CST_NONE && !cl_factual(r, clause))) {
        return CST_OK;
    }
    cl_damage *d = new_damage(r, of, names, clause, "noun");
    if (!d) {
        return spent(r);
    }
    d->degree = degree;
    d->tok_begin = g->np_begin;
    return CST_OK;
}

/* "was looted and its school burnt": told by a verb of its own. */
static bool told_elsewhere(const cl_reader *r, uint32_t gi, uint32_t ci)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.clauses.at[ci].sentence);
    for (uint32_t i = ci + 1; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->subject == gi && (cl_verb_in(r, c, r->n->c.damage_verb) ||
                                 cl_verb_in(r, c, r->n->c.harm_verb))) {
            return true;
        }
    }
    return false;
}

/* "was burnt down, as were several houses": joined behind a passive verb. */
static cst_status joined_behind(cl_reader *r, const cl_frame *f, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->group_begin;
         c->voice == r->n->passive && i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *before =
            g->top > c->verb + 1 && g->top < c->end
                ? cl_unit_at(s, g->top - 1) : NULL;
        if (before && g->head && !g->prep && i != c->subject && !g->lifted &&
            !told_elsewhere(r, i, ci) &&
            cl_unit_class(&r->m, before, r->n->c.conj_coord)) {
            CST_TRY(add_damage(r, f, ci, i));
        }
    }
    return CST_OK;
}

cst_status cl_read_damages(cl_reader *r)
{
    for (uint32_t i = 0; i < r->m.groups.n; i++) {
        if (cl_head_in(&r->m, &r->m.groups.at[i], r->n->c.damage_noun)) {
            CST_TRY(noun_damage(r, i));
        }
    }
    for (uint32_t ci = 0; ci < r->m.clauses.n; ci++) {
        if (!cl_factual(r, ci) ||
            (r->m.clauses.at[ci].negated && rubble_of(r, ci) == CST_NONE)) {
            continue;
        }
        cl_frame f;
        for (size_t i = 0;
             cl_next_frame(&r->m, r->frames, ci, CL_DAMAGE, &i, &f);) {
            uint32_t gi = cl_frame_role(&r->m, r->frames, &f, ci, CL_OBJECT);
            if (gi == CST_NONE) {
                continue;
            }
            uint32_t list[8];
            uint32_t n = cl_list_of(r, gi, list, 8);
            for (uint32_t k = 0; k < n; k++) {
                const cl_group *g = &r->m.groups.at[list[k]];
                if ((k == 0 || g->head) &&
                    (!g->prep || r->m.groups.at[gi].prep)) {
                    CST_TRY(add_damage(r, &f, ci, list[k]));
                }
            }
            CST_TRY(joined_behind(r, &f, ci));
            break;
        }
    }
    return CST_OK;
}
