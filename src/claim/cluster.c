/* claim/cluster: mentions of one happening become one cluster.
 *
 * Mentions are taken in text order. Among the clusters that fit.c does not rule
 * out the best fit is taken. An indefinite mention that brings nothing in common
 * opens a cluster of its own, a definite or demonstrative one looks for the last
 * that it can mean. */
#include "claim/clusterer.h"
#include "claim/mention.h"
#include "claim/placing.h"

static void keep_places(cl_kin *k, const cl_link *link)
{
    for (uint32_t i = 0; i < link->n_places; i++) {
        bool known = false;
        for (uint32_t p = 0; p < k->n_places; p++) {
            known = known || k->places[p] == link->places[i];
        }
        if (!known && k->n_places < CST_COUNT(k->places)) {
            k->places[k->n_places++] = link->places[i];
        }
    }
}

/* A village that was attacked is where it happened. */
static void keep_target(const cl_reader *r, cl_kin *k, const cl_event *e)
{
    uint32_t p = e->target == CST_NONE ? CST_NONE
                                       : cl_place_of_group(r, e->target);
    if (p != CST_NONE && r->places.at[p].rank > CL_LANDMARK &&
        k->n_places < CST_COUNT(k->places)) {
        k->places[k->n_places++] = p;
    }
}

/* A definite noun takes for granted that it happened, and so does a bare one in
 * a headline ("Attack on the hotel: ..."); what is definite only by an unknown
 * thing ("the blast of a depot") does not. */
static bool granted(const cl_reader *r, const cl_event *e)
{
    if (e->group == CST_NONE || e->demonstrative ||
        e->stance != CST_ASSERTED) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[e->group];
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    bool topic = s->zone == CST_ZONE_TITLE && g->top == 0 && !e->indefinite &&
                 !g->count.present;
    return topic || (e->definite && (g->of == CST_NONE ||
                                     !r->m.groups.at[g->of].indefinite));
}

/* Told in the outlet's own voice below the headlines: nobody's claim. */
static bool own_voice(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    return e->source == CST_NONE && e->stance == CST_ASSERTED &&
           s->zone != CST_ZONE_TITLE && !(s->block_flags & CST_BLOCK_HEADING);
}

/* The day that the words before a happening state, which has none: "On Saturday
 * the sun shone. A shell fell on the market". */
static uint32_t told_under(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    for (uint32_t i = s->time_begin; i > 0; i--) {
        const cl_time *t = &r->m.times.at[i - 1];
        if (cl_sentence_at(r, t->sentence)->paragraph != s->paragraph) {
            break;
        }
        if (t->resolved && t->value.kind == CST_TIME_DAY && t->value.from &&
            t->value.to && !t->value.attribute && !cl_dates_telling(r, t)) {
            return i - 1;
        }
    }
    return CST_NONE;
}

static bool open_cluster(cl_clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    cl_cluster *c = CST_PUSH(r->arena, &r->clusters);
    cl_kin *kc = CST_PUSH(r->arena, &k->kin);
    if (!c || !kc) {
        return false;
    }
    c->type = e->type;
    c->generic = e->generic;
    c->first = ei;
    c->time = e->time;
    c->time_basis = e->time_basis;
    c->place = e->place;
    c->place_basis = e->place_basis;
    c->background = e->background;
    c->denied = e->stance == CST_DENIED;
    c->several = e->several;
    c->agent = CST_NONE;
    cl_take_doers(r, c, e);
    c->target = e->target;
    c->weapon = e->weapon;
    c->source = e->source;
    c->stance = e->stance;
    c->own_voice = own_voice(r, e) || granted(r, e);
    if (c->own_voice) {
        c->source = CST_NONE;
    }
    kc->under = CST_NONE;
    if (k->previous != CST_NONE && c->time == CST_NONE &&
        r->clusters.at[k->previous].paragraph ==
            cl_sentence_at(r, e->sentence)->paragraph) {
        uint32_t own = r->clusters.at[k->previous].time;
        kc->under = own != CST_NONE ? own : k->kin.at[k->previous].under;
    }
    if (c->time == CST_NONE && kc->under == CST_NONE) {
        kc->under = told_under(r, e);
    }
    kc->around = CST_NONE;
    if (cl_sentence_at(r, e->sentence)->zone != CST_ZONE_TITLE) {
        cst_basis basis;
        kc->around = cl_place_above(r, e->sentence, &basis);
    }
    kc->ordinal = k->l->of[ei].ordinal;
    kc->counted = cl_counted(r, e);
    return true;
}

