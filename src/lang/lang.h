/* lang: machinery for language packs. Knows no language.
 *
 * Takes a pack folder (manifest, lexicon and other tables, rule files) and a
 * form table; gives a frozen cst_pack. A cst_cascade (scratch of a worker)
 * runs the pack's rule layers over one sentence and leaves ONE sequence of
 * top-level units after each layer. docs/RULES.md is the contract.
 */
#ifndef CST_LANG_H
#define CST_LANG_H

#include "base/base.h"

/* ------------------------------------------------------------ readings */

/* Part of speech, mood and the like are small closed sets shared by all packs,
 * named in docs/RULES.md. 0 is always "unset". */
typedef enum cst_pos {
    CST_POS_NONE, CST_POS_N, CST_POS_V, CST_POS_A, CST_POS_X /* proper name */,
    CST_POS_D, CST_POS_O /* pronoun */, CST_POS_P /* preposition */,
    CST_POS_C /* conjunction */, CST_POS_R /* adverb */, CST_POS_M /* numeral */,
    CST_POS_I /* interjection */, CST_POS_Y /* punctuation */
} cst_pos;
typedef enum cst_mood {
    CST_MOOD_NONE, CST_MOOD_IND, CST_MOOD_COND, CST_MOOD_SUBJ, CST_MOOD_IMP,
    CST_MOOD_INF, CST_MOOD_PPAST, CST_MOOD_PPRES
} cst_mood;
typedef enum cst_tense {
    CST_TENSE_NONE, CST_TENSE_PRES, CST_TENSE_IMPF, CST_TENSE_PAST /* simple */,
    CST_TENSE_FUT
} cst_tense;
typedef enum cst_gender { CST_GENDER_NONE, CST_GENDER_M, CST_GENDER_F } cst_gender;
typedef enum cst_number_ { CST_NUMBER_NONE, CST_NUMBER_SG, CST_NUMBER_PL } cst_number_;

/* Set of semantic classes, up to 256 a pack. */
typedef struct cst_classes {
    uint64_t bits[4];
} cst_classes;

/* One analysis of a token, a multiword or a composite unit (there: its head's). */
typedef struct cst_reading {
    cst_sym lemma;  /* in pack->symbols; made on first sight (see below) */
    uint32_t entry; /* lexicon entry, 0 = none */
    uint8_t pos, mood, tense, person, gender, number;
} cst_reading;

/* ---------------------------------------------------------------- units */

typedef enum cst_feat_kind { CST_FEAT_INT, CST_FEAT_SYM, CST_FEAT_UNIT } cst_feat_kind;
typedef struct cst_feat {
    cst_sym key;
    uint8_t kind;  /* cst_feat_kind */
    int64_t value; /* number, symbol id, or unit index */
} cst_feat;

/* A token, multiword or composite. Units are numbered within one sentence run;
 * children are the units that the match replaced, in text order. */
typedef struct cst_unit {
    cst_sym label;          /* "tok" for plain tokens, "mwe" for multiwords */
    uint32_t tok_begin, tok_end; /* token indexes of the sentence, half open */
    const uint32_t *children;
    uint32_t n_children;
    cst_reading *readings;  /* composite: the head's; may be 0 */
    uint32_t n_readings;
    cst_feat *feats;
    uint32_t n_feats;
    uint32_t head;          /* unit that gave the readings; self for tokens */
    uint32_t rule;          /* pack->rules index + 1; 0 = none */
    uint32_t word;          /* token: the pack's own number of its form, or 0 */
    /* The engine's: layers whose rules may start here; what its readings hold
     * at most (class i is bit i % 63). All bits set is always right. */
    uint64_t starts, classes;
    const uint32_t *firsts;
    uint32_t firsts_age;
    uint16_t parts;
    uint32_t anchor;        /* lifted aside: index of the unit it stood before */
    bool lifted;
    bool reduced;           /* the engine's: readings were taken away */
} cst_unit;

typedef struct cst_sentence_units cst_sentence_units;
/* The text that a unit covers, lifted parts included. */
cst_str cst_unit_text(const cst_sentence_units *s, uint32_t unit);

/* ----------------------------------------------------------------- pack */

typedef struct cst_pack cst_pack;
typedef struct cst_forms cst_forms;

/* One TSV table of the pack, as cells. Row 0 is the first data row; '#' lines
 * and empty lines are skipped, the first line may be a header "!name<TAB>…". */
typedef struct cst_table {
    cst_str name;          /* file stem, e.g. "frames" */
    const cst_str *cells;  /* row-major */
    const uint32_t *lines; /* source line of each row */
    uint32_t n_rows, n_cols; /* short rows are padded with empty cells */
} cst_table;

