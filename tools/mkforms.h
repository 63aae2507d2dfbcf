/* mkforms: what the two halves of the tool share. mkforms_expand.c reads the
 * dictionary into items, mkforms.c sorts them and writes the table. */
#ifndef MKFORMS_H
#define MKFORMS_H

#include "base/utf8.h"
#include "lang/forms.h"

/* A reading before it is packed. raw_caps: written in capitals alone. */
typedef struct item {
    cst_sym form, lemma; /* in builder.words */
    cst_form_reading r;  /* r.lemma is not set yet */
    bool raw_caps;
} item;

typedef struct group group;

typedef struct builder {
    cst_arena arena;   /* lives to the end */
    cst_arena scratch; /* one form at a time */
    group *groups;     /* by flag, 65536 */
    uint16_t keepcase, needaffix;
    cst_intern words;
    CST_VEC(item) items;
} builder;

/* Report and exit: this is a build step. */
void fatal(const char *what, const char *file, uint32_t line);
/* p, or fatal if it is NULL. */
void *must(void *p);

/* Both keep pointers into text. */
void read_affixes(builder *b, cst_str text, const char *file);
void read_words(builder *b, cst_str text, const char *file);

#endif
