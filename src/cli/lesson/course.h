/* Lessons in an open window: what the app asks for, and files that change.
 */
#ifndef GATEREEL_CLI_LESSON_COURSE_H
#define GATEREEL_CLI_LESSON_COURSE_H

#include <stdbool.h>

#include "base/error.h"

struct session;

/* The shipped lessons and their glossary; what is wrong is said, the window
 * opens all the same. */
void course_start(struct session *session);
void course_finish(struct session *session);

/* Is it a folder with a lesson, or its lesson.md (or lesson.ko.md)? */
bool course_is_lesson(const char *path);

/* REQUEST_LESSON: "8.4", "8", a folder, "FOLDER:4". False with a message, and
 * what is open stays. */
bool course_open(struct session *session, const char *path,
                 struct error *error);

/* A list of stops, which is then walked through from its first one. */
bool course_plan(struct session *session, const char *path,
                 struct error *error);

/* REQUEST_STAGE. */
void course_stage(struct session *session);

/* Reads the open lesson again if its files were saved since; to be called now
 * and then. How long until the next time in milliseconds, -1: no lesson is
 * open. */
void course_watch(struct session *session);
int course_watch_left(const struct session *session);

#endif
