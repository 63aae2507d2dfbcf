/* cli: what the commands share. Commands use constat.h and this, no other
 * header of the project; the library never prints, so all messages are here.
 */
#ifndef CST_CLI_H
#define CST_CLI_H

#include "constat/constat.h"

#include <stdio.h>

/* Exit status. */
enum { CLI_DONE = 0, CLI_NOTES = 1, CLI_USAGE = 2, CLI_COULD_NOT = 3 };

/* -------------------------------------------------------------- options */

#define CLI_ACTORS 16 /* files of further actors in one run */

/* Options that mean the same everywhere. */
typedef struct cli_common {
    const char *data;      /* --data DIR */
    const char *actors[CLI_ACTORS]; /* --actors FILE, each */
    size_t n_actors;
    const char *language;  /* --language NAME */
    const char *gazetteer; /* --gazetteer FILE */
    const char *out;       /* --out STORE */
    const char *published; /* --published DAY */
    bool quiet, verbose, all;
    cst_format format;
    bool format_given;
    const char *layers; /* --layers a,b */
    const char *in;     /* --in FILE */
    bool chars;         /* --offsets chars */
    const char *db;     /* --db FILE */
    const char *texts;  /* --texts DIR */
    const char *into;   /* --into FILE */
    const char *codebook; /* --codebook NAME */
    const char *strategy; /* --strategy NAME */
    const char *export_format; /* --format NAME of export */
    cst_day from, to;          /* --from DAY, --to DAY; 0 = open */
    const char *area, *kind, *status; /* comma lists */
    uint32_t redact;           /* --redact: CST_REDACT_* */
    const char *root;   /* --root DIR */
    const char *output; /* -o, --output DIR */
    const char *ui;     /* --ui NAME */
    cst_cover cover;    /* --cover WHERE */
    const char *why;     /* --why RECORD */
    bool explain;        /* --why, where it takes nothing */
    const char *why_not; /* --why-not TEXT */
    char **paths; /* operands, in argv */
    int n_paths;
} cli_common;

/* takes: the options that a command has beside the common ones, as letters:
 * f format, a all, l layers, i in and offsets, p published, d db, r root,
 * o output and ui, w why and why-not, y why without a value, t texts, m into, g
 * out, k codebook, s strategy, c which incidents, e the rest of export. */
bool cli_parse(int argc, char **argv, const char *takes, cli_common *out);
/* A line for each option that is the command's own, or for the common ones
 * where takes is NULL. */
void cli_print_options(FILE *out, const char *takes);
void cli_message(const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 1, 2)))
#endif
    ;

/* A command takes its parsed command line and gives an exit status; for
 * CLI_USAGE how to call it is printed by the caller. */
typedef struct cli_command {
    const char *name, *synopsis, *summary;
    const char *takes;
    int (*run)(cli_common *c);
} cli_command;

int cli_read(cli_common *c);
int cli_annotate(cli_common *c);
/* Part of annotate: the answer to one case of a suite as a line of JSON, to be
 * freed; NULL and why, if it is none. */
enum { CLI_WHY = 200 };
char *cli_suite_answer(const cli_common *c, cst_worker *worker,
                       const char *line, size_t n, char why[CLI_WHY]);
int cli_trace(cli_common *c);
/* A step of a trace as one line. */
void cli_print_step(const cst_trace_step *step);
/* Parts of trace: read the payload and answer --why or --why-not. */
int cli_trace_why(const cli_common *c, cst_worker *worker, const void *bytes,
                  size_t n);
int cli_trace_why_not(const cli_common *c, cst_worker *worker,
                      const void *bytes, size_t n);
int cli_pack(cli_common *c);
/* Parts of pack, its name the first operand. */
int cli_pack_cost(const cli_common *c, cst_worker *worker);
int cli_pack_check(const cli_common *c, cst_worker *worker);
int cli_pack_new(const cli_common *c);
int cli_import(cli_common *c);
int cli_merge(cli_common *c);
int cli_report(cli_common *c);
int cli_run(cli_common *c);
int cli_show(cli_common *c);
/* Part of show: the incident with this id or begin of an id, or a row of each
 * (name NULL). False if there is none; failures are told. */
bool cli_show_incidents(cst_store *store, const char *name, bool why);
/* Part of show: the totals of the incidents that the filters choose. False:
 * told why. */
bool cli_show_totals(cst_store *store, const cli_common *c);
int cli_gazetteer(cli_common *c);
/* Parts of gazetteer: a file of places, plain or gzip, into a builder, with a
 * line of what it took; false with a message. *bad: some lines were. */
bool cli_gazetteer_import(const cli_common *c, const char *path,
                          cst_gazetteer_builder *b, bool *bad);
/* GeoJSON, when the text is some; CST_SYNTAX if it is broken. */
cst_status cli_geojson(cst_gazetteer_builder *b, const char *bytes, size_t n,
                       cst_gazetteer_counts *counts);
int cli_link(cli_common *c);
int cli_export(cli_common *c);
void cli_print_formats(FILE *out);
int cli_verify(cli_common *c);

