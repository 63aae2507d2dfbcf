/* annotate/gazetteer_resolve: what a name means in its containers.
 *
 * The name is tried as it stands, without generic words ("village"), and each of
 * the names that a bar or brackets put side by side; by spelling first, then by
 * key, then by consonants. The containers decide between places of one name and
 * turn away those that lie elsewhere. Several that fit as well and lie apart
 * leave the answer open: the nearest is never guessed. */
#include "annotate/gazetteer_resolver.h"

#define TOGETHER_KM 10.0
#define LETTER_KM 8.0 /* what a letter that differs counts */

/* -------------------------------------------------------------- variants */

static void add_variant(resolver *r, cst_str s)
{
    s = cst_str_trim(s);
    for (size_t i = 0; i < r->n_variants; i++) {
        if (cst_str_eq(r->variant[i], s)) {
            return;
        }
    }
    if (s.n && r->n_variants < MAX_VARIANTS) {
        r->part[r->n_variants] = r->n_parts;
        r->variant[r->n_variants++] = s;
    }
}

/* The name without its generic words; *any: it had some. */
static cst_str bare(resolver *r, cst_str name, bool *any)
{
    cst_gaz_key key, plain;
    *any = cst_gaz_key_of(&r->scratch, name, &key) &&
           cst_gaz_bare_of(&key, cst_gaz_is_generic, &r->g, &plain);
    const char *p = *any ? cst_arena_copy(&r->scratch, plain.p, plain.n) : NULL;
    return p ? (cst_str){p, plain.n} : name;
}

/* Is the last word of a name no part of it? *end: where the word before ends. */
static bool closes_generic(resolver *r, cst_str name, size_t *end)
{
    cst_gaz_key key;
    size_t at = name.n;
    while (at && name.p[at - 1] != ' ') {
        at--;
    }
    *end = at;
    return at && cst_gaz_key_of(&r->scratch, cst_str_sub(name, at, name.n - at),
                                &key) &&
           cst_gaz_is_generic(&r->g, cst_gaz_hash(CST_GAZ_GENERIC, &key));
}

/* The same of the first word. *end: where the word behind begins. */
static bool opens_generic(resolver *r, cst_str name, size_t *end)
{
    cst_gaz_key key;
    const char *blank = name.n ? memchr(name.p, ' ', name.n) : NULL;
    *end = blank ? (size_t)(blank - name.p) + 1 : 0;
    return blank &&
           cst_gaz_key_of(&r->scratch, cst_str_sub(name, 0, *end - 1), &key) &&
           cst_gaz_is_generic(&r->g, cst_gaz_hash(CST_GAZ_GENERIC, &key));
}

/* "Kafr Saghir village", "province of North Kivu": what its neighbours tell apart
 * stays for as long as it can. */
void cst_gaz_add_forms(resolver *r, cst_str name)
{
    bool any;
    size_t end;
    cst_str s = cst_str_trim(name);
    add_variant(r, s);
    while (closes_generic(r, s, &end)) {
        s = cst_str_trim(cst_str_sub(s, 0, end));
        add_variant(r, s);
    }
    for (s = cst_str_trim(name); opens_generic(r, s, &end);) {
        s = cst_str_trim(cst_str_sub(s, end, s.n - end));
        add_variant(r, s);
    }
    add_variant(r, bare(r, name, &any));
}

bool cst_gaz_is_bar(char c)
{
    return c == '/' || c == '(' || c == ')' || c == ',' || c == ';';
}

static void find_variants(resolver *r, cst_str name)
{
    r->n_parts = 0;
    cst_gaz_add_forms(r, name);
    for (size_t i = 0, from = 0; i <= name.n; i++) {
        if (i == name.n || cst_gaz_is_bar(name.p[i])) {
            if (i - from < name.n) {
                r->n_parts++;
                cst_gaz_add_forms(r, cst_str_sub(name, from, i - from));
            }
            from = i + 1;
        }
    }
}

/* -------------------------------------------------------------- look-ups */

static void take_all(resolver *r, uint64_t hash, cst_gaz_take_fn take, void *user)
{
    const uint32_t *ids;
    uint32_t n = cst_gaz_places(r->g, hash, &ids);
    for (uint32_t k = 0; k < n; k++) {
        take(r, ids[k], user);
    }
}

