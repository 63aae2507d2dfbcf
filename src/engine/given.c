/* engine/given: a document of records that were made elsewhere.
 *
 * Takes structs, gives a document as reading would have made it. Where the
 * payload is not at hand, a stand-in is laid out from what the records quote:
 * every quoted byte in its place, blanks elsewhere. So whatever quotes a span
 * works alike for both, and nothing is shown that no record has stated.
 */
#include "base/utf8.h"
#include "engine/engine.h"
#include "ingest/charset.h"
#include "ingest/html.h"

#define ID_LENGTH 16

typedef struct giver {
    const cst_given *given;
    cst_document *d;
    /* by kind: which records stand, and where they go */
    uint32_t *at[CST_RECORD_DAMAGE + 1];
    size_t n[CST_RECORD_DAMAGE + 1];
    bool document_bad;
} giver;

static void drop(giver *g, cst_record_kind kind, uint32_t index,
                 const char *why)
{
    if (kind == CST_RECORD_DOCUMENT) {
        g->document_bad = true;
    } else if (index < g->n[kind] && g->at[kind][index] != CST_NONE) {
        g->at[kind][index] = CST_NONE;
    } else {
        return; /* told already */
    }
    if (g->given->on_problem) {
        g->given->on_problem(g->given->user, kind, index, why);
    }
}

/* --------------------------------------------------------------- payload */

cst_status cst_document_decode(cst_document *d, cst_str raw, uint32_t format)
{
    /* Cues mark blocks and leave the text alone: no pack is needed here. */
    if (format == CST_INPUT_HTML ||
        (format == CST_INPUT_AUTO && cst_html_sniff(raw.p, raw.n))) {
        return cst_html_decode(&d->arena, NULL, raw.p, raw.n, &d->payload);
    }
    return cst_payload_decode(&d->arena, raw.p, raw.n, &d->payload);
}

/* A NUL is no byte of a text: it marks what nobody has quoted. */
static bool lay(char *raw, uint32_t begin, cst_str bytes)
{
    for (size_t i = 0; i < bytes.n; i++) {
        char *to = &raw[begin + i];

        if (*to && *to != bytes.p[i]) {
            return false;
        }
    }
    memcpy(raw + begin, bytes.p, bytes.n);
    return true;
}

/* The byte that means a character in the western charset, 0 = none. */
static char western_byte(uint32_t cp)
{
    const uint16_t *high = cst_charset_high(CST_CHARSET_1252);

    if (cp < 0x80) {
        return (char)cp;
    }
    for (unsigned i = 0; i < 0x80; i++) {
        if (high[i] == cp) {
            return (char)(0x80 + i);
        }
    }
    return 0;
}

/* The bytes of a quote, of which the text is known: they are that text, or the
 * same in one byte a character. p NULL: neither fills the span. */
static cst_str bytes_of(giver *g, const cst_quote *q)
{
    size_t n = q->span.end - q->span.begin, at = 0, len;
    cst_str none = {NULL, 0};
    char *bytes;

    if (q->text.n == n) {
        return q->text;
    }
    if (q->text.n < n) {
        return none;
    }
    bytes = cst_arena_alloc(&g->d->arena, n + 1, 1);
    for (size_t i = 0; bytes && i < q->text.n; i += len) {
        char c = western_byte(cst_utf8_decode(q->text, i, &len, NULL));

        if (!c || at == n) {
            return none;
        }
        bytes[at++] = c;
    }
    return bytes && at == n ? (cst_str){bytes, n} : none;
}

static cst_str checked_bytes(giver *g, const cst_quote *q)
{
    cst_str none = {NULL, 0}, bytes = none;
    const char *why = NULL;

    if (q->span.end > CST_MAX_PAYLOAD || q->span.end <= q->span.begin) {
        why = "a span that is empty or beyond the largest text";
    } else if (memchr(q->text.p, '\0', q->text.n)) {
        why = "a quote that holds a NUL";
    } else {
        bytes = bytes_of(g, q);
        why = bytes.p ? NULL : "a quote of another length than its span";
    }
    if (why) {
        drop(g, q->kind, q->index, why);
        return none;
    }
    return bytes;
}

/* How far the stand-in must reach. */
static size_t reach(const cst_given *in, const cst_str *bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < in->info->n_zones; i++) {
        size_t end = in->info->zones[i].span.end;

        n = end > n && end <= CST_MAX_PAYLOAD ? end : n;
    }
    for (size_t i = 0; i < in->n_quotes; i++) {
        size_t end = in->quotes[i].span.end;

        n = bytes[i].p && end > n ? end : n;
    }
    return n;
}

