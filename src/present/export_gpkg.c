/* present/export_gpkg: incidents, their tolls and all claims as a GeoPackage.
 *
 * store/geopackage.h says what memory it takes. */
#include "present/export_facts.h"
#include "store/geopackage.h"

#define CELLS_MAX (CST_FACTS + 1)

typedef struct packer {
    cst_export *x;
    cst_geopackage *g;
    cst_facts f;
    cst_arena scratch; /* of one row */
    uint32_t *input;   /* of a harm of the collection: its toll input + 1 */
    cst_cell at[CELLS_MAX];
    size_t n;
} packer;

/* ----------------------------------------------------------------- cells */

static cst_cell *next(packer *p, cst_cell_type type)
{
    cst_cell *cell = &p->at[p->n++];

    memset(cell, 0, sizeof(*cell));
    cell->type = type;
    return cell;
}

static void put_text(packer *p, cst_str s)
{
    cst_cell *cell = next(p, s.p ? CST_CELL_TEXT : CST_CELL_NULL);

    cell->text = cst_facts_text(p->x, &p->scratch, s);
}

static void put_z(packer *p, const char *z)
{
    put_text(p, cst_str_of(z));
}

static void put_sym(packer *p, cst_sym s)
{
    put_text(p, s ? cst_coll_str(p->x->c, s) : (cst_str){NULL, 0});
}

static void put_int(packer *p, int64_t v)
{
    next(p, CST_CELL_INT)->number = v;
}

static void put_count(packer *p, int64_t v)
{
    next(p, v < 0 ? CST_CELL_NULL : CST_CELL_INT)->number = v;
}

static void put_day(packer *p, cst_day day)
{
    next(p, day ? CST_CELL_DAY : CST_CELL_NULL)->number = day;
}

static void put_span(packer *p, cst_span span)
{
    bool told = span.begin < span.end;

    put_count(p, told ? (int64_t)span.begin : -1);
    put_count(p, told ? (int64_t)span.end : -1);
}

static cst_status end_row(packer *p, cst_geopackage_table table)
{
    cst_status s = CST_NOMEM;

    if (!cst_arena_failed(&p->scratch)) {
        s = cst_geopackage_put(p->g, table, p->at, p->n);
    }
    cst_arena_reset(&p->scratch);
    p->n = 0;
    return s;
}

/* --------------------------------------------------------------- tables */

static cst_status put_about(packer *p)
{
    cst_fact about[CST_ABOUT];

    CST_TRY(cst_facts_about(p->x, p->x->arena, about));
    for (size_t i = 0; i < CST_ABOUT; i++) {
        put_z(p, about[i].name);
        put_text(p, about[i].text);
        CST_TRY(end_row(p, CST_GEOPACKAGE_ABOUT));
    }
    return CST_OK;
}

static cst_status put_documents(packer *p)
{
    const cst_export *x = p->x;

    for (uint32_t i = 0; i < x->c->documents.n; i++) {
        const cst_coll_document *d = &x->c->documents.at[i];
        const cst_export_head *h = &x->heads[i];

        if (!x->has_document[i]) {
            continue;
        }
        put_z(p, d->id);
        put_z(p, h->sha256[0] ? h->sha256 : NULL);
        put_text(p, h->path);
        put_text(p, h->entry);
        put_text(p, h->title);
        put_text(p, h->url);
        put_text(p, h->outlet);
        put_text(p, h->outlet_kind);
        put_text(p, h->author);
        put_day(p, d->published.from);
        put_day(p, d->published.to);
        CST_TRY(end_row(p, CST_GEOPACKAGE_DOCUMENTS));
    }
    return CST_OK;
}

static void put_fact(packer *p, const cst_fact *fact)
{
    if (!fact->told) {
        next(p, CST_CELL_NULL);
        return;
    }
    switch (fact->type) {
    case CST_FACT_TEXT:
        next(p, CST_CELL_TEXT)->text = fact->text;
        break;
    case CST_FACT_INT:
    case CST_FACT_BOOL:
        put_int(p, fact->number);
        break;
    case CST_FACT_REAL:
        next(p, CST_CELL_REAL)->real = fact->real;
        break;
    case CST_FACT_DAY:
        put_day(p, (cst_day)fact->number);
        break;
    case CST_FACT_LIST:
        next(p, CST_CELL_TEXT)->text = cst_facts_list(&p->scratch, fact);
        break;
    }
}

