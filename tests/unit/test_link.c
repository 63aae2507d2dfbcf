/* Linking: small collections of other wars than those measured on. */
#include "link_setup.h"

#include "incident/fold.h"
#include "incident/link.h"
#include "incident/shingles.h"

#include <stdio.h>

static void again(void)
{
    (void)teardown(NULL);
    (void)setup(NULL);
}

static void link_all(void)
{
    assert_int_equal(cst_collection_finish(&c), CST_OK);
    assert_int_equal(cst_collection_link(&c, &settings, &scratch), CST_OK);
}

static void link_text(const char *text)
{
    collected_add(&c, text);
    link_all();
}

/* The event that a document labels so, from 1. */
static const cst_coll_event *event(const char *document, uint32_t label)
{
    for (size_t i = 0; i < c.events.n; i++) {
        const cst_coll_event *e = &c.events.at[i];

        if (e->label + 1 == label &&
            strcmp(c.documents.at[e->document].id, document) == 0) {
            return e;
        }
    }
    fail_msg("no event %s/e%u", document, (unsigned)label);
    abort();
}

static bool one(const char *a, uint32_t ea, const char *b, uint32_t eb)
{
    return event(a, ea)->incident == event(b, eb)->incident;
}

static const cst_incident *incident(const char *document, uint32_t label)
{
    return &c.incidents.at.at[event(document, label)->incident];
}

/* ------------------------------------------------------------- happenings */

/* The shelling of a village shop, told by three; another village that day. */
#define HROZA                                                                  \
    "doc a1 pub=2023-10-05 outlet=One\n"                                       \
    "event shelling on=2023-10-05 at=Hroza in=Kharkiv,Ukraine pt=49.62,36.98 " \
    "by=Russian_army target=village_shop\n"                                    \
    "harm killed 49\n"                                                         \
    "doc b2 pub=2023-10-06 outlet=Two\n"                                       \
    "event attack on=2023-10-05 at=Hrosa in=Kharkiv,Ukraine pt=49.62,36.98\n"  \
    "harm killed 51\n"                                                         \
    "harm killed 52\n"                                                         \
    "event shelling on=2023-10-05 at=Beryslav in=Kherson,Ukraine "             \
    "pt=46.84,33.43\n"                                                         \
    "harm killed 1\n"                                                          \
    "doc c3 pub=2023-10-12 outlet=Three\n"                                     \
    "event shelling on=2023-10-05 at=Hroza in=Ukraine target=wake\n"           \
    "harm killed 59\n"                                                         \
    "event shelling on=2023-10-05 at=Hroza in=Ukraine by=Moscow "              \
    "said=Moscow stance=denied\n"

static void test_one_happening(void **state)
{
    (void)state;
    link_text(HROZA);
    assert_true(one("a1", 1, "b2", 1));
    assert_true(one("a1", 1, "c3", 1));
    assert_true(one("c3", 1, "c3", 2)); /* the denial */
    assert_false(one("a1", 1, "b2", 2));
    assert_int_equal(c.incidents.at.n, 2);
    assert_int_equal(incident("a1", 1)->events.n, 4);
}

/* One after the other in one town: a document tells both, so they are two. */
static void test_one_document_means_two(void **state)
{
    (void)state;
    link_text("doc a1 pub=2015-01-10\n"
              "event attack on=2015-01-03 at=Baga in=Borno,Nigeria\n"
              "harm killed 100\n"
              "event attack on=2015-01-07 at=Baga in=Borno,Nigeria\n"
              "harm killed 2000\n"
              "doc b2 pub=2015-01-08\n"
              "event attack on=2015-01-07 at=Baga in=Borno,Nigeria\n"
              "harm killed 2000\n"
              "doc c3 pub=2015-01-05\n"
              "event attack on=2015-01-03 at=Baga in=Borno,Nigeria\n");
    assert_false(one("a1", 1, "a1", 2));
    assert_true(one("a1", 2, "b2", 1));
    assert_true(one("a1", 1, "c3", 1));
}

