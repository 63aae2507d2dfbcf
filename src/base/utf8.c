/* base/utf8: decode, encode, classify, and the two normal forms for look-up.
 *
 * Takes bytes that may be malformed or cut; a bad byte decodes to U+FFFD on
 * its own. norm and fold run on every token, so text of ASCII, Latin-1, Latin
 * Extended-A and common punctuation goes through a plain loop; anything that
 * can combine or decompose goes through utf8proc, in pieces, so that a run of
 * combining marks costs linear time. (A run of more than 256 marks is cut,
 * and is then normalised piece by piece.)
 */
#include "base/utf8.h"

#include <utf8proc.h>

#define PIECE_SOFT 64u /* from here a piece may end before a base letter */
#define PIECE_MAX 256u /* here it must end */
#define EXPANSION 4u   /* the longest canonical decomposition */

#define SOFT_HYPHEN 0x00ADu

/* --------------------------------------------------------------- codec */

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

size_t cst_utf8_len(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        return 4;
    }
    return 1;
}

/* Length and value of a well-formed sequence of 2 to 4 bytes, 0 if none. */
static size_t decode_long(const unsigned char *p, size_t left, uint32_t *cp)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = cst_utf8_len(p[0]);
    uint32_t v;

    if (len == 1 || len > left) {
        return 0;
    }
    v = p[0] & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if (!is_tail(p[i])) {
            return 0;
        }
        v = v << 6 | (p[i] & 0x3Fu);
    }
    if (v < least[len] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) {
        return 0;
    }
    *cp = v;
    return len;
}

uint32_t cst_utf8_decode(cst_str s, size_t at, size_t *len, bool *ok)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    uint32_t cp = CST_BAD_CODEPOINT;
    bool good = true;

    *len = 1;
    if (p[0] < 0x80) {
        cp = p[0];
    } else {
        size_t n = decode_long(p, s.n - at, &cp);

        good = n != 0;
        *len = good ? n : 1;
    }
    if (ok) {
        *ok = good;
    }
    return cp;
}

size_t cst_utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        cp = CST_BAD_CODEPOINT;
    }
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

bool cst_utf8_is_border(cst_str s, size_t at)
{
    uint32_t cp;

    if (at == 0 || at >= s.n) {
        return at == 0 || at == s.n;
    }
    if (!is_tail((unsigned char)s.p[at])) {
        return true;
    }
    /* A tail byte is inside a code point only if a sequence that covers it
     * begins up to three bytes earlier; else it stands alone. */
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        const unsigned char *p = (const unsigned char *)s.p + (at - back);

        if (!is_tail(*p)) {
            return decode_long(p, s.n - (at - back), &cp) <= back;
        }
    }
    return true;
}

/* ------------------------------------------------------------- classes */

bool cst_utf8_is_sound(cst_str s)
{
    for (size_t i = 0, len; i < s.n; i += len) {
        bool ok = true;

        (void)cst_utf8_decode(s, i, &len, &ok);
        if (!ok || (unsigned char)s.p[i] < 0x20) {
            return false;
        }
    }
    return s.n > 0;
}

