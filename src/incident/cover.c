/* incident/cover: what a campaign, a series or a total is made of.
 *
 * Takes the incidents, gives each lasting one, and each total, the incidents
 * that happened within its time and place. Each incident is covered by the few narrowest alone,
 * so that the cost stays linear where a war has many campaigns.
 */
#include "incident/linker.h"

#include <stdlib.h>

#define COVERED_BY_MAX 3u
#define BUCKET_MAX 256u /* campaigns of one place that are looked at */

/* Something that may cover: an incident, or a harm without one. */
typedef struct cover {
    uint32_t incident, total; /* one is CST_NONE */
    cst_day from, to;         /* 0 = open */
    cst_sym place;            /* folded */
} cover;

typedef struct slot { /* of a cover below a place */
    cst_sym place;
    uint32_t cover;
} slot;

typedef struct covering {
    uint32_t cover, incident;
} covering;

typedef struct coverer {
    cst_linker *l;
    CST_VEC(cover) covers;
    CST_VEC(slot) slots; /* by place, narrowest first */
    CST_VEC(covering) found;
} coverer;

/* --------------------------------------------------------------- covers */

static void add_cover(coverer *x, const cover *c)
{
    cover *to = CST_PUSH(x->l->scratch, &x->covers);
    slot *s = to ? CST_PUSH(x->l->scratch, &x->slots) : NULL;

    if (s) {
        *to = *c;
        s->place = c->place;
        s->cover = (uint32_t)x->covers.n - 1;
    }
}

static void add_campaigns(coverer *x)
{
    const cst_incidents *in = &x->l->c->incidents;

    for (uint32_t i = 0; i < in->at.n; i++) {
        const cst_incident *n = &in->at.at[i];
        const cover c = {i, CST_NONE, n->date.from, n->date.to,
                         cst_link_fold(x->l, n->place.name)};

        if (n->lasting && c.from && c.place) {
            add_cover(x, &c);
        }
    }
}

/* By harm: whether an incident was made of it. NULL without memory. */
static bool *find_sums(const coverer *x)
{
    const cst_collection *c = x->l->c;
    bool *is_sum = CST_NEW(x->l->scratch, bool, c->harms.n + 1);

    for (size_t i = 0; is_sum && i < c->incidents.at.n; i++) {
        if (c->incidents.at.at[i].sum != CST_NONE) {
            is_sum[c->incidents.at.at[i].sum] = true;
        }
    }
    return is_sum;
}

/* Harms over a period and area that hang on no event. */
static cst_status add_totals(coverer *x)
{
    cst_collection *c = x->l->c;
    const bool *is_sum = find_sums(x);

    if (!is_sum) {
        return CST_NOMEM;
    }

    for (uint32_t i = 0; i < c->harms.n; i++) {
        const cst_coll_harm *h = &c->harms.at[i];
        const cover cov = {CST_NONE, (uint32_t)c->incidents.totals.n,
                           h->period.from, h->period.to,
                           cst_link_fold(x->l, h->area.name)};
        cst_total *t;

        if (!h->total || h->event != CST_NONE || h->part_of != CST_NONE ||
            is_sum[i]) {
            continue;
        }
        t = CST_PUSH(c->arena, &c->incidents.totals);
        if (!t) {
            return CST_NOMEM;
        }
        t->harm = i;
        if (cov.from && cov.place) {
            add_cover(x, &cov);
        }
    }
    return CST_OK;
}

static int64_t length(const cover *c)
{
    return c->to ? (int64_t)c->to - c->from : INT32_MAX;
}

/* qsort has no argument: the order is that of keys made before. */
typedef struct ranked {
    slot s;
    int64_t length;
} ranked;

static int by_place(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->s.place != y->s.place) {
        return x->s.place < y->s.place ? -1 : 1;
    }
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    return (x->s.cover > y->s.cover) - (x->s.cover < y->s.cover);
}

