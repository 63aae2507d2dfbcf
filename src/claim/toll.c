/* claim/toll: nouns that are themselves the harm ("three dead", "no victim"),
 * numbers after a toll word, and labels before a colon. */
#include "claim/harm.h"

/* "death" is a deed with a definite article, a dead person with a number; in a
 * headline it has neither ("Death of a hostage"). */
static bool is_deed(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    bool headline = !g->prep && cst_unit_role(np, r->n->det) == CST_NONE &&
                    g->of != CST_NONE && cl_people(r, g->of);
    return cl_head_in(&r->m, g, r->n->c.harm_deed) &&
           (!cl_head_in(&r->m, g, r->n->c.harm_noun) ||
            ((g->definite || headline) && !g->plural && !g->count.present));
}

/* Was this harm of the group told before in the sentence? */
static bool told_as(const cl_reader *r, uint32_t gi, cst_sym kind)
{
    for (size_t i = r->harms.n; r->used[gi] && i > 0; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (h->sentence != r->m.groups.at[gi].sentence) {
            break;
        }
        if (h->group == gi) {
            return h->kind != r->n->injured || kind != r->n->killed;
        }
    }
    return r->used[gi];
}

/* "the death of three soldiers and of two civilians": the other counted people
 * on the same preposition. */
static cst_status joined_victims(cl_reader *r, uint32_t deed, uint32_t first,
                                 cst_sym kind)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[first].sentence);
    uint32_t end = r->m.groups.at[first].top + 1;
    for (uint32_t i = first + 1; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->lifted || g->prep != r->m.groups.at[first].prep) {
            break;
        }
        const cst_unit *by = cl_unit_at(s, end);
        bool joined = g->top == end + 1 &&
                      (cl_unit_class(&r->m, by, r->n->c.conj_coord) ||
                       cst_str_is(s->units.tokens[by->tok_begin].norm, ","));
        if (g->top != end && !joined) {
            break;
        }
        end = g->top + 1;
        if (!joined) {
            continue; /* a complement of the one before */
        }
        if (!g->count.present || g->pronoun || !cl_people(r, i)) {
            break;
        }
        if (told_as(r, i, kind)) {
            continue;
        }
        cl_harm *h = cl_new_harm(r, kind, i, "deed");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        const cl_group *d = &r->m.groups.at[deed];
        cl_widen(h, d->np_begin, d->tok_end);
        r->used[i] = 1;
    }
    return CST_OK;
}

static bool lasts(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        if (t->top > g->top && t->top - g->top <= 4 &&
            t->value.kind == CST_TIME_LENGTH) {
            return true;
        }
    }
    return false;
}

/* "the abductions of minors": what is usual, of nobody in particular. */
static bool of_any(const cl_reader *r, const cl_group *g)
{
    const cl_group *of = &r->m.groups.at[g->of];
    const cst_unit *np = cl_unit(cl_sentence_at(r, of->sentence), of->np);
    const cst_unit *p = cl_unit(cl_sentence_at(r, of->sentence),
                                cst_unit_role(cl_unit(cl_sentence_at(
                                    r, of->sentence), of->unit), r->n->p));
    return g->plural && g->definite && of->plural && !of->count.present &&
           !of->proper && cst_unit_role(np, r->n->det) == CST_NONE &&
           np->tok_end - np->tok_begin == 1 &&
           !cl_unit_class(&r->m, p, r->n->c.prep_art);
}

