/* annotate/gazetteer_units: what containers mean, and what lies in them. */
#include "annotate/gazetteer_resolver.h"

/* Tenths between what is being looked for and one name of a unit, with or without
 * its generic words. */
static uint32_t name_heard(resolver *r, cst_str name, uint32_t best)
{
    cst_gaz_key key, plain;
    cst_gaz_sounds own;
    uint32_t d = cst_gaz_sounds_of(&r->scratch, name, &own)
                     ? cst_gaz_sounds_apart(&r->costs, r->unit, &own, best)
                     : best;
    best = d < best ? d : best;
    if (best && cst_gaz_key_of(&r->scratch, name, &key) &&
        cst_gaz_bare_of(&key, cst_gaz_is_generic, &r->g, &plain) &&
        cst_gaz_sounds_of(&r->scratch, (cst_str){plain.p, plain.n}, &own)) {
        d = cst_gaz_sounds_apart(&r->costs, r->unit, &own, best);
        best = d < best ? d : best;
    }
    return best;
}

/* Does a unit sound like the container that is being looked for? */
static bool unit_heard(resolver *r, const cst_gazetteer_entry *e)
{
    const uint32_t lists[] = {e->name, e->other, e->more};
    uint32_t best = r->unit ? r->unit->n + 1u : 0;
    for (size_t i = 0; i < CST_COUNT(lists); i++) {
        cst_str part, names = cst_gazetteer_text(r->g, lists[i]);
        while (best && names.n && cst_str_cut(&names, '|', &part)) {
            best = name_heard(r, part, best);
        }
    }
    return !r->unit || best <= r->unit->n;
}

static void take_unit(resolver *r, uint32_t id, void *user)
{
    units *u = user;
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, id);
    bool holds = e->kind != CST_GAZ_SITE && e->kind != CST_GAZ_QUARTER &&
                 unit_heard(r, e);
    for (uint32_t i = 0; i < u->n; i++) {
        holds = holds && u->at[i] != id;
    }
    if (holds && u->n < MAX_UNITS) {
        u->at[u->n++] = id;
    }
}

static void take_area(resolver *r, uint32_t id, void *user)
{
    uint8_t kind = cst_gazetteer_at(r->g, id)->kind;
    if (kind == CST_GAZ_DISTRICT || kind == CST_GAZ_ADMIN1) {
        take_unit(r, id, user);
    }
}

static bool has_kind(const resolver *r, const units *u, uint8_t kind)
{
    bool some = false;
    for (uint32_t i = 0; i < u->n; i++) {
        some = some || cst_gazetteer_at(r->g, u->at[i])->kind == kind;
    }
    return some;
}

static bool is_town(const resolver *r, uint32_t id)
{
    uint8_t kind = cst_gazetteer_at(r->g, id)->kind;
    return kind == CST_GAZ_CITY || kind == CST_GAZ_CAPITAL;
}

#define SEAT_KM 80.0

/* Is this town the seat of that unit, as far as outlines tell? */
static bool seat_of(const resolver *r, uint32_t town, uint32_t unit)
{
    const cst_gazetteer_entry *t = cst_gazetteer_at(r->g, town);
    bool district = cst_gazetteer_at(r->g, unit)->kind == CST_GAZ_DISTRICT;
    return !is_town(r, unit) &&
           (!district || !(t->district & CST_GAZ_DRAWN) ||
            t->district == CST_NONE ||
            (t->district & ~CST_GAZ_DRAWN) == unit) &&
           cst_gazetteer_distance(r->g, town, unit) < SEAT_KM;
}

/* The seat stands for its unit; a hamlet of that name elsewhere does not. */
static void drop_namesakes(const resolver *r, units *u)
{
    uint32_t kept[MAX_UNITS], n = 0, areas = 0;
    for (uint32_t i = 0; i < u->n; i++) {
        bool seat = !is_town(r, u->at[i]);
        areas += seat;
        seat = seat || u->at[i] < r->g->head->n_known;
        for (uint32_t k = 0; k < u->n && !seat; k++) {
            seat = seat_of(r, u->at[i], u->at[k]);
        }
        if (seat) {
            kept[n++] = u->at[i];
        }
    }
    if (areas) {
        memcpy(u->at, kept, n * sizeof *kept);
        u->n = n;
    }
}

