/* claim/blame: words that accuse, ascribe a happening, or take it upon oneself.
 *
 * They name a doer for the happening that they hold, else for the one that is
 * spoken of: that of their sentence, else the last one of the paragraph. Who is
 * accused did it by the word of the accuser alone: implied, not stated. */
#include "claim/linker.h"
#include "claim/mention.h"

static uint32_t accused(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cl_frame f = cl_frame_named("blame");
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name != f.template_ || t->voice != c->voice) {
            continue;
        }
        uint32_t g = cl_slot(&r->m, r->frames, ci, t->slot);
        if (g != CST_NONE && cl_is_actor(r, g) &&
            !r->m.groups.at[g].pronoun) {
            return g;
        }
    }
    return CST_NONE;
}

static uint32_t spoken_of(const cl_linker *l, uint32_t sentence)
{
    const cl_reader *r = l->r;
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    for (uint32_t k = l->start[sentence + 1]; k > 0; k--) {
        const cl_event *e = &r->events.at[l->order[k - 1]];
        if (cl_sentence_at(r, e->sentence)->paragraph != paragraph) {
            break;
        }
        if (e->cluster != CST_NONE && !r->clusters.at[e->cluster].denied) {
            return e->cluster;
        }
    }
    return r->clusters.n && !r->clusters.at[0].denied ? 0 : CST_NONE;
}

/* The happening that a group of the sentence tells; CST_NONE. */
static uint32_t happening_of(const cl_linker *l, uint32_t sentence, uint32_t gi)
{
    for (uint32_t k = l->start[sentence];
         gi != CST_NONE && k < l->start[sentence + 1]; k++) {
        const cl_event *e = &l->r->events.at[l->order[k]];
        if (e->group == gi) {
            return e->cluster;
        }
    }
    return CST_NONE;
}

/* The first happening told behind a group, right behind it or behind a time:
 * "the author in 2015 of an attack". */
static uint32_t happening_behind(const cl_linker *l, const cl_group *g)
{
    const cl_reader *r = l->r;
    for (uint32_t k = l->start[g->sentence]; k < l->start[g->sentence + 1];
         k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        if (e->group != CST_NONE && e->top > g->top && e->top < g->top + 3 &&
            r->m.groups.at[e->group].prep == r->n->de) {
            return e->cluster;
        }
    }
    return CST_NONE;
}

static void say_by(cl_linker *l, uint32_t cluster, uint32_t who,
                   uint32_t source, cl_certainty how)
{
    cl_reader *r = l->r;
    if (cluster != CST_NONE && who != CST_NONE &&
        !r->clusters.at[cluster].denied && !r->m.groups.at[who].pronoun) {
        cl_add_doer(r, &r->clusters.at[cluster], (cl_doer){who, source, how});
    }
}

static void say(cl_linker *l, uint32_t cluster, uint32_t who, uint32_t sentence,
                uint32_t top, cl_certainty how)
{
    say_by(l, cluster, who, cl_source_at(l->r, sentence, top), how);
}

/* ------------------------------------------------------- verbs that accuse */

/* Who accuses: the source in force, else the subject by his verb alone. */
static uint32_t accuser(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t by = cl_source_at(r, c->sentence, c->verb);
    if (by != CST_NONE || c->subject == CST_NONE || c->voice != r->n->active ||
        r->m.groups.at[c->subject].pronoun ||
        r->m.groups.at[c->subject].sentence != c->sentence) {
        return by;
    }
    cl_source *s = CST_PUSH(r->arena, &r->sources);
    if (!s) {
        return CST_NONE;
    }
    const cl_group *g = &r->m.groups.at[c->subject];
    cst_sym type = cl_chain_feat(r, c->subject, r->n->ctype);
    cst_sym side = cl_chain_feat(r, c->subject, r->n->side);
    memset(s, 0, sizeof *s);
    s->sentence = c->sentence;
    s->group = s->who = c->subject;
    s->at = c->verb;
    s->tok_begin = g->np_begin;
    s->tok_end = cl_group_end(&r->m, c->subject, false);
    s->same_as = s->from = s->clause = CST_NONE;
    s->type = type ? cst_pack_str(r->pack, type) : CST_S("other");
    s->side = side ? cst_pack_str(r->pack, side) : (cst_str){NULL, 0};
    s->basis = CST_BASIS_CLAUSE;
    return (uint32_t)r->sources.n - 1;
}

/* Words of the verb group stand for the happening: "claimed it". */
static bool has_clitic(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    return cst_unit_role(cl_unit(s, c->unit), r->n->clitic) != CST_NONE;
}

/* A happening that the clause tells. */
static uint32_t told_in(const cl_linker *l, uint32_t ci)
{
    uint32_t si = l->r->m.clauses.at[ci].sentence;
    for (uint32_t k = l->start[si]; k < l->start[si + 1]; k++) {
        const cl_event *e = &l->r->events.at[l->order[k]];
        if (e->clause == ci && e->cluster != CST_NONE) {
            return e->cluster;
        }
    }
    return CST_NONE;
}

