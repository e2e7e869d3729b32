/* The tasks a network can learn here: inputs and targets, train and test.
 *
 * A task is opened once with its options and is read-only from then on. Every
 * batch is a function of (seed, epoch, position): nothing is remembered
 * between draws, so training can be stopped and resumed anywhere, and two
 * networks race on the very same batches.
 *
 *   cosine    continue a cosine: the next value at every step
 *   adding    two channels, values in [0, 1) and a marker on two of them:
 *             their sum at the end (Hochreiter & Schmidhuber 1997)
 *   remember  one bit at the first step, noise after it: the bit at the end
 *             (Bengio, Simard & Frasconi 1994)
 *   copy      ten symbols of eight, a long blank, then a signal: the ten
 *             symbols again (Hochreiter & Schmidhuber 1997, Arjovsky et al. 2016)
 *   anbn      strings a^n b^n: the next symbol, asked where it is determined
 *             (Gers & Schmidhuber 2001)
 *   series    a column of a CSV file: the next value at every step, split in
 *             time into train and test, with "tomorrow = today" as baseline
 */
#ifndef GATEREEL_DATA_TASK_H
#define GATEREEL_DATA_TASK_H

#include <stdint.h>

#include "data/batch.h"

enum task_kind {
    TASK_COSINE,
    TASK_ADDING,
    TASK_REMEMBER,
    TASK_COPY,
    TASK_ANBN,
    TASK_SERIES,
    TASK_COUNT,
};

/* What is known of a task before it is opened; one row each in task_table. */
struct task_info {
    const char *name;
    const char *summary;      /* one line */
    int steps;                /* default T */
    int hidden;               /* default H that learns it */
    int batch;                /* default B */
    int epochs;               /* default number of epochs */
    double rate;              /* default learning rate of Adam */
    enum target_kind kind;
    bool every;               /* loss at every step (else at the last) */
};
extern const struct task_info task_table[TASK_COUNT];

struct task_options {
    uint64_t seed;
    int steps;               /* T, 0 for the default. copy: the blank length;
                                anbn: the largest n; series and cosine: the
                                window */
    const double *series;    /* series only: raw values, borrowed during open */
    int series_length;
    double test_share;       /* series and cosine: last part kept for the test,
                                rounded to whole windows; 0: 0.2 */
};

struct task {
    enum task_kind kind;
    const struct task_info *info;
    uint64_t seed;
    int steps;           /* T of every batch */
    int inputs, outputs; /* X, Y */
    int sequences;       /* training sequences in one epoch: every window of a
                            series or the cosine, 1000 elsewhere */
    int tests;           /* test sequences, the same for every network and epoch */
    double mean, deviation; /* of the training part of a series:
                               x = (raw - mean) / deviation; else 0, 1 */
    double baseline;     /* test loss without learning: "tomorrow = today" for a
                            series and the cosine (in normalised units), the
                            best constant answer elsewhere (MSE or nats) */
    real *series;        /* normalised, owned: series and cosine; else NULL */
    int series_length, split; /* the test targets are series[split ..) */
};

/* -1 when there is no task of that name. */
int task_find(const char *name);

bool task_init(struct task *task, enum task_kind kind,
               const struct task_options *options, struct error *error);
void task_finish(struct task *task);

/* Room for `size` sequences of this task. */
bool task_batch_init(const struct task *task, struct batch *batch, int size,
                     struct error *error);

/* Fills `batch` with sequences first .. first + batch->size - 1 of an epoch
 * (from 0). An epoch visits every training window of a series once, in an
 * order that depends on seed and epoch; past the end it starts over. */
void task_train(const struct task *task, int epoch, int first,
                struct batch *batch);

/* Fills `batch` with test sequences first .. first + batch->size - 1, never
 * seen in training. Past the last of task->tests it starts over, so a batch of
 * another size than a divisor of it counts some of them twice. */
void task_test(const struct task *task, int first, struct batch *batch);

#endif
