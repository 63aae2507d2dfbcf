/* cli/pages: the files of a dossier.
 *
 * Takes the pages that the library hands over, gives files below one folder.
 * Each is written beside its place and then renamed, so that a reader never
 * sees half a page, and a run that breaks off leaves the old ones whole.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool cli_make_folder(const char *path)
{
    struct stat st;

    if (mkdir(path, 0777) == 0) {
        return true;
    }
    if (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        return true;
    }
    cli_message("%s: cannot make this folder: %s", path, strerror(errno));
    return false;
}

static bool write_whole(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    bool ok;

    if (!f) {
        return false;
    }
    ok = fwrite(bytes, 1, n, f) == n;
    return fclose(f) == 0 && ok;
}

int cli_write_file(void *user, const char *name, const char *bytes, size_t n)
{
    const char *folder = user;
    size_t cap = strlen(folder) + strlen(name) + 16;
    char *path = malloc(cap), *part = malloc(cap);
    int result = -1;

    if (path && part) {
        snprintf(path, cap, "%s/%s", folder, name);
        snprintf(part, cap, "%s/%s.part", folder, name);
        if (write_whole(part, bytes, n) && rename(part, path) == 0) {
            result = 0;
        } else {
            cli_message("%s: cannot write: %s", path, strerror(errno));
            unlink(part);
        }
    }
    free(path);
    free(part);
    return result;
}
