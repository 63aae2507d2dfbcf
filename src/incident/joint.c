/* incident/joint: what one report sums up, and others tell site by site.
 *
 * Takes the incidents; where only sums count the dead of one ("the attacks of the
 * 13th, which killed 130"), what other reports tell of its days and ground, of its
 * kind, becomes its sites. Its toll is then never added to theirs (toll.c takes
 * the sum for it). series does so within one report, where the sum must say no
 * fewer than the sites; here it need not: who told more may have counted later. */
#include "incident/linker.h"

#include <stdlib.h>

#define BUCKET_MAX 64u /* joint incidents of one place that are looked at */

typedef struct joint {
    cst_sym place; /* folded */
    uint32_t incident;
} joint;

typedef struct joiner {
    cst_linker *l;
    uint8_t *told; /* by incident */
    CST_VEC(joint) at; /* by place */
} joiner;

enum { TOLD_SUM = 1, TOLD_SINGLE = 2, HAS_SITES = 4 };

/* How the dead of each incident are counted. */
static void note_tolls(joiner *x)
{
    const cst_collection *c = x->l->c;
    const cst_sym killed = cst_intern_get(&c->strings, CST_S("killed"));

    for (size_t i = 0; i < c->harms.n; i++) {
        const cst_coll_harm *h = &c->harms.at[i];

        if (h->kind == killed && h->event != CST_NONE && h->value >= 0 &&
            h->part_of == CST_NONE && !h->some && h->stance != CST_DENIED) {
            x->told[c->events.at[h->event].incident] |=
                h->total ? TOLD_SUM : TOLD_SINGLE;
        }
    }
    for (size_t i = 0; i < c->incidents.at.n; i++) {
        if (c->incidents.at.at[i].parent != CST_NONE) {
            x->told[c->incidents.at.at[i].parent] |= HAS_SITES;
        }
    }
}

static bool fits(const cst_incident *in)
{
    return !in->lasting && in->parent == CST_NONE && in->place.present &&
           in->events.n > 0 && cst_when_few_days(&in->date);
}

static int by_place(const void *a, const void *b)
{
    const joint *x = a, *y = b;

    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    return (x->incident > y->incident) - (x->incident < y->incident);
}

static void find_joint(joiner *x)
{
    const cst_incidents *in = &x->l->c->incidents;

    for (uint32_t i = 0; i < in->at.n; i++) {
        joint *made = NULL;
        cst_sym place = cst_link_fold(x->l, in->at.at[i].place.name);

        if (place && fits(&in->at.at[i]) && (x->told[i] & TOLD_SUM) &&
            !(x->told[i] & TOLD_SINGLE)) {
            made = CST_PUSH(x->l->scratch, &x->at);
        }
        if (made) {
            *made = (joint){place, i};
        }
    }
    if (x->at.n) {
        qsort(x->at.at, x->at.n, sizeof(x->at.at[0]), by_place);
    }
}

/* ----------------------------------------------------------------- sites */

static bool holds(const joiner *x, uint32_t incident, const cst_incident *site)
{
    const cst_linker *l = x->l;
    const cst_incident *in = &l->c->incidents.at.at[incident];

    return site->date.from >= in->date.from && site->date.to <= in->date.to &&
           cst_link_akin(l, in->type, site->type);
}

static uint32_t parent_at(const joiner *x, cst_sym place,
                          const cst_incident *site)
{
    size_t from = 0, to = x->at.n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (x->at.at[middle].place < place) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    for (to = from + BUCKET_MAX;
         from < to && from < x->at.n && x->at.at[from].place == place; from++) {
        if (holds(x, x->at.at[from].incident, site)) {
            return x->at.at[from].incident;
        }
    }
    return CST_NONE;
}

/* By its own place first, then by what contains it, nearest first. */
static uint32_t parent_of(const joiner *x, const cst_incident *site)
{
    cst_linker *l = x->l;
    uint32_t found = parent_at(x, cst_link_fold(l, site->place.name), site);

    for (uint32_t i = 0; i < site->place.in.n && found == CST_NONE; i++) {
        cst_sym s = l->c->names.at[site->place.in.first + i];

        found = parent_at(x, cst_link_fold(l, s), site);
    }
    return found;
}

cst_status cst_link_joint(cst_linker *l)
{
    joiner x = {.l = l};
    cst_incidents *in = &l->c->incidents;

    x.told = CST_NEW(l->scratch, uint8_t, in->at.n);
    if (!x.told) {
        return CST_NOMEM;
    }
    note_tolls(&x);
    find_joint(&x);
    for (uint32_t i = 0; x.at.n && i < in->at.n; i++) {
        bool is_joint = (x.told[i] & TOLD_SUM) && !(x.told[i] & TOLD_SINGLE);

        if (!is_joint && !(x.told[i] & HAS_SITES) && fits(&in->at.at[i])) {
            in->at.at[i].parent = parent_of(&x, &in->at.at[i]);
        }
    }
    return cst_arena_failed(l->scratch) ? CST_NOMEM : CST_OK;
}
