/* incident/link: the steps of linking, in order. */
#include "incident/link.h"

#include "incident/linker.h"

const char *cst_feature_name(cst_feature feature)
{
    static const char *const names[] = {"type", "date", "place",
                                        "perpetrator", "target", "weapon",
                                        "toll", "source"};

    return feature < CST_FEATURE_COUNT ? names[feature] : "";
}

const char *cst_verdict_name(cst_verdict verdict)
{
    static const char *const names[] = {"joined", "near", "barred"};

    return verdict <= CST_LINK_BARRED ? names[verdict] : "";
}

const char *cst_bar_name(cst_bar bar)
{
    static const char *const names[] = {"", "document", "lasting", "date",
                                        "place"};

    return bar <= CST_BAR_PLACE ? names[bar] : "";
}

cst_status cst_collection_join(cst_collection *c, const cst_link_settings *s,
                               cst_arena *scratch)
{
    cst_linker l = {.c = c, .s = s, .scratch = scratch};

    CST_TRY(cst_link_profiles(&l));
    CST_TRY(cst_link_pairs(&l));
    CST_TRY(cst_link_cluster(&l));
    CST_TRY(cst_link_derive(&l));
    CST_TRY(cst_link_series(&l));
    CST_TRY(cst_link_joint(&l));
    return cst_link_cover(&l);
}

cst_status cst_collection_link(cst_collection *c, const cst_link_settings *s,
                               cst_arena *scratch)
{
    CST_TRY(cst_collection_syndicate(c, s, scratch));
    cst_arena_free(scratch);
    CST_TRY(cst_collection_date(c, s, scratch));
    cst_arena_free(scratch);
    return cst_collection_join(c, s, scratch);
}
