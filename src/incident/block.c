/* incident/block: which pairs of nodes are compared at all.
 *
 * Takes the nodes, gives pairs whose score is near the threshold or above.
 * Each node hangs on keys: its days with its place by name, id and cell, with
 * what contains the place, with its tolls; nodes without a day on the place with
 * tolls and kind. Nodes that share a key are compared. The keys make the blocks
 * small; one that is large all the same is sorted by content, and each node
 * compared with those that follow next: the cost stays linear.
 */
#include "incident/linker.h"

#include <math.h>
#include <stdlib.h>

#define IN_MAX 4        /* containers that make keys */
#define IN_UNDATED 2
#define TOLL_KEYS 3
#define TOLL_LEAST 3    /* a smaller toll says too little */
#define CELL 4.0        /* cells a degree */
#define BLOCK_MAX 200u  /* nodes that are compared each with each */
#define WINDOW 24u      /* of larger blocks: with so many that follow */

enum { KEY_DAY = 1, KEY_LASTING, KEY_UNDATED, KEY_TEXT };
enum { OF_NAME = 1, OF_ID, OF_CELL, OF_TOLL, OF_TARGET, OF_FAMILY };

typedef struct entry {
    uint64_t key;
    uint32_t node;
    bool open; /* of these at least one of a pair must be without a day */
} entry;

typedef struct blocker {
    cst_linker *l;
    entry *at; /* NULL while they are only counted */
    size_t n;
    entry *window;      /* scratch of one large block */
    uint32_t *tried;    /* blocks whose pairs were all compared, by node: */
    uint32_t *tried_at; /* where a node's begin ... */
    uint32_t *n_tried;  /* and how many there are so far, ascending */
} blocker;

static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ (h >> 29);
}

static uint64_t key_of(uint64_t when, uint64_t kind, uint64_t what)
{
    return mix(mix(mix(UINT64_C(0x51ed270b), when), kind), what);
}

static void hang(blocker *b, uint32_t node, uint64_t key, bool open)
{
    if (b->at) {
        b->at[b->n] = (entry){key, node, open};
    }
    b->n++;
}

/* The four cells nearest to a point: two points a quarter of a degree apart
 * share one. */
static void hang_cells(blocker *b, uint32_t node, uint64_t when)
{
    const cst_profile *p = &b->l->nodes.at[node];
    int64_t y = (int64_t)floor(p->lat * CELL - 0.5);
    int64_t x = (int64_t)floor(p->lon * CELL - 0.5);

    if (!p->has_point || p->at >= CST_AT_PROVINCE) {
        return;
    }
    for (int k = 0; k < 4; k++) {
        hang(b, node,
             key_of(when, OF_CELL,
                    (uint64_t)((y + k / 2) * 100000 + x + k % 2)),
             false);
    }
}

static void hang_place(blocker *b, uint32_t node, uint64_t when)
{
    const cst_profile *p = &b->l->nodes.at[node];

    if (p->place) {
        hang(b, node, key_of(when, OF_NAME, p->place), false);
    }
    if (p->place_id) {
        hang(b, node, key_of(when, OF_ID, p->place_id), false);
    }
    for (uint32_t i = 0; i < p->in.n && i < IN_MAX; i++) {
        hang(b, node,
             key_of(when, OF_NAME, b->l->words.at[p->in.first + i]), false);
    }
    hang_cells(b, node, when);
}

/* where: further part of the key, 0 = anywhere. */
static void hang_tolls(blocker *b, uint32_t node, uint64_t when,
                       uint64_t where, bool open)
{
    const cst_profile *p = &b->l->nodes.at[node];

    for (uint32_t i = 0; i < p->tolls.n && i < TOLL_KEYS; i++) {
        const cst_toll *t = &b->l->tolls.at[p->tolls.first + i];

        if (t->value >= TOLL_LEAST) {
            hang(b, node,
                 key_of(when, OF_TOLL,
                        mix(mix(where, t->kind), (uint64_t)t->value)),
                 open);
        }
    }
}

