/* annotate/gazetteer: the frozen index, shared by its files. */
#ifndef CST_ANNOTATE_GAZETTEER_TABLE_H
#define CST_ANNOTATE_GAZETTEER_TABLE_H

#include "annotate/gazetteer.h"

/* A spelling and its slice of cst_gazetteer.ids; of a demonym, first is the
 * country's entry. key.p NULL: a free slot. */
typedef struct cst_gaz_slot {
    cst_str key;
    uint32_t first, n;
} cst_gaz_slot;

struct cst_gazetteer {
    cst_gazetteer_entry *entries;
    uint32_t n_entries, max_words;
    cst_gaz_slot *slots, *demonyms;
    uint32_t n_slots, n_demonyms; /* powers of two */
    uint32_t *ids;
    uint32_t countries[26 * 26]; /* by ISO code */
    cst_arena *arena;
    cst_str villages;        /* lines of the second table, sorted by key */
    CST_VEC(uint32_t) units; /* entries that hold villages, by number */
    void *mapped;
    size_t n_mapped;
    /* Of a view: villages found, and where their lines begin. Their entries
     * are numbered behind those of the table. */
    CST_VEC(cst_gazetteer_entry) found;
    CST_VEC(size_t) found_at;
};

/* The form in which spellings are compared. Empty when memory ran out. */
cst_str cst_gaz_key(cst_arena *arena, cst_str name);
/* The form in which transliterations are compared, of such a key: it begins
 * with a byte that no other key has. Empty for short names. */
cst_str cst_gaz_loose_key(cst_arena *arena, cst_str key);
/* A decimal number; strtod would follow the locale. */
bool cst_gaz_decimal(cst_str s, double *out);
/* The slot of the key, or the free one where it would stand. */
cst_gaz_slot *cst_gaz_slot_of(cst_gaz_slot *slots, uint32_t n_slots, cst_str key);

#endif
