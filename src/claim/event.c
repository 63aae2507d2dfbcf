/* claim/event: mentions of happenings by nouns, and the driver of mentions. */
#include "claim/mention.h"

cl_event *cl_new_mention(cl_reader *r, uint32_t sentence, uint32_t top,
                           cst_sym type, const char *rule)
{
    if (r->events.n >= 2000) {
        return NULL; /* a cap on hostile input: no report has that many */
    }
    cl_event *e = CST_PUSH(r->arena, &r->events);
    if (!e) {
        return NULL;
    }
    e->type = type;
    e->sentence = sentence;
    e->top = top;
    e->clause = cl_clause_at(r, sentence, top);
    e->group = e->time = e->place = CST_NONE;
    e->agent = e->target = e->weapon = e->claimed_by = CST_NONE;
    e->cluster = CST_NONE;
    e->source = cl_source_at(r, sentence, top);
    e->stance = cl_stance_at(r, sentence, e->clause, top);
    e->rule = rule;
    return e;
}

static bool in_range(const cl_model *m, const cl_event *e, uint32_t top)
{
    const cl_sentence *s = &m->sentences.at[e->sentence];
    uint32_t a = 0, b = (uint32_t)s->units.top.n;
    if (e->clause != CST_NONE) {
        a = m->clauses.at[e->clause].begin;
        b = m->clauses.at[e->clause].end;
    }
    return top >= a && top < b;
}

/* A loose word takes its type from weapon or doer, and is loose no longer.
 * Bombs fall and are laid: they say nothing of a strike. */
static void hint_type(const cl_reader *r, cl_event *e, cst_sym hint)
{
    bool laid = hint && cst_str_is(cst_pack_str(r->pack, hint),
                                   "explosive_device");
    if (hint && (e->type == r->n->attack || (e->generic && !laid))) {
        e->type = hint;
        e->generic = false;
    }
}

/* What flies there says how it was done; those who sent it did it, and what it
 * dropped is the weapon. */
void cl_carried(cl_reader *r, cl_event *e, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_str type = e->type ? cst_pack_str(r->pack, e->type) : CST_S("");
    if (cl_head_in(&r->m, g, r->n->c.person) &&
        !cst_str_is(type, "air_strike") && !cst_str_is(type, "shelling")) {
        return; /* hunters, no fighter planes */
    }
    hint_type(r, e, cl_head_feat(&r->m, g, r->n->type));
}

/* Words right after the noun, and after a verb, say with what it was done. */
bool cl_in_reply(const cl_reader *r, uint32_t group)
{
    if (group == CST_NONE) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[group];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *prep =
        cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return prep && cl_unit_class(&r->m, prep, r->n->c.prep_reply);
}

void cl_find_weapon(cl_reader *r, cl_event *e)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    if (e->weapon != CST_NONE) {
        hint_type(r, e, cl_head_feat(m, &m->groups.at[e->weapon], r->n->type));
        return;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        bool burnt = e->type && cl_type_is(r, e->type, "destruction") &&
                     cl_head_in(m, g, r->n->c.object);
        if (i == e->group || i == e->target || !in_range(m, e, g->top) || burnt ||
            !cl_head_in(m, g, r->n->c.weapon) || cl_stands_before(r, e, i) ||
            (g->owner != e->group && cl_in_reply(r, g->owner))) {
            continue; /* an aircraft that is shot down is no means */
        }
        if (cl_head_in(m, g, r->n->c.carrier)) {
            cl_carried(r, e, i);
            continue;
        }
        e->weapon = i;
        cst_sym hint = cl_head_feat(m, g, r->n->type);
        hint_type(r, e, hint);
        return;
    }
}

bool cl_is_actor(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return cl_head_in(&r->m, g, r->n->c.actor) ||
           cl_head_in(&r->m, g, r->n->c.actor_noun) ||
           cl_head_in(&r->m, g, r->n->c.person) ||
           cl_head_in(&r->m, g, r->n->c.metonym) ||
           cl_head_in(&r->m, g, r->n->c.country);
}

