/* lang/cascade: the layers of a pack over one sentence.
 *
 * begin makes the row of tokens and multiwords; run sends one layer over it,
 * left to right, in place: what is done moves to the front of the row, so that
 * a sentence of any length costs one pass. Matching is rule_vm's, acting
 * rule_act's.
 */
#include "lang/cascade.h"

#define MAX_PASSES 8
/* Tokens between the one that is looked up and the one that is fetched. */
#define AHEAD 6

/* -------------------------------------------------------------- scratch */

static bool machine_init(cst_arena *arena, cst_machine *m, size_t n_code)
{
    m->now = CST_NEW(arena, cst_thread, n_code + 1);
    m->next = CST_NEW(arena, cst_thread, n_code + 1);
    m->stamps = CST_NEW(arena, uint32_t, n_code + 1);
    /* Each pc pushes one at most, once a closure. */
    m->stack = CST_NEW(arena, cst_thread, n_code + 1);
    return m->now && m->next && m->stamps && m->stack;
}

static bool scratch_init(cst_cascade *c)
{
    size_t n_code = 0, n_rules = 0, n_firsts = 0;

    for (size_t i = 0; i < c->pack->layers.n; i++) {
        const cst_layer *layer = &c->pack->layers.at[i];
        size_t rules = layer->rules_to - layer->rules_from;

        n_code = layer->code.n > n_code ? layer->code.n : n_code;
        n_rules = rules > n_rules ? rules : n_rules;
        n_firsts = layer->firsts.n > n_firsts ? layer->firsts.n : n_firsts;
    }
    c->best = CST_NEW(&c->arena, cst_best, n_rules);
    c->n_rules = n_rules;
    c->n_firsts = n_firsts;
    c->rules_on = CST_NEW(&c->arena, uint64_t, n_rules / 64 + 1);
    c->rules_open = CST_NEW(&c->arena, uint64_t, n_rules / 64 + 1);
    c->first_stamp = CST_NEW(&c->arena, uint32_t, n_firsts);
    c->memo = CST_NEW(&c->arena, uint64_t, CST_MEMO_SLOTS);
    c->fired = CST_NEW(&c->arena, uint32_t, c->pack->rules.n);
    return machine_init(&c->arena, &c->main, n_code) &&
           machine_init(&c->arena, &c->context, n_code) && cst_lookup_init(&c->cache, &c->arena) &&
           c->best && c->rules_on && c->rules_open && c->first_stamp &&
           c->memo && c->fired &&
           CST_PUSH(&c->arena, &c->caps);
}

cst_status cst_cascade_new(const cst_pack *pack, const cst_allocator *allocator,
                           cst_cascade **out)
{
    cst_cascade *c = cst_mem_alloc(allocator, 1, sizeof(*c));

    if (!c) {
        return CST_NOMEM;
    }
    c->pack = pack;
    cst_arena_init(&c->arena, allocator, 0);
    if (!scratch_init(c)) {
        cst_cascade_free(c);
        return CST_NOMEM;
    }
    *out = c;
    return CST_OK;
}

void cst_cascade_free(cst_cascade *c)
{
    if (c) {
        const cst_allocator *allocator = c->arena.allocator;

        cst_arena_free(&c->arena);
        cst_mem_free(allocator, c);
    }
}

void cst_cascade_trace(cst_cascade *c,
                       void (*fn)(void *user, const char *layer, const char *rule,
                                  const cst_unit *unit, const char *text),
                       void *user)
{
    c->trace = fn;
    c->trace_user = user;
}

void cst_cascade_ask(cst_cascade *c, const cst_classes *sets, size_t n)
{
    if (c->cache.sets != sets || c->cache.n_sets != n) {
        if (c->cache.pool_used) {
            cst_lookup_forget(&c->cache);
        }
        c->cache.sets = sets;
        c->cache.n_sets = n < 16 ? n : 16;
    }
}

uint32_t cst_cascade_asked(cst_cascade *c, const cst_token *token,
                           const cst_token *end)
{
    if (end - token > AHEAD) {
        cst_lookup_expect(&c->cache, token + AHEAD);
    }
    return cst_lookup_token(&c->cache, c->pack, token, false)->asked;
}

const cst_reading *cst_cascade_readings(cst_cascade *c, const cst_token *token,
                                        uint32_t *n)
{
    const cst_lookup *found =
        cst_lookup_token(&c->cache, c->pack, token, false);

    *n = found->n;
    return found->readings;
}

