/* present/ui: see the header. Keys are kept in a small hash table, as a page
 * asks for hundreds of words. */
#include "present/ui.h"

#include "present/html.h"

typedef struct row {
    cst_str key, word;
} row;

struct cst_ui {
    cst_str language;
    const row *rows; /* row 0 is none */
    const uint32_t *slots;
    uint32_t n_slots; /* power of two */
};

/* Cell number at of a line. */
static cst_str cell(cst_str line, uint32_t at)
{
    cst_str part = {NULL, 0};

    for (uint32_t i = 0; i <= at; i++) {
        if (!cst_str_cut(&line, '\t', &part)) {
            return (cst_str){NULL, 0};
        }
    }
    return part;
}

/* Next line that is no comment. */
static bool next_line(cst_str *rest, cst_str *line)
{
    while (rest->n && cst_str_cut(rest, '\n', line)) {
        if (line->n && line->p[0] != '#') {
            return true;
        }
    }
    return false;
}

/* Column of a language in the first line; 0 = none. */
static uint32_t column_of(cst_str head, const char *language)
{
    for (uint32_t i = 1;; i++) {
        cst_str name = cell(head, i);

        if (!name.p) {
            return 0;
        }
        if (!language || cst_str_is(name, language)) {
            return i;
        }
    }
}

static uint32_t find(const cst_ui *ui, cst_str key, uint32_t *slot)
{
    uint32_t mask = ui->n_slots - 1;

    *slot = (uint32_t)cst_hash(key.p, key.n) & mask;
    while (ui->slots[*slot]) {
        if (cst_str_eq(ui->rows[ui->slots[*slot]].key, key)) {
            return ui->slots[*slot];
        }
        *slot = (*slot + 1) & mask;
    }
    return 0;
}

static uint32_t count_lines(cst_str table)
{
    uint32_t n = 1;

    for (size_t i = 0; i < table.n; i++) {
        n += table.p[i] == '\n';
    }
    return n;
}

static cst_status fill(cst_arena *arena, cst_str rest, uint32_t column,
                       cst_ui *ui)
{
    uint32_t n_lines = count_lines(rest), n = 1, slot;
    uint32_t *slots;
    row *rows;
    cst_str line;

    ui->n_slots = 16;
    while (ui->n_slots < 2 * n_lines) {
        ui->n_slots *= 2;
    }
    rows = CST_NEW(arena, row, (size_t)n_lines + 1);
    slots = CST_NEW(arena, uint32_t, ui->n_slots);
    if (!rows || !slots) {
        return CST_NOMEM;
    }
    ui->rows = rows;
    ui->slots = slots;
    while (next_line(&rest, &line)) {
        cst_str key = cell(line, 0), word = cell(line, column);

        if (word.p && !find(ui, key, &slot)) {
            rows[n] = (row){key, word};
            slots[slot] = n++;
        }
    }
    return CST_OK;
}

cst_status cst_ui_load(cst_arena *arena, cst_str table, const char *language,
                       const cst_ui **ui)
{
    cst_ui *made = CST_NEW(arena, cst_ui, 1);
    cst_str head = {NULL, 0};
    uint32_t column;

    if (!made) {
        return CST_NOMEM;
    }
    if (!next_line(&table, &head)) {
        head = CST_S("key\ten");
    }
    column = column_of(head, language);
    if (column == 0) {
        return CST_NOTFOUND;
    }
    made->language = cell(head, column);
    CST_TRY(fill(arena, table, column, made));
    *ui = made;
    return CST_OK;
}

cst_str cst_ui_language(const cst_ui *ui)
{
    return ui->language;
}

static cst_str look_up(const cst_ui *ui, cst_str key)
{
    uint32_t slot, at = find(ui, key, &slot);

    return at ? ui->rows[at].word : (cst_str){NULL, 0};
}

cst_str cst_ui_word(const cst_ui *ui, const char *key)
{
    cst_str word = look_up(ui, cst_str_of(key));

    return word.p ? word : cst_str_of(key);
}

cst_str cst_ui_code(const cst_ui *ui, const char *prefix, cst_str code)
{
    char key[64];
    size_t n = strlen(prefix);

    if (n + 1 + code.n > sizeof(key)) {
        return (cst_str){NULL, 0};
    }
    memcpy(key, prefix, n);
    key[n] = '.';
    if (code.n) {
        memcpy(key + n + 1, code.p, code.n);
    }
    return look_up(ui, (cst_str){key, n + 1 + code.n});
}

void cst_ui_fill(cst_buf *b, cst_str phrase, const cst_ui_part *parts)
{
    size_t from = 0;

    for (size_t at = 0; at + 2 < phrase.n; at++) {
        const cst_ui_part *part = parts;

        if (phrase.p[at] != '{' || phrase.p[at + 2] != '}') {
            continue;
        }
        while (part->name && part->name != phrase.p[at + 1]) {
            part++;
        }
        cst_html_put_text(b, cst_str_sub(phrase, from, at - from));
        cst_buf_str(b, part->html);
        at += 2;
        from = at + 1;
    }
    cst_html_put_text(b, cst_str_sub(phrase, from, phrase.n));
}
