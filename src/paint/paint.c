/* One case per kind of command. Lengths become pixels here; everything further
 * down is in pixels. The atlas may fill up in the middle of a frame, which then
 * is begun again with an empty one: a frame alone always fits, or what does not
 * is missing once.
 */
#include "paint/paint.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "paint/mesh/shape.h"
#include "paint/mesh/stroke.h"
#include "paint/text/text.h"

/* Grids with at most so many cells are tiles. */
enum { TILES_MAX = 64 };

struct paint {
    struct atlas atlas;
    struct mesh mesh;
    struct text *text;
};

/* What one frame needs to know. */
struct job {
    struct paint *paint;
    struct mesh *mesh;
    const struct draw_list *list;
    struct view view;
};

struct paint *paint_create(struct error *error)
{
    struct paint *paint = array_new(1, sizeof *paint, "the painter", error);

    if (paint == NULL)
        return NULL;
    if (atlas_init(&paint->atlas, error) && mesh_init(&paint->mesh, error))
        paint->text = text_create(&paint->atlas, error);
    if (paint->text == NULL) {
        paint_destroy(paint);
        return NULL;
    }
    return paint;
}

void paint_destroy(struct paint *paint)
{
    if (paint == NULL)
        return;
    text_destroy(paint->text);
    mesh_finish(&paint->mesh);
    atlas_finish(&paint->atlas);
    free(paint);
}

struct measure paint_measure(struct paint *paint)
{
    return text_measure(paint->text);
}

bool paint_has_korean(const struct paint *paint)
{
    return text_has(paint->text, 0xAC00);
}

struct atlas *paint_atlas(struct paint *paint)
{
    return &paint->atlas;
}

/* A length that is nothing sensible is none. */
static float pixels(const struct job *job, float length)
{
    float value = length * job->view.scale;

    return value > 0 ? view_cut(value) : 0;
}

/* The whole pixels that a box touches. */
static struct pixel_box outside(const struct job *job, struct box box)
{
    struct box at = view_box(job->view, box);
    struct pixel_box frame = {0, 0, job->list->width, job->list->height};

    if (!(at.w > 0 && at.h > 0))
        return (struct pixel_box){0};
    int left = (int)floorf(at.x), top = (int)floorf(at.y);
    int right = (int)ceilf(box_right(at)), low = (int)ceilf(box_bottom(at));
    return pixel_box_common(frame, (struct pixel_box){left, top, right - left,
                                                      low - top});
}

static int nearest(float value)
{
    return (int)floorf(value + 0.5f);
}

/* Few cells: tiles, which need no batch of their own. */
static void put_tiles(struct mesh *mesh, const struct mesh_grid *grid)
{
    struct mesh_edges down = mesh_edges_of(grid->rows, grid->box.h);
    const uint8_t *cell = grid->cells;

    for (int row = 0; row < grid->rows; row++) {
        struct mesh_edges right = mesh_edges_of(grid->columns, grid->box.w);
        int y = grid->box.y + down.at;
        mesh_edges_next(&down);
        for (int column = 0; column < grid->columns; column++, cell++) {
            int x = grid->box.x + right.at;
            mesh_edges_next(&right);
            struct color color = grid->palette[*cell];
            float w = (float)(right.size - mesh_gap(grid, right.size));
            float h = (float)(down.size - mesh_gap(grid, down.size));
            if (w > 0 && h > 0)
                shape_tile(mesh, box_at((float)x, (float)y, w, h), color,
                           color);
        }
    }
}

static void put_grid(const struct job *job, const struct draw_command *command)
{
    struct box at = view_box(job->view, command->box);

    if (!(at.w > 0 && at.h > 0) || command->columns < 1 || command->count < 1)
        return;
    int x = nearest(at.x), y = nearest(at.y);
    struct mesh_grid grid = {
        .box = {x, y, nearest(box_right(at)) - x, nearest(box_bottom(at)) - y},
        .columns = command->columns,
        .rows = command->count,
        .cells = job->list->bytes + command->first,
        .palette = job->list->colors + command->palette,
        .gaps = command->flag != 0,
    };
    if (grid.columns <= TILES_MAX / grid.rows)
        put_tiles(job->mesh, &grid);
    else
        mesh_add_grid(job->mesh, &grid);
}

