/* claim/damage: statements of harm to objects, from frames. */
#include "claim/damage.h"

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
        } else if (g->definite && !d->dead && p->plural == g->plural &&
                   !p->name_unit == !g->name_unit) {
            return true;
        }
    }
    return false;
}

/* "Sank or burnt", "hit the house, destroying it": the same thing under another
 * verb; the worse of both stands. */
static bool told_of_group(cl_reader *r, uint32_t gi, cst_sym degree)
{
    for (size_t i = r->damages.n; i > 0; i--) {
        cl_damage *d = &r->damages.at[i - 1];
        if (d->group == gi && !d->dead) {
            d->degree = degree == r->n->destroyed ? degree : d->degree;
            return true;
        }
    }
    return false;
}

static cl_damage *new_damage(cl_reader *r, uint32_t gi, uint32_t names,
                             uint32_t clause, cst_sym degree, const char *rule)
{
    if (r->damages.n >= 500 || told_of_group(r, gi, degree) ||
        told_before(r, names)) {
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
    d->class_ = cl_object_class(r, names);
    d->event = CST_NONE;
    d->tok_begin = g->np_begin;
    d->tok_end = names > gi ? r->m.groups.at[names].tok_end : g->tok_end;
    d->source = cl_source_at(r, g->sentence, g->top);
    d->stance = cl_stance_at(r, g->sentence, clause, g->top);
    d->degree = degree;
    d->rule = rule;
    return d;
}

static cst_status spent(const cl_reader *r)
{
    return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
}

/* "is no more than rubble", "suffered damage": what says so, CST_NONE. */
static uint32_t told_by(const cl_reader *r, uint32_t ci, int class_)
{
    uint32_t what = cl_slot(&r->m, r->frames, ci, r->frames->object);
    return what != CST_NONE &&
                   cl_head_in(&r->m, &r->m.groups.at[what], class_)
               ? what : CST_NONE;
}

/* "hit by two shells", "a shell hit": what hit it leaves its mark. */
static bool by_weapon(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    uint32_t gi = cl_frame_role(&r->m, r->frames, f, ci, CL_AGENT);
    const cl_group *g = gi == CST_NONE ? NULL : &r->m.groups.at[gi];
    return g && !cl_head_in(&r->m, g, r->n->c.carrier) &&
           (cl_head_in(&r->m, g, r->n->c.weapon) ||
            cl_head_in(&r->m, g, r->n->c.event_detail));
}

/* Only a part of it: a wall of a building, "whose front", a share of one. */
static bool in_part(const cl_reader *r, uint32_t gi, uint32_t names)
{
    const cl_group *g = &r->m.groups.at[gi], *of = &r->m.groups.at[names];
    bool whose = g->top && cl_head_in(&r->m, g, r->n->c.object_part) &&
                 cl_row_class(&r->m, cl_sentence_at(r, g->sentence),
                              g->top - 1, r->n->c.rel_de);
    return cl_whole_of(r, names) != CST_NONE || whose ||
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
    uint32_t names = cl_object_of(r, gi, degree, ci);
    if (names == CST_NONE) {
        return CST_OK;
    }
    degree = in_part(r, gi, names) ? r->n->damaged : degree;
    cl_damage *d = new_damage(r, gi, names, ci, degree, "frame");
    if (!d) {
        return spent(r);
    }
    const cst_unit *verb = cl_unit(cl_sentence_at(r, c->sentence), c->unit);
    if (d->sentence != c->sentence) { /* a pronoun stands for it here */
        d->sentence = c->sentence;
        d->top = c->verb;
        d->tok_begin = verb->tok_begin;
        d->tok_end = verb->tok_end;
        d->source = cl_source_at(r, c->sentence, c->verb);
        d->stance = cl_stance_at(r, c->sentence, ci, c->verb);
    }
    d->tok_begin = verb->tok_begin < d->tok_begin ? verb->tok_begin
                                                  : d->tok_begin;
    d->tok_end = verb->tok_end > d->tok_end ? verb->tok_end : d->tok_end;
    uint32_t by = told_by(r, ci, r->n->c.rubble);
    by = by == CST_NONE ? told_by(r, ci, r->n->c.damage_noun) : by;
    uint32_t end = by == CST_NONE ? 0 : r->m.groups.at[by].tok_end;
    d->tok_end = end > d->tok_end ? end : d->tok_end;
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

/* "A fire in a depot", "a fire broke out in a depot". */
static uint32_t broken_out_in(const cl_reader *r, uint32_t gi, uint32_t ci)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_clause *c = ci == CST_NONE ? NULL : &r->m.clauses.at[ci];
    uint32_t end = cl_sentence_at(r, g->sentence)->group_end;
    cst_sym where = cl_frame_named("broken_out").template_;
    uint32_t top = c && c->subject == gi &&
                           (c->voice == r->n->refl ||
                            cl_verb_in(r, c, r->n->c.event_occur))
                       ? c->verb + 1 : g->top + 1;
    for (uint32_t i = gi + 1; i < end; i++) {
        const cl_group *in = &r->m.groups.at[i];
        for (size_t k = 0; in->top == top && k < r->frames->templates.n; k++) {
            const cl_template *t = &r->frames->templates.at[k];
            if (t->name == where && t->slot == in->prep) {
                return i;
            }
        }
    }
    return CST_NONE;
}

/* "The loss of three tanks", not of a home or of income. */
static bool lost_in_war(const cl_reader *r, const cl_group *noun, uint32_t gi)
{
    cst_sym sort = cl_head_feat(&r->m, &r->m.groups.at[gi], r->n->object);
    return !cl_head_in(&r->m, noun, r->n->c.loss_noun) ||
           sort == r->n->military;
}

/* "Of a school, a bridge and of several shops": from the first on. */
static uint32_t of_list(const cl_reader *r, uint32_t first, uint32_t *list,
                        uint32_t max)
{
    const cl_sentence *s =
        cl_sentence_at(r, r->m.groups.at[first].sentence);
    uint32_t n = 0, at = r->m.groups.at[first].top;
    list[n++] = first;
    for (uint32_t i = first + 1; i < s->group_end && n < max; i++) {
        const cl_group *g = &r->m.groups.at[i];
        uint32_t seps = 0;
        while (at + seps + 1 < g->top && seps < 3 &&
               (cl_row_text(&r->m, s, at + seps + 1, ",") ||
                cl_row_class(&r->m, s, at + seps + 1, r->n->c.conj_coord))) {
            seps++;
        }
        if (at + seps + 1 != g->top || g->lifted) {
            break;
        }
        at = g->top;
        if (seps && g->prep == r->m.groups.at[first].prep) {
            list[n++] = i;
        } else if (seps || g->owner == CST_NONE) {
            break;
        }
    }
    return n;
}

static cst_status noun_damage(cl_reader *r, uint32_t gi)
{
    cst_sym degree = cl_head_feat(&r->m, &r->m.groups.at[gi], r->n->degree);
    uint32_t clause = cl_clause_at(r, r->m.groups.at[gi].sentence,
                                   r->m.groups.at[gi].top);
    uint32_t list[8], n = 0, of = degree ? wrecked(r, gi) : CST_NONE;
    of = of == CST_NONE && degree ? broken_out_in(r, gi, clause) : of;
    if (of != CST_NONE && (clause == CST_NONE || cl_factual(r, clause))) {
        n = of_list(r, of, list, 8);
    }
    for (uint32_t i = 0; i < n; i++) {
        const cl_group *g = &r->m.groups.at[gi];
        uint32_t names = cl_object_of(r, list[i], degree, clause);
        if (names == CST_NONE || !lost_in_war(r, g, names)) {
            continue;
        }
        cl_damage *d = new_damage(r, list[i], names, clause, degree, "noun");
        if (!d) {
            CST_TRY(spent(r));
        } else if (list[i] == of) {
            d->tok_begin = g->np_begin;
        }
    }
    return CST_OK;
}

/* "Was looted and its school burnt", "motorbikes taken, houses burnt": told by
 * a verb of its own. */
static bool told_elsewhere(const cl_reader *r, uint32_t gi, uint32_t ci)
{
    const cl_clause *own = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, own->sentence);
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        bool told = cl_verb_in(r, c, r->n->c.damage_verb) ||
                    cl_verb_in(r, c, r->n->c.harm_verb) ||
                    cl_verb_in(r, c, r->n->c.event_verb);
        bool beside = c->kind == CL_PARTICIPLE && c->mood == CST_MOOD_PPAST &&
                      (told || own->kind == CL_PARTICIPLE);
        if (i != ci && c->subject == gi && c->sentence == own->sentence &&
            (beside || (i > ci && told))) {
            return true;
        }
    }
    return false;
}

