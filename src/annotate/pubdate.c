/* annotate/pubdate: the day of publication from the head of an article.
 *
 * Takes the lines about the article and the first sentences of its body, with
 * their time units; gives the days of publication and of the last update.
 * Which words announce which date is the pack's knowledge. Does not look at
 * metadata.
 */
#include "annotate/timenames.h"

#define DATELINE_REACH 10u /* tokens before a dateline's date */

typedef enum cue { CUE_NONE, CUE_PUBLISHED, CUE_UPDATED, CUE_OTHER } cue;

typedef struct finder {
    const cst_time_names *n;
    const cst_pack *pack;
    cst_time_context context;
    cst_day latest;
    cst_interval plain, published, updated;
    cst_interval month; /* of an issue: "no 44, May 1999" */
    int16_t updated_clock;
} finder;

/* The last cue word among the tokens [from, to). */
static cue find_cue(const finder *f, const cst_sentence_units *s, uint32_t from,
                    uint32_t to)
{
    cue found = CUE_NONE;
    uint32_t at = 0;

    for (uint32_t i = 0; f->n->pub_cue >= 0 && i < s->units.n; i++) {
        const cst_unit *u = &s->units.at[i];
        const cst_reading *r;
        cst_sym pub;

        if (u->tok_begin < from || u->tok_end > to || u->tok_end <= at) {
            continue;
        }
        r = cst_unit_in(f->pack, u, f->n->pub_cue);
        if (!r) {
            continue;
        }
        pub = cst_reading_feat(f->pack, r, f->n->pub);
        at = u->tok_end;
        found = pub == f->n->updated     ? CUE_UPDATED
                : pub == f->n->published ? CUE_PUBLISHED
                                         : CUE_OTHER;
    }
    return found;
}

static bool token_is(const cst_sentence_units *s, uint32_t at, const char *list)
{
    cst_str t, rest = cst_str_of(list), item;

    if (at >= s->n_tokens) {
        return false;
    }
    t = s->tokens[at].norm;
    while (rest.p && cst_str_cut(&rest, ' ', &item)) {
        if (cst_str_eq(t, item)) {
            return true;
        }
    }
    return false;
}

/* "-", "--", "---", and the longer dashes. */
static bool is_dash(const cst_sentence_units *s, uint32_t at)
{
    cst_str t = at < s->n_tokens ? s->tokens[at].norm : (cst_str){NULL, 0};

    for (size_t i = 0; t.p && i < t.n; i++) {
        if (t.p[i] != '-') {
            return token_is(s, at, "\xE2\x80\x93 \xE2\x80\x94");
        }
    }
    return t.n > 0;
}

/* "Sanaa, 4 October 2017." or "Reuters, Sanaa, 4 October 2017: ...": a full
 * date behind nothing but names, and nothing or a colon behind it. */
static bool names_and_day(const cst_sentence_units *s, const cst_unit *u)
{
    if (u->tok_begin < 2 || !token_is(s, u->tok_begin - 1, ", - / |") ||
        !(u->tok_end == s->n_tokens ||
          (u->tok_end + 1 == s->n_tokens && token_is(s, u->tok_end, ".")) ||
          token_is(s, u->tok_end, ":"))) {
        return false;
    }
    for (uint32_t k = 0; k < u->tok_begin; k++) {
        if (!(s->tokens[k].flags & (CST_TOK_CAP | CST_TOK_PUNCT | CST_TOK_GLUED))) {
            return false;
        }
    }
    return true;
}

#define SHORT_WORD 3 /* letters: "at", "of" */

/* A name, a number, a mark, a short word of those between the date of a dateline
 * and its dash. */
static bool slight(const cst_sentence_units *s, uint32_t at)
{
    return at < s->n_tokens &&
           ((s->tokens[at].flags & (CST_TOK_CAP | CST_TOK_PUNCT | CST_TOK_NUM |
                                    CST_TOK_GLUED)) ||
            s->tokens[at].norm.n <= SHORT_WORD);
}

