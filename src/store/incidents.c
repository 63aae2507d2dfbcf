/* store/incidents: what linking needs of the store, and what it makes.
 *
 * Takes documents as they are put, keeps their prints; takes a linked
 * collection, replaces the incidents of the store with its. Incidents are of all
 * documents: storing one more makes them old, so they go until the next linking.
 */
#include "store/store.h"

#include "incident/fold.h"
#include "incident/link.h"
#include "incident/shingles.h"
#include "store/db.h"

#ifdef CST_STORE

#define LABEL_MAX 12

/* --------------------------------------------------------------- prints */

/* The article; or the whole text where the zones, which others may have made,
 * leave most of it out. */
static void shingle(const cst_document *doc, cst_arena *arena,
                    cst_shingles *out)
{
    const cst_document_info *d = cst_document_get_info(doc);
    size_t zoned = 0;

    for (size_t i = 0; i < d->n_zones; i++) {
        cst_span span = d->zones[i].span;

        zoned += span.end - span.begin;
        if (d->zones[i].kind == CST_ZONE_CONTENT) {
            cst_shingles_add(arena, out, cst_document_plain(doc, span));
        }
    }
    if (zoned < cst_document_raw(doc).n / 2 && cst_document_is_whole(doc)) {
        cst_shingles_add(arena, out, cst_document_text(doc));
    }
    cst_shingles_finish(out);
}

static cst_status fill_print(cst_store *store, const cst_document *doc,
                             cst_arena *arena)
{
    size_t n;
    const cst_event *events = cst_document_events(doc, &n);
    uint64_t *words = CST_NEW(arena, uint64_t, n);
    cst_shingles shingles = {NULL, 0, 0};
    cst_row r;

    shingle(doc, arena, &shingles);
    for (size_t i = 0; words && i < n; i++) {
        if (events[i].n_evidence) {
            words[i] = cst_words_hash(
                arena, cst_document_plain(doc, events[i].evidence[0]));
        }
    }
    if (cst_arena_failed(arena)) {
        return CST_NOMEM;
    }
    r = cst_db_start(store, CST_SQL_PUT_PRINT);
    cst_db_z(&r, cst_document_get_info(doc)->id);
    cst_db_blob(&r, (cst_str){(const char *)shingles.at,
                              shingles.n * sizeof(uint32_t)});
    cst_db_blob(&r, (cst_str){(const char *)words, n * sizeof(uint64_t)});
    return cst_db_end(&r);
}

cst_status cst_put_print(cst_store *store, const cst_document *doc)
{
    cst_arena arena;
    cst_status s;

    cst_arena_init(&arena, store->allocator, 0);
    s = fill_print(store, doc, &arena);
    cst_arena_free(&arena);
    return s;
}

cst_status cst_stored_print_load(cst_store *store, cst_arena *arena,
                                 const char *id, cst_stored_print *out)
{
    cst_row r = cst_db_start(store, CST_SQL_GET_PRINT);

    memset(out, 0, sizeof(*out));
    cst_db_z(&r, id);
    if (cst_db_next(&r)) {
        cst_str shingles = cst_db_keep_str(&r, arena);
        cst_str words = cst_db_keep_str(&r, arena);

        /* The arena gives memory that any number may lie in. */
        out->shingles = (const void *)shingles.p;
        out->n_shingles = shingles.n / sizeof(uint32_t);
        out->event_words = (const void *)words.p;
        out->n_event_words = words.n / sizeof(uint64_t);
    }
    return cst_db_end(&r);
}

/* ------------------------------------------------------------ incidents */

cst_status cst_forget_incidents(cst_store *store)
{
    static const cst_sql all[] = {
        CST_SQL_FORGET_RESOLVED, CST_SQL_FORGET_SYNDICATION,
        CST_SQL_FORGET_LINKS, CST_SQL_FORGET_MEMBERS, CST_SQL_FORGET_INCIDENTS};

    for (size_t i = 0; i < CST_COUNT(all); i++) {
        CST_TRY(cst_db_run(store, all[i]));
    }
    return CST_OK;
}

typedef struct putter {
    cst_store *store;
    const cst_collection *c;
} putter;

