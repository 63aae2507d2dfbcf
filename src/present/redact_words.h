/* present/redact_words: a text as words that are compared without accents, case,
 * and what cannot be seen. */
#ifndef CST_PRESENT_REDACT_WORDS_H
#define CST_PRESENT_REDACT_WORDS_H

#include "present/redact.h"

#define CST_NAME_WORDS 8u /* longer names are cut */

/* How much must be known before a name is taken for one. In a list of names the
 * first that fits a row of words wins. */
typedef enum cst_name_level {
    CST_NAME_NONE,
    CST_NAME_ALWAYS,
    CST_NAME_CAPITAL, /* texts use the word in lower case too */
    CST_NAME_LOCAL,   /* a first name */
    CST_NAME_THERE    /* only in the words that name the person */
} cst_name_level;

typedef struct cst_name_word {
    uint32_t begin, end; /* in the text */
    cst_sym word, shorter; /* shorter: without an s at its end; 0 = none known */
    bool capital;
} cst_name_word;

enum {
    CST_WORD_PLACE = 1,
    CST_WORD_PARTY = 2
};

typedef struct cst_word_facts {
    uint32_t lower, upper; /* times that it was seen so */
    uint32_t flags;
    uint32_t document;     /* the last that told of it as part of a name */
} cst_word_facts;

typedef struct cst_gathered {
    uint32_t first, n; /* of parts */
    bool sure;         /* said to be a person, not only written like one */
} cst_gathered;

struct cst_redact {
    const cst_allocator *allocator;
    cst_arena arena, scratch;
    uint32_t whom;
    cst_intern words;
    CST_VEC(cst_word_facts) facts;  /* by word */
    CST_VEC(cst_gathered) names;
    CST_VEC(cst_sym) parts;         /* words of names */
    cst_intern ids;                 /* of documents */
    CST_VEC(uint32_t) names_before; /* by document: its names come from here */
    uint32_t document;              /* text is of this one; 0 = of none */
    cst_intern edges;               /* (node, word) to a node; 0 is the root */
    CST_VEC(uint8_t) levels;        /* by node */
    bool failed;                    /* words of a text were not gathered */
};

/* The words of a text, in scratch, whose failure is gone with it: callers that
 * only gather set r->failed. put: words that are new get a number. */
cst_status cst_name_words(cst_redact *r, cst_str text, bool put,
                          const cst_name_word **words, size_t *n);
/* Node behind a word, 0 = none. */
uint32_t cst_name_next(const cst_redact *r, uint32_t node, cst_sym word);

#endif
