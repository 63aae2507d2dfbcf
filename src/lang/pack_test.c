/* lang/pack_test: runs the examples of the rules and the corpus of a pack.
 *
 * Takes a loaded pack and hooks for what other stages do (tokens, records);
 * reports each failure as a diagnostic at its line and counts. A case that is
 * known to fail is an error only once it passes.
 */
#include <dirent.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "lang/cascade.h"

typedef struct tester {
    const cst_pack *pack;
    cst_arena arena;  /* of one example or case */
    cst_arena files;  /* of names and texts of case files */
    cst_cascade *c;
    const cst_pack_hooks *hooks;
    cst_diag_fn fn;
    void *user;
    cst_pack_report *report;
    const char *file;
} tester;

static void report_as(tester *t, cst_diag_level level, uint32_t line,
                      uint32_t column, const char *code, cst_buf *text)
{
    cst_diag d = {level, t->file, line, column, code, ""};

    cst_buf_char(text, '\0');
    if (!text->failed) {
        d.text = cst_buf_get(text).p;
    }
    if (t->fn) {
        t->fn(t->user, &d);
    }
}

static void report(tester *t, uint32_t line, uint32_t column, const char *code,
                   cst_buf *text)
{
    report_as(t, CST_DIAG_ERROR, line, column, code, text);
}

static cst_status run_text(tester *t, cst_str text, const char *last,
                           cst_sentence_units *s)
{
    const cst_token *tokens = NULL;
    uint32_t n = 0;

    memset(t->c->fired, 0, t->pack->rules.n * sizeof(*t->c->fired));
    CST_TRY(t->hooks->tokenise(t->hooks->user, &t->arena, t->pack, text,
                               &tokens, &n));
    CST_TRY(cst_cascade_begin(t->c, &t->arena, text, tokens, n, s));
    return cst_cascade_run_all(t->c, &t->arena, s, last, NULL);
}

/* ------------------------------------------------------------- examples */

/* Some unit that the rule made has the label and fulfils the test. */
static bool made(const tester *t, const cst_sentence_units *s, uint32_t rule,
                 const cst_example *e)
{
    const cst_layer *layer =
        &t->pack->layers.at[t->pack->rules.at[rule].layer];
    cst_sym label = e->name.p ? cst_pack_find(t->pack, e->name) : 0;

    for (uint32_t i = 0; i < s->units.n; i++) {
        if (s->units.at[i].rule == rule + 1 &&
            (!e->name.p || s->units.at[i].label == label) &&
            cst_utest_eval(t->pack, layer, &layer->tests.at[e->test], s, i)) {
            return true;
        }
    }
    return false;
}

/* Some token with the form fulfils the test. */
static bool token_is(tester *t, const cst_sentence_units *s, uint32_t rule,
                     const cst_example *e)
{
    const cst_layer *layer =
        &t->pack->layers.at[t->pack->rules.at[rule].layer];
    cst_str form = cst_utf8_norm(&t->arena, e->name);

    for (uint32_t i = 0; i < s->n_tokens; i++) {
        if (cst_str_eq(s->tokens[i].norm, form) &&
            cst_utest_eval(t->pack, layer, &layer->tests.at[e->test], s, i)) {
            return true;
        }
    }
    return false;
}

/* "text": and what stands there now, so that the author sees why. */
static void example_text(tester *t, const cst_sentence_units *s, uint32_t rule,
                         const cst_example *e, cst_buf *b)
{
    cst_buf_str(b, t->pack->rules.at[rule].id);
    cst_buf_z(b, e->positive ? ": + \"" : ": - \"");
    cst_buf_str(b, e->text);
    cst_buf_z(b, "\" gives");
    for (size_t i = 0; i < s->top.n && i < 40; i++) {
        cst_buf_z(b, i > 0 ? " | " : " ");
        cst_unit_describe(t->pack, s, s->top.at[i], b);
    }
}

static cst_status run_example(tester *t, uint32_t rule, const cst_example *e)
{
    const cst_rule *r = &t->pack->rules.at[rule];
    cst_sentence_units s;
    bool holds;

    cst_arena_reset(&t->arena);
    CST_TRY(run_text(t, e->text, t->pack->layers.at[r->layer].name, &s));
    if (e->positive) {
        holds = r->makes ? made(t, &s, rule, e) : token_is(t, &s, rule, e);
    } else {
        holds = r->makes ? !made(t, &s, rule, e) : t->c->fired[rule] == 0;
    }
    t->report->examples++;
    if (!holds) {
        cst_buf b;

        cst_buf_init(&b, t->arena.allocator);
        t->report->failed++;
        t->file = t->pack->layers.at[r->layer].file;
        example_text(t, &s, rule, e, &b);
        report(t, e->line, e->column, "example-failed", &b);
        cst_buf_free(&b);
    }
    return CST_OK;
}

