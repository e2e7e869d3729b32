/* Everything that is wrong with one file, each fault as one line:
 *
 *   night.scene:12:5: unknown key 'spede'; did you mean 'speed'?
 *
 * An author mends a file in one go, so reading goes on after a fault. Beyond
 * PROBLEMS_MAX faults it stops: the file is then no file of this kind.
 */
#ifndef GATEREEL_LESSON_PROBLEMS_H
#define GATEREEL_LESSON_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum {
    PROBLEMS_MAX = 20,
    PROBLEM_TEXT_MAX = 480,
    PROBLEM_NAME_MAX = 160,
};

/* A place in a text: line and column (in characters) from 1; line 0 means the
 * file as a whole. */
struct place {
    size_t line, column;
};

struct problems {
    size_t above; /* lines of the file above the part that is read: places in
                     it are told, and kept, as places in the file */
    char name[PROBLEM_NAME_MAX]; /* of the file, printable */
    int count;
    bool more; /* there were more than PROBLEMS_MAX */
    char line[PROBLEMS_MAX][PROBLEM_TEXT_MAX];
};

/* Empty, for the file called `name`. */
void problems_init(struct problems *problems, const char *name);

/* Appends "NAME:LINE:COLUMN: ..." (or "NAME: ..."). What does not fit ends in
 * "...". Returns false, so that a caller can `return problems_add(..)`. */
bool problems_add(struct problems *problems, struct place place,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The first of them and how many more there are, as one message. There is at
 * least one. Returns false. */
bool problems_tell(const struct problems *problems, struct error *error);

#endif