/* "In the province ... the tourists whom it drove to X": a town of the province told before. */
static bool held(const cl_reader *r, uint32_t outer, uint32_t inner)
{
    const cl_place *p = &r->places.at[outer], *q = &r->places.at[inner];
    return p->gaz != CST_NONE && q->gaz != CST_NONE && q->locative &&
           p->rank > CL_SETTLEMENT && cl_holds(r, p->gaz, q->gaz);
}

static void take_place(cl_reader *r, cl_cluster *c, const cl_event *e)
{
    if (e->place == CST_NONE) {
        return;
    }
    bool finer = c->place == CST_NONE ||
                 (cl_coarseness(r, e->place) < cl_coarseness(r, c->place) &&
                  (e->place_basis <= CST_BASIS_CLAUSE ||
                   held(r, c->place, e->place))) ||
                 (c->place_basis > CST_BASIS_CLAUSE &&
                  e->place_basis <= CST_BASIS_CLAUSE);
    if (finer) {
        c->place = e->place;
        c->place_basis = e->place_basis;
    }
}

/* The least hedged mention stands; what a headline leaves open is said by the
 * source below it. */
static void take_voice(const cl_reader *r, cl_cluster *c, const cl_event *e)
{
    if (own_voice(r, e)) {
        c->own_voice = true;
        c->source = CST_NONE;
        c->stance = e->stance < c->stance ? e->stance : c->stance;
    } else if (e->stance < c->stance ||
               (!c->own_voice && c->source == CST_NONE &&
                e->stance == c->stance)) {
        c->stance = e->stance;
        c->source = e->source;
    }
}

/* A day within the month or year that was said before. */
static bool finer(const cst_time_value *x, const cst_time_value *y)
{
    return x->kind == CST_TIME_DAY && y->kind == CST_TIME_SPAN && x->from &&
           x->to && !y->open_from && x->from >= y->from && x->to <= y->to;
}

static void absorb(cl_reader *r, cl_cluster *c, const cl_event *e, bool detail)
{
    bool weak_target = r->events.at[c->first].implied;
    if (cl_of_attackers(r, e)) {
        take_place(r, c, e);
        return;
    }
    /* shots are heard in every attack */
    if (!detail || (!e->generic && c->type == r->n->attack)) {
        cl_take_type(r, c, e);
    }
    take_place(r, c, e);
    if (e->time != CST_NONE &&
        (c->time == CST_NONE || e->time_basis < c->time_basis ||
         finer(&r->m.times.at[e->time].value, &r->m.times.at[c->time].value))) {
        c->time = e->time;
        c->time_basis = e->time_basis;
    }
    cl_take_doers(r, c, e);
    /* Those who suffered it are what was aimed at only where nothing else is
     * told. */
    if (e->target != CST_NONE && !e->implied &&
        (c->target == CST_NONE || weak_target ||
         cl_gives_way(r, c->target, e->target))) {
        c->target = e->target;
    }
    c->weapon = c->weapon == CST_NONE ? e->weapon : c->weapon;
    take_voice(r, c, e);
}

#define CL_A_YEAR 367 /* days */

/* What "the day after" is seen from: what was told before, where it is no
 * campaign that is only mentioned. */
static uint32_t seen_from(const cl_clusterer *k, uint32_t ei)
{
    const cl_reader *r = k->r;
    const cl_linker *l = k->l;
    uint32_t at = l->start[r->events.at[ei].sentence];
    uint32_t paragraph =
        cl_sentence_at(r, r->events.at[ei].sentence)->paragraph;
    while (l->order[at] != ei) {
        at++;
    }
    for (uint32_t n = 0; at > 0 && n < 8; n++) {
        uint32_t ci = r->events.at[l->order[--at]].cluster;
        const cl_time *t =
            ci == CST_NONE ? NULL : cl_time_at(r, r->clusters.at[ci].time);
        /* "In 2020 ... two years before": what its paragraph tells of a year */
        bool here = cl_sentence_at(r, r->events.at[l->order[at]].sentence)
                        ->paragraph == paragraph;
        if (t && t->value.from && t->value.to &&
            t->value.to - t->value.from < (here ? CL_A_YEAR : 32) &&
            !cl_type_is(r, r->clusters.at[ci].type, "offensive")) {
            return ci;
        }
    }
    return k->previous;
}

/* A day that its sentence states before it: "said on Friday that two were
 * arrested the day before". It was seen from there. */
