/* ingest: the map between raw bytes and text, both ways.
 *
 * Runs tile both sides, so each lookup is one binary search. A run that is not
 * a plain copy has no inner positions: what touches it takes all of it. */
#include "ingest/ingest.h"

static uint32_t raw_begin(const cst_run *r)
{
    return r->raw;
}

static uint32_t text_begin(const cst_run *r)
{
    return r->text;
}

/* Last run that begins at or before at; map must not be empty. Of runs that
 * begin at the same place the last is the only one that is not empty there. */
static const cst_run *find_run(const cst_textmap *map, uint32_t at,
                               uint32_t (*begin)(const cst_run *))
{
    uint32_t low = 0, high = map->n_runs;
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (begin(&map->runs[mid]) <= at) {
            low = mid;
        } else {
            high = mid;
        }
    }
    return &map->runs[low];
}

/* Clips an offset within a run to the length of its other side. */
static uint32_t within(uint32_t offset, uint32_t length)
{
    return offset < length ? offset : length;
}

cst_span cst_textmap_raw(const cst_textmap *map, cst_tspan span)
{
    if (map->n_runs == 0) {
        return (cst_span){0, 0};
    }
    const cst_run *a = find_run(map, span.begin, text_begin);
    uint32_t begin = a->raw;
    if (a->kind == CST_RUN_COPY) {
        begin += within(span.begin - a->text, a->raw_len);
    } else if (span.begin >= a->text + a->text_len) {
        begin += a->raw_len; /* behind the last character of the text */
    }
    if (span.end <= span.begin) {
        return (cst_span){begin, begin};
    }
    const cst_run *b = find_run(map, span.end - 1, text_begin);
    uint32_t end = b->raw + b->raw_len;
    if (b->kind == CST_RUN_COPY) {
        end = b->raw + within(span.end - b->text, b->raw_len);
    }
    return (cst_span){begin, end < begin ? begin : end};
}

cst_tspan cst_textmap_text(const cst_textmap *map, cst_span span)
{
    if (map->n_runs == 0) {
        return (cst_tspan){0, 0};
    }
    const cst_run *a = find_run(map, span.begin, raw_begin);
    uint32_t begin = a->text;
    if (a->kind == CST_RUN_COPY) {
        begin += within(span.begin - a->raw, a->text_len);
    } else if (span.begin >= a->raw + a->raw_len) {
        begin += a->text_len;
    }
    if (span.end <= span.begin) {
        return (cst_tspan){begin, begin};
    }
    const cst_run *b = find_run(map, span.end - 1, raw_begin);
    uint32_t end = b->text + b->text_len;
    if (b->kind == CST_RUN_COPY) {
        end = b->text + within(span.end - b->raw, b->text_len);
    }
    return (cst_tspan){begin, end < begin ? begin : end};
}

bool cst_textmap_valid(const cst_textmap *map, size_t raw_n, size_t text_n)
{
    size_t raw = 0, text = 0;
    for (uint32_t i = 0; i < map->n_runs; i++) {
        const cst_run *r = &map->runs[i];
        if (r->raw != raw || r->text != text ||
            (r->raw_len == 0 && r->text_len == 0) ||
            (r->kind == CST_RUN_COPY && r->raw_len != r->text_len) ||
            (r->kind == CST_RUN_DROP && r->text_len != 0)) {
            return false;
        }
        raw += r->raw_len;
        text += r->text_len;
    }
    return raw == raw_n && text == text_n;
}
