/* mkoutlines: the lines that areas share, each once, and with fewer points.
 *
 * Neighbours have their common border point by point, so an edge (two points in
 * a row) that two provinces have is border, and one that only one has is coast.
 * Rings are cut at nodes, points where not just two edges meet; what is left
 * between two nodes is a line of one kind, which both neighbours name. So a
 * border stays one line however it is simplified. */
#include "mkoutlines.h"

#include <math.h>
#include <stdlib.h>

/* ------------------------------------------------------ points and edges */

/* Numbers of pairs of numbers, 0 = not there. */
typedef struct pair_table {
    uint64_t *keys;
    uint32_t *values;
    uint32_t mask;
} pair_table;

static pair_table new_table(builder *b, size_t n)
{
    pair_table t = {NULL, NULL, 1};

    while (t.mask < 2 * n) {
        t.mask = t.mask * 2 + 1;
    }
    t.keys = must(CST_NEW(&b->arena, uint64_t, (size_t)t.mask + 1));
    t.values = must(CST_NEW(&b->arena, uint32_t, (size_t)t.mask + 1));
    return t;
}

static uint32_t *slot_of(const pair_table *t, uint32_t a, uint32_t b)
{
    uint64_t key = (uint64_t)a << 32 | b;
    uint32_t at = (uint32_t)cst_hash(&key, sizeof(key)) & t->mask;

    while (t->values[at] && t->keys[at] != key) {
        at = (at + 1) & t->mask;
    }
    t->keys[at] = key;
    return &t->values[at];
}

typedef struct edge {
    uint32_t units[2]; /* whose border it is; CST_NONE */
    uint32_t arc;      /* CST_NONE until it has one */
} edge;

typedef struct topology {
    pair_table points, edges; /* numbers from 1 */
    uint32_t *degree;         /* by point: edges that meet there */
    edge *of;                 /* by edge */
    uint32_t n_points, n_edges;
} topology;

static uint32_t point_at(topology *t, cst_corner c)
{
    uint32_t *slot = slot_of(&t->points, (uint32_t)c.lon, (uint32_t)c.lat);

    if (!*slot) {
        *slot = ++t->n_points;
    }
    return *slot;
}

static edge *edge_between(topology *t, cst_corner a, cst_corner b)
{
    uint32_t p = point_at(t, a), q = point_at(t, b);
    uint32_t *slot = slot_of(&t->edges, p < q ? p : q, p < q ? q : p);

    if (!*slot) {
        *slot = ++t->n_edges;
        t->of[*slot] = (edge){{CST_NONE, CST_NONE}, CST_NONE};
        t->degree[p]++;
        t->degree[q]++;
    }
    return &t->of[*slot];
}

static void add_edges(topology *t, const path *r)
{
    for (uint32_t i = 0; i < r->n; i++) {
        edge *e = edge_between(t, r->at[i], r->at[i + 1 < r->n ? i + 1 : 0]);

        e->units[e->units[0] == CST_NONE ? 0 : 1] = r->unit;
    }
}

static topology make_topology(builder *b)
{
    topology t = {.n_points = 0};
    size_t n = 0;

    for (size_t i = 0; i < b->province_rings.n; i++) {
        n += b->province_rings.at[i].n;
    }
    t.points = new_table(b, n);
    t.edges = new_table(b, n);
    t.degree = must(CST_NEW(&b->arena, uint32_t, n + 1));
    t.of = must(CST_NEW(&b->arena, edge, n + 1));
    for (size_t i = 0; i < b->province_rings.n; i++) {
        add_edges(&t, &b->province_rings.at[i]);
    }
    return t;
}

/* ----------------------------------------------------------------- arcs */

static bool is_node(topology *t, cst_corner c)
{
    return t->degree[point_at(t, c)] != 2;
}

static cst_line_class class_of(const builder *b, const edge *e)
{
    if (e->units[1] == CST_NONE) {
        return CST_LINE_COAST;
    }
    return cst_str_eq(b->provinces.at[e->units[0]].code,
                      b->provinces.at[e->units[1]].code)
               ? CST_LINE_PROVINCE
               : CST_LINE_COUNTRY;
}

