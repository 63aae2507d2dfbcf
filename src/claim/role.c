/* claim/role: who did it and to whom, by what stands at an event noun.
 *
 * "A strike on", "an attack against", "by", "between"; with "of" an armed party
 * is the doer and a thing or a civilian what suffered. An adjective of a
 * country or a side names the doer where nothing else does. Which preposition
 * says what stands in templates.tsv. */
#include "claim/mention.h"

/* Is "of X" the one who suffers it, whoever X is? */
bool cl_suffered(const cl_reader *r, const cl_event *e)
{
    static const char *const types[] = {
        "abduction", "detention", "execution", "torture", "sexual_violence",
        "displacement", "siege", "territory_gained", "destruction"};
    for (size_t i = 0; i < CST_COUNT(types); i++) {
        if (cl_type_is(r, e->type, types[i])) {
            return true;
        }
    }
    return cl_head_feat(&r->m, &r->m.groups.at[e->group], r->n->frame) != 0;
}

static bool armed(const cl_reader *r, uint32_t gi)
{
    cst_sym s = cl_status(r, gi);
    const cl_group *g = &r->m.groups.at[gi];
    return cl_head_in(&r->m, g, r->n->c.actor) ||
           cl_head_in(&r->m, g, r->n->c.actor_noun) ||
           cl_head_in(&r->m, g, r->n->c.metonym) ||
           cl_head_in(&r->m, g, r->n->c.country) ||
           s == r->n->combatant || s == r->n->attacker;
}

/* "The strike of Sanaa": a town that may stand for a government is a town. */
static bool capital(const cl_reader *r, uint32_t gi)
{
    uint32_t p = cl_place_of_group(r, gi);
    return p != CST_NONE && r->places.at[p].rank <= CL_SETTLEMENT;
}

static void of_complement(cl_reader *r, cl_event *e, uint32_t of)
{
    const cl_group *g = &r->m.groups.at[of];
    uint32_t p = cl_place_of_group(r, of);
    if (cl_mention_of(r, of) != CST_NONE || g->pronoun) {
        return;
    }
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    bool means = cl_head_in(&r->m, g, r->n->c.weapon) &&
                 !cl_head_in(&r->m, g, r->n->c.carrier) &&
                 cst_unit_role(np, r->n->det) == CST_NONE;
    if (cl_suffered(r, e)) {
        e->target = of;
    } else if (means) {
        e->weapon = of; /* "attacks of artillery", "a strike of a drone of X" */
        if (e->agent == CST_NONE && g->of != CST_NONE && armed(r, g->of)) {
            e->agent = g->of;
        }
        cl_weapon_side(r, e, of);
    } else if ((armed(r, of) && !capital(r, of)) || (g->proper && cl_many(r, of))) {
        e->agent = of;
    } else if (cl_head_in(&r->m, g, r->n->c.carrier)) {
        cl_take_agent(r, e, of);
    } else if (cl_head_in(&r->m, g, r->n->c.weapon)) {
        e->weapon = of;
    } else if (p == CST_NONE || r->places.at[p].rank == CL_LANDMARK) {
        bool thing = cl_head_in(&r->m, g, r->n->c.object) ||
                     cl_head_in(&r->m, g, r->n->c.gathering) ||
                     cl_people(r, of) || p != CST_NONE;
        bool burst = cl_head_in(&r->m, &r->m.groups.at[e->group],
                                r->n->c.burst_noun);
        cst_sym sort = cl_head_feat(&r->m, g, r->n->object);
        if (burst && sort && cst_str_is(cst_pack_str(r->pack, sort), "vehicle")) {
            e->weapon = of; /* "the blast of a lorry" */
        }
        e->target = thing && !burst ? of : e->target;
    } else if (cl_type_is(r, e->type, "air_strike") ||
               cl_type_is(r, e->type, "shelling")) {
        e->target = of;
    }
}

/* The second party of "between X and Y". */
static uint32_t other_party(const cl_reader *r, uint32_t gi)
{
    uint32_t list[3];
    uint32_t n = cl_list_of(r, gi, list, 3);
    return n > 1 && list[0] == gi ? list[1] : CST_NONE;
}

/* "A strike ascribed to X", "a strike of drones ascribed to X": a participle
 * within the noun group or that of its complement. */
