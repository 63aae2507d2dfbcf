/* cli/records: see the header.
 *
 * An absent key is null. A value of another type or an unknown name costs its
 * record, never the others. Strings are not copied: the JSON of a document is
 * kept until the next one.
 */
#include "records_json.h"

#include <stdlib.h>
#include <string.h>

typedef struct cli_named {
    size_t line;
    cst_str id, event, part_of, superseded_by;
} cli_named;


/* --------------------------------------------------------------- memory */

void cli_records_init(cli_records *r, cli_line_fn tell, void *user)
{
    memset(r, 0, sizeof(*r));
    r->tell = tell;
    r->user = user;
}

void cli_records_reset(cli_records *r)
{
    cli_line_fn tell = r->tell;
    void *user = r->user;
    bool failed = r->failed;

    while (r->kept) {
        cli_kept *next = r->kept->next;

        json_decref(r->kept->json);
        free(r->kept);
        r->kept = next;
    }
    free(r->events);
    free(r->harms);
    free(r->damages);
    free(r->notes);
    free(r->quotes);
    for (int k = 0; k <= CST_RECORD_DAMAGE; k++) {
        free(r->named[k]);
    }
    cli_records_init(r, tell, user);
    r->failed = failed;
}

static bool keep_json(cli_records *r, json_t *json)
{
    cli_kept *k = calloc(1, sizeof(*k));

    if (!k) {
        r->failed = true;
        json_decref(json);
        return false;
    }
    k->json = json;
    k->next = r->kept;
    r->kept = k;
    return true;
}

/* -------------------------------------------------------------- records */

static const char *qualifier_at(int v)
{
    return cst_qualifier_name((cst_qualifier)v);
}

static const char *scope_at(int v)
{
    return v ? "total" : "incident";
}

static const char *covers_at(int v)
{
    return v ? "some" : "whole";
}

static const cst_party *get_parties(jr_reading *x, json_t *object,
                                    const char *role, size_t *n)
{
    json_t *list;
    size_t count = jr_list(x, object, role, &list);
    cst_party *at = count ? jr_keep(x->r, count, sizeof(*at)) : NULL;

    *n = at ? count : 0;
    for (size_t i = 0; i < *n; i++) {
        json_t *v = json_array_get(list, i);

        at[i].mention = jr_mention(x, v);
        at[i].actor = jr_str(x, v, "actor");
        at[i].certainty = jr_str(x, v, "certainty");
        at[i].according_to = jr_claimant(x, v, "according_to");
    }
    return at;
}

static cst_str get_code(jr_reading *x, json_t *object, const char *key)
{
    cst_str s = jr_str(x, object, key);

    if (!s.n || s.n > 40) {
        jr_wrong(x, "a record without the code of its kind");
    }
    return s;
}

static void get_event(jr_reading *x, json_t *v, cst_event *e)
{
    e->type = get_code(x, v, "type");
    e->date = jr_date(x, v, "date");
    e->place = jr_place(x, v, "place");
    e->perpetrators = get_parties(x, v, "perpetrator", &e->n_perpetrators);
    e->targets = get_parties(x, v, "target", &e->n_targets);
    e->weapons = jr_mentions(x, v, "weapon", &e->n_weapons);
    e->claimed_by = jr_mentions(x, v, "claimed_by", &e->n_claimed_by);
    e->claimant = jr_claimant(x, v, "claimant");
    e->stance = jr_stance(x, v);
    e->evidence = jr_evidence(x, v, &e->n_evidence);
    e->rule = jr_str(x, v, "rule");
}

static void get_count(jr_reading *x, json_t *object, cst_count *c)
{
    json_t *v = jr_object(x, object, "count");

    c->qualifier = CST_UNSPECIFIED;
    c->value = c->value2 = c->low = c->high = -1;
    if (!v) {
        jr_wrong(x, "a harm without its count");
        return;
    }
    c->qualifier = (cst_qualifier)jr_name(x, v, "qualifier", qualifier_at,
                                           CST_UNSPECIFIED, CST_EXACT);
    c->value = jr_int(x, v, "value", -1);
    c->value2 = jr_int(x, v, "value2", -1);
    c->low = jr_int(x, v, "low", -1);
    c->high = jr_int(x, v, "high", -1);
    c->span = jr_span(x, v);
    if (c->value < 0 && c->qualifier != CST_UNSPECIFIED) {
        jr_wrong(x, "a count without its value");
    }
}

static void get_victims(jr_reading *x, json_t *object, cst_victims *out)
{
    json_t *v = jr_object(x, object, "victims");

    if (v) {
        out->status = jr_str(x, v, "status");
        out->group = jr_str(x, v, "group");
        out->person = jr_str(x, v, "person");
        out->actor = jr_str(x, v, "actor");
        out->span = jr_span(x, v);
    }
}

