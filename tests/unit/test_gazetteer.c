/* Unit tests of the gazetteer: look-up, order, containment; tables of others and
 * stores, whole and broken; what a name means in its containers. */
#include "annotate/gazetteer_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static cst_arena arena;

/* The store that the build makes of data/gazetteer/. */
static cst_gazetteer *world;

static cst_gazetteer *load(void)
{
    return world;
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

static bool named(const cst_gazetteer *g, const cst_gazetteer_entry *e,
                  const char *name)
{
    return cst_str_is(cst_gazetteer_text(g, e->name), name);
}

/* Bytes of a store in memory, aligned as a file is when mapped. */
typedef struct made {
    uint64_t *p;
    size_t n;
} made;

static int keep(void *user, const char *bytes, size_t n)
{
    made *m = user;

    m->p = malloc((n + 7) / 8 * 8);
    if (!m->p) {
        return -1;
    }
    memcpy(m->p, bytes, n);
    m->n = n;
    return 0;
}

static made make(const char *const *tables, size_t n,
                 cst_gazetteer_counts *counts)
{
    made m = {NULL, 0};
    cst_gazetteer_builder *b = NULL;

    assert_int_equal(cst_gazetteer_builder_new(NULL, &b), CST_OK);
    memset(counts, 0, sizeof *counts);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(cst_gazetteer_builder_table(b, tables[i],
                                                     strlen(tables[i]), "t",
                                                     counts, NULL),
                         CST_OK);
    }
    assert_int_equal(cst_gazetteer_builder_write(b, keep, &m), CST_OK);
    cst_gazetteer_builder_free(b);
    return m;
}

static cst_gazetteer *view(const made *m)
{
    cst_gazetteer *g = NULL;
    cst_str bytes = {(const char *)m->p, m->n};

    return cst_gazetteer_view(&arena, bytes, "m", NULL, &g) == CST_OK ? g : NULL;
}

