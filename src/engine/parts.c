/* engine/parts: from the cleaned text to records, part by part.
 *
 * Takes blocks; gives events, harms, damages. A report is one part. A text of
 * many pages is read in parts of some 25 pages, each as if it were a report
 * with the same date, so that tokens and units of one part are all that is ever
 * kept: memory stays bounded, whatever is read. Records do not refer across
 * parts. */
#include "engine/engine.h"

/* Tokens of a part; its last block may pass this by CST_MAX_BLOCK bytes. */
#define PART_TOKENS 24000u
/* Scratch kept for the next document. */
#define SCRATCH_KEPT ((size_t)16 << 20)

typedef struct parts {
    cst_worker *w;
    cst_document *d;
    cst_day given;
    bool annotate_all;
    CST_VEC(cst_event) events;
    CST_VEC(cst_harm) harms;
    CST_VEC(cst_damage) damages;
    CST_VEC(cst_annotation) annotations;
} parts;

static uint32_t moved(uint32_t index, size_t by)
{
    return index == CST_NONE ? CST_NONE : index + (uint32_t)by;
}

/* Records of a further part go behind those before it. */
static cst_status append(parts *p, const cst_records *part)
{
    cst_arena *arena = &p->d->arena;
    size_t events = p->events.n, harms = p->harms.n;
    for (size_t i = 0; i < part->n_events; i++) {
        cst_event *e = CST_PUSH(arena, &p->events);
        if (e) {
            *e = part->events[i];
        }
    }
    for (size_t i = 0; i < part->n_harms; i++) {
        cst_harm *h = CST_PUSH(arena, &p->harms);
        if (h) {
            *h = part->harms[i];
            h->event = moved(h->event, events);
            h->part_of = moved(h->part_of, harms);
            h->superseded_by = moved(h->superseded_by, harms);
        }
    }
    for (size_t i = 0; i < part->n_damages; i++) {
        cst_damage *x = CST_PUSH(arena, &p->damages);
        if (x) {
            *x = part->damages[i];
            x->event = moved(x->event, events);
        }
    }
    for (size_t i = 0; i < part->n_annotations; i++) {
        cst_annotation *a = CST_PUSH(arena, &p->annotations);
        if (a) {
            *a = part->annotations[i];
        }
    }
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

/* What is there now, as the document's records. */
static void publish(parts *p, cst_records *out)
{
    out->events = p->events.at;
    out->harms = p->harms.at;
    out->damages = p->damages.at;
    out->annotations = p->annotations.at;
    out->n_events = p->events.n;
    out->n_harms = p->harms.n;
    out->n_damages = p->damages.n;
    out->n_annotations = p->annotations.n;
}

static cst_status add_part(parts *p, const cst_records *part, bool first,
                           bool last)
{
    cst_records *all = &p->d->records;
    if (first) {
        *all = *part;
        /* The head of the text dates all of it. */
        if (!p->given && part->published.from == part->published.to) {
            p->given = part->published.from;
        }
        if (last) {
            return CST_OK;
        }
    } else if (part->over_budget) {
        all->over_budget_at =
            all->over_budget ? all->over_budget_at : part->over_budget_at;
        all->over_budget += part->over_budget;
    }
    CST_TRY(append(p, part));
    publish(p, all);
    return CST_OK;
}

static cst_status read_part(parts *p, const cst_segments *segments, bool first,
                            bool last)
{
    cst_worker *w = p->w;
    cst_claim_input in = {.pack = w->engine->pack,
                          .tables = w->engine->tables,
                          .gazetteer = w->engine->gazetteer,
                          .cascade = w->cascade,
                          .payload = &p->d->payload,
                          .layout = &p->d->layout,
                          .segments = segments,
                          .published = p->given,
                          .annotate_all = p->annotate_all,
                          .trace = w->trace,
                          .trace_user = w->trace_user,
                          .keep = &p->d->arena};
    cst_records part;
    CST_TRY(cst_claims_read(&w->scratch, &in, &part));
    return add_part(p, &part, first, last);
}

static cst_status read_all(parts *p, uint32_t stop)
{
    cst_worker *w = p->w;
    cst_document *d = p->d;
    uint32_t block = 0, n = d->layout.n_blocks;
    bool first = true;
    do {
        cst_segments segments;
        cst_arena_reset(&w->scratch);
        CST_TRY(cst_segment_part(&w->scratch, w->engine->pack, d->payload.text,
                                 &d->layout, &block, PART_TOKENS, &segments));
        if (stop != CST_STAGE_SEGMENT) {
            CST_TRY(read_part(p, &segments, first, block == n));
        }
        if (cst_arena_failed(&w->scratch)) {
            return CST_NOMEM;
        }
        first = false;
    } while (block < n);
    return CST_OK;
}

cst_status cst_read_parts(cst_worker *w, cst_document *d, uint32_t stop,
                          cst_day given)
{
    parts p = {.w = w, .d = d, .given = given,
               .annotate_all = stop == CST_STAGE_ANNOTATE};
    cst_status s = read_all(&p, stop);
    if (w->scratch.held > SCRATCH_KEPT) {
        cst_arena_free(&w->scratch);
    } else {
        cst_arena_reset(&w->scratch);
    }
    CST_TRY(s);
    if (d->records.over_budget) {
        cst_document_note(d, d->records.over_budget_at.begin, "budget",
                          "a sentence was too costly and is read in part");
    }
    return CST_OK;
}
