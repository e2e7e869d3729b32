/* paint/raster: which pixels, which colours, and the same ones every time. */
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "base/pool.h"
#include "base/random.h"
#include "canvas.h"
#include "failing.h"
#include "paint/mesh/quad.h"

static const struct color half_white = {255, 255, 255, 128};

static struct vertex vertex_at(float x, float y, struct color color)
{
    return (struct vertex){.x = x, .y = y, .color = color};
}

/* A net of jittered points over the whole picture: each pixel belongs to
 * exactly one triangle, so that half white is painted everywhere once. */
static void neighbours_share_no_pixel_and_miss_none(void **state)
{
    enum { SIDE = 40, WIDTH = 131, HEIGHT = 97 };
    static struct vertex net[SIDE + 1][SIDE + 1];
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, WIDTH, HEIGHT);
    random_seed(&random, 1, 0);
    for (int y = 0; y <= SIDE; y++)
        for (int x = 0; x <= SIDE; x++)
            net[y][x] = vertex_at(
                (float)((x + random_range(&random, -0.3, 0.3) *
                                 (x > 0 && x < SIDE)) * WIDTH / SIDE),
                (float)((y + random_range(&random, -0.3, 0.3) *
                                 (y > 0 && y < SIDE)) * HEIGHT / SIDE),
                half_white);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            /* Either diagonal and either direction. */
            struct vertex quad[4] = {net[y][x], net[y][x + 1],
                                     net[y + 1][x + 1], net[y + 1][x]};
            int turn = (int)random_below(&random, 4);
            struct vertex one[3] = {quad[turn], quad[(turn + 1) % 4],
                                    quad[(turn + 2) % 4]};
            struct vertex other[3] = {quad[(turn + 3) % 4],
                                      quad[(turn + 2) % 4], quad[turn]};
            canvas_test_triangle(&test, one);
            canvas_test_triangle(&test, other);
        }
    }
    canvas_test_paint(&test, NULL);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            assert_int_equal(canvas_test_red(&test, x, y), 128);
    canvas_test_end(&test);
}

/* Pixel centres on a left or top edge are in, on a right or bottom edge out. */
static void centres_on_edges_follow_the_rule(void **state)
{
    struct canvas_test test;
    const struct vertex upper[3] = {vertex_at(2.5f, 2.5f, half_white),
                                    vertex_at(6.5f, 2.5f, half_white),
                                    vertex_at(2.5f, 6.5f, half_white)};
    (void)state;

    canvas_test_begin(&test, 10, 10);
    canvas_test_triangle(&test, upper);
    canvas_test_paint(&test, NULL);
    for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 10; x++) {
            bool in = x >= 2 && y >= 2 && x + y < 8;
            assert_int_equal(canvas_test_red(&test, x, y), in ? 128 : 0);
        }
    }
    canvas_test_end(&test);
}

/* Every alpha on every grey, in runs of one and of many pixels. */
static void blending_is_to_the_nearest(void **state)
{
    struct canvas_test test;
    (void)state;

    canvas_test_begin(&test, 40, 256);
    for (int under = 0; under < 256; under += 5) {
        canvas_test_clear(&test);
        for (int k = 0; k < test.picture.pitch * 256; k++)
            test.picture.pixels[k] = 0xff000000u | (uint32_t)under * 0x10101;
        for (int alpha = 0; alpha < 256; alpha++) {
            struct color color = {200, 100, 0, (uint8_t)alpha};
            float y = (float)alpha;
            for (int part = 0; part < 2; part++) {
                float x = part == 0 ? 0 : 2, right = part == 0 ? 1 : 39;
                int first = mesh_reserve(&test.mesh, 4, 6);
                quad_vertex(&test.mesh, first, point_at(x, y), color);
                quad_vertex(&test.mesh, first + 1, point_at(right, y), color);
                quad_vertex(&test.mesh, first + 2, point_at(right, y + 1),
                            color);
                quad_vertex(&test.mesh, first + 3, point_at(x, y + 1), color);
                quad_put(quad_room(&test.mesh, 6), first, first + 1, first + 2,
                         first + 3);
            }
        }
        canvas_test_paint(&test, NULL);
        for (int alpha = 0; alpha < 256; alpha++) {
            int want = (200 * alpha + under * (255 - alpha) + 127) / 255;
            assert_int_equal(canvas_test_red(&test, 0, alpha), want);
            assert_int_equal(canvas_test_red(&test, 1, alpha), under);
            for (int x = 2; x < 39; x++)
                assert_int_equal(canvas_test_red(&test, x, alpha), want);
        }
    }
    canvas_test_end(&test);
}

