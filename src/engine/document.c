/* engine/document: what a document hands out. */
#include "engine/engine.h"

const cst_document_info *cst_document_get_info(const cst_document *doc)
{
    return &doc->info;
}

cst_str cst_document_raw(const cst_document *doc)
{
    return doc->payload.raw;
}

cst_str cst_document_text(const cst_document *doc)
{
    return doc->payload.text;
}

cst_str cst_document_quote(const cst_document *doc, cst_span span)
{
    if (span.begin > span.end || span.end > doc->payload.raw.n) {
        return (cst_str){NULL, 0};
    }
    if (doc->blackened) { /* mark-up may hold a name too */
        return cst_document_plain(doc, span);
    }
    cst_tspan t = cst_textmap_text(&doc->payload.source_map, span);
    return cst_str_sub(doc->payload.source, t.begin, t.end - t.begin);
}

cst_str cst_document_plain(const cst_document *doc, cst_span span)
{
    if (span.begin > span.end || span.end > doc->payload.raw.n) {
        return (cst_str){NULL, 0};
    }
    cst_tspan t = cst_textmap_text(&doc->payload.map, span);
    cst_str plain = cst_str_sub(doc->payload.text, t.begin, t.end - t.begin);
    return doc->blackened ? cst_redact_shown(doc->blackened->arena, plain)
                          : plain;
}

cst_tspan cst_document_text_span(const cst_document *doc, cst_span span)
{
    if (span.begin > span.end || span.end > doc->payload.raw.n) {
        return (cst_tspan){0, 0};
    }
    return cst_textmap_text(&doc->payload.map, span);
}

const cst_event *cst_document_events(const cst_document *doc, size_t *n)
{
    *n = doc->records.n_events;
    return doc->records.events;
}

const cst_harm *cst_document_harms(const cst_document *doc, size_t *n)
{
    *n = doc->records.n_harms;
    return doc->records.harms;
}

const cst_damage *cst_document_damages(const cst_document *doc, size_t *n)
{
    *n = doc->records.n_damages;
    return doc->records.damages;
}

const cst_annotation *cst_document_annotations(const cst_document *doc,
                                               size_t *n)
{
    *n = doc->records.n_annotations;
    return doc->records.annotations;
}

const cst_note *cst_document_notes(const cst_document *doc, size_t *n)
{
    *n = doc->notes.n;
    return doc->notes.at;
}