/* A node of the day d also hangs on d + 1, so that neighbours meet. */
static void hang_days(blocker *b, uint32_t node)
{
    const cst_profile *p = &b->l->nodes.at[node];
    uint8_t family = b->l->s->types[p->type].family;

    for (int64_t d = p->from; d <= (int64_t)p->to + 1; d++) {
        uint64_t when = mix(KEY_DAY, (uint64_t)d);

        hang_place(b, node, when);
        hang_tolls(b, node, when, 0, false);
        if (!p->placed && p->targets.n) {
            hang(b, node,
                 key_of(when, OF_TARGET,
                        mix(family, b->l->words.at[p->targets.first])),
                 false);
        }
    }
}

/* Where a day is missing, the place must be the same and something more: the
 * kind, or a toll, where one place may lie in the other. */
static void hang_undated(blocker *b, uint32_t node)
{
    const cst_profile *p = &b->l->nodes.at[node];
    uint64_t where = p->place_id ? mix(OF_ID, p->place_id)
                                 : mix(OF_NAME, p->place);
    uint8_t family = b->l->s->types[p->type].family;

    if (!p->placed) {
        return;
    }
    hang(b, node, key_of(KEY_UNDATED, OF_FAMILY, mix(where, family)), true);
    if (p->place) {
        hang_tolls(b, node, KEY_UNDATED, p->place, true);
    }
    for (uint32_t i = 0; i < p->in.n && i < IN_UNDATED; i++) {
        hang_tolls(b, node, KEY_UNDATED, b->l->words.at[p->in.first + i], true);
    }
}

static void hang_node(blocker *b, uint32_t node)
{
    const cst_profile *p = &b->l->nodes.at[node];

    if (p->group != CST_NONE) {
        hang(b, node, key_of(KEY_TEXT, p->lasting, p->group), false);
    }
    if (p->lasting) {
        hang_place(b, node, KEY_LASTING);
        return;
    }
    if (p->dated && !p->rough) {
        hang_days(b, node);
    }
    hang_undated(b, node);
}

/* ---------------------------------------------------------------- pairs */

static bool exactly_dated(const cst_profile *p)
{
    return p->dated && !p->rough;
}

static void try_pair(blocker *b, const entry *x, const entry *y)
{
    cst_linker *l = b->l;
    const cst_profile *p = &l->nodes.at[x->node], *q = &l->nodes.at[y->node];
    cst_pair *pair;
    cst_match m;

    if (p->document == q->document ||
        (x->open && exactly_dated(p) && exactly_dated(q))) {
        return;
    }
    cst_link_compare(l, p, q, &m);
    if ((double)m.score < l->s->number[CST_NUMBER_THRESHOLD] -
                      l->s->number[CST_NUMBER_NEAR]) {
        return;
    }
    pair = CST_PUSH(l->scratch, &l->pairs);
    if (pair) {
        pair->a = x->node < y->node ? x->node : y->node;
        pair->b = x->node < y->node ? y->node : x->node;
        pair->score = m.score;
    }
}

static uint64_t content(const cst_linker *l, uint32_t node)
{
    const cst_profile *p = &l->nodes.at[node];
    cst_str name = cst_intern_str(&l->folded, p->place);
    uint64_t toll = p->tolls.n
                        ? (uint64_t)l->tolls.at[p->tolls.first].value
                        : 0xFFFF;

    return mix(cst_hash(name.p, name.n), p->type) << 16 |
           (toll < 0xFFFF ? toll : 0xFFFF);
}

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    return (x->node > y->node) - (x->node < y->node);
}

/* What is alike stands together: by place and kind, then by toll. */
static void pair_large_block(blocker *b, const entry *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        b->window[i] = at[i];
        b->window[i].key = content(b->l, at[i].node);
    }
    qsort(b->window, n, sizeof(*b->window), by_key);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n && k <= i + WINDOW; k++) {
            try_pair(b, &b->window[i], &b->window[k]);
        }
    }
}

