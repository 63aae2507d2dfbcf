/* incident/countries: see the header. */
#include "incident/countries.h"

#include <stdlib.h>

#define CELLS 8
#define MAX_COUNTRIES 512

struct cst_countries {
    cst_country *at; /* sorted by alpha2 */
    size_t n;
};

typedef struct reader {
    cst_countries *t;
    cst_lines lines;
} reader;

static int by_code(const void *a, const void *b)
{
    const cst_country *x = a, *y = b;

    return cst_str_cmp(x->alpha2, y->alpha2);
}

static bool is_code(cst_str s, size_t n)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < 'A' || s.p[i] > 'Z') {
            return false;
        }
    }
    return s.n == n;
}

static bool number(cst_str s, bool may_lack, int64_t *out)
{
    if (may_lack && cst_str_is(s, "-")) {
        *out = -1;
        return true;
    }
    return cst_str_to_int(s, out) && *out < 1000;
}

static cst_status read_line(reader *r, cst_str line)
{
    cst_str cell[CELLS];
    cst_country *c;

    if (!cst_lines_cells(line, cell, CELLS)) {
        return cst_lines_bad(&r->lines,
                             "not eight columns with something in each");
    }
    if (r->t->n == MAX_COUNTRIES) {
        return cst_lines_bad(&r->lines, "too many lines");
    }
    c = &r->t->at[r->t->n];
    if (!is_code(cell[0], 2) || !is_code(cell[1], 3) ||
        !number(cell[2], false, &c->iso) || !number(cell[3], true, &c->gw)) {
        return cst_lines_bad(&r->lines, "codes of two and of three letters, "
                                        "then two numbers");
    }
    c->alpha2 = cell[0];
    c->alpha3 = cell[1];
    c->acled_region = cell[4];
    c->ucdp_region = cell[5];
    c->acled_name = cell[6];
    c->ucdp_name = cell[7];
    r->t->n++;
    return CST_OK;
}

static cst_status check(const reader *r)
{
    for (size_t i = 1; i < r->t->n; i++) {
        if (by_code(&r->t->at[i - 1], &r->t->at[i]) == 0) {
            return cst_fail(r->lines.error, CST_SYNTAX, r->lines.file, 0, 0,
                            "said twice: %.2s", r->t->at[i].alpha2.p);
        }
    }
    return CST_OK;
}

cst_status cst_countries_parse(cst_arena *arena, cst_str text, const char *file,
                               cst_error *error, const cst_countries **out)
{
    cst_countries *t = CST_NEW(arena, cst_countries, 1);
    reader r = {t, {text, file, 0, error}};
    cst_str line;

    if (!t || !(t->at = CST_NEW(arena, cst_country, MAX_COUNTRIES))) {
        return CST_NOMEM;
    }
    while (cst_lines_next(&r.lines, &line)) {
        CST_TRY(read_line(&r, line));
    }
    qsort(t->at, t->n, sizeof(*t->at), by_code);
    CST_TRY(check(&r));
    *out = t;
    return CST_OK;
}

const cst_country *cst_countries_find(const cst_countries *t, cst_str alpha2)
{
    char code[2];
    cst_country key = {.alpha2 = {code, 2}};

    if (alpha2.n != 2) {
        return NULL;
    }
    for (size_t i = 0; i < 2; i++) {
        char c = alpha2.p[i];

        code[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return bsearch(&key, t->at, t->n, sizeof(*t->at), by_code);
}
