/* store/geopackage: an OGC GeoPackage 1.3, made in memory.
 *
 * Takes rows of values, one for each column of a table of
 * schema_geopackage.sql but the first (fid), which is counted here; gives the
 * bytes of the file. The same rows give the same bytes with the same SQLite.
 * Memory: the file, and once more while it is handed over; a file of more than a
 * gigabyte is refused (CST_IO). Strings are looked at during the call alone.
 * Errors: CST_NOMEM, CST_IO, CST_BUG (a row that does not fit its table). */
#ifndef CST_GEOPACKAGE_H
#define CST_GEOPACKAGE_H

#include "base/base.h"

typedef enum cst_geopackage_table {
    CST_GEOPACKAGE_ABOUT,
    CST_GEOPACKAGE_DOCUMENTS,
    CST_GEOPACKAGE_INCIDENTS, /* first value: its point */
    CST_GEOPACKAGE_INCIDENT_DOCUMENTS,
    CST_GEOPACKAGE_TOLLS,
    CST_GEOPACKAGE_CLAIMS,
    CST_GEOPACKAGE_DAMAGES,
    CST_GEOPACKAGE_TABLES
} cst_geopackage_table;

typedef enum cst_cell_type {
    CST_CELL_NULL,
    CST_CELL_INT,
    CST_CELL_REAL,
    CST_CELL_TEXT,
    CST_CELL_DAY, /* in number */
    CST_CELL_POINT
} cst_cell_type;

typedef struct cst_cell {
    cst_cell_type type;
    int64_t number;
    double real, lon, lat;
    cst_str text;
} cst_cell;

typedef struct cst_geopackage cst_geopackage;

/* Free with cst_geopackage_free, also after a failure. */
cst_status cst_geopackage_new(cst_geopackage **out);
cst_status cst_geopackage_put(cst_geopackage *g, cst_geopackage_table table,
                              const cst_cell *cells, size_t n);
/* The table of contents, as of a day (0: 1970), then the bytes: whole pages, in
 * order. Non-zero from fn ends it with CST_IO. */
cst_status cst_geopackage_end(cst_geopackage *g, cst_day changed,
                              cst_write_fn fn, void *user);
void cst_geopackage_free(cst_geopackage *g);

#endif
