/* present/map_base: see the header. Paths are written in tenths of a pixel, as
 * whole numbers and relative to the point before, which is about a third of what
 * decimals would take. */
#include "present/map_base.h"

#include <math.h>

#define MAX_LAT 80.0
#define MARGIN .09    /* of the window, on each side */
#define TOO_FINE .35  /* pixels */
#define EDGE 4.0      /* fills reach this far beyond the window */
#define RADIANS (M_PI / 180)

static double mercator(double lat)
{
    lat = lat > MAX_LAT ? MAX_LAT : lat < -MAX_LAT ? -MAX_LAT : lat;
    return log(tan(M_PI / 4 + lat * RADIANS / 2)) / RADIANS;
}

static double latitude(double y)
{
    return (2 * atan(exp(y * RADIANS)) - M_PI / 2) / RADIANS;
}

cst_xy cst_ground_project(const cst_ground *g, double lon, double lat)
{
    return (cst_xy){(lon - g->west) * g->scale,
                    (g->north - mercator(lat)) * g->scale};
}

/* --------------------------------------------------------------- window */

void cst_ground_fit(cst_ground *g, const cst_corner *points, size_t n,
                    double width, double least)
{
    double low[2] = {180, 180}, high[2] = {-180, -180}, span[2], ratio;

    for (size_t i = 0; i < n; i++) {
        double at[2] = {(double)points[i].lon / CST_OUTLINES_UNITS,
                        mercator((double)points[i].lat / CST_OUTLINES_UNITS)};

        for (int k = 0; k < 2; k++) {
            low[k] = at[k] < low[k] ? at[k] : low[k];
            high[k] = at[k] > high[k] ? at[k] : high[k];
        }
    }
    for (int k = 0; k < 2; k++) {
        double room = (high[k] - low[k]) / (1 - 2 * MARGIN);

        span[k] = n == 0 ? 360 : room > least ? room : least;
        low[k] = n == 0 ? -180 : low[k];
        high[k] = n == 0 ? 180 : high[k];
    }
    ratio = span[1] / span[0];
    ratio = ratio < .5 ? .5 : ratio > .75 ? .75 : ratio;
    if (span[1] > span[0] * ratio) {
        span[0] = span[1] / ratio;
    }
    span[0] = span[0] > 360 ? 360 : span[0];
    g->width = width;
    g->height = floor(width * ratio);
    g->scale = width / span[0];
    g->west = (low[0] + high[0] - span[0]) / 2;
    g->north = (low[1] + high[1] + g->height / g->scale) / 2;
}

static cst_extent in_sight(const cst_ground *g)
{
    double south = latitude(g->north - g->height / g->scale);
    double edge = EDGE / g->scale;

    return (cst_extent){
        {(int32_t)floor((g->west - edge) * CST_OUTLINES_UNITS),
         (int32_t)floor((south - edge) * CST_OUTLINES_UNITS)},
        {(int32_t)ceil((g->west + g->width / g->scale + edge) *
                       CST_OUTLINES_UNITS),
         (int32_t)ceil((latitude(g->north) + edge) * CST_OUTLINES_UNITS)}};
}

static bool meets(cst_extent a, cst_extent b)
{
    return a.low.lon <= b.high.lon && b.low.lon <= a.high.lon &&
           a.low.lat <= b.high.lat && b.low.lat <= a.high.lat;
}

/* -------------------------------------------------------------- numbers */

void cst_put_tenths(cst_page *p, double v)
{
    int64_t tenths = llround(v * 10);

    if (tenths < 0) {
        cst_put(p, "-");
        tenths = -tenths;
    }
    cst_buf_int(p->out, tenths / 10);
    if (tenths % 10) {
        cst_put(p, ".");
        cst_buf_int(p->out, tenths % 10);
    }
}

void cst_put_length(cst_page *p, const char *name, double v)
{
    cst_put(p, " ");
    cst_put(p, name);
    cst_put(p, "=\"");
    cst_put_tenths(p, v);
    cst_put(p, "\"");
}

/* ---------------------------------------------------------------- paths */

/* What is written of a path: where it is now, in tenths. */
typedef struct pen {
    cst_page *page;
    int64_t x, y;
    bool down, blank; /* blank: a number would touch the one before */
} pen;

