/* Fuzz the rule compiler and its machine: any bytes as a rule file give
 * diagnostics or a program that runs within its budget. */
#include "pack_folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    folder_make();
    folder_write("rules/x.rule", data, size);
    (void)folder_load(NULL, NULL);
    return 0;
}
