/* claim/emit_place: a place of the text becomes a place of a record. */
#include "base/utf8.h"
#include "claim/placing.h"

#include <math.h>

#define CL_MAX_IN 6
#define KM_A_DEGREE 111.2
#define RADIANS 0.017453292519943295

static cst_str precision_name(cl_rank rank)
{
    static const char *const names[CL_RANKS] = {"point",      "neighbourhood",
                                                "settlement", "district",
                                                "province",   "country"};
    return cst_str_of(names[rank]);
}

/* Headlines have capitals: TRIPOLI is Tripoli. */
static bool alike(const cl_reader *r, cst_str a, cst_str b)
{
    return cst_str_eq(a, b) || cst_str_eq(cst_utf8_fold(r->arena, a),
                                          cst_utf8_fold(r->arena, b));
}

static void add_in(cl_reader *r, cst_str *in, cst_place *out, cst_str name, cst_str own)
{
    if (out->n_in >= CL_MAX_IN || name.n == 0 || alike(r, name, own)) {
        return;
    }
    for (size_t i = 0; i < out->n_in; i++) {
        if (alike(r, in[i], name)) {
            return;
        }
    }
    in[out->n_in++] = name;
}

/* What the text says holds it, nearest first, then what the gazetteer knows;
 * the country last. */
static void containers(cl_reader *r, uint32_t pi, cst_place *out)
{
    const cl_place *p = &r->places.at[pi];
    cst_str *in = CST_NEW(r->arena, cst_str, CL_MAX_IN);
    if (!in) {
        return;
    }
    uint32_t entry = p->point;
    uint32_t at = p->inside;
    for (int i = 0; i < 4 && at != CST_NONE; i++) {
        const cl_place *q = &r->places.at[at];
        if (q->rank < CL_COUNTRY) {
            add_in(r, in, out, q->name, p->name);
        }
        entry = entry == CST_NONE ? q->gaz : entry;
        at = q->inside;
    }
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->gazetteer, entry);
    bool beside = !e && p->near != CST_NONE;
    if (beside) {
        entry = r->places.at[p->near].gaz;
        e = cst_gazetteer_at(r->gazetteer, entry);
    }
    if (e) {
        if (p->gaz == CST_NONE && !beside) {
            add_in(r, in, out, cst_gazetteer_text(r->gazetteer, e->name), p->name);
        }
        add_in(r, in, out, cst_gazetteer_container(r->gazetteer, entry), p->name);
        cst_str country = cst_gazetteer_country_name(r->gazetteer, entry);
        add_in(r, in, out, country, p->name);
    }
    uint32_t said = e ? CST_NONE : cl_country_said(r, p);
    const cst_gazetteer_entry *home =
        cst_gazetteer_at(r->gazetteer, said != CST_NONE ? said : r->home);
    cl_rank rank; /* a name that is known is one of another country */
    if (!e && home && p->rank < CL_COUNTRY && !p->abroad &&
        !cl_place_known(r, p->name, &rank)) {
        add_in(r, in, out, cst_gazetteer_text(r->gazetteer, home->name), p->name);
    }
    out->in = in;
}

/* How far around the point of a settlement it may have been. */
static double radius_of(const cst_gazetteer_entry *e, cl_rank rank)
{
    static const double towns[8] = {3, 2, 3, 4, 5, 8, 12, 20};
    return rank == CL_COUNTRY    ? 500
           : rank == CL_PROVINCE ? 80
           : rank == CL_DISTRICT ? 30
                                 : towns[e->pop & 7];
}

double cl_bearing(const cl_reader *r, cst_sym dir)
{
    static const char *const names[] = {"n", "ne", "e", "se",
                                        "s", "sw", "w", "nw"};
    cst_str s = dir ? cst_pack_str(r->pack, dir) : (cst_str){NULL, 0};
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        if (cst_str_is(s, names[i])) {
            return 45.0 * (double)i;
        }
    }
    return -1;
}

/* "14 km east of X" makes a point of its own. */
static void shift(const cl_reader *r, const cl_place *p, cst_place *out)
{
    double b = cl_bearing(r, p->dir);
    out->radius_km = p->km >= 0 ? 5.0 + (double)p->km / 4 : 20;
    if (b >= 0 && p->km > 0 && p->km < 500) {
        double d = (double)p->km / KM_A_DEGREE;
        out->lat += d * cos(b * RADIANS);
        out->lon += d * sin(b * RADIANS) / cos(out->lat * RADIANS);
    } else if (p->km > 0) {
        out->radius_km = (double)p->km + 5;
    }
}

