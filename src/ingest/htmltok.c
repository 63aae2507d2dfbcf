/* ingest: tokens of HTML. Each function reads one kind of token from t->at and
 * leaves t->at behind it. */
#include "ingest/htmltok.h"

#include "ingest/htmltags.h"

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Offset of the first c at or after at, or the end. */
static uint32_t find_char(cst_str s, uint32_t at, char c)
{
    const char *p = at < s.n ? memchr(s.p + at, c, s.n - at) : NULL;
    return p ? (uint32_t)(p - s.p) : (uint32_t)s.n;
}

static bool has_at(cst_str s, uint32_t at, const char *z, size_t n)
{
    return s.n - at >= n && memcmp(s.p + at, z, n) == 0;
}

void cst_htmltok_init(cst_htmltok *t, cst_str s)
{
    memset(t, 0, sizeof(*t));
    t->s = s;
    uint32_t at = 0;
    while (at < s.n && is_blank(s.p[at])) {
        at++;
    }
    t->xml = has_at(s, at, "<?xml", 5);
}

/* ------------------------------------------------------------- raw text */

/* Does the name of tag stand at at, with what ends a name behind it? */
static bool name_at(cst_str s, uint32_t at, unsigned tag)
{
    const char *name = cst_html_tag_name(tag);
    size_t n = strlen(name);
    if (s.n - at < n + 1) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if ((s.p[at + i] | 32) != name[i]) {
            return false;
        }
    }
    char c = s.p[at + n];
    return is_blank(c) || c == '/' || c == '>';
}

/* End of a script: inside "<!--" a nested script hides one end tag. */
static uint32_t script_end(cst_str s, uint32_t at)
{
    enum { PLAIN, ESCAPED, DOUBLE } state = PLAIN;
    while (at < s.n) {
        if (state == PLAIN) {
            at = find_char(s, at, '<');
        }
        if (at >= s.n) {
            break;
        }
        if (s.p[at] == '-' && state != PLAIN && has_at(s, at, "-->", 3)) {
            state = PLAIN;
        } else if (s.p[at] == '<') {
            bool end = at + 1 < s.n && s.p[at + 1] == '/';
            if (end && name_at(s, at + 2, CST_TAG_SCRIPT)) {
                if (state != DOUBLE) {
                    return at;
                }
                state = ESCAPED;
            } else if (state == PLAIN && has_at(s, at, "<!--", 4)) {
                state = ESCAPED;
                at++; /* its dashes may be those of "-->" */
            } else if (state == ESCAPED && name_at(s, at + 1, CST_TAG_SCRIPT)) {
                state = DOUBLE;
            }
        }
        at++;
    }
    return (uint32_t)s.n;
}

static uint32_t raw_end(cst_str s, uint32_t at, unsigned tag)
{
    if (tag == CST_TAG_PLAINTEXT) {
        return (uint32_t)s.n;
    }
    if (tag == CST_TAG_SCRIPT) {
        return script_end(s, at);
    }
    while ((at = find_char(s, at, '<')) < s.n) {
        if (at + 2 < s.n && s.p[at + 1] == '/' && name_at(s, at + 2, tag)) {
            return at;
        }
        at++;
    }
    return at;
}

/* ----------------------------------------------------------------- tags */

/* One attribute; false at the end of the tag, *at then on its '>' or "/>". */
static bool read_attr(cst_str s, uint32_t *at, cst_html_attr *out)
{
    const char *p = s.p;
    uint32_t i = *at, n = (uint32_t)s.n;
    while (i < n && (is_blank(p[i]) || p[i] == '/')) {
        if (p[i] == '/' && i + 1 < n && p[i + 1] == '>') {
            break;
        }
        i++;
    }
    *at = i;
    if (i >= n || p[i] == '>' || p[i] == '/') {
        return false;
    }
    out->name = i++; /* a leading '=' belongs to the name */
    while (i < n && !is_blank(p[i]) && p[i] != '/' && p[i] != '>' &&
           p[i] != '=') {
        i++;
    }
    out->name_end = out->value = out->value_end = i;
    uint32_t eq = i;
    while (eq < n && is_blank(p[eq])) {
        eq++;
    }
    if (eq >= n || p[eq] != '=') {
        *at = i;
        return true;
    }
    i = eq + 1;
    while (i < n && is_blank(p[i])) {
        i++;
    }
    if (i < n && (p[i] == '"' || p[i] == '\'')) {
        out->value = i + 1;
        out->value_end = find_char(s, i + 1, p[i]);
        i = out->value_end < n ? out->value_end + 1 : n;
    } else {
        out->value = i;
        while (i < n && !is_blank(p[i]) && p[i] != '>') {
            i++;
        }
        out->value_end = i;
    }
    *at = i;
    return true;
}

