/* annotate/gazetteer_tables: tables of places into a builder.
 *
 * The format is told by the first lines. What a line lacks or has too much of
 * makes that line bad, never the table. All texts are the builder's copies. */
#include "annotate/gazetteer_build.h"
#include "base/utf8.h"

#define MAX_COLUMNS 20u
#define FIRST_WOF 20000000 /* ids from here on are Who's On First's */
#define MAX_UNITS 20000u   /* of one settlements table */

typedef struct table {
    cst_gazetteer_builder *b;
    cst_gazetteer_counts *counts;
    uint32_t line;
    cst_str cell[MAX_COLUMNS];
    size_t n_cells;
    char sep;
    /* of CSV: the column of each field, MAX_COLUMNS = none */
    size_t at[8];
    CST_VEC(cst_str) units; /* of a settlements table: "CC", then unit */
} table;

static cst_status bad(table *t)
{
    if (t->counts->bad++ == 0) {
        t->counts->bad_line = t->line;
    }
    return CST_OK;
}

/* Count what was put. */
static cst_status put(table *t, const cst_gazetteer_place *p)
{
    bool fresh = false;
    size_t names = t->b->links.n;
    cst_status s = cst_gaz_put(t->b, p, &fresh);
    if (s == CST_ARG) {
        return bad(t);
    }
    t->counts->places += fresh;
    t->counts->names += (uint32_t)(t->b->links.n - names);
    return s;
}

/* ----------------------------------------------------------------- cells */

bool cst_gaz_decimal(cst_str s, double *out)
{
    double value = 0, scale = 1;
    bool negative = s.n > 0 && s.p[0] == '-', point = false, any = false;
    for (size_t i = negative ? 1 : 0; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
        } else if (s.p[i] >= '0' && s.p[i] <= '9' && i < 24) {
            value = value * 10 + (s.p[i] - '0');
            scale = point ? scale * 10 : scale;
            any = true;
        } else {
            return false;
        }
    }
    *out = (negative ? -value : value) / scale;
    return any;
}

static void cut_cells(table *t, cst_str line)
{
    t->n_cells = 0;
    while (t->n_cells < MAX_COLUMNS &&
           cst_str_cut(&line, t->sep, &t->cell[t->n_cells])) {
        t->n_cells++;
    }
}

static bool is_number(cst_str s)
{
    int64_t v;
    return cst_str_to_int(s, &v);
}

/* "geonames:163843"; in the caller's buffer. */
static cst_str identifier(cst_str number, char out[64])
{
    int64_t v;
    bool own = cst_str_to_int(number, &v);
    cst_str base = own && v >= FIRST_WOF ? CST_S("wof:") : CST_S("geonames:");
    if (!own || v == 0) {
        return (cst_str){NULL, 0};
    }
    while (number.n > 1 && number.p[0] == '0') {
        number = cst_str_sub(number, 1, number.n);
    }
    if (base.n + number.n > 64) {
        return (cst_str){NULL, 0};
    }
    memcpy(out, base.p, base.n);
    memcpy(out + base.n, number.p, number.n);
    return (cst_str){out, base.n + number.n};
}

static uint32_t pop_class(int64_t n)
{
    static const int64_t tops[] = {1,      5000,   15000,  50000,
                                   150000, 500000, 2000000};
    uint32_t c = 0;
    while (c < CST_COUNT(tops) && n >= tops[c]) {
        c++;
    }
    return c;
}

static uint32_t kind_of(cst_str s)
{
    static const char *const names[CST_GAZ_KINDS] = {
        "country", "capital", "admin1",   "region",
        "city",    "quarter", "district", "site"};
    uint32_t k = 0;
    while (k < CST_GAZ_KINDS && !cst_str_is(s, names[k])) {
        k++;
    }
    return k;
}

/* -------------------------------------------------- the project's tables */

