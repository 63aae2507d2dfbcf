/* annotate/gazetteer_like: how like two names are. */
#ifndef CST_ANNOTATE_GAZETTEER_LIKE_H
#define CST_ANNOTATE_GAZETTEER_LIKE_H

#include "annotate/gazetteer_store.h"

#define CST_GAZ_UNLIKE 48u /* letters apart: nothing in common */

/* Is the word with this hash generic in this store (user)? */
bool cst_gaz_is_generic(void *user, uint64_t hash);
/* How many letters lie between a name and those of a place; a name that is not
 * the place's own counts one more. */
uint32_t cst_gaz_letters_apart(const cst_gazetteer *g, cst_arena *scratch,
                               uint32_t id, cst_str name);
/* Sounds, for comparing across the spellings of tongues and across scripts. */
#define CST_GAZ_MAX_SOUNDS 40u
typedef struct cst_gaz_sounds {
    uint8_t at[CST_GAZ_MAX_SOUNDS];
    uint8_t n, firm; /* firm: consonants that no tongue leaves out */
    bool bare;       /* of a script without vowels */
    uint32_t kinds;  /* bits of the kinds of firm ones */
    uint32_t digits; /* of the number in the name: "Kafr 2" */
} cst_gaz_sounds;

/* Tenths that one sound counts for another, and for none. */
typedef struct cst_gaz_costs {
    uint8_t change[32][32], gap[32];
} cst_gaz_costs;

void cst_gaz_sound_costs(cst_gaz_costs *costs);
/* False for names of which too little is left. */
bool cst_gaz_sounds_of(cst_arena *scratch, cst_str name, cst_gaz_sounds *sounds);
/* Tenths of a letter between two names, at most limit + 1. */
uint32_t cst_gaz_sounds_apart(const cst_gaz_costs *costs, const cst_gaz_sounds *a,
                              const cst_gaz_sounds *b, uint32_t limit);

#endif
