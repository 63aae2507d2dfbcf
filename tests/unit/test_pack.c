/* lang: the toy pack loaded, its words and rules; running out of memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "toy.h"

#define TOY CST_SOURCE_DIR "/tests/data/toy"

typedef struct fixture {
    cst_arena arena, doc;
    cst_pack *pack;
    cst_cascade *c;
    cst_sentence_units s;
} fixture;

static void print_diag(void *user, const cst_diag *d)
{
    (void)user;
    print_message("%s:%u:%u: %s: %s\n", d->file, d->line, d->column, d->code,
                  d->text);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof(*f));
    cst_error error;

    assert_non_null(f);
    cst_arena_init(&f->arena, NULL, 0);
    cst_arena_init(&f->doc, NULL, 0);
    assert_int_equal(cst_pack_load(&f->arena, TOY, NULL, NULL, print_diag, NULL,
                                   &error, &f->pack),
                     CST_OK);
    assert_int_equal(cst_cascade_new(f->pack, NULL, &f->c), CST_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    cst_cascade_free(f->c);
    cst_pack_close(f->pack);
    cst_arena_free(&f->doc);
    cst_arena_free(&f->arena);
    free(f);
    return 0;
}

static void run(fixture *f, const char *text, const char *last)
{
    assert_int_equal(toy_run(f->c, &f->doc, text, last, &f->s), CST_OK);
}

/* The row as "label text; label text". */
static void assert_row(const fixture *f, const char *expected)
{
    cst_buf b;

    cst_buf_init(&b, NULL);
    for (size_t i = 0; i < f->s.top.n; i++) {
        uint32_t unit = f->s.top.at[i];

        cst_buf_z(&b, i > 0 ? "; " : "");
        cst_buf_str(&b, cst_pack_str(f->pack, f->s.units.at[unit].label));
        cst_buf_char(&b, ' ');
        cst_buf_str(&b, cst_unit_text(&f->s, unit));
    }
    cst_buf_char(&b, '\0');
    assert_string_equal(cst_buf_get(&b).p, expected);
    cst_buf_free(&b);
}

/* ---------------------------------------------------------------- tables */

static void manifest_and_tables_are_kept(void **state)
{
    fixture *f = *state;
    const cst_table *t = cst_pack_table(f->pack, "colours");

    assert_true(cst_str_is(cst_pack_conf(f->pack, "greeting"), "salu"));
    assert_null(cst_pack_conf(f->pack, "nothing").p);
    assert_int_equal(cst_pack_layer_count(f->pack), 4);
    assert_string_equal(cst_pack_layer_name(f->pack, 1), "group");
    assert_null(cst_pack_layer_name(f->pack, 4));
    assert_non_null(t);
    assert_int_equal(t->n_rows, 2);
    assert_int_equal(t->n_cols, 2);
    assert_int_equal(t->lines[1], 4);
    assert_true(cst_str_is(t->cells[1], "dark"));
    assert_int_equal(t->cells[3].n, 0);
    assert_null(cst_pack_table(f->pack, "words"));
    assert_true(cst_str_is(cst_pack_rule_id(f->pack, 0),
                           "fewer.noun_after_article"));
}

static void names_have_one_id_each(void **state)
{
    fixture *f = *state;
    cst_sym kano = cst_pack_sym(f->pack, "kano");

    assert_int_not_equal(kano, 0);
    assert_int_equal(kano, cst_pack_lemma(f->pack, "kano"));
    assert_true(cst_str_is(cst_pack_str(f->pack, kano), "kano"));
    assert_int_equal(cst_pack_sym(f->pack, "never said"), 0);
    assert_true(cst_pack_class(f->pack, "person") >= 0);
    assert_int_equal(cst_pack_class(f->pack, "nobody"), -1);
}

/* ----------------------------------------------------------------- words */

static const cst_reading *reading(const fixture *f, uint32_t token, unsigned i)
{
    assert_true(i < f->s.units.at[token].n_readings);
    return &f->s.units.at[token].readings[i];
}

