/* Which random numbers belong to which sequence of a task. */
#ifndef GATEREEL_DATA_STREAM_H
#define GATEREEL_DATA_STREAM_H

#include <assert.h>
#include <stdint.h>

#include "base/random.h"

/* Two bits at the top keep the three apart, and apart from the small stream
 * numbers that the same seed serves elsewhere. */
enum stream { STREAM_TRAIN = 1, STREAM_TEST, STREAM_ORDER };

static inline void stream_seed(struct random *random, uint64_t seed,
                               enum stream stream, int epoch, int position)
{
    assert(epoch >= 0 && position >= 0);
    random_seed(random, seed, (uint64_t)stream << 62 |
                (uint64_t)epoch << 31 | (uint64_t)position);
}

#endif