/* Simultaneous attacks at separate sites, and the report that sums them up. */
static void test_sites_stay_apart_under_a_parent(void **state)
{
    (void)state;
    link_text("doc a1 pub=2019-04-21\n"
              "event suicide_bombing on=2019-04-21 at=St_Anthony "
              "in=Colombo,Sri_Lanka\n"
              "harm killed 50\n"
              "event suicide_bombing on=2019-04-21 at=Hotel_Shangri in=Colombo,"
              "Sri_Lanka\n"
              "harm killed 33\n"
              "event suicide_bombing on=2019-04-21 at=Colombo in=Sri_Lanka\n"
              "harm killed 250 total\n"
              "doc b2 pub=2019-04-22\n"
              "event suicide_bombing on=2019-04-21 at=Hotel_Shangri in=Colombo,"
              "Sri_Lanka\n"
              "harm killed 33\n");
    assert_true(one("a1", 2, "b2", 1));
    assert_false(one("a1", 1, "a1", 2));
    assert_false(one("a1", 1, "a1", 3));
    assert_int_equal(incident("a1", 1)->parent, event("a1", 3)->incident);
    assert_int_equal(incident("b2", 1)->parent, event("a1", 3)->incident);
    assert_int_equal(incident("a1", 3)->parent, CST_NONE);
}

/* The sum was put where the first site lies, in the words of one side. */
static void test_a_sum_is_no_version_of_a_site(void **state)
{
    (void)state;
    link_text("doc a1 pub=2018-05-12\n"
              "event attack on=2018-05-11 at=Bagdad in=Irak\n"
              "harm killed 20 total\n"
              "event attack on=2018-05-11 at=Bagdad in=Irak said=police\n"
              "harm killed 12\n"
              "event suicide_bombing on=2018-05-11 at=Samarra in=Irak\n"
              "harm killed 8\n");
    assert_false(one("a1", 1, "a1", 2));
    assert_int_equal(incident("a1", 2)->parent, event("a1", 1)->incident);
    assert_int_equal(incident("a1", 3)->parent, event("a1", 1)->incident);
}

/* One report sums up, others tell of the sites; soldiers who took a village that
 * day, and what happened the day before, are no part of it. */
static void test_sites_of_other_reports(void **state)
{
    (void)state;
    link_text("doc a1 pub=2008-11-28\n"
              "event attack on=2008-11-26 at=Bombay in=Inde\n"
              "harm killed 166 total\n"
              "doc b2 pub=2008-11-27\n"
              "event shooting on=2008-11-26 at=Gare_Victoria in=Bombay,Inde\n"
              "harm killed 58\n"
              "doc c3 pub=2008-11-27\n"
              "event shooting on=2008-11-25 at=Bandra in=Bombay,Inde\n"
              "harm killed 2\n"
              "event territory_gained on=2008-11-26 at=Colaba in=Bombay,Inde\n"
              "event shooting on=2008-11-26 at=Pune in=Inde\n"
              "harm killed 3\n");
    assert_int_equal(incident("b2", 1)->parent, event("a1", 1)->incident);
    assert_int_equal(incident("a1", 1)->parent, CST_NONE);
    for (uint32_t i = 1; i <= 3; i++) {
        assert_int_equal(incident("c3", i)->parent, CST_NONE);
    }
}

/* Somebody counts a single happening: it is one. */
static void test_no_sites_of_what_is_counted_itself(void **state)
{
    (void)state;
    link_text("doc a1 pub=2008-11-28\n"
              "event attack on=2008-11-26 at=Bombay in=Inde\n"
              "harm killed 166 total\n"
              "harm killed 170\n"
              "doc b2 pub=2008-11-27\n"
              "event shooting on=2008-11-26 at=Gare_Victoria in=Bombay,Inde\n"
              "harm killed 58\n");
    assert_int_equal(incident("b2", 1)->parent, CST_NONE);
}

#define VILLAGES(sum)                                                          \
    "doc a1 pub=2020-03-03\n"                                                  \
    "event attack on=2020-03-02 at=Maru in=Zamfara,Nigeria\n"                  \
    "harm killed 5\n"                                                          \
    "event shooting on=2020-03-02 at=Tsafe in=Zamfara,Nigeria\n"               \
    "harm killed 3\n"                                                          \
    "harm killed " sum " total free on=2020-03-02 area=Zamfara\n"              \
    "doc b2 pub=2020-03-03\n"                                                  \
    "event attack on=2020-03-02 at=Maru in=Zamfara,Nigeria\n"                  \
    "harm killed 5\n"

