/* base/intern: strings to small dense ids and back.
 *
 * Takes byte strings, gives ids in order of first sight, so that the same
 * input gives the same ids. Open addressing over ids; tables live in the
 * arena and old ones stay there after growth. Nothing is ever removed.
 */
#include "base/base.h"

#define INTERN_FIRST 64u

cst_status cst_intern_init(cst_intern *t, cst_arena *arena)
{
    memset(t, 0, sizeof(*t));
    t->arena = arena;
    t->at = CST_NEW(arena, cst_str, INTERN_FIRST);
    t->slots = CST_NEW(arena, uint32_t, INTERN_FIRST * 2);
    if (!t->at || !t->slots) {
        return CST_NOMEM;
    }
    t->cap = INTERN_FIRST;
    t->n_slots = INTERN_FIRST * 2;
    t->n = 1;
    return CST_OK;
}

/* The slot that holds s, or the empty one where it would go. */
static uint32_t find_slot(const cst_intern *t, cst_str s)
{
    uint32_t mask = t->n_slots - 1;
    uint32_t i = (uint32_t)cst_hash(s.p, s.n) & mask;

    while (t->slots[i] && !cst_str_eq(t->at[t->slots[i]], s)) {
        i = (i + 1) & mask;
    }
    return i;
}

/* Doubles both tables; the slots stay at most half full. */
static bool grow(cst_intern *t)
{
    uint32_t cap = t->cap * 2;
    cst_str *at;
    uint32_t *slots;

    if (t->cap > UINT32_MAX / 4) {
        return false;
    }
    at = CST_NEW(t->arena, cst_str, cap);
    slots = CST_NEW(t->arena, uint32_t, (size_t)cap * 2);
    if (!at || !slots) {
        return false;
    }
    memcpy(at, t->at, t->n * sizeof(*at));
    t->at = at;
    t->slots = slots;
    t->cap = cap;
    t->n_slots = cap * 2;
    for (uint32_t id = 1; id < t->n; id++) {
        t->slots[find_slot(t, at[id])] = id;
    }
    return true;
}

cst_sym cst_intern_put(cst_intern *t, cst_str s)
{
    uint32_t slot;
    char *copy;

    if (t->n_slots == 0) {
        return 0;
    }
    slot = find_slot(t, s);
    if (t->slots[slot]) {
        return t->slots[slot];
    }
    if (t->n == t->cap) {
        if (!grow(t)) {
            return 0;
        }
        slot = find_slot(t, s);
    }
    copy = cst_arena_copy(t->arena, s.p, s.n);
    if (!copy) {
        return 0;
    }
    t->at[t->n] = (cst_str){copy, s.n};
    t->slots[slot] = t->n;
    return t->n++;
}

cst_sym cst_intern_get(const cst_intern *t, cst_str s)
{
    return t->n_slots ? t->slots[find_slot(t, s)] : 0;
}
