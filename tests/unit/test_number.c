/* annotate/number and the layers range and number of the French pack. */
#include "quantity_pack.h"

static const cst_time_context none;

typedef struct pair {
    const char *text, *want;
} pair;

static void check_all(const pair *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        q_check(p[i].text, &none, false, p[i].want);
    }
}

static void words(void **state)
{
    static const pair p[] = {
        {"zéro", "0"},
        {"douze gardes", "12"},
        {"vingt et un gardes", "21"},
        {"vingt-et-une gardes", "21"},
        {"soixante et onze", "71"},
        {"soixante-dix-sept", "77"},
        {"quatre-vingts", "80"},
        {"quatre-vingt-un", "81"},
        {"quatre vingt dix neuf", "99"},
        {"septante et un", "71"},
        {"huitante-trois", "83"},
        {"octante", "80"},
        {"nonante-neuf", "99"},
        {"cent", "100"},
        {"cent un", "101"},
        {"deux cents", "200"},
        {"mille cent", "1100"},
        {"onze cents", "1100"},
        {"mille neuf cent quatre-vingt-quatre", "1984"},
        {"deux cent mille", "200000"},
        {"un million deux cent mille", "1200000"},
        {"trois milliards", "3000000000"},
        {"deux millions et demi", "2500000"},
        {"cent et unième", "101"},
        {"neuf cent quatre-vingt-dix-neuvième", "999"},
        {"trois, quatre", "3; 4"},
    };

    (void)state;
    check_all(p, CST_COUNT(p));
}

static void figures(void **state)
{
    static const pair p[] = {
        {"100 000 tentes", "100000"},
        {"12.500 tentes", "12500"},
        {"46'000 tentes", "46000"},
        {"3,5 millions", "3500000"},
        {"magnitude 6,4", "6.4"},
        {"12,5 %", "12.5"},
        {"80% de la ville", "80"},
        {"quarante pour cent", "40"},
        {"2,3 milliards d'euros", "2300000000"},
        {"la 21e fois", "21"},
        {"au XXe siècle", "20"},
        {"à 16h42", ""},
        {"le vol 302", ""},
        {"Vers le nord", ""},
        {"en Inde", ""},
        {"999999999999999999 tentes", ""},
        {"les deux tiers", "0.666666666"},
        {"la moitié", "0.5"},
    };

    (void)state;
    check_all(p, CST_COUNT(p));
}

static void written_twice(void **state)
{
    static const pair p[] = {
        {"douze (12) gardes", "12"},
        {"trois (03) gardes", "3"},
        {"un (1) garde", "1"},
        {"12 (douze) gardes", "12"},
        {"cent trente-deux (132) gardes", "132"},
        {"deux millions et demi (2 500 000) de tentes", "2500000"},
        {"dix (10) % de la ville", "10"},
        {"une vingtaine (20) de gardes", "20 about"},
        /* another number stays one */
        {"douze (13) gardes", "12; 13"},
        {"douze (12 en tout) gardes", "12; 12"},
        {"12 (12) gardes", "12; 12"},
    };

    (void)state;
    check_all(p, CST_COUNT(p));
}

static void qualifiers(void **state)
{
    static const pair p[] = {
        {"au moins douze gardes", "12 at_least"},
        {"douze gardes au moins", "12 at_least"},
        {"au minimum douze gardes", "12 at_least"},
        {"pas moins de douze gardes", "12 at_least"},
        {"plus de 140 gardes", "140 more_than"},
        {"plus d'une centaine de gardes", "100 more_than"},
        {"jusqu'à 40 gardes", "40 at_most"},
        {"40 au plus", "40 at_most"},
        {"moins de 40 gardes", "40 less_than"},
        {"environ 300 gardes", "300 about"},
        {"quelque 300 gardes", "300 about"},
        {"près de quatre cents gardes", "400 about"},
        {"une trentaine de gardes", "30 about"},
        {"une demi-douzaine de gardes", "6 about"},
        {"plusieurs gardes", "2 vague"},
        {"des dizaines de gardes", "10 vague"},
        {"quelques centaines de gardes", "100 vague"},
        {"des dizaines de milliers de gens", "10000 vague"},
        {"des centaines voire des milliers de gens", "100..1000 vague"},
        {"aucun garde", "0"},
        {"entre 250 et 300 gardes", "250..300 between"},
        {"deux ou trois gardes", "2..3 between"},
        {"de 200 à 300 gardes", "200..300 between"},
        {"quinze à vingt mille gardes", "15000..20000 between"},
        {"65 à 70 % de la ville", "65..70 between"},
        {"le bilan est passé de 12 à 15 morts", "12; 15"},
    };

    (void)state;
    check_all(p, CST_COUNT(p));
}

static void not_numbers(void **state)
{
    static const pair p[] = {
        {"Le pont tout neuf est fermé.", ""},
        {"L'une des portes est fermée.", ""},
        {"Les uns restent, les autres partent.", ""},
        {"Il a été blessé non loin de là.", ""},
        {"", ""},
        {"+1-212-555-0142", ""},
    };

    (void)state;
    check_all(p, CST_COUNT(p) - 1);
}

/* A unit with this kind somewhere in the sentence. */
static bool has_kind(const char *text, const char *kind)
{
    cst_sym key = cst_pack_sym(q_pack, "kind"),
            num = cst_pack_sym(q_pack, "num");
    cst_arena a;
    bool found = false;

    cst_arena_init(&a, NULL, 0);
    q_run(&a, text);
    for (size_t i = 0; i < q_units.top.n; i++) {
        const cst_unit *u = &q_units.units.at[q_units.top.at[i]];

        found |= u->label == num &&
                 cst_unit_sym(q_pack, u, key) == cst_pack_sym(q_pack, kind);
    }
    cst_arena_free(&a);
    return found;
}

static void kinds(void **state)
{
    (void)state;
    assert_true(has_kind("une fille âgée de six ans", "age"));
    assert_true(has_kind("un garçon de 12 ans", "age"));
    assert_true(has_kind("à trois kilomètres", "measure"));
    assert_true(has_kind("700 millions de dollars", "money"));
    assert_true(has_kind("12 % des toits", "pct"));
    assert_true(has_kind("la troisième porte", "ord"));
    assert_true(has_kind("la brigade 47", "id"));
    assert_true(has_kind("les deux portes", "card"));
    assert_false(has_kind("deux ans de siège", "card"));
}

/* Ten thousand number words must not take quadratic time in the reader. */
static void long_row(void **state)
{
    cst_arena a;
    cst_buf text;

    (void)state;
    cst_arena_init(&a, NULL, 0);
    cst_buf_init(&text, NULL);
    for (int i = 0; i < 10000; i++) {
        cst_buf_z(&text, i % 3 ? "vingt et " : "quatre-vingt-dix ");
    }
    cst_buf_char(&text, '\0');
    q_run(&a, text.p);
    assert_true(q_units.top.n > 0);
    cst_buf_free(&text);
    cst_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),      cmocka_unit_test(figures),
        cmocka_unit_test(written_twice),
        cmocka_unit_test(qualifiers), cmocka_unit_test(not_numbers),
        cmocka_unit_test(kinds),      cmocka_unit_test(long_row),
    };

    return cmocka_run_group_tests(tests, q_setup, q_teardown);
}
