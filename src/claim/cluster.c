/* claim/cluster: mentions of one happening become one cluster.
 *
 * Mentions are taken in text order. A cluster is ruled out where date, place,
 * party or number contradict; among those left, what agrees is counted up. An
 * indefinite mention that brings nothing in common opens a cluster of its own,
 * a definite or demonstrative one looks for the last that it can mean. */
#include "claim/linker.h"
#include "claim/mention.h"

/* "Two attacks": told as more than one happening. */
static bool counted(const cl_reader *r, const cl_event *e)
{
    return e->group != CST_NONE && r->m.groups.at[e->group].count.present &&
           r->m.groups.at[e->group].count.value > 1;
}

/* ------------------------------------------------------------ scoring */

typedef struct kin {       /* what a cluster has besides its record */
    uint32_t places[8];
    uint32_t n_places;
    int64_t ordinal;
    uint32_t last;         /* last mention that joined */
    bool counted;          /* told as two or more */
    uint32_t under;        /* time of what was told before it, where it has none */
    uint32_t around;       /* place in force where it was told without one */
} kin;

typedef struct clusterer {
    cl_linker *l;
    cl_reader *r;
    CST_VEC(kin) kin;
    uint32_t previous;     /* cluster of the mention before */
    cst_sym abduction;
    uint32_t pending;      /* a word that points ahead, CST_NONE */
    uint32_t lead[2];      /* sentences behind the first paragraphs that tell */
} clusterer;

/* Words that tellers use again for whatever happened. */
static bool points_back(const cl_reader *r, cst_sym type)
{
    cst_str s = cst_pack_str(r->pack, type);
    return type == r->n->attack || cst_str_is(s, "execution") ||
           cst_str_is(s, "other_harm") || cst_str_is(s, "offensive");
}

/* A bomb that blew up and a shell that fell are two, unless the word for one of
 * them is loose. */
static bool two_blasts(const cl_reader *r, const cl_event *e,
                       const cl_cluster *c)
{
    return e->type != c->type && cl_blast(r, e->type) && cl_blast(r, c->type) &&
           !e->generic && !c->generic;
}

/* Sections headed by places tell each of their own. */
static bool other_section(const cl_reader *r, uint32_t a, uint32_t b)
{
    uint32_t x = r->section[a], y = r->section[b];
    return x != y && x != CST_NONE && y != CST_NONE;
}

static bool spot(const cl_place *p)
{
    return (p->rank <= CL_SETTLEMENT || p->called) && !p->nameless &&
           !p->anaphor;
}

static bool names_spot(const cl_reader *r, const cl_link *link)
{
    bool named = false;
    for (uint32_t i = 0; i < link->n_places; i++) {
        named = named || spot(&r->places.at[link->places[i]]);
    }
    return named;
}

/* "A bomb went off in X": told afresh at a named spot, while the one before has
 * another. */
static bool elsewhere(const clusterer *k, const cl_event *e,
                      const cl_link *link, const kin *kc)
{
    const cl_reader *r = k->r;
    bool named = false;
    if (!e->indefinite || (e->group != CST_NONE && e->generic) ||
        link->place_tier > CL_TIER_CLAUSE ||
        cl_sentence_at(r, r->events.at[kc->last].sentence)->zone ==
            CST_ZONE_TITLE) {
        return false;
    }
    for (uint32_t i = 0; i < link->n_places; i++) {
        const cl_place *x = &r->places.at[link->places[i]];
        for (uint32_t j = 0; spot(x) && j < kc->n_places; j++) {
            const cl_place *y = &r->places.at[kc->places[j]];
            bool held = x->inside == kc->places[j] || y->inside == link->places[i];
            if (cl_same_name(x, y) || cl_one_in_other(x, y) || held) {
                return false;
            }
            named = named || (spot(y) && (y->called || y->rank <= x->rank));
        }
    }
    return named;
}

/* "One strike hit a car": not the five that were told together, nor the one
 * that hit a house. */
