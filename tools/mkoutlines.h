/* mkoutlines: what the parts of the tool share. mkoutlines_read.c reads the
 * GeoPackage, mkoutlines_arcs.c finds the lines that areas share and simplifies
 * them, mkoutlines.c names countries and writes the file. */
#ifndef MKOUTLINES_H
#define MKOUTLINES_H

#include "present/outlines.h"

#include <sqlite3.h>

/* A closed ring (the last point is not the first again), or an open line. */
typedef struct path {
    uint32_t unit; /* first-level unit, or country */
    const cst_corner *at;
    uint32_t n;
} path;
typedef CST_VEC(path) paths;

typedef struct unit {
    cst_str code, name;
} unit;
typedef CST_VEC(unit) units;

/* A line that one or two areas have as their border. */
typedef struct arc {
    const cst_corner *at;
    uint32_t n;
    cst_line_class class_;
} arc;

typedef struct ring {
    uint32_t country;
    const uint32_t *refs;
    uint32_t n;
} ring;

typedef struct builder {
    cst_arena arena;
    units provinces, countries; /* codes: of the country */
    paths province_rings, country_rings, disputed;
    CST_VEC(arc) arcs;
    CST_VEC(ring) rings;
} builder;

/* Report and exit: this is a build step. */
void fatal(const char *what, const char *detail);
/* p, or fatal if it is NULL. */
void *must(void *p);

void read_package(builder *b, const char *file);
/* Cut rings where three areas meet; each line once, with its class. */
void find_arcs(builder *b);
/* Fewer points, within the given distance; islands too small to see go. */
void simplify_arcs(builder *b, double tolerance, double least_area);

#endif
