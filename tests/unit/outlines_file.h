/* Outlines written by hand, for the tests of maps: two square countries side by
 * side, whose border is one line, and a province line through the left one. */
#ifndef OUTLINES_FILE_H
#define OUTLINES_FILE_H

#include "present/outlines.h"

static inline void outlines_number(cst_buf *b, uint32_t v)
{
    for (; v > 127; v >>= 7) {
        cst_buf_char(b, (char)((v & 127) | 128));
    }
    cst_buf_char(b, (char)v);
}

static inline void outlines_text(cst_buf *b, const char *z)
{
    outlines_number(b, (uint32_t)strlen(z));
    cst_buf_z(b, z);
}

static inline void outlines_line(cst_buf *b, cst_line_class class_,
                                 const int32_t (*at)[2], uint32_t n)
{
    int32_t last[2] = {0, 0};

    outlines_number(b, (uint32_t)class_);
    outlines_number(b, n);
    for (uint32_t i = 0; i < n; i++) {
        for (int k = 0; k < 2; k++) {
            int32_t d = at[i][k] - last[k];

            outlines_number(b, d < 0 ? (uint32_t)(-2 * d - 1)
                                     : (uint32_t)(2 * d));
            last[k] = at[i][k];
        }
    }
}

/* The checksum that the bytes need, after them. */
static inline void outlines_seal(cst_buf *b)
{
    uint64_t sum = cst_hash(b->p, b->n);

    for (unsigned i = 0; i < 8; i++) {
        cst_buf_char(b, (char)(sum >> 8 * i & 255));
    }
}

static inline void outlines_rings(cst_buf *b)
{
    outlines_number(b, 2);
    outlines_number(b, 0); /* country */
    outlines_number(b, 2);
    outlines_number(b, 0 << 1);
    outlines_number(b, 1 << 1);
    outlines_number(b, 1);
    outlines_number(b, 2);
    outlines_number(b, 2 << 1);
    outlines_number(b, 1 << 1 | 1); /* backwards */
}

static inline void outlines_make(cst_buf *b)
{
    static const int32_t left[][2] = {{10000, 10000}, {0, 10000}, {0, 0},
                                      {10000, 0}};
    static const int32_t border[][2] = {{10000, 0}, {10000, 10000}};
    static const int32_t right[][2] = {{10000, 0}, {20000, 0}, {20000, 10000},
                                       {10000, 10000}};
    static const int32_t inner[][2] = {{5000, 0}, {5000, 10000}};

    cst_buf_z(b, CST_OUTLINES_MAGIC);
    outlines_number(b, 2);
    outlines_text(b, "en");
    outlines_text(b, "fr");
    outlines_number(b, 2);
    outlines_text(b, "AA");
    outlines_text(b, "Leftland");
    outlines_text(b, "Gauchie");
    outlines_text(b, "BB");
    outlines_text(b, "Rightland");
    outlines_text(b, "");
    outlines_number(b, 4);
    outlines_line(b, CST_LINE_COAST, left, 4);
    outlines_line(b, CST_LINE_COUNTRY, border, 2);
    outlines_line(b, CST_LINE_COAST, right, 4);
    outlines_line(b, CST_LINE_PROVINCE, inner, 2);
    outlines_rings(b);
    outlines_seal(b);
}

#endif
