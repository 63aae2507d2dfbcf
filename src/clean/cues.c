/* clean: the cue phrases of boilerplate.tsv, and lines against them.
 *
 * Takes the pack's table once; gives, for a folded line, the cue
 * that it matches. Phrases stand in a hash by their first three bytes, so a
 * line costs a comparison or two for each word start. Decides no zones. */
#include "clean/page.h"

static const char *const kind_names[] = {
    "",       "boilerplate", "related", "caption", "header",
    "byline", "release",     "rubric",  "mark",    "bar",
    "filler", "month",       "weekday", "with",    "outlet-word",
    "reader", "article"};
static const char *const mode_names[] = {
    "prefix", "short", "equal", "contains", "inside", "suffix", "word"};
static const char *const scope_names[] = {"line", "list", "rest", "end"};

/* Index of s, or fallback. */
static uint8_t name_index(cst_str s, const char *const *names, size_t n,
                          uint8_t fallback)
{
    for (size_t i = 0; i < n; i++) {
        if (cst_str_is(s, names[i])) {
            return (uint8_t)i;
        }
    }
    return fallback;
}

/* Base letters of U+00C0 to U+00FF; '*' = two letters, see below. */
static const char latin_base[] = "aaaaaa*ceeeeiiiidnooooo.ouuuuy*s"
                                 "aaaaaa*ceeeeiiiidnooooo.ouuuuy*y";

/* What a character of two or three bytes folds to; n bytes into to. */
static size_t fold_wide(const unsigned char *p, size_t len, char *to)
{
    unsigned a = p[0], b = p[1];
    if (len == 2 && a == 0xC3) {
        char base = latin_base[b & 63];
        if (base != '*') {
            to[0] = base;
            return 1;
        }
        memcpy(to, "ae", 2);
        return 2;
    }
    if (len == 2 && a == 0xC5 && (b == 0x92 || b == 0x93)) {
        memcpy(to, "oe", 2);
        return 2;
    }
    if (len == 2 && a == 0xC2) { /* NBSP, guillemets, soft hyphen, (c), o */
        to[0] = b == 0xA0 ? ' ' : b == 0xAB || b == 0xBB ? '"' : '\0';
        return b == 0xAD ? 0 : to[0] ? 1 : (memcpy(to, p, 2), (size_t)2);
    }
    if ((a == 0xCC || a == 0xCD) && len == 2) { /* combining marks */
        return 0;
    }
    if (len == 3 && a == 0xE2 && b == 0x80) {
        unsigned c = p[2];
        char plain = c == 0x99 || c == 0x98   ? '\''
                     : c >= 0x9C && c <= 0x9F ? '"'
                     : c >= 0x90 && c <= 0x95 ? '-'
                     : c == 0xAF || c <= 0x8B ? ' '
                                              : '\0';
        if (plain) {
            to[0] = plain;
            return 1;
        }
        if (c == 0xA6) {
            memcpy(to, "...", 3);
            return 3;
        }
    }
    if (len == 3 && a == 0xE2 && b >= 0x84) { /* arrows, stars, boxes */
        to[0] = ' ';
        return 1;
    }
    memcpy(to, p, len);
    return len;
}

size_t fold_line(cst_str s, char *to, size_t cap)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = 0, i = 0;
    while (i < s.n && n + 4 <= cap) {
        if (p[i] > ' ' && p[i] < 0x80) {
            to[n++] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
            i++;
            continue;
        }
        char buffer[4];
        size_t m = 1, len = 1;
        if (p[i] < 0x80) {
            buffer[0] = ' ';
        } else {
            len = p[i] < 0xE0 ? 2 : p[i] < 0xF0 ? 3 : 4;
            if (len > s.n - i) {
                break;
            }
            m = fold_wide(p + i, len, buffer);
        }
        if (m == 1 && buffer[0] == ' ' && (n == 0 || to[n - 1] == ' ')) {
            m = 0;
        }
        memcpy(to + n, buffer, m);
        n += m;
        i += len;
    }
    while (n > 0 && to[n - 1] == ' ') {
        n--;
    }
    return n;
}

/* Of a phrase: its first three bytes, the third 0 if it has but two. */
static uint32_t bucket_of(char first, char second, char third)
{
    uint32_t a = (unsigned char)first, b = (unsigned char)second;
    return (a * 961 + b * 31 + (unsigned char)third) % CUE_BUCKETS;
}

static uint32_t phrase_bucket(cst_str s)
{
    return bucket_of(s.p[0], s.n > 1 ? s.p[1] : '\0',
                     s.n > 2 ? s.p[2] : '\0');
}

static uint32_t word_bucket(cst_str s)
{
    uint32_t h = (uint32_t)s.n;
    for (size_t i = 0; i < s.n; i++) {
        h = h * 31 + (unsigned char)s.p[i];
    }
    return h % CUE_BUCKETS;
}

