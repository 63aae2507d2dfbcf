/* incident/linker: what the steps of linking share. Internal.
 *
 *   profile   events to what is compared of them; denials and rival versions of
 *             one document to the event that they speak of: a node
 *   compare   two nodes, level by level, in bits
 *   block     pairs of nodes that are worth comparing
 *   cluster   nodes to incidents, the likeliest first, under what is barred
 *   derive    type, date, place
 *   series    parents of attacks at several sites, out of one report
 *   joint     the same out of several reports
 *   cover     what a campaign or a total is made of
 *
 * All tables of a run lie in scratch and go with it; only what cst_incidents
 * holds goes into the arena of the collection. */
#ifndef CST_INCIDENT_LINKER_H
#define CST_INCIDENT_LINKER_H

#include "incident/collection.h"
#include "incident/settings.h"

/* How exactly a place is known, as compared; ascending. */
enum {
    CST_AT_UNKNOWN,
    CST_AT_POINT,
    CST_AT_NEIGHBOURHOOD,
    CST_AT_SETTLEMENT,
    CST_AT_DISTRICT,
    CST_AT_PROVINCE,
    CST_AT_COUNTRY,
    CST_AT_COUNT
};

typedef struct cst_toll {
    cst_sym kind;
    int64_t value, low, high;
} cst_toll;

/* A node: one event, with the denials and rival versions of its document. */
typedef struct cst_profile {
    uint32_t event;     /* that speaks for all */
    uint32_t document, group;
    cst_slice events;     /* of linker.members */
    cst_sym place, place_id, claimant; /* of linker.folded */
    cst_slice in, doers, targets, weapons; /* of linker.words; ascending, but in */
    cst_slice tolls;
    uint64_t words;
    cst_day from, to;
    cst_day told; /* day of publication, 0 = not known */
    double lat, lon, radius;
    uint8_t type, at;
    bool lasting, dated, rough, inferred, placed, has_point;
    bool joint; /* carries a toll over several happenings of its document */
} cst_profile;

/* A pair that was compared and may be one. */
typedef struct cst_pair {
    uint32_t a, b; /* nodes, a < b */
    float score;
} cst_pair;

typedef struct cst_linker {
    cst_collection *c;
    const cst_link_settings *s;
    cst_arena *scratch;
    cst_intern folded;
    cst_sym *folded_of; /* by string of the collection; CST_NONE = not yet */
    cst_sym precision[CST_AT_COUNT];
    CST_VEC(cst_profile) nodes; /* in order of event: document id, label */
    CST_VEC(uint32_t) members;
    CST_VEC(cst_sym) words;
    CST_VEC(cst_toll) tolls;
    CST_VEC(cst_pair) pairs;    /* by a, then b */
    uint32_t *cluster;          /* by node: its cluster's first node */
} cst_linker;

typedef struct cst_match {
    float part[CST_FEATURE_COUNT];
    float score;
    cst_bar bar;
} cst_match;

cst_status cst_link_profiles(cst_linker *l);
cst_sym cst_link_fold(cst_linker *l, cst_sym name);
void cst_link_compare(const cst_linker *l, const cst_profile *a,
                      const cst_profile *b, cst_match *out);
/* Is this the node's place, or named as what contains it? */
bool cst_link_lies_in(const cst_linker *l, const cst_profile *p, cst_sym place);
/* How far in kilometres; both must have a point. */
double cst_link_distance(const cst_profile *a, const cst_profile *b);
cst_status cst_link_pairs(cst_linker *l);
cst_status cst_link_cluster(cst_linker *l);
cst_status cst_link_derive(cst_linker *l);
/* Sort the incidents by id and tell each event its own. */
void cst_link_number(cst_linker *l);
/* Attacks at several sites that a document sums up get a parent. */
cst_status cst_link_series(cst_linker *l);
cst_status cst_link_joint(cst_linker *l);
/* Campaigns and totals to the incidents within them. */
cst_status cst_link_cover(cst_linker *l);
/* Are two types of one kind of happening, so that they may be one attack's? */
bool cst_link_akin(const cst_linker *l, cst_sym a, cst_sym b);
/* 16 digits and a NUL. */
void cst_link_put_id(char *out, uint64_t hash);

#endif
