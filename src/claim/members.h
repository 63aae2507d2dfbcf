/* claim/members: lists of noun groups. */
#ifndef CST_CLAIM_MEMBERS_H
#define CST_CLAIM_MEMBERS_H

#include "claim/model.h"

/* Link a group to the member of its list before it (coord), and so on back to
 * the first, down to row position floor. Behind the verb (a row position,
 * CST_NONE = none) one preposition may govern the list. */
void cl_link_members(cl_model *m, const cl_sentence *s, uint32_t first,
                     uint32_t floor, uint32_t verb);

#endif
