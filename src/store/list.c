/* store/list: walks over the store: documents, paths, payloads, lines.
 *
 * Takes a callback, gives it one row after the other. A callback may call the
 * store again, but not the same walk.
 */
#include "store/store.h"

#include "store/db.h"

#ifdef CST_STORE

#define ID_LENGTH 16u
#define PREFIX_MIN 4u

static void copy_hex(char *to, size_t cap, cst_str s)
{
    memset(to, 0, cap);
    if (s.n < cap) {
        memcpy(to, s.p, s.n);
    }
}

static cst_str or_null(cst_str s)
{
    return s.n ? s : (cst_str){NULL, 0};
}

static void get_entry(cst_row *r, cst_store_entry *e)
{
    copy_hex(e->id, sizeof(e->id), cst_db_get_str(r));
    copy_hex(e->sha256, sizeof(e->sha256), cst_db_get_str(r));
    e->path = cst_db_get_str(r);
    e->entry = or_null(cst_db_get_str(r));
    e->title = cst_db_get_str(r);
    e->outlet = cst_db_get_str(r);
    e->bytes = (uint64_t)cst_db_get_int(r, 0);
    e->events = (uint32_t)cst_db_get_int(r, 0);
    e->harms = (uint32_t)cst_db_get_int(r, 0);
    e->damages = (uint32_t)cst_db_get_int(r, 0);
    e->notes = (uint32_t)cst_db_get_int(r, 0);
}

/* Ends a walk: what is left of it is not looked at. */
static cst_status finish(cst_store *store, cst_row *r, cst_error *error)
{
    cst_status s = cst_db_status(r->rc);

    if (s != CST_OK) {
        (void)cst_db_fail(store, s, error);
    }
    r->rc = r->rc == SQLITE_OK ? SQLITE_DONE : r->rc;
    (void)cst_db_end(r);
    return s;
}

cst_status cst_store_documents(cst_store *store, cst_store_entry_fn fn,
                               void *user, cst_error *error)
{
    cst_row r;

    if (!store || !fn) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    r = cst_db_start(store, CST_SQL_ALL_DOCUMENTS);
    while (cst_db_next(&r)) {
        cst_store_entry entry;

        get_entry(&r, &entry);
        if (fn(user, &entry) != 0) {
            break;
        }
    }
    return finish(store, &r, error);
}

/* ----------------------------------------------------------------- find */

static bool is_hex(cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!((s.p[i] >= '0' && s.p[i] <= '9') ||
              (s.p[i] >= 'a' && s.p[i] <= 'f'))) {
            return false;
        }
    }
    return s.n >= PREFIX_MIN && s.n <= ID_LENGTH;
}

/* How many rows (two at most) there are; the first goes to id. */
static cst_status find_by(cst_store *store, cst_sql which, cst_str name,
                          char id[17], size_t *n)
{
    cst_row r = cst_db_start(store, which);

    *n = 0;
    cst_db_str(&r, name);
    while (cst_db_next(&r)) {
        if ((*n)++ == 0) {
            copy_hex(id, ID_LENGTH + 1, cst_db_get_str(&r));
        }
    }
    return cst_db_end(&r);
}

cst_status cst_store_find(cst_store *store, const char *name, char id[17],
                          cst_error *error)
{
    cst_str s = cst_str_of(name);
    char found[ID_LENGTH + 1] = "";
    cst_status status;
    size_t n;

    if (!store || !name || !id) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    status = find_by(store, CST_SQL_FIND_PATH, s, found, &n);
    if (status == CST_OK && n == 0 && is_hex(s)) {
        status = find_by(store, CST_SQL_FIND_ID, s, found, &n);
    }
    if (status != CST_OK) {
        return cst_db_fail(store, status, error);
    }
    if (n != 1) {
        return cst_fail(error, n ? CST_LIMIT : CST_NOTFOUND, name, 0, 0,
                        n ? "several documents are named so"
                          : "no such document in the store");
    }
    memcpy(id, found, sizeof(found));
    return CST_OK;
}

/* ---------------------------------------------------------------- walks */

static cst_str shown(const cst_store *store, cst_str path)
{
    const cst_store_filter *f = &store->filter;

    return f->user && path.p ? f->address(f->user, path) : path;
}

cst_status cst_store_paths(cst_store *store, const char *id,
                           cst_store_path_fn fn, void *user, cst_error *error)
{
    cst_row r;

    if (!store || !id || !fn) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    r = cst_db_start(store, CST_SQL_GET_SOURCES);
    cst_db_z(&r, id);
    while (cst_db_next(&r)) {
        cst_str path = shown(store, cst_db_get_str(&r));

        if (fn(user, path, shown(store, or_null(cst_db_get_str(&r)))) != 0) {
            break;
        }
    }
    return finish(store, &r, error);
}

