/* present/codes_ground: the country of a place and its units, by the gazetteer.
 *
 * Records name what contains a place, nearest first. A name is a country's if one
 * is called so; a unit or a town tells its country if all of that name lie in
 * one, and the point of the place is not far from it. A place with an id is what
 * the gazetteer says of it. */
#include "annotate/gazetteer.h"
#include "present/codes.h"

#define NEAR_DEGREES 2.0

/* Entry of the place itself, found by name and known by id. */
static const cst_gazetteer_entry *own_entry(cst_export *x, const cst_spot *p)
{
    cst_str name = cst_coll_str(x->c, p->name), id = cst_coll_str(x->c, p->id);
    const uint32_t *ids;

    for (int village = 0; p->id && village < 2; village++) {
        uint32_t n = village ? cst_gazetteer_find_village(x->gazetteer, x->arena,
                                                          name, &ids, NULL)
                             : cst_gazetteer_find(x->gazetteer, x->arena, name,
                                                  &ids);

        for (uint32_t i = 0; i < n; i++) {
            const cst_gazetteer_entry *e = cst_gazetteer_at(x->gazetteer, ids[i]);

            if (e && cst_str_eq(cst_gazetteer_text(x->gazetteer, e->id), id)) {
                return e;
            }
        }
    }
    return NULL;
}

static cst_str code_of(const cst_gazetteer_entry *e)
{
    return e && e->country[0] ? (cst_str){e->country, 2} : (cst_str){NULL, 0};
}

/* Country of that name; p NULL: no country is called so. */
static cst_str country_called(cst_export *x, cst_str name)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(x->gazetteer, x->arena, name, &ids);

    for (uint32_t i = 0; i < n; i++) {
        const cst_gazetteer_entry *e = cst_gazetteer_at(x->gazetteer, ids[i]);

        if (e && e->kind == CST_GAZ_COUNTRY) {
            return code_of(e);
        }
    }
    return (cst_str){NULL, 0};
}

/* Roughly: is the point of the spot near that of the entry? */
static bool is_near(const cst_spot *p, const cst_gazetteer_entry *e)
{
    double up = (double)p->lat - cst_gaz_lat(e);
    double right = (double)p->lon - cst_gaz_lon(e);

    return p->has_point && up > -NEAR_DEGREES && up < NEAR_DEGREES &&
           right > -NEAR_DEGREES && right < NEAR_DEGREES;
}

/* The one country in which all places of that name lie, one of them near. */
static cst_str country_around(cst_export *x, const cst_spot *p, cst_str name)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(x->gazetteer, x->arena, name, &ids);
    cst_str code = {NULL, 0};
    bool near_ = false;

    for (uint32_t i = 0; i < n; i++) {
        const cst_gazetteer_entry *e = cst_gazetteer_at(x->gazetteer, ids[i]);
        cst_str one = code_of(e);

        if (!one.p || (code.p && !cst_str_eq(code, one))) {
            return (cst_str){NULL, 0};
        }
        code = one;
        near_ = near_ || is_near(p, e);
    }
    return near_ ? code : (cst_str){NULL, 0};
}

static cst_str within(const cst_export *x, const cst_spot *p, uint32_t i)
{
    return cst_coll_str(x->c, x->c->names.at[p->in.first + i]);
}

static bool is_precision(const cst_export *x, const cst_spot *p, const char *name)
{
    return cst_str_is(cst_coll_str(x->c, p->precision), name);
}

/* Only the country is told: its precision says so, or it stands alone. */
static cst_str whole_country(cst_export *x, const cst_spot *p)
{
    cst_str none = {NULL, 0};
    bool alone = p->in.n == 0 && (!p->precision || is_precision(x, p, "unknown"));

    return is_precision(x, p, "country") || alone
               ? country_called(x, cst_coll_str(x->c, p->name))
               : none;
}

static cst_str find_country(cst_export *x, cst_coded *k, const cst_spot *p,
                            const cst_gazetteer_entry *own)
{
    cst_str code = whole_country(x, p);

    k->country_alone = k->country_alone || code.p;
    if (!code.p) {
        code = code_of(own);
    }
    for (uint32_t i = p->in.n; i-- > 0 && !code.p;) {
        code = country_called(x, within(x, p, i));
    }
    for (uint32_t i = p->in.n; i-- > 0 && !code.p;) {
        code = country_around(x, p, within(x, p, i));
    }
    return code;
}

