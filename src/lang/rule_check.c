/* lang/rule_check: findings about the parsed rules of one layer.
 *
 * Takes the syntax trees; reports names that nothing introduces, captures that
 * do not exist, patterns that may match nothing, rules without a reason or
 * without examples. What passes compiles.
 */
#include "lang/pack.h"

typedef struct checker {
    cst_loader *l;
    cst_pack *pack;
    cst_layer *layer;
    cst_rule *rule; /* NULL in a macro */
    size_t macros;  /* those defined so far: a macro may use earlier ones */
} checker;

#define REPORT(k, at, code, ...)                                               \
    cst_loader_diag((k)->l, CST_DIAG_ERROR, (at)->line, (at)->column, code,    \
                    __VA_ARGS__)

const cst_macro *cst_layer_macro(const cst_layer *layer, cst_str name)
{
    for (size_t i = 0; i < layer->macros.n; i++) {
        if (cst_str_eq(layer->macros.at[i].name, name)) {
            return &layer->macros.at[i];
        }
    }
    return NULL;
}

static uint32_t add_width(uint32_t a, uint32_t b)
{
    return a > 100000 || b > 100000 ? CST_REP_INF : a + b;
}

static uint32_t times_width(uint32_t a, uint32_t b)
{
    if (a == 0 || b == 0) {
        return 0;
    }
    return a > 10000 || b > 10000 ? CST_REP_INF : a * b;
}

/* Width of the kids one after the other, or of the alternatives. */
static void kids_width(const cst_layer *layer, const cst_node *node,
                       uint32_t *min, uint32_t *max)
{
    bool alt = node->kind == CST_NODE_ALT;

    *min = alt ? CST_REP_INF : 0;
    *max = 0;
    for (size_t i = 0; i < node->kids.n; i++) {
        uint32_t lo, hi;

        cst_node_width(layer, node->kids.at[i], &lo, &hi);
        if (alt) {
            *min = lo < *min ? lo : *min;
            *max = hi > *max ? hi : *max;
        } else {
            *min = add_width(*min, lo);
            *max = add_width(*max, hi);
        }
    }
}

void cst_node_width(const cst_layer *layer, const cst_node *node, uint32_t *min,
                    uint32_t *max)
{
    const cst_macro *m;

    *min = *max = 1;
    switch ((cst_node_kind)node->kind) {
    case CST_NODE_SEQ:
    case CST_NODE_ALT: kids_width(layer, node, min, max); break;
    case CST_NODE_REP:
        cst_node_width(layer, node->kids.at[0], min, max);
        *min = times_width(*min, node->min);
        *max = times_width(*max, node->max);
        break;
    case CST_NODE_CAPTURE:
        cst_node_width(layer, node->kids.at[0], min, max);
        break;
    case CST_NODE_MACRO:
        m = cst_layer_macro(layer, node->text);
        if (m) {
            cst_node_width(layer, m->body, min, max);
        }
        break;
    case CST_NODE_NOT:
    case CST_NODE_BOS:
    case CST_NODE_EOS: *min = *max = 0; break;
    case CST_NODE_FORM:
    case CST_NODE_TOKEN:
    case CST_NODE_UNIT:
    case CST_NODE_ANY: break;
    }
}

/* ---------------------------------------------------------------- names */

static bool label_known(const checker *k, cst_str name)
{
    return cst_intern_get(&k->pack->labels, name) != 0 ||
           cst_pack_in_tables(k->pack, name);
}

static bool feature_known(const checker *k, cst_str name)
{
    return cst_intern_get(&k->pack->features, name) != 0 ||
           cst_pack_in_tables(k->pack, name);
}

static void check_class(checker *k, const cst_cons *c, cst_str name)
{
    if (cst_intern_get(&k->pack->classes, name)) {
        return;
    }
    if (cst_pack_in_tables(k->pack, name)) {
        cst_pack_class_put(k->pack, name);
        return;
    }
    REPORT(k, c, "unknown-class", "no lexicon has the class '%.*s'",
           (int)name.n, name.p);
}

