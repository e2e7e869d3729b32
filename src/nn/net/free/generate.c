/* Step by step where a network reads itself, all at once before that.
 *
 * An answer is written to the tape as the input of the next step, and from
 * there the step is run like any other: a run of the recorded inputs gives the
 * same bits. */
#include "nn/net/free/generate.h"

#include <math.h>
#include <string.h>

const char *const generate_names[GENERATE_KINDS] = {
    "none", "token", "one-hot", "value"};

static bool check_one_hot(const struct feed *feed, const struct spec *spec,
                          struct error *error)
{
    if (spec->vocabulary > 0)
        return error_set(error, "an answer cannot be one-hot in a network that "
                                "reads tokens");
    if (feed->at < 0 || feed->at > spec->inputs - spec->outputs)
        return error_set(error, "%d answers from input %d on are not within "
                                "the network's %d inputs",
                         spec->outputs, feed->at, spec->inputs);
    return true;
}

bool feed_check(const struct feed *feed, const struct spec *spec,
                struct error *error)
{
    bool value = feed->kind == GENERATE_VALUE;
    if (feed->kind == GENERATE_NONE)
        return true;
    if (spec->head != (value ? HEAD_LINEAR : HEAD_SOFTMAX))
        return error_set(error, value
            ? "only a network with a linear head can read its own values"
            : "only a network with a softmax head can read its own choices");
    if (feed->kind == GENERATE_ONE_HOT)
        return check_one_hot(feed, spec, error);
    if (value && (spec->vocabulary > 0 || spec->outputs > spec->inputs))
        return error_set(error, "the network's %d outputs cannot be read as "
                                "its inputs", spec->outputs);
    if (!value && spec->vocabulary != spec->outputs)
        return error_set(error, "the network chooses among %d classes and "
                                "reads %d tokens; to read its own choices "
                                "both must be the same",
                         spec->outputs, spec->vocabulary);
    return true;
}

/* The largest, the first of several; numbers go before NaN. */
static int find_largest(const real *y, int outputs)
{
    int best = 0;
    for (int k = 1; k < outputs; k++)
        if (y[k] > y[best] || (isnan(y[best]) && !isnan(y[k])))
            best = k;
    return best;
}

int generate_choose(const real *y, int outputs, double temperature,
                    struct random *random)
{
    int largest = find_largest(y, outputs), choice = largest;
    double most = (double)y[largest], sum = 0;
    if (!(temperature > 0))
        return largest;
    double left = random_unit(random);
    if (!isfinite(most))
        return largest;
    for (int k = 0; k < outputs; k++)
        if (!isnan(y[k]))
            sum += exp(((double)y[k] - most) / temperature);
    left *= sum;
    for (int k = 0; k < outputs; k++) {
        double weight = isnan(y[k])
            ? 0 : exp(((double)y[k] - most) / temperature);
        if (!(weight > 0))
            continue;
        choice = k; /* rounding may leave something behind the last */
        left -= weight;
        if (left < 0)
            break;
    }
    return choice;
}

/* x_t = x_{t-1} moved on by Y numbers, with y_{t-1} at its end. */
static void feed_values(struct tape *tape, int t, int b)
{
    size_t width = tape->spec.inputs, count = tape->spec.outputs;
    const real *before = tape_x(tape, t - 1, b);
    real *x = tape_x(tape, t, b);
    memcpy(x, before + count, (width - count) * sizeof *x);
    memcpy(x + width - count, tape_head(tape, HEAD_Y, t - 1, b),
           count * sizeof *x);
}

/* The answer of step t - 1 as input of step t. */
static void feed_back(const struct generate *generate, struct tape *tape,
                      int t, int b)
{
    if (generate->feed.kind == GENERATE_VALUE) {
        feed_values(tape, t, b);
        return;
    }
    int choice = generate_choose(tape_head(tape, HEAD_Y, t - 1, b),
                                 tape->spec.outputs, generate->temperature,
                                 generate->random);
    if (generate->feed.kind == GENERATE_TOKEN) {
        run_token(generate->network, tape, t, b, choice);
        return;
    }
    real *x = tape_x(tape, t, b);
    memset(x, 0, tape->spec.inputs * sizeof *x);
    x[generate->feed.at + choice] = 1;
}

/* Does step t of a sequence that still goes on read its own answer? */
static bool reads_itself(const struct generate *generate,
                         const struct tape *tape, int t, int b)
{
    return t >= generate->from[b] && t <= tape->lengths[b] &&
           !(generate->given &&
             generate->given[tape_index(tape, t - 1, b)]);
}

/* Steps that read nothing of their own, from 1. */
static int count_given(const struct generate *generate,
                       const struct tape *tape)
{
    int given = tape->steps;
    for (int b = 0; b < tape->batch && generate->feed.kind; b++) {
        int from = generate->from[b] > 2 ? generate->from[b] : 2;
        given = from - 1 < given ? from - 1 : given;
    }
    return given;
}

void generate_run(const struct generate *generate,
                  const struct run_input *input, struct tape *tape)
{
    const struct network *network = generate->network;
    int given = count_given(generate, tape);
    run_steps(network, input, generate->pins, tape,
              (struct run_piece){1, given});
    for (int t = given + 1; t <= tape->steps; t++) {
        for (int b = 0; b < tape->batch; b++)
            if (reads_itself(generate, tape, t, b))
                feed_back(generate, tape, t, b);
            else
                run_read(network, input, tape, t, b);
        run_recorded(network, generate->pins, tape, (struct run_piece){t, t});
    }
}
