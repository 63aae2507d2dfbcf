/* base/names: the names of the public enums, as they stand in the records.
 * A value outside its enum gives "unknown". */
#include "base/base.h"

static const char *name_of(const char *const *names, size_t n, size_t at)
{
    return at < n ? names[at] : "unknown";
}

const char *cst_zone_kind_name(cst_zone_kind kind)
{
    static const char *const names[] = {
        [CST_ZONE_TITLE] = "title",
        [CST_ZONE_CONTENT] = "content",
        [CST_ZONE_CAPTION] = "caption",
        [CST_ZONE_TEASER] = "teaser",
        [CST_ZONE_BOILERPLATE] = "boilerplate",
    };

    return name_of(names, CST_COUNT(names), (size_t)kind);
}

const char *cst_basis_name(cst_basis basis)
{
    static const char *const names[] = {
        [CST_BASIS_NONE] = "none",
        [CST_BASIS_CLAUSE] = "clause",
        [CST_BASIS_SENTENCE] = "sentence",
        [CST_BASIS_PARAGRAPH] = "paragraph",
        [CST_BASIS_ENTRY] = "entry",
        [CST_BASIS_DATELINE] = "dateline",
        [CST_BASIS_PUBLICATION] = "publication",
        [CST_BASIS_SPEAKER] = "speaker",
        [CST_BASIS_DOCUMENT] = "document",
        [CST_BASIS_COLLECTION] = "collection",
    };

    return name_of(names, CST_COUNT(names), (size_t)basis);
}

const char *cst_stance_name(cst_stance stance)
{
    static const char *const names[] = {
        [CST_ASSERTED] = "asserted",
        [CST_HEDGED] = "hedged",
        [CST_DENIED] = "denied",
    };

    return name_of(names, CST_COUNT(names), (size_t)stance);
}

const char *cst_qualifier_name(cst_qualifier qualifier)
{
    static const char *const names[] = {
        [CST_EXACT] = "exact",
        [CST_BETWEEN] = "between",
        [CST_AT_LEAST] = "at_least",
        [CST_MORE_THAN] = "more_than",
        [CST_AT_MOST] = "at_most",
        [CST_LESS_THAN] = "less_than",
        [CST_ABOUT] = "about",
        [CST_VAGUE] = "vague",
        [CST_UNSPECIFIED] = "unspecified",
    };

    return name_of(names, CST_COUNT(names), (size_t)qualifier);
}
