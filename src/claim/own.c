/* claim/own: the time that a mention states itself; its place is in site.c.
 *
 * What stands right behind the noun belongs to it, then what its clause says,
 * then a clause of the sentence on which its own depends. A time that counts
 * from another happening ("two days after the raid") dates the one told with
 * it, not the other. What belongs to a speech verb dates the speech. */
#include "claim/linker.h"
#include "claim/mention.h"
#include "claim/placing.h"

bool cl_clause_has(const cl_reader *r, uint32_t sentence, uint32_t clause,
                   int class_)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    uint32_t a = 0, b = (uint32_t)s->units.top.n;
    if (class_ < 0) {
        return false;
    }
    if (clause != CST_NONE) {
        a = r->m.clauses.at[clause].begin;
        b = r->m.clauses.at[clause].end;
    }
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if ((u->label == r->n->tok || u->label == r->n->mwe) &&
            cl_unit_class(&r->m, u, class_)) {
            return true;
        }
    }
    return false;
}

/* "Three days later": seen from what was told before, even where the day in
 * force is not the one meant. */
static bool anchored(const cl_time *t)
{
    return !t->value.counted && !t->value.inexact && t->value.method &&
           strcmp(t->value.method, "anchor") == 0;
}

static bool usable(const cl_time *t)
{
    return anchored(t) ||
           (t->resolved &&
            (t->value.from || t->value.to || t->value.partial[0]));
}

/* The day of publication at the head of the text dates a happening only where
 * no other time does. */
static bool of_head(const cl_reader *r, const cl_time *t)
{
    return t->value.full && t->value.from == r->m.published.from &&
           t->value.to == r->m.published.to;
}

/* An interval that goes on dates a campaign, not one blow; the day of the report
 * dates no campaign. */
static bool fits_type(const cl_reader *r, const cl_event *e, const cl_time *t)
{
    if (of_head(r, t) && e->group != CST_NONE &&
        (cl_type_is(r, e->type, "offensive") || cl_type_is(r, e->type, "siege"))) {
        return false;
    }
    if (!t->value.open_from) {
        return true;
    }
    cst_str type = e->type ? cst_pack_str(r->pack, e->type) : CST_S("");
    return e->plural || cst_str_is(type, "offensive") ||
           cst_str_is(type, "siege") || cst_str_is(type, "displacement") ||
           cst_str_is(type, "armed_clash") || cst_str_is(type, "detention") ||
           cst_str_is(type, "human_shields") || e->implied;
}

/* Only complements, appositions, participles and marks between the noun and
 * the row position: it still speaks of the noun. */
static bool right_behind(const cl_reader *r, const cl_event *e, uint32_t top)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    if (e->group == CST_NONE || top <= e->top) {
        return false;
    }
    for (uint32_t i = e->top + 1; i < top; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->label == r->n->pp || u->label == r->n->time) {
            continue;
        }
        if (u->label == r->n->vg) {
            if (cst_unit_sym(r->pack, u, r->n->mood) != r->n->ppast) {
                return false;
            }
            continue;
        }
        if (u->label == r->n->np) {
            uint32_t g = cl_group_at(&r->m, s, i);
            if (g == CST_NONE || r->m.groups.at[g].apposed == CST_NONE) {
                return false;
            }
            continue;
        }
        cst_str w = s->units.tokens[u->tok_begin].norm;
        if (!cst_str_is(w, ",") && !cst_str_is(w, "\"")) {
            return false;
        }
    }
    return true;
}

/* The clause that a dependent one leans on. */
static uint32_t governor(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    if (c->kind == CL_MAIN) {
        return CST_NONE;
    }
    if (c->parent != CST_NONE) {
        return c->parent;
    }
    if (c->subject != CST_NONE &&
        r->m.groups.at[c->subject].sentence == c->sentence) {
        uint32_t of = cl_clause_at(r, c->sentence,
                                   r->m.groups.at[c->subject].top);
        return of == clause ? CST_NONE : of;
    }
    return CST_NONE;
}

static bool speech(const cl_reader *r, uint32_t clause)
{
    const cst_reading *v =
        clause == CST_NONE ? NULL : r->m.clauses.at[clause].head;
    return v && (cst_reading_has(r->pack, v, r->n->c.speech_verb) ||
                 cst_reading_has(r->pack, v, r->n->c.deny_verb) ||
                 cst_reading_has(r->pack, v, r->n->c.claim_verb));
}

