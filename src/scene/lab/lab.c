/* A lab from its start to its end, what is left to measure in it, and what
 * others ask of it. Making lanes is in lab_follow.c.
 */
#include "scene/lab/lab.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"

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

static double weights_of(const struct cast *cast, const struct setup *setup,
                         const struct lane_setup *lane)
{
    int inputs = setup->input == LAB_FILE ? cast->width : setup->inputs;

    if (lane->file >= 0)
        return (double)params_count(&cast->network[lane->file].params.spec);
    return (double)setup_parameters(lane->cell, inputs,
                                    setup_lane_units(setup, lane, inputs));
}

double lab_cost(const struct cast *cast, const struct setup *setup)
{
    double weights = 0;

    for (int k = 0; k < setup->lanes; k++)
        weights += weights_of(cast, setup, &setup->lane[k]);
    for (int k = 0; k < setup->references; k++)
        weights += weights_of(cast, setup, &setup->reference[k]);
    return weights * setup->steps;
}

struct lane_measure lab_measure(const struct ui *ui)
{
    bool total = ui->quantity == DECAY_CELL && ui->total;

    return (struct lane_measure){total ? DECAY_CELL_TOTAL : ui->quantity,
                                 ui->detach, ui->layer};
}

struct lane_source lab_source(const struct lab *lab, const struct setup *setup,
                              const struct lane_setup *lane)
{
    return (struct lane_source){
        .cast = &lab->cast, .kernels = lab->kernels, .setup = setup,
        .lane = lane, .seed = setup->seed};
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
        lab_source(lab, &lab->made, lab_lane_setup(lab, number));
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