/* "Of having planned the operation": whatever was told before. */
static bool names_deed(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->top > c->verb && g->top < c->end &&
            (g->definite || g->demonstrative) &&
            (cl_head_in(&r->m, g, r->n->c.event_noun) ||
             cl_head_in(&r->m, g, r->n->c.event_generic))) {
            return true;
        }
    }
    return false;
}

/* "Of having fired the missile." */
static bool violent_verb(const cl_reader *r, const cl_clause *c)
{
    const int does[] = {r->n->c.harm_verb, r->n->c.damage_verb,
                        r->n->c.event_verb, r->n->c.wield_verb};
    for (size_t i = 0; i < CST_COUNT(does); i++) {
        if (cst_reading_has(r->pack, c->head, does[i])) {
            return true;
        }
    }
    return false;
}

/* What somebody is accused of: what the infinitive tells; what was told before,
 * if it says no more than that they are behind it. Who is accused of torturing
 * people did not make the raid told before. */
static uint32_t accused_of(const cl_linker *l, uint32_t ci)
{
    const cl_reader *r = l->r;
    uint32_t si = r->m.clauses.at[ci].sentence;
    uint32_t end = cl_sentence_at(r, si)->clause_end;
    for (uint32_t i = ci + 1; i < end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->kind != CL_INFINITIVE || c->parent != ci || !c->head) {
            continue;
        }
        uint32_t told = told_in(l, i);
        bool behind = cst_reading_has(r->pack, c->head, r->n->c.being) ||
                      cst_reading_has(r->pack, c->head, r->n->c.event_light) ||
                      has_clitic(r, c) || names_deed(r, c) ||
                      violent_verb(r, c);
        uint32_t of = spoken_of(l, si);
        cst_sym type = cst_reading_feat(r->pack, c->head, r->n->type);
        behind = behind && of != CST_NONE &&
                 (!type || cl_types_agree(r, type, r->clusters.at[of].type));
        return told != CST_NONE ? told : behind ? of : CST_NONE;
    }
    return spoken_of(l, si);
}

static void accuse(cl_linker *l, uint32_t ci)
{
    uint32_t who = accused(l->r, ci);
    uint32_t of = who == CST_NONE ? CST_NONE : accused_of(l, ci);
    if (of != CST_NONE) {
        say_by(l, of, who, accuser(l->r, ci), CL_IMPLIED);
    }
}

/* "Holds X responsible": within the object's words, or behind it. */
static bool deemed(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (!cst_reading_has(r->pack, c->head, r->n->c.deem_verb)) {
        return false;
    }
    uint32_t gi = cl_slot(&r->m, r->frames, ci, r->frames->object);
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *np =
        gi == CST_NONE ? NULL : cl_unit(s, r->m.groups.at[gi].np);
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        if (cl_unit_class(&r->m, cl_unit(s, np->children[i]),
                          r->n->c.author_noun)) {
            return true;
        }
    }
    return cl_clause_has(r, c->sentence, ci, r->n->c.author_noun);
}

/* ------------------------------------------ verbs that take it upon oneself */

/* The happening that is claimed, where the verb's object does not tell it: the
 * responsibility for it, or a word that stands for it. */
static uint32_t claimed(const cl_linker *l, uint32_t ci)
{
    const cl_reader *r = l->r;
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t what = c->voice == r->n->passive
                        ? c->subject
                        : cl_slot(&r->m, r->frames, ci, r->frames->object);
    uint32_t of = cl_slot(&r->m, r->frames, ci, r->n->de);
    uint32_t told = happening_of(l, c->sentence, of);
    if (happening_of(l, c->sentence, what) != CST_NONE) {
        return CST_NONE; /* read with the mention */
    }
    if (told != CST_NONE) {
        return told;
    }
    bool stands = what == CST_NONE
                      ? has_clitic(r, c)
                      : r->m.groups.at[what].pronoun || has_clitic(r, c) ||
                            cl_head_in(&r->m, &r->m.groups.at[what],
                                       r->n->c.charge);
    return stands ? spoken_of(l, c->sentence) : CST_NONE;
}

static void take_upon(cl_linker *l, uint32_t ci)
{
    const cl_reader *r = l->r;
    const cl_clause *c = &r->m.clauses.at[ci];
    cl_frame f = cl_frame_named("light");
    uint32_t who = cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT);
    if (who != CST_NONE &&
        (cl_is_actor(r, who) || r->m.groups.at[who].proper)) {
        say(l, claimed(l, ci), who, c->sentence, c->verb, CL_CLAIMED);
    }
}

/* ------------------------------------------------------ nouns that ascribe */

/* "X, author of an attack", "X is the author of": the party before it. */
static uint32_t party_before(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    if (c && c->head && cst_reading_has(r->pack, c->head, r->n->c.being) &&
        !c->negated && g->top > c->verb && c->subject != gi) {
        return c->subject;
    }
    bool comma = g->top > 0 && cl_row_text(&r->m, s, g->top - 1, ",");
    for (uint32_t i = gi; comma && i > s->group_begin; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->owner == CST_NONE && p->apposed == CST_NONE) {
            return p->top + 4 > g->top ? i - 1 : CST_NONE;
        }
    }
    return CST_NONE;
}

