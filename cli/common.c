/* cli/common: engine, messages, output, progress.
 *
 * Looks for the data folder: --data, then $CONSTAT_DATA, then data/ beside the
 * executable (a build tree), ../share/constat beside it (moved as a whole), and
 * last the folder that the build installs to.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MESSAGE_MAX 8192
#define BAR 30        /* characters */
#define BAR_FROM 10   /* inputs */
#define BAR_EVERY 100 /* milliseconds */
#define LINE_EVERY 5000

/* ----------------------------------------------------------------- text */

/* Length of the character at p if it could act on the terminal or turn the
 * direction of what follows, else 0. */
static size_t harmful(const unsigned char *p, size_t n)
{
    if (p[0] < 0x20 || p[0] == 0x7F) {
        return 1;
    }
    if (n >= 2 && p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0) {
        return 2;
    }
    if (n >= 3 && p[0] == 0xE2 &&
        ((p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F ||
                           (p[2] >= 0xA8 && p[2] <= 0xAE))) ||
         (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9))) {
        return 3;
    }
    return 0;
}

/* Names of files come from anyone and are part of messages. */
void cli_message(const char *format, ...)
{
    char text[MESSAGE_MAX];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    n = n < 0 ? 0 : n < MESSAGE_MAX ? n : MESSAGE_MAX - 1;
    fputs("constat: ", stderr);
    for (size_t i = 0; i < (size_t)n;) {
        size_t skip = harmful((unsigned char *)text + i, (size_t)n - i);

        fputc(skip ? '?' : text[i], stderr);
        i += skip ? skip : 1;
    }
    fputc('\n', stderr);
}

void cli_put_text(cst_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    bool blank = false;

    for (size_t i = 0; i < s.n; i++) {
        size_t skip = harmful(p + i, s.n - i);

        if (skip || p[i] == ' ') {
            if (!blank) {
                putchar(' ');
            }
            blank = true;
            i += skip ? skip - 1 : 0;
        } else {
            putchar(p[i]);
            blank = false;
        }
    }
}

/* --------------------------------------------------------------- engine */

void cli_print_diag(void *user, const cst_diag *diag)
{
    size_t *count = user;

    if (count && diag->level == CST_DIAG_ERROR) {
        (*count)++;
    }
    fprintf(stderr, "%s:%lu:%lu: %s: %s: %s\n", diag->file ? diag->file : "?",
            (unsigned long)diag->line, (unsigned long)diag->column,
            diag->level == CST_DIAG_ERROR ? "error" : "warning", diag->code,
            diag->text);
}

/* Warnings about our own files are for those who work on them; what is wrong in
 * a table that the user names is told. */
static void drop_warnings(void *user, const cst_diag *diag)
{
    const cli_common *c = user;
    bool theirs = false;

    for (size_t i = 0; i < c->n_actors && diag->file; i++) {
        theirs = theirs || strcmp(diag->file, c->actors[i]) == 0;
    }
    if (diag->level == CST_DIAG_ERROR || (theirs && !c->quiet)) {
        cli_print_diag(NULL, diag);
    }
}

/* folder/name into path if that folder has a lang/. */
static bool try_data(char *path, size_t cap, const char *folder,
                     const char *name)
{
    int n = snprintf(path, cap, "%s%s/lang", folder, name);

    if (n < 0 || (size_t)n >= cap || access(path, R_OK) != 0) {
        return false;
    }
    path[(size_t)n - strlen("/lang")] = '\0';
    return true;
}

const char *cli_data_dir(const cli_common *c, char *path, size_t cap)
{
    char self[2048];
    ssize_t n;

    if (c->data) {
        return c->data;
    }
    if (getenv("CONSTAT_DATA")) {
        return getenv("CONSTAT_DATA");
    }
    n = readlink("/proc/self/exe", self, sizeof(self) - 1);
    if (n > 0) {
        self[n] = '\0';
        *(strrchr(self, '/') + 1) = '\0';
        if (try_data(path, cap, self, "data") ||
            try_data(path, cap, self, "../share/constat")) {
            return path;
        }
    }
    return CST_DATADIR;
}

