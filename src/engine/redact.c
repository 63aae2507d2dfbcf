/* engine/redact: what a store gives, without the names that must not be told.
 *
 * Gathers the names over all documents of a store. From then on each document
 * that is loaded and each linked collection has blocks where its strings had
 * names, so that no writer can forget any: there are none to write. */
#include "engine/engine.h"

#include "store/store.h"

#include <stdio.h>

uint32_t cst_document_redacted(const cst_document *doc)
{
    return doc->blackened ? doc->blackened->whom : 0;
}

bool cst_document_failed(const cst_document *doc)
{
    return doc->blackened && cst_arena_failed(doc->blackened->arena);
}

static void put_hex(const uint8_t digest[CST_SHA256_BYTES], char out[65])
{
    static const char hex[] = "0123456789abcdef";

    for (size_t i = 0; i < CST_SHA256_BYTES; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[64] = '\0';
}

/* SHA-256 of two pieces; false without memory. */
static bool hash_both(cst_str a, cst_str b, char out[65])
{
    uint8_t digest[CST_SHA256_BYTES];
    cst_buf all;

    cst_buf_init(&all, NULL);
    cst_buf_str(&all, a);
    cst_buf_str(&all, b);
    if (!all.failed) {
        cst_sha256(all.p, all.n, digest);
        put_hex(digest, out);
    }
    cst_buf_free(&all);
    return !all.failed;
}

bool cst_document_seal(const cst_document *doc, cst_span span, char out[65])
{
    const cst_blackened *k = doc->blackened;
    cst_tspan t;
    char line[66];

    if (!k || span.begin >= span.end || span.end > k->raw.n) {
        return false;
    }
    t = cst_document_text_span(doc, span);
    if (!cst_redact_is_filled(
            cst_str_sub(doc->payload.text, t.begin, t.end - t.begin))) {
        return false;
    }
    snprintf(line, sizeof(line), "%s\n", k->key);
    return hash_both(cst_str_of(line),
                     cst_str_sub(k->raw, span.begin, span.end - span.begin),
                     out);
}

void cst_document_text_sha256(const cst_document *doc, char out[65])
{
    if (doc->blackened) {
        memcpy(out, doc->blackened->text, sizeof(doc->blackened->text));
    } else {
        cst_payload_hash(doc->payload.text.p, doc->payload.text.n, out);
    }
}

#ifdef CST_STORE

/* What a store hides, and memory for the paths that it shows. */
typedef struct hidden {
    cst_redact *names;
    cst_arena arena;
    const cst_allocator *allocator;
} hidden;

cst_redact *cst_store_redaction(const cst_store *store)
{
    const hidden *h = cst_store_filter_user(store);

    return h ? h->names : NULL;
}

/* ------------------------------------------------------------ documents */

typedef struct hider {
    cst_redact *r;
    cst_arena *arena;
    bool failed;
} hider;

static cst_str told(hider *h, cst_str s, bool address)
{
    cst_str shown = address ? cst_redact_address(h->r, h->arena, s)
                            : cst_redact_str(h->r, h->arena, s);

    h->failed = h->failed || (s.p && !shown.p);
    return shown;
}

/* The strings of a document that was loaded are its own. */
static void hide(hider *h, const cst_str *s)
{
    *(cst_str *)(uintptr_t)s = told(h, *s, false);
}

static void hide_address(hider *h, const cst_str *s)
{
    *(cst_str *)(uintptr_t)s = told(h, *s, true);
}

static void hide_whole(const cst_str *s)
{
    if (s->p) {
        *(cst_str *)(uintptr_t)s = CST_S(CST_REDACT_BLOCK);
    }
}

static void hide_all(hider *h, const cst_str *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        hide(h, &s[i]);
    }
}

static void hide_mentions(hider *h, const cst_mention *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        hide(h, &m[i].name);
    }
}

static void hide_claimant(hider *h, const cst_claimant *c)
{
    if (cst_redact_is_named_witness(h->r, c)) {
        hide_whole(&c->mention.name);
    } else {
        hide(h, &c->mention.name);
    }
    hide_all(h, c->via, c->n_via);
}

static void hide_place(hider *h, const cst_place *p)
{
    hide(h, &p->mention.name);
    hide_all(h, p->in, p->n_in);
    hide_all(h, p->candidates, p->n_candidates);
}

static void hide_event(hider *h, const cst_event *e)
{
    hide(h, &e->date.mention.name);
    hide_place(h, &e->place);
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        hide(h, &e->perpetrators[i].mention.name);
        hide_claimant(h, &e->perpetrators[i].according_to);
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        hide(h, &e->targets[i].mention.name);
    }
    hide_mentions(h, e->weapons, e->n_weapons);
    hide_mentions(h, e->claimed_by, e->n_claimed_by);
    hide_claimant(h, &e->claimant);
}

