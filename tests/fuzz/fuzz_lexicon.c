/* Fuzz the tables of a pack: the first byte says which of lexicon, plain table
 * and manifest the rest of the bytes is. */
#include "pack_folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"lexicon/w.tsv", "t.tsv", "pack.conf"};
    if (size == 0) {
        return 0;
    }
    folder_make();
    folder_fill();
    folder_write(names[data[0] % 3], data + 1, size - 1);
    (void)folder_load(NULL, NULL);
    return 0;
}
