/* present/incidents: what linking made, as JSON lines and as text.
 *
 * docs/RECORDS.md is the contract; the order of keys here is part of it.
 */
#include "present/incidents.h"

#include "present/incident.h"

static void put_sym(cst_out *o, const char *key, const cst_collection *c,
                    cst_sym s)
{
    if (s) {
        cst_json_str(o, key, cst_coll_str(c, s));
    } else {
        cst_json_null(o, key);
    }
}

static void put_date(cst_out *o, const cst_when *d)
{
    if (!d->present) {
        cst_json_null(o, "date");
        return;
    }
    cst_json_open(o, "date", '{');
    cst_json_day(o, "from", d->from);
    cst_json_day(o, "to", d->to);
    if (d->basis) {
        cst_json_z(o, "basis", cst_basis_name((cst_basis)d->basis));
    } else {
        cst_json_null(o, "basis");
    }
    cst_json_close(o, '}');
}

static void put_place(cst_out *o, const cst_collection *c, const cst_spot *p)
{
    if (!p->present) {
        cst_json_null(o, "place");
        return;
    }
    cst_json_open(o, "place", '{');
    put_sym(o, "name", c, p->name);
    cst_json_open(o, "in", '[');
    for (uint32_t i = 0; i < p->in.n; i++) {
        put_sym(o, NULL, c, c->names.at[p->in.first + i]);
    }
    cst_json_close(o, ']');
    put_sym(o, "id", c, p->id);
    if (p->has_point) {
        cst_json_real(o, "lat", (double)p->lat);
        cst_json_real(o, "lon", (double)p->lon);
    } else {
        cst_json_null(o, "lat");
        cst_json_null(o, "lon");
    }
    if (p->precision) {
        put_sym(o, "precision", c, p->precision);
    } else {
        cst_json_z(o, "precision", "unknown");
    }
    cst_json_close(o, '}');
}

static void put_events(cst_out *o, const cst_collection *c, cst_slice events)
{
    cst_json_open(o, "events", '[');
    for (uint32_t i = 0; i < events.n; i++) {
        uint32_t at = c->incidents.members.at[events.first + i];
        const cst_coll_event *e = &c->events.at[at];

        cst_json_open(o, NULL, '{');
        cst_json_z(o, "document", c->documents.at[e->document].id);
        cst_json_open(o, "event", '"');
        cst_buf_char(&o->buf, 'e');
        cst_buf_int(&o->buf, (int64_t)e->label + 1);
        cst_json_close(o, '"');
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

static void put_ids(cst_out *o, const char *key, const cst_collection *c,
                    cst_slice incidents)
{
    cst_json_open(o, key, '[');
    for (uint32_t i = 0; i < incidents.n; i++) {
        uint32_t at = c->incidents.members.at[incidents.first + i];

        cst_json_z(o, NULL, c->incidents.at.at[at].id);
    }
    cst_json_close(o, ']');
}

/* Members are in order of document. */
static uint32_t count_documents(const cst_collection *c,
                                const cst_incident *in)
{
    cst_slice events = in->events;
    uint32_t n = 0, last = CST_NONE;

    for (uint32_t i = 0; i < events.n; i++) {
        uint32_t at = c->incidents.members.at[events.first + i];

        n += c->events.at[at].document != last;
        last = c->events.at[at].document;
    }
    return n + (in->sum != CST_NONE);
}

void cst_jsonl_incident_members(cst_out *o, const cst_collection *c,
                                const cst_tolls *tolls, uint32_t incident)
{
    const cst_incident *in = &c->incidents.at.at[incident];

    cst_json_z(o, "id", in->id);
    put_sym(o, "type", c, in->type);
    put_date(o, &in->date);
    put_place(o, c, &in->place);
    if (in->parent == CST_NONE) {
        cst_json_null(o, "parent");
    } else {
        cst_json_z(o, "parent", c->incidents.at.at[in->parent].id);
    }
    put_ids(o, "covers", c, in->covers);
    put_events(o, c, in->events);
    cst_json_int(o, "documents", count_documents(c, in));
    cst_json_assessment(o, c, tolls, incident);
}

void cst_jsonl_incident(cst_out *o, const cst_collection *c,
                        const cst_tolls *tolls, uint32_t incident)
{
    o->comma = false;
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "record", "incident");
    cst_jsonl_incident_members(o, c, tolls, incident);
    cst_json_close(o, '}');
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
}

void cst_jsonl_syndication(cst_out *o, const cst_collection *c, uint32_t group)
{
    cst_slice run = c->incidents.groups.at[group].documents;

    o->comma = false;
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "record", "syndication");
    cst_json_open(o, "documents", '[');
    for (uint32_t i = 0; i < run.n; i++) {
        uint32_t d = c->incidents.members.at[run.first + i];

        cst_json_z(o, NULL, c->documents.at[d].id);
    }
    cst_json_close(o, ']');
    cst_json_close(o, '}');
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
}