/* Were the two compared in a block before? */
static bool were_tried(const blocker *b, uint32_t p, uint32_t q)
{
    const uint32_t *x = b->tried + b->tried_at[p];
    const uint32_t *y = b->tried + b->tried_at[q];
    uint32_t i = 0, k = 0;

    while (i < b->n_tried[p] && k < b->n_tried[q]) {
        if (x[i] == y[k]) {
            return true;
        }
        if (x[i] < y[k]) {
            i++;
        } else {
            k++;
        }
    }
    return false;
}

static void pair_block(blocker *b, const entry *at, size_t n, uint32_t number)
{
    if (n > BLOCK_MAX) {
        pair_large_block(b, at, n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            if (!were_tried(b, at[i].node, at[k].node)) {
                try_pair(b, &at[i], &at[k]);
            }
        }
    }
    for (size_t i = 0; n > 1 && !at->open && i < n; i++) {
        uint32_t node = at[i].node, *last = &b->n_tried[node];

        if (!*last || b->tried[b->tried_at[node] + *last - 1] != number) {
            b->tried[b->tried_at[node] + (*last)++] = number;
        }
    }
}

static int by_nodes(const void *a, const void *b)
{
    const cst_pair *x = a, *y = b;

    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    return (x->b > y->b) - (x->b < y->b);
}

static void drop_doubles(cst_linker *l)
{
    size_t n = 0;

    if (l->pairs.n) {
        qsort(l->pairs.at, l->pairs.n, sizeof(l->pairs.at[0]), by_nodes);
    }
    for (size_t i = 0; i < l->pairs.n; i++) {
        if (!n || by_nodes(&l->pairs.at[n - 1], &l->pairs.at[i]) != 0) {
            l->pairs.at[n++] = l->pairs.at[i];
        }
    }
    l->pairs.n = n;
}

static size_t block_end(const blocker *b, size_t from)
{
    size_t end = from + 1;

    while (end < b->n && b->at[end].key == b->at[from].key) {
        end++;
    }
    return end;
}

/* Room for the entries, counted before, and for what was tried of each node. */
static cst_status make_entries(blocker *b)
{
    cst_arena *scratch = b->l->scratch;
    uint32_t n = (uint32_t)b->l->nodes.n;
    size_t counted;

    b->tried_at = CST_NEW(scratch, uint32_t, n);
    b->n_tried = CST_NEW(scratch, uint32_t, n);
    if (!b->tried_at || !b->n_tried) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < n; i++) {
        b->tried_at[i] = (uint32_t)b->n;
        hang_node(b, i);
    }
    counted = b->n;
    b->tried = CST_NEW(scratch, uint32_t, counted);
    b->at = CST_NEW(scratch, entry, counted);
    if (!b->tried || !b->at || counted > UINT32_MAX) {
        return CST_NOMEM;
    }
    b->n = 0;
    for (uint32_t i = 0; i < n; i++) {
        hang_node(b, i);
    }
    return CST_OK;
}

cst_status cst_link_pairs(cst_linker *l)
{
    blocker b = {.l = l};
    size_t largest = 0;

    CST_TRY(make_entries(&b));
    if (b.n) {
        qsort(b.at, b.n, sizeof(entry), by_key);
    }
    for (size_t i = 0; i < b.n; i = block_end(&b, i)) {
        size_t n = block_end(&b, i) - i;

        largest = n > largest ? n : largest;
    }
    b.window = CST_NEW(l->scratch, entry, largest);
    if (!b.window) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < b.n; i = block_end(&b, i)) {
        pair_block(&b, b.at + i, block_end(&b, i) - i, (uint32_t)i);
    }
    drop_doubles(l);
    return cst_arena_failed(l->scratch) ? CST_NOMEM : CST_OK;
}
