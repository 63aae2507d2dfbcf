/* claim/harm: statements of harm to people.
 *
 * A predicate with its victims (frames, here), a noun that is itself the harm
 * (toll.c), and parts of either (part.c). Each gives a candidate with the
 * shortest evidence that holds number and harm word. */
#include "claim/harm.h"
#include "claim/mention.h"

/* Hit by an illness or a storm, a victim of a heart attack. */
static bool by_nature(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool loose = c->head && (cst_reading_has(r->pack, c->head,
                                             r->n->c.damage_weak) ||
                             cst_reading_has(r->pack, c->head,
                                             r->n->c.being));
    for (uint32_t i = s->group_begin; loose && i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        bool here = (g->top >= c->begin && g->top < c->end) || i == c->subject;
        if (here && (cl_head_in(&r->m, g, r->n->c.guard_disease) ||
                     cl_head_in(&r->m, g, r->n->c.guard_nature) ||
                     cl_head_in(&r->m, g, r->n->c.guard_want) ||
                     (!g->count.present && cl_victim_of_nothing(r, g)))) {
            return true;
        }
    }
    return false;
}

/* "two cars overturned and another burnt", "added three countries and struck
 * off three others": others of the things just counted. */
bool cl_others_are_things(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool open = g->other && (g->pronoun || cl_head_in(&r->m, g, r->n->c.harm_noun));
    for (uint32_t i = gi; open && i > s->group_begin; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->count.present && !p->pronoun && p->head && !p->lifted) {
            return !cl_people(r, i - 1) &&
                   (cl_head_in(&r->m, p, r->n->c.object) ||
                    cl_head_in(&r->m, p, r->n->c.place_noun) ||
                    cl_head_in(&r->m, p, r->n->c.thing));
        }
    }
    return false;
}

/* "the fallen sections of the bridge": parts of a thing. */
static bool of_thing(const cl_reader *r, const cl_group *g)
{
    const cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    return of && cl_head_in(&r->m, of, r->n->c.object) &&
           !cl_head_in(&r->m, of, r->n->c.person) &&
           !cl_head_in(&r->m, g, r->n->c.person) &&
           !cl_head_in(&r->m, g, r->n->c.harm_noun) && !g->pronoun &&
           cl_head_feat(&r->m, of, r->n->object) !=
               cst_pack_sym(r->pack, "vehicle");
}

/* "the « displaced persons »": words that are only quoted. */
static bool only_quoted(const cl_reader *r, const cl_group *g, uint32_t ci)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t end = cl_unit(s, c->unit)->tok_end;
    return c->kind == CL_PARTICIPLE && !g->count.present && g->np_begin > 0 &&
           c->verb == g->top + 1 && end < s->units.n_tokens &&
           (s->units.tokens[g->np_begin - 1].flags & CST_TOK_OPEN) &&
           (s->units.tokens[end].flags & CST_TOK_CLOSE);
}

/* "found the missing children": they are missing no more. */
static bool found_alive(const cl_reader *r, const cl_group *g, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_clause *p = ci > 0 ? &r->m.clauses.at[ci - 1] : NULL;
    return c->kind == CL_PARTICIPLE && p && p->sentence == c->sentence &&
           cl_verb_in(r, p, r->n->c.find_body) && g->top == p->verb + 1;
}

/* "road RD 920": the number stands behind the name that it belongs to. */
static bool numbers_name(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    return gi > s->group_begin && g[-1].tok_end == g->tok_begin &&
           g[-1].proper && !g[-1].count.present && !g->prep;
}

/* "The station reaches 30 000 people", "the reform hits families": what is no
 * weapon, deed or person harms nobody by verbs that are so weak. */
static bool reaches_them(const cl_reader *r, uint32_t ci, uint32_t gi)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (!c->head || c->voice != r->n->active || c->subject == CST_NONE ||
        c->subject == gi ||
        !cst_reading_has(r->pack, c->head, r->n->c.damage_weak)) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[c->subject];
    return g->head && !g->pronoun && !g->proper && !cl_people(r, c->subject) &&
           !cl_is_actor(r, c->subject) &&
           !cl_head_in(&r->m, g, r->n->c.weapon) &&
           !cl_head_in(&r->m, g, r->n->c.event_noun) &&
           !cl_head_in(&r->m, g, r->n->c.event_generic) &&
           !cl_head_in(&r->m, g, r->n->c.carrier) &&
           !cl_head_feat(&r->m, g, r->n->object);
}

