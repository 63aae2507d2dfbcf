/* segment: from the text of one block to tokens.
 *
 * Takes a block's bytes and the word lists of the pack; gives tokens with
 * normalised forms and flags. Does not look words up and does not know where
 * sentences end. One pass, no step back further than a token. */
#include "segment/tokenize.h"

#include "base/utf8.h"

/* Longest elided word, in bytes. */
#define MAX_ELIDED 32u

typedef enum char_class {
    C_SPACE, C_LETTER, C_DIGIT, C_APOSTROPHE, C_HYPHEN, C_OTHER
} char_class;

/* One character of the text. */
typedef struct character {
    uint32_t cp, len;
    char_class class_;
    bool upper;
} character;

/* What the scan of a word found. */
typedef struct word {
    uint32_t end, last_hyphen; /* last_hyphen: 0 = none */
    uint32_t letters, uppers;
    bool slow;  /* characters whose norm is not a simple matter */
    bool first_upper;
    bool elided, url;
} word;

/* Classes of ASCII; the upper half of the range is C_OTHER. */
#define S C_SPACE
#define L C_LETTER
#define D C_DIGIT
#define A C_APOSTROPHE
#define H C_HYPHEN
#define O C_OTHER
static const unsigned char ascii_class[128] = {
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    S, S, S, S, S, S, S, O, O, O, O, O, O, A, O, O, O, O, O, H, O, O, D, D, D, D,
    D, D, D, D, D, D, O, O, O, O, O, O, O, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, O, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O};
#undef S
#undef L
#undef D
#undef A
#undef H
#undef O

static inline character ascii_char(unsigned char c)
{
    return (character){c, 1, (char_class)ascii_class[c], c >= 'A' && c <= 'Z'};
}

static bool is_mark(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x300 && cp < 0x370) || cp == 0x200D;
}

static character wide_char(const cst_tokenizer *t, uint32_t at)
{
    size_t len = 1;
    character r = {0, 1, C_OTHER, false};
    unsigned char c = (unsigned char)t->text.p[at];
    if (c == 0xC3 && at + 1 < t->text.n) { /* most letters of the West */
        uint32_t cp = 0xC0u | ((unsigned char)t->text.p[at + 1] & 0x3Fu);
        if (cp != 0xD7 && cp != 0xF7) {
            return (character){cp, 2, C_LETTER, cp < 0xDF};
        }
    }
    r.cp = cst_utf8_decode(t->text, at, &len, NULL);
    r.len = (uint32_t)len;
    if (r.cp == 0x2019 || r.cp == 0x2BC) {
        r.class_ = C_APOSTROPHE;
    } else if (r.cp == 0x2010 || r.cp == 0x2011) {
        r.class_ = C_HYPHEN;
    } else if (cst_utf8_is_space(r.cp)) {
        r.class_ = C_SPACE;
    } else if (is_mark(r.cp) || cst_utf8_is_letter(r.cp)) {
        r.class_ = C_LETTER;
        r.upper = cst_utf8_is_upper(r.cp);
    }
    return r;
}

static inline character next_char(const cst_tokenizer *t, uint32_t at)
{
    unsigned char c = (unsigned char)t->text.p[at];
    return c < 0x80 ? ascii_char(c) : wide_char(t, at);
}

static char_class class_at(const cst_tokenizer *t, uint32_t at)
{
    return at < t->block_end ? next_char(t, at).class_ : C_SPACE;
}

static cst_str slice(const cst_tokenizer *t, uint32_t begin, uint32_t end)
{
    return (cst_str){t->text.p + begin, end - begin};
}

/* ------------------------------------------------------------ word lists */

static cst_words split_words(cst_arena *arena, cst_str list)
{
    CST_VEC(cst_str) out = {0};
    cst_str item;
    while (cst_str_cut(&list, ' ', &item)) {
        item = cst_str_trim(item);
        cst_str *to = item.n > 0 ? CST_PUSH(arena, &out) : NULL;
        if (to) {
            *to = item;
        }
    }
    return (cst_words){out.at, (uint32_t)out.n};
}

static bool in_words(const cst_words *list, cst_str word_)
{
    for (uint32_t i = 0; i < list->n; i++) {
        if (cst_str_eq(list->at[i], word_)) {
            return true;
        }
    }
    return false;
}

