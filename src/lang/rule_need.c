/* lang/rule_need: what a sentence must hold for a rule to have a chance.
 *
 * Takes the trees of a compiled rule; collects the tests that every match of
 * it, context included, passes somewhere, and turns them into bits that are
 * cheap to compare with what occurs in a sentence. Most rules wait for a word
 * or a label that most sentences lack.
 */
#include "lang/pack.h"

#define MAX_NEEDS 24u

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

/* A test with alternatives needs one of theirs, if each has one. */
static void add_test(need_walk *x, uint32_t test, need_list *list)
{
    const cst_utest *t = &x->layer->tests.at[test];
    cst_need need;

    if (t->n_any == 0) {
        if (test_need(x, t, &need)) {
            push(x, list, &need, true);
        }
        return;
    }
    for (uint32_t i = 0; i < t->n_any; i++) {
        if (!test_need(x, &x->layer->tests.at[t->any[i]], &need)) {
            return;
        }
    }
    for (uint32_t i = 0; i < t->n_any; i++) {
        (void)test_need(x, &x->layer->tests.at[t->any[i]], &need);
        push(x, list, &need, i + 1 == t->n_any);
    }
}

static void walk(need_walk *x, const cst_node *node, need_list *list);

/* Alternatives: one of the first needs of each, if each has one. */
static void walk_alternatives(need_walk *x, const cst_node *node,
                              need_list *list)
{
    need_list all;

    memset(&all, 0, sizeof(all));
    for (size_t i = 0; i < node->kids.n; i++) {
        need_list one;

        memset(&one, 0, sizeof(one));
        walk(x, node->kids.at[i], &one);
        if (one.v.n == 0 || x->nomem) {
            return;
        }
        for (size_t n = 0; n < one.v.n; n++) {
            push(x, &all, &one.v.at[n], false);
            if (one.v.at[n].last) {
                break;
            }
        }
    }
    for (size_t i = 0; i < all.v.n; i++) {
        push(x, list, &all.v.at[i], i + 1 == all.v.n);
    }
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

/* Words first: they are the rarest. Long lists cost more than they spare. */
static bool keep(need_walk *x, const need_list *list, cst_rule *rule)
{
    for (int kind = CST_NEED_WORD; kind <= CST_NEED_LABEL; kind++) {
        for (size_t from = 0, to; from < list->v.n; from = to) {
            for (to = from; !list->v.at[to++].last;) {
            }
            if (list->v.at[from].kind != kind ||
                rule->needs.n + (to - from) > MAX_NEEDS) {
                continue;
            }
            for (size_t i = from; i < to; i++) {
                cst_need *slot = CST_PUSH(x->arena, &rule->needs);

                if (!slot) {
                    return false;
                }
                *slot = list->v.at[i];
            }
        }
    }
    return true;
}

cst_status cst_rule_needs(cst_loader *l, const cst_layer *layer, cst_rule *rule)
{
    need_walk x = {.pack = l->pack, .layer = layer, .arena = l->arena};
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
    }
    return !x.nomem && keep(&x, &list, rule) ? CST_OK : CST_NOMEM;
}

static bool need_met(const cst_need *n, const cst_seen *seen, uint64_t labels)
{
    const uint64_t *bits;

    if (n->kind == CST_NEED_LABEL) {
        return (n->bits[0] & labels) != 0;
    }
    bits = seen->bits[n->kind];
    return ((n->bits[0] & bits[0]) | (n->bits[1] & bits[1]) |
            (n->bits[2] & bits[2]) | (n->bits[3] & bits[3])) != 0;
}

bool cst_needs_met(const cst_rule *rule, const cst_seen *seen, uint64_t labels)
{
    bool met = false;

    for (size_t i = 0; i < rule->needs.n; i++) {
        const cst_need *n = &rule->needs.at[i];

        met = met || need_met(n, seen, labels);
        if (n->last) {
            if (!met) {
                return false;
            }
            met = false;
        }
    }
    return true;
}
