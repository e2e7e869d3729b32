/* Making a trainer from its options. Everything is allocated here, in the size
 * of the largest batch; the work itself is in trainer_slice.c.
 */
#include "train/trainer.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct trainer_options trainer_defaults(enum task_kind task)
{
    const struct task_info *info = &task_table[task];
    struct trainer_options options = {
        .task = task,
        .layer = {.cell = CELL_LSTM, .units = info->hidden},
        .layers = 1,
        .init = {.set_forget_bias = true, .forget_bias = 1},
        .optimizer = optimizer_defaults(OPTIMIZER_ADAM),
        .epochs = info->epochs,
        .batch = info->batch,
        .seed = 1,
    };

    options.optimizer.rate = info->rate;
    options.halve = info->halve;
    options.optimizer.clip = 1;
    return options;
}

static bool check_options(const struct trainer_options *options,
                          struct error *error)
{
    const struct optimizer_params *optimizer = &options->optimizer;

    if (options->epochs < 1 || options->epochs > TRAINER_EPOCHS_MAX)
        return error_set(error, "%d epochs: 1 to %d are possible",
                         options->epochs, TRAINER_EPOCHS_MAX);
    if (options->seed > INT64_MAX)
        return error_set(error, "seeds go up to %" PRId64, INT64_MAX);
    if (options->batch < 1)
        return error_set(error, "a batch of %d sequences is too small",
                         options->batch);
    if (!isfinite(optimizer->rate) || optimizer->rate <= 0)
        return error_set(error, "the learning rate must be above zero");
    if (!isfinite(optimizer->clip) || optimizer->clip < 0)
        return error_set(error, "clipping needs a norm above zero, or zero for "
                         "none");
    if (!(optimizer->momentum >= 0 && optimizer->momentum < 1))
        return error_set(error, "the momentum must be in [0, 1)");
    if (options->halve < 0)
        return error_set(error, "the learning rate is halved after at least 1 "
                         "epoch, or never (0)");
    if (options->layer.cell == CELL_DENSE && options->context <= 1)
        return error_set(error, "a dense layer remembers nothing: it needs a "
                         "context of more than one value of a series");
    if (options->layers < 1 || options->layers > LAYERS_MAX)
        return error_set(error, "%d layers: 1 to %d are possible",
                         options->layers, LAYERS_MAX);
    return true;
}

struct spec trainer_spec(const struct task *task,
                         const struct trainer_options *options)
{
    bool labels = task->info->kind == TARGET_LABELS;
    struct spec spec = {
        .inputs = task->inputs, .layers = options->layers,
        .vocabulary = task_reads_tokens(task->kind) ? task->inputs : 0,
        .head = labels ? HEAD_SOFTMAX : HEAD_LINEAR, .outputs = task->outputs,
    };

    for (int l = 0; l < spec.layers; l++)
        spec.layer[l] = options->layer;
    return spec;
}

struct feed trainer_feed(const struct task *task)
{
    static const enum feed_kind kinds[FEEDS] = {
        [FEED_NONE] = GENERATE_NONE, [FEED_TOKEN] = GENERATE_TOKEN,
        [FEED_ONE_HOT] = GENERATE_ONE_HOT, [FEED_VALUE] = GENERATE_VALUE,
    };

    return (struct feed){kinds[task->info->feed], task->feed_at};
}

static bool open_task(struct trainer *trainer,
                      const struct trainer_options *options,
                      struct error *error)
{
    struct task_options asked = {
        .seed = options->seed, .steps = options->steps,
        .context = options->context, .stateful = options->stateful,
        .streams = options->batch, .test_share = options->test_share,
        .material = options->material,
    };

    return task_init(&trainer->task, options->task, &asked, error);
}

static bool open_network(struct trainer *trainer,
                         const struct kernels *kernels, struct error *error)
{
    struct init_options init = trainer->options.init;
    struct spec spec = trainer_spec(&trainer->task, &trainer->options);

    init.seed = trainer->options.seed;
    init.steps = trainer->task.steps;
    if (!network_init(&trainer->network, &spec, kernels, error) ||
        !init_params(&trainer->network.params, &init, error) ||
        !params_init(&trainer->gradient, &spec, error))
        return false;
    network_pack(&trainer->network);
    return optimizer_init(&trainer->optimizer, &trainer->options.optimizer,
                          trainer->network.params.count, error);
}

/* Room for h and c of `size` sequences, where they go on. */
static bool open_carried(struct trainer *trainer, int size,
                         struct error *error)
{
    const struct spec *spec = &trainer->network.params.spec;

    if (!trainer->task.stateful)
        return true;
    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);

        trainer->carries += (size_t)size * (size_t)spec->layer[l].units *
                            (size_t)(1 + (cell->c >= 0));
    }
    trainer->carried = array_new(trainer->carries, sizeof(real),
                                 "the states that go on", error);
    return trainer->carried != NULL;
}

/* Room for one batch, and for its two tapes. */
static bool open_batch(struct trainer *trainer, struct error *error)
{
    const struct task *task = &trainer->task;
    const struct spec *spec = &trainer->network.params.spec;
    int most = task->sequences > task->tests ? task->sequences : task->tests;
    int size = trainer->options.batch < most ? trainer->options.batch : most;

    return open_carried(trainer, size, error) &&
           task_batch_init(task, &trainer->batch, size, error) &&
           tape_init(&trainer->values, spec, task->steps, size, TAPE_VALUES,
                     error) &&
           tape_init(&trainer->gradients, spec, task->steps, size, TAPE_LEAN,
                     error);
}

bool trainer_init(struct trainer *trainer,
                  const struct trainer_options *options,
                  const struct kernels *kernels, struct error *error)
{
    *trainer = (struct trainer){.options = *options};
    trainer->options.material = (struct material){0};
    if (trainer->options.steps == 0)
        trainer->options.steps = task_table[options->task].steps;
    if (!check_options(options, error) ||
        !open_task(trainer, options, error) ||
        !open_network(trainer, kernels, error) || !open_batch(trainer, error))
        goto fail;
    trainer->columns = history_columns(&trainer->network.params.spec);
    trainer->history = array_new((size_t)options->epochs *
                                     (size_t)trainer->columns,
                                 sizeof(real), "the history", error);
    if (!trainer->history)
        goto fail;
    return true;

fail:
    trainer_finish(trainer);
    return false;
}

bool trainer_extend(struct trainer *trainer, int epochs, struct error *error)
{
    size_t columns = (size_t)trainer->columns;

    if (epochs > TRAINER_EPOCHS_MAX)
        return error_set(error, "%d epochs: 1 to %d are possible", epochs,
                         TRAINER_EPOCHS_MAX);
    if (epochs <= trainer->options.epochs)
        return true;
    real *longer = array_new((size_t)epochs * columns, sizeof(real),
                             "the history", error);
    if (!longer)
        return false;
    memcpy(longer, trainer->history,
           (size_t)trainer->state.epoch * columns * sizeof(real));
    free(trainer->history);
    trainer->history = longer;
    trainer->options.epochs = epochs;
    return true;
}

void trainer_finish(struct trainer *trainer)
{
    task_finish(&trainer->task);
    network_finish(&trainer->network);
    params_finish(&trainer->gradient);
    optimizer_finish(&trainer->optimizer);
    tape_finish(&trainer->values);
    tape_finish(&trainer->gradients);
    batch_finish(&trainer->batch);
    free(trainer->carried);
    free(trainer->history);
    *trainer = (struct trainer){0};
}
