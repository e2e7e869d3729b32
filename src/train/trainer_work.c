/* One unit of work is one batch: draw it, run it, and, in training, carry the
 * loss back and step. The batch and the tapes are reshaped for the last,
 * smaller one of an epoch; test batches use them too.
 */
#include <math.h>
#include <string.h>

#include "nn/learn/loss.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"
#include "train/trainer.h"

static int count_units(const struct trainer *trainer, int sequences)
{
    int batch = trainer->options.batch;

    return sequences / batch + (sequences % batch != 0);
}

int trainer_train_units(const struct trainer *trainer)
{
    return count_units(trainer, trainer->task.sequences);
}

int trainer_test_units(const struct trainer *trainer)
{
    return count_units(trainer, trainer->task.tests);
}

int trainer_units(const struct trainer *trainer)
{
    return trainer_train_units(trainer) + trainer_test_units(trainer);
}

/* Makes batch and tapes as large as batch number `unit` of `sequences` is.
 * Returns its first sequence. */
static int shape_batch(struct trainer *trainer, int unit, int sequences)
{
    int first = unit * trainer->options.batch, size = sequences - first;

    if (size > trainer->options.batch)
        size = trainer->options.batch;
    if (size != trainer->batch.size) {
        trainer->batch.size = size;
        tape_shape(&trainer->values, trainer->batch.steps, size);
        tape_shape(&trainer->gradients, trainer->batch.steps, size);
    }
    return first;
}

/* Runs the network on the batch. Where `learn`, the gradient of the loss is
 * left for the backward pass. */
static struct loss_result run_batch(struct trainer *trainer, bool learn)
{
    const struct batch *batch = &trainer->batch;
    struct tape *values = &trainer->values, *gradients = &trainer->gradients;
    struct run_input input = {.x = batch->x, .ids = batch->ids,
                              .lengths = batch->lengths};
    struct loss_target target = {
        .steps = batch->steps, .size = batch->size, .outputs = batch->outputs,
        .every = trainer->task.info->every, .values = batch->values,
        .labels = batch->labels, .lengths = batch->lengths,
    };

    run_forward(&trainer->network, &input, NULL, values);
    return loss_evaluate(&target, tape_head(values, HEAD_Y, 1, 0),
                         values->head.stride,
                         learn ? tape_head(gradients, HEAD_Y, 1, 0) : NULL,
                         gradients->head.stride);
}

static void count_result(struct trainer *trainer, struct tally *tally,
                         struct loss_result result)
{
    tally->sum += result.loss * result.asked;
    tally->asked += result.asked;
    tally->right += result.right;
    trainer->broken = trainer->broken || !isfinite(result.loss);
}

static void train_batch(struct trainer *trainer)
{
    struct trainer_state *state = &trainer->state;
    struct params *gradient = &trainer->gradient;
    int first = shape_batch(trainer, state->unit, trainer->task.sequences);

    task_train(&trainer->task, state->epoch, first, &trainer->batch);
    count_result(trainer, &state->train, run_batch(trainer, true));

    memset(gradient->data, 0, gradient->count * sizeof(real));
    bptt_run(&(struct bptt){.network = &trainer->network,
                            .values = &trainer->values, .from_head = true,
                            .weights = gradient}, &trainer->gradients);
    struct clip_event event = optimizer_step(
        &trainer->optimizer, trainer->network.params.data, gradient->data);
    network_pack(&trainer->network);

    state->norm = fmax(state->norm, event.before);
    state->clips += event.clipped;
    trainer->broken = trainer->broken || !isfinite(event.before);
}

static void test_batch(struct trainer *trainer)
{
    struct trainer_state *state = &trainer->state;
    int unit = state->unit - trainer_train_units(trainer);
    int first = shape_batch(trainer, unit, trainer->task.tests);

    task_test(&trainer->task, first, &trainer->batch);
    count_result(trainer, &state->test, run_batch(trainer, false));
}

static double mean_of(const struct tally *tally)
{
    return tally->asked ? tally->sum / (double)tally->asked : NAN;
}

static void end_epoch(struct trainer *trainer)
{
    struct trainer_state *state = &trainer->state;
    real *row = trainer->history + (size_t)state->epoch * (size_t)trainer->columns;
    bool labels = trainer->task.info->kind == TARGET_LABELS;

    row[HISTORY_TRAIN] = (real)mean_of(&state->train);
    row[HISTORY_TEST] = (real)mean_of(&state->test);
    row[HISTORY_ACCURACY] = labels
        ? (real)((double)state->test.right / (double)state->test.asked) : NAN;
    row[HISTORY_NORM] = (real)state->norm;
    row[HISTORY_CLIPS] = (real)state->clips;
    *state = (struct trainer_state){.epoch = state->epoch + 1};
}

bool trainer_done(const struct trainer *trainer)
{
    return trainer->state.epoch >= trainer->options.epochs;
}

int trainer_work(struct trainer *trainer, int units)
{
    int train_units = trainer_train_units(trainer);
    int all_units = trainer_units(trainer);
    int done = 0;

    while (done < units && !trainer_done(trainer) && !trainer->broken) {
        if (trainer->state.unit < train_units)
            train_batch(trainer);
        else
            test_batch(trainer);
        trainer->state.unit++;
        done++;
        if (trainer->state.unit == all_units && !trainer->broken)
            end_epoch(trainer);
    }
    return done;
}

/* Every training batch is one step of the optimizer, so the position tells
 * how many it has made. */
void trainer_settle(struct trainer *trainer)
{
    const struct trainer_state *state = &trainer->state;
    int train_units = trainer_train_units(trainer);
    int begun = state->unit < train_units ? state->unit : train_units;

    trainer->optimizer.steps =
        (uint64_t)state->epoch * (uint64_t)train_units + (uint64_t)begun;
    trainer->broken = false;
    network_pack(&trainer->network);
}

double trainer_running_loss(const struct trainer *trainer)
{
    return mean_of(&trainer->state.train);
}
