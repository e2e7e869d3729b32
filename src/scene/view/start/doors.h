/* The ways beside the lessons on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_START_DOORS_H
#define GATEREEL_SCENE_VIEW_START_DOORS_H

#include "scene/scene.h"

/* Those that are not always there. */
struct doors_shown {
    bool film; /* what was open the last time */
    bool own;  /* the list of files */
};

/* A row of small cards: presets, training, Compare, and what is shown. Needs a
 * film. */
void doors_draw(const struct scene *scene, struct box box,
                const struct doors_shown *shown);

#endif