static bool depends(const cl_reader *r, uint32_t inner, uint32_t outer)
{
    for (int i = 0; i < 3 && inner != CST_NONE; i++) {
        inner = governor(r, inner);
        if (inner != CST_NONE && inner == outer) {
            return true;
        }
    }
    return false;
}

static bool mention_in_clause(const cl_linker *l, uint32_t sentence,
                              uint32_t clause, uint32_t but)
{
    for (uint32_t k = l->start[sentence]; k < l->start[sentence + 1]; k++) {
        const cl_event *e = &l->r->events.at[l->order[k]];
        if (l->order[k] != but && e->clause == clause) {
            return true;
        }
    }
    return false;
}

/* "In X, a man who was riding home was hit": what stands before the subject of
 * the main clause is the clause's, though a relative clause parts them. */
static bool opens_sentence(const cl_reader *r, const cl_event *e, uint32_t top,
                           uint32_t clause)
{
    const cl_clause *own =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    if (clause != CST_NONE || !own || own->kind != CL_MAIN ||
        own->subject == CST_NONE) {
        return false;
    }
    const cl_group *who = &r->m.groups.at[own->subject];
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    if (who->sentence != own->sentence || who->clause != CST_NONE ||
        who->top >= own->verb) {
        return false;
    }
    bool comma = false;
    for (uint32_t i = top + 1; i < who->top; i++) {
        comma = comma || cst_str_is(
            s->units.tokens[cl_unit_at(s, i)->tok_begin].norm, ",");
    }
    return comma;
}

/* "On the 4th, X lined them up and shot one", "went on at Y, killing six": done by
 * the same in one go. */
static bool goes_along(const cl_reader *r, const cl_clause *own, uint32_t clause)
{
    return own->parent == clause && !own->own_subject &&
           own->subject != CST_NONE &&
           own->subject == r->m.clauses.at[clause].subject;
}

cl_tier cl_tier_of(const cl_linker *l, uint32_t ei, uint32_t top,
                   uint32_t clause)
{
    const cl_reader *r = l->r;
    const cl_event *e = &r->events.at[ei];
    if (right_behind(r, e, top)) {
        return CL_TIER_NOUN;
    }
    if (clause == e->clause) {
        return CL_TIER_CLAUSE;
    }
    if (clause != CST_NONE && e->group != CST_NONE &&
        r->m.clauses.at[clause].kind == CL_RELATIVE &&
        r->m.clauses.at[clause].subject == e->group) {
        return CL_TIER_CLAUSE; /* "a strike that tore the building open in X" */
    }
    if (clause != CST_NONE && r->m.clauses.at[clause].kind == CL_RELATIVE &&
        cl_mention_of(r, r->m.clauses.at[clause].subject) != CST_NONE) {
        return CL_TIER_NONE; /* "the worst since the one that hit X" */
    }
    if (clause == CST_NONE || e->clause == CST_NONE) {
        return opens_sentence(r, e, top, clause) ? CL_TIER_CLAUSE
                                                 : CL_TIER_SENTENCE;
    }
    const cl_clause *own = &r->m.clauses.at[e->clause];
    if (goes_along(r, own, clause) &&
        (top < r->m.clauses.at[clause].verb ||
         (own->kind == CL_GERUND && top < own->verb && !speech(r, clause)))) {
        return CL_TIER_CLAUSE;
    }
    if (depends(r, e->clause, clause)) {
        return speech(r, clause) ? CL_TIER_NONE : CL_TIER_SENTENCE;
    }
    if (r->m.clauses.at[clause].kind == CL_INFINITIVE &&
        e->group != CST_NONE && e->top < own->verb &&
        governor(r, clause) == e->clause && !speech(r, e->clause)) {
        return CL_TIER_SENTENCE; /* "the fights drove them to flee in May" */
    }
    const cl_clause *c = &r->m.clauses.at[clause];
    if (c->kind == CL_PARTICIPLE && c->mood == CST_MOOD_PPAST &&
        c->subject != CST_NONE && c->subject != own->subject &&
        !depends(r, e->clause, clause)) {
        return CL_TIER_NONE; /* "born of a movement founded in 2007, it killed" */
    }
    if (r->m.clauses.at[clause].kind == CL_RELATIVE || speech(r, clause) ||
        mention_in_clause(l, e->sentence, clause, ei)) {
        return CL_TIER_NONE;
    }
    /* What is told afterwards, beside it, has a time of its own. */
    bool beside = top > e->top && !depends(r, clause, e->clause);
    return beside ? CL_TIER_NONE : CL_TIER_SENTENCE;
}

