/* store/load: one document out of the store.
 *
 * Takes an id; gives payload, metadata, records and notes as they were put,
 * copied into the caller's arena. Names that are not known any more (a store
 * that was edited by hand) become the first of their kind.
 */
#include "store/store.h"

#include "store/db.h"

#ifdef CST_STORE

typedef struct loader {
    cst_store *store;
    cst_arena *arena;
    const char *id;
} loader;

/* ---------------------------------------------------------------- names */

typedef const char *(*name_fn)(int value);

static const char *basis_at(int v)
{
    return cst_basis_name((cst_basis)v);
}

static const char *stance_at(int v)
{
    return cst_stance_name((cst_stance)v);
}

static const char *qualifier_at(int v)
{
    return cst_qualifier_name((cst_qualifier)v);
}

static const char *zone_at(int v)
{
    return cst_zone_kind_name((cst_zone_kind)v);
}

static const char *source_at(int v)
{
    static const char *const names[] = {"", "header", "metadata", "text"};

    return v < 4 ? names[v] : "";
}

static int value_of(cst_str name, name_fn at, int last)
{
    for (int v = 0; v <= last; v++) {
        if (cst_str_is(name, at(v))) {
            return v;
        }
    }
    return 0;
}

static cst_basis get_basis(cst_row *r)
{
    return (cst_basis)value_of(cst_db_get_str(r), basis_at,
                               CST_BASIS_COLLECTION);
}

static cst_stance get_stance(cst_row *r)
{
    return (cst_stance)value_of(cst_db_get_str(r), stance_at, CST_DENIED);
}

/* "h3" to 2. */
static uint32_t get_label(cst_row *r)
{
    cst_str s = cst_db_get_str(r);
    int64_t v;

    if (s.n < 2 || !cst_str_to_int(cst_str_sub(s, 1, s.n), &v) || v < 1 ||
        v > CST_NONE) {
        return CST_NONE;
    }
    return (uint32_t)(v - 1);
}

static cst_interval get_interval(cst_row *r)
{
    cst_interval v;
    int64_t minutes;

    v.from = cst_db_get_day(r);
    v.to = cst_db_get_day(r);
    minutes = cst_db_get_int(r, -1);
    v.minutes = (int16_t)(minutes >= 0 && minutes < 24 * 60 ? minutes : -1);
    return v;
}

/* ------------------------------------------------------- pieces of records */

static cst_row child(const loader *l, cst_sql which, cst_str label,
                     const char *role)
{
    cst_row r = cst_db_start(l->store, which);

    cst_db_z(&r, l->id);
    cst_db_str(&r, label);
    if (role) {
        cst_db_z(&r, role);
    }
    return r;
}

static cst_status get_names(const loader *l, cst_row *r, const cst_str **at,
                            size_t *n)
{
    CST_VEC(cst_str) names = {NULL, 0, 0};

    while (cst_db_next(r)) {
        cst_str *name = CST_PUSH(l->arena, &names);

        if (!name) {
            break;
        }
        *name = cst_db_keep_str(r, l->arena);
    }
    *at = names.at;
    *n = names.n;
    return cst_db_end(r);
}

static cst_status load_names(const loader *l, cst_str label, const char *role,
                             size_t owner, const cst_str **at, size_t *n)
{
    cst_row r = child(l, CST_SQL_GET_NAMES, label, role);

    cst_db_int(&r, (int64_t)owner);
    return get_names(l, &r, at, n);
}

static cst_status load_claimant(const loader *l, cst_str label,
                                const char *role, size_t seq, cst_claimant *c)
{
    cst_row r = child(l, CST_SQL_GET_CLAIMANT, label, role);
    bool found;

    cst_db_int(&r, (int64_t)seq);
    found = cst_db_next(&r);
    if (found) {
        c->mention.name = cst_db_keep_str(&r, l->arena);
        c->type = cst_db_keep_str(&r, l->arena);
        c->side = cst_db_keep_str(&r, l->arena);
        c->basis = get_basis(&r);
        c->mention.span = cst_db_get_span(&r);
    }
    CST_TRY(cst_db_end(&r));
    return found ? load_names(l, label, role, seq, &c->via, &c->n_via)
                 : CST_OK;
}

