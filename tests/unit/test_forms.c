/* The form table: expected readings, damaged files, and libhunspell as oracle.
 * The table is the one that the build made from the packaged dictionary; the
 * small tables of the damage tests are made here, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "lang/forms.h"

#include <hunspell/hunspell.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#ifndef CST_FORMS_FILE
#define CST_FORMS_FILE CST_BUILD_DIR "/data/forms/fr.forms"
#endif
#ifndef CST_HUNSPELL_DIR
#define CST_HUNSPELL_DIR "/usr/share/hunspell"
#endif

static int open_table(void **state)
{
    cst_error e = {0};
    cst_forms *f = NULL;
    if (cst_forms_open(CST_FORMS_FILE, &e, &f) != CST_OK) {
        print_error("%s: %s\n", CST_FORMS_FILE, e.text);
        return -1;
    }
    *state = f;
    return 0;
}

static int close_table(void **state)
{
    cst_forms_close(*state);
    return 0;
}

/* ------------------------------------------------------------- readings */

/* "lemma POS mood tense person gender number", unset parts left out. */
static void describe(const cst_forms *f, const cst_form_reading *r, char *out,
                     size_t n)
{
    static const char pos[] = "-NVAXDOPCRMIY";
    static const char *const moods[] = {"",     " ind", " cond",  " subj",
                                        " imp", " inf", " ppast", " ppres"};
    static const char *const tenses[] = {"", " pres", " impf", " past", " fut"};
    static const char *const persons[] = {"", " 1", " 2", " 3"};
    static const char *const genders[] = {"", " m", " f"};
    static const char *const numbers[] = {"", " sg", " pl"};
    cst_str l = cst_forms_lemma(f, r->lemma);
    (void)snprintf(out, n, "%.*s %c%s%s%s%s%s", (int)l.n, l.p, pos[r->pos],
                   moods[r->mood], tenses[r->tense], persons[r->person],
                   genders[r->gender], numbers[r->number]);
}

static bool has_reading(const cst_forms *f, const char *form, const char *want)
{
    uint32_t n;
    const cst_form_reading *r = cst_forms_find(f, cst_str_of(form), &n);
    for (uint32_t i = 0; i < n; i++) {
        char text[160];
        describe(f, &r[i], text, sizeof text);
        if (strcmp(text, want) == 0) {
            return true;
        }
    }
    return false;
}

static const struct {
    const char *form, *readings[6];
    uint32_t n; /* exact number of readings, 0 = at least those listed */
} expected[] = {
    {"tuer", {"tuer V inf"}, 1},
    {"tué", {"tuer V ppast m sg", "tué A m sg"}, 2},
    {"tuée", {"tuer V ppast f sg", "tué A f sg"}, 2},
    {"tués", {"tuer V ppast m pl", "tué A m pl"}, 2},
    {"tuées", {"tuer V ppast f pl", "tué A f pl"}, 2},
    {"tuait", {"tuer V ind impf 3 sg"}, 1},
    {"tuant", {"tuer V ppres"}, 0},
    {"tua", {"tuer V ind past 3 sg"}, 1},
    {"tuera", {"tuer V ind fut 3 sg"}, 1},
    {"tueraient", {"tuer V cond 3 pl"}, 1},
    {"tuât", {"tuer V subj impf 3 sg"}, 1},
    {"auraient", {"avoir V cond 3 pl"}, 1},
    {"ont", {"avoir V ind pres 3 pl"}, 1},
    {"soyez", {"être V subj pres 2 pl", "être V imp 2 pl"}, 2},
    {"mort", {"mort N m sg", "mort N f sg", "mourir V ppast m sg"}, 0},
    {"morts",
     {"mort N m pl", "mort N f pl", "mort A m pl", "mourir V ppast m pl"},
     4},
    {"blessés",
     {"blessé N m pl", "blesser V ppast m pl", "blessé A m pl"},
     3},
    {"est", {"est N m sg", "être V ind pres 3 sg"}, 2},
    {"été", {"été N m sg", "être V ppast"}, 2},
    {"attentats", {"attentat N m pl"}, 1},
    {"civils", {"civil N m pl", "civil A m pl"}, 2},
    {"civiles", {"civil N f pl", "civil A f pl"}, 2},
    {"frappes",
     {"frappe N f pl", "frapper V ind pres 2 sg", "frapper V subj pres 2 sg"},
     3},
    {"explosé", {"exploser V ppast", "explosé A m sg"}, 2},
    {"mis", {"mettre V ppast m sg", "mettre V ppast m pl"}, 0},
    {"corps", {"corps N m sg", "corps N m pl"}, 2},
    {"hôpitaux", {"hôpital N m pl"}, 1},
    {"roquettes", {"roquette N f pl"}, 1},
    {"israélienne", {"israélien A f sg"}, 0},
    {"kilomètres", {"kilomètre N m pl"}, 0},
    {"deux", {"deux M pl"}, 1},
    {"cents", {"cent M pl", "cent N m pl"}, 2},
    {"l'", {"le D sg", "le O sg"}, 2},
    {"jusqu'", {"jusque P"}, 1},
    {"nous", {"nous O 1 pl"}, 1},
    {"aujourd'hui", {"aujourd'hui R"}, 1},
    {"selon", {"selon P"}, 0},
    {"et", {"et C"}, 1},
    {"gaza", {"gaza X"}, 0},
    {"bruxelles", {"bruxelles X"}, 1},
    {"chef-d'œuvre", {"chef-d'œuvre N m sg"}, 1},
    {"chefs-d'œuvre", {"chef-d'œuvre N m pl"}, 1},
};

