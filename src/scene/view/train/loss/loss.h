/* The plot of losses, in parts. */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_LOSS_LOSS_H
#define GATEREEL_SCENE_VIEW_TRAIN_LOSS_LOSS_H

#include <math.h>

#include "scene/view/train/parts/epochs.h"

struct loss_view {
    const struct scene *scene;
    struct plot plot;
    bool power, accuracy;
    float room;      /* for the names beside the plot; 0: none are shown */
    bool folded;     /* long names in two lines */
    bool inside;     /* the names stand right behind the curves' ends */
};

/* What is measured on sequences that were never trained on. */
static inline int loss_test_column(const struct loss_view *view)
{
    return view->accuracy ? HISTORY_ACCURACY : HISTORY_TEST;
}

static inline struct epochs_column loss_column(const struct loss_view *view,
                                               int lane, int column)
{
    return (struct epochs_column){view->scene, lane, column, view->power};
}

/* As a value stands on the axis. */
static inline double loss_scaled(const struct loss_view *view, double value)
{
    return view->power ? log10(value) : value;
}

/* Names to the right of the curves with the values at the epoch looked at, a
 * thin line to where each curve ends if that is near; without the values, or
 * not at all, where there is no room. */
void loss_names(const struct loss_view *view);

/* Sets `room` and `folded` for names that may be so wide. */
void loss_names_fit(struct loss_view *view, float most);

/* Lines of the baseline, and of what cannot be bettered, with their names
 * where curves leave room. */
void loss_levels(const struct loss_view *view);

/* A read-out where the pointer is. */
void loss_reading(const struct loss_view *view, struct box panel);

#endif