/* ---------------------------------------------------------------- tests */

#define MEMO_UNIT_BITS 22
#define MEMO_TEST_BITS 14

void cst_cascade_forget(cst_cascade *c)
{
    if (++c->epoch >> (64 - 1 - MEMO_UNIT_BITS - MEMO_TEST_BITS)) {
        memset(c->memo, 0, CST_MEMO_SLOTS * sizeof(*c->memo));
        c->epoch = 1;
    }
}

bool cst_cascade_test(cst_cascade *c, uint32_t test, uint32_t unit)
{
    const cst_utest *t = &c->layer->tests.at[test];
    uint64_t key, *slot;
    bool holds;

    if (unit >> MEMO_UNIT_BITS || test >> MEMO_TEST_BITS) {
        return cst_utest_eval(c->pack, c->layer, t, c->s, unit);
    }
    key = ((uint64_t)c->epoch << MEMO_UNIT_BITS | unit) << MEMO_TEST_BITS | test;
    slot = &c->memo[(unit * 67u + test) & (CST_MEMO_SLOTS - 1)];
    if (*slot >> 1 == key) {
        return *slot & 1;
    }
    holds = cst_utest_eval(c->pack, c->layer, t, c->s, unit);
    *slot = key << 1 | holds;
    return holds;
}

/* ---------------------------------------------------------------- begin */

/* Readings of a sentence's tokens, taken from blocks of this many. */
typedef struct reading_block {
    cst_reading *at;
    size_t left;
} reading_block;

static cst_reading *take_readings(cst_arena *arena, reading_block *b, size_t n,
                                  size_t tokens_left)
{
    cst_reading *r;

    if (n > b->left) {
        b->left = n + tokens_left * 3;
        b->at = CST_NEW(arena, cst_reading, b->left);
        if (!b->at) {
            b->left = 0;
            return NULL;
        }
    }
    r = b->at;
    b->at += n;
    b->left -= n;
    return r;
}

static void add_seen(cst_seen *to, const cst_seen *from)
{
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 4; i++) {
            to->bits[k][i] |= from->bits[k][i];
        }
    }
}

/* The unit of token i; the arena has zeroed it. */
static bool token_unit(cst_cascade *c, cst_arena *arena, cst_sentence_units *s,
                       uint32_t i, reading_block *block)
{
    const cst_lookup *found;
    cst_unit *u = &s->units.at[i];

    if (s->n_tokens - i > AHEAD) {
        cst_lookup_expect(&c->cache, &s->tokens[i + AHEAD]);
    }
    found = cst_lookup_token(&c->cache, c->pack, &s->tokens[i], true);
    s->top.at[i] = i;
    u->label = c->pack->sym_tok;
    u->tok_begin = i;
    u->tok_end = i + 1;
    u->head = i;
    u->anchor = CST_NONE;
    u->word = found->word;
    u->starts = found->starts;
    u->classes = found->classes;
    u->parts = found->parts;
    u->firsts = found->firsts;
    u->firsts_age = c->cache.age;
    add_seen(&s->seen, &found->seen);
    u->n_readings = found->n;
    u->readings = take_readings(arena, block, found->n, s->n_tokens - i - 1);
    if (!u->readings) {
        return false;
    }
    memcpy(u->readings, found->readings, found->n * sizeof(*u->readings));
    return true;
}

cst_status cst_cascade_begin(cst_cascade *c, cst_arena *arena, cst_str text,
                             const cst_token *tokens, uint32_t n_tokens,
                             cst_sentence_units *out)
{
    reading_block block = {NULL, 0};

    memset(out, 0, sizeof(*out));
    out->tokens = tokens;
    out->n_tokens = n_tokens;
    out->text = text;
    out->labels = cst_label_bit(c->pack->sym_tok);
    out->units.cap = (size_t)n_tokens + n_tokens / 2 + 4;
    out->units.at = CST_NEW(arena, cst_unit, out->units.cap);
    out->top.cap = (size_t)n_tokens + 1;
    out->top.at = CST_NEW(arena, uint32_t, out->top.cap);
    if (!out->units.at || !out->top.at) {
        return CST_NOMEM;
    }
    out->units.n = out->top.n = n_tokens;
    for (uint32_t i = 0; i < n_tokens; i++) {
        if (!token_unit(c, arena, out, i, &block)) {
            return CST_NOMEM;
        }
    }
    return cst_join_mwes(c, arena, out) ? CST_OK : CST_NOMEM;
}