static void hide_harm(hider *h, const cst_harm *x)
{
    if (cst_redact_whom(h->r) & CST_REDACT_VICTIMS) {
        hide_whole(&x->victims.person);
    } else {
        hide(h, &x->victims.person);
    }
    hide(h, &x->victims.group);
    hide(h, &x->period.mention.name);
    hide_place(h, &x->area);
    hide_claimant(h, &x->claimant);
}

static void hide_records(hider *h, const cst_records *r)
{
    for (size_t i = 0; i < r->n_events; i++) {
        hide_event(h, &r->events[i]);
    }
    for (size_t i = 0; i < r->n_harms; i++) {
        hide_harm(h, &r->harms[i]);
    }
    for (size_t i = 0; i < r->n_damages; i++) {
        hide(h, &r->damages[i].object.name);
        hide_claimant(h, &r->damages[i].claimant);
    }
}

static void hide_info(hider *h, const cst_document_info *d)
{
    hide_address(h, &d->path);
    hide_address(h, &d->entry);
    hide_address(h, &d->url);
    hide(h, &d->title);
    hide(h, &d->outlet);
    hide(h, &d->author);
    hide_all(h, d->credits, d->n_credits);
}

static cst_status fill(hider *h, char *text, cst_tspan within,
                       cst_redact_mode mode)
{
    const cst_tspan *at;
    size_t n;

    CST_TRY(cst_redact_find(h->r,
                            (cst_str){text + within.begin,
                                      within.end - within.begin},
                            mode, &at, &n));
    for (size_t i = 0; i < n; i++) {
        cst_redact_fill(text + within.begin, at[i]);
    }
    return CST_OK;
}

/* Words that are names only where they name the person. */
static cst_status fill_persons(hider *h, const cst_document *d, char *text)
{
    bool victims = cst_redact_whom(h->r) & CST_REDACT_VICTIMS;

    for (size_t i = 0; i < d->records.n_harms; i++) {
        const cst_harm *x = &d->records.harms[i];

        if (victims && x->victims.person.n) {
            CST_TRY(fill(h, text, cst_document_text_span(d, x->victims.span),
                         CST_REDACT_NAMED));
        }
        if (cst_redact_is_named_witness(h->r, &x->claimant)) {
            CST_TRY(fill(h, text,
                         cst_document_text_span(d, x->claimant.mention.span),
                         CST_REDACT_NAMED));
        }
    }
    return CST_OK;
}

static cst_status hide_text(hider *h, cst_document *d)
{
    cst_str text = d->payload.text;
    char *copy = cst_arena_copy(h->arena, text.p, text.n);

    if (!copy) {
        return CST_NOMEM;
    }
    CST_TRY(fill_persons(h, d, copy));
    CST_TRY(fill(h, copy, (cst_tspan){0, (uint32_t)text.n}, CST_REDACT_TEXT));
    d->payload.text.p = copy;
    return CST_OK;
}

/* The payload is put aside: only seals look at it. */
static cst_status hide_payload(cst_redact *r, cst_document *d)
{
    cst_blackened *k = CST_NEW(&d->arena, cst_blackened, 1);
    char *blank = CST_NEW(&d->arena, char, d->payload.raw.n + 1);

    if (!k || !blank ||
        !hash_both(CST_S("constat seal\n"), d->payload.raw, k->key)) {
        return CST_NOMEM;
    }
    k->arena = &d->arena;
    k->whom = cst_redact_whom(r);
    k->raw = d->payload.raw;
    cst_payload_hash(d->payload.text.p, d->payload.text.n, k->text);
    memset(blank, ' ', d->payload.raw.n);
    d->payload.raw.p = d->payload.source.p = blank;
    d->payload.source.n = 0;
    d->blackened = k;
    return CST_OK;
}

cst_status cst_redact_loaded(cst_redact *r, cst_document *d)
{
    hider h = {r, &d->arena, false};

    cst_redact_of(r, d->info.id);
    CST_TRY(hide_payload(r, d));
    CST_TRY(hide_text(&h, d));
    hide_records(&h, &d->records);
    hide_info(&h, &d->info);
    for (size_t i = 0; i < d->notes.n; i++) {
        hide(&h, &d->notes.at[i].text);
    }
    return h.failed || cst_arena_failed(&d->arena) ? CST_NOMEM : CST_OK;
}

/* ----------------------------------------------------------- collection */

/* Codes are no words of a source: what is one is not looked at. */
static void mark_said(bool *code, const cst_said *s)
{
    code[s->type] = code[s->side] = true;
}

static void mark_spot(bool *code, const cst_spot *p)
{
    code[p->id] = code[p->precision] = true;
}

