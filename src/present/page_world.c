/* present/page_world: the map of the first page, and the small one of an
 * incident.
 *
 * Each place is a circle whose area stands for its dead: full up to the lowest
 * number, a ring up to the highest. What is known only as a province or country
 * is hollow, and a point that is not exact has a ring as wide as it may be off.
 */
#include "present/map_base.h"
#include "present/overview.h"

#include <math.h>
#include <stdlib.h>

#define WIDTH 960.0
#define SMALL_WIDTH 480.0
#define LEAST 6.0          /* degrees that a map shows, at the least */
#define DOT 3.0            /* radius of a place without a number */
#define LARGEST 30.0
#define LABELS 60u
#define FIRST_LABELS 8u    /* go before names of countries */
#define LETTER 6.6
#define LINE 13.0
#define PLACES 40u         /* in the table */
#define KM_A_DEGREE 111.2

/* What drawing needs besides the ground. */
typedef struct world {
    cst_page *page;
    const cst_overview *o;
    const uint32_t *order; /* of spots: largest first */
    cst_ground ground;
    double scale;          /* radius of one dead */
} world;

/* --------------------------------------------------------------- circles */

static int64_t most_dead(const cst_overview *o)
{
    int64_t most = 0;

    for (size_t i = 0; i < o->spots.n; i++) {
        int64_t top = cst_drawn(o->spots.at[i].killed.top);

        most = top > most ? top : most;
    }
    return most;
}

/* Where there are many places, circles are smaller. */
static double scale_for(int64_t most, size_t n)
{
    double largest = LARGEST / (1 + (double)n / 1500);
    double scale = most > 0 ? largest / sqrt((double)most) : 0;

    return scale > 2.2 ? 2.2 : scale;
}

static double radius_of(const world *w, int64_t dead)
{
    double r = w->scale * sqrt((double)cst_drawn(dead));

    return r < DOT ? DOT : r;
}

static void put_circle(cst_page *p, const char *name, cst_xy at, double r)
{
    cst_put(p, "<circle class=\"");
    cst_put(p, name);
    cst_put(p, "\"");
    cst_put_length(p, "cx", at.x);
    cst_put_length(p, "cy", at.y);
    cst_put_length(p, "r", r);
    cst_put(p, "/>");
}

static cst_xy place_of(const world *w, const cst_map_spot *s)
{
    return cst_ground_project(&w->ground, (double)s->lon, (double)s->lat);
}

/* By how much an inexact point may be off, in pixels. */
static double reach_of(const cst_ground *g, double lat, double km)
{
    double squeeze = cos(lat * M_PI / 180);

    return squeeze > .1 ? km / KM_A_DEGREE / squeeze * g->scale : 0;
}

static void put_area_name(cst_page *p, const cst_overview *o, uint32_t area,
                          cst_sym but)
{
    const cst_area *a = area == CST_NONE ? NULL : &o->areas.at[area];

    if (a && a->unit && a->unit != but) {
        cst_put(p, ", ");
        cst_put_text(p, cst_coll_str(o->view->c, a->unit));
    }
    if (a && a->country != but) {
        cst_put(p, ", ");
        cst_put_text(p, cst_coll_str(o->view->c, a->country));
    }
}

static void put_told(cst_page *p, const cst_figure *killed)
{
    cst_buf_str(p->out, cst_say_figure(p, killed));
    cst_put(p, " ");
    cst_put_code(p, "kind", CST_S("killed"));
}

static void put_spot_text(const world *w, const cst_map_spot *s)
{
    cst_page *p = w->page;

    cst_put_text(p, cst_coll_str(w->o->view->c, s->name));
    put_area_name(p, w->o, s->area, s->name);
    cst_put_word(p, "mark.says");
    cst_put(p, " ");
    cst_put_count(p, "n.incident", s->n);
    if (s->killed.told) {
        cst_put(p, ", ");
        put_told(p, &s->killed);
    }
}

