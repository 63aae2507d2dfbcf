/* constat: sourced, checkable records of harm from news reports.
 *
 * The one public header. Sections: Status, Text and spans, Engine, Document,
 * Records, Notes, Annotations, Trace, Pack tools, Writer, Import, Store; Dossier in
 * dossier.h, Gazetteer in gazetteer.h, Incidents in incidents.h, which this
 * includes.
 *
 * Conventions. Every call that can fail returns a cst_status; its result comes
 * by the last out-pointer, which is untouched on failure. Detail, if wanted, is
 * written into a caller-owned cst_error (may be NULL). The library never
 * prints, exits, reads the environment or the locale, and holds no globals.
 * Offsets: cst_span counts bytes of the payload as given (raw), cst_tspan
 * counts bytes of the cleaned UTF-8 text; two types, so that the compiler keeps
 * them apart. Strings are pointer + length and may hold NUL bytes.
 *
 * Threads. A cst_engine is frozen after creation and may be shared. A
 * cst_worker and the documents that it reads belong to one thread at a time.
 *
 * Lifetimes. Engine > worker > document. What a document hands out lives until
 * cst_document_free. Nothing inside a document has a free of its own.
 */
#ifndef CONSTAT_CONSTAT_H
#define CONSTAT_CONSTAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CST_API __attribute__((visibility("default")))
#define CST_NODISCARD __attribute__((warn_unused_result))
#else
#define CST_API
#define CST_NODISCARD
#endif

/* ------------------------------------------------------------- Status */

typedef enum cst_status {
    CST_OK = 0,
    CST_NOMEM,    /* an allocation failed or a memory cap was reached */
    CST_ARG,      /* the caller broke the contract of the call */
    CST_IO,       /* a file could not be read or written */
    CST_SYNTAX,   /* a pack, table or JSON text is malformed; see diagnostics */
    CST_LIMIT,    /* a documented limit was passed */
    CST_NOTFOUND, /* what was asked for does not exist */
    CST_BUG       /* an internal invariant broke: please report */
} cst_status;

/* A short English name, static. */
CST_API const char *cst_status_text(cst_status s);

/* Filled on failure when the caller passes one. file and text are
 * NUL-terminated, cut to fit. line and column count from 1, 0 = unknown. */
typedef struct cst_error {
    cst_status status;
    char file[160];
    uint32_t line, column;
    char text[240];
} cst_error;

/* One finding about a pack file. Called during engine creation, in file order.
 * code is a stable short name ("rule-syntax", "unknown-label", ...). */
typedef enum cst_diag_level { CST_DIAG_ERROR, CST_DIAG_WARNING } cst_diag_level;
typedef struct cst_diag {
    cst_diag_level level;
    const char *file; /* path below the pack folder */
    uint32_t line, column;
    const char *code;
    const char *text;
} cst_diag;
typedef void (*cst_diag_fn)(void *user, const cst_diag *diag);

/* Allocator vtable; all three must be set. resize(p, 0 -> n) allocates. */
typedef struct cst_allocator {
    void *(*alloc)(void *user, size_t n);
    void (*release)(void *user, void *p);
    void *user;
} cst_allocator;

/* ---------------------------------------------------- Text and spans */

typedef struct cst_str {
    const char *p; /* not NUL-terminated; may be NULL when n is 0 */
    size_t n;
} cst_str;

/* Half-open range of raw payload bytes. */
typedef struct cst_span {
    uint32_t begin, end;
} cst_span;

/* Half-open range of bytes of the cleaned text. */
typedef struct cst_tspan {
    uint32_t begin, end;
} cst_tspan;

#define CST_NONE UINT32_MAX /* "no such index" wherever a record refers */

/* ------------------------------------------------------------- Engine */

typedef struct cst_engine cst_engine;
typedef struct cst_worker cst_worker;
typedef struct cst_document cst_document;

typedef struct cst_engine_options {
    size_t size;               /* = sizeof *this */
    const char *data_dir;      /* holds lang/, gazetteer/, actors/, forms/,
                                  codebooks/ */
    const char *language;      /* folder below data_dir/lang */
    const cst_allocator *allocator; /* NULL = malloc; must outlive the engine */
    cst_diag_fn on_diag;       /* NULL = drop */
    void *diag_user;
    const char *gazetteer;     /* a store of places; NULL = the one of data_dir */
    const char *const *actors; /* files of further actors, see docs/ACTORS.md */
    size_t n_actors;
    const char *codebook;      /* gives counts their low and high; NULL or
                                  "plain" = none, see docs/INCIDENTS.md */
} cst_engine_options;

