/* lang/registry: see registry.h. */
#include "lang/registry.h"
#include "base/utf8.h"

#include <stdio.h>

#define MAX_TABLE (8u << 20)
#define MAX_CELL 4096u
#define MAX_CODE 100u

enum { ID, KIND, SIDE, COUNTRIES, FROM, TO, TRAITS, NAMES, ACRONYMS, ENGLISH,
       PEOPLE, NAMESAKE, COLUMNS };

typedef struct reader {
    cst_registry *r;
    const char *file;
    uint32_t line;
    int column[COLUMNS]; /* where each stands, -1 = not there */
} reader;

static const struct {
    const char *kind, *classes, *ctype;
} kinds[] = {
    {"armed_group", "actor", "armed_group"},
    {"state_force", "actor", "military"},
    {"coalition", "actor", "military"},
    {"police", "actor", "police"},
    {"un_mission", "actor,source_name", "un"},
    {"government", "source_name", "government"},
    {"un", "source_name", "un"},
    {"ngo", "source_name", "ngo"},
    {"medical", "source_name", "medical"},
    {"academic", "source_name", "academic"},
    {"agency", "source_name,agency", "agency"},
    {"media", "source_name", "media"},
    {"other", "source_name", "other"},
};

const char *cst_actor_classes(cst_str kind, const char **ctype)
{
    for (size_t i = 0; i < CST_COUNT(kinds); i++) {
        if (cst_str_is(kind, kinds[i].kind)) {
            *ctype = kinds[i].ctype;
            return kinds[i].classes;
        }
    }
    return NULL;
}

bool cst_cell_has(cst_str cell, cst_str code)
{
    cst_str item;
    while (cst_str_cut(&cell, ' ', &item)) {
        if (code.n && item.n == code.n && memcmp(item.p, code.p, code.n) == 0) {
            return true;
        }
    }
    return false;
}

/* ----------------------------------------------------------------- checks */

static void warn(const reader *rd, const char *text)
{
    cst_diag d = {CST_DIAG_WARNING, rd->file, rd->line, 1, "actor", text};
    if (rd->r->fn) {
        rd->r->fn(rd->r->user, &d);
    }
}

/* Codes: letters, digits and a few signs; what may stand between them. */
static bool code_ok(cst_str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!plain && !(c && strchr(more, c))) {
            return false;
        }
    }
    return s.n <= MAX_CODE;
}

static bool year_of(cst_str s, int *year)
{
    int64_t n = 0;
    if (s.n && (s.n != 4 || !cst_str_to_int(s, &n))) {
        return false;
    }
    *year = (int)n;
    return true;
}

/* Words: no signs that mean something to the lexicon, no control bytes. */
static bool words_ok(cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < ' ' || c == 0x7F || c == '=' || c == '"') {
            return false;
        }
    }
    return s.n <= MAX_CELL;
}

/* ------------------------------------------------------------------ lines */

static cst_str cell(const reader *rd, const cst_str *cells, int n, int column)
{
    int at = rd->column[column];
    return at >= 0 && at < n ? cells[at] : (cst_str){NULL, 0};
}

/* The first line that is no comment names the columns, in any order. */
static bool read_header(reader *rd, cst_str row)
{
    static const char *const names[] = {"id", "kind", "side", "countries",
                                        "from", "to", "traits", NULL,
                                        "acronyms", "en", "people",
                                        "namesake"};
    cst_str name;
    for (int i = 0; i < COLUMNS; i++) {
        rd->column[i] = -1;
    }
    for (int at = 0; cst_str_cut(&row, '\t', &name); at++) {
        for (int i = 0; i < COLUMNS; i++) {
            const char *want = names[i] ? names[i] : rd->r->language;
            if (cst_str_is(cst_str_trim(name), want)) {
                rd->column[i] = at;
            }
        }
    }
    return rd->column[ID] >= 0 && rd->column[KIND] >= 0;
}

