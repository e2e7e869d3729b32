/* Epochs as the x axis: what the plots of training have in common. The axis
 * runs from 0, before the first, to all that there will be.
 */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_PARTS_EPOCHS_H
#define GATEREEL_SCENE_VIEW_TRAIN_PARTS_EPOCHS_H

#include "scene/view/plots/curve.h"

/* Above a plot for the badge of the epoch looked at; below it for labels, and
 * for the name of the axis too. */
enum { EPOCHS_ABOVE = 32, EPOCHS_BELOW = 32, EPOCHS_NAMED = 56 };

/* Where on the axis they are: finished epochs of all lanes, those of the lane
 * that has most, and the one that is looked at. */
int epochs_live(const struct scene *scene);
int epochs_furthest(const struct scene *scene);
int epochs_now(const struct scene *scene);

/* Labels, and the name of the axis where `named`. */
void epochs_axis(const struct scene *scene, const struct plot *plot,
                 bool named);

/* Lightens what is still to come and says so where there is room, and not
 * beside lines at heights `avoid` (NAN: none), nor over names that take so much
 * of its left. */
void epochs_ahead(const struct scene *scene, const struct plot *plot,
                  const float avoid[2], float taken);

/* The line of the epoch looked at with its badge (`badge`), and the dotted one
 * of what is live. */
void epochs_lines(const struct scene *scene, const struct plot *plot,
                  bool badge);

/* The spot that scrubs. */
void epochs_spot(const struct scene *scene, const struct plot *plot);

/* Where epochs are read off: the pointer; false where it is elsewhere. The
 * epoch there, with a thin line at it. */
bool epochs_reading(const struct scene *scene, const struct plot *plot,
                    struct point *at, int *epoch);

/* A curve of a lane by epoch: log10 of a column of the history, or the column
 * itself. Bright up to the epoch looked at. */
struct epochs_column {
    const struct scene *scene;
    int lane, column;
    bool power;
};
void epochs_line(const struct plot *plot, const struct epochs_column *of,
                 float width, struct color color, bool dashed);
double epochs_value(const struct epochs_column *of, int epoch);

/* The area between two columns of one lane, or, where they are the same and
 * there are more seeds, between the seeds; and the line of their median. */
void epochs_range(const struct plot *plot, const struct epochs_column *of,
                  int low, int high, struct color color);
void epochs_seeds(const struct plot *plot, const struct epochs_column *of,
                  struct color color);

/* A log10 axis with labels at 1, 2, 5 .., or 1, 1.5, 2, 2.5, 3, 4, 5, 7 .., where
 * powers of ten are too few. */
void epochs_power_axis(const struct scene *scene, const struct plot *plot);

/* Grows y0 .. y1 by every value of a column that has a place. Then makes whole
 * powers of it, or round numbers. */
struct epochs_span {
    double low, high;
    bool any;
};
void epochs_widen(struct epochs_span *span, const struct epochs_column *of);
void epochs_admit(struct epochs_span *span, double value);
void epochs_fit(struct plot *plot, const struct epochs_span *span, bool power);

#endif