static void get_harm(jr_reading *x, json_t *v, cst_harm *h)
{
    h->event = h->part_of = h->superseded_by = CST_NONE;
    h->kind = get_code(x, v, "kind");
    get_count(x, v, &h->count);
    get_victims(x, v, &h->victims);
    h->total = jr_name(x, v, "scope", scope_at, 1, 0) == 1;
    h->some = jr_name(x, v, "covers", covers_at, 1, 0) == 1;
    h->period = jr_date(x, v, "period");
    h->area = jr_place(x, v, "area");
    h->as_of = jr_interval(x, v, "as_of", NULL);
    h->claimant = jr_claimant(x, v, "claimant");
    h->stance = jr_stance(x, v);
    h->evidence = jr_evidence(x, v, &h->n_evidence);
    h->rule = jr_str(x, v, "rule");
}

static void get_damage(jr_reading *x, json_t *v, cst_damage *d)
{
    json_t *object = jr_value(v, "object");

    d->event = CST_NONE;
    if (json_is_string(object)) { /* a bare name */
        d->object.name = jr_str(x, v, "object");
    } else if (object) {
        d->object = jr_mention(x, object);
    }
    d->class_ = get_code(x, v, "class");
    d->degree = jr_str(x, v, "degree");
    d->claimant = jr_claimant(x, v, "claimant");
    d->stance = jr_stance(x, v);
    d->evidence = jr_evidence(x, v, &d->n_evidence);
    d->rule = jr_str(x, v, "rule");
}

/* ------------------------------------------------------------- document */

static const char *zone_at(int v)
{
    return cst_zone_kind_name((cst_zone_kind)v);
}

static const cst_zone *get_zones(jr_reading *x, json_t *object, size_t *n)
{
    json_t *list = jr_value(object, "zones");
    size_t count = json_array_size(list);
    cst_zone *at = count ? jr_keep(x->r, count, sizeof(*at)) : NULL;

    if (list && !json_is_array(list)) {
        jr_wrong(x, "a value that is no list where one belongs");
    }
    *n = at ? count : 0;
    for (size_t i = 0; i < *n; i++) {
        json_t *v = json_array_get(list, i);
        int64_t begin, end;

        if (!json_is_object(v)) {
            jr_wrong(x, "a zone that is no object");
            *n = i;
            break;
        }
        begin = jr_int(x, v, "begin", 0);
        end = jr_int(x, v, "end", 0);
        if (end < begin || end > CST_MAX_PAYLOAD) {
            jr_wrong(x, "a zone that ends before it begins, or beyond a text");
            begin = end = 0;
        }
        at[i].span = (cst_span){(uint32_t)begin, (uint32_t)end};
        at[i].kind = (cst_zone_kind)jr_name(
            x, v, "kind", zone_at, CST_ZONE_BOILERPLATE, CST_ZONE_CONTENT);
    }
    return at;
}

static void get_also(jr_reading *x, json_t *object)
{
    size_t n;
    const cst_str *names = jr_names(x, object, "also", &n);

    x->r->also = n ? jr_keep(x->r, n, sizeof(*x->r->also)) : NULL;
    x->r->n_also = x->r->also ? n : 0;
    for (size_t i = 0; i < x->r->n_also; i++) {
        x->r->also[i] = names[i].p; /* jansson's have a NUL behind them */
        if (strlen(names[i].p) != names[i].n) {
            jr_wrong(x, "a path that holds a NUL");
        }
    }
}

static bool is_id(cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!((s.p[i] >= '0' && s.p[i] <= '9') ||
              (s.p[i] >= 'a' && s.p[i] <= 'f'))) {
            return false;
        }
    }
    return s.n == 16;
}

static void get_identity(jr_reading *x, json_t *v, cst_document_info *d)
{
    cst_str sha256 = jr_str(x, v, "sha256");

    x->r->name = jr_str(x, v, "document");
    if (!x->r->name.n) {
        jr_wrong(x, "a document without a name");
    }
    if (is_id(x->r->name)) {
        memcpy(d->id, x->r->name.p, x->r->name.n);
    }
    if (sha256.n == sizeof(d->sha256) - 1) {
        memcpy(d->sha256, sha256.p, sha256.n);
    } else if (sha256.p) {
        jr_wrong(x, "a hash that is no SHA-256");
    }
    d->path = jr_str(x, v, "path");
    if (!d->path.n || memchr(d->path.p, '\0', d->path.n)) {
        jr_wrong(x, "a document without a path");
    }
    d->entry = jr_str(x, v, "entry");
}