/* One incident: its page. Several: the first in the list. */
static void put_spot_href(const world *w, const cst_map_spot *s)
{
    const cst_fact *f = &w->o->facts[s->first];

    if (s->n == 1) {
        cst_put(w->page, "incidents/");
        cst_put(w->page, w->o->view->c->incidents.at.at[f->at].id);
        cst_put(w->page, ".html");
    } else {
        cst_put(w->page, "#r");
        cst_put_int(w->page, s->first);
    }
}

/* What follows the class of a link to a place. */
static void put_spot_link(const world *w, uint32_t at)
{
    const cst_map_spot *s = &w->o->spots.at[at];
    cst_page *p = w->page;

    cst_put(p, "\" data-spot=\"");
    cst_put_int(p, at);
    cst_put(p, "\" data-n=\"");
    cst_html_put_attr(p->out, cst_coll_str(w->o->view->c, s->name));
    cst_put(p, "\" href=\"");
    put_spot_href(w, s);
}

static void put_spot(world *w, uint32_t at)
{
    const cst_map_spot *s = &w->o->spots.at[at];
    cst_page *p = w->page;
    cst_xy xy = place_of(w, s);
    double most = s->killed.told ? radius_of(w, s->killed.top) : DOT;
    double reach = reach_of(&w->ground, (double)s->lat, (double)s->radius_km);

    cst_put(p, "<a class=\"spot");
    cst_put(p, s->rough ? " rough" : "");
    cst_put(p, s->killed.told && s->killed.top ? "" : " wordless");
    put_spot_link(w, at);
    cst_put(p, "\"><title>");
    put_spot_text(w, s);
    cst_put(p, "</title>");
    if (!s->rough && reach > most + 1 && reach < w->ground.width / 4) {
        put_circle(p, "reach", xy, reach);
    }
    put_circle(p, "most", xy, most);
    if (s->killed.low > 0 && !s->rough) {
        put_circle(p, "least", xy, radius_of(w, s->killed.low));
    }
    cst_put(p, "</a>\n");
}

/* ---------------------------------------------------------------- labels */

static size_t letters_of(cst_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}

static void put_label(cst_page *p, cst_str name, cst_xy at, bool left,
                      bool first)
{
    cst_put(p, first ? "<text class=\"town first" : "<text class=\"town");
    cst_put(p, left ? " left\"" : "\"");
    cst_put_length(p, "x", at.x);
    cst_put_length(p, "y", at.y);
    cst_put(p, ">");
    cst_put_text(p, name);
    cst_put(p, "</text>\n");
}

/* To the right of the circle, or to the left, if there is room. */
static bool try_label(cst_page *p, cst_ground *g, cst_str name, cst_xy at,
                      double r, bool first)
{
    double width = (double)letters_of(name) * LETTER;

    for (int side = 0; side < 2; side++) {
        double x = side ? at.x - r - 3 - width : at.x + r + 3;
        cst_taken room = {x, at.y - LINE / 2, x + width, at.y + LINE / 2};

        if (room.left > 2 && room.right < g->width - 2 && room.top > 2 &&
            room.bottom < g->height - 2 && cst_ground_take(g, room)) {
            put_label(p, name,
                      (cst_xy){side ? x + width : x, at.y + 4}, side, first);
            return true;
        }
    }
    return false;
}

/* A place that is known in two ways, as a point and roughly, is named once. */
static bool was_named(const world *w, size_t at)
{
    const cst_overview *o = w->o;

    for (size_t i = 0; i < at; i++) {
        if (o->spots.at[w->order[i]].name == o->spots.at[w->order[at]].name) {
            return true;
        }
    }
    return false;
}

static void put_labels(world *w, size_t from, size_t to)
{
    cst_put(w->page, "<g aria-hidden=\"true\">\n");
    for (size_t i = from; i < to && i < w->o->spots.n; i++) {
        const cst_map_spot *s = &w->o->spots.at[w->order[i]];
        double r = s->killed.told ? radius_of(w, s->killed.top) : DOT;

        if (!was_named(w, i)) {
            (void)try_label(w->page, &w->ground,
                            cst_coll_str(w->o->view->c, s->name),
                            place_of(w, s), r, i < FIRST_LABELS);
        }
    }
    cst_put(w->page, "</g>\n");
}

