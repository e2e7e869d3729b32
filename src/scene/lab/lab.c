/* What follows from the history: lanes whose setup or edits differ from what
 * they were made of are made anew, at the same time where there are threads.
 */
#include "scene/lab/lab.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/memory.h"

static void finish_lanes(struct lab *lab)
{
    for (int k = 0; k < LANES_MAX; k++)
        lane_finish(&lab->lane[k]);
    for (int k = 0; k < REFERENCES_MAX; k++)
        lane_finish(&lab->reference[k]);
    lab->lanes = lab->references = 0;
    lab->made = (struct setup){0};
}

void lab_destroy(struct lab *lab)
{
    if (lab == NULL)
        return;
    finish_lanes(lab);
    history_finish(&lab->history);
    cast_finish(&lab->cast);
    free(lab);
}

bool lab_check(const struct cast *cast, const struct setup *setup,
               struct error *error)
{
    int steps = cast->sequence.steps;

    if (!setup_check(setup, error))
        return false;
    for (int k = 0; k < setup->lanes; k++)
        if (setup->lane[k].file >= cast->networks)
            return error_set(error, "lane %d is network %d of %d", k + 1,
                             setup->lane[k].file + 1, cast->networks);
    for (int k = 0; k < setup->references; k++)
        if (setup->reference[k].file >= cast->networks)
            return error_set(error, "kept curve %d is of network %d of %d",
                             k + 1, setup->reference[k].file + 1,
                             cast->networks);
    if (setup->input == LAB_FILE &&
        setup->first + (int64_t)setup->steps - 1 > steps)
        return error_set(error, "steps %d to %lld of the sequence are wanted, "
                         "which has %d", setup->first,
                         (long long)setup->first + setup->steps - 1, steps);
    return true;
}

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
           a->seed == b->seed && a->clip == b->clip &&
           a->clip_norm == b->clip_norm &&
           (!a->same_parameters ||
            lane_setup_equal(&a->lane[0], &b->lane[0]));
}

static struct lane_source source_of(const struct lab *lab,
                                    const struct setup *setup,
                                    const struct lane_setup *lane)
{
    return (struct lane_source){
        .cast = &lab->cast, .kernels = lab->kernels, .setup = setup,
        .lane = lane, .seed = setup->seed};
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
        source_of(lab, history_setup(&lab->history), part->setup);
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
                ? cast->network[0].params.spec.inputs : setup->inputs);
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
            source_of(lab, history_setup(&lab->history), part->setup);
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

struct lane_measure lab_measure(const struct ui *ui)
{
    bool total = ui->quantity == DECAY_CELL && ui->total;

    return (struct lane_measure){total ? DECAY_CELL_TOTAL : ui->quantity,
                                 ui->detach, ui->layer};
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

static bool begin_history(struct history *history,
                          const struct lab_start *start, struct error *error)
{
    const struct setup *begun = start->begun != NULL ? start->begun
                                                     : start->setup;

    return history_begin(history, begun, start->edit, start->edits, error) &&
           (setup_equal(begun, start->setup) ||
            history_set(history, start->setup, error));
}

struct lab *lab_create(const struct lab_start *start,
                       const struct lane_measure *measure,
                       struct error *error)
{
    struct lab *lab = array_new(1, sizeof *lab, "the lab", error);

    if (lab == NULL)
        return NULL;
    lab->kernels = start->kernels;
    lab->pool = start->pool;
    lab->cast = *start->cast;
    if (lab_check(&lab->cast, start->setup, error) &&
        begin_history(&lab->history, start, error) &&
        lab_follow(lab, measure, error)) {
        *start->cast = (struct cast){0};
        return lab;
    }
    lab->cast = (struct cast){0};
    lab_destroy(lab);
    return NULL;
}

struct lab *lab_of(const struct film_source *source, struct pool *pool,
                   struct error *error)
{
    struct cast cast;
    const struct lane_measure measure = {0};

    if (!cast_init(&cast, source, error))
        return NULL;
    const struct setup setup = lab_setup_of(&cast);
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup,
                            .kernels = source->kernels, .pool = pool},
        &measure, error);
    cast_finish(&cast);
    return lab;
}

/* The lane whose turn it is to be measured, NULL when all is done: own curves
 * first, then the band with the fewest seeds. */
static struct lane *choose_lane(const struct lab *lab, int *number)
{
    struct lane *best = NULL;

    for (int k = 0; k < LANES_MAX + REFERENCES_MAX; k++) {
        struct lane *lane = (struct lane *)lab_lane(lab, k);
        if (lane == NULL || !lane->made)
            continue;
        bool own = lane_curves_own_wanted(&lane->curves);
        if (!own && !lane_curves_band_wanted(&lane->curves,
                                        lab_lane_setup(lab, k)))
            continue;
        if (own || best == NULL || lane->curves.seeds < best->curves.seeds) {
            best = lane;
            *number = k;
        }
        if (own)
            break;
    }
    return best;
}

bool lab_wants(const struct lab *lab)
{
    int number;
    return !lab->failed && choose_lane(lab, &number) != NULL;
}

bool lab_work(struct lab *lab, struct error *error)
{
    int number;
    struct lane *lane = choose_lane(lab, &number);

    if (lane == NULL || lab->failed)
        return false;
    const struct lane_source source =
        source_of(lab, &lab->made, lab_lane_setup(lab, number));
    struct lane_curves *curves = &lane->curves;
    lab->failed = !(lane_curves_own_wanted(curves)
                        ? lane_curves_work_own(curves, &lane->film, error)
                        : lane_curves_work_band(curves, &source, error));
    return !lab->failed;
}

double lab_progress(const struct lab *lab)
{
    double done = 0, all = 0;

    for (int k = 0; k < LANES_MAX + REFERENCES_MAX; k++) {
        const struct lane *lane = lab_lane(lab, k);
        if (lane == NULL || lane->curves.none ||
            lab_lane_setup(lab, k)->file >= 0)
            continue;
        all += LANE_SEEDS;
        done += lane->curves.seeds;
    }
    return all > 0 ? done / all : 1;
}

const struct lane *lab_lane(const struct lab *lab, int k)
{
    if (k >= 0 && k < lab->lanes)
        return &lab->lane[k];
    k -= LANES_MAX;
    return k >= 0 && k < lab->references ? &lab->reference[k] : NULL;
}

const struct lane_setup *lab_lane_setup(const struct lab *lab, int k)
{
    return k < LANES_MAX ? &lab->made.lane[k]
                         : &lab->made.reference[k - LANES_MAX];
}

struct film *lab_film(struct lab *lab, int lane)
{
    bool there = lane >= 0 && lane < lab->lanes && lab->lane[lane].made;
    return there ? &lab->lane[lane].film : NULL;
}

const struct film *lab_ghost(const struct lab *lab, int lane)
{
    const struct lane *found = lane < LANES_MAX ? lab_lane(lab, lane) : NULL;
    return found != NULL && found->edited ? &found->ghost : NULL;
}

const struct film *lab_untouched(const struct lab *lab, int lane)
{
    const struct film *ghost = lab_ghost(lab, lane);
    return ghost != NULL ? ghost : lab_film((struct lab *)lab, lane);
}

int lab_lag(const struct lab *lab, const struct ui *ui)
{
    /* There is no input before the first. */
    bool input = lab->measure.quantity == DECAY_INPUT && lab->made.steps > 1;
    int most = lab->made.steps - input;

    return ui->lag > 0 && ui->lag < most ? ui->lag : most;
}