cst_status cst_segment_tables_load(cst_arena *arena, const cst_pack *pack,
                                   const cst_segment_tables **out)
{
    cst_segment_tables *t = CST_NEW(arena, cst_segment_tables, 1);
    if (t && pack) {
        t->elisions = split_words(arena, cst_pack_conf(pack, "elisions"));
        t->clitics = split_words(arena, cst_pack_conf(pack, "clitics"));
        t->whole = split_words(arena, cst_pack_conf(pack, "clitic_exceptions"));
        t->inner = split_words(arena, cst_pack_conf(pack, "abbreviations"));
        t->maybe =
            split_words(arena, cst_pack_conf(pack, "abbreviations_final"));
        t->digit =
            split_words(arena, cst_pack_conf(pack, "abbreviations_digit"));
        t->articles = split_words(arena, cst_pack_conf(pack, "name_articles"));
    }
    *out = t;
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

void cst_tokenizer_init(cst_tokenizer *t, cst_arena *arena,
                        const cst_segment_tables *tables, cst_str text)
{
    *t = (cst_tokenizer){.arena = arena, .tables = tables, .text = text};
}

/* ------------------------------------------------------------------ norm */

/* Lower case of what a plain word holds: ASCII, Latin-1 letters, typographic
 * apostrophes and hyphens. Shares the text's bytes when nothing changes. */
static cst_str quick_norm(const cst_tokenizer *t, cst_str s)
{
    size_t i = 0;
    while (i < s.n && !(s.p[i] >= 'A' && s.p[i] <= 'Z')) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == 0xE2 || (c == 0xC3 && i + 1 < s.n &&
                          (unsigned char)s.p[i + 1] < 0x9F)) {
            break;
        }
        i++;
    }
    if (i == s.n) {
        return s;
    }
    char *to = cst_arena_copy(t->arena, s.p, s.n);
    size_t n = i;
    while (to && i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 'A' && c <= 'Z') {
            to[n++] = (char)(c + 32);
        } else if (c == 0xC3 && i + 1 < s.n) {
            unsigned char d = (unsigned char)s.p[++i];
            to[n++] = (char)c;
            to[n++] = (char)(d < 0x9F && d != 0x97 ? d + 0x20 : d);
        } else if (c == 0xE2 && i + 2 < s.n) {
            to[n++] = (unsigned char)s.p[i + 2] == 0x99 ? '\'' : '-';
            i += 2;
        } else {
            to[n++] = (char)c;
        }
        i++;
    }
    return to ? (cst_str){to, n} : s;
}

static cst_str word_norm(const cst_tokenizer *t, cst_str s, bool slow)
{
    return slow ? cst_utf8_norm(t->arena, s) : quick_norm(t, s);
}

static bool make_room(cst_tokenizer *t)
{
    void *at = t->tokens.at;
    t->failed = !cst_vec_grow(t->arena, &at, t->tokens.n, &t->tokens.cap,
                              sizeof(cst_token));
    t->tokens.at = at;
    return !t->failed;
}

static void push(cst_tokenizer *t, uint32_t begin, uint32_t end, cst_str norm,
                 unsigned flags)
{
    size_t n = t->tokens.n;
    if (n == t->tokens.cap && !make_room(t)) {
        return;
    }
    cst_token *to = &t->tokens.at[t->tokens.n++];
    if (n == t->block_token) {
        flags |= CST_TOK_LINE;
    } else if (to[-1].span.end == begin) {
        flags |= CST_TOK_GLUED;
    }
    *to = (cst_token){{begin, end}, norm, (uint16_t)flags, cst_token_hash(norm)};
}

/* ----------------------------------------------------------------- words */

static uint32_t scan_to_space(const cst_tokenizer *t, uint32_t at)
{
    while (at < t->block_end) {
        character c = next_char(t, at);
        if (c.class_ == C_SPACE || c.cp == '"' || c.cp == '<' || c.cp == '>' ||
            c.cp == 0xAB || c.cp == 0xBB) {
            break;
        }
        at += c.len;
    }
    return at;
}

