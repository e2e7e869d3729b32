/* A dial is a number of every lane that has it: all are turned together, since
 * what is compared should differ in the network alone. What stands between two
 * notches, or outside of them, came from a file or the command line: it stays
 * until the dial is turned, and turning goes on from there.
 */
#include "scene/training/train_dials.h"

#include <math.h>

#include "scene/training/dial/train_notches.h"

static enum task_kind kind_of(const struct training *training)
{
    return training->wanted.lane[0].task;
}

static bool is_gated(const struct trainer_options *lane)
{
    return lane->layer.cell != CELL_DENSE && lane->layer.cell != CELL_RNN;
}

/* Is it a number of this lane? */
static bool turns(const struct trainer_options *lane, enum train_dial dial)
{
    return dial == TRAIN_FORGET ? is_gated(lane) :
           dial == TRAIN_UNITS ? lane->layer.cell != CELL_DENSE : true;
}

/* The lane whose value is shown: the one on the stage, or the first that has
 * one; -1 without any. */
static int shown_lane(const struct training *training, const struct ui *ui,
                      enum train_dial dial)
{
    const struct race_setup *wanted = &training->wanted;

    if (ui != NULL && ui->lane >= 0 && ui->lane < wanted->lanes &&
        turns(&wanted->lane[ui->lane], dial))
        return ui->lane;
    for (int k = 0; k < wanted->lanes; k++)
        if (turns(&wanted->lane[k], dial))
            return k;
    return -1;
}

bool train_dial_exists(const struct training *training, enum train_dial dial)
{
    enum task_kind kind = kind_of(training);

    if (dial == TRAIN_LAG)
        return kind != TASK_PLACES && kind != TASK_SPELL &&
               kind != TASK_SPELL_KO && kind != TASK_ANSWER;
    return shown_lane(training, NULL, dial) >= 0;
}

static double lane_value(const struct trainer_options *lane,
                         enum train_dial dial)
{
    switch (dial) {
    case TRAIN_LAG:
        return lane->steps > 0 ? lane->steps : task_table[lane->task].steps;
    case TRAIN_UNITS: return lane->layer.units;
    case TRAIN_BATCH: return lane->batch;
    case TRAIN_RATE: return lane->optimizer.rate;
    case TRAIN_CLIP: return lane->optimizer.clip;
    case TRAIN_FORGET:
        return lane->init.set_forget_bias ? lane->init.forget_bias : NAN;
    case TRAIN_SEED: return (double)lane->seed;
    case TRAIN_EPOCHS: return lane->epochs;
    default: return NAN;
    }
}

double train_dial_value(const struct training *training, const struct ui *ui,
                        enum train_dial dial)
{
    int lane = shown_lane(training, ui, dial);

    if (dial == TRAIN_SEEDS)
        return training->wanted.seeds;
    return lane >= 0 ? lane_value(&training->wanted.lane[lane], dial) : NAN;
}

/* The value as notches count it: no clipping is above every threshold. */
static double height(enum train_dial dial, double value)
{
    return dial == TRAIN_CLIP && value == 0 ? INFINITY : value;
}

static double share_of(const struct training *training, enum train_dial dial,
                       double value)
{
    int last = train_notch_last(training, dial);

    if (isnan(value))
        return NAN;
    if (last == 0)
        return 0;
    if (dial == TRAIN_SEED)
        return fmin(value / last, 1);
    return train_notch_count(training, dial, height(dial, value)) / last;
}

double train_dial_share(const struct training *training, const struct ui *ui,
                        enum train_dial dial)
{
    return share_of(training, dial, train_dial_value(training, ui, dial));
}

/* What the task is trained with unless something else is asked for. */
static double default_value(const struct training *training,
                            enum train_dial dial)
{
    enum task_kind kind = kind_of(training);
    const struct trainer_options fresh = trainer_defaults(kind);

    return dial == TRAIN_SEEDS ? race_defaults(kind).seeds
                               : lane_value(&fresh, dial);
}

double train_dial_start(const struct training *training, const struct ui *ui,
                        enum train_dial dial)
{
    double start = default_value(training, dial);

    return train_dial_value(training, ui, dial) == start
        ? NAN : share_of(training, dial, start);
}

static void set_lane(struct trainer_options *lane, enum train_dial dial,
                     double value)
{
    switch (dial) {
    case TRAIN_LAG: lane->steps = (int)value; break;
    case TRAIN_UNITS: lane->layer.units = (int)value; break;
    case TRAIN_BATCH: lane->batch = (int)value; break;
    case TRAIN_RATE: lane->optimizer.rate = value; break;
    case TRAIN_CLIP: lane->optimizer.clip = isinf(value) ? 0 : value; break;
    case TRAIN_FORGET:
        lane->init.set_forget_bias = true;
        lane->init.forget_bias = value;
        break;
    case TRAIN_SEED: lane->seed = (uint64_t)value; break;
    case TRAIN_EPOCHS: lane->epochs = (int)value; break;
    default: break;
    }
}

static void set(struct training *training, enum train_dial dial, double value)
{
    struct race_setup *wanted = &training->wanted;

    if (dial == TRAIN_SEEDS)
        wanted->seeds = (int)value;
    for (int k = 0; k < wanted->lanes; k++)
        if (turns(&wanted->lane[k], dial))
            set_lane(&wanted->lane[k], dial, value);
}

void train_dial_turn(struct training *training, const struct ui *ui,
                     enum train_dial dial, double share)
{
    int last = train_notch_last(training, dial);

    (void)ui; /* all lanes are turned together */
    if (!train_dial_exists(training, dial) || isnan(share))
        return;
    share = fmin(fmax(share, 0), 1);
    set(training, dial, train_notch(training, dial, (int)lround(share * last)));
}

/* Seeds have no end that one could run into. */
static void step_seed(struct training *training, int notches)
{
    struct race_setup *wanted = &training->wanted;
    int64_t most = INT64_MAX - RACE_SEEDS;

    for (int k = 0; k < wanted->lanes; k++) {
        int64_t seed = (int64_t)wanted->lane[k].seed;

        if (notches > 0)
            seed += seed < most - notches ? notches : 0;
        else
            seed = seed + notches > 0 ? seed + notches : 0;
        wanted->lane[k].seed = (uint64_t)seed;
    }
}

void train_dial_step(struct training *training, const struct ui *ui,
                     enum train_dial dial, int notches)
{
    double value = train_dial_value(training, ui, dial);
    bool up = notches > 0;

    if (!train_dial_exists(training, dial) || notches == 0)
        return;
    if (dial == TRAIN_SEED) {
        step_seed(training, notches);
        return;
    }
    value = isnan(value) ? 0 : height(dial, value);
    for (int k = 0; k < (up ? notches : -notches); k++)
        value = train_notch_next(training, dial, value, up);
    set(training, dial, value);
}

void train_dial_reset(struct training *training, const struct ui *ui,
                      enum train_dial dial)
{
    (void)ui;
    if (train_dial_exists(training, dial))
        set(training, dial, height(dial, default_value(training, dial)));
}
