/* clean: which line is what.
 *
 * Takes the lines with their bits; gives each a zone and flags, and says which
 * line is the title. A page is a head (title, date, names, buttons), a body of
 * prose and a tail of links and notices; the body begins with the first prose
 * and ends with the last. Cues overrule the structure. Reads no names. */
#include "clean/page.h"

/* A paragraph of this many bytes ends the reach of a list of links. */
#define LONG_PROSE 150u

static uint32_t length(const line *l)
{
    return l->end - l->begin;
}

static void decide(line *l, cst_zone_kind zone, unsigned flags)
{
    l->zone = (uint8_t)zone;
    l->flags |= (uint16_t)flags;
    l->decided = true;
}

static bool is_prose(const line *l)
{
    return (l->bits & L_PROSE) && !l->decided;
}

/* ------------------------------------------------------------------ cues */

/* Bytes that two lines have in common at their begin. */
static uint32_t common(const page *p, const line *a, const line *b)
{
    uint32_t n = 0, max = length(a) < length(b) ? length(a) : length(b);
    while (n < max && p->text.p[a->begin + n] == p->text.p[b->begin + n]) {
        n++;
    }
    return n;
}

/* Does b say again what a said, with something glued on or not? */
static bool repeats(const page *p, const line *a, const line *b)
{
    uint32_t n = length(a);
    while (n > 0 && memchr(". ", p->text.p[a->begin + n - 1], 2)) {
        n--;
    }
    return n >= 20 && length(b) <= 2 * n + 120 && common(p, a, b) >= n;
}

/* "X X (credit)": the same words twice on one line. */
static bool is_doubled(const page *p, const line *l)
{
    cst_str s = line_text(p, l);
    if (s.n < 40 || s.n > 400) {
        return false;
    }
    size_t at = cst_str_find(s, cst_str_sub(s, 0, 20), 15);
    if (at == SIZE_MAX) {
        return false;
    }
    cst_str first = cst_str_trim((cst_str){s.p, at});
    while (first.n > 0 && first.p[first.n - 1] == '.') {
        first.n--;
    }
    return cst_str_starts((cst_str){s.p + at, s.n - at}, first);
}

/* Lines that say the same as the line before them; both are captions unless
 * the first is the title, which is for the head to say. */
static void mark_copies(page *p)
{
    for (uint32_t i = 0; i < p->n; i++) {
        line *l = &p->lines[i];
        bool known = p->info && p->info->blocks[l->hint].kind ==
                                    CST_HINT_PARAGRAPH; /* after its quote */
        if (known) {
            continue;
        }
        if (i > 0 && repeats(p, l - 1, l)) {
            bool prose = length(l) > 300;
            decide(l, prose ? CST_ZONE_BOILERPLATE : CST_ZONE_CAPTION, 0);
            if (!prose) {
                (l - 1)->bits |= L_COPY;
            }
        } else if (is_doubled(p, l)) {
            decide(l, CST_ZONE_CAPTION, 0);
        }
    }
}

static bool is_header_kind(unsigned kind)
{
    return kind == CUE_HEADER || kind == CUE_BYLINE || kind == CUE_RELEASE ||
           kind == CUE_RUBRIC || kind == CUE_SENDER;
}