static cst_status own_line(table *t)
{
    const cst_str *c = t->cell;
    cst_gazetteer_place p = {.id = c[0], .name = c[1], .other = c[2],
                             .country = c[4], .in = c[5], .demonym = c[9],
                             .kind = kind_of(c[3]), .curated = true};
    if (t->n_cells != 10 || !cst_gaz_decimal(c[6], &p.lat) ||
        !cst_gaz_decimal(c[7], &p.lon) || c[8].n != 1 || c[8].p[0] < '0') {
        return bad(t);
    }
    p.pop = (uint32_t)(c[8].p[0] - '0');
    return put(t, &p);
}

/* "!number TAB country TAB unit", numbered from 0 in order. */
static cst_status unit_line(table *t)
{
    cst_str *country = t->n_cells == 3 && t->units.n < MAX_UNITS
                           ? CST_PUSH(&t->b->arena, &t->units)
                           : NULL;
    if (!country) {
        return bad(t);
    }
    *country = t->cell[1];
    cst_str *unit = CST_PUSH(&t->b->arena, &t->units);
    if (!unit) {
        return CST_NOMEM;
    }
    *unit = t->cell[2];
    return CST_OK;
}

static cst_status settlement_line(table *t)
{
    cst_str *c = t->cell, unit = t->n_cells == 5 ? c[4] : (cst_str){NULL, 0};
    char id[64];
    bool district = unit.n && unit.p[unit.n - 1] == 'd';
    unit.n -= district;
    int64_t at;
    cst_gazetteer_place p = {
        .name = c[0], .kind = district ? CST_GAZ_DISTRICT : CST_GAZ_CITY};
    if (!cst_str_to_int(unit, &at) || at >= (int64_t)(t->units.n / 2) ||
        !cst_gaz_decimal(c[2], &p.lat) || !cst_gaz_decimal(c[3], &p.lon)) {
        return bad(t);
    }
    bool wof = c[1].n && c[1].p[0] == 'w';
    p.id = identifier(cst_str_sub(c[1], wof, c[1].n), id);
    p.country = t->units.at[2 * (size_t)at];
    p.in = t->units.at[2 * (size_t)at + 1];
    return put(t, &p);
}

/* The country with this ISO code; NULL if there is none. */
static cst_gaz_row *country_row(table *t, cst_str iso)
{
    for (size_t i = 0; iso.n == 2 && i < t->b->rows.n; i++) {
        cst_gaz_row *row = &t->b->rows.at[i];
        if (row->kind == CST_GAZ_COUNTRY && memcmp(row->country, iso.p, 2) == 0) {
            return row;
        }
    }
    return NULL;
}

/* "id TAB names": what other tongues call a place, for lists; in a report such a
 * name is no place by itself ("Jordan"). An ISO code is its country. */
static cst_status other_line(table *t)
{
    cst_gaz_row *row = t->n_cells != 2     ? NULL
                       : t->cell[0].n == 2 ? country_row(t, t->cell[0])
                                           : cst_gaz_row_of(t->b, t->cell[0]);
    if (t->n_cells != 2) {
        return bad(t);
    }
    size_t names = t->b->links.n;
    cst_str part, rest = t->cell[1];
    t->counts->left += !row;
    while (row && rest.n && cst_str_cut(&rest, '|', &part)) {
        if (!cst_gaz_add_name(t->b, row, cst_str_trim(part), false)) {
            return CST_NOMEM;
        }
    }
    t->counts->names += (uint32_t)(t->b->links.n - names);
    return CST_OK;
}

static cst_status generic_line(table *t)
{
    return cst_gaz_add_generic(t->b, t->cell[0]) ? CST_OK : CST_NOMEM;
}

/* -------------------------------------------------------------- GeoNames */