/* Load pack folder dir (lang/<name>) with a form table file and the names of a
 * registry (NULL: none). Diagnostics go to fn. Returns CST_SYNTAX if any error
 * was reported. Owned by arena. */
typedef struct cst_registry cst_registry;
cst_status cst_pack_load(cst_arena *arena, const char *dir, const char *forms,
                         const cst_registry *actors, cst_diag_fn fn, void *user, cst_error *error,
                         cst_pack **pack);
void cst_pack_close(cst_pack *pack); /* unmaps the form table */

/* Symbols of the pack: labels, feature names and values, classes, lemmas of
 * the lexicon. Frozen after load: get only, 0 = not known to the pack. Lemmas
 * of the form table have ids from CST_LEMMA_BASE up. */
#define CST_LEMMA_BASE 0x1000000u
cst_sym cst_pack_sym(const cst_pack *pack, const char *name);
/* The same: lemmas and all other names share one id space, so reading.lemma may
 * be compared with either. A word that neither pack nor form table knows has a
 * hash of its form as lemma, which cst_pack_str can't resolve. */
cst_sym cst_pack_lemma(const cst_pack *pack, const char *lemma);
cst_str cst_pack_str(const cst_pack *pack, cst_sym sym);
/* Value of a manifest key (pack.conf), empty if absent. */
cst_str cst_pack_conf(const cst_pack *pack, const char *key);
/* A TSV table that is not a lexicon file, by stem; NULL if absent. */
const cst_table *cst_pack_table(const cst_pack *pack, const char *stem);
/* Index of a class, -1 if the pack has none of that name. */
int cst_pack_class(const cst_pack *pack, const char *name);
/* From now on keep which classes cst_pack_class is asked for (on), or no longer.
 * While on, one thread alone may use the pack. For cst_pack_check. */
void cst_pack_listen(const cst_pack *pack, bool on);
cst_str cst_pack_rule_id(const cst_pack *pack, uint32_t rule); /* "layer.name" */

bool cst_reading_has(const cst_pack *pack, const cst_reading *r, int class_);
/* Feature of the reading's lexicon entry ("type", "status", ...), 0 = none. */
cst_sym cst_reading_feat(const cst_pack *pack, const cst_reading *r, cst_sym key);

/* Any reading of the unit in the class; the reading, or NULL. */
const cst_reading *cst_unit_in(const cst_pack *pack, const cst_unit *u, int class_);
/* Feature of the unit itself, else of its lexicon entry (first reading that has
 * it); NULL / 0 if none. */
const cst_feat *cst_unit_feat(const cst_unit *u, cst_sym key);
cst_sym cst_unit_sym(const cst_pack *pack, const cst_unit *u, cst_sym key);
bool cst_unit_int(const cst_unit *u, cst_sym key, int64_t *value);
/* Unit index in a role, or CST_NONE. */
uint32_t cst_unit_role(const cst_unit *u, cst_sym key);
/* label "text" lemma/pos|... key=value ..., for traces and messages. */
void cst_unit_describe(const cst_pack *pack, const cst_sentence_units *s,
                       uint32_t unit, cst_buf *out);

/* -------------------------------------------------------------- cascade */

/* The C function behind a layer "@name" of the manifest; name with or without
 * '@'. Set by the engine after load; a layer without one does nothing. */
cst_status cst_pack_set_native(cst_pack *pack, const char *name,
                               cst_status (*fn)(void *user, cst_arena *arena,
                                                const cst_pack *pack,
                                                cst_sentence_units *s),
                               void *user);

/* One token as the segmenter gives it. */
typedef enum cst_token_flag {
    CST_TOK_CAP = 1,      /* begins with an upper-case letter */
    CST_TOK_ALLCAPS = 2,  /* two letters or more, all upper case */
    CST_TOK_NUM = 4,      /* digits (a group of up to 3, or a run) */
    CST_TOK_PUNCT = 8,
    CST_TOK_GLUED = 16,   /* no space before it */
    CST_TOK_FIRST = 32,   /* first of its sentence */
    CST_TOK_OPEN = 64, CST_TOK_CLOSE = 128, /* quotation mark that opens/closes */
    CST_TOK_URL = 256,
    CST_TOK_LINE = 512    /* first of its line in the text */
} cst_token_flag;
typedef struct cst_token {
    cst_tspan span;
    cst_str norm;   /* cst_utf8_norm of the text */
    uint16_t flags;
    uint32_t hash; /* of norm: cst_token_hash */
} cst_token;

/* What tables of words are asked with; low bits are good by themselves. */
static inline uint32_t cst_token_hash(cst_str norm)
{
    return (uint32_t)cst_hash(norm.p, norm.n);
}

