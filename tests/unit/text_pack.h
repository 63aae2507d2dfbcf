/* The part of the French pack that ingest, clean and segment read, as a pack
 * of its own in the build folder: so that these tests do not wait for, or fail
 * with, the lexicon and the rules. */
#ifndef TEXT_PACK_H
#define TEXT_PACK_H

#include "segment/segment.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define TEXT_PACK_DIR CST_BUILD_DIR "/text_pack." TEXT_PACK_NAME

static inline void text_pack_copy(const char *name, bool conf)
{
    char from[1024], to[1024], row[8192];
    snprintf(from, sizeof(from), "%s/lang/fr/%s", CST_SOURCE_DIR, name);
    snprintf(to, sizeof(to), "%s/%s", TEXT_PACK_DIR, name);
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    if (!in || !out) {
        abort();
    }
    while (fgets(row, sizeof(row), in)) {
        if (!conf || (strncmp(row, "lexicons", 8) != 0 &&
                      strncmp(row, "layers", 6) != 0 &&
                      strncmp(row, "tables", 6) != 0)) {
            fputs(row, out);
        }
    }
    if (conf) {
        fputs("\nlexicons =\nlayers =\ntables = boilerplate html outlets\n", out);
    }
    fclose(in);
    if (fclose(out) != 0) {
        abort();
    }
}

static inline void text_pack_diag(void *user, const cst_diag *d)
{
    (void)user;
    fprintf(stderr, "%s:%u: %s %s\n", d->file, d->line, d->code, d->text);
}

/* Aborts if the pack cannot be made. */
static inline cst_pack *text_pack(cst_arena *arena)
{
    cst_pack *pack = NULL;
    cst_error error = {0};
    mkdir(TEXT_PACK_DIR, 0777);
    text_pack_copy("pack.conf", true);
    text_pack_copy("boilerplate.tsv", false);
    text_pack_copy("html.tsv", false);
    text_pack_copy("outlets.tsv", false);
    if (cst_pack_load(arena, TEXT_PACK_DIR, NULL, NULL, text_pack_diag, NULL, &error,
                      &pack) != CST_OK) {
        fprintf(stderr, "%s: %s\n", error.file, error.text);
        abort();
    }
    return pack;
}

#endif
