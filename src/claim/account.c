/* claim/account: accounts that go on without naming their source again.
 *
 * An open quotation, a list below a colon, the conditional and "this toll,
 * given by" carry a source to another sentence; nothing else does. Gives the
 * source in force at any place. */
#include "claim/sourcing.h"

typedef struct teller {
    cl_reader *r;
    uint32_t quote;      /* who speaks in the open quotation, CST_NONE */
    uint32_t pending;    /* first sentence of it while nobody is named */
    uint32_t account;    /* whose account the last deep sentence gave */
    uint32_t list;       /* whose list goes on below a colon */
    uint32_t text;       /* who just gave a text of his own, CST_NONE */
    uint32_t last;       /* last deep sentence, CST_NONE */
} teller;

/* Sources that a sentence states: [first, end). */
static void stated(const cl_reader *r, uint32_t sentence, uint32_t *first,
                   uint32_t *end)
{
    uint32_t lo = 0, hi = r->n_stated;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (r->sources.at[mid].sentence < sentence) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    *first = lo;
    while (lo < r->n_stated && r->sources.at[lo].sentence == sentence) {
        lo++;
    }
    *end = lo;
}

static cst_status carry(cl_reader *r, uint32_t sentence, uint32_t source,
                        cst_basis basis)
{
    if (source == CST_NONE || r->carried[sentence] != CST_NONE) {
        return CST_OK;
    }
    cl_source *src = CST_PUSH(r->arena, &r->sources);
    if (!src) {
        return CST_NOMEM;
    }
    memset(src, 0, sizeof *src);
    src->sentence = sentence;
    src->group = src->who = src->clause = CST_NONE;
    src->same_as = source;
    src->told = r->sources.at[source].told;
    src->stands = r->sources.at[source].stands;
    src->basis = basis;
    src->end = (uint32_t)cl_sentence_at(r, sentence)->units.top.n;
    r->carried[sentence] = (uint32_t)r->sources.n - 1;
    return CST_OK;
}

static bool opens_quoted(const cl_sentence *s)
{
    return s->units.n_tokens > 0 && (s->units.tokens[0].flags & CST_TOK_OPEN);
}

/* The source of a sentence that goes on after it: the last that covers most. */
static uint32_t leading(const cl_reader *r, uint32_t first, uint32_t end)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = first; i < end; i++) {
        const cl_source *s = &r->sources.at[i];
        if (s->end > s->begin && (s->tok_end || s->same_as != CST_NONE)) {
            best = i;
        }
    }
    return best;
}

/* Its main verb stands in the conditional of hearsay. */
static bool hearsay(const cl_reader *r, const cl_sentence *s)
{
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        if (cl->mood == CST_MOOD_COND) {
            return !cl->conditional_if && !cl->modal;
        }
        if (cl->kind == CL_MAIN && cl->mood == CST_MOOD_IND &&
            cl->head && cl->subject != CST_NONE &&
            c + 1 < s->clause_end &&
            r->m.clauses.at[c + 1].kind == CL_RELATIVE) {
            continue; /* "it is the smoke that would have": look within */
        }
        if (cl->kind == CL_MAIN) {
            return false;
        }
    }
    return false;
}

static bool ends_with_colon(const cl_sentence *s)
{
    uint32_t n = s->units.n_tokens;
    return n > 0 && cst_str_is(s->units.tokens[n - 1].norm, ":");
}

/* Name who spoke in the sentences of a quotation that had no speaker yet. */
static cst_status settle(teller *t, uint32_t until, uint32_t source)
{
    for (uint32_t k = t->pending; k != CST_NONE && k < until; k++) {
        if (cl_sentence_at(t->r, k)->deep) {
            CST_TRY(carry(t->r, k, source, CST_BASIS_SPEAKER));
        }
    }
    t->pending = CST_NONE;
    return CST_OK;
}

