/* lang/rule_compile: checked trees of one layer -> one program.
 *
 * Tests are shared by their canonical text. Macros are put in place. What
 * stands before a match is compiled in reverse, as the machine reads it from
 * the match leftwards. Where rules may start is indexed by rule_first.
 */
#include "base/utf8.h"
#include "lang/pack.h"

#define MAX_CODE (1u << 20)
#define MAX_MORE 32u /* key.2 ... key.32 of a collecting capture */

typedef struct compiler {
    cst_loader *l;
    cst_pack *pack;
    cst_layer *layer;
    cst_names names;
    cst_rule *rule;
    bool reverse;
    bool too_large, nomem;
} compiler;

/* ---------------------------------------------------------------- tests */

static void test_text(cst_buf *b, const cst_node *node)
{
    switch (node->kind) {
    case CST_NODE_FORM:
        cst_buf_char(b, '"');
        cst_buf_str(b, node->text);
        cst_buf_char(b, '"');
        break;
    case CST_NODE_TOKEN:
        cst_buf_char(b, '[');
        cst_cons_text(b, &node->cons);
        cst_buf_z(b, " ]");
        break;
    case CST_NODE_UNIT:
        cst_buf_char(b, '<');
        if (node->labels.n == 0) {
            cst_buf_char(b, '*');
        }
        for (size_t i = 0; i < node->labels.n; i++) {
            cst_buf_z(b, i > 0 ? "|" : "");
            cst_buf_str(b, node->labels.at[i]);
        }
        cst_cons_text(b, &node->cons);
        cst_buf_z(b, " >");
        break;
    default: cst_buf_char(b, '.'); break;
    }
}

static cst_status build_test(compiler *k, const cst_node *node, cst_utest *out)
{
    cst_cons form = {.key = CST_S("form"), .op = '=', .n_values = 1};
    cst_cons_list list;
    static const cst_str tok = {"tok", 3};

    if (node->kind == CST_NODE_FORM) {
        form.values = &node->text;
        list.v.at = &form;
        list.v.n = list.v.cap = 1;
        return cst_utest_build(&k->names, &tok, 1, false, &list, out);
    }
    return cst_utest_build(&k->names, node->labels.at, node->labels.n,
                           node->kind == CST_NODE_TOKEN, &node->cons, out);
}

/* Id of the test with this text; *made tells if it is new and to be built. */
static uint32_t share_test(compiler *k, cst_buf *b, cst_utest **made)
{
    uint32_t before = k->layer->test_names.n;
    cst_quick *quick;
    cst_sym id =
        b->failed ? 0 : cst_intern_put(&k->layer->test_names, cst_buf_get(b));

    *made = NULL;
    if (!id) {
        k->nomem = true;
        return 0;
    }
    if (k->layer->test_names.n != before) {
        *made = CST_PUSH(k->pack->arena, &k->layer->tests);
        quick = CST_PUSH(k->pack->arena, &k->layer->quick);
        if (!*made || !quick) {
            *made = NULL;
            k->nomem = true;
            return 0;
        }
        (*made)->text = cst_intern_str(&k->layer->test_names, id);
    }
    return id - 1;
}

static uint32_t node_test(compiler *k, const cst_node *node)
{
    cst_buf b;
    cst_utest *made;
    uint32_t id;

    cst_buf_init(&b, k->pack->arena->allocator);
    test_text(&b, node);
    id = share_test(k, &b, &made);
    cst_buf_free(&b);
    if (made && build_test(k, node, made) != CST_OK) {
        k->nomem = true;
    } else if (made) {
        k->layer->quick.at[id] = cst_utest_quicken(k->pack, k->layer, made);
    }
    return id;
}

static uint32_t any_test(compiler *k, const uint32_t *tests, uint32_t n)
{
    cst_buf b;
    cst_utest *made;
    uint32_t id;

    cst_buf_init(&b, k->pack->arena->allocator);
    for (uint32_t i = 0; i < n; i++) {
        cst_buf_z(&b, i > 0 ? " | " : "");
        cst_buf_str(&b, k->layer->tests.at[tests[i]].text);
    }
    id = share_test(k, &b, &made);
    cst_buf_free(&b);
    if (made) {
        uint32_t *copy = CST_NEW(k->pack->arena, uint32_t, n);

        if (!copy) {
            k->nomem = true;
            return 0;
        }
        memcpy(copy, tests, n * sizeof(*copy));
        for (uint32_t i = 0; i < n; i++) {
            made->open = made->open || k->layer->tests.at[tests[i]].open;
        }
        made->any = copy;
        made->n_any = n;
        k->layer->quick.at[id] = cst_utest_quicken(k->pack, k->layer, made);
    }
    return id;
}

/* Append the tests that a pattern of alternatives consists of; false if it is
 * more than that. */
