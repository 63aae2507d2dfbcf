/* present/jsonl: the record format, one JSON object a line.
 *
 * docs/RECORDS.md is the contract; the order of keys here is part of it. What a
 * text does not state is null. Values that were inferred from no words of their
 * own have null for begin, end and text.
 */
#include "present/present.h"

/* --------------------------------------------------------------- pieces */

static void put_basis(cst_out *o, cst_basis basis)
{
    if (basis == CST_BASIS_NONE) {
        cst_json_null(o, "basis");
    } else {
        cst_json_z(o, "basis", cst_basis_name(basis));
    }
}

static void put_span(cst_out *o, cst_span span)
{
    cst_str quote, plain;
    char seal[65];

    if (span.begin >= span.end) {
        cst_json_null(o, "begin");
        cst_json_null(o, "end");
        cst_json_null(o, "text");
        return;
    }
    quote = cst_document_quote(o->doc, span);
    cst_json_int(o, "begin", span.begin);
    cst_json_int(o, "end", span.end);
    cst_json_str(o, "text", quote.p ? quote : CST_S(""));
    plain = cst_document_plain(o->doc, span);
    if (plain.p && !cst_str_eq(plain, quote)) {
        cst_json_str(o, "plain", plain);
    }
    if (cst_document_seal(o->doc, span, seal)) {
        cst_json_z(o, "seal", seal);
    }
}

static void put_time(cst_out *o, int minutes)
{
    char hhmm[5];

    if (minutes < 0 || minutes >= 24 * 60) {
        cst_json_null(o, "time");
        return;
    }
    hhmm[0] = (char)('0' + minutes / 600);
    hhmm[1] = (char)('0' + minutes / 60 % 10);
    hhmm[2] = ':';
    hhmm[3] = (char)('0' + minutes % 60 / 10);
    hhmm[4] = (char)('0' + minutes % 10);
    cst_json_str(o, "time", (cst_str){hhmm, sizeof(hhmm)});
}

static void put_interval(cst_out *o, const char *key, cst_interval v,
                         const char *source)
{
    if (v.from == 0 && v.to == 0) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '{');
    cst_json_day(o, "from", v.from);
    cst_json_day(o, "to", v.to);
    put_time(o, v.minutes);
    if (source) {
        cst_json_z(o, "source", source);
    }
    cst_json_close(o, '}');
}

static void put_names(cst_out *o, const char *key, const cst_str *names,
                      size_t n)
{
    cst_json_open(o, key, '[');
    for (size_t i = 0; i < n; i++) {
        cst_json_str(o, NULL, names[i]);
    }
    cst_json_close(o, ']');
}

static void put_claimant(cst_out *o, const char *key, const cst_claimant *c)
{
    if (!c->mention.name.p) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '{');
    cst_json_str(o, "name", c->mention.name);
    cst_json_str(o, "type", c->type.p ? c->type : CST_S("other"));
    cst_json_str(o, "side", c->side);
    put_names(o, "via", c->via, c->n_via);
    put_basis(o, c->basis);
    put_span(o, c->mention.span);
    cst_json_close(o, '}');
}

static void put_date(cst_out *o, const char *key, const cst_date *d)
{
    if (!d->present) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '{');
    cst_json_day(o, "from", d->from);
    cst_json_day(o, "to", d->to);
    cst_json_str(o, "partial",
                 d->partial[0] ? cst_str_of(d->partial) : (cst_str){NULL, 0});
    cst_json_str(o, "method", d->method);
    put_basis(o, d->basis);
    put_span(o, d->mention.span);
    cst_json_close(o, '}');
}

static void put_place(cst_out *o, const char *key, const cst_place *p)
{
    if (!p->present) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '{');
    cst_json_str(o, "name", p->mention.name);
    put_names(o, "in", p->in, p->n_in);
    cst_json_str(o, "id", p->id);
    if (p->has_point) {
        cst_json_real(o, "lat", p->lat);
        cst_json_real(o, "lon", p->lon);
    } else {
        cst_json_null(o, "lat");
        cst_json_null(o, "lon");
    }
    cst_json_str(o, "precision", p->precision.p ? p->precision
                                                : CST_S("unknown"));
    if (p->radius_km >= 0) {
        cst_json_real(o, "radius_km", p->radius_km);
    } else {
        cst_json_null(o, "radius_km");
    }
    put_basis(o, p->basis);
    put_span(o, p->mention.span);
    put_names(o, "candidates", p->candidates, p->n_candidates);
    cst_json_close(o, '}');
}

static void put_mentions(cst_out *o, const char *key, const cst_mention *m,
                         size_t n)
{
    cst_json_open(o, key, '[');
    for (size_t i = 0; i < n; i++) {
        cst_json_open(o, NULL, '{');
        cst_json_str(o, "name", m[i].name);
        put_span(o, m[i].span);
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

/* Label of a record of this reading, "e1" for index 0. */
static void put_label(cst_out *o, const char *key, char letter, uint32_t index)
{
    if (index == CST_NONE) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '"');
    cst_buf_char(&o->buf, letter);
    cst_buf_int(&o->buf, (int64_t)index + 1);
    cst_json_close(o, '"');
}

static void begin_record(cst_out *o, const char *record)
{
    o->comma = false;
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "record", record);
}