/* Load pack, form table, gazetteer and actors, compile the rules, freeze. A line
 * of a table of actors that is no good is a diagnostic, the rest is taken.
 * CST_IO, CST_SYNTAX (diagnostics say where), CST_NOTFOUND (no such codebook),
 * CST_NOMEM. Free with cst_engine_free, after all its workers. Cost: tens of milliseconds. */
CST_API CST_NODISCARD cst_status cst_engine_new(const cst_engine_options *options,
                                                cst_error *error,
                                                cst_engine **engine);
CST_API void cst_engine_free(cst_engine *engine);

/* Scratch memory of one thread. CST_NOMEM. */
CST_API CST_NODISCARD cst_status cst_worker_new(const cst_engine *engine,
                                                cst_worker **worker);
CST_API void cst_worker_free(cst_worker *worker);

/* ----------------------------------------------------------- Document */

/* Blocks that the pages of one site share: menus, lists of links, prompts that no
 * word gives away. Count the pages of a collection, then read them with the
 * counts. */
typedef struct cst_repeats cst_repeats;
#define CST_REPEATS_TITLES 3 /* a block that so many titles share */

/* How one payload is to be read. Strings are copied. */
typedef struct cst_read_options {
    size_t size;             /* = sizeof *this */
    const char *path;        /* as it will stand in the records */
    const char *entry;       /* entry of a container, or NULL */
    const char *published;   /* ISO day that overrides the text's, or NULL */
    uint32_t stop_after;     /* 0 = all; else a CST_STAGE_*: for trace, bench */
    uint32_t format;         /* CST_INPUT_*; 0 = told by the payload's begin */
    const cst_repeats *repeats; /* borrowed for the call; NULL = none */
} cst_read_options;

enum { CST_INPUT_AUTO, CST_INPUT_TEXT, CST_INPUT_HTML };

enum { CST_STAGE_ALL, CST_STAGE_CLEAN, CST_STAGE_SEGMENT, CST_STAGE_ANNOTATE };

/* Largest payload read as one document; longer articles are cut at a block
 * border with a note (code "cut"). */
#define CST_MAX_PAYLOAD (8u << 20)

/* Read one payload. bytes are copied. On success *document owns all it hands
 * out. Broken input is never a failure: see cst_document_notes. CST_NOMEM,
 * CST_ARG. Linear in n. */
CST_API CST_NODISCARD cst_status cst_read(cst_worker *worker, const void *bytes,
                                          size_t n,
                                          const cst_read_options *options,
                                          cst_document **document);
CST_API void cst_document_free(cst_document *document);

/* allocator: NULL = malloc; must outlive the counts. CST_NOMEM. */
CST_API CST_NODISCARD cst_status cst_repeats_new(const cst_allocator *allocator,
                                                 cst_repeats **out);
/* Count the blocks of a page that was read without counts, to CST_STAGE_CLEAN at
 * least. Pages that are no HTML, or state neither address nor outlet, have no
 * site and are left out. A block is boilerplate from CST_REPEATS_TITLES titles of
 * one site on, but prose on which a record stands never is. At most 2^20 blocks are counted (40
 * MB). CST_NOMEM. */
CST_API CST_NODISCARD cst_status cst_repeats_add(cst_repeats *repeats,
                                                 const cst_document *page);
CST_API void cst_repeats_free(cst_repeats *repeats);

typedef enum cst_zone_kind {
    CST_ZONE_TITLE,
    CST_ZONE_CONTENT,
    CST_ZONE_CAPTION,
    CST_ZONE_TEASER,
    CST_ZONE_BOILERPLATE
} cst_zone_kind;
CST_API const char *cst_zone_kind_name(cst_zone_kind kind);

/* What a zone looks like on its page. */
enum {
    CST_ZONE_HEADER = 1,  /* a line about the article: date, byline, credit */
    CST_ZONE_HEADING = 2, /* an inner heading */
    CST_ZONE_ITEM = 4,    /* of a list */
    CST_ZONE_ENTRY = 8,   /* opens an entry of a live page */
    CST_ZONE_LEAD = 16    /* standfirst */
};

typedef struct cst_zone {
    cst_span span;
    cst_zone_kind kind;
    uint32_t flags; /* CST_ZONE_* */
} cst_zone;

