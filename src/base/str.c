/* base/str: views of bytes. Compare, search, trim, cut, hash.
 *
 * Takes pointer + length strings that may hold NUL; gives views into them.
 * Does not know characters (see utf8.h) and allocates nothing.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#include "base/base.h"

bool cst_str_starts(cst_str s, cst_str prefix)
{
    return prefix.n <= s.n &&
           (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool cst_str_ends(cst_str s, cst_str suffix)
{
    return suffix.n <= s.n &&
           (suffix.n == 0 ||
            memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}

size_t cst_str_find(cst_str s, cst_str needle, size_t from)
{
    const char *hit;

    if (from > s.n || needle.n > s.n - from) {
        return SIZE_MAX;
    }
    if (needle.n == 0) {
        return from;
    }
    /* memmem of the C library is linear in the worst case. */
    hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

int cst_str_cmp(cst_str a, cst_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    if (order != 0) {
        return order;
    }
    return (a.n > b.n) - (a.n < b.n);
}

static bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

cst_str cst_str_trim(cst_str s)
{
    while (s.n && ascii_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && ascii_space(s.p[s.n - 1])) {
        s.n--;
    }
    return s;
}

bool cst_str_cut(cst_str *s, char sep, cst_str *head)
{
    const char *at;

    if (!s->p) {
        return false;
    }
    at = s->n ? memchr(s->p, sep, s->n) : NULL;
    if (!at) {
        *head = *s;
        *s = (cst_str){NULL, 0};
        return true;
    }
    *head = (cst_str){s->p, (size_t)(at - s->p)};
    *s = (cst_str){at + 1, s->n - head->n - 1};
    return true;
}

bool cst_str_to_int(cst_str s, int64_t *value)
{
    int64_t v = 0;

    if (s.n == 0) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        int digit = s.p[i] - '0';

        if (digit < 0 || digit > 9 || v > (INT64_MAX - digit) / 10) {
            return false;
        }
        v = v * 10 + digit;
    }
    *value = v;
    return true;
}

static uint64_t load(const unsigned char *p, size_t n)
{
    uint64_t w = 0;

    memcpy(&w, p, n);
    return w;
}

/* The last one to eight bytes; reads may overlap. */
static uint64_t load_tail(const unsigned char *p, size_t n)
{
    if (n >= 4) {
        return load(p, 4) | load(p + n - 4, 4) << 32;
    }
    return n == 0 ? 0
                  : p[0] | (uint64_t)p[n / 2] << 8 | (uint64_t)p[n - 1] << 16;
}

/* Eight bytes a step: most words take one or two. Values differ with the byte
 * order of the machine; nothing keeps them. */
uint64_t cst_hash(const void *p, size_t n)
{
    const uint64_t mix = UINT64_C(0x9e3779b97f4a7c15);
    const unsigned char *bytes = p;
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ n;

    for (; n > 8; n -= 8, bytes += 8) {
        h = (h ^ load(bytes, 8)) * mix;
        h ^= h >> 32;
    }
    h = (h ^ load_tail(bytes, n)) * mix;
    h ^= h >> 32;
    h *= mix;
    return h ^ (h >> 29);
}