/* What follows the dash of a dateline begins as a sentence does. */
static bool begins_text(const cst_sentence_units *s, uint32_t at)
{
    return at >= s->n_tokens ||
           (s->tokens[at].flags & (CST_TOK_CAP | CST_TOK_NUM | CST_TOK_PUNCT |
                                   CST_TOK_OPEN));
}

/* In running text only what stands before the dash or bracket of a dateline
 * counts. */
static bool is_dateline(const cst_sentence_units *s, const cst_unit *u)
{
    if (u->tok_begin > DATELINE_REACH) {
        return false;
    }
    if (u->tok_begin == 0 && s->n_tokens - u->tok_end < 6) {
        return true; /* a sentence of its own, with its time zone */
    }
    if (u->tok_end >= s->n_tokens) {
        return u->tok_begin <= 3;
    }
    for (uint32_t k = u->tok_end; k < u->tok_end + DATELINE_REACH; k++) {
        if (is_dash(s, k)) {
            return begins_text(s, k + 1);
        }
        if (k == u->tok_end && u->tok_begin > 0 &&
            !token_is(s, k, "( ) . , /")) {
            return false;
        }
        if (!slight(s, k)) {
            break;
        }
    }
    return token_is(s, u->tok_end, ")") && u->tok_begin > 0 &&
           token_is(s, u->tok_begin - 1, "(");
}

static bool says_year(const finder *f, const cst_sentence_units *s,
                      uint32_t unit)
{
    int64_t year;

    return tn_int(f->n, f->pack, s, unit, f->n->year, &year);
}

static bool dated(const finder *f, cst_sym kind)
{
    const cst_time_names *n = f->n;

    return kind != 0 && (kind == n->date || kind == n->days ||
                         kind == n->interval || kind == n->weekof);
}

/* Days of a unit; a weekday with the day and month may fix the year. */
static bool days_of(const finder *f, const cst_sentence_units *s, uint32_t unit,
                    cst_interval *out)
{
    cst_time_context context = f->context;
    cst_time_value v;

    context.latest = f->latest;
    if (!cst_time_resolve(f->n, f->pack, s, unit, &context, &v) ||
        v.from == 0 || v.to == 0) {
        return false;
    }
    out->from = v.from;
    out->to = v.to;
    out->minutes = v.minutes;
    return true;
}

/* A month with its year that stands apart in a header line: that of an issue. */
static bool of_issue(const finder *f, const cst_pubdate_line *line,
                     uint32_t unit)
{
    static const char apart[] = ", - | / \xE2\x80\x93 \xE2\x80\x94";
    const cst_sentence_units *s = line->units;
    const cst_unit *u = &s->units.at[unit];

    return line->header && !line->below &&
           tn_sym(f->n, s, unit, f->n->kind) == f->n->month &&
           says_year(f, s, unit) &&
           (u->tok_begin == 0 || token_is(s, u->tok_begin - 1, apart)) &&
           (u->tok_end >= s->n_tokens || token_is(s, u->tok_end, apart));
}

static void keep_first(cst_interval *slot, cst_interval days)
{
    if (slot->from == 0) {
        *slot = days;
    }
}

static void read_unit(finder *f, const cst_pubdate_line *line, uint32_t unit,
                      uint32_t after)
{
    const cst_sentence_units *s = line->units;
    const cst_unit *u = &s->units.at[unit];
    cst_sym kind = tn_sym(f->n, s, unit, f->n->kind);
    cue what = find_cue(f, s, after, u->tok_begin);
    cst_interval days = {0, 0, -1};
    cst_time_value v;

    if (!line->header && !is_dateline(s, u) &&
        !(says_year(f, s, unit) && names_and_day(s, u))) {
        return;
    }
    if (line->below && (u->tok_begin > 0 || !says_year(f, s, unit))) {
        return;
    }
    if (kind == f->n->clock && what == CUE_UPDATED) {
        (void)cst_time_resolve(f->n, f->pack, s, unit, &f->context, &v);
        f->updated_clock = v.minutes;
        return;
    }
    if (of_issue(f, line, unit) && days_of(f, s, unit, &days)) {
        keep_first(&f->month, days);
        return;
    }
    if (!dated(f, kind) || what == CUE_OTHER || !days_of(f, s, unit, &days)) {
        return;
    }
    keep_first(what == CUE_UPDATED     ? &f->updated
               : what == CUE_PUBLISHED ? &f->published
                                       : &f->plain,
               days);
}

