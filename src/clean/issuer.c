/* clean/issuer: who issues a text that no header names.
 *
 * Takes lines with zones; offers the outlet behind the title, an address of the
 * net, the sender of a letter, where a copy was taken from, and the body that
 * speaks of itself in a release. Each scores below a name in a header. */
#include "clean/naming.h"

#include "base/utf8.h"

static bool is_body(const outlet *o)
{
    return cst_str_is(o->kind, "ngo") || cst_str_is(o->kind, "un") ||
           cst_str_is(o->kind, "government");
}

/* Press, as against bodies, which titles name as sources. */
static bool is_press(const outlet *o)
{
    return !is_body(o) && !outlet_is_agency(o) &&
           !cst_str_is(o->kind, "platform");
}

static const outlet *known_whole(const page *p, cst_str name)
{
    size_t n = 0;
    const outlet *o = outlets_at(p->outlets, name, 0, &n);
    return o && n == name.n ? o : NULL;
}

/* Letters of more than a small word begin with a capital; after an article the
 * next letter does. */
static bool is_styled(const page *p, cst_str s)
{
    size_t at = 0, words = 0, upper = 0;
    while (at < s.n) {
        size_t end = at, len = 1;
        while (end < s.n && !memchr(" '", s.p[end], 2) &&
               !cst_str_starts(cst_str_sub(s, end, 3), CST_S("\xE2\x80\x99"))) {
            end++;
        }
        if (end > at) {
            uint32_t cp = cst_utf8_decode(s, at, &len, NULL);
            char folded[48];
            cst_str w = {folded, fold_line(cst_str_sub(s, at, end - at), folded,
                                           sizeof(folded))};
            bool cap = cst_utf8_is_upper(cp);
            bool article = cues_word(p->cues, w, CUE_ARTICLE, CUE_ARTICLE);
            if (!cap && (w.n > 3 || words == 0)) {
                return false;
            }
            upper += cap && !(article && words == 0);
            words++;
        }
        at = end < s.n && s.p[end] == '\xE2' ? end + 3 : end + 1;
    }
    return upper >= 1 && words >= 2 && words <= 7;
}

/* Tells of what the article is about: an event, or nothing but lands. */
static bool is_topic(const page *p, cst_str s)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))}, w;
    size_t at = 0;
    unsigned other = 0;
    while (fold_word(f, &at, &w)) {
        const cue *c = cues_word(p->cues, w, CUE_TOPIC, CUE_TOPIC);
        if (c && cst_str_is(c->value, "event")) {
            return true;
        }
        other += !c && w.n > 2 && !fold_is_digit(w.p[0]) &&
                 !cues_word(p->cues, w, CUE_ARTICLE, CUE_ARTICLE) &&
                 !cues_word(p->cues, w, CUE_MONTH, CUE_RUBRIC);
    }
    return other == 0;
}

/* "title - outlet", "title (outlet)" */
static void guess_title(const page *p, guess *best)
{
    if (p->title == CST_NONE) {
        return;
    }
    cst_str s = line_text(p, &p->lines[p->title]);
    size_t len = 0, at = naming_last_sign(s, &len);
    if (s.n > 3 && s.p[s.n - 1] == ')') {
        size_t open = s.n - 1;
        while (open > 0 && s.p[open] != '(') {
            open--;
        }
        at = open;
        len = 1;
        s.n--;
    }
    if (at == SIZE_MAX || at == 0) {
        return;
    }
    cst_str name = cst_str_trim((cst_str){s.p + at + len, s.n - at - len});
    const outlet *o = known_whole(p, name);
    bool bar = at + 1 < s.n && s.p[at + 1] == '|';
    if (!o && bar && is_styled(p, name) && !is_topic(p, name)) {
        cst_str kind = {NULL, 0};
        (void)naming_words(p, name, &kind);
        naming_offer(best, name, kind, 3);
    }
    if (o && (is_press(o) || (is_body(o) && naming_release(p, p->title)))) {
        naming_offer(best, o->name, o->kind, 7);
    }
}

