/* ingest: HTML to readable text with a map, blocks, and what the page says of
 * itself.
 *
 * The text has one line a block: elements that the standard lays out as blocks
 * begin and end lines, those with margins leave an empty line. White space
 * collapses. Scripts, styles, fallback content and form fields are left out;
 * what is merely hidden is kept and marked. Nothing is added to the text but
 * line ends. */
#ifndef CST_HTML_H
#define CST_HTML_H

#include "ingest/ingest.h"
#include "lang/lang.h"

/* Does the payload look like HTML rather than text? Looks at its begin. */
bool cst_html_sniff(const void *raw, size_t n);

/* The pack's table html (or NULL), made ready once for all pages. */
typedef struct cst_html_cues cst_html_cues;
cst_status cst_html_cues_load(cst_arena *arena, const cst_table *table,
                              const cst_html_cues **out);

/* As cst_payload_decode, of a page. cues may be NULL: then names of classes say
 * nothing. CST_NOMEM. Linear. */
cst_status cst_html_decode(cst_arena *arena, const cst_html_cues *cues,
                           const void *raw, size_t n, cst_payload *out);

#endif
