/* `gatereel bench --dials`: from moving a dial to the new picture. */
#ifndef GATEREEL_CLI_BENCH_DIALS_H
#define GATEREEL_CLI_BENCH_DIALS_H

#include <stdbool.h>

struct dials_options {
    bool json;
    const char *only;     /* cases whose name starts so; NULL: all */
    int width, height;
};

/* Names of the cases; NULL behind the last. */
const char *dials_name(int k);

/* Measures and prints; the exit code. */
int dials_run(const struct dials_options *options);

#endif
