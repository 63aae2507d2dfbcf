/* present/search: all that a dossier can be searched for, as words in numbers.
 *
 * Takes records field by field (incidents, reports, claims), gives two pieces of
 * text for the search page: the words, most frequent first, one a line; and the
 * records, one a line, fields between tabs, where each character of a field
 * stands for a word. docs/SEARCH.md describes them. Text of any kind is taken;
 * what comes out holds no '<', so that it cannot end the element it stands in.
 *
 * Memory: linear in the text, about a third of it; errors stick in failed.
 * Bounded: of one report, and of all, as many words as the limits say. */
#ifndef CST_PRESENT_SEARCH_H
#define CST_PRESENT_SEARCH_H

#include "base/base.h"

#define CST_SEARCH_WORDS_ONE 40000u    /* words of one report */
#define CST_SEARCH_WORDS_ALL 8000000u  /* of all: about 15 MB of page */

typedef struct cst_search {
    cst_arena *arena; /* borrowed */
    cst_intern words; /* and what stands between them */
    cst_buf codes;
    CST_VEC(uint32_t) uses; /* by word */
    size_t n_words, n_field;
    size_t cut;  /* reports whose words were not all taken */
    bool failed;
} cst_search;

cst_status cst_search_init(cst_search *s, cst_arena *arena,
                           const cst_allocator *allocator);
void cst_search_free(cst_search *s);

/* A record: kind is one letter; of ref and language the letters, digits and
 * hyphens up to anything else are taken. Then come its fields, each opened before
 * its text. */
void cst_search_open(cst_search *s, char kind, cst_str ref, cst_str language);
void cst_search_field(cst_search *s);
/* Text into the field that is open. */
void cst_search_text(cst_search *s, cst_str text);
/* As text, of ready HTML: without tags, references resolved. */
void cst_search_html(cst_search *s, cst_str html);
void cst_search_close(cst_search *s);

/* Write the two pieces; nothing more is taken afterwards. CST_NOMEM. */
cst_status cst_search_write(cst_search *s, cst_buf *words, cst_buf *records);

#endif
