/* claim/fit: can a mention mean a happening that was told before, and how well
 * does it fit? It is ruled out where date, place, party or number contradict;
 * what agrees is counted up. */
#include "claim/clusterer.h"
#include "claim/mention.h"

/* "Two attacks": told as more than one happening. */
bool cl_counted(const cl_reader *r, const cl_event *e)
{
    return e->group != CST_NONE && r->m.groups.at[e->group].count.present &&
           r->m.groups.at[e->group].count.value > 1;
}

/* Words that tellers use again for whatever happened. */
bool cl_points_back(const cl_reader *r, cst_sym type)
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

/* Sections headed by places tell each of their own; entries of a live report
 * where the places are two. */
static bool other_section(const cl_reader *r, uint32_t a, uint32_t b)
{
    uint32_t x = r->section[a], y = r->section[b];
    return x != y && x != CST_NONE && y != CST_NONE &&
           (!r->entry || cl_places_agree(r, &x, 1, &y, 1) == CL_CLASH);
}

bool cl_spot(const cl_place *p)
{
    return (p->rank <= CL_SETTLEMENT || p->called) && !p->nameless &&
           !p->anaphor;
}

static bool names_spot(const cl_reader *r, const cl_link *link)
{
    bool named = false;
    for (uint32_t i = 0; i < link->n_places; i++) {
        named = named || cl_spot(&r->places.at[link->places[i]]);
    }
    return named;
}

/* "A bomb went off in X": told afresh at a named spot, while the one before has
 * another. */
static bool elsewhere(const cl_clusterer *k, const cl_event *e,
                      const cl_link *link, const cl_kin *kc)
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
        for (uint32_t j = 0; cl_spot(x) && j < kc->n_places; j++) {
            const cl_place *y = &r->places.at[kc->places[j]];
            bool held = x->inside == kc->places[j] || y->inside == link->places[i];
            if (cl_same_name(x, y) || cl_one_in_other(x, y) || held) {
                return false;
            }
            named = named || (cl_spot(y) && (y->called || y->rank <= x->rank));
        }
    }
    return named;
}

/* "One strike hit a car": not the five that were told together, nor the one
 * that hit a house. */
