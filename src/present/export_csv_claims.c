/* present/export_csv_claims: rows of claims.csv. */
#include "present/export_tables.h"

static void put_label(cst_out *o, char letter, uint32_t index)
{
    cst_csv_empty(o);
    if (index != CST_NONE) {
        cst_buf_char(&o->buf, letter);
        cst_buf_int(&o->buf, (int64_t)index + 1);
    }
}

static void put_empty(cst_out *o, int n)
{
    for (int i = 0; i < n; i++) {
        cst_csv_empty(o);
    }
}

/* What every claim begins with. */
static void begin(cst_export *x, const cst_coll_document *d, char letter,
                  uint32_t index, uint32_t event, uint32_t incident)
{
    cst_out *o = &x->out;

    cst_csv_z(o, d->id);
    cst_buf_char(&o->buf, '/');
    cst_buf_char(&o->buf, letter);
    cst_buf_int(&o->buf, (int64_t)index + 1);
    cst_csv_z(o, d->id);
    cst_csv_z(o, letter == 'h' ? "harm" : "damage");
    put_label(o, 'e', event);
    cst_csv_z(o, incident != CST_NONE && x->has_incident[incident]
                     ? x->c->incidents.at.at[incident].id
                     : NULL);
}

static void put_claimant(cst_out *o, const cst_claimant *c)
{
    bool own = !c->mention.name.p;

    cst_csv_str(o, c->mention.name);
    cst_csv_str(o, own ? (cst_str){NULL, 0}
                       : c->type.p ? c->type : CST_S("other"));
    cst_csv_str(o, own ? (cst_str){NULL, 0} : c->side);
    cst_csv_open(o);
    for (size_t i = 0; i < c->n_via; i++) {
        cst_csv_add(o, c->via[i]);
    }
    cst_csv_close(o);
}

static void put_words(cst_out *o, const cst_document *doc,
                      const cst_span *spans, size_t n, cst_str rule)
{
    bool told = n > 0 && spans[0].begin < spans[0].end;

    if (told) {
        cst_csv_str(o, cst_document_plain(doc, spans[0]));
        cst_csv_int(o, spans[0].begin);
        cst_csv_int(o, spans[0].end);
    } else {
        put_empty(o, 3);
    }
    cst_csv_empty(o);
    for (size_t i = 1; i < n; i++) {
        cst_buf_z(&o->buf, i > 1 ? "; " : "");
        cst_buf_int(&o->buf, spans[i].begin);
        cst_buf_char(&o->buf, '-');
        cst_buf_int(&o->buf, spans[i].end);
    }
    cst_csv_str(o, rule);
    cst_csv_end(o);
}

static void put_count(cst_export *x, const cst_count *n)
{
    cst_bounds b = cst_codebook_bounds(x->book, n->qualifier, n->value,
                                       n->value2);

    cst_csv_z(&x->out, cst_qualifier_name(n->qualifier));
    cst_csv_number(&x->out, n->value);
    cst_csv_number(&x->out, n->value2);
    cst_csv_number(&x->out, b.low);
    cst_csv_number(&x->out, b.high);
}

static void put_scope(cst_export *x, const cst_coll_harm *in,
                      const cst_harm *h)
{
    cst_out *o = &x->out;
    bool area = h->area.present;

    cst_csv_z(o, h->total ? "total" : "incident");
    cst_csv_z(o, h->some ? "some" : "whole");
    cst_table_claim(x, in->part_of);
    cst_table_claim(x, in->superseded_by);
    cst_csv_day(o, h->period.present ? h->period.from : 0);
    cst_csv_day(o, h->period.present ? h->period.to : 0);
    cst_csv_str(o, area ? h->area.mention.name : (cst_str){NULL, 0});
    cst_csv_open(o);
    for (size_t i = 0; area && i < h->area.n_in; i++) {
        cst_csv_add(o, h->area.in[i]);
    }
    cst_csv_close(o);
    cst_csv_str(o, area ? h->area.id : (cst_str){NULL, 0});
    cst_csv_day(o, h->as_of.from);
    cst_csv_minutes(o, h->as_of.from ? h->as_of.minutes : -1);
}

/* The voice of a claim that has a part in the toll of an incident. */
static const char *source_of(const cst_tables_run *r, uint32_t incident,
                             const cst_toll_input *in)
{
    const cst_slice *voices = &r->x->tolls->of[incident].voices;
    uint32_t at = in->source < voices->n
                      ? r->source_of[voices->first + in->source]
                      : CST_NONE;

    return at == CST_NONE ? NULL : r->sources.at[at].id;
}

static void put_harm(cst_tables_run *r, const cst_document *doc,
                     const cst_harm *h, uint32_t document, uint32_t index)
{
    cst_export *x = r->x;
    cst_out *o = &x->out;
    const cst_coll_document *d = &x->c->documents.at[document];
    uint32_t at = d->harms.first + index, incident = x->harm_incident[at];
    const cst_toll_input *in = r->input_of[at] == CST_NONE || incident == CST_NONE
                                   ? NULL
                                   : &x->tolls->inputs.at[r->input_of[at]];

    begin(x, d, 'h', index, h->event, incident);
    cst_csv_str(o, h->kind);
    put_count(x, &h->count);
    cst_csv_str(o, h->victims.status.p ? h->victims.status : CST_S("unknown"));
    cst_csv_str(o, h->victims.group);
    cst_csv_str(o, h->victims.person);
    put_empty(o, 3);
    put_scope(x, &x->c->harms.at[at], h);
    put_claimant(o, &h->claimant);
    cst_csv_z(o, in ? source_of(r, incident, in) : NULL);
    cst_csv_z(o, cst_stance_name(h->stance));
    cst_csv_z(o, in ? cst_use_name(in->use) : NULL);
    cst_table_claim(x, in ? in->other : CST_NONE);
    cst_csv_z(o, in && in->doubt != CST_DOUBT_NONE ? cst_doubt_name(in->doubt)
                                                   : NULL);
    put_words(o, doc, h->evidence, h->n_evidence, h->rule);
}

static void put_damage(cst_tables_run *r, const cst_document *doc,
                       const cst_damage *h, uint32_t document, uint32_t index)
{
    cst_export *x = r->x;
    cst_out *o = &x->out;
    const cst_coll_document *d = &x->c->documents.at[document];
    uint32_t event = x->c->damages.at[d->damages.first + index].event;

    begin(x, d, 'd', index, h->event, cst_export_incident(x, event));
    put_empty(o, 9);
    cst_csv_str(o, h->object.name);
    cst_csv_str(o, h->class_);
    cst_csv_str(o, h->degree);
    put_empty(o, 11);
    put_claimant(o, &h->claimant);
    cst_csv_empty(o);
    cst_csv_z(o, cst_stance_name(h->stance));
    put_empty(o, 3);
    put_words(o, doc, h->evidence, h->n_evidence, h->rule);
}

void cst_table_claims_of(cst_tables_run *r, const cst_document *doc,
                         uint32_t document)
{
    const cst_coll_document *d = &r->x->c->documents.at[document];
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n;

    harms = cst_document_harms(doc, &n);
    for (uint32_t i = 0; i < n && i < d->harms.n; i++) {
        if (r->x->has_harm[d->harms.first + i]) {
            put_harm(r, doc, &harms[i], document, i);
        }
    }
    damages = cst_document_damages(doc, &n);
    for (uint32_t i = 0; i < n && i < d->damages.n; i++) {
        if (r->x->has_damage[d->damages.first + i]) {
            put_damage(r, doc, &damages[i], document, i);
        }
    }
}
