/* present/export_jsonld: claims as annotations of their sources, and what was made
 * of what, for programs that read linked data.
 *
 * One JSON-LD 1.1 document with its own context, so that nothing is fetched:
 * incidents, documents and claims as entities of PROV, each claim a W3C Web
 * Annotation whose selectors find its words again (docs/EXPORTS.md). Members
 * of incidents and claims are those of docs/RECORDS.md. One document is held at a
 * time. */
#include "present/export_facts.h"
#include "present/incidents.h"
#include "present/jsonld.h"
#include "present/redact.h"

static const char context[] =
    "{\"@context\":{\"@version\":1.1,"
    "\"@vocab\":\"urn:constat:term:\","
    "\"oa\":\"http://www.w3.org/ns/oa#\","
    "\"prov\":\"http://www.w3.org/ns/prov#\","
    "\"schema\":\"https://schema.org/\","
    "\"Annotation\":\"oa:Annotation\","
    "\"SpecificResource\":\"oa:SpecificResource\","
    "\"TextQuoteSelector\":\"oa:TextQuoteSelector\","
    "\"TextPositionSelector\":\"oa:TextPositionSelector\","
    "\"DataPositionSelector\":\"oa:DataPositionSelector\","
    "\"motivation\":{\"@id\":\"oa:motivatedBy\",\"@type\":\"@id\"},"
    "\"body\":{\"@id\":\"oa:hasBody\",\"@context\":"
    "[null,{\"@vocab\":\"urn:constat:term:\"}]},"
    "\"target\":{\"@id\":\"oa:hasTarget\"},"
    "\"selector\":{\"@id\":\"oa:hasSelector\"},"
    "\"hasSource\":{\"@id\":\"oa:hasSource\",\"@type\":\"@id\"},"
    "\"exact\":{\"@id\":\"oa:exact\"},"
    "\"prefix\":{\"@id\":\"oa:prefix\"},"
    "\"suffix\":{\"@id\":\"oa:suffix\"},"
    "\"start\":{\"@id\":\"oa:start\"},"
    "\"end\":{\"@id\":\"oa:end\"},"
    "\"hasClaim\":{\"@id\":\"urn:constat:term:hasClaim\",\"@type\":\"@id\"},"
    "\"ofIncident\":{\"@id\":\"urn:constat:term:ofIncident\","
    "\"@type\":\"@id\"},"
    "\"readableText\":{\"@id\":\"urn:constat:term:readableText\","
    "\"@type\":\"@id\"},"
    "\"wasDerivedFrom\":{\"@id\":\"prov:wasDerivedFrom\",\"@type\":\"@id\"},"
    "\"wasGeneratedBy\":{\"@id\":\"prov:wasGeneratedBy\",\"@type\":\"@id\"},"
    "\"wasAssociatedWith\":{\"@id\":\"prov:wasAssociatedWith\","
    "\"@type\":\"@id\"},"
    "\"wasAttributedTo\":{\"@id\":\"prov:wasAttributedTo\"},"
    "\"wasRevisionOf\":{\"@id\":\"prov:wasRevisionOf\",\"@type\":\"@id\"},"
    "\"wasInvalidatedBy\":{\"@id\":\"prov:wasInvalidatedBy\"},"
    "\"used\":{\"@id\":\"prov:used\",\"@type\":\"@id\"}},\n\"@graph\":[";

typedef struct linker {
    cst_export *x;
    cst_arena arena;  /* of one document */
    char run[17];     /* names the activities of this export */
    bool comma;       /* a node precedes */
} linker;

/* ------------------------------------------------------------------- ids */

/* The first 16 digits of a hash. */
static void hash_of(cst_str s, char out[17])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t digest[CST_SHA256_BYTES];

    cst_sha256(s.p, s.n, digest);
    for (size_t i = 0; i < 8; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[16] = '\0';
}

static void put_iri(cst_out *o, const char *key, const char *begin,
                    const char *end)
{
    cst_json_open(o, key, '"');
    cst_buf_z(&o->buf, begin);
    cst_buf_z(&o->buf, end);
    cst_json_close(o, '"');
}

static void put_document_iri(const cst_export *x, cst_out *o, const char *key,
                             uint32_t document)
{
    const char *hash = x->heads[document].sha256;

    if (hash[0]) {
        put_iri(o, key, "urn:sha256:", hash);
    } else {
        put_iri(o, key, "urn:constat:document:",
                x->c->documents.at[document].id);
    }
}

