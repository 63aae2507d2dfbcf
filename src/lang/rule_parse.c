/* lang/rule_parse: tokens of a rule file -> syntax trees of macros and rules.
 *
 * One function a production of the grammar in docs/RULES.md. After a syntax
 * error the parser goes on at the next statement, so that one slip is one
 * diagnostic. Names are not looked up here: rule_check does.
 */
#include "lang/pack.h"

#define MAX_DEPTH 24u
#define MAX_CAPTURES 32u

typedef struct parser {
    cst_loader *l; /* NULL: constraints of a case file, errors are silent */
    cst_arena *arena;
    const cst_rtok *t;
    uint32_t n, at;
    uint32_t layer;
    cst_rule *rule; /* NULL in a macro */
    uint32_t depth;
    bool failed; /* the statement has a reported error */
    bool nomem;
} parser;

static const cst_rtok *tok(const parser *p)
{
    return &p->t[p->at < p->n ? p->at : p->n - 1];
}

static const cst_rtok *tok_after(const parser *p)
{
    return &p->t[p->at + 1 < p->n ? p->at + 1 : p->n - 1];
}

static void fail(parser *p, const cst_rtok *at, const char *code,
                 const char *text)
{
    if (!p->failed && p->l) {
        cst_loader_diag(p->l, CST_DIAG_ERROR, at->line, at->column, code, "%s",
                        text);
    }
    p->failed = true;
}

static void *need(parser *p, void *memory)
{
    if (!memory) {
        p->nomem = true;
        p->failed = true;
    }
    return memory;
}

static bool accept(parser *p, unsigned kind)
{
    if (tok(p)->kind != kind) {
        return false;
    }
    p->at++;
    return true;
}

static bool expect(parser *p, unsigned kind, const char *what)
{
    if (!p->failed && !accept(p, kind)) {
        fail(p, tok(p), "rule-syntax", what);
    }
    return !p->failed;
}

/* A keyword, or the mark of an example, at the start of a line. */
static bool at_statement(const parser *p)
{
    static const char *const words[] = {
        "layer", "repeat", "macro", "rule", "why",  "before", "match",
        "after", "make",   "lift",  "keep", "drop", "tag"};
    const cst_rtok *t = tok(p);
    unsigned next = tok_after(p)->kind;

    if (t->kind == CST_RT_END) {
        return true;
    }
    if (!t->bol) {
        return false;
    }
    if (t->kind == '+' || t->kind == '-') {
        return next == CST_RT_STRING;
    }
    if (t->kind != CST_RT_WORD || next == '=' || next == ':' ||
        next == CST_RT_MULTI) {
        return false;
    }
    for (size_t i = 0; i < CST_COUNT(words); i++) {
        if (cst_str_is(t->text, words[i])) {
            return true;
        }
    }
    return false;
}

/* ---------------------------------------------------------- constraints */

static bool is_operator(unsigned kind)
{
    return kind == '=' || kind == '<' || kind == '>' || kind == CST_RT_NE ||
           kind == CST_RT_GE || kind == CST_RT_LE;
}

static void parse_values(parser *p, cst_cons *c)
{
    CST_VEC(cst_str) values = {NULL, 0, 0};

    do {
        const cst_rtok *t = tok(p);
        cst_str *v;

        if (accept(p, '*')) {
            c->star = true;
            continue;
        }
        if (t->kind != CST_RT_WORD && t->kind != CST_RT_STRING) {
            fail(p, t, "rule-syntax", "expected a value");
            return;
        }
        p->at++;
        v = CST_PUSH(p->arena, &values);
        if (!need(p, v)) {
            return;
        }
        *v = t->text;
    } while (accept(p, '|'));
    c->values = values.at;
    c->n_values = (uint32_t)values.n;
    if (c->star && (values.n > 0 || (c->op != '=' && c->op != CST_RT_NE))) {
        fail(p, tok(p), "rule-syntax", "'*' stands alone, after = or !=");
    }
}

/* key op values, as long as they follow. */
static void parse_constraints(parser *p, cst_cons_list *list)
{
    while (!p->failed && tok(p)->kind == CST_RT_WORD &&
           is_operator(tok_after(p)->kind) && !at_statement(p)) {
        cst_cons *c = CST_PUSH(p->arena, &list->v);

        if (!need(p, c)) {
            return;
        }
        c->key = tok(p)->text;
        c->line = tok(p)->line;
        c->column = tok(p)->column;
        p->at++;
        c->op = tok(p)->kind;
        p->at++;
        parse_values(p, c);
    }
}

