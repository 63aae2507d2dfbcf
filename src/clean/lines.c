/* clean: what one line looks like.
 *
 * Takes the bytes of a line; gives its bits (how it ends, how it begins, a
 * date, a credit ...), its words and the cue that it matches. Looks at no other
 * line and decides no zone. Long lines are looked at near both ends only. */
#include "clean/page.h"

#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The dash of any kind at at; its length or 0. */
static size_t dash_at(cst_str s, size_t at)
{
    if (at < s.n && s.p[at] == '-') {
        return 1;
    }
    if (s.n - at >= 3 && memcmp(s.p + at, "\xE2\x80", 2) == 0 &&
        (unsigned char)s.p[at + 2] >= 0x90 &&
        (unsigned char)s.p[at + 2] <= 0x95) {
        return 3;
    }
    return 0;
}

static size_t skip_blanks(cst_str s, size_t at)
{
    while (at < s.n) {
        size_t len = 1;
        if ((unsigned char)s.p[at] > 0x20 &&
            ((unsigned char)s.p[at] < 0x80 ||
             !cst_utf8_is_space(cst_utf8_decode(s, at, &len, NULL)))) {
            break;
        }
        at += len;
    }
    return at;
}

/* ------------------------------------------------------------------ ends */

/* Length of the closing quotation mark, bracket or blank at the end, or 0. */
static size_t closer_length(cst_str s)
{
    static const char *const wide[] = {"\xC2\xBB", "\xC2\xA0", "\xE2\x80\x9D",
                                       "\xE2\x80\xAF", "\xE2\x80\x99"};
    char last = s.n > 0 ? s.p[s.n - 1] : 'x';
    if ((unsigned char)last < 0x80) {
        return last == ' ' || last == '"' || last == ')' || last == ']';
    }
    for (size_t i = 0; i < CST_COUNT(wide); i++) {
        if (cst_str_ends(s, cst_str_of(wide[i]))) {
            return strlen(wide[i]);
        }
    }
    return 0;
}

static size_t without_closers(cst_str s)
{
    size_t more;
    while ((more = closer_length(s)) > 0) {
        s.n -= more;
    }
    return s.n;
}

static uint32_t stop_bits(cst_str s)
{
    size_t n = without_closers(s);
    if (n == 0) {
        return 0;
    }
    if (s.p[n - 1] == '.' ||
        cst_str_ends((cst_str){s.p, n}, CST_S("\xE2\x80\xA6"))) {
        return L_STOP;
    }
    return s.p[n - 1] == '!' || s.p[n - 1] == '?' ? L_ASK : 0;
}

/* A sentence ends in the last bytes, and a word or two stand behind it. */
static bool stops_before_last_word(cst_str s)
{
    for (size_t i = s.n; i > 30 && i + 18 > s.n; i--) {
        if (s.p[i - 1] == '.' && i < s.n && s.p[i] == ' ') {
            size_t k = i - 1;
            while (k > 0 && s.p[k - 1] >= 'a' && s.p[k - 1] <= 'z') {
                k--;
            }
            return i - 1 - k >= 4;
        }
    }
    return false;
}

/* As stop_bits; a closing bracket with a credit may follow the sentence. */
static uint32_t end_bits(cst_str s)
{
    uint32_t bits = stop_bits(s);
    if (bits == 0 && s.n > 2 && s.p[s.n - 1] == ')') {
        size_t at = s.n - 1, low = s.n > 60 ? s.n - 60 : 0;
        while (at > low && s.p[at] != '(') {
            at--;
        }
        if (at > low && s.p[at] == '(') {
            bits = stop_bits(cst_str_trim((cst_str){s.p, at}));
        }
    }
    return bits == 0 && stops_before_last_word(s) ? L_STOP : bits;
}

/* ---------------------------------------------------------------- begins */

