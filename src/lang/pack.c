/* lang/pack: loading of a pack folder.
 *
 * Takes the folder and the form table; reads pack.conf, the tables, the lexicon
 * files and the rule layers in the order of the manifest; gives a frozen pack
 * or diagnostics. Reading goes on after an error, so that an author sees all
 * of them at once. Names and look-ups stand in symbols.c.
 */
#include "lang/pack.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

void cst_loader_diag(cst_loader *l, cst_diag_level level, uint32_t line,
                     uint32_t column, const char *code, const char *format, ...)
{
    char text[240];
    cst_diag diag = {level, l->file, line, column, code, text};
    va_list args;

    va_start(args, format);
    if (vsnprintf(text, sizeof(text), format, args) < 0) {
        text[0] = '\0';
    }
    va_end(args);
    if (level == CST_DIAG_ERROR && l->n_errors++ == 0) {
        cst_fail(l->error, CST_SYNTAX, l->file, line, column, "%s: %s", code,
                 text);
    }
    if (l->fn) {
        l->fn(l->user, &diag);
    }
}

/* Offset of the first malformed byte, s.n if there is none. Most is ASCII: that
 * goes by eight bytes. */
static size_t bad_utf8_at(cst_str s)
{
    size_t i = 0;

    while (i < s.n) {
        size_t n = 1;
        uint64_t eight;
        bool ok = true;

        if (s.n - i >= sizeof(eight)) {
            memcpy(&eight, s.p + i, sizeof(eight));
            if (!(eight & UINT64_C(0x8080808080808080))) {
                i += sizeof(eight);
                continue;
            }
        }
        if ((unsigned char)s.p[i] >= 0x80) {
            cst_utf8_decode(s, i, &n, &ok);
        }
        if (!ok) {
            return i;
        }
        i += n;
    }
    return s.n;
}

static uint32_t line_of(cst_str s, size_t at)
{
    uint32_t line = 1;

    for (size_t i = 0; i < at; i++) {
        line += s.p[i] == '\n';
    }
    return line;
}

/* The whole file, NUL-terminated. */
static cst_status read_all(cst_arena *arena, FILE *f, cst_str *text, bool *large)
{
    long size;
    char *p;

    if (fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0 ||
        fseek(f, 0, SEEK_SET) != 0) {
        return CST_IO;
    }
    if ((unsigned long)size > CST_MAX_FILE) {
        *large = true;
        return CST_SYNTAX;
    }
    p = CST_NEW(arena, char, (size_t)size + 1);
    if (!p) {
        return CST_NOMEM;
    }
    if (fread(p, 1, (size_t)size, f) != (size_t)size) {
        return CST_IO;
    }
    *text = (cst_str){p, (size_t)size};
    return CST_OK;
}

static char *join_path(cst_arena *arena, const char *dir, const char *name)
{
    size_t d = strlen(dir), n = strlen(name);
    char *path = CST_NEW(arena, char, d + n + 2);

    if (path) {
        memcpy(path, dir, d);
        path[d] = '/';
        memcpy(path + d + 1, name, n);
    }
    return path;
}

cst_status cst_loader_read(cst_loader *l, const char *path, cst_str *text)
{
    bool large = false;
    size_t bad;
    cst_status status;
    FILE *f;
    char *full = join_path(l->arena, l->pack->dir, path);

    if (!full) {
        return CST_NOMEM;
    }
    l->file = path;
    f = fopen(full, "rb");
    if (!f) {
        return CST_IO;
    }
    status = read_all(l->arena, f, text, &large);
    fclose(f);
    if (large) {
        cst_loader_diag(l, CST_DIAG_ERROR, 0, 0, "too-large",
                        "larger than %u bytes", CST_MAX_FILE);
    }
    CST_TRY(status);
    if (cst_str_starts(*text, CST_S("\xEF\xBB\xBF"))) {
        *text = cst_str_sub(*text, 3, text->n);
    }
    bad = bad_utf8_at(*text);
    if (bad < text->n) {
        cst_loader_diag(l, CST_DIAG_ERROR, line_of(*text, bad), 0, "not-utf8",
                        "malformed UTF-8");
        return CST_SYNTAX;
    }
    return CST_OK;
}

