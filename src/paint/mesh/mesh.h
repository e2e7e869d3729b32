/* A frame as triangles: what both back ends, our rasteriser and the GPU, get.
 *
 * One vertex array, one index array, and batches in painting order. All
 * triangles take their coverage from one atlas of 8-bit alpha, in which plain
 * shapes use an opaque white block: a frame without clips is one batch.
 * Heat maps with many cells are batches of their own.
 */
#ifndef GATEREEL_PAINT_MESH_MESH_H
#define GATEREEL_PAINT_MESH_MESH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "draw/geometry.h"

/* The same layout as SDL_Vertex. Position in pixels, u, v in 0..1. What takes
 * its coverage from elsewhere than the white block is an upright quad of one
 * colour: two triangles a b c, a c d. */
struct vertex {
    float x, y;
    struct color color;
    float u, v;
};

struct pixel_box {
    int x, y, w, h;
};

/* Cells of a grid: cell (row, column) has palette[cells[row * columns +
 * column]]. Column k covers the pixels from x + round(k * w / columns) to
 * before the next one's; rows likewise. */
struct mesh_grid {
    struct pixel_box box;
    int columns, rows;
    const uint8_t *cells;          /* of the draw list */
    const struct color *palette;   /* 256, of the draw list */
    bool gaps;                     /* the last pixel of each cell's width and
                                      height stays as it was, unless the cell
                                      has less than three of them */
};

struct mesh_batch {
    struct pixel_box clip;
    int first, count;              /* indices; of a grid: count = 0 */
    int grid;                      /* index of a grid, or -1 for triangles */
    int first_piece;               /* of those it consists of */
};

/* A few dozen triangles of a batch, up to where the next piece begins, and the
 * rows they touch: a band of rows skips them at once. */
struct piece {
    int first;                     /* index */
    float top, bottom;
};

struct mesh {
    struct vertex *vertices;
    int *indices;
    struct mesh_batch *batches;
    struct mesh_grid *grids;
    struct piece *pieces;
    int vertex_count, index_count, batch_count, grid_count, piece_count;
    struct pixel_box clip;         /* of what is appended next */
    float white_u, white_v;        /* of the atlas's white block */
    bool full;                     /* something did not fit and is missing */
    void *memory;                  /* owns all of the above */
};

/* Fixed room, enough for any frame of a full draw list that is sensible. */
bool mesh_init(struct mesh *mesh, struct error *error);
void mesh_finish(struct mesh *mesh);
void mesh_begin(struct mesh *mesh, int width, int height);
/* After the last triangle: the rows of the last piece are known then. */
void mesh_end(struct mesh *mesh);

/* Room for `vertices` and `indices` more in the present clip; the index of the
 * first new vertex, or -1 when there is none left. All of it is to be filled
 * before the next call: vertices from the returned one on, indices from
 * mesh->indices[mesh->index_count - indices] on. */
int mesh_reserve(struct mesh *mesh, int vertices, int indices);

/* A batch of one grid. */
void mesh_add_grid(struct mesh *mesh, const struct mesh_grid *grid);

/* Where the cells of a grid begin, one after the other: `at` is the first pixel
 * of the present one, relative to the box; `size` how many the one before had.
 */
struct mesh_edges {
    int at, size;
    int step, rest, sum, count;    /* pixels per cell, and what is left over */
};
struct mesh_edges mesh_edges_of(int count, int pixels);
void mesh_edges_next(struct mesh_edges *edges);

/* How much of a cell of `size` pixels is gap. */
int mesh_gap(const struct mesh_grid *grid, int size);

/* What both boxes have in common; w = h = 0 when that is nothing. */
struct pixel_box pixel_box_common(struct pixel_box a, struct pixel_box b);

#endif
