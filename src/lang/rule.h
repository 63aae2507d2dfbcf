/* lang: rules, from text to program. Only files of this folder include it.
 *
 * One layer is one file: rule_lex gives its tokens, rule_parse the syntax tree,
 * rule_check the findings, rule_compile the program that rule_vm runs. Each
 * stage keeps its result in the layer, so that rule_dump can print it.
 */
#ifndef CST_LANG_RULE_H
#define CST_LANG_RULE_H

#include "lang/lang.h"

/* --------------------------------------------------------------- tokens */

/* Punctuation is its own ASCII code; the rest begins behind it. */
typedef enum cst_rtok_kind {
    CST_RT_END = 128, CST_RT_WORD, CST_RT_STRING, CST_RT_NE, CST_RT_GE,
    CST_RT_LE, CST_RT_ARROW, CST_RT_RANGE, CST_RT_MULTI
} cst_rtok_kind;
typedef struct cst_rtok {
    cst_str text; /* of a string: without quotes, escapes undone */
    uint32_t line, column;
    uint8_t kind;
    bool bol;   /* first of its line */
    bool glued; /* no blank before it */
} cst_rtok;

/* ---------------------------------------------------------------- trees */

typedef struct cst_cons {
    cst_str key;
    const cst_str *values; /* "*" unquoted: the key is set */
    uint32_t n_values;
    uint32_t line, column;
    uint8_t op; /* '=' CST_RT_NE '<' '>' CST_RT_LE CST_RT_GE */
    bool star;
} cst_cons;
typedef struct cst_cons_list {
    CST_VEC(cst_cons) v;
} cst_cons_list;

typedef enum cst_node_kind {
    CST_NODE_FORM,  /* "text" */
    CST_NODE_TOKEN, /* [constraints] */
    CST_NODE_UNIT,  /* <labels constraints> */
    CST_NODE_ANY, CST_NODE_SEQ, CST_NODE_ALT, CST_NODE_REP, CST_NODE_NOT,
    CST_NODE_BOS, CST_NODE_EOS, CST_NODE_CAPTURE, CST_NODE_MACRO
} cst_node_kind;
#define CST_MAX_NEARS 8u
#define CST_REP_MAX 12u
#define CST_REP_INF UINT32_MAX
typedef struct cst_node cst_node;
struct cst_node {
    uint8_t kind;
    bool multi;                 /* capture: x[]: */
    uint32_t line, column;
    uint32_t min, max;          /* repetition */
    uint32_t slot;              /* capture: index in the rule */
    uint32_t test;              /* of the program, plus 1, if it is one test */
    cst_str text;               /* form, capture or macro name */
    cst_cons_list cons;
    CST_VEC(cst_str) labels;    /* unit; none = any label */
    CST_VEC(cst_node *) kids;   /* sequence, alternation; [0] of the others */
};

typedef struct cst_macro {
    cst_str name;
    cst_node *body;
    uint32_t line, column;
} cst_macro;

/* One operand of a value, with the operator before it (0 for the first). */
typedef struct cst_term {
    cst_str text;
    int64_t n;
    uint32_t line, column;
    char op;
    bool is_int, quoted;
} cst_term;
typedef struct cst_assign {
    cst_str key;
    CST_VEC(cst_term) terms;
    uint32_t line, column;
} cst_assign;
typedef enum cst_action_kind {
    CST_ACT_MAKE, CST_ACT_LIFT, CST_ACT_KEEP, CST_ACT_DROP, CST_ACT_TAG
} cst_action_kind;
typedef struct cst_action {
    uint8_t kind;
    uint32_t line, column;
    cst_str name;         /* label, or the capture of keep, drop, tag */
    cst_str span[2];      /* captures; n = 0: the whole match */
    CST_VEC(cst_assign) assigns;
    cst_cons_list cons;
} cst_action;

typedef struct cst_example {
    cst_str text;
    cst_str name; /* label or word; p NULL = none */
    cst_cons_list cons;
    uint32_t line, column;
    uint32_t test; /* compiled constraints, without the label */
    bool positive;
} cst_example;

/* -------------------------------------------------------------- program */

/* Operations with the number of their operands. A test of CST_NO_SLOT captures
 * nothing. SPLIT prefers its first target. */
#define CST_RULE_OPS(X)                                                        \
    X(TEST, 2)  /* test, slot: the unit here fulfils test; go past it */       \
    X(NOT, 1)   /* test: no unit here fulfils it */                            \
    X(SAVE, 1)  /* slot: capture the unit here, stay before it */              \
    X(SPLIT, 2) /* target, target */                                           \
    X(JUMP, 1)  /* target */                                                   \
    X(BOS, 0)                                                                  \
    X(EOS, 0)                                                                  \
    X(MATCH, 1) /* rule, as an index in the layer */