bool cst_key_is_reserved(cst_str key)
{
    static const char *const keys[] = {
        "lemma", "class", "form", "cap",  "digits", "punct", "glued",
        "first", "line",  "open", "close", "url",   "has",   "head"};

    if (cst_enum_kind_of(key) >= 0 || cst_str_starts(key, CST_S("lex."))) {
        return true;
    }
    for (size_t i = 0; i < CST_COUNT(keys); i++) {
        if (cst_str_is(key, keys[i])) {
            return true;
        }
    }
    return false;
}

/* A feature by name, or a path of roles and a feature. */
static void check_path(checker *k, const cst_cons *c)
{
    cst_str path = c->key;

    if (cst_key_is_reserved(c->key)) {
        if (cst_str_starts(c->key, CST_S("lex.")) &&
            !feature_known(k, cst_str_sub(c->key, 4, c->key.n))) {
            REPORT(k, c, "unknown-key", "no lexicon has the feature '%.*s'",
                   (int)c->key.n, c->key.p);
        }
        return;
    }
    while (path.n) {
        size_t dot = cst_key_dot(path);
        bool last = dot == SIZE_MAX || cst_str_starts(path, CST_S("lex."));
        cst_str part = last ? path : cst_str_sub(path, 0, dot);
        size_t number = cst_str_find(part, CST_S("."), 0);

        if (!(last && cst_key_is_reserved(part)) &&
            !feature_known(k, cst_str_sub(part, 0, number))) {
            REPORT(k, c, "unknown-key", "nothing sets '%.*s'", (int)part.n,
                   part.p);
            return;
        }
        path = cst_str_sub(path, last ? path.n : dot + 1, path.n);
    }
}

static void check_value(checker *k, const cst_cons *c, cst_str value)
{
    int kind = cst_enum_kind_of(c->key);

    if (kind >= 0 && cst_enum_value((cst_enum_kind)kind, value) < 0) {
        REPORT(k, c, "rule-syntax", "'%.*s' is no value of %.*s", (int)value.n,
               value.p, (int)c->key.n, c->key.p);
    } else if (cst_str_is(c->key, "class")) {
        check_class(k, c, value);
    } else if ((cst_str_is(c->key, "has") || cst_str_is(c->key, "head")) &&
               !label_known(k, value)) {
        REPORT(k, c, "unknown-label", "nothing makes '%.*s'", (int)value.n,
               value.p);
    }
}

/* Comparisons need one integer. */
static void check_order(checker *k, const cst_cons *c)
{
    int64_t n;
    cst_str v = c->n_values == 1 ? c->values[0] : (cst_str){NULL, 0};
    size_t minus = v.n > 1 && v.p[0] == '-';

    if (!cst_str_to_int(cst_str_sub(v, minus, v.n), &n)) {
        REPORT(k, c, "rule-syntax", "a comparison needs an integer");
    } else if (cst_key_is_reserved(c->key)) {
        REPORT(k, c, "rule-syntax", "'%.*s' has no order", (int)c->key.n,
               c->key.p);
    }
}

static void check_constraints(checker *k, const cst_cons_list *list)
{
    for (size_t i = 0; i < list->v.n; i++) {
        const cst_cons *c = &list->v.at[i];

        check_path(k, c);
        if (c->op != '=' && c->op != CST_RT_NE) {
            check_order(k, c);
            continue;
        }
        for (uint32_t v = 0; v < c->n_values; v++) {
            check_value(k, c, c->values[v]);
        }
    }
}

/* ------------------------------------------------------------- patterns */

static void check_node(checker *k, const cst_node *node);

static void check_one_unit(checker *k, const cst_node *node, const char *what)
{
    uint32_t min, max;

    cst_node_width(k->layer, node->kids.at[0], &min, &max);
    if (min != 1 || max != 1) {
        REPORT(k, node, "rule-syntax", "%s takes a pattern of one unit", what);
    }
}

/* Behind '!' stand tests and alternatives of tests only. */
static bool is_test(const checker *k, const cst_node *node)
{
    const cst_macro *m;

    switch ((cst_node_kind)node->kind) {
    case CST_NODE_FORM:
    case CST_NODE_TOKEN:
    case CST_NODE_UNIT:
    case CST_NODE_ANY: return true;
    case CST_NODE_MACRO:
        m = cst_layer_macro(k->layer, node->text);
        return m && is_test(k, m->body);
    case CST_NODE_ALT:
        for (size_t i = 0; i < node->kids.n; i++) {
            if (!is_test(k, node->kids.at[i])) {
                return false;
            }
        }
        return true;
    default: return false;
    }
}