/* An attacker who dies in the act makes it a suicide bombing. */
void cl_agent_type(cl_reader *r, cl_event *e)
{
    if (e->agent == CST_NONE) {
        return;
    }
    const cl_group *g = &r->m.groups.at[e->agent];
    if (cl_head_in(&r->m, g, r->n->c.carrier)) {
        cl_carried(r, e, e->agent);
        return;
    }
    hint_type(r, e, cl_head_feat(&r->m, g, r->n->hint));
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t t = g->np_begin; t < g->tok_end; t++) {
        const cst_unit *u = cl_unit(s, t); /* "two suicidal girls" */
        for (uint32_t k = 0; u && k < u->n_readings; k++) {
            if (u->readings[k].pos == CST_POS_A) {
                hint_type(r, e, cst_reading_feat(r->pack, &u->readings[k],
                                                 r->n->type));
            }
        }
    }
}

/* "The attacks have multiplied since": how many there are, not one of them. */
static bool trend(const cl_reader *r, uint32_t gi, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    return c->subject == gi && r->m.groups.at[gi].plural &&
           !r->m.groups.at[gi].count.present &&
           cst_reading_has(r->pack, c->head, r->n->c.trend_verb);
}

/* "A new massacre in the making?" */
static bool asked(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    size_t n = s->units.top.n;
    const cst_unit *u = n ? cl_unit_at(s, (uint32_t)n - 1) : NULL;
    return u && !g->definite && !g->demonstrative && !g->possessive &&
           cst_str_is(s->units.tokens[u->tok_begin].norm, "?");
}

/* "Died trying to leave, in the blast": behind the comma it goes with the verb
 * above the infinitive. */
static uint32_t set_off(const cl_reader *r, const cl_group *g, uint32_t clause)
{
    const cl_clause *c = clause == CST_NONE ? NULL : &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = g->top > 0 ? cl_unit_at(s, g->top - 1) : NULL;
    bool comma = c && c->kind == CL_INFINITIVE && g->top > c->verb + 1 &&
                 g->prep && u &&
                 cst_str_is(s->units.tokens[u->tok_begin].norm, ",");
    while (comma && c && (c->kind == CL_INFINITIVE || c->kind == CL_GERUND) &&
           c->parent != CST_NONE) {
        clause = c->parent;
        c = &r->m.clauses.at[clause];
    }
    return clause;
}

bool cl_habit(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *before = g->top > 0 ? cl_unit_at(s, g->top - 1) : NULL;
    bool counted = g->count.present && g->count.qualifier != CST_VAGUE;
    if (!g->plural || counted || g->demonstrative || !before ||
        before->tok_end != g->tok_begin) {
        return false;
    }
    return cl_unit_class(&r->m, cl_unit(s, before->tok_end - 1),
                         r->n->c.given_to);
}

/* "Threatens with an offensive", "ordered a raid": what somebody wants. */
static bool wanted(const cl_reader *r, const cl_group *g, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    bool argument = !g->prep || g->prep == r->n->de;
    return argument && !g->definite && !g->demonstrative && !g->possessive &&
           g->top > c->verb && g->top <= c->verb + 2 &&
           cst_reading_has(r->pack, c->head, r->n->c.purpose);
}

/* Is the noun a thing feared, planned or spoken about, not one that happened? */
static bool unreal(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    uint32_t clause = cl_clause_at(r, g->sentence, g->top);
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    clause = set_off(r, g, clause);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    /* "tries to secure the town after an attack": the attack was real */
    bool then = cl_unit_class(&r->m, p, r->n->c.prep_time) &&
                !cl_unit_class(&r->m, p, r->n->c.prep_place);
    if (g->attribution || asked(r, g) || cl_habit(r, g) ||
        (clause != CST_NONE && !then && !cl_factual(r, clause))) {
        return true;
    }
    for (uint32_t o = g->owner; o != CST_NONE; o = r->m.groups.at[o].owner) {
        const cl_group *of = &r->m.groups.at[o];
        if (cl_head_in(&r->m, of, r->n->c.no_event) ||
            (g->owner == o && g->plural &&
             cl_head_in(&r->m, of, r->n->c.place_noun))) {
            return true; /* a threat of it; the zone of fights */
        }
    }
    const cst_reading *verb =
        clause == CST_NONE ? NULL : r->m.clauses.at[clause].head;
    return verb && (cst_reading_has(r->pack, verb, r->n->c.no_event) ||
                    wanted(r, g, clause) ||
                    trend(r, gi, clause));
}