/* ---------------------------------------------------------------- start */

/* Is there a unit of a label that the rule needs where a match can reach it? */
static bool is_near(cst_cascade *c, const cst_start *r)
{
    const cst_sentence_units *s = c->s;
    uint64_t labels = c->layer->nears[r->near - 1];
    uint32_t at = c->near_at[r->near - 1];

    at = at < c->read ? c->read : at;
    while (at < s->top.n &&
           !(cst_label_bit(s->units.at[s->top.at[at]].label) & labels)) {
        at++;
    }
    c->near_at[r->near - 1] = at;
    return at < s->top.n && at - c->read < r->near_width;
}

static void start_rule(cst_cascade *c, uint32_t rule)
{
    const cst_start *r = &c->layer->rule_starts[rule];
    uint32_t *slot;

    if (!(r->alone || cst_quick_fits(&r->next, &c->next)) ||
        (r->near && !is_near(c, r))) {
        return;
    }
    slot = r->makes ? CST_PUSH(&c->arena, &c->makes)
                    : CST_PUSH(&c->arena, &c->acts);
    if (slot) {
        *slot = rule;
    } else {
        c->nomem = true;
    }
}

/* Those of the first test that were not asked yet. */
static void start_rules(cst_cascade *c, uint32_t first)
{
    uint32_t n_words = c->layer->rule_words;
    const uint64_t *rules = c->layer->first_rules + (size_t)first * n_words;

    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t bits = rules[w] & c->rules_open[w];

        c->rules_open[w] &= ~bits;
        for (; bits; bits &= bits - 1) {
            start_rule(c, w * 64 + (uint32_t)__builtin_ctzll(bits));
        }
    }
}

static void try_first(cst_cascade *c, uint32_t first, uint32_t unit)
{
    uint32_t test = c->layer->firsts.at[first].test;
    cst_quick quick = cst_unit_quick(&c->s->units.at[unit]);

    if (cst_quick_fits(&c->layer->quick.at[test], &quick) &&
        cst_cascade_test(c, test, unit)) {
        start_rules(c, first);
    }
}

/* Is some rule of the first test switched on, and not asked yet? */
static bool first_is_open(const cst_cascade *c, uint32_t first)
{
    uint32_t n_words = c->layer->rule_words;
    const uint64_t *rules = c->layer->first_rules + (size_t)first * n_words;
    uint64_t open = 0;

    for (uint32_t w = 0; w < n_words; w++) {
        open |= rules[w] & c->rules_open[w];
    }
    return open != 0;
}

static void try_key(cst_cascade *c, unsigned kind, uint32_t value, uint32_t unit)
{
    const cst_first_key *k =
        cst_first_find(&c->layer->index, cst_first_key_of(kind, value));

    for (uint32_t i = 0; k && i < k->n; i++) {
        uint32_t at = c->layer->index.list[k->from + i];

        if (first_is_open(c, at) && c->first_stamp[at] != c->stamp) {
            c->first_stamp[at] = c->stamp;
            try_first(c, at, unit);
        }
    }
}

static void try_classes(cst_cascade *c, const cst_reading *r, uint32_t unit)
{
    const cst_entry *e = &c->pack->entries.at[r->entry];

    for (unsigned b = 0; b < 4; b++) {
        uint64_t bits = e->classes.bits[b] & c->layer->class_mask.bits[b];

        for (; bits; bits &= bits - 1) {
            try_key(c, CST_KEY_CLASS,
                    b * 64 + (unsigned)__builtin_ctzll(bits), unit);
        }
    }
}

static void new_start(cst_cascade *c)
{
    const cst_sentence_units *s = c->s;

    if (c->read + 1 < s->top.n) {
        c->next = cst_unit_quick(&s->units.at[s->top.at[c->read + 1]]);
    } else {
        c->next.labels = 0;
    }
    c->acts.n = c->makes.n = 0;
    memcpy(c->rules_open, c->rules_on,
           c->layer->rule_words * sizeof(*c->rules_on));
    if (++c->stamp == 0) {
        memset(c->first_stamp, 0, c->n_firsts * sizeof(*c->first_stamp));
        c->stamp = 1;
    }
}

/* The cache may have kept what a token passed by itself. What it was reduced to
 * passes no more than that. */
