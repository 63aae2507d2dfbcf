/* present/page_incident: the pages of a dossier that are about incidents.
 *
 * Takes the collection, its tolls, and what the dossier kept of each document;
 * gives a whole page of one incident, and its row on the first page. */
#ifndef CST_PAGE_INCIDENT_H
#define CST_PAGE_INCIDENT_H

#include "present/incident.h"
#include "present/outlines.h"
#include "present/page.h"

/* What is kept of a document that was added. */
typedef struct cst_told {
    char id[17];
    cst_str title, outlet, path, language;
    const cst_str *events, *harms; /* the words of their first evidence */
    size_t n_events, n_harms;
} cst_told;

typedef struct cst_incident_view {
    const cst_collection *c;
    const cst_tolls *tolls;
    const cst_told *const *told; /* by document of the collection; may be NULL */
    const cst_outlines *outlines; /* for its map; may be NULL */
    uint32_t at; /* the incident */
} cst_incident_view;

static inline const cst_incident *cst_view_incident(const cst_incident_view *v)
{
    return &v->c->incidents.at.at[v->at];
}

static inline const cst_assessment *cst_view_assessment(
    const cst_incident_view *v)
{
    return &v->tolls->of[v->at];
}

/* previous and next: ids of its neighbours, or "". */
void cst_page_incident(cst_page *p, const cst_incident_view *v,
                       const char *previous, const char *next);

/* Its name, and the stated range of each kind that has one. */
void cst_page_incident_title(cst_page *p, const cst_incident_view *v);
void cst_page_incident_tolls(cst_page *p, const cst_incident_view *v);

/* Parts of the page, in files of their own. */
void cst_page_incident_claims(cst_page *p, const cst_incident_view *v);
void cst_page_incident_history(cst_page *p, const cst_incident_view *v);
void cst_page_incident_how(cst_page *p, const cst_incident_view *v);
/* Records that others made may hold any coordinates. */
bool cst_spot_on_globe(const cst_spot *s);
void cst_page_incident_map(cst_page *p, const cst_incident_view *v);

/* Shared by them. */
void cst_put_sym(cst_page *p, const cst_incident_view *v, cst_sym s);
/* Who speaks: a claimant, or an outlet itself. */
void cst_put_voice(cst_page *p, const cst_incident_view *v, uint32_t source);
void cst_put_report_link(cst_page *p, const cst_incident_view *v,
                         uint32_t document, char letter, uint32_t label);
cst_str cst_say_claim(cst_page *p, const cst_coll_harm *h);
/* "12", "12 to 19", "12 or more", "up to 19", or that it is not told. */
cst_str cst_say_range(cst_page *p, int64_t low, int64_t high, bool open);
/* Words of a document, quoted in its language; nothing if there are none.
 * sensitive: to be covered if the user asks for it. */
void cst_incident_words(cst_page *p, const cst_told *told, const char *before,
                        cst_str words, bool sensitive);

#endif
