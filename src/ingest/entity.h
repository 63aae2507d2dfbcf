/* ingest: character references of HTML.
 *
 * Takes the bytes after an ampersand; gives the UTF-8 that they stand for and
 * how many bytes that takes. Knows all names of the HTML standard (a generated
 * table), with and without semicolon where both are allowed. */
#ifndef CST_ENTITY_H
#define CST_ENTITY_H

#include "base/base.h"

/* A reference never gives more bytes of text than 5/4 of its own. */
#define CST_ENTITY_MAX 6u

/* The reference that begins with the ampersand at s.p[at]. Returns the bytes it
 * takes, 0 if it is none; out gets *n bytes. In an attribute a name without
 * semicolon before a letter, figure or = is none. Looks at a fixed number of
 * bytes, leading zeros of a number aside. */
size_t cst_entity_read(cst_str s, size_t at, bool in_attribute,
                       char out[CST_ENTITY_MAX], size_t *n);
/* A copy with its references resolved; p NULL without memory. */
cst_str cst_entity_decode(cst_arena *arena, cst_str s, bool in_attribute);

#endif
