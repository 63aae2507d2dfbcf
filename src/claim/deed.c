/* claim/deed: mentions of happenings by verbs.
 *
 * A verb whose subject, object or agent is itself an event noun adds to that
 * mention; any other event verb is a mention of its own. Verbs of taking stand in
 * taking.c. */
#include "claim/linker.h"
#include "claim/mention.h"

static const cl_group *group_at(const cl_reader *r, uint32_t gi)
{
    return &r->m.groups.at[gi];
}

/* ----------------------------------------------------------- evidence */

/* From the subject, if it stands near, to the group behind the verb. */
static void clause_evidence(cl_reader *r, cl_event *e, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *verb = cl_unit(s, c->unit);
    e->tok_begin = verb->tok_begin;
    e->tok_end = verb->tok_end;
    if (c->subject != CST_NONE) {
        const cl_group *g = group_at(r, c->subject);
        if (g->sentence == c->sentence && g->tok_begin < e->tok_begin &&
            g->top + 8 > c->verb) {
            e->tok_begin = g->np_begin;
        }
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        if (g->top == c->verb + 1 && !g->lifted) {
            e->tok_end = cl_group_end(&r->m, i, true);
        }
    }
}

cl_event *cl_clause_mention(cl_reader *r, uint32_t ci, cst_sym type,
                                const char *rule)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cl_event *e = cl_new_mention(r, c->sentence, c->verb, type, rule);
    if (e) {
        e->clause = ci;
        e->indefinite = true;
        const cl_group *who =
            c->subject == CST_NONE ? NULL : group_at(r, c->subject);
        e->fresh = who && who->other && !who->definite && !who->pronoun;
        clause_evidence(r, e, ci);
    }
    return e;
}

/* -------------------------------------------------------------- roles */

static bool is_weapon(const cl_reader *r, uint32_t gi)
{
    return cl_head_in(&r->m, group_at(r, gi), r->n->c.weapon);
}

/* Those who find, count and report harm do none. */
static bool only_tells(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = group_at(r, gi);
    return !cl_is_actor(r, gi) &&
           (cl_head_in(&r->m, g, r->n->c.source_noun) ||
            cl_head_in(&r->m, g, r->n->c.source_name));
}

void cl_take_agent(cl_reader *r, cl_event *e, uint32_t gi)
{
    gi = gi == CST_NONE ? gi : cl_actor_among(r, gi);
    if (gi == CST_NONE || cl_mention_of(r, gi) != CST_NONE) {
        return;
    }
    bool carrier = cl_head_in(&r->m, group_at(r, gi), r->n->c.carrier);
    if (carrier) {
        uint32_t of = group_at(r, gi)->of;
        cl_carried(r, e, gi);
        e->definite = e->definite ||
                      (e->group == CST_NONE && group_at(r, gi)->definite);
        e->agent = e->agent != CST_NONE               ? e->agent
                   : of != CST_NONE && cl_is_actor(r, of) ? of : gi;
        return;
    }
    if (is_weapon(r, gi)) {
        e->weapon = e->weapon == CST_NONE ? gi : e->weapon;
        e->definite = e->definite || (e->group == CST_NONE &&
                                      group_at(r, gi)->definite);
        uint32_t of = group_at(r, gi)->of;
        if (of == CST_NONE || !cl_is_actor(r, of)) {
            cl_weapon_side(r, e, gi);
        }
        gi = of != CST_NONE && cl_is_actor(r, of) ? of : CST_NONE;
    }
    bool spot = gi != CST_NONE && cl_place_of_group(r, gi) != CST_NONE &&
                !cl_is_actor(r, gi);
    if (gi != CST_NONE && !spot && !only_tells(r, gi) && e->agent == CST_NONE &&
        !group_at(r, gi)->pronoun &&
        (cl_is_actor(r, gi) || group_at(r, gi)->proper ||
         cl_people(r, gi))) {
        e->agent = gi;
    }
}

/* The verb right before an infinitive, CST_NONE. */
uint32_t cl_governing_verb(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = ci; i > s->clause_begin; i--) {
        const cl_clause *p = &r->m.clauses.at[i - 1];
        if (p->verb < c->verb) {
            return p->verb + 5 > c->verb ? i - 1 : CST_NONE;
        }
    }
    return CST_NONE;
}

