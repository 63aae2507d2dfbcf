/* lang: cached look-up of tokens, for the cascade alone. */
#ifndef CST_LANG_READINGS_H
#define CST_LANG_READINGS_H

#include "lang/pack.h"

#define CST_LOOKUP_SLOTS 4096u /* power of two */
#define CST_LOOKUP_KEY 38u

/* Everything about a form in one capitalisation. */
typedef struct cst_lookup {
    uint64_t hash;
    char key[CST_LOOKUP_KEY];
    uint8_t key_n;
    bool used, mwe; /* mwe: some multiword begins with it */
    uint16_t flags;
    uint32_t word, n;
    cst_classes classes; /* of all readings */
    cst_reading readings[CST_MAX_READINGS];
} cst_lookup;

typedef struct cst_lookup_cache {
    cst_lookup *slots; /* CST_LOOKUP_SLOTS */
    cst_lookup spare;  /* for words too long to keep; good until the next */
} cst_lookup_cache;

/* Good until the next call. */
const cst_lookup *cst_lookup_token(cst_lookup_cache *cache, const cst_pack *pack,
                                   const cst_token *token);
/* Head of the chain of multiwords whose first word is a form of the lemma. */
uint32_t cst_lemma_mwes(const cst_pack *pack, cst_sym lemma);

#endif
