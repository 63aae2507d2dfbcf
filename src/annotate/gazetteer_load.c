/* annotate/gazetteer: reads the table and builds the index.
 *
 * One pass over the lines makes the entries; a second hangs every spelling on
 * its slot as a chain; a third turns the chains into sorted slices. Keys are
 * folded in a scratch arena, so that the engine keeps only distinct ones.
 */
#include "annotate/gazetteer_table.h"

#include <stdio.h>

#define MAX_FILE (16u << 20)
#define N_COLUMNS 10

typedef struct spelling {
    uint32_t entry, next; /* next in the chain of a slot, CST_NONE = end */
    bool own;             /* the printed name, not a further spelling */
} spelling;

typedef struct builder {
    cst_arena *arena;
    cst_arena scratch;
    cst_gazetteer *g;
    spelling *spellings; /* for the time of the load */
    uint32_t n_spellings;
    const char *file;
    uint32_t line;
    cst_error *error;
} builder;

/* --------------------------------------------------------------- cells */

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

static bool read_kind(cst_str s, uint8_t *kind)
{
    static const char *const names[] = {"country", "capital", "admin1",
                                        "region", "city", "quarter"};

    for (uint8_t i = 0; i < CST_COUNT(names); i++) {
        if (cst_str_is(s, names[i])) {
            *kind = i;
            return true;
        }
    }
    return false;
}

static cst_status bad_line(builder *b, const char *what)
{
    return cst_fail(b->error, CST_SYNTAX, b->file, b->line, 0, "%s", what);
}

static cst_status read_entry(builder *b, cst_str line, cst_gazetteer_entry *e)
{
    cst_str cell[N_COLUMNS];
    size_t n = 0;

    while (n < N_COLUMNS && cst_str_cut(&line, '\t', &cell[n])) {
        n++;
    }
    if (n != N_COLUMNS || line.n != 0) {
        return bad_line(b, "not ten columns");
    }
    e->id = cell[0];
    e->name = cell[1];
    e->other = cell[2];
    e->country = cell[4];
    e->in = cell[5];
    e->demonym = cell[9];
    e->container = e->country_entry = CST_NONE;
    if (e->id.n == 0 || e->name.n == 0 || !read_kind(cell[3], &e->kind)) {
        return bad_line(b, "no id, name or known kind");
    }
    if (!cst_gaz_decimal(cell[6], &e->lat) || !cst_gaz_decimal(cell[7], &e->lon) ||
        e->lat < -90 || e->lat > 90 || e->lon < -180 || e->lon > 180) {
        return bad_line(b, "no such coordinates");
    }
    if (cell[8].n != 1 || cell[8].p[0] < '0' || cell[8].p[0] > '7') {
        return bad_line(b, "population class is not 0 to 7");
    }
    e->pop = (uint8_t)(cell[8].p[0] - '0');
    return CST_OK;
}

static cst_status read_lines(builder *b, cst_str text)
{
    cst_gazetteer_entry *entries;
    uint32_t n = 0;
    cst_str line;

    for (size_t i = 0; i < text.n; i++) {
        n += text.p[i] == '\n';
    }
    entries = CST_NEW(b->arena, cst_gazetteer_entry, (size_t)n + 1);
    if (!entries) {
        return CST_NOMEM;
    }
    n = 0;
    while (cst_str_cut(&text, '\n', &line)) {
        b->line++;
        if (line.n && line.p[line.n - 1] == '\r') {
            line.n--;
        }
        if (line.n == 0 || line.p[0] == '#' || line.p[0] == '!') {
            continue;
        }
        CST_TRY(read_entry(b, line, &entries[n]));
        n++;
    }
    b->g->entries = entries;
    b->g->n_entries = n;
    return CST_OK;
}

/* --------------------------------------------------------------- index */

static uint32_t count_parts(cst_str s)
{
    uint32_t n = s.n ? 1 : 0;

    for (size_t i = 0; i < s.n; i++) {
        n += s.p[i] == '|';
    }
    return n;
}

static uint32_t table_size(uint32_t keys)
{
    uint32_t n = 64;

    while (n < keys * 2) {
        n *= 2;
    }
    return n;
}

/* The slot of a key, with its own copy of it. */
static cst_gaz_slot *take_slot(builder *b, cst_gaz_slot *slots, uint32_t n_slots,
                               cst_str key)
{
    cst_gaz_slot *slot;

    if (key.n == 0) {
        return NULL;
    }
    slot = cst_gaz_slot_of(slots, n_slots, key);
    if (!slot->key.p) {
        slot->key.p = cst_arena_copy(b->arena, key.p, key.n);
        slot->key.n = key.n;
        slot->first = CST_NONE;
    }
    return slot->key.p ? slot : NULL;
}