#define CST_MAX_READINGS 24u
/* All readings of a token, without cache; at most CST_MAX_READINGS. Returns
 * their number; *word gets the word id, 0 if the pack does not mention it. */
uint32_t cst_readings_find(const cst_pack *pack, const cst_token *token,
                           cst_reading out[CST_MAX_READINGS], uint32_t *word);

typedef struct cst_cascade cst_cascade; /* scratch: reading cache, VM states */
cst_status cst_cascade_new(const cst_pack *pack, const cst_allocator *allocator,
                           cst_cascade **out);
void cst_cascade_free(cst_cascade *c);
void cst_cascade_trace(cst_cascade *c,
                       void (*fn)(void *user, const char *layer, const char *rule,
                                  const cst_unit *unit, const char *text),
                       void *user);

/* In the callback: the words that it is told of. */
cst_tspan cst_cascade_told(const cst_cascade *c);
/* Tell the trace also of rules that began to match and stopped: unit is NULL
 * then. CST_NOMEM. */
cst_status cst_cascade_near(cst_cascade *c);

/* The engine's: what occurs among a sentence's tokens, as bits (of words and
 * lemmas: by number modulo 256). */
typedef struct cst_seen {
    uint64_t bits[3][4]; /* words, lemmas, classes */
} cst_seen;

/* The units of one sentence. Lives in the arena that was given to begin. */
struct cst_sentence_units {
    CST_VEC(cst_unit) units;    /* every unit ever made, by index */
    CST_VEC(uint32_t) top;      /* the sequence now, in text order */
    CST_VEC(uint32_t) lifted;   /* lifted aside, in text order */
    const cst_token *tokens;
    uint32_t n_tokens;
    cst_str text;               /* the document's text, for surface forms */
    uint32_t steps;             /* VM steps spent */
    bool over_budget;           /* the step budget ran out: later layers skipped */
    cst_seen seen;
    uint64_t labels; /* that units ever had, as bits */
};

/* Look up every token (form table and lexicon), join multiwords: top = tokens
 * and multiwords. Unit i is token i for i < n_tokens. */
cst_status cst_cascade_begin(cst_cascade *c, cst_arena *arena, cst_str text,
                             const cst_token *tokens, uint32_t n_tokens,
                             cst_sentence_units *out);
/* Run one layer by name, or the layers from..to of the manifest's order. A
 * layer that the pack lacks is CST_NOTFOUND. */
cst_status cst_cascade_run(cst_cascade *c, cst_arena *arena,
                           cst_sentence_units *s, const char *layer);
/* The layers from first to last (NULL = the manifest's first, last), both
 * included. */
cst_status cst_cascade_run_all(cst_cascade *c, cst_arena *arena,
                               cst_sentence_units *s, const char *last,
                               const char *first);
uint32_t cst_pack_layer_count(const cst_pack *pack);
const char *cst_pack_layer_name(const cst_pack *pack, uint32_t i);

/* Replace top[from..to) by one new unit (for layers written in C, such as the
 * number reader). Returns its index or CST_NONE. readings are not set. */
uint32_t cst_units_group(cst_arena *arena, cst_sentence_units *s, uint32_t from,
                         uint32_t to, cst_sym label);
bool cst_unit_set_int(cst_arena *arena, cst_unit *u, cst_sym key, int64_t value);
bool cst_unit_set_sym(cst_arena *arena, cst_unit *u, cst_sym key, cst_sym value);
bool cst_unit_set_role(cst_arena *arena, cst_unit *u, cst_sym key, uint32_t unit);

/* Sets of classes, 16 at most, that tokens are asked for from now on. They are
 * the caller's and must stay as they are. */
void cst_cascade_ask(cst_cascade *c, const cst_classes *sets, size_t n);
/* Which of these sets some reading of the token's form is in, as bits: the cheap
 * test that decides whether a sentence goes deep. Uses the reading cache. Those
 * behind it, up to end, are expected to be asked for next. */
uint32_t cst_cascade_asked(cst_cascade *c, const cst_token *token,
                           const cst_token *end);
/* All readings of a token, from the same cache; good until the next call. */
const cst_reading *cst_cascade_readings(cst_cascade *c, const cst_token *token,
                                        uint32_t *n);
/* True if a reading of the unit is in one of the classes. */
bool cst_unit_in_any(const cst_pack *pack, const cst_unit *u,
                     const cst_classes *set);
