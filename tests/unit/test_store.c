/* Unit tests of the store: what goes in comes out, paths that change, damage of
 * every kind, memory that runs out, two writers. */
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define DB CST_BUILD_DIR "/test_store.db"

static const char report[] =
    "Trois soldats tu\xC3\xA9s dans une attaque \xC3\xA0 Gao\n\n"
    "Publi\xC3\xA9 le 12 mars 2019 \xC3\xA0 14h05\n\n"
    "Une bombe a explos\xC3\xA9 lundi pr\xC3\xA8s du march\xC3\xA9 de Gao, tuant "
    "trois soldats et blessant au moins douze civils, dont quatre enfants, "
    "selon l'arm\xC3\xA9""e. Deux maisons ont \xC3\xA9t\xC3\xA9 "
    "d\xC3\xA9truites.\n\n"
    "Le bilan est ensuite mont\xC3\xA9 \xC3\xA0 cinq morts, d'apr\xC3\xA8s un "
    "m\xC3\xA9""decin joint par l'AFP. Un groupe arm\xC3\xA9 a revendiqu\xC3\xA9 "
    "l'attentat. La veille, un raid a\xC3\xA9rien avait fait 20 morts.\n";
static const char other[] =
    "Sept civils ont \xC3\xA9t\xC3\xA9 tu\xC3\xA9s mardi \xC3\xA0 Alep.\n";
static const char page[] =
    "<html><head><title>Gao</title></head><body><article><h1>Attaque</h1>"
    "<p>L'attaque de Gao a fait <b>3</b>&nbsp;morts et sept bless&eacute;s, "
    "selon la <i>police</i>.</p></article></body></html>";
static const char latin[] = "Deux soldats ont \xE9t\xE9 tu\xE9s \xE0 Gao.\n";

/* --------------------------------------------------------------- helpers */

static void fresh(void)
{
    unlink(DB);
    unlink(DB "-wal");
    unlink(DB "-shm");
}

static cst_store *open_flags(uint32_t flags, cst_status expected)
{
    const cst_store_options o = {.size = sizeof(o), .flags = flags,
                                 .wait_ms = 50};
    cst_store *store = NULL;
    cst_error error = {.status = CST_OK};
    cst_status s = cst_store_open(DB, &o, &error, &store);

    if (s != expected) {
        fail_msg("open: %s: %s", cst_status_text(s), error.text);
    }
    if (s != CST_OK) {
        assert_int_equal(error.status, s);
        assert_true(error.text[0] != '\0');
    }
    return store;
}

static cst_document *read_bytes(const char *bytes, size_t n, const char *path)
{
    const cst_read_options o = {.size = sizeof(o), .path = path};
    cst_document *d = NULL;

    assert_int_equal(cst_read(worker, bytes, n, &o, &d), CST_OK);
    return d;
}

static cst_document *read_text(const char *text, const char *path)
{
    return read_bytes(text, strlen(text), path);
}

static void put(cst_store *store, const cst_document *d,
                const char *const *also, size_t n_also)
{
    const cst_store_source source = {.size = sizeof(source), .also = also,
                                     .n_also = n_also};
    cst_error error = {.status = CST_OK};

    if (cst_store_put(store, d, &source, &error) != CST_OK) {
        fail_msg("put: %s", error.text);
    }
}

/* Reads, stores, forgets; gives the id. */
static const char *put_text(cst_store *store, const char *text,
                            const char *path)
{
    static char id[17];
    cst_document *d = read_text(text, path);

    put(store, d, NULL, 0);
    memcpy(id, cst_document_get_info(d)->id, sizeof(id));
    cst_document_free(d);
    return id;
}

typedef struct text {
    char bytes[65536];
    size_t n;
} text;

static int take(void *user, const char *bytes, size_t n)
{
    text *t = user;

    if (n > sizeof(t->bytes) - t->n - 1) {
        return -1;
    }
    memcpy(t->bytes + t->n, bytes, n);
    t->n += n;
    t->bytes[t->n] = '\0';
    return 0;
}

