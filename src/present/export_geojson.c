/* present/export_geojson: incidents as RFC 7946 has features.
 *
 * One feature an incident, longitude before latitude, WGS 84, no geometry where
 * the place is not known. What the whole rests on stands in foreign members.
 * One incident is held at a time. */
#include "present/export_facts.h"

static void put_geometry(cst_out *o, const cst_facts *f)
{
    if (!f->has_point) {
        cst_json_null(o, "geometry");
        return;
    }
    cst_json_open(o, "geometry", '{');
    cst_json_z(o, "type", "Point");
    cst_json_open(o, "coordinates", '[');
    cst_json_real(o, NULL, f->lon);
    cst_json_real(o, NULL, f->lat);
    cst_json_close(o, ']');
    cst_json_close(o, '}');
}

static cst_status put_features(cst_export *x, cst_facts *f)
{
    for (size_t i = 0; i < x->n_incidents; i++) {
        CST_TRY(cst_facts_fill(f, x->incidents[i]));
        cst_buf_z(&x->out.buf, i ? ",\n" : "\n");
        x->out.comma = false;
        cst_json_open(&x->out, NULL, '{');
        cst_json_z(&x->out, "type", "Feature");
        cst_json_str(&x->out, "id", f->at[0].text);
        put_geometry(&x->out, f);
        cst_json_open(&x->out, "properties", '{');
        cst_facts_json(&x->out, f->at, f->n);
        cst_json_close(&x->out, '}');
        cst_json_close(&x->out, '}');
        cst_out_flush(&x->out, false);
    }
    return CST_OK;
}

static cst_status put_collection(cst_export *x, cst_facts *f)
{
    cst_fact about[CST_ABOUT];

    CST_TRY(cst_facts_about(x, x->arena, about));
    cst_export_file(x, "incidents.geojson");
    x->out.comma = false;
    cst_json_open(&x->out, NULL, '{');
    cst_json_z(&x->out, "type", "FeatureCollection");
    cst_json_z(&x->out, "name", "incidents");
    cst_json_open(&x->out, "export", '{');
    cst_facts_json(&x->out, about, CST_ABOUT);
    cst_json_close(&x->out, '}');
    cst_json_open(&x->out, "features", '[');
    CST_TRY(put_features(x, f));
    cst_buf_z(&x->out.buf, "\n]}\n");
    return CST_OK;
}

cst_status cst_export_geojson(cst_export *x)
{
    cst_facts f;
    cst_status s = cst_facts_init(&f, x);

    if (s == CST_OK) {
        s = put_collection(x, &f);
    }
    cst_facts_free(&f);
    return s;
}
