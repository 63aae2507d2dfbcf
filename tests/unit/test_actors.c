/* The registry of actors: its table, hostile tables, names in the lexicon, and
 * the ids that a real text gets. */
#include <constat/constat.h>

#include "lang/registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct seen {
    int n;
    uint32_t line;
} seen;

static void count(void *user, const cst_diag *d)
{
    seen *s = user;
    assert_int_equal(d->level, CST_DIAG_WARNING);
    s->n++;
    s->line = d->line;
}

static const cst_registry *read_table(cst_arena *arena, const char *text,
                                      seen *s)
{
    cst_registry *r;
    memset(s, 0, sizeof *s);
    cst_arena_init(arena, NULL, 0);
    assert_int_equal(cst_registry_new(arena, "fr", count, s, &r), CST_OK);
    assert_int_equal(cst_registry_add(r, "t", cst_str_of(text)), CST_OK);
    return r;
}

static void test_table(void **state)
{
    cst_arena arena;
    seen s;
    (void)state;
    const cst_registry *r = read_table(
        &arena,
        "# a comment\n\n"
        "!kind\tid\tfr\tother\tfrom\tto\ttraits\n"
        "armed_group\tx:a\tAlpha|Alfa\t?\t2012\t\trebel jihadist\r\n"
        "armed_group\tx:a\tAlphonse\t\t\t2015\n"
        "police\tx:b\n",
        &s);
    const cst_actor *a = cst_registry_find(r, CST_S("x:a"));
    assert_int_equal(s.n, 0);
    assert_int_equal(r->actors.n, 2);
    assert_int_equal(r->names.n, 3);
    assert_non_null(a);
    assert_int_equal(a->from, 2012);
    assert_int_equal(a->to, 2015);
    assert_true(cst_str_is(a->name, "Alphonse"));
    assert_true(cst_cell_has(a->traits, CST_S("jihadist")));
    assert_false(cst_cell_has(a->traits, CST_S("jihad")));
    assert_null(cst_registry_find(r, CST_S("x:c")));
    cst_arena_free(&arena);
}

static void test_bad_lines(void **state)
{
    static const struct {
        const char *line;
        int bad;
    } checks[] = {
        {"x:a\tarmed_group\tA", 0},   {"\tarmed_group\tA", 1},
        {"x a\tarmed_group\tA", 1},   {"x:a\tarmy\tA", 1},
        {"x:a", 1},                   {"x:a\tarmed_group\tA=b", 1},
        {"x:a\tarmed_group\tA\t12", 1}, {"x:a\tarmed_group\tA\t20122", 1},
        {"x:a\tarmed_group\t\xC3", 1}, {"x:a\tarmed_group\tA\x01", 1},
    };
    cst_arena arena;
    (void)state;
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        char text[200];
        seen s;
        snprintf(text, sizeof text, "!id\tkind\tfr\tfrom\n%s\nx:z\tpolice\tZ\n",
                 checks[i].line);
        const cst_registry *r = read_table(&arena, text, &s);
        assert_int_equal(s.n, checks[i].bad);
        assert_true(!checks[i].bad || s.line == 2);
        assert_non_null(cst_registry_find(r, CST_S("x:z"))); /* it goes on */
        cst_arena_free(&arena);
    }
    seen s; /* no header, or one without an id */
    read_table(&arena, "x:a\tarmed_group\n!name\tkind\nx\tpolice\n", &s);
    assert_int_equal(s.n, 3);
    cst_arena_free(&arena);
}

/* ------------------------------------------------------------- in a text */

static const char *const path = CST_BUILD_DIR "/actors-test.tsv";

