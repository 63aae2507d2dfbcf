/* annotate/number: number words and figures -> units with label "num".
 *
 * Takes the row of tokens and multiwords; groups tokens into quantities with
 * values. A token that is no number word costs one look-up. What the number
 * counts, and whether it is at least or about that much, is not decided here.
 */
#include "annotate/numwords.h"

typedef struct reader {
    const cst_number_words *w;
    const cst_pack *pack;
    cst_arena *arena;
    cst_sentence_units *s;
} reader;

/* Token at a position of the row; NULL if there is none or a composite. */
static const cst_token *token_at(const reader *r, uint32_t at)
{
    const cst_unit *u;

    if (at >= r->s->top.n) {
        return NULL;
    }
    u = &r->s->units.at[r->s->top.at[at]];
    return u->label == r->w->tok && u->tok_begin < r->s->n_tokens
               ? &r->s->tokens[u->tok_begin]
               : NULL;
}

static const nw_word *word_at(const reader *r, uint32_t at)
{
    const cst_token *t = token_at(r, at);

    return t && nw_may(r->w, t) ? nw_find(r->w, t->norm) : NULL;
}

/* Replace top[from..to) and set what all kinds have. */
static cst_unit *group(reader *r, uint32_t from, uint32_t to, cst_sym label,
                       cst_sym kind)
{
    uint32_t index = cst_units_group(r->arena, r->s, from, to, label);
    cst_unit *u;

    if (index == CST_NONE) {
        return NULL;
    }
    u = &r->s->units.at[index];
    return cst_unit_set_sym(r->arena, u, r->w->kind, kind) ? u : NULL;
}

static bool set_int(reader *r, cst_unit *u, cst_sym key, int64_t value)
{
    return cst_unit_set_int(r->arena, u, key, value);
}

static bool set_yes(reader *r, cst_unit *u, cst_sym key)
{
    return cst_unit_set_sym(r->arena, u, key, r->w->yes);
}

/* ------------------------------------------------- words and figures */

/* Add the parts of a hyphenated token, all or none. */
static bool add_hyphenated(const reader *r, cst_str norm, nw_sum *sum)
{
    nw_sum next = *sum;
    cst_str part;

    while (norm.p && cst_str_cut(&norm, '-', &part)) {
        const nw_word *word = nw_find(r->w, part);

        if (!word || !nw_add(&next, word)) {
            return false;
        }
    }
    *sum = next;
    return true;
}

static bool add_token(const reader *r, const cst_token *t, nw_sum *sum)
{
    const nw_word *word;
    int64_t value, milli;

    if (t->flags & CST_TOK_NUM) {
        return nw_figures(t->norm, &value, &milli) &&
               nw_add_figures(sum, value, milli);
    }
    word = nw_may(r->w, t) ? nw_find(r->w, t->norm) : NULL;
    if (word) {
        return nw_add(sum, word);
    }
    if (memchr(t->norm.p, '-', t->norm.n)) {
        return add_hyphenated(r, t->norm, sum);
    }
    if (t->norm.n > 4 && t->norm.p[t->norm.n - 1] == 's' && nw_may(r->w, t)) {
        /* ordinals and misspelled plurals */
        word = nw_find(r->w, cst_str_sub(t->norm, 0, t->norm.n - 1));
        return word &&
               (word->kind == NW_ORD || word->kind == NW_ORD_BIG ||
                word->kind == NW_ORD_HUNDRED) &&
               nw_add(sum, word);
    }
    return false;
}

/* Longest number that begins at position from; returns the position after it,
 * from itself if there is none. */
static uint32_t read_sum(const reader *r, uint32_t from, nw_sum *out)
{
    nw_sum sum;
    uint32_t at, end = from;

    nw_begin(&sum);
    for (at = from; at < r->s->top.n; at++) {
        const cst_token *t = token_at(r, at);

        if (!t || !add_token(r, t, &sum)) {
            break;
        }
        if (nw_complete(&sum)) {
            *out = sum;
            end = at + 1;
        }
    }
    return end;
}

/* Words at position at that form a table entry of one, two, three or four
 * tokens; returns the number of tokens, 0 = none. */