static const char *make_label(char out[LABEL_MAX], char letter, uint32_t index)
{
    uint64_t v = (uint64_t)index + 1;
    char *p = out + LABEL_MAX - 1;

    *p = '\0';
    do {
        *--p = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    *--p = letter;
    return p;
}

static const char *document_of(const putter *p, const cst_coll_event *e)
{
    return p->c->documents.at[e->document].id;
}

static cst_status put_incident(const putter *p, const cst_incident *in,
                               cst_str line)
{
    cst_row r = cst_db_start(p->store, CST_SQL_PUT_INCIDENT);
    cst_str type = cst_coll_str(p->c, in->type);

    cst_db_z(&r, in->id);
    cst_db_str(&r, type.p ? type : CST_S(""));
    cst_db_day(&r, in->date.from);
    cst_db_day(&r, in->date.to);
    cst_db_str(&r, in->place.name ? cst_coll_str(p->c, in->place.name)
                                  : (cst_str){NULL, 0});
    if (in->place.has_point) {
        cst_db_real(&r, (double)in->place.lat);
        cst_db_real(&r, (double)in->place.lon);
    } else {
        cst_db_null(&r);
        cst_db_null(&r);
    }
    cst_db_int(&r, in->lasting);
    cst_db_z(&r, in->parent == CST_NONE
                     ? NULL
                     : p->c->incidents.at.at[in->parent].id);
    cst_db_str(&r, line);
    return cst_db_end(&r);
}

static cst_status put_members(const putter *p, const cst_incident *in)
{
    for (uint32_t i = 0; i < in->events.n; i++) {
        uint32_t at = p->c->incidents.members.at[in->events.first + i];
        const cst_coll_event *e = &p->c->events.at[at];
        char label[LABEL_MAX];
        cst_row r = cst_db_start(p->store, CST_SQL_PUT_MEMBER);

        cst_db_z(&r, in->id);
        cst_db_z(&r, document_of(p, e));
        cst_db_z(&r, make_label(label, 'e', e->label));
        CST_TRY(cst_db_end(&r));
    }
    return CST_OK;
}

static cst_status put_links(const putter *p, const cst_incident *in)
{
    for (uint32_t i = 0; i < in->links.n; i++) {
        const cst_link *k = &p->c->incidents.links.at[in->links.first + i];
        const cst_coll_event *a = &p->c->events.at[k->a];
        const cst_coll_event *b = &p->c->events.at[k->b];
        char label[2][LABEL_MAX];
        cst_row r = cst_db_start(p->store, CST_SQL_PUT_LINK);

        cst_db_z(&r, in->id);
        cst_db_int(&r, i);
        cst_db_z(&r, cst_verdict_name(k->verdict));
        cst_db_z(&r, k->bar ? cst_bar_name(k->bar) : NULL);
        cst_db_real(&r, (double)k->score);
        cst_db_z(&r, document_of(p, a));
        cst_db_z(&r, make_label(label[0], 'e', a->label));
        cst_db_z(&r, document_of(p, b));
        cst_db_z(&r, make_label(label[1], 'e', b->label));
        for (size_t f = 0; f < CST_FEATURE_COUNT; f++) {
            cst_db_real(&r, (double)k->part[f]);
        }
        CST_TRY(cst_db_end(&r));
    }
    return CST_OK;
}

static cst_status put_groups(const putter *p)
{
    const cst_incidents *in = &p->c->incidents;

    for (size_t g = 0; g < in->groups.n; g++) {
        cst_slice run = in->groups.at[g].documents;

        for (uint32_t i = 0; i < run.n; i++) {
            uint32_t d = in->members.at[run.first + i];
            cst_row r = cst_db_start(p->store, CST_SQL_PUT_SYNDICATION);

            cst_db_int(&r, (int64_t)g);
            cst_db_z(&r, p->c->documents.at[d].id);
            CST_TRY(cst_db_end(&r));
        }
    }
    return CST_OK;
}

static cst_status put_day(const putter *p, const cst_resolved *d)
{
    bool event = d->event != CST_NONE;
    uint32_t document = event ? p->c->events.at[d->event].document
                              : p->c->harms.at[d->harm].document;
    uint32_t index = event ? p->c->events.at[d->event].label
                           : p->c->harms.at[d->harm].label;
    char label[LABEL_MAX];
    cst_row r = cst_db_start(p->store, CST_SQL_PUT_RESOLVED);

    cst_db_z(&r, p->c->documents.at[document].id);
    cst_db_z(&r, make_label(label, event ? 'e' : 'h', index));
    cst_db_z(&r, event ? "date" : "period");
    cst_db_day(&r, d->from);
    cst_db_day(&r, d->to);
    return cst_db_end(&r);
}

static cst_status put_all(const putter *p, cst_incident_line_fn line,
                          void *user)
{
    const cst_incidents *in = &p->c->incidents;

    CST_TRY(cst_forget_incidents(p->store));
    for (uint32_t i = 0; i < in->at.n; i++) {
        cst_str text = line(user, i);

        if (!text.p) {
            return CST_NOMEM;
        }
        CST_TRY(put_incident(p, &in->at.at[i], text));
    }
    for (uint32_t i = 0; i < in->at.n; i++) {
        CST_TRY(put_members(p, &in->at.at[i]));
        CST_TRY(put_links(p, &in->at.at[i]));
    }
    CST_TRY(put_groups(p));
    for (size_t i = 0; i < in->resolved.n; i++) {
        CST_TRY(put_day(p, &in->resolved.at[i]));
    }
    return cst_db_run(p->store, CST_SQL_COMMIT);
}

cst_status cst_stored_put_incidents(cst_store *store, const cst_collection *c,
                                    cst_incident_line_fn line, void *user)
{
    const putter p = {store, c};
    cst_status s;

    CST_TRY(cst_db_run(store, CST_SQL_BEGIN));
    s = put_all(&p, line, user);
    if (s != CST_OK && !sqlite3_get_autocommit(store->db)) {
        (void)cst_db_run(store, CST_SQL_ROLLBACK);
    }
    return s;
}

/* --------------------------------------------------------------- read it */

cst_status cst_stored_incident_lines(cst_store *store, cst_line_fn fn,
                                     void *user)
{
    cst_row r = cst_db_start(store, CST_SQL_INCIDENT_LINES);
    bool go = true;

    while (go && cst_db_next(&r)) {
        go = fn(user, cst_db_get_str(&r), (cst_str){NULL, 0}) == 0;
    }
    return cst_db_end(&r);
}

cst_status cst_stored_syndication(cst_store *store, cst_syndicated_fn fn,
                                  void *user)
{
    cst_row r = cst_db_start(store, CST_SQL_SYNDICATION_ROWS);

    while (cst_db_next(&r)) {
        int64_t seq = cst_db_get_int(&r, 0);

        fn(user, seq, cst_db_get_str(&r));
    }
    return cst_db_end(&r);
}

cst_status cst_stored_find_incident(cst_store *store, cst_str name,
                                    char id[17])
{
    cst_row r = cst_db_start(store, CST_SQL_FIND_INCIDENT);
    size_t n = 0;

    cst_db_str(&r, name);
    while (name.n >= 4 && name.n <= 16 && cst_db_next(&r)) {
        cst_str found = cst_db_get_str(&r);

        if (n++ == 0 && found.n == 16) {
            memcpy(id, found.p, 16);
            id[16] = '\0';
        }
    }
    CST_TRY(cst_db_end(&r));
    return n == 0 ? CST_NOTFOUND : n > 1 ? CST_LIMIT : CST_OK;
}

cst_status cst_stored_links(cst_store *store, const char *incident,
                            cst_stored_link_fn fn, void *user)
{
    cst_row r = cst_db_start(store, CST_SQL_GET_LINKS);

    cst_db_z(&r, incident);
    while (cst_db_next(&r)) {
        cst_stored_link k;

        k.verdict = cst_db_get_str(&r);
        k.bar = cst_db_get_str(&r);
        k.score = cst_db_get_real(&r, 0);
        for (size_t i = 0; i < 2; i++) {
            k.document[i] = cst_db_get_str(&r);
            k.label[i] = cst_db_get_str(&r);
        }
        for (size_t f = 0; f < CST_FEATURE_COUNT; f++) {
            k.part[f] = cst_db_get_real(&r, 0);
        }
        fn(user, &k);
    }
    return cst_db_end(&r);
}

#endif
