/* incident/derive: what an incident is, of what its events say.
 *
 * Takes the groups of nodes, gives incidents in order of id with their events,
 * type, date and place, and hangs each link on the two incidents it is about.
 * Nothing is averaged: type, date and place are each those of some event, the
 * one said most often among the most exact.
 */
#include "incident/linker.h"

#include <stdlib.h>

#define VOTES_MAX 24u /* events looked at of a large incident */

/* ------------------------------------------------------------------- ids */

void cst_link_put_id(char *out, uint64_t v)
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 15; i >= 0; i--) {
        out[i] = digits[v & 15];
        v >>= 4;
    }
    out[16] = '\0';
}

/* Of the lasting key of its first event: document, type and bytes of the
 * trigger; label, where one trigger tells two. */
static uint64_t key_hash(const cst_collection *c, const cst_coll_event *e)
{
    cst_str type = cst_coll_str(c, e->type);
    uint64_t parts[4] = {cst_hash(c->documents.at[e->document].id, 16),
                         cst_hash(type.p, type.n),
                         (uint64_t)e->trigger.begin << 32 | e->trigger.end,
                         e->label};

    return cst_hash(parts, sizeof(parts));
}

/* ----------------------------------------------------------------- votes */

typedef struct electorate {
    const cst_linker *l;
    const uint32_t *events;
    uint32_t n, step;
} electorate;

static const cst_coll_event *voter(const electorate *v, uint32_t i)
{
    return &v->l->c->events.at[v->events[(uint64_t)i * v->step]];
}

/* General codes say less than the others, denials nothing of what it was. */
static int weight_of_type(const cst_linker *l, const cst_coll_event *e)
{
    static const int by_stance[] = {[CST_ASSERTED] = 6, [CST_HEDGED] = 4,
                                    [CST_DENIED] = 3};
    uint8_t type = cst_link_type(l->s, cst_coll_str(l->c, e->type));

    return by_stance[e->stance] - (l->s->types[type].general ? 3 : 0);
}

static cst_sym vote_type(const electorate *v)
{
    cst_sym best = 0;
    int most = -1;

    for (uint32_t i = 0; i < v->n; i++) {
        cst_sym type = voter(v, i)->type;
        int votes = 0;

        for (uint32_t k = 0; k < v->n; k++) {
            if (voter(v, k)->type == type) {
                votes += weight_of_type(v->l, voter(v, k));
            }
        }
        if (votes > most) {
            most = votes;
            best = type;
        }
    }
    return best;
}

static int64_t width(const cst_when *d)
{
    return d->from && d->to ? (int64_t)d->to - d->from : 1 << 20;
}

static bool same_date(const cst_when *a, const cst_when *b)
{
    return a->from == b->from && a->to == b->to;
}

/* More votes win; of as many the narrower, then the earlier. */
static bool better_date(const cst_when *a, int votes, const cst_when *b,
                        int most)
{
    if (votes != most) {
        return votes > most;
    }
    if (width(a) != width(b)) {
        return width(a) < width(b);
    }
    return a->from < b->from;
}

/* A stated day counts twice an inferred one, a rough one little. */
static int weight_of_date(const cst_linker *l, const cst_when *d)
{
    if ((double)width(d) > l->s->number[CST_NUMBER_DATE_ROUGH] && d->to) {
        return 1;
    }
    return l->s->inferred[d->basis <= CST_BASIS_COLLECTION ? d->basis : 0]
               ? 2
               : 4;
}

static cst_when vote_date(const electorate *v)
{
    const cst_when *best = NULL;
    int most = 0;

    for (uint32_t i = 0; i < v->n; i++) {
        const cst_when *d = &voter(v, i)->date;
        int votes = 0;

        if (!d->from) {
            continue;
        }
        for (uint32_t k = 0; k < v->n; k++) {
            const cst_when *other = &voter(v, k)->date;

            votes += other->from && same_date(d, other)
                         ? weight_of_date(v->l, other)
                         : 0;
        }
        if (!best || better_date(d, votes, best, most)) {
            best = d;
            most = votes;
        }
    }
    return best ? *best : voter(v, 0)->date;
}

static uint8_t fineness(const cst_linker *l, const cst_spot *p)
{
    for (uint8_t i = 1; i < CST_AT_COUNT; i++) {
        if (p->precision && l->precision[i] == p->precision) {
            return i;
        }
    }
    return CST_AT_SETTLEMENT;
}

static bool same_place(const cst_spot *a, const cst_spot *b)
{
    return a->id || b->id ? a->id == b->id : a->name == b->name;
}

/* The finest; of those the one said most often; of those one with a point. */
static cst_spot vote_place(const electorate *v)
{
    const cst_spot *best = NULL;
    int most = 0, finest = CST_AT_COUNT;

    for (uint32_t i = 0; i < v->n; i++) {
        const cst_spot *p = &voter(v, i)->place;
        int votes = 0, at = fineness(v->l, p);

        if (!p->present) {
            continue;
        }
        for (uint32_t k = 0; k < v->n; k++) {
            votes += voter(v, k)->place.present &&
                     same_place(p, &voter(v, k)->place);
        }
        votes = votes * 2 + p->has_point;
        if (!best || at < finest || (at == finest && votes > most)) {
            best = p;
            most = votes;
            finest = at;
        }
    }
    return best ? *best : voter(v, 0)->place;
}

/* ------------------------------------------------------------- incidents */

typedef struct deriver {
    cst_linker *l;
    uint32_t *first, *next; /* nodes of each group, ascending */
} deriver;