static bool starts_from_cache(cst_cascade *c, uint32_t unit)
{
    const cst_unit *u = &c->s->units.at[unit];
    uint32_t layer = (uint32_t)(c->layer - c->pack->layers.at);
    const char *at = (const char *)u->firsts;

    if (!at || u->starts == CST_STARTS_ALL ||
        u->firsts_age != c->cache.age || at < c->cache.pool ||
        at >= c->cache.pool + CST_LOOKUP_POOL) {
        return false;
    }
    for (const uint32_t *f = u->firsts; *f >> 16 <= layer && *f != CST_NONE;
         f++) {
        uint32_t first = *f & CST_FIRST_INDEX;

        if (*f >> 16 != layer || !first_is_open(c, first)) {
            continue;
        }
        if (u->reduced || *f & CST_FIRST_OPEN) {
            try_first(c, first, unit);
        } else {
            start_rules(c, first);
        }
    }
    return true;
}

/* Fill c->acts and c->makes with the rules whose first test the unit passes. */
static void find_starts(cst_cascade *c, uint32_t unit)
{
    const cst_unit *u = &c->s->units.at[unit];

    new_start(c);
    if (starts_from_cache(c, unit)) {
        return;
    }
    try_key(c, CST_KEY_ANY, 0, unit);
    try_key(c, CST_KEY_LABEL, u->label, unit);
    if (u->word) {
        try_key(c, CST_KEY_WORD, u->word, unit);
    }
    for (uint32_t i = 0; i < u->n_readings; i++) {
        const cst_reading *r = &u->readings[i];

        if (c->layer->pos_mask >> r->pos & 1) {
            try_key(c, CST_KEY_POS, r->pos, unit);
        }
        if (c->layer->by_lemma) {
            try_key(c, CST_KEY_LEMMA, r->lemma, unit);
        }
        if (r->entry) {
            try_classes(c, r, unit);
        }
    }
}

/* ------------------------------------------------------------------ run */

/* Priority, then the order of the file. */
static bool goes_before(const cst_cascade *c, uint32_t a, uint32_t b)
{
    const cst_rule *rules = c->pack->rules.at + c->layer->rules_from;

    return rules[a].priority != rules[b].priority
               ? rules[a].priority > rules[b].priority
               : a < b;
}

/* Rules that make no unit: each acts on its own match, in order. */
static void act_without_unit(cst_cascade *c)
{
    for (size_t i = 1; i < c->done.n; i++) { /* few: sort by insertion */
        uint32_t rule = c->done.at[i];
        size_t at = i;

        while (at > 0 && goes_before(c, rule, c->done.at[at - 1])) {
            c->done.at[at] = c->done.at[at - 1];
            at--;
        }
        c->done.at[at] = rule;
    }
    for (size_t i = 0; i < c->done.n; i++) {
        (void)cst_act(c, c->done.at[i], &c->best[c->done.at[i]]);
    }
}

/* The longest match makes its unit. True if the row moved on. */
static bool act_with_unit(cst_cascade *c)
{
    uint32_t rule = CST_NONE;

    for (size_t i = 0; i < c->done.n; i++) {
        uint32_t r = c->done.at[i];

        if (rule == CST_NONE || c->best[r].length > c->best[rule].length ||
            (c->best[r].length == c->best[rule].length &&
             goes_before(c, r, rule))) {
            rule = r;
        }
    }
    return rule != CST_NONE && cst_act(c, rule, &c->best[rule]);
}

static void one_step(cst_cascade *c)
{
    uint32_t unit = c->s->top.at[c->read];
    bool moved = false;

    find_starts(c, unit);
    if (c->acts.n) {
        uint32_t epoch = c->epoch;

        cst_vm_match(c, c->acts.at, c->acts.n);
        if (!c->s->over_budget) {
            act_without_unit(c);
        }
        if (c->epoch != epoch && c->layer->makes) {
            find_starts(c, unit); /* readings or features changed */
        }
    }
    if (c->makes.n && !c->s->over_budget) {
        cst_vm_match(c, c->makes.at, c->makes.n);
        if (!c->s->over_budget) {
            moved = act_with_unit(c);
        }
    }
    if (!moved) {
        c->s->top.at[c->written++] = c->s->top.at[c->read++];
    }
}

/* False: no rule of the layer starts at the unit. */
static bool may_start(const cst_cascade *c, const cst_unit *u)
{
    cst_quick quick;

    if (u->starts != CST_STARTS_ALL) {
        return (u->starts & c->bit) != 0;
    }
    quick = cst_unit_quick(u);
    return cst_quick_fits(&c->layer->starts[cst_label_number(u->label)], &quick);
}

