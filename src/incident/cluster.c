/* incident/cluster: nodes to incidents.
 *
 * Takes the pairs, likeliest first (ties by document id and label, so that the
 * order of reading decides nothing), and joins the two groups that a pair is of
 * if all members speak for it on average, and nothing forbids it: no document
 * may be in both, since a document that tells two events means two. Large groups
 * are compared by members at even distances. Each union is kept as a link, and
 * what fell short or was forbidden as a near miss. N log N.
 */
#include "incident/linker.h"

#include <stdlib.h>

#define SAMPLE 6u   /* members of a group that are compared */
#define NEAR_MAX 4u /* near misses kept of one incident */

typedef struct group {
    uint32_t *at;   /* nodes */
    uint32_t n, cap;
    uint32_t near_; /* near misses kept */
} group;

/* Which documents a group has: a hash set of (group, document). What a group
 * that was joined to another had stays behind, unused. */
typedef struct set {
    uint64_t *at;
    size_t n_slots; /* power of two */
} set;

typedef struct joiner {
    cst_linker *l;
    group *groups;       /* by node; of one that was joined: empty */
    uint32_t *group_of;  /* by node */
    set documents, seen; /* seen: pairs of groups with a near miss */
} joiner;

/* ------------------------------------------------------------------ sets */

static cst_status set_init(set *s, cst_arena *arena, size_t n)
{
    s->n_slots = 64;
    while (s->n_slots < n * 2) {
        s->n_slots *= 2;
    }
    s->at = CST_NEW(arena, uint64_t, s->n_slots);
    return s->at ? CST_OK : CST_NOMEM;
}

static uint64_t pack(uint32_t a, uint32_t b)
{
    return ((uint64_t)a << 32 | b) + 1;
}

static uint64_t *set_slot(const set *s, uint64_t key)
{
    size_t i = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 20) &
               (s->n_slots - 1);

    while (s->at[i] && s->at[i] != key) {
        i = (i + 1) & (s->n_slots - 1);
    }
    return &s->at[i];
}

/* ---------------------------------------------------------------- groups */

static bool append(cst_arena *arena, group *g, uint32_t node)
{
    if (g->n == g->cap) {
        uint32_t cap = g->cap ? g->cap * 2 : 2;
        uint32_t *at = CST_NEW(arena, uint32_t, cap);

        if (!at) {
            return false;
        }
        if (g->n) {
            memcpy(at, g->at, g->n * sizeof(*at));
        }
        g->at = at;
        g->cap = cap;
    }
    g->at[g->n++] = node;
    return true;
}

static cst_status begin(joiner *j)
{
    cst_linker *l = j->l;
    size_t n = l->nodes.n, doublings = 1;

    /* The smaller group moves, so that at most half of the nodes do at each
     * doubling: the set is never more than half full. */
    for (size_t m = n; m > 1; m /= 2) {
        doublings++;
    }
    j->groups = CST_NEW(l->scratch, group, n);
    j->group_of = CST_NEW(l->scratch, uint32_t, n);
    if (!j->groups || !j->group_of) {
        return CST_NOMEM;
    }
    CST_TRY(set_init(&j->documents, l->scratch, n * (doublings / 2 + 1)));
    CST_TRY(set_init(&j->seen, l->scratch, l->pairs.n));
    for (uint32_t i = 0; i < n; i++) {
        uint64_t key = pack(i, l->nodes.at[i].document);

        j->group_of[i] = i;
        *set_slot(&j->documents, key) = key;
        if (!append(l->scratch, &j->groups[i], i)) {
            return CST_NOMEM;
        }
    }
    return CST_OK;
}

static bool share_document(const joiner *j, uint32_t small, uint32_t large)
{
    const group *g = &j->groups[small];

    for (uint32_t i = 0; i < g->n; i++) {
        uint64_t key = pack(large, j->l->nodes.at[g->at[i]].document);

        if (*set_slot(&j->documents, key) == key) {
            return true;
        }
    }
    return false;
}

/* The average over members of both; more than half barred bars the whole. */
static float linkage(const joiner *j, const group *a, const group *b,
                     cst_bar *bar)
{
    uint32_t n = a->n < SAMPLE ? a->n : SAMPLE;
    uint32_t m = b->n < SAMPLE ? b->n : SAMPLE;
    uint32_t barred = 0;
    cst_bar why = CST_BAR_NONE;
    double sum = 0;

    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < m; k++) {
            uint32_t p = a->at[(uint64_t)i * a->n / n];
            uint32_t q = b->at[(uint64_t)k * b->n / m];
            cst_match match;

            cst_link_compare(j->l, &j->l->nodes.at[p], &j->l->nodes.at[q],
                             &match);
            sum += (double)match.score;
            if (match.bar) {
                why = match.bar;
                barred++;
            }
        }
    }
    *bar = barred * 2 > n * m ? why : CST_BAR_NONE;
    return (float)(sum / ((double)n * m));
}

