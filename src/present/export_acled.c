/* present/export_acled: incidents in the 31 columns of ACLED.
 *
 * A row an incident. A campaign is none: its events are. What the codebook has no
 * code for, or the records do not tell, is an empty cell; docs/EXPORTS.md goes
 * through the columns. */
#include "lang/registry.h"
#include "present/codes.h"
#include "present/csv.h"

#define SECONDS_A_DAY 86400

static const char *const columns[] = {
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type",
    "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp", NULL};

typedef struct row {
    cst_export *x;
    cst_coded k;
    cst_str type, sub; /* p NULL: no code */
    cst_str inter1, inter2;
} row;

/* ---------------------------------------------------------------- inter */

/* A force of another state than that of the ground is an external one. One that a
 * table ties to the ground may be at home there, or have come to fight. */
static bool is_foreign(const row *r, const cst_side *s)
{
    return s->country ? s->country != r->k.country
                      : s->where.n && !cst_cell_has(s->where, r->k.country->alpha2);
}

static cst_str trait_code(const cst_export *x, cst_str traits)
{
    cst_str trait, found = {NULL, 0};

    while (!found.p && traits.n && cst_str_cut(&traits, ' ', &trait)) {
        found = cst_code_value(x, "actor", trait);
    }
    return found;
}

static cst_str inter_of(const row *r, const cst_side *s)
{
    bool group = cst_str_is(s->key, "armed_group");
    cst_str none = {NULL, 0};

    if (group) {
        return trait_code(r->x, s->traits);
    }
    if (cst_str_starts(s->key, CST_S("unknown:")) ||
        cst_str_is(s->key, "coalition") || cst_str_is(s->key, "un_mission")) {
        return cst_code_value(r->x, "actor", s->key);
    }
    if (!s->key.n || !r->k.country) {
        return none;
    }
    if (is_foreign(r, s)) {
        return cst_code_value(r->x, "actor", CST_S("foreign"));
    }
    return s->country ? cst_code_value(r->x, "actor", s->key) : none;
}

static cst_str target_inter(const row *r)
{
    if (r->k.foes) {
        return inter_of(r, &r->k.foe[0]);
    }

    const char *key = r->k.target == CST_TARGET_CIVILIANS ? "civilian"
                      : r->k.target == CST_TARGET_POLICE  ? "police"
                                                    : "";

    return cst_code_value(r->x, "actor", cst_str_of(key));
}

/* ----------------------------------------------------------------- type */

static bool take_type(row *r, const char *what)
{
    const cst_code *code = cst_codebook_code(r->x->codes, what, r->k.type);

    if (!code || !code->value.p) {
        return false;
    }
    r->type = code->value;
    r->sub = code->value2;
    return true;
}

/* Some types have a code only together with who was aimed at, or who did it. */
static void code_type(row *r)
{
    bool by_target = cst_codebook_code(r->x->codes, "armed", r->k.type) != NULL;
    bool state = cst_str_is(r->inter1, "1"); /* that of the ground, no other */

    if (r->k.target == CST_TARGET_POLICE ||
        r->k.target == CST_TARGET_FIGHTERS || r->k.foes) {
        if (take_type(r, "armed")) {
            return;
        }
    }
    if (r->inter1.n && take_type(r, state ? "by_state" : "by_group")) {
        return;
    }
    if (!by_target || r->k.target == CST_TARGET_CIVILIANS) {
        (void)take_type(r, "type");
    }
}

/* ---------------------------------------------------------------- cells */

static void put_id(row *r)
{
    cst_buf b;

    cst_buf_init(&b, r->x->arena->allocator);
    cst_buf_str(&b, r->k.country ? r->k.country->alpha3 : CST_S("XXX"));
    cst_buf_z(&b, r->k.in->id);
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &b));
}

static void put_when(row *r)
{
    const cst_when *d = &r->k.in->date;
    int y, m, day;

    cst_csv_day(&r->x->out, d->present ? d->from : 0);
    if (d->present && d->from) {
        cst_day_to_ymd(d->from, &y, &m, &day);
        cst_csv_int(&r->x->out, y);
    } else {
        cst_csv_empty(&r->x->out);
    }
    cst_csv_str(&r->x->out, cst_code_days(r->x, d));
}

static void put_types(row *r)
{
    cst_csv_str(&r->x->out, r->type.p
                                ? cst_code_value(r->x, "disorder", r->type)
                                : r->type);
    cst_csv_str(&r->x->out, r->type);
    cst_csv_str(&r->x->out, r->sub);
}

static void list_name(cst_buf *b, cst_str name)
{
    cst_buf_z(b, b->n && name.n ? "; " : "");
    cst_code_put(b, name);
}

/* Who fights beside the first of a party. */
static void list_helpers(row *r, const cst_side *party, size_t n, cst_buf *b)
{
    for (size_t i = 1; i < n; i++) {
        list_name(b, cst_code_name(r->x, &party[i], false));
    }
}

/* Unnamed armed people are called by the country where they were. */
static cst_str name_of(row *r, cst_side *s)
{
    if (cst_code_is_unnamed(s)) {
        s->country = r->k.country;
    }
    return cst_code_name(r->x, s, false);
}

