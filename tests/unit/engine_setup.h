/* The engine with the default pack and one worker, for tests that read reports:
 * set-up and tear-down of a group of tests. */
#ifndef CST_TEST_ENGINE_SETUP_H
#define CST_TEST_ENGINE_SETUP_H

#include <constat/constat.h>

#include <stdio.h>

static cst_engine *engine;
static cst_worker *worker;

static int set_up(void **state)
{
    cst_engine_options o = {.size = sizeof o,
                            .data_dir = CST_BUILD_DIR "/data",
                            .language = "fr"};
    cst_error error = {.status = CST_OK};
    (void)state;
    if (cst_engine_new(&o, &error, &engine) != CST_OK) {
        fprintf(stderr, "%s:%u: %s\n", error.file, error.line, error.text);
        return -1;
    }
    return cst_worker_new(engine, &worker) == CST_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    cst_worker_free(worker);
    cst_engine_free(engine);
    return 0;
}

#endif