static void news_names(void **state)
{
    /* spelling, printed name, country, kind */
    static const struct {
        const char *spelling, *name, *country;
        uint32_t kind;
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
        assert_true(named(g, e, cases[i].name));
        assert_memory_equal(e->country, cases[i].country, 2);
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

#define HEAD "!id\tname\tother\tkind\tcountry\tin\tlat\tlon\tpop\tdemonym\n"

/* A line that is broken is counted and the rest taken. */
static void broken_tables(void **state)
{
    static const char *const lines[] = {
        "id\tn\t\tcity\tSY\t\t1\t2\t3", "id\tn\t\tcity\tSY\t\t1\t2\t3\t\tmore",
        "id\tn\t\tvillage\tSY\t\t1\t2\t3\t", "id\tn\t\tcity\tSY\t\t91\t2\t3\t",
        "id\tn\t\tcity\tSY\t\t1e3\t2\t3\t", "id\tn\t\tcity\tSY\t\t\t2\t3\t",
        "id\tn\t\tcity\tSY\t\t1\t2\t9\t",   "\tn\t\tcity\tSY\t\t1\t2\t1\t",
        "id\tn\t\tcity\tsyr\t\t1\t2\t1\t",
    };
    cst_gazetteer_counts counts;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(lines); i++) {
        char text[400];
        const char *table = text;

        snprintf(text, sizeof text, HEAD "%s\nok\tOk\t\tcity\tSY\t\t1\t2\t3\t\n",
                 lines[i]);
        made m = make(&table, 1, &counts);
        assert_int_equal(counts.bad, 1);
        assert_int_equal(counts.bad_line, 2);
        assert_int_equal(counts.places, 1);
        assert_non_null(first(view(&m), "ok"));
        free(m.p);
    }
    cst_gazetteer_builder *b = NULL;
    assert_int_equal(cst_gazetteer_builder_new(NULL, &b), CST_OK);
    assert_int_equal(cst_gazetteer_builder_table(b, "a,b\n1,2\n", 8, "t", &counts,
                                                 NULL),
                     CST_SYNTAX);
    cst_gazetteer_builder_free(b);
}

/* Formats of others: what each gives. */
static void other_tables(void **state)
{
    static const char *const tables[] = {
        HEAD "geonames:1\tSyrie\t\tcountry\tSY\tDamas\t35\t38\t7\tsyrien\n"
             "geonames:2\tAlep\t\tadmin1\tSY\t\t36\t37\t7\t\n",
        /* GeoNames: unit with its code, a village of it, a hill, a river bank */
        "20\tAleppo\tAleppo\tAlep\t36\t37\tA\tADM1\tSY\t\t09\t\t\t\t0\t\t\t\t\n"
        "30\tKafr X\tKafr X\tKafer X,\u0643\u0641\u0631 \u062d\u0645\t36.1\t37.1\tP\tPPL\tSY\t\t9\t\t\t\t6000"
        "\t\t\t\t\n"
        "31\tTall X\tTall X\t\t36.2\t37.2\tT\tHLL\tSY\t\t9\t\t\t\t0\t\t\t\t\n"
        "32\tBank\tBank\t\t36.2\t37.2\tH\tBNK\tSY\t\t9\t\t\t\t0\t\t\t\t\n",
        /* alternate names, as published and in five columns */
        "900\t30\tfr\tKafr-Ixe\t1\t\t\t\n901\t30\tlink\thttp://x\t\t\t\t\n"
        "902\t77\tfr\tNulle part\t\t\t\t\n",
        "30\t5\tara\tpreferred\tKafrix\n",
        "Name;Latitude;Longitude;Country;Kind\n\"Camp \"\"Nord\"\"\";36.5;37.5;SY;site\n"
        "Puits;x;37.5;SY;\n"};
    cst_gazetteer_counts counts;
    const uint32_t *ids;

    (void)state;
    made m = make(tables, CST_COUNT(tables), &counts);
    cst_gazetteer *g = view(&m);
    assert_non_null(g);
    assert_int_equal(counts.places, 2 + 2 + 1 + 0);
    assert_int_equal(counts.bad, 1);
    assert_int_equal(counts.left, 3);
    assert_int_equal(cst_gazetteer_find_village(g, &arena, CST_S("kafr ixe"), &ids, NULL),
                     1);
    assert_true(cst_str_is(cst_gazetteer_container(g, ids[0]), "Alep"));
    assert_true(cst_str_is(cst_gazetteer_country_name(g, ids[0]), "Syrie"));
    assert_int_equal(cst_gazetteer_find_village(g, &arena, CST_S("Kafrix"), &ids, NULL),
                     1);
    assert_int_equal(cst_gazetteer_find(g, &arena, CST_S("camp \"nord\""), &ids), 1);
    assert_int_equal(cst_gazetteer_check(g, NULL), CST_OK);
    /* The same again gives the same bytes. */
    made other = make(tables, CST_COUNT(tables), &counts);
    assert_int_equal(other.n, m.n);
    assert_memory_equal(other.p, m.p, m.n);
    free(other.p);
    free(m.p);
}

/* A store on top of a store keeps what it had. */
static void store_on_store(void **state)
{
    static const char *const table =
        HEAD "a:1\tSyrie\t\tcountry\tSY\tDamas\t35\t38\t7\tsyrien\n"
             "a:2\tAlep\tHalab|Aleppo\tcity\tSY\t\t36.2\t37.1\t6\t\n";
    cst_gazetteer_counts counts;
    cst_gazetteer_builder *b = NULL;
    made again = {NULL, 0};

    (void)state;
    made m = make(&table, 1, &counts);
    assert_int_equal(cst_gazetteer_builder_new(NULL, &b), CST_OK);
    assert_int_equal(cst_gazetteer_builder_base(b, view(&m)), CST_OK);
    assert_int_equal(cst_gazetteer_builder_write(b, keep, &again), CST_OK);
    assert_int_equal(again.n, m.n);
    assert_memory_equal(again.p, m.p, m.n);
    cst_gazetteer_builder_free(b);
    free(again.p);
    free(m.p);
}

/* Look up everything that a store names; only that it stays within bounds. */
static void look_around(const cst_gazetteer *g)
{
    cst_gazetteer_place p;
    cst_gazetteer_answer a;
    const uint32_t *ids;

    for (uint32_t i = 0; i < 8 && cst_gazetteer_get(g, i, &p); i++) {
        cst_str name = cst_str_sub(p.name, 0, CST_GAZ_MAX_NAME);
        (void)cst_gazetteer_find(g, &arena, name, &ids);
        (void)cst_gazetteer_find_village(g, &arena, name, &ids, NULL);
        (void)cst_gazetteer_inside(g, i, 0);
        assert_int_equal(cst_gazetteer_resolve(g, name, &p.in, 1, &a), CST_OK);
    }
}

static void broken_stores(void **state)
{
    static const char *const table =
        HEAD "a:1\tSyrie\t\tcountry\tSY\tDamas\t35\t38\t7\tsyrien\n"
             "a:2\tAlep\tHalab|Aleppo\tcity\tSY\t\t36.2\t37.1\t6\t\n"
             "a:3\tTall Rifaat\t\tcity\tSY\tAlep\t36.4\t37.1\t3\t\n";
    cst_gazetteer_counts counts;
    made m = make(&table, 1, &counts);
    unsigned char *bytes = (unsigned char *)m.p;
    uint32_t random = 1;

    (void)state;
    for (size_t n = 0; n < m.n; n++) {
        made cut = {m.p, n};
        assert_null(view(&cut));
    }
    /* Any change is found by the check, and none leads outside. */
    for (int turn = 0; turn < 4000; turn++) {
        random = random * 1664525u + 1013904223u;
        size_t at = random % m.n;
        unsigned char old = bytes[at];
        bytes[at] = (unsigned char)(random >> 24) ^ (unsigned char)(old + 1);
        cst_gazetteer *g = view(&m);
        if (g && bytes[at] != old) {
            assert_int_equal(cst_gazetteer_check(g, NULL), CST_SYNTAX);
            look_around(g);
        }
        bytes[at] = old;
        cst_arena_reset(&arena);
    }
    free(m.p);
}

static void many_of_one_name(void **state)
{
    enum { N = 300 };
    static char text[N * 48 + 100];
    const char *table = text;
    cst_gazetteer_counts counts;
    const uint32_t *ids;
    size_t n = (size_t)snprintf(text, sizeof text, HEAD);

    (void)state;
    for (int i = 0; i < N; i++) {
        n += (size_t)snprintf(text + n, sizeof(text) - n,
                              "c:%d\tVau\tvau|VAU\tcity\tZZ\t\t1\t-2.5\t%d\t\n",
                              i, i % 8);
    }
    made m = make(&table, 1, &counts);
    cst_gazetteer *g = view(&m);
    assert_int_equal(cst_gazetteer_find(g, &arena, CST_S("Vau"), &ids),
                     CST_GAZ_MAX_CANDIDATES);
    assert_int_equal(cst_gazetteer_at(g, ids[0])->pop, 7);
    assert_true(cst_gaz_lon(cst_gazetteer_at(g, ids[0])) < -2.4);
    free(m.p);
}

/* One key for the ways to write a name; another for other names. */
static void keys(void **state)
{
    static const struct {
        const char *a, *b;
        cst_gazetteer_how how;
    } same[] = {
        {"Hamam el-Elil", "Hammam al-Alil", CST_GAZ_BY_KEY},
        {"Hamm\u00e2m al-\u2018Al\u00eel", "Hammam al-Alil", CST_GAZ_BY_SPELLING},
        {"\u062d\u0645\u0627\u0645 \u0627\u0644\u0639\u0644\u064a\u0644",
         "Hammam al-Alil", CST_GAZ_BY_CONSONANTS},
        {"Tell-Kaif", "Tall Kayf", CST_GAZ_BY_KEY},
        {"Gogieli", "Gogjali", CST_GAZ_BY_KEY},
        {"Kokjali", "Gogjali", CST_GAZ_BY_CONSONANTS},
        {"\u0627\u0644\u0645\u0648\u0635\u0644", "\u0645\u0648\u0635\u0644",
         CST_GAZ_BY_SPELLING},
        {"Khirbat Tawamin", "Khirbet Touamine", CST_GAZ_BY_KEY},
        {"Maarat an-Nouman", "Maarrah al Nu'man", CST_GAZ_BY_CONSONANTS},
        {"\u0425\u0430\u0440\u044c\u043a\u043e\u0432", "Kharkiv",
         CST_GAZ_BY_KEY},
        {"Kharkov", "\u0425\u0430\u0440\u043a\u0456\u0432", CST_GAZ_BY_KEY},
        {"Tora\u00a0Bora", "Tora Bora", CST_GAZ_BY_SPELLING},
        {"Deir\u202fez\u2011Zor", "Deir ez-Zor", CST_GAZ_BY_SPELLING},
    };
    (void)state;
    for (size_t i = 0; i < CST_COUNT(same); i++) {
        char text[300];
        const char *table = text;
        cst_gazetteer_counts counts;
        cst_gazetteer_answer a;
        cst_str in = CST_S("Pays");

        snprintf(text, sizeof text,
                 HEAD "p:1\tPays\t\tcountry\tZZ\t\t1\t1\t7\t\n"
                      "p:2\t%s\t\tcity\tZZ\t\t1\t1\t1\t\n",
                 same[i].b);
        made m = make(&table, 1, &counts);
        assert_int_equal(cst_gazetteer_resolve(view(&m), cst_str_of(same[i].a),
                                               &in, 1, &a),
                         CST_OK);
        if (a.n != 1 || a.how != same[i].how) {
            fail_msg("%s: %u, %d", same[i].a, a.n, (int)a.how);
        }
        free(m.p);
    }
}

/* Without a common key the likest of the unit that is named, if one is likest. */
static void sounds(void **state)
{
    static const char *const tables[] = {
        HEAD "p:1\tPays\t\tcountry\tZZ\t\t1\t1\t7\t\n"
             "p:2\tVau\t\tadmin1\tZZ\t\t1\t1\t7\t\n"
             "p:3\tTavrivka\t\tcity\tZZ\tVau\t1\t1\t1\t\n"
             "p:4\tHorodyshche\t\tcity\tZZ\tVau\t1\t1.5\t1\t\n"
             "p:5\tXuddurka\t\tcity\tZZ\tVau\t1\t2\t1\t\n"
             "p:6\tBanabougou 2\t\tcity\tZZ\tVau\t1\t2.5\t1\t\n"};
    static const struct {
        const char *name;
        uint32_t n;
    } asked[] = {{"Tawriwka", 1}, {"\u0413\u043e\u0440\u043e\u0434\u0438\u0449\u0435", 1},
                 {"Gorodishche", 1}, {"Huddurka", 1}, {"Banabugu 3", 0},
                 {"Marodilka", 0}};
    cst_gazetteer_counts counts;
    made m = make(tables, 1, &counts);
    cst_str in[] = {CST_S("Vau"), CST_S("Pays")};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(asked); i++) {
        cst_gazetteer_answer a;
        assert_int_equal(cst_gazetteer_resolve(view(&m), cst_str_of(asked[i].name),
                                               in, 2, &a),
                         CST_OK);
        if (a.n != asked[i].n || a.open) {
            fail_msg("%s: %u, %d", asked[i].name, a.n, (int)a.how);
        }
    }
    free(m.p);
}