bool cst_next_line(cst_str *rest, cst_str *line)
{
    const char *nl;
    size_t n;

    if (rest->n == 0) {
        return false;
    }
    nl = memchr(rest->p, '\n', rest->n);
    n = nl ? (size_t)(nl - rest->p) : rest->n;
    *line = (cst_str){rest->p, n};
    if (n > 0 && rest->p[n - 1] == '\r') {
        line->n--;
    }
    *rest = cst_str_sub(*rest, nl ? n + 1 : n, rest->n);
    return true;
}

/* ------------------------------------------------------------- manifest */

static cst_status conf_line(cst_loader *l, cst_str line, uint32_t number)
{
    cst_conf *c;
    size_t eq;

    line = cst_str_trim(line);
    if (line.n == 0 || line.p[0] == '#') {
        return CST_OK;
    }
    eq = cst_str_find(line, CST_S("="), 0);
    if (eq == SIZE_MAX || eq == 0) {
        cst_loader_diag(l, CST_DIAG_ERROR, number, 1, "conf-syntax",
                        "expected key = value");
        return CST_OK;
    }
    c = CST_PUSH(l->arena, &l->pack->conf);
    if (!c) {
        return CST_NOMEM;
    }
    c->key = cst_str_trim(cst_str_sub(line, 0, eq));
    c->value = cst_str_trim(cst_str_sub(line, eq + 1, line.n));
    c->line = number;
    for (size_t i = 0; i + 1 < l->pack->conf.n; i++) {
        if (cst_str_eq(l->pack->conf.at[i].key, c->key)) {
            cst_loader_diag(l, CST_DIAG_ERROR, number, 1, "conf-syntax",
                            "key '%.*s' stands twice", (int)c->key.n, c->key.p);
        }
    }
    return CST_OK;
}

static const cst_conf *conf_find(const cst_pack *pack, const char *key)
{
    for (size_t i = 0; i < pack->conf.n; i++) {
        if (cst_str_is(pack->conf.at[i].key, key)) {
            return &pack->conf.at[i];
        }
    }
    return NULL;
}

cst_str cst_pack_conf(const cst_pack *pack, const char *key)
{
    const cst_conf *c = conf_find(pack, key);

    return c ? c->value : (cst_str){NULL, 0};
}

/* Next blank-separated item of a list; false at its end. */
static bool next_item(cst_str *list, cst_str *item)
{
    size_t n = 0;

    *list = cst_str_trim(*list);
    if (list->n == 0) {
        return false;
    }
    while (n < list->n && list->p[n] != ' ' && list->p[n] != '\t') {
        n++;
    }
    *item = cst_str_sub(*list, 0, n);
    *list = cst_str_sub(*list, n, list->n);
    return true;
}

/* Letters that lose their mark as capitals: the one without it is in ASCII. */
static cst_status load_bare_capitals(cst_loader *l)
{
    cst_str list = cst_pack_conf(l->pack, "bare_capitals"), item;

    while (cst_str_cut(&list, ' ', &item)) {
        cst_str bare = cst_utf8_fold(l->arena, item);
        cst_bare_capital *b;

        if (bare.n == 0 || (unsigned char)bare.p[0] >= 0x80) {
            continue;
        }
        b = CST_PUSH(l->arena, &l->pack->bare_capitals);
        if (!b) {
            return CST_NOMEM;
        }
        b->marked = item;
        b->bare = bare.p[0];
    }
    return CST_OK;
}

