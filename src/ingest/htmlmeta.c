/* ingest: what meta, link and time elements state, and the charset.
 *
 * Several tags may state the same; the one that is known to be kept best by
 * sites wins. Names are those of the vocabularies that sites use, no words of a
 * language. */
#include "ingest/htmlread.h"

#include "ingest/entity.h"

/* The charset must be stated near the begin. */
#define CHARSET_WINDOW 4096u

static const struct {
    const char *key;
    cst_html_field field;
    int rank;
} meta_keys[] = {
    {"og:title", CST_FIELD_TITLE, 9},
    {"twitter:title", CST_FIELD_TITLE, 7},
    {"headline", CST_FIELD_TITLE, 6},
    {"dc.title", CST_FIELD_TITLE, 5},
    {"og:site_name", CST_FIELD_OUTLET, 9},
    {"dc.publisher", CST_FIELD_OUTLET, 7},
    {"application-name", CST_FIELD_OUTLET, 6},
    {"apple-mobile-web-app-title", CST_FIELD_OUTLET, 5},
    {"author", CST_FIELD_AUTHOR, 8},
    {"article:author", CST_FIELD_AUTHOR, 7},
    {"dc.creator", CST_FIELD_AUTHOR, 6},
    {"parsely-author", CST_FIELD_AUTHOR, 5},
    {"sailthru.author", CST_FIELD_AUTHOR, 5},
    {"og:url", CST_FIELD_URL, 8},
    {"article:published_time", CST_FIELD_PUBLISHED, 10},
    {"og:article:published_time", CST_FIELD_PUBLISHED, 10},
    {"datepublished", CST_FIELD_PUBLISHED, 8},
    {"article:published", CST_FIELD_PUBLISHED, 8},
    {"dcterms.issued", CST_FIELD_PUBLISHED, 7},
    {"dc.date.issued", CST_FIELD_PUBLISHED, 7},
    {"dc.date.created", CST_FIELD_PUBLISHED, 7},
    {"dcterms.created", CST_FIELD_PUBLISHED, 7},
    {"citation_publication_date", CST_FIELD_PUBLISHED, 7},
    {"parsely-pub-date", CST_FIELD_PUBLISHED, 7},
    {"sailthru.date", CST_FIELD_PUBLISHED, 6},
    {"pubdate", CST_FIELD_PUBLISHED, 6},
    {"publish-date", CST_FIELD_PUBLISHED, 6},
    {"publish_date", CST_FIELD_PUBLISHED, 6},
    {"publication_date", CST_FIELD_PUBLISHED, 6},
    {"dc.date", CST_FIELD_PUBLISHED, 5},
    {"date", CST_FIELD_PUBLISHED, 5},
    {"article:modified_time", CST_FIELD_UPDATED, 10},
    {"og:updated_time", CST_FIELD_UPDATED, 9},
    {"datemodified", CST_FIELD_UPDATED, 8},
    {"dcterms.modified", CST_FIELD_UPDATED, 7},
    {"dc.date.modified", CST_FIELD_UPDATED, 7},
    {"last-modified", CST_FIELD_UPDATED, 5}};

/* ---------------------------------------------------------------- values */

/* One blank for white space, none at the ends; in place of a copy. */
static cst_str squeeze(char *p, size_t n)
{
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        bool blank = (unsigned char)p[i] <= ' ';
        if (!blank) {
            p[to++] = p[i];
        } else if (to > 0 && p[to - 1] != ' ') {
            p[to++] = ' ';
        }
    }
    while (to > 0 && p[to - 1] == ' ') {
        to--;
    }
    return (cst_str){p, to};
}

static bool is_address(cst_str s)
{
    return cst_str_find(s, CST_S("://"), 0) != SIZE_MAX || s.p[0] == '/' ||
           s.p[0] == '@';
}

void cst_html_state_value(cst_html_meta *m, cst_html_field field, int rank,
                          cst_str value, cst_tspan span)
{
    cst_interval day;
    bool utc;
    bool date = field == CST_FIELD_PUBLISHED || field == CST_FIELD_UPDATED;
    if (value.n == 0 || rank <= m->fields[field].rank ||
        (date && !cst_html_date(value, &day, &utc)) ||
        (field == CST_FIELD_URL &&
         cst_str_find(value, CST_S("://"), 0) == SIZE_MAX) ||
        (field == CST_FIELD_AUTHOR && is_address(value))) {
        return;
    }
    m->fields[field].value = value;
    m->fields[field].span = span;
    m->fields[field].rank = rank;
}