static void same_output(cst_store *store, const cst_document *d,
                        cst_writer_options *o)
{
    static text a, b, c;
    const char *id = cst_document_get_info(d)->id;
    cst_document *again = NULL;
    cst_error error = {.status = CST_OK};

    a.n = b.n = c.n = 0;
    assert_int_equal(cst_write_document(d, o, take, &a), CST_OK);
    assert_int_equal(cst_store_write_document(store, id, o, take, &b, &error),
                     CST_OK);
    assert_string_equal(b.bytes, a.bytes);
    assert_int_equal(cst_store_document(store, id, &error, &again), CST_OK);
    assert_int_equal(cst_write_document(again, o, take, &c), CST_OK);
    assert_string_equal(c.bytes, a.bytes);
    assert_int_equal(cst_document_text(again).n, cst_document_text(d).n);
    cst_document_free(again);
}

typedef struct findings {
    size_t n, payload, source, record, database, missing;
} findings;

static void note_finding(void *user, const cst_store_finding *f)
{
    findings *x = user;

    x->n += !f->harmless;
    x->payload += strcmp(f->code, "payload") == 0;
    x->source += strcmp(f->code, "source") == 0;
    x->record += strcmp(f->code, "record") == 0;
    x->database += strcmp(f->code, "database") == 0;
    x->missing += strcmp(f->code, "missing") == 0;
}

static findings verify(cst_store *store, cst_store_fetch_fn fetch)
{
    const cst_store_verify_options o = {.size = sizeof(o), .fetch = fetch};
    cst_store_report seen;
    cst_error error = {.status = CST_OK};
    findings f = {0};

    if (cst_store_verify(store, &o, note_finding, &f, &seen, &error) !=
        CST_OK) {
        fail_msg("verify: %s", error.text);
    }
    assert_int_equal(seen.different, f.n);
    assert_int_equal(seen.missing, f.missing);
    return f;
}

/* As somebody who edits the file with another program. */
static void tamper(const char *statement)
{
    sqlite3 *db;
    char *why = NULL;

    assert_int_equal(sqlite3_open(DB, &db), SQLITE_OK);
    if (sqlite3_exec(db, statement, NULL, NULL, &why) != SQLITE_OK) {
        fail_msg("%s", why);
    }
    sqlite3_close(db);
}

static int64_t ask(const char *statement)
{
    sqlite3 *db;
    sqlite3_stmt *s;
    int64_t v;

    assert_int_equal(sqlite3_open(DB, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, statement, -1, &s, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    v = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return v;
}

/* ------------------------------------------------------- what is put in */

static void comes_out_as_it_went_in(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *path;
    } cases[] = {
        {report, sizeof(report) - 1, "a/report.txt"},
        {page, sizeof(page) - 1, "page.html"},
        {latin, sizeof(latin) - 1, "latin.txt"},
        {"", 0, "empty.txt"},
        {"Trois morts \0 \x01\x02\xFF\xC3 \xE2\x82\n", 20, "bad.txt"},
        {other, sizeof(other) - 1, "\"],\"sha256\":\\\n\t\x01.txt"},
        {other, sizeof(other) - 2, "not-utf8-\xFF\xC3.txt"},
        {other, sizeof(other) - 3, "-"},
    };
    cst_writer_options jsonl = {.size = sizeof(jsonl),
                                .format = CST_FORMAT_JSONL};
    cst_writer_options table = {.size = sizeof(table), .color = true,
                                .format = CST_FORMAT_TABLE, .width = 60};
    cst_store *store;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        cst_document *d = read_bytes(cases[i].bytes, cases[i].n,
                                     cases[i].path);

        put(store, d, NULL, 0);
        put(store, d, NULL, 0);
        same_output(store, d, &jsonl);
        same_output(store, d, &table);
        cst_document_free(d);
    }
    assert_int_equal(verify(store, NULL).n, 0);
    cst_store_close(store);
}

static void has_records_and_keys(void **state)
{
    cst_store *store;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    put_text(store, report, "a");
    cst_store_close(store);
    assert_true(ask("SELECT count(*) FROM record") >= 4);
    assert_int_equal(ask("SELECT count(*) FROM record WHERE record = 'harm'"),
                     ask("SELECT count(*) FROM harm"));
    assert_int_equal(ask("SELECT count(*) FROM record AS r JOIN payload AS p "
                         "USING (document) WHERE r.key_begin < r.key_end AND "
                         "r.key_end <= p.size"),
                     ask("SELECT count(*) FROM record"));
    /* Evidence is the payload's bytes. */
    assert_int_equal(ask("SELECT count(*) FROM evidence JOIN payload USING "
                         "(document) WHERE CAST(text AS BLOB) <> substr(bytes,"
                         " begin_at + 1, end_at - begin_at)"),
                     0);
}