typedef enum cst_rule_op {
#define X(name, n) CST_OP_##name,
    CST_RULE_OPS(X)
#undef X
    CST_OP_COUNT
} cst_rule_op;
#define CST_NO_SLOT UINT32_MAX

/* A condition on a reading that no bit mask holds. */
typedef struct cst_rcons {
    enum { CST_RC_LEMMA, CST_RC_CLASS, CST_RC_LEX } kind;
    bool negative, star;
    cst_classes classes;
    cst_sym key;
    const cst_sym *values;
    uint32_t n_values;
} cst_rcons;
typedef struct cst_utest cst_utest;
/* A condition on the unit. */
typedef struct cst_ucons {
    enum {
        CST_UC_FORM, CST_UC_FLAG, CST_UC_HAS, CST_UC_HEAD, CST_UC_FEAT,
        CST_UC_ROLE /* the unit in role key fulfils sub */
    } kind;
    uint8_t op;
    bool negative, star;
    uint16_t flag, flag_not; /* token flags: some of flag, none of flag_not */
    cst_sym key;
    const cst_sym *values;   /* of form: word ids */
    const int64_t *numbers;  /* the same as integers, else INT64_MIN */
    uint32_t n_values;
    const cst_utest *sub;
} cst_ucons;

/* What a unit must share a bit with in each field, to be worth a look; of a unit:
 * what it has. Bit 63 of classes stands for "no class asked". */
typedef struct cst_quick {
    uint64_t labels, words, classes;
    uint16_t parts;
} cst_quick;
#define CST_NO_CLASS (UINT64_C(1) << 63)

/* One test of one unit. Equal tests of a layer are one. */
struct cst_utest {
    const cst_sym *labels;
    uint32_t n_labels;  /* 0 = any */
    bool token_only;    /* label tok or mwe */
    bool has_reading;   /* some reading must fulfil the conditions below */
    uint16_t mask[6];   /* allowed values by cst_enum_kind, bit 0 = unset */
    uint8_t n_masked, masked_kinds[6]; /* the narrow masks */
    bool open;          /* asks for more of a token than its cached shape */
    CST_VEC(cst_rcons) rcons;
    CST_VEC(cst_ucons) ucons;
    const uint32_t *any; /* alternatives: tests, one of which must hold */
    uint32_t n_any;
    cst_str text;       /* canonical, for dump and sharing */
};

typedef enum cst_term_kind {
    CST_TERM_INT, CST_TERM_SYM, CST_TERM_UNIT, CST_TERM_FEAT, CST_TERM_LEX,
    CST_TERM_LEMMA, CST_TERM_ENUM
} cst_term_kind;
typedef struct cst_cterm {
    uint8_t kind, enum_kind;
    char op;
    int64_t n;
    uint32_t slot;
    cst_sym sym; /* value, or key in the capture */
} cst_cterm;
typedef struct cst_cassign {
    cst_sym key;
    bool head;            /* head=x */
    const cst_sym *more;  /* key.2, key.3, ... of a collecting capture */
    uint32_t n_more;
    const cst_cterm *terms;
    uint32_t n_terms;
} cst_cassign;
typedef struct cst_caction {
    uint8_t kind;
    cst_sym label;
    uint32_t slot;         /* of keep, drop, tag */
    uint32_t span[2];      /* slots or CST_NO_SLOT */
    uint32_t test;         /* of keep, drop */
    const cst_cassign *assigns;
    uint32_t n_assigns;
} cst_caction;

typedef struct cst_capture {
    cst_str name;
    bool multi;
    bool used;
} cst_capture;

/* What must occur in a sentence for a rule to have a chance: one of the bits.
 * Several of these up to one with last set are alternatives: a group. */
typedef enum cst_need_kind {
    CST_NEED_WORD, CST_NEED_LEMMA, CST_NEED_CLASS, CST_NEED_LABEL
} cst_need_kind;
typedef struct cst_need {
    uint64_t bits[4]; /* of labels: bits[0], by hash */
    uint8_t kind;
    bool last;
} cst_need;

/* One word of the bits of a need, of those that a sentence may hold. */
typedef struct cst_ask {
    uint64_t bits;
    uint8_t word;
    bool last; /* of its group */
} cst_ask;

