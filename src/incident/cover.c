/* incident/cover: what a campaign, a series or a total is made of.
 *
 * Takes the incidents, gives each lasting one, and each total, the incidents
 * that happened within its time and place; and sites that one document tells of
 * as one series a parent. Each incident is covered by the few narrowest alone,
 * so that the cost stays linear where a war has many campaigns.
 */
#include "incident/linker.h"

#include <stdlib.h>

#define COVERED_BY_MAX 3u
#define BUCKET_MAX 256u /* campaigns of one place that are looked at */
#define SERIES_MAX 256u /* events of a document that is searched */

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

/* Harms over a period and area that hang on no event. */
static cst_status add_totals(coverer *x)
{
    cst_collection *c = x->l->c;

    for (uint32_t i = 0; i < c->harms.n; i++) {
        const cst_coll_harm *h = &c->harms.at[i];
        const cover cov = {CST_NONE, (uint32_t)c->incidents.totals.n,
                           h->period.from, h->period.to,
                           cst_link_fold(x->l, h->area.name)};
        cst_total *t;

        if (!h->total || h->event != CST_NONE || h->part_of != CST_NONE) {
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

/* --------------------------------------------------------------- series */

static bool has_total(const cst_collection *c, const cst_coll_event *e)
{
    cst_slice harms = c->documents.at[e->document].harms;
    uint32_t at = (uint32_t)(e - c->events.at);

    for (uint32_t i = 0; i < harms.n; i++) {
        const cst_coll_harm *h = &c->harms.at[harms.first + i];

        if (h->event == at && h->total) {
            return true;
        }
    }
    return false;
}

static bool names_place(const cst_linker *l, const cst_spot *outer,
                        const cst_spot *inner)
{
    if (!outer->name || !inner->present) {
        return false;
    }
    for (uint32_t i = 0; i < inner->in.n; i++) {
        cst_sym s = l->c->names.at[inner->in.first + i];

        if (s == outer->name || (s && l->folded_of[s] != CST_NONE &&
                                 l->folded_of[s] == l->folded_of[outer->name])) {
            return true;
        }
    }
    return false;
}

/* Is site one of the places that the joint event tells of as one? */
static bool is_site_of(const cst_linker *l, const cst_coll_event *joint,
                       const cst_coll_event *site)
{
    uint8_t a = cst_link_type(l->s, cst_coll_str(l->c, joint->type));
    uint8_t b = cst_link_type(l->s, cst_coll_str(l->c, site->type));
    uint8_t between = l->s->between[l->s->types[a].family]
                                   [l->s->types[b].family];

    return joint != site && site->date.from && joint->date.to &&
           site->date.from >= joint->date.from &&
           site->date.to <= joint->date.to && between != CST_LEVEL_TYPE_OTHER &&
           names_place(l, &joint->place, &site->place);
}

/* A joint event, whose toll sums up what other events of the document tell one
 * by one, is the parent of their incidents. */
static void find_parents(cst_linker *l, cst_slice events)
{
    cst_collection *c = l->c;

    for (uint32_t i = 0; i < events.n; i++) {
        const cst_coll_event *joint = &c->events.at[events.first + i];
        uint32_t parent = joint->incident;

        if (c->incidents.at.at[parent].lasting || !has_total(c, joint)) {
            continue;
        }
        for (uint32_t k = 0; k < events.n; k++) {
            const cst_coll_event *site = &c->events.at[events.first + k];
            cst_incident *in = &c->incidents.at.at[site->incident];

            if (is_site_of(l, joint, site) && site->incident != parent &&
                in->parent == CST_NONE &&
                c->incidents.at.at[parent].parent == CST_NONE) {
                in->parent = parent;
            }
        }
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
    for (size_t i = 0; i < c->documents.n; i++) {
        if (c->documents.at[i].events.n <= SERIES_MAX) {
            find_parents(l, c->documents.at[i].events);
        }
    }
    return cst_arena_failed(l->scratch) || cst_arena_failed(c->arena)
               ? CST_NOMEM
               : CST_OK;
}