/* End of an address at at, or at. */
static uint32_t scan_url(const cst_tokenizer *t, uint32_t at)
{
    static const char *const starts[] = {"http://", "https://", "www.",
                                         "pic.twitter.com/"};
    cst_str rest = slice(t, at, t->block_end);
    char first = rest.p[0];
    bool maybe = rest.n > 4 && (first == 'h' || first == 'w' || first == 'p');
    for (size_t i = 0; maybe && i < CST_COUNT(starts); i++) {
        if (cst_str_starts(rest, cst_str_of(starts[i]))) {
            uint32_t end = scan_to_space(t, at);
            while (end > at + 1 && memchr(".,;:!?)", t->text.p[end - 1], 7)) {
                end--;
            }
            return end;
        }
    }
    return at;
}

static void note_letter(word *w, const character *c)
{
    w->letters++;
    w->uppers += c->upper;
    w->slow = w->slow || (c->len > 1 && (c->cp < 0xC0 || c->cp > 0xFF));
}

/* One step of a word over an apostrophe, hyphen or at sign; false: it ends. */
static bool step_sign(const cst_tokenizer *t, uint32_t begin, word *w,
                      const character *c)
{
    char_class after = class_at(t, w->end + c->len);
    bool goes_on = after == C_LETTER || after == C_DIGIT;
    if (c->class_ == C_APOSTROPHE) {
        /* No elided word is long: rows of apostrophes stay linear. */
        if (w->last_hyphen == 0 && w->end - begin <= MAX_ELIDED) {
            cst_str part = word_norm(t, slice(t, begin, w->end), w->slow);
            w->elided = in_words(&t->tables->elisions, part);
        }
        goes_on = goes_on && after == C_LETTER;
        w->slow = w->slow || c->cp == 0x2BC;
    } else if (c->class_ == C_HYPHEN) {
        if (goes_on) {
            w->last_hyphen = w->end;
        }
    } else if (c->cp == '@') {
        w->url = goes_on;
    } else {
        return false;
    }
    if (w->elided || goes_on) {
        w->end += c->len;
    }
    return goes_on && !w->elided;
}

static word scan_word(const cst_tokenizer *t, uint32_t at)
{
    word w = {.end = at};
    while (w.end < t->block_end) {
        unsigned char small = (unsigned char)t->text.p[w.end];
        if (small >= 'a' && small <= 'z') {
            w.letters++;
            w.end++;
            continue;
        }
        character c = next_char(t, w.end);
        if (c.class_ == C_LETTER) {
            if (w.end == at) {
                w.first_upper = c.upper;
            }
            note_letter(&w, &c);
        } else if (c.class_ != C_DIGIT) {
            if (!step_sign(t, at, &w, &c)) {
                break;
            }
            if (w.url) {
                w.end = scan_to_space(t, w.end);
                break;
            }
            continue;
        }
        w.end += c.len;
    }
    return w;
}

static unsigned word_flags(const word *w)
{
    unsigned flags = w->first_upper ? CST_TOK_CAP : 0;
    if (w->letters >= 2 && w->uppers == w->letters) {
        flags |= CST_TOK_ALLCAPS;
    }
    return flags | (w->url ? CST_TOK_URL : 0u);
}

/* An article that names keep in small letters does not hide their capital:
 * "al-Nouri" is a name as "Al-Nouri" is. */
static bool hidden_capital(const cst_tokenizer *t, uint32_t at, const word *w)
{
    if (w->first_upper || w->uppers == 0 || !w->last_hyphen || w->url) {
        return false;
    }
    for (uint32_t i = at; i < at + 6 && i < w->end; i++) {
        character c = next_char(t, i);
        if (c.class_ == C_HYPHEN) {
            return i + c.len < w->end && next_char(t, i + c.len).upper &&
                   in_words(&t->tables->articles, slice(t, at, i));
        }
        if (c.len > 1) {
            return false;
        }
    }
    return false;
}

/* A capital inside a sentence is a name: its last part is no clitic there. */
static bool may_have_clitic(const cst_tokenizer *t, const word *w)
{
    size_t n = t->tokens.n;
    if (!w->last_hyphen || w->url) {
        return false;
    }
    return !w->first_upper || n == t->block_token ||
           (t->tokens.at[n - 1].flags & CST_TOK_PUNCT);
}

/* Bytes at the end of a norm that are a clitic; 0 = none. */
static size_t clitic_length(const cst_tokenizer *t, cst_str norm)
{
    if (in_words(&t->tables->whole, norm)) {
        return 0;
    }
    for (uint32_t i = 0; i < t->tables->clitics.n; i++) {
        cst_str c = t->tables->clitics.at[i];
        if (norm.n > c.n && cst_str_ends(norm, c)) {
            return c.n;
        }
    }
    return 0;
}

