/* incident/residual: what a total leaves over once its parts are told.
 *
 * Takes the tolls of all incidents; gives, for each claim that sums up a campaign
 * or a series (and each total that hangs on no event), that claim less what
 * stands for the incidents within it. Kinds and statuses are never mixed: the
 * missing are no part of the killed, nor soldiers of civilians. A part without a
 * number may be any number, so it leaves the lower end open. Where the parts say
 * more than the total, that is told instead of a number below zero.
 */
#include "incident/toller.h"

#include <stdlib.h>

#define CLAIMS_MAX 32u /* newest of a kind that are set against the parts */

/* An incident within a total that no event carries. */
typedef struct counted {
    uint32_t incident, residual;
} counted;

typedef struct summer {
    cst_toller *t;
    uint32_t *first_child, *next_child; /* by incident: sites of a series */
    CST_VEC(uint32_t) parts;            /* of the incident at hand */
    CST_VEC(counted) counted;
} summer;

/* ---------------------------------------------------------------- parts */

static cst_status index_children(summer *s)
{
    const cst_incidents *in = &s->t->c->incidents;

    s->first_child = CST_NEW(s->t->scratch, uint32_t, in->at.n);
    s->next_child = CST_NEW(s->t->scratch, uint32_t, in->at.n);
    if (!s->first_child || !s->next_child) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < in->at.n; i++) {
        s->first_child[i] = CST_NONE;
    }
    for (size_t i = in->at.n; i-- > 0;) {
        uint32_t parent = in->at.at[i].parent;

        s->next_child[i] = CST_NONE;
        if (parent != CST_NONE) {
            s->next_child[i] = s->first_child[parent];
            s->first_child[parent] = (uint32_t)i;
        }
    }
    return CST_OK;
}

static void add_part(summer *s, uint32_t incident)
{
    uint32_t *slot = CST_PUSH(s->t->scratch, &s->parts);

    if (slot) {
        *slot = incident;
    }
}

/* Members are ascending. */
static bool holds(const cst_collection *c, cst_slice run, uint32_t incident)
{
    uint32_t from = 0, to = run.n;

    while (from < to) {
        uint32_t middle = from + (to - from) / 2;

        if (c->incidents.members.at[run.first + middle] < incident) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from < run.n && c->incidents.members.at[run.first + from] == incident;
}

/* The sites of a series that is covered itself are counted with it. */
static void gather(summer *s, cst_slice covers, uint32_t parent)
{
    const cst_collection *c = s->t->c;

    s->parts.n = 0;
    for (uint32_t i = 0; i < covers.n; i++) {
        uint32_t at = c->incidents.members.at[covers.first + i];
        uint32_t above = c->incidents.at.at[at].parent;

        if (above == CST_NONE || above == parent || !holds(c, covers, above)) {
            add_part(s, at);
        }
    }
    for (uint32_t at = parent == CST_NONE ? CST_NONE : s->first_child[parent];
         at != CST_NONE; at = s->next_child[at]) {
        if (!holds(c, covers, at)) {
            add_part(s, at);
        }
    }
}

/* Is it within what the claim says of time and ground? */
static bool within(const summer *s, const cst_coll_harm *h, cst_day told,
                   const cst_incident *part)
{
    const cst_collection *c = s->t->c;
    const cst_when *d = &part->date;

    if ((told && d->from > told) ||
        (h->period.from && d->from < h->period.from) ||
        (h->period.from && h->period.to && d->to > h->period.to)) {
        return false;
    }
    if (!h->area.name || h->area.name == part->place.name) {
        return true;
    }
    for (uint32_t i = 0; i < part->place.in.n; i++) {
        if (c->names.at[part->place.in.first + i] == h->area.name) {
            return true;
        }
    }
    return false;
}

/* What stands for a part, of the status that the claim counts. */
static cst_bounds toll_of(const summer *s, uint32_t incident,
                          const cst_coll_harm *h)
{
    const cst_assessment *a = &s->t->out->of[incident];
    cst_apart status = cst_toller_apart(s->t, h);

    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &s->t->out->kinds.at[a->kinds.first + i];

        if (k->kind == h->kind) {
            return status == CST_APART_UNKNOWN
                       ? (cst_bounds){k->low, k->high}
                       : (cst_bounds){k->by[status].low, k->by[status].high};
        }
    }
    return (cst_bounds){-1, -1};
}

/* ------------------------------------------------------------- residual */