static void put_point(packer *p)
{
    cst_cell *cell = next(p, p->f.has_point ? CST_CELL_POINT : CST_CELL_NULL);

    cell->lon = p->f.lon;
    cell->lat = p->f.lat;
}

static cst_status put_sources(packer *p)
{
    const cst_fact *id = cst_facts_find(&p->f, "id");
    const cst_fact *ids = cst_facts_find(&p->f, "document_ids");

    for (size_t i = 0; ids && i < ids->n; i++) {
        put_text(p, id->text);
        put_text(p, ids->list[i]);
        CST_TRY(end_row(p, CST_GEOPACKAGE_INCIDENT_DOCUMENTS));
    }
    return CST_OK;
}

static cst_status put_status(packer *p, uint32_t incident,
                             const cst_kind_toll *k, cst_apart status)
{
    const cst_status_toll *by = &k->by[status];

    if (!by->told) {
        return CST_OK;
    }
    put_z(p, p->x->c->incidents.at.at[incident].id);
    put_sym(p, k->kind);
    put_z(p, cst_apart_name(status));
    put_count(p, -1);
    put_count(p, -1);
    put_count(p, by->low);
    put_count(p, by->high);
    put_count(p, -1);
    put_count(p, -1);
    put_count(p, -1);
    put_int(p, by->contested);
    return end_row(p, CST_GEOPACKAGE_TOLLS);
}

static cst_status put_toll(packer *p, uint32_t incident, const cst_kind_toll *k)
{
    put_z(p, p->x->c->incidents.at.at[incident].id);
    put_sym(p, k->kind);
    put_z(p, "all");
    put_count(p, k->stated_min);
    put_count(p, k->stated_max);
    put_count(p, k->low);
    put_count(p, k->high);
    put_count(p, k->best);
    put_count(p, k->latest);
    put_int(p, k->open);
    put_int(p, k->contested);
    CST_TRY(end_row(p, CST_GEOPACKAGE_TOLLS));
    for (int s = 0; s < CST_APART_COUNT; s++) {
        CST_TRY(put_status(p, incident, k, (cst_apart)s));
    }
    return CST_OK;
}

static cst_status put_incidents(packer *p)
{
    const cst_export *x = p->x;

    for (size_t i = 0; i < x->n_incidents; i++) {
        uint32_t at = x->incidents[i];
        cst_slice run = x->tolls->of[at].kinds;

        CST_TRY(cst_facts_fill(&p->f, at));
        put_point(p);
        for (size_t j = 0; j < p->f.n; j++) {
            put_fact(p, &p->f.at[j]);
        }
        CST_TRY(end_row(p, CST_GEOPACKAGE_INCIDENTS));
        CST_TRY(put_sources(p));
        for (uint32_t j = 0; j < run.n; j++) {
            const cst_kind_toll *k = &x->tolls->kinds.at[run.first + j];

            if (cst_export_kind(x, k->kind)) {
                CST_TRY(put_toll(p, at, k));
            }
        }
    }
    return CST_OK;
}

/* ---------------------------------------------------------------- claims */

/* "0123456789abcdef/h3" */
static void put_claim_id(packer *p, uint32_t document, char letter,
                         uint32_t label)
{
    cst_buf b;

    cst_buf_init(&b, NULL);
    cst_buf_z(&b, p->x->c->documents.at[document].id);
    cst_buf_char(&b, '/');
    cst_buf_char(&b, letter);
    cst_buf_int(&b, (int64_t)label + 1);
    put_text(p, (cst_str){cst_arena_copy(&p->scratch, b.p, b.n), b.n});
    cst_buf_free(&b);
}

static void put_harm_id(packer *p, uint32_t harm)
{
    const cst_coll_harm *h;

    if (harm == CST_NONE) {
        put_text(p, (cst_str){NULL, 0});
        return;
    }
    h = &p->x->c->harms.at[harm];
    put_claim_id(p, h->document, 'h', h->label);
}

static void put_incident_of(packer *p, uint32_t event)
{
    uint32_t at = cst_export_incident(p->x, event);

    put_z(p, at == CST_NONE ? NULL : p->x->c->incidents.at.at[at].id);
}

static void put_said(packer *p, const cst_said *said, cst_stance stance)
{
    put_sym(p, said->name);
    put_sym(p, said->type);
    put_z(p, cst_stance_name(stance));
}