static cst_status run_rules(tester *t)
{
    for (uint32_t r = 0; r < t->pack->rules.n; r++) {
        const cst_rule *rule = &t->pack->rules.at[r];

        t->report->rules++;
        for (size_t i = 0; i < rule->examples.n; i++) {
            CST_TRY(run_example(t, r, &rule->examples.at[i]));
        }
    }
    return CST_OK;
}

/* ---------------------------------------------------------------- cases */

/* One expected unit: label "text" constraints. */
typedef struct want {
    cst_sym label;
    cst_str text; /* p NULL = any */
    cst_utest test;
} want;

static cst_status parse_want(tester *t, cst_str line, want *w, bool *ok)
{
    cst_loader quiet = {.arena = &t->arena, .file = t->file};
    cst_names names = {t->pack, NULL, &t->arena};
    cst_cons_list cons;
    const cst_rtok *tokens;
    uint32_t n, at = 1;

    memset(w, 0, sizeof(*w));
    memset(&cons, 0, sizeof(cons));
    CST_TRY(cst_rule_lex(&quiet, line, &tokens, &n));
    *ok = quiet.n_errors == 0 && tokens[0].kind == CST_RT_WORD;
    if (!*ok) {
        return CST_OK;
    }
    w->label = cst_pack_find(t->pack, tokens[0].text);
    if (tokens[1].kind == CST_RT_STRING) {
        w->text = cst_utf8_norm(&t->arena, tokens[1].text);
        at = 2;
    }
    *ok = cst_rule_parse_constraints(&t->arena, tokens, n, &at, &cons) &&
          tokens[at].kind == CST_RT_END && w->label;
    return cst_utest_build(&names, NULL, 0, false, &cons, &w->test);
}

static bool found(tester *t, const cst_sentence_units *s, const want *w)
{
    for (uint32_t i = 0; i < s->units.n; i++) {
        if (s->units.at[i].label == w->label &&
            (!w->text.p ||
             cst_str_eq(cst_utf8_norm(&t->arena, cst_unit_text(s, i)),
                        w->text)) &&
            cst_utest_eval(t->pack, NULL, &w->test, s, i)) {
            return true;
        }
    }
    return false;
}

/* Lines that the hook left open name units. */
static cst_status check_units(tester *t, cst_case *k)
{
    cst_sentence_units s;
    bool run = false;

    for (size_t i = 0; i < k->lines.n; i++) {
        cst_case_line *line = &k->lines.at[i];
        bool ok;
        want w;

        if (line->state != CST_LINE_OPEN) {
            continue;
        }
        if (!run) {
            CST_TRY(run_text(t, k->text, NULL, &s));
            run = true;
        }
        CST_TRY(parse_want(t, line->text, &w, &ok));
        line->state = !ok                ? CST_LINE_SYNTAX
                      : found(t, &s, &w) ? CST_LINE_HOLDS
                                         : CST_LINE_FAILS;
    }
    return CST_OK;
}

static void report_case(tester *t, cst_diag_level level, const cst_case *k,
                        uint32_t number, const char *code, const char *why,
                        cst_str detail)
{
    cst_buf b;

    cst_buf_init(&b, t->arena.allocator);
    cst_buf_str(&b, k->section);
    cst_buf_z(&b, k->section.n > 0 ? ": " : "");
    cst_buf_z(&b, why);
    cst_buf_str(&b, detail);
    report_as(t, level, number, 1, code, &b);
    cst_buf_free(&b);
}

/* Malformed lines are always reported, others that fail if nobody knows; true
 * if all is found and nothing else. */
static bool judge(tester *t, const cst_case *k, cst_str instead)
{
    bool holds = !k->unexpected, known = k->xfail.p != NULL;

    for (size_t i = 0; i < k->lines.n; i++) {
        const cst_case_line *line = &k->lines.at[i];

        if (line->state == CST_LINE_SYNTAX) {
            report_case(t, CST_DIAG_ERROR, k, line->number, "case-syntax",
                        "neither a unit nor a record: ", line->text);
            t->report->case_failed++;
        } else if (line->state == CST_LINE_FAILS) {
            holds = false;
            if (!known) {
                report_case(t, CST_DIAG_ERROR, k, line->number, "case-failed",
                            "no ", line->text);
            }
        }
    }
    if (!holds && !known && instead.n > 0) {
        report_case(t, CST_DIAG_ERROR, k, k->number, "case-failed", "found ",
                    instead);
    }
    return holds;
}

