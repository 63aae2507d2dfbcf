/* present/codes_sides: who did it and whom it was aimed at, each as one party of
 * another dataset.
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

static void describe_actor(const cst_export *x, cst_sym actor, cst_sym name,
                           cst_side *s)
{
    cst_str kind, iso;

    memset(s, 0, sizeof(*s));
    s->id = actor ? cst_coll_str(x->c, actor) : (cst_str){NULL, 0};
    s->name = name ? cst_coll_str(x->c, name) : (cst_str){NULL, 0};
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

static void describe(const cst_export *x, const cst_blamed *b, cst_side *s)
{
    describe_actor(x, b->actor, b->name, s);
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

static bool is_listed(cst_export *x, const cst_side *list, size_t n,
                      const cst_side *s)
{
    for (size_t i = 0; i < n; i++) {
        if (how_known(s) == 1 || (s->id.n && cst_str_eq(s->id, list[i].id)) ||
            (s->name.n && same_name(x, s->name, list[i].name))) {
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
        if (k->sides < CST_SIDES && !is_listed(x, k->side, k->sides, &s)) {
            k->side[k->sides++] = s;
        }
    }
    k->sides = k->disputed ? 0 : k->sides;
}

bool cst_code_is_unnamed(const cst_side *s)
{
    return cst_str_starts(s->key, CST_S("unknown:"));
}

/* --------------------------------------------------- whom it was aimed at */

typedef void (*foe_fn)(cst_export *x, cst_coded *k, const cst_side *s,
                       int known);

static bool is_own(cst_export *x, const cst_coded *k, const cst_side *s)
{
    return k->sides && how_known(s) == 2 && one_party(x, &k->side[0], s);
}

static bool is_of_armed(const cst_export *x, const cst_coll_harm *h)
{
    cst_str status = cst_coll_str(x->c, h->status);

    return h->actor && h->stance != CST_DENIED &&
           (cst_str_is(status, cst_apart_name(CST_APART_COMBATANT)) ||
            cst_str_is(status, cst_apart_name(CST_APART_POLICE)));
}

bool cst_code_is_own(cst_export *x, const cst_coded *k, const cst_coll_harm *h)
{
    cst_side s;

    if (!is_of_armed(x, h)) {
        return false;
    }
    describe_actor(x, h->actor, 0, &s);
    return is_own(x, k, &s);
}

/* Each actor whose people or things were aimed at, or whose fighters were
 * harmed; those of whoever did it are left out. */
static void each_foe(cst_export *x, cst_coded *k, int known, foe_fn fn)
{
    cst_side s;

    for (uint32_t i = 0; i < k->in->events.n; i++) {
        uint32_t at = x->c->incidents.members.at[k->in->events.first + i];
        const cst_coll_event *e = &x->c->events.at[at];
        const cst_coll_document *d = &x->c->documents.at[e->document];

        for (uint32_t t = 0; t < e->aimed.n && e->stance != CST_DENIED; t++) {
            describe_actor(x, x->c->names.at[e->aimed.first + t], 0, &s);
            if (s.id.n && !is_own(x, k, &s)) {
                fn(x, k, &s, known);
            }
        }
        for (uint32_t h = d->harms.first; h < d->harms.first + d->harms.n; h++) {
            const cst_coll_harm *harm = &x->c->harms.at[h];

            if (harm->event != at || !is_of_armed(x, harm)) {
                continue;
            }
            describe_actor(x, harm->actor, 0, &s);
            if (!is_own(x, k, &s)) {
                fn(x, k, &s, known);
            }
        }
    }
}

/* foes counts how well the best-known is known, until they are taken. */
static void note_known(cst_export *x, cst_coded *k, const cst_side *s,
                       int known)
{
    (void)x;
    (void)known;
    k->foes = (size_t)how_known(s) > k->foes ? (size_t)how_known(s) : k->foes;
}

static void take_foe(cst_export *x, cst_coded *k, const cst_side *s, int known)
{
    bool police = cst_str_is(s->key, "unknown:police"); /* the status says so */

    if (how_known(s) < known || how_known(s) == 0 || police) {
        return;
    }
    if (k->foes && !one_party(x, &k->foe[0], s)) {
        k->foes_disputed = true;
    }
    if (k->foes < CST_SIDES && !is_listed(x, k->foe, k->foes, s)) {
        k->foe[k->foes++] = *s;
    }
}

void cst_code_foes(cst_export *x, cst_coded *k)
{
    int known;

    if (k->disputed) {
        return; /* whose own dead they are is not known either */
    }
    each_foe(x, k, 0, note_known);
    known = (int)k->foes;
    k->foes = 0;
    each_foe(x, k, known, take_foe);
    k->foes = k->foes_disputed ? 0 : k->foes;
}
