/* clean/naming: the outlet of a page.
 *
 * Takes lines with zones. A known name in a header line is the outlet; an
 * unknown one is taken from the header by the way it is built (capitals, a word
 * such as newspapers bear, a section or an agency behind it). Nothing is said
 * rather than guessed. */
#include "clean/naming.h"

#include "base/utf8.h"

static bool starts_word(cst_str s, size_t at)
{
    if (at == 0) {
        return true;
    }
    unsigned char c = (unsigned char)s.p[at - 1], d = (unsigned char)s.p[at];
    bool inside = ((c | 32u) >= 'a' && (c | 32u) <= 'z') ||
                  (c >= '0' && c <= '9') || (c >= 0x80 && c != 0xBB);
    bool after_sign = at >= 3 && memcmp(s.p + at - 3, "\xE2\x80", 2) == 0;
    bool after_blank = at >= 2 && memcmp(s.p + at - 2, "\xC2", 1) == 0;
    return (!inside || after_sign || after_blank) && (d & 0xC0) != 0x80;
}

const outlet *naming_known(const page *p, cst_str s, size_t *at,
                                size_t *begin)
{
    for (size_t i = *at; i < s.n; i++) {
        size_t n = 0;
        const outlet *o =
            starts_word(s, i) ? outlets_at(p->outlets, s, i, &n) : NULL;
        if (o) {
            *begin = i;
            *at = i + n;
            return o;
        }
    }
    return NULL;
}

size_t naming_last_sign(cst_str s, size_t *len)
{
    static const char *const signs[] = {" - ", " | ", " \xE2\x80\x93 ",
                                        " \xE2\x80\x94 ", " \xC2\xBB ",
                                        " \xC2\xB7 ", " : "};
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < CST_COUNT(signs); i++) {
        cst_str sign = cst_str_of(signs[i]);
        size_t at = cst_str_find(s, sign, 0);
        while (at != SIZE_MAX) {
            if (best == SIZE_MAX || at > best) {
                best = at;
                *len = sign.n;
            }
            at = cst_str_find(s, sign, at + 1);
        }
    }
    return best;
}

static bool is_dash(cst_str s, size_t at)
{
    return s.p[at] == '-' || (s.n - at >= 3 &&
                              memcmp(s.p + at, "\xE2\x80", 2) == 0 &&
                              ((unsigned char)s.p[at + 2] & 0xF0) == 0x90 &&
                              (unsigned char)s.p[at + 2] < 0x96);
}

static size_t separator_at(cst_str s, size_t at)
{
    bool blank = s.p[at] == ' ';
    if (blank && at + 2 < s.n) {
        size_t sign = at + 1;
        bool bar = memchr("|>/:", s.p[sign], 4) != NULL;
        bool dash = is_dash(s, sign);
        size_t n = dash && s.p[sign] != '-' ? 3 : 1;
        if ((bar || dash) && sign + n < s.n && s.p[sign + n] == ' ') {
            return n + 2;
        }
        if (s.p[sign] == '(') {
            return 2;
        }
    }
    return s.p[at] == ',' && at + 1 < s.n && s.p[at + 1] == ' ' ? 2 : 0;
}

/* True if a word that leads to an agency, or a number sign, begins at at. */
static bool word_ends_name(const page *p, cst_str s, size_t at, bool *with)
{
    size_t end = at;
    char folded[32];
    while (end < s.n && s.p[end] != ' ') {
        end++;
    }
    cst_str raw = {s.p + at, end - at};
    cst_str w = {folded, fold_line(raw, folded, sizeof(folded))};
    if (cues_word(p->cues, w, CUE_WITH, CUE_WITH)) {
        *with = true;
        return true;
    }
    return cst_str_find(raw, CST_S("\xC2\xB0"), 0) != SIZE_MAX;
}

segment naming_segment(const page *p, cst_str s, size_t from)
{
    segment g = {{s.p + from, s.n - from}, s.n, false};
    for (size_t i = from; i < s.n; i++) {
        size_t sep = separator_at(s, i);
        if (sep > 0) {
            g.text.n = i - from;
            g.next = i + sep;
            break;
        }
        if (i > from && s.p[i] == ' ' && i + 1 < s.n &&
            word_ends_name(p, s, i + 1, &g.with)) {
            g.text.n = i - from;
            g.next = s.n;
            break;
        }
    }
    g.text = cst_str_trim(g.text);
    return g;
}