static void put_step(pen *q, int64_t v)
{
    if (q->blank && v >= 0) {
        cst_buf_char(q->page->out, ' ');
    }
    cst_buf_int(q->page->out, v);
    q->blank = true;
}

static void move_to(pen *q, cst_xy at)
{
    q->x = llround(at.x * 10);
    q->y = llround(at.y * 10);
    q->blank = false;
    cst_buf_char(q->page->out, 'M');
    put_step(q, q->x);
    put_step(q, q->y);
    q->down = false;
}

static void line_to(pen *q, cst_xy at)
{
    int64_t x = llround(at.x * 10), y = llround(at.y * 10);

    if (x == q->x && y == q->y) {
        return;
    }
    if (!q->down) {
        cst_buf_char(q->page->out, 'l');
        q->down = true;
        q->blank = false;
    }
    put_step(q, x - q->x);
    put_step(q, y - q->y);
    q->x = x;
    q->y = y;
}

/* The part of a way that lies in the window; false if none does. */
static bool clip_way(const cst_ground *g, cst_xy *a, cst_xy *b)
{
    double dx = b->x - a->x, dy = b->y - a->y, from = 0, to = 1;
    const double p[] = {-dx, dx, -dy, dy};
    const double q[] = {a->x, g->width - a->x, a->y, g->height - a->y};
    cst_xy start = *a;

    for (int i = 0; i < 4; i++) {
        double t = p[i] != 0 ? q[i] / p[i] : 0;

        if (p[i] == 0 && q[i] < 0) {
            return false;
        }
        if (p[i] < 0 && t > from) {
            from = t;
        } else if (p[i] > 0 && t < to) {
            to = t;
        }
    }
    if (from > to) {
        return false;
    }
    *a = (cst_xy){start.x + from * dx, start.y + from * dy};
    *b = (cst_xy){start.x + to * dx, start.y + to * dy};
    return true;
}

static void put_polyline(const cst_ground *g, pen *q, const cst_xy *at,
                         size_t n)
{
    bool on = false; /* the pen stands where the next way begins */

    for (size_t i = 0; i + 1 < n; i++) {
        cst_xy a = at[i], b = at[i + 1];

        if (!clip_way(g, &a, &b)) {
            on = false;
            continue;
        }
        if (!on) {
            move_to(q, a);
        }
        line_to(q, b);
        on = b.x == at[i + 1].x && b.y == at[i + 1].y;
    }
}

/* ------------------------------------------------------ lines in pixels */

/* A line of the outlines as it is drawn; n 0: out of sight. */
typedef struct drawn {
    const cst_xy *at;
    uint32_t n;
} drawn;

/* All lines, by index; and which of them may be seen. */
typedef struct drawing {
    drawn *lines;
    uint32_t *seen, n_seen;
} drawing;

static double off_way(cst_xy a, cst_xy b, cst_xy c)
{
    double dx = b.x - a.x, dy = b.y - a.y, x = c.x - a.x, y = c.y - a.y;
    double along = dx * dx + dy * dy, t = 0;

    if (along > 0) {
        t = (x * dx + y * dy) / along;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
    }
    x -= t * dx;
    y -= t * dy;
    return x * x + y * y;
}

/* Points that are needed between two that stay are moved to the front: one
 * sweep that drops what lies on the way between its neighbours, and is linear
 * whatever the line. */
static uint32_t thin_out(cst_xy *at, uint32_t n)
{
    uint32_t kept = 1, last = 0;

    for (uint32_t i = 1; i + 1 < n; i++) {
        bool needed = false;

        for (uint32_t k = last + 1; k <= i && !needed; k++) {
            needed = off_way(at[kept - 1], at[i + 1], at[k]) >
                     TOO_FINE * TOO_FINE;
        }
        /* A window of some points keeps the sweep linear. */
        if (needed || i - last > 24) {
            at[kept++] = at[i];
            last = i;
        }
    }
    at[kept++] = at[n - 1];
    return kept;
}

