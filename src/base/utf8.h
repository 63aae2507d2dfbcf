/* base: UTF-8. Malformed bytes decode to U+FFFD, one byte at a time. */
#ifndef CST_UTF8_H
#define CST_UTF8_H

#include "base/base.h"

#define CST_BAD_CODEPOINT 0xFFFDu

/* Decode at s.p[at] (at < s.n). Sets *len to the bytes taken (>= 1). *ok, if
 * not NULL, tells a genuine U+FFFD from a malformed byte. */
uint32_t cst_utf8_decode(cst_str s, size_t at, size_t *len, bool *ok);
/* Write 1 to 4 bytes to out; returns their number. Surrogates and values past
 * U+10FFFF are written as U+FFFD. */
size_t cst_utf8_encode(uint32_t cp, char out[4]);
/* Length of the code point that begins with this lead byte, 1 if malformed. */
size_t cst_utf8_len(unsigned char lead);
/* True if offset at is 0, s.n, or the first byte of a code point. */
bool cst_utf8_is_border(cst_str s, size_t at);
/* Lower case, NFC, typographic apostrophes to ', non-breaking hyphens to -,
 * no soft hyphens; into the arena. Used for every look-up. */
cst_str cst_utf8_norm(cst_arena *a, cst_str s);
/* As norm, with diacritics removed and ligatures opened ("œ" to "oe"). */
cst_str cst_utf8_fold(cst_arena *a, cst_str s);
/* Something, well-formed, on one line, without control characters. */
bool cst_utf8_is_sound(cst_str s);
bool cst_utf8_is_upper(uint32_t cp);
bool cst_utf8_is_letter(uint32_t cp);
bool cst_utf8_is_digit(uint32_t cp); /* 0-9 only */
/* White space of any kind, with NBSP, narrow NBSP, zero width space. */
bool cst_utf8_is_space(uint32_t cp);

#endif
