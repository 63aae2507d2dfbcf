/* claim/damage: harm to objects; shared by the files that read it. */
#ifndef CST_CLAIM_DAMAGE_H
#define CST_CLAIM_DAMAGE_H

#include "claim/reader.h"

/* The group whose head names the object: itself; what "some twenty of" or "most
 * of" counts; for a number alone, the objects told before it. CST_NONE = no
 * object. */
uint32_t cl_object_of(const cl_reader *r, uint32_t group, cst_sym degree,
                      uint32_t clause);
/* The building that a wall or a roof belongs to; CST_NONE. */
uint32_t cl_whole_of(const cl_reader *r, uint32_t group);
/* A part is of the class of its whole; so is what has no class of its own. */
cst_sym cl_object_class(const cl_reader *r, uint32_t group);
/* "Attacked the village and burnt it": the thing that the pronoun at the verb
 * means; CST_NONE. */
uint32_t cl_thing_meant(const cl_reader *r, uint32_t clause);
/* "Jumped the fence", not "blew it up". */
bool cl_only_leaps(const cl_reader *r, uint32_t clause, uint32_t object);

#endif
