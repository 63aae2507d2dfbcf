/* claim/source: where somebody is said to speak.
 *
 * A source is named by an attribution ("according to"), by a clause beside what
 * is said, by the subject of a verb of saying, by who gave a toll, or by a head
 * with a colon. Which words it covers is decided in scope.c, where its account
 * goes on in account.c. */
#include "claim/sourcing.h"

static cl_source *add_source(cl_reader *r, uint32_t sentence, uint32_t gi,
                             cl_stands stands, uint32_t at)
{
    uint32_t who = gi == CST_NONE      ? CST_NONE
                   : cl_repeated(r, gi) ? gi
                                        : cl_author(r, gi);
    if (gi != CST_NONE && (who == CST_NONE || cl_own_voice(r, who))) {
        return NULL;
    }
    cl_source *src = CST_PUSH(r->arena, &r->sources);
    if (!src) {
        return NULL;
    }
    memset(src, 0, sizeof *src);
    src->sentence = sentence;
    src->group = src->who = CST_NONE;
    src->clause = CST_NONE;
    src->same_as = CST_NONE;
    src->basis = CST_BASIS_SENTENCE;
    if (who != CST_NONE) {
        cl_name_source(r, src, who);
    }
    src->stands = (uint8_t)stands;
    src->at = src->from = at;
    return src;
}

/* ------------------------------------------------------ attributions */

/* Nothing but times, adverbs and connectives before it. */
static bool leads(const cl_reader *r, const cl_sentence *s, uint32_t top)
{
    for (uint32_t i = 0; i < top; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->label == r->n->np || u->label == r->n->vg ||
            u->label == r->n->num ||
            (u->label == r->n->pp && !cl_unit_class(&r->m, u,
                                                    r->n->c.time_unit))) {
            return false;
        }
    }
    return true;
}

static const cst_unit *lifted_with(const cl_sentence *s, const cl_reader *r,
                                   uint32_t unit)
{
    for (uint32_t i = 0; i < s->units.lifted.n; i++) {
        const cst_unit *u = cl_unit(s, s->units.lifted.at[i]);
        if (cst_unit_role(u, r->n->source) == unit) {
            return u;
        }
    }
    return NULL;
}

/* A number of people, a word or a verb of harm stands in the sentence. */
static bool has_toll(const cl_reader *r, const cl_sentence *s)
{
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (!g->lifted && (cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                           (g->count.present && cl_people(r, i)))) {
            return true;
        }
    }
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        if (cl_verb_in(r, &r->m.clauses.at[c], r->n->c.harm_verb)) {
            return true;
        }
    }
    return false;
}

static void attribution(cl_reader *r, uint32_t si, uint32_t gi)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    const cl_group *g = &r->m.groups.at[gi];
    bool opens = !g->lifted && leads(r, s, g->top);
    cl_source *src = add_source(r, si, gi, opens ? CL_OPENING : CL_BESIDE,
                                g->top);
    if (!src) {
        return;
    }
    src->back = cl_head_in(&r->m, g, r->n->c.toll_noun) && !has_toll(r, s);
    const cst_unit *u = g->lifted ? lifted_with(s, r, g->unit) : NULL;
    if (u) {
        src->told = !cl_unit_class(&r->m, cl_unit(s, cst_unit_role(
                                        cl_unit(s, g->unit), r->n->p)),
                                   r->n->c.prep_attr);
        cl_find_via(r, src, u->tok_begin, u->tok_end);
    }
}

static void attributions(cl_reader *r, uint32_t si)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        if (r->m.groups.at[i].attribution) {
            attribution(r, si, i);
        }
    }
}

/* "Ministry: two soldiers killed", "Toll of the mission: two killed". */
static void head_with_colon(cl_reader *r, uint32_t si)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    if (s->group_begin == s->group_end) {
        return;
    }
    uint32_t gi = s->group_begin;
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t end = cl_group_end(&r->m, gi, false);
    const cst_unit *next = NULL;
    uint32_t top = g->top + 1;
    while ((next = cl_unit_at(s, top)) != NULL && next->tok_begin < end) {
        top++;
    }
    if (g->top != 0 || g->prep || g->lifted || !cl_is_mark(s, top, ":")) {
        return;
    }
    bool text = cl_head_in(&r->m, g, r->n->c.speech_noun) ||
                cl_head_in(&r->m, g, r->n->c.toll_noun);
    const cst_unit *np = cl_unit(s, g->np);
    bool body = (s->zone == CST_ZONE_TITLE ||
                 cst_unit_role(np, r->n->det) == CST_NONE) &&
                !g->count.present &&
                (cl_head_in(&r->m, g, r->n->c.source_noun) ||
                 cl_head_in(&r->m, g, r->n->c.source_name));
    uint32_t author = text ? cl_author(r, gi) : gi;
    if ((text && author != CST_NONE && author != gi) || (body && !text)) {
        (void)add_source(r, si, gi, CL_OPENING, top);
    }
}