static uint32_t follower(const reader *r, uint32_t at, const nw_word **word)
{
    char joined[64];
    size_t n = 0;
    uint32_t best = 0;

    for (uint32_t k = 0; k < 4; k++) {
        const cst_token *t = token_at(r, at + k);
        const nw_word *found;

        if (!t || n + t->norm.n + 1 > sizeof joined) {
            break;
        }
        if (n > 0) {
            joined[n++] = ' ';
        }
        memcpy(joined + n, t->norm.p, t->norm.n);
        n += t->norm.n;
        found = nw_find(r->w, (cst_str){joined, n});
        if (found && (found->kind == NW_PCT || found->kind == NW_MONEY ||
                      found->kind == NW_MEASURE)) {
            *word = found;
            best = k + 1;
        }
    }
    return best;
}

/* "two and a half million": half of the last big word. */
static uint32_t read_half(const reader *r, uint32_t end, const nw_sum *sum,
                          int64_t *value)
{
    const nw_word *and = word_at(r, end);
    const nw_word *half = and&&and->kind == NW_AND ? word_at(r, end + 1) : NULL;

    if (!half || half->kind != NW_HALF || sum->last_big < 2 || sum->low >= 0 ||
        sum->has_hundred) {
        return end;
    }
    *value += sum->last_big / half->value;
    return end + 2;
}

static bool is_sign(const reader *r, uint32_t at, const char *sign)
{
    const cst_token *t = token_at(r, at);

    return t && cst_str_is(t->norm, sign);
}

/* "twelve (12) soldiers": notices write a number in words and again in figures,
 * or the other way round. Position after the bracket, or end if there is none;
 * "two (2) thousand" says more than the figures. */
static uint32_t read_again(const reader *r, uint32_t end, bool figures,
                           int64_t value)
{
    const nw_word *next;
    nw_sum again;
    int64_t milli;
    uint32_t close;

    if (!is_sign(r, end, "(")) {
        return end;
    }
    close = read_sum(r, end + 1, &again);
    if (close == end + 1 || !is_sign(r, close, ")") ||
        again.figures == figures || again.ordinal ||
        nw_value(&again, &milli) != value || milli != 0) {
        return end;
    }
    next = word_at(r, close + 1);
    return next && (next->kind == NW_BIG || next->kind == NW_HUNDRED ||
                    next->kind == NW_FRAC)
               ? end
               : close + 1;
}

static bool after_label(const reader *r, uint32_t from)
{
    const nw_word *word = from > 0 ? word_at(r, from - 1) : NULL;

    return word && word->kind == NW_LABEL;
}

/* An adjective that looks like a number word: it stands after a noun, and no
 * noun follows. */
static bool is_adjective(const reader *r, uint32_t from, uint32_t to)
{
    const nw_word *word = to == from + 1 ? word_at(r, from) : NULL;
    const cst_unit *u;
    bool before = false, after = false;

    if (!word || !(word->flags & NW_AMBIGUOUS) || from == 0) {
        return false;
    }
    u = &r->s->units.at[r->s->top.at[from - 1]];
    for (uint32_t i = 0; i < u->n_readings; i++) {
        before |=
            u->readings[i].pos == CST_POS_N || u->readings[i].pos == CST_POS_R;
    }
    u = to < r->s->top.n ? &r->s->units.at[r->s->top.at[to]] : NULL;
    for (uint32_t i = 0; u && i < u->n_readings; i++) {
        after |=
            u->readings[i].pos == CST_POS_N || u->readings[i].pos == CST_POS_A;
    }
    return before && !after;
}

static bool year_like(const reader *r, uint32_t from, const nw_sum *sum)
{
    const cst_token *t = token_at(r, from);

    return t && sum->figures && sum->words == 1 && sum->milli == 0 &&
           t->span.end - t->span.begin == 4 && sum->low >= 1000 &&
           sum->low <= 2100;
}

static bool list_number(const reader *r, uint32_t from, uint32_t to)
{
    const cst_token *t = token_at(r, from), *next = token_at(r, to);

    return to == from + 1 && t && t->flags & CST_TOK_NUM &&
           t->flags & CST_TOK_LINE && t->span.end - t->span.begin <= 2 &&
           next && (cst_str_is(next->norm, ".") || cst_str_is(next->norm, ")"));
}

