/* Times one LSTM layer of the engine against oneDNN's, on one core, in turns.
 *
 * usage: onednn [ROUNDS]
 *
 * Both sides get the same weights and the same input in one process. oneDNN
 * arranges the weights as it likes before the clock starts, as the engine
 * does. Its inference keeps nothing but h and its training keeps a workspace;
 * the engine records every signal in both. First both results are compared:
 * a benchmark of two different things says nothing. Then each case is measured
 * ROUNDS times (default 3), one right after the other; the ratio of a round is
 * oneDNN's time over ours. Processor time is counted, so that other programs
 * do not. Whatever fails here ends the program with a message. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peer.h"

#include "cli/bench/cases.h"
#include "cli/machine.h"
#include "nn/kernel/signals.h"

_Static_assert(sizeof(real) == sizeof(float), "oneDNN computes in float");

enum { ROUNDS_MAX = 99, TIMES_MAX = 200 };
static const double BUDGET_SECONDS = 1, REPETITION_SECONDS = 0.002;

/* Differences of h, and of weight gradients relative to the largest entry. */
static const double H_TOLERANCE = 1e-5, GRADIENT_TOLERANCE = 1e-4;

/* X = H and T = 100. Forward counts per step, training per run. */
static const struct bench_plan cases[] = {
    {"forward, training, a step", BENCH_FORWARD, 64, 32, 100, 100},
    {"forward, training, a step", BENCH_FORWARD, 256, 32, 100, 100},
    {"forward + backward", BENCH_TRAIN, 64, 32, 100, 1},
    {"forward + backward", BENCH_TRAIN, 256, 32, 100, 1},
    {"forward, inference, a step", BENCH_FORWARD, 32, 1, 100, 100},
    {"forward, inference, a step", BENCH_FORWARD, 64, 1, 100, 100},
};

static void run_theirs(void *context)
{
    peer_run(context);
}

static void run_ours(void *context)
{
    struct bench_case *work = context;
    work->run(work);
}

/* Ends the program unless |a - b| stays within the tolerance; NaN does not. */
static void compare(const char *what, const float *a, const float *b,
                    size_t count, double tolerance)
{
    for (size_t k = 0; k < count; k++)
        if (!(fabs((double)a[k] - b[k]) <= tolerance)) {
            fprintf(stderr, "onednn: %s differs at %zu: ours %g, theirs %g\n",
                    what, k, a[k], b[k]);
            exit(1);
        }
}

static void compare_states(const struct peer *peer,
                           const struct bench_case *work)
{
    const struct bench_plan *plan = work->plan;
    const float *theirs = peer_states(peer);
    for (int t = 1; t <= plan->steps; t++)
        for (int b = 0; b < plan->batch; b++, theirs += plan->hidden)
            compare("h", tape_signal(&work->values, 0, LSTM_H, t, b), theirs,
                    plan->hidden, H_TOLERANCE);
}

static void compare_gradient(struct peer *peer, const struct bench_plan *plan,
                             const char *what, int which, const float *ours)
{
    size_t inputs = which == DNNL_ARG_DIFF_BIAS ? 1 : plan->hidden;
    size_t count = inputs * 4 * plan->hidden;
    double largest = 0;
    for (size_t k = 0; k < count; k++)
        largest = fmax(largest, fabs(ours[k]));
    compare(what, ours, peer_gradient(peer, plan, which), count,
            GRADIENT_TOLERANCE * largest);
}

static void compare_all(struct peer *peer, struct bench_case *work)
{
    const struct layer_params *ours = &work->weights.layer[0];
    run_ours(work);
    run_theirs(peer);
    compare_states(peer, work);
    if (work->plan->kind != BENCH_TRAIN)
        return;
    compare_gradient(peer, work->plan, "dL/dW", DNNL_ARG_DIFF_WEIGHTS_LAYER,
                     ours->w);
    compare_gradient(peer, work->plan, "dL/dU", DNNL_ARG_DIFF_WEIGHTS_ITER,
                     ours->u);
    compare_gradient(peer, work->plan, "dL/db", DNNL_ARG_DIFF_BIAS,
                     ours->b_ih);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts. */
static double median(double *values, int count)
{
    qsort(values, count, sizeof *values, ascending);
    return values[count / 2];
}

static double median_seconds(void (*run)(void *), void *context)
{
    double times[TIMES_MAX];
    double start = seconds();
    run(context);
    double once = seconds() - start;
    int inner = once > 0 ? (int)(REPETITION_SECONDS / once) + 1 : 1000;
    int count = 0;
    while (count < 3 ||
           (count < TIMES_MAX && seconds() - start < BUDGET_SECONDS)) {
        double began = seconds();
        for (int k = 0; k < inner; k++)
            run(context);
        times[count++] = (seconds() - began) / inner;
    }
    return median(times, count);
}

static void print_number(double value)
{
    printf(value < 1000 ? "%.3g" : "%.0f", value);
}

static void measure(const struct bench_plan *plan, struct peer *peer,
                    struct bench_case *work, int rounds)
{
    double ours[ROUNDS_MAX], theirs[ROUNDS_MAX], ratios[ROUNDS_MAX];
    double scale = 1e6 / plan->per;
    for (int k = 0; k < rounds; k++) {
        ours[k] = median_seconds(run_ours, work) * scale;
        theirs[k] = median_seconds(run_theirs, peer) * scale;
        ratios[k] = theirs[k] / ours[k];
    }
    printf("| %s, B = %d, H = %d | ", plan->name, plan->batch, plan->hidden);
    print_number(median(ours, rounds));
    printf(" | ");
    print_number(median(theirs, rounds));
    printf(" |");
    for (int k = 0; k < rounds; k++)
        printf(" %.3g", ratios[k]);
    median(ratios, rounds); /* sorts */
    printf(" | %.3g |\n", ratios[rounds - 1]);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct error error = {""};
    int rounds = argc > 1 ? atoi(argv[1]) : 3;
    const struct kernels *kernels = machine_kernels();
    if (argc > 2 || rounds < 1 || rounds > ROUNDS_MAX || !kernels) {
        fprintf(stderr, "usage: onednn [ROUNDS], 1 to %d\n", ROUNDS_MAX);
        return 2;
    }
    const dnnl_version_t *version = dnnl_version();
    printf("oneDNN %d.%d.%d, one thread, our %s kernels, %d rounds\n\n",
           version->major, version->minor, version->patch, kernels->name,
           rounds);
    printf("| case | ours, us | oneDNN, us | ratios | best |\n"
           "|---|---|---|---|---|\n");
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct bench_case work;
        struct peer peer;
        if (!bench_case_init(&work, &cases[k], kernels, &error)) {
            fprintf(stderr, "onednn: %s\n", error.text);
            return 1;
        }
        peer_init(&peer, &work);
        compare_all(&peer, &work);
        measure(&cases[k], &peer, &work, rounds);
        peer_finish(&peer);
        bench_case_finish(&work);
    }
    return 0;
}
