/* claim/meant: whom a pronoun means that is the victim of a verb. */
#include "claim/harm.h"

static bool same_gender(const cl_group *pronoun, const cl_group *person)
{
    const cst_reading *a = pronoun->head, *b = person->head;
    return !a || !b || !a->gender || !b->gender || a->gender == b->gender;
}

/* The one person that a singular subject pronoun stands for: the nearest
 * single person before it that is a subject. */
uint32_t cl_person_meant(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    bool this_one = cl_unit_class(&r->m, np, r->n->c.pro_this);
    if (!g->pronoun || g->plural || g->count.present ||
        (!this_one && (cl_those_who(r, g) ||
                       !cl_unit_class(&r->m, np, r->n->c.pro_subj))) ||
        cl_unit_class(&r->m, np, r->n->c.impersonal)) {
        return CST_NONE;
    }
    for (uint32_t i = gi; i > 0; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (g->sentence - p->sentence > 2) {
            break;
        }
        if (!same_gender(g, p)) {
            continue;
        }
        const cl_clause *c =
            p->clause == CST_NONE ? NULL : &r->m.clauses.at[p->clause];
        bool subject = c && c->subject == i - 1 &&
                       !(c->head && cst_reading_has(r->pack, c->head,
                                                    r->n->c.speech_verb));
        if (subject && !p->pronoun && !p->plural && !p->attribution &&
            cl_people(r, i - 1)) {
            return i - 1;
        }
    }
    return CST_NONE;
}

/* Those whom "they" of a sentence means: the one counted group of people of the
 * sentence before, no other group in the plural beside it. */
uint32_t cl_people_meant(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    uint32_t found = CST_NONE;
    if (!g->pronoun || !g->plural || g->count.present || cl_those_who(r, g) ||
        !cl_unit_class(&r->m, np, r->n->c.pro_subj) || g->sentence == 0 ||
        cl_sentence_at(r, g->sentence)->paragraph !=
            cl_sentence_at(r, g->sentence - 1)->paragraph) {
        return CST_NONE;
    }
    for (uint32_t i = gi; i > 0; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->sentence + 1 < g->sentence) {
            break;
        }
        if (p->sentence == g->sentence || !p->plural || !same_gender(g, p)) {
            continue;
        }
        if (found != CST_NONE || p->pronoun) {
            return CST_NONE;
        }
        found = i - 1;
    }
    bool counted = found != CST_NONE && r->m.groups.at[found].count.present &&
                   cl_people(r, found);
    return counted ? found : CST_NONE;
}