/* ------------------------------------------------------ verbs of saying */

/* A toll among what follows the verb: something counted. "Men carrying arms shot
 * three people": of a present participle only its own object counts. */
static bool tells_toll(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->lifted || g->top <= c->verb || g->top > c->verb + 8 ||
            (c->mood == CST_MOOD_PPRES && g->top >= c->end)) {
            continue;
        }
        bool harm = cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                    cl_head_in(&r->m, g, r->n->c.body);
        if ((harm && (g->plural || g->count.present)) ||
            cl_head_in(&r->m, g, r->n->c.toll_noun) ||
            (g->count.present && (cl_people(r, i) || g->pronoun))) {
            return true;
        }
    }
    return false;
}

/* "posted a message on X: ..." */
static bool posts_text(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t gi = cl_group_at(&r->m, s, c->verb + 1);
    if (gi == CST_NONE || r->m.groups.at[gi].prep ||
        !cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.speech_noun)) {
        return false;
    }
    for (uint32_t i = c->verb + 2; i <= c->verb + 5; i++) {
        if (cl_is_mark(s, i, ":")) {
            return true;
        }
    }
    return false;
}

/* "that", an infinitive or a quotation right behind the verb. */
static bool states(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (posts_text(r, c)) {
        return true;
    }
    for (uint32_t i = c->verb + 1; i <= c->verb + 3; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (!u || u->label == r->n->np || u->label == r->n->pp) {
            return false;
        }
        if (u->label == r->n->vg) {
            const cst_feat *f = cst_unit_feat(u, r->n->mood);
            return f && (cst_sym)f->value == r->n->inf;
        }
        if (cl_unit_class(&r->m, u, r->n->c.conj_sub) ||
            (s->units.tokens[u->tok_begin].flags & CST_TOK_OPEN)) {
            return true;
        }
    }
    return false;
}

/* With a determiner, and none of the things that befall or are used. */
static bool body_like(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    const int things[] = {r->n->c.event_noun, r->n->c.harm_noun,
                          r->n->c.weapon,     r->n->c.object,
                          r->n->c.toll_noun,  r->n->c.time_unit,
                          r->n->c.body,       r->n->c.impersonal};
    for (size_t i = 0; i < CST_COUNT(things); i++) {
        if (cl_unit_class(&r->m, np, things[i])) {
            return false;
        }
    }
    return !g->pronoun && !g->prep && g->head &&
           cst_unit_role(np, r->n->det) != CST_NONE;
}

/* "adding to the 32 000": the verb with a reflexive pronoun says nothing. */
static bool reflexive(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *clitic =
        cl_unit(s, cst_unit_role(cl_unit(s, c->unit), r->n->clitic));
    return c->voice == r->n->refl ||
           cl_unit_class(&r->m, clitic, r->n->c.pro_refl);
}

/* "condemned the attack that": a reaction to what is known. */
static bool reacts(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t gi = cl_group_at(&r->m, s, c->verb + 1);
    const cl_group *g = gi == CST_NONE ? NULL : &r->m.groups.at[gi];
    return g && cl_verb_in(r, c, r->n->c.react_verb) &&
           (g->definite || g->demonstrative) &&
           cl_head_in(&r->m, g, r->n->c.event_noun);
}

/* "claims the death of thirty fighters", "claims thirty fighters killed", "the
 * destruction of two tanks": the number is the claimant's. */
static bool claims_deed(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t gi = s->group_begin;
         cl_verb_in(r, c, r->n->c.claim_verb) && gi < s->group_end; gi++) {
        const cl_group *g = &r->m.groups.at[gi];
        if (g->lifted || g->top <= c->verb || g->top >= c->end ||
            (g->prep && (g->prep != r->n->de || g->owner != CST_NONE))) {
            continue;
        }
        bool deed = cl_head_in(&r->m, g, r->n->c.harm_deed) ||
                    cl_head_in(&r->m, g, r->n->c.damage_noun);
        return deed ? g->of != CST_NONE &&
                          r->m.groups.at[g->of].count.present
                    : g->count.present && g->count.value > 1 &&
                          cl_people(r, gi);
    }
    return false;
}