/* Containers choose; several that fit as well leave it open. */
static void resolving(void **state)
{
    static const char *const tables[] = {
        HEAD "p:1\tSyrie\t\tcountry\tSY\t\t35\t38\t7\t\n"
             "p:2\tIrak\t\tcountry\tIQ\t\t33\t43\t7\t\n"
             "p:3\tAlep\t\tadmin1\tSY\t\t36\t37\t7\t\n"
             "p:4\tHoms\t\tadmin1\tSY\t\t34\t38\t7\t\n"
             "p:5\tRima\t\tcity\tSY\tAlep\t36.1\t37.1\t1\t\n"
             "p:6\tRima\t\tcity\tSY\tHoms\t34.1\t38.1\t1\t\n"
             "p:7\tRima\t\tcity\tIQ\t\t33.1\t43.1\t1\t\n",
        "!generic\nvillage\nprison\ngovernorate\n"};
    cst_gazetteer_counts counts;
    made m = make(tables, 2, &counts);
    const cst_gazetteer *g = view(&m);
    cst_gazetteer_answer a;
    cst_str in[] = {CST_S("Alep Governorate"), CST_S("Syrie")};

    (void)state;
    assert_int_equal(cst_gazetteer_resolve(g, CST_S("Rima village"), in, 2, &a),
                     CST_OK);
    assert_true(a.n == 1 && !a.open);
    assert_int_equal(cst_gazetteer_resolve(g, CST_S("Rima"), in + 1, 1, &a), CST_OK);
    assert_true(a.n == 2 && a.open);
    assert_int_equal(cst_gazetteer_resolve(g, CST_S("Rima"), NULL, 0, &a), CST_OK);
    assert_true(a.n == 3 && a.open);
    assert_int_equal(cst_gazetteer_resolve(g, CST_S("Nulle/Rima"), in, 1, &a),
                     CST_OK);
    assert_int_equal(a.n, 1);
    assert_int_equal(
        cst_gazetteer_resolve(g, CST_S("Rima Central prison"), in, 1, &a), CST_OK);
    assert_true(a.n == 1 && a.how == CST_GAZ_BY_PART);
    assert_int_equal(cst_gazetteer_resolve(g, CST_S("Xyzzyplugh"), in, 1, &a), CST_OK);
    assert_int_equal(a.n, 0);
    free(m.p);
}

