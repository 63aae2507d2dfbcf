/* cli/records: records of other makers, JSON in, structs of constat.h out. */
#ifndef CST_CLI_RECORDS_H
#define CST_CLI_RECORDS_H

#include "constat/constat.h"

#include <jansson.h>

/* What to say of a line: it cannot stand, or (skipped) something in it. */
typedef void (*cli_line_fn)(void *user, size_t line, const char *text);

/* The records of one document, as they are gathered. What is borrowed from JSON
 * lives until cli_records_reset. */
typedef struct cli_records {
    cli_line_fn tell;
    void *user;
    size_t line; /* of what is being read */
    struct cli_kept *kept;
    bool open; /* a document line was read and its records follow */
    size_t document_line;
    cst_document_info info;
    cst_str name; /* what its maker calls it */
    const char **also;
    size_t n_also;
    cst_event *events;
    cst_harm *harms;
    cst_damage *damages;
    size_t n_events, n_harms, n_damages;
    size_t cap_events, cap_harms, cap_damages;
    cst_note *notes;
    size_t n_notes, cap_notes;
    cst_quote *quotes;
    size_t n_quotes, cap_quotes;
    /* line and own name of each record, by kind; references by name */
    struct cli_named *named[CST_RECORD_DAMAGE + 1];
    size_t cap_named[CST_RECORD_DAMAGE + 1];
    bool marked_up; /* some quote has another readable form */
    cst_record_kind kind;
    bool is_note;
    bool failed; /* memory */
} cli_records;

void cli_records_init(cli_records *r, cli_line_fn tell, void *user);
void cli_records_reset(cli_records *r);
/* What a line is; nothing is kept of it. CLI_LINE_BAD was told. */
typedef enum cli_line_kind {
    CLI_LINE_BAD,
    CLI_LINE_DOCUMENT,
    CLI_LINE_RECORD,
    CLI_LINE_NOTE,
    CLI_LINE_OTHER /* incidents and what belongs to no document */
} cli_line_kind;
/* Read a line of JSON; *out is to be given to cli_records_add or freed. */
cli_line_kind cli_records_parse(cli_records *r, const char *text, size_t n,
                                size_t line, json_t **out);
/* Take it (a note only if it is about the document at hand); false and told if it
 * cannot stand. Takes object over. */
bool cli_records_add(cli_records *r, json_t *object);
/* All lines of the document are read: names become indexes. */
void cli_records_resolve(cli_records *r);
/* What was gathered, for cst_document_from; good until cli_records_reset. */
cst_given cli_records_given(const cli_records *r);
/* The line of a record, for messages. */
size_t cli_records_line(const cli_records *r, cst_record_kind kind,
                        uint32_t index);

#endif
