/* Measures a store of places: what opening it costs, look-ups a second, memory,
 * and how often each key joins places that are not one.
 *
 * usage: bench_gazetteer STORE */
#define _POSIX_C_SOURCE 200809L

#include "annotate/gazetteer_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define NAMES 400000u
#define APART_KM 10.0

/* Time of this program alone: others may share the core. */
static double now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0
               ? (double)t.tv_sec + (double)t.tv_nsec / 1e9
               : 0;
}

static double megabytes(void)
{
    struct rusage u;
    return getrusage(RUSAGE_SELF, &u) == 0 ? (double)u.ru_maxrss / 1024 : 0;
}

/* The printed name of a place; places in an order that follows no table. */
static cst_str name_of(const cst_gazetteer *g, uint32_t i, uint32_t *at)
{
    *at = (uint32_t)((uint64_t)i * 2654435761u % g->head->n_places);
    return cst_gazetteer_text(g, g->entries[*at].name);
}

/* As a text has them: one after the other, not where the store keeps them. */
static cst_str *copy_names(const cst_gazetteer *g, cst_arena *arena)
{
    cst_str *names = CST_NEW(arena, cst_str, NAMES);
    for (uint32_t i = 0, at; names && i < NAMES; i++) {
        cst_str name = name_of(g, i, &at);
        const char *p = cst_arena_copy(arena, name.p, name.n);
        names[i] = p ? (cst_str){p, name.n} : CST_S("");
    }
    return names;
}

static void look_up(const cst_gazetteer *g, bool village)
{
    cst_arena scratch, texts;
    const uint32_t *ids;
    uint64_t found = 0;
    cst_arena_init(&scratch, NULL, 0);
    cst_arena_init(&texts, NULL, 0);
    const cst_str *names = copy_names(g, &texts);
    for (int turn = 0; names && turn < 2; turn++) { /* the first reads the file */
        double from = now();
        for (uint32_t i = 0; i < NAMES; i++) {
            found += village ? cst_gazetteer_find_village(g, &scratch, names[i],
                                                          &ids, NULL)
                             : cst_gazetteer_find(g, &scratch, names[i], &ids);
            cst_arena_reset(&scratch);
        }
        printf("%-28s %8.2f million a second%s\n",
               village ? "look-ups beyond the curated" : "look-ups",
               NAMES / 1e6 / (now() - from), turn ? "" : " (cold)");
    }
    printf("%-28s %8.2f places\n", "found by a look-up", (double)found / 2 / NAMES);
    cst_arena_free(&texts);
    cst_arena_free(&scratch);
}

/* Is one of these a place of the same country, elsewhere and spelled otherwise? */
static bool joins_other(const cst_gazetteer *g, uint32_t at, uint64_t hash,
                        uint64_t own_hash)
{
    const uint32_t *ids, *same;
    uint32_t n = cst_gaz_places(g, hash, &ids);
    uint32_t m = cst_gaz_places(g, own_hash, &same);
    for (uint32_t i = 0; i < n; i++) {
        bool spelled = false;
        for (uint32_t k = 0; k < m; k++) {
            spelled = spelled || same[k] == ids[i];
        }
        if (!spelled && ids[i] != at &&
            memcmp(g->entries[ids[i]].country, g->entries[at].country, 2) == 0 &&
            cst_gazetteer_distance(g, at, ids[i]) > APART_KM) {
            return true;
        }
    }
    return false;
}

static void false_matches(const cst_gazetteer *g)
{
    cst_arena scratch;
    uint32_t n = 0, named = 0, spelled = 0, loosely = 0, bones = 0;
    cst_arena_init(&scratch, NULL, 0);
    for (uint32_t i = 0; i < NAMES && n < 100000; i++) {
        cst_gaz_key key, other;
        uint32_t at;
        cst_str name = name_of(g, i, &at);
        const cst_gazetteer_entry *e = &g->entries[at];
        bool fits = e->kind == CST_GAZ_CITY && cst_gaz_key_of(&scratch, name, &key);
        cst_arena_reset(&scratch);
        if (!fits) {
            continue;
        }
        uint64_t own = cst_gaz_hash(CST_GAZ_MORE, &key);
        n++;
        spelled += joins_other(g, at, own, 0);
        if (cst_gaz_loose_of(&key, &other)) {
            named++;
            loosely += joins_other(g, at, cst_gaz_hash(CST_GAZ_MORE_LOOSE, &other),
                                   own);
        }
        if (cst_gaz_bones_of(&key, &other)) {
            bones += joins_other(g, at, cst_gaz_hash_in(e->country, &other), own);
        }
    }
    cst_arena_free(&scratch);
    printf("settlements that share a key with another of their country, more "
           "than %.0f km off\n  by spelling %.3f, by loose key besides %.3f (%.2f "
           "of the names have one), by consonants besides %.3f\n",
           APART_KM, (double)spelled / n, (double)loosely / n,
           (double)named / n, (double)bones / n);
}

int main(int argc, char **argv)
{
    cst_error error;
    cst_gazetteer *g = NULL;
    double before = megabytes(), from = now();
    if (argc != 2 || cst_gazetteer_open(argv[1], &error, &g) != CST_OK) {
        fputs("usage: bench_gazetteer STORE\n", stderr);
        return 2;
    }
    printf("%-28s %8.2f ms\n", "opening", (now() - from) * 1e3);
    uint64_t names = 0;
    const cst_gaz_header *h = g->head;
    for (uint32_t i = 0; i < h->n_places; i++) {
        const uint32_t lists[2] = {g->entries[i].other, g->entries[i].more};
        names++;
        for (int k = 0; k < 2; k++) {
            cst_str s = cst_gazetteer_text(g, lists[k]);
            names += s.n > 0;
            for (size_t c = 0; c < s.n; c++) {
                names += s.p[c] == '|';
            }
        }
    }
    printf("%-28s %8.2f million names of %.2f million places, %.0f MB\n", "store",
           (double)names / 1e6, h->n_places / 1e6, (double)h->size / 1e6);
    look_up(g, false);
    look_up(g, true);
    printf("%-28s %8.1f MB (%.1f before it was opened; mapped pages count)\n",
           "largest memory", megabytes(), before);
    false_matches(g);
    cst_gazetteer_close(g);
    return 0;
}
