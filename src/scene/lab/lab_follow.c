/* What follows from the history: lanes whose setup or edits differ from what
 * they were made of are made anew, at the same time where there are threads.
 */
#include <stdint.h>
#include <stdio.h>

#include "base/array.h"
#include "base/memory.h"
#include "scene/lab/lab.h"

/* One lane's part of following. */
struct part {
    struct lab *lab;
    struct lane *lane;
    const struct lane_setup *setup, *made; /* made NULL: there was none */
    int number;
    bool ran, built;
    bool failed;
    struct error error;
};

struct follow {
    struct part part[LANES_MAX + REFERENCES_MAX];
    int order[LANES_MAX + REFERENCES_MAX]; /* the largest first, so that
                                   threads end at the same time */
    int parts;
    struct lane_measure measure;
};

/* Is what all lanes share as it was? */
static bool is_same(const struct setup *a, const struct setup *b)
{
    return a->units == b->units && a->same_parameters == b->same_parameters &&
           a->input == b->input && a->inputs == b->inputs &&
           a->first == b->first && a->steps == b->steps &&
           a->seed == b->seed && a->free_from == b->free_from &&
           a->temperature == b->temperature && a->draw == b->draw &&
           a->clip == b->clip && a->clip_norm == b->clip_norm &&
           (!a->same_parameters ||
            lane_setup_equal(&a->lane[0], &b->lane[0]));
}

static bool measures_differ(const struct lane_measure *a,
                            const struct lane_measure *b)
{
    return a->quantity != b->quantity || a->detach != b->detach ||
           a->layer != b->layer;
}

static bool follow_lane(struct part *part, const struct lane_measure *measure)
{
    struct lab *lab = part->lab;
    struct lane *lane = part->lane;
    struct error *error = &part->error;
    const struct lane_source source =
        lab_source(lab, history_setup(&lab->history), part->setup);
    size_t edits;
    const struct edit *edit = history_edits(&lab->history, &edits);

    bool same = lane->made && part->made != NULL &&
                lane_setup_equal(part->made, part->setup);
    bool edited = lab->changes != lab->history.changes &&
                  (lane->edited || edits_touch(edit, edits, part->number));
    part->built = !same;
    part->ran = !same || edited;
    if (!same && !lane_make(lane, &source, edit, edits, part->number, error))
        return false;
    if (same && edited &&
        !lane_edit(lane, &source, edit, edits, part->number, error))
        return false;
    return (!part->ran && !measures_differ(&lane->curves.measure, measure)) ||
           lane_curves_begin(&lane->curves, &lane->film, measure, error);
}

static void work_part(void *context, int k)
{
    struct follow *follow = context;
    struct part *part = &follow->part[follow->order[k]];

    part->failed = !follow_lane(part, &follow->measure);
}

/* A part for every lane that is wanted. */
static void gather(struct lab *lab, struct follow *follow)
{
    const struct setup *setup = history_setup(&lab->history);
    const struct setup *made = &lab->made;
    bool same = is_same(setup, made);

    for (int k = 0; k < setup->lanes; k++)
        follow->part[follow->parts++] = (struct part){
            .lab = lab, .lane = &lab->lane[k], .setup = &setup->lane[k],
            .made = same && k < lab->lanes ? &made->lane[k] : NULL,
            .number = k};
    for (int k = 0; k < setup->references; k++)
        follow->part[follow->parts++] = (struct part){
            .lab = lab, .lane = &lab->reference[k],
            .setup = &setup->reference[k],
            .made = same && k < lab->references ? &made->reference[k] : NULL,
            .number = LANES_MAX + k};
}

/* Numbers in the state of a lane's first layer. */
static int state_of(const struct lab *lab, const struct lane_setup *lane)
{
    const struct setup *setup = history_setup(&lab->history);
    const struct cast *cast = &lab->cast;
    struct layer_spec layer = {.cell = lane->cell};

    if (lane->file >= 0)
        layer = cast->network[lane->file].params.spec.layer[0];
    else
        layer.units = setup_lane_units(
            setup, lane, setup->input == LAB_FILE && cast->networks > 0
                ? cast->width : setup->inputs);
    return layer.units * (layer.cell == CELL_LSTM ? 2 : 1);
}

static void put_in_order(const struct lab *lab, struct follow *follow)
{
    int state[LANES_MAX + REFERENCES_MAX];

    for (int k = 0; k < follow->parts; k++) {
        int at = k;
        state[k] = state_of(lab, follow->part[k].setup);
        for (; at > 0 && state[follow->order[at - 1]] < state[k]; at--)
            follow->order[at] = follow->order[at - 1];
        follow->order[at] = k;
    }
}

/* Is there memory for all lanes together? They are not run one after the other
 * until the last finds none. */
static bool check_memory(const struct lab *lab, const struct follow *follow,
                         struct error *error)
{
    size_t bytes = 0, held = 0;
    char what[64];

    for (int k = 0; k < follow->parts; k++) {
        const struct part *part = &follow->part[k];
        const struct film *film = &part->lane->film;
        const struct lane_source source =
            lab_source(lab, history_setup(&lab->history), part->setup);
        if (!size_add(bytes, lane_bytes(&source), &bytes))
            bytes = SIZE_MAX;
        if (part->lane->made)
            held += film_bytes(&film->values.spec, film->steps);
    }
    snprintf(what, sizeof what, "a comparison of %d runs of %d steps",
             follow->parts,
             history_setup(&lab->history)->steps);
    return bytes <= held || memory_check(bytes - held, what, error);
}

static bool try_to_follow(struct lab *lab, const struct lane_measure *measure,
                          struct error *error)
{
    struct follow follow = {.measure = *measure};
    bool fine = true;

    gather(lab, &follow);
    if (follow.parts > 1 && !check_memory(lab, &follow, error))
        return false;
    put_in_order(lab, &follow);
    const struct setup *setup = history_setup(&lab->history);
    for (int k = setup->lanes; k < LANES_MAX; k++)
        lane_finish(&lab->lane[k]);
    for (int k = setup->references; k < REFERENCES_MAX; k++)
        lane_finish(&lab->reference[k]);
    pool_run(lab->pool, follow.parts, work_part, &follow);
    for (int k = 0; k < follow.parts; k++) {
        struct part *part = &follow.part[k];
        lab->run += part->ran;
        lab->built += part->built;
        if (part->failed && fine)
            error_set(error, "%s", part->error.text);
        fine &= !part->failed;
    }
    lab->lanes = setup->lanes;
    lab->references = setup->references;
    lab->made = *setup;
    lab->changes = lab->history.changes;
    lab->measure = *measure;
    lab->failed = false;
    return fine;
}

bool lab_follow(struct lab *lab, const struct lane_measure *measure,
                struct error *error)
{
    if (lab->history.points == 0 ||
        (lab->changes == lab->history.changes && lab->lanes > 0 &&
         !measures_differ(&lab->measure, measure)))
        return true;
    bool changed = lab->changes != lab->history.changes;
    bool fine = lab_check(&lab->cast, history_setup(&lab->history), error) &&
                try_to_follow(lab, measure, error);
    /* Undoing may have failed too: then forward again. */
    bool undone = lab->history.now < lab->point;
    bool back = fine;
    while (!back && changed && (undone ? history_redo(&lab->history)
                                       : history_undo(&lab->history)))
        back = try_to_follow(lab, measure, NULL);
    if (back)
        lab->point = lab->history.now;
    return fine;
}
