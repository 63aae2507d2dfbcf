/* incident/codebook: what stated numbers stand for, and codes of other datasets.
 *
 * Takes the text of a file of data/codebooks/ (see the head of one), gives low
 * and high of a count, and codes by name. Every line has its source. Each
 * qualifier must have its line. CST_SYNTAX (error says the line), CST_NOMEM.
 * Linear; look-ups are one binary search. */
#ifndef CST_INCIDENT_CODEBOOK_H
#define CST_INCIDENT_CODEBOOK_H

#include "base/base.h"

typedef struct cst_codebook cst_codebook;

/* Strings are views of text, which must live as long. */
cst_status cst_codebook_parse(cst_arena *arena, cst_str text, const char *file,
                              cst_error *error, const cst_codebook **out);

/* -1: no bound, or the codebook gives none. */
typedef struct cst_bounds {
    int64_t low, high;
} cst_bounds;
cst_bounds cst_codebook_bounds(const cst_codebook *book, cst_qualifier qualifier,
                               int64_t value, int64_t value2);

/* A line of another kind ("type", "place", "days", "violence", "grade"). NULL:
 * none. value.p NULL: the codebook says that it has no such code. */
typedef struct cst_code {
    cst_str what, key, value, value2, source;
} cst_code;
const cst_code *cst_codebook_code(const cst_codebook *book, const char *what,
                                  cst_str key);

/* The code for how sure a place is: by its precision; "near" for a point beside
 * or between places, "part" for a side of a unit or a wider area. NULL: none. */
const cst_code *cst_codebook_place(const cst_codebook *book,
                                   const cst_place *place);

#endif
