/* present/search: see the header.
 *
 * While records come in, words are numbered as they are first seen, and their
 * numbers kept as variable-length integers. At the end the words are put in
 * order of frequency, so that the most frequent stand for one byte.
 */
#include "present/search.h"

#include "base/utf8.h"

#include <stdlib.h>

#define TOKEN_MAX 64u /* bytes; longer words are cut, longer gaps shortened */

/* In codes, before the numbers of words. */
enum { OP_LINE, OP_FIELD, OP_RAW, OP_WORDS };

/* Characters that stand for words, by how many bytes they take. */
#define ONE_FIRST 0x20u
#define ONE 94u           /* to 0x7E, without '<' */
#define TWO_FIRST 0xA1u
#define TWO 1887u         /* to 0x7FF */
#define THREE_FIRST 0x800u
#define THREE 53248u      /* to 0xD7FF */
#define LEAD_FIRST 0xE000u /* the rest: two characters */
#define LEADS 256u

cst_status cst_search_init(cst_search *s, cst_arena *arena,
                           const cst_allocator *allocator)
{
    memset(s, 0, sizeof(*s));
    s->arena = arena;
    cst_buf_init(&s->codes, allocator);
    return cst_intern_init(&s->words, arena);
}

void cst_search_free(cst_search *s)
{
    cst_buf_free(&s->codes);
}

/* --------------------------------------------------------------- taking */

static void put_number(cst_buf *b, uint32_t v)
{
    while (v >= 0x80) {
        cst_buf_char(b, (char)(v | 0x80));
        v >>= 7;
    }
    cst_buf_char(b, (char)v);
}

static void put_token(cst_search *s, cst_str token)
{
    cst_sym word = cst_intern_put(&s->words, token);

    while (word && s->uses.n <= word) {
        if (!CST_PUSH(s->arena, &s->uses)) {
            word = 0;
        }
    }
    if (!word) {
        s->failed = true;
        return;
    }
    s->uses.at[word]++;
    put_number(&s->codes, OP_WORDS + word);
}

/* A language comes from a page's head and may be anything. */
static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-';
}

static void put_raw(cst_search *s, cst_str raw)
{
    size_t n = 0;

    while (n < raw.n && n < TOKEN_MAX && is_plain(raw.p[n])) {
        n++;
    }
    put_number(&s->codes, OP_RAW);
    put_number(&s->codes, (uint32_t)n);
    cst_buf_add(&s->codes, raw.p, n);
}

void cst_search_open(cst_search *s, char kind, cst_str ref, cst_str language)
{
    put_raw(s, (cst_str){&kind, 1});
    put_number(&s->codes, OP_FIELD);
    put_raw(s, ref);
    put_number(&s->codes, OP_FIELD);
    put_raw(s, language);
}

void cst_search_field(cst_search *s)
{
    put_number(&s->codes, OP_FIELD);
    s->n_field = 0;
}

void cst_search_close(cst_search *s)
{
    put_number(&s->codes, OP_LINE);
}

/* ---------------------------------------------------------------- words */

static bool is_word(uint32_t cp)
{
    return cst_utf8_is_letter(cp) || cst_utf8_is_digit(cp);
}

/* What stands between two words, with blanks run together. */
typedef struct gap {
    char z[TOKEN_MAX + 4];
    size_t n;
    bool blank, line;
} gap;

static void end_blanks(gap *g)
{
    if (g->blank && g->n < TOKEN_MAX) {
        g->z[g->n++] = g->line ? '\n' : ' ';
    }
    g->blank = g->line = false;
}

static void add_to_gap(gap *g, uint32_t cp)
{
    if (cst_utf8_is_space(cp)) {
        g->blank = true;
        g->line = g->line || cp == '\n' || cp == '\r';
        return;
    }
    end_blanks(g);
    if (g->n < TOKEN_MAX) {
        bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);

        g->n += cst_utf8_encode(control ? CST_BAD_CODEPOINT : cp, g->z + g->n);
    }
}