/* No document tells the two as one event, but one sums them up. */
static void test_a_parent_is_made(void **state)
{
    const cst_incident *parent;

    (void)state;
    link_text(VILLAGES("8"));
    assert_true(one("a1", 1, "b2", 1));
    assert_int_equal(c.incidents.at.n, 3);
    assert_int_equal(incident("a1", 1)->parent, incident("a1", 2)->parent);
    assert_int_not_equal(incident("a1", 1)->parent, CST_NONE);
    parent = &c.incidents.at.at[incident("a1", 1)->parent];
    assert_int_equal(parent->events.n, 0);
    assert_int_equal(c.harms.at[parent->sum].value, 8);
    assert_int_equal(c.incidents.totals.n, 0); /* it is no total besides */
    assert_int_equal(parent->parent, CST_NONE);
    assert_true(cst_str_is(cst_coll_str(&c, parent->type), "attack"));
    assert_true(cst_str_is(cst_coll_str(&c, parent->place.name), "Zamfara"));
    for (size_t i = 1; i < c.incidents.at.n; i++) {
        assert_true(strcmp(c.incidents.at.at[i - 1].id,
                           c.incidents.at.at[i].id) < 0);
    }
}

/* A sum below its parts, or over another ground, is of something else. */
static void test_no_parent_is_made(void **state)
{
    (void)state;
    link_text(VILLAGES("7"));
    assert_int_equal(c.incidents.at.n, 2);
    assert_int_equal(incident("a1", 1)->parent, CST_NONE);
}

static void test_campaigns_cover(void **state)
{
    const cst_incident *campaign;

    (void)state;
    link_text("doc a1 pub=2020-12-01\n"
              "event offensive from=2020-11-04 at=Tigray in=Ethiopia "
              "by=Ethiopian_army\n"
              "harm killed 500 total\n"
              "doc b2 pub=2021-01-20\n"
              "event offensive from=2020-11-01 at=Tigray in=Ethiopia\n"
              "event execution on=2020-11-09 at=Mai_Kadra in=Tigray,Ethiopia\n"
              "harm killed 600\n"
              "event execution on=2019-01-09 at=Mai_Kadra in=Tigray,Ethiopia\n"
              "doc c3 pub=2021-02-20\n"
              "event attack on=2020-11-04 at=Tigray in=Ethiopia\n");
    campaign = incident("a1", 1);
    assert_true(one("a1", 1, "b2", 1));
    assert_false(one("a1", 1, "c3", 1));
    assert_true(campaign->lasting);
    assert_int_equal(campaign->covers.n, 2); /* not what came before */
}

/* Campaigns whose begin nobody tells: one, if they are told about one time. */
static void test_campaigns_without_a_begin(void **state)
{
    (void)state;
    link_text("doc a1 pub=2012-07-20\nevent siege at=Aleppo in=Syria\n"
              "doc b2 pub=2012-08-20\nevent siege at=Aleppo in=Syria\n"
              "doc c3 pub=2016-09-01\nevent siege at=Aleppo in=Syria\n"
              "doc d4 pub=2016-08-20\n"
              "event siege from=2016-07-17 at=Aleppo in=Syria\n");
    assert_true(one("a1", 1, "b2", 1));
    assert_true(one("c3", 1, "d4", 1));
    assert_false(one("a1", 1, "c3", 1));
}

static void test_a_denial_and_a_rival_version(void **state)
{
    (void)state;
    collected_add(&c,
        "doc a1 pub=2023-10-18\n"
        "event air_strike on=2023-10-17 at=Al-Ahli in=Gaza by=Israel "
        "said=ministry\n"
        "harm killed 471\n"
        "event air_strike on=2023-10-17 at=Al-Ahli in=Gaza by=Israel "
        "said=army stance=denied\n"
        "doc b2 pub=2023-10-18\n"
        "event attack on=2023-10-17 at=Al_Ahli in=Gaza\n"
        "harm killed 471\n");
    link_all();
    assert_true(one("a1", 1, "a1", 2));
    assert_true(one("a1", 1, "b2", 1));
}

static void test_far_days_are_never_one(void **state)
{
    (void)state;
    link_text("doc a1 \n"
              "event air_strike on=2018-08-09 at=Dahyan in=Yemen target=bus\n"
              "harm killed 51\n"
              "doc b2 \n"
              "event air_strike on=2018-09-09 at=Dahyan in=Yemen target=bus\n"
              "harm killed 51\n");
    assert_false(one("a1", 1, "b2", 1));
}