#define MAX_ANY 64u
static bool collect_tests(compiler *k, const cst_node *node, uint32_t *tests,
                          uint32_t *n)
{
    switch ((cst_node_kind)node->kind) {
    case CST_NODE_FORM:
    case CST_NODE_TOKEN:
    case CST_NODE_UNIT:
    case CST_NODE_ANY:
        if (*n == MAX_ANY) {
            return false;
        }
        tests[(*n)++] = node_test(k, node);
        return true;
    case CST_NODE_MACRO:
        return collect_tests(k, cst_layer_macro(k->layer, node->text)->body,
                             tests, n);
    case CST_NODE_ALT:
        for (size_t i = 0; i < node->kids.n; i++) {
            if (!collect_tests(k, node->kids.at[i], tests, n)) {
                return false;
            }
        }
        return true;
    default: return false;
    }
}

/* The one test that a pattern amounts to; false if it needs more. */
static bool as_test(compiler *k, const cst_node *node, uint32_t *test)
{
    uint32_t tests[MAX_ANY], n = 0;

    if (!collect_tests(k, node, tests, &n) || k->nomem || n == 0) {
        return false;
    }
    *test = n == 1 ? tests[0] : any_test(k, tests, n);
    return !k->nomem;
}

/* ----------------------------------------------------------------- code */

static uint32_t here(const compiler *k)
{
    return (uint32_t)k->layer->code.n;
}

static void word(compiler *k, uint32_t value)
{
    uint32_t *w;

    if (k->nomem || k->too_large) {
        return;
    }
    if (k->layer->code.n >= MAX_CODE) {
        k->too_large = true;
        return;
    }
    w = CST_PUSH(k->pack->arena, &k->layer->code);
    if (!w) {
        k->nomem = true;
        return;
    }
    *w = value;
}

static void patch(compiler *k, uint32_t at, uint32_t value)
{
    if (!k->nomem && !k->too_large) {
        k->layer->code.at[at] = value;
    }
}

static void emit(compiler *k, cst_node *node, uint32_t slot);

static void emit_alternatives(compiler *k, cst_node *node, uint32_t slot)
{
    uint32_t pending = CST_NONE; /* chain of jumps to the end */
    uint32_t end;

    for (size_t i = 0; i < node->kids.n; i++) {
        uint32_t split = here(k);
        bool last = i + 1 == node->kids.n;

        if (!last) {
            word(k, CST_OP_SPLIT);
            word(k, split + 3);
            word(k, 0);
        }
        emit(k, node->kids.at[i], slot);
        if (!last) {
            word(k, CST_OP_JUMP);
            word(k, pending);
            pending = here(k) - 1;
            patch(k, split + 2, here(k));
        }
    }
    end = here(k);
    while (pending != CST_NONE && !k->nomem && !k->too_large) {
        uint32_t next = k->layer->code.at[pending];

        k->layer->code.at[pending] = end;
        pending = next;
    }
}

static void emit_repeat(compiler *k, cst_node *node, uint32_t slot)
{
    cst_node *kid = node->kids.at[0];
    uint32_t splits[CST_REP_MAX], n = 0, at;

    for (uint32_t i = 0; i < node->min; i++) {
        emit(k, kid, slot);
    }
    if (node->max == CST_REP_INF) {
        at = here(k);
        word(k, CST_OP_SPLIT);
        word(k, at + 3);
        word(k, 0);
        emit(k, kid, slot);
        word(k, CST_OP_JUMP);
        word(k, at);
        patch(k, at + 2, here(k));
        return;
    }
    for (uint32_t i = node->min; i < node->max; i++) {
        at = here(k);
        word(k, CST_OP_SPLIT);
        word(k, at + 3);
        word(k, 0);
        splits[n++] = at + 2;
        emit(k, kid, slot);
    }
    while (n > 0) {
        patch(k, splits[--n], here(k));
    }
}

static bool holds_capture(const cst_node *node)
{
    if (node->kind == CST_NODE_CAPTURE) {
        return true;
    }
    for (size_t i = 0; i < node->kids.n; i++) {
        if (holds_capture(node->kids.at[i])) {
            return true;
        }
    }
    return false;
}

static void emit_capture(compiler *k, cst_node *node, uint32_t slot)
{
    /* A test has room for one slot; more are saved before it. */
    if (slot != CST_NO_SLOT) {
        word(k, CST_OP_SAVE);
        word(k, slot);
    }
    if (holds_capture(node->kids.at[0])) {
        word(k, CST_OP_SAVE);
        word(k, node->slot);
        emit(k, node->kids.at[0], CST_NO_SLOT);
        return;
    }
    emit(k, node->kids.at[0], node->slot);
}

static void emit_test(compiler *k, unsigned op, uint32_t test, uint32_t slot)
{
    word(k, op);
    word(k, test);
    if (op == CST_OP_TEST) {
        word(k, slot);
    }
}

