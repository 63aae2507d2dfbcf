/* store/put: one read document into the store.
 *
 * Takes a document through the calls of constat.h; replaces what the store held
 * of it and of the paths that name it now, in one transaction. Each record is
 * stored twice: as the line that is printed, and field by field for queries.
 */
#include "store/db.h"

#ifdef CST_STORE

#define LABEL_MAX 12 /* a letter, ten figures, NUL */

typedef struct putter {
    cst_store *store;
    const cst_document *doc;
    const cst_document_info *info;
    cst_str lines; /* JSON lines not yet used */
    char label[LABEL_MAX];
    char sha256[65]; /* filled up with zeros where it is not known */
} putter;

/* ---------------------------------------------------------------- lines */

static int collect(void *user, const char *bytes, size_t n)
{
    cst_buf *b = user;

    cst_buf_add(b, bytes, n);
    return b->failed;
}

/* The document's line from its hash on: what stands before are the paths, which
 * may change later. Quotes inside strings are escaped, so that the first such
 * place is the right one. */
static cst_str tail_of(cst_str line)
{
    static const char mark[] = "],\"sha256\":";
    size_t at = cst_str_find(line, CST_S(mark), 0);

    return at == SIZE_MAX ? (cst_str){NULL, 0}
                          : cst_str_sub(line, at + 2, line.n);
}

static cst_str next_line(putter *p)
{
    cst_str line;

    return cst_str_cut(&p->lines, '\n', &line) ? line : (cst_str){NULL, 0};
}

/* ------------------------------------------------------- pieces of records */

static const char *make_label(char *out, char letter, uint32_t index)
{
    char digits[LABEL_MAX];
    size_t n = 0, at = 0;
    uint64_t v = (uint64_t)index + 1;

    do {
        digits[n++] = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    out[at++] = letter;
    while (n) {
        out[at++] = digits[--n];
    }
    out[at] = '\0';
    return out;
}

/* NULL for CST_NONE; out must live until the statement is run. */
static void bind_label(cst_row *r, char *out, char letter, uint32_t index)
{
    cst_db_z(r, index == CST_NONE ? NULL : make_label(out, letter, index));
}

/* A child of the record that is being stored. */
static cst_row child(putter *p, cst_sql which)
{
    cst_row r = cst_db_start(p->store, which);

    cst_db_z(&r, p->info->id);
    cst_db_z(&r, p->label);
    return r;
}

static cst_status put_names(putter *p, const char *role, size_t owner,
                            const cst_str *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_row r = child(p, CST_SQL_PUT_NAME);

        cst_db_z(&r, role);
        cst_db_int(&r, (int64_t)owner);
        cst_db_int(&r, (int64_t)i);
        cst_db_str(&r, names[i].p ? names[i] : CST_S(""));
        CST_TRY(cst_db_end(&r));
    }
    return CST_OK;
}

static cst_status put_claimant(putter *p, const char *role, size_t seq,
                               const cst_claimant *c)
{
    cst_row r;

    if (!c->mention.name.p) {
        return CST_OK;
    }
    r = child(p, CST_SQL_PUT_CLAIMANT);
    cst_db_z(&r, role);
    cst_db_int(&r, (int64_t)seq);
    cst_db_str(&r, c->mention.name);
    cst_db_str(&r, c->type);
    cst_db_str(&r, c->side);
    cst_db_z(&r, cst_basis_name(c->basis));
    cst_db_span(&r, c->mention.span);
    CST_TRY(cst_db_end(&r));
    return put_names(p, role, seq, c->via, c->n_via);
}

static cst_status put_happened(putter *p, const char *role, const cst_date *d)
{
    cst_row r;

    if (!d->present) {
        return CST_OK;
    }
    r = child(p, CST_SQL_PUT_HAPPENED);
    cst_db_z(&r, role);
    cst_db_day(&r, d->from);
    cst_db_day(&r, d->to);
    cst_db_z(&r, d->partial[0] ? d->partial : NULL);
    cst_db_str(&r, d->method);
    cst_db_z(&r, cst_basis_name(d->basis));
    cst_db_span(&r, d->mention.span);
    return cst_db_end(&r);
}