static cst_status load_conf(cst_loader *l)
{
    static const char *const needed[] = {"name", "layers"};
    cst_str text, line;
    uint32_t number = 0;
    const cst_conf *budget;
    int64_t steps;
    cst_status status = cst_loader_read(l, "pack.conf", &text);

    if (status == CST_IO) {
        return cst_fail(l->error, CST_IO, l->pack->dir, 0, 0,
                        "cannot read pack.conf");
    }
    CST_TRY(status);
    while (cst_next_line(&text, &line)) {
        CST_TRY(conf_line(l, line, ++number));
    }
    for (size_t i = 0; i < CST_COUNT(needed); i++) {
        if (!conf_find(l->pack, needed[i])) {
            cst_loader_diag(l, CST_DIAG_ERROR, 0, 0, "conf-missing",
                            "no key '%s'", needed[i]);
        }
    }
    l->pack->budget = 200000;
    budget = conf_find(l->pack, "budget");
    if (budget) {
        if (!cst_str_to_int(budget->value, &steps) || steps < 1 ||
            steps > 1000000000) {
            cst_loader_diag(l, CST_DIAG_ERROR, budget->line, 1, "conf-syntax",
                            "budget must be a number of steps");
        } else {
            l->pack->budget = (uint32_t)steps;
        }
    }
    return load_bare_capitals(l);
}

/* Names that the C stages leave or read (docs/RULES.md, last section), and those
 * that the manifest lists under labels and features. */
static cst_status known_names(cst_loader *l)
{
    cst_str labels = CST_S("tok mwe num time place np pp vg attr");
    cst_str features = CST_S(
        "kind qual value value2 unit name type in qty of app item det other "
        "number prep np voice mood tense neg aux modal source via hedge");
    cst_str lists[4];
    cst_str item;

    lists[0] = labels;
    lists[1] = cst_pack_conf(l->pack, "labels");
    lists[2] = features;
    lists[3] = cst_pack_conf(l->pack, "features");
    for (size_t i = 0; i < 4; i++) {
        while (next_item(&lists[i], &item)) {
            cst_intern *t = i < 2 ? &l->pack->labels : &l->pack->features;

            if (!cst_intern_put(t, item)) {
                return CST_NOMEM;
            }
        }
    }
    return CST_OK;
}

/* --------------------------------------------------------------- tables */

static uint32_t count_cells(cst_str line)
{
    uint32_t n = 1;

    for (size_t i = 0; i < line.n; i++) {
        n += line.p[i] == '\t';
    }
    return n;
}

static bool table_skips(cst_str line, bool first)
{
    return cst_str_trim(line).n == 0 || line.p[0] == '#' ||
           (first && line.p[0] == '!');
}

static cst_status fill_table(cst_arena *arena, cst_str text, cst_table *t)
{
    cst_str rest = text, line, cell;
    uint32_t number = 0, row = 0;
    bool first = true;
    cst_str *cells = CST_NEW(arena, cst_str, (size_t)t->n_rows * t->n_cols);
    uint32_t *lines = CST_NEW(arena, uint32_t, t->n_rows);

    if (!cells || !lines) {
        return CST_NOMEM;
    }
    while (cst_next_line(&rest, &line)) {
        number++;
        if (table_skips(line, first)) {
            first = first && (line.n == 0 || line.p[0] == '#');
            continue;
        }
        first = false;
        lines[row] = number;
        for (uint32_t col = 0; cst_str_cut(&line, '\t', &cell); col++) {
            cells[(size_t)row * t->n_cols + col] = cst_str_trim(cell);
        }
        row++;
    }
    t->cells = cells;
    t->lines = lines;
    return CST_OK;
}

static cst_status parse_table(cst_loader *l, cst_str text, cst_table *t)
{
    cst_str rest = text, line;
    bool first = true;

    while (cst_next_line(&rest, &line)) {
        uint32_t n;

        if (table_skips(line, first)) {
            first = first && (line.n == 0 || line.p[0] == '#');
            continue;
        }
        first = false;
        n = count_cells(line);
        t->n_cols = n > t->n_cols ? n : t->n_cols;
        t->n_rows++;
    }
    if (t->n_cols > 256 || (uint64_t)t->n_rows * t->n_cols > (1u << 24)) {
        cst_loader_diag(l, CST_DIAG_ERROR, 0, 0, "too-large",
                        "too many cells in the table");
        t->n_rows = 0;
    }
    return fill_table(l->arena, text, t);
}

/* "folder/" item ".ext", NUL-terminated. */
static char *item_path(cst_arena *arena, const char *folder, cst_str item,
                       const char *ext)
{
    size_t f = strlen(folder), e = strlen(ext);
    char *path = CST_NEW(arena, char, f + item.n + e + 1);

    if (path) {
        memcpy(path, folder, f);
        memcpy(path + f, item.p, item.n);
        memcpy(path + f + item.n, ext, e);
    }
    return path;
}