/* ------------------------------------------------------------- times */

/* A clause whose verb raises, corrects or draws up a toll. */
static bool counts_toll(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (!c->head || !cst_reading_has(r->pack, c->head, r->n->c.toll_verb)) {
        return false;
    }
    for (uint32_t g = s->group_begin; g < s->group_end; g++) {
        const cl_group *o = &r->m.groups.at[g];
        bool mine = g == c->subject || (o->top >= c->begin && o->top < c->end);
        if (mine && cl_head_in(&r->m, o, r->n->c.toll_noun)) {
            return true;
        }
    }
    return false;
}

bool cl_dates_telling(const cl_reader *r, const cl_time *t)
{
    return t->clause != CST_NONE &&
           (speech(r, t->clause) || counts_toll(r, t->clause));
}

/* "According to survivors met on Monday", "to a toll drawn up on Monday": only
 * words of the account stand between its cue and the time. */
static bool of_account(const cl_reader *r, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    for (uint32_t i = t->top; i > 0; i--) {
        const cst_unit *u = cl_unit_at(s, i - 1);
        bool done = u->label == r->n->vg &&
                    cst_unit_sym(r->pack, u, r->n->mood) == r->n->ppast;
        uint32_t gi = cl_group_at(&r->m, s, i - 1);
        if (gi != CST_NONE && r->m.groups.at[gi].attribution) {
            return i < t->top || r->m.groups.at[gi].definite;
        }
        if (u->label != r->n->pp && !done) {
            return false;
        }
    }
    return false;
}

/* A time right behind a speech verb, a day before it and what is said, and what
 * stands beside the verb that counts say when it was said. */
static bool said_then(const cl_reader *r, const cl_event *e, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    if (of_account(r, t)) {
        return true;
    }
    if (t->clause == CST_NONE || t->value.attribute) {
        return false;
    }
    const cl_clause *c = &r->m.clauses.at[t->clause];
    if (e->group != CST_NONE && c->subject == e->group &&
        c->voice == r->n->passive &&
        !cst_reading_has(r->pack, c->head, r->n->c.claim_verb)) {
        return false; /* "fights were reported on Monday" */
    }
    uint32_t verb = r->m.clauses.at[t->clause].verb;
    if (counts_toll(r, t->clause) ||
        (c->head && cst_reading_has(r->pack, c->head, r->n->c.homage))) {
        return true; /* "remembered on Saturday the massacre" */
    }
    bool behind = t->top > 0 && cl_unit_at(s, t->top - 1)->label == r->n->vg;
    bool day = t->value.kind == CST_TIME_DAY && t->value.from == t->value.to;
    return speech(r, t->clause) &&
           (behind || (day && t->top < verb && e->top > verb));
}

/* A clause that says more of the mention's noun: "the raid that hit the town
 * on Monday", "the raid in which ten died on Monday". */
static bool describes(const cl_reader *r, const cl_event *e, uint32_t clause)
{
    if (clause == CST_NONE || e->group == CST_NONE || clause == e->clause) {
        return false;
    }
    const cl_clause *c = &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t top = c->begin; /* "the raid, during which ten died on Monday" */
    bool which = top > 0 && c->kind == CL_SUBORDINATE &&
                 cl_unit_class(&r->m, cl_unit_at(s, top - 1), r->n->c.rel_prep);
    top -= which ? 1 : 0;
    top -= which && top > 0 &&
                   cl_unit_class(&r->m, cl_unit_at(s, top - 1), r->n->c.prep)
               ? 1 : 0;
    return c->sentence == e->sentence &&
           (((which || c->kind == CL_RELATIVE) && right_behind(r, e, top)) ||
            (c->kind <= CL_PARTICIPLE && c->kind != CL_SUBORDINATE &&
             c->subject == e->group));
}