/* The unit for a sum at [from, to), with what follows it. */
static cst_status make_sum(reader *r, uint32_t from, uint32_t to,
                           const nw_sum *sum)
{
    const cst_number_words *w = r->w;
    const nw_word *after = NULL, *of = word_at(r, to);
    bool list = list_number(r, from, to), figures;
    bool label = after_label(r, from), y4 = year_like(r, from, sum);
    int64_t milli, value = nw_value(sum, &milli);
    cst_sym kind = sum->ordinal ? w->ord : w->card;
    cst_unit *u;
    uint32_t n, once;

    figures = token_at(r, from) && token_at(r, from)->flags & CST_TOK_NUM;
    to = once = read_half(r, to, sum, &value);
    if (!sum->ordinal && milli == 0) {
        to = read_again(r, once, sum->figures, value);
    }
    if (!sum->ordinal && of && of->kind == NW_FRAC) {
        u = group(r, from, to + 1, w->num, w->frac);
        return u && set_int(r, u, w->key_num, value) &&
                       set_int(r, u, w->den, of->value) &&
                       cst_unit_set_sym(r->arena, u, w->qual, w->exact)
                   ? CST_OK
                   : CST_NOMEM;
    }
    n = sum->ordinal || list ? 0 : follower(r, to, &after);
    if (n == 0 && of && of->kind == NW_OF && sum->last_big > 1000) {
        n = follower(r, to + 1, &after);
        n = n > 0 && after->kind == NW_MONEY ? n + 1 : 0;
    }
    if (n > 0) {
        kind = after->kind == NW_PCT     ? w->pct
               : after->kind == NW_MONEY ? w->money
                                         : w->measure;
    } else if (list) {
        kind = w->list;
    } else if (label && figures && !sum->ordinal) {
        kind = w->id;
    } else if (milli != 0 && !sum->ordinal) {
        kind = w->measure;
    }
    u = group(r, from, to + n, w->num, kind);
    if (!u || !set_int(r, u, w->key_value, value) ||
        !cst_unit_set_sym(r->arena, u, w->qual, w->exact) ||
        (milli != 0 && !set_int(r, u, w->milli, milli)) ||
        (figures && !set_yes(r, u, w->digits)) ||
        (sum->article && sum->words == 1 && to == once && !set_yes(r, u, w->article)) ||
        (y4 && n == 0 && !set_yes(r, u, w->y4)) ||
        (sum->one_big && sum->low < 0 && !sum->has_hundred && value > 1000 &&
         !set_int(r, u, w->mult, sum->last_big)) ||
        (n > 0 && after->unit &&
         !cst_unit_set_sym(r->arena, u, w->unit, after->unit))) {
        return CST_NOMEM;
    }
    return CST_OK;
}

/* Words that are a quantity alone: collectives, parts, none; big words in the
 * plural without a number. */
static cst_status make_single(reader *r, uint32_t at, const nw_word *word)
{
    const cst_number_words *w = r->w;
    bool coll = word->kind == NW_COLL || word->kind == NW_BIG;
    cst_unit *u = NULL;

    if (word->kind == NW_FRAC && word->flags & NW_BARE) {
        u = group(r, at, at + 1, w->num, w->frac);
        return u && set_int(r, u, w->key_num, 1) &&
                       set_int(r, u, w->den, word->value) &&
                       cst_unit_set_sym(r->arena, u, w->qual, w->exact)
                   ? CST_OK
                   : CST_NOMEM;
    }
    if (!coll && word->kind != NW_ZERO) {
        return CST_OK;
    }
    u = group(r, at, read_again(r, at + 1, false, word->value), w->num,
              coll ? w->coll : w->card);
    if (!u || !set_int(r, u, w->key_value, word->value) ||
        (!coll && (!set_yes(r, u, w->zero) ||
                   !cst_unit_set_sym(r->arena, u, w->qual, w->exact))) ||
        (word->flags & NW_PLURAL && !set_yes(r, u, w->pl))) {
        return CST_NOMEM;
    }
    return CST_OK;
}

/* ---------------------------------------------- figures with letters */

