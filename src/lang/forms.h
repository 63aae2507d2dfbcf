/* lang: format of the form table, shared by its reader (forms.c) and its
 * writer (tools/mkforms.c). What the table is used for stands in lang.h.
 *
 * One file in the byte order of the machine that built it (it is a build
 * product, not an exchange format). All integers are 32 bits unless said.
 *
 *   header   cst_forms_header
 *   slots    n_slots integers: 0 = empty, else (row + 1) | tag << 22.
 *            A form's home is slot hash[63:32] * n_slots >> 32, its tag is
 *            hash[9:0]; a taken slot sends it to the next, cyclically, at most
 *            max_probe slots in all.
 *   rows     n_forms + 1 cst_forms_row in byte order of the forms; the last
 *            is a sentinel. Text and readings of a form end where those of
 *            the next row begin.
 *   lemmas   n_lemmas row numbers, ascending: every lemma is also a row (with
 *            no readings, if it is not a form)
 *   readings n_readings cst_form_reading, padding bytes zero
 *   pool     pool_bytes of text in the normalisation of cst_utf8_norm
 *
 * Opening checks the header, the sizes and the checksum of everything behind
 * the header; a look-up also checks every number that it takes from the file,
 * so that a file made to do harm gives wrong answers at worst. */
#ifndef CST_LANG_FORMS_H
#define CST_LANG_FORMS_H

#include "lang/lang.h"

#define CST_FORMS_MAGIC "CSTFORM" /* 8 bytes with the NUL */
#define CST_FORMS_ORDER 0x01020304u
#define CST_FORMS_VERSION 1u
#define CST_FORMS_ROW_BITS 22u
#define CST_FORMS_MAX_ROWS ((1u << CST_FORMS_ROW_BITS) - 2u)
#define CST_FORMS_MAX_PROBE 4096u

typedef struct cst_forms_header {
    char magic[8];
    uint32_t order, version;
    uint32_t n_slots, max_probe;
    uint32_t n_forms, n_lemmas;
    uint32_t n_readings, pool_bytes;
    uint64_t file_bytes;
    uint64_t body_sum; /* cst_forms_sum of all that follows the header */
    uint64_t head_sum; /* cst_forms_sum of the header up to here */
} cst_forms_header;

typedef struct cst_forms_row {
    uint32_t text;    /* offset into the pool */
    uint32_t reading; /* index of the first reading */
} cst_forms_row;

/* Byte offsets of the sections. */
typedef struct cst_forms_layout {
    uint64_t slots, rows, lemmas, readings, pool, end;
} cst_forms_layout;
cst_forms_layout cst_forms_layout_of(const cst_forms_header *h);

uint64_t cst_forms_hash(const void *p, size_t n);
uint64_t cst_forms_sum(const void *p, size_t n);
static inline uint32_t cst_forms_home(uint64_t hash, uint32_t n_slots)
{
    return (uint32_t)(((hash >> 32) * n_slots) >> 32);
}
static inline uint32_t cst_forms_tag(uint64_t hash)
{
    return (uint32_t)(hash & 0x3FFu) << CST_FORMS_ROW_BITS;
}

/* As cst_forms_open, from a copy of n bytes: for tests and fuzzing. */
cst_status cst_forms_open_memory(const void *bytes, size_t n, cst_error *error,
                                 cst_forms **out);
uint32_t cst_forms_count(const cst_forms *forms);
uint32_t cst_forms_reading_count(const cst_forms *forms);
/* Text of row i in byte order; empty if there is none. */
cst_str cst_forms_text(const cst_forms *forms, uint32_t row);

#endif
