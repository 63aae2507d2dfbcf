/* ingest: JSON-LD of a page: headline, publisher, author, dates, address.
 *
 * Reads JSON in one go with a small stack of its own; what is deeper, broken or
 * of no interest is passed over. Only an object whose type is that of an
 * article or post counts, with the names of its author and publisher. */
#include "ingest/htmlread.h"

#include "base/utf8.h"
#include "ingest/entity.h"

#define MAX_DEPTH 24
#define MAX_VALUE 1024u

typedef struct ld_value {
    cst_tspan span; /* between the quotes; empty = not there */
} ld_value;

/* One open object or list. */
typedef struct ld_level {
    bool list, article;
    bool site, body;      /* the site itself, an organisation */
    cst_str key;    /* under which it stands; a list hands its own on */
    cst_str member; /* key of the member that is being read */
    ld_value headline, published, updated, url, author, publisher, name;
} ld_level;

typedef struct ld {
    cst_html_meta *meta;
    cst_str s;
    uint32_t at;
    unsigned depth; /* open levels, those past MAX_DEPTH too */
    ld_level levels[MAX_DEPTH];
} ld;

/* Between the quotes of the string at at; moves behind it. */
static cst_tspan read_string(ld *j)
{
    uint32_t from = ++j->at;
    while (j->at < j->s.n && j->s.p[j->at] != '"') {
        j->at += j->s.p[j->at] == '\\' ? 2 : 1;
    }
    uint32_t end = j->at < j->s.n ? j->at : (uint32_t)j->s.n;
    j->at = end < j->s.n ? end + 1 : end;
    return (cst_tspan){from, end};
}

static unsigned hex4(const char *p)
{
    unsigned v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        unsigned d = c >= '0' && c <= '9' ? (unsigned)(c - '0')
                     : (c | 32) >= 'a' && (c | 32) <= 'f'
                         ? (unsigned)((c | 32) - 'a') + 10
                         : 16;
        if (d > 15) {
            return 0xFFFD;
        }
        v = v * 16 + d;
    }
    return v;
}

/* A backslash escape at s.p[*at]; moves behind it. Returns bytes written. */
static size_t unescape(cst_str s, size_t *at, char *to)
{
    char c = s.p[*at + 1];
    if (c != 'u' || s.n - *at < 6) {
        *at += 2;
        to[0] = c == 'n' || c == 't' || c == 'r' || c == 'u' ? ' ' : c;
        return 1;
    }
    uint32_t cp = hex4(s.p + *at + 2);
    *at += 6;
    bool pair = cp >= 0xD800 && cp < 0xDC00 && s.n - *at >= 6 &&
                s.p[*at] == '\\' && s.p[*at + 1] == 'u';
    if (pair) {
        uint32_t low = hex4(s.p + *at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
            *at += 6;
        }
    }
    return cst_utf8_encode(cp < 0x20 ? 0x20 : cp, to);
}

static void state(ld *j, cst_html_field field, int rank, ld_value v)
{
    cst_html_meta *m = j->meta;
    cst_str s = cst_html_slice(j->s, v.span.begin, v.span.end);
    if (s.n == 0 || s.n > MAX_VALUE || rank <= m->fields[field].rank) {
        return;
    }
    char *to = cst_arena_alloc(m->arena, s.n + 4, 1);
    size_t n = 0, at = 0;
    while (to && at < s.n) {
        if (s.p[at] == '\\' && at + 1 < s.n) {
            n += unescape(s, &at, to + n);
        } else {
            to[n++] = s.p[at++];
        }
    }
    cst_str plain = cst_str_trim((cst_str){to, n});
    if (to && memchr(to, '&', n)) { /* some sites escape twice */
        plain = cst_entity_decode(m->arena, plain, true);
    }
    if (to && plain.p) {
        cst_html_state_value(m, field, rank, plain, v.span);
    }
}

static ld_level *level(ld *j)
{
    return j->depth > 0 && j->depth <= MAX_DEPTH ? &j->levels[j->depth - 1]
                                                 : NULL;
}

/* Innermost open object above level i (counted from 1), or NULL. */
static ld_level *object_above(ld *j, unsigned i)
{
    while (i > 1 && j->levels[i - 2].list) {
        i--;
    }
    return i > 1 ? &j->levels[i - 2] : NULL;
}

static bool is_article_type(cst_str s)
{
    return cst_str_ends(s, CST_S("Article")) ||
           cst_str_ends(s, CST_S("Posting")) ||
           cst_str_ends(s, CST_S("Report"));
}

