/* engine/pack_tools: the pack's own tests and dumps, and the version.
 *
 * Takes a frozen engine; runs what lang/ offers with the tokens of segment/,
 * so that an example is cut into words exactly as a report is.
 */
#include "engine/engine.h"

static cst_status tokenise(void *user, cst_arena *arena, const cst_pack *pack,
                           cst_str text, const cst_token **tokens, uint32_t *n)
{
    cst_block *block = CST_NEW(arena, cst_block, 1);
    cst_layout layout;
    cst_segments segments;

    (void)user;
    if (!block) {
        return CST_NOMEM;
    }
    memset(&layout, 0, sizeof(layout));
    memset(&segments, 0, sizeof(segments));
    block->span.end = (uint32_t)text.n;
    block->zone = CST_ZONE_CONTENT;
    layout.blocks = block;
    layout.n_blocks = 1;
    CST_TRY(cst_segment(arena, pack, text, &layout, &segments));
    *tokens = segments.tokens;
    *n = segments.n_tokens;
    return CST_OK;
}

cst_status cst_engine_test_pack(const cst_engine *engine, cst_diag_fn on_diag,
                                void *user, cst_pack_report *report)
{
    cst_pack_hooks hooks = {tokenise, cst_case_records, NULL};
    cst_worker *worker = NULL;
    cst_status status;

    if (!engine || !report) {
        return CST_ARG;
    }
    CST_TRY(cst_worker_new(engine, &worker));
    hooks.user = worker;
    status = cst_pack_test(engine->pack, engine->allocator, &hooks, on_diag,
                           user, report);
    cst_worker_free(worker);
    return status;
}

/* ---------------------------------------------------------------- costs */

cst_status cst_worker_profile(cst_worker *worker)
{
    return worker ? cst_cascade_profile(worker->cascade) : CST_ARG;
}

void cst_worker_costs(const cst_worker *worker, cst_cost_fn fn, void *user)
{
    if (worker && fn) {
        cst_cascade_costs(worker->cascade, fn, user);
    }
}

/* A cst_case_fn that reads the text and asks nothing. */
static cst_status read_case(void *user, cst_arena *arena, cst_case *k,
                            cst_buf *found)
{
    cst_read_options options = {.size = sizeof(options), .path = "case",
                                .format = CST_INPUT_TEXT};
    cst_document *doc;

    (void)arena;
    (void)found;
    for (size_t i = 0; i < k->lines.n; i++) {
        k->lines.at[i].state = CST_LINE_HOLDS;
    }
    CST_TRY(cst_read(user, k->text.p, k->text.n, &options, &doc));
    cst_document_free(doc);
    return CST_OK;
}

cst_status cst_worker_check_pack(cst_worker *worker, cst_diag_fn on_diag,
                                 void *user, size_t *findings)
{
    cst_pack_hooks hooks = {tokenise, read_case, worker};
    const cst_pack *pack = worker ? worker->engine->pack : NULL;
    cst_pack_report report;
    cst_status status;

    if (!worker || !findings) {
        return CST_ARG;
    }
    cst_pack_listen(pack, true);
    status = cst_pack_test(pack, worker->engine->allocator, &hooks, NULL, NULL,
                           &report);
    if (status == CST_OK) {
        status = cst_pack_check(pack, worker->engine->allocator,
                                worker->cascade, on_diag, user, findings);
    }
    cst_pack_listen(pack, false);
    return status;
}

cst_status cst_engine_dump(const cst_engine *engine, cst_dump_stage stage,
                           const char *layer, cst_write_fn write_fn, void *user)
{
    if (!engine || !write_fn) {
        return CST_ARG;
    }
    return cst_rules_dump(engine->pack, stage, layer, write_fn, user);
}

const char *cst_version(void)
{
    return CST_VERSION;
}
