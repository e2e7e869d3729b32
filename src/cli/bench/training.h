/* `gatereel bench --training`: frames a second while networks learn. */
#ifndef GATEREEL_CLI_BENCH_TRAINING_H
#define GATEREEL_CLI_BENCH_TRAINING_H

#include <stdbool.h>

struct training_options {
    bool json;
    const char *only;     /* cases whose name starts so; NULL: all */
    int width, height;
};

/* Names of the cases; NULL behind the last. */
const char *training_bench_name(int k);

/* Measures and prints; the exit code. */
int training_bench_run(const struct training_options *options);

#endif