/* A day of the proleptic Gregorian calendar, 0 = open or unknown, else
 * days since 0000-03-01 plus 1 (see cst_day_from_ymd). */
typedef int32_t cst_day;
CST_API cst_day cst_day_from_ymd(int year, int month, int day);
CST_API void cst_day_to_ymd(cst_day day, int *year, int *month, int *mday);
/* 0 = Monday. */
CST_API int cst_day_weekday(cst_day day);

typedef enum cst_basis {
    CST_BASIS_NONE,
    CST_BASIS_CLAUSE,
    CST_BASIS_SENTENCE,
    CST_BASIS_PARAGRAPH,
    CST_BASIS_ENTRY,
    CST_BASIS_DATELINE,
    CST_BASIS_PUBLICATION,
    CST_BASIS_SPEAKER,
    CST_BASIS_DOCUMENT,
    CST_BASIS_COLLECTION
} cst_basis;
CST_API const char *cst_basis_name(cst_basis basis);

typedef struct cst_interval {
    cst_day from, to;
    int16_t minutes; /* minutes after midnight, -1 = none */
} cst_interval;

typedef enum cst_pub_source {
    CST_PUB_NONE,
    CST_PUB_HEADER,
    CST_PUB_METADATA,
    CST_PUB_TEXT
} cst_pub_source;

typedef struct cst_document_info {
    char id[17];     /* first 16 hex digits of the hash, NUL-terminated */
    char sha256[65]; /* of the payload, NUL-terminated; "" = not known */
    cst_str path, entry; /* entry.p NULL = none */
    cst_str language;
    cst_str title, url, outlet, outlet_kind, author; /* p NULL = not stated */
    const cst_str *credits;
    size_t n_credits;
    cst_interval published, updated; /* from == to == 0: not stated */
    cst_pub_source published_source;
    const cst_zone *zones; /* tile the article's blocks, in order */
    size_t n_zones;
} cst_document_info;

/* Valid until the document is freed. */
CST_API const cst_document_info *cst_document_get_info(const cst_document *doc);
/* The payload bytes and the cleaned text. */
CST_API cst_str cst_document_raw(const cst_document *doc);
CST_API cst_str cst_document_text(const cst_document *doc);
/* The bytes of a span, as UTF-8 (decoded where the file is not UTF-8). An
 * empty string if the span is not inside the document. */
CST_API cst_str cst_document_quote(const cst_document *doc, cst_span span);
/* The readable text of a span: without tags, references resolved. The same as
 * the quote where no mark-up stands in it. */
CST_API cst_str cst_document_plain(const cst_document *doc, cst_span span);
/* Where these bytes stand in the cleaned text; empty if they do not. */
CST_API cst_tspan cst_document_text_span(const cst_document *doc,
                                         cst_span span);

/* ------------------------------------------------------------ Records */

/* Words of the text with the canonical form. name.p NULL: absent. */
typedef struct cst_mention {
    cst_span span;
    cst_str name;
} cst_mention;

typedef enum cst_stance {
    CST_ASSERTED,
    CST_HEDGED,
    CST_DENIED
} cst_stance;
CST_API const char *cst_stance_name(cst_stance stance);

typedef struct cst_claimant {
    cst_mention mention; /* name.p NULL: the outlet in its own voice */
    cst_str type;        /* medical police military ... other */
    cst_str side;        /* p NULL = not a known party */
    const cst_str *via;
    size_t n_via;
    cst_basis basis;
} cst_claimant;

typedef struct cst_date {
    bool present;
    cst_day from, to;      /* 0 = open; both 0 while partial */
    char partial[12];      /* "--10-03", "--10" or "" */
    cst_str method;        /* explicit weekday relative holiday ... */
    cst_basis basis;
    cst_mention mention;
} cst_date;

typedef struct cst_place {
    bool present;
    cst_mention mention;
    const cst_str *in; /* containing places, nearest first */
    size_t n_in;
    cst_str id;        /* p NULL = not in the gazetteer */
    bool has_point;
    double lat, lon;
    cst_str precision; /* point neighbourhood settlement district ... */
    double radius_km;  /* < 0 = unknown */
    cst_basis basis;
    const cst_str *candidates;
    size_t n_candidates;
} cst_place;

