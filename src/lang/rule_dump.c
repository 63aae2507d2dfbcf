/* lang/rule_dump: each stage of the rule compiler in readable form.
 *
 * Takes a loaded pack; writes the tokens, the trees or the program of a layer.
 * Made for people and for golden files: the same pack gives the same bytes.
 */
#include "lang/pack.h"

static void put_uint(cst_buf *b, uint32_t v)
{
    cst_buf_int(b, (int64_t)v);
}

static void put_names(cst_buf *b, const cst_str *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_buf_z(b, i > 0 ? "|" : "");
        cst_buf_str(b, at[i]);
    }
}

/* --------------------------------------------------------------- tokens */

static const char *kind_name(unsigned kind)
{
    switch (kind) {
    case CST_RT_END: return "end";
    case CST_RT_WORD: return "word";
    case CST_RT_STRING: return "string";
    default: return "mark";
    }
}

static cst_status dump_tokens(const cst_layer *layer, cst_arena *scratch,
                              cst_buf *b)
{
    cst_loader quiet = {.arena = scratch, .file = layer->file};
    const cst_rtok *t;
    uint32_t n;

    CST_TRY(cst_rule_lex(&quiet, layer->source, &t, &n));
    for (uint32_t i = 0; i < n; i++) {
        put_uint(b, t[i].line);
        cst_buf_char(b, ':');
        put_uint(b, t[i].column);
        cst_buf_char(b, ' ');
        cst_buf_z(b, kind_name(t[i].kind));
        cst_buf_char(b, ' ');
        cst_buf_str(b, t[i].text);
        cst_buf_char(b, '\n');
    }
    return CST_OK;
}

/* ---------------------------------------------------------------- trees */

void cst_cons_text(cst_buf *b, const cst_cons_list *list)
{
    for (size_t i = 0; i < list->v.n; i++) {
        const cst_cons *c = &list->v.at[i];
        const char *op = c->op == CST_RT_NE   ? "!="
                         : c->op == CST_RT_GE ? ">="
                         : c->op == CST_RT_LE ? "<="
                         : c->op == '<'       ? "<"
                         : c->op == '>'       ? ">"
                                              : "=";

        cst_buf_char(b, ' ');
        cst_buf_str(b, c->key);
        cst_buf_z(b, op);
        cst_buf_z(b, c->star ? "*" : "");
        put_names(b, c->values, c->n_values);
    }
}

static void node_head(cst_buf *b, const cst_node *node)
{
    static const char *const names[] = {
        "form", "token", "unit", "any",   "seq",     "alt",
        "rep",  "not",   "begin", "end", "capture", "macro"};

    cst_buf_z(b, names[node->kind]);
    if (node->kind == CST_NODE_FORM || node->kind == CST_NODE_CAPTURE ||
        node->kind == CST_NODE_MACRO) {
        cst_buf_char(b, ' ');
        cst_buf_str(b, node->text);
        cst_buf_z(b, node->multi ? "[]" : "");
    } else if (node->kind == CST_NODE_UNIT) {
        cst_buf_z(b, node->labels.n ? " " : " *");
        put_names(b, node->labels.at, node->labels.n);
    } else if (node->kind == CST_NODE_REP) {
        cst_buf_char(b, ' ');
        put_uint(b, node->min);
        cst_buf_z(b, "..");
        if (node->max != CST_REP_INF) {
            put_uint(b, node->max);
        }
    }
    cst_cons_text(b, &node->cons);
    cst_buf_char(b, '\n');
}

/* Recursion is as deep as the pattern: the parser allows 24 groups. */
static void dump_node(cst_buf *b, const cst_node *node, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++) {
        cst_buf_z(b, "  ");
    }
    node_head(b, node);
    for (size_t i = 0; i < node->kids.n; i++) {
        dump_node(b, node->kids.at[i], depth + 1);
    }
}

static void dump_action(cst_buf *b, const cst_action *a)
{
    static const char *const names[] = {"make", "lift", "keep", "drop", "tag"};

    cst_buf_z(b, "  ");
    cst_buf_z(b, names[a->kind]);
    cst_buf_char(b, ' ');
    cst_buf_str(b, a->name);
    if (a->span[0].n) {
        cst_buf_z(b, " span ");
        cst_buf_str(b, a->span[0]);
        cst_buf_z(b, "..");
        cst_buf_str(b, a->span[1]);
    }
    cst_cons_text(b, &a->cons);
    for (size_t i = 0; i < a->assigns.n; i++) {
        const cst_assign *s = &a->assigns.at[i];

        cst_buf_char(b, ' ');
        cst_buf_str(b, s->key);
        cst_buf_char(b, '=');
        for (size_t t = 0; t < s->terms.n; t++) {
            if (s->terms.at[t].op) {
                cst_buf_char(b, s->terms.at[t].op);
            }
            cst_buf_str(b, s->terms.at[t].text);
        }
    }
    cst_buf_char(b, '\n');
}

static void dump_part(cst_buf *b, const char *name, const cst_node *node)
{
    if (node) {
        cst_buf_z(b, "  ");
        cst_buf_z(b, name);
        cst_buf_char(b, '\n');
        dump_node(b, node, 2);
    }
}

