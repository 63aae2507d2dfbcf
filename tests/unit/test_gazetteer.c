/* Unit tests of the gazetteer: look-up, order, containment, broken tables. */
#include "annotate/gazetteer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

static cst_arena arena;

static cst_gazetteer *load(void)
{
    cst_gazetteer *g = NULL;
    cst_error error;

    assert_int_equal(cst_gazetteer_load(
                         &arena, CST_SOURCE_DIR "/data/gazetteer/places.tsv",
                         &error, &g),
                     CST_OK);
    return g;
}

static const cst_gazetteer_entry *first(const cst_gazetteer *g, const char *name)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(g, &arena, cst_str_of(name), &ids);

    return n ? cst_gazetteer_at(g, ids[0]) : NULL;
}

static uint32_t first_id(const cst_gazetteer *g, const char *name)
{
    const uint32_t *ids;

    return cst_gazetteer_find(g, &arena, cst_str_of(name), &ids) ? ids[0]
                                                                 : CST_NONE;
}

static void news_names(void **state)
{
    /* spelling, printed name, country, kind */
    static const struct {
        const char *spelling, *name, *country;
        cst_gaz_kind kind;
    } cases[] = {
        {"Alep", "Alep", "SY", CST_GAZ_CITY},
        {"ALEP", "Alep", "SY", CST_GAZ_CITY},
        {"Kaboul", "Kaboul", "AF", CST_GAZ_CAPITAL},
        {"Khan Younès", "Khan Younès", "PS", CST_GAZ_CITY},
        {"khan-younes", "Khan Younès", "PS", CST_GAZ_CITY},
        {"al-Bab", "Al-Bab", "SY", CST_GAZ_CITY},
        {"N’Djamena", "N'Djamena", "TD", CST_GAZ_CAPITAL},
        {"Sana'a", "Sanaa", "YE", CST_GAZ_CAPITAL},
        {"El-Fasher", "El-Fasher", "SD", CST_GAZ_CITY},
        {"RDC", "République démocratique du Congo", "CD", CST_GAZ_COUNTRY},
        {"Caire", "Le Caire", "EG", CST_GAZ_CAPITAL},
        {"Deir\nEzzor", "Deir ez-Zor", "SY", CST_GAZ_CITY},
        {"Helmand", "Helmand", "AF", CST_GAZ_ADMIN1},
        {"Boutcha", "Boutcha", "UA", CST_GAZ_CITY},
        {"Khan Sheikhoun", "Khan Cheikhoun", "SY", CST_GAZ_CITY},
        {"Tripoli", "Tripoli", "LY", CST_GAZ_CAPITAL},
        {"Donbass", "Donbass", "UA", CST_GAZ_REGION},
        {"Hodeida", "Hodeïda", "YE", CST_GAZ_CITY},
    };
    cst_gazetteer *g = load();

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        const cst_gazetteer_entry *e = first(g, cases[i].spelling);

        if (!e) {
            fail_msg("not found: %s", cases[i].spelling);
            return;
        }
        assert_true(cst_str_is(e->name, cases[i].name));
        assert_true(cst_str_is(e->country, cases[i].country));
        assert_int_equal(e->kind, cases[i].kind);
    }
    assert_null(first(g, "Qwxz"));
    assert_null(first(g, ""));
    assert_null(first(g, "'"));
    assert_null(first(g, "Nord"));
}

static void containment(void **state)
{
    cst_gazetteer *g = load();
    uint32_t aleppo = first_id(g, "Alep"), syria = first_id(g, "Syrie");
    uint32_t iraq = first_id(g, "Irak"), karrada = first_id(g, "Karrada");

    (void)state;
    assert_true(cst_gazetteer_inside(g, aleppo, syria));
    assert_false(cst_gazetteer_inside(g, syria, aleppo));
    assert_false(cst_gazetteer_inside(g, syria, syria));
    assert_false(cst_gazetteer_inside(g, aleppo, iraq));
    assert_true(cst_gazetteer_inside(g, karrada, iraq));
    assert_true(cst_gazetteer_inside(g, karrada,
                                     cst_gazetteer_at(g, karrada)->container));
    assert_true(cst_str_is(cst_gazetteer_country_name(g, aleppo), "Syrie"));
    assert_null(cst_gazetteer_country_name(g, syria).p);
    assert_null(cst_gazetteer_container(g, syria).p);
    assert_null(cst_gazetteer_container(g, CST_NONE).p);
    assert_int_equal(cst_gazetteer_country(g, CST_S("SY")), syria);
    assert_int_equal(cst_gazetteer_country(g, CST_S("sy")), CST_NONE);
    assert_int_equal(cst_gazetteer_demonym(g, &arena, CST_S("irakien")), iraq);
    assert_int_equal(cst_gazetteer_demonym(g, &arena, CST_S("bleu")), CST_NONE);
    assert_true(cst_gazetteer_distance(g, aleppo, first_id(g, "Damas")) > 280);
    assert_true(cst_gazetteer_distance(g, aleppo, first_id(g, "Damas")) < 340);
    assert_true(cst_gazetteer_distance(g, aleppo, CST_NONE) < 0);
}