static bool says(const cl_reader *r, const cl_clause *c)
{
    if (reacts(r, c)) {
        return false;
    }
    const int classes[] = {r->n->c.speech_verb, r->n->c.deny_verb,
                           r->n->c.accuse_verb};
    bool found = (cl_verb_in(r, c, r->n->c.incise_verb) && states(r, c)) ||
                 claims_deed(r, c);
    for (size_t i = 0; i < CST_COUNT(classes) && !found; i++) {
        found = cl_verb_in(r, c, classes[i]);
    }
    return found && (!reflexive(r, c) || cl_verb_in(r, c, r->n->c.speech_refl));
}

static bool toll(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return cl_head_in(&r->m, g, r->n->c.toll_noun) && !g->demonstrative &&
           !g->lifted && !g->prep;
}

/* "The toll of the hospital was": the subject is a toll with an author. */
static uint32_t toll_of(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t gi = c->subject;
    if (gi == CST_NONE || !toll(r, gi)) {
        gi = cl_group_at(&r->m, s, 0);
    }
    if (gi == CST_NONE || !toll(r, gi) || c->mood == CST_MOOD_PPAST ||
        c->kind == CL_INFINITIVE || c->kind == CL_RELATIVE ||
        !tells_toll(r, c)) {
        return CST_NONE;
    }
    uint32_t who = cl_author(r, gi);
    return who != CST_NONE && (who == gi || cl_speaks(r, who, CL_REPORTS))
               ? gi : CST_NONE;
}

/* "has revised the toll", "draws up a balance": a toll right behind the verb. */
static bool revises(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t gi = cl_group_at(&r->m, s, c->verb + 1);
    return gi != CST_NONE && !r->m.groups.at[gi].prep &&
           cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.toll_noun);
}

/* Who counts, gives or sees: a verb that does other things too. */
static bool reports(const cl_reader *r, const cl_clause *c)
{
    if (cl_verb_in(r, c, r->n->c.tally_refl)) {
        return c->voice == r->n->refl && tells_toll(r, c);
    }
    return (cl_verb_in(r, c, r->n->c.tally_verb) ||
            (cl_verb_in(r, c, r->n->c.toll_verb) && revises(r, c)) ||
            cl_verb_in(r, c, r->n->c.see_verb)) &&
           c->voice != r->n->passive && tells_toll(r, c);
}

static void speech_clause(cl_reader *r, uint32_t ci, size_t first)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    bool strong = says(r, c);
    uint32_t given = strong ? CST_NONE : toll_of(r, c);
    bool weak = !strong && (given != CST_NONE || reports(r, c));
    if ((!strong && !weak) || c->mood == CST_MOOD_PPAST ||
        c->kind == CL_INFINITIVE || c->voice == r->n->passive) {
        return;
    }
    uint32_t who = given != CST_NONE ? given : cl_sayer(r, ci, first);
    if (weak && given == CST_NONE && who != CST_NONE &&
        r->m.groups.at[who].count.present &&
        r->m.groups.at[who].count.value > 1) {
        return; /* "26 soldiers, which brings the losses to 84" */
    }
    if (who == CST_NONE ||
        !(cl_speaks(r, who, weak ? CL_REPORTS : CL_SAYS) ||
          (strong && states(r, c) && body_like(r, who)))) {
        return;
    }
    if (weak && cl_place_of_group(r, who) != CST_NONE &&
        !cl_head_in(&r->m, &r->m.groups.at[who], r->n->c.metonym)) {
        return;
    }
    cl_source *src = add_source(r, c->sentence, who, CL_BEFORE, c->verb);
    if (!src) {
        return;
    }
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    src->clause = ci;
    src->from = c->begin;
    src->denies = cl_verb_in(r, c, r->n->c.deny_verb) && !c->negated;
    src->unsure = c->negated && (cl_verb_in(r, c, r->n->c.deny_weak) ||
                                 cl_verb_in(r, c, r->n->c.confirm_verb));
    src->told = true;
    src->weak = weak || cl_verb_in(r, c, r->n->c.tally_verb);
    cl_find_via(r, src, r->m.groups.at[src->group].tok_begin,
                c->end < s->units.top.n ? cl_unit_at(s, c->end)->tok_begin
                                        : s->units.n_tokens);
}

/* ------------------------------------------------- who gave the toll */

