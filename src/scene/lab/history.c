/* Points and a log. A new change forgets what was undone: the points after
 * the present one, and the edits behind those that the points before need.
 */
#include "scene/lab/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

void history_finish(struct history *history)
{
    free(history->point);
    free(history->log);
    *history = (struct history){0};
}

static bool reserve(struct history *history, size_t points, size_t edits,
                    struct error *error)
{
    return array_reserve((void **)&history->point, &history->point_capacity,
                         points, sizeof *history->point,
                         "what can be undone", error) &&
           array_reserve((void **)&history->log, &history->log_capacity,
                         edits, sizeof *history->log, "what can be undone",
                         error);
}

bool history_begin(struct history *history, const struct setup *setup,
                   const struct edit *edit, size_t count, struct error *error)
{
    struct history fresh = {0};

    if (!reserve(&fresh, 1, count + 1, error)) {
        history_finish(&fresh);
        return false;
    }
    fresh.point[0] = (struct history_point){*setup, 0, count};
    fresh.points = 1;
    if (count > 0)
        memcpy(fresh.log, edit, count * sizeof *edit);
    fresh.logged = count;
    fresh.changes = history->changes + 1;
    history_finish(history);
    *history = fresh;
    return true;
}

const struct setup *history_setup(const struct history *history)
{
    return &history->point[history->now].setup;
}

const struct edit *history_edits(const struct history *history, size_t *count)
{
    const struct history_point *now = &history->point[history->now];

    *count = now->count;
    return history->log + now->first;
}

/* Makes room for a change after the present point, with so many more edits,
 * and forgets what was undone. The log is never shorter than any point left
 * needs. */
static bool begin_change(struct history *history, size_t edits,
                         struct error *error)
{
    if (!reserve(history, history->now + 2, history->logged + edits, error))
        return false;
    history->points = history->now + 1;
    history->logged = 0;
    for (size_t k = 0; k < history->points; k++) {
        size_t end = history->point[k].first + history->point[k].count;
        if (end > history->logged)
            history->logged = end;
    }
    return true;
}

/* Takes a new point over; where a drag goes on in the place of its last. */
static void commit(struct history *history, struct history_point point,
                   bool again)
{
    size_t at = history->now + !again;

    history->point[at] = point;
    history->now = at;
    history->points = at + 1;
    history->dragged = history->open;
    history->changes++;
}

bool history_set(struct history *history, const struct setup *setup,
                 struct error *error)
{
    bool again = history->open && history->dragged;

    if (setup_equal(setup, history_setup(history)))
        return true;
    if (!begin_change(history, 0, error))
        return false;
    struct history_point point = history->point[history->now];
    point.setup = *setup;
    commit(history, point, again);
    return true;
}

/* There is room for them. */
static void append(struct history *history, const struct edit *edit,
                   size_t count)
{
    if (count > 0)
        memcpy(history->log + history->logged, edit, count * sizeof *edit);
    history->logged += count;
}

/* Edits of a point stand in one piece: at the end of the log, or they are
 * copied there. */
static void bring_to_end(struct history *history, struct history_point *point)
{
    size_t end = history->logged;

    if (point->first + point->count == end)
        return;
    append(history, history->log + point->first, point->count);
    point->first = end;
}

/* More edits after those of the present point, as one change. */
static bool add(struct history *history, const struct edit *edit, size_t count,
                struct error *error)
{
    struct history_point point = history->point[history->now];

    if (!begin_change(history, point.count + count, error))
        return false;
    bring_to_end(history, &point);
    append(history, edit, count);
    point.count += count;
    commit(history, point, false);
    return true;
}

bool history_add(struct history *history, const struct edit *edit,
                 struct error *error)
{
    const struct history_point *point = &history->point[history->now];

    if (!history->open || !history->dragged || point->count <= point[-1].count)
        return add(history, edit, 1, error);
    history->log[point->first + point->count - 1] = *edit;
    history->changes++;
    return true;
}

bool history_add_all(struct history *history, const struct edit *edit,
                     size_t count, struct error *error)
{
    history_drop(history);
    return count == 0 || add(history, edit, count, error);
}

bool history_replace(struct history *history, const struct setup *setup,
                     const struct edit *edit, size_t count,
                     struct error *error)
{
    history_drop(history);
    if (!begin_change(history, count, error))
        return false;
    const struct history_point point = {*setup, history->logged, count};
    append(history, edit, count);
    commit(history, point, false);
    return true;
}

void history_drag(struct history *history)
{
    history->open = true;
    history->dragged = false;
}

static bool is_same(const struct history_point *a,
                    const struct history_point *b)
{
    return a->first == b->first && a->count == b->count &&
           setup_equal(&a->setup, &b->setup);
}

void history_drop(struct history *history)
{
    const struct history_point *point = history->point;
    size_t now = history->now;

    if (history->dragged && is_same(&point[now], &point[now - 1])) {
        history->now--;
        history->points = now;
    }
    history->open = history->dragged = false;
}

void history_cancel(struct history *history)
{
    if (history->dragged) {
        history->now--;
        history->points = history->now + 1;
        history->changes++;
    }
    history->open = history->dragged = false;
}

bool history_reset(struct history *history, struct error *error)
{
    const struct history_point start = history->point[0];
    const struct history_point *now = &history->point[history->now];

    if (is_same(now, &start))
        return true;
    history_drop(history);
    if (!begin_change(history, 0, error))
        return false;
    commit(history, start, false);
    return true;
}

bool history_undo(struct history *history)
{
    history_drop(history);
    if (history->now == 0)
        return false;
    history->now--;
    history->changes++;
    return true;
}

bool history_redo(struct history *history)
{
    history_drop(history);
    if (history->now + 1 >= history->points)
        return false;
    history->now++;
    history->changes++;
    return true;
}