static cst_status quotation(teller *t, uint32_t si, uint32_t own)
{
    const cl_sentence *s = cl_sentence_at(t->r, si);
    if (own != CST_NONE) {
        CST_TRY(settle(t, si, own));
        t->quote = own;
    } else if (t->quote != CST_NONE) {
        CST_TRY(carry(t->r, si, t->quote, CST_BASIS_SPEAKER));
    } else if (t->pending == CST_NONE) {
        t->pending = si;
    }
    if (!s->source->quoted_end) {
        t->quote = CST_NONE;
    }
    return CST_OK;
}

/* "This toll, given by": the sentences above take the source, up to another. */
static cst_status point_back(teller *t, uint32_t si, uint32_t first,
                             uint32_t end)
{
    cl_reader *r = t->r;
    for (uint32_t i = first; i < end && t->last != CST_NONE; i++) {
        if (!r->sources.at[i].back || si - t->last > 2) {
            continue;
        }
        uint32_t paragraph = cl_sentence_at(r, t->last)->paragraph;
        for (uint32_t k = t->last + 1; k > 0 && t->last + 1 - k < 4; k--) {
            const cl_sentence *s = cl_sentence_at(r, k - 1);
            uint32_t a, b;
            stated(r, k - 1, &a, &b);
            if (s->paragraph != paragraph || a < b) {
                break;
            }
            if (s->deep) {
                CST_TRY(carry(r, k - 1, i, CST_BASIS_PARAGRAPH));
            }
        }
    }
    return CST_OK;
}

/* A speaker who leads his account, or is meant by a pronoun in it, may go on
 * with another figure. */
static bool further(const cl_reader *r, uint32_t source)
{
    const cl_source *s = &r->sources.at[source];
    return !s->weak && !s->denies &&
           (s->stands == CL_BEFORE || s->same_as != CST_NONE);
}

/* The sentence opens with a number of people. */
static bool leads_with_toll(const cl_reader *r, const cl_sentence *s)
{
    uint32_t gi = cl_group_at(&r->m, s, 0);
    const cl_group *g = gi == CST_NONE ? NULL : &r->m.groups.at[gi];
    return g && !g->prep && g->count.present && g->count.value != 1 &&
           cl_people(r, gi);
}

static cst_status go_on(teller *t, uint32_t si)
{
    cl_reader *r = t->r;
    const cl_sentence *s = cl_sentence_at(r, si);
    bool near = t->last != CST_NONE &&
                cl_sentence_at(r, t->last)->paragraph == s->paragraph;
    if (opens_quoted(s)) {
        if (t->text != CST_NONE && si - t->last <= 2) {
            CST_TRY(carry(r, si, t->text, CST_BASIS_SPEAKER));
        } else if (near && t->account != CST_NONE) {
            CST_TRY(carry(r, si, t->account, CST_BASIS_SPEAKER));
        } else {
            t->pending = si;
        }
    } else if (t->list != CST_NONE && (s->block_flags & CST_BLOCK_ITEM)) {
        CST_TRY(carry(r, si, t->list, CST_BASIS_PARAGRAPH));
    } else if (near && t->account != CST_NONE &&
               r->sources.at[t->account].told &&
               (hearsay(r, s) ||
                (further(r, t->account) && leads_with_toll(r, s)))) {
        CST_TRY(carry(r, si, t->account, CST_BASIS_PARAGRAPH));
    }
    return CST_OK;
}

static cst_status next(teller *t, uint32_t si)
{
    cl_reader *r = t->r;
    const cl_sentence *s = cl_sentence_at(r, si);
    uint32_t first, end;
    stated(r, si, &first, &end);
    uint32_t own = leading(r, first, end);
    CST_TRY(point_back(t, si, first, end));
    if (!s->source->quoted_start) {
        t->quote = CST_NONE;
        if (own == CST_NONE) {
            CST_TRY(go_on(t, si));
        }
    } else {
        CST_TRY(quotation(t, si, own));
    }
    if (s->source->quoted_end && !s->source->quoted_start) {
        t->quote = own != CST_NONE ? own : r->carried[si];
        t->pending = t->quote == CST_NONE ? si : CST_NONE;
    }
    if (!(s->block_flags & CST_BLOCK_ITEM)) {
        t->list = CST_NONE;
    }
    t->account = own != CST_NONE ? own : r->carried[si];
    if (s->source->quoted_start || opens_quoted(s) || own != CST_NONE) {
        t->text = CST_NONE;
    }
    for (uint32_t i = first; i < end; i++) {
        t->text = r->sources.at[i].text ? i : t->text;
    }
    if (ends_with_colon(s)) {
        t->list = t->account;
    }
    t->last = si;
    return CST_OK;
}