/* Where in the text a clitic begins that has as many hyphens as its norm. */
static uint32_t clitic_begin(const cst_tokenizer *t, const word *w,
                             cst_str clitic, uint32_t begin)
{
    uint32_t at = w->last_hyphen;
    for (size_t i = 1; i < clitic.n; i++) {
        if (clitic.p[i] == '-') {
            uint32_t back = at;
            while (back > begin && class_at(t, back - 1) != C_HYPHEN) {
                back--;
            }
            at = back > begin ? back - 1 : at;
        }
    }
    return at;
}

static void push_word(cst_tokenizer *t, uint32_t begin, const word *w)
{
    cst_str norm = word_norm(t, slice(t, begin, w->end), w->slow);
    unsigned flags = word_flags(w);
    if (may_have_clitic(t, w)) {
        size_t n = clitic_length(t, norm);
        cst_str clitic = {norm.p + (norm.n - n), n};
        uint32_t cut = n ? clitic_begin(t, w, clitic, begin) : begin;
        if (cut > begin) {
            push(t, begin, cut, (cst_str){norm.p, norm.n - n}, flags);
            push(t, cut, w->end, clitic, 0);
            return;
        }
    }
    push(t, begin, w->end, norm, flags);
}

/* --------------------------------------------------------- abbreviations */

cst_dot cst_tokenizer_dot(const cst_tokenizer *t, const cst_token *token)
{
    cst_str n = token->norm;
    if (n.n < 2 || n.p[n.n - 1] != '.' || (token->flags & CST_TOK_PUNCT)) {
        return CST_DOT_NONE;
    }
    return in_words(&t->tables->maybe, n) ? CST_DOT_MAYBE : CST_DOT_INNER;
}

/* End of a row of initials ("J.", "U.S.", "J.-C."), or at. */
static uint32_t scan_initials(const cst_tokenizer *t, uint32_t at)
{
    uint32_t end = at, n = 0;
    bool upper = true;
    if (at + 2 < t->block_end && t->text.p[at + 1] != '.' &&
        t->text.p[at + 2] != '.') {
        return at; /* the usual word */
    }
    while (end < t->block_end && n < 8) {
        uint32_t from = end;
        if (n > 0 && next_char(t, from).class_ == C_HYPHEN) {
            from++;
        }
        if (from >= t->block_end) {
            break;
        }
        character c = next_char(t, from);
        uint32_t dot = from + c.len;
        if (c.class_ != C_LETTER || dot >= t->block_end ||
            t->text.p[dot] != '.') {
            break;
        }
        upper = upper && c.upper;
        end = dot + 1;
        n++;
    }
    bool last = end >= t->block_end || class_at(t, end) != C_SPACE;
    if (n == 1 && (!upper || last)) {
        return at; /* a letter at the end of a sentence */
    }
    if (n > 1 && class_at(t, end) == C_LETTER) {
        return at;
    }
    return end;
}

static bool digit_follows(const cst_tokenizer *t, uint32_t at)
{
    while (at < t->block_end && next_char(t, at).class_ == C_SPACE) {
        at += next_char(t, at).len;
    }
    return class_at(t, at) == C_DIGIT;
}

/* Takes in the full stop of an abbreviation or the degree sign of a number
 * word; true if it did. */
static bool add_dot(const cst_tokenizer *t, uint32_t begin, word *w)
{
    if (w->end >= t->block_end || w->elided) {
        return false;
    }
    if (t->text.p[w->end] == '.') {
        cst_str norm =
            word_norm(t, slice(t, begin, w->end + 1), w->slow);
        const cst_segment_tables *k = t->tables;
        if (in_words(&k->inner, norm) || in_words(&k->maybe, norm) ||
            (in_words(&k->digit, norm) && digit_follows(t, w->end + 1))) {
            w->end++;
            return true;
        }
        return false;
    }
    character c = next_char(t, w->end);
    if ((c.cp == 0xB0 || c.cp == 0xBA) && w->letters == 1) {
        w->end += c.len;
        if (w->end < t->block_end && t->text.p[w->end] == 's') {
            w->end++;
        }
        return true;
    }
    return false;
}

