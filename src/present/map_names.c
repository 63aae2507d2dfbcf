/* present/map_names: names of countries on a map, where they fit.
 *
 * A name stands on the widest level way through the country's land in sight,
 * preferring its middle, and gives way to what is there already.
 */
#include "present/map_base.h"

#define LETTER 9.2  /* width of a letter, in pixels, with its spacing */
#define LINE 13.0
#define LEVELS 15u

/* Room for a name: a level way and how good it is. */
typedef struct berth {
    double x, y, width, worth;
} berth;

static size_t letters_of(cst_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}

/* ---------------------------------------------------------- level ways */

static void bounds_of(const cst_land *land, double *top, double *bottom)
{
    *top = land->at[0].y;
    *bottom = *top;
    for (size_t i = 1; i < land->n; i++) {
        double y = land->at[i].y;

        *top = y < *top ? y : *top;
        *bottom = y > *bottom ? y : *bottom;
    }
}

/* Where the border of an area crosses a level, in order; at most room. */
static size_t crossings(const cst_land *land, double y, double *at,
                        size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < land->n && n < room; i++) {
        cst_xy a = land->at[i], b = land->at[i + 1 < land->n ? i + 1 : 0];

        if ((a.y <= y) != (b.y <= y)) {
            double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
            size_t k = n++;

            for (; k > 0 && at[k - 1] > x; k--) {
                at[k] = at[k - 1];
            }
            at[k] = x;
        }
    }
    return n;
}

static void keep_best(berth *best, const cst_ground *g, double left,
                      double right, double y, double off_middle)
{
    double width;

    left = left < 0 ? 0 : left;
    right = right > g->width ? g->width : right;
    width = right - left;
    if (width * (1.3 - off_middle) > best->worth) {
        *best = (berth){(left + right) / 2, y, width,
                        width * (1.3 - off_middle)};
    }
}

static void find_berth(const cst_ground *g, const cst_land *land, double room,
                       berth *best)
{
    double top, bottom, at[64];

    bounds_of(land, &top, &bottom);
    top = top < 0 ? 0 : top;
    bottom = bottom > g->height ? g->height : bottom;
    for (unsigned i = 1; i <= LEVELS && bottom - top > LINE; i++) {
        double part = (double)i / (LEVELS + 1);
        double y = top + (bottom - top) * part;
        size_t n = crossings(land, y, at, CST_COUNT(at));
        double off = part < .5 ? .5 - part : part - .5;
        cst_taken text;

        for (size_t k = 0; k + 1 < n; k += 2) {
            berth found = *best;

            keep_best(&found, g, at[k], at[k + 1], y, off);
            text = (cst_taken){found.x - room / 2, y - LINE, found.x + room / 2,
                               y + LINE / 2};
            if (found.worth > best->worth && cst_ground_free(g, text)) {
                *best = found;
            }
        }
    }
}

/* --------------------------------------------------------------- names */

static void put_name(cst_ground *g, cst_str name, const berth *at,
                     double room)
{
    cst_put(g->page, at->width > 2.4 * room ? "<text class=\"cname wide\""
                                            : "<text class=\"cname\"");
    cst_put_length(g->page, "x", at->x);
    cst_put_length(g->page, "y", at->y);
    cst_put(g->page, ">");
    cst_put_text(g->page, name);
    cst_put(g->page, "</text>\n");
}

static void name_country(cst_ground *g, uint32_t country)
{
    cst_str name = cst_outlines_name(g->outlines, country,
                                     cst_ui_language(g->page->ui));
    double room = (double)letters_of(name) * LETTER;
    berth best = {0, 0, 0, 0};

    for (size_t i = 0; i < g->lands.n && name.n; i++) {
        if (g->lands.at[i].country == country) {
            find_berth(g, &g->lands.at[i], room, &best);
        }
    }
    if (best.width > room * .8 && best.y > LINE) {
        (void)cst_ground_take(g, (cst_taken){best.x - room / 2, best.y - LINE,
                                             best.x + room / 2,
                                             best.y + LINE / 2});
        put_name(g, name, &best, room);
    }
}

bool cst_ground_free(const cst_ground *g, cst_taken room)
{
    for (size_t i = 0; i < g->taken.n; i++) {
        const cst_taken *t = &g->taken.at[i];

        if (room.left < t->right && t->left < room.right &&
            room.top < t->bottom && t->top < room.bottom) {
            return false;
        }
    }
    return true;
}

bool cst_ground_take(cst_ground *g, cst_taken room)
{
    cst_taken *taken = cst_ground_free(g, room) ? CST_PUSH(g->arena, &g->taken)
                                                : NULL;

    if (taken) {
        *taken = room;
    }
    return taken != NULL;
}

void cst_ground_countries(cst_ground *g)
{
    uint32_t n = g->outlines ? g->outlines->n_countries : 0;
    bool *seen = CST_NEW(g->arena, bool, n);

    cst_put(g->page, "<g class=\"cnames\" aria-hidden=\"true\">\n");
    for (size_t i = 0; seen && i < g->lands.n; i++) {
        uint32_t country = g->lands.at[i].country;

        if (!seen[country]) {
            seen[country] = true;
            name_country(g, country);
        }
    }
    cst_put(g->page, "</g>\n");
}
