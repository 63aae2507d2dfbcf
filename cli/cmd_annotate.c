/* cli/annotate: numbers, dates, places, actors alone.
 *
 * Of reports it prints the annotations; with --in it answers the cases of a
 * suite, one JSON line a case: {"id", "text", "ref_time"} in, {"id", "found"}
 * out. Offsets are bytes, or code points with --offsets chars.
 */
#include "cli.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------- reports */

static bool annotate_one(const cli_common *c, cst_worker *worker,
                         const cli_inputs *in, size_t i, bool *broken)
{
    const cli_input *x = &in->at[i];
    cst_read_options options = {.size = sizeof(options), .path = x->path,
                                .format = x->format,
                                .published = c->published,
                                .stop_after = CST_STAGE_ANNOTATE};
    cst_document *doc = NULL;
    const char *why = x->why;
    cst_status status;
    char *bytes = NULL;
    size_t n = 0;

    if (x->code || !cli_input_bytes(in, i, &bytes, &n, &why)) {
        cli_message("%s: %s", x->path, why);
        return false;
    }
    status = cst_read(worker, bytes, n, &options, &doc);
    cli_bytes_free(in, bytes);
    if (status == CST_OK) {
        *broken = cst_write_annotations(doc, c->layers, cli_write, stdout) !=
                  CST_OK;
        cst_document_free(doc);
        return true;
    }
    cli_message("%s: %s", x->path, cst_status_text(status));
    return false;
}

static int annotate_paths(const cli_common *c, cst_worker *worker)
{
    size_t read = 0, failed = 0;
    bool broken = false;
    cli_inputs in;

    if (!cli_inputs_gather(c, &in)) {
        cli_message("out of memory");
        broken = true;
    }
    for (size_t i = 0; i < in.n && !broken; i++) {
        if (in.at[i].same_as != i) {
            continue;
        }
        if (annotate_one(c, worker, &in, i, &broken)) {
            read++;
        } else {
            failed++;
        }
    }
    cli_inputs_free(&in);
    if (!cli_finish_output() || broken || (failed && !read)) {
        return CLI_COULD_NOT;
    }
    return failed ? CLI_NOTES : CLI_DONE;
}

/* ---------------------------------------------------------------- cases */

/* Code points before a byte offset; the offsets come in rising order of begin,
 * but ends do not, so each is counted from the nearest known one. */
typedef struct counter {
    const char *text;
    size_t n, byte, chars;
    bool on;
} counter;

static json_int_t position(counter *k, size_t byte)
{
    if (!k->on) {
        return (json_int_t)byte;
    }
    byte = byte > k->n ? k->n : byte;
    while (k->byte < byte) {
        k->chars += ((unsigned char)k->text[k->byte] & 0xC0) != 0x80;
        k->byte++;
    }
    while (k->byte > byte) {
        k->byte--;
        k->chars -= ((unsigned char)k->text[k->byte] & 0xC0) != 0x80;
    }
    return (json_int_t)k->chars;
}

static json_t *json_of(cst_str s)
{
    return json_stringn(s.p, s.n);
}

static void put_day(json_t *object, const char *key, cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    json_object_set_new(object, key, json_sprintf("%04d-%02d-%02d", y, m, d));
}

/* Clock times and lengths of time are no range of days. */
static bool is_days(const cst_annotation *a)
{
    if (a->layer.n != 4 || memcmp(a->layer.p, "time", 4) != 0) {
        return false;
    }
    if (a->value.n && (a->value.p[0] == 'P' || a->value.p[0] == 'T')) {
        return false;
    }
    return !a->value.n || !memchr(a->value.p, 'T', a->value.n);
}

static json_t *found_of(const cst_annotation *a, counter *k)
{
    json_t *f = json_object();

    json_object_set_new(f, "s", json_integer(position(k, a->span.begin)));
    json_object_set_new(f, "e", json_integer(position(k, a->span.end)));
    json_object_set_new(f, "type", json_of(a->type));
    json_object_set_new(f, "value", a->value.p ? json_of(a->value)
                                               : json_null());
    if (a->qual.p) {
        json_object_set_new(f, "qual", json_of(a->qual));
    }
    if (is_days(a)) {
        if (a->from) {
            put_day(f, "start", a->from);
        }
        if (a->to) {
            put_day(f, "end", a->to + 1);
        }
    }
    return f;
}