/* The text or toll that stands right before a participle. */
static uint32_t toll_before(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t at = c->verb;
    while (at > 0) {
        const cst_unit *u = cl_unit_at(s, at - 1);
        if (u->label == r->n->np || u->label == r->n->pp) {
            break;
        }
        if (u->label == r->n->vg && c->mood == CST_MOOD_PPAST) {
            return CST_NONE;
        }
        at--;
    }
    uint32_t gi = at > 0 ? cl_group_at(&r->m, s, at - 1) : CST_NONE;
    for (int i = 0; i < 4 && gi != CST_NONE; i++) {
        const cl_group *g = &r->m.groups.at[gi];
        if (cl_head_in(&r->m, g, r->n->c.toll_noun) ||
            cl_head_in(&r->m, g, r->n->c.speech_noun)) {
            return gi;
        }
        if (cl_head_in(&r->m, g, r->n->c.event_noun) &&
            cl_verb_in(r, c, r->n->c.event_light)) {
            return CST_NONE; /* "the toll of the raid led by": who led it */
        }
        gi = g->owner;
    }
    return CST_NONE;
}

/* What the participle says is told is itself a harm or a happening. */
static bool told_of(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t gi = c->subject;
    if (c->mood == CST_MOOD_PPAST && c->verb > 0) {
        gi = cl_group_at(&r->m, s, c->verb - 1);
    }
    const cl_group *g = gi == CST_NONE ? NULL : &r->m.groups.at[gi];
    return g && (g->count.present || cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                 cl_head_in(&r->m, g, r->n->c.body) ||
                 cl_head_in(&r->m, g, r->n->c.event_noun));
}

/* "a toll given by the police was": the agent of the participle. */
static void given_toll(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    bool passive = c->mood == CST_MOOD_PPAST || c->voice == r->n->passive;
    if (!passive || cl_verb_in(r, c, r->n->c.via_verb)) {
        return; /* "a film that the agency verified" is not what it tells */
    }
    uint32_t toll = toll_before(r, c);
    if (toll == CST_NONE &&
        !(cl_verb_in(r, c, r->n->c.speech_verb) && told_of(r, c))) {
        return;
    }
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->lifted || g->top <= c->verb || g->top > c->verb + 4) {
            continue;
        }
        const cst_unit *by = cl_unit(s, cst_unit_role(cl_unit(s, g->unit),
                                                      r->n->p));
        if (!by || !cl_unit_class(&r->m, by, r->n->c.prep_agent) ||
            g->possessive || !cl_speaks(r, i, CL_SAYS)) {
            continue; /* "known again by their kin" tells of no speaker */
        }
        cl_source *src = add_source(r, c->sentence, i, CL_BESIDE, c->verb);
        if (src) {
            src->clause = ci;
            src->back = toll != CST_NONE &&
                        r->m.groups.at[toll].demonstrative;
        }
        return;
    }
}

/* "This is the toll that the ministry announced" speaks of what is above. */
static bool points_back(const cl_reader *r, const cl_source *src)
{
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    if (src->stands != CL_BEFORE || s->group_begin == s->group_end) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[s->group_begin];
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *first = cl_unit_at(s, 0);
    bool dem = (g->top == 0 && g->demonstrative &&
                (cl_head_in(&r->m, g, r->n->c.toll_noun) ||
                 cl_head_in(&r->m, g, r->n->c.speech_noun))) ||
               cl_unit_class(&r->m, first, r->n->c.pro_dem) ||
               (g->top == 0 && cl_unit_class(&r->m, np, r->n->c.pro_dem));
    return dem && src->clause != CST_NONE &&
           cl_behind_relative(r, &r->m.clauses.at[src->clause]) != CST_NONE;
}

/* "The army speaks of ten dead, the rebels of forty": the verb is understood. */
static void understood_verb(cl_reader *r, uint32_t si, size_t first)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = s->group_begin; i + 1 < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i], *of = g + 1;
        if (g->prep || g->lifted || g->pronoun || g->top == 0 ||
            of->prep != r->n->de || !of->count.present || of->top != g->top + 1 ||
            !(cl_is_mark(s, g->top - 1, ",") ||
              cl_unit_class(&r->m, cl_unit_at(s, g->top - 1),
                            r->n->c.conj_coord)) ||
            !cl_speaks(r, i, CL_REPORTS)) {
            continue;
        }
        bool told = false;
        for (size_t k = first; k < r->sources.n && !told; k++) {
            const cl_source *p = &r->sources.at[k];
            told = p->stands == CL_BEFORE && p->told && p->at < g->top;
        }
        cl_source *src =
            told ? add_source(r, si, i, CL_BEFORE, g->top) : NULL;
        if (src) {
            src->told = true;
            src->tok_end = r->m.groups.at[i].tok_end;
        }
    }
}