static cst_status deed_harm(cl_reader *r, uint32_t gi, cst_sym kind)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t of = g->of;
    if (cl_habit(r, g) ||
        (g->count.present && kind == r->n->displaced && g->count.value < 2)) {
        return CST_OK; /* "a flight": of gas, of capital */
    }
    if (g->count.present && kind == r->n->detained && g->count.value < 2 &&
        lasts(r, g)) {
        return CST_OK; /* "an imprisonment of two years": what a law says */
    }
    if (g->count.present) {
        cl_harm *h = cl_new_harm(r, kind, gi, "noun");
        return h || !cst_arena_failed(r->arena) ? CST_OK : CST_NOMEM;
    }
    if (of == CST_NONE || !cl_people(r, of) || told_as(r, of, kind) ||
        !cl_says_something(r, of) || of_any(r, g)) {
        return CST_OK;
    }
    cl_harm *h = cl_new_harm(r, kind, of, "deed");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    cl_widen(h, g->np_begin, g->tok_end);
    r->used[of] = 1;
    return joined_victims(r, gi, of, kind);
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
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->top && !g->count.present &&
        cl_unit_class(&r->m, cl_unit_at(s, g->top - 1), r->n->c.conj_nor)) {
        return true;
    }
    if (g->prep != r->n->de || g->owner != CST_NONE || c == CST_NONE ||
        g->count.present || g->definite) {
        return false;
    }
    const cl_clause *cl = &r->m.clauses.at[c];
    return cl->negated || without_before(r, cl);
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
            cl_part_marker(r, p) || !(p->pronoun || cl_people(r, i - 1))) {
            if (r->used[i - 1]) {
                break;
            }
            continue;
        }
        cl_harm *h = cl_new_harm(r, kind, i - 1, "predicate");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        if (g->tok_end - p->tok_begin < 40) {
            cl_widen(h, g->tok_begin, g->tok_end);
        }
        r->used[i - 1] = r->used[gi] = 1;
        break;
    }
    return CST_OK;
}

/* "Prisoners broke out": who are held and do something are no harm told. */
static bool held_who_act(const cl_reader *r, uint32_t gi, uint32_t clause,
                         cst_sym kind)
{
    if (kind != r->n->detained || clause == CST_NONE) {
        return false;
    }
    const cl_clause *c = &r->m.clauses.at[clause];
    return c->subject == gi && c->voice != r->n->passive;
}

/* An article of another kind ("of heavy losses"), a number that nobody knows. */
static bool some_indefinite(const cl_reader *r, const cl_group *g)
{
    const cl_group *owner =
        g->owner == CST_NONE ? NULL : &r->m.groups.at[g->owner];
    if (owner && cl_head_in(&r->m, owner, r->n->c.toll_noun)) {
        return owner->count.present && owner->count.value == 1;
    }
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    return cst_unit_role(np, r->n->det) != CST_NONE && !g->definite &&
           !g->possessive && !g->demonstrative && g->plural;
}

/* "the bodies of seven villagers": those whose bodies they are. */
static cst_status body_harm(cl_reader *r, uint32_t gi, cst_sym kind)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    if (!of || r->used[g->of] || !(of->count.present || of->proper) ||
        (of->count.present && of->count.value == 0) ||
        !cl_people(r, g->of) || cl_place_of_group(r, g->of) != CST_NONE) {
        return CST_OK;
    }
    cl_harm *h = cl_new_harm(r, kind, g->of, "body");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    cl_widen(h, g->np_begin, g->tok_end);
    r->used[g->of] = r->used[gi] = 1;
    return CST_OK;
}

/* "200 dead fewer": how many there were not. */
static bool compared(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *next = cl_unit_at(s, g->top + 1);
    return g->count.present && next &&
           cl_unit_class(&r->m, next, r->n->c.fewer);
}

/* "He made Four Dead and a Wedding": a number written large within a sentence
 * belongs to a title. */
static bool titled(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = g->count.present && g->count.unit != CST_NONE
                            ? cl_unit(s, g->count.unit) : NULL;
    if (!u || u->tok_begin == 0 || s->zone == CST_ZONE_TITLE) {
        return false;
    }
    const cst_token *t = &s->units.tokens[u->tok_begin], *b = t - 1;
    return (t->flags & CST_TOK_CAP) && !(t->flags & (CST_TOK_ALLCAPS | CST_TOK_NUM)) &&
           !(b->flags & (CST_TOK_PUNCT | CST_TOK_OPEN)) &&
           !(t->flags & (CST_TOK_FIRST | CST_TOK_LINE));
}

/* "in memory of the dead": of whom nothing is told here. */
static bool remembered(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = s->group_begin; !g->count.present && i < s->group_end;
         i++) {
        const cl_group *h = &r->m.groups.at[i];
        if (h->top < g->top && cl_head_in(&r->m, h, r->n->c.homage)) {
            return true;
        }
    }
    return false;
}

bool cl_victim_of_nothing(const cl_reader *r, const cl_group *g)
{
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    return cl_head_feat(&r->m, g, r->n->kind) == r->n->harmed && of &&
           of->head && !of->proper && !cl_people(r, g->of) &&
           !cl_head_in(&r->m, of, r->n->c.event_noun) &&
           !cl_head_in(&r->m, of, r->n->c.event_generic) &&
           !cl_head_in(&r->m, of, r->n->c.weapon) &&
           !cl_head_in(&r->m, of, r->n->c.harm_deed) &&
           !cl_head_in(&r->m, of, r->n->c.war) &&
           cl_place_of_group(r, g->of) == CST_NONE;
}

