/* Everything is allocated once, as large as a frame may ever get; the system
 * hands out the pages only when they are first written. Batches begin where
 * the clip changes. Pieces are closed late, when the next one begins: only then
 * are their vertices filled in and the rows known.
 */
#include "paint/mesh/mesh.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum {
    VERTICES_MAX = 1 << 20,
    INDICES_MAX = 3 << 20,
    BATCHES_MAX = 1 << 14,
    GRIDS_MAX = 1 << 12,
    PIECE_INDICES = 3 * 24, /* a piece that is longer is full */
    PIECES_MAX = INDICES_MAX / PIECE_INDICES + BATCHES_MAX,
};

bool mesh_init(struct mesh *mesh, struct error *error)
{
    size_t vertices = sizeof *mesh->vertices * VERTICES_MAX;
    size_t indices = sizeof *mesh->indices * INDICES_MAX;
    size_t batches = sizeof *mesh->batches * BATCHES_MAX;
    size_t grids = sizeof *mesh->grids * GRIDS_MAX;
    size_t pieces = sizeof *mesh->pieces * PIECES_MAX;

    *mesh = (struct mesh){0};
    mesh->memory = array_new(vertices + indices + batches + grids + pieces, 1,
                             "the triangles of a frame", error);
    if (mesh->memory == NULL)
        return false;
    /* Pointers first, for their alignment. */
    char *next = mesh->memory;
    mesh->grids = (void *)next;
    mesh->vertices = (void *)(next += grids);
    mesh->indices = (void *)(next += vertices);
    mesh->batches = (void *)(next += indices);
    mesh->pieces = (void *)(next + batches);
    return true;
}

void mesh_finish(struct mesh *mesh)
{
    free(mesh->memory);
    *mesh = (struct mesh){0};
}

void mesh_begin(struct mesh *mesh, int width, int height)
{
    mesh->vertex_count = mesh->index_count = mesh->batch_count = 0;
    mesh->grid_count = mesh->piece_count = 0;
    mesh->clip = (struct pixel_box){0, 0, width, height};
    mesh->full = false;
}

/* Fills in the rows of the last piece. */
static void close_piece(struct mesh *mesh)
{
    if (mesh->piece_count == 0)
        return;
    struct piece *piece = &mesh->pieces[mesh->piece_count - 1];
    float top = INFINITY, bottom = -INFINITY;
    for (int k = piece->first; k < mesh->index_count; k++) {
        float y = mesh->vertices[mesh->indices[k]].y;
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }
    piece->top = top;
    piece->bottom = bottom;
}

static bool begin_piece(struct mesh *mesh)
{
    close_piece(mesh);
    if (mesh->piece_count == PIECES_MAX)
        return false;
    mesh->pieces[mesh->piece_count++] =
        (struct piece){.first = mesh->index_count};
    return true;
}

static bool begin_batch(struct mesh *mesh, int grid)
{
    if (mesh->batch_count == BATCHES_MAX || !begin_piece(mesh))
        return false;
    mesh->batches[mesh->batch_count++] = (struct mesh_batch){
        .clip = mesh->clip,
        .first = mesh->index_count,
        .grid = grid,
        .first_piece = mesh->piece_count - 1,
    };
    return true;
}

/* Can triangles go on in the last batch? */
static bool same_batch(const struct mesh *mesh)
{
    if (mesh->batch_count == 0)
        return false;
    const struct mesh_batch *batch = &mesh->batches[mesh->batch_count - 1];
    return batch->grid < 0 &&
           memcmp(&batch->clip, &mesh->clip, sizeof mesh->clip) == 0;
}

int mesh_reserve(struct mesh *mesh, int vertices, int indices)
{
    int first = mesh->vertex_count;
    bool fits = vertices <= VERTICES_MAX - first &&
                indices <= INDICES_MAX - mesh->index_count;

    assert(vertices >= 0 && indices >= 0 && indices % 3 == 0);
    if (fits && !same_batch(mesh))
        fits = begin_batch(mesh, -1);
    else if (fits && mesh->index_count - mesh->pieces[mesh->piece_count - 1]
                     .first >= PIECE_INDICES)
        fits = begin_piece(mesh);
    if (!fits) {
        mesh->full = true;
        return -1;
    }
    mesh->vertex_count += vertices;
    mesh->index_count += indices;
    mesh->batches[mesh->batch_count - 1].count += indices;
    return first;
}

void mesh_add_grid(struct mesh *mesh, const struct mesh_grid *grid)
{
    if (mesh->grid_count == GRIDS_MAX ||
        !begin_batch(mesh, mesh->grid_count)) {
        mesh->full = true;
        return;
    }
    mesh->grids[mesh->grid_count++] = *grid;
}

void mesh_end(struct mesh *mesh)
{
    close_piece(mesh);
}

struct mesh_edges mesh_edges_of(int count, int pixels)
{
    return (struct mesh_edges){
        .step = pixels / count,
        .rest = pixels % count,
        .sum = count / 2, /* to the nearest */
        .count = count,
    };
}

void mesh_edges_next(struct mesh_edges *edges)
{
    edges->size = edges->step;
    edges->sum += edges->rest;
    if (edges->sum >= edges->count) {
        edges->sum -= edges->count;
        edges->size++;
    }
    edges->at += edges->size;
}

int mesh_gap(const struct mesh_grid *grid, int size)
{
    return grid->gaps && size > 2 ? 1 : 0;
}

struct pixel_box pixel_box_common(struct pixel_box a, struct pixel_box b)
{
    int left = a.x > b.x ? a.x : b.x;
    int top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;

    if (right <= left || bottom <= top)
        return (struct pixel_box){left, top, 0, 0};
    return (struct pixel_box){left, top, right - left, bottom - top};
}
