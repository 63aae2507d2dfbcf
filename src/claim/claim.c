/* claim: the driver of the claim stage.
 *
 * Sentences with no trigger word in them skip the deep layers; in a document
 * with no trigger at all nothing runs. Header lines are read for the date of
 * publication only. */
#include "claim/reader.h"

struct cst_claim_tables {
    cl_names names;
    cl_frames frames;
    const cst_time_names *time_names;
    int trigger[16];
    uint32_t n_triggers;
    cst_classes triggers; /* the same */
    cst_classes weak;     /* count in a report that has one of the others */
    cst_classes dated;    /* words that a date may be made of */
    cst_classes said;     /* words of saying: whose account may go on */
    cst_classes tolls;    /* the same, and words for a toll */
    cst_classes pointing; /* "this", "that": what stands above */
    cst_classes pronouns;
};

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
    const int classes[] = {t->names.c.harm_noun,  t->names.c.harm_verb,
                           t->names.c.harm_deed,  t->names.c.event_noun,
                           t->names.c.event_verb, t->names.c.damage_verb,
                           t->names.c.body,       t->names.c.human_shield,
                           t->names.c.human_shield_use,
                           t->names.c.take_strong};
    /* Frequent words that tell something only where harm is told too. */
    const int weak[] = {t->names.c.life_noun, t->names.c.take_verb,
                        t->names.c.event_of,  t->names.c.weapon,
                        t->names.c.deny_verb, t->names.c.event_pointer,
                        t->names.c.trigger,   t->names.c.accuse_verb};
    for (size_t i = 0; i < CST_COUNT(weak); i++) {
        cst_classes_add(&t->weak, weak[i]);
    }
    const int said[] = {t->names.c.speech_verb, t->names.c.incise_verb,
                        t->names.c.prep_attr};
    for (size_t i = 0; i < CST_COUNT(said); i++) {
        cst_classes_add(&t->said, said[i]);
    }
    t->tolls = t->said;
    cst_classes_add(&t->tolls, t->names.c.toll_noun);
    cst_classes_add(&t->pronouns, t->names.c.pro_subj);
    cst_classes_add(&t->pointing, t->names.c.det_dem);
    cst_classes_add(&t->pointing, t->names.c.pro_dem);
    memcpy(t->trigger, classes, sizeof classes);
    t->n_triggers = CST_COUNT(classes);
    for (size_t i = 0; i < CST_COUNT(classes); i++) {
        cst_classes_add(&t->triggers, classes[i]);
    }
    static const char *const dated[] = {"month", "weekday", "dayword",
                                        "dayanchor", "anchorword", "season",
                                        "holiday"};
    for (size_t i = 0; i < CST_COUNT(dated); i++) {
        cst_classes_add(&t->dated, cst_pack_class(pack, dated[i]));
    }
    *out = t;
    return CST_OK;
}

/* A line so short may be a heading that says where what follows happened. */
#define CL_HEADING 12

/* A sentence that tells nothing is read only for the dates that later ones
 * refer to. */
static bool may_date(const cst_claim_input *in, const cst_sentence *s)
{
    if (s->tok_end - s->tok_begin <= CL_HEADING) {
        return true;
    }
    for (uint32_t i = s->tok_begin; i < s->tok_end; i++) {
        const cst_token *t = &in->segments->tokens[i];
        if ((t->flags & CST_TOK_NUM) ? t->norm.n == 4
                                     : !(t->flags & CST_TOK_PUNCT) &&
            cst_cascade_token_any(in->cascade, t, &in->tables->dated)) {
            return true;
        }
    }
    return false;
}

static bool has_trigger(const cst_claim_input *in, const cst_sentence *s,
                        const cst_classes *classes)
{
    for (uint32_t i = s->tok_begin; i < s->tok_end; i++) {
        const cst_token *t = &in->segments->tokens[i];
        if (t->flags & (CST_TOK_PUNCT | CST_TOK_NUM)) {
            continue;
        }
        if (cst_cascade_token_any(in->cascade, t, classes)) {
            return true;
        }
    }
    return false;
}

static bool is_header(const cst_claim_input *in, const cst_sentence *s)
{
    const cst_block *b = &in->layout->blocks[s->block];
    return b->zone != CST_ZONE_TITLE && b->zone != CST_ZONE_CONTENT;
}

/* A multiword may be a trigger though none of its words is. */
static bool has_multiword_trigger(const cl_reader *r, const cst_claim_input *in,
                                  const cl_sentence *s)
{
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        for (uint32_t k = 0;
             u->label == r->n->mwe && k < in->tables->n_triggers; k++) {
            if (cl_unit_class(&r->m, u, in->tables->trigger[k])) {
                return true;
            }
        }
    }
    return false;
}

