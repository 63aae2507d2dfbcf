/* ingest: the text side of the HTML reader: bytes, map and lines. Internal.
 *
 * The reader says what comes (text, a break, something dropped); this writes
 * the text, collapses white space, and keeps map and lines in step. */
#ifndef CST_HTMLTEXT_H
#define CST_HTMLTEXT_H

#include "ingest/htmlread.h"

/* How far apart two pieces of text are. */
typedef enum cst_html_gap {
    CST_GAP_NONE, CST_GAP_SPACE, CST_GAP_LINE, CST_GAP_PARA
} cst_html_gap;

/* What holds for text at one place of the page. */
typedef struct cst_html_place {
    uint32_t node, line_node; /* innermost; innermost that is laid out */
    cst_hint_kind kind;
    uint8_t level;
    bool link, pre;
} cst_html_place;

typedef struct cst_html_out {
    cst_str source;
    char *text;
    uint32_t n;
    cst_mapping map;      /* source -> text */
    cst_html_gap gap;     /* since the last byte of text */
    uint32_t breaks;      /* line breaks in a row */
    bool open;            /* a line is open */
    uint32_t linked;      /* its bytes inside links */
    uint32_t line_node;   /* where to go when a line has several nodes */
    CST_VEC(cst_block_hint) lines;
} cst_html_out;

cst_status cst_html_out_init(cst_html_out *o, cst_arena *arena, cst_str source);
/* Something stands between this and the next text. */
static inline void cst_html_break(cst_html_out *o, cst_html_gap gap)
{
    o->gap = gap > o->gap ? gap : o->gap;
}
/* A line break; two of them are a paragraph border. */
void cst_html_line_break(cst_html_out *o);
/* Text source[from, to). */
void cst_html_text(cst_html_out *o, uint32_t from, uint32_t to,
                   const cst_html_place *place, bool references);
/* All that is left is no text. */
void cst_html_out_finish(cst_html_out *o);

#endif
