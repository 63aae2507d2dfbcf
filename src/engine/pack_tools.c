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
