/* The first row of pixels of each row of cells is painted cell by cell. Where
 * nothing shows through, the others are copies of it.
 */
#include "paint/raster/grid.h"

#include <string.h>

#include "paint/raster/span.h"

static bool is_opaque(const struct mesh_grid *grid)
{
    bool opaque = !grid->gaps;

    for (int k = 0; k < 256 && opaque; k++)
        opaque = grid->palette[k].a == 255;
    return opaque;
}

/* One row of pixels, y, of a row of cells. */
static void paint_row(const struct canvas *canvas,
                      const struct mesh_grid *grid, int row, int y)
{
    const uint8_t *cells = grid->cells + (size_t)row * (size_t)grid->columns;
    uint32_t *pixels = canvas_row(canvas, y);
    int left = canvas->clip.x, right = canvas->clip.x + canvas->clip.w;
    struct mesh_edges edges = mesh_edges_of(grid->columns, grid->box.w);

    for (int k = 0; k < grid->columns; k++) {
        int from = grid->box.x + edges.at;
        mesh_edges_next(&edges);
        int to = grid->box.x + edges.at - mesh_gap(grid, edges.size);
        from = from > left ? from : left;
        to = to < right ? to : right;
        if (from < to)
            span_fill(pixels + from, to - from, grid->palette[cells[k]]);
    }
}

void grid_paint(const struct canvas *canvas, const struct mesh_grid *grid)
{
    struct mesh_edges edges = mesh_edges_of(grid->rows, grid->box.h);
    struct pixel_box box = pixel_box_common(canvas->clip, grid->box);
    bool opaque = is_opaque(grid);

    if (box.w == 0)
        return;
    for (int row = 0; row < grid->rows; row++) {
        int from = grid->box.y + edges.at;
        mesh_edges_next(&edges);
        int to = grid->box.y + edges.at - mesh_gap(grid, edges.size);
        from = from > box.y ? from : box.y;
        to = to < box.y + box.h ? to : box.y + box.h;
        for (int y = from; y < to; y++) {
            if (y == from || !opaque)
                paint_row(canvas, grid, row, y);
            else
                memcpy(canvas_row(canvas, y) + box.x,
                       canvas_row(canvas, from) + box.x,
                       (size_t)box.w * sizeof(uint32_t));
        }
    }
}
