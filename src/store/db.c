/* store/db: opening, closing, statements, values, errors.
 *
 * Takes a path, gives a handle whose schema is at the version of this program.
 * Statements are prepared when first used and finalized together at the end.
 * Strings are bound by length and not copied: they live until cst_db_end.
 */
#include "store/db.h"

#ifdef CST_STORE

#define APPLICATION 1129534513 /* "CST1", also in sql.c */
#define CORE_VERSION 2         /* of schema_core*.sql, also in sql.c */
#define DERIVED_VERSION "4"    /* of schema_derived.sql */
#define WAIT_MS 10000

/* --------------------------------------------------------------- errors */

cst_status cst_db_status(int rc)
{
    if (rc == SQLITE_IOERR_NOMEM) {
        return CST_NOMEM;
    }
    switch (rc & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return CST_OK;
    case SQLITE_NOMEM:
        return CST_NOMEM;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* a table or column that is not there */
    case SQLITE_MISMATCH:
        return CST_SYNTAX;
    case SQLITE_TOOBIG:
        return CST_LIMIT;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        return CST_BUG;
    default:
        return CST_IO;
    }
}

cst_status cst_db_fail(cst_store *store, cst_status status, cst_error *error)
{
    const char *file = sqlite3_db_filename(store->db, "main");
    int rc = sqlite3_errcode(store->db);

    if (status == CST_OK || status == CST_NOMEM) {
        return cst_fail(error, status, file, 0, 0, "%s",
                        cst_status_text(status));
    }
    return cst_fail(error, status, file, 0, 0, "%s",
                    rc == SQLITE_BUSY ? "another program is writing to it"
                    : rc == SQLITE_OK ? cst_status_text(status)
                                      : sqlite3_errmsg(store->db));
}

/* ----------------------------------------------------------- statements */

cst_row cst_db_start(cst_store *store, cst_sql which)
{
    cst_row r = {store, store->statements[which], 0, SQLITE_OK};

    if (!r.s) {
        r.rc = sqlite3_prepare_v3(store->db, cst_sql_text(which), -1,
                                  SQLITE_PREPARE_PERSISTENT, &r.s, NULL);
        store->statements[which] = r.s;
    }
    return r;
}

static void bound(cst_row *r, int rc)
{
    if (r->rc == SQLITE_OK) {
        r->rc = rc;
    }
}

void cst_db_str(cst_row *r, cst_str s)
{
    r->at++;
    bound(r, s.p ? sqlite3_bind_text64(r->s, r->at, s.p, s.n, SQLITE_STATIC,
                                       SQLITE_UTF8)
                 : sqlite3_bind_null(r->s, r->at));
}

void cst_db_z(cst_row *r, const char *z)
{
    cst_db_str(r, cst_str_of(z));
}

void cst_db_blob(cst_row *r, cst_str s)
{
    r->at++;
    bound(r, s.n ? sqlite3_bind_blob64(r->s, r->at, s.p, s.n, SQLITE_STATIC)
                 : sqlite3_bind_zeroblob(r->s, r->at, 0));
}

void cst_db_int(cst_row *r, int64_t v)
{
    r->at++;
    bound(r, sqlite3_bind_int64(r->s, r->at, v));
}

void cst_db_null(cst_row *r)
{
    r->at++;
    bound(r, sqlite3_bind_null(r->s, r->at));
}

void cst_db_count(cst_row *r, int64_t v)
{
    if (v < 0) {
        cst_db_null(r);
    } else {
        cst_db_int(r, v);
    }
}

void cst_db_real(cst_row *r, double v)
{
    r->at++;
    bound(r, sqlite3_bind_double(r->s, r->at, v));
}

static char *put_digits(char *to, int v, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        to[i] = (char)('0' + v % 10);
        v /= 10;
    }
    return to + width;
}

void cst_db_day(cst_row *r, cst_day day)
{
    char iso[16], *p = iso;
    int y, m, d;

    if (day == 0) {
        cst_db_null(r);
        return;
    }
    cst_day_to_ymd(day, &y, &m, &d);
    if (y < 0) {
        *p++ = '-';
        y = -y;
    }
    p = put_digits(p, y, y > 9999 ? 8 : 4);
    *p++ = '-';
    p = put_digits(p, m, 2);
    *p++ = '-';
    p = put_digits(p, d, 2);
    r->at++;
    bound(r, sqlite3_bind_text(r->s, r->at, iso, (int)(p - iso),
                               SQLITE_TRANSIENT));
}

