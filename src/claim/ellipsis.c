/* claim/ellipsis: harms that are told with a word left out: "the injured are
 * about ten", "one at A, another at B", "of the twelve injured, three", "among
 * the dead, two women". */
#include "claim/harm.h"

static bool out_of_memory(const cl_reader *r, const cl_harm *h)
{
    return !h && cst_arena_failed(r->arena);
}

static bool harm_noun(const cl_reader *r, const cl_group *g)
{
    return cl_head_in(&r->m, g, r->n->c.harm_noun) &&
           cl_head_feat(&r->m, g, r->n->kind) != 0;
}

/* ------------------------------------------------ the count as predicate */

/* "the injured", known and not counted yet. */
static bool known_harmed(const cl_reader *r, const cl_group *g)
{
    return harm_noun(r, g) && g->plural && !g->count.present && !g->prep &&
           (g->definite || g->possessive || g->demonstrative);
}

/* Those of whom a clause tells: its subject, or whom its pronoun means, the
 * subject of the clause before. */
static uint32_t told_of(const cl_reader *r, uint32_t ci)
{
    uint32_t gi = r->m.clauses.at[ci].subject;
    if (gi == CST_NONE || known_harmed(r, &r->m.groups.at[gi])) {
        return gi;
    }
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    if (!g->pronoun || g->count.present || ci == 0 ||
        !cl_unit_class(&r->m, np, r->n->c.pro_subj)) {
        return CST_NONE;
    }
    const cl_clause *p = &r->m.clauses.at[ci - 1];
    uint32_t of = p->subject;
    return of != CST_NONE && g->sentence - p->sentence <= 1 &&
                   known_harmed(r, &r->m.groups.at[of])
               ? of : CST_NONE;
}

/* The bare number behind a verb of being: "are about ten", "are ten in number".
 */
static uint32_t number_said(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->top <= c->verb || g->top > c->verb + 2 || g->lifted) {
            continue;
        }
        const cl_group *of = g->of == CST_NONE ? g : &r->m.groups.at[g->of];
        bool in_number = g->prep && of != g &&
                         cl_head_in(&r->m, g, r->n->c.toll_noun);
        if (of->pronoun && of->count.present && of->count.value > 1 &&
            !of->other && !of->partitive && (in_number || (of == g && !g->prep))) {
            return in_number ? g->of : i;
        }
    }
    return CST_NONE;
}

static cst_status count_predicate(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (!cl_verb_in(r, c, r->n->c.being) || c->negated || !cl_factual(r, ci)) {
        return CST_OK;
    }
    uint32_t whom = told_of(r, ci), number = number_said(r, c);
    if (whom == CST_NONE || number == CST_NONE || r->used[number] ||
        !known_harmed(r, &r->m.groups.at[whom])) {
        return CST_OK;
    }
    cst_sym kind = cl_head_feat(&r->m, &r->m.groups.at[whom], r->n->kind);
    cl_harm *h = cl_new_harm(r, kind, number, "predicate");
    if (!h) {
        return out_of_memory(r, h) ? CST_NOMEM : CST_OK;
    }
    h->status = cl_status(r, whom);
    h->clause = ci;
    h->stance = cl_stance_at(r, h->sentence, ci, h->top);
    if (r->m.groups.at[whom].sentence == h->sentence) {
        cl_widen(h, r->m.groups.at[whom].np_begin, h->tok_end);
    }
    r->used[number] = r->used[whom] = 1;
    return CST_OK;
}

/* -------------------------------------------------- the verb left out */

static bool is_argument(const cl_reader *r, uint32_t gi)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        if (r->m.clauses.at[c].subject == gi) {
            return true;
        }
    }
    return false;
}

