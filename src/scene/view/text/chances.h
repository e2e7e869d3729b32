/* Parts of what comes next, each in a box of its own.
 */
#ifndef GATEREEL_SCENE_VIEW_TEXT_CHANCES_H
#define GATEREEL_SCENE_VIEW_TEXT_CHANCES_H

#include "scene/scene.h"

enum { CHANCES = 6, CHANCES_CHART = 48 };

/* `rows` of the likeliest tokens after a step, that which came among them. */
void chances_draw(const struct scene *scene, struct box box, int rows,
                  int step);

/* How surprised the network was by what came after it; and of the steps up to
 * there, with the mean over all of them. */
void chances_surprise(const struct scene *scene, struct box box, int step);
void chances_chart(const struct scene *scene, struct box box, int step);

/* How many of the best answers there are, and they. */
int chances_answers(const struct scene *scene);
void chances_beam(const struct scene *scene, struct box box);

#endif
