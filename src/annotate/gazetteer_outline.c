/* annotate/gazetteer_outline: in which outlines each place lies, of districts and
 * of first-level units. */
#include "annotate/gazetteer_build.h"

cst_status cst_gazetteer_builder_outline(cst_gazetteer_builder *b, cst_str id,
                                         double (*corners)[2], size_t n)
{
    const cst_gaz_row *row = b && corners && n > 2 ? cst_gaz_row_of(b, id) : NULL;
    if (!row) {
        return CST_ARG;
    }
    bool unit = row->kind == CST_GAZ_ADMIN1;
    cst_sym name = row->name;
    cst_gaz_ring *ring = CST_PUSH(&b->arena, &b->rings);
    if (!ring) {
        return CST_NOMEM;
    }
    *ring = (cst_gaz_ring){cst_intern_get(&b->names, id), b->corners.n, n,
                           corners[0][0], corners[0][1], corners[0][0],
                           corners[0][1], unit ? name : 0};
    for (size_t i = 0; i < n; i++) {
        cst_gaz_corner *c = CST_PUSH(&b->arena, &b->corners);
        if (!c) {
            return CST_NOMEM;
        }
        *c = (cst_gaz_corner){corners[i][0], corners[i][1]};
        ring->west = c->lon < ring->west ? c->lon : ring->west;
        ring->east = c->lon > ring->east ? c->lon : ring->east;
        ring->south = c->lat < ring->south ? c->lat : ring->south;
        ring->north = c->lat > ring->north ? c->lat : ring->north;
    }
    return CST_OK;
}

/* Does a line to the east cross the ring an odd number of times? */
static bool within(const cst_gazetteer_builder *b, const cst_gaz_ring *ring,
                   double lon, double lat)
{
    const cst_gaz_corner *c = b->corners.at + ring->first;
    bool in = false;
    if (lon < ring->west || lon > ring->east || lat < ring->south ||
        lat > ring->north) {
        return false;
    }
    for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
        if ((c[i].lat > lat) != (c[j].lat > lat) &&
            lon < (c[j].lon - c[i].lon) * (lat - c[i].lat) /
                          (c[j].lat - c[i].lat) +
                      c[i].lon) {
            in = !in;
        }
    }
    return in;
}

/* A quarter lies in its town first; a unit in its country. */
static bool takes_unit(const cst_gaz_row *row)
{
    return row->kind >= CST_GAZ_CITY && row->kind != CST_GAZ_QUARTER;
}

/* Tables say by codes which district holds a place. */
static bool take_codes(cst_gazetteer_builder *b)
{
    cst_sym *owner = CST_NEW(&b->scratch, cst_sym, b->names.n + 1);
    for (uint32_t i = 0; owner && i < b->rows.n; i++) {
        const cst_gaz_row *row = &b->rows.at[i];
        if (row->kind == CST_GAZ_DISTRICT && row->district_code &&
            !owner[row->district_code]) {
            owner[row->district_code] = row->id;
        }
    }
    for (uint32_t i = 0; owner && i < b->rows.n; i++) {
        cst_gaz_row *row = &b->rows.at[i];
        if (!row->district && row->district_code) {
            row->district = owner[row->district_code];
        }
    }
    cst_arena_reset(&b->scratch);
    return owner;
}

bool cst_gaz_draw(cst_gazetteer_builder *b)
{
    for (uint32_t i = 0; i < b->rows.n; i++) {
        cst_gaz_row *row = &b->rows.at[i];
        double lon = row->lon / 1e5, lat = row->lat / 1e5;
        bool district = row->kind == CST_GAZ_COUNTRY, unit = !takes_unit(row);
        for (size_t k = 0; k < b->rings.n && !(district && unit); k++) {
            const cst_gaz_ring *ring = &b->rings.at[k];
            if ((ring->unit ? unit : district) || !within(b, ring, lon, lat)) {
                continue;
            }
            if (ring->unit) {
                row->in = ring->unit;
                unit = true;
            } else {
                row->district = ring->id;
                district = true;
            }
        }
    }
    return take_codes(b);
}
