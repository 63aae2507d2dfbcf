/* incident/link: a finished collection to incidents.
 *
 * Fills c->incidents, the incident of each event, the group of each document.
 * Call once. The result depends on what the documents say and on the settings,
 * not on the order in which they came; documents that share neither day and
 * place nor a text with others change nothing of what those give.
 *
 * scratch: memory for the time of the call (about twice the collection's); the
 * caller frees it. CST_NOMEM. About N log N: see docs/INCIDENTS.md for what
 * bounds it. */
#ifndef CST_INCIDENT_LINK_H
#define CST_INCIDENT_LINK_H

#include "incident/collection.h"
#include "incident/settings.h"

cst_status cst_collection_link(cst_collection *c, const cst_link_settings *s,
                               cst_arena *scratch);
/* The steps of it, in order. */
cst_status cst_collection_syndicate(cst_collection *c,
                                    const cst_link_settings *s,
                                    cst_arena *scratch);
cst_status cst_collection_date(cst_collection *c, const cst_link_settings *s,
                               cst_arena *scratch);
cst_status cst_collection_join(cst_collection *c, const cst_link_settings *s,
                               cst_arena *scratch);

const char *cst_feature_name(cst_feature feature);
const char *cst_verdict_name(cst_verdict verdict);
const char *cst_bar_name(cst_bar bar);

#endif