static bool day_before(const cl_reader *r, uint32_t time)
{
    const cl_sentence *s =
        cl_sentence_at(r, r->m.times.at[time].sentence);
    for (uint32_t i = s->time_begin; i < time; i++) {
        const cst_time_value *v = &r->m.times.at[i].value;
        if (r->m.times.at[i].resolved && v->kind == CST_TIME_DAY &&
            v->from == v->to) {
            return true;
        }
    }
    return false;
}

/* "At the same moment" as what took a night, "three days after" what took place
 * some day of a week: as long as that. */
static void as_long(cst_time_value *v, const cst_time_value *base,
                    cst_day shift)
{
    cst_day n = base->to - base->from;
    if (base->to && n > 0 && n < CL_A_YEAR && !base->open_from &&
        (v->from == v->to || v->course) && (!base->night || shift == 0)) {
        v->to += n;
        v->night = base->night && !v->course;
    }
}

#define CL_A_WEEK 7 /* days */

/* "Some hours earlier". */
static bool hours_off(const cl_reader *r, const cl_time *t)
{
    const cst_feat *f = cst_time_feat(
        r->time_names, &cl_sentence_at(r, t->sentence)->units, t->unit,
        r->n->unit);
    return f && f->kind == CST_FEAT_SYM && (cst_sym)f->value == r->n->hour;
}

/* A time seen from what was told before: "the day after". */
static void seen_anchor(cl_clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    cl_event *e = &r->events.at[ei];
    if (k->previous == CST_NONE || day_before(r, e->time) ||
        r->m.times.at[e->time].seen) {
        return;
    }
    uint32_t from = seen_from(k, ei);
    const cl_cluster *p = &r->clusters.at[from];
    /* "13 December. The army says that the day before ...": the day above, where
     * nothing was told since */
    uint32_t above = told_under(r, e);
    uint32_t told = r->events.at[k->kin.at[from].last].sentence;
    bool since = above != CST_NONE && r->m.times.at[above].top == 0 &&
                 r->m.times.at[above].sentence > told;
    const cl_time *pt = cl_time_at(r, since                 ? above
                                      : p->time != CST_NONE ? p->time
                                                            : k->kin.at[from].under);
    cl_time *t = &r->m.times.at[e->time];
    cst_day base = pt ? pt->value.from : p->background ? 0 : r->dateline;
    cst_day shift = cl_time_shift(r, e->time, 700000);
    if (pt && pt->value.night && shift < 0) {
        base = pt->value.to; /* the day before a night is its first */
    }
    if (!base || (pt && pt == t)) {
        return;
    }
    if (hours_off(r, t) && pt && pt->value.to + CL_A_WEEK < r->dateline &&
        p->paragraph != cl_sentence_at(r, e->sentence)->paragraph) {
        base = r->dateline; /* not hours from what is long past */
        pt = NULL;
    }
    cst_time_context ctx;
    memset(&ctx, 0, sizeof ctx);
    ctx.published = r->m.published;
    ctx.in_force = base;
    cst_time_value v;
    if (cst_time_resolve(r->time_names, r->pack,
                         &cl_sentence_at(r, t->sentence)->units, t->unit, &ctx,
                         &v)) {
        t->value = v;
        t->resolved = t->seen = true;
        if (pt) {
            as_long(&t->value, &pt->value, shift);
        }
        if (r->dateline >= t->value.from && r->dateline < t->value.to) {
            t->value.to = r->dateline; /* nothing is told of what is to come */
        }
    }
}

static void resolve_anchor(cl_clusterer *k, uint32_t ei)
{
    cl_event *e = &k->r->events.at[ei];
    if (!k->l->of[ei].anchored) {
        return;
    }
    seen_anchor(k, ei);
    if (!k->r->m.times.at[e->time].resolved) {
        e->time = CST_NONE; /* there was nothing to see it from */
        k->l->of[ei].anchored = false;
    }
}

/* An exact day of its own, told in its clause. */
static bool dated(const cl_reader *r, const cl_event *e, const cl_link *k)
{
    const cl_time *t = cl_time_at(r, e->time);
    return t && k->time_tier <= CL_TIER_CLAUSE && !t->value.open_from &&
           (t->value.partial[0] || t->value.to - t->value.from < 32);
}

/* "Two were found dead in the rubble": the dead of what was just told. */
static bool of_the_dead_told(const cl_clusterer *k, uint32_t ei)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_cluster *c = k->previous == CST_NONE
                              ? NULL : &r->clusters.at[k->previous];
    return c && e->group == CST_NONE && cl_type_is(r, e->type, "bodies_found") &&
           k->l->of[ei].n_places == 0 && cl_telling(r, c->type) < 20 &&
           c->paragraph == cl_sentence_at(r, e->sentence)->paragraph;
}

