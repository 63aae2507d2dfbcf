/* incident/year: the year that only other documents tell.
 *
 * Takes events whose day is stated without a year, gives days. A document has
 * one year; it is the one in which every happening or campaign that it shares
 * with dated documents (the same month and day, or month, at the same place, of
 * a kind that can be one) took place. A document that shares none may tell of a
 * campaign, as going on, that dated documents tell too: then its days are of the
 * one year in which they fall between the campaign's begin and the last of those
 * documents. If two years fit, none is taken, and nothing that lies half a year
 * or more from what fixed it.
 */
#include "incident/linker.h"
#include "incident/link.h"

#include <stdlib.h>

#define WINDOW 64u
#define HALF_YEAR 6

/* A node that tells a month and maybe a day; year 0 = open. */
typedef struct dated {
    uint64_t key; /* of place and month */
    uint32_t node;
    int16_t year;
    int8_t month, mday; /* mday 0 = the month alone */
} dated;

typedef struct years {
    cst_linker *l;
    CST_VEC(dated) at;
    int16_t *year;  /* by document: 0 = none yet, -1 = two that differ */
    int8_t *month;  /* of what fixed it */
    bool *fixed;    /* by document: by a happening that it shares */
    uint32_t *first; /* by document: its first node */
} years;

static void split(cst_day day, int16_t *year, int8_t *month, int8_t *mday)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    *year = (int16_t)y;
    *month = (int8_t)m;
    *mday = (int8_t)d;
}

/* The day or month that a node begins on; false if it tells none. */
static bool begin_of(const years *y, const cst_profile *p, dated *out)
{
    const cst_when *w = &y->l->c->events.at[p->event].date;

    if (w->month) {
        out->month = w->month;
        out->mday = w->mday;
        return true;
    }
    if (!p->dated) {
        return false;
    }
    split(p->from, &out->year, &out->month, &out->mday);
    if (p->to - p->from >= 27 || (p->lasting && out->mday == 1)) {
        out->mday = 0; /* the first of a month stands for the month */
    }
    return p->to - p->from <= 31;
}

static void hang(years *y, const dated *what, uint64_t place)
{
    dated *slot = place ? CST_PUSH(y->l->scratch, &y->at) : NULL;

    if (slot) {
        *slot = *what;
        slot->key = place * UINT64_C(0x9e3779b97f4a7c15) +
                    (uint64_t)what->month;
    }
}

/* By its place and what contains that: the largest container says too little,
 * unless there is no other. */
static void list_nodes(years *y)
{
    for (uint32_t i = 0; i < y->l->nodes.n; i++) {
        const cst_profile *p = &y->l->nodes.at[i];
        dated d = {0, i, 0, 0, 0};

        if (!p->placed || !begin_of(y, p, &d)) {
            continue;
        }
        hang(y, &d, p->place);
        for (uint32_t k = 0; k + 1 < p->in.n; k++) {
            hang(y, &d, y->l->words.at[p->in.first + k]);
        }
    }
}

static int by_key(const void *a, const void *b)
{
    const dated *x = a, *y = b;

    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    if (x->mday != y->mday) {
        return x->mday < y->mday ? -1 : 1;
    }
    return (x->node > y->node) - (x->node < y->node);
}

static void vote(years *y, uint32_t document, int16_t year, int8_t month)
{
    int16_t *had = &y->year[document];

    if (*had == 0) {
        *had = year;
        y->month[document] = month;
    } else if (*had != year) {
        *had = -1;
    }
}

/* Can the two be one, but for the year? Compared in full, as if open were of the
 * year of known. A month alone says enough of a campaign, not of a bomb. */
static void try_pair(years *y, const dated *open, const dated *known)
{
    const cst_linker *l = y->l;
    cst_profile a = l->nodes.at[open->node];
    const cst_profile *b = &l->nodes.at[known->node];
    cst_match m;

    if (open->year || !known->year || a.document == b->document ||
        a.lasting != b->lasting || (!a.lasting && !(open->mday && known->mday)) ||
        (open->mday && known->mday && open->mday != known->mday)) {
        return;
    }
    a.dated = true;
    a.from = a.to = cst_day_from_ymd(known->year, open->month,
                                     open->mday ? open->mday : 1);
    cst_link_compare(l, &a, b, &m);
    if (!m.bar && (double)m.score >= l->s->number[CST_NUMBER_THRESHOLD]) {
        vote(y, a.document, known->year, open->month);
    }
}

static void vote_block(years *y, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t first = i > from + WINDOW ? i - WINDOW : from;

        for (size_t k = first; k < to && k <= i + WINDOW; k++) {
            try_pair(y, &y->at.at[i], &y->at.at[k]);
        }
    }
}

/* ------------------------------------------------------------ campaigns */

/* The days of a document's yearless nodes that lie within the campaign. */
static void fit_document(years *y, uint32_t document, const cst_profile *c,
                         cst_day last)
{
    const cst_linker *l = y->l;

    for (uint32_t i = y->first[document];
         i < l->nodes.n && l->nodes.at[i].document == document; i++) {
        const cst_profile *p = &l->nodes.at[i];
        const cst_when *w = &l->c->events.at[p->event].date;
        int16_t from, to;
        int8_t month, mday;

        if (!w->month || !w->mday || !c->place ||
            !cst_link_lies_in(l, p, c->place)) {
            continue;
        }
        split(c->from, &from, &month, &mday);
        split(last, &to, &month, &mday);
        for (int16_t year = from; year <= to && year - from < 3; year++) {
            cst_day day = cst_day_from_ymd(year, w->month, w->mday);

            if (day >= c->from && day <= last) {
                vote(y, document, year, w->month);
            }
        }
    }
}

