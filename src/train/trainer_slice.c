/* One batch is a row of pieces: the steps forward, the loss, the steps back
 * and the new weights.
 *
 *     forward 1..a | forward a+1..2a | .. | loss | back | .. | back | step
 *
 * A piece has an estimated cost, from sizes alone, and a slice takes as many
 * pieces as stay within a budget: a small batch is one slice. The position, the
 * history and the weights change in the last piece only, so that a snapshot
 * between two slices is that after the last whole batch. A test batch ends with
 * its loss.
 */
#include <math.h>
#include <string.h>

#include "nn/net/bptt.h"
#include "nn/net/run.h"
#include "train/history.h"
#include "train/trainer.h"

/* Costs are counted in multiply-adds, of which a slow machine makes ten million
 * in 2 ms. */
static const double budget = 1e7;

/* What else there is to do, in multiply-adds: a signal of a unit, an output of
 * a softmax, a new weight. */
enum { ACTIVATION = 4, SOFTMAX = 100, NEW_WEIGHT = 50 };

struct plan {
    bool learns;
    int steps;
    int forward, back;    /* steps of one piece */
    int forwards, backs;  /* pieces */
    double row, row_back; /* cost of a step */
    double loss, update;
};

static int pieces_of(const struct plan *plan)
{
    return plan->forwards + 1 + (plan->learns ? plan->backs + 1 : 0);
}

/* Steps of `cost` that fit into a slice, of 1 .. T. */
static int steps_within(double cost, int steps)
{
    double most = budget / cost;

    return most < 1 ? 1 : most < steps ? (int)most : steps;
}

static struct plan plan_batch(const struct trainer *trainer)
{
    const struct params *params = &trainer->network.params;
    const struct spec *spec = &params->spec;
    double size = trainer->batch.size, weights = (double)params->count;
    int softmax = spec->head == HEAD_SOFTMAX ? SOFTMAX * spec->outputs : 0;
    int steps = trainer->batch.steps;
    double units = 0;

    for (int l = 0; l < spec->layers; l++)
        units += layer_cell(&spec->layer[l])->signals *
                 (double)spec->layer[l].units;
    struct plan plan = {
        .learns = trainer->state.unit < trainer_train_units(trainer),
        .steps = steps,
        .row = size * (weights + ACTIVATION * units + softmax),
        .row_back = size * (2 * weights + ACTIVATION * units),
        .loss = size * steps * (softmax + 2.0 * spec->outputs *
                                spec->layer[spec->layers - 1].units),
        .update = NEW_WEIGHT * weights,
    };
    int stretch = bptt_stretch(&trainer->gradients);
    plan.forward = steps_within(plan.row, steps);
    plan.back = steps_within(plan.row_back, steps) / stretch * stretch;
    if (plan.back < stretch)
        plan.back = stretch;
    plan.forwards = (steps + plan.forward - 1) / plan.forward;
    plan.backs = (steps + plan.back - 1) / plan.back;
    return plan;
}

static double cost_of(const struct plan *plan, int piece)
{
    if (piece < plan->forwards)
        return plan->forward * plan->row;
    if (piece == plan->forwards)
        return plan->loss;
    return piece <= plan->forwards + plan->backs ? plan->back * plan->row_back
                                                 : plan->update;
}

/* Makes batch and tapes as large as batch number `unit` of `sequences` is.
 * Returns its first sequence. */
static int shape_batch(struct trainer *trainer, int unit, int most,
                       int sequences)
{
    int first = unit * most, size = sequences - first;

    if (size > most)
        size = most;
    if (size != trainer->batch.size) {
        trainer->batch.size = size;
        tape_shape(&trainer->values, trainer->batch.steps, size);
        tape_shape(&trainer->gradients, trainer->batch.steps, size);
    }
    return first;
}

enum way { IN, OUT };

/* The states that go on, between trainer->carried and a row of the tape. */
static void carry(struct trainer *trainer, enum way way)
{
    struct tape *values = &trainer->values;
    int t = way == IN ? 0 : values->steps;
    real *at = trainer->carried;

    for (int l = 0; l < values->spec.layers; l++) {
        const struct cell_info *cell = layer_cell(&values->spec.layer[l]);
        const int states[2] = {cell->h, cell->c};
        size_t units = (size_t)values->layer[l].units;

        for (int k = 0; k < 2 * values->batch; k++) {
            if (states[k % 2] < 0)
                continue;
            real *state = tape_signal(values, l, states[k % 2], t, k / 2);
            memcpy(way == IN ? state : at, way == IN ? at : state,
                   units * sizeof(real));
            at += units;
        }
    }
}

/* States go on unless the next batch is the first of an epoch or of its
 * test. */
static void carry_on(struct trainer *trainer)
{
    int unit = trainer->state.unit;

    if (unit == 0 || unit == trainer_train_units(trainer))
        memset(trainer->carried, 0, trainer->carries * sizeof(real));
    else
        carry(trainer, OUT);
}