/* "Homs district, Homs governorate": within a unit of its name a container is
 * the lesser one. */
static void drop_outer(const resolver *r, units *u)
{
    uint32_t kept[MAX_UNITS], n = 0, districts = 0;
    for (uint32_t i = 0; i < u->n; i++) {
        bool outer = false;
        for (size_t o = 0; o < r->n_in; o++) {
            for (uint32_t k = 0; k < r->in[o].n; k++) {
                outer = outer || r->in[o].at[k] == u->at[i];
            }
        }
        uint8_t kind = cst_gazetteer_at(r->g, u->at[i])->kind;
        districts += kind == CST_GAZ_DISTRICT;
        if (!outer || kind != CST_GAZ_ADMIN1) {
            kept[n++] = u->at[i];
        }
    }
    if (districts) {
        memcpy(u->at, kept, n * sizeof *kept);
        u->n = n;
    }
}

/* Is this country, or its place, among those that outer containers name? Lists
 * count some lands to a country that others do not. */
static bool fits_country(const resolver *r, const char *country)
{
    static const char also[][2][3] = {
        {"PS", "IL"}, {"EH", "MA"}, {"XK", "RS"}, {"SS", "SD"}};
    bool some = false, fits = false;
    for (size_t i = 0; i < r->n_in; i++) {
        for (uint32_t k = 0; k < r->in[i].n; k++) {
            const cst_gazetteer_entry *e =
                cst_gazetteer_at(r->g, r->in[i].at[k]);
            some = some || e->kind == CST_GAZ_COUNTRY;
            fits = fits || memcmp(e->country, country, 2) == 0;
            for (size_t a = 0; a < CST_COUNT(also); a++) {
                fits = fits || (memcmp(country, also[a][0], 2) == 0 &&
                                memcmp(e->country, also[a][1], 2) == 0);
            }
        }
    }
    return fits || !some || !country[0];
}

/* "Juba" in Somalia is not the one of another country. */
static void drop_foreign(const resolver *r, units *u)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < u->n; i++) {
        if (fits_country(r, cst_gazetteer_at(r->g, u->at[i])->country)) {
            u->at[kept++] = u->at[i];
        }
    }
    u->n = kept;
}

/* All that its forms mean by this key. */
static void units_by(resolver *r, cst_gazetteer_how how, units *u)
{
    cst_gaz_sounds heard;
    for (size_t i = 0; i < r->n_variants; i++) {
        bool told = cst_gaz_sounds_of(&r->scratch, r->variant[i], &heard);
        r->unit = told && how != CST_GAZ_BY_SPELLING ? &heard : NULL;
        cst_gaz_each(r, r->variant[i], how, take_unit, u);
        drop_foreign(r, u);
    }
    r->unit = NULL;
}

/* "Lugansk oblast" where the table has the town of that spelling alone, and the
 * unit of another: both. */
static void add_areas(resolver *r, bool unit, units *u)
{
    cst_gaz_sounds heard;
    cst_str plain = r->variant[r->n_variants - 1];
    bool told = cst_gaz_sounds_of(&r->scratch, plain, &heard);
    r->unit = told ? &heard : NULL;
    for (int how = CST_GAZ_BY_KEY; how <= CST_GAZ_BY_CONSONANTS; how++) {
        bool also = unit && how == CST_GAZ_BY_KEY;
        if (!has_kind(r, u, CST_GAZ_DISTRICT) ||
            (also && !has_kind(r, u, CST_GAZ_ADMIN1))) {
            cst_gaz_each(r, plain, (cst_gazetteer_how)how, take_area, u);
        }
    }
    r->unit = NULL;
    drop_foreign(r, u);
}