static bool is_blank(const gap *g)
{
    return g->n == 1 && g->z[0] == ' ';
}

static bool is_full(cst_search *s)
{
    return s->n_field >= CST_SEARCH_WORDS_ONE ||
           s->n_words >= CST_SEARCH_WORDS_ALL;
}

/* Two words side by side have a blank between them: it is not written. */
static size_t take_gap(cst_search *s, cst_str text, size_t at)
{
    gap g = {.n = 0};
    size_t len;

    while (at < text.n) {
        uint32_t cp = cst_utf8_decode(text, at, &len, NULL);

        if (is_word(cp)) {
            break;
        }
        add_to_gap(&g, cp);
        at += len;
    }
    end_blanks(&g);
    if (g.n && !is_blank(&g)) {
        put_token(s, (cst_str){g.z, g.n});
    }
    return at;
}

/* Of what is left, as much as one token holds. */
static size_t word_at(cst_str text, size_t at)
{
    size_t begin = at, len;

    while (at < text.n && at - begin < TOKEN_MAX &&
           is_word(cst_utf8_decode(text, at, &len, NULL))) {
        at += len;
    }
    return at - begin;
}

/* The pieces of a long word are joined by something that is not seen. */
static size_t take_word(cst_search *s, cst_str text, size_t at)
{
    for (size_t n = word_at(text, at); n; n = word_at(text, at)) {
        put_token(s, cst_str_sub(text, at, n));
        at += n;
        if (word_at(text, at)) {
            put_token(s, CST_S("\xE2\x80\x8B"));
        }
    }
    s->n_words++;
    s->n_field++;
    return at;
}

void cst_search_text(cst_search *s, cst_str text)
{
    size_t at = take_gap(s, text, 0);

    while (at < text.n && !is_full(s)) {
        at = take_gap(s, text, take_word(s, text, at));
    }
    s->cut += at < text.n;
}

/* What a reference of html.c stands for. */
static size_t put_reference(cst_buf *b, cst_str rest)
{
    static const struct {
        const char *name, *is;
    } known[] = {{"&amp;", "&"},  {"&lt;", "<"},   {"&gt;", ">"},
                 {"&quot;", "\""}, {"&#39;", "'"}, {"&#13;", "\n"}};

    for (size_t i = 0; i < CST_COUNT(known); i++) {
        if (cst_str_starts(rest, cst_str_of(known[i].name))) {
            cst_buf_z(b, known[i].is);
            return strlen(known[i].name);
        }
    }
    cst_buf_char(b, '&');
    return 1;
}

/* A part of a line that the style sets apart gets a dot before it. */
static bool is_part(cst_str tag)
{
    static const char *const parts[] = {"ev-place", "ev-date", "badge", "src",
                                        "body", "claim"};

    if (!cst_str_starts(tag, CST_S("<span class=\""))) {
        return false;
    }
    tag = cst_str_sub(tag, strlen("<span class=\""), tag.n);
    for (size_t i = 0; i < CST_COUNT(parts); i++) {
        if (cst_str_starts(tag, cst_str_of(parts[i]))) {
            return true;
        }
    }
    return false;
}

void cst_search_html(cst_search *s, cst_str html)
{
    cst_buf plain;
    size_t at = 0;

    cst_buf_init(&plain, s->codes.allocator);
    while (at < html.n) {
        if (html.p[at] == '<') {
            cst_str rest = cst_str_sub(html, at, html.n);
            size_t end = cst_str_find(rest, CST_S(">"), 0);

            cst_buf_z(&plain, plain.n && is_part(rest) ? "\xC2\xB7 " : "");
            at += end < rest.n ? end + 1 : rest.n;
        } else if (html.p[at] == '&') {
            at += put_reference(&plain, cst_str_sub(html, at, html.n));
        } else {
            cst_buf_char(&plain, html.p[at++]);
        }
    }
    s->failed = s->failed || plain.failed;
    cst_search_text(s, cst_buf_get(&plain));
    cst_buf_free(&plain);
}

