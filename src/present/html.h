/* present/html: text into HTML, by the place where it is to stand.
 *
 * Takes any bytes, gives bytes that cannot leave that place: malformed UTF-8
 * and control characters are shown as U+FFFD. Does not know pages. */
#ifndef CST_HTML_H
#define CST_HTML_H

#include "base/base.h"

/* What stands for a code point in some place; NULL = itself. ok: it was written so,
 * and is no malformed byte. */
typedef const char *(*cst_escape_fn)(uint32_t cp, bool ok);
void cst_escape_put(cst_buf *b, cst_str s, cst_escape_fn of);

/* Between tags. */
void cst_html_put_text(cst_buf *b, cst_str s);
/* Inside a value in double quotes. */
void cst_html_put_attr(cst_buf *b, cst_str s);
/* An address inside a value in double quotes. Only http and https, since
 * others may run code; false, with nothing written, for the rest. */
bool cst_html_put_url(cst_buf *b, cst_str s);

#endif
