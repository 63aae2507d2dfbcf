/* claim/antecedent: of which group a relative clause or a participle is told. */
#include "claim/antecedent.h"

/* May the verb be told of the group, as far as its forms say? */
static bool agrees(const cl_sentence *s, const cl_group *g, const cl_clause *c)
{
    bool told = c->mood == CST_MOOD_PPAST && c->head && g->head;
    bool plural = (told ? c->head->number : cl_verb_number(s, c)) ==
                  CST_NUMBER_PL;
    if (c->mood == CST_MOOD_PPRES) {
        return true;
    }
    return g->plural == plural &&
           (!told || !c->head->gender || !g->head->gender ||
            c->head->gender == g->head->gender);
}

/* "a landing ship that sank": what only says of which sort it is. */
static bool says_sort(const cl_model *m, const cl_sentence *s, const cl_group *g,
                      const cl_clause *c)
{
    const cst_unit *np = cl_unit(s, g->np);
    return g->owner != CST_NONE && !g->count.present && !g->proper &&
           cst_unit_role(np, m->names->det) == CST_NONE &&
           !cl_head_in(m, g, m->names->c.person) &&
           agrees(s, &m->groups.at[g->owner], c);
}

uint32_t cl_antecedent(const cl_model *m, const cl_sentence *s, uint32_t top,
                       const cl_clause *c)
{
    uint32_t found = CST_NONE;
    for (uint32_t i = s->group_end; i > s->group_begin; i--) {
        const cl_group *g = &m->groups.at[i - 1];
        if (g->top >= top || g->lifted) {
            continue;
        }
        if (found == CST_NONE) {
            found = i - 1;
        }
        /* "a quarter of Kabul that was attacked": the name only says which. */
        const cl_group *o = g->owner == CST_NONE ? NULL
                                                 : &m->groups.at[g->owner];
        if (g->proper && o && !o->proper && o->plural == g->plural &&
            cl_head_in(m, o, m->names->c.place_noun)) {
            continue;
        }
        /* "a member of the group who": agreement decides in a chain. */
        if (agrees(s, g, c) && !says_sort(m, s, g, c)) {
            return i - 1;
        }
        if (g->owner == CST_NONE) {
            break;
        }
    }
    return found;
}
