/* incident/collection: what the documents of a collection say, and what was
 * found to be one happening.
 *
 * Two halves. The collection is what was read: documents with their events,
 * harms and damages, copied out of the structs of constat.h into plain arrays,
 * small enough to hold all documents at once (about a kilobyte each). The
 * incidents are what linking made of it. All refer to each other by index into
 * the arrays here, never by pointer; strings are ids of one intern table.
 *
 * Feeding. The collection knows no store: someone calls cst_collection_add once
 * a document, in any order, then cst_collection_finish, which sorts documents by
 * id. From then on nothing depends on the order in which they came. Whoever has
 * the documents (engine/ over the store, a test, a program that imports) makes
 * the calls.
 *
 * Memory. All of it lies in the arena that the caller gives and goes with it,
 * but for what grows while documents are added; nothing of a cst_collected is
 * kept. Cost: linear in the records, one hash
 * look-up a string. Errors: CST_NOMEM; CST_ARG where a record refers to one that
 * is not there. After a failure the collection is of no use. */
#ifndef CST_INCIDENT_COLLECTION_H
#define CST_INCIDENT_COLLECTION_H

#include "base/base.h"

/* ------------------------------------------------------- what was read */

/* A run of elements of another array. */
typedef struct cst_slice {
    uint32_t first, n;
} cst_slice;

/* Who says it. name 0: the outlet in its own voice. */
typedef struct cst_said {
    cst_sym name, type, side;
    cst_slice via; /* of collection.names */
} cst_said;

/* As cst_date. from == to == 0: not known, or the year is open (month > 0). */
typedef struct cst_when {
    cst_day from, to;    /* to == 0 with from: still going on */
    int8_t month, mday;  /* as stated where the year is open, mday 0 = none */
    uint8_t basis;       /* cst_basis */
    bool present;
} cst_when;

/* What several sites saw within so many days may be told as one; longer, it is a
 * campaign. */
#define CST_SERIES_DAYS 3

static inline bool cst_when_few_days(const cst_when *d)
{
    return d->present && d->from && d->to && d->to - d->from <= CST_SERIES_DAYS;
}

/* As cst_place. */
typedef struct cst_spot {
    cst_sym name, id, precision; /* 0 = none */
    cst_slice in;                  /* of collection.names, nearest first */
    float lat, lon;
    float radius_km;             /* < 0: unknown */
    bool present, has_point;
} cst_spot;

/* One who did it. */
typedef struct cst_doer {
    cst_sym name, actor, certainty;
    cst_said according_to;
} cst_doer;

typedef struct cst_coll_document {
    char id[17];
    cst_sym outlet, language;
    cst_slice credits; /* of collection.names */
    cst_interval published, updated; /* from == to == 0: not known */
    uint32_t group;  /* index of its syndication group, or CST_NONE */
    cst_slice events, harms, damages, shingles;
} cst_coll_document;

typedef struct cst_coll_event {
    uint32_t document;  /* index */
    uint32_t label;     /* e1 is 0: index among the events of the document */
    uint32_t incident;  /* index, set by linking; until then CST_NONE */
    cst_sym type;
    cst_when date;
    cst_spot place;
    cst_slice doers;            /* of collection.doers */
    cst_slice targets, weapons; /* of collection.names */
    cst_slice aimed;            /* of collection.names: the actor of each target,
                                   0 = none */
    cst_slice claimed_by;
    cst_said claimant;
    cst_stance stance;
    cst_span trigger;   /* first evidence; with document and type its key */
    uint64_t words;     /* hash of the words of all its evidence, 0 = none */
} cst_coll_event;

typedef struct cst_coll_harm {
    uint32_t document, label; /* h1 is 0 */
    uint32_t event; /* index into collection.events, or CST_NONE */
    cst_sym kind;
    cst_qualifier qualifier;
    int64_t value, value2;   /* -1 = none */
    cst_sym status, group, person, actor;
    bool total, some;
    uint32_t part_of, superseded_by; /* into collection.harms, or CST_NONE */
    cst_when period;
    cst_spot area;
    cst_interval as_of;
    cst_said claimant;
    cst_stance stance;
    cst_span count;     /* words of the count; empty = none */
    cst_span evidence;  /* the first */
} cst_coll_harm;

typedef struct cst_coll_damage {
    uint32_t document, label;
    uint32_t event;
    cst_sym object, class_, degree;
    cst_said claimant;
    cst_stance stance;
    cst_span evidence;
} cst_coll_damage;

/* ---------------------------------------------------------- what it means */

/* Documents that carry one wire text, wholly or nearly. */
typedef struct cst_syndication {
    cst_slice documents; /* of incidents.members; two or more, ascending */
} cst_syndication;

/* What is compared between two events; each has a weight in the configuration
 * (docs/INCIDENTS.md says how each is measured). */