/* End of a clock time at at ("16:42", "16h42", "9 h 05", "15h"), or at. */
static size_t clock_end(cst_str s, size_t at)
{
    size_t i = at;
    while (i < s.n && i < at + 2 && is_digit(s.p[i])) {
        i++;
    }
    if (i == at || i >= s.n || is_digit(s.p[i])) {
        return at;
    }
    size_t sign = s.p[i] == ' ' ? i + 1 : i;
    if (sign >= s.n || !(s.p[sign] == 'h' || s.p[sign] == 'H' ||
                         (s.p[sign] == ':' && sign == i))) {
        return at;
    }
    size_t d = sign + 1;
    if (s.p[sign] != ':' && d < s.n && s.p[d] == ' ' && sign > i) {
        d++;
    }
    size_t minutes = 0;
    while (d + minutes < s.n && is_digit(s.p[d + minutes])) {
        minutes++;
    }
    if (minutes == 2) {
        return d + 2;
    }
    bool ends = sign + 1 >= s.n || (unsigned char)s.p[sign + 1] <= ' ' ||
                (unsigned char)s.p[sign + 1] >= 0x80;
    return minutes == 0 && s.p[sign] != ':' && ends ? sign + 1 : at;
}

static size_t clock_begin(cst_str s)
{
    return s.n > 0 && (s.p[0] == '[' || s.p[0] == '(') ? 1 : 0;
}

int line_minutes(cst_str s)
{
    size_t at = clock_begin(s), end = clock_end(s, at);
    int part[2] = {0, 0}, n = 0;
    for (size_t i = at; i < end; i++) {
        if (is_digit(s.p[i])) {
            part[n] = part[n] * 10 + (s.p[i] - '0');
        } else {
            n = 1;
        }
    }
    return end > at && part[0] < 24 && part[1] < 60 ? part[0] * 60 + part[1]
                                                    : -1;
}

static uint32_t clock_bits(cst_str s)
{
    size_t at = clock_begin(s);
    size_t end = clock_end(s, at);
    if (end == at) {
        return 0;
    }
    bool closed = at > 0 && end < s.n && (s.p[end] == ']' || s.p[end] == ')');
    size_t next = skip_blanks(s, end + closed);
    bool sign = closed || next >= s.n || dash_at(s, next) > 0 ||
                memchr(":|.", s.p[next], 3) != NULL;
    return sign ? L_CLOCK | L_CLOCK_BARE : L_CLOCK_BARE;
}

static uint32_t bullet_bits(cst_str s)
{
    static const char *const marks[] = {"*", "\xE2\x80\xA2", "\xC2\xB7",
                                        "\xE2\x96\xAA", "\xE2\x97\x8F"};
    static const char *const links[] = {">", "\xE2\x86\x92", "\xE2\x96\xBA",
                                        "\xE2\x80\xBA", "\xE2\x9E\x9C"};
    size_t n = dash_at(s, 0);
    for (size_t i = 0; n == 0 && i < CST_COUNT(marks); i++) {
        n = cst_str_starts(s, cst_str_of(marks[i])) ? strlen(marks[i]) : 0;
    }
    if (n > 0) {
        return n < s.n && skip_blanks(s, n) > n ? L_BULLET : 0;
    }
    for (size_t i = 0; i < CST_COUNT(links); i++) {
        if (cst_str_starts(s, cst_str_of(links[i]))) {
            return L_BULLET | L_LINK;
        }
    }
    size_t d = 0;
    while (d < s.n && d < 2 && is_digit(s.p[d])) {
        d++;
    }
    if (d == 0 && s.n > 2 && s.p[0] >= 'a' && s.p[0] <= 'h' && s.p[1] == ')') {
        return L_BULLET;
    }
    bool sign = d > 0 && s.n > d + 1 && (s.p[d] == '.' || s.p[d] == ')');
    return sign && s.p[d + 1] == ' ' ? L_BULLET : 0;
}

/* ----------------------------------------------------------------- dates */

/* What the words of a folded line say of dates. */
typedef struct date_words {
    unsigned month, weekday, year, day, clock, numeric, other;
    bool first; /* the line begins with one */
} date_words;