static drawn draw_line(const cst_ground *g, const cst_line *line)
{
    cst_xy *at = CST_NEW(g->arena, cst_xy, line->n);

    if (!at) {
        return (drawn){NULL, 0};
    }
    for (uint32_t i = 0; i < line->n; i++) {
        const cst_corner *c = &g->outlines->points[line->first + i];

        at[i] = cst_ground_project(g, (double)c->lon / CST_OUTLINES_UNITS,
                                   (double)c->lat / CST_OUTLINES_UNITS);
    }
    return (drawn){at, thin_out(at, line->n)};
}

static void put_lines(cst_ground *g, const drawing *d, cst_line_class class_,
                      const char *name)
{
    pen q = {.page = g->page};

    cst_put(g->page, "<path class=\"");
    cst_put(g->page, name);
    cst_put(g->page, "\" d=\"");
    for (uint32_t i = 0; i < d->n_seen; i++) {
        const drawn *line = &d->lines[d->seen[i]];

        if (g->outlines->lines[d->seen[i]].class_ == class_) {
            put_polyline(g, &q, line->at, line->n);
        }
    }
    cst_put(g->page, "\"/>");
}

/* ---------------------------------------------------------------- areas */

/* One side of the window: how far inside a point lies. */
static double inside(const cst_ground *g, int side, cst_xy p)
{
    return side == 0   ? p.x + EDGE
           : side == 1 ? g->width + EDGE - p.x
           : side == 2 ? p.y + EDGE
                       : g->height + EDGE - p.y;
}

/* An area within one side (Sutherland and Hodgman 1974). */
static size_t clip_side(const cst_ground *g, int side, const cst_xy *in,
                        size_t n, cst_xy *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        cst_xy a = in[i], b = in[i + 1 < n ? i + 1 : 0];
        double da = inside(g, side, a), db = inside(g, side, b);

        if (da >= 0) {
            out[kept++] = a;
        }
        if ((da >= 0) != (db >= 0)) {
            double t = da / (da - db);

            out[kept++] = (cst_xy){a.x + t * (b.x - a.x),
                                   a.y + t * (b.y - a.y)};
        }
    }
    return kept;
}

static cst_xy *room_for(cst_ground *g, int which, size_t n)
{
    struct cst_clipping *c = &g->clipping[which];

    if (c->room < n) {
        c->room = 2 * n;
        c->at = CST_NEW(g->arena, cst_xy, c->room);
        c->room = c->at ? c->room : 0;
    }
    return c->at;
}

/* The corners of a ring in the first buffer; how many there are. */
static size_t gather_ring(cst_ground *g, const drawn *lines,
                          const cst_ring *ring)
{
    const uint32_t *refs = g->outlines->refs + ring->first;
    size_t room = 1, n = 0;
    cst_xy *at;

    for (uint32_t i = 0; i < ring->n; i++) {
        room += lines[refs[i] >> 1].n;
    }
    at = room_for(g, 0, room);
    for (uint32_t i = 0; at && i < ring->n; i++) {
        const drawn *line = &lines[refs[i] >> 1];

        for (uint32_t k = 0; k + 1 < line->n; k++) {
            at[n++] = line->at[refs[i] & 1 ? line->n - 1 - k : k];
        }
    }
    return n;
}

/* Keep what of a ring lies in the window. */
static void clip_ring(cst_ground *g, const drawn *lines, const cst_ring *ring)
{
    size_t n = gather_ring(g, lines, ring);
    const cst_xy *at;
    cst_land *land;

    for (int side = 0; side < 4 && n > 0; side++) {
        /* Each corner may give a second one, on the side. */
        cst_xy *to = room_for(g, 1 - side % 2, 2 * n);

        n = to ? clip_side(g, side, g->clipping[side % 2].at, n, to) : 0;
    }
    if (n < 3) {
        return;
    }
    at = (const cst_xy *)(const void *)cst_arena_copy(
        g->arena, g->clipping[0].at, n * sizeof(*at));
    land = at ? CST_PUSH(g->arena, &g->lands) : NULL;
    if (land) {
        *land = (cst_land){ring->country, at, n};
    }
}

static void put_land(cst_ground *g)
{
    pen q = {.page = g->page};

    cst_put(g->page, "<path class=\"ground\" d=\"");
    for (size_t i = 0; i < g->lands.n; i++) {
        const cst_land *land = &g->lands.at[i];

        move_to(&q, land->at[0]);
        for (size_t k = 1; k < land->n; k++) {
            line_to(&q, land->at[k]);
        }
        cst_put(g->page, "z");
    }
    cst_put(g->page, "\"/>");
}

