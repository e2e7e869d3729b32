/* paint/mesh: shapes cover their area, wherever they lie, and nothing breaks
 * them. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

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
    struct atlas atlas;
    struct error error = {0};
    (void)state;

    failing_after(0);
    assert_false(mesh_init(&mesh, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "not enough memory for the triangles"));
    mesh_finish(&mesh);
    failing_after(0);
    assert_false(atlas_init(&atlas, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "not enough memory"));
    atlas_finish(&atlas);
}

/* Places do not overlap, keep a rim, and end when the atlas is full. */
static void atlases_fill_up(void **state)
{
    struct atlas atlas;
    struct atlas_place place;
    struct random random;
    uint8_t *taken = calloc(ATLAS_SIZE, ATLAS_SIZE);
    double area = 0;
    (void)state;

    assert_true(atlas_init(&atlas, NULL));
    assert_int_equal(atlas.changed.w, ATLAS_SIZE);
    assert_int_equal(atlas.generation, 0);
    random_seed(&random, 6, 0);
    for (int k = 0; k < 200000; k++) {
        int w = 1 + (int)random_below(&random, 120);
        int h = 1 + (int)random_below(&random, 30);
        atlas_unchanged(&atlas);
        if (!atlas_add(&atlas, w, h, &place))
            break;
        assert_memory_equal(&place, &atlas.changed, sizeof place);
        assert_true(place.x >= 1 && place.x + w < ATLAS_SIZE);
        assert_true(place.y >= 1 && place.y + h < ATLAS_SIZE);
        area += w * h;
        for (int y = -1; y <= h; y++)
            for (int x = -1; x <= w; x++) {
                size_t at = (size_t)(place.y + y) * ATLAS_SIZE +
                            (size_t)(place.x + x);
                assert_int_equal(atlas.pixels[at], 0);
                bool inside = x >= 0 && x < w && y >= 0 && y < h;
                assert_false(inside && taken[at]);
                taken[at] = taken[at] || inside;
            }
    }
    assert_true(area > 0.4 * ATLAS_SIZE * ATLAS_SIZE);
    assert_false(atlas_add(&atlas, ATLAS_SIZE, 5, &place));
    atlas_clear(&atlas);
    assert_int_equal(atlas.generation, 1);
    assert_true(atlas_add(&atlas, 500, 500, &place));
    atlas_finish(&atlas);
    free(taken);
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
        cmocka_unit_test(strokes_have_their_area),
        cmocka_unit_test(bends_are_painted_once),
        cmocka_unit_test(closed_strokes_have_no_ends),
        cmocka_unit_test(dashes_share_the_line),
        cmocka_unit_test(glows_fall_off),
        cmocka_unit_test(absurd_shapes_do_no_harm),
        cmocka_unit_test(nothing_is_painted_of_nothing),
        cmocka_unit_test(unknown_points_are_left_out),
        cmocka_unit_test(full_meshes_say_so),
        cmocka_unit_test(no_memory_is_a_message),
        cmocka_unit_test(atlases_fill_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