static void count_number(cst_str f, size_t end, cst_str word, date_words *d)
{
    int64_t value = 0;
    size_t digits = 0;
    while (digits < word.n && fold_is_digit(word.p[digits])) {
        digits++;
    }
    bool sign = end + 1 < f.n && fold_is_digit(f.p[end + 1]);
    (void)cst_str_to_int((cst_str){word.p, digits}, &value);
    if (digits < word.n && word.p[digits] == 'h') {
        d->clock++;
    } else if (digits <= 4 && sign && memchr("./-", f.p[end], 3) &&
               digits == word.n) {
        d->numeric++; /* two signs make a date */
    } else if (digits <= 2 && sign && f.p[end] == ':') {
        d->clock++;
    } else if (digits == 4 && value >= 1900 && value < 2100) {
        d->year++;
    } else if (digits <= 2 && value >= 1 && value <= 31) {
        d->day++;
    }
}

static date_words read_dates(const page *p, cst_str f)
{
    date_words d = {0};
    size_t at = 0;
    cst_str w;
    for (bool first = true; fold_word(f, &at, &w); first = false) {
        const cue *c = cues_word(p->cues, w, CUE_MONTH, CUE_WEEKDAY);
        if (c && c->kind == CUE_MONTH) {
            d.month++;
        } else if (c) {
            d.weekday++;
        } else if (fold_is_digit(w.p[0])) {
            count_number(f, at, w, &d);
        } else if (w.n > 2) {
            d.other++;
        }
        if (first) {
            d.first = c != NULL || fold_is_digit(w.p[0]);
        }
    }
    return d;
}

static uint32_t date_bits(const page *p, cst_str f, uint32_t bits)
{
    date_words d = read_dates(p, f);
    bool full = d.numeric >= 2 || (d.month && d.year) ||
                (d.weekday && ((d.day && d.month) || d.clock)) ||
                (d.month && d.day && d.clock);
    /* A date may be one part of a line among others. */
    bool parts = cst_str_find(f, CST_S(" - "), 0) != SIZE_MAX ||
                 cst_str_find(f, CST_S(". "), 0) != SIZE_MAX;
    unsigned most = d.first || parts || (bits & L_NAV) ? 8 : 5;
    bool quotes = memchr(f.p, '"', f.n) != NULL; /* somebody's words */
    return full && !quotes && d.other <= most ? L_DATE : 0;
}

/* ----------------------------------------------------- credits and others */

/* Every word is an agency, a small word between such, or a sign. */
static bool only_agencies(const page *p, cst_str s)
{
    unsigned found = 0;
    size_t at = 0;
    while (at < s.n) {
        char c = s.p[at];
        size_t len = 0;
        if ((unsigned char)c < 0x80 && !fold_is_letter((char)(c | 0x20))) {
            at++;
            continue;
        }
        const outlet *o = outlets_at(p->outlets, s, at, &len);
        if (o) {
            if (!outlet_is_agency(o)) {
                return false;
            }
            found++;
            at += len;
            continue;
        }
        size_t end = at;
        while (end < s.n && (fold_is_letter((char)(s.p[end] | 0x20)))) {
            end++;
        }
        char folded[32];
        cst_str word = {folded, fold_line((cst_str){s.p + at, end - at},
                                          folded, sizeof(folded))};
        if (end == at || !cues_word(p->cues, word, CUE_WITH, CUE_WITH)) {
            return false;
        }
        at = end;
    }
    return found > 0;
}

/* "abc-de/fg": two small groups or more with slashes between. */
static bool is_signature(cst_str s)
{
    unsigned groups = 0, run = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z') {
            run++;
        } else if ((s.p[i] == '/' || s.p[i] == '-') && run >= 2) {
            groups += s.p[i] == '/';
            run = 0;
        } else {
            return false;
        }
        if (run > 4) {
            return false;
        }
    }
    return groups > 0 && run >= 2;
}

