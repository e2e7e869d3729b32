/* Curves of runs of any length: a line while every value has a place of its
 * own, else the range of what falls into each column of pixels.
 */
#ifndef GATEREEL_SCENE_VIEW_PLOTS_CURVE_H
#define GATEREEL_SCENE_VIEW_PLOTS_CURVE_H

#include "scene/view/plots/steps.h"

/* Entry k is about steps k * steps + 1 .. (k + 1) * steps; low and high may be
 * the same array. Entries that are no number leave a gap. */
struct curve {
    const struct plot *plot;
    const float *low, *high; /* [count]; NULL: ask value(of, k) instead */
    double (*value)(const void *of, int k);
    const void *of;
    int count, steps;
    struct known known;      /* the rest is dim */
    bool dashed;             /* of the untouched run */
};

/* The curve itself. */
void curve_draw(const struct scene *scene, const struct curve *curve,
                float width, struct color color);

/* Thin dashes of the untouched run, in the curve's own hue. */
void curve_untouched(const struct scene *scene, struct curve curve,
                     struct color color);

/* A sample of that line and what it means, from `at` on its baseline; returns
 * its width, 0 where there is no untouched run or no room. */
float curve_untouched_key(const struct scene *scene, struct point at,
                          float room);

/* The area between low and high. */
void curve_band(const struct scene *scene, const struct curve *curve,
                struct color color);

/* The area between the curve and zero. */
void curve_area(const struct scene *scene, const struct curve *curve,
                struct color color);

/* Moves y[0..count) so that they are `gap` apart and, if there is room,
 * within [low, high]; their order stays. At most 16. */
void curve_spread(float *y, int count, float gap, float low, float high);

#endif