/* The nearest body left of the verb, down to a colon. */
static uint32_t giver(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (c->subject != CST_NONE && cl_speaks(r, c->subject, CL_REPORTS)) {
        return cl_renamed(r, c->subject);
    }
    for (uint32_t top = c->verb; top > 0 && !cl_is_mark(s, top - 1, ":");
         top--) {
        uint32_t gi = cl_group_at(&r->m, s, top - 1);
        if (gi != CST_NONE && !r->m.groups.at[gi].prep &&
            !r->m.groups.at[gi].pronoun && cl_speaks(r, gi, CL_REPORTS)) {
            return cl_renamed(r, gi);
        }
    }
    return CST_NONE;
}

/* "The commission gave its verdict", "has revised its figures": what stands on
 * the other side of the colon is the text. */
static void own_text(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (c->kind == CL_INFINITIVE || c->mood == CST_MOOD_PPAST) {
        return;
    }
    bool text = false;
    for (uint32_t i = s->group_begin; i < s->group_end && !text; i++) {
        const cl_group *g = &r->m.groups.at[i];
        text = !g->lifted && g->top > c->verb && g->top <= c->verb + 3 &&
               g->possessive && !g->prep &&
               (cl_head_in(&r->m, g, r->n->c.toll_noun) ||
                cl_head_in(&r->m, g, r->n->c.speech_noun));
    }
    uint32_t who = text ? giver(r, c) : CST_NONE;
    if (who == CST_NONE) {
        return;
    }
    bool colon = false;
    for (uint32_t i = 0; i < s->units.top.n && !colon; i++) {
        colon = cl_is_mark(s, i, ":");
    }
    cl_source *src = add_source(r, c->sentence, who, CL_BESIDE, c->verb);
    if (src) {
        src->clause = ci;
        src->text = !colon;
    }
}

/* "reports, quoting the ministry", "according to X, which quotes the ministry":
 * the one quoted says it. */
static void quoted_source(cl_reader *r, uint32_t ci, size_t first)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool relative = c->kind == CL_RELATIVE;
    if ((c->mood != CST_MOOD_PPRES && !relative) ||
        !cl_verb_in(r, c, r->n->c.via_verb)) {
        return;
    }
    uint32_t gi = cl_group_at(&r->m, s, c->verb + 1);
    if (gi == CST_NONE || r->m.groups.at[gi].prep ||
        !cl_speaks(r, gi, CL_REPORTS)) {
        return;
    }
    for (size_t i = r->sources.n; i > first; i--) {
        cl_source *src = &r->sources.at[i - 1];
        const cl_group *g = src->group == CST_NONE
                                ? NULL : &r->m.groups.at[src->group];
        bool before = g && g->top < c->verb && c->verb - g->top <= 4;
        bool his = relative ? src->group == c->subject
                            : src->at <= c->verb || before;
        if (his && src->tok_end) {
            cl_pass_on(r, src, gi);
            return;
        }
    }
}

static cst_status sentence_sources(cl_reader *r, uint32_t si)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    size_t first = r->sources.n;
    head_with_colon(r, si);
    attributions(r, si);
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        size_t before = r->sources.n;
        speech_clause(r, c, first);
        if (r->sources.n == before) {
            given_toll(r, c);
        }
        if (r->sources.n == before) {
            own_text(r, c);
        }
    }
    understood_verb(r, si, first);
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        quoted_source(r, c, first);
    }
    cl_scope_sources(r, si, (uint32_t)first);
    for (size_t i = first; i < r->sources.n; i++) {
        cl_settle_capacity(r, (uint32_t)i);
        cl_resolve_speaker(r, (uint32_t)i);
        cl_source *src = &r->sources.at[i];
        src->back = src->back || points_back(r, src);
    }
    return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
}

cst_status cl_read_sources(cl_reader *r)
{
    for (uint32_t si = 0; si < r->m.sentences.n; si++) {
        if (cl_sentence_at(r, si)->deep) {
            CST_TRY(sentence_sources(r, si));
        }
    }
    r->n_stated = (uint32_t)r->sources.n;
    return cl_carry_sources(r);
}