/* ---------------------------------------------------------------- whole */

/* The widest of these that shows some lines. */
static double graticule_step(const cst_ground *g)
{
    static const double steps[] = {30, 20, 10, 5, 2, 1, .5};
    size_t i = 0;

    while (i + 1 < CST_COUNT(steps) &&
           steps[i] * g->scale * 3 > g->width) {
        i++;
    }
    return steps[i];
}

static void put_graticule(cst_ground *g)
{
    double step = graticule_step(g), east = g->west + g->width / g->scale;
    double south = latitude(g->north - g->height / g->scale);
    pen q = {.page = g->page};

    cst_put(g->page, "<path class=\"graticule\" d=\"");
    for (double lon = ceil(g->west / step) * step; lon <= east; lon += step) {
        double x = cst_ground_project(g, lon, 0).x;

        put_polyline(g, &q, (const cst_xy[]){{x, 0}, {x, g->height}}, 2);
    }
    for (double lat = ceil(south / step) * step;
         lat <= latitude(g->north); lat += step) {
        double y = cst_ground_project(g, 0, lat).y;

        put_polyline(g, &q, (const cst_xy[]){{0, y}, {g->width, y}}, 2);
    }
    cst_put(g->page, "\"/>");
}

/* A line out of sight, as the straight way between its ends: that, too, stays
 * within the extent of the line, so what a ring encloses of the window is the
 * same. */
static drawn draw_ends(const cst_ground *g, const cst_line *line)
{
    const cst_corner *all = &g->outlines->points[line->first];
    cst_xy *at = CST_NEW(g->arena, cst_xy, 2);

    for (uint32_t i = 0; at && i < 2; i++) {
        const cst_corner *c = &all[i ? line->n - 1 : 0];

        at[i] = cst_ground_project(g, (double)c->lon / CST_OUTLINES_UNITS,
                                   (double)c->lat / CST_OUTLINES_UNITS);
    }
    return (drawn){at, at ? 2 : 0};
}

static drawing draw_lines(cst_ground *g, cst_extent window)
{
    const cst_outlines *o = g->outlines;
    drawing d = {CST_NEW(g->arena, drawn, o->n_lines),
                 CST_NEW(g->arena, uint32_t, o->n_lines), 0};

    for (uint32_t i = 0; d.lines && d.seen && i < o->n_lines; i++) {
        if (meets(o->lines[i].extent, window)) {
            d.lines[i] = draw_line(g, &o->lines[i]);
            d.seen[d.n_seen++] = i;
        }
    }
    for (uint32_t i = 0; d.lines && i < o->n_rings; i++) {
        const cst_ring *ring = &o->rings[i];

        for (uint32_t k = 0; k < ring->n && meets(ring->extent, window); k++) {
            uint32_t at = o->refs[ring->first + k] >> 1;

            if (!d.lines[at].n) {
                d.lines[at] = draw_ends(g, &o->lines[at]);
            }
        }
    }
    return d;
}

void cst_ground_draw(cst_ground *g)
{
    static const char *const names[] = {"coast", "country", "province",
                                        "disputed"};
    cst_extent window = in_sight(g);
    drawing d = {NULL, NULL, 0};

    cst_put(g->page, "<rect class=\"sea\"");
    cst_put_length(g->page, "width", g->width);
    cst_put_length(g->page, "height", g->height);
    cst_put(g->page, "/>\n<g transform=\"scale(.1)\">");
    put_graticule(g);
    if (g->outlines) {
        d = draw_lines(g, window);
    }
    if (d.lines) {
        for (uint32_t i = 0; i < g->outlines->n_rings; i++) {
            if (meets(g->outlines->rings[i].extent, window)) {
                clip_ring(g, d.lines, &g->outlines->rings[i]);
            }
        }
        put_land(g);
        for (int i = CST_LINE_DISPUTED; i >= 0; i--) {
            put_lines(g, &d, (cst_line_class)i, names[i]);
        }
    }
    cst_put(g->page, "</g>\n");
}