/* A word that only points back, a generality ("attacks", "operations"), or a
 * count of victims over a war tells no happening of its own. */
static bool worth_opening(const cl_clusterer *k, uint32_t ei)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    bool day = dated(r, e, link);
    bool parties_told = e->agent != CST_NONE || e->weapon != CST_NONE;
    if (!e->type) {
        return false;
    }
    if (of_the_dead_told(k, ei)) {
        return false;
    }
    if (e->implied) {
        bool there = link->n_places && link->place_tier <= CL_TIER_CLAUSE &&
                     cl_spot(&r->places.at[link->places[0]]);
        return e->type != r->n->attack || e->agent != CST_NONE || day || there;
    }
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    if (e->group == CST_NONE && c && c->kind == CL_PARTICIPLE && !day &&
        !parties_told && link->n_places == 0 && !e->implied &&
        (e->target == CST_NONE ||
         (cl_type_is(r, e->type, "detention") &&
          !(link->harmed && r->m.groups.at[e->target].count.value > 9)) ||
         cl_head_in(&r->m, &r->m.groups.at[e->target], r->n->c.body))) {
        return false; /* what somebody looks like: "most of them beheaded" */
    }
    if (e->group == CST_NONE) {
        return !(e->generic && e->definite) || day || e->time != CST_NONE;
    }
    const cl_group *g = &r->m.groups.at[e->group];
    if (cl_head_in(&r->m, g, r->n->c.war) && !link->harmed && !day &&
        e->time == CST_NONE && !(e->indefinite && e->agent != CST_NONE)) {
        return false; /* "the war": where things happen */
    }
    const cst_unit *np = cl_unit(cl_sentence_at(r, e->sentence), g->np);
    if (cl_head_in(&r->m, g, r->n->c.war) && !link->harmed && g->prep &&
        cst_unit_role(np, r->n->det) == CST_NONE && !g->count.present &&
        link->time_tier > CL_TIER_NOUN) {
        return false; /* "in thirty years of war" */
    }
    bool campaign = cl_type_is(r, e->type, "offensive");
    /* "thanks to their intervention", "the checks of our men" */
    bool somebody = parties_told && !(campaign && e->generic);
    if (r->clusters.n == 0 || day || somebody || link->harmed) {
        return true;
    }
    bool counted = g->count.present && g->count.value > 0;
    bool carnage = cl_type_is(r, e->type, "execution");
    bool vague = (e->plural && !counted) ||
                 (e->generic && (campaign || carnage));
    return !vague || link->n_places > 0 || e->target != CST_NONE ||
           e->time != CST_NONE;
}

#define CL_LOOK_BACK 64 /* clusters that a mention may still mean */

/* "The worst tragedy took place on the 17th, when a raid …": what pointed to
 * nothing before belongs to what the sentence goes on to tell. */
static void point_ahead(cl_clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    uint32_t p = k->pending;
    k->pending = CST_NONE;
    if (p == CST_NONE || p == ei) {
        return;
    }
    cl_event *e = &r->events.at[p];
    uint32_t ci = r->events.at[ei].cluster;
    if (e->sentence == r->events.at[ei].sentence &&
        !r->clusters.at[ci].denied && !cl_ruled_out(k, p, ci)) {
        e->cluster = ci;
        absorb(r, &r->clusters.at[ci], e, k->l->of[p].detail);
        keep_places(&k->kin.at[ci], &k->l->of[p]);
        r->clusters.at[ci].mentions++;
    }
}

#define CL_JOINT 4 /* "the three attacks": so many at most */

/* "The two attacks were claimed by X": what it says holds for those told last,
 * as many as it counts. It tells no happening of its own. */
static bool joint_mention(cl_clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    uint32_t of[CL_JOINT], n = 0, seen = 0;
    if (e->group == CST_NONE || !(e->definite || e->demonstrative) ||
        !cl_counted(r, e) || link->harmed || link->n_places > 0) {
        return false;
    }
    int64_t want = r->m.groups.at[e->group].count.value;
    for (uint32_t i = (uint32_t)r->clusters.n;
         i > 0 && n < want && seen < CL_LOOK_BACK; i--, seen++) {
        const cl_cluster *c = &r->clusters.at[i - 1];
        const cl_kin *kc = &k->kin.at[i - 1];
        bool kind = cl_types_agree(r, e->type, c->type) ||
                    (cl_points_back(r, e->type) && cl_telling(r, c->type) < 20);
        if (kc->counted && kind) {
            return false; /* told together before */
        }
        if (!c->denied && kind && n < CL_JOINT &&
            r->events.at[kc->last].sentence + 8 > e->sentence) {
            of[n++] = i - 1;
        }
    }
    if (want > CL_JOINT || n < want) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        cl_take_doers(r, &r->clusters.at[of[i]], e);
    }
    e->cluster = of[0];
    r->clusters.at[of[0]].mentions++;
    return true;
}

