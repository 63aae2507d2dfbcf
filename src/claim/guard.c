/* claim/guard: reports that tell of no violence.
 *
 * Teams are eliminated, programs executed, prices hit and campaigns led in
 * every newspaper. Such words (class everyday) count where the report speaks of
 * harm or arms in plain words too; a report that has nothing else tells
 * nothing. So has a death in bed: one person who died, and no word of how.
 *
 * A brief may have nothing but such words ("an explosion shook the centre of
 * Kabul"): a fight at a place that the gazetteer knows is one, where no word of
 * sport, trade, politics, illness or weather stands beside it.
 *
 * A report of an accident, a disaster or an illness tells of people harmed, but
 * of no violence: nobody bears arms in it, nobody does anything to them, and
 * words of such a cause stand beside its harms. */
#include "claim/reader.h"

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
           (many || !cst_reading_has(r->pack, v, r->n->c.everyday_one));
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

static bool sure_event(const cl_reader *r, const cl_event *e)
{
    if (!e->type) {
        return false;
    }
    if (e->group != CST_NONE) {
        return sure_head(r, &r->m.groups.at[e->group], true) || aimed(r, e);
    }
    return strcmp(e->rule, "taking") != 0 && sure_verb(r, e->clause, true);
}

/* Parts, sums and bare numbers lean on a harm that was told before them. */
static bool leans(const cl_harm *h)
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

static bool sure_harm(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    bool many = h->count.value > 1;
    if (leans(h)) {
        return false;
    }
    if (strcmp(h->rule, "noun") == 0) {
        return sure_head(r, g, many);
    }
    if (strcmp(h->rule, "deed") == 0 || strcmp(h->rule, "toll") == 0) {
        return g->owner != CST_NONE &&
               sure_head(r, &r->m.groups.at[g->owner], many);
    }
    return sure_verb(r, h->clause, many);
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
                                          sure_verb(r, d->clause, true));
}

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
static bool arms_near(const cl_reader *r, uint32_t sentence)
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

static bool is_brief(const cl_reader *r)
{
    return fights_somewhere(r) && !speaks_of_peace(r);
}

/* One player hurt, two bodies of the sky: harm if no match, no star is spoken
 * of besides. */
static bool may_be_peace(const cl_reader *r, const cl_harm *h)
{
    return (h->kind == r->n->injured && h->count.value <= 1) ||
           cl_head_in(&r->m, &r->m.groups.at[h->group], r->n->c.body);
}

