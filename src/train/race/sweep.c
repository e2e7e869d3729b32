/* Results stand in the order in which they are made: lag by lag, in a lag cell
 * by cell, in a cell seed by seed. One number says how many there are, and
 * where the next one goes.
 */
#include "train/race/sweep.h"

#include <math.h>

static const double learned_accuracy = 0.99, learned_share = 0.1;

enum { EPOCHS = 100 };

bool sweep_learned(const struct task *task, const struct trainer *trainer)
{
    int epoch = trainer->state.epoch;

    if (epoch == 0)
        return false;
    const real *row = trainer_history(trainer, epoch - 1);
    if (task->info->kind == TARGET_LABELS)
        return (double)row[HISTORY_ACCURACY] >= learned_accuracy;
    return (double)row[HISTORY_TEST] <= learned_share * task->baseline;
}

struct sweep_setup sweep_defaults(enum task_kind task)
{
    const enum cell cells[] = {CELL_RNN, CELL_GRU, CELL_LSTM};
    struct sweep_setup setup = {
        .cells = 3, .lags = 6, .lag = {5, 10, 20, 40, 80, 160}, .seeds = 3,
    };

    for (int k = 0; k < setup.cells; k++) {
        setup.cell[k] = trainer_defaults(task);
        setup.cell[k].layer.cell = cells[k];
        setup.cell[k].epochs = EPOCHS;
    }
    return setup;
}

static bool check_setup(const struct sweep_setup *setup, struct error *error)
{
    if (setup->cells < 1 || setup->cells > RACE_LANES)
        return error_set(error, "%d cells: 1 to %d are possible", setup->cells,
                         RACE_LANES);
    if (setup->lags < 1 || setup->lags > SWEEP_LAGS)
        return error_set(error, "%d lags: 1 to %d are possible", setup->lags,
                         SWEEP_LAGS);
    if (setup->seeds < 1 || setup->seeds > RACE_SEEDS)
        return error_set(error, "%d seeds: 1 to %d are possible", setup->seeds,
                         RACE_SEEDS);
    for (int k = 0; k < setup->cells; k++) {
        if (setup->cell[k].task != setup->cell[0].task)
            return error_set(error, "all cells learn the same task");
        if (!task_has_lag(setup->cell[k].task))
            return error_set(error, "the %s task has no lag",
                             task_table[setup->cell[k].task].name);
    }
    for (int k = 0; k < setup->lags; k++)
        if (setup->lag[k] < 1 || (k > 0 && setup->lag[k] <= setup->lag[k - 1]))
            return error_set(error, "lags must be above zero and grow");
    return true;
}

bool sweep_init(struct sweep *sweep, const struct sweep_setup *setup,
                const struct kernels *kernels, struct error *error)
{
    *sweep = (struct sweep){0};
    if (!check_setup(setup, error))
        return false;
    sweep->setup = *setup;
    sweep->kernels = kernels;
    return true;
}

void sweep_finish(struct sweep *sweep)
{
    if (sweep->working)
        trainer_finish(&sweep->trainer);
    *sweep = (struct sweep){0};
}

static int count_all(const struct sweep *sweep)
{
    return sweep->setup.lags * sweep->setup.cells * sweep->setup.seeds;
}

/* Which lag, cell and seed result `index` is of. */
struct place {
    int lag, cell, seed;
};

static struct place place_of(const struct sweep *sweep, int index)
{
    int cells = sweep->setup.cells, seeds = sweep->setup.seeds;

    return (struct place){index / (cells * seeds), index / seeds % cells,
                          index % seeds};
}

static bool begin_next(struct sweep *sweep, struct error *error)
{
    struct place place = place_of(sweep, sweep->at);
    struct trainer_options options = sweep->setup.cell[place.cell];

    options.steps = sweep->setup.lag[place.lag];
    options.seed += (uint64_t)place.seed;
    sweep->working = trainer_init(&sweep->trainer, &options, sweep->kernels,
                                  error);
    return sweep->working || error_prefix(error, "lag %d", options.steps);
}

/* Writes the result of the trainer at work and lets it go. */
static void end_one(struct sweep *sweep, bool learned)
{
    struct place place = place_of(sweep, sweep->at);
    struct trainer *trainer = &sweep->trainer;
    int epochs = trainer->state.epoch;
    struct sweep_result result = {
        .done = true, .learned = learned, .epochs = epochs,
        .loss = NAN, .accuracy = NAN,
    };

    if (epochs > 0) {
        const real *row = trainer_history(trainer, epochs - 1);

        result.loss = (double)row[HISTORY_TEST];
        result.accuracy = (double)row[HISTORY_ACCURACY];
    }
    sweep->result[place.lag][place.cell][place.seed] = result;
    sweep->at++;
    trainer_finish(trainer);
    sweep->working = false;
}

bool sweep_slice(struct sweep *sweep, struct error *error)
{
    struct trainer *trainer = &sweep->trainer;

    if (sweep_done(sweep))
        return false;
    if (!sweep->working && !begin_next(sweep, error))
        return false;
    int epoch = trainer->state.epoch;
    trainer_slice(trainer);
    if (trainer->state.epoch == epoch && !trainer->broken)
        return true;
    bool learned = !trainer->broken && sweep_learned(&trainer->task, trainer);
    if (learned || trainer->broken || trainer_done(trainer))
        end_one(sweep, learned);
    return true;
}

bool sweep_done(const struct sweep *sweep)
{
    return sweep->at >= count_all(sweep);
}

/* Steps of all epochs that the first `count` results may take. */
static double work_of(const struct sweep *sweep, int count)
{
    double sum = 0;

    for (int k = 0; k < count; k++) {
        struct place place = place_of(sweep, k);

        sum += (double)sweep->setup.lag[place.lag] *
               sweep->setup.cell[place.cell].epochs;
    }
    return sum;
}

double sweep_progress(const struct sweep *sweep)
{
    const struct trainer *trainer = &sweep->trainer;
    double done = work_of(sweep, sweep->at);
    double all = work_of(sweep, count_all(sweep));

    if (sweep->working)
        done += sweep->setup.lag[place_of(sweep, sweep->at).lag] *
                (trainer->state.epoch +
                 trainer->state.unit / (double)trainer_units(trainer));
    return all > 0 ? done / all : 1;
}

double sweep_share(const struct sweep *sweep, int lag, int cell)
{
    const struct sweep_result *result = sweep->result[lag][cell];
    int done = 0, learned = 0;

    for (int s = 0; s < sweep->setup.seeds; s++) {
        done += result[s].done;
        learned += result[s].learned;
    }
    return done > 0 ? (double)learned / done : -1;
}

int sweep_reach(const struct sweep *sweep, int cell)
{
    int reach = 0;

    for (int k = 0; k < sweep->setup.lags; k++)
        if (sweep_share(sweep, k, cell) > 0.5)
            reach = sweep->setup.lag[k];
    return reach;
}