/* Is the country of this container that of one before it? */
static bool seen_country(const resolver *r, size_t in, uint32_t unit)
{
    const char *own = cst_gazetteer_at(r->g, r->in[in].at[unit])->country;
    for (size_t i = 0; i <= in; i++) {
        for (uint32_t k = 0; k < (i == in ? unit : r->in[i].n); k++) {
            if (memcmp(cst_gazetteer_at(r->g, r->in[i].at[k])->country, own, 2) ==
                0) {
                return true;
            }
        }
    }
    return false;
}

static void each_by_bones(resolver *r, const cst_gaz_key *own, cst_gaz_take_fn take,
                          void *user)
{
    cst_gaz_key key;
    for (size_t i = 0; i < r->n_in && cst_gaz_bones_of(own, &key); i++) {
        for (uint32_t k = 0; k < r->in[i].n; k++) {
            const char *country =
                cst_gazetteer_at(r->g, r->in[i].at[k])->country;
            if (!seen_country(r, i, k)) {
                take_all(r, cst_gaz_hash_in(country, &key), take, user);
            }
        }
    }
}

void cst_gaz_each(resolver *r, cst_str name, cst_gazetteer_how how,
                  cst_gaz_take_fn take, void *user)
{
    cst_gaz_key own, loose;
    if (!cst_gaz_key_of(&r->scratch, name, &own)) {
        return;
    }
    if (how == CST_GAZ_BY_SPELLING) {
        take_all(r, cst_gaz_hash(CST_GAZ_KNOWN, &own), take, user);
        take_all(r, cst_gaz_hash(CST_GAZ_MORE, &own), take, user);
    } else if (how == CST_GAZ_BY_KEY && cst_gaz_loose_of(&own, &loose)) {
        take_all(r, cst_gaz_hash(CST_GAZ_KNOWN_LOOSE, &loose), take, user);
        take_all(r, cst_gaz_hash(CST_GAZ_MORE_LOOSE, &loose), take, user);
    } else if (how == CST_GAZ_BY_CONSONANTS) {
        each_by_bones(r, &own, take, user);
    }
}

/* ------------------------------------------------------------ candidates */

#define KEY_SLACK 5u /* tenths more that names of one key may differ */
#define LIKE_ENOUGH 8 /* so that no other key is needed */
#define UNHEARD 99u
#define TENTH_KM 2.0 /* what a tenth of a letter counts */

/* What the variants sound like. */
static void listen(resolver *r)
{
    for (size_t i = 0; i < r->n_variants; i++) {
        if (!cst_gaz_sounds_of(&r->scratch, r->variant[i], &r->heard[i])) {
            r->heard[i].n = 0;
        }
    }
}

/* Tenths that may differ without a key: the shorter a name, the fewer. */
static uint32_t limit_of(const cst_gaz_sounds *s)
{
    return s->firm < 2 ? 0 : s->n < 5 ? 1 : s->n - 2u;
}

/* Tenths between a variant (NULL: any) and the nearest of these names. */
static uint32_t heard_in(resolver *r, cst_str names, const cst_gaz_sounds *one,
                         uint32_t best)
{
    cst_str part;
    cst_gaz_sounds own;
    while (best && names.n && cst_str_cut(&names, '|', &part)) {
        bool named = cst_gaz_sounds_of(&r->scratch, part, &own);
        for (size_t i = 0; named && best && i < r->n_variants; i++) {
            const cst_gaz_sounds *s = &r->heard[i];
            uint32_t limit = one ? best - 1 : limit_of(s);
            limit = limit < best ? limit : best - 1;
            if (s->n == 0 || (one && one != s)) {
                continue;
            }
            uint32_t d = cst_gaz_sounds_apart(&r->costs, s, &own, limit);
            best = d <= limit ? d : best;
        }
    }
    return best;
}