static bool one_more(const cl_reader *r, const cl_event *e, const cl_cluster *c,
                     const kin *kc)
{
    if (e->group == CST_NONE || !e->indefinite || e->plural || counted(r, e) ||
        e->target == CST_NONE ||
        cl_sentence_at(r, r->events.at[kc->last].sentence)->zone ==
            CST_ZONE_TITLE) {
        return false;
    }
    const cl_group *x = &r->m.groups.at[e->target];
    const cl_group *y =
        c->target == CST_NONE ? NULL : &r->m.groups.at[c->target];
    bool things = y && x->head && y->head && x->head->lemma != y->head->lemma &&
                  cl_head_in(&r->m, x, r->n->c.object) &&
                  cl_head_in(&r->m, y, r->n->c.object);
    return kc->counted || things;
}

/* A war is not one offensive of it. */
static bool other_campaign(const cl_reader *r, const cl_event *e,
                           const cl_cluster *c)
{
    uint32_t a = e->group, b = r->events.at[c->first].group;
    return a != CST_NONE && b != CST_NONE && !e->demonstrative &&
           (e->time != CST_NONE || c->time != CST_NONE) &&
           cl_type_is(r, e->type, "offensive") &&
           cl_type_is(r, c->type, "offensive") &&
           cl_head_in(&r->m, &r->m.groups.at[a], r->n->c.war) !=
               cl_head_in(&r->m, &r->m.groups.at[b], r->n->c.war);
}

/* "The soldiers shot five attackers": within the assault that was told, of which
 * the soldiers are no authors. */
static bool of_attackers(const cl_reader *r, const cl_event *e)
{
    return e->implied && e->target != CST_NONE &&
           cl_status(r, e->target) == r->n->attacker;
}

/* Both told by a noun in the plural, for the same kind: "fights", "the fights". */
static bool alike(const cl_reader *r, const cl_event *e, const cl_cluster *c)
{
    const cl_event *first = &r->events.at[c->first];
    return e->group != CST_NONE && first->group != CST_NONE && first->plural &&
           e->type == c->type;
}

/* "Five were killed in X": told at a spot of its own, while what stands before
 * it was told without one where another place was in force. */
static bool told_around(const clusterer *k, const cl_event *e,
                        const cl_link *link, const kin *kc)
{
    const cl_reader *r = k->r;
    if (!e->indefinite || kc->n_places > 0 || kc->around == CST_NONE ||
        link->place_tier > CL_TIER_CLAUSE || !names_spot(r, link)) {
        return false;
    }
    return cl_places_agree(r, link->places, link->n_places, &kc->around, 1) ==
           CL_CLASH;
}