/* Strings come from the database without a NUL behind them. */
static const char *zeroed(cst_row *r, cst_arena *arena)
{
    cst_str s = cst_db_keep_str(r, arena);

    return s.n ? s.p : NULL;
}

cst_status cst_store_payload(cst_store *store, const char *id,
                             cst_store_payload_fn fn, void *user,
                             cst_error *error)
{
    cst_read_options options = {.size = sizeof(options)};
    cst_arena arena;
    cst_status s;
    cst_row r;
    bool found;

    if (!store || !id || !fn) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    cst_arena_init(&arena, store->allocator, 0);
    r = cst_db_start(store, CST_SQL_GET_PAYLOAD);
    cst_db_z(&r, id);
    found = cst_db_next(&r);
    if (found) {
        cst_str bytes = cst_db_get_str(&r);

        options.path = zeroed(&r, &arena);
        options.entry = zeroed(&r, &arena);
        options.published = zeroed(&r, &arena);
        options.format = (uint32_t)cst_db_get_int(&r, CST_INPUT_AUTO);
        if (!cst_arena_failed(&arena)) {
            fn(user, bytes, &options);
        }
    }
    s = finish(store, &r, error);
    if (s == CST_OK && cst_arena_failed(&arena)) {
        s = cst_fail(error, CST_NOMEM, "", 0, 0, "out of memory");
    }
    cst_arena_free(&arena);
    return s == CST_OK && !found
               ? cst_fail(error, CST_NOTFOUND, id, 0, 0,
                          "no such document in the store")
               : s;
}

cst_status cst_stored_lines(cst_store *store, const char *id, cst_line_fn fn,
                            void *user)
{
    cst_row r = cst_db_start(store, CST_SQL_GET_LINES);

    cst_db_z(&r, id);
    while (cst_db_next(&r)) {
        cst_str line = cst_db_get_str(&r);

        if (fn(user, line, cst_db_get_str(&r)) != 0) {
            break;
        }
    }
    return finish(store, &r, NULL);
}

cst_status cst_store_each_payload(cst_store *store, cst_each_payload_fn fn,
                                  void *user)
{
    cst_row r = cst_db_start(store, CST_SQL_ALL_PAYLOADS);

    while (cst_db_next(&r)) {
        cst_str id = cst_db_get_str(&r), sha256 = cst_db_get_str(&r);
        cst_str bytes = cst_db_get_str(&r);
        bool current = cst_db_get_int(&r, 0) != 0;

        if (fn(user, id, sha256, bytes, current,
               cst_db_get_int(&r, 0) != 0) != 0) {
            break;
        }
    }
    return finish(store, &r, NULL);
}

cst_status cst_store_imported(cst_store *store, cst_store_lines_fn fn,
                              void *user, cst_error *error)
{
    cst_row r;

    if (!store || !fn) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    r = cst_db_start(store, CST_SQL_ALL_IMPORTED);
    while (cst_db_next(&r)) {
        char id[ID_LENGTH + 1];

        copy_hex(id, sizeof(id), cst_db_get_str(&r));
        if (fn(user, id, cst_db_get_str(&r)) != 0) {
            break;
        }
    }
    return finish(store, &r, error);
}

cst_status cst_store_check_database(cst_store *store, cst_damage_fn fn,
                                    void *user)
{
    cst_row r = cst_db_start(store, CST_SQL_CHECK_DATABASE);

    while (cst_db_next(&r)) {
        cst_str text = cst_db_get_str(&r);

        if (!cst_str_is(text, "ok")) {
            fn(user, text);
        }
    }
    CST_TRY(cst_db_end(&r));
    r = cst_db_start(store, CST_SQL_CHECK_KEYS);
    while (cst_db_next(&r)) {
        fn(user, cst_db_get_str(&r));
    }
    return cst_db_end(&r);
}

cst_status cst_store_count(cst_store *store, const char *id, uint64_t *records,
                           uint64_t *spans)
{
    cst_row r = cst_db_start(store, CST_SQL_COUNT_RECORDS);

    cst_db_z(&r, id);
    if (cst_db_next(&r)) {
        *records += (uint64_t)cst_db_get_int(&r, 0);
        *spans += (uint64_t)cst_db_get_int(&r, 0);
    }
    return cst_db_end(&r);
}

cst_status cst_store_fail(cst_store *store, cst_status status,
                          cst_error *error)
{
    return cst_db_fail(store, status, error);
}

bool cst_store_may_write(const cst_store *store)
{
    return store->writer;
}

const cst_allocator *cst_store_allocator(const cst_store *store)
{
    return store->allocator;
}

#endif