static cst_status stand_in(giver *g, cst_str *out)
{
    const cst_given *in = g->given;
    cst_str *bytes = CST_NEW(&g->d->arena, cst_str, in->n_quotes);
    size_t n;
    char *raw;

    for (size_t i = 0; bytes && i < in->n_quotes; i++) {
        bytes[i] = checked_bytes(g, &in->quotes[i]);
    }
    n = bytes ? reach(in, bytes) : 0;
    raw = cst_arena_alloc(&g->d->arena, n + 1, 1);
    if (!bytes || !raw) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < in->n_quotes; i++) {
        const cst_quote *q = &in->quotes[i];

        if (bytes[i].p && !lay(raw, q->span.begin, bytes[i])) {
            drop(g, q->kind, q->index, "another quote says otherwise");
        }
    }
    for (size_t i = 0; i < n; i++) {
        raw[i] = raw[i] ? raw[i] : ' ';
    }
    *out = (cst_str){raw, n};
    return CST_OK;
}

static cst_status set_payload(giver *g)
{
    const cst_given *in = g->given;
    uint32_t format = in->format;
    cst_str raw;

    if (in->bytes.p) {
        raw.p = cst_arena_copy(&g->d->arena, in->bytes.p, in->bytes.n);
        raw.n = in->bytes.n;
    } else {
        CST_TRY(stand_in(g, &raw));
        g->d->stand_in = true;
    }
    return raw.p ? cst_document_decode(g->d, raw, format) : CST_NOMEM;
}

static void compare_quotes(giver *g)
{
    for (size_t i = 0; i < g->given->n_quotes; i++) {
        const cst_quote *q = &g->given->quotes[i];
        cst_str now = cst_document_quote(g->d, q->span);

        if (!cst_str_eq(now, q->text)) {
            drop(g, q->kind, q->index, "these are not the words at that place");
        }
    }
}

/* -------------------------------------------------------------- identity */

static bool is_hex(const char *z, size_t n)
{
    return strlen(z) == n && strspn(z, "0123456789abcdef") == n;
}

/* Who has no bytes and no hash is known by what its maker calls it. */
static cst_status name_document(giver *g)
{
    const cst_given *in = g->given;
    cst_document_info *d = &g->d->info;
    cst_buf b;

    if (d->id[0]) {
        return CST_OK;
    }
    cst_buf_init(&b, g->d->allocator);
    cst_buf_str(&b, in->name);
    cst_buf_char(&b, '\0');
    cst_buf_str(&b, d->path);
    if (!b.failed) {
        char hash[65];

        cst_payload_hash(b.p, b.n, hash);
        memcpy(d->id, hash, ID_LENGTH);
    }
    cst_buf_free(&b);
    return d->id[0] ? CST_OK : CST_NOMEM;
}

static cst_status identify(giver *g, cst_error *error)
{
    cst_document_info *d = &g->d->info;

    if (g->given->bytes.p) {
        if (d->sha256[0] && strcmp(d->sha256, g->d->payload.sha256) != 0) {
            return cst_fail(error, CST_SYNTAX, "", 0, 0,
                            "the bytes have another hash than is stated");
        }
        memcpy(d->sha256, g->d->payload.sha256, sizeof(d->sha256));
        memcpy(d->id, d->sha256, ID_LENGTH);
        d->id[ID_LENGTH] = '\0';
        return CST_OK;
    }
    if (d->sha256[0] && !is_hex(d->sha256, 64)) {
        return cst_fail(error, CST_SYNTAX, "", 0, 0, "not a SHA-256");
    }
    if (d->sha256[0]) {
        memcpy(d->id, d->sha256, ID_LENGTH);
    }
    if (d->id[0] && !is_hex(d->id, ID_LENGTH)) {
        return cst_fail(error, CST_SYNTAX, "", 0, 0, "not a document id");
    }
    return name_document(g);
}

/* --------------------------------------------------------------- records */

static bool span_ok(const giver *g, cst_span s)
{
    return s.begin <= s.end && s.end <= g->d->payload.raw.n;
}

static bool spans_ok(const giver *g, const cst_span *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!span_ok(g, s[i]) || s[i].begin == s[i].end) {
            return false;
        }
    }
    return true;
}

static bool mentions_ok(const giver *g, const cst_mention *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!span_ok(g, m[i].span)) {
            return false;
        }
    }
    return true;
}

