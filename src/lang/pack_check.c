/* lang/pack_check: what a pack that loads has to no purpose.
 *
 * Rules: by what a profile counted. Classes: asked for by a rule, a table or
 * code, and had by a line of the lexicon, or not. Lexicon lines: read again from
 * the files, since the loader unites what several lines say of a lemma.
 */
#include "lang/cascade.h"

typedef struct lexicon_row {
    const char *file;
    cst_str lemma, pos, classes, feats;
    cst_classes set;
    uint32_t number;
    bool closed;
} lexicon_row;

typedef struct checker {
    const cst_pack *pack;
    cst_arena arena;
    const cst_cascade *counted;
    cst_diag_fn fn;
    void *user;
    size_t n;
    cst_classes asked; /* by rules, tables, code */
    cst_classes had;   /* by some line */
    cst_classes senses;
    CST_VEC(lexicon_row) rows;
} checker;

static void warn(checker *c, const char *file, uint32_t line, const char *code,
                 cst_buf *text)
{
    cst_diag d = {CST_DIAG_WARNING, file, line, 1, code, ""};

    cst_buf_char(text, '\0');
    d.text = text->failed ? "" : cst_buf_get(text).p;
    c->n++;
    if (c->fn) {
        c->fn(c->user, &d);
    }
    cst_buf_free(text);
}

static void warn_about(checker *c, const char *file, uint32_t line,
                       const char *code, cst_str name, const char *what)
{
    cst_buf b;

    cst_buf_init(&b, c->arena.allocator);
    cst_buf_str(&b, name);
    cst_buf_z(&b, what);
    warn(c, file, line, code, &b);
}

static bool in_set(const cst_classes *set, size_t class_)
{
    return set->bits[class_ / 64] >> class_ % 64 & 1;
}

static void unite(cst_classes *to, const cst_classes *from)
{
    for (int i = 0; i < 4; i++) {
        to->bits[i] |= from->bits[i];
    }
}

static bool empty(const cst_classes *s)
{
    return !(s->bits[0] | s->bits[1] | s->bits[2] | s->bits[3]);
}

static cst_classes both(const cst_classes *a, const cst_classes *b)
{
    cst_classes out;

    for (int i = 0; i < 4; i++) {
        out.bits[i] = a->bits[i] & b->bits[i];
    }
    return out;
}

