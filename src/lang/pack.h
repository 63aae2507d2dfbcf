/* lang: the inside of a pack. Only files of this folder include it.
 *
 * A pack is built by one cst_loader and frozen afterwards: every table below
 * is written by load only. All memory is the arena's that load was given.
 */
#ifndef CST_LANG_PACK_H
#define CST_LANG_PACK_H

#include "lang/lang.h"
#include "lang/rule.h"

/* Ids of lemmas that neither pack nor form table knows: a hash with this bit. */
#define CST_WORD_BASE 0x40000000u
#define CST_MAX_CLASSES 256u
#define CST_MAX_FILE (16u << 20)

typedef struct cst_pair {
    cst_sym key, value;
} cst_pair;

/* What the lexicon says about a lemma in one part of speech. */
typedef struct cst_entry {
    cst_sym lemma;
    uint32_t next; /* next entry of the lemma; 0 = end */
    cst_classes classes;
    uint64_t quick; /* the same, class i as bit i % 63 */
    CST_VEC(cst_pair) feats;
    uint8_t pos; /* CST_POS_NONE: of any part of speech */
    uint8_t cap; /* 0, 1 = capital, 2 = all capitals */
    bool closed; /* of one line of a closed file, in no chain */
} cst_entry;

/* A reading that the lexicon gives to a form. */
typedef struct cst_lex_form {
    cst_reading reading;
    uint32_t next;
    uint8_t cap;
    bool closed;
} cst_lex_form;

typedef struct cst_mwe_word {
    uint32_t id; /* a word id, or a lemma symbol */
    bool is_lemma;
} cst_mwe_word;

typedef struct cst_mwe {
    cst_reading reading;
    const cst_mwe_word *words;
    uint32_t n_words, next;
    uint8_t cap;
} cst_mwe;

/* Of a form that the pack mentions: in the lexicon or in a rule. */
typedef struct cst_word_info {
    uint32_t forms, mwes; /* heads of chains, 0 = none */
    bool closed;
    bool pairs; /* multiwords of this word and a certain other begin */
} cst_word_info;

/* Multiwords by their first two words: some words begin hundreds. */
typedef struct cst_mwe_pair {
    uint64_t key; /* first << 32 | second; 0 = empty slot */
    uint32_t chain;
} cst_mwe_pair;

/* Of a lemma. */
typedef struct cst_lemma_info {
    uint32_t entries, mwes;
} cst_lemma_info;

typedef struct cst_conf {
    cst_str key, value;
    uint32_t line;
} cst_conf;

/* Symbols of the closed sets, by value ("mood" -> "ppast"). */
typedef enum cst_enum_kind {
    CST_ENUM_POS, CST_ENUM_MOOD, CST_ENUM_TENSE, CST_ENUM_PERSON,
    CST_ENUM_GENDER, CST_ENUM_NUMBER, CST_ENUM_KINDS
} cst_enum_kind;
#define CST_ENUM_MAX 13

/* The classes that code asked for while a tool listened. */
typedef struct cst_asked {
    bool on;
    cst_classes classes;
    CST_VEC(const char *) missing; /* the pack has none of that name */
} cst_asked;

typedef cst_status (*cst_native_fn)(void *user, cst_arena *arena,
                                    const cst_pack *pack,
                                    cst_sentence_units *s);

/* A letter whose capital is often written without its mark. */
typedef struct cst_bare_capital {
    cst_str marked; /* the small letter */
    char bare;
} cst_bare_capital;

struct cst_pack {
    cst_arena *arena;
    const char *dir;
    cst_forms *forms;    /* may be NULL */
    cst_intern symbols;  /* of the pack alone; see cst_pack_sym */
    cst_intern words;    /* normalised forms */
    cst_intern classes;  /* id - 1 = index */
    cst_intern labels, features; /* names that some rule or table introduces */
    CST_VEC(cst_conf) conf;
    CST_VEC(cst_table) tables;
    CST_VEC(cst_entry) entries;     /* at[0] unused */
    CST_VEC(cst_lex_form) lex_forms; /* at[0] unused */
    CST_VEC(cst_mwe) mwes;          /* at[0] unused */
    CST_VEC(cst_word_info) word_info;
    CST_VEC(cst_lemma_info) sym_info;
    cst_lemma_info *lemma_info;     /* by dense lemma id */
    uint32_t n_lemma_info;
    CST_VEC(cst_layer) layers;
    CST_VEC(cst_rule) rules;
    /* first tests of all layers: values are layer << 16 | first */
    cst_first_index starts;
    cst_sym enum_syms[CST_ENUM_KINDS][CST_ENUM_MAX];
    cst_sym enum_keys[CST_ENUM_KINDS];
    cst_sym sym_tok, sym_mwe, sym_lemma;
    cst_mwe_pair *mwe_pairs; /* open addressing */
    uint32_t n_mwe_pairs;    /* power of two */
    uint32_t budget;
    CST_VEC(cst_bare_capital) bare_capitals;
    cst_asked *asked; /* written while on alone: then one thread has the pack */
};

