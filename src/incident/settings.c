/* incident/settings: reads the table of weights.
 *
 * One pass over the lines; each begins with what it is. What must be there is
 * counted, so that the last check names the first that is missing.
 */
#include "incident/settings.h"

#include <math.h>
#include <stdlib.h>

#define CELLS 4

static const char *const level_names[] = {
#define NAME_OF(name, text) text,
    CST_LINK_LEVELS(NAME_OF)
};
static const char *const number_names[] = {CST_LINK_NUMBERS(NAME_OF)};

typedef struct reader {
    cst_arena *arena;
    cst_link_settings *s;
    cst_lines lines;
    CST_VEC(struct cst_spelling) spellings;
    bool level_seen[CST_LEVEL_COUNT], number_seen[CST_NUMBER_COUNT];
} reader;

const char *cst_level_name(cst_level level)
{
    return level < CST_LEVEL_COUNT ? level_names[level] : "";
}

/* Digits with an optional sign and point; no exponent, no locale. */
static bool read_real(cst_str s, double *out)
{
    bool negative = s.n && s.p[0] == '-';
    double v = 0, scale = 1;
    bool point = false, any = false;

    for (size_t i = negative; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
        } else if (s.p[i] >= '0' && s.p[i] <= '9' && i < 20) {
            v = v * 10 + (s.p[i] - '0');
            scale *= point ? 10 : 1;
            any = true;
        } else {
            return false;
        }
    }
    *out = (negative ? -v : v) / scale;
    return any;
}

static size_t find_name(const char *const *names, size_t n, cst_str name)
{
    for (size_t i = 0; i < n; i++) {
        if (cst_str_is(name, names[i])) {
            return i;
        }
    }
    return n;
}

static cst_status add_number(reader *r, const cst_str *cell)
{
    size_t i = find_name(number_names, CST_NUMBER_COUNT, cell[1]);

    if (i == CST_NUMBER_COUNT || !read_real(cell[2], &r->s->number[i])) {
        return cst_lines_bad(&r->lines, "number: no such name, or no number");
    }
    r->number_seen[i] = true;
    return CST_OK;
}

static cst_status add_level(reader *r, const cst_str *cell)
{
    size_t i = find_name(level_names, CST_LEVEL_COUNT, cell[1]);
    double m, u;

    if (i == CST_LEVEL_COUNT || !read_real(cell[2], &m) ||
        !read_real(cell[3], &u) || m <= 0 || m > 1 || u <= 0 || u > 1) {
        return cst_lines_bad(&r->lines, "level: no such name, or no two shares "
                                        "above 0, up to 1");
    }
    r->s->bits[i] = (float)log2(m / u);
    r->s->share[i] = (float)m;
    r->level_seen[i] = true;
    return CST_OK;
}

/* CST_FAMILIES_MAX if there are too many. */
static uint8_t family(reader *r, cst_str name)
{
    cst_link_settings *s = r->s;

    for (uint8_t i = 0; i < s->n_families; i++) {
        if (cst_str_eq(s->families[i], name)) {
            return i;
        }
    }
    if (s->n_families == CST_FAMILIES_MAX) {
        return CST_FAMILIES_MAX;
    }
    s->families[s->n_families] = name;
    return (uint8_t)s->n_families++;
}

static cst_status add_type(reader *r, const cst_str *cell)
{
    cst_link_settings *s = r->s;
    uint8_t of = family(r, cell[2]);

    if (s->n_types == CST_TYPES_MAX || of == CST_FAMILIES_MAX || !cell[1].n) {
        return cst_lines_bad(&r->lines, "type: no code, or too many");
    }
    s->types[s->n_types].code = cell[1];
    s->types[s->n_types].family = of;
    s->types[s->n_types].lasting = cst_str_is(cell[3], "lasting");
    s->types[s->n_types].general = cst_str_is(cell[3], "general");
    s->n_types++;
    return CST_OK;
}

static cst_status add_relation(reader *r, const cst_str *cell, cst_level level)
{
    uint8_t a = family(r, cell[1]), b = family(r, cell[2]);

    if (a == CST_FAMILIES_MAX || b == CST_FAMILIES_MAX) {
        return cst_lines_bad(&r->lines, "too many families");
    }
    r->s->between[a][b] = r->s->between[b][a] = (uint8_t)level;
    return CST_OK;
}

