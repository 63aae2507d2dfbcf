/* claim/meaning: which of the places of a name is meant.
 *
 * Names with one meaning say which countries the report is about; among the
 * meanings of another name what holds it, those countries and its neighbours
 * decide. A small place in a country that nothing else speaks of is left
 * without a point. What the table lacks is looked for among the villages, and
 * taken where the report's country, province or neighbourhood leaves one. */
#include "base/utf8.h"
#include "claim/placing.h"

#include <math.h>

#define RADIANS 0.017453292519943295
#define NEIGHBOUR_KM 120.0 /* of another country, but next to what is told of */
#define BESIDE_KM 60.0     /* what is called a neighbour lies no farther */
#define UNIT_KM 250.0      /* what a unit holds lies not so far from its middle */
#define SECTION_KM 250.0   /* too far to belong to a section of a town */

const cst_gazetteer_entry *cl_entry(const cl_reader *r, uint32_t id)
{
    return cst_gazetteer_at(r->gazetteer, id);
}

/* The country of an entry, itself included. */
uint32_t cl_country_of(const cl_reader *r, uint32_t id)
{
    const cst_gazetteer_entry *e = cl_entry(r, id);
    uint32_t country = !e                           ? CST_NONE
                       : e->kind == CST_GAZ_COUNTRY ? id
                                                    : e->country_entry;
    return country < cst_gazetteer_count(r->gazetteer) ? country : CST_NONE;
}

static cl_spoken *spoken_of(const cl_chooser *c, uint32_t country)
{
    for (size_t i = 0; i < c->spoken.n; i++) {
        if (c->spoken.at[i].country == country) {
            return &c->spoken.at[i];
        }
    }
    return NULL;
}

uint32_t cl_weight(const cl_chooser *c, uint32_t country)
{
    const cl_spoken *s = spoken_of(c, country);
    return s ? s->weight : 0;
}

static void speak_of(cl_chooser *c, uint32_t country, uint32_t times)
{
    cl_spoken *s = country == CST_NONE ? NULL : spoken_of(c, country);
    if (country != CST_NONE && !s) {
        s = CST_PUSH(c->r->arena, &c->spoken);
        if (s) {
            s->country = country;
        }
    }
    if (s && s->weight < 1000) {
        s->weight += times;
        c->total += times;
    }
}

/* The country that all meanings of a name share, CST_NONE if they differ. */
static uint32_t only_country(const cl_reader *r, const uint32_t *ids,
                             uint32_t n)
{
    uint32_t c = n ? cl_country_of(r, ids[0]) : CST_NONE;
    for (uint32_t i = 1; i < n; i++) {
        if (cl_country_of(r, ids[i]) != c) {
            return CST_NONE;
        }
    }
    return c;
}

/* People and armies are called by their country. */
static void count_demonyms(cl_chooser *c)
{
    cl_reader *r = c->r;
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        for (uint32_t k = 0; k < s->units.n_tokens; k++) {
            speak_of(c, cl_country_among(r, i, k, k + 1), 1);
        }
    }
}

static void count_countries(cl_chooser *c)
{
    cl_reader *r = c->r;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        const uint32_t *ids;
        uint32_t n =
            p->anaphor || p->part || p->nameless
                ? 0
                : cst_gazetteer_find(r->gazetteer, r->arena, p->name, &ids);
        uint32_t one = n ? only_country(r, ids, n) : CST_NONE;
        bool title = cl_sentence_at(r, p->sentence)->zone == CST_ZONE_TITLE;
        speak_of(c, one, title ? 4 : p->locative ? 2 : 1);
    }
    uint32_t best = 0;
    c->country = CST_NONE;
    for (size_t i = 0; i < c->spoken.n; i++) {
        const cl_spoken *s = &c->spoken.at[i];
        if (s->weight > best || (s->weight == best && s->country < c->country)) {
            best = s->weight;
            c->country = s->country;
        }
    }
}

/* ------------------------------------------------------------- meanings */

