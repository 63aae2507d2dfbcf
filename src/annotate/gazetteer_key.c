/* annotate/gazetteer_key: how names are compared.
 *
 * Three keys, each forgiving more than the one before; docs/GAZETTEER.md says
 * what each joins and how often it joins two places that are not one.
 *   spelling     case, accents, hyphens, apostrophes, the first article
 *   loose        vowels, doubled letters, articles, h and th, q and k, sh and ch
 *   bones        no vowels at all, so that Arabic script has the same */
#include "annotate/gazetteer_store.h"
#include "base/utf8.h"

/* ------------------------------------------------------------- spelling */

/* The letters of Arabic script that writers exchange, to one of them; 0 = the
 * letter is dropped (the line that only stretches a word), p[0] itself kept. */
static bool plain_arabic(const unsigned char *p, char out[2])
{
    static const unsigned char pairs[][4] = {
        {0xD9, 0x89, 0xD9, 0x8A}, /* alef maqsura, yeh */
        {0xDB, 0x8C, 0xD9, 0x8A}, /* Persian yeh */
        {0xD8, 0xA9, 0xD9, 0x87}, /* teh marbuta, heh */
        {0xDA, 0xA9, 0xD9, 0x83}, /* Persian kaf */
        {0xDA, 0xAF, 0xD9, 0x83}  /* gaf */
    };
    out[0] = (char)p[0];
    out[1] = (char)p[1];
    for (size_t i = 0; i < CST_COUNT(pairs); i++) {
        if (p[0] == pairs[i][0] && p[1] == pairs[i][1]) {
            out[0] = (char)pairs[i][2];
            out[1] = (char)pairs[i][3];
        }
    }
    return !(p[0] == 0xD9 && p[1] == 0x80);
}

/* What ASCII is in a key: small letters; hyphens and blanks, which the sources use
 * at will, are one thing; 0 = nothing. */
static const char plain[128] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, ' ', ' ', 11, 12, ' ', 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, ' ', '!', '"', '#', '$', '%', '&', 0, '(',
    ')', '*', '+', ',', ' ', 0, '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    ':', ';', '<', '=', '>', '?', '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j',
    'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '[',
    '\\', ']', '^', '_', 0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l',
    'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}',
    '~', 127};

/* Writes a character that is no second blank and no first one. */
static inline size_t keep(char *out, size_t n, char c)
{
    out[n] = c;
    return n + (c != 0 && (c != ' ' || (n > 0 && out[n - 1] != ' ')));
}

/* Blanks that keep words together, thin ones, and hyphens that are no ASCII: how
 * many bytes; 0 = none of them. */
static size_t blank_at(const char *p, size_t n)
{
    bool two = n > 1 && memcmp(p, "\xC2\xA0", 2) == 0;
    bool three = n > 2 && memcmp(p, "\xE2\x80", 2) == 0 &&
                 ((unsigned char)p[2] <= 0x91 || (unsigned char)p[2] == 0xAF);
    return two ? 2 : three ? 3 : 0;
}

/* Folded text into the form that is compared. */
static size_t squeeze(const char *p, size_t n, char *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        unsigned char next = i + 1 < n ? (unsigned char)p[i + 1] : 0;
        size_t blank = c == 0xC2 || c == 0xE2 ? blank_at(p + i, n - i) : 0;
        if (c < 0x80 || blank) {
            kept = keep(out, kept, blank ? ' ' : plain[c]);
            i += blank ? blank - 1 : 0;
        } else if (c >= 0xD8 && c <= 0xDB && next >= 0x80) {
            kept += plain_arabic((const unsigned char *)p + i, out + kept) ? 2
                                                                           : 0;
            i++;
        } else if (c == 0xCA && next >= 0xB9) { /* raised letters, half rings */
            i++;
        } else {
            out[kept++] = (char)c;
        }
    }
    return kept && out[kept - 1] == ' ' ? kept - 1 : kept;
}

/* Text of ASCII alone needs no folding; false at the first other byte. */
static bool plain_key(cst_str name, cst_gaz_key *key)
{
    size_t kept = 0;
    unsigned char seen = 0;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        seen |= c;
        kept = keep(key->p, kept, plain[c & 0x7Fu]);
    }
    key->n = kept && key->p[kept - 1] == ' ' ? kept - 1 : kept;
    return seen < 0x80;
}

#define ARABIC_ARTICLE "\xD8\xA7\xD9\x84"

