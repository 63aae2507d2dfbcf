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
 * lengths; a CHARSET run is one character (or one bad byte, shown as U+FFFD). */
typedef enum cst_run_kind {
    CST_RUN_COPY, CST_RUN_CHARSET, CST_RUN_ENTITY, CST_RUN_DROP, CST_RUN_SPACE
} cst_run_kind;
typedef struct cst_run {
    uint32_t raw, raw_len, text, text_len;
    cst_run_kind kind;
} cst_run;
typedef struct cst_textmap {
    const cst_run *runs;
    uint32_t n_runs;
} cst_textmap;

/* Raw span of a text span: widened to whole runs where a run is not COPY. */
cst_span cst_textmap_raw(const cst_textmap *map, cst_tspan span);
/* Text span of a raw span. */
cst_tspan cst_textmap_text(const cst_textmap *map, cst_span span);
/* True if the runs tile raw [0,raw_n) and text [0,text_n). */
bool cst_textmap_valid(const cst_textmap *map, size_t raw_n, size_t text_n);

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
} cst_payload;

/* raw must outlive the payload. BOM first, then strict UTF-8, then
 * Windows-1252 if the bytes are not UTF-8 but plausible as such, else UTF-8
 * with replacement. Everything past CST_MAX_PAYLOAD is cut at the last block
 * border (empty line, else line end, else character). CST_NOMEM. Linear. */
cst_status cst_payload_decode(cst_arena *arena, const void *raw, size_t n,
                              cst_payload *out);

#endif