/* An operation of the police is no campaign. */
static bool police_work(const cl_reader *r, uint32_t gi, cst_sym type)
{
    uint32_t of = r->m.groups.at[gi].of;
    return cst_str_is(cst_pack_str(r->pack, type), "offensive") &&
           (cl_status(r, gi) == r->n->police ||
            (of != CST_NONE && cl_status(r, of) == r->n->police));
}

/* "Charged with murder": a noun of that kind without any determiner. */
static bool named_as_charge(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    return cl_head_feat(&r->m, g, r->n->frame) != 0 && !g->count.present &&
           cst_unit_role(np, r->n->det) == CST_NONE && g->of == CST_NONE &&
           cl_sentence_at(r, g->sentence)->zone != CST_ZONE_TITLE;
}

/* "A warlord", "attack helicopters", "the command of joint operations": the
 * noun says of what kind, it tells nothing. */
static bool says_of_what_kind(const cl_reader *r, const cl_group *g,
                              cst_sym type)
{
    static const char *const kinds[] = {"offensive", "armed_clash", "attack"};
    const cl_group *of = g->owner == CST_NONE ? NULL
                                              : &r->m.groups.at[g->owner];
    bool kind = false;
    for (size_t i = 0; i < CST_COUNT(kinds); i++) {
        kind = kind || cst_str_is(cst_pack_str(r->pack, type), kinds[i]);
    }
    if (!of || !kind || !of->head || of->count.present || g->count.present) {
        return false;
    }
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool bare = cst_unit_role(cl_unit(s, g->np), r->n->det) == CST_NONE &&
                !g->definite && !g->indefinite;
    bool body = (cl_head_in(&r->m, of, r->n->c.source_noun) ||
                 cl_head_in(&r->m, of, r->n->c.actor_noun)) &&
                !cl_head_in(&r->m, of, r->n->c.person);
    bool span = cl_head_in(&r->m, of, r->n->c.time_unit) ||
                cl_head_in(&r->m, of, r->n->c.event_noun) ||
                cl_head_in(&r->m, of, r->n->c.event_generic);
    return (bare && !g->plural && !span && g->of == CST_NONE) ||
           (body && g->plural);
}

/* Larger than a building or a camp. */
bool cl_is_town(const cl_reader *r, uint32_t gi)
{
    uint32_t p = cl_place_of_group(r, gi);
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym size = cl_head_feat(&r->m, g, r->n->precision);
    bool point = size && cst_str_is(cst_pack_str(r->pack, size), "point");
    return !point && !cl_head_in(&r->m, g, r->n->c.object) &&
           (cl_head_in(&r->m, g, r->n->c.place_noun) ||
            (p != CST_NONE && r->places.at[p].rank > CL_LANDMARK));
}

/* Attacks in the plural are several happenings; fights, shots and raids in the
 * plural may be one. */
static bool tells_several(const cl_reader *r, const cl_group *g, cst_sym type)
{
    static const char *const one[] = {"armed_clash", "shooting", "shelling",
                                      "air_strike", "knife_attack",
                                      "detention", "displacement"};
    if (g->count.present) {
        return g->plural && g->count.value != 1;
    }
    for (size_t i = 0; i < CST_COUNT(one); i++) {
        if (cst_str_is(cst_pack_str(r->pack, type), one[i])) {
            return false;
        }
    }
    return g->plural;
}

bool cl_equated(const cl_reader *r, const cl_event *e)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    const cl_group *g = !c || c->subject == CST_NONE
                            ? NULL : &r->m.groups.at[c->subject];
    /* "it is", "this is about" */
    return g && g->pronoun && e->top == c->verb + 1 &&
           (cl_verb_in(r, c, r->n->c.equates) ||
            cl_unit_class(&r->m, cl_unit(cl_sentence_at(r, g->sentence), g->np),
                          r->n->c.pro_dem));
}

