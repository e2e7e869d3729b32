/* paint: draw lists become the pictures that are stored, and a full atlas does
 * not show. Text is painted elsewhere: installed fonts differ. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "failing.h"
#include "golden_picture.h"
#include "paint/paint.h"

enum { WIDTH = 160, HEIGHT = 120 };

static const struct color amber = {240, 176, 48, 255};
static const struct color blue = {80, 176, 255, 255};
static const struct color rose = {224, 96, 160, 160};
static const struct color ground = {22, 29, 41, 255};

struct stage {
    struct paint *paint;
    struct draw_list list;
};

static void stage_begin(struct stage *stage, float scale)
{
    struct error error = {0};

    stage->paint = paint_create(&error);
    if (stage->paint == NULL)
        fail_msg("%s", error.text);
    assert_true(draw_init(&stage->list, NULL));
    draw_begin(&stage->list, WIDTH, HEIGHT, scale,
               paint_measure(stage->paint));
    draw_tile(&stage->list, draw_frame_box(&stage->list), ground);
}

static void stage_paint(struct stage *stage, struct picture *picture)
{
    assert_true(picture_init(picture, stage->list.width, stage->list.height,
                             NULL));
    const struct mesh *mesh = paint_mesh(stage->paint, &stage->list);
    assert_false(mesh->full);
    raster_mesh(mesh, paint_atlas(stage->paint), picture, NULL);
}

/* Paints the list, compares it and ends. */
static void stage_end(struct stage *stage, const char *name)
{
    struct picture picture;

    stage_paint(stage, &picture);
    golden_picture(name, &picture);
    picture_finish(&picture);
    draw_finish(&stage->list);
    paint_destroy(stage->paint);
}

static void boxes(void **state)
{
    struct stage stage;
    (void)state;

    stage_begin(&stage, 1);
    draw_glow(&stage.list, box_at(14, 14, 60, 40), 10, 16, blue, true);
    draw_box_shaded(&stage.list, box_at(14, 14, 60, 40), 10,
                    color_of(0x2a3a50), color_of(0x182230));
    draw_outline(&stage.list, box_at(14, 14, 60, 40), 10, 1.5f, blue);
    draw_glow(&stage.list, box_at(110, 24, 16, 16), 8, 30, rose, false);
    draw_disc(&stage.list, point_at(118, 32), 6, amber);
    draw_ring(&stage.list, point_at(145.5f, 16), 9.3f, 2.2f, amber);
    for (int k = 0; k < 12; k++) {
        float w = 0.2f + 0.25f * (float)k;
        draw_box(&stage.list, box_at(8 + 8.1f * (float)k, 66, w, 20.5f), 0,
                 amber);
        draw_disc(&stage.list, point_at(10 + 11.3f * (float)k, 102),
                  0.5f + 0.45f * (float)k, rose);
    }
    draw_box(&stage.list, box_at(112.5f, 64.5f, 40, 20), 4, rose);
    stage_end(&stage, "boxes");
}

static void strokes(void **state)
{
    struct stage stage;
    struct point zigzag[7], wave[40], corners[4];
    float widths[40];
    struct color colors[40];
    (void)state;

    stage_begin(&stage, 1);
    for (int k = 0; k < 12; k++)
        draw_segment(&stage.list, point_at(34, 34),
                     point_at(34 + 2.5f * (float)(k - 6) * 2,
                              k % 2 == 0 ? 4 : 64),
                     0.4f + 0.3f * (float)k, amber);
    for (int k = 0; k < 7; k++)
        zigzag[k] = point_at(74 + 13 * (float)k, k % 2 == 0 ? 10.0f : 34.0f);
    draw_line(&stage.list, zigzag, 7,
              &(struct draw_stroke){.width = 6, .color = rose});
    for (int k = 0; k < 40; k++) {
        float x = (float)k / 39;
        wave[k] = point_at(70 + 84 * x, 60 + 40 * x * (1 - x) * (x - 0.3f) * 4);
        widths[k] = 1 + 8 * x;
        colors[k] = color_mix(amber, blue, x);
    }
    draw_ribbon(&stage.list, wave, widths, colors, 40);
    for (int k = 0; k < 4; k++)
        corners[k] = point_at(k == 0 || k == 3 ? 14.0f : 60.0f,
                              k < 2 ? 78.5f : 110.5f);
    draw_line(&stage.list, corners, 4,
              &(struct draw_stroke){.width = 3, .color = blue, .closed = true});
    for (int k = 0; k < 4; k++)
        corners[k].x += 66;
    draw_line(&stage.list, corners, 4,
              &(struct draw_stroke){.width = 3, .color = blue, .on = 7,
                                    .off = 4, .start = 2.5f, .closed = true});
    stage_end(&stage, "strokes");
}