static int fits_rank(cl_rank asked, uint8_t kind)
{
    cl_rank is = cl_rank_of_kind(kind);
    if (asked == CL_COUNTRY || is == CL_COUNTRY) {
        return asked == is ? 6 : -4;
    }
    if (asked == CL_PROVINCE || asked == CL_DISTRICT) {
        return is == CL_PROVINCE ? 6 : 0;
    }
    if (asked == CL_QUARTER) {
        return is == CL_QUARTER ? 12 : 0;
    }
    return is == CL_SETTLEMENT ? 2 : 0;
}

bool cl_holds(const cl_reader *r, uint32_t outer, uint32_t inner)
{
    return cst_gazetteer_inside(r->gazetteer, inner, outer);
}

static int worth(const cl_chooser *c, const cl_place *p, uint32_t id,
                 uint32_t held_by, uint32_t near)
{
    const cl_reader *r = c->r;
    const cst_gazetteer_entry *e = cl_entry(r, id);
    uint32_t country = cl_country_of(r, id);
    int w = fits_rank(p->rank, e->kind);
    if (held_by != CST_NONE && id != held_by) {
        uint32_t same = cl_country_of(r, held_by);
        w += cl_holds(r, held_by, id) ? 20 : same == country ? 0 : -20;
    }
    if (country != CST_NONE) {
        int speaks = (int)cl_weight(c, country);
        w += 2 * (speaks > 6 ? 6 : speaks);
    }
    if (near != CST_NONE) {
        double d = cst_gazetteer_distance(r->gazetteer, id, near);
        w += d < 100 ? 12 : d < 400 ? 4 : -6;
    }
    return w + e->pop / 2;
}

/* Does it lie near another place that the report names? */
static bool has_neighbour(const cl_chooser *c, const cl_place *p, uint32_t id)
{
    const cl_reader *r = c->r;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *q = &r->places.at[i];
        if (q != p && q->gaz != CST_NONE && q->gaz != id &&
            q->rank <= CL_DISTRICT &&
            cst_gazetteer_distance(r->gazetteer, q->gaz, id) < NEIGHBOUR_KM) {
            return true;
        }
    }
    return false;
}

/* A town of another part of the country than that of the heading above it. */
static bool off_section(const cl_chooser *c, uint32_t pi, uint32_t id)
{
    const cl_reader *r = c->r;
    const cl_place *p = &r->places.at[pi];
    const cst_gazetteer_entry *e = cl_entry(r, id);
    uint32_t h = pi;
    while (h > 0 && !r->places.at[h].heading) {
        h--;
    }
    const cl_place *head = &r->places.at[h];
    return h != pi && head->heading && head->gaz != CST_NONE &&
           head->rank <= CL_DISTRICT && e->kind == CST_GAZ_CITY && e->pop < 5 &&
           !p->heading &&
           cst_gazetteer_distance(r->gazetteer, head->gaz, id) > SECTION_KM;
}

/* A small place far from all else that the report names is another of that
 * name, which the gazetteer does not have. */
static bool stranger(const cl_chooser *c, const cl_place *p, uint32_t id,
                     uint32_t held_by)
{
    const cl_reader *r = c->r;
    const cst_gazetteer_entry *e = cl_entry(r, id);
    uint32_t country = cl_country_of(r, id);
    if (e->kind == CST_GAZ_COUNTRY || country == CST_NONE ||
        (held_by != CST_NONE && cl_holds(r, held_by, id))) {
        return false;
    }
    if (held_by != CST_NONE && held_by != country &&
        cl_country_of(r, held_by) == country &&
        cst_gazetteer_distance(r->gazetteer, held_by, id) < NEIGHBOUR_KM) {
        return false;
    }
    if (held_by != CST_NONE && cl_country_of(r, held_by) != CST_NONE &&
        cl_country_of(r, held_by) != country) {
        return true;
    }
    if (held_by != CST_NONE && held_by != country && e->pop < 5 &&
        cl_rank_of_kind(cl_entry(r, held_by)->kind) == CL_PROVINCE &&
        cst_gazetteer_distance(r->gazetteer, held_by, id) > UNIT_KM) {
        return true; /* another of its name, at the other end of the country */
    }
    uint32_t others =
        c->total > cl_weight(c, country) ? c->total - cl_weight(c, country) : 0;
    bool small = (e->pop < 5 && e->kind != CST_GAZ_CAPITAL) || !p->locative;
    bool title = cl_sentence_at(r, p->sentence)->zone == CST_ZONE_TITLE;
    return small && !title && others >= 4 &&
           (cl_weight(c, country) <= 2 || cl_weight(c, country) * 4 < others) &&
           !(p->locative && has_neighbour(c, p, id));
}