static void rule_title(cst_buf *b, const cst_rule *r)
{
    cst_buf_z(b, "rule ");
    cst_buf_str(b, r->name);
    cst_buf_char(b, ' ');
    cst_buf_int(b, r->priority);
    cst_buf_char(b, '\n');
}

static void dump_trees(const cst_pack *pack, const cst_layer *layer, cst_buf *b)
{
    for (size_t i = 0; i < layer->macros.n; i++) {
        cst_buf_z(b, "macro ");
        cst_buf_str(b, layer->macros.at[i].name);
        cst_buf_char(b, '\n');
        dump_node(b, layer->macros.at[i].body, 1);
    }
    for (uint32_t i = layer->rules_from; i < layer->rules_to; i++) {
        const cst_rule *r = &pack->rules.at[i];

        rule_title(b, r);
        dump_part(b, "before", r->before);
        dump_part(b, "match", r->match);
        dump_part(b, "after", r->after);
        for (size_t a = 0; a < r->actions.n; a++) {
            dump_action(b, &r->actions.at[a]);
        }
    }
}

/* -------------------------------------------------------------- program */

static const struct {
    const char *name;
    uint32_t operands;
} ops[] = {
#define X(name, n) {#name, n},
    CST_RULE_OPS(X)
#undef X
};

static void dump_code(const cst_layer *layer, cst_buf *b)
{
    for (size_t pc = 0; pc < layer->code.n;) {
        uint32_t op = layer->code.at[pc];

        put_uint(b, (uint32_t)pc);
        cst_buf_char(b, ' ');
        cst_buf_z(b, ops[op].name);
        for (uint32_t i = 1; i <= ops[op].operands; i++) {
            uint32_t v = layer->code.at[pc + i];

            cst_buf_char(b, ' ');
            if (v == CST_NO_SLOT) {
                cst_buf_char(b, '-');
            } else {
                put_uint(b, v);
            }
        }
        if (op == CST_OP_TEST || op == CST_OP_NOT) {
            cst_buf_z(b, "  ");
            cst_buf_str(b, layer->tests.at[layer->code.at[pc + 1]].text);
        }
        cst_buf_char(b, '\n');
        pc += 1 + ops[op].operands;
    }
}

static void put_pc(cst_buf *b, const char *name, uint32_t pc)
{
    if (pc != CST_NONE) {
        cst_buf_z(b, name);
        put_uint(b, pc);
    }
}

static void dump_program(const cst_pack *pack, const cst_layer *layer,
                         cst_buf *b)
{
    for (uint32_t i = layer->rules_from; i < layer->rules_to; i++) {
        const cst_rule *r = &pack->rules.at[i];

        cst_buf_str(b, r->id);
        put_pc(b, " before ", r->pc_before);
        put_pc(b, " match ", r->pc);
        put_pc(b, " after ", r->pc_after);
        cst_buf_char(b, '\n');
    }
    dump_code(layer, b);
    for (size_t i = 0; i < layer->firsts.n; i++) {
        const cst_first *f = &layer->firsts.at[i];

        cst_buf_z(b, "first ");
        cst_buf_str(b, layer->tests.at[f->test].text);
        cst_buf_z(b, " :");
        for (size_t r = 0; r < f->rules.n; r++) {
            cst_buf_char(b, ' ');
            cst_buf_str(b, pack->rules.at[layer->rules_from + f->rules.at[r]]
                               .name);
        }
        cst_buf_char(b, '\n');
    }
}

static cst_status dump_layer(const cst_pack *pack, cst_dump_stage stage,
                             const cst_layer *layer, cst_arena *scratch,
                             cst_buf *b)
{
    cst_buf_z(b, "layer ");
    cst_buf_z(b, layer->name);
    cst_buf_z(b, layer->native ? " (written in C)\n" : "\n");
    if (layer->native) {
        return CST_OK;
    }
    if (stage == CST_DUMP_TOKENS) {
        return dump_tokens(layer, scratch, b);
    }
    if (stage == CST_DUMP_AST) {
        dump_trees(pack, layer, b);
    } else {
        dump_program(pack, layer, b);
    }
    return CST_OK;
}

cst_status cst_rules_dump(const cst_pack *pack, cst_dump_stage stage,
                          const char *layer, cst_write_fn write_fn, void *user)
{
    cst_arena scratch;
    cst_buf b;
    cst_status status = CST_OK;

    if (layer && !cst_pack_layer(pack, layer)) {
        return CST_NOTFOUND;
    }
    cst_arena_init(&scratch, pack->arena->allocator, 0);
    cst_buf_init(&b, pack->arena->allocator);
    for (size_t i = 0; i < pack->layers.n && status == CST_OK; i++) {
        const cst_layer *l = &pack->layers.at[i];

        if (!layer || strcmp(l->name, layer) == 0) {
            status = dump_layer(pack, stage, l, &scratch, &b);
        }
    }
    if (status == CST_OK && b.failed) {
        status = CST_NOMEM;
    }
    if (status == CST_OK && write_fn(user, cst_buf_get(&b).p, b.n) != 0) {
        status = CST_IO;
    }
    cst_buf_free(&b);
    cst_arena_free(&scratch);
    return status;
}