static void count_words(cst_gazetteer *g, cst_str key)
{
    uint32_t words = 1;

    for (size_t i = 0; i < key.n; i++) {
        words += key.p[i] == ' ';
    }
    if (words > g->max_words) {
        g->max_words = words;
    }
}

static bool add_key(builder *b, uint32_t entry, cst_str key, bool own)
{
    cst_gaz_slot *slot = take_slot(b, b->g->slots, b->g->n_slots, key);
    spelling *s;

    if (!slot) {
        return !b->scratch.failed && !b->arena->failed;
    }
    /* The entry's last spelling was just put at the head of its chain. */
    if (slot->first != CST_NONE &&
        b->spellings[slot->first].entry == entry) {
        return true;
    }
    if (slot->n == CST_GAZ_MAX_CANDIDATES) {
        return true;
    }
    s = &b->spellings[b->n_spellings];
    s->entry = entry;
    s->own = own;
    s->next = slot->first;
    slot->first = b->n_spellings++;
    slot->n++;
    return true;
}

static bool add_spelling(builder *b, uint32_t entry, cst_str name, bool own)
{
    cst_str key = cst_gaz_key(&b->scratch, name);

    count_words(b->g, key);
    return add_key(b, entry, key, own) &&
           (b->g->entries[entry].kind == CST_GAZ_COUNTRY ||
            add_key(b, entry, cst_gaz_loose_key(&b->scratch, key), false));
}

static cst_status add_entry(builder *b, uint32_t entry)
{
    const cst_gazetteer_entry *e = &b->g->entries[entry];
    cst_str rest = e->other, part;

    if (!add_spelling(b, entry, e->name, true)) {
        return CST_NOMEM;
    }
    while (rest.n && cst_str_cut(&rest, '|', &part)) {
        if (!add_spelling(b, entry, part, false)) {
            return CST_NOMEM;
        }
    }
    rest = e->demonym;
    while (rest.n && cst_str_cut(&rest, '|', &part)) {
        cst_gaz_slot *slot =
            take_slot(b, b->g->demonyms, b->g->n_demonyms,
                      cst_gaz_key(&b->scratch, part));

        if (!slot) {
            return CST_NOMEM;
        }
        if (slot->first == CST_NONE) {
            slot->first = entry;
        }
    }
    cst_arena_reset(&b->scratch);
    return CST_OK;
}

/* Smaller is likelier when a report gives the bare name. */
static uint32_t order_of(const cst_gazetteer *g, const spelling *s)
{
    static const uint8_t rank[] = {
        [CST_GAZ_COUNTRY] = 0, [CST_GAZ_CAPITAL] = 1, [CST_GAZ_CITY] = 2,
        [CST_GAZ_REGION] = 3, [CST_GAZ_ADMIN1] = 4, [CST_GAZ_QUARTER] = 5};
    const cst_gazetteer_entry *e = &g->entries[s->entry];
    uint32_t kind = rank[e->kind];

    return (s->own ? 0 : 1024u) + kind * 16u + (7u - e->pop);
}

static void sort_slice(const builder *b, uint32_t *slice, uint32_t n)
{
    const spelling *s = b->spellings;

    for (uint32_t i = 1; i < n; i++) {
        uint32_t x = slice[i], j = i;
        uint32_t key = order_of(b->g, &s[x]);

        while (j && (order_of(b->g, &s[slice[j - 1]]) > key ||
                     (order_of(b->g, &s[slice[j - 1]]) == key &&
                      s[slice[j - 1]].entry > s[x].entry))) {
            slice[j] = slice[j - 1];
            j--;
        }
        slice[j] = x;
    }
}

static cst_status freeze(builder *b)
{
    cst_gazetteer *g = b->g;
    uint32_t n = 0;

    g->ids = CST_NEW(b->arena, uint32_t, b->n_spellings);
    if (!g->ids) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < g->n_slots; i++) {
        cst_gaz_slot *slot = &g->slots[i];
        uint32_t first = n;

        if (!slot->key.p) {
            continue;
        }
        for (uint32_t at = slot->first; at != CST_NONE;
             at = b->spellings[at].next) {
            g->ids[n++] = at;
        }
        sort_slice(b, g->ids + first, n - first);
        for (uint32_t j = first; j < n; j++) {
            g->ids[j] = b->spellings[g->ids[j]].entry;
        }
        slot->first = first;
        slot->n = n - first;
    }
    return CST_OK;
}

/* Which entry the containing unit is: a unit or town of that name in the same
 * country. */
