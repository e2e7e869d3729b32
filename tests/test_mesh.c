/* paint/mesh: shapes cover their area, wherever they lie, and nothing breaks
 * them. */
#include <float.h>
#include <math.h>

#include "base/random.h"
#include "canvas.h"
#include "check_close.h"
#include "failing.h"
#include "paint/mesh/shape.h"
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

static void boxes_have_their_area(void **state)
{
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    random_seed(&random, 1, 0);
    for (int round = 0; round < 60; round++) {
        float w = (float)random_range(&random, 40, 90);
        float h = (float)random_range(&random, 40, 90);
        float r = round % 3 == 0 ? 0 : (float)random_range(&random, 1, 20);
        struct box box = {(float)random_range(&random, 20, 90),
                          (float)random_range(&random, 20, 90), w, h};
        shape_box(&test.mesh, box, r, white, white);
        check_area(&test, (double)w * h - (4 - pi) * r * r);
        float width = (float)random_range(&random, 0.9, 9);
        shape_frame(&test.mesh, box, r > 6 ? r : 6, width, white);
        r = r > 6 ? r : 6;
        check_area(&test, (2.0 * (w + h) - (8 - 2 * pi) * r) * width);
    }
    canvas_test_end(&test);
}

/* Wherever a disc lies; and small ones by sums over many places. */
static void discs_have_their_area(void **state)
{
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    random_seed(&random, 2, 0);
    for (float r = 2; r < 60; r *= 1.3f) {
        float x = (float)random_range(&random, 70, 130);
        float y = (float)random_range(&random, 70, 130);
        shape_box(&test.mesh, box_at(x - r, y - r, 2 * r, 2 * r), r, white,
                  white);
        canvas_test_paint(&test, NULL);
        /* Arcs of few points lack a little of the circle. */
        assert_close(canvas_test_area(&test), pi * r * r, pi * r * r * 0.025);
        canvas_test_clear(&test);
    }
    canvas_test_end(&test);
}

/* A bar gets thinner without a jump, down to nothing. */
static void thin_boxes_fade(void **state)
{
    struct canvas_test test;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    for (float w = 0.05f; w < 2; w += 0.05f) {
        double sum = 0;
        for (int k = 0; k < 8; k++) {
            shape_box(&test.mesh, box_at(20 + 9 * k + k / 8.0f, 20, w, 100), 0,
                      white, white);
        }
        canvas_test_paint(&test, NULL);
        sum = canvas_test_area(&test) / 8;
        assert_close(sum, w * 100, 1 + w * 3);
        canvas_test_clear(&test);
    }
    canvas_test_end(&test);
}

/* Whole pixels stay sharp: nothing outside, everything inside. */
static void whole_boxes_are_sharp(void **state)
{
    struct canvas_test test;
    (void)state;

    canvas_test_begin(&test, 40, 40);
    shape_box(&test.mesh, box_at(10, 12, 15, 9), 0, white, white);
    canvas_test_paint(&test, NULL);
    for (int y = 0; y < 40; y++) {
        for (int x = 0; x < 40; x++) {
            bool in = x >= 10 && x < 25 && y >= 12 && y < 21;
            assert_int_equal(canvas_test_red(&test, x, y), in ? 255 : 0);
        }
    }
    canvas_test_end(&test);
}

/* Tiles that touch in units touch in pixels: half white once everywhere. */
static void tiles_have_no_seams(void **state)
{
    struct canvas_test test;
    struct view view = {1.37f, {3.2f, 5.7f}};
    (void)state;

    canvas_test_begin(&test, 120, 120);
    for (int row = 0; row < 11; row++)
        for (int column = 0; column < 13; column++)
            shape_tile(&test.mesh,
                       view_box(view, box_at(column * 5.0f, row * 6.3f, 5,
                                             6.3f)),
                       half_white, half_white);
    canvas_test_paint(&test, NULL);
    for (int y = 6; y < 100; y++)
        for (int x = 3; x < 92; x++)
            assert_int_equal(canvas_test_red(&test, x, y), 128);
    canvas_test_end(&test);
}

