/* present/export_csv: a folder of tables that refer to each other by id, with a
 * descriptor.
 *
 * Rows come in an order that depends on the records alone: incidents by day,
 * documents by path, claims as they stand in them. A reference to what the
 * filters left out is an empty cell, so that every reference can be followed. */
#include "present/export_tables.h"

/* --------------------------------------------------------------- pieces */

void cst_table_sym(cst_export *x, cst_sym s)
{
    cst_csv_str(&x->out, s ? cst_coll_str(x->c, s) : (cst_str){NULL, 0});
}

void cst_table_names(cst_export *x, cst_slice names)
{
    cst_csv_open(&x->out);
    for (uint32_t i = 0; i < names.n; i++) {
        cst_csv_add(&x->out, cst_coll_str(x->c, x->c->names.at[names.first +
                                                               i]));
    }
    cst_csv_close(&x->out);
}

void cst_table_claim(cst_export *x, uint32_t harm)
{
    cst_out *o = &x->out;

    cst_csv_empty(o);
    if (harm != CST_NONE && x->has_harm[harm]) {
        const cst_coll_harm *h = &x->c->harms.at[harm];

        cst_buf_z(&o->buf, x->c->documents.at[h->document].id);
        cst_buf_z(&o->buf, "/h");
        cst_buf_int(&o->buf, (int64_t)h->label + 1);
    }
}

static void put_incident(cst_export *x, uint32_t at)
{
    cst_csv_z(&x->out, at != CST_NONE && x->has_incident[at]
                           ? x->c->incidents.at.at[at].id
                           : NULL);
}

/* ------------------------------------------------------------- incidents */

static void put_when(cst_export *x, const cst_when *d)
{
    cst_csv_day(&x->out, d->present ? d->from : 0);
    cst_csv_day(&x->out, d->present ? d->to : 0);
    cst_csv_z(&x->out, cst_export_width(d));
    cst_csv_z(&x->out, d->present && d->basis
                           ? cst_basis_name((cst_basis)d->basis)
                           : NULL);
}

static void put_real(cst_out *o, bool told, float v)
{
    if (told) {
        cst_csv_real(o, (double)v);
    } else {
        cst_csv_empty(o);
    }
}

static void put_spot(cst_export *x, const cst_spot *p)
{
    static const cst_spot none = {.radius_km = -1};
    cst_out *o = &x->out;

    p = p->present ? p : &none;
    cst_table_sym(x, p->name);
    cst_table_names(x, p->in);
    cst_table_sym(x, p->id);
    put_real(o, p->has_point, p->lat);
    put_real(o, p->has_point, p->lon);
    put_real(o, p->has_point && p->radius_km >= 0, p->radius_km);
    if (p->precision) {
        cst_table_sym(x, p->precision);
    } else {
        cst_csv_z(o, "unknown");
    }
}

static void put_blamed(cst_export *x, const cst_assessment *a)
{
    cst_out *o = &x->out;

    cst_csv_open(o);
    for (uint32_t i = 0; i < a->blamed.n; i++) {
        const cst_blamed *b = &x->tolls->blamed.at[a->blamed.first + i];

        cst_csv_add(o, cst_coll_str(x->c, b->name));
    }
    cst_csv_close(o);
    cst_csv_open(o);
    for (uint32_t i = 0; i < a->blamed.n; i++) {
        const cst_blamed *b = &x->tolls->blamed.at[a->blamed.first + i];

        if (b->actor) {
            cst_csv_add(o, cst_coll_str(x->c, b->actor));
        }
    }
    cst_csv_close(o);
}

static void put_standing(cst_export *x, const cst_assessment *a)
{
    static const char *const names[] = {"perpetrator", "occurrence", "toll"};
    cst_out *o = &x->out;

    cst_csv_z(o, cst_standing_name(a->standing));
    cst_csv_bool(o, cst_unconfirmed(a->standing));
    cst_csv_open(o);
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        if (a->contested >> i & 1) {
            cst_csv_add(o, cst_str_of(names[i]));
        }
    }
    cst_csv_close(o);
    cst_csv_z(o, cst_grade_name(a->grade));
    cst_csv_int(o, a->documents);
    cst_csv_int(o, a->sources);
}

static const cst_kind_toll *toll_of(const cst_export *x,
                                    const cst_assessment *a, const char *kind)
{
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &x->tolls->kinds.at[a->kinds.first + i];

        if (cst_str_is(cst_coll_str(x->c, k->kind), kind) &&
            cst_export_kind(x, k->kind)) {
            return k;
        }
    }
    return NULL;
}

static void put_counts(cst_export *x, const cst_assessment *a, const char *kind)
{
    const cst_kind_toll *k = toll_of(x, a, kind);

    cst_csv_number(&x->out, k ? k->low : -1);
    cst_csv_number(&x->out, k ? k->high : -1);
    cst_csv_bool(&x->out, k && k->open);
    cst_csv_number(&x->out, k ? k->best : -1);
}