void cst_html_state(cst_html_meta *m, cst_html_field field, int rank,
                    cst_tspan span)
{
    if (rank <= m->fields[field].rank) {
        return;
    }
    /* A page of a million long statements must not cost a million copies. */
    cst_str s = cst_str_sub(cst_html_slice(m->source, span.begin, span.end), 0,
                            2048);
    char *copy = cst_arena_copy(m->arena, s.p, s.n);
    cst_str plain = copy ? cst_entity_decode(m->arena, (cst_str){copy, s.n},
                                             true)
                         : (cst_str){NULL, 0};
    char *text = plain.p ? cst_arena_copy(m->arena, plain.p, plain.n) : NULL;
    if (text) {
        cst_html_state_value(m, field, rank, squeeze(text, plain.n), span);
    }
}

/* ------------------------------------------------------------------ tags */

static void read_meta(cst_html_meta *m, cst_str key, cst_tspan content)
{
    char folded[40];
    size_t n = 0;
    key = cst_str_trim(key);
    for (; n < key.n && n < sizeof(folded) - 1; n++) {
        char c = key.p[n];
        folded[n] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    cst_str k = {folded, n};
    if (n < key.n) {
        return;
    }
    for (size_t i = 0; i < CST_COUNT(meta_keys); i++) {
        if (cst_str_is(k, meta_keys[i].key)) {
            cst_html_state(m, meta_keys[i].field, meta_keys[i].rank, content);
            return;
        }
    }
}

static void read_time(cst_html_meta *m, cst_str property, bool pubdate,
                      cst_tspan when)
{
    if (cst_html_is(property, "datemodified")) {
        cst_html_state(m, CST_FIELD_UPDATED, 8, when);
        return;
    }
    bool sure = pubdate || cst_html_is(property, "datepublished");
    cst_html_state(m, CST_FIELD_PUBLISHED, sure ? 8 : 2, when);
}

void cst_html_meta_tag(cst_html_meta *m, const cst_html_token *tag)
{
    cst_html_attr a;
    uint32_t at = tag->body;
    cst_str key = {NULL, 0}, rel = key;
    cst_tspan content = {0, 0};
    bool has_content = false, pubdate = false;
    while (cst_html_attr_next(m->source, tag, &at, &a)) {
        cst_str name = cst_html_slice(m->source, a.name, a.name_end);
        cst_str value = cst_html_slice(m->source, a.value, a.value_end);
        if (cst_html_is(name, "name") || cst_html_is(name, "property") ||
            cst_html_is(name, "itemprop") || cst_html_is(name, "http-equiv")) {
            key = value;
        } else if (cst_html_is(name, "content") || cst_html_is(name, "href") ||
                   cst_html_is(name, "datetime")) {
            content = (cst_tspan){a.value, a.value_end};
            has_content = true;
        } else if (cst_html_is(name, "rel")) {
            rel = value;
        } else if (cst_html_is(name, "pubdate")) {
            pubdate = true;
        }
    }
    if (!has_content) {
        return;
    }
    if (tag->tag == CST_TAG_TIME) {
        read_time(m, key, pubdate, content);
    } else if (tag->tag == CST_TAG_LINK) {
        if (cst_html_is(cst_str_trim(rel), "canonical")) {
            cst_html_state(m, CST_FIELD_URL, 9, content);
        }
    } else if (key.n > 0) {
        read_meta(m, key, content);
    }
}

static cst_stated stated(const cst_html_meta *m, const cst_textmap *map,
                         cst_html_field field)
{
    cst_stated out = {{NULL, 0}, {0, 0}};
    if (m->fields[field].rank > 0) {
        out.value = m->fields[field].value;
        out.span = cst_textmap_raw(map, m->fields[field].span);
    }
    return out;
}

void cst_html_meta_finish(const cst_html_meta *m, const cst_textmap *map,
                          cst_page_info *page)
{
    bool utc = false;
    page->title = stated(m, map, CST_FIELD_TITLE);
    page->head = stated(m, map, CST_FIELD_HEAD);
    page->outlet = stated(m, map, CST_FIELD_OUTLET);
    page->author = stated(m, map, CST_FIELD_AUTHOR);
    page->url = stated(m, map, CST_FIELD_URL);
    page->language = stated(m, map, CST_FIELD_LANGUAGE);
    page->published = stated(m, map, CST_FIELD_PUBLISHED);
    page->updated = stated(m, map, CST_FIELD_UPDATED);
    (void)cst_html_date(page->published.value, &page->published_on,
                        &page->published_utc);
    (void)cst_html_date(page->updated.value, &page->updated_on, &utc);
}

/* ------------------------------------------------------------------ dates */

static bool digits(cst_str s, size_t at, size_t n, int *value)
{
    int v = 0;
    if (at + n > s.n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (s.p[at + i] < '0' || s.p[at + i] > '9') {
            return false;
        }
        v = v * 10 + (s.p[at + i] - '0');
    }
    *value = v;
    return true;
}

/* "21:30..." at at; minutes and whether UTC is meant. */
static int clock_at(cst_str s, size_t at, bool *utc)
{
    int h, m;
    while (at < s.n && (s.p[at] == 'T' || s.p[at] == 't' || s.p[at] == ' ')) {
        at++;
    }
    if (!digits(s, at, 2, &h) || at + 2 >= s.n || s.p[at + 2] != ':' ||
        !digits(s, at + 3, 2, &m) || h > 23 || m > 59) {
        return -1;
    }
    char last = s.p[s.n - 1];
    *utc = last == 'Z' || last == 'z' || cst_str_ends(s, CST_S("+00:00")) ||
           cst_str_ends(s, CST_S("+0000")) || cst_str_ends(s, CST_S("GMT"));
    return h * 60 + m;
}

/* "Sun, 15 Jan 2023 20:30:00 GMT": the form of mail and HTTP. */
static bool mail_date(cst_str s, int *y, int *m, int *d, size_t *end)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    size_t at = cst_str_find(s, CST_S(", "), 0);
    at = at == SIZE_MAX ? 0 : at + 2;
    size_t n = digits(s, at, 2, d) ? 2 : digits(s, at, 1, d) ? 1 : 0;
    if (n == 0 || !digits(s, at + n + 5, 4, y)) {
        return false;
    }
    for (int i = 0; i < 12; i++) {
        if (memcmp(s.p + at + n + 1, months + 3 * i, 3) == 0) {
            *m = i + 1;
            *end = at + n + 9;
            return true;
        }
    }
    return false;
}

