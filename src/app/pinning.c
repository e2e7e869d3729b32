/* Everything is one operation: a run of the sorted list is replaced by another
 * one. Undoing swaps them back.
 */
#include "app/pinning.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Room in both lists and in the store for one more edit. */
static bool reserve(struct pinning *pinning, size_t removed, size_t added,
                    size_t first, struct error *error)
{
    return array_reserve((void **)&pinning->pin, &pinning->capacity,
                         pinning->count + added, sizeof *pinning->pin, "pins",
                         error) &&
           array_reserve((void **)&pinning->edit, &pinning->edit_capacity,
                         pinning->done + 1, sizeof *pinning->edit,
                         "what can be undone", error) &&
           array_reserve((void **)&pinning->kept, &pinning->kept_capacity,
                         first + removed + added, sizeof *pinning->kept,
                         "what can be undone", error);
}

/* Replaces pin[at .. at + removed) by `added` pins from `from`. There is
 * room. */
static void splice(struct pinning *pinning, size_t at, size_t removed,
                   const struct pin *from, size_t added)
{
    struct pin *start = pinning->pin + at;
    size_t behind = pinning->count - at - removed;

    memmove(start + added, start + removed, behind * sizeof *start);
    if (added > 0)
        memcpy(start, from, added * sizeof *start);
    pinning->count = at + added + behind;
}

/* An edit that can be undone; those that were undone are forgotten. */
static bool replace(struct pinning *pinning, size_t at, size_t removed,
                    const struct pin *pins, size_t added, struct error *error)
{
    size_t first = 0;

    if (pinning->done > 0) {
        const struct pinning_edit *last = &pinning->edit[pinning->done - 1];
        first = last->first + last->removed + last->added;
    }
    if (!reserve(pinning, removed, added, first, error))
        return false;
    struct pin *kept = pinning->kept + first;
    memcpy(kept, pinning->pin + at, removed * sizeof *kept);
    if (added > 0)
        memcpy(kept + removed, pins, added * sizeof *kept);
    pinning->edit[pinning->done++] =
        (struct pinning_edit){at, removed, added, first};
    pinning->edits = pinning->done;
    splice(pinning, at, removed, pins, added);
    return true;
}

static bool is_wide(const struct pin *pin)
{
    return pin->first_step != pin->last_step;
}

static int sign(int a, int b)
{
    return (a > b) - (a < b);
}

/* By layer, signal, unit. */
static int compare_unit(const struct pin *pin,
                        const struct pinning_place *place)
{
    int order = sign(pin->layer, place->layer);

    if (order == 0)
        order = sign(pin->signal, place->signal);
    return order != 0 ? order : sign(pin->first_unit, place->unit);
}

/* The pins of a gate of a unit: pin[*from .. *to). */
static void find_unit(const struct pinning *pinning,
                      const struct pinning_place *place, size_t *from,
                      size_t *to)
{
    size_t k = 0;

    while (k < pinning->count && compare_unit(&pinning->pin[k], place) < 0)
        k++;
    *from = k;
    while (k < pinning->count && compare_unit(&pinning->pin[k], place) == 0)
        k++;
    *to = k;
}

/* Index of the pin that holds the gate at the step; count: none. */
static size_t find_in_force(const struct pinning *pinning,
                            const struct pinning_place *place)
{
    size_t from, to;

    find_unit(pinning, place, &from, &to);
    for (size_t k = from; k < to; k++)
        if (pinning->pin[k].first_step <= place->step &&
            pinning->pin[k].last_step >= place->step)
            return k;
    return pinning->count;
}

/* One step or all of them; a film of one step knows no difference. */
static struct pin make_pin(const struct pinning_place *place, bool all,
                           int steps)
{
    return (struct pin){
        .layer = place->layer, .signal = place->signal,
        .first_unit = place->unit, .last_unit = place->unit,
        .first_step = all ? 1 : place->step,
        .last_step = all ? steps : place->step, .value = 1};
}

bool pinning_cycle(struct pinning *pinning, const struct pinning_place *place,
                   bool all, int steps, struct error *error)
{
    const struct pin made = make_pin(place, all, steps);
    size_t from, to, found = find_in_force(pinning, place);

    find_unit(pinning, place, &from, &to);
    if (all && (found == pinning->count || !is_wide(&pinning->pin[found])) &&
        steps > 1)
        return replace(pinning, from, to - from, &made, 1, error);
    if (found == pinning->count)
        return replace(pinning, to, 0, &made, 1, error);
    struct pin zero = pinning->pin[found];
    bool free_it = zero.value == 0;
    zero.value = 0;
    return replace(pinning, found, 1, &zero, free_it ? 0 : 1, error);
}

bool pinning_clear(struct pinning *pinning, struct error *error)
{
    return pinning->count == 0 ||
           replace(pinning, 0, pinning->count, NULL, 0, error);
}

bool pinning_undo(struct pinning *pinning)
{
    if (pinning->done == 0)
        return false;
    const struct pinning_edit *edit = &pinning->edit[--pinning->done];
    splice(pinning, edit->at, edit->added, pinning->kept + edit->first,
           edit->removed);
    return true;
}

bool pinning_redo(struct pinning *pinning)
{
    if (pinning->done == pinning->edits)
        return false;
    const struct pinning_edit *edit = &pinning->edit[pinning->done++];
    splice(pinning, edit->at, edit->removed,
           pinning->kept + edit->first + edit->removed, edit->added);
    return true;
}

struct pins pinning_pins(const struct pinning *pinning)
{
    return (struct pins){(int)pinning->count, pinning->pin};
}

const struct pin *pinning_at(const struct pinning *pinning,
                             const struct pinning_place *place)
{
    size_t found = find_in_force(pinning, place);
    return found < pinning->count ? &pinning->pin[found] : NULL;
}

void pinning_forget(struct pinning *pinning)
{
    pinning->count = 0;
    pinning->done = pinning->edits = 0;
}

void pinning_finish(struct pinning *pinning)
{
    free(pinning->pin);
    free(pinning->edit);
    free(pinning->kept);
    *pinning = (struct pinning){0};
}
