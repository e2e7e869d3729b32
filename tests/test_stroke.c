/* paint/mesh/stroke: lines have their width everywhere, once. */
#include <math.h>

#include "base/random.h"
#include "canvas.h"
#include "check_close.h"
#include "paint/mesh/stroke.h"

static const struct color white = {255, 255, 255, 255};
static const struct color half_white = {255, 255, 255, 128};
static const struct view pixels = {1, {0, 0}};
static const double pi = 3.14159265358979323846;

enum { SIDE = 200 };

/* Paints what is in the mesh, alone, and compares its area. */
static void check_area(struct canvas_test *test, double want)
{
    canvas_test_paint(test, NULL);
    assert_close(canvas_test_area(test), want, want * 0.01);
    canvas_test_clear(test);
}

/* Straight ones in every direction and of every width. */
static void strokes_have_their_area(void **state)
{
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    random_seed(&random, 4, 0);
    for (int round = 0; round < 200; round++) {
        double angle = random_range(&random, 0, 2 * pi);
        double length = random_range(&random, 60, 90);
        float width = (float)random_range(&random, 0.4, 12);
        struct point points[3] = {{100.4f, 99.7f}};
        points[2] = point_at(100.4f + (float)(length * cos(angle)),
                             99.7f + (float)(length * sin(angle)));
        points[1] = point_at(0.5f * (points[0].x + points[2].x),
                             0.5f * (points[0].y + points[2].y));
        stroke_put(&test.mesh, &(struct stroke){.view = pixels,
                   .points = points, .count = 3, .width = width,
                   .color = white});
        canvas_test_paint(&test, NULL);
        assert_close(canvas_test_area(&test), length * width,
                     0.02 * length * width);
        canvas_test_clear(&test);
    }
    canvas_test_end(&test);
}

/* Bends of every angle, translucent: no pixel is painted twice but on the very
 * border, and none is missed inside. */
static void bends_are_painted_once(void **state)
{
    struct canvas_test test;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    for (int degrees = -150; degrees <= 150; degrees += 10) {
        double angle = degrees * pi / 180;
        struct point points[3] = {{20, 100}, {100, 100}};
        points[2] = point_at(100 + 80 * (float)cos(angle),
                             100 + 80 * (float)sin(angle));
        stroke_put(&test.mesh, &(struct stroke){.view = pixels,
                   .points = points, .count = 3, .width = 12,
                   .color = half_white});
        canvas_test_paint(&test, NULL);
        int most = 0;
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                if (canvas_test_red(&test, x, y) > most)
                    most = canvas_test_red(&test, x, y);
        assert_int_equal(most, 128);
        for (int x = 22; x < 90; x++)
            assert_int_equal(canvas_test_red(&test, x, 100), 128);
        canvas_test_clear(&test);
    }
    canvas_test_end(&test);
}

/* A closed line covers its corners like any other bend, once. */
static void closed_strokes_have_no_ends(void **state)
{
    struct canvas_test test;
    const struct point square[4] = {{50, 50}, {150, 50}, {150, 150}, {50, 150}};
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    stroke_put(&test.mesh, &(struct stroke){.view = pixels, .points = square,
               .count = 4, .width = 10, .color = half_white, .closed = true});
    canvas_test_paint(&test, NULL);
    for (int k = 0; k < 4; k++) {
        int x = (int)square[k].x, y = (int)square[k].y;
        assert_int_equal(canvas_test_red(&test, x, y), 128);
        assert_int_equal(canvas_test_red(&test, x - 1, y - 1), 128);
    }
    for (int x = 48; x < 152; x++)
        assert_int_equal(canvas_test_red(&test, x, 50), 128);
    canvas_test_end(&test);
}

static void dashes_share_the_line(void **state)
{
    struct canvas_test test;
    const struct point points[2] = {{20, 100}, {180, 100}};
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    for (int start = -40; start < 40; start += 4) {
        stroke_put(&test.mesh, &(struct stroke){.view = pixels,
                   .points = points, .count = 2, .width = 4, .color = white,
                   .on = 12, .off = 8, .start = (float)start});
        check_area(&test, 160 * 4 * 12 / 20.0);
    }
    /* The first dash begins where it is said to. */
    stroke_put(&test.mesh, &(struct stroke){.view = pixels, .points = points,
               .count = 2, .width = 4, .color = white, .on = 12, .off = 8,
               .start = 15});
    canvas_test_paint(&test, NULL);
    assert_int_equal(canvas_test_red(&test, 24, 100), 0);
    assert_int_equal(canvas_test_red(&test, 25, 100), 255);
    assert_int_equal(canvas_test_red(&test, 36, 100), 255);
    assert_int_equal(canvas_test_red(&test, 37, 100), 0);
    canvas_test_end(&test);
}

/* A point that is not a number is left out of a line, not the line. */
static void unknown_points_are_left_out(void **state)
{
    struct canvas_test test;
    const struct point points[4] = {{20, 100}, {NAN, 3}, {60, 100}, {90, 100}};
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    stroke_put(&test.mesh, &(struct stroke){.view = pixels, .points = points,
               .count = 4, .width = 4, .color = white});
    check_area(&test, 70 * 4);
    canvas_test_end(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strokes_have_their_area),
        cmocka_unit_test(bends_are_painted_once),
        cmocka_unit_test(closed_strokes_have_no_ends),
        cmocka_unit_test(dashes_share_the_line),
        cmocka_unit_test(unknown_points_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