/* State while a pack is loaded. */
typedef struct cst_loader {
    cst_pack *pack;
    cst_arena *arena;
    cst_diag_fn fn;
    void *user;
    cst_error *error; /* takes the first error too */
    uint32_t n_errors;
    const char *file; /* now read, below the pack folder */
    bool lenient;     /* what is wrong is a warning */
} cst_loader;

void cst_loader_diag(cst_loader *l, cst_diag_level level, uint32_t line,
                     uint32_t column, const char *code, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 6, 7)))
#endif
    ;
/* A file below the pack folder, checked to be UTF-8; sets l->file. CST_IO if it
 * can't be read (no diagnostic), CST_SYNTAX after a diagnostic. */
cst_status cst_loader_read(cst_loader *l, const char *path, cst_str *text);

/* Symbol of a string, made if new; the lemma id if the form table has it. */
cst_sym cst_pack_intern(cst_pack *pack, cst_str s);
cst_sym cst_pack_find(const cst_pack *pack, cst_str s);
/* Class index, made if new; -1 when there are too many. */
int cst_pack_class_put(cst_pack *pack, cst_str name);
uint32_t cst_pack_word(cst_pack *pack, cst_str norm); /* word id, made if new */
cst_lemma_info *cst_pack_lemma_info(cst_pack *pack, cst_sym lemma, bool make);
/* True if some cell of some table is s: a table introduces the name. */
bool cst_pack_in_tables(const cst_pack *pack, cst_str s);
/* Value of a closed set by name ("ppast"), -1 if it is none. */
int cst_enum_value(cst_enum_kind kind, cst_str name);
const char *cst_enum_name(cst_enum_kind kind, unsigned value);
/* Which closed set a constraint key names ("mood"), -1 if none. */
int cst_enum_kind_of(cst_str key);
/* The fields from pos on stand in the order of cst_enum_kind. */
static inline uint8_t cst_reading_enum(const cst_reading *r, unsigned kind)
{
    const uint8_t *bytes = (const uint8_t *)r;

    return bytes[offsetof(cst_reading, pos) + kind];
}
uint64_t cst_classes_quick(const cst_classes *classes);
/* Set the unit's classes and parts by its readings. */
void cst_unit_sum(const cst_pack *pack, cst_unit *u);
/* The layer of that name, NULL if the manifest has none. */
const cst_layer *cst_pack_layer(const cst_pack *pack, const char *name);
/* Next line without its end; skips nothing. False at the end of the text. */
bool cst_next_line(cst_str *rest, cst_str *line);

cst_status cst_lexicon_load(cst_loader *l, const char *path);
/* One line, as if it stood in an open file. */
cst_status cst_lexicon_add(cst_loader *l, cst_str lemma, const char *pos,
                           const char *classes, cst_str features,
                           uint32_t line);
/* The names of the registry (lexicon_actors.c). */
cst_status cst_lexicon_actors(cst_loader *l, const cst_registry *registry);
cst_status cst_lexicon_finish(cst_loader *l);
/* Entry for lemma and part of speech as a token with these flags may use it. */
uint32_t cst_lexicon_entry(const cst_pack *pack, cst_sym lemma, unsigned pos,
                           unsigned flags);

/* A new unit over n units of the row, which stays as it is; CST_NONE = no memory.
 * Its head is itself. */
uint32_t cst_unit_new(cst_arena *arena, cst_sentence_units *s,
                      const uint32_t *row, uint32_t n, cst_sym label);
/* The words from a unit's first to the token before last, at least the unit's. */
cst_tspan cst_units_span(const cst_sentence_units *s, const cst_unit *first,
                         uint32_t last);
/* Set or replace a feature. False = no memory. */
bool cst_unit_put(cst_arena *arena, cst_unit *u, cst_feat f);

/* Flags of a token that change what its form may be. */
#define CST_SHAPE_FLAGS                                                        \
    (CST_TOK_CAP | CST_TOK_ALLCAPS | CST_TOK_NUM | CST_TOK_PUNCT |             \
     CST_TOK_FIRST)
/* Layers (bits 0 to 61; further ones share bit 62) in which some rule may start
 * at a token by itself. Stays true when readings are taken away. */
#define CST_STARTS_MWE (UINT64_C(1) << 63)
#define CST_STARTS_ALL UINT64_MAX
#define CST_MAX_FIRSTS 96u
#define CST_FIRST_OPEN 0x8000u
#define CST_FIRST_INDEX 0x7FFFu
typedef struct cst_token_starts {
    uint64_t layers;
    /* First tests that the token passes, as layer << 16 | first, in order of
     * layers, then CST_NONE; n = 0: there are too many. An open one may ask for
     * more than a token's shape and has to be tried again. */
    uint32_t firsts[CST_MAX_FIRSTS];
    uint32_t n;
} cst_token_starts;
void cst_pack_starts(const cst_pack *pack, const cst_token *token,
                     const cst_unit *unit, cst_token_starts *out);
static inline uint64_t cst_layer_bit(size_t layer)
{
    return UINT64_C(1) << (layer < 62 ? layer : 62);
}

/* Head of the chain of multiwords that begin with these two words, 0 = none. */
uint32_t cst_mwe_pair_chain(const cst_pack *pack, uint32_t first,
                            uint32_t second);

#endif