/* A clause that goes on to say whom the mention harmed. */
static bool tells_harm(const cl_linker *l, uint32_t ei, uint32_t clause)
{
    const cl_reader *r = l->r;
    uint32_t si = r->events.at[ei].sentence;
    if (clause == CST_NONE) {
        return false;
    }
    for (uint32_t i = l->harm_start[si]; i < l->harm_start[si + 1]; i++) {
        if (r->harms.at[i].clause == clause && r->harms.at[i].event == ei) {
            return true;
        }
    }
    return false;
}

static uint32_t nearness(const cl_event *e, uint32_t top)
{
    return top > e->top ? top - e->top : e->top - top;
}

/* "The market of Christmas": the time says which, of a noun that tells no
 * happening. */
static bool behind_group(const cl_reader *r, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    const cst_unit *before = t->top ? cl_unit_at(s, t->top - 1) : NULL;
    return before && (before->label == r->n->np || before->label == r->n->pp);
}

/* What had been done to a thing that the clause goes on to speak of: "corpses,
 * tied up, were found on Monday", "pulled from houses hit by a raid". */
static bool done_before(const cl_reader *r, const cl_event *e)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    if (!c || c->kind != CL_PARTICIPLE || c->mood != CST_MOOD_PPAST ||
        c->subject == CST_NONE) {
        return false;
    }
    uint32_t of = governor(r, e->clause);
    if (of != CST_NONE && r->m.clauses.at[of].kind == CL_PARTICIPLE) {
        of = governor(r, of); /* "bound and shot" */
    }
    uint32_t end = cl_sentence_at(r, e->sentence)->clause_end;
    for (uint32_t i = e->clause + 1; of == CST_NONE && i < end; i++) {
        of = r->m.clauses.at[i].kind == CL_MAIN ? i : of;
    }
    const cl_clause *g = of == CST_NONE ? NULL : &r->m.clauses.at[of];
    if (!g || !g->head) {
        return false;
    }
    return cst_reading_has(r->pack, g->head, r->n->c.find_body) ||
           (c->subject != g->subject &&
            r->m.groups.at[c->subject].owner != CST_NONE);
}

/* A participle clause about another noun has a time of its own: "before the
 * visit, planned for Monday". */
static bool of_another(const cl_reader *r, uint32_t ei, const cl_time *t)
{
    const cl_event *e = &r->events.at[ei];
    const cl_clause *c =
        t->clause == CST_NONE ? NULL : &r->m.clauses.at[t->clause];
    return c && c->kind == CL_PARTICIPLE && c->mood == CST_MOOD_PPAST &&
           c->subject != CST_NONE && e->clause != t->clause &&
           depends(r, t->clause, e->clause);
}

/* "In an inquiry published on Tuesday", "in a statement on Monday": the day of
 * the document. */
static bool of_document(const cl_reader *r, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    const cst_unit *u = t->top ? cl_unit_at(s, t->top - 1) : NULL;
    uint32_t gi = u ? cl_group_at(&r->m, s, t->top - 1) : CST_NONE;
    return gi != CST_NONE &&
           (cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.speech_noun) ||
            cl_unit_class(&r->m, cl_unit(s, u->tok_end - 1),
                          r->n->c.speech_verb));
}

#define CL_SINCE_BACK 12 /* row positions */

/* "The worst raid since the one in Gao, in May": the day of the other one. */
static bool behind_since(const cl_reader *r, const cl_event *e,
                         const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    uint32_t first = t->top > CL_SINCE_BACK ? t->top - CL_SINCE_BACK : 0;
    first = first > e->top ? first : e->top + 1;
    for (uint32_t i = first; i < t->top; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        const cst_unit *prep =
            u->label == r->n->pp ? cl_unit(s, cst_unit_role(u, r->n->p)) : NULL;
        cst_sym rel = cl_time_relation(r, prep);
        if (rel && rel == r->n->since) {
            return true;
        }
    }
    return false;
}

/* "One of the heaviest raids since January": how long there was none like it.
 */
static bool compares(const cl_reader *r, const cl_event *e, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cst_unit *u = cl_unit(s, t->unit);
    if (e->group == CST_NONE || !t->value.open_from || !u) {
        return false;
    }
    uint32_t from = r->m.groups.at[e->group].np_begin;
    return cl_degree_between(r, s, from > 2 ? from - 2 : 0, u->tok_begin);
}

