/* cli/records_json: values of records out of JSON. Parts of cli/records. */
#ifndef CST_CLI_RECORDS_JSON_H
#define CST_CLI_RECORDS_JSON_H

#include "records.h"

typedef struct cli_kept {
    struct cli_kept *next;
    json_t *json; /* or NULL, and memory follows */
} cli_kept;

/* The record being read: why it cannot stand, NULL while it can. */
typedef struct jr_reading {
    cli_records *r;
    cst_record_kind kind;
    uint32_t index;
    const char *why;
} jr_reading;

/* Zeroed memory until the reset; NULL sets failed. */
void *jr_keep(cli_records *r, size_t count, size_t size);
/* Room for element n, zeroed. */
bool jr_grow(cli_records *r, void **at, size_t n, size_t *cap, size_t size);
void jr_wrong(jr_reading *x, const char *why);
/* NULL for null. */
json_t *jr_value(json_t *object, const char *key);
cst_str jr_str(jr_reading *x, json_t *object, const char *key);
json_t *jr_object(jr_reading *x, json_t *object, const char *key);
/* Its length; 0 for null. */
size_t jr_list(jr_reading *x, json_t *object, const char *key, json_t **list);
int64_t jr_int(jr_reading *x, json_t *object, const char *key,
               int64_t if_null);
/* A name of a fixed list. */
typedef const char *(*jr_name_fn)(int value);
int jr_name(jr_reading *x, json_t *object, const char *key, jr_name_fn at,
            int last, int if_null);
cst_interval jr_interval(jr_reading *x, json_t *object, const char *key,
                         cst_pub_source *source);
cst_span jr_span(jr_reading *x, json_t *object);
const cst_str *jr_names(jr_reading *x, json_t *object, const char *key,
                        size_t *n);
cst_mention jr_mention(jr_reading *x, json_t *object);
const cst_mention *jr_mentions(jr_reading *x, json_t *object, const char *key,
                               size_t *n);
cst_claimant jr_claimant(jr_reading *x, json_t *object, const char *key);
cst_date jr_date(jr_reading *x, json_t *object, const char *key);
cst_place jr_place(jr_reading *x, json_t *object, const char *key);
const cst_span *jr_evidence(jr_reading *x, json_t *object, size_t *n);
cst_stance jr_stance(jr_reading *x, json_t *object);

#endif