static bool macro_known(checker *k, const cst_node *node)
{
    for (size_t i = 0; i < k->macros; i++) {
        if (cst_str_eq(k->layer->macros.at[i].name, node->text)) {
            return true;
        }
    }
    return false;
}

static void check_node(checker *k, const cst_node *node)
{
    uint32_t errors = k->l->n_errors;

    for (size_t i = 0; i < node->kids.n; i++) {
        check_node(k, node->kids.at[i]);
    }
    check_constraints(k, &node->cons);
    for (size_t i = 0; i < node->labels.n; i++) {
        cst_str name = node->labels.at[i];

        if (!label_known(k, name)) {
            REPORT(k, node, "unknown-label", "nothing makes '%.*s'",
                   (int)name.n, name.p);
        }
    }
    if (node->kind == CST_NODE_MACRO && !macro_known(k, node)) {
        REPORT(k, node, "unknown-macro", "no macro '@%.*s'",
               (int)node->text.n, node->text.p);
    }
    if (k->l->n_errors != errors) {
        return; /* widths of unknown macros would only add noise */
    }
    if (node->kind == CST_NODE_CAPTURE) {
        check_one_unit(k, node, "a capture");
    } else if (node->kind == CST_NODE_NOT && !is_test(k, node->kids.at[0])) {
        REPORT(k, node, "rule-syntax", "'!' takes a test of one unit");
    }
}

/* -------------------------------------------------------------- actions */

static cst_capture *find_capture(const checker *k, cst_str name)
{
    for (size_t i = 0; i < k->rule->captures.n; i++) {
        if (cst_str_eq(k->rule->captures.at[i].name, name)) {
            return &k->rule->captures.at[i];
        }
    }
    return NULL;
}

static bool need_capture(checker *k, uint32_t line, uint32_t column,
                         cst_str name)
{
    cst_capture *c = find_capture(k, name);

    if (!c) {
        cst_loader_diag(k->l, CST_DIAG_ERROR, line, column, "unknown-capture",
                        "no capture '%.*s'", (int)name.n, name.p);
        return false;
    }
    c->used = true;
    return true;
}

static void check_term(checker *k, const cst_assign *a, const cst_term *t)
{
    cst_str rest = t->text, head;
    bool dotted;

    if (t->quoted || t->is_int) {
        return;
    }
    dotted = cst_str_find(t->text, CST_S("."), 0) != SIZE_MAX;
    cst_str_cut(&rest, '.', &head);
    if (!dotted && a->terms.n == 1 && !cst_str_is(a->key, "head")) {
        cst_capture *c = find_capture(k, head); /* else it is a symbol */

        if (c) {
            c->used = true;
        }
        return;
    }
    if (!need_capture(k, t->line, t->column, head) || !dotted) {
        return;
    }
    if (cst_str_starts(rest, CST_S("lex."))) {
        rest = cst_str_sub(rest, 4, rest.n);
    }
    if (!feature_known(k, rest) && !cst_str_is(rest, "lemma") &&
        cst_enum_kind_of(rest) < 0) {
        REPORT(k, t, "unknown-key", "nothing sets '%.*s'", (int)rest.n, rest.p);
    }
}

static void check_action(checker *k, const cst_action *act)
{
    if (act->kind >= CST_ACT_KEEP) {
        need_capture(k, act->line, act->column, act->name);
    }
    for (int i = 0; i < 2; i++) {
        if (act->span[i].n) {
            need_capture(k, act->line, act->column, act->span[i]);
        }
    }
    for (size_t i = 0; i < act->assigns.n; i++) {
        const cst_assign *a = &act->assigns.at[i];

        for (size_t t = 0; t < a->terms.n; t++) {
            check_term(k, a, &a->terms.at[t]);
        }
    }
    check_constraints(k, &act->cons);
}