static void lexicon_gives_readings(void **state)
{
    fixture *f = *state;
    cst_sym rank = cst_pack_sym(f->pack, "rank");

    run(f, "kanoi zapu zapat ta mek Mek 12 ! wop Wop Kano", "fewer");
    assert_int_equal(f->s.units.at[0].n_readings, 1);
    assert_int_equal(reading(f, 0, 0)->number, CST_NUMBER_PL);
    assert_true(cst_reading_has(f->pack, reading(f, 0, 0),
                                cst_pack_class(f->pack, "harmable")));
    assert_int_equal(cst_reading_feat(f->pack, reading(f, 0, 0), rank),
                     cst_pack_sym(f->pack, "4"));
    assert_int_equal(f->s.units.at[1].n_readings, 2);
    assert_int_equal(reading(f, 1, 0)->mood, CST_MOOD_INF);
    assert_int_equal(reading(f, 2, 0)->mood, CST_MOOD_PPAST);
    assert_int_equal(f->s.units.at[3].n_readings, 1); /* closed */
    assert_int_equal(reading(f, 4, 0)->pos, CST_POS_N); /* no capital */
    assert_int_equal(reading(f, 5, 0)->pos, CST_POS_X);
    assert_true(cst_reading_has(f->pack, reading(f, 5, 0),
                                cst_pack_class(f->pack, "actor")));
    assert_int_equal(reading(f, 6, 0)->pos, CST_POS_M);
    assert_int_equal(reading(f, 7, 0)->pos, CST_POS_Y);
    assert_int_equal(f->s.units.at[8].n_readings, 2);
    assert_int_equal(reading(f, 8, 1)->pos, CST_POS_A);
    assert_int_equal(f->s.units.at[9].n_readings, 1);
    assert_int_equal(reading(f, 9, 0)->pos, CST_POS_X);
    assert_int_equal(f->s.units.at[10].n_readings, 2); /* known, or a name */
    assert_int_equal(reading(f, 10, 1)->pos, CST_POS_X);
    assert_int_equal(reading(f, 8, 0)->lemma, reading(f, 9, 0)->lemma);
    assert_int_equal(cst_pack_str(f->pack, reading(f, 8, 0)->lemma).n, 0);
}

static void multiwords_take_the_longest(void **state)
{
    fixture *f = *state;

    run(f, "big kano rilo big kano zapai vu tero vu lon", "fewer");
    assert_row(f, "mwe big kano rilo; mwe big kano; mwe zapai vu tero; tok vu; "
                  "tok lon");
    assert_int_equal(
        f->s.units.at[f->s.top.at[2]].readings[0].person, 3);
    assert_int_equal(f->s.units.at[f->s.top.at[2]].readings[0].number,
                     CST_NUMBER_PL);
    assert_int_equal(f->s.units.at[f->s.top.at[2]].readings[0].lemma,
                     cst_pack_sym(f->pack, "zapu vu tero"));
}

static void class_test_of_a_token_is_cheap_and_true(void **state)
{
    fixture *f = *state;
    const cst_token *t = NULL;
    uint32_t n = 0;
    int harm = cst_pack_class(f->pack, "harm");
    cst_classes sets[3];

    assert_int_equal(toy_tokenise(NULL, &f->doc, f->pack,
                                  CST_S("zapat kano zapat"), &t, &n),
                     CST_OK);
    memset(sets, 0, sizeof(sets));
    cst_classes_add(&sets[0], -1);
    cst_classes_add(&sets[2], harm);
    cst_cascade_ask(f->c, sets, 3);
    for (int round = 0; round < 2; round++) { /* found, then remembered */
        assert_int_equal(cst_cascade_asked(f->c, &t[0], t), 4);
        assert_int_equal(cst_cascade_asked(f->c, &t[1], t), 0);
        assert_int_equal(cst_cascade_asked(f->c, &t[2], t), 4);
    }
    cst_cascade_ask(f->c, sets + 2, 1);
    assert_int_equal(cst_cascade_asked(f->c, &t[0], t), 1);
}

