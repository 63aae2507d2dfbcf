/* claim/denial: denials become records of their own.
 *
 * The same happening, denied, with the party that denies it as the one who
 * would have done it. A verb that only sometimes denies needs an accusation or
 * a happening as its object. Repeated denials of one party are one record. */
#include "claim/linker.h"

#define CL_RECENT 64    /* clusters that a denial may repeat or mean */
#define CL_DENIALS 200  /* a cap on hostile input: no report has that many */

static uint32_t clause_of_verb(const cl_reader *r, const cl_source *src)
{
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        if (r->m.clauses.at[c].verb == src->at) {
            return c;
        }
    }
    return CST_NONE;
}

static bool really_denies(const cl_reader *r, const cl_source *src,
                          uint32_t clause)
{
    const cl_clause *c = clause == CST_NONE ? NULL : &r->m.clauses.at[clause];
    if (clause != CST_NONE && !cl_factual(r, clause)) {
        return false;
    }
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    uint32_t object = c ? cl_group_at(&r->m, s, c->verb + 1) : CST_NONE;
    if (object != CST_NONE && !r->m.groups.at[object].prep &&
        cl_head_in(&r->m, &r->m.groups.at[object], r->n->c.toll_noun)) {
        return false; /* "denies these figures": not what happened */
    }
    if (!c || !c->head ||
        !cst_reading_has(r->pack, c->head, r->n->c.deny_weak)) {
        return true;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->top > c->verb && g->top <= c->verb + 2 &&
            cl_head_in(&r->m, g, r->n->c.charge)) {
            return true;
        }
    }
    return false;
}

/* Denied mentions of the sentence tell it themselves. */
static bool told_already(const cl_linker *l, uint32_t sentence)
{
    const cl_reader *r = l->r;
    for (uint32_t k = l->start[sentence]; k < l->start[sentence + 1]; k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        if (e->stance == CST_DENIED && e->cluster != CST_NONE) {
            return true;
        }
    }
    return false;
}

static cst_sym denier(const cl_reader *r, uint32_t source)
{
    for (int i = 0; source != CST_NONE && i < 8; i++) {
        const cl_source *s = &r->sources.at[source];
        if (s->same_as == CST_NONE) {
            const cl_group *g =
                s->group == CST_NONE ? NULL : &r->m.groups.at[s->group];
            return g && g->head ? g->head->lemma : 0;
        }
        source = s->same_as;
    }
    return 0;
}

/* What the party itself asserts it does not deny. */
static bool says_it(const cl_reader *r, const cl_event *e, uint32_t source)
{
    cst_sym who = denier(r, source);
    return who && e->source != CST_NONE && e->stance != CST_DENIED &&
           denier(r, e->source) == who;
}

/* Is somebody only blamed for it? */
static bool blamed(const cl_cluster *c)
{
    for (uint32_t i = 0; i < c->n_doers; i++) {
        if (c->doers[i].how == CL_IMPLIED) {
            return true;
        }
    }
    return false;
}

/* The happening that a bare denial is about: the last one told in its
 * paragraph, else the last for which somebody is blamed, else the last that is
 * no background. */
static uint32_t denied_cluster(const cl_linker *l, uint32_t source)
{
    const cl_reader *r = l->r;
    const cl_source *src = &r->sources.at[source];
    uint32_t sentence = src->sentence;
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    uint32_t end = l->start[sentence + 1], last = CST_NONE;
    for (uint32_t k = end; k > 0 && k + CL_RECENT > end; k--) {
        const cl_event *e = &r->events.at[l->order[k - 1]];
        bool after = e->sentence == sentence && e->top > src->at;
        if (e->cluster == CST_NONE || after ||
            r->clusters.at[e->cluster].denied ||
            says_it(r, e, source)) {
            continue;
        }
        const cl_cluster *c = &r->clusters.at[e->cluster];
        bool here = cl_sentence_at(r, e->sentence)->paragraph == paragraph;
        if ((here && last == CST_NONE) || (!c->background && blamed(c))) {
            return e->cluster;
        }
        last = last == CST_NONE && !c->background ? e->cluster : last;
    }
    return last;
}

/* A denial by the same party of the same kind of happening. */
static uint32_t same_denial(const cl_reader *r, uint32_t of, uint32_t source)
{
    cst_sym who = denier(r, source);
    uint32_t n = (uint32_t)r->clusters.n;
    for (uint32_t i = n > CL_RECENT ? n - CL_RECENT : 0; who && i < n; i++) {
        const cl_cluster *c = &r->clusters.at[i];
        if (c->denied && c->type == r->clusters.at[of].type &&
            c->source != CST_NONE && denier(r, c->source) == who) {
            return i;
        }
    }
    return CST_NONE;
}

static cl_event *denying_mention(cl_reader *r, const cl_source *src,
                                 uint32_t like)
{
    cl_event *e = CST_PUSH(r->arena, &r->events);
    if (!e) {
        return NULL;
    }
    *e = r->events.at[like];
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    const cst_unit *verb = cl_unit_at(s, src->at);
    e->sentence = src->sentence;
    e->tok_begin = verb->tok_begin;
    e->tok_end = verb->tok_end;
    if (src->group != CST_NONE) {
        const cl_group *g = &r->m.groups.at[src->group];
        if (g->sentence == src->sentence) {
            e->tok_begin = g->tok_begin < e->tok_begin ? g->tok_begin
                                                       : e->tok_begin;
            e->tok_end = g->tok_end > e->tok_end ? g->tok_end : e->tok_end;
        }
    }
    e->rule = "denial";
    e->stance = CST_DENIED;
    return e;
}