/* An actor in a role. Of a target the last two are empty. */
typedef struct cst_party {
    cst_mention mention;
    cst_str actor;     /* registry id, p NULL = none */
    cst_str certainty; /* stated implied claimed denied */
    cst_claimant according_to;
} cst_party;

typedef struct cst_event {
    cst_str type;
    cst_date date;
    cst_place place;
    const cst_party *perpetrators;
    size_t n_perpetrators;
    const cst_party *targets; /* actor: whose people or things they are */
    size_t n_targets;
    const cst_mention *weapons;
    size_t n_weapons;
    const cst_mention *claimed_by;
    size_t n_claimed_by;
    cst_claimant claimant;
    cst_stance stance;
    const cst_span *evidence;
    size_t n_evidence;
    cst_str rule;
} cst_event;

typedef enum cst_qualifier {
    CST_EXACT,
    CST_BETWEEN,
    CST_AT_LEAST,
    CST_MORE_THAN,
    CST_AT_MOST,
    CST_LESS_THAN,
    CST_ABOUT,
    CST_VAGUE,
    CST_UNSPECIFIED
} cst_qualifier;
CST_API const char *cst_qualifier_name(cst_qualifier qualifier);

typedef struct cst_count {
    cst_qualifier qualifier;
    int64_t value, value2; /* -1 = none */
    int64_t low, high;     /* -1 = none; set by a codebook */
    cst_span span;
} cst_count;

typedef struct cst_victims {
    cst_str status; /* civilian combatant police attacker mixed unknown */
    cst_str group;  /* children women ... p NULL = none */
    cst_str person; /* a name, p NULL = none */
    cst_str actor;  /* of armed victims: whose they are, p NULL = none */
    cst_span span;
} cst_victims;

typedef struct cst_harm {
    uint32_t event; /* index into the document's events, or CST_NONE */
    cst_str kind;
    cst_count count;
    cst_victims victims;
    bool total;     /* scope: total, else incident */
    bool some;      /* covers: some, else whole */
    uint32_t part_of, superseded_by; /* indexes of harms, or CST_NONE */
    cst_date period;
    cst_place area;
    cst_interval as_of; /* from == 0: none */
    cst_claimant claimant;
    cst_stance stance;
    const cst_span *evidence;
    size_t n_evidence;
    cst_str rule;
} cst_harm;

typedef struct cst_damage {
    uint32_t event;
    cst_mention object;
    cst_str class_;
    cst_str degree; /* damaged destroyed */
    cst_claimant claimant;
    cst_stance stance;
    const cst_span *evidence;
    size_t n_evidence;
    cst_str rule;
} cst_damage;

/* Records in order of their first evidence. Valid until the document is
 * freed. A record refers to another by its index here. */
CST_API const cst_event *cst_document_events(const cst_document *doc, size_t *n);
CST_API const cst_harm *cst_document_harms(const cst_document *doc, size_t *n);
CST_API const cst_damage *cst_document_damages(const cst_document *doc,
                                               size_t *n);

/* -------------------------------------------------------------- Notes */

typedef struct cst_note {
    int64_t offset;   /* raw byte, -1 = the whole file */
    const char *code; /* "charset", "bad-utf8", "cut", "budget", ... static */
    cst_str text;
} cst_note;
CST_API const cst_note *cst_document_notes(const cst_document *doc, size_t *n);

/* -------------------------------------------------------- Annotations */

/* What lies below the records: numbers, dates, places, actors, weapons,
 * speech and hedge cues. Flat, in text order. */
typedef struct cst_annotation {
    cst_str layer; /* number time place actor weapon speech hedge */
    cst_span span;
    cst_str type;  /* of number: number percent ordinal ...; of time: date ... */
    cst_str value; /* normalised; p NULL = unresolved */
    cst_str qual;  /* of number; p NULL otherwise */
    cst_day from, to; /* of time; 0 = open */
    cst_str id;    /* gazetteer or registry id, p NULL = none */
} cst_annotation;
CST_API const cst_annotation *cst_document_annotations(const cst_document *doc,
                                                       size_t *n);

/* -------------------------------------------------------------- Trace */

/* One line of what a stage or layer did, in order. layer and rule are ""
 * where they do not apply. */
typedef struct cst_trace_step {
    /* sentence layer near clause frame place source event harm guard */
    const char *stage;
    const char *layer;
    const char *rule;
    cst_span span;
    cst_str text; /* what was made, readable */
} cst_trace_step;
typedef void (*cst_trace_fn)(void *user, const cst_trace_step *step);
/* Calls fn for what the worker does from now on; NULL stops it. */
CST_API void cst_worker_trace(cst_worker *worker, cst_trace_fn fn, void *user);
/* Tell from now on also what came near: rules that began to match (stage near)
 * and frames of a verb that did not fit (stage frame). CST_NOMEM. */
