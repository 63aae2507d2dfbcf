/* Fuzz the case files of a pack: any bytes give cases whose texts and lines lie
 * within them, and complaints; a line names a record or does not. */
#include "engine/case_line.h"
#include "lang/lang.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cst_str all;

static void within(cst_str s)
{
    if (s.n > 0 && (s.p < all.p || s.p + s.n > all.p + all.n)) {
        abort();
    }
}

static cst_status look(void *user, cst_case *k)
{
    cst_buf b;
    cst_want want;

    (void)user;
    within(k->section);
    within(k->text);
    within(k->context);
    within(k->published);
    within(k->xfail);
    if (k->text.n == 0 || k->lines.n == 0) {
        abort();
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        within(k->lines.at[i].text);
        if (cst_want_parse(k->lines.at[i].text, &want) == CST_WANT_ONE &&
            want.counted) {
            cst_buf_init(&b, NULL);
            cst_want_put_count(&want.count, &b);
            cst_buf_free(&b);
        }
    }
    return CST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cst_arena arena;
    size_t bad = 0;

    cst_arena_init(&arena, NULL, 0);
    all.p = cst_arena_copy(&arena, data, size);
    all.n = size;
    if (cst_cases_each(&arena, "a.case", all, look, NULL, NULL, NULL, &bad) !=
        CST_OK) {
        abort();
    }
    cst_arena_free(&arena);
    return 0;
}
