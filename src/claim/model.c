/* claim/model: noun groups out of the row of units; see model.h. */
#include "claim/model.h"

const cst_unit *cl_unit(const cl_sentence *s, uint32_t unit)
{
    return unit < s->units.units.n ? &s->units.units.at[unit] : NULL;
}

const cst_unit *cl_unit_at(const cl_sentence *s, uint32_t top)
{
    return top < s->units.top.n ? cl_unit(s, s->units.top.at[top]) : NULL;
}

bool cl_unit_class(const cl_model *m, const cst_unit *u, int class_)
{
    return u && class_ >= 0 && cst_unit_in(m->pack, u, class_) != NULL;
}

bool cl_is_token(const cl_model *m, const cst_unit *u)
{
    return u->label == m->names->tok || u->label == m->names->mwe;
}

bool cl_row_class(const cl_model *m, const cl_sentence *s, uint32_t top,
                  int class_)
{
    const cst_unit *u = cl_unit_at(s, top);
    return u && cl_is_token(m, u) && cl_unit_class(m, u, class_);
}

bool cl_row_text(const cl_model *m, const cl_sentence *s, uint32_t top,
                 const char *text)
{
    const cst_unit *u = cl_unit_at(s, top);
    return u && cl_is_token(m, u) && u->tok_end == u->tok_begin + 1 &&
           cst_str_is(s->units.tokens[u->tok_begin].norm, text);
}

bool cl_head_in(const cl_model *m, const cl_group *g, int class_)
{
    return g->head && class_ >= 0 && cst_reading_has(m->pack, g->head, class_);
}

cst_sym cl_head_feat(const cl_model *m, const cl_group *g, cst_sym key)
{
    return g->head && key ? cst_reading_feat(m->pack, g->head, key) : 0;
}

cst_tspan cl_tokens_span(const cl_sentence *s, uint32_t a, uint32_t b)
{
    cst_tspan span = {0, 0};
    if (b > s->units.n_tokens) {
        b = s->units.n_tokens;
    }
    if (a < b) {
        span.begin = s->units.tokens[a].span.begin;
        span.end = s->units.tokens[b - 1].span.end;
    }
    return span;
}

cst_str cl_span_str(const cl_model *m, cst_tspan span)
{
    return cst_str_sub(m->text, span.begin, span.end - span.begin);
}

/* As cl_unit_at, of a position that is known to stand in the row. */
static const cst_unit *row_unit(const cl_sentence *s, uint32_t top)
{
    return &s->units.units.at[s->units.top.at[top]];
}

uint32_t cl_group_at(const cl_model *m, const cl_sentence *s, uint32_t top)
{
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        if (m->groups.at[i].top == top) {
            return i;
        }
    }
    return CST_NONE;
}

static bool qualifier_of(const cl_names *n, cst_sym sym, cst_qualifier *out)
{
    const struct {
        cst_sym sym;
        cst_qualifier q;
    } map[] = {{n->exact, CST_EXACT},         {n->about, CST_ABOUT},
               {n->at_least, CST_AT_LEAST},   {n->more_than, CST_MORE_THAN},
               {n->at_most, CST_AT_MOST},     {n->less_than, CST_LESS_THAN},
               {n->between, CST_BETWEEN},     {n->vague, CST_VAGUE}};
    for (size_t i = 0; i < CST_COUNT(map); i++) {
        if (sym && map[i].sym == sym) {
            *out = map[i].q;
            return true;
        }
    }
    return false;
}

/* The stated quantity of a num unit. */
static cl_count read_count(const cl_model *m, const cl_sentence *s,
                           uint32_t unit)
{
    cl_count c = {.qualifier = CST_EXACT, .value = -1, .value2 = -1};
    const cst_unit *u = cl_unit(s, unit);
    if (!u || u->label != m->names->num) {
        return c;
    }
    const cst_feat *kind = cst_unit_feat(u, m->names->kind);
    if (kind && (cst_sym)kind->value != m->names->card) {
        return c;
    }
    if (!cst_unit_int(u, m->names->value, &c.value)) {
        c.value = -1;
        return c;
    }
    (void)cst_unit_int(u, m->names->value2, &c.value2);
    const cst_feat *q = cst_unit_feat(u, m->names->qual);
    if (q) {
        (void)qualifier_of(m->names, (cst_sym)q->value, &c.qualifier);
    }
    c.unit = unit;
    c.present = true;
    return c;
}

