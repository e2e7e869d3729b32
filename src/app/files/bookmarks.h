/* Where each lesson was left, as text. Whoever has files keeps it, in the
 * user's state folder: nothing here reads or writes one. Answers are not in
 * it.
 *
 *     latest: 07-lstm
 *     07-lstm: 3 5
 *     /home/me/lessons/mine: 1 2
 */
#ifndef GATEREEL_APP_FILES_BOOKMARKS_H
#define GATEREEL_APP_FILES_BOOKMARKS_H

#include <stdbool.h>
#include <stddef.h>

enum { BOOKMARKS_MAX = 64, BOOKMARK_NAME_MAX = 1024,
       BOOKMARK_STEP_MAX = 999,
       BOOKMARKS_TEXT_MAX = (BOOKMARKS_MAX + 1) * (BOOKMARK_NAME_MAX + 32) };

struct bookmark {
    char name[BOOKMARK_NAME_MAX]; /* of a shipped lesson; of another one its
                                     folder */
    int last, furthest;        /* steps from 1 */
};

/* {0}: none. The one left last is the first. */
struct bookmarks {
    int count;
    struct bookmark mark[BOOKMARKS_MAX];
};

/* A lesson is at a step now. A name that cannot stand in a line is not
 * remembered. */
void bookmarks_set(struct bookmarks *bookmarks, const char *name, int step);

/* NULL: it was never opened. */
const struct bookmark *bookmarks_find(const struct bookmarks *bookmarks,
                                      const char *name);

/* One line for each, NUL-terminated; returns the length. */
size_t bookmarks_print(const struct bookmarks *bookmarks,
                       char out[BOOKMARKS_TEXT_MAX]);

/* Reads such text in place of what there was; lines that make no sense are
 * left out. Returns how many. */
int bookmarks_parse(struct bookmarks *bookmarks, const char *text,
                    size_t length);

#endif
