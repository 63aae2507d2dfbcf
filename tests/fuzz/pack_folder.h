/* A pack folder on disk whose one file comes from the fuzzer: packs are read
 * from folders alone. The folder is made once for the process and removed when
 * it ends. */
#ifndef PACK_FOLDER_H
#define PACK_FOLDER_H

#include "lang/lang.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];

static void folder_path(char *to, size_t cap, const char *name)
{
    if (snprintf(to, cap, "%s/%s", folder, name) >= (int)cap) {
        abort();
    }
}

static void folder_write(const char *name, const void *bytes, size_t n)
{
    char path[160];
    folder_path(path, sizeof path, name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0) {
        abort();
    }
}

static void folder_remove(void)
{
    static const char *const names[] = {
        "pack.conf", "lexicon/w.tsv", "rules/x.rule", "t.tsv", "lexicon",
        "rules", ""};
    char path[160];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        folder_path(path, sizeof path, names[i]);
        (void)remove(path);
    }
}

/* The sound files. */
static void folder_fill(void)
{
    static const char conf[] = "name = fuzz\nlayers = x\nlexicons = w\n"
                               "tables = t\nbudget = 5000\n";
    static const char words[] = "ka\tN\tthing,person\ttags=s\n"
                                "zu\tV\tharm\tforms=zus/ppast tags=inf\n"
                                "du\tM\tcard\tvalue=2\n";
    static const char rules[] =
        "layer x\n\nrule a\n  why    \"a\"\n  match  h:[class=person]\n"
        "  make   np head=h\n  +  \"ka\" => np\n  -  \"zu\"\n";
    folder_write("pack.conf", conf, sizeof conf - 1);
    folder_write("lexicon/w.tsv", words, sizeof words - 1);
    folder_write("rules/x.rule", rules, sizeof rules - 1);
    folder_write("t.tsv", "ka\tzu\n", 6);
}

static void folder_make(void)
{
    char path[160];
    if (folder[0]) {
        return;
    }
    strcpy(folder, "/tmp/constat-fuzz-XXXXXX");
    if (!mkdtemp(folder)) {
        abort();
    }
    folder_path(path, sizeof path, "lexicon");
    (void)mkdir(path, 0700);
    folder_path(path, sizeof path, "rules");
    (void)mkdir(path, 0700);
    folder_fill();
    (void)atexit(folder_remove);
}

/* The words of a fixed sentence through the layers of a pack. */
static void folder_run(const cst_pack *pack)
{
    static const char *const words[] = {"ka",  "zu", "du", "du", "zus",
                                        "ka", "ni", "ka", "du", "zu"};
    cst_token tokens[CST_COUNT(words)];
    cst_sentence_units s;
    cst_cascade *c;
    cst_arena arena;
    cst_buf text;
    cst_buf_init(&text, NULL);
    for (size_t i = 0; i < CST_COUNT(words); i++) {
        cst_buf_z(&text, words[i]);
        cst_buf_char(&text, ' ');
    }
    cst_str all = cst_buf_get(&text);
    size_t at = 0;
    for (size_t i = 0; i < CST_COUNT(words); i++) {
        size_t n = strlen(words[i]);
        tokens[i] = (cst_token){{(uint32_t)at, (uint32_t)(at + n)},
                                {all.p + at, n},
                                i == 0 ? CST_TOK_FIRST : 0, 0};
        tokens[i].hash = cst_token_hash(tokens[i].norm);
        at += n + 1;
    }
    cst_arena_init(&arena, NULL, 64u << 20);
    if (cst_cascade_new(pack, NULL, &c) != CST_OK) {
        abort();
    }
    if (cst_cascade_begin(c, &arena, all, tokens, CST_COUNT(words), &s) ==
        CST_OK) {
        (void)cst_cascade_run_all(c, &arena, &s, NULL, NULL);
    }
    cst_cascade_free(c);
    cst_arena_free(&arena);
    cst_buf_free(&text);
}

/* Load the folder with the names of a registry, and if it is sound run it. */
static cst_status folder_load(const cst_registry *actors, cst_diag_fn fn)
{
    cst_error error = {.status = CST_OK};
    cst_pack *pack = NULL;
    cst_arena arena;
    cst_arena_init(&arena, NULL, 256u << 20);
    cst_status s = cst_pack_load(&arena, folder, NULL, actors, fn, NULL, &error,
                                 &pack);
    if (s == CST_OK) {
        folder_run(pack);
        cst_pack_close(pack);
    } else if (s != CST_SYNTAX && s != CST_NOMEM && s != CST_LIMIT) {
        abort();
    }
    cst_arena_free(&arena);
    return s;
}

#endif
