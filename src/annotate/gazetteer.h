/* annotate/gazetteer: the store of known places and its look-up.
 *
 * A store is one file (gazetteer_store.h), mapped and searched as it lies, so
 * that a million names cost nothing at start. It is made by gazetteer_build.c
 * from tables (gazetteer_tables.c) and other stores. Names are compared by key
 * (gazetteer_key.c). This finds names that it is given; it does not look for
 * names in a text. What a report means by a name is decided in claim/meaning.c;
 * what a name with its containers means in gazetteer_resolve.c.
 */
#ifndef CST_ANNOTATE_GAZETTEER_H
#define CST_ANNOTATE_GAZETTEER_H

#include "base/base.h"

/* A place as it lies in a store; texts are read by cst_gazetteer_text. */
typedef struct cst_gazetteer_entry {
    uint32_t id;      /* "geonames:163843" */
    uint32_t name;    /* the form to print */
    uint32_t other;   /* further spellings joined by |, those of curated tables */
    uint32_t more;    /* and those of others */
    uint32_t in;      /* containing unit by name; of a country its capital */
    uint32_t demonym; /* adjectives joined by |, countries only */
    uint32_t code;    /* "SY.08": of a first-level unit its own, else of the
                         unit that holds it */
    uint32_t container;     /* entry of the containing unit, or CST_NONE */
    uint32_t country_entry; /* entry of the country, or CST_NONE; not itself */
    uint32_t district; /* the district whose outline it lies in (CST_GAZ_DRAWN is
                          set), else that of its country whose middle is nearest,
                          a hint; CST_NONE if it has none */
    int32_t lat_e5, lon_e5; /* degrees times 100,000 */
    char country[2];        /* ISO code, NUL where it spans several */
    uint8_t kind;           /* CST_GAZ_COUNTRY ... */
    uint8_t pop;            /* 0 unknown, 1 hamlet ... 7 over two million */
} cst_gazetteer_entry;

/* Most candidates kept for one spelling; further ones are dropped. */
#define CST_GAZ_MAX_CANDIDATES 64u
#define CST_GAZ_DRAWN 0x80000000u
#define CST_GAZ_MAX_NAME 160u /* bytes of a name that can be looked up */

/* A store that lies in memory, whose bytes (aligned to 8) outlive it. The
 * gazetteer lives in the arena. CST_SYNTAX if its header is not sound. */
cst_status cst_gazetteer_view(cst_arena *arena, cst_str bytes, const char *file,
                              cst_error *error, cst_gazetteer **out);
/* A store in a file, mapped; to be closed. */
cst_status cst_gazetteer_map(cst_arena *arena, const char *path,
                             cst_error *error, cst_gazetteer **out);
void cst_gazetteer_unmap(cst_gazetteer *g);

/* All curated entries with this spelling, likeliest first: those whose printed
 * name it is, then countries, capitals, towns by size, regions, units. Returns
 * their number; *ids lives as long as the gazetteer. scratch takes the folded
 * name (a few dozen bytes a call). */
uint32_t cst_gazetteer_find(const cst_gazetteer *g, cst_arena *scratch,
                            cst_str name, const uint32_t **ids);
/* Curated entries whose spelling is another transliteration of this name. Many
 * share one form, so that the text around must confirm it. */
uint32_t cst_gazetteer_find_loosely(const cst_gazetteer *g, cst_arena *scratch,
                                    cst_str name, const uint32_t **ids);
/* All other entries of this name, villages and districts above all: those
 * spelled so (*spelled, which may be NULL), else those that have it in another
 * transliteration. Many share a name, so that the text around must say which. */
uint32_t cst_gazetteer_find_village(const cst_gazetteer *g, cst_arena *scratch,
                                    cst_str name, const uint32_t **ids,
                                    bool *spelled);
/* NULL if there is no such entry. */
const cst_gazetteer_entry *cst_gazetteer_at(const cst_gazetteer *g, uint32_t id);
/* A text of an entry. */
cst_str cst_gazetteer_text(const cst_gazetteer *g, uint32_t at);
static inline double cst_gaz_lat(const cst_gazetteer_entry *e)
{
    return e->lat_e5 / 1e5;
}
static inline double cst_gaz_lon(const cst_gazetteer_entry *e)
{
    return e->lon_e5 / 1e5;
}
/* Curated entries: they come first, countries and units among them. */
uint32_t cst_gazetteer_count(const cst_gazetteer *g);
/* Most words, parted by blanks or hyphens, that any curated spelling has. */
uint32_t cst_gazetteer_max_words(const cst_gazetteer *g);

/* Name of the containing unit, p NULL for a country or if unknown. */
cst_str cst_gazetteer_container(const cst_gazetteer *g, uint32_t id);
/* Printed name of the country, p NULL for a country itself or if none. */
cst_str cst_gazetteer_country_name(const cst_gazetteer *g, uint32_t id);
/* True if inner lies in outer: the same country, or the containing unit, or a
 * unit of its container. Equal ids are not inside each other. */
bool cst_gazetteer_inside(const cst_gazetteer *g, uint32_t inner,
                          uint32_t outer);
/* Entry of the country with this ISO code, or of which this is a demonym (in
 * the masculine singular); CST_NONE if there is none. */
uint32_t cst_gazetteer_country(const cst_gazetteer *g, cst_str iso);
uint32_t cst_gazetteer_demonym(const cst_gazetteer *g, cst_arena *scratch,
                               cst_str lemma);
/* Degrees that the towns of a country reach: south, west, north, east; false
 * if it has fewer than two. Looks at all curated entries. */
bool cst_gazetteer_extent(const cst_gazetteer *g, uint32_t country,
                          double box[4]);
/* Kilometres between two entries along the great circle; < 0 if unknown. */
double cst_gazetteer_distance(const cst_gazetteer *g, uint32_t a, uint32_t b);

#endif