/* ---------------------------------------------------------------- units */

static void take_unit(cst_export *x, cst_coded *k, const cst_gazetteer_entry *e)
{
    if (e->kind == CST_GAZ_ADMIN1 && !k->unit.p) {
        k->unit = cst_gazetteer_text(x->gazetteer, e->name);
    } else if (e->kind == CST_GAZ_DISTRICT && !k->district.p) {
        k->district = cst_gazetteer_text(x->gazetteer, e->name);
    }
}

/* The unit that holds an entry, and the district in whose outline it lies. */
static void take_units_of(cst_export *x, cst_coded *k,
                          const cst_gazetteer_entry *e)
{
    const cst_gazetteer_entry *up = cst_gazetteer_at(x->gazetteer, e->container);
    const cst_gazetteer_entry *district = NULL;

    take_unit(x, k, e);
    if (up) {
        take_unit(x, k, up);
    }
    if (e->district != CST_NONE && (e->district & CST_GAZ_DRAWN)) {
        district = cst_gazetteer_at(x->gazetteer, e->district & ~CST_GAZ_DRAWN);
    }
    if (district && e->kind != CST_GAZ_ADMIN1) {
        take_unit(x, k, district);
    }
}

/* A name among the containers: a unit of the country by it, else its one town. */
static void take_named(cst_export *x, cst_coded *k, cst_str name, cst_str code)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(x->gazetteer, x->arena, name, &ids);
    const cst_gazetteer_entry *town = NULL;
    bool unit = false, several = false;

    for (uint32_t i = 0; i < n; i++) {
        const cst_gazetteer_entry *e = cst_gazetteer_at(x->gazetteer, ids[i]);

        if (!e || !cst_str_eq(code_of(e), code)) {
            continue;
        }
        if (e->kind == CST_GAZ_ADMIN1 || e->kind == CST_GAZ_DISTRICT) {
            unit = true;
            take_unit(x, k, e);
        } else if (e->kind == CST_GAZ_CITY || e->kind == CST_GAZ_CAPITAL) {
            several = several || town != NULL;
            town = e;
        }
    }
    if (town && !unit && !several) {
        take_units_of(x, k, town);
    }
}

static void take_units(cst_export *x, cst_coded *k, const cst_spot *p,
                       cst_str code)
{
    for (uint32_t i = 0; i < p->in.n; i++) {
        take_named(x, k, within(x, p, i), code);
    }
    if (is_precision(x, p, "province") || is_precision(x, p, "district")) {
        take_named(x, k, cst_coll_str(x->c, p->name), code);
    }
}

/* ---------------------------------------------------------------- whole */

/* A quarter is named behind its town. */
static cst_str location_of(cst_export *x, const cst_coded *k)
{
    const cst_spot *p = &k->in->place;
    cst_str name = cst_coll_str(x->c, p->name);
    cst_buf b;

    if (p->in.n < 2 || cst_str_eq(within(x, p, 0), k->unit) ||
        !(is_precision(x, p, "neighbourhood") || is_precision(x, p, "point"))) {
        return name;
    }
    cst_buf_init(&b, x->arena->allocator);
    cst_buf_str(&b, within(x, p, 0));
    cst_buf_z(&b, " - ");
    cst_buf_str(&b, name);
    return cst_code_keep(x, &b);
}

void cst_code_ground(cst_export *x, cst_coded *k)
{
    const cst_spot *p = &k->in->place;
    const cst_gazetteer_entry *own;
    cst_str code;

    if (!p->present) {
        return;
    }
    k->location = location_of(x, k);
    k->country_alone = is_precision(x, p, "country");
    if (!x->gazetteer) {
        return;
    }
    own = own_entry(x, p);
    code = find_country(x, k, p, own);
    if (!code.p) {
        return;
    }
    k->country = cst_countries_find(x->countries, code);
    if (own) {
        take_units_of(x, k, own);
    }
    take_units(x, k, p, code);
    k->location = location_of(x, k);
}