static cst_status list_groups(deriver *d)
{
    cst_linker *l = d->l;
    uint32_t n = (uint32_t)l->nodes.n;

    d->first = CST_NEW(l->scratch, uint32_t, n);
    d->next = CST_NEW(l->scratch, uint32_t, n);
    if (!d->first || !d->next) {
        return CST_NOMEM;
    }
    memset(d->first, 0xFF, n * sizeof(uint32_t));
    for (uint32_t i = n; i-- > 0;) {
        d->next[i] = d->first[l->cluster[i]];
        d->first[l->cluster[i]] = i;
    }
    return CST_OK;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static cst_slice put_events(deriver *d, uint32_t group)
{
    cst_linker *l = d->l;
    cst_incidents *out = &l->c->incidents;
    cst_slice run = {(uint32_t)out->members.n, 0};

    for (uint32_t i = d->first[group]; i != CST_NONE; i = d->next[i]) {
        cst_slice events = l->nodes.at[i].events;

        for (uint32_t k = 0; k < events.n; k++) {
            uint32_t *slot = CST_PUSH(l->c->arena, &out->members);

            if (!slot) {
                return run;
            }
            *slot = l->members.at[events.first + k];
        }
    }
    run.n = (uint32_t)out->members.n - run.first;
    if (run.n) {
        qsort(out->members.at + run.first, run.n, sizeof(uint32_t), by_number);
    }
    return run;
}

static void put_incident(deriver *d, uint32_t group)
{
    cst_linker *l = d->l;
    cst_incidents *out = &l->c->incidents;
    cst_slice events = put_events(d, group);
    cst_incident *in = CST_PUSH(l->c->arena, &out->at);
    electorate v = {l, NULL, 0, 0};

    if (!in || !events.n) {
        return;
    }
    v.events = out->members.at + events.first;
    v.n = events.n < VOTES_MAX ? events.n : VOTES_MAX;
    v.step = events.n / v.n;
    in->events = events;
    in->parent = in->sum = CST_NONE;
    in->type = vote_type(&v);
    in->date = vote_date(&v);
    in->place = vote_place(&v);
    in->lasting = l->nodes.at[d->first[group]].lasting;
    cst_link_put_id(in->id, key_hash(l->c, &l->c->events.at[v.events[0]]));
}

static int by_id(const void *a, const void *b)
{
    const cst_incident *x = a, *y = b;

    return memcmp(x->id, y->id, sizeof(x->id));
}

void cst_link_number(cst_linker *l)
{
    const cst_incidents *out = &l->c->incidents;

    if (out->at.n) {
        qsort(out->at.at, out->at.n, sizeof(out->at.at[0]), by_id);
    }
    for (uint32_t i = 0; i < out->at.n; i++) {
        cst_slice events = out->at.at[i].events;

        for (uint32_t k = 0; k < events.n; k++) {
            l->c->events.at[out->members.at[events.first + k]].incident = i;
        }
    }
}

/* ----------------------------------------------------------------- links */

typedef struct hung {
    uint32_t incident;
    cst_link link;
} hung;

/* By incident; joined before near before barred, then the likeliest. */
static int by_incident(const void *a, const void *b)
{
    const hung *x = a, *y = b;

    if (x->incident != y->incident) {
        return x->incident < y->incident ? -1 : 1;
    }
    if (x->link.verdict != y->link.verdict) {
        return x->link.verdict < y->link.verdict ? -1 : 1;
    }
    if (x->link.score != y->link.score) {
        return x->link.score > y->link.score ? -1 : 1;
    }
    if (x->link.a != y->link.a) {
        return x->link.a < y->link.a ? -1 : 1;
    }
    return (x->link.b > y->link.b) - (x->link.b < y->link.b);
}

static void hang(hung *at, size_t *n, const cst_collection *c,
                 const cst_link *link)
{
    uint32_t a = c->events.at[link->a].incident;
    uint32_t b = c->events.at[link->b].incident;

    at[*n].incident = a;
    at[(*n)++].link = *link;
    if (a != b) { /* a near miss is of both */
        at[*n].incident = b;
        at[(*n)++].link = *link;
    }
}

static cst_status hang_links(cst_linker *l)
{
    cst_incidents *out = &l->c->incidents;
    size_t n = 0, had = out->links.n;
    hung *at = CST_NEW(l->scratch, hung, had * 2);

    if (!at) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < had; i++) {
        hang(at, &n, l->c, &out->links.at[i]);
    }
    if (n) {
        qsort(at, n, sizeof(*at), by_incident);
    }
    out->links.n = 0;
    for (size_t i = 0; i < n; i++) {
        cst_incident *in = &out->at.at[at[i].incident];
        cst_link *link = CST_PUSH(l->c->arena, &out->links);

        if (!link) {
            return CST_NOMEM;
        }
        *link = at[i].link;
        in->links.first = in->links.n++ ? in->links.first
                                        : (uint32_t)out->links.n - 1;
    }
    return CST_OK;
}

cst_status cst_link_derive(cst_linker *l)
{
    deriver d = {.l = l};

    CST_TRY(list_groups(&d));
    for (uint32_t i = 0; i < l->nodes.n; i++) {
        if (d.first[i] != CST_NONE) {
            put_incident(&d, i);
        }
    }
    if (cst_arena_failed(l->c->arena)) {
        return CST_NOMEM;
    }
    cst_link_number(l);
    return hang_links(l);
}
