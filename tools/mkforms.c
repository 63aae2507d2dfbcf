/* mkforms AFF DIC OUT: expand a Hunspell dictionary into a form table.
 *
 * Takes the affix and the word file; writes the table that src/lang/forms.h
 * describes: every inflected form in the normalisation of cst_utf8_norm with
 * its readings. A build step: it prints its figures, and the same input gives
 * the same bytes. How the dictionary is read stands in mkforms_expand.c. */
#include "mkforms.h"

#include <stdio.h>
#include <stdlib.h>

/* -------------------------------------------------------------- ordering */

/* Sort keys: form rank, lemma rank, then the reading; 64 bits in all. */
enum { RANK_BITS = 22, TAG_BITS = 17 };

static uint64_t tag_bits(const cst_form_reading *r)
{
    return (uint64_t)r->pos << 13 | (uint64_t)r->mood << 10 |
           (uint64_t)r->tense << 7 | (uint64_t)r->person << 5 |
           (uint64_t)r->gender << 3 | (uint64_t)r->number << 1;
}

static cst_form_reading from_bits(uint64_t key, uint32_t lemma)
{
    cst_form_reading r;
    memset(&r, 0, sizeof r); /* padding too: the bytes go to the file */
    r.lemma = lemma;
    r.pos = (uint8_t)(key >> 13 & 15);
    r.mood = (uint8_t)(key >> 10 & 7);
    r.tense = (uint8_t)(key >> 7 & 7);
    r.person = (uint8_t)(key >> 5 & 3);
    r.gender = (uint8_t)(key >> 3 & 3);
    r.number = (uint8_t)(key >> 1 & 3);
    return r;
}

typedef struct sorted_word {
    cst_str text;
    cst_sym id;
} sorted_word;

static int by_text(const void *a, const void *b)
{
    return cst_str_cmp(((const sorted_word *)a)->text,
                       ((const sorted_word *)b)->text);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The table before it is laid out. */
typedef struct table {
    sorted_word *words; /* by row */
    uint32_t n_words;
    uint64_t *keys; /* sorted, without doubles */
    size_t n_keys;
    uint32_t *lemma_of; /* by row: lemma id, or CST_NONE */
    uint32_t n_lemmas;
} table;

static void sort_words(builder *b, table *t)
{
    t->n_words = b->words.n - 1;
    if (t->n_words > CST_FORMS_MAX_ROWS) {
        fatal("too many forms", "", 0);
    }
    t->words = must(CST_NEW(&b->arena, sorted_word, t->n_words));
    for (uint32_t i = 0; i < t->n_words; i++) {
        t->words[i] = (sorted_word){cst_intern_str(&b->words, i + 1), i + 1};
    }
    qsort(t->words, t->n_words, sizeof *t->words, by_text);
}

/* An acronym whose letters also make an ordinary word gives way to it: look-up
 * is in lower case, and the text's capitals are judged elsewhere. */
static bool gives_way(const item *it, const bool *plain)
{
    return it->raw_caps && plain[it->form];
}

static void sort_items(builder *b, table *t)
{
    uint32_t *rank = must(CST_NEW(&b->arena, uint32_t, t->n_words + 1));
    bool *plain = must(CST_NEW(&b->arena, bool, t->n_words + 1));
    for (uint32_t i = 0; i < t->n_words; i++) {
        rank[t->words[i].id] = i;
    }
    for (size_t i = 0; i < b->items.n; i++) {
        const item *it = &b->items.at[i];
        plain[it->form] = plain[it->form] || !it->raw_caps;
    }
    t->keys = must(CST_NEW(&b->arena, uint64_t, b->items.n));
    size_t n = 0;
    for (size_t i = 0; i < b->items.n; i++) {
        const item *it = &b->items.at[i];
        if (!gives_way(it, plain)) {
            t->keys[n++] = (uint64_t)rank[it->form] << (RANK_BITS + TAG_BITS) |
                           (uint64_t)rank[it->lemma] << TAG_BITS |
                           tag_bits(&it->r);
        }
    }
    qsort(t->keys, n, sizeof *t->keys, by_value);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || t->keys[i] != t->keys[i - 1]) {
            t->keys[t->n_keys++] = t->keys[i];
        }
    }
}

static uint32_t key_form(uint64_t key)
{
    return (uint32_t)(key >> (RANK_BITS + TAG_BITS));
}

static uint32_t key_lemma(uint64_t key)
{
    return (uint32_t)(key >> TAG_BITS) & ((1u << RANK_BITS) - 1);
}

static void number_lemmas(builder *b, table *t)
{
    t->lemma_of = must(CST_NEW(&b->arena, uint32_t, t->n_words));
    for (size_t i = 0; i < t->n_keys; i++) {
        t->lemma_of[key_lemma(t->keys[i])] = 1;
    }
    for (uint32_t i = 0; i < t->n_words; i++) {
        t->lemma_of[i] = t->lemma_of[i] ? t->n_lemmas++ : CST_NONE;
    }
}

/* -------------------------------------------------------------- writing */

