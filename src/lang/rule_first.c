/* lang/rule_first: where the rules of a layer may start.
 *
 * For each rule the tests that can take its first unit are collected, and each
 * test is filed under the rarest thing that it asks for: a form, a label, a
 * lemma, a class, a part of speech. A unit then brings up only the tests worth
 * trying. What asks for nothing of these is tried everywhere.
 */
#include "lang/pack.h"

typedef struct indexer {
    cst_pack *pack;
    cst_layer *layer;
    uint32_t *seen;  /* by pc: last rule that passed here, plus 1 */
    uint32_t *stack;
    uint32_t *first_of; /* by test: index in firsts, plus 1 */
    CST_VEC(cst_first_key) pairs; /* key, n = first */
    cst_arena *arena;
} indexer;

static cst_status add_first(indexer *x, uint32_t test, uint32_t rule)
{
    cst_first *f;
    uint32_t *slot;

    if (!x->first_of[test]) {
        f = CST_PUSH(x->arena, &x->layer->firsts);
        if (!f) {
            return CST_NOMEM;
        }
        f->test = test;
        x->first_of[test] = (uint32_t)x->layer->firsts.n;
    }
    f = &x->layer->firsts.at[x->first_of[test] - 1];
    if (f->rules.n && f->rules.at[f->rules.n - 1] == rule) {
        return CST_OK;
    }
    slot = CST_PUSH(x->arena, &f->rules);
    if (!slot) {
        return CST_NOMEM;
    }
    *slot = rule;
    return CST_OK;
}

/* Follow all that takes no unit from the rule's start. */
static cst_status walk(indexer *x, uint32_t start, uint32_t rule)
{
    const uint32_t *code = x->layer->code.at;
    uint32_t n = 0;

    x->stack[n++] = start;
    while (n > 0) {
        uint32_t pc = x->stack[--n];

        if (x->seen[pc] == rule + 1) {
            continue;
        }
        x->seen[pc] = rule + 1;
        switch (code[pc]) {
        case CST_OP_TEST: CST_TRY(add_first(x, code[pc + 1], rule)); break;
        case CST_OP_SPLIT:
            x->stack[n++] = code[pc + 1];
            x->stack[n++] = code[pc + 2];
            break;
        case CST_OP_JUMP: x->stack[n++] = code[pc + 1]; break;
        case CST_OP_NOT:
        case CST_OP_SAVE: x->stack[n++] = pc + 2; break;
        case CST_OP_BOS:
        case CST_OP_EOS: x->stack[n++] = pc + 1; break;
        default: break;
        }
    }
    return CST_OK;
}

/* ----------------------------------------------------------------- keys */

static cst_status add_pair(indexer *x, unsigned kind, uint32_t value,
                           uint32_t first)
{
    cst_first_key *p = CST_PUSH(x->arena, &x->pairs);

    if (!p) {
        return CST_NOMEM;
    }
    p->key = cst_first_key_of(kind, value);
    p->n = first;
    return CST_OK;
}

static cst_status add_pairs(indexer *x, unsigned kind, const cst_sym *values,
                            uint32_t n, uint32_t first)
{
    for (uint32_t i = 0; i < n; i++) {
        CST_TRY(add_pair(x, kind, values[i], first));
    }
    return CST_OK;
}

/* The positive condition of a kind, NULL if there is none. */
static const cst_rcons *find_rcons(const cst_utest *t, int kind)
{
    for (size_t i = 0; i < t->rcons.n; i++) {
        const cst_rcons *c = &t->rcons.at[i];

        if ((int)c->kind == kind && !c->negative && !c->star) {
            return c;
        }
    }
    return NULL;
}

static cst_status class_pairs(indexer *x, const cst_rcons *c, uint32_t first)
{
    for (uint32_t i = 0; i < CST_MAX_CLASSES; i++) {
        if (c->classes.bits[i / 64] >> (i % 64) & 1) {
            x->layer->class_mask.bits[i / 64] |= UINT64_C(1) << (i % 64);
            CST_TRY(add_pair(x, CST_KEY_CLASS, i, first));
        }
    }
    return CST_OK;
}

static cst_status pos_pairs(indexer *x, uint16_t mask, uint32_t first)
{
    for (uint32_t v = 0; v < CST_ENUM_MAX; v++) {
        if (mask >> v & 1) {
            x->layer->pos_mask = (uint16_t)(x->layer->pos_mask | 1u << v);
            CST_TRY(add_pair(x, CST_KEY_POS, v, first));
        }
    }
    return CST_OK;
}

