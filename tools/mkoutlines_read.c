/* mkoutlines: areas and lines out of a GeoPackage, an SQLite file whose shapes
 * are well-known binary behind a header of their own (OGC 12-128r18, 2.1.3). */
#include "mkoutlines.h"

#include <math.h>

typedef struct blob {
    const unsigned char *p;
    size_t n, at;
} blob;

static const unsigned char *take(blob *s, size_t n)
{
    if (n > s->n - s->at) {
        fatal("a shape is cut short", "");
    }
    s->at += n;
    return s->p + s->at - n;
}

/* Well-known binary says its order of bytes; ours is the usual one. */
static uint32_t take_u32(blob *s)
{
    const unsigned char *p = take(s, 4);

    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static double take_double(blob *s)
{
    uint64_t low = take_u32(s), bits = low | (uint64_t)take_u32(s) << 32;
    double v;

    memcpy(&v, &bits, sizeof(v));
    return v;
}

static uint32_t take_kind(blob *s)
{
    if (*take(s, 1) != 1) {
        fatal("a shape has another order of bytes", "");
    }
    return take_u32(s);
}

static void skip_header(blob *s)
{
    static const unsigned char boxes[] = {0, 32, 48, 48, 64};
    const unsigned char *h = take(s, 8);
    unsigned box = h[3] >> 1 & 7;

    if (h[0] != 'G' || h[1] != 'P' || box >= sizeof(boxes)) {
        fatal("a shape has no header of a GeoPackage", "");
    }
    (void)take(s, boxes[box]);
}

static int32_t in_units(double degrees)
{
    if (!(fabs(degrees) <= 180.5)) {
        fatal("a coordinate is no degree", "");
    }
    return (int32_t)lround(degrees * CST_OUTLINES_UNITS);
}

static void take_path(builder *b, blob *s, paths *to, uint32_t of, bool closed)
{
    uint32_t n = take_u32(s);
    cst_corner *at = must(n <= s->n / 16 ? CST_NEW(&b->arena, cst_corner, n)
                                         : NULL);
    path *made;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < n; i++) {
        int32_t lon = in_units(take_double(s)), lat = in_units(take_double(s));

        if (kept == 0 || at[kept - 1].lon != lon || at[kept - 1].lat != lat) {
            at[kept++] = (cst_corner){lon, lat};
        }
    }
    while (closed && kept > 1 && at[kept - 1].lon == at[0].lon &&
           at[kept - 1].lat == at[0].lat) {
        kept--;
    }
    if (kept >= (closed ? 3u : 2u)) {
        made = must(CST_PUSH(&b->arena, to));
        *made = (path){of, at, kept};
    }
}

enum { LINE = 2, POLYGON = 3, MULTILINE = 5, MULTIPOLYGON = 6 };

static void take_shape(builder *b, blob *s, paths *to, uint32_t of)
{
    uint32_t kind = take_kind(s), n;

    if (kind == MULTIPOLYGON || kind == MULTILINE) {
        for (n = take_u32(s); n > 0; n--) {
            take_shape(b, s, to, of);
        }
    } else if (kind == POLYGON) {
        for (n = take_u32(s); n > 0; n--) {
            take_path(b, s, to, of, true);
        }
    } else if (kind == LINE) {
        take_path(b, s, to, of, false);
    } else {
        fatal("a shape is neither area nor line", "");
    }
}

static cst_str column(builder *b, sqlite3_stmt *row, int i)
{
    const void *p = sqlite3_column_text(row, i);
    size_t n = (size_t)sqlite3_column_bytes(row, i);

    return (cst_str){must(cst_arena_copy(&b->arena, p, p ? n : 0)), p ? n : 0};
}

static void read_layer(builder *b, sqlite3 *db, const char *sql, units *of,
                       paths *to)
{
    sqlite3_stmt *row = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK) {
        fatal("not the world map that is meant", sqlite3_errmsg(db));
    }
    while (sqlite3_step(row) == SQLITE_ROW) {
        blob s = {sqlite3_column_blob(row, 0),
                  (size_t)sqlite3_column_bytes(row, 0), 0};
        unit *made = must(CST_PUSH(&b->arena, of));

        made->code = column(b, row, 1);
        made->name = column(b, row, 2);
        if (s.p) {
            skip_header(&s);
            take_shape(b, &s, to, (uint32_t)of->n - 1);
        }
    }
    if (sqlite3_finalize(row) != SQLITE_OK) {
        fatal("cannot be read", sqlite3_errmsg(db));
    }
}

void read_package(builder *b, const char *file)
{
    units none = {NULL, 0, 0};
    sqlite3 *db = NULL;

    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        fatal("cannot be opened", file);
    }
    read_layer(b, db,
               "SELECT geom, iso_a2, name FROM states_provinces ORDER BY fid",
               &b->provinces, &b->province_rings);
    read_layer(b, db, "SELECT geom, iso_a2, NAME FROM countries ORDER BY fid",
               &b->countries, &b->country_rings);
    read_layer(b, db,
               "SELECT geom, adm0_a3_l, name FROM disputed_borders "
               "ORDER BY fid", &none, &b->disputed);
    (void)sqlite3_close(db);
}
