/* A lane: one network, its run, and the same run untouched where somebody
 * interfered with it.
 */
#ifndef GATEREEL_SCENE_LAB_LANE_H
#define GATEREEL_SCENE_LAB_LANE_H

#include "scene/lab/cast.h"
#include "scene/lab/lane_curves.h"
#include "scene/lab/edits.h"
#include "scene/lab/setup.h"

/* What a lane is made from. */
struct lane_source {
    const struct cast *cast;
    const struct kernels *kernels;
    const struct setup *setup;
    const struct lane_setup *lane;
    uint64_t seed;             /* setup->seed, or that of a band */
};

/* {0} is empty. */
struct lane {
    struct film film;          /* what is shown, edits included */
    struct film ghost;         /* the untouched run, while `edited` */
    bool made, edited;
    struct pin_list pins;      /* in force in `film` */
    struct lane_curves curves; /* of `film` */
    double radius;             /* spectral radius of the first layer's U, of
                                  RNNs up to SETUP_RADIUS_MAX units; else NaN */
    double norm;               /* log10 of the global norm of dL/d(weights);
                                  NaN while setup.clip is off */
    double clip;               /* what clipping multiplies it with: 1, or
                                  theta / |g| */
    double *power;             /* [powers] log10 of |U^k W| of a linear RNN of
                                  one layer, k from 0; owned */
    int powers;                /* 0: it is none; less than T where all of
                                  them are too much work */
    size_t parameters;         /* of its recurrent layer */
};

/* What a lane reads: the cast's own, or made; `own` is the caller's to free. */
struct lane_input {
    const real *x;             /* [T][X], or NULL with ids */
    const int *ids;            /* [T] */
    void *own;
};

/* Weights and input of an untouched lane. */
bool lane_params(const struct lane_source *source, struct params *params,
                 struct error *error);
bool lane_read(const struct lane_source *source, const struct spec *spec,
               struct lane_input *input, struct error *error);

/* The spectral radius of U, [units][units]. */
bool lane_spectrum(const real *u, int units, double *radius,
                   struct error *error);

/* What the film of an untouched lane takes; SIZE_MAX: more than there can be. */
size_t lane_bytes(const struct lane_source *source);

/* Makes the film anew. Edits are of the lane with this number. On failure the
 * lane is empty. */
bool lane_make(struct lane *lane, const struct lane_source *source,
               const struct edit *edit, size_t edits, int number,
               struct error *error);

/* The same weights and input with other edits. */
bool lane_edit(struct lane *lane, const struct lane_source *source,
               const struct edit *edit, size_t edits, int number,
               struct error *error);

/* Other weights of the same shapes stand in the cast: those of the lane's
 * network, its input and its edits as they are. On failure the lane is
 * empty. */
bool lane_retrain(struct lane *lane, const struct lane_source *source,
                  const struct edit *edit, size_t edits, int number,
                  struct error *error);
void lane_finish(struct lane *lane);

#endif
