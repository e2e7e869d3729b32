/* Shelves: places are taken from left to right, and when a line is full the
 * next one begins below the tallest of it. Good enough for text, whose runs are
 * of a few heights, and simple enough to be emptied and filled within a frame.
 */
#include "paint/atlas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { WHITE_SIZE = 8 };

/* The smallest place that holds both. */
static struct atlas_place join(struct atlas_place a, struct atlas_place b)
{
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;

    return (struct atlas_place){x, y, right - x, bottom - y};
}

bool atlas_init(struct atlas *atlas, struct error *error)
{
    *atlas = (struct atlas){0};
    atlas->pixels = array_new((size_t)ATLAS_SIZE * ATLAS_SIZE, 1,
                              "the picture of all letters", error);
    if (atlas->pixels == NULL)
        return false;
    atlas_clear(atlas);
    atlas->generation = 0;
    return true;
}

void atlas_finish(struct atlas *atlas)
{
    free(atlas->pixels);
    *atlas = (struct atlas){0};
}

bool atlas_add(struct atlas *atlas, int w, int h, struct atlas_place *place)
{
    assert(w > 0 && h > 0);
    if (w > ATLAS_SIZE - 2 || h > ATLAS_SIZE - 2)
        return false;
    if (atlas->shelf_x + w + 2 > ATLAS_SIZE) {
        if (atlas->shelf_y + atlas->shelf_height + h + 2 > ATLAS_SIZE)
            return false;
        atlas->shelf_x = 0;
        atlas->shelf_y += atlas->shelf_height;
        atlas->shelf_height = 0;
    }
    if (atlas->shelf_y + h + 2 > ATLAS_SIZE)
        return false;
    *place = (struct atlas_place){atlas->shelf_x + 1, atlas->shelf_y + 1, w, h};
    atlas->shelf_x += w + 2;
    if (h + 2 > atlas->shelf_height)
        atlas->shelf_height = h + 2;
    atlas->changed = atlas->changed.w == 0 ? *place
                                           : join(atlas->changed, *place);
    return true;
}

void atlas_clear(struct atlas *atlas)
{
    struct atlas_place white;

    memset(atlas->pixels, 0, (size_t)ATLAS_SIZE * ATLAS_SIZE);
    atlas->shelf_x = atlas->shelf_y = atlas->shelf_height = 0;
    atlas->generation++;
    atlas_add(atlas, WHITE_SIZE, WHITE_SIZE, &white);
    for (int y = 0; y < white.h; y++)
        memset(atlas->pixels + (size_t)(white.y + y) * ATLAS_SIZE + white.x,
               255, WHITE_SIZE);
    atlas->white_u = (white.x + 0.5f * WHITE_SIZE) / ATLAS_SIZE;
    atlas->white_v = (white.y + 0.5f * WHITE_SIZE) / ATLAS_SIZE;
    atlas->changed = (struct atlas_place){0, 0, ATLAS_SIZE, ATLAS_SIZE};
}

void atlas_unchanged(struct atlas *atlas)
{
    atlas->changed = (struct atlas_place){0};
}
