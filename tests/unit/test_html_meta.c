/* ingest: what pages state of themselves. */
#include "pages.h"

static void is(cst_str text, const char *want)
{
    if (!want) {
        assert_null(text.p);
    } else if (!cst_str_is(text, want)) {
        print_error("got  '%.*s'\nwant '%s'\n", (int)text.n, text.p, want);
        fail();
    }
}

static const cst_page_info *page_of(cst_arena *a, const char *page,
                                    cst_payload *p)
{
    *p = decode(a, page, strlen(page));
    return p->page;
}

static void meta_tags(void **state)
{
    static const char page[] =
        "<html lang=fr-FR><head><title> Un &amp;  deux - Site </title>"
        "<meta name='twitter:title' content='T'><meta content=\"Un &quot;mot"
        "&quot;\" property=og:title><meta name=AUTHOR content=' Ana  Bo '>"
        "<meta property=og:site_name content='Le Site'>"
        "<link rel=canonical href='http://a.example/?b=1&amp;c=2'>"
        "<meta property='article:published_time' content='2020-03-01T23:10:00Z'>"
        "<meta property='article:modified_time' content='2020-03-02 08:05'>";
    cst_arena a;
    cst_payload p;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    const cst_page_info *i = page_of(&a, page, &p);
    is(i->head.value, "Un & deux - Site");
    is(i->title.value, "Un \"mot\"");
    is(i->author.value, "Ana Bo");
    is(i->outlet.value, "Le Site");
    is(i->url.value, "http://a.example/?b=1&c=2");
    is(i->language.value, "fr-FR");
    assert_int_equal(i->published_on.from, cst_day_from_ymd(2020, 3, 1));
    assert_int_equal(i->published_on.minutes, 23 * 60 + 10);
    assert_true(i->published_utc);
    assert_int_equal(i->updated_on.from, cst_day_from_ymd(2020, 3, 2));
    cst_str span = {page + i->author.span.begin,
                    i->author.span.end - i->author.span.begin};
    is(span, " Ana  Bo ");
    cst_arena_free(&a);
}

static void json_ld(void **state)
{
    static const char page[] =
        "<script type='application/ld+json'>[{\"@type\":\"WebSite\",\"name\":\"W\""
        ",\"url\":\"http://w/\"},{\"@graph\":[{\"headline\":\"L\\u2019\\u00e9t\\u00e9"
        " \\\"ici\\\" \\uD83D\\uDE00\",\"@type\":[\"Thing\",\"NewsArticle\"],"
        "\"author\":[{\"@type\":\"Person\",\"name\":\"Ana\"},{\"name\":\"Bo\"}],"
        "\"publisher\":{\"name\":\"Site\",\"logo\":{\"name\":\"no\"}},"
        "\"datePublished\":\"2019-07-03\",\"mainEntityOfPage\":\"http://a/\","
        "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"no\","
        "\"dateModified\":\"2011-01-01\"}]}]}]</script>";
    cst_arena a;
    cst_payload p;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    const cst_page_info *i = page_of(&a, page, &p);
    is(i->title.value,
       "L\xE2\x80\x99\xC3\xA9t\xC3\xA9 \"ici\" \xF0\x9F\x98\x80");
    is(i->author.value, "Ana");
    is(i->outlet.value, "Site");
    is(i->url.value, "http://a/");
    assert_int_equal(i->published_on.from, cst_day_from_ymd(2019, 7, 3));
    assert_int_equal(i->published_on.minutes, -1);
    assert_int_equal(i->updated_on.from, 0);
    cst_arena_free(&a);
}