/* A verb that only people suffer takes any noun but a thing as its victim. One
 * that things suffer too (amb= in the lexicon) takes people alone. */
static bool suffers(const cl_reader *r, const cl_frame *f, uint32_t ci,
                    uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    bool det = cst_unit_role(np, r->n->det) != CST_NONE;
    const cl_group *of = &r->m.groups.at[cl_counted_of(&r->m, gi)];
    if (of != g && (cl_head_in(&r->m, of, r->n->c.object) ||
                    cl_head_in(&r->m, of, r->n->c.weapon))) {
        return false; /* "eight drones, of which seven were shot down" */
    }
    if (f->strict && g->pronoun && g->count.present && !g->partitive &&
        !g->other && r->m.clauses.at[ci].voice == r->n->active &&
        r->m.clauses.at[ci].subject != gi) {
        return false; /* "the number reached 65 000" */
    }
    if (f->strict && cl_head_feat(&r->m, g, r->n->object) &&
        !cl_head_in(&r->m, g, r->n->c.person)) {
        return false; /* "hit a convoy": of vehicles rather than of people */
    }
    if (of_thing(r, g) || cl_others_are_things(r, gi) || reaches_them(r, ci, gi) ||
        (g->pronoun && g->count.present && g->top > 0 && !g->head &&
         !g->other && !g->partitive && numbers_name(r, gi))) {
        return false;
    }
    if (cl_people(r, gi)) {
        return !(f->strict && g->proper &&
                 np->tok_end - np->tok_begin < (det ? 3u : 2u)) &&
               !cl_head_in(&r->m, g, r->n->c.country);
    }
    if (cl_those_who(r, g)) {
        return r->m.clauses.at[ci].voice != r->n->passive ||
               !cst_reading_has(r->pack, r->m.clauses.at[ci].head,
                                r->n->c.damage_weak);
    }
    bool told = g->count.present || det;
    const cst_reading *verb = r->m.clauses.at[ci].head;
    return !f->strict && f->record == CL_HARM && !f->need[0].slot && g->head &&
           told && !cst_reading_feat(r->pack, verb, r->n->amb) &&
           !cl_head_in(&r->m, g, r->n->c.thing) &&
           !cl_head_in(&r->m, g, r->n->c.object) &&
           !cl_head_in(&r->m, g, r->n->c.weapon) &&
           !cl_head_in(&r->m, g, r->n->c.event_noun) &&
           !cl_head_in(&r->m, g, r->n->c.place_noun) &&
           !cl_head_in(&r->m, g, r->n->c.time_unit) &&
           !cl_head_in(&r->m, g, r->n->c.life_noun) &&
           !cl_head_in(&r->m, g, r->n->c.severity) &&
           cl_place_of_group(r, gi) == CST_NONE;
}

#define CL_CROWD 100 /* people who don't all run from one spot */

/* "Some fifty people fled when the police came": who is no inhabitant, and not
 * one of a crowd, leaves the spot, unless it is told which place they left or seek, or what they fled. */
static bool runs_away(const cl_reader *r, const cl_group *g, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (!c->head || !cst_reading_has(r->pack, c->head, r->n->c.flee) ||
        g->count.value >= CL_CROWD || cl_head_in(&r->m, g, r->n->c.settled) ||
        (g->definite && cl_head_in(&r->m, g, r->n->c.group_noun)) ||
        cl_head_in(&r->m, g, r->n->c.family) ||
        cl_head_in(&r->m, g, r->n->c.demonym) ||
        cl_head_in(&r->m, g, r->n->c.harm_noun)) {
        return false;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *p = &r->m.groups.at[i];
        bool behind = p->top > c->verb && p->top < c->end && !p->lifted;
        if (behind && (cl_place_of_group(r, i) != CST_NONE ||
                       (!p->prep && p->top == c->verb + 1) ||
                       cl_head_in(&r->m, p, r->n->c.place_noun))) {
            return false;
        }
    }
    return true;
}

