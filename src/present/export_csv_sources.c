/* present/export_csv_sources: who tells of which incident.
 *
 * Voices are found incident by incident (incident/voice.c); here those of one
 * name, however accents and case are written, become one source over all
 * incidents. An outlet without a name is a source for itself, and the outlets
 * that carry one wire text are one. */
#include "present/export_tables.h"

#include "base/utf8.h"

/* By string: what the claimant of that name is. */
static const cst_said **find_claimants(const cst_export *x)
{
    const cst_collection *c = x->c;
    const cst_said **of = CST_NEW(x->arena, const cst_said *, c->strings.n + 1);

    for (size_t i = 0; of && i < c->events.n; i++) {
        of[c->events.at[i].claimant.name] = &c->events.at[i].claimant;
    }
    for (size_t i = 0; of && i < c->harms.n; i++) {
        of[c->harms.at[i].claimant.name] = &c->harms.at[i].claimant;
    }
    return of;
}

static const char *unnamed(const cst_export *x, uint32_t document)
{
    const cst_collection *c = x->c;
    uint32_t group = c->documents.at[document].group;

    if (group != CST_NONE) {
        document = c->incidents.members
                       .at[c->incidents.groups.at[group].documents.first];
    }
    return c->documents.at[document].id;
}

/* What makes two voices one source; also what its id is made of. */
static cst_str key_of(cst_export *x, cst_buf *b, const cst_voice *v)
{
    b->n = 0;
    cst_buf_z(b, !v->own ? "claimant " : v->name ? "outlet " : "document ");
    if (v->name) {
        cst_buf_str(b, cst_utf8_fold(x->arena, cst_coll_str(x->c, v->name)));
    } else {
        cst_buf_z(b, unnamed(x, v->document));
    }
    return cst_buf_get(b);
}

static void name_source(cst_table_source *s, cst_str key)
{
    cst_sha256_run run;
    char hex[2 * CST_SHA256_BYTES + 1];

    cst_sha256_begin(&run);
    cst_sha256_add(&run, key.p, key.n);
    cst_sha256_end(&run, hex);
    memcpy(s->id, hex, sizeof(s->id) - 1);
}

static uint32_t find_source(cst_tables_run *r, cst_buf *b, const cst_voice *v,
                            const cst_said **claimants)
{
    cst_str key = key_of(r->x, b, v);
    cst_sym number = cst_intern_put(&r->keys, key);
    cst_table_source *s;

    if (!number || number - 1 < r->sources.n) {
        return number ? number - 1 : CST_NONE;
    }
    s = CST_PUSH(r->x->arena, &r->sources);
    if (!s) {
        return CST_NONE;
    }
    name_source(s, key);
    s->name = v->name;
    s->own = v->own;
    if (!v->own && claimants[v->name]) {
        s->type = claimants[v->name]->type;
        s->side = claimants[v->name]->side;
    }
    return number - 1;
}

cst_status cst_table_find_sources(cst_tables_run *r)
{
    cst_export *x = r->x;
    size_t n = x->tolls->voices.n;
    uint32_t *source_of = CST_NEW(x->arena, uint32_t, n + 1);
    const cst_said **claimants = find_claimants(x);
    cst_buf key;

    if (!source_of || !claimants) {
        return CST_NOMEM;
    }
    CST_TRY(cst_intern_init(&r->keys, x->arena));
    cst_buf_init(&key, NULL);
    for (size_t i = 0; i < x->n_incidents; i++) {
        cst_slice voices = x->tolls->of[x->incidents[i]].voices;

        for (uint32_t v = 0; v < voices.n; v++) {
            source_of[voices.first + v] = find_source(
                r, &key, &x->tolls->voices.at[voices.first + v], claimants);
        }
    }
    r->source_of = source_of;
    n = key.failed;
    cst_buf_free(&key);
    return n || cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}

/* ----------------------------------------------------------------- rows */

/* One source of one incident: several voices may have one name. */
typedef struct telling {
    uint32_t source, claims, document;
    bool counts;
} telling;

typedef struct teller {
    cst_tables_run *r;
    uint32_t *last, *row; /* by source: incident + 1 and row of it */
    CST_VEC(telling) rows; /* of the incident at hand */
} teller;

