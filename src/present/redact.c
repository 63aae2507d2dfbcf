/* present/redact: see the header. This half finds names and blackens them. */
#include "base/utf8.h"
#include "present/redact_words.h"

#define GAP 16u      /* bytes between two words of a name, at most */
#define DECODINGS 3  /* of an address whose %-signs hide %-signs */

/* ---------------------------------------------------------------- words */

/* Signs that nobody sees, and that so do not end a word. */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 ||
           cp == 0xFEFF;
}

/* Letters of scripts without case count as capitals. */
static bool is_capital(uint32_t cp)
{
    return cst_utf8_is_upper(cp) || (cp >= 0x590 && cp < 0x1E00) ||
           cp >= 0x2E80;
}

static bool find_word(cst_str s, size_t at, cst_name_word *w)
{
    size_t len, seen = 0;

    for (; at < s.n; at += len) {
        uint32_t cp = cst_utf8_decode(s, at, &len, NULL);
        bool letter = cst_utf8_is_letter(cp);

        if (!letter && seen && !is_invisible(cp)) {
            return true;
        }
        if (letter && !seen++) {
            w->begin = (uint32_t)at;
            w->capital = is_capital(cp);
        }
        w->end = (uint32_t)(at + len);
    }
    return seen > 0;
}

/* Without what cannot be seen, in lower case, without accents. */
static cst_str key_of(cst_redact *r, cst_str word)
{
    cst_buf b;
    cst_str key;
    size_t len;

    cst_buf_init(&b, r->allocator);
    for (size_t at = 0; at < word.n; at += len) {
        if (!is_invisible(cst_utf8_decode(word, at, &len, NULL))) {
            cst_buf_add(&b, word.p + at, len);
        }
    }
    key = cst_utf8_fold(&r->scratch, cst_buf_get(&b));
    r->scratch.failed = r->scratch.failed || b.failed;
    cst_buf_free(&b);
    return key;
}

/* Most words are of a few ASCII letters. */
static cst_str quick_key(cst_str word, char *space, size_t n)
{
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];

        if (i == n || (unsigned char)c >= 0x80) {
            return (cst_str){NULL, 0};
        }
        space[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return (cst_str){space, word.n};
}

static void name_word(cst_redact *r, cst_str text, bool put, cst_name_word *w)
{
    char space[64];
    cst_str word = cst_str_sub(text, w->begin, w->end - w->begin);
    cst_str key = quick_key(word, space, sizeof(space));

    key = key.p ? key : key_of(r, word);
    w->word = put ? cst_intern_put(&r->words, key)
                  : cst_intern_get(&r->words, key);
    w->shorter = 0;
    if (!put && key.n > 3 && key.p[key.n - 1] == 's') {
        w->shorter = cst_intern_get(&r->words, cst_str_sub(key, 0, key.n - 1));
    }
}

cst_status cst_name_words(cst_redact *r, cst_str text, bool put,
                          const cst_name_word **words, size_t *n)
{
    CST_VEC(cst_name_word) found = {NULL, 0, 0};
    cst_name_word w = {.end = 0};

    while (find_word(text, w.end, &w)) {
        cst_name_word *slot = CST_PUSH(&r->scratch, &found);

        if (!slot) {
            return CST_NOMEM;
        }
        name_word(r, text, put, &w);
        *slot = w;
    }
    *words = found.at;
    *n = found.n;
    return cst_arena_failed(&r->scratch) || cst_arena_failed(&r->arena)
               ? CST_NOMEM
               : CST_OK;
}

/* -------------------------------------------------------------- finding */

uint32_t cst_name_next(const cst_redact *r, uint32_t node, cst_sym word)
{
    const uint32_t key[2] = {node, word};

    return word ? cst_intern_get(&r->edges,
                                 (cst_str){(const char *)key, sizeof(key)})
                : 0;
}

/* Is a name of this level taken for one, where a row of words begins so? */
static bool is_taken(const cst_redact *r, cst_name_level level,
                     const cst_name_word *w, cst_redact_mode mode)
{
    bool address = mode == CST_REDACT_ADDRESS;
    bool local = w->word && r->document &&
                 r->facts.at[w->word].document == r->document;

    switch (level) {
    case CST_NAME_ALWAYS:
        return true;
    case CST_NAME_CAPITAL:
        return w->capital || (address && local) || mode == CST_REDACT_NAMED;
    case CST_NAME_LOCAL:
        return (local && (w->capital || address)) || mode == CST_REDACT_NAMED;
    case CST_NAME_THERE:
        return mode == CST_REDACT_NAMED;
    case CST_NAME_NONE:
        break;
    }
    return false;
}

/* Words of the longest name that begins here; 0 = none. */
static size_t longest_name(const cst_redact *r, const cst_name_word *w,
                           size_t n, cst_redact_mode mode)
{
    size_t longest = 0;
    uint32_t node = 0;

    for (size_t i = 0; i < n && i < CST_NAME_WORDS; i++) {
        uint32_t next = cst_name_next(r, node, w[i].word);

        next = next ? next : cst_name_next(r, node, w[i].shorter);
        if (!next || (i && w[i].begin - w[i - 1].end > GAP)) {
            break;
        }
        node = next;
        if (is_taken(r, (cst_name_level)r->levels.at[node], w, mode)) {
            longest = i + 1;
        }
    }
    return longest;
}

