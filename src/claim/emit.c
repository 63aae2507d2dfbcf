/* claim/emit: what was gathered becomes the records of constat.h. */
#include "claim/reader.h"

static const char *const certainties[] = {"stated", "implied", "claimed",
                                          "denied"}; /* by cl_certainty */

static cst_span raw_of(const cl_reader *r, cst_tspan t)
{
    return cst_textmap_raw(&r->payload->map, t);
}

static cst_span raw_tokens(const cl_reader *r, uint32_t sentence, uint32_t a,
                           uint32_t b)
{
    return raw_of(r, cl_tokens_span(cl_sentence_at(r, sentence), a, b));
}

/* Names are words of the text, which lives as long as the document. */
static cst_str words(const cl_reader *r, uint32_t sentence, uint32_t a,
                     uint32_t b)
{
    return cl_span_str(&r->m,
                       cl_tokens_span(cl_sentence_at(r, sentence), a, b));
}

/* Words of a group with its complements; the name leaves the determiner out. */
static cst_mention mention_of(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t end = cl_group_end(&r->m, gi, false);
    uint32_t begin = g->np_begin;
    const cst_unit *det = cl_unit(s, cst_unit_role(cl_unit(s, g->np), r->n->det));
    cst_mention m = {raw_tokens(r, g->sentence, begin, end), {NULL, 0}};
    if (det && det->tok_end < end) {
        begin = det->tok_end;
    }
    m.name = words(r, g->sentence, begin, end);
    return m;
}

/* -------------------------------------------------------- claimants */

static cst_claimant claimant_of(cl_reader *r, uint32_t source)
{
    cst_claimant c = {{{0, 0}, {NULL, 0}}, {NULL, 0}, {NULL, 0}, NULL, 0,
                      CST_BASIS_NONE};
    if (source == CST_NONE) {
        return c;
    }
    cst_basis basis = r->sources.at[source].basis;
    for (int i = 0; i < 8 && r->sources.at[source].same_as != CST_NONE; i++) {
        source = r->sources.at[source].same_as;
        basis = CST_BASIS_SPEAKER;
    }
    const cl_source *s = &r->sources.at[source];
    if (s->tok_begin == s->tok_end) {
        return c;
    }
    const cl_group *g = &r->m.groups.at[s->who];
    c.mention.span = raw_tokens(r, g->sentence, s->tok_begin, s->tok_end);
    const cl_sentence *sent = cl_sentence_at(r, g->sentence);
    uint32_t begin = s->tok_begin;
    const cst_unit *np = cl_unit(sent, g->np);
    const cst_unit *det = cl_unit(sent, cst_unit_role(np, r->n->det));
    const cst_unit *one = cl_unit(sent, cst_unit_role(np, r->n->qty));
    if (!det && one && cst_unit_feat(one, r->n->article) &&
        one->tok_end == one->tok_begin + 1) {
        det = one; /* "a doctor": the article is read as a number */
    }
    if (det && det->tok_begin == begin && det->tok_end < s->tok_end) {
        begin = det->tok_end;
    }
    c.mention.name = words(r, g->sentence, begin, s->tok_end);
    c.type = s->type;
    c.side = s->side;
    cst_str *via = CST_NEW(r->arena, cst_str, s->n_via);
    for (uint32_t i = 0; via && i < s->n_via; i++) {
        via[i] = s->via[i];
        c.n_via++;
    }
    c.via = via;
    c.basis = basis;
    return c;
}

/* --------------------------------------------------------------- dates */

/* The date that a time of the text states. */
static cst_date stated_date(cl_reader *r, uint32_t time, cst_basis basis)
{
    cst_date d;
    memset(&d, 0, sizeof d);
    d.basis = basis;
    const cl_time *t = &r->m.times.at[time];
    const cst_unit *u = cl_unit(cl_sentence_at(r, t->sentence), t->unit);
    d.present = true;
    d.from = t->value.from;
    d.to = t->value.to;
    memcpy(d.partial, t->value.partial,
           sizeof d.partial < sizeof t->value.partial ? sizeof d.partial
                                                      : sizeof t->value.partial);
    if (d.from || d.to) {
        d.partial[0] = 0;
    }
    d.method = cst_str_of(t->value.method);
    d.mention.span = raw_tokens(r, t->sentence, u->tok_begin, u->tok_end);
    d.mention.name = words(r, t->sentence, u->tok_begin, u->tok_end);
    return d;
}

