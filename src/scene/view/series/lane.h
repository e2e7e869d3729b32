/* A plot of the data: what is read, what is answered, what was wanted.
 *
 * A curve's value at place x is that of step x - shift: a prediction of the
 * next value stands where that value will stand.
 */
#ifndef GATEREEL_SCENE_VIEW_SERIES_LANE_H
#define GATEREEL_SCENE_VIEW_SERIES_LANE_H

#include "scene/view/plots/steps.h"

enum lane_kind {
    LANE_READ,    /* input `index` in the data's units */
    LANE_ACTUAL,  /* the same, and the last target behind it */
    LANE_OUTPUT,  /* output `index` */
    LANE_TARGET,  /* its target */
    LANE_ANSWER,  /* the probability of class `index`; -1: of the class that
                     is the right one at each step */
};

struct series_curve {
    enum lane_kind kind;
    int index, shift;
};

enum { SERIES_CURVES = 4 };

struct series_lane {
    struct plot plot;
    int count;
    struct series_curve curve[SERIES_CURVES];
    bool errors;  /* lines between curve 0 and curve 1 */
};

/* The input that is the first of the newest values: 0, or behind the older
 * ones of a window. */
static inline int lane_newest(const struct film *film)
{
    return film->context > 1 ? film->values.spec.inputs -
                                   film->values.spec.outputs : 0;
}

/* Is it a series that the network goes on with by itself, or whose end it
 * foresees? Then that is what to see first, in place of the panel that is there
 * at first. */
static inline enum panel lane_panel(const struct film *film, enum panel panel)
{
    bool ends = film->target_values != NULL && !film->loss_everywhere &&
                film->values.spec.inputs == 1;
    bool foresees = film->values.spec.head == HEAD_LINEAR &&
                    (film->free_from > 0 || ends);

    return foresees && panel == PANEL_DECAY ? PANEL_SERIES : panel;
}

/* What a curve shows at a place from 1, NAN where nothing; and its subject. */
double lane_value(const struct film *film, struct series_curve curve,
                  int place);
struct draw_id lane_subject(const struct film *film, struct series_curve curve,
                            int place);

/* Places at which a curve is known at the playhead. */
struct known lane_known(const struct scene *scene, struct series_curve curve);

struct color lane_color(const struct theme *theme, struct series_curve curve);

/* "predicted x_{11}", with the number of the input where there are several. */
char *lane_name(const struct scene *scene, struct series_curve curve, int place,
                char *out, size_t size);

/* Sets y0 and y1 so that all curves fit, and those of the untouched run. */
void lane_fit(const struct scene *scene, struct series_lane *lane);

/* Digits behind the point that tell values of this range apart. */
int lane_decimals(const struct series_lane *lane);

void lane_draw(const struct scene *scene, const struct series_lane *lane);

/* Points of what is read can be dragged: all of them, or where they are too
 * close that of the present step. */
void lane_handles(const struct scene *scene, const struct series_lane *lane);

#endif