static bool in_layers(const char *layers, cst_str name)
{
    const char *p = layers;

    while (p && *p) {
        size_t n = strcspn(p, ",");

        if (n == name.n && memcmp(p, name.p, n) == 0) {
            return true;
        }
        p += n + (p[n] == ',');
    }
    return !layers;
}

static json_t *answer(const cst_document *doc, json_t *id, const char *layers,
                      counter *k)
{
    json_t *out = json_object(), *found = json_array();
    const cst_annotation *a;
    size_t n;

    a = cst_document_annotations(doc, &n);
    for (size_t i = 0; i < n; i++) {
        if (in_layers(layers, a[i].layer)) {
            json_array_append_new(found, found_of(&a[i], k));
        }
    }
    json_object_set(out, "id", id);
    json_object_set_new(out, "found", found);
    return out;
}

static int dump_to(const char *bytes, size_t n, void *user)
{
    return cli_write(user, bytes, n);
}

static bool run_case(const cli_common *c, cst_worker *worker, json_t *in)
{
    json_t *text = json_object_get(in, "text");
    const char *day = json_string_value(json_object_get(in, "ref_time"));
    cst_read_options options = {.size = sizeof(options), .path = c->in,
                                .published = day ? day : c->published,
                                .stop_after = CST_STAGE_ANNOTATE};
    counter k = {.on = c->chars};
    cst_document *doc = NULL;
    json_t *id = json_object_get(in, "id"), *out;
    bool ok;

    if (!json_is_string(text)) {
        return false;
    }
    k.text = json_string_value(text);
    k.n = json_string_length(text);
    if (cst_read(worker, k.text, k.n, &options, &doc) != CST_OK) {
        return false;
    }
    out = answer(doc, id ? id : json_null(), c->layers, &k);
    ok = out && json_dump_callback(out, dump_to, stdout, JSON_COMPACT) == 0;
    putchar('\n');
    json_decref(out);
    cst_document_free(doc);
    return ok;
}

static int annotate_cases(const cli_common *c, cst_worker *worker)
{
    const char *why = NULL, *p, *end;
    size_t n = 0, line = 0, done = 0, failed = 0;
    char *bytes = cli_slurp(c->in, &n, &why);

    if (!bytes) {
        cli_message("%s: %s", c->in, why);
        return CLI_COULD_NOT;
    }
    for (p = bytes; p < bytes + n; p = end + 1) {
        json_error_t error;
        json_t *in;

        end = memchr(p, '\n', (size_t)(bytes + n - p));
        end = end ? end : bytes + n;
        line++;
        if (strspn(p, " \t\r\n") >= (size_t)(end - p)) {
            continue;
        }
        in = json_loadb(p, (size_t)(end - p), JSON_ALLOW_NUL, &error);
        if (in && run_case(c, worker, in)) {
            done++;
        } else {
            failed++;
            cli_message("%s:%zu: not a case: %s", c->in, line,
                        in ? "no text" : error.text);
        }
        json_decref(in);
    }
    free(bytes);
    if (!cli_finish_output() || (failed && !done)) {
        return CLI_COULD_NOT;
    }
    return failed ? CLI_NOTES : CLI_DONE;
}

int cli_annotate(cli_common *c)
{
    cst_engine *engine = NULL;
    cst_worker *worker = NULL;
    int result = CLI_COULD_NOT;

    if ((c->n_paths > 0) == (c->in != NULL)) {
        return CLI_USAGE;
    }
    if (!cli_engine(c, &engine)) {
        return CLI_COULD_NOT;
    }
    if (cst_worker_new(engine, &worker) != CST_OK) {
        cli_message("out of memory");
    } else {
        result = c->in ? annotate_cases(c, worker) : annotate_paths(c, worker);
    }
    cst_worker_free(worker);
    cst_engine_free(engine);
    return result;
}
