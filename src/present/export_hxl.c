/* present/export_hxl: one table of incidents with HXL tags in its second row.
 *
 * Tags are those under which such tables are exchanged (docs/EXPORTS.md), with
 * attributes of our own where there is none. What is no count of people stands
 * under #status and #meta, so that no tool adds it to one. */
#include "present/csv.h"
#include "present/export_facts.h"

/* A cell: a fact of the incident by its name, or made here (letter). */
static const struct {
    const char *title, *tag, *fact;
    char made;
} columns[] = {
    {"id", "#meta+id", "id", 0},
    {"type", "#event+type", "type", 0},
    {"year", "#date+year", NULL, 'y'},
    {"start", "#date+start", "date_from", 0},
    {"end", "#date+end", "date_to", 0},
    {"date precision", "#date+precision", "date_precision", 0},
    {"first reported", "#date+reported", NULL, 'r'},
    {"perpetrators", "#group+name+first", "perpetrators", 0},
    {"targets", "#group+name+second", NULL, 't'},
    {"outlets", "#meta+source", "outlets", 0},
    {"headlines", "#description", NULL, 'h'},
    {"place", "#loc+name", "place", 0},
    {"place id", "#loc+code", "place_id", 0},
    {"second-level unit", "#adm2+name", NULL, '2'},
    {"first-level unit", "#adm1+name", NULL, '1'},
    {"country", "#country+name", NULL, '0'},
    {"latitude", "#geo+lat", NULL, 'n'},
    {"longitude", "#geo+lon", NULL, 'e'},
    {"radius in km", "#geo+radius", "radius_km", 0},
    {"place precision", "#geo+precision", "precision", 0},
    {"killed, best", "#affected+killed", "killed_best", 0},
    {"killed, low", "#affected+killed+min", "killed_low", 0},
    {"killed, high", "#affected+killed+max", "killed_high", 0},
    {"killed, lowest stated", "#affected+killed+stated+min", "killed_stated_min",
     0},
    {"killed, highest stated", "#affected+killed+stated+max",
     "killed_stated_max", 0},
    {"killed, may be more", "#status+killed+open", "killed_open", 0},
    {"civilians killed, low", "#affected+killed+civilians+min",
     "killed_civilian_low", 0},
    {"civilians killed, high", "#affected+killed+civilians+max",
     "killed_civilian_high", 0},
    {"injured, best", "#affected+injured", "injured_best", 0},
    {"injured, low", "#affected+injured+min", "injured_low", 0},
    {"injured, high", "#affected+injured+max", "injured_high", 0},
    {"injured, may be more", "#status+injured+open", "injured_open", 0},
    {"missing, low", "#affected+missing+min", "missing_low", 0},
    {"missing, high", "#affected+missing+max", "missing_high", 0},
    {"abducted, low", "#affected+abducted+min", "abducted_low", 0},
    {"abducted, high", "#affected+abducted+max", "abducted_high", 0},
    {"detained, low", "#affected+detained+min", "detained_low", 0},
    {"detained, high", "#affected+detained+max", "detained_high", 0},
    {"displaced, low", "#affected+idps+individuals+min", "displaced_low", 0},
    {"displaced, high", "#affected+idps+individuals+max", "displaced_high", 0},
    {"unconfirmed", "#status+unconfirmed", "unconfirmed", 0},
    {"status", "#status+name", "status", 0},
    {"contested", "#status+contested", "contested", 0},
    {"grade", "#status+grade", "grade", 0},
    {"not to be added", "#status+apart", "apart", 0},
    {"parent", "#meta+parent+id", "parent", 0},
    {"covers", "#meta+covers+id", "covers", 0},
    {"independent sources", "#meta+source+num", "independent_sources", 0},
    {"documents", "#meta+document+num", "documents", 0},
    {"document ids", "#meta+document+id", "document_ids", 0},
    {"codebook", "#meta+codebook", NULL, 'c'},
    {"strategy", "#meta+strategy", NULL, 's'},
    {"program version", "#meta+version", NULL, 'v'},
};

typedef struct hxl {
    cst_export *x;
    cst_facts f;
    uint32_t *seen;        /* by string: incident + 1 that has it as a target */
    const cst_incident *in;
    uint32_t at;
} hxl;

/* --------------------------------------------------------------- a fact */

static void put_fact(cst_out *o, const cst_fact *fact)
{
    if (!fact) {
        cst_csv_empty(o);
        return;
    }
    switch (fact->type) {
    case CST_FACT_TEXT:
        cst_csv_str(o, fact->text);
        break;
    case CST_FACT_INT:
        cst_csv_int(o, fact->number);
        break;
    case CST_FACT_REAL:
        cst_csv_real(o, fact->real);
        break;
    case CST_FACT_BOOL:
        cst_csv_bool(o, fact->number != 0);
        break;
    case CST_FACT_DAY:
        cst_csv_day(o, (cst_day)fact->number);
        break;
    case CST_FACT_LIST:
        cst_csv_open(o);
        for (size_t i = 0; i < fact->n; i++) {
            cst_csv_add(o, fact->list[i]);
        }
        cst_csv_close(o);
        break;
    }
}

/* ----------------------------------------------------------------- made */

static void put_year(cst_out *o, const cst_when *d)
{
    int y, m, day;

    if (!d->present || !d->from) {
        cst_csv_empty(o);
        return;
    }
    cst_day_to_ymd(d->from, &y, &m, &day);
    cst_csv_int(o, y);
}

