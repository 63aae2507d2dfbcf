/* The dossier section of constat.h, which includes it: pages of documents and
 * incidents. Conventions, status and strings are those of constat.h. */
#ifndef CONSTAT_DOSSIER_H
#define CONSTAT_DOSSIER_H

#include "constat/constat.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Pages that lead from each number to the words that say it: a first page
 * ("index.html"), lists of all documents and of all events ("reports.html",
 * "events.html", "events-2.html" ...), a search ("search.html"), one page a
 * document ("documents/ID.html") and, of a store, one an incident; and their
 * styles ("style.css" ...). They open from disk, load nothing but these and run
 * only their own scripts; what a document holds is shown and never obeyed. The same documents in the same order give the same
 * bytes. */
typedef struct cst_dossier cst_dossier;

/* Quotes and paragraphs that tell of deaths, injuries, sexual violence, torture
 * or children may be covered until a reader opens them: on the screen alone, or
 * on paper too. */
typedef enum cst_cover {
    CST_COVER_NONE,
    CST_COVER_SCREEN,
    CST_COVER_ALWAYS
} cst_cover;

typedef struct cst_dossier_options {
    size_t size;
    const char *ui;    /* language of headings and buttons; NULL = "en" */
    const char *title; /* of the first page; NULL = a word for it */
    cst_cover cover;
    const cst_allocator *allocator; /* NULL = malloc */
} cst_dossier_options;

/* One whole file of the dossier; the name is relative, with "/" . Non-zero ends
 * the call that is being made with CST_IO. */
typedef int (*cst_file_fn)(void *user, const char *name, const char *bytes,
                           size_t n);

/* CST_NOTFOUND if the pages have no words in that language. options may be
 * NULL. */
CST_API CST_NODISCARD cst_status cst_dossier_new(
    const cst_dossier_options *options, cst_file_fn file_fn, void *user,
    cst_dossier **dossier);
/* A document; one with the bytes of an earlier one is passed over. also: further
 * paths of the same payload. Nothing of doc is kept. */
CST_API CST_NODISCARD cst_status cst_dossier_add(cst_dossier *dossier,
                                                 const cst_document *doc,
                                                 const char *const *also,
                                                 size_t n_also);
/* An input that gave no document. */
CST_API CST_NODISCARD cst_status cst_dossier_note(cst_dossier *dossier,
                                                  const char *path,
                                                  const char *code,
                                                  const char *text);
/* The first page. After this only cst_dossier_free. */
CST_API CST_NODISCARD cst_status cst_dossier_finish(cst_dossier *dossier);
CST_API void cst_dossier_free(cst_dossier *dossier);

#ifdef __cplusplus
}
#endif
#endif