static void put_claim_iri(const cst_export *x, cst_out *o, const char *key,
                          uint32_t document, char letter, uint32_t label)
{
    cst_json_open(o, key, '"');
    cst_buf_z(&o->buf, "urn:constat:claim:");
    cst_buf_z(&o->buf, x->c->documents.at[document].id);
    cst_buf_char(&o->buf, ':');
    cst_buf_char(&o->buf, letter);
    cst_buf_int(&o->buf, (int64_t)label + 1);
    cst_json_close(o, '"');
}

static void put_types(cst_out *o, const char *a, const char *b, const char *c)
{
    cst_json_open(o, "@type", '[');
    cst_json_z(o, NULL, a);
    cst_json_z(o, NULL, b);
    if (c) {
        cst_json_z(o, NULL, c);
    }
    cst_json_close(o, ']');
}

static void begin_node(linker *l)
{
    cst_out *o = &l->x->out;

    cst_buf_z(&o->buf, l->comma ? ",\n" : "\n");
    l->comma = true;
    o->comma = false;
    cst_json_open(o, NULL, '{');
}

static void end_node(linker *l)
{
    cst_json_close(&l->x->out, '}');
    cst_out_flush(&l->x->out, false);
}

/* Who says it: named by what is shown of the name, so that it gives away no more. */
static void put_agent(cst_out *o, const char *key, cst_str name, cst_str type)
{
    char id[17];

    hash_of(name, id);
    cst_json_open(o, key, '{');
    put_iri(o, "@id", "urn:constat:agent:", id);
    cst_json_z(o, "@type", "prov:Agent");
    cst_json_str(o, "schema:name", name);
    if (type.p) {
        cst_json_str(o, "claimantType", type);
    }
    cst_json_close(o, '}');
}

/* ------------------------------------------------------ program, activity */

static void put_about(linker *l, const cst_fact *about)
{
    cst_facts_json(&l->x->out, about, CST_ABOUT);
}

static void put_program(linker *l)
{
    cst_out *o = &l->x->out;

    begin_node(l);
    put_iri(o, "@id", "urn:constat:program:", cst_version());
    put_types(o, "prov:SoftwareAgent", "schema:SoftwareApplication", NULL);
    cst_json_z(o, "schema:name", "constat");
    cst_json_z(o, "schema:softwareVersion", cst_version());
    end_node(l);
}

/* An activity has no times: the same input is to give the same bytes. */
static void put_activity(linker *l, const char *what, const cst_fact *about)
{
    cst_out *o = &l->x->out;

    begin_node(l);
    put_iri(o, "@id", what, l->run);
    cst_json_z(o, "@type", "prov:Activity");
    put_iri(o, "wasAssociatedWith", "urn:constat:program:", cst_version());
    put_about(l, about);
    end_node(l);
}

static void put_whole(linker *l, const cst_fact *about)
{
    cst_out *o = &l->x->out;

    put_program(l);
    put_activity(l, "urn:constat:activity:link:", about);
    put_activity(l, "urn:constat:activity:export:", about);
    begin_node(l);
    put_iri(o, "@id", "urn:constat:export:", l->run);
    put_types(o, "prov:Entity", "schema:Dataset", NULL);
    put_iri(o, "wasGeneratedBy", "urn:constat:activity:export:", l->run);
    cst_json_z(o, "totals", "documented counts, not estimates");
    put_about(l, about);
    end_node(l);
}

/* What tells this export from another: its options and its sources. */
static cst_status name_run(linker *l, const cst_fact *about)
{
    const cst_export *x = l->x;
    cst_buf all;
    bool failed;

    cst_buf_init(&all, x->arena->allocator);
    for (size_t i = 0; i < CST_ABOUT; i++) {
        cst_buf_str(&all, about[i].text);
        cst_buf_char(&all, '\n');
    }
    for (size_t i = 0; i < x->c->documents.n; i++) {
        if (x->has_document[i]) {
            cst_buf_z(&all, x->heads[i].sha256);
            cst_buf_char(&all, '\n');
        }
    }
    hash_of(cst_buf_get(&all), l->run);
    failed = all.failed;
    cst_buf_free(&all);
    return failed ? CST_NOMEM : CST_OK;
}

/* ------------------------------------------------------------- documents */

static void put_day(cst_out *o, const char *key, cst_day day)
{
    if (day) {
        cst_json_day(o, key, day);
    }
}