/* A toll and a place make up for a day that is missing, a place alone not. */
static void test_undated(void **state)
{
    (void)state;
    link_text("doc a1 \n"
              "event shooting on=2019-03-23 at=Ogossagou in=Mali target=Fulani\n"
              "harm killed 157\n"
              "doc b2 \n"
              "event attack at=Ogossagou in=Mali\n"
              "harm killed 157\n"
              "doc c3 \n"
              "event shooting at=Ogossagou in=Mali\n");
    assert_true(one("a1", 1, "b2", 1));
    assert_false(one("a1", 1, "c3", 1));
}

/* ------------------------------------------------------------------- names */

static void test_names(void **state)
{
    static const char *const same[][2] = {
        {"Cheikh Maksoud", "Sheikh Maqsoud"},
        {"Dara\xC3\xA2", "Daraa"}, {"Ouagadougou", "Wagadugu"}};
    static const char *const other[][2] = {
        {"Homs", "Hama"}, {"Gao", "Goa"}, {"Bambari", "Bangassou"}};

    (void)state;
    for (size_t i = 0; i < CST_COUNT(same); i++) {
        assert_true(cst_fold_alike(
            cst_fold_name(&arena, &settings, cst_str_of(same[i][0])),
            cst_fold_name(&arena, &settings, cst_str_of(same[i][1]))));
    }
    for (size_t i = 0; i < CST_COUNT(other); i++) {
        assert_false(cst_fold_alike(
            cst_fold_name(&arena, &settings, cst_str_of(other[i][0])),
            cst_fold_name(&arena, &settings, cst_str_of(other[i][1]))));
    }
    assert_int_equal(cst_words_hash(&arena, CST_S("L'attaque, \xC3\x89tonn\xC3\xA9")),
                     cst_words_hash(&arena, CST_S("l attaque etonne")));
    assert_int_equal(cst_words_hash(&arena, CST_S(" - ")), 0);
}

/* ------------------------------------------------------------------- years */

static void test_year_of_the_collection(void **state)
{
    const cst_coll_event *e;

    (void)state;
    link_text("doc a1 pub=2014-09-01\n"
              "event shelling on=2014-08-26 at=Shejaiya in=Gaza target=tower\n"
              "harm killed 20\n"
              "doc b2 \n"
              "event shelling part=--08-26 at=Shejaiya in=Gaza\n"
              "harm killed 20\n"
              "event air_strike part=--08-24 at=Rafah in=Gaza\n");
    e = event("b2", 2);
    assert_int_equal(e->date.from, cst_day_from_ymd(2014, 8, 24));
    assert_int_equal(e->date.basis, CST_BASIS_COLLECTION);
    assert_true(one("a1", 1, "b2", 1));
    assert_int_equal(c.incidents.resolved.n, 2);
}

static void test_two_years_fit(void **state)
{
    (void)state;
    link_text("doc a1 pub=2014-09-01\n"
              "event shelling on=2014-08-26 at=Shejaiya in=Gaza\n"
              "harm killed 20\n"
              "doc b2 \n"
              "event shelling part=--08-26 at=Shejaiya in=Gaza\n"
              "harm killed 20\n"
              "doc c3 pub=2018-09-01\n"
              "event shelling on=2018-08-26 at=Shejaiya in=Gaza\n"
              "harm killed 20\n");
    assert_int_equal(event("b2", 1)->date.from, 0);
    assert_int_equal(c.incidents.resolved.n, 0);
}

/* A day within a campaign that dated documents tell from its begin to the last
 * of them; where it lasted longer, two years fit. */
static void test_year_of_a_campaign(void **state)
{
    static const char yearless[] =
        "doc b2 \n"
        "event offensive at=Sirte in=Libya by=Tripoli_forces\n"
        "event territory_gained part=--09-03 at=Sirte in=Libya\n";

    (void)state;
    collected_add(&c, yearless);
    link_text("doc a1 pub=2016-12-06\n"
              "event offensive from=2016-05-12 at=Sirte in=Libya\n");
    assert_int_equal(event("b2", 2)->date.from, cst_day_from_ymd(2016, 9, 3));
    again();
    collected_add(&c, yearless);
    link_text("doc a1 pub=2017-12-06\n"
              "event offensive from=2016-05-12 at=Sirte in=Libya\n");
    assert_int_equal(event("b2", 2)->date.from, 0);
}

