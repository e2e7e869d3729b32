/* The figures of the table of scores.
 */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_SCORES_FIGURES_H
#define GATEREEL_SCENE_VIEW_TRAIN_SCORES_FIGURES_H

#include "scene/scene.h"

/* Figures of struct score, in its order. */
enum { SCORE_SEQUENCES, SCORE_LOSS, SCORE_BASELINE, SCORE_RMSE,
       SCORE_BASELINE_RMSE, SCORE_ACCURACY, SCORE_WHOLE, SCORE_TRAINED,
       SCORE_CHANCE };

enum { COLUMN_RIGHT, COLUMN_LOSS, COLUMN_WHOLE_TEST, COLUMN_WHOLE_TRAIN,
       COLUMN_LEARNED, COLUMN_PARAMETERS, FIGURE_COLUMNS };

struct figures_cell {
    char text[64];
    struct draw_id id;
    double value;
    bool words;              /* no number */
};

/* Are figures of whole answers there, for any lane? */
bool figures_whole(const struct scene *scene);

const char *figures_heading(const struct scene *scene, int column);

/* In which order columns are left out: the highest first. */
int figures_rank(int column);

void figures_fill(const struct scene *scene, int column, int lane,
                  struct figures_cell *cell);

#endif