/* Can nothing that begins with this byte belong to the small letters before
 * it? Signs of addresses and abbreviations can. */
static bool ends_plainly(unsigned char c)
{
    return c < 0x80 && (ascii_class[c] == C_SPACE ||
                        (ascii_class[c] == C_OTHER && c != '.' && c != ':' &&
                         c != '@'));
}

/* End of small letters that are a word's rest, or at. */
static uint32_t scan_small(const cst_tokenizer *t, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)t->text.p;
    uint32_t i = at, end = t->block_end;
    while (i < end) {
        if (p[i] >= 'a' && p[i] <= 'z') {
            i++;
        } else if (p[i] == 0xC3 && i + 1 < end && (p[i + 1] & 0xE0) == 0xA0 &&
                   p[i + 1] != 0xB7) { /* U+00E0 to U+00FF without a sign */
            i += 2;
        } else {
            break;
        }
    }
    return i == end || ends_plainly(p[i]) ? i : at;
}

/* End of a word of small letters behind a capital or none, or at. Nearly all
 * words are such and need none of the questions below. */
static uint32_t read_plain_word(cst_tokenizer *t, uint32_t at)
{
    bool capital = t->text.p[at] >= 'A' && t->text.p[at] <= 'Z';
    uint32_t end = scan_small(t, at + capital);
    cst_str norm = slice(t, at, end);
    if (end == at + capital) {
        return at;
    }
    char *lower = capital ? cst_arena_copy(t->arena, norm.p, norm.n) : NULL;
    if (lower) {
        lower[0] = (char)(lower[0] + 32);
        norm.p = lower;
    }
    push(t, at, end, norm, capital ? CST_TOK_CAP : 0);
    return end;
}

static uint32_t read_word(cst_tokenizer *t, uint32_t at)
{
    uint32_t end = read_plain_word(t, at);
    if (end > at) {
        return end;
    }
    end = scan_url(t, at);
    if (end > at) {
        push(t, at, end, word_norm(t, slice(t, at, end), true), CST_TOK_URL);
        return end;
    }
    end = scan_initials(t, at);
    if (end > at) {
        unsigned flags = next_char(t, at).upper ? CST_TOK_CAP : 0;
        push(t, at, end, word_norm(t, slice(t, at, end), true), flags);
        return end;
    }
    word w = scan_word(t, at);
    w.first_upper = w.first_upper || hidden_capital(t, at, &w);
    if (add_dot(t, at, &w)) {
        push(t, at, w.end, word_norm(t, slice(t, at, w.end), w.slow),
             word_flags(&w));
    } else {
        push_word(t, at, &w);
    }
    return w.end;
}

/* --------------------------------------------------------------- numbers */

static uint32_t read_number(cst_tokenizer *t, uint32_t at)
{
    uint32_t end = cst_scan_date(t->text, at, t->block_end);
    if (end == at) {
        end = cst_scan_clock(t->text, at, t->block_end);
    }
    if (end > at) {
        push(t, at, end, slice(t, at, end), 0);
        return end;
    }
    end = cst_scan_number(t->text, at, t->block_end);
    uint32_t run = at;
    while (class_at(t, run) == C_DIGIT) {
        run++;
    }
    char_class after = class_at(t, run);
    bool joined = after == C_HYPHEN && class_at(t, run + 1) == C_LETTER &&
                  t->text.p[run] == '-';
    if (after == C_LETTER || joined) {
        word w = scan_word(t, at);
        w.end = w.elided ? run : w.end;
        if (!joined) { /* "19h-20h" is two times */
            for (uint32_t i = run; i < w.end; i++) {
                if (class_at(t, i) == C_HYPHEN && t->text.p[i] == '-') {
                    w.end = i;
                }
            }
        }
        push(t, at, w.end, word_norm(t, slice(t, at, w.end), w.slow), 0);
        return w.end;
    }
    push(t, at, end, cst_number_norm(t->arena, slice(t, at, end)),
         CST_TOK_NUM);
    return end;
}

/* ------------------------------------------------------------------ signs */

/* Straight marks: the blanks around say which side it is, else they take
 * turns. */