static void many_words_do_not_confuse_the_cache(void **state)
{
    fixture *f = *state;

    for (int i = 0; i < 60000; i++) {
        char text[40];

        snprintf(text, sizeof(text), "w%dx kanoi", i);
        cst_arena_reset(&f->doc);
        run(f, text, "fewer");
        assert_int_equal(f->s.units.at[0].n_readings, 2);
        assert_int_equal(f->s.units.at[1].readings[0].lemma,
                         cst_pack_sym(f->pack, "kano"));
    }
}

/* ----------------------------------------------------------------- rules */

static void examples_and_corpus_hold(void **state)
{
    fixture *f = *state;
    cst_pack_report r;

    assert_int_equal(cst_pack_test(f->pack, NULL, &toy_hooks,
                                   print_diag, NULL, &r),
                     CST_OK);
    assert_int_equal(r.rules, 11);
    assert_int_equal(r.examples, 24);
    assert_int_equal(r.failed, 0);
    assert_int_equal(r.cases, 3);
    assert_int_equal(r.case_failed, 0);
    assert_int_equal(r.known_failures, 1);
}

static void lifted_units_leave_the_row(void **state)
{
    fixture *f = *state;
    const cst_unit *u;

    run(f, "kano (ta bora) zapa", NULL);
    assert_row(f, "clause kano (ta bora) zapa");
    assert_int_equal(f->s.lifted.n, 1);
    u = &f->s.units.at[f->s.lifted.at[0]];
    assert_true(u->lifted);
    assert_int_equal(u->anchor, 5); /* the verb's token */
    assert_int_equal(cst_unit_role(u, cst_pack_sym(f->pack, "about")),
                     u->children[1]);
}

static void span_leaves_the_rest_in_the_row(void **state)
{
    fixture *f = *state;

    run(f, "! - kano - zapa", "aside");
    assert_row(f, "tok !; tok -; marked kano; tok -; tok zapa");
}

static void layers_run_one_by_one(void **state)
{
    fixture *f = *state;

    run(f, "du kanoi zapai", "fewer");
    assert_row(f, "tok du; tok kanoi; tok zapai");
    assert_int_equal(cst_cascade_run(f->c, &f->doc, &f->s, "group"), CST_OK);
    assert_row(f, "num du; np kanoi; tok zapai");
    assert_int_equal(cst_cascade_run(f->c, &f->doc, &f->s, "nowhere"),
                     CST_NOTFOUND);
    assert_int_equal(
        cst_cascade_run_all(f->c, &f->doc, &f->s, NULL, "aside"), CST_OK);
    assert_row(f, "clause du kanoi zapai");
}

static void sentence_may_be_empty(void **state)
{
    fixture *f = *state;

    run(f, "", NULL);
    assert_int_equal(f->s.top.n, 0);
    assert_int_equal(f->s.units.n, 0);
}

static void trace_tells_what_was_made(void *user, const char *layer,
                                      const char *rule, const cst_unit *unit,
                                      const char *text)
{
    cst_buf *b = user;

    assert_non_null(unit);
    cst_buf_z(b, layer);
    cst_buf_char(b, '.');
    cst_buf_z(b, rule);
    cst_buf_char(b, ' ');
    cst_buf_z(b, text);
    cst_buf_char(b, '\n');
}

static void trace_is_in_order(void **state)
{
    fixture *f = *state;
    cst_buf b;

    cst_buf_init(&b, NULL);
    cst_cascade_trace(f->c, trace_tells_what_was_made, &b);
    run(f, "ta zapu du kanoi", NULL);
    cst_buf_char(&b, '\0');
    assert_string_equal(
        cst_buf_get(&b).p,
        "fewer.noun_after_article keep tok \"zapu\" zapu/N\n"
        "group.group make np \"ta zapu\" zapu/N det=def\n"
        "group.num make num \"du\" du/M kind=card value=2\n"
        "group.group make np \"kanoi\" kano/N number=pl\n"
        "aside.counted make np \"du kanoi\" kano/N qty=\"du\"\n");
    cst_buf_free(&b);
}

