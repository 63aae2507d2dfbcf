/* present/outlines: see the header. A cursor that has failed gives zeros, so
 * that only the loops have to ask. */
#include "present/outlines.h"

#define SUM_BYTES 8u
#define MAX_LON (181 * CST_OUTLINES_UNITS)
#define MAX_LAT (91 * CST_OUTLINES_UNITS)

typedef struct cursor {
    cst_str bytes;
    size_t at;
    bool failed;
} cursor;

static uint32_t take_number(cursor *c)
{
    uint64_t v = 0;

    for (unsigned shift = 0; shift < 35; shift += 7) {
        uint8_t byte;

        if (c->failed || c->at >= c->bytes.n) {
            break;
        }
        byte = (uint8_t)c->bytes.p[c->at++];
        v |= (uint64_t)(byte & 127) << shift;
        if (byte < 128 && v <= UINT32_MAX) {
            return (uint32_t)v;
        }
    }
    c->failed = true;
    return 0;
}

static int64_t take_signed(cursor *c)
{
    uint32_t v = take_number(c);

    return v & 1 ? -(int64_t)(v >> 1) - 1 : (int64_t)(v >> 1);
}

/* How many elements follow, each of so many bytes at least. */
static uint32_t take_count(cursor *c, size_t bytes)
{
    uint32_t n = take_number(c);

    if (n > (c->bytes.n - c->at) / bytes) {
        c->failed = true;
        return 0;
    }
    return n;
}

static cst_str take_text(cursor *c)
{
    uint32_t n = take_count(c, 1);
    cst_str s = cst_str_sub(c->bytes, c->at, n);

    c->at += n;
    return s;
}

/* ---------------------------------------------------------------- parts */

static cst_status take_countries(cst_arena *arena, cursor *c, cst_outlines *o)
{
    cst_str *languages, *codes, *names;
    size_t n = 0;

    o->n_languages = take_count(c, 1);
    languages = CST_NEW(arena, cst_str, o->n_languages);
    for (uint32_t i = 0; languages && i < o->n_languages; i++) {
        languages[i] = take_text(c);
    }
    o->n_countries = take_count(c, 1 + (size_t)o->n_languages);
    codes = CST_NEW(arena, cst_str, o->n_countries);
    names = CST_NEW(arena, cst_str, (size_t)o->n_countries * o->n_languages);
    if (!languages || !codes || !names) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < o->n_countries; i++) {
        codes[i] = take_text(c);
        for (uint32_t k = 0; k < o->n_languages; k++) {
            names[n++] = take_text(c);
        }
    }
    o->languages = languages;
    o->codes = codes;
    o->names = names;
    return c->failed ? CST_SYNTAX : CST_OK;
}

static cst_extent no_extent(void)
{
    return (cst_extent){{INT32_MAX, INT32_MAX}, {INT32_MIN, INT32_MIN}};
}

static void widen(cst_extent *e, cst_corner low, cst_corner high)
{
    e->low.lon = low.lon < e->low.lon ? low.lon : e->low.lon;
    e->low.lat = low.lat < e->low.lat ? low.lat : e->low.lat;
    e->high.lon = high.lon > e->high.lon ? high.lon : e->high.lon;
    e->high.lat = high.lat > e->high.lat ? high.lat : e->high.lat;
}

static void take_points(cursor *c, cst_line *line, cst_corner *points)
{
    int64_t lon = 0, lat = 0;

    line->extent = no_extent();
    for (uint32_t i = 0; i < line->n; i++) {
        lon += take_signed(c);
        lat += take_signed(c);
        if (lon < -MAX_LON || lon > MAX_LON || lat < -MAX_LAT ||
            lat > MAX_LAT) {
            c->failed = true;
            return;
        }
        points[i] = (cst_corner){(int32_t)lon, (int32_t)lat};
        widen(&line->extent, points[i], points[i]);
    }
}

