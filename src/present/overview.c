/* present/overview: the facts of the first page; see the header. What is grouped
 * is numbered by an intern table over its key, so all is linear. */
#include "present/overview.h"

#include <math.h>

/* ------------------------------------------------------------ numbering */

/* What the parts of gathering share. */
typedef struct gatherer {
    cst_arena *arena;
    cst_overview *o;
    const cst_collection *c;
    cst_fact *facts;
    cst_intern spots, areas;
    uint8_t *known; /* by string: what names of places are known as */
} gatherer;

enum { KNOWN_TOWN = 1, KNOWN_UNIT = 2 };

/* Number of a key, from 0; CST_NONE when memory ran out. */
static uint32_t number_of(cst_intern *t, const void *key, size_t n)
{
    cst_sym id = cst_intern_put(t, (cst_str){key, n});

    return id ? id - 1 : CST_NONE;
}

static bool is_precision(const gatherer *g, const cst_spot *s, const char *name)
{
    return cst_str_is(cst_coll_str(g->c, s->precision), name);
}

static cst_sym within(const gatherer *g, const cst_spot *s, uint32_t from_last)
{
    return from_last < s->in.n
               ? g->c->names.at[s->in.first + s->in.n - 1 - from_last]
               : 0;
}

static bool is_within_town(const gatherer *g, const cst_spot *s)
{
    return is_precision(g, s, "neighbourhood") || is_precision(g, s, "point");
}

/* Containers are bare names, so what one is, town or unit, is learned from the
 * places whose precision tells: what holds a town is a unit, but for the last,
 * which is the country. */
static void learn(gatherer *g, const cst_spot *s)
{
    if (!s->present || is_within_town(g, s)) {
        return;
    }
    if (is_precision(g, s, "province")) {
        g->known[s->name] |= KNOWN_UNIT;
    } else if (s->in.n > 1) {
        g->known[within(g, s, 1)] |= KNOWN_UNIT;
    }
    if (is_precision(g, s, "settlement")) {
        g->known[s->name] |= KNOWN_TOWN;
    }
}

/* A spot within a town is on the map where the town is, and bears its name. */
static bool is_in_town(const gatherer *g, const cst_spot *s)
{
    cst_sym holder = s->in.n > 1 ? within(g, s, s->in.n - 1) : 0;

    return holder && is_within_town(g, s) &&
           (g->known[holder] & KNOWN_TOWN || !(g->known[holder] & KNOWN_UNIT));
}

/* ---------------------------------------------------------------- areas */

static uint32_t put_area(gatherer *g, cst_sym country, cst_sym unit)
{
    const cst_sym key[] = {country, unit};
    uint32_t at = number_of(&g->areas, key, sizeof(key));
    cst_area *area;

    if (at == g->o->areas.n) {
        area = CST_PUSH(g->arena, &g->o->areas);
        if (!area) {
            return CST_NONE;
        }
        *area = (cst_area){country, unit, 0};
    }
    if (at != CST_NONE) {
        g->o->areas.at[at].n++;
    }
    return at;
}

/* Containers are names, nearest first, the country last. */
static uint32_t area_of(gatherer *g, const cst_spot *s)
{
    cst_sym country = within(g, s, 0), unit = 0;
    uint32_t whole;

    if (is_precision(g, s, "country")) {
        country = s->name;
    } else if (is_precision(g, s, "province")) {
        unit = s->name;
    } else if (s->in.n > (is_in_town(g, s) ? 2u : 1u) ||
               (s->in.n > 1 && g->known[within(g, s, 1)] & KNOWN_UNIT)) {
        unit = within(g, s, 1);
    }
    if (!s->present || !country) {
        return CST_NONE;
    }
    whole = put_area(g, country, 0);
    return unit ? put_area(g, country, unit) : whole;
}

/* ---------------------------------------------------------------- spots */

bool cst_spot_on_globe(const cst_spot *s)
{
    return s->present && s->has_point && fabsf(s->lat) <= 90 &&
           fabsf(s->lon) <= 180;
}

