/* lang/unit: access to units, and making them from C.
 *
 * Features of a unit come before those of its lexicon entry. Setting a feature
 * twice replaces it.
 */
#include "lang/pack.h"

const cst_reading *cst_unit_in(const cst_pack *pack, const cst_unit *u,
                               int class_)
{
    if (class_ < 0 || !(u->classes >> class_ % 63 & 1)) {
        return NULL;
    }
    for (uint32_t i = 0; i < u->n_readings; i++) {
        if (cst_reading_has(pack, &u->readings[i], class_)) {
            return &u->readings[i];
        }
    }
    return NULL;
}

bool cst_unit_in_any(const cst_pack *pack, const cst_unit *u,
                     const cst_classes *set)
{
    for (uint32_t i = 0; i < u->n_readings; i++) {
        const cst_entry *e = &pack->entries.at[u->readings[i].entry];
        if (u->readings[i].entry && cst_classes_meet(&e->classes, set)) {
            return true;
        }
    }
    return false;
}

const cst_feat *cst_unit_feat(const cst_unit *u, cst_sym key)
{
    for (uint32_t i = 0; i < u->n_feats; i++) {
        if (u->feats[i].key == key) {
            return &u->feats[i];
        }
    }
    return NULL;
}

cst_sym cst_unit_sym(const cst_pack *pack, const cst_unit *u, cst_sym key)
{
    const cst_feat *f = cst_unit_feat(u, key);

    if (f) {
        return f->kind == CST_FEAT_SYM ? (cst_sym)f->value : 0;
    }
    for (uint32_t i = 0; i < u->n_readings; i++) {
        cst_sym v = cst_reading_feat(pack, &u->readings[i], key);

        if (v) {
            return v;
        }
    }
    return 0;
}

bool cst_unit_int(const cst_unit *u, cst_sym key, int64_t *value)
{
    const cst_feat *f = cst_unit_feat(u, key);

    if (!f || f->kind != CST_FEAT_INT) {
        return false;
    }
    *value = f->value;
    return true;
}

uint32_t cst_unit_role(const cst_unit *u, cst_sym key)
{
    const cst_feat *f = cst_unit_feat(u, key);

    return f && f->kind == CST_FEAT_UNIT ? (uint32_t)f->value : CST_NONE;
}

uint64_t cst_classes_quick(const cst_classes *classes)
{
    uint64_t quick = 0;

    for (unsigned b = 0; b < 4; b++) {
        for (uint64_t bits = classes->bits[b]; bits; bits &= bits - 1) {
            unsigned i = b * 64 + (unsigned)__builtin_ctzll(bits);

            quick |= UINT64_C(1) << i % 63;
        }
    }
    return quick;
}

void cst_unit_sum(const cst_pack *pack, cst_unit *u)
{
    u->classes = CST_NO_CLASS;
    u->parts = 1; /* "none", for tests that ask for no part of speech */
    for (uint32_t i = 0; i < u->n_readings; i++) {
        u->classes |= pack->entries.at[u->readings[i].entry].quick;
        u->parts = (uint16_t)(u->parts | 1u << u->readings[i].pos);
    }
}

bool cst_unit_put(cst_arena *arena, cst_unit *u, cst_feat f)
{
    cst_feat *feats;

    u->starts = CST_STARTS_ALL; /* it may pass more tests from now on */
    for (uint32_t i = 0; i < u->n_feats; i++) {
        if (u->feats[i].key == f.key) {
            u->feats[i] = f;
            return true;
        }
    }
    /* Room for 4, 8, 16, ... of them, so that growth copies seldom. */
    if (u->n_feats == 0 ||
        (u->n_feats >= 4 && (u->n_feats & (u->n_feats - 1)) == 0)) {
        feats = CST_NEW(arena, cst_feat, u->n_feats ? u->n_feats * 2u : 4u);
        if (!feats) {
            return false;
        }
        if (u->n_feats) {
            memcpy(feats, u->feats, u->n_feats * sizeof(*feats));
        }
        u->feats = feats;
    }
    u->feats[u->n_feats++] = f;
    return true;
}

bool cst_unit_set_int(cst_arena *arena, cst_unit *u, cst_sym key, int64_t value)
{
    return cst_unit_put(arena, u, (cst_feat){key, CST_FEAT_INT, value});
}

bool cst_unit_set_sym(cst_arena *arena, cst_unit *u, cst_sym key, cst_sym value)
{
    return cst_unit_put(arena, u, (cst_feat){key, CST_FEAT_SYM, value});
}

bool cst_unit_set_role(cst_arena *arena, cst_unit *u, cst_sym key,
                       uint32_t unit)
{
    return cst_unit_put(arena, u, (cst_feat){key, CST_FEAT_UNIT, unit});
}

uint32_t cst_unit_new(cst_arena *arena, cst_sentence_units *s,
                      const uint32_t *row, uint32_t n, cst_sym label)
{
    uint32_t *children = CST_NEW(arena, uint32_t, n);
    cst_unit *u = children && n ? CST_PUSH(arena, &s->units) : NULL;

    if (!u) {
        return CST_NONE;
    }
    memcpy(children, row, n * sizeof(*children));
    u->label = label;
    u->tok_begin = s->units.at[row[0]].tok_begin;
    u->tok_end = s->units.at[row[n - 1]].tok_end;
    u->children = children;
    u->n_children = n;
    u->anchor = CST_NONE;
    u->starts = CST_STARTS_ALL;
    u->classes = UINT64_MAX;
    u->parts = UINT16_MAX;
    s->labels |= cst_label_bit(label);
    u->head = (uint32_t)s->units.n - 1;
    return u->head;
}

uint32_t cst_units_group(cst_arena *arena, cst_sentence_units *s, uint32_t from,
                         uint32_t to, cst_sym label)
{
    uint32_t unit;

    if (from >= to || to > s->top.n) {
        return CST_NONE;
    }
    unit = cst_unit_new(arena, s, s->top.at + from, to - from, label);
    if (unit != CST_NONE) {
        s->top.at[from] = unit;
        memmove(s->top.at + from + 1, s->top.at + to,
                (s->top.n - to) * sizeof(*s->top.at));
        s->top.n -= to - from - 1;
    }
    return unit;
}