static void put_hit(resolver *r, uint32_t id, double cost)
{
    uint32_t full = CST_COUNT(r->hit);
    uint32_t at = r->n_hits < full ? r->n_hits : full - 1;
    for (uint32_t i = 0; i < r->n_hits; i++) {
        if (r->hit[i] == id) {
            return;
        }
    }
    if (r->n_hits == full && r->cost[at] <= cost) {
        return;
    }
    while (at && r->cost[at - 1] > cost) {
        r->hit[at] = r->hit[at - 1];
        r->cost[at] = r->cost[at - 1];
        r->by[at] = r->by[at - 1];
        at--;
    }
    r->hit[at] = id;
    r->cost[at] = cost;
    r->by[at] = r->how;
    r->n_hits += r->n_hits < full;
}

/* How ill its names fit; < 0: too little is alike. */
static double likeness_of(resolver *r, uint32_t id, size_t variant)
{
    cst_str name = r->variant[variant];
    const cst_gaz_sounds *s = &r->heard[variant];
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, id);
    uint32_t letters = cst_gaz_letters_apart(r->g, &r->scratch, id, name);
    if (r->wide && letters > 1) {
        return -1;
    }
    if (r->how == CST_GAZ_BY_SPELLING || s->n == 0) {
        return LETTER_KM * letters;
    }
    uint32_t d = heard_in(r, cst_gazetteer_text(r->g, e->name), s, UNHEARD);
    d = heard_in(r, cst_gazetteer_text(r->g, e->other), s, d);
    d = heard_in(r, cst_gazetteer_text(r->g, e->more), s, d);
    if (r->strict && TENTH_KM * d > LIKE_ENOUGH) {
        return -1;
    }
    bool bones = r->how == CST_GAZ_BY_CONSONANTS && !s->bare;
    uint32_t limit = !bones      ? s->n + KEY_SLACK
                     : r->narrow ? s->n
                                 : s->n * 3u / 4u + 1u; /* a country has many */
    return d <= limit ? TENTH_KM * d : letters <= 1 ? LETTER_KM : -1;
}

static void take_hit(resolver *r, uint32_t id, void *user)
{
    const size_t *variant = user;
    double cost = cst_gaz_misfit(r, id);
    double unlike = cost < 0 ? -1 : likeness_of(r, id, *variant);
    if (unlike >= 0) {
        put_hit(r, id, cost + unlike);
        r->likest = unlike < r->likest ? unlike : r->likest;
    }
}

/* Does one of them plainly fit best? Places that lie together are one, a town
 * goes before its district and before a hill of its name. */
static bool is_open(const resolver *r)
{
    const cst_gazetteer_entry *first = cst_gazetteer_at(r->g, r->hit[0]);
    for (uint32_t i = 1; i < r->n_hits; i++) {
        const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, r->hit[i]);
        bool settled = first->kind <= CST_GAZ_QUARTER;
        bool lesser = settled && (e->kind == CST_GAZ_SITE ||
                                  e->kind == CST_GAZ_DISTRICT);
        bool larger = e->kind <= CST_GAZ_REGION && e->kind != CST_GAZ_CAPITAL;
        bool ill = r->narrow && r->cost[i] > 1.15 * r->cost[0] + 4;
        bool small = first->pop >= 3 && e->pop + (r->narrow ? 3 : 2) <= first->pop;
        if (!lesser && !larger && !ill && !small &&
            cst_gazetteer_distance(r->g, r->hit[0], r->hit[i]) > TOGETHER_KM) {
            return true;
        }
    }
    return false;
}

/* A settlement before a unit of its name, one that is larger before others. */
static void settle_order(resolver *r)
{
    for (uint32_t i = 1; i < r->n_hits; i++) {
        const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, r->hit[i]);
        const cst_gazetteer_entry *first = cst_gazetteer_at(r->g, r->hit[0]);
        bool town = e->kind == CST_GAZ_CITY || e->kind == CST_GAZ_CAPITAL;
        bool unit = first->kind != CST_GAZ_CITY &&
                    first->kind != CST_GAZ_CAPITAL;
        bool better = (town && unit && r->cost[i] < r->cost[0] + 60) ||
                      (town && !unit && !r->narrow && e->pop > first->pop);
        if (better) {
            uint32_t id = r->hit[0];
            double cost = r->cost[0];
            cst_gazetteer_how by = r->by[0];
            r->hit[0] = r->hit[i];
            r->cost[0] = r->cost[i];
            r->by[0] = r->by[i];
            r->hit[i] = id;
            r->cost[i] = cost;
            r->by[i] = by;
        }
    }
}

