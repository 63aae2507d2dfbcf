/* lang/readings: what a token may be.
 *
 * Takes a token, asks lexicon and form table, gives its readings. Words that
 * neither knows get the readings of their shape. The cache is direct-mapped
 * and belongs to one worker: few words make most of a text.
 */
#include "lang/readings.h"

#include "lang/pack.h"

bool cst_reading_has(const cst_pack *pack, const cst_reading *r, int class_)
{
    return class_ >= 0 && r->entry &&
           (pack->entries.at[r->entry].classes.bits[class_ / 64] >>
                (class_ % 64) & 1);
}

cst_sym cst_reading_feat(const cst_pack *pack, const cst_reading *r, cst_sym key)
{
    const cst_entry *e = &pack->entries.at[r->entry];

    for (size_t i = 0; r->entry && i < e->feats.n; i++) {
        if (e->feats.at[i].key == key) {
            return e->feats.at[i].value;
        }
    }
    return 0;
}

static void push(cst_reading out[CST_MAX_READINGS], uint32_t *n, cst_reading r)
{
    if (*n < CST_MAX_READINGS) {
        out[(*n)++] = r;
    }
}

static bool cap_fits(uint8_t cap, unsigned flags)
{
    return cap == 0 || (cap == 1 && (flags & CST_TOK_CAP)) ||
           (cap == 2 && (flags & CST_TOK_ALLCAPS));
}

static void from_table(const cst_pack *pack, const cst_token *token,
                       cst_reading out[CST_MAX_READINGS], uint32_t *n)
{
    uint32_t n_found = 0;
    const cst_form_reading *fr =
        pack->forms ? cst_forms_find(pack->forms, token->norm, &n_found) : NULL;

    for (uint32_t i = 0; fr && i < n_found; i++) {
        cst_reading r;

        r.lemma = CST_LEMMA_BASE + fr[i].lemma;
        r.entry = cst_lexicon_entry(pack, r.lemma, fr[i].pos, token->flags);
        r.pos = fr[i].pos;
        r.mood = fr[i].mood;
        r.tense = fr[i].tense;
        r.person = fr[i].person;
        r.gender = fr[i].gender;
        r.number = fr[i].number;
        push(out, n, r);
    }
}

static void from_lexicon(const cst_pack *pack, uint32_t word, unsigned flags,
                         bool closed, cst_reading out[CST_MAX_READINGS],
                         uint32_t *n)
{
    for (uint32_t at = pack->word_info.at[word].forms; at;
         at = pack->lex_forms.at[at].next) {
        const cst_lex_form *f = &pack->lex_forms.at[at];

        if (f->closed == closed && cap_fits(f->cap, flags)) {
            push(out, n, f->reading);
        }
    }
}

/* Lemma of a word without an entry: itself. */
static cst_sym own_lemma(const cst_pack *pack, cst_str norm)
{
    cst_sym s = cst_pack_find(pack, norm);

    return s ? s
             : CST_WORD_BASE |
                   (cst_sym)(cst_hash(norm.p, norm.n) & (CST_WORD_BASE - 1));
}

static void from_shape(const cst_pack *pack, const cst_token *token,
                       cst_reading out[CST_MAX_READINGS], uint32_t *n)
{
    cst_reading r = {.lemma = own_lemma(pack, token->norm)};

    if (token->flags & CST_TOK_PUNCT) {
        r.pos = CST_POS_Y;
    } else if (token->flags & CST_TOK_NUM) {
        r.pos = CST_POS_M;
    } else if (token->flags & CST_TOK_CAP) {
        r.pos = CST_POS_X;
    } else {
        r.pos = CST_POS_N;
        push(out, n, r);
        r.pos = CST_POS_A;
    }
    push(out, n, r);
}

/* A known word with a capital inside a sentence may be a name as well. */
static void add_name(const cst_pack *pack, const cst_token *token,
                     cst_reading out[CST_MAX_READINGS], uint32_t *n)
{
    if (!(token->flags & CST_TOK_CAP) || (token->flags & CST_TOK_FIRST)) {
        return;
    }
    for (uint32_t i = 0; i < *n; i++) {
        if (out[i].pos == CST_POS_X) {
            return;
        }
    }
    push(out, n,
         (cst_reading){.lemma = own_lemma(pack, token->norm),
                       .pos = CST_POS_X});
}

/* What lexicon and form table say of a token. */
static uint32_t known(const cst_pack *pack, const cst_token *token,
                      cst_reading out[CST_MAX_READINGS], uint32_t *word)
{
    uint32_t n = 0;

    *word = cst_intern_get(&pack->words, token->norm);
    if (*word && pack->word_info.at[*word].closed) {
        from_lexicon(pack, *word, token->flags, true, out, &n);
    }
    if (n == 0) {
        from_table(pack, token, out, &n);
        if (*word) {
            from_lexicon(pack, *word, token->flags, false, out, &n);
        }
    }
    return n;
}

