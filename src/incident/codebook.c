/* incident/codebook: see the header. Lines of counts become pairs of terms, all
 * others stay strings, sorted. */
#include "incident/codebook.h"

#include <stdlib.h>

#define CELLS 5
#define MAX_LINES 4096
#define MAX_ORDERS 16
#define QUALIFIERS (CST_UNSPECIFIED + 1)

/* A bound as a sum: a stated number, or none, and a constant. */
typedef struct term {
    enum { TERM_NONE, TERM_CONSTANT, TERM_VALUE, TERM_VALUE2 } of;
    int64_t plus;
} term;

typedef struct order { /* of magnitude */
    int64_t value;
    term low, high;
} order;

struct cst_codebook {
    term low[QUALIFIERS], high[QUALIFIERS];
    bool known[QUALIFIERS];
    order orders[MAX_ORDERS];
    size_t n_orders;
    const cst_code *codes;
    size_t n_codes;
};

typedef struct reader {
    cst_codebook *book;
    cst_code *codes;
    cst_lines lines;
} reader;

/* ---------------------------------------------------------------- counts */

static bool read_term(cst_str s, term *t)
{
    *t = (term){TERM_NONE, 0};
    if (cst_str_is(s, "-")) {
        return true;
    }
    if (s.n && (s.p[0] == 'n' || s.p[0] == 'm')) {
        t->of = s.p[0] == 'n' ? TERM_VALUE : TERM_VALUE2;
        t->plus = cst_str_is(cst_str_sub(s, 1, s.n), "+1")   ? 1
                  : cst_str_is(cst_str_sub(s, 1, s.n), "-1") ? -1
                                                             : 0;
        return s.n == 1 || t->plus != 0;
    }
    t->of = TERM_CONSTANT;
    return cst_str_to_int(s, &t->plus);
}

static int64_t value_of(term t, int64_t value, int64_t value2)
{
    int64_t v;

    switch (t.of) {
    case TERM_CONSTANT:
        return t.plus;
    case TERM_VALUE:
    case TERM_VALUE2:
        v = t.of == TERM_VALUE2 && value2 >= 0 ? value2 : value;
        if (v < 0 || v == INT64_MAX) {
            return v < 0 ? -1 : v;
        }
        return v + t.plus < 0 ? 0 : v + t.plus;
    case TERM_NONE:
        break;
    }
    return -1;
}

static cst_status add_order(reader *r, cst_str key, term low, term high)
{
    cst_codebook *b = r->book;
    int64_t value;

    if (!cst_str_to_int(key, &value) || b->n_orders == MAX_ORDERS ||
        (b->n_orders && b->orders[b->n_orders - 1].value >= value)) {
        return cst_lines_bad(&r->lines, "count: orders rise, and are few");
    }
    b->orders[b->n_orders++] = (order){value, low, high};
    b->known[CST_VAGUE] = true;
    return CST_OK;
}

static cst_status add_count(reader *r, const cst_str *cell)
{
    static const cst_str vague = {"vague:", 6};
    cst_codebook *b = r->book;
    term low, high;

    if (!read_term(cell[2], &low) || !read_term(cell[3], &high)) {
        return cst_lines_bad(&r->lines, "count: a bound is -, a number, or n, "
                                        "m with +1 or -1");
    }
    if (cst_str_starts(cell[1], vague)) {
        return add_order(r, cst_str_sub(cell[1], vague.n, cell[1].n), low,
                         high);
    }
    for (int q = 0; q < QUALIFIERS; q++) {
        if (q != CST_VAGUE &&
            cst_str_is(cell[1], cst_qualifier_name((cst_qualifier)q))) {
            if (b->known[q]) {
                return cst_lines_bad(&r->lines, "count: said twice");
            }
            b->known[q] = true;
            b->low[q] = low;
            b->high[q] = high;
            return CST_OK;
        }
    }
    return cst_lines_bad(&r->lines, "count: no such qualifier");
}

/* What lies between two orders is as vague as the lower. */
static const order *order_of(const cst_codebook *b, int64_t value)
{
    const order *found = NULL;

    for (size_t i = 0; i < b->n_orders && b->orders[i].value <= value; i++) {
        found = &b->orders[i];
    }
    return found;
}