/* What a feature is to us; CST_GAZ_KINDS = nothing. */
static uint32_t geonames_kind(cst_str class_, cst_str code)
{
    static const char *const sites[] = {
        "AIR",  "AIRB", "AIRF", "AIRP", "AIRH", "AIRQ", "INSM", "MILB",
        "HSP",  "CMPRF", "DAM", "PRN",  "PRNJ", "BDG",  "PS",   "PSH",
        "MN",   "FLD",  "OILF", "OILR", "CMP",  "RSTN", "UNIV", "PASS",
        "MT",   "MTS",  "HLL",  "HLLS", "ISL",  "ISLS", "PK",   "RDGE",
        "VAL",  "PLN",  "PLAT", "DSRT", "CAPE", "PEN",  "STM",  "LK",
        "RSV",  "BAY",  "GULF", "STRT", "WAD",  "CNL",  "FRST", "RGN",
        "AREA", "LCTY", "OAS",  "NVB",  "ANS",  "FRM",  "EST",  "CTRR"};
    if (cst_str_is(class_, "P")) {
        return cst_str_is(code, "PPLC")   ? CST_GAZ_CAPITAL
               : cst_str_is(code, "PPLX") ? CST_GAZ_QUARTER
               : cst_str_is(code, "PPLH") || cst_str_is(code, "PPLW")
                   ? CST_GAZ_KINDS
                   : CST_GAZ_CITY;
    }
    if (cst_str_is(class_, "A")) {
        return code.n == 4 && cst_str_is(cst_str_sub(code, 0, 3), "ADM") &&
                       code.p[3] >= '1' && code.p[3] <= '5'
                   ? (code.p[3] == '1' ? CST_GAZ_ADMIN1 : CST_GAZ_DISTRICT)
               : cst_str_starts(code, CST_S("PCL")) ? CST_GAZ_COUNTRY
                                                    : CST_GAZ_KINDS;
    }
    for (size_t i = 0; i < CST_COUNT(sites); i++) {
        if (cst_str_is(code, sites[i])) {
            return CST_GAZ_SITE;
        }
    }
    return CST_GAZ_KINDS;
}

/* A seat whose population is not known is no hamlet: PPLA of a first-level unit,
 * PPLA2 of a second-level one ... */
static uint32_t seat_class(cst_str class_, cst_str code)
{
    if (!cst_str_is(class_, "P") || !cst_str_starts(code, CST_S("PPLA"))) {
        return 0;
    }
    return code.n == 4 ? 4 : code.p[4] < '4' ? 3 : code.p[4] == '4' ? 2 : 1;
}

/* "SY.8" of country and code, leading zeros apart; empty if there is none. */
static cst_str unit_code(cst_str country, cst_str code, char out[32])
{
    while (code.n && code.p[0] == '0') {
        code = cst_str_sub(code, 1, code.n);
    }
    if (country.n != 2 || code.n == 0 || code.n > 24) {
        return (cst_str){NULL, 0};
    }
    memcpy(out, country.p, 2);
    out[2] = '.';
    memcpy(out + 3, code.p, code.n);
    return (cst_str){out, code.n + 3};
}

static bool same_name(table *t, const cst_gaz_row *row, cst_str name)
{
    cst_gaz_key a, b;
    if (!cst_gaz_key_of(&t->b->scratch, name, &a)) {
        return false;
    }
    cst_sym s = row->name;
    uint32_t l = row->first;
    for (;;) {
        cst_str own = cst_intern_str(&t->b->names, s);
        if (cst_gaz_key_of(&t->b->scratch, own, &b) && a.n == b.n &&
            memcmp(a.p, b.p, a.n) == 0) {
            return true;
        }
        if (!l) {
            return false;
        }
        s = t->b->links.at[l - 1].name;
        l = t->b->links.at[l - 1].next;
    }
}

/* Has the row one of the names of this line? */
static bool shares_name(table *t, const cst_gaz_row *row)
{
    cst_str part, rest = t->cell[3];
    bool same = same_name(t, row, t->cell[1]);
    while (!same && rest.n && cst_str_cut(&rest, ',', &part)) {
        same = same_name(t, row, part);
    }
    cst_arena_reset(&t->b->scratch);
    return same;
}

/* Countries and first-level units that another source has under its own id are
 * those: they get the names. */
static cst_str known_area(table *t, const cst_gazetteer_place *p)
{
    cst_gazetteer_builder *b = t->b;
    if (cst_gaz_row_of(b, p->id) || p->country.n != 2) {
        return p->id;
    }
    for (uint32_t i = 0; i < b->rows.n && b->rows.at[i].kind <= CST_GAZ_ADMIN1;
         i++) {
        const cst_gaz_row *row = &b->rows.at[i];
        if (row->kind == p->kind && memcmp(row->country, p->country.p, 2) == 0 &&
            (p->kind == CST_GAZ_COUNTRY || shares_name(t, row))) {
            return cst_intern_str(&b->names, row->id);
        }
    }
    return p->id;
}

