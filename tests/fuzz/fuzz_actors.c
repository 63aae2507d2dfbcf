/* Fuzz a table of actors: read it, then give its names to a small pack. */
#include "pack_folder.h"

#include "lang/registry.h"

#define TABLE "table of actors"

static void look(void *user, const cst_diag *d)
{
    (void)user;
    if (d->level != CST_DIAG_WARNING && strcmp(d->file, TABLE) == 0) {
        abort(); /* no line of such a table stops the pack */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cst_registry *r;
    cst_arena arena;
    folder_make();
    cst_arena_init(&arena, NULL, 256u << 20);
    char *copy = cst_arena_copy(&arena, data, size);
    if (copy && cst_registry_new(&arena, "fr", look, NULL, &r) == CST_OK &&
        cst_registry_add(r, TABLE, (cst_str){copy, size}) == CST_OK) {
        for (size_t i = 0; i < r->actors.n; i++) {
            if (cst_registry_find(r, r->actors.at[i].id) != &r->actors.at[i]) {
                abort();
            }
        }
        if (folder_load(r, look) == CST_SYNTAX) {
            abort(); /* what is wrong in a table must not stop the pack */
        }
    }
    cst_arena_free(&arena);
    return 0;
}
