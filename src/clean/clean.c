/* clean: text -> blocks with zones, and what the page says of itself.
 *
 * Cuts the text into lines, reads each line alone (lines.c), decides zones by
 * cues and by place on the page (zones.c), reads the names (meta.c), and gives
 * blocks. Reads no dates. Linear: each line is looked at a fixed number of
 * times, and compared with its neighbours only. */
#include "clean/page.h"

#include "base/utf8.h"

/* First and last byte of a line without white space of any kind. */
static void trim_line(cst_str text, uint32_t *begin, uint32_t *end)
{
    while (*begin < *end) {
        size_t len = 1;
        unsigned char c = (unsigned char)text.p[*begin];
        if (c > ' ' && c < 0x80) {
            break;
        }
        if (c >= 0x80 &&
            !cst_utf8_is_space(cst_utf8_decode(text, *begin, &len, NULL))) {
            break;
        }
        *begin += (uint32_t)len;
    }
    while (*end > *begin) {
        unsigned char c = (unsigned char)text.p[*end - 1];
        uint32_t at = *end - 1;
        size_t len = 1;
        while (at > *begin && ((unsigned char)text.p[at] & 0xC0) == 0x80) {
            at--;
        }
        if (c > ' ' && (c < 0x80 || !cst_utf8_is_space(cst_utf8_decode(
                                        text, at, &len, NULL)))) {
            break;
        }
        *end = at;
    }
}

static uint32_t line_end(cst_str text, uint32_t at)
{
    const char *p = memchr(text.p + at, '\n', text.n - at);
    return p ? (uint32_t)(p - text.p) : (uint32_t)text.n;
}

/* Lines of the text, up to the limit. */
static uint32_t count_lines(cst_str text)
{
    uint32_t n = 0;
    for (uint32_t at = 0; at < text.n && n < CST_MAX_LINES; n++) {
        at = line_end(text, at) + 1;
    }
    return n;
}

/* Length of a leading mark: a word of the pack, then year and month. */
static uint32_t month_mark(const page *p, const line *l)
{
    cst_str s = line_text(p, l);
    char folded[32];
    size_t word = 0;
    while (word < s.n && word < 12 && s.p[word] != ' ') {
        word++;
    }
    cst_str w = {folded, fold_line(cst_str_sub(s, 0, word), folded,
                                   sizeof(folded))};
    if (s.n < word + 8 || !cues_word(p->cues, w, CUE_MARK, CUE_MARK)) {
        return 0;
    }
    for (size_t i = 1; i <= 7; i++) {
        char c = s.p[word + i];
        if (i == 5 ? c != '-' : c < '0' || c > '9') {
            return 0;
        }
    }
    bool ends = s.n == word + 8 || s.p[word + 8] == ' ';
    return ends ? (uint32_t)word + 8 : 0;
}

/* The page's own line at this place; *at goes along. */
static uint32_t hint_at(const page *p, uint32_t begin, uint32_t *at)
{
    const cst_page_info *info = p->info;
    if (!info || info->n_blocks == 0) {
        return CST_NONE;
    }
    while (*at + 1 < info->n_blocks && info->blocks[*at].span.end <= begin) {
        (*at)++;
    }
    return *at;
}

static void add_line(page *p, line l)
{
    line_read(p, &l);
    p->lines[p->n++] = l;
}

static cst_status read_lines(page *p)
{
    bool blank = false, first = true;
    uint32_t hint = 0;
    uint32_t max = count_lines(p->text);
    p->lines = CST_NEW(p->arena, line, (size_t)max + 1); /* + the mark */
    if (!p->lines) {
        return CST_NOMEM;
    }
    for (uint32_t at = 0; at < p->text.n;) {
        uint32_t stop = line_end(p->text, at);
        line l = {.begin = at, .end = stop};
        at = stop + 1;
        trim_line(p->text, &l.begin, &l.end);
        if (l.begin == l.end) {
            blank = true;
            continue;
        }
        if (p->n >= max) {
            p->cut = l.begin;
            break;
        }
        l.hint = hint_at(p, l.begin, &hint);
        l.bits = blank ? L_BLANK : 0u;
        blank = false;
        uint32_t mark = first ? month_mark(p, &l) : 0;
        first = false;
        if (mark > 0) {
            p->mark = (cst_tspan){l.begin, l.begin + mark};
            p->lines[p->n++] =
                (line){.begin = l.begin, .end = l.begin + mark, .bits = L_MARK};
            l.begin += mark;
            trim_line(p->text, &l.begin, &l.end);
            if (l.begin == l.end) {
                continue;
            }
        }
        add_line(p, l);
    }
    return CST_OK;
}

/* Lines without an empty one between are one paragraph, if the text has empty
 * lines at all; headings, items and entries stand alone. */
