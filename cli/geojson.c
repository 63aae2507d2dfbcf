/* cli/geojson: places of a GeoJSON file into a builder.
 *
 * Points as they are, lines and areas by the middle of what they span. A feature
 * without a name or a place on the globe is counted and passed over. */
#include "cli.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct extent {
    double west, south, east, north;
    bool any;
} extent;

/* Positions of any depth; GeoJSON nests four lists at most. */
static void span(const json_t *c, extent *b, int depth)
{
    double x = json_number_value(json_array_get(c, 0));
    double y = json_number_value(json_array_get(c, 1));
    if (json_is_number(json_array_get(c, 0)) &&
        json_is_number(json_array_get(c, 1))) {
        b->west = !b->any || x < b->west ? x : b->west;
        b->east = !b->any || x > b->east ? x : b->east;
        b->south = !b->any || y < b->south ? y : b->south;
        b->north = !b->any || y > b->north ? y : b->north;
        b->any = true;
        return;
    }
    for (size_t i = 0; depth && i < json_array_size(c); i++) {
        span(json_array_get(c, i), b, depth - 1);
    }
}

static cst_str text_of(const json_t *v)
{
    return json_is_string(v) ? (cst_str){json_string_value(v),
                                         json_string_length(v)}
                             : (cst_str){NULL, 0};
}

/* The first property of these names that is a text. */
static cst_str property(const json_t *p, const char *const *names)
{
    cst_str s = {NULL, 0};
    for (; *names && s.n == 0; names++) {
        s = text_of(json_object_get(p, *names));
    }
    return s;
}

static uint32_t kind_of(cst_str s)
{
    static const struct {
        const char *word;
        uint32_t kind;
    } kinds[] = {{"country", CST_GAZ_COUNTRY},   {"capital", CST_GAZ_CAPITAL},
                 {"admin1", CST_GAZ_ADMIN1},     {"region", CST_GAZ_ADMIN1},
                 {"county", CST_GAZ_DISTRICT},   {"district", CST_GAZ_DISTRICT},
                 {"quarter", CST_GAZ_QUARTER},   {"site", CST_GAZ_SITE},
                 {"neighbourhood", CST_GAZ_QUARTER}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (s.n == strlen(kinds[i].word) &&
            memcmp(s.p, kinds[i].word, s.n) == 0) {
            return kinds[i].kind;
        }
    }
    return CST_GAZ_CITY;
}

/* An id: the feature's, one of its properties, else its name and point. */
static void make_id(const json_t *feature, const json_t *p, cst_str name,
                    const extent *b, char out[200])
{
    json_int_t gn = json_integer_value(json_object_get(p, "gn_id"));
    json_int_t wof = json_integer_value(json_object_get(p, "wof_id"));
    const json_t *id = json_object_get(feature, "id");
    id = id ? id : json_object_get(p, "id");
    if (gn > 0 || wof > 0) {
        snprintf(out, 200, "%s:%" JSON_INTEGER_FORMAT, gn > 0 ? "geonames" : "wof",
                 gn > 0 ? gn : wof);
    } else if (json_is_integer(id)) {
        snprintf(out, 200, "own:%" JSON_INTEGER_FORMAT, json_integer_value(id));
    } else if (json_is_string(id) && json_string_length(id) < 120) {
        const char *s = json_string_value(id);
        snprintf(out, 200, "%s%s", strchr(s, ':') ? "" : "own:", s);
    } else {
        snprintf(out, 200, "own:%.*s@%.4f,%.4f", (int)(name.n < 120 ? name.n : 120),
                 name.p, b->south, b->west);
    }
}