static void read_determiner(const cl_model *m, const cl_sentence *s,
                            const cst_unit *np, cl_group *g)
{
    const cst_unit *d = cl_unit(s, cst_unit_role(np, m->names->det));
    if (!d) {
        return;
    }
    g->definite = cl_unit_class(m, d, m->names->c.det_def);
    g->indefinite = cl_unit_class(m, d, m->names->c.det_indef);
    g->demonstrative = cl_unit_class(m, d, m->names->c.det_dem);
    g->possessive = cl_unit_class(m, d, m->names->c.det_poss);
    if (!d->n_readings) {
        return;
    }
    uint8_t number = d->readings[0].number;
    if (number == CST_NUMBER_SG) {
        g->plural = false; /* of a noun that has one form for both */
    } else if (!g->definite && !g->demonstrative && !g->possessive) {
        g->plural = g->plural || number == CST_NUMBER_PL;
    }
}

static void read_head(const cl_model *m, const cst_unit *np, cl_group *g)
{
    const cst_reading *best = NULL;
    for (uint32_t i = 0; i < np->n_readings; i++) {
        const cst_reading *r = &np->readings[i];
        if (r->pos != CST_POS_N && r->pos != CST_POS_X) {
            continue;
        }
        /* A reading that the lexicon knows says more than a bare one. */
        if (!best || (!best->entry && r->entry)) {
            best = r;
        }
    }
    if (!best && np->n_readings && !g->pronoun) {
        best = &np->readings[0];
    }
    g->head = best;
    for (uint32_t i = 0; i < np->n_readings; i++) {
        if (np->readings[i].number == CST_NUMBER_PL &&
            (!best || best->lemma == np->readings[i].lemma)) {
            g->plural = true;
        }
    }
    (void)m;
}

static bool has_yes(const cst_unit *u, cst_sym key)
{
    return key && cst_unit_feat(u, key) != NULL;
}

static void fill_group(const cl_model *m, const cl_sentence *s, cl_group *g)
{
    const cl_names *n = m->names;
    const cst_unit *np = cl_unit(s, g->np);
    g->pronoun = has_yes(np, n->pro);
    g->proper = has_yes(np, n->proper);
    g->partitive = has_yes(np, n->partitive);
    g->other = cst_unit_role(np, n->other) != CST_NONE;
    g->name_unit = cst_unit_role(np, n->name);
    g->np_begin = np->tok_begin;
    read_head(m, np, g);
    read_determiner(m, s, np, g);
    uint32_t qty = cst_unit_role(np, n->qty);
    if (qty != CST_NONE) {
        g->count = read_count(m, s, qty);
        g->plural = g->plural || g->count.value > 1;
    }
}

/* A complement with "of" belongs to the group right before it. */
static void attach(cl_model *m, cl_sentence *s, uint32_t gi)
{
    cl_group *g = &m->groups.at[gi];
    if (gi == s->group_begin || !g->prep || g->prep != m->names->de) {
        return;
    }
    cl_group *before = &m->groups.at[gi - 1];
    if (before->tok_end != g->tok_begin) {
        return;
    }
    g->owner = gi - 1;
    if (before->of == CST_NONE) {
        before->of = gi;
    }
}

/* A bare name right after a group, or a group between commas after one, renames it. */
static void appose(cl_model *m, cl_sentence *s, uint32_t gi)
{
    cl_group *g = &m->groups.at[gi];
    if (gi == s->group_begin || g->prep || !g->proper || g->count.present) {
        return;
    }
    const cl_group *before = &m->groups.at[gi - 1];
    if (before->tok_end == g->tok_begin &&
        cl_unit_at(s, g->top - 1) == cl_unit(s, before->unit)) {
        g->apposed = gi - 1;
    }
}

/* A row position behind a group and its complements. */
static uint32_t behind_complements(const cl_model *m, const cl_sentence *s,
                                   uint32_t top)
{
    const cst_unit *u = NULL;
    do {
        u = cl_unit_at(s, ++top);
    } while (u && u->label == m->names->pp);
    return top;
}

/* "according to the UN and the Red Cross,", "according to X, organ of the group,":
 * what is joined to a leading attribution and closed by a comma belongs to it. */
static void join_source(cl_model *m, cl_sentence *s, uint32_t gi)
{
    cl_group *g = &m->groups.at[gi];
    uint32_t root = gi == s->group_begin ? gi : gi - 1;
    while (m->groups.at[root].owner != CST_NONE) {
        root = m->groups.at[root].owner;
    }
    if (root == gi || !m->groups.at[root].attribution || g->prep ||
        g->count.present || g->top < 2 || m->groups.at[gi - 1].top + 2 != g->top ||
        cl_head_in(m, g, m->names->c.harm_noun) ||
        cl_head_in(m, g, m->names->c.event_noun)) {
        return;
    }
    const cst_unit *by = cl_unit_at(s, g->top - 1);
    const cst_unit *end = cl_unit_at(s, behind_complements(m, s, g->top));
    bool closed = end && cst_str_is(s->units.tokens[end->tok_begin].norm, ",");
    bool joined = cl_unit_class(m, by, m->names->c.conj_coord);
    if (!joined && cl_head_in(m, g, m->names->c.object)) {
        return; /* "according to the UN, the church of X and a school burnt" */
    }
    if (!closed ||
        !(joined || cst_str_is(s->units.tokens[by->tok_begin].norm, ","))) {
        return;
    }
    g->apposed = root;
    g->coord = joined ? root : CST_NONE;
}

