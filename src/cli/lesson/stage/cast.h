/* What the networks of a step are made from: files, weights by hand, values.
 */
#ifndef GATEREEL_CLI_LESSON_STAGE_CAST_H
#define GATEREEL_CLI_LESSON_STAGE_CAST_H

#include "cli/stage/load.h"
#include "scene/course/step.h"

/* A step of a lesson, and what its stage is made with. */
struct stage_call {
    const struct step_settings *step;
    const char *folder;        /* of the lesson */
    const char *path;          /* of its lesson.md, for messages */
    uint64_t seed;             /* added to that of networks and inputs */
    int sequence;              /* of a task, from 1; 0: as the step says */
    const struct load_with *with;
};

/* Is the network of the cast, rather than drawn from the seed? */
bool stage_is_file(const struct step_network *network);

/* The cast of a step that names networks, {0} at first: those that stage_is_file
 * says, in their order, with what is read. On failure it is {0}. */
bool stage_cast(const struct stage_call *call, struct cast *cast,
                struct error *error);

#endif
