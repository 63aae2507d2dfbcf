/* clean: text -> blocks with zones and what the page says of itself.
 *
 * A block is a line of the text (a flattened page has one block a line); a
 * sentence never crosses a block border. All cue words come from the pack's
 * tables: boilerplate.tsv and outlets.tsv. Dates are not read here (the header
 * lines are only marked); annotate/ reads them. */
#ifndef CST_CLEAN_H
#define CST_CLEAN_H

#include "base/base.h"
#include "ingest/ingest.h"
#include "lang/lang.h"

typedef enum cst_block_flag {
    CST_BLOCK_HEADER = 1,    /* a line about the article: date, byline, credit */
    CST_BLOCK_HEADING = 2,   /* an inner heading */
    CST_BLOCK_ITEM = 4,      /* list item (bullet, dash, number) */
    CST_BLOCK_ENTRY = 8,     /* opens a live-blog entry (begins with a time) */
    CST_BLOCK_LEAD = 16      /* standfirst */
} cst_block_flag;

typedef struct cst_block {
    cst_tspan span;       /* without the line end */
    cst_zone_kind zone;
    uint16_t flags;
    uint32_t paragraph;   /* blocks of one paragraph share a number; headings,
                             items and entries have their own */
    int16_t minutes;      /* of an entry: its clock time; else -1 */
} cst_block;

/* More lines than this are no page: the rest is not read. A longer line is cut
 * into blocks of one paragraph. */
#define CST_MAX_LINES 100000u
#define CST_MAX_BLOCK 32768u

typedef struct cst_layout {
    const cst_block *blocks; /* in text order, none empty */
    uint32_t n_blocks;
    cst_str title, outlet, outlet_kind, author; /* p NULL = not found */
    cst_str url; /* as a page states it; p NULL = it does not */
    const cst_str *credits;
    uint32_t n_credits;
    uint32_t cut_at; /* text offset past the line limit, 0 = none */
    cst_tspan dateline_month; /* the leading "date 2017-06" mark, else empty */
} cst_layout;

/* The cue and outlet tables of a pack, made ready once for all documents. */
typedef struct cst_clean_tables cst_clean_tables;
cst_status cst_clean_tables_load(cst_arena *arena, const cst_pack *pack,
                                 const cst_clean_tables **out);
/* CST_NOMEM. Linear. */
cst_status cst_clean_with(cst_arena *arena, const cst_clean_tables *tables,
                          const cst_payload *payload, cst_layout *out);
/* The same with tables made for this one document. */
cst_status cst_clean(cst_arena *arena, const cst_pack *pack,
                     const cst_payload *payload, cst_layout *out);

#endif
