/* annotate/gazetteer_build: makes a store.
 *
 * Places are gathered as rows, one an id; at the end the curated ones are put
 * first, each spelling gives its keys, and keys with their places are sorted
 * into the arrays of gazetteer_store.h. What holds a place is found last, with
 * the look-up itself. The same rows in the same order give the same bytes. */
#include "annotate/gazetteer_build.h"

#include <stdlib.h>

#define MAX_TEXT 0xFFFFu

cst_status cst_gazetteer_builder_new(const cst_allocator *allocator,
                                     cst_gazetteer_builder **builder)
{
    cst_gazetteer_builder *b = cst_mem_alloc(allocator, 1, sizeof *b);
    if (!b) {
        return CST_NOMEM;
    }
    b->allocator = allocator;
    cst_arena_init(&b->arena, allocator, 0);
    cst_arena_init(&b->scratch, allocator, 0);
    if (cst_intern_init(&b->names, &b->arena) != CST_OK) {
        cst_gazetteer_builder_free(b);
        return CST_NOMEM;
    }
    *builder = b;
    return CST_OK;
}

void cst_gazetteer_builder_free(cst_gazetteer_builder *b)
{
    if (b) {
        cst_arena_free(&b->arena);
        cst_arena_free(&b->scratch);
        cst_mem_free(b->allocator, b);
    }
}

/* ------------------------------------------------------------------ rows */

cst_gaz_row *cst_gaz_row_of(cst_gazetteer_builder *b, cst_str id)
{
    cst_sym s = cst_intern_get(&b->names, id);
    uint32_t at = s && s < b->row_of.n ? b->row_of.at[s] : 0;
    return at ? &b->rows.at[at - 1] : NULL;
}

/* The row of an id, made if new. */
static cst_gaz_row *take_row(cst_gazetteer_builder *b, cst_str id, bool *fresh)
{
    cst_sym s = cst_intern_put(&b->names, id);
    if (!s) {
        return NULL;
    }
    while (b->row_of.n <= s) {
        if (!CST_PUSH(&b->arena, &b->row_of)) {
            return NULL;
        }
    }
    *fresh = b->row_of.at[s] == 0;
    if (*fresh) {
        cst_gaz_row *row = CST_PUSH(&b->arena, &b->rows);
        if (!row) {
            return NULL;
        }
        row->id = s;
        b->row_of.at[s] = (uint32_t)b->rows.n;
    }
    return &b->rows.at[b->row_of.at[s] - 1];
}

bool cst_gaz_add_name(cst_gazetteer_builder *b, cst_gaz_row *row, cst_str name,
                      bool curated)
{
    cst_sym s = name.n && name.n <= CST_GAZ_MAX_NAME &&
                        !memchr(name.p, '|', name.n)
                    ? cst_intern_put(&b->names, name)
                    : 0;
    if (!s) {
        return !cst_arena_failed(&b->arena);
    }
    for (uint32_t i = row->first, n = 0; i; i = b->links.at[i - 1].next) {
        if (b->links.at[i - 1].name == s || ++n == CST_GAZ_MAX_NAMES) {
            return true;
        }
    }
    cst_gaz_link *l = s == row->name ? NULL : CST_PUSH(&b->arena, &b->links);
    if (!l) {
        return s == row->name;
    }
    *l = (cst_gaz_link){s, 0, curated};
    uint32_t at = (uint32_t)b->links.n;
    if (row->last) {
        b->links.at[row->last - 1].next = at;
    } else {
        row->first = at;
    }
    row->last = at;
    return true;
}

static bool add_names(cst_gazetteer_builder *b, cst_gaz_row *row, cst_str all,
                      bool curated)
{
    cst_str part;
    while (all.n && cst_str_cut(&all, '|', &part)) {
        if (!cst_gaz_add_name(b, row, cst_str_trim(part), curated)) {
            return false;
        }
    }
    return true;
}