void cl_verb_roles(cl_reader *r, cl_event *e, const cl_frame *f, uint32_t ci)
{
    uint32_t accused = cl_accused(r, ci);
    if (accused != CST_NONE) {
        cl_take_agent(r, e, accused);
        e->ascribed = e->agent != CST_NONE;
    }
    uint32_t target = cl_frame_role(&r->m, r->frames, f, ci, CL_TARGET);
    uint32_t means = cl_frame_role(&r->m, r->frames, f, ci, CL_MEANS);
    uint32_t who = cl_frame_role(&r->m, r->frames, f, ci, CL_AGENT);
    if (who != CST_NONE && who == r->m.clauses.at[ci].subject &&
        group_at(r, who)->pronoun) {
        who = cl_doer_meant(r, ci);
    }
    cl_take_agent(r, e, who);
    int times = cst_pack_class(r->pack, "measure_noun");
    if (target != CST_NONE && e->target == CST_NONE &&
        !cl_head_in(&r->m, group_at(r, target), times) &&
        !group_at(r, target)->pronoun && target != e->agent &&
        cl_mention_of(r, target) == CST_NONE &&
        (!is_weapon(r, target) ||
         cl_head_in(&r->m, group_at(r, target), r->n->c.object))) {
        e->target = target; /* an aircraft may be what is hit */
    }
    if (means != CST_NONE && e->weapon == CST_NONE && is_weapon(r, means)) {
        e->weapon = means;
        cl_weapon_side(r, e, means);
    }
}

/* The event noun that does the verb: "an attack hit", "were hit by a raid". */
static uint32_t doing_noun(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t e = cl_mention_of(r, c->subject);
    if (e == CST_NONE) {
        e = cl_mention_of(
            r, cl_frame_role(&r->m, r->frames, f, ci, CL_AGENT));
    }
    return e != CST_NONE && r->events.at[e].sentence == c->sentence ? e
                                                                    : CST_NONE;
}

/* Hit by something that is neither armed nor a weapon: a figure of speech. */
static bool figure_of_speech(const cl_reader *r, const cl_frame *f,
                             uint32_t ci)
{
    uint32_t a = cl_frame_role(&r->m, r->frames, f, ci, CL_AGENT);
    bool wrecks = cst_str_is(cst_pack_str(r->pack, f->kind), "destruction");
    if (f->template_ == cl_frame_named("burst").template_) {
        a = r->m.clauses.at[ci].subject; /* "talks blew up", "prices explode" */
        wrecks = a != CST_NONE && cl_place_of_group(r, a) == CST_NONE &&
                 cl_mention_of(r, a) == CST_NONE;
    }
    if (a == CST_NONE || (f->kind != r->n->attack && !wrecks)) {
        return false;
    }
    const cl_group *g = group_at(r, a);
    if (cl_head_in(&r->m, g, r->n->c.guard_nature)) {
        return true; /* "tremors hit the province" */
    }
    /* "infiltrators attacked the town": whoever they are */
    uint32_t to = cl_frame_role(&r->m, r->frames, f, ci, CL_TARGET);
    bool band = g->plural && g->indefinite && to != CST_NONE &&
                f->template_ == cl_frame_named("strike_at").template_ &&
                (cl_place_of_group(r, to) != CST_NONE || cl_people(r, to) ||
                 cl_head_in(&r->m, group_at(r, to), r->n->c.object));
    return g->head && !g->pronoun && !g->proper && !cl_is_actor(r, a) &&
           !cl_people(r, a) && !is_weapon(r, a) && !band &&
           !cl_head_in(&r->m, g, r->n->c.object) && !g->count.present;
}

/* Accounts clash, not only people. */
static bool no_fighters(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    uint32_t a = r->m.clauses.at[ci].subject;
    return cst_str_is(cst_pack_str(r->pack, f->kind), "armed_clash") &&
           a != CST_NONE && !group_at(r, a)->pronoun &&
           !group_at(r, a)->proper &&
           (!group_at(r, a)->count.present || /* "the two camps" */
            cl_head_in(&r->m, group_at(r, a), r->n->c.object)) &&
           !cl_is_actor(r, a) && !cl_people(r, a);
}

/* --------------------------------------------------------- strike verbs */

/* Verbs say these of many means; what was used says more. */
static bool loose_type(const cl_reader *r, cst_sym type)
{
    static const char *const loose[] = {"attack", "shooting", "air_strike",
                                        "shelling", "explosive_device"};
    cst_str s = cst_pack_str(r->pack, type);
    for (size_t i = 0; i < CST_COUNT(loose); i++) {
        if (cst_str_is(s, loose[i])) {
            return true;
        }
    }
    return false;
}