cst_status cues_build(cst_arena *arena, const cst_pack *pack, cues *out)
{
    const cst_table *t = pack ? cst_pack_table(pack, "boilerplate") : NULL;
    uint32_t rows = t && t->n_cols >= 3 ? t->n_rows : 0;
    memset(out, 0, sizeof(*out));
    out->at = CST_NEW(arena, cue, (size_t)rows + 1);
    char *pool = CST_NEW(arena, char, (size_t)rows * 96 + 1);
    if (!out->at || !pool) {
        return CST_NOMEM;
    }
    out->n = 1;
    for (uint32_t i = 0; i < rows; i++) {
        const cst_str *cell = &t->cells[(size_t)i * t->n_cols];
        size_t n = fold_line(cell[0], pool, 96);
        if (n == 0) {
            continue;
        }
        cue *c = &out->at[out->n];
        cst_str scope = t->n_cols > 3 ? cell[3] : (cst_str){NULL, 0};
        c->phrase = (cst_str){pool, n};
        c->kind = name_index(cell[1], kind_names, CST_COUNT(kind_names),
                             CUE_BOILERPLATE);
        c->mode = name_index(cell[2], mode_names, CST_COUNT(mode_names),
                             MODE_PREFIX);
        c->scope = name_index(scope, scope_names, CST_COUNT(scope_names),
                              SCOPE_LINE);
        c->value = scope;
        uint32_t *head = c->mode == MODE_WORD
                             ? &out->words[word_bucket(c->phrase)]
                             : &out->buckets[phrase_bucket(c->phrase)];
        c->next = *head;
        *head = out->n++;
        pool += n;
    }
    return CST_OK;
}

bool fold_word(cst_str f, size_t *at, cst_str *word)
{
    size_t i = *at;
    while (i < f.n && !fold_is_letter(f.p[i]) && !fold_is_digit(f.p[i])) {
        i++;
    }
    size_t from = i;
    while (i < f.n && (fold_is_letter(f.p[i]) || fold_is_digit(f.p[i]))) {
        i++;
    }
    *at = i;
    *word = (cst_str){f.p + from, i - from};
    return i > from;
}

/* Nothing but signs and figures from at on. */
static bool no_letters(cst_str f, size_t at)
{
    for (size_t i = at; i < f.n; i++) {
        if (fold_is_letter(f.p[i])) {
            return false;
        }
    }
    return true;
}

static bool ends_word(cst_str f, size_t at)
{
    char last = at > 0 ? f.p[at - 1] : ' ';
    bool inside = fold_is_letter(last) || fold_is_digit(last);
    return at >= f.n || !inside ||
           !(fold_is_letter(f.p[at]) || fold_is_digit(f.p[at]));
}

/* Does the cue, found at at, hold for a line that starts at start? */
static bool holds(const cue *c, cst_str f, size_t at, size_t start,
                  bool short_line)
{
    size_t end = at + c->phrase.n;
    if (!ends_word(f, end)) {
        return false;
    }
    switch ((cue_mode)c->mode) {
    case MODE_PREFIX:
        return at <= start;
    case MODE_SHORT:
        return at <= start && short_line;
    case MODE_EQUAL:
        return at <= start && no_letters(f, end);
    case MODE_CONTAINS:
        return true;
    case MODE_INSIDE:
        return short_line;
    case MODE_SUFFIX:
        return no_letters(f, end);
    case MODE_WORD:
    default:
        return false;
    }
}

static const cue *match_bucket(const cues *c, uint32_t i, cst_str f, size_t at,
                               size_t start, bool short_line)
{
    const cue *best = NULL;
    for (; i != 0; i = c->at[i].next) {
        const cue *k = &c->at[i];
        size_t last = k->phrase.n - 1;
        if (last < f.n - at && f.p[at + last] == k->phrase.p[last] &&
            memcmp(f.p + at, k->phrase.p, last) == 0 &&
            holds(k, f, at, start, short_line) &&
            (!best || k->phrase.n > best->phrase.n)) {
            best = k;
        }
    }
    return best;
}

static const cue *match_at(const cues *c, cst_str f, size_t at, size_t start,
                           bool short_line)
{
    char b = at + 1 < f.n ? f.p[at + 1] : '\0';
    char third = at + 2 < f.n ? f.p[at + 2] : '\0';
    const cue *best = match_bucket(c, c->buckets[bucket_of(f.p[at], b, third)],
                                   f, at, start, short_line);
    if (!best && third != '\0' && !fold_is_letter(third)) {
        best = match_bucket(c, c->buckets[bucket_of(f.p[at], b, '\0')], f, at,
                            start, short_line);
    }
    return best;
}

const cue *cues_match(const cues *c, cst_str f, bool short_line)
{
    size_t start = 0;
    while (start < f.n && !fold_is_letter(f.p[start])) {
        start++;
    }
    const cue *best = f.n > 0 ? match_at(c, f, 0, start, short_line) : NULL;
    if (!best && start > 0 && start < f.n) {
        best = match_at(c, f, start, start, short_line);
    }
    for (size_t i = start + 1; i < f.n && !best; i++) {
        bool border = !fold_is_letter(f.p[i - 1]) && !fold_is_digit(f.p[i - 1]);
        if (border && f.p[i] != ' ') {
            best = match_at(c, f, i, start, short_line);
        }
    }
    return best;
}

const cue *cues_word(const cues *c, cst_str word, cue_kind from, cue_kind to)
{
    if (word.n == 0) {
        return NULL;
    }
    uint32_t i = c->words[word_bucket(word)];
    for (; i != 0; i = c->at[i].next) {
        const cue *k = &c->at[i];
        if (k->kind >= from && k->kind <= to && cst_str_eq(k->phrase, word)) {
            return k;
        }
    }
    return NULL;
}