static bool is_body_type(cst_str s)
{
    return cst_str_ends(s, CST_S("Organization")) ||
           cst_str_ends(s, CST_S("Corporation"));
}

static void set_first(ld_value *v, cst_tspan span)
{
    if (v->span.begin == v->span.end) {
        v->span = span;
    }
}

/* A string, as the value of key in object o. */
static void read_value(ld *j, ld_level *o, unsigned depth, cst_str key,
                       cst_tspan span)
{
    ld_level *outer = object_above(j, depth);
    cst_str value = cst_html_slice(j->s, span.begin, span.end);
    if (cst_str_is(key, "@type")) {
        o->article = o->article || is_article_type(value);
        o->site = o->site || cst_str_is(value, "WebSite");
        o->body = o->body || is_body_type(value);
    } else if (cst_str_is(key, "headline")) {
        set_first(&o->headline, span);
    } else if (cst_str_is(key, "datePublished")) {
        set_first(&o->published, span);
    } else if (cst_str_is(key, "dateModified")) {
        set_first(&o->updated, span);
    } else if (cst_str_is(key, "author")) {
        set_first(&o->author, span);
    } else if (cst_str_is(key, "url") || cst_str_is(key, "mainEntityOfPage")) {
        set_first(&o->url, span);
    } else if (cst_str_is(key, "name")) {
        set_first(&o->name, span);
        if (!outer) {
            return;
        }
        if (cst_str_is(o->key, "author")) {
            set_first(&outer->author, span);
        } else if (cst_str_is(o->key, "publisher")) {
            set_first(&outer->publisher, span);
        }
    }
}

static void take_string(ld *j)
{
    cst_tspan span = read_string(j);
    ld_level *l = level(j);
    if (!l) {
        return;
    }
    uint32_t next = j->at;
    while (next < j->s.n && (unsigned char)j->s.p[next] <= ' ') {
        next++;
    }
    if (!l->list && next < j->s.n && j->s.p[next] == ':') {
        l->member = cst_html_slice(j->s, span.begin, span.end);
        j->at = next + 1;
        return;
    }
    if (!l->list) {
        read_value(j, l, j->depth, l->member, span);
        return;
    }
    ld_level *o = object_above(j, j->depth);
    if (o) {
        unsigned depth = (unsigned)(o - j->levels) + 1;
        read_value(j, o, depth, l->key, span);
    }
}

static void open_level(ld *j, bool list)
{
    ld_level *outer = level(j);
    j->depth++;
    ld_level *l = level(j);
    if (l) {
        memset(l, 0, sizeof(*l));
        l->list = list;
        if (outer) {
            l->key = outer->list ? outer->key : outer->member;
        }
    }
}

/* A post of a live report, or an article that an article names. */
static bool is_part(const ld *j)
{
    for (unsigned i = 0; i + 1 < j->depth; i++) {
        if (j->levels[i].article) {
            return true;
        }
    }
    return false;
}

static void close_level(ld *j)
{
    ld_level *l = level(j);
    if (l && !l->list && l->article && !is_part(j)) {
        int bonus = j->depth <= 3; /* deep in a list it says less */
        state(j, CST_FIELD_TITLE, 7 + bonus, l->headline);
        state(j, CST_FIELD_PUBLISHED, 8 + bonus, l->published);
        state(j, CST_FIELD_UPDATED, 8 + bonus, l->updated);
        state(j, CST_FIELD_AUTHOR, 8 + bonus, l->author);
        state(j, CST_FIELD_OUTLET, 7 + bonus, l->publisher);
        state(j, CST_FIELD_URL, 5 + bonus, l->url);
    }
    /* One of the page's own nodes, which an article may name by its id. */
    bool own = l && !l->list && (l->key.n == 0 || cst_str_is(l->key, "@graph"));
    if (own && (l->site || l->body)) {
        state(j, CST_FIELD_OUTLET, l->site ? 4 : 3, l->name);
    }
    j->depth -= j->depth > 0;
}

void cst_html_jsonld(cst_html_meta *m, cst_tspan body)
{
    ld all = {.meta = m, .s = {m->source.p, body.end}, .at = body.begin};
    ld *j = &all;
    while (j->at < j->s.n) {
        char c = j->s.p[j->at];
        if (c == '"') {
            take_string(j);
            continue;
        }
        if (c == '{' || c == '[') {
            open_level(j, c == '[');
        } else if (c == '}' || c == ']') {
            close_level(j);
        }
        j->at++;
    }
}
