/* annotate/gazetteer_link: what holds each place of a new store.
 *
 * The country by its code; the unit by the name that the row gives, else by its
 * code: the unit that has the code, or the one that holds most of the places
 * with that code of which it is known. */
#include "annotate/gazetteer_build.h"

#include <math.h>
#include <stdlib.h>

typedef struct vote {
    uint32_t code;      /* text of the store */
    uint32_t container; /* CST_NONE: still to be told */
    uint32_t place;
} vote;

typedef struct linker {
    const cst_gazetteer *g;
    cst_gazetteer_entry *entries;
    uint32_t *held;
    cst_arena scratch;
} linker;

/* The first unit among these, else town, of the country of a place. */
static uint32_t likeliest(const linker *l, uint32_t place, const uint32_t *ids,
                          uint32_t n, bool town)
{
    const char *country = l->entries[place].country;
    uint32_t found = CST_NONE;
    for (uint32_t i = 0; i < n; i++) {
        const cst_gazetteer_entry *c = &l->entries[ids[i]];
        bool unit = c->kind == CST_GAZ_ADMIN1;
        if (ids[i] != place && memcmp(c->country, country, 2) == 0 &&
            (unit || (town && found == CST_NONE))) {
            found = ids[i];
        }
    }
    return found;
}

/* A unit or town of that name in the same country, units first; a unit by a name
 * that only lists have. */
static uint32_t unit_named(linker *l, uint32_t place, cst_str name)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(l->g, &l->scratch, name, &ids);
    uint32_t found = likeliest(l, place, ids, n, true);
    if (found == CST_NONE) {
        n = cst_gazetteer_find_village(l->g, &l->scratch, name, &ids, NULL);
        found = likeliest(l, place, ids, n, false);
    }
    return found;
}

static int by_code(const void *a, const void *b)
{
    const vote *x = a, *y = b;
    return x->code != y->code           ? (x->code < y->code ? -1 : 1)
           : x->container != y->container
               ? (x->container < y->container ? -1 : 1)
               : x->place < y->place ? -1 : x->place > y->place;
}

/* What most of the rows of one code lie in; the unit itself has it. */
static uint32_t elected(const linker *l, const vote *v, size_t n)
{
    uint32_t best = CST_NONE;
    size_t most = 0, run = 0;
    for (size_t i = 0; i < n; i++) {
        if (l->entries[v[i].place].kind == CST_GAZ_ADMIN1) {
            return v[i].place;
        }
    }
    for (size_t i = 0; i < n && v[i].container != CST_NONE; i++) {
        run = i && v[i].container == v[i - 1].container ? run + 1 : 1;
        if (run > most) {
            most = run;
            best = v[i].container;
        }
    }
    return best;
}

static void link_by_code(linker *l, vote *v, size_t n)
{
    qsort(v, n, sizeof *v, by_code);
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && v[end].code == v[i].code) {
            end++;
        }
        uint32_t unit = elected(l, v + i, end - i);
        for (size_t k = i; k < end; k++) {
            cst_gazetteer_entry *e = &l->entries[v[k].place];
            if (e->container == CST_NONE && v[k].place != unit) {
                e->container = unit;
            }
        }
    }
}

/* -------------------------------------------------------------- districts */

static int by_country(const void *a, const void *b)
{
    const cst_gazetteer_entry *x = *(const cst_gazetteer_entry *const *)a;
    const cst_gazetteer_entry *y = *(const cst_gazetteer_entry *const *)b;
    int c = memcmp(x->country, y->country, 2);
    return c ? c : x < y ? -1 : x > y;
}

/* Flat enough to tell the nearest. */
static double far_apart(const cst_gazetteer_entry *a,
                        const cst_gazetteer_entry *b, double shrink)
{
    double y = a->lat_e5 - b->lat_e5, x = (a->lon_e5 - b->lon_e5) * shrink;
    return x * x + y * y;
}

static cst_status link_districts(linker *l, cst_arena *arena)
{
    uint32_t n = l->g->head->n_places, n_districts = 0;
    const cst_gazetteer_entry **d = CST_NEW(arena, const cst_gazetteer_entry *, n);
    if (!d) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (l->entries[i].kind == CST_GAZ_DISTRICT) {
            d[n_districts++] = &l->entries[i];
        }
    }
    qsort(d, n_districts, sizeof *d, by_country);
    for (uint32_t i = 0; i < n; i++) {
        cst_gazetteer_entry *e = &l->entries[i];
        if (e->district != CST_NONE) {
            continue; /* drawn */
        }
        uint32_t low = 0, high = n_districts;
        while (low < high) {
            uint32_t mid = low + (high - low) / 2;
            bool before = memcmp(d[mid]->country, e->country, 2) < 0;
            low = before ? mid + 1 : low;
            high = before ? high : mid;
        }
        double best = -1, shrink = cos(cst_gaz_lat(e) * 0.017453292519943295);
        for (; low < n_districts && e->kind > CST_GAZ_COUNTRY &&
               memcmp(d[low]->country, e->country, 2) == 0; low++) {
            double km = far_apart(e, d[low], shrink);
            if (best < 0 || km < best) {
                best = km;
                e->district = (uint32_t)(d[low] - l->entries);
            }
        }
    }
    return CST_OK;
}

/* All places in order of their container, those without one last. */
static cst_status list_held(linker *l, cst_arena *arena)
{
    uint32_t n = l->g->head->n_places;
    uint32_t *from = CST_NEW(arena, uint32_t, (size_t)n + 2);
    if (!from) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = l->entries[i].container;
        from[(c < n ? c : n) + 1]++;
    }
    for (uint32_t c = 1; c <= n; c++) {
        from[c] += from[c - 1];
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = l->entries[i].container;
        l->held[from[c < n ? c : n]++] = i;
    }
    return CST_OK;
}

static cst_status link_all(linker *l, cst_arena *arena)
{
    uint32_t n = l->g->head->n_places;
    size_t n_votes = 0;
    vote *votes = CST_NEW(arena, vote, n);
    if (!votes) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < n; i++) {
        cst_gazetteer_entry *e = &l->entries[i];
        uint32_t country =
            cst_gazetteer_country(l->g, (cst_str){e->country, 2});
        e->country_entry = country == i ? CST_NONE : country;
        if (e->kind == CST_GAZ_COUNTRY) {
            continue;
        }
        e->container =
            e->in ? unit_named(l, i, cst_gazetteer_text(l->g, e->in)) : CST_NONE;
        if (e->code) {
            votes[n_votes++] = (vote){e->code, e->container, i};
        }
        if (cst_arena_failed(&l->scratch)) {
            return CST_NOMEM;
        }
        cst_arena_reset(&l->scratch);
    }
    if (n_votes) {
        link_by_code(l, votes, n_votes);
    }
    CST_TRY(link_districts(l, arena));
    return list_held(l, arena);
}

cst_status cst_gaz_link_places(cst_arena *arena, cst_str store)
{
    cst_gazetteer *g;
    uint64_t at[CST_GAZ_SECTIONS + 1];
    CST_TRY(cst_gazetteer_view(arena, store, "", NULL, &g));
    cst_gaz_layout(g->head, at);
    union {
        const char *in;
        void *out;
    } entries = {store.p + at[CST_GAZ_ENTRIES]}, /* the builder's own memory */
        held = {store.p + at[CST_GAZ_HELD]};
    linker l = {g, entries.out, held.out, {0}};
    cst_arena_init(&l.scratch, arena->allocator, 0);
    cst_status s = link_all(&l, arena);
    cst_arena_free(&l.scratch);
    return s;
}