bool cst_rule_parse_constraints(cst_arena *arena, const cst_rtok *tokens,
                                uint32_t n, uint32_t *at, cst_cons_list *out)
{
    parser p = {.arena = arena, .t = tokens, .n = n, .at = *at};

    parse_constraints(&p, out);
    *at = p.at;
    return !p.failed;
}

/* ------------------------------------------------------------- patterns */

static cst_node *new_node(parser *p, cst_node_kind kind)
{
    cst_node *node = CST_NEW(p->arena, cst_node, 1);

    if (need(p, node)) {
        node->kind = (uint8_t)kind;
        node->line = tok(p)->line;
        node->column = tok(p)->column;
    }
    return node;
}

static void add_kid(parser *p, cst_node *node, cst_node *kid)
{
    cst_node **slot = CST_PUSH(p->arena, &node->kids);

    if (need(p, slot)) {
        *slot = kid;
    }
}

static cst_node *parse_alternation(parser *p);
static cst_node *parse_primary(parser *p);

static cst_node *parse_token(parser *p)
{
    cst_node *node = new_node(p, CST_NODE_TOKEN);

    if (!node || accept(p, CST_RT_MULTI)) { /* "[]": no constraints */
        return node;
    }
    p->at++;
    parse_constraints(p, &node->cons);
    expect(p, ']', "expected a constraint or ']'");
    return node;
}

static cst_node *parse_unit(parser *p)
{
    cst_node *node = new_node(p, CST_NODE_UNIT);

    if (!node) {
        return NULL;
    }
    p->at++;
    if (!accept(p, '*')) {
        do {
            cst_str *label;
            const cst_rtok *t = tok(p);

            if (!expect(p, CST_RT_WORD, "expected a label or '*'")) {
                return node;
            }
            label = CST_PUSH(p->arena, &node->labels);
            if (!need(p, label)) {
                return node;
            }
            *label = t->text;
        } while (accept(p, '|'));
    }
    parse_constraints(p, &node->cons);
    expect(p, '>', "expected a constraint or '>'");
    return node;
}

/* Index of a capture of the rule, made if new. */
static uint32_t capture_slot(parser *p, cst_str name, bool multi,
                             const cst_rtok *at)
{
    cst_capture *c;

    if (!p->rule) {
        fail(p, at, "rule-syntax", "no captures in a macro");
        return 0;
    }
    for (uint32_t i = 0; i < p->rule->captures.n; i++) {
        c = &p->rule->captures.at[i];
        if (cst_str_eq(c->name, name)) {
            c->multi = c->multi || multi;
            return i;
        }
    }
    if (p->rule->captures.n >= MAX_CAPTURES) {
        fail(p, at, "too-large", "more than 32 captures");
        return 0;
    }
    c = CST_PUSH(p->arena, &p->rule->captures);
    if (!need(p, c)) {
        return 0;
    }
    c->name = name;
    c->multi = multi;
    return (uint32_t)p->rule->captures.n - 1;
}

static cst_node *parse_capture(parser *p)
{
    cst_node *node = new_node(p, CST_NODE_CAPTURE), *kid;
    const cst_rtok *name = tok(p);

    if (!node) {
        return NULL;
    }
    p->at++;
    node->text = name->text;
    node->multi = accept(p, CST_RT_MULTI);
    if (!expect(p, ':', "expected ':' behind a capture's name")) {
        return node;
    }
    node->slot = capture_slot(p, name->text, node->multi, name);
    kid = parse_primary(p);
    if (!p->failed) {
        add_kid(p, node, kid);
    }
    return node;
}

static cst_node *parse_group(parser *p)
{
    cst_node *node;

    if (p->depth >= MAX_DEPTH) {
        fail(p, tok(p), "too-large", "groups are nested too deeply");
        return NULL;
    }
    p->depth++;
    p->at++;
    node = parse_alternation(p);
    expect(p, ')', "expected ')'");
    p->depth--;
    return node;
}