static bool ruled_out(const clusterer *k, uint32_t ei, uint32_t ci)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    const cl_cluster *c = &r->clusters.at[ci];
    const kin *kc = &k->kin.at[ci];
    bool loose = e->generic && e->group != CST_NONE &&
                 (e->definite || e->demonstrative ||
                  (e->time == CST_NONE && link->n_places == 0));
    if (other_section(r, e->sentence, r->events.at[kc->last].sentence)) {
        return true;
    }
    if (c->denied || other_campaign(r, e, c)) {
        return true;
    }
    if (!cl_types_agree(r, e->type, c->type) &&
        !(loose && points_back(r, e->type) && cl_telling(r, c->type) < 20)) {
        return true;
    }
    if (e->implied && kc->counted && e->type != c->type &&
        e->type != r->n->attack) {
        return true; /* "58 air strikes ...; the mines that killed 18" */
    }
    const cl_link *back = link->after == CST_NONE ? NULL : link;
    if (two_blasts(r, e, c) ||
        (back && r->events.at[back->after].cluster == ci) ||
        (link->base_for != CST_NONE &&
         r->events.at[link->base_for].cluster == ci)) {
        return true; /* "two days after the raid" is not the raid */
    }
    if (cl_in_reply(r, e->group) && !e->demonstrative &&
        r->events.at[kc->last].sentence == e->sentence) {
        return true; /* "struck it in reply to the firing of two rockets" */
    }
    if (link->later && ci == k->previous && !e->demonstrative) {
        return true; /* "the day after": not what was just told */
    }
    const cl_time *t = cl_time_at(r, e->time);
    if ((e->implied || (e->plural && !c->several && !alike(r, e, c))) && t &&
        t->value.open_from && c->time == CST_NONE) {
        return true; /* what has happened since then is more than this */
    }
    if (cl_dates_agree(r, e->time, c->time) == CL_CLASH && !e->demonstrative) {
        return true;
    }
    if (!e->demonstrative && cl_places_agree(r, link->places, link->n_places,
                                       kc->places, kc->n_places) == CL_CLASH) {
        return true;
    }
    if (elsewhere(k, e, link, kc) || told_around(k, e, link, kc) ||
        one_more(r, e, c, kc)) {
        return true;
    }
    if (e->indefinite && c->time == CST_NONE &&
        link->time_tier <= CL_TIER_CLAUSE &&
        cl_dates_agree(r, e->time, kc->under) == CL_CLASH) {
        return true; /* told below another day */
    }
    if (link->ordinal > 1 && kc->ordinal != link->ordinal) {
        return true;
    }
    if (e->fresh && !e->definite && !e->demonstrative) {
        return true;
    }
    bool taken = e->group == CST_NONE && e->type == k->abduction;
    if (taken && c->type != e->type) {
        return true; /* who is carried off in an attack is told by itself */
    }
    if (cl_types_agree(r, e->type, c->type) == 1 && e->indefinite &&
        !of_attackers(r, e) && r->events.at[kc->last].sentence == e->sentence &&
        cl_other_doer(r, e->agent, c->agent)) {
        return true; /* told beside it: another kind by another force */
    }
    if (of_attackers(r, e)) {
        return cl_type_is(r, c->type, "explosive_device");
    }
    return cl_parties(r, e->agent, c->agent) == CL_CLASH;
}

/* Another thing was hit than the one known, or the first one that is. */
static bool new_thing(const cl_reader *r, const cl_event *e,
                      const cl_cluster *c)
{
    const cl_group *x = e->target == CST_NONE ? NULL
                                              : &r->m.groups.at[e->target];
    const cl_group *y = c->target == CST_NONE ? NULL
                                              : &r->m.groups.at[c->target];
    return x && x->head && cl_head_in(&r->m, x, r->n->c.object) &&
           (!y || !y->head || y->head->lemma != x->head->lemma);
}

static bool past_of_past(const cl_reader *r, const cl_event *e)
{
    const cl_clause *v =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    return v && v->perfect && v->tense == CST_TENSE_IMPF;
}

/* "On the 11th, a missile had killed ten": told afresh of a day before that of
 * the report, it is not what the report has told without a day. */
static bool recalled(const clusterer *k, uint32_t ei, const cl_cluster *c)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_time *t = cl_time_at(r, e->time);
    return t && past_of_past(r, e) && e->indefinite && !e->demonstrative &&
           c->time == CST_NONE && !c->background &&
           k->l->of[ei].time_tier <= CL_TIER_CLAUSE &&
           t->value.kind == CST_TIME_DAY && t->value.to &&
           t->value.to < r->dateline && e->sentence >= k->lead[0];
}

/* "They opened fire", "the attackers burnt": who was told of before goes on. */
static bool goes_on(const cl_reader *r, const cl_event *e)
{
    uint32_t who = e->group != CST_NONE || e->implied || e->clause == CST_NONE
                       ? CST_NONE : r->m.clauses.at[e->clause].subject;
    const cl_group *g = who == CST_NONE ? NULL : &r->m.groups.at[who];
    return g && ((g->pronoun && g->plural) ||
                 (g->definite && cl_status(r, who) == r->n->attacker));
}