void cst_db_span(cst_row *r, cst_span span)
{
    if (span.begin >= span.end) {
        cst_db_null(r);
        cst_db_null(r);
        return;
    }
    cst_db_int(r, span.begin);
    cst_db_int(r, span.end);
}

bool cst_db_next(cst_row *r)
{
    if (r->rc != SQLITE_OK) {
        return false;
    }
    r->at = 0;
    r->rc = sqlite3_step(r->s);
    if (r->rc == SQLITE_ROW) {
        r->rc = SQLITE_OK;
        return true;
    }
    return false;
}

bool cst_db_is_null(const cst_row *r)
{
    return sqlite3_column_type(r->s, r->at) == SQLITE_NULL;
}

int64_t cst_db_get_int(cst_row *r, int64_t if_null)
{
    int64_t v = cst_db_is_null(r) ? if_null : sqlite3_column_int64(r->s, r->at);

    r->at++;
    return v;
}

double cst_db_get_real(cst_row *r, double if_null)
{
    double v = cst_db_is_null(r) ? if_null : sqlite3_column_double(r->s, r->at);

    r->at++;
    return v;
}

cst_str cst_db_get_str(cst_row *r)
{
    cst_str s = {NULL, 0};

    if (!cst_db_is_null(r)) {
        s.p = sqlite3_column_blob(r->s, r->at);
        s.n = (size_t)sqlite3_column_bytes(r->s, r->at);
        if (!s.p) { /* an empty one, or no memory for it */
            r->rc = sqlite3_errcode(r->store->db) == SQLITE_NOMEM
                        ? SQLITE_NOMEM
                        : r->rc;
            s.p = "";
            s.n = 0;
        }
    }
    r->at++;
    return s;
}

cst_day cst_db_get_day(cst_row *r)
{
    cst_str s = cst_db_get_str(r), part;
    int64_t y, m, d;
    bool before = s.n && s.p[0] == '-';

    s = cst_str_sub(s, before, s.n);
    if (!cst_str_cut(&s, '-', &part) || !cst_str_to_int(part, &y) ||
        !cst_str_cut(&s, '-', &part) || !cst_str_to_int(part, &m) ||
        !cst_str_to_int(s, &d) || y > 99999999 || m < 1 || m > 12 || d < 1 ||
        d > 31) {
        return 0;
    }
    return cst_day_from_ymd(before ? (int)-y : (int)y, (int)m, (int)d);
}

cst_span cst_db_get_span(cst_row *r)
{
    int64_t begin = cst_db_get_int(r, 0), end = cst_db_get_int(r, 0);

    if (begin < 0 || end < begin || end >= CST_NONE) {
        return (cst_span){0, 0};
    }
    return (cst_span){(uint32_t)begin, (uint32_t)end};
}

cst_str cst_db_keep_str(cst_row *r, cst_arena *arena)
{
    cst_str s = cst_db_get_str(r);

    if (s.p) {
        s.p = cst_arena_copy(arena, s.p, s.n);
        s.n = s.p ? s.n : 0;
    }
    return s;
}

cst_status cst_db_end(cst_row *r)
{
    while (cst_db_next(r)) {
    }
    if (r->s) {
        (void)sqlite3_reset(r->s);
        (void)sqlite3_clear_bindings(r->s);
    }
    return cst_db_status(r->rc);
}

cst_status cst_db_run(cst_store *store, cst_sql which)
{
    cst_row r = cst_db_start(store, which);

    return cst_db_end(&r);
}

/* ----------------------------------------------------------------- open */

static cst_status get_int(cst_store *store, cst_sql which, int64_t *v)
{
    cst_row r = cst_db_start(store, which);

    if (cst_db_next(&r)) {
        *v = cst_db_get_int(&r, 0);
    }
    return cst_db_end(&r);
}

static cst_status run_script(cst_store *store, const char *script)
{
    return cst_db_status(sqlite3_exec(store->db, script, NULL, NULL, NULL));
}

static cst_status derived_is_current(cst_store *store, bool *current)
{
    cst_row r = cst_db_start(store, CST_SQL_GET_SETTING);

    *current = false;
    cst_db_z(&r, "derived");
    if (cst_db_next(&r)) {
        *current = cst_str_is(cst_db_get_str(&r), DERIVED_VERSION);
    }
    return cst_db_end(&r);
}

