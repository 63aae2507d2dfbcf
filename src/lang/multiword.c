/* lang/multiword: rows of tokens that the lexicon has as one word.
 *
 * Takes the tokens of a sentence, makes a unit of each multiword, the longest
 * first; it has the readings of all lines of that length.
 */
#include "lang/cascade.h"

static bool mwe_cap(const cst_mwe *m, const cst_token *t)
{
    if (m->cap == 1) {
        return (t[0].flags & CST_TOK_CAP) != 0;
    }
    for (uint32_t i = 0; m->cap == 2 && i < m->n_words; i++) {
        if (!(t[i].flags & CST_TOK_ALLCAPS)) {
            return false;
        }
    }
    return true;
}

static bool word_fits(const cst_unit *u, const cst_mwe_word *w)
{
    if (!w->is_lemma) {
        return u->word == w->id;
    }
    for (uint32_t i = 0; i < u->n_readings; i++) {
        if (u->readings[i].lemma == w->id) {
            return true;
        }
    }
    return false;
}

static bool mwe_fits(const cst_sentence_units *s, const cst_mwe *m, uint32_t at)
{
    if (m->n_words > s->n_tokens - at || !mwe_cap(m, s->tokens + at)) {
        return false;
    }
    for (uint32_t i = 0; i < m->n_words; i++) {
        if (!word_fits(&s->units.at[at + i], &m->words[i])) {
            return false;
        }
    }
    return true;
}

/* The multiwords that fit at a token, all of the greatest length. */
typedef struct mwe_hits {
    uint32_t at[8];
    uint32_t n, length;
} mwe_hits;

static void try_chain(const cst_pack *pack, const cst_sentence_units *s,
                      uint32_t chain, uint32_t at, mwe_hits *hits)
{
    for (; chain; chain = pack->mwes.at[chain].next) {
        const cst_mwe *m = &pack->mwes.at[chain];

        if (m->n_words < hits->length) {
            return; /* the chain is in order of length */
        }
        if (!mwe_fits(s, m, at)) {
            continue;
        }
        if (m->n_words > hits->length) {
            hits->n = 0;
            hits->length = m->n_words;
        }
        for (uint32_t i = 0; i < hits->n; i++) {
            const cst_reading *r = &pack->mwes.at[hits->at[i]].reading;

            if (r->entry == m->reading.entry) {
                m = NULL; /* the line stands twice */
                break;
            }
        }
        if (m && hits->n < CST_COUNT(hits->at)) {
            hits->at[hits->n++] = chain;
        }
    }
}

/* Readings of one multiword: one for each way its first "~word" can be read,
 * with that word's morphology. */
static void mwe_readings(const cst_sentence_units *s, const cst_mwe *m,
                         uint32_t at, cst_reading *out, uint32_t *n,
                         uint32_t max)
{
    uint32_t from = *n;

    for (uint32_t w = 0; w < m->n_words; w++) {
        const cst_unit *u = &s->units.at[at + w];

        if (!m->words[w].is_lemma) {
            continue;
        }
        for (int strict = 1; strict >= 0 && *n == from; strict--) {
            for (uint32_t i = 0; i < u->n_readings && *n < max; i++) {
                cst_reading r = u->readings[i];

                if (r.lemma != m->words[w].id ||
                    (strict && r.pos != m->reading.pos)) {
                    continue;
                }
                r.lemma = m->reading.lemma;
                r.entry = m->reading.entry;
                r.pos = m->reading.pos ? m->reading.pos : r.pos;
                out[(*n)++] = r;
            }
        }
        break;
    }
    if (*n == from && *n < max) {
        out[(*n)++] = m->reading;
    }
}

static bool make_mwe(cst_cascade *c, cst_arena *arena, cst_sentence_units *s,
                     const mwe_hits *hits, uint32_t at)
{
    cst_reading found[CST_MAX_READINGS];
    uint32_t n = 0;
    uint32_t id =
        cst_unit_new(arena, s, s->top.at + at, hits->length, c->pack->sym_mwe);
    cst_reading *copy;

    for (uint32_t i = 0; i < hits->n; i++) {
        mwe_readings(s, &c->pack->mwes.at[hits->at[i]], at, found, &n,
                     CST_MAX_READINGS);
    }
    copy = CST_NEW(arena, cst_reading, n);
    if (id == CST_NONE || !copy) {
        return false;
    }
    memcpy(copy, found, n * sizeof(*copy));
    for (uint32_t i = 0; i < n; i++) {
        cst_seen_reading(&s->seen, c->pack, &copy[i]);
    }
    s->units.at[id].readings = copy;
    s->units.at[id].n_readings = n;
    cst_unit_sum(c->pack, &s->units.at[id]);
    return true;
}

static void find_mwe(cst_cascade *c, const cst_sentence_units *s, uint32_t at,
                     mwe_hits *hits)
{
    const cst_unit *u = &s->units.at[at];

    hits->n = hits->length = 0;
    if (!(u->starts & CST_STARTS_MWE)) {
        return;
    }
    if (u->word) {
        const cst_word_info *info = &c->pack->word_info.at[u->word];

        if (info->pairs && at + 1 < s->n_tokens && u[1].word) {
            try_chain(c->pack, s,
                      cst_mwe_pair_chain(c->pack, u->word, u[1].word), at,
                      hits);
        }
        try_chain(c->pack, s, info->mwes, at, hits);
    }
    for (uint32_t i = 0; i < u->n_readings; i++) {
        uint32_t chain = cst_lemma_mwes(c->pack, u->readings[i].lemma);

        if (chain) {
            try_chain(c->pack, s, chain, at, hits);
        }
    }
}

/* While it runs, top[i] is token i from the read side on. */
bool cst_join_mwes(cst_cascade *c, cst_arena *arena, cst_sentence_units *s)
{
    uint32_t written = 0;

    for (uint32_t at = 0; at < s->n_tokens;) {
        mwe_hits hits;

        find_mwe(c, s, at, &hits);
        if (hits.n == 0) {
            s->top.at[written++] = at++;
            continue;
        }
        if (!make_mwe(c, arena, s, &hits, at)) {
            return false;
        }
        s->top.at[written++] = (uint32_t)s->units.n - 1;
        at += hits.length;
    }
    s->top.n = written;
    return true;
}