/* Within a translucent shape no edge of a triangle shows. */
static void shapes_have_no_seams(void **state)
{
    struct canvas_test test;
    struct point wave[60], low[60], hexagon[6];
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    for (int k = 0; k < 60; k++) {
        wave[k] = point_at(10 + 3 * (float)k, 60 + 15 * (float)(k % 5) / 5);
        low[k] = point_at(wave[k].x, 120);
    }
    for (int k = 0; k < 6; k++)
        hexagon[k] = point_at(100 + 60 * (float)cos(pi * k / 3),
                              100 + 60 * (float)sin(pi * k / 3));
    shape_box(&test.mesh, box_at(11.3f, 20.7f, 150, 120), 30, half_white,
              half_white);
    canvas_test_paint(&test, NULL);
    for (int y = 50; y < 120; y++)
        for (int x = 20; x < 150; x++)
            assert_int_equal(canvas_test_red(&test, x, y), 128);
    canvas_test_clear(&test);
    shape_band(&test.mesh, pixels, wave, low, 60, half_white);
    canvas_test_paint(&test, NULL);
    for (int y = 78; y < 118; y++)
        for (int x = 11; x < 186; x++)
            assert_int_equal(canvas_test_red(&test, x, y), 128);
    canvas_test_clear(&test);
    shape_polygon(&test.mesh, pixels, hexagon, 6, half_white);
    canvas_test_paint(&test, NULL);
    for (int y = 60; y < 140; y++)
        for (int x = 80; x < 120; x++)
            assert_int_equal(canvas_test_red(&test, x, y), 128);
    canvas_test_end(&test);
}

static void polygons_have_their_area(void **state)
{
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    random_seed(&random, 3, 0);
    for (int round = 0; round < 60; round++) {
        struct point points[20];
        int count = 5 + (int)random_below(&random, 10);
        double area = 0, radius = random_range(&random, 30, 70);
        double turn = round % 2 == 0 ? 1 : -1;
        for (int k = 0; k < count; k++) {
            double angle = turn * 2 * pi * (k + 0.1 * (round % 7)) / count;
            points[k] = point_at((float)(100.3 + radius * cos(angle)),
                                 (float)(99.1 + radius * sin(angle)));
        }
        area = 0.5 * count * radius * radius * sin(2 * pi / count);
        shape_polygon(&test.mesh, pixels, points, count, white);
        check_area(&test, area);
    }
    canvas_test_end(&test);
}

/* Light gets weaker outwards, and hollow leaves out nothing but the middle. */
static void glows_fall_off(void **state)
{
    struct canvas_test test;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    for (int hollow = 0; hollow < 2; hollow++) {
        shape_glow(&test.mesh, box_at(60, 60, 80, 80), 10, 40, white,
                   hollow == 1);
        canvas_test_paint(&test, NULL);
        assert_int_equal(canvas_test_red(&test, 100, 100),
                         hollow == 1 ? 0 : 255);
        assert_in_range(canvas_test_red(&test, 100, 60), 115, 140);
        for (int y = 42; y < 79; y++)
            assert_true(canvas_test_red(&test, 100, y) >=
                        canvas_test_red(&test, 100, y - 1));
        assert_int_equal(canvas_test_red(&test, 100, 39), 0);
        canvas_test_clear(&test);
    }
    canvas_test_end(&test);
}

/* An unclosed batch of every shape with numbers that are none. */
static void put_anything(struct canvas_test *test, struct random *random)
{
    static const float odd[] = {NAN, INFINITY, -INFINITY, FLT_MAX, -FLT_MAX,
                                1e30f, 0, -0.0f, 1e-40f, -5};
    float value[48];

    for (int k = 0; k < 48; k++)
        value[k] = random_below(random, 3) == 0
                       ? odd[random_below(random, sizeof odd / sizeof *odd)]
                       : (float)random_range(random, -300, 500);
    struct view view = {random_below(random, 4) == 0 ? value[0] : 1, {0, 0}};
    struct point points[16];
    struct color colors[16];
    for (int k = 0; k < 16; k++) {
        points[k] = point_at(value[16 + k], value[32 + k]);
        colors[k] = half_white;
    }
    struct box box =
        view_box(view, box_at(value[1], value[2], value[3], value[4]));
    shape_box(&test->mesh, box, value[5], white, half_white);
    shape_frame(&test->mesh, box, value[6], value[7], white);
    shape_glow(&test->mesh, box, value[8], value[9], white, value[0] > 0);
    shape_tile(&test->mesh, box, white, half_white);
    shape_polygon(&test->mesh, view, points, 16, white);
    shape_band(&test->mesh, view, points, points + 8, 8, white);
    struct stroke stroke = {.view = view, .points = points, .count = 16,
                            .width = value[10], .color = white,
                            .closed = value[11] > 0};
    stroke_put(&test->mesh, &stroke);
    stroke.on = fabsf(value[12]);
    stroke.off = fabsf(value[13]);
    stroke.start = value[14];
    stroke.widths = value;
    stroke.colors = colors;
    stroke_put(&test->mesh, &stroke);
}

