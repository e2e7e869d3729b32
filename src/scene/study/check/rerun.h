/* The network run again in double precision, five times in lock step: as it
 * was, and with one number a little more or less.
 *
 *   a = W x + U h' + b and all that follows (nn/net/spec.h), with libm
 *
 * The difference between the recorded run, which is in float, and this one is
 * added to every state of all five after every step: the rounding of the
 * recorded run stays what it was, and the five differ by the nudge alone.
 */
#ifndef GATEREEL_SCENE_STUDY_CHECK_RERUN_H
#define GATEREEL_SCENE_STUDY_CHECK_RERUN_H

#include "base/error.h"
#include "scene/film/film.h"

/* Which run of the five: 0, +1, -1, +2, -2 times the nudge. */
enum { RERUN_RUNS = 5 };

/* Which number is nudged. */
enum nudge_kind { NUDGE_SIGNAL, NUDGE_INPUT, NUDGE_WEIGHT, NUDGE_OUTPUT };

struct nudge {
    enum nudge_kind kind;
    int layer, signal;   /* of a signal; before an intervention acts on it */
    int step;            /* 0: a start state */
    int unit;            /* of the signal, the input or the output; index in
                            the tensor of a weight */
    int tensor;
    double by;
};

struct rerun {
    struct nudge nudge;
    int step;            /* the next one */
    double change[RERUN_RUNS]; /* of L so far, against run 0 */
    double size;         /* sum of the sizes that L is made of */
    bool kink;           /* a ReLU came to 0 in one run and not in another */
    double (*before[LAYERS_MAX])[RERUN_RUNS]; /* [2 H] h, c of the last step */
    double (*signal)[RERUN_RUNS]; /* [SIGNALS_MAX][widest H] */
    double (*read)[RERUN_RUNS];   /* [widest] what a layer reads */
    struct tape held;    /* shaped like the film's, for interventions only */
    void *memory;
};

/* Memory for the film's networks, and the start: the state before the nudge
 * takes effect, as recorded. */
bool rerun_init(struct rerun *rerun, const struct film *film,
                const struct nudge *nudge, struct error *error);
void rerun_finish(struct rerun *rerun);

/* Multiplications of one step. */
double rerun_cost(const struct film *film);

/* One step; false when there are none left. */
bool rerun_step(struct rerun *rerun, const struct film *film);

/* dL/d(number): (8 (L1 - L-1) - (L2 - L-2)) / 12 nudge, when all steps are
 * done. */
double rerun_slope(const struct rerun *rerun);

/* How far the slopes of both nudges, (L1 - L-1) / 2 nudge and
 * (L2 - L-2) / 4 nudge, are apart: 0 where L is a straight line. */
double rerun_bend(const struct rerun *rerun);

#endif