static cst_status place_mention(cl_clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    cl_event *e = &r->events.at[ei];
    uint32_t found = CST_NONE;
    /* a denial is about something that was told */
    int best = e->stance == CST_DENIED ? -100 : 2;
    resolve_anchor(k, ei);
    if (joint_mention(k, ei)) {
        return CST_OK;
    }
    uint32_t n = (uint32_t)r->clusters.n;
    for (uint32_t i = n; i > 0; i--) {
        uint32_t ci = i - 1;
        if (n - ci > CL_LOOK_BACK && ci != 0) {
            continue;
        }
        if (cl_ruled_out(k, ei, ci)) {
            continue;
        }
        int s = cl_fit(k, ei, ci);
        if (s > best || (s == best && ci == 0 && found != CST_NONE)) {
            best = s;
            found = ci;
        }
    }
    if (found == CST_NONE && !worth_opening(k, ei)) {
        k->pending = !e->type ? ei : k->pending;
        return CST_OK;
    }
    if (found == CST_NONE || e->stance == CST_DENIED) {
        uint32_t base = found;
        if (!open_cluster(k, ei)) {
            return CST_NOMEM;
        }
        found = (uint32_t)r->clusters.n - 1;
        if (base != CST_NONE) {
            cl_deny_like(r, &r->clusters.at[found], &r->clusters.at[base], e);
            r->clusters.at[found].first = ei;
        }
    } else {
        absorb(r, &r->clusters.at[found], e, k->l->of[ei].detail);
    }
    cl_kin *kc = &k->kin.at[found];
    keep_places(kc, &k->l->of[ei]);
    keep_target(r, kc, e);
    kc->last = ei;
    kc->counted = kc->counted || cl_counted(r, e);
    r->clusters.at[found].mentions++;
    r->clusters.at[found].paragraph = cl_sentence_at(r, e->sentence)->paragraph;
    e->cluster = found;
    k->previous = cl_in_reply(r, e->group) ? k->previous : found;
    point_ahead(k, ei);
    return CST_OK;
}

/* Where the lead ends, and the paragraph that goes on to tell the same. */
static void find_lead(cl_clusterer *k)
{
    const cl_reader *r = k->r;
    uint32_t last = CST_NONE, n = 0;
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        bool tells = s->zone == CST_ZONE_CONTENT &&
                     s->clause_begin < s->clause_end;
        n += tells && s->paragraph != last;
        last = tells ? s->paragraph : last;
        for (uint32_t j = n > 0 ? n - 1 : 0; j < 2; j++) {
            k->lead[j] = i + 1;
        }
    }
}

/* The line that opens an entry of a live report tells, without a place or time,
 * what the entry goes on to tell: it is taken after the mention below it. */
static bool heads_entry(const cl_linker *l, uint32_t at)
{
    const cl_reader *r = l->r;
    if (!r->entry || at + 1 >= l->n) {
        return false;
    }
    uint32_t ei = l->order[at];
    const cl_event *e = &r->events.at[ei];
    const cl_event *below = &r->events.at[l->order[at + 1]];
    return cl_opens_entry(r, e->sentence) && e->time == CST_NONE &&
           l->of[ei].n_places == 0 && below->sentence > e->sentence &&
           below->sentence <= e->sentence + 2 &&
           !cl_opens_entry(r, below->sentence) &&
           r->entry[below->sentence].from == r->entry[e->sentence].from;
}

cst_status cl_cluster_mentions(cl_linker *l)
{
    cl_clusterer k = {.l = l, .r = l->r, .previous = CST_NONE,
                   .abduction = cst_pack_sym(l->r->pack, "abduction"),
                   .pending = CST_NONE};
    find_lead(&k);
    for (uint32_t i = 0; i < l->n; i++) {
        bool heads = heads_entry(l, i);
        if (heads) {
            CST_TRY(place_mention(&k, l->order[i + 1]));
        }
        CST_TRY(place_mention(&k, l->order[i]));
        i += heads ? 1 : 0;
    }
    return CST_OK;
}