static int count_entry(void *user, const cst_store_entry *e)
{
    (void)e;
    ++*(size_t *)user;
    return 0;
}

static size_t documents(cst_store *store)
{
    size_t n = 0;

    assert_int_equal(cst_store_documents(store, count_entry, &n, NULL), CST_OK);
    return n;
}

static cst_status find(cst_store *store, const char *name)
{
    char id[17];

    return cst_store_find(store, name, id, NULL);
}

static void take_payload(void *user, cst_str bytes,
                         const cst_read_options *options)
{
    text *t = user;

    assert_true(options->size == sizeof(*options));
    t->n = 0;
    assert_int_equal(take(t, bytes.p, bytes.n), 0);
}

static void a_changed_file_replaces_its_records(void **state)
{
    static text payload;
    char first[17], second[17];
    cst_store *store;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    memcpy(first, put_text(store, report, "a.txt"), sizeof(first));
    memcpy(second, put_text(store, other, "a.txt"), sizeof(second));
    assert_int_equal(documents(store), 1);
    assert_int_equal(find(store, first), CST_NOTFOUND);
    assert_int_equal(find(store, second), CST_OK);
    assert_int_equal(cst_store_payload(store, first, take_payload, &payload,
                                       NULL), CST_OK);
    assert_string_equal(payload.bytes, report);
    assert_int_equal(verify(store, NULL).n, 0);
    assert_int_equal(ask("SELECT count(*) FROM record WHERE document NOT IN "
                         "(SELECT document FROM source WHERE current = 1)"),
                     0);
    /* And back again. */
    put_text(store, report, "a.txt");
    assert_int_equal(documents(store), 1);
    assert_int_equal(find(store, first), CST_OK);
    assert_int_equal(ask("SELECT count(*) FROM source"), 2);
    assert_int_equal(ask("SELECT count(*) FROM payload"), 2);
    cst_store_close(store);
}

static void paths_of_one_payload(void **state)
{
    static const char *const also[] = {"b.txt", "c.txt"};
    static text lines;
    cst_writer_options jsonl = {.size = sizeof(jsonl),
                                .format = CST_FORMAT_JSONL, .also = also,
                                .n_also = 2};
    cst_document *d;
    cst_store *store;
    char id[17];

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    d = read_text(other, "a.txt");
    memcpy(id, cst_document_get_info(d)->id, sizeof(id));
    put(store, d, also, 2);
    lines.n = 0;
    assert_int_equal(cst_write_document(d, &jsonl, take, &lines), CST_OK);
    {
        static text stored;

        stored.n = 0;
        assert_int_equal(cst_store_write_document(store, id, &jsonl, take,
                                                  &stored, NULL), CST_OK);
        assert_string_equal(stored.bytes, lines.bytes);
    }
    cst_document_free(d);
    assert_int_equal(documents(store), 1);
    /* The first path moves on; the document stays, under the others. */
    put_text(store, report, "a.txt");
    assert_int_equal(documents(store), 2);
    lines.n = 0;
    assert_int_equal(cst_store_write_document(store, id, &jsonl, take, &lines,
                                              NULL), CST_OK);
    assert_non_null(strstr(lines.bytes,
                           "\"path\":\"b.txt\",\"entry\":null,"
                           "\"also\":[\"c.txt\"],\"sha256\""));
    put_text(store, report, "b.txt");
    put_text(store, report, "c.txt");
    assert_int_equal(documents(store), 1);
    assert_int_equal(find(store, id), CST_NOTFOUND);
    assert_int_equal(verify(store, NULL).n, 0);
    cst_store_close(store);
}

static void streams_replace_nothing(void **state)
{
    cst_store *store;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    put_text(store, report, "-");
    put_text(store, other, "-");
    assert_int_equal(documents(store), 2);
    assert_int_equal(find(store, "-"), CST_LIMIT);
    cst_store_close(store);
}

