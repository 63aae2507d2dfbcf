/* cli/pages: the files of a dossier.
 *
 * Takes the pages that the library hands over, gives files below one folder.
 * Each is written beside its place and then renamed, so that a reader never
 * sees half a page, and a run that breaks off leaves the old ones whole.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <dirent.h>
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

/* Which folder a page is in; NULL for the first page. */
static struct cli_written *folder_of(cli_pages *pages, const char *name)
{
    if (strncmp(name, "documents/", 10) == 0) {
        return &pages->documents;
    }
    return strncmp(name, "incidents/", 10) == 0 ? &pages->incidents : NULL;
}

/* Lists that take several pages: the first has no number. */
static const char *const list_names[CLI_LISTS] = {"reports", "events"};

/* Keep how far the lists go: "reports-3.html". */
static void remember_list(cli_pages *pages, const char *name)
{
    for (size_t i = 0; i < CLI_LISTS; i++) {
        size_t n = strlen(list_names[i]);

        if (strncmp(name, list_names[i], n) == 0 && name[n] == '-') {
            size_t number = (size_t)strtoul(name + n + 1, NULL, 10);

            if (number > pages->last[i]) {
                pages->last[i] = number;
            }
        }
    }
}

/* Keep the id of a written page: "documents/ID.html". */
static bool remember(cli_pages *pages, const char *name)
{
    struct cli_written *w = folder_of(pages, name);

    remember_list(pages, name);
    if (!w || strlen(name + 10) < CLI_ID) {
        return true;
    }
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 64;
        void *more = realloc(w->ids, cap * sizeof(*w->ids));

        if (!more) {
            return false;
        }
        w->ids = more;
        w->cap = cap;
    }
    memcpy(w->ids[w->n++], name + 10, CLI_ID);
    return true;
}

int cli_write_file(void *user, const char *name, const char *bytes, size_t n)
{
    cli_pages *pages = user;
    const char *folder = pages->folder;
    size_t cap = strlen(folder) + strlen(name) + 16;
    char *path = malloc(cap), *part = malloc(cap);
    int result = -1;

    if (path && part) {
        snprintf(path, cap, "%s/%s", folder, name);
        snprintf(part, cap, "%s/%s.part", folder, name);
        if (write_whole(part, bytes, n) && rename(part, path) == 0) {
            result = remember(pages, name) ? 0 : -1;
        } else {
            cli_message("%s: cannot write: %s", path, strerror(errno));
            unlink(part);
        }
    }
    free(path);
    free(part);
    return result;
}

static int by_id(const void *a, const void *b)
{
    return memcmp(a, b, CLI_ID);
}

/* "0123456789abcdef.html" */
static bool is_page(const char *name)
{
    return strspn(name, "0123456789abcdef") == CLI_ID &&
           strcmp(name + CLI_ID, ".html") == 0;
}

static void clean(const char *folder, const char *name, struct cli_written *w)
{
    size_t cap = strlen(folder) + 64;
    char *path = malloc(cap);
    struct dirent *entry;
    DIR *dir = NULL;

    if (path) {
        snprintf(path, cap, "%s/%s", folder, name);
        dir = opendir(path);
    }
    if (w->n) {
        qsort(w->ids, w->n, sizeof(*w->ids), by_id);
    }
    while (dir && (entry = readdir(dir)) != NULL) {
        if (is_page(entry->d_name) &&
            !(w->n && bsearch(entry->d_name, w->ids, w->n, sizeof(*w->ids),
                              by_id))) {
            snprintf(path, cap, "%s/%s/%s", folder, name, entry->d_name);
            unlink(path);
        }
    }
    if (dir) {
        closedir(dir);
    }
    free(path);
}

/* The pages behind the last one of each list, from a time when it was longer. */
static void clean_lists(const cli_pages *pages)
{
    size_t cap = strlen(pages->folder) + 64;
    char *path = malloc(cap);

    for (size_t i = 0; path && i < CLI_LISTS; i++) {
        size_t number = pages->last[i] ? pages->last[i] + 1 : 2;

        do {
            snprintf(path, cap, "%s/%s-%zu.html", pages->folder, list_names[i],
                     number++);
        } while (unlink(path) == 0);
    }
    free(path);
}

void cli_pages_finish(cli_pages *pages)
{
    clean_lists(pages);
    clean(pages->folder, "documents", &pages->documents);
    clean(pages->folder, "incidents", &pages->incidents);
}

void cli_pages_free(cli_pages *pages)
{
    free(pages->documents.ids);
    free(pages->incidents.ids);
}