/* "Denounced a massacre", "it was a massacre": a word of judgement for what was
 * told. */
static bool judged(const cl_reader *r, const cl_event *e)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    for (int i = 0; c && c->kind == CL_PARTICIPLE && i < 2; i++) {
        uint32_t at = c->subject == CST_NONE
                          ? CST_NONE : r->m.groups.at[c->subject].clause;
        c = at == CST_NONE ? NULL : &r->m.clauses.at[at];
    }
    if (!e->generic || !c || !c->head ||
        r->m.groups.at[e->group].top < c->verb) {
        return false;
    }
    return cst_reading_has(r->pack, c->head, r->n->c.react_verb) ||
           cl_equated(r, e);
}

/* "The murder of eleven drivers": told afresh, definite only in form. */
static bool of_some(const cl_reader *r, const cl_group *g)
{
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    return of && of->count.present && !of->definite && !of->demonstrative &&
           !of->possessive && cl_people(r, g->of);
}

/* "The siege of X", "imposes a blockade on X". */
static bool of_place(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->of != CST_NONE) {
        return cl_place_of_group(r, g->of) != CST_NONE;
    }
    uint32_t next = cl_group_at(&r->m, cl_sentence_at(r, g->sentence),
                                g->top + 1);
    uint32_t p = next == CST_NONE ? CST_NONE : cl_place_of_group(r, next);
    return p != CST_NONE && r->m.groups.at[next].prep && !g->definite &&
           g->clause != CST_NONE && g->top > r->m.clauses.at[g->clause].verb;
}

/* "Held by the rebellion", "the rebellion lost ten men": who fights, unless the
 * noun is told afresh, has a time of its own, breaks out or costs lives. */
static bool means_party(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t ci = cl_clause_at(r, g->sentence, g->top);
    const cl_clause *c = ci == CST_NONE ? NULL : &r->m.clauses.at[ci];
    bool costs = c && c->subject == gi && c->head && !c->negated &&
                 (cst_reading_has(r->pack, c->head, r->n->c.event_occur) ||
                  cst_reading_has(r->pack, c->head, r->n->c.light_harm) ||
                  cst_reading_has(r->pack, c->head, r->n->c.light_life));
    if (!cl_head_in(&r->m, g, r->n->c.actor_noun) || !g->definite || costs) {
        return false;
    }
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        uint32_t top = r->m.times.at[i].top;
        if (top > g->top && top <= g->top + 2) {
            return false;
        }
    }
    return true;
}

static cst_status noun_event(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    cst_sym type = cl_head_feat(&r->m, g, r->n->type);
    bool none = g->count.present && g->count.value == 0;
    bool of_only = cl_head_in(&r->m, g, r->n->c.event_of);
    if (!type || unreal(r, gi) || police_work(r, gi, type) ||
        named_as_charge(r, g) || says_of_what_kind(r, g, type) ||
        means_party(r, gi) ||
        (none && cl_source_at(r, g->sentence, g->top) == CST_NONE)) {
        return CST_OK;
    }
    bool door = of_only && cl_head_in(&r->m, g, r->n->c.object_part) &&
                g->of != CST_NONE && !cl_is_town(r, g->of);
    bool loss = cl_head_in(&r->m, g, r->n->c.event_loss);
    if (door || (of_only && (!g->possessive || loss) && !of_place(r, gi))) {
        return CST_OK; /* "the entry of a building": where one goes in */
    }
    if (cl_head_in(&r->m, g, r->n->c.event_people) &&
        (g->of == CST_NONE || !cl_people(r, g->of) ||
         r->m.groups.at[g->of].proper)) {
        return CST_OK;
    }
    cl_event *e = cl_new_mention(r, g->sentence, g->top, type, "noun");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    if (none) {
        e->stance = CST_DENIED; /* "no raid was flown", somebody says */
    }
    if (cst_str_is(cst_pack_str(r->pack, type), "siege") &&
        g->of != CST_NONE && !cl_is_town(r, g->of)) {
        e->type = r->n->attack; /* of a hotel: an assault that lasts */
        type = e->type;
    }
    e->group = gi;
    e->generic = type == r->n->attack ||
                 cl_head_in(&r->m, g, r->n->c.event_generic);
    e->definite = (g->definite && !of_some(r, g)) || g->possessive ||
                  judged(r, e);
    e->demonstrative = g->demonstrative;
    e->indefinite = !e->definite && !e->demonstrative;
    e->plural = g->plural;
    e->several = tells_several(r, g, type);
    e->fresh = g->other || cl_unit_class(&r->m, cl_unit(cl_sentence_at(r, g->sentence), g->np), r->n->c.new_event);
    e->tok_begin = g->np_begin;
    e->tok_end = cl_group_end(&r->m, gi, true);
    cl_noun_roles(r, e, gi);
    cst_sym campaign = cst_pack_sym(r->pack, "offensive");
    if (campaign && e->target != CST_NONE &&
        cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.assault) &&
        !cl_head_in(&r->m, &r->m.groups.at[e->target], r->n->c.village) &&
        cl_is_town(r, e->target)) {
        e->type = campaign; /* on a town, not on a house */
        e->generic = false;
    }
    cl_find_weapon(r, e);
    cl_agent_type(r, e);
    return CST_OK;
}

