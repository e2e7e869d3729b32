/* Lessons on the disk: where they are, their files, and what they may read.
 *
 * A lesson reads files of its own folder and nothing else: no absolute path, no
 * "..", no link that leads out. Shipped networks, presets and tasks are named
 * without a path.
 */
#ifndef GATEREEL_CLI_LESSON_LESSONS_H
#define GATEREEL_CLI_LESSON_LESSONS_H

#include "lesson/page/glossary.h"
#include "scene/course/lesson.h"

enum { LESSONS_MAX = 64, LESSONS_PATH_MAX = 4096 };

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

/* Folder of a shipped lesson by number, or NULL with a message that says which
 * there are; and of what the user names: "8.4", "8", "07-lstm", a folder, a
 * lesson.md. *step from 1, 0: not said. */
bool lessons_find(const struct lessons *lessons, const char *name,
                  char path[LESSONS_PATH_MAX], int *step, struct error *error);

/* Reads lesson.md and lesson.ko.md of a folder. NULL with what is wrong in
 * problems (of both files, complete) and the first of it in `error`. */
struct lesson *lessons_open(const char *folder, bool shipped,
                            struct problems problems[LANGUAGES],
                            struct error *error);

/* The path of a file that a lesson names, inside of its folder; refuses
 * whatever leads out of it. */
bool lessons_file(const char *folder, const char *name,
                  char path[LESSONS_PATH_MAX], struct error *error);

/* Changes whenever one of the lesson's files was saved. */
uint64_t lessons_stamp(const char *folder);

#endif
