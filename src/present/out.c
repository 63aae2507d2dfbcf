/* present/out: buffered output and the pieces of JSON.
 *
 * Takes values, gives compact JSON text. Nothing depends on the locale: real
 * numbers are rounded to five decimals and printed digit by digit.
 */
#include "base/utf8.h"
#include "present/present.h"

#include <math.h>

#define FLUSH_AT ((size_t)64 << 10)
#define DECIMALS 5
#define SCALE 100000

void cst_out_init(cst_out *o, const cst_document *doc, cst_write_fn write_fn,
                  void *user)
{
    memset(o, 0, sizeof(*o));
    cst_buf_init(&o->buf, NULL);
    o->write_fn = write_fn;
    o->user = user;
    o->doc = doc;
}

void cst_out_flush(cst_out *o, bool force)
{
    cst_str held = cst_buf_get(&o->buf);

    if (held.n == 0 || o->buf.failed || (!force && held.n < FLUSH_AT)) {
        return;
    }
    if (!o->io_failed && o->write_fn(o->user, held.p, held.n) != 0) {
        o->io_failed = true;
    }
    o->buf.n = 0;
}

cst_status cst_out_close(cst_out *o)
{
    bool no_memory = o->buf.failed;

    cst_out_flush(o, true);
    cst_buf_free(&o->buf);
    if (no_memory) {
        return CST_NOMEM;
    }
    return o->io_failed ? CST_IO : CST_OK;
}

/* -------------------------------------------------------------- numbers */

void cst_out_real(cst_out *o, double v)
{
    char digits[DECIMALS];
    int64_t scaled, part;
    int n = DECIMALS;

    if (!(fabs(v) < 1e12)) {
        cst_buf_z(&o->buf, "0");
        return;
    }
    scaled = (int64_t)llround(v * SCALE);
    if (scaled < 0) {
        cst_buf_char(&o->buf, '-');
        scaled = -scaled;
    }
    cst_buf_int(&o->buf, scaled / SCALE);
    part = scaled % SCALE;
    for (int i = DECIMALS - 1; i >= 0; i--) {
        digits[i] = (char)('0' + part % 10);
        part /= 10;
    }
    while (n > 0 && digits[n - 1] == '0') {
        n--;
    }
    if (n > 0) {
        cst_buf_char(&o->buf, '.');
        cst_buf_add(&o->buf, digits, (size_t)n);
    }
}

static void put_padded(cst_out *o, int v, int width)
{
    int limit = 1;

    for (int i = 1; i < width; i++) {
        limit *= 10;
    }
    for (; limit > 1 && v < limit; limit /= 10) {
        cst_buf_char(&o->buf, '0');
    }
    cst_buf_int(&o->buf, v);
}

void cst_out_day(cst_out *o, cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    put_padded(o, y, 4);
    cst_buf_char(&o->buf, '-');
    put_padded(o, m, 2);
    cst_buf_char(&o->buf, '-');
    put_padded(o, d, 2);
}

/* ----------------------------------------------------------------- JSON */

static void put_key(cst_out *o, const char *key)
{
    if (o->comma) {
        cst_buf_char(&o->buf, ',');
    }
    o->comma = true;
    if (key) {
        cst_buf_char(&o->buf, '"');
        cst_buf_z(&o->buf, key);
        cst_buf_char(&o->buf, '"');
        cst_buf_char(&o->buf, ':');
    }
}

void cst_json_open(cst_out *o, const char *key, char bracket)
{
    put_key(o, key);
    cst_buf_char(&o->buf, bracket);
    o->comma = false;
}

void cst_json_close(cst_out *o, char bracket)
{
    cst_buf_char(&o->buf, bracket);
    o->comma = true;
}

void cst_json_null(cst_out *o, const char *key)
{
    put_key(o, key);
    cst_buf_z(&o->buf, "null");
}

void cst_json_int(cst_out *o, const char *key, int64_t v)
{
    put_key(o, key);
    cst_buf_int(&o->buf, v);
}

void cst_json_real(cst_out *o, const char *key, double v)
{
    put_key(o, key);
    cst_out_real(o, v);
}

void cst_json_bool(cst_out *o, const char *key, bool v)
{
    put_key(o, key);
    cst_buf_z(&o->buf, v ? "true" : "false");
}

static void put_control(cst_out *o, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};

    switch (c) {
    case '\n':
        cst_buf_add(&o->buf, "\\n", 2);
        break;
    case '\r':
        cst_buf_add(&o->buf, "\\r", 2);
        break;
    case '\t':
        cst_buf_add(&o->buf, "\\t", 2);
        break;
    default:
        cst_buf_add(&o->buf, escape, sizeof(escape));
        break;
    }
}

/* Behind the ASCII at at that stands for itself. */
static size_t skip_plain(cst_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p;

    while (at < s.n && p[at] >= 0x20 && p[at] < 0x80 && p[at] != '"' &&
           p[at] != '\\') {
        at++;
    }
    return at;
}

/* Runs of plain bytes are copied at once; the rest is rare. */
static void put_escaped(cst_out *o, cst_str s)
{
    size_t from = 0, at = 0;

    while ((at = skip_plain(s, at)) < s.n) {
        unsigned char c = (unsigned char)s.p[at];
        size_t len = 1;
        bool ok = true;

        if (c >= 0x80) {
            (void)cst_utf8_decode(s, at, &len, &ok);
        }
        if (c >= 0x20 && c != '"' && c != '\\' && ok) {
            at += len;
            continue;
        }
        cst_buf_add(&o->buf, s.p + from, at - from);
        if (!ok) {
            cst_buf_add(&o->buf, "\xEF\xBF\xBD", 3);
        } else if (c < 0x20) {
            put_control(o, c);
        } else {
            cst_buf_char(&o->buf, '\\');
            cst_buf_char(&o->buf, (char)c);
        }
        at += len;
        from = at;
    }
    if (at > from) {
        cst_buf_add(&o->buf, s.p + from, at - from);
    }
}

void cst_json_str(cst_out *o, const char *key, cst_str s)
{
    if (!s.p) {
        cst_json_null(o, key);
        return;
    }
    put_key(o, key);
    cst_buf_char(&o->buf, '"');
    put_escaped(o, s);
    cst_buf_char(&o->buf, '"');
}

void cst_json_z(cst_out *o, const char *key, const char *z)
{
    cst_json_str(o, key, cst_str_of(z));
}

void cst_json_day(cst_out *o, const char *key, cst_day day)
{
    if (day == 0) {
        cst_json_null(o, key);
        return;
    }
    cst_json_open(o, key, '"');
    cst_out_day(o, day);
    cst_json_close(o, '"');
}