/* ------------------------------------------------------------- events */

static cst_date date_of(cl_reader *r, const cl_cluster *c)
{
    cst_date d;
    memset(&d, 0, sizeof d);
    d.basis = c->time_basis;
    if (c->time == CST_NONE) {
        d.present = c->from != 0;
        d.from = c->from;
        d.to = c->to;
        d.method = CST_S("dateline");
        return d;
    }
    d = stated_date(r, c->time, c->time_basis);
    if (c->from || c->to) { /* as linking left it */
        d.from = c->from;
        d.to = c->to;
    }
    return d;
}

static const cst_span *cluster_evidence(cl_reader *r, uint32_t cluster,
                                        size_t *n)
{
    cst_span *out = CST_NEW(r->arena, cst_span, r->clusters.at[cluster].mentions);
    *n = 0;
    for (uint32_t i = 0; out && i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->cluster == cluster) {
            cst_span s = raw_tokens(r, e->sentence, e->tok_begin, e->tok_end);
            if (s.end > s.begin && s.end - s.begin <= 600) {
                out[(*n)++] = s;
            }
        }
    }
    return out;
}

/* One party by two words, only one of which names it: told already, if the
 * first was as sure. */
static bool told_already(const cst_event *e, cst_str actor, cl_certainty how)
{
    for (size_t i = 0; actor.n && i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];
        if (cst_str_eq(p->actor, actor) &&
            !cst_str_starts(actor, CST_S("unknown:")) &&
            (cst_str_is(p->certainty, certainties[how]) ||
             (how == CL_IMPLIED &&
              cst_str_is(p->certainty, certainties[CL_STATED])))) {
            return true;
        }
    }
    return false;
}

/* Who did it, as each of those says who tell of it. */
static void parties(cl_reader *r, const cl_cluster *c, cst_event *e)
{
    cst_party *p = CST_NEW(r->arena, cst_party, c->n_doers);
    cst_mention *m = CST_NEW(r->arena, cst_mention, c->n_doers);
    for (uint32_t i = 0; p && m && i < c->n_doers; i++) {
        const cl_doer *d = &c->doers[i];
        cst_mention who = mention_of(r, d->group);
        cst_str actor = cl_actor_id(r, d->group, c);
        e->perpetrators = p;
        if (told_already(e, actor, d->how)) {
            continue;
        }
        if (d->how == CL_CLAIMED) {
            m[e->n_claimed_by++] = who;
        }
        p[e->n_perpetrators].mention = who;
        p[e->n_perpetrators].actor = actor;
        p[e->n_perpetrators].certainty = cst_str_of(certainties[d->how]);
        p[e->n_perpetrators++].according_to = claimant_of(r, d->source);
    }
    e->perpetrators = e->n_perpetrators ? p : NULL;
    e->claimed_by = e->n_claimed_by ? m : NULL;
}

static const cst_mention *one_mention(cl_reader *r, uint32_t gi, size_t *n)
{
    if (gi == CST_NONE) {
        return NULL;
    }
    cst_mention *m = CST_NEW(r->arena, cst_mention, 1);
    if (m) {
        *m = mention_of(r, gi);
        *n = 1;
    }
    return m;
}

/* "Motorbikes taken and shops looted": told of by a participle of its own. */
static bool has_participle(const cl_reader *r, uint32_t gi)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->subject == gi && c->kind == CL_PARTICIPLE) {
            return true;
        }
    }
    return false;
}

/* "A hospital and a bakery": all that were aimed at, the first as the head of
 * the list, and whose people or things they are. */
