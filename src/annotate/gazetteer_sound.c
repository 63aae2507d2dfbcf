/* annotate/gazetteer_sound: names as sounds, across scripts and tongues.
 *
 * One sound for the ways to write it (sh, ch, sch; kh, ch, x), and what it counts
 * when one name has it and the other another, or none: little between v and w, g
 * and h, j and zh, much between r and m. Kharkiv, Kharkov, Charkiw and their
 * Cyrillic spellings lie close together; Ouahigouya and Wahiguya too. */
#include "annotate/gazetteer_like.h"
#include "base/utf8.h"

/* --------------------------------------------------------------- scripts */

/* U+0430 to U+045F in Latin letters, as English and French write them. */
static const char cyrillic[48][5] = {
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu",
    "ya", "e", "yo", "dj", "g", "ye", "dz", "i", "i", "y", "ly", "ny", "ch", "k", "i",
    "u", "dj"};

/* U+0621 to U+064A; vowels that are not written are not there. */
static const char arabic[42][3] = {
    "",  "a", "a",  "u", "i", "i", "a",  "b", "h", "t", "th", "j", "h",  "kh",
    "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "",   "gh", "", "",
    "",  "",  "",   "",  "f", "q", "k",  "l", "m", "n", "h",  "w",  "y", "y"};

static const char *latin_of(uint32_t cp)
{
    return cp >= 0x430 && cp < 0x460   ? cyrillic[cp - 0x430]
           : cp == 0x491               ? "g"
           : cp >= 0x621 && cp < 0x64B ? arabic[cp - 0x621]
           : cp == 0x67E               ? "p"
           : cp == 0x686               ? "ch"
           : cp == 0x698               ? "zh"
           : cp == 0x6AF               ? "g"
                                       : NULL;
}

bool cst_gaz_latin_of(const cst_gaz_key *key, cst_gaz_key *latin)
{
    size_t n = 0;
    bool some = false;
    for (size_t i = 0; i < key->n;) {
        size_t used = 1;
        uint32_t cp = cst_utf8_decode((cst_str){key->p, key->n}, i, &used, NULL);
        const char *as = latin_of(cp);
        size_t more = as ? strlen(as) : used;
        if (n + more > sizeof latin->p) {
            break;
        }
        memcpy(latin->p + n, as ? as : key->p + i, more);
        some = some || as;
        n += more;
        i += used;
    }
    latin->n = n;
    return some;
}

/* ---------------------------------------------------------------- sounds */

/* The order of what follows; 31 is what is none of them. */
static const char letters[] = "xaeiouywbpvfdtDTszSZCcjkgXGhlrmn";
enum { FIRST_CONSONANT = 8, N_SOUNDS = 32 };

static uint8_t sound(char c)
{
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? (uint8_t)(at - letters) : 0;
}

typedef struct spelling {
    char text[5];
    char as;
} spelling;

/* Longest first of each letter. */
static const spelling spellings[] = {
    {"shch", 'S'}, {"tsch", 'C'}, {"tch", 'C'}, {"tsh", 'C'},
    {"dzh", 'j'}, {"sch", 'S'}, {"cz", 'C'}, {"sz", 'S'}, {"sh", 'S'}, {"ch", 'C'},
    {"zh", 'Z'}, {"kh", 'X'}, {"gh", 'G'}, {"dh", 'D'}, {"th", 'T'}, {"ph", 'f'},
    {"dj", 'j'}, {"dz", 'j'}, {"ts", 'c'}, {"tz", 'c'}, {"gn", 'n'}, {"ny", 'n'},
    {"nh", 'n'}, {"ck", 'k'}, {"qu", 'k'}, {"gu", 'g'}, {"ou", 'u'}, {"oo", 'u'},
    {"ee", 'i'}, {"q", 'k'}};

static size_t spelled(const char *p, size_t left, char *as)
{
    for (size_t i = 0; i < CST_COUNT(spellings); i++) {
        size_t n = strlen(spellings[i].text);
        /* "gu" and "qu" only where the u is silent. */
        bool silent = n != 2 || spellings[i].text[1] != 'u' ||
                      spellings[i].text[0] == 'o' ||
                      (left > 2 && (p[2] == 'e' || p[2] == 'i'));
        if (n <= left && silent && memcmp(p, spellings[i].text, n) == 0) {
            *as = spellings[i].as;
            return n;
        }
    }
    *as = *p;
    return 1;
}

static uint32_t kind_of(uint8_t s)
{
    char c = letters[s];
    return strchr("bpvf", c)        ? 1u
           : strchr("dtDT", c)      ? 2u
           : strchr("szSZCcjxD", c) ? 4u
           : strchr("kgXG", c)      ? 8u
           : c == 'l'               ? 16u
           : c == 'r'               ? 32u
           : c == 'm' || c == 'n'   ? 64u
                                    : 0;
}

static void add_sound(cst_gaz_sounds *out, uint8_t s)
{
    bool twice = out->n && out->at[out->n - 1] == s;
    if (twice || out->n == CST_GAZ_MAX_SOUNDS) {
        return;
    }
    out->at[out->n++] = s;
    out->firm = (uint8_t)(out->firm + (kind_of(s) != 0));
    out->kinds |= kind_of(s);
}