bool cst_gaz_key_of(cst_arena *scratch, cst_str name, cst_gaz_key *key)
{
    if (name.n == 0 || name.n > CST_GAZ_MAX_NAME) {
        return false;
    }
    if (!plain_key(name, key)) {
        cst_str folded = cst_utf8_fold(scratch, name);
        if (folded.n > sizeof key->p) {
            return false;
        }
        key->n = squeeze(folded.p, folded.n, key->p);
    }
    /* Arabic's article comes and goes between reports. */
    bool latin = key->n > 5 && (key->p[0] == 'a' || key->p[0] == 'e') &&
                 key->p[1] == 'l' && key->p[2] == ' ';
    bool arabic = key->n > 8 && memcmp(key->p, ARABIC_ARTICLE, 4) == 0;
    size_t skip = latin ? 3 : arabic ? 4 : 0;
    if (skip) {
        key->n -= skip;
        memmove(key->p, key->p + skip, key->n);
    }
    return key->n > 0;
}

/* ---------------------------------------------------------------- loose */

/* Articles that come and go, in any place but the last: a vowel and one or two
 * of the letters that an article takes from the word behind it. */
static size_t skip_article(const cst_gaz_key *k, size_t at)
{
    const char *p = k->p + at;
    size_t left = k->n - at;
    if (left < 5 || (p[0] != 'a' && p[0] != 'e' && p[0] != 'u')) {
        return at;
    }
    if (p[2] == ' ' && memchr("lsrtdnz", p[1], 7)) {
        return at + 3;
    }
    return left > 5 && p[3] == ' ' && p[2] == 'h' && (p[1] == 's' || p[1] == 'c')
               ? at + 4 : at;
}

void cst_gaz_drop_articles(cst_gaz_key *key)
{
    size_t n = 0;
    for (size_t i = skip_article(key, 0); i < key->n; i++) {
        key->p[n++] = key->p[i];
        if (key->p[i] == ' ') {
            i = skip_article(key, i + 1) - 1;
        }
    }
    key->n = n;
}

/* One letter for the ways to write one sound; *used is how many it takes. */
static char sound(const cst_gaz_key *k, size_t at, size_t *used)
{
    const char *p = k->p + at;
    size_t left = k->n - at;
    char c = p[0], next = left > 1 ? p[1] : 0;
    bool h = next == 'h';
    *used = 1;
    switch (c) {
    case 'e': case 'i': case 'o': case 'u': case 'y': case 'w':
        return 'a';
    case 'q':
        return 'k';
    case 'z':
        return 's';
    case 's': case 'c':
        *used = h ? 2 : 1;
        return h ? 'c' : c == 'c' ? 'k' : 's';
    case 'k': case 'g': case 'p':
        *used = h || (next == 'j' && c != 'p') ? 2 : 1;
        return h && c == 'k' ? 'h' : h && c == 'p' ? 'f' : c;
    case 't':
        if (next == 'c' && left > 2 && p[2] == 'h') {
            *used = 3;
            return 'c';
        }
        *used = h ? 2 : 1;
        return c;
    case 'd':
        *used = h || next == 'j' ? 2 : 1;
        return next == 'j' ? 'j' : c;
    default:
        return c;
    }
}

/* Returns the number of its consonants. */
static size_t loosen(const cst_gaz_key *key, cst_gaz_key *loose)
{
    char *out = loose->p;
    size_t n = 0, consonants = 0;
    for (size_t i = skip_article(key, 0), used; i < key->n; i += used) {
        if (key->p[i] == ' ') {
            i = skip_article(key, i + 1);
        }
        char c = sound(key, i, &used);
        if (c != ' ' && (n == 0 || c != out[n - 1])) {
            consonants += c != 'a';
            out[n++] = c;
        }
    }
    while (n > 1 && (out[n - 1] == 'a' || out[n - 1] == 'h')) {
        n--;
    }
    loose->n = n;
    return consonants;
}

/* Cyrillic has the key of what Latin writes for it. */
static const cst_gaz_key *read_cyrillic(const cst_gaz_key *key, cst_gaz_key *latin)
{
    unsigned char c = (unsigned char)key->p[0];
    return c >= 0xD0 && c <= 0xD2 && cst_gaz_latin_of(key, latin) ? latin : key;
}

bool cst_gaz_loose_of(const cst_gaz_key *key, cst_gaz_key *loose)
{
    cst_gaz_key latin;
    return loosen(read_cyrillic(key, &latin), loose) >= 3 && loose->n >= 5;
}

/* ---------------------------------------------------------------- bones */

/* The consonant of a letter of Arabic script, 'a' for what Latin writes as a
 * vowel or not at all, 0 for other characters. U+0621 to U+064A. */
static char arabic_sound(unsigned char lead, unsigned char tail)
{
    static const char letters[] = "aaaaaaabhttjhhddrsscsdtdakaaaaa";
    static const char behind[] = "afkklmnhaaa";
    if (lead == 0xD8 && tail >= 0xA1 && tail <= 0xBF) {
        return letters[tail - 0xA1];
    }
    if (lead == 0xD9 && tail >= 0x80 && tail <= 0x8A) {
        return behind[tail - 0x80];
    }
    return (char)(lead == 0xDA && tail == 0x86   ? 'c'
                  : lead == 0xD9 && tail == 0xBE ? 'b'
                  : lead == 0xDA && tail == 0x98 ? 'j'
                                                 : 0);
}

