/* present/map_base: the ground of a map: sea, land, borders, names of countries.
 *
 * Takes outlines and the points to be shown; chooses a window around the points,
 * projects (Mercator, as the online tiles have it), clips to the window, leaves
 * out what is too fine to see, and adds SVG to a page. All coordinates stand
 * within the window. Without outlines there is a graticule alone. */
#ifndef CST_MAP_BASE_H
#define CST_MAP_BASE_H

#include "present/outlines.h"
#include "present/page.h"

typedef struct cst_xy {
    double x, y;
} cst_xy;

/* What is taken by a label or a large mark. */
typedef struct cst_taken {
    double left, top, right, bottom;
} cst_taken;

/* Land of a country that is in sight. */
typedef struct cst_land {
    uint32_t country;
    const cst_xy *at;
    size_t n;
} cst_land;

typedef struct cst_ground {
    cst_page *page;
    cst_arena *arena;
    const cst_outlines *outlines; /* may be NULL */
    double west, north, scale;    /* of the window; pixels to a degree */
    double width, height;
    CST_VEC(cst_land) lands;      /* by drawing */
    CST_VEC(cst_taken) taken;
    struct cst_clipping {         /* while areas are clipped */
        cst_xy *at;
        size_t room;
    } clipping[2];
} cst_ground;

/* A window of that width, and between half and three quarters of it high, that
 * holds all points with a margin; not narrower than so many degrees. */
void cst_ground_fit(cst_ground *g, const cst_corner *points, size_t n,
                    double width, double least);
cst_xy cst_ground_project(const cst_ground *g, double lon, double lat);
/* Sea, graticule, land, coasts and borders. CST_NOMEM through the arena. */
void cst_ground_draw(cst_ground *g);
/* Names of countries where they fit and nothing is taken. */
void cst_ground_countries(cst_ground *g);
bool cst_ground_free(const cst_ground *g, cst_taken room);
/* Take the room unless some of it is taken. */
bool cst_ground_take(cst_ground *g, cst_taken room);

/* A number with at most one decimal. */
void cst_put_tenths(cst_page *p, double v);
/* name="v" with a blank before it. */
void cst_put_length(cst_page *p, const char *name, double v);

#endif
