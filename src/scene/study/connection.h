/* How strongly one output at one step depends on everything that was read:
 * |d(output k at step s)/dx_t|, L2 norm, for t = 1 .. s (connectivity; Madsen
 * 2019). Outputs are the sums of the head as they are before softmax and in
 * the network's own scale; without a head they are the units of the last
 * layer's h.
 */
#ifndef GATEREEL_SCENE_STUDY_CONNECTION_H
#define GATEREEL_SCENE_STUDY_CONNECTION_H

#include "nn/flow/lags.h"
#include "scene/study/studied.h"

struct connection_order {
    struct studied of;
    int output, step;        /* k from 0, s from 1 */
};

/* {0} is empty. Owns its memory; the film is borrowed. */
struct connection {
    struct connection_order order;
    double *log10;           /* [T] at t - 1; -INFINITY: exactly 0, NaN: not
                                measured (yet) */
    int measured;            /* steps, from s back */
    double most;             /* the largest so far, -INFINITY: none */
    real *seed;
    struct lag_walk *walk;   /* NULL: not begun, or done */
    bool failed;             /* no memory: not tried again */
};

/* How many outputs there are. */
int connection_outputs(const struct film *film);

/* What the user's choice means: step 0 is the last one; what is outside of the
 * film is brought inside. */
struct connection_order connection_order(const struct studied *of, int output,
                                         int step);

void connection_finish(struct connection *connection);
void connection_follow(struct connection *connection,
                       const struct connection_order *order);
bool connection_wants(const struct connection *connection,
                      const struct connection_order *order);
/* One unit of work; false where nothing is left or there is no memory. */
bool connection_work(struct connection *connection,
                     const struct connection_order *order,
                     struct error *error);

double connection_value(const struct connection *connection, int t);

#endif