/* A cst_cases_each callback. */
static cst_status run_case(void *user, cst_case *k)
{
    tester *t = user;
    bool holds;
    cst_buf instead;
    cst_status status = CST_OK;

    cst_arena_reset(&t->arena);
    cst_buf_init(&instead, t->arena.allocator);
    if (t->hooks->records) {
        status = t->hooks->records(t->hooks->user, &t->arena, k, &instead);
    }
    if (status == CST_OK) {
        status = check_units(t, k);
    }
    if (status != CST_OK || instead.failed) {
        cst_buf_free(&instead);
        return status != CST_OK ? status : CST_NOMEM;
    }
    holds = judge(t, k, cst_buf_get(&instead));
    t->report->cases++;
    if (!k->xfail.p) {
        t->report->case_failed += !holds;
    } else if (holds) {
        t->report->case_failed++;
        report_case(t, CST_DIAG_ERROR, k, k->number, "case-passes",
                    "passes, take @xfail away: ", k->xfail);
    } else {
        t->report->known_failures++;
        report_case(t, CST_DIAG_WARNING, k, k->number, "known-failure", "",
                    k->xfail);
    }
    cst_buf_free(&instead);
    return CST_OK;
}

static cst_status run_case_file(tester *t, const char *path)
{
    cst_loader loader = {.pack = NULL, .arena = &t->files, .fn = t->fn,
                         .user = t->user};
    cst_pack at_dir;
    cst_str text;

    memset(&at_dir, 0, sizeof(at_dir));
    at_dir.dir = t->pack->dir; /* all that reading a file asks of a pack */
    loader.pack = &at_dir;
    t->file = path;
    CST_TRY(cst_loader_read(&loader, path, &text));
    return cst_cases_each(&t->files, path, text, run_case, t, t->fn, t->user,
                          &t->report->case_failed);
}

/* ---------------------------------------------------------------- files */

typedef struct name_list {
    CST_VEC(char *) v;
} name_list;

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Paths "corpus/<name>.case"; a pack without the folder has none. */
static cst_status list_cases(tester *t, name_list *names)
{
    cst_buf b;
    DIR *dir;
    const struct dirent *entry;
    cst_status status = CST_OK;

    cst_buf_init(&b, t->arena.allocator);
    cst_buf_z(&b, t->pack->dir);
    cst_buf_add(&b, "/corpus", sizeof("/corpus"));
    dir = b.failed ? NULL : opendir(cst_buf_get(&b).p);
    while (dir && status == CST_OK && (entry = readdir(dir)) != NULL) {
        cst_str name = cst_str_of(entry->d_name);
        char **slot, *path;

        if (!cst_str_ends(name, CST_S(".case"))) {
            continue;
        }
        slot = CST_PUSH(&t->files, &names->v);
        path = CST_NEW(&t->files, char, name.n + sizeof("corpus/"));
        if (!slot || !path) {
            status = CST_NOMEM;
            break;
        }
        memcpy(path, "corpus/", 7);
        memcpy(path + 7, name.p, name.n);
        *slot = path;
    }
    if (dir) {
        closedir(dir);
    }
    status = b.failed ? CST_NOMEM : status;
    cst_buf_free(&b);
    if (names->v.n > 1) {
        qsort(names->v.at, names->v.n, sizeof(*names->v.at), by_name);
    }
    return status;
}

static cst_status run_cases(tester *t)
{
    name_list names;

    memset(&names, 0, sizeof(names));
    CST_TRY(list_cases(t, &names));
    for (size_t i = 0; i < names.v.n; i++) {
        cst_status status = run_case_file(t, names.v.at[i]);

        if (status == CST_SYNTAX) { /* reported: not UTF-8, too large */
            t->report->case_failed++;
        } else {
            CST_TRY(status);
        }
    }
    return CST_OK;
}

cst_status cst_pack_test(const cst_pack *pack, const cst_allocator *allocator,
                         const cst_pack_hooks *hooks, cst_diag_fn fn,
                         void *user, cst_pack_report *out)
{
    cst_pack_report counts;
    tester t = {.pack = pack, .hooks = hooks, .fn = fn, .user = user,
                .report = &counts};
    cst_status status;

    memset(&counts, 0, sizeof(counts));
    cst_arena_init(&t.arena, allocator, 0);
    cst_arena_init(&t.files, allocator, 0);
    CST_TRY(cst_cascade_new(pack, allocator, &t.c));
    status = run_rules(&t);
    if (status == CST_OK) {
        status = run_cases(&t);
    }
    cst_cascade_free(t.c);
    cst_arena_free(&t.arena);
    cst_arena_free(&t.files);
    if (status == CST_OK) {
        *out = counts;
    }
    return status;
}
