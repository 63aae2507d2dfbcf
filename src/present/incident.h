/* present/incident: how the tolls of an incident are written. */
#ifndef CST_PRESENT_INCIDENT_H
#define CST_PRESENT_INCIDENT_H

#include "incident/toll.h"
#include "present/present.h"

/* The members of an incident's JSON object from "independent_sources" on. */
void cst_json_assessment(cst_out *o, const cst_collection *c,
                         const cst_tolls *tolls, size_t incident);

/* Why a grade is proposed: a short English clause, static. */
const char *cst_grade_reason(cst_grade grade);
/* What was done with a claim, likewise. */
const char *cst_use_reason(cst_use use);
/* What the strategy takes as best, likewise. */
const char *cst_strategy_reason(cst_strategy strategy);
/* "h3" of a harm: its letter and number. */
void cst_out_harm(cst_out *o, const cst_collection *c, uint32_t harm);

#endif