/* What a line is by its own cue and bits alone. */
static void decide_alone(const page *p, line *l)
{
    if (l->decided) {
        return;
    }
    if (l->bits & L_MARK) {
        decide(l, CST_ZONE_BOILERPLATE, CST_BLOCK_HEADER);
    } else if (l->words == 0) {
        decide(l, CST_ZONE_BOILERPLATE, 0);
        if (p->text.p[l->begin] == '#') { /* end of a press release */
            l->kind = CUE_BOILERPLATE;
            l->scope = SCOPE_END;
        }
    } else if (l->bits & L_TWEET) {
        decide(l, CST_ZONE_BOILERPLATE, 0);
    } else if (l->kind == CUE_BOILERPLATE) {
        decide(l, CST_ZONE_BOILERPLATE, l->bits & L_DATE ? CST_BLOCK_HEADER : 0);
    } else if (l->kind == CUE_RELATED) {
        decide(l, CST_ZONE_TEASER, 0);
        if (l->scope == SCOPE_LINE && p->text.p[l->end - 1] == ':') {
            l->scope = SCOPE_LIST;
        }
    } else if (l->kind == CUE_CAPTION) {
        decide(l, CST_ZONE_CAPTION, 0);
    } else if (l->kind == CUE_HEADER || l->kind == CUE_RELEASE ||
               l->kind == CUE_SENDER) {
        decide(l, CST_ZONE_BOILERPLATE, CST_BLOCK_HEADER);
    } else if (l->bits & (L_AGENCY | L_SIGNED)) {
        decide(l, CST_ZONE_BOILERPLATE, CST_BLOCK_HEADER);
    } else if (l->bits & L_CREDIT) {
        decide(l, l->words >= 4 ? CST_ZONE_CAPTION : CST_ZONE_BOILERPLATE, 0);
    }
}

/* Does an open scope end before line l? */
static bool scope_ends(cue_scope scope, const line *l, bool alone)
{
    bool long_prose = (l->bits & L_PROSE) && (l->bits & L_STOP) &&
                      length(l) >= LONG_PROSE && !l->decided;
    switch (scope) {
    case SCOPE_LIST:
        return ((l->bits & L_BLANK) && !alone) || long_prose ||
               (alone && (l->bits & (L_STOP | L_CLOCK)));
    case SCOPE_REST:
        return long_prose;
    case SCOPE_END:
        return false;
    case SCOPE_LINE:
    default:
        return true;
    }
}

/* Carry cues with a reach down the page. A list may stand one empty line below
 * its heading. */
static void spread_scopes(page *p)
{
    cue_scope open = SCOPE_LINE;
    uint8_t zone = CST_ZONE_TEASER;
    uint32_t since = 0, prose = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        line *l = &p->lines[i];
        bool alone = open == SCOPE_LIST && since == 0 && (l->bits & L_BLANK);
        if (open != SCOPE_LINE && scope_ends(open, l, alone)) {
            open = SCOPE_LINE;
        }
        bool cue_line = l->decided && l->kind != CUE_NONE;
        if (cue_line && l->scope != SCOPE_LINE &&
            (l->scope != SCOPE_END || prose > 0)) {
            open = open == SCOPE_END ? open : (cue_scope)l->scope;
            zone = l->zone;
            since = 0;
        } else if (open != SCOPE_LINE && !cue_line) {
            decide(l, (cst_zone_kind)zone, 0);
            l->bits &= ~(uint32_t)L_PROSE;
            since++;
        }
        prose += is_prose(l);
    }
}

/* ------------------------------------------------------------------ head */

static bool begins_body(const line *l)
{
    bool item = (l->bits & L_BULLET) && !(l->bits & L_LINK) && l->words >= 4;
    bool dated = (l->bits & (L_DATE | L_NAV)) != 0;
    return !l->decided && !(l->bits & (L_COPY | L_READER)) &&
           ((l->bits & L_PROSE) || (l->bits & L_CLOCK) ||
            (item && !dated));
}

/* "A long first part | Name": the title with the name of its site. */
static bool bears_site(cst_str s)
{
    size_t bar = cst_str_find(s, CST_S(" | "), 0);
    return bar != SIZE_MAX && bar >= 30 && s.n - bar <= 40 &&
           cst_str_find(s, CST_S(" | "), bar + 3) == SIZE_MAX;
}