static bool is_party(const cl_model *m, const cl_group *g)
{
    const cl_names *n = m->names;
    return cl_head_in(m, g, n->c.actor) || cl_head_in(m, g, n->c.actor_noun) ||
           cl_head_in(m, g, n->c.person) || cl_head_in(m, g, n->c.country) ||
           cl_head_in(m, g, n->c.metonym);
}

/* "Fights between the army and the rebels": the second stands under the
 * preposition of the first, and is nobody's subject. */
static void join_pair(const cl_model *m, const cl_sentence *s, uint32_t gi)
{
    cl_group *g = &m->groups.at[gi];
    uint32_t root = gi - 1;
    if (gi == s->group_begin || g->prep || g->top < 2 ||
        !cl_row_class(m, s, g->top - 1, m->names->c.conj_coord)) {
        return;
    }
    if (g->top > 4 && cl_row_text(m, s, g->top - 2, ")") &&
        gi > s->group_begin + 1 && m->groups.at[gi - 1].top + 3 == g->top) {
        root--; /* "between the Army of X (AX) and the rebels" */
    } else if (m->groups.at[gi - 1].top + 2 != g->top) {
        return;
    }
    while (m->groups.at[root].owner != CST_NONE &&
           m->groups.at[root].prep == m->names->de) {
        root = m->groups.at[root].owner;
    }
    const cst_unit *pp = cl_unit(s, m->groups.at[root].unit);
    const cst_unit *p = cl_unit(s, cst_unit_role(pp, m->names->p));
    if (p && cl_unit_class(m, p, m->names->c.prep_between) &&
        (is_party(m, g) || is_party(m, &m->groups.at[root]))) {
        g->prep = m->groups.at[root].prep;
        g->coord = root;
    }
}

/* Row position at which a lifted unit would stand. */
static uint32_t top_of_lifted(const cl_sentence *s, const cst_unit *u)
{
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        if (row_unit(s, i)->tok_end > u->tok_begin) {
            return i;
        }
    }
    return (uint32_t)s->units.top.n;
}

static void init_group(const cl_model *m, const cl_sentence *s, cl_group *g,
                       uint32_t unit, uint32_t top)
{
    const cst_unit *u = &s->units.units.at[unit];
    g->sentence = (uint32_t)(s - m->sentences.at);
    g->top = top;
    g->unit = unit;
    g->np = g->unit;
    g->tok_begin = u->tok_begin;
    g->tok_end = u->tok_end;
    g->owner = g->of = g->coord = g->apposed = g->clause = CST_NONE;
    g->name_unit = CST_NONE;
    if (u->label == m->names->pp) {
        uint32_t np = cst_unit_role(u, m->names->np);
        g->np = np == CST_NONE ? g->unit : np;
        const cst_feat *prep = cst_unit_feat(u, m->names->prep);
        g->prep = prep ? (cst_sym)prep->value : m->names->p;
        g->attribution = has_yes(u, m->names->attr);
    }
    fill_group(m, s, g);
}

static cst_status add_group(cl_model *m, cl_sentence *s, uint32_t top)
{
    cl_group *g = CST_PUSH(m->arena, &m->groups);
    if (!g) {
        return CST_NOMEM;
    }
    init_group(m, s, g, s->units.top.at[top], top);
    uint32_t gi = (uint32_t)m->groups.n - 1;
    attach(m, s, gi);
    appose(m, s, gi);
    join_source(m, s, gi);
    join_pair(m, s, gi);
    return CST_OK;
}

static cst_status add_time(cl_model *m, cl_sentence *s, uint32_t top)
{
    cl_time *t = CST_PUSH(m->arena, &m->times);
    if (!t) {
        return CST_NOMEM;
    }
    t->sentence = (uint32_t)(s - m->sentences.at);
    t->top = top;
    t->unit = s->units.top.at[top];
    t->clause = CST_NONE;
    return CST_OK;
}

/* A bracket at a token that closes one behind from. */
static bool closes(const cl_sentence *s, uint32_t from, uint32_t at)
{
    int open = 0;
    for (uint32_t i = from; i < at; i++) {
        open += cst_str_is(s->units.tokens[i].norm, "(") ? 1 : 0;
        open -= cst_str_is(s->units.tokens[i].norm, ")") ? 1 : 0;
    }
    return open > 0 && cst_str_is(s->units.tokens[at].norm, ")");
}

