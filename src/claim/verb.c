/* claim/verb: what a verb group says of itself: mood, tense, voice, number,
 * whether it is negated or only possible. */
#include "claim/model.h"

static bool is_word(const cl_model *m, const cst_unit *u)
{
    return u->label == m->names->tok || u->label == m->names->mwe;
}

static bool word_class(const cl_model *m, const cl_sentence *s, uint32_t top,
                       int class_)
{
    const cst_unit *u = cl_unit_at(s, top);
    return u && is_word(m, u) && cl_unit_class(m, u, class_);
}

static uint8_t mood_of(const cl_names *n, cst_sym s)
{
    return s == 0          ? CST_MOOD_NONE
           : s == n->ind   ? CST_MOOD_IND
           : s == n->cond  ? CST_MOOD_COND
           : s == n->subj  ? CST_MOOD_SUBJ
           : s == n->imp   ? CST_MOOD_IMP
           : s == n->inf   ? CST_MOOD_INF
           : s == n->ppast ? CST_MOOD_PPAST
           : s == n->ppres ? CST_MOOD_PPRES
                           : CST_MOOD_NONE;
}

static cst_sym feat_sym(const cst_unit *u, cst_sym key)
{
    const cst_feat *f = key ? cst_unit_feat(u, key) : NULL;
    return f && f->kind == CST_FEAT_SYM ? (cst_sym)f->value : 0;
}

static const cst_reading *verb_reading(const cl_model *m, const cst_unit *u)
{
    const cst_reading *best = NULL;
    (void)m;
    for (uint32_t i = 0; i < u->n_readings; i++) {
        if (u->readings[i].pos == CST_POS_V &&
            (!best || (!best->entry && u->readings[i].entry))) {
            best = &u->readings[i];
        }
    }
    return best ? best : u->n_readings ? &u->readings[0] : NULL;
}

/* "ne ... que": no negation but a limit. */
static bool only(const cl_model *m, const cl_sentence *s, uint32_t verb)
{
    for (uint32_t i = verb + 1; i < verb + 5; i++) {
        if (word_class(m, s, i, m->names->c.rel_obj) ||
            word_class(m, s, i, m->names->c.only)) {
            return true;
        }
        const cst_unit *u = cl_unit_at(s, i);
        bool light = u && (u->label == m->names->time ||
                           (is_word(m, u) &&
                            (cl_unit_class(m, u, m->names->c.pro_emph) ||
                             (u->n_readings &&
                              u->readings[0].pos == CST_POS_R) ||
                             (s->units.tokens[u->tok_begin].flags &
                              (CST_TOK_OPEN | CST_TOK_CLOSE)))));
        if (!light) {
            break;
        }
    }
    return false;
}

/* "does not deny that they died": behind a verb of saying or denying the word
 * opens a clause, which has a verb. */
static bool opens_speech(const cl_model *m, const cl_sentence *s,
                         const cl_clause *c)
{
    if (!c->head || (!cst_reading_has(m->pack, c->head, m->names->c.speech_verb) &&
                     !cst_reading_has(m->pack, c->head, m->names->c.deny_verb))) {
        return false;
    }
    for (uint32_t i = c->verb + 1; i < c->verb + 8; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u && u->label == m->names->vg) {
            return true;
        }
    }
    return false;
}

/* What is said, counted or found; not what is done to somebody: "may have killed". */
static bool is_finding(const cl_model *m, const cst_unit *u)
{
    const cl_names *n = m->names;
    return cl_unit_class(m, u, n->c.speech_verb) ||
           cl_unit_class(m, u, n->c.tally_verb) ||
           cl_unit_class(m, u, n->c.light_body);
}

/* "had to flee", "was able to confirm": in the perfect a verb of duty tells what
 * was done, one of power what was found out. */
static bool came_to(const cl_model *m, const cst_unit *modal,
                    const cst_unit *group)
{
    const cl_names *n = m->names;
    return n->perfect && cst_unit_feat(modal, n->perfect) &&
           (cl_unit_class(m, modal, n->c.modal_done) ||
            (cl_unit_class(m, modal, n->c.modal_could) &&
             is_finding(m, group)));
}

void cl_read_verb(const cl_model *m, const cl_sentence *s, cl_clause *c,
                  const cst_unit *u)
{
    const cl_names *n = m->names;
    c->head = verb_reading(m, u);
    c->voice = feat_sym(u, n->voice);
    cst_sym mood = feat_sym(u, n->mood);
    c->mood = mood_of(n, mood ? mood : feat_sym(u, n->fmood));
    cst_sym tense = feat_sym(u, n->tense);
    c->tense = tense == n->fut ? CST_TENSE_FUT
               : tense == n->impf ? CST_TENSE_IMPF
               : tense == n->pres ? CST_TENSE_PRES : CST_TENSE_NONE;
    c->perfect = n->perfect && cst_unit_feat(u, n->perfect) != NULL;
    const cst_unit *neg = cl_unit(s, cst_unit_role(u, n->neg));
    c->negated = neg && cl_unit_class(m, neg, n->c.neg_part) &&
                 (opens_speech(m, s, c) || !only(m, s, c->verb));
    const cst_unit *modal = cl_unit(s, cst_unit_role(u, n->modal));
    if (modal) {
        c->hedged = cl_unit_class(m, modal, n->c.hedge_verb);
        c->modal = !c->hedged && !came_to(m, modal, u);
    }
}

/* The number that the finite word of a verb group shows. */
uint8_t cl_verb_number(const cl_sentence *s, const cl_clause *c)
{
    const cst_unit *u = cl_unit(s, c->unit);
    for (uint32_t i = 0; u && i < u->n_children; i++) {
        const cst_unit *w = cl_unit(s, u->children[i]);
        for (uint32_t k = 0; w && k < w->n_readings; k++) {
            const cst_reading *v = &w->readings[k];
            if (v->pos == CST_POS_V && (v->mood == CST_MOOD_IND ||
                                        v->mood == CST_MOOD_COND)) {
                return v->number;
            }
        }
    }
    return CST_NUMBER_NONE;
}

/* An infinitive tells what happened after a preposition of time ("before
 * blowing himself up") or of absence, and after a verb of success; elsewhere it
 * is what somebody means to do. */
bool cl_told_infinitive(const cl_model *m, const cl_sentence *s,
                        const cl_clause *c)
{
    const cl_names *n = m->names;
    for (uint32_t i = c->verb; i > 0 && i + 3 > c->verb; i--) {
        if (cl_row_class(m, s, i - 1, n->c.prep_time) ||
            cl_row_class(m, s, i - 1, n->c.prep_without)) {
            return true;
        }
        const cst_unit *u = cl_unit_at(s, i - 1);
        if (u->label == n->vg) {
            return cl_unit_class(m, u, n->c.success) ||
                   cl_unit_class(m, u, n->c.made);
        }
    }
    return c->made;
}

void cl_share_verb(const cl_model *m, cl_clause *c, uint32_t prev)
{
    const cl_clause *p = &m->clauses.at[prev];
    c->subject = p->subject;
    c->voice = p->voice;
    c->mood = p->mood;
    c->negated = p->negated;
    c->perfect = p->perfect;
    c->parent = prev;
}
