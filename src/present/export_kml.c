/* present/export_kml: incidents as placemarks of KML 2.2.
 *
 * Folders by year; a time span; all facts of an incident in its ExtendedData
 * under one schema, lists as JSON. A place that is known to within a radius is
 * drawn as the point and the circle around it. A description is plain text: some
 * programs read it as HTML, so names in it have no angle brackets; ExtendedData
 * has them as they are. Nothing is fetched from a network: no icon is named. One
 * incident is held at a time. */
#include "present/circle.h"
#include "present/export_facts.h"
#include "present/html.h"

#define XMLNS "http://www.opengis.net/kml/2.2"
#define NEAREST_KM 0.01 /* a smaller circle has no area at five decimals */

/* ----------------------------------------------------------------- text */

/* XML 1.0, 2.2: other characters cannot be written, not even as references. */
static bool is_xml(uint32_t cp)
{
    return cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF
                      : cp == '\t' || cp == '\n' || cp == '\r';
}

static const char *in_xml(uint32_t cp, bool ok)
{
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\r':
        return "&#13;"; /* readers make a line end of it otherwise */
    default:
        return ok && is_xml(cp) ? NULL : "\xEF\xBF\xBD";
    }
}

/* Angle quotation marks in the place of what may begin a tag. */
static const char *in_plain(uint32_t cp, bool ok)
{
    return cp == '<'   ? "\xE2\x80\xB9"
           : cp == '>' ? "\xE2\x80\xBA"
                       : in_xml(cp, ok);
}

static void put_xml(cst_out *o, cst_str s)
{
    cst_escape_put(&o->buf, s, in_xml);
}

static void put_plain(cst_out *o, cst_str s)
{
    cst_escape_put(&o->buf, s, in_plain);
}

static void put_z(cst_out *o, const char *z)
{
    cst_buf_z(&o->buf, z);
}

/* -------------------------------------------------------- extended data */

/* An int of KML has 32 bits: a larger number would be read as another. */
static const char *type_of(const cst_fact *fact)
{
    return fact->type == CST_FACT_INT || fact->type == CST_FACT_REAL ? "double"
           : fact->type == CST_FACT_BOOL                             ? "bool"
                                                                     : "string";
}

static void put_schema(cst_out *o, const cst_facts *f)
{
    put_z(o, "<Schema name=\"incident\" id=\"incident\">\n");
    for (size_t i = 0; i < f->n; i++) {
        put_z(o, "<SimpleField type=\"");
        put_z(o, type_of(&f->at[i]));
        put_z(o, "\" name=\"");
        put_z(o, f->at[i].name);
        put_z(o, "\"></SimpleField>\n");
    }
    put_z(o, "</Schema>\n");
}

static void put_value(cst_out *o, cst_facts *f, const cst_fact *fact)
{
    switch (fact->type) {
    case CST_FACT_TEXT:
        put_xml(o, fact->text);
        break;
    case CST_FACT_INT:
    case CST_FACT_BOOL:
        cst_buf_int(&o->buf, fact->number);
        break;
    case CST_FACT_REAL:
        cst_out_real(o, fact->real);
        break;
    case CST_FACT_DAY:
        cst_out_day(o, (cst_day)fact->number);
        break;
    case CST_FACT_LIST:
        put_xml(o, cst_facts_list(&f->arena, fact));
        break;
    }
}

static void put_data(cst_out *o, cst_facts *f)
{
    put_z(o, "<ExtendedData><SchemaData schemaUrl=\"#incident\">\n");
    for (size_t i = 0; i < f->n; i++) {
        if (f->at[i].told) {
            put_z(o, "<SimpleData name=\"");
            put_z(o, f->at[i].name);
            put_z(o, "\">");
            put_value(o, f, &f->at[i]);
            put_z(o, "</SimpleData>\n");
        }
    }
    put_z(o, "</SchemaData></ExtendedData>\n");
}

static void put_about(cst_out *o, const cst_fact *about)
{
    put_z(o, "<ExtendedData>\n");
    for (size_t i = 0; i < CST_ABOUT; i++) {
        if (about[i].told) {
            put_z(o, "<Data name=\"");
            put_z(o, about[i].name);
            put_z(o, "\"><value>");
            put_xml(o, about[i].text);
            put_z(o, "</value></Data>\n");
        }
    }
    put_z(o, "</ExtendedData>\n");
}

/* ---------------------------------------------------------- description */

static cst_str text_of(const cst_facts *f, const char *name)
{
    const cst_fact *fact = cst_facts_find(f, name);

    return fact ? fact->text : (cst_str){NULL, 0};
}

