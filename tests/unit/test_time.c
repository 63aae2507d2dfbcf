/* annotate/time, annotate/pubdate and the layers time and period of the French
 * pack. */
#include "annotate/time.h"

#include "quantity_pack.h"

/* Tuesday. */
static cst_time_context on(int y, int m, int d)
{
    cst_time_context c;

    memset(&c, 0, sizeof c);
    c.published.from = c.published.to = cst_day_from_ymd(y, m, d);
    return c;
}

typedef struct pair {
    const char *text, *want;
} pair;

static void check_all(const pair *p, size_t n, const cst_time_context *c)
{
    for (size_t i = 0; i < n; i++) {
        q_check(p[i].text, c, true, p[i].want);
    }
}

static void looking_back(void **state)
{
    static const pair p[] = {
        {"le 13 novembre 2015", "2015-11-13"},
        {"le 25/12/2016", "2016-12-25"},
        {"le 29.06.14", "2014-06-29"},
        {"le 2016-12-25", "2016-12-25"},
        {"le 1er juin", "2017-06-01"},
        {"le 17 octobre", "2016-10-17"},
        {"dimanche 6 novembre", "2016-11-06"},
        {"lundi 3 juillet", "2017-07-03"},
        {"le 29 février", "2016-02-29"},
        {"le 14 juillet prochain", "2017-07-14"},
        {"vendredi", "2017-06-23"},
        {"mardi", "2017-06-27"},
        {"mardi dernier", "2017-06-20"},
        {"jeudi prochain", "2017-06-29"},
        {"samedi matin", "2017-06-24TMO"},
        {"dans la nuit de lundi à mardi", "2017-06-26TNI"},
        {"dans la nuit du 6 au 7 avril", "2017-04-06TNI"},
        {"depuis mars", "2017-03"},
        {"en décembre", "2016-12"},
        {"fin octobre 2016", "2016-10"},
        {"hier soir", "2017-06-26TEV"},
        {"avant-hier", "2017-06-25"},
        {"il y a trois jours", "2017-06-24"},
        {"il y a deux mois", "2017-04"},
        {"la semaine dernière", "2017-W25"},
        {"cette semaine", "2017-W26"},
        {"ce week-end", "2017-06-24/2017-06-25"},
        {"l'an dernier", "2016"},
        {"en 2014", "2014"},
        {"entre 2003 et 2011, la ville", "2003/2011"},
        {"les années 1980", "198X"},
        {"à l'été 2014", "2014-SU"},
        {"du 13 au 15 juin 2017", "2017-06-13/2017-06-15"},
        {"du 28 mai au 3 juin 2017", "2017-05-28/2017-06-03"},
        {"de janvier à mars 2016", "2016-01/2016-03"},
        {"de juin à octobre", "2016-06/2016-10"},
        {"semaine du 12 juin 2017", "2017-W24"},
        {"dimanche et lundi", "2017-06-25/2017-06-26"},
        {"lundi à 22h15", "2017-06-26T22:15"},
        {"huit heures du soir", "T20:00"},
        {"à Noël", "2016-12-25"},
    };
    cst_time_context c = on(2017, 6, 27);

    (void)state;
    check_all(p, CST_COUNT(p), &c);
}

static void lengths_and_habits(void **state)
{
    static const pair p[] = {
        {"depuis plus de huit mois", "P8M"},
        {"pendant 48 heures", "PT48H"},
        {"un an et demi", "P18M"},
        {"une demi-heure", "PT30M"},
        {"trois quarts d'heure", "PT45M"},
        {"quelques heures plus tard", "PTXH"},
        {"les six derniers mois", "P6M"},
        {"chaque vendredi", "XXXX-WXX-5"},
        {"tous les jours", "P1D"},
        {"ces derniers jours", "PAST_REF"},
    };
    cst_time_context c = on(2017, 6, 27);

    (void)state;
    check_all(p, CST_COUNT(p), &c);
}

static void no_times(void **state)
{
    static const pair p[] = {
        {"Il a été tué.", ""},
        {"Les sondes tournent autour de Mars.", ""},
        {"2 000 gardes et 12 portes", ""},
        {"Une seconde bombe a été trouvée.", ""},
        {"La foule de 2000 fidèles", ""},
    };
    cst_time_context c = on(2017, 6, 27);

    (void)state;
    check_all(p, CST_COUNT(p), &c);
}

static cst_time_value resolve(const char *text, const cst_time_context *c)
{
    cst_arena a;
    cst_quantities list;
    cst_time_value v;

    cst_arena_init(&a, NULL, 0);
    memset(&list, 0, sizeof list);
    q_run(&a, text);
    assert_int_equal(
        cst_list_quantities(q_names, q_pack, &a, &q_units, c, &list), CST_OK);
    assert_true(list.v.n > 0);
    (void)cst_time_resolve(q_names, q_pack, &q_units, list.v.at[0].unit, c, &v);
    cst_arena_free(&a);
    return v;
}

