/* segment: blocks -> tokens and sentences. Knows scripts, not languages: what
 * is elided, abbreviated or an inverted pronoun comes from pack.conf.
 *
 * Tokens. An elided word keeps its apostrophe ("l'" + "x"). A clitic on a
 * hyphen is a token of its own, hyphen included; other hyphened words stay one
 * token. Digit groups ("100 000", "1.500", "46'000") are one token, flag NUM,
 * norm "100000"; "3,5" is one token, flag NUM, norm "3,5". One token without
 * NUM: digits with letters ("1er", "16h42", "2S1"), clock times ("16:42"),
 * dates in digits ("25/03/2017", "25.05.2017", "2016-07-03"). Signs such as %
 * stand alone, without PUNCT. "..." and "[...]" are one token. An abbreviation
 * and an initial keep their full stop. URLs, addresses, @names and #tags are
 * one token with flag URL. */
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

/* No sentence has more tokens than this; longer ones are cut. */
#define CST_MAX_SENTENCE 512u

/* The word lists of a pack, made ready once for all documents. */
typedef struct cst_segment_tables cst_segment_tables;
cst_status cst_segment_tables_load(cst_arena *arena, const cst_pack *pack,
                                   const cst_segment_tables **out);
/* Blocks in zones title and content, and HEADER blocks of any zone (so that
 * dates can be read there: see layout->blocks[sentence.block].zone). Token
 * offsets are into the text. A sentence never crosses a block border. Reads the
 * blocks from *block on, up to the one with which the tokens are max_tokens or
 * more; *block is then the next one to read. CST_NOMEM. Linear. */
cst_status cst_segment_part(cst_arena *arena, const cst_segment_tables *tables,
                            cst_str text, const cst_layout *layout,
                            uint32_t *block, uint32_t max_tokens,
                            cst_segments *out);
/* All blocks, with tables made for this one document. */
cst_status cst_segment(cst_arena *arena, const cst_pack *pack, cst_str text,
                       const cst_layout *layout, cst_segments *out);

#endif