static void put_covers(cst_export *x, cst_slice covers)
{
    cst_csv_open(&x->out);
    for (uint32_t i = 0; i < covers.n; i++) {
        uint32_t at = x->c->incidents.members.at[covers.first + i];

        if (x->has_incident[at]) {
            cst_csv_add(&x->out, cst_str_of(x->c->incidents.at.at[at].id));
        }
    }
    cst_csv_close(&x->out);
}

static cst_status put_incidents(cst_export *x)
{
    const cst_inclusion *inclusion = cst_incidents_inclusion(x->arena, x->c);

    if (!inclusion) {
        return CST_NOMEM;
    }
    cst_table_begin(x, CST_TABLE_INCIDENTS);
    for (size_t i = 0; i < x->n_incidents; i++) {
        const cst_incident *in = &x->c->incidents.at.at[x->incidents[i]];
        const cst_assessment *a = &x->tolls->of[x->incidents[i]];

        cst_csv_z(&x->out, in->id);
        cst_table_sym(x, in->type);
        put_when(x, &in->date);
        put_spot(x, &in->place);
        put_blamed(x, a);
        put_standing(x, a);
        cst_csv_bool(&x->out, inclusion[x->incidents[i]] != CST_ADDED);
        put_incident(x, in->parent);
        put_covers(x, in->covers);
        put_counts(x, a, "killed");
        put_counts(x, a, "injured");
        cst_csv_end(&x->out);
    }
    return CST_OK;
}

/* ----------------------------------------------------------------- tolls */

static void put_inputs(cst_export *x, const cst_kind_toll *k)
{
    uint32_t standing = 0, hedged = 0;

    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = &x->tolls->inputs.at[k->inputs.first + i];

        if (in->use == CST_USE_CURRENT) {
            standing++;
            hedged += x->c->harms.at[in->harm].stance == CST_HEDGED;
        }
    }
    cst_csv_int(&x->out, k->inputs.n);
    cst_csv_int(&x->out, standing);
    cst_csv_bool(&x->out, standing > 0 && hedged == standing);
}

static void put_toll(cst_export *x, const cst_incident *in,
                     const cst_kind_toll *k)
{
    cst_out *o = &x->out;

    cst_csv_z(o, in->id);
    cst_table_sym(x, k->kind);
    cst_csv_number(o, k->stated_min);
    cst_csv_number(o, k->stated_max);
    cst_csv_number(o, k->low);
    cst_csv_number(o, k->high);
    cst_csv_bool(o, k->open);
    cst_csv_bool(o, k->summed);
    cst_csv_number(o, k->best);
    cst_csv_number(o, k->latest);
    cst_table_claim(x, k->best_harm);
    cst_table_claim(x, k->latest_harm);
    cst_csv_int(o, k->agree);
    cst_csv_bool(o, k->contested);
    put_inputs(x, k);
    for (int i = 0; i < CST_APART_COUNT; i++) {
        const cst_status_toll *by = &k->by[i];

        cst_csv_number(o, by->told ? by->low : -1);
        cst_csv_number(o, by->told ? by->high : -1);
        cst_csv_bool(o, by->told && by->contested);
    }
    cst_csv_end(o);
}

static void put_tolls(cst_export *x)
{
    cst_table_begin(x, CST_TABLE_TOLLS);
    for (size_t i = 0; i < x->n_incidents; i++) {
        cst_slice kinds = x->tolls->of[x->incidents[i]].kinds;

        for (uint32_t k = 0; k < kinds.n; k++) {
            const cst_kind_toll *toll = &x->tolls->kinds.at[kinds.first + k];

            if (cst_export_kind(x, toll->kind)) {
                put_toll(x, &x->c->incidents.at.at[x->incidents[i]], toll);
            }
        }
    }
}

/* ------------------------------------------------------------- documents */

static uint32_t count(const bool *has, cst_slice run)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < run.n; i++) {
        n += has[run.first + i];
    }
    return n;
}

static void put_syndication(cst_export *x, uint32_t group)
{
    const cst_incidents *all = &x->c->incidents;

    cst_csv_z(&x->out,
              group == CST_NONE
                  ? NULL
                  : x->c->documents
                        .at[all->members.at[all->groups.at[group].documents
                                                .first]]
                        .id);
}

static void put_dates(cst_export *x, const cst_coll_document *d,
                      cst_pub_source source)
{
    cst_out *o = &x->out;

    cst_csv_day(o, d->published.from);
    cst_csv_day(o, d->published.to);
    cst_csv_minutes(o, d->published.from ? d->published.minutes : -1);
    cst_csv_z(o, d->published.from ? cst_pub_source_name(source) : NULL);
    cst_csv_day(o, d->updated.from);
    cst_csv_day(o, d->updated.to);
}

