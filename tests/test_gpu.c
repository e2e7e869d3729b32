/* The GPU shows what our rasteriser paints. SDL's offscreen driver gives OpenGL
 * without a screen; machines without any OpenGL skip this. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <SDL2/SDL.h>
#include <cmocka.h>

#include "paint/paint.h"
#include "paint/raster.h"
#include "sdl/gpu.h"

enum { WIDTH = 640, HEIGHT = 400, COLUMNS = 40, ROWS = 12 };

struct bench {
    SDL_Window *window;
    struct gpu *gpu;
    struct paint *paint;
    struct draw_list list;
    struct picture painted, shown;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);

    SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
    if (bench == NULL || SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return 1;
    bench->window = SDL_CreateWindow("test", 0, 0, WIDTH, HEIGHT,
                                     SDL_WINDOW_HIDDEN);
    bench->gpu = bench->window ? gpu_create(bench->window, NULL) : NULL;
    bench->paint = paint_create(NULL);
    *state = bench;
    return bench->paint != NULL && draw_init(&bench->list, NULL) &&
           picture_init(&bench->painted, WIDTH, HEIGHT, NULL) &&
           picture_init(&bench->shown, WIDTH, HEIGHT, NULL) ? 0 : 1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    gpu_destroy(bench->gpu);
    if (bench->window != NULL)
        SDL_DestroyWindow(bench->window);
    picture_finish(&bench->shown);
    picture_finish(&bench->painted);
    draw_finish(&bench->list);
    paint_destroy(bench->paint);
    free(bench);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return 0;
}

static void draw_heat(struct draw_list *list, struct box box, bool gaps)
{
    struct color palette[256];

    for (int k = 0; k < 256; k++)
        palette[k] = (struct color){(uint8_t)k, (uint8_t)(255 - k), 90, 255};
    uint8_t *cells = draw_grid(list, box, COLUMNS, ROWS,
                               draw_palette(list, palette), gaps);
    assert_non_null(cells);
    for (int k = 0; k < COLUMNS * ROWS; k++)
        cells[k] = (uint8_t)(k * 37);
}

/* Something of everything: shapes, strokes, text, clips, both kinds of heat
 * maps. `shift` moves the heat maps. */
static void draw_page(struct bench *bench, float shift)
{
    struct draw_list *list = &bench->list;
    const struct point zigzag[] = {
        {20, 300}, {120, 250}, {220, 320}, {320, 260}};
    const struct draw_stroke stroke = {.width = 3, .on = 14, .off = 6,
                                       .color = color_of(0xe69f00)};
    const struct draw_style style = {.face = FACE_UI, .size = 22,
                                     .color = color_of(0xf0f0f0)};

    draw_begin(list, WIDTH, HEIGHT, 1, paint_measure(bench->paint));
    draw_tile(list, draw_frame_box(list), color_of(0x10141c));
    draw_box_shaded(list, box_at(20.5f, 20.25f, 200, 120), 12,
                    color_of(0x204060), color_of(0x102030));
    draw_outline(list, box_at(20.5f, 20.25f, 200, 120), 12, 2,
                 color_of(0x56b4e9));
    draw_disc(list, point_at(300, 90), 40.5f, color_of(0x009e73));
    draw_line(list, zigzag, 4, &stroke);
    struct box before = draw_clip(list, box_at(350, 30, 200.5f, 130));
    draw_heat(list, box_at(340 + shift, 20, 260, 150), true);
    draw_unclip(list, before);
    draw_heat(list, box_at(340, 200 - shift, 280, 90), false);
    draw_text(list, point_at(40, 80), style, "f = σ(a_{f}) · 한글 0.73");
    draw_glow(list, box_at(60, 330, 200, 40), 10, 20, color_of(0xcc79a7),
              false);
}

/* The mean difference of a channel, and the share of pixels that are more than
 * 24 apart. */
static void compare(const struct bench *bench, double *mean, double *far)
{
    double sum = 0;
    int count = 0;

    for (int k = 0; k < WIDTH * HEIGHT; k++) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int apart = abs((int)(bench->painted.pixels[k] >> shift & 255) -
                            (int)(bench->shown.pixels[k] >> shift & 255));
            sum += apart;
            most = apart > most ? apart : most;
        }
        count += most > 24;
    }
    *mean = sum / 3 / (WIDTH * HEIGHT);
    *far = (double)count / (WIDTH * HEIGHT);
}

static void check_page(struct bench *bench, float shift)
{
    double mean, far;

    draw_page(bench, shift);
    const struct mesh *mesh = paint_mesh(bench->paint, &bench->list);
    assert_false(mesh->full);
    assert_true(mesh->grid_count == 2);
    raster_mesh(mesh, paint_atlas(bench->paint), &bench->painted, NULL);
    assert_true(gpu_draw(bench->gpu, mesh, paint_atlas(bench->paint), NULL));
    SDL_Renderer *renderer = SDL_GetRenderer(bench->window);
    SDL_RenderSetClipRect(renderer, NULL);
    assert_int_equal(SDL_RenderReadPixels(renderer, NULL,
                                          SDL_PIXELFORMAT_ARGB8888,
                                          bench->shown.pixels, WIDTH * 4), 0);
    gpu_present(bench->gpu);
    compare(bench, &mean, &far);
    if (mean > 1 || far > 0.005)
        fail_msg("mean difference %.3f, %.3f %% of pixels far off", mean,
                 100 * far);
}

static void both_show_the_same(void **state)
{
    struct bench *bench = *state;

    if (bench->gpu == NULL)
        skip();
    check_page(bench, 0);
    check_page(bench, 7.4f);
}

static void what_was_lost_comes_back(void **state)
{
    struct bench *bench = *state;

    if (bench->gpu == NULL)
        skip();
    check_page(bench, 0);
    gpu_forget(bench->gpu);
    check_page(bench, 0);
    atlas_clear(paint_atlas(bench->paint));
    gpu_forget(bench->gpu);
}

static void llvmpipe_is_no_gpu(void **state)
{
    struct bench *bench = *state;

    if (bench->gpu == NULL)
        skip();
    assert_int_equal(gpu_pretends(bench->gpu),
                     strstr(gpu_name(bench->gpu), "llvmpipe") != NULL ||
                         strstr(gpu_name(bench->gpu), "softpipe") != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_show_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_lost_comes_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(llvmpipe_is_no_gpu, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