static cst_status load_happened(const loader *l, cst_str label,
                                const char *role, cst_date *d)
{
    cst_row r = child(l, CST_SQL_GET_HAPPENED, label, role);

    d->present = cst_db_next(&r);
    if (d->present) {
        cst_str partial;

        d->from = cst_db_get_day(&r);
        d->to = cst_db_get_day(&r);
        partial = cst_db_get_str(&r);
        if (partial.n && partial.n < sizeof(d->partial)) {
            memcpy(d->partial, partial.p, partial.n);
        }
        d->method = cst_db_keep_str(&r, l->arena);
        d->basis = get_basis(&r);
        d->mention.span = cst_db_get_span(&r);
    }
    return cst_db_end(&r);
}

static cst_status load_place(const loader *l, cst_str label, const char *role,
                             const char *role_or, cst_place *p)
{
    cst_row r = child(l, CST_SQL_GET_PLACE, label, role);

    p->radius_km = -1;
    p->present = cst_db_next(&r);
    if (p->present) {
        p->mention.name = cst_db_keep_str(&r, l->arena);
        p->id = cst_db_keep_str(&r, l->arena);
        p->has_point = !cst_db_is_null(&r);
        p->lat = cst_db_get_real(&r, 0);
        p->lon = cst_db_get_real(&r, 0);
        p->precision = cst_db_keep_str(&r, l->arena);
        p->radius_km = cst_db_get_real(&r, -1);
        p->basis = get_basis(&r);
        p->mention.span = cst_db_get_span(&r);
    }
    CST_TRY(cst_db_end(&r));
    if (!p->present) {
        return CST_OK;
    }
    CST_TRY(load_names(l, label, role, 0, &p->in, &p->n_in));
    return load_names(l, label, role_or, 0, &p->candidates, &p->n_candidates);
}

static void get_mention(const loader *l, cst_row *r, cst_mention *m)
{
    m->name = cst_db_keep_str(r, l->arena);
    m->span = cst_db_get_span(r);
}

static cst_status load_mentions(const loader *l, cst_str label,
                                const char *role, const cst_mention **at,
                                size_t *n)
{
    CST_VEC(cst_mention) found = {NULL, 0, 0};
    cst_row r = child(l, CST_SQL_GET_PARTIES, label, role);

    while (cst_db_next(&r)) {
        cst_mention *m = CST_PUSH(l->arena, &found);

        if (!m) {
            break;
        }
        get_mention(l, &r, m);
    }
    *at = found.at;
    *n = found.n;
    return cst_db_end(&r);
}

typedef CST_VEC(cst_party) parties;

static cst_status load_parties(const loader *l, cst_str label, const char *role,
                               parties *found)
{
    cst_row r = child(l, CST_SQL_GET_PARTIES, label, role);

    while (cst_db_next(&r)) {
        cst_party *p = CST_PUSH(l->arena, found);

        if (!p) {
            break;
        }
        get_mention(l, &r, &p->mention);
        p->actor = cst_db_keep_str(&r, l->arena);
        p->certainty = cst_db_keep_str(&r, l->arena);
    }
    return cst_db_end(&r);
}

static cst_status load_targets(const loader *l, cst_str label, cst_event *e)
{
    parties found = {NULL, 0, 0};

    CST_TRY(load_parties(l, label, "target", &found));
    e->targets = found.at;
    e->n_targets = found.n;
    return CST_OK;
}

static cst_status load_perpetrators(const loader *l, cst_str label,
                                    cst_event *e)
{
    parties found = {NULL, 0, 0};

    CST_TRY(load_parties(l, label, "perpetrator", &found));
    for (size_t i = 0; i < found.n; i++) {
        CST_TRY(load_claimant(l, label, "according_to", i,
                              &found.at[i].according_to));
    }
    e->perpetrators = found.at;
    e->n_perpetrators = found.n;
    return CST_OK;
}

