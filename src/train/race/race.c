/* All trainers of all lanes stand in one table, and every slice goes to the one
 * that is furthest behind: so lanes whose epochs have other numbers of batches
 * stay side by side, and one that joins late catches up. A trainer in the
 * middle of a batch stands where the batch began, and of equals the first is
 * taken, so batches are finished before others begin.
 */
#include "train/race/race.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "train/race/lane.h"

enum { CONTEXT = 20 };

static bool is_resting(const struct trainer *trainer)
{
    return trainer->broken || trainer_done(trainer);
}

/* Is one less far than the other? Epochs, and then the share of the next. */
static bool is_behind(const struct trainer *one, const struct trainer *other)
{
    if (one->state.epoch != other->state.epoch)
        return one->state.epoch < other->state.epoch;
    return (int64_t)one->state.unit * trainer_units(other) <
           (int64_t)other->state.unit * trainer_units(one);
}

struct race_setup race_defaults(enum task_kind task)
{
    struct trainer_options options = trainer_defaults(task);
    struct race_setup setup = {.lanes = 1, .seeds = 1};

    for (int k = 0; k < RACE_LANES; k++) {
        setup.lane[k] = options;
        setup.branch[k].lane = -1;
    }
    if (task_has_lag(task)) {
        setup.lanes = 3;
        setup.lane[0].layer.cell = CELL_RNN;
        setup.lane[1].layer.cell = CELL_GRU;
    } else if (task == TASK_COSINE) {
        setup.lanes = 4;
        setup.lane[0].layer.cell = CELL_DENSE;
        setup.lane[0].layer.activation = ACT_RELU;
        setup.lane[0].context = CONTEXT;
        setup.lane[2].stateful = true;
        setup.lane[3].stateful = true;
        setup.lane[3].layers = 2;
    }
    return setup;
}

static bool check_setup(const struct race_setup *setup, struct error *error)
{
    if (setup->lanes < 1 || setup->lanes > RACE_LANES)
        return error_set(error, "a race of %d networks: 1 to %d are possible",
                         setup->lanes, RACE_LANES);
    if (setup->seeds < 1 || setup->seeds > RACE_SEEDS)
        return error_set(error, "%d seeds: 1 to %d are possible", setup->seeds,
                         RACE_SEEDS);
    for (int k = 1; k < setup->lanes; k++)
        if (!lane_matches(&setup->lane[0], &setup->lane[k], error))
            return false;
    return true;
}

bool race_init(struct race *race, const struct race_setup *setup,
               const struct kernels *kernels, struct error *error)
{
    *race = (struct race){0};
    if (!check_setup(setup, error))
        return false;
    race->lane = array_new(RACE_LANES, sizeof *race->lane, "the race", error);
    if (!race->lane)
        return false;
    race->setup = *setup;
    for (int k = 0; k < setup->lanes; k++) {
        if (!lane_open(race, k, &setup->lane[k], setup->lanes, kernels,
                       error)) {
            race_finish(race);
            return false;
        }
        lane_remember(race, k, (struct race_branch){.lane = -1});
    }
    return true;
}

void race_finish(struct race *race)
{
    for (int k = 0; race->lane && k < race->setup.lanes; k++)
        lane_close(&race->lane[k]);
    free(race->lane);
    *race = (struct race){0};
}

/* One slice of it, or whole batches; the past of a lane is kept by the way. */
static bool work_slice(struct race_lane *lane, struct trainer *trainer)
{
    int epoch = trainer->state.epoch;
    bool whole = trainer_slice(trainer);

    if (trainer == &lane->trainer[0] && trainer->state.epoch > epoch)
        reel_keep(&lane->reel, trainer);
    return whole;
}

bool race_slice(struct race *race)
{
    struct race_lane *lane = NULL;
    struct trainer *least = NULL;

    for (int k = 0; k < race->setup.lanes; k++) {
        for (int s = 0; s < race->setup.seeds; s++) {
            struct trainer *trainer = &race->lane[k].trainer[s];

            if (is_resting(trainer) || (least && !is_behind(trainer, least)))
                continue;
            lane = &race->lane[k];
            least = trainer;
        }
    }
    return !least || work_slice(lane, least);
}

bool race_done(const struct race *race)
{
    for (int k = 0; k < race->setup.lanes; k++)
        for (int s = 0; s < race->setup.seeds; s++)
            if (!is_resting(&race->lane[k].trainer[s]))
                return false;
    return true;
}

void race_work(struct race *race, int units)
{
    for (int k = 0; k < race->setup.lanes; k++) {
        for (int s = 0; s < race->setup.seeds; s++) {
            struct trainer *trainer = &race->lane[k].trainer[s];

            for (int unit = 0; unit < units && !is_resting(trainer);)
                unit += work_slice(&race->lane[k], trainer);
        }
    }
}

int race_epochs(const struct race *race)
{
    int least = -1, all = 0;

    for (int k = 0; k < race->setup.lanes; k++) {
        for (int s = 0; s < race->setup.seeds; s++) {
            const struct trainer *trainer = &race->lane[k].trainer[s];
            int epoch = trainer->state.epoch;

            all = epoch > all ? epoch : all;
            if (!trainer->broken && (least < 0 || epoch < least))
                least = epoch;
        }
    }
    return least < 0 ? all : least;
}

/* A broken one has nothing left to do. */
static double share_done(const struct trainer *trainer)
{
    const struct trainer_state *state = &trainer->state;
    double units = trainer_units(trainer);

    return trainer->broken ? 1 : (state->epoch + state->unit / units) /
                                 trainer->options.epochs;
}

double race_progress(const struct race *race)
{
    double sum = 0;

    for (int k = 0; k < race->setup.lanes; k++)
        for (int s = 0; s < race->setup.seeds; s++)
            sum += share_done(&race->lane[k].trainer[s]);
    return sum / (race->setup.lanes * race->setup.seeds);
}

/* Room for more epochs, in trainers and reel; what was made larger in vain
 * stays so and does no harm. */
static bool extend_lane(struct race *race, int k, int epochs,
                        struct error *error)
{
    struct race_lane *lane = &race->lane[k];

    for (int s = 0; s < race->setup.seeds; s++)
        if (!trainer_extend(&lane->trainer[s], epochs, error))
            return false;
    return lane_fit_reel(race, k, epochs, error);
}

static void set_epochs(struct race *race, int epochs)
{
    for (int k = 0; k < race->setup.lanes; k++) {
        race->setup.lane[k].epochs = epochs;
        for (int s = 0; s < race->setup.seeds; s++)
            race->lane[k].trainer[s].options.epochs = epochs;
    }
}

bool race_extend(struct race *race, int epochs, struct error *error)
{
    int before = race->setup.lane[0].epochs;

    for (int k = 0; k < race->setup.lanes; k++) {
        if (!extend_lane(race, k, epochs, error)) {
            set_epochs(race, before);
            return false;
        }
    }
    set_epochs(race, epochs);
    return true;
}
