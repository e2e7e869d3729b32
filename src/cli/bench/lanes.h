/* Networks side by side with a finished run each, for 'gatereel bench'. */
#ifndef GATEREEL_CLI_BENCH_LANES_H
#define GATEREEL_CLI_BENCH_LANES_H

#include "nn/net/network.h"
#include "nn/net/tape.h"

enum { BENCH_LANES_MAX = 4, LANES_INPUTS = 4 };

struct lanes {
    int count;
    struct network network[BENCH_LANES_MAX];
    struct tape values[BENCH_LANES_MAX];
};

/* cells: their names, commas between them. PyTorch's start, H units, X =
 * LANES_INPUTS normal inputs a step, T steps. */
bool lanes_init(struct lanes *lanes, const char *cells, int units, int steps,
                const struct kernels *kernels, struct error *error);
void lanes_finish(struct lanes *lanes);

/* The decay curves of all, log10 |ds_T/ds_t|. False without memory. */
bool lanes_decay(struct lanes *lanes, struct error *error);

#endif
