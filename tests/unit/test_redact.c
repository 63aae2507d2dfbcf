/* present/redact: names that must not be told, in any text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "present/redact.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK CST_REDACT_BLOCK
#define TEXT                                                                   \
    "Awa Ndiongue-Sarr et Li Bo sont morts. Le petit village. Tous deux. "     \
    "petit petit Petit."

static cst_str of(const char *z)
{
    return (cst_str){z, strlen(z)};
}

static cst_document *document_with(const char *const *persons, size_t n)
{
    cst_document_info info;
    cst_given given = {.size = sizeof(given), .info = &info};
    static const cst_span whole = {0, sizeof(TEXT) - 1};
    static cst_harm harms[8];
    cst_document *doc = NULL;

    memset(&info, 0, sizeof(info));
    memset(harms, 0, sizeof(harms));
    info.path = of("a.txt");
    info.published.minutes = info.updated.minutes = -1;
    for (size_t i = 0; i < n; i++) {
        harms[i].kind = of("killed");
        harms[i].count = (cst_count){CST_EXACT, 1, -1, -1, -1, {0, 0}};
        harms[i].event = harms[i].superseded_by = harms[i].part_of = CST_NONE;
        harms[i].as_of.minutes = -1;
        harms[i].victims.person = of(persons[i]);
        harms[i].evidence = &whole;
        harms[i].n_evidence = 1;
    }
    given.harms = harms;
    given.n_harms = n;
    given.bytes = of(TEXT);
    assert_int_equal(cst_document_from(&given, NULL, &doc), CST_OK);
    return doc;
}

static cst_redact *names(const char *const *persons, size_t n, char id[17])
{
    cst_redact *r = NULL;
    cst_document *doc = document_with(persons, n);

    assert_int_equal(cst_redact_new(NULL, CST_REDACT_VICTIMS, &r), CST_OK);
    assert_int_equal(cst_redact_gather(r, doc), CST_OK);
    assert_int_equal(cst_redact_finish(r), CST_OK);
    memcpy(id, cst_document_get_info(doc)->id, 17);
    cst_document_free(doc);
    return r;
}

static const char *const people[] = {"Awa Ndiongue-Sarr", "Li Bo",
                                     "Jean Petit"};

static void expect(cst_redact *r, bool address, const char *text,
                   const char *shown)
{
    cst_arena arena;
    cst_str s;

    cst_arena_init(&arena, NULL, 0);
    s = address ? cst_redact_address(r, &arena, of(text))
                : cst_redact_str(r, &arena, of(text));
    if (s.n != strlen(shown) || memcmp(s.p, shown, s.n) != 0) {
        fail_msg("%s: %.*s", text, (int)s.n, s.p);
    }
    cst_arena_free(&arena);
}

static void finds_names(void **state)
{
    char id[17];
    cst_redact *r = names(people, 3, id);

    (void)state;
    expect(r, false, "Awa Ndiongue-Sarr.", BLOCK ".");
    expect(r, false, "AWA NDIONGUE SARR", BLOCK);
    expect(r, false, "la famille Sarr", "la famille " BLOCK);
    expect(r, false, "les Sarrs", "les " BLOCK);
    expect(r, false, "Sarrasin", "Sarrasin");
    expect(r, false, "sarr", BLOCK);
    expect(r, false, "S\xC3\xA1rr", BLOCK);
    expect(r, false, "Sa\xC2\xADrr", BLOCK);
    expect(r, false, "Sa\xCC\x81rr", BLOCK);
    expect(r, false, "Sarr, Awa", BLOCK);
    expect(r, false, "Li Bo et Li Peng", BLOCK " et Li Peng");
    expect(r, false, "Bo", "Bo");
    /* What texts use as a word is a name with a capital alone. */
    expect(r, false, "un petit pas, M. Petit", "un petit pas, M. " BLOCK);
    expect(r, false, "jean petit", BLOCK);
    expect(r, true, "https://a.org/awa-ndiongue_sarr.html",
           "https://a.org/" BLOCK ".html");
    expect(r, true, "/awandionguesarr/x", "/" BLOCK "/x");
    expect(r, true, "/s%C3%A1rr/%41", "/" BLOCK "/A");
    expect(r, true, "/s%25C3%25A1rr", "/" BLOCK);
    expect(r, true, "/%41%zz%4", "/%41%zz%4");
    expect(r, true, "/S\xE1rr.txt", "/" BLOCK ".txt"); /* Latin-1 */
    expect(r, true, "/s%E1rr", "/" BLOCK);
    expect(r, true, "/\xFFx\xE1", "/\xFFx\xE1");
    expect(r, false, "", "");
    cst_redact_free(r);
}

static void first_names_only_where_the_person_is(void **state)
{
    char id[17];
    cst_redact *r = names(people, 3, id);

    (void)state;
    expect(r, false, "Awa dort.", "Awa dort.");
    cst_redact_of(r, id);
    expect(r, false, "Awa dort.", BLOCK " dort.");
    cst_redact_of(r, "0123456789abcdef");
    expect(r, false, "Awa dort.", "Awa dort.");
    cst_redact_free(r);
}