/* "The war has cost 12,000 lives since it broke out in 2023". */
static bool since_it_began(const cl_reader *r, const cl_event *e,
                           const cl_time *t)
{
    const cl_clause *c =
        t->clause == CST_NONE ? NULL : &r->m.clauses.at[t->clause];
    return c && t->value.open_from && c->kind == CL_SUBORDINATE &&
           e->clause != CST_NONE && e->group != CST_NONE &&
           r->m.clauses.at[e->clause].kind == CL_MAIN &&
           r->m.clauses.at[e->clause].subject == e->group;
}

static cl_tier time_tier(const cl_linker *l, uint32_t ei, const cl_time *t)
{
    const cl_reader *r = l->r;
    if (l->of[ei].before && t->clause != r->events.at[ei].clause) {
        return CL_TIER_NONE;
    }
    if (describes(r, &r->events.at[ei], t->clause)) {
        return CL_TIER_NOUN;
    }
    cl_tier tier = cl_tier_of(l, ei, t->top, t->clause);
    if (behind_since(r, &r->events.at[ei], t) ||
        compares(r, &r->events.at[ei], t)) {
        return CL_TIER_NONE;
    }
    if (tier == CL_TIER_NONE && since_it_began(r, &r->events.at[ei], t)) {
        return CL_TIER_CLAUSE;
    }
    if (tier == CL_TIER_SENTENCE && of_another(r, ei, t)) {
        tier = CL_TIER_NONE;
    }
    return tier == CL_TIER_NONE && tells_harm(l, ei, t->clause)
               ? CL_TIER_SENTENCE
               : tier;
}

/* "The authors of the attack were caught on Monday", "the causes of the blast
 * were not known on Tuesday": the day of what is told of them. */
static bool of_its_owner(const cl_reader *r, const cl_event *e,
                         const cl_time *t)
{
    uint32_t owner = e->group == CST_NONE ? CST_NONE
                                          : r->m.groups.at[e->group].owner;
    if (owner == CST_NONE || !e->definite || t->clause == CST_NONE ||
        t->clause != e->clause || right_behind(r, e, t->top)) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[owner];
    const cl_clause *c = &r->m.clauses.at[t->clause];
    return c->subject == owner && !cl_head_in(&r->m, g, r->n->c.event_noun) &&
           !cl_head_in(&r->m, g, r->n->c.event_generic) &&
           !cst_reading_has(r->pack, c->head, r->n->c.event_occur);
}

/* "Two hours later a bomb went off", not "the bomb", "shots". */
static bool told_afresh(const cl_reader *r, const cl_event *e)
{
    if (e->group != CST_NONE) {
        return e->indefinite && !e->generic &&
               !cl_head_in(&r->m, &r->m.groups.at[e->group],
                           r->n->c.event_detail);
    }
    uint32_t who = e->clause == CST_NONE ? CST_NONE
                                         : r->m.clauses.at[e->clause].subject;
    const cl_group *g = who == CST_NONE ? NULL : &r->m.groups.at[who];
    return e->indefinite && !e->implied && g &&
           (g->indefinite || g->count.present) && !g->definite;
}

/* "These last days", "some weeks ago": a time that gives no day. */
static bool said_vaguely(const cl_linker *l, uint32_t ei)
{
    const cl_reader *r = l->r;
    const cl_sentence *s = cl_sentence_at(r, r->events.at[ei].sentence);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        if (!t->resolved && t->value.inexact && !t->value.counted &&
            time_tier(l, ei, t) <= CL_TIER_CLAUSE) {
            return true;
        }
    }
    return false;
}

/* "The war, begun on the 8th by the firing of rockets": the day of both. */
static bool doer_of(const cl_reader *r, const cl_event *e, const cl_time *t)
{
    if (e->group == CST_NONE || t->clause == CST_NONE ||
        t->clause != e->clause ||
        r->m.clauses.at[t->clause].kind != CL_PARTICIPLE) {
        return false;
    }
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cst_unit *pp = cl_unit(s, r->m.groups.at[e->group].unit);
    const cst_unit *by = cl_unit(s, cst_unit_role(pp, r->n->p));
    return by && cl_unit_class(&r->m, by, r->n->c.prep_agent);
}