static bool is_shouted(cst_str name)
{
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] >= 'a' && name.p[i] <= 'z') {
            return false;
        }
    }
    return true;
}

/* The name of a town goes before a word for a spot in it, and one in ordinary
 * letters before one in capitals. */
static void name_spot(const gatherer *g, cst_map_spot *spot, const cst_spot *s)
{
    cst_sym name = is_in_town(g, s) ? g->c->names.at[s->in.first] : s->name;

    if (!spot->name || (is_shouted(cst_coll_str(g->c, spot->name)) &&
                        !is_shouted(cst_coll_str(g->c, name)))) {
        spot->name = name;
    }
}

static uint32_t put_spot(gatherer *g, const cst_spot *s, uint32_t fact)
{
    bool rough = is_precision(g, s, "country") || is_precision(g, s, "province");
    const int32_t key[] = {(int32_t)lroundf(s->lat * 100),
                           (int32_t)lroundf(s->lon * 100), rough};
    uint32_t at = number_of(&g->spots, key, sizeof(key));
    cst_map_spot *spot;

    if (at == g->o->spots.n) {
        spot = CST_PUSH(g->arena, &g->o->spots);
        if (!spot) {
            return CST_NONE;
        }
        spot->lat = s->lat;
        spot->lon = s->lon;
        spot->radius_km = s->radius_km;
        spot->rough = rough;
        spot->area = g->facts[fact].area;
        spot->first = fact;
    }
    if (at != CST_NONE) {
        spot = &g->o->spots.at[at];
        name_spot(g, spot, s);
        spot->n++;
        cst_figure_add(&spot->killed, &g->facts[fact].killed);
    }
    return at;
}

/* ---------------------------------------------------------------- facts */

static cst_figure killed(const gatherer *g, const cst_assessment *a)
{
    cst_figure none = {0, 0, false, false};

    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &g->o->view->tolls->kinds.at[a->kinds.first +
                                                              i];

        if (cst_str_is(cst_coll_str(g->c, k->kind), "killed")) {
            return cst_figure_of(k);
        }
    }
    return none;
}

static void gather_one(gatherer *g, uint32_t fact, uint32_t at)
{
    const cst_incident *x = &g->c->incidents.at.at[at];
    const cst_assessment *a = &g->o->view->tolls->of[at];
    cst_fact *f = &g->facts[fact];

    *f = (cst_fact){.at = at, .from = x->date.from, .to = x->date.to,
                    .spot = CST_NONE, .column = CST_NONE};
    f->inclusion = g->o->sums.inclusion[at];
    if (f->inclusion != CST_FINDS_BODIES) {
        f->killed = killed(g, a);
    }
    f->area = area_of(g, &x->place);
    cst_sums_add(&g->o->sums, at);
    if (f->inclusion != CST_HOLDS_OTHERS && cst_spot_on_globe(&x->place)) {
        f->spot = put_spot(g, &x->place, fact);
    }
}

/* ------------------------------------------------------------- timeline */

/* How many days a bar of each kind may show, and how rough a day on it may
 * be. */
static const struct {
    cst_day span, rough;
} limits[] = {{92, 3}, {644, 10}, {3660, 45}, {INT32_MAX, 400}};

static bool is_dated(const cst_fact *f)
{
    return f->inclusion != CST_HOLDS_OTHERS && f->from && f->to >= f->from &&
           f->to - f->from < limits[CST_PER_YEAR].rough;
}

static cst_per per_for(cst_day from, cst_day to)
{
    cst_per per = CST_PER_DAY;

    while (per < CST_PER_YEAR && to - from >= limits[per].span) {
        per++;
    }
    return per;
}

static cst_day start_of(cst_per per, cst_day day)
{
    int y, m, d;

    if (per == CST_PER_DAY) {
        return day;
    }
    if (per == CST_PER_WEEK) {
        return day - cst_day_weekday(day);
    }
    cst_day_to_ymd(day, &y, &m, &d);
    return cst_day_from_ymd(y, per == CST_PER_YEAR ? 1 : m, 1);
}