static void mark_codes(const cst_collection *c, bool *code)
{
    for (size_t i = 0; i < c->documents.n; i++) {
        code[c->documents.at[i].language] = true;
    }
    for (size_t i = 0; i < c->events.n; i++) {
        code[c->events.at[i].type] = true;
        mark_spot(code, &c->events.at[i].place);
        mark_said(code, &c->events.at[i].claimant);
    }
    for (size_t i = 0; i < c->harms.n; i++) {
        const cst_coll_harm *x = &c->harms.at[i];

        code[x->kind] = code[x->status] = code[x->group] = true;
        mark_spot(code, &x->area);
        mark_said(code, &x->claimant);
    }
    for (size_t i = 0; i < c->damages.n; i++) {
        code[c->damages.at[i].class_] = code[c->damages.at[i].degree] = true;
        mark_said(code, &c->damages.at[i].claimant);
    }
    for (size_t i = 0; i < c->doers.n; i++) {
        code[c->doers.at[i].actor] = code[c->doers.at[i].certainty] = true;
        mark_said(code, &c->doers.at[i].according_to);
    }
}

/* Every string of it is in one table. */
cst_status cst_redact_linked(cst_redact *r, cst_collection *c)
{
    hider h = {r, c->arena, false};
    bool *code = CST_NEW(c->arena, bool, c->strings.n);
    cst_sym block;

    if (!code) {
        return CST_NOMEM;
    }
    mark_codes(c, code);
    cst_redact_of(r, "");
    for (uint32_t i = 1; i < c->strings.n; i++) {
        if (!code[i]) {
            hide(&h, &c->strings.at[i]);
        }
    }
    block = cst_intern_put(&c->strings, CST_S(CST_REDACT_BLOCK));
    if (!block || h.failed || cst_arena_failed(c->arena)) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < c->harms.n; i++) {
        bool victims = cst_redact_whom(r) & CST_REDACT_VICTIMS;

        if (victims && c->harms.at[i].person) {
            c->harms.at[i].person = block;
        }
    }
    return CST_OK;
}

/* ------------------------------------------------------------ gathering */

static cst_str shown_address(void *user, cst_str s)
{
    hidden *h = user;

    return cst_redact_address(h->names, &h->arena, s);
}

static void release(void *user)
{
    hidden *h = user;

    cst_redact_free(h->names);
    cst_arena_free(&h->arena);
    cst_mem_free(h->allocator, h);
}

typedef struct id_list {
    cst_arena arena;
    CST_VEC(char *) at;
} id_list;

static int keep_id(void *user, const cst_store_entry *entry)
{
    id_list *ids = user;
    char **slot = CST_PUSH(&ids->arena, &ids->at);

    if (slot) {
        *slot = cst_arena_copy(&ids->arena, entry->id, strlen(entry->id));
    }
    return !slot || !*slot;
}

static cst_status gather_all(cst_store *store, id_list *ids, cst_redact *r,
                             cst_error *error)
{
    CST_TRY(cst_store_documents(store, keep_id, ids, error));
    if (cst_arena_failed(&ids->arena)) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < ids->at.n; i++) {
        cst_document *doc = NULL;
        cst_status s;

        CST_TRY(cst_store_document(store, ids->at.at[i], error, &doc));
        s = cst_redact_gather(r, doc);
        cst_document_free(doc);
        CST_TRY(s);
    }
    return cst_redact_finish(r);
}

/* Names of armed groups, armies, organisations. */
static cst_status take_parties(cst_redact *r, cst_arena *arena,
                               const char *data_dir, cst_error *error)
{
    static const char *const files[] = {"/actors/actors.tsv",
                                        "/actors/bodies.tsv"};

    for (size_t i = 0; i < CST_COUNT(files); i++) {
        char *path = cst_data_path(arena, data_dir, files[i], "", "");
        cst_str text = {NULL, 0};

        if (!path) {
            return CST_NOMEM;
        }
        CST_TRY(cst_data_read(arena, path, error, &text));
        cst_redact_parties(r, text);
    }
    return CST_OK;
}

static cst_status gather(cst_store *store, hidden *h, const char *data_dir,
                         cst_error *error)
{
    id_list ids = {.at = {NULL, 0, 0}};
    cst_status s;

    cst_arena_init(&ids.arena, h->allocator, 0);
    s = take_parties(h->names, &ids.arena, data_dir, error);
    if (s == CST_OK) {
        s = gather_all(store, &ids, h->names, error);
    }
    cst_arena_free(&ids.arena);
    return s;
}

cst_status cst_store_redact(cst_store *store, uint32_t whom,
                            const char *data_dir, cst_error *error)
{
    cst_store_filter filter = {.address = shown_address, .release = release};
    hidden *h;
    cst_status s;

    if (!store || (whom && !data_dir)) {
        return cst_fail(error, CST_ARG, "", 0, 0, "store");
    }
    cst_store_set_filter(store, NULL);
    if (!whom) {
        return CST_OK;
    }
    h = cst_mem_alloc(cst_store_allocator(store), 1, sizeof(*h));
    if (!h) {
        return CST_NOMEM;
    }
    h->allocator = cst_store_allocator(store);
    cst_arena_init(&h->arena, h->allocator, 0);
    filter.user = h;
    s = cst_redact_new(h->allocator, whom, &h->names);
    if (s == CST_OK) {
        s = gather(store, h, data_dir, error);
    }
    if (s != CST_OK) {
        release(h);
        return s;
    }
    cst_store_set_filter(store, &filter);
    return CST_OK;
}

#endif
