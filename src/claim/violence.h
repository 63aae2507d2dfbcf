/* claim/violence: is this a report of armed violence? */
#ifndef CST_CLAIM_VIOLENCE_H
#define CST_CLAIM_VIOLENCE_H

#include "claim/reader.h"

typedef enum cl_verdict {
    CL_PEACE,
    CL_VIOLENCE,
    CL_FIGHT     /* everyday words alone: all that they tell counts */
} cl_verdict;

/* *why: the evidence that decided. */
cl_verdict cl_violence(const cl_reader *r, const char **why);
/* Told in words that have no everyday sense. */
bool cl_plain_event(const cl_reader *r, const cl_event *e);
bool cl_plain_harm(const cl_reader *r, const cl_harm *h);
/* Parts, sums and bare numbers lean on a harm that was told before them. */
bool cl_leans(const cl_harm *h);
/* Arms in the paragraph of a sentence, or in one beside it. */
bool cl_arms_near(const cl_reader *r, uint32_t sentence);

#endif
