/* present: incidents on paper. */
#ifndef CST_PRESENT_INCIDENTS_H
#define CST_PRESENT_INCIDENTS_H

#include "incident/sums.h"
#include "present/present.h"

/* One JSON object with its line end. */
void cst_jsonl_incident(cst_out *o, const cst_collection *c,
                        const cst_tolls *tolls, uint32_t incident);
/* Its members alone, into an object that is open. */
void cst_jsonl_incident_members(cst_out *o, const cst_collection *c,
                                const cst_tolls *tolls, uint32_t incident);
void cst_jsonl_syndication(cst_out *o, const cst_collection *c, uint32_t group);
/* A line or two for a person. */
void cst_table_incident(cst_out *o, const cst_collection *c,
                        const cst_tolls *tolls, uint32_t incident);

#endif