/* Containers in the words of lists: other tongues, brackets, another country's
 * namesake, the unit where the table has its seat alone. */
static void containers(void **state)
{
    static const char *const tables[] = {
        HEAD "p:1\tSomalie\t\tcountry\tSO\t\t2\t44\t7\t\n"
             "p:2\tSoudan du Sud\t\tcountry\tSS\t\t7\t30\t7\t\n"
             "p:3\tDjouba\tJuba\tcity\tSS\t\t4.8\t31.6\t5\t\n"
             "p:4\tNord-Vau\t\tadmin1\tSO\t\t2\t44\t6\t\n"
             "p:5\tVau\t\tregion\tSO\t\t9\t49\t6\t\n"
             "p:6\tKismayo\t\tcity\tSO\tNord-Vau\t2.1\t44.1\t5\t\n"
             "p:7\tKismayo\t\tcity\tSS\t\t7\t30\t1\t\n",
        "!generic\nprovince\nnorth\nof\nlower\n",
        "!other\n# none of reports\nSO\tSomalia\np:4\tNorth Vau\np:99\tNulle\n"};
    static const char *const held[][2] = {{"Somalia", ""},
                                          {"Lower Juba", "Somalia"},
                                          {"North Vau province", "Somalia"},
                                          {"province of North Vau", "Somalia"},
                                          {"North Vau", "Somalia (Puntland)"}};
    cst_gazetteer_counts counts;
    made m = make(tables, 3, &counts);
    const cst_gazetteer *g = view(&m);
    const uint32_t *ids;

    (void)state;
    assert_int_equal(cst_gazetteer_find(g, &arena, CST_S("Somalia"), &ids), 0);
    for (size_t i = 0; i < CST_COUNT(held); i++) {
        cst_gazetteer_answer a;
        cst_str in[] = {cst_str_of(held[i][0]), cst_str_of(held[i][1])};
        assert_int_equal(cst_gazetteer_resolve(g, CST_S("Kismayo"), in,
                                               held[i][1][0] ? 2 : 1, &a),
                         CST_OK);
        if (a.n != 1 || a.open) {
            fail_msg("%s: %u", held[i][0], a.n);
        }
    }
    free(m.p);
}

