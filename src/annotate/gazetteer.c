/* annotate/gazetteer: look-up by folded spelling, containment, demonyms.
 *
 * The index is one open-addressed table of spellings, each with its slice of
 * one array of entry numbers. See gazetteer_load.c for how it is filled.
 */
#include "annotate/gazetteer_table.h"
#include "base/utf8.h"

#include <math.h>

#define EARTH_KM 6371.0
#define RADIANS 0.017453292519943295

/* Folding leaves hyphens and apostrophes, which the sources use at will. */
static size_t squeeze(const char *p, size_t n, char *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        char c = p[i];

        if (c == '\'' || c == '.' || c == '`') {
            continue;
        }
        if (c == '-' || c == '\t' || c == '\n' || c == '\r') {
            c = ' ';
        }
        if (c == ' ' && (kept == 0 || out[kept - 1] == ' ')) {
            continue;
        }
        out[kept++] = c;
    }
    return kept && out[kept - 1] == ' ' ? kept - 1 : kept;
}

cst_str cst_gaz_key(cst_arena *arena, cst_str name)
{
    cst_str folded = cst_utf8_fold(arena, name);
    char *out = cst_arena_alloc(arena, folded.n + 1, 1);
    cst_str key;

    if (!out) {
        return (cst_str){NULL, 0};
    }
    key = (cst_str){out, squeeze(folded.p, folded.n, out)};
    /* Arabic's article comes and goes between reports. */
    if (key.n > 5 && (key.p[0] == 'a' || key.p[0] == 'e') && key.p[1] == 'l' &&
        key.p[2] == ' ') {
        key = cst_str_sub(key, 3, key.n);
    }
    return key;
}

/* Articles that come and go, in any place but the last: a vowel and one or two
 * of the letters that an article takes from the word behind it. */
static size_t skip_article(cst_str k, size_t at)
{
    const char *p = k.p + at;
    size_t left = k.n - at;

    if (left < 5 || (p[0] != 'a' && p[0] != 'e' && p[0] != 'u')) {
        return at;
    }
    if (p[2] == ' ' && memchr("lsrtdnz", p[1], 7)) {
        return at + 3;
    }
    return left > 5 && p[3] == ' ' && p[2] == 'h' && (p[1] == 's' || p[1] == 'c')
               ? at + 4 : at;
}

/* One letter for the ways to write one sound; *used is how many it takes. */
static char sound(cst_str k, size_t at, size_t *used)
{
    char c = k.p[at], next = at + 1 < k.n ? k.p[at + 1] : 0;
    bool h = next == 'h';

    *used = 1;
    switch (c) {
    case 'e': case 'i': case 'o': case 'u': case 'y': case 'w':
        return 'a';
    case 'q':
        return 'k';
    case 'z':
        return 's';
    case 's': case 'c':
        *used = h ? 2 : 1;
        return h ? 'c' : c == 'c' ? 'k' : 's';
    case 'k': case 'g': case 'p':
        *used = h ? 2 : 1;
        return h && c == 'k' ? 'h' : h && c == 'p' ? 'f' : c;
    case 't':
        if (next == 'c' && at + 2 < k.n && k.p[at + 2] == 'h') {
            *used = 3;
            return 'c';
        }
        *used = h ? 2 : 1;
        return c;
    case 'd':
        *used = h || next == 'j' ? 2 : 1;
        return next == 'j' ? 'j' : c;
    default:
        return c;
    }
}

cst_str cst_gaz_loose_key(cst_arena *arena, cst_str key)
{
    char *out = cst_arena_alloc(arena, key.n + 2, 1);
    size_t n = 1, consonants = 0;

    if (!out) {
        return (cst_str){NULL, 0};
    }
    out[0] = 1;
    for (size_t i = skip_article(key, 0), used; i < key.n; i += used) {
        if (key.p[i] == ' ') {
            i = skip_article(key, i + 1);
        }
        char c = sound(key, i, &used);
        if (c != ' ' && c != out[n - 1]) {
            consonants += c != 'a';
            out[n++] = c;
        }
    }
    while (n > 2 && (out[n - 1] == 'a' || out[n - 1] == 'h')) {
        n--;
    }
    return consonants >= 3 && n >= 6 ? (cst_str){out, n} : (cst_str){NULL, 0};
}