static cst_status make_derived(cst_store *store)
{
    cst_row r;

    CST_TRY(run_script(store, cst_schema_derived));
    r = cst_db_start(store, CST_SQL_PUT_SETTING);
    cst_db_z(&r, "derived");
    cst_db_z(&r, DERIVED_VERSION);
    return cst_db_end(&r);
}

static cst_status make_core(cst_store *store)
{
    CST_TRY(run_script(store, cst_schema_core));
    return cst_db_run(store, CST_SQL_SET_APPLICATION);
}

/* From whatever version the core has to that of this program. */
static cst_status migrate(cst_store *store)
{
    int64_t version = 0;

    CST_TRY(get_int(store, CST_SQL_GET_VERSION, &version));
    if (version >= CORE_VERSION) {
        return CST_OK;
    }
    CST_TRY(run_script(store, cst_schema_core_2));
    return cst_db_run(store, CST_SQL_SET_VERSION);
}

/* Is this file ours? *empty: nothing is in it yet. */
static cst_status identify(cst_store *store, bool *empty, cst_error *error)
{
    const char *file = sqlite3_db_filename(store->db, "main");
    int64_t application = 0, version = 0, tables = 0;
    cst_status s = get_int(store, CST_SQL_COUNT_TABLES, &tables);

    if (s == CST_OK) {
        s = get_int(store, CST_SQL_GET_APPLICATION, &application);
    }
    if (s == CST_OK) {
        s = get_int(store, CST_SQL_GET_VERSION, &version);
    }
    if (s != CST_OK) {
        return cst_db_fail(store, s, error);
    }
    *empty = tables == 0 && application == 0;
    if (!*empty && application != APPLICATION) {
        return cst_fail(error, CST_SYNTAX, file, 0, 0,
                        "a database of another program");
    }
    if (version > CORE_VERSION) {
        return cst_fail(error, CST_SYNTAX, file, 0, 0,
                        "made by a newer version of this program");
    }
    return CST_OK;
}

static cst_status make_schema(cst_store *store, bool *empty, cst_error *error)
{
    bool current = false;
    cst_status s;

    /* Looked at again under the lock: another writer may have been first. */
    CST_TRY(identify(store, empty, error));
    s = *empty ? make_core(store) : derived_is_current(store, &current);
    if (s == CST_OK) {
        s = migrate(store);
    }
    if (s == CST_OK && !current) {
        s = make_derived(store);
    }
    return s == CST_OK ? s : cst_db_fail(store, s, error);
}

static cst_status ready_to_write(cst_store *store, cst_error *error)
{
    static const cst_sql first[] = {CST_SQL_JOURNAL, CST_SQL_SYNC,
                                    CST_SQL_CHECKPOINT, CST_SQL_CACHE,
                                    CST_SQL_TEMPORARY, CST_SQL_BEGIN};
    bool empty = false;
    cst_status s = CST_OK;

    CST_TRY(identify(store, &empty, error));
    for (size_t i = 0; i < CST_COUNT(first) && s == CST_OK; i++) {
        s = cst_db_run(store, first[i]);
    }
    if (s != CST_OK) {
        return cst_db_fail(store, s, error);
    }
    s = make_schema(store, &empty, error);
    if (s == CST_OK) {
        s = cst_db_run(store, CST_SQL_COMMIT);
        s = s == CST_OK ? s : cst_db_fail(store, s, error);
    }
    if (s != CST_OK) {
        (void)cst_db_run(store, CST_SQL_ROLLBACK);
    }
    return s;
}

static cst_status ready_to_read(cst_store *store, cst_error *error)
{
    const char *file = sqlite3_db_filename(store->db, "main");
    bool empty = false, current = false;
    int64_t version = 0;
    cst_status s;

    CST_TRY(identify(store, &empty, error));
    if (empty) {
        return cst_fail(error, CST_SYNTAX, file, 0, 0,
                        "nothing was ever stored in it");
    }
    s = get_int(store, CST_SQL_GET_VERSION, &version);
    if (s == CST_OK) {
        s = derived_is_current(store, &current);
    }
    if (s != CST_OK) {
        return cst_db_fail(store, s, error);
    }
    if (!current || version < CORE_VERSION) {
        return cst_fail(error, CST_SYNTAX, file, 0, 0,
                        "records of another version: read the sources again");
    }
    return CST_OK;
}

