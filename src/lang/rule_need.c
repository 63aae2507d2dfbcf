/* lang/rule_need: what a sentence must hold for a rule to have a chance.
 *
 * Takes the trees of a compiled rule; collects the tests that every match of
 * it, context included, passes somewhere, and turns them into bits that are
 * cheap to compare with what occurs in a sentence. Most rules wait for a word
 * or a label that most sentences lack.
 */
#include "lang/pack.h"

typedef struct need_list {
    CST_VEC(cst_need) v;
} need_list;

typedef struct need_walk {
    const cst_pack *pack;
    const cst_layer *layer;
    cst_arena *arena;
    bool nomem;
} need_walk;

/* The need for one test without alternatives; false if it needs nothing that
 * is worth asking for. */
static bool test_need(const need_walk *x, const cst_utest *t, cst_need *out)
{
    cst_test_key key = cst_utest_key(t);

    memset(out, 0, sizeof(*out));
    out->last = true;
    switch (key.kind) {
    case CST_KEY_WORD: out->kind = CST_NEED_WORD; break;
    case CST_KEY_LEMMA: out->kind = CST_NEED_LEMMA; break;
    case CST_KEY_LABEL: out->kind = CST_NEED_LABEL; break;
    case CST_KEY_CLASS:
        out->kind = CST_NEED_CLASS;
        memcpy(out->bits, key.bits, sizeof(out->bits));
        return true;
    default: return false;
    }
    for (uint32_t i = 0; i < key.n_values; i++) {
        cst_sym v = key.values[i];

        if (key.kind != CST_KEY_LABEL) {
            out->bits[v / 64 % 4] |= UINT64_C(1) << v % 64;
        } else if (v == x->pack->sym_tok) {
            return false;
        } else {
            out->bits[0] |= cst_label_bit(v);
        }
    }
    return true;
}

static void push(need_walk *x, need_list *list, const cst_need *need, bool last)
{
    cst_need *slot = CST_PUSH(x->arena, &list->v);

    if (!slot) {
        x->nomem = true;
        return;
    }
    *slot = *need;
    slot->last = last;
}

/* Add an alternative to the group that is being made: one entry a kind. */
typedef struct need_group {
    cst_need kinds[CST_NEED_LABEL + 1];
    bool used[CST_NEED_LABEL + 1];
} need_group;

static void add_alternative(need_group *g, const cst_need *need)
{
    cst_need *to = &g->kinds[need->kind];

    g->used[need->kind] = true;
    to->kind = need->kind;
    for (int i = 0; i < 4; i++) {
        to->bits[i] |= need->bits[i];
    }
}

static void push_group(need_walk *x, need_list *list, const need_group *g)
{
    int last = CST_NEED_LABEL;

    while (last > 0 && !g->used[last]) {
        last--;
    }
    for (int k = 0; k <= last; k++) {
        if (g->used[k]) {
            push(x, list, &g->kinds[k], k == last);
        }
    }
}

/* A test with alternatives needs one of theirs, if each has one. */
static void add_test(need_walk *x, uint32_t test, need_list *list)
{
    const cst_utest *t = &x->layer->tests.at[test];
    need_group group;
    cst_need need;

    if (t->n_any == 0) {
        if (test_need(x, t, &need)) {
            push(x, list, &need, true);
        }
        return;
    }
    memset(&group, 0, sizeof(group));
    for (uint32_t i = 0; i < t->n_any; i++) {
        if (!test_need(x, &x->layer->tests.at[t->any[i]], &need)) {
            return;
        }
        add_alternative(&group, &need);
    }
    push_group(x, list, &group);
}

static void walk(need_walk *x, const cst_node *node, need_list *list);

/* Alternatives: one of the first needs of each, if each has one. */
static void walk_alternatives(need_walk *x, const cst_node *node,
                              need_list *list)
{
    need_group group;

    memset(&group, 0, sizeof(group));
    for (size_t i = 0; i < node->kids.n; i++) {
        need_list one;

        memset(&one, 0, sizeof(one));
        walk(x, node->kids.at[i], &one);
        if (one.v.n == 0 || x->nomem) {
            return;
        }
        for (size_t n = 0; n < one.v.n; n++) {
            add_alternative(&group, &one.v.at[n]);
            if (one.v.at[n].last) {
                break;
            }
        }
    }
    push_group(x, list, &group);
}

static void walk(need_walk *x, const cst_node *node, need_list *list)
{
    if (x->nomem) {
        return;
    }
    if (node->test) {
        add_test(x, node->test - 1, list);
        return;
    }
    switch ((cst_node_kind)node->kind) {
    case CST_NODE_SEQ:
    case CST_NODE_CAPTURE:
        for (size_t i = 0; i < node->kids.n; i++) {
            walk(x, node->kids.at[i], list);
        }
        break;
    case CST_NODE_ALT: walk_alternatives(x, node, list); break;
    case CST_NODE_REP:
        if (node->min > 0) {
            walk(x, node->kids.at[0], list);
        }
        break;
    case CST_NODE_MACRO:
        walk(x, cst_layer_macro(x->layer, node->text)->body, list);
        break;
    default: break;
    }
}

