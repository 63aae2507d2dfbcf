/* The engine with the default pack for a whole run of a harness. */
#ifndef CST_FUZZ_WITH_ENGINE_H
#define CST_FUZZ_WITH_ENGINE_H

#include "../unit/engine_setup.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void give_back(void)
{
    (void)tear_down(NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (set_up(NULL) != 0) {
        abort();
    }
    (void)atexit(give_back);
    return 0;
}

#endif