static const cst_party *targets_of(cl_reader *r, const cl_cluster *c, size_t *n)
{
    uint32_t list[8] = {c->target};
    uint32_t k = c->target == CST_NONE ? 0 : cl_list_of(r, c->target, list, 8);
    bool things = k > 1;
    for (uint32_t i = 0; i < k; i++) {
        const cl_group *g = &r->m.groups.at[list[i]];
        things = things && g->head && !has_participle(r, list[i]) &&
                 g->prep == r->m.groups.at[c->target].prep &&
                 cl_head_in(&r->m, g, r->n->c.object);
    }
    if (!things) {
        list[0] = c->target;
        k = c->target == CST_NONE ? 0 : 1;
    }
    cst_party *p = k ? CST_NEW(r->arena, cst_party, k) : NULL;
    for (uint32_t i = 0; p && i < k; i++) {
        p[i].mention = mention_of(r, list[i]);
        p[i].actor = cl_actor_of_target(r, list[i], c);
        *n = i + 1;
    }
    return p;
}

static void emit_event(cl_reader *r, uint32_t ci, cst_event *e)
{
    const cl_cluster *c = &r->clusters.at[ci];
    e->type = cst_pack_str(r->pack, c->type);
    e->date = date_of(r, c);
    e->place = cl_emit_place(r, c->place, c->place_basis);
    parties(r, c, e);
    e->targets = targets_of(r, c, &e->n_targets);
    e->weapons = one_mention(r, c->weapon, &e->n_weapons);
    e->claimant = claimant_of(r, c->source);
    e->stance = c->stance;
    e->evidence = cluster_evidence(r, ci, &e->n_evidence);
    e->rule = cst_str_of(r->events.at[c->first].rule);
}

/* -------------------------------------------------------------- harms */

static cst_span count_span(cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (h->count.present && h->count.unit != CST_NONE) {
        const cst_unit *u = cl_unit(s, h->count.unit);
        return raw_tokens(r, g->sentence, u->tok_begin, u->tok_end);
    }
    return raw_tokens(r, g->sentence, g->np_begin, g->tok_end);
}

static const cst_span *harm_evidence(cl_reader *r, const cl_harm *h, size_t *n)
{
    cst_span *out = CST_NEW(r->arena, cst_span, h->n_more + 1);
    *n = 0;
    if (!out) {
        return NULL;
    }
    out[(*n)++] = raw_tokens(r, h->sentence, h->tok_begin, h->tok_end);
    for (uint32_t i = 0; i < h->n_more; i++) {
        out[(*n)++] = raw_of(r, h->more[i]);
    }
    return out;
}

/* A name that may lie in the scratch of this reading, copied to the record. */
static cst_str kept(cl_reader *r, const char *name)
{
    cst_str s = cst_str_of(name);
    char *p = cst_arena_copy(r->arena, s.p, s.n);
    return (cst_str){p, p ? s.n : 0};
}

static bool is_name(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return g->proper && !g->plural && !g->count.present &&
           !cl_head_in(&r->m, g, r->n->c.actor) &&
           !cl_head_in(&r->m, g, r->n->c.country) &&
           cl_place_of_group(r, gi) == CST_NONE;
}

/* "The mayor, NAME, was shot", "NAME, head of the group, was killed": the name
 * beside the words that say who the one victim was; CST_NONE. */
static uint32_t name_beside(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (h->count.value != 1 || g->pronoun || h->person) {
        return CST_NONE;
    }
    bool behind = h->group + 1 < s->group_end && g[1].top == g->top + 2 &&
                  cl_row_text(&r->m, s, g->top + 1, ",") &&
                  cl_row_text(&r->m, s, g[1].top + 1, ",");
    if (behind && is_name(r, h->group + 1)) {
        return h->group + 1;
    }
    bool before = h->group > s->group_begin && g[-1].top + 2 == g->top &&
                  cl_row_text(&r->m, s, g->top - 1, ",") && !g[-1].prep;
    return before && is_name(r, h->group - 1) ? h->group - 1 : CST_NONE;
}

/* The time of the sum is that at which its campaign began: it has no end. */
static bool begins_with(const cl_reader *r, const cl_harm *h)
{
    uint32_t i = cl_cluster_of(r, h);
    const cl_cluster *c = i == CST_NONE ? NULL : &r->clusters.at[i];
    return c && c->time == h->period && c->from && !c->to;
}