static void areas(void **state)
{
    struct stage stage;
    struct point upper[30], lower[30], star[5];
    (void)state;

    stage_begin(&stage, 1.25f);
    for (int k = 0; k < 30; k++) {
        float x = (float)k / 29;
        upper[k] = point_at(6 + 110 * x, 16 + 60 * x * (1 - x));
        lower[k] = point_at(upper[k].x, 44 - 56 * x * (1 - x));
    }
    draw_band(&stage.list, upper, lower, 30, rose);
    for (int k = 0; k < 4; k++) {
        float size = 3 + 4 * (float)k, x = 12 + 28 * (float)k;
        star[0] = point_at(x, 54);
        star[1] = point_at(x + size, 54 + 1.3f * size);
        star[2] = point_at(x - 0.4f * size, 54 + 2 * size);
        draw_polygon(&stage.list, star, 3, k % 2 == 0 ? amber : rose);
    }
    struct box before = draw_clip(&stage.list, box_at(96.4f, 60.3f, 20, 26));
    draw_disc(&stage.list, point_at(98, 64), 16, blue);
    draw_unclip(&stage.list, before);
    draw_tile_shaded(&stage.list, box_at(4.3f, 84.7f, 70.2f, 7.9f), amber,
                     rose);
    stage_end(&stage, "areas");
}

static void grids(void **state)
{
    struct stage stage;
    struct color palette[256];
    (void)state;

    stage_begin(&stage, 1);
    for (int k = 0; k < 256; k++)
        palette[k] = (struct color){(uint8_t)k, (uint8_t)(k / 2 + 60),
                                    (uint8_t)(255 - k),
                                    (uint8_t)(k < 64 ? 4 * k : 255)};
    int index = draw_palette(&stage.list, palette);
    uint8_t *large = draw_grid(&stage.list, box_at(6, 6, 97, 53), 60, 30,
                               index, false);
    for (int k = 0; k < 60 * 30; k++)
        large[k] = (uint8_t)(k * 7);
    uint8_t *small = draw_grid(&stage.list, box_at(110, 6, 43, 53), 5, 6,
                               index, true);
    for (int k = 0; k < 30; k++)
        small[k] = (uint8_t)(k * 8);
    uint8_t *wide = draw_grid(&stage.list, box_at(6, 66.6f, 147, 46), 20, 9,
                              index, true);
    for (int k = 0; k < 180; k++)
        wide[k] = (uint8_t)(k + 40);
    stage_end(&stage, "grids");
}

/* Texts of many sizes until the atlas is full; the last frame on it is the one
 * that a fresh painter makes. */
static void full_atlases_do_not_show(void **state)
{
    struct stage stage, fresh;
    struct picture picture, want;
    const struct draw_style style = {FACE_UI, 20, amber, ALIGN_LEFT};
    char text[32];
    (void)state;

    stage_begin(&stage, 1);
    stage_begin(&fresh, 1);
    for (int frame = 0; paint_atlas(stage.paint)->generation == 0; frame++) {
        assert_in_range(frame, 0, 2000);
        draw_begin(&stage.list, WIDTH, HEIGHT, 1, paint_measure(stage.paint));
        for (int k = 0; k < 8; k++) {
            struct draw_style large = style;
            large.size = 20 + (float)((frame * 8 + k) % 200);
            snprintf(text, sizeof text, "gate %d", frame * 8 + k);
            draw_text(&stage.list, point_at(5, 20 + 12 * (float)k), large,
                      text);
        }
        const struct draw_command *last =
            &stage.list.command[stage.list.commands - 1];
        assert_int_equal(last->kind, DRAW_TEXT);
        paint_mesh(stage.paint, &stage.list);
    }
    stage_paint(&stage, &picture);
    struct draw_list swap = fresh.list;
    fresh.list = stage.list;
    stage_paint(&fresh, &want);
    assert_int_equal(golden_picture_distance(&picture, &want), 0);
    fresh.list = swap;
    picture_finish(&picture);
    picture_finish(&want);
    draw_finish(&fresh.list);
    draw_finish(&stage.list);
    paint_destroy(fresh.paint);
    paint_destroy(stage.paint);
}

/* Nothing is cut off where the frame is magnified. */
static void magnified_frames_are_moved(void **state)
{
    struct stage stage;
    struct picture picture;
    (void)state;

    stage_begin(&stage, 1);
    draw_begin(&stage.list, WIDTH, HEIGHT, 1, paint_measure(stage.paint));
    draw_tile(&stage.list, box_at(30, 30, 10, 10), amber);
    stage.list.scale = 2;
    stage.list.origin = point_at(-40, -50);
    stage_paint(&stage, &picture);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            bool in = x >= 20 && x < 40 && y >= 10 && y < 30;
            assert_int_equal(picture.pixels[y * picture.pitch + x],
                             in ? 0xfff0b030u : 0xff000000u);
        }
    }
    picture_finish(&picture);
    draw_finish(&stage.list);
    paint_destroy(stage.paint);
}

/* Those of the painter itself; fonts have their own test. */
static void no_memory_is_a_message(void **state)
{
    (void)state;

    for (long n = 0; n < 3; n++) {
        struct error error = {0};
        failing_after(n);
        struct paint *paint = paint_create(&error);
        assert_true(failing_stop());
        assert_null(paint);
        assert_non_null(strstr(error.text, "not enough memory"));
    }
    paint_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes),
        cmocka_unit_test(strokes),
        cmocka_unit_test(areas),
        cmocka_unit_test(grids),
        cmocka_unit_test(full_atlases_do_not_show),
        cmocka_unit_test(magnified_frames_are_moved),
        cmocka_unit_test(no_memory_is_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