static unsigned straight_quote(cst_tokenizer *t, uint32_t at, uint32_t len)
{
    bool before = at == t->block_begin ||
                  (at > 0 && (unsigned char)t->text.p[at - 1] <= ' ') ||
                  (at > 0 && memchr("([", t->text.p[at - 1], 2));
    bool after = class_at(t, at + len) == C_SPACE;
    bool opens = !t->quote_open;
    if (before && !after) {
        opens = true;
    } else if (after && !before) {
        opens = false;
    }
    t->quote_open = opens;
    return opens ? CST_TOK_OPEN : CST_TOK_CLOSE;
}

static unsigned sign_flags(cst_tokenizer *t, uint32_t cp, uint32_t at,
                           uint32_t len)
{
    switch (cp) {
    case '"':
        return CST_TOK_PUNCT | straight_quote(t, at, len);
    case 0xAB: case 0x201C: case 0x201E: case 0x2039:
        return CST_TOK_PUNCT | CST_TOK_OPEN;
    case 0xBB: case 0x201D: case 0x203A:
        return CST_TOK_PUNCT | CST_TOK_CLOSE;
    case '%': case '+': case '=': case '$': case '#': case '@': case '&':
    case '^': case '~': case '`': case 0xB0: case 0x20AC: case 0xA3:
    case 0x2030:
        return 0;
    default:
        break;
    }
    bool punct = cp < 0x80 || cp == 0xA7 || cp == 0xB7 || cp == 0xBF ||
                 cp == 0xA1 || (cp >= 0x2010 && cp <= 0x205E) ||
                 (cp >= 0x3000 && cp <= 0x303F);
    return punct ? CST_TOK_PUNCT : 0;
}

/* "...", "--", "[...]": marks that belong together. */
static uint32_t scan_marks(const cst_tokenizer *t, uint32_t at, uint32_t cp,
                           uint32_t len)
{
    cst_str rest = slice(t, at, t->block_end);
    static const char *const whole[] = {"[...]", "(...)", "[\xE2\x80\xA6]",
                                        "(\xE2\x80\xA6)"};
    for (size_t i = 0; (cp == '[' || cp == '(') && i < CST_COUNT(whole); i++) {
        if (cst_str_starts(rest, cst_str_of(whole[i]))) {
            return at + (uint32_t)strlen(whole[i]);
        }
    }
    uint32_t end = at + len;
    if (cp == '.' || cp == '-' || cp == '_' || cp == '*' || cp == '=' ||
        cp == '#') {
        while (end < t->block_end && t->text.p[end] == (char)cp) {
            end++;
        }
        if (cp == '.' && end - at == 2) {
            end = at + 1;
        }
    }
    return end;
}

static uint32_t read_sign(cst_tokenizer *t, uint32_t at, const character *c)
{
    if (c->cp == '#' || c->cp == '@') {
        uint32_t end = at + 1;
        while (class_at(t, end) == C_LETTER || class_at(t, end) == C_DIGIT ||
               (end < t->block_end && t->text.p[end] == '_')) {
            end += next_char(t, end).len;
        }
        if (end > at + 1) {
            push(t, at, end, word_norm(t, slice(t, at, end), true),
                 CST_TOK_URL);
            return end;
        }
    }
    uint32_t end = scan_marks(t, at, c->cp, c->len);
    cst_str s = slice(t, at, end);
    unsigned flags = sign_flags(t, c->cp, at, end - at);
    if (c->class_ == C_APOSTROPHE) {
        s = CST_S("'");
    } else if (c->class_ == C_HYPHEN && c->len > 1) {
        s = CST_S("-");
    }
    push(t, at, end, s, flags);
    return end;
}

void cst_tokenize_block(cst_tokenizer *t, cst_tspan block)
{
    t->block_begin = block.begin;
    t->block_end = block.end;
    t->block_token = (uint32_t)t->tokens.n;
    t->quote_open = false;
    uint32_t at = block.begin;
    while (at < block.end && !t->failed) {
        if (t->text.p[at] == ' ') { /* every second step or so */
            at++;
            continue;
        }
        character c = next_char(t, at);
        switch (c.class_) {
        case C_SPACE:
            at += c.len;
            break;
        case C_LETTER:
            at = read_word(t, at);
            break;
        case C_DIGIT:
            at = read_number(t, at);
            break;
        case C_APOSTROPHE:
        case C_HYPHEN:
        case C_OTHER:
        default:
            at = read_sign(t, at, &c);
            break;
        }
    }
}
