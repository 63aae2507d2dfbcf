/* present/codes_sides: who did it, as one party of another dataset.
 *
 * Those who are said to have done it are one party if they are one actor, fight
 * on one side, or are forces of one state. Where different parties are named,
 * none is coded: which of them it was is not for a program to say. */
#include "base/utf8.h"
#include "lang/registry.h"
#include "present/codes.h"

#define OWN "constat:"

/* "constat:army-iq": a force of a state by its kind. */
static bool is_state_id(cst_str id, cst_str *kind, cst_str *iso)
{
    static const char *const kinds[] = {"army", "police", "government"};
    cst_str rest = cst_str_sub(id, sizeof(OWN) - 1, id.n);

    if (!cst_str_starts(id, CST_S(OWN))) {
        return false;
    }
    for (size_t i = 0; i < CST_COUNT(kinds); i++) {
        *kind = cst_str_of(kinds[i]);
        if (rest.n == kind->n + 3 && cst_str_starts(rest, *kind) &&
            rest.p[kind->n] == '-') {
            *iso = cst_str_sub(rest, kind->n + 1, 2);
            return true;
        }
    }
    return false;
}

static void take_registered(const cst_export *x, cst_side *s)
{
    const cst_actor *a = x->actors ? cst_registry_find(x->actors, s->id) : NULL;

    if (!a) {
        return;
    }
    s->key = a->kind;
    s->traits = a->traits;
    s->ally = a->side;
    s->name = a->name.n ? a->name : s->name;
    s->where = a->countries;
}

static void describe(const cst_export *x, const cst_blamed *b, cst_side *s)
{
    cst_str kind, iso;

    memset(s, 0, sizeof(*s));
    s->id = b->actor ? cst_coll_str(x->c, b->actor) : (cst_str){NULL, 0};
    s->name = cst_coll_str(x->c, b->name);
    if (cst_str_starts(s->id, CST_S("unknown:"))) {
        s->key = s->id;
        return;
    }
    take_registered(x, s);
    if (is_state_id(s->id, &kind, &iso)) {
        const cst_country *c = cst_countries_find(x->countries, iso);

        s->key = c ? kind : s->key;
        s->country = c ? c : s->country;
    }
}

/* 2: an actor, 1: a kind of people, 0: a name that no table has. */
static int how_known(const cst_side *s)
{
    return cst_str_starts(s->id, CST_S("unknown:")) ? 1 : s->key.n ? 2 : 0;
}

static bool same_name(cst_export *x, cst_str a, cst_str b)
{
    return cst_str_eq(cst_utf8_fold(x->arena, a), cst_utf8_fold(x->arena, b));
}

static bool one_party(cst_export *x, const cst_side *a, const cst_side *b)
{
    if (a->id.n && b->id.n && cst_str_eq(a->id, b->id)) {
        return true;
    }
    if (how_known(a) == 1 && how_known(b) == 1) {
        return true; /* nobody is known: armed men, attackers */
    }
    return (a->ally.n && cst_str_eq(a->ally, b->ally)) ||
           (a->country && a->country == b->country) ||
           (!a->key.n && !b->key.n && same_name(x, a->name, b->name));
}

static bool is_listed(cst_export *x, const cst_coded *k, const cst_side *s)
{
    for (size_t i = 0; i < k->sides; i++) {
        if (how_known(s) == 1 ||
            (s->id.n && cst_str_eq(s->id, k->side[i].id)) ||
            same_name(x, s->name, k->side[i].name)) {
            return true;
        }
    }
    return false;
}

/* The best-known words that stand for whoever did it. */
static int best_known(cst_export *x, const cst_coded *k)
{
    int best = -1;

    for (uint32_t i = 0; i < k->a->blamed.n; i++) {
        const cst_blamed *b = &x->tolls->blamed.at[k->a->blamed.first + i];
        cst_side s;

        describe(x, b, &s);
        best = b->said_by.n && how_known(&s) > best ? how_known(&s) : best;
    }
    return best;
}

void cst_code_sides(cst_export *x, cst_coded *k)
{
    int known = best_known(x, k);

    for (uint32_t i = 0; i < k->a->blamed.n; i++) {
        const cst_blamed *b = &x->tolls->blamed.at[k->a->blamed.first + i];
        cst_side s;

        describe(x, b, &s);
        if (!b->said_by.n || how_known(&s) < known) {
            continue;
        }
        if (k->sides && !one_party(x, &k->side[0], &s)) {
            k->disputed = true;
        }
        if (k->sides < CST_SIDES && !is_listed(x, k, &s)) {
            k->side[k->sides++] = s;
        }
    }
    k->sides = k->disputed ? 0 : k->sides;
}