static bool sound(const cst_gazetteer_place *p)
{
    return p->id.n && p->id.n <= CST_GAZ_MAX_NAME && p->name.n &&
           p->name.n <= CST_GAZ_MAX_NAME && p->kind < CST_GAZ_KINDS &&
           p->pop <= 7 && p->lat >= -90 && p->lat <= 90 && p->lon >= -180 &&
           p->lon <= 180 &&
           (p->country.n == 0 ||
            (p->country.n == 2 && p->country.p[0] >= 'A' &&
             p->country.p[0] <= 'Z' && p->country.p[1] >= 'A' &&
             p->country.p[1] <= 'Z'));
}

static int32_t e5(double degrees)
{
    double v = degrees * 1e5;
    return (int32_t)(v < 0 ? v - 0.5 : v + 0.5);
}

cst_status cst_gaz_put(cst_gazetteer_builder *b, const cst_gazetteer_place *p,
                       bool *fresh)
{
    if (!sound(p)) {
        return CST_ARG;
    }
    cst_gaz_row *row = take_row(b, p->id, fresh);
    if (!row) {
        return CST_NOMEM;
    }
    if (*fresh) {
        row->name = cst_intern_put(&b->names, p->name);
        row->in = p->in.n ? cst_intern_put(&b->names, p->in) : 0;
        row->demonym = p->demonym.n ? cst_intern_put(&b->names, p->demonym) : 0;
        row->lat = e5(p->lat);
        row->lon = e5(p->lon);
        row->kind = (uint8_t)p->kind;
        row->pop = (uint8_t)p->pop;
        row->curated = p->curated;
        memcpy(row->country, p->country.n ? p->country.p : "\0", 2);
        if (!p->country.n) {
            memset(row->country, 0, 2);
        }
    } else if (!cst_gaz_add_name(b, row, p->name, p->curated && row->curated)) {
        return CST_NOMEM;
    }
    if (p->code.n && !row->code) {
        row->code = cst_intern_put(&b->names, p->code);
    }
    return add_names(b, row, p->other, p->curated && row->curated) ? CST_OK
                                                                   : CST_NOMEM;
}

cst_status cst_gazetteer_builder_put(cst_gazetteer_builder *builder,
                                     const cst_gazetteer_place *place)
{
    bool fresh;
    return builder && place ? cst_gaz_put(builder, place, &fresh) : CST_ARG;
}

bool cst_gaz_add_generic(cst_gazetteer_builder *b, cst_str word)
{
    cst_sym s = cst_intern_put(&b->names, word);
    uint32_t *at = s ? CST_PUSH(&b->arena, &b->generic) : NULL;
    if (at) {
        *at = s;
    }
    return at;
}

static cst_status take_entry(cst_gazetteer_builder *b, const cst_gazetteer *g,
                             uint32_t id)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);
    cst_gazetteer_place p = {
        .id = cst_gazetteer_text(g, e->id), .name = cst_gazetteer_text(g, e->name),
        .other = cst_gazetteer_text(g, e->other),
        .country = {e->country, e->country[0] ? 2 : 0},
        .in = cst_gazetteer_text(g, e->in), .code = cst_gazetteer_text(g, e->code),
        .demonym = cst_gazetteer_text(g, e->demonym), .lat = cst_gaz_lat(e),
        .lon = cst_gaz_lon(e), .kind = e->kind, .pop = e->pop,
        .curated = id < g->head->n_known};
    bool fresh;
    cst_status s = cst_gaz_put(b, &p, &fresh);
    cst_gaz_row *row = s == CST_OK ? cst_gaz_row_of(b, p.id) : NULL;
    const cst_gazetteer_entry *d =
        e->district & CST_GAZ_DRAWN
            ? cst_gazetteer_at(g, e->district & ~CST_GAZ_DRAWN)
            : NULL;
    if (row && d && e->district != CST_NONE) {
        row->district = cst_intern_put(&b->names, cst_gazetteer_text(g, d->id));
    }
    return s != CST_OK ? s
           : add_names(b, row, cst_gazetteer_text(g, e->more), false)
               ? CST_OK
               : CST_NOMEM;
}

cst_status cst_gazetteer_builder_base(cst_gazetteer_builder *b,
                                      const cst_gazetteer *store)
{
    if (!b || !store) {
        return CST_ARG;
    }
    for (uint32_t i = 0; i < store->head->n_places; i++) {
        cst_status s = take_entry(b, store, i);
        if (s == CST_NOMEM) {
            return s; /* a broken entry is passed over */
        }
    }
    cst_str word, all = cst_gazetteer_text(store, store->head->generic);
    while (all.n && cst_str_cut(&all, '|', &word)) {
        if (!cst_gaz_add_generic(b, word)) {
            return CST_NOMEM;
        }
    }
    return CST_OK;
}

