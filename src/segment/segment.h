/* segment: blocks -> tokens and sentences. Knows scripts, not languages: what
 * is elided, abbreviated or an inverted pronoun comes from pack.conf. */
#ifndef CST_SEGMENT_H
#define CST_SEGMENT_H

#include "clean/clean.h"

typedef struct cst_sentence {
    uint32_t tok_begin, tok_end; /* into cst_segments.tokens */
    uint32_t block;              /* index of its block */
    uint32_t paragraph;
    bool quoted_start;  /* begins inside a quotation that is still open */
    bool quoted_end;    /* ends inside one */
} cst_sentence;

typedef struct cst_segments {
    const cst_token *tokens;
    uint32_t n_tokens;
    const cst_sentence *sentences;
    uint32_t n_sentences;
} cst_segments;

/* Blocks in zones title and content only. Token span offsets are into the
 * text. CST_NOMEM. Linear. */
cst_status cst_segment(cst_arena *arena, const cst_pack *pack, cst_str text,
                       const cst_layout *layout, cst_segments *out);

#endif
