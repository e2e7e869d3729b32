/* The picture is cut into bands of rows that fit into a processor's cache. Each
 * band is painted from the first batch to the last by one thread: no two write
 * the same pixel, and how many there are does not show.
 */
#include "paint/raster.h"

#include <stdlib.h>

#include "base/array.h"
#include "paint/raster/grid.h"
#include "paint/raster/span.h"
#include "paint/raster/triangle.h"

enum { BAND_ROWS = 96, SIDE_MAX = 16384 };

bool picture_init(struct picture *picture, int width, int height,
                  struct error *error)
{
    *picture = (struct picture){0};
    if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX)
        return error_set(error,
                         "a picture of %d x %d pixels cannot be painted: each "
                         "side must be 1 to %d",
                         width, height, SIDE_MAX);
    size_t count = (size_t)width * (size_t)height;
    uint32_t *pixels =
        array_new_aligned(count, sizeof *pixels, "a picture", error);
    if (pixels == NULL)
        return false;
    span_fill(pixels, (int)count, (struct color){0, 0, 0, 255});
    *picture = (struct picture){pixels, width, height, width, pixels};
    return true;
}

void picture_finish(struct picture *picture)
{
    free(picture->memory);
    *picture = (struct picture){0};
}

struct job {
    const struct mesh *mesh;
    const struct atlas *atlas;
    struct picture *picture;
};

static bool is_white(const struct mesh *mesh, const struct vertex *vertex)
{
    return vertex->u == mesh->white_u && vertex->v == mesh->white_v;
}

/* Are all of `count` vertices above or below the clip? */
static bool is_outside(const struct canvas *canvas,
                       const struct vertex *const corner[], int count)
{
    float top = (float)canvas->clip.y;
    float bottom = (float)(canvas->clip.y + canvas->clip.h);
    bool above = true, below = true;

    for (int k = 0; k < count; k++) {
        above = above && corner[k]->y <= top;
        below = below && corner[k]->y >= bottom;
    }
    return above || below;
}

/* Paints what begins at `index`, which has `left` indices; how many it took. */
static int paint_next(const struct mesh *mesh, const struct canvas *canvas,
                      const int *index, int left)
{
    bool quad = left >= 6 && index[3] == index[0] && index[4] == index[2];
    const struct vertex *corner[4];

    for (int k = 0; k < 3; k++)
        corner[k] = &mesh->vertices[index[k]];
    corner[3] = quad ? &mesh->vertices[index[5]] : NULL;
    if (is_outside(canvas, corner, quad ? 4 : 3))
        return quad ? 6 : 3;
    if (quad && !is_white(mesh, corner[0])) {
        triangle_paint_texels(canvas, corner[0], corner[2]);
        return 6;
    }
    if (quad && triangle_paint_quad(canvas, corner[0], corner[1], corner[2],
                                    corner[3]))
        return 6;
    triangle_paint(canvas, corner[0], corner[1], corner[2]);
    return 3;
}

static void paint_pieces(const struct mesh *mesh, const struct canvas *canvas,
                         const struct mesh_batch *batch)
{
    int end = batch->first + batch->count;
    float top = (float)canvas->clip.y;
    float bottom = (float)(canvas->clip.y + canvas->clip.h);

    for (int k = batch->first_piece; k < mesh->piece_count; k++) {
        const struct piece *piece = &mesh->pieces[k];
        int next = k + 1 < mesh->piece_count ? piece[1].first : end;
        if (piece->first >= end)
            break;
        if (piece->bottom < top || piece->top > bottom)
            continue;
        next = next < end ? next : end;
        for (int at = piece->first; at < next;)
            at += paint_next(mesh, canvas, mesh->indices + at, next - at);
    }
}

static void paint_band(void *context, int part)
{
    const struct job *job = context;
    struct pixel_box band = {0, part * BAND_ROWS, job->picture->width,
                             BAND_ROWS};
    struct pixel_box whole = {0, 0, job->picture->width, job->picture->height};
    struct canvas canvas = {job->picture, job->atlas, {0}};

    band = pixel_box_common(band, whole);
    for (int k = 0; k < job->mesh->batch_count; k++) {
        const struct mesh_batch *batch = &job->mesh->batches[k];
        canvas.clip = pixel_box_common(band, batch->clip);
        if (canvas.clip.w == 0)
            continue;
        if (batch->grid >= 0)
            grid_paint(&canvas, &job->mesh->grids[batch->grid]);
        else
            paint_pieces(job->mesh, &canvas, batch);
    }
}

void raster_mesh(const struct mesh *mesh, const struct atlas *atlas,
                 struct picture *picture, struct pool *pool)
{
    struct job job = {mesh, atlas, picture};
    int bands = (picture->height + BAND_ROWS - 1) / BAND_ROWS;

    pool_run(pool, bands, paint_band, &job);
}