static bool harms_people(const cl_reader *r)
{
    bool doubtful = false;
    for (size_t i = 0; i < r->harms.n; i++) {
        bool sure = sure_harm(r, &r->harms.at[i]);
        bool peace = sure && may_be_peace(r, &r->harms.at[i]);
        if (sure && !peace) {
            return true;
        }
        doubtful = doubtful || peace;
    }
    return doubtful && !speaks_of_peace(r);
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

static bool tells_violence(const cl_reader *r)
{
    if (harms_people(r)) {
        return true;
    }
    for (size_t i = 0; i < r->events.n; i++) {
        if (sure_event(r, &r->events.at[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < r->damages.n; i++) {
        if (sure_damage(r, &r->damages.at[i])) {
            return true;
        }
    }
    return (arms_between(r, 0, (uint32_t)r->m.sentences.n) || armed_party(r)) &&
           !opens_in_peace(r);
}

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
        !(sure_event(r, e) || harms_beside(r, e))) {
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
        if (!leans(&r->harms.at[i]) && !blameless(r, &r->harms.at[i])) {
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

static bool is_accident(const cl_reader *r)
{
    const int causes[] = {r->n->c.guard_accident, r->n->c.guard_nature,
                          r->n->c.guard_disease};
    uint32_t first = r->harms.n ? r->harms.at[0].sentence : CST_NONE;
    bool cause = false;
    for (uint32_t i = 0; i < OPENING && i < r->m.sentences.n && !cause; i++) {
        /* snow that is told of behind the harm did not do it */
        cause = speaks_of(r, i, causes, i <= first ? CST_COUNT(causes) : 1);
    }
    for (size_t i = 0; i < r->harms.n && !cause; i++) {
        cause = speaks_of(r, r->harms.at[i].sentence, causes,
                          CST_COUNT(causes));
    }
    return cause && !done_by_somebody(r) &&
           !armed_people(r) &&
           !arms_between(r, 0, (uint32_t)r->m.sentences.n);
}

/* Paragraphs that tell of violence in plain words, and those beside them. */
static bool *violent_paragraphs(const cl_reader *r, uint32_t n)
{
    bool *at = CST_NEW(r->arena, bool, (size_t)n + 2);
    bool *near = CST_NEW(r->arena, bool, (size_t)n + 2);
    if (!at || !near) {
        return NULL;
    }
    for (size_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        at[cl_sentence_at(r, h->sentence)->paragraph + 1] |= sure_harm(r, h);
    }
    for (size_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        at[cl_sentence_at(r, e->sentence)->paragraph + 1] |= sure_event(r, e);
    }
    for (uint32_t p = 1; p <= n; p++) {
        near[p - 1] = at[p - 1] || at[p] || at[p + 1 <= n ? p + 1 : p];
    }
    return near;
}

/* One known person who died; anybody who is ill or took his life. */
static bool in_bed(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cst_reading *v =
        h->clause == CST_NONE ? NULL : r->m.clauses.at[h->clause].head;
    bool deed = strcmp(h->rule, "deed") == 0;
    bool one = deed ? g->owner != CST_NONE &&
                          cl_head_in(&r->m, &r->m.groups.at[g->owner],
                                     r->n->c.everyday_one)
                    : v && !leans(h) && strcmp(h->rule, "noun") != 0 &&
                          cst_reading_has(r->pack, v, r->n->c.everyday_one);
    bool ill = one && !deed && cst_reading_has(r->pack, v, r->n->c.everyday);
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool bare = cst_unit_role(cl_unit(s, g->np), r->n->det) == CST_NONE;
    bool known = g->proper || g->name_unit != CST_NONE || bare ||
                 (g->definite && s->zone == CST_ZONE_TITLE);
    return one && h->count.value <= 1 && !g->plural && !g->pronoun &&
           (ill || (!g->count.present && (deed || known)));
}

/* "Death of a survivor of the massacre": who got away from that died later. */
static bool outlived(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cst_reading *v =
        h->clause == CST_NONE ? NULL : r->m.clauses.at[h->clause].head;
    return h->kind == r->n->killed && h->count.value <= 2 && !leans(h) &&
           cl_head_in(&r->m, g, r->n->c.veteran) &&
           (strcmp(h->rule, "deed") == 0 ||
            (v && cst_reading_has(r->pack, v, r->n->c.everyday_one)));
}

#define OLD 60 /* years at which one dies of age */

/* "died on Tuesday at the age of 87", beside violence of long ago. */
static bool of_age(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t i = 0; in_bed(r, h) && i < s->units.units.n; i++) {
        const cst_unit *u = &s->units.units.at[i];
        const cst_feat *v = cst_unit_feat(u, r->n->value);
        if (u->label == r->n->num && v && v->value >= OLD &&
            cst_unit_sym(r->pack, u, r->n->kind) == r->n->age) {
            return true;
        }
    }
    return false;
}

/* Take the harms marked out of the list; parts go with their whole. */
static void drop_harms(cl_reader *r, bool *drop, uint32_t *moved)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        uint32_t whole = r->harms.at[i].part_of;
        drop[i] = drop[i] || (whole != CST_NONE && drop[whole]);
        moved[i] = drop[i] ? CST_NONE : kept++;
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        if (!drop[i]) {
            cl_harm h = r->harms.at[i];
            h.part_of = h.part_of == CST_NONE ? CST_NONE : moved[h.part_of];
            r->harms.at[moved[i]] = h;
        }
    }
    r->harms.n = kept;
}

/* A day in its sentence makes a happening of it. */
static bool dated(const cl_reader *r, uint32_t sentence)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        if (r->m.times.at[i].value.kind == CST_TIME_DAY) {
            return true;
        }
    }
    return false;
}

/* What everyday nouns tell where violence is far. */
static void drop_events(cl_reader *r, const bool *violent)
{
    size_t kept = 0;
    uint32_t asked = CST_NONE; /* each paragraph is asked for arms once */
    bool arms = false;
    for (size_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        uint32_t p = cl_sentence_at(r, e->sentence)->paragraph;
        bool noun = e->group != CST_NONE || strcmp(e->rule, "taking") == 0;
        bool far = e->type && noun && !sure_event(r, e) &&
                   !dated(r, e->sentence) && !violent[p];
        if (far && p != asked) {
            asked = p;
            arms = arms_near(r, e->sentence);
        }
        if (!far || arms) {
            r->events.at[kept++] = *e;
        }
    }
    r->events.n = kept;
}

/* Deaths in bed told beside violence, as in a life told at its end; campaigns
 * and attacks that are none. */
static cst_status drop_far(cl_reader *r)
{
    size_t n = r->harms.n;
    bool *drop = CST_NEW(r->arena, bool, n + 1);
    uint32_t *moved = CST_NEW(r->arena, uint32_t, n + 1);
    uint32_t paragraphs = 0;
    for (size_t i = 0; i < r->m.sentences.n; i++) {
        uint32_t p = r->m.sentences.at[i].paragraph + 1;
        paragraphs = p > paragraphs ? p : paragraphs;
    }
    const bool *violent = violent_paragraphs(r, paragraphs);
    if (!drop || !moved || !violent) {
        return CST_NOMEM;
    }
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const cl_harm *h = &r->harms.at[i];
        drop[i] = outlived(r, h) || of_age(r, h) ||
                  (in_bed(r, h) &&
                   !violent[cl_sentence_at(r, h->sentence)->paragraph]);
        any = any || drop[i];
    }
    if (any) {
        drop_harms(r, drop, moved);
    }
    drop_events(r, violent);
    return CST_OK;
}

cst_status cl_guard(cl_reader *r)
{
    if (r->harms.n + r->events.n + r->damages.n == 0) {
        return CST_OK;
    }
    bool accident = is_accident(r);
    if (accident || !tells_violence(r)) {
        if (!accident && is_brief(r)) {
            return CST_OK;
        }
        r->guarded = r->harms.n + r->events.n + r->damages.n;
        r->harms.n = r->events.n = r->damages.n = 0;
    }
    return r->harms.n + r->events.n ? drop_far(r) : CST_OK;
}
