/* Fuzz the cases of a suite (annotate --in): any line is answered by a line of
 * sound JSON, or told to be no case. */
#include "../../cli/suite.c"

#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cst_engine *engine;
static cst_worker *worker;

static void give_back(void)
{
    cst_worker_free(worker);
    cst_engine_free(engine);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    cst_engine_options o = {.size = sizeof o,
                            .data_dir = CST_BUILD_DIR "/data",
                            .language = "fr"};
    (void)argc;
    (void)argv;
    if (cst_engine_new(&o, NULL, &engine) != CST_OK ||
        cst_worker_new(engine, &worker) != CST_OK) {
        abort();
    }
    (void)atexit(give_back);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cli_common c = {.in = "-", .chars = size % 2 == 1};
    char why[CLI_WHY] = "";
    char *line = cli_suite_answer(&c, worker, (const char *)data, size, why);

    if (line) {
        json_t *back = json_loads(line, JSON_ALLOW_NUL, NULL);

        if (!json_is_array(json_object_get(back, "found"))) {
            abort();
        }
        json_decref(back);
        free(line);
    } else if (!why[0]) {
        abort();
    }
    return 0;
}