/* Half of the longer words begin with a capital, and the first word does. */
bool naming_capitals(cst_str s)
{
    unsigned upper = 0, words = 0;
    bool first = false;
    size_t at = 0;
    while (at < s.n) {
        size_t end = at, len = 1;
        while (end < s.n && s.p[end] != ' ') {
            end++;
        }
        if (end > at) {
            uint32_t cp = cst_utf8_decode(s, at, &len, NULL);
            bool cap = cst_utf8_is_upper(cp) || cst_utf8_is_digit(cp);
            first = at == 0 ? cap : first;
            words += end - at > 3;
            upper += end - at > 3 && cap;
        }
        at = end + 1;
    }
    return first && 2 * upper >= words;
}

/* Words of s among the outlet words; *kind takes the first one's value. */
unsigned naming_words(const page *p, cst_str s, cst_str *kind)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))};
    size_t at = 0;
    unsigned n = 0;
    const cue *c;
    while ((c = cues_next_word(p->cues, f, &at, CUE_OUTLET_WORD,
                               CUE_OUTLET_WORD))) {
        if (n++ == 0 && kind) {
            *kind = c->value;
        }
    }
    return n;
}

static bool has_kind(const page *p, cst_str s, cue_kind from, cue_kind to)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))};
    size_t at = 0;
    return cues_next_word(p->cues, f, &at, from, to) != NULL;
}

static bool has_year(cst_str s)
{
    unsigned run = 0;
    for (size_t i = 0; i < s.n; i++) {
        run = s.p[i] >= '0' && s.p[i] <= '9' ? run + 1 : 0;
        if (run >= 4) {
            return true;
        }
    }
    return false;
}

static bool has_digit(cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            return true;
        }
    }
    return false;
}

static unsigned word_count(cst_str s)
{
    unsigned n = s.n > 0;
    for (size_t i = 0; i < s.n; i++) {
        n += s.p[i] == ' ';
    }
    return n;
}

bool naming_release(const page *p, uint32_t i)
{
    return p->lines[i].kind == CUE_RELEASE ||
           (i > 0 && p->lines[i - 1].kind == CUE_RELEASE) ||
           (i + 1 < p->n && p->lines[i + 1].kind == CUE_RELEASE);
}

/* Letters and digits of a folded text alone; returns their number. */
static size_t squash(cst_str s, char *to, size_t cap)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))};
    size_t n = 0;
    for (size_t i = 0; i < f.n && n < cap; i++) {
        if (fold_is_letter(f.p[i]) || fold_is_digit(f.p[i])) {
            to[n++] = f.p[i];
        }
    }
    return n;
}

