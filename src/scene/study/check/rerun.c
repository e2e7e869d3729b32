/* Where the runs begin, what they read and what becomes of it; the layers are
 * in layer.c.
 */
#include "scene/study/check/rerun.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "scene/study/check/layer.h"
#include "scene/study/trace/build.h"

enum { RUNS = RERUN_RUNS };

const double rerun_times[RUNS] = {0, 1, -1, 2, -2};

static int widest(const struct spec *spec)
{
    int most = spec->inputs > spec->outputs ? spec->inputs : spec->outputs;

    for (int l = 0; l < spec->layers; l++)
        most = spec->layer[l].units > most ? spec->layer[l].units : most;
    return most;
}

static size_t widest_pitch(const struct film *film)
{
    size_t most = 0;

    for (int l = 0; l < film->values.spec.layers; l++)
        if (film->values.layer[l].pitch > most)
            most = film->values.layer[l].pitch;
    return most;
}

/* The states before step `step`, as recorded. */
static void begin(struct rerun *rerun, const struct film *film)
{
    const struct spec *spec = &film->values.spec;
    const struct nudge *nudge = &rerun->nudge;

    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        int units = spec->layer[l].units;
        for (int u = 0; u < units; u++)
            for (int r = 0; r < RUNS; r++) {
                double *h = rerun->before[l][u];
                double *c = rerun->before[l][units + u];
                double by = nudge->kind == NUDGE_SIGNAL && nudge->step == 0 &&
                            nudge->layer == l && nudge->unit == u
                    ? rerun_times[r] * nudge->by : 0;
                h[r] = (double)film_signal(film, l, cell->h,
                                           rerun->step - 1)[u];
                h[r] += nudge->signal == cell->h ? by : 0;
                if (cell->c >= 0)
                    c[r] = (double)film_signal(film, l, cell->c,
                                               rerun->step - 1)[u] +
                           (nudge->signal == cell->c ? by : 0);
            }
    }
}

bool rerun_init(struct rerun *rerun, const struct film *film,
                const struct nudge *nudge, struct error *error)
{
    const struct spec *spec = &film->values.spec;
    size_t wide = (size_t)widest(spec), states = 0;
    size_t hold = 2 * PIN_ROWS * widest_pitch(film);

    memset(rerun, 0, sizeof *rerun);
    for (int l = 0; l < spec->layers; l++)
        states += 2 * (size_t)spec->layer[l].units;
    size_t rows = states + (SIGNALS_MAX + 1) * wide;
    rerun->memory = array_new(rows * RUNS * sizeof(double) +
                                  hold * sizeof(real), 1,
                              "the runs of a finite difference", error);
    if (rerun->memory == NULL)
        return false;
    rerun->nudge = *nudge;
    rerun->step = nudge->step > 0 ? nudge->step : 1;
    rerun->signal = rerun->memory;
    rerun->read = rerun->signal + SIGNALS_MAX * wide;
    rerun->before[0] = rerun->read + wide;
    for (int l = 1; l < spec->layers; l++)
        rerun->before[l] = rerun->before[l - 1] + 2 * spec->layer[l - 1].units;
    rerun->held = film->values;
    rerun->held.memory = NULL;
    rerun->held.hold = (real *)(rerun->read + wide + states);
    begin(rerun, film);
    return true;
}

void rerun_finish(struct rerun *rerun)
{
    free(rerun->memory);
    memset(rerun, 0, sizeof *rerun);
}

double rerun_cost(const struct film *film)
{
    const struct spec *spec = &film->values.spec;
    double cost = 0;

    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        double units = spec->layer[l].units;
        cost += cell->gates * units *
                (spec_layer_inputs(spec, l) + (cell->u_first >= 0 ? units : 0));
    }
    cost += (double)spec->outputs * spec->layer[spec->layers - 1].units;
    return cost * RUNS;
}

static void read_input(struct rerun *rerun, const struct film *film)
{
    const struct nudge *nudge = &rerun->nudge;
    const real *x = tape_x(&film->values, rerun->step, 0);
    int inputs = film->values.spec.inputs;
    const real *embedding = film->network.params.embedding;

    for (int k = 0; k < inputs; k++) {
        bool here = nudge->kind == NUDGE_INPUT &&
                    nudge->step == rerun->step && nudge->unit == k;
        if (nudge->kind == NUDGE_WEIGHT && embedding != NULL &&
            film->network.params.tensor[nudge->tensor].values == embedding)
            here = film->ids[rerun->step - 1] == nudge->unit / inputs &&
                   nudge->unit % inputs == k;
        for (int r = 0; r < RUNS; r++)
            rerun->read[k][r] = (double)x[k] +
                                (here ? rerun_times[r] * nudge->by : 0);
    }
}