bool cst_utf8_is_upper(uint32_t cp)
{
    utf8proc_category_t c;

    if (cp < 0x80) {
        return cp >= 'A' && cp <= 'Z';
    }
    c = utf8proc_category((utf8proc_int32_t)cp);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

/* Marks count as letters: in decomposed text they are part of the word. */
bool cst_utf8_is_letter(uint32_t cp)
{
    utf8proc_category_t c;

    if (cp < 0x80) {
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    }
    c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool cst_utf8_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool cst_utf8_is_space(uint32_t cp)
{
    if (cp < 0x80) {
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    }
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

/* -------------------------------------------------------- normal forms */

/* Apostrophes and hyphens to their ASCII form; others as they are. */
static uint32_t plain_punct(uint32_t cp)
{
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0xFF07:
        return '\'';
    case 0x2010:
    case 0x2011:
        return '-';
    default:
        return cp;
    }
}

/* Latin Extended-A to lower case: pairs of upper and lower stand side by side,
 * upper first on even code points but in two stretches on odd ones. */
static uint32_t lower_ext_a(uint32_t cp)
{
    if (cp == 0x130) {
        return 'i';
    }
    if (cp == 0x178) {
        return 0xFF;
    }
    if (cp == 0x138 || cp == 0x149 || cp == 0x17F) {
        return cp;
    }
    if ((cp >= 0x139 && cp <= 0x148) || cp >= 0x179) {
        return cp & 1 ? cp + 1 : cp;
    }
    return cp | 1;
}

/* The ASCII letters of a lower-case code point of Latin-1 and Latin
 * Extended-A; NULL if it has none. U+00E0 to U+00FF, then U+0100 to U+017F. */
static const char *fold_latin(uint32_t cp)
{
    static const char latin1[32][3] = {"a", "a", "a", "a", "a", "a", "ae", "c",
                                       "e", "e", "e", "e", "i", "i", "i",  "i",
                                       "d", "n", "o", "o", "o", "o", "o",  "",
                                       "o", "u", "u", "u", "u", "y", "th", "y"};
    static const char ext_a[] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhh"
                                "iiiiiiiiiiIIjjkkkllllllllllnnnnnnnnnoooooo"
                                "OOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzz"
                                "zzs";
    static const char single[26][2] = {
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
        "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"};

    if (cp >= 0xE0 && cp <= 0xFF) {
        const char *ascii = latin1[cp - 0xE0];

        return ascii[0] ? ascii : NULL;
    }
    if (cp >= 0x100 && cp <= 0x17F) {
        char c = ext_a[cp - 0x100];

        return c == 'I' ? "ij" : c == 'O' ? "oe" : single[c - 'a'];
    }
    return cp == 0xDF ? "ss" : NULL;
}

/* One code point in lower case to out, folded if asked; returns bytes. */
static size_t put_folded(uint32_t cp, bool fold, char *out)
{
    if (fold) {
        const char *ascii = fold_latin(cp);

        if (ascii) {
            size_t n = strlen(ascii);

            memcpy(out, ascii, n);
            return n;
        }
        if (cp >= 0xFB00 && cp <= 0xFB06) {
            static const char lig[7][4] = {"ff",  "fi", "fl", "ffi",
                                           "ffl", "st", "st"};
            size_t n = strlen(lig[cp - 0xFB00]);

            memcpy(out, lig[cp - 0xFB00], n);
            return n;
        }
    }
    return cst_utf8_encode(cp, out);
}

/* The letter of U+1E00 to U+1EFF below its marks; '-' where it is not one of ASCII. */
static char fold_marked(uint32_t cp)
{
    static const char letters[] =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        "wwwwwwwwwwxxxxyyzzzzzzhtwy------aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

    return letters[cp & 0xFF];
}

/* The plain loop. Returns false where the text needs the thorough way. Never
 * writes more bytes than it reads. */
static bool map_fast(cst_str s, bool fold, char *out, size_t *n_out)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0, n = 0;

    while (i < s.n) {
        unsigned char c = p[i];
        uint32_t cp;

        if (c < 0x80) {
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            i++;
            continue;
        }
        if (c >= 0xC2 && c <= 0xC5 && i + 1 < s.n && is_tail(p[i + 1])) {
            cp = (c & 0x1Fu) << 6 | (p[i + 1] & 0x3Fu);
            i += 2;
            if (cp == SOFT_HYPHEN) {
                continue;
            }
            if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) {
                cp += 32;
            } else if (cp >= 0x100) {
                cp = lower_ext_a(cp);
            }
        } else if (c == 0xE2 && i + 2 < s.n && p[i + 1] == 0x80 &&
                   p[i + 2] > 0x81 && is_tail(p[i + 2])) {
            /* U+2002 to U+203F, none of which decomposes. */
            cp = plain_punct(0x2000u | (p[i + 2] & 0x3Fu));
            i += 3;
        } else if (fold && c == 0xE1 && i + 2 < s.n && p[i + 1] >= 0xB8 &&
                   p[i + 1] <= 0xBB && is_tail(p[i + 2])) {
            cp = (uint32_t)fold_marked((p[i + 1] & 3u) << 6 | (p[i + 2] & 0x3Fu));
            if (cp == '-') {
                return false;
            }
            i += 3;
        } else if (fold && c == 0xCA && i + 1 < s.n && p[i + 1] >= 0xB9 &&
                   is_tail(p[i + 1])) { /* half rings and the like */
            cp = plain_punct(0x280u | (p[i + 1] & 0x3Fu));
            i += 2;
        } else {
            return false;
        }
        n += put_folded(cp, fold, out + n);
    }
    *n_out = n;
    return true;
}

