/* incident/collection: read documents into the plain arrays of a collection.
 *
 * Takes the structs of constat.h, gives the smaller ones of collection.h. What
 * a record refers to within its document becomes an index into the whole; the
 * indexes stay right when finish sorts the documents, since only the table of
 * documents is sorted and records are renumbered with it.
 */
#include "incident/collection.h"

#include <stdlib.h>

cst_status cst_collection_init(cst_collection *c, cst_arena *arena)
{
    memset(c, 0, sizeof(*c));
    c->arena = arena;
    cst_buf_init(&c->feed.events, arena->allocator);
    cst_buf_init(&c->feed.harms, arena->allocator);
    cst_buf_init(&c->feed.damages, arena->allocator);
    cst_buf_init(&c->feed.shingles, arena->allocator);
    return cst_intern_init(&c->strings, arena);
}

void cst_collection_free(cst_collection *c)
{
    cst_buf_free(&c->feed.events);
    cst_buf_free(&c->feed.harms);
    cst_buf_free(&c->feed.damages);
    cst_buf_free(&c->feed.shingles);
    c->shingles.at = NULL;
    c->shingles.n = 0;
}

/* ------------------------------------------------------------- copying */

/* Memory that runs out shows in the arena, which add asks at its end. */
static cst_sym put_str(cst_collection *c, cst_str s)
{
    return s.n ? cst_intern_put(&c->strings, s) : 0;
}

static void push_name(cst_collection *c, cst_str s)
{
    cst_sym *slot = CST_PUSH(c->arena, &c->names);

    if (slot) {
        *slot = put_str(c, s);
    }
}

static cst_slice put_names(cst_collection *c, const cst_str *names, size_t n)
{
    cst_slice run = {(uint32_t)c->names.n, (uint32_t)n};

    for (size_t i = 0; i < n; i++) {
        push_name(c, names[i]);
    }
    return run;
}

static cst_slice put_mentions(cst_collection *c, const cst_mention *m, size_t n)
{
    cst_slice run = {(uint32_t)c->names.n, (uint32_t)n};

    for (size_t i = 0; i < n; i++) {
        push_name(c, m[i].name);
    }
    return run;
}

static cst_slice put_targets(cst_collection *c, const cst_event *e,
                             cst_slice *actors)
{
    cst_slice run = {(uint32_t)c->names.n, (uint32_t)e->n_targets};

    for (size_t i = 0; i < e->n_targets; i++) {
        push_name(c, e->targets[i].mention.name);
    }
    *actors = (cst_slice){(uint32_t)c->names.n, run.n};
    for (size_t i = 0; i < e->n_targets; i++) {
        push_name(c, e->targets[i].actor);
    }
    return run;
}

static cst_said put_claimant(cst_collection *c, const cst_claimant *from)
{
    cst_said to = {0, 0, 0, {0, 0}};

    if (from->mention.name.p) {
        to.name = put_str(c, from->mention.name);
        to.type = put_str(c, from->type);
        to.side = put_str(c, from->side);
        to.via = put_names(c, from->via, from->n_via);
    }
    return to;
}

static int two_digits(const char *p)
{
    return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9'
               ? (p[0] - '0') * 10 + p[1] - '0'
               : 0;
}

/* "--10-03" or "--10" */
static void put_partial(cst_when *to, const char *partial)
{
    size_t n = strnlen(partial, sizeof(((cst_date *)NULL)->partial));

    if (n >= 4) {
        to->month = (int8_t)two_digits(partial + 2);
    }
    if (n >= 7) {
        to->mday = (int8_t)two_digits(partial + 5);
    }
    if (to->month < 1 || to->month > 12 || to->mday > 31) {
        to->month = to->mday = 0;
    }
}

static cst_when put_date(const cst_date *from)
{
    cst_when to = {0, 0, 0, 0, 0, false};

    if (from->present) {
        to.present = true;
        to.from = from->from;
        to.to = from->to;
        to.basis = (uint8_t)from->basis;
        put_partial(&to, from->partial);
    }
    return to;
}

