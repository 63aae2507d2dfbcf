/* present/incident: how the tolls of an incident are written. */
#ifndef CST_PRESENT_INCIDENT_H
#define CST_PRESENT_INCIDENT_H

#include "incident/toll.h"
#include "present/present.h"

/* The members of an incident's JSON object from "independent_sources" on. */
void cst_json_assessment(cst_out *o, const cst_collection *c,
                         const cst_tolls *tolls, size_t incident);

/* "h3" of a harm: its letter and number. */
void cst_out_harm(cst_out *o, const cst_collection *c, uint32_t harm);

#endif