/* End of the words that name the source in a lifted unit: how they came ("quoted
 * by"), a time and a closing mark behind it are no part of the name. */
static uint32_t end_of_name(const cl_model *m, const cl_sentence *s,
                            const cst_unit *u, uint32_t source)
{
    uint32_t from = s->units.units.at[source].tok_begin;
    uint32_t last = u->n_children;
    for (uint32_t k = 1; k < u->n_children; k++) {
        const cst_unit *c = &s->units.units.at[u->children[k]];
        const cst_unit *before = &s->units.units.at[u->children[k - 1]];
        if (c->label == m->names->vg &&
            cl_unit_class(m, c, m->names->c.via_verb) &&
            (before->label == m->names->np || before->label == m->names->pp)) {
            last = k;
        }
    }
    for (uint32_t k = last; k > 0; k--) {
        const cst_unit *c = &s->units.units.at[u->children[k - 1]];
        const cst_token *t = &s->units.tokens[c->tok_begin];
        bool mark = c->label == m->names->tok && (t->flags & CST_TOK_PUNCT) &&
                    !closes(s, from, c->tok_begin);
        if (!mark && c->label != m->names->time) {
            return c->tok_end;
        }
    }
    return u->tok_end;
}

/* What a lifted attribution names keeps its place in the row as groups of their
 * own, the source among them; they fill no slot. */
static cst_status add_lifted(cl_model *m, cl_sentence *s, const cst_unit *u)
{
    uint32_t source = cst_unit_role(u, m->names->source);
    uint32_t top = top_of_lifted(s, u);
    for (uint32_t k = 0; k < u->n_children; k++) {
        const cst_unit *c = &s->units.units.at[u->children[k]];
        if (c->label != m->names->np && c->label != m->names->pp) {
            continue;
        }
        cl_group *g = CST_PUSH(m->arena, &m->groups);
        if (!g) {
            return CST_NOMEM;
        }
        init_group(m, s, g, u->children[k], top);
        attach(m, s, (uint32_t)m->groups.n - 1);
        g->lifted = true;
        g->lifted_end = c->tok_end;
        g->attribution = u->children[k] == source;
        if (g->attribution) {
            g->lifted_end = end_of_name(m, s, u, source);
        }
    }
    return CST_OK;
}

static cst_status add_all_lifted(cl_model *m, cl_sentence *s)
{
    for (uint32_t i = 0; i < s->units.lifted.n; i++) {
        const cst_unit *u = &s->units.units.at[s->units.lifted.at[i]];
        if (u->label == m->names->attr) {
            CST_TRY(add_lifted(m, s, u));
        }
    }
    return CST_OK;
}

cst_status cl_model_add(cl_model *m, cl_sentence *s)
{
    s->group_begin = (uint32_t)m->groups.n;
    s->clause_begin = s->clause_end = (uint32_t)m->clauses.n;
    s->time_begin = (uint32_t)m->times.n;
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = row_unit(s, i);
        if (u->label == m->names->np || u->label == m->names->pp) {
            CST_TRY(add_group(m, s, i));
        } else if (u->label == m->names->time) {
            CST_TRY(add_time(m, s, i));
        }
    }
    CST_TRY(add_all_lifted(m, s));
    s->group_end = (uint32_t)m->groups.n;
    s->time_end = (uint32_t)m->times.n;
    return CST_OK;
}

uint32_t cl_group_end(const cl_model *m, uint32_t group, bool with_places)
{
    const cl_group *g = &m->groups.at[group];
    const cl_sentence *s = &m->sentences.at[g->sentence];
    uint32_t end = g->tok_end;
    if (g->lifted) {
        return g->lifted_end;
    }
    for (uint32_t i = group + 1; i < s->group_end; i++) {
        const cl_group *next = &m->groups.at[i];
        bool chained = next->owner != CST_NONE && next->owner >= group;
        bool placed = with_places && cl_unit_class(m, cl_unit(s, next->unit),
                                                   m->names->c.prep_place);
        if (next->tok_begin != end || !(chained || placed ||
                                        next->apposed == i - 1)) {
            break;
        }
        end = next->tok_end;
    }
    return end;
}

uint32_t cl_behind_dateline(const cl_model *m, const cl_sentence *s)
{
    static const char *const dashes[] = {"-", "--", "\xE2\x80\x93",
                                         "\xE2\x80\x94"};
    for (uint32_t i = 1; i + 1 < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->label == m->names->vg) {
            break;
        }
        bool dash = false;
        for (size_t k = 0; k < CST_COUNT(dashes) && !dash; k++) {
            dash = cl_row_text(m, s, i, dashes[k]);
        }
        if (dash && u->tok_end < s->units.n_tokens &&
            (s->units.tokens[u->tok_end].flags & CST_TOK_FIRST)) {
            return i + 1;
        }
    }
    return 0;
}