/* "The farmers left their jobs": what is left is no ground. */
static bool leaves_other(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cst_sym hint = c->head ? cst_reading_feat(r->pack, c->head, r->n->hint) : 0;
    uint32_t what = hint && cst_str_is(cst_pack_str(r->pack, hint), "leave")
                        ? cl_slot(&r->m, r->frames, ci, r->frames->object)
                        : CST_NONE;
    if (what == CST_NONE || cl_is_town(r, what)) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[what]; /* "their homes" */
    return !g->possessive || !(cl_head_in(&r->m, g, r->n->c.place_noun) ||
                               cl_head_feat(&r->m, g, r->n->object));
}

/* Fighters driven out lose ground, one person who flees is not displaced, and
 * what befalls a corpse harms nobody. */
static bool befalls(const cl_reader *r, const cl_group *g, uint32_t ci,
                    cst_sym kind, cst_sym status)
{
    if (kind == r->n->trapped && g->proper && !g->count.present) {
        return false; /* an opera house, a plant */
    }
    if (kind == r->n->missing && status == r->n->attacker) {
        return false; /* who can't be found has fled */
    }
    if (kind == r->n->displaced) {
        bool many = g->plural || (g->definite && status == r->n->civilian &&
                                  cl_head_in(&r->m, g, r->n->c.group_noun));
        return many && status != r->n->combatant &&
               status != r->n->attacker && !runs_away(r, g, ci) &&
               !leaves_other(r, ci);
    }
    return (kind != r->n->injured && kind != r->n->trapped) ||
           !cl_head_in(&r->m, g, r->n->c.body);
}

/* "killed or wounded": two participles of which the first alone is counted. */
static bool joined_by_or(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *or = cl_unit_at(s, c->verb + 1);
    const cst_unit *next = cl_unit_at(s, c->verb + 2);
    return or && next && next->label == r->n->vg && ci + 1 < s->clause_end &&
           cl_unit_class(&r->m, or, r->n->c.conj_or) &&
           cl_unit_class(&r->m, next, r->n->c.harm_verb);
}

/* One number for two kinds of harm; "shot or stabbed to death" is one kind. */
static bool either_way(const cl_reader *r, uint32_t ci)
{
    const cst_reading *a = r->m.clauses.at[ci].head;
    const cst_reading *b = joined_by_or(r, ci) ? r->m.clauses.at[ci + 1].head
                                               : NULL;
    cst_sym x = a ? cst_reading_feat(r->pack, a, r->n->kind) : 0;
    cst_sym y = b ? cst_reading_feat(r->pack, b, r->n->kind) : 0;
    return x && y && x != y;
}

/* A bare singular person under a negation: nobody. */
static bool nobody(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    return !g->plural && !g->proper && !g->pronoun &&
           cst_unit_role(np, r->n->det) == CST_NONE && !g->count.present;
}

/* "found dead, murdered": two verbs tell one harm of one group. */
static bool told_of_group(const cl_reader *r, uint32_t gi, cst_sym kind)
{
    for (size_t i = r->harms.n; i > 0; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (h->sentence != r->m.groups.at[gi].sentence) {
            return false;
        }
        if (h->group == gi && h->kind == kind) {
            return true;
        }
    }
    return false;
}

/* "twenty people, soldiers and villagers, were killed": groups without a number
 * that say who the counted people before them were. Gives their status. */
static cst_sym renamed_as(const cl_reader *r, const uint32_t *list, uint32_t n)
{
    const cl_group *first = &r->m.groups.at[list[0]];
    cst_sym all = 0;
    if (n < 2 || !first->count.present ||
        cl_status(r, list[0]) != r->n->unknown) {
        return 0;
    }
    for (uint32_t i = 1; i < n; i++) {
        const cl_group *g = &r->m.groups.at[list[i]];
        const cst_unit *before =
            cl_unit_at(cl_sentence_at(r, g->sentence), g->top - 1);
        cst_sym v = cl_status(r, list[i]);
        if (g->count.present || !g->plural || g->definite || g->pronoun ||
            (i == 1 && cl_unit_class(&r->m, before, r->n->c.conj_coord))) {
            return 0;
        }
        all = !all || all == v ? v : r->n->mixed;
    }
    return all;
}

/* Whether the harm is denied: who does not survive is dead, who is not found
 * again is missing. */
