/* claim/scope: over which words of its sentence a source speaks.
 *
 * Semicolons cut a sentence into stretches. A source beside the words covers
 * its stretch, from the source before it to the next; a verb of saying covers
 * what follows it; what leads the sentence covers it to the end. */
#include "claim/sourcing.h"

static void sort_by_place(cl_reader *r, uint32_t first)
{
    for (uint32_t i = first + 1; i < r->sources.n; i++) {
        cl_source x = r->sources.at[i];
        uint32_t k = i;
        while (k > first && r->sources.at[k - 1].at > x.at) {
            r->sources.at[k] = r->sources.at[k - 1];
            k--;
        }
        r->sources.at[k] = x;
    }
}

static uint32_t stretch_begin(const cl_sentence *s, uint32_t at)
{
    while (at > 0 && !cl_is_mark(s, at - 1, ";")) {
        at--;
    }
    return at;
}

static uint32_t stretch_end(const cl_sentence *s, uint32_t at)
{
    uint32_t n = (uint32_t)s->units.top.n;
    while (at < n && !cl_is_mark(s, at, ";")) {
        at++;
    }
    return at;
}

/* After a colon, or within a quotation that is still open, it goes on. */
static bool opens_account(const cl_sentence *s, uint32_t from, uint32_t to)
{
    bool open = false;
    for (uint32_t i = from; i < to; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (cl_is_mark(s, i, ":")) {
            return true;
        }
        for (uint32_t t = u->tok_begin; t < u->tok_end; t++) {
            uint16_t flags = s->units.tokens[t].flags;
            open = (open || (flags & CST_TOK_OPEN)) && !(flags & CST_TOK_CLOSE);
        }
    }
    return open;
}

/* What follows a semicolon takes up what was told, or is hearsay as well. */
static bool goes_on(const cl_reader *r, const cl_sentence *s, uint32_t at)
{
    const cst_unit *u = cl_unit_at(s, at + 1);
    if (!cl_is_mark(s, at, ";") || !u) {
        return false;
    }
    if (u->label == r->n->np && (cl_unit_class(&r->m, u, r->n->c.pro_subj) ||
                                 cl_unit_class(&r->m, u,
                                               r->n->c.speaker_pro))) {
        return true;
    }
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        if (cl->verb > at) {
            return cl->mood == CST_MOOD_COND && !cl->conditional_if;
        }
    }
    return false;
}

/* A relative clause ends where the verb of its antecedent follows. */
static uint32_t relative_end(const cl_reader *r, const cl_source *src,
                             uint32_t end)
{
    uint32_t c = src->clause;
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    if (c == CST_NONE || r->m.clauses.at[c].kind != CL_RELATIVE) {
        return end;
    }
    for (uint32_t k = c + 1; k < s->clause_end; k++) {
        const cl_clause *next = &r->m.clauses.at[k];
        if (next->kind == CL_MAIN && next->subject != CST_NONE &&
            r->m.groups.at[next->subject].top < r->m.clauses.at[c].begin) {
            return next->begin < end ? next->begin : end;
        }
    }
    return end;
}

static bool is_relative(const cl_reader *r, const cst_unit *u)
{
    const int relatives[] = {r->n->c.rel_subj, r->n->c.rel_obj, r->n->c.rel_de,
                             r->n->c.rel_where};
    for (size_t i = 0; u && i < CST_COUNT(relatives); i++) {
        if (cl_unit_class(&r->m, u, relatives[i])) {
            return true;
        }
    }
    return false;
}

/* "says a girl met at the camp, where": a participle that tells of who speaks. */
static bool met_there(const cl_reader *r, const cst_unit *u)
{
    const cst_feat *mood = u && u->label == r->n->vg
                               ? cst_unit_feat(u, r->n->mood) : NULL;
    return mood && (cst_sym)mood->value == r->n->ppast;
}

/* What follows who says it in a relative clause is told of him, not by him. */
static bool about_speaker(const cl_reader *r, const cl_source *src)
{
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    if (src->group == CST_NONE || !r->m.groups.at[src->group].lifted) {
        return false;
    }
    const cst_unit *u = cl_unit_at(s, src->at);
    const cst_unit *next = cl_unit_at(s, src->at + 1);
    if (cl_unit_class(&r->m, next, r->n->c.toll_noun)) {
        return false; /* "of which a first toll was" */
    }
    bool trait = u && (u->label == r->n->pp || u->label == r->n->num);
    return is_relative(r, u) || met_there(r, u) ||
           (trait && (is_relative(r, next) || met_there(r, next)));
}