/* Capitals only, of two letters or more, at the end of s behind a slash, or in
 * the last brackets with a slash: names of picture agencies. */
static bool ends_in_agencies(const page *p, cst_str s)
{
    size_t end = s.n, caps = 0;
    if (end > 0 && s.p[end - 1] == ')') {
        end--;
    }
    size_t at = end;
    while (at > 0 && s.p[at - 1] >= 'A' && s.p[at - 1] <= 'Z') {
        at--;
        caps++;
    }
    bool known = false;
    if (caps < 2 && at > 0) { /* a known name in small letters */
        at = end;
        while (at > 0 && fold_is_letter((char)(s.p[at - 1] | 0x20))) {
            at--;
        }
        size_t n = 0;
        const outlet *o = outlets_at(p->outlets, s, at, &n);
        known = o && outlet_is_agency(o) && at + n == end;
    }
    while (at > 0 && s.p[at - 1] == ' ') {
        at--;
    }
    return (caps >= 2 || known) && at > 3 && s.p[at - 1] == '/';
}

/* "agency / place / name": how some agencies head their reports. */
static bool leads_with_agency(const page *p, cst_str s)
{
    size_t n = 0;
    const outlet *o = outlets_at(p->outlets, s, 0, &n);
    if (!o || !outlet_is_agency(o)) {
        return false;
    }
    n += n < s.n && s.p[n] == ' ';
    return n < s.n && s.p[n] == '/';
}

/* Looks for the rarer byte of the sign: the other is in every accent. */
static bool has_copyright(cst_str s)
{
    const char *end = s.p + s.n, *at = s.p;
    while (at < end && (at = memchr(at, 0xC2, (size_t)(end - at))) != NULL) {
        at++;
        if (at < end && (unsigned char)*at == 0xA9) {
            return true;
        }
    }
    return false;
}

static uint32_t credit_bits(const page *p, cst_str s, uint32_t bits)
{
    if (s.n > 320) {
        return 0;
    }
    if (has_copyright(s) ||
        (!(bits & L_BULLET) && ends_in_agencies(p, s))) {
        return L_CREDIT;
    }
    return 0;
}

static bool is_tweet(cst_str s)
{
    return s.n <= 1200 && s.n > 0 &&
           (memchr(s.p, '@', s.n) || memchr(s.p, '/', s.n)) &&
           (cst_str_find(s, CST_S("pic.twitter.com/"), 0) != SIZE_MAX ||
            cst_str_find(s, CST_S("://t.co/"), 0) != SIZE_MAX ||
            (cst_str_find(s, CST_S("(@"), 0) != SIZE_MAX &&
             cst_str_find(s, CST_S("\xE2\x80\x94"), 0) != SIZE_MAX));
}

/* Parts with upright bars, or a path of sections. */
bool is_breadcrumb(cst_str s)
{
    return cst_str_find(s, CST_S(" | "), 0) != SIZE_MAX ||
           cst_str_find(s, CST_S(" > "), 0) != SIZE_MAX ||
           cst_str_find(s, CST_S(" \xE2\x80\xBA "), 0) != SIZE_MAX;
}

/* Letters and words near the beginning: no further than anybody asks. */
static uint32_t count_words(cst_str s, line *l)
{
    unsigned words = 0, upper = 0;
    bool inside = false, lower = false;
    size_t n = s.n < FOLD_MAX ? s.n : FOLD_MAX;
    for (size_t i = 0; i < n && (words < WORDS_MAX || !lower); i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool small = c >= 'a' && c <= 'z', in = small;
        if (!small) { /* the questions of few bytes */
            bool capital = c >= 'A' && c <= 'Z';
            upper += capital;
            small = c == 0xC3 && i + 1 < n && (unsigned char)s.p[i + 1] >= 0xA0;
            in = capital || c >= 0x80 || is_digit((char)c) || c == '\'' ||
                 c == '-';
        }
        lower = lower || small;
        words += in && !inside;
        inside = in;
    }
    l->words = (uint16_t)(words < WORDS_MAX ? words : WORDS_MAX);
    return !lower && upper >= 2 ? L_UPPER : 0;
}