static int64_t plus(int64_t a, int64_t b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static void add_up(const summer *s, cst_residual *r, cst_day told)
{
    const cst_coll_harm *h = &s->t->c->harms.at[r->harm];
    bool open = false;

    r->parts = (cst_bounds){0, 0};
    for (size_t i = 0; i < s->parts.n; i++) {
        uint32_t at = s->parts.at[i];
        cst_bounds b = toll_of(s, at, h);

        if (!within(s, h, told, &s->t->c->incidents.at.at[at])) {
            continue;
        }
        r->told += b.low >= 0 || b.high >= 0;
        r->untold += b.low < 0 && b.high < 0;
        open = open || b.high < 0;
        r->parts.low = plus(r->parts.low, b.low < 0 ? 0 : b.low);
        r->parts.high = plus(r->parts.high, b.high < 0 ? 0 : b.high);
    }
    r->parts.high = open ? -1 : r->parts.high;
}

/* Ends are taken crosswise: the most that may be left is the highest total less
 * the fewest in the parts. */
static void subtract(cst_residual *r)
{
    const cst_bounds all = r->total;

    r->rest = (cst_bounds){-1, -1};
    r->excess = -1;
    if (all.high >= 0 && all.high < r->parts.low) {
        r->excess = r->parts.low - all.high;
        return;
    }
    if (all.high >= 0) {
        r->rest.high = all.high - r->parts.low;
    }
    if (all.low >= 0 && r->parts.high >= 0) {
        r->rest.low = all.low > r->parts.high ? all.low - r->parts.high : 0;
    }
}

static void add_residual(summer *s, uint32_t harm, cst_bounds total,
                         cst_interval at, cst_slice *run)
{
    cst_residual r = {.harm = harm, .total = total};
    cst_residual *slot;

    add_up(s, &r, at.to ? at.to : at.from);
    if (r.told == 0) {
        return;
    }
    subtract(&r);
    slot = CST_PUSH(s->t->arena, &s->t->out->residuals);
    if (slot) {
        *slot = r;
        run->first = run->n ? run->first
                            : (uint32_t)s->t->out->residuals.n - 1;
        run->n++;
    }
}

/* --------------------------------------------------------------- driver */

static bool sums_up(const summer *s, const cst_toll_input *in)
{
    const cst_coll_harm *h = &s->t->c->harms.at[in->harm];

    return (in->use == CST_USE_CURRENT || in->use == CST_USE_TOTAL) &&
           h->superseded_by == CST_NONE && !h->some && !h->person &&
           (in->bounds.low >= 0 || in->bounds.high >= 0);
}

/* Inputs are oldest first; of one voice and status only the newest is taken. */
static void sum_kind(summer *s, const cst_kind_toll *k, cst_slice *run)
{
    const cst_toll_input *taken[CLAIMS_MAX];
    uint32_t n = 0;

    for (uint32_t i = k->inputs.n; i-- > 0 && n < CLAIMS_MAX;) {
        const cst_toll_input *in = &s->t->out->inputs.at[k->inputs.first + i];
        const cst_coll_harm *h = &s->t->c->harms.at[in->harm];
        bool older = false;

        for (uint32_t j = 0; j < n; j++) {
            older = older || (taken[j]->source == in->source &&
                              s->t->c->harms.at[taken[j]->harm].status ==
                                  h->status);
        }
        if (!older && sums_up(s, in)) {
            taken[n++] = in;
            add_residual(s, in->harm, in->bounds, in->at, run);
        }
    }
}

static void sum_incident(summer *s, uint32_t incident)
{
    cst_assessment *a = &s->t->of[incident];

    gather(s, s->t->c->incidents.at.at[incident].covers, incident);
    for (uint32_t i = 0; s->parts.n && i < a->kinds.n; i++) {
        sum_kind(s, &s->t->out->kinds.at[a->kinds.first + i], &a->residuals);
    }
}

/* Each incident that a total counts says so. */
static void count_in(summer *s, uint32_t harm, cst_interval at)
{
    const cst_collection *c = s->t->c;

    for (size_t i = 0; i < s->parts.n; i++) {
        uint32_t part = s->parts.at[i];

        if (within(s, &c->harms.at[harm], at.to ? at.to : at.from,
                   &c->incidents.at.at[part])) {
            counted *slot = CST_PUSH(s->t->scratch, &s->counted);

            if (slot) {
                slot->incident = part;
                slot->residual = (uint32_t)s->t->out->residuals.n - 1;
            }
        }
    }
}

static void sum_total(summer *s, const cst_total *total)
{
    const cst_toller *t = s->t;
    const cst_coll_harm *h = &t->c->harms.at[total->harm];
    cst_bounds b = cst_codebook_bounds(t->o->book, h->qualifier, h->value,
                                       h->value2);
    cst_interval at = h->as_of.from
                          ? h->as_of
                          : t->c->documents.at[h->document].published;
    size_t before = t->out->residuals.n;

    gather(s, total->covers, CST_NONE);
    if (h->stance == CST_DENIED || h->superseded_by != CST_NONE || h->some ||
        (b.low < 0 && b.high < 0)) {
        return;
    }
    add_residual(s, total->harm, b, at, &t->out->totals);
    if (t->out->residuals.n > before) {
        count_in(s, total->harm, at);
    }
}

static int by_incident(const void *a, const void *b)
{
    const counted *x = a, *y = b;

    if (x->incident != y->incident) {
        return x->incident < y->incident ? -1 : 1;
    }
    return (x->residual > y->residual) - (x->residual < y->residual);
}

static void put_counted(summer *s)
{
    cst_tolls *out = s->t->out;

    if (s->counted.n) {
        qsort(s->counted.at, s->counted.n, sizeof(counted), by_incident);
    }
    for (size_t i = 0; i < s->counted.n; i++) {
        cst_slice *run = &s->t->of[s->counted.at[i].incident].counted_in;
        uint32_t *slot = CST_PUSH(s->t->arena, &out->counted_in);

        if (!slot) {
            return;
        }
        *slot = s->counted.at[i].residual;
        run->first = run->n ? run->first : (uint32_t)out->counted_in.n - 1;
        run->n++;
    }
}

cst_status cst_toller_residuals(cst_toller *t)
{
    summer s = {.t = t};
    const cst_incidents *in = &t->c->incidents;

    CST_TRY(index_children(&s));
    for (uint32_t i = 0; i < in->at.n; i++) {
        sum_incident(&s, i);
    }
    for (size_t i = 0; i < in->totals.n; i++) {
        sum_total(&s, &in->totals.at[i]);
    }
    put_counted(&s);
    return CST_OK;
}