cst_status cst_redact_find(cst_redact *r, cst_str text, cst_redact_mode mode,
                           const cst_tspan **at, size_t *n)
{
    CST_VEC(cst_tspan) spans = {NULL, 0, 0};
    const cst_name_word *w;
    size_t n_words;

    cst_arena_reset(&r->scratch);
    CST_TRY(cst_name_words(r, text, false, &w, &n_words));
    for (size_t i = 0; i < n_words;) {
        size_t words = longest_name(r, w + i, n_words - i, mode);

        if (words) {
            cst_tspan *s = CST_PUSH(&r->scratch, &spans);

            if (!s) {
                return CST_NOMEM;
            }
            *s = (cst_tspan){w[i].begin, w[i + words - 1].end};
        }
        i += words ? words : 1;
    }
    *at = spans.at;
    *n = spans.n;
    return CST_OK;
}

/* ----------------------------------------------------------- blackening */

static cst_str blacken(cst_arena *arena, cst_str s, const cst_tspan *at,
                       size_t n)
{
    static const char block[] = CST_REDACT_BLOCK;
    char *p = CST_NEW(arena, char, s.n + n * sizeof(block) + 1);
    size_t from = 0, to = 0;

    if (!p) {
        return (cst_str){NULL, 0};
    }
    for (size_t i = 0; i <= n; i++) {
        size_t end = i < n ? at[i].begin : s.n;

        memcpy(p + to, s.p + from, end - from);
        to += end - from;
        if (i < n) {
            memcpy(p + to, block, sizeof(block) - 1);
            to += sizeof(block) - 1;
            from = at[i].end;
        }
    }
    return (cst_str){p, to};
}

static cst_str redact(cst_redact *r, cst_arena *arena, cst_str s,
                      cst_redact_mode mode)
{
    const cst_tspan *at;
    size_t n;

    if (s.n == 0) {
        return s;
    }
    if (cst_redact_find(r, s, mode, &at, &n) != CST_OK) {
        return (cst_str){NULL, 0};
    }
    return n ? blacken(arena, s, at, n) : s;
}

cst_str cst_redact_str(cst_redact *r, cst_arena *arena, cst_str s)
{
    return redact(r, arena, s, CST_REDACT_TEXT);
}

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* %-signs resolved; the string itself where it has none. */
static cst_str decode(cst_arena *arena, cst_str s)
{
    char *p;
    size_t n = 0;

    if (!s.n || !memchr(s.p, '%', s.n)) {
        return s;
    }
    p = CST_NEW(arena, char, s.n + 1);
    for (size_t i = 0; p && i < s.n; i++) {
        bool coded = s.p[i] == '%' && i + 2 < s.n && digit(s.p[i + 1]) >= 0 &&
                     digit(s.p[i + 2]) >= 0;

        p[n++] = coded ? (char)(digit(s.p[i + 1]) * 16 + digit(s.p[i + 2]))
                       : s.p[i];
        i += coded ? 2 : 0;
    }
    return (cst_str){p, n};
}

/* Old addresses and names of files are in Latin-1: what is no UTF-8 is read so. */
static cst_str from_latin(cst_arena *arena, cst_str s)
{
    size_t len, n = 0;
    char *p;

    if (!s.p || cst_utf8_is_sound(s)) {
        return s;
    }
    p = CST_NEW(arena, char, 2 * s.n + 1);
    for (size_t at = 0; p && at < s.n; at += len) {
        bool ok;

        (void)cst_utf8_decode(s, at, &len, &ok);
        if (ok) {
            memcpy(p + n, s.p + at, len);
            n += len;
        } else {
            len = 1;
            n += cst_utf8_encode((unsigned char)s.p[at], p + n);
        }
    }
    return (cst_str){p, n};
}

cst_str cst_redact_address(cst_redact *r, cst_arena *arena, cst_str s)
{
    cst_str read = s, shown;

    for (int i = 0; i < DECODINGS && read.p; i++) {
        read = decode(arena, read);
    }
    read = from_latin(arena, read);
    if (s.p && !read.p) {
        return read;
    }
    shown = redact(r, arena, read, CST_REDACT_ADDRESS);
    return shown.p == read.p ? s : shown;
}

/* ---------------------------------------------------------------- fillers */

/* Of one to four bytes; no report has use for them. */
static const char *const fillers[] = {"\x1A", "\xC2\x9A", "\xEF\xA3\xBE",
                                      "\xF4\x8F\xBF\xBD"};

/* Bytes of the filler at a place; 0 = none. */
static size_t filler_at(cst_str s, size_t at)
{
    for (size_t n = 1; n <= CST_COUNT(fillers) && at + n <= s.n; n++) {
        if (memcmp(s.p + at, fillers[n - 1], n) == 0) {
            return n;
        }
    }
    return 0;
}

void cst_redact_fill(char *text, cst_tspan at)
{
    size_t len;

    for (size_t i = at.begin; i < at.end; i += len) {
        (void)cst_utf8_decode((cst_str){text, at.end}, i, &len, NULL);
        memcpy(text + i, fillers[len - 1], len);
    }
}

bool cst_redact_is_filled(cst_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (filler_at(text, i)) {
            return true;
        }
    }
    return false;
}

cst_str cst_redact_shown(cst_arena *arena, cst_str text)
{
    static const char block[] = CST_REDACT_BLOCK;
    size_t n = 0, to = 0, len;
    bool inside = false;
    char *p;

    for (size_t i = 0; i < text.n; i += len ? len : 1) {
        len = filler_at(text, i);
        n += len && !inside;
        inside = len > 0;
    }
    if (n == 0) {
        return text;
    }
    inside = false;
    p = CST_NEW(arena, char, text.n + n * sizeof(block) + 1);
    for (size_t i = 0; p && i < text.n; i += len ? len : 1) {
        len = filler_at(text, i);
        if (len && !inside) {
            memcpy(p + to, block, sizeof(block) - 1);
            to += sizeof(block) - 1;
        } else if (!len) {
            p[to++] = text.p[i];
        }
        inside = len > 0;
    }
    return (cst_str){p, p ? to : 0};
}
