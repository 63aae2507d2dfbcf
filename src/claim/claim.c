/* claim: the driver of the claim stage.
 *
 * gate.c says how far each sentence is read; header lines are read for the
 * date of publication only. */
#include "claim/gate.h"
#include "claim/reader.h"

struct cst_claim_tables {
    cl_names names;
    cl_frames frames;
    const cst_time_names *time_names;
    cl_gate gate;
    CST_VEC(const char *) date_layers; /* of a sentence read for dates alone */
};

static cst_status load_date_layers(cst_arena *arena, const cst_pack *pack,
                                   cst_claim_tables *t)
{
    cst_str list = cst_pack_conf(pack, "date_layers"), name;
    while (cst_str_cut(&list, ' ', &name)) {
        const char **slot = name.n ? CST_PUSH(arena, &t->date_layers) : NULL;
        if (slot) {
            *slot = cst_arena_copy(arena, name.p, name.n);
        }
    }
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

cst_status cst_claim_tables_load(cst_arena *arena, const cst_pack *pack,
                                 cst_claim_tables **out)
{
    cst_claim_tables *t = CST_NEW(arena, cst_claim_tables, 1);
    if (!t) {
        return CST_NOMEM;
    }
    cl_names_init(&t->names, pack);
    CST_TRY(cst_time_names_new(arena, pack, &t->time_names));
    CST_TRY(cl_frames_load(arena, pack, &t->frames));
    cl_gate_init(&t->gate, &t->names, pack);
    CST_TRY(load_date_layers(arena, pack, t));
    *out = t;
    return CST_OK;
}

/* A multiword may be a word of harm though none of its words is. */
static bool has_telling_multiword(const cl_reader *r, const cst_claim_input *in,
                                 const cl_sentence *s)
{
    const cst_classes *telling = &in->tables->gate.multiword;
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->label == r->n->mwe && cst_unit_in_any(r->pack, u, telling)) {
            return true;
        }
    }
    return false;
}

static cst_status run_layers(cl_reader *r, const cst_claim_input *in,
                             cl_sentence *s)
{
    if (s->deep) {
        return cst_cascade_run_all(in->cascade, r->arena, &s->units, NULL,
                                   NULL);
    }
    for (size_t i = 0; i < in->tables->date_layers.n; i++) {
        CST_TRY(cst_cascade_run(in->cascade, r->arena, &s->units,
                                in->tables->date_layers.at[i]));
    }
    return CST_OK;
}

static cst_status run_sentence(cl_reader *r, const cst_claim_input *in,
                               cl_sentence *s, bool deep, cst_records *out)
{
    const cst_sentence *src = s->source;
    CST_TRY(cst_cascade_begin(in->cascade, r->arena, in->payload->text,
                              in->segments->tokens + src->tok_begin,
                              src->tok_end - src->tok_begin, &s->units));
    s->deep = deep ||
              (!cl_is_header(in, src) && has_telling_multiword(r, in, s));
    CST_TRY(run_layers(r, in, s));
    if (s->units.over_budget && s->units.n_tokens) {
        if (!out->over_budget++) {
            out->over_budget_at = cst_textmap_raw(
                &in->payload->map, s->units.tokens[0].span);
        }
    }
    CST_TRY(cl_model_add(&r->m, s));
    if (s->deep) {
        cl_build_clauses(&r->m, (uint32_t)(s - r->m.sentences.at));
    }
    return CST_OK;
}

static cst_status add_sentences(cl_reader *r, const cst_claim_input *in)
{
    for (uint32_t i = 0; i < in->segments->n_sentences; i++) {
        cl_sentence *s = CST_PUSH(r->arena, &r->m.sentences);
        if (!s) {
            return CST_NOMEM;
        }
        s->source = &in->segments->sentences[i];
        s->paragraph = s->source->paragraph;
        s->zone = in->layout->blocks[s->source->block].zone;
        s->block_flags = in->layout->blocks[s->source->block].flags;
    }
    return CST_OK;
}

static cst_status run_sentences(cl_reader *r, const cst_claim_input *in,
                                cst_records *out)
{
    const uint8_t *depth = cl_gate_depths(&in->tables->gate, in, r->arena,
                                          &r->armed);
    if (!depth) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < in->segments->n_sentences; i++) {
        const cst_sentence *s = &in->segments->sentences[i];
        cl_sentence *at = &r->m.sentences.at[i];
        if (depth[i] == CL_SKIP) {
            at->units.tokens = in->segments->tokens + s->tok_begin;
            at->units.n_tokens = s->tok_end - s->tok_begin;
            continue;
        }
        CST_TRY(run_sentence(r, in, at, depth[i] == CL_DEEP, out));
        r->reads = r->reads || at->deep;
    }
    return CST_OK;
}

static cst_status read_claims(cl_reader *r, const cst_claim_input *in,
                              cst_records *out)
{
    CST_TRY(run_sentences(r, in, out));
    CST_TRY(cl_read_times(r, in->published, out));
    if (!r->reads) {
        return CST_OK; /* no sentence that could tell of harm */
    }
    r->used = CST_NEW(r->arena, uint8_t, r->m.groups.n);
    if (!r->used) {
        return CST_NOMEM;
    }
    CST_TRY(cl_read_places(r));
    if (in->annotate_all) {
        r->arena = in->keep ? in->keep : r->arena;
        return cl_list_annotations(r, out);
    }
    CST_TRY(cl_read_sources(r));
    CST_TRY(cl_read_events(r));
    CST_TRY(cl_read_harms(r));
    CST_TRY(cl_read_damages(r));
    CST_TRY(cl_link_events(r));
    CST_TRY(cl_merge_harms(r));
    cl_date_counts(r);
    cl_detail_harms(r);
    cl_trace(r);
    r->arena = in->keep ? in->keep : r->arena;
    return cl_emit(r, out);
}

cst_status cst_claims_read(cst_arena *arena, const cst_claim_input *input,
                           cst_records *out)
{
    cl_reader *r = CST_NEW(arena, cl_reader, 1);
    if (!r) {
        return CST_NOMEM;
    }
    r->arena = arena;
    r->pack = input->pack;
    r->n = &input->tables->names;
    r->frames = &input->tables->frames;
    r->gazetteer = input->gazetteer;
    r->actors = input->actors;
    r->time_names = input->tables->time_names;
    r->cascade = input->cascade;
    r->payload = input->payload;
    r->layout = input->layout;
    r->trace = input->trace;
    r->trace_user = input->trace_user;
    r->trace_near = input->trace_near;
    r->m.arena = arena;
    r->m.pack = input->pack;
    r->m.names = r->n;
    r->m.gazetteer = r->gazetteer;
    r->m.text = input->payload->text;
    r->m.layout = input->layout;
    memset(out, 0, sizeof *out);
    CST_TRY(add_sentences(r, input));
    return read_claims(r, input, out);
}