/* Of two villages of one name the one that has the district's code, though the
 * other lies nearer to its middle. */
static void district_codes(void **state)
{
    static const char *const tables[] = {
        HEAD "p:1\tPays\t\tcountry\tZZ\t\t1\t1\t7\t\n",
        "20\tVau\tVau\t\t1\t1\tA\tADM1\tZZ\t\t09\t\t\t\t0\t\t\t\t\n"
        "21\tZem\tZem\t\t1\t1\tA\tADM2\tZZ\t\t09\t901\t\t\t0\t\t\t\t\n"
        "22\tMab\tMab\t\t1\t1.9\tA\tADM2\tZZ\t\t09\t902\t\t\t0\t\t\t\t\n"
        "30\tRima\tRima\t\t1\t1.2\tP\tPPL\tZZ\t\t09\t902\t\t\t0\t\t\t\t\n"
        "31\tRima\tRima\t\t1\t1.35\tP\tPPL\tZZ\t\t09\t901\t\t\t0\t\t\t\t\n"};
    cst_gazetteer_counts counts;
    made m = make(tables, 2, &counts);
    const cst_gazetteer *g = view(&m);
    cst_gazetteer_answer a;
    cst_gazetteer_place p;
    cst_str in[] = {CST_S("Zem"), CST_S("Vau")};

    (void)state;
    assert_int_equal(cst_gazetteer_resolve(g, CST_S("Rima"), in, 2, &a), CST_OK);
    assert_true(a.n && !a.open && cst_gazetteer_get(g, a.at[0], &p));
    assert_true(cst_str_is(p.id, "geonames:31"));
    free(m.p);
}

