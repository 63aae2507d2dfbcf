/* claim/harm: statements of harm to people.
 *
 * A predicate with its victims (frames), a noun that is itself the harm, and
 * parts of either ("among them", brackets). Each gives a candidate with the
 * shortest evidence that holds number and harm word. */
#include "claim/reader.h"

#define CL_LIST_MAX 12

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
        return g->count.present || g->head != NULL;
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

cst_sym cl_status(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym v = cl_head_feat(&r->m, g, r->n->status);
    if (v && v != r->n->unknown) {
        return v;
    }
    v = status_inside(r, g);
    if (v) {
        return v;
    }
    uint32_t of = g->of;
    if (of != CST_NONE && (g->partitive || cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                           cl_head_in(&r->m, g, r->n->c.group_noun))) {
        return cl_status(r, of);
    }
    if (cl_head_in(&r->m, g, r->n->c.actor)) {
        return r->n->combatant;
    }
    return g->proper ? r->n->civilian : r->n->unknown;
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
    for (uint32_t i = first + 1; i < s->group_end && n < max; i++) {
        if (m->groups.at[i].coord == last) {
            out[n++] = i;
            last = i;
        }
    }
    return n;
}

/* The count that a group states by itself. */
static bool count_of(const cl_reader *r, uint32_t gi, cl_count *out)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->count.present) {
        *out = g->count;
        return true;
    }
    *out = (cl_count){.qualifier = CST_EXACT, .value = 1, .value2 = -1,
                      .unit = CST_NONE};
    if (cl_head_in(&r->m, g, r->n->c.group_noun) || g->plural) {
        out->qualifier = CST_UNSPECIFIED;
        out->value = -1;
    }
    return true;
}

/* Head of a counted pronoun ("two", "the 177 others"): the last people named. */
static uint32_t understood(const cl_reader *r, uint32_t gi)
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
        if (!p->pronoun && p->head &&
            (cl_head_in(&r->m, p, r->n->c.person) ||
             cl_head_in(&r->m, p, r->n->c.harm_noun)) &&
            !p->attribution) {
            return i - 1;
        }
    }
    return gi;
}

static cl_harm *new_harm(cl_reader *r, cst_sym kind, uint32_t gi,
                         const char *rule)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (r->harms.n >= 2000) {
        return NULL; /* a cap on hostile input: no report has that many */
    }
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
    uint32_t who = understood(r, gi);
    h->status = cl_status(r, who);
    h->victim_group = cl_head_feat(&r->m, &r->m.groups.at[who], r->n->group);
    h->person = g->proper && !g->count.present;
    h->event = h->part_of = h->superseded_by = h->same_as = CST_NONE;
    h->tok_begin = g->np_begin;
    h->tok_end = g->tok_end;
    h->source = cl_source_at(r, g->sentence, g->top);
    h->stance = cl_stance_at(r, g->sentence, h->clause, g->top);
    h->rule = rule;
    return h;
}

static void widen(const cl_reader *r, cl_harm *h, uint32_t a, uint32_t b)
{
    (void)r;
    h->tok_begin = a < h->tok_begin ? a : h->tok_begin;
    h->tok_end = b > h->tok_end ? b : h->tok_end;
}

static bool zero_count(const cl_harm *h)
{
    return h->count.present && h->count.value == 0;
}

/* "those who tried to flee" */
static bool those_who(const cl_reader *r, const cl_group *g)
{
    return cl_unit_class(&r->m,
                         cl_unit(cl_sentence_at(r, g->sentence), g->np),
                         r->n->c.pro_dem);
}