/* A node that is one token, or one token and a primary. */
static cst_node *parse_mark(parser *p, cst_node_kind kind)
{
    cst_node *node = new_node(p, kind), *kid;

    if (!node) {
        return NULL;
    }
    node->text = tok(p)->text;
    p->at++;
    if (kind == CST_NODE_NOT) {
        if (p->depth >= MAX_DEPTH) {
            fail(p, tok(p), "too-large", "patterns are nested too deeply");
            return node;
        }
        p->depth++;
        kid = parse_primary(p);
        p->depth--;
        if (!p->failed) {
            add_kid(p, node, kid);
        }
    }
    return node;
}

static cst_node *parse_macro_use(parser *p)
{
    cst_node *node = new_node(p, CST_NODE_MACRO);

    p->at++;
    if (node && tok(p)->kind == CST_RT_WORD) {
        node->text = tok(p)->text;
        p->at++;
    } else {
        fail(p, tok(p), "rule-syntax", "expected the name of a macro");
    }
    return node;
}

static cst_node *parse_primary(parser *p)
{
    const cst_rtok *t = tok(p);

    if (p->failed) {
        return NULL;
    }
    switch (t->kind) {
    case CST_RT_STRING: return parse_mark(p, CST_NODE_FORM);
    case '.': return parse_mark(p, CST_NODE_ANY);
    case '^': return parse_mark(p, CST_NODE_BOS);
    case '$': return parse_mark(p, CST_NODE_EOS);
    case '!': return parse_mark(p, CST_NODE_NOT);
    case '[':
    case CST_RT_MULTI: return parse_token(p);
    case '<': return parse_unit(p);
    case '(': return parse_group(p);
    case '@': return parse_macro_use(p);
    case CST_RT_WORD:
        if (!at_statement(p)) {
            return parse_capture(p);
        }
        break;
    default: break;
    }
    fail(p, t, "rule-syntax", "expected a pattern");
    return NULL;
}

static uint32_t parse_bound(parser *p)
{
    int64_t value;

    if (tok(p)->kind != CST_RT_WORD || !cst_str_to_int(tok(p)->text, &value)) {
        fail(p, tok(p), "rule-syntax", "expected a number");
        return 0;
    }
    if (value > CST_REP_MAX) {
        fail(p, tok(p), "repeat-bound", "more than 12 repetitions");
        return 0;
    }
    p->at++;
    return (uint32_t)value;
}

static void parse_braces(parser *p, cst_node *node)
{
    const cst_rtok *open = tok(p);

    p->at++;
    node->min = node->max = parse_bound(p);
    if (!p->failed && accept(p, ',')) {
        node->max = parse_bound(p);
    }
    expect(p, '}', "expected '}'");
    if (!p->failed && (node->max < node->min || node->max == 0)) {
        fail(p, open, "repeat-bound", "the bounds admit nothing");
    }
}

static cst_node *parse_postfix(parser *p)
{
    cst_node *kid = parse_primary(p), *node;
    const cst_rtok *t = tok(p);

    if (p->failed || !t->glued || t->bol ||
        (t->kind != '?' && t->kind != '*' && t->kind != '+' &&
         t->kind != '{')) {
        return kid;
    }
    node = new_node(p, CST_NODE_REP);
    if (!node) {
        return NULL;
    }
    add_kid(p, node, kid);
    if (t->kind == '{') {
        parse_braces(p, node);
        return node;
    }
    p->at++;
    node->min = t->kind == '+' ? 1 : 0;
    node->max = t->kind == '?' ? 1 : CST_REP_INF;
    return node;
}

static cst_node *parse_sequence(parser *p)
{
    cst_node *node = new_node(p, CST_NODE_SEQ);

    while (node && !p->failed) {
        cst_node *kid = parse_postfix(p);

        if (!p->failed) {
            add_kid(p, node, kid);
        }
        if (at_statement(p) || tok(p)->kind == '|' || tok(p)->kind == ')') {
            break;
        }
    }
    return node && node->kids.n == 1 && !p->failed ? node->kids.at[0] : node;
}

static cst_node *parse_alternation(parser *p)
{
    cst_node *node = new_node(p, CST_NODE_ALT);

    while (node && !p->failed) {
        cst_node *kid = parse_sequence(p);

        if (!p->failed) {
            add_kid(p, node, kid);
        }
        if (!accept(p, '|')) {
            break;
        }
    }
    return node && node->kids.n == 1 && !p->failed ? node->kids.at[0] : node;
}

/* -------------------------------------------------------------- actions */