/* How much a line of the head looks like the title. */
static int title_score(const page *p, uint32_t i)
{
    const line *l = &p->lines[i];
    if (l->kind == CUE_SUBJECT && !l->decided) {
        return 100;
    }
    uint32_t hard = L_DATE | L_NAV | L_BULLET | L_AGENCY | L_TWEET | L_DATELINE;
    uint32_t bits = l->bits;
    if (i == 0 && !(bits & L_DATE) && bears_site(line_text(p, l))) {
        bits &= ~(uint32_t)L_NAV;
    }
    if (l->decided || is_header_kind(l->kind) || (bits & hard) ||
        length(l) > 260) {
        return -1;
    }
    cst_str s = line_text(p, l);
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))}, w;
    size_t at = 0;
    int score = l->words;
    bool parts = cst_str_find(s, CST_S(" \xE2\x80\x93 "), 0) != SIZE_MAX ||
                 cst_str_find(s, CST_S(" - "), 0) != SIZE_MAX;
    for (unsigned k = 0, far = parts ? 8 : 2; k < far; k++) {
        if (!fold_word(f, &at, &w)) {
            break;
        }
        far += w.n <= 2; /* articles do not count */
        if (cues_word(p->cues, w, CUE_OUTLET_WORD, CUE_OUTLET_WORD)) {
            score -= 6;
            break;
        }
    }
    size_t n;
    const outlet *known = outlets_at(p->outlets, s, 0, &n);
    if (known && n + 12 > s.n) {
        return -1;
    }
    score += cst_str_find(s, CST_S(": "), 0) != SIZE_MAX ? 2 : 0;
    score += l->bits & L_UPPER ? 0 : 2;
    score += l->bits & L_COPY ? 5 : 0;
    bool first = i == 0 || (i == 1 && (p->lines[0].bits & L_MARK));
    bool apart = i + 1 < p->n && (p->lines[i + 1].bits & L_BLANK);
    score += (first ? 3 : 0) + (apart ? 1 : 0) + (first && apart ? 2 : 0);
    return score;
}

static uint32_t find_title(const page *p, uint32_t head)
{
    uint32_t best = CST_NONE;
    int most = 5;
    for (uint32_t i = 0; i < head && i < 16; i++) {
        int score = title_score(p, i);
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return best;
}

/* A label that stands right above the body, begins its own paragraph and comes
 * after the title heads the body. */
static bool heads_body(const page *p, uint32_t i)
{
    const line *l = &p->lines[i];
    bool below = i + 1 < p->n && !(p->lines[i + 1].bits & L_BLANK);
    return i > 0 && p->title != CST_NONE && i > p->title && !l->decided &&
           below && (l->bits & L_BLANK) && length(l) <= 100 &&
           !is_header_kind(l->kind) &&
           !(l->bits & (L_DATE | L_NAV | L_AGENCY | L_STOP | L_DATELINE));
}

/* A label below the title that reads like a clause: small words, no parts. */
static bool is_subtitle(const page *p, const line *l)
{
    cst_str s = line_text(p, l);
    unsigned words = 0, small = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool starts = s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
        words += starts;
        small += starts && ((s.p[i] >= 'a' && s.p[i] <= 'z') ||
                            (unsigned char)s.p[i] == 0xC3);
    }
    bool parts = cst_str_find(s, CST_S(" - "), 0) != SIZE_MAX ||
                 cst_str_find(s, CST_S(" \xE2\x80\x93 "), 0) != SIZE_MAX ||
                 cst_str_find(s, CST_S("  "), 0) != SIZE_MAX ||
                 cst_str_find(s, CST_S(", "), 0) != SIZE_MAX;
    return words >= 6 && small + 2 >= words && !parts;
}

/* The name of an outlet or body alone on its line. */
static bool is_name_line(const page *p, const line *l)
{
    cst_str s = line_text(p, l), w;
    size_t n = 0, at = 0;
    char folded[FOLD_MAX];
    const outlet *o = outlets_at(p->outlets, s, 0, &n);
    if (o && n + 16 > s.n) {
        return true;
    }
    cst_str f = {folded, fold_line(s, folded, sizeof(folded))};
    return fold_word(f, &at, &w) &&
           cues_word(p->cues, w, CUE_OUTLET_WORD, CUE_OUTLET_WORD);
}

/* The title in a letter's head begins behind its label, and behind those of an
 * answer or a copy. */
