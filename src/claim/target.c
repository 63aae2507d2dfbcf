/* claim/target: what was aimed at, where no slot of the telling word says it:
 * what an event noun does to things, and the spot where it happened. */
#include "claim/linker.h"
#include "claim/mention.h"

static const cl_group *group_at(const cl_reader *r, uint32_t gi)
{
    return &r->m.groups.at[gi];
}

/* Told by a verb or noun of shooting: at a club, at a funeral. */
static bool gathered(const cl_reader *r, const cl_event *e)
{
    return cl_type_is(r, e->type, "shooting");
}

static bool goes_off(const cl_reader *r, cst_sym type)
{
    return cl_type_is(r, type, "explosive_device") ||
           cl_type_is(r, type, "suicide_bombing");
}

bool cl_may_be_aimed(const cl_reader *r, const cl_event *e, uint32_t gi)
{
    const cl_group *g = group_at(r, gi);
    bool part = cl_head_in(&r->m, g, r->n->c.object_part);
    bool several = g->plural || g->count.value > 1;
    return !part && !(several && goes_off(r, e->type));
}

/* "The blast shook a station": no town, and what shakes is no damage. */
static bool shaken(const cl_reader *r, const cl_clause *c, uint32_t gi)
{
    return cl_verb_in(r, c, r->n->c.shake_verb) && gi != CST_NONE &&
           !cl_is_town(r, gi);
}

void cl_noun_target(cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    bool passive = c->voice == r->n->passive;
    cl_frame f = cl_frame_named("strike");
    uint32_t e = cl_mention_of(
        r, cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT));
    uint32_t what = cl_frame_role(&r->m, r->frames, &f, ci, CL_TARGET);
    bool shakes = shaken(r, c, what);
    if (e == CST_NONE || r->events.at[e].target != CST_NONE ||
        !(shakes || (!passive && (cl_verb_in(r, c, r->n->c.harm_verb) ||
                                  cl_verb_in(r, c, r->n->c.damage_verb))))) {
        return;
    }
    if (what != CST_NONE && group_at(r, what)->count.value <= 1 &&
        cl_may_be_aimed(r, &r->events.at[e], what) &&
        !group_at(r, what)->pronoun && cl_mention_of(r, what) == CST_NONE &&
        (cl_head_in(&r->m, group_at(r, what), r->n->c.object) ||
         cl_place_of_group(r, what) != CST_NONE || (passive && shakes) ||
         cl_head_in(&r->m, group_at(r, what), r->n->c.group_noun))) {
        r->events.at[e].target = what;
    }
}

/* ------------------------------------------------------------- the spot */

/* "At the gate of the camp": the camp. */
static uint32_t whole(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = group_at(r, gi);
    return g->of != CST_NONE && cl_head_in(&r->m, g, r->n->c.object_part)
               ? g->of : gi;
}

/* "In", "at the gate of", "near": a preposition that says where a bomb went off. */
static bool says_where(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    cst_sym where = cl_frame_named("goes_off_at").template_;
    if (cl_unit_class(&r->m, p, r->n->c.prep_aboard)) {
        return false; /* what the bomber drives */
    }
    if (g->prep == r->n->de && g->top > 0) {
        return cl_row_class(&r->m, s, g->top - 1, r->n->c.prep_near);
    }
    for (size_t k = 0; k < r->frames->templates.n; k++) {
        const cl_template *t = &r->frames->templates.at[k];
        if (t->name == where && t->slot == g->prep) {
            return true;
        }
    }
    return false;
}

/* "Blew up among recruits", "near a police post in X": beside the verb. */
static uint32_t spot_of(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    for (uint32_t i = s->group_begin; c && i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        bool thing = cl_head_in(&r->m, g, r->n->c.object) ||
                     cl_head_in(&r->m, g, r->n->c.gathering) || cl_people(r, i);
        if (thing && g->top > e->top && g->top < c->end && i != e->weapon &&
            !g->lifted && !g->pronoun && cl_mention_of(r, i) == CST_NONE &&
            says_where(r, g)) {
            return whole(r, i);
        }
    }
    return CST_NONE;
}