/* The country that an adjective or the name of a people among these words
 * names. */
uint32_t cl_country_among(const cl_reader *r, uint32_t sentence, uint32_t a,
                          uint32_t b)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit(s, i);
        const cst_reading *d =
            u ? cst_unit_in(r->pack, u, r->n->c.demonym) : NULL;
        d = d || !u ? d : cst_unit_in(r->pack, u, r->n->c.allegiance);
        uint32_t e = d ? cst_gazetteer_demonym(r->gazetteer, r->arena,
                                               cst_pack_str(r->pack, d->lemma))
                       : CST_NONE;
        if (e != CST_NONE) {
            return e;
        }
    }
    return CST_NONE;
}

/* "The Saudi town of NAME": the country of an adjective of its noun. */
uint32_t cl_country_said(const cl_reader *r, const cl_place *p)
{
    uint32_t np =
        p->group == CST_NONE ? p->tok_begin : r->m.groups.at[p->group].np_begin;
    return cl_country_among(r, p->sentence, np < p->tok_begin ? np : p->tok_begin,
                            p->tok_end);
}

#define FRONT 12 /* tokens in which a sentence says where it is */

/* "In the province of P, rebels took NAME": what opens the sentence holds what it
 * names behind. */
uint32_t cl_fronted(const cl_reader *r, const cl_place *p)
{
    const cl_place *q = p;
    bool small = p->rank < CL_PROVINCE && p->locative && !p->refers &&
                 !p->anaphor && p->near == CST_NONE;
    while (small && q > r->places.at && q[-1].sentence == p->sentence) {
        q--;
    }
    bool opens = q != p && small && q->tok_begin < FRONT && q->locative &&
                 !q->refers && !q->opens && q->gaz != CST_NONE &&
                 q->rank >= CL_DISTRICT && q->rank > p->rank && q->rank < CL_COUNTRY;
    return opens ? (uint32_t)(q - r->places.at) : CST_NONE;
}

/* Entry of the first known container of a place. */
uint32_t cl_held_by(const cl_reader *r, const cl_place *p)
{
    uint32_t in = p->inside;
    for (int i = 0; i < 6 && in != CST_NONE; i++) {
        const cl_place *q = &r->places.at[in];
        if (q->gaz != CST_NONE) {
            return q->gaz;
        }
        in = q->inside;
    }
    uint32_t said = cl_country_said(r, p), front = cl_fronted(r, p);
    return said != CST_NONE || front == CST_NONE ? said : r->places.at[front].gaz;
}

/* Does the report speak of what holds the village, or of a place near it? 2 =
 * it names its province, 3 = a place less than two hours away. */
static int company(const cl_chooser *c, uint32_t pi, uint32_t id)
{
    const cl_reader *r = c->r;
    int best = 0;
    for (uint32_t i = 0; i < r->places.n && best < 3; i++) {
        uint32_t q = r->places.at[i].gaz;
        if (i == pi || q == CST_NONE || q == cl_country_of(r, q)) {
            continue;
        }
        if (cl_entry(r, id)->container == q) {
            best = 2;
        } else if (cl_rank_of_kind(cl_entry(r, q)->kind) <= CL_DISTRICT &&
                   cst_gazetteer_distance(r->gazetteer, q, id) < 70) {
            best = 3;
        }
    }
    return best;
}

#define VOWELS_MAX 32u