static bool negated(const cl_reader *r, const cl_clause *c)
{
    return c->negated && !cl_verb_in(r, c, r->n->c.survive) &&
           !cl_verb_in(r, c, r->n->c.find_again);
}

/* "Two of them were found again": what is told is that nobody is missing. */
static bool found_again(const cl_reader *r, const cl_clause *c,
                        const cl_frame *f)
{
    return f->kind == r->n->missing && !c->negated &&
           cl_verb_in(r, c, r->n->c.find_again);
}

/* "a hundred dead and four hundred people poisoned": the dead are not. */
static bool hurt_otherwise(const cl_reader *r, const cl_group *g, cst_sym kind)
{
    cst_sym own = cl_head_in(&r->m, g, r->n->c.harm_noun)
                      ? cl_head_feat(&r->m, g, r->n->kind)
                      : 0;
    return own != kind && (own == r->n->killed || own == r->n->injured);
}

/* "half of the forty passengers": forty is not how many. */
static bool fraction_of(const cl_reader *r, const cl_group *g)
{
    const cst_unit *u =
        g->top ? cl_unit_at(cl_sentence_at(r, g->sentence), g->top - 1) : NULL;
    const cst_feat *f = u && u->label == r->n->num
                            ? cst_unit_feat(u, r->n->kind)
                            : NULL;
    return (f && (cst_sym)f->value != r->n->card) ||
           (u && cl_unit_class(&r->m, u, r->n->c.fraction));
}

/* The number of which "none of the three passengers" tells; 0 = none. */
static int64_t whole_within(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    for (uint32_t i = 0; i < np->n_children; i++) {
        const cst_unit *u = cl_unit(s, np->children[i]);
        const cst_feat *v = cst_unit_feat(u, r->n->value);
        if (u->label == r->n->num && v && v->value > 0 &&
            cst_unit_sym(r->pack, u, r->n->qual) == r->n->exact) {
            return v->value;
        }
    }
    return 0;
}

/* "None of the three survived", "eight men were aboard, and none survived": all
 * of them died. False where nobody says how many there were. */
static bool none_survived(const cl_reader *r, cl_harm *h, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    int64_t within = whole_within(r, g);
    if (within) {
        h->count.value = within;
        return true;
    }
    for (uint32_t i = gi; i > 0; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (g->sentence - p->sentence > 1) {
            break;
        }
        if (p->count.present && p->count.value > 0 && !p->lifted &&
            cl_people(r, i - 1)) {
            uint32_t unit = h->count.unit;
            h->count = p->count;
            h->count.unit = unit;
            h->status = cl_status(r, i - 1);
            return true;
        }
    }
    return false;
}

/* "60 policemen and soldiers": one number for both, told of the first. */
static bool shares_number(const cl_reader *r, uint32_t first, uint32_t gi)
{
    const cl_group *a = &r->m.groups.at[first], *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    const cl_harm *last = r->harms.n ? &r->harms.at[r->harms.n - 1] : NULL;
    return last && last->group == first && a->count.present &&
           a->count.value > 1 && g->plural && !g->count.present && !g->prep &&
           !g->pronoun && !g->proper &&
           cst_unit_role(np, r->n->det) == CST_NONE &&
           cl_row_class(&r->m, s, g->top - 1, r->n->c.conj_coord) &&
           cl_status(r, first) != cl_status(r, gi);
}

/* "2 500 marchers, three injured and 18 people arrested": a participle behind the
 * list tells of those alone that stand behind a harm of another kind. */
static uint32_t same_harm(const cl_reader *r, uint32_t ci, cst_sym kind,
                          uint32_t victim, uint32_t *list, uint32_t n)
{
    uint32_t from = 0;
    if (r->m.clauses.at[ci].kind != CL_PARTICIPLE) {
        return n;
    }
    bool plain = !r->m.groups.at[victim].prep;
    for (uint32_t i = 0; i < n && list[i] != victim; i++) {
        /* "killed by the army, and ten men jailed": the army was not */
        from = plain && r->m.groups.at[list[i]].prep ? i + 1 : from;
        from = hurt_otherwise(r, &r->m.groups.at[list[i]], kind) ? i + 1 : from;
    }
    memmove(list, list + from, (n - from) * sizeof *list);
    return n - from;
}

