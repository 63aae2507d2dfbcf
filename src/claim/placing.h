/* claim/placing: what finding and resolving places share. */
#ifndef CST_CLAIM_PLACING_H
#define CST_CLAIM_PLACING_H

#include "claim/reader.h"

/* Finding places: the pack's classes and features that only this asks for. */
typedef struct cl_finder {
    cl_reader *r;
    int near_, part, region, measure, away, origin, target;
    cst_sym dir, vehicle, military, other, unit;
    uint32_t *describes; /* per group: place that it describes, + 1; 0 = none */
} cl_finder;

cl_rank cl_rank_of_kind(uint8_t kind);
/* Has the gazetteer an entry of this name? *rank is that of the likeliest. */
bool cl_place_known(const cl_reader *r, cst_str name, cl_rank *rank);

#endif
