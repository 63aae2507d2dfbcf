/* Fuzz the store of places. The first byte says what the rest is: even, a table
 * that a store is made of; odd, the bytes of a store, with its sums put right
 * (else nothing would get past them). Looking up stays within bounds, and a
 * store that was made is sound. */
#include "annotate/gazetteer_store.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct made {
    unsigned char *p;
    size_t n;
} made;

static int keep(void *user, const char *bytes, size_t n)
{
    made *m = user;
    m->p = malloc(n);
    if (!m->p) {
        return -1;
    }
    memcpy(m->p, bytes, n);
    m->n = n;
    return 0;
}

static void look_around(const cst_gazetteer *g)
{
    cst_arena scratch, *arena = &scratch;
    cst_gazetteer_place p;
    cst_gazetteer_answer a;
    const uint32_t *ids;
    cst_arena_init(arena, NULL, 0);
    for (uint32_t i = 0; i < 50 && cst_gazetteer_get(g, i, &p); i++) {
        (void)cst_gazetteer_find(g, arena, p.name, &ids);
        (void)cst_gazetteer_find_loosely(g, arena, p.name, &ids);
        (void)cst_gazetteer_find_village(g, arena, p.name, &ids, NULL);
        (void)cst_gazetteer_demonym(g, arena, p.demonym);
        (void)cst_gazetteer_inside(g, i, 0);
        (void)cst_gazetteer_distance(g, i, 0);
        if (cst_gazetteer_resolve(g, p.name, &p.in, 1, &a) != CST_OK ||
            a.n > CST_GAZ_MAX_HITS) {
            abort();
        }
        cst_arena_reset(arena);
    }
    cst_arena_free(arena);
}

static void table(const char *bytes, size_t n, cst_arena *arena)
{
    static const char base[] =
        "!id\tname\tother\tkind\tcountry\tin\tlat\tlon\tpop\tdemonym\n"
        "geonames:1\tPays\t\tcountry\tSY\tVille\t35\t38\t7\tpaysan\n"
        "geonames:2\tUnit\t\tadmin1\tSY\t\t36\t37\t7\t\n";
    cst_gazetteer_builder *b = NULL;
    cst_gazetteer_counts counts = {0};
    cst_gazetteer *g = NULL;
    made m = {NULL, 0};
    if (cst_gazetteer_builder_new(NULL, &b) != CST_OK) {
        return;
    }
    cst_status s = cst_gazetteer_builder_table(b, base, sizeof base - 1, "",
                                               &counts, NULL);
    if (s == CST_OK) {
        s = cst_gazetteer_builder_table(b, bytes, n, "", &counts, NULL);
    }
    if (s != CST_NOMEM && cst_gazetteer_builder_write(b, keep, &m) == CST_OK) {
        cst_str all = {(const char *)m.p, m.n};
        if (cst_gazetteer_view(arena, all, "", NULL, &g) != CST_OK ||
            cst_gazetteer_check(g, NULL) != CST_OK) {
            abort();
        }
        look_around(g);
    }
    free(m.p);
    cst_gazetteer_builder_free(b);
}

static void store(const uint8_t *bytes, size_t n, cst_arena *arena)
{
    cst_gaz_header h;
    cst_gazetteer *g = NULL;
    unsigned char *p = n < sizeof h ? NULL : malloc(n);
    if (!p) {
        return;
    }
    memcpy(p, bytes, n);
    memcpy(&h, p, sizeof h);
    h.size = n;
    h.head_sum = cst_hash(&h, offsetof(cst_gaz_header, head_sum));
    memcpy(p, &h, sizeof h);
    cst_str all = {(const char *)p, n};
    if (cst_gazetteer_view(arena, all, "", NULL, &g) == CST_OK) {
        if (cst_gazetteer_check(g, NULL) != CST_NOMEM) {
            look_around(g);
        }
    }
    free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cst_arena arena;
    if (size < 1) {
        return 0;
    }
    cst_arena_init(&arena, NULL, 0);
    if (data[0] & 1) {
        store(data + 1, size - 1, &arena);
    } else {
        table((const char *)data + 1, size - 1, &arena);
    }
    cst_arena_free(&arena);
    return 0;
}