static cst_status deny(cl_linker *l, uint32_t i, uint32_t of)
{
    cl_reader *r = l->r;
    cl_source src = r->sources.at[i];
    cl_event *e = denying_mention(r, &src, r->clusters.at[of].first);
    if (!e) {
        return CST_NOMEM;
    }
    uint32_t known = same_denial(r, of, i);
    if (known != CST_NONE) {
        e->cluster = known;
        r->clusters.at[known].mentions++;
        return CST_OK;
    }
    cl_cluster *c = CST_PUSH(r->arena, &r->clusters);
    if (!c) {
        return CST_NOMEM;
    }
    const cl_group *g =
        src.group == CST_NONE ? NULL : &r->m.groups.at[src.group];
    *c = r->clusters.at[of];
    e->cluster = (uint32_t)r->clusters.n - 1;
    c->first = (uint32_t)r->events.n - 1;
    c->mentions = 1;
    c->denied = true;
    c->stance = CST_DENIED;
    c->source = i;
    c->agent = CST_NONE;
    c->n_doers = 0;
    cl_add_doer(r, c, (cl_doer){!g || g->pronoun ? CST_NONE : src.group, i,
                                CL_DENIED});
    c->agent = c->n_doers ? c->doers[0].group : CST_NONE;
    c->target = c->weapon = CST_NONE; /* the denial names neither */
    return CST_OK;
}

/* The same happening as somebody else tells it: its mention, or CST_NONE. */
static uint32_t asserted_twin(const cl_reader *r, const cl_cluster *denied)
{
    uint32_t n = (uint32_t)r->clusters.n;
    for (uint32_t i = n > CL_RECENT ? n - CL_RECENT : 0; i < n; i++) {
        const cl_cluster *c = &r->clusters.at[i];
        if (!c->denied && c->type == denied->type && c->from == denied->from &&
            c->to == denied->to) {
            return c->first;
        }
    }
    return CST_NONE;
}

/* A mention like it, of a cluster that nobody denies. */
static uint32_t assert_too(cl_reader *r, const cl_harm *h)
{
    cl_event *e = CST_PUSH(r->arena, &r->events);
    cl_cluster *c = CST_PUSH(r->arena, &r->clusters);
    if (!e || !c) {
        return CST_NONE;
    }
    *e = r->events.at[h->event];
    *c = r->clusters.at[e->cluster];
    e->stance = c->stance = h->stance;
    e->source = c->source = h->source;
    e->agent = c->agent = CST_NONE;
    e->cluster = (uint32_t)r->clusters.n - 1;
    c->first = (uint32_t)r->events.n - 1;
    c->mentions = 1;
    c->denied = false;
    c->n_doers = 0;
    return c->first;
}

/* "They denied any part in the attack, which killed three": that it happened
 * stands, in the voice that counts its dead. */
static void assert_harmed(cl_reader *r)
{
    uint32_t told = 0;
    for (uint32_t i = 0; i < r->harms.n && told < CL_DENIALS; i++) {
        cl_harm *h = &r->harms.at[i];
        uint32_t c = h->dead || h->stance == CST_DENIED ? CST_NONE
                                                        : cl_cluster_of(r, h);
        if (c == CST_NONE || !r->clusters.at[c].denied) {
            continue;
        }
        const cl_event *e = &r->events.at[h->event];
        uint32_t twin = asserted_twin(r, &r->clusters.at[c]);
        told++;
        if (twin != CST_NONE) {
            h->event = twin;
        } else if (e->definite || e->demonstrative) {
            h->event = assert_too(r, h);
        }
    }
}

cst_status cl_denials(cl_linker *l)
{
    cl_reader *r = l->r;
    uint32_t told = 0;
    for (uint32_t i = 0; i < r->sources.n && told < CL_DENIALS; i++) {
        const cl_source *src = &r->sources.at[i];
        if (!src->denies || told_already(l, src->sentence) ||
            !really_denies(r, src, clause_of_verb(r, src))) {
            continue;
        }
        uint32_t of = denied_cluster(l, i);
        told++;
        if (of != CST_NONE) {
            CST_TRY(deny(l, i, of));
        }
    }
    assert_harmed(r);
    return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
}

void cl_deny_like(cl_reader *r, cl_cluster *c, const cl_cluster *base,
                      const cl_event *e)
{
    *c = *base;
    c->mentions = 0;
    c->denied = true;
    c->stance = CST_DENIED;
    c->source = e->source;
    c->target = e->target; /* what the denial does not name stays open */
    c->weapon = e->weapon;
    const cl_source *src =
        e->source == CST_NONE ? NULL : &r->sources.at[e->source];
    if (e->implied) {
        c->agent = e->agent; /* that people died is denied: nobody's deed */
    } else if (src && src->group != CST_NONE &&
        !r->m.groups.at[src->group].pronoun) {
        c->agent = e->agent != CST_NONE ? e->agent : src->group;
    }
    c->n_doers = 0;
    cl_add_doer(r, c, (cl_doer){c->agent, e->source, CL_DENIED});
}
