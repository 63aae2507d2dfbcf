/* present/outlines: coasts and borders of the world, for the maps.
 *
 * Takes the bytes of outlines/world.lines of the data folder, which
 * tools/mkoutlines.c makes at build time; gives lines and rings as plain arrays.
 * The file is not trusted: every count, index and coordinate is checked, and
 * what does not fit is CST_SYNTAX. Does not know maps.
 *
 * The file: CST_OUTLINES_MAGIC; then numbers of seven bits a byte, low ones
 * first, the high bit set on all but the last (signed ones: twice the value, or
 * less one for twice the negative one); a text is its length and its bytes.
 *   languages: count, then a text each
 *   countries: count, then code and one name a language (may be empty)
 *   lines:     count, then class, number of points, and the points, each as the
 *              signed way from the one before (the first from 0, 0): longitude,
 *              latitude
 *   rings:     count, then country, number of lines, and each line as twice its
 *              index, plus one where it runs backwards
 * and eight bytes, low one first: cst_hash of all before. */
#ifndef CST_OUTLINES_H
#define CST_OUTLINES_H

#include "base/base.h"

#define CST_OUTLINES_MAGIC "CSTLINE1"
#define CST_OUTLINES_UNITS 1000 /* to a degree */

typedef struct cst_corner {
    int32_t lon, lat; /* thousandths of a degree */
} cst_corner;

typedef struct cst_extent {
    cst_corner low, high;
} cst_extent;

typedef enum cst_line_class {
    CST_LINE_COAST,
    CST_LINE_COUNTRY,
    CST_LINE_PROVINCE,
    CST_LINE_DISPUTED,
    CST_LINE_UNDER, /* bounds a country, but a disputed line stands for it */
    CST_LINE_CLASSES
} cst_line_class;

typedef struct cst_line {
    uint32_t first, n; /* of points; two or more */
    cst_line_class class_;
    cst_extent extent;
} cst_line;

typedef struct cst_ring {
    uint32_t country;
    uint32_t first, n; /* of refs; one or more, end to end */
    cst_extent extent;
} cst_ring;

typedef struct cst_outlines {
    const cst_corner *points;
    const cst_line *lines;
    const cst_ring *rings;
    const uint32_t *refs; /* line << 1 | backwards */
    uint32_t n_points, n_lines, n_rings, n_refs;
    uint32_t n_countries, n_languages;
    const cst_str *languages;
    const cst_str *codes; /* by country */
    const cst_str *names; /* by country, then language */
} cst_outlines;

/* Strings are views of bytes, which must live as long. CST_SYNTAX, CST_NOMEM;
 * linear in time and memory. */
cst_status cst_outlines_parse(cst_arena *arena, cst_str bytes,
                              const cst_outlines **out);
/* In that language, else in the first; may be empty. */
cst_str cst_outlines_name(const cst_outlines *o, uint32_t country,
                          cst_str language);

#endif
