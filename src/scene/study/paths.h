/* How much of every earlier state is left in the last one, taken apart: the
 * Jacobians D(T, T-k) of one layer of the film at every lag k = 0 .. T, a few
 * lags at a time.
 */
#ifndef GATEREEL_SCENE_STUDY_PATHS_H
#define GATEREEL_SCENE_STUDY_PATHS_H

#include "nn/flow/jacobian.h"
#include "scene/study/studied.h"

/* A state of more numbers than this (h and c of an LSTM) is not measured: a
 * single lag would take longer than a frame. */
enum { PATHS_STATE_MAX = 512 };

/* {0} is empty. Owns its memory; the film is borrowed. */
struct paths {
    struct studied of;
    bool detach;              /* with h_{t-1} held constant in the gates */
    int lags;                 /* T */
    int measured;             /* lags 0 .. measured - 1 are there */
    double *log10[DECAY_MEASURES]; /* [T + 1] by lag; NaN: not there (yet) */
    double most;              /* the largest finite part of dc_T/dc_t, either
                                 convention; -INFINITY: none */
    struct decay_walk *walk;  /* under way; NULL: not begun, or done */
    bool failed;              /* no memory: not tried again */
};

void paths_finish(struct paths *paths);

/* Has this layer Jacobians to measure? No: a dense layer, or one whose state is
 * too large. */
bool paths_possible(const struct film *film, int layer);

/* Forgets what is of something else. */
void paths_follow(struct paths *paths, const struct studied *of, bool detach);

/* Is there work left on them? */
bool paths_wants(const struct paths *paths, const struct studied *of,
                 bool detach);

/* One unit of work. False where nothing is left or there is no memory. */
bool paths_work(struct paths *paths, const struct studied *of, bool detach,
                struct error *error);

/* log10 at a lag, NaN where it is not measured. */
double paths_value(const struct paths *paths, int measure, int lag);

/* What lag k says of a curve up to there: log10 per step and the steps until
 * half is left (nn/flow/rate.h). NaN until all of it is measured. */
enum path_rate { PATH_SLOPE, PATH_HALF_LIFE };
double paths_rate(const struct paths *paths, int measure, int lag,
                  enum path_rate rate);

#endif