/* Storming a town is a campaign, storming a house or a hamlet an attack. */
static void storm(cl_reader *r, cl_event *e, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    cst_sym type = cst_pack_sym(r->pack, "offensive");
    if (e->agent != CST_NONE && group_at(r, e->agent)->indefinite &&
        cl_head_in(&r->m, group_at(r, e->agent), r->n->c.person)) {
        return; /* a band of men is no army */
    }
    for (uint32_t i = s->group_begin; type && i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        bool of_house = g->owner != CST_NONE && !cl_is_town(r, g->owner);
        bool behind = g->top > c->verb && g->top < c->verb + 4 && g->prep;
        if (behind && cl_head_in(&r->m, g, r->n->c.village)) {
            return;
        }
        if (behind && !of_house && cl_is_area(r, i)) {
            e->type = type;
            e->target = i;
            return;
        }
    }
}

/* A lorry that is driven into a crowd is the weapon. */
static void rammed(cl_reader *r, cl_event *e, const cl_frame *f, uint32_t ci)
{
    uint32_t by = r->m.clauses.at[ci].subject;
    cl_frame ram = cl_frame_named("ram");
    cst_sym thing = by == CST_NONE ? 0 : cl_head_feat(&r->m, group_at(r, by),
                                                      r->n->object);
    if (f->template_ == ram.template_ && e->weapon == CST_NONE && thing &&
        cst_str_is(cst_pack_str(r->pack, thing), "vehicle")) {
        e->weapon = by;
    }
}

/* "Another wedding was hit": in the way that was told right before. */
static void once_more(const cl_reader *r, cl_event *e)
{
    const cl_event *last =
        r->events.n > 1 ? &r->events.at[r->events.n - 2] : NULL;
    if (!last || !e->fresh || e->type != r->n->attack ||
        e->agent != CST_NONE || e->weapon != CST_NONE ||
        cl_sentence_at(r, last->sentence)->paragraph !=
            cl_sentence_at(r, e->sentence)->paragraph) {
        return;
    }
    cst_str how = last->type ? cst_pack_str(r->pack, last->type) : CST_S("");
    if (cst_str_is(how, "air_strike") || cst_str_is(how, "shelling")) {
        e->type = last->type;
    }
}

/* The other clause of a weapon that was launched and struck: a participle that
 * says whence it came, or the verb that tells of the strike. */
static uint32_t of_same_weapon(const cl_reader *r, uint32_t ci, bool launched,
                               cl_frame *f)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    cst_sym drop = cl_frame_named("drop").template_;
    bool weapon = c->subject != CST_NONE && is_weapon(r, c->subject);
    for (uint32_t i = s->clause_begin; weapon && i < s->clause_end; i++) {
        const cl_clause *o = &r->m.clauses.at[i];
        size_t at = 0;
        if (i != ci && o->subject == c->subject &&
            (o->kind == CL_PARTICIPLE) == launched &&
            cl_next_frame(&r->m, r->frames, i, CL_EVENT, &at, f) &&
            (!launched || f->template_ == drop)) {
            return i;
        }
    }
    return CST_NONE;
}

/* "Shells fired from the hills fell": one strike, told by the verb. */
static bool launched_only(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    cl_frame other;
    return r->m.clauses.at[ci].kind == CL_PARTICIPLE &&
           f->template_ == cl_frame_named("drop").template_ &&
           of_same_weapon(r, ci, false, &other) != CST_NONE;
}

/* "The guards opened fire but could not stop it": no assault of theirs. */
static bool guards_fire(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    uint32_t who = r->m.clauses.at[ci].subject;
    return f->template_ == cl_frame_named("fire").template_ && who != CST_NONE &&
           cl_head_in(&r->m, group_at(r, who), r->n->c.watchman) &&
           cl_frame_role(&r->m, r->frames, f, ci, CL_TARGET) == CST_NONE;
}

static cst_status strike(cl_reader *r, uint32_t ci, const cl_frame *f)
{
    uint32_t known = doing_noun(r, f, ci);
    if (known != CST_NONE) {
        cl_verb_roles(r, &r->events.at[known], f, ci);
        return CST_OK;
    }
    cl_frame by;
    if (figure_of_speech(r, f, ci) || no_fighters(r, f, ci) ||
        guards_fire(r, f, ci) ||
        launched_only(r, f, ci)) {
        return CST_OK;
    }
    uint32_t launch = r->m.clauses.at[ci].kind == CL_PARTICIPLE
                          ? CST_NONE : of_same_weapon(r, ci, true, &by);
    cst_sym type = launch != CST_NONE ? by.kind : f->kind;
    if (cl_type_is(r, type, "destruction") && cl_outcome_of_strike(r, ci)) {
        return CST_OK;
    }
    cl_event *e = cl_clause_mention(r, ci, type, "verb");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    e->generic = loose_type(r, type);
    cl_verb_roles(r, e, f, ci);
    if (launch != CST_NONE) {
        cl_verb_roles(r, e, &by, launch); /* who fired it */
    }
    cl_find_weapon(r, e);
    cl_agent_type(r, e);
    rammed(r, e, f, ci);
    once_more(r, e);
    if (cl_verb_in(r, &r->m.clauses.at[ci], r->n->c.assault)) {
        storm(r, e, ci);
    }
    return CST_OK;
}