/* Number of the group list[from..to) in the layer, made if new; 64 = no room. */
static unsigned share_group(need_walk *x, cst_layer *layer,
                            const need_list *list, size_t from, size_t to)
{
    unsigned group = 0;

    for (size_t i = 0, end; i < layer->needs.n; i = end, group++) {
        for (end = i; !layer->needs.at[end++].last;) {
        }
        if (end - i == to - from &&
            memcmp(&layer->needs.at[i], &list->v.at[from],
                   (to - from) * sizeof(cst_need)) == 0) {
            return group;
        }
    }
    for (size_t i = from; group < 64 && i < to; i++) {
        cst_need *slot = CST_PUSH(x->arena, &layer->needs);

        if (!slot) {
            x->nomem = true;
            return 64;
        }
        *slot = list->v.at[i];
    }
    return group;
}

/* Number of these labels among those that rules of the layer look ahead for,
 * plus 1; 0 = no room. */
static uint8_t share_near(cst_layer *layer, uint64_t labels)
{
    for (uint8_t i = 0; i < layer->n_nears; i++) {
        if (layer->nears[i] == labels) {
            return (uint8_t)(i + 1);
        }
    }
    if (layer->n_nears == CST_MAX_NEARS) {
        return 0;
    }
    layer->nears[layer->n_nears++] = labels;
    return layer->n_nears;
}

/* A match that must hold a unit of some label starts only where one is near. */
static void note_near(cst_layer *layer, const cst_rule *rule, cst_start *start,
                      const need_list *match)
{
    uint32_t min, max;

    cst_node_width(layer, rule->match, &min, &max);
    for (size_t i = 0; i < match->v.n && !start->near; i++) {
        const cst_need *n = &match->v.at[i];
        bool alone = n->last && (i == 0 || match->v.at[i - 1].last);

        if (alone && n->kind == CST_NEED_LABEL) {
            start->near = share_near(layer, n->bits[0]);
            start->near_width = max;
        }
    }
}

cst_status cst_rule_needs(cst_loader *l, cst_layer *layer, cst_rule *rule)
{
    need_walk x = {.pack = l->pack, .layer = layer, .arena = l->arena};
    cst_start *start = &layer->rule_starts[rule - l->pack->rules.at -
                                           layer->rules_from];
    const cst_node *parts[3];
    need_list list;

    memset(&list, 0, sizeof(list));
    parts[0] = rule->match;
    parts[1] = rule->before;
    parts[2] = rule->after;
    for (int i = 0; i < 3; i++) {
        if (parts[i]) {
            walk(&x, parts[i], &list);
        }
        if (i == 0 && !x.nomem) {
            note_near(layer, rule, start, &list);
        }
    }
    for (size_t from = 0, to; from < list.v.n && !x.nomem; from = to) {
        unsigned group;

        for (to = from; !list.v.at[to++].last;) {
        }
        group = share_group(&x, layer, &list, from, to);
        rule->needs |= group < 64 ? UINT64_C(1) << group : 0;
    }
    return x.nomem ? CST_NOMEM : CST_OK;
}

/* Words of what a sentence holds: words, lemmas and classes as in cst_seen, then
 * labels. */
#define LABEL_WORD 12

static bool ask(cst_arena *arena, cst_layer *layer, const cst_need *need)
{
    unsigned from = need->kind == CST_NEED_LABEL ? LABEL_WORD : need->kind * 4u;
    unsigned n = need->kind == CST_NEED_LABEL ? 1 : 4;

    for (unsigned i = 0; i < n; i++) {
        cst_ask *slot =
            need->bits[i] ? CST_PUSH(arena, &layer->asks) : NULL;

        if (slot) {
            *slot = (cst_ask){need->bits[i], (uint8_t)(from + i), false};
        }
    }
    if (need->last && layer->asks.n) {
        layer->asks.at[layer->asks.n - 1].last = true;
    }
    return !cst_arena_failed(arena);
}

/* Turn the needs of rules round: by group, who needs it. */
cst_status cst_needs_close(cst_loader *l, cst_layer *layer)
{
    uint32_t n = layer->rules_to - layer->rules_from;
    uint32_t n_words = layer->rule_words;

    layer->needing = CST_NEW(l->arena, uint64_t, 64 * (size_t)n_words);
    if (!layer->needing) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < layer->needs.n; i++) {
        if (!ask(l->arena, layer, &layer->needs.at[i])) {
            return CST_NOMEM;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        uint64_t needs = l->pack->rules.at[layer->rules_from + i].needs;

        layer->needed |= needs;
        for (; needs; needs &= needs - 1) {
            uint32_t group = (uint32_t)__builtin_ctzll(needs);

            layer->needing[group * n_words + i / 64] |= UINT64_C(1) << i % 64;
        }
    }
    return CST_OK;
}

uint64_t cst_needs_met(const cst_layer *layer, const cst_seen *seen,
                       uint64_t labels)
{
    uint64_t held[LABEL_WORD + 1], met = 0, bit = 1;

    memcpy(held, seen->bits, sizeof(seen->bits));
    held[LABEL_WORD] = labels;
    for (size_t i = 0; i < layer->asks.n; i++) {
        const cst_ask *a = &layer->asks.at[i];

        met |= a->bits & held[a->word] ? bit : 0;
        bit <<= a->last;
    }
    return met;
}
