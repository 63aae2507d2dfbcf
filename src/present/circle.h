/* present/circle: all points within a distance of a place, as polygons.
 *
 * Takes a point and a radius on the sphere; gives one ring, or two where the
 * circle crosses the 180th meridian. Rings are closed, run counterclockwise and
 * stay within -180..180 and -90..90; one around a pole reaches to the edge of the
 * map. Beyond a quarter of the way round the earth it is the whole map. */
#ifndef CST_PRESENT_CIRCLE_H
#define CST_PRESENT_CIRCLE_H

#include <stddef.h>

#define CST_CIRCLE_POINTS 48

typedef struct cst_lonlat {
    double lon, lat;
} cst_lonlat;

typedef struct cst_ring {
    cst_lonlat at[CST_CIRCLE_POINTS];
    size_t n;
} cst_ring;

/* Number of rings, at least 1. lat and lon within their bounds, km > 0. */
size_t cst_circle(double lat, double lon, double km, cst_ring rings[2]);

#endif