typedef struct cst_rule {
    cst_str name, id; /* id = "layer.name" */
    cst_str why;
    int64_t priority;
    uint32_t layer, line, column;
    cst_node *before, *match, *after; /* before and after may be NULL */
    CST_VEC(cst_capture) captures;
    CST_VEC(cst_action) actions;
    CST_VEC(cst_example) examples;
    /* compiled */
    uint32_t pc, pc_before, pc_after; /* CST_NONE = no context */
    uint32_t fan, fan_before, fan_after; /* where these lead to */
    uint64_t needs; /* groups of the layer that must all be met, as bits */
    const cst_caction *program;
    uint32_t n_program;
    bool makes;  /* has a make or lift */
    bool broken; /* a syntax error was reported */
} cst_rule;

/* What is asked of a rule wherever it might start. Those of a layer stand close
 * together, since that is asked for several rules at every unit. */
typedef struct cst_start {
    cst_quick next; /* what may stand second, the after context counted */
    uint8_t near;   /* nears[near - 1] of the layer, one of which is in every */
    bool alone;     /* nothing need stand behind the first unit */
    bool makes;     /* as in cst_rule */
    uint32_t near_width; /* match, of so many units at most; near 0 = none */
} cst_start;

/* An instruction that takes a unit or looks at one; see rule_fan.c. */
typedef struct cst_fan {
    uint32_t pc;   /* CST_NONE = end of the list */
    uint32_t test; /* CST_NONE = no CST_OP_TEST */
} cst_fan;

/* The rules to start where a unit fulfils test. */
typedef struct cst_first {
    uint32_t test;
    CST_VEC(uint32_t) rules; /* indexes in the layer */
} cst_first;
/* First tests that a property of a unit makes worth trying. */
typedef struct cst_first_key {
    uint64_t key; /* 0 = empty slot */
    uint32_t from, n; /* in the index's list */
} cst_first_key;
typedef struct cst_first_index {
    CST_VEC(cst_first_key) pairs; /* while it is built: n = value */
    cst_first_key *keys; /* open addressing */
    uint32_t n_keys;
    const uint32_t *list;
} cst_first_index;

typedef struct cst_layer {
    const char *name;  /* as in the manifest, with '@' if native */
    const char *file;
    cst_str source;
    bool native, repeat;
    cst_status (*fn)(void *user, cst_arena *arena, const cst_pack *pack,
                     cst_sentence_units *s);
    void *user;
    CST_VEC(cst_macro) macros;
    uint32_t rules_from, rules_to;
    CST_VEC(uint32_t) code;
    CST_VEC(cst_fan) fans; /* lists, one behind the other */
    uint32_t *fan_of;      /* by pc: the list that goes on behind it */
    CST_VEC(cst_utest) tests;
    CST_VEC(cst_quick) quick; /* of each test */
    cst_intern test_names; /* canonical text -> id - 1 = test */
    /* where rules may start */
    CST_VEC(cst_first) firsts;
    uint64_t *first_rules; /* by first: its rules as a set of rule_words words */
    uint32_t rule_words;   /* that a set of the layer's rules takes */
    cst_start *rule_starts; /* by rule of the layer */
    cst_first_index index; /* values: indexes in firsts */
    cst_quick starts[64];  /* of a unit by cst_label_number: all that some first
                            * test asks for */
    uint64_t labels;       /* that its own rules make, as need bits */
    CST_VEC(cst_need) needs; /* up to 64 groups */
    CST_VEC(cst_ask) asks;   /* the same, close together */
    uint64_t needed;   /* groups that some rule needs */
    uint64_t *needing; /* by group: the rules that need it, as a set */
    uint64_t nears[CST_MAX_NEARS]; /* label bits that rules look ahead for */
    uint8_t n_nears;
    bool makes;          /* some rule makes a unit */
    uint16_t pos_mask;   /* parts of speech that some first test asks for */
    cst_classes class_mask;
    bool by_lemma;
} cst_layer;