static cst_day next_start(cst_per per, cst_day day)
{
    int y, m, d;

    if (per == CST_PER_DAY) {
        return day + 1;
    }
    if (per == CST_PER_WEEK) {
        return day + 7;
    }
    cst_day_to_ymd(day, &y, &m, &d);
    return per == CST_PER_YEAR ? cst_day_from_ymd(y + 1, 1, 1)
           : m == 12           ? cst_day_from_ymd(y + 1, 1, 1)
                               : cst_day_from_ymd(y, m + 1, 1);
}

/* First and last day to show: a few strays do not make the bars coarser. */
static void choose_span(const gatherer *g, cst_day *from, cst_day *to)
{
    uint32_t n = 0, cut, seen = 0;
    cst_day early = 0, late = 0;

    *from = *to = 0;
    for (uint32_t i = 0; i < g->o->n_facts; i++) {
        n += is_dated(&g->facts[i]);
    }
    cut = n / 50;
    for (uint32_t i = 0; i < g->o->n_facts; i++) {
        cst_day day = g->facts[i].from;

        if (is_dated(&g->facts[i])) {
            *from = seen == 0 ? day : *from;
            early = seen == cut ? day : early;
            late = seen == n - 1 - cut ? day : late;
            *to = day;
            seen++;
        }
    }
    if (n && per_for(early, late) < per_for(*from, *to)) {
        *from = early;
        *to = late;
    }
}

static cst_status make_columns(gatherer *g)
{
    cst_overview *o = g->o;
    cst_day from, to;

    choose_span(g, &from, &to);
    o->per = per_for(from, to);
    for (cst_day at = from ? start_of(o->per, from) : 0; from && at <= to;
         at = next_start(o->per, at)) {
        cst_column *made = CST_PUSH(g->arena, &o->columns);

        if (!made) {
            return CST_NOMEM;
        }
        made->from = at;
        made->to = next_start(o->per, at) - 1;
        made->first = CST_NONE;
    }
    return CST_OK;
}

static void place_in_time(gatherer *g, uint32_t fact, uint32_t *column)
{
    cst_overview *o = g->o;
    cst_fact *f = &g->facts[fact];
    cst_column *at;

    if (f->inclusion == CST_HOLDS_OTHERS) {
        return;
    }
    while (*column < o->columns.n && f->from > o->columns.at[*column].to) {
        ++*column;
    }
    if (!is_dated(f) || f->to - f->from >= limits[o->per].rough ||
        *column >= o->columns.n || f->from < o->columns.at[*column].from) {
        o->undrawn++;
        return;
    }
    at = &o->columns.at[*column];
    f->column = *column;
    at->first = at->n++ ? at->first : fact;
    cst_figure_add(&at->killed, &f->killed);
}

/* ---------------------------------------------------------------- whole */

cst_status cst_overview_gather(cst_arena *arena, cst_arena *scratch,
                               const cst_incident_view *view,
                               const uint32_t *order, uint32_t n,
                               cst_overview *o)
{
    gatherer g = {.arena = arena, .o = o, .c = view->c};
    uint32_t column = 0;

    o->view = view;
    g.facts = CST_NEW(arena, cst_fact, n);
    g.known = CST_NEW(scratch, uint8_t, view->c->strings.n);
    if (!g.facts || !g.known) {
        return CST_NOMEM;
    }
    CST_TRY(cst_intern_init(&g.spots, scratch));
    CST_TRY(cst_intern_init(&g.areas, scratch));
    CST_TRY(cst_sums_init(&o->sums, arena, view->c, view->tolls));
    o->facts = g.facts;
    o->n_facts = n;
    for (uint32_t i = 0; i < n; i++) {
        learn(&g, &view->c->incidents.at.at[order[i]].place);
    }
    for (uint32_t i = 0; i < n; i++) {
        gather_one(&g, i, order[i]);
    }
    cst_sums_sort(&o->sums);
    CST_TRY(make_columns(&g));
    for (uint32_t i = 0; i < n; i++) {
        place_in_time(&g, i, &column);
    }
    return cst_arena_failed(arena) || cst_arena_failed(scratch) ? CST_NOMEM
                                                                : CST_OK;
}