/* Whether the harm befell them after all: not where it is denied, but then it
 * may be told of nobody; nor those of whom harm is told already. */
static bool holds(const cl_reader *r, cl_harm *h, uint32_t ci, uint32_t gi)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_group *g = &r->m.groups.at[gi];
    if (c->negated && !negated(r, c) && cl_zero_count(h) &&
        !none_survived(r, h, gi)) {
        return false;
    }
    if (negated(r, c) && nobody(r, g)) {
        h->count = cl_zero();
    } else if (negated(r, c) && !cl_zero_count(h)) {
        return false;
    }
    cst_sym was = cl_head_in(&r->m, g, r->n->c.harm_noun)
                      ? cl_head_feat(&r->m, g, r->n->kind) : 0;
    bool hurt_before = h->count.qualifier == CST_UNSPECIFIED && was &&
                       was != r->n->detained && was != r->n->abducted &&
                       was != r->n->displaced;
    bool found = h->kind == r->n->missing && found_alive(r, g, ci);
    return befalls(r, g, ci, h->kind, h->status) && !hurt_before && !found &&
           !only_quoted(r, g, ci);
}

/* "Eleven displaced people were shot": who they were, not what is told. */
static bool told_of_the_displaced(const cl_reader *r, uint32_t ci,
                                  uint32_t gi, cst_sym kind)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    bool found = false;
    for (uint32_t i = ci + 1; kind == r->n->displaced &&
                              c->mood == CST_MOOD_PPAST && i < s->clause_end;
         i++) {
        const cl_clause *d = &r->m.clauses.at[i];
        found = found || (d->subject == gi && d->voice == r->n->passive &&
                          d->mood != CST_MOOD_PPAST &&
                          cl_verb_in(r, d, r->n->c.harm_verb));
    }
    return found;
}

static cst_status add_victims(cl_reader *r, const cl_frame *f, uint32_t ci,
                              cst_sym kind, uint32_t victim)
{
    uint32_t list[CL_LIST_MAX];
    uint32_t n = cl_list_of(r, victim, list, CL_LIST_MAX);
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *verb = cl_unit(s, c->unit);
    const char *rule = cl_frame_rule(r->arena, f);
    n = same_harm(r, ci, kind, victim, list, n);
    cst_sym renamed = renamed_as(r, list, n);
    uint32_t owner = cl_frame_role(&r->m, r->frames, f, ci, CL_TARGET);
    n = renamed ? 1 : n;
    for (uint32_t i = 0; i < n; i++) {
        const cl_group *g = &r->m.groups.at[list[i]];
        if (!suffers(r, f, ci, list[i]) || !cl_says_something(r, list[i]) ||
            g->sentence != c->sentence) {
            continue;
        }
        if (i > 0 && shares_number(r, list[i - 1], list[i])) {
            r->harms.at[r->harms.n - 1].status = r->n->mixed;
            r->used[list[i]] = 1;
            continue;
        }
        if (i > 0 && cl_names_before(r, list[i - 1], list[i])) {
            r->used[list[i]] = 1;
            continue;
        }
        if (told_of_group(r, list[i], kind) ||
            told_of_the_displaced(r, ci, list[i], kind) ||
            (list[i] == c->subject && fraction_of(r, g)) ||
            (list[i] != victim && hurt_otherwise(r, g, kind))) {
            continue;
        }
        cl_harm *h = cl_new_harm(r, kind, list[i], rule);
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        if (!holds(r, h, ci, list[i])) {
            r->harms.n--;
            continue;
        }
        if (either_way(r, ci)) {
            h->kind = r->n->harmed;
        }
        const cl_group *who = &r->m.groups.at[cl_understood(r, list[i])];
        if (kind == r->n->displaced && cl_head_in(&r->m, who, r->n->c.harm_noun)) {
            h->kind = cl_head_feat(&r->m, who, r->n->kind); /* wounded, moved */
            if (h->kind == r->n->detained || h->kind == r->n->abducted) {
                r->harms.n--; /* they got away */
                continue;
            }
        }
        if (f->strict && cl_zero_count(h)) {
            h->kind = r->n->harmed;
        }
        h->clause = ci;
        h->status = renamed ? renamed : h->status;
        if (h->status == r->n->unknown && i > 0 && g->possessive) {
            h->status = cl_status(r, list[0]); /* "and four of his men" */
        }
        if (h->status == r->n->unknown && owner != CST_NONE) {
            h->status = cl_status(r, owner); /* "the army lost eight men" */
        }
        h->stance = cl_stance_at(r, c->sentence, ci, g->top);
        if (n == 1 || i + 1 == n || i == 0) {
            cl_widen(h, verb->tok_begin, verb->tok_end);
        }
        r->used[list[i]] = 1;
    }
    return CST_OK;
}

