/* annotate/villages: places beyond the table, searched as they lie on disk.
 *
 * data/gazetteer/settlements.tsv has half a million spellings in the order of
 * their keys; it is mapped and searched by halving, so that it costs nothing
 * until a name is looked for. What is found becomes an entry of the view that
 * asked, which one reading owns. */
#define _POSIX_C_SOURCE 200809L /* mmap, fstat, O_CLOEXEC */

#include "annotate/gazetteer_table.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_COLUMNS 5
#define MAX_HITS 24u /* more places of one name cannot be told apart */

/* -------------------------------------------------------------- the file */

/* "!number TAB country TAB unit", numbered from 0 in order. */
static cst_status read_unit(cst_gazetteer *g, cst_arena *scratch, cst_str line)
{
    cst_str number, country = {NULL, 0};
    const uint32_t *ids;
    (void)cst_str_cut(&line, '\t', &number);
    (void)cst_str_cut(&line, '\t', &country);
    uint32_t *unit = CST_PUSH(g->arena, &g->units);
    if (!unit) {
        return CST_NOMEM;
    }
    *unit = cst_gazetteer_country(g, country);
    uint32_t n = cst_gazetteer_find(g, scratch, line, &ids);
    for (uint32_t i = 0; i < n; i++) {
        const cst_gazetteer_entry *e = &g->entries[ids[i]];
        if (e->kind == CST_GAZ_ADMIN1 && cst_str_eq(e->country, country)) {
            *unit = ids[i];
            break;
        }
    }
    return CST_OK;
}

cst_status cst_gazetteer_parse_villages(cst_gazetteer *g, cst_str text)
{
    cst_arena scratch;
    cst_str line, rest = text;
    cst_status status = CST_OK;
    cst_arena_init(&scratch, g->arena->allocator, 0);
    while (status == CST_OK && rest.n &&
           (rest.p[0] == '#' || rest.p[0] == '!')) {
        (void)cst_str_cut(&rest, '\n', &line);
        status = line.p[0] == '!' ? read_unit(g, &scratch, line) : CST_OK;
    }
    cst_arena_free(&scratch);
    g->villages = rest;
    return status;
}

cst_status cst_gazetteer_open_villages(cst_gazetteer *g, const char *path,
                                       cst_error *error)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        int why = errno;
        if (fd >= 0) {
            (void)close(fd);
        }
        return cst_fail(error, CST_IO, path, 0, 0, "cannot open (error %d)",
                        why);
    }
    size_t n = (size_t)st.st_size;
    void *p = n ? mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0) : NULL;
    (void)close(fd);
    if (p == MAP_FAILED) {
        return cst_fail(error, CST_IO, path, 0, 0, "cannot map (error %d)",
                        errno);
    }
    g->mapped = p;
    g->n_mapped = n;
    return cst_gazetteer_parse_villages(g, (cst_str){p, n});
}

void cst_gazetteer_close(cst_gazetteer *g)
{
    if (g && g->mapped) {
        (void)munmap(g->mapped, g->n_mapped);
        g->mapped = NULL;
        g->villages = (cst_str){NULL, 0};
    }
}

/* ---------------------------------------------------------------- look-up */

cst_gazetteer *cst_gazetteer_view(const cst_gazetteer *g, cst_arena *arena)
{
    cst_gazetteer *view = CST_NEW(arena, cst_gazetteer, 1);
    if (view) {
        *view = *g;
        view->arena = arena;
        memset(&view->found, 0, sizeof view->found);
        memset(&view->found_at, 0, sizeof view->found_at);
    }
    return view;
}

static cst_str village_key(cst_arena *arena, cst_str name)
{
    cst_str key = cst_gaz_key(arena, name);
    cst_str loose = cst_gaz_loose_key(arena, key);
    return loose.n ? loose : key;
}

static int compare(cst_str a, cst_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static size_t line_begin(cst_str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n') {
        at--;
    }
    return at;
}

static cst_str line_at(cst_str text, size_t at)
{
    const char *end = memchr(text.p + at, '\n', text.n - at);
    size_t n = end ? (size_t)(end - (text.p + at)) : text.n - at;
    return (cst_str){text.p + at, n};
}

static cst_str name_of(cst_str line)
{
    cst_str name = {NULL, 0};
    (void)cst_str_cut(&line, '\t', &name);
    return name;
}