static void get_document(jr_reading *x, json_t *v)
{
    cst_document_info *d = &x->r->info;

    memset(d, 0, sizeof(*d));
    get_identity(x, v, d);
    get_also(x, v);
    d->language = jr_str(x, v, "language");
    d->title = jr_str(x, v, "title");
    d->url = jr_str(x, v, "url");
    d->outlet = jr_str(x, v, "outlet");
    d->outlet_kind = jr_str(x, v, "outlet_kind");
    d->author = jr_str(x, v, "author");
    d->credits = jr_names(x, v, "credits", &d->n_credits);
    d->published = jr_interval(x, v, "published", &d->published_source);
    d->updated = jr_interval(x, v, "updated", NULL);
    d->zones = get_zones(x, v, &d->n_zones);
}

/* ---------------------------------------------------------------- lines */

static bool is(cst_str s, const char *z)
{
    return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0;
}

static cli_line_kind kind_of(cli_records *r, cst_str record)
{
    static const char *const names[] = {"document", "event", "harm", "damage"};

    for (int k = 0; k <= CST_RECORD_DAMAGE; k++) {
        if (is(record, names[k])) {
            r->kind = (cst_record_kind)k;
            return k == CST_RECORD_DOCUMENT ? CLI_LINE_DOCUMENT
                                            : CLI_LINE_RECORD;
        }
    }
    if (is(record, "note")) {
        return CLI_LINE_NOTE;
    }
    return record.n ? CLI_LINE_OTHER : CLI_LINE_BAD;
}