static void broken_tables(void **state)
{
    static const struct {
        const char *text;
        uint32_t line;
    } cases[] = {
        {"x", 1},
        {"# a\nid\tn\t\tcity\tSY\t\t1\t2\t3\n", 2},
        {"id\tn\t\tcity\tSY\t\t1\t2\t3\t\tmore", 1},
        {"id\tn\t\tvillage\tSY\t\t1\t2\t3\t", 1},
        {"id\tn\t\tcity\tSY\t\t91\t2\t3\t", 1},
        {"id\tn\t\tcity\tSY\t\t1e3\t2\t3\t", 1},
        {"id\tn\t\tcity\tSY\t\t\t2\t3\t", 1},
        {"id\tn\t\tcity\tSY\t\t1\t2\t9\t", 1},
        {"\tn\t\tcity\tSY\t\t1\t2\t1\t", 1},
    };
    cst_gazetteer *g = NULL;
    cst_error error;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(cases); i++) {
        assert_int_equal(cst_gazetteer_parse(&arena, cst_str_of(cases[i].text),
                                             "t.tsv", &error, &g),
                         CST_SYNTAX);
        assert_int_equal(error.line, cases[i].line);
        assert_null(g);
    }
    assert_int_equal(cst_gazetteer_load(&arena, "/nonexistent", &error, &g),
                     CST_IO);
    assert_int_equal(
        cst_gazetteer_parse(&arena, CST_S(""), "t", &error, &g), CST_OK);
    assert_int_equal(cst_gazetteer_count(g), 0);
    assert_null(first(g, "Alep"));
}

static void many_of_one_name(void **state)
{
    enum { N = 300 };
    static char text[N * 40];
    size_t n = 0;
    const uint32_t *ids;
    cst_gazetteer *g = NULL;

    (void)state;
    for (int i = 0; i < N; i++) {
        n += (size_t)snprintf(text + n, sizeof(text) - n,
                              "c:%d\tVau\tvau|VAU\tcity\tZZ\t\t1\t-2.5\t%d\t\n",
                              i, i % 8);
    }
    assert_int_equal(
        cst_gazetteer_parse(&arena, (cst_str){text, n}, "t", NULL, &g), CST_OK);
    assert_int_equal(cst_gazetteer_find(g, &arena, CST_S("Vau"), &ids),
                     CST_GAZ_MAX_CANDIDATES);
    assert_int_equal(cst_gazetteer_at(g, ids[0])->pop, 7);
    assert_true(cst_gazetteer_at(g, ids[0])->lon < -2.4);
}

/* Loading is part of every start; a slow build machine gets ten times more. */
static void loads_fast(void **state)
{
    clock_t start = clock();
    cst_gazetteer *g = load();
    double ms = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC;

    (void)state;
    print_message("gazetteer: %u places in %.1f ms\n", cst_gazetteer_count(g),
                  ms);
    assert_true(cst_gazetteer_count(g) > 8000);
    assert_true(ms < 500);
}

static void other_transliterations(void **state)
{
    /* as written in a report, printed name */
    static const char *const names[][2] = {
        {"Hamam el-Elil", "Hammam al-Alil"}, {"Maarrat an Noaman",
                                              "Maarat al-Noomane"},
        {"Khan Cheykhoun", "Khan Cheikhoun"}, {"Djizan", "Jizan"},
        {"Mogadiscioh", "Mogadiscio"},
    };
    const cst_gazetteer *g = load();
    const uint32_t *ids;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(names); i++) {
        uint32_t n = cst_gazetteer_find_loosely(g, &arena,
                                                cst_str_of(names[i][0]), &ids);
        bool found = false;

        for (uint32_t k = 0; k < n; k++) {
            found = found || cst_str_is(cst_gazetteer_at(g, ids[k])->name,
                                        names[i][1]);
        }
        if (!found) {
            print_message("%s: not found\n", names[i][0]);
        }
        assert_true(found);
    }
    assert_int_equal(cst_gazetteer_find_loosely(g, &arena, CST_S("Ur"), &ids),
                     0);
}

/* The second table is searched as it lies: its order must be the look-up's. */
static void settlements(void **state)
{
    static cst_gazetteer *g, *view;
    const char *path = CST_SOURCE_DIR "/data/gazetteer/settlements.tsv";
    const uint32_t *ids;
    char line[512];
    cst_error error;
    (void)state;
    assert_int_equal(
        cst_gazetteer_load(&arena, CST_SOURCE_DIR "/data/gazetteer/places.tsv",
                           &error, &g),
        CST_OK);
    assert_int_equal(cst_gazetteer_open_villages(g, path, &error), CST_OK);
    view = cst_gazetteer_view(g, &arena);
    assert_non_null(view);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (uint32_t n = 0; fgets(line, sizeof line, f); n++) {
        char *end = strchr(line, '\t');
        if (n % 211 || line[0] == '#' || line[0] == '!' || !end) {
            continue;
        }
        cst_str name = {line, (size_t)(end - line)};
        bool found = cst_gazetteer_find_village(view, name, &ids) > 0;
        if (!found) {
            print_message("%.*s: not found\n", (int)name.n, name.p);
        }
        assert_true(found);
    }
    fclose(f);
    uint32_t n =
        cst_gazetteer_find_village(view, CST_S("Muatide"), &ids);
    assert_int_equal(n, 1);
    assert_true(cst_str_is(cst_gazetteer_container(view, ids[0]), "Cabo Delgado"));
    assert_true(
        cst_str_is(cst_gazetteer_country_name(view, ids[0]), "Mozambique"));
    /* An article, a final letter: another transliteration. */
    assert_true(
        cst_gazetteer_find_village(view, CST_S("Al-Teffahta"), &ids) > 0);
    assert_int_equal(
        cst_gazetteer_find_village(view, CST_S("Xyzzyplugh"), &ids), 0);
    cst_gazetteer_close(g);
}

static int set_up(void **state)
{
    (void)state;
    cst_arena_init(&arena, NULL, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cst_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(news_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(containment, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_of_one_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_transliterations, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(settlements, set_up, tear_down),
        cmocka_unit_test_setup_teardown(loads_fast, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