typedef enum cst_feature {
    CST_FEATURE_TYPE,
    CST_FEATURE_DATE,
    CST_FEATURE_PLACE,
    CST_FEATURE_PERPETRATOR,
    CST_FEATURE_TARGET,
    CST_FEATURE_WEAPON,
    CST_FEATURE_TOLL,
    CST_FEATURE_SOURCE, /* same wire text, or the same claimant */
    CST_FEATURE_COUNT
} cst_feature;

/* Why two events were joined, or nearly. */
typedef enum cst_verdict {
    CST_LINK_JOINED,   /* this link joined two groups of events */
    CST_LINK_NEAR,     /* likely, but below the threshold */
    CST_LINK_BARRED    /* above it, but something forbids it: see bar */
} cst_verdict;

typedef enum cst_bar {
    CST_BAR_NONE,
    CST_BAR_DOCUMENT,  /* one document tells them apart */
    CST_BAR_LASTING,   /* a campaign and one happening */
    CST_BAR_DATE,      /* their days cannot be one */
    CST_BAR_PLACE      /* their places cannot be one */
} cst_bar;

typedef struct cst_link {
    uint32_t a, b;   /* events */
    cst_verdict verdict;
    cst_bar bar;
    float score;     /* average over the groups joined, else of the two */
    float part[CST_FEATURE_COUNT]; /* of the two; their sum, with the
                                      configuration's base, is their score */
} cst_link;

typedef struct cst_incident {
    char id[17];     /* stays while its first event (by key) stays in it */
    cst_sym type;
    cst_when date;
    cst_spot place;
    bool lasting;    /* a campaign, siege, period: covers others, has totals */
    uint32_t parent; /* index, or CST_NONE */
    uint32_t sum;    /* the harm that alone tells of it, or CST_NONE; hangs on
                        no event, and then neither is there one of the incident */
    cst_slice events;  /* of incidents.members: indexes of events, ascending;
                        none where it is only the parent of others */
    cst_slice covers;  /* of incidents.members: incidents that happened within
                        this campaign or series; their tolls are parts of its */
    cst_slice links;   /* of incidents.links: joined, near, barred */
} cst_incident;

/* A toll over several happenings that no incident carries: a harm with scope
 * total whose event is not told. */
typedef struct cst_total {
    uint32_t harm;
    cst_slice covers; /* of incidents.members: incidents */
} cst_total;

/* A date whose year only the collection tells. */
typedef struct cst_resolved {
    uint32_t event, harm; /* one is CST_NONE; of a harm: its period */
    cst_day from, to;
} cst_resolved;

typedef struct cst_incidents {
    CST_VEC(cst_incident) at;        /* in order of id */
    CST_VEC(cst_syndication) groups; /* in order of their first document */
    CST_VEC(cst_link) links;
    CST_VEC(cst_total) totals;
    CST_VEC(cst_resolved) resolved;
    CST_VEC(uint32_t) members;
} cst_incidents;

typedef struct cst_collection {
    cst_arena *arena;
    cst_intern strings;
    CST_VEC(cst_coll_document) documents; /* finished: in order of id */
    CST_VEC(cst_coll_event) events;       /* of a document together, in order */
    CST_VEC(cst_coll_harm) harms;
    CST_VEC(cst_coll_damage) damages;
    CST_VEC(cst_doer) doers;
    CST_VEC(cst_sym) names;
    CST_VEC(uint32_t) shingles;           /* of a document: ascending; gone
                                             once texts were compared */
    cst_incidents incidents;              /* filled by linking */
    struct cst_feed { /* what grows while documents are added */
        cst_buf events, harms, damages, shingles;
    } feed;
} cst_collection;

/* ---------------------------------------------------------------- feeding */

/* One document, borrowed for the call. info: id, outlet, credits, published and
 * updated are looked at. */
typedef struct cst_collected {
    const cst_document_info *info;
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n_events, n_harms, n_damages;
    const uint64_t *event_words; /* one an event (cst_words_hash), or NULL */
    const uint32_t *shingles;    /* of its text (incident/shingles.h): ascending,
                                    without doubles; or NULL */
    size_t n_shingles;
} cst_collected;

/* Free with cst_collection_free, before the arena. */
cst_status cst_collection_init(cst_collection *c, cst_arena *arena);
void cst_collection_free(cst_collection *c);
/* Incidents (those marked; only NULL: all) by day, then id: the first day, or else
 * the last; those without a day come last. NULL without memory. */
const uint32_t *cst_incidents_by_day(const cst_collection *c, const bool *only,
                                     cst_arena *arena, size_t *n);
cst_status cst_collection_add(cst_collection *c, const cst_collected *document);
/* Sort by id; of two documents with one id the first added stays. */
cst_status cst_collection_finish(cst_collection *c);

static inline cst_str cst_coll_str(const cst_collection *c, cst_sym s)
{
    return cst_intern_str(&c->strings, s);
}

#endif
