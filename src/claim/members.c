/* claim/members: the members of a list of groups, each linked to the one before
 * it: "four soldiers, a farmer of 52 and his son". */
#include "claim/members.h"

static cst_sym kind_of(const cl_model *m, const cst_unit *u)
{
    const cst_feat *f = cst_unit_feat(u, m->names->kind);
    return f ? (cst_sym)f->value : 0;
}

/* "a farmer of 52 and his son", "a farmer, 52, and his son" */
static uint32_t before_age(const cl_model *m, const cl_sentence *s, uint32_t at,
                           uint32_t floor)
{
    const cst_unit *u = at > floor ? cl_unit_at(s, at - 1) : NULL;
    if (!u || u->label != m->names->num || kind_of(m, u) == m->names->card) {
        return at;
    }
    at--;
    return at > floor && cl_row_text(m, s, at - 1, ",") ? at - 1 : at;
}

/* The member of a list before this one: its end stands right before the comma
 * or coordinator that precedes the group. Behind the verb (a row position) one
 * preposition may govern the list. */
static uint32_t member_before(const cl_model *m, const cl_sentence *s,
                              uint32_t gi, uint32_t floor, uint32_t verb)
{
    const cl_group *g = &m->groups.at[gi];
    uint32_t at = g->top;
    uint32_t seps = 0;
    while (at > floor && seps < 2 &&
           (cl_row_class(m, s, at - 1, m->names->c.conj_coord) ||
            cl_row_text(m, s, at - 1, ","))) {
        at--;
        seps++;
    }
    if (seps == 0) {
        return CST_NONE;
    }
    at = before_age(m, s, at, floor);
    for (uint32_t i = gi; i > s->group_begin; i--) {
        const cl_group *p = &m->groups.at[i - 1];
        if (p->lifted) {
            continue;
        }
        if (p->top + 1 != at || p->top < floor) {
            return CST_NONE;
        }
        if (p->owner == CST_NONE && p->apposed == CST_NONE) {
            /* "joined by the paper, three men": another group begins */
            bool anew = g->count.present && !p->count.present && seps == 1 &&
                        cl_row_text(m, s, g->top - 1, ",");
            /* "of the fifteen passengers, ten were killed" */
            bool some = g->pronoun && g->count.present && !g->other &&
                        seps == 1 && p->count.value > g->count.value &&
                        cl_row_text(m, s, g->top - 1, ",");
            /* "in the English-speaking part, six pupils": one word and a
             * comma are no list */
            bool bare = g->count.present && !p->count.present && !p->proper &&
                        !p->definite && !p->indefinite && !p->possessive &&
                        !p->demonstrative && !p->plural && seps == 1 &&
                        cl_row_text(m, s, g->top - 1, ",");
            if (some || bare) {
                return CST_NONE;
            }
            bool governed = !g->prep && !p->attribution && p->top > verb &&
                            !anew;
            return p->prep == g->prep || governed ? i - 1 : CST_NONE;
        }
        at = p->top;
    }
    return CST_NONE;
}

void cl_link_members(cl_model *m, const cl_sentence *s, uint32_t first,
                     uint32_t floor, uint32_t verb)
{
    for (uint32_t gi = first; gi != CST_NONE;) {
        uint32_t before = member_before(m, s, gi, floor, verb);
        m->groups.at[gi].coord = before;
        gi = before;
    }
}