/* Letters of which only one of the two scripts, or of two tongues, knows the
 * difference. */
static char bone(char c)
{
    return (char)(c == 'g' ? 'k' : c == 'p' ? 'b' : c == 'v' ? 'f' : c);
}

static size_t arabic_article(const cst_gaz_key *k, size_t at)
{
    return k->n - at > 8 && memcmp(k->p + at, ARABIC_ARTICLE, 4) == 0 ? at + 4
                                                                      : at;
}

/* A feminine ending is written ah, at, eh, et, a or not at all. */
static size_t close_word(const char *out, size_t from, size_t n, char before)
{
    bool ending = n > from + 1 && (out[n - 1] == 'h' ||
                                   (out[n - 1] == 't' && before == 'v'));
    return ending ? n - 1 : n;
}

bool cst_gaz_bones_of(const cst_gaz_key *own, cst_gaz_key *bones)
{
    cst_gaz_key latin;
    const cst_gaz_key *key = read_cyrillic(own, &latin);
    char *out = bones->p, last = 0, before = 0;
    size_t n = 0, word = 0;
    size_t i = arabic_article(key, skip_article(key, 0));
    while (i < key->n) {
        size_t used = 1;
        unsigned char p = (unsigned char)key->p[i];
        unsigned char q = i + 1 < key->n ? (unsigned char)key->p[i + 1] : 0;
        if (p == ' ') {
            n = close_word(out, word, n, before);
            i = arabic_article(key, skip_article(key, i + 1));
            word = n;
            last = before = 0;
            continue;
        }
        char c = p >= 0x80 ? arabic_sound(p, q) : bone(sound(key, i, &used));
        bool open = p == 'a' || p == 'e';
        if (p >= 0x80) {
            used = q >= 0x80 && c ? 2 : 1;
            c = c ? c : (char)p;
        }
        if (c != 'a' && c != last) {
            before = last == 'v' ? 'v' : 0;
            out[n++] = c;
        }
        last = c != 'a' ? c : open ? 'v' : 'a';
        i += used;
    }
    bones->n = close_word(out, word, n, before);
    /* Of fewer consonants the vowels have a say too. */
    return bones->n >= 3 || (loosen(key, bones) >= 2 && bones->n >= 3);
}

/* --------------------------------------------------------- generic words */

static bool is_article(const char *p, size_t n)
{
    return n >= 2 && n <= 3 && (p[0] == 'a' || p[0] == 'e' || p[0] == 'u') &&
           (n == 2 ? memchr("lsrtdnz", p[1], 7) != NULL
                   : p[2] == 'h' && (p[1] == 's' || p[1] == 'c' || p[1] == 't'));
}

bool cst_gaz_bare_of(const cst_gaz_key *key, cst_gaz_generic_fn generic,
                     void *user, cst_gaz_key *bare)
{
    size_t article = 0; /* where the article before this word begins, + 1 */
    bool some = false;
    bare->n = 0;
    for (size_t i = 0, end; i < key->n; i = end + 1) {
        cst_gaz_key word;
        const char *space = memchr(key->p + i, ' ', key->n - i);
        end = space ? (size_t)(space - key->p) : key->n;
        word.n = end - i;
        memcpy(word.p, key->p + i, word.n);
        if (generic(user, cst_gaz_hash(CST_GAZ_GENERIC, &word))) {
            bare->n = article ? article - 1 : bare->n;
            some = true;
            article = 0;
            continue;
        }
        article = is_article(word.p, word.n) ? bare->n + 1 : 0;
        if (bare->n) {
            bare->p[bare->n++] = ' ';
        }
        memcpy(bare->p + bare->n, word.p, word.n);
        bare->n += word.n;
    }
    return some && bare->n > 0;
}

uint64_t cst_gaz_hash_in(const char country[2], const cst_gaz_key *key)
{
    uint64_t h = cst_gaz_hash(CST_GAZ_BONES, key) ^
                 ((uint64_t)(unsigned char)country[0] << 8 |
                  (unsigned char)country[1]) * UINT64_C(0x9e3779b97f4a7c15);
    h ^= h >> 31;
    return h * UINT64_C(0x94d049bb133111eb);
}

uint64_t cst_gaz_hash(cst_gaz_domain domain, const cst_gaz_key *key)
{
    uint64_t h = cst_hash(key->p, key->n) ^
                 (uint64_t)(domain + 1) * UINT64_C(0x9e3779b97f4a7c15);
    h ^= h >> 29;
    return h * UINT64_C(0xbf58476d1ce4e5b9);
}