/* The last harm of the sentence before a group, with no verb between. */
static uint32_t harm_of_verb_before(const cl_reader *r, const cl_group *g)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = (uint32_t)r->harms.n; i > 0; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (h->sentence != g->sentence) {
            break;
        }
        if (h->top < g->top && h->clause != CST_NONE && !cl_zero_count(h) &&
            r->m.clauses.at[h->clause].verb < g->top &&
            (best == CST_NONE || h->top > r->harms.at[best].top)) {
            best = i - 1;
        }
    }
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    return best != CST_NONE && r->harms.at[best].clause == clause ? best
                                                                  : CST_NONE;
}

/* "A child was killed at A, another at B", "two died there and a third here". */
static cst_status verb_left_out(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *next = cl_unit_at(s, g->top + 1);
    bool joined = g->top > 1 &&
                  (cl_row_text(&r->m, s, g->top - 1, ",") ||
                   cl_row_class(&r->m, s, g->top - 1, r->n->c.conj_coord));
    bool another = g->pronoun && !g->prep && !g->lifted && !g->partitive &&
                   ((g->other && g->count.present) ||
                    (cl_ordinal(r, g) && !g->definite));
    if (!joined || !another || r->used[gi] || is_argument(r, gi) || !next ||
        next->label != r->n->pp) {
        return CST_OK;
    }
    uint32_t of = harm_of_verb_before(r, g);
    if (of == CST_NONE) {
        return CST_OK;
    }
    cst_sym kind = r->harms.at[of].kind, status = r->harms.at[of].status;
    cl_harm *h = cl_new_harm(r, kind, gi, "ellipsis");
    if (!h) {
        return out_of_memory(r, h) ? CST_NOMEM : CST_OK;
    }
    h->status = h->status == r->n->unknown ? status : h->status;
    h->clause = r->harms.at[of].clause;
    h->stance = r->harms.at[of].stance;
    cl_widen(h, next->tok_begin, next->tok_end);
    r->used[gi] = 1;
    return CST_OK;
}

/* --------------------------------------------------- wholes and parts */

static uint32_t harm_at(const cl_reader *r, uint32_t gi, size_t first)
{
    for (size_t i = first; i < r->harms.n; i++) {
        if (r->harms.at[i].group == gi) {
            return (uint32_t)i;
        }
    }
    return CST_NONE;
}

/* "Of the twelve injured, three are ...": the whole is counted too. */
static cst_status whole_of_some(cl_reader *r, uint32_t gi, size_t first)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->top != 0 || !g->prep || !g->count.present || g->count.value < 2 ||
        !harm_noun(r, g) || r->used[gi] || gi + 1 >= s->group_end ||
        !cl_row_text(&r->m, s, 1, ",")) {
        return CST_OK;
    }
    const cl_group *some = g + 1;
    if (some->top != 2 || !some->pronoun || !some->count.present ||
        some->count.value >= g->count.value) {
        return CST_OK;
    }
    cst_sym kind = cl_head_feat(&r->m, g, r->n->kind);
    cl_harm *h = cl_new_harm(r, kind, gi, "whole");
    if (!h) {
        return out_of_memory(r, h) ? CST_NOMEM : CST_OK;
    }
    uint32_t whole = (uint32_t)(r->harms.n - 1);
    r->used[gi] = 1;
    uint32_t part = harm_at(r, gi + 1, first);
    if (part != CST_NONE) {
        r->harms.at[part].part_of = whole;
        r->harms.at[part].some = true;
    }
    return CST_OK;
}

static bool among(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return p && cl_unit_class(&r->m, p, r->n->c.prep_part);
}

static bool has_verb(const cl_sentence *s)
{
    return s->clause_begin < s->clause_end;
}