static void check_examples(checker *k)
{
    bool have[2] = {false, false};

    for (size_t i = 0; i < k->rule->examples.n; i++) {
        const cst_example *e = &k->rule->examples.at[i];

        have[e->positive] = true;
        check_constraints(k, &e->cons);
        if (k->rule->makes && e->name.p && !label_known(k, e->name)) {
            REPORT(k, e, "unknown-label", "nothing makes '%.*s'",
                   (int)e->name.n, e->name.p);
        }
    }
    if (!have[0] || !have[1]) {
        REPORT(k, k->rule, "missing-example", "rule '%.*s' has no %s example",
               (int)k->rule->name.n, k->rule->name.p, have[1] ? "-" : "+");
    }
}

/* ---------------------------------------------------------------- rules */

static void check_patterns(checker *k)
{
    cst_rule *r = k->rule;
    const cst_node *parts[3];
    uint32_t min, max, errors = k->l->n_errors;

    parts[0] = r->before;
    parts[1] = r->match;
    parts[2] = r->after;
    for (int i = 0; i < 3; i++) {
        if (parts[i]) {
            check_node(k, parts[i]);
        }
    }
    if (!r->match || k->l->n_errors != errors) {
        return;
    }
    cst_node_width(k->layer, r->match, &min, &max);
    if (min == 0) {
        REPORT(k, r->match, "empty-match", "the pattern can match nothing");
    }
}

static void check_rule(checker *k)
{
    cst_rule *r = k->rule;
    uint32_t makes = 0;

    if (r->why.n == 0) {
        REPORT(k, r, "missing-why", "rule '%.*s' says not why", (int)r->name.n,
               r->name.p);
    }
    if (!r->match || r->actions.n == 0) {
        REPORT(k, r, "rule-syntax", "a rule needs a match and an action");
    }
    check_patterns(k);
    for (size_t i = 0; i < r->actions.n; i++) {
        makes += r->actions.at[i].kind <= CST_ACT_LIFT;
        check_action(k, &r->actions.at[i]);
    }
    if (makes > 1) {
        REPORT(k, r, "rule-syntax", "a rule makes one unit");
    }
    check_examples(k);
}

/* What the layer makes is known in all of it. */
static cst_status introduce(checker *k)
{
    for (uint32_t i = k->layer->rules_from; i < k->layer->rules_to; i++) {
        cst_rule *r = &k->pack->rules.at[i];

        for (size_t a = 0; a < r->actions.n; a++) {
            const cst_action *act = &r->actions.at[a];

            if (act->kind <= CST_ACT_LIFT) {
                r->makes = true;
                if (!cst_intern_put(&k->pack->labels, act->name)) {
                    return CST_NOMEM;
                }
            }
            for (size_t f = 0; f < act->assigns.n; f++) {
                if (!cst_intern_put(&k->pack->features,
                                    act->assigns.at[f].key)) {
                    return CST_NOMEM;
                }
            }
        }
    }
    return CST_OK;
}

static cst_status check_names(checker *k, cst_intern *seen, cst_rule *r)
{
    uint32_t before = seen->n;

    if (!cst_intern_put(seen, r->name)) {
        return CST_NOMEM;
    }
    if (seen->n == before) {
        REPORT(k, r, "duplicate-rule", "'%.*s' stands twice in the layer",
               (int)r->name.n, r->name.p);
    }
    return CST_OK;
}

static void check_macros(checker *k)
{
    for (; k->macros < k->layer->macros.n; k->macros++) {
        const cst_macro *m = &k->layer->macros.at[k->macros];

        if (cst_layer_macro(k->layer, m->name) != m) {
            REPORT(k, m, "duplicate-macro", "'@%.*s' stands twice",
                   (int)m->name.n, m->name.p);
        }
        check_node(k, m->body);
    }
}

cst_status cst_rule_check(cst_loader *l, uint32_t layer)
{
    checker k = {.l = l, .pack = l->pack, .layer = &l->pack->layers.at[layer]};
    cst_intern seen;

    CST_TRY(cst_intern_init(&seen, l->arena));
    CST_TRY(introduce(&k));
    check_macros(&k);
    for (uint32_t i = k.layer->rules_from; i < k.layer->rules_to; i++) {
        k.rule = &l->pack->rules.at[i];
        CST_TRY(check_names(&k, &seen, k.rule));
        if (!k.rule->broken) {
            check_rule(&k);
        }
    }
    return cst_arena_failed(l->arena) ? CST_NOMEM : CST_OK;
}
