/* ingest: what the readers of text and of HTML share. Internal. */
#ifndef CST_DECODE_H
#define CST_DECODE_H

#include "ingest/ingest.h"

/* How bytes become UTF-8. */
typedef struct cst_decoding {
    cst_str declared; /* charset label of the page itself; p NULL = none */
    bool exact;       /* keep control characters: markup comes first */
    bool guess;       /* ask the guesser where nothing is declared */
} cst_decoding;

/* As cst_payload_decode. */
cst_status cst_payload_decode_with(cst_arena *arena, const void *raw, size_t n,
                                   const cst_decoding *how, cst_payload *out);

/* A map that is being made: runs are added in order, from the begin on. */
typedef struct cst_mapping {
    cst_arena *arena;
    CST_VEC(cst_run) runs;
    uint32_t raw, text; /* ends of what is mapped so far */
    bool failed;
} cst_mapping;
void cst_mapping_add(cst_mapping *m, cst_run_kind kind, size_t raw_len,
                     size_t text_len);
/* The same for one character in another charset: 1 to 4 bytes on each side. */
void cst_mapping_char(cst_mapping *m, size_t raw_len, size_t text_len);
/* The map raw -> text of first (raw -> middle) and then second (middle ->
 * text). CST_NOMEM. Linear in the runs of both. */
cst_status cst_textmap_join(cst_arena *arena, const cst_textmap *first,
                            const cst_textmap *second, cst_textmap *out);

#endif
