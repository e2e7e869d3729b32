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
#include "scene/ui.h"

/* Gradients keep a colour down to 10^-LEVELS_DECADES of the largest. */
enum { LEVELS_MAX = 24, LEVELS_DECADES = 8 };

struct level {
    int columns;                /* ceil(T / 2^k) */
    float *mean, *low, *high;   /* [columns][units] */
};

struct levels {
    int layer, signal;          /* -1: nothing yet */
    enum heat_kind kind;        /* gradients are on a log scale */
    double peak;                /* gradients: log10 of the largest of the run,
                                   -INFINITY where all are 0; differences: the
                                   largest size that is not beyond */
    bool beyond;                /* some of it is beyond the scale */
    int units, steps, count;
    struct level level[LEVELS_MAX];
    void *memory;
    size_t bytes;               /* that memory has */
};

struct levels_source {
    const struct film *film;
    const struct film *ghost;   /* its untouched run, or NULL: differences are
                                   0 */
    int layer, signal;
    enum heat_kind kind;
};

/* Makes the levels of a signal; the memory is used again where it is enough.
 * For gradients the values are sign(v) * max(0, 1 + log10(|v| / peak) /
 * LEVELS_DECADES): 1 for the largest of the run that is a finite number, 0 for
 * a 1e-8th of it and less, infinite or NaN as the gradient is. Differences are
 * v - v of the untouched run; what is infinite in both is the same there. */
bool levels_make(struct levels *levels, const struct levels_source *source,
                 struct error *error);
void levels_finish(struct levels *levels);

/* The finest level with at most `columns` columns for `steps` steps, or one
 * more for what is left over. */
int levels_choose(const struct levels *levels, int steps, int columns);

#endif