/* "a collateral victim of this quarrel", a << political murder >>: one, of what
 * harms nobody, or between quotation marks. */
static bool metaphor(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    bool one = g->count.present && g->count.value == 1;
    bool deed = one && cl_head_in(&r->m, g, r->n->c.harm_deed) &&
                (g->of == CST_NONE || !cl_people(r, g->of));
    for (uint32_t i = np->tok_begin; deed && i < np->tok_end; i++) {
        if (s->units.tokens[i].flags & CST_TOK_OPEN) {
            return true;
        }
    }
    return one && cl_victim_of_nothing(r, g);
}

/* "One of the victims was a teacher": what befell her is told elsewhere. */
static bool one_of_them(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *n = cl_unit(s, cst_unit_role(cl_unit(s, g->np), r->n->qty));
    return n && cst_unit_feat(n, r->n->article) &&
           n->tok_end > n->tok_begin + 1;
}

/* "X is a convict on the run", "one warder for 80 prisoners", "trains prisoners":
 * who somebody is; nobody was taken. */
static bool only_named(const cl_reader *r, const cl_group *g, uint32_t gi,
                       uint32_t clause)
{
    const cl_clause *c = clause == CST_NONE ? NULL : &r->m.clauses.at[clause];
    bool is = c && cl_verb_in(r, c, r->n->c.being) && g->top > c->verb &&
              c->subject != gi && g->count.value <= 1;
    bool does = c && !g->count.present && g->plural && g->top > c->verb &&
                !cl_verb_in(r, c, r->n->c.light_harm);
    bool purpose = cl_unit_class(
        &r->m, cl_unit(cl_sentence_at(r, g->sentence),
                       cst_unit_role(cl_unit(cl_sentence_at(r, g->sentence),
                                             g->unit), r->n->p)),
        r->n->c.purpose);
    return cl_head_in(&r->m, g, r->n->c.harm_noun) &&
           !cl_head_in(&r->m, g, r->n->c.harm_deed) && (is || does || purpose);
}

/* A harm noun: "three dead", "no victim". */
cst_status cl_noun_harm(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym kind = cl_head_feat(&r->m, g, r->n->kind);
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    bool meant = clause != CST_NONE && r->m.clauses.at[clause].purpose &&
                 g->count.present; /* seen or pulled out: they are there */
    if (!kind || g->attribution || held_who_act(r, gi, clause, kind) ||
        (clause != CST_NONE && !meant && !cl_factual(r, clause)) ||
        compared(r, g) || titled(r, g) || cl_usual(r, g->sentence, clause) || metaphor(r, g) || cl_others_are_things(r, gi) ||
        one_of_them(r, g)) {
        return CST_OK;
    }
    if (is_deed(r, g)) {
        return deed_harm(r, gi, kind);
    }
    bool none = preceded_by_without(r, g);
    if (remembered(r, g)) {
        return CST_OK;
    }
    if (kind == r->n->detained && !none && only_named(r, g, gi, clause)) {
        return CST_OK;
    }
    if (!none && !g->count.present && bare(r, g) && g->coord != CST_NONE &&
        bare(r, &r->m.groups.at[g->coord]) &&
        !r->m.groups.at[g->coord].count.present) {
        return CST_OK; /* "heard witnesses, experts, victims" */
    }
    if (!none && !g->count.present && bare(r, g)) {
        return predicate_harm(r, gi, kind);
    }
    if (cl_head_in(&r->m, g, r->n->c.body) && !g->count.present) {
        return body_harm(r, gi, kind);
    }
    bool stated = g->count.present || (g->indefinite && !g->definite) || none ||
                  some_indefinite(r, g);
    if (!stated) {
        return CST_OK;
    }
    if (clause != CST_NONE && r->m.clauses.at[clause].negated && !none &&
        !(g->count.present && g->count.value == 0)) {
        return CST_OK;
    }
    cl_harm *h = cl_new_harm(r, kind, gi, "noun");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    if (none) {
        h->count = cl_zero();
    }
    r->used[gi] = 1;
    return CST_OK;
}