bool cst_html_date(cst_str s, cst_interval *out, bool *utc)
{
    int y, m, d;
    size_t end;
    s = cst_str_trim(s);
    *utc = false;
    if (digits(s, 0, 4, &y) && s.n >= 10 && (s.p[4] == '-' || s.p[4] == '/') &&
        digits(s, 5, 2, &m) && s.p[7] == s.p[4] && digits(s, 8, 2, &d)) {
        end = 10;
    } else if (digits(s, 0, 4, &y) && digits(s, 4, 2, &m) &&
               digits(s, 6, 2, &d)) {
        end = 8;
    } else if (!mail_date(s, &y, &m, &d, &end)) {
        return false;
    }
    if (y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > 31) {
        return false;
    }
    cst_day day = cst_day_from_ymd(y, m, d);
    *out = (cst_interval){day, day, (int16_t)clock_at(s, end, utc)};
    return true;
}

/* ---------------------------------------------------------------- charset */

/* Value behind key and '=' in s ("text/html; charset=utf-8"). */
static cst_str behind(cst_str s, cst_str key)
{
    size_t at = cst_str_find(s, key, 0);
    if (at == SIZE_MAX) {
        return (cst_str){NULL, 0};
    }
    at += key.n;
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '=' || s.p[at] == '"' ||
                        s.p[at] == '\'')) {
        at++;
    }
    size_t from = at;
    while (at < s.n && (unsigned char)s.p[at] > ' ' && s.p[at] != ';' &&
           s.p[at] != '"' && s.p[at] != '\'' && s.p[at] != '?') {
        at++;
    }
    return (cst_str){s.p + from, at - from};
}

cst_str cst_html_charset(cst_str raw)
{
    cst_htmltok t;
    cst_html_token tag;
    cst_html_attr a;
    cst_str found = {NULL, 0};
    cst_htmltok_init(&t, cst_str_sub(raw, 0, CHARSET_WINDOW));
    while (found.n == 0 && cst_htmltok_next(&t, &tag)) {
        cst_str all = cst_html_slice(t.s, tag.begin, tag.end);
        if (tag.kind == CST_HTML_COMMENT && cst_str_starts(all, CST_S("<?xml"))) {
            found = behind(all, CST_S("encoding"));
        }
        uint32_t at = tag.body;
        while (tag.kind == CST_HTML_START && tag.tag == CST_TAG_META &&
               found.n == 0 && cst_html_attr_next(t.s, &tag, &at, &a)) {
            cst_str name = cst_html_slice(t.s, a.name, a.name_end);
            cst_str value = cst_html_slice(t.s, a.value, a.value_end);
            if (cst_html_is(name, "charset")) {
                found = value;
            } else if (cst_html_is(name, "content")) {
                found = behind(value, CST_S("charset"));
            }
        }
    }
    return found;
}