/* Does a notice of the page (or an address in one) hold the name too? */
static bool is_confirmed(const page *p, uint32_t at, cst_str name)
{
    char want[FOLD_MAX], have[FOLD_MAX];
    cst_str w = {want, squash(name, want, sizeof(want))};
    if (w.n < 5) {
        return false;
    }
    for (uint32_t i = 0, seen = 0; i < p->n && seen < 40; i++) {
        const line *l = &p->lines[i];
        bool notice = i >= p->tail || l->kind == CUE_BOILERPLATE;
        if (!notice || i == at || l->zone == CST_ZONE_CONTENT) {
            continue;
        }
        seen++;
        cst_str h = {have, squash(line_text(p, l), have, sizeof(have))};
        if (cst_str_find(h, w, 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

static bool begins_with_article(const page *p, cst_str s)
{
    char folded[64];
    cst_str f = {folded, fold_line(cst_str_sub(s, 0, 48), folded,
                                   sizeof(folded))}, w;
    size_t at = 0;
    return fold_word(f, &at, &w) &&
           cues_word(p->cues, w, CUE_ARTICLE, CUE_ARTICLE) &&
           fold_word(f, &at, &w);
}

/* How much the part g of line i looks like the name of an outlet. */
static int grammar_score(const page *p, uint32_t i, cst_str s, segment g,
                         cst_str *kind)
{
    cst_str rest = {s.p + g.next, s.n - g.next};
    unsigned words = word_count(g.text);
    int score = 0;
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(g.text, folded, sizeof(folded))};
    const cue *c = cues_match(p->cues, f, true);
    if (g.text.n < 2 || g.text.n > 120 || (c && c->kind != CUE_RUBRIC) ||
        (c && c->mode == MODE_EQUAL && !has_digit(g.text)) ||
        has_year(g.text) ||
        has_kind(p, g.text, CUE_MONTH, CUE_WEEKDAY)) {
        return 0;
    }
    score += naming_words(p, g.text, kind) > 0 ? 4 : 0;
    score += naming_capitals(g.text) ? 2 : -3;
    score += words <= 6 ? 1 : words > 10 ? -4 : 0;
    score += g.with ? 3 : 0;
    score += naming_release(p, i) ? 3 : 0;
    score += words <= 6 && begins_with_article(p, g.text) ? 1 : 0;
    score += score >= 2 && is_confirmed(p, i, g.text) ? 3 : 0;
    score += i == 0 || i == p->title + 1 ? 1 : 0;
    if (rest.n > 0 && !g.with) {
        bool dated = (p->lines[i].bits & L_DATE) && words > 1 &&
                     s.p[g.text.n] == ' ';
        score += dated && has_year(rest) ? 1 : 0;
        score += naming_words(p, rest, kind->n ? NULL : kind) > 0 ? 1 : 0;
        score += has_kind(p, rest, CUE_RUBRIC, CUE_RUBRIC) ? 2 : 0;
    }
    return score;
}

void naming_offer(guess *best, cst_str name, cst_str kind, int score)
{
    if (score > best->score) {
        *best = (guess){name, kind, score};
    }
}

/* Behind the words of a byline: a name that begins with a capital. */
cst_str naming_byline(const page *p, cst_str part)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(part, folded, sizeof(folded))};
    const cue *c = cues_match(p->cues, f, true);
    size_t at = 0;
    if (!c || c->kind != CUE_BYLINE) {
        return (cst_str){NULL, 0};
    }
    for (unsigned skip = word_count(c->phrase); skip > 0 && at < part.n;) {
        if (part.p[at++] == ' ') {
            skip--;
        }
    }
    cst_str name = cst_str_trim((cst_str){part.p + at, part.n - at});
    size_t len = 1;
    bool cap = name.n > 0 &&
               cst_utf8_is_upper(cst_utf8_decode(name, 0, &len, NULL));
    return cap && word_count(name) <= 8 ? name : (cst_str){NULL, 0};
}

/* Outlets that a header line names: known ones anywhere, unknown ones at its
 * begin or as a whole part of it. */
static void guess_header(const page *p, uint32_t i, guess *best)
{
    const line *l = &p->lines[i];
    cst_str s = line_text(p, l);
    size_t from = 0;
    for (int part = 0; part < 3 && from < s.n; part++) {
        segment g = naming_segment(p, s, from);
        size_t n = 0;
        cst_str kind = {NULL, 0};
        const outlet *o = outlets_at(p->outlets, g.text, 0, &n);
        if (o && n == g.text.n) {
            if (!outlet_is_agency(o)) {
                naming_offer(best, o->name, o->kind, 15);
            }
        } else if (part == 0 || naming_release(p, i)) {
            int score = grammar_score(p, i, s, g, &kind) - part;
            if (score >= 5) {
                naming_offer(best, g.text, o && kind.n == 0 ? o->kind : kind, score);
            }
        }
        from = g.next;
    }
    size_t at = 0, begin = 0;
    const outlet *o;
    while ((o = naming_known(p, s, &at, &begin)) != NULL) {
        if (!outlet_is_agency(o)) {
            naming_offer(best, o->name, o->kind, l->kind == CUE_BYLINE ? 8 : 4);
        }
    }
    cst_str kind = {NULL, 0};
    cst_str by = l->kind == CUE_BYLINE
                     ? naming_byline(p, naming_segment(p, s, 0).text)
                     : (cst_str){NULL, 0};
    if (by.n > 0 && naming_words(p, by, &kind) > 0) {
        naming_offer(best, by, kind, 3);
    }
}

/* "(c) 2016 Name. ..." */
static void guess_copyright(const page *p, cst_str s, guess *best)
{
    size_t i = 2;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '-' ||
                       (s.p[i] >= '0' && s.p[i] <= '9'))) {
        i++;
    }
    segment g = naming_segment(p, s, i);
    size_t dot = cst_str_find(g.text, CST_S(". "), 0);
    g.text.n = dot < g.text.n ? dot : g.text.n;
    cst_str kind = {NULL, 0};
    size_t n = 0;
    const outlet *o = outlets_at(p->outlets, g.text, 0, &n);
    if (o && n == g.text.n) {
        naming_offer(best, o->name, o->kind, 3);
        return;
    }
    bool named = naming_words(p, g.text, &kind) > 0;
    if ((i > 3 || named) && naming_capitals(g.text) && word_count(g.text) <= 6) {
        naming_offer(best, g.text, kind, 3);
    }
}

/* Notices name the site: known outlets anywhere, others behind a (c). */
static void guess_notice(const page *p, const line *l, guess *best)
{
    cst_str s = cst_str_sub(line_text(p, l), 0, FOLD_MAX);
    size_t at = 0, begin = 0;
    const outlet *o;
    bool copyright = cst_str_starts(s, CST_S("\xC2\xA9"));
    while ((o = naming_known(p, s, &at, &begin)) != NULL) {
        if (outlet_is_agency(o) && !copyright) {
            continue;
        }
        bool press = !outlet_is_agency(o) && !cst_str_is(o->kind, "ngo") &&
                     !cst_str_is(o->kind, "un") &&
                     !cst_str_is(o->kind, "platform");
        if (press || copyright || l->kind == CUE_BOILERPLATE) {
            naming_offer(best, o->name, o->kind, press ? 4 : 2);
        }
    }
    if (copyright) {
        guess_copyright(p, s, best);
    }
}

