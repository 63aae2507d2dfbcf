/* lang/rule_first: where the rules of a layer may start.
 *
 * For each rule the tests that can take its first unit are collected, and each
 * test is filed under the rarest thing that it asks for: a form, a label, a
 * lemma, a class, a part of speech. A unit then brings up only the tests worth
 * trying. What asks for nothing of these is tried everywhere. What may stand
 * second is collected too: most rules fail there.
 */
#include "lang/pack.h"

/* Positive conditions of a kind, NULL if there are none. */
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

static cst_test_key list_key(unsigned kind, const cst_sym *values, uint32_t n)
{
    cst_test_key key = {.kind = (uint8_t)kind, .values = values, .n_values = n};

    return key;
}

static uint64_t label_bits(const cst_sym *labels, uint32_t n)
{
    uint64_t bits = 0;

    for (uint32_t i = 0; i < n; i++) {
        bits |= cst_label_bit(labels[i]);
    }
    return bits;
}

/* Of a test without alternatives. */
static cst_quick quicken_one(const cst_pack *pack, const cst_utest *t)
{
    const cst_rcons *class_ = find_rcons(t, CST_RC_CLASS);
    cst_quick q = {UINT64_MAX, UINT64_MAX, CST_NO_CLASS, UINT16_MAX};

    if (t->token_only) {
        q.labels = cst_label_bit(pack->sym_tok) | cst_label_bit(pack->sym_mwe);
        q.parts = t->mask[CST_ENUM_POS];
    }
    if (t->n_labels) {
        q.labels = label_bits(t->labels, t->n_labels);
    }
    if (class_) {
        q.classes = cst_classes_quick(&class_->classes);
    }
    for (size_t i = 0; i < t->ucons.n; i++) {
        const cst_ucons *u = &t->ucons.at[i];

        if (u->kind == CST_UC_FORM && !u->negative && !u->star) {
            q.words = 0;
            for (uint32_t v = 0; v < u->n_values; v++) {
                q.words |= UINT64_C(1) << u->values[v] % 64;
            }
        }
    }
    return q;
}

cst_quick cst_utest_quicken(const cst_pack *pack, const cst_layer *layer,
                            const cst_utest *t)
{
    cst_quick q = {0, 0, 0, 0};

    if (t->n_any == 0) {
        return quicken_one(pack, t);
    }
    for (uint32_t i = 0; i < t->n_any; i++) {
        const cst_quick *a = &layer->quick.at[t->any[i]];

        q.labels |= a->labels;
        q.words |= a->words;
        q.classes |= a->classes;
        q.parts = (uint16_t)(q.parts | a->parts);
    }
    return q;
}

cst_test_key cst_utest_key(const cst_utest *t)
{
    const cst_rcons *lemma = find_rcons(t, CST_RC_LEMMA);
    const cst_rcons *class_ = find_rcons(t, CST_RC_CLASS);
    cst_test_key key = {.kind = CST_KEY_ANY};

    for (size_t i = 0; i < t->ucons.n; i++) {
        const cst_ucons *u = &t->ucons.at[i];

        if (u->kind == CST_UC_FORM && !u->negative && !u->star) {
            return list_key(CST_KEY_WORD, u->values, u->n_values);
        }
    }
    if (t->n_labels) {
        return list_key(CST_KEY_LABEL, t->labels, t->n_labels);
    }
    /* A composite may answer for lemma and part of speech by itself. */
    if (lemma && t->token_only) {
        return list_key(CST_KEY_LEMMA, lemma->values, lemma->n_values);
    }
    if (class_) {
        key.kind = CST_KEY_CLASS;
        memcpy(key.bits, class_->classes.bits, sizeof(key.bits));
    } else if (t->token_only && t->mask[CST_ENUM_POS] != 0xFFFF) {
        key.kind = CST_KEY_POS;
        key.bits[0] = t->mask[CST_ENUM_POS] & ((1u << CST_ENUM_MAX) - 1);
    }
    return key;
}

