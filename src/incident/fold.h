/* incident/fold: names as they are compared.
 *
 * Reports spell a name from another alphabet in many ways. Folded, a name has
 * neither case, diacritics, article nor double letters, and spellings of one
 * sound (settings) are one. Words of a name serve where names are long: the
 * begins of those with four letters or more, so that an adjective meets its
 * noun. Linear in the name; results are in the arena. */
#ifndef CST_INCIDENT_FOLD_H
#define CST_INCIDENT_FOLD_H

#include "incident/settings.h"

cst_str cst_fold_name(cst_arena *arena, const cst_link_settings *s,
                      cst_str name);
/* Do two folded names differ by a letter or two at most, long as they are? */
bool cst_fold_alike(cst_str a, cst_str b);
/* Hash of the letters and digits of some words, 0 for none: the same for two
 * prints of one sentence. */
uint64_t cst_words_hash(cst_arena *scratch, cst_str words);

#endif