cli_line_kind cli_records_parse(cli_records *r, const char *text, size_t n,
                                size_t line, json_t **out)
{
    jr_reading x = {.r = r};
    json_error_t error;
    json_t *object = json_loadb(
        text, n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    cli_line_kind kind;

    r->line = line;
    if (!json_is_object(object)) {
        r->tell(r->user, line, object ? "not a JSON object" : error.text);
        json_decref(object);
        return CLI_LINE_BAD;
    }
    kind = kind_of(r, jr_str(&x, object, "record"));
    if (kind == CLI_LINE_BAD) {
        r->tell(r->user, line, "says not which record it is");
    }
    r->is_note = kind == CLI_LINE_NOTE;
    if (kind == CLI_LINE_DOCUMENT || kind == CLI_LINE_RECORD || r->is_note) {
        *out = object;
    } else {
        json_decref(object);
    }
    return kind;
}

static bool add_document(jr_reading *x, json_t *object)
{
    cli_records *r = x->r;

    get_document(x, object);
    r->open = !x->why;
    r->document_line = r->line;
    return r->open;
}

/* Room for one more of the kind; NULL without memory. */
static void *room(cli_records *r, cst_record_kind kind, size_t *n)
{
    switch (kind) {
    case CST_RECORD_EVENT:
        *n = r->n_events;
        return jr_grow(r, (void **)&r->events, *n, &r->cap_events,
                    sizeof(*r->events)) ? &r->events[*n] : NULL;
    case CST_RECORD_HARM:
        *n = r->n_harms;
        return jr_grow(r, (void **)&r->harms, *n, &r->cap_harms,
                    sizeof(*r->harms)) ? &r->harms[*n] : NULL;
    case CST_RECORD_DAMAGE:
        *n = r->n_damages;
        return jr_grow(r, (void **)&r->damages, *n, &r->cap_damages,
                    sizeof(*r->damages)) ? &r->damages[*n] : NULL;
    case CST_RECORD_DOCUMENT:
        break;
    }
    return NULL;
}

static void fill_record(jr_reading *x, json_t *object, void *slot)
{
    switch (x->kind) {
    case CST_RECORD_EVENT:
        get_event(x, object, slot);
        break;
    case CST_RECORD_HARM:
        get_harm(x, object, slot);
        break;
    case CST_RECORD_DAMAGE:
        get_damage(x, object, slot);
        break;
    case CST_RECORD_DOCUMENT:
        break;
    }
}

static void count_record(cli_records *r, cst_record_kind kind)
{
    r->n_events += kind == CST_RECORD_EVENT;
    r->n_harms += kind == CST_RECORD_HARM;
    r->n_damages += kind == CST_RECORD_DAMAGE;
}

static bool add_record(jr_reading *x, json_t *object)
{
    cli_records *r = x->r;
    size_t n = 0, quotes = r->n_quotes;
    void *slot = room(r, x->kind, &n);
    cli_named *name;
    cst_str document = jr_str(x, object, "document");

    if (!slot || !jr_grow(r, (void **)&r->named[x->kind], n,
                       &r->cap_named[x->kind], sizeof(cli_named))) {
        return false;
    }
    if (!r->open || document.n != r->name.n ||
        memcmp(document.p, r->name.p, document.n) != 0) {
        jr_wrong(x, "its document's line does not stand before it");
    }
    x->index = (uint32_t)n;
    name = &r->named[x->kind][n];
    name->line = r->line;
    name->id = jr_str(x, object, "id");
    name->event = jr_str(x, object, "event");
    name->part_of = jr_str(x, object, "part_of");
    name->superseded_by = jr_str(x, object, "superseded_by");
    fill_record(x, object, slot);
    if (x->why) {
        r->n_quotes = quotes;
        return false;
    }
    count_record(r, x->kind);
    return true;
}

/* What befell another input is not of this document. */
static bool add_note(jr_reading *x, json_t *object)
{
    cli_records *r = x->r;
    cst_str path = jr_str(x, object, "path"), code = jr_str(x, object, "code");
    int64_t offset = jr_int(x, object, "offset", -1);
    cst_str text = jr_str(x, object, "text");

    if (x->why || !code.p || !r->open || path.n != r->info.path.n ||
        memcmp(path.p, r->info.path.p, path.n) != 0) {
        return false;
    }
    if (!jr_grow(r, (void **)&r->notes, r->n_notes, &r->cap_notes,
                 sizeof(*r->notes))) {
        return false;
    }
    r->notes[r->n_notes++] = (cst_note){offset, code.p, text};
    return true;
}

bool cli_records_add(cli_records *r, json_t *object)
{
    jr_reading x = {.r = r, .kind = r->kind};
    bool ok;

    if (!keep_json(r, object)) {
        return false;
    }
    ok = r->is_note                       ? add_note(&x, object)
         : r->kind == CST_RECORD_DOCUMENT ? add_document(&x, object)
                                          : add_record(&x, object);
    if (x.why) {
        r->tell(r->user, r->line, x.why);
    }
    return ok;
}

/* ---------------------------------------------------------------- names */

typedef struct entry {
    cst_str id;
    uint32_t index;
} entry;

static int by_id(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    size_t n = x->id.n < y->id.n ? x->id.n : y->id.n;
    int c = n ? memcmp(x->id.p, y->id.p, n) : 0;

    if (c == 0) {
        c = (x->id.n > y->id.n) - (x->id.n < y->id.n);
    }
    return c ? c : (x->index > y->index) - (x->index < y->index);
}

static entry *sorted(cli_records *r, cst_record_kind kind, size_t n)
{
    entry *at = jr_keep(r, n, sizeof(*at));

    for (size_t i = 0; at && i < n; i++) {
        at[i] = (entry){r->named[kind][i].id, (uint32_t)i};
    }
    if (at) {
        qsort(at, n, sizeof(*at), by_id);
    }
    return at;
}

/* Index of the first record that is called so. */
static uint32_t find(cli_records *r, const entry *at, size_t n, cst_str id,
                     size_t line)
{
    size_t from = 0, to = n;
    const entry wanted = {id, 0};

    if (!id.p) {
        return CST_NONE;
    }
    while (at && from < to) {
        size_t middle = from + (to - from) / 2;

        if (by_id(&at[middle], &wanted) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    if (at && from < n && at[from].id.n == id.n &&
        memcmp(at[from].id.p, id.p, id.n) == 0) {
        return at[from].index;
    }
    r->tell(r->user, line, "refers to a record that is not there");
    return CST_NONE;
}

void cli_records_resolve(cli_records *r)
{
    const entry *events = sorted(r, CST_RECORD_EVENT, r->n_events);
    const entry *harms = sorted(r, CST_RECORD_HARM, r->n_harms);

    for (size_t i = 0; i < r->n_harms; i++) {
        const cli_named *name = &r->named[CST_RECORD_HARM][i];
        cst_harm *h = &r->harms[i];

        h->event = find(r, events, r->n_events, name->event, name->line);
        h->part_of = find(r, harms, r->n_harms, name->part_of, name->line);
        h->superseded_by = find(r, harms, r->n_harms, name->superseded_by,
                                name->line);
    }
    for (size_t i = 0; i < r->n_damages; i++) {
        const cli_named *name = &r->named[CST_RECORD_DAMAGE][i];

        r->damages[i].event = find(r, events, r->n_events, name->event,
                                   name->line);
    }
}

size_t cli_records_line(const cli_records *r, cst_record_kind kind,
                        uint32_t index)
{
    size_t n = kind == CST_RECORD_EVENT    ? r->n_events
               : kind == CST_RECORD_HARM   ? r->n_harms
               : kind == CST_RECORD_DAMAGE ? r->n_damages
                                           : 0;

    return index < n ? r->named[kind][index].line : r->document_line;
}

cst_given cli_records_given(const cli_records *r)
{
    return (cst_given){
        .size = sizeof(cst_given), .info = &r->info, .name = r->name,
        .events = r->events, .n_events = r->n_events,
        .harms = r->harms, .n_harms = r->n_harms,
        .damages = r->damages, .n_damages = r->n_damages,
        .notes = r->notes, .n_notes = r->n_notes,
        .quotes = r->quotes, .n_quotes = r->n_quotes};
}