typedef struct indexer {
    cst_pack *pack;
    cst_layer *layer;
    uint32_t *seen;  /* by pc: stamp of the last walk that passed here */
    uint32_t stamp;
    uint32_t *stack;
    uint32_t *found, n_found; /* pcs of tests */
    uint32_t *first_of; /* by test: index in firsts, plus 1 */
    uint32_t layer_number;
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

/* Follow all that takes no unit. The tests that are reached go to x->found, by
 * pc; true if the program's end is reached. */
static bool reach(indexer *x, uint32_t start)
{
    const uint32_t *code = x->layer->code.at;
    uint32_t n = 0;
    bool end = false;

    x->stack[n++] = start;
    while (n > 0) {
        uint32_t pc = x->stack[--n];

        if (x->seen[pc] == x->stamp) {
            continue;
        }
        x->seen[pc] = x->stamp;
        switch (code[pc]) {
        case CST_OP_TEST: x->found[x->n_found++] = pc; break;
        case CST_OP_SPLIT:
            x->stack[n++] = code[pc + 1];
            x->stack[n++] = code[pc + 2];
            break;
        case CST_OP_JUMP: x->stack[n++] = code[pc + 1]; break;
        case CST_OP_NOT:
        case CST_OP_SAVE: x->stack[n++] = pc + 2; break;
        case CST_OP_BOS:
        case CST_OP_EOS: x->stack[n++] = pc + 1; break;
        case CST_OP_MATCH: end = true; break;
        default: break;
        }
    }
    return end;
}

/* What may stand behind the first unit of a match. */
static void find_next(indexer *x, const cst_rule *r, cst_start *s)
{
    const uint32_t *code = x->layer->code.at;
    uint32_t n_first = x->n_found;
    bool end = false;

    x->stamp++;
    for (uint32_t i = 0; i < n_first; i++) {
        end |= reach(x, x->found[i] + 3);
    }
    if (end && r->pc_after != CST_NONE) {
        end = reach(x, r->pc_after);
    }
    s->alone = end;
    for (uint32_t i = n_first; i < x->n_found; i++) {
        const cst_quick *q = &x->layer->quick.at[code[x->found[i] + 1]];

        s->next.labels |= q->labels;
        s->next.words |= q->words;
        s->next.classes |= q->classes;
        s->next.parts = (uint16_t)(s->next.parts | q->parts);
    }
}

/* Where the rule may start, and how it may go on. */
static cst_status walk(indexer *x, const cst_rule *r, uint32_t rule)
{
    cst_start *start = &x->layer->rule_starts[rule];

    x->stamp++;
    x->n_found = 0;
    start->makes = r->makes;
    start->alone = reach(x, r->pc);
    for (uint32_t i = 0; i < x->n_found; i++) {
        CST_TRY(add_first(x, x->layer->code.at[x->found[i] + 1], rule));
    }
    if (!start->alone) {
        find_next(x, r, start);
    }
    return CST_OK;
}

/* ----------------------------------------------------------------- keys */

static cst_status add_pair(indexer *x, unsigned kind, uint32_t value,
                           uint32_t first)
{
    cst_first_key *p = CST_PUSH(x->arena, &x->layer->index.pairs);
    cst_first_key *q = CST_PUSH(x->arena, &x->pack->starts.pairs);

    if (!p || !q) {
        return CST_NOMEM;
    }
    p->key = q->key = cst_first_key_of(kind, value);
    p->n = first;
    q->n = x->layer_number << 16 | first;
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

static cst_status test_pairs(indexer *x, const cst_utest *t, uint32_t first)
{
    cst_test_key key = cst_utest_key(t);

    if (key.kind == CST_KEY_ANY) {
        return add_pair(x, CST_KEY_ANY, 0, first);
    }
    if (key.kind != CST_KEY_CLASS && key.kind != CST_KEY_POS) {
        x->layer->by_lemma = x->layer->by_lemma || key.kind == CST_KEY_LEMMA;
        return add_pairs(x, key.kind, key.values, key.n_values, first);
    }
    for (uint32_t i = 0; i < CST_MAX_CLASSES; i++) {
        if (key.bits[i / 64] >> (i % 64) & 1) {
            CST_TRY(add_pair(x, key.kind, i, first));
        }
    }
    if (key.kind == CST_KEY_POS) {
        x->layer->pos_mask = (uint16_t)(x->layer->pos_mask | key.bits[0]);
    } else {
        for (int i = 0; i < 4; i++) {
            x->layer->class_mask.bits[i] |= key.bits[i];
        }
    }
    return CST_OK;
}

/* ---------------------------------------------------------------- table */

static uint32_t probe(const cst_first_index *index, uint64_t key)
{
    uint32_t mask = index->n_keys - 1;
    uint32_t i = cst_first_hash(key) & mask;

    while (index->keys[i].key && index->keys[i].key != key) {
        i = (i + 1) & mask;
    }
    return i;
}

/* Group the pairs by key: count, place, fill. */
static cst_status build_index(cst_arena *arena, cst_first_index *index)
{
    size_t n = index->pairs.n;
    uint32_t *list = CST_NEW(arena, uint32_t, n);
    uint32_t at = 0;

    index->n_keys = 16;
    while (index->n_keys < n * 3) {
        index->n_keys *= 2;
    }
    index->keys = CST_NEW(arena, cst_first_key, index->n_keys);
    if (!list || !index->keys) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        cst_first_key *k = &index->keys[probe(index, index->pairs.at[i].key)];

        k->key = index->pairs.at[i].key;
        k->n++;
    }
    for (uint32_t i = 0; i < index->n_keys; i++) {
        index->keys[i].from = at;
        at += index->keys[i].n;
        index->keys[i].n = 0;
    }
    for (size_t i = 0; i < n; i++) {
        cst_first_key *k = &index->keys[probe(index, index->pairs.at[i].key)];

        list[k->from + k->n++] = index->pairs.at[i].n;
    }
    index->list = list;
    return CST_OK;
}

const cst_first_key *cst_first_find(const cst_first_index *index, uint64_t key)
{
    const cst_first_key *k;

    if (index->n_keys == 0) {
        return NULL;
    }
    k = &index->keys[probe(index, key)];
    return k->key ? k : NULL;
}

cst_status cst_rule_first_all(cst_loader *l)
{
    return build_index(l->arena, &l->pack->starts);
}

/* -------------------------------------------------------------- starts */

/* A token by itself, as the unit that it will be. */
typedef struct lone_token {
    const cst_pack *pack;
    cst_unit unit;
    cst_quick quick;
    cst_sentence_units s;
    cst_token_starts *out;
    bool full;
} lone_token;

/* Insert in order; false if it stands there already. */
static bool insert_first(lone_token *x, uint32_t value)
{
    uint32_t *at = x->out->firsts, i = x->out->n;

    while (i > 0 && at[i - 1] > value) {
        i--;
    }
    if (i > 0 && at[i - 1] == value) {
        return false;
    }
    if (x->out->n + 1 == CST_MAX_FIRSTS) {
        x->full = true;
        return true;
    }
    memmove(at + i + 1, at + i, (x->out->n - i) * sizeof(*at));
    at[i] = value;
    x->out->n++;
    return true;
}

static void remove_first(lone_token *x, uint32_t value)
{
    uint32_t *at = x->out->firsts, n = 0;

    for (uint32_t i = 0; i < x->out->n; i++) {
        if (at[i] != value) {
            at[n++] = at[i];
        }
    }
    x->out->n = n;
}

static void start_key(lone_token *x, unsigned kind, uint32_t value)
{
    const cst_first_key *k =
        cst_first_find(&x->pack->starts, cst_first_key_of(kind, value));

    for (uint32_t i = 0; k && i < k->n; i++) {
        uint32_t at = x->pack->starts.list[k->from + i];
        const cst_layer *layer = &x->pack->layers.at[at >> 16];
        uint32_t test = layer->firsts.at[at & 0xFFFF].test;
        const cst_utest *t = &layer->tests.at[test];

        if (!t->open && !cst_quick_fits(&layer->quick.at[test], &x->quick)) {
            continue;
        }
        if (at & CST_FIRST_OPEN) { /* more tests than the bit leaves room for */
            x->full = true;
            return;
        }
        at |= t->open ? CST_FIRST_OPEN : 0;
        if (!insert_first(x, at)) {
            continue;
        }
        if (t->open || cst_utest_eval(x->pack, layer, t, &x->s, 0)) {
            x->out->layers |= cst_layer_bit(at >> 16);
        } else {
            remove_first(x, at);
        }
    }
}

static void start_classes(lone_token *x, uint32_t entry)
{
    const cst_classes *c = &x->pack->entries.at[entry].classes;

    for (unsigned b = 0; b < 4; b++) {
        for (uint64_t bits = c->bits[b]; bits; bits &= bits - 1) {
            start_key(x, CST_KEY_CLASS,
                      b * 64 + (unsigned)__builtin_ctzll(bits));
        }
    }
}

void cst_pack_starts(const cst_pack *pack, const cst_token *token,
                     const cst_unit *unit, cst_token_starts *out)
{
    lone_token x;

    memset(&x, 0, sizeof(x));
    out->layers = 0;
    out->n = 0;
    x.out = out;
    x.pack = pack;
    x.unit = *unit;
    x.quick = cst_unit_quick(unit);
    x.s.units.at = &x.unit;
    x.s.units.n = 1;
    x.s.tokens = token;
    x.s.n_tokens = 1;
    start_key(&x, CST_KEY_ANY, 0);
    start_key(&x, CST_KEY_LABEL, pack->sym_tok);
    if (unit->word) {
        start_key(&x, CST_KEY_WORD, unit->word);
    }
    for (uint32_t i = 0; i < unit->n_readings; i++) {
        const cst_reading *r = &unit->readings[i];

        start_key(&x, CST_KEY_POS, r->pos);
        start_key(&x, CST_KEY_LEMMA, r->lemma);
        if (r->entry) {
            start_classes(&x, r->entry);
        }
    }
    out->firsts[out->n++] = CST_NONE;
    if (x.full) {
        out->n = 0;
    }
}

/* ---------------------------------------------------------------- layer */

/* A unit of some label starts no rule unless it fits this. */
static void note_starts(cst_layer *layer, const cst_quick *q)
{
    for (uint32_t i = 0; i < 64; i++) {
        cst_quick *s = &layer->starts[i];

        if (q->labels >> i & 1) {
            s->labels |= UINT64_C(1) << i;
            s->words |= q->words;
            s->classes |= q->classes;
            s->parts = (uint16_t)(s->parts | q->parts);
        }
    }
}

static cst_status file_tests(indexer *x)
{
    uint32_t n_words = x->layer->rule_words;

    x->layer->first_rules =
        CST_NEW(x->arena, uint64_t, x->layer->firsts.n * n_words);
    if (!x->layer->first_rules) {
        return CST_NOMEM;
    }
    for (uint32_t f = 0; f < x->layer->firsts.n; f++) {
        const cst_first *first = &x->layer->firsts.at[f];
        uint64_t *bits = x->layer->first_rules + (size_t)f * n_words;
        const cst_utest *t =
            &x->layer->tests.at[x->layer->firsts.at[f].test];

        note_starts(x->layer, &x->layer->quick.at[first->test]);
        for (size_t i = 0; i < first->rules.n; i++) {
            bits[first->rules.at[i] / 64] |= UINT64_C(1)
                                             << first->rules.at[i] % 64;
        }
        for (uint32_t i = 0; i < t->n_any; i++) {
            CST_TRY(test_pairs(x, &x->layer->tests.at[t->any[i]], f));
        }
        if (t->n_any == 0) {
            CST_TRY(test_pairs(x, t, f));
        }
    }
    return build_index(x->arena, &x->layer->index);
}

cst_status cst_rule_first(cst_loader *l, uint32_t layer)
{
    indexer x = {.pack = l->pack, .layer = &l->pack->layers.at[layer],
                 .arena = l->arena, .layer_number = layer};

    x.seen = CST_NEW(l->arena, uint32_t, x.layer->code.n);
    x.stack = CST_NEW(l->arena, uint32_t, x.layer->code.n + 2);
    x.found = CST_NEW(l->arena, uint32_t, 2 * x.layer->code.n + 2);
    x.first_of = CST_NEW(l->arena, uint32_t, x.layer->tests.n);
    if (!x.seen || !x.stack || !x.found || !x.first_of) {
        return CST_NOMEM;
    }
    for (uint32_t i = x.layer->rules_from; i < x.layer->rules_to; i++) {
        cst_rule *r = &l->pack->rules.at[i];

        for (uint32_t a = 0; a < r->n_program; a++) {
            if (r->program[a].kind <= CST_ACT_LIFT) {
                x.layer->makes = true;
                x.layer->labels |= cst_label_bit(r->program[a].label);
            }
        }
        CST_TRY(walk(&x, r, i - x.layer->rules_from));
    }
    return file_tests(&x);
}