/* Definite people without a number were mostly counted before. */
static bool says_something(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->count.present) {
        return true;
    }
    if (g->pronoun) {
        return those_who(r, g);
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

/* A verb that only people suffer takes any noun but a thing as its victim. */
static bool suffers(const cl_reader *r, const cl_frame *f, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    if (cl_people(r, gi)) {
        return !(f->strict && g->proper && np->tok_end - np->tok_begin < 2);
    }
    if (those_who(r, g)) {
        return true;
    }
    bool told = g->count.present || cst_unit_role(np, r->n->det) != CST_NONE;
    return !f->strict && f->record == CL_HARM && !f->need[0].slot && g->head &&
           told &&
           !cl_head_in(&r->m, g, r->n->c.object) &&
           !cl_head_in(&r->m, g, r->n->c.weapon) &&
           !cl_head_in(&r->m, g, r->n->c.event_noun) &&
           !cl_head_in(&r->m, g, r->n->c.place_noun) &&
           !cl_head_in(&r->m, g, r->n->c.time_unit) &&
           !cl_head_in(&r->m, g, r->n->c.life_noun) &&
           cl_place_of_group(r, gi) == CST_NONE;
}

/* Fighters driven out lose ground, one person who flees is not displaced, and
 * what befalls a corpse harms nobody. */
static bool befalls(const cl_reader *r, const cl_group *g, cst_sym kind,
                    cst_sym status)
{
    if (kind == r->n->displaced) {
        return g->plural && status != r->n->combatant &&
               status != r->n->attacker;
    }
    return kind != r->n->injured || !cl_head_in(&r->m, g, r->n->c.body);
}

/* "killed or wounded": one number for both, of the first participle alone. */
static bool either_way(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *or = cl_unit_at(s, c->verb + 1);
    const cst_unit *next = cl_unit_at(s, c->verb + 2);
    return or && next && next->label == r->n->vg &&
           cl_unit_class(&r->m, or, r->n->c.conj_or) &&
           cl_unit_class(&r->m, next, r->n->c.harm_verb);
}

static cl_count zero(void)
{
    return (cl_count){.present = true, .qualifier = CST_EXACT, .value = 0,
                      .value2 = -1, .unit = CST_NONE};
}

/* A bare singular person under a negation: nobody. */
static bool nobody(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    return !g->plural && !g->proper && !g->pronoun &&
           cst_unit_role(np, r->n->det) == CST_NONE && !g->count.present;
}

static cst_status add_victims(cl_reader *r, const cl_frame *f, uint32_t ci,
                              cst_sym kind, uint32_t victim)
{
    uint32_t list[CL_LIST_MAX];
    uint32_t n = cl_list_of(r, victim, list, CL_LIST_MAX);
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *verb = cl_unit(s, c->unit);
    for (uint32_t i = 0; i < n; i++) {
        const cl_group *g = &r->m.groups.at[list[i]];
        if (!suffers(r, f, list[i]) || !says_something(r, list[i]) ||
            g->sentence != c->sentence) {
            continue;
        }
        cl_harm *h = new_harm(r, kind, list[i], "frame");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        if (c->negated && nobody(r, g)) {
            h->count = zero();
        } else if (c->negated && !zero_count(h)) {
            r->harms.n--;
            continue;
        }
        if (!befalls(r, g, kind, h->status)) {
            r->harms.n--;
            continue;
        }
        if (either_way(r, ci)) {
            h->kind = r->n->harmed;
        }
        if (kind == r->n->displaced && cl_head_in(&r->m, g, r->n->c.harm_noun)) {
            h->kind = cl_head_feat(&r->m, g, r->n->kind); /* wounded, moved */
        }
        if (f->strict && zero_count(h)) {
            h->kind = r->n->harmed;
        }
        h->clause = ci;
        h->stance = cl_stance_at(r, c->sentence, ci, g->top);
        if (n == 1 || i + 1 == n || i == 0) {
            widen(r, h, verb->tok_begin, verb->tok_end);
        }
        r->used[list[i]] = 1;
    }
    return CST_OK;
}

static cst_sym frame_kind(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    if (!f->kind_slot) {
        return f->kind;
    }
    uint32_t g = cl_slot(&r->m, r->frames, ci, f->kind_slot);
    return g == CST_NONE ? 0
                         : cl_head_feat(&r->m, &r->m.groups.at[g], r->n->kind);
}

static cst_status clause_harms(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (!cl_factual(r, ci) ||
        (c->parent != CST_NONE && c->verb >= 2 &&
         c->verb - 2 == r->m.clauses.at[c->parent].verb &&
         either_way(r, c->parent))) {
        return CST_OK;
    }
    cl_frame f;
    for (size_t i = 0; cl_next_frame(&r->m, r->frames, ci, CL_HARM, &i, &f);) {
        uint32_t victim = cl_frame_role(&r->m, r->frames, &f, ci, CL_VICTIM);
        cst_sym kind = frame_kind(r, &f, ci);
        if (victim == CST_NONE || !kind || !suffers(r, &f, victim)) {
            continue;
        }
        size_t before = r->harms.n;
        CST_TRY(add_victims(r, &f, ci, kind, victim));
        for (size_t k = before; f.kind_slot && k < r->harms.n; k++) {
            for (size_t p = before; p > 0; p--) {
                if (r->harms.at[p - 1].kind == kind) {
                    r->harms.at[k].part_of = (uint32_t)p - 1;
                    break;
                }
            }
        }
        return CST_OK;
    }
    return CST_OK;
}

/* "death" is a deed with a definite article, a dead person with a number. */
static bool is_deed(const cl_reader *r, const cl_group *g)
{
    return cl_head_in(&r->m, g, r->n->c.harm_deed) &&
           (!cl_head_in(&r->m, g, r->n->c.harm_noun) ||
            (g->definite && !g->plural && !g->count.present));
}

static cst_status deed_harm(cl_reader *r, uint32_t gi, cst_sym kind)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t of = g->of;
    if (g->count.present) {
        cl_harm *h = new_harm(r, kind, gi, "noun");
        return h || !cst_arena_failed(r->arena) ? CST_OK : CST_NOMEM;
    }
    if (of == CST_NONE || !cl_people(r, of) || r->used[of] ||
        !says_something(r, of)) {
        return CST_OK;
    }
    cl_harm *h = new_harm(r, kind, of, "deed");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    widen(r, h, g->np_begin, g->tok_end);
    r->used[of] = 1;
    return CST_OK;
}

