/* present/dossier_incidents: the pages of incidents.
 *
 * Of each document that is added the titles and the words of its evidence are
 * kept; once the incidents are known, each gets its page and its place on the
 * first page, oldest first.
 */
#include "present/dossier.h"
#include "present/overview.h"

#define QUOTE_MAX 600u /* bytes: longer evidence points at nothing */

static cst_str kept(cst_dossier *d, cst_str s)
{
    cst_str copy = {NULL, s.n};

    copy.p = s.p ? cst_arena_copy(&d->arena, s.p, s.n) : NULL;
    return copy.p ? copy : (cst_str){NULL, 0};
}

static cst_str first_words(cst_dossier *d, const cst_document *doc,
                           const cst_span *evidence, size_t n)
{
    cst_str words = n ? cst_document_plain(doc, evidence[0])
                      : (cst_str){NULL, 0};

    return words.n && words.n <= QUOTE_MAX ? kept(d, words)
                                           : (cst_str){NULL, 0};
}

cst_status cst_dossier_tell(cst_dossier *d, const cst_page *p)
{
    cst_told *told = CST_NEW(&d->arena, cst_told, 1);
    cst_str *events = CST_NEW(&d->arena, cst_str, p->n_events);
    cst_str *harms = CST_NEW(&d->arena, cst_str, p->n_harms);
    const cst_told **slot = CST_PUSH(&d->arena, &d->told);

    if (!told || !events || !harms || !slot) {
        return CST_NOMEM;
    }
    memcpy(told->id, p->info->id, sizeof(told->id));
    told->title = kept(d, p->info->title);
    told->outlet = kept(d, p->info->outlet);
    told->path = kept(d, p->info->path);
    told->language = kept(d, p->info->language);
    for (size_t i = 0; i < p->n_events; i++) {
        events[i] = first_words(d, p->doc, p->events[i].evidence,
                                p->events[i].n_evidence);
    }
    for (size_t i = 0; i < p->n_harms; i++) {
        harms[i] = first_words(d, p->doc, p->harms[i].evidence,
                               p->harms[i].n_evidence);
    }
    told->events = events;
    told->harms = harms;
    told->n_events = p->n_events;
    told->n_harms = p->n_harms;
    *slot = told;
    return cst_arena_failed(&d->arena) ? CST_NOMEM : CST_OK;
}

/* What was kept of each document of the collection. */
static const cst_told **find_told(cst_dossier *d, const cst_collection *c)
{
    const cst_told **told = CST_NEW(&d->arena, const cst_told *,
                                    c->documents.n);

    for (size_t i = 0; told && i < c->documents.n; i++) {
        cst_sym at = cst_intern_get(&d->ids,
                                    cst_str_of(c->documents.at[i].id));

        told[i] = at && at <= d->told.n ? d->told.at[at - 1] : NULL;
    }
    return told;
}

/* ----------------------------------------------------------------- pages */

static const char *id_of(const cst_collection *c, const uint32_t *order, size_t i)
{
    return i < c->incidents.at.n ? c->incidents.at.at[order[i]].id : "";
}

static cst_status write_one(cst_dossier *d, const cst_incident_view *v,
                            const char *previous, const char *next)
{
    char name[] = "incidents/0123456789abcdef.html";
    cst_page p;

    memset(&p, 0, sizeof(p));
    cst_arena_reset(&d->scratch);
    d->page.n = 0;
    p.out = &d->page;
    p.arena = &d->scratch;
    p.ui = d->ui;
    p.policy = d->policy;
    p.cover = d->cover;
    p.redacted = d->redacted;
    cst_page_incident(&p, v, previous, next);
    cst_page_search_incident(&p, &d->search, v);
    if (d->page.failed || cst_arena_failed(&d->scratch)) {
        return CST_NOMEM;
    }
    memcpy(name + strlen("incidents/"), cst_view_incident(v)->id, 16);
    return cst_dossier_hand_over(d, name, cst_buf_get(&d->page));
}

/* What the first page says of all incidents is written while they are there. */
static cst_status write_overview(cst_dossier *d, const cst_incident_view *v,
                                 const uint32_t *order,
                                 const char *codebook)
{
    cst_overview o = {.outlines = v->outlines, .codebook = codebook};
    uint32_t n = (uint32_t)v->c->incidents.at.n;
    cst_page p;

    cst_arena_reset(&d->scratch);
    CST_TRY(cst_overview_gather(&d->arena, &d->scratch, v, order, n, &o));
    memset(&p, 0, sizeof(p));
    p.out = &d->incidents;
    p.arena = &d->scratch;
    p.ui = d->ui;
    p.base = "";
    cst_page_overview(&p, &o);
    return d->incidents.failed || cst_arena_failed(&d->scratch) ? CST_NOMEM
                                                                : CST_OK;
}

cst_status cst_dossier_incidents(cst_dossier *d, const cst_collection *c,
                                 const cst_tolls *tolls,
                                 const cst_outlines *outlines,
                                 const char *codebook)
{
    cst_incident_view v = {.c = c, .tolls = tolls, .outlines = outlines};
    const uint32_t *order;
    size_t n;

    CST_TRY(cst_dossier_flush(d));
    v.told = find_told(d, c);
    order = cst_incidents_by_day(c, NULL, &d->arena, &n);
    if (!v.told || !order) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        v.at = order[i];
        CST_TRY(write_one(d, &v, i ? id_of(c, order, i - 1) : "",
                          id_of(c, order, i + 1)));
        d->n_incidents++;
    }
    d->page.n = 0; /* the first page comes next */
    return d->n_incidents ? write_overview(d, &v, order, codebook) : CST_OK;
}
