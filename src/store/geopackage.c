/* store/geopackage: the header says what. */
#include "store/geopackage.h"

#include "store/db.h"

#define SRS 4326
#define POINT_BYTES 29 /* header without an envelope, and a point as WKB */

#ifdef CST_STORE

struct cst_geopackage {
    cst_store *store;
    int64_t rows[CST_GEOPACKAGE_TABLES];
    bool placed; /* an incident has a point: the bounds are set */
    double west, south, east, north;
};

static const struct {
    const char *name, *description;
    cst_sql put;
} tables[CST_GEOPACKAGE_TABLES] = {
    {"about", "program, codebook, strategy and filters", CST_SQL_GPKG_ABOUT},
    {"documents", "reports that were read", CST_SQL_GPKG_DOCUMENT},
    {"incidents",
     "documented counts, not estimates; a point is the middle of where it may "
     "have been",
     CST_SQL_GPKG_INCIDENT},
    {"incident_documents", "which report tells of which incident",
     CST_SQL_GPKG_INCIDENT_DOCUMENT},
    {"tolls", "by kind of harm and status of victims", CST_SQL_GPKG_TOLL},
    {"claims", "each number, and who says it", CST_SQL_GPKG_CLAIM},
    {"damages", "what was damaged, and who says it", CST_SQL_GPKG_DAMAGE}};

cst_status cst_geopackage_new(cst_geopackage **out)
{
    cst_geopackage *g = cst_mem_alloc(NULL, 1, sizeof(*g));

    *out = g;
    return g ? cst_db_geopackage(&g->store) : CST_NOMEM;
}

void cst_geopackage_free(cst_geopackage *g)
{
    if (g) {
        cst_store_close(g->store);
        cst_mem_free(NULL, g);
    }
}

/* ------------------------------------------------------------------ rows */

/* Least byte first on every machine. */
static void put_bytes(char *to, uint64_t v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] = (char)(v >> 8 * i & 0xFF);
    }
}

static void put_double(char *to, double v)
{
    uint64_t bits;

    memcpy(&bits, &v, sizeof(bits));
    put_bytes(to, bits, 8);
}

/* OGC 12-128r17, 2.1.3: magic, version, flags (little endian, no envelope), SRS;
 * then order, type and coordinates. */
static void encode(double lon, double lat, char out[POINT_BYTES])
{
    memcpy(out, "GP\0\1", 4);
    put_bytes(out + 4, SRS, 4);
    out[8] = 1;
    put_bytes(out + 9, 1, 4);
    put_double(out + 13, lon);
    put_double(out + 21, lat);
}

static void widen(cst_geopackage *g, double lon, double lat)
{
    g->west = !g->placed || lon < g->west ? lon : g->west;
    g->east = !g->placed || lon > g->east ? lon : g->east;
    g->south = !g->placed || lat < g->south ? lat : g->south;
    g->north = !g->placed || lat > g->north ? lat : g->north;
    g->placed = true;
}

/* A row has one point at most: point holds it until the row is written. */
static void bind(cst_geopackage *g, cst_row *r, const cst_cell *cell,
                 char point[POINT_BYTES])
{
    switch (cell->type) {
    case CST_CELL_NULL:
        cst_db_null(r);
        break;
    case CST_CELL_INT:
        cst_db_int(r, cell->number);
        break;
    case CST_CELL_REAL:
        cst_db_real(r, cell->real);
        break;
    case CST_CELL_TEXT:
        cst_db_str(r, cell->text);
        break;
    case CST_CELL_DAY:
        cst_db_day(r, (cst_day)cell->number);
        break;
    case CST_CELL_POINT:
        widen(g, cell->lon, cell->lat);
        encode(cell->lon, cell->lat, point);
        cst_db_blob(r, (cst_str){point, POINT_BYTES});
        break;
    }
}

cst_status cst_geopackage_put(cst_geopackage *g, cst_geopackage_table table,
                              const cst_cell *cells, size_t n)
{
    char point[POINT_BYTES];
    cst_row r = cst_db_start(g->store, tables[table].put);

    cst_db_int(&r, ++g->rows[table]);
    for (size_t i = 0; i < n; i++) {
        bind(g, &r, &cells[i], point);
    }
    return cst_db_end(&r);
}

/* -------------------------------------------------------------- contents */

static void put_bounds(const cst_geopackage *g, cst_row *r)
{
    if (g->placed) {
        cst_db_real(r, g->west);
        cst_db_real(r, g->south);
        cst_db_real(r, g->east);
        cst_db_real(r, g->north);
    } else {
        for (int i = 0; i < 4; i++) {
            cst_db_null(r);
        }
    }
}

static cst_status put_content(cst_geopackage *g, cst_geopackage_table table,
                              cst_str changed)
{
    bool map = table == CST_GEOPACKAGE_INCIDENTS;
    cst_row r = cst_db_start(g->store, CST_SQL_GPKG_CONTENT);

    cst_db_z(&r, tables[table].name);
    cst_db_z(&r, map ? "features" : "attributes");
    cst_db_z(&r, tables[table].name);
    cst_db_z(&r, tables[table].description);
    cst_db_str(&r, changed);
    if (map) {
        put_bounds(g, &r);
        cst_db_int(&r, SRS);
    } else {
        for (int i = 0; i < 5; i++) {
            cst_db_null(&r);
        }
    }
    return cst_db_end(&r);
}

static cst_status put_geometry(cst_geopackage *g)
{
    cst_row r = cst_db_start(g->store, CST_SQL_GPKG_GEOMETRY);

    cst_db_z(&r, tables[CST_GEOPACKAGE_INCIDENTS].name);
    cst_db_z(&r, "geom");
    cst_db_z(&r, "POINT");
    cst_db_int(&r, SRS);
    cst_db_int(&r, 0);
    cst_db_int(&r, 0);
    return cst_db_end(&r);
}

static void put_two(char *to, int v)
{
    to[0] = (char)('0' + v / 10 % 10);
    to[1] = (char)('0' + v % 10);
}

static cst_status put_contents(cst_geopackage *g, cst_day changed)
{
    char time[] = "1970-01-01T00:00:00.000Z";
    int y = 1970, m = 1, d = 1;

    if (changed) {
        cst_day_to_ymd(changed, &y, &m, &d);
    }
    put_two(time, y / 100);
    put_two(time + 2, y);
    put_two(time + 5, m);
    put_two(time + 8, d);
    for (int i = 0; i < CST_GEOPACKAGE_TABLES; i++) {
        CST_TRY(put_content(g, (cst_geopackage_table)i, cst_str_of(time)));
    }
    return put_geometry(g);
}

/* ----------------------------------------------------------------- bytes */

cst_status cst_geopackage_end(cst_geopackage *g, cst_day changed,
                              cst_write_fn fn, void *user)
{
    sqlite3_int64 n = 0;
    unsigned char *bytes;
    cst_status s = CST_OK;

    CST_TRY(put_contents(g, changed));
    CST_TRY(cst_db_run(g->store, CST_SQL_COMMIT));
    bytes = sqlite3_serialize(g->store->db, "main", &n, 0);
    if (!bytes) {
        return CST_NOMEM;
    }
    if (fn(user, (const char *)bytes, (size_t)n) != 0) {
        s = CST_IO;
    }
    sqlite3_free(bytes);
    return s;
}

#endif
