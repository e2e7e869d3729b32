/* Training a network on a task, a few batches at a time.
 *
 * A trainer is a machine that is cranked: every call of trainer_work takes a
 * number of units of work, one batch each, and returns. Pausing is not
 * calling. It knows no clock and no threads, so a command, a frame of a window
 * or a browser can drive it, and the same options give the same bits. A window
 * cranks it in slices, pieces of a batch that take a few milliseconds: how a
 * batch is cut depends on sizes alone, and the bits are the same either way.
 *
 * An epoch is all training batches in order and then all test batches; the
 * last of either may be smaller. Where states go on, the windows of the test
 * follow one another in batches of one. Results stand in `history`.
 *
 * Because every batch is a function of (seed, epoch, position), what there is
 * to remember is the weights, the moments of the optimizer, the history and
 * trainer_state; of a stateful network also the states that the next window
 * starts from.
 */
#ifndef GATEREEL_TRAIN_TRAINER_H
#define GATEREEL_TRAIN_TRAINER_H

#include <stdint.h>

#include "data/task.h"
#include "nn/learn/init.h"
#include "nn/learn/loss.h"
#include "nn/learn/optimizer.h"
#include "nn/net/free/generate.h"
#include "nn/net/network.h"
#include "nn/net/tape.h"

enum { TRAINER_EPOCHS_MAX = 1000 * 1000 };

struct trainer_options {
    enum task_kind task;
    int steps;               /* T as the task counts it; 0: its default */
    double test_share;       /* as in struct task_options */
    struct material material; /* needed during trainer_init */
    int context;             /* as in struct task_options */
    bool stateful;           /* likewise: states go on from batch to batch, and
                                begin at zero with each epoch and with its
                                test */
    struct layer_spec layer; /* every layer's cell, activation and H; dense
                                layers make a multilayer perceptron, which needs
                                a context */
    int layers;
    struct init_options init; /* its seed and Tmax are set by the trainer */
    struct optimizer_params optimizer;
    int halve;               /* epochs after which the learning rate is halved,
                                again and again; 0: never */
    int epochs;              /* when to stop, 1 .. TRAINER_EPOCHS_MAX */
    int batch;               /* B */
    uint64_t seed;           /* up to INT64_MAX */
};

/* What a task is trained with unless something else is asked for: an LSTM of
 * the size in task_table with forget bias 1, Adam at the rate and schedule
 * there, clipping at 1, seed 1. */
struct trainer_options trainer_defaults(enum task_kind task);

/* Columns of the history. They are real so that a file keeps every bit. Norms
 * are of the gradient of a batch before clipping. */
enum {
    HISTORY_TRAIN,    /* mean loss over the epoch's training batches */
    HISTORY_TEST,     /* loss over all test sequences after the epoch */
    HISTORY_ACCURACY, /* share of test labels that are right; NaN for values */
    HISTORY_NORM,     /* largest norm */
    HISTORY_CLIPS,    /* batches that were clipped */
    HISTORY_LEAST,    /* smallest norm */
    HISTORY_MEAN,     /* geometric mean of the norms */
    HISTORY_LAYERS,   /* the same of the weights of layer 0, 1 .., and last of
                         the head */
    HISTORY_MOST = HISTORY_LAYERS + LAYERS_MAX + 1
};

/* Columns that the history of a network has. */
static inline int history_columns(const struct spec *spec)
{
    return HISTORY_LAYERS + spec->layers + 1;
}

/* Losses weighted with how many answers they are the mean of. */
struct tally {
    double sum;
    int64_t asked, right;
};

/* Where training stands within an epoch. */
struct trainer_state {
    int epoch;   /* finished so far */
    int unit;    /* batches done of the next one: training first, then test */
    struct tally train, test;
    double norm; /* largest of the running epoch */
    int clips;
    double least;                  /* 0: no batch yet */
    double logs;                   /* sum of ln norm */
    double layer_logs[LAYERS_MAX + 1]; /* likewise, layers and then the head */
};

struct trainer {
    struct trainer_options options; /* material is {0} here */
    struct task task;
    struct network network;
    struct params gradient;         /* of the last training batch, unclipped */
    struct optimizer optimizer;
    struct tape values, gradients;  /* of the last batch; gradients are lean */
    struct batch batch;
    struct trainer_state state;     /* after the last batch that is done */
    int slice;                      /* pieces done of the next batch */
    struct loss_result result;      /* of the batch at work */
    real *carried;                  /* [carries] states that the next batch
                                       starts from; stateful only */
    size_t carries;
    real *history;                  /* [options.epochs][columns] */
    int columns;                    /* history_columns */
    bool broken;                    /* a loss or gradient was not finite */
};

/* How the task feeds a network left to itself, for nn/net/generate.h. */
struct feed trainer_feed(const struct task *task);

/* The spec of the network that these options train. */
struct spec trainer_spec(const struct task *task,
                         const struct trainer_options *options);

/* Checks the options. `kernels` live as long as the trainer. A pool for large
 * networks may be lent afterwards (network.pool); the bits stay the same. */
bool trainer_init(struct trainer *trainer,
                  const struct trainer_options *options,
                  const struct kernels *kernels, struct error *error);
void trainer_finish(struct trainer *trainer);

/* Training batches and test batches of one epoch, and both together. */
int trainer_train_units(const struct trainer *trainer);
int trainer_test_units(const struct trainer *trainer);
int trainer_units(const struct trainer *trainer);

/* Works until `units` batches are done, the last epoch is over or the numbers
 * broke; returns how many were done. A broken trainer does nothing more until
 * it is restored to a state before. Allocates nothing. */
int trainer_work(struct trainer *trainer, int units);
bool trainer_done(const struct trainer *trainer);

/* One piece of a batch, sized to take about 2 ms on a slow machine; true when
 * the batch is done with it, or when there is nothing to do. */
bool trainer_slice(struct trainer *trainer);

/* Makes room for more epochs. Never for fewer than there are. */
bool trainer_extend(struct trainer *trainer, int epochs, struct error *error);

/* The learning rate of an epoch from 0. */
double trainer_rate(const struct trainer_options *options, int epoch);

/* Mean training loss of the running epoch so far; NaN at its beginning. */
double trainer_running_loss(const struct trainer *trainer);

/* History of an epoch from 0, below state.epoch. */
static inline const real *trainer_history(const struct trainer *trainer,
                                          int epoch)
{
    return trainer->history + (size_t)epoch * (size_t)trainer->columns;
}

/* The state after the last batch that is done, but for the history, as a block
 * of this many bytes, always the same number, to be copied to `block`. */
size_t trainer_snapshot_bytes(const struct trainer *trainer);
void trainer_snapshot(const struct trainer *trainer, void *block);

/* Back (or forward) to a block made by a trainer of the same sizes. The history
 * up to its epoch must be there: in the trainer that made the block it is. What
 * follows has the same bits as without the interruption. */
void trainer_restore(struct trainer *trainer, const void *block);

/* What a block holds, without a trainer to restore: its position, and where
 * its weights stand (count reals, as in params.data). */
struct trainer_state trainer_snapshot_state(const void *block);
const real *trainer_snapshot_weights(const void *block);

/* Brings the rest in line after state, weights, moments and history were
 * filled in from elsewhere. trainer_restore has done it. */
void trainer_settle(struct trainer *trainer);

#endif