/* A file that the manifest lists could not be read. */
static void missing(cst_loader *l, const char *key, const char *path)
{
    const cst_conf *c = conf_find(l->pack, key);

    l->file = "pack.conf";
    cst_loader_diag(l, CST_DIAG_ERROR, c ? c->line : 0, 1, "table-missing",
                    "cannot read %s", path);
}

static cst_status load_tables(cst_loader *l)
{
    cst_str list = cst_pack_conf(l->pack, "tables"), item, text;

    while (next_item(&list, &item)) {
        char *path = item_path(l->arena, "", item, ".tsv");
        cst_table *t;
        cst_status status;

        if (!path) {
            return CST_NOMEM;
        }
        status = cst_loader_read(l, path, &text);
        if (status == CST_IO) {
            missing(l, "tables", path);
        }
        if (status == CST_NOMEM) {
            return status;
        }
        if (status != CST_OK) {
            continue;
        }
        t = CST_PUSH(l->arena, &l->pack->tables);
        if (!t) {
            return CST_NOMEM;
        }
        t->name = item;
        CST_TRY(parse_table(l, text, t));
    }
    return CST_OK;
}

static cst_status load_lexicons(cst_loader *l, const cst_registry *actors)
{
    cst_str list = cst_pack_conf(l->pack, "lexicons"), item;

    while (next_item(&list, &item)) {
        char *path = item_path(l->arena, "lexicon/", item, ".tsv");
        cst_status status;

        if (!path) {
            return CST_NOMEM;
        }
        status = cst_lexicon_load(l, path);
        if (status == CST_IO) {
            missing(l, "lexicons", path);
        } else if (status != CST_SYNTAX) {
            CST_TRY(status);
        }
    }
    if (actors) {
        CST_TRY(cst_lexicon_actors(l, actors));
    }
    return cst_lexicon_finish(l);
}

/* --------------------------------------------------------------- layers */

static cst_status load_layer(cst_loader *l, uint32_t index)
{
    cst_layer *layer = &l->pack->layers.at[index];
    uint32_t errors = l->n_errors;
    const cst_rtok *tokens;
    uint32_t n;
    cst_status status;

    layer->rules_from = layer->rules_to = (uint32_t)l->pack->rules.n;
    if (layer->native) {
        return CST_OK;
    }
    CST_TRY(cst_intern_init(&layer->test_names, l->arena));
    status = cst_loader_read(l, layer->file, &layer->source);
    if (status == CST_IO) {
        missing(l, "layers", layer->file);
    }
    if (status == CST_IO || status == CST_SYNTAX) {
        return CST_OK;
    }
    CST_TRY(status);
    CST_TRY(cst_rule_lex(l, layer->source, &tokens, &n));
    CST_TRY(cst_rule_parse(l, index, tokens, n));
    CST_TRY(cst_rule_check(l, index));
    /* A program is made only of what has no errors: it can trust the tree. */
    return l->n_errors == errors ? cst_rule_compile(l, index) : CST_OK;
}

static cst_status load_layers(cst_loader *l)
{
    cst_str list = cst_pack_conf(l->pack, "layers"), item;

    while (next_item(&list, &item)) {
        cst_layer *layer = CST_PUSH(l->arena, &l->pack->layers);

        if (!layer) {
            return CST_NOMEM;
        }
        layer->name = cst_arena_copy(l->arena, item.p, item.n);
        layer->native = item.p[0] == '@';
        layer->file = item_path(l->arena, "rules/", item, ".rule");
        if (!layer->name || !layer->file) {
            return CST_NOMEM;
        }
    }
    for (uint32_t i = 0; i < l->pack->layers.n; i++) {
        CST_TRY(load_layer(l, i));
    }
    return cst_rule_first_all(l);
}

/* ----------------------------------------------------------------- load */