/* What another transliteration gives, without containers: a town that is far
 * larger than all of the spelling itself may be meant as well. */
static void take_larger(resolver *r, uint32_t id, void *user)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, id);
    for (uint32_t i = 0; i < r->n_hits; i++) {
        const cst_gazetteer_entry *x = cst_gazetteer_at(r->g, r->hit[i]);
        if (e->kind > CST_GAZ_CITY || e->pop < x->pop + 2) {
            return;
        }
    }
    take_hit(r, id, user);
}

static bool settle(resolver *r, cst_gazetteer_answer *out)
{
    settle_order(r);
    out->how = r->by[0];
    out->open = is_open(r);
    out->n = r->n_hits < CST_GAZ_MAX_HITS ? r->n_hits : CST_GAZ_MAX_HITS;
    memcpy(out->at, r->hit, out->n * sizeof *out->at);
    return true;
}

/* By one key: each part between bars in its fullest form that is known. */
static void collect(resolver *r, cst_gazetteer_how how)
{
    for (size_t i = 0, before = r->n_hits; i < r->n_variants; i++) {
        bool same = i && r->part[i] == r->part[i - 1];
        before = same ? before : r->n_hits;
        if (r->n_hits == before) {
            r->how = how;
            cst_gaz_each(r, r->variant[i], how, take_hit, &i);
        }
        if (r->n_hits == before && how == CST_GAZ_BY_SPELLING && r->n_in) {
            /* "Rima al Sharqiyah" is Rima ash Sharqiyah before it is Rima. */
            r->how = CST_GAZ_BY_KEY;
            r->strict = true;
            cst_gaz_each(r, r->variant[i], r->how, take_hit, &i);
            r->strict = false;
        }
    }
}

static bool answer_by(resolver *r, cst_gazetteer_how how,
                      cst_gazetteer_answer *out)
{
    r->n_hits = 0;
    collect(r, how);
    r->how = how;
    if (r->n_hits == 0) {
        return false;
    }
    for (size_t i = 0; !r->narrow && i < r->n_variants; i++) {
        cst_gaz_each(r, r->variant[i], CST_GAZ_BY_KEY, take_larger, &i);
    }
    return settle(r, out);
}

/* ----------------------------------------------------------- by its sound */

/* The first place held by a unit, in the order of held. */
static uint32_t first_held(const cst_gazetteer *g, uint32_t unit)
{
    uint32_t low = 0, high = g->head->n_places;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const cst_gazetteer_entry *e = cst_gazetteer_at(g, g->held[mid]);
        bool before = e && e->container < unit;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    return low;
}

static void listen_in(resolver *r, uint32_t unit)
{
    const cst_gazetteer *g = r->g;
    for (uint32_t i = first_held(g, unit); i < g->head->n_places; i++) {
        const cst_gazetteer_entry *e = cst_gazetteer_at(g, g->held[i]);
        if (!e || e->container != unit) {
            return;
        }
        double cost = cst_gaz_misfit(r, g->held[i]);
        if (cost < 0) {
            continue;
        }
        uint32_t d = heard_in(r, cst_gazetteer_text(g, e->name), NULL, UNHEARD);
        d = heard_in(r, cst_gazetteer_text(g, e->other), NULL, d);
        d = heard_in(r, cst_gazetteer_text(g, e->more), NULL, d);
        if (d < UNHEARD) {
            put_hit(r, g->held[i], cost + TENTH_KM * d);
        }
    }
}

/* All places of the first-level units that the containers are or lie in. */
static void listen_around(resolver *r)
{
    uint32_t done[MAX_UNITS], n = 0;
    r->how = CST_GAZ_BY_SOUND;
    for (size_t i = 0; i < r->n_in; i++) {
        for (uint32_t k = 0; k < r->in[i].n; k++) {
            uint32_t unit = r->in[i].at[k];
            const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, unit);
            unit = e->kind == CST_GAZ_ADMIN1 ? unit : e->container;
            bool again = e->kind == CST_GAZ_COUNTRY || unit == CST_NONE;
            for (uint32_t d = 0; d < n; d++) {
                again = again || done[d] == unit;
            }
            if (!again && n < MAX_UNITS) {
                done[n++] = unit;
                listen_in(r, unit);
            }
        }
    }
}

