/* One LSTM layer in oneDNN (2.x), with the weights and the input of one of our
 * benchmark cases. For benchmarks only: whatever fails ends the program.
 */
#ifndef GATEREEL_TESTS_BENCH_PEER_H
#define GATEREEL_TESTS_BENCH_PEER_H

#include <dnnl.h>

#include "cli/bench/cases.h"

enum { PEER_ARGUMENTS_MAX = 16, PEER_MEMORIES_MAX = 32 };

/* A primitive and what it reads and writes. */
struct pass {
    dnnl_primitive_desc_t recipe;
    dnnl_primitive_t primitive;
    dnnl_exec_arg_t argument[PEER_ARGUMENTS_MAX];
    int arguments;
};

struct peer {
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    struct pass forward, backward; /* backward is empty outside training */
    dnnl_memory_t memory[PEER_MEMORIES_MAX]; /* owned; arguments borrow it */
    int memories;
};

/* A batch of one only infers and keeps nothing but h; a larger one keeps the
 * workspace of training. BENCH_TRAIN goes backward too. */
void peer_init(struct peer *peer, const struct bench_case *work);
void peer_finish(struct peer *peer);

/* Forward and, in training, backward from L = sum of the last h. */
void peer_run(struct peer *peer);

/* h of every step, [T][B][H]. */
const float *peer_states(const struct peer *peer);

/* A gradient in our layout. `which` is DNNL_ARG_DIFF_WEIGHTS_LAYER: [4H][X],
 * DNNL_ARG_DIFF_WEIGHTS_ITER: [4H][H] or DNNL_ARG_DIFF_BIAS: [4H]. Ask for
 * each once: every answer takes new memory until the end. */
const float *peer_gradient(struct peer *peer, const struct bench_plan *plan,
                           int which);

#endif