CST_API CST_NODISCARD cst_status cst_worker_trace_near(cst_worker *worker);

/* --------------------------------------------------------- Pack tools */

typedef struct cst_pack_report {
    size_t rules, examples, failed;
    size_t cases, case_failed, known_failures;
} cst_pack_report;
/* Run every + and - example of every rule and every corpus case; failures
 * come as diagnostics. CST_NOMEM, CST_IO. */
CST_API CST_NODISCARD cst_status cst_engine_test_pack(const cst_engine *engine,
                                                      cst_diag_fn on_diag,
                                                      void *user,
                                                      cst_pack_report *report);

/* What a rule cost; rule.n 0: its whole layer. */
typedef struct cst_cost {
    const char *layer;
    cst_str rule;
    uint64_t steps;       /* of the matching machine */
    uint64_t matches;     /* found from some start */
    uint64_t acts;        /* matches that won and did something */
    uint64_t nanoseconds; /* of a rule: its share of the layer's, by steps */
} cst_cost;
typedef void (*cst_cost_fn)(void *user, const cst_cost *cost);
/* Count from now on what rules cost in what the worker reads. CST_NOMEM. */
CST_API CST_NODISCARD cst_status cst_worker_profile(cst_worker *worker);
/* Layers in order, each followed by its rules. */
CST_API void cst_worker_costs(const cst_worker *worker, cst_cost_fn fn,
                              void *user);
/* Look for what a pack that loads has to no purpose: rules that find nothing in
 * the corpus and in what the worker read since cst_worker_profile, or that always
 * lose; classes and lexicon lines that nobody asks for; classes asked for that
 * no line has; lines said twice. Findings are warnings. No other thread may use
 * the engine meanwhile. CST_ARG without a profile, CST_NOMEM, CST_IO. */
CST_API CST_NODISCARD cst_status cst_worker_check_pack(cst_worker *worker,
                                                       cst_diag_fn on_diag,
                                                       void *user,
                                                       size_t *findings);

typedef enum cst_dump_stage {
    CST_DUMP_TOKENS,  /* the rule files as the lexer saw them */
    CST_DUMP_AST,     /* parsed rules */
    CST_DUMP_PROGRAM  /* compiled program of each layer */
} cst_dump_stage;
/* Write a printable form of one layer (NULL = all) through write_fn. */
typedef int (*cst_write_fn)(void *user, const char *bytes, size_t n);
CST_API CST_NODISCARD cst_status cst_engine_dump(const cst_engine *engine,
                                                 cst_dump_stage stage,
                                                 const char *layer,
                                                 cst_write_fn write_fn,
                                                 void *user);

/* ------------------------------------------------------------- Writer */

typedef enum cst_format { CST_FORMAT_JSONL, CST_FORMAT_TABLE } cst_format;

typedef struct cst_writer_options {
    size_t size;
    cst_format format;
    bool color;                  /* table only */
    const char *const *also;     /* further paths of the same payload */
    size_t n_also;
    uint32_t width;              /* table only: columns, 0 = 80 */
} cst_writer_options;

/* Write all records of a document. Deterministic. CST_IO when write_fn returns
 * non-zero, CST_NOMEM. */
CST_API CST_NODISCARD cst_status cst_write_document(
    const cst_document *doc, const cst_writer_options *options,
    cst_write_fn write_fn, void *user);
/* Write one note line about an input that gave no document. */
CST_API CST_NODISCARD cst_status cst_write_note(
    const cst_writer_options *options, const char *path, const char *entry,
    int64_t offset, const char *code, const char *text, cst_write_fn write_fn,
    void *user);
/* Write the annotations of a document as JSONL, one object each; layers is a
 * comma list ("number,time") or NULL for all. */
CST_API CST_NODISCARD cst_status cst_write_annotations(const cst_document *doc,
                                                       const char *layers,
                                                       cst_write_fn write_fn,
                                                       void *user);

/* ------------------------------------------------------------- Import */

/* Records that another program made, or a person. */
typedef enum cst_record_kind {
    CST_RECORD_DOCUMENT,
    CST_RECORD_EVENT,
    CST_RECORD_HARM,
    CST_RECORD_DAMAGE
} cst_record_kind;

