/* claim/antecedent.h: of which group a relative clause or a participle is told. */
#ifndef CST_CLAIM_ANTECEDENT_H
#define CST_CLAIM_ANTECEDENT_H

#include "claim/model.h"

/* The nearest group before a row position that agrees with the verb of the
 * clause; the nearest at all where none does; CST_NONE. */
uint32_t cl_antecedent(const cl_model *m, const cl_sentence *s, uint32_t top,
                       const cl_clause *c);

/* "The X, armed wing of Y, attacked": does the group only say who the one before
 * it is? Commas stand around it, the second right before the verb. */
bool cl_says_who(const cl_model *m, const cl_sentence *s, uint32_t group,
                 uint32_t verb, const cl_clause *clause);

#endif
