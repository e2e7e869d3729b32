/* What a race remembers: weights of epochs that are gone, and how seeds of one
 * lane differ.
 */
#include "train/race/race.h"

#include <math.h>

const real *race_weights(const struct race *race, int lane, int epoch,
                         int *found)
{
    const struct race_lane *from = &race->lane[lane];
    const struct trainer *trainer = &from->trainer[0];
    int frame = epoch < 0 ? -1 : reel_find(&from->reel, epoch);

    if (frame < 0) {
        *found = trainer->state.epoch;
        return trainer->network.params.data;
    }
    *found = from->reel.epoch[frame];
    return trainer_snapshot_weights(from->reel.frame[frame]);
}

static void sort(double *value, int count)
{
    for (int k = 1; k < count; k++) {
        double moved = value[k];
        int at = k;

        for (; at > 0 && value[at - 1] > moved; at--)
            value[at] = value[at - 1];
        value[at] = moved;
    }
}

bool race_band(const struct race *race, int lane, int column, int epoch,
               struct race_band *band)
{
    double value[RACE_SEEDS];
    int count = 0;

    if (epoch < 0)
        return false;
    for (int s = 0; s < race->setup.seeds; s++) {
        const struct trainer *trainer = &race->lane[lane].trainer[s];

        if (epoch < trainer->state.epoch)
            value[count++] = (double)trainer_history(trainer, epoch)[column];
        else if (!trainer->broken)
            return false;
    }
    for (int k = 0; k < count; k++)
        if (isnan(value[k]))
            return false;
    if (count == 0)
        return false;
    sort(value, count);
    *band = (struct race_band){
        .low = value[0], .high = value[count - 1], .seeds = count,
        .median = (value[(count - 1) / 2] + value[count / 2]) / 2,
    };
    return true;
}