/* "The strike is the work of X": what happened is the subject. */
static void deed_of(cl_linker *l, uint32_t gi)
{
    const cl_reader *r = l->r;
    const cl_group *g = &r->m.groups.at[gi];
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    if (c && c->head && cst_reading_has(r->pack, c->head, r->n->c.being) &&
        !c->negated && g->top > c->verb && g->of != CST_NONE &&
        cl_is_actor(r, g->of)) {
        uint32_t of = happening_of(l, c->sentence, c->subject);
        of = of == CST_NONE && c->subject != CST_NONE &&
                     r->m.groups.at[c->subject].pronoun
                 ? spoken_of(l, c->sentence) : of;
        say(l, of, g->of, g->sentence, g->top, CL_IMPLIED);
    }
}

/* "The attack bears the mark of X". */
static void bears_mark(cl_linker *l, uint32_t ci)
{
    const cl_reader *r = l->r;
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t who = cl_slot(&r->m, r->frames, ci, r->n->de);
    uint32_t of = happening_of(l, c->sentence, c->subject);
    if (of == CST_NONE && c->subject != CST_NONE &&
        (r->m.groups.at[c->subject].pronoun ||
         cl_head_in(&r->m, &r->m.groups.at[c->subject], r->n->c.event_noun))) {
        of = spoken_of(l, c->sentence);
    }
    if (who != CST_NONE && cl_is_actor(r, who)) {
        say(l, of, who, c->sentence, c->verb, CL_IMPLIED);
    }
}

/* "Says to be the author of it": who says so took it upon himself. */
static bool own_word(const cl_reader *r, const cl_group *g, uint32_t *who)
{
    const cl_clause *c = &r->m.clauses.at[g->clause];
    uint32_t over = cl_governing_verb(r, g->clause);
    const cl_clause *o = over == CST_NONE ? NULL : &r->m.clauses.at[over];
    if (!o || c->kind != CL_INFINITIVE || o->negated ||
        !cl_verb_in(r, o, r->n->c.speech_verb) ||
        cl_verb_in(r, o, r->n->c.deny_verb)) {
        return false;
    }
    *who = o->subject;
    return true;
}

/* "The author of the attack": told before. */
static bool names_happening(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = gi == CST_NONE ? NULL : &r->m.groups.at[gi];
    return g && (g->definite || g->demonstrative) &&
           (cl_head_in(&r->m, g, r->n->c.event_noun) ||
            cl_head_in(&r->m, g, r->n->c.event_generic));
}

static void author(cl_linker *l, uint32_t gi)
{
    const cl_reader *r = l->r;
    const cl_group *g = &r->m.groups.at[gi];
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    bool is = c && c->head &&
              cst_reading_has(r->pack, c->head, r->n->c.being);
    bool of_it = is && (has_clitic(r, c) ||
                        (c->kind == CL_INFINITIVE && g->definite &&
                         g->of == CST_NONE));
    if (is && c->negated) {
        return;
    }
    uint32_t of = of_it ? CST_NONE : happening_behind(l, g);
    if (of_it || (of == CST_NONE && names_happening(r, g->of))) {
        of = spoken_of(l, g->sentence);
    }
    uint32_t who = of == CST_NONE ? CST_NONE : party_before(r, gi);
    bool taken = of != CST_NONE && c && own_word(r, g, &who);
    if (who == CST_NONE || !(cl_is_actor(r, who) || r->m.groups.at[who].proper)) {
        return;
    }
    if (taken) {
        say(l, of, who, g->sentence, g->top, CL_CLAIMED);
        return;
    }
    cst_stance how = cl_stance_at(r, g->sentence, g->clause, g->top);
    say(l, of, who, g->sentence, g->top,
        how == CST_ASSERTED ? CL_STATED : CL_IMPLIED);
}

void cl_blame(cl_linker *l)
{
    const cl_reader *r = l->r;
    for (uint32_t ci = 0; ci < r->m.clauses.n; ci++) {
        const cl_clause *c = &r->m.clauses.at[ci];
        if (!c->head || c->negated) {
            continue;
        }
        if (deemed(r, ci) ||
            cst_reading_has(r->pack, c->head, r->n->c.accuse_verb)) {
            accuse(l, ci);
        } else if (cst_reading_has(r->pack, c->head, r->n->c.bear_verb)) {
            bears_mark(l, ci);
        } else if (cst_reading_has(r->pack, c->head, r->n->c.claim_verb)) {
            take_upon(l, ci);
        }
    }
    for (uint32_t gi = 0; gi < r->m.groups.n; gi++) {
        const cl_group *g = &r->m.groups.at[gi];
        if (cl_head_in(&r->m, g, r->n->c.author_noun)) {
            author(l, gi);
        } else if (cl_head_in(&r->m, g, r->n->c.deed_noun)) {
            deed_of(l, gi);
        }
    }
}