/* What befell those of a toll: by their noun, or by the participle behind it
 * ("the number of people killed"). */
static cst_sym toll_kind(const cl_reader *r, uint32_t of)
{
    const cl_group *g = &r->m.groups.at[of];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    cst_sym kind = cl_harm_kind(r, g);
    for (uint32_t c = s->clause_begin; c < s->clause_end && !kind; c++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        bool behind = cl->mood == CST_MOOD_PPAST
                          ? cl->verb == g->top + 1
                          : cl->kind == CL_RELATIVE && cl->subject == of;
        if (behind && cl->head &&
            cl_people(r, of) &&
            cst_reading_has(r->pack, cl->head, r->n->c.harm_verb)) {
            kind = cst_reading_feat(r->pack, cl->head, r->n->kind);
        }
    }
    return kind;
}

#define FAR 16 /* units between a toll and its number */

/* The number of a toll: right before it ("puts at 56 the number of dead") or
 * alone behind it. */
static uint32_t toll_number(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t far = g->top + FAR;
    if (gi > s->group_begin) {
        const cl_group *b = g - 1;
        if (b->pronoun && b->count.present && b->prep && !r->used[gi - 1] &&
            b->prep != r->n->de && b->top + 1 == g->top) {
            return gi - 1;
        }
    }
    for (uint32_t i = g->of + 1; i < s->group_end; i++) {
        const cl_group *v = &r->m.groups.at[i];
        if (v->pronoun && v->count.present && !r->used[i] && v->top < far) {
            return i;
        }
    }
    return CST_NONE;
}

/* A number alone about a toll word: "the number of dead passed 100". */
cst_status cl_toll_harm(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->of == CST_NONE) {
        return CST_OK;
    }
    cst_sym kind = toll_kind(r, g->of);
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    if (!kind || r->m.groups.at[g->of].count.present || clause == CST_NONE ||
        !cl_factual(r, clause)) {
        return CST_OK;
    }
    uint32_t number = toll_number(r, gi);
    if (number == CST_NONE) {
        return CST_OK;
    }
    const cl_group *v = &r->m.groups.at[number];
    cl_harm *h = cl_new_harm(r, kind, number, "toll");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    h->status = cl_status(r, g->of);
    const cl_group *of = &r->m.groups.at[g->of];
    cl_widen(h, g->np_begin, v->tok_end > of->tok_end ? v->tok_end
                                                      : of->tok_end);
    r->used[number] = 1;
    return CST_OK;
}

/* The last harm told before a group, in its sentence or the one before. */
static uint32_t harm_told_before(const cl_reader *r, const cl_group *g)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = (uint32_t)r->harms.n; i > 0; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (h->sentence < g->sentence) {
            return best != CST_NONE                 ? best
                   : g->sentence - h->sentence <= 2 ? i - 1
                                                    : CST_NONE;
        }
        if (h->sentence == g->sentence && h->top < g->top &&
            (best == CST_NONE || h->top > r->harms.at[best].top)) {
            best = i - 1;
        }
    }
    return best;
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

static cst_str token_at(const cl_sentence *s, uint32_t t)
{
    return t < s->units.n_tokens ? s->units.tokens[t].norm : CST_S("");
}

static bool a_year(const cl_group *g, cst_str text)
{
    return g->count.qualifier == CST_EXACT && g->count.value >= 1900 &&
           g->count.value < 2100 && text.n == 4;
}

/* "at the 63": behind a preposition and an article, with no "that" to follow. */
static bool of_the(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    const cst_unit *next = cl_unit_at(s, g->top + 1);
    bool that = next && (cl_unit_class(&r->m, next, r->n->c.rel_obj) ||
                         cl_unit_class(&r->m, next, r->n->c.rel_subj));
    return !that && ((g->definite && g->prep) ||
                     cl_unit_class(&r->m, p, r->n->c.prep_art));
}

static bool in_brackets(const cl_sentence *s, const cl_group *g)
{
    return g->np_begin &&
           cst_str_is(token_at(s, g->np_begin - 1), "(") &&
           cst_str_is(token_at(s, g->tok_end), ")");
}

