/* engine/given: documents of records from elsewhere, and memory that runs out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "constat/constat.h"

#include <stdlib.h>
#include <string.h>

#define TEXT "Trois soldats tu\xC3\xA9s. Deux maisons."
#define KILLED "Trois soldats tu\xC3\xA9s"

/* Gives out so many blocks, then none. */
static size_t left;

static void *give(void *user, size_t n)
{
    (void)user;
    if (left == 0) {
        return NULL;
    }
    left--;
    return malloc(n);
}

static void take(void *user, void *p)
{
    (void)user;
    free(p);
}

static const cst_allocator scarce = {give, take, NULL};

typedef struct problems {
    size_t n;
    cst_record_kind kind;
    uint32_t index;
    const char *text;
} problems;

static void keep_problem(void *user, cst_record_kind kind, uint32_t index,
                         const char *text)
{
    problems *p = user;

    p->n++;
    p->kind = kind;
    p->index = index;
    p->text = text;
}

static cst_document_info info_of(const char *path)
{
    cst_document_info info;

    memset(&info, 0, sizeof(info));
    info.path = (cst_str){path, strlen(path)};
    info.published.minutes = info.updated.minutes = -1;
    return info;
}

static cst_harm harm_at(const cst_span *evidence, uint32_t part_of)
{
    cst_harm h;

    memset(&h, 0, sizeof(h));
    h.kind = (cst_str){"killed", 6};
    h.count = (cst_count){CST_EXACT, 3, -1, -1, -1, {0, 0}};
    h.event = h.superseded_by = CST_NONE;
    h.part_of = part_of;
    h.as_of.minutes = -1;
    h.evidence = evidence;
    h.n_evidence = evidence ? 1 : 0;
    return h;
}

static cst_quote quote_of(cst_span span, const char *text, uint32_t index)
{
    return (cst_quote){span, {text, strlen(text)}, {NULL, 0}, CST_RECORD_HARM,
                       index};
}

static const cst_span killed_at = {0, sizeof(KILLED) - 1};

static cst_status make(const cst_document_info *info, const cst_harm *harms,
                       size_t n, const cst_quote *quotes, size_t n_quotes,
                       const char *bytes, problems *p,
                       const cst_allocator *allocator, cst_document **doc)
{
    const cst_given given = {
        .size = sizeof(given), .info = info, .name = {"one", 3},
        .harms = harms, .n_harms = n, .quotes = quotes,
        .n_quotes = n_quotes, .bytes = {bytes, bytes ? strlen(bytes) : 0},
        .format = CST_INPUT_TEXT, .on_problem = p ? keep_problem : NULL,
        .user = p, .allocator = allocator};

    return cst_document_from(&given, NULL, doc);
}

static void whole(void **state)
{
    const cst_document_info info = info_of("a.txt");
    const cst_harm harm = harm_at(&killed_at, CST_NONE);
    const cst_quote quote = quote_of(killed_at, KILLED, 0);
    cst_document *doc = NULL;
    cst_str words;
    problems p = {0};

    (void)state;
    assert_int_equal(make(&info, &harm, 1, &quote, 1, TEXT, &p, NULL, &doc),
                     CST_OK);
    assert_int_equal(p.n, 0);
    assert_true(cst_document_is_whole(doc));
    words = cst_document_quote(doc, killed_at);
    assert_int_equal(words.n, strlen(KILLED));
    assert_int_equal(strlen(cst_document_get_info(doc)->sha256), 64);
    cst_document_free(doc);
}