static void assert_days(cst_time_value v, cst_day from, cst_day to)
{
    assert_int_equal(v.from, from);
    assert_int_equal(v.to, to);
}

static void open_and_parts(void **state)
{
    cst_time_context c = on(2017, 6, 27);
    cst_time_value v = resolve("depuis mars", &c);

    (void)state;
    assert_days(v, cst_day_from_ymd(2017, 3, 1), 0);
    assert_true(v.open_from);
    assert_days(resolve("depuis près de deux ans", &c),
                cst_day_from_ymd(2015, 6, 27), 0);
    assert_days(resolve("jusqu'au 3 juin", &c), 0,
                cst_day_from_ymd(2017, 6, 3));
    assert_days(resolve("début mai", &c), cst_day_from_ymd(2017, 5, 1),
                cst_day_from_ymd(2017, 5, 10));
    assert_days(resolve("à la mi-juin", &c), cst_day_from_ymd(2017, 6, 11),
                cst_day_from_ymd(2017, 6, 20));
    assert_days(resolve("fin octobre", &c), cst_day_from_ymd(2016, 10, 21),
                cst_day_from_ymd(2016, 10, 31));
    assert_days(resolve("au début du mois", &c), cst_day_from_ymd(2017, 6, 1),
                cst_day_from_ymd(2017, 6, 10));
    assert_days(resolve("dans la nuit de jeudi à vendredi", &c),
                cst_day_from_ymd(2017, 6, 22), cst_day_from_ymd(2017, 6, 23));
    assert_true(resolve("l'attaque du 3 juin", &c).attribute);
}

static void without_publication(void **state)
{
    cst_time_context c;
    cst_time_value v;

    (void)state;
    memset(&c, 0, sizeof c);
    v = resolve("le 17 mars", &c);
    assert_days(v, 0, 0);
    assert_string_equal(v.partial, "--03-17");
    assert_string_equal(resolve("en mars", &c).partial, "--03");
    c.latest = cst_day_from_ymd(2014, 6, 29);
    v = resolve("lundi 26 juin", &c);
    assert_days(v, cst_day_from_ymd(2017, 6, 26),
                cst_day_from_ymd(2017, 6, 26));
    assert_string_equal(v.method, "weekday");
}

static void from_the_text(void **state)
{
    cst_time_context c = on(2016, 11, 24);

    (void)state;
    c.in_force = cst_day_from_ymd(2016, 11, 8);
    assert_days(resolve("le lendemain", &c), cst_day_from_ymd(2016, 11, 9),
                cst_day_from_ymd(2016, 11, 9));
    assert_days(resolve("deux jours plus tôt", &c),
                cst_day_from_ymd(2016, 11, 6), cst_day_from_ymd(2016, 11, 6));
    assert_days(resolve("deux jours après l'assaut", &c),
                cst_day_from_ymd(2016, 11, 6), cst_day_from_ymd(2016, 11, 6));
    assert_true(resolve("deux jours après l'assaut", &c).counted);
    assert_days(resolve("ce jour-là", &c), c.in_force, c.in_force);
    assert_days(resolve("deux heures plus tard", &c), c.in_force, c.in_force);
}

static void month_of_publication(void **state)
{
    cst_time_context c;

    (void)state;
    memset(&c, 0, sizeof c);
    c.published.from = cst_day_from_ymd(2017, 6, 1);
    c.published.to = cst_day_from_ymd(2017, 6, 30);
    assert_days(resolve("le 23 juin", &c), cst_day_from_ymd(2017, 6, 23),
                cst_day_from_ymd(2017, 6, 23));
    assert_true(resolve("lundi", &c).inexact);
    c.near = cst_day_from_ymd(2017, 6, 16);
    assert_days(resolve("lundi", &c), cst_day_from_ymd(2017, 6, 12),
                cst_day_from_ymd(2017, 6, 12));
    assert_days(resolve("dimanche", &c), cst_day_from_ymd(2017, 6, 18),
                cst_day_from_ymd(2017, 6, 18));
    /* a weekly: seen from its first day */
    c.near = 0;
    c.published.from = cst_day_from_ymd(2017, 6, 19);
    c.published.to = cst_day_from_ymd(2017, 6, 25);
    assert_days(resolve("jeudi", &c), cst_day_from_ymd(2017, 6, 15),
                cst_day_from_ymd(2017, 6, 15));
}

