/* What stands where in the file of a race: the inside of race_file.h.
 */
#ifndef GATEREEL_TRAIN_RACE_RACE_NAMES_H
#define GATEREEL_TRAIN_RACE_RACE_NAMES_H

#include <stdio.h>

#include "train/race/race.h"

#define RACE_KEY "gatereel.race"                /* lanes */
#define RACE_SEEDS_KEY "gatereel.race.seeds"
#define RACE_BYTES_KEY "gatereel.race.bytes"

enum { RACE_NAME_MAX = 40 };

/* "lane0.seed2.weights"; seed -1: "lane0.branch". */
struct race_name {
    int lane, seed;
    const char *what;
};

static inline const char *race_name(struct race_name about,
                                    char name[RACE_NAME_MAX])
{
    if (about.seed < 0)
        snprintf(name, RACE_NAME_MAX, "lane%d.%s", about.lane, about.what);
    else
        snprintf(name, RACE_NAME_MAX, "lane%d.seed%d.%s", about.lane,
                 about.seed, about.what);
    return name;
}

/* Numbers that are saved of a frame: weights and both moments. What a stateful
 * network carries is 0 between two epochs. */
static inline size_t race_frame_reals(const struct trainer *trainer)
{
    return 3 * trainer->network.params.count;
}

#endif