static cst_status put_place(putter *p, const char *role, const char *role_or,
                            const cst_place *place)
{
    cst_row r;

    if (!place->present) {
        return CST_OK;
    }
    r = child(p, CST_SQL_PUT_PLACE);
    cst_db_z(&r, role);
    cst_db_str(&r, place->mention.name);
    cst_db_str(&r, place->id);
    if (place->has_point) {
        cst_db_real(&r, place->lat);
        cst_db_real(&r, place->lon);
    } else {
        cst_db_null(&r);
        cst_db_null(&r);
    }
    cst_db_str(&r, place->precision);
    if (place->radius_km >= 0) {
        cst_db_real(&r, place->radius_km);
    } else {
        cst_db_null(&r);
    }
    cst_db_z(&r, cst_basis_name(place->basis));
    cst_db_span(&r, place->mention.span);
    CST_TRY(cst_db_end(&r));
    CST_TRY(put_names(p, role, 0, place->in, place->n_in));
    return put_names(p, role_or, 0, place->candidates, place->n_candidates);
}

static cst_status put_party(putter *p, const char *role, size_t seq,
                            const cst_mention *m, cst_str actor,
                            cst_str certainty)
{
    cst_row r = child(p, CST_SQL_PUT_PARTY);

    cst_db_z(&r, role);
    cst_db_int(&r, (int64_t)seq);
    cst_db_str(&r, m->name);
    cst_db_span(&r, m->span);
    cst_db_str(&r, actor);
    cst_db_str(&r, certainty);
    return cst_db_end(&r);
}

static cst_status put_mentions(putter *p, const char *role,
                               const cst_mention *m, size_t n)
{
    cst_str none = {NULL, 0};

    for (size_t i = 0; i < n; i++) {
        CST_TRY(put_party(p, role, i, &m[i], none, none));
    }
    return CST_OK;
}

static cst_status put_evidence(putter *p, const cst_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_str text = cst_document_quote(p->doc, spans[i]);
        cst_str plain = cst_document_plain(p->doc, spans[i]);
        cst_row r = child(p, CST_SQL_PUT_EVIDENCE);

        cst_db_int(&r, (int64_t)i);
        cst_db_int(&r, spans[i].begin);
        cst_db_int(&r, spans[i].end);
        cst_db_str(&r, text.p ? text : CST_S(""));
        cst_db_str(&r, cst_str_eq(text, plain) ? (cst_str){NULL, 0} : plain);
        CST_TRY(cst_db_end(&r));
    }
    return CST_OK;
}

/* What events, harms and damages have in common. */
typedef struct common {
    const char *record;
    char letter;
    uint32_t index, event;
    cst_str code;
    cst_span key; /* of the count or the object; empty: the first evidence */
    const cst_claimant *claimant;
    cst_stance stance;
    const cst_span *evidence;
    size_t n_evidence;
    cst_str rule;
} common;

static cst_status put_record(putter *p, const common *c)
{
    cst_span key = c->key;
    char event[LABEL_MAX];
    cst_str line = next_line(p);
    cst_row r;

    if (!line.p) {
        return CST_BUG;
    }
    if (key.begin >= key.end && c->n_evidence) {
        key = c->evidence[0];
    }
    (void)make_label(p->label, c->letter, c->index);
    r = child(p, CST_SQL_PUT_RECORD);
    cst_db_z(&r, c->record);
    cst_db_int(&r, c->index);
    cst_db_str(&r, c->code.p ? c->code : CST_S(""));
    cst_db_int(&r, key.begin);
    cst_db_int(&r, key.end);
    bind_label(&r, event, 'e', c->event);
    cst_db_z(&r, cst_stance_name(c->stance));
    cst_db_str(&r, c->rule);
    cst_db_str(&r, line);
    CST_TRY(cst_db_end(&r));
    CST_TRY(put_claimant(p, "claimant", 0, c->claimant));
    return put_evidence(p, c->evidence, c->n_evidence);
}

/* -------------------------------------------------------------- records */

static cst_status put_event(putter *p, const cst_event *e, uint32_t index)
{
    const common c = {.record = "event", .letter = 'e', .index = index,
                      .event = CST_NONE, .code = e->type,
                      .claimant = &e->claimant, .stance = e->stance,
                      .evidence = e->evidence, .n_evidence = e->n_evidence,
                      .rule = e->rule};

    CST_TRY(put_record(p, &c));
    CST_TRY(put_happened(p, "date", &e->date));
    CST_TRY(put_place(p, "place", "place_or", &e->place));
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *party = &e->perpetrators[i];

        CST_TRY(put_party(p, "perpetrator", i, &party->mention, party->actor,
                          party->certainty));
        CST_TRY(put_claimant(p, "according_to", i, &party->according_to));
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        CST_TRY(put_party(p, "target", i, &e->targets[i].mention,
                          e->targets[i].actor, (cst_str){NULL, 0}));
    }
    CST_TRY(put_mentions(p, "weapon", e->weapons, e->n_weapons));
    return put_mentions(p, "claimed_by", e->claimed_by, e->n_claimed_by);
}

