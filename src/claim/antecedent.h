/* claim/antecedent.h: of which group a relative clause or a participle is told. */
#ifndef CST_CLAIM_ANTECEDENT_H
#define CST_CLAIM_ANTECEDENT_H

#include "claim/model.h"

/* The nearest group before a row position that agrees with the verb of the
 * clause; the nearest at all where none does; CST_NONE. */
uint32_t cl_antecedent(const cl_model *m, const cl_sentence *s, uint32_t top,
                       const cl_clause *c);

#endif