cst_bounds cst_codebook_bounds(const cst_codebook *b, cst_qualifier qualifier,
                               int64_t value, int64_t value2)
{
    const order *low, *high;

    if (qualifier != CST_VAGUE) {
        int q = qualifier >= 0 && (int)qualifier < QUALIFIERS
                    ? (int)qualifier
                    : CST_UNSPECIFIED;

        return (cst_bounds){value_of(b->low[q], value, value2),
                            value_of(b->high[q], value, value2)};
    }
    low = order_of(b, value);
    high = value2 >= 0 ? order_of(b, value2) : low;
    return (cst_bounds){low ? value_of(low->low, value, value2) : -1,
                        high ? value_of(high->high, value, value2) : -1};
}

/* ----------------------------------------------------------------- codes */

static int compare(const cst_code *a, cst_str what, cst_str key)
{
    int c = cst_str_cmp(a->what, what);

    return c ? c : cst_str_cmp(a->key, key);
}

static int by_key(const void *a, const void *b)
{
    const cst_code *y = b;

    return compare(a, y->what, y->key);
}

const cst_code *cst_codebook_code(const cst_codebook *b, const char *what,
                                  cst_str key)
{
    size_t from = 0, to = b->n_codes;
    cst_str kind = cst_str_of(what);

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (compare(&b->codes[middle], kind, key) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from < b->n_codes && compare(&b->codes[from], kind, key) == 0
               ? &b->codes[from]
               : NULL;
}

#define NEAR_KM 25.0 /* UCDP's "limited area around a known point" */

const cst_code *cst_codebook_place(const cst_codebook *b, const cst_place *place)
{
    cst_str key = place->precision;
    bool made = !place->id.p; /* no place that has a name of its own */
    bool district = cst_str_is(key, "district");
    bool unit = district || cst_str_is(key, "province");

    if (!place->present || !key.p || cst_str_is(key, "unknown")) {
        return NULL;
    }
    if (made && !unit && !cst_str_is(key, "country") && place->radius_km > 0) {
        key = place->radius_km > NEAR_KM ? CST_S("part") : CST_S("near");
    } else if (made && unit && !district) {
        key = CST_S("part");
    }
    return cst_codebook_code(b, "place", key);
}

/* ----------------------------------------------------------------- lines */

static cst_status read_line(reader *r, cst_str line)
{
    cst_str cell[CELLS];
    cst_code *code;

    if (!cst_lines_cells(line, cell, CELLS)) {
        return cst_lines_bad(&r->lines,
                             "not five columns with something in each");
    }
    if (cst_str_is(cell[0], "count")) {
        return add_count(r, cell);
    }
    code = &r->codes[r->book->n_codes++];
    *code = (cst_code){cell[0], cell[1], cell[2], cell[3], cell[4]};
    if (cst_str_is(code->value, "-")) {
        code->value = (cst_str){NULL, 0};
    }
    if (cst_str_is(code->value2, "-")) {
        code->value2 = (cst_str){NULL, 0};
    }
    return CST_OK;
}

static cst_status finish(reader *r)
{
    cst_codebook *b = r->book;

    for (int q = 0; q < QUALIFIERS; q++) {
        if (!b->known[q]) {
            return cst_fail(r->lines.error, CST_SYNTAX, r->lines.file, 0, 0,
                            "count: %s has no line",
                            cst_qualifier_name((cst_qualifier)q));
        }
    }
    qsort(r->codes, b->n_codes, sizeof(*r->codes), by_key);
    for (size_t i = 1; i < b->n_codes; i++) {
        if (by_key(&r->codes[i - 1], &r->codes[i]) == 0) {
            return cst_fail(r->lines.error, CST_SYNTAX, r->lines.file, 0, 0,
                            "a code said twice");
        }
    }
    b->codes = r->codes;
    return CST_OK;
}

cst_status cst_codebook_parse(cst_arena *arena, cst_str text, const char *file,
                              cst_error *error, const cst_codebook **out)
{
    reader r = {.lines = {text, file, 0, error}};
    cst_str line;

    r.book = CST_NEW(arena, cst_codebook, 1);
    r.codes = CST_NEW(arena, cst_code, MAX_LINES);
    if (!r.book || !r.codes) {
        return cst_fail(error, CST_NOMEM, file, 0, 0, "out of memory");
    }
    while (cst_lines_next(&r.lines, &line)) {
        if (r.lines.at > MAX_LINES) {
            return cst_lines_bad(&r.lines, "too many lines");
        }
        CST_TRY(read_line(&r, line));
    }
    CST_TRY(finish(&r));
    *out = r.book;
    return CST_OK;
}