static cst_status test_pairs(indexer *x, const cst_utest *t, uint32_t first)
{
    const cst_rcons *lemma = find_rcons(t, CST_RC_LEMMA);
    const cst_rcons *class_ = find_rcons(t, CST_RC_CLASS);

    for (size_t i = 0; i < t->ucons.n; i++) {
        const cst_ucons *u = &t->ucons.at[i];

        if (u->kind == CST_UC_FORM && !u->negative && !u->star) {
            return add_pairs(x, CST_KEY_WORD, u->values, u->n_values, first);
        }
    }
    if (t->n_labels) {
        return add_pairs(x, CST_KEY_LABEL, t->labels, t->n_labels, first);
    }
    /* A composite may answer for lemma and part of speech by itself. */
    if (lemma && t->token_only) {
        x->layer->by_lemma = true;
        return add_pairs(x, CST_KEY_LEMMA, lemma->values, lemma->n_values,
                         first);
    }
    if (class_) {
        return class_pairs(x, class_, first);
    }
    if (t->token_only && t->mask[CST_ENUM_POS] != 0xFFFF) {
        return pos_pairs(x, t->mask[CST_ENUM_POS], first);
    }
    return add_pair(x, CST_KEY_ANY, 0, first);
}

/* ---------------------------------------------------------------- table */

static uint32_t probe(const cst_layer *layer, uint64_t key)
{
    uint32_t mask = layer->n_keys - 1;
    uint32_t i = cst_first_hash(key) & mask;

    while (layer->keys[i].key && layer->keys[i].key != key) {
        i = (i + 1) & mask;
    }
    return i;
}

/* Group the pairs by key: count, place, fill. */
static cst_status build_table(indexer *x)
{
    cst_layer *layer = x->layer;
    uint32_t *list = CST_NEW(x->arena, uint32_t, x->pairs.n);
    uint32_t at = 0;

    layer->n_keys = 16;
    while (layer->n_keys < x->pairs.n * 3) {
        layer->n_keys *= 2;
    }
    layer->keys = CST_NEW(x->arena, cst_first_key, layer->n_keys);
    if (!list || !layer->keys) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < x->pairs.n; i++) {
        cst_first_key *k = &layer->keys[probe(layer, x->pairs.at[i].key)];

        k->key = x->pairs.at[i].key;
        k->n++;
    }
    for (uint32_t i = 0; i < layer->n_keys; i++) {
        layer->keys[i].from = at;
        at += layer->keys[i].n;
        layer->keys[i].n = 0;
    }
    for (size_t i = 0; i < x->pairs.n; i++) {
        cst_first_key *k = &layer->keys[probe(layer, x->pairs.at[i].key)];

        list[k->from + k->n++] = x->pairs.at[i].n;
    }
    layer->first_list = list;
    return CST_OK;
}

const cst_first_key *cst_first_find(const cst_layer *layer, uint64_t key)
{
    const cst_first_key *k;

    if (layer->n_keys == 0) {
        return NULL;
    }
    k = &layer->keys[probe(layer, key)];
    return k->key ? k : NULL;
}

static cst_status file_tests(indexer *x)
{
    for (uint32_t f = 0; f < x->layer->firsts.n; f++) {
        const cst_utest *t =
            &x->layer->tests.at[x->layer->firsts.at[f].test];

        for (uint32_t i = 0; i < t->n_any; i++) {
            CST_TRY(test_pairs(x, &x->layer->tests.at[t->any[i]], f));
        }
        if (t->n_any == 0) {
            CST_TRY(test_pairs(x, t, f));
        }
    }
    return build_table(x);
}

cst_status cst_rule_first(cst_loader *l, uint32_t layer)
{
    indexer x = {.pack = l->pack, .layer = &l->pack->layers.at[layer],
                 .arena = l->arena};

    x.seen = CST_NEW(l->arena, uint32_t, x.layer->code.n);
    x.stack = CST_NEW(l->arena, uint32_t, x.layer->code.n + 2);
    x.first_of = CST_NEW(l->arena, uint32_t, x.layer->tests.n);
    if (!x.seen || !x.stack || !x.first_of) {
        return CST_NOMEM;
    }
    for (uint32_t i = x.layer->rules_from; i < x.layer->rules_to; i++) {
        CST_TRY(walk(&x, l->pack->rules.at[i].pc, i - x.layer->rules_from));
    }
    return file_tests(&x);
}