/* What a lone place of a country, looked up by a name, is: its id or "". */
static cst_str only(const cst_gazetteer *g, const char *name, const char *in)
{
    cst_gazetteer_answer a;
    cst_gazetteer_place p;
    cst_str held[] = {cst_str_of(in), CST_S("Syrie")};
    assert_int_equal(cst_gazetteer_resolve(g, cst_str_of(name), held, 2, &a),
                     CST_OK);
    bool sure = a.n && !a.open && cst_gazetteer_get(g, a.at[0], &p);
    return sure ? p.id : CST_S("");
}

/* Words that tell neighbours apart, articles, sounds, borders. */
static void names_of_lists(void **state)
{
    static const char *const tables[] = {
        HEAD "p:1\tSyrie\t\tcountry\tSY\t\t35\t38\t7\t\n"
             "p:2\tAlep\t\tadmin1\tSY\t\t36\t37\t7\t\n"
             "p:3\tHoms\t\tadmin1\tSY\t\t35\t38\t7\t\n"
             "p:4\tHoms\t\tdistrict\tSY\tHoms\t35\t37.5\t7\t\n"
             "p:5\tRimat\t\tcity\tSY\tAlep\t36.1\t37.1\t1\t\n"
             "p:6\tRimat Saghir\t\tcity\tSY\tAlep\t36.3\t37.1\t1\t\n"
             "p:7\tAn Nukayr\t\tcity\tSY\tAlep\t36.2\t37.2\t1\t\n"
             "p:8\tBadiyat\t\tcity\tSY\tHoms\t35.9\t37.3\t1\t\n"
             "p:9\tDulab\t\tcity\tSY\tHoms\t34.6\t37.6\t1\t\n"
             "p:10\tDulab\t\tcity\tSY\tHoms\t35.2\t39.0\t1\t\n",
        "!generic\nvillage\nbase\nsaghir\ndistrict\ngovernorate\n"};
    cst_gazetteer_counts counts;
    made m = make(tables, 2, &counts);
    const cst_gazetteer *g = view(&m);

    (void)state;
    assert_true(cst_str_is(only(g, "Rimat Saghir village", "Alep"), "p:6"));
    assert_true(cst_str_is(only(g, "Rimat village", "Alep"), "p:5"));
    assert_true(cst_str_is(only(g, "Nqeir village", "Alep"), "p:7"));
    /* A little beyond the border, and far beyond it. */
    assert_true(cst_str_is(only(g, "Badiyat village", "Alep"), "p:8"));
    assert_true(cst_str_is(only(g, "Dulab village", "Alep"), ""));
    /* The town at the end of a longer name. */
    assert_true(cst_str_is(only(g, "base of Rimat", "Alep"), "p:5"));
    free(m.p);
}

/* Two districts drawn, two places of one name: the outline decides, also in a
 * store that is made of this one. */
static void outlines(void **state)
{
    static const char *const table =
        HEAD "p:1\tSyrie\t\tcountry\tSY\t\t35\t38\t7\t\n"
             "d:1\tOuest\t\tdistrict\tSY\t\t35.5\t36.5\t0\t\n"
             "d:2\tEst\t\tdistrict\tSY\t\t35.5\t37.5\t0\t\n"
             "u:1\tNord\t\tadmin1\tSY\t\t35.5\t37.5\t0\t\n"
             "u:2\tSud\t\tadmin1\tSY\t\t30.5\t37.5\t0\t\n"
             "p:5\tRima\t\tcity\tSY\t\t35.5\t36.9\t1\t\n"
             "p:6\tRima\t\tcity\tSY\tSud\t35.5\t37.1\t1\t\n";
    double west[][2] = {{36, 35}, {37, 35}, {37, 36}, {36, 36}};
    double east[][2] = {{37, 35}, {38, 35}, {38, 36}, {37, 36}};
    cst_gazetteer_counts counts = {0};
    cst_gazetteer_answer a;
    cst_str in = CST_S("Est");
    made m[2] = {{NULL, 0}, {NULL, 0}};

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        cst_gazetteer_builder *b = NULL;

        assert_int_equal(cst_gazetteer_builder_new(NULL, &b), CST_OK);
        if (turn) {
            assert_int_equal(cst_gazetteer_builder_base(b, view(&m[0])), CST_OK);
        } else {
            assert_int_equal(cst_gazetteer_builder_table(b, table, strlen(table),
                                                         "t", &counts, NULL),
                             CST_OK);
            assert_int_equal(
                cst_gazetteer_builder_outline(b, CST_S("d:1"), west, 4), CST_OK);
            assert_int_equal(
                cst_gazetteer_builder_outline(b, CST_S("d:2"), east, 4), CST_OK);
            assert_int_equal(
                cst_gazetteer_builder_outline(b, CST_S("u:1"), east, 4), CST_OK);
            assert_int_equal(
                cst_gazetteer_builder_outline(b, CST_S("d:9"), east, 4), CST_ARG);
        }
        assert_int_equal(cst_gazetteer_builder_write(b, keep, &m[turn]), CST_OK);
        cst_gazetteer_builder_free(b);
        const cst_gazetteer *g = view(&m[turn]);
        assert_int_equal(cst_gazetteer_check(g, NULL), CST_OK);
        assert_int_equal(cst_gazetteer_resolve(g, CST_S("Rima"), &in, 1, &a), CST_OK);
        cst_gazetteer_place p;
        assert_true(a.n && !a.open && cst_gazetteer_get(g, a.at[0], &p));
        assert_true(cst_str_is(p.id, "p:6"));
        assert_true(cst_str_is(p.in, "Nord")); /* whatever the table says */
    }
    assert_int_equal(m[0].n, m[1].n);
    assert_memory_equal(m[0].p, m[1].p, m[0].n);
    free(m[0].p);
    free(m[1].p);
}

