/* store: the database underneath. Internal.
 *
 * A statement is one of those in sql.h, prepared once and kept; values are
 * bound and fetched one after the other. No text is ever pasted into SQL
 * (tools/check_sql.py). */
#ifndef CST_DB_H
#define CST_DB_H

#include "base/base.h"
#include "store/sql.h"
#include "store/store.h"

#include <sqlite3.h>

struct cst_store {
    const cst_allocator *allocator;
    sqlite3 *db;
    sqlite3_stmt *statements[CST_SQL_COUNT];
    bool writer;
    cst_store_filter filter;
};

/* A statement in use: values are bound, then fetched, in order. The first
 * failure sticks. */
typedef struct cst_row {
    cst_store *store;
    sqlite3_stmt *s;
    int at; /* last parameter bound or next column to fetch */
    int rc;
} cst_row;

cst_row cst_db_start(cst_store *store, cst_sql which);
void cst_db_str(cst_row *r, cst_str s); /* p NULL = NULL */
void cst_db_z(cst_row *r, const char *z);
void cst_db_blob(cst_row *r, cst_str s);
void cst_db_int(cst_row *r, int64_t v);
/* NULL if v is negative. */
void cst_db_count(cst_row *r, int64_t v);
void cst_db_real(cst_row *r, double v);
void cst_db_null(cst_row *r);
void cst_db_day(cst_row *r, cst_day day); /* 0 = NULL */
void cst_db_span(cst_row *r, cst_span span); /* two; empty = NULL */

/* The next row; false at the end or on failure. */
bool cst_db_next(cst_row *r);
bool cst_db_is_null(const cst_row *r);
int64_t cst_db_get_int(cst_row *r, int64_t if_null);
double cst_db_get_real(cst_row *r, double if_null);
/* Valid until the row moves on. p NULL for NULL. */
cst_str cst_db_get_str(cst_row *r);
cst_day cst_db_get_day(cst_row *r);
cst_span cst_db_get_span(cst_row *r);
/* Into the arena, which fails when memory runs out. */
cst_str cst_db_keep_str(cst_row *r, cst_arena *arena);

/* Run through to the end, and give the statement back. Must be called for each
 * that was started. */
cst_status cst_db_end(cst_row *r);

/* Run a statement without parameters. */
cst_status cst_db_run(cst_store *store, cst_sql which);
/* What a result code of SQLite means to callers. */
cst_status cst_db_status(int rc);
/* Fill *error from the database's last message; returns status. */
cst_status cst_db_fail(cst_store *store, cst_status status, cst_error *error);

/* A database in memory with the empty tables of schema_geopackage.sql, and a
 * transaction begun. Close with cst_store_close. */
cst_status cst_db_geopackage(cst_store **store);

/* Parts of a writing transaction: what linking compares of a document; and that
 * incidents are as they were no more. */
cst_status cst_put_print(cst_store *store, const cst_document *doc);
cst_status cst_forget_incidents(cst_store *store);

/* The schemas, made from the .sql files by the build. NUL-terminated. */
extern const char cst_schema_core[];
extern const char cst_schema_core_2[]; /* what version 2 adds */
extern const char cst_schema_derived[];
extern const char cst_schema_geopackage[]; /* of a database of its own */

#endif
