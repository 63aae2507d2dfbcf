/* claim/names: see names.h. */
#include "claim/names.h"

void cl_names_init(cl_names *names, const cst_pack *pack)
{
    memset(names, 0, sizeof *names);
#define X(n) names->n = cst_pack_sym(pack, #n);
    CL_SYMBOLS(X)
#undef X
#define X(n) names->c.n = cst_pack_class(pack, #n);
    CL_CLASSES(X)
    CL_HARM_CLASSES(X)
    CL_SOURCE_CLASSES(X)
    CL_DOER_CLASSES(X)
    CL_DAMAGE_CLASSES(X)
#undef X
}
