/* Lines of a case that name records: how they are read, and what they hold
 * against the records of a text over the real pack. */
#include "engine/case_line.h"
#include "engine/engine.h"
#include "engine_setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void counts_are_read_as_they_are_written(void **state)
{
    static const char *const words[] = {"12",  ">=12", ">12",      "<=12",
                                        "<12", "~12",  "vague:10", "8-12",
                                        "vague:10-100", "unspecified"};
    cst_count count;
    cst_buf b;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(words); i++) {
        assert_true(cst_want_count(cst_str_of(words[i]), &count));
        cst_buf_init(&b, NULL);
        cst_want_put_count(&count, &b);
        cst_buf_char(&b, '\0');
        assert_string_equal(cst_buf_get(&b).p, words[i]);
        cst_buf_free(&b);
    }
    assert_false(cst_want_count(CST_S("twelve"), &count));
    assert_false(cst_want_count(CST_S("12-"), &count));
    assert_false(cst_want_count(CST_S(""), &count));
}

static void lines_are_told_apart(void **state)
{
    static const struct {
        const char *line;
        cst_want_found found;
    } lines[] = {
        {"none", CST_WANT_NOTHING},
        {"others", CST_WANT_ALL},
        {"no harm", CST_WANT_ONE},
        {"no word", CST_WANT_BAD},
        {"num \"12\" value=12", CST_WANT_NONE},
        {"killed", CST_WANT_ONE},
        {"killed 12 police hedged total claimant=\"a b\" part_of=20",
         CST_WANT_ONE},
        {"killed twelve", CST_WANT_BAD},
        {"killed 12 claimant=", CST_WANT_BAD},
        {"killed 12 color=red", CST_WANT_BAD},
        {"event", CST_WANT_BAD},
        {"event shelling|air_strike denied place=Reval", CST_WANT_ONE},
        {"damage destroyed school object=x", CST_WANT_ONE},
        {"damage burnt", CST_WANT_BAD}};
    cst_want w;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(lines); i++) {
        assert_int_equal(cst_want_parse(cst_str_of(lines[i].line), &w),
                         lines[i].found);
    }
    cst_want_parse(CST_S("killed >=12 police hedged claimant=\"a b\""), &w);
    assert_true(w.counted && cst_str_is(w.claimant, "a b"));
    assert_int_equal(w.stance, CST_HEDGED);
    assert_true(cst_str_is(w.status, "police"));
    assert_true(cst_str_is(w.part_of, "none"));
}

/* A text published on 3 November 2017, a line, and whether it holds and alone
 * accounts for all records of its sort. */
static const char *const text =
    "Douze personnes, dont trois enfants, ont été tuées jeudi à Kirkouk dans "
    "un attentat, selon la police.";
static const struct {
    const char *line[2];
    bool holds, unexpected;
} checks[] = {
    {{"killed 12 claimant=police", "killed 3 claimant=police part_of=12"},
     true, false},
    {{"killed 12 claimant=police", "others"}, true, false},
    {{"killed 12 claimant=police", NULL}, true, true},
    {{"killed claimant=any part_of=any", "killed claimant=any part_of=any"},
     true, false},
    {{"killed 12", NULL}, false, true},
    {{"killed 12 claimant=police", "killed 3 claimant=police"}, false, true},
    {{"killed 12 claimant=police hedged", NULL}, false, true},
    {{"event attack date=2017-11-02 place=kirkouk claimant=police "
      "target=none weapon=none perpetrator=none",
      NULL},
     true, false},
    {{"event shelling claimant=police", NULL}, false, true},
    {{"event attack|shelling claimant=police date=2017-11-01", NULL}, false,
     true},
    {{"no damage", NULL}, true, false},
    {{"no harm", NULL}, false, false},
    {{"none", NULL}, false, false},
};

static void records_are_held_against_lines(void **state)
{
    cst_arena arena;
    cst_buf found;

    (void)state;
    cst_arena_init(&arena, NULL, 0);
    for (size_t i = 0; i < CST_COUNT(checks); i++) {
        cst_case_line lines[2];
        cst_case k = {.text = cst_str_of(text),
                      .published = CST_S("2017-11-03")};
        bool holds = true;

        memset(lines, 0, sizeof lines);
        for (; k.lines.n < 2 && checks[i].line[k.lines.n]; k.lines.n++) {
            lines[k.lines.n].text = cst_str_of(checks[i].line[k.lines.n]);
        }
        k.lines.at = lines;
        cst_buf_init(&found, NULL);
        assert_int_equal(cst_case_records(worker, &arena, &k, &found), CST_OK);
        for (size_t j = 0; j < k.lines.n; j++) {
            assert_true(lines[j].state == CST_LINE_HOLDS ||
                        lines[j].state == CST_LINE_FAILS);
            holds = holds && lines[j].state == CST_LINE_HOLDS;
        }
        assert_int_equal(holds, checks[i].holds);
        assert_int_equal(k.unexpected, checks[i].unexpected);
        cst_buf_free(&found);
    }
    cst_arena_free(&arena);
}

/* What a failing case prints may be copied as a line. */
static void what_is_found_is_told_as_lines(void **state)
{
    cst_arena arena;
    cst_buf found;
    cst_case_line line;
    cst_case k = {.text = cst_str_of(text), .published = CST_S("2017-11-03")};

    (void)state;
    memset(&line, 0, sizeof line);
    line.text = CST_S("no event");
    k.lines.at = &line;
    k.lines.n = 1;
    cst_arena_init(&arena, NULL, 0);
    cst_buf_init(&found, NULL);
    assert_int_equal(cst_case_records(worker, &arena, &k, &found), CST_OK);
    cst_buf_char(&found, '\0');
    assert_string_equal(
        cst_buf_get(&found).p,
        "killed 12 unknown claimant=\"police\" event=attack | "
        "killed 3 civilian claimant=\"police\" part_of=12 event=attack | "
        "event attack date=2017-11-02 place=\"Kirkouk\" claimant=\"police\"");
    cst_buf_free(&found);
    cst_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_read_as_they_are_written),
        cmocka_unit_test(lines_are_told_apart),
        cmocka_unit_test(records_are_held_against_lines),
        cmocka_unit_test(what_is_found_is_told_as_lines),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
