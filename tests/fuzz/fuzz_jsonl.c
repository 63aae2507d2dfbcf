/* Fuzz the cases of a suite (annotate --in): any line is answered by a line of
 * sound JSON, or told to be no case. */
#include "../../cli/suite.c"
#include "with_engine.h"

#include <stdint.h>

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