static void put_use(packer *p, uint32_t harm)
{
    uint32_t at = p->input[harm];
    const cst_toll_input *in =
        at ? &p->x->tolls->inputs.at[at - 1] : NULL;

    put_z(p, in ? cst_use_name(in->use) : NULL);
    put_z(p, in && in->doubt != CST_DOUBT_NONE ? cst_doubt_name(in->doubt)
                                               : NULL);
}

static cst_status put_harm(packer *p, uint32_t at)
{
    const cst_coll_harm *h = &p->x->c->harms.at[at];
    cst_bounds b = cst_codebook_bounds(p->x->book, h->qualifier, h->value,
                                       h->value2);

    put_harm_id(p, at);
    put_incident_of(p, h->event);
    put_z(p, p->x->c->documents.at[h->document].id);
    put_sym(p, h->kind);
    put_z(p, cst_qualifier_name(h->qualifier));
    put_count(p, h->value);
    put_count(p, h->value2);
    put_count(p, b.low);
    put_count(p, b.high);
    put_sym(p, h->status);
    put_sym(p, h->group);
    put_sym(p, h->person);
    put_said(p, &h->claimant, h->stance);
    put_z(p, h->total ? "total" : "incident");
    put_z(p, h->some ? "some" : "whole");
    put_harm_id(p, h->part_of);
    put_harm_id(p, h->superseded_by);
    put_use(p, at);
    put_day(p, h->as_of.from);
    put_day(p, h->period.present ? h->period.from : 0);
    put_day(p, h->period.present ? h->period.to : 0);
    put_sym(p, h->area.present ? h->area.name : 0);
    put_span(p, h->evidence);
    return end_row(p, CST_GEOPACKAGE_CLAIMS);
}

static cst_status put_damage(packer *p, const cst_coll_damage *d)
{
    put_claim_id(p, d->document, 'd', d->label);
    put_incident_of(p, d->event);
    put_z(p, p->x->c->documents.at[d->document].id);
    put_sym(p, d->object);
    put_sym(p, d->class_);
    put_sym(p, d->degree);
    put_said(p, &d->claimant, d->stance);
    put_span(p, d->evidence);
    return end_row(p, CST_GEOPACKAGE_DAMAGES);
}

static cst_status put_claims(packer *p)
{
    const cst_export *x = p->x;

    p->input = CST_NEW(x->arena, uint32_t, x->c->harms.n + 1);
    if (!p->input) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < x->tolls->inputs.n; i++) {
        p->input[x->tolls->inputs.at[i].harm] = (uint32_t)i + 1;
    }
    for (uint32_t i = 0; i < x->c->harms.n; i++) {
        if (x->has_harm[i]) {
            CST_TRY(put_harm(p, i));
        }
    }
    for (uint32_t i = 0; i < x->c->damages.n; i++) {
        if (x->has_damage[i]) {
            CST_TRY(put_damage(p, &x->c->damages.at[i]));
        }
    }
    return CST_OK;
}

/* ----------------------------------------------------------------- whole */

/* A clock would make each file another. */
static cst_day newest(const cst_export *x)
{
    cst_day day = 0;

    for (size_t i = 0; i < x->c->documents.n; i++) {
        cst_day to = x->c->documents.at[i].published.to;

        day = x->has_document[i] && to > day ? to : day;
    }
    return day;
}

static int give(void *user, const char *bytes, size_t n)
{
    cst_out *o = user;

    return o->write_fn(o->user, bytes, n);
}

static cst_status put_all(packer *p)
{
    CST_TRY(put_about(p));
    CST_TRY(put_documents(p));
    CST_TRY(put_incidents(p));
    return put_claims(p);
}

cst_status cst_export_gpkg(cst_export *x)
{
    packer *p = CST_NEW(x->arena, packer, 1);
    cst_status s = p ? CST_OK : CST_NOMEM;

    if (!p) {
        return s;
    }
    p->x = x;
    cst_arena_init(&p->scratch, NULL, 0);
    s = cst_facts_init(&p->f, x);
    s = s == CST_OK ? cst_geopackage_new(&p->g) : s;
    s = s == CST_OK ? put_all(p) : s;
    cst_export_file(x, "incidents.gpkg");
    s = s == CST_OK ? cst_geopackage_end(p->g, newest(x), give, &x->out) : s;
    cst_geopackage_free(p->g);
    cst_facts_free(&p->f);
    cst_arena_free(&p->scratch);
    return s;
}
