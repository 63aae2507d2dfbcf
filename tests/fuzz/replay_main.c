/* Stands in for libFuzzer where the harness is built without it: runs each
 * file of the folders or files given, and the empty input, through the harness
 * once. Files go in name order, so that a failure is found again. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

static unsigned long runs;

static int replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    struct stat st;
    uint8_t *data;
    size_t n;

    if (!f || fstat(fileno(f), &st) != 0 || st.st_size < 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        if (f) {
            fclose(f);
        }
        return 1;
    }
    /* A block of the exact size, so that the sanitizer sees any overrun. */
    data = malloc(st.st_size ? (size_t)st.st_size : 1);
    n = data ? fread(data, 1, (size_t)st.st_size, f) : 0;
    fclose(f);
    if (data) {
        fprintf(stderr, "%s (%zu bytes)\n", path, n);
        LLVMFuzzerTestOneInput(data, n);
        runs++;
    }
    free(data);
    return 0;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_folder(const char *path)
{
    struct dirent **entries;
    int failed = 0;
    int n = scandir(path, &entries, visible, alphasort);

    for (int i = 0; i < n; i++) {
        char file[4096];

        if (snprintf(file, sizeof(file), "%s/%s", path, entries[i]->d_name) <
            (int)sizeof(file)) {
            failed |= replay_file(file);
        }
        free(entries[i]);
    }
    if (n >= 0) {
        free(entries);
    }
    return failed;
}

int main(int argc, char **argv)
{
    int failed = 0;

    if (LLVMFuzzerInitialize) {
        LLVMFuzzerInitialize(&argc, &argv);
    }
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++) {
        struct stat st;

        /* A harness without seeds yet has no folder. */
        if (stat(argv[i], &st) == 0) {
            failed |= S_ISDIR(st.st_mode) ? replay_folder(argv[i])
                                          : replay_file(argv[i]);
        }
    }
    printf("%lu inputs replayed\n", runs);
    return failed;
}