static bool ascribed(const cl_reader *r, uint32_t gi)
{
    for (int n = 0; n < 3 && gi != CST_NONE; n++) {
        const cl_group *g = &r->m.groups.at[gi];
        const cl_sentence *s = cl_sentence_at(r, g->sentence);
        const cst_unit *np = cl_unit(s, g->np);
        for (uint32_t i = 0; np && i < np->n_children; i++) {
            if (cl_unit_class(&r->m, cl_unit(s, np->children[i]),
                              r->n->c.accuse_verb)) {
                return true;
            }
        }
        gi = g->of;
    }
    return false;
}

/* People, things, parties and places; no text, net or reason. */
static bool can_be_hit(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (cl_head_in(&r->m, g, r->n->c.road_noun)) {
        return false; /* "an ambush on the road to": where it was */
    }
    const int hit[] = {r->n->c.object,     r->n->c.gathering, r->n->c.group_noun,
                       r->n->c.actor,      r->n->c.actor_noun, r->n->c.metonym,
                       r->n->c.place_noun, r->n->c.country};
    for (size_t i = 0; i < CST_COUNT(hit); i++) {
        if (cl_head_in(&r->m, g, hit[i])) {
            return true;
        }
    }
    return !g->head || g->proper || cl_people(r, gi) ||
           cl_place_of_group(r, gi) != CST_NONE || g->pronoun ||
           !cl_head_in(&r->m, g, r->n->c.medium);
}

/* "The shelling by the army of a theatre": what stands behind the doer was hit,
 * and is no part of his name. */
static void part_from_target(cl_reader *r, cl_event *e, uint32_t gi)
{
    cl_group *g = &r->m.groups.at[gi];
    cl_group *of = g->of == CST_NONE ? NULL : &r->m.groups.at[g->of];
    if (!of || e->target != CST_NONE || !(of->indefinite || of->count.present) ||
        of->definite || !armed(r, gi) ||
        !(cl_head_in(&r->m, of, r->n->c.object) || cl_people(r, g->of)) ||
        armed(r, g->of)) {
        return;
    }
    e->target = g->of;
    of->owner = CST_NONE;
    g->of = CST_NONE;
}

static void by_preposition(cl_reader *r, cl_event *e, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    /* "the loss of a town by X": X did not take it */
    bool lost = cl_head_in(&r->m, &r->m.groups.at[e->group],
                           r->n->c.event_loss);
    bool clash = cl_type_is(r, e->type, "armed_clash");
    bool blamed = ascribed(r, e->group);
    cl_frame f = cl_frame_named(lost     ? "take_lose"
                                : clash  ? "clash"
                                : blamed ? "ascribed" : "aimed");
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name != f.template_ || t->slot != g->prep) {
            continue;
        }
        if (t->role == CL_TARGET && e->target == CST_NONE && can_be_hit(r, gi) &&
            cl_mention_of(r, gi) == CST_NONE) {
            e->target = gi;
        } else if (t->role == CL_AGENT) {
            part_from_target(r, e, gi);
            cl_take_agent(r, e, gi);
            e->ascribed = blamed && e->agent == gi;
            uint32_t other = other_party(r, gi);
            if (clash && other != CST_NONE) {
                e->target = e->target == CST_NONE ? other : e->target;
            }
        }
        return;
    }
}

uint32_t cl_loose_group(cl_reader *r, cl_group g)
{
    g.prep = 0;
    g.of = g.owner = g.coord = g.apposed = g.name_unit = CST_NONE;
    g.count.present = false;
    cl_group *to = CST_PUSH(r->arena, &r->m.groups);
    if (!to) {
        return CST_NONE;
    }
    *to = g;
    return (uint32_t)r->m.groups.n - 1;
}

/* An adjective becomes a group, so that it can be named as a party. */
static uint32_t adjective_group(cl_reader *r, uint32_t gi, uint32_t unit)
{
    cl_group g = r->m.groups.at[gi];
    const cst_unit *u = cl_unit(cl_sentence_at(r, g.sentence), unit);
    g.unit = g.np = unit;
    g.tok_begin = g.np_begin = u->tok_begin;
    g.tok_end = u->tok_end;
    g.head = u->n_readings ? &u->readings[0] : NULL;
    for (uint32_t i = 0; i < u->n_readings; i++) {
        g.head = u->readings[i].pos == CST_POS_A ? &u->readings[i] : g.head;
    }
    return cl_loose_group(r, g);
}

