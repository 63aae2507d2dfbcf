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

/* Offset on one side of a run for an offset on the other: byte by byte in a
 * copy; by characters of one size, where the run has them; else the whole run,
 * or nothing. up widens what is inside a character to its end. */
static uint32_t across(uint32_t offset, uint32_t from_len, uint32_t from_unit,
                       uint32_t to_len, uint32_t to_unit, bool copy, bool up)
{
    if (offset >= from_len) {
        return to_len;
    }
    if (copy) {
        return offset;
    }
    if (from_unit) {
        return (offset + (up ? from_unit - 1 : 0)) / from_unit * to_unit;
    }
    return up && offset > 0 ? to_len : 0;
}

static uint32_t to_raw(const cst_run *r, uint32_t offset, bool up)
{
    return across(offset, r->text_len, r->text_unit, r->raw_len, r->raw_unit,
                  r->kind == CST_RUN_COPY, up);
}

static uint32_t to_text(const cst_run *r, uint32_t offset, bool up)
{
    return across(offset, r->raw_len, r->raw_unit, r->text_len, r->text_unit,
                  r->kind == CST_RUN_COPY, up);
}

cst_span cst_textmap_raw(const cst_textmap *map, cst_tspan span)
{
    if (map->n_runs == 0) {
        return (cst_span){0, 0};
    }
    const cst_run *a = find_run(map, span.begin, text_begin);
    uint32_t begin = a->raw + to_raw(a, span.begin - a->text, false);
    if (span.end <= span.begin) {
        return (cst_span){begin, begin};
    }
    const cst_run *b = find_run(map, span.end - 1, text_begin);
    uint32_t end = b->raw + to_raw(b, span.end - b->text, true);
    return (cst_span){begin, end < begin ? begin : end};
}

cst_tspan cst_textmap_text(const cst_textmap *map, cst_span span)
{
    if (map->n_runs == 0) {
        return (cst_tspan){0, 0};
    }
    const cst_run *a = find_run(map, span.begin, raw_begin);
    uint32_t begin = a->text + to_text(a, span.begin - a->raw, false);
    if (span.end <= span.begin) {
        return (cst_tspan){begin, begin};
    }
    const cst_run *b = find_run(map, span.end - 1, raw_begin);
    uint32_t end = b->text + to_text(b, span.end - b->raw, true);
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
            (r->kind == CST_RUN_DROP && r->text_len != 0) ||
            (r->raw_unit != 0) != (r->text_unit != 0) ||
            (r->raw_unit && (r->kind != CST_RUN_CHARSET ||
                             r->raw_len % r->raw_unit ||
                             r->text_len / r->text_unit * r->raw_unit !=
                                 r->raw_len ||
                             r->text_len % r->text_unit))) {
            return false;
        }
        raw += r->raw_len;
        text += r->text_len;
    }
    return raw == raw_n && text == text_n;
}

/* Add a run, or make the last one longer, if the two are of one kind that can
 * be: copies, drops, characters of one size. */
static void add_run(cst_mapping *m, const cst_run *run)
{
    cst_run *last = m->runs.n > 0 ? &m->runs.at[m->runs.n - 1] : NULL;
    bool joins = run->kind == CST_RUN_COPY || run->kind == CST_RUN_DROP ||
                 run->raw_unit > 0;
    if (run->raw_len == 0 && run->text_len == 0) {
        return;
    }
    if (last && joins && run->kind == last->kind &&
        run->raw_unit == last->raw_unit && run->text_unit == last->text_unit) {
        last->raw_len += run->raw_len;
        last->text_len += run->text_len;
    } else {
        cst_run *r = CST_PUSH(m->arena, &m->runs);
        if (!r) {
            m->failed = true;
            return;
        }
        *r = *run;
        r->raw = m->raw;
        r->text = m->text;
    }
    m->raw += run->raw_len;
    m->text += run->text_len;
}

void cst_mapping_add(cst_mapping *m, cst_run_kind kind, size_t raw_len,
                     size_t text_len)
{
    add_run(m, &(cst_run){.raw_len = (uint32_t)raw_len,
                          .text_len = (uint32_t)text_len,
                          .kind = (uint8_t)kind});
}

void cst_mapping_char(cst_mapping *m, size_t raw_len, size_t text_len)
{
    add_run(m, &(cst_run){.raw_len = (uint32_t)raw_len,
                          .text_len = (uint32_t)text_len,
                          .kind = CST_RUN_CHARSET,
                          .raw_unit = (uint8_t)raw_len,
                          .text_unit = (uint8_t)text_len});
}

/* The part of a run that is text [from, stop), its units kept. */
static void add_part(cst_mapping *m, const cst_run *r, uint32_t from,
                     uint32_t stop)
{
    cst_run part = *r;
    if (r->kind == CST_RUN_COPY || r->text_unit) {
        part.text_len = stop - from;
        part.raw_len = to_raw(r, stop - r->text, false) -
                       to_raw(r, from - r->text, false);
    }
    add_run(m, &part);
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
        add_part(m, r, from, stop);
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
            raw += r->kind == CST_RUN_COPY || r->text_unit
                       ? to_raw(r, stop - r->text, false) -
                             to_raw(r, from - r->text, false)
                       : r->raw_len;
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
