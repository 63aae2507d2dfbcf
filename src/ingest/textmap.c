/* ingest: the map between raw bytes and text, both ways.
 *
 * Runs tile both sides, so each lookup is one binary search. A run that is not
 * a plain copy has no inner positions: what touches it takes all of it. */
#include "ingest/decode.h"

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

void cst_mapping_add(cst_mapping *m, cst_run_kind kind, size_t raw_len,
                     size_t text_len)
{
    cst_run *last = m->runs.n > 0 ? &m->runs.at[m->runs.n - 1] : NULL;
    bool joins = kind == CST_RUN_COPY || kind == CST_RUN_DROP;
    if (raw_len == 0 && text_len == 0) {
        return;
    }
    if (last && joins && kind == last->kind) {
        last->raw_len += (uint32_t)raw_len;
        last->text_len += (uint32_t)text_len;
    } else {
        cst_run *r = CST_PUSH(m->arena, &m->runs);
        if (!r) {
            m->failed = true;
            return;
        }
        *r = (cst_run){m->raw, (uint32_t)raw_len, m->text, (uint32_t)text_len,
                       kind};
    }
    m->raw += (uint32_t)raw_len;
    m->text += (uint32_t)text_len;
}

/* Copies of middle [from, to): each run of the first map that it crosses, cut
 * to it. *at is the run where to begin. */
static void join_copy(cst_mapping *m, const cst_textmap *first, uint32_t *at,
                      uint32_t from, uint32_t to)
{
    while (from < to && *at < first->n_runs) {
        const cst_run *r = &first->runs[*at];
        uint32_t end = r->text + r->text_len;
        if (end <= from) {
            if (r->text_len == 0) {
                cst_mapping_add(m, r->kind, r->raw_len, 0);
            }
            (*at)++;
            continue;
        }
        uint32_t stop = end < to ? end : to;
        if (r->kind == CST_RUN_COPY) {
            cst_mapping_add(m, CST_RUN_COPY, stop - from, stop - from);
        } else {
            cst_mapping_add(m, r->kind, r->raw_len, r->text_len);
        }
        from = stop;
        *at += stop == end;
    }
}

/* Raw bytes of middle [from, to), runs of no text at its begin included. */
static uint32_t join_skip(const cst_textmap *first, uint32_t *at, uint32_t from,
                          uint32_t to)
{
    uint32_t raw = 0;
    while (*at < first->n_runs) {
        const cst_run *r = &first->runs[*at];
        uint32_t end = r->text + r->text_len;
        if (r->text_len == 0) {
            raw += r->raw_len;
        } else if (from >= to) {
            break;
        } else {
            uint32_t stop = end < to ? end : to;
            raw += r->kind == CST_RUN_COPY ? stop - from : r->raw_len;
            from = stop;
            if (stop < end) {
                break;
            }
        }
        (*at)++;
    }
    return raw;
}

cst_status cst_textmap_join(cst_arena *arena, const cst_textmap *first,
                            const cst_textmap *second, cst_textmap *out)
{
    cst_mapping m = {.arena = arena};
    uint32_t at = 0;
    if (first->n_runs == 1 && first->runs[0].kind == CST_RUN_COPY) {
        *out = *second; /* the middle is the raw text */
        return CST_OK;
    }
    for (uint32_t i = 0; i < second->n_runs; i++) {
        const cst_run *r = &second->runs[i];
        if (r->kind == CST_RUN_COPY) {
            join_copy(&m, first, &at, r->raw, r->raw + r->raw_len);
        } else {
            uint32_t raw = join_skip(first, &at, r->raw, r->raw + r->raw_len);
            cst_mapping_add(&m, r->kind, raw, r->text_len);
        }
    }
    cst_mapping_add(&m, CST_RUN_DROP, join_skip(first, &at, 0, 0), 0);
    if (m.failed) {
        return CST_NOMEM;
    }
    *out = (cst_textmap){m.runs.at, (uint32_t)m.runs.n};
    return CST_OK;
}
