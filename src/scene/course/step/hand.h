/* Networks whose weights are written by hand.
 */
#ifndef GATEREEL_SCENE_COURSE_STEP_HAND_H
#define GATEREEL_SCENE_COURSE_STEP_HAND_H

#include "nn/net/params.h"
#include "scene/course/step.h"

static inline bool hand_is(const struct step_network *network)
{
    return network->W[0] != '\0';
}

/* One layer without a head: H and X are as W has rows and columns. False with
 * what does not fit, and where: *key is "W", "U" or "b". */
bool hand_params(struct params *params, const struct step_network *network,
                 const char **key, struct error *error);

#endif