bool naming_copied(const page *p, cst_str s)
{
    char folded[64];
    cst_str f = {folded, fold_line(cst_str_sub(s, 0, 48), folded,
                                   sizeof(folded))}, w;
    size_t at = 0;
    return fold_word(f, &at, &w) &&
           cues_word(p->cues, w, CUE_WITH, CUE_WITH) &&
           !cues_word(p->cues, w, CUE_OUTLET_WORD, CUE_OUTLET_WORD);
}

/* An unknown agency in brackets: by its name alone. */
static cst_str bracketed_agency(const page *p, cst_str s, size_t open)
{
    size_t close = cst_str_find(s, CST_S(")"), open);
    cst_str kind = {NULL, 0};
    if (close == SIZE_MAX || close - open > 50) {
        return (cst_str){NULL, 0};
    }
    cst_str name = {s.p + open + 1, close - open - 1};
    bool agency = naming_words(p, name, &kind) > 0 &&
                  cst_str_is(kind, "agency") && naming_capitals(name);
    return agency ? name : (cst_str){NULL, 0};
}

/* "PLACE (country), day (agency) - ": the agency in one of the brackets. */
static void guess_brackets(const page *p, const line *l, cst_str s, guess *best)
{
    size_t open = cst_str_find(s, CST_S("("), 0), n = 0;
    for (; open != SIZE_MAX; open = cst_str_find(s, CST_S("("), open + 1)) {
        const outlet *o = outlets_at(p->outlets, s, open + 1, &n);
        cst_str own = o ? o->name : bracketed_agency(p, s, open);
        size_t close = cst_str_find(s, CST_S(")"), open);
        bool dash = close != SIZE_MAX && close + 2 < s.n &&
                    (is_dash(s, close + 1) || is_dash(s, close + 2));
        if (own.n > 0 && (!o || outlet_is_agency(o)) &&
            (dash || (l->bits & L_DATELINE))) {
            naming_offer(best, own, CST_S("agency"), 2);
        }
    }
}

/* A wire report names its agency in the dateline. */
static void guess_dateline(const page *p, guess *best)
{
    for (uint32_t i = 0; i < p->n && i < p->body + 4; i++) {
        const line *l = &p->lines[i];
        cst_str s = cst_str_sub(line_text(p, l), 0, 90);
        size_t len = 0;
        const outlet *first = outlets_at(p->outlets, s, 0, &len);
        if ((l->bits & L_AGENCY) && first && len + 4 < s.n &&
            memchr(s.p + len, '/', 2) && !naming_copied(p, s)) {
            segment own = naming_segment(p, s, naming_segment(p, s, 0).next);
            cst_str kind = {NULL, 0}; /* "agency / paper" */
            bool paper = own.text.n > 4 && naming_capitals(own.text) &&
                         naming_words(p, own.text, &kind) > 0;
            naming_offer(best, paper ? own.text : first->name,
                         paper ? kind : first->kind, 2);
        }
        if (l->zone == CST_ZONE_CONTENT) {
            guess_brackets(p, l, s, best);
        }
    }
}

guess naming_outlet(const page *p)
{
    guess best = {{NULL, 0}, {NULL, 0}, 0};
    for (uint32_t i = 0; i < p->n; i++) {
        const line *l = &p->lines[i];
        bool outer = i < p->body || i >= p->tail ||
                     (l->flags & CST_BLOCK_HEADER) ||
                     (i < p->body + 6 && l->kind == CUE_BOILERPLATE);
        if (!outer || l->zone != CST_ZONE_BOILERPLATE ||
            (l->bits & (L_TWEET | L_AGENCY | L_MARK))) {
            if (!outer || !(l->bits & L_AGENCY) ||
                !cst_str_starts(line_text(p, l), CST_S("\xC2\xA9"))) {
                continue;
            }
        }
        if (l->kind == CUE_SENDER || naming_copied(p, line_text(p, l))) {
            continue;
        }
        bool notice = i >= p->tail || l->kind == CUE_BOILERPLATE ||
                      (l->bits & L_CREDIT);
        if (notice) {
            guess_notice(p, l, &best);
        } else {
            guess_header(p, i, &best);
        }
    }
    guess_dateline(p, &best);
    issuer_guess(p, &best);
    return best;
}