static void test_readings(void **state)
{
    for (size_t i = 0; i < CST_COUNT(expected); i++) {
        uint32_t n;
        (void)cst_forms_find(*state, cst_str_of(expected[i].form), &n);
        for (size_t k = 0; k < 6 && expected[i].readings[k]; k++) {
            if (!has_reading(*state, expected[i].form,
                             expected[i].readings[k])) {
                fail_msg("%s: no reading \"%s\"", expected[i].form,
                         expected[i].readings[k]);
            }
        }
        if (expected[i].n != 0 && n != expected[i].n) {
            fail_msg("%s: %u readings, not %u", expected[i].form, n,
                     expected[i].n);
        }
    }
}

static void test_absent(void **state)
{
    static const char *const absent[] = {
        "",     "tuéx",        "xqzt",    "Tuer",   "l'attentat", "d'avril",
        "bless", "qu'ils",     "tuerss",  "morts ", " morts",     "mo",
        "lorsqu", "anticonstitutionnellementanticonstitutionnellement"};
    for (size_t i = 0; i < CST_COUNT(absent); i++) {
        uint32_t n = 7;
        assert_null(cst_forms_find(*state, cst_str_of(absent[i]), &n));
        assert_int_equal(n, 0);
    }
}

/* Every form is found, in the file's order and normal form; every reading is
 * in range; every lemma leads back to its id. */
static void test_whole_table(void **state)
{
    const cst_forms *f = *state;
    uint32_t forms = cst_forms_count(f);
    uint32_t total = 0;
    uint32_t largest = 0;
    cst_arena scratch;
    cst_arena_init(&scratch, NULL, 0);
    for (uint32_t i = 0; i < forms; i++) {
        cst_str form = cst_forms_text(f, i);
        uint32_t n;
        (void)cst_forms_find(f, form, &n);
        total += n;
        largest = n > largest ? n : largest;
        cst_arena_reset(&scratch);
        assert_true(cst_str_eq(form, cst_utf8_norm(&scratch, form)));
        assert_true(i == 0 || cst_str_cmp(cst_forms_text(f, i - 1), form) < 0);
    }
    cst_arena_free(&scratch);
    assert_int_equal(total, cst_forms_reading_count(f));
    assert_true(forms > 400000 && largest < 64);
    for (uint32_t id = 0; id < cst_forms_lemma_count(f); id++) {
        assert_int_equal(cst_forms_lemma_id(f, cst_forms_lemma(f, id)), id);
    }
    assert_int_equal(cst_forms_lemma_id(f, CST_S("tuaient")), CST_NONE);
    assert_int_equal(cst_forms_lemma_id(f, CST_S("xqzt")), CST_NONE);
    assert_int_equal(cst_forms_lemma(f, cst_forms_lemma_count(f)).n, 0);
    print_message("forms %u, lemmas %u, readings %u, most for one form %u\n",
                  forms, cst_forms_lemma_count(f), total, largest);
}

/* --------------------------------------------------------------- oracle */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Hunspell knows the form in lower case, with an initial capital, or in
 * capitals (the table does not keep case); a bare elided form never. */