/* "Was burnt and a house hit": the subject of what follows. */
static bool begins_clause(const cl_reader *r, uint32_t gi, uint32_t ci)
{
    const cl_sentence *s =
        cl_sentence_at(r, r->m.clauses.at[ci].sentence);
    for (uint32_t i = ci + 1; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->subject == gi && c->own_subject && c->kind == CL_MAIN) {
            return true;
        }
    }
    return false;
}

/* "Was burnt down, as were several houses", "burnt it and several cars": joined
 * behind a verb whose object stands before it. */
static cst_status joined_behind(cl_reader *r, const cl_frame *f, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool known = c->voice == r->n->passive || cl_thing_meant(r, ci) != CST_NONE;
    for (uint32_t i = s->group_begin; known && i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *before =
            g->top > c->verb + 1 && g->top < c->end
                ? cl_unit_at(s, g->top - 1) : NULL;
        if (before && g->head && !g->prep && i != c->subject && !g->lifted &&
            !told_elsewhere(r, i, ci) && !begins_clause(r, i, ci) &&
            cl_unit_class(&r->m, before, r->n->c.conj_coord)) {
            CST_TRY(add_damage(r, f, ci, i));
        }
    }
    return CST_OK;
}

/* All that the verb is told of: a list, of which some have verbs of their own. */
static cst_status add_list(cl_reader *r, const cl_frame *f, uint32_t ci,
                           uint32_t gi)
{
    uint32_t list[8];
    uint32_t n = cl_list_of(r, gi, list, 8);
    for (uint32_t k = 0; k < n; k++) {
        const cl_group *g = &r->m.groups.at[list[k]];
        if (list[k] == gi ||
            ((k == 0 || g->head) && (!g->prep || r->m.groups.at[gi].prep) &&
             !told_elsewhere(r, list[k], ci))) {
            CST_TRY(add_damage(r, f, ci, list[k]));
        }
    }
    uint32_t of = r->m.groups.at[gi].of;
    bool share = of != CST_NONE && cl_object_of(r, gi, f->kind, ci) == of;
    n = share ? of_list(r, of, list, 8) : 0; /* "twenty of huts and barns" */
    for (uint32_t k = 0; k < n; k++) {
        if (list[k] != of) {
            CST_TRY(add_damage(r, f, ci, list[k]));
        }
    }
    return CST_OK;
}

/* "Was hit, without taking damage" */
static bool without(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    return c->kind == CL_INFINITIVE && c->verb > 0 &&
           cl_row_class(&r->m, s, c->verb - 1, r->n->c.prep_without);
}

/* What the frames of a clause tell. */
static cst_status clause_damage(cl_reader *r, uint32_t ci)
{
    cl_frame f;
    for (size_t i = 0;
         cl_next_frame(&r->m, r->frames, ci, CL_DAMAGE, &i, &f);) {
        uint32_t gi = cl_frame_role(&r->m, r->frames, &f, ci, CL_OBJECT);
        uint32_t meant = cl_thing_meant(r, ci);
        gi = meant == CST_NONE ? gi : meant;
        if (gi != CST_NONE && !cl_only_leaps(r, ci, gi)) {
            CST_TRY(add_list(r, &f, ci, gi));
            return joined_behind(r, &f, ci);
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
        const cl_clause *c = &r->m.clauses.at[ci];
        if (cl_factual(r, ci) && !without(r, c) &&
            (!c->negated || told_by(r, ci, r->n->c.rubble) != CST_NONE)) {
            CST_TRY(clause_damage(r, ci));
        }
    }
    return CST_OK;
}