/* Somewhere on the road between two towns. */
static void halfway(const cl_reader *r, const cl_place *p, cst_place *out)
{
    const cst_gazetteer_entry *e = cst_gazetteer_at(r->gazetteer, p->far);
    double km = cst_gazetteer_distance(r->gazetteer, p->point, p->far);
    out->lat = (out->lat + cst_gaz_lat(e)) / 2;
    out->lon = (out->lon + cst_gaz_lon(e)) / 2;
    out->radius_km = km / 2 + 2;
    out->precision = precision_name(km > 50 ? CL_DISTRICT : CL_QUARTER);
}

/* The north of a country is not its middle: halfway to where its towns end. */
static void side_of(const cl_reader *r, const cl_place *p, cst_place *out)
{
    double box[4], b = cl_bearing(r, p->dir);
    if (b < 0 || !cst_gazetteer_extent(r->gazetteer, p->point, box)) {
        return;
    }
    double up = cos(b * RADIANS), right = sin(b * RADIANS);
    out->lat += up > 0.1    ? (box[2] - out->lat) * 0.6
                : up < -0.1 ? (box[0] - out->lat) * 0.6
                            : 0;
    out->lon += right > 0.1    ? (box[3] - out->lon) * 0.6
                : right < -0.1 ? (box[1] - out->lon) * 0.6
                               : 0;
    out->precision = precision_name(CL_PROVINCE);
    out->radius_km = 200;
}

/* "geonames:1 Rima, Alep, Syrie": the meanings between which nothing decides. */
static cst_str meaning_of(const cl_reader *r, uint32_t id)
{
    const cst_gazetteer *g = r->gazetteer;
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);
    const cst_str part[] = {cst_gazetteer_text(g, e->id), CST_S(" "),
                            cst_gazetteer_text(g, e->name), CST_S(", "),
                            cst_gazetteer_container(g, id), CST_S(", "),
                            cst_gazetteer_country_name(g, id)};
    char *p = cst_arena_alloc(r->arena, 4 * (CST_GAZ_MAX_NAME + 2), 1);
    size_t n = 0;
    for (size_t i = 0; p && i < CST_COUNT(part); i++) {
        bool gap = i % 2 == 1 && part[i + 1].n == 0;
        size_t m = gap ? 0 : part[i].n;
        m = m < CST_GAZ_MAX_NAME ? m : CST_GAZ_MAX_NAME;
        memcpy(p + n, m ? part[i].p : "", m);
        n += m;
    }
    return (cst_str){p, p ? n : 0};
}

static void tell_open(const cl_reader *r, const cl_place *p, cst_place *out)
{
    cst_str *all = p->n_open ? CST_NEW(r->arena, cst_str, p->n_open) : NULL;
    for (uint32_t i = 0; all && i < p->n_open; i++) {
        all[i] = meaning_of(r, p->open[i]);
    }
    out->candidates = all;
    out->n_candidates = all ? p->n_open : 0;
}

cst_place cl_emit_place(cl_reader *r, uint32_t place, cst_basis basis)
{
    cst_place out;
    memset(&out, 0, sizeof out);
    out.radius_km = -1;
    if (place == CST_NONE) {
        return out;
    }
    const cl_place *p = &r->places.at[place];
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    out.present = true;
    out.mention.span = cst_textmap_raw(
        &r->payload->map, cl_tokens_span(s, p->tok_begin, p->tok_end));
    out.mention.name = p->name;
    out.precision = precision_name(p->rank);
    out.basis = basis;
    const cst_gazetteer_entry *g = cst_gazetteer_at(r->gazetteer, p->point);
    if (g) {
        out.has_point = true;
        out.lat = cst_gaz_lat(g);
        out.lon = cst_gaz_lon(g);
        out.id = p->gaz != CST_NONE ? cst_gazetteer_text(r->gazetteer, g->id)
                                    : (cst_str){NULL, 0};
        bool borrowed = p->gaz == CST_NONE;
        bool offset = !p->part && (p->km >= 0 || p->dir);
        if (offset || (borrowed && p->near != CST_NONE)) {
            out.id = (cst_str){NULL, 0};
            shift(r, p, &out);
        } else if (p->far != CST_NONE) {
            halfway(r, p, &out);
        } else if (!borrowed) {
            out.radius_km = radius_of(g, p->rank);
        } else if (cl_rank_of_kind(g->kind) < CL_DISTRICT) {
            out.precision = precision_name(CL_QUARTER);
            out.radius_km = 10;
        } else {
            out.precision = precision_name(cl_rank_of_kind(g->kind));
            out.radius_km = radius_of(g, cl_rank_of_kind(g->kind));
            if (g->kind == CST_GAZ_COUNTRY && p->part) {
                side_of(r, p, &out);
            }
        }
    }
    containers(r, place, &out);
    tell_open(r, p, &out);
    /* What has no name of its own is called by the town around it. */
    if (p->nameless && p->inside != CST_NONE && out.n_in) {
        out.mention.name = out.in[0];
        out.in++;
        out.n_in--;
    }
    return out;
}