static inline bool cst_classes_meet(const cst_classes *a, const cst_classes *b)
{
    return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) |
            (a->bits[2] & b->bits[2]) | (a->bits[3] & b->bits[3])) != 0;
}
static inline void cst_classes_join(cst_classes *set, const cst_classes *more)
{
    for (int i = 0; i < 4; i++) {
        set->bits[i] |= more->bits[i];
    }
}
/* Put a class into a set; an index of -1 (unknown class) is left out. */
static inline void cst_classes_add(cst_classes *set, int class_)
{
    if (class_ >= 0) {
        set->bits[class_ / 64] |= UINT64_C(1) << (class_ % 64);
    }
}

/* ------------------------------------------------------------ pack test */

/* How cst_pack_test makes tokens of an example: segment/ stands below lang/. */
typedef cst_status (*cst_tokenise_fn)(void *user, cst_arena *arena,
                                      const cst_pack *pack, cst_str text,
                                      const cst_token **tokens, uint32_t *n);

/* One case of corpus/<name>.case: a text and what must be found in it. */
typedef enum cst_line_state {
    CST_LINE_OPEN, /* nobody has looked at it */
    CST_LINE_HOLDS,
    CST_LINE_FAILS,
    CST_LINE_SYNTAX
} cst_line_state;
typedef struct cst_case_line {
    cst_str text; /* behind the arrow */
    uint32_t number;
    cst_line_state state;
} cst_case_line;
typedef struct cst_case {
    cst_str section, text;
    cst_str context;   /* what the report says below the text; may be empty */
    cst_str published; /* ISO day, p NULL = none */
    cst_str xfail;     /* why it is known to fail, p NULL = it is not */
    uint32_t number;   /* of the first line of the text */
    CST_VEC(cst_case_line) lines;
    bool unexpected; /* something was found that no line names */
} cst_case;
/* Sets the state of the lines that name records and leaves the others open; says
 * in *found what was found instead. claim/ stands below lang/ too. */
typedef cst_status (*cst_case_fn)(void *user, cst_arena *arena, cst_case *k,
                                  cst_buf *found);
/* Calls fn for each case of a case file, in order; what is no case is reported
 * as case-syntax and counted in *bad. */
cst_status cst_cases_each(cst_arena *arena, const char *file, cst_str text,
                          cst_status (*fn)(void *user, cst_case *k), void *user,
                          cst_diag_fn on_diag, void *diag_user, size_t *bad);

typedef struct cst_pack_hooks {
    cst_tokenise_fn tokenise;
    cst_case_fn records; /* NULL: all lines name units */
    void *user;          /* of both */
} cst_pack_hooks;
/* Run the examples of all rules and corpus/<name>.case. Failures are diagnostics
 * (example-failed, case-failed, case-passes, case-syntax); known failures are
 * warnings (known-failure). */
cst_status cst_pack_test(const cst_pack *pack, const cst_allocator *allocator,
                         const cst_pack_hooks *hooks, cst_diag_fn fn,
                         void *user, cst_pack_report *report);
/* What a cascade spends on rules, from the call on. CST_NOMEM. */
cst_status cst_cascade_profile(cst_cascade *c);
/* Layer by layer what was spent since; a layer as a whole first (rule ""), then
 * its rules. Nothing without a profile. */
void cst_cascade_costs(const cst_cascade *c, cst_cost_fn fn, void *user);
/* Findings about a pack that loads: warnings. counted is a cascade with a
 * profile over as much text as there is; pack_listen was on while code asked for
 * classes. *n counts the findings. */
cst_status cst_pack_check(const cst_pack *pack, const cst_allocator *allocator,
                          const cst_cascade *counted, cst_diag_fn fn,
                          void *user, size_t *n);
/* Print layer (NULL = all) as the compiler saw it. */
cst_status cst_rules_dump(const cst_pack *pack, cst_dump_stage stage,
                          const char *layer, cst_write_fn write_fn, void *user);

/* ----------------------------------------------------------- form table */

/* The mapped table that tools/mkforms writes. Format in src/lang/forms.h. */
typedef struct cst_form_reading {
    uint32_t lemma; /* dense id, 0 .. cst_forms_lemma_count - 1 */
    uint8_t pos, mood, tense, person, gender, number;
} cst_form_reading;
cst_status cst_forms_open(const char *path, cst_error *error, cst_forms **out);
void cst_forms_close(cst_forms *forms);
/* Readings of a normalised form; n = 0 if unknown. Valid until close. */
const cst_form_reading *cst_forms_find(const cst_forms *forms, cst_str form,
                                       uint32_t *n);
cst_str cst_forms_lemma(const cst_forms *forms, uint32_t id);
uint32_t cst_forms_lemma_count(const cst_forms *forms);
/* Id of a lemma string or CST_NONE. */
uint32_t cst_forms_lemma_id(const cst_forms *forms, cst_str lemma);

#endif
