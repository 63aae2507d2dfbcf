/* present/overview: the first page of a dossier: totals, timeline, map, list.
 *
 * Takes the collection and its tolls, gives one section after the other. What
 * several of them need of an incident is gathered once, as facts. Campaigns, and
 * whatever covers others, are told apart: their tolls are those of the incidents
 * within them, so they are listed, and neither added nor drawn. Bodies found are
 * drawn as incidents, but their dead have a sum of their own. */
#ifndef CST_OVERVIEW_H
#define CST_OVERVIEW_H

#include "incident/sums.h"
#include "present/outlines.h"
#include "present/page_incident.h"

/* The one place that the first page may ask for pictures, and only once its
 * reader has said so. */
#define CST_TILE_HOST "https://gibs.earthdata.nasa.gov"

typedef struct cst_fact {
    uint32_t at;      /* the incident */
    cst_day from, to; /* 0: not told */
    cst_inclusion inclusion;
    cst_figure killed; /* what is added: none for bodies found */
    uint32_t spot;    /* CST_NONE: no place with a point */
    uint32_t area;    /* CST_NONE: none told */
    uint32_t column;  /* of the timeline, or CST_NONE */
} cst_fact;

/* Where the same ground is meant. */
typedef struct cst_map_spot {
    float lat, lon, radius_km; /* < 0: unknown */
    bool rough;        /* only a province or a country is known */
    cst_sym name;
    uint32_t area;
    uint32_t n, first; /* incidents; the first one's fact */
    cst_figure killed; /* of all */
} cst_map_spot;

/* A country, or a first-level unit of one. */
typedef struct cst_area {
    cst_sym country, unit; /* unit 0: the country as a whole */
    uint32_t n;
} cst_area;

typedef enum cst_per {
    CST_PER_DAY, CST_PER_WEEK, CST_PER_MONTH, CST_PER_YEAR
} cst_per;

/* One bar of the timeline. */
typedef struct cst_column {
    cst_day from, to;
    uint32_t n, first; /* incidents; the first one's fact */
    cst_figure killed;
} cst_column;

typedef struct cst_overview {
    const cst_incident_view *view; /* at is not meant */
    const cst_outlines *outlines;  /* may be NULL */
    const char *codebook;
    const cst_fact *facts;         /* oldest first, undated last */
    uint32_t n_facts;
    CST_VEC(cst_map_spot) spots;
    CST_VEC(cst_area) areas;
    cst_sums sums;
    CST_VEC(cst_column) columns;
    cst_per per;
    uint32_t undrawn; /* incidents without a day, or with one too rough */
} cst_overview;

/* order: indexes of the incidents. CST_NOMEM. */
cst_status cst_overview_gather(cst_arena *arena, cst_arena *scratch,
                               const cst_incident_view *view,
                               const uint32_t *order, uint32_t n,
                               cst_overview *out);

/* What is drawn of a number: records of others may state any, and a picture has
 * its limits. */
static inline int64_t cst_drawn(int64_t v)
{
    const int64_t most = 1000000000000;

    return v > most ? most : v;
}
/* "12", "12 to 19", "12 to 19 or more", ... */
cst_str cst_say_figure(cst_page *p, const cst_figure *f);

/* All sections, in their order. */
void cst_page_overview(cst_page *p, const cst_overview *o);
/* One of them each. */
void cst_page_sums(cst_page *p, const cst_overview *o);
void cst_page_sifter(cst_page *p, const cst_overview *o);
void cst_page_timeline(cst_page *p, const cst_overview *o);
void cst_page_world(cst_page *p, const cst_overview *o);
void cst_page_rows(cst_page *p, const cst_overview *o);
void cst_page_method(cst_page *p, const cst_overview *o);

#endif