/* A later line may say more of an actor that is known: what it leaves empty
 * stays as it was. */
static void take(cst_str *to, cst_str from)
{
    *to = from.n ? from : *to;
}

static cst_actor *actor_of(cst_registry *r, cst_str id, uint32_t *index)
{
    cst_sym sym = cst_intern_put(&r->ids, id);
    if (sym && sym > r->actors.n) {
        cst_actor *a = CST_PUSH(r->arena, &r->actors);
        if (a) {
            a->id = cst_intern_str(&r->ids, sym);
        }
    }
    *index = sym - 1;
    return sym && sym <= r->actors.n ? &r->actors.at[sym - 1] : NULL;
}

static const char *fault(const reader *rd, const cst_str *cells, int n,
                         int *from, int *to)
{
    const char *ctype;
    cst_str id = cell(rd, cells, n, ID);
    if (id.n == 0 || !code_ok(id, ":.")) {
        return "no id, or one with other than letters, digits and : . _ -";
    }
    if (!cst_actor_classes(cell(rd, cells, n, KIND), &ctype)) {
        return "no such kind of actor";
    }
    if (!code_ok(cell(rd, cells, n, SIDE), "") ||
        !code_ok(cell(rd, cells, n, COUNTRIES), " ") ||
        !code_ok(cell(rd, cells, n, TRAITS), " ") ||
        !code_ok(cell(rd, cells, n, NAMESAKE), ":.")) {
        return "side, countries, traits and namesake are codes";
    }
    if (!year_of(cell(rd, cells, n, FROM), from) ||
        !year_of(cell(rd, cells, n, TO), to)) {
        return "from and to are years of four digits";
    }
    for (int i = NAMES; i < COLUMNS; i++) {
        if (!words_ok(cell(rd, cells, n, i))) {
            return "a name with signs that no name has, or too long";
        }
    }
    return NULL;
}

static cst_str first_of(cst_str list)
{
    cst_str name = {NULL, 0};
    return cst_str_cut(&list, '|', &name) ? cst_str_trim(name) : name;
}

static cst_status read_line(reader *rd, const cst_str *cells, int n)
{
    int from = 0, to = 0;
    uint32_t index;
    const char *why = fault(rd, cells, n, &from, &to);
    if (why || rd->r->actors.n >= CST_MAX_ACTORS) {
        warn(rd, why ? why : "too many actors");
        return CST_OK;
    }
    cst_actor *a = actor_of(rd->r, cell(rd, cells, n, ID), &index);
    cst_actor_names *w = a ? CST_PUSH(rd->r->arena, &rd->r->names) : NULL;
    if (!w) {
        return CST_NOMEM;
    }
    take(&a->kind, cell(rd, cells, n, KIND));
    take(&a->side, cell(rd, cells, n, SIDE));
    take(&a->countries, cell(rd, cells, n, COUNTRIES));
    take(&a->traits, cell(rd, cells, n, TRAITS));
    take(&a->namesake, cell(rd, cells, n, NAMESAKE));
    a->from = from ? from : a->from;
    a->to = to ? to : a->to;
    w->actor = index;
    w->file = rd->file;
    w->line = rd->line;
    w->names = cell(rd, cells, n, NAMES);
    w->acronyms = cell(rd, cells, n, ACRONYMS);
    w->people = cell(rd, cells, n, PEOPLE);
    cst_str english = first_of(cell(rd, cells, n, ENGLISH));
    if (w->names.n || a->name.n == 0) {
        a->name = w->names.n ? first_of(w->names)
                  : english.n ? english : first_of(w->acronyms);
    }
    return CST_OK;
}

/* ------------------------------------------------------------------ tables */

