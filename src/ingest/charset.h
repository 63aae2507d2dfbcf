/* ingest: charsets of one byte a character, by the labels that pages use. */
#ifndef CST_CHARSETS_H
#define CST_CHARSETS_H

#include "base/base.h"

#define CST_CHARSET_NONE UINT32_MAX
#define CST_CHARSET_1252 0u /* what text without any statement is read as */

/* Number of the charset that a label means, CST_CHARSET_NONE if the label is
 * none of one byte a character (UTF-8, for one). */
uint32_t cst_charset_find(cst_str label);
const char *cst_charset_label(uint32_t charset);
/* Characters of the bytes 0x80 to 0xFF; 0 = open. */
const uint16_t *cst_charset_high(uint32_t charset);
/* What the bytes of a page look like (libuchardet over their beginning).
 * CST_CHARSET_NONE if that is none of these or not to be trusted. */
uint32_t cst_charset_guess(cst_str raw);

#endif