static void put_name(cst_out *o, const cst_facts *f)
{
    cst_str type = text_of(f, "type"), place = text_of(f, "place");

    put_plain(o, type.p ? type : CST_S("incident"));
    put_z(o, ", ");
    put_plain(o, place.p ? place : CST_S("place not known"));
    if (cst_facts_find(f, "unconfirmed")->number) {
        put_z(o, " (unconfirmed)");
    }
}

static void put_items(cst_out *o, const cst_facts *f, const char *label,
                      const char *name)
{
    const cst_fact *fact = cst_facts_find(f, name);

    if (!fact || fact->n == 0) {
        return;
    }
    put_z(o, label);
    for (size_t i = 0; i < fact->n; i++) {
        put_z(o, i ? ", " : "");
        put_plain(o, fact->list[i]);
    }
    put_z(o, "\n");
}

/* "killed: 12 to 19 or more, best 15". */
static void put_toll(cst_out *o, const cst_collection *c,
                     const cst_kind_toll *k)
{
    if (k->stated_min < 0 || k->stated_max < 0) {
        return;
    }
    put_plain(o, cst_coll_str(c, k->kind));
    put_z(o, ": ");
    cst_buf_int(&o->buf, k->stated_min);
    if (k->stated_max != k->stated_min) {
        put_z(o, " to ");
        cst_buf_int(&o->buf, k->stated_max);
    }
    put_z(o, k->open ? " or more" : "");
    if (k->best >= 0 && k->stated_min != k->stated_max) {
        put_z(o, ", best ");
        cst_buf_int(&o->buf, k->best);
    }
    put_z(o, k->contested ? ", contested\n" : "\n");
}

static void put_where(cst_out *o, const cst_facts *f, double km, bool drawn)
{
    put_items(o, f, "in: ", "place_in");
    if (f->has_point) {
        put_z(o, "place known as: ");
        put_plain(o, text_of(f, "precision"));
        if (km > 0) {
            put_z(o, drawn ? ", radius not known, drawn with "
                           : ", within about ");
            cst_out_real(o, km);
            put_z(o, " km");
        }
        put_z(o, "\n");
    }
}

static void put_sources(cst_out *o, const cst_facts *f)
{
    put_z(o, "status: ");
    put_plain(o, text_of(f, "status"));
    put_z(o, ", grade: ");
    put_plain(o, text_of(f, "grade"));
    put_z(o, "\n");
    put_items(o, f, "contested: ", "contested");
    put_items(o, f, "said to have done it: ", "perpetrators");
    put_items(o, f, "how surely: ", "perpetrator_certainty");
    put_z(o, "independent sources: ");
    cst_buf_int(&o->buf, cst_facts_find(f, "independent_sources")->number);
    put_z(o, "\n");
    put_items(o, f, "outlets: ", "outlets");
    put_items(o, f, "documents: ", "document_ids");
}

static void put_description(cst_out *o, const cst_facts *f, uint32_t incident,
                            double km, bool drawn)
{
    const cst_assessment *a = &f->x->tolls->of[incident];

    put_z(o, "<description>");
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &f->x->tolls->kinds.at[a->kinds.first + i];

        if (cst_export_kind(f->x, k->kind)) {
            put_toll(o, f->x->c, k);
        }
    }
    if (cst_facts_find(f, "apart")->number) {
        put_z(o, "not to be added to others: it sums up what they tell, or goes "
                 "on\n");
    }
    put_where(o, f, km, drawn);
    put_sources(o, f);
    put_z(o, "</description>\n");
}

/* -------------------------------------------------------------- geometry */

/* A circle is drawn where the radius is not known too, lest the point look
 * sharper than it is. */
static double usual_radius(cst_str precision)
{
    static const struct {
        const char *precision;
        double km;
    } usual[] = {{"point", 0},      {"neighbourhood", 10}, {"settlement", 5},
                 {"district", 30}, {"province", 80},      {"country", 500}};

    for (size_t i = 0; i < CST_COUNT(usual); i++) {
        if (cst_str_is(precision, usual[i].precision)) {
            return usual[i].km;
        }
    }
    return 80;
}

static void put_point(cst_out *o, double lon, double lat)
{
    cst_out_real(o, lon);
    put_z(o, ",");
    cst_out_real(o, lat);
}

static void put_ring(cst_out *o, const cst_ring *ring)
{
    put_z(o, "<Polygon><outerBoundaryIs><LinearRing><coordinates>");
    for (size_t i = 0; i < ring->n; i++) {
        put_z(o, i ? " " : "");
        put_point(o, ring->at[i].lon, ring->at[i].lat);
    }
    put_z(o, "</coordinates></LinearRing></outerBoundaryIs></Polygon>\n");
}

