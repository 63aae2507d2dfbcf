/* present/circle: the header says all. */
#include "present/circle.h"

#include <math.h>

#define EARTH_KM 6371.0088
#define HALF_TURN 3.14159265358979323846
#define RADIANS (HALF_TURN / 180)
#define STEPS 36

static double within(double v, double low, double high)
{
    return v < low ? low : v > high ? high : v;
}

static void push(cst_ring *r, double lon, double lat)
{
    r->at[r->n].lon = within(lon, -180, 180);
    r->at[r->n].lat = within(lat, -90, 90);
    r->n++;
}

static void whole_map(cst_ring *r)
{
    r->n = 0;
    push(r, -180, -90);
    push(r, 180, -90);
    push(r, 180, 90);
    push(r, -180, 90);
    push(r, -180, -90);
}

/* Around the north pole: the parallel-like border from west to east, then along
 * the upper edge of the map. A circle around the south pole is its mirror image,
 * walked the other way. */
static void around_pole(double lat, double lon, double d, cst_ring *r)
{
    double side = lat < 0 ? -1 : 1;
    double a = sin(fabs(lat) * RADIANS), b = cos(lat * RADIANS);

    r->n = 0;
    for (int i = 0; i <= STEPS; i++) {
        double east = side * (-180 + 360.0 * i / STEPS);
        double y = b * cos((east - lon) * RADIANS);
        double ratio = within(cos(d) / hypot(a, y), -1, 1);

        push(r, east, side * (atan2(a, y) - acos(ratio)) / RADIANS);
    }
    push(r, side * 180, side * 90);
    push(r, side * -180, side * 90);
    r->at[r->n++] = r->at[0];
}

/* Longitudes are not brought back into -180..180 here. */
static void go_round(double lat, double lon, double d, cst_ring *r)
{
    double phi = lat * RADIANS;

    for (int i = 0; i <= STEPS; i++) {
        double b = HALF_TURN / 2 - 2 * HALF_TURN * (i % STEPS) / STEPS;
        double s = sin(phi) * cos(d) + cos(phi) * sin(d) * cos(b);
        double east = atan2(sin(b) * sin(d) * cos(phi), cos(d) - sin(phi) * s);

        r->at[i].lat = asin(within(s, -1, 1)) / RADIANS;
        r->at[i].lon = lon + east / RADIANS;
    }
    r->n = STEPS + 1;
}

/* Does it lie partly on the map? */
static int shifted(const cst_ring *all, double by, cst_ring *r)
{
    int some = 0;

    r->n = 0;
    for (size_t i = 0; i < all->n; i++) {
        double lon = all->at[i].lon + by;

        some |= lon > -180 && lon < 180;
        push(r, lon, all->at[i].lat);
    }
    return some;
}

size_t cst_circle(double lat, double lon, double km, cst_ring rings[2])
{
    static const double turns[] = {0, 360, -360};
    double d = km / EARTH_KM;
    cst_ring all;
    size_t n = 0;

    if (!(d < HALF_TURN / 2)) {
        whole_map(&rings[0]);
        return 1;
    }
    if (fabs(lat) * RADIANS + d >= HALF_TURN / 2) {
        around_pole(lat, lon, d, &rings[0]);
        return 1;
    }
    go_round(lat, lon, d, &all);
    for (size_t i = 0; i < 3 && n < 2; i++) {
        n += (size_t)shifted(&all, turns[i], &rings[n]);
    }
    return n;
}
