/* cli/gazetteer: make a store of places, look into it.
 *
 * `add` starts from the store that --out names if it is there, else from the
 * built-in one, and puts the new one in its place only when it is whole. */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define DEFAULT_STORE "my-places.gaz"
#define MAX_UNPACKED ((size_t)3 << 30)

static const char *const kinds[CST_GAZ_KINDS] = {
    "country", "capital", "admin1", "region", "city", "quarter", "district",
    "site"};

/* ---------------------------------------------------------------- import */

/* All of a file, unpacked if it is gzip; NULL with a message. */
static char *read_packed(const char *path, size_t *n)
{
    gzFile f = gzopen(path, "rb");
    size_t cap = 1u << 20;
    char *p = f ? malloc(cap) : NULL;
    int got = 0;
    *n = 0;
    while (p && (got = gzread(f, p + *n, (unsigned)((cap - *n) >> 1))) > 0) {
        *n += (size_t)got;
        if (cap - *n < 1u << 16) {
            char *more = cap < MAX_UNPACKED ? realloc(p, cap * 2) : NULL;
            got = more ? got : -1;
            p = more ? more : p;
            cap = more ? cap * 2 : cap;
            if (!more) {
                break;
            }
        }
    }
    int code = Z_OK;
    const char *why = f ? gzerror(f, &code) : strerror(errno);
    if (!p || got < 0) {
        cli_message("%s: %s", path, *why ? why : "too large");
        free(p);
        p = NULL;
    }
    if (f) {
        (void)gzclose(f);
    }
    return p;
}

static bool is_json(const char *p, size_t n)
{
    size_t i = 0;
    while (i < n && strchr(" \t\r\n", p[i])) {
        i++;
    }
    return i < n && p[i] == '{';
}

bool cli_gazetteer_import(const cli_common *c, const char *path,
                          cst_gazetteer_builder *b, bool *bad)
{
    cst_gazetteer_counts counts;
    cst_error error;
    size_t n;
    char *bytes = read_packed(path, &n);
    if (!bytes) {
        return false;
    }
    memset(&counts, 0, sizeof counts);
    memset(&error, 0, sizeof error);
    bool json = is_json(bytes, n);
    cst_status s = json ? cli_geojson(b, bytes, n, &counts)
                        : cst_gazetteer_builder_table(b, bytes, n, path, &counts,
                                                      &error);
    free(bytes);
    if (s != CST_OK) {
        cli_message("%s: %s", path,
                    error.text[0] ? error.text : json ? "no GeoJSON"
                                                      : cst_status_text(s));
        return false;
    }
    if (!c->quiet) {
        fprintf(stderr, "%s: %s: %" PRIu32 " places, %" PRIu32
                " further names; %" PRIu32 " lines left out, %" PRIu32 " bad",
                path, counts.what ? counts.what : "empty", counts.places,
                counts.names, counts.left, counts.bad);
        fprintf(stderr, counts.bad ? " (first: line %" PRIu32 ")\n" : "\n",
                counts.bad_line);
    }
    *bad = *bad || counts.bad;
    return true;
}

/* The store that is looked into, or to which is added. */
static const char *store_path(const cli_common *c, char *path, size_t cap)
{
    char dir[4096];
    if (c->gazetteer) {
        return c->gazetteer;
    }
    snprintf(path, cap, "%s/gazetteer/places.gaz",
             cli_data_dir(c, dir, sizeof dir));
    return path;
}

static bool open_store(const char *path, cst_gazetteer **store)
{
    cst_error error;
    memset(&error, 0, sizeof error);
    cst_status s = cst_gazetteer_open(path, &error, store);
    if (s != CST_OK) {
        cli_message("%s: %s", path,
                    error.text[0] ? error.text : cst_status_text(s));
    }
    return s == CST_OK;
}

/* What the new store begins with; false with a message. */
static bool take_base(const cli_common *c, const char *out,
                      cst_gazetteer_builder *b)
{
    char path[4200];
    cst_gazetteer *store = NULL;
    const char *base = access(out, F_OK) == 0 ? out
                                              : store_path(c, path, sizeof path);
    if (access(base, F_OK) != 0) {
        return true; /* the built-in one is being made */
    }
    if (!open_store(base, &store)) {
        return false;
    }
    cst_status s = cst_gazetteer_builder_base(b, store);
    cst_gazetteer_close(store);
    if (s != CST_OK) {
        cli_message("%s: %s", base, cst_status_text(s));
    }
    return s == CST_OK;
}