/* "Name, all rights reserved" at the end. */
static void guess_rights(const page *p, const line *l, guess *best)
{
    cst_str s = line_text(p, l), kind = {NULL, 0};
    segment g = naming_segment(p, s, 0);
    char folded[FOLD_MAX];
    cst_str rest = {s.p + g.next, s.n - g.next};
    cst_str f = {folded, fold_line(rest, folded, sizeof(folded))};
    const cue *c = rest.n > 0 ? cues_match(p->cues, f, true) : NULL;
    if (c && c->kind == CUE_BOILERPLATE && g.text.n >= 4 && is_styled(p, g.text) &&
        !is_topic(p, g.text)) {
        (void)naming_words(p, g.text, &kind);
        naming_offer(best, g.text, kind, 2);
    }
}

/* The name of a site: "example.org", without what stands before and behind it. */
static cst_str domain_of(cst_str s)
{
    static const char *const heads[] = {"https://", "http://", "www.", "Www."};
    for (size_t i = 0; i < CST_COUNT(heads); i++) {
        cst_str h = cst_str_of(heads[i]);
        s = cst_str_starts(s, h) ? cst_str_sub(s, h.n, s.n) : s;
    }
    size_t end = 0, dot = SIZE_MAX, letters = 0;
    while (end < s.n && s.p[end] != '/') {
        char c = s.p[end], low = (char)(c | 0x20);
        bool letter = low >= 'a' && low <= 'z';
        if (!letter && !fold_is_digit(c) && c != '-' && c != '.') {
            return (cst_str){NULL, 0};
        }
        dot = c == '.' ? end : dot;
        letters = c == '.' ? 0 : letters + letter;
        end++;
    }
    bool site = dot != SIZE_MAX && dot >= 2 && letters >= 2 && letters <= 5 &&
                end == dot + 1 + letters && s.p[0] != '.';
    return site ? cst_str_sub(s, 0, end) : (cst_str){NULL, 0};
}

static void guess_domain(const page *p, const line *l, guess *best)
{
    cst_str s = line_text(p, l);
    for (size_t from = 0; from < s.n;) {
        segment g = naming_segment(p, s, from);
        cst_str site = domain_of(g.text), kind = CST_S("web");
        const outlet *o = site.n > 0 ? known_whole(p, site) : NULL;
        if (site.n > 0) {
            naming_offer(best, o ? o->name : site, o ? o->kind : kind, 2);
        }
        from = g.next;
    }
}

/* Behind the first colon, up to an address in brackets. */
static cst_str labelled(cst_str s)
{
    size_t at = cst_str_find(s, CST_S(":"), 0), end;
    if (at == SIZE_MAX) {
        return (cst_str){NULL, 0};
    }
    s = cst_str_trim(cst_str_sub(s, at + 1, s.n));
    for (end = 0; end < s.n && !memchr("<[(", s.p[end], 3); end++) {
    }
    s = cst_str_trim(cst_str_sub(s, 0, end));
    while (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'')) {
        s = cst_str_sub(s, 1, s.n - 2);
    }
    return cst_str_trim(s);
}

static void guess_labelled(const page *p, const line *l, int score, guess *best)
{
    cst_str s = line_text(p, l), name = labelled(s), kind = {NULL, 0};
    if (name.n < 2 || name.n > 90) {
        return;
    }
    const outlet *o = known_whole(p, name);
    cst_str site = domain_of(name);
    if (o && (l->kind == CUE_SENDER || !outlet_is_agency(o))) {
        naming_offer(best, o->name, o->kind, score + 2);
    } else if (!o && site.n > 0) {
        naming_offer(best, site, CST_S("web"), score);
    } else if (!o && (l->kind == CUE_SENDER || naming_capitals(name)) &&
               naming_words(p, name, &kind) > 0) {
        naming_offer(best, name, kind, score);
    }
}

/* What stands behind a name in its line speaks for an outlet: an agency, a
 * section, when it was published. */
static bool backed(const page *p, cst_str rest, bool with)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(rest, folded, sizeof(folded))};
    size_t at = 0, begin = 0;
    const cue *c = cues_match(p->cues, f, true);
    const outlet *o = naming_known(p, rest, &at, &begin);
    return with || (o && outlet_is_agency(o)) || (c && c->kind == CUE_HEADER);
}

