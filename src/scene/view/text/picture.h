/* A handwritten digit, as the network reads it: 8 x 8 numbers as a picture.
 */
#ifndef GATEREEL_SCENE_VIEW_TEXT_PICTURE_H
#define GATEREEL_SCENE_VIEW_TEXT_PICTURE_H

#include "scene/scene.h"

enum { PICTURE_SIDE = 8 };

/* Is it read at this step? */
bool picture_is_read(const struct film *film, int step);

/* The largest square in the middle of a box, with a rim around it. */
struct box picture_within(struct box box);

/* Ink on paper: the largest number is the darkest, on dark screens the
 * brightest. */
void picture_draw(const struct scene *scene, struct box box);

#endif