static uint32_t prose_bit(cst_str s, const line *l)
{
    if (l->bits & (L_NAV | L_TWEET)) {
        return 0;
    }
    bool colon = s.p[s.n - 1] == ':' && l->words >= 12;
    bool sentence = ((l->bits & L_STOP) && l->words >= 5) || colon;
    return sentence || ((l->bits & L_ASK) && s.n > 120) || s.n >= 260
               ? L_PROSE
               : 0;
}

/* A bar of buttons: nothing but words of such bars, figures and signs. */
static bool is_bar(const page *p, cst_str f)
{
    unsigned bars = 0, words = 0;
    size_t at = 0;
    cst_str w;
    while (fold_word(f, &at, &w)) {
        if (++words > 16) {
            return false;
        }
        const cue *c = cues_word(p->cues, w, CUE_BAR, CUE_FILLER);
        if (c) {
            bars += c->kind == CUE_BAR;
        } else if (!fold_is_digit(w.p[0]) && w.n > 1) {
            return false;
        }
    }
    return bars > 0;
}

/* Two words by which pages speak to their readers, one of them an address like
 * "you", or an address of the net; what is quoted is somebody's speech. */
static bool speaks_to_reader(const page *p, cst_str s, cst_str f)
{
    unsigned hits = 0;
    size_t at = 0;
    if (s.n > 300 || memchr(f.p, '"', f.n)) {
        return false;
    }
    bool slash = memchr(f.p, '/', f.n) != NULL;
    if ((slash && cst_str_find(f, CST_S("http"), 0) != SIZE_MAX) ||
        (memchr(f.p, 'w', f.n) &&
         cst_str_find(f, CST_S("www."), 0) != SIZE_MAX)) {
        return true;
    }
    const char *sign = memchr(f.p, '@', f.n);
    if (sign && sign > f.p && sign + 1 < f.p + f.n && sign[-1] != ' ' &&
        sign[-1] != '(' && fold_is_letter(sign[1])) {
        return true;
    }
    bool you = false;
    const cue *c;
    while ((c = cues_next_word(p->cues, f, &at, CUE_READER, CUE_READER))) {
        hits++;
        you = you || cst_str_is(c->value, "you");
    }
    return hits >= 2 && you;
}

void line_read(const page *p, line *l)
{
    cst_str s = line_text(p, l);
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))};
    l->bits |= count_words(s, l) | end_bits(s) | clock_bits(s) |
               bullet_bits(s);
    bool label = s.n <= LABEL_MAX && !(l->bits & L_STOP);
    if (label) {
        l->bits |= is_breadcrumb(s) ? L_NAV : 0u;
        l->bits |= date_bits(p, f, l->bits);
        l->bits |= s.n <= 80 && (only_agencies(p, s) || leads_with_agency(p, s))
                       ? L_AGENCY
                       : 0u;
        l->bits |= is_signature(s) ? L_SIGNED : 0u;
    }
    if (s.n <= 80 && s.n > 3) {
        bool dash = dash_at(s, s.n - 1) || dash_at(s, s.n - 3) == 3;
        bool figures = memchr("0123456789", s.p[0], 10) != NULL;
        bool dated = label && (l->bits & L_DATE);
        l->bits |= dash && (dated || figures) ? L_DATELINE : 0u;
    }
    l->bits |= credit_bits(p, s, l->bits) | (is_tweet(s) ? L_TWEET : 0u);
    l->bits |= prose_bit(s, l);
    l->bits |= f.n > 0 && speaks_to_reader(p, s, f) ? L_READER : 0u;
    const cue *c = cues_match(p->cues, f, label);
    if (c) {
        l->kind = c->kind;
        l->scope = c->scope;
    } else if (label && is_bar(p, f)) {
        l->kind = CUE_BOILERPLATE;
    }
}
