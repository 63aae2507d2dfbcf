/* mkoutlines PACKAGE PLACES LANGUAGE OUT: outlines of the world for the maps.
 *
 * Takes the world map of the Debian package qgis-common (Natural Earth, public
 * domain) and the table of places, which has the names of countries in LANGUAGE;
 * writes the file that src/present/outlines.h describes. A build step: it prints
 * its figures, and the same input gives the same bytes. */
#include "mkoutlines.h"

#include <stdio.h>
#include <stdlib.h>

/* About one kilometre; islands below four square kilometres go. */
#define TOLERANCE (.008 * CST_OUTLINES_UNITS)
#define LEAST_AREA (.0004 * CST_OUTLINES_UNITS * CST_OUTLINES_UNITS)

void fatal(const char *what, const char *detail)
{
    (void)fprintf(stderr, "mkoutlines: %s%s%s\n", what, *detail ? ": " : "",
                  detail);
    exit(1);
}

void *must(void *p)
{
    if (!p) {
        fatal("out of memory", "");
    }
    return p;
}

/* ---------------------------------------------------------------- names */

static cst_str read_file(builder *b, const char *file)
{
    FILE *f = fopen(file, "rb");
    long n;
    char *p;

    if (!f || fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) < 0) {
        fatal("cannot be read", file);
        exit(1);
    }
    rewind(f);
    p = must(cst_arena_alloc(&b->arena, (size_t)n, 1));
    if (fread(p, 1, (size_t)n, f) != (size_t)n) {
        fatal("cannot be read", file);
    }
    (void)fclose(f);
    return (cst_str){p, (size_t)n};
}

/* Name of a country in the table of places; empty if it has none. */
static cst_str named(cst_str table, cst_str code)
{
    cst_str line, cells[5];

    while (cst_str_cut(&table, '\n', &line)) {
        size_t n = 0;

        while (n < CST_COUNT(cells) && cst_str_cut(&line, '\t', &cells[n])) {
            n++;
        }
        if (n == CST_COUNT(cells) && cst_str_is(cells[3], "country") &&
            cst_str_eq(cells[4], code)) {
            return cells[1];
        }
    }
    return (cst_str){NULL, 0};
}

/* -------------------------------------------------------------- writing */

static void put_number(cst_buf *out, uint32_t v)
{
    for (; v > 127; v >>= 7) {
        cst_buf_char(out, (char)((v & 127) | 128));
    }
    cst_buf_char(out, (char)v);
}

static void put_signed(cst_buf *out, int32_t v)
{
    put_number(out, v < 0 ? (uint32_t)(-(int64_t)v * 2 - 1) : (uint32_t)v * 2);
}

static void put_text(cst_buf *out, cst_str s)
{
    put_number(out, (uint32_t)s.n);
    cst_buf_str(out, s);
}

static void put_countries(cst_buf *out, const builder *b, cst_str table,
                          const char *language)
{
    put_number(out, 2);
    put_text(out, CST_S("en")); /* as the package has them */
    put_text(out, cst_str_of(language));
    put_number(out, (uint32_t)b->countries.n);
    for (size_t i = 0; i < b->countries.n; i++) {
        const unit *u = &b->countries.at[i];

        put_text(out, u->code);
        put_text(out, u->name);
        put_text(out, named(table, u->code));
    }
}

/* Arcs of no point are left out; of gives the others their index. */
static size_t put_lines(cst_buf *out, const builder *b, uint32_t *of)
{
    uint32_t n = 0;
    size_t points = 0;

    for (size_t i = 0; i < b->arcs.n; i++) {
        of[i] = n;
        n += b->arcs.at[i].n > 0;
    }
    put_number(out, n);
    for (size_t i = 0; i < b->arcs.n; i++) {
        const arc *a = &b->arcs.at[i];
        cst_corner last = {0, 0};

        if (a->n > 0) {
            put_number(out, (uint32_t)a->class_);
            put_number(out, a->n);
        }
        for (uint32_t k = 0; k < a->n; k++) {
            put_signed(out, a->at[k].lon - last.lon);
            put_signed(out, a->at[k].lat - last.lat);
            last = a->at[k];
        }
        points += a->n;
    }
    return points;
}

static void put_rings(cst_buf *out, const builder *b, const uint32_t *of)
{
    put_number(out, (uint32_t)b->rings.n);
    for (size_t i = 0; i < b->rings.n; i++) {
        const ring *r = &b->rings.at[i];

        put_number(out, r->country);
        put_number(out, r->n);
        for (uint32_t k = 0; k < r->n; k++) {
            put_number(out, of[r->refs[k] >> 1] << 1 | (r->refs[k] & 1));
        }
    }
}

static void write_file(const char *file, cst_str bytes)
{
    char temp[4096];
    int len = snprintf(temp, sizeof(temp), "%s.tmp", file);
    FILE *f = len > 0 && (size_t)len < sizeof(temp) ? fopen(temp, "wb") : NULL;
    bool ok = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;

    ok = f && fclose(f) == 0 && ok;
    if (!ok || rename(temp, file) != 0) {
        fatal("cannot be written", file);
    }
}

int main(int argc, char **argv)
{
    static builder b;
    cst_buf out;
    uint32_t *of;
    uint64_t sum;
    size_t points;

    if (argc != 5) {
        (void)fprintf(stderr, "usage: mkoutlines PACKAGE PLACES LANGUAGE "
                              "OUT\n");
        return 2;
    }
    cst_arena_init(&b.arena, NULL, 0);
    cst_buf_init(&out, NULL);
    read_package(&b, argv[1]);
    find_arcs(&b);
    simplify_arcs(&b, TOLERANCE, LEAST_AREA);
    cst_buf_z(&out, CST_OUTLINES_MAGIC);
    put_countries(&out, &b, read_file(&b, argv[2]), argv[3]);
    of = must(CST_NEW(&b.arena, uint32_t, b.arcs.n));
    points = put_lines(&out, &b, of);
    put_rings(&out, &b, of);
    sum = cst_hash(out.p, out.n);
    for (unsigned i = 0; i < 8; i++) {
        cst_buf_char(&out, (char)(sum >> 8 * i & 255));
    }
    if (out.failed) {
        fatal("out of memory", "");
    }
    write_file(argv[4], cst_buf_get(&out));
    (void)printf("%zu countries, %zu rings, %zu lines, %zu points, %.2f MB\n",
                 b.countries.n, b.rings.n, b.arcs.n, points,
                 (double)out.n / 1e6);
    cst_buf_free(&out);
    cst_arena_free(&b.arena);
    return 0;
}
