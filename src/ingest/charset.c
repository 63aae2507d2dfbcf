/* ingest: charset labels, tables, and a guess where nothing is stated. */
#include "ingest/charset.h"

#include "ingest/charset_table.inc"

#include <uchardet/uchardet.h>

/* A guess looks no further; accents are frequent. */
#define GUESS_BYTES ((size_t)64 << 10)
#define LABEL_MAX 32

/* Lower case, without blanks and quotes at the ends. */
static cst_str fold_label(cst_str s, char *to)
{
    size_t n = 0;
    s = cst_str_trim(s);
    if (s.n > LABEL_MAX) {
        s.n = 0;
    }
    for (; n < s.n; n++) {
        char c = s.p[n];
        to[n] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return (cst_str){to, n};
}

uint32_t cst_charset_find(cst_str label)
{
    char folded[LABEL_MAX];
    cst_str s = fold_label(label, folded);
    for (uint32_t i = 0; i < CHARSETS; i++) {
        if (cst_str_is(s, charset_names[i])) {
            return i;
        }
    }
    for (size_t i = 0; i < CST_COUNT(charset_labels); i++) {
        if (cst_str_is(s, charset_labels[i].label)) {
            return charset_labels[i].charset;
        }
    }
    return CST_CHARSET_NONE;
}

const char *cst_charset_label(uint32_t charset)
{
    return charset < CHARSETS ? charset_names[charset] : "utf-8";
}

const uint16_t *cst_charset_high(uint32_t charset)
{
    return charset_high[charset < CHARSETS ? charset : 0];
}

/* Bytes that are letters or signs in Windows charsets and controls in the ISO
 * ones. */
static bool has_c1(cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80 && (unsigned char)s.p[i] < 0xA0) {
            return true;
        }
    }
    return false;
}

/* Central European and Baltic charsets share so many letters with the western
 * ones that a guess at them is more often wrong than right. */
static bool is_lookalike(const char *name)
{
    static const char *const names[] = {"windows-1250", "windows-1257",
                                        "windows-1258", "iso-8859-2",
                                        "windows-1254"};
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

uint32_t cst_charset_guess(cst_str raw)
{
    cst_str s = cst_str_sub(raw, 0, GUESS_BYTES);
    uchardet_t guess = uchardet_new();
    uint32_t found = CST_CHARSET_NONE;
    if (!guess) {
        return found;
    }
    if (uchardet_handle_data(guess, s.p, s.n) == 0) {
        uchardet_data_end(guess);
        found = cst_charset_find(cst_str_of(uchardet_get_charset(guess)));
    }
    uchardet_delete(guess);
    if (found == CST_CHARSET_NONE || is_lookalike(charset_names[found])) {
        return CST_CHARSET_NONE;
    }
    bool iso = strncmp(charset_names[found], "iso-8859-15", 11) == 0;
    return iso && has_c1(s) ? CST_CHARSET_1252 : found;
}