/* ------------------------------------------------------------------ keys */

typedef struct keyed {
    uint64_t hash;
    uint32_t order, place;
} keyed;

typedef struct output {
    cst_gazetteer_builder *b;
    cst_arena arena; /* all below */
    uint32_t *order; /* rows, curated ones first */
    CST_VEC(keyed) keys;
    cst_buf text;
    uint32_t *text_of; /* per interned name: where it stands, 0 = not yet */
    uint32_t max_words;
    uint64_t *generic; /* hashes of the generic words */
} output;

/* Smaller is likelier when a report gives the bare name. */
static uint32_t order_of(const cst_gaz_row *r, bool own)
{
    static const uint8_t rank[CST_GAZ_KINDS] = {
        [CST_GAZ_COUNTRY] = 0, [CST_GAZ_CAPITAL] = 1, [CST_GAZ_CITY] = 2,
        [CST_GAZ_REGION] = 3, [CST_GAZ_ADMIN1] = 4, [CST_GAZ_QUARTER] = 5,
        [CST_GAZ_DISTRICT] = 6, [CST_GAZ_SITE] = 7};
    return (own ? 0 : 1024u) + rank[r->kind] * 16u + (7u - r->pop);
}

static bool push(output *o, uint64_t hash, uint32_t order, uint32_t place)
{
    keyed *k = CST_PUSH(&o->arena, &o->keys);
    if (k) {
        *k = (keyed){hash, order, place};
    }
    return k;
}

static void count_words(output *o, const cst_gaz_key *key)
{
    uint32_t words = 1;
    for (size_t i = 0; i < key->n; i++) {
        words += key->p[i] == ' ';
    }
    o->max_words = words > o->max_words ? words : o->max_words;
}

static bool is_generic(void *user, uint64_t hash)
{
    const output *o = user;
    uint32_t low = 0, high = (uint32_t)o->b->generic.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        bool before = o->generic[mid] < hash;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    return low < o->b->generic.n && o->generic[low] == hash;
}

/* Its key without generic words, where it has some: "Taybah al-Gharbiyah". */
static bool key_bare(output *o, uint32_t place, const cst_gaz_row *row,
                     const cst_gaz_key *key)
{
    cst_gaz_key bare, bones;
    return !cst_gaz_bare_of(key, is_generic, o, &bare) ||
           !cst_gaz_bones_of(&bare, &bones) ||
           push(o, cst_gaz_hash_in(row->country, &bones), order_of(row, false), place);
}

static bool key_name(output *o, uint32_t place, const cst_gaz_row *row,
                     cst_sym name, bool own, bool curated)
{
    cst_gaz_key key, other;
    uint32_t order = order_of(row, own);
    cst_str s = cst_intern_str(&o->b->names, name);
    bool named = cst_gaz_key_of(&o->b->scratch, s, &key);
    cst_arena_reset(&o->b->scratch);
    if (!named) {
        return true;
    }
    if (curated) {
        count_words(o, &key);
    }
    if (!push(o, cst_gaz_hash(curated ? CST_GAZ_KNOWN : CST_GAZ_MORE, &key), order,
              place)) {
        return false;
    }
    if (row->kind == CST_GAZ_COUNTRY) {
        return true;
    }
    /* Of what was written otherwise none is the place's own name. */
    if (cst_gaz_loose_of(&key, &other) &&
        !push(o,
              cst_gaz_hash(curated ? CST_GAZ_KNOWN_LOOSE : CST_GAZ_MORE_LOOSE,
                           &other),
              order_of(row, false), place)) {
        return false;
    }
    return (!cst_gaz_bones_of(&key, &other) ||
            push(o, cst_gaz_hash_in(row->country, &other), order_of(row, false), place)) &&
           key_bare(o, place, row, &key);
}

