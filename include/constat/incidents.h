/* The incidents section of constat.h, which includes it: what several reports say
 * of one happening. Conventions, status and strings are those of constat.h. */
#ifndef CONSTAT_INCIDENTS_H
#define CONSTAT_INCIDENTS_H

#include "constat/constat.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Events of several documents that are one happening. Linking looks at all
 * documents of a store at once; docs/INCIDENTS.md says what is compared. */
typedef struct cst_link_options {
    size_t size;          /* = sizeof *this */
    const char *data_dir; /* holds incident/link.tsv and codebooks/ */
    cst_format format;    /* of what is printed */
    const char *codebook; /* what vague numbers stand for; NULL = "plain" */
    const char *strategy; /* what is best of several tolls: "latest" (NULL),
                             "majority", "lowest" or "range" */
} cst_link_options;

typedef struct cst_link_report {
    uint64_t documents, events, incidents;
    uint64_t syndicated; /* groups of documents with one wire text */
    uint64_t dated;      /* dates that took their year from other documents */
} cst_link_report;

/* Link the documents of a store that is open to write; its incidents are
 * replaced, in one transaction. write_fn (NULL = nothing is printed) gets them
 * as JSON lines or as a table. report may be NULL. The same documents give the
 * same bytes, in whatever order they were stored. CST_IO, CST_SYNTAX (settings),
 * CST_NOTFOUND (no such codebook or strategy), CST_NOMEM. About linear; a hundred thousand documents take less than a minute
 * and a gigabyte. */
CST_API CST_NODISCARD cst_status cst_store_link(cst_store *store,
                                                const cst_link_options *options,
                                                cst_write_fn write_fn,
                                                void *user,
                                                cst_link_report *report,
                                                cst_error *error);
/* The incidents of the last linking as JSON lines, with the groups of syndicated
 * documents. Nothing if a document was stored since. */
CST_API CST_NODISCARD cst_status cst_store_write_incidents(
    cst_store *store, cst_write_fn write_fn, void *user, cst_error *error);
/* Why an incident is one and what nearly was part of it, for a person to read:
 * the links of the last linking with the bits of each feature. name: its id, or
 * the begin of it. CST_NOTFOUND, CST_LIMIT as in cst_store_find. */
CST_API CST_NODISCARD cst_status cst_store_explain(cst_store *store,
                                                   const char *name,
                                                   cst_write_fn write_fn,
                                                   void *user,
                                                   cst_error *error);
/* A page ("incidents/ID.html") of each incident of a store whose documents were
 * all added to the dossier, before its first page: links them as cst_store_link
 * does, and keeps the incidents if the store is open to write. Errors as there. */
CST_API CST_NODISCARD cst_status cst_dossier_link(cst_dossier *dossier,
                                                  cst_store *store,
                                                  const cst_link_options *options,
                                                  cst_error *error);

#ifdef __cplusplus
}
#endif
#endif