/* -------------------------------------- verbs that go with an event noun */

/* "Escaped an attack", "fell into an ambush": the event noun that is suffered. */
static uint32_t suffered_noun(const cl_reader *r, uint32_t ci)
{
    cst_sym name = cl_frame_named("suffered_in").template_;
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        uint32_t gi = t->name == name ? cl_slot(&r->m, r->frames, ci, t->slot)
                                      : CST_NONE;
        if (cl_mention_of(r, gi) != CST_NONE) {
            return gi;
        }
    }
    return CST_NONE;
}

static void light_verb(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    bool to = cl_verb_in(r, c, r->n->c.event_light_to);
    bool at = cl_verb_in(r, c, r->n->c.event_light_at);
    bool light = to || at || cl_verb_in(r, c, r->n->c.event_light);
    bool suffered = cl_verb_in(r, c, r->n->c.event_light_target);
    if (!light && !suffered) {
        return;
    }
    cl_frame f = cl_frame_named(at ? "light_at" : light ? "light" : "suffered");
    cl_frame behind = cl_frame_named("light_to");
    uint32_t noun = c->voice == r->n->passive ? c->subject
                    : !light ? suffered_noun(r, ci)
                    : to ? cl_frame_role(&r->m, r->frames, &behind, ci,
                                         CL_OBJECT)
                         : cl_slot(&r->m, r->frames, ci, r->frames->object);
    uint32_t e = cl_deed_before(r, ci, noun);
    if (e == CST_NONE || r->events.at[e].sentence != c->sentence ||
        (c->negated && r->events.at[e].stance != CST_DENIED)) {
        return; /* "have flown no raid" denies theirs */
    }
    cl_verb_roles(r, &r->events.at[e], &f, ci);
    uint32_t by = c->voice == r->n->passive
                      ? cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT)
                      : CST_NONE;
    if (r->events.at[e].agent == CST_NONE && by != CST_NONE &&
        !group_at(r, by)->pronoun && !is_weapon(r, by) &&
        cl_mention_of(r, by) == CST_NONE) {
        r->events.at[e].agent = by; /* whoever carries out a raid did it */
    }
}

/* "Fights set X against Y". */
static void pitted(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t e = cl_verb_in(r, c, r->n->c.event_opposed)
                     ? cl_mention_of(r, c->subject) : CST_NONE;
    if (e != CST_NONE && r->events.at[e].sentence == c->sentence) {
        cl_frame f = cl_frame_named("opposed");
        cl_verb_roles(r, &r->events.at[e], &f, ci);
    }
}

/* Taking responsibility names the one who did it. */
static void claim_verb(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (!cl_verb_in(r, c, r->n->c.claim_verb) || c->negated) {
        return;
    }
    cl_frame f = cl_frame_named("light");
    uint32_t who = cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT);
    uint32_t what = c->voice == r->n->passive
                        ? c->subject
                        : cl_slot(&r->m, r->frames, ci, r->frames->object);
    uint32_t e = cl_deed_before(r, ci, what);
    if (e != CST_NONE && who != CST_NONE && !group_at(r, who)->pronoun) {
        cl_event *m = &r->events.at[e];
        if (m->definite && cl_type_is(r, m->type, "offensive")) {
            m->type = r->n->attack; /* "the operation": what was told before */
            m->generic = true;
        }
        r->events.at[e].claimed_by = who;
        r->events.at[e].claim_source = cl_source_at(r, c->sentence, c->verb);
    }
}

