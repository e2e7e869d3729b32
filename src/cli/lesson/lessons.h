/* Lessons on the disk: where they are, their files, and what they may read.
 *
 * A lesson reads files of its own folder and nothing else: no absolute path, no
 * "..", no link that leads out. Shipped networks, presets and tasks are named
 * without a path.
 */
#ifndef GATEREEL_CLI_LESSON_LESSONS_H
#define GATEREEL_CLI_LESSON_LESSONS_H

#include <stdint.h>

#include "lesson/page/glossary.h"
#include "scene/course/lesson.h"

enum { LESSONS_MAX = 64, LESSONS_PATH_MAX = 4096,
       LESSONS_FILE_MAX = 64000000 };

/* The shipped course. {0} is empty. */
struct lessons {
    char folder[LESSONS_PATH_MAX];  /* of lessons */
    int count;
    char (*path)[LESSONS_PATH_MAX]; /* [count] owned: folders by their names */
    struct glossary glossary[LANGUAGES];
};

/* In $GATEREEL_LESSONS, then where `meson install` puts lessons, then in the
 * source tree. Lists folders that hold a lesson.md; a glossary that is missing
 * or damaged is said and left out. */
bool lessons_init(struct lessons *lessons, struct error *error);
void lessons_finish(struct lessons *lessons);

/* The folder of what the user names, as it was named: a shipped lesson "8.4",
 * "8" or "07-lstm"; a folder that holds a lesson, "FOLDER:4", or its lesson.md.
 * *step from 1, 0: not said. The message says which lessons there are. */
bool lessons_find(const struct lessons *lessons, const char *name,
                  char path[LESSONS_PATH_MAX], int *step, struct error *error);

/* 7 of the folder "lessons/07-lstm"; 0: it has none. */
int lessons_number(const char *folder);

/* Is it the folder of one of them? */
bool lessons_ships(const struct lessons *lessons, const char *folder);

/* Reads lesson.md and lesson.ko.md of a folder. NULL with what is wrong in
 * problems (of both files, complete) and the first of it in `error`. */
struct lesson *lessons_open(const char *folder, bool shipped,
                            struct problems problems[LANGUAGES],
                            struct error *error);

/* The path of a file that a lesson names, without any links: a plain file of
 * at most LESSONS_FILE_MAX bytes inside of its folder. */
bool lessons_file(const char *folder, const char *name,
                  char path[LESSONS_PATH_MAX], struct error *error);

/* The same for a path as a scene of the lesson names it, from the program's
 * folder. */
bool lessons_inside(const char *folder, const char *name,
                    char path[LESSONS_PATH_MAX], struct error *error);

/* Changes whenever one of the lesson's files was saved. */
uint64_t lessons_stamp(const char *folder);

#endif
