/* Cutting rows, columns, units or gates into parts. */
#include "nn/kernel/share.h"

/* Multiplications below which a second thread costs more than it saves. */
static const double WORTH = 4e5;

/* Rows that are cut off together: whole tiles of every instruction set. */
enum { TILES_OF_ROWS = 12 };

struct job {
    const struct kernels *kernels;
    const struct product *product;
    const struct outer *outer;
    const struct step *step;
    step_function *run;
    int parts;
};

static int count_parts(const struct pool *pool, double work, int pieces)
{
    int threads = pool_threads(pool);
    if (work < WORTH || pieces < 2)
        return 1;
    return threads < pieces ? threads : pieces;
}

/* First of `total` in part p when cut into pieces of `piece`. */
static int cut(int total, int piece, int parts, int p)
{
    int pieces = (total + piece - 1) / piece;
    int first = (int)((long long)pieces * p / parts) * piece;
    return first < total ? first : total;
}

static void run_rows(void *context, int part)
{
    const struct job *job = context;
    struct product product = *job->product;
    int first = cut(product.rows, TILES_OF_ROWS, job->parts, part);
    int last = cut(product.rows, TILES_OF_ROWS, job->parts, part + 1);
    product.a += first * product.a_stride;
    product.out += first * product.out_stride;
    if (product.init)
        product.init += first * product.init_stride;
    product.rows = last - first;
    job->kernels->product(&product);
}

static void run_columns(void *context, int part)
{
    const struct job *job = context;
    struct product product = *job->product;
    int columns = product.pack->columns;
    product.first = cut(columns, PANEL_COLUMNS, job->parts, part);
    product.count =
        cut(columns, PANEL_COLUMNS, job->parts, part + 1) - product.first;
    job->kernels->product(&product);
}

void share_product(const struct kernels *kernels, struct pool *pool,
                   const struct product *product)
{
    const struct pack *pack = product->pack;
    double work = (double)product->rows * pack->segments * pack->rows *
                  pack->columns * pack->gates;
    bool by_rows = pack->gates > 1 || product->rows >= 2 * TILES_OF_ROWS;
    int piece = by_rows ? TILES_OF_ROWS : PANEL_COLUMNS;
    int total = by_rows ? product->rows : pack->columns;
    struct job job = {.kernels = kernels, .product = product};
    job.parts = count_parts(pool, work, (total + piece - 1) / piece);
    if (job.parts == 1)
        kernels->product(product);
    else
        pool_run(pool, job.parts, by_rows ? run_rows : run_columns, &job);
}

static void run_units(void *context, int part)
{
    const struct job *job = context;
    struct step step = *job->step;
    step.first = cut(step.units, REAL_PER_LINE, job->parts, part);
    step.last = cut(step.units, REAL_PER_LINE, job->parts, part + 1);
    job->run(&step);
}

void share_step(const struct kernels *kernels, struct pool *pool,
                step_function *run, const struct step *step)
{
    if (!pool) {
        run(step);
        return;
    }
    struct job job = {.kernels = kernels, .step = step, .run = run};
    bool one_pass = run == kernels->lstm_step || run == kernels->gru_step;
    if (one_pass) {
        double work = (double)step->rows * step->u->rows * step->u->columns *
                      step->u->gates;
        job.parts = count_parts(pool, work, step->units / REAL_PER_LINE);
    }
    if (job.parts < 2)
        run(step);
    else
        pool_run(pool, job.parts, run_units, &job);
}

static void run_gate(void *context, int gate)
{
    const struct job *job = context;
    struct outer outer = *job->outer;
    outer.d += gate * outer.gate_stride;
    outer.block[0] = outer.block[gate];
    outer.scratch += gate * outer_scratch(1, outer.units);
    outer.gates = 1;
    job->kernels->outer(&outer);
}

void share_outer(const struct kernels *kernels, struct pool *pool,
                 const struct outer *outer)
{
    double work = (double)outer->rows * outer->units * outer->gates *
                  outer->columns;
    struct job job = {.kernels = kernels, .outer = outer};
    if (count_parts(pool, work, outer->gates) < 2)
        kernels->outer(outer);
    else
        pool_run(pool, outer->gates, run_gate, &job);
}