static size_t digits(cst_str s, size_t from, int64_t *value)
{
    size_t n = 0;

    while (from + n < s.n && s.p[from + n] >= '0' && s.p[from + n] <= '9') {
        n++;
    }
    if (n == 0 || n > 9 || !cst_str_to_int(cst_str_sub(s, from, n), value)) {
        return 0;
    }
    return n;
}

/* Hour, sign, minutes. */
static cst_status try_clock(reader *r, uint32_t at, int64_t hour, cst_str rest)
{
    int64_t minute = 0;
    size_t mark = 0, n = 0;
    const nw_word *word;
    cst_unit *u;

    while (mark < rest.n && (rest.p[mark] < '0' || rest.p[mark] > '9')) {
        mark++;
    }
    word = nw_find(r->w, cst_str_sub(rest, 0, mark));
    if (mark < rest.n) {
        n = digits(rest, mark, &minute);
        if (n != 2 || (mark + n != rest.n && rest.p[mark + n] != ':') ||
            minute > 59) {
            return CST_OK;
        }
    }
    if (!word || word->kind != NW_SUFFIX_CLOCK || (n > 0 && hour > 24)) {
        return CST_OK;
    }
    u = group(r, at, at + 1, r->w->num, r->w->clock);
    return u && set_int(r, u, r->w->key_value, hour * 60 + minute) &&
                   set_int(r, u, r->w->hours, hour) &&
                   (n > 0 || set_yes(r, u, r->w->bare))
               ? CST_OK
               : CST_NOMEM;
}

/* Day, month, year with one sign between; year first if it has four digits. */
static cst_status try_date(reader *r, uint32_t at, cst_str norm, bool *done)
{
    int64_t part[3] = {0, 0, 0}, swap;
    size_t len[3] = {0, 0, 0}, pos = 0;
    char sign = 0;
    int n = 0;
    cst_unit *u;

    for (; n < 3; n++) {
        len[n] = digits(norm, pos, &part[n]);
        pos += len[n];
        if (len[n] == 0 || pos == norm.n) {
            break;
        }
        if (sign == 0) {
            sign = norm.p[pos];
        }
        if (norm.p[pos] != sign || !memchr("/.-", sign, 3)) {
            return CST_OK;
        }
        pos++;
    }
    if (n != 2 || pos != norm.n) {
        return CST_OK;
    }
    if (len[0] == 4) {
        swap = part[0];
        part[0] = part[2];
        part[2] = swap;
        swap = (int64_t)len[0];
        len[0] = len[2];
        len[2] = (size_t)swap;
    }
    if (len[2] == 2) {
        part[2] += part[2] < 70 ? 2000 : 1900;
    } else if (len[2] != 4) {
        return CST_OK;
    }
    if (cst_day_from_ymd((int)part[2], (int)(part[1] & 31),
                         (int)(part[0] & 63)) == 0 ||
        part[1] > 12 || part[0] > 31) {
        return CST_OK;
    }
    *done = true;
    u = group(r, at, at + 1, r->w->time, r->w->date);
    return u && set_int(r, u, r->w->day, part[0]) &&
                   set_int(r, u, r->w->month, part[1]) &&
                   set_int(r, u, r->w->year, part[2])
               ? CST_OK
               : CST_NOMEM;
}

/* "%" or a money sign glued to digits gives nothing here: the tokenizer parts
 * them. */
static cst_status read_mixed(reader *r, uint32_t at, const cst_token *t)
{
    int64_t value = 0;
    size_t n = digits(t->norm, 0, &value);
    bool done = false;
    cst_str rest;
    const nw_word *word;
    cst_unit *u;

    if (n == 0 || n == t->norm.n) {
        return CST_OK;
    }
    rest = cst_str_sub(t->norm, n, t->norm.n);
    word = nw_find(r->w, rest);
    if (word && word->kind == NW_SUFFIX_ORD) {
        u = group(r, at, at + 1, r->w->num, r->w->ord);
        return u && set_int(r, u, r->w->key_value, value) &&
                       cst_unit_set_sym(r->arena, u, r->w->qual, r->w->exact) &&
                       set_yes(r, u, r->w->digits)
                   ? CST_OK
                   : CST_NOMEM;
    }
    CST_TRY(try_date(r, at, t->norm, &done));
    if (done) {
        return CST_OK;
    }
    return try_clock(r, at, value, rest);
}

