/* annotate/gazetteer_open: a store by itself, for those who look into it. */
#include "annotate/gazetteer_store.h"

cst_status cst_gazetteer_open(const char *path, cst_error *error,
                              cst_gazetteer **store)
{
    cst_arena arena;
    cst_gazetteer *g = NULL;
    if (!path || !store) {
        return CST_ARG;
    }
    cst_arena_init(&arena, NULL, 0);
    cst_status s = cst_gazetteer_map(&arena, path, error, &g);
    if (s != CST_OK) {
        cst_arena_free(&arena);
        return s;
    }
    g->own = arena;
    *store = g;
    return CST_OK;
}

void cst_gazetteer_close(cst_gazetteer *store)
{
    if (store) {
        cst_arena arena = store->own;
        cst_gazetteer_unmap(store);
        cst_arena_free(&arena);
    }
}

size_t cst_gazetteer_size(const cst_gazetteer *store)
{
    return store->head->size;
}

uint32_t cst_gazetteer_places(const cst_gazetteer *store)
{
    return store->head->n_places;
}

bool cst_gazetteer_get(const cst_gazetteer *store, uint32_t at,
                       cst_gazetteer_place *place)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(store, at);
    if (!e) {
        return false;
    }
    *place = (cst_gazetteer_place){
        .id = cst_gazetteer_text(store, e->id),
        .name = cst_gazetteer_text(store, e->name),
        .other = cst_gazetteer_text(store, e->other ? e->other : e->more),
        .country = {e->country, e->country[0] ? 2 : 0},
        .in = cst_gazetteer_container(store, at),
        .code = cst_gazetteer_text(store, e->code),
        .demonym = cst_gazetteer_text(store, e->demonym),
        .lat = cst_gaz_lat(e), .lon = cst_gaz_lon(e),
        .kind = e->kind < CST_GAZ_KINDS ? e->kind : CST_GAZ_SITE,
        .pop = e->pop & 7u, .curated = at < store->head->n_known};
    return true;
}

/* ----------------------------------------------------------------- check */

static bool sound_list(const cst_gazetteer *g, uint32_t at)
{
    const cst_gaz_header *h = g->head;
    bool sound = at < h->n_ids && g->ids[at] > 0 &&
                 g->ids[at] < h->n_ids - at;
    for (uint32_t i = 1; sound && i <= g->ids[at]; i++) {
        sound = g->ids[at + i] < h->n_places;
    }
    return sound;
}

static const char *keys_fault(const cst_gazetteer *g)
{
    const cst_gaz_header *h = g->head;
    uint32_t n = 0;
    for (uint32_t i = 0; i < h->n_slots; i++) {
        n += g->slots[i].at != 0;
        if (g->slots[i].at && !sound_list(g, g->slots[i].at)) {
            return "a key leads to no place";
        }
    }
    for (uint32_t i = 0; i < h->n_places; i++) {
        if (g->held[i] >= h->n_places ||
            (i && cst_gaz_holder(g, g->held[i - 1]) >
                      cst_gaz_holder(g, g->held[i]))) {
            return "its places are out of order";
        }
    }
    return n == h->n_keys ? NULL : "its keys are out of order";
}

static const char *entries_fault(const cst_gazetteer *g)
{
    for (uint32_t i = 0; i < g->head->n_places; i++) {
        const cst_gazetteer_entry *e = &g->entries[i];
        if (cst_gazetteer_text(g, e->id).n == 0 ||
            cst_gazetteer_text(g, e->name).n == 0 || e->kind >= CST_GAZ_KINDS ||
            e->lat_e5 < -9000000 || e->lat_e5 > 9000000 ||
            e->lon_e5 < -18000000 || e->lon_e5 > 18000000) {
            return "a place is broken";
        }
    }
    return NULL;
}

cst_status cst_gazetteer_check(const cst_gazetteer *store, cst_error *error)
{
    const cst_gaz_header *h = store->head;
    const char *body = (const char *)h + sizeof *h;
    const char *fault =
        cst_hash(body, h->size - sizeof *h) != h->body_sum
            ? "its bytes are not those that were written"
            : keys_fault(store);
    fault = fault ? fault : entries_fault(store);
    return fault ? cst_fail(error, CST_SYNTAX, store->file, 0, 0, "%s", fault)
                 : CST_OK;
}