static void add_voices(teller *t, uint32_t incident)
{
    const cst_tolls *tolls = t->r->x->tolls;
    cst_slice voices = tolls->of[incident].voices;

    t->rows.n = 0;
    for (uint32_t i = 0; i < voices.n; i++) {
        const cst_voice *v = &tolls->voices.at[voices.first + i];
        uint32_t source = t->r->source_of[voices.first + i];
        telling *row;

        if (t->last[source] != incident + 1) {
            t->last[source] = incident + 1;
            t->row[source] = (uint32_t)t->rows.n;
            row = CST_PUSH(t->r->x->arena, &t->rows);
            if (!row) {
                return;
            }
            *row = (telling){source, 0, v->document, false};
        }
        row = &t->rows.at[t->row[source]];
        row->counts = row->counts || v->counts;
    }
}

static void add_claims(teller *t, uint32_t incident)
{
    const cst_export *x = t->r->x;
    const cst_assessment *a = &x->tolls->of[incident];

    for (uint32_t i = 0; i < a->kinds.n; i++) {
        cst_slice inputs = x->tolls->kinds.at[a->kinds.first + i].inputs;

        for (uint32_t k = 0; k < inputs.n; k++) {
            const cst_toll_input *in = &x->tolls->inputs.at[inputs.first + k];

            if (x->has_harm[in->harm] && in->source < a->voices.n) {
                uint32_t s = t->r->source_of[a->voices.first + in->source];

                t->rows.at[t->row[s]].claims++;
            }
        }
    }
}

static void put_rows(teller *t, uint32_t incident)
{
    cst_export *x = t->r->x;

    for (size_t i = 0; i < t->rows.n; i++) {
        const telling *row = &t->rows.at[i];

        cst_csv_z(&x->out, t->r->sources.at[row->source].id);
        cst_csv_z(&x->out, x->c->incidents.at.at[incident].id);
        cst_csv_bool(&x->out, row->counts);
        cst_csv_z(&x->out, x->c->documents.at[row->document].id);
        cst_csv_int(&x->out, row->claims);
        cst_csv_end(&x->out);
    }
}

cst_status cst_table_overlap(cst_tables_run *r)
{
    cst_export *x = r->x;
    size_t n = r->sources.n;
    teller t = {.r = r};

    t.last = CST_NEW(x->arena, uint32_t, n + 1);
    t.row = CST_NEW(x->arena, uint32_t, n + 1);
    if (!t.last || !t.row) {
        return CST_NOMEM;
    }
    cst_table_begin(x, CST_TABLE_OVERLAP);
    for (size_t i = 0; i < x->n_incidents; i++) {
        add_voices(&t, x->incidents[i]);
        if (cst_arena_failed(x->arena)) {
            return CST_NOMEM;
        }
        add_claims(&t, x->incidents[i]);
        put_rows(&t, x->incidents[i]);
    }
    return CST_OK;
}

/* In how many incidents each is heard. */
static void count_incidents(cst_tables_run *r)
{
    uint32_t *last = CST_NEW(r->x->arena, uint32_t, r->sources.n + 1);

    for (size_t i = 0; last && i < r->x->n_incidents; i++) {
        uint32_t incident = r->x->incidents[i];
        cst_slice voices = r->x->tolls->of[incident].voices;

        for (uint32_t v = 0; v < voices.n; v++) {
            uint32_t s = r->source_of[voices.first + v];

            r->sources.at[s].incidents += last[s] != incident + 1;
            last[s] = incident + 1;
        }
    }
}

void cst_table_sources(cst_tables_run *r)
{
    cst_export *x = r->x;

    count_incidents(r);
    cst_table_begin(x, CST_TABLE_SOURCES);
    for (size_t i = 0; i < r->sources.n; i++) {
        const cst_table_source *s = &r->sources.at[i];

        cst_csv_z(&x->out, s->id);
        cst_table_sym(x, s->name);
        cst_csv_bool(&x->out, s->own);
        cst_table_sym(x, s->type);
        cst_table_sym(x, s->side);
        cst_csv_int(&x->out, s->incidents);
        cst_csv_end(&x->out);
    }
}