static bool event_ok(const giver *g, const cst_event *e)
{
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];

        if (!span_ok(g, p->mention.span) ||
            !span_ok(g, p->according_to.mention.span)) {
            return false;
        }
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        if (!span_ok(g, e->targets[i].mention.span)) {
            return false;
        }
    }
    return span_ok(g, e->date.mention.span) &&
           span_ok(g, e->place.mention.span) &&
           mentions_ok(g, e->weapons, e->n_weapons) &&
           mentions_ok(g, e->claimed_by, e->n_claimed_by) &&
           span_ok(g, e->claimant.mention.span) &&
           spans_ok(g, e->evidence, e->n_evidence);
}

static bool harm_ok(const giver *g, const cst_harm *h)
{
    return span_ok(g, h->count.span) && span_ok(g, h->victims.span) &&
           span_ok(g, h->period.mention.span) &&
           span_ok(g, h->area.mention.span) &&
           span_ok(g, h->claimant.mention.span) &&
           spans_ok(g, h->evidence, h->n_evidence);
}

static bool damage_ok(const giver *g, const cst_damage *d)
{
    return span_ok(g, d->object.span) && span_ok(g, d->claimant.mention.span) &&
           spans_ok(g, d->evidence, d->n_evidence);
}

static const char outside[] = "a span outside its text";

/* Places of the records that stand. */
static size_t number(giver *g, cst_record_kind kind)
{
    uint32_t n = 0;

    for (size_t i = 0; i < g->n[kind]; i++) {
        if (g->at[kind][i] != CST_NONE) {
            g->at[kind][i] = n++;
        }
    }
    return n;
}

static void check_records(giver *g)
{
    const cst_given *in = g->given;

    for (uint32_t i = 0; i < in->n_events; i++) {
        if (!event_ok(g, &in->events[i])) {
            drop(g, CST_RECORD_EVENT, i, outside);
        }
    }
    for (uint32_t i = 0; i < in->n_harms; i++) {
        if (!harm_ok(g, &in->harms[i])) {
            drop(g, CST_RECORD_HARM, i, outside);
        }
    }
    for (uint32_t i = 0; i < in->n_damages; i++) {
        if (!damage_ok(g, &in->damages[i])) {
            drop(g, CST_RECORD_DAMAGE, i, outside);
        }
    }
}

static uint32_t moved(const giver *g, cst_record_kind kind, uint32_t index)
{
    return index < g->n[kind] ? g->at[kind][index] : CST_NONE;
}

/* A harm leads to no other that leads back to it: what would is cut. */
static cst_status cut_circles(giver *g, cst_harm *harms, size_t n,
                              uint32_t *(*link)(cst_harm *))
{
    uint32_t *seen = CST_NEW(&g->d->arena, uint32_t, n);

    if (!seen) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t at = (uint32_t)i;

        while (!seen[at]) {
            uint32_t *next = link(&harms[at]);

            seen[at] = (uint32_t)i + 1;
            if (*next == CST_NONE) {
                break;
            }
            if (seen[*next] == i + 1) {
                *next = CST_NONE;
                break;
            }
            at = *next;
        }
    }
    return CST_OK;
}

static uint32_t *part_of(cst_harm *h)
{
    return &h->part_of;
}

static uint32_t *superseded_by(cst_harm *h)
{
    return &h->superseded_by;
}

static cst_status take_records(giver *g)
{
    const cst_given *in = g->given;
    cst_records *r = &g->d->records;
    cst_event *events;
    cst_harm *harms;
    cst_damage *damages;

    r->n_events = number(g, CST_RECORD_EVENT);
    r->n_harms = number(g, CST_RECORD_HARM);
    r->n_damages = number(g, CST_RECORD_DAMAGE);
    r->events = events = CST_NEW(&g->d->arena, cst_event, r->n_events);
    r->harms = harms = CST_NEW(&g->d->arena, cst_harm, r->n_harms);
    r->damages = damages = CST_NEW(&g->d->arena, cst_damage, r->n_damages);
    if (!events || !harms || !damages) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < in->n_events; i++) {
        if (moved(g, CST_RECORD_EVENT, i) != CST_NONE) {
            *events++ = in->events[i];
        }
    }
    for (uint32_t i = 0; i < in->n_harms; i++) {
        if (moved(g, CST_RECORD_HARM, i) != CST_NONE) {
            *harms = in->harms[i];
            harms->event = moved(g, CST_RECORD_EVENT, harms->event);
            harms->part_of = moved(g, CST_RECORD_HARM, harms->part_of);
            harms->superseded_by = moved(g, CST_RECORD_HARM,
                                         harms->superseded_by);
            harms++;
        }
    }
    for (uint32_t i = 0; i < in->n_damages; i++) {
        if (moved(g, CST_RECORD_DAMAGE, i) != CST_NONE) {
            *damages = in->damages[i];
            damages->event = moved(g, CST_RECORD_EVENT, damages->event);
            damages++;
        }
    }
    harms -= r->n_harms;
    CST_TRY(cut_circles(g, harms, r->n_harms, part_of));
    return cut_circles(g, harms, r->n_harms, superseded_by);
}