static void drop_label(const page *p, line *l)
{
    cst_str s = line_text(p, l);
    size_t at = 0, colon = 0;
    for (int i = 0; l->kind == CUE_SUBJECT && i < 3; i++) {
        colon = cst_str_find(cst_str_sub(s, at, 10), CST_S(":"), 0);
        if (colon == SIZE_MAX || (i > 0 && colon > 4)) {
            break;
        }
        at += colon + 1;
        while (at < s.n && s.p[at] == ' ') {
            at++;
        }
    }
    l->begin += at < s.n ? (uint32_t)at : 0;
}

static void decide_head(page *p)
{
    uint32_t head = p->fixed == CST_NONE ? 0 : p->fixed + 1;
    while (head < p->n && !begins_body(&p->lines[head])) {
        head++;
    }
    p->title = p->fixed == CST_NONE ? find_title(p, head) : p->fixed;
    while (head < p->n && head > 0 && heads_body(p, head - 1)) {
        head--;
    }
    p->body = head;
    for (uint32_t i = 0; i < head; i++) {
        line *l = &p->lines[i];
        bool after = p->title != CST_NONE && i > p->title;
        if (i == p->title) {
            drop_label(p, l);
            decide(l, CST_ZONE_TITLE, 0);
        } else if (l->decided) {
            continue;
        } else if (l->bits & L_COPY) {
            decide(l, CST_ZONE_CAPTION, 0);
        } else if (l->bits & L_DATELINE) {
            decide(l, CST_ZONE_CONTENT, CST_BLOCK_HEADER);
        } else if (after && (l->words >= 9 || is_subtitle(p, l)) &&
                   !is_header_kind(l->kind) &&
                   !(l->bits & (L_DATE | L_NAV | L_BULLET)) &&
                   !is_name_line(p, l)) {
            decide(l, CST_ZONE_CONTENT, CST_BLOCK_LEAD);
        } else {
            bool says = l->words >= 2 || (l->bits & (L_DATE | L_UPPER)) ||
                        length(l) > 6;
            decide(l, CST_ZONE_BOILERPLATE, says ? CST_BLOCK_HEADER : 0);
        }
    }
}

/* ------------------------------------------------------------- body, tail */

static bool ends_tail(const line *l)
{
    bool item = (l->bits & L_BULLET) && !(l->bits & L_LINK) &&
                !(l->bits & L_NAV);
    bool quote = (l->bits & L_ASK) && length(l) > 60;
    if (l->bits & L_READER) {
        return false;
    }
    return !l->decided && ((l->bits & (L_PROSE | L_CLOCK | L_KEEP)) || item ||
                           quote ||
                           length(l) > LABEL_MAX || (l->bits & L_STOP));
}

/* A whole line in brackets says something about the article. */
static bool is_bracketed(const page *p, const line *l)
{
    return length(l) > 2 && p->text.p[l->begin] == '(' &&
           p->text.p[l->end - 1] == ')' && length(l) <= 120;
}

static void decide_tail(page *p)
{
    uint32_t tail = p->n;
    while (tail > p->body) {
        line *l = &p->lines[tail - 1];
        if (ends_tail(l) && !is_bracketed(p, l)) {
            break;
        }
        tail--;
    }
    p->tail = tail;
    for (uint32_t i = tail; i < p->n; i++) {
        line *l = &p->lines[i];
        if (!l->decided) {
            decide(l, l->bits & L_LINK ? CST_ZONE_TEASER
                                       : CST_ZONE_BOILERPLATE,
                   l->bits & L_DATE ? CST_BLOCK_HEADER : 0);
        }
    }
}

static bool is_heading(const page *p, uint32_t i)
{
    const line *l = &p->lines[i];
    if ((l->bits & (L_STOP | L_BULLET | L_CLOCK)) || length(l) > 110 ||
        i + 1 >= p->n) {
        return false;
    }
    bool fresh = (l->bits & L_BLANK) || i == p->body ||
                 p->lines[i - 1].zone != CST_ZONE_CONTENT ||
                 (p->lines[i - 1].bits & (L_STOP | L_ASK));
    return fresh && p->lines[i + 1].zone == CST_ZONE_CONTENT;
}