/* "among the victims": the dead, where nothing but deaths was told so far. */
static cst_sym told_so_far(const cl_reader *r)
{
    bool killed = false;
    for (size_t i = 0; i < r->harms.n; i++) {
        killed = killed || r->harms.at[i].kind == r->n->killed;
        if (r->harms.at[i].kind == r->n->injured) {
            return r->n->harmed;
        }
    }
    return killed ? r->n->killed : r->n->harmed;
}

static cst_sym frame_kind(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    if (!f->kind_slot) {
        return f->kind;
    }
    uint32_t g = cl_slot(&r->m, r->frames, ci, f->kind_slot);
    if (g == CST_NONE) {
        return 0;
    }
    cst_sym kind = cl_head_feat(&r->m, &r->m.groups.at[g], r->n->kind);
    return kind == r->n->harmed ? told_so_far(r) : kind;
}

static cst_status pronoun_victim(cl_reader *r, const cl_frame *f, uint32_t ci,
                                 cst_sym kind, uint32_t who)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    for (size_t i = r->harms.n; i > 0; i--) {
        const cl_harm *told = &r->harms.at[i - 1];
        if (told->group == who &&
            (told->kind == kind ||
             (told->kind == r->n->killed && kind == r->n->injured))) {
            return CST_OK; /* told of that person before */
        }
        if (told->group == who && told->kind == r->n->harmed) {
            r->harms.at[i - 1].kind = kind; /* now it is said how */
            return CST_OK;
        }
    }
    if (negated(r, c)) {
        return CST_OK;
    }
    cl_harm *h = cl_new_harm(r, kind, who, cl_frame_rule(r->arena, f));
    if (!h) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    const cst_unit *verb = cl_unit(cl_sentence_at(r, c->sentence), c->unit);
    h->sentence = c->sentence;
    h->clause = ci;
    h->top = c->verb;
    h->tok_begin = verb->tok_begin;
    h->tok_end = verb->tok_end;
    h->source = cl_source_at(r, c->sentence, c->verb);
    h->stance = cl_stance_at(r, c->sentence, ci, c->verb);
    return CST_OK;
}

/* "aims at capturing them": behind a preposition of direction an infinitive is
 * done only where its verb says that it was. */
static bool aimed_at(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (c->kind != CL_INFINITIVE || c->perfect || c->made || c->verb < 2 ||
        !cl_row_class(&r->m, s, c->verb - 1, r->n->c.prep_goal)) {
        return false;
    }
    const cst_unit *u = cl_unit_at(s, c->verb - 2);
    return u->label == r->n->vg && !cl_unit_class(&r->m, u, r->n->c.success) &&
           !cl_unit_class(&r->m, u, r->n->c.made);
}

bool cl_usual(const cl_reader *r, uint32_t sentence, uint32_t clause)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &r->m.times.at[i];
        if (t->value.kind == CST_TIME_SET && t->clause == clause &&
            clause != CST_NONE &&
            r->m.clauses.at[clause].tense == CST_TENSE_PRES &&
            !r->m.clauses.at[clause].perfect) {
            return true;
        }
    }
    return false;
}

/* "There are two children among the dead", not "To these victims two are added". */
static bool counted_among(const cl_reader *r, const cl_frame *f, uint32_t ci)
{
    uint32_t gi = f->kind_slot
                      ? cl_slot(&r->m, r->frames, ci, f->kind_slot) : CST_NONE;
    if (gi == CST_NONE) {
        return false;
    }
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return p && cl_unit_class(&r->m, p, r->n->c.prep_part);
}

