/* claim: which sentences of a report are worth reading. */
#ifndef CST_CLAIM_GATE_H
#define CST_CLAIM_GATE_H

#include "claim/claim.h"
#include "claim/names.h"

enum { CL_GATE_SETS = 11 };

/* Sets of classes that every token is asked for at once; see gate.c. */
typedef struct cl_gate {
    cst_classes sets[CL_GATE_SETS];
    cst_classes multiword; /* a multiword of these makes a sentence deep */
} cl_gate;
void cl_gate_init(cl_gate *gate, const cl_names *names, const cst_pack *pack);

/* How far a sentence is read. */
typedef enum cl_depth {
    CL_SKIP,  /* its words still name places */
    CL_DATES, /* for multiwords, and for dates that others refer to */
    CL_DEEP
} cl_depth;

/* A header, footer or other line that tells nothing of the report itself. */
bool cl_is_header(const cst_claim_input *in, const cst_sentence *s);

/* The depth of each sentence, in the arena; NULL without memory. *armed says if
 * arms or armed groups are spoken of at all. One look-up a token. */
const uint8_t *cl_gate_depths(const cl_gate *gate, const cst_claim_input *in,
                              cst_arena *arena, bool *armed);

#endif