bool cst_gaz_sounds_of(cst_arena *scratch, cst_str name, cst_gaz_sounds *out)
{
    cst_gaz_key key, latin;
    memset(out, 0, sizeof *out);
    if (!cst_gaz_key_of(scratch, name, &key)) {
        return false;
    }
    bool other = cst_gaz_latin_of(&key, &latin);
    out->bare = other && (unsigned char)key.p[0] >= 0xD8;
    cst_gaz_drop_articles(&latin);
    for (size_t i = 0, used; i < latin.n; i += used) {
        char c = latin.p[i], as;
        used = 1;
        if (c >= '0' && c <= '9') {
            out->digits = out->digits * 10 + (uint32_t)(c - '0');
        } else if (c >= 'a' && c <= 'z') {
            used = spelled(latin.p + i, latin.n - i, &as);
            add_sound(out, sound(as));
        } else if ((unsigned char)c >= 0x80) {
            return false; /* of a script that is not known here */
        }
    }
    return out->n > 2 && out->firm > 0;
}

/* ----------------------------------------------------------------- costs */

typedef struct pair {
    char of[3];
    uint8_t cost;
} pair;

static const pair near[] = {
    {"iy", 0}, {"ei", 1}, {"ey", 1}, {"ou", 1}, {"uw", 0}, {"ow", 1}, {"ae", 2},
    {"wv", 2}, {"wb", 5}, {"bp", 4}, {"bv", 4}, {"pf", 4}, {"vf", 3}, {"dt", 4},
    {"dD", 0}, {"tT", 0}, {"Ts", 3}, {"Dz", 2}, {"sz", 2}, {"sS", 3}, {"sc", 2},
    {"zZ", 3}, {"zj", 3}, {"Zj", 1}, {"CS", 2}, {"Cc", 3}, {"CX", 4}, {"Ck", 5},
    {"Cj", 3}, {"CT", 5}, {"cj", 3}, {"ck", 0}, {"cS", 3}, {"cz", 3}, {"ct", 5},
    {"jy", 2}, {"ji", 2}, {"jg", 3}, {"jG", 4}, {"jX", 5}, {"jd", 5}, {"kg", 3},
    {"kX", 3}, {"kG", 4}, {"kh", 5}, {"gG", 0}, {"gh", 3}, {"gX", 5}, {"Xh", 0},
    {"XG", 3}, {"Gh", 4}, {"xS", 2}, {"xX", 2}, {"xh", 2}, {"xs", 3}, {"xk", 4},
    {"xC", 3}, {"xz", 4}, {"lr", 6}, {"mn", 5}, {"tC", 5}, {"th", 4}, {"rG", 6}};

void cst_gaz_sound_costs(cst_gaz_costs *costs)
{
    for (uint8_t a = 0; a < N_SOUNDS; a++) {
        bool open = a > 0 && a < FIRST_CONSONANT;
        costs->gap[a] = letters[a] == 'h' ? 3 : open ? 3 : letters[a] == 'c' ? 6 : 10;
        for (uint8_t b = 0; b < N_SOUNDS; b++) {
            bool both = open && b > 0 && b < FIRST_CONSONANT;
            costs->change[a][b] = a == b ? 0 : both ? 3 : 11;
        }
    }
    for (size_t i = 0; i < CST_COUNT(near); i++) {
        uint8_t a = sound(near[i].of[0]), b = sound(near[i].of[1]);
        costs->change[a][b] = costs->change[b][a] = near[i].cost;
    }
}

static uint32_t min2(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Can they be close at all? */
static bool hopeless(const cst_gaz_sounds *a, const cst_gaz_sounds *b)
{
    uint32_t differ = (a->kinds ^ b->kinds) & (1u | 16u | 32u | 64u);
    int more = (int)a->firm - (int)b->firm;
    return a->digits != b->digits || more > 2 || more < -2 ||
           (differ & (differ - 1)) != 0;
}

uint32_t cst_gaz_sounds_apart(const cst_gaz_costs *costs, const cst_gaz_sounds *a,
                              const cst_gaz_sounds *b, uint32_t limit)
{
    uint32_t row[CST_GAZ_MAX_SOUNDS + 1];
    bool bare = a->bare != b->bare; /* its vowels are not there to differ */
    if (hopeless(a, b)) {
        return limit + 1;
    }
    row[0] = 0;
    for (uint32_t j = 0; j < b->n; j++) {
        bool open = b->at[j] > 0 && b->at[j] < FIRST_CONSONANT;
        row[j + 1] = row[j] + (bare && open ? 1 : costs->gap[b->at[j]]);
    }
    for (uint32_t i = 0; i < a->n; i++) {
        bool open = a->at[i] > 0 && a->at[i] < FIRST_CONSONANT;
        uint32_t gap = bare && open ? 1 : costs->gap[a->at[i]];
        uint32_t last = row[0], least = row[0] += gap;
        for (uint32_t j = 0; j < b->n; j++) {
            bool vowel = b->at[j] > 0 && b->at[j] < FIRST_CONSONANT;
            uint32_t skip = row[j] + (bare && vowel ? 1 : costs->gap[b->at[j]]);
            uint32_t best = min2(min2(row[j + 1] + gap, skip),
                                 last + costs->change[a->at[i]][b->at[j]]);
            last = row[j + 1];
            row[j + 1] = best;
            least = min2(least, best);
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    return row[b->n];
}
