/* claim/kind: which types of happenings tellers use for one and the same, and
 * which of two words for it says more. */
#include "claim/linker.h"

/* Types that tellers use for one and the same happening. */
static const char *const pairs[][2] = {
    {"attack", "explosive_device"},     {"attack", "suicide_bombing"},
    {"attack", "shooting"},             {"attack", "knife_attack"},
    {"attack", "execution"},            {"attack", "air_strike"},
    {"attack", "shelling"},             {"attack", "abduction"},
    {"attack", "armed_clash"},          {"attack", "prohibited_weapon"},
    {"explosive_device", "suicide_bombing"},
    {"explosive_device", "shelling"},   {"explosive_device", "air_strike"},
    {"shooting", "execution"},          {"shooting", "suicide_bombing"},
    {"shooting", "armed_clash"},
    {"knife_attack", "execution"},      {"air_strike", "shelling"},
    {"air_strike", "prohibited_weapon"}, {"shooting", "shelling"},
    {"shelling", "prohibited_weapon"},   {"explosive_device", "other_harm"},
};

/* From vague to telling. */
static const char *const telling_order[] = {
    "other_harm",       "attack",       "armed_clash",     "shooting",
    "air_strike",       "shelling",     "explosive_device", "knife_attack",
    "execution",        "abduction",    "suicide_bombing", "prohibited_weapon"};

int cl_telling(const cl_reader *r, cst_sym type)
{
    cst_str s = cst_pack_str(r->pack, type);
    for (int i = 0; i < (int)CST_COUNT(telling_order); i++) {
        if (cst_str_is(s, telling_order[i])) {
            return i;
        }
    }
    return 20;
}

bool cl_blast(const cl_reader *r, cst_sym type)
{
    cst_str s = cst_pack_str(r->pack, type);
    return cst_str_is(s, "air_strike") || cst_str_is(s, "shelling") ||
           cst_str_is(s, "explosive_device");
}

int cl_types_agree(const cl_reader *r, cst_sym a, cst_sym b)
{
    if (a == b || !a) {
        return 2;
    }
    cst_str x = cst_pack_str(r->pack, a), y = cst_pack_str(r->pack, b);
    for (size_t i = 0; i < CST_COUNT(pairs); i++) {
        const char *a1 = pairs[i][0], *b1 = pairs[i][1];
        if ((cst_str_is(x, a1) && cst_str_is(y, b1)) ||
            (cst_str_is(x, b1) && cst_str_is(y, a1))) {
            return 1;
        }
    }
    return 0;
}

void cl_take_type(cl_reader *r, cl_cluster *c, const cl_event *e)
{
    int a = cl_telling(r, c->type), b = cl_telling(r, e->type);
    if (!e->type || a >= 20 || b >= 20 || e->type == c->type) {
        c->generic = c->generic && (e->generic || e->type != c->type);
        return;
    }
    bool better = b > a && !(cl_blast(r, e->type) && cl_blast(r, c->type));
    if (cl_type_is(r, e->type, "air_strike") &&
        cst_str_is(cst_pack_str(r->pack, c->type), "explosive_device")) {
        c->type = e->type; /* bombs fall too */
        return;
    }
    if (a <= 1 || (c->generic && !e->generic && b > 1) ||
        (better && c->generic == e->generic)) {
        c->type = b > 1 || b > a ? e->type : c->type;
        c->generic = e->generic;
    }
}
