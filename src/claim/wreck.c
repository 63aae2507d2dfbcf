/* claim/wreck: mentions of things wrecked on purpose, told by a verb of damage. */
#include "claim/damage.h"
#include "claim/mention.h"

static const cl_group *group_at(const cl_reader *r, uint32_t gi)
{
    return &r->m.groups.at[gi];
}

bool cl_outcome_of_strike(const cl_reader *r, uint32_t ci)
{
    static const char *const strikes[] = {"air_strike", "shelling",
                                          "explosive_device",
                                          "suicide_bombing"};
    const cl_clause *c = &r->m.clauses.at[ci];
    for (size_t i = r->events.n; c->kind == CL_GERUND && i > 0; i--) {
        const cl_event *e = &r->events.at[i - 1];
        if (e->sentence != c->sentence) {
            return false;
        }
        const cl_clause *p =
            e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
        for (size_t k = 0; p && p->verb < c->verb && k < CST_COUNT(strikes);
             k++) {
            if (p->subject == c->subject && cl_type_is(r, e->type, strikes[k])) {
                return true;
            }
        }
    }
    return false;
}

/* "Seem to have killed civilians and destroyed homes": told in one breath. */
static bool joined_to_harm(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    for (int i = 0; i < 3 && c->kind == CL_INFINITIVE && c->parent != CST_NONE;
         i++) {
        c = &r->m.clauses.at[c->parent];
        if (c->kind == CL_INFINITIVE && cl_verb_in(r, c, r->n->c.harm_verb)) {
            return true;
        }
    }
    return false;
}

/* Somebody wrecks a thing on purpose; what weapons wreck is a strike. */
cst_status cl_wrecking(cl_reader *r, uint32_t ci)
{
    cl_frame f;
    size_t at = 0;
    cst_sym type = cst_pack_sym(r->pack, "destruction");
    if (!type || !cl_next_frame(&r->m, r->frames, ci, CL_DAMAGE, &at, &f)) {
        return CST_OK;
    }
    uint32_t who = cl_accused(r, ci);
    who = who == CST_NONE ? cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT)
                          : who;
    uint32_t what = cl_frame_role(&r->m, r->frames, &f, ci, CL_OBJECT);
    what = what == CST_NONE ? cl_thing_meant(r, ci) : what;
    if (who == CST_NONE || what == CST_NONE || who == what ||
        group_at(r, what)->pronoun || cl_people(r, what) ||
        cl_only_leaps(r, ci, what)) {
        return CST_OK;
    }
    cst_sym flies = cl_head_feat(&r->m, group_at(r, who), r->n->hint);
    bool armed = cl_head_in(&r->m, group_at(r, who), r->n->c.weapon);
    uint32_t noun = cl_mention_of(r, who);
    if (noun != CST_NONE && r->events.at[noun].target == CST_NONE &&
        cl_may_be_aimed(r, &r->events.at[noun], what)) {
        r->events.at[noun].target = what; /* "the raid destroyed a school" */
    }
    bool blown = flies && armed; /* a bomb does not wreck by halves */
    if (noun != CST_NONE ||
        (!blown && !cst_str_is(cst_pack_str(r->pack, f.kind), "destroyed")) ||
        (group_at(r, who)->prep && cl_place_of_group(r, who) != CST_NONE) ||
        (!armed && !cl_is_actor(r, who) && !group_at(r, who)->proper)) {
        return CST_OK;
    }
    if (cl_outcome_of_strike(r, ci) || joined_to_harm(r, ci)) {
        return CST_OK;
    }
    cl_event *e = cl_clause_mention(r, ci, flies ? flies : type, "wrecking");
    if (!e) {
        return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
    }
    e->target = what;
    cl_take_agent(r, e, who);
    e->ascribed = who == cl_accused(r, ci);
    return CST_OK;
}
