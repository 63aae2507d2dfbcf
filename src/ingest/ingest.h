/* ingest: bytes in. Decodes one payload to UTF-8 and keeps the map back.
 * Folders, files and standard input are walked by cli/ (the library opens no
 * article files itself). */
#ifndef CST_INGEST_H
#define CST_INGEST_H

#include "base/base.h"

/* How the payload was encoded. */
typedef enum cst_charset {
    CST_CHARSET_UTF8, CST_CHARSET_LATIN1 /* Windows-1252 */,
    CST_CHARSET_UTF16LE, CST_CHARSET_UTF16BE,
    CST_CHARSET_BYTES /* another one of one byte a character */
} cst_charset;

/* One run of the text map. Runs tile both sides in order. COPY runs have equal
 * lengths; a CHARSET run is characters of one size on each side (or bad bytes,
 * each shown as U+FFFD). */
typedef enum cst_run_kind {
    CST_RUN_COPY, CST_RUN_CHARSET, CST_RUN_ENTITY, CST_RUN_DROP, CST_RUN_SPACE
} cst_run_kind;
typedef struct cst_run {
    uint32_t raw, raw_len, text, text_len;
    uint8_t kind;                /* cst_run_kind */
    uint8_t raw_unit, text_unit; /* bytes of a character; 0 = no inner places */
} cst_run;
typedef struct cst_textmap {
    const cst_run *runs;
    uint32_t n_runs;
} cst_textmap;

/* Raw span of a text span: widened to whole characters, and to whole runs where
 * a run has no inner places. */
cst_span cst_textmap_raw(const cst_textmap *map, cst_tspan span);
/* Text span of a raw span. */
cst_tspan cst_textmap_text(const cst_textmap *map, cst_span span);
/* True if the runs tile raw [0,raw_n) and text [0,text_n). */
bool cst_textmap_valid(const cst_textmap *map, size_t raw_n, size_t text_n);

/* What the mark-up says of one line of the text. */
typedef enum cst_hint_kind {
    CST_HINT_NONE, CST_HINT_HEADING, CST_HINT_PARAGRAPH, CST_HINT_ITEM,
    CST_HINT_CAPTION, CST_HINT_CELL, CST_HINT_PRE
} cst_hint_kind;

/* What the name, class, id or role of an element says of what is in it. The
 * words are those of the pack's table html.tsv; names below in lower case. */
enum {
    CST_CUE_NAV = 1 << 0,       /* menus, site header and footer, tools */
    CST_CUE_ASIDE = 1 << 1,     /* beside the article */
    CST_CUE_RELATED = 1 << 2,   /* links to other articles */
    CST_CUE_COMMENTS = 1 << 3,
    CST_CUE_CAPTION = 1 << 4,   /* caption or credit of a picture */
    CST_CUE_CONSENT = 1 << 5,   /* dialogs, notices about cookies, pay walls */
    CST_CUE_SHARE = 1 << 6,     /* buttons */
    CST_CUE_AD = 1 << 7,
    CST_CUE_SIGNUP = 1 << 8,    /* newsletters, subscriptions, forms */
    CST_CUE_TAGS = 1 << 9,      /* key words */
    CST_CUE_HIDDEN = 1 << 10,
    CST_CUE_FOOTER = 1 << 11,   /* of the page, or of a part of it */
    CST_CUE_HEADER = 1 << 12,
    CST_CUE_BYLINE = 1 << 13,
    CST_CUE_DATE = 1 << 14,
    CST_CUE_TITLE = 1 << 15,
    CST_CUE_LEAD = 1 << 16,
    CST_CUE_CONTENT = 1 << 17,  /* the words of the article */
    CST_CUE_ENTRY = 1 << 18,    /* of a live report */
    CST_CUE_CARD = 1 << 19      /* teaser of one other article */
};

/* An element that holds lines, or that says something by a cue. */
typedef struct cst_html_node {
    uint32_t parent; /* comes before; node 0 is the page and its own parent */
    uint16_t tag;    /* see ingest/htmltags.h */
    uint32_t cues;   /* its own */
    cst_tspan span;  /* of its text */
} cst_html_node;

typedef struct cst_block_hint {
    cst_tspan span;     /* of the line, without its end */
    uint32_t node;      /* innermost that holds all of it */
    cst_hint_kind kind;
    uint8_t level;      /* of a heading, else 0 */
    uint8_t links;      /* bytes inside links, in percent */
    bool apart;         /* a paragraph border stands before it */
} cst_block_hint;

/* Something that the page states of itself. */
typedef struct cst_stated {
    cst_str value; /* p NULL = nothing */
    cst_span span; /* where, in the payload's bytes */
} cst_stated;

/* A page that was read from HTML. */
typedef struct cst_page_info {
    const cst_block_hint *blocks; /* in text order: every line of the text */
    uint32_t n_blocks;
    const cst_html_node *nodes;
    uint32_t n_nodes;
    cst_stated title;   /* for readers elsewhere, without the site's name */
    cst_stated head;    /* the title element */
    cst_stated outlet, author, url, language;
    cst_stated published, updated;
    cst_interval published_on, updated_on; /* from == 0: not read */
    bool published_utc; /* its time is in UTC: may be a day off */
} cst_page_info;

typedef struct cst_payload {
    cst_str raw;      /* borrowed: the payload bytes */
    cst_str text;     /* UTF-8, valid; NUL and other C0 controls but \t \n
                         become spaces of the same length (a lone \r becomes
                         \n in a file without \n) */
    cst_textmap map;
    cst_str source;   /* raw as UTF-8, markup and all; of plain text = text */
    cst_textmap source_map; /* raw -> source */
    cst_charset charset;
    const char *charset_name; /* lower-case label */
    uint32_t bad_bytes;     /* replaced by U+FFFD */
    uint32_t first_bad;     /* raw offset of the first */
    uint32_t cut_at;        /* raw offset where an over-long article was cut, 0 = whole */
    char sha256[65];
    const cst_page_info *page; /* NULL: plain text */
} cst_payload;

/* raw must outlive the payload. BOM first, then strict UTF-8, then
 * Windows-1252 if the bytes are not UTF-8 but plausible as such, else UTF-8
 * with replacement. Everything past CST_MAX_PAYLOAD is cut at the last block
 * border (empty line, else line end, else character). CST_NOMEM. Linear. */
cst_status cst_payload_decode(cst_arena *arena, const void *raw, size_t n,
                              cst_payload *out);

/* SHA-256 of the bytes as lower-case hex, NUL-terminated. */
void cst_payload_hash(const void *raw, size_t n, char out[65]);

#endif