/* ---------------------------------------------------------- the purpose */

/* "An offensive to take the town back from X", "to drive out X": X, else the
 * town. */
static uint32_t purpose_of(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    cl_frame back = cl_frame_named("taken_back");
    for (uint32_t ci = s->clause_begin; e->group != CST_NONE && ci < s->clause_end;
         ci++) {
        const cl_clause *c = &r->m.clauses.at[ci];
        if (c->kind != CL_INFINITIVE || c->verb < e->top ||
            c->verb > e->top + 8 || !c->purpose) {
            continue;
        }
        for (size_t k = 0; k < r->frames->templates.n; k++) {
            const cl_template *t = &r->frames->templates.at[k];
            uint32_t gi = t->name == back.template_
                              ? cl_slot(&r->m, r->frames, ci, t->slot) : CST_NONE;
            if (gi != CST_NONE && gi != e->agent && cl_is_actor(r, gi) &&
                !cl_is_town(r, gi)) {
                return gi;
            }
        }
        uint32_t what = cl_slot(&r->m, r->frames, ci, r->frames->object);
        bool fits = what != CST_NONE && !group_at(r, what)->pronoun &&
                    (cl_is_actor(r, what) || cl_is_area(r, what) ||
                     cl_head_in(&r->m, group_at(r, what), r->n->c.object));
        return fits ? what : CST_NONE;
    }
    return CST_NONE;
}

static void aim_campaign(const cl_linker *l, uint32_t ci)
{
    cl_reader *r = l->r;
    cl_cluster *c = &r->clusters.at[ci];
    for (uint32_t i = 0; i < l->n && c->target == CST_NONE; i++) {
        const cl_event *e = &r->events.at[l->order[i]];
        c->target = e->cluster == ci ? purpose_of(r, e) : CST_NONE;
    }
}

void cl_aim_at_spot(const cl_linker *l, uint32_t ci)
{
    cl_reader *r = l->r;
    cl_cluster *c = &r->clusters.at[ci];
    static const char *const types[] = {"explosive_device", "suicide_bombing",
                                        "shelling", "air_strike", "shooting",
                                        "attack"};
    const cl_place *p = c->place == CST_NONE ? NULL : &r->places.at[c->place];
    bool aimed = false;
    for (size_t i = 0; i < CST_COUNT(types); i++) {
        aimed = aimed || cl_type_is(r, c->type, types[i]);
    }
    if (cl_type_is(r, c->type, "offensive") && !c->denied) {
        aim_campaign(l, ci);
    }
    if (!aimed || c->denied) {
        return;
    }
    bool town = c->target != CST_NONE && cl_is_town(r, c->target);
    if (c->target == CST_NONE && p && c->place_basis <= CST_BASIS_CLAUSE &&
        p->rank == CL_LANDMARK && p->group != CST_NONE &&
        cl_head_in(&r->m, group_at(r, p->group), r->n->c.object)) {
        c->target = whole(r, p->group);
    }
    for (uint32_t i = 0; i < l->n && c->type != r->n->attack &&
                         (c->target == CST_NONE || town); i++) {
        const cl_event *e = &r->events.at[l->order[i]];
        uint32_t at = e->cluster == ci && (goes_off(r, e->type) || gathered(r, e))
                          ? spot_of(r, e) : CST_NONE;
        c->target = at == CST_NONE ? c->target : at;
        town = town && at == CST_NONE;
    }
}

bool cl_gives_way(const cl_reader *r, uint32_t target, uint32_t to)
{
    const cl_group *a = group_at(r, target), *b = group_at(r, to);
    return cl_sentence_at(r, a->sentence)->zone == CST_ZONE_TITLE &&
           cl_sentence_at(r, b->sentence)->zone != CST_ZONE_TITLE &&
           !a->proper &&
           (cl_head_in(&r->m, b, r->n->c.object) || cl_people(r, to));
}
