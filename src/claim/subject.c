/* claim/subject: subjects that the order of words hides.
 *
 * Clauses take the nearest group before their verb (clause.c). Three cases it
 * misses: what stands behind a passive verb that opens with where or when, what
 * an infinitive hangs on, and the noun of which a participle's group is a part. */
#include "claim/model.h"

static bool stands_free(const cl_model *m, uint32_t gi)
{
    const cl_group *g = &m->groups.at[gi];
    return !g->prep && g->apposed == CST_NONE && !g->lifted;
}

/* "In the attack were killed the colonel and his guards." */
static uint32_t behind_passive(const cl_model *m, const cl_sentence *s,
                               const cl_clause *c)
{
    uint32_t at = c->verb + 1;
    const cst_unit *u = cl_unit_at(s, at);
    at += u && u->label == m->names->time ? 1 : 0;
    uint32_t gi = cl_group_at(m, s, at);
    return gi != CST_NONE && stands_free(m, gi) && !m->groups.at[gi].pronoun
               ? gi : CST_NONE;
}

/* "Two men suspected of being informers were hanged", "five men unable to walk
 * were found": the group before the infinitive, with nothing that ends it. */
static uint32_t before_infinitive(const cl_model *m, const cl_sentence *s,
                                  const cl_clause *inf, const cl_clause *c)
{
    for (uint32_t i = inf->verb; i < c->verb; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if ((s->units.tokens[u->tok_begin].flags & CST_TOK_PUNCT) ||
            cl_row_class(m, s, i, m->names->c.conj_coord) ||
            cl_row_class(m, s, i, m->names->c.conj_sub)) {
            return CST_NONE;
        }
    }
    for (uint32_t i = s->group_end; i > s->group_begin; i--) {
        const cl_group *g = &m->groups.at[i - 1];
        if (g->top < inf->verb && stands_free(m, i - 1)) {
            return g->top + 3 >= inf->verb ? i - 1 : CST_NONE;
        }
    }
    return CST_NONE;
}

void cl_mend_subjects(cl_model *m, uint32_t sentence)
{
    const cl_sentence *s = &m->sentences.at[sentence];
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        cl_clause *c = &m->clauses.at[i];
        if (c->kind != CL_MAIN) {
            continue;
        }
        const cl_clause *p = i > s->clause_begin ? c - 1 : NULL;
        uint32_t gi = CST_NONE;
        if (c->subject == CST_NONE && c->voice == m->names->passive) {
            gi = behind_passive(m, s, c);
            c->inverted = gi != CST_NONE;
        }
        if (gi == CST_NONE && p && i == s->clause_begin + 1 &&
            p->kind == CL_INFINITIVE && p->subject == CST_NONE) {
            gi = before_infinitive(m, s, p, c);
        }
        if (gi == CST_NONE && p && p->kind == CL_PARTICIPLE &&
            c->subject == p->subject && c->subject != CST_NONE &&
            m->groups.at[c->subject].prep) {
            gi = m->groups.at[c->subject].owner; /* "passengers of the bus hit" */
            while (gi != CST_NONE && !stands_free(m, gi)) {
                gi = m->groups.at[gi].owner;
            }
        }
        if (gi != CST_NONE) {
            c->subject = gi;
            c->own_subject = true;
        }
    }
}