static bool oracle_knows(Hunhandle *h, cst_str form)
{
    char word[320];
    if (form.n + 4 >= sizeof word) {
        return false;
    }
    memcpy(word, form.p, form.n);
    word[form.n] = '\0';
    if (Hunspell_spell(h, word)) {
        return true;
    }
    size_t len;
    uint32_t cp = cst_utf8_decode(form, 0, &len, NULL);
    bool ascii = cp >= 'a' && cp <= 'z';
    uint32_t upper = ascii || (cp >= 0xE0 && cp < 0xFF) ? cp - 32 : cp;
    upper = cp == 0x153 ? 0x152 : upper;
    size_t at = cst_utf8_encode(upper, word);
    if (at != len) {
        return false;
    }
    if (Hunspell_spell(h, word)) {
        return true;
    }
    /* Inner capitals of compound names and acronyms. */
    for (size_t i = 0; i < form.n; i++) {
        bool start = i == 0 || word[i - 1] == '-' || word[i - 1] == '\'';
        if (start && word[i] >= 'a' && word[i] <= 'z') {
            word[i] = (char)(word[i] - 32);
        }
    }
    if (Hunspell_spell(h, word)) {
        return true;
    }
    for (size_t i = 0; i < form.n; i++) {
        if (word[i] >= 'a' && word[i] <= 'z') {
            word[i] = (char)(word[i] - 32);
        }
    }
    return Hunspell_spell(h, word) != 0;
}

static void test_oracle_sample(void **state)
{
    const cst_forms *f = *state;
    Hunhandle *h = Hunspell_create(CST_HUNSPELL_DIR "/fr.aff",
                                   CST_HUNSPELL_DIR "/fr.dic");
    assert_non_null(h);
    uint32_t seed = 20240917;
    uint32_t asked = 0;
    uint32_t refused = 0;
    for (; asked < 20000; asked++) {
        uint32_t row = next_random(&seed) % cst_forms_count(f);
        cst_str form = cst_forms_text(f, row);
        if (!oracle_knows(h, form)) {
            if (refused < 10) {
                print_message("oracle refuses \"%.*s\"\n", (int)form.n, form.p);
            }
            refused++;
        }
    }
    Hunspell_destroy(h);
    print_message("oracle: %u forms asked, %u refused\n", asked, refused);
    assert_true(refused * 2000 <= asked);
}

/* The lemma that the oracle stems a form to is one of ours. */
static void test_oracle_stems(void **state)
{
    const cst_forms *f = *state;
    Hunhandle *h = Hunspell_create(CST_HUNSPELL_DIR "/fr.aff",
                                   CST_HUNSPELL_DIR "/fr.dic");
    assert_non_null(h);
    uint32_t seed = 7;
    uint32_t stems = 0;
    uint32_t unknown = 0;
    for (uint32_t asked = 0; asked < 3000; asked++) {
        cst_str form =
            cst_forms_text(f, next_random(&seed) % cst_forms_count(f));
        char word[320];
        (void)snprintf(word, sizeof word, "%.*s", (int)form.n, form.p);
        char **list = NULL;
        int n = Hunspell_stem(h, &list, word);
        uint32_t have;
        const cst_form_reading *r = cst_forms_find(f, form, &have);
        for (int i = 0; i < n; i++) {
            bool found = false;
            cst_str stem = cst_str_of(list[i]);
            for (uint32_t k = 0; k < have; k++) {
                found = found || cst_str_eq(cst_forms_lemma(f, r[k].lemma),
                                            stem);
            }
            bool lower = list[i][0] >= 'a' && list[i][0] <= 'z';
            stems += lower;
            unknown += lower && !found;
            if (lower && !found && unknown <= 10) {
                print_message("stem \"%s\" of \"%s\" is none of ours\n",
                              list[i], word);
            }
        }
        Hunspell_free_list(h, &list, n);
    }
    Hunspell_destroy(h);
    print_message("oracle: %u stems, %u of them not ours\n", stems, unknown);
    assert_true(stems > 1000 && unknown * 100 <= stems);
}

