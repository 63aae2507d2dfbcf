/* present/map_base: what is drawn stays within the window, a border that two
 * countries share is drawn once, any points give a map, and memory may fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outlines_file.h"
#include "present/map_base.h"

#include <stdlib.h>

typedef struct drawing {
    cst_arena arena;
    cst_buf file, out;
    cst_page page;
    cst_ground ground;
} drawing;

static void start(drawing *d, bool with_outlines, size_t max_bytes)
{
    static const char table[] = "key\ten\n";

    memset(d, 0, sizeof(*d));
    cst_arena_init(&d->arena, NULL, max_bytes);
    cst_buf_init(&d->file, NULL);
    cst_buf_init(&d->out, NULL);
    d->page.out = &d->out;
    d->page.arena = &d->arena;
    d->ground.page = &d->page;
    d->ground.arena = &d->arena;
    if (cst_ui_load(&d->arena, CST_S(table), NULL, &d->page.ui) == CST_OK &&
        with_outlines) {
        outlines_make(&d->file);
        (void)cst_outlines_parse(&d->arena, cst_buf_get(&d->file),
                                 &d->ground.outlines);
    }
}

static void stop(drawing *d)
{
    cst_buf_free(&d->file);
    cst_buf_free(&d->out);
    cst_arena_free(&d->arena);
}

static const char *draw(drawing *d, const cst_corner *at, size_t n,
                        double least)
{
    cst_ground_fit(&d->ground, at, n, 960, least);
    cst_ground_draw(&d->ground);
    if (d->page.ui) {
        cst_ground_countries(&d->ground);
    }
    cst_buf_char(&d->out, '\0');
    return d->out.p;
}

/* Follow every path; its points, in tenths, stand within the window. */
static size_t check_paths(const drawing *d, const char *page)
{
    double right = d->ground.width * 10, bottom = d->ground.height * 10;
    size_t points = 0;

    while ((page = strstr(page, " d=\"")) != NULL) {
        double x = 0, y = 0;
        bool relative = false;

        for (page += 4; *page != '"';) {
            char *end;
            double a, b;

            if (strchr("Mlz", *page)) {
                relative = *page++ == 'l';
                continue;
            }
            a = strtod(page, &end);
            b = strtod(end, &end);
            assert_true(end > page);
            page = end;
            x = relative ? x + a : a;
            y = relative ? y + b : b;
            relative = true; /* after a move, too: none follows without l */
            assert_true(x >= -41 && x <= right + 41);
            assert_true(y >= -41 && y <= bottom + 41);
            points++;
        }
    }
    return points;
}

static size_t count(const char *page, const char *what)
{
    size_t n = 0;

    for (; (page = strstr(page, what)) != NULL; page += strlen(what)) {
        n++;
    }
    return n;
}

static void two_countries(void **state)
{
    const cst_corner at[] = {{8000, 3000}, {14000, 7000}};
    const char *page, *border;
    drawing d;

    (void)state;
    start(&d, true, 0);
    page = draw(&d, at, 2, 3);
    assert_true(check_paths(&d, page) > 20);
    assert_int_equal(count(page, "class=\"ground\""), 1);
    border = strstr(page, "class=\"country\" d=\"");
    assert_non_null(border);
    assert_int_equal(count(border, "M") - count(strstr(border, "/>"), "M"), 1);
    assert_non_null(strstr(page, ">Leftland</text>"));
    assert_non_null(strstr(page, ">Rightland</text>"));
    stop(&d);
}

/* Both fall on the same pixel as the corners of the window's middle. */
static void projection(void **state)
{
    const cst_corner at[] = {{2000, 48000}};
    cst_xy middle, north;
    drawing d;

    (void)state;
    start(&d, false, 0);
    (void)draw(&d, at, 1, 4);
    middle = cst_ground_project(&d.ground, 2, 48);
    assert_true(middle.x > 479.9 && middle.x < 480.1);
    assert_true(middle.y > d.ground.height / 2 - .1 &&
                middle.y < d.ground.height / 2 + .1);
    north = cst_ground_project(&d.ground, 2, 49);
    assert_true(north.y < middle.y);
    /* At that latitude a degree to the north is about 1.5 to the east. */
    assert_true((middle.y - north.y) / d.ground.scale > 1.45 &&
                (middle.y - north.y) / d.ground.scale < 1.55);
    stop(&d);
}

static void any_points(void **state)
{
    const cst_corner sets[][2] = {
        {{-180000, -90000}, {180000, 90000}}, {{180000, 0}, {180000, 0}},
        {{0, 90000}, {0, 90000}},             {{-180000, 0}, {180000, 1}},
        {{5000, 5000}, {5000, 5000}},         {{10000, 0}, {10000, 10000}}};
    drawing d;

    (void)state;
    for (size_t i = 0; i < CST_COUNT(sets); i++) {
        for (size_t n = 0; n <= 2; n++) {
            start(&d, true, 0);
            (void)check_paths(&d, draw(&d, sets[i], n, 1));
            assert_true(d.ground.height >= 479 && d.ground.height <= 720);
            stop(&d);
        }
    }
}

static void bare(void **state)
{
    const cst_corner at[] = {{8000, 3000}};
    const char *page;
    drawing d;

    (void)state;
    start(&d, false, 0);
    page = draw(&d, at, 1, 3);
    assert_true(check_paths(&d, page) > 4);
    assert_int_equal(count(page, "<path"), 1);
    stop(&d);
}

/* A name gives way to what is there. */
static void names_give_way(void **state)
{
    const cst_corner at[] = {{8000, 3000}, {14000, 7000}};
    drawing d;

    (void)state;
    start(&d, true, 0);
    assert_true(cst_ground_take(&d.ground, (cst_taken){0, 0, 960, 720}));
    assert_false(cst_ground_take(&d.ground, (cst_taken){5, 5, 6, 6}));
    assert_null(strstr(draw(&d, at, 2, 3), "</text>"));
    stop(&d);
}

static void no_memory(void **state)
{
    const cst_corner at[] = {{8000, 3000}, {14000, 7000}};
    drawing d;

    (void)state;
    for (size_t cap = 64; cap < 40000; cap += 97) {
        start(&d, true, cap);
        (void)draw(&d, at, 2, 3);
        stop(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_countries),  cmocka_unit_test(projection),
        cmocka_unit_test(any_points),     cmocka_unit_test(bare),
        cmocka_unit_test(names_give_way), cmocka_unit_test(no_memory)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