static bool new_paragraph(const page *p, uint32_t i, bool has_blanks)
{
    const line *l = &p->lines[i];
    unsigned own = CST_BLOCK_HEADING | CST_BLOCK_ITEM | CST_BLOCK_ENTRY;
    return i == 0 || !has_blanks || (l->bits & L_BLANK) || (l->flags & own) ||
           ((l - 1)->flags & own) || l->zone != (l - 1)->zone;
}

/* Where a line that is too long for one block is cut: after the last sentence
 * that ends near the limit, else after a blank, else between characters. */
static uint32_t block_end(cst_str text, uint32_t begin, uint32_t end)
{
    if (end - begin <= CST_MAX_BLOCK) {
        return end;
    }
    uint32_t limit = begin + CST_MAX_BLOCK, blank = 0;
    for (uint32_t at = limit; at > limit - CST_MAX_BLOCK / 8; at--) {
        if (text.p[at - 1] != ' ') {
            continue;
        }
        blank = blank ? blank : at;
        if (memchr(".!?", text.p[at - 2], 3)) {
            return at;
        }
    }
    if (blank) {
        return blank;
    }
    while (((unsigned char)text.p[limit] & 0xC0) == 0x80) {
        limit--;
    }
    return limit;
}

/* Blocks of a line from number n on; the number behind the last. */
static uint32_t add_blocks(const page *p, const line *l, uint32_t paragraph,
                           cst_block *b, uint32_t n, size_t max)
{
    int minutes = l->flags & CST_BLOCK_ENTRY
                      ? line_minutes(cst_str_sub(p->text, l->begin, l->end - l->begin))
                      : -1;
    for (uint32_t at = l->begin; at < l->end && n < max; n++) {
        uint32_t end = block_end(p->text, at, l->end);
        b[n] = (cst_block){{at, end},
                           (cst_zone_kind)l->zone,
                           l->flags,
                           paragraph,
                           (int16_t)minutes};
        at = end;
    }
    return n;
}

static cst_status emit_blocks(const page *p, cst_layout *out)
{
    size_t max = p->n + p->n_outer + p->text.n / (CST_MAX_BLOCK / 2) + 1;
    cst_block *b = CST_NEW(p->arena, cst_block, max);
    uint32_t paragraph = 0, n = 0, outer = 0;
    bool has_blanks = false;
    if (!b) {
        return CST_NOMEM;
    }
    for (uint32_t i = p->body; i < p->tail && !has_blanks; i++) {
        has_blanks = i > p->body && (p->lines[i].bits & L_BLANK);
    }
    for (uint32_t i = 0; i < p->n; i++) {
        const line *l = &p->lines[i];
        paragraph += i > 0 && new_paragraph(p, i, has_blanks);
        for (; outer < p->n_outer && p->outer[outer].begin < l->begin; outer++) {
            n = add_blocks(p, &p->outer[outer], paragraph++, b, n, max);
        }
        n = add_blocks(p, l, paragraph, b, n, max);
    }
    for (; outer < p->n_outer; outer++) {
        n = add_blocks(p, &p->outer[outer], ++paragraph, b, n, max);
    }
    out->blocks = b;
    out->n_blocks = n;
    out->cut_at = p->cut;
    return CST_OK;
}

struct cst_clean_tables {
    cues cues;
    outlets outlets;
};

cst_status cst_clean_tables_load(cst_arena *arena, const cst_pack *pack,
                                 const cst_clean_tables **out)
{
    cst_clean_tables *t = CST_NEW(arena, cst_clean_tables, 1);
    if (!t) {
        return CST_NOMEM;
    }
    CST_TRY(cues_build(arena, pack, &t->cues));
    CST_TRY(outlets_build(arena, pack, &t->outlets));
    *out = t;
    return CST_OK;
}

cst_status cst_clean_with(cst_arena *arena, const cst_clean_tables *tables,
                          const cst_payload *payload, cst_layout *out)
{
    cst_layout layout = {0};
    page *p = CST_NEW(arena, page, 1);
    if (!p) {
        return CST_NOMEM;
    }
    p->arena = arena;
    p->text = payload->text;
    p->cues = &tables->cues;
    p->outlets = &tables->outlets;
    p->info = payload->page;
    p->fixed = CST_NONE;
    CST_TRY(read_lines(p));
    if (p->info && p->n > 0) {
        CST_TRY(hints_apply(p));
    }
    zones_decide(p);
    if (p->info) {
        hints_finish(p);
    }
    CST_TRY(emit_blocks(p, &layout));
    layout.dateline_month = p->mark;
    CST_TRY(meta_read(p, &layout));
    if (p->info) {
        stated_apply(p, &layout);
    }
    if (cst_arena_failed(arena)) {
        return CST_NOMEM;
    }
    *out = layout;
    return CST_OK;
}

cst_status cst_clean(cst_arena *arena, const cst_pack *pack,
                     const cst_payload *payload, cst_layout *out)
{
    const cst_clean_tables *tables;
    CST_TRY(cst_clean_tables_load(arena, pack, &tables));
    return cst_clean_with(arena, tables, payload, out);
}
