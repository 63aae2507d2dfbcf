/* lang: cached look-up of tokens, for the cascade alone. */
#ifndef CST_LANG_READINGS_H
#define CST_LANG_READINGS_H

#include "lang/pack.h"

#define CST_LOOKUP_SLOTS 65536u /* power of two */
#define CST_LOOKUP_POOL (8u << 20) /* bytes for keys and readings */

#define CST_LOOKUP_INLINE 24u /* bytes of a key beside its hash */

/* Everything about a form in one capitalisation. What the first question needs
 * stands in one cache line. */
typedef struct cst_lookup {
    uint32_t hash;
    uint32_t key_n;
    const char *key; /* whole, or NULL: the slot is empty */
    const cst_reading *readings;
    uint32_t word;
    uint16_t flags, parts;
    uint16_t asked; /* see cst_cascade_ask */
    uint8_t n;
    bool whole;    /* starts and firsts are known */
    char inline_key[CST_LOOKUP_INLINE]; /* instead of key, if that is short */
    uint64_t classes; /* as in cst_unit */
    uint64_t starts; /* see cst_pack_starts */
    const uint32_t *firsts; /* see cst_token_starts; NULL = not kept */
    cst_seen seen;   /* word, lemmas and classes of all readings */
} cst_lookup;

typedef struct cst_lookup_cache {
    cst_lookup *slots; /* CST_LOOKUP_SLOTS */
    char *pool;        /* CST_LOOKUP_POOL; when full, all is forgotten */
    uint32_t pool_used;
    uint32_t age;      /* how often all was forgotten, plus 1 */
    const cst_classes *sets; /* that tokens are asked for */
    size_t n_sets;
    cst_lookup spare;  /* for words too long to keep */
    cst_reading spare_readings[CST_MAX_READINGS];
} cst_lookup_cache;

bool cst_lookup_init(cst_lookup_cache *cache, cst_arena *arena);
void cst_lookup_forget(cst_lookup_cache *cache);
/* Good until the next call. What rules may start at the token is found only if
 * whole: most texts are asked for classes alone. */
const cst_lookup *cst_lookup_token(cst_lookup_cache *cache, const cst_pack *pack,
                                   const cst_token *token, bool whole);
/* The token will be looked up soon: fetch its slot while there is other work. */
void cst_lookup_expect(const cst_lookup_cache *cache, const cst_token *token);
/* Add what a reading holds. */
void cst_seen_reading(cst_seen *seen, const cst_pack *pack,
                      const cst_reading *r);
/* Head of the chain of multiwords whose first word is a form of the lemma. */
uint32_t cst_lemma_mwes(const cst_pack *pack, cst_sym lemma);

#endif