static void line_of_head(const char *text, bool header, bool below,
                         const char *mark, cst_day latest, const char *want)
{
    cst_arena a;
    cst_interval published, updated;
    cst_pubdate_line line = {&q_units, header, below};
    char got[64];
    int y, m, d, y2, m2, d2;

    cst_arena_init(&a, NULL, 0);
    q_run(&a, text);
    (void)cst_pubdate(q_names, q_pack, &line, 1, cst_str_of(mark), latest,
                      &published, &updated);
    cst_day_to_ymd(published.from, &y, &m, &d);
    cst_day_to_ymd(published.to, &y2, &m2, &d2);
    snprintf(got, sizeof got, "%04d-%02d-%02d %04d-%02d-%02d %d", y, m, d, y2,
             m2, d2, published.minutes);
    assert_string_equal(got, want);
    cst_arena_free(&a);
}

static void head(const char *text, bool header, const char *mark,
                 cst_day latest, const char *want)
{
    line_of_head(text, header, false, mark, latest, want);
}

static void publication(void **state)
{
    (void)state;
    head("Mis à jour le 25/03/2017 à 18:11 | Publié le 24/03/2017 à 15:47",
         true, "", 0, "2017-03-24 2017-03-24 947");
    head("mardi 4 avril 2017", true, "", 0, "2017-04-04 2017-04-04 -1");
    head("Revue n° 12 - du 11 au 17 décembre 2017", true, "", 0,
         "2017-12-11 2017-12-17 -1");
    head("Semaine du 18 novembre 2016", true, "", 0,
         "2016-11-18 2016-11-24 -1");
    head("Lundi 27 mars, 07h58", true, "", cst_day_from_ymd(2014, 6, 29),
         "2017-03-27 2017-03-27 478");
    head("KABOUL, 31 mai 2017 (XYZ) - La ville dort.", false, "", 0,
         "2017-05-31 2017-05-31 -1");
    head("(Genève, le 1er mai 2017) – La ville dort.", false, "", 0,
         "2017-05-01 2017-05-01 -1");
    head("Kaboul, le 31 mai 2017.", false, "", 0, "2017-05-31 2017-05-31 -1");
    head("XYZ, Kaboul, mercredi 31 mai 2017 : la ville dort.", false, "", 0,
         "2017-05-31 2017-05-31 -1");
    head("KABOUL, 31 mai 2017 (XYZ)--- La ville dort.", false, "", 0,
         "2017-05-31 2017-05-31 -1");
    head("La bombe a explosé à Kaboul, le 31 mai 2017.", false, "", 0,
         "0000-00-00 0000-00-00 -1");
    head("Le 31 mai 2017, la foule – des femmes – attend.", false, "", 0,
         "0000-00-00 0000-00-00 -1");
    head("Le 31 mai 2017 – un mercredi – la ville dort.", false, "", 0,
         "0000-00-00 0000-00-00 -1");
    head("La ville dort depuis le 31 mai 2017.", false, "", 0,
         "0000-00-00 0000-00-00 -1");
    head("1er mai 2017, 1 h 30 TU.", false, "", 0, "2017-05-01 2017-05-01 90");
    line_of_head("31 mai 2017 – La ville dort.", false, true, "", 0,
                 "2017-05-31 2017-05-31 -1");
    line_of_head("Vers Kaboul, le 31 mai 2017 – jour de marché – il pleut.",
                 false, true, "", 0, "0000-00-00 0000-00-00 -1");
    head("Tue, 7 Jun 2022 09:14:33 +0200", true, "", 0,
         "2022-06-07 2022-06-07 554");
    head("mai 14, 2019", true, "", 0, "2019-05-14 2019-05-14 -1");
    head("Peuples n° 44, mai 1999", true, "", 0, "1999-05-01 1999-05-31 -1");
    head("La crise de mai 1999", true, "", 0, "0000-00-00 0000-00-00 -1");
    head("En mai 1999, la ville dort.", false, "", 0,
         "0000-00-00 0000-00-00 -1");
    head("La ville dort.", false, "date 2016-07", 0,
         "2016-07-01 2016-07-31 -1");
}

/* A season that the text speaks of holds the days told of it. */
static void within_a_span(void **state)
{
    static const pair p[] = {
        {"le 27 septembre", "2014-09-27"},
        {"en octobre", "2014-10"},
        {"le 2 mai", "2017-05-02"}, /* not in that autumn */
        {"le 27 septembre 2016", "2016-09-27"},
    };
    cst_time_context c = on(2017, 6, 27);

    (void)state;
    c.within.from = cst_day_from_ymd(2014, 9, 22);
    c.within.to = cst_day_from_ymd(2014, 12, 20);
    check_all(p, CST_COUNT(p), &c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looking_back),
        cmocka_unit_test(within_a_span),
        cmocka_unit_test(lengths_and_habits),
        cmocka_unit_test(no_times),
        cmocka_unit_test(open_and_parts),
        cmocka_unit_test(without_publication),
        cmocka_unit_test(from_the_text),
        cmocka_unit_test(month_of_publication),
        cmocka_unit_test(publication),
    };

    return cmocka_run_group_tests(tests, q_setup, q_teardown);
}