static void parse_term(parser *p, cst_assign *a, char op)
{
    const cst_rtok *t = tok(p);
    cst_term *term;

    if (t->kind != CST_RT_WORD && t->kind != CST_RT_STRING) {
        fail(p, t, "rule-syntax", "expected a value");
        return;
    }
    term = CST_PUSH(p->arena, &a->terms);
    if (!need(p, term)) {
        return;
    }
    p->at++;
    term->op = op;
    term->text = t->text;
    term->line = t->line;
    term->column = t->column;
    term->quoted = t->kind == CST_RT_STRING;
    if (!term->quoted) {
        bool minus = t->text.n > 1 && t->text.p[0] == '-';

        term->is_int =
            cst_str_to_int(cst_str_sub(t->text, minus, t->text.n), &term->n);
        term->n = minus ? -term->n : term->n;
    }
}

static void parse_assigns(parser *p, cst_action *act)
{
    while (!p->failed && tok(p)->kind == CST_RT_WORD &&
           tok_after(p)->kind == '=' && !at_statement(p)) {
        cst_assign *a = CST_PUSH(p->arena, &act->assigns);

        if (!need(p, a)) {
            return;
        }
        a->key = tok(p)->text;
        a->line = tok(p)->line;
        a->column = tok(p)->column;
        p->at += 2;
        parse_term(p, a, 0);
        while (!p->failed && !at_statement(p) &&
               (tok(p)->kind == '+' || tok(p)->kind == '-' ||
                tok(p)->kind == '*')) {
            char op = (char)tok(p)->kind;

            p->at++;
            parse_term(p, a, op);
        }
    }
}

static void parse_span(parser *p, cst_action *act)
{
    p->at++;
    act->span[0] = act->span[1] = tok(p)->text;
    p->at++;
    if (accept(p, CST_RT_RANGE)) {
        act->span[1] = tok(p)->text;
        expect(p, CST_RT_WORD, "expected a capture behind '..'");
    }
}

static void parse_action(parser *p, cst_action_kind kind)
{
    cst_action *act = CST_PUSH(p->arena, &p->rule->actions);

    if (!need(p, act)) {
        return;
    }
    act->kind = (uint8_t)kind;
    act->line = tok(p)->line;
    act->column = tok(p)->column;
    p->at++;
    act->name = tok(p)->text;
    if (!expect(p, CST_RT_WORD, "expected a name")) {
        return;
    }
    if (kind == CST_ACT_KEEP || kind == CST_ACT_DROP) {
        parse_constraints(p, &act->cons);
        if (!p->failed && act->cons.v.n == 0) {
            fail(p, tok(p), "rule-syntax", "expected a constraint");
        }
        return;
    }
    if (kind != CST_ACT_TAG && cst_str_is(tok(p)->text, "span") &&
        tok(p)->kind == CST_RT_WORD && tok_after(p)->kind == CST_RT_WORD) {
        parse_span(p, act);
    }
    parse_assigns(p, act);
}

static void parse_example(parser *p)
{
    cst_example *e = CST_PUSH(p->arena, &p->rule->examples);

    if (!need(p, e)) {
        return;
    }
    e->line = tok(p)->line;
    e->column = tok(p)->column;
    e->positive = tok(p)->kind == '+';
    p->at++;
    e->text = tok(p)->text;
    p->at++;
    if (!accept(p, CST_RT_ARROW)) {
        if (e->positive) {
            fail(p, tok(p), "rule-syntax", "expected '=>' and what is made");
        }
        return;
    }
    if (tok(p)->kind != CST_RT_WORD && tok(p)->kind != CST_RT_STRING) {
        fail(p, tok(p), "rule-syntax", "expected a label or a word");
        return;
    }
    e->name = tok(p)->text;
    p->at++;
    parse_constraints(p, &e->cons);
}

/* ----------------------------------------------------------- statements */

static void parse_macro(parser *p)
{
    cst_macro m = {.line = tok(p)->line, .column = tok(p)->column};
    cst_macro *slot;

    p->at++;
    p->rule = NULL;
    if (!expect(p, '@', "expected '@name'")) {
        return;
    }
    m.name = tok(p)->text;
    if (!expect(p, CST_RT_WORD, "expected '@name'")) {
        return;
    }
    m.body = parse_alternation(p);
    if (p->failed) {
        return;
    }
    slot = CST_PUSH(p->arena, &p->l->pack->layers.at[p->layer].macros);
    if (need(p, slot)) {
        *slot = m;
    }
}

