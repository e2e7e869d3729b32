/* What gru.c draws: places, and the numbers that lie between the signals.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_GRU_H
#define GATEREEL_SCENE_VIEW_CELL_GRU_H

#include "scene/view/cell/parts/source.h"

/* Signals of the two kinds under one name; x in logical units. */
struct gru {
    const struct closeup *closeup;
    bool before;              /* reset before the product with U_n */
    bool writes;              /* the gate z is drawn as 1 - z */
    int r, z, n, h, ar, az, an;
    float x_z, x_r, x_n, width; /* middles of the blocks */
    float product, level;     /* place of the reset product */
    float tap;                /* where h_{t-1} leaves the belt */
    float input;              /* where x_t comes in */
};

struct gru gru_setup(const struct closeup *closeup);

/* Numbers of a unit, forward; backward their gradients. */

/* 1 - z. */
double gru_complement(const struct closeup *closeup, int unit);
/* The factor of h_{t-1}: z; and that of n: 1 - z. Backward dL/dh_t times what
 * each multiplies. */
double gru_keeping(const struct closeup *closeup, int unit);
double gru_writing(const struct closeup *closeup, int unit);
/* The same before they pass a "1 -", which turns a gradient's sign. */
double gru_keeping_turned(const struct closeup *closeup, int unit);
double gru_writing_turned(const struct closeup *closeup, int unit);
/* r m, forward only: its gradient is that of a_n. */
double gru_reset_product(const struct closeup *closeup, int unit);

/* Backward only. */

/* z dL/dh_t: what the belt takes straight back. */
double gru_leaving(const struct closeup *closeup, int unit);
/* The rest of dL/dh_{t-1}: through the gates. */
double gru_roundabout(const struct closeup *closeup, int unit);
/* Reset before the product: what passes r on its way back. */
double gru_reset_back(const struct closeup *closeup, int unit);

#endif
