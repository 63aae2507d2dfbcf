/* Fuzz the reader of linking's settings: any text is settings or is refused, and
 * settings fold any name. */
#include "incident/fold.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cst_link_settings s;
    cst_arena arena;
    cst_str text = {(const char *)data, size};

    cst_arena_init(&arena, NULL, 0);
    if (cst_link_settings_parse(&arena, text, "x", NULL, &s) == CST_OK) {
        cst_str folded = cst_fold_name(&arena, &s, text);

        if (folded.n > size * 8 + 2 ||
            cst_link_type(&s, CST_S("attack")) >= CST_TYPES_MAX) {
            abort();
        }
        (void)cst_fold_alike(folded, CST_S("abcdef"));
    }
    (void)cst_words_hash(&arena, text);
    cst_arena_free(&arena);
    return 0;
}