/* What sounds alike by any key, or without one within the containers. */
static bool answer_by_ear(resolver *r, cst_gazetteer_answer *out)
{
    r->n_hits = 0;
    r->likest = UNHEARD;
    collect(r, CST_GAZ_BY_KEY);
    if (r->likest > LIKE_ENOUGH) {
        collect(r, CST_GAZ_BY_CONSONANTS);
    }
    if (r->likest > LIKE_ENOUGH) {
        listen_around(r);
    }
    return r->n_hits && settle(r, out);
}

/* The one place of that spelling lies a little beyond the containers. */
static bool answer_wide(resolver *r, cst_gazetteer_answer *out)
{
    r->wide = r->n_in > 0;
    bool found = r->wide && (answer_by(r, CST_GAZ_BY_SPELLING, out) ||
                             answer_by(r, CST_GAZ_BY_KEY, out));
    r->wide = false;
    return found;
}

/* A part of a longer name: only a town that others know says where it lies. */
static bool answer_by_town(resolver *r, cst_str part, cst_gazetteer_answer *out)
{
    r->n_variants = 0;
    add_variant(r, part);
    listen(r);
    if (!answer_by(r, CST_GAZ_BY_SPELLING, out) &&
        !answer_by(r, CST_GAZ_BY_KEY, out)) {
        return false;
    }
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, out->at[0]);
    out->how = CST_GAZ_BY_PART;
    return (e->kind == CST_GAZ_CITY || e->kind == CST_GAZ_CAPITAL) &&
           (e->pop || out->at[0] < r->g->head->n_known);
}

/* "Idlib central prison", "army base of Idlib": the settlement whose name opens
 * or closes it, where generic words say that the whole is a site. */
static bool answer_by_part(resolver *r, cst_str name, cst_gazetteer_answer *out)
{
    bool any;
    cst_str plain = bare(r, name, &any);
    for (size_t end = plain.n; any && end > 2; end--) {
        if ((end == plain.n || plain.p[end] == ' ') &&
            answer_by_town(r, cst_str_sub(plain, 0, end), out)) {
            return true;
        }
    }
    for (size_t at = 1; any && at + 3 < plain.n; at++) {
        if (plain.p[at - 1] == ' ' &&
            answer_by_town(r, cst_str_sub(plain, at, plain.n - at), out)) {
            return true;
        }
    }
    return false;
}

cst_status cst_gazetteer_resolve(const cst_gazetteer *store, cst_str name,
                                 const cst_str *containers, size_t n,
                                 cst_gazetteer_answer *answer)
{
    if (!store || !answer || (n && !containers)) {
        return CST_ARG;
    }
    resolver r;
    memset(&r, 0, sizeof r);
    memset(answer, 0, sizeof *answer);
    r.g = store;
    cst_arena_init(&r.scratch, NULL, 0);
    cst_gaz_sound_costs(&r.costs);
    for (size_t i = n; i > 0 && r.n_in < MAX_CONTAINERS; i--) {
        cst_gaz_find_container(&r, containers[i - 1]); /* the outermost come last */
    }
    for (size_t i = 0; i < r.n_in; i++) {
        uint8_t kind = cst_gazetteer_at(store, r.in[i].at[0])->kind;
        r.narrow = r.narrow || kind != CST_GAZ_COUNTRY;
    }
    name = name.n <= CST_GAZ_MAX_NAME ? name : (cst_str){NULL, 0};
    find_variants(&r, name);
    listen(&r);
    bool found = answer_by(&r, CST_GAZ_BY_SPELLING, answer) ||
                 (r.n_in ? answer_by_ear(&r, answer)
                         : answer_by(&r, CST_GAZ_BY_KEY, answer)) ||
                 answer_wide(&r, answer) ||
                 answer_by_part(&r, name, answer);
    if (!found) {
        memset(answer, 0, sizeof *answer);
    }
    bool failed = cst_arena_failed(&r.scratch);
    cst_arena_free(&r.scratch);
    return failed ? CST_NOMEM : CST_OK;
}