/* Dead bodies found, but not those dug out of what a strike left. */
static cst_status bodies(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (!cl_verb_in(r, c, r->n->c.find_body)) {
        return CST_OK;
    }
    uint32_t what = c->voice == r->n->active
                        ? cl_slot(&r->m, r->frames, ci, r->frames->object)
                        : c->subject;
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool rubble = false;
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        rubble = rubble || cl_head_in(&r->m, group_at(r, i), r->n->c.rubble);
    }
    cst_sym type = cst_pack_sym(r->pack, "bodies_found");
    while (what != CST_NONE && group_at(r, what)->owner != CST_NONE &&
           !cl_head_in(&r->m, group_at(r, what), r->n->c.body)) {
        what = group_at(r, what)->owner; /* "corpses of men were found" */
    }
    if (what == CST_NONE || rubble || !type ||
        !cl_head_in(&r->m, group_at(r, what), r->n->c.body)) {
        return CST_OK;
    }
    cl_event *e = cl_clause_mention(r, ci, type, "bodies");
    return e || !cst_arena_failed(r->arena) ? CST_OK : CST_NOMEM;
}

/* People used as a shield: whatever verb says so. */
static cst_status shields(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool used = false;
    for (uint32_t i = c->begin; i < c->end && !used; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        used = (u->label == r->n->tok || u->label == r->n->mwe) &&
               cl_unit_class(&r->m, u, r->n->c.human_shield_use);
    }
    cst_sym own = cst_reading_feat(r->pack, c->head, r->n->type);
    used = used || (own && cst_str_is(cst_pack_str(r->pack, own),
                                      "human_shields"));
    cst_sym type = used ? cst_pack_sym(r->pack, "human_shields") : 0;
    if (!type) {
        return CST_OK;
    }
    cl_event *e = cl_clause_mention(r, ci, type, "shields");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    for (uint32_t i = c->verb; i < c->end; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (cl_unit_class(&r->m, u, r->n->c.human_shield_use)) {
            e->tok_end = u->tok_end;
        }
    }
    cl_frame f = cl_frame_named("shields");
    cl_verb_roles(r, e, &f, ci);
    return CST_OK;
}

/* What harm verbs tell by themselves, even of people counted elsewhere: they
 * were executed, carried off, besieged. */
static cst_status done_to_people(cl_reader *r, uint32_t ci)
{
    static const char *const types[] = {"execution", "abduction", "siege",
                                        "torture"};
    cl_frame f;
    size_t at = 0;
    bool tells = false;
    while (!tells && cl_next_frame(&r->m, r->frames, ci, CL_HARM, &at, &f)) {
        cst_str type = f.type ? cst_pack_str(r->pack, f.type) : CST_S("");
        for (size_t i = 0; i < CST_COUNT(types); i++) {
            tells = tells || cst_str_is(type, types[i]);
        }
    }
    if (!tells) {
        return CST_OK;
    }
    uint32_t who = cl_frame_role(&r->m, r->frames, &f, ci, CL_VICTIM);
    if (who != CST_NONE && !cl_people(r, who) && !group_at(r, who)->pronoun) {
        return CST_OK;
    }
    cl_event *e = cl_clause_mention(r, ci, f.type, "deed");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    e->target = who != CST_NONE && !group_at(r, who)->pronoun ? who : CST_NONE;
    uint32_t by = cl_accused(r, ci);
    e->ascribed = by != CST_NONE;
    by = by == CST_NONE ? cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT)
                        : by;
    if (by != who) {
        cl_take_agent(r, e, by);
    }
    return CST_OK;
}

cst_status cl_verb_mention(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    claim_verb(r, ci);
    if (c->head && !c->negated && cl_verb_in(r, c, r->n->c.take_verb) &&
        cl_outcome(r, ci) == CL_TRIED) {
        return cl_taking(r, ci);
    }
    if (c->head && c->negated && cl_factual(r, ci)) {
        light_verb(r, ci);
    }
    /* "they usually attack villages" */
    bool habit = !c->perfect && cl_clause_has(r, c->sentence, ci,
                                              r->n->c.generic);
    if (!c->head || !cl_factual(r, ci) || c->negated || habit ||
        cl_outcome(r, ci) == CL_MEANT) {
        return CST_OK;
    }
    light_verb(r, ci);
    pitted(r, ci);
    cl_noun_target(r, ci);
    size_t known = r->events.n;
    CST_TRY(shields(r, ci));
    CST_TRY(bodies(r, ci));
    if (r->events.n > known) {
        return CST_OK;
    }
    if (cl_verb_in(r, c, r->n->c.take_verb)) {
        size_t before = r->events.n;
        CST_TRY(cl_taking(r, ci));
        if (r->events.n > before) {
            return CST_OK;
        }
    }
    cl_frame f;
    size_t at = 0;
    if (cl_next_frame(&r->m, r->frames, ci, CL_EVENT, &at, &f)) {
        return strike(r, ci, &f);
    }
    size_t before = r->events.n;
    CST_TRY(cl_wrecking(r, ci));
    return r->events.n > before ? CST_OK : done_to_people(r, ci);
}