/* Spellings joined by commas, as the table has them. */
static cst_status add_alternates(table *t, cst_str id, cst_str all)
{
    cst_gaz_row *row = cst_gaz_row_of(t->b, id);
    size_t names = t->b->links.n;
    cst_str part;
    while (row && all.n && cst_str_cut(&all, ',', &part)) {
        if (!cst_gaz_add_name(t->b, row, cst_str_trim(part), false)) {
            return CST_NOMEM;
        }
    }
    t->counts->names += (uint32_t)(t->b->links.n - names);
    return CST_OK;
}

/* The code of the second-level unit that a line is or lies in. */
static cst_status put_district_code(table *t, const cst_gazetteer_place *p)
{
    cst_gaz_row *row = cst_gaz_row_of(t->b, p->id);
    cst_str code = t->cell[11];
    bool within = p->kind == CST_GAZ_CITY || p->kind == CST_GAZ_QUARTER ||
                  p->kind == CST_GAZ_SITE || p->kind == CST_GAZ_CAPITAL ||
                  cst_str_is(t->cell[7], "ADM2");
    if (!row || !within || p->code.n == 0 || code.n == 0 || code.n > 80 ||
        row->district_code) {
        return CST_OK;
    }
    char text[128];
    memcpy(text, p->code.p, p->code.n);
    text[p->code.n] = '.';
    memcpy(text + p->code.n + 1, code.p, code.n);
    row->district_code =
        cst_intern_put(&t->b->names, (cst_str){text, p->code.n + 1 + code.n});
    return row->district_code ? CST_OK : CST_NOMEM;
}

static cst_status geonames_line(table *t)
{
    const cst_str *c = t->cell;
    char id[64], code[32];
    if (t->n_cells < 15 || t->n_cells > 19) {
        return bad(t);
    }
    cst_gazetteer_place p = {.name = c[1], .country = c[8],
                             .kind = geonames_kind(c[6], c[7])};
    p.id = identifier(c[0], id);
    if (p.kind == CST_GAZ_KINDS || p.id.n == 0) {
        t->counts->left++;
        return CST_OK;
    }
    int64_t population = 0;
    if (!cst_gaz_decimal(c[4], &p.lat) || !cst_gaz_decimal(c[5], &p.lon)) {
        return bad(t);
    }
    (void)cst_str_to_int(c[14], &population);
    p.pop = pop_class(population);
    uint32_t seat = seat_class(c[6], c[7]);
    p.pop = p.pop ? p.pop : seat;
    p.code = unit_code(c[8], c[10], code);
    p.curated = p.kind == CST_GAZ_COUNTRY || p.kind == CST_GAZ_CAPITAL ||
                p.kind == CST_GAZ_ADMIN1;
    if (p.kind == CST_GAZ_COUNTRY || p.kind == CST_GAZ_ADMIN1) {
        p.id = known_area(t, &p);
        p.curated = !cst_gaz_row_of(t->b, p.id);
    }
    CST_TRY(put(t, &p));
    CST_TRY(put_district_code(t, &p));
    if (!cst_str_eq(c[1], c[2])) {
        CST_TRY(add_alternates(t, p.id, c[2]));
    }
    return add_alternates(t, p.id, c[3]);
}

/* Codes of languages have two or three letters, and what follows a hyphen;
 * links, airports and the like have four. */
static bool no_language(cst_str s)
{
    cst_str code;
    return s.n && (!cst_str_cut(&s, '-', &code) || code.n > 3);
}