/* The quoted words where they stood, blanks between; one id for one name. */
static void stand_in(void **state)
{
    const cst_document_info info = info_of("a.txt");
    const cst_span later = {40, 51};
    const cst_harm harms[] = {harm_at(&killed_at, CST_NONE),
                              harm_at(&later, 0)};
    const cst_quote quotes[] = {quote_of(killed_at, KILLED, 0),
                                quote_of(later, "Deux\xC2\xA0morts", 1)};
    cst_document *doc = NULL, *again = NULL;
    cst_str raw;

    (void)state;
    assert_int_equal(make(&info, harms, 2, quotes, 2, NULL, NULL, NULL, &doc),
                     CST_OK);
    assert_false(cst_document_is_whole(doc));
    raw = cst_document_raw(doc);
    assert_int_equal(raw.n, 51);
    assert_memory_equal(raw.p, KILLED, strlen(KILLED));
    assert_memory_equal(raw.p + 20, "          ", 10);
    assert_int_equal(cst_document_get_info(doc)->sha256[0], '\0');
    assert_int_equal(make(&info, harms, 1, quotes, 1, NULL, NULL, NULL,
                          &again), CST_OK);
    assert_string_equal(cst_document_get_info(doc)->id,
                        cst_document_get_info(again)->id);
    cst_document_free(again);
    cst_document_free(doc);
}

static void problem(const cst_quote *quotes, size_t n, const char *bytes,
                    const char *text)
{
    const cst_document_info info = info_of("a.txt");
    const cst_harm harms[] = {harm_at(&quotes[0].span, 1),
                              harm_at(NULL, CST_NONE)};
    cst_document *doc = NULL;
    const cst_harm *left_over;
    problems p = {0};
    size_t n_left;

    assert_int_equal(make(&info, harms, 2, quotes, n, bytes, &p, NULL, &doc),
                     CST_OK);
    assert_int_equal(p.n, 1);
    assert_int_equal(p.kind, CST_RECORD_HARM);
    assert_int_equal(p.index, 0);
    assert_string_equal(p.text, text);
    left_over = cst_document_harms(doc, &n_left);
    assert_int_equal(n_left, 1);
    assert_int_equal(left_over[0].part_of, CST_NONE);
    cst_document_free(doc);
}

static void cannot_stand(void **state)
{
    const cst_quote other[] = {quote_of(killed_at, "Seize", 0)};
    const cst_quote large[] = {
        quote_of((cst_span){CST_MAX_PAYLOAD, CST_MAX_PAYLOAD + 1}, "a", 0)};
    const cst_quote beyond[] = {quote_of((cst_span){90, 95}, "Seize", 0)};

    (void)state;
    problem(other, 1, TEXT, "these are not the words at that place");
    problem(beyond, 1, TEXT, "these are not the words at that place");
    problem(other, 1, NULL, "a quote of another length than its span");
    problem(large, 1, NULL,
            "a span that is empty or beyond the largest text");
}

/* Parts that lead round in a circle. */
static void circle(void **state)
{
    const cst_document_info info = info_of("a.txt");
    const cst_harm harms[] = {harm_at(NULL, 1), harm_at(NULL, 2),
                              harm_at(NULL, 0), harm_at(NULL, 3)};
    cst_document *doc = NULL;
    const cst_harm *made;
    size_t n, open = 0;

    (void)state;
    assert_int_equal(make(&info, harms, 4, NULL, 0, NULL, NULL, NULL, &doc),
                     CST_OK);
    made = cst_document_harms(doc, &n);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++) {
        open += made[i].part_of == CST_NONE;
    }
    assert_int_equal(open, 2);
    cst_document_free(doc);
}

static void every_allocation_may_fail(void **state)
{
    const cst_document_info info = info_of("a.txt");
    const cst_harm harm = harm_at(&killed_at, CST_NONE);
    const cst_quote quote = quote_of(killed_at, KILLED, 0);

    (void)state;
    for (int with = 0; with < 2; with++) {
        cst_status s = CST_NOMEM;

        for (size_t n = 0; s == CST_NOMEM && n < 1000; n++) {
            cst_document *doc = NULL;

            left = n;
            s = make(&info, &harm, 1, &quote, 1, with ? TEXT : NULL, NULL,
                     &scarce, &doc);
            assert_true((s == CST_OK) == (doc != NULL));
            cst_document_free(doc);
        }
        assert_int_equal(s, CST_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),        cmocka_unit_test(stand_in),
        cmocka_unit_test(cannot_stand), cmocka_unit_test(circle),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
