/* ingest: charset labels, tables, and a guess where nothing is stated. */
#include "ingest/charset.h"

#include "ingest/charset_table.inc"

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

uint32_t cst_charset_guess(cst_str raw)
{
    (void)raw;
    return CST_CHARSET_NONE;
}