static bool one_more(const cl_reader *r, const cl_event *e, const cl_cluster *c,
                     const cl_kin *kc)
{
    if (e->group == CST_NONE || !e->indefinite || e->plural || cl_counted(r, e) ||
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

/* "A school was hit by rockets", paragraphs after a missile that hit a convoy:
 * with other arms, told afresh. */
static bool other_arms(const cl_reader *r, const cl_event *e,
                       const cl_cluster *c, const cl_kin *kc)
{
    if (e->weapon == CST_NONE || c->weapon == CST_NONE || !e->indefinite ||
        e->demonstrative ||
        cl_sentence_at(r, e->sentence)->paragraph == c->paragraph ||
        cl_sentence_at(r, r->events.at[kc->last].sentence)->zone ==
            CST_ZONE_TITLE) {
        return false;
    }
    const cl_group *x = &r->m.groups.at[e->weapon];
    const cl_group *y = &r->m.groups.at[c->weapon];
    return x->head && y->head && x->head->lemma != y->head->lemma &&
           !x->definite && !x->demonstrative && (x->indefinite || x->count.present) &&
           cl_head_in(&r->m, x, r->n->c.weapon) &&
           cl_head_in(&r->m, y, r->n->c.weapon);
}

/* A war is not one offensive of it. */
static bool other_campaign(const cl_reader *r, const cl_event *e,
                           const cl_cluster *c)
{
    uint32_t a = e->group, b = r->events.at[c->first].group;
    return a != CST_NONE && b != CST_NONE &&
           (e->time != CST_NONE || c->time != CST_NONE) &&
           cl_type_is(r, e->type, "offensive") &&
           cl_type_is(r, c->type, "offensive") &&
           cl_head_in(&r->m, &r->m.groups.at[a], r->n->c.war) !=
               cl_head_in(&r->m, &r->m.groups.at[b], r->n->c.war);
}

/* "The soldiers shot five attackers": within the assault that was told, of which
 * the soldiers are no authors. */
bool cl_of_attackers(const cl_reader *r, const cl_event *e)
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
static bool told_around(const cl_clusterer *k, const cl_event *e,
                        const cl_link *link, const cl_kin *kc)
{
    const cl_reader *r = k->r;
    if (!e->indefinite || kc->n_places > 0 || kc->around == CST_NONE ||
        link->place_tier > CL_TIER_CLAUSE || !names_spot(r, link)) {
        return false;
    }
    return cl_places_agree(r, link->places, link->n_places, &kc->around, 1) ==
           CL_CLASH;
}

/* "The day after": not what was just told; "in the weeks after": not what a day
 * is known of either. */
static bool told_later(const cl_clusterer *k, const cl_event *e,
                       const cl_link *link, uint32_t ci)
{
    const cl_time *t = cl_time_at(k->r, e->time);
    bool weeks = link->anchored && t && t->value.from != t->value.to;
    return link->later && !e->demonstrative &&
           (ci == k->previous || (weeks && !e->definite));
}

/* "These raids come after the attack": it is another than they. */
static bool comes_after(const cl_clusterer *k, const cl_event *e, uint32_t ci)
{
    const cl_reader *r = k->r;
    const cl_clause *c =
        e->group == CST_NONE || e->clause == CST_NONE
            ? NULL : &r->m.clauses.at[e->clause];
    bool beside = false;
    for (uint32_t i = k->l->start[e->sentence];
         c && c->subject != CST_NONE && e->top > c->verb &&
         i < k->l->start[e->sentence + 1]; i++) {
        const cl_event *o = &r->events.at[k->l->order[i]];
        beside = beside || (o->group == c->subject && o->cluster == ci);
    }
    if (!beside) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[e->group];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return cl_unit_class(&r->m, p, r->n->c.prep_time) &&
           !cl_unit_class(&r->m, p, r->n->c.prep_place);
}

/* "This attack comes two weeks after the bombing that": what is told as long ago
 * is nothing of these days. */
static bool counted_away(const cl_clusterer *k, const cl_link *link,
                         const cl_cluster *c)
{
    const cl_reader *r = k->r;
    uint32_t ci = link->base_for == CST_NONE
                      ? CST_NONE : r->events.at[link->base_for].cluster;
    const cl_time *told =
        ci == CST_NONE ? NULL : cl_time_at(r, r->clusters.at[ci].time);
    const cl_time *t = cl_time_at(r, c->time);
    uint32_t after = k->l->of[link->base_for == CST_NONE ? 0 : link->base_for]
                         .after_time;
    if (!told || !t || after == CST_NONE || !told->value.from ||
        !t->value.from) {
        return false;
    }
    cst_day shift = cl_time_shift(r, after, 700000);
    shift = shift < 0 ? -shift : shift;
    cst_day d = t->value.from - told->value.from;
    return shift > 2 && (d < 0 ? -d : d) < shift / 2;
}

/* What a week has cost is more than the blow that was told before. */
static bool weeks_cost(const cl_reader *r, const cl_event *e,
                       const cl_cluster *c)
{
    const cl_time *t = cl_time_at(r, e->time);
    return e->implied && c->time == CST_NONE && t && t->value.from &&
           t->value.to - t->value.from >= 6 &&
           c->paragraph != cl_sentence_at(r, e->sentence)->paragraph;
}

/* "Two days after the raid" is not the raid, nor is what it answers. */
static bool of_another_time(const cl_clusterer *k, uint32_t ei, uint32_t ci)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    if ((link->after != CST_NONE && r->events.at[link->after].cluster == ci) ||
        (link->base_for != CST_NONE &&
         r->events.at[link->base_for].cluster == ci) ||
        counted_away(k, link, &r->clusters.at[ci]) || comes_after(k, e, ci) ||
        told_later(k, e, link, ci) ||
        weeks_cost(r, e, &r->clusters.at[ci])) {
        return true;
    }
    /* "struck it in reply to the firing of two rockets" */
    return cl_in_reply(r, e->group) && !e->demonstrative &&
           r->events.at[k->kin.at[ci].last].sentence == e->sentence;
}

/* In an entry of a live report that another place heads, without one of its own. */
static bool other_entry(const cl_reader *r, const cl_event *e,
                        const cl_link *link, const cl_kin *kc)
{
    uint32_t head = r->entry ? r->section[e->sentence] : CST_NONE;
    return head != CST_NONE && link->n_places == 0 &&
           cl_places_agree(r, &head, 1, kc->places, kc->n_places) == CL_CLASH;
}

/* "Four girls were carried off. Seven men, badly hurt, ...": not in that. */
static bool befalls_others(const cl_reader *r, const cl_cluster *c)
{
    return cl_type_is(r, c->type, "abduction") ||
           cl_type_is(r, c->type, "detention") ||
           cl_type_is(r, c->type, "displacement") ||
           cl_type_is(r, c->type, "looting");
}

/* "Since the intervention of October 1999": with a time of its own long before
 * the report, it is no loose word for what the report tells. */
static bool long_ago(const cl_reader *r, const cl_event *e, const cl_link *link)
{
    const cl_time *t = cl_time_at(r, e->time);
    return t && r->dateline && t->value.to && !e->demonstrative &&
           t->value.to + 45 < r->dateline &&
           link->time_tier <= CL_TIER_CLAUSE;
}

bool cl_ruled_out(const cl_clusterer *k, uint32_t ei, uint32_t ci)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    const cl_cluster *c = &r->clusters.at[ci];
    const cl_kin *kc = &k->kin.at[ci];
    bool loose = e->generic && e->group != CST_NONE &&
                 (e->definite || e->demonstrative ||
                  (e->time == CST_NONE && link->n_places == 0));
    if (other_section(r, e->sentence, r->events.at[kc->last].sentence) ||
        other_entry(r, e, link, kc)) {
        return true;
    }
    if (c->denied || other_campaign(r, e, c)) {
        return true;
    }
    if (!cl_types_agree(r, e->type, c->type) &&
        !(loose && !long_ago(r, e, link) && cl_points_back(r, e->type) && cl_telling(r, c->type) < 20)) {
        return true;
    }
    if (e->implied && kc->counted && e->type != c->type &&
        e->type != r->n->attack) {
        return true; /* "58 air strikes ...; the mines that killed 18" */
    }
    if (two_blasts(r, e, c) || of_another_time(k, ei, ci)) {
        return true;
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
        one_more(r, e, c, kc) || other_arms(r, e, c, kc)) {
        return true;
    }
    if (!e->demonstrative && c->time == CST_NONE &&
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
    if (e->implied && e->type != c->type && befalls_others(r, c)) {
        return true;
    }
    bool taken = e->group == CST_NONE && e->type == k->abduction;
    if (taken && c->type != e->type) {
        return true; /* who is carried off in an attack is told by itself */
    }
    if (cl_types_agree(r, e->type, c->type) == 1 && e->indefinite &&
        !cl_of_attackers(r, e) && r->events.at[kc->last].sentence == e->sentence &&
        cl_other_doer(r, e->agent, c->agent)) {
        return true; /* told beside it: another kind by another force */
    }
    if (cl_of_attackers(r, e)) {
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
static bool recalled(const cl_clusterer *k, uint32_t ei, const cl_cluster *c)
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

int cl_fit(const cl_clusterer *k, uint32_t ei, uint32_t ci)
{
    const cl_reader *r = k->r;
    const cl_event *e = &r->events.at[ei];
    const cl_link *link = &k->l->of[ei];
    const cl_cluster *c = &r->clusters.at[ci];
    const cl_kin *kc = &k->kin.at[ci];
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
    bool next = e->implied && link->n_places == 0 && e->time == CST_NONE &&
                c->paragraph == here && last->sentence + 1 == e->sentence;
    if (c->background != e->background && date != CL_AGREE &&
        last->sentence != e->sentence && !next) {
        s -= e->demonstrative ? 0 : 5;
    }
    if (cl_of_attackers(r, e)) {
        s += c->paragraph == here ? 3 : 0;
    } else if (link->another && date != CL_AGREE) {
        s -= 3;
    }
    if (cl_counted(r, e) != kc->counted && e->group != CST_NONE &&
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
