/* present/export_jsonl: every record as it stands after linking, then the
 * incidents and the groups of documents that carry one wire text, and a line on
 * the export itself.
 *
 * Lines as docs/RECORDS.md has them; documents in order of path. */
#include "present/export.h"
#include "present/export_facts.h"
#include "present/incidents.h"

static void put_notes(cst_export *x, const cst_document *doc)
{
    const cst_document_info *info = cst_document_get_info(doc);
    const cst_note *notes;
    size_t n;

    notes = cst_document_notes(doc, &n);
    for (size_t i = 0; i < n; i++) {
        cst_jsonl_note(&x->out, info->path, info->entry, notes[i].offset,
                       notes[i].code, notes[i].text);
    }
}

static cst_status put_document(cst_export *x, uint32_t at)
{
    const cst_coll_document *d = &x->c->documents.at[at];
    const cst_jsonl_only only = {x->has_event + d->events.first,
                                 x->has_harm + d->harms.first,
                                 x->has_damage + d->damages.first};
    cst_writer_options options = {.size = sizeof(options)};
    const cst_document *doc = NULL;

    CST_TRY(cst_export_document(x, at, &doc));
    options.also = x->heads[at].also;
    options.n_also = x->heads[at].n_also;
    x->out.doc = doc;
    cst_jsonl_document(&x->out, doc, &options);
    cst_jsonl_records(&x->out, doc, &only);
    put_notes(x, doc);
    x->out.doc = NULL;
    return CST_OK;
}

/* Is one of its documents in? */
static bool has_group(const cst_export *x, uint32_t group)
{
    cst_slice all = x->c->incidents.groups.at[group].documents;
    bool has = false;

    for (uint32_t i = 0; i < all.n; i++) {
        has |= x->has_document[x->c->incidents.members.at[all.first + i]];
    }
    return has;
}

/* The last line: what the others rest on. */
static cst_status put_about(cst_export *x)
{
    cst_fact about[CST_ABOUT];

    CST_TRY(cst_facts_about(x, x->arena, about));
    x->out.comma = false;
    cst_json_open(&x->out, NULL, '{');
    cst_json_z(&x->out, "record", "export");
    cst_facts_json(&x->out, about, CST_ABOUT);
    cst_json_close(&x->out, '}');
    cst_buf_char(&x->out.buf, '\n');
    return CST_OK;
}

cst_status cst_export_jsonl(cst_export *x)
{
    cst_export_file(x, "constat.jsonl");
    for (uint32_t i = 0; i < x->c->documents.n; i++) {
        if (x->has_document[x->by_path[i]]) {
            CST_TRY(put_document(x, x->by_path[i]));
        }
    }
    for (uint32_t i = 0; i < x->c->incidents.at.n; i++) {
        if (x->has_incident[i]) {
            cst_jsonl_incident(&x->out, x->c, x->tolls, i);
        }
    }
    for (uint32_t i = 0; i < x->c->incidents.groups.n; i++) {
        if (has_group(x, i)) {
            cst_jsonl_syndication(&x->out, x->c, i);
        }
    }
    return put_about(x);
}