static void bind_interval(cst_row *r, cst_interval v)
{
    cst_db_day(r, v.from);
    cst_db_day(r, v.to);
    cst_db_count(r, v.from || v.to ? v.minutes : -1);
}

static cst_status put_harm(putter *p, const cst_harm *h, uint32_t index)
{
    const common c = {.record = "harm", .letter = 'h', .index = index,
                      .event = h->event, .code = h->kind,
                      .key = h->count.span, .claimant = &h->claimant,
                      .stance = h->stance, .evidence = h->evidence,
                      .n_evidence = h->n_evidence, .rule = h->rule};
    char whole[LABEL_MAX], newer[LABEL_MAX];
    cst_row r;

    CST_TRY(put_record(p, &c));
    r = child(p, CST_SQL_PUT_HARM);
    cst_db_z(&r, cst_qualifier_name(h->count.qualifier));
    cst_db_count(&r, h->count.value);
    cst_db_count(&r, h->count.value2);
    cst_db_count(&r, h->count.low);
    cst_db_count(&r, h->count.high);
    cst_db_span(&r, h->count.span);
    cst_db_str(&r, h->victims.status);
    cst_db_str(&r, h->victims.group);
    cst_db_str(&r, h->victims.person);
    cst_db_str(&r, h->victims.actor);
    cst_db_span(&r, h->victims.span);
    cst_db_z(&r, h->total ? "total" : "incident");
    cst_db_z(&r, h->some ? "some" : "whole");
    bind_label(&r, whole, 'h', h->part_of);
    bind_label(&r, newer, 'h', h->superseded_by);
    bind_interval(&r, h->as_of);
    CST_TRY(cst_db_end(&r));
    CST_TRY(put_happened(p, "period", &h->period));
    return put_place(p, "area", "area_or", &h->area);
}

static cst_status put_damage(putter *p, const cst_damage *d, uint32_t index)
{
    const common c = {.record = "damage", .letter = 'd', .index = index,
                      .event = d->event, .code = d->class_,
                      .key = d->object.span, .claimant = &d->claimant,
                      .stance = d->stance, .evidence = d->evidence,
                      .n_evidence = d->n_evidence, .rule = d->rule};
    cst_row r;

    CST_TRY(put_record(p, &c));
    r = child(p, CST_SQL_PUT_DAMAGE);
    cst_db_str(&r, d->object.name);
    cst_db_span(&r, d->object.span);
    cst_db_str(&r, d->degree);
    return cst_db_end(&r);
}

static cst_status put_records(putter *p)
{
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n;

    events = cst_document_events(p->doc, &n);
    for (size_t i = 0; i < n; i++) {
        CST_TRY(put_event(p, &events[i], (uint32_t)i));
    }
    harms = cst_document_harms(p->doc, &n);
    for (size_t i = 0; i < n; i++) {
        CST_TRY(put_harm(p, &harms[i], (uint32_t)i));
    }
    damages = cst_document_damages(p->doc, &n);
    for (size_t i = 0; i < n; i++) {
        CST_TRY(put_damage(p, &damages[i], (uint32_t)i));
    }
    return CST_OK;
}

/* ------------------------------------------------------------ document */

static const char *source_name(cst_pub_source source)
{
    static const char *const names[] = {NULL, "header", "metadata", "text"};

    return (size_t)source < CST_COUNT(names) ? names[source] : NULL;
}

static cst_status put_info(putter *p, const cst_store_source *source)
{
    const cst_document_info *d = p->info;
    cst_row r = cst_db_start(p->store, CST_SQL_PUT_DOCUMENT);

    cst_db_z(&r, d->id);
    cst_db_z(&r, cst_version());
    cst_db_int(&r, source->format);
    cst_db_str(&r, d->language);
    cst_db_str(&r, d->title);
    cst_db_str(&r, d->url);
    cst_db_str(&r, d->outlet);
    cst_db_str(&r, d->outlet_kind);
    cst_db_str(&r, d->author);
    bind_interval(&r, d->published);
    cst_db_z(&r, source_name(d->published_source));
    bind_interval(&r, d->updated);
    cst_db_str(&r, tail_of(next_line(p)));
    return cst_db_end(&r);
}