static void parse_rule_head(parser *p)
{
    cst_rule *r;
    const cst_rtok *t;

    p->rule = CST_PUSH(p->arena, &p->l->pack->rules);
    r = need(p, p->rule);
    if (!r) {
        return;
    }
    r->line = tok(p)->line;
    r->column = tok(p)->column;
    r->layer = p->layer;
    p->at++;
    r->name = tok(p)->text;
    if (!expect(p, CST_RT_WORD, "expected the rule's name") ||
        at_statement(p)) {
        return;
    }
    t = tok(p);
    if (t->kind == CST_RT_WORD) {
        bool minus = t->text.n > 1 && t->text.p[0] == '-';

        if (cst_str_to_int(cst_str_sub(t->text, minus, t->text.n),
                           &r->priority)) {
            r->priority = minus ? -r->priority : r->priority;
            p->at++;
        }
    }
}

static void parse_layer_head(parser *p)
{
    const char *name = p->l->pack->layers.at[p->layer].name;

    p->at++;
    if (!cst_str_is(tok(p)->text, name)) {
        fail(p, tok(p), "rule-syntax",
             "the layer's name is not that of its file");
    }
    p->at++;
}

static void parse_pattern(parser *p, cst_node **slot)
{
    const cst_rtok *head = tok(p);

    p->at++;
    if (*slot) {
        fail(p, head, "rule-syntax", "this stands twice in the rule");
        return;
    }
    *slot = parse_alternation(p);
    if (p->failed) {
        /* Half a tree: rule_check must not walk it. */
        *slot = NULL;
    }
}

static void parse_in_rule(parser *p, cst_str word)
{
    static const char *const actions[] = {"make", "lift", "keep", "drop",
                                          "tag"};

    if (!p->rule) {
        fail(p, tok(p), "rule-syntax", "this belongs into a rule");
        return;
    }
    if (tok(p)->kind == '+' || tok(p)->kind == '-') {
        parse_example(p);
    } else if (cst_str_is(word, "why")) {
        p->at++;
        p->rule->why = tok(p)->text;
        p->at++;
    } else if (cst_str_is(word, "before")) {
        parse_pattern(p, &p->rule->before);
    } else if (cst_str_is(word, "match")) {
        parse_pattern(p, &p->rule->match);
    } else if (cst_str_is(word, "after")) {
        parse_pattern(p, &p->rule->after);
    }
    for (size_t i = 0; i < CST_COUNT(actions); i++) {
        if (cst_str_is(word, actions[i])) {
            parse_action(p, (cst_action_kind)i);
            break;
        }
    }
}

static void parse_statement(parser *p)
{
    cst_str word = tok(p)->text;

    if (cst_str_is(word, "layer")) {
        parse_layer_head(p);
    } else if (cst_str_is(word, "repeat")) {
        p->l->pack->layers.at[p->layer].repeat = true;
        p->at++;
    } else if (cst_str_is(word, "macro")) {
        parse_macro(p);
    } else if (cst_str_is(word, "rule")) {
        parse_rule_head(p);
    } else {
        parse_in_rule(p, word);
    }
}

cst_status cst_rule_parse(cst_loader *l, uint32_t layer, const cst_rtok *tokens,
                          uint32_t n)
{
    parser p = {.l = l, .arena = l->arena, .t = tokens, .n = n, .layer = layer};

    if (!cst_str_is(tok(&p)->text, "layer")) {
        fail(&p, tok(&p), "rule-syntax", "the file must begin with 'layer'");
    }
    while (tok(&p)->kind != CST_RT_END && !p.nomem) {
        uint32_t from = p.at;

        p.failed = false;
        p.depth = 0;
        if (at_statement(&p)) {
            parse_statement(&p);
        }
        if (!p.failed && !at_statement(&p)) {
            fail(&p, tok(&p), "rule-syntax", "unexpected here");
        }
        if (p.failed && p.rule) {
            p.rule->broken = true;
        }
        p.at = p.at == from ? from + 1 : p.at;
        while (!at_statement(&p)) {
            p.at++;
        }
    }
    l->pack->layers.at[layer].rules_to = (uint32_t)l->pack->rules.n;
    return p.nomem ? CST_NOMEM : CST_OK;
}
