/* claim/entry: the entries of a live report, each with its hour and day.
 *
 * A block that opens with a clock time begins an entry; the day comes from lines
 * of dates between entries, else from the last change or publication, counted
 * over the midnights that the clock passes. */
#include "claim/reader.h"

typedef struct entries {
    cl_reader *r;
    uint32_t *at;   /* sentences that open one */
    cst_day *day;   /* of each; 0 = unknown */
    uint32_t n;
    bool newest_first;
} entries;

static const cst_block *block_of(const cl_reader *r, uint32_t sentence)
{
    uint32_t b = cl_sentence_at(r, sentence)->source->block;
    return &r->layout->blocks[b];
}

bool cl_opens_entry(const cl_reader *r, uint32_t sentence)
{
    uint32_t b = cl_sentence_at(r, sentence)->source->block;
    return (r->layout->blocks[b].flags & CST_BLOCK_ENTRY) &&
           r->layout->blocks[b].minutes >= 0 &&
           (sentence == 0 ||
            cl_sentence_at(r, sentence - 1)->source->block != b);
}

/* The day that a line of its own names between two sentences; 0 = none. */
static cst_day day_line(const cl_reader *r, uint32_t from, uint32_t to)
{
    cst_day day = 0;
    for (uint32_t i = from; i < to; i++) {
        if (cl_is_body(cl_sentence_at(r, i)->zone) && cl_date_line(r, i)) {
            const cl_time *t =
                &r->m.times.at[cl_sentence_at(r, i)->time_begin];
            day = t->resolved && t->value.from == t->value.to ? t->value.from
                                                              : day;
        }
    }
    return day;
}

static int minutes_at(const entries *e, uint32_t i)
{
    return block_of(e->r, e->at[i])->minutes;
}

static void find_order(entries *e)
{
    int down = 0;
    for (uint32_t i = 1; i < e->n; i++) {
        int step = minutes_at(e, i) - minutes_at(e, i - 1);
        bool same_day = !day_line(e->r, e->at[i - 1], e->at[i]);
        down += !same_day ? 0 : step < 0 ? 1 : step > 0 ? -1 : 0;
    }
    e->newest_first = down > 0;
}

/* The clock passes midnight between an entry and the one above it. */
static bool midnight(const entries *e, uint32_t i)
{
    int step = minutes_at(e, i) - minutes_at(e, i - 1);
    return e->newest_first ? step > 0 : step < 0;
}

static uint32_t midnights(const entries *e)
{
    uint32_t n = 0;
    for (uint32_t i = 1; i < e->n; i++) {
        n += midnight(e, i) && !day_line(e->r, e->at[i - 1], e->at[i]);
    }
    return n;
}

/* The day of the entry that stands first: the last change is that of the newest,
 * publication that of the oldest. Of a report that goes on past midnight the
 * other end is not known. */
static cst_day first_day(const entries *e)
{
    const cl_reader *r = e->r;
    cst_day begun = r->m.published_day ? r->m.published.from : 0;
    uint32_t nights = midnights(e);
    if (nights == 0) {
        return r->changed ? r->changed : begun;
    }
    if (e->newest_first) {
        return r->changed;
    }
    return begun && begun != r->changed ? begun
           : r->changed ? r->changed - (cst_day)nights : 0;
}

static void date_entries(entries *e)
{
    cst_day day = first_day(e);
    cst_day head = day_line(e->r, 0, e->n ? e->at[0] : 0);
    day = head ? head : day;
    for (uint32_t i = 0; i < e->n; i++) {
        cst_day said = i ? day_line(e->r, e->at[i - 1], e->at[i]) : 0;
        if (said) {
            day = said;
        } else if (i && day && midnight(e, i)) {
            day += e->newest_first ? -1 : 1;
        }
        e->day[i] = day;
    }
}

/* A heading below the first lines of an entry, or a line with a date, ends it. */
static bool ends_entry(const cl_reader *r, uint32_t opened, uint32_t sentence)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    uint32_t below = s->source->block -
                     cl_sentence_at(r, opened)->source->block;
    return !cl_is_body(s->zone) || cl_date_line(r, sentence) ||
           ((s->block_flags & CST_BLOCK_HEADING) && below > 1);
}

cst_status cl_read_entries(cl_reader *r)
{
    uint32_t n = (uint32_t)r->m.sentences.n, in = CST_NONE;
    entries e = {.r = r};
    cst_interval *out = NULL;
    for (uint32_t i = 0; i < n; i++) {
        e.n += cl_opens_entry(r, i);
    }
    if (e.n == 0) {
        return CST_OK;
    }
    e.at = CST_NEW(r->arena, uint32_t, e.n);
    e.day = CST_NEW(r->arena, cst_day, e.n);
    out = CST_NEW(r->arena, cst_interval, n);
    if (!e.at || !e.day || !out) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0, k = 0; i < n; i++) {
        if (cl_opens_entry(r, i)) {
            e.at[k++] = i;
        }
    }
    find_order(&e);
    date_entries(&e);
    for (uint32_t i = 0, k = 0; i < n; i++) {
        if (k < e.n && e.at[k] == i) {
            in = k++;
        } else if (in != CST_NONE && ends_entry(r, e.at[in], i)) {
            in = CST_NONE;
        }
        if (in != CST_NONE && e.day[in]) {
            out[i] = (cst_interval){e.day[in], e.day[in],
                                    (int16_t)minutes_at(&e, in)};
        }
    }
    r->entry = out;
    return CST_OK;
}

/* ------------------------------------------------- beside the count */
