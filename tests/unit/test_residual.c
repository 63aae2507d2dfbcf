/* incident/residual: what totals leave over, over small collections. */
#include "link_setup.h"

#include "incident/link.h"
#include "incident/toll.h"
#include "plain_book.h"

static cst_tolls tolls;

static void derive(const char *text)
{
    cst_toll_options o = {.settings = &settings};

    collected_add(&c, text);
    assert_int_equal(cst_collection_finish(&c), CST_OK);
    assert_int_equal(cst_collection_link(&c, &settings, &scratch), CST_OK);
    cst_arena_reset(&scratch);
    assert_int_equal(cst_codebook_parse(&arena, cst_str_of(plain_book), "x", NULL,
                                        &o.book), CST_OK);
    assert_int_equal(cst_tolls_derive(&arena, &scratch, &c, &o, &tolls),
                     CST_OK);
}

static void expect(const cst_residual *r, int64_t parts_low,
                   int64_t parts_high, int64_t low, int64_t high,
                   int64_t excess)
{
    assert_int_equal(r->parts.low, parts_low);
    assert_int_equal(r->parts.high, parts_high);
    assert_int_equal(r->rest.low, low);
    assert_int_equal(r->rest.high, high);
    assert_int_equal(r->excess, excess);
}

/* A siege with a total, and what the last lines say happened within it. */
static const cst_residual *siege(const char *harms, const char *within)
{
    char text[2048];

    snprintf(text, sizeof(text),
             "doc a1 pub=2020-12-20 outlet=A\n"
             "event siege from=2020-11-04 at=Norova in=Velia\n%s"
             "doc b2 pub=2020-12-19 outlet=B\n%s", harms, within);
    derive(text);
    for (size_t i = 0; i < c.incidents.at.n; i++) {
        if (c.incidents.at.at[i].lasting) {
            cst_slice run = tolls.of[i].residuals;

            return run.n ? &tolls.residuals.at[run.first] : NULL;
        }
    }
    return NULL;
}

#define ONE "event shelling on=2020-11-09 at=Norova in=Velia\n"
#define TWO "event air_strike on=2020-11-25 at=Norova in=Velia\n"
#define LATE "event execution on=2020-12-28 at=Norova in=Velia\n"

static void takes_parts_away(void **state)
{
    const cst_residual *r;

    (void)state;
    r = siege("harm killed 100 total\n",
              ONE "harm killed 30\nharm missing 40\n" TWO "harm killed 12\n");
    assert_non_null(r);
    expect(r, 42, 42, 58, 58, -1);
    assert_int_equal(r->told, 2);
    assert_int_equal(r->untold, 0);
}

static void what_came_later_is_no_part(void **state)
{
    const cst_residual *r;

    (void)state;
    r = siege("harm killed 100 total\n",
              ONE "harm killed 30\n" LATE "harm killed 12\n");
    assert_non_null(r);
    expect(r, 30, 30, 70, 70, -1);
}

static void keeps_open_ends(void **state)
{
    const cst_residual *r;

    (void)state;
    r = siege("harm killed 100 total\n",
              ONE "harm killed 30 q=at_least\n" TWO "harm killed 12\n");
    assert_non_null(r);
    expect(r, 42, -1, -1, 58, -1);
    (void)teardown(NULL);
    (void)setup(NULL);
    r = siege("harm killed 100 q=at_least total\n",
              ONE "harm killed 30\n" TWO "harm killed 12\n");
    assert_non_null(r);
    expect(r, 42, 42, 58, -1, -1);
}

/* Nobody knows what a part without a number adds. */
static void parts_without_a_number(void **state)
{
    const cst_residual *r;

    (void)state;
    r = siege("harm killed 100 total\n",
              ONE "harm killed 30\n" TWO "harm missing 12\n");
    assert_non_null(r);
    expect(r, 30, -1, -1, 70, -1);
    assert_int_equal(r->untold, 1);
}

static void missing_are_not_killed(void **state)
{
    (void)state;
    assert_null(siege("harm killed 100 total\n", ONE "harm missing 30\n"));
}

static void parts_that_say_more(void **state)
{
    const cst_residual *r;

    (void)state;
    r = siege("harm killed 20 total\n",
              ONE "harm killed 30\n" TWO "harm killed 12\n");
    assert_non_null(r);
    expect(r, 42, 42, -1, -1, 22);
}

/* The sites of a series are the parts of its joint toll. */
static void series(void **state)
{
    cst_slice run = {0, 0};

    (void)state;
    derive("doc a1 pub=2019-04-21\n"
           "event explosion on=2019-04-21 at=Norova in=Velia\n"
           "harm killed 50\n"
           "event explosion on=2019-04-21 at=Tamsk in=Velia\n"
           "harm killed 90\n"
           "event explosion on=2019-04-21 at=Velia\nharm killed 207 total\n");
    for (size_t i = 0; i < c.incidents.at.n; i++) {
        run = tolls.of[i].residuals.n ? tolls.of[i].residuals : run;
    }
    assert_int_equal(run.n, 1);
    expect(&tolls.residuals.at[run.first], 140, 140, 67, 67, -1);
}

/* A total that no event carries has its own. */
static void free_totals(void **state)
{
    cst_collected d;
    cst_document_info info;
    cst_harm h;

    (void)state;
    memset(&d, 0, sizeof(d));
    memset(&info, 0, sizeof(info));
    memset(&h, 0, sizeof(h));
    memcpy(info.id, "c3", 3);
    d.info = &info;
    d.harms = &h;
    d.n_harms = 1;
    h.kind = CST_S("killed");
    h.count = (cst_count){CST_EXACT, 100, -1, -1, -1, {0, 3}};
    h.event = h.part_of = h.superseded_by = CST_NONE;
    h.total = h.period.present = h.area.present = true;
    h.period.from = cst_day_from_ymd(2020, 11, 1);
    h.period.to = cst_day_from_ymd(2020, 11, 20);
    h.area.mention.name = CST_S("Velia");
    assert_int_equal(cst_collection_add(&c, &d), CST_OK);
    derive("doc b2 pub=2020-12-19\n" ONE "harm killed 30\n" TWO
           "harm killed 12\n");
    assert_int_equal(tolls.totals.n, 1);
    expect(&tolls.residuals.at[tolls.totals.first], 30, 30, 70, 70, -1);
    assert_int_equal(tolls.counted_in.n, 1); /* the other came later */
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(takes_parts_away), TEST(what_came_later_is_no_part),
        TEST(keeps_open_ends), TEST(parts_without_a_number),
        TEST(missing_are_not_killed), TEST(parts_that_say_more),
        TEST(series), TEST(free_totals)};

    return cmocka_run_group_tests(tests, load, unload);
}