static cst_status take_lines(cst_arena *arena, cursor *c, cst_outlines *o)
{
    /* A point takes two bytes at least, so there are no more than that. */
    size_t room = (c->bytes.n - c->at) / 2;
    cst_corner *points = CST_NEW(arena, cst_corner, room);
    cst_line *lines;

    o->n_lines = take_count(c, 6);
    lines = CST_NEW(arena, cst_line, o->n_lines);
    if (!points || !lines) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < o->n_lines && !c->failed; i++) {
        uint32_t class_ = take_number(c);

        lines[i].class_ = (cst_line_class)class_;
        lines[i].first = o->n_points;
        lines[i].n = take_count(c, 2);
        if (class_ >= CST_LINE_CLASSES || lines[i].n < 2 ||
            lines[i].n > room - o->n_points) {
            return CST_SYNTAX;
        }
        take_points(c, &lines[i], points + o->n_points);
        o->n_points += lines[i].n;
    }
    o->points = points;
    o->lines = lines;
    return c->failed ? CST_SYNTAX : CST_OK;
}

static cst_status take_ring(cursor *c, cst_outlines *o, cst_ring *ring,
                            uint32_t *refs, size_t room)
{
    ring->country = take_number(c);
    ring->first = o->n_refs;
    ring->n = take_count(c, 1);
    ring->extent = no_extent();
    if (c->failed || ring->country >= o->n_countries || ring->n == 0 ||
        ring->n > room - o->n_refs) {
        return CST_SYNTAX;
    }
    for (uint32_t i = 0; i < ring->n; i++) {
        uint32_t ref = take_number(c);

        if (c->failed || ref >> 1 >= o->n_lines) {
            return CST_SYNTAX;
        }
        refs[o->n_refs++] = ref;
        widen(&ring->extent, o->lines[ref >> 1].extent.low,
              o->lines[ref >> 1].extent.high);
    }
    return CST_OK;
}

static cst_status take_rings(cst_arena *arena, cursor *c, cst_outlines *o)
{
    size_t room = c->bytes.n - c->at;
    uint32_t *refs = CST_NEW(arena, uint32_t, room);
    cst_ring *rings;

    o->n_rings = take_count(c, 3);
    rings = CST_NEW(arena, cst_ring, o->n_rings);
    if (!refs || !rings) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < o->n_rings; i++) {
        CST_TRY(take_ring(c, o, &rings[i], refs, room));
    }
    o->refs = refs;
    o->rings = rings;
    return c->failed || c->at != c->bytes.n ? CST_SYNTAX : CST_OK;
}

/* ---------------------------------------------------------------- whole */

static bool is_sealed(cst_str bytes)
{
    uint64_t stated = 0;

    for (unsigned i = 0; i < SUM_BYTES; i++) {
        stated |= (uint64_t)(uint8_t)bytes.p[bytes.n - SUM_BYTES + i]
                  << 8 * i;
    }
    return stated == cst_hash(bytes.p, bytes.n - SUM_BYTES);
}

cst_status cst_outlines_parse(cst_arena *arena, cst_str bytes,
                              const cst_outlines **out)
{
    const cst_str magic = CST_S(CST_OUTLINES_MAGIC);
    cst_outlines *o = CST_NEW(arena, cst_outlines, 1);
    cursor c = {.at = magic.n};

    if (!o) {
        return CST_NOMEM;
    }
    if (bytes.n < magic.n + SUM_BYTES || !cst_str_starts(bytes, magic) ||
        !is_sealed(bytes)) {
        return CST_SYNTAX;
    }
    c.bytes = cst_str_sub(bytes, 0, bytes.n - SUM_BYTES);
    CST_TRY(take_countries(arena, &c, o));
    CST_TRY(take_lines(arena, &c, o));
    CST_TRY(take_rings(arena, &c, o));
    *out = o;
    return CST_OK;
}

cst_str cst_outlines_name(const cst_outlines *o, uint32_t country,
                          cst_str language)
{
    const cst_str *names = o->names + (size_t)country * o->n_languages;

    for (uint32_t i = 0; i < o->n_languages; i++) {
        if (cst_str_eq(o->languages[i], language) && names[i].n) {
            return names[i];
        }
    }
    return o->n_languages ? names[0] : (cst_str){NULL, 0};
}
