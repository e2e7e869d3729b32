/* What both languages of a lesson must have in common.
 */
#ifndef GATEREEL_SCENE_COURSE_LANGUAGES_H
#define GATEREEL_SCENE_COURSE_LANGUAGES_H

#include "scene/course/lesson.h"

/* Has the file of a language as many steps as the English one? */
bool languages_steps(const struct lesson *lesson, enum language language,
                     struct problems *problems);

/* Questions with as many words, and numbers that are checked. For files that
 * have no problem so far. */
void languages_compare(const struct lesson *lesson,
                       struct problems problems[LANGUAGES]);

#endif
