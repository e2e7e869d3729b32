/* Small helpers on rows, and the table of everything this instruction set
 * has to offer. */
#include "nn/kernel/table.h"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

static real largest(const real *row, int n)
{
    vec most = splat(0);
    int k = 0;
    for (; k + LANES <= n; k += LANES)
        most = larger(magnitude(load(row + k)), most);
    real result = 0;
    for (int l = 0; l < LANES; l++)
        result = most[l] > result ? most[l] : result;
    for (; k < n; k++)
        result = (real)fabs(row[k]) > result ? (real)fabs(row[k]) : result;
    return result;
}

static real squares(const real *row, int n)
{
    vec sum = splat(0);
    int k = 0;
    for (; k + LANES <= n; k += LANES)
        sum += load(row + k) * load(row + k);
    real result = lane_sum(sum);
    for (; k < n; k++)
        result += row[k] * row[k];
    return result;
}

static void scale(real *row, int n, real factor)
{
    int k = 0;
    for (; k + LANES <= n; k += LANES)
        store(row + k, load(row + k) * factor);
    for (; k < n; k++)
        row[k] *= factor;
}

static void sigmoid(const real *x, real *y, int n)
{
    for (int k = 0; k < n; k += LANES)
        store(y + k, vec_sigmoid(load(x + k)));
}

static void hyperbolic(const real *x, real *y, int n)
{
    for (int k = 0; k < n; k += LANES)
        store(y + k, vec_tanh(load(x + k)));
}

const struct kernels LOCAL(kernels) = {
    .name = TEXT(KERNEL),
    .lanes = LANES,
    .product = LOCAL(product),
    .outer = LOCAL(outer),
    .sums = LOCAL(sums),
    .rnn_step = LOCAL(rnn_step),
    .lstm_step = LOCAL(lstm_step),
    .gru_step = LOCAL(gru_step),
    .gru_before_step = LOCAL(gru_before_step),
    .dense_step = LOCAL(dense_step),
    .rnn_adjoint = LOCAL(rnn_adjoint),
    .lstm_adjoint = LOCAL(lstm_adjoint),
    .gru_adjoint = LOCAL(gru_adjoint),
    .gru_before_adjoint = LOCAL(gru_before_adjoint),
    .gru_before_reset = LOCAL(gru_before_reset),
    .largest = largest,
    .squares = squares,
    .scale = scale,
    .sigmoid = sigmoid,
    .tanh = hyperbolic,
};
