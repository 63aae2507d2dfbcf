/* present/export_tables: the tables of the csv format and their descriptor.
 *
 * One list of columns serves the header of a file and its schema, so that they
 * cannot part. docs/EXPORTS.md has the same lists. */
#ifndef CST_PRESENT_EXPORT_TABLES_H
#define CST_PRESENT_EXPORT_TABLES_H

#include "present/csv.h"
#include "present/export.h"

typedef struct cst_table_column {
    const char *name;
    char type;        /* s string, i integer, n number, b boolean, d date */
    bool required;    /* no cell is empty */
    const char *what; /* it says, in English */
} cst_table_column;

/* The field (two for a key of two) names rows of another table, or of its own
 * (""), by their id. */
typedef struct cst_table_link {
    const char *field, *table;
} cst_table_link;

typedef struct cst_table {
    const char *name, *file, *title;
    const cst_table_column *columns; /* the last has no name */
    const char *key[3];              /* NULL at the end */
    cst_table_link links[7];         /* no field at the end */
} cst_table;

enum {
    CST_TABLE_INCIDENTS, CST_TABLE_TOLLS, CST_TABLE_CLAIMS,
    CST_TABLE_DOCUMENTS, CST_TABLE_SOURCES, CST_TABLE_OVERLAP,
    CST_TABLE_TOTALS, CST_TABLE_COUNT
};
extern const cst_table cst_tables[CST_TABLE_COUNT];

/* Begin its file with the row of names. */
void cst_table_begin(cst_export *x, int table);
/* datapackage.json, once all tables are written. */
void cst_table_package(cst_export *x);

/* --------------------------------------------- shared by the row writers */

/* A claimant or an outlet over all incidents. */
typedef struct cst_table_source {
    char id[17];
    cst_sym name, type, side;
    bool own;
    uint32_t incidents;
} cst_table_source;

typedef struct cst_tables_run {
    cst_export *x;
    const uint32_t *input_of; /* by harm: index of tolls.inputs, or CST_NONE */
    const uint32_t *source_of; /* by voice of the tolls: index of sources */
    cst_intern keys;           /* of sources */
    CST_VEC(cst_table_source) sources;
} cst_tables_run;

cst_status cst_table_find_sources(cst_tables_run *r);
void cst_table_claims_of(cst_tables_run *r, const cst_document *doc,
                         uint32_t document);
void cst_table_sources(cst_tables_run *r);
cst_status cst_table_overlap(cst_tables_run *r);
/* The id of a claim: document, slash, label; empty where it is not exported. */
void cst_table_claim(cst_export *x, uint32_t harm);
void cst_table_sym(cst_export *x, cst_sym s);
void cst_table_names(cst_export *x, cst_slice names);

#endif
