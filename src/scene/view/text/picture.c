/* The numbers are those of the tape, from their least to their largest.
 */
#include "scene/view/text/picture.h"

#include <math.h>

#include "scene/look/ramp.h"

enum { CELLS = PICTURE_SIDE * PICTURE_SIDE };

bool picture_is_read(const struct film *film, int step)
{
    return film->picture && step == 1 && film->ids == NULL &&
           film->values.spec.inputs >= CELLS;
}

struct box picture_within(struct box box)
{
    float side = fmaxf(fminf(box.w, box.h) - 2, 0);

    return box_at(box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side,
                  side);
}

void picture_draw(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const real *x = tape_x(&scene->film->values, 1, 0);
    struct color palette[256];
    double low = INFINITY, high = -INFINITY;

    for (int k = 0; k < CELLS; k++) {
        low = fmin(low, (double)x[k]);
        high = fmax(high, (double)x[k]);
    }
    for (int k = 0; k <= RAMP_TOP; k++)
        palette[k] = color_mix(theme->well, theme->ink, (float)k / RAMP_TOP);
    palette[RAMP_BAD] = theme->warn;
    uint8_t *out = draw_grid(scene->list, box, PICTURE_SIDE, PICTURE_SIDE,
                             draw_palette(scene->list, palette), false);
    for (int k = 0; out != NULL && k < CELLS; k++)
        out[k] = high > low
            ? ramp_entry(RAMP_SIZE, ((double)x[k] - low) / (high - low)) : 0;
}
