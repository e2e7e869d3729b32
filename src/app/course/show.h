/* The look of a step on its stage. */
#ifndef GATEREEL_APP_COURSE_SHOW_H
#define GATEREEL_APP_COURSE_SHOW_H

#include "app/files/scene_file.h"
#include "scene/course/step.h"

/* The ui as which a step begins on this lab: screen, panels, playhead, what is
 * lit, then what `look` says. `file` is the preset or scene that the stage is
 * of, whose view comes first, or NULL. What is the reader's own (theme,
 * language, sizes) stays. */
void step_show(const struct step_settings *step, const struct scene_file *file,
               const struct lab *lab, struct ui *ui);

#endif
