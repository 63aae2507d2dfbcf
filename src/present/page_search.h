/* present/page_search: what a dossier can be searched for, and the page that
 * searches. */
#ifndef CST_PAGE_SEARCH_H
#define CST_PAGE_SEARCH_H

#include "present/page_incident.h"
#include "present/search.h"

/* A report with its claims and its words. */
void cst_page_search_document(cst_page *p, cst_search *s);
void cst_page_search_incident(cst_page *p, cst_search *s,
                              const cst_incident_view *v);
/* The whole page. */
void cst_page_search(cst_page *p, cst_search *s);

#endif