/* "without making": a preposition of absence opens the infinitive. */
static bool without_before(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *u = c->verb ? cl_unit_at(s, c->verb - 1) : NULL;
    return u && cl_unit_class(&r->m, u, r->n->c.prep_without);
}

static bool preceded_by_without(const cl_reader *r, const cl_group *g)
{
    uint32_t c = cl_clause_at(r, g->sentence, g->top);
    if (cl_unit_class(&r->m, cl_unit(cl_sentence_at(r, g->sentence),
                                     cst_unit_role(cl_unit(cl_sentence_at(
                                         r, g->sentence), g->unit), r->n->p)),
                      r->n->c.prep_without)) {
        return !g->count.present;
    }
    if (g->prep != r->n->de || g->owner != CST_NONE || c == CST_NONE ||
        g->count.present || g->definite) {
        return false;
    }
    const cl_clause *cl = &r->m.clauses.at[c];
    return cl->negated || without_before(r, cl);
}

/* A part marker right before the group: among whom, including. */
static bool part_marker(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *before = g->top ? cl_unit_at(s, g->top - 1) : NULL;
    return (before && (cl_unit_class(&r->m, before, r->n->c.rel_de) ||
                       cl_unit_class(&r->m, before, r->n->c.prep_part))) ||
           cl_unit_class(&r->m, cl_unit(s, g->unit), r->n->c.prep_part);
}

/* No determiner, no number, no preposition. */
static bool bare(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    return !g->prep && cst_unit_role(np, r->n->det) == CST_NONE && !g->proper;
}

/* "293 others, among them 103 children, wounded", "live besieged": a bare harm
 * word says what befell the counted people before it. */
static cst_status predicate_harm(cl_reader *r, uint32_t gi, cst_sym kind)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = gi; i > s->group_begin; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (r->used[i - 1] || p->prep || !p->count.present || p->lifted ||
            part_marker(r, p) || !(p->pronoun || cl_people(r, i - 1))) {
            if (r->used[i - 1]) {
                break;
            }
            continue;
        }
        cl_harm *h = new_harm(r, kind, i - 1, "predicate");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        if (g->tok_end - p->tok_begin < 40) {
            widen(r, h, g->tok_begin, g->tok_end);
        }
        r->used[i - 1] = r->used[gi] = 1;
        break;
    }
    return CST_OK;
}

/* A harm noun: "three dead", "no victim". */
static cst_status noun_harm(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym kind = cl_head_feat(&r->m, g, r->n->kind);
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    bool meant = clause != CST_NONE && r->m.clauses.at[clause].purpose &&
                 g->count.present; /* seen or pulled out: they are there */
    if (!kind || g->attribution ||
        (clause != CST_NONE && !meant && !cl_factual(r, clause))) {
        return CST_OK;
    }
    if (is_deed(r, g)) {
        return deed_harm(r, gi, kind);
    }
    bool none = preceded_by_without(r, g);
    if (!none && !g->count.present && bare(r, g)) {
        return predicate_harm(r, gi, kind);
    }
    bool stated = g->count.present || (g->indefinite && !g->definite) || none;
    if (!stated || (cl_head_in(&r->m, g, r->n->c.body) && !g->count.present)) {
        return CST_OK;
    }
    if (clause != CST_NONE && r->m.clauses.at[clause].negated && !none &&
        !(g->count.present && g->count.value == 0)) {
        return CST_OK;
    }
    cl_harm *h = new_harm(r, kind, gi, "noun");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    if (none) {
        h->count = zero();
    }
    r->used[gi] = 1;
    return CST_OK;
}

