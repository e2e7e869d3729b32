/* What 'gatereel bench' measures. */
#ifndef GATEREEL_CLI_BENCH_CASES_H
#define GATEREEL_CLI_BENCH_CASES_H

#include "cli/bench/lanes.h"
#include "cli/bench/learn.h"
#include "nn/flow/lags.h"

enum bench_kind {
    BENCH_FORWARD, BENCH_TRAIN, BENCH_MATRIX, BENCH_RECORD, BENCH_DECAY,
    BENCH_LEARN,
};

struct bench_plan {
    const char *name;
    enum bench_kind kind;
    int hidden, batch, steps; /* H = X, B, T */
    int per;                  /* a run counts as this many */
    enum lag_measure measure; /* of BENCH_MATRIX */
    const char *cells;        /* of BENCH_DECAY */
    enum task_kind task;      /* of BENCH_LEARN */
};
extern const struct bench_plan bench_plan[];
extern const int bench_plans;

struct bench_case {
    const struct bench_plan *plan;
    struct network network;
    struct params weights;    /* gradients */
    struct tape values, gradients;
    real *x;                  /* [T][B][X] */
    real *seed;               /* [H] ones */
    double *matrix;           /* [T][T] */
    struct lanes lanes;
    struct trainer trainer;
    bool (*run)(struct bench_case *, struct error *); /* false: no memory */
};

/* An LSTM with PyTorch's start and normal input, memory for one run. */
bool bench_case_init(struct bench_case *work, const struct bench_plan *plan,
                     const struct kernels *kernels, struct error *error);
void bench_case_finish(struct bench_case *work);

/* The long recording: takes memory for it and records. */
bool bench_record(struct bench_case *work, struct error *error);

#endif