/* The vowels of a name: "b.lb.ck" of Baalbeck gives "a.e.". */
static cst_str vowels(cst_arena *arena, cst_str name, char out[VOWELS_MAX])
{
    cst_str folded = cst_utf8_fold(arena, name);
    size_t n = 0;
    for (size_t i = 0; i < folded.n && n + 1 < VOWELS_MAX; i++) {
        char c = folded.p[i] == 'y' ? 'i' : folded.p[i];
        c = strchr("aeiou", c) && c ? c : '.';
        if (n == 0 || out[n - 1] != c) {
            out[n++] = c;
        }
    }
    return (cst_str){out, n};
}

/* Baalbeck, Baalbek; not Kaniama, Kainama. */
static bool same_vowels(const cl_reader *r, cst_str name, uint32_t id)
{
    const cst_gazetteer_entry *e = cl_entry(r, id);
    char a[VOWELS_MAX], b[VOWELS_MAX];
    cst_str own = vowels(r->arena, name, a);
    return cst_str_eq(own, vowels(r->arena,
                                  cst_gazetteer_text(r->gazetteer, e->name), b));
}

/* A town of some size in the country that is named beside it, or that most of
 * the report is about, but for a letter as it is written. */
static bool plain_town(const cl_chooser *c, uint32_t pi, uint32_t in,
                       uint32_t id)
{
    const cst_gazetteer_entry *e = cl_entry(c->r, id);
    uint32_t country = cl_country_of(c->r, id);
    return cl_rank_of_kind(e->kind) == CL_SETTLEMENT && e->pop >= 3 &&
           (in == country || cl_weight(c, country) * 2u > c->total) &&
           same_vowels(c->r, c->r->places.at[pi].name, id);
}

/* A name that is written in another way: only in the countries that the report
 * speaks of, beside something else that it names, and only if all that it can
 * mean lie together. */
static uint32_t written_otherwise(const cl_chooser *c, uint32_t pi, uint32_t in)
{
    const cl_reader *r = c->r;
    const cl_place *p = &r->places.at[pi];
    const uint32_t *ids;
    uint32_t n =
        cst_gazetteer_find_loosely(r->gazetteer, r->arena, p->name, &ids);
    uint32_t best = CST_NONE;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t country = cl_country_of(r, ids[i]);
        cl_rank rank = cl_rank_of_kind(cl_entry(r, ids[i])->kind);
        bool fits = p->rank >= CL_DISTRICT ? rank == CL_PROVINCE
                                           : rank <= CL_SETTLEMENT;
        if (!fits || country == CST_NONE ||
            cl_weight(c, country) * 3u < c->total + 3u ||
            (in != CST_NONE && in != country && !cl_holds(r, in, ids[i])) ||
            ((in == CST_NONE || in == country) && company(c, pi, ids[i]) == 0 &&
             !plain_town(c, pi, in, ids[i]))) {
            continue;
        }
        if (best != CST_NONE &&
            cst_gazetteer_distance(r->gazetteer, best, ids[i]) > 30) {
            return CST_NONE;
        }
        best = best == CST_NONE ? ids[i] : best;
    }
    return best;
}

/* The river X, the lake X: no town or unit of the name. */
static bool is_water(const cl_reader *r, const cl_place *p)
{
    int water = cst_pack_class(r->pack, "water_noun");
    return water >= 0 && p->group != CST_NONE && p->rank >= CL_DISTRICT &&
           cl_head_in(&r->m, &r->m.groups.at[p->group], water);
}

/* The last town that is named before, where something happens. */
static uint32_t town_before(const cl_reader *r, uint32_t pi)
{
    for (uint32_t i = pi; i > 0; i--) {
        const cl_place *q = &r->places.at[i - 1];
        if (q->rank == CL_SETTLEMENT && q->locative && q->gaz != CST_NONE &&
            !q->refers && !q->neighbour && !q->dateline) {
            return i - 1;
        }
    }
    return CST_NONE;
}

