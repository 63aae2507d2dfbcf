/* ingest: what class names, ids and roles say, by the pack's table.
 *
 * A name is cut into words at signs and where small letters turn to capitals;
 * each row of one to three words that the table knows counts. Long names are
 * looked at near their begin only, so that each costs a fixed number of
 * look-ups. */
#include "ingest/htmlread.h"

#define MAX_NAME 96
#define MAX_WORDS 10
#define MAX_ROW 3

static const char *const cue_names[] = {
    "nav",    "aside",  "related", "comments", "caption", "consent", "share",
    "ad",     "signup", "tags",    "hidden",   "footer",  "header",  "byline",
    "date",   "title",  "lead",    "content",  "entry",   "card"};

static uint32_t cue_bit(cst_str name)
{
    for (uint32_t i = 0; i < CST_COUNT(cue_names); i++) {
        if (cst_str_is(name, cue_names[i])) {
            return UINT32_C(1) << i;
        }
    }
    return 0;
}

static cst_html_cue *find_slot(const cst_html_cues *c, cst_str phrase)
{
    uint32_t i = (uint32_t)cst_hash(phrase.p, phrase.n) & (c->n_slots - 1);
    while (c->slots[i].phrase.p && !cst_str_eq(c->slots[i].phrase, phrase)) {
        i = (i + 1) & (c->n_slots - 1);
    }
    return &c->slots[i];
}

cst_status cst_html_cues_load(cst_arena *arena, const cst_table *table,
                              const cst_html_cues **result)
{
    cst_html_cues *out = CST_NEW(arena, cst_html_cues, 1);
    if (!out) {
        return CST_NOMEM;
    }
    if (!table || table->n_cols < 3 || table->n_rows == 0) {
        *result = out;
        return CST_OK;
    }
    uint32_t n = 16;
    while (n < table->n_rows * 2) {
        n *= 2;
    }
    out->slots = CST_NEW(arena, cst_html_cue, n);
    if (!out->slots) {
        return CST_NOMEM;
    }
    out->n_slots = n;
    for (uint32_t i = 0; i < table->n_rows; i++) {
        const cst_str *cell = &table->cells[(size_t)i * table->n_cols];
        uint32_t bit = cue_bit(cell[0]);
        if (bit != 0 && cell[2].n > 0) {
            cst_html_cue *slot = find_slot(out, cell[2]);
            slot->phrase = cell[2];
            slot->bits |= bit;
            slot->whole = cst_str_is(cell[1], "whole");
        }
    }
    *result = out;
    return CST_OK;
}

static bool is_sign(char c)
{
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    return !letter && !(c >= '0' && c <= '9') && (unsigned char)c < 0x80;
}

/* Words of a name into to, with one blank between; their begins in at, the end
 * behind the last. Returns their number. */
static unsigned split_name(cst_str s, char *to, size_t *at)
{
    unsigned words = 0;
    size_t n = 0;
    bool small = false, inside = false;
    for (size_t i = 0; i < s.n && n + 2 < MAX_NAME; i++) {
        char c = s.p[i];
        bool capital = c >= 'A' && c <= 'Z';
        if (is_sign(c)) {
            inside = false;
            continue;
        }
        if (!inside || (capital && small)) {
            if (words == MAX_WORDS) {
                break;
            }
            if (words > 0) {
                to[n++] = ' ';
            }
            at[words++] = n;
        }
        to[n++] = capital ? (char)(c + 32) : c;
        small = !capital;
        inside = true;
    }
    at[words] = n + 1; /* as if a blank stood there */
    return words;
}

static uint32_t read_name(const cst_html_cues *c, cst_str name)
{
    char words[MAX_NAME];
    size_t at[MAX_WORDS + 1];
    unsigned n = split_name(name, words, at);
    uint32_t bits = 0;
    for (unsigned i = 0; i < n; i++) {
        for (unsigned k = 1; k <= MAX_ROW && i + k <= n; k++) {
            cst_str phrase = {words + at[i], at[i + k] - 1 - at[i]};
            const cst_html_cue *cue = find_slot(c, phrase);
            if (cue->phrase.p && (!cue->whole || k == n)) {
                bits |= cue->bits;
            }
        }
    }
    return bits;
}

uint32_t cst_html_cues_read(const cst_html_cues *cues, cst_str names)
{
    uint32_t bits = 0;
    size_t i = 0;
    while (cues && cues->n_slots > 0 && i < names.n) {
        while (i < names.n && (unsigned char)names.p[i] <= ' ') {
            i++;
        }
        size_t from = i;
        while (i < names.n && (unsigned char)names.p[i] > ' ') {
            i++;
        }
        if (i > from) {
            bits |= read_name(cues, (cst_str){names.p + from, i - from});
        }
    }
    return bits;
}
