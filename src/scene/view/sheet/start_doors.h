/* The ways beside the large one on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_SHEET_START_DOORS_H
#define GATEREEL_SCENE_VIEW_SHEET_START_DOORS_H

#include "scene/scene.h"

/* Least room for them. */
enum { START_DOORS_WIDTH = 280, START_DOORS_HEIGHT = 340 };

/* Two cards, one above the other: to Compare, and to the presets with as many
 * of their titles as there is room for. Needs a film. */
void start_doors(const struct scene *scene, struct box box);

#endif