static void draw_batch(struct trainer *trainer)
{
    const struct trainer_state *state = &trainer->state;
    const struct task *task = &trainer->task;
    int unit = state->unit, train_units = trainer_train_units(trainer);
    int batch = trainer->options.batch;

    if (unit < train_units)
        task_train(task, state->epoch,
                   shape_batch(trainer, unit, batch, task->sequences),
                   &trainer->batch);
    else
        task_test(task,
                  shape_batch(trainer, unit - train_units,
                              task->stateful ? 1 : batch, task->tests),
                  &trainer->batch);
    if (task->stateful)
        carry(trainer, IN);
}

static void run_piece(struct trainer *trainer, int first, int last)
{
    const struct batch *batch = &trainer->batch;

    run_steps(&trainer->network,
              &(struct run_input){.x = batch->x, .ids = batch->ids,
                                  .lengths = batch->lengths},
              NULL, &trainer->values, (struct run_piece){first, last});
}

/* Where `learns`, the gradient of the loss is left for the way back. */
static void take_loss(struct trainer *trainer, bool learns)
{
    const struct batch *batch = &trainer->batch;
    struct tape *values = &trainer->values, *gradients = &trainer->gradients;
    struct loss_target target = {
        .steps = batch->steps, .size = batch->size, .outputs = batch->outputs,
        .every = trainer->task.info->every, .values = batch->values,
        .labels = batch->labels, .lengths = batch->lengths,
    };

    trainer->result = loss_evaluate(
        &target, tape_head(values, HEAD_Y, 1, 0), values->head.stride,
        learns ? tape_head(gradients, HEAD_Y, 1, 0) : NULL,
        gradients->head.stride);
}

static struct bptt way_back(struct trainer *trainer)
{
    return (struct bptt){.network = &trainer->network,
                         .values = &trainer->values, .from_head = true,
                         .weights = &trainer->gradient};
}

static void begin_back(struct trainer *trainer)
{
    struct params *gradient = &trainer->gradient;
    const struct bptt bptt = way_back(trainer);

    memset(gradient->data, 0, gradient->count * sizeof(real));
    bptt_begin(&bptt, &trainer->gradients);
}

/* Piece `piece` of the way back, from 0; the last steps go first, so that
 * pieces end at multiples of the stretch. */
static void back_piece(struct trainer *trainer, const struct plan *plan,
                       int piece)
{
    const struct bptt bptt = way_back(trainer);
    int before = (plan->backs - 1 - piece) * plan->back;
    int last = before + plan->back;

    bptt_steps(&bptt, &trainer->gradients, before + 1,
               last < plan->steps ? last : plan->steps);
}

static void update(struct trainer *trainer)
{
    struct trainer_state *state = &trainer->state;

    trainer->optimizer.params.rate = trainer_rate(&trainer->options,
                                                  state->epoch);
    struct clip_event event = optimizer_step(
        &trainer->optimizer, trainer->network.params.data,
        trainer->gradient.data);
    network_pack(&trainer->network);
    history_count(trainer, &state->train, trainer->result);
    history_norms(trainer, event);
}

static void do_piece(struct trainer *trainer, const struct plan *plan,
                     int piece)
{
    if (piece < plan->forwards) {
        int before = piece * plan->forward, last = before + plan->forward;

        run_piece(trainer, before + 1,
                  last < plan->steps ? last : plan->steps);
        return;
    }
    piece -= plan->forwards;
    if (piece == 0) {
        take_loss(trainer, plan->learns);
        if (plan->learns)
            begin_back(trainer);
        else
            history_count(trainer, &trainer->state.test, trainer->result);
    } else if (piece <= plan->backs) {
        back_piece(trainer, plan, piece - 1);
    } else {
        update(trainer);
    }
}

static void end_batch(struct trainer *trainer)
{
    struct trainer_state *state = &trainer->state;

    trainer->slice = 0;
    state->unit++;
    if (state->unit == trainer_units(trainer) && !trainer->broken)
        history_end_epoch(trainer);
    if (trainer->task.stateful)
        carry_on(trainer);
}

bool trainer_slice(struct trainer *trainer)
{
    double cost = 0;

    if (trainer_done(trainer) || trainer->broken)
        return true;
    if (trainer->slice == 0)
        draw_batch(trainer);
    const struct plan plan = plan_batch(trainer);
    int pieces = pieces_of(&plan);
    do {
        cost += cost_of(&plan, trainer->slice);
        do_piece(trainer, &plan, trainer->slice++);
    } while (trainer->slice < pieces &&
             cost + cost_of(&plan, trainer->slice) <= budget);
    if (trainer->slice < pieces)
        return false;
    end_batch(trainer);
    return true;
}