static void keep_link(joiner *j, const cst_pair *p, cst_verdict verdict,
                      cst_bar bar, float score)
{
    cst_linker *l = j->l;
    cst_link *link = CST_PUSH(l->c->arena, &l->c->incidents.links);
    cst_match match;

    if (!link) {
        return;
    }
    cst_link_compare(l, &l->nodes.at[p->a], &l->nodes.at[p->b], &match);
    link->a = l->nodes.at[p->a].event;
    link->b = l->nodes.at[p->b].event;
    link->verdict = verdict;
    link->bar = bar;
    link->score = score;
    memcpy(link->part, match.part, sizeof(link->part));
}

static bool absorb(joiner *j, uint32_t small, uint32_t large)
{
    group *from = &j->groups[small], *to = &j->groups[large];

    for (uint32_t i = 0; i < from->n; i++) {
        uint32_t node = from->at[i];
        uint64_t key = pack(large, j->l->nodes.at[node].document);

        *set_slot(&j->documents, key) = key;
        j->group_of[node] = large;
        if (!append(j->l->scratch, to, node)) {
            return false;
        }
    }
    from->n = 0;
    return true;
}

static cst_bar try_join(joiner *j, const cst_pair *p, float *score)
{
    uint32_t a = j->group_of[p->a], b = j->group_of[p->b];
    bool swap = j->groups[a].n > j->groups[b].n ||
                (j->groups[a].n == j->groups[b].n && a < b);
    uint32_t small = swap ? b : a, large = swap ? a : b;
    cst_bar bar = CST_BAR_NONE;

    if (share_document(j, small, large)) {
        *score = p->score;
        return CST_BAR_DOCUMENT;
    }
    *score = linkage(j, &j->groups[small], &j->groups[large], &bar);
    if (!bar && (double)*score >= j->l->s->number[CST_NUMBER_THRESHOLD]) {
        keep_link(j, p, CST_LINK_JOINED, CST_BAR_NONE, *score);
        (void)absorb(j, small, large);
    }
    return bar;
}

static void keep_near(joiner *j, const cst_pair *p)
{
    uint32_t a = j->group_of[p->a], b = j->group_of[p->b];
    uint64_t key = a < b ? pack(a, b) : pack(b, a);
    uint64_t *slot = set_slot(&j->seen, key);
    cst_bar bar;
    float score;

    if (a == b || *slot == key || j->groups[a].near_ >= NEAR_MAX ||
        j->groups[b].near_ >= NEAR_MAX) {
        return;
    }
    *slot = key;
    j->groups[a].near_++;
    j->groups[b].near_++;
    score = linkage(j, &j->groups[a], &j->groups[b], &bar);
    if (share_document(j, a, b)) {
        bar = CST_BAR_DOCUMENT;
    }
    keep_link(j, p, bar ? CST_LINK_BARRED : CST_LINK_NEAR, bar, score);
}

static int likeliest(const void *x, const void *y)
{
    const cst_pair *a = x, *b = y;

    if (a->score != b->score) {
        return a->score > b->score ? -1 : 1;
    }
    if (a->a != b->a) {
        return a->a < b->a ? -1 : 1;
    }
    return (a->b > b->b) - (a->b < b->b);
}

cst_status cst_link_cluster(cst_linker *l)
{
    joiner j = {.l = l};

    CST_TRY(begin(&j));
    if (l->pairs.n) {
        qsort(l->pairs.at, l->pairs.n, sizeof(l->pairs.at[0]), likeliest);
    }
    for (size_t i = 0; i < l->pairs.n; i++) {
        const cst_pair *p = &l->pairs.at[i];
        float score;

        if ((double)p->score < l->s->number[CST_NUMBER_THRESHOLD]) {
            break;
        }
        if (j.group_of[p->a] != j.group_of[p->b]) {
            (void)try_join(&j, p, &score);
        }
    }
    for (size_t i = 0; i < l->pairs.n; i++) {
        keep_near(&j, &l->pairs.at[i]);
    }
    l->cluster = j.group_of;
    return cst_arena_failed(l->scratch) || cst_arena_failed(l->c->arena)
               ? CST_NOMEM
               : CST_OK;
}
