/* incident/toller: what the steps from claims to tolls share. Internal.
 *
 *   voice     who speaks: claimants and wires of an incident, each once
 *   toll      claims of a kind, what becomes of each, the series of each voice
 *   figure    ranges, best, latest, statuses apart
 *   standing  who is blamed, what is contested, status, grade
 *   residual  what totals leave over, their parts taken away
 */
#ifndef CST_INCIDENT_TOLLER_H
#define CST_INCIDENT_TOLLER_H

#include "incident/fold.h"
#include "incident/toll.h"

typedef struct cst_toller {
    cst_arena *arena, *scratch;
    const cst_collection *c;
    const cst_toll_options *o;
    cst_tolls *out;
    cst_str *folded; /* by string of the collection; p NULL = not yet */
    /* harms of each event: the first, and the next of the same event */
    uint32_t *first_harm, *next_harm;
    uint8_t *use_of; /* by harm: cst_use + 1, once it is told */
    /* the incident at hand */
    const cst_incident *incident;
    CST_VEC(uint32_t) harms; /* its claims, in the order of documents */
    cst_assessment *a, *of; /* of: of all */
} cst_toller;

static inline cst_str cst_toller_str(const cst_toller *t, cst_sym s)
{
    return cst_coll_str(t->c, s);
}

static inline bool cst_toller_is(const cst_toller *t, cst_sym s, const char *z)
{
    return s && cst_str_is(cst_coll_str(t->c, s), z);
}

/* Element i of a run of members. */
static inline uint32_t cst_toller_member(const cst_toller *t, cst_slice run,
                                         uint32_t i)
{
    return t->c->incidents.members.at[run.first + i];
}

/* Are these two names of one? Folded they are alike, or all words of one are
 * among the words of the other. */
bool cst_toller_same_name(cst_toller *t, cst_sym a, cst_sym b);

/* Place (in the incident) of the voice that says something in a document; made
 * if it is new. CST_NONE without memory. */
uint32_t cst_toller_voice(cst_toller *t, uint32_t document, cst_sym claimant);
/* Every voice of the incident; which of them count. */
void cst_toller_voices(cst_toller *t);

/* Does it state a number, and of all? */
bool cst_toller_stated(const cst_toller *t, const cst_toll_input *in);
/* The numbers of a kind whose inputs are told. */
void cst_toller_figures(cst_toller *t, cst_kind_toll *k);

/* Which of the statuses that are kept apart the dead of a claim have. */
cst_apart cst_toller_apart(const cst_toller *t, const cst_coll_harm *h);

void cst_toller_blame(cst_toller *t);
/* Contested points, status, grade; last of all. */
void cst_toller_stand(cst_toller *t);
/* Once all incidents are assessed. */
cst_status cst_toller_residuals(cst_toller *t);

#endif
