/* incident/countries: how other datasets call, number and group the countries.
 *
 * Takes the text of data/codebooks/countries.tsv (see its head), gives a country
 * by its ISO code. CST_SYNTAX (error says the line), CST_NOMEM. Linear; a look-up
 * is one binary search. */
#ifndef CST_INCIDENT_COUNTRIES_H
#define CST_INCIDENT_COUNTRIES_H

#include "base/base.h"

typedef struct cst_country {
    cst_str alpha2, alpha3;
    int64_t iso;  /* ISO 3166-1 numeric */
    int64_t gw;   /* Gleditsch and Ward; -1: no state of their list */
    cst_str acled_region, ucdp_region, acled_name, ucdp_name;
} cst_country;

typedef struct cst_countries cst_countries;

/* Strings are views of text, which must live as long. */
cst_status cst_countries_parse(cst_arena *arena, cst_str text, const char *file,
                               cst_error *error, const cst_countries **out);
/* By alpha-2 code in either case; NULL: none. */
const cst_country *cst_countries_find(const cst_countries *t, cst_str alpha2);

#endif
