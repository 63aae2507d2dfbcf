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
    "sender", "subject",     "topic",   "reader",
    "article"};
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

/* What ASCII folds to; NUL: no ASCII. */
static const char plain[256] =
    "                                 "
    "!\"#$%&'()*+,-./0123456789:;<=>?@"
    "abcdefghijklmnopqrstuvwxyz[\\]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~\x7F";

/* Folds ASCII with single blanks inside, as most of a line is; returns the
 * bytes, as many as it took. */
static size_t fold_plain(const unsigned char *p, size_t n, char *to)
{
    size_t i = 0;
    while (i < n && ((to[i] = plain[p[i]]) > ' ' ||
                     (to[i] == ' ' && i > 0 && to[i - 1] != ' '))) {
        i++;
    }
    return i;
}

size_t fold_line(cst_str s, char *to, size_t cap)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = 0, i = 0;
    while (i < s.n && n + 4 <= cap) {
        size_t room = cap - 3 - n;
        size_t run = fold_plain(p + i, s.n - i < room ? s.n - i : room, to + n);
        n += run;
        i += run;
        if (i >= s.n || n + 4 > cap) {
            break;
        }
        size_t len = 1, m = 1;
        if (p[i] < 0x80) {
            to[n] = ' ';
        } else {
            len = p[i] < 0xE0 ? 2 : p[i] < 0xF0 ? 3 : 4;
            if (len > s.n - i) {
                break;
            }
            m = fold_wide(p + i, len, to + n);
        }
        bool again = m == 1 && to[n] == ' ' && (n == 0 || to[n - 1] == ' ');
        n += again ? 0 : m;
        i += len;
    }
    while (n > 0 && to[n - 1] == ' ') {
        n--;
    }
    return n;
}

/* By the first three bytes at at; 0 stands for a third that is no letter, so
 * that a phrase of two is found before any sign. */
static uint32_t bucket_at(cst_str s, size_t at)
{
    uint32_t a = (unsigned char)s.p[at];
    uint32_t b = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;
    bool third = at + 2 < s.n && fold_is_letter(s.p[at + 2]);
    uint32_t c = third ? (unsigned char)s.p[at + 2] : 0;
    return (a * 961 + b * 31 + c) % CUE_BUCKETS;
}

static uint32_t word_bucket(cst_str s)
{
    return (bucket_at(s, 0) + (uint32_t)s.n * 7919) % CUE_BUCKETS;
}

static void add_cue(cues *out, cue c, uint32_t *head)
{
    c.next = *head;
    *head = out->n;
    out->at[out->n++] = c;
}

/* May the cue stand anywhere in a line? */
static bool is_inner(const cue *c)
{
    return c->mode == MODE_CONTAINS || c->mode == MODE_INSIDE ||
           c->mode == MODE_SUFFIX;
}

cst_status cues_build(cst_arena *arena, const cst_pack *pack, cues *out)
{
    const cst_table *t = pack ? cst_pack_table(pack, "boilerplate") : NULL;
    uint32_t rows = t && t->n_cols >= 3 ? t->n_rows : 0;
    memset(out, 0, sizeof(*out));
    out->at = CST_NEW(arena, cue, (size_t)rows * 2 + 1);
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
        cst_str scope = t->n_cols > 3 ? cell[3] : (cst_str){NULL, 0};
        cue c = {.phrase = {pool, n}, .value = scope};
        c.kind = name_index(cell[1], kind_names, CST_COUNT(kind_names),
                            CUE_BOILERPLATE);
        c.mode = name_index(cell[2], mode_names, CST_COUNT(mode_names),
                            MODE_PREFIX);
        c.scope = name_index(scope, scope_names, CST_COUNT(scope_names),
                             SCOPE_LINE);
        pool += n;
        if (c.mode == MODE_WORD) {
            add_cue(out, c, &out->words[word_bucket(c.phrase)]);
            continue;
        }
        add_cue(out, c, &out->begins[bucket_at(c.phrase, 0)]);
        if (is_inner(&c)) {
            add_cue(out, c, &out->inner[bucket_at(c.phrase, 0)]);
        }
    }
    return CST_OK;
}

