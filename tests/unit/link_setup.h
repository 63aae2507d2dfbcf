/* The settings of linking as they are shipped, and a collection for each test. */
#ifndef CST_TEST_LINK_SETUP_H
#define CST_TEST_LINK_SETUP_H

#include "collected.h"

#include "incident/settings.h"

#include <stdio.h>

#define SETTINGS_MAX 65536

static char settings_text[SETTINGS_MAX];
static cst_link_settings settings;
static cst_arena forever, arena, scratch;
static cst_collection c;

static int load(void **state)
{
    FILE *f = fopen(CST_SOURCE_DIR "/data/incident/link.tsv", "rb");
    cst_str text = {settings_text, 0};

    (void)state;
    assert_non_null(f);
    text.n = fread(settings_text, 1, SETTINGS_MAX, f);
    fclose(f);
    cst_arena_init(&forever, NULL, 0);
    return cst_link_settings_parse(&forever, text, "link.tsv", NULL,
                                   &settings) == CST_OK
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    cst_arena_free(&forever);
    return 0;
}

static int setup(void **state)
{
    (void)state;
    cst_arena_init(&arena, NULL, 0);
    cst_arena_init(&scratch, NULL, 0);
    return cst_collection_init(&c, &arena) == CST_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    cst_collection_free(&c);
    cst_arena_free(&arena);
    cst_arena_free(&scratch);
    return 0;
}

#endif
