/* claim/source: who says what, how surely, and over which words.
 *
 * A source is named by an attribution ("according to"), by the subject of a
 * speech verb before or after what is said, or carried on by an open quotation
 * or a pronoun. Its scope is a range of row positions of one sentence. */
#include "claim/reader.h"

static bool head_any(const cl_reader *r, uint32_t gi, const int *classes,
                     size_t n)
{
    const cl_group *g = &r->m.groups.at[gi];
    for (size_t i = 0; i < n; i++) {
        if (cl_head_in(&r->m, g, classes[i])) {
            return true;
        }
    }
    return false;
}

/* May this group speak? */
static bool speaks(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const int classes[] = {r->n->c.source_noun, r->n->c.actor,
                           r->n->c.actor_noun,  r->n->c.metonym,
                           r->n->c.source_name,      r->n->c.title,
                           r->n->c.person,      r->n->c.rank};
    return g->pronoun || g->proper || head_any(r, gi, classes, CST_COUNT(classes));
}

static cst_sym feat_on_chain(const cl_reader *r, uint32_t gi, cst_sym key)
{
    for (int depth = 0; gi != CST_NONE && depth < 4; depth++) {
        const cl_group *g = &r->m.groups.at[gi];
        cst_sym v = cl_head_feat(&r->m, g, key);
        if (v) {
            return v;
        }
        const cst_unit *name = cl_unit(&r->m.sentences.at[g->sentence],
                                       g->name_unit);
        v = name ? cst_unit_sym(r->pack, name, key) : 0;
        if (v) {
            return v;
        }
        gi = g->of;
    }
    return 0;
}

static cst_str type_of(const cl_reader *r, uint32_t gi)
{
    cst_sym own = cl_head_feat(&r->m, &r->m.groups.at[gi], r->n->ctype);
    cst_str other = CST_S("other");
    if (own && !cst_str_eq(cst_pack_str(r->pack, own), other)) {
        return cst_pack_str(r->pack, own);
    }
    uint32_t of = r->m.groups.at[gi].of;
    cst_sym v = of == CST_NONE ? 0 : feat_on_chain(r, of, r->n->ctype);
    if (!v) {
        v = feat_on_chain(r, gi, r->n->ctype);
    }
    if (!v && cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.metonym)) {
        return CST_S("government");
    }
    return v ? cst_pack_str(r->pack, v) : other;
}

/* Groups right of a source that belong to its name: complements, a name, a
 * second source joined by a coordinator. */
static uint32_t source_end(const cl_reader *r, uint32_t gi)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = &m->sentences.at[m->groups.at[gi].sentence];
    uint32_t end = cl_group_end(m, gi, false);
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (g->coord == gi && speaks(r, i)) {
            end = cl_group_end(m, i, false);
        }
    }
    return end;
}

static cl_source *add_source(cl_reader *r, uint32_t sentence, uint32_t gi)
{
    cl_source *src = CST_PUSH(r->arena, &r->sources);
    if (!src) {
        return NULL;
    }
    const cl_sentence *s = cl_sentence_at(r, sentence);
    src->sentence = sentence;
    src->group = gi;
    src->begin = 0;
    src->end = (uint32_t)s->units.top.n;
    src->same_as = CST_NONE;
    src->basis = CST_BASIS_SENTENCE;
    if (gi == CST_NONE) {
        return src;
    }
    const cl_group *g = &r->m.groups.at[gi];
    src->at = g->top;
    if (g->pronoun && !g->head) {
        src->same_as = r->last_source;
    } else {
        src->tok_begin = g->np_begin;
        src->tok_end = source_end(r, gi);
        src->type = type_of(r, gi);
    }
    return src;
}