static bool valid_utf8(cst_str s)
{
    for (size_t i = 0, n = 1; i < s.n; i += n) {
        bool ok = true;
        n = 1;
        if ((unsigned char)s.p[i] >= 0x80) {
            cst_utf8_decode(s, i, &n, &ok);
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

static cst_status read_row(reader *rd, cst_str row, bool *header)
{
    cst_str cells[24], one;
    int n = 0;
    if (row.n && row.p[row.n - 1] == '\r') {
        row.n--;
    }
    if (cst_str_trim(row).n == 0 || row.p[0] == '#') {
        return CST_OK;
    }
    if (row.p[0] == '!') {
        *header = read_header(rd, cst_str_sub(row, 1, row.n));
        if (!*header) {
            warn(rd, "the header names no id and kind");
        }
        return CST_OK;
    }
    if (!*header) {
        warn(rd, "a line before the header that names the columns");
        return CST_OK;
    }
    while (n < (int)CST_COUNT(cells) && cst_str_cut(&row, '\t', &one)) {
        cells[n++] = cst_str_trim(one);
    }
    return read_line(rd, cells, n);
}

cst_status cst_registry_add(cst_registry *registry, const char *file,
                            cst_str text)
{
    reader rd = {.r = registry, .file = file};
    cst_str row;
    bool header = false;
    if (cst_str_starts(text, CST_S("\xEF\xBB\xBF"))) {
        text = cst_str_sub(text, 3, text.n);
    }
    while (cst_str_cut(&text, '\n', &row)) {
        rd.line++;
        if (!valid_utf8(row)) {
            warn(&rd, "not UTF-8");
            continue;
        }
        CST_TRY(read_row(&rd, row, &header));
    }
    return CST_OK;
}

static cst_status read_all(cst_arena *arena, FILE *f, cst_str *text)
{
    long size;
    if (fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 ||
        fseek(f, 0, SEEK_SET) != 0) {
        return CST_IO;
    }
    if ((unsigned long)size > MAX_TABLE) {
        return CST_LIMIT;
    }
    char *p = cst_arena_alloc(arena, (size_t)size + 1, 1);
    if (!p) {
        return CST_NOMEM;
    }
    *text = (cst_str){p, (size_t)size};
    return fread(p, 1, (size_t)size, f) == (size_t)size ? CST_OK : CST_IO;
}

cst_status cst_registry_load(cst_registry *registry, const char *path,
                             cst_error *error)
{
    FILE *f = fopen(path, "rb");
    cst_str text = {NULL, 0};
    if (!f) {
        return cst_fail(error, CST_IO, path, 0, 0, "cannot be opened");
    }
    cst_status s = read_all(registry->arena, f, &text);
    fclose(f);
    if (s != CST_OK) {
        return cst_fail(error, s, path, 0, 0, "cannot be read");
    }
    const char *file = cst_arena_copy(registry->arena, path, strlen(path));
    return file ? cst_registry_add(registry, file, text) : CST_NOMEM;
}

cst_status cst_registry_new(cst_arena *arena, const char *language,
                            cst_diag_fn fn, void *user, cst_registry **out)
{
    cst_registry *r = CST_NEW(arena, cst_registry, 1);
    if (!r) {
        return CST_NOMEM;
    }
    r->arena = arena;
    r->language = language;
    r->fn = fn;
    r->user = user;
    CST_TRY(cst_intern_init(&r->ids, arena));
    *out = r;
    return CST_OK;
}

const cst_actor *cst_registry_find(const cst_registry *registry, cst_str id)
{
    cst_sym sym = registry ? cst_intern_get(&registry->ids, id) : 0;
    return sym ? &registry->actors.at[sym - 1] : NULL;
}

cst_str cst_registry_here(const cst_registry *registry, cst_str id,
                          cst_str country)
{
    const cst_actor *own = cst_registry_find(registry, id);
    if (own && cst_cell_has(own->countries, country)) {
        return id;
    }
    for (size_t i = 0; i < registry->actors.n; i++) {
        const cst_actor *a = &registry->actors.at[i];
        if (a->namesake.n && cst_str_eq(a->namesake, id) &&
            cst_cell_has(a->countries, country)) {
            return a->id;
        }
    }
    return id;
}