static void finds_by_path_and_prefix(void **state)
{
    char id[17], part[17], found[17];
    cst_store *store;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    memcpy(id, put_text(store, report, "dir/a.txt"), sizeof(id));
    for (size_t n = 4; n <= 16; n++) {
        memcpy(part, id, sizeof(part));
        part[n] = '\0';
        assert_int_equal(cst_store_find(store, part, found, NULL), CST_OK);
        assert_string_equal(found, id);
    }
    part[3] = '\0';
    assert_int_equal(find(store, part), CST_NOTFOUND);
    assert_int_equal(find(store, "dir/a.txt"), CST_OK);
    assert_int_equal(find(store, "dir/b.txt"), CST_NOTFOUND);
    assert_int_equal(find(store, ""), CST_NOTFOUND);
    assert_int_equal(find(store, "' OR 1 --"), CST_NOTFOUND);
    cst_store_close(store);
}

/* --------------------------------------------------------------- damage */

static void verify_names_what_differs(void **state)
{
    static const char *const changes[] = {
        "UPDATE evidence SET begin_at = begin_at + 1 WHERE label = 'h1'",
        "UPDATE harm SET value = value + 1 WHERE label = 'h1'",
        "UPDATE record SET line = replace(line, 'harm', 'Harm')"
        " WHERE label = 'h1'",
        "UPDATE document SET title = 'x'",
        "DELETE FROM record WHERE label = 'h1'",
        "UPDATE zone SET end_at = end_at + 1 WHERE seq = 0",
    };
    cst_store *store;

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        fresh();
        store = open_flags(CST_STORE_WRITE, CST_OK);
        put_text(store, report, "a");
        assert_int_equal(verify(store, NULL).n, 0);
        cst_store_close(store);
        tamper(changes[i]);
        store = open_flags(CST_STORE_READ, CST_OK);
        if (verify(store, NULL).record == 0) {
            fail_msg("not seen: %s", changes[i]);
        }
        cst_store_close(store);
    }
}

static void verify_sees_a_changed_payload(void **state)
{
    cst_store *store;
    findings f;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    put_text(store, report, "a");
    put_text(store, other, "b");
    cst_store_close(store);
    tamper("UPDATE payload SET bytes = CAST(replace(CAST(bytes AS TEXT), "
           "'Alep', 'Homs') AS BLOB)");
    store = open_flags(CST_STORE_READ, CST_OK);
    f = verify(store, NULL);
    assert_int_equal(f.payload, 1);
    cst_store_close(store);
}

static cst_status fetch_report(void *user, cst_str path, cst_str entry,
                               cst_str *bytes)
{
    (void)user;
    (void)entry;
    if (path.n != 1) {
        return CST_IO;
    }
    if (path.p[0] == 'x') {
        return CST_NOTFOUND;
    }
    *bytes = (cst_str){report, sizeof(report) - 1};
    return CST_OK;
}

static void verify_compares_sources(void **state)
{
    static const char *const also[] = {"x"};
    cst_document *d;
    cst_store *store;
    findings f;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    d = read_text(report, "a");
    put(store, d, also, 1);
    cst_document_free(d);
    f = verify(store, fetch_report);
    assert_int_equal(f.n, 0);
    assert_int_equal(f.missing, 1);
    put_text(store, other, "b");
    put_text(store, page, "page");
    put_text(store, latin, "-");
    f = verify(store, fetch_report);
    assert_int_equal(f.source, 2);
    assert_int_equal(f.n, 2);
    cst_store_close(store);
}

