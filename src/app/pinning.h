/* Gates held at 1 or 0 by the user, with undo and redo.
 *
 * The pins in force are one sorted list; an edit replaces a run of it by
 * another one. Edits keep both runs, so that undoing one is exact and costs
 * what the edit cost, however many there are.
 */
#ifndef GATEREEL_APP_PINNING_H
#define GATEREEL_APP_PINNING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "nn/net/pin.h"

/* pin[at .. at + removed) became `added` others. Both are kept, the removed
 * ones first, in kept[first ..]. */
struct pinning_edit {
    size_t at, removed, added, first;
};

/* {0} holds nothing. */
struct pinning {
    struct pin *pin;            /* by layer, signal, unit; of one unit one for
                                   all steps, or some for single ones */
    size_t count, capacity;
    struct pinning_edit *edit;  /* done, then undone ones */
    size_t done, edits, edit_capacity;
    struct pin *kept;
    size_t kept_capacity;
};

/* One gate of one unit. */
struct pinning_place {
    int layer, signal, unit;  /* from 0 */
    int step;                 /* from 1 */
};

/* Free, held at 1, held at 0, free: what holds the gate at this step, or with
 * `all` the unit at all of the film's steps. False, and nothing changed, when
 * there is no memory for it. */
bool pinning_cycle(struct pinning *pinning, const struct pinning_place *place,
                   bool all, int steps, struct error *error);

/* Frees every gate, as an edit of its own. */
bool pinning_clear(struct pinning *pinning, struct error *error);

/* False when there is nothing to undo or redo. */
bool pinning_undo(struct pinning *pinning);
bool pinning_redo(struct pinning *pinning);

/* What is in force: borrowed until the next edit. */
struct pins pinning_pins(const struct pinning *pinning);

/* The pin that holds a gate at a step, or NULL. */
const struct pin *pinning_at(const struct pinning *pinning,
                             const struct pinning_place *place);

/* Forgets pins and edits, for another film. */
void pinning_forget(struct pinning *pinning);
void pinning_finish(struct pinning *pinning);

#endif