/* Outermost time units in text order. */
static void read_line(finder *f, const cst_pubdate_line *line)
{
    const cst_sentence_units *s = line->units;
    uint32_t after = 0;

    for (uint32_t t = 0; t < s->n_tokens;) {
        uint32_t best = CST_NONE;

        for (uint32_t i = 0; i < s->units.n; i++) {
            if (s->units.at[i].label == f->n->time &&
                s->units.at[i].tok_begin == t &&
                (best == CST_NONE ||
                 s->units.at[i].tok_end >= s->units.at[best].tok_end)) {
                best = i;
            }
        }
        if (best == CST_NONE) {
            t++;
            continue;
        }
        read_unit(f, line, best, after);
        t = after = s->units.at[best].tok_end;
    }
}

/* Year and month of a mark, as its last seven bytes. */
static cst_interval read_mark(cst_str mark)
{
    cst_interval out = {0, 0, -1};
    int64_t year, month;

    mark = cst_str_trim(mark);
    if (!mark.p || mark.n < 7) {
        return out;
    }
    mark = cst_str_sub(mark, mark.n - 7, 7);
    if (mark.p && mark.p[4] == '-' &&
        cst_str_to_int(cst_str_sub(mark, 0, 4), &year) &&
        cst_str_to_int(cst_str_sub(mark, 5, 2), &month) && month > 0 &&
        month < 13) {
        out.from = cst_day_from_ymd((int)year, (int)month, 1);
        out.to = tn_month_end((int)year, (int)month);
    }
    return out;
}

bool cst_pubdate(const cst_time_names *names, const cst_pack *pack,
                 const cst_pubdate_line *lines, size_t n_lines, cst_str mark,
                 cst_day latest_in_text, cst_interval *published,
                 cst_interval *updated)
{
    finder f = {names,          pack,
                {{0, 0, -1}, 0, 0, false, 0, {0, 0, -1}, 0},
                latest_in_text, {0, 0, -1}, {0, 0, -1},
                {0, 0, -1},     {0, 0, -1}, -1};
    int64_t era;

    f.context.published = read_mark(mark);
    if (f.latest == 0 && cst_str_to_int(cst_pack_conf(pack, "era"), &era) &&
        era < 9999) {
        f.latest = cst_day_from_ymd((int)era, 1, 1);
    }
    for (size_t i = 0; i < n_lines; i++) {
        if (lines[i].header) {
            read_line(&f, &lines[i]);
        }
    }
    for (size_t i = 0; i < n_lines; i++) {
        if (!lines[i].header && f.plain.from == 0 && f.published.from == 0) {
            read_line(&f, &lines[i]);
        }
    }
    *published = f.published.from != 0 ? f.published
                 : f.plain.from != 0   ? f.plain
                 : f.month.from != 0   ? f.month
                                       : f.context.published;
    *updated = f.updated;
    if (f.updated.from == 0 && f.updated_clock >= 0 && published->from != 0) {
        *updated = *published;
        updated->minutes = f.updated_clock;
    }
    return published->from != 0;
}

cst_day cst_time_latest(const cst_time_names *names, const cst_pack *pack,
                        const cst_sentence_units *s, bool full)
{
    const cst_time_context none = {{0, 0, -1}, 0, 0, false, 0, {0, 0, -1}, 0};
    cst_day latest = 0;

    for (uint32_t i = 0; i < s->units.n; i++) {
        cst_time_value v;
        int64_t year;

        if (s->units.at[i].label != names->time ||
            !tn_int(names, pack, s, i, names->year, &year) ||
            !cst_time_resolve(names, pack, s, i, &none, &v)) {
            continue;
        }
        if (v.full && v.to > latest) {
            latest = v.to;
        } else if (!full && !v.full && v.from > latest) {
            latest = v.from;
        }
    }
    return latest;
}
