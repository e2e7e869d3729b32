/* Lanes that come and go. A branch is made as any lane is, and then put where
 * the other one was: with its history and its past, so that it can be looked at
 * when the other one is gone.
 */
#include "train/race/lane.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 64 * 1000 * 1000 };

bool lane_matches(const struct trainer_options *one,
                  const struct trainer_options *other, struct error *error)
{
    const char *what = NULL;

    if (one->task != other->task)
        what = "task";
    else if (one->steps != other->steps)
        what = "number of steps";
    else if (one->test_share != other->test_share)
        what = "share of the test";
    else if (one->batch != other->batch && !one->stateful && !other->stateful)
        what = "batch size";
    else if (one->seed != other->seed)
        what = "seed";
    else if (one->epochs != other->epochs)
        what = "number of epochs";
    return !what || error_set(error, "all networks of a race have the same %s",
                              what);
}

/* The part of one lane of `lanes`. */
static size_t share_of(const struct race *race, int lanes)
{
    size_t bytes = race->setup.bytes ? race->setup.bytes : BYTES;

    return bytes / (size_t)lanes;
}

void lane_close(struct race_lane *lane)
{
    for (int s = 0; s < RACE_SEEDS; s++)
        trainer_finish(&lane->trainer[s]);
    reel_finish(&lane->reel);
    *lane = (struct race_lane){0};
}

bool lane_open(struct race *race, int k, const struct trainer_options *options,
               int lanes, const struct kernels *kernels, struct error *error)
{
    struct race_lane *lane = &race->lane[k];
    struct trainer_options own = *options;

    *lane = (struct race_lane){0};
    for (int s = 0; s < race->setup.seeds; s++) {
        own.seed = options->seed + (uint64_t)s;
        if (!trainer_init(&lane->trainer[s], &own, kernels, error))
            goto fail;
    }
    if (!reel_init(&lane->reel, &lane->trainer[0], share_of(race, lanes),
                   error))
        goto fail;
    reel_keep(&lane->reel, &lane->trainer[0]);
    return true;

fail:
    lane_close(lane);
    return false;
}

void lane_remember(struct race *race, int k, struct race_branch branch)
{
    race->setup.lane[k] = race->lane[k].trainer[0].options;
    race->setup.branch[k] = branch;
}

bool lane_fit_reel(struct race *race, int k, int epochs, struct error *error)
{
    return reel_resize(&race->lane[k].reel, share_of(race, race->setup.lanes),
                       epochs, error);
}

/* A branch has the network, the data and the kind of optimizer of the lane it
 * comes from. */
static bool check_branch(const struct trainer_options *one,
                         const struct trainer_options *other,
                         struct error *error)
{
    bool same = one->layer.cell == other->layer.cell &&
                one->layer.activation == other->layer.activation &&
                one->layer.units == other->layer.units &&
                one->layers == other->layers &&
                one->context == other->context &&
                one->stateful == other->stateful &&
                one->batch == other->batch &&
                one->optimizer.kind == other->optimizer.kind;

    return same || error_set(error, "a branch has the network, the batches and "
                             "the optimizer of the lane that it comes from");
}

/* The first trainer goes where the other lane was, with its past. */
static void take_past(struct race_lane *lane, const struct race_lane *from,
                      int frame)
{
    struct trainer *trainer = &lane->trainer[0];
    size_t row = (size_t)trainer->columns * sizeof *trainer->history;
    int epoch = from->reel.epoch[frame];

    memcpy(trainer->history, from->trainer[0].history, (size_t)epoch * row);
    trainer_restore(trainer, from->reel.frame[frame]);
    reel_copy(&lane->reel, &from->reel, epoch);
}

/* Every lane gets the same part again; where there is no memory for a larger
 * one it keeps what it has. */
static void share_memory(struct race *race)
{
    for (int k = 0; k < race->setup.lanes; k++)
        lane_fit_reel(race, k, race->setup.lane[k].epochs, NULL);
}

bool race_add(struct race *race, const struct trainer_options *options,
              struct race_branch branch, const struct material *material,
              const struct kernels *kernels, struct error *error)
{
    int lanes = race->setup.lanes, frame = -1;
    struct trainer_options own = *options;
    struct race_lane *lane = &race->lane[lanes];

    own.material = *material;
    if (own.steps == 0)
        own.steps = race->setup.lane[0].steps;
    if (lanes == RACE_LANES)
        return error_set(error, "there are %d networks already, and no room "
                         "for more", lanes);
    if (!lane_matches(&race->setup.lane[0], &own, error) ||
        (branch.lane >= 0 &&
         !check_branch(&race->setup.lane[branch.lane], &own, error)))
        return false;
    if (branch.lane >= 0)
        frame = reel_find(&race->lane[branch.lane].reel, branch.epoch);
    /* As large as the others are still, so that all of the past fits. */
    if (!lane_open(race, lanes, &own, lanes, kernels, error))
        return false;
    if (frame >= 0) {
        branch.epoch = race->lane[branch.lane].reel.epoch[frame];
        take_past(lane, &race->lane[branch.lane], frame);
    } else {
        branch = (struct race_branch){.lane = -1};
    }
    lane_remember(race, lanes, branch);
    race->setup.lanes++;
    share_memory(race);
    return true;
}

void race_drop(struct race *race, int lane)
{
    struct race_setup *setup = &race->setup;
    int behind = setup->lanes - lane - 1;

    if (setup->lanes == 1)
        return;
    lane_close(&race->lane[lane]);
    memmove(&race->lane[lane], &race->lane[lane + 1],
            (size_t)behind * sizeof *race->lane);
    memmove(&setup->lane[lane], &setup->lane[lane + 1],
            (size_t)behind * sizeof *setup->lane);
    memmove(&setup->branch[lane], &setup->branch[lane + 1],
            (size_t)behind * sizeof *setup->branch);
    setup->lanes--;
    race->lane[setup->lanes] = (struct race_lane){0};
    /* Whose lane is gone has its own past; the others' numbers move. */
    for (int k = 0; k < setup->lanes; k++) {
        if (setup->branch[k].lane == lane)
            setup->branch[k] = (struct race_branch){.lane = -1};
        else if (setup->branch[k].lane > lane)
            setup->branch[k].lane--;
    }
    share_memory(race);
}
