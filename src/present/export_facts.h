/* present/export_facts: what is told of an incident in one flat row.
 *
 * Formats of maps have one row of attributes a place. This is that row, made
 * once, so that all of them tell the same, under the same names, with the values
 * that present/incident_json.c writes. Names and types are fixed from init on;
 * fill gives the values of one incident, which are valid until the next.
 *
 * Memory: what one incident tells, in an arena that fill resets. CST_NOMEM. */
#ifndef CST_PRESENT_EXPORT_FACTS_H
#define CST_PRESENT_EXPORT_FACTS_H

#include "present/export.h"

typedef enum cst_fact_type {
    CST_FACT_TEXT,
    CST_FACT_INT,
    CST_FACT_REAL, /* as cst_out_real shows it */
    CST_FACT_BOOL,
    CST_FACT_DAY,
    CST_FACT_LIST  /* of texts; p NULL: an empty place in it */
} cst_fact_type;

typedef struct cst_fact {
    const char *name;
    cst_fact_type type;
    bool always;   /* shown as null where it is not told */
    bool told;
    int64_t number; /* INT, BOOL, DAY */
    double real;
    cst_str text;
    const cst_str *list;
    size_t n;
} cst_fact;

#define CST_FACTS_OWN 27       /* of the incident itself */
#define CST_FACT_KINDS 8       /* tolls by kind */
#define CST_FACTS_A_KIND 8
#define CST_FACT_APARTS 2      /* kinds that are also told by status */
#define CST_FACTS_A_STATUS 2
#define CST_FACTS                                                              \
    (CST_FACTS_OWN + CST_FACT_KINDS * CST_FACTS_A_KIND +                       \
     CST_FACT_APARTS * CST_APART_COUNT * CST_FACTS_A_STATUS)

typedef struct cst_facts {
    cst_export *x;
    cst_arena arena;
    const cst_inclusion *inclusion; /* by incident */
    cst_fact at[CST_FACTS];
    size_t n;         /* CST_FACTS */
    bool has_point;   /* and it is on the earth */
    double lat, lon;  /* rounded as cst_out_real does */
} cst_facts;

/* Free in any case. */
cst_status cst_facts_init(cst_facts *f, cst_export *x);
void cst_facts_free(cst_facts *f);
cst_status cst_facts_fill(cst_facts *f, uint32_t incident);
/* By name; NULL: none or not told. */
const cst_fact *cst_facts_find(const cst_facts *f, const char *name);

/* What the whole export rests on: program, codebook, strategy, filters. Texts,
 * told or not. */
#define CST_ABOUT 11
cst_status cst_facts_about(const cst_export *x, cst_arena *arena,
                           cst_fact about[CST_ABOUT]);

/* As members of a JSON object: what is told, or always shown. */
void cst_facts_json(cst_out *o, const cst_fact *facts, size_t n);
/* A list as JSON, in the arena; p NULL: no memory, and the arena says so. */
cst_str cst_facts_list(cst_arena *arena, const cst_fact *fact);
/* Text of a source as a format may hold it: malformed bytes and NUL become
 * U+FFFD. */
cst_str cst_facts_text(const cst_export *x, cst_arena *arena, cst_str s);

#endif