/* What the bytes of a span are said to be. */
typedef struct cst_quote {
    cst_span span;
    cst_str text, plain;   /* plain.p NULL: the same */
    cst_record_kind kind;  /* of the record that quotes them */
    uint32_t index;        /* in its array */
} cst_quote;

/* A record that cannot stand as it is: it is left out, and what refers to it
 * refers to nothing. text is static. */
typedef void (*cst_given_fn)(void *user, cst_record_kind kind, uint32_t index,
                             const char *text);

/* A document and its records. All that is pointed to must outlive the document
 * that is made of it. */
typedef struct cst_given {
    size_t size;                   /* = sizeof *this */
    const cst_document_info *info; /* id "": made from name and path */
    cst_str name;                  /* what its maker calls it */
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n_events, n_harms, n_damages;
    const cst_note *notes;
    size_t n_notes;
    const cst_quote *quotes;
    size_t n_quotes;
    cst_str bytes;   /* the payload; p NULL: it is not at hand */
    uint32_t format; /* CST_INPUT_* of bytes */
    cst_given_fn on_problem; /* NULL = drop */
    void *user;
    const cst_allocator *allocator; /* NULL = malloc */
} cst_given;

/* Make a document of records. With bytes every quote is compared with them and
 * the id is that of the bytes. Without, a stand-in takes their place: the quoted
 * words where they stood and blanks between. CST_ARG, CST_NOMEM, CST_SYNTAX (the
 * document's own line cannot stand). */
CST_API CST_NODISCARD cst_status cst_document_from(const cst_given *given,
                                                   cst_error *error,
                                                   cst_document **doc);
/* False if a stand-in takes the place of the payload. */
CST_API bool cst_document_is_whole(const cst_document *doc);

/* -------------------------------------------------------------- Store */

/* Records and the bytes that they were read from, in one SQLite file. Any
 * number of readers and one writer at a time. A handle belongs to one thread.
 * Errors of the calls below: CST_IO (file, or another writer for too long),
 * CST_SYNTAX (not a store, damaged, or of a newer version), CST_NOMEM,
 * CST_ARG, CST_LIMIT; *error tells more. A failed call changes nothing. */
typedef struct cst_store cst_store;

enum {
    CST_STORE_READ = 0,
    CST_STORE_WRITE = 1 /* made if it does not exist */
};

typedef struct cst_store_options {
    size_t size;                    /* = sizeof *this */
    uint32_t flags;                 /* CST_STORE_* */
    uint32_t wait_ms;               /* for another writer; 0 = ten seconds */
    const cst_allocator *allocator; /* NULL = malloc; SQLite has its own */
} cst_store_options;

/* options NULL: to read. */
CST_API CST_NODISCARD cst_status cst_store_open(const char *path,
                                                const cst_store_options *options,
                                                cst_error *error,
                                                cst_store **store);
CST_API void cst_store_close(cst_store *store);

/* How the caller came to the payload of a document. */
typedef struct cst_store_source {
    size_t size;                 /* = sizeof *this */
    const char *const *also;     /* further paths of the same payload */
    size_t n_also;
    const char *published;       /* as in cst_read_options */
    uint32_t format;             /* likewise */
    bool imported;               /* made by cst_document_from: its records
                                    cannot be read again from the payload */
} cst_store_source;

/* Store the payload and the records of a read document, in one transaction. If
 * a path held another payload before, that payload is kept, but its records go
 * unless another path still names it. source may be NULL. */
CST_API CST_NODISCARD cst_status cst_store_put(cst_store *store,
                                               const cst_document *doc,
                                               const cst_store_source *source,
                                               cst_error *error);

/* One document in the store. Strings are valid during the call alone. */
typedef struct cst_store_entry {
    char id[17], sha256[65];
    cst_str path, entry; /* first in byte order; entry.p NULL = none */
    cst_str title, outlet;
    uint64_t bytes;
    uint32_t events, harms, damages, notes;
} cst_store_entry;
/* Non-zero ends the walk, which then gives CST_OK. */
typedef int (*cst_store_entry_fn)(void *user, const cst_store_entry *entry);
/* All documents that a path names, in byte order of their first path. */
CST_API CST_NODISCARD cst_status cst_store_documents(cst_store *store,
                                                     cst_store_entry_fn fn,
                                                     void *user,
                                                     cst_error *error);