/* Opening is part of every start: nothing is parsed. */
static void opens_fast(void **state)
{
    clock_t start = clock();
    cst_gazetteer *g = NULL;

    (void)state;
    assert_int_equal(cst_gazetteer_open(CST_BUILD_DIR
                                        "/data/gazetteer/places.gaz",
                                        NULL, &g),
                     CST_OK);
    double ms = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC;
    print_message("gazetteer: %u places in %.1f ms\n", cst_gazetteer_places(g), ms);
    assert_true(cst_gazetteer_count(g) > 8000);
    assert_true(cst_gazetteer_places(g) > 300000);
    assert_true(ms < 20);
    assert_int_equal(cst_gazetteer_check(g, NULL), CST_OK);
    cst_gazetteer_close(g);
    assert_int_equal(cst_gazetteer_open("/nonexistent", NULL, &g), CST_IO);
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
            found = found || named(g, cst_gazetteer_at(g, ids[k]), names[i][1]);
        }
        if (!found) {
            print_message("%s: not found\n", names[i][0]);
        }
        assert_true(found);
    }
    assert_int_equal(cst_gazetteer_find_loosely(g, &arena, CST_S("Ur"), &ids),
                     0);
}

/* Each settlement of the table is found under each of its spellings. */
static void settlements(void **state)
{
    const cst_gazetteer *g = load();
    const char *path = CST_SOURCE_DIR "/data/gazetteer/settlements.tsv";
    const uint32_t *ids;
    char line[512];
    (void)state;
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (uint32_t n = 0; fgets(line, sizeof line, f); n++) {
        char *end = strchr(line, '\t');
        if (n % 211 || line[0] == '#' || line[0] == '!' || !end) {
            continue;
        }
        cst_str name = {line, (size_t)(end - line)};
        if (cst_gazetteer_find_village(g, &arena, name, &ids, NULL) == 0) {
            fail_msg("%.*s: not found", (int)name.n, name.p);
        }
    }
    fclose(f);
    assert_int_equal(
        cst_gazetteer_find_village(g, &arena, CST_S("Muatide"), &ids, NULL), 1);
    assert_true(cst_str_is(cst_gazetteer_container(g, ids[0]), "Cabo Delgado"));
    assert_true(
        cst_str_is(cst_gazetteer_country_name(g, ids[0]), "Mozambique"));
    /* An article, a final letter: another transliteration. */
    assert_true(cst_gazetteer_find_village(g, &arena, CST_S("Al-Teffahta"),
                                           &ids, NULL) > 0);
    assert_int_equal(
        cst_gazetteer_find_village(g, &arena, CST_S("Xyzzyplugh"), &ids, NULL), 0);
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
        cmocka_unit_test_setup_teardown(other_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(store_on_store, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_stores, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(resolving, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_of_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(outlines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(opens_fast, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(containers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(district_codes, set_up, tear_down),
    };

    if (cst_gazetteer_open(CST_BUILD_DIR "/data/gazetteer/places.gaz", NULL,
                           &world) != CST_OK) {
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cst_gazetteer_close(world);
    return failed;
}
