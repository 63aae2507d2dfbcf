/* Circles on the map: every point of the border lies at the radius or on an edge
 * of the map; rings are closed, counterclockwise, within bounds. */
#include "base/base.h"
#include "present/circle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define RADIANS (3.14159265358979323846 / 180)

static double distance(double lat0, double lon0, double lat, double lon)
{
    double y = sin((lat - lat0) * RADIANS / 2);
    double x = sin((lon - lon0) * RADIANS / 2);
    double h = y * y + cos(lat0 * RADIANS) * cos(lat * RADIANS) * x * x;

    return 2 * 6371.0088 * asin(sqrt(h < 1 ? h : 1));
}

static double area(const cst_ring *r)
{
    double sum = 0;

    for (size_t i = 0; i + 1 < r->n; i++) {
        sum += r->at[i].lon * r->at[i + 1].lat -
               r->at[i + 1].lon * r->at[i].lat;
    }
    return sum / 2;
}

static size_t check(double lat, double lon, double km)
{
    cst_ring rings[2];
    size_t n = cst_circle(lat, lon, km, rings);

    assert_in_range(n, 1, 2);
    for (size_t i = 0; i < n; i++) {
        const cst_ring *r = &rings[i];

        assert_in_range(r->n, 5, CST_CIRCLE_POINTS);
        assert_true(r->at[0].lon == r->at[r->n - 1].lon &&
                    r->at[0].lat == r->at[r->n - 1].lat);
        assert_true(area(r) > 0);
        for (size_t j = 0; j < r->n; j++) {
            double x = r->at[j].lon, y = r->at[j].lat;

            assert_true(fabs(x) <= 180 && fabs(y) <= 90);
            assert_true(fabs(x) == 180 || fabs(y) == 90 ||
                        fabs(distance(lat, lon, y, x) - km) < 1e-6 * km + 1e-6);
        }
    }
    return n;
}

static void test_anywhere(void **state)
{
    static const double radii[] = {0.01, 5, 80, 500, 3000, 9000, 10007};

    (void)state;
    for (int lat = -90; lat <= 90; lat += 6) {
        for (int lon = -180; lon <= 180; lon += 9) {
            for (size_t i = 0; i < CST_COUNT(radii); i++) {
                check(lat, lon, radii[i]);
            }
        }
    }
}

static void test_cases(void **state)
{
    cst_ring rings[2];

    (void)state;
    assert_int_equal(check(14.2, 3.1, 5), 1);
    assert_int_equal(check(-17, 179.5, 100), 2); /* over the meridian */
    assert_int_equal(check(10, 180, 100), 2);
    assert_int_equal(check(89.5, 20, 80), 1); /* around a pole */
    assert_int_equal(check(-89.5, -170, 80), 1);
    assert_int_equal(check(0, 0, 10006), 1);
    /* A quarter of the way round and more: the whole map. */
    assert_int_equal(cst_circle(0, 0, 1e6, rings), 1);
    assert_true(area(&rings[0]) == 360.0 * 180);
    assert_int_equal(cst_circle(50, 0, (double)INFINITY, rings), 1);
    assert_int_equal(rings[0].n, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_anywhere),
                                       cmocka_unit_test(test_cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