/* -------------------------------------------------------------- properties */

/* A random collection: happenings of one war, each told by some documents with
 * what each gets wrong. Lines of documents, one string each. */
enum { DOCUMENTS = 60, ROOM = 1024 };

static uint32_t seed;

static uint32_t dice(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void make_document(char *out, uint32_t war, uint32_t number)
{
    int n = snprintf(out, ROOM, "doc %04x%02x pub=%u-06-28\n",
                     (unsigned)((number * 40503u) & 0xFFFF), (unsigned)war,
                     (unsigned)(1980 + war));

    for (uint32_t k = 1 + dice(3); k > 0; k--) {
        static const char *const types[] = {"air_strike", "shelling", "attack"};
        uint32_t what = dice(20), day = 1 + what;

        n += snprintf(out + n, (size_t)(ROOM - n),
                      "event %s on=%u-05-%02u at=Town%c in=Land%u\n"
                      "harm killed %u\n",
                      types[dice(3)], (unsigned)(1980 + war), (unsigned)day,
                      'A' + (int)(what % 7), (unsigned)war,
                      (unsigned)(what * 7 + dice(3)));
    }
}

/* For each event of the war, by document and label, the id of its incident. */
static uint64_t shape(uint32_t war)
{
    uint64_t h = 1;

    for (size_t i = 0; i < c.events.n; i++) {
        const cst_coll_event *e = &c.events.at[i];
        const char *id = c.documents.at[e->document].id;
        char key[64];
        int y, m, d;

        cst_day_to_ymd(e->date.from, &y, &m, &d);
        if (y != 1980 + (int)war) {
            continue;
        }
        (void)snprintf(key, sizeof(key), "%s/%u=%s", id, (unsigned)e->label,
                       c.incidents.at.at[e->incident].id);
        h += cst_hash(key, strlen(key)); /* whatever the order */
    }
    return h;
}

static void test_order_and_strangers_change_nothing(void **state)
{
    static char text[DOCUMENTS][ROOM];
    uint64_t before, others;

    (void)state;
    seed = 7;
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        make_document(text[i], 3, i);
        collected_add(&c, text[i]);
    }
    link_all();
    before = shape(3);
    assert_true(c.incidents.at.n < c.events.n);
    assert_true(c.incidents.at.n > 10);
    for (uint32_t round = 0; round < 3; round++) {
        again();
        for (uint32_t i = 0; i < DOCUMENTS; i++) {
            collected_add(&c, text[(i * 37 + round * 11) % DOCUMENTS]);
        }
        link_all();
        assert_int_equal(shape(3), before);
    }
    again();
    for (uint32_t i = 0; i < 1000; i++) {
        char stranger[ROOM];

        make_document(stranger, 4 + i % 40, i);
        collected_add(&c, stranger);
    }
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        collected_add(&c, text[i]);
    }
    link_all();
    others = shape(3);
    assert_int_equal(others, before);
}

/* Each event is in one incident, members say so, nothing is in two. */
static void test_a_partition(void **state)
{
    size_t members = 0;

    (void)state;
    seed = 11;
    for (uint32_t i = 0; i < 200; i++) {
        char text[ROOM];

        make_document(text, i % 2, i);
        collected_add(&c, text);
    }
    link_all();
    for (uint32_t i = 0; i < c.incidents.at.n; i++) {
        cst_slice s = c.incidents.at.at[i].events;
        uint32_t last = CST_NONE;

        members += s.n;
        for (uint32_t k = 0; k < s.n; k++) {
            const cst_coll_event *e =
                &c.events.at[c.incidents.members.at[s.first + k]];

            assert_int_equal(e->incident, i);
            assert_int_not_equal(e->document, last);
            last = e->document;
        }
    }
    assert_int_equal(members, c.events.n);
}

/* ------------------------------------------------------------- syndication */

static void put_text(const char *id, const char *text)
{
    cst_shingles s = {NULL, 0, 0};
    cst_document_info info;
    cst_collected d;

    memset(&info, 0, sizeof(info));
    memset(&d, 0, sizeof(d));
    memcpy(info.id, id, strlen(id));
    cst_shingles_add(&arena, &s, cst_str_of(text));
    cst_shingles_finish(&s);
    d.info = &info;
    d.shingles = s.at;
    d.n_shingles = s.n;
    assert_int_equal(cst_collection_add(&c, &d), CST_OK);
}