static void budget_stops_the_sentence(void **state)
{
    fixture *f = *state;
    cst_buf b;
    uint32_t tokens = 0;

    cst_buf_init(&b, NULL);
    for (int i = 0; i < 5000; i++) {
        cst_buf_z(&b, "bora ");
        tokens++;
    }
    cst_buf_char(&b, '\0');
    run(f, cst_buf_get(&b).p, NULL);
    assert_true(f->s.over_budget);
    assert_true(f->s.steps <= 20100);
    assert_true(f->s.top.n > 0 && f->s.top.n <= tokens);
    assert_int_equal(f->s.units.at[f->s.top.at[f->s.top.n - 1]].tok_end,
                     tokens);
    cst_buf_free(&b);
}

/* All units ever made, as text. */
static void describe_all(const fixture *f, cst_buf *b)
{
    for (uint32_t i = 0; i < f->s.units.n; i++) {
        cst_unit_describe(f->pack, &f->s, i, b);
        cst_buf_char(b, f->s.units.at[i].lifted ? '^' : '\n');
    }
    for (size_t i = 0; i < f->s.top.n; i++) {
        cst_buf_int(b, f->s.top.at[i]);
        cst_buf_char(b, ' ');
    }
    cst_buf_char(b, '\0');
}

/* What the engine notes about tokens and sentences so as to try fewer rules. */
static void forget_shortcuts(fixture *f)
{
    memset(&f->s.seen, 0xFF, sizeof(f->s.seen));
    f->s.labels = UINT64_MAX;
    for (uint32_t i = 0; i < f->s.units.n; i++) {
        f->s.units.at[i].starts = UINT64_MAX;
        f->s.units.at[i].classes = UINT64_MAX;
        f->s.units.at[i].parts = UINT16_MAX;
    }
}

static void shortcuts_change_nothing(void **state)
{
    static const char *const words[] = {
        "ta",   "to",   "un",  "du",  "tri", "vu",  "kano", "kanoi", "bora",
        "zapu", "zapa", "zapai", "zapat", "rilo", "numa", "Mek", "fen",  "ogo",
        "big",  "tero", "lon", "de",  "(",   ")",   "-",    "!",     "xyz"};
    fixture *f = *state;
    uint32_t seed = 7;

    for (int round = 0; round < 3000; round++) {
        cst_buf text, fast, slow;

        cst_arena_reset(&f->doc);
        cst_buf_init(&text, NULL);
        cst_buf_init(&fast, NULL);
        cst_buf_init(&slow, NULL);
        for (int i = 0; i < 8; i++) {
            seed = seed * 1664525u + 1013904223u;
            cst_buf_z(&text, words[(seed >> 10) % CST_COUNT(words)]);
            cst_buf_char(&text, ' ');
        }
        cst_buf_char(&text, '\0');
        run(f, cst_buf_get(&text).p, NULL);
        describe_all(f, &fast);
        run(f, cst_buf_get(&text).p, "fewer");
        forget_shortcuts(f);
        assert_int_equal(
            cst_cascade_run_all(f->c, &f->doc, &f->s, NULL, "group"), CST_OK);
        describe_all(f, &slow);
        assert_string_equal(cst_buf_get(&fast).p, cst_buf_get(&slow).p);
        cst_buf_free(&text);
        cst_buf_free(&fast);
        cst_buf_free(&slow);
    }
}

/* ---------------------------------------------------------- C interface */

