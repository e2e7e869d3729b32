/* The lanes of a race: what they are called, how they are told apart, and what
 * their history says.
 *
 * Epochs count from 1: epoch e is what stands in row e - 1 of the history.
 */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_PARTS_RACER_H
#define GATEREEL_SCENE_VIEW_TRAIN_PARTS_RACER_H

#include "scene/scene.h"

enum { RACER_NAME_MAX = 96 };

/* Lanes; 0 without a training. The one on the stage. */
int racer_count(const struct scene *scene);
int racer_chosen(const struct scene *scene);

const struct trainer *racer_trainer(const struct scene *scene, int lane);

/* "LSTM", "2 × LSTM, stateful", "GRU from epoch 40". Returns out. */
char *racer_name(const struct scene *scene, int lane,
                 char out[RACER_NAME_MAX]);

/* As in the lab: by the kind of cell, and of several of one kind the first has
 * that of the kind, the others have their own. */
enum model_hue racer_hue(const struct scene *scene, int lane);
struct color racer_color(const struct scene *scene, int lane);
void racer_marker(const struct scene *scene, int lane, struct point at,
                  float radius);

/* Epochs that the shown seed of a lane has finished; all that there will be. */
int racer_done(const struct scene *scene, int lane);
int racer_epochs(const struct scene *scene);

/* Column of the history of the shown seed after an epoch; NaN where there is
 * none. */
double racer_value(const struct scene *scene, int lane, int column, int epoch);

/* The same as a number that is shown: 0 the shown seed, 1 lowest, 2 middle, 3
 * highest. */
struct draw_id racer_id(int lane, int column, int epoch, int which);

/* Does the task ask for labels? */
bool racer_labels(const struct scene *scene);

/* The epoch after which a seed first had what counts as learned: 99 % of
 * labels, or a tenth of the baseline; 0: not yet. And how many seeds have. */
int racer_learned(const struct scene *scene, int lane, int seed);
int racer_seeds_learned(const struct scene *scene, int lane);

#endif