/* "The tragedy", "these acts": whatever was told before; it may add a day or a
 * place, and tells nothing where there is nothing to point to. */
static cst_status pointing_noun(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if ((!g->definite && !g->demonstrative) || g->possessive ||
        unreal(r, gi)) {
        return CST_OK;
    }
    cl_event *e = cl_new_mention(r, g->sentence, g->top, 0, "pointer");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    e->group = gi;
    e->generic = true;
    e->definite = g->definite;
    e->demonstrative = g->demonstrative;
    e->plural = g->plural;
    e->tok_begin = g->np_begin;
    e->tok_end = cl_group_end(&r->m, gi, true);
    return CST_OK;
}

uint32_t cl_mention_of(const cl_reader *r, uint32_t gi)
{
    if (gi == CST_NONE) {
        return CST_NONE;
    }
    uint32_t sentence = r->m.groups.at[gi].sentence;
    for (size_t i = r->events.n; i > 0; i--) {
        if (r->events.at[i - 1].group == gi) {
            return (uint32_t)i - 1;
        }
        if (r->events.at[i - 1].sentence < sentence) {
            break; /* mentions are read sentence by sentence */
        }
    }
    return CST_NONE;
}

uint32_t cl_mention_in(const cl_reader *r, uint32_t gi)
{
    uint32_t sentence = r->m.groups.at[gi].sentence;
    for (size_t i = r->events.n; i > 0; i--) {
        if (r->events.at[i - 1].group == gi) {
            return (uint32_t)i - 1;
        }
        if (r->events.at[i - 1].sentence + 3 < sentence) {
            break;
        }
    }
    return CST_NONE;
}

cst_status cl_read_events(cl_reader *r)
{
    for (uint32_t si = 0; si < r->m.sentences.n; si++) {
        const cl_sentence *s = cl_sentence_at(r, si);
        for (uint32_t i = s->group_begin; s->deep && i < s->group_end; i++) {
            const cl_group *g = &r->m.groups.at[i];
            if (cl_head_in(&r->m, g, r->n->c.event_noun) ||
                cl_head_in(&r->m, g, r->n->c.event_of) ||
                cl_head_in(&r->m, g, r->n->c.event_people)) {
                CST_TRY(noun_event(r, i));
            } else if (cl_head_in(&r->m, g, r->n->c.event_generic)) {
                CST_TRY(pointing_noun(r, i));
            } else if (g->pronoun) {
                CST_TRY(cl_one_of_several(r, i));
            }
        }
        for (uint32_t c = s->clause_begin; s->deep && c < s->clause_end; c++) {
            CST_TRY(cl_verb_mention(r, c));
        }
    }
    return CST_OK;
}