static void test_oracle_list(void **state)
{
    static const char *const words[] = {
        "bombardement", "bombardements", "bombardera", "bombardassions",
        "otages",       "roquettte",     "kalachnikov", "drone",
        "drones",       "obus",          "blessure",    "tuerie",
        "tuerai",       "tuerrai",       "meurent",     "mouriront",
        "décédées",     "décèdent",      "déplacés",    "enlèvement",
        "assaillants",  "assaillantes",  "chevals",     "chevaux",
        "journals",     "journaux",      "hopital",     "hôpital",
        "explosion",    "explosions",    "explosa",     "explosèrent",
        "vaincs",       "vainc",         "acquière",    "acquerra",
        "gisent",       "gisaient",      "périront",    "perdirent",
        "combatants",   "combattants",   "réfugiées",   "refugiés"};
    const cst_forms *f = *state;
    Hunhandle *h = Hunspell_create(CST_HUNSPELL_DIR "/fr.aff",
                                   CST_HUNSPELL_DIR "/fr.dic");
    assert_non_null(h);
    uint32_t known = 0;
    for (size_t i = 0; i < CST_COUNT(words); i++) {
        uint32_t n;
        (void)cst_forms_find(f, cst_str_of(words[i]), &n);
        if ((n > 0) != (Hunspell_spell(h, words[i]) != 0)) {
            fail_msg("the oracle disagrees on \"%s\"", words[i]);
        }
        known += n > 0;
    }
    Hunspell_destroy(h);
    print_message("oracle: agrees on %zu words, %u known\n", CST_COUNT(words),
                  known);
}

/* ---------------------------------------------------------------- speed */

static void test_speed(void **state)
{
    enum { LOOKUPS = 1000000, WORDS = 5000 };
    const cst_forms *f = *state;
    cst_str words[WORDS];
    uint32_t seed = 99;
    for (size_t i = 0; i < WORDS; i++) {
        words[i] = cst_forms_text(f, next_random(&seed) % cst_forms_count(f));
    }
    struct timespec a, b;
    uint64_t found = 0;
    (void)timespec_get(&a, TIME_UTC);
    for (size_t i = 0; i < LOOKUPS; i++) {
        uint32_t n;
        (void)cst_forms_find(f, words[i % WORDS], &n);
        found += n > 0;
    }
    (void)timespec_get(&b, TIME_UTC);
    double ns = (double)(b.tv_sec - a.tv_sec) * 1e9 +
                (double)(b.tv_nsec - a.tv_nsec);
    print_message("%.0f ns a look-up\n", ns / LOOKUPS);
    assert_true(found > LOOKUPS / 2);
}

/* --------------------------------------------------------------- damage */

typedef struct mini {
    cst_forms_header head;
    uint32_t slots[4];
    cst_forms_row rows[3];
    uint32_t lemmas[1];
    cst_form_reading readings[2];
    char pool[9];
} mini;

/* Two forms "ab" (lemma too) and "abs", one reading each. */
static size_t make_mini(mini *m)
{
    static const char *const texts[] = {"ab", "abs"};
    memset(m, 0, sizeof *m);
    memcpy(m->head.magic, CST_FORMS_MAGIC, sizeof m->head.magic);
    m->head.order = CST_FORMS_ORDER;
    m->head.version = CST_FORMS_VERSION;
    m->head.n_slots = 4;
    m->head.max_probe = 4;
    m->head.n_forms = 2;
    m->head.n_lemmas = 1;
    m->head.n_readings = 2;
    m->head.pool_bytes = 5;
    memcpy(m->pool, "ababs", 5);
    m->rows[1] = (cst_forms_row){2, 1};
    m->rows[2] = (cst_forms_row){5, 2};
    m->readings[0].pos = m->readings[1].pos = CST_POS_N;
    m->readings[1].number = CST_NUMBER_PL;
    for (uint32_t i = 0; i < 2; i++) {
        uint64_t hash = cst_forms_hash(texts[i], strlen(texts[i]));
        uint32_t at = cst_forms_home(hash, 4);
        while (m->slots[at] != 0) {
            at = (at + 1) % 4;
        }
        m->slots[at] = (i + 1) | cst_forms_tag(hash);
    }
    m->head.file_bytes = cst_forms_layout_of(&m->head).end;
    return (size_t)m->head.file_bytes;
}

static void seal(mini *m, size_t n)
{
    m->head.body_sum = cst_forms_sum((const char *)m + sizeof m->head,
                                     n - sizeof m->head);
    m->head.head_sum =
        cst_forms_sum(&m->head, offsetof(cst_forms_header, head_sum));
}