#define CL_THEN 4 /* row positions */

/* "The worst since March, when two bombs had killed thirty", "ended on the 4th,
 * when the army took the town": what is told right behind the time. */
static bool told_then(const cl_reader *r, const cl_event *e, const cl_time *t)
{
    const cl_sentence *s = cl_sentence_at(r, t->sentence);
    if (e->top <= t->top || e->top > t->top + CL_THEN) {
        return false;
    }
    for (uint32_t i = t->top + 1; !t->value.then && i < e->top; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (cl_unit_class(&r->m, u, r->n->c.conj_when)) {
            return t->resolved && !t->value.open_from;
        }
        if (!(s->units.tokens[u->tok_begin].flags & CST_TOK_PUNCT)) {
            return false;
        }
    }
    return t->value.then;
}

static void own_time(cl_linker *l, uint32_t ei, const uint32_t *base_of,
                     const uint32_t *owner)
{
    cl_reader *r = l->r;
    cl_event *e = &r->events.at[ei];
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    uint32_t best = CST_NONE, score = UINT32_MAX;
    cl_tier tier = CL_TIER_NONE;
    l->of[ei].before = done_before(r, e);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        uint32_t at = i - s->time_begin;
        bool then = told_then(r, e, t);
        bool of_other = t->value.attribute && owner[at] == CST_NONE &&
                        !then && behind_group(r, t);
        if (of_other || of_document(r, t) || !usable(t) ||
            !fits_type(r, e, t) || said_then(r, e, t) ||
            of_its_owner(r, e, t) ||
            base_of[at] != CST_NONE ||
            (owner[at] != CST_NONE && owner[at] != ei && !then &&
             !doer_of(r, e, t))) {
            continue;
        }
        cl_tier here = then && t->value.then ? CL_TIER_CLAUSE
                                             : time_tier(l, ei, t);
        here = then && here == CL_TIER_NONE ? CL_TIER_SENTENCE : here;
        uint32_t sc = (uint32_t)here * 1000 + nearness(e, t->top) +
                      (of_head(r, t) ? 500 : 0);
        if (l->of[ei].base && here != CL_TIER_NOUN) {
            continue;
        }
        if (here < CL_TIER_NONE && sc < score) {
            score = sc;
            best = i;
            tier = here;
        }
    }
    const cl_time *of = cl_time_at(r, best);
    l->of[ei].vague = (!of || of_head(r, of)) && said_vaguely(l, ei);
    if (l->of[ei].vague ||
        (of && of_head(r, of) && l->of[ei].after != CST_NONE)) {
        best = CST_NONE; /* seen from another happening, not the dateline */
    }
    e->time = best;
    l->of[ei].time_tier = tier;
    e->time_basis = best == CST_NONE            ? CST_BASIS_NONE
                    : tier == CL_TIER_SENTENCE ? CST_BASIS_SENTENCE
                                               : CST_BASIS_CLAUSE;
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *a = &r->m.times.at[i];
        if (!l->of[ei].base && a->clause == e->clause && a->top < e->top &&
            !a->value.counted &&
            a->value.method && strcmp(a->value.method, "anchor") == 0 &&
            base_of[i - s->time_begin] == CST_NONE &&
            (told_afresh(r, e) || cl_time_shift(r, i, 700000) != 0)) {
            l->of[ei].later = true;
        }
    }
    const cl_time *t = cl_time_at(r, best);
    l->of[ei].anchored =
        t && t->value.method && strcmp(t->value.method, "anchor") == 0;
    if (l->of[ei].anchored && tier <= CL_TIER_CLAUSE &&
        (t->value.course || cl_time_shift(r, best, 700000) != 0)) {
        l->of[ei].later = true;
    }
}

/* The noun right before a time owns it. */
static void owners(cl_linker *l, uint32_t si, uint32_t *owner)
{
    cl_reader *r = l->r;
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        owner[i - s->time_begin] = CST_NONE;
        for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
            const cl_event *e = &r->events.at[l->order[k]];
            if (right_behind(r, e, t->top) &&
                (t->value.attribute || t->clause != e->clause ||
                 e->clause == CST_NONE)) {
                owner[i - s->time_begin] = l->order[k];
            }
        }
    }
}