/* Behind the letters and digits at at. */
static size_t word_end(cst_str f, size_t at)
{
    while (at < f.n && (fold_is_letter(f.p[at]) || fold_is_digit(f.p[at]))) {
        at++;
    }
    return at;
}

bool fold_word(cst_str f, size_t *at, cst_str *word)
{
    size_t i = *at;
    while (i < f.n && !fold_is_letter(f.p[i]) && !fold_is_digit(f.p[i])) {
        i++;
    }
    *at = word_end(f, i);
    *word = (cst_str){f.p + i, *at - i};
    return *at > i;
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

/* Does the cue, found at at, hold? Those that begin lines are looked for at the
 * begin alone. */
static bool holds(const cue *c, cst_str f, size_t at, bool short_line)
{
    size_t end = at + c->phrase.n;
    if (!ends_word(f, end)) {
        return false;
    }
    switch ((cue_mode)c->mode) {
    case MODE_PREFIX:
    case MODE_CONTAINS:
        return true;
    case MODE_SHORT:
    case MODE_INSIDE:
        return short_line;
    case MODE_EQUAL:
    case MODE_SUFFIX:
        return no_letters(f, end);
    case MODE_WORD:
    default:
        return false;
    }
}

/* The longest cue of the chain that stands at at. */
static const cue *longest(const cues *c, uint32_t chain, cst_str f, size_t at,
                          bool short_line)
{
    const cue *best = NULL;
    for (uint32_t i = chain; i != 0; i = c->at[i].next) {
        const cue *k = &c->at[i];
        size_t last = k->phrase.n - 1;
        if (last < f.n - at && f.p[at + last] == k->phrase.p[last] &&
            memcmp(f.p + at, k->phrase.p, last) == 0 &&
            holds(k, f, at, short_line) &&
            (!best || k->phrase.n > best->phrase.n)) {
            best = k;
        }
    }
    return best;
}

const cue *cues_match(const cues *c, cst_str f, bool short_line)
{
    const cue *best = NULL;
    size_t start = 0;
    while (start < f.n && !fold_is_letter(f.p[start])) {
        start++;
    }
    if (f.n > 0) {
        best = longest(c, c->begins[bucket_at(f, 0)], f, 0, short_line);
    }
    if (!best && start > 0 && start < f.n) {
        best = longest(c, c->begins[bucket_at(f, start)], f, start, short_line);
    }
    for (size_t i = word_end(f, start) + 1; i < f.n && !best;
         i = word_end(f, i) + 1) {
        uint32_t chain = f.p[i] != ' ' ? c->inner[bucket_at(f, i)] : 0;
        if (chain != 0) {
            best = longest(c, chain, f, i, short_line);
        }
    }
    return best;
}

static const cue *word_in(const cues *c, uint32_t chain, cst_str word,
                          cue_kind from, cue_kind to)
{
    for (uint32_t i = chain; i != 0; i = c->at[i].next) {
        const cue *k = &c->at[i];
        if (k->kind >= from && k->kind <= to && cst_str_eq(k->phrase, word)) {
            return k;
        }
    }
    return NULL;
}

const cue *cues_word(const cues *c, cst_str word, cue_kind from, cue_kind to)
{
    return word.n > 0 ? word_in(c, c->words[word_bucket(word)], word, from, to)
                      : NULL;
}

const cue *cues_next_word(const cues *c, cst_str f, size_t *at, cue_kind from,
                          cue_kind to)
{
    const cue *found = NULL;
    cst_str word;
    while (!found && fold_word(f, at, &word)) {
        uint32_t chain = c->words[word_bucket(word)];
        found = chain ? word_in(c, chain, word, from, to) : NULL;
    }
    return found;
}
