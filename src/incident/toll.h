/* incident/toll: what the claims of an incident come to, and how sure it is.
 *
 * Takes a collection whose events were linked, a codebook and a strategy; gives
 * for each incident the tolls by kind with every input and what became of it,
 * who is said to have done it, what is contested, how many independent sources
 * speak of it, and a grade to be decided by a person. Nothing is averaged, no
 * kind becomes another, and no claim is dropped: what is not used says why.
 * docs/INCIDENTS.md tells the rules.
 *
 * Memory: results in the arena, all else in scratch. CST_NOMEM. Cost: n log n in
 * the claims of an incident, quadratic in its claimants. */
#ifndef CST_INCIDENT_TOLL_H
#define CST_INCIDENT_TOLL_H

#include "incident/codebook.h"
#include "incident/collection.h"
#include "incident/settings.h"

typedef enum cst_strategy {
    CST_STRATEGY_LATEST,   /* newest credible claim, see docs/DECISIONS.md */
    CST_STRATEGY_MAJORITY, /* the number that most independent sources state */
    CST_STRATEGY_LOWEST,   /* the lowest that any claimant states now */
    CST_STRATEGY_RANGE     /* none: low and high stand alone */
} cst_strategy;
#define CST_STRATEGIES (CST_STRATEGY_RANGE + 1)
const char *cst_strategy_name(cst_strategy strategy);

/* What became of a claim. */
typedef enum cst_use {
    CST_USE_CURRENT,   /* stands */
    CST_USE_OVERTAKEN, /* its claimant has a newer one: other */
    CST_USE_REPEATED,  /* its claimant said the same elsewhere: other */
    CST_USE_SIDE,      /* of one armed side, where others count all */
    CST_USE_ATTACKERS, /* the attackers' own */
    CST_USE_WORDLESS,  /* no number, nor does the codebook give one */
    CST_USE_PART,      /* part of another: other */
    CST_USE_SOME,      /* of named people, one family, one place */
    CST_USE_TOTAL,     /* sums several happenings */
    CST_USE_DENIED     /* called false */
} cst_use;
#define CST_USES (CST_USE_DENIED + 1)
const char *cst_use_name(cst_use use);

/* Why a claim that stands is not the best one. */
typedef enum cst_doubt {
    CST_DOUBT_NONE,
    CST_DOUBT_HEDGED, /* in the conditional, or supposed */
    CST_DOUBT_PARTY   /* its claimant is a side of the conflict */
} cst_doubt;
const char *cst_doubt_name(cst_doubt doubt);

typedef struct cst_toll_input {
    uint32_t harm;
    cst_use use;
    cst_doubt doubt;
    uint32_t other;   /* a harm, or CST_NONE */
    uint32_t source;  /* which voice: equal numbers are one; see sources */
    cst_interval at;  /* when it was counted, else published; from 0: unknown */
    cst_bounds bounds;/* under the codebook */
} cst_toll_input;

/* Statuses that are kept apart. */
typedef enum cst_apart {
    CST_APART_CIVILIAN, CST_APART_COMBATANT, CST_APART_POLICE,
    CST_APART_ATTACKER, CST_APART_UNKNOWN, CST_APART_COUNT
} cst_apart;
const char *cst_apart_name(cst_apart status);

typedef struct cst_status_toll {
    int64_t low, high; /* -1: open or not told */
    bool told, contested; /* contested: in both maxima, in no minimum */
} cst_status_toll;

typedef struct cst_kind_toll {
    cst_sym kind;
    int64_t stated_min, stated_max; /* -1: no whole toll has a number */
    int64_t low, high, best, latest;
    bool open;         /* the highest claim has no ceiling */
    bool contested;    /* claims of one time differ by more than twice */
    bool summed;       /* nobody tells of a single happening: its claims sum up
                          the sites, or days, of the incident; none is stated */
    uint32_t best_harm, latest_harm; /* or CST_NONE */
    uint32_t agree;    /* sources that state what is best */
    cst_slice inputs;    /* of tolls.inputs, oldest first */
    cst_status_toll by[CST_APART_COUNT];
} cst_kind_toll;

