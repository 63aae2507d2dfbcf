/* store/merge: what another store holds, into this one.
 *
 * Takes a path; both files take part in one transaction of SQLite, so that a
 * failure leaves this one as it was. Payloads and paths first, then the records
 * of the documents that are new here, row by row as they are there.
 */
#include "store/db.h"

#ifdef CST_STORE

static cst_status count_of(cst_store *store, cst_sql which, uint64_t *n)
{
    CST_TRY(cst_db_run(store, which));
    *n += (uint64_t)sqlite3_changes(store->db);
    return CST_OK;
}

static cst_status run_all(cst_store *store, const cst_sql *which, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        CST_TRY(cst_db_run(store, which[i]));
    }
    return CST_OK;
}

static cst_status same_bytes(cst_store *store, cst_error *error)
{
    cst_row r = cst_db_start(store, CST_SQL_MERGE_OTHER_BYTES);
    bool differ = cst_db_next(&r);

    CST_TRY(cst_db_end(&r));
    return differ ? cst_fail(error, CST_LIMIT, "", 0, 0,
                             "two payloads have one id")
                  : CST_OK;
}

static cst_status merge_payloads(cst_store *store, cst_store_merged *merged,
                                 cst_error *error)
{
    static const cst_sql rest[] = {CST_SQL_MERGE_WHOLE,
                                   CST_SQL_MERGE_NOW_WHOLE,
                                   CST_SQL_MERGE_STAND_INS};

    CST_TRY(same_bytes(store, error));
    CST_TRY(count_of(store, CST_SQL_MERGE_PAYLOADS, &merged->payloads));
    return run_all(store, rest, CST_COUNT(rest));
}

static cst_status run_named(cst_store *store, cst_sql which, const char *name)
{
    cst_row r = cst_db_start(store, which);

    cst_db_z(&r, name);
    return cst_db_end(&r);
}

static cst_status merge_sources(cst_store *store, const char *name,
                                cst_store_merged *merged)
{
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_REPLACED));
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_FORGET_CLASHES));
    CST_TRY(count_of(store, CST_SQL_MERGE_FIND_CLASHES, &merged->renamed));
    CST_TRY(run_named(store, CST_SQL_MERGE_RENAMED_BEFORE, name));
    CST_TRY(run_named(store, CST_SQL_MERGE_RENAMED, name));
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_SOURCES));
    return cst_db_run(store, CST_SQL_MERGE_OLD_SOURCES);
}

static cst_status merge_records(cst_store *store, cst_store_merged *merged)
{
    static const cst_sql tables[] = {
        CST_SQL_MERGE_DOCUMENTS,
        CST_SQL_MERGE_CREDITS,
        CST_SQL_MERGE_ZONES,
        CST_SQL_MERGE_RECORDS,
        CST_SQL_MERGE_HARMS,
        CST_SQL_MERGE_DAMAGES,
        CST_SQL_MERGE_CLAIMANTS,
        CST_SQL_MERGE_HAPPENEDS,
        CST_SQL_MERGE_PLACES,
        CST_SQL_MERGE_PARTYS,
        CST_SQL_MERGE_EVIDENCES,
        CST_SQL_MERGE_NAMES,
        CST_SQL_MERGE_NOTES,
        CST_SQL_MERGE_PRINTS};

    CST_TRY(cst_db_run(store, CST_SQL_MERGE_FORGET_TAKEN));
    CST_TRY(count_of(store, CST_SQL_MERGE_FIND_TAKEN, &merged->documents));
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_IMPORTED));
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_DROP));
    CST_TRY(run_all(store, tables, CST_COUNT(tables)));
    return cst_db_run(store, CST_SQL_MERGE_UNNAMED);
}

static cst_status merge_all(cst_store *store, const char *name,
                            cst_store_merged *merged, cst_error *error)
{
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_TAKEN));
    CST_TRY(cst_db_run(store, CST_SQL_MERGE_CLASHES));
    CST_TRY(cst_db_run(store, CST_SQL_BEGIN));
    CST_TRY(merge_payloads(store, merged, error));
    CST_TRY(merge_sources(store, name, merged));
    CST_TRY(merge_records(store, merged));
    CST_TRY(cst_forget_incidents(store));
    return cst_db_run(store, CST_SQL_COMMIT);
}

static cst_status merge_attached(cst_store *store, const char *name,
                                 cst_store_merged *merged, cst_error *error)
{
    cst_error detail;
    cst_status s;

    memset(&detail, 0, sizeof(detail));
    s = merge_all(store, name, merged, &detail);
    if (s == CST_OK) {
        return s;
    }
    if (error && detail.status != CST_OK) {
        *error = detail;
    } else {
        (void)cst_db_fail(store, s, error);
    }
    if (!sqlite3_get_autocommit(store->db)) {
        (void)cst_db_run(store, CST_SQL_ROLLBACK);
    }
    return s;
}

/* Is it a store, and of this version? It is not made if it is not there. */
static cst_status look_at(const char *path, cst_error *error)
{
    cst_store *other = NULL;
    cst_status s = cst_store_open(path, NULL, error, &other);

    cst_store_close(other);
    return s;
}

cst_status cst_store_merge(cst_store *into, const char *path,
                           cst_store_merged *merged, cst_error *error)
{
    cst_store_merged sum = {0, 0, 0};
    cst_status s;

    if (!into || !into->writer || !path || !*path) {
        return cst_fail(error, CST_ARG, "", 0, 0, "not open to write");
    }
    CST_TRY(look_at(path, error));
    s = run_named(into, CST_SQL_ATTACH, path);
    if (s != CST_OK) {
        return cst_db_fail(into, s, error);
    }
    s = merge_attached(into, path, &sum, error);
    if (s == CST_OK && merged) {
        *merged = sum;
    }
    (void)cst_db_run(into, CST_SQL_DETACH);
    return s;
}

#endif
