/* annotate/gazetteer: opens a store; look-up, containment, demonyms.
 *
 * A look-up hashes the key, goes to its slot and reads the list behind it: two
 * touches of memory, one if the key is not there, none of it parsed. */
#define _POSIX_C_SOURCE 200809L /* mmap, fstat, O_CLOEXEC */

#include "annotate/gazetteer_store.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define EARTH_KM 6371.0
#define RADIANS 0.017453292519943295

/* --------------------------------------------------------------- opening */

void cst_gaz_layout(const cst_gaz_header *h, uint64_t at[CST_GAZ_SECTIONS + 1])
{
    const uint64_t sizes[CST_GAZ_SECTIONS] = {
        (uint64_t)h->n_places * sizeof(cst_gazetteer_entry),
        (uint64_t)h->n_slots * sizeof(cst_gaz_slot),
        (uint64_t)h->n_ids * sizeof(uint32_t),
        (uint64_t)h->n_places * sizeof(uint32_t), h->n_text};
    uint64_t end = sizeof(cst_gaz_header);
    for (size_t i = 0; i < CST_GAZ_SECTIONS; i++) {
        at[i] = (end + 7) & ~UINT64_C(7);
        end = at[i] + sizes[i]; /* 32-bit counts: far from 2^64 */
    }
    at[CST_GAZ_SECTIONS] = end;
}

/* What hinders a store from being read; NULL = nothing. */
static const char *header_fault(const cst_gaz_header *h, size_t n)
{
    uint64_t at[CST_GAZ_SECTIONS + 1];
    if (n >= sizeof *h) {
        cst_gaz_layout(h, at);
    }
    return n < sizeof *h || memcmp(h->magic, CST_GAZ_MAGIC, 8) != 0
               ? "no store of places"
           : h->order != CST_GAZ_ORDER ? "made on another kind of machine"
           : h->version != CST_GAZ_VERSION
               ? "of another version: make it again with `gazetteer add`"
           : h->head_sum != cst_hash(h, offsetof(cst_gaz_header, head_sum)) ||
                   h->n_known > h->n_places || h->n_homes > h->n_slots
               ? "its header is broken"
           : h->size != n || at[CST_GAZ_SECTIONS] != n ? "it is cut short"
                                                       : NULL;
}

static cst_status look_at(cst_gazetteer *g, const char *p, size_t n,
                          cst_error *error)
{
    const void *head = p;
    const char *fault = header_fault(head, n);
    uint64_t at[CST_GAZ_SECTIONS + 1];
    if (fault) {
        return cst_fail(error, CST_SYNTAX, g->file, 0, 0, "%s", fault);
    }
    g->head = head;
    cst_gaz_layout(g->head, at);
    const void *part[CST_GAZ_SECTIONS];
    for (size_t i = 0; i < CST_GAZ_SECTIONS; i++) {
        part[i] = p + at[i];
    }
    g->entries = part[CST_GAZ_ENTRIES];
    g->slots = part[CST_GAZ_SLOTS];
    g->ids = part[CST_GAZ_LISTS];
    g->held = part[CST_GAZ_HELD];
    g->text = part[CST_GAZ_TEXTS];
    return CST_OK;
}

cst_status cst_gazetteer_view(cst_arena *arena, cst_str bytes, const char *file,
                              cst_error *error, cst_gazetteer **out)
{
    cst_gazetteer *g = CST_NEW(arena, cst_gazetteer, 1);
    if (!g) {
        return CST_NOMEM;
    }
    g->file = file;
    CST_TRY(look_at(g, bytes.p, bytes.n, error));
    *out = g;
    return CST_OK;
}

cst_status cst_gazetteer_map(cst_arena *arena, const char *path,
                             cst_error *error, cst_gazetteer **out)
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
    void *p = n ? mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    (void)close(fd);
    if (p == MAP_FAILED) {
        return cst_fail(error, n ? CST_IO : CST_SYNTAX, path, 0, 0,
                        n ? "cannot map (error %d)" : "it is empty", errno);
    }
    cst_gazetteer *g = NULL;
    cst_status s = cst_gazetteer_view(arena, (cst_str){p, n}, path, error, &g);
    if (s != CST_OK) {
        (void)munmap(p, n);
        return s;
    }
    g->mapped = p;
    g->n_mapped = n;
    *out = g;
    return CST_OK;
}

