/* What can be dragged: a table of kinds, by the action of the spot that was
 * pressed.
 *
 * A drag begins with the press (at_once; not where the spot is a
 * SUBJECT_OTHER, a picture to be read) or when the pointer travels; then the
 * pointer moves it, and it ends with the release, or with Escape, which takes
 * back what it did.
 */
#ifndef GATEREEL_APP_LAB_DRAGS_H
#define GATEREEL_APP_LAB_DRAGS_H

#include "draw/draw.h"
#include "scene/action.h"

struct app;

/* Where a drag is. */
struct drag_at {
    struct draw_spot spot;  /* what was pressed; its box in pixels */
    struct point from, at;  /* the press, and now, in pixels */
    int clicks;             /* of the press: 2 for a double click */
};

struct drag {
    bool at_once;
    enum action click;      /* of a press that does not become a drag */
    void (*begin)(struct app *app, const struct drag_at *drag); /* or NULL; a
                               move comes after it */
    void (*move)(struct app *app, const struct drag_at *drag);
    void (*end)(struct app *app, bool keep); /* or NULL: there is nothing to
                               keep or to take back */
};

/* The kind, or NULL: not to be dragged. */
const struct drag *drags_find(enum action action);

/* Of the playhead: along whichever is the longest track under the pointer. */
static inline bool drags_playhead(enum action action)
{
    return action == ACTION_SCRUB || action == ACTION_SCRUB_STEPS;
}

#endif