cst_gaz_slot *cst_gaz_slot_of(cst_gaz_slot *slots, uint32_t n_slots, cst_str key)
{
    uint32_t at = (uint32_t)cst_hash(key.p, key.n) & (n_slots - 1);

    while (slots[at].key.p && !cst_str_eq(slots[at].key, key)) {
        at = (at + 1) & (n_slots - 1);
    }
    return &slots[at];
}

static uint32_t find(const cst_gazetteer *g, cst_arena *scratch, cst_str name,
                     bool loosely, const uint32_t **ids)
{
    const cst_gaz_slot *slot;
    cst_str key;

    *ids = NULL;
    if (name.n == 0 || name.n > 160) {
        return 0;
    }
    key = cst_gaz_key(scratch, name);
    if (loosely) {
        key = cst_gaz_loose_key(scratch, key);
    }
    if (key.n == 0) {
        return 0;
    }
    slot = cst_gaz_slot_of(g->slots, g->n_slots, key);
    if (!slot->key.p) {
        return 0;
    }
    *ids = g->ids + slot->first;
    return slot->n;
}

uint32_t cst_gazetteer_find(const cst_gazetteer *g, cst_arena *scratch,
                            cst_str name, const uint32_t **ids)
{
    return find(g, scratch, name, false, ids);
}

uint32_t cst_gazetteer_find_loosely(const cst_gazetteer *g, cst_arena *scratch,
                                    cst_str name, const uint32_t **ids)
{
    return find(g, scratch, name, true, ids);
}

uint32_t cst_gazetteer_demonym(const cst_gazetteer *g, cst_arena *scratch,
                               cst_str lemma)
{
    cst_str key = lemma.n && lemma.n <= 160 ? cst_gaz_key(scratch, lemma)
                                            : (cst_str){NULL, 0};
    const cst_gaz_slot *slot;

    if (key.n == 0) {
        return CST_NONE;
    }
    slot = cst_gaz_slot_of(g->demonyms, g->n_demonyms, key);
    return slot->key.p ? slot->first : CST_NONE;
}

const cst_gazetteer_entry *cst_gazetteer_at(const cst_gazetteer *g, uint32_t id)
{
    return id < g->n_entries                ? &g->entries[id]
           : id - g->n_entries < g->found.n ? &g->found.at[id - g->n_entries]
                                            : NULL;
}

uint32_t cst_gazetteer_count(const cst_gazetteer *g)
{
    return g->n_entries;
}

uint32_t cst_gazetteer_max_words(const cst_gazetteer *g)
{
    return g->max_words;
}

cst_str cst_gazetteer_container(const cst_gazetteer *g, uint32_t id)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);

    if (!e || e->kind == CST_GAZ_COUNTRY || e->in.n == 0) {
        return (cst_str){NULL, 0};
    }
    return e->in;
}

cst_str cst_gazetteer_country_name(const cst_gazetteer *g, uint32_t id)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);
    const cst_gazetteer_entry *c = e ? cst_gazetteer_at(g, e->country_entry)
                                     : NULL;

    return c ? c->name : (cst_str){NULL, 0};
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
    return g->countries[(iso.p[0] - 'A') * 26 + (iso.p[1] - 'A')];
}

bool cst_gazetteer_extent(const cst_gazetteer *g, uint32_t country,
                          double box[4])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->n_entries; i++) {
        const cst_gazetteer_entry *e = &g->entries[i];

        if (e->country_entry != country || e->kind != CST_GAZ_CITY) {
            continue;
        }
        box[0] = n == 0 || e->lat < box[0] ? e->lat : box[0];
        box[1] = n == 0 || e->lon < box[1] ? e->lon : box[1];
        box[2] = n == 0 || e->lat > box[2] ? e->lat : box[2];
        box[3] = n == 0 || e->lon > box[3] ? e->lon : box[3];
        n++;
    }
    return n > 1;
}

double cst_gazetteer_distance(const cst_gazetteer *g, uint32_t a, uint32_t b)
{
    const cst_gazetteer_entry *x = cst_gazetteer_at(g, a);
    const cst_gazetteer_entry *y = cst_gazetteer_at(g, b);
    double dlat, dlon, h;

    if (!x || !y) {
        return -1;
    }
    dlat = sin((y->lat - x->lat) * RADIANS / 2);
    dlon = sin((y->lon - x->lon) * RADIANS / 2);
    h = dlat * dlat +
        cos(x->lat * RADIANS) * cos(y->lat * RADIANS) * dlon * dlon;
    return 2 * EARTH_KM * asin(sqrt(h > 1 ? 1 : h));
}