static void put_source(linker *l, uint32_t at, const cst_document *doc)
{
    const cst_document_info *d = cst_document_get_info(doc);
    const cst_export_head *head = &l->x->heads[at];
    cst_out *o = &l->x->out;

    begin_node(l);
    put_document_iri(l->x, o, "@id", at);
    put_types(o, "prov:Entity", "schema:Article", "Document");
    cst_json_z(o, "document", d->id);
    cst_json_str(o, "sha256", head->sha256[0] ? cst_str_of(head->sha256)
                                              : (cst_str){NULL, 0});
    cst_json_int(o, "bytes", (int64_t)cst_document_raw(doc).n);
    cst_json_str(o, "path", head->path);
    cst_json_str(o, "entry", head->entry);
    cst_json_str(o, "schema:name", d->title);
    cst_json_str(o, "schema:url", d->url);
    cst_json_str(o, "schema:author", d->author);
    cst_json_str(o, "schema:inLanguage", d->language);
    put_day(o, "schema:datePublished", d->published.from);
    put_day(o, "schema:dateModified", d->updated.from);
    if (d->outlet.n) {
        put_agent(o, "wasAttributedTo", d->outlet, (cst_str){NULL, 0});
    }
    put_iri(o, "readableText", "urn:constat:text:", d->id);
    cst_json_redacted(o, cst_document_redacted(doc));
    end_node(l);
}

/* What positions in code points count in. */
static void put_text(linker *l, uint32_t at, const cst_document *doc,
                     const cst_places *places)
{
    const char *id = l->x->c->documents.at[at].id;
    cst_out *o = &l->x->out;
    char hash[65];

    cst_document_text_sha256(doc, hash);
    begin_node(l);
    put_iri(o, "@id", "urn:constat:text:", id);
    put_types(o, "prov:Entity", "ReadableText", NULL);
    cst_json_z(o, "sha256", hash);
    cst_json_int(o, "codePoints",
                 (int64_t)cst_places_of(places, places->text.n));
    put_document_iri(l->x, o, "wasDerivedFrom", at);
    put_iri(o, "wasGeneratedBy", "urn:constat:activity:extract:", id);
    end_node(l);
    begin_node(l);
    put_iri(o, "@id", "urn:constat:activity:extract:", id);
    cst_json_z(o, "@type", "prov:Activity");
    put_document_iri(l->x, o, "used", at);
    put_iri(o, "wasAssociatedWith", "urn:constat:program:", cst_version());
    end_node(l);
}

/* ---------------------------------------------------------------- claims */

typedef struct claim {
    char letter;
    const char *type;
    uint32_t label, incident, newer; /* CST_NONE */
    cst_stance stance;
    const cst_claimant *claimant;
    const cst_span *evidence;
    size_t n_evidence;
} claim;

static void put_denial(linker *l, const cst_document_info *d, const claim *k)
{
    cst_out *o = &l->x->out;

    cst_json_open(o, "wasInvalidatedBy", '{');
    put_types(o, "prov:Activity", "Denial", NULL);
    put_agent(o, "wasAssociatedWith",
              k->claimant->mention.name.p ? k->claimant->mention.name
                                          : d->outlet,
              k->claimant->type);
    cst_json_close(o, '}');
}

static void put_voices(linker *l, const cst_document_info *d, const claim *k)
{
    cst_out *o = &l->x->out;

    cst_json_open(o, "wasAttributedTo", '[');
    if (k->claimant->mention.name.p) {
        put_agent(o, NULL, k->claimant->mention.name, k->claimant->type);
    }
    if (d->outlet.n) {
        put_agent(o, NULL, d->outlet, (cst_str){NULL, 0});
    }
    cst_json_close(o, ']');
}