/* The whole file, or none: written beside it and moved. */
static bool write_store(const cst_gazetteer_builder *b, const char *out)
{
    char path[4200];
    union {
        const cst_gazetteer_builder *in;
        cst_gazetteer_builder *out;
    } builder = {b};
    int n = snprintf(path, sizeof path, "%s.new", out);
    FILE *f = n > 0 && (size_t)n < sizeof path ? fopen(path, "wb") : NULL;
    cst_status s = f ? cst_gazetteer_builder_write(builder.out, cli_write, f)
                     : CST_IO;
    bool ok = f && fclose(f) == 0 && s == CST_OK && rename(path, out) == 0;
    if (!ok) {
        cli_message("%s: %s", out,
                    s == CST_OK || s == CST_IO ? strerror(errno)
                                               : cst_status_text(s));
        if (f) {
            (void)remove(path);
        }
    }
    return ok;
}

static int add(const cli_common *c)
{
    const char *out = c->out ? c->out : DEFAULT_STORE;
    cst_gazetteer_builder *b = NULL;
    cst_gazetteer *store = NULL;
    bool bad = false;
    if (cst_gazetteer_builder_new(NULL, &b) != CST_OK) {
        cli_message("out of memory");
        return CLI_COULD_NOT;
    }
    bool ok = take_base(c, out, b);
    for (int i = 1; ok && i < c->n_paths; i++) {
        ok = cli_gazetteer_import(c, c->paths[i], b, &bad);
    }
    ok = ok && write_store(b, out) && open_store(out, &store);
    if (ok && !c->quiet) {
        fprintf(stderr, "%s: %" PRIu32 " places, %.1f MB\n", out,
                cst_gazetteer_places(store),
                (double)cst_gazetteer_size(store) / 1e6);
    }
    cst_gazetteer_close(store);
    cst_gazetteer_builder_free(b);
    return !ok ? CLI_COULD_NOT : bad ? CLI_NOTES : CLI_DONE;
}

/* --------------------------------------------------------------- printing */

static void put_json(cst_str s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char ch = (unsigned char)s.p[i];
        if (ch == '"' || ch == '\\') {
            putchar('\\');
            putchar(ch);
        } else if (ch < 0x20) {
            printf("\\u%04x", ch);
        } else {
            putchar(ch);
        }
    }
    putchar('"');
}

static void put_field(const char *key, cst_str s)
{
    printf(",\"%s\":", key);
    if (s.n) {
        put_json(s);
    } else {
        fputs("null", stdout);
    }
}

static void put_place(const cli_common *c, const cst_gazetteer_place *p)
{
    if (c->format_given && c->format == CST_FORMAT_JSONL) {
        fputs("{\"id\":", stdout);
        put_json(p->id);
        put_field("name", p->name);
        printf(",\"kind\":\"%s\"", kinds[p->kind]);
        put_field("in", p->in);
        put_field("country", p->country);
        printf(",\"lat\":%.5f,\"lon\":%.5f}", p->lat, p->lon);
        return;
    }
    cli_put_text(p->id);
    putchar('\t');
    cli_put_text(p->name);
    printf("\t%s\t", kinds[p->kind]);
    cli_put_text(p->country);
    putchar('\t');
    cli_put_text(p->in);
    printf("\t%.5f\t%.5f", p->lat, p->lon);
}

static int list(const cli_common *c, const cst_gazetteer *store)
{
    cst_gazetteer_place p;
    for (uint32_t i = 0; cst_gazetteer_get(store, i, &p); i++) {
        bool asked = c->n_paths == 1;
        for (int k = 1; k < c->n_paths; k++) {
            const char *w = c->paths[k];
            asked = asked || strcmp(w, kinds[p.kind]) == 0 ||
                    (p.country.n == 2 && strlen(w) == 2 &&
                     memcmp(w, p.country.p, 2) == 0);
        }
        if (asked) {
            put_place(c, &p);
            putchar('\n');
        }
    }
    return CLI_DONE;
}

static int check(const char *path, const cst_gazetteer *store)
{
    cst_error error;
    memset(&error, 0, sizeof error);
    if (cst_gazetteer_check(store, &error) != CST_OK) {
        cli_message("%s: %s", path, error.text);
        return CLI_COULD_NOT;
    }
    printf("%s: %" PRIu32 " places, %.1f MB, sound\n", path,
           cst_gazetteer_places(store),
           (double)cst_gazetteer_size(store) / 1e6);
    return CLI_DONE;
}