static void emit(compiler *k, cst_node *node, uint32_t slot)
{
    uint32_t test;

    if (k->nomem || k->too_large) {
        return;
    }
    switch ((cst_node_kind)node->kind) {
    case CST_NODE_SEQ:
        for (size_t i = 0; i < node->kids.n; i++) {
            size_t at = k->reverse ? node->kids.n - 1 - i : i;

            emit(k, node->kids.at[at], slot);
        }
        break;
    case CST_NODE_ALT:
        if (as_test(k, node, &test)) {
            node->test = test + 1;
            emit_test(k, CST_OP_TEST, test, slot);
        } else {
            emit_alternatives(k, node, slot);
        }
        break;
    case CST_NODE_REP: emit_repeat(k, node, slot); break;
    case CST_NODE_NOT:
        if (as_test(k, node->kids.at[0], &test)) {
            emit_test(k, CST_OP_NOT, test, slot);
        } else {
            k->too_large = true;
        }
        break;
    case CST_NODE_BOS: word(k, CST_OP_BOS); break;
    case CST_NODE_EOS: word(k, CST_OP_EOS); break;
    case CST_NODE_CAPTURE: emit_capture(k, node, slot); break;
    case CST_NODE_MACRO:
        emit(k, cst_layer_macro(k->layer, node->text)->body, slot);
        break;
    case CST_NODE_FORM:
    case CST_NODE_TOKEN:
    case CST_NODE_UNIT:
    case CST_NODE_ANY:
        test = node_test(k, node);
        node->test = test + 1;
        emit_test(k, CST_OP_TEST, test, slot);
        break;
    }
}

static uint32_t emit_part(compiler *k, cst_node *node, bool reverse,
                          uint32_t rule)
{
    uint32_t pc = here(k);

    if (!node) {
        return CST_NONE;
    }
    k->reverse = reverse;
    emit(k, node, CST_NO_SLOT);
    word(k, CST_OP_MATCH);
    word(k, rule);
    return pc;
}

/* -------------------------------------------------------------- actions */

static uint32_t slot_of(const compiler *k, cst_str name)
{
    for (uint32_t i = 0; i < k->rule->captures.n; i++) {
        if (cst_str_eq(k->rule->captures.at[i].name, name)) {
            return i;
        }
    }
    return CST_NO_SLOT;
}

static cst_sym intern(compiler *k, cst_str s)
{
    cst_sym id = cst_pack_intern(k->pack, s);

    if (!id) {
        k->nomem = true;
    }
    return id;
}

/* x.key of a capture */
static void compile_dotted(compiler *k, cst_str key, cst_cterm *out)
{
    int kind = cst_enum_kind_of(key);

    out->kind = CST_TERM_FEAT;
    if (cst_str_starts(key, CST_S("lex."))) {
        out->kind = CST_TERM_LEX;
        key = cst_str_sub(key, 4, key.n);
    } else if (kind >= 0) {
        out->kind = CST_TERM_ENUM;
        out->enum_kind = (uint8_t)kind;
    } else if (cst_str_is(key, "lemma")) {
        out->kind = CST_TERM_LEMMA;
    }
    out->sym = intern(k, key);
}

static void compile_term(compiler *k, const cst_term *t, cst_cterm *out)
{
    cst_str rest = t->text, head;

    out->op = t->op;
    out->n = t->n;
    out->slot = CST_NO_SLOT;
    if (t->is_int) {
        out->kind = CST_TERM_INT;
        return;
    }
    if (!t->quoted) {
        cst_str_cut(&rest, '.', &head);
        out->slot = slot_of(k, head);
    }
    if (out->slot == CST_NO_SLOT) {
        out->kind = CST_TERM_SYM;
        out->sym = intern(k, t->text);
    } else if (rest.p == NULL) {
        out->kind = CST_TERM_UNIT;
    } else {
        compile_dotted(k, rest, out);
    }
}

/* Keys for the second and further units of a collecting capture: made now, as
 * a frozen pack makes no symbols. */
static void compile_more(compiler *k, cst_str key, cst_cassign *out)
{
    cst_sym *more = CST_NEW(k->pack->arena, cst_sym, MAX_MORE - 1);

    for (uint32_t i = 2; more && i <= MAX_MORE; i++) {
        cst_buf b;

        cst_buf_init(&b, k->pack->arena->allocator);
        cst_buf_str(&b, key);
        cst_buf_char(&b, '.');
        cst_buf_int(&b, i);
        if (!b.failed) {
            more[i - 2] = intern(k, cst_buf_get(&b));
        }
        cst_buf_free(&b);
    }
    out->more = more;
    out->n_more = more ? MAX_MORE - 1 : 0;
}

