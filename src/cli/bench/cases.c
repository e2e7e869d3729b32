/* One LSTM, its input and its tapes for every case of the benchmark; several
 * networks side by side only for the decay curves, and a trainer for what is
 * learned. */
#include "cli/bench/cases.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/random.h"
#include "nn/learn/init.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"

const struct bench_plan bench_plan[] = {
    {"record.T100000.H64", BENCH_RECORD, 64, 1, 100000, 1, 0, NULL, 0},
    {"forward.H16", BENCH_FORWARD, 16, 1, 1000, 1000, 0, NULL, 0},
    {"forward.H64", BENCH_FORWARD, 64, 1, 1000, 1000, 0, NULL, 0},
    {"forward.H256", BENCH_FORWARD, 256, 1, 1000, 1000, 0, NULL, 0},
    {"train.H16.B1", BENCH_TRAIN, 16, 1, 100, 1, 0, NULL, 0},
    {"train.H16.B32", BENCH_TRAIN, 16, 32, 100, 1, 0, NULL, 0},
    {"train.H64.B1", BENCH_TRAIN, 64, 1, 100, 1, 0, NULL, 0},
    {"train.H64.B32", BENCH_TRAIN, 64, 32, 100, 1, 0, NULL, 0},
    {"train.H256.B1", BENCH_TRAIN, 256, 1, 100, 1, 0, NULL, 0},
    {"train.H256.B32", BENCH_TRAIN, 256, 32, 100, 1, 0, NULL, 0},
    {"gradient_matrix.T128.H64", BENCH_MATRIX, 64, 1, 128, 1, LAG_INPUT, NULL,
     0},
    {"weight_triangle.T200.H32", BENCH_MATRIX, 32, 1, 200, 1, LAG_WEIGHTS_U,
     NULL, 0},
    {"weight_triangle.T200.H64", BENCH_MATRIX, 64, 1, 200, 1, LAG_WEIGHTS_U,
     NULL, 0},
    {"decays.T100.H32", BENCH_DECAY, 32, 1, 100, 1, 0,
     "rnn,gru,gru-before,lstm", 0},
    {"decays.T100.H32.lstm", BENCH_DECAY, 32, 1, 100, 1, 0,
     "lstm,lstm,lstm,lstm", 0},
    {"learn.adding.T100.H64.B32", BENCH_LEARN, 64, 32, 100, 1, 0, NULL,
     TASK_ADDING},
    {"learn.letters.T70.H128.B64", BENCH_LEARN, 128, 64, 70, 1, 0, NULL,
     TASK_LETTERS},
};
const int bench_plans = sizeof bench_plan / sizeof bench_plan[0];

static bool run_forward_case(struct bench_case *work, struct error *error)
{
    (void)error;
    run_forward(&work->network, &(struct run_input){.x = work->x}, NULL,
                &work->values);
    return true;
}

static bool run_train_case(struct bench_case *work, struct error *error)
{
    size_t last = tape_index(&work->gradients, work->plan->steps - 1, 0);
    real *seed = work->gradients.seed + last * work->gradients.seed_pitch;
    run_forward_case(work, error);
    for (int b = 0; b < work->plan->batch; b++)
        for (int u = 0; u < work->plan->hidden; u++)
            seed[b * work->gradients.seed_pitch + u] = 1;
    memset(work->weights.data, 0, work->weights.count * sizeof(real));
    bptt_run(&(struct bptt){.network = &work->network, .values = &work->values,
                            .weights = &work->weights}, &work->gradients);
    return true;
}

static bool run_matrix_case(struct bench_case *work, struct error *error)
{
    return lag_matrix(&(struct lag_request){
        .network = &work->network, .values = &work->values,
        .measure = work->plan->measure, .seed = work->seed}, work->matrix,
        error);
}

static bool run_decay_case(struct bench_case *work, struct error *error)
{
    return lanes_decay(&work->lanes, error);
}

static bool run_learn_case(struct bench_case *work, struct error *error)
{
    return learn_step(&work->trainer, error);
}

static bool prepare_input(struct bench_case *work, struct error *error)
{
    const struct bench_plan *plan = work->plan;
    size_t count = (size_t)plan->steps * plan->batch * plan->hidden;
    work->x = array_new(count, sizeof(real), "the input", error);
    work->seed = array_new(plan->hidden, sizeof(real), "the seed", error);
    if (!work->x || !work->seed)
        return false;
    struct random random;
    random_seed(&random, 1, 1);
    for (size_t k = 0; k < count; k++)
        work->x[k] = (real)random_normal(&random);
    for (int u = 0; u < plan->hidden; u++)
        work->seed[u] = 1;
    return true;
}

static bool prepare_tapes(struct bench_case *work, struct error *error)
{
    const struct bench_plan *plan = work->plan;
    const struct spec *spec = &work->network.params.spec;
    if (plan->kind == BENCH_RECORD)
        return true;
    if (!tape_init(&work->values, spec, plan->steps, plan->batch, TAPE_VALUES,
                   error))
        return false;
    work->run = run_forward_case;
    if (plan->kind == BENCH_TRAIN) {
        work->run = run_train_case;
        return params_init(&work->weights, spec, error) &&
               tape_init(&work->gradients, spec, plan->steps, plan->batch,
                         TAPE_LEAN, error);
    }
    if (plan->kind == BENCH_MATRIX) {
        work->run = run_matrix_case;
        work->matrix = array_new((size_t)plan->steps * plan->steps,
                                 sizeof *work->matrix, "the matrix", error);
        return work->matrix != NULL;
    }
    return true;
}

bool bench_case_init(struct bench_case *work, const struct bench_plan *plan,
                     const struct kernels *kernels, struct error *error)
{
    struct spec spec = {.inputs = plan->hidden, .layers = 1,
                        .layer = {{CELL_LSTM, ACT_TANH, plan->hidden}}};
    memset(work, 0, sizeof *work);
    work->plan = plan;
    if (plan->kind == BENCH_DECAY) {
        work->run = run_decay_case;
        return lanes_init(&work->lanes, plan->cells, plan->hidden, plan->steps,
                          kernels, error);
    }
    if (plan->kind == BENCH_LEARN) {
        const struct learn_plan learn = {plan->task, plan->hidden, plan->batch,
                                         plan->steps};

        work->run = run_learn_case;
        return learn_init(&work->trainer, &learn, kernels, error);
    }
    if (!network_init(&work->network, &spec, kernels, error) ||
        !init_params(&work->network.params,
                     &(struct init_options){.scheme = INIT_UNIFORM, .seed = 1},
                     error) ||
        !prepare_input(work, error) || !prepare_tapes(work, error)) {
        bench_case_finish(work);
        return false;
    }
    network_pack(&work->network);
    return plan->kind != BENCH_MATRIX || run_forward_case(work, error);
}

void bench_case_finish(struct bench_case *work)
{
    tape_finish(&work->values);
    tape_finish(&work->gradients);
    params_finish(&work->weights);
    network_finish(&work->network);
    free(work->x);
    free(work->seed);
    free(work->matrix);
    lanes_finish(&work->lanes);
    trainer_finish(&work->trainer);
    memset(work, 0, sizeof *work);
}

bool bench_record(struct bench_case *work, struct error *error)
{
    const struct bench_plan *plan = work->plan;
    if (!tape_init(&work->values, &work->network.params.spec, plan->steps,
                   plan->batch, TAPE_VALUES, error))
        return false;
    return run_forward_case(work, error);
}