/* ---------------------------------------------------------------- table */

static void put_text(cst_out *o, cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        cst_buf_char(&o->buf, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
}

static void put_range(cst_out *o, int64_t low, int64_t high)
{
    cst_buf_int(&o->buf, low);
    if (high != low) {
        cst_buf_z(&o->buf, "-");
        cst_buf_int(&o->buf, high);
    }
}

/* "130 in all": over several sites, or days. */
static void put_summed(cst_out *o, cst_figure f)
{
    put_range(o, f.low, f.top);
    cst_buf_z(&o->buf, f.open ? " or more in all" : " in all");
}

/* "  killed 12-19 (best 15)" of each kind that has a number. */
static void put_tolls(cst_out *o, const cst_collection *c,
                      const cst_tolls *tolls, const cst_assessment *a)
{
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &tolls->kinds.at[a->kinds.first + i];

        if (k->stated_max < 0 && !k->summed) {
            continue;
        }
        cst_buf_z(&o->buf, "  ");
        put_text(o, cst_coll_str(c, k->kind));
        cst_buf_z(&o->buf, " ");
        if (k->summed) {
            put_summed(o, cst_figure_of(k));
            continue;
        }
        put_range(o, k->stated_min, k->stated_max);
        if (k->best >= 0 && k->stated_min != k->stated_max) {
            cst_buf_z(&o->buf, " (best ");
            cst_buf_int(&o->buf, k->best);
            cst_buf_z(&o->buf, ")");
        }
    }
}

void cst_table_incident(cst_out *o, const cst_collection *c,
                        const cst_tolls *tolls, uint32_t incident)
{
    const cst_incident *in = &c->incidents.at.at[incident];
    uint32_t n = count_documents(c, in);

    cst_buf_z(&o->buf, in->id);
    cst_buf_z(&o->buf, "  ");
    if (in->date.from) {
        cst_out_day(o, in->date.from);
        if (in->date.to != in->date.from) {
            cst_buf_z(&o->buf, "..");
            if (in->date.to) {
                cst_out_day(o, in->date.to);
            }
        }
    } else {
        cst_buf_z(&o->buf, "no day");
    }
    cst_buf_z(&o->buf, "  ");
    put_text(o, cst_coll_str(c, in->type));
    if (in->place.name) {
        cst_buf_z(&o->buf, "  ");
        put_text(o, cst_coll_str(c, in->place.name));
    }
    cst_buf_z(&o->buf, "  ");
    cst_buf_int(&o->buf, n);
    cst_buf_z(&o->buf, n == 1 ? " document" : " documents");
    if (in->covers.n) {
        cst_buf_z(&o->buf, ", covers ");
        cst_buf_int(&o->buf, in->covers.n);
    }
    put_tolls(o, c, tolls, &tolls->of[incident]);
    cst_buf_z(&o->buf, "  ");
    cst_buf_z(&o->buf, cst_standing_name(tolls->of[incident].standing));
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
}