/* So many words, of which each is told by its number and a series. */
static char *words(char *out, uint32_t from, uint32_t n, char series)
{
    char *p = out;

    for (uint32_t i = 0; i < n; i++) {
        p += sprintf(p, "%c%u%c ", series, (unsigned)((from + i) * 7919u % 1000u),
                     i % 9 == 8 ? '.' : ' ');
    }
    return out;
}

static void test_syndication(void **state)
{
    static char a[4096], b[8192], d[4096];

    (void)state;
    put_text("a1", words(a, 0, 150, 'x'));
    words(b, 0, 120, 'x');                   /* cut, with a tail of its own */
    words(b + strlen(b), 0, 25, 'y');
    put_text("b2", b);
    put_text("c3", words(d, 0, 150, 'z'));
    put_text("d4", words(d, 0, 20, 'x'));    /* too short to say */
    link_all();
    assert_int_equal(c.incidents.groups.n, 1);
    assert_int_equal(c.incidents.groups.at[0].documents.n, 2);
    assert_int_equal(c.documents.at[0].group, 0);
    assert_int_equal(c.documents.at[1].group, 0);
    assert_int_equal(c.documents.at[2].group, CST_NONE);
}

/* ---------------------------------------------------------------- settings */

static void test_settings_are_checked(void **state)
{
    static const char *const bad[] = {
        "number\tbase\tx\n", "level\ttype.same\t0\t0.5\n",
        "level\tno.such\t0.5\t0.5\n", "verb\tx\n", "inferred\tnever\n",
        "number\tbase\t-8\n", "", "level\ttype.same\t2\t0.5\n",
        "spelling\t\tx\n", "type\n"};
    cst_link_settings s;
    cst_error error;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(bad); i++) {
        memset(&error, 0, sizeof(error));
        assert_int_equal(cst_link_settings_parse(&arena, cst_str_of(bad[i]),
                                                 "x", &error, &s),
                         CST_SYNTAX);
        assert_true(error.text[0] != '\0');
    }
}

/* Any begin of the file, and any byte of it changed, gives a status. */
static void test_settings_broken(void **state)
{
    size_t n = strlen(settings_text);
    char *copy = malloc(n);

    (void)state;
    assert_non_null(copy);
    seed = 3;
    for (size_t i = 0; i < 400; i++) {
        cst_link_settings s;

        memcpy(copy, settings_text, n);
        copy[dice((uint32_t)n)] = (char)dice(256);
        (void)!cst_link_settings_parse(
            &arena, (cst_str){copy, i % 2 ? n : dice((uint32_t)n)}, "x", NULL,
            &s);
        cst_arena_reset(&arena);
    }
    free(copy);
}

/* Memory that runs out at any point is a status, and leaves nothing behind. */
static void test_no_memory(void **state)
{
    cst_status s = CST_NOMEM;

    (void)state;
    for (size_t cap = 4096; s != CST_OK && cap < (1u << 26); cap += cap / 3) {
        again();
        collected_add(&c, HROZA);
        put_text("d4", "one two three four five six seven eight");
        assert_int_equal(cst_collection_finish(&c), CST_OK);
        scratch.max_bytes = cap;
        s = cst_collection_link(&c, &settings, &scratch);
        assert_true(s == CST_OK || s == CST_NOMEM);
    }
    assert_int_equal(s, CST_OK);
    again();
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_one_happening),
        T(test_one_document_means_two),
        T(test_sites_stay_apart_under_a_parent),
        T(test_a_sum_is_no_version_of_a_site),
        T(test_sites_of_other_reports),
        T(test_no_sites_of_what_is_counted_itself),
        T(test_a_parent_is_made),
        T(test_no_parent_is_made),
        T(test_campaigns_cover),
        T(test_campaigns_without_a_begin),
        T(test_a_denial_and_a_rival_version),
        T(test_far_days_are_never_one),
        T(test_undated),
        T(test_names),
        T(test_year_of_the_collection),
        T(test_two_years_fit),
        T(test_year_of_a_campaign),
        T(test_order_and_strangers_change_nothing),
        T(test_a_partition),
        T(test_syndication),
        T(test_settings_are_checked),
        T(test_settings_broken),
        T(test_no_memory),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
