/* claim/violence: is this a report of armed violence?
 *
 * The one place where that is asked. Words of killing and fighting fill sport,
 * trade, courts and weather too (class everyday), and people come to harm in
 * mishaps and in bed. What speaks for violence and what against stands in one
 * table, `evidence`, below: from the top down, the first line that holds
 * decides, and says why. What it loses and what it lets through are measured
 * against each other (tools/eval_guard.py, tools/eval_news.py). */
#include "claim/violence.h"

/* ------------------------------------------------------- plain words */

static bool sure_head(const cl_reader *r, const cl_group *g, bool many)
{
    return !cl_head_in(&r->m, g, r->n->c.everyday) &&
           (many || !cl_head_in(&r->m, g, r->n->c.everyday_one));
}

static bool sure_verb(const cl_reader *r, uint32_t clause, bool many)
{
    const cst_reading *v =
        clause == CST_NONE ? NULL : r->m.clauses.at[clause].head;
    return v && !cst_reading_has(r->pack, v, r->n->c.everyday) &&
           (many || !(cst_reading_has(r->pack, v, r->n->c.everyday_one) ||
                      cst_reading_has(r->pack, v, r->n->c.everyday_few)));
}

/* A strike that hit a building or a convoy, an attack on a town. */
static bool aimed(const cl_reader *r, const cl_event *e)
{
    if (e->target == CST_NONE || e->group == CST_NONE ||
        cl_head_in(&r->m, &r->m.groups.at[e->group], r->n->c.event_of) ||
        cl_type_is(r, e->type, "offensive")) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[e->target];
    return cl_head_in(&r->m, g, r->n->c.object) ||
           cl_head_in(&r->m, g, r->n->c.group_noun) ||
           cl_place_of_group(r, e->target) != CST_NONE;
}

/* "Opened fire": the noun leaves no other sense to its verb. */
static bool fixed_phrase(const cl_reader *r, uint32_t clause)
{
    uint32_t what = clause == CST_NONE
                        ? CST_NONE
                        : cl_slot(&r->m, r->frames, clause, r->frames->object);
    return what != CST_NONE &&
           cl_head_in(&r->m, &r->m.groups.at[what], r->n->c.trigger);
}

bool cl_plain_event(const cl_reader *r, const cl_event *e)
{
    if (!e->type) {
        return false;
    }
    if (e->group != CST_NONE) {
        return sure_head(r, &r->m.groups.at[e->group], true) || aimed(r, e);
    }
    return strcmp(e->rule, "taking") != 0 &&
           (sure_verb(r, e->clause, true) || fixed_phrase(r, e->clause));
}

