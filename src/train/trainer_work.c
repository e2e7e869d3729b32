/* Where training stands, and whole batches: a batch is its slices, one after
 * the other.
 */
#include <math.h>

#include "train/history.h"
#include "train/trainer.h"

static int count_units(int sequences, int batch)
{
    return sequences / batch + (sequences % batch != 0);
}

int trainer_train_units(const struct trainer *trainer)
{
    return count_units(trainer->task.sequences, trainer->options.batch);
}

/* Where states go on, one window of the test follows the other. */
int trainer_test_units(const struct trainer *trainer)
{
    const struct task *task = &trainer->task;

    return count_units(task->tests,
                       task->stateful ? 1 : trainer->options.batch);
}

int trainer_units(const struct trainer *trainer)
{
    return trainer_train_units(trainer) + trainer_test_units(trainer);
}

bool trainer_done(const struct trainer *trainer)
{
    return trainer->state.epoch >= trainer->options.epochs;
}

int trainer_work(struct trainer *trainer, int units)
{
    int done = 0;

    while (done < units && !trainer_done(trainer) && !trainer->broken)
        done += trainer_slice(trainer);
    return done;
}

double trainer_rate(const struct trainer_options *options, int epoch)
{
    double rate = options->optimizer.rate;

    return options->halve > 0 ? ldexp(rate, -(epoch / options->halve)) : rate;
}

double trainer_running_loss(const struct trainer *trainer)
{
    return history_mean(&trainer->state.train);
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
    trainer->slice = 0;
    trainer->broken = false;
    network_pack(&trainer->network);
}