static int score(const clusterer *k, uint32_t ei, uint32_t ci)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    const cl_cluster *c = &r->clusters.at[ci];
    const kin *kc = &k->kin.at[ci];
    const cl_event *last = &r->events.at[kc->last];
    uint32_t here = cl_sentence_at(r, e->sentence)->paragraph;
    cl_agreement date = cl_dates_agree(r, e->time, c->time);
    cl_agreement place = cl_places_agree(r, link->places, link->n_places, kc->places,
                                kc->n_places);
    int s = cl_types_agree(r, e->type, c->type);
    s += date == CL_AGREE ? 4 : 0;
    s += place == CL_AGREE ? 4 : 0;
    s += cl_parties(r, e->agent, c->agent) == CL_AGREE ? 1 : 0;
    s -= e->indefinite && cl_other_doer(r, e->agent, c->agent) ? 2 : 0;
    s += c->paragraph == here ? 2 : 0;
    s += last->sentence == e->sentence ? 1 : 0;
    s += ci == k->previous ? 1 : 0;
    s += ci == 0 ? 1 : 0;
    s += e->implied && link->n_places == 0 && ci == k->previous &&
                 last->sentence + 1 >= e->sentence ? 1 : 0;
    s += link->detail && c->paragraph == here ? 3 : 0;
    s += c->paragraph == here && e->group == CST_NONE && !names_spot(r, link) &&
                 cl_clause_has(r, e->sentence, e->clause, r->n->c.sequel) ? 3 : 0;
    s += e->implied && e->target != CST_NONE && e->target == c->target ? 5 : 0;
    bool on = goes_on(r, e) && (ci == k->previous || c->paragraph == here);
    s += on ? 2 : 0;
    s += e->demonstrative ? 6 : e->definite ? 2 : e->implied ? 2 : 0;
    if (c->background != e->background && date != CL_AGREE &&
        last->sentence != e->sentence) {
        s -= e->demonstrative ? 0 : 5;
    }
    if (link->another && date != CL_AGREE) {
        s -= 3;
    }
    if (counted(r, e) != kc->counted && e->group != CST_NONE &&
        !(kc->counted && e->plural)) {
        s -= 2;
    }
    s -= e->several != c->several && e->group != CST_NONE ? 2 : 0;
    if (recalled(k, ei, c)) {
        const cl_event *first = &r->events.at[c->first];
        bool afresh = first->indefinite && !past_of_past(r, first);
        s -= afresh ? 12 : 4; /* "the attack": its day may follow */
    }
    /* A report told today of something older does not mean it with a date of
     * long ago. */
    const cl_time *t = cl_time_at(r, e->time);
    if (c->time == CST_NONE && !c->background && t && r->dateline &&
        link->time_tier <= CL_TIER_CLAUSE && t->value.to &&
        t->value.to + 14 < r->dateline &&
        !(cl_sentence_at(r, last->sentence)->zone == CST_ZONE_TITLE &&
          e->sentence < k->lead[0])) {
        s -= 3;
    }
    /* One more "a bomb exploded" after the story was opened is another one,
     * unless it stands where the story is first told. */
    bool opening = cl_sentence_at(r, last->sentence)->zone == CST_ZONE_TITLE ||
                   (c->mentions == 1 && last->sentence + 3 > e->sentence) ||
                   (ci == 0 && last->sentence < k->lead[0] &&
                    e->sentence < k->lead[1] &&
                    (place == CL_AGREE || !names_spot(r, link)) &&
                    !new_thing(r, e, c));
    if (e->indefinite && !e->implied && !opening && !on && date != CL_AGREE &&
        place != CL_AGREE) {
        s -= 2;
    }
    if (e->indefinite && !e->implied && c->mentions > 1 && !opening && !on &&
        c->time == CST_NONE && e->time != CST_NONE &&
        link->time_tier <= CL_TIER_CLAUSE) {
        s -= 2;
    }
    return s;
}

/* ------------------------------------------------------------ joining */

static void keep_places(kin *k, const cl_link *link)
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
static void keep_target(const cl_reader *r, kin *k, const cl_event *e)
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