/* No label stands on a circle that is larger than a dot. */
static void take_circles(world *w)
{
    for (size_t i = 0; i < w->o->spots.n; i++) {
        const cst_map_spot *s = &w->o->spots.at[w->order[i]];
        double r = s->killed.told ? radius_of(w, s->killed.top) : DOT;
        cst_taken *t = i < 400 ? CST_PUSH(w->page->arena, &w->ground.taken)
                               : NULL;
        cst_xy at = place_of(w, s);

        if (t) {
            *t = (cst_taken){at.x - r * .8, at.y - r * .8, at.x + r * .8,
                             at.y + r * .8};
        }
    }
}

/* ---------------------------------------------------------------- order */

typedef struct ranked {
    int64_t top;
    uint32_t n, at;
} ranked;

static int by_size(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->top != y->top) {
        return x->top > y->top ? -1 : 1;
    }
    if (x->n != y->n) {
        return x->n > y->n ? -1 : 1;
    }
    return (x->at > y->at) - (x->at < y->at);
}

/* Most dead first, or most incidents. */
static const uint32_t *in_order(cst_page *p, const cst_overview *o, bool dead)
{
    ranked *all = CST_NEW(p->arena, ranked, o->spots.n);
    uint32_t *order = CST_NEW(p->arena, uint32_t, o->spots.n);

    for (uint32_t i = 0; all && order && i < o->spots.n; i++) {
        all[i] = (ranked){dead ? o->spots.at[i].killed.top : 0,
                          o->spots.at[i].n, i};
    }
    if (all && order) {
        qsort(all, o->spots.n, sizeof(*all), by_size);
        for (size_t i = 0; i < o->spots.n; i++) {
            order[i] = all[i].at;
        }
    }
    return order;
}

/* --------------------------------------------------------------- whole */

static void open_svg(cst_page *p, const cst_ground *g, const char *class_)
{
    cst_put(p, "<svg class=\"");
    cst_put(p, class_);
    cst_put(p, "\" viewBox=\"0 0 ");
    cst_put_tenths(p, g->width);
    cst_put(p, " ");
    cst_put_tenths(p, g->height);
    cst_put(p, "\"");
}

/* For the script. */
static void put_millionths(cst_page *p, const char *name, double v)
{
    cst_put(p, " ");
    cst_put(p, name);
    cst_put(p, "=\"");
    cst_put_int(p, llround(v * 1e6));
    cst_put(p, "\"");
}

static cst_corner corner_at(double lon, double lat)
{
    return (cst_corner){(int32_t)lround(lon * CST_OUTLINES_UNITS),
                        (int32_t)lround(lat * CST_OUTLINES_UNITS)};
}

static void fit(world *w)
{
    cst_corner *at = CST_NEW(w->page->arena, cst_corner, w->o->spots.n);

    for (size_t i = 0; at && i < w->o->spots.n; i++) {
        at[i] = corner_at((double)w->o->spots.at[i].lon,
                          (double)w->o->spots.at[i].lat);
    }
    cst_ground_fit(&w->ground, at, at ? w->o->spots.n : 0, WIDTH, LEAST);
}

static void put_map(world *w)
{
    cst_page *p = w->page;

    fit(w);
    take_circles(w);
    open_svg(p, &w->ground, "map");
    cst_put(p, " role=\"group\" aria-labelledby=\"world-h\" "
               "aria-describedby=\"world-how\"");
    put_millionths(p, "data-west", w->ground.west);
    put_millionths(p, "data-north", w->ground.north);
    put_millionths(p, "data-scale", w->ground.scale);
    put_millionths(p, "data-dead", w->scale);
    cst_put(p, ">\n");
    cst_ground_draw(&w->ground);
    cst_put(p, "<g class=\"spots\">\n");
    for (size_t i = 0; i < w->o->spots.n; i++) {
        put_spot(w, w->order[i]);
    }
    cst_put(p, "</g>\n");
    put_labels(w, 0, FIRST_LABELS);
    cst_ground_countries(&w->ground);
    put_labels(w, FIRST_LABELS, LABELS);
    cst_put(p, "</svg>\n");
}

