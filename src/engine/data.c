/* engine/data: tables of the data folder that are read whole. */
#include "engine/engine.h"

#include <stdio.h>

#define MAX_TABLE (1u << 20)

char *cst_data_path(cst_arena *arena, const char *a, const char *b,
                    const char *c, const char *d)
{
    const cst_str parts[] = {cst_str_of(a), cst_str_of(b), cst_str_of(c),
                             cst_str_of(d)};
    size_t n = 0, at = 0;
    char *path;

    for (size_t i = 0; i < CST_COUNT(parts); i++) {
        n += parts[i].n;
    }
    path = CST_NEW(arena, char, n + 1);
    for (size_t i = 0; path && i < CST_COUNT(parts); i++) {
        memcpy(path + at, parts[i].p, parts[i].n);
        at += parts[i].n;
    }
    return path;
}

cst_status cst_data_read(cst_arena *arena, const char *path, cst_error *error,
                         cst_str *text)
{
    char *p = CST_NEW(arena, char, MAX_TABLE);
    FILE *f = p ? fopen(path, "rb") : NULL;
    bool whole;

    if (!f) {
        return p ? cst_fail(error, CST_IO, path, 0, 0, "cannot be opened")
                 : CST_NOMEM;
    }
    text->p = p;
    text->n = fread(p, 1, MAX_TABLE, f);
    whole = feof(f) && !ferror(f);
    fclose(f);
    return whole ? CST_OK
                 : cst_fail(error, CST_IO, path, 0, 0, "cannot be read");
}

static bool is_name(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") ==
                        strlen(name);
}

cst_status cst_data_codebook(cst_arena *arena, const char *data_dir,
                             const char *name, cst_error *error,
                             const cst_codebook **out)
{
    cst_str text = {NULL, 0};
    cst_status s = CST_NOTFOUND;
    char *path;

    name = name ? name : CST_CODEBOOK_DEFAULT;
    path = cst_data_path(arena, data_dir, "/codebooks/", name, ".tsv");
    if (!path) {
        return CST_NOMEM;
    }
    if (is_name(name)) {
        s = cst_data_read(arena, path, NULL, &text);
    }
    if (s != CST_OK) {
        return s == CST_NOMEM ? s
                              : cst_fail(error, CST_NOTFOUND, "", 0, 0,
                                         "no such codebook: %s", name);
    }
    return cst_codebook_parse(arena, text, path, error, out);
}
