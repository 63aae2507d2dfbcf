/* present/export_package: the Frictionless Data Package descriptor of the csv
 * format (profile tabular-data-package, version 1).
 *
 * It has the size and hash of each table, what its columns hold, and by which
 * codebook, strategy, filters and version they were made. It has no date and no
 * licence: these are for who publishes it to add. */
#include "present/export_tables.h"

static const char *type_name(char type)
{
    return type == 'i'   ? "integer"
           : type == 'n' ? "number"
           : type == 'b' ? "boolean"
           : type == 'd' ? "date"
                         : "string";
}

static void put_fields(cst_out *o, const cst_table *t)
{
    cst_json_open(o, "fields", '[');
    for (const cst_table_column *c = t->columns; c->name; c++) {
        cst_json_open(o, NULL, '{');
        cst_json_z(o, "name", c->name);
        cst_json_z(o, "type", type_name(c->type));
        cst_json_z(o, "description", c->what);
        if (c->required || c->type == 'i') {
            cst_json_open(o, "constraints", '{');
            if (c->required) {
                cst_json_bool(o, "required", true);
            }
            if (c->type == 'i') {
                cst_json_int(o, "minimum", 0);
            }
            cst_json_close(o, '}');
        }
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

static void put_links(cst_out *o, const cst_table *t)
{
    if (!t->links[0].field) {
        return;
    }
    cst_json_open(o, "foreignKeys", '[');
    for (const cst_table_link *l = t->links; l->field; l++) {
        cst_json_open(o, NULL, '{');
        cst_json_z(o, "fields", l->field);
        cst_json_open(o, "reference", '{');
        cst_json_z(o, "resource", l->table);
        cst_json_z(o, "fields", "id");
        cst_json_close(o, '}');
        cst_json_close(o, '}');
    }
    cst_json_close(o, ']');
}

static void put_schema(cst_out *o, const cst_table *t)
{
    cst_json_open(o, "schema", '{');
    put_fields(o, t);
    cst_json_open(o, "missingValues", '[');
    cst_json_z(o, NULL, "");
    cst_json_close(o, ']');
    cst_json_open(o, "primaryKey", '[');
    for (size_t i = 0; t->key[i]; i++) {
        cst_json_z(o, NULL, t->key[i]);
    }
    cst_json_close(o, ']');
    put_links(o, t);
    cst_json_close(o, '}');
}

static void put_dialect(cst_out *o)
{
    cst_json_open(o, "dialect", '{');
    cst_json_z(o, "delimiter", ",");
    cst_json_z(o, "lineTerminator", "\r\n");
    cst_json_z(o, "quoteChar", "\"");
    cst_json_bool(o, "doubleQuote", true);
    cst_json_bool(o, "skipInitialSpace", false);
    cst_json_bool(o, "header", true);
    cst_json_close(o, '}');
}

static void put_resource(cst_out *o, const cst_table *t,
                         const cst_export_written *w)
{
    char hash[sizeof("sha256:") + sizeof(w->sha256)];

    memcpy(hash, "sha256:", 7);
    memcpy(hash + 7, w->sha256, sizeof(w->sha256));
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "name", t->name);
    cst_json_z(o, "path", t->file);
    cst_json_z(o, "profile", "tabular-data-resource");
    cst_json_z(o, "title", t->title);
    cst_json_z(o, "format", "csv");
    cst_json_z(o, "mediatype", "text/csv");
    cst_json_z(o, "encoding", "utf-8");
    cst_json_int(o, "bytes", (int64_t)w->size);
    cst_json_z(o, "hash", hash);
    put_dialect(o);
    put_schema(o, t);
    cst_json_close(o, '}');
}

static void put_filters(cst_out *o, const cst_export_options *f)
{
    cst_json_open(o, "filters", '{');
    cst_json_day(o, "from", f->from);
    cst_json_day(o, "to", f->to);
    cst_json_z(o, "area", f->area);
    cst_json_z(o, "kind", f->kind);
    cst_json_z(o, "status", f->status);
    cst_json_close(o, '}');
    cst_json_redacted(o, f->redact);
}

void cst_table_package(cst_export *x)
{
    static const char what[] =
        "Sourced claims of harm found in news reports by the program constat, "
        "and what they come to. Numbers are documented counts, not estimates of "
        "what happened; the overlap of sources is given for such estimates. No "
        "licence is stated: who publishes this says under which one, with regard "
        "to the reports that are quoted. A cell of text with an apostrophe before "
        "= + - or @ has the apostrophe so that no spreadsheet calculates it.";
    cst_out *o = &x->out;

    cst_export_file(x, "datapackage.json");
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "profile", "tabular-data-package");
    cst_json_z(o, "name", "constat-export");
    cst_json_z(o, "title", "Documented claims of harm in armed conflict");
    cst_json_z(o, "description", what);
    cst_json_open(o, "constat", '{');
    cst_json_z(o, "version", cst_version());
    cst_json_z(o, "codebook", x->book_name);
    cst_json_z(o, "strategy", x->strategy_name);
    put_filters(o, x->options);
    cst_json_close(o, '}');
    cst_json_open(o, "resources", '[');
    for (size_t i = 0; i < x->written.n && i < CST_TABLE_COUNT; i++) {
        put_resource(o, &cst_tables[i], &x->written.at[i]);
    }
    cst_json_close(o, ']');
    cst_json_close(o, '}');
    cst_buf_char(&o->buf, '\n');
}
