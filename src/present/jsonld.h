/* present/jsonld: selectors that find the words of a claim again. */
#ifndef CST_PRESENT_JSONLD_H
#define CST_PRESENT_JSONLD_H

#include "present/present.h"

/* Code points of a UTF-8 text by byte. */
typedef struct cst_places {
    cst_str text;
    const uint32_t *before; /* code points before each stretch */
} cst_places;
cst_status cst_places_init(cst_places *p, cst_arena *arena, cst_str text);
/* Code points before a byte. A step of a few hundred bytes at most. */
uint32_t cst_places_of(const cst_places *p, size_t byte);

/* The member "selector": words with what stands around them, until the whole is
 * there once (or CST_CONTEXT_MAX code points on each side are reached), code points
 * of the readable text, bytes of the payload. Words of no readable text have bytes
 * alone. */
#define CST_CONTEXT_MIN 32u
#define CST_CONTEXT_MAX 1024u
void cst_jsonld_selectors(cst_out *o, cst_arena *arena, const cst_document *doc,
                          const cst_places *places, cst_span span);

#endif
