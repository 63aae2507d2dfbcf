/* present/writer: the writer calls of constat.h, for each format. */
#include "present/present.h"

/* A caller built against an older header gives a shorter struct. */
static cst_writer_options full_options(const cst_writer_options *given)
{
    cst_writer_options o;

    memset(&o, 0, sizeof(o));
    if (given && given->size) {
        memcpy(&o, given, given->size < sizeof(o) ? given->size : sizeof(o));
    }
    o.size = sizeof(o);
    return o;
}

static cst_status close_of(cst_out *o, const cst_document *doc)
{
    cst_status s = cst_out_close(o);

    return s == CST_OK && cst_document_failed(doc) ? CST_NOMEM : s;
}

cst_status cst_write_document(const cst_document *doc,
                              const cst_writer_options *options,
                              cst_write_fn write_fn, void *user)
{
    cst_writer_options full = full_options(options);
    cst_out o;

    if (!doc || !write_fn) {
        return CST_ARG;
    }
    cst_out_init(&o, doc, write_fn, user);
    if (full.format == CST_FORMAT_TABLE) {
        cst_table_write(&o, doc, &full);
    } else {
        cst_jsonl_write(&o, doc, &full);
    }
    return close_of(&o, doc);
}

cst_status cst_write_note(const cst_writer_options *options, const char *path,
                          const char *entry, int64_t offset, const char *code,
                          const char *text, cst_write_fn write_fn, void *user)
{
    cst_writer_options full = full_options(options);
    cst_out o;

    if (!path || !code || !write_fn) {
        return CST_ARG;
    }
    cst_out_init(&o, NULL, write_fn, user);
    if (full.format == CST_FORMAT_TABLE) {
        cst_table_note(&o, cst_str_of(path), cst_str_of(entry), offset, code,
                       cst_str_of(text));
    } else {
        cst_jsonl_note(&o, cst_str_of(path), cst_str_of(entry), offset, code,
                       cst_str_of(text));
    }
    return cst_out_close(&o);
}

/* True if name is one of a comma list; every name is in NULL. */
static bool listed(const char *list, cst_str name)
{
    cst_str rest = cst_str_of(list), part;

    if (!list) {
        return true;
    }
    while (rest.n && cst_str_cut(&rest, ',', &part)) {
        if (cst_str_eq(cst_str_trim(part), name)) {
            return true;
        }
    }
    return false;
}

static void write_annotation(cst_out *o, const char *id,
                             const cst_annotation *a)
{
    cst_str quote = cst_document_quote(o->doc, a->span);
    cst_str plain = cst_document_plain(o->doc, a->span);

    o->comma = false;
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "record", "annotation");
    cst_json_z(o, "document", id);
    cst_json_str(o, "layer", a->layer);
    cst_json_int(o, "begin", a->span.begin);
    cst_json_int(o, "end", a->span.end);
    cst_json_str(o, "text", quote);
    if (!cst_str_eq(plain, quote)) {
        cst_json_str(o, "plain", plain);
    }
    cst_json_str(o, "type", a->type);
    cst_json_str(o, "value", a->value);
    cst_json_str(o, "qual", a->qual);
    cst_json_day(o, "from", a->from);
    cst_json_day(o, "to", a->to);
    cst_json_str(o, "id", a->id);
    cst_json_close(o, '}');
    cst_buf_char(&o->buf, '\n');
    cst_out_flush(o, false);
}

cst_status cst_write_annotations(const cst_document *doc, const char *layers,
                                 cst_write_fn write_fn, void *user)
{
    const cst_annotation *all;
    const char *id;
    cst_out o;
    size_t n;

    if (!doc || !write_fn) {
        return CST_ARG;
    }
    cst_out_init(&o, doc, write_fn, user);
    cst_jsonl_document(&o, doc, NULL);
    id = cst_document_get_info(doc)->id;
    all = cst_document_annotations(doc, &n);
    for (size_t i = 0; i < n; i++) {
        if (listed(layers, all[i].layer)) {
            write_annotation(&o, id, &all[i]);
        }
    }
    return close_of(&o, doc);
}