static void choose(cl_chooser *c, uint32_t pi)
{
    cl_reader *r = c->r;
    cl_place *p = &r->places.at[pi];
    const uint32_t *ids;
    if (p->anaphor || p->part || p->nameless || p->rank == CL_LANDMARK ||
        p->gaz != CST_NONE) {
        return;
    }
    if (p->neighbour && p->near == CST_NONE) {
        p->near = town_before(r, pi);
    }
    uint32_t n = cst_gazetteer_find(r->gazetteer, r->arena, p->name, &ids);
    uint32_t in = cl_held_by(r, p);
    bool water = is_water(r, p);
    uint32_t near = p->near == CST_NONE ? CST_NONE : r->places.at[p->near].gaz;
    uint32_t best = CST_NONE;
    int most = INT32_MIN;
    for (uint32_t i = 0; i < n; i++) {
        int w = worth(c, p, ids[i], in, near);
        bool unit = cl_entry(r, ids[i])->kind != CST_GAZ_REGION;
        if (w > most && !(water && unit)) {
            most = w;
            best = ids[i];
        }
    }
    bool far = p->neighbour && near != CST_NONE && best != CST_NONE &&
               cst_gazetteer_distance(r->gazetteer, best, near) > BESIDE_KM;
    if (best == CST_NONE || far || stranger(c, p, best, in)) {
        best = water || far ? CST_NONE : written_otherwise(c, pi, in);
    }
    if (best == CST_NONE) {
        return;
    }
    if (p->rank == CL_QUARTER && cl_entry(r, best)->pop >= 5) {
        return; /* a quarter that is called like a great city */
    }
    p->gaz = p->point = best;
    if (p->rank == CL_SETTLEMENT ||
        cl_rank_of_kind(cl_entry(r, best)->kind) == CL_COUNTRY) {
        p->rank = cl_rank_of_kind(cl_entry(r, best)->kind);
    }
}

/* ------------------------------------------------------------- villages */

/* What the text names as its container holds it. */
static bool said_to_hold(const cl_reader *r, uint32_t in, uint32_t id)
{
    return in != CST_NONE &&
           (in == cl_country_of(r, id) || cl_holds(r, in, id) ||
            (cl_rank_of_kind(cl_entry(r, in)->kind) <= CL_DISTRICT &&
             cst_gazetteer_distance(r->gazetteer, in, id) < 60));
}

/* "14 km east of X": does it lie so far from X, and on that side? Reports give
 * round figures, some of them by road. */
static bool lies_there(const cl_reader *r, uint32_t id, const cl_place *x)
{
    const cst_gazetteer_entry *e = cl_entry(r, id), *o = cl_entry(r, x->gaz);
    double km = cst_gazetteer_distance(r->gazetteer, id, x->gaz);
    double said = x->km > 0 ? (double)x->km : -1, side = cl_bearing(r, x->dir);
    if (said < 0 ? km > 60 : km > 1.5 * said + 10 || km < said / 2 - 10) {
        return false;
    }
    double up = cst_gaz_lat(e) - cst_gaz_lat(o);
    double right = (cst_gaz_lon(e) - cst_gaz_lon(o)) *
                   cos(cst_gaz_lat(o) * RADIANS);
    double along = up * cos(side * RADIANS) + right * sin(side * RADIANS);
    return side < 0 || km < 8 || along > 0.3 * sqrt(up * up + right * right);
}