/* Where the lines begin whose key is not before this one. */
static size_t first_line(const cst_gazetteer *g, cst_arena *scratch,
                         cst_str key)
{
    size_t low = 0, high = g->villages.n;
    while (low < high) {
        size_t at = line_begin(g->villages, low + (high - low) / 2);
        cst_str line = line_at(g->villages, at);
        if (compare(village_key(scratch, name_of(line)), key) < 0) {
            low = at + line.n + 1;
        } else {
            high = at;
        }
    }
    return low < g->villages.n ? low : g->villages.n;
}

static cst_str identifier(cst_arena *arena, cst_str cell)
{
    bool other = cell.n && cell.p[0] == 'w';
    cst_str base = other ? CST_S("wof:") : CST_S("geonames:");
    cell = cst_str_sub(cell, other ? 1 : 0, cell.n);
    char *p = cst_arena_alloc(arena, base.n + cell.n, 1);
    if (!p) {
        return (cst_str){NULL, 0};
    }
    memcpy(p, base.p, base.n);
    memcpy(p + base.n, cell.p, cell.n);
    return (cst_str){p, base.n + cell.n};
}

static bool fill(cst_gazetteer *view, cst_str line, cst_gazetteer_entry *e)
{
    cst_str cell[N_COLUMNS];
    uint32_t unit = 0;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        if (!cst_str_cut(&line, '\t', &cell[i])) {
            return false;
        }
    }
    bool district = cell[4].n && cell[4].p[cell[4].n - 1] == 'd';
    for (size_t i = 0; i + district < cell[4].n; i++) {
        unit = unit * 10 + (uint32_t)(cell[4].p[i] - '0');
    }
    if (unit >= view->units.n || !cst_gaz_decimal(cell[2], &e->lat) ||
        !cst_gaz_decimal(cell[3], &e->lon)) {
        return false;
    }
    const cst_gazetteer_entry *u =
        cst_gazetteer_at(view, view->units.at[unit]);
    if (!u) {
        return false;
    }
    e->id = identifier(view->arena, cell[1]);
    e->name = cell[0];
    e->country = u->country;
    e->kind = district ? CST_GAZ_DISTRICT : CST_GAZ_CITY;
    bool in = u->kind != CST_GAZ_COUNTRY;
    e->in = in ? u->name : (cst_str){NULL, 0};
    e->container = in ? view->units.at[unit] : CST_NONE;
    e->country_entry = cst_gazetteer_country(view, u->country);
    return e->id.n > 0;
}

/* The entry of the view for the line at an offset; CST_NONE if it is bad. */
static uint32_t entry_of(cst_gazetteer *view, size_t at, cst_str line)
{
    for (uint32_t i = 0; i < view->found.n; i++) {
        if (view->found_at.at[i] == at) {
            return view->n_entries + i;
        }
    }
    cst_gazetteer_entry e;
    memset(&e, 0, sizeof e);
    if (!fill(view, line, &e)) {
        return CST_NONE;
    }
    size_t *place = CST_PUSH(view->arena, &view->found_at);
    cst_gazetteer_entry *new_entry =
        place ? CST_PUSH(view->arena, &view->found) : NULL;
    if (!new_entry) {
        return CST_NONE;
    }
    *place = at;
    *new_entry = e;
    return view->n_entries + (uint32_t)view->found.n - 1;
}

uint32_t cst_gazetteer_find_village(cst_gazetteer *view, cst_str name,
                                    const uint32_t **ids)
{
    *ids = NULL;
    if (view->villages.n == 0 || name.n == 0 || name.n > 160) {
        return 0;
    }
    cst_arena *scratch = view->arena;
    cst_str strict = cst_gaz_key(scratch, name);
    cst_str key = village_key(scratch, name);
    uint32_t *out = CST_NEW(scratch, uint32_t, MAX_HITS);
    if (key.n == 0 || !out) {
        return 0;
    }
    uint32_t n = 0;
    bool exact = false;
    size_t at = first_line(view, scratch, key);
    while (at < view->villages.n) {
        cst_str line = line_at(view->villages, at);
        cst_str found = name_of(line);
        if (compare(village_key(scratch, found), key) != 0) {
            break;
        }
        bool same = cst_str_eq(cst_gaz_key(scratch, found), strict);
        if (same && !exact) {
            exact = true; /* written so: other ways to write do not count */
            n = 0;
        }
        uint32_t id = same == exact && n < MAX_HITS ? entry_of(view, at, line)
                                                    : CST_NONE;
        if (id != CST_NONE) {
            out[n++] = id;
        }
        at += line.n + 1;
    }
    *ids = out;
    return n;
}