/* A capital that lost its mark: the word that has it. */
static uint32_t as_marked(const cst_pack *pack, const cst_token *token,
                          cst_reading out[CST_MAX_READINGS], uint32_t *word)
{
    char text[64];
    cst_token t = *token;
    uint32_t n = 0, other = 0;

    for (size_t i = 0; n == 0 && i < pack->bare_capitals.n; i++) {
        const cst_bare_capital *b = &pack->bare_capitals.at[i];

        if (token->norm.n < 2 || token->norm.p[0] != b->bare ||
            token->norm.n + b->marked.n > sizeof(text)) {
            continue;
        }
        memcpy(text, b->marked.p, b->marked.n);
        memcpy(text + b->marked.n, token->norm.p + 1, token->norm.n - 1);
        t.norm = (cst_str){text, b->marked.n + token->norm.n - 1};
        n = known(pack, &t, out, &other);
        *word = n ? other : *word;
    }
    return n;
}

uint32_t cst_readings_find(const cst_pack *pack, const cst_token *token,
                           cst_reading out[CST_MAX_READINGS], uint32_t *word)
{
    uint32_t n = known(pack, token, out, word);

    if (n == 0 && (token->flags & CST_TOK_CAP)) {
        n = as_marked(pack, token, out, word);
    }
    if (n == 0) {
        from_shape(pack, token, out, &n);
    } else {
        add_name(pack, token, out, &n);
    }
    return n;
}

/* ---------------------------------------------------------------- cache */

void cst_seen_reading(cst_seen *seen, const cst_pack *pack, const cst_reading *r)
{
    const cst_entry *e = &pack->entries.at[r->entry];

    seen->bits[CST_NEED_LEMMA][r->lemma / 64 % 4] |= UINT64_C(1)
                                                     << r->lemma % 64;
    for (int i = 0; r->entry && i < 4; i++) {
        seen->bits[CST_NEED_CLASS][i] |= e->classes.bits[i];
    }
}

static void seen_of(const cst_pack *pack, const cst_lookup *found, cst_seen *out)
{
    memset(out, 0, sizeof(*out));
    if (found->word) {
        out->bits[CST_NEED_WORD][found->word / 64 % 4] |= UINT64_C(1)
                                                          << found->word % 64;
    }
    for (uint32_t i = 0; i < found->n; i++) {
        cst_seen_reading(out, pack, &found->readings[i]);
    }
}

uint32_t cst_lemma_mwes(const cst_pack *pack, cst_sym lemma)
{
    if (lemma >= CST_LEMMA_BASE) {
        uint32_t id = lemma - CST_LEMMA_BASE;

        return id < pack->n_lemma_info ? pack->lemma_info[id].mwes : 0;
    }
    return lemma < pack->sym_info.n ? pack->sym_info.at[lemma].mwes : 0;
}

static bool starts_mwe(const cst_pack *pack, const cst_lookup *found)
{
    const cst_word_info *info = &pack->word_info.at[found->word];
    bool starts = found->word && (info->mwes || info->pairs);

    for (uint32_t i = 0; i < found->n && !starts; i++) {
        starts = cst_lemma_mwes(pack, found->readings[i].lemma) != 0;
    }
    return starts;
}

bool cst_lookup_init(cst_lookup_cache *cache, cst_arena *arena)
{
    cache->slots = CST_NEW(arena, cst_lookup, CST_LOOKUP_SLOTS);
    cache->pool = CST_NEW(arena, char, CST_LOOKUP_POOL);
    cache->age = 1;
    return cache->slots && cache->pool;
}

void cst_lookup_forget(cst_lookup_cache *cache)
{
    memset(cache->slots, 0, CST_LOOKUP_SLOTS * sizeof(*cache->slots));
    cache->pool_used = 0;
    cache->age++;
}

/* Memory for a key and readings in the pool; NULL if they are too long. */
static char *pool_take(cst_lookup_cache *cache, size_t n)
{
    char *p;

    n = (n + 15) & ~(size_t)15;
    if (n > CST_LOOKUP_POOL / 64) {
        return NULL;
    }
    if (n > CST_LOOKUP_POOL - cache->pool_used) {
        cst_lookup_forget(cache);
    }
    p = cache->pool + cache->pool_used;
    cache->pool_used += (uint32_t)n;
    return p;
}

static uint16_t asked_of(const cst_lookup_cache *cache, const cst_seen *seen)
{
    cst_classes classes;
    unsigned bits = 0;

    memcpy(classes.bits, seen->bits[CST_NEED_CLASS], sizeof(classes.bits));
    for (size_t i = 0; i < cache->n_sets; i++) {
        bits |= (unsigned)cst_classes_meet(&cache->sets[i], &classes) << i;
    }
    return (uint16_t)bits;
}

