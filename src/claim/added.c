/* claim/added: people whom a sentence adds behind the words that part them from
 * the list of those who suffered. */
#include "claim/harm.h"

/* "two gunmen died, as did five villagers": those that a word of likeness adds
 * behind the verb. */
uint32_t cl_added_behind(const cl_reader *r, const cl_clause *c,
                         uint32_t victim)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (victim != c->subject) {
        return CST_NONE;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->top > c->verb + 1 && g->top < c->end && !g->prep &&
            cl_unit_class(&r->m, cl_unit_at(s, g->top - 1), r->n->c.conj_as)) {
            return i;
        }
    }
    return CST_NONE;
}

static bool is_subject(const cl_reader *r, const cl_sentence *s, uint32_t gi)
{
    for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
        if (r->m.clauses.at[c].subject == gi) {
            return true;
        }
    }
    return false;
}

/* "Killed 44 people in A, as well as 179 others in B", "twelve at A and fifteen
 * farmers at B": counted people whom a coordinator adds where words of place or
 * time part them from the list. */
bool cl_added_beside(const cl_reader *r, const cl_clause *c, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    if (g->top < c->verb + 3 || g->top >= c->end || r->used[gi] || g->prep ||
        g->lifted || g->pronoun || g->owner != CST_NONE ||
        g->apposed != CST_NONE || !g->count.present || g->count.value < 1 ||
        !cl_people(r, gi) || is_subject(r, s, gi)) {
        return false;
    }
    const cst_unit *next = cl_unit_at(s, g->top + 1);
    uint32_t at = g->top - 1;
    if (!cl_row_class(&r->m, s, at, r->n->c.conj_coord) ||
        (next && next->label == r->n->vg)) {
        return false;
    }
    for (uint32_t i = c->verb; i < at; i++) {
        if (cl_row_text(&r->m, s, i, ":") || cl_row_text(&r->m, s, i, "(")) {
            return false; /* a toll and its parts */
        }
    }
    at -= cl_row_text(&r->m, s, at - 1, ",") ? 1 : 0;
    const cst_unit *before = at ? cl_unit_at(s, at - 1) : NULL;
    return before &&
           (before->label == r->n->pp || before->label == r->n->time);
}

bool cl_names_before(const cl_reader *r, uint32_t before, uint32_t name)
{
    const cl_group *g = &r->m.groups.at[name], *p = &r->m.groups.at[before];
    return g->proper && !g->plural && !g->count.present && !g->prep &&
           !p->proper && !p->plural && !p->pronoun &&
           (p->indefinite || p->definite) &&
           cl_people(r, before) && g->sentence == p->sentence && p->top + 2 == g->top &&
           cl_row_text(&r->m, cl_sentence_at(r, g->sentence), g->top - 1, ",");
}

/* "My two brothers", says X, displaced since: the participle is the speaker's. */
bool cl_beyond_quote(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    uint32_t from = c->subject == CST_NONE ||
                            c->kind != CL_PARTICIPLE ||
                            r->m.groups.at[c->subject].sentence != c->sentence
                        ? c->verb : r->m.groups.at[c->subject].top;
    for (uint32_t i = from; i < c->verb; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (s->units.tokens[u->tok_begin].flags & CST_TOK_CLOSE) {
            return true;
        }
    }
    return false;
}