/* From black at the left to white at the right: as a quad and as a triangle. */
static void colours_change_evenly(void **state)
{
    const struct color black = {0, 0, 0, 255}, white = {255, 255, 255, 255};
    struct canvas_test test;
    const struct vertex wide[3] = {vertex_at(0, 0, black),
                                   vertex_at(256, 0, white),
                                   vertex_at(0, 500, black)};
    (void)state;

    canvas_test_begin(&test, 256, 20);
    canvas_test_triangle(&test, wide);
    canvas_test_paint(&test, NULL);
    for (int x = 0; x < 240; x++) {
        int want = (int)floor((x + 0.5) / 256 * 255 + 0.5);
        assert_in_range(canvas_test_red(&test, x, 5), want - (want > 0),
                        want + 1);
    }
    canvas_test_end(&test);
}

static float anywhere(struct random *random)
{
    static const float odd[] = {0, -0.0f, NAN, INFINITY, -INFINITY, FLT_MAX,
                                -FLT_MAX, 1e30f, -1e9f, 32000, -32000, 1e-40f};

    if (random_below(random, 3) == 0)
        return odd[random_below(random, sizeof odd / sizeof *odd)];
    return (float)random_range(random, -100, 300);
}

static struct color any_color(struct random *random)
{
    uint64_t bits = random_bits(random);

    return (struct color){(uint8_t)bits, (uint8_t)(bits >> 8),
                          (uint8_t)(bits >> 16), (uint8_t)(bits >> 24)};
}

/* Triangles of all sizes and colours, `wild` with coordinates that are none. */
static void fill_randomly(struct canvas_test *test, struct random *random,
                          int count, bool wild)
{
    for (int k = 0; k < count; k++) {
        struct vertex corner[3];
        double size = exp(random_range(random, -1, 6));
        double x = random_range(random, -50, 350);
        double y = random_range(random, -50, 250);
        for (int c = 0; c < 3; c++) {
            corner[c] =
                vertex_at((float)(x + random_range(random, -size, size)),
                          (float)(y + random_range(random, -size, size)),
                          any_color(random));
            if (wild)
                corner[c].x = anywhere(random);
            if (wild && random_below(random, 2) == 0)
                corner[c].y = anywhere(random);
        }
        if (random_below(random, 10) == 0)
            test->mesh.clip = (struct pixel_box){
                (int)random_below(random, 100), (int)random_below(random, 80),
                1 + (int)random_below(random, 200),
                1 + (int)random_below(random, 120)};
        if (random_below(random, 3) == 0)
            corner[1].color = corner[2].color = corner[0].color;
        canvas_test_triangle(test, corner);
    }
}

static void threads_do_not_show(void **state)
{
    struct canvas_test test;
    struct picture alone;
    struct random random;
    (void)state;

    canvas_test_begin(&test, 301, 203);
    random_seed(&random, 2, 0);
    fill_randomly(&test, &random, 3000, false);
    canvas_test_paint(&test, NULL);
    size_t bytes = 4 * (size_t)test.picture.pitch * 203;
    alone = test.picture;
    for (int threads = 1; threads <= 8; threads++) {
        struct pool *pool = pool_create(threads, NULL);
        assert_true(picture_init(&test.picture, 301, 203, NULL));
        canvas_test_paint(&test, pool);
        assert_memory_equal(test.picture.pixels, alone.pixels, bytes);
        picture_finish(&test.picture);
        pool_destroy(pool);
    }
    test.picture = alone;
    canvas_test_end(&test);
}

/* A picture that is painted clip by clip is the same as one painted whole. */
static void clips_do_not_move_colours(void **state)
{
    struct canvas_test test;
    struct picture whole;
    struct random random, again;
    (void)state;

    canvas_test_begin(&test, 300, 200);
    random_seed(&random, 3, 0);
    again = random;
    for (int k = 0; k < 400; k++) {
        struct vertex corner[3];
        for (int c = 0; c < 3; c++)
            corner[c] = vertex_at((float)random_range(&random, -900, 900),
                                  (float)random_range(&random, -600, 600),
                                  any_color(&random));
        canvas_test_triangle(&test, corner);
    }
    canvas_test_paint(&test, NULL);
    whole = test.picture;
    assert_true(picture_init(&test.picture, 300, 200, NULL));
    mesh_begin(&test.mesh, 300, 200);
    for (int k = 0; k < 400; k++) {
        struct vertex corner[3];
        for (int c = 0; c < 3; c++)
            corner[c] = vertex_at((float)random_range(&again, -900, 900),
                                  (float)random_range(&again, -600, 600),
                                  any_color(&again));
        for (int x = 0; x < 300; x += 37) {
            test.mesh.clip = (struct pixel_box){x, 0, 37, 200};
            canvas_test_triangle(&test, corner);
        }
    }
    canvas_test_paint(&test, NULL);
    assert_memory_equal(test.picture.pixels, whole.pixels, 4 * 300 * 200);
    picture_finish(&whole);
    canvas_test_end(&test);
}