static bool key_words(output *o, cst_str all, cst_gaz_domain domain,
                      uint32_t place)
{
    cst_str part;
    cst_gaz_key key;
    while (all.n && cst_str_cut(&all, '|', &part)) {
        if (cst_gaz_key_of(&o->b->scratch, part, &key) &&
            !push(o, cst_gaz_hash(domain, &key), 0, place)) {
            return false;
        }
    }
    return true;
}

static int by_hash(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* False: no memory. */
static bool hash_generic(output *o)
{
    const cst_gazetteer_builder *b = o->b;
    o->generic = CST_NEW(&o->arena, uint64_t, b->generic.n + 1);
    for (uint32_t i = 0; o->generic && i < b->generic.n; i++) {
        cst_gaz_key key;
        cst_str word = cst_intern_str(&b->names, b->generic.at[i]);
        if (cst_gaz_key_of(&o->b->scratch, word, &key)) {
            o->generic[i] = cst_gaz_hash(CST_GAZ_GENERIC, &key);
        }
    }
    if (o->generic && b->generic.n) {
        qsort(o->generic, b->generic.n, sizeof *o->generic, by_hash);
    }
    return o->generic;
}

static bool key_rows(output *o)
{
    const cst_gazetteer_builder *b = o->b;
    if (!hash_generic(o)) {
        return false;
    }
    for (uint32_t i = 0; i < b->rows.n; i++) {
        const cst_gaz_row *row = &b->rows.at[o->order[i]];
        bool ok = key_name(o, i, row, row->name, true, row->curated);
        for (uint32_t l = row->first; ok && l; l = b->links.at[l - 1].next) {
            ok = key_name(o, i, row, b->links.at[l - 1].name, false,
                          b->links.at[l - 1].curated);
        }
        if (!ok || !key_words(o, cst_intern_str(&b->names, row->demonym),
                              CST_GAZ_DEMONYM, i)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < b->generic.n && b->rows.n; i++) {
        if (!key_words(o, cst_intern_str(&b->names, b->generic.at[i]),
                       CST_GAZ_GENERIC, 0)) {
            return false;
        }
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    return x->hash != y->hash     ? (x->hash < y->hash ? -1 : 1)
           : x->order != y->order ? (x->order < y->order ? -1 : 1)
           : x->place != y->place ? (x->place < y->place ? -1 : 1)
                                  : 0;
}

/* Each place once behind a key, and no more of them than a look-up gives. */
static void tidy_keys(output *o, cst_gaz_header *h)
{
    size_t kept = 0, first = 0;
    for (size_t i = 0; i < o->keys.n; i++) {
        const keyed k = o->keys.at[i];
        first = kept && o->keys.at[kept - 1].hash == k.hash ? first : kept;
        bool there = kept - first >= CST_GAZ_MAX_CANDIDATES;
        for (size_t j = first; j < kept && !there; j++) {
            there = o->keys.at[j].place == k.place;
        }
        h->n_keys += !there && first == kept;
        if (!there) {
            o->keys.at[kept++] = k;
        }
    }
    o->keys.n = kept;
    h->n_ids = (uint32_t)kept + h->n_keys + 1;
    h->n_homes = h->n_keys + h->n_keys / 2 + 1;
    /* Those behind the last home: what a full end would need, and a free one. */
    uint32_t next = 0;
    for (size_t i = 0; i < kept; i++) {
        if (i == 0 || o->keys.at[i - 1].hash != o->keys.at[i].hash) {
            uint32_t home = cst_gaz_home(h, o->keys.at[i].hash);
            next = (home > next ? home : next) + 1;
        }
    }
    h->n_slots = (next > h->n_homes ? next : h->n_homes) + 1;
}

/* --------------------------------------------------------------- writing */

static uint32_t put_text(output *o, cst_str s)
{
    s.n = s.n > MAX_TEXT ? MAX_TEXT : s.n;
    if (s.n == 0 || o->text.n + s.n + 2 > UINT32_MAX) {
        return 0;
    }
    uint32_t at = (uint32_t)o->text.n;
    cst_buf_char(&o->text, (char)(s.n & 0xFF));
    cst_buf_char(&o->text, (char)(s.n >> 8));
    cst_buf_str(&o->text, s);
    return at;
}

static uint32_t put_name(output *o, cst_sym name)
{
    if (name && !o->text_of[name]) {
        o->text_of[name] = put_text(o, cst_intern_str(&o->b->names, name));
    }
    return name ? o->text_of[name] : 0;
}

static uint32_t put_list(output *o, const cst_gaz_row *row, bool curated)
{
    const cst_gazetteer_builder *b = o->b;
    cst_buf list;
    cst_buf_init(&list, b->allocator);
    for (uint32_t l = row->first; l; l = b->links.at[l - 1].next) {
        cst_str name = cst_intern_str(&b->names, b->links.at[l - 1].name);
        if (b->links.at[l - 1].curated != curated ||
            list.n + name.n + 1 > MAX_TEXT) {
            continue;
        }
        if (list.n) {
            cst_buf_char(&list, '|');
        }
        cst_buf_str(&list, name);
    }
    uint32_t at = put_text(o, cst_buf_get(&list));
    o->text.failed = o->text.failed || list.failed;
    cst_buf_free(&list);
    return at;
}

static void put_entry(output *o, const cst_gaz_row *row, cst_gazetteer_entry *e)
{
    e->id = put_text(o, cst_intern_str(&o->b->names, row->id));
    e->name = put_name(o, row->name);
    e->other = put_list(o, row, true);
    e->more = put_list(o, row, false);
    e->in = put_name(o, row->in);
    e->demonym = put_name(o, row->demonym);
    e->code = put_name(o, row->code);
    e->container = e->country_entry = e->district = CST_NONE;
    e->lat_e5 = row->lat;
    e->lon_e5 = row->lon;
    memcpy(e->country, row->country, 2);
    e->kind = row->kind;
    e->pop = row->pop;
}

static void put_generic(output *o, cst_gaz_header *h)
{
    cst_buf list;
    cst_buf_init(&list, o->b->allocator);
    for (uint32_t i = 0; i < o->b->generic.n; i++) {
        if (i) {
            cst_buf_char(&list, '|');
        }
        cst_buf_str(&list, cst_intern_str(&o->b->names, o->b->generic.at[i]));
    }
    h->generic = put_text(o, cst_buf_get(&list));
    o->text.failed = o->text.failed || list.failed;
    cst_buf_free(&list);
}

static void fill_keys(const output *o, const cst_gaz_header *h,
                      cst_gaz_slot *slots, uint32_t *ids)
{
    uint32_t next = 0, n = 1, list = 0;
    for (size_t i = 0; i < o->keys.n; i++) {
        const keyed *k = &o->keys.at[i];
        if (i == 0 || k[-1].hash != k->hash) {
            uint32_t home = cst_gaz_home(h, k->hash);
            next = home > next ? home : next;
            list = n++;
            slots[next++] = (cst_gaz_slot){(uint32_t)k->hash, list};
        }
        ids[list]++;
        ids[n++] = k->place;
    }
}

static void fill_countries(cst_gaz_header *h, const cst_gazetteer_entry *e)
{
    memset(h->countries, 0xFF, sizeof h->countries);
    for (uint32_t i = 0; i < h->n_known; i++) {
        if (e[i].kind == CST_GAZ_COUNTRY && e[i].country[0]) {
            uint32_t at = (uint32_t)(e[i].country[0] - 'A') * 26 +
                          (uint32_t)(e[i].country[1] - 'A');
            h->countries[at] = h->countries[at] == CST_NONE ? i
                                                            : h->countries[at];
        }
    }
}

static void fill_header(const output *o, cst_gaz_header *h)
{
    uint64_t at[CST_GAZ_SECTIONS + 1];
    memcpy(h->magic, CST_GAZ_MAGIC, 8);
    h->order = CST_GAZ_ORDER;
    h->version = CST_GAZ_VERSION;
    h->n_text = (uint32_t)o->text.n;
    h->max_words = o->max_words;
    cst_gaz_layout(h, at);
    h->size = at[CST_GAZ_SECTIONS];
}

/* Entries of the districts in whose outlines they lie. */
static bool put_districts(output *o, cst_gazetteer_entry *entries, uint32_t n)
{
    const cst_gazetteer_builder *b = o->b;
    uint32_t *at = CST_NEW(&o->arena, uint32_t, b->names.n + 1);
    for (uint32_t i = 0; at && i < n; i++) {
        at[b->rows.at[o->order[i]].id] = i + 1;
    }
    for (uint32_t i = 0; at && i < n; i++) {
        cst_sym d = b->rows.at[o->order[i]].district;
        if (d && at[d] && at[d] - 1 != i) {
            entries[i].district = (at[d] - 1) | CST_GAZ_DRAWN;
        }
    }
    return at;
}

/* The whole store in memory of the output; sums and containers not yet. */
static char *lay_out(output *o, cst_gaz_header *h)
{
    uint64_t at[CST_GAZ_SECTIONS + 1];
    cst_gazetteer_entry *entries =
        CST_NEW(&o->arena, cst_gazetteer_entry, h->n_places);
    if (!entries) {
        return NULL;
    }
    cst_buf_add(&o->text, "\0", 1); /* a text at 0 is none */
    for (uint32_t i = 0; i < h->n_places; i++) {
        put_entry(o, &o->b->rows.at[o->order[i]], &entries[i]);
    }
    if (!put_districts(o, entries, h->n_places)) {
        return NULL;
    }
    put_generic(o, h);
    fill_countries(h, entries);
    fill_header(o, h);
    cst_gaz_layout(h, at);
    char *p = o->text.failed ? NULL : cst_arena_alloc(&o->arena, h->size, 1);
    if (p) {
        void *part[CST_GAZ_SECTIONS];
        for (size_t i = 0; i < CST_GAZ_SECTIONS; i++) {
            part[i] = p + at[i];
        }
        memcpy(part[CST_GAZ_ENTRIES], entries, h->n_places * sizeof *entries);
        fill_keys(o, h, part[CST_GAZ_SLOTS], part[CST_GAZ_LISTS]);
        memcpy(part[CST_GAZ_TEXTS], o->text.p, o->text.n);
    }
    return p;
}

static void seal(char *p, cst_gaz_header *h)
{
    h->body_sum = cst_hash(p + sizeof *h, h->size - sizeof *h);
    h->head_sum = cst_hash(h, offsetof(cst_gaz_header, head_sum));
    memcpy(p, h, sizeof *h);
}

static cst_status make(output *o, cst_gaz_header *h, char **bytes)
{
    const cst_gazetteer_builder *b = o->b;
    o->order = CST_NEW(&o->arena, uint32_t, b->rows.n);
    o->text_of = CST_NEW(&o->arena, uint32_t, b->names.n + 1);
    if (!o->order || !o->text_of) {
        return CST_NOMEM;
    }
    for (int curated = 1; curated >= 0; curated--) {
        for (uint32_t i = 0; i < b->rows.n; i++) {
            if (b->rows.at[i].curated == (curated == 1)) {
                o->order[h->n_places++] = i;
                h->n_known += curated == 1;
            }
        }
    }
    if (!cst_gaz_draw(o->b) || !key_rows(o)) {
        return CST_NOMEM;
    }
    if (o->keys.n > UINT32_MAX / 4) {
        return CST_LIMIT;
    }
    if (o->keys.n) {
        qsort(o->keys.at, o->keys.n, sizeof *o->keys.at, by_key);
    }
    tidy_keys(o, h);
    char *p = lay_out(o, h);
    if (!p) {
        return CST_NOMEM;
    }
    seal(p, h); /* so that it can be opened to link its places */
    CST_TRY(cst_gaz_link_places(&o->arena, (cst_str){p, h->size}));
    seal(p, h);
    *bytes = p;
    return CST_OK;
}

cst_status cst_gazetteer_builder_write(cst_gazetteer_builder *b,
                                       cst_write_fn write, void *user)
{
    if (!b || !write) {
        return CST_ARG;
    }
    output o;
    cst_gaz_header h;
    char *bytes;
    memset(&o, 0, sizeof o);
    memset(&h, 0, sizeof h);
    o.b = b;
    cst_arena_init(&o.arena, b->allocator, 0);
    cst_buf_init(&o.text, b->allocator);
    cst_status s = make(&o, &h, &bytes);
    if (s == CST_OK && write(user, bytes, h.size) != 0) {
        s = CST_IO;
    }
    cst_buf_free(&o.text);
    cst_arena_free(&o.arena);
    return s;
}