static cst_status link_entry(builder *b, uint32_t entry)
{
    cst_gazetteer_entry *e = &b->g->entries[entry];
    const uint32_t *ids;
    uint32_t n;

    e->country_entry = cst_gazetteer_country(b->g, e->country);
    if (e->country_entry == entry) {
        e->country_entry = CST_NONE;
    }
    if (e->kind == CST_GAZ_COUNTRY || e->in.n == 0) {
        return CST_OK;
    }
    n = cst_gazetteer_find(b->g, &b->scratch, e->in, &ids);
    for (uint32_t i = 0; i < n; i++) {
        const cst_gazetteer_entry *c = &b->g->entries[ids[i]];

        if (ids[i] != entry && cst_str_eq(c->country, e->country) &&
            (e->container == CST_NONE || c->kind == CST_GAZ_ADMIN1)) {
            e->container = ids[i];
        }
    }
    if (cst_arena_failed(&b->scratch)) {
        return CST_NOMEM; /* the reset would forget it */
    }
    cst_arena_reset(&b->scratch);
    return CST_OK;
}

static cst_status build(builder *b, cst_str text)
{
    cst_gazetteer *g = b->g;
    uint32_t names = 0, demonyms = 0;

    CST_TRY(read_lines(b, text));
    memset(g->countries, 0xFF, sizeof(g->countries));
    for (uint32_t i = 0; i < g->n_entries; i++) {
        const cst_gazetteer_entry *e = &g->entries[i];

        names += 2 * (1 + count_parts(e->other)); /* as written, and loosely */
        demonyms += count_parts(e->demonym);
        if (e->kind == CST_GAZ_COUNTRY && e->country.n == 2 &&
            e->country.p[0] >= 'A' && e->country.p[0] <= 'Z' &&
            e->country.p[1] >= 'A' && e->country.p[1] <= 'Z') {
            g->countries[(e->country.p[0] - 'A') * 26 +
                         (e->country.p[1] - 'A')] = i;
        }
    }
    g->n_slots = table_size(names);
    g->n_demonyms = table_size(demonyms);
    g->slots = CST_NEW(b->arena, cst_gaz_slot, g->n_slots);
    g->demonyms = CST_NEW(b->arena, cst_gaz_slot, g->n_demonyms);
    b->spellings =
        cst_mem_alloc(b->arena->allocator, names, sizeof(spelling));
    if (!g->slots || !g->demonyms || !b->spellings) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < g->n_entries; i++) {
        CST_TRY(add_entry(b, i));
    }
    CST_TRY(freeze(b));
    for (uint32_t i = 0; i < g->n_entries; i++) {
        CST_TRY(link_entry(b, i));
    }
    return b->scratch.failed || b->arena->failed ? CST_NOMEM : CST_OK;
}

cst_status cst_gazetteer_parse(cst_arena *arena, cst_str text, const char *file,
                               cst_error *error, cst_gazetteer **out)
{
    builder b;
    cst_status status;

    memset(&b, 0, sizeof(b));
    b.arena = arena;
    b.file = file;
    b.error = error;
    b.g = CST_NEW(arena, cst_gazetteer, 1);
    if (!b.g) {
        return CST_NOMEM;
    }
    cst_arena_init(&b.scratch, arena->allocator, 0);
    status = build(&b, text);
    cst_arena_free(&b.scratch);
    cst_mem_free(arena->allocator, b.spellings);
    if (status == CST_OK) {
        b.g->arena = arena;
        *out = b.g;
    }
    return status;
}

static cst_status read_file(cst_arena *arena, FILE *f, cst_str *text)
{
    long size;
    char *p;

    if (fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 ||
        fseek(f, 0, SEEK_SET) != 0) {
        return CST_IO;
    }
    if ((unsigned long)size > MAX_FILE) {
        return CST_LIMIT;
    }
    p = cst_arena_alloc(arena, (size_t)size + 1, 1);
    if (!p) {
        return CST_NOMEM;
    }
    if (fread(p, 1, (size_t)size, f) != (size_t)size) {
        return CST_IO;
    }
    *text = (cst_str){p, (size_t)size};
    return CST_OK;
}

cst_status cst_gazetteer_load(cst_arena *arena, const char *path,
                              cst_error *error, cst_gazetteer **out)
{
    FILE *f = fopen(path, "rb");
    cst_str text = {NULL, 0};
    cst_status status;

    if (!f) {
        return cst_fail(error, CST_IO, path, 0, 0, "cannot be opened");
    }
    status = read_file(arena, f, &text);
    fclose(f);
    if (status != CST_OK) {
        return cst_fail(error, status, path, 0, 0, "cannot be read");
    }
    return cst_gazetteer_parse(arena, text, path, error, out);
}
