/* The plot of losses, in parts. */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_LOSS_LOSS_H
#define GATEREEL_SCENE_VIEW_TRAIN_LOSS_LOSS_H

#include "scene/view/train/parts/epochs.h"

/* LOSS_NAMES: how wide the names beside the plot are. */
enum { LOSS_NAMES = 172 };

struct loss_view {
    const struct scene *scene;
    struct plot plot;
    bool power, accuracy, names;
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

/* Names to the right of the curves with the values at the epoch looked at, a
 * thin line to where each curve ends if that is near; without the values, or
 * not at all, where there is no room. */
void loss_names(const struct loss_view *view);

/* A read-out where the pointer is. */
void loss_reading(const struct loss_view *view, struct box panel);

#endif