/* "Among the dead, two women.": without a verb. */
static cst_status verbless_among(cl_reader *r, const cl_sentence *s)
{
    if (has_verb(s) || s->group_begin == s->group_end) {
        return CST_OK;
    }
    const cl_group *g = &r->m.groups.at[s->group_begin];
    if (g->top != 0 || !among(r, g) || !harm_noun(r, g) || g->count.present) {
        return CST_OK;
    }
    cst_sym kind = cl_head_feat(&r->m, g, r->n->kind);
    uint32_t whole = CST_NONE;
    for (size_t i = r->harms.n; i > 0 && whole == CST_NONE; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (g->sentence - h->sentence > 2) {
            break;
        }
        whole = h->kind == kind && h->part_of == CST_NONE &&
                        h->count.value != 1 && !cl_told_of_old(r, h)
                    ? (uint32_t)i - 1 : CST_NONE;
    }
    for (uint32_t i = s->group_begin + 1; i < s->group_end; i++) {
        const cl_group *p = &r->m.groups.at[i];
        if (r->used[i] || p->prep || p->lifted || p->pronoun ||
            p->owner != CST_NONE || p->apposed != CST_NONE ||
            !cl_people(r, i) || !(p->count.present || p->indefinite)) {
            continue;
        }
        cl_harm *h = cl_new_harm(r, kind, i, "among");
        if (!h) {
            return out_of_memory(r, h) ? CST_NOMEM : CST_OK;
        }
        h->part_of = whole;
        h->some = true;
        r->used[i] = 1;
    }
    return CST_OK;
}

/* "Two nurses are among them": a part of the last whole. */
static cst_status being_among(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (!cl_verb_in(r, c, r->n->c.being) || c->negated ||
        c->subject == CST_NONE || r->used[c->subject] ||
        !r->m.groups.at[c->subject].count.present ||
        !cl_people(r, c->subject)) {
        return CST_OK;
    }
    bool them = cl_row_class(&r->m, s, c->verb + 1, r->n->c.part_cue);
    uint32_t whole = CST_NONE;
    for (size_t i = r->harms.n; them && i > 0 && whole == CST_NONE; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (c->sentence - h->sentence > 1) {
            break;
        }
        whole = h->part_of == CST_NONE &&
                        h->count.value > r->m.groups.at[c->subject].count.value
                    ? (uint32_t)i - 1 : CST_NONE;
    }
    if (whole == CST_NONE) {
        return CST_OK;
    }
    cl_harm *h = cl_new_harm(r, r->harms.at[whole].kind, c->subject, "among");
    if (!h) {
        return out_of_memory(r, h) ? CST_NOMEM : CST_OK;
    }
    h->part_of = whole;
    h->some = true;
    r->used[c->subject] = 1;
    return CST_OK;
}

/* ------------------------------------------------------------- tolls */

/* "rose from 12 to 15 dead": the number that has grown. */
static cst_status first_of_rise(cl_reader *r, uint32_t gi, size_t first)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->prep != r->n->de || !g->pronoun || !g->count.present ||
        r->used[gi] || g->owner != CST_NONE || gi + 1 >= s->group_end ||
        g[1].top != g->top + 1 || !g[1].prep || !g[1].count.present) {
        return CST_OK;
    }
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    uint32_t now = harm_at(r, gi + 1, first);
    if (now == CST_NONE || clause == CST_NONE ||
        !cl_verb_in(r, &r->m.clauses.at[clause], r->n->c.toll_verb)) {
        return CST_OK;
    }
    cst_sym kind = r->harms.at[now].kind, status = r->harms.at[now].status;
    cl_harm *h = cl_new_harm(r, kind, gi, "number");
    if (!h) {
        return out_of_memory(r, h) ? CST_NOMEM : CST_OK;
    }
    h->status = status;
    r->used[gi] = 1;
    return CST_OK;
}

cst_status cl_left_out(cl_reader *r, uint32_t sentence, size_t first)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        CST_TRY(count_predicate(r, c));
        CST_TRY(being_among(r, c));
    }
    CST_TRY(verbless_among(r, s));
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        CST_TRY(verb_left_out(r, i));
        CST_TRY(whole_of_some(r, i, first));
        CST_TRY(first_of_rise(r, i, first));
    }
    return CST_OK;
}
