/* One signal of a whole run at several levels of detail: for heat maps and
 * curves of runs with far more steps than pixels.
 *
 * Level k has a column for every 2^k steps with their mean, least and largest
 * value, for every unit; level 0 is the run itself.
 */
#ifndef GATEREEL_SCENE_FILM_LEVELS_H
#define GATEREEL_SCENE_FILM_LEVELS_H

#include "base/error.h"
#include "scene/film/film.h"

/* Gradients keep a colour down to 10^-LEVELS_DECADES of the largest. */
enum { LEVELS_MAX = 24, LEVELS_DECADES = 8 };

struct level {
    int columns;                /* ceil(T / 2^k) */
    float *mean, *low, *high;   /* [columns][units] */
};

struct levels {
    int layer, signal;          /* -1: nothing yet */
    bool gradient;              /* of dL/d(signal), on a log scale */
    double peak;                /* gradients: log10 of the largest of the run,
                                   -INFINITY where all are 0 */
    int units, steps, count;
    struct level level[LEVELS_MAX];
    void *memory;
    size_t bytes;               /* that memory has */
};

/* Makes the levels of a signal; the memory is used again where it is enough.
 * For gradients the values are sign(v) * max(0, 1 + log10(|v| / peak) /
 * LEVELS_DECADES): 1 for the largest of the run, 0 for a 1e-8th of it and
 * less. */
bool levels_make(struct levels *levels, const struct film *film, int layer,
                 int signal, bool gradient, struct error *error);
void levels_finish(struct levels *levels);

/* The finest level with at most `columns` columns for `steps` steps, or one
 * more for what is left over. */
int levels_choose(const struct levels *levels, int steps, int columns);

#endif