/* A number alone after a toll word: "the number of dead passed 100". */
static cst_status toll_harm(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->of == CST_NONE) {
        return CST_OK;
    }
    const cl_group *of = &r->m.groups.at[g->of];
    cst_sym kind = cl_head_feat(&r->m, of, r->n->kind);
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    if (!kind || of->count.present || clause == CST_NONE) {
        return CST_OK;
    }
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = g->of + 1; i < s->group_end; i++) {
        const cl_group *v = &r->m.groups.at[i];
        if (v->pronoun && v->count.present && !r->used[i]) {
            cl_harm *h = new_harm(r, kind, i, "toll");
            if (!h) {
                return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
            }
            h->status = cl_status(r, g->of);
            widen(r, h, g->np_begin, v->tok_end);
            r->used[i] = 1;
            break;
        }
    }
    return CST_OK;
}

static bool opens_bracket(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = g->top ? cl_unit_at(s, g->top - 1) : NULL;
    return u && cst_str_is(s->units.tokens[u->tok_begin].norm, "(");
}

/* The harm that stands last before a row position of the same sentence. */
static uint32_t harm_before(const cl_reader *r, uint32_t sentence, uint32_t top)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        if (h->sentence == sentence && h->top < top && h->part_of == CST_NONE &&
            (best == CST_NONE || h->top >= r->harms.at[best].top)) {
            best = i;
        }
    }
    return best;
}

static uint32_t harm_of_group(const cl_reader *r, uint32_t gi)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        if (r->harms.at[i].group == gi) {
            return i;
        }
    }
    return CST_NONE;
}

/* "thirteen dead: five contractors, four soldiers, four attackers": counted
 * people told right after a toll whose numbers add up to it are its parts. */
static cst_status sum_parts(cl_reader *r, uint32_t hi)
{
    const cl_harm *whole = &r->harms.at[hi];
    const cl_sentence *s = cl_sentence_at(r, whole->sentence);
    uint32_t list[CL_LIST_MAX], n = 0;
    int64_t sum = 0;
    for (uint32_t i = whole->group + 1;
         i < s->group_end && n < CL_LIST_MAX && sum < whole->count.value; i++) {
        const cl_group *g = &r->m.groups.at[i];
        cl_count c = g->count;
        if (g->owner != CST_NONE || g->lifted) {
            continue;
        }
        if (r->used[i] || !c.present || c.value < 1 || g->pronoun ||
            c.qualifier != CST_EXACT || !cl_people(r, i)) {
            if (n || c.present) {
                break;
            }
            continue;
        }
        list[n++] = i;
        sum += c.value;
    }
    if (n < 2 || sum != whole->count.value) {
        return CST_OK;
    }
    for (uint32_t i = 0; i < n; i++) {
        cl_harm *h = new_harm(r, r->harms.at[hi].kind, list[i], "sum");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        h->part_of = hi;
        h->some = true;
        h->source = r->harms.at[hi].source;
        h->stance = r->harms.at[hi].stance;
        h->clause = r->harms.at[hi].clause;
        r->used[list[i]] = 1;
    }
    return CST_OK;
}

/* The last harm told before a group, in its sentence or the one before. */
static uint32_t harm_told_before(const cl_reader *r, const cl_group *g)
{
    uint32_t i = (uint32_t)r->harms.n;
    while (i > 0) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (h->sentence < g->sentence ||
            (h->sentence == g->sentence && h->top < g->top)) {
            return g->sentence - h->sentence <= 2 ? i - 1 : CST_NONE;
        }
        i--;
    }
    return CST_NONE;
}

static bool counting_verb(const cl_reader *r, uint32_t clause)
{
    const cst_reading *v =
        clause == CST_NONE ? NULL : r->m.clauses.at[clause].head;
    return v && (cst_reading_has(r->pack, v, r->n->c.toll_verb) ||
                 cst_reading_has(r->pack, v, r->n->c.light_harm) ||
                 cst_reading_has(r->pack, v, r->n->c.speech_verb));
}

static bool after_all(const cl_reader *r, const cl_group *g)
{
    const cst_unit *u =
        g->top ? cl_unit_at(cl_sentence_at(r, g->sentence), g->top - 1) : NULL;
    return u && cl_unit_class(&r->m, u, r->n->c.det_all);
}