bool cli_engine(const cli_common *c, cst_engine **engine)
{
    char path[CLI_PATH];
    cst_engine_options options = {.size = sizeof(options)};
    cst_error error;
    cst_status status;

    memset(&error, 0, sizeof(error));
    options.data_dir = cli_data_dir(c, path, sizeof(path));
    options.gazetteer = c->gazetteer;
    options.language = c->language;
    options.codebook = c->codebook;
    options.actors = c->actors;
    options.n_actors = c->n_actors;
    options.on_diag = c->verbose ? cli_print_diag : drop_warnings;
    if (!c->verbose) {
        const union {
            const cli_common *in;
            void *out;
        } user = {c}; /* the hook takes a plain user pointer */
        options.diag_user = user.out;
    }
    status = cst_engine_new(&options, &error, engine);
    if (status == CST_OK) {
        return true;
    }
    cli_message("cannot load the language pack \"%s\" from %s: %s%s%s%s%s",
                c->language, options.data_dir, cst_status_text(status),
                error.file[0] ? ": " : "", error.file,
                error.text[0] ? ": " : "", error.text);
    return false;
}

/* --------------------------------------------------------------- output */

int cli_write(void *user, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, user) == n ? 0 : -1;
}

bool cli_finish_output(void)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_message("cannot write to standard output: %s", strerror(errno));
        return false;
    }
    return true;
}

/* ------------------------------------------------------------- progress */

/* Milliseconds of a clock that nobody sets. */
static int64_t now(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) {
        return 0;
    }
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

cli_progress cli_progress_start(const cli_common *c, size_t total, bool prints)
{
    cli_progress p = {PROGRESS_NONE, false, total, 0};

    if (c->quiet || total == 0) {
        return p;
    }
    if (!isatty(STDERR_FILENO)) {
        p.kind = PROGRESS_LINES;
        p.next = now() + LINE_EVERY;
    } else if (total >= BAR_FROM && !(prints && isatty(STDOUT_FILENO))) {
        p.kind = PROGRESS_BAR;
    }
    return p;
}

static void draw_bar(const cli_progress *p, size_t done)
{
    size_t filled = done * BAR / p->total;

    fputs("\r[", stderr);
    for (size_t i = 0; i < BAR; i++) {
        fputc(i < filled ? '#' : '.', stderr);
    }
    fprintf(stderr, "] %zu/%zu", done, p->total);
    fflush(stderr);
}

void cli_progress_step(cli_progress *p, size_t done)
{
    int64_t t;

    if (p->kind == PROGRESS_NONE) {
        return;
    }
    t = now();
    if (t < p->next) {
        return;
    }
    if (p->kind == PROGRESS_BAR) {
        draw_bar(p, done);
        p->shown = true;
        p->next = t + BAR_EVERY;
    } else {
        cli_message("%zu of %zu", done, p->total);
        p->next = t + LINE_EVERY;
    }
}

void cli_progress_clear(cli_progress *p)
{
    if (p->shown) {
        fprintf(stderr, "\r%*s\r", BAR + 30, "");
        p->shown = false;
        p->next = 0; /* what follows a message is drawn at once */
    }
}

bool cli_notes(const cli_common *c, cli_progress *p, const char *name,
               const cst_document *doc)
{
    size_t n;
    const cst_note *notes = cst_document_notes(doc, &n);

    if (c->verbose && !c->quiet && n) {
        cli_progress_clear(p);
        for (size_t i = 0; i < n; i++) {
            cli_message("%s: note: %s: %.*s", name, notes[i].code,
                        (int)notes[i].text.n,
                        notes[i].text.n ? notes[i].text.p : "");
        }
    }
    return n > 0;
}

/* ---------------------------------------------------------------- store */

bool cli_store(cli_common *c, uint32_t flags, cst_store **store)
{
    const cst_store_options options = {.size = sizeof(options),
                                       .flags = flags};
    cst_error error;

    if (!c->db) {
        c->db = "constat.db";
    }
    memset(&error, 0, sizeof(error));
    if (cst_store_open(c->db, &options, &error, store) == CST_OK) {
        return true;
    }
    cli_message("cannot open the store %s: %s", c->db, error.text);
    return false;
}