static void find_units(resolver *r, cst_str name)
{
    units *u = &r->in[r->n_in];
    u->n = 0;
    r->n_variants = 0;
    cst_gaz_add_forms(r, name);
    for (int how = CST_GAZ_BY_SPELLING; how <= CST_GAZ_BY_CONSONANTS && !u->n;
         how++) {
        units_by(r, (cst_gazetteer_how)how, u);
    }
    if (r->n_variants) {
        add_areas(r, r->n_variants > 1, u);
    }
    drop_namesakes(r, u);
    drop_outer(r, u);
    r->n_in += u->n > 0;
    r->n_variants = 0;
}

/* A container by its name, else by what stands before or in its brackets. */
void cst_gaz_find_container(resolver *r, cst_str name)
{
    size_t before = r->n_in;
    find_units(r, name);
    for (size_t i = 0, from = 0; i <= name.n && r->n_in == before; i++) {
        if (i == name.n || cst_gaz_is_bar(name.p[i])) {
            if (i - from < name.n && i > from) {
                find_units(r, cst_str_trim(cst_str_sub(name, from, i - from)));
            }
            from = i + 1;
        }
    }
}

#define WIDER 1.2

/* Kilometres from the middle of a unit that a place beyond its border may lie,
 * as borders are drawn in more than one way; the less, the less its name is
 * sure. */
static double reach(const resolver *r, uint8_t kind)
{
    static const double km[CST_GAZ_KINDS] = {
        [CST_GAZ_COUNTRY] = 0,   [CST_GAZ_CAPITAL] = 40,
        [CST_GAZ_ADMIN1] = 130,  [CST_GAZ_REGION] = 200,
        [CST_GAZ_CITY] = 50,     [CST_GAZ_QUARTER] = 5,
        [CST_GAZ_DISTRICT] = 50, [CST_GAZ_SITE] = 0};
    static const double sure[] = {1, 0.75, 0.5, 0.8, 0.25};
    return kind < CST_GAZ_KINDS ? km[kind] * sure[r->how] *
                                      (r->wide && kind != CST_GAZ_ADMIN1 ? WIDER : 1)
                                : 0;
}

/* Does the place lie in another first-level unit than this one? */
static bool in_another(const resolver *r, const cst_gazetteer_entry *e,
                       uint32_t unit)
{
    const cst_gazetteer_entry *c = cst_gazetteer_at(r->g, e->container);
    return c && c->kind == CST_GAZ_ADMIN1 && e->container != unit;
}

/* How ill a place fits a unit: little in it, else by its distance; < 0 = it lies
 * elsewhere. */
static double misfit(const resolver *r, uint32_t id, uint32_t unit)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->g, id);
    const cst_gazetteer_entry *u = cst_gazetteer_at(r->g, unit);
    if (memcmp(e->country, u->country, 2) != 0 && e->country[0]) {
        return u->kind == CST_GAZ_COUNTRY && fits_country(r, e->country) ? 0 : -1;
    }
    if (id == unit || (u->kind != CST_GAZ_DISTRICT &&
                       cst_gazetteer_inside(r->g, id, unit))) {
        return 0;
    }
    double km = cst_gazetteer_distance(r->g, id, unit);
    if (u->kind == CST_GAZ_ADMIN1) {
        return km > reach(r, u->kind) ||
                       (!r->wide && in_another(r, e, unit))
                   ? -1
                   : 20 + km / 10;
    }
    uint32_t district = u->kind == CST_GAZ_DISTRICT ? unit : u->district;
    bool within = u->kind != CST_GAZ_REGION && district != CST_NONE &&
                  (e->district & ~CST_GAZ_DRAWN) == (district & ~CST_GAZ_DRAWN);
    if (within) {
        return e->district & CST_GAZ_DRAWN ? 0 : km / 4;
    }
    return km > reach(r, u->kind) ? -1 : km;
}

/* The sum over the containers, each in its best meaning; < 0 = elsewhere. */
double cst_gaz_misfit(const resolver *r, uint32_t id)
{
    double sum = 0;
    for (size_t i = 0; i < r->n_in; i++) {
        double best = -1;
        for (uint32_t k = 0; k < r->in[i].n; k++) {
            double c = misfit(r, id, r->in[i].at[k]);
            best = c >= 0 && (best < 0 || c < best) ? c : best;
        }
        if (best < 0) {
            return -1;
        }
        sum += best;
    }
    return sum;
}
