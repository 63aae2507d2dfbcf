/* present/csv: cells and rows. */
#include "present/csv.h"

#include "base/utf8.h"

static void begin_cell(cst_out *o)
{
    if (o->comma) {
        cst_buf_char(&o->buf, ',');
    }
    o->comma = true;
}

void cst_csv_end(cst_out *o)
{
    cst_buf_add(&o->buf, "\r\n", 2);
    o->comma = false;
    cst_out_flush(o, false);
}

/* ----------------------------------------------------------------- text */

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/* Behind the bytes at at that stand for themselves in any cell. */
static size_t skip_plain(cst_str s, size_t at, bool in_list)
{
    const unsigned char *p = (const unsigned char *)s.p;

    while (at < s.n && p[at] < 0x80 && p[at] != '"' && !is_control(p[at]) &&
           !(in_list && p[at] == ';')) {
        at++;
    }
    return at;
}

/* Quotes doubled, what cannot stand replaced. */
static void put_text(cst_out *o, cst_str s, bool in_list)
{
    size_t from = 0, at = 0;

    while ((at = skip_plain(s, at, in_list)) < s.n) {
        unsigned char c = (unsigned char)s.p[at];
        size_t len = 1;
        bool ok = c >= 0x80;

        if (ok) {
            (void)cst_utf8_decode(s, at, &len, &ok);
        }
        if (!ok) {
            cst_buf_add(&o->buf, s.p + from, at - from);
            if (c == '"') {
                cst_buf_add(&o->buf, "\"\"", 2);
            } else if (c == ';') {
                cst_buf_char(&o->buf, ',');
            } else {
                cst_buf_add(&o->buf, "\xEF\xBF\xBD", 3);
            }
            from = at + len;
        }
        at += len;
    }
    if (at > from) {
        cst_buf_add(&o->buf, s.p + from, at - from);
    }
}

/* Would a spreadsheet calculate it, or did we mark such text so? Wide forms of
 * the signs count as the signs do in some of them. */
static bool is_formula(cst_str s)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                       "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    cst_str rest;
    size_t at = 0;

    while (at < s.n && s.p[at] == '\'') {
        at++;
    }
    rest = cst_str_sub(s, at, s.n);
    if (rest.n && memchr("=+-@\t\r\n", rest.p[0], 7)) {
        return true;
    }
    for (size_t i = 0; i < CST_COUNT(wide); i++) {
        if (cst_str_starts(rest, cst_str_of(wide[i]))) {
            return true;
        }
    }
    return false;
}

/* Space at the ends, which some readers take away, is kept by quotes. */
static bool needs_quotes(cst_str s)
{
    if (s.p[0] == ' ' || s.p[s.n - 1] == ' ') {
        return true;
    }
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' ||
            s.p[i] == '\r') {
            return true;
        }
    }
    return false;
}

void cst_csv_empty(cst_out *o)
{
    begin_cell(o);
}

void cst_csv_str(cst_out *o, cst_str s)
{
    bool quotes;

    begin_cell(o);
    if (s.n == 0) {
        return;
    }
    quotes = needs_quotes(s);
    if (quotes) {
        cst_buf_char(&o->buf, '"');
    }
    if (is_formula(s)) {
        cst_buf_char(&o->buf, '\'');
    }
    put_text(o, s, false);
    if (quotes) {
        cst_buf_char(&o->buf, '"');
    }
}

void cst_csv_z(cst_out *o, const char *z)
{
    cst_csv_str(o, cst_str_of(z));
}

/* --------------------------------------------------------------- several */

void cst_csv_open(cst_out *o)
{
    begin_cell(o);
    cst_buf_char(&o->buf, '"');
    o->comma = false;
}

void cst_csv_add(cst_out *o, cst_str s)
{
    if (s.n == 0) {
        return;
    }
    if (o->comma) {
        cst_buf_add(&o->buf, "; ", 2);
    } else if (is_formula(s)) {
        cst_buf_char(&o->buf, '\'');
    }
    put_text(o, s, true);
    o->comma = true;
}

/* Nothing was added: an empty cell has no quotes. */
void cst_csv_close(cst_out *o)
{
    if (o->comma) {
        cst_buf_char(&o->buf, '"');
    } else if (o->buf.n) {
        o->buf.n--;
    }
    o->comma = true;
}

/* --------------------------------------------------------------- values */

void cst_csv_int(cst_out *o, int64_t v)
{
    begin_cell(o);
    cst_buf_int(&o->buf, v);
}

void cst_csv_number(cst_out *o, int64_t v)
{
    begin_cell(o);
    if (v >= 0) {
        cst_buf_int(&o->buf, v);
    }
}

void cst_csv_real(cst_out *o, double v)
{
    begin_cell(o);
    cst_out_real(o, v);
}

void cst_csv_bool(cst_out *o, bool v)
{
    begin_cell(o);
    cst_buf_z(&o->buf, v ? "true" : "false");
}

void cst_csv_day(cst_out *o, cst_day day)
{
    begin_cell(o);
    if (day != 0) {
        cst_out_day(o, day);
    }
}

void cst_csv_minutes(cst_out *o, int minutes)
{
    const char hhmm[] = {(char)('0' + minutes / 600 % 10),
                         (char)('0' + minutes / 60 % 10), ':',
                         (char)('0' + minutes % 60 / 10),
                         (char)('0' + minutes % 10)};

    begin_cell(o);
    if (minutes >= 0 && minutes < 24 * 60) {
        cst_buf_add(&o->buf, hhmm, sizeof(hhmm));
    }
}

void cst_csv_header(cst_out *o, const char *const *names)
{
    for (; *names; names++) {
        cst_csv_z(o, *names);
    }
    cst_csv_end(o);
}