/* Can the village be the one that is told of? Higher is likelier, < 0 = no. */
static int village_worth(const cl_chooser *c, uint32_t pi, uint32_t id,
                         bool spelled, bool only)
{
    const cl_reader *r = c->r;
    const cl_place *p = &r->places.at[pi];
    uint32_t country = cl_country_of(r, id), in = cl_held_by(r, p);
    uint8_t kind = cl_entry(r, id)->kind;
    bool district = kind == CST_GAZ_DISTRICT;
    if (kind == CST_GAZ_SITE || kind == CST_GAZ_COUNTRY) {
        return -1; /* a hill or a base is no town */
    }
    int w = district == (p->rank >= CL_DISTRICT) ? 1 : 0;
    if (country == CST_NONE ||
        (!said_to_hold(r, in, id) && !(only && cl_weight(c, country) > 1) &&
         (cl_weight(c, country) < 2 || cl_weight(c, country) * 3u < c->total))) {
        return -1;
    }
    if (in == CST_NONE && off_section(c, pi, id)) {
        return -1;
    }
    if (district != (p->rank >= CL_DISTRICT) &&
        (p->rank == CL_PROVINCE || (p->rank == CL_DISTRICT && !spelled))) {
        return -1; /* an island or a province is no village of a like name */
    }
    if (in != CST_NONE && in != country) {
        double km = cst_gazetteer_distance(r->gazetteer, in, id);
        bool unit = cl_rank_of_kind(cl_entry(r, in)->kind) >= CL_PROVINCE;
        if (unit ? !cl_holds(r, in, id) && km > 150 : km > 80) {
            return -1;
        }
        w += cl_holds(r, in, id) ? 8 : 4;
    }
    if (p->near != CST_NONE && r->places.at[p->near].gaz != CST_NONE) {
        if (!lies_there(r, id, &r->places.at[p->near])) {
            return -1;
        }
        w += 6;
    }
    int beside = company(c, pi, id);
    if (!spelled && beside == 0 && (in == CST_NONE || in == country)) {
        return -1; /* a like name somewhere in the country */
    }
    return w + 2 * beside;
}

/* A place that only the larger table has: where all those that fit best lie
 * together. */
static void choose_village(cl_chooser *c, uint32_t pi)
{
    cl_reader *r = c->r;
    cl_place *p = &r->places.at[pi];
    const uint32_t *ids;
    if (p->anaphor || p->part || p->nameless || p->gaz != CST_NONE ||
        p->rank < CL_SETTLEMENT || p->rank > CL_PROVINCE ||
        !(p->locative || p->called)) {
        return;
    }
    bool spelled = false;
    uint32_t n = cst_gazetteer_find_village(r->gazetteer, r->arena, p->name,
                                            &ids, &spelled);
    bool only = spelled && n == 1;
    uint32_t best = CST_NONE;
    bool apart = false;
    int most = -1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t country = cl_country_of(r, ids[i]);
        p->abroad = p->abroad || (country != CST_NONE && country != r->home &&
                                  cl_weight(c, country) > 1);
        int w = village_worth(c, pi, ids[i], spelled, only);
        if (w < 0 || w < most) {
            continue;
        }
        bool together = w == most && cst_gazetteer_distance(
                                         r->gazetteer, best, ids[i]) < 30;
        apart = w == most && (apart || !together);
        p->n_open = w == most ? p->n_open : 0;
        if (p->n_open < CL_OPEN) {
            p->open[p->n_open++] = ids[i];
        }
        best = w == most ? best : ids[i];
        most = w;
    }
    if (best == CST_NONE || apart) {
        return; /* none is chosen; those that fit best are told */
    }
    p->n_open = 0;
    p->gaz = p->point = best;
    p->rank = p->rank == CL_SETTLEMENT
                  ? cl_rank_of_kind(cl_entry(r, best)->kind)
                  : p->rank;
}

/* Containers stand before or behind; the largest are settled first. */
void cl_choose_places(cl_chooser *c)
{
    cl_reader *r = c->r;
    count_demonyms(c);
    count_countries(c);
    bool sure = c->country != CST_NONE && cl_weight(c, c->country) >= 3 &&
                cl_weight(c, c->country) * 2u > c->total;
    r->home = sure ? c->country : CST_NONE;
    for (int rank = CL_COUNTRY; rank >= CL_LANDMARK; rank--) {
        for (uint32_t i = 0; i < r->places.n; i++) {
            if ((int)r->places.at[i].rank == rank) {
                choose(c, i);
            }
        }
    }
    for (uint32_t i = 0; i < r->places.n; i++) {
        choose_village(c, i);
    }
    for (uint32_t i = 0; i < r->places.n; i++) {
        cl_place *p = &r->places.at[i];
        if (p->gaz != CST_NONE && off_section(c, i, p->gaz) &&
            cl_held_by(r, p) == CST_NONE) {
            p->gaz = p->point = CST_NONE;
            choose_village(c, i);
        }
    }
}