static void put_document(cst_export *x, uint32_t at)
{
    const cst_coll_document *d = &x->c->documents.at[at];
    const cst_export_head *h = &x->heads[at];
    cst_out *o = &x->out;

    cst_csv_z(o, d->id);
    cst_csv_z(o, h->sha256);
    cst_csv_str(o, h->path);
    cst_csv_str(o, h->entry);
    cst_csv_open(o);
    for (size_t i = 0; i < h->n_also; i++) {
        cst_csv_add(o, cst_str_of(h->also[i]));
    }
    cst_csv_close(o);
    cst_table_sym(x, d->language);
    cst_csv_str(o, h->title);
    cst_csv_str(o, h->url);
    cst_csv_str(o, h->outlet);
    cst_csv_str(o, h->outlet_kind);
    cst_csv_str(o, h->author);
    cst_table_names(x, d->credits);
    put_dates(x, d, h->published_source);
    put_syndication(x, d->group);
    cst_csv_int(o, count(x->has_harm, d->harms) +
                       count(x->has_damage, d->damages));
    cst_csv_end(o);
}

static void put_documents(cst_export *x)
{
    cst_table_begin(x, CST_TABLE_DOCUMENTS);
    for (uint32_t i = 0; i < x->c->documents.n; i++) {
        if (x->has_document[x->by_path[i]]) {
            put_document(x, x->by_path[i]);
        }
    }
}

/* ---------------------------------------------------------------- totals */

static void put_total(cst_export *x, cst_str kind, const char *status,
                      const cst_figure *f)
{
    cst_csv_str(&x->out, kind);
    cst_csv_z(&x->out, status);
    cst_csv_int(&x->out, f->low);
    cst_csv_int(&x->out, f->top);
    cst_csv_bool(&x->out, f->open);
}

static void put_sum(cst_export *x, cst_str kind, const cst_sum *s)
{
    put_total(x, kind, "all", &s->all);
    cst_csv_int(&x->out, s->best);
    cst_csv_int(&x->out, s->told);
    cst_csv_int(&x->out, s->untold);
    cst_csv_end(&x->out);
    for (int by = 0; by < CST_APART_COUNT; by++) {
        if (s->by[by].told) {
            put_total(x, kind, cst_apart_name((cst_apart)by), &s->by[by]);
            cst_csv_empty(&x->out);
            cst_csv_empty(&x->out);
            cst_csv_empty(&x->out);
            cst_csv_end(&x->out);
        }
    }
}

static cst_status put_totals(cst_export *x)
{
    cst_sums sums;

    CST_TRY(cst_export_sums(x, &sums));
    cst_table_begin(x, CST_TABLE_TOTALS);
    for (size_t i = 0; i < sums.kinds.n; i++) {
        put_sum(x, cst_coll_str(x->c, sums.kinds.at[i].kind),
                &sums.kinds.at[i]);
    }
    if (sums.bodies.all.told) {
        put_sum(x, CST_S("bodies_found"), &sums.bodies);
    }
    return CST_OK;
}

/* ----------------------------------------------------------------- whole */

static cst_status find_inputs(cst_tables_run *r)
{
    cst_export *x = r->x;
    uint32_t *input_of = CST_NEW(x->arena, uint32_t, x->c->harms.n + 1);

    if (!input_of) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < x->c->harms.n; i++) {
        input_of[i] = CST_NONE;
    }
    for (size_t i = 0; i < x->tolls->inputs.n; i++) {
        input_of[x->tolls->inputs.at[i].harm] = (uint32_t)i;
    }
    r->input_of = input_of;
    return CST_OK;
}

static cst_status put_claims(cst_tables_run *r)
{
    cst_export *x = r->x;

    cst_table_begin(x, CST_TABLE_CLAIMS);
    for (uint32_t i = 0; i < x->c->documents.n; i++) {
        uint32_t at = x->by_path[i];
        const cst_coll_document *d = &x->c->documents.at[at];
        const cst_document *doc = NULL;

        if (count(x->has_harm, d->harms) + count(x->has_damage, d->damages) ==
            0) {
            continue;
        }
        CST_TRY(cst_export_document(x, at, &doc));
        x->out.doc = doc;
        cst_table_claims_of(r, doc, at);
        x->out.doc = NULL;
    }
    return CST_OK;
}

cst_status cst_export_csv(cst_export *x)
{
    cst_tables_run r = {.x = x};

    CST_TRY(find_inputs(&r));
    CST_TRY(cst_table_find_sources(&r));
    CST_TRY(put_incidents(x));
    put_tolls(x);
    CST_TRY(put_claims(&r));
    put_documents(x);
    cst_table_sources(&r);
    CST_TRY(cst_table_overlap(&r));
    CST_TRY(put_totals(x));
    cst_table_package(x);
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}