static void read_tag(cst_htmltok *t, cst_html_token *out, uint32_t name)
{
    cst_str s = t->s;
    uint32_t i = name;
    cst_html_attr attr;
    while (i < s.n && !is_blank(s.p[i]) && s.p[i] != '/' && s.p[i] != '>') {
        i++;
    }
    out->name = name;
    out->name_end = out->body = i;
    out->tag = cst_html_tag(s.p + name, i - name);
    while (read_attr(s, &i, &attr)) {
    }
    out->body_end = i;
    if (i >= s.n) {
        out->kind = CST_HTML_CUT;
        t->at = (uint32_t)s.n;
        return;
    }
    out->closed = s.p[i] == '/';
    t->at = i + (out->closed ? 2 : 1);
}

/* Drawings and formulas have rules of their own: no raw text in them, and
 * "/>" closes. */
static void track_foreign(cst_htmltok *t, const cst_html_token *tag)
{
    unsigned flags = cst_html_tag_flags(tag->tag);
    bool root = tag->tag == CST_TAG_SVG || tag->tag == CST_TAG_MATH;
    if (tag->kind == CST_HTML_END) {
        t->foreign -= root && t->foreign > 0;
        return;
    }
    if (root && !tag->closed) {
        t->foreign++;
    } else if (flags & CST_TF_BREAKOUT) {
        t->foreign = 0;
    }
    if ((flags & (CST_TF_RAW | CST_TF_RCDATA)) &&
        (tag->tag == CST_TAG_SCRIPT || t->foreign == 0) &&
        !(tag->closed && (t->foreign > 0 || t->xml))) {
        t->has_raw = true;
        t->raw_tag = tag->tag;
    }
}

bool cst_html_attr_next(cst_str s, const cst_html_token *tag, uint32_t *at,
                        cst_html_attr *out)
{
    s.n = tag->body_end;
    return read_attr(s, at, out);
}

/* ------------------------------------------------------ comments and text */

/* Behind a comment whose "<!--" stands at at. */
static uint32_t comment_end(cst_str s, uint32_t at)
{
    uint32_t i = at + 4;
    if (i < s.n && s.p[i] == '>') {
        return i + 1;
    }
    if (has_at(s, i, "->", 2)) {
        return i + 2;
    }
    while ((i = find_char(s, i, '-')) < s.n) {
        if (has_at(s, i, "-->", 3)) {
            return i + 3;
        }
        if (has_at(s, i, "--!>", 4)) {
            return i + 4;
        }
        i++;
    }
    return i;
}

static void read_markup(cst_htmltok *t, cst_html_token *out)
{
    cst_str s = t->s;
    uint32_t at = t->at;
    out->kind = CST_HTML_COMMENT;
    if (is_letter(s.p[at + 1])) {
        out->kind = CST_HTML_START;
        read_tag(t, out, at + 1);
    } else if (s.p[at + 1] == '/' && at + 2 < s.n && is_letter(s.p[at + 2])) {
        out->kind = CST_HTML_END;
        read_tag(t, out, at + 2);
    } else if (has_at(s, at, "<!--", 4)) {
        t->at = comment_end(s, at);
    } else if ((t->xml || t->foreign > 0) && has_at(s, at, "<![CDATA[", 9)) {
        size_t end = cst_str_find(s, CST_S("]]>"), at + 9);
        out->kind = CST_HTML_TEXT;
        out->body = at + 9;
        out->body_end = end == SIZE_MAX ? (uint32_t)s.n : (uint32_t)end;
        t->at = end == SIZE_MAX ? (uint32_t)s.n : (uint32_t)end + 3;
    } else {
        uint32_t end = find_char(s, at, '>');
        t->at = end < s.n ? end + 1 : end;
    }
    if (out->kind == CST_HTML_START || out->kind == CST_HTML_END) {
        track_foreign(t, out);
    }
}

/* Does the '<' at at begin markup? */
static bool is_markup(cst_str s, uint32_t at)
{
    if (at + 1 >= s.n) {
        return false;
    }
    char c = s.p[at + 1];
    return is_letter(c) || c == '!' || c == '?' || (c == '/' && at + 2 < s.n);
}

bool cst_htmltok_next(cst_htmltok *t, cst_html_token *out)
{
    memset(out, 0, sizeof(*out));
    out->begin = t->at;
    if (t->has_raw) {
        t->has_raw = false;
        uint32_t end = raw_end(t->s, t->at, t->raw_tag);
        if (end > t->at) {
            out->kind = CST_HTML_TEXT;
            out->raw = true;
            out->tag = t->raw_tag;
            out->references =
                (cst_html_tag_flags(t->raw_tag) & CST_TF_RCDATA) != 0;
            out->body = t->at;
            out->body_end = out->end = t->at = end;
            return true;
        }
    }
    if (t->at >= t->s.n) {
        return false;
    }
    if (t->s.p[t->at] == '<' && is_markup(t->s, t->at)) {
        read_markup(t, out);
    } else {
        uint32_t end = t->at;
        do {
            end = find_char(t->s, end + 1, '<');
        } while (end < t->s.n && !is_markup(t->s, end));
        out->kind = CST_HTML_TEXT;
        out->references = true;
        out->body = t->at;
        out->body_end = t->at = end;
    }
    out->end = t->at;
    return true;
}