void cst_gazetteer_unmap(cst_gazetteer *g)
{
    if (g && g->mapped) {
        (void)munmap(g->mapped, g->n_mapped);
        g->mapped = NULL;
    }
}

/* --------------------------------------------------------------- look-up */

#define MAX_PROBES 4096u /* a broken store may have no free slot */

uint32_t cst_gaz_places(const cst_gazetteer *g, uint64_t hash,
                        const uint32_t **ids)
{
    const cst_gaz_header *h = g->head;
    uint32_t mark = (uint32_t)hash, s = cst_gaz_home(h, hash);
    *ids = NULL;
    uint32_t end = h->n_slots - s > MAX_PROBES ? s + MAX_PROBES : h->n_slots;
    while (s < end && g->slots[s].at && g->slots[s].mark != mark) {
        s++;
    }
    uint32_t at = s < end ? g->slots[s].at : 0;
    if (at == 0 || at >= h->n_ids || g->ids[at] > h->n_ids - at - 1) {
        return 0;
    }
    uint32_t n = g->ids[at++];
    n = n > CST_GAZ_MAX_CANDIDATES ? CST_GAZ_MAX_CANDIDATES : n;
    for (uint32_t i = 0; i < n; i++) {
        if (g->ids[at + i] >= h->n_places) {
            return 0;
        }
    }
    *ids = g->ids + at;
    return n;
}

static uint32_t find(const cst_gazetteer *g, cst_arena *scratch, cst_str name,
                     cst_gaz_domain domain, const uint32_t **ids)
{
    cst_gaz_key key;
    *ids = NULL;
    return cst_gaz_key_of(scratch, name, &key)
               ? cst_gaz_places(g, cst_gaz_hash(domain, &key), ids)
               : 0;
}

uint32_t cst_gazetteer_find(const cst_gazetteer *g, cst_arena *scratch,
                            cst_str name, const uint32_t **ids)
{
    return find(g, scratch, name, CST_GAZ_KNOWN, ids);
}

uint32_t cst_gazetteer_find_loosely(const cst_gazetteer *g, cst_arena *scratch,
                                    cst_str name, const uint32_t **ids)
{
    cst_gaz_key key, loose;
    *ids = NULL;
    return cst_gaz_key_of(scratch, name, &key) && cst_gaz_loose_of(&key, &loose)
               ? cst_gaz_places(g, cst_gaz_hash(CST_GAZ_KNOWN_LOOSE, &loose), ids)
               : 0;
}

uint32_t cst_gazetteer_find_village(const cst_gazetteer *g, cst_arena *scratch,
                                    cst_str name, const uint32_t **ids,
                                    bool *spelled)
{
    cst_gaz_key key, loose;
    *ids = NULL;
    if (!cst_gaz_key_of(scratch, name, &key)) {
        return 0;
    }
    uint32_t n = cst_gaz_places(g, cst_gaz_hash(CST_GAZ_MORE, &key), ids);
    if (spelled) {
        *spelled = n > 0;
    }
    return n || !cst_gaz_loose_of(&key, &loose)
               ? n
               : cst_gaz_places(g, cst_gaz_hash(CST_GAZ_MORE_LOOSE, &loose), ids);
}

uint32_t cst_gazetteer_demonym(const cst_gazetteer *g, cst_arena *scratch,
                               cst_str lemma)
{
    const uint32_t *ids;
    return find(g, scratch, lemma, CST_GAZ_DEMONYM, &ids) ? ids[0] : CST_NONE;
}

/* --------------------------------------------------------------- entries */

const cst_gazetteer_entry *cst_gazetteer_at(const cst_gazetteer *g, uint32_t id)
{
    return id < g->head->n_places ? &g->entries[id] : NULL;
}

