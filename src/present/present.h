/* present: what a read document looks like on paper.
 *
 * Takes documents through the accessors of constat.h, gives bytes to a
 * cst_write_fn. A cst_out collects a document's lines and hands them over in
 * large pieces; errors stick, and are asked for once at the end.
 */
#ifndef CST_PRESENT_H
#define CST_PRESENT_H

#include "base/base.h"

typedef struct cst_out {
    cst_buf buf;
    cst_write_fn write_fn;
    void *user;
    const cst_document *doc; /* for quotes; may be NULL */
    bool io_failed;
    bool comma; /* JSON: a value precedes in this object or list */
} cst_out;

void cst_out_init(cst_out *o, const cst_document *doc, cst_write_fn write_fn,
                  void *user);
/* Hand over what is held if it is much (or all, when forced). */
void cst_out_flush(cst_out *o, bool force);
/* Flush, free, and tell how it went. */
cst_status cst_out_close(cst_out *o);

/* JSON, no white space. A key is NULL inside a list. */
void cst_json_open(cst_out *o, const char *key, char bracket);
void cst_json_close(cst_out *o, char bracket);
void cst_json_null(cst_out *o, const char *key);
void cst_json_int(cst_out *o, const char *key, int64_t v);
/* At most five decimals, no exponent, the same in every locale. */
void cst_json_real(cst_out *o, const char *key, double v);
/* p NULL gives null. Malformed UTF-8 becomes U+FFFD. */
void cst_json_str(cst_out *o, const char *key, cst_str s);
void cst_json_z(cst_out *o, const char *key, const char *z);
void cst_json_bool(cst_out *o, const char *key, bool v);
/* As cst_out_day, in quotes; 0 gives null. */
void cst_json_day(cst_out *o, const char *key, cst_day day);

/* Plain decimal, shared with the tables. */
void cst_out_real(cst_out *o, double v);
/* YYYY-MM-DD */
void cst_out_day(cst_out *o, cst_day day);

/* "redacted":["victims"], or nothing: CST_REDACT_*. */
void cst_json_redacted(cst_out *o, uint32_t whom);

/* header, metadata, text; NULL: none. */
const char *cst_pub_source_name(cst_pub_source source);
/* The document line, by itself, for formats that begin with it. */
void cst_jsonl_document(cst_out *o, const cst_document *doc,
                        const cst_writer_options *options);
/* Its records, of each list those that are marked; NULL: all. */
typedef struct cst_jsonl_only {
    const bool *events, *harms, *damages;
} cst_jsonl_only;
void cst_jsonl_records(cst_out *o, const cst_document *doc,
                       const cst_jsonl_only *only);
/* The members of a record (letter e, h, d) from behind its id on, without its
 * evidence, into an object that is open. Labels are of the document. */
void cst_jsonl_body(cst_out *o, const cst_document *doc, char letter,
                    uint32_t index);
void cst_jsonl_write(cst_out *o, const cst_document *doc,
                     const cst_writer_options *options);
void cst_jsonl_note(cst_out *o, cst_str path, cst_str entry, int64_t offset,
                    const char *code, cst_str text);
void cst_table_write(cst_out *o, const cst_document *doc,
                     const cst_writer_options *options);
void cst_table_note(cst_out *o, cst_str path, cst_str entry, int64_t offset,
                    const char *code, cst_str text);

#endif
