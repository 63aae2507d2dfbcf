/* present/html: see the header.
 *
 * A carriage return is written as a reference, since a parser would turn it
 * into a line feed; other control characters mean nothing in a page.
 */
#include "present/html.h"

#include "base/utf8.h"

#define BAD "\xEF\xBF\xBD"

static const char *reference(uint32_t cp, bool ok, bool attr)
{
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return attr ? "&quot;" : NULL;
    case '\'':
        return attr ? "&#39;" : NULL;
    case '\n':
        return attr ? "&#10;" : NULL;
    case '\t':
        return attr ? "&#9;" : NULL;
    case '\r':
        return "&#13;";
    default:
        return !ok || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? BAD : NULL;
    }
}

static const char *in_text(uint32_t cp, bool ok)
{
    return reference(cp, ok, false);
}

static const char *in_attr(uint32_t cp, bool ok)
{
    return reference(cp, ok, true);
}

void cst_escape_put(cst_buf *b, cst_str s, cst_escape_fn of)
{
    size_t from = 0, at = 0, len;

    for (; at < s.n; at += len) {
        bool ok = true;
        uint32_t cp = cst_utf8_decode(s, at, &len, &ok);
        const char *r = of(cp, ok);

        if (r) {
            cst_buf_add(b, s.p + from, at - from);
            cst_buf_z(b, r);
            from = at + len;
        }
    }
    if (at > from) {
        cst_buf_add(b, s.p + from, at - from);
    }
}

void cst_html_put_text(cst_buf *b, cst_str s)
{
    cst_escape_put(b, s, in_text);
}

void cst_html_put_attr(cst_buf *b, cst_str s)
{
    cst_escape_put(b, s, in_attr);
}

/* ------------------------------------------------------------ addresses */

static char ascii_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool has_scheme(cst_str s, cst_str scheme)
{
    for (size_t i = 0; i < scheme.n; i++) {
        if (i >= s.n || ascii_lower(s.p[i]) != scheme.p[i]) {
            return false;
        }
    }
    return s.n > scheme.n;
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~:/?#[]@!$()*+,;=%", c) != NULL);
}

bool cst_html_put_url(cst_buf *b, cst_str s)
{
    static const char hex[] = "0123456789ABCDEF";

    if (!has_scheme(s, CST_S("http://")) && !has_scheme(s, CST_S("https://"))) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (is_plain(s.p[i])) {
            cst_buf_char(b, s.p[i]);
        } else if (c == '&') {
            cst_buf_z(b, "&amp;");
        } else {
            cst_buf_char(b, '%');
            cst_buf_char(b, hex[c >> 4]);
            cst_buf_char(b, hex[c & 15]);
        }
    }
    return true;
}