/* "the rebels speak of 258", "then 80": a bare number after a toll counts the
 * same harm, for a counting verb or in the same sentence. */
static cst_status bare_number(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    if (r->used[gi] || !g->pronoun || !g->count.present || g->head ||
        g->partitive || g->other || g->attribution || g->of != CST_NONE ||
        g->count.value < 2 || after_all(r, g)) {
        return CST_OK;
    }
    uint32_t last = harm_told_before(r, g);
    if (last == CST_NONE ||
        (clause != CST_NONE && r->m.clauses.at[clause].verb > g->top)) {
        return CST_OK;
    }
    const cl_harm *of = &r->harms.at[last];
    bool same = of->sentence == g->sentence && of->count.present;
    if (!same && !counting_verb(r, clause)) {
        return CST_OK;
    }
    cst_sym kind = of->kind, status = of->status;
    cl_harm *h = new_harm(r, kind, gi, "number");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    h->status = status;
    r->used[gi] = 1;
    return CST_OK;
}

static cst_status part_harms(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (!part_marker(r, g) && !opens_bracket(r, g)) {
        return CST_OK;
    }
    uint32_t whole = harm_before(r, g->sentence, g->top);
    if (whole == CST_NONE) {
        return CST_OK;
    }
    uint32_t list[CL_LIST_MAX];
    uint32_t n = cl_list_of(r, gi, list, CL_LIST_MAX);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t known = harm_of_group(r, list[i]);
        if (known != CST_NONE) {
            r->harms.at[known].part_of = known == whole ? CST_NONE : whole;
            r->harms.at[known].some = true;
            continue;
        }
        const cl_group *p = &r->m.groups.at[list[i]];
        bool counted = p->count.present &&
                       p->count.qualifier != CST_VAGUE;
        bool one = !p->plural && p->indefinite && !p->pronoun;
        if (p->top < g->top || !cl_people(r, list[i]) || !(counted || one)) {
            continue;
        }
        cl_harm *h = new_harm(r, r->harms.at[whole].kind, list[i], "part");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        h->part_of = whole;
        h->some = true;
        h->source = r->harms.at[whole].source;
        h->stance = r->harms.at[whole].stance;
        h->clause = r->harms.at[whole].clause;
        r->used[list[i]] = 1;
    }
    return CST_OK;
}

/* "Killed: 27 civilians, two soldiers": a harm word and a colon. */
static cst_status label_harms(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *colon = cl_unit_at(s, g->top + 1);
    cst_sym kind = cl_head_feat(&r->m, g, r->n->kind);
    if (g->count.present || g->prep || !kind || !colon ||
        !cst_str_is(s->units.tokens[colon->tok_begin].norm, ":")) {
        return CST_OK;
    }
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *p = &r->m.groups.at[i];
        if (r->used[i] || !p->count.present || part_marker(r, p) ||
            !(p->pronoun || cl_people(r, i))) {
            continue;
        }
        cl_harm *h = new_harm(r, kind, i, "label");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        widen(r, h, g->tok_begin, p->tok_end);
        r->used[i] = 1;
        break;
    }
    return CST_OK;
}

/* "20 others wounded" and the like after a list: covered by frames and nouns.
 * A deadly adjective with no number gives killed, unspecified, in merge.c. */
cst_status cl_read_harms(cl_reader *r)
{
    for (uint32_t si = 0; si < r->m.sentences.n; si++) {
        const cl_sentence *s = cl_sentence_at(r, si);
        if (!s->deep) {
            continue;
        }
        size_t first = r->harms.n;
        for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
            CST_TRY(clause_harms(r, c));
        }
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            if (r->used[i]) {
                continue;
            }
            const cl_group *g = &r->m.groups.at[i];
            if (cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                cl_head_in(&r->m, g, r->n->c.harm_deed) ||
                cl_head_in(&r->m, g, r->n->c.body)) {
                CST_TRY(label_harms(r, i));
                CST_TRY(noun_harm(r, i));
            } else if (cl_head_in(&r->m, g, r->n->c.toll_noun)) {
                CST_TRY(toll_harm(r, i));
            }
        }
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            CST_TRY(part_harms(r, i));
        }
        for (size_t i = first, n = r->harms.n; i < n; i++) {
            if (r->harms.at[i].part_of == CST_NONE &&
                r->harms.at[i].count.value > 1) {
                CST_TRY(sum_parts(r, (uint32_t)i));
            }
        }
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            CST_TRY(bare_number(r, i));
        }
    }
    return CST_OK;
}