static cst_spot put_place(cst_collection *c, const cst_place *from)
{
    cst_spot to = {0, 0, 0, {0, 0}, 0, 0, -1, false, false};

    if (from->present) {
        to.present = true;
        to.name = put_str(c, from->mention.name);
        to.id = put_str(c, from->id);
        to.precision = put_str(c, from->precision);
        to.in = put_names(c, from->in, from->n_in);
        to.has_point = from->has_point;
        to.lat = (float)from->lat;
        to.lon = (float)from->lon;
        to.radius_km = (float)from->radius_km;
    }
    return to;
}

static cst_slice put_doers(cst_collection *c, const cst_event *e)
{
    cst_slice run = {(uint32_t)c->doers.n, (uint32_t)e->n_perpetrators};

    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];
        cst_doer *d = CST_PUSH(c->arena, &c->doers);

        if (!d) {
            break;
        }
        d->name = put_str(c, p->mention.name);
        d->actor = put_str(c, p->actor);
        d->certainty = put_str(c, p->certainty);
        d->according_to = put_claimant(c, &p->according_to);
    }
    return run;
}

static cst_span first_of(const cst_span *spans, size_t n)
{
    return n ? spans[0] : (cst_span){0, 0};
}

/* ------------------------------------------------------------- records */

/* Where the records of the document that is being added begin. */
typedef struct adder {
    cst_collection *c;
    uint32_t document, events, harms;
    const cst_collected *from;
} adder;

static uint32_t shifted(uint32_t index, uint32_t by)
{
    return index == CST_NONE ? CST_NONE : index + by;
}

static void put_event(const adder *a, size_t i)
{
    const cst_event *from = &a->from->events[i];
    cst_coll_event made, *to = &made;

    memset(to, 0, sizeof(*to));
    to->document = a->document;
    to->label = (uint32_t)i;
    to->incident = CST_NONE;
    to->type = put_str(a->c, from->type);
    to->date = put_date(&from->date);
    to->place = put_place(a->c, &from->place);
    to->doers = put_doers(a->c, from);
    to->targets = put_targets(a->c, from, &to->aimed);
    to->weapons = put_mentions(a->c, from->weapons, from->n_weapons);
    to->claimed_by = put_mentions(a->c, from->claimed_by, from->n_claimed_by);
    to->claimant = put_claimant(a->c, &from->claimant);
    to->stance = from->stance;
    to->trigger = first_of(from->evidence, from->n_evidence);
    to->words = a->from->event_words ? a->from->event_words[i] : 0;
    cst_buf_add(&a->c->feed.events, to, sizeof(*to));
    a->c->events.n++;
}

static void put_harm(const adder *a, size_t i)
{
    const cst_harm *from = &a->from->harms[i];
    cst_coll_harm made, *to = &made;

    memset(to, 0, sizeof(*to));
    to->document = a->document;
    to->label = (uint32_t)i;
    to->event = shifted(from->event, a->events);
    to->kind = put_str(a->c, from->kind);
    to->qualifier = from->count.qualifier;
    to->value = from->count.value;
    to->value2 = from->count.value2;
    to->status = put_str(a->c, from->victims.status);
    to->group = put_str(a->c, from->victims.group);
    to->person = put_str(a->c, from->victims.person);
    to->actor = put_str(a->c, from->victims.actor);
    to->total = from->total;
    to->some = from->some;
    to->part_of = shifted(from->part_of, a->harms);
    to->superseded_by = shifted(from->superseded_by, a->harms);
    to->period = put_date(&from->period);
    to->area = put_place(a->c, &from->area);
    to->as_of = from->as_of;
    to->claimant = put_claimant(a->c, &from->claimant);
    to->stance = from->stance;
    to->count = from->count.span;
    to->evidence = first_of(from->evidence, from->n_evidence);
    cst_buf_add(&a->c->feed.harms, to, sizeof(*to));
    a->c->harms.n++;
}

static void put_damage(const adder *a, size_t i)
{
    const cst_damage *from = &a->from->damages[i];
    cst_coll_damage made, *to = &made;

    memset(to, 0, sizeof(*to));
    to->document = a->document;
    to->label = (uint32_t)i;
    to->event = shifted(from->event, a->events);
    to->object = put_str(a->c, from->object.name);
    to->class_ = put_str(a->c, from->class_);
    to->degree = put_str(a->c, from->degree);
    to->claimant = put_claimant(a->c, &from->claimant);
    to->stance = from->stance;
    to->evidence = first_of(from->evidence, from->n_evidence);
    cst_buf_add(&a->c->feed.damages, to, sizeof(*to));
    a->c->damages.n++;
}