static cst_status alternate_line(table *t)
{
    const cst_str *c = t->cell;
    char id[64];
    bool five = t->n_cells == 5;
    if (t->n_cells < 4 || t->n_cells > 10) {
        return bad(t);
    }
    cst_str number = five && is_number(c[0]) && !cst_str_is(c[0], "0") ? c[0]
                                                                       : c[1];
    cst_gaz_row *row = cst_gaz_row_of(t->b, identifier(number, id));
    bool historic = !five && t->n_cells >= 8 && cst_str_is(c[7], "1");
    if (!row || no_language(c[2]) || historic) {
        t->counts->left++;
        return CST_OK;
    }
    size_t names = t->b->links.n;
    if (!cst_gaz_add_name(t->b, row, c[five ? 4 : 3], false)) {
        return CST_NOMEM;
    }
    t->counts->names += (uint32_t)(t->b->links.n - names);
    return CST_OK;
}

/* ------------------------------------------------------------------- CSV */

enum { CSV_NAME, CSV_LAT, CSV_LON, CSV_ID, CSV_OTHER, CSV_COUNTRY, CSV_KIND,
       CSV_IN };

/* The next cell; quotes are undone in place of a copy in the arena. */
static bool csv_cell(table *t, cst_str *rest, cst_str *cell)
{
    if (!rest->p) {
        return false;
    }
    if (rest->n == 0 || rest->p[0] != '"') {
        return cst_str_cut(rest, t->sep, cell);
    }
    char *out = cst_arena_alloc(&t->b->arena, rest->n, 1);
    size_t n = 0, i = 1;
    if (!out) {
        return false;
    }
    for (; i < rest->n; i++) {
        if (rest->p[i] == '"' && (i + 1 == rest->n || rest->p[i + 1] != '"')) {
            break;
        }
        i += rest->p[i] == '"';
        out[n++] = rest->p[i];
    }
    *cell = (cst_str){out, n};
    *rest = cst_str_sub(*rest, i + 1, rest->n);
    cst_str skipped;
    (void)cst_str_cut(rest, t->sep, &skipped);
    return true;
}

static void cut_csv(table *t, cst_str line)
{
    t->n_cells = 0;
    while (t->n_cells < MAX_COLUMNS &&
           csv_cell(t, &line, &t->cell[t->n_cells])) {
        t->n_cells++;
    }
}

/* Which column holds what; false if name or point are missing. */
static bool csv_header(table *t, cst_str line)
{
    static const char *const names[][4] = {
        {"name", "place", "asciiname", ""}, {"lat", "latitude", "y", ""},
        {"lon", "longitude", "lng", "x"},   {"id", "pcode", "", ""},
        {"other", "names", "alternates", "alternatenames"},
        {"country", "iso", "cc", "countrycode"}, {"kind", "type", "", ""},
        {"in", "admin1", "container", "adm1"}};
    static const char seps[] = {',', ';', '\t'};
    for (size_t s = 0; s < CST_COUNT(seps); s++) {
        t->sep = seps[s];
        cut_csv(t, line);
        for (size_t f = 0; f < CST_COUNT(names); f++) {
            t->at[f] = MAX_COLUMNS;
            for (size_t i = 0; i < t->n_cells; i++) {
                cst_str title = cst_utf8_fold(&t->b->scratch,
                                              cst_str_trim(t->cell[i]));
                for (size_t k = 0; k < 4 && t->at[f] == MAX_COLUMNS; k++) {
                    t->at[f] = title.n && cst_str_is(title, names[f][k])
                                   ? i : MAX_COLUMNS;
                }
            }
        }
        if (t->at[CSV_NAME] < MAX_COLUMNS && t->at[CSV_LAT] < MAX_COLUMNS &&
            t->at[CSV_LON] < MAX_COLUMNS) {
            return true;
        }
    }
    return false;
}

static cst_str csv_field(const table *t, int field)
{
    size_t i = t->at[field];
    return i < t->n_cells ? cst_str_trim(t->cell[i]) : (cst_str){NULL, 0};
}

/* An id of its own for a place without one: what it is called and where. */
static cst_str own_id(const cst_gazetteer_place *p, char out[32])
{
    static const char hex[] = "0123456789abcdef";
    char at[64];
    size_t n = 0;
    double v[2] = {p->lat, p->lon};
    memcpy(at, v, sizeof v);
    uint64_t h = cst_hash(p->name.p, p->name.n) ^ cst_hash(at, sizeof v);
    memcpy(out, "own:", 4);
    for (n = 4; n < 16; n++, h >>= 4) {
        out[n] = hex[h & 15];
    }
    return (cst_str){out, n};
}