/* What the token may be, into the spare slot. */
static void find_readings(cst_lookup_cache *cache, const cst_pack *pack,
                          const cst_token *token)
{
    cst_lookup *slot = &cache->spare;

    memset(slot, 0, sizeof(*slot));
    slot->n = (uint8_t)cst_readings_find(pack, token, cache->spare_readings,
                                         &slot->word);
    slot->readings = cache->spare_readings;
    seen_of(pack, slot, &slot->seen);
    slot->asked = asked_of(cache, &slot->seen);
}

/* Which rules the token of the spare slot may start. */
static void find_starts(cst_lookup_cache *cache, const cst_pack *pack,
                        const cst_token *token, cst_token_starts *starts)
{
    cst_lookup *slot = &cache->spare;
    cst_unit unit;

    memset(&unit, 0, sizeof(unit));
    unit.label = pack->sym_tok;
    unit.word = slot->word;
    unit.readings = cache->spare_readings;
    unit.n_readings = slot->n;
    unit.tok_end = 1;
    cst_unit_sum(pack, &unit);
    slot->classes = unit.classes;
    slot->parts = unit.parts;
    slot->whole = true;
    cst_pack_starts(pack, token, &unit, starts);
    slot->starts = starts->layers;
    if (starts_mwe(pack, slot)) {
        slot->starts |= CST_STARTS_MWE;
    }
}

/* Keep the spare slot's finding for this key. */
static const cst_lookup *keep(cst_lookup_cache *cache, cst_lookup *slot,
                              cst_str key, const cst_token_starts *starts)
{
    size_t readings = cache->spare.n * sizeof(cst_reading);
    size_t firsts = starts->n * sizeof(*starts->firsts);
    size_t key_n = key.n <= CST_LOOKUP_INLINE ? 0 : key.n;
    char *p = pool_take(cache, readings + firsts + key_n);

    if (!p) {
        return &cache->spare;
    }
    *slot = cache->spare;
    memcpy(p, cache->spare_readings, readings);
    slot->readings = (const cst_reading *)(const void *)p;
    p += readings;
    if (firsts) {
        memcpy(p, starts->firsts, firsts);
        slot->firsts = (const uint32_t *)(const void *)p;
        p += firsts;
    }
    slot->key = p;
    if (key_n) {
        memcpy(p, key.p, key_n);
    } else if (key.n) {
        memcpy(slot->inline_key, key.p, key.n);
    }
    slot->key_n = (uint32_t)key.n;
    return slot;
}

static uint32_t key_hash(const cst_token *token)
{
    return token->hash ^ (token->flags & CST_SHAPE_FLAGS) * 0x9E3779B9u;
}

void cst_lookup_expect(const cst_lookup_cache *cache, const cst_token *token)
{
    const cst_lookup *slot =
        &cache->slots[key_hash(token) & (CST_LOOKUP_SLOTS - 2)];

    __builtin_prefetch(slot);
}

static bool is_key(const cst_lookup *slot, uint32_t hash, uint16_t flags,
                   cst_str key)
{
    return slot->hash == hash && slot->flags == flags && slot->key &&
           slot->key_n == key.n &&
           memcmp(key.n <= CST_LOOKUP_INLINE ? slot->inline_key : slot->key,
                  key.p, key.n) == 0;
}

const cst_lookup *cst_lookup_token(cst_lookup_cache *cache, const cst_pack *pack,
                                   const cst_token *token, bool whole)
{
    uint16_t flags = token->flags & CST_SHAPE_FLAGS;
    uint32_t hash = key_hash(token);
    cst_lookup *slot = &cache->slots[hash & (CST_LOOKUP_SLOTS - 2)];
    cst_token_starts starts;
    int way = 0;

    while (way < 2 && !is_key(&slot[way], hash, flags, token->norm)) {
        way++;
    }
    if (way < 2 && (slot[way].whole || !whole)) {
        return &slot[way];
    }
    if (way < 2) { /* the readings are known */
        cache->spare = slot[way];
        memcpy(cache->spare_readings, slot[way].readings,
               slot[way].n * sizeof(cst_reading));
    } else {
        find_readings(cache, pack, token);
        slot[1] = slot[0]; /* the older of the two goes */
        way = 0;
    }
    cache->spare.readings = cache->spare_readings;
    cache->spare.hash = hash;
    cache->spare.flags = flags;
    starts.n = 0;
    if (whole) {
        find_starts(cache, pack, token, &starts);
    }
    return keep(cache, &slot[way], token->norm, &starts);
}
