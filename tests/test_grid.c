/* paint/raster/grid: heat maps, pixel by pixel. */
#include <math.h>

#include "base/random.h"
#include "canvas.h"

/* Cell by cell as the header says, against the picture. */
static void check_grid(struct canvas_test *test, const struct mesh_grid *grid,
                       const struct pixel_box *clip)
{
    canvas_test_clear(test);
    test->mesh.clip = *clip;
    mesh_add_grid(&test->mesh, grid);
    canvas_test_paint(test, NULL);
    for (int y = 0; y < test->picture.height; y++) {
        for (int x = 0; x < test->picture.width; x++) {
            int want = 0;
            for (int k = 0; k < grid->columns * grid->rows; k++) {
                int column = k % grid->columns, row = k / grid->columns;
                int left = grid->box.x + (int)floor(
                    (double)column * grid->box.w / grid->columns + 0.5);
                int right = grid->box.x + (int)floor(
                    (double)(column + 1) * grid->box.w / grid->columns + 0.5);
                int top = grid->box.y + (int)floor(
                    (double)row * grid->box.h / grid->rows + 0.5);
                int low = grid->box.y + (int)floor(
                    (double)(row + 1) * grid->box.h / grid->rows + 0.5);
                right -= grid->gaps && right - left > 2;
                low -= grid->gaps && low - top > 2;
                if (x >= left && x < right && y >= top && y < low &&
                    x >= clip->x && x < clip->x + clip->w && y >= clip->y &&
                    y < clip->y + clip->h)
                    want = (grid->palette[grid->cells[k]].r *
                            grid->palette[grid->cells[k]].a + 127) / 255;
            }
            assert_int_equal(canvas_test_red(test, x, y), want);
        }
    }
}

static void grids_colour_their_cells(void **state)
{
    struct canvas_test test;
    struct color palette[256], faint[256];
    uint8_t cells[40 * 13];
    struct random random;
    const struct pixel_box whole = {0, 0, 90, 120}, part = {20, 30, 31, 50};
    (void)state;

    canvas_test_begin(&test, 90, 120);
    random_seed(&random, 5, 0);
    for (int k = 0; k < 256; k++) {
        palette[k] = (struct color){(uint8_t)k, 0, 0, 255};
        faint[k] = (struct color){(uint8_t)k, 0, 0, (uint8_t)(255 - k / 2)};
    }
    for (size_t k = 0; k < sizeof cells; k++)
        cells[k] = (uint8_t)random_bits(&random);
    for (int round = 0; round < 24; round++) {
        struct mesh_grid grid = {
            .box = {(int)random_below(&random, 40) - 10,
                    (int)random_below(&random, 40) - 10,
                    10 + (int)random_below(&random, 80),
                    10 + (int)random_below(&random, 100)},
            .columns = 1 + (int)random_below(&random, 40),
            .rows = 1 + (int)random_below(&random, 13),
            .cells = cells,
            .palette = round % 3 == 0 ? faint : palette,
            .gaps = round % 2 == 0,
        };
        check_grid(&test, &grid, round % 4 == 1 ? &part : &whole);
    }
    canvas_test_end(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grids_colour_their_cells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
