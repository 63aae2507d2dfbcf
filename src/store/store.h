/* store: what the pipeline needs of the store to give documents back.
 *
 * Takes an id, gives the payload and the records as they were stored, in an
 * arena. Does not decode the payload: that is ingest's. */
#ifndef CST_STORE_H
#define CST_STORE_H

#include "claim/claim.h"
#include "incident/collection.h"

typedef struct cst_stored {
    cst_str bytes;
    bool stand_in;          /* for bytes that nobody has given */
    uint32_t format;        /* CST_INPUT_*, as given when it was read */
    cst_str tail;           /* its JSON line from "sha256" on */
    cst_document_info info; /* path and entry: the first in byte order */
    const char *const *also; /* further paths, NUL-terminated */
    size_t n_also;
    cst_records records;
    const cst_note *notes;
    size_t n_notes;
} cst_stored;

/* CST_NOTFOUND if the store has no such document. */
cst_status cst_stored_load(cst_store *store, cst_arena *arena, const char *id,
                           cst_stored *out);
/* The same without records, zones and credits: enough for the lines. */
cst_status cst_stored_head(cst_store *store, cst_arena *arena, const char *id,
                           cst_stored *out);

/* Metadata and records alone, without payload, paths, zones and notes. */
cst_status cst_stored_facts(cst_store *store, cst_arena *arena, const char *id,
                            cst_stored *out);

/* The JSON lines of the records, in order, each without its end. Non-zero ends
 * the walk. */
typedef int (*cst_line_fn)(void *user, cst_str line, cst_str label);
cst_status cst_stored_lines(cst_store *store, const char *id, cst_line_fn fn,
                            void *user);

/* Every payload, superseded ones too. Non-zero ends the walk. */
typedef int (*cst_each_payload_fn)(void *user, cst_str id, cst_str sha256,
                                   cst_str bytes, bool current, bool stand_in);
cst_status cst_store_each_payload(cst_store *store, cst_each_payload_fn fn,
                                  void *user);
/* What SQLite finds wrong with the file, line by line. */
typedef void (*cst_damage_fn)(void *user, cst_str text);
cst_status cst_store_check_database(cst_store *store, cst_damage_fn fn,
                                    void *user);
cst_status cst_store_count(cst_store *store, const char *id, uint64_t *records,
                           uint64_t *spans);
/* Between the two, all is read as it stands at the first read, whoever writes;
 * and the file is locked once, not for each query. */
cst_status cst_stored_hold(cst_store *store);
cst_status cst_stored_release(cst_store *store);
/* What linking compares of a document's text; empty where it was not stored. */
typedef struct cst_stored_print {
    const uint32_t *shingles;
    const uint64_t *event_words;
    size_t n_shingles, n_event_words;
} cst_stored_print;
cst_status cst_stored_print_load(cst_store *store, cst_arena *arena,
                                 const char *id, cst_stored_print *out);
/* Replace the incidents of the store, in one transaction; line gives the JSON
 * line of one, without its end, valid until the next. */
typedef cst_str (*cst_incident_line_fn)(void *user, uint32_t incident);
cst_status cst_stored_put_incidents(cst_store *store, const cst_collection *c,
                                    cst_incident_line_fn line, void *user);
/* The lines of incidents; documents of groups one after the other (another seq
 * begins another group). */
cst_status cst_stored_incident_lines(cst_store *store, cst_line_fn fn,
                                     void *user);
/* Of an id or its begin (4 digits or more). CST_NOTFOUND, CST_LIMIT. */
cst_status cst_stored_find_incident(cst_store *store, cst_str name,
                                    char id[17]);
/* A cst_link as it was stored. Strings are valid during the call alone. */
typedef struct cst_stored_link {
    cst_str verdict, bar; /* bar.n 0: none */
    double score, part[CST_FEATURE_COUNT];
    cst_str document[2], label[2];
} cst_stored_link;
typedef void (*cst_stored_link_fn)(void *user, const cst_stored_link *link);
cst_status cst_stored_links(cst_store *store, const char *incident,
                            cst_stored_link_fn fn, void *user);
typedef void (*cst_syndicated_fn)(void *user, int64_t seq, cst_str document);
cst_status cst_stored_syndication(cst_store *store, cst_syndicated_fn fn,
                                  void *user);

/* What must not be told of what this handle gives; goes with it. address gives
 * a path as it may be shown, p NULL without memory. */
typedef struct cst_store_filter {
    void *user; /* NULL: all is told */
    cst_str (*address)(void *user, cst_str s);
    void (*release)(void *user);
} cst_store_filter;
void cst_store_set_filter(cst_store *store, const cst_store_filter *filter);
void *cst_store_filter_user(const cst_store *store);

/* Fill *error from the database's last message; returns status. */
cst_status cst_store_fail(cst_store *store, cst_status status,
                          cst_error *error);
bool cst_store_may_write(const cst_store *store);
const cst_allocator *cst_store_allocator(const cst_store *store);

#endif
