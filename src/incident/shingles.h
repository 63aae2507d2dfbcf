/* incident/shingles: what texts have in common, word for word.
 *
 * A shingle is a hash of five words that follow each other, folded; a text is
 * the set of its shingles. Two prints of one wire text share most of them, two
 * reports of one happening few. */
#ifndef CST_INCIDENT_SHINGLES_H
#define CST_INCIDENT_SHINGLES_H

#include "base/base.h"

#define CST_SHINGLE_WORDS 5
#define CST_SHINGLES_MAX 4096u /* of a long text the smallest so many */

typedef CST_VEC(uint32_t) cst_shingles;

/* Add those of one block of text, in any order, with doubles. Words do not run
 * on from block to block. scratch is used and not reset. */
void cst_shingles_add(cst_arena *arena, cst_shingles *s, cst_str text);
/* Sort, drop doubles, cut. */
void cst_shingles_finish(cst_shingles *s);

#endif