static bool is_mark(utf8proc_int32_t cp)
{
    utf8proc_category_t c = utf8proc_category(cp);

    return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

/* Decompose one piece in place of the encoded bytes from..to, lower it, and
 * compose it again (or drop the marks). Returns the code points in buf. */
static size_t map_piece(cst_str s, size_t from, size_t to, bool fold,
                        utf8proc_int32_t *buf)
{
    size_t n = 0, kept = 0;
    utf8proc_ssize_t done;

    while (from < to) {
        size_t len;
        uint32_t cp = plain_punct(cst_utf8_decode(s, from, &len, NULL));
        int boundary = 0;

        from += len;
        if (cp == SOFT_HYPHEN) {
            continue;
        }
        cp = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
        done = utf8proc_decompose_char((utf8proc_int32_t)cp, buf + n, EXPANSION,
                                       UTF8PROC_DECOMPOSE, &boundary);
        if (done < 1 || done > (utf8proc_ssize_t)EXPANSION) {
            buf[n] = (utf8proc_int32_t)cp;
            done = 1;
        }
        n += (size_t)done;
    }
    if (fold) {
        for (size_t i = 0; i < n; i++) {
            if (!is_mark(buf[i])) {
                buf[kept++] = buf[i];
            }
        }
        return kept;
    }
    /* Canonical order of marks: insertion sort, bounded by PIECE_MAX. */
    for (size_t i = 1; i < n; i++) {
        utf8proc_int32_t cp = buf[i];
        int class_ = utf8proc_get_property(cp)->combining_class;
        size_t at = i;

        while (class_ && at &&
               utf8proc_get_property(buf[at - 1])->combining_class > class_) {
            buf[at] = buf[at - 1];
            at--;
        }
        buf[at] = cp;
    }
    done = utf8proc_normalize_utf32(
        buf, (utf8proc_ssize_t)n,
        (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    return done < 0 ? n : (size_t)done;
}

/* Where the piece that begins at from ends. */
static size_t piece_end(cst_str s, size_t from)
{
    size_t at = from, count = 0;

    while (at < s.n && count < PIECE_MAX) {
        size_t len;
        uint32_t cp = cst_utf8_decode(s, at, &len, NULL);

        if (count >= PIECE_SOFT && cp < 0x300) {
            break;
        }
        at += len;
        count++;
    }
    return at;
}

/* The thorough way, piece by piece into out; returns the bytes. With out NULL
 * it only counts them. */
static size_t map_slow(cst_str s, bool fold, char *out)
{
    utf8proc_int32_t buf[PIECE_MAX * EXPANSION + 1];
    size_t n = 0;

    for (size_t at = 0; at < s.n;) {
        size_t to = piece_end(s, at);
        size_t count = map_piece(s, at, to, fold, buf);

        for (size_t i = 0; i < count; i++) {
            char bytes[4];
            size_t len = put_folded((uint32_t)buf[i], fold, bytes);

            if (out) {
                memcpy(out + n, bytes, len);
            }
            n += len;
        }
        at = to;
    }
    return n;
}

static cst_str map_text(cst_arena *a, cst_str s, bool fold)
{
    cst_str r = {NULL, 0};
    char *out = s.n < SIZE_MAX ? cst_arena_alloc(a, s.n + 1, 1) : NULL;
    size_t n = 0;

    if (!out) {
        return r;
    }
    if (!map_fast(s, fold, out, &n)) {
        n = map_slow(s, fold, NULL);
        if (n > s.n) {
            out = cst_arena_alloc(a, n + 1, 1);
            if (!out) {
                return r;
            }
        }
        map_slow(s, fold, out);
        out[n] = '\0';
    } else {
        out[n] = '\0';
    }
    return (cst_str){out, n};
}

cst_str cst_utf8_norm(cst_arena *a, cst_str s)
{
    return map_text(a, s, false);
}

cst_str cst_utf8_fold(cst_arena *a, cst_str s)
{
    return map_text(a, s, true);
}