static bool names_side(const cl_reader *r, const cst_unit *u)
{
    for (uint32_t i = 0; i < u->n_readings; i++) {
        const cst_reading *a = &u->readings[i];
        if (a->pos != CST_POS_A) {
            continue;
        }
        if (cst_reading_has(r->pack, a, r->n->c.allegiance) ||
            cst_gazetteer_demonym(r->gazetteer, r->arena,
                                  cst_pack_str(r->pack, a->lemma)) !=
                CST_NONE) {
            return true;
        }
    }
    return false;
}

void cl_weapon_side(cl_reader *r, cl_event *e, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = cl_unit(s, g->np);
    if (e->agent != CST_NONE) {
        return;
    }
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        const cst_unit *u = cl_unit(s, np->children[i]);
        if (u && u->label == r->n->tok && names_side(r, u)) {
            e->agent = adjective_group(r, gi, np->children[i]);
            return;
        }
    }
}

static void by_adjective(cl_reader *r, cl_event *e, uint32_t gi)
{
    if (!cl_suffered(r, e)) {
        cl_weapon_side(r, e, gi);
    }
}

/* "Of drones and of missiles": the coordinator between two complements. */
static bool of_more(const cl_reader *r, const cl_sentence *s, uint32_t top)
{
    const cst_unit *a = cl_unit_at(s, top - 1), *b = cl_unit_at(s, top + 1);
    cst_sym de = r->n->de;
    return cl_row_class(&r->m, s, top, r->n->c.conj_coord) && a && b &&
           cst_unit_sym(r->pack, a, r->n->prep) == de &&
           cst_unit_sym(r->pack, b, r->n->prep) == de;
}

/* Does the group stand in a slot of the participle before it that says for whom
 * it was done? */
static bool laid_for(const cl_reader *r, uint32_t top, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    cst_sym at = cl_frame_named("light_at").template_;
    if (!cl_unit_class(&r->m, cl_unit_at(s, top), r->n->c.event_light_at) ||
        cl_is_town(r, gi)) {
        return false;
    }
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name == at && t->role == CL_TARGET && t->slot == g->prep) {
            return true;
        }
    }
    return false;
}

void cl_noun_roles(cl_reader *r, cl_event *e, uint32_t gi)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    uint32_t of = m->groups.at[gi].of;
    bool made = false;
    if (of != CST_NONE) {
        of_complement(r, e, of);
    }
    for (uint32_t i = m->groups.at[gi].top + 1; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        bool bare = u->label == r->n->np &&
                    cl_unit_at(s, i - 1)->label == r->n->pp &&
                    cst_unit_role(u, r->n->det) == CST_NONE &&
                    cst_unit_role(u, r->n->qty) == CST_NONE;
        if (u->label == r->n->time || of_more(r, s, i) || bare) {
            continue; /* bare: "of a commando of X" without the second "of" */
        }
        if (u->label == r->n->vg && !made &&
            cst_unit_sym(r->pack, u, r->n->mood) == r->n->ppast) {
            made = true; /* "the attack claimed on Monday by X on Y" */
            continue;
        }
        uint32_t g = u->label == r->n->pp ? cl_group_at(m, s, i) : CST_NONE;
        if (g == CST_NONE || cl_mention_of(r, g) != CST_NONE ||
            cl_head_in(m, &m->groups.at[g], r->n->c.event_noun)) {
            break;
        }
        const cst_unit *p =
            cl_unit(s, cst_unit_role(cl_unit(s, m->groups.at[g].unit), r->n->p));
        if (made && cl_unit_class(m, p, r->n->c.prep_agent)) {
            continue; /* who did or claimed it is told by the verb */
        }
        if (made && e->target == CST_NONE && laid_for(r, i - 1, g)) {
            e->target = g; /* "an ambush laid for a patrol" */
            continue;
        }
        if (m->groups.at[g].prep && m->groups.at[g].prep != r->n->de) {
            by_preposition(r, e, g);
        }
    }
    by_adjective(r, e, gi);
}
