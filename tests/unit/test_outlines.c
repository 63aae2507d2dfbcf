/* present/outlines: what a file says, files that are none, and the file that the
 * build made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outlines_file.h"

#include <stdio.h>
#include <stdlib.h>

static cst_status parse(cst_arena *arena, const cst_buf *b,
                        const cst_outlines **o)
{
    return cst_outlines_parse(arena, cst_buf_get(b), o);
}

static void whole(void **state)
{
    const cst_outlines *o = NULL;
    cst_arena arena;
    cst_buf b;

    (void)state;
    cst_arena_init(&arena, NULL, 0);
    cst_buf_init(&b, NULL);
    outlines_make(&b);
    assert_int_equal(parse(&arena, &b, &o), CST_OK);
    assert_int_equal(o->n_countries, 2);
    assert_int_equal(o->n_lines, 4);
    assert_int_equal(o->n_points, 12);
    assert_int_equal(o->n_rings, 2);
    assert_int_equal(o->points[o->lines[2].first + 2].lon, 20000);
    assert_int_equal(o->lines[0].extent.high.lat, 10000);
    assert_int_equal(o->rings[1].extent.low.lon, 10000);
    assert_int_equal(o->refs[3], 3);
    assert_true(cst_str_is(cst_outlines_name(o, 0, CST_S("fr")), "Gauchie"));
    assert_true(cst_str_is(cst_outlines_name(o, 0, CST_S("de")), "Leftland"));
    /* A name that is not there gives way to the first language. */
    assert_true(cst_str_is(cst_outlines_name(o, 1, CST_S("fr")), "Rightland"));
    cst_buf_free(&b);
    cst_arena_free(&arena);
}

/* Every index of what was taken stays within its array. */
static void check(const cst_outlines *o)
{
    for (uint32_t i = 0; i < o->n_lines; i++) {
        const cst_line *line = &o->lines[i];

        assert_true(line->n >= 2 && line->class_ < CST_LINE_CLASSES);
        assert_true(line->first + line->n <= o->n_points);
    }
    for (uint32_t i = 0; i < o->n_rings; i++) {
        assert_true(o->rings[i].country < o->n_countries);
        assert_true(o->rings[i].first + o->rings[i].n <= o->n_refs);
    }
    for (uint32_t i = 0; i < o->n_refs; i++) {
        assert_true(o->refs[i] >> 1 < o->n_lines);
    }
    for (uint32_t i = 0; i < o->n_points; i++) {
        assert_true(abs(o->points[i].lon) <= 181000);
        assert_true(abs(o->points[i].lat) <= 91000);
    }
}

static void cut_short(void **state)
{
    const cst_outlines *o = NULL;
    cst_buf b, cut;

    (void)state;
    cst_buf_init(&b, NULL);
    outlines_make(&b);
    for (size_t n = 0; n < b.n - 8; n++) {
        cst_arena arena;

        cst_arena_init(&arena, NULL, 0);
        cst_buf_init(&cut, NULL);
        cst_buf_add(&cut, b.p, n);
        assert_int_equal(parse(&arena, &cut, &o), CST_SYNTAX);
        outlines_seal(&cut); /* so that the rest is looked at */
        assert_int_equal(parse(&arena, &cut, &o), CST_SYNTAX);
        cst_buf_free(&cut);
        cst_arena_free(&arena);
    }
    cst_buf_free(&b);
}

static void random_bytes(void **state)
{
    uint32_t seed = 7, taken = 0;
    cst_buf b;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        const cst_outlines *o = NULL;
        cst_arena arena;

        cst_arena_init(&arena, NULL, 0);
        cst_buf_init(&b, NULL);
        outlines_make(&b);
        b.n -= 8;
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            b.p[8 + (seed >> 8) % (b.n - 8)] = (char)(seed >> 24);
        }
        outlines_seal(&b);
        if (parse(&arena, &b, &o) == CST_OK) {
            check(o);
            taken++;
        }
        cst_buf_free(&b);
        cst_arena_free(&arena);
    }
    assert_true(taken > 100);
}

static void no_memory(void **state)
{
    cst_buf b;

    (void)state;
    cst_buf_init(&b, NULL);
    outlines_make(&b);
    for (size_t cap = 16; cap < 4096; cap += 64) {
        const cst_outlines *o = NULL;
        cst_arena arena;
        cst_status s;

        cst_arena_init(&arena, NULL, cap);
        s = parse(&arena, &b, &o);
        assert_true(s == CST_OK || s == CST_NOMEM);
        cst_arena_free(&arena);
    }
    cst_buf_free(&b);
}

/* Of the world: rings close, and no point is far off. */
static void check_rings(const cst_outlines *o)
{
    for (uint32_t i = 0; i < o->n_rings; i++) {
        const cst_ring *r = &o->rings[i];

        for (uint32_t k = 0; k < r->n; k++) {
            uint32_t ref = o->refs[r->first + k];
            uint32_t next = o->refs[r->first + (k + 1) % r->n];
            const cst_line *a = &o->lines[ref >> 1], *b = &o->lines[next >> 1];
            cst_corner end = o->points[a->first + (ref & 1 ? 0 : a->n - 1)];
            cst_corner start = o->points[b->first +
                                         (next & 1 ? b->n - 1 : 0)];

            assert_int_equal(end.lon, start.lon);
            assert_int_equal(end.lat, start.lat);
        }
    }
}

static void world(void **state)
{
    FILE *f = fopen(CST_BUILD_DIR "/data/outlines/world.lines", "rb");
    static char bytes[1 << 20];
    const cst_outlines *o = NULL;
    cst_arena arena;
    size_t n;

    (void)state;
    if (!f) {
        print_message("SKIP: built without qgis-common\n");
        return;
    }
    n = fread(bytes, 1, sizeof(bytes), f);
    assert_true(feof(f));
    fclose(f);
    cst_arena_init(&arena, NULL, 0);
    assert_int_equal(cst_outlines_parse(&arena, (cst_str){bytes, n}, &o),
                     CST_OK);
    check(o);
    check_rings(o);
    assert_true(o->n_countries > 200);
    assert_true(o->n_points > 100000);
    cst_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),        cmocka_unit_test(cut_short),
        cmocka_unit_test(random_bytes), cmocka_unit_test(no_memory),
        cmocka_unit_test(world)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