/* A name in the head that nothing but its place and its capitals tell. */
static void guess_place(const page *p, uint32_t i, bool release, guess *best)
{
    const line *l = &p->lines[i];
    cst_str s = line_text(p, l);
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))};
    const cue *c = cues_match(p->cues, f, true);
    segment g = naming_segment(p, s, 0);
    cst_str rest = {s.p + g.next, s.n - g.next};
    bool first = i == 0 && p->title != CST_NONE && p->title > 0;
    if ((c && (c->kind != CUE_RUBRIC || c->mode == MODE_EQUAL)) ||
        g.text.n < 4 || g.text.n > 60 ||
        (l->bits & (L_AGENCY | L_TWEET)) || is_topic(p, g.text) ||
        domain_of(g.text).n > 0) {
        return;
    }
    bool styled = is_styled(p, g.text);
    cst_str kind = {NULL, 0};
    (void)naming_words(p, g.text, &kind);
    bool alone = rest.n == 0 || s.p[g.next - 1] == '(';
    if (first && (styled || (release && l->words >= 2 && alone))) {
        naming_offer(best, g.text, kind, release ? 11 : 8);
    } else if (styled && rest.n > 0 && backed(p, rest, g.with)) {
        naming_offer(best, g.text, kind, 4);
    }
}

/* "(Place, day) - " leads: so bodies date what they issue. */
static bool dated_in_brackets(cst_str s)
{
    size_t close = cst_str_find(cst_str_sub(s, 0, 80), CST_S(")"), 0);
    if (s.n < 20 || s.p[0] != '(' || close == SIZE_MAX || close + 5 >= s.n) {
        return false;
    }
    size_t at = close + (s.p[close + 1] == ' ' ? 2 : 1);
    return s.p[at] == '-' || memcmp(s.p + at, "\xE2\x80\x93", 3) == 0 ||
           memcmp(s.p + at, "\xE2\x80\x94", 3) == 0;
}

/* The first body that a text names. */
static void guess_body(const page *p, cst_str s, guess *best)
{
    size_t at = 0, begin = 0;
    const outlet *o;
    while ((o = naming_known(p, s, &at, &begin)) != NULL) {
        if (is_body(o)) {
            naming_offer(best, o->name, o->kind, 1);
        }
    }
}

/* A release names its issuer in the title or in its first paragraph. */
static void guess_release(const page *p, bool release, guess *best)
{
    uint32_t first = p->body;
    while (first < p->n && first < p->body + 4 &&
           p->lines[first].zone != CST_ZONE_CONTENT) {
        first++;
    }
    if (best->score > 0 || first >= p->n) {
        return;
    }
    cst_str s = cst_str_sub(line_text(p, &p->lines[first]), 0, 600);
    release = release || dated_in_brackets(s);
    if (release && p->title != CST_NONE) {
        guess_body(p, line_text(p, &p->lines[p->title]), best);
    }
    if (release) {
        guess_body(p, s, best);
    }
}

void issuer_guess(const page *p, guess *best)
{
    bool release = false;
    for (uint32_t i = 0; i < p->n && i < p->body + 2; i++) {
        release = release || p->lines[i].kind == CUE_RELEASE;
    }
    guess_title(p, best);
    for (uint32_t i = 0; i < p->n; i++) {
        const line *l = &p->lines[i];
        bool edge = i < p->body || i >= p->tail ||
                    (l->flags & CST_BLOCK_HEADER);
        if (!edge || l->zone != CST_ZONE_BOILERPLATE || (l->bits & L_TWEET)) {
            continue;
        }
        if (l->kind == CUE_SENDER) {
            guess_labelled(p, l, 7, best);
        } else if (naming_copied(p, line_text(p, l))) {
            guess_labelled(p, l, 1, best);
        } else if (i < p->body || (l->flags & CST_BLOCK_HEADER)) {
            guess_domain(p, l, best);
            guess_place(p, i, release, best);
        } else {
            guess_rights(p, l, best);
        }
    }
    guess_release(p, release, best);
}