/* Who is said to have done it. */
typedef struct cst_blamed {
    cst_sym name, actor, certainty; /* the surest; denied only if no one else */
    cst_slice said_by; /* of tolls.names: claimants; 0 = the outlets' own voice */
    bool denied;     /* by someone */
} cst_blamed;

enum {
    CST_CONTESTED_PERPETRATOR = 1,
    CST_CONTESTED_OCCURRENCE = 2,
    CST_CONTESTED_TOLL = 4
};

typedef enum cst_standing {
    CST_STANDING_SINGLE,
    CST_STANDING_CORROBORATED,
    CST_STANDING_CONTESTED,
    CST_STANDING_DENIED
} cst_standing;
const char *cst_standing_name(cst_standing standing);
/* Not, or not in all, told alike by two independent sources: what is published
 * of it says so. */
bool cst_unconfirmed(cst_standing standing);

/* As Airwars grades civilian harm; a proposal. */
typedef enum cst_grade {
    CST_GRADE_NONE,      /* nobody is said to have been harmed */
    CST_GRADE_CONFIRMED, /* who did it says so */
    CST_GRADE_FAIR,      /* two or more independent sources */
    CST_GRADE_WEAK,      /* one source */
    CST_GRADE_CONTESTED, /* competing accounts of who did it, or whether */
    CST_GRADE_DISCOUNTED /* the dead are all said to be fighters */
} cst_grade;
const char *cst_grade_name(cst_grade grade);

/* A voice that counts once: a claimant, a wire text, an outlet. */
typedef struct cst_voice {
    cst_sym name;      /* 0: an outlet that is not named */
    bool own;          /* an outlet or agency in its own voice */
    bool counts;       /* own voices do not, where the same report has others */
    uint32_t document; /* where it is first heard */
} cst_voice;

/* What a claim over several happenings leaves over, its parts taken away. Bounds
 * of -1 are open. */
typedef struct cst_residual {
    uint32_t harm;        /* the claim */
    uint32_t told, untold;/* parts with a number of its kind and status, without */
    cst_bounds total, parts, rest;
    int64_t excess;       /* by how much the parts say more, -1 = they do not;
                             then nothing is left and rest is open */
} cst_residual;

typedef struct cst_assessment {
    cst_slice residuals; /* of tolls.residuals: of its claims over its parts */
    cst_slice counted_in;/* of tolls.counted_in: totals without an event */
    cst_slice kinds;    /* of tolls.kinds: killed, injured, then as they came */
    cst_slice blamed;   /* of tolls.blamed */
    cst_slice voices;   /* of tolls.voices */
    uint32_t documents, sources; /* sources: independent */
    uint8_t contested;
    cst_standing standing;
    cst_grade grade;
} cst_assessment;

typedef struct cst_tolls {
    cst_strategy strategy;
    const cst_assessment *of; /* one an incident */
    CST_VEC(cst_kind_toll) kinds;
    CST_VEC(cst_toll_input) inputs;
    CST_VEC(cst_blamed) blamed;
    CST_VEC(cst_voice) voices;
    CST_VEC(cst_sym) names;
    CST_VEC(cst_residual) residuals;
    cst_slice totals; /* of residuals: of totals that hang on no event */
    CST_VEC(uint32_t) counted_in; /* indexes of residuals */
} cst_tolls;

typedef struct cst_toll_options {
    const cst_link_settings *settings; /* how names are compared */
    const cst_codebook *book;
    cst_strategy strategy;
} cst_toll_options;

cst_status cst_tolls_derive(cst_arena *arena, cst_arena *scratch,
                            const cst_collection *c,
                            const cst_toll_options *options, cst_tolls *out);

#endif
