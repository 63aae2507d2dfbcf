/* segment: tokens of all blocks, cut into sentences.
 *
 * Takes the layout of the text; gives tokens and sentences in text order. A
 * block's end always ends a sentence; inside, a final mark does when what
 * follows can begin one. Also tells which sentences stand in a quotation. */
#include "segment/segment.h"

#include "segment/tokenize.h"

/* Closing marks looked over behind a final mark; keeps rows of them linear. */
#define MAX_CLOSING 8u
/* A run of capitals has this many words at least. */
#define SHOUTED_WORDS 3u

typedef struct splitter {
    cst_tokenizer t;
    CST_VEC(cst_sentence) sentences;
    uint32_t depth; /* open quotation marks */
    bool failed;
} splitter;

static bool is_mark(const cst_token *t, char mark)
{
    return t->norm.n == 1 && t->norm.p[0] == mark;
}

static bool is_ellipsis(const cst_token *t)
{
    return (t->norm.n >= 3 && t->norm.p[0] == '.' &&
            (t->flags & CST_TOK_PUNCT)) ||
           cst_str_is(t->norm, "\xE2\x80\xA6");
}

static bool is_dash(const cst_token *t)
{
    return is_mark(t, '-') || cst_str_is(t->norm, "\xE2\x80\x93") ||
           cst_str_is(t->norm, "\xE2\x80\x94");
}

static bool is_final(const cst_token *t)
{
    return (t->flags & CST_TOK_PUNCT) &&
           (is_mark(t, '.') || is_mark(t, '!') || is_mark(t, '?') ||
            is_ellipsis(t));
}

static bool is_closing(const cst_token *t)
{
    return (t->flags & CST_TOK_CLOSE) || is_mark(t, ')') || is_mark(t, ']');
}

/* May this token close a sentence? Nearly none may, and is asked no more. */
static bool may_close(const cst_token *t)
{
    return (t->flags & CST_TOK_PUNCT) ||
           (t->norm.n > 0 && t->norm.p[t->norm.n - 1] == '.');
}

/* Can a sentence begin here? */
static bool can_begin(const cst_token *t)
{
    return (t->flags & (CST_TOK_CAP | CST_TOK_OPEN | CST_TOK_NUM)) ||
           (t->norm.n > 0 && t->norm.p[0] >= '0' && t->norm.p[0] <= '9') ||
           is_dash(t) || is_mark(t, '(') || is_mark(t, '[') ||
           cst_str_is(t->norm, "[...]") || cst_str_is(t->norm, "\xE2\x80\xA2");
}

/* A full stop without a blank after it: a slip if a small word stands before
 * and a capitalised one behind. */
static bool is_slip(const cst_token *before, const cst_token *after)
{
    return !(before->flags & (CST_TOK_CAP | CST_TOK_NUM | CST_TOK_URL |
                              CST_TOK_PUNCT)) &&
           before->norm.n >= 3 && (after->flags & CST_TOK_CAP) &&
           !(after->flags & CST_TOK_ALLCAPS) && after->norm.n >= 2;
}

/* The number or letter of a list item alone is no sentence. */
static bool is_item_mark(const cst_token *first, uint32_t n)
{
    return n == 1 && (first->flags & CST_TOK_LINE) &&
           ((first->flags & CST_TOK_NUM) || first->norm.n == 1);
}

/* End (exclusive) of the sentence that token i closes, or 0 if it closes none.
 * from is the sentence's first token, end the block's end. */
static uint32_t closed_by(const splitter *s, uint32_t from, uint32_t i,
                          uint32_t end)
{
    const cst_token *at = s->t.tokens.at;
    cst_dot dot = cst_tokenizer_dot(&s->t, &at[i]);
    uint32_t next = i + 1;
    if (dot == CST_DOT_INNER || (dot == CST_DOT_NONE && !is_final(&at[i]))) {
        return 0;
    }
    while (next < end && next - i < MAX_CLOSING &&
           (is_closing(&at[next]) ||
            (is_final(&at[next]) && (at[next].flags & CST_TOK_GLUED)))) {
        next++;
    }
    if (next >= end) {
        return 0; /* the block ends it */
    }
    if (is_mark(&at[i], '.') && is_item_mark(&at[from], i - from)) {
        return 0;
    }
    if (at[next].flags & CST_TOK_GLUED) {
        bool slip = is_mark(&at[i], '.') && i > from && next == i + 1 &&
                    is_slip(&at[i - 1], &at[next]);
        return slip ? next : 0;
    }
    if (dot == CST_DOT_MAYBE &&
        !(at[next].flags & (CST_TOK_CAP | CST_TOK_OPEN))) {
        return 0;
    }
    if (is_dash(&at[next]) && (at[from].flags & CST_TOK_LINE) &&
        i - from <= 8 && (next + 1 >= end || can_begin(&at[next + 1]))) {
        return next + 1 >= end ? 0 : next + 1; /* the dash ends a dateline */
    }
    return can_begin(&at[next]) ? next : 0;
}

static void track_quotes(splitter *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const cst_token *t = &s->t.tokens.at[i];
        if (t->flags & CST_TOK_OPEN) {
            s->depth++;
        } else if ((t->flags & CST_TOK_CLOSE) && s->depth > 0) {
            s->depth--;
        }
    }
}