static cst_status csv_line(table *t)
{
    char id[32];
    cst_gazetteer_place p = {
        .name = csv_field(t, CSV_NAME), .other = csv_field(t, CSV_OTHER),
        .country = csv_field(t, CSV_COUNTRY), .in = csv_field(t, CSV_IN),
        .id = csv_field(t, CSV_ID), .kind = kind_of(csv_field(t, CSV_KIND)),
        .curated = true};
    if (!cst_gaz_decimal(csv_field(t, CSV_LAT), &p.lat) ||
        !cst_gaz_decimal(csv_field(t, CSV_LON), &p.lon)) {
        return bad(t);
    }
    p.kind = p.kind < CST_GAZ_KINDS ? p.kind : CST_GAZ_CITY;
    p.id = p.id.n ? p.id : own_id(&p, id);
    return put(t, &p);
}

/* ---------------------------------------------------------------- tables */

typedef cst_status (*line_fn)(table *t);

/* What reads the lines of this table; NULL if none. *head: it is a title. */
static line_fn recognise(table *t, cst_str line, bool *head, const char **what)
{
    *head = line.n && line.p[0] == '!';
    t->sep = '\t';
    if (*head && cst_str_starts(line, CST_S("!id\t"))) {
        *what = "places";
        return own_line;
    }
    if (*head && cst_str_starts(line, CST_S("!other"))) {
        *what = "names in other tongues";
        return other_line;
    }
    if (*head && cst_str_starts(line, CST_S("!generic"))) {
        *what = "generic words";
        return generic_line;
    }
    cut_cells(t, line);
    if (*head) {
        *head = false; /* the first of its units */
        *what = "settlements";
        return is_number(cst_str_sub(t->cell[0], 1, line.n)) ? settlement_line
                                                             : NULL;
    }
    bool minus = t->cell[0].n > 1 && t->cell[0].p[0] == '-';
    if (t->n_cells >= 15 &&
        is_number(cst_str_sub(t->cell[0], minus, t->cell[0].n))) {
        *what = "GeoNames places";
        return geonames_line;
    }
    if (t->n_cells >= 4 && t->n_cells <= 10 && is_number(t->cell[1]) &&
        (is_number(t->cell[0]) || cst_str_is(t->cell[0], "-"))) {
        *what = "alternate names";
        return alternate_line;
    }
    *head = true;
    *what = "CSV";
    return csv_header(t, line) ? csv_line : NULL;
}

static cst_status read_line(table *t, line_fn fn, cst_str line)
{
    if (fn == csv_line) {
        cut_csv(t, line);
    } else {
        cut_cells(t, line);
    }
    bool unit = fn == settlement_line && line.p[0] == '!';
    return unit ? unit_line(t) : fn(t);
}

cst_status cst_gazetteer_builder_table(cst_gazetteer_builder *builder,
                                       const char *bytes, size_t n,
                                       const char *file,
                                       cst_gazetteer_counts *counts,
                                       cst_error *error)
{
    if (!builder || !counts || (n && !bytes)) {
        return CST_ARG;
    }
    table t;
    line_fn fn = NULL;
    cst_str line, rest = {bytes, n};
    memset(&t, 0, sizeof t);
    t.b = builder;
    t.counts = counts;
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        rest = cst_str_sub(rest, 3, n);
    }
    while (rest.n && cst_str_cut(&rest, '\n', &line)) {
        t.line++;
        line.n -= line.n && line.p[line.n - 1] == '\r';
        bool head = false;
        if (line.n == 0 || line.p[0] == '#') {
            continue;
        }
        if (!fn) {
            fn = recognise(&t, line, &head, &counts->what);
            if (!fn) {
                return cst_fail(error, CST_SYNTAX, file, t.line, 0,
                                "no table of places that is known here");
            }
        }
        if (!head) {
            CST_TRY(read_line(&t, fn, line));
        }
    }
    return cst_arena_failed(&builder->arena) ? CST_NOMEM : CST_OK;
}