static void put_first(row *r)
{
    cst_buf b;

    if (!r->k.sides) {
        cst_csv_empty(&r->x->out);
        cst_csv_empty(&r->x->out);
        cst_csv_empty(&r->x->out);
        return;
    }
    cst_csv_str(&r->x->out, name_of(r, &r->k.side[0]));
    cst_buf_init(&b, r->x->arena->allocator);
    list_helpers(r, r->k.side, r->k.sides, &b);
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &b));
    cst_csv_str(&r->x->out, r->inter1);
}

/* The armed party that was hit. Where none is told, and civilians and armed people
 * were harmed, nobody is the second actor. */
static void put_second(row *r)
{
    const cst_country *c = r->k.country;
    bool mixed = r->k.target == CST_TARGET_MIXED;
    const char *key = r->k.target == CST_TARGET_CIVILIANS ? "civilian"
                      : r->k.target == CST_TARGET_POLICE  ? "police"
                                                          : "";
    cst_buf b;

    cst_csv_str(&r->x->out, r->k.foes ? name_of(r, &r->k.foe[0])
                                      : cst_code_called(r->x, key, c, false));
    cst_buf_init(&b, r->x->arena->allocator);
    list_helpers(r, r->k.foe, r->k.foes, &b);
    if (mixed && r->k.harmed[CST_APART_CIVILIAN]) {
        list_name(&b, cst_code_called(r->x, "civilian", c, false));
    }
    if (mixed && !r->k.foes && r->k.harmed[CST_APART_POLICE]) {
        list_name(&b, cst_code_called(r->x, "police", c, false));
    }
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &b));
    cst_csv_str(&r->x->out, r->inter2);
}

/* The two codes, the lower first. */
static void put_interaction(row *r)
{
    char code[2];

    if (r->inter1.n != 1 || r->inter2.n != 1) {
        cst_csv_empty(&r->x->out);
        return;
    }
    code[0] = r->inter1.p[0] < r->inter2.p[0] ? r->inter1.p[0] : r->inter2.p[0];
    code[1] = r->inter1.p[0] < r->inter2.p[0] ? r->inter2.p[0] : r->inter1.p[0];
    cst_csv_str(&r->x->out, (cst_str){code, 2});
}

static void put_actors(row *r)
{
    bool aimed = r->k.target == CST_TARGET_CIVILIANS && r->type.p &&
                 !cst_str_is(r->type, "Strategic developments") &&
                 !cst_str_is(r->type, "Battles");

    put_first(r);
    put_second(r);
    put_interaction(r);
    cst_csv_z(&r->x->out, aimed ? "Civilian targeting" : "");
}

/* Of a country alone nothing is put on the map. */
static void put_ground(row *r)
{
    const cst_spot *p = &r->k.in->place;
    const cst_country *c = r->k.country;
    cst_out *o = &r->x->out;
    bool shown = p->present && p->has_point && !r->k.country_alone;

    cst_csv_number(o, c ? c->iso : -1);
    cst_csv_str(o, c ? c->acled_region : CST_S(""));
    cst_csv_str(o, c ? c->acled_name : CST_S(""));
    cst_csv_str(o, r->k.unit);
    cst_csv_str(o, r->k.district);
    cst_csv_empty(o);
    cst_csv_str(o, r->k.location);
    if (shown) {
        cst_csv_real(o, (double)p->lat);
        cst_csv_real(o, (double)p->lon);
        cst_csv_str(o, cst_code_place(r->x, p));
    } else {
        cst_csv_empty(o);
        cst_csv_empty(o);
        cst_csv_empty(o);
    }
}

/* None is said to have died: 0. Some are, without a number: empty. */
static void put_dead(row *r)
{
    if ((r->k.bodies && r->k.told_dead) || r->k.dead_left_out) {
        cst_csv_empty(&r->x->out);
    } else {
        cst_csv_number(&r->x->out, r->k.told_dead ? r->k.best : 0);
    }
}

static void put_row(row *r)
{
    cst_out *o = &r->x->out;

    put_id(r);
    put_when(r);
    put_types(r);
    put_actors(r);
    put_ground(r);
    cst_csv_str(o, cst_code_outlets(r->x, &r->k));
    cst_csv_empty(o); /* source_scale: how far an outlet reaches is not known */
    cst_csv_str(o, cst_code_notes(r->x, &r->k));
    put_dead(r);
    cst_csv_str(o, cst_code_flags(r->x, &r->k));
    if (r->k.newest) {
        cst_csv_int(o, (int64_t)(r->k.newest - cst_day_from_ymd(1970, 1, 1)) *
                           SECONDS_A_DAY);
    } else {
        cst_csv_empty(o);
    }
    cst_csv_end(o);
}

cst_status cst_export_acled(cst_export *x)
{
    const cst_inclusion *inclusion = cst_incidents_inclusion(x->arena, x->c);

    if (!inclusion) {
        return CST_NOMEM;
    }
    cst_export_file(x, "acled.csv");
    cst_csv_header(&x->out, columns);
    for (size_t i = 0; i < x->n_incidents; i++) {
        row r = {.x = x};

        if (!cst_code_incident(x, x->incidents[i], inclusion, &r.k) || r.k.apart) {
            continue; /* a campaign, a series: its events are the rows */
        }
        r.inter1 = r.k.sides ? inter_of(&r, &r.k.side[0]) : r.inter1;
        r.inter2 = target_inter(&r);
        code_type(&r);
        put_row(&r);
    }
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}