static void test_mini(void **state)
{
    (void)state;
    mini m;
    size_t n = make_mini(&m);
    seal(&m, n);
    cst_forms *f = NULL;
    cst_error e;
    assert_int_equal(cst_forms_open_memory(&m, n, &e, &f), CST_OK);
    assert_true(has_reading(f, "ab", "ab N"));
    assert_true(has_reading(f, "abs", "ab N pl"));
    assert_false(has_reading(f, "a", "ab N"));
    assert_int_equal(cst_forms_lemma_id(f, CST_S("ab")), 0);
    assert_int_equal(cst_forms_lemma_id(f, CST_S("abs")), CST_NONE);
    cst_forms_close(f);
}

static void test_cut_or_changed(void **state)
{
    (void)state;
    mini m;
    size_t n = make_mini(&m);
    seal(&m, n);
    cst_error e;
    for (size_t cut = 0; cut < n; cut++) {
        cst_forms *f = NULL;
        assert_int_equal(cst_forms_open_memory(&m, cut, &e, &f), CST_SYNTAX);
        assert_null(f);
    }
    for (size_t at = 0; at < n; at++) {
        for (int bit = 0; bit < 8; bit++) {
            cst_forms *f = NULL;
            ((unsigned char *)&m)[at] ^= (unsigned char)(1 << bit);
            assert_int_equal(cst_forms_open_memory(&m, n, NULL, &f),
                             CST_SYNTAX);
            ((unsigned char *)&m)[at] ^= (unsigned char)(1 << bit);
        }
    }
}

/* Right checksums over wrong contents: opened or refused, never a crash. */
static void test_hostile(void **state)
{
    (void)state;
    uint32_t seed = 5;
    uint32_t opened = 0;
    for (uint32_t round = 0; round < 20000; round++) {
        mini m;
        size_t n = make_mini(&m);
        unsigned char *bytes = (unsigned char *)&m;
        for (uint32_t k = 0; k < 1 + round % 3; k++) {
            size_t at = 8 + next_random(&seed) % (n - 8);
            bytes[at] = (unsigned char)next_random(&seed);
        }
        seal(&m, n);
        cst_forms *f = NULL;
        if (cst_forms_open_memory(&m, n, NULL, &f) != CST_OK) {
            continue;
        }
        opened++;
        uint32_t k;
        const cst_form_reading *r = cst_forms_find(f, CST_S("abs"), &k);
        for (uint32_t i = 0; i < k; i++) {
            char text[160];
            describe(f, &r[i], text, sizeof text);
        }
        (void)cst_forms_find(f, CST_S("ab"), &k);
        (void)cst_forms_find(f, CST_S("zz"), &k);
        (void)cst_forms_lemma_id(f, CST_S("ab"));
        cst_forms_close(f);
    }
    print_message("hostile tables: %u of 20000 opened\n", opened);
    assert_true(opened > 100);
}

static void write_bytes(const char *path, const void *p, size_t n)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(p, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
}

static void test_files(void **state)
{
    (void)state;
    const char *path = CST_BUILD_DIR "/test_forms.tmp";
    cst_error e = {0};
    cst_forms *f = NULL;
    assert_int_equal(cst_forms_open(CST_BUILD_DIR "/no-such", &e, &f), CST_IO);
    assert_int_equal(cst_forms_open(CST_BUILD_DIR, &e, &f), CST_SYNTAX);
    write_bytes(path, "", 0);
    assert_int_equal(cst_forms_open(path, &e, &f), CST_SYNTAX);
    mini m;
    size_t n = make_mini(&m);
    seal(&m, n);
    write_bytes(path, &m, n - 1);
    assert_int_equal(cst_forms_open(path, &e, &f), CST_SYNTAX);
    write_bytes(path, &m, n);
    assert_null(f);
    assert_int_equal(cst_forms_open(path, &e, &f), CST_OK);
    assert_true(has_reading(f, "abs", "ab N pl"));
    cst_forms_close(f);
    assert_int_equal(remove(path), 0);
    cst_forms_close(NULL);
}

int main(void)
{
    const struct CMUnitTest table[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_absent),
        cmocka_unit_test(test_whole_table),
        cmocka_unit_test(test_speed),
        cmocka_unit_test(test_oracle_sample),
        cmocka_unit_test(test_oracle_list),
        cmocka_unit_test(test_oracle_stems),
    };
    const struct CMUnitTest damage[] = {
        cmocka_unit_test(test_mini),
        cmocka_unit_test(test_cut_or_changed),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_files),
    };
    int failed = cmocka_run_group_tests(damage, NULL, NULL);
    return failed + cmocka_run_group_tests(table, open_table, close_table);
}