static bool same(cst_corner a, cst_corner b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* The arc of n points, made if it is new, as a reference to it. */
static uint32_t arc_of(builder *b, topology *t, const cst_corner *at,
                       uint32_t n)
{
    edge *e = edge_between(t, at[0], at[1]);
    const arc *a;

    if (e->arc == CST_NONE) {
        arc *made = must(CST_PUSH(&b->arena, &b->arcs));

        made->at = must(cst_arena_copy(&b->arena, at, n * sizeof(*at)));
        made->n = n;
        made->class_ = class_of(b, e);
        for (uint32_t i = 0; i + 1 < n; i++) {
            edge_between(t, at[i], at[i + 1])->arc = (uint32_t)b->arcs.n - 1;
        }
    }
    a = &b->arcs.at[e->arc];
    /* Backwards matters for lines alone, not for a ring that is one line. */
    return e->arc << 1 | (same(a->at[0], at[0]) && same(a->at[1], at[1]) ? 0
                                                                         : 1);
}

/* The ring as references to arcs; there are no more of them than points. */
static uint32_t cut_ring(builder *b, topology *t, const path *r,
                         uint32_t *refs)
{
    cst_corner *at = must(CST_NEW(&b->arena, cst_corner, (size_t)r->n + 1));
    uint32_t start = 0, n = 1, n_refs = 0;

    while (start < r->n && !is_node(t, r->at[start])) {
        start++;
    }
    start = start < r->n ? start : 0;
    at[0] = r->at[start];
    for (uint32_t i = 1; i <= r->n; i++) {
        at[n++] = r->at[(start + i) % r->n];
        if (i == r->n || is_node(t, at[n - 1])) {
            refs[n_refs++] = arc_of(b, t, at, n);
            at[0] = at[n - 1];
            n = 1;
        }
    }
    return n_refs;
}

static void cut_all(builder *b, topology *t)
{
    for (size_t i = 0; i < b->province_rings.n; i++) {
        const path *r = &b->province_rings.at[i];

        (void)cut_ring(b, t, r, must(CST_NEW(&b->arena, uint32_t, r->n)));
    }
    for (size_t i = 0; i < b->country_rings.n; i++) {
        const path *r = &b->country_rings.at[i];
        uint32_t *refs = must(CST_NEW(&b->arena, uint32_t, r->n));
        ring *made = must(CST_PUSH(&b->arena, &b->rings));

        *made = (ring){r->unit, refs, cut_ring(b, t, r, refs)};
    }
}

/* -------------------------------------------------------- disputed lines */

enum { NEAR = 60, CELL = 100 }; /* thousandths of a degree */

/* Points of disputed lines, one at least every NEAR units, by cells. */
static void mark_way(pair_table *cells, cst_corner a, cst_corner b)
{
    int32_t dx = b.lon - a.lon, dy = b.lat - a.lat;
    int32_t far = abs(dx) > abs(dy) ? abs(dx) : abs(dy), n = far / NEAR + 1;

    for (int32_t i = 0; i <= n; i++) {
        int32_t x = (a.lon + dx * i / n) / CELL, y = (a.lat + dy * i / n) / CELL;

        for (int k = 0; k < 9; k++) {
            *slot_of(cells, (uint32_t)(x + k % 3 - 1),
                     (uint32_t)(y + k / 3 - 1)) = 1;
        }
    }
}

/* A border that runs along a disputed line gives way to it. */
static void mark_disputed(builder *b)
{
    pair_table cells = new_table(b, 400000);

    for (size_t i = 0; i < b->disputed.n; i++) {
        const path *d = &b->disputed.at[i];
        arc *made;

        for (uint32_t k = 0; k + 1 < d->n; k++) {
            mark_way(&cells, d->at[k], d->at[k + 1]);
        }
        made = must(CST_PUSH(&b->arena, &b->arcs));
        *made = (arc){d->at, d->n, CST_LINE_DISPUTED};
    }
    for (size_t i = 0; i < b->arcs.n; i++) {
        arc *a = &b->arcs.at[i];
        uint32_t near = 0;

        for (uint32_t k = 0; k < a->n; k++) {
            near += *slot_of(&cells, (uint32_t)(a->at[k].lon / CELL),
                             (uint32_t)(a->at[k].lat / CELL));
        }
        if ((a->class_ == CST_LINE_COUNTRY || a->class_ == CST_LINE_PROVINCE) &&
            near * 10 >= a->n * 8) {
            a->class_ = CST_LINE_UNDER;
        }
    }
}

void find_arcs(builder *b)
{
    topology t = make_topology(b);

    cut_all(b, &t);
    mark_disputed(b);
}

/* -------------------------------------------------------- fewer points */

/* Distance of c from the way between a and b, squared; longitudes are as much
 * shorter as the latitude is high. */
static double off_way(cst_corner a, cst_corner b, cst_corner c)
{
    double squeeze = cos(a.lat * (M_PI / 180 / CST_OUTLINES_UNITS));
    double dx = (b.lon - a.lon) * squeeze, dy = b.lat - a.lat;
    double x = (c.lon - a.lon) * squeeze, y = c.lat - a.lat;
    double along = dx * dx + dy * dy, t = 0;

    if (along > 0) {
        t = (x * dx + y * dy) / along;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
    }
    x -= t * dx;
    y -= t * dy;
    return x * x + y * y;
}

/* Keep what is needed between two points that stay (Douglas and Peucker 1973);
 * the deeper half is done by the loop. */
static void keep_far(const arc *a, uint32_t from, uint32_t to, double limit,
                     bool *kept)
{
    while (to - from > 1) {
        uint32_t far = from;
        double most = limit;

        for (uint32_t i = from + 1; i < to; i++) {
            double d = off_way(a->at[from], a->at[to], a->at[i]);

            if (d > most) {
                most = d;
                far = i;
            }
        }
        if (far == from) {
            return;
        }
        kept[far] = true;
        keep_far(a, from, far, limit, kept);
        from = far;
    }
}

/* A ring that is one line needs a second point that stays. */
static uint32_t farthest(const arc *a)
{
    uint32_t far = 0;
    double most = 0;

    for (uint32_t i = 1; i < a->n; i++) {
        double d = off_way(a->at[0], a->at[0], a->at[i]);

        if (d > most) {
            most = d;
            far = i;
        }
    }
    return far;
}

static void simplify(builder *b, arc *a, double tolerance)
{
    bool *kept = must(CST_NEW(&b->arena, bool, a->n));
    cst_corner *at = must(CST_NEW(&b->arena, cst_corner, a->n));
    double limit = tolerance * tolerance;
    uint32_t n = 0, far = a->n - 1;

    if (same(a->at[0], a->at[far])) {
        far = farthest(a);
        keep_far(a, far, a->n - 1, limit, kept);
    }
    keep_far(a, 0, far, limit, kept);
    kept[0] = kept[far] = kept[a->n - 1] = true;
    for (uint32_t i = 0; i < a->n; i++) {
        if (kept[i]) {
            at[n++] = a->at[i];
        }
    }
    a->at = at;
    a->n = n;
}

static double area_of(const arc *a)
{
    double twice = 0;

    for (uint32_t i = 0; i + 1 < a->n; i++) {
        twice += (double)a->at[i].lon * a->at[i + 1].lat -
                 (double)a->at[i + 1].lon * a->at[i].lat;
    }
    return fabs(twice / 2);
}

/* Leave out islands, then the arcs that nothing names any more. */
static void drop_small(builder *b, double least_area)
{
    size_t n = 0;

    for (size_t i = 0; i < b->rings.n; i++) {
        const ring *r = &b->rings.at[i];
        arc *a = &b->arcs.at[r->refs[0] >> 1];

        if (r->n == 1 && a->class_ == CST_LINE_COAST &&
            area_of(a) < least_area) {
            a->n = 0;
        } else {
            b->rings.at[n++] = *r;
        }
    }
    b->rings.n = n;
}

void simplify_arcs(builder *b, double tolerance, double least_area)
{
    for (size_t i = 0; i < b->arcs.n; i++) {
        simplify(b, &b->arcs.at[i], tolerance);
    }
    drop_small(b, least_area);
}