static cst_status add_basis(reader *r, cst_str name)
{
    for (int i = 0; i <= CST_BASIS_COLLECTION; i++) {
        if (cst_str_is(name, cst_basis_name((cst_basis)i))) {
            r->s->inferred[i] = true;
            return CST_OK;
        }
    }
    return cst_lines_bad(&r->lines, "no such basis");
}

static cst_status add_spelling(reader *r, const cst_str *cell)
{
    struct cst_spelling *x = CST_PUSH(r->arena, &r->spellings);

    if (!x) {
        return CST_NOMEM;
    }
    if (!cell[1].n) {
        return cst_lines_bad(&r->lines, "spelling: of nothing");
    }
    x->from = cell[1];
    x->to = cell[2];
    return CST_OK;
}

static cst_status add_line(reader *r, cst_str line)
{
    cst_str cell[CELLS] = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    cst_str *slot;

    for (size_t i = 0; i < CELLS && cst_str_cut(&line, '\t', &cell[i]); i++) {
    }
    if (cst_str_is(cell[0], "number")) {
        return add_number(r, cell);
    }
    if (cst_str_is(cell[0], "level")) {
        return add_level(r, cell);
    }
    if (cst_str_is(cell[0], "type")) {
        return add_type(r, cell);
    }
    if (cst_str_is(cell[0], "general")) {
        return add_relation(r, cell, CST_LEVEL_TYPE_GENERAL);
    }
    if (cst_str_is(cell[0], "related")) {
        return add_relation(r, cell, CST_LEVEL_TYPE_RELATED);
    }
    if (cst_str_is(cell[0], "inferred")) {
        return add_basis(r, cell[1]);
    }
    if (cst_str_is(cell[0], "spelling")) {
        return add_spelling(r, cell);
    }
    if (cst_str_is(cell[0], "side")) {
        slot = CST_PUSH(r->arena, &r->s->sides);
    } else if (cst_str_is(cell[0], "article")) {
        slot = CST_PUSH(r->arena, &r->s->articles);
    } else {
        return cst_lines_bad(&r->lines, "no such kind of line");
    }
    if (!slot) {
        return CST_NOMEM;
    }
    *slot = cell[1];
    return CST_OK;
}

static int longest_first(const void *a, const void *b)
{
    const struct cst_spelling *x = a, *y = b;

    if (x->from.n != y->from.n) {
        return x->from.n < y->from.n ? 1 : -1;
    }
    return cst_str_cmp(x->from, y->from);
}

static cst_status check_complete(const reader *r)
{
    for (size_t i = 0; i < CST_LEVEL_COUNT; i++) {
        if (!r->level_seen[i]) {
            return cst_fail(r->lines.error, CST_SYNTAX, r->lines.file, 0, 0,
                            "no level \"%s\"", level_names[i]);
        }
    }
    for (size_t i = 0; i < CST_NUMBER_COUNT; i++) {
        if (!r->number_seen[i]) {
            return cst_fail(r->lines.error, CST_SYNTAX, r->lines.file, 0, 0,
                            "no number \"%s\"", number_names[i]);
        }
    }
    return CST_OK;
}

static void set_defaults(cst_link_settings *s)
{
    memset(s, 0, sizeof(*s));
    s->types[0].code = CST_S("");
    s->families[0] = CST_S("");
    s->n_types = s->n_families = 1;
    for (size_t a = 0; a < CST_FAMILIES_MAX; a++) {
        for (size_t b = 0; b < CST_FAMILIES_MAX; b++) {
            s->between[a][b] = (uint8_t)(a == b ? CST_LEVEL_TYPE_FAMILY
                                                : CST_LEVEL_TYPE_OTHER);
        }
    }
}

cst_status cst_link_settings_parse(cst_arena *arena, cst_str text,
                                   const char *file, cst_error *error,
                                   cst_link_settings *out)
{
    reader r = {.arena = arena, .s = out,
                .lines = {text, file, 0, error}};
    cst_str line;

    set_defaults(out);
    while (cst_lines_next(&r.lines, &line)) {
        CST_TRY(add_line(&r, line));
    }
    if (r.spellings.n) {
        qsort(r.spellings.at, r.spellings.n, sizeof(r.spellings.at[0]),
              longest_first);
    }
    out->spellings = r.spellings.at;
    out->n_spellings = r.spellings.n;
    return check_complete(&r);
}

uint8_t cst_link_type(const cst_link_settings *s, cst_str code)
{
    for (uint8_t i = 1; i < s->n_types; i++) {
        if (cst_str_eq(s->types[i].code, code)) {
            return i;
        }
    }
    return 0;
}
