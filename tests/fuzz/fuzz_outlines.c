/* Fuzz the reader of outlines: any bytes are refused, or give lines and rings
 * within bounds. Magic and checksum are put right first, else nothing would get
 * past them; the first byte, odd, leaves them as they are. */
#include "present/outlines.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void seal(cst_buf *b)
{
    uint64_t sum = cst_hash(b->p, b->n);

    for (unsigned i = 0; i < 8; i++) {
        cst_buf_char(b, (char)(sum >> 8 * i & 255));
    }
}

static void look_around(const cst_outlines *o)
{
    for (uint32_t i = 0; i < o->n_rings; i++) {
        for (uint32_t k = 0; k < o->rings[i].n; k++) {
            uint32_t ref = o->refs[o->rings[i].first + k];
            const cst_line *line = &o->lines[ref >> 1];
            cst_corner last = o->points[line->first + line->n - 1];

            if (ref >> 1 >= o->n_lines || abs(last.lon) > 181000) {
                abort();
            }
        }
        (void)cst_outlines_name(o, o->rings[i].country, CST_S("en"));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cst_outlines *o = NULL;
    cst_arena arena;
    cst_buf b;

    cst_arena_init(&arena, NULL, 0);
    cst_buf_init(&b, NULL);
    if (size && data[0] & 1) {
        cst_buf_add(&b, data + 1, size - 1);
    } else if (size) {
        cst_buf_z(&b, CST_OUTLINES_MAGIC);
        cst_buf_add(&b, data + 1, size - 1);
        seal(&b);
    }
    if (cst_outlines_parse(&arena, cst_buf_get(&b), &o) == CST_OK) {
        look_around(o);
    }
    cst_buf_free(&b);
    cst_arena_free(&arena);
    return 0;
}