static cst_status load_evidence(const loader *l, cst_str label,
                                const cst_span **at, size_t *n)
{
    CST_VEC(cst_span) found = {NULL, 0, 0};
    cst_row r = child(l, CST_SQL_GET_EVIDENCE, label, NULL);

    while (cst_db_next(&r)) {
        cst_span *s = CST_PUSH(l->arena, &found);

        if (!s) {
            break;
        }
        *s = cst_db_get_span(&r);
    }
    *at = found.at;
    *n = found.n;
    return cst_db_end(&r);
}

/* -------------------------------------------------------------- records */

/* The labels of records; their details come by further queries, after the
 * first one is done. */
typedef CST_VEC(cst_str) labels;

static cst_status load_event(const loader *l, cst_str label, cst_event *e)
{
    CST_TRY(load_happened(l, label, "date", &e->date));
    CST_TRY(load_place(l, label, "place", "place_or", &e->place));
    CST_TRY(load_perpetrators(l, label, e));
    CST_TRY(load_targets(l, label, e));
    CST_TRY(load_mentions(l, label, "weapon", &e->weapons, &e->n_weapons));
    CST_TRY(load_mentions(l, label, "claimed_by", &e->claimed_by,
                          &e->n_claimed_by));
    CST_TRY(load_claimant(l, label, "claimant", 0, &e->claimant));
    return load_evidence(l, label, &e->evidence, &e->n_evidence);
}

/* Rows of one kind of record of this document. */
static cst_row rows(const loader *l, cst_sql which)
{
    cst_row r = cst_db_start(l->store, which);

    cst_db_z(&r, l->id);
    return r;
}

static bool keep_label(const loader *l, cst_row *r, labels *names)
{
    cst_str *label = CST_PUSH(l->arena, names);

    if (label) {
        *label = cst_db_keep_str(r, l->arena);
    }
    return label != NULL;
}

static cst_status load_events(const loader *l, cst_records *out)
{
    CST_VEC(cst_event) found = {NULL, 0, 0};
    labels names = {NULL, 0, 0};
    cst_row r = rows(l, CST_SQL_GET_EVENTS);

    while (cst_db_next(&r)) {
        cst_event *e = CST_PUSH(l->arena, &found);

        if (!e || !keep_label(l, &r, &names)) {
            break;
        }
        e->type = cst_db_keep_str(&r, l->arena);
        e->stance = get_stance(&r);
        e->rule = cst_db_keep_str(&r, l->arena);
    }
    CST_TRY(cst_db_end(&r));
    for (size_t i = 0; i < names.n; i++) {
        CST_TRY(load_event(l, names.at[i], &found.at[i]));
    }
    out->events = found.at;
    out->n_events = names.n;
    return CST_OK;
}

static void get_harm(const loader *l, cst_row *r, cst_harm *h)
{
    h->kind = cst_db_keep_str(r, l->arena);
    h->stance = get_stance(r);
    h->rule = cst_db_keep_str(r, l->arena);
    h->event = get_label(r);
    h->count.qualifier = (cst_qualifier)value_of(
        cst_db_get_str(r), qualifier_at, CST_UNSPECIFIED);
    h->count.value = cst_db_get_int(r, -1);
    h->count.value2 = cst_db_get_int(r, -1);
    h->count.low = cst_db_get_int(r, -1);
    h->count.high = cst_db_get_int(r, -1);
    h->count.span = cst_db_get_span(r);
    h->victims.status = cst_db_keep_str(r, l->arena);
    h->victims.group = cst_db_keep_str(r, l->arena);
    h->victims.person = cst_db_keep_str(r, l->arena);
    h->victims.actor = cst_db_keep_str(r, l->arena);
    h->victims.span = cst_db_get_span(r);
    h->total = cst_str_is(cst_db_get_str(r), "total");
    h->some = cst_str_is(cst_db_get_str(r), "some");
    h->part_of = get_label(r);
    h->superseded_by = get_label(r);
    h->as_of = get_interval(r);
}