static void begin_of(cst_out *o, const char *record, char letter, uint32_t index)
{
    begin_record(o, record);
    cst_json_z(o, "document", cst_document_get_info(o->doc)->id);
    put_label(o, "id", letter, index);
}

static void end_record(cst_out *o)
{
    cst_json_close(o, '}');
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
}

/* Who says it, and how surely. */
static void put_voice(cst_out *o, const cst_claimant *claimant,
                      cst_stance stance)
{
    put_claimant(o, "claimant", claimant);
    cst_json_z(o, "stance", cst_stance_name(stance));
}

/* Where it stands, which rule found it. */
static void put_tail(cst_out *o, const cst_span *evidence, size_t n, cst_str rule)
{
    cst_json_open(o, "evidence", '[');
    for (size_t i = 0; i < n; i++) {
        cst_json_open(o, NULL, '{');
        put_span(o, evidence[i]);
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
    cst_json_str(o, "rule", rule);
    end_record(o);
}

/* -------------------------------------------------------------- records */

const char *cst_pub_source_name(cst_pub_source source)
{
    switch (source) {
    case CST_PUB_HEADER:
        return "header";
    case CST_PUB_METADATA:
        return "metadata";
    case CST_PUB_TEXT:
        return "text";
    case CST_PUB_NONE:
        break;
    }
    return NULL;
}

void cst_json_redacted(cst_out *o, uint32_t whom)
{
    if (!whom) {
        return;
    }
    cst_json_open(o, "redacted", '[');
    if (whom & CST_REDACT_VICTIMS) {
        cst_json_z(o, NULL, "victims");
    }
    if (whom & CST_REDACT_WITNESSES) {
        cst_json_z(o, NULL, "witnesses");
    }
    cst_json_close(o, ']');
}

void cst_jsonl_document(cst_out *o, const cst_document *doc,
                        const cst_writer_options *options)
{
    const cst_document_info *d = cst_document_get_info(doc);

    begin_record(o, "document");
    cst_json_z(o, "document", d->id);
    cst_json_str(o, "path", d->path);
    cst_json_str(o, "entry", d->entry);
    cst_json_open(o, "also", '[');
    for (size_t i = 0; options && i < options->n_also; i++) {
        cst_json_z(o, NULL, options->also[i]);
    }
    cst_json_close(o, ']');
    cst_json_str(o, "sha256", d->sha256[0] ? cst_str_of(d->sha256)
                                           : (cst_str){NULL, 0});
    cst_json_str(o, "language", d->language);
    cst_json_str(o, "title", d->title);
    cst_json_str(o, "url", d->url);
    cst_json_str(o, "outlet", d->outlet);
    cst_json_str(o, "outlet_kind", d->outlet_kind);
    cst_json_str(o, "author", d->author);
    put_names(o, "credits", d->credits, d->n_credits);
    put_interval(o, "published", d->published, cst_pub_source_name(d->published_source));
    put_interval(o, "updated", d->updated, NULL);
    cst_json_open(o, "zones", '[');
    for (size_t i = 0; i < d->n_zones; i++) {
        cst_json_open(o, NULL, '{');
        cst_json_int(o, "begin", d->zones[i].span.begin);
        cst_json_int(o, "end", d->zones[i].span.end);
        cst_json_z(o, "kind", cst_zone_kind_name(d->zones[i].kind));
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
    cst_json_redacted(o, cst_document_redacted(doc));
    end_record(o);
}

static void put_perpetrators(cst_out *o, const cst_event *e)
{
    cst_json_open(o, "perpetrator", '[');
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];

        cst_json_open(o, NULL, '{');
        cst_json_str(o, "name", p->mention.name);
        put_span(o, p->mention.span);
        cst_json_str(o, "actor", p->actor);
        cst_json_str(o, "certainty",
                     p->certainty.p ? p->certainty : CST_S("stated"));
        put_claimant(o, "according_to", &p->according_to);
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

static void put_targets(cst_out *o, const cst_event *e)
{
    cst_json_open(o, "target", '[');
    for (size_t i = 0; i < e->n_targets; i++) {
        cst_json_open(o, NULL, '{');
        cst_json_str(o, "name", e->targets[i].mention.name);
        put_span(o, e->targets[i].mention.span);
        cst_json_str(o, "actor", e->targets[i].actor);
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

static void put_event(cst_out *o, const cst_event *e)
{
    cst_json_str(o, "type", e->type);
    put_date(o, "date", &e->date);
    put_place(o, "place", &e->place);
    put_perpetrators(o, e);
    put_targets(o, e);
    put_mentions(o, "weapon", e->weapons, e->n_weapons);
    put_mentions(o, "claimed_by", e->claimed_by, e->n_claimed_by);
    put_voice(o, &e->claimant, e->stance);
}

static void write_event(cst_out *o, const cst_event *e, uint32_t index)
{
    begin_of(o, "event", 'e', index);
    put_event(o, e);
    put_tail(o, e->evidence, e->n_evidence, e->rule);
}

static void put_number(cst_out *o, const char *key, int64_t v)
{
    if (v < 0) {
        cst_json_null(o, key);
    } else {
        cst_json_int(o, key, v);
    }
}

static void put_count(cst_out *o, const cst_count *c)
{
    cst_json_open(o, "count", '{');
    cst_json_z(o, "qualifier", cst_qualifier_name(c->qualifier));
    put_number(o, "value", c->value);
    put_number(o, "value2", c->value2);
    put_number(o, "low", c->low);
    put_number(o, "high", c->high);
    put_span(o, c->span);
    cst_json_close(o, '}');
}

static void put_harm(cst_out *o, const cst_harm *h)
{
    put_label(o, "event", 'e', h->event);
    cst_json_str(o, "kind", h->kind);
    put_count(o, &h->count);
    cst_json_open(o, "victims", '{');
    cst_json_str(o, "status",
                 h->victims.status.p ? h->victims.status : CST_S("unknown"));
    cst_json_str(o, "group", h->victims.group);
    cst_json_str(o, "person", h->victims.person);
    put_span(o, h->victims.span);
    cst_json_str(o, "actor", h->victims.actor);
    cst_json_close(o, '}');
    cst_json_z(o, "scope", h->total ? "total" : "incident");
    cst_json_z(o, "covers", h->some ? "some" : "whole");
    put_label(o, "part_of", 'h', h->part_of);
    put_label(o, "superseded_by", 'h', h->superseded_by);
    put_date(o, "period", &h->period);
    put_place(o, "area", &h->area);
    put_interval(o, "as_of", h->as_of, NULL);
    put_voice(o, &h->claimant, h->stance);
}

static void write_harm(cst_out *o, const cst_harm *h, uint32_t index)
{
    begin_of(o, "harm", 'h', index);
    put_harm(o, h);
    put_tail(o, h->evidence, h->n_evidence, h->rule);
}

static void put_damage(cst_out *o, const cst_damage *d)
{
    put_label(o, "event", 'e', d->event);
    cst_json_open(o, "object", '{');
    cst_json_str(o, "name", d->object.name);
    put_span(o, d->object.span);
    cst_json_close(o, '}');
    cst_json_str(o, "class", d->class_);
    cst_json_str(o, "degree", d->degree);
    put_voice(o, &d->claimant, d->stance);
}

static void write_damage(cst_out *o, const cst_damage *d, uint32_t index)
{
    begin_of(o, "damage", 'd', index);
    put_damage(o, d);
    put_tail(o, d->evidence, d->n_evidence, d->rule);
}

void cst_jsonl_note(cst_out *o, cst_str path, cst_str entry, int64_t offset,
                    const char *code, cst_str text)
{
    begin_record(o, "note");
    cst_json_str(o, "path", path);
    cst_json_str(o, "entry", entry);
    put_number(o, "offset", offset);
    cst_json_z(o, "code", code);
    cst_json_str(o, "text", text);
    end_record(o);
}

void cst_jsonl_body(cst_out *o, const cst_document *doc, char letter,
                    uint32_t index)
{
    cst_str rule = {NULL, 0};
    size_t n;

    o->doc = doc;
    if (letter == 'e') {
        const cst_event *e = &cst_document_events(doc, &n)[index];

        put_event(o, e);
        rule = e->rule;
    } else if (letter == 'h') {
        const cst_harm *h = &cst_document_harms(doc, &n)[index];

        put_harm(o, h);
        rule = h->rule;
    } else {
        const cst_damage *d = &cst_document_damages(doc, &n)[index];

        put_damage(o, d);
        rule = d->rule;
    }
    cst_json_str(o, "rule", rule);
}

static bool wanted(const bool *list, size_t i)
{
    return !list || list[i];
}

void cst_jsonl_records(cst_out *o, const cst_document *doc,
                       const cst_jsonl_only *only)
{
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n;

    events = cst_document_events(doc, &n);
    for (size_t i = 0; i < n; i++) {
        if (wanted(only->events, i)) {
            write_event(o, &events[i], (uint32_t)i);
        }
    }
    harms = cst_document_harms(doc, &n);
    for (size_t i = 0; i < n; i++) {
        if (wanted(only->harms, i)) {
            write_harm(o, &harms[i], (uint32_t)i);
        }
    }
    damages = cst_document_damages(doc, &n);
    for (size_t i = 0; i < n; i++) {
        if (wanted(only->damages, i)) {
            write_damage(o, &damages[i], (uint32_t)i);
        }
    }
}

void cst_jsonl_write(cst_out *o, const cst_document *doc,
                     const cst_writer_options *options)
{
    static const cst_jsonl_only all = {NULL, NULL, NULL};
    const cst_document_info *info = cst_document_get_info(doc);
    const cst_note *notes;
    size_t n;

    cst_jsonl_document(o, doc, options);
    cst_jsonl_records(o, doc, &all);
    notes = cst_document_notes(doc, &n);
    for (size_t i = 0; i < n; i++) {
        cst_jsonl_note(o, info->path, info->entry, notes[i].offset,
                       notes[i].code, notes[i].text);
    }
}