/* Agencies through which it came. */
static void find_via(cl_reader *r, cl_source *src, const cl_clause *c)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = &m->sentences.at[c->sentence];
    cst_str *via = CST_NEW(r->arena, cst_str, 4);
    for (uint32_t i = s->group_begin; via && i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (!g->prep || g->top < c->verb || g->top >= c->end || src->n_via == 4 ||
            i == src->group || !cl_head_in(m, g, r->n->c.source_name)) {
            continue;
        }
        via[src->n_via++] = cl_span_str(
            m, cl_tokens_span(s, cl_unit(s, g->np)->tok_end - 1, g->tok_end));
    }
    src->via = via;
}

static bool punct_is(const cl_sentence *s, uint32_t top, const char *text)
{
    const cst_unit *u = cl_unit_at(s, top);
    return u && u->tok_end == u->tok_begin + 1 &&
           cst_str_is(s->units.tokens[u->tok_begin].norm, text);
}

static bool closes_quote(const cl_sentence *s, uint32_t top)
{
    const cst_unit *u = cl_unit_at(s, top);
    return u && (s->units.tokens[u->tok_begin].flags & CST_TOK_CLOSE);
}

/* The subject that follows the verb of an incise. */
static uint32_t inverted_subject(const cl_reader *r, const cl_clause *c)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = &m->sentences.at[c->sentence];
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (g->top > c->verb && g->top <= c->verb + 2 && !g->prep &&
            speaks(r, i)) {
            return i;
        }
    }
    return CST_NONE;
}

/* With an impersonal subject the source stands behind a preposition. */
static uint32_t learned_from(const cl_reader *r, const cl_clause *c)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = &m->sentences.at[c->sentence];
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (g->top > c->verb && g->prep &&
            cl_head_in(m, g, r->n->c.source_noun)) {
            return i;
        }
    }
    return CST_NONE;
}

static bool impersonal(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = &r->m.sentences.at[g->sentence];
    return cl_unit_class(&r->m, cl_unit(s, g->np), r->n->c.impersonal);
}

static cst_status speech_clause(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool denies = c->head && cst_reading_has(r->pack, c->head, r->n->c.deny_verb);
    bool says = c->head && cst_reading_has(r->pack, c->head, r->n->c.speech_verb);
    if ((!says && !denies) || c->mood == CST_MOOD_PPAST) {
        return CST_OK;
    }
    bool incise = c->verb > 0 && (punct_is(s, c->verb - 1, ",") ||
                                  closes_quote(s, c->verb - 1));
    uint32_t inverted = c->verb > 0 ? inverted_subject(r, c) : CST_NONE;
    uint32_t who = c->subject;
    if (inverted != CST_NONE && (incise || !c->own_subject)) {
        who = inverted;
        incise = true;
    } else {
        incise = false;
    }
    if (who != CST_NONE && impersonal(r, who)) {
        who = learned_from(r, c);
        incise = incise || c->begin > 0;
    }
    if (who == CST_NONE || !speaks(r, who)) {
        return CST_OK;
    }
    cl_source *src = add_source(r, c->sentence, who);
    if (!src) {
        return CST_NOMEM;
    }
    src->at = c->verb;
    src->denies = denies;
    src->begin = incise ? 0 : c->verb;
    find_via(r, src, c);
    if (src->tok_end) {
        r->last_source = (uint32_t)r->sources.n - 1;
    }
    return CST_OK;
}

static cst_status attributions(cl_reader *r, uint32_t si)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        if (!r->m.groups.at[i].attribution) {
            continue;
        }
        cl_source *src = add_source(r, si, i);
        if (!src) {
            return CST_NOMEM;
        }
        src->basis = CST_BASIS_SENTENCE;
        if (src->tok_end) {
            r->last_source = (uint32_t)r->sources.n - 1;
        }
    }
    return CST_OK;
}

/* "Ministry: two soldiers killed": a source and a colon open a headline. */
static cst_status headline_source(cl_reader *r, uint32_t si)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    if (s->zone != CST_ZONE_TITLE || s->group_begin == s->group_end) {
        return CST_OK;
    }
    const cl_group *g = &r->m.groups.at[s->group_begin];
    if (g->top != 0 || !punct_is(s, 1, ":") ||
        !(cl_head_in(&r->m, g, r->n->c.source_noun) ||
          cl_head_in(&r->m, g, r->n->c.source_name))) {
        return CST_OK;
    }
    cl_source *src = add_source(r, si, s->group_begin);
    return src ? CST_OK : CST_NOMEM;
}