/* Named witnesses, and who speaks under a name while nothing tells what he is. */
static void who_speaks(void **state)
{
    static const struct {
        const char *name, *type;
        bool black;
    } rows[] = {{"Awa Kone", "witness", true},
                {"Kone", "witness", true},
                {"Awa Kone", "other", true},
                {"Awa al-Kone", "other", true},
                {"Kone", "other", false},
                {"Awa Kone", "government", false},
                {"Awa Kone, porte-parole", "other", false}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        cst_document_info info;
        cst_given given = {.size = sizeof(given), .info = &info};
        cst_span whole = {0, (uint32_t)strlen(rows[i].name)};
        cst_harm harm;
        cst_document *doc = NULL;
        cst_redact *r = NULL;

        memset(&info, 0, sizeof(info));
        memset(&harm, 0, sizeof(harm));
        info.path = of("a.txt");
        info.published.minutes = info.updated.minutes = -1;
        harm.kind = of("killed");
        harm.count = (cst_count){CST_EXACT, 1, -1, -1, -1, {0, 0}};
        harm.event = harm.superseded_by = harm.part_of = CST_NONE;
        harm.as_of.minutes = -1;
        harm.claimant.mention.name = of(rows[i].name);
        harm.claimant.mention.span = whole;
        harm.claimant.type = of(rows[i].type);
        harm.evidence = &whole;
        harm.n_evidence = 1;
        given.harms = &harm;
        given.n_harms = 1;
        given.bytes = of(rows[i].name);
        assert_int_equal(cst_document_from(&given, NULL, &doc), CST_OK);
        assert_int_equal(cst_redact_new(NULL, CST_REDACT_WITNESSES, &r), CST_OK);
        assert_int_equal(cst_redact_gather(r, doc), CST_OK);
        assert_int_equal(cst_redact_finish(r), CST_OK);
        expect(r, false, "M. Kone", rows[i].black ? "M. " BLOCK : "M. Kone");
        cst_document_free(doc);
        cst_redact_free(r);
    }
}

static void parties_and_places_stay(void **state)
{
    const char *const persons[] = {"Sarr"};
    cst_redact *r = NULL;
    cst_document *doc = document_with(persons, 1);

    (void)state;
    assert_int_equal(cst_redact_new(NULL, CST_REDACT_VICTIMS, &r), CST_OK);
    cst_redact_parties(r, of("Brigade Sarr"));
    assert_int_equal(cst_redact_gather(r, doc), CST_OK);
    assert_int_equal(cst_redact_finish(r), CST_OK);
    expect(r, false, "la brigade Sarr", "la brigade Sarr");
    cst_document_free(doc);
    cst_redact_free(r);
}

static void fillers_keep_places(void **state)
{
    char text[] = "x S\xC3\xA1r\xF0\x9F\x92\xA3\xE2\x80\xA6 y";
    cst_str s = {text, sizeof(text) - 1};
    cst_arena arena;
    size_t len, points = 0;

    (void)state;
    cst_arena_init(&arena, NULL, 0);
    assert_false(cst_redact_is_filled(s));
    assert_ptr_equal(cst_redact_shown(&arena, s).p, text);
    cst_redact_fill(text, (cst_tspan){2, (uint32_t)s.n - 2});
    assert_true(cst_redact_is_filled(s));
    for (size_t at = 0; at < s.n; at += len, points++) {
        bool ok;

        (void)cst_utf8_decode(s, at, &len, &ok);
        assert_true(ok);
    }
    assert_int_equal(points, 9);
    s = cst_redact_shown(&arena, s);
    assert_int_equal(s.n, strlen("x " BLOCK " y"));
    assert_memory_equal(s.p, "x " BLOCK " y", s.n);
    cst_arena_free(&arena);
}

/* Any bytes, and names cut anywhere. */
static void hostile_bytes(void **state)
{
    static const char piece[] = "Awa Ndiongue-Sarr %C3%A1\xC3\xA1\xE2\x80\x8B";
    char id[17], bytes[600];
    cst_redact *r = names(people, 3, id);
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        size_t n = (size_t)round % sizeof(bytes);
        cst_arena arena;

        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = seed >> 30 ? piece[(seed >> 8) % (sizeof(piece) - 1)]
                                  : (char)(seed >> 16);
        }
        cst_arena_init(&arena, NULL, 0);
        (void)cst_redact_str(r, &arena, (cst_str){bytes, n});
        (void)cst_redact_address(r, &arena, (cst_str){bytes, n});
        (void)cst_redact_shown(&arena, (cst_str){bytes, n});
        cst_redact_fill(bytes, (cst_tspan){0, (uint32_t)n});
        assert_false(cst_arena_failed(&arena));
        cst_arena_free(&arena);
    }
    for (size_t n = 0; n < sizeof(piece); n++) {
        cst_arena arena;

        cst_arena_init(&arena, NULL, 0);
        (void)cst_redact_str(r, &arena, (cst_str){piece, n});
        (void)cst_redact_address(r, &arena, (cst_str){piece + n,
                                                      sizeof(piece) - 1 - n});
        cst_arena_free(&arena);
    }
    cst_redact_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_names),
        cmocka_unit_test(first_names_only_where_the_person_is),
        cmocka_unit_test(who_speaks),
        cmocka_unit_test(parties_and_places_stay),
        cmocka_unit_test(fillers_keep_places),
        cmocka_unit_test(hostile_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
