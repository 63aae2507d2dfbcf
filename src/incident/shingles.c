/* incident/shingles: five words in a row, as one number. */
#include "incident/shingles.h"

#include "base/utf8.h"

#include <stdlib.h>

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static uint32_t shingle_of(const uint64_t *words, size_t last)
{
    uint64_t h = UINT64_C(0x2545f4914f6cdd1d);

    for (size_t k = CST_SHINGLE_WORDS; k-- > 0;) {
        h = (h ^ words[(last - k) % CST_SHINGLE_WORDS]) *
            UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 31;
    }
    return (uint32_t)(h >> 32);
}

void cst_shingles_add(cst_arena *arena, cst_shingles *s, cst_str text)
{
    cst_str plain = cst_utf8_fold(arena, text);
    uint64_t words[CST_SHINGLE_WORDS];
    size_t n = 0;

    for (size_t i = 0; i < plain.n;) {
        size_t from = i;

        while (i < plain.n && is_word(plain.p[i])) {
            i++;
        }
        if (i == from) {
            i++;
            continue;
        }
        words[n % CST_SHINGLE_WORDS] = cst_hash(plain.p + from, i - from);
        if (++n >= CST_SHINGLE_WORDS) {
            uint32_t *slot = CST_PUSH(arena, s);

            if (!slot) {
                return;
            }
            *slot = shingle_of(words, n - 1);
        }
    }
}

static int by_value(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

void cst_shingles_finish(cst_shingles *s)
{
    size_t n = 0;

    if (s->n) {
        qsort(s->at, s->n, sizeof(s->at[0]), by_value);
    }
    for (size_t i = 0; i < s->n && n < CST_SHINGLES_MAX; i++) {
        if (!n || s->at[n - 1] != s->at[i]) {
            s->at[n++] = s->at[i];
        }
    }
    s->n = n;
}
