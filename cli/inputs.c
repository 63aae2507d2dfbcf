/* cli/inputs: which payloads a command reads, and their bytes.
 *
 * Takes operands: files, folders (searched below, without following links to
 * folders), "-" for standard input. Gives them sorted by the bytes of their
 * path, each with what hinders its reading, and with identical payloads joined
 * to the first of their kind.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define UNREADABLE "unreadable"
/* Larger files hold no report; reading stops here, not where memory ends. */
#define MAX_FILE ((size_t)32 << 20)

/* ------------------------------------------------------------- the bytes */

static char *slurp_stream(FILE *f, size_t *n)
{
    size_t cap = 1 << 16, used = 0;
    char *p = malloc(cap);

    while (p) {
        size_t got = fread(p + used, 1, cap - used, f);
        char *larger;

        used += got;
        if (used < cap) {
            break;
        }
        larger = cap > MAX_FILE ? NULL : realloc(p, cap * 2);
        if (!larger) {
            free(p);
            errno = cap > MAX_FILE ? EFBIG : ENOMEM;
            return NULL;
        }
        p = larger;
        cap *= 2;
    }
    if (p) {
        p[used] = '\0'; /* used < cap here; callers may scan to it */
    }
    *n = used;
    return p;
}

char *cli_slurp(const char *path, size_t *n, const char **why)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *f = is_stdin ? stdin : fopen(path, "rb");
    bool failed;
    char *p;

    if (!f) {
        *why = strerror(errno);
        return NULL;
    }
    errno = 0;
    p = slurp_stream(f, n);
    failed = ferror(f) != 0;
    if (!p || failed) {
        *why = strerror(errno ? errno : p ? EIO : ENOMEM);
        free(p);
        p = NULL;
    }
    if (!is_stdin) {
        fclose(f);
    }
    return p;
}

bool cli_input_bytes(const cli_inputs *in, size_t i, char **bytes, size_t *n,
                     const char **why)
{
    if (in->at[i].is_stdin) {
        *bytes = in->stdin_bytes;
        *n = in->stdin_n;
        return true;
    }
    *bytes = cli_slurp(in->at[i].path, n, why);
    return *bytes != NULL;
}

void cli_bytes_free(const cli_inputs *in, char *bytes)
{
    if (bytes != in->stdin_bytes) {
        free(bytes);
    }
}

/* ------------------------------------------------------------ gathering */

static cli_input *add_input(cli_inputs *in, const char *path)
{
    cli_input *x;

    if (in->n == in->cap) {
        size_t cap = in->cap ? in->cap * 2 : 64;
        cli_input *at = realloc(in->at, cap * sizeof(*at));

        if (!at) {
            return NULL;
        }
        in->at = at;
        in->cap = cap;
    }
    x = &in->at[in->n];
    memset(x, 0, sizeof(*x));
    x->path = strdup(path);
    if (!x->path) {
        return NULL;
    }
    in->n++;
    return x;
}

static bool add_failed(cli_inputs *in, const char *path, const char *why)
{
    cli_input *x = add_input(in, path);

    if (x) {
        x->code = UNREADABLE;
        x->why = why;
    }
    return x != NULL;
}

static bool ends_in(const char *path, const char *suffix)
{
    size_t n = strlen(path), m = strlen(suffix);

    if (n <= m) {
        return false;
    }
    for (size_t i = 0; i < m; i++) {
        char c = path[n - m + i];

        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (c != suffix[i]) {
            return false;
        }
    }
    return true;
}

static bool is_markup(const char *path)
{
    return ends_in(path, ".htm") || ends_in(path, ".html") ||
           ends_in(path, ".xhtml");
}

uint32_t cli_format_of(const char *path)
{
    return is_markup(path) ? CST_INPUT_HTML : CST_INPUT_AUTO;
}

static bool add_file(cli_inputs *in, const char *path, uint64_t size)
{
    cli_input *x = add_input(in, path);

    if (!x) {
        return false;
    }
    x->size = size;
    x->format = cli_format_of(path);
    return true;
}

static char *join(const char *folder, const char *name)
{
    size_t n = strlen(folder), m = strlen(name);
    char *p = malloc(n + m + 2);

    if (p) {
        memcpy(p, folder, n);
        p[n] = '/';
        memcpy(p + n + 1, name, m + 1);
    }
    return p;
}

/* A stack of folders still to be searched, instead of recursion. */
typedef struct folders {
    char **at;
    size_t n, cap;
} folders;

static bool push_folder(folders *f, char *path)
{
    if (f->n == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 16;
        char **at = realloc(f->at, cap * sizeof(*at));

        if (!at) {
            free(path);
            return false;
        }
        f->at = at;
        f->cap = cap;
    }
    f->at[f->n++] = path;
    return true;
}