static void absurd_shapes_do_no_harm(void **state)
{
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    random_seed(&random, 5, 0);
    for (int round = 0; round < 400; round++) {
        put_anything(&test, &random);
        if (round % 10 == 9) {
            canvas_test_paint(&test, NULL);
            mesh_begin(&test.mesh, SIDE, SIDE);
        }
    }
    canvas_test_end(&test);
}

/* Points at one place are one point, and one point is no line. */
static void nothing_is_painted_of_nothing(void **state)
{
    struct canvas_test test;
    const struct point same[4] = {{50, 50}, {50, 50}, {50, 50}, {50, 50}};
    const struct point lost[3] = {{NAN, 1}, {1, NAN}, {NAN, NAN}};
    (void)state;

    canvas_test_begin(&test, SIDE, SIDE);
    for (int closed = 0; closed < 2; closed++) {
        struct stroke stroke = {.view = pixels, .points = same, .count = 4,
                                .width = 5, .color = white,
                                .closed = closed == 1};
        stroke_put(&test.mesh, &stroke);
        stroke.on = stroke.off = 3;
        stroke_put(&test.mesh, &stroke);
        stroke.points = lost;
        stroke.count = 3;
        stroke_put(&test.mesh, &stroke);
        stroke.count = 0;
        stroke_put(&test.mesh, &stroke);
    }
    shape_polygon(&test.mesh, pixels, same, 4, white);
    shape_polygon(&test.mesh, pixels, lost, 3, white);
    shape_box(&test.mesh, box_at(10, 10, 0, 50), 3, white, white);
    shape_band(&test.mesh, pixels, lost, same, 3, white);
    canvas_test_paint(&test, NULL);
    assert_close(canvas_test_area(&test), 0, 0);
    canvas_test_end(&test);
}

static void full_meshes_say_so(void **state)
{
    struct canvas_test test;
    int rounds = 0;
    (void)state;

    canvas_test_begin(&test, 16, 16);
    while (!test.mesh.full && rounds++ < 1000000)
        shape_box(&test.mesh, box_at(2, 2, 9, 9), 3, white, white);
    assert_true(test.mesh.full);
    assert_int_equal(mesh_reserve(&test.mesh, 1 << 20, 3), -1);
    canvas_test_paint(&test, NULL);
    assert_int_equal(canvas_test_red(&test, 6, 6), 255);
    canvas_test_clear(&test);
    assert_false(test.mesh.full);
    for (int k = 0; k < 100000 && !test.mesh.full; k++) {
        test.mesh.clip.w = 8 + k % 2; /* one batch each */
        shape_tile(&test.mesh, box_at(2, 2, 1, 1), white, white);
    }
    assert_true(test.mesh.full);
    canvas_test_end(&test);
}

static void no_memory_is_a_message(void **state)
{
    struct mesh mesh;
    struct error error = {0};
    (void)state;

    failing_after(0);
    assert_false(mesh_init(&mesh, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "not enough memory for the triangles"));
    mesh_finish(&mesh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_have_their_area),
        cmocka_unit_test(discs_have_their_area),
        cmocka_unit_test(thin_boxes_fade),
        cmocka_unit_test(whole_boxes_are_sharp),
        cmocka_unit_test(tiles_have_no_seams),
        cmocka_unit_test(shapes_have_no_seams),
        cmocka_unit_test(polygons_have_their_area),
        cmocka_unit_test(glows_fall_off),
        cmocka_unit_test(absurd_shapes_do_no_harm),
        cmocka_unit_test(nothing_is_painted_of_nothing),
        cmocka_unit_test(full_meshes_say_so),
        cmocka_unit_test(no_memory_is_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
