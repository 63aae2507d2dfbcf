/* incident/fold: one form for the spellings of a name. */
#include "incident/fold.h"

#include "base/utf8.h"

#define ALIKE_MAX 48 /* bytes of names that are compared letter by letter */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static bool is_article(const cst_link_settings *s, cst_str word)
{
    for (size_t i = 0; i < s->articles.n; i++) {
        if (cst_str_eq(s->articles.at[i], word)) {
            return true;
        }
    }
    return false;
}

static const struct cst_spelling *spelling_at(const cst_link_settings *s,
                                              cst_str rest)
{
    for (size_t i = 0; i < s->n_spellings; i++) {
        if (cst_str_starts(rest, s->spellings[i].from)) {
            return &s->spellings[i];
        }
    }
    return NULL;
}

/* A double letter is one. */
static size_t put_letter(char *out, size_t n, size_t from, char c)
{
    if (n == from || out[n - 1] != c) {
        out[n++] = c;
    }
    return n;
}

/* One word behind out[0..n); a spelling never grows (checked by the caller's
 * room: twice the name). */
static size_t put_word(const cst_link_settings *s, char *out, size_t n,
                       cst_str word)
{
    size_t from = n ? n + 1 : 0;

    if (n) {
        out[n] = ' ';
    }
    n = from;
    for (size_t i = 0; i < word.n;) {
        const struct cst_spelling *x =
            spelling_at(s, cst_str_sub(word, i, word.n));

        if (!x) {
            n = put_letter(out, n, from, word.p[i++]);
            continue;
        }
        for (size_t k = 0; k < x->to.n && k < x->from.n * 2; k++) {
            n = put_letter(out, n, from, x->to.p[k]);
        }
        i += x->from.n;
    }
    if (n > from + 1 && out[n - 1] == 'h') {
        n--;
    }
    return n;
}

cst_str cst_fold_name(cst_arena *arena, const cst_link_settings *s,
                      cst_str name)
{
    cst_str plain = cst_utf8_fold(arena, name);
    char *out = CST_NEW(arena, char, plain.n * 2 + 2);
    size_t n = 0;

    for (size_t i = 0; out && i < plain.n;) {
        size_t from = i;
        cst_str word;

        while (i < plain.n && is_word(plain.p[i])) {
            i++;
        }
        word = cst_str_sub(plain, from, i - from);
        if (word.n && !is_article(s, word)) {
            n = put_word(s, out, n, word);
        }
        i += i < plain.n;
    }
    return out ? (cst_str){out, n} : (cst_str){NULL, 0};
}

static uint8_t least(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

/* Letters to change, add or drop. */
static size_t distance(cst_str a, cst_str b)
{
    uint8_t row[ALIKE_MAX + 1];

    for (size_t j = 0; j <= b.n; j++) {
        row[j] = (uint8_t)j;
    }
    for (size_t i = 0; i < a.n; i++) {
        uint8_t corner = row[0];

        row[0] = (uint8_t)(i + 1);
        for (size_t j = 0; j < b.n; j++) {
            uint8_t up = row[j + 1];
            uint8_t change = (uint8_t)(corner + (a.p[i] != b.p[j]));

            row[j + 1] = least(change, (uint8_t)(least(up, row[j]) + 1));
            corner = up;
        }
    }
    return row[b.n];
}

bool cst_fold_alike(cst_str a, cst_str b)
{
    size_t longer = a.n > b.n ? a.n : b.n, shorter = a.n + b.n - longer;
    size_t allowed = shorter < 5 ? 0 : shorter < 8 ? 1 : 2;

    if (cst_str_eq(a, b)) {
        return a.n > 0;
    }
    if (longer > ALIKE_MAX || longer - shorter > allowed || !allowed ||
        a.p[0] != b.p[0]) {
        return false;
    }
    return distance(a, b) <= allowed;
}

uint64_t cst_words_hash(cst_arena *scratch, cst_str words)
{
    cst_str plain = cst_utf8_fold(scratch, words);
    char *out = CST_NEW(scratch, char, plain.n + 1);
    size_t n = 0;

    for (size_t i = 0; out && i < plain.n; i++) {
        if (is_word(plain.p[i])) {
            out[n++] = plain.p[i];
        }
    }
    return n ? cst_hash(out, n) | 1 : 0;
}
