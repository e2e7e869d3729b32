/* Which controls of a step turn anything on its stage.
 */
#ifndef GATEREEL_SCENE_COURSE_STEP_CONTROLS_H
#define GATEREEL_SCENE_COURSE_STEP_CONTROLS_H

#include "scene/course/step.h"
#include "scene/training/training.h"

/* Of the lab or the training that is the stage of the step; either may be
 * NULL. */
bool control_there(const struct step_settings *step, int control,
                   const struct lab *lab, const struct training *training);

/* The dial of training that a control is where the stage is one; -1: none. */
int control_setting(int control);

/* Test sequences to choose from, and *now from 0, the one on the stage. */
int control_examples(const struct step_settings *step, const struct lab *lab,
                     const struct training *training, const struct ui *ui,
                     int *now);

#endif
