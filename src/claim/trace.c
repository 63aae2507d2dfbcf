/* claim/trace: what the claim stage found, in words, for `constat trace`. */
#include "claim/reader.h"

static void words(const cl_reader *r, cst_buf *b, uint32_t sentence, uint32_t a,
                  uint32_t z)
{
    cst_buf_char(b, '"');
    cst_buf_str(b, cl_span_str(&r->m, cl_tokens_span(
                                          cl_sentence_at(r, sentence), a, z)));
    cst_buf_char(b, '"');
}

static void group(const cl_reader *r, cst_buf *b, const char *slot, uint32_t gi)
{
    if (gi == CST_NONE) {
        return;
    }
    const cl_group *g = &r->m.groups.at[gi];
    cst_buf_char(b, ' ');
    cst_buf_z(b, slot);
    cst_buf_char(b, '=');
    words(r, b, g->sentence, g->tok_begin, g->tok_end);
}

static void tell(cl_reader *r, const char *stage, const char *rule,
                 uint32_t sentence, uint32_t a, uint32_t z, cst_buf *b)
{
    cst_trace_step step = {.stage = stage, .layer = "", .rule = rule,
                           .text = cst_buf_get(b)};
    step.span = cst_textmap_raw(
        &r->payload->map, cl_tokens_span(cl_sentence_at(r, sentence), a, z));
    if (!b->failed) {
        r->trace(r->trace_user, &step);
    }
    b->n = 0;
}

static void tell_clause(cl_reader *r, cst_buf *b, const cl_clause *c)
{
    static const char *const kinds[] = {"main",       "relative", "subordinate",
                                        "participle", "gerund",   "infinitive"};
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *verb = cl_unit(s, c->unit);
    cst_buf_z(b, kinds[c->kind]);
    cst_buf_z(b, " verb=");
    words(r, b, c->sentence, verb->tok_begin, verb->tok_end);
    group(r, b, "subject", c->subject);
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (i != c->subject && !g->lifted && g->top >= c->begin &&
            g->top < c->end) {
            group(r, b, g->prep ? "with" : "group", i);
        }
    }
    cst_buf_z(b, c->negated ? " negated" : "");
    cst_buf_z(b, c->hedged ? " hedged" : "");
    cst_buf_z(b, c->modal ? " modal" : "");
    tell(r, "clause", "", c->sentence, verb->tok_begin, verb->tok_end, b);
}

static void tell_source(cl_reader *r, cst_buf *b, const cl_source *s)
{
    cst_buf_z(b, s->denies ? "denies " : "says ");
    if (s->tok_end) {
        words(r, b, r->m.groups.at[s->who].sentence, s->tok_begin, s->tok_end);
    } else {
        cst_buf_z(b, "(the last speaker)");
    }
    cst_buf_z(b, " over rows ");
    cst_buf_int(b, s->begin);
    cst_buf_z(b, "..");
    cst_buf_int(b, s->end);
    tell(r, "source", "",
         s->tok_end ? r->m.groups.at[s->who].sentence : s->sentence,
         s->tok_begin, s->tok_end, b);
}

static void tell_event(cl_reader *r, cst_buf *b, const cl_event *e)
{
    cst_buf_str(b, cst_pack_str(r->pack, e->type));
    cst_buf_z(b, " ");
    words(r, b, e->sentence, e->tok_begin, e->tok_end);
    cst_buf_z(b, " happening ");
    cst_buf_int(b, e->cluster == CST_NONE ? -1 : (int64_t)e->cluster + 1);
    group(r, b, "agent", e->agent);
    group(r, b, "target", e->target);
    tell(r, "event", e->rule, e->sentence, e->tok_begin, e->tok_end, b);
}

static void tell_harm(cl_reader *r, cst_buf *b, const cl_harm *h)
{
    cst_buf_str(b, cst_pack_str(r->pack, h->kind));
    cst_buf_z(b, " ");
    cst_buf_z(b, cst_qualifier_name(h->count.qualifier));
    cst_buf_z(b, "/");
    cst_buf_int(b, h->count.value);
    cst_buf_z(b, " ");
    words(r, b, h->sentence, h->tok_begin, h->tok_end);
    cst_buf_z(b, h->dead ? " (told before)" : "");
    tell(r, "harm", h->rule, h->sentence, h->tok_begin, h->tok_end, b);
}