static cst_status load_harm(const loader *l, cst_str label, cst_harm *h)
{
    CST_TRY(load_happened(l, label, "period", &h->period));
    CST_TRY(load_place(l, label, "area", "area_or", &h->area));
    CST_TRY(load_claimant(l, label, "claimant", 0, &h->claimant));
    return load_evidence(l, label, &h->evidence, &h->n_evidence);
}

static cst_status load_harms(const loader *l, cst_records *out)
{
    CST_VEC(cst_harm) found = {NULL, 0, 0};
    labels names = {NULL, 0, 0};
    cst_row r = rows(l, CST_SQL_GET_HARMS);

    while (cst_db_next(&r)) {
        cst_harm *h = CST_PUSH(l->arena, &found);

        if (!h || !keep_label(l, &r, &names)) {
            break;
        }
        get_harm(l, &r, h);
    }
    CST_TRY(cst_db_end(&r));
    for (size_t i = 0; i < names.n; i++) {
        CST_TRY(load_harm(l, names.at[i], &found.at[i]));
    }
    out->harms = found.at;
    out->n_harms = names.n;
    return CST_OK;
}

static cst_status load_damages(const loader *l, cst_records *out)
{
    CST_VEC(cst_damage) found = {NULL, 0, 0};
    labels names = {NULL, 0, 0};
    cst_row r = rows(l, CST_SQL_GET_DAMAGES);

    while (cst_db_next(&r)) {
        cst_damage *d = CST_PUSH(l->arena, &found);

        if (!d || !keep_label(l, &r, &names)) {
            break;
        }
        d->class_ = cst_db_keep_str(&r, l->arena);
        d->stance = get_stance(&r);
        d->rule = cst_db_keep_str(&r, l->arena);
        d->event = get_label(&r);
        get_mention(l, &r, &d->object);
        d->degree = cst_db_keep_str(&r, l->arena);
    }
    CST_TRY(cst_db_end(&r));
    for (size_t i = 0; i < names.n; i++) {
        cst_damage *d = &found.at[i];

        CST_TRY(load_claimant(l, names.at[i], "claimant", 0, &d->claimant));
        CST_TRY(load_evidence(l, names.at[i], &d->evidence, &d->n_evidence));
    }
    out->damages = found.at;
    out->n_damages = names.n;
    return CST_OK;
}

/* ------------------------------------------------------------ document */

static void get_head(const loader *l, cst_row *r, cst_stored *out)
{
    cst_document_info *d = &out->info;
    cst_str id, sha256;

    out->bytes = cst_db_keep_str(r, l->arena);
    id = cst_db_get_str(r);
    if (id.n == sizeof(d->id) - 1) {
        memcpy(d->id, id.p, id.n);
    }
    sha256 = cst_db_get_str(r);
    if (sha256.n == sizeof(d->sha256) - 1) {
        memcpy(d->sha256, sha256.p, sha256.n);
    }
    out->stand_in = cst_db_get_int(r, 0) != 0;
    out->format = (uint32_t)cst_db_get_int(r, CST_INPUT_AUTO);
    d->language = cst_db_keep_str(r, l->arena);
    d->title = cst_db_keep_str(r, l->arena);
    d->url = cst_db_keep_str(r, l->arena);
    d->outlet = cst_db_keep_str(r, l->arena);
    d->outlet_kind = cst_db_keep_str(r, l->arena);
    d->author = cst_db_keep_str(r, l->arena);
    d->published = get_interval(r);
    d->published_source = (cst_pub_source)value_of(cst_db_get_str(r),
                                                   source_at, CST_PUB_TEXT);
    d->updated = get_interval(r);
    out->tail = cst_db_keep_str(r, l->arena);
}

static cst_status load_paths(const loader *l, cst_stored *out)
{
    CST_VEC(const char *) also = {NULL, 0, 0};
    cst_row r = rows(l, CST_SQL_GET_SOURCES);
    bool first = true;

    while (cst_db_next(&r)) {
        cst_str path = cst_db_keep_str(&r, l->arena);

        if (first) {
            out->info.path = path;
            out->info.entry = cst_db_keep_str(&r, l->arena);
            first = false;
        } else {
            const char **slot = CST_PUSH(l->arena, &also);

            if (!slot) {
                break;
            }
            *slot = path.p ? path.p : "";
        }
    }
    if (out->info.entry.n == 0) {
        out->info.entry = (cst_str){NULL, 0};
    }
    out->also = also.at;
    out->n_also = also.n;
    return cst_db_end(&r);
}

