/* Means over batches are kept as sums, of losses as they are and of norms as
 * logarithms: norms of one epoch lie decades apart, and their plain mean is
 * that of the largest alone.
 */
#include "train/history.h"

#include <math.h>

void history_count(struct trainer *trainer, struct tally *tally,
                   struct loss_result result)
{
    tally->sum += result.loss * result.asked;
    tally->asked += result.asked;
    tally->right += result.right;
    trainer->broken = trainer->broken || !isfinite(result.loss);
}

/* Where the gradient of layer `l` begins; after the layers comes the head. */
static const real *begin_of(const struct params *gradient, int l)
{
    return l < gradient->spec.layers ? gradient->layer[l].w : gradient->head_w;
}

void history_norms(struct trainer *trainer, struct clip_event event)
{
    const struct params *gradient = &trainer->gradient;
    struct trainer_state *state = &trainer->state;
    int layers = gradient->spec.layers;

    state->least = state->unit == 0 ? event.before
                                    : fmin(state->least, event.before);
    state->norm = fmax(state->norm, event.before);
    state->clips += event.clipped;
    state->logs += log(event.before);
    for (int l = 0; l <= layers; l++) {
        const real *begin = begin_of(gradient, l);
        const real *end = l < layers ? begin_of(gradient, l + 1)
                                     : gradient->data + gradient->count;

        state->layer_logs[l] +=
            log(optimizer_norm(begin, (size_t)(end - begin)));
    }
    trainer->broken = trainer->broken || !isfinite(event.before);
}

double history_mean(const struct tally *tally)
{
    return tally->asked ? tally->sum / (double)tally->asked : NAN;
}

void history_end_epoch(struct trainer *trainer)
{
    struct trainer_state *state = &trainer->state;
    real *row = trainer->history +
                (size_t)state->epoch * (size_t)trainer->columns;
    bool labels = trainer->task.info->kind == TARGET_LABELS;
    double batches = trainer_train_units(trainer);

    row[HISTORY_TRAIN] = (real)history_mean(&state->train);
    row[HISTORY_TEST] = (real)history_mean(&state->test);
    row[HISTORY_ACCURACY] = labels
        ? (real)((double)state->test.right / (double)state->test.asked) : NAN;
    row[HISTORY_NORM] = (real)state->norm;
    row[HISTORY_CLIPS] = (real)state->clips;
    row[HISTORY_LEAST] = (real)state->least;
    row[HISTORY_MEAN] = (real)exp(state->logs / batches);
    for (int k = HISTORY_LAYERS; k < trainer->columns; k++)
        row[k] = (real)exp(state->layer_logs[k - HISTORY_LAYERS] / batches);
    *state = (struct trainer_state){.epoch = state->epoch + 1};
}