static bool inside(uint32_t index, size_t n)
{
    return index == CST_NONE || index < n;
}

static bool refers_well(const cst_collected *d)
{
    for (size_t i = 0; i < d->n_harms; i++) {
        const cst_harm *h = &d->harms[i];

        if (!inside(h->event, d->n_events) || !inside(h->part_of, d->n_harms) ||
            !inside(h->superseded_by, d->n_harms)) {
            return false;
        }
    }
    for (size_t i = 0; i < d->n_damages; i++) {
        if (!inside(d->damages[i].event, d->n_events)) {
            return false;
        }
    }
    return true;
}

/* Room for what is to come, so that no index passes CST_NONE. */
static bool fits(const cst_collection *c, const cst_collected *d)
{
    const size_t most = CST_NONE / 2;

    return d->n_events < most - c->events.n && d->n_harms < most - c->harms.n &&
           d->n_damages < most - c->damages.n &&
           d->n_shingles < most - c->shingles.n && c->names.n < most &&
           c->doers.n < most && c->documents.n < most;
}

static cst_slice put_shingles(cst_collection *c, const cst_collected *d)
{
    cst_slice run = {(uint32_t)c->shingles.n, (uint32_t)d->n_shingles};

    cst_buf_add(&c->feed.shingles, d->shingles,
                d->n_shingles * sizeof(*d->shingles));
    c->shingles.n += d->n_shingles;
    return run;
}

cst_status cst_collection_add(cst_collection *c, const cst_collected *d)
{
    const cst_document_info *info = d->info;
    cst_coll_document to;
    cst_coll_document *slot;
    const adder a = {c, (uint32_t)c->documents.n, (uint32_t)c->events.n,
                     (uint32_t)c->harms.n, d};

    if (!fits(c, d)) {
        return CST_NOMEM;
    }
    if (!refers_well(d)) {
        return CST_ARG;
    }
    memset(&to, 0, sizeof(to));
    memcpy(to.id, info->id, sizeof(to.id) - 1);
    to.outlet = put_str(c, info->outlet);
    to.language = put_str(c, info->language);
    to.credits = put_names(c, info->credits, info->n_credits);
    to.published = info->published;
    to.updated = info->updated;
    to.group = CST_NONE;
    to.events = (cst_slice){a.events, (uint32_t)d->n_events};
    to.harms = (cst_slice){a.harms, (uint32_t)d->n_harms};
    to.damages = (cst_slice){(uint32_t)c->damages.n, (uint32_t)d->n_damages};
    to.shingles = put_shingles(c, d);
    for (size_t i = 0; i < d->n_events; i++) {
        put_event(&a, i);
    }
    for (size_t i = 0; i < d->n_harms; i++) {
        put_harm(&a, i);
    }
    for (size_t i = 0; i < d->n_damages; i++) {
        put_damage(&a, i);
    }
    slot = CST_PUSH(c->arena, &c->documents);
    if (slot) {
        *slot = to;
    }
    return cst_arena_failed(c->arena) || c->feed.events.failed ||
                   c->feed.harms.failed || c->feed.damages.failed ||
                   c->feed.shingles.failed
               ? CST_NOMEM
               : CST_OK;
}

/* -------------------------------------------------------------- finish */

static int by_id(const void *a, const void *b)
{
    const cst_coll_document *x = a, *y = b;
    int order = memcmp(x->id, y->id, sizeof(x->id));

    /* Of one id the first added: what it has came first. */
    if (order == 0) {
        order = (x->events.first > y->events.first) -
                (x->events.first < y->events.first);
    }
    return order;
}

static void drop_doubles(cst_collection *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->documents.n; i++) {
        if (n && memcmp(c->documents.at[n - 1].id, c->documents.at[i].id,
                        sizeof(c->documents.at[i].id)) == 0) {
            continue;
        }
        c->documents.at[n++] = c->documents.at[i];
    }
    c->documents.n = n;
}

