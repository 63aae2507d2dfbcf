/* lang: the inside of a cascade. Only files of this folder include it. */
#ifndef CST_LANG_CASCADE_H
#define CST_LANG_CASCADE_H

#include "lang/pack.h"
#include "lang/readings.h"

/* Where a thread goes on in the layer's fans. */
typedef struct cst_thread {
    uint32_t fan, cap; /* cap: last capture, 0 = none */
} cst_thread;

/* One capture of a thread; those before it hang on prev, so that threads share
 * them. */
typedef struct cst_cap {
    uint32_t prev, slot, unit, test;
    uint32_t at; /* index in the row, as it was when captured */
} cst_cap;

/* Two lists of threads and what is needed to keep each pc in a list once. */
typedef struct cst_machine {
    cst_thread *now, *next;
    uint32_t n_now, n_next;
    uint32_t *stamps; /* by pc */
    uint32_t stamp;
    cst_thread *stack;
} cst_machine;

/* The best match of a rule from one start. */
typedef struct cst_best {
    uint32_t length, cap; /* length 0 = none */
} cst_best;

#define CST_MEMO_SLOTS 512u /* power of two */

/* What was spent, while somebody wants to know. */
typedef struct cst_profile {
    uint64_t *steps, *matches; /* by rule of the pack */
    uint64_t *layer_ns;        /* by layer */
    uint32_t **owner;          /* by layer and pc: rule of the pack */
} cst_profile;

/* How far a rule came that did not match: the unit that it did not take, as units
 * behind its start, and the test that this failed; test CST_NONE = it ended, and
 * its context failed. */
typedef struct cst_near {
    uint32_t k, test;
} cst_near;

struct cst_cascade {
    const cst_pack *pack;
    cst_arena arena; /* of the scratch below, on the caller's allocator */
    cst_lookup_cache cache;
    cst_machine main, context;
    CST_VEC(cst_cap) caps; /* at[0] unused */
    cst_best *best;        /* by rule of the layer */
    uint32_t *first_stamp, stamp;
    size_t n_firsts, n_rules; /* most in a layer */
    uint64_t *rules_on;   /* rules whose needs the sentence meets, as a set */
    uint64_t *rules_open; /* of these, the ones not yet asked to start here */
    uint32_t near_at[CST_MAX_NEARS]; /* by nears of the layer: where the next is */
    cst_quick next; /* of the unit behind c->read; no labels = none */
    CST_VEC(uint32_t) acts, makes; /* rules to start here, without, with a unit */
    CST_VEC(uint32_t) done;  /* rules with a match from here */
    uint64_t *memo;
    uint32_t epoch;
    uint32_t *fired; /* by rule of the pack: how often it did something */
    void (*trace)(void *user, const char *layer, const char *rule,
                  const cst_unit *unit, const char *text);
    void *trace_user;
    cst_tspan told;   /* words of what trace is told now */
    cst_near *near_;  /* by rule of the layer; NULL = nobody asks */
    /* of the run that goes on */
    cst_arena *out;
    cst_sentence_units *s;
    const cst_layer *layer;
    uint64_t bit;          /* of the layer in cst_unit.starts */
    uint32_t written, read; /* row: [0, written) done, [read, n) ahead */
    bool changed, nomem;
    cst_profile *profile; /* NULL = nobody asks */
};

/* Tell the trace of the n rules, started at c->read, that took a unit or more and
 * did not match. */
void cst_near_tell(cst_cascade *c, const uint32_t *rules, size_t n);
void cst_near_stop(cst_cascade *c, uint32_t pc, uint32_t k, uint32_t test);

void cst_profile_steps(cst_cascade *c, uint32_t pc, uint32_t steps);
void cst_profile_matches(cst_cascade *c);
uint64_t cst_profile_clock(const cst_cascade *c); /* 0 without a profile */
void cst_profile_layer(cst_cascade *c, const cst_layer *layer, uint64_t since);

/* Join the multiwords of a row of tokens; false without memory. */
bool cst_join_mwes(cst_cascade *c, cst_arena *arena, cst_sentence_units *s);

/* Test with memory, when the quick bits fit: a test of a unit is evaluated once
 * in a layer. */
bool cst_cascade_test(cst_cascade *c, uint32_t test, uint32_t unit);
/* Readings of units changed: forget what tests said. */
void cst_cascade_forget(cst_cascade *c);

/* Match the n rules at c->read; matches go to c->best, the rules that
 * have one to c->done. */
void cst_vm_match(cst_cascade *c, const uint32_t *rules, size_t n);

/* Do what the rule says with its best match. For make and lift the row moves on;
 * true if it did. */
bool cst_act(cst_cascade *c, uint32_t rule, const cst_best *best);

#endif
