/* store: every SQL statement there is, by name. Internal. */
#ifndef CST_SQL_H
#define CST_SQL_H

#define CST_SQL_NAMES(X)                                                       \
    X(BEGIN) X(COMMIT) X(ROLLBACK) X(FOREIGN_KEYS) X(SYNC) X(JOURNAL)          \
    X(CHECKPOINT) X(GET_APPLICATION) X(GET_VERSION) X(COUNT_TABLES)            \
    X(SET_APPLICATION) X(SET_VERSION) X(GET_SETTING) X(PUT_SETTING)            \
    X(CHECK_DATABASE) X(CHECK_KEYS) X(HASH_OF) X(PUT_PAYLOAD)                  \
    X(DROP_DOCUMENT) X(REPLACE_SOURCE) X(DROP_REPLACED) X(PUT_SOURCE)          \
    X(PUT_DOCUMENT) X(PUT_CREDIT) X(PUT_ZONE) X(PUT_RECORD) X(PUT_HARM)        \
    X(PUT_DAMAGE) X(PUT_CLAIMANT) X(PUT_HAPPENED) X(PUT_PLACE) X(PUT_PARTY)    \
    X(PUT_EVIDENCE) X(PUT_NAME) X(PUT_NOTE) X(ALL_DOCUMENTS) X(FIND_PATH)      \
    X(FIND_ID) X(ALL_PAYLOADS) X(GET_SOURCES) X(GET_PAYLOAD) X(GET_DOCUMENT)   \
    X(GET_CREDITS) X(GET_ZONES) X(GET_EVENTS) X(GET_HARMS) X(GET_DAMAGES)      \
    X(GET_CLAIMANT) X(GET_HAPPENED) X(GET_PLACE) X(GET_PARTIES)                \
    X(GET_EVIDENCE) X(GET_NAMES) X(GET_NOTES) X(GET_LINES) X(COUNT_RECORDS)

#define CST_SQL_ENUM(name) CST_SQL_##name,
typedef enum cst_sql { CST_SQL_NAMES(CST_SQL_ENUM) CST_SQL_COUNT } cst_sql;

/* The text of a statement. */
const char *cst_sql_text(cst_sql which);

#endif
