/* claim: annotated sentences -> events, harms, damages with their evidence. */
#ifndef CST_CLAIM_H
#define CST_CLAIM_H

#include "annotate/gazetteer.h"
#include "segment/segment.h"

/* Tables of the pack that the claim stage uses, loaded once per engine. */
typedef struct cst_claim_tables cst_claim_tables;
cst_status cst_claim_tables_load(cst_arena *arena, const cst_pack *pack,
                                 cst_claim_tables **out);

typedef struct cst_records {
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n_events, n_harms, n_damages;
    cst_interval published, updated;
    cst_pub_source published_source;
    const cst_annotation *annotations;
    size_t n_annotations;
    uint32_t over_budget;        /* sentences whose step budget ran out */
    cst_span over_budget_at;
} cst_records;

typedef struct cst_claim_input {
    const cst_pack *pack;
    const cst_claim_tables *tables;
    const cst_gazetteer *gazetteer;
    const cst_registry *actors;  /* NULL = none */
    cst_cascade *cascade;
    const cst_payload *payload;
    const cst_layout *layout;
    const cst_segments *segments;
    cst_day published;           /* given by the caller, 0 = read the text */
    bool annotate_all;           /* run every sentence; fill annotations */
    cst_trace_fn trace;          /* clauses and records as found; NULL = none */
    void *trace_user;
    bool trace_near;             /* also what came near */
    cst_arena *keep;             /* where records go; NULL = arena */
} cst_claim_input;

/* Records are allocated in input->keep, all else in arena. CST_NOMEM. Linear in the text, quadratic
 * in the mentions of one document, which are capped. */
cst_status cst_claims_read(cst_arena *arena, const cst_claim_input *input,
                           cst_records *out);

#endif