static uint32_t fill_slots(const table *t, uint32_t *slots, uint32_t n_slots)
{
    uint32_t longest = 0;
    for (uint32_t row = 0; row < t->n_words; row++) {
        cst_str text = t->words[row].text;
        uint64_t hash = cst_forms_hash(text.p, text.n);
        uint32_t at = cst_forms_home(hash, n_slots);
        uint32_t probes = 1;
        while (slots[at] != 0) {
            at = at + 1 == n_slots ? 0 : at + 1;
            probes++;
        }
        slots[at] = (row + 1) | cst_forms_tag(hash);
        longest = probes > longest ? probes : longest;
    }
    return longest;
}

static void fill_sections(const table *t, char *out, cst_forms_header *h)
{
    cst_forms_layout l = cst_forms_layout_of(h);
    h->max_probe = fill_slots(t, (void *)(out + l.slots), h->n_slots);
    cst_forms_row *rows = (void *)(out + l.rows);
    uint32_t *lemmas = (void *)(out + l.lemmas);
    cst_form_reading *readings = (void *)(out + l.readings);
    uint32_t pool = 0;
    size_t key = 0;
    for (uint32_t row = 0; row < t->n_words; row++) {
        cst_str text = t->words[row].text;
        rows[row] = (cst_forms_row){pool, (uint32_t)key};
        memcpy(out + l.pool + pool, text.p, text.n);
        pool += (uint32_t)text.n;
        for (; key < t->n_keys && key_form(t->keys[key]) == row; key++) {
            uint32_t lemma = t->lemma_of[key_lemma(t->keys[key])];
            readings[key] = from_bits(t->keys[key], lemma);
        }
        if (t->lemma_of[row] != CST_NONE) {
            lemmas[t->lemma_of[row]] = row;
        }
    }
    rows[t->n_words] = (cst_forms_row){pool, (uint32_t)key};
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    char temp[4096];
    int len = snprintf(temp, sizeof temp, "%s.tmp", path);
    FILE *f = len > 0 && (size_t)len < sizeof temp ? fopen(temp, "wb") : NULL;
    if (!f) {
        fatal("cannot write", path, 0);
        return;
    }
    bool ok = fwrite(bytes, 1, n, f) == n;
    ok = fclose(f) == 0 && ok;
    if (!ok || rename(temp, path) != 0) {
        (void)remove(temp);
        fatal("cannot write", path, 0);
    }
}

static cst_forms_header write_table(builder *b, const table *t,
                                    const char *path)
{
    cst_forms_header h;
    memset(&h, 0, sizeof h);
    memcpy(h.magic, CST_FORMS_MAGIC, sizeof h.magic);
    h.order = CST_FORMS_ORDER;
    h.version = CST_FORMS_VERSION;
    h.n_forms = t->n_words;
    h.n_slots = t->n_words + t->n_words / 2 + 1;
    h.n_lemmas = t->n_lemmas;
    h.n_readings = (uint32_t)t->n_keys;
    for (uint32_t i = 0; i < t->n_words; i++) {
        h.pool_bytes += (uint32_t)t->words[i].text.n;
    }
    h.file_bytes = cst_forms_layout_of(&h).end;
    size_t n = (size_t)h.file_bytes;
    char *out = must(cst_arena_alloc(&b->arena, n, 1));
    fill_sections(t, out, &h);
    h.body_sum = cst_forms_sum(out + sizeof h, n - sizeof h);
    h.head_sum = cst_forms_sum(&h, offsetof(cst_forms_header, head_sum));
    memcpy(out, &h, sizeof h);
    write_file(path, out, n);
    return h;
}

/* ------------------------------------------------------------------ main */

static cst_str read_file(cst_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0) {
        fatal("cannot read", path, 0);
    }
    long n = ftell(f);
    rewind(f);
    char *p = must(cst_arena_alloc(a, n > 0 ? (size_t)n : 0, 1));
    if (n < 0 || fread(p, 1, (size_t)n, f) != (size_t)n) {
        fatal("cannot read", path, 0);
    }
    (void)fclose(f);
    return (cst_str){p, (size_t)n};
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        (void)fprintf(stderr, "usage: mkforms AFF DIC OUT\n");
        return 2;
    }
    static builder b;
    cst_arena_init(&b.arena, NULL, 0);
    cst_arena_init(&b.scratch, NULL, 0);
    if (cst_intern_init(&b.words, &b.arena) != CST_OK) {
        fatal("out of memory", "", 0);
    }
    read_affixes(&b, read_file(&b.arena, argv[1]), argv[1]);
    read_words(&b, read_file(&b.arena, argv[2]), argv[2]);
    table t = {0};
    sort_words(&b, &t);
    sort_items(&b, &t);
    number_lemmas(&b, &t);
    cst_forms_header h = write_table(&b, &t, argv[3]);
    (void)printf("%u forms, %u lemmas, %u readings, %.1f MB, "
                 "longest probe %u\n",
                 h.n_forms, h.n_lemmas, h.n_readings,
                 (double)h.file_bytes / 1e6, h.max_probe);
    cst_arena_free(&b.scratch);
    cst_arena_free(&b.arena);
    return 0;
}
