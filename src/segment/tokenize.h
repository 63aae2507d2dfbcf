/* segment: from the text of one block to tokens. Internal to src/segment. */
#ifndef CST_TOKENIZE_H
#define CST_TOKENIZE_H

#include "segment/segment.h"

/* A list of a pack.conf key, split at blanks. */
typedef struct cst_words {
    const cst_str *at;
    uint32_t n;
} cst_words;

struct cst_segment_tables {
    cst_words elisions, clitics, whole, inner, maybe, digit, articles;
};

/* How an abbreviation bears on the end of the sentence. */
typedef enum cst_dot {
    CST_DOT_NONE,  /* no abbreviation */
    CST_DOT_INNER, /* never ends a sentence */
    CST_DOT_MAYBE  /* ends one before a capital letter */
} cst_dot;

typedef struct cst_tokenizer {
    cst_arena *arena;
    const cst_segment_tables *tables;
    cst_str text;
    CST_VEC(cst_token) tokens;
    uint32_t block_begin, block_end; /* bytes */
    uint32_t block_token;            /* first token of the block */
    bool quote_open;                 /* a straight quotation mark is open */
    bool failed;
} cst_tokenizer;

void cst_tokenizer_init(cst_tokenizer *t, cst_arena *arena,
                        const cst_segment_tables *tables, cst_str text);
/* Append the tokens of one block. */
void cst_tokenize_block(cst_tokenizer *t, cst_tspan block);
/* What the full stop inside this token means. */
cst_dot cst_tokenizer_dot(const cst_tokenizer *t, const cst_token *token);

/* Scanners of numbers.c: each returns the end of what begins at at (a digit),
 * or at if it does not apply. end bounds the block. */
uint32_t cst_scan_date(cst_str text, uint32_t at, uint32_t end);
uint32_t cst_scan_clock(cst_str text, uint32_t at, uint32_t end);
uint32_t cst_scan_number(cst_str text, uint32_t at, uint32_t end);
/* Digits with a decimal comma at most; into the arena if it differs. */
cst_str cst_number_norm(cst_arena *arena, cst_str number);

#endif