static void put_geometry(cst_out *o, const cst_facts *f, double km)
{
    cst_ring rings[2];
    size_t n;

    if (!f->has_point) {
        return;
    }
    put_z(o, km > 0 ? "<MultiGeometry>" : "");
    put_z(o, "<Point><coordinates>");
    put_point(o, f->lon, f->lat);
    put_z(o, "</coordinates></Point>\n");
    if (km > 0) {
        n = cst_circle(f->lat, f->lon, km, rings);
        for (size_t i = 0; i < n; i++) {
            put_ring(o, &rings[i]);
        }
        put_z(o, "</MultiGeometry>\n");
    }
}

/* ------------------------------------------------------------- placemark */

static void put_days(cst_out *o, const cst_facts *f)
{
    static const char *const ends[][2] = {{"date_from", "begin"},
                                          {"date_to", "end"}};

    if (!cst_facts_find(f, "date_from") && !cst_facts_find(f, "date_to")) {
        return;
    }
    put_z(o, "<TimeSpan>");
    for (size_t i = 0; i < CST_COUNT(ends); i++) {
        const cst_fact *day = cst_facts_find(f, ends[i][0]);

        if (day) {
            put_z(o, i ? "<end>" : "<begin>");
            cst_out_day(o, (cst_day)day->number);
            put_z(o, i ? "</end>" : "</begin>");
        }
    }
    put_z(o, "</TimeSpan>\n");
}

static void put_placemark(cst_out *o, cst_facts *f, uint32_t incident)
{
    const cst_fact *radius = cst_facts_find(f, "radius_km");
    bool known = radius && radius->real >= NEAREST_KM;
    double km = known ? radius->real : usual_radius(text_of(f, "precision"));

    put_z(o, "<Placemark id=\"incident-");
    put_xml(o, text_of(f, "id"));
    put_z(o, "\">\n<name>");
    put_name(o, f);
    put_z(o, "</name>\n");
    put_description(o, f, incident, km, !known);
    put_days(o, f);
    put_z(o, "<styleUrl>#place</styleUrl>\n");
    put_data(o, f);
    put_geometry(o, f, km);
    put_z(o, "</Placemark>\n");
}

/* -------------------------------------------------------------- document */

static cst_status put_head(cst_export *x, const cst_facts *f)
{
    static const char style[] =
        "<Style id=\"place\">"
        "<LineStyle><color>ff2a2ab4</color><width>1</width></LineStyle>"
        "<PolyStyle><color>302a2ab4</color></PolyStyle></Style>\n";
    cst_fact about[CST_ABOUT];

    CST_TRY(cst_facts_about(x, x->arena, about));
    put_z(&x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<kml xmlns=\"" XMLNS "\">\n<Document>\n"
                   "<name>constat</name>\n");
    put_z(&x->out, "<description>Documented counts as reports state them, not "
                   "estimates. A circle shows how far from its middle the place "
                   "may lie.</description>\n");
    put_z(&x->out, style);
    put_about(&x->out, about);
    put_schema(&x->out, f);
    return CST_OK;
}

static int year_of(const cst_facts *f)
{
    const cst_fact *day = cst_facts_find(f, "date_from");
    int y = INT32_MAX, m, d;

    if (day) {
        cst_day_to_ymd((cst_day)day->number, &y, &m, &d);
    }
    return y;
}

/* Incidents lie in order of day, those without one at the end. */
static cst_status put_folders(cst_export *x, cst_facts *f)
{
    int last = INT32_MIN;

    for (size_t i = 0; i < x->n_incidents; i++) {
        int year;

        CST_TRY(cst_facts_fill(f, x->incidents[i]));
        year = year_of(f);
        if (year != last) {
            put_z(&x->out, last == INT32_MIN ? "" : "</Folder>\n");
            put_z(&x->out, "<Folder>\n<name>");
            if (year == INT32_MAX) {
                put_z(&x->out, "no day");
            } else {
                cst_buf_int(&x->out.buf, year);
            }
            put_z(&x->out, "</name>\n");
            last = year;
        }
        put_placemark(&x->out, f, x->incidents[i]);
        if (cst_arena_failed(&f->arena)) {
            return CST_NOMEM;
        }
        cst_out_flush(&x->out, false);
    }
    put_z(&x->out, last == INT32_MIN ? "" : "</Folder>\n");
    return CST_OK;
}

cst_status cst_export_kml(cst_export *x)
{
    cst_facts f;
    cst_status s = cst_facts_init(&f, x);

    if (s == CST_OK) {
        cst_export_file(x, "incidents.kml");
        s = put_head(x, &f);
        s = s == CST_OK ? put_folders(x, &f) : s;
        put_z(&x->out, "</Document>\n</kml>\n");
    }
    cst_facts_free(&f);
    return s;
}