/* A publisher that is named by its id is another node of the page. */
static void json_ld_nodes(void **state)
{
    static const char *const pages[][2] = {
        {"{\"@graph\":[{\"@type\":\"NewsArticle\",\"publisher\":{\"@id\":\"#o\"},"
         "\"author\":{\"@type\":\"Organization\",\"name\":\"Wire\"}},"
         "{\"@type\":\"NewsMediaOrganization\",\"@id\":\"#o\",\"name\":\"Paper\"}]}",
         "Paper"},
        {"[{\"@type\":\"Organization\",\"name\":\"Group\"},"
         "{\"@type\":\"WebSite\",\"name\":\"Paper\"}]",
         "Paper"},
        {"{\"@type\":\"Person\",\"worksFor\":{\"@type\":\"Organization\","
         "\"name\":\"Group\"}}",
         NULL}};
    (void)state;
    for (size_t k = 0; k < CST_COUNT(pages); k++) {
        char page[500];
        cst_arena a;
        cst_payload p;
        cst_arena_init(&a, NULL, 0);
        (void)snprintf(page, sizeof(page),
                       "<script type='application/ld+json'>%s</script>a",
                       pages[k][0]);
        const cst_page_info *i = page_of(&a, page, &p);
        if (pages[k][1]) {
            is(i->outlet.value, pages[k][1]);
        } else {
            assert_null(i->outlet.value.p);
        }
        cst_arena_free(&a);
    }
}

static void broken_json(void **state)
{
    static const char *const pages[] = {
        "{", "[[[[", "\"", "{\"a", "{\"@type\":\"Article\",\"headline\":\"a\\",
        "}}]]", "{\"@type\":\"Article\",\"headline\":\"\\u12\"}",
        "{\"@type\":\"Article\",\"headline\":\"\\uD800\\u0041\"}", "{:,}"};
    (void)state;
    for (size_t k = 0; k < CST_COUNT(pages); k++) {
        char page[400];
        cst_arena a;
        cst_arena_init(&a, NULL, 0);
        int n = snprintf(page, sizeof(page),
                         "<script type=application/ld+json>%s</script>a",
                         pages[k]);
        cst_payload p = decode(&a, page, (size_t)n);
        is(p.text, "a");
        cst_arena_free(&a);
    }
}

static void times(void **state)
{
    static const char page[] =
        "<time datetime='2022-05-06T07:08'>x</time><time itemprop=dateModified "
        "datetime=2022-05-09>y</time>";
    cst_arena a;
    cst_payload p;
    (void)state;
    cst_arena_init(&a, NULL, 0);
    const cst_page_info *i = page_of(&a, page, &p);
    assert_int_equal(i->published_on.from, cst_day_from_ymd(2022, 5, 6));
    assert_int_equal(i->published_on.minutes, 7 * 60 + 8);
    assert_int_equal(i->updated_on.from, cst_day_from_ymd(2022, 5, 9));
    cst_arena_free(&a);
}

static void dates(void **state)
{
    static const struct {
        const char *s;
        int y, m, d, minutes;
        bool utc;
    } rows[] = {{"2021-02-03", 2021, 2, 3, -1, false},
                {"2021-02-03T04:05:06+01:00", 2021, 2, 3, 245, false},
                {"2021-02-03T04:05Z", 2021, 2, 3, 245, true},
                {"2021-02-03 04:05:06", 2021, 2, 3, 245, false},
                {"2021/02/03", 2021, 2, 3, -1, false},
                {"20210203", 2021, 2, 3, -1, false},
                {" Wed, 03 Feb 2021 04:05:06 GMT ", 2021, 2, 3, 245, true},
                {"3 Feb 2021", 2021, 2, 3, -1, false},
                {"2021-13-03", 0, 0, 0, 0, false},
                {"2021-02", 0, 0, 0, 0, false},
                {"", 0, 0, 0, 0, false},
                {"hier", 0, 0, 0, 0, false},
                {"03 Fev 2021", 0, 0, 0, 0, false},
                {"2021-02-03T25:05", 2021, 2, 3, -1, false}};
    (void)state;
    for (size_t i = 0; i < CST_COUNT(rows); i++) {
        cst_interval v = {0, 0, -1};
        bool utc = false;
        bool ok = cst_html_date(cst_str_of(rows[i].s), &v, &utc);
        assert_int_equal(ok, rows[i].y != 0);
        if (ok) {
            cst_day day = cst_day_from_ymd(rows[i].y, rows[i].m, rows[i].d);
            assert_int_equal(v.from, day);
            assert_int_equal(v.to, day);
            assert_int_equal(v.minutes, rows[i].minutes);
            assert_int_equal(utc, rows[i].utc);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meta_tags), cmocka_unit_test(json_ld),
        cmocka_unit_test(json_ld_nodes),
        cmocka_unit_test(broken_json), cmocka_unit_test(times),
        cmocka_unit_test(dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