/* The document that a path, an id or the begin of an id (4 digits or more)
 * names. CST_NOTFOUND; CST_LIMIT if several have ids that begin so. */
CST_API CST_NODISCARD cst_status cst_store_find(cst_store *store,
                                                const char *name, char id[17],
                                                cst_error *error);

/* The paths of a document in byte order. Non-zero ends the walk. */
typedef int (*cst_store_path_fn)(void *user, cst_str path, cst_str entry);
CST_API CST_NODISCARD cst_status cst_store_paths(cst_store *store,
                                                 const char *id,
                                                 cst_store_path_fn fn,
                                                 void *user, cst_error *error);

/* The payload, and how it was read, so that it can be read again. Both are
 * valid during the call alone. CST_NOTFOUND. */
typedef void (*cst_store_payload_fn)(void *user, cst_str bytes,
                                     const cst_read_options *options);
CST_API CST_NODISCARD cst_status cst_store_payload(cst_store *store,
                                                   const char *id,
                                                   cst_store_payload_fn fn,
                                                   void *user,
                                                   cst_error *error);

/* Call fn with the records of each imported document, as printed lines. They are
 * kept when the form of the store changes, and can then be imported again. Valid
 * during the call alone; non-zero ends the walk. */
typedef int (*cst_store_lines_fn)(void *user, const char *id, cst_str lines);
CST_API CST_NODISCARD cst_status cst_store_imported(cst_store *store,
                                                    cst_store_lines_fn fn,
                                                    void *user,
                                                    cst_error *error);

/* Put what another store holds into this one. A document that both hold is kept
 * once: imported records before read ones, else those that are here. A path that
 * names other bytes here is taken as NAME!/path, unless one of the two stores
 * knows that it was replaced. */
typedef struct cst_store_merged {
    uint64_t payloads, documents, renamed;
} cst_store_merged;
CST_API CST_NODISCARD cst_status cst_store_merge(cst_store *into,
                                                 const char *path,
                                                 cst_store_merged *merged,
                                                 cst_error *error);

/* A document as it was stored: its records are those of the store, its text is
 * made from the payload; it has no annotations. Free with cst_document_free.
 * CST_NOTFOUND. */
CST_API CST_NODISCARD cst_status cst_store_document(cst_store *store,
                                                    const char *id,
                                                    cst_error *error,
                                                    cst_document **doc);
/* As cst_write_document of what was put: the same bytes. options->also is not
 * looked at, the store knows the paths. */
CST_API CST_NODISCARD cst_status cst_store_write_document(
    cst_store *store, const char *id, const cst_writer_options *options,
    cst_write_fn write_fn, void *user, cst_error *error);

/* Something that is not as it was. */
typedef struct cst_store_finding {
    const char *code; /* database payload source missing record */
    char id[17];      /* of the document, "" = the store as a whole */
    cst_str path, entry, label; /* label: of a record; p NULL = none */
    cst_str text;
    bool harmless;    /* a file that is no longer there */
} cst_store_finding;
typedef void (*cst_store_finding_fn)(void *user,
                                     const cst_store_finding *finding);

/* The bytes of a source now: CST_OK, CST_NOTFOUND, or CST_IO. What it gives
 * must live until the next call. */
typedef cst_status (*cst_store_fetch_fn)(void *user, cst_str path,
                                         cst_str entry, cst_str *bytes);
typedef struct cst_store_verify_options {
    size_t size;              /* = sizeof *this */
    cst_store_fetch_fn fetch; /* NULL: the payloads alone */
    void *fetch_user;
} cst_store_verify_options;

typedef struct cst_store_report {
    uint64_t documents, payloads, sources, records, spans; /* looked at */
    uint64_t missing;   /* sources that are no longer there */
    uint64_t different; /* findings that are not harmless */
} cst_store_report;

/* Hash every payload again, compare every source that is still there with it,
 * read every record and span again from the payload and compare with what was
 * stored. Findings are no failure. */
CST_API CST_NODISCARD cst_status cst_store_verify(
    cst_store *store, const cst_store_verify_options *options,
    cst_store_finding_fn fn, void *user, cst_store_report *report,
    cst_error *error);

#include "constat/dossier.h"
#include "constat/gazetteer.h"
#include "constat/incidents.h"
#include "constat/exports.h"

CST_API const char *cst_version(void);

#ifdef __cplusplus
}
#endif
#endif