static void write_file(const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static cst_status engine_with(const char *const *files, size_t n, seen *s,
                              cst_engine **engine)
{
    cst_engine_options o = {.size = sizeof o,
                            .data_dir = CST_BUILD_DIR "/data",
                            .language = "fr",
                            .on_diag = count,
                            .diag_user = s,
                            .actors = files,
                            .n_actors = n};
    cst_error error;
    memset(s, 0, sizeof *s);
    return cst_engine_new(&o, &error, engine);
}

typedef struct check {
    const char *text, *ids; /* of all perpetrators, in order */
} check;

typedef enum which {
    DOERS,
    SUFFERERS /* targets, then "/" and the victims */
} which;

static void add_id(char *got, size_t size, cst_str id)
{
    size_t at = strlen(got);
    snprintf(got + at, size - at, "%s%.*s",
             at && got[at - 1] != '/' ? " " : "", id.p ? (int)id.n : 1,
             id.p ? id.p : "-");
}

static void ids_of(const cst_document *doc, which whom, char *got, size_t size)
{
    size_t n = 0, m = 0;
    const cst_event *e = cst_document_events(doc, &n);
    const cst_harm *h = cst_document_harms(doc, &m);
    for (size_t k = 0; k < n; k++) {
        for (size_t p = 0; whom == DOERS && p < e[k].n_perpetrators; p++) {
            add_id(got, size, e[k].perpetrators[p].actor);
        }
        for (size_t p = 0; whom != DOERS && p < e[k].n_targets; p++) {
            add_id(got, size, e[k].targets[p].actor);
        }
    }
    if (whom != DOERS) {
        snprintf(got + strlen(got), size - strlen(got), "/");
    }
    for (size_t k = 0; whom != DOERS && k < m; k++) {
        add_id(got, size, h[k].victims.actor);
    }
}

static void check_ids(cst_worker *worker, which whom, const check *checks,
                      size_t n_checks)
{
    int bad = 0;
    for (size_t i = 0; i < n_checks; i++) {
        cst_read_options o = {.size = sizeof o, .path = "t.txt",
                              .published = "2017-11-03",
                              .format = CST_INPUT_TEXT};
        cst_document *doc = NULL;
        char text[2048], got[512] = "";
        snprintf(text, sizeof text, "Le point sur les combats\n\n%s\n",
                 checks[i].text);
        assert_int_equal(cst_read(worker, text, strlen(text), &o, &doc),
                         CST_OK);
        ids_of(doc, whom, got, sizeof got);
        if (strcmp(got, checks[i].ids) != 0) {
            print_error("%s\n  want %s\n  got  %s\n", checks[i].text,
                        checks[i].ids, got);
            bad++;
        }
        cst_document_free(doc);
    }
    assert_int_equal(bad, 0);
}

static void test_ids(void **state)
{
    static const check checks[] = {
        /* names of one party; its people */
        {"Daech a tué dix villageois lundi à Hawija.", "constat:islamic-state"},
        {"Des combattants de l'EI ont tué dix villageois lundi à Hawija.",
         "constat:islamic-state"},
        {"Le groupe État islamique a tué dix villageois lundi à Hawija.",
         "constat:islamic-state"},
        /* forces of states */
        {"L'armée irakienne a bombardé Hawija lundi.", "constat:army-iq"},
        {"L'aviation syrienne a bombardé Douma lundi.", "constat:army-sy"},
        {"La police kényane a tué deux manifestants lundi à Nairobi.",
         "constat:police-ke"},
        {"Tsahal a bombardé Rafah lundi.", "constat:army-il"},
        /* by the adjective alone */
        {"Une frappe russe a tué dix civils lundi à Kharkiv.",
         "constat:army-ru"},
        {"Des drones ukrainiens ont attaqué Belgorod lundi.",
         "constat:army-ua"},
        {"Des avions israéliens ont bombardé Rafah lundi.", "constat:army-il"},
        /* what stands in brackets says which one it is */
        {"L'Armée de libération nationale (ELN) a tué deux policiers lundi à "
         "Saravena.", "constat:eln-colombia"},
        /* whom a name means in that country */
        {"Les shebab ont tué dix villageois lundi à Palma, au Mozambique.",
         "constat:ansar-al-sunna-mozambique"},
        {"Les shebab ont tué dix villageois lundi à Baidoa.",
         "constat:al-shabaab"},
        {"L'Armée de libération nationale a tué deux policiers lundi à Cúcuta, "
         "en Colombie.", "constat:eln-colombia"},
        /* a state, its army and its capital are one party */
        {"L'armée russe a bombardé Kharkiv lundi, tuant dix civils. Moscou a "
         "bombardé Kharkiv lundi, selon le gouverneur.", "constat:army-ru"},
        /* of one doer the words that say more */
        {"Un gang a tué dix habitants de Cabaret lundi. Des membres du gang "
         "400 Mawozo ont tué les habitants lundi.", "constat:400-mawozo"},
        /* an adjective that names a party; whom they came with does not */
        {"Des rebelles houthis ont tué dix soldats lundi à Taëz.",
         "constat:houthis"},
        {"L'artillerie houthie a bombardé Taëz lundi.", "constat:houthis"},
        {"Des soldats accompagnés d'hommes de Wagner ont tué dix bergers lundi "
         "à Gao.", "unknown:state_force"},
        /* the one of this text */
        {"Les Forces démocratiques alliées ont tué six paysans lundi à Beni. "
         "Mardi, le groupe a enlevé dix écoliers à Oicha.",
         "constat:adf constat:adf"},
        {"L'armée malienne a bombardé Kidal lundi. L'armée a tué deux bergers "
         "jeudi à Gao.", "constat:army-ml constat:army-ml"},
        {"Les shebab ont attaqué Baidoa mardi. Les djihadistes ont enlevé trois "
         "médecins jeudi à Luuq.", "constat:al-shabaab constat:al-shabaab"},
        {"Daech et les shebab se disent alliés. Les djihadistes ont enlevé trois "
         "médecins jeudi à Luuq.", "unknown:armed_group"},
        /* nobody by name */
        {"Des hommes armés non identifiés ont tué trois gendarmes lundi à "
         "Goma.",
         "unknown:armed_men"},
    };
    cst_engine *engine;
    cst_worker *worker;
    seen s;
    (void)state;
    assert_int_equal(engine_with(NULL, 0, &s, &engine), CST_OK);
    assert_int_equal(s.n, 0); /* our own table has nothing to be warned of */
    assert_int_equal(cst_worker_new(engine, &worker), CST_OK);
    check_ids(worker, DOERS, checks, sizeof checks / sizeof checks[0]);
    cst_worker_free(worker);
    cst_engine_free(engine);
}

static void test_sufferers(void **state)
{
    static const check checks[] = {
        /* armed victims, by name and by country */
        {"Trois soldats ukrainiens ont été tués lundi à Kherson.",
         "/constat:army-ua"},
        {"Boko Haram a tué cinq policiers tchadiens lundi à Bol.",
         "/constat:police-td"},
        {"L'armée a tué huit combattants de la Codeco lundi à Djugu.",
         "/constat:codeco"},
        {"L'armée a tué huit miliciens Twirwaneho lundi à Minembwe.",
         "/constat:twirwaneho"},
        {"Un colonel russe a été tué lundi à Grozny.",
         "/constat:army-ru"},
        /* those of the place, if no others are told of */
        {"Des hommes armés ont tué deux soldats lundi à Gao.",
         "/constat:army-ml"},
        {"L'armée française a bombardé Kidal. Des hommes armés ont tué deux "
         "soldats lundi à Gao.", "-/unknown:state_force"},
        {"L'armée a tué dix rebelles lundi à Gao.",
         "/unknown:armed_group"},
        /* whose the thing is that was hit */
        {"Les shebab ont attaqué lundi une base de l'armée kényane à Lamu, tuant "
         "deux civils.", "constat:army-ke/-"},
        {"Un drone a frappé lundi un convoi du Hezbollah près de Tyr, tuant "
         "deux passants.", "constat:hezbollah/-"},
        /* both sides of a fight */
        {"Des combats entre l'armée et les rebelles du M23 ont fait six morts "
         "lundi à Masisi.", "constat:m23/-"},
        /* civilians are nobody's */
        {"Israël a tué dix habitants lundi à Tyr.", "/-"},
        {"Une bombe a frappé lundi un marché de Kaboul, tuant dix personnes.",
         "-/-"},
    };
    cst_engine *engine;
    cst_worker *worker;
    seen s;
    (void)state;
    assert_int_equal(engine_with(NULL, 0, &s, &engine), CST_OK);
    assert_int_equal(cst_worker_new(engine, &worker), CST_OK);
    check_ids(worker, SUFFERERS, checks, sizeof checks / sizeof checks[0]);
    cst_worker_free(worker);
    cst_engine_free(engine);
}

static void test_own_file(void **state)
{
    static const char table[] =
        "!id\tkind\tside\tfr\tpeople\n"
        "my:doves\tarmed_group\tdoves\tBrigade de l'Aube|les Colombes\t\n"
        "my:broken\tno such kind\t\tX\n"
        "constat:islamic-state\tarmed_group\t\tDaouaich\n"
        "my:m23\tarmed_group\tm23\tM23\n";
    static const check checks[] = {
        {"La Brigade de l'Aube a tué dix soldats lundi à Goma.", "my:doves"},
        {"Daouaich a tué dix soldats lundi à Goma.", "constat:islamic-state"},
        {"Le M23 a tué dix soldats lundi à Goma.", "my:m23"},
    };
    const char *files[] = {path};
    cst_engine *engine;
    cst_worker *worker;
    seen s;
    (void)state;
    write_file(table, sizeof table - 1);
    assert_int_equal(engine_with(files, 1, &s, &engine), CST_OK);
    assert_int_equal(s.n, 2); /* the bad line, and our M23 that has lost a name */
    assert_int_equal(cst_worker_new(engine, &worker), CST_OK);
    check_ids(worker, DOERS, checks, sizeof checks / sizeof checks[0]);
    cst_worker_free(worker);
    cst_engine_free(engine);
    (void)remove(path);
    assert_int_equal(engine_with(files, 1, &s, &engine), CST_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table), cmocka_unit_test(test_bad_lines),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_sufferers), cmocka_unit_test(test_own_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