/* "2,4,5-trichloro...": glued to other digits. */
static bool in_formula(const cl_sentence *s, const cl_group *g)
{
    uint32_t t = g->np_begin;
    return t >= 2 && (s->units.tokens[t].flags & CST_TOK_GLUED) &&
           (s->units.tokens[t - 1].flags & CST_TOK_GLUED) &&
           cst_str_is(s->units.tokens[t - 1].norm, ",");
}

/* "road 31", "(85)", "at the 63 and 65", "four- and five-storey houses", "in
 * 2016": a bare number that names or measures something. */
bool cl_names_thing(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (a_year(g, token_at(s, g->np_begin)) || of_the(r, g) ||
        in_brackets(s, g)) {
        return true;
    }
    const cl_group *p = gi > s->group_begin ? g - 1 : NULL;
    if (in_formula(s, g)) {
        return true;
    }
    if (p && !g->prep &&
        ((p->tok_end == g->tok_begin && (p->head || p->proper) &&
          !p->count.present) ||
         (g->coord == gi - 1 && p->pronoun && of_the(r, p)))) {
        return true; /* stands behind what it numbers */
    }
    const cl_group *n = gi + 1 < s->group_end ? g + 1 : NULL;
    return n && !n->prep &&
           ((n->tok_begin == g->tok_end && !n->definite) ||
            (n->coord == gi && n->count.present && !cl_people(r, gi + 1)));
}

/* "the rebels speak of 258", "then 80": a bare number after a toll counts the
 * same harm, for a counting verb or in the same sentence. */
cst_status cl_bare_number(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    if (r->used[gi] || !g->pronoun || !g->count.present || g->head ||
        g->partitive || g->other || g->attribution || g->of != CST_NONE ||
        g->count.value < 2 || after_all(r, g) || cl_names_thing(r, gi)) {
        return CST_OK;
    }
    uint32_t last = harm_told_before(r, g);
    if (last == CST_NONE ||
        (clause != CST_NONE && r->m.clauses.at[clause].verb > g->top)) {
        return CST_OK;
    }
    const cl_harm *of = &r->harms.at[last];
    if (cl_zero_count(of) ||
        (g->count.qualifier == CST_VAGUE && cl_part_marker(r, g))) {
        return CST_OK; /* nobody was counted; "several of them badly" */
    }
    bool same = of->sentence == g->sentence && of->count.present;
    if (!same && (!counting_verb(r, clause) || cl_part_marker(r, g))) {
        return CST_OK; /* "84 cases, of which 31": of those cases */
    }
    cst_sym kind = of->kind, status = of->status;
    cst_sym among = cl_among_whom(r, gi);
    cl_harm *h = cl_new_harm(r, kind, gi, "number");
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    h->status = among ? among : status;
    r->used[gi] = 1;
    return CST_OK;
}

/* The other counted people of the list behind the label. */
static cst_status label_list(cl_reader *r, cst_sym kind, uint32_t first)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[first].sentence);
    uint32_t end = r->m.groups.at[first].top + 1;
    for (uint32_t i = first + 1; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        bool joined = g->top == end + 1 &&
                      (cl_row_text(&r->m, s, end, ",") ||
                       cl_row_class(&r->m, s, end, r->n->c.conj_coord));
        if (g->top != end && !joined) {
            break;
        }
        end = g->top + 1;
        if (!joined || r->used[i] || !g->count.present || g->prep ||
            g->pronoun || !cl_people(r, i)) {
            continue;
        }
        if (!cl_new_harm(r, kind, i, "label") && cst_arena_failed(r->arena)) {
            return CST_NOMEM;
        }
        r->used[i] = 1;
    }
    return CST_OK;
}

/* "Killed: 27 civilians, two soldiers": a harm word and a colon. */
cst_status cl_label_harms(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *colon = cl_unit_at(s, g->top + 1);
    cst_sym kind = cl_harm_kind(r, g);
    if (g->count.present || g->prep || !kind || !colon ||
        !cst_str_is(s->units.tokens[colon->tok_begin].norm, ":")) {
        return CST_OK;
    }
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *p = &r->m.groups.at[i];
        if (r->used[i] || !p->count.present || cl_part_marker(r, p) ||
            !(p->pronoun || cl_people(r, i))) {
            continue;
        }
        cl_harm *h = cl_new_harm(r, kind, i, "label");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        cl_widen(h, g->tok_begin, p->tok_end);
        r->used[i] = 1;
        return label_list(r, kind, i);
    }
    return CST_OK;
}