/* The arrays anew in the order of the documents. */
typedef struct sorter {
    const cst_coll_event *from_events;
    const cst_coll_harm *from_harms;
    const cst_coll_damage *from_damages;
    cst_coll_event *events;
    cst_coll_harm *harms;
    cst_coll_damage *damages;
    uint32_t n_events, n_harms, n_damages;
} sorter;

static void move_document(const cst_collection *c, sorter *s, uint32_t at)
{
    cst_coll_document *d = &c->documents.at[at];
    uint32_t events = s->n_events - d->events.first;
    uint32_t harms = s->n_harms - d->harms.first;

    for (uint32_t i = 0; i < d->events.n; i++) {
        cst_coll_event *e = &s->events[s->n_events++];

        *e = s->from_events[d->events.first + i];
        e->document = at;
    }
    for (uint32_t i = 0; i < d->harms.n; i++) {
        cst_coll_harm *h = &s->harms[s->n_harms++];

        *h = s->from_harms[d->harms.first + i];
        h->document = at;
        h->event = shifted(h->event, events); /* may wrap: modulo 2^32 */
        h->part_of = shifted(h->part_of, harms);
        h->superseded_by = shifted(h->superseded_by, harms);
    }
    for (uint32_t i = 0; i < d->damages.n; i++) {
        cst_coll_damage *x = &s->damages[s->n_damages++];

        *x = s->from_damages[d->damages.first + i];
        x->document = at;
        x->event = shifted(x->event, events);
    }
    d->events.first += events;
    d->harms.first += harms;
    d->damages.first = s->n_damages - d->damages.n;
}

cst_status cst_collection_finish(cst_collection *c)
{
    sorter s;

    if (c->documents.n) {
        qsort(c->documents.at, c->documents.n, sizeof(c->documents.at[0]),
              by_id);
    }
    drop_doubles(c);
    memset(&s, 0, sizeof(s));
    s.from_events = (const void *)c->feed.events.p;
    s.from_harms = (const void *)c->feed.harms.p;
    s.from_damages = (const void *)c->feed.damages.p;
    s.events = CST_NEW(c->arena, cst_coll_event, c->events.n);
    s.harms = CST_NEW(c->arena, cst_coll_harm, c->harms.n);
    s.damages = CST_NEW(c->arena, cst_coll_damage, c->damages.n);
    if (!s.events || !s.harms || !s.damages) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < c->documents.n; i++) {
        move_document(c, &s, i);
    }
    c->events.at = s.events;
    c->harms.at = s.harms;
    c->damages.at = s.damages;
    c->events.n = c->events.cap = s.n_events;
    c->harms.n = c->harms.cap = s.n_harms;
    c->damages.n = c->damages.cap = s.n_damages;
    c->shingles.at = (void *)c->feed.shingles.p;
    cst_buf_free(&c->feed.events);
    cst_buf_free(&c->feed.harms);
    cst_buf_free(&c->feed.damages);
    return CST_OK;
}

/* ----------------------------------------------------------------- order */

typedef struct place_in_order {
    cst_day day;
    uint32_t at;
} place_in_order;

/* Incidents lie in order of id. */
static int by_day(const void *a, const void *b)
{
    const place_in_order *x = a, *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return (x->at > y->at) - (x->at < y->at);
}

const uint32_t *cst_incidents_by_day(const cst_collection *c, const bool *only,
                                     cst_arena *arena, size_t *n)
{
    size_t all = c->incidents.at.n;
    place_in_order *order = CST_NEW(arena, place_in_order, all + 1);
    uint32_t *chosen = CST_NEW(arena, uint32_t, all + 1);

    *n = 0;
    for (size_t i = 0; order && i < all; i++) {
        const cst_when *w = &c->incidents.at.at[i].date;
        cst_day day = w->from ? w->from : w->to;

        if (!only || only[i]) {
            order[(*n)++] = (place_in_order){day ? day : INT32_MAX,
                                             (uint32_t)i};
        }
    }
    if (order) {
        qsort(order, *n, sizeof(*order), by_day);
    }
    for (size_t i = 0; chosen && i < *n; i++) {
        chosen[i] = order[i].at;
    }
    return chosen;
}
