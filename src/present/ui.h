/* present/ui: the words of the pages, in one language.
 *
 * Takes the table ui.tsv (see its head), gives phrases by key. Knows nothing of
 * what they mean. */
#ifndef CST_UI_H
#define CST_UI_H

#include "base/base.h"

typedef struct cst_ui cst_ui;

/* The words of one column; language NULL = the first. CST_NOTFOUND if there is
 * no such column, CST_NOMEM. The table must outlive the result. */
cst_status cst_ui_load(cst_arena *arena, cst_str table, const char *language,
                       const cst_ui **ui);
/* Name of the column: a language tag. */
cst_str cst_ui_language(const cst_ui *ui);
/* The phrase, or the key where the table has none. */
cst_str cst_ui_word(const cst_ui *ui, const char *key);
/* The phrase of prefix.code; p NULL if the table has none. */
cst_str cst_ui_code(const cst_ui *ui, const char *prefix, cst_str code);

/* What stands for {name} in a phrase; ready HTML. */
typedef struct cst_ui_part {
    char name; /* 0 ends a list */
    cst_str html;
} cst_ui_part;
/* Write a phrase, escaped, with its parts put in. */
void cst_ui_fill(cst_buf *b, cst_str phrase, const cst_ui_part *parts);

#endif