static bool open_cluster(clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    cl_cluster *c = CST_PUSH(r->arena, &r->clusters);
    kin *kc = CST_PUSH(r->arena, &k->kin);
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
    kc->around = CST_NONE;
    if (cl_sentence_at(r, e->sentence)->zone != CST_ZONE_TITLE) {
        cst_basis basis;
        kc->around = cl_place_above(r, e->sentence, &basis);
    }
    kc->ordinal = k->l->of[ei].ordinal;
    kc->counted = counted(r, e);
    return true;
}

static void take_place(cl_reader *r, cl_cluster *c, const cl_event *e)
{
    if (e->place == CST_NONE) {
        return;
    }
    bool finer = c->place == CST_NONE ||
                 (cl_coarseness(r, e->place) < cl_coarseness(r, c->place) &&
                  e->place_basis <= CST_BASIS_CLAUSE) ||
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
    if (of_attackers(r, e)) {
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
        (c->target == CST_NONE || weak_target)) {
        c->target = e->target;
    }
    c->weapon = c->weapon == CST_NONE ? e->weapon : c->weapon;
    take_voice(r, c, e);
}

/* What "the day after" is seen from: what was told before, where it is no
 * campaign that is only mentioned. */
static uint32_t seen_from(const clusterer *k, uint32_t ei)
{
    const cl_reader *r = k->r;
    const cl_linker *l = k->l;
    uint32_t at = l->start[r->events.at[ei].sentence];
    while (l->order[at] != ei) {
        at++;
    }
    for (uint32_t n = 0; at > 0 && n < 8; n++) {
        uint32_t ci = r->events.at[l->order[--at]].cluster;
        const cl_time *t =
            ci == CST_NONE ? NULL : cl_time_at(r, r->clusters.at[ci].time);
        if (t && t->value.from && t->value.to &&
            t->value.to - t->value.from < 32 &&
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
    if (base->to && n > 0 && n < 32 && !base->open_from && v->from == v->to &&
        (!base->night || shift == 0)) {
        v->to += n;
        v->night = base->night;
    }
}

/* A time seen from what was told before: "the day after". */
static void seen_anchor(clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    cl_event *e = &r->events.at[ei];
    if (k->previous == CST_NONE || day_before(r, e->time)) {
        return;
    }
    const cl_cluster *p = &r->clusters.at[seen_from(k, ei)];
    const cl_time *pt = cl_time_at(r, p->time);
    cl_time *t = &r->m.times.at[e->time];
    cst_day base = pt ? pt->value.from : p->background ? 0 : r->dateline;
    cst_day shift = cl_time_shift(r, e->time, 700000);
    if (pt && pt->value.night && shift < 0) {
        base = pt->value.to; /* the day before a night is its first */
    }
    if (!base || (pt && pt == t)) {
        return;
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
        t->resolved = true;
        if (pt) {
            as_long(&t->value, &pt->value, shift);
        }
    }
}

static void resolve_anchor(clusterer *k, uint32_t ei)
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

/* A word that only points back, a generality ("attacks", "operations"), or a
 * count of victims over a war tells no happening of its own. */
static bool worth_opening(const clusterer *k, uint32_t ei)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    bool day = dated(r, e, link);
    bool parties_told = e->agent != CST_NONE || e->weapon != CST_NONE;
    if (!e->type) {
        return false;
    }
    if (e->implied) {
        bool there = link->n_places && link->place_tier <= CL_TIER_CLAUSE &&
                     spot(&r->places.at[link->places[0]]);
        return e->type != r->n->attack || e->agent != CST_NONE || day || there;
    }
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    if (e->group == CST_NONE && c && c->kind == CL_PARTICIPLE && !day &&
        !parties_told && link->n_places == 0 && !e->implied &&
        (e->target == CST_NONE ||
         cl_type_is(r, e->type, "detention"))) {
        return false; /* what somebody looks like: "most of them beheaded" */
    }
    bool found = e->group == CST_NONE &&
                 cl_type_is(r, e->type, "bodies_found");
    if (found && link->n_places == 0 && k->previous != CST_NONE &&
        cl_telling(r, r->clusters.at[k->previous].type) < 20 &&
        r->clusters.at[k->previous].paragraph ==
            cl_sentence_at(r, e->sentence)->paragraph) {
        return false; /* the dead of what was just told */
    }
    if (e->group == CST_NONE) {
        return !(e->generic && e->definite) || day || e->time != CST_NONE;
    }
    const cl_group *g = &r->m.groups.at[e->group];
    if (cl_head_in(&r->m, g, r->n->c.war) && !link->harmed && !day &&
        e->time == CST_NONE && !(e->indefinite && e->agent != CST_NONE)) {
        return false; /* "the war": where things happen */
    }
    if (r->clusters.n == 0 || day || parties_told || link->harmed) {
        return true;
    }
    bool counted = g->count.present && g->count.value > 0;
    bool campaign = cl_type_is(r, e->type, "offensive");
    bool carnage = cl_type_is(r, e->type, "execution");
    bool vague = (e->plural && !counted) ||
                 (e->generic && (campaign || carnage));
    return !vague || link->n_places > 0 || e->target != CST_NONE ||
           e->time != CST_NONE;
}

#define CL_LOOK_BACK 64 /* clusters that a mention may still mean */

/* "The worst tragedy took place on the 17th, when a raid …": what pointed to
 * nothing before belongs to what the sentence goes on to tell. */
static void point_ahead(clusterer *k, uint32_t ei)
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
        !r->clusters.at[ci].denied && !ruled_out(k, p, ci)) {
        e->cluster = ci;
        absorb(r, &r->clusters.at[ci], e, k->l->of[p].detail);
        keep_places(&k->kin.at[ci], &k->l->of[p]);
        r->clusters.at[ci].mentions++;
    }
}

