/* The gazetteer section of constat.h, which includes it: stores of places.
 * Conventions, status and strings are those of constat.h. */
#ifndef CONSTAT_GAZETTEER_H
#define CONSTAT_GAZETTEER_H

#include "constat/constat.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A store of places: one file, mapped, never parsed; for this kind of machine. */
typedef struct cst_gazetteer cst_gazetteer;
typedef struct cst_gazetteer_builder cst_gazetteer_builder;

enum {
    CST_GAZ_COUNTRY, CST_GAZ_CAPITAL,
    CST_GAZ_ADMIN1, /* province, governorate, oblast ... */
    CST_GAZ_REGION, /* an area that is no first-level unit */
    CST_GAZ_CITY,   /* any settlement */
    CST_GAZ_QUARTER,  /* of the town that it lies in */
    CST_GAZ_DISTRICT, /* a unit below the first level */
    CST_GAZ_SITE,     /* a hill, river, base, camp, airport, island ... */
    CST_GAZ_KINDS
};

typedef struct cst_gazetteer_place {
    cst_str id;      /* "geonames:163843", "constat:...", "own:..." */
    cst_str name;    /* the form to print */
    cst_str other;   /* further spellings, joined by | */
    cst_str country; /* ISO code, empty where it spans several */
    cst_str in;      /* containing unit by name; of a country its capital */
    cst_str code;    /* "SY.08" of a first-level unit, else of that which holds it */
    cst_str demonym; /* adjectives joined by |, countries only */
    double lat, lon;
    uint32_t kind;   /* CST_GAZ_* */
    uint32_t pop;    /* 0 unknown, 1 hamlet ... 7 over two million */
    bool curated;    /* its names need no words around them to be places */
} cst_gazetteer_place;

typedef struct cst_gazetteer_counts {
    uint32_t places, names; /* taken: new places, further names of known ones */
    uint32_t left, bad;     /* lines of kinds not taken, and not readable */
    uint32_t bad_line;      /* the first of them */
    const char *what;       /* the format that was recognised; static */
} cst_gazetteer_counts;

/* Make a store of places and tables; an id that is there gets the further names. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_builder_new(const cst_allocator *allocator,
                          cst_gazetteer_builder **builder);
CST_API void cst_gazetteer_builder_free(cst_gazetteer_builder *builder);
/* All that another store holds. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_builder_base(cst_gazetteer_builder *builder,
                           const cst_gazetteer *store);
/* CST_ARG where id, name, kind or coordinates are none. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_builder_put(cst_gazetteer_builder *builder,
                          const cst_gazetteer_place *place);
/* The outline of a district or first-level unit, put before: corners as longitude,
 * latitude. What lies in it belongs to it. Outlines of one id add up. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_builder_outline(cst_gazetteer_builder *builder, cst_str id,
                              double (*corners)[2], size_t n);
/* A table: GeoNames countries (19 columns) or alternate names (8 to 10, or
 * five), CSV with a header line, or the project's own. Adds to counts.
 * CST_SYNTAX if it is none of these. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_builder_table(cst_gazetteer_builder *builder, const char *bytes,
                            size_t n, const char *file,
                            cst_gazetteer_counts *counts, cst_error *error);
/* The store's bytes. CST_LIMIT if it is too large, CST_IO if write is not 0. */
CST_API CST_NODISCARD cst_status cst_gazetteer_builder_write(
    cst_gazetteer_builder *builder, cst_write_fn write, void *user);

/* Map a store. CST_IO; CST_SYNTAX if it is none or cut short. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_open(const char *path, cst_error *error, cst_gazetteer **store);
CST_API void cst_gazetteer_close(cst_gazetteer *store);
/* Reads all of it: checksum and every reference. CST_SYNTAX. */
CST_API CST_NODISCARD cst_status cst_gazetteer_check(const cst_gazetteer *store,
                                                     cst_error *error);
CST_API size_t cst_gazetteer_size(const cst_gazetteer *store); /* bytes */
CST_API uint32_t cst_gazetteer_places(const cst_gazetteer *store);
/* False behind the last; strings live as long as the store. */
CST_API bool cst_gazetteer_get(const cst_gazetteer *store, uint32_t at,
                               cst_gazetteer_place *place);

/* What a name means in its containers; docs/GAZETTEER.md says how. */
typedef enum cst_gazetteer_how { /* consonants: another script; part: what
                                    holds the site of a longer name; sound: the
                                    likest of the named containers */
    CST_GAZ_BY_SPELLING, CST_GAZ_BY_KEY, CST_GAZ_BY_CONSONANTS, CST_GAZ_BY_PART,
    CST_GAZ_BY_SOUND
} cst_gazetteer_how;
#define CST_GAZ_MAX_HITS 16u
typedef struct cst_gazetteer_answer {
    uint32_t n, at[CST_GAZ_MAX_HITS]; /* likeliest first; n 0 = unknown */
    bool open; /* several that lie apart and fit as well: none is the answer */
    cst_gazetteer_how how;
} cst_gazetteer_answer;

/* Names of containers in any order. CST_NOMEM. */
CST_API CST_NODISCARD cst_status
cst_gazetteer_resolve(const cst_gazetteer *store, cst_str name,
                      const cst_str *containers, size_t n,
                      cst_gazetteer_answer *answer);

#ifdef __cplusplus
}
#endif
#endif