/* The outer ring of a polygon. */
static cst_status outline(cst_gazetteer_builder *b, cst_str id,
                          const json_t *ring)
{
    size_t n = json_array_size(ring), kept = 0;
    double(*corners)[2] = n > 3 ? malloc(n * sizeof *corners) : NULL;
    if (!corners) {
        return n > 3 ? CST_NOMEM : CST_OK;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *at = json_array_get(ring, i);
        if (json_is_number(json_array_get(at, 0)) &&
            json_is_number(json_array_get(at, 1))) {
            corners[kept][0] = json_number_value(json_array_get(at, 0));
            corners[kept++][1] = json_number_value(json_array_get(at, 1));
        }
    }
    cst_status s = kept > 2 ? cst_gazetteer_builder_outline(b, id, corners, kept)
                            : CST_OK;
    free(corners);
    return s;
}

static cst_status outlines(cst_gazetteer_builder *b, cst_str id,
                           const json_t *geometry)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *c = json_object_get(geometry, "coordinates");
    /* Some files leave the type out: a polygon's third level is a number. */
    bool many = type ? strcmp(type, "MultiPolygon") == 0
                     : json_is_array(json_array_get(
                           json_array_get(json_array_get(c, 0), 0), 0));
    if (!many) {
        return outline(b, id, json_array_get(c, 0));
    }
    cst_status s = CST_OK;
    for (size_t i = 0; s == CST_OK && i < json_array_size(c); i++) {
        s = outline(b, id, json_array_get(json_array_get(c, i), 0));
    }
    return s;
}

static cst_status put_feature(cst_gazetteer_builder *b, const json_t *feature,
                              cst_gazetteer_counts *counts, uint32_t at)
{
    static const char *const names[] = {"name_fr", "name", "NAME", "nom", NULL};
    static const char *const others[] = {"name_ar", "other", "alternates", NULL};
    static const char *const kinds[] = {"kind", "placetype", "type", NULL};
    static const char *const areas[] = {"country", "iso", "hasc", "cc", NULL};
    static const char *const within[] = {"in", "admin1", "adm1", NULL};
    static const char *const plain[] = {"name", NULL};
    const json_t *p = json_object_get(feature, "properties");
    extent box = {0, 0, 0, 0, false};
    char id[200], spellings[600];
    span(json_object_get(json_object_get(feature, "geometry"), "coordinates"),
         &box, 4);
    cst_gazetteer_place place = {
        .name = property(p, names), .country = property(p, areas),
        .in = property(p, within), .kind = kind_of(property(p, kinds)),
        .lat = (box.south + box.north) / 2, .lon = (box.west + box.east) / 2,
        .curated = true};
    cst_str other = property(p, others), own = property(p, plain);
    snprintf(spellings, sizeof spellings, "%.*s|%.*s",
             (int)(own.n < 200 ? own.n : 0), own.n ? own.p : "",
             (int)(other.n < 300 ? other.n : 0), other.n ? other.p : "");
    place.other = (cst_str){spellings, strlen(spellings)};
    if (place.country.n > 2 && place.country.p[2] == '.') {
        place.country.n = 2;
    }
    if (place.country.n != 2) {
        place.country.n = 0;
    }
    make_id(feature, p, place.name, &box, id);
    place.id = (cst_str){id, strlen(id)};
    cst_status s = box.any ? cst_gazetteer_builder_put(b, &place) : CST_ARG;
    if (s == CST_ARG) {
        counts->bad_line = counts->bad++ ? counts->bad_line : at;
        return CST_OK;
    }
    counts->places += s == CST_OK;
    return s == CST_OK && (place.kind == CST_GAZ_DISTRICT ||
                           place.kind == CST_GAZ_ADMIN1)
               ? outlines(b, place.id, json_object_get(feature, "geometry"))
               : s;
}

cst_status cli_geojson(cst_gazetteer_builder *b, const char *bytes, size_t n,
                       cst_gazetteer_counts *counts)
{
    json_t *root = json_loadb(bytes, n, 0, NULL);
    const json_t *features = json_object_get(root, "features");
    cst_status s = json_is_array(features) ? CST_OK : CST_SYNTAX;
    counts->what = "GeoJSON";
    for (size_t i = 0; s == CST_OK && i < json_array_size(features); i++) {
        s = put_feature(b, json_array_get(features, i), counts,
                        (uint32_t)i + 1);
    }
    json_decref(root);
    return s;
}