static void write_file(const char *bytes, size_t n)
{
    FILE *f = fopen(DB, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static void other_files_are_refused(void **state)
{
    (void)state;
    fresh();
    (void)open_flags(CST_STORE_READ, CST_IO); /* not there */
    write_file("", 0);
    (void)open_flags(CST_STORE_READ, CST_SYNTAX); /* nothing in it */
    write_file(report, sizeof(report) - 1);
    (void)open_flags(CST_STORE_READ, CST_SYNTAX);
    (void)open_flags(CST_STORE_WRITE, CST_SYNTAX);
    fresh();
    tamper("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    (void)open_flags(CST_STORE_READ, CST_SYNTAX);
    (void)open_flags(CST_STORE_WRITE, CST_SYNTAX);
    assert_int_equal(ask("SELECT x FROM t"), 1);
    fresh();
    cst_store_close(open_flags(CST_STORE_WRITE, CST_OK));
    cst_store_close(open_flags(CST_STORE_READ, CST_OK));
    tamper("PRAGMA user_version = 99");
    (void)open_flags(CST_STORE_READ, CST_SYNTAX);
    (void)open_flags(CST_STORE_WRITE, CST_SYNTAX);
}

static void derived_tables_are_made_anew(void **state)
{
    cst_store *store;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    put_text(store, report, "a");
    cst_store_close(store);
    tamper("UPDATE setting SET value = '0' WHERE name = 'derived'");
    (void)open_flags(CST_STORE_READ, CST_SYNTAX);
    store = open_flags(CST_STORE_WRITE, CST_OK);
    assert_int_equal(documents(store), 0);
    assert_int_equal(ask("SELECT count(*) FROM payload"), 1);
    put_text(store, report, "a");
    assert_int_equal(documents(store), 1);
    assert_int_equal(verify(store, NULL).n, 0);
    cst_store_close(store);
}

/* Whatever byte is wrong: an error or a finding, nothing worse. */
static void damaged_files_do_no_harm(void **state)
{
    static char bytes[1 << 20];
    size_t n, noticed = 0;
    FILE *f;

    (void)state;
    fresh();
    cst_store *store = open_flags(CST_STORE_WRITE, CST_OK);
    put_text(store, report, "a");
    cst_store_close(store);
    f = fopen(DB, "rb");
    assert_non_null(f);
    n = fread(bytes, 1, sizeof(bytes), f);
    fclose(f);
    assert_true(n < sizeof(bytes));
    for (size_t at = 0; at < n; at += 1 + n / 400) {
        cst_store_report seen;
        cst_error error;
        static text lines;

        fresh();
        bytes[at] = (char)(bytes[at] ^ 0x41);
        write_file(bytes, at % 3 == 2 ? at : n);
        store = NULL;
        if (cst_store_open(DB, NULL, &error, &store) != CST_OK) {
            noticed++;
        } else {
            size_t count = 0;
            cst_status s = cst_store_verify(store, NULL, NULL, NULL, &seen,
                                            &error);

            noticed += s != CST_OK || seen.different > 0;
            (void)!cst_store_documents(store, count_entry, &count, &error);
            lines.n = 0;
            (void)!cst_store_write_document(store, "0000", NULL, take, &lines,
                                            &error);
            cst_store_close(store);
        }
        bytes[at] = (char)(bytes[at] ^ 0x41);
    }
    assert_true(noticed > 100);
}

/* ----------------------------------------------------------------- limits */

static void one_writer_at_a_time(void **state)
{
    cst_error error = {.status = CST_OK};
    cst_document *d = read_text(report, "a");
    cst_store *store, *reader;
    sqlite3 *db;

    (void)state;
    fresh();
    store = open_flags(CST_STORE_WRITE, CST_OK);
    put(store, d, NULL, 0);
    assert_int_equal(sqlite3_open(DB, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(cst_store_put(store, d, NULL, &error), CST_IO);
    assert_non_null(strstr(error.text, "another program"));
    reader = open_flags(CST_STORE_READ, CST_OK);
    assert_int_equal(documents(reader), 1);
    assert_int_equal(cst_store_put(reader, d, NULL, &error), CST_ARG);
    assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    put(store, d, NULL, 0);
    cst_store_close(reader);
    cst_store_close(store);
    cst_document_free(d);
}

static void wrong_calls(void **state)
{
    cst_error error;
    cst_document *doc = NULL;
    cst_store *store = NULL;
    char id[17];

    (void)state;
    fresh();
    assert_int_equal(cst_store_open(NULL, NULL, &error, &store), CST_ARG);
    assert_int_equal(cst_store_open("", NULL, NULL, &store), CST_ARG);
    assert_int_equal(cst_store_open(DB, NULL, NULL, NULL), CST_ARG);
    assert_int_equal(cst_store_open(CST_BUILD_DIR, NULL, &error, &store),
                     CST_IO);
    assert_null(store);
    cst_store_close(NULL);
    store = open_flags(CST_STORE_WRITE, CST_OK);
    assert_int_equal(cst_store_put(store, NULL, NULL, &error), CST_ARG);
    assert_int_equal(cst_store_find(store, NULL, id, &error), CST_ARG);
    assert_int_equal(cst_store_document(store, "0123456789abcdef", &error,
                                        &doc), CST_NOTFOUND);
    assert_int_equal(cst_store_payload(store, "0123456789abcdef", take_payload,
                                       NULL, &error), CST_NOTFOUND);
    assert_int_equal(cst_store_verify(NULL, NULL, NULL, NULL, NULL, &error),
                     CST_ARG);
    cst_store_close(store);
}

/* ---------------------------------------------------------------- memory */

static sqlite3_mem_methods plain_methods;
static size_t calls, fail_at; /* counts while fail_at is not 0 */

static bool now_fails(void)
{
    return fail_at && ++calls >= fail_at;
}

static void *failing_malloc(int n)
{
    return now_fails() ? NULL : plain_methods.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
    return now_fails() ? NULL : plain_methods.xRealloc(p, n);
}

static void *our_alloc(void *user, size_t n)
{
    (void)user;
    return now_fails() ? NULL : malloc(n);
}

static void our_release(void *user, void *p)
{
    (void)user;
    free(p);
}

static cst_status open_and_put(const cst_document *d)
{
    static const cst_allocator allocator = {our_alloc, our_release, NULL};
    const cst_store_options o = {.size = sizeof(o), .flags = CST_STORE_WRITE,
                                 .allocator = &allocator};
    cst_store *store = NULL;
    cst_document *again = NULL;
    cst_error error;
    cst_status s = cst_store_open(DB, &o, &error, &store);

    if (s == CST_OK) {
        s = cst_store_put(store, d, NULL, &error);
    }
    if (s == CST_OK) {
        s = cst_store_document(store, cst_document_get_info(d)->id, &error,
                               &again);
        cst_document_free(again);
    }
    cst_store_close(store);
    return s;
}

static void every_allocation_may_fail(void **state)
{
    cst_document *d = read_text(other, "a");
    size_t failed = 0, total;

    (void)state;
    fresh();
    calls = 0;
    fail_at = SIZE_MAX;
    assert_int_equal(open_and_put(d), CST_OK);
    total = calls;
    assert_true(total > 100);
    for (size_t n = 1; n <= total; n += 1 + n / 50) {
        cst_store *store;
        cst_status s;

        fresh();
        calls = 0;
        fail_at = n;
        s = open_and_put(d);
        fail_at = 0;
        if (s != CST_OK && s != CST_NOMEM) {
            fail_msg("allocation %zu of %zu: %s", n, total, cst_status_text(s));
        }
        failed += s == CST_NOMEM;
        /* Nothing half there, and all well afterwards. */
        store = open_flags(CST_STORE_WRITE, CST_OK);
        assert_int_equal(verify(store, NULL).n, 0);
        put(store, d, NULL, 0);
        assert_int_equal(documents(store), 1);
        cst_store_close(store);
    }
    assert_true(failed > 20);
    cst_document_free(d);
}

/* ------------------------------------------------------------------ main */

static int clear_away(void **state)
{
    fresh();
    return tear_down(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_out_as_it_went_in),
        cmocka_unit_test(has_records_and_keys),
        cmocka_unit_test(a_changed_file_replaces_its_records),
        cmocka_unit_test(paths_of_one_payload),
        cmocka_unit_test(streams_replace_nothing),
        cmocka_unit_test(finds_by_path_and_prefix),
        cmocka_unit_test(verify_names_what_differs),
        cmocka_unit_test(verify_sees_a_changed_payload),
        cmocka_unit_test(verify_compares_sources),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(derived_tables_are_made_anew),
        cmocka_unit_test(damaged_files_do_no_harm),
        cmocka_unit_test(one_writer_at_a_time),
        cmocka_unit_test(wrong_calls),
        cmocka_unit_test(every_allocation_may_fail),
    };
    sqlite3_mem_methods failing;

    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_methods);
    failing = plain_methods;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    return cmocka_run_group_tests(tests, set_up, clear_away);
}