static cst_status put_lists(putter *p)
{
    const cst_document_info *d = p->info;

    for (size_t i = 0; i < d->n_credits; i++) {
        cst_row r = cst_db_start(p->store, CST_SQL_PUT_CREDIT);

        cst_db_z(&r, d->id);
        cst_db_int(&r, (int64_t)i);
        cst_db_str(&r, d->credits[i].p ? d->credits[i] : CST_S(""));
        CST_TRY(cst_db_end(&r));
    }
    for (size_t i = 0; i < d->n_zones; i++) {
        cst_row r = cst_db_start(p->store, CST_SQL_PUT_ZONE);

        cst_db_z(&r, d->id);
        cst_db_int(&r, (int64_t)i);
        cst_db_z(&r, cst_zone_kind_name(d->zones[i].kind));
        cst_db_int(&r, d->zones[i].span.begin);
        cst_db_int(&r, d->zones[i].span.end);
        cst_db_int(&r, d->zones[i].flags);
        CST_TRY(cst_db_end(&r));
    }
    return CST_OK;
}

static cst_status put_notes(putter *p)
{
    size_t n;
    const cst_note *notes = cst_document_notes(p->doc, &n);

    for (size_t i = 0; i < n; i++) {
        cst_row r = cst_db_start(p->store, CST_SQL_PUT_NOTE);

        cst_db_z(&r, p->info->id);
        cst_db_int(&r, (int64_t)i);
        cst_db_count(&r, notes[i].offset);
        cst_db_z(&r, notes[i].code);
        cst_db_str(&r, notes[i].text);
        CST_TRY(cst_db_end(&r));
    }
    return CST_OK;
}

/* What the store holds of these bytes. */
typedef enum held { HELD_NOT, HELD_OTHER, HELD_SAME, HELD_STAND_IN } held;

static cst_status look_up_payload(putter *p, held *found)
{
    cst_row r = cst_db_start(p->store, CST_SQL_HASH_OF);

    *found = HELD_NOT;
    cst_db_z(&r, p->info->id);
    if (cst_db_next(&r)) {
        bool same = cst_str_is(cst_db_get_str(&r), p->sha256);

        *found = cst_db_get_int(&r, 0) ? HELD_STAND_IN
                 : same || !cst_document_is_whole(p->doc) ? HELD_SAME
                                                          : HELD_OTHER;
    }
    return cst_db_end(&r);
}

static cst_status note_stand_in(putter *p)
{
    cst_row r = cst_db_start(p->store, CST_SQL_DROP_STAND_IN);

    cst_db_z(&r, p->info->id);
    CST_TRY(cst_db_end(&r));
    if (cst_document_is_whole(p->doc)) {
        return CST_OK;
    }
    r = cst_db_start(p->store, CST_SQL_PUT_STAND_IN);
    cst_db_z(&r, p->info->id);
    cst_db_int(&r, p->info->sha256[0] != '\0');
    return cst_db_end(&r);
}

static cst_status put_payload(putter *p, cst_error *error)
{
    cst_str raw = cst_document_raw(p->doc);
    held found;
    cst_row r;

    CST_TRY(look_up_payload(p, &found));
    if (found == HELD_SAME) {
        return CST_OK;
    }
    if (found == HELD_OTHER) {
        return cst_fail(error, CST_LIMIT, "", 0, 0,
                        "another payload has the id %s", p->info->id);
    }
    r = cst_db_start(p->store, found == HELD_NOT ? CST_SQL_PUT_PAYLOAD
                                                 : CST_SQL_REPLACE_PAYLOAD);
    cst_db_z(&r, p->info->id);
    cst_db_z(&r, p->sha256);
    cst_db_int(&r, (int64_t)raw.n);
    cst_db_blob(&r, raw);
    CST_TRY(cst_db_end(&r));
    return note_stand_in(p);
}

/* Records from elsewhere are kept as lines too, where nothing drops them. */
static cst_status put_imported(putter *p, cst_str lines)
{
    cst_row r = cst_db_start(p->store, CST_SQL_PUT_IMPORTED);

    cst_db_z(&r, p->info->id);
    cst_db_str(&r, lines);
    return cst_db_end(&r);
}

/* What a person coded is not replaced by what a program reads. */
static cst_status stands_imported(putter *p, bool *stands)
{
    cst_row r = cst_db_start(p->store, CST_SQL_IS_IMPORTED);

    cst_db_z(&r, p->info->id);
    *stands = cst_db_next(&r);
    return cst_db_end(&r);
}

