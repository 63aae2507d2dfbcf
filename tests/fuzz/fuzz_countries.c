/* Fuzz the reader of the table of countries: any text is one or is refused. */
#include "incident/countries.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cst_countries *t = NULL;
    cst_arena arena;

    cst_arena_init(&arena, NULL, 0);
    if (cst_countries_parse(&arena, (cst_str){(const char *)data, size}, "x",
                            NULL, &t) == CST_OK) {
        const cst_country *c = cst_countries_find(t, CST_S("SY"));

        if (c && (c->iso < 0 || c->gw < -1)) {
            abort();
        }
    }
    cst_arena_free(&arena);
    return 0;
}