/* Circles of round numbers, in a picture that grows and shrinks with the map. */
static void put_sizes(world *w)
{
    cst_page *p = w->page;
    int64_t most = most_dead(w->o), step = 1;
    double x = 2, high;
    cst_ground frame = {.width = WIDTH};

    while (step * 10 <= most) {
        step *= 10;
    }
    high = radius_of(w, step);
    frame.height = 2 * high + 4 > 24 ? 2 * high + 4 : 24;
    open_svg(p, &frame, "map sizes");
    cst_put(p, " aria-hidden=\"true\"><g class=\"spot\">\n");
    for (int i = 0; i < 3 && step >= 1 && most; i++, step /= 10) {
        double r = radius_of(w, step), y = frame.height / 2;

        put_circle(p, "least", (cst_xy){x + r * 1.8, y}, r);
        cst_put(p, "<text");
        cst_put_length(p, "x", x + r * 3.6 + 8);
        cst_put_length(p, "y", y + 4);
        cst_put(p, ">");
        cst_buf_str(p->out, cst_say_int(p, step));
        cst_put(p, "</text>\n");
        x += r * 3.6 + 110;
    }
    cst_put(p, "</g></svg>\n");
}

static void put_sign(cst_page *p, const char *class_, double least, double most,
                     const char *key)
{
    cst_put(p, " <span><svg class=\"key ");
    cst_put(p, class_);
    cst_put(p, "\" aria-hidden=\"true\" width=\"22\" height=\"22\">");
    put_circle(p, "most", (cst_xy){11, 11}, most);
    if (least > 0) {
        put_circle(p, "least", (cst_xy){11, 11}, least);
    }
    cst_put(p, "</svg> ");
    cst_put_word(p, key);
    cst_put(p, "</span>");
}

/* Hidden unless there is script; see assets/overview.js. */
static void put_tile_switch(cst_page *p)
{
    cst_put(p, "<p class=\"tiles\" hidden data-tiles=\"" CST_TILE_HOST
               "/wmts/epsg3857/best/BlueMarble_ShadedRelief_Bathymetry/default/"
               "GoogleMapsCompatible_Level8/{z}/{y}/{x}.jpeg\" data-most=\"8\">"
               "<button type=\"button\" aria-pressed=\"false\">");
    cst_put_word(p, "tiles.show");
    cst_put(p, "</button> <span>");
    cst_put_word(p, "tiles.how");
    cst_put(p, "</span></p>\n");
}

static void put_key(world *w)
{
    cst_page *p = w->page;

    cst_put(p, "<figcaption>\n<p>");
    cst_put_word(p, "map.size");
    cst_put(p, "</p>\n");
    put_sizes(w);
    cst_put(p, "<p class=\"keys\">");
    put_sign(p, "", 6, 10, "map.range");
    put_sign(p, "rough", 0, 8, "map.rough");
    put_sign(p, "wordless", 0, DOT, "map.wordless");
    cst_put(p, "</p>\n<p class=\"more\" id=\"world-how\">");
    cst_put_word(p, "map.how");
    cst_put(p, " ");
    cst_put_word(p, w->o->outlines ? "map.borders" : "map.bare");
    cst_put(p, "</p>\n");
    put_tile_switch(p);
    cst_put(p, "</figcaption>\n");
}

