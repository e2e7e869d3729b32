/* State measures come from the products of Jacobians, gradients of the loss
 * from the tape that the backward pass has written. Rows of both carry a power
 * of two, which only adds to the logarithm.
 */
#include "cli/gradients/measure.h"

#include <math.h>
#include <string.h>

#include "nn/flow/jacobian.h"

static const double LOG10_2 = 0.30102999566398119521;

void measure_which(const struct spec *spec, int l, bool has[MEASURES])
{
    enum cell cell = spec->layer[l].cell;
    bool lstm = cell == CELL_LSTM;

    has[MEASURE_JACOBIAN] = has[MEASURE_FROBENIUS] = cell != CELL_DENSE;
    has[MEASURE_DH] = true;
    has[MEASURE_DC] = has[MEASURE_CAROUSEL] = has[MEASURE_H_PATH] = lstm;
    has[MEASURE_INPUT] = l == 0;
}

static double log_norm(const real *row, int n, int exponent)
{
    double sum = 0;

    for (int k = 0; k < n; k++)
        sum += (double)row[k] * row[k];
    return 0.5 * log10(sum) - exponent * LOG10_2;
}

/* |dL/d(state signal)| of steps 0 .. T. */
static void measure_state(const struct tape *gradients, int l, int signal,
                          double *out)
{
    int units = gradients->layer[l].units;

    for (int t = 0; t <= gradients->steps; t++)
        out[t] = log_norm(tape_signal(gradients, l, signal, t, 0), units,
                          tape_exponent(gradients, l, t, 0));
}

static void measure_input(const struct tape *gradients, double *out)
{
    for (int t = 1; t <= gradients->steps; t++)
        out[t] = log_norm(tape_x(gradients, t, 0), gradients->spec.inputs,
                          tape_exponent(gradients, 0, t, 0));
}

static bool measure_products(const struct recording *recording,
                             const struct pins *pins, int l,
                             const struct watch *watch, double *out,
                             struct error *error)
{
    static const struct {
        enum measure measure;
        enum decay_measure decay;
    } pairs[] = {
        {MEASURE_JACOBIAN, DECAY_JACOBIAN},
        {MEASURE_FROBENIUS, DECAY_FROBENIUS},
        {MEASURE_CAROUSEL, DECAY_CAROUSEL},
        {MEASURE_H_PATH, DECAY_H_PATH},
    };
    enum { PAIRS = sizeof pairs / sizeof pairs[0] };
    size_t rows = (size_t)recording->values.steps + 1;
    struct decay_request request = {
        .network = &recording->network, .values = &recording->values,
        .pins = pins, .layer = l, .tell = watch->tell,
        .context = watch->context};
    struct decay decay;

    for (int k = 0; k < PAIRS; k++)
        request.measures |= 1u << pairs[k].decay;
    if (!decay_init(&decay, &request, error))
        return false;
    for (int k = 0; k < PAIRS; k++)
        memcpy(out + pairs[k].measure * rows, decay.value[pairs[k].decay],
               rows * sizeof *out);
    decay_finish(&decay);
    return true;
}

bool measure_layer(const struct recording *recording, const struct pins *pins,
                   int l, const struct watch *watch, double *out,
                   struct error *error)
{
    const struct tape *gradients = &recording->gradients;
    const struct spec *spec = &gradients->spec;
    const struct cell_info *cell = layer_cell(&spec->layer[l]);
    size_t rows = (size_t)gradients->steps + 1;
    bool has[MEASURES];

    for (size_t k = 0; k < MEASURES * rows; k++)
        out[k] = NAN;
    measure_which(spec, l, has);
    measure_state(gradients, l, cell->h, out + MEASURE_DH * rows);
    if (has[MEASURE_DC])
        measure_state(gradients, l, cell->c, out + MEASURE_DC * rows);
    if (has[MEASURE_INPUT])
        measure_input(gradients, out + MEASURE_INPUT * rows);
    return !has[MEASURE_JACOBIAN] ||
           measure_products(recording, pins, l, watch, out, error);
}
