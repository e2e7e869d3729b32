/* Everything that was set and done, with undo and redo without limit.
 *
 * A point in the history is a setup and a run of the log of edits. The log
 * only grows at its end, so that going back costs nothing and is exact.
 */
#ifndef GATEREEL_SCENE_LAB_HISTORY_H
#define GATEREEL_SCENE_LAB_HISTORY_H

#include "scene/lab/edits.h"
#include "scene/lab/setup.h"

struct history_point {
    struct setup setup;
    size_t first, count;       /* edits in force: log[first .. first + count) */
};

/* {0} is empty. */
struct history {
    struct history_point *point; /* [0 .. points), the start first */
    size_t now, points, point_capacity;
    struct edit *log;
    size_t logged, log_capacity;
    unsigned changes;          /* how often something was changed */
    bool open, dragged;        /* in a drag; and it has made its change */
};

/* Forgets everything and starts anew; edits are copied. */
bool history_begin(struct history *history, const struct setup *setup,
                   const struct edit *edit, size_t count, struct error *error);
void history_finish(struct history *history);

/* The present state; edits are borrowed until the next change. */
const struct setup *history_setup(const struct history *history);
const struct edit *history_edits(const struct history *history, size_t *count);

/* Changes: another setup, one more edit. What was undone is forgotten. False,
 * and nothing changed, without memory. */
bool history_set(struct history *history, const struct setup *setup,
                 struct error *error);
bool history_add(struct history *history, const struct edit *edit,
                 struct error *error);
/* Several as one change; not within a drag. */
bool history_add_all(struct history *history, const struct edit *edit,
                     size_t count, struct error *error);

/* Another setup with other edits in force (not borrowed from the history) as
 * one change. */
bool history_replace(struct history *history, const struct setup *setup,
                     const struct edit *edit, size_t count,
                     struct error *error);

/* Between these all changes are one: a dial or a point that is dragged. The
 * edits of a drag replace each other. What was brought back to where it was is
 * no change. history_cancel takes the drag back as if it had not been, but what
 * had been undone before it stays forgotten. */
void history_drag(struct history *history);
void history_drop(struct history *history);
void history_cancel(struct history *history);

/* Back to the start, as a change of its own; nothing when already there. */
bool history_reset(struct history *history, struct error *error);

/* False when there is nothing to undo or redo. */
bool history_undo(struct history *history);
bool history_redo(struct history *history);

#endif
