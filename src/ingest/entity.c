/* ingest: character references of HTML, by the standard's rules. */
#include "ingest/entity.h"

#include "base/utf8.h"
#include "ingest/entity_table.inc"

/* What the standard makes of numbers 0x80 to 0x9F: Windows-1252. */
static const uint16_t c1_numbers[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Value of a figure, 16 if it is none. */
static unsigned digit(char c)
{
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0');
    }
    char low = (char)(c | 32);
    return low >= 'a' && low <= 'f' ? (unsigned)(low - 'a') + 10 : 16;
}

static size_t read_number(cst_str s, size_t at, char *out, size_t *n)
{
    size_t i = at + 2;
    unsigned base = 10;
    if (i < s.n && (s.p[i] | 32) == 'x') {
        base = 16;
        i++;
    }
    size_t from = i;
    uint32_t value = 0;
    while (i < s.n && digit(s.p[i]) < base) {
        value = value > 0x10FFFF ? value : value * base + digit(s.p[i]);
        i++;
    }
    if (i == from) {
        return 0;
    }
    i += i < s.n && s.p[i] == ';';
    if (value >= 0x80 && value < 0xA0) {
        value = c1_numbers[value - 0x80];
    } else if (value == 0) {
        value = CST_BAD_CODEPOINT;
    }
    *n = cst_utf8_encode(value, out);
    return i - at;
}

/* Row whose name is exactly p[0..n), or ENTITY_ROWS. */
static unsigned find_row(const char *p, size_t n)
{
    unsigned initial = (unsigned)(unsigned char)p[0] - 'A';
    unsigned low = entity_first[initial], high = entity_first[initial + 1];
    while (low < high) {
        unsigned mid = (low + high) / 2;
        size_t len = entity_rows[mid].name_len;
        int order = memcmp(p, entity_rows[mid].name, n < len ? n : len);
        if (order == 0 && n == len) {
            return mid;
        }
        if (order < 0 || (order == 0 && n < len)) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return ENTITY_ROWS;
}

static size_t read_name(cst_str s, size_t at, bool in_attribute, char *out,
                        size_t *n)
{
    const char *p = s.p + at + 1;
    size_t max = s.n - at - 1, len = 0;
    max = max < 32 ? max : 32;
    while (len < max && is_alnum(p[len])) {
        len++;
    }
    unsigned row = ENTITY_ROWS;
    if (len > 0 && len < max && p[len] == ';') {
        row = find_row(p, len + 1);
    }
    /* Names that need no semicolon have two to six letters. */
    for (size_t k = len < 6 ? len : 6; k >= 2 && row == ENTITY_ROWS; k--) {
        row = find_row(p, k);
        bool goes_on = k < max && (is_alnum(p[k]) || p[k] == '=');
        if (row != ENTITY_ROWS && in_attribute && goes_on) {
            return 0;
        }
    }
    if (row == ENTITY_ROWS) {
        return 0;
    }
    *n = entity_rows[row].value_len;
    memcpy(out, entity_rows[row].value, *n);
    return entity_rows[row].name_len + (size_t)1;
}

size_t cst_entity_read(cst_str s, size_t at, bool in_attribute,
                       char out[CST_ENTITY_MAX], size_t *n)
{
    *n = 0;
    if (at + 1 >= s.n) {
        return 0;
    }
    if (s.p[at + 1] == '#') {
        return read_number(s, at, out, n);
    }
    bool letter = (s.p[at + 1] | 32) >= 'a' && (s.p[at + 1] | 32) <= 'z';
    return letter ? read_name(s, at, in_attribute, out, n) : 0;
}

cst_str cst_entity_decode(cst_arena *arena, cst_str s, bool in_attribute)
{
    char *to = cst_arena_alloc(arena, s.n + s.n / 4 + CST_ENTITY_MAX + 1, 1);
    size_t n = 0, at = 0;
    if (!to) {
        return (cst_str){NULL, 0};
    }
    while (at < s.n) {
        const char *amp = memchr(s.p + at, '&', s.n - at);
        size_t plain = amp ? (size_t)(amp - (s.p + at)) : s.n - at;
        memcpy(to + n, s.p + at, plain);
        n += plain;
        at += plain;
        if (amp) {
            size_t len = 0;
            size_t took = cst_entity_read(s, at, in_attribute, to + n, &len);
            if (took == 0) {
                to[n] = '&';
                len = took = 1;
            }
            n += len;
            at += took;
        }
    }
    return (cst_str){to, n};
}
