/* The arithmetic of the engine: one table of functions per instruction set.
 *
 * Everything below works on rows: H reals per signal, `pitch` (a multiple of a
 * cache line) from one signal to the next, `stride` from one row to the next.
 * Places between H and the pitch are padding: they may hold anything and never
 * reach a real unit. All pointers to rows start on a cache line.
 *
 * The same source is compiled for the base instruction set, AVX2 with FMA and
 * AVX-512; the tables differ in the last bits of their results (FMA rounds
 * once), each is deterministic.
 */
#ifndef GATEREEL_NN_KERNEL_KERNEL_H
#define GATEREEL_NN_KERNEL_KERNEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/real.h"
#include "nn/kernel/pack.h"

/* Whole panels on every instruction set: 4 vectors of up to 64 bytes. */
enum { PANEL_COLUMNS = 4 * REAL_PER_LINE };

/* out[r][..] = init[r][..] + a[r][..] * P for M rows. */
struct product {
    int rows;               /* M */
    const real *a;          /* [M] rows, each `segments` runs of `pack.rows` */
    size_t a_stride;        /* from row to row */
    size_t a_segment;       /* from segment to segment within a row */
    const struct pack *pack;
    const real *init;       /* laid out as out; NULL: zero; out: accumulate */
    size_t init_stride;     /* 0: the same row (a bias) for every r */
    real *out;
    size_t out_stride;
    size_t gate_stride;     /* from one gate block of out to the next */
    bool in_order;          /* every row is summed in the same order, however
                               many there are; else a single row is summed
                               in several parts, which is faster */
    /* Only columns from `first` on, `count` of them, both whole panels (4
     * vectors, a multiple of PANEL_COLUMNS) but at the end; 0, 0: all. Plain
     * matrices only. For threads that share the work. */
    int first, count;
};

/* block[g][u][k] += sum over r of scale[r] d[r][g][u] a[r][k]: the gradient
 * of a weight matrix from R recorded rows. */
struct outer {
    int rows;               /* R */
    const real *d;          /* [R] rows of gate blocks, `gate_stride` apart */
    size_t d_stride, gate_stride;
    const real *scale;      /* [R], or NULL for ones */
    int gates, units;       /* gate blocks, H */
    const real *a;          /* [R] rows */
    size_t a_stride;
    int columns;            /* K */
    real *block[4];         /* each [units][columns], dense, accumulated */
    real *twin[4];          /* of `sums`: gets the same; NULL: none */
    real *scratch;          /* outer_scratch(gates, units) reals */
};

/* Values held by an intervention at one step, laid out like a row:
 * scale != 0: the signal is multiplied by it; scale == 0: it becomes shift. */
struct hold {
    const real *scale, *shift;
    real *read; /* scratch for rows (t - 1, .) as the step reads them, where
                   that is not as they were recorded; else NULL. Kernels are
                   given these rows as `before` and need not look here */
};

/* One time step of one layer, forward, for B rows. The signals that W feeds
 * hold their input part (W x + b) before the call. */
struct step {
    int rows, units;
    size_t pitch, stride;
    real *now;              /* row (t, 0) of the recording */
    const real *before;     /* row (t - 1, 0) */
    const struct pack *u;   /* the recurrent weights; gru-before: of r and z */
    const struct pack *u_n; /* gru-before only: of n */
    const real *bias_m;     /* gru only: b_hn, [pitch] */
    int activation;         /* rnn and dense: enum activation */
    const struct hold *hold; /* NULL: nothing is held */
    /* lstm and gru: only units from `first` (a whole number of cache lines) to
     * `last`; 0, 0: all. For threads that share the work. */
    int first, last;
};

typedef void step_function(const struct step *);

/* One time step of one layer, backward, for M rows of adjoints. */
struct adjoint {
    int rows, units;
    size_t pitch;
    const real *now, *before; /* recorded rows (t, .) and (t - 1, .) */
    size_t stride;          /* between recorded rows; 0: one row for all M */
    const real *dh;         /* [M][pitch] dL/dh_t, everything that reaches it */
    real *dc;               /* [M][pitch] in: dL/dc_t through c_{t+1}; out:
                               dL/dc_{t-1} through c_t. lstm only */
    real *carry;            /* [M][pitch] out: the part of dL/dh_{t-1} that does
                               not go through U. gru, gru-before */
    real *out;              /* [M] gradient rows, laid out like recorded rows */
    size_t out_stride;
    bool full;              /* every signal; else only those that W and U feed */
    int activation;
    const struct hold *hold;
};

struct kernels {
    const char *name;       /* "sse2", "avx2", "avx512", "generic" */
    int lanes;              /* reals per vector */

    void (*product)(const struct product *);
    void (*outer)(const struct outer *);
    /* block[g][u] += sum over r of scale[r] d[r][g][u], for biases. */
    void (*sums)(const struct outer *);

    /* The recurrent part of a step, all signals recorded. */
    step_function *rnn_step;
    step_function *lstm_step;
    step_function *gru_step;
    step_function *gru_before_step;
    /* h = phi(a) for rows whose a is complete. */
    step_function *dense_step;

    /* Gradients of a step's signals from those of its states. */
    void (*rnn_adjoint)(const struct adjoint *); /* dense too */
    void (*lstm_adjoint)(const struct adjoint *);
    void (*gru_adjoint)(const struct adjoint *);
    void (*gru_before_adjoint)(const struct adjoint *);
    /* gru-before after d(rh) = U_n^T da_n is known, in out's rh signal. */
    void (*gru_before_reset)(const struct adjoint *);

    /* Largest |x| of a row of n reals; NaN is passed over. */
    real (*largest)(const real *row, int n);
    /* Sum of squares of a row of n reals. */
    real (*squares)(const real *row, int n);
    /* row *= factor over n reals. */
    void (*scale)(real *row, int n, real factor);
    /* The vectorised activations, for tests: n a multiple of lanes. */
    void (*sigmoid)(const real *x, real *y, int n);
    void (*tanh)(const real *x, real *y, int n);
};

/* Reals of scratch memory `outer` needs, whole cache lines; for several gates
 * at least as many as for each alone together. */
size_t outer_scratch(int gates, int units);

/* The best table for this processor, or the one named ("sse2", "avx2",
 * "avx512"; "generic" off x86). NULL with a message when the name is unknown
 * or the processor cannot run it. The tables live forever. */
const struct kernels *kernels_choose(const char *name, struct error *error);

#endif
