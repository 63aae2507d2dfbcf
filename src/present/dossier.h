/* present/dossier: what is kept between the calls that make a dossier. */
#ifndef CST_PRESENT_DOSSIER_H
#define CST_PRESENT_DOSSIER_H

#include "present/page_search.h"

#define NO_DAY INT32_MAX /* sorts last */

/* An element of a list: the row of a report, an event. */
typedef struct fragment {
    cst_day day;
    uint32_t serial;
    size_t begin, n; /* in the buffer of its list */
} fragment;

typedef CST_VEC(fragment) fragments;

struct cst_dossier {
    const cst_allocator *allocator;
    cst_file_fn file_fn;
    void *user;
    cst_arena arena;   /* words, ids, fragments */
    cst_arena scratch; /* of one page */
    const cst_ui *ui;
    bool redacted; /* names in its documents are blackened */
    cst_cover cover;
    cst_str policy, overview_policy, title;
    cst_intern ids;
    cst_buf rows, events, incidents, unread;
    CST_VEC(const cst_told *) told; /* in the order of ids */
    fragments row_list, event_list;
    cst_search search;
    size_t n_documents, n_events, n_harms, n_damages, n_unread, n_incidents;
    cst_buf page;       /* of the last document, not yet handed over */
    size_t nav_at;      /* where the links to its neighbours go */
    char id[17], previous[17];
    bool finished;
};

cst_status cst_dossier_hand_over(cst_dossier *d, const char *name,
                                 cst_str bytes);
/* Hand over the page of the last document. */
cst_status cst_dossier_flush(cst_dossier *d);
/* Keep of a document what the pages of incidents quote. */
cst_status cst_dossier_tell(cst_dossier *d, const cst_page *p);
/* Write a page of each incident, after all documents were added and before the
 * first page. All are borrowed for the call; outlines may be NULL. */
cst_status cst_dossier_incidents(cst_dossier *d, const cst_collection *c,
                                 const cst_tolls *tolls,
                                 const cst_outlines *outlines,
                                 const char *codebook);


/* Lists that may fill several pages. Write reports.html, events.html and the
 * pages that follow them. Events are brought into the order of their days. */
cst_status cst_dossier_lists(cst_dossier *d, cst_page *p);
/* Write search.html. */
cst_status cst_dossier_search(cst_dossier *d, cst_page *p);
/* Those of page number at, as a section. */
void cst_dossier_reports(cst_dossier *d, cst_page *p, size_t at);
void cst_dossier_events(cst_dossier *d, cst_page *p, size_t at);
/* Inputs that gave no report; nothing if there are none. */
void cst_dossier_unread(cst_dossier *d, cst_page *p);

#endif