static void put_places(const world *w)
{
    static const char *const keys[] = {"where", "incidents", "map.dead"};
    const uint32_t *order = in_order(w->page, w->o, false);
    cst_page *p = w->page;

    cst_put(p, "<details class=\"as-table\"><summary>");
    cst_put_word(p, "map.table");
    cst_put(p, "</summary>\n");
    cst_page_columns(p, keys, CST_COUNT(keys));
    for (size_t i = 0; order && i < w->o->spots.n && i < PLACES; i++) {
        const cst_map_spot *s = &w->o->spots.at[order[i]];

        cst_put(p, "<tr><th scope=\"row\"><a class=\"at");
        put_spot_link(w, order[i]);
        cst_put(p, "\"><bdi>");
        cst_put_text(p, cst_coll_str(w->o->view->c, s->name));
        put_area_name(p, w->o, s->area, s->name);
        cst_put(p, "</bdi></a></th><td class=\"n\">");
        cst_put_int(p, s->n);
        cst_put(p, "</td><td class=\"n\">");
        cst_buf_str(p->out, cst_say_figure(p, &s->killed));
        cst_put(p, "</td></tr>\n");
    }
    cst_put(p, "</tbody>\n</table>\n</details>\n");
}

void cst_page_world(cst_page *p, const cst_overview *o)
{
    world w = {.page = p, .o = o, .order = in_order(p, o, true)};

    if (o->spots.n == 0 || !w.order) {
        return;
    }
    w.scale = scale_for(most_dead(o), o->spots.n);
    w.ground.page = p;
    w.ground.arena = p->arena;
    w.ground.outlines = o->outlines;
    cst_page_section(p, "world", "map.title", true);
    cst_put(p, "<figure>\n");
    put_map(&w);
    put_key(&w);
    cst_put(p, "</figure>\n");
    put_places(&w);
    cst_put(p, "</section>\n");
}

/* --------------------------------------------------------- one incident */

static bool is_rough(const cst_incident_view *v, const cst_spot *s)
{
    cst_str precision = cst_coll_str(v->c, s->precision);

    return cst_str_is(precision, "country") || cst_str_is(precision, "province");
}

static void put_one(cst_page *p, cst_ground *g, const cst_incident_view *v,
                    const cst_spot *s)
{
    cst_xy at = cst_ground_project(g, (double)s->lon, (double)s->lat);
    double reach = reach_of(g, (double)s->lat, (double)s->radius_km);
    bool rough = is_rough(v, s);
    cst_str name = cst_coll_str(v->c, s->name);

    cst_put(p, rough ? "<g class=\"spot rough\">" : "<g class=\"spot\">");
    if (!rough && reach > 7 && reach < g->width) {
        put_circle(p, "reach", at, reach);
    }
    put_circle(p, rough ? "most" : "least", at, rough ? 12 : 6);
    cst_put(p, "</g>\n");
    (void)try_label(p, g, name, at, rough ? 12 : 6, true);
}

void cst_page_incident_map(cst_page *p, const cst_incident_view *v)
{
    const cst_spot *s = &cst_view_incident(v)->place;
    cst_ground g = {.page = p, .arena = p->arena, .outlines = v->outlines};
    bool rough = is_rough(v, s);
    cst_corner at;

    if (!cst_spot_on_globe(s) || !v->outlines) {
        return;
    }
    at = corner_at((double)s->lon, (double)s->lat);
    cst_ground_fit(&g, &at, 1, SMALL_WIDTH, rough ? 18 : 6);
    cst_put(p, "<figure class=\"where\">\n");
    open_svg(p, &g, "map small");
    cst_put(p, " role=\"img\" aria-label=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "map.of"));
    cst_put(p, " ");
    cst_html_put_attr(p->out, cst_coll_str(v->c, s->name));
    cst_put(p, "\">\n");
    cst_ground_draw(&g);
    put_one(p, &g, v, s);
    cst_ground_countries(&g);
    cst_put(p, "</svg>\n<figcaption>");
    cst_put_word(p, "precision");
    cst_put_word(p, "mark.says");
    cst_put(p, " ");
    cst_put_code(p, "precision", cst_coll_str(v->c, s->precision));
    cst_put(p, "</figcaption>\n</figure>\n");
}
