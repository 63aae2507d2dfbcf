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
/* No text holds as many findings: where they are passed reading stops. */
#define MAX_RECORDS 50000u
/* Scratch kept for the next document. */
#define SCRATCH_KEPT ((size_t)16 << 20)

typedef struct parts {
    cst_worker *w;
    cst_document *d;
    cst_day given;
    bool annotate_all;
    CST_VEC(cst_records) done; /* with records, in order */
    size_t n_records;
    uint32_t parts; /* read or being read */
} parts;

static uint32_t moved(uint32_t index, size_t by)
{
    return index == CST_NONE ? CST_NONE : index + (uint32_t)by;
}

static void add_harms(cst_harm *to, const cst_records *part, size_t events,
                      size_t harms)
{
    for (size_t i = 0; i < part->n_harms; i++) {
        to[i] = part->harms[i];
        to[i].event = moved(to[i].event, events);
        to[i].part_of = moved(to[i].part_of, harms);
        to[i].superseded_by = moved(to[i].superseded_by, harms);
    }
}

static void add_damages(cst_damage *to, const cst_records *part, size_t events)
{
    for (size_t i = 0; i < part->n_damages; i++) {
        to[i] = part->damages[i];
        to[i].event = moved(to[i].event, events);
    }
}

/* Records of all parts in one row, references set right. */
static cst_status join(const parts *p, cst_records *out)
{
    cst_arena *arena = &p->d->arena;
    cst_records n = {0};
    for (size_t i = 0; i < p->done.n; i++) {
        n.n_events += p->done.at[i].n_events;
        n.n_harms += p->done.at[i].n_harms;
        n.n_damages += p->done.at[i].n_damages;
        n.n_annotations += p->done.at[i].n_annotations;
    }
    cst_event *events = CST_NEW(arena, cst_event, n.n_events);
    cst_harm *harms = CST_NEW(arena, cst_harm, n.n_harms);
    cst_damage *damages = CST_NEW(arena, cst_damage, n.n_damages);
    cst_annotation *notes = CST_NEW(arena, cst_annotation, n.n_annotations);
    if (!events || !harms || !damages || !notes) {
        return CST_NOMEM;
    }
    out->n_events = out->n_harms = out->n_damages = out->n_annotations = 0;
    for (size_t i = 0; i < p->done.n; i++) {
        const cst_records *part = &p->done.at[i];
        for (size_t k = 0; k < part->n_events; k++) {
            events[out->n_events + k] = part->events[k];
        }
        for (size_t k = 0; k < part->n_annotations; k++) {
            notes[out->n_annotations + k] = part->annotations[k];
        }
        add_harms(harms + out->n_harms, part, out->n_events, out->n_harms);
        add_damages(damages + out->n_damages, part, out->n_events);
        out->n_events += part->n_events;
        out->n_harms += part->n_harms;
        out->n_damages += part->n_damages;
        out->n_annotations += part->n_annotations;
    }
    out->events = events;
    out->harms = harms;
    out->damages = damages;
    out->annotations = notes;
    return CST_OK;
}

static size_t count(const cst_records *r)
{
    return r->n_events + r->n_harms + r->n_damages + r->n_annotations;
}

static cst_status add_part(parts *p, const cst_records *part)
{
    cst_records *all = &p->d->records;
    if (p->parts == 1) {
        *all = *part;
        /* The head of the text dates all of it. */
        if (!p->given && part->published.from == part->published.to) {
            p->given = part->published.from;
        }
    } else if (part->over_budget) {
        all->over_budget_at =
            all->over_budget ? all->over_budget_at : part->over_budget_at;
        all->over_budget += part->over_budget;
    }
    if (count(part) > 0) {
        cst_records *done = CST_PUSH(&p->d->arena, &p->done);
        if (!done) {
            return CST_NOMEM;
        }
        *done = *part;
        p->n_records += count(part);
    }
    return CST_OK;
}

static cst_status read_part(parts *p, const cst_segments *segments)
{
    cst_worker *w = p->w;
    cst_claim_input in = {.pack = w->engine->pack,
                          .tables = w->engine->tables,
                          .gazetteer = w->engine->gazetteer,
                          .actors = w->engine->actors,
                          .cascade = w->cascade,
                          .payload = &p->d->payload,
                          .layout = &p->d->layout,
                          .segments = segments,
                          .published = p->given,
                          .annotate_all = p->annotate_all,
                          .trace = w->trace,
                          .trace_user = w->trace_user,
                          .trace_near = w->near_,
                          .keep = &p->d->arena};
    cst_records part;
    CST_TRY(cst_claims_read(&w->scratch, &in, &part));
    return add_part(p, &part);
}

static void note_cut(cst_document *d, uint32_t block)
{
    cst_tspan at = d->layout.blocks[block].span;
    cst_document_note(d, cst_textmap_raw(&d->payload.map, at).begin, "cut",
                      "too many records: what follows was not read");
}

static cst_status read_all(parts *p, uint32_t stop)
{
    cst_worker *w = p->w;
    cst_document *d = p->d;
    uint32_t block = 0, n = d->layout.n_blocks;
    do {
        cst_segments segments;
        cst_arena_reset(&w->scratch);
        p->parts++;
        CST_TRY(cst_segment_part(&w->scratch, w->engine->segment,
                                 d->payload.text, &d->layout, &block,
                                 PART_TOKENS, &segments));
        if (stop != CST_STAGE_SEGMENT) {
            CST_TRY(read_part(p, &segments));
        }
        if (cst_arena_failed(&w->scratch)) {
            return CST_NOMEM;
        }
    } while (block < n && p->n_records < MAX_RECORDS);
    bool whole = p->parts == 1;
    if (block < n) {
        note_cut(d, block);
    }
    return whole || p->done.n == 0 ? CST_OK : join(p, &d->records);
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
