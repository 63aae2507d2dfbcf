/* clean: the known outlets and agencies of outlets.tsv.
 *
 * Takes the pack's table (name, kind, other names between bars); finds the
 * longest known name at a place of the text. Letters must agree in case:
 * many names are common words. */
#include "clean/page.h"

/* A typographic apostrophe at at counts as a plain one. */
static size_t next_byte(cst_str s, size_t at, char *c)
{
    if (s.p[at] == '\xE2' && s.n - at >= 3 &&
        memcmp(s.p + at, "\xE2\x80\x99", 3) == 0) {
        *c = '\'';
        return 3;
    }
    *c = s.p[at];
    return 1;
}

static uint32_t bucket_of(cst_str s, size_t at)
{
    char a = 0, b = 0;
    size_t n = next_byte(s, at, &a);
    if (at + n < s.n) {
        (void)next_byte(s, at + n, &b);
    }
    return ((unsigned char)a * 37u + (unsigned char)b) % CUE_BUCKETS;
}

static void add_name(outlets *out, cst_str name, cst_str kind, cst_str alias)
{
    if (alias.n < 2) {
        return;
    }
    uint32_t *head = &out->buckets[bucket_of(alias, 0)];
    out->at[out->n] = (outlet){name, kind, alias, *head};
    *head = out->n++;
}

cst_status outlets_build(cst_arena *arena, const cst_pack *pack, outlets *out)
{
    const cst_table *t = pack ? cst_pack_table(pack, "outlets") : NULL;
    uint32_t rows = t && t->n_cols >= 2 ? t->n_rows : 0;
    size_t names = 1;
    memset(out, 0, sizeof(*out));
    for (uint32_t i = 0; i < rows; i++) {
        const cst_str *cell = &t->cells[(size_t)i * t->n_cols];
        names += 2;
        for (size_t k = 0; t->n_cols > 2 && k < cell[2].n; k++) {
            names += cell[2].p[k] == '|';
        }
    }
    out->at = CST_NEW(arena, outlet, names);
    if (!out->at) {
        return CST_NOMEM;
    }
    out->n = 1;
    for (uint32_t i = 0; i < rows; i++) {
        const cst_str *cell = &t->cells[(size_t)i * t->n_cols];
        cst_str rest = t->n_cols > 2 ? cell[2] : (cst_str){NULL, 0}, alias;
        add_name(out, cell[0], cell[1], cell[0]);
        while (rest.n > 0 && cst_str_cut(&rest, '|', &alias)) {
            add_name(out, cell[0], cell[1], cst_str_trim(alias));
        }
    }
    return CST_OK;
}

/* Bytes of text at at that spell name, 0 if they do not. */
static size_t spelled(cst_str text, size_t at, cst_str name)
{
    size_t i = at, k = 0;
    while (k < name.n) {
        char a, b;
        if (i >= text.n) {
            return 0;
        }
        i += next_byte(text, i, &a);
        k += next_byte(name, k, &b);
        if (a != b) {
            return 0;
        }
    }
    unsigned char c = i < text.n ? (unsigned char)text.p[i] : ' ';
    bool inside = (c | 32u) >= 'a' && (c | 32u) <= 'z';
    inside = inside || (c >= '0' && c <= '9') || (c >= 0xC3 && c < 0xE0);
    return inside ? 0 : i - at;
}

const outlet *outlets_at(const outlets *o, cst_str text, size_t at, size_t *n)
{
    const outlet *best = NULL;
    *n = 0;
    if (at >= text.n) {
        return NULL;
    }
    uint32_t i = o->buckets[bucket_of(text, at)];
    for (; i != 0; i = o->at[i].next) {
        size_t len = spelled(text, at, o->at[i].alias);
        if (len > *n) {
            *n = len;
            best = &o->at[i];
        }
    }
    return best;
}