#define CL_JOINT 4 /* "the three attacks": so many at most */

/* "The two attacks were claimed by X": what it says holds for those told last,
 * as many as it counts. It tells no happening of its own. */
static bool joint_mention(clusterer *k, uint32_t ei)
{
    cl_reader *r = k->r;
    cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    uint32_t of[CL_JOINT], n = 0, seen = 0;
    if (e->group == CST_NONE || !(e->definite || e->demonstrative) ||
        !counted(r, e) || link->harmed || link->n_places > 0) {
        return false;
    }
    int64_t want = r->m.groups.at[e->group].count.value;
    for (uint32_t i = (uint32_t)r->clusters.n;
         i > 0 && n < want && seen < CL_LOOK_BACK; i--, seen++) {
        const cl_cluster *c = &r->clusters.at[i - 1];
        const kin *kc = &k->kin.at[i - 1];
        bool kind = cl_types_agree(r, e->type, c->type) ||
                    (points_back(r, e->type) && cl_telling(r, c->type) < 20);
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

static cst_status place_mention(clusterer *k, uint32_t ei)
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
        if (ruled_out(k, ei, ci)) {
            continue;
        }
        int s = score(k, ei, ci);
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
    kin *kc = &k->kin.at[found];
    keep_places(kc, &k->l->of[ei]);
    keep_target(r, kc, e);
    kc->last = ei;
    kc->counted = kc->counted || counted(r, e);
    r->clusters.at[found].mentions++;
    r->clusters.at[found].paragraph = cl_sentence_at(r, e->sentence)->paragraph;
    e->cluster = found;
    k->previous = cl_in_reply(r, e->group) ? k->previous : found;
    point_ahead(k, ei);
    return CST_OK;
}

/* Where the lead ends, and the paragraph that goes on to tell the same. */
static void find_lead(clusterer *k)
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

cst_status cl_cluster_mentions(cl_linker *l)
{
    clusterer k = {.l = l, .r = l->r, .previous = CST_NONE,
                   .abduction = cst_pack_sym(l->r->pack, "abduction"),
                   .pending = CST_NONE};
    find_lead(&k);
    for (uint32_t i = 0; i < l->n; i++) {
        CST_TRY(place_mention(&k, l->order[i]));
    }
    return CST_OK;
}
