/* claim/clusterer: what joining mentions to happenings keeps besides the records,
 * and how well a mention fits one (fit.c). */
#ifndef CST_CLAIM_CLUSTERER_H
#define CST_CLAIM_CLUSTERER_H

#include "claim/linker.h"

typedef struct cl_kin {       /* what a cluster has besides its record */
    uint32_t places[8];
    uint32_t n_places;
    int64_t ordinal;
    uint32_t last;         /* last mention that joined */
    bool counted;          /* told as two or more */
    uint32_t under;        /* time of what was told before it, where it has none */
    uint32_t around;       /* place in force where it was told without one */
} cl_kin;

typedef struct cl_clusterer {
    cl_linker *l;
    cl_reader *r;
    CST_VEC(cl_kin) kin;
    uint32_t previous;     /* cluster of the mention before */
    cst_sym abduction;
    uint32_t pending;      /* a word that points ahead, CST_NONE */
    uint32_t lead[2];      /* sentences behind the first paragraphs that tell */
} cl_clusterer;

/* Is the mention told as more than one happening? */
bool cl_counted(const cl_reader *r, const cl_event *e);
/* A settlement or smaller, by its own name. */
bool cl_spot(const cl_place *p);
/* The doers of an assault are shot in it. */
bool cl_of_attackers(const cl_reader *r, const cl_event *e);
/* A word that tellers use again for whatever happened. */
bool cl_points_back(const cl_reader *r, cst_sym type);
/* Can the mention not mean the happening? */
bool cl_ruled_out(const cl_clusterer *k, uint32_t ei, uint32_t ci);
/* How much speaks for it; to be asked where it is not ruled out. */
int cl_fit(const cl_clusterer *k, uint32_t ei, uint32_t ci);

#endif