static void tell_place(cl_reader *r, cst_buf *b, const cl_place *p)
{
    static const char *const ranks[CL_RANKS] = {
        "landmark", "quarter", "settlement", "district", "province", "country"};
    const cst_gazetteer_entry *g = cst_gazetteer_at(r->gazetteer, p->point);
    words(r, b, p->sentence, p->tok_begin, p->tok_end);
    cst_buf_z(b, " ");
    cst_buf_str(b, p->name);
    cst_buf_z(b, p->locative ? "" : p->bare ? " bare" : " mentioned");
    cst_buf_z(b, p->refers ? " refers" : "");
    cst_buf_z(b, p->heading ? " heading" : p->dateline ? " dateline" : "");
    cst_buf_z(b, p->anaphor ? " anaphor" : p->part ? " part" : "");
    cst_buf_z(b, p->nameless ? " nameless" : "");
    if (p->inside != CST_NONE) {
        cst_buf_z(b, " in ");
        cst_buf_str(b, r->places.at[p->inside].name);
    }
    if (g) {
        cst_buf_z(b, p->gaz == p->point ? " is " : " at ");
        cst_buf_str(b, cst_gazetteer_text(r->gazetteer, g->id));
    }
    if (r->focus != CST_NONE && p == &r->places.at[r->focus]) {
        cst_buf_z(b, " focus");
    }
    tell(r, "place", ranks[p->rank], p->sentence, p->tok_begin, p->tok_end, b);
}

/* How far each sentence was read. */
static void tell_sentence(cl_reader *r, cst_buf *b, uint32_t at)
{
    const cl_sentence *s = cl_sentence_at(r, at);
    if (s->units.n_tokens > 0) {
        cst_buf_z(b, s->deep            ? "read in full"
                     : s->units.top.n > 0 ? "read for dates alone"
                                          : "not read: no word of harm");
        tell(r, "sentence", "", at, 0, s->units.n_tokens, b);
    }
}

typedef struct frame_teller {
    cl_reader *r;
    cst_buf *b;
    uint32_t clause;
} frame_teller;

static void tell_frame(void *user, const cl_frame *frame, const char *missing)
{
    frame_teller *t = user;
    const cl_clause *c = &t->r->m.clauses.at[t->clause];
    const cst_unit *verb = cl_unit(cl_sentence_at(t->r, c->sentence), c->unit);
    cst_buf_str(t->b, cst_pack_str(t->r->pack, frame->kind));
    cst_buf_z(t->b, missing ? " not fulfilled: " : " fits");
    cst_buf_z(t->b, missing ? missing : "");
    tell(t->r, "frame", cl_frame_rule(t->r->arena, frame), c->sentence,
         verb->tok_begin, verb->tok_end, t->b);
}

static void tell_guard(cl_reader *r, cst_buf *b)
{
    if (r->guarded > 0 && r->m.sentences.n > 0) {
        cst_buf_int(b, (int64_t)r->guarded);
        cst_buf_z(b, " mentions dropped: ");
        cst_buf_z(b, r->guard_why);
        tell(r, "guard", "", 0, 0, 0, b);
    }
}

void cl_trace(cl_reader *r)
{
    if (!r->trace) {
        return;
    }
    cst_buf b;
    cst_buf_init(&b, NULL);
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        tell_sentence(r, &b, i);
    }
    for (uint32_t i = 0; i < r->m.clauses.n; i++) {
        tell_clause(r, &b, &r->m.clauses.at[i]);
        if (r->trace_near) {
            cl_frames_tried(&r->m, r->frames, i, tell_frame,
                            &(frame_teller){r, &b, i});
        }
    }
    tell_guard(r, &b);
    for (uint32_t i = 0; i < r->places.n; i++) {
        tell_place(r, &b, &r->places.at[i]);
    }
    for (uint32_t i = 0; i < r->sources.n; i++) {
        tell_source(r, &b, &r->sources.at[i]);
    }
    for (uint32_t i = 0; i < r->events.n; i++) {
        tell_event(r, &b, &r->events.at[i]);
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        tell_harm(r, &b, &r->harms.at[i]);
    }
    cst_buf_free(&b);
}