static bool is_shouted(const cst_token *t)
{
    return (t->flags & CST_TOK_ALLCAPS) ||
           ((t->flags & CST_TOK_CAP) && t->norm.n <= 2);
}

/* In a run of capitals a capital letter says nothing: every word of it then
 * counts as a first word does. */
static void mark_shouting(cst_token *at, uint32_t n)
{
    uint32_t from = 0, words = 0;
    for (uint32_t i = 0; i <= n; i++) {
        bool other = i < n && (at[i].flags & (CST_TOK_PUNCT | CST_TOK_NUM));
        if (other && words) {
            continue;
        }
        if (i < n && is_shouted(&at[i])) {
            from = words++ ? from : i;
            continue;
        }
        for (uint32_t k = from; words >= SHOUTED_WORDS && k < i; k++) {
            at[k].flags |= CST_TOK_FIRST;
        }
        words = 0;
    }
}

#define DATELINE 20 /* tokens that one takes at most */

/* "Place, day (agency) - In the town": behind the dash that ends a dateline or
 * a time of day the sentence begins. */
static void mark_behind_dateline(cst_token *at, uint32_t n)
{
    for (uint32_t i = 1; i + 1 < n && i < DATELINE; i++) {
        if ((at[i].flags & CST_TOK_PUNCT) && is_dash(&at[i])) {
            if (cst_str_is(at[i - 1].norm, ")") ||
                (at[i - 1].flags & (CST_TOK_NUM | CST_TOK_CAP))) {
                at[i + 1].flags |= CST_TOK_FIRST;
            }
            return;
        }
    }
}

static void add_sentence(splitter *s, uint32_t from, uint32_t to,
                         uint32_t block, uint32_t paragraph)
{
    cst_sentence *out = CST_PUSH(s->t.arena, &s->sentences);
    if (!out) {
        s->failed = true;
        return;
    }
    *out = (cst_sentence){from, to, block, paragraph, s->depth > 0, false};
    cst_token *at = s->t.tokens.at;
    /* Most sentences hold no quotation mark and no run of capitals. */
    unsigned flags = 0, shouted = 0;
    for (uint32_t i = from; i < to; i++) {
        flags |= at[i].flags;
        shouted += is_shouted(&at[i]);
    }
    at[from].flags |= CST_TOK_FIRST;
    if (flags & CST_TOK_PUNCT) {
        mark_behind_dateline(&at[from], to - from);
    }
    if (shouted >= SHOUTED_WORDS) {
        mark_shouting(&at[from], to - from);
    }
    if (flags & (CST_TOK_OPEN | CST_TOK_CLOSE)) {
        track_quotes(s, from, to);
    }
    out->quoted_end = s->depth > 0;
}

/* A quotation goes on into the next block only if that begins with a mark, as
 * is the custom for quotations of several paragraphs. */
static void enter_block(splitter *s, uint32_t from, uint32_t end)
{
    const cst_token *t = from < end ? &s->t.tokens.at[from] : NULL;
    bool mark = t && (t->flags & (CST_TOK_OPEN | CST_TOK_CLOSE));
    if (!mark || s->depth == 0) {
        s->depth = 0;
    } else {
        s->depth = t->flags & CST_TOK_OPEN ? 0 : 2;
    }
}

static void split_block(splitter *s, const cst_block *b, uint32_t index)
{
    uint32_t from = (uint32_t)s->t.tokens.n;
    cst_tokenize_block(&s->t, b->span);
    uint32_t end = (uint32_t)s->t.tokens.n;
    enter_block(s, from, end);
    for (uint32_t i = from; i < end && !s->failed; i++) {
        uint32_t stop =
            may_close(&s->t.tokens.at[i]) ? closed_by(s, from, i, end) : 0;
        if (stop == 0 && i + 1 - from >= CST_MAX_SENTENCE) {
            stop = i + 1;
        }
        if (stop > 0) {
            add_sentence(s, from, stop, index, b->paragraph);
            from = stop;
            i = stop - 1;
        }
    }
    if (from < end && !s->failed) {
        add_sentence(s, from, end, index, b->paragraph);
    }
}

cst_status cst_segment_part(cst_arena *arena, const cst_segment_tables *tables,
                            cst_str text, const cst_layout *layout,
                            uint32_t *block, uint32_t max_tokens,
                            cst_segments *out)
{
    splitter s = {0};
    cst_tokenizer_init(&s.t, arena, tables, text);
    while (*block < layout->n_blocks && s.t.tokens.n < max_tokens) {
        const cst_block *b = &layout->blocks[*block];
        if (b->zone == CST_ZONE_TITLE || b->zone == CST_ZONE_CONTENT ||
            (b->flags & CST_BLOCK_HEADER)) {
            split_block(&s, b, *block);
        }
        if (s.failed || s.t.failed) {
            return CST_NOMEM;
        }
        ++*block;
    }
    *out = (cst_segments){s.t.tokens.at, (uint32_t)s.t.tokens.n,
                          s.sentences.at, (uint32_t)s.sentences.n};
    return CST_OK;
}

cst_status cst_segment(cst_arena *arena, const cst_pack *pack, cst_str text,
                       const cst_layout *layout, cst_segments *out)
{
    const cst_segment_tables *tables;
    uint32_t block = 0;
    CST_TRY(cst_segment_tables_load(arena, pack, &tables));
    return cst_segment_part(arena, tables, text, layout, &block, UINT32_MAX,
                            out);
}