/* Properties of units that first tests are filed under. */
enum {
    CST_KEY_ANY = 1, CST_KEY_WORD, CST_KEY_LABEL, CST_KEY_LEMMA, CST_KEY_CLASS,
    CST_KEY_POS
};
static inline uint64_t cst_first_key_of(unsigned kind, uint32_t value)
{
    return (uint64_t)kind << 32 | value;
}
static inline uint32_t cst_first_hash(uint64_t key)
{
    return (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}
/* The first tests under a key, NULL if there are none. */
const cst_first_key *cst_first_find(const cst_first_index *index, uint64_t key);

/* --------------------------------------------------------------- stages */

struct cst_loader;
cst_status cst_rule_lex(struct cst_loader *l, cst_str source,
                        const cst_rtok **tokens, uint32_t *n);
/* Appends the rules to the pack; syntax errors are diagnostics. */
cst_status cst_rule_parse(struct cst_loader *l, uint32_t layer,
                          const cst_rtok *tokens, uint32_t n);
/* The constraints in tokens[*at..n) up to the first token that starts none:
 * for case files. False on a syntax error. */
bool cst_rule_parse_constraints(cst_arena *arena, const cst_rtok *tokens,
                                uint32_t n, uint32_t *at, cst_cons_list *out);
/* " key=a|b key2>1": canonical text of constraints. */
void cst_cons_text(cst_buf *b, const cst_cons_list *list);
cst_status cst_rule_check(struct cst_loader *l, uint32_t layer);
cst_status cst_rule_compile(struct cst_loader *l, uint32_t layer);
/* The key that a test is best filed under; values of CST_KEY_CLASS and
 * CST_KEY_POS are bits in *bits, all others ids in *values. */
typedef struct cst_test_key {
    uint64_t bits[4];
    const cst_sym *values;
    uint32_t n_values;
    uint8_t kind;
} cst_test_key;
cst_test_key cst_utest_key(const cst_utest *t);
/* Note in rule and layer what the rule's patterns can't do without. */
cst_status cst_rule_needs(struct cst_loader *l, cst_layer *layer,
                          cst_rule *rule);
/* Once all rules of the layer have theirs. */
cst_status cst_needs_close(struct cst_loader *l, cst_layer *layer);
/* The groups of a layer that a sentence meets, as bits. */
uint64_t cst_needs_met(const cst_layer *layer, const cst_seen *seen,
                       uint64_t labels);
cst_status cst_rule_first(struct cst_loader *l, uint32_t layer);
/* Flatten splits and jumps of the layer's program. */
cst_status cst_rule_fans(struct cst_loader *l, uint32_t layer);
/* Once all layers are compiled: the index over all of them. */
cst_status cst_rule_first_all(struct cst_loader *l);
/* Fewest and most units that a pattern matches; most may be CST_REP_INF. */
void cst_node_width(const cst_layer *layer, const cst_node *node, uint32_t *min,
                    uint32_t *max);
const cst_macro *cst_layer_macro(const cst_layer *layer, cst_str name);

/* How to turn names into ids while a test is compiled. A frozen pack makes no
 * new ones: an unknown name then is CST_NONE, which nothing equals. */
typedef struct cst_names {
    const cst_pack *pack;
    cst_pack *grow; /* NULL = frozen */
    cst_arena *arena;
} cst_names;
cst_status cst_utest_build(const cst_names *names, const cst_str *labels,
                           size_t n_labels, bool token_only,
                           const cst_cons_list *cons, cst_utest *out);
/* Offset of the dot that ends the first role of a path, or SIZE_MAX. */
size_t cst_key_dot(cst_str key);
/* The quick bits of a test whose alternatives have theirs in the layer. */
cst_quick cst_utest_quicken(const cst_pack *pack, const cst_layer *layer,
                            const cst_utest *t);
static inline uint32_t cst_label_number(cst_sym label) /* below 64 */
{
    return label * UINT32_C(2654435761) >> 26;
}
static inline uint64_t cst_label_bit(cst_sym label)
{
    return UINT64_C(1) << cst_label_number(label);
}
static inline cst_quick cst_unit_quick(const cst_unit *u)
{
    cst_quick q = {cst_label_bit(u->label), UINT64_C(1) << u->word % 64,
                   u->classes, u->parts};

    return q;
}
/* False: the unit surely fails the test. */
static inline bool cst_quick_fits(const cst_quick *t, const cst_quick *u)
{
    return (t->labels & u->labels) && (t->words & u->words) &&
           (t->classes & u->classes) && (t->parts & u->parts);
}
/* False if key is none that the engine itself defines. */
bool cst_key_is_reserved(cst_str key);

/* True if the unit fulfils the test. layer may be NULL if the test has no
 * alternatives. */
bool cst_utest_eval(const cst_pack *pack, const cst_layer *layer,
                    const cst_utest *t, const cst_sentence_units *s,
                    uint32_t unit);
/* Which of the unit's readings the test lets pass, as bits by index (the first
 * 64); alternatives that the unit fulfils count together. */
uint64_t cst_utest_readings(const cst_pack *pack, const cst_layer *layer,
                            const cst_utest *t, const cst_sentence_units *s,
                            uint32_t unit);

#endif
