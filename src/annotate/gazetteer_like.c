/* annotate/gazetteer_like: how many letters lie between two spellings. */
#include "annotate/gazetteer_like.h"

bool cst_gaz_is_generic(void *user, uint64_t hash)
{
    const cst_gazetteer *const *store = user;
    const uint32_t *ids;
    return cst_gaz_places(*store, hash, &ids) > 0;
}

#define MAX_LIKE CST_GAZ_UNLIKE

/* Letters that transliterations exchange, as one of them. */
static char exchanged(char c)
{
    return (char)(c == 'e' || c == 'y'   ? 'i'
                  : c == 'o' || c == 'w' ? 'u'
                  : c == 'q'             ? 'k'
                  : c == 'z'             ? 's'
                                         : c);
}

/* Letters to change, add or take away between two keys. */
static uint32_t edits(const cst_gaz_key *a, const cst_gaz_key *b)
{
    uint32_t row[MAX_LIKE + 1];
    size_t n = a->n < MAX_LIKE ? a->n : MAX_LIKE;
    size_t m = b->n < MAX_LIKE ? b->n : MAX_LIKE;
    for (size_t j = 0; j <= m; j++) {
        row[j] = (uint32_t)j;
    }
    for (size_t i = 1; i <= n; i++) {
        uint32_t last = row[0];
        row[0] = (uint32_t)i;
        for (size_t j = 1; j <= m; j++) {
            uint32_t change = last + (exchanged(a->p[i - 1]) !=
                                     exchanged(b->p[j - 1]));
            uint32_t gap = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
            last = row[j];
            row[j] = change < gap ? change : gap;
        }
    }
    return row[m];
}

/* The least of a list of names. */
static uint32_t likeness(const cst_gazetteer *g, cst_arena *scratch, cst_str names,
                         const cst_gaz_key *key, uint32_t best)
{
    cst_str part;
    cst_gaz_key own, plain;
    while (best && names.n && cst_str_cut(&names, '|', &part)) {
        if (!cst_gaz_key_of(scratch, part, &own)) {
            continue;
        }
        bool more = cst_gaz_bare_of(&own, cst_gaz_is_generic, &g, &plain);
        size_t all = own.n;
        cst_gaz_drop_articles(&own);
        uint32_t d = edits(&own, key);
        d += d == 0 && all != own.n; /* one without it fits better */
        if (d && more) {
            cst_gaz_drop_articles(&plain);
            uint32_t bare_d = 1 + edits(&plain, key);
            d = bare_d < d ? bare_d : d;
        }
        best = d < best ? d : best;
    }
    return best;
}

uint32_t cst_gaz_letters_apart(const cst_gazetteer *g, cst_arena *scratch,
                               uint32_t id, cst_str name)
{
    cst_gaz_key key;
    const cst_gazetteer_entry *e = cst_gazetteer_at(g, id);
    if (!cst_gaz_key_of(scratch, name, &key)) {
        return MAX_LIKE;
    }
    cst_gaz_drop_articles(&key);
    uint32_t own = likeness(g, scratch, cst_gazetteer_text(g, e->name), &key, MAX_LIKE);
    uint32_t other = likeness(g, scratch, cst_gazetteer_text(g, e->other), &key, own);
    other = likeness(g, scratch, cst_gazetteer_text(g, e->more), &key, other);
    return own <= other ? own : other + 1;
}
