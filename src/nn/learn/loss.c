/* Two passes: the first counts what is asked, because the mean needs it before
 * the first gradient can be written; the second does the work row by row.
 *
 * Softmax is taken relative to the largest output, so that no exponential
 * overflows: ln p_c = y_c - m - ln sum exp(y_k - m).
 */
#include "nn/learn/loss.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Does (t, b) count? */
static bool is_asked(const struct loss_target *target, int t, int b)
{
    int length = target->lengths ? target->lengths[b] : target->steps;
    size_t entry = (size_t)t * target->size + b;

    if (target->every ? t >= length : t != length - 1)
        return false;
    return target->labels ? target->labels[entry] >= 0
                          : !isnan(target->values[entry * target->outputs]);
}

static int count_asked(const struct loss_target *target)
{
    int asked = 0;

    for (int t = 0; t < target->steps; t++) {
        for (int b = 0; b < target->size; b++)
            asked += is_asked(target, t, b);
    }
    return asked;
}

/* ln sum exp(y). A NaN anywhere makes it NaN: either it is taken for the
 * largest, or its exponential enters the sum. */
static double log_sum(const real *y, int outputs)
{
    double largest = y[0], sum = 0;

    for (int k = 1; k < outputs; k++)
        largest = y[k] > largest ? y[k] : largest;
    for (int k = 0; k < outputs; k++)
        sum += exp(y[k] - largest);
    return largest + log(sum);
}

/* Sum of (y - v)^2 over one row; dy = 2 scale (y - v). */
static double square_row(const real *y, const real *v, int outputs,
                         double scale, real *dy)
{
    double sum = 0;

    for (int k = 0; k < outputs; k++) {
        double miss = (double)y[k] - (double)v[k];

        sum += miss * miss;
        if (dy)
            dy[k] = (real)(2 * scale * miss);
    }
    return sum;
}

/* -ln p_c of one row; dy = scale (p - 1_c). */
static double entropy_row(const real *y, int label, int outputs, double scale,
                          real *dy)
{
    double whole = log_sum(y, outputs);
    double nats = whole - y[label];

    for (int k = 0; dy && k < outputs; k++)
        dy[k] = (real)(scale * (exp(y[k] - whole) - (k == label)));
    return nats;
}

/* Is the label's output the largest, the first of equals? Never among NaN. */
static bool is_right(const real *y, int label, int outputs)
{
    for (int k = 0; k < outputs; k++) {
        if (k < label ? !(y[k] < y[label]) : !(y[k] <= y[label]))
            return false;
    }
    return true;
}

struct loss_result loss_evaluate(const struct loss_target *target,
                                 const real *y, size_t y_stride,
                                 real *dy, size_t dy_stride)
{
    assert(!target->values != !target->labels);

    int outputs = target->outputs;
    struct loss_result result = {.asked = count_asked(target)};
    double terms = (double)result.asked * (target->values ? outputs : 1);
    double scale = result.asked ? 1 / terms : 0;

    for (int t = 0; t < target->steps; t++) {
        for (int b = 0; b < target->size; b++) {
            size_t entry = (size_t)t * target->size + b;
            const real *row = y + entry * y_stride;
            real *drow = dy ? dy + entry * dy_stride : NULL;
            int used = 0;

            if (is_asked(target, t, b)) {
                used = outputs;
                if (target->values) {
                    result.loss += square_row(row, target->values +
                                              entry * outputs, outputs, scale,
                                              drow);
                } else {
                    int label = target->labels[entry];

                    assert(label < outputs);
                    result.right += is_right(row, label, outputs);
                    result.loss += entropy_row(row, label, outputs, scale,
                                               drow);
                }
            }
            if (drow)
                memset(drow + used, 0, (size_t)(real_pitch(outputs) - used) *
                                           sizeof(real));
        }
    }
    result.loss *= scale;
    return result;
}