static cst_status load_credits(const loader *l, cst_stored *out)
{
    cst_row r = rows(l, CST_SQL_GET_CREDITS);

    return get_names(l, &r, &out->info.credits, &out->info.n_credits);
}

static cst_status load_lists(const loader *l, cst_stored *out)
{
    CST_VEC(cst_zone) zones = {NULL, 0, 0};
    cst_row r;

    CST_TRY(load_credits(l, out));
    r = rows(l, CST_SQL_GET_ZONES);
    while (cst_db_next(&r)) {
        cst_zone *z = CST_PUSH(l->arena, &zones);

        if (!z) {
            break;
        }
        z->kind = (cst_zone_kind)value_of(cst_db_get_str(&r), zone_at,
                                          CST_ZONE_BOILERPLATE);
        z->span = cst_db_get_span(&r);
        z->flags = (uint32_t)cst_db_get_int(&r, 0);
    }
    out->info.zones = zones.at;
    out->info.n_zones = zones.n;
    return cst_db_end(&r);
}

static cst_status load_notes(const loader *l, cst_stored *out)
{
    CST_VEC(cst_note) notes = {NULL, 0, 0};
    cst_row r = rows(l, CST_SQL_GET_NOTES);

    while (cst_db_next(&r)) {
        cst_note *n = CST_PUSH(l->arena, &notes);

        if (!n) {
            break;
        }
        n->offset = cst_db_get_int(&r, -1);
        n->code = cst_db_keep_str(&r, l->arena).p;
        n->code = n->code ? n->code : "";
        n->text = cst_db_keep_str(&r, l->arena);
    }
    out->notes = notes.at;
    out->n_notes = notes.n;
    return cst_db_end(&r);
}

cst_status cst_stored_hold(cst_store *store)
{
    return cst_db_run(store, CST_SQL_HOLD);
}

cst_status cst_stored_release(cst_store *store)
{
    return sqlite3_get_autocommit(store->db) ? CST_OK
                                             : cst_db_run(store, CST_SQL_COMMIT);
}

static cst_status load_head(const loader *l, bool bytes, cst_stored *out)
{
    cst_row r = rows(l, CST_SQL_GET_DOCUMENT);
    bool found;

    cst_db_int(&r, bytes);
    found = cst_db_next(&r);
    memset(out, 0, sizeof(*out));
    if (found) {
        get_head(l, &r, out);
    }
    CST_TRY(cst_db_end(&r));
    return found ? CST_OK : CST_NOTFOUND;
}

static cst_status load_records(const loader *l, cst_stored *out)
{
    CST_TRY(load_events(l, &out->records));
    CST_TRY(load_harms(l, &out->records));
    CST_TRY(load_damages(l, &out->records));
    out->records.published = out->info.published;
    out->records.updated = out->info.updated;
    out->records.published_source = out->info.published_source;
    return cst_arena_failed(l->arena) ? CST_NOMEM : CST_OK;
}

cst_status cst_stored_head(cst_store *store, cst_arena *arena, const char *id,
                           cst_stored *out)
{
    const loader l = {store, arena, id};

    CST_TRY(load_head(&l, true, out));
    CST_TRY(load_paths(&l, out));
    CST_TRY(load_notes(&l, out));
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

cst_status cst_stored_load(cst_store *store, cst_arena *arena, const char *id,
                           cst_stored *out)
{
    const loader l = {store, arena, id};

    CST_TRY(cst_stored_head(store, arena, id, out));
    CST_TRY(load_lists(&l, out));
    return load_records(&l, out);
}

cst_status cst_stored_facts(cst_store *store, cst_arena *arena, const char *id,
                            cst_stored *out)
{
    const loader l = {store, arena, id};

    CST_TRY(load_head(&l, false, out));
    CST_TRY(load_credits(&l, out));
    return load_records(&l, out);
}

#endif