cst_status cl_carry_sources(cl_reader *r)
{
    uint32_t n = (uint32_t)r->m.sentences.n;
    r->carried = CST_NEW(r->arena, uint32_t, n + 1);
    if (!r->carried) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < n; i++) {
        r->carried[i] = CST_NONE;
    }
    teller t = {.r = r, .quote = CST_NONE, .pending = CST_NONE,
                .account = CST_NONE, .list = CST_NONE, .text = CST_NONE,
                .last = CST_NONE};
    for (uint32_t si = 0; si < n; si++) {
        if (cl_sentence_at(r, si)->deep) {
            CST_TRY(next(&t, si));
        }
    }
    return CST_OK;
}

/* "denies any part in the attack, which killed nine": what a relative clause
 * behind the denial tells is not denied. */
static bool beside_denial(const cl_reader *r, const cl_source *src,
                          uint32_t sentence, uint32_t top)
{
    if (!src->denies || top < src->at) {
        return false;
    }
    uint32_t ci = cl_clause_at(r, sentence, top);
    if (ci == CST_NONE || ci == src->clause) {
        return false;
    }
    const cl_clause *c = &r->m.clauses.at[ci];
    const cst_unit *opener =
        c->begin > 0 ? cl_unit_at(cl_sentence_at(r, sentence), c->begin - 1)
                     : NULL;
    return c->begin > src->at &&
           (c->kind == CL_RELATIVE ||
            (opener && (cl_unit_class(&r->m, opener, r->n->c.rel_prep) ||
                        cl_unit_class(&r->m, opener, r->n->c.rel_where))));
}

/* "announced three days of mourning after the death of twelve soldiers": what
 * stands behind "after" is taken for known, not told. */
static bool taken_for_known(const cl_reader *r, const cl_source *src,
                            uint32_t sentence, uint32_t top)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    uint32_t gi = src->stands == CL_BEFORE && src->clause != CST_NONE &&
                          top > src->at
                      ? cl_group_at(&r->m, s, top) : CST_NONE;
    for (int i = 0; i < 6 && gi != CST_NONE; i++) {
        const cl_group *g = &r->m.groups.at[gi];
        const cst_unit *by = cl_unit(s, cst_unit_role(cl_unit(s, g->unit),
                                                      r->n->p));
        if (g->top > src->at && by &&
            cl_word_feat(r, by, r->n->trait)) {
            for (uint32_t k = src->at + 1; k < g->top; k++) {
                const cst_unit *u = cl_unit_at(s, k);
                bool opens = cl_unit_class(&r->m, u, r->n->c.conj_sub) ||
                             cl_is_mark(s, k, ":") || u->label == r->n->vg ||
                             (s->units.tokens[u->tok_begin].flags &
                              CST_TOK_OPEN);
                if (opens) {
                    return false;
                }
            }
            return true;
        }
        gi = g->owner;
    }
    return false;
}

uint32_t cl_source_at(const cl_reader *r, uint32_t sentence, uint32_t top)
{
    uint32_t best = CST_NONE, narrow = UINT32_MAX, near = UINT32_MAX;
    uint32_t first, end;
    stated(r, sentence, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        const cl_source *s = &r->sources.at[i];
        if (top < s->begin || top >= s->end ||
            beside_denial(r, s, sentence, top) ||
            taken_for_known(r, s, sentence, top)) {
            continue;
        }
        uint32_t d = s->at > top ? s->at - top : top - s->at;
        uint32_t w = s->end - s->begin;
        if (w < narrow || (w == narrow && d < near)) {
            best = i;
            narrow = w;
            near = d;
        }
    }
    return best == CST_NONE && r->carried ? r->carried[sentence] : best;
}