static int64_t roman(char c)
{
    return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
}

/* Upper-case I, V, X and the ending of an ordinal. */
static cst_status read_roman(reader *r, uint32_t at, const cst_token *t)
{
    cst_str raw =
        cst_str_sub(r->s->text, t->span.begin, t->span.end - t->span.begin);
    int64_t value = 0;
    size_t n = 0;
    const nw_word *word;
    cst_unit *u;

    while (n < raw.n && roman(raw.p[n]) != 0) {
        int64_t here = roman(raw.p[n]);
        int64_t next = n + 1 < raw.n ? roman(raw.p[n + 1]) : 0;

        value += here < next ? -here : here;
        n++;
    }
    if (n == 0 || n == raw.n || value <= 0 || n > 8) {
        return CST_OK;
    }
    word = nw_find(r->w, cst_str_sub(raw, n, raw.n));
    if (!word || word->kind != NW_SUFFIX_ORD || !(word->flags & NW_BARE)) {
        return CST_OK;
    }
    u = group(r, at, at + 1, r->w->num, r->w->ord);
    return u && set_int(r, u, r->w->key_value, value) &&
                   cst_unit_set_sym(r->arena, u, r->w->qual, r->w->exact)
               ? CST_OK
               : CST_NOMEM;
}

/* ---------------------------------------------------------- the layer */

/* Hour, the sign, minutes, as three tokens. */
static bool spaced_clock(const reader *r, uint32_t at, int64_t *minutes)
{
    const cst_token *a = token_at(r, at), *c = token_at(r, at + 2);
    const nw_word *mark = word_at(r, at + 1);
    int64_t hour, minute, milli;

    if (!a || !c || !mark || mark->kind != NW_SUFFIX_CLOCK ||
        !(a->flags & CST_TOK_NUM) || !(c->flags & CST_TOK_NUM) ||
        c->span.end - c->span.begin != 2 ||
        !nw_figures(a->norm, &hour, &milli) || milli != 0 || hour > 24 ||
        !nw_figures(c->norm, &minute, &milli) || milli != 0 || minute > 59) {
        return false;
    }
    *minutes = hour * 60 + minute;
    return true;
}

static cst_status read_words(reader *r, uint32_t at)
{
    nw_sum sum;
    uint32_t end = read_sum(r, at, &sum);
    const nw_word *word;

    if (end > at && !is_adjective(r, at, end)) {
        return make_sum(r, at, end, &sum);
    }
    word = word_at(r, at);
    return word && end == at ? make_single(r, at, word) : CST_OK;
}

static cst_status read_at(reader *r, uint32_t at, const cst_token *t)
{
    unsigned char c = t->norm.n > 0 ? (unsigned char)t->norm.p[0] : 0;
    int64_t minutes;
    cst_unit *u;

    if (t->flags & (CST_TOK_URL | CST_TOK_PUNCT)) {
        return CST_OK;
    }
    if (t->flags & CST_TOK_NUM) {
        if (!spaced_clock(r, at, &minutes)) {
            return read_words(r, at);
        }
        u = group(r, at, at + 3, r->w->num, r->w->clock);
        return u && set_int(r, u, r->w->key_value, minutes) &&
                       set_int(r, u, r->w->hours, minutes / 60)
                   ? CST_OK
                   : CST_NOMEM;
    }
    if (c >= '0' && c <= '9') {
        return read_mixed(r, at, t);
    }
    if (t->flags & CST_TOK_CAP && (c == 'i' || c == 'v' || c == 'x')) {
        CST_TRY(read_roman(r, at, t));
        t = token_at(r, at);
        if (!t) {
            return CST_OK;
        }
    }
    return read_words(r, at);
}

cst_status cst_number_layer(void *user, cst_arena *arena, const cst_pack *pack,
                            cst_sentence_units *s)
{
    reader r = {(const cst_number_words *)user, pack, arena, s};

    if (!r.w) {
        return CST_ARG;
    }
    if (r.w->n == 0) {
        return CST_OK;
    }
    for (uint32_t at = 0; at < s->top.n; at++) {
        const cst_token *t = token_at(&r, at);

        if (t) {
            CST_TRY(read_at(&r, at, t));
        }
    }
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}
