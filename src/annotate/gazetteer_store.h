/* annotate/gazetteer_store: how a store lies in its file.
 *
 * Header, then in this order, each aligned to 8 bytes: entries, slots of keys,
 * lists of places, the places by what holds them, texts (two bytes of length, then
 * the text). The first half of a key's hash says at which slot it stands or begins
 * to be looked for, the second half is its mark there; slots are in order of
 * hashes, one in three is free, and a free one ends the search. Numbers are those
 * of the machine that wrote it; order tells another machine so. The header is
 * checked when a store is opened and every reference when it is followed, so that a
 * broken file can give wrong places but not reach outside; cst_gazetteer_check reads
 * all of it.
 */
#ifndef CST_ANNOTATE_GAZETTEER_STORE_H
#define CST_ANNOTATE_GAZETTEER_STORE_H

#include "annotate/gazetteer.h"

#define CST_GAZ_MAGIC "CSTGAZ\r\n"
#define CST_GAZ_ORDER 0x01020304u
#define CST_GAZ_VERSION 2u

typedef struct cst_gaz_header {
    char magic[8];
    uint32_t order, version;
    uint64_t size; /* of the file */
    uint32_t n_places, n_known; /* the curated ones come first */
    uint32_t n_keys, n_ids, n_text;
    uint32_t n_homes; /* slots where a search may begin; n_slots with those behind */
    uint32_t n_slots, max_words;
    uint32_t generic; /* text: generic words joined by | */
    uint32_t countries[26 * 26]; /* by ISO code */
    uint64_t body_sum; /* hash of all behind the header */
    uint64_t head_sum; /* hash of the header up to here */
} cst_gaz_header;

/* A key: one line of memory tells whether it is there. */
typedef struct cst_gaz_slot {
    uint32_t mark;
    uint32_t at; /* in the lists: their number, then the places; 0 = free */
} cst_gaz_slot;

static inline uint32_t cst_gaz_home(const cst_gaz_header *h, uint64_t hash)
{
    return (uint32_t)((hash >> 32) * h->n_homes >> 32);
}

struct cst_gazetteer {
    const cst_gaz_header *head;
    const cst_gazetteer_entry *entries;
    const cst_gaz_slot *slots;
    const uint32_t *ids; /* the first is no list */
    const uint32_t *held; /* all places, in order of their containing unit */
    const char *text;
    cst_arena own;      /* of a gazetteer that was opened by itself */
    void *mapped;
    size_t n_mapped;
    const char *file;
};

/* What a key was made of: keys of different domains never meet. */
typedef enum cst_gaz_domain {
    CST_GAZ_KNOWN,       /* spellings of curated tables */
    CST_GAZ_KNOWN_LOOSE, /* their transliterations */
    CST_GAZ_MORE,        /* spellings of all others */
    CST_GAZ_MORE_LOOSE,
    CST_GAZ_BONES, /* consonants alone, of any spelling */
    CST_GAZ_DEMONYM,
    CST_GAZ_GENERIC /* "village", "district": no part of a name */
} cst_gaz_domain;

/* A key in memory of the caller: no look-up allocates. */
typedef struct cst_gaz_key {
    char p[3 * CST_GAZ_MAX_NAME + 8];
    size_t n;
} cst_gaz_key;

/* The form in which spellings are compared; false for what is no name. */
bool cst_gaz_key_of(cst_arena *scratch, cst_str name, cst_gaz_key *key);
/* The form in which transliterations are compared, of such a key; false for
 * short names. */
bool cst_gaz_loose_of(const cst_gaz_key *key, cst_gaz_key *loose);
/* Its consonants: what Arabic writes of it too; of short names the loose form.
 * False if even that says too little. */
bool cst_gaz_bones_of(const cst_gaz_key *key, cst_gaz_key *bones);
/* The key with Cyrillic and Arabic letters as Latin ones; true if it has some. */
bool cst_gaz_latin_of(const cst_gaz_key *key, cst_gaz_key *latin);
/* The spelling without articles, of which reports keep some: for comparing. */
void cst_gaz_drop_articles(cst_gaz_key *key);
/* Is the word with this hash generic? */
typedef bool (*cst_gaz_generic_fn)(void *user, uint64_t hash);
/* The key without generic words and their articles; false if it has none, or
 * nothing else. */
bool cst_gaz_bare_of(const cst_gaz_key *key, cst_gaz_generic_fn generic,
                     void *user, cst_gaz_key *bare);
uint64_t cst_gaz_hash(cst_gaz_domain domain, const cst_gaz_key *key);
/* Of consonants, which too many places of the world share: one for each country. */
uint64_t cst_gaz_hash_in(const char country[2], const cst_gaz_key *key);
/* Places of a key: at most CST_GAZ_MAX_CANDIDATES. */
uint32_t cst_gaz_places(const cst_gazetteer *g, uint64_t hash,
                        const uint32_t **ids);
/* A decimal number; strtod would follow the locale. */
bool cst_gaz_decimal(cst_str s, double *out);
/* Byte at which each section begins, and the end. */
enum { CST_GAZ_ENTRIES, CST_GAZ_SLOTS, CST_GAZ_LISTS, CST_GAZ_HELD, CST_GAZ_TEXTS,
       CST_GAZ_SECTIONS };
void cst_gaz_layout(const cst_gaz_header *h, uint64_t at[CST_GAZ_SECTIONS + 1]);
/* What decides a place's rank in held. */
static inline uint32_t cst_gaz_holder(const cst_gazetteer *g, uint32_t place)
{
    return g->entries[place].container;
}

#endif
