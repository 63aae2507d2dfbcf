/* present/export: from a linked collection to files of a format.
 *
 * Knows the formats by name, hands pieces of the file that is being written to
 * the caller, and counts what was given. */
#include "present/export.h"

static const struct {
    const char *name;
    bool folder;
    cst_status (*write)(cst_export *x);
} formats[] = {
    {"jsonl", false, cst_export_jsonl},
    {"acled", false, cst_export_acled},
    {"ged", false, cst_export_ged},
    {"jsonld", false, cst_export_jsonld},
    {"text", true, cst_export_text},
    {"geojson", false, cst_export_geojson},
    {"kml", false, cst_export_kml},
    {"gpkg", false, cst_export_gpkg},
    {"csv", true, cst_export_csv},
    {"hxl", false, cst_export_hxl},
};

const char *cst_export_format(size_t index, bool *folder)
{
    if (index >= CST_COUNT(formats)) {
        return NULL;
    }
    if (folder) {
        *folder = formats[index].folder;
    }
    return formats[index].name;
}

const char *cst_export_coded(const char *format, const char **strategy)
{
    static const struct {
        const char *format, *book, *strategy;
    } coded[] = {{"acled", "acled", "lowest"}, {"ged", "ucdp", "latest"}};

    for (size_t i = 0; i < CST_COUNT(coded); i++) {
        if (strcmp(coded[i].format, format) == 0) {
            *strategy = coded[i].strategy;
            return coded[i].book;
        }
    }
    return NULL;
}

/* ---------------------------------------------------------------- files */

static int give(void *user, const char *bytes, size_t n)
{
    cst_export *x = user;

    cst_sha256_add(&x->run, bytes, n);
    x->size += n;
    return x->fn(x->user, x->file, bytes, n);
}

static cst_status close_file(cst_export *x)
{
    cst_status s = CST_OK;

    if (x->file) {
        cst_export_written *w;

        s = cst_out_close(&x->out);
        w = CST_PUSH(x->arena, &x->written);
        if (w) {
            w->name = x->file;
            w->size = x->size;
            cst_sha256_end(&x->run, w->sha256);
        } else if (s == CST_OK) {
            s = CST_NOMEM;
        }
    }
    x->file = NULL;
    return s;
}

void cst_export_file(cst_export *x, const char *name)
{
    bool failed = x->out.io_failed || x->out.buf.failed;

    if (x->file && close_file(x) != CST_OK) {
        failed = true;
    }
    x->file = name;
    x->size = 0;
    cst_sha256_begin(&x->run);
    cst_out_init(&x->out, NULL, give, x);
    x->out.io_failed = failed || x->fn(x->user, name, "", 0) != 0;
}

/* -------------------------------------------------------------- records */

const char *cst_export_width(const cst_when *d)
{
    int32_t days = d->to - d->from;

    if (!d->present || (!d->from && !d->to)) {
        return "unknown";
    }
    if (!d->from || !d->to) {
        return "open";
    }
    return days <= 0    ? "day"
           : days < 7   ? "days"
           : days < 31  ? "month"
           : days < 366 ? "year"
                        : "years";
}

uint32_t cst_export_incident(const cst_export *x, uint32_t event)
{
    return event == CST_NONE ? CST_NONE : x->c->events.at[event].incident;
}

cst_status cst_export_document(cst_export *x, uint32_t document,
                               const cst_document **doc)
{
    return x->load(x->loader, document, doc);
}

/* ---------------------------------------------------------------- whole */

cst_status cst_export_write(cst_export *x)
{
    cst_status s = CST_NOTFOUND, closed;
    size_t i = 0;

    while (i < CST_COUNT(formats) &&
           strcmp(formats[i].name, x->options->format) != 0) {
        i++;
    }
    if (i == CST_COUNT(formats)) {
        return cst_fail(x->error, s, "", 0, 0, "no such format: %s",
                        x->options->format);
    }
    CST_TRY(cst_export_choose(x));
    s = formats[i].write(x);
    closed = close_file(x);
    return s == CST_OK ? closed : s;
}
