/* Fuzz the reader of codebooks: any text is a codebook or is refused. */
#include "incident/codebook.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cst_codebook *book = NULL;
    cst_arena arena;

    cst_arena_init(&arena, NULL, 0);
    if (cst_codebook_parse(&arena, (cst_str){(const char *)data, size}, "x",
                           NULL, &book) == CST_OK) {
        for (int q = 0; q <= CST_UNSPECIFIED; q++) {
            cst_bounds b = cst_codebook_bounds(book, (cst_qualifier)q, 10, 20);

            if (b.low < -1 || b.high < -1) {
                abort();
            }
        }
        (void)cst_codebook_code(book, "type", CST_S("attack"));
    }
    cst_arena_free(&arena);
    return 0;
}
