/* How the gradient of one lane decays with the lag: its own curve, and a band
 * over other seeds; in units of work that fit between two pictures.
 */
#ifndef GATEREEL_SCENE_LAB_LANE_CURVES_H
#define GATEREEL_SCENE_LAB_LANE_CURVES_H

#include "nn/flow/jacobian.h"
#include "scene/film/film.h"
#include "scene/lab/setup.h"

struct lane_source;

/* Which curve of a lane (signal of SUBJECT_LANE_DECAY). */
enum lane_curve { CURVE_OWN, CURVE_MEDIAN, CURVE_LOW, CURVE_HIGH, LANE_CURVES };

/* Curves of layers whose state has more numbers (h and c of an LSTM) are not
 * measured: a single lag would take longer than a frame. */
enum { LANE_STATE_MAX = 512 };

/* What is measured. */
struct lane_measure {
    enum decay_measure quantity;
    bool detach;
    int layer;
};

/* {0} is empty. Values are log10 at lag k = 0 .. lags (T); NaN where not
 * measured yet or not defined. */
struct lane_curves {
    struct lane_measure measure;
    int lags;
    double *value[LANE_CURVES];   /* [lags + 1] each */
    bool none;                    /* the layer is too large, or not recurrent:
                                     all stays NaN */
    bool own_done;
    int seeds;                    /* in the band so far, of LANE_SEEDS */
    double *sample;               /* [lags + 1][LANE_SEEDS], each row sorted,
                                     NaN behind */
    struct decay_walk *walk;      /* under way: the own curve's, or a seed's */
    struct network network;       /* of the seed under way */
    struct tape tape;
    void *memory;
};

/* Begins anew for a film. The own curve is measured at once where that takes
 * some milliseconds, else in units of work. */
bool lane_curves_begin(struct lane_curves *curves, const struct film *film,
                       const struct lane_measure *measure, struct error *error);
void lane_curves_finish(struct lane_curves *curves);

/* The layer that is measured: that of the measure, or the last one. */
int lane_curves_layer(const struct lane_curves *curves,
                      const struct spec *spec);

/* Is the own curve, or the band, still to be measured? Only networks drawn
 * from a seed have bands. */
bool lane_curves_own_wanted(const struct lane_curves *curves);
bool lane_curves_band_wanted(const struct lane_curves *curves,
                             const struct lane_setup *lane);

/* One unit of work, of some milliseconds: on the own curve, then the band. */
bool lane_curves_work_own(struct lane_curves *curves, const struct film *film,
                          struct error *error);
bool lane_curves_work_band(struct lane_curves *curves,
                           const struct lane_source *source,
                           struct error *error);

/* log10 at a lag; the one-step factor at step t (1 .. T), log10 of
 * |D(T,t-1)| / |D(T,t)|: from lag 0 on they add up to the curve. */
double lane_curves_at(const struct lane_curves *curves, enum lane_curve curve,
                      int lag);
double lane_curves_factor(const struct lane_curves *curves, int step);

#endif