/* Parts, sums and bare numbers lean on a harm that was told before them. */
bool cl_leans(const cl_harm *h)
{
    static const char *const rules[] = {"part", "sum", "number", "label",
                                        "predicate"};
    for (size_t i = 0; i < CST_COUNT(rules); i++) {
        if (strcmp(h->rule, rules[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* "A father shot a burglar." */
static bool by_people(const cl_reader *r, const cl_harm *h)
{
    const cl_clause *c =
        h->clause == CST_NONE ? NULL : &r->m.clauses.at[h->clause];
    return c && cl_verb_in(r, c, r->n->c.everyday_few) &&
           c->voice == r->n->active && c->subject != CST_NONE &&
           c->subject != h->group && cl_people(r, c->subject);
}

bool cl_plain_harm(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    bool many = h->count.value > 1;
    if (cl_leans(h)) {
        return false;
    }
    if (strcmp(h->rule, "noun") == 0) {
        return sure_head(r, g, many);
    }
    if (strcmp(h->rule, "deed") == 0 || strcmp(h->rule, "toll") == 0) {
        return g->owner != CST_NONE &&
               sure_head(r, &r->m.groups.at[g->owner], many);
    }
    return sure_verb(r, h->clause, many || by_people(r, h));
}

/* Fire and storm destroy houses too. */
static bool by_nature(const cl_reader *r, uint32_t sentence)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (cst_unit_role(u, r->n->qty) == CST_NONE &&
            cl_unit_class(&r->m, u, r->n->c.guard_nature)) {
            return true;
        }
    }
    return false;
}

static bool sure_damage(const cl_reader *r, const cl_damage *d)
{
    return !by_nature(r, d->sentence) && (strcmp(d->rule, "noun") == 0 ||
                                          sure_verb(r, d->clause, false));
}


/* -------------------------------------------------------------- arms */

/* A weapon or somebody who bears one. */
static bool is_arm(const cl_reader *r, const cst_token *t)
{
    uint32_t n;
    const cst_reading *readings = cst_cascade_readings(r->cascade, t, &n);
    bool arm = false;
    for (uint32_t i = 0; i < n; i++) {
        cst_sym status = cst_reading_feat(r->pack, &readings[i], r->n->status);
        if (cst_reading_has(r->pack, &readings[i], r->n->c.everyday)) {
            return false;
        }
        arm = arm || status == r->n->combatant || status == r->n->attacker ||
              cst_reading_has(r->pack, &readings[i], r->n->c.weapon);
    }
    return arm;
}

/* Asked seldom: where nothing plainer was told. */
static bool arms_between(const cl_reader *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; r->armed && i < to; i++) {
        const cl_sentence *s = &r->m.sentences.at[i];
        bool told = cl_is_body(s->zone);
        for (uint32_t k = 0; told && k < s->units.n_tokens; k++) {
            if (is_arm(r, &s->units.tokens[k])) {
                return true;
            }
        }
    }
    return false;
}

/* In the paragraph of a sentence, or one beside it. */
bool cl_arms_near(const cl_reader *r, uint32_t sentence)
{
    uint32_t p = cl_sentence_at(r, sentence)->paragraph;
    uint32_t from = sentence, to = sentence;
    while (from > 0 && cl_sentence_at(r, from - 1)->paragraph + 1 >= p) {
        from--;
    }
    while (to < r->m.sentences.n && cl_sentence_at(r, to)->paragraph <= p + 1) {
        to++;
    }
    return arms_between(r, from, to);
}


static bool bears_arms(const cl_reader *r, uint32_t group)
{
    cst_sym status = group == CST_NONE ? 0 : cl_status(r, group);
    return status && (status == r->n->combatant || status == r->n->attacker) &&
           !cl_head_in(&r->m, &r->m.groups.at[group], r->n->c.everyday);
}

/* Somebody with arms stands in the clause that tells of a harm. */
static bool armed_beside(const cl_reader *r, uint32_t group)
{
    const cl_group *g = &r->m.groups.at[group];
    for (size_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        if (h->clause != CST_NONE && h->group != group &&
            (h->clause == g->clause ||
             r->m.clauses.at[h->clause].subject == group)) {
            return bears_arms(r, group);
        }
    }
    return false;
}

/* An armed party whose name has several words, so that no word shows it; anybody
 * with arms who did it. */
static bool armed_party(const cl_reader *r)
{
    for (uint32_t i = 0; i < r->m.groups.n; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (cl_is_body(cl_sentence_at(r, g->sentence)->zone) &&
            (cl_head_in(&r->m, g, r->n->c.actor) ? bears_arms(r, i)
                                                 : armed_beside(r, i))) {
            return true;
        }
    }
    return false;
}


/* ------------------------------------------------------------- peace */

static bool speaks_of(const cl_reader *r, uint32_t sentence,
                      const int *classes, size_t n_classes)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t k = 0; k < s->units.n_tokens; k++) {
        uint32_t n;
        const cst_reading *at =
            cst_cascade_readings(r->cascade, &s->units.tokens[k], &n);
        for (uint32_t i = 0; i < n; i++) {
            for (size_t c = 0; c < n_classes; c++) {
                if (cst_reading_has(r->pack, &at[i], classes[c])) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool speaks_of_peace(const cl_reader *r)
{
    const int classes[] = {r->n->c.guard_sport,    r->n->c.guard_film,
                           r->n->c.guard_politics, r->n->c.guard_disease,
                           r->n->c.guard_nature,   r->n->c.guard_history};
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        if (speaks_of(r, i, classes, CST_COUNT(classes))) {
            return true;
        }
    }
    return false;
}


#define OPENING 3 /* sentences that say what a report is about */

/* Sport, films, trade and the like in the words with which the report opens. */
static bool opens_in_peace(const cl_reader *r)
{
    const int classes[] = {r->n->c.guard_sport, r->n->c.guard_film,
                           r->n->c.guard_politics, r->n->c.guard_science};
    for (uint32_t i = 0; i < OPENING && i < r->m.sentences.n; i++) {
        if (speaks_of(r, i, classes, CST_COUNT(classes))) {
            return true;
        }
    }
    return false;
}


/* ------------------------------------------------------------ fights */

/* A war that killed, drove out, hurt. */
static bool war_harms(const cl_reader *r, const cl_event *e)
{
    for (size_t i = 0; i < r->harms.n; i++) {
        if (e->clause != CST_NONE && r->harms.at[i].clause == e->clause) {
            return cl_head_in(&r->m, &r->m.groups.at[e->group], r->n->c.war);
        }
    }
    return false;
}

static bool is_fight(const cl_reader *r, const cl_event *e)
{
    if (!e->type || cl_type_is(r, e->type, "other_harm")) {
        return false;
    }
    if (e->group != CST_NONE) {
        return cl_head_in(&r->m, &r->m.groups.at[e->group], r->n->c.fight) ||
               war_harms(r, e);
    }
    const cst_reading *v =
        e->clause == CST_NONE ? NULL : r->m.clauses.at[e->clause].head;
    return v && cst_reading_has(r->pack, v, r->n->c.fight);
}

/* A fight, and a place of the gazetteer in its sentence. */
static bool fights_somewhere(const cl_reader *r)
{
    size_t p = 0;
    for (size_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        while (p < r->places.n && r->places.at[p].sentence < e->sentence) {
            p++;
        }
        for (size_t k = p; is_fight(r, e) && k < r->places.n &&
                           r->places.at[k].sentence == e->sentence; k++) {
            if (r->places.at[k].gaz != CST_NONE ||
                r->places.at[k].inside != CST_NONE) {
                return true;
            }
        }
    }
    return false;
}

static bool brief_fight(const cl_reader *r)
{
    return fights_somewhere(r) && !speaks_of_peace(r);
}

#define ENOUGH 3 /* signs that a fight is meant */

/* Everyday words of fight that mean one: something or somebody was hit, people
 * came to harm in the sentence, by it, it is a place of the gazetteer. */
static int signs_of_fight(const cl_reader *r, const cl_event *e)
{
    int n = is_fight(r, e);
    bool place = false, harm = false, did = false;
    if (!n) {
        return 0;
    }
    if (e->target != CST_NONE) {
        const cl_group *g = &r->m.groups.at[e->target];
        n += cl_head_in(&r->m, g, r->n->c.object) || cl_people(r, e->target) ||
             cl_head_in(&r->m, g, r->n->c.group_noun) ||
             cl_place_of_group(r, e->target) != CST_NONE;
    }
    for (size_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        bool mine = h->sentence == e->sentence &&
                    (h->kind == r->n->killed || h->kind == r->n->injured ||
                     h->kind == r->n->harmed);
        harm = harm || mine;
        did = did || (mine && h->clause != CST_NONE && e->group != CST_NONE &&
                      r->m.clauses.at[h->clause].subject == e->group);
    }
    for (size_t i = 0; i < r->places.n && !place; i++) {
        place = r->places.at[i].sentence == e->sentence &&
                r->places.at[i].gaz != CST_NONE;
    }
    return n + harm + did + place;
}

/* One fight with all its signs, or several that add up. */
static bool fights_add_up(const cl_reader *r)
{
    int sum = 0;
    uint32_t last = CST_NONE;
    for (size_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        int n = signs_of_fight(r, e);
        if (n >= ENOUGH) {
            return true;
        }
        sum += e->sentence == last ? 0 : n;
        last = n ? e->sentence : last;
    }
    return sum > ENOUGH;
}

static bool fights(const cl_reader *r)
{
    return fights_add_up(r) && !speaks_of_peace(r);
}

/* One hurt, or players; two bodies of the sky: harm if no match, no star is spoken
 * of besides. */
static bool may_be_peace(const cl_reader *r, const cl_harm *h)
{
    return (h->kind == r->n->injured &&
            (h->count.value <= 1 ||
             cl_head_in(&r->m, &r->m.groups.at[h->group],
                        r->n->c.guard_sport))) ||
           cl_head_in(&r->m, &r->m.groups.at[h->group], r->n->c.body);
}

static bool harms_people(const cl_reader *r)
{
    bool doubtful = false;
    for (size_t i = 0; i < r->harms.n; i++) {
        bool sure = cl_plain_harm(r, &r->harms.at[i]);
        bool peace = sure && may_be_peace(r, &r->harms.at[i]);
        if (sure && !peace) {
            return true;
        }
        doubtful = doubtful || peace;
    }
    return doubtful && !speaks_of_peace(r);
}


/* ------------------------------------------------------------ mishaps */

#define FEW 3

/* What nobody did to anybody: to die, to be killed or hit, to be looked for. */
static bool blameless(const cl_reader *r, const cl_harm *h)
{
    const cst_reading *v =
        h->clause == CST_NONE ? NULL : r->m.clauses.at[h->clause].head;
    cst_sym type = v ? cst_reading_feat(r->pack, v, r->n->type) : 0;
    if (h->kind == r->n->detained) {
        return h->count.value > 0 && h->count.value <= FEW; /* who drove */
    }
    if (h->kind == r->n->abducted) {
        return false;
    }
    return !type || !cst_reading_has(r->pack, v, r->n->c.harm_verb) ||
           cst_reading_has(r->pack, v, r->n->c.blameless);
}

/* "Ten civilians were killed in an attack": an everyday word of what people do to
 * each other is none where somebody came to harm in the same sentence. */
static bool harms_beside(const cl_reader *r, const cl_event *e)
{
    static const char *const hostile[] = {"attack", "shooting", "shelling",
                                          "air_strike", "armed_clash"};
    bool of_people = e->group != CST_NONE && war_harms(r, e), found = false;
    for (size_t i = 0; i < CST_COUNT(hostile); i++) {
        of_people = of_people || cl_type_is(r, e->type, hostile[i]);
    }
    for (size_t i = 0; of_people && i < r->harms.n && !found; i++) {
        found = r->harms.at[i].sentence == e->sentence;
    }
    return found && e->group != CST_NONE;
}

/* A happening that plain words name, and that somebody brought about. */
static bool brought_about(const cl_reader *r, const cl_event *e)
{
    static const char *const mishaps[] = {"other_harm", "displacement",
                                          "bodies_found", "destruction",
                                          "detention"};
    if (e->implied || strcmp(e->rule, "wrecking") == 0 ||
        !(cl_plain_event(r, e) || harms_beside(r, e))) {
        return false;
    }
    for (size_t i = 0; i < CST_COUNT(mishaps); i++) {
        if (cl_type_is(r, e->type, mishaps[i])) {
            return false;
        }
    }
    return true;
}

static bool done_by_somebody(const cl_reader *r)
{
    for (size_t i = 0; i < r->events.n; i++) {
        if (brought_about(r, &r->events.at[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < r->harms.n; i++) {
        if (!cl_leans(&r->harms.at[i]) && !blameless(r, &r->harms.at[i])) {
            return true;
        }
    }
    return false;
}

/* Armed people whom several words name. */
static bool armed_people(const cl_reader *r)
{
    for (uint32_t i = 0; i < r->m.groups.n; i++) {
        cst_sym status = cl_status(r, i);
        if (status == r->n->combatant || status == r->n->attacker) {
            return true;
        }
    }
    return false;
}

/* "Under a heavy rain", "despite the snow", "a rain of shells": weather in which
 * something else happened, or none at all. */
static bool only_amid(const cl_reader *r, uint32_t sentence, int cause)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    bool amid = false;
    if (cause != r->n->c.guard_nature) {
        return false;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        const cst_unit *prep =
            cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
        if (!cl_head_in(&r->m, g, cause)) {
            continue;
        }
        bool of_arms = g->of != CST_NONE &&
                       cl_head_in(&r->m, &r->m.groups.at[g->of],
                                  r->n->c.weapon);
        amid = of_arms || (prep && cl_unit_class(&r->m, prep, r->n->c.prep_amid));
        if (!amid) {
            return false;
        }
    }
    return amid;
}

/* Words of what harms people without anybody doing it, in the words that open
 * the report or beside a harm. */
static bool cause_beside(const cl_reader *r)
{
    const int causes[] = {r->n->c.guard_accident, r->n->c.guard_disease,
                          r->n->c.guard_nature};
    uint32_t first = r->harms.n ? r->harms.at[0].sentence : CST_NONE;
    for (size_t c = 0; c < CST_COUNT(causes); c++) {
        for (uint32_t i = 0; i < OPENING && i < r->m.sentences.n; i++) {
            /* snow that is told of behind the harm did not do it */
            if ((c == 0 || i <= first) && speaks_of(r, i, &causes[c], 1) &&
                !only_amid(r, i, causes[c])) {
                return true;
            }
        }
        for (size_t i = 0; i < r->harms.n; i++) {
            uint32_t s = r->harms.at[i].sentence;
            if (speaks_of(r, s, &causes[c], 1) && !only_amid(r, s, causes[c])) {
                return true;
            }
        }
    }
    return false;
}

static bool mishap(const cl_reader *r)
{
    return cause_beside(r) && !done_by_somebody(r) && !armed_people(r) &&
           !arms_between(r, 0, (uint32_t)r->m.sentences.n);
}

/* ----------------------------------------------------------- evidence */

static bool plain_events(const cl_reader *r)
{
    for (size_t i = 0; i < r->events.n; i++) {
        if (cl_plain_event(r, &r->events.at[i])) {
            return true;
        }
    }
    return false;
}

static bool plain_damages(const cl_reader *r)
{
    for (size_t i = 0; i < r->damages.n; i++) {
        if (sure_damage(r, &r->damages.at[i])) {
            return true;
        }
    }
    return false;
}

/* Arms, or somebody who bears them, in a report that does not open with a
 * match, a film or politics. */
static bool armed(const cl_reader *r)
{
    return (arms_between(r, 0, (uint32_t)r->m.sentences.n) || armed_party(r)) &&
           !opens_in_peace(r);
}

/* From the top down, the first line that holds decides. Sport, film, politics,
 * science, illness, weather and history (guard_*) speak against the lines that
 * lean on everyday words, never against plain ones. */
static const struct {
    bool (*holds)(const cl_reader *r);
    cl_verdict says;
    const char *why;
} evidence[] = {
    {mishap, CL_PEACE, "a mishap that nobody brought about, and no arms"},
    {harms_people, CL_VIOLENCE, "people harmed, in plain words"},
    {plain_events, CL_VIOLENCE, "a blow, in plain words"},
    {plain_damages, CL_VIOLENCE, "things wrecked, in plain words"},
    {armed, CL_VIOLENCE, "arms, and no match or ballot at the head"},
    {fights, CL_FIGHT, "everyday words of fight, with what they hit or where"},
    {brief_fight, CL_FIGHT, "an everyday word of fight at a known place"},
};

cl_verdict cl_violence(const cl_reader *r, const char **why)
{
    for (size_t i = 0; i < CST_COUNT(evidence); i++) {
        if (evidence[i].holds(r)) {
            *why = evidence[i].why;
            return evidence[i].says;
        }
    }
    *why = "nothing else tells of violence";
    return CL_PEACE;
}