/* -------------------------------------------------------------- writing */

typedef struct rank {
    uint32_t uses, word;
} rank;

static int by_use(const void *a, const void *b)
{
    const rank *x = a, *y = b;

    if (x->uses != y->uses) {
        return x->uses > y->uses ? -1 : 1;
    }
    return (x->word > y->word) - (x->word < y->word);
}

/* The words in order of frequency; of each word its place there. */
static rank *rank_words(const cst_search *s, uint32_t **place)
{
    size_t n = s->uses.n;
    rank *order = CST_NEW(s->arena, rank, n + 1);
    uint32_t *at = CST_NEW(s->arena, uint32_t, n + 1);

    if (!order || !at) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        order[i] = (rank){s->uses.at[i], (uint32_t)i};
    }
    if (n) {
        qsort(order, n, sizeof(*order), by_use);
    }
    for (size_t i = 0; i < n; i++) {
        at[order[i].word] = (uint32_t)i;
    }
    *place = at;
    return order;
}

static void put_code_point(cst_buf *b, uint32_t cp)
{
    char bytes[4];

    cst_buf_add(b, bytes, cst_utf8_encode(cp, bytes));
}

static void put_place(cst_buf *b, uint32_t v)
{
    if (v < ONE) {
        put_code_point(b, ONE_FIRST + v + (ONE_FIRST + v >= '<'));
    } else if (v < ONE + TWO) {
        put_code_point(b, TWO_FIRST + v - ONE);
    } else if (v < ONE + TWO + THREE) {
        put_code_point(b, THREE_FIRST + v - ONE - TWO);
    } else {
        v -= ONE + TWO + THREE;
        put_code_point(b, LEAD_FIRST + v / THREE % LEADS);
        put_code_point(b, THREE_FIRST + v % THREE);
    }
}

static void put_word(cst_buf *b, cst_str word)
{
    for (size_t i = 0; i < word.n; i++) {
        switch (word.p[i]) {
        case '<':
            cst_buf_z(b, "\\l");
            break;
        case '\n':
            cst_buf_z(b, "\\n");
            break;
        case '\\':
            cst_buf_z(b, "\\\\");
            break;
        default:
            cst_buf_char(b, word.p[i]);
        }
    }
    cst_buf_char(b, '\n');
}

static uint32_t take_number(cst_str codes, size_t *at)
{
    uint32_t v = 0, shift = 0;
    unsigned char c;

    do {
        c = (unsigned char)codes.p[(*at)++];
        v |= (uint32_t)(c & 0x7F) << shift;
        shift += 7;
    } while (c & 0x80);
    return v;
}

static void put_records(const cst_search *s, const uint32_t *place, cst_buf *b)
{
    cst_str codes = cst_buf_get(&s->codes);
    size_t at = 0;

    while (at < codes.n) {
        uint32_t v = take_number(codes, &at);

        if (v == OP_LINE) {
            cst_buf_char(b, '\n');
        } else if (v == OP_FIELD) {
            cst_buf_char(b, '\t');
        } else if (v == OP_RAW) {
            size_t n = take_number(codes, &at);

            cst_buf_str(b, cst_str_sub(codes, at, n));
            at += n;
        } else {
            put_place(b, place[v - OP_WORDS]);
        }
    }
}

cst_status cst_search_write(cst_search *s, cst_buf *words, cst_buf *records)
{
    uint32_t *place = NULL;
    rank *order;

    if (s->failed || s->codes.failed) {
        return CST_NOMEM;
    }
    order = rank_words(s, &place);
    if (!order) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < s->uses.n && order[i].uses; i++) {
        put_word(words, cst_intern_str(&s->words, order[i].word));
    }
    put_records(s, place, records);
    return words->failed || records->failed ? CST_NOMEM : CST_OK;
}