/* ------------------------------------------------------------------- find */

static void answer_json(const cli_common *c, const cst_gazetteer *store,
                        cst_str query, const cst_gazetteer_answer *a)
{
    static const char *const hows[] = {"spelling", "key", "consonants", "part",
                                       "sound"};
    cst_gazetteer_place p;
    fputs("{\"query\":", stdout);
    put_json(query);
    printf(",\"how\":%s%s%s,\"open\":%s,\"places\":[", a->n ? "\"" : "",
           a->n ? hows[a->how] : "null", a->n ? "\"" : "",
           a->open ? "true" : "false");
    for (uint32_t i = 0; i < a->n && cst_gazetteer_get(store, a->at[i], &p);
         i++) {
        fputs(i ? "," : "", stdout);
        put_place(c, &p);
    }
    fputs("]}\n", stdout);
}

static void answer_table(const cli_common *c, const cst_gazetteer *store,
                         cst_str query, const cst_gazetteer_answer *a)
{
    cst_gazetteer_place p;
    if (a->n == 0) {
        cli_put_text(query);
        fputs(": unknown\n", stdout);
    }
    for (uint32_t i = 0; i < a->n && cst_gazetteer_get(store, a->at[i], &p);
         i++) {
        put_place(c, &p);
        fputs(a->open ? "\topen\n" : i ? "\tbeside\n" : "\n", stdout);
    }
}

#define MAX_PARTS 8u

/* "NAME, CONTAINER, CONTAINER" */
static bool find_one(const cli_common *c, const cst_gazetteer *store,
                     const char *p, size_t n)
{
    cst_str part[MAX_PARTS];
    size_t parts = 0, from = 0;
    cst_gazetteer_answer a;
    for (size_t i = 0; i <= n && parts < MAX_PARTS; i++) {
        if (i == n || p[i] == ',') {
            size_t b = from, e = i;
            while (b < e && p[b] == ' ') {
                b++;
            }
            part[parts++] = (cst_str){p + b, e - b};
            from = i + 1;
        }
    }
    if (cst_gazetteer_resolve(store, part[0], part + 1, parts - 1, &a) !=
        CST_OK) {
        cli_message("out of memory");
        return false;
    }
    bool json = c->format_given && c->format == CST_FORMAT_JSONL;
    (json ? answer_json : answer_table)(c, store, (cst_str){p, n}, &a);
    return true;
}

static bool find_lines(const cli_common *c, const cst_gazetteer *store)
{
    const char *why = NULL;
    size_t n = 0;
    char *bytes = cli_slurp("-", &n, &why);
    bool ok = bytes;
    if (!bytes) {
        cli_message("-: %s", why);
        return false;
    }
    for (size_t from = 0, i = 0; ok && i <= n; i++) {
        if (i == n || bytes[i] == '\n') {
            ok = i == from || find_one(c, store, bytes + from, i - from);
            from = i + 1;
        }
    }
    free(bytes);
    return ok;
}

static int find(const cli_common *c, const cst_gazetteer *store)
{
    bool ok = true;
    for (int i = 1; ok && i < c->n_paths; i++) {
        const char *q = c->paths[i];
        ok = strcmp(q, "-") == 0 ? find_lines(c, store)
                                 : find_one(c, store, q, strlen(q));
    }
    return ok ? CLI_DONE : CLI_COULD_NOT;
}

int cli_gazetteer(cli_common *c)
{
    char path[4200];
    const char *what = c->n_paths ? c->paths[0] : "";
    bool lists = strcmp(what, "list") == 0, finds = strcmp(what, "find") == 0;
    bool checks = strcmp(what, "check") == 0 && c->n_paths <= 2;
    cst_gazetteer *store = NULL;
    if (strcmp(what, "add") == 0 && c->n_paths > 1) {
        return add(c);
    }
    if (!lists && !checks && (!finds || c->n_paths < 2)) {
        return CLI_USAGE;
    }
    const char *from = checks && c->n_paths == 2
                           ? c->paths[1]
                           : store_path(c, path, sizeof path);
    if (!open_store(from, &store)) {
        return CLI_COULD_NOT;
    }
    int result = lists ? list(c, store) : finds ? find(c, store)
                                                : check(from, store);
    cst_gazetteer_close(store);
    return cli_finish_output() ? result : CLI_COULD_NOT;
}
