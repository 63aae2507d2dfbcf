/* ingest: tokens of HTML, with the bytes where they stand.
 *
 * Takes UTF-8; gives one token after the other, in order and without a gap:
 * the tokens tile the text. Follows the HTML standard's rules for tags,
 * attributes, comments, raw text elements and what is malformed. Builds no
 * tree and resolves no references. Never goes back: linear. */
#ifndef CST_HTMLTOK_H
#define CST_HTMLTOK_H

#include "base/base.h"

typedef enum cst_html_kind {
    CST_HTML_TEXT,
    CST_HTML_START,
    CST_HTML_END,
    CST_HTML_COMMENT, /* also declarations, instructions, malformed tags */
    CST_HTML_CUT      /* a tag that the end of the text cut off */
} cst_html_kind;

typedef struct cst_html_token {
    cst_html_kind kind;
    uint32_t begin, end;       /* all of it */
    uint32_t body, body_end;   /* text; of a tag what stands behind its name */
    uint32_t name, name_end;   /* of a tag */
    unsigned tag;              /* CST_TAG_* */
    bool references;           /* text: references count */
    bool raw;                  /* text inside a raw text element */
    bool closed;               /* start tag that ends in "/>" */
} cst_html_token;

typedef struct cst_html_attr {
    uint32_t name, name_end;
    uint32_t value, value_end; /* as written, without quotes */
} cst_html_attr;

typedef struct cst_htmltok {
    cst_str s;
    uint32_t at;
    unsigned raw_tag;      /* element whose raw text comes next */
    bool has_raw;
    bool xml;              /* XHTML: CDATA sections are text */
    uint32_t foreign;      /* open svg or math elements */
} cst_htmltok;

void cst_htmltok_init(cst_htmltok *t, cst_str s);
/* False at the end. */
bool cst_htmltok_next(cst_htmltok *t, cst_html_token *out);
/* Next attribute of a start tag from *at, which begins as the token's body;
 * false when there are no more. */
bool cst_html_attr_next(cst_str s, const cst_html_token *tag, uint32_t *at,
                        cst_html_attr *out);

#endif