static void compile_assign(compiler *k, const cst_assign *a, cst_cassign *out)
{
    cst_cterm *terms = CST_NEW(k->pack->arena, cst_cterm, a->terms.n);

    out->key = intern(k, a->key);
    for (size_t i = 0; terms && i < a->terms.n; i++) {
        compile_term(k, &a->terms.at[i], &terms[i]);
    }
    if (!terms) {
        k->nomem = true;
        return;
    }
    out->terms = terms;
    out->n_terms = (uint32_t)a->terms.n;
    if (terms[0].kind == CST_TERM_UNIT && out->n_terms == 1) {
        out->head = cst_str_is(a->key, "head");
        if (!out->head && k->rule->captures.at[terms[0].slot].multi) {
            compile_more(k, a->key, out);
        }
    }
}

static uint32_t constraint_test(compiler *k, const cst_cons_list *cons)
{
    cst_node node;

    memset(&node, 0, sizeof(node));
    node.kind = CST_NODE_UNIT;
    node.cons = *cons;
    return node_test(k, &node);
}

static void compile_action(compiler *k, const cst_action *a, cst_caction *out)
{
    cst_cassign *assigns = CST_NEW(k->pack->arena, cst_cassign, a->assigns.n);

    out->kind = a->kind;
    out->slot = out->span[0] = out->span[1] = CST_NO_SLOT;
    if (a->kind <= CST_ACT_LIFT) {
        out->label = intern(k, a->name);
        out->span[0] = slot_of(k, a->span[0]);
        out->span[1] = slot_of(k, a->span[1]);
    } else {
        out->slot = slot_of(k, a->name);
    }
    if (a->kind == CST_ACT_KEEP || a->kind == CST_ACT_DROP) {
        out->test = constraint_test(k, &a->cons);
    }
    for (size_t i = 0; assigns && i < a->assigns.n; i++) {
        compile_assign(k, &a->assigns.at[i], &assigns[i]);
    }
    k->nomem = k->nomem || !assigns;
    out->assigns = assigns;
    out->n_assigns = (uint32_t)a->assigns.n;
}

static void compile_actions(compiler *k)
{
    cst_rule *r = k->rule;
    cst_caction *program = CST_NEW(k->pack->arena, cst_caction, r->actions.n);

    for (size_t i = 0; program && i < r->actions.n; i++) {
        compile_action(k, &r->actions.at[i], &program[i]);
    }
    k->nomem = k->nomem || !program;
    r->program = program;
    r->n_program = (uint32_t)r->actions.n;
    for (size_t i = 0; i < r->examples.n; i++) {
        r->examples.at[i].test = constraint_test(k, &r->examples.at[i].cons);
    }
}

static void rule_id(compiler *k)
{
    cst_buf b;

    cst_buf_init(&b, k->pack->arena->allocator);
    cst_buf_z(&b, k->layer->name);
    cst_buf_char(&b, '.');
    cst_buf_str(&b, k->rule->name);
    if (!b.failed) {
        cst_str s = cst_buf_get(&b);

        k->rule->id.p = cst_arena_copy(k->pack->arena, s.p, s.n);
        k->rule->id.n = k->rule->id.p ? s.n : 0;
    }
    k->nomem = k->nomem || !k->rule->id.p;
    cst_buf_free(&b);
}

cst_status cst_rule_compile(cst_loader *l, uint32_t layer)
{
    compiler k = {.l = l, .pack = l->pack,
                  .layer = &l->pack->layers.at[layer]};
    uint32_t n = k.layer->rules_to - k.layer->rules_from;

    k.names = (cst_names){l->pack, l->pack, l->arena};
    k.layer->rule_words = (n + 63) / 64;
    k.layer->rule_starts = CST_NEW(l->arena, cst_start, n);
    if (!k.layer->rule_starts) {
        return CST_NOMEM;
    }
    for (uint32_t i = k.layer->rules_from; i < k.layer->rules_to; i++) {
        uint32_t local = i - k.layer->rules_from;
        cst_rule *r = &l->pack->rules.at[i];

        k.rule = r;
        rule_id(&k);
        r->pc_before = emit_part(&k, r->before, true, local);
        r->pc = emit_part(&k, r->match, false, local);
        r->pc_after = emit_part(&k, r->after, false, local);
        compile_actions(&k);
        if (!k.too_large && !k.nomem) {
            CST_TRY(cst_rule_needs(l, k.layer, r));
        }
        if (k.nomem || cst_arena_failed(l->arena)) {
            return CST_NOMEM;
        }
        if (k.too_large) {
            cst_loader_diag(l, CST_DIAG_ERROR, r->line, r->column, "too-large",
                            "the layer's program is too large");
            return CST_OK;
        }
    }
    CST_TRY(cst_needs_close(l, k.layer));
    CST_TRY(cst_rule_first(l, layer));
    return cst_rule_fans(l, layer);
}
