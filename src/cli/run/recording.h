/* One run of a network, forward and on request backward, and what of it is
 * exported: a list of named arrays.
 */
#ifndef GATEREEL_CLI_RUN_RECORDING_H
#define GATEREEL_CLI_RUN_RECORDING_H

#include <math.h>

#include "cli/run/select.h"
#include "cli/run/series.h"
#include "model/model.h"
#include "nn/net/network.h"
#include "nn/net/pin.h"
#include "nn/net/tape.h"

/* T rows of numbers on a tape: "layer0.f", "layer0.df", "dx", "head.y". */
struct array {
    char name[32];
    const real *rows;    /* row of step 1; NULL: there is no such array */
    size_t stride;       /* reals from step to step */
    int width;
    const int *exponent; /* [T] what stands there is the number * 2^exponent;
                            NULL: it is the number */
    bool asked;          /* for by name */
};

struct recording {
    const struct selection *selection;
    struct network network;
    struct tape values;
    struct tape gradients; /* empty when no gradient is selected */
    struct array *array;   /* [arrays], owned */
    int arrays;
    bool detach; /* h-detached gradients; false unless the caller sets it */
};

/* Memory for `steps` steps of the model; says so first when there is not
 * enough. `selection` is borrowed. */
bool recording_init(struct recording *recording, const struct model *model,
                    const struct kernels *kernels, int steps,
                    const struct selection *selection, struct error *error);
void recording_finish(struct recording *recording);

/* Runs from the states in row 0 of `values`. The gradients are those of
 * L = the loss of the head where the series has targets, else the sum of h_T
 * of the last layer. */
void recording_run(struct recording *recording, const struct series *series,
                   const struct pins *pins);

/* The array of one column in one layer; rows is NULL where its cell has no
 * such signal. */
struct array recording_array(const struct recording *recording, int layer,
                             const struct column *column);

/* Writes the gradients as plain numbers in place of scaled ones: those below
 * the range of `real` become 0. */
void recording_unscale(struct recording *recording);

/* Number k of step t, from 0, its scale undone. */
static inline double array_value(const struct array *array, int t, int k)
{
    double value = array->rows[(size_t)t * array->stride + k];
    return array->exponent ? ldexp(value, -array->exponent[t]) : value;
}

#endif
