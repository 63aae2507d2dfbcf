/* annotate/gazetteer: the table of known places and its look-up.
 *
 * Takes data/gazetteer/places.tsv (columns there in README.md) as a file or as
 * bytes; gives a frozen index from spellings to entries. Names are compared
 * folded: case, accents, hyphens, apostrophes and a leading "al" or "el" do not
 * count. It finds names that it is given; it does not look for names in a text
 * and does not decide between candidates beyond their order.
 */
#ifndef CST_ANNOTATE_GAZETTEER_H
#define CST_ANNOTATE_GAZETTEER_H

#include "base/base.h"

typedef enum cst_gaz_kind {
    CST_GAZ_COUNTRY,
    CST_GAZ_CAPITAL,
    CST_GAZ_ADMIN1, /* province, governorate, oblast ... */
    CST_GAZ_REGION, /* an area that is no first-level unit */
    CST_GAZ_CITY,
    CST_GAZ_QUARTER, /* of the town that it lies in */
    CST_GAZ_DISTRICT /* second-level unit; among the villages only */
} cst_gaz_kind;

typedef struct cst_gazetteer_entry {
    cst_str id;      /* "geonames:163843" */
    cst_str name;    /* the form to print */
    cst_str other;   /* further spellings joined by | */
    cst_str country; /* ISO code, empty where it spans several */
    cst_str in;      /* containing unit by name; of a country its capital */
    cst_str demonym; /* adjectives joined by |, countries only */
    double lat, lon;
    uint32_t container;     /* entry of the containing unit, or CST_NONE */
    uint32_t country_entry; /* entry of the country, or CST_NONE; not itself */
    uint8_t kind;           /* cst_gaz_kind */
    uint8_t pop;            /* 0 unknown, 1 hamlet ... 7 over two million */
} cst_gazetteer_entry;

typedef struct cst_gazetteer cst_gazetteer;

/* Most candidates kept for one spelling; further ones are dropped. */
#define CST_GAZ_MAX_CANDIDATES 64u

/* Load a table; it lives in the arena. CST_IO, CST_SYNTAX (error says which
 * line), CST_NOMEM. text must outlive the arena's use (it is not copied). */
cst_status cst_gazetteer_load(cst_arena *arena, const char *path,
                              cst_error *error, cst_gazetteer **out);
cst_status cst_gazetteer_parse(cst_arena *arena, cst_str text, const char *file,
                               cst_error *error, cst_gazetteer **out);

/* All entries with this spelling, likeliest first: those whose printed name it
 * is, then countries, capitals, towns by size, regions, units. Returns their
 * number; *ids lives as long as the gazetteer. scratch takes the folded name
 * (a few dozen bytes a call). */
uint32_t cst_gazetteer_find(const cst_gazetteer *g, cst_arena *scratch,
                            cst_str name, const uint32_t **ids);
/* Entries whose spelling is another transliteration of this name: articles,
 * vowels and doubled letters do not count, nor what tells q from k or sh from
 * ch. Many share one form, so that the text around must confirm it. */
uint32_t cst_gazetteer_find_loosely(const cst_gazetteer *g, cst_arena *scratch,
                                    cst_str name, const uint32_t **ids);
/* Villages: a second, far larger table that is searched where it lies (the
 * path's file is mapped; parse takes its bytes, which must outlive g). CST_IO,
 * CST_NOMEM. To be closed if opened. */
cst_status cst_gazetteer_open_villages(cst_gazetteer *g, const char *path,
                                       cst_error *error);
cst_status cst_gazetteer_parse_villages(cst_gazetteer *g, cst_str text);
void cst_gazetteer_close(cst_gazetteer *g);
/* The table together with the villages that are looked up through the view; it
 * lives in the arena, for one thread. NULL when out of memory. */
cst_gazetteer *cst_gazetteer_view(const cst_gazetteer *g, cst_arena *arena);
/* Villages and districts of this name: those spelled so, else those that have it
 * in another transliteration. Many share a name, so that the text around must
 * say which; none of them is in the table. */
uint32_t cst_gazetteer_find_village(cst_gazetteer *view, cst_str name,
                                    const uint32_t **ids);
/* NULL if there is no such entry. */
const cst_gazetteer_entry *cst_gazetteer_at(const cst_gazetteer *g, uint32_t id);
uint32_t cst_gazetteer_count(const cst_gazetteer *g);
/* Most words, parted by blanks or hyphens, that any spelling has. */
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
 * if it has fewer than two. Looks at all entries. */
bool cst_gazetteer_extent(const cst_gazetteer *g, uint32_t country,
                          double box[4]);
/* Kilometres between two entries along the great circle; < 0 if unknown. */
double cst_gazetteer_distance(const cst_gazetteer *g, uint32_t a, uint32_t b);

#endif