/* --------------------------------------------------------------- engine */

/* The folder of the data, in path where it is made up. */
enum { CLI_PATH = 4096 };
const char *cli_data_dir(const cli_common *c, char *path, size_t cap);
/* Make an engine from --data, $CONSTAT_DATA, the data beside the executable
 * or the installed data; diagnostics and errors go to stderr. */
bool cli_engine(const cli_common *c, cst_engine **engine);
/* The folder of the data, in path where it must be put together. */
const char *cli_data_dir(const cli_common *c, char *path, size_t cap);
/* A cst_diag_fn that prints to stderr; user is a size_t count or NULL. */
void cli_print_diag(void *user, const cst_diag *diag);
/* A cst_write_fn over a FILE. */
int cli_write(void *user, const char *bytes, size_t n);
/* Flush stdout; false with a message if anything could not be written. */
bool cli_finish_output(void);

/* Text of a source on one line of stdout: what could act on a terminal becomes
 * a blank. */
void cli_put_text(cst_str s);

/* The store of --db (constat.db if there is none given, which is then set);
 * errors go to stderr. */
bool cli_store(cli_common *c, uint32_t flags, cst_store **store);

/* ---------------------------------------------------------------- pages */

/* Make a folder unless it is there; false with a message. */
bool cli_make_folder(const char *path);
#define CLI_ID 16 /* letters of a document's id */
#define CLI_LISTS 2

typedef struct cli_pages {
    const char *folder;
    struct cli_written { /* of the pages, by folder */
        char (*ids)[CLI_ID];
        size_t n, cap;
    } documents, incidents;
    size_t last[CLI_LISTS]; /* page of each list, 0 = one page */
} cli_pages;
/* A cst_file_fn (user: a cli_pages): each file appears whole. */
int cli_write_file(void *user, const char *name, const char *bytes, size_t n);
/* Once all are written: take away pages of documents that are no more. */
void cli_pages_finish(cli_pages *pages);
void cli_pages_free(cli_pages *pages);

/* --------------------------------------------------------------- inputs */

typedef struct cli_input {
    char *path;        /* as it stands in the records */
    const char *code;  /* note code if it cannot be read, else NULL */
    const char *why;   /* text of that note; static or strerror */
    uint64_t size, hash;
    size_t same_as;    /* index of the first input with the same bytes, else
                          its own */
    bool is_stdin;
    uint32_t format; /* CST_INPUT_*, by the name */
} cli_input;

typedef struct cli_inputs {
    cli_input *at;
    size_t n, cap;
    size_t skipped;   /* files of other kinds in folders */
    char *stdin_bytes; /* read once, at the start */
    size_t stdin_n;
    cst_repeats *repeats; /* see cli_count_repeats; NULL = none */
} cli_inputs;

/* Gather operands and what is below folders, in byte order of path, and find
 * identical payloads. False when memory ran out. */
bool cli_inputs_gather(const cli_common *c, cli_inputs *out);
void cli_inputs_free(cli_inputs *in);
/* The bytes of an input; free with cli_bytes_free. False: *why says so. */
bool cli_input_bytes(const cli_inputs *in, size_t i, char **bytes, size_t *n,
                     const char **why);
void cli_bytes_free(const cli_inputs *in, char *bytes);
/* One input as a document (the caller's), read to a CST_STAGE_*, or what hinders it: a code and a
 * text, both static or the input's. */
typedef struct cli_reading {
    cst_document *doc;
    const char *code, *why;
} cli_reading;
bool cli_read_input(const cli_common *c, const cli_inputs *in, size_t i,
                    cst_worker *worker, uint32_t stop_after, cli_reading *out);
/* Count what the HTML pages among the inputs share; cli_read_input uses it from
 * then on. False when memory ran out (said). */
bool cli_count_repeats(const cli_common *c, cli_inputs *in, cst_worker *worker);
/* CST_INPUT_* of a file that is called so. */
uint32_t cli_format_of(const char *path);
/* A file or, for "-", standard input, with a NUL after it; NULL on failure
 * (*why set). */
char *cli_slurp(const char *path, size_t *n, const char **why);

/* ------------------------------------------------------------- progress */

/* How far a command is, on stderr: a bar if that is a terminal and the inputs
 * are many, else a line now and then; nothing with -q, nor where the records
 * that are printed (prints) show it in the same terminal. */
typedef struct cli_progress {
    enum { PROGRESS_NONE, PROGRESS_BAR, PROGRESS_LINES } kind;
    bool shown;   /* the bar stands there */
    size_t total;
    int64_t next; /* millisecond of the clock when to show again */
} cli_progress;
cli_progress cli_progress_start(const cli_common *c, size_t total,
                                bool prints);
void cli_progress_step(cli_progress *p, size_t done);
/* Take the bar away; also before any message. */
void cli_progress_clear(cli_progress *p);
/* Whether a document has notes; with -v they are said on stderr. */
bool cli_notes(const cli_common *c, cli_progress *p, const char *name,
               const cst_document *doc);

#endif