static bool same_set(const cst_classes *a, const cst_classes *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

/* ----------------------------------------------------------------- rules */

static void check_rules(checker *c)
{
    const cst_pack *pack = c->pack;

    for (size_t r = 0; r < pack->rules.n; r++) {
        const cst_rule *rule = &pack->rules.at[r];
        const char *file = pack->layers.at[rule->layer].file;

        if (c->counted->profile->matches[r] == 0) {
            warn_about(c, file, rule->line, "dead-rule", rule->id,
                       " matches in no case and no text");
        } else if (c->counted->fired[r] == 0) {
            warn_about(c, file, rule->line, "shadowed-rule", rule->id,
                       " matches, and always loses or changes nothing");
        }
    }
}

/* The test and those that its roles ask for. */
static void asked_by_test(checker *c, const cst_utest *t)
{
    for (size_t i = 0; i < t->rcons.n; i++) {
        unite(&c->asked, &t->rcons.at[i].classes);
    }
    for (size_t i = 0; i < t->ucons.n; i++) {
        if (t->ucons.at[i].sub) {
            asked_by_test(c, t->ucons.at[i].sub);
        }
    }
}

static void asked_by_rules(checker *c)
{
    for (size_t i = 0; i < c->pack->layers.n; i++) {
        const cst_layer *layer = &c->pack->layers.at[i];

        for (size_t t = 0; t < layer->tests.n; t++) {
            asked_by_test(c, &layer->tests.at[t]);
        }
    }
}

/* --------------------------------------------------------------- lexicon */

/* The classes of a comma list or a list with blanks. */
static cst_classes classes_of(const cst_pack *pack, cst_str list, char sep)
{
    cst_classes set;
    cst_str name;

    memset(&set, 0, sizeof(set));
    while (cst_str_cut(&list, sep, &name)) {
        cst_sym id = cst_intern_get(&pack->classes, cst_str_trim(name));

        cst_classes_add(&set, (int)id - 1);
    }
    return set;
}

static cst_status read_row(checker *c, const char *file, cst_str line,
                           uint32_t number, bool closed)
{
    lexicon_row *row;

    if (line.n == 0 || line.p[0] == '#' || cst_str_trim(line).n == 0) {
        return CST_OK;
    }
    row = CST_PUSH(&c->arena, &c->rows);
    if (!row) {
        return CST_NOMEM;
    }
    row->file = file;
    row->number = number;
    row->closed = closed;
    cst_str_cut(&line, '\t', &row->lemma);
    cst_str_cut(&line, '\t', &row->pos);
    cst_str_cut(&line, '\t', &row->classes);
    cst_str_cut(&line, '\t', &row->feats);
    row->set = classes_of(c->pack, row->classes, ',');
    unite(&c->had, &row->set);
    return CST_OK;
}

static cst_status read_lexicon(checker *c, cst_str stem)
{
    cst_pack at_dir;
    cst_loader loader = {.pack = &at_dir, .arena = &c->arena};
    uint32_t number = 0;
    cst_str text, line;
    cst_buf path;
    char *file;
    bool closed = false;

    memset(&at_dir, 0, sizeof(at_dir));
    at_dir.dir = c->pack->dir;
    cst_buf_init(&path, c->arena.allocator);
    cst_buf_z(&path, "lexicon/");
    cst_buf_str(&path, stem);
    cst_buf_z(&path, ".tsv");
    file = path.failed ? NULL : cst_arena_copy(&c->arena, path.p, path.n);
    cst_buf_free(&path);
    if (!file) {
        return CST_NOMEM;
    }
    CST_TRY(cst_loader_read(&loader, file, &text));
    while (cst_next_line(&text, &line)) {
        closed = closed || (++number == 1 && cst_str_is(line, "#closed"));
        CST_TRY(read_row(c, file, line, number, closed));
    }
    return CST_OK;
}

static cst_status read_lexicons(checker *c)
{
    cst_str list = cst_pack_conf(c->pack, "lexicons"), stem;

    while (cst_str_cut(&list, ' ', &stem)) {
        if (stem.n > 0) {
            CST_TRY(read_lexicon(c, stem));
        }
    }
    return CST_OK;
}

/* A line that gives nobody anything: the form table has the word, and no class
 * is asked for. */
static void check_use(checker *c, const lexicon_row *row)
{
    cst_classes used = both(&row->set, &c->asked);

    if (row->closed || row->feats.n > 0 || !empty(&used) ||
        cst_str_find(row->lemma, CST_S(" "), 0) != SIZE_MAX ||
        (c->pack->forms &&
         cst_forms_lemma_id(c->pack->forms, row->lemma) == CST_NONE)) {
        return;
    }
    warn_about(c, row->file, row->number, "unused-line", row->lemma,
               ": nobody asks for its classes");
}

/* Rows of one lemma and part of speech stand in a chain by hash. */
static bool same_word(const lexicon_row *a, const lexicon_row *b)
{
    return !a->closed && !b->closed && cst_str_eq(a->lemma, b->lemma) &&
           cst_str_eq(a->pos, b->pos);
}

static void compare(checker *c, const lexicon_row *first,
                    const lexicon_row *again)
{
    cst_classes a = both(&first->set, &c->senses);
    cst_classes b = both(&again->set, &c->senses);
    cst_classes shared = both(&first->set, &again->set);
    bool repeats = again->feats.n == 0 && same_set(&shared, &again->set);
    cst_buf text;

    if (!repeats && (empty(&a) || empty(&b) || same_set(&a, &b))) {
        return;
    }
    cst_buf_init(&text, c->arena.allocator);
    cst_buf_str(&text, again->lemma);
    cst_buf_z(&text, repeats ? ": all of it stands in "
                             : ": of another sense than in ");
    cst_buf_z(&text, first->file);
    cst_buf_char(&text, ':');
    cst_buf_int(&text, first->number);
    warn(c, again->file, again->number, repeats ? "repeated-line" : "two-senses",
         &text);
}

static cst_status check_rows(checker *c)
{
    size_t n_slots = 1;
    uint32_t *slots, *next;

    while (n_slots < c->rows.n * 2) {
        n_slots *= 2;
    }
    slots = CST_NEW(&c->arena, uint32_t, n_slots);
    next = CST_NEW(&c->arena, uint32_t, c->rows.n);
    if (!slots || !next) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < c->rows.n; i++) {
        const lexicon_row *row = &c->rows.at[i];
        uint32_t *slot =
            &slots[cst_hash(row->lemma.p, row->lemma.n) & (n_slots - 1)];

        check_use(c, row);
        for (uint32_t j = *slot; j; j = next[j - 1]) {
            if (same_word(&c->rows.at[j - 1], row)) {
                compare(c, &c->rows.at[j - 1], row);
            }
        }
        next[i] = *slot;
        *slot = i + 1;
    }
    return CST_OK;
}

/* --------------------------------------------------------------- classes */

static void check_classes(checker *c)
{
    const cst_asked *asked = c->pack->asked;

    for (cst_sym id = 1; id < c->pack->classes.n; id++) {
        cst_str name = cst_intern_str(&c->pack->classes, id);

        if (!in_set(&c->asked, id - 1)) {
            warn_about(c, "pack.conf", 0, "unused-class", name,
                       ": no rule, table or code asks for it");
        } else if (!in_set(&c->had, id - 1)) {
            warn_about(c, "pack.conf", 0, "empty-class", name,
                       ": no line of the lexicon has it");
        }
    }
    for (size_t i = 0; i < asked->missing.n; i++) {
        warn_about(c, "pack.conf", 0, "empty-class",
                   cst_str_of(asked->missing.at[i]),
                   ": code asks for it, no line of the lexicon has it");
    }
}

static cst_status check_all(checker *c)
{
    check_rules(c);
    c->asked = c->pack->asked->classes;
    c->senses = classes_of(c->pack, cst_pack_conf(c->pack, "senses"), ' ');
    asked_by_rules(c);
    CST_TRY(read_lexicons(c));
    check_classes(c);
    return check_rows(c);
}

cst_status cst_pack_check(const cst_pack *pack, const cst_allocator *allocator,
                          const cst_cascade *counted, cst_diag_fn fn,
                          void *user, size_t *n)
{
    checker c = {.pack = pack, .counted = counted, .fn = fn, .user = user};
    cst_status status;

    if (!counted->profile) {
        return CST_ARG;
    }
    cst_arena_init(&c.arena, allocator, 0);
    status = check_all(&c);
    cst_arena_free(&c.arena);
    if (status == CST_OK) {
        *n = c.n;
    }
    return status;
}