/* y of the five runs, to `signal`; what lies in `read` is h of the top. */
static void run_head(struct rerun *rerun, const struct film *film)
{
    const struct params *params = &film->network.params;
    int top = film->values.spec.layers - 1;
    int units = film_units(film, top);
    const struct nudge *nudge = &rerun->nudge;

    for (int k = 0; k < film->values.spec.outputs; k++) {
        double *y = rerun->signal[k];
        bool here = nudge->kind == NUDGE_OUTPUT && nudge->unit == k &&
                    nudge->step == rerun->step;
        for (int r = 0; r < RUNS; r++)
            y[r] = (double)params->head_b[k] +
                   (here ? rerun_times[r] * nudge->by : 0);
        rerun_add_nudge(rerun, film, y,
                        &(struct rerun_row){params->head_b, k, 1, NULL});
        rerun_add_row(y, params->head_w + (size_t)k * (size_t)units, units,
                rerun->read);
        rerun_add_nudge(rerun, film, y,
                        &(struct rerun_row){params->head_w, k, units,
                                            rerun->read});
    }
}

/* (y - v)^2 against run 0, without taking two large numbers apart. */
static void add_squares(struct rerun *rerun, const struct film *film)
{
    int outputs = film->values.spec.outputs;
    double share = 1 / ((double)build_asked(film) * outputs);
    const real *wanted = film->target_values +
                         (size_t)(rerun->step - 1) * (size_t)outputs;

    for (int k = 0; k < outputs; k++) {
        const double *y = rerun->signal[k];
        double v = (double)wanted[k], miss = y[0] - v;
        for (int r = 1; r < RUNS; r++)
            rerun->change[r] += share * (y[r] - y[0]) * (y[r] + y[0] - 2 * v);
        rerun->size += share * (fabs(miss) + 1) * (fabs(y[0]) + 1);
    }
}

/* -ln p = ln sum e^(y_k - y_label) */
static void add_entropy(struct rerun *rerun, const struct film *film)
{
    int label = film->target_labels[rerun->step - 1];
    double share = 1 / (double)build_asked(film), sum[RUNS] = {0};

    for (int k = 0; k < film->values.spec.outputs; k++)
        for (int r = 0; r < RUNS; r++)
            sum[r] += exp(rerun->signal[k][r] - rerun->signal[label][r]);
    for (int r = 1; r < RUNS; r++)
        rerun->change[r] += share * log(sum[r] / sum[0]);
    rerun->size += share * (fabs(log(sum[0])) +
                            fabs(rerun->signal[label][0]) + 1);
}

static void add_loss(struct rerun *rerun, const struct film *film)
{
    int top = film->values.spec.layers - 1;

    if (film->has_loss) {
        if (!build_is_asked(film, rerun->step))
            return;
        run_head(rerun, film);
        if (film->target_values != NULL)
            add_squares(rerun, film);
        else
            add_entropy(rerun, film);
        return;
    }
    if (rerun->step < film->steps)
        return;
    for (int u = 0; u < film_units(film, top); u++) {
        for (int r = 1; r < RUNS; r++)
            rerun->change[r] += rerun->read[u][r] - rerun->read[u][0];
        rerun->size += fabs(rerun->read[u][0]);
    }
}

bool rerun_step(struct rerun *rerun, const struct film *film)
{
    if (rerun->step > film->steps)
        return false;
    read_input(rerun, film);
    for (int l = 0; l < film->values.spec.layers; l++)
        rerun_layer(rerun, film, l);
    add_loss(rerun, film);
    rerun->step++;
    return rerun->step <= film->steps;
}

double rerun_slope(const struct rerun *rerun)
{
    const double *change = rerun->change;

    return (8 * (change[1] - change[2]) - (change[3] - change[4])) /
           (12 * rerun->nudge.by);
}

double rerun_bend(const struct rerun *rerun)
{
    const double *change = rerun->change;

    return fabs(2 * (change[1] - change[2]) - (change[3] - change[4])) /
           (4 * rerun->nudge.by);
}
