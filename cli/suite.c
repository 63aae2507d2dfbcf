/* cli/suite: one case of a suite and its answer, each a line of JSON.
 *
 * {"id", "text", "ref_time"} in, {"id", "found"} out. Offsets are bytes, or code
 * points with --offsets chars. Any line may come: what is no case is told.
 */
#include "cli.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

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

static char *answer_case(const cli_common *c, cst_worker *worker, json_t *in)
{
    json_t *text = json_object_get(in, "text");
    const char *day = json_string_value(json_object_get(in, "ref_time"));
    cst_read_options options = {.size = sizeof(options), .path = c->in,
                                .published = day ? day : c->published,
                                .stop_after = CST_STAGE_ANNOTATE};
    counter k = {.on = c->chars};
    cst_document *doc = NULL;
    json_t *id = json_object_get(in, "id"), *out;
    char *line;

    if (!json_is_string(text)) {
        return NULL;
    }
    k.text = json_string_value(text);
    k.n = json_string_length(text);
    if (cst_read(worker, k.text, k.n, &options, &doc) != CST_OK) {
        return NULL;
    }
    out = answer(doc, id ? id : json_null(), c->layers, &k);
    line = json_dumps(out, JSON_COMPACT);
    json_decref(out);
    cst_document_free(doc);
    return line;
}

char *cli_suite_answer(const cli_common *c, cst_worker *worker,
                       const char *line, size_t n, char why[CLI_WHY])
{
    json_error_t error;
    json_t *in = json_loadb(line, n, JSON_ALLOW_NUL, &error);
    char *out = in ? answer_case(c, worker, in) : NULL;

    if (!out) {
        snprintf(why, CLI_WHY, "%s", in ? "no text" : error.text);
    }
    json_decref(in);
    return out;
}