cst_str cst_gazetteer_text(const cst_gazetteer *g, uint32_t at)
{
    uint32_t all = g->head->n_text;
    if (at == 0 || at + 2 < at || at + 2 > all) {
        return (cst_str){NULL, 0};
    }
    size_t n = (size_t)(unsigned char)g->text[at] |
               (size_t)(unsigned char)g->text[at + 1] << 8;
    return n <= all - at - 2 ? (cst_str){g->text + at + 2, n}
                             : (cst_str){NULL, 0};
}

uint32_t cst_gazetteer_count(const cst_gazetteer *g)
{
    return g->head->n_known;
}

uint32_t cst_gazetteer_max_words(const cst_gazetteer *g)
{
    return g->head->max_words;
}

cst_str cst_gazetteer_container(const cst_gazetteer *g, uint32_t id)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);
    if (!e || e->kind == CST_GAZ_COUNTRY) {
        return (cst_str){NULL, 0};
    }
    const cst_gazetteer_entry *c = cst_gazetteer_at(g, e->container);
    return cst_gazetteer_text(g, e->in ? e->in : c ? c->name : 0);
}

cst_str cst_gazetteer_country_name(const cst_gazetteer *g, uint32_t id)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);
    const cst_gazetteer_entry *c = e ? cst_gazetteer_at(g, e->country_entry)
                                     : NULL;
    return c ? cst_gazetteer_text(g, c->name) : (cst_str){NULL, 0};
}

bool cst_gazetteer_inside(const cst_gazetteer *g, uint32_t inner, uint32_t outer)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, inner);
    /* Two steps reach the province of a quarter of a town. */
    for (int step = 0; e && step < 3; step++) {
        if (inner == outer) {
            return step > 0;
        }
        if (e->country_entry == outer && outer != CST_NONE) {
            return true;
        }
        inner = e->container;
        e = cst_gazetteer_at(g, inner);
    }
    return false;
}

uint32_t cst_gazetteer_country(const cst_gazetteer *g, cst_str iso)
{
    if (iso.n != 2 || iso.p[0] < 'A' || iso.p[0] > 'Z' || iso.p[1] < 'A' ||
        iso.p[1] > 'Z') {
        return CST_NONE;
    }
    uint32_t id =
        g->head->countries[(iso.p[0] - 'A') * 26 + (iso.p[1] - 'A')];
    return id < g->head->n_known ? id : CST_NONE;
}

bool cst_gazetteer_extent(const cst_gazetteer *g, uint32_t country,
                          double box[4])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < g->head->n_known; i++) {
        const cst_gazetteer_entry *e = &g->entries[i];
        if (e->country_entry != country || e->kind != CST_GAZ_CITY) {
            continue;
        }
        double lat = cst_gaz_lat(e), lon = cst_gaz_lon(e);
        box[0] = n == 0 || lat < box[0] ? lat : box[0];
        box[1] = n == 0 || lon < box[1] ? lon : box[1];
        box[2] = n == 0 || lat > box[2] ? lat : box[2];
        box[3] = n == 0 || lon > box[3] ? lon : box[3];
        n++;
    }
    return n > 1;
}

double cst_gazetteer_distance(const cst_gazetteer *g, uint32_t a, uint32_t b)
{
    const cst_gazetteer_entry *x = cst_gazetteer_at(g, a);
    const cst_gazetteer_entry *y = cst_gazetteer_at(g, b);
    if (!x || !y) {
        return -1;
    }
    double from = cst_gaz_lat(x) * RADIANS, to = cst_gaz_lat(y) * RADIANS;
    double dlat = sin((to - from) / 2);
    double dlon = sin((cst_gaz_lon(y) - cst_gaz_lon(x)) * RADIANS / 2);
    double h = dlat * dlat + cos(from) * cos(to) * dlon * dlon;
    return 2 * EARTH_KM * asin(sqrt(h > 1 ? 1 : h));
}
