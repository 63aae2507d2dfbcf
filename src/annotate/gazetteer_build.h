/* annotate/gazetteer_build: rows on their way to a store. */
#ifndef CST_ANNOTATE_GAZETTEER_BUILD_H
#define CST_ANNOTATE_GAZETTEER_BUILD_H

#include "annotate/gazetteer_store.h"

#define CST_GAZ_MAX_NAMES 120u /* further spellings of one place */

typedef struct cst_gaz_row {
    cst_sym id, name, in, demonym, code; /* 0 = none */
    cst_sym district; /* id of that in whose outline it lies, else of its code */
    cst_sym district_code; /* "SY.8.803": a district's own, else of what holds it */
    uint32_t first, last;                /* its spellings: links + 1; 0 = none */
    int32_t lat, lon;                    /* degrees times 100,000 */
    char country[2];
    uint8_t kind, pop;
    bool curated;
} cst_gaz_row;

/* One ring of an outline, in corners of the builder. */
typedef struct cst_gaz_ring {
    cst_sym id;
    size_t first, n;
    double west, south, east, north;
    cst_sym unit; /* name of the first-level unit that it draws; 0 = a district */
} cst_gaz_ring;

typedef struct cst_gaz_corner {
    double lon, lat;
} cst_gaz_corner;

typedef struct cst_gaz_link {
    cst_sym name;
    uint32_t next; /* link + 1; 0 = last */
    bool curated;
} cst_gaz_link;

struct cst_gazetteer_builder {
    const cst_allocator *allocator;
    cst_arena arena, scratch;
    cst_intern names; /* ids, names and all other texts */
    CST_VEC(cst_gaz_row) rows;
    CST_VEC(uint32_t) row_of; /* per interned id: row + 1 */
    CST_VEC(cst_gaz_link) links;
    CST_VEC(uint32_t) generic;
    CST_VEC(cst_gaz_ring) rings;
    CST_VEC(cst_gaz_corner) corners;
};

/* The row of an id, NULL if there is none. */
cst_gaz_row *cst_gaz_row_of(cst_gazetteer_builder *b, cst_str id);
/* As cst_gazetteer_builder_put; *fresh: the id was not there. */
cst_status cst_gaz_put(cst_gazetteer_builder *b, const cst_gazetteer_place *p,
                       bool *fresh);
/* A further spelling; one that is no name is passed over. False: no memory. */
bool cst_gaz_add_name(cst_gazetteer_builder *b, cst_gaz_row *row, cst_str name,
                      bool curated);
/* A word that is no part of a name: "village". False: no memory. */
bool cst_gaz_add_generic(cst_gazetteer_builder *b, cst_str word);
/* Set the district and the unit of each row that lies in an outline; the district
 * of others by its code. False: no memory. */
bool cst_gaz_draw(cst_gazetteer_builder *b);
/* Find for each place of a store in memory what holds it; writes to it. */
cst_status cst_gaz_link_places(cst_arena *arena, cst_str store);

#endif