/* ------------------------------------------------------------ wording */

/* "the second", "a third": which one of several. */
static int64_t ordinal_of(const cl_reader *r, uint32_t gi)
{
    if (gi == CST_NONE) {
        return 0;
    }
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        const cst_unit *c = cl_unit(s, np->children[i]);
        int64_t v = 0;
        if (c && c->label == r->n->num &&
            cst_unit_sym(r->pack, c, r->n->kind) == r->n->ord &&
            cst_unit_int(c, r->n->value, &v)) {
            return v;
        }
    }
    return 0;
}

static bool token_in(const cl_reader *r, const cl_sentence *s, uint32_t a,
                     uint32_t b, int class_)
{
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit(s, i);
        if (u && cl_unit_class(&r->m, u, class_)) {
            return true;
        }
    }
    return false;
}

/* "A similar raid", "had already attacked": within the noun group, the verb. */
static bool told_as_past(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    int class_ = r->n->c.background;
    if (e->group != CST_NONE) {
        const cl_group *g = &r->m.groups.at[e->group];
        const cl_clause *c =
            e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
        bool before = c && c->perfect && c->tense == CST_TENSE_IMPF;
        if (token_in(r, s, g->np_begin, g->tok_end, class_) ||
            (before && token_in(r, s, g->np_begin, g->tok_end,
                                r->n->c.alike))) {
            return true;
        }
    }
    const cst_unit *v =
        e->clause == CST_NONE
            ? NULL : cl_unit(s, r->m.clauses.at[e->clause].unit);
    return v && token_in(r, s, v->tok_begin, v->tok_end, class_);
}

/* "A similar raid": another one. */
static bool one_like_it(const cl_reader *r, const cl_event *e)
{
    if (e->group == CST_NONE || !e->indefinite) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[e->group];
    return token_in(r, cl_sentence_at(r, e->sentence), g->np_begin, g->tok_end,
                    r->n->c.alike);
}

static void wording(cl_linker *l, uint32_t ei)
{
    cl_reader *r = l->r;
    cl_event *e = &r->events.at[ei];
    cl_link *k = &l->of[ei];
    /* "it is the third attack since": the one that was told */
    k->ordinal = cl_equated(r, e) ? 0 : ordinal_of(r, e->group);
    if (!k->ordinal && e->group == CST_NONE) {
        k->ordinal = ordinal_of(r, e->agent);
    }
    e->fresh = e->fresh || one_like_it(r, e);
    k->another = e->fresh || cl_clause_has(r, e->sentence, e->clause,
                                           r->n->c.new_event);
    k->detail = e->group != CST_NONE &&
                cl_head_in(&r->m, &r->m.groups.at[e->group],
                           r->n->c.event_detail);
    const cl_time *t = cl_time_at(r, e->time);
    cst_day base = r->m.published.from;
    if ((t && base && t->value.to && t->value.to + 45 < base) ||
        (!k->base && /* "hours after the raid they had already counted" */
         (cl_clause_has(r, e->sentence, CST_NONE, r->n->c.background) ||
          told_as_past(r, e)))) {
        e->background = true;
    }
}

void cl_own_fields(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < r->events.n; i++) {
        l->of[i].after = l->of[i].after_time = CST_NONE;
        l->of[i].base_for = CST_NONE;
    }
    for (uint32_t si = 0; si < r->m.sentences.n; si++) {
        const cl_sentence *s = cl_sentence_at(r, si);
        uint32_t n = s->time_end - s->time_begin;
        if (l->start[si] == l->start[si + 1]) {
            continue;
        }
        uint32_t *base_of = CST_NEW(r->arena, uint32_t, n + 1);
        uint32_t *owner = CST_NEW(r->arena, uint32_t, n + 1);
        if (!base_of || !owner) {
            return;
        }
        cl_relate_times(l, si, base_of);
        owners(l, si, owner);
        for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
            own_time(l, l->order[k], base_of, owner);
            cl_own_place(l, l->order[k]);
            wording(l, l->order[k]);
        }
        for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
            uint32_t of = l->of[l->order[k]].base_for;
            if (of != CST_NONE && r->events.at[of].background) {
                r->events.at[l->order[k]].background = true;
            }
        }
    }
}