static void absurd_coordinates_do_no_harm(void **state)
{
    struct canvas_test test;
    struct random random;
    (void)state;

    canvas_test_begin(&test, 300, 200);
    random_seed(&random, 4, 0);
    for (int round = 0; round < 20; round++) {
        fill_randomly(&test, &random, 500, true);
        canvas_test_paint(&test, NULL);
        mesh_begin(&test.mesh, 300, 200);
    }
    for (int k = 0; k < 300 * 200; k++)
        assert_int_equal(test.picture.pixels[k] >> 24, 255);
    canvas_test_end(&test);
}

/* Triangles thinner than anything, with a pixel's centre in the middle of their
 * longest edge: the slopes of their colours are enormous, their colours not. */
static void slivers_keep_their_colours(void **state)
{
    const struct color dark = {100, 0, 0, 255}, light = {200, 0, 0, 255};
    const float bit = 1.0f / 256, x = 10000 + bit, y = 10000;
    struct canvas_test test;
    int painted = 0;
    (void)state;

    canvas_test_begin(&test, 200, 200);
    for (int round = 0; round < 4; round++) {
        float right = round & 1 ? 1 : -1, down = round & 2 ? 1 : -1;
        const struct vertex sliver[3] = {
            vertex_at(100.5f - right * x, 100.5f - down * y, dark),
            vertex_at(100.5f + right * x, 100.5f + down * y, light),
            vertex_at(100.5f - right * bit, 100.5f - down * bit, dark)};
        canvas_test_clear(&test);
        canvas_test_triangle(&test, sliver);
        canvas_test_paint(&test, NULL);
        for (int k = 0; k < 200 * 200; k++) {
            int red = canvas_test_red(&test, k % 200, k / 200);
            assert_true(red == 0 || (red >= 100 && red <= 200));
            painted += red != 0;
        }
    }
    assert_true(painted > 0);
    canvas_test_end(&test);
}

/* A letter: texel by texel, times the colour's alpha, cut at the frame. */
static void texels_are_copied(void **state)
{
    struct canvas_test test;
    struct atlas_place place;
    const struct color faint = {255, 255, 255, 100};
    (void)state;

    canvas_test_begin(&test, 90, 30);
    assert_true(atlas_add(&test.atlas, 80, 20, &place));
    for (int y = 0; y < 20; y++)
        for (int x = 0; x < 80; x++)
            test.atlas.pixels[(place.y + y) * ATLAS_SIZE + place.x + x] =
                (uint8_t)(x * 2 + y);
    int first = mesh_reserve(&test.mesh, 4, 6);
    float u = (float)place.x / ATLAS_SIZE, v = (float)place.y / ATLAS_SIZE;
    float du = 80.0f / ATLAS_SIZE, dv = 20.0f / ATLAS_SIZE;
    test.mesh.vertices[first] = (struct vertex){-3, 5, faint, u, v};
    test.mesh.vertices[first + 1] = (struct vertex){77, 5, faint, u + du, v};
    test.mesh.vertices[first + 2] =
        (struct vertex){77, 25, faint, u + du, v + dv};
    test.mesh.vertices[first + 3] = (struct vertex){-3, 25, faint, u, v + dv};
    quad_put(quad_room(&test.mesh, 6), first, first + 1, first + 2, first + 3);
    canvas_test_paint(&test, NULL);
    for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 90; x++) {
            bool in = x < 77 && y >= 5 && y < 25;
            int want = in ? (((x + 3) * 2 + y - 5) * 100 + 127) / 255 : 0;
            assert_int_equal(canvas_test_red(&test, x, y), want);
        }
    }
    canvas_test_end(&test);
}

static void impossible_pictures_are_refused(void **state)
{
    static const int sizes[][2] = {{0, 5}, {5, 0}, {-1, 5}, {5, 20000},
                                   {1 << 30, 1 << 30}};
    struct picture picture;
    struct error error = {0};
    (void)state;

    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        char want[64];
        assert_false(picture_init(&picture, sizes[k][0], sizes[k][1], &error));
        snprintf(want, sizeof want, "%d x %d", sizes[k][0], sizes[k][1]);
        assert_non_null(strstr(error.text, want));
        picture_finish(&picture);
    }
    failing_after(0);
    assert_false(picture_init(&picture, 10, 10, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "not enough memory for a picture"));
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_share_no_pixel_and_miss_none),
        cmocka_unit_test(centres_on_edges_follow_the_rule),
        cmocka_unit_test(blending_is_to_the_nearest),
        cmocka_unit_test(colours_change_evenly),
        cmocka_unit_test(threads_do_not_show),
        cmocka_unit_test(clips_do_not_move_colours),
        cmocka_unit_test(absurd_coordinates_do_no_harm),
        cmocka_unit_test(slivers_keep_their_colours),
        cmocka_unit_test(texels_are_copied),
        cmocka_unit_test(impossible_pictures_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
