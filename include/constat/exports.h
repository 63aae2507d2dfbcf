/* The exports section of constat.h, which includes it: what a store holds, in the
 * forms that other programs read. Conventions and status are those of constat.h. */
#ifndef CONSTAT_EXPORTS_H
#define CONSTAT_EXPORTS_H

#include "constat/constat.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cst_export_options {
    size_t size;          /* = sizeof *this */
    const char *data_dir; /* as in cst_link_options */
    const char *format;   /* one of cst_export_formats */
    const char *codebook, *strategy; /* as in cst_link_options; NULL in a format
                             of another dataset's codes: that dataset's own */
    /* What is exported. Of several words with commas one must fit; NULL = all. */
    cst_day from, to;     /* incidents that may lie between the two days, both
                             included; 0 = open. An undated one is left out. */
    const char *area;     /* name of the place or of what contains it, however
                             accents and case are written; or its id */
    const char *kind;     /* of harm: killed, injured, ... */
    const char *status;   /* single_source, corroborated, contested, denied */
    uint32_t redact;      /* CST_REDACT_* */
    /* Formats of codes: further parties, a store of places in place of ours. */
    const char *const *actors;
    size_t n_actors;
    const char *gazetteer;
} cst_export_options;

/* What is blackened wherever text is given; hashes and offsets stay, so that who
 * holds the sources can check. See cst_store_redact. */
enum {
    CST_REDACT_VICTIMS = 1,  /* names of the harmed */
    CST_REDACT_WITNESSES = 2 /* names of witnesses who speak */
};

typedef struct cst_export_report {
    uint64_t documents, incidents, claims; /* exported: harms and damages */
} cst_export_report;

/* The next bytes of a file; the name is relative, and another one ends the file
 * before. Non-zero ends the export with CST_IO. */
typedef int (*cst_export_fn)(void *user, const char *name, const char *bytes,
                             size_t n);

/* From here on names are blackened in what cst_store_document, cst_store_paths,
 * cst_store_export and cst_dossier_link give of this handle; what is written to
 * the store is not. All documents are looked at for names; one that is stored
 * later is not. A document keeps its id, hashes and offsets; the quote of a span
 * is its readable text, and there are no payload bytes. Names that cannot be
 * told from other words are in docs/EXPORTS.md. whom 0 undoes it. Errors as
 * cst_store_link. */
CST_API CST_NODISCARD cst_status cst_store_redact(cst_store *store,
                                                  uint32_t whom,
                                                  const char *data_dir,
                                                  cst_error *error);
/* CST_REDACT_* of what is blackened in a document; 0 = nothing. */
CST_API uint32_t cst_document_redacted(const cst_document *doc);
/* Did memory run out while names in what it gave were blackened? Nothing was
 * given in their place then. */
CST_API bool cst_document_failed(const cst_document *doc);
/* By which who holds the payload can tell that a quote with blackened names is
 * the one that stood there, while others cannot guess the names by it: SHA-256 of
 * key and quote, where key is the SHA-256 in hexadecimal digits of the line
 * "constat seal" with its end and the payload, followed by a line end. False if
 * nothing in the span is blackened. */
CST_API bool cst_document_seal(const cst_document *doc, cst_span span,
                               char out[65]);

/* SHA-256 of the readable text as it is without blocks, in hexadecimal digits. */
CST_API void cst_document_text_sha256(const cst_document *doc, char out[65]);

/* Names of the formats, NULL at the end; *folder: it gives several files. */
CST_API const char *cst_export_format(size_t index, bool *folder);

/* Link the documents of a store as cst_store_link does and give what is chosen
 * in a format. The
 * incidents are kept if the store is open to write. The same documents and options give
 * the same bytes. report may be NULL. Errors as cst_store_link; CST_NOTFOUND also
 * for a format or a value that is none. Documents are held one at a time, their
 * claims (about a kilobyte a document) all at once. */
CST_API CST_NODISCARD cst_status cst_store_export(
    cst_store *store, const cst_export_options *options, cst_export_fn fn,
    void *user, cst_export_report *report, cst_error *error);

/* What the chosen incidents come to together: documented counts by kind, no
 * estimates. Campaigns and what covers other incidents are counted apart. As text
 * or one JSON line; options->format is not looked at. Errors as
 * cst_store_export. */
CST_API CST_NODISCARD cst_status cst_store_totals(
    cst_store *store, const cst_export_options *options, cst_format format,
    cst_write_fn write_fn, void *user, cst_error *error);

#ifdef __cplusplus
}
#endif
#endif