static cst_status sort_slots(coverer *x)
{
    ranked *at = CST_NEW(x->l->scratch, ranked, x->slots.n);

    if (!at) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < x->slots.n; i++) {
        at[i].s = x->slots.at[i];
        at[i].length = length(&x->covers.at[at[i].s.cover]);
    }
    if (x->slots.n) {
        qsort(at, x->slots.n, sizeof(*at), by_place);
    }
    for (size_t i = 0; i < x->slots.n; i++) {
        x->slots.at[i] = at[i].s;
    }
    return CST_OK;
}

/* -------------------------------------------------------------- covered */

static size_t first_slot(const coverer *x, cst_sym place)
{
    size_t from = 0, to = x->slots.n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (x->slots.at[middle].place < place) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

static bool within(const cover *c, const cst_when *d)
{
    return d->from >= c->from && (!c->to || (d->to && d->to <= c->to));
}

/* Campaigns that name this place, as far as they take in the day. */
static void cover_at(coverer *x, uint32_t incident, cst_sym place,
                     uint32_t *left)
{
    const cst_incident *in = &x->l->c->incidents.at.at[incident];
    size_t first = first_slot(x, place);

    for (size_t i = first; *left && i < x->slots.n && i < first + BUCKET_MAX &&
                           x->slots.at[i].place == place;
         i++) {
        uint32_t at = x->slots.at[i].cover;
        covering *found;

        if (!within(&x->covers.at[at], &in->date)) {
            continue;
        }
        found = CST_PUSH(x->l->scratch, &x->found);
        if (found) {
            found->cover = at;
            found->incident = incident;
        }
        (*left)--;
    }
}

/* First by the place itself, then by what contains it, nearest first. */
static void cover_incident(coverer *x, uint32_t incident)
{
    cst_linker *l = x->l;
    const cst_incident *in = &l->c->incidents.at.at[incident];
    uint32_t left = COVERED_BY_MAX;
    cst_sym own = cst_link_fold(l, in->place.name);

    if (in->lasting || !in->date.from || !in->date.to || !in->place.present) {
        return;
    }
    if (own) {
        cover_at(x, incident, own, &left);
    }
    for (uint32_t i = 0; i < in->place.in.n && left; i++) {
        cst_sym s = cst_link_fold(l, l->c->names.at[in->place.in.first + i]);

        if (s && s != own) {
            cover_at(x, incident, s, &left);
        }
    }
}

static int by_cover(const void *a, const void *b)
{
    const covering *x = a, *y = b;

    if (x->cover != y->cover) {
        return x->cover < y->cover ? -1 : 1;
    }
    return (x->incident > y->incident) - (x->incident < y->incident);
}

/* A container named twice covers once. */
static void put_coverings(coverer *x)
{
    cst_incidents *out = &x->l->c->incidents;

    if (x->found.n) {
        qsort(x->found.at, x->found.n, sizeof(x->found.at[0]), by_cover);
    }
    for (size_t i = 0; i < x->found.n; i++) {
        const covering *f = &x->found.at[i];
        const cover *c = &x->covers.at[f->cover];
        cst_slice *run = c->incident != CST_NONE
                           ? &out->at.at[c->incident].covers
                           : &out->totals.at[c->total].covers;
        uint32_t *member;

        if (i && by_cover(f, f - 1) == 0) {
            continue;
        }
        member = CST_PUSH(x->l->c->arena, &out->members);
        if (!member) {
            return;
        }
        *member = f->incident;
        run->first = run->n ? run->first : (uint32_t)out->members.n - 1;
        run->n++;
    }
}

cst_status cst_link_cover(cst_linker *l)
{
    coverer x = {.l = l};
    const cst_collection *c = l->c;

    add_campaigns(&x);
    CST_TRY(add_totals(&x));
    CST_TRY(sort_slots(&x));
    for (uint32_t i = 0; i < c->incidents.at.n; i++) {
        cover_incident(&x, i);
    }
    put_coverings(&x);
    return cst_arena_failed(l->scratch) || cst_arena_failed(c->arena)
               ? CST_NOMEM
               : CST_OK;
}
