/* incident/settings: the weights of linking, out of data/incident/link.tsv.
 *
 * Takes the text of that file, gives numbers that are ready to add. A level or
 * number that the program knows and the file does not have is an error: all of
 * what decides stands in the file. CST_SYNTAX (error says the line), CST_NOMEM.
 * Linear. */
#ifndef CST_INCIDENT_SETTINGS_H
#define CST_INCIDENT_SETTINGS_H

#include "base/base.h"

#define CST_LINK_LEVELS(X)                                                     \
    X(TYPE_SAME, "type.same") X(TYPE_FAMILY, "type.family")                    \
    X(TYPE_GENERAL, "type.general") X(TYPE_RELATED, "type.related")            \
    X(TYPE_OTHER, "type.other") X(DATE_AGREE, "date.agree")                    \
    X(DATE_NEIGHBOUR, "date.neighbour") X(DATE_APART, "date.apart")            \
    X(DATE_APART_INFERRED, "date.apart_inferred")                              \
    X(SAME_SITE, "place.same.site") X(SAME_SETTLEMENT, "place.same.settlement")\
    X(SAME_DISTRICT, "place.same.district")                                    \
    X(SAME_PROVINCE, "place.same.province")                                    \
    X(SAME_COUNTRY, "place.same.country")                                      \
    X(SAME_UNKNOWN, "place.same.unknown") X(PLACE_NEAR, "place.near")          \
    X(WITHIN_SETTLEMENT, "place.within.settlement")                            \
    X(WITHIN_DISTRICT, "place.within.district")                                \
    X(WITHIN_PROVINCE, "place.within.province")                                \
    X(WITHIN_COUNTRY, "place.within.country") X(PLACE_SITES, "place.sites")    \
    X(PLACE_SHARED, "place.shared") X(PLACE_UNLIKE, "place.unlike")            \
    X(PLACE_APART, "place.apart") X(DOER_SAME, "perpetrator.same")             \
    X(DOER_OTHER, "perpetrator.other") X(TARGET_SAME, "target.same")           \
    X(TARGET_OTHER, "target.other") X(WEAPON_SAME, "weapon.same")              \
    X(WEAPON_OTHER, "weapon.other") X(TOLL_EQUAL, "toll.equal")                \
    X(TOLL_CLOSE, "toll.close") X(TOLL_GROWN, "toll.grown")                    \
    X(TOLL_FAR, "toll.far") X(TOLL_ABSENT, "toll.absent")                      \
    X(SOURCE_WORDS, "source.words")                    \
    X(SOURCE_TEXT, "source.text") X(SOURCE_CLAIMANT, "source.claimant")

#define CST_LINK_NUMBERS(X)                                                    \
    X(BASE, "base") X(BASE_LASTING, "base.lasting")                            \
    X(THRESHOLD, "threshold") X(NEAR, "near")                                  \
    X(DATE_PERIOD, "date.period") X(DATE_BAR, "date.bar")                      \
    X(DATE_ROUGH, "date.rough") X(DATE_START, "date.start")                    \
    X(DATE_ONGOING, "date.ongoing")                                            \
    X(PLACE_BAR, "place.bar") X(TOLL_SPREAD, "toll.spread")                    \
    X(TOLL_MOST, "toll.most") X(TOLL_NEARLY, "toll.close")                     \
    X(TOLL_GROWTH, "toll.growth") X(TEXT_SHARE, "text.share")                  \
    X(TEXT_SHARE_AGENCY, "text.share_agency") X(TEXT_LEAST, "text.least")

#define CST_LINK_LEVEL_ENUM(name, text) CST_LEVEL_##name,
typedef enum cst_level {
    CST_LINK_LEVELS(CST_LINK_LEVEL_ENUM) CST_LEVEL_COUNT
} cst_level;
#define CST_LINK_NUMBER_ENUM(name, text) CST_NUMBER_##name,
typedef enum cst_number_name {
    CST_LINK_NUMBERS(CST_LINK_NUMBER_ENUM) CST_NUMBER_COUNT
} cst_number_name;

#define CST_TYPES_MAX 64
#define CST_FAMILIES_MAX 32

typedef struct cst_type {
    cst_str code;
    uint8_t family;
    bool lasting;
    bool general; /* says little: another code of the incident is preferred */
} cst_type;

typedef struct cst_link_settings {
    float bits[CST_LEVEL_COUNT];  /* log2(m/u) */
    float share[CST_LEVEL_COUNT]; /* m */
    double number[CST_NUMBER_COUNT];
    cst_type types[CST_TYPES_MAX]; /* [0]: any that is not in the file */
    uint32_t n_types;
    cst_str families[CST_FAMILIES_MAX];
    uint32_t n_families;
    uint8_t between[CST_FAMILIES_MAX][CST_FAMILIES_MAX]; /* cst_level of types */
    CST_VEC(cst_str) sides;
    bool inferred[CST_BASIS_COLLECTION + 1];
    struct cst_spelling { cst_str from, to; } *spellings; /* longest first */
    size_t n_spellings;
    CST_VEC(cst_str) articles;
} cst_link_settings;

/* Strings are views of text, which must live as long. */
cst_status cst_link_settings_parse(cst_arena *arena, cst_str text,
                                   const char *file, cst_error *error,
                                   cst_link_settings *out);
/* Of a type's code; 0 if the file has none such. */
uint8_t cst_link_type(const cst_link_settings *s, cst_str code);
const char *cst_level_name(cst_level level);

#endif