/* open: a campaign whose begin a document does not tell, nor the year of
 * anything; known: one of a dated document. */
static void try_campaign(years *y, const dated *open, const dated *known)
{
    const cst_linker *l = y->l;
    const cst_profile *a = &l->nodes.at[open->node];
    const cst_profile *b = &l->nodes.at[known->node];
    cst_day last = l->c->documents.at[b->document].published.to;
    cst_match m;

    if (a->dated || !b->dated || a->document == b->document ||
        !last || y->fixed[a->document]) {
        return;
    }
    cst_link_compare(l, a, b, &m);
    if (!m.bar && (double)m.score >= l->s->number[CST_NUMBER_THRESHOLD]) {
        fit_document(y, a->document, b, last);
    }
}

static void list_campaigns(years *y)
{
    y->at.n = 0;
    for (uint32_t i = 0; i < y->l->nodes.n; i++) {
        const cst_profile *p = &y->l->nodes.at[i];
        dated d = {0, i, (int16_t)p->dated, 0, 0};

        if (p->lasting && p->placed) {
            hang(y, &d, p->place);
        }
    }
}

static void each_block(years *y, void (*fn)(years *, size_t, size_t))
{
    if (y->at.n) {
        qsort(y->at.at, y->at.n, sizeof(y->at.at[0]), by_key);
    }
    for (size_t i = 0, end; i < y->at.n; i = end) {
        for (end = i + 1;
             end < y->at.n && y->at.at[end].key == y->at.at[i].key; end++) {
        }
        fn(y, i, end);
    }
}

static void campaign_block(years *y, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t first = i > from + WINDOW ? i - WINDOW : from;

        for (size_t k = first; k < to && k <= i + WINDOW; k++) {
            try_campaign(y, &y->at.at[i], &y->at.at[k]);
        }
    }
}

static bool close_to(const years *y, uint32_t document, int8_t month)
{
    int apart = abs(month - y->month[document]);

    return y->year[document] > 0 && apart < HALF_YEAR;
}

static bool resolve(const years *y, uint32_t document, cst_when *w)
{
    int year = y->year[document], month = w->month;

    if (w->from || w->to || !month || !close_to(y, document, w->month)) {
        return false;
    }
    if (w->mday) {
        w->from = w->to = cst_day_from_ymd(year, month, w->mday);
        return true;
    }
    w->from = cst_day_from_ymd(year, month, 1);
    w->to = cst_day_from_ymd(month == 12 ? year + 1 : year,
                             month == 12 ? 1 : month + 1, 1) - 1;
    return true;
}

static void keep(years *y, uint32_t event, uint32_t harm, cst_when *w)
{
    cst_collection *c = y->l->c;
    cst_resolved *r = CST_PUSH(c->arena, &c->incidents.resolved);

    w->month = w->mday = 0;
    w->basis = CST_BASIS_COLLECTION;
    if (r) {
        r->event = event;
        r->harm = harm;
        r->from = w->from;
        r->to = w->to;
    }
}

/* A campaign is dated by its begin and goes on. */
static void resolve_all(years *y)
{
    cst_collection *c = y->l->c;

    for (uint32_t i = 0; i < c->events.n; i++) {
        cst_coll_event *e = &c->events.at[i];

        if (resolve(y, e->document, &e->date)) {
            uint8_t type = cst_link_type(y->l->s, cst_coll_str(c, e->type));

            e->date.to = y->l->s->types[type].lasting ? 0 : e->date.to;
            keep(y, i, CST_NONE, &e->date);
        }
    }
    for (uint32_t i = 0; i < c->harms.n; i++) {
        cst_coll_harm *h = &c->harms.at[i];

        if (resolve(y, h->document, &h->period)) {
            keep(y, CST_NONE, i, &h->period);
        }
    }
}

static bool any_open(const cst_collection *c)
{
    for (size_t i = 0; i < c->events.n; i++) {
        if (c->events.at[i].date.month) {
            return true;
        }
    }
    return false;
}

static cst_status begin_years(years *y)
{
    cst_linker *l = y->l;
    size_t n = l->c->documents.n;

    y->year = CST_NEW(l->scratch, int16_t, n);
    y->month = CST_NEW(l->scratch, int8_t, n);
    y->fixed = CST_NEW(l->scratch, bool, n);
    y->first = CST_NEW(l->scratch, uint32_t, n);
    if (!y->year || !y->month || !y->fixed || !y->first) {
        return CST_NOMEM;
    }
    for (uint32_t i = (uint32_t)l->nodes.n; i-- > 0;) {
        y->first[l->nodes.at[i].document] = i;
    }
    return CST_OK;
}

cst_status cst_collection_date(cst_collection *c, const cst_link_settings *s,
                               cst_arena *scratch)
{
    cst_linker l = {.c = c, .s = s, .scratch = scratch};
    years y = {.l = &l};

    if (!any_open(c)) {
        return CST_OK;
    }
    CST_TRY(cst_link_profiles(&l));
    CST_TRY(begin_years(&y));
    list_nodes(&y);
    if (cst_arena_failed(scratch)) {
        return CST_NOMEM;
    }
    each_block(&y, vote_block);
    for (size_t i = 0; i < c->documents.n; i++) {
        y.fixed[i] = y.year[i] != 0;
    }
    list_campaigns(&y);
    each_block(&y, campaign_block);
    resolve_all(&y);
    return cst_arena_failed(c->arena) || cst_arena_failed(scratch) ? CST_NOMEM
                                                                   : CST_OK;
}