cst_status cl_read_sources(cl_reader *r)
{
    r->last_source = CST_NONE;
    uint32_t paragraph = CST_NONE;
    for (uint32_t si = 0; si < r->m.sentences.n; si++) {
        const cl_sentence *s = cl_sentence_at(r, si);
        size_t before = r->sources.n;
        CST_TRY(headline_source(r, si));
        CST_TRY(attributions(r, si));
        for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
            CST_TRY(speech_clause(r, c));
        }
        if (r->sources.n == before && s->source->quoted_start &&
            r->last_source != CST_NONE && s->paragraph == paragraph) {
            cl_source *src = add_source(r, si, CST_NONE);
            if (!src) {
                return CST_NOMEM;
            }
            src->same_as = r->last_source;
            src->basis = CST_BASIS_SPEAKER;
        }
        if (s->deep) {
            paragraph = s->paragraph;
        }
    }
    return CST_OK;
}

uint32_t cl_source_at(const cl_reader *r, uint32_t sentence, uint32_t top)
{
    uint32_t best = CST_NONE, distance = UINT32_MAX;
    for (uint32_t i = 0; i < r->sources.n; i++) {
        const cl_source *s = &r->sources.at[i];
        if (s->sentence != sentence || top < s->begin || top >= s->end) {
            continue;
        }
        uint32_t d = s->at > top ? s->at - top : top - s->at;
        if (d < distance) {
            best = i;
            distance = d;
        }
    }
    return best;
}

uint32_t cl_clause_at(const cl_reader *r, uint32_t sentence, uint32_t top)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    uint32_t best = CST_NONE;
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        if (top >= r->m.clauses.at[c].begin && top < r->m.clauses.at[c].end) {
            best = c;
        }
    }
    return best;
}

static bool conditional(const cl_clause *c)
{
    return c->mood == CST_MOOD_COND && !c->conditional_if && !c->modal;
}

cst_stance cl_stance_at(const cl_reader *r, uint32_t sentence, uint32_t clause,
                        uint32_t top)
{
    uint32_t src = cl_source_at(r, sentence, top);
    if (src != CST_NONE && r->sources.at[src].denies) {
        return CST_DENIED;
    }
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t c = clause, depth = 0; c != CST_NONE && depth < 4; depth++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        if (conditional(cl) || cl->hedged) {
            return CST_HEDGED;
        }
        c = cl->kind == CL_GERUND || cl->kind == CL_PARTICIPLE ||
                    cl->kind == CL_INFINITIVE
                ? cl->parent
                : CST_NONE;
    }
    uint32_t a = 0, b = (uint32_t)s->units.top.n;
    if (clause != CST_NONE) {
        a = r->m.clauses.at[clause].begin;
        b = r->m.clauses.at[clause].end;
    }
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if ((u->label == r->n->tok || u->label == r->n->mwe) &&
            cl_unit_class(&r->m, u, r->n->c.hedge)) {
            return CST_HEDGED;
        }
    }
    return CST_ASSERTED;
}

bool cl_factual(const cl_reader *r, uint32_t clause)
{
    for (uint32_t depth = 0; clause != CST_NONE && depth < 4; depth++) {
        const cl_clause *c = &r->m.clauses.at[clause];
        if (c->purpose || c->conditional_if || c->modal ||
            c->tense == CST_TENSE_FUT || c->mood == CST_MOOD_IMP) {
            return false;
        }
        if (depth && c->head &&
            cst_reading_has(r->pack, c->head, r->n->c.no_event)) {
            return false;
        }
        clause = c->kind == CL_MAIN || c->kind == CL_RELATIVE ? CST_NONE
                                                              : c->parent;
    }
    return true;
}
