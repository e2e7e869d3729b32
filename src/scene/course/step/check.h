/* What the table of keys cannot say of a step: checks of its groups, to be
 * named in the table. record is what each of them is of.
 */
#ifndef GATEREEL_SCENE_COURSE_STEP_CHECK_H
#define GATEREEL_SCENE_COURSE_STEP_CHECK_H

#include "scene/course/step.h"

/* Of a struct step_block: stage, panels, minutes; its question; its words in
 * another language. */
bool step_check(const void *record, const void *root, const char **key,
                struct error *error);
bool step_check_question(const void *record, const void *root,
                         const char **key, struct error *error);

/* Of a struct step_network, step_input, step_expect. */
bool step_check_network(const void *record, const void *root,
                        const char **key, struct error *error);
bool step_check_input(const void *record, const void *root, const char **key,
                      struct error *error);
bool step_check_expect(const void *record, const void *root, const char **key,
                       struct error *error);

#endif