static void emit_harm(cl_reader *r, const cl_harm *h, const uint32_t *harm_at,
                      const uint32_t *event_at, cst_harm *out)
{
    const cl_group *g = &r->m.groups.at[h->group];
    uint32_t cluster = h->event == CST_NONE ? CST_NONE
                                            : r->events.at[h->event].cluster;
    out->event = cluster == CST_NONE ? CST_NONE : event_at[cluster];
    out->kind = cst_pack_str(r->pack, h->kind);
    out->count.qualifier = h->count.qualifier;
    out->count.value = h->count.value;
    out->count.value2 = h->count.value2;
    out->count.low = out->count.high = -1;
    out->count.span = count_span(r, h);
    out->victims.status = cst_pack_str(r->pack, h->status);
    if (h->victim_group) {
        out->victims.group = cst_pack_str(r->pack, h->victim_group);
    }
    out->victims.span = raw_tokens(r, g->sentence, g->np_begin, g->tok_end);
    uint32_t named = h->person ? h->group : name_beside(r, h);
    if (named != CST_NONE) {
        out->victims.person = mention_of(r, named).name;
    }
    out->victims.actor = cl_actor_of_victims(r, h);
    out->total = h->total;
    out->some = h->some;
    out->part_of = h->part_of == CST_NONE ? CST_NONE : harm_at[h->part_of];
    out->superseded_by =
        h->superseded_by == CST_NONE ? CST_NONE : harm_at[h->superseded_by];
    if (h->period != CST_NONE) {
        out->period = stated_date(r, h->period, CST_BASIS_SENTENCE);
        out->period.to = begins_with(r, h) ? 0 : out->period.to;
    }
    out->area = cl_emit_place(r, h->area, h->area_basis);
    out->as_of = h->as_of;
    out->claimant = claimant_of(r, h->source);
    out->stance = h->stance;
    out->evidence = harm_evidence(r, h, &out->n_evidence);
    out->rule = kept(r, h->rule);
}

static void emit_damage(cl_reader *r, const cl_damage *d,
                        const uint32_t *event_at, cst_damage *out)
{
    uint32_t cluster = d->event == CST_NONE ? CST_NONE
                                            : r->events.at[d->event].cluster;
    out->event = cluster == CST_NONE ? CST_NONE : event_at[cluster];
    out->object = mention_of(r, d->group);
    out->class_ = d->class_ ? cst_pack_str(r->pack, d->class_) : CST_S("other");
    out->degree = cst_pack_str(r->pack, d->degree);
    out->claimant = claimant_of(r, d->source);
    out->stance = d->stance;
    cst_span *e = CST_NEW(r->arena, cst_span, 1);
    if (e) {
        *e = raw_tokens(r, d->sentence, d->tok_begin, d->tok_end);
        out->evidence = e;
        out->n_evidence = 1;
    }
    out->rule = kept(r, d->rule);
}

static uint32_t *number_from(cl_reader *r, size_t n)
{
    uint32_t *at = CST_NEW(r->arena, uint32_t, n);
    for (size_t i = 0; at && i < n; i++) {
        at[i] = CST_NONE;
    }
    return at;
}

static size_t standing(const cl_reader *r)
{
    size_t n = 0;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        n += !r->harms.at[i].dead;
    }
    return n;
}

cst_status cl_emit(cl_reader *r, cst_records *out)
{
    cst_event *events = CST_NEW(r->arena, cst_event, r->clusters.n);
    cst_harm *harms = CST_NEW(r->arena, cst_harm, standing(r));
    cst_damage *damages = CST_NEW(r->arena, cst_damage, r->damages.n);
    uint32_t *event_at = number_from(r, r->clusters.n);
    uint32_t *harm_at = number_from(r, r->harms.n);
    if (!events || !harms || !damages || !event_at || !harm_at) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < r->clusters.n; i++) {
        event_at[i] = (uint32_t)out->n_events;
        emit_event(r, i, &events[out->n_events++]);
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        harm_at[i] = r->harms.at[i].dead ? CST_NONE : n++;
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        if (!r->harms.at[i].dead) {
            emit_harm(r, &r->harms.at[i], harm_at, event_at,
                      &harms[out->n_harms++]);
        }
    }
    for (uint32_t i = 0; i < r->damages.n; i++) {
        if (!r->damages.at[i].dead) {
            emit_damage(r, &r->damages.at[i], event_at,
                        &damages[out->n_damages++]);
        }
    }
    out->events = events;
    out->harms = harms;
    out->damages = damages;
    return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
}