static const cst_coll_event *event_at(const hxl *h, uint32_t i)
{
    const cst_collection *c = h->x->c;

    return &c->events.at[c->incidents.members.at[h->in->events.first + i]];
}

static void put_reported(hxl *h)
{
    cst_day first = 0;

    for (uint32_t i = 0; i < h->in->events.n; i++) {
        cst_day day = h->x->c->documents.at[event_at(h, i)->document]
                          .published.from;

        first = day && (!first || day < first) ? day : first;
    }
    cst_csv_day(&h->x->out, first);
}

static void put_targets(hxl *h)
{
    const cst_collection *c = h->x->c;

    cst_csv_open(&h->x->out);
    for (uint32_t i = 0; i < h->in->events.n; i++) {
        cst_slice run = event_at(h, i)->targets;

        for (uint32_t k = 0; k < run.n; k++) {
            cst_sym name = c->names.at[run.first + k];

            if (h->seen[name] != h->at + 1) {
                h->seen[name] = h->at + 1;
                cst_csv_add(&h->x->out, cst_coll_str(c, name));
            }
        }
    }
    cst_csv_close(&h->x->out);
}

/* Events are by document, so those of one come together. */
static void put_headlines(hxl *h)
{
    uint32_t last = CST_NONE;

    cst_csv_open(&h->x->out);
    for (uint32_t i = 0; i < h->in->events.n; i++) {
        uint32_t document = event_at(h, i)->document;

        if (document != last && h->x->heads[document].title.p) {
            cst_csv_add(&h->x->out, h->x->heads[document].title);
        }
        last = document;
    }
    cst_csv_close(&h->x->out);
}

/* Containers are names, nearest first, the country last: from it inwards. */
static cst_sym unit(const hxl *h, uint32_t level)
{
    static const char *const own[] = {"country", "province", "district"};
    const cst_collection *c = h->x->c;
    const cst_spot *p = &h->in->place;
    cst_str precision = cst_coll_str(c, p->precision);
    bool in_town = cst_str_is(precision, "neighbourhood") ||
                   cst_str_is(precision, "point");

    if (!p->present) {
        return 0;
    }
    if (cst_str_is(precision, own[level])) {
        return p->name;
    }
    /* A spot within a town has the town as its nearest container. */
    return p->in.n > level + (in_town && level ? 1 : 0)
               ? c->names.at[p->in.first + p->in.n - 1 - level]
               : 0;
}

static void put_unit(hxl *h, uint32_t level)
{
    cst_sym name = unit(h, level);

    cst_csv_str(&h->x->out, name ? cst_coll_str(h->x->c, name)
                                 : (cst_str){NULL, 0});
}

static void put_degrees(hxl *h, double v)
{
    if (h->f.has_point) {
        cst_csv_real(&h->x->out, v);
    } else {
        cst_csv_empty(&h->x->out);
    }
}

static void put_made(hxl *h, char made)
{
    cst_out *o = &h->x->out;

    switch (made) {
    case 'y':
        put_year(o, &h->in->date);
        break;
    case 'r':
        put_reported(h);
        break;
    case 't':
        put_targets(h);
        break;
    case 'h':
        put_headlines(h);
        break;
    case 'n':
        put_degrees(h, h->f.lat);
        break;
    case 'e':
        put_degrees(h, h->f.lon);
        break;
    case 'c':
        cst_csv_z(o, h->x->book_name);
        break;
    case 's':
        cst_csv_z(o, h->x->strategy_name);
        break;
    case 'v':
        cst_csv_z(o, cst_version());
        break;
    default:
        put_unit(h, (uint32_t)(made - '0'));
        break;
    }
}

/* ---------------------------------------------------------------- whole */

static void put_heads(cst_export *x)
{
    cst_export_file(x, "incidents-hxl.csv");
    for (size_t i = 0; i < CST_COUNT(columns); i++) {
        cst_csv_z(&x->out, columns[i].title);
    }
    cst_csv_end(&x->out);
    for (size_t i = 0; i < CST_COUNT(columns); i++) {
        cst_csv_z(&x->out, columns[i].tag);
    }
    cst_csv_end(&x->out);
}

static cst_status put_row(hxl *h, uint32_t incident)
{
    h->at = incident;
    h->in = &h->x->c->incidents.at.at[incident];
    CST_TRY(cst_facts_fill(&h->f, incident));
    for (size_t i = 0; i < CST_COUNT(columns); i++) {
        if (columns[i].fact) {
            put_fact(&h->x->out, cst_facts_find(&h->f, columns[i].fact));
        } else {
            put_made(h, columns[i].made);
        }
    }
    cst_csv_end(&h->x->out);
    return CST_OK;
}

cst_status cst_export_hxl(cst_export *x)
{
    hxl h = {.x = x};
    cst_status s;

    h.seen = CST_NEW(x->arena, uint32_t, x->c->strings.n + 1);
    s = cst_facts_init(&h.f, x);
    s = h.seen ? s : CST_NOMEM;
    put_heads(x);
    for (size_t i = 0; s == CST_OK && i < x->n_incidents; i++) {
        s = put_row(&h, x->incidents[i]);
    }
    cst_facts_free(&h.f);
    return s;
}