static cst_status init_names(cst_pack *pack)
{
    cst_word_info *word;

    CST_TRY(cst_intern_init(&pack->symbols, pack->arena));
    CST_TRY(cst_intern_init(&pack->words, pack->arena));
    CST_TRY(cst_intern_init(&pack->classes, pack->arena));
    CST_TRY(cst_intern_init(&pack->labels, pack->arena));
    CST_TRY(cst_intern_init(&pack->features, pack->arena));
    if (pack->forms) {
        pack->n_lemma_info = cst_forms_lemma_count(pack->forms);
        pack->lemma_info =
            CST_NEW(pack->arena, cst_lemma_info, pack->n_lemma_info);
        if (!pack->lemma_info) {
            return CST_NOMEM;
        }
    }
    word = CST_PUSH(pack->arena, &pack->word_info);
    if (!word || !CST_PUSH(pack->arena, &pack->entries) ||
        !CST_PUSH(pack->arena, &pack->lex_forms) ||
        !CST_PUSH(pack->arena, &pack->mwes)) {
        return CST_NOMEM;
    }
    pack->sym_tok = cst_pack_intern(pack, CST_S("tok"));
    pack->sym_mwe = cst_pack_intern(pack, CST_S("mwe"));
    pack->sym_lemma = cst_pack_intern(pack, CST_S("lemma"));
    for (int kind = 0; kind < CST_ENUM_KINDS; kind++) {
        for (unsigned v = 1; cst_enum_name((cst_enum_kind)kind, v); v++) {
            pack->enum_syms[kind][v] = cst_pack_intern(
                pack, cst_str_of(cst_enum_name((cst_enum_kind)kind, v)));
        }
    }
    for (int kind = 0; kind < CST_ENUM_KINDS; kind++) {
        static const char *const keys[] = {"pos",    "mood",   "tense",
                                           "person", "gender", "number"};

        pack->enum_keys[kind] = cst_pack_intern(pack, cst_str_of(keys[kind]));
    }
    return CST_OK;
}

static cst_status load_all(cst_loader *l, const cst_registry *actors)
{
    CST_TRY(init_names(l->pack));
    CST_TRY(load_conf(l));
    CST_TRY(known_names(l));
    CST_TRY(load_tables(l));
    CST_TRY(load_lexicons(l, actors));
    CST_TRY(load_layers(l));
    if (cst_arena_failed(l->arena)) {
        return CST_NOMEM;
    }
    return l->n_errors ? CST_SYNTAX : CST_OK;
}

cst_status cst_pack_load(cst_arena *arena, const char *dir, const char *forms,
                         const cst_registry *actors, cst_diag_fn fn, void *user, cst_error *error,
                         cst_pack **pack)
{
    cst_loader l = {.arena = arena, .fn = fn, .user = user, .error = error};
    cst_status status, no_forms = CST_OK;

    l.pack = CST_NEW(arena, cst_pack, 1);
    if (!l.pack) {
        return cst_fail(error, CST_NOMEM, dir, 0, 0, "out of memory");
    }
    l.pack->arena = arena;
    l.pack->dir = cst_arena_copy(arena, dir, strlen(dir));
    l.pack->asked = CST_NEW(arena, cst_asked, 1);
    if (!l.pack->dir || !l.pack->asked) {
        return cst_fail(error, CST_NOMEM, dir, 0, 0, "out of memory");
    }
    if (forms) {
        no_forms = cst_forms_open(forms, error, &l.pack->forms);
        if (no_forms != CST_OK && no_forms != CST_IO) {
            return no_forms;
        }
    }
    status = load_all(&l, actors);
    /* a pack may say that it does without */
    if (status == CST_OK &&
        !cst_str_is(cst_pack_conf(l.pack, "forms"), "none")) {
        status = no_forms;
    }
    if (status != CST_OK) {
        cst_pack_close(l.pack);
        if (status == CST_NOMEM) {
            cst_fail(error, CST_NOMEM, dir, 0, 0, "out of memory");
        }
        return status;
    }
    *pack = l.pack;
    return CST_OK;
}

void cst_pack_close(cst_pack *pack)
{
    if (pack && pack->forms) {
        cst_forms_close(pack->forms);
        pack->forms = NULL;
    }
}