static cst_status ready(cst_store *store, uint32_t wait_ms, cst_error *error)
{
    cst_status s;

    (void)sqlite3_extended_result_codes(store->db, 1);
    (void)sqlite3_busy_timeout(store->db,
                               wait_ms && wait_ms <= INT32_MAX ? (int)wait_ms
                                                               : WAIT_MS);
    /* A damaged file must not make SQLite run what it names. */
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0,
                            NULL);
    s = cst_db_run(store, CST_SQL_FOREIGN_KEYS);
    if (s != CST_OK) {
        return cst_db_fail(store, s, error);
    }
    return store->writer ? ready_to_write(store, error)
                         : ready_to_read(store, error);
}

static bool options_ok(const cst_store_options *o)
{
    return !o || (o->size >= sizeof(*o) && o->flags <= CST_STORE_WRITE &&
                  (!o->allocator ||
                   (o->allocator->alloc && o->allocator->release)));
}

static void close_database(cst_store *store)
{
    for (size_t i = 0; i < CST_SQL_COUNT; i++) {
        (void)sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    (void)sqlite3_close(store->db);
    store->db = NULL;
}

static cst_status open_database(cst_store *s, const char *path,
                                const cst_store_options *options,
                                cst_error *error)
{
    int flags = s->writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                          : SQLITE_OPEN_READONLY;
    int rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (rc != SQLITE_OK) {
        return cst_fail(error, cst_db_status(rc), path, 0, 0, "%s",
                        sqlite3_errstr(rc));
    }
    return ready(s, options ? options->wait_ms : 0, error);
}

/* A writer was killed before the file had its write-ahead log, and what it
 * had begun must be rolled back, which a reader may not. */
static bool left_unfinished(const cst_store *s)
{
    return (sqlite3_extended_errcode(s->db) & 0xFF) == SQLITE_READONLY;
}

/* Any read of one who may write does it. If it cannot be done, the next open
 * says so. */
static void finish_unfinished(cst_store *s, const char *path)
{
    int64_t tables;

    if (sqlite3_open_v2(path, &s->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL) == SQLITE_OK) {
        (void)sqlite3_busy_timeout(s->db, WAIT_MS);
        (void)get_int(s, CST_SQL_COUNT_TABLES, &tables);
    }
    close_database(s);
}

cst_status cst_store_open(const char *path, const cst_store_options *options,
                          cst_error *error, cst_store **store)
{
    const cst_allocator *allocator = options ? options->allocator : NULL;
    cst_store *s;
    cst_status status;

    if (!path || !*path || !store || !options_ok(options)) {
        return cst_fail(error, CST_ARG, path, 0, 0, "store options");
    }
    s = cst_mem_alloc(allocator, 1, sizeof(*s));
    if (!s) {
        return cst_fail(error, CST_NOMEM, path, 0, 0, "out of memory");
    }
    s->allocator = allocator;
    s->writer = options && options->flags == CST_STORE_WRITE;
    status = open_database(s, path, options, error);
    if (status != CST_OK && !s->writer && left_unfinished(s)) {
        close_database(s);
        finish_unfinished(s, path);
        status = open_database(s, path, options, error);
    }
    if (status != CST_OK) {
        cst_store_close(s);
        return status;
    }
    *store = s;
    return CST_OK;
}

cst_status cst_db_geopackage(cst_store **store)
{
    cst_store *s = cst_mem_alloc(NULL, 1, sizeof(*s));
    cst_status status;

    if (!s) {
        return CST_NOMEM;
    }
    status = cst_db_status(sqlite3_open_v2(
        ":memory:", &s->db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
    if (status == CST_OK) {
        status = run_script(s, cst_schema_geopackage);
    }
    if (status == CST_OK) {
        status = cst_db_run(s, CST_SQL_HOLD);
    }
    if (status != CST_OK) {
        cst_store_close(s);
        return status;
    }
    *store = s;
    return CST_OK;
}

void cst_store_close(cst_store *store)
{
    if (!store) {
        return;
    }
    close_database(store);
    cst_store_set_filter(store, NULL);
    cst_mem_free(store->allocator, store);
}

void cst_store_set_filter(cst_store *store, const cst_store_filter *filter)
{
    if (store->filter.user) {
        store->filter.release(store->filter.user);
    }
    memset(&store->filter, 0, sizeof(store->filter));
    if (filter) {
        store->filter = *filter;
    }
}

void *cst_store_filter_user(const cst_store *store)
{
    return store->filter.user;
}

#endif
