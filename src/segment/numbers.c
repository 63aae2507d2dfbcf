/* segment: numbers, dates and clock times written in digits.
 *
 * Takes a place in the text where a digit stands; gives the end of the longest
 * thing that is surely one token. Does not read values beyond digits. */
#include "segment/tokenize.h"

static bool is_digit(cst_str s, uint32_t at, uint32_t end)
{
    return at < end && s.p[at] >= '0' && s.p[at] <= '9';
}

static uint32_t digits(cst_str s, uint32_t at, uint32_t end)
{
    while (is_digit(s, at, end)) {
        at++;
    }
    return at;
}

/* Length of a separator of digit groups at at, 0 if none. *kind tells blanks
 * (1) and the other separators apart. */
static uint32_t group_separator(cst_str s, uint32_t at, uint32_t end, char *kind)
{
    static const struct {
        char text[4];
        uint32_t n;
        char kind;
    } list[] = {{" ", 1, 1},
                {"\xC2\xA0", 2, 1},
                {"\xE2\x80\xAF", 3, 1},
                {"\xE2\x80\x89", 3, 1},
                {".", 1, '.'},
                {"'", 1, '\''},
                {"\xE2\x80\x99", 3, '\''},
                {",", 1, ','}};
    for (size_t i = 0; i < CST_COUNT(list); i++) {
        if (end - at >= list[i].n &&
            memcmp(s.p + at, list[i].text, list[i].n) == 0) {
            *kind = list[i].kind;
            return list[i].n;
        }
    }
    return 0;
}

/* End of the digit groups that follow a head of one to three digits. */
static uint32_t scan_groups(cst_str s, uint32_t head, uint32_t end)
{
    uint32_t at = head, n = 0;
    char first = 0;
    while (at < end) {
        char kind = 0;
        uint32_t sep = group_separator(s, at, end, &kind);
        uint32_t stop = digits(s, at + sep, end);
        if (sep == 0 || stop - at - sep != 3 || (first && kind != first)) {
            break;
        }
        first = kind;
        at = stop;
        n++;
    }
    /* one comma is a decimal sign; 1.234,5 keeps its groups */
    return first == ',' && n < 2 ? head : at;
}

uint32_t cst_scan_number(cst_str s, uint32_t at, uint32_t end)
{
    uint32_t stop = digits(s, at, end), n = stop - at;
    if (n >= 1 && n <= 3 && s.p[at] != '0') {
        stop = scan_groups(s, stop, end);
    }
    bool in_list = at >= 2 && memchr(",.", s.p[at - 1], 2) &&
                   is_digit(s, at - 2, end);
    if (!in_list && end - stop >= 2 && memchr(",.", s.p[stop], 2) &&
        is_digit(s, stop + 1, end)) {
        uint32_t fraction = digits(s, stop + 1, end);
        bool more = end - fraction >= 2 && is_digit(s, fraction + 1, end) &&
                    (s.p[fraction] == ',' || s.p[fraction] == '.');
        if (!more) {
            return fraction;
        }
    }
    return stop;
}

uint32_t cst_scan_date(cst_str s, uint32_t at, uint32_t end)
{
    uint32_t a = digits(s, at, end);
    if (a >= end || a - at > 4 || !memchr("./-", s.p[a], 3)) {
        return at;
    }
    uint32_t b = digits(s, a + 1, end);
    if (b >= end || s.p[b] != s.p[a]) {
        return at;
    }
    uint32_t c = digits(s, b + 1, end);
    uint32_t n1 = a - at, n2 = b - a - 1, n3 = c - b - 1;
    if (n2 < 1 || n2 > 2) {
        return at;
    }
    bool day_first = n1 <= 2 && (n3 == 4 || (n3 == 2 && s.p[a] != '-'));
    bool year_first = n1 == 4 && n3 >= 1 && n3 <= 2;
    return day_first || year_first ? c : at;
}

uint32_t cst_scan_clock(cst_str s, uint32_t at, uint32_t end)
{
    uint32_t a = digits(s, at, end);
    if (a - at > 2) {
        return at;
    }
    uint32_t stop = at;
    for (int part = 0; part < 2; part++) {
        if (a >= end || s.p[a] != ':' || digits(s, a + 1, end) - a != 3) {
            break;
        }
        a = stop = a + 3;
    }
    return stop;
}

cst_str cst_number_norm(cst_arena *arena, cst_str number)
{
    size_t plain = 0;
    while (plain < number.n && number.p[plain] >= '0' &&
           number.p[plain] <= '9') {
        plain++;
    }
    if (plain == number.n) {
        return number;
    }
    char *to = cst_arena_copy(arena, number.p, number.n);
    if (!to) {
        return number;
    }
    cst_str whole = {number.p, number.n};
    uint32_t end = (uint32_t)number.n;
    uint32_t int_end = digits(whole, 0, end);
    if (int_end <= 3 && number.p[0] != '0') {
        int_end = scan_groups(whole, int_end, end);
    }
    size_t n = 0;
    for (uint32_t i = 0; i < end; i++) {
        if (number.p[i] >= '0' && number.p[i] <= '9') {
            to[n++] = number.p[i];
        } else if (i == int_end) {
            to[n++] = ',';
        }
    }
    to[n] = '\0';
    return (cst_str){to, n};
}