/* Where nothing is said of the page, every line of the text is content. */
static cst_status make_zones(cst_document *d)
{
    CST_VEC(cst_zone) zones = {NULL, 0, 0};
    cst_str text = d->payload.text;

    for (size_t from = 0, to; from < text.n; from = to + 1) {
        const char *end = memchr(text.p + from, '\n', text.n - from);
        cst_str line;
        cst_zone *z;

        to = end ? (size_t)(end - text.p) : text.n;
        line = cst_str_trim(cst_str_sub(text, from, to - from));
        z = line.n ? CST_PUSH(&d->arena, &zones) : NULL;
        if (z) {
            uint32_t begin = (uint32_t)(line.p - text.p);

            z->kind = CST_ZONE_CONTENT;
            z->span = cst_textmap_raw(
                &d->payload.map, (cst_tspan){begin, begin + (uint32_t)line.n});
        }
    }
    d->info.zones = zones.at;
    d->info.n_zones = zones.n;
    return CST_OK;
}

static cst_status open_lists(giver *g)
{
    const cst_given *in = g->given;

    g->n[CST_RECORD_EVENT] = in->n_events;
    g->n[CST_RECORD_HARM] = in->n_harms;
    g->n[CST_RECORD_DAMAGE] = in->n_damages;
    for (int k = CST_RECORD_EVENT; k <= CST_RECORD_DAMAGE; k++) {
        g->at[k] = CST_NEW(&g->d->arena, uint32_t, g->n[k]);
        if (!g->at[k]) {
            return CST_NOMEM;
        }
    }
    return CST_OK;
}

static cst_status fill(giver *g, cst_error *error)
{
    cst_document *d = g->d;

    CST_TRY(open_lists(g));
    CST_TRY(set_payload(g));
    d->info = *g->given->info;
    d->language = d->info.language;
    CST_TRY(identify(g, error));
    compare_quotes(g);
    check_records(g);
    for (size_t i = 0; i < d->info.n_zones; i++) {
        if (!span_ok(g, d->info.zones[i].span)) {
            drop(g, CST_RECORD_DOCUMENT, 0, outside);
        }
    }
    if (g->document_bad) {
        return cst_fail(error, CST_SYNTAX, "", 0, 0, "%s", outside);
    }
    if (d->info.n_zones == 0) {
        CST_TRY(make_zones(d));
    }
    CST_TRY(take_records(g));
    for (size_t i = 0; i < g->given->n_notes; i++) {
        cst_note *note = CST_PUSH(&d->arena, &d->notes);

        if (note) {
            *note = g->given->notes[i];
        }
    }
    d->records.published = d->info.published;
    d->records.updated = d->info.updated;
    d->records.published_source = d->info.published_source;
    return cst_arena_failed(&d->arena) ? CST_NOMEM : CST_OK;
}

cst_status cst_document_from(const cst_given *given, cst_error *error,
                             cst_document **doc)
{
    giver g = {.given = given};
    cst_status s;

    if (!given || given->size < sizeof(*given) || !given->info || !doc ||
        given->n_events >= CST_NONE || given->n_harms >= CST_NONE ||
        given->n_damages >= CST_NONE) {
        return cst_fail(error, CST_ARG, "", 0, 0, "records given");
    }
    g.d = cst_mem_alloc(given->allocator, 1, sizeof(*g.d));
    if (!g.d) {
        return cst_fail(error, CST_NOMEM, "", 0, 0, "out of memory");
    }
    g.d->allocator = given->allocator;
    cst_arena_init(&g.d->arena, given->allocator, 0);
    s = fill(&g, error);
    if (s != CST_OK) {
        cst_document_free(g.d);
        return s == CST_NOMEM ? cst_fail(error, s, "", 0, 0, "out of memory")
                              : s;
    }
    *doc = g.d;
    return CST_OK;
}

bool cst_document_is_whole(const cst_document *doc)
{
    return !doc->stand_in;
}