static void groups_made_in_c(void **state)
{
    fixture *f = *state;
    cst_sym num = cst_pack_sym(f->pack, "num");
    cst_sym value = cst_pack_sym(f->pack, "value");
    uint32_t id;
    int64_t v = 0;

    run(f, "kano bora ta wop", "fewer");
    id = cst_units_group(&f->doc, &f->s, 1, 3, num);
    assert_int_not_equal(id, CST_NONE);
    assert_row(f, "tok kano; num bora ta; tok wop");
    assert_int_equal(cst_units_group(&f->doc, &f->s, 2, 4, num), CST_NONE);
    assert_int_equal(cst_units_group(&f->doc, &f->s, 2, 2, num), CST_NONE);
    for (int64_t i = 0; i < 20; i++) {
        assert_true(cst_unit_set_int(&f->doc, &f->s.units.at[id],
                                     value + (cst_sym)(i % 10), i));
    }
    assert_int_equal(f->s.units.at[id].n_feats, 10);
    assert_true(cst_unit_int(&f->s.units.at[id], value, &v));
    assert_int_equal(v, 10);
    assert_int_equal(cst_unit_role(&f->s.units.at[id], value), CST_NONE);
}

/* ---------------------------------------------------------------- memory */

typedef struct countdown {
    long left, live;
} countdown;

static void *counted_alloc(void *user, size_t n)
{
    countdown *c = user;
    void *p;

    if (c->left == 0) {
        return NULL;
    }
    c->left--;
    p = malloc(n);
    c->live += p != NULL;
    return p;
}

static void counted_release(void *user, void *p)
{
    countdown *c = user;

    c->live--;
    free(p);
}

/* Load the pack and read a sentence with n allocations. */
static cst_status all_of_it(const cst_allocator *allocator)
{
    cst_arena arena, doc;
    cst_pack *pack = NULL;
    cst_cascade *c = NULL;
    cst_sentence_units s;
    cst_status status;

    cst_arena_init(&arena, allocator, 0);
    cst_arena_init(&doc, allocator, 0);
    status = cst_pack_load(&arena, TOY, NULL, NULL, NULL, NULL, NULL, &pack);
    if (status == CST_OK) {
        status = cst_cascade_new(pack, allocator, &c);
    }
    if (status == CST_OK) {
        status = toy_run(c, &doc, "ta kano (du tri kanoi) zapai vu tero", NULL,
                         &s);
    }
    cst_cascade_free(c);
    cst_pack_close(pack);
    cst_arena_free(&doc);
    cst_arena_free(&arena);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    cst_status status = CST_NOMEM;

    (void)state;
    for (long n = 0; status != CST_OK; n++) {
        countdown c = {n, 0};
        cst_allocator allocator = {counted_alloc, counted_release, &c};

        status = all_of_it(&allocator);
        assert_true(status == CST_OK || status == CST_NOMEM);
        assert_int_equal(c.live, 0);
        assert_true(n < 100000);
    }
}

static cst_status count_units(void *user, cst_arena *arena,
                              const cst_pack *pack, cst_sentence_units *s)
{
    (void)arena;
    (void)pack;
    *(size_t *)user += s->top.n;
    return CST_OK;
}

static void native_layers_need_a_place(void **state)
{
    fixture *f = *state;
    size_t n = 0;

    assert_int_equal(cst_pack_set_native(f->pack, "number", count_units, &n),
                     CST_NOTFOUND);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(manifest_and_tables_are_kept),
        T(names_have_one_id_each),
        T(lexicon_gives_readings),
        T(multiwords_take_the_longest),
        T(class_test_of_a_token_is_cheap_and_true),
        T(many_words_do_not_confuse_the_cache),
        T(examples_and_corpus_hold),
        T(lifted_units_leave_the_row),
        T(span_leaves_the_rest_in_the_row),
        T(layers_run_one_by_one),
        T(sentence_may_be_empty),
        T(trace_is_in_order),
        T(budget_stops_the_sentence),
        T(shortcuts_change_nothing),
        T(groups_made_in_c),
        T(native_layers_need_a_place),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