static cst_status run_sentence(cl_reader *r, const cst_claim_input *in,
                               cl_sentence *s, bool deep, cst_records *out)
{
    const cst_sentence *src = s->source;
    CST_TRY(cst_cascade_begin(in->cascade, r->arena, in->payload->text,
                              in->segments->tokens + src->tok_begin,
                              src->tok_end - src->tok_begin, &s->units));
    deep = deep || (!is_header(in, src) && has_multiword_trigger(r, in, s));
    CST_TRY(cst_cascade_run_all(in->cascade, r->arena, &s->units,
                                deep ? NULL : "period", NULL));
    if (s->units.over_budget && s->units.n_tokens) {
        if (!out->over_budget++) {
            out->over_budget_at = cst_textmap_raw(
                &in->payload->map, s->units.tokens[0].span);
        }
    }
    s->deep = deep;
    CST_TRY(cl_model_add(&r->m, s));
    if (deep) {
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

static bool opens_with(const cst_claim_input *in, const cst_sentence *s,
                       const cst_classes *classes)
{
    return s->tok_begin < s->tok_end &&
           cst_cascade_token_any(in->cascade,
                                 &in->segments->tokens[s->tok_begin], classes);
}

/* Among its first words. */
static bool early(const cst_claim_input *in, const cst_sentence *s,
                  const cst_classes *classes)
{
    cst_sentence head = *s;
    head.tok_end = head.tok_end < head.tok_begin + 8 ? head.tok_end
                                                     : head.tok_begin + 8;
    return has_trigger(in, &head, classes);
}

/* Does this sentence name who speaks in the next one? */
static bool names_speaker(const cst_claim_input *in, const cst_sentence *s)
{
    if (s[1].paragraph != s->paragraph && !s[1].quoted_start) {
        return false;
    }
    return has_trigger(in, s, &in->tables->said) ||
           (early(in, &s[1], &in->tables->pronouns) &&
            has_trigger(in, &s[1], &in->tables->said));
}

/* Who speaks is read right before what may be his account, and right after it
 * where words point back ("this toll, given by"). */
static void mark_speakers(const cst_claim_input *in, bool *deep, bool any)
{
    bool last = false; /* the sentence before was deep of itself */
    for (uint32_t i = 0; any && i < in->segments->n_sentences; i++) {
        const cst_sentence *s = &in->segments->sentences[i];
        bool was = deep[i];
        if (!was && !is_header(in, s)) {
            bool next = i + 1 < in->segments->n_sentences && deep[i + 1];
            deep[i] = (next && names_speaker(in, s)) ||
                      (last && opens_with(in, s, &in->tables->pointing) &&
                       has_trigger(in, s, &in->tables->tolls));
        }
        last = was;
    }
}

static cst_status run_sentences(cl_reader *r, const cst_claim_input *in,
                                cst_records *out)
{
    bool *deep = CST_NEW(r->arena, bool, in->segments->n_sentences);
    bool any = in->annotate_all;
    if (!deep) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < in->segments->n_sentences; i++) {
        const cst_sentence *s = &in->segments->sentences[i];
        deep[i] = !is_header(in, s) &&
                  (in->annotate_all ||
                   has_trigger(in, s, &in->tables->triggers));
        any = any || deep[i];
    }
    for (uint32_t i = 0; any && i < in->segments->n_sentences; i++) {
        const cst_sentence *s = &in->segments->sentences[i];
        deep[i] = deep[i] || (!is_header(in, s) &&
                              has_trigger(in, s, &in->tables->weak));
    }
    mark_speakers(in, deep, any);
    for (uint32_t i = 0; any && i < in->segments->n_sentences; i++) {
        const cst_sentence *s = &in->segments->sentences[i];
        if (!deep[i] && !is_header(in, s) && i > 0 && !may_date(in, s)) {
            /* not read, but their words still name places */
            cst_sentence_units *u = &r->m.sentences.at[i].units;
            u->tokens = in->segments->tokens + s->tok_begin;
            u->n_tokens = s->tok_end - s->tok_begin;
            continue;
        }
        CST_TRY(run_sentence(r, in, &r->m.sentences.at[i], deep[i], out));
    }
    return CST_OK;
}

static cst_status read_claims(cl_reader *r, const cst_claim_input *in,
                              cst_records *out)
{
    CST_TRY(run_sentences(r, in, out));
    CST_TRY(cl_read_times(r, in->published, out));
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
    r->time_names = input->tables->time_names;
    r->payload = input->payload;
    r->layout = input->layout;
    r->trace = input->trace;
    r->trace_user = input->trace_user;
    r->m.arena = arena;
    r->m.pack = input->pack;
    r->m.names = r->n;
    r->m.gazetteer = input->gazetteer;
    r->m.text = input->payload->text;
    r->m.layout = input->layout;
    memset(out, 0, sizeof *out);
    CST_TRY(add_sentences(r, input));
    return read_claims(r, input, out);
}
