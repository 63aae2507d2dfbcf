/* claim/blame: verbs that accuse, and verbs that ascribe a happening.
 *
 * They name a doer for the happening that is spoken of: the one of their
 * sentence, else the last one of the paragraph. What is told so is implied, not
 * stated; it never replaces a doer that somebody states. */
#include "claim/linker.h"
#include "claim/mention.h"

static uint32_t accused(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    cl_frame f = cl_frame_named("blame");
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name != f.template_ || t->voice != c->voice) {
            continue;
        }
        uint32_t g = cl_slot(&r->m, r->frames, ci, t->slot);
        if (g != CST_NONE && cl_is_actor(r, g) &&
            !r->m.groups.at[g].pronoun) {
            return g;
        }
    }
    return CST_NONE;
}

static uint32_t spoken_of(const cl_linker *l, uint32_t sentence)
{
    const cl_reader *r = l->r;
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    for (uint32_t k = l->start[sentence + 1]; k > 0; k--) {
        const cl_event *e = &r->events.at[l->order[k - 1]];
        if (cl_sentence_at(r, e->sentence)->paragraph != paragraph) {
            break;
        }
        if (e->cluster != CST_NONE && !r->clusters.at[e->cluster].denied) {
            return e->cluster;
        }
    }
    return r->clusters.n && !r->clusters.at[0].denied ? 0 : CST_NONE;
}

void cl_blame(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t ci = 0; ci < r->m.clauses.n; ci++) {
        const cl_clause *c = &r->m.clauses.at[ci];
        if (!c->head || c->negated ||
            !cst_reading_has(r->pack, c->head, r->n->c.accuse_verb)) {
            continue;
        }
        uint32_t who = accused(r, ci);
        uint32_t of = who == CST_NONE ? CST_NONE : spoken_of(l, c->sentence);
        if (of != CST_NONE) {
            uint32_t by = cl_source_at(r, c->sentence, c->verb);
            cl_add_doer(r, &r->clusters.at[of], (cl_doer){who, by, CL_IMPLIED});
        }
    }
}