static void widest(cl_reader *r, cl_source *src)
{
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    uint32_t n = (uint32_t)s->units.top.n;
    uint32_t end = stretch_end(s, src->at);
    switch ((cl_stands)src->stands) {
    case CL_BEFORE:
        src->begin = src->at;
        if (goes_on(r, s, end)) {
            end = stretch_end(s, end + 1);
        }
        src->end = relative_end(r, src,
                                opens_account(s, src->at, end) ? n : end);
        break;
    case CL_OPENING:
        src->begin = src->at;
        src->end = n;
        break;
    case CL_BESIDE:
    default:
        src->begin = src->lone ? 0 : stretch_begin(s, src->at);
        src->end = about_speaker(r, src) ? src->at : end;
        if (src->text) {
            src->begin = src->end = 0; /* the text follows elsewhere */
        }
        break;
    }
}

/* Where the words of a source that stands behind them begin, after another
 * that leads: at the last comma or colon, else at a coordinator. */
static uint32_t separator(const cl_reader *r, const cl_sentence *s,
                          uint32_t from, uint32_t to)
{
    uint32_t coord = CST_NONE;
    for (uint32_t i = to; i > from; i--) {
        if (cl_is_mark(s, i - 1, ",") || cl_is_mark(s, i - 1, ":")) {
            return i;
        }
        if (coord == CST_NONE && cl_unit_class(&r->m, cl_unit_at(s, i - 1),
                                               r->n->c.conj_coord)) {
            coord = i;
        }
    }
    return coord == CST_NONE ? to : coord;
}

static void cut(cl_reader *r, cl_source *a, cl_source *b)
{
    const cl_sentence *s = cl_sentence_at(r, a->sentence);
    if (b->begin >= a->end || a->end <= b->at) {
        return; /* another stretch */
    }
    if (b->stands == CL_BEFORE) {
        if (a->stands != CL_BEFORE || a->end > b->from) {
            a->end = b->from > a->at ? b->from : b->at;
        }
        return;
    }
    if (a->stands == CL_BEFORE) {
        uint32_t at = separator(r, s, a->at + 1, b->at);
        if (!b->told && !cl_medium(b) && at > a->at + 1 && at < b->at) {
            a->end = b->begin = at; /* "..., against 28 according to" */
        }
        return; /* else one tells within what the other told */
    }
    uint32_t own = stretch_begin(s, b->at);
    uint32_t at = a->stands != CL_OPENING ? a->at
                  : own > a->at + 1       ? own
                                    : separator(r, s, a->at + 1, b->at);
    a->end = at > a->begin ? at : a->end;
    b->begin = at;
}

/* What is counted or deplored by one is told by who says so beside it. */
static void drop_weak(cl_reader *r, uint32_t first)
{
    for (uint32_t i = first; i < r->sources.n; i++) {
        cl_source *a = &r->sources.at[i];
        for (uint32_t k = first; a->weak && k < r->sources.n; k++) {
            const cl_source *b = &r->sources.at[k];
            if (!b->weak && b->stands != CL_BEFORE && b->end > b->begin &&
                a->at >= b->begin && a->at <= b->end) {
                a->begin = a->end = 0;
                a->weak = false;
            }
        }
    }
}

/* "has learnt Radio X from the police": the medium is the way it came. */
static void learnt_from(cl_reader *r, uint32_t first)
{
    for (uint32_t i = first; i + 1 < r->sources.n; i++) {
        cl_source *a = &r->sources.at[i], *b = &r->sources.at[i + 1];
        bool pair = a->stands == CL_BESIDE && b->stands == CL_BESIDE &&
                    a->at == b->at && a->group != CST_NONE &&
                    b->group != CST_NONE && a->tok_end <= b->tok_begin;
        if (pair && a->told && !cl_medium(b) &&
            (cl_medium(a) || r->m.groups.at[a->group].proper)) {
            cl_pass_on(r, a, b->group);
            b->end = b->begin = 0;
        }
    }
}

void cl_scope_sources(cl_reader *r, uint32_t sentence, uint32_t first)
{
    (void)sentence;
    sort_by_place(r, first);
    for (uint32_t i = first; i < r->sources.n; i++) {
        r->sources.at[i].lone = r->sources.n == first + 1;
        widest(r, &r->sources.at[i]);
    }
    learnt_from(r, first);
    drop_weak(r, first);
    uint32_t last = CST_NONE;
    for (uint32_t i = first; i < r->sources.n; i++) {
        if (r->sources.at[i].end == 0) {
            continue;
        }
        if (last != CST_NONE) {
            cut(r, &r->sources.at[last], &r->sources.at[i]);
        }
        last = i;
    }
}