/* The path names this document from now on, and no other. */
static cst_status put_source(putter *p, cst_str path, cst_str entry,
                             const cst_store_source *source)
{
    cst_row r = cst_db_start(p->store, CST_SQL_REPLACE_SOURCE);

    entry = entry.p ? entry : CST_S("");
    cst_db_str(&r, path);
    cst_db_str(&r, entry);
    cst_db_z(&r, p->info->id);
    CST_TRY(cst_db_end(&r));
    if (sqlite3_changes(p->store->db) > 0) {
        r = cst_db_start(p->store, CST_SQL_DROP_REPLACED);
        cst_db_str(&r, path);
        cst_db_str(&r, entry);
        CST_TRY(cst_db_end(&r));
    }
    r = cst_db_start(p->store, CST_SQL_PUT_SOURCE);
    cst_db_str(&r, path);
    cst_db_str(&r, entry);
    cst_db_z(&r, p->info->id);
    cst_db_z(&r, source->published);
    cst_db_int(&r, source->format);
    return cst_db_end(&r);
}

static cst_status put_all(putter *p, const cst_store_source *source,
                          cst_error *error)
{
    const cst_document_info *d = p->info;
    cst_str none = {NULL, 0};
    bool stands;
    cst_row r;

    CST_TRY(put_payload(p, error));
    CST_TRY(put_source(p, d->path, d->entry, source));
    for (size_t i = 0; i < source->n_also; i++) {
        CST_TRY(put_source(p, cst_str_of(source->also[i]), none, source));
    }
    CST_TRY(stands_imported(p, &stands));
    if (stands && !source->imported) {
        return CST_OK;
    }
    if (source->imported) {
        CST_TRY(put_imported(p, p->lines));
    }
    r = cst_db_start(p->store, CST_SQL_DROP_DOCUMENT);
    cst_db_z(&r, d->id);
    CST_TRY(cst_db_end(&r));
    CST_TRY(cst_forget_incidents(p->store));
    CST_TRY(put_info(p, source));
    CST_TRY(put_lists(p));
    CST_TRY(put_records(p));
    CST_TRY(cst_put_print(p->store, p->doc));
    return put_notes(p);
}

static cst_status put_in_transaction(putter *p, const cst_store_source *source,
                                     cst_error *error)
{
    cst_error detail;
    cst_status s;

    memset(&detail, 0, sizeof(detail));
    s = cst_db_run(p->store, CST_SQL_BEGIN);
    if (s != CST_OK) {
        return cst_db_fail(p->store, s, error);
    }
    s = put_all(p, source, &detail);
    if (s == CST_OK) {
        s = cst_db_run(p->store, CST_SQL_COMMIT);
    }
    if (s == CST_OK) {
        return CST_OK;
    }
    if (error && detail.status != CST_OK) {
        *error = detail;
    } else {
        (void)cst_db_fail(p->store, s, error);
    }
    /* Some failures have ended the transaction already. */
    if (!sqlite3_get_autocommit(p->store->db)) {
        (void)cst_db_run(p->store, CST_SQL_ROLLBACK);
    }
    return s;
}

cst_status cst_store_put(cst_store *store, const cst_document *doc,
                         const cst_store_source *source, cst_error *error)
{
    static const cst_store_source plain = {.size = sizeof(plain)};
    const cst_writer_options options = {.size = sizeof(options),
                                        .format = CST_FORMAT_JSONL};
    putter p = {.store = store, .doc = doc};
    cst_buf lines;
    cst_status s;

    if (!store || !doc || !store->writer ||
        (source && source->size < sizeof(*source))) {
        return cst_fail(error, CST_ARG, "", 0, 0, "not open to write");
    }
    p.info = cst_document_get_info(doc);
    memset(p.sha256, '0', sizeof(p.sha256) - 1);
    memcpy(p.sha256, p.info->id, strlen(p.info->id));
    if (p.info->sha256[0]) {
        memcpy(p.sha256, p.info->sha256, sizeof(p.sha256));
    }
    cst_buf_init(&lines, store->allocator);
    s = cst_write_document(doc, &options, collect, &lines);
    if (lines.failed) {
        s = CST_NOMEM;
    }
    p.lines = cst_buf_get(&lines);
    s = s == CST_OK ? put_in_transaction(&p, source ? source : &plain, error)
                    : cst_fail(error, s, "", 0, 0, "%s", cst_status_text(s));
    cst_buf_free(&lines);
    return s;
}

#endif