static bool put_text(const struct job *job, const struct draw_command *command)
{
    const struct draw_list *list = job->list;
    const char *string = list->text + command->first;
    size_t length = (size_t)command->count;
    enum face face = (enum face)command->face;
    struct point at =
        view_point(job->view, point_at(command->box.x, command->box.y));
    int size = nearest(pixels(job, command->width));

    if (!view_known(at) || size < 1)
        return true;
    if (command->align != ALIGN_LEFT) {
        struct measure measure = text_measure(job->paint->text);
        float width =
            measure.width(measure.context, face, size, string, length);
        at.x -= command->align == ALIGN_RIGHT ? width : 0.5f * width;
    }
    return text_put(job->paint->text, job->mesh, at.x, at.y, face, size,
                    command->color, string, length);
}

static void put_stroke(const struct job *job,
                       const struct draw_command *command)
{
    const struct draw_list *list = job->list;
    bool ribbon = command->kind == DRAW_RIBBON;

    stroke_put(job->mesh, &(struct stroke){
        .view = job->view,
        .points = list->points + command->first,
        .widths = ribbon ? list->widths + command->widths : NULL,
        .colors = ribbon ? list->colors + command->colors : NULL,
        .count = command->count,
        .width = pixels(job, command->width),
        .color = command->color,
        .closed = !ribbon && command->flag,
        .on = pixels(job, command->dash[0]),
        .off = pixels(job, command->dash[1]),
        .start = command->dash_start * job->view.scale,
    });
}

/* False when the atlas is full. */
static bool put_command(const struct job *job,
                        const struct draw_command *command)
{
    struct mesh *mesh = job->mesh;
    struct box box = view_box(job->view, command->box);
    float radius = pixels(job, command->radius);
    float width = pixels(job, command->width);
    const struct point *points = job->list->points + command->first;
    struct color color = command->color;

    switch ((enum draw_kind)command->kind) {
    case DRAW_CLIP:
        mesh->clip = outside(job, command->box);
        break;
    case DRAW_BOX:
        shape_box(mesh, box, radius, color, command->color_end);
        break;
    case DRAW_FRAME:
        shape_frame(mesh, box, radius, width, color);
        break;
    case DRAW_GLOW:
        shape_glow(mesh, box, radius, width, color, command->flag);
        break;
    case DRAW_TILE:
        shape_tile(mesh, box, color, command->color_end);
        break;
    case DRAW_LINE:
    case DRAW_RIBBON:
        put_stroke(job, command);
        break;
    case DRAW_BAND:
        shape_band(mesh, job->view, points, points + command->count,
                   command->count, color);
        break;
    case DRAW_POLYGON:
        shape_polygon(mesh, job->view, points, command->count, color);
        break;
    case DRAW_GRID:
        put_grid(job, command);
        break;
    case DRAW_TEXT:
        return put_text(job, command);
    case DRAW_GROUP:
    case DRAW_NOTE:
    case DRAW_KINDS:
        break;
    }
    return true;
}

/* The whole frame; false when the atlas filled up on the way. */
static bool put_frame(const struct job *job, bool whole_atlas)
{
    const struct draw_list *list = job->list;

    mesh_begin(job->mesh, list->width, list->height);
    job->mesh->white_u = job->paint->atlas.white_u;
    job->mesh->white_v = job->paint->atlas.white_v;
    for (int k = 0; k < list->commands; k++) {
        bool clipped = job->mesh->clip.w == 0 || job->mesh->clip.h == 0;
        if (clipped && list->command[k].kind != DRAW_CLIP)
            continue;
        if (!put_command(job, &list->command[k]) && !whole_atlas)
            return false;
    }
    mesh_end(job->mesh);
    return true;
}

const struct mesh *paint_mesh(struct paint *paint,
                              const struct draw_list *list)
{
    struct job job = {
        .paint = paint,
        .mesh = &paint->mesh,
        .list = list,
        .view = {list->scale, list->origin},
    };

    if (!put_frame(&job, false)) {
        atlas_clear(&paint->atlas);
        text_forget(paint->text);
        put_frame(&job, true);
    }
    return &paint->mesh;
}