static void put_targets(linker *l, uint32_t at, const cst_document *doc,
                        const cst_places *places, const claim *k)
{
    cst_out *o = &l->x->out;

    cst_json_open(o, "target", '[');
    for (size_t i = 0; i < k->n_evidence; i++) {
        cst_json_open(o, NULL, '{');
        cst_json_z(o, "@type", "SpecificResource");
        put_document_iri(l->x, o, "hasSource", at);
        cst_jsonld_selectors(o, &l->arena, doc, places, k->evidence[i]);
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

static void put_claim(linker *l, uint32_t at, const cst_document *doc,
                      const cst_places *places, const claim *k)
{
    const cst_document_info *d = cst_document_get_info(doc);
    cst_out *o = &l->x->out;

    begin_node(l);
    put_claim_iri(l->x, o, "@id", at, k->letter, k->label);
    put_types(o, "Annotation", "prov:Entity", "Claim");
    cst_json_z(o, "motivation", "oa:describing");
    if (k->incident != CST_NONE) {
        put_iri(o, "ofIncident", "urn:constat:incident:",
                l->x->c->incidents.at.at[k->incident].id);
    }
    cst_json_open(o, "body", '{');
    cst_json_z(o, "@type", k->type);
    cst_jsonl_body(o, doc, k->letter, k->label);
    cst_json_close(o, '}');
    put_targets(l, at, doc, places, k);
    put_document_iri(l->x, o, "wasDerivedFrom", at);
    put_iri(o, "wasGeneratedBy", "urn:constat:activity:extract:", d->id);
    put_voices(l, d, k);
    if (k->stance == CST_DENIED) {
        put_denial(l, d, k);
    }
    end_node(l);
    if (k->newer != CST_NONE) {
        begin_node(l);
        put_claim_iri(l->x, o, "@id", at, 'h', k->newer);
        put_claim_iri(l->x, o, "wasRevisionOf", at, 'h', k->label);
        end_node(l);
    }
}

/* The claim of record i of a document; false if there is none (another process may
 * have written meanwhile) or it does not belong in. */
typedef bool (*claim_fn)(const linker *l, const cst_coll_document *d,
                         const cst_document *doc, uint32_t i, claim *k);

static bool event_claim(const linker *l, const cst_coll_document *d,
                        const cst_document *doc, uint32_t i, claim *k)
{
    size_t n;
    const cst_event *e = cst_document_events(doc, &n);
    uint32_t event = d->events.first + i;

    if (i >= n) {
        return false;
    }
    e += i;
    *k = (claim){'e', "Event", i, cst_export_incident(l->x, event), CST_NONE,
                 e->stance, &e->claimant, e->evidence, e->n_evidence};
    return l->x->has_event[event];
}

static bool harm_claim(const linker *l, const cst_coll_document *d,
                       const cst_document *doc, uint32_t i, claim *k)
{
    size_t n;
    const cst_harm *h = cst_document_harms(doc, &n);
    uint32_t harm = d->harms.first + i, newer;
    bool told;

    if (i >= n) {
        return false;
    }
    h += i;
    newer = h->superseded_by;
    told = newer < d->harms.n && l->x->has_harm[d->harms.first + newer];
    *k = (claim){'h', "Harm", i, l->x->harm_incident[harm],
                 told ? newer : CST_NONE, h->stance, &h->claimant,
                 h->evidence, h->n_evidence};
    return l->x->has_harm[harm];
}

static bool damage_claim(const linker *l, const cst_coll_document *d,
                         const cst_document *doc, uint32_t i, claim *k)
{
    size_t n;
    const cst_damage *x = cst_document_damages(doc, &n);
    uint32_t damage = d->damages.first + i;

    if (i >= n) {
        return false;
    }
    x += i;
    *k = (claim){'d', "Damage", i,
                 cst_export_incident(l->x, l->x->c->damages.at[damage].event),
                 CST_NONE, x->stance, &x->claimant, x->evidence,
                 x->n_evidence};
    return l->x->has_damage[damage];
}

static void put_claims(linker *l, uint32_t at, const cst_document *doc,
                       const cst_places *places)
{
    const cst_coll_document *d = &l->x->c->documents.at[at];
    const struct {
        claim_fn of;
        uint32_t n; /* as many as the collection has of it */
    } kinds[] = {{event_claim, d->events.n},
                 {harm_claim, d->harms.n},
                 {damage_claim, d->damages.n}};

    for (size_t kind = 0; kind < CST_COUNT(kinds); kind++) {
        for (uint32_t i = 0; i < kinds[kind].n; i++) {
            claim k;

            if (kinds[kind].of(l, d, doc, i, &k)) {
                put_claim(l, at, doc, places, &k);
            }
        }
    }
}

static cst_status put_document(linker *l, uint32_t at)
{
    const cst_document *doc = NULL;
    cst_places places;

    CST_TRY(cst_export_document(l->x, at, &doc));
    cst_arena_reset(&l->arena);
    CST_TRY(cst_places_init(&places, &l->arena, cst_document_text(doc)));
    l->x->out.doc = doc;
    put_source(l, at, doc);
    put_text(l, at, doc, &places);
    put_claims(l, at, doc, &places);
    l->x->out.doc = NULL;
    return cst_arena_failed(&l->arena) ? CST_NOMEM : CST_OK;
}

/* ------------------------------------------------------------- incidents */

static void put_sources(linker *l, const cst_incident *in)
{
    const cst_export *x = l->x;
    uint32_t last = CST_NONE;

    cst_json_open(&l->x->out, "wasDerivedFrom", '[');
    for (uint32_t i = 0; i < in->events.n; i++) {
        uint32_t event = x->c->incidents.members.at[in->events.first + i];
        uint32_t document = x->c->events.at[event].document;

        if (document != last) { /* members are in order of document */
            put_document_iri(x, &l->x->out, NULL, document);
        }
        last = document;
    }
    cst_json_close(&l->x->out, ']');
}

static void put_incident(linker *l, uint32_t at)
{
    const cst_export *x = l->x;
    const cst_incident *in = &x->c->incidents.at.at[at];
    cst_out *o = &l->x->out;

    begin_node(l);
    put_iri(o, "@id", "urn:constat:incident:", in->id);
    put_types(o, "prov:Entity", "schema:Event", "Incident");
    cst_json_bool(o, "unconfirmed", cst_unconfirmed(x->tolls->of[at].standing));
    put_day(o, "schema:startDate", in->date.from);
    put_day(o, "schema:endDate", in->date.to);
    if (in->parent != CST_NONE) {
        cst_json_open(o, "schema:superEvent", '{');
        put_iri(o, "@id", "urn:constat:incident:",
                x->c->incidents.at.at[in->parent].id);
        cst_json_close(o, '}');
    }
    cst_json_open(o, "hasClaim", '[');
    for (uint32_t i = 0; i < in->events.n; i++) {
        uint32_t event = x->c->incidents.members.at[in->events.first + i];

        put_claim_iri(x, o, NULL, x->c->events.at[event].document, 'e',
                      x->c->events.at[event].label);
    }
    cst_json_close(o, ']');
    cst_jsonl_incident_members(o, x->c, x->tolls, at);
    put_sources(l, in);
    put_iri(o, "wasGeneratedBy", "urn:constat:activity:link:", l->run);
    end_node(l);
}

static cst_status put_graph(linker *l)
{
    cst_fact about[CST_ABOUT];
    cst_export *x = l->x;

    cst_facts_about(x, x->arena, about);
    CST_TRY(name_run(l, about));
    cst_export_file(x, "constat.jsonld");
    cst_buf_z(&x->out.buf, context);
    put_whole(l, about);
    for (size_t i = 0; i < x->n_incidents; i++) {
        put_incident(l, x->incidents[i]);
    }
    for (uint32_t i = 0; i < x->c->documents.n; i++) {
        if (x->has_document[x->by_path[i]]) {
            CST_TRY(put_document(l, x->by_path[i]));
        }
    }
    cst_buf_z(&x->out.buf, "\n]}\n");
    return CST_OK;
}

cst_status cst_export_jsonld(cst_export *x)
{
    linker l = {.x = x};
    cst_status s;

    cst_arena_init(&l.arena, x->arena->allocator, 0);
    s = put_graph(&l);
    cst_arena_free(&l.arena);
    return s;
}

/* ------------------------------------------------------------------ texts */

/* The readable text of each document, as positions count in it. */
cst_status cst_export_text(cst_export *x)
{
    cst_arena arena;
    cst_status s = CST_OK;

    cst_arena_init(&arena, x->arena->allocator, 0);
    for (uint32_t i = 0; s == CST_OK && i < x->c->documents.n; i++) {
        uint32_t at = x->by_path[i];
        const cst_document *doc = NULL;
        char *name;

        if (!x->has_document[at]) {
            continue;
        }
        cst_arena_reset(&arena);
        name = cst_arena_copy(x->arena, "0123456789abcdef.txt", 20);
        s = name ? cst_export_document(x, at, &doc) : CST_NOMEM;
        if (s == CST_OK) {
            memcpy(name, x->c->documents.at[at].id, 16);
            cst_export_file(x, name);
            cst_buf_str(&x->out.buf,
                        cst_redact_shown(&arena, cst_document_text(doc)));
            s = cst_arena_failed(&arena) ? CST_NOMEM : CST_OK;
        }
    }
    cst_arena_free(&arena);
    return s;
}
