/* The stage of a step: from what its block says to a lab or a training.
 */
#ifndef GATEREEL_CLI_LESSON_STAGE_H
#define GATEREEL_CLI_LESSON_STAGE_H

#include "app/files/scene_file.h"
#include "cli/stage/load.h"
#include "scene/course/course.h"
#include "scene/training/training.h"

struct step_made {
    struct lab *lab;           /* owned; NULL where there is a training */
    struct training *training; /* owned */
    struct scene_file *file;   /* owned: the view of a preset or scene, or
                                  NULL */
};

/* Step k from 0 of a lesson; `seed` is added to that of its networks and
 * inputs. Messages begin with "FILE:LINE:COLUMN: ". */
bool stage_make(const struct lesson *lesson, int k, uint64_t seed,
                const struct load_with *with, struct step_made *made,
                struct error *error);

/* The same with what else differs from what the step says. */
struct stage_turn {
    uint64_t seed;
    int sequence;              /* test sequence of a task, from 1; 0: as said */
};
bool stage_make_other(const struct lesson *lesson, int k,
                      const struct stage_turn *turn,
                      const struct load_with *with, struct step_made *made,
                      struct error *error);
void stage_finish(struct step_made *made);

#endif