/* A first sentence above the header lines (a standfirst, or a title that was
 * glued to it): the labels behind it are header lines if one surely is. */
static void decide_second_head(page *p)
{
    uint32_t from = p->body + 1, to = from;
    bool sure = false;
    if (p->body > 3 || p->body >= p->tail ||
        length(&p->lines[p->body]) > 400) {
        return;
    }
    while (to < p->tail && to < from + 8 &&
           !(p->lines[to].bits & (L_PROSE | L_BULLET | L_CLOCK))) {
        const line *l = &p->lines[to++];
        sure = sure || l->decided || (l->bits & (L_DATE | L_AGENCY | L_NAV)) ||
               is_header_kind(l->kind);
    }
    for (uint32_t i = from; sure && i < to; i++) {
        line *l = &p->lines[i];
        bool heading = i + 1 == to && i > from && (l->bits & L_BLANK);
        if (!l->decided && !(l->bits & L_DATELINE) && !heading) {
            decide(l, CST_ZONE_BOILERPLATE, CST_BLOCK_HEADER);
        }
    }
}

static void decide_body(page *p)
{
    uint32_t early = p->body + 4, clocks = 0;
    for (uint32_t i = p->body; i < p->tail; i++) {
        line *l = &p->lines[i];
        clocks += (l->bits & L_CLOCK_BARE) != 0;
        if (l->decided) {
            continue;
        }
        bool dated = i < early && (l->bits & (L_DATE | L_DATELINE)) &&
                     !(l->bits & (L_BULLET | L_CLOCK)) && !(l->bits & L_PROSE);
        if (l->bits & L_COPY) {
            decide(l, CST_ZONE_CAPTION, 0);
        } else if (dated) {
            decide(l, l->bits & L_DATELINE ? CST_ZONE_CONTENT
                                           : CST_ZONE_BOILERPLATE,
                   CST_BLOCK_HEADER);
        } else if ((l->bits & L_READER) && length(l) <= 200) {
            decide(l, CST_ZONE_BOILERPLATE, 0);
        } else if ((l->bits & L_NAV) || (l->kind == CUE_BYLINE && i < early)) {
            decide(l, CST_ZONE_BOILERPLATE, i < early ? CST_BLOCK_HEADER : 0);
        } else {
            decide(l, CST_ZONE_CONTENT, 0);
        }
    }
    for (uint32_t i = p->body; i < p->tail; i++) {
        line *l = &p->lines[i];
        if (l->zone != CST_ZONE_CONTENT || (l->flags & CST_BLOCK_HEADER)) {
            continue;
        }
        if ((l->bits & L_CLOCK) || ((l->bits & L_CLOCK_BARE) && clocks >= 3)) {
            l->flags |= CST_BLOCK_ENTRY;
        } else if (l->bits & L_BULLET) {
            l->flags |= CST_BLOCK_ITEM;
        } else if (is_heading(p, i)) {
            l->flags |= CST_BLOCK_HEADING;
        }
    }
}

/* A short paragraph between the title and the header lines is a standfirst. */
static void mark_lead(page *p)
{
    for (uint32_t i = p->body; i + 1 < p->tail && i < p->body + 2; i++) {
        line *l = &p->lines[i];
        const line *next = l + 1;
        if (l->zone == CST_ZONE_CONTENT && l->flags == 0 && length(l) < 400 &&
            (next->flags & CST_BLOCK_HEADER)) {
            l->flags |= CST_BLOCK_LEAD;
        }
    }
}

void zones_decide(page *p)
{
    mark_copies(p);
    for (uint32_t i = 0; i < p->n; i++) {
        decide_alone(p, &p->lines[i]);
    }
    spread_scopes(p);
    decide_head(p);
    decide_tail(p);
    decide_second_head(p);
    decide_body(p);
    mark_lead(p);
    if (p->n == 1 && !p->info) { /* a line alone is what one asks about */
        p->lines[0].zone = CST_ZONE_CONTENT;
    }
}
