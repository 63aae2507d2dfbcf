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

/* "Armed wing", "a militia": no determiner that names one of them. */
static bool no_name(const cl_model *m, const cl_group *g)
{
    bool bare = !g->definite && !g->possessive && !g->demonstrative;
    bool one = !g->count.present || g->count.value == 1;
    return bare && one && !g->prep && !g->pronoun && !g->proper &&
           !g->lifted && !cl_head_in(m, g, m->names->c.event_noun);
}

bool cl_says_who(const cl_model *m, const cl_sentence *s, uint32_t gi,
                 uint32_t verb, const cl_clause *c)
{
    const cl_group *g = &m->groups.at[gi];
    if (!c || verb == 0 || !cl_row_text(m, s, verb - 1, ",") ||
        !no_name(m, g)) {
        return false;
    }
    /* "a group unknown until then": its last word may look like a noun */
    while (gi > s->group_begin && g->top > 0 &&
           !cl_row_text(m, s, g->top - 1, ",") && g->top < g[-1].top + 3 &&
           g[-1].owner == CST_NONE && no_name(m, g - 1)) {
        gi--;
        g--;
    }
    if (gi == s->group_begin || g->top < 2 ||
        !cl_row_text(m, s, g->top - 1, ",")) {
        return false;
    }
    uint32_t who = gi - 1;
    if (m->groups.at[who].top + 2 != g->top || m->groups.at[who].lifted) {
        return false;
    }
    while (m->groups.at[who].owner != CST_NONE) {
        who = m->groups.at[who].owner;
    }
    const cl_group *w = &m->groups.at[who];
    return !w->prep && !no_name(m, w) && !w->count.present &&
           (w->definite || w->proper) &&
           (w->proper ||
            w->plural == (cl_verb_number(s, c) == CST_NUMBER_PL));
}
