/* incident/sums: documented counts over several incidents.
 *
 * Takes incidents one after the other, gives for each kind of harm the sum of
 * what stands: lowest, highest number that is named, whether more may be, and
 * from how many incidents it comes. Campaigns, what goes on, and what covers
 * other incidents or is their parent are counted apart and not added: their tolls
 * hold those of the incidents within them. Bodies found have a sum of their own:
 * they may be the dead of an incident that is added, and nobody may count twice.
 * These are sums of documented counts, no estimates.
 *
 * Memory: what grows in the arena. After CST_NOMEM the sums are of no use.
 * Linear. */
#ifndef CST_INCIDENT_SUMS_H
#define CST_INCIDENT_SUMS_H

#include "incident/toll.h"

/* How many, as it stands: the claims that nothing has overtaken. */
typedef struct cst_figure {
    int64_t low, top; /* top: the highest number that is named */
    bool open;        /* there may be more */
    bool told;        /* there is a number at all */
} cst_figure;

cst_figure cst_figure_of(const cst_kind_toll *toll);
cst_figure cst_figure_of_status(const cst_status_toll *toll);
/* A sum that would not fit stops at the largest number, and is open. */
void cst_figure_add(cst_figure *sum, const cst_figure *more);

/* How an incident stands in a sum. */
typedef enum cst_inclusion {
    CST_ADDED,
    CST_HOLDS_OTHERS, /* goes on, covers others, or sums up its sites */
    CST_FINDS_BODIES  /* of people who may have died in another incident */
} cst_inclusion;

/* One kind of harm over all incidents that are added. */
typedef struct cst_sum {
    cst_sym kind;
    cst_figure all;
    int64_t best;                /* under the strategy; of bests that there are */
    uint32_t told, untold;       /* incidents with a number, without */
    cst_figure by[CST_APART_COUNT]; /* of unknown: never told */
    uint32_t unclassed; /* incidents whose number has no status */
} cst_sum;

typedef struct cst_sums {
    cst_arena *arena;
    const cst_collection *c;
    const cst_tolls *tolls;
    const cst_inclusion *inclusion; /* by incident */
    cst_intern numbers;            /* of kinds */
    CST_VEC(cst_sum) kinds;        /* as they came */
    cst_sum bodies; /* dead of the incidents that find bodies; no kind */
    uint32_t incidents, apart, found; /* told apart: hold others, find bodies */
    uint32_t wordless; /* added, but no number of any kind */
} cst_sums;

cst_status cst_sums_init(cst_sums *sums, cst_arena *arena,
                         const cst_collection *c, const cst_tolls *tolls);
/* By incident. NULL: no memory. */
const cst_inclusion *cst_incidents_inclusion(cst_arena *arena,
                                             const cst_collection *c);
void cst_sums_add(cst_sums *sums, uint32_t incident);
/* Place of a kind in the order in which kinds are listed: killed, injured, ...;
 * what has none comes last. */
size_t cst_kind_rank(cst_str kind);
/* Kinds by rank, else as they came. */
void cst_sums_sort(cst_sums *sums);

#endif