static void one_pass(cst_cascade *c)
{
    cst_sentence_units *s = c->s;

    c->written = c->read = 0;
    c->changed = false;
    memset(c->near_at, 0, sizeof(c->near_at));
    while (c->read < s->top.n && !s->over_budget && !c->nomem) {
        if (may_start(c, &s->units.at[s->top.at[c->read]])) {
            one_step(c);
        } else {
            s->top.at[c->written++] = s->top.at[c->read++];
        }
    }
    while (c->read < s->top.n) {
        s->top.at[c->written++] = s->top.at[c->read++];
    }
    s->top.n = c->written;
}

/* Switch on the rules whose needs the sentence meets; false if there are none. */
static bool switch_rules(cst_cascade *c)
{
    const cst_layer *layer = c->layer;
    uint64_t unmet = ~cst_needs_met(layer, &c->s->seen,
                                    layer->labels | c->s->labels);
    uint32_t n = layer->rules_to - layer->rules_from;
    uint32_t n_words = layer->rule_words;
    uint64_t some = 0;

    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t on = w * 64 + 64 <= n ? UINT64_MAX : (UINT64_C(1) << n % 64) - 1;

        for (uint64_t left = unmet & layer->needed; left; left &= left - 1) {
            on &= ~layer->needing[(uint32_t)__builtin_ctzll(left) * n_words + w];
        }
        c->rules_on[w] = on;
        some |= on;
    }
    return some;
}

/* A layer written in C. What it reads into its units is seen from then on. */
static cst_status run_native(cst_cascade *c, cst_arena *arena,
                             cst_sentence_units *s, const cst_layer *layer)
{
    size_t before = s->units.n;

    if (layer->fn) {
        CST_TRY(layer->fn(layer->user, arena, c->pack, s));
    }
    for (size_t i = before; i < s->units.n; i++) {
        cst_unit_sum(c->pack, &s->units.at[i]);
        for (uint32_t r = 0; r < s->units.at[i].n_readings; r++) {
            cst_seen_reading(&s->seen, c->pack, &s->units.at[i].readings[r]);
        }
    }
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

static cst_status run_rules(cst_cascade *c, cst_arena *arena,
                            cst_sentence_units *s, const cst_layer *layer)
{
    int passes = layer->repeat ? MAX_PASSES : 1;

    c->out = arena;
    c->s = s;
    c->layer = layer;
    c->nomem = false;
    c->bit = cst_layer_bit((size_t)(layer - c->pack->layers.at));
    cst_cascade_forget(c);
    if (!switch_rules(c)) {
        return CST_OK;
    }
    for (int i = 0; i < passes && !s->over_budget && !c->nomem; i++) {
        one_pass(c);
        if (!c->changed) {
            break;
        }
    }
    return c->nomem || cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

static cst_status run_layer(cst_cascade *c, cst_arena *arena,
                            cst_sentence_units *s, const cst_layer *layer)
{
    uint64_t since = cst_profile_clock(c);
    cst_status status = layer->native ? run_native(c, arena, s, layer)
                                      : run_rules(c, arena, s, layer);

    cst_profile_layer(c, layer, since);
    return status;
}

cst_status cst_cascade_run(cst_cascade *c, cst_arena *arena,
                           cst_sentence_units *s, const char *layer)
{
    const cst_layer *l = cst_pack_layer(c->pack, layer);

    if (!l) {
        return CST_NOTFOUND;
    }
    return s->over_budget ? CST_OK : run_layer(c, arena, s, l);
}

cst_status cst_cascade_run_all(cst_cascade *c, cst_arena *arena,
                               cst_sentence_units *s, const char *last,
                               const char *first)
{
    bool on = first == NULL;

    if ((first && !cst_pack_layer(c->pack, first)) ||
        (last && !cst_pack_layer(c->pack, last))) {
        return CST_NOTFOUND;
    }
    for (size_t i = 0; i < c->pack->layers.n && !s->over_budget; i++) {
        const cst_layer *l = &c->pack->layers.at[i];

        on = on || strcmp(l->name, first) == 0;
        if (on) {
            CST_TRY(run_layer(c, arena, s, l));
        }
        if (last && strcmp(l->name, last) == 0) {
            break;
        }
    }
    return CST_OK;
}