static bool add_entry(cli_inputs *in, folders *todo, char *path, bool all)
{
    struct stat st, target;
    bool ok = true;

    if (lstat(path, &st) != 0) {
        ok = add_failed(in, path, strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        return push_folder(todo, path);
    } else if (!all && !ends_in(path, ".txt") && !is_markup(path)) {
        in->skipped++;
    } else if (S_ISLNK(st.st_mode) && stat(path, &target) != 0) {
        ok = add_failed(in, path, strerror(errno));
    } else if (S_ISREG(S_ISLNK(st.st_mode) ? target.st_mode : st.st_mode)) {
        ok = add_file(in, path,
                      (uint64_t)(S_ISLNK(st.st_mode) ? target.st_size
                                                     : st.st_size));
    } else {
        in->skipped++;
    }
    free(path);
    return ok;
}

static bool search_one(cli_inputs *in, folders *todo, const char *folder,
                       bool all)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    bool ok = true;

    if (!dir) {
        return add_failed(in, folder, strerror(errno));
    }
    while (ok && (entry = readdir(dir)) != NULL) {
        char *path;

        if (strcmp(entry->d_name, ".") == 0 ||
            strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        path = join(folder, entry->d_name);
        ok = path && add_entry(in, todo, path, all);
    }
    closedir(dir);
    return ok;
}

static bool search_folder(cli_inputs *in, const char *folder, bool all)
{
    folders todo = {NULL, 0, 0};
    char *first = strdup(folder);
    bool ok = first && push_folder(&todo, first);

    while (ok && todo.n) {
        char *path = todo.at[--todo.n];

        ok = search_one(in, &todo, path, all);
        free(path);
    }
    while (todo.n) {
        free(todo.at[--todo.n]);
    }
    free(todo.at);
    return ok;
}

static bool add_stdin(cli_inputs *in)
{
    const char *why = NULL;
    cli_input *x;

    if (in->stdin_bytes) {
        return true;
    }
    in->stdin_bytes = cli_slurp("-", &in->stdin_n, &why);
    if (!in->stdin_bytes) {
        return add_failed(in, "-", why);
    }
    x = add_input(in, "-");
    if (x) {
        x->is_stdin = true;
        x->size = in->stdin_n;
    }
    return x != NULL;
}

static bool add_operand(cli_inputs *in, char *path, bool all)
{
    size_t n = strlen(path);
    struct stat st;

    if (strcmp(path, "-") == 0) {
        return add_stdin(in);
    }
    if (stat(path, &st) != 0) {
        return add_failed(in, path, strerror(errno));
    }
    if (!S_ISDIR(st.st_mode)) {
        return add_file(in, path, (uint64_t)st.st_size);
    }
    while (n > 1 && path[n - 1] == '/') {
        path[--n] = '\0';
    }
    /* "/" itself must not become "//file". */
    return search_folder(in, n == 1 && path[0] == '/' ? "" : path, all);
}

/* ------------------------------------------------------------- ordering */

static int by_path(const void *a, const void *b)
{
    const cli_input *x = a, *y = b;

    return strcmp(x->path, y->path);
}

static void drop_repeated(cli_inputs *in)
{
    size_t kept = 0;

    for (size_t i = 0; i < in->n; i++) {
        if (kept && strcmp(in->at[kept - 1].path, in->at[i].path) == 0) {
            free(in->at[i].path);
        } else {
            in->at[kept++] = in->at[i];
        }
    }
    in->n = kept;
}

static int by_size_and_hash(const void *a, const void *b)
{
    const cli_input *x = *(cli_input *const *)a, *y = *(cli_input *const *)b;

    if (x->size != y->size) {
        return x->size < y->size ? -1 : 1;
    }
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return strcmp(x->path, y->path);
}

static uint64_t hash_bytes(const char *p, size_t n)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < n; i++) {
        h = (h ^ (unsigned char)p[i]) * UINT64_C(0x100000001b3);
    }
    return h;
}

static bool same_bytes(const cli_inputs *in, size_t i, size_t j)
{
    char *a = NULL, *b = NULL;
    size_t n = 0, m = 0;
    const char *why;
    bool same = cli_input_bytes(in, i, &a, &n, &why) &&
                cli_input_bytes(in, j, &b, &m, &why) && n == m &&
                (n == 0 || memcmp(a, b, n) == 0);

    cli_bytes_free(in, a);
    cli_bytes_free(in, b);
    return same;
}

/* Only files of equal size are read here, and only those with equal hashes
 * compared. */
static bool join_identical(cli_inputs *in)
{
    cli_input **order = malloc((in->n + 1) * sizeof(cli_input *));

    if (!order) {
        return false;
    }
    for (size_t i = 0; i < in->n; i++) {
        order[i] = &in->at[i];
        in->at[i].same_as = i;
    }
    qsort(order, in->n, sizeof(*order), by_size_and_hash);
    for (size_t i = 0; i < in->n; i++) {
        bool twin = (i > 0 && order[i - 1]->size == order[i]->size) ||
                    (i + 1 < in->n && order[i + 1]->size == order[i]->size);
        char *bytes;
        const char *why;
        size_t n;

        if (twin && !order[i]->code &&
            cli_input_bytes(in, (size_t)(order[i] - in->at), &bytes, &n,
                            &why)) {
            order[i]->hash = hash_bytes(bytes, n);
            cli_bytes_free(in, bytes);
        }
    }
    qsort(order, in->n, sizeof(*order), by_size_and_hash);
    for (size_t i = 1; i < in->n; i++) {
        const cli_input *before = order[i - 1];

        if (before->size == order[i]->size && before->hash == order[i]->hash &&
            !before->code && !order[i]->code &&
            same_bytes(in, before->same_as, (size_t)(order[i] - in->at))) {
            order[i]->same_as = before->same_as;
        }
    }
    free(order);
    return true;
}

bool cli_inputs_gather(const cli_common *c, cli_inputs *out)
{
    memset(out, 0, sizeof(*out));
    for (int i = 0; i < c->n_paths; i++) {
        if (!add_operand(out, c->paths[i], c->all)) {
            return false;
        }
    }
    if (out->n) {
        qsort(out->at, out->n, sizeof(*out->at), by_path);
    }
    drop_repeated(out);
    return join_identical(out);
}

void cli_inputs_free(cli_inputs *in)
{
    for (size_t i = 0; i < in->n; i++) {
        free(in->at[i].path);
    }
    free(in->at);
    free(in->stdin_bytes);
    cst_repeats_free(in->repeats);
}