static cst_status clause_harms(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    bool lives = c->head && !c->negated &&
                 cst_reading_has(r->pack, c->head, r->n->c.survive);
    if (!cl_factual(r, ci) || lives || by_nature(r, ci) || cl_beyond_quote(r, c) || aimed_at(r, ci) ||
        cl_usual(r, c->sentence, ci) ||
        (c->parent != CST_NONE && c->verb >= 2 &&
         c->verb - 2 == r->m.clauses.at[c->parent].verb &&
         joined_by_or(r, c->parent))) {
        return CST_OK;
    }
    cl_frame f;
    for (size_t i = 0; cl_next_frame(&r->m, r->frames, ci, CL_HARM, &i, &f);) {
        if (found_again(r, c, &f)) {
            continue;
        }
        uint32_t victim = cl_frame_role(&r->m, r->frames, &f, ci, CL_VICTIM);
        cst_sym kind = frame_kind(r, &f, ci);
        uint32_t meant = victim == CST_NONE ? CST_NONE : cl_person_meant(r, victim);
        meant = meant == CST_NONE && victim != CST_NONE ? cl_people_meant(r, victim)
                                                        : meant;
        if (meant != CST_NONE && kind) {
            return pronoun_victim(r, &f, ci, kind, meant);
        }
        if (victim == CST_NONE || !kind || !suffers(r, &f, ci, victim)) {
            continue;
        }
        size_t before = r->harms.n;
        CST_TRY(add_victims(r, &f, ci, kind, victim));
        uint32_t more = cl_added_behind(r, c, victim);
        if (more != CST_NONE && r->harms.n > before) {
            CST_TRY(add_victims(r, &f, ci, kind, more));
        }
        const cl_sentence *s = cl_sentence_at(r, c->sentence);
        for (uint32_t g = victim + 1; r->harms.n > before && g < s->group_end;
             g++) {
            if (cl_added_beside(r, c, g) &&
                !hurt_otherwise(r, &r->m.groups.at[g], kind)) {
                CST_TRY(add_victims(r, &f, ci, kind, g));
            }
        }
        for (size_t k = before; counted_among(r, &f, ci) && k < r->harms.n;
             k++) {
            for (size_t p = before; p > 0; p--) {
                if (r->harms.at[p - 1].kind == kind &&
                    !cl_told_of_old(r, &r->harms.at[p - 1])) {
                    r->harms.at[k].part_of = (uint32_t)p - 1;
                    break;
                }
            }
        }
        return CST_OK;
    }
    return CST_OK;
}

/* "20 others wounded" and the like after a list: covered by frames and nouns.
 * A deadly adjective with no number gives killed, unspecified, in merge.c. */
cst_status cl_read_harms(cl_reader *r)
{
    for (uint32_t si = 0; si < r->m.sentences.n; si++) {
        const cl_sentence *s = cl_sentence_at(r, si);
        if (!s->deep) {
            continue;
        }
        size_t first = r->harms.n;
        for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
            CST_TRY(clause_harms(r, c));
        }
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            if (r->used[i]) {
                continue;
            }
            const cl_group *g = &r->m.groups.at[i];
            if (cl_head_in(&r->m, g, r->n->c.harm_noun) ||
                cl_head_in(&r->m, g, r->n->c.harm_deed) ||
                cl_head_in(&r->m, g, r->n->c.body)) {
                CST_TRY(cl_label_harms(r, i));
                CST_TRY(cl_noun_harm(r, i));
            } else if (cl_head_in(&r->m, g, r->n->c.loss_noun)) {
                CST_TRY(cl_loss_harm(r, i));
            } else if (cl_head_in(&r->m, g, r->n->c.toll_noun)) {
                CST_TRY(cl_toll_harm(r, i));
            }
        }
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            CST_TRY(cl_part_harms(r, i));
        }
        cl_among_parts(r, first);
        for (size_t i = first, n = r->harms.n; i < n; i++) {
            if (r->harms.at[i].part_of == CST_NONE &&
                r->harms.at[i].count.value > 1) {
                CST_TRY(cl_sum_parts(r, (uint32_t)i));
            }
        }
        CST_TRY(cl_left_out(r, si, first));
        for (uint32_t i = s->group_begin; i < s->group_end; i++) {
            CST_TRY(cl_bare_number(r, i));
        }
        cl_add_up(r, first);
    }
    return CST_OK;
}
