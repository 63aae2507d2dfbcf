/* engine: the pipeline that joins the stages and implements constat.h. */
#ifndef CST_ENGINE_H
#define CST_ENGINE_H

#include "annotate/gazetteer.h"
#include "claim/claim.h"
#include "incident/toll.h"
#include "present/redact.h"
#include "store/store.h"

struct cst_engine {
    const cst_allocator *allocator;
    cst_arena arena; /* packs, tables, gazetteer */
    cst_pack *pack;
    cst_registry *actors;
    cst_gazetteer *gazetteer;
    cst_claim_tables *tables;
    const cst_clean_tables *clean;
    const cst_segment_tables *segment;
    const struct cst_html_cues *html;
    cst_str language;
    const cst_codebook *book; /* NULL: counts have no low and high */
};

struct cst_worker {
    const cst_engine *engine;
    cst_cascade *cascade;
    cst_arena scratch; /* tokens and units of the part being read */
    cst_trace_fn trace;
    void *trace_user;
    bool near_; /* the trace also tells what came near */
    const cst_document *tracing; /* document being read, for spans */
};

struct cst_document {
    const cst_allocator *allocator;
    cst_arena arena;
    cst_str language;
    cst_payload payload;
    cst_layout layout;
    cst_records records;
    cst_document_info info;
    CST_VEC(cst_note) notes;
    bool stand_in; /* the payload holds what was quoted of it alone */
    struct cst_blackened *blackened; /* NULL: all is told */
};

/* What a document holds beside its text once names in it are blackened. */
typedef struct cst_blackened {
    cst_arena *arena; /* of the document; for texts with blocks */
    uint32_t whom;    /* CST_REDACT_* */
    cst_str raw;      /* the payload as it is, for seals alone */
    char key[65];     /* see cst_document_seal */
    char text[65];    /* SHA-256 of the text as it was */
} cst_blackened;

/* A path of four pieces; NULL without memory. */
char *cst_data_path(cst_arena *arena, const char *a, const char *b,
                    const char *c, const char *d);
/* A table as a whole. CST_IO, CST_NOMEM. */
cst_status cst_data_read(cst_arena *arena, const char *path, cst_error *error,
                         cst_str *text);
#define CST_CODEBOOK_DEFAULT "plain"
/* A codebook of the data folder; NULL is the default. CST_NOTFOUND, CST_SYNTAX. */
cst_status cst_data_codebook(cst_arena *arena, const char *data_dir,
                             const char *name, cst_error *error,
                             const cst_codebook **out);

/* Tokens, sentences and records of a cleaned document, part by part; given is
 * the day of publication that the caller states, or 0. */
cst_status cst_read_parts(cst_worker *w, cst_document *d, uint32_t stop,
                          cst_day given);
void cst_document_note(cst_document *d, int64_t offset, const char *code,
                       const char *text);

/* Mark what the pages of the document's site share as boilerplate: the prose
 * (once its records are read), or the rest (before). repeats may be NULL.
 * CST_NOMEM. */
cst_status cst_repeats_drop(const cst_repeats *repeats, cst_document *d,
                            bool prose);

/* Text and map of a payload that was read before. format: CST_INPUT_*. */
cst_status cst_document_decode(cst_document *d, cst_str raw, uint32_t format);

/* A document of the store with what the store says of it. CST_NOTFOUND. */
cst_status cst_stored_document(cst_store *store, const char *id,
                               cst_stored *stored, cst_document **doc);
/* Blacken the names that the store hides (store.h) in what was loaded from it. */
cst_status cst_redact_loaded(cst_redact *r, cst_document *d);
cst_status cst_redact_linked(cst_redact *r, cst_collection *c);
/* What a store hides, NULL = nothing. */
cst_redact *cst_store_redaction(const cst_store *store);

/* Write such a document with all the paths that the store knows of it. */
cst_status cst_stored_write(const cst_stored *stored, const cst_document *doc,
                            const cst_writer_options *options,
                            cst_write_fn write_fn, void *user);

/* A cst_case_fn whose user is a worker: the text is read as a report. */
cst_status cst_case_records(void *user, cst_arena *arena, cst_case *k,
                            cst_buf *found);

/* Every document of a store into a collection, finished. */
cst_status cst_store_collect(cst_store *store, cst_collection *c,
                             cst_error *error);

/* Load the tables of a format of codes into x, or nothing; x->arena holds them.
 * Errors of cst_data_read, CST_SYNTAX. Close in any case. */
struct cst_export;
cst_status cst_export_tables(struct cst_export *x);
void cst_export_tables_close(struct cst_export *x);

/* A linked store while its incidents are at hand. scratch is free for use. */
typedef struct cst_linked {
    cst_arena keep, scratch;
    cst_link_settings settings;
    cst_toll_options toll_options;
    cst_collection c;
    cst_tolls tolls;
} cst_linked;
typedef cst_status (*cst_linked_fn)(void *user, cst_linked *l);
/* Link the documents of a store, keep the incidents if it is open to write, and
 * call fn with them. Errors of cst_store_link, and what fn gives. */
cst_status cst_store_linked(cst_store *store, const cst_link_options *options,
                            cst_linked_fn fn, void *user, cst_error *error);

#endif
