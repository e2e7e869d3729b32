/* Plain loops, the five runs innermost. Nothing of the engine's kernels is
 * used, so a fault of theirs cannot hide in both.
 */
#include "scene/study/check/rerun.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "scene/study/trace/build.h"

enum { RUNS = RERUN_RUNS };

static const double times[RUNS] = {0, 1, -1, 2, -2};

/* One layer at one step. */
struct moving {
    struct rerun *rerun;
    const struct film *film;
    int layer, step, units, inputs;
    const struct cell_info *cell;
    struct hold hold;
    bool held;
};

static double (*signal_at(const struct moving *m, int s, int u))[RUNS]
{
    return m->rerun->signal + (size_t)s * (size_t)m->units + u;
}

static double (*state_before(const struct moving *m, int u))[RUNS]
{
    return m->rerun->before[m->layer] + u;
}

static double (*memory_before(const struct moving *m, int u))[RUNS]
{
    return m->rerun->before[m->layer] + m->units + u;
}

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
                    ? times[r] * nudge->by : 0;
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

/* Nudges, then holds, then stores. */
static void keep(const struct moving *m, int s, int u, const double v[RUNS])
{
    const struct nudge *nudge = &m->rerun->nudge;
    double *to = *signal_at(m, s, u);
    bool here = nudge->kind == NUDGE_SIGNAL && nudge->layer == m->layer &&
                nudge->signal == s && nudge->unit == u &&
                nudge->step == m->step;

    for (int r = 0; r < RUNS; r++)
        to[r] = v[r] + (here ? times[r] * nudge->by : 0);
    if (!m->held)
        return;
    size_t at = (size_t)s * m->film->values.layer[m->layer].pitch + (size_t)u;
    double scale = (double)m->hold.scale[at], shift = (double)m->hold.shift[at];
    for (int r = 0; r < RUNS; r++)
        to[r] = scale == 0 ? shift : to[r] * scale;
}

static void add_row(double sum[RUNS], const real *weight, int count,
                    double (*value)[RUNS])
{
    for (int k = 0; k < count; k++)
        for (int r = 0; r < RUNS; r++)
            sum[r] += (double)weight[k] * value[k][r];
}

/* What a nudged weight of a row adds. `value`: what its columns multiply;
 * NULL: a bias. */
static void add_nudge(const struct moving *m, double sum[RUNS],
                      const real *tensor, int row, int columns,
                      double (*value)[RUNS])
{
    const struct nudge *nudge = &m->rerun->nudge;
    const struct params *params = &m->film->network.params;

    if (nudge->kind != NUDGE_WEIGHT ||
        params->tensor[nudge->tensor].values != tensor ||
        nudge->unit / columns != row)
        return;
    for (int r = 0; r < RUNS; r++)
        sum[r] += times[r] * nudge->by *
                  (value != NULL ? value[nudge->unit % columns][r] : 1);
}

/* W x + b of a row, and U h' + b of one. */
static void add_inputs(const struct moving *m, double sum[RUNS], int row)
{
    const struct layer_params *p = &m->film->network.params.layer[m->layer];

    for (int r = 0; r < RUNS; r++)
        sum[r] += (double)p->b_ih[row];
    add_nudge(m, sum, p->b_ih, row, 1, NULL);
    add_row(sum, p->w + (size_t)row * (size_t)m->inputs, m->inputs,
            m->rerun->read);
    add_nudge(m, sum, p->w, row, m->inputs, m->rerun->read);
}

static void add_states(const struct moving *m, double sum[RUNS], int row,
                       double (*state)[RUNS])
{
    const struct layer_params *p = &m->film->network.params.layer[m->layer];

    for (int r = 0; r < RUNS; r++)
        sum[r] += (double)p->b_hh[row];
    add_nudge(m, sum, p->b_hh, row, 1, NULL);
    add_row(sum, p->u + (size_t)row * (size_t)m->units, m->units, state);
    add_nudge(m, sum, p->u, row, m->units, state);
}

static void weigh(const struct moving *m, int s, int u)
{
    double sum[RUNS] = {0};
    int w = build_w_row(m->film, m->layer, s);
    int states = build_u_row(m->film, m->layer, s);
    bool reset = m->cell == &cell_table[CELL_GRU_BEFORE] && s == GRUB_AN;

    if (w >= 0)
        add_inputs(m, sum, w + u);
    if (states >= 0)
        add_states(m, sum, states + u, reset ? signal_at(m, GRUB_RH, 0)
                                             : m->rerun->before[m->layer]);
    keep(m, s, u, sum);
}

static void squash(const struct moving *m, int to, int from, int u)
{
    enum trace_function phi = build_phi(m->film, m->layer, to);
    const double *a = *signal_at(m, from, u);
    double v[RUNS];

    for (int r = 0; r < RUNS; r++)
        v[r] = trace_phi(phi, 1, a[r]);
    keep(m, to, u, v);
}

static void lstm_unit(const struct moving *m, int u)
{
    const double *c_before = *memory_before(m, u);
    double c[RUNS], h[RUNS];

    for (int k = 0; k < 4; k++)
        squash(m, LSTM_I + k, LSTM_AI + k, u);
    for (int r = 0; r < RUNS; r++)
        c[r] = (*signal_at(m, LSTM_F, u))[r] * c_before[r] +
               (*signal_at(m, LSTM_I, u))[r] * (*signal_at(m, LSTM_G, u))[r];
    keep(m, LSTM_C, u, c);
    squash(m, LSTM_TC, LSTM_C, u);
    for (int r = 0; r < RUNS; r++)
        h[r] = (*signal_at(m, LSTM_O, u))[r] * (*signal_at(m, LSTM_TC, u))[r];
    keep(m, LSTM_H, u, h);
}

/* h = (1 - z) n + z h' */
static void mix(const struct moving *m, int u, int z, int n, int h)
{
    const double *old = *state_before(m, u), *new = *signal_at(m, n, u);
    const double *share = *signal_at(m, z, u);
    double v[RUNS];

    for (int r = 0; r < RUNS; r++)
        v[r] = (1 - share[r]) * new[r] + share[r] * old[r];
    keep(m, h, u, v);
}

static void gru_unit(const struct moving *m, int u)
{
    double an[RUNS];

    squash(m, GRU_R, GRU_AR, u);
    squash(m, GRU_Z, GRU_AZ, u);
    for (int r = 0; r < RUNS; r++)
        an[r] = (*signal_at(m, GRU_XN, u))[r] +
                (*signal_at(m, GRU_R, u))[r] * (*signal_at(m, GRU_M, u))[r];
    keep(m, GRU_AN, u, an);
    squash(m, GRU_N, GRU_AN, u);
    mix(m, u, GRU_Z, GRU_N, GRU_H);
}

static void gru_before_layer(const struct moving *m)
{
    for (int u = 0; u < m->units; u++) {
        double rh[RUNS];
        weigh(m, GRUB_AR, u);
        weigh(m, GRUB_AZ, u);
        squash(m, GRUB_R, GRUB_AR, u);
        squash(m, GRUB_Z, GRUB_AZ, u);
        for (int r = 0; r < RUNS; r++)
            rh[r] = (*signal_at(m, GRUB_R, u))[r] * (*state_before(m, u))[r];
        keep(m, GRUB_RH, u, rh);
    }
    for (int u = 0; u < m->units; u++) {
        weigh(m, GRUB_AN, u);
        squash(m, GRUB_N, GRUB_AN, u);
        mix(m, u, GRUB_Z, GRUB_N, GRUB_H);
    }
}

static void other_layer(const struct moving *m)
{
    enum cell cell = film_cell(m->film, m->layer);

    for (int u = 0; u < m->units; u++) {
        for (int s = 0; s < m->cell->signals; s++)
            if (build_is_sum(m->film, m->layer, s))
                weigh(m, s, u);
        if (cell == CELL_LSTM)
            lstm_unit(m, u);
        else if (cell == CELL_GRU)
            gru_unit(m, u);
        else
            squash(m, RNN_H, RNN_A, u);
    }
}

/* The new states, with the rounding of the recorded run, where the next step
 * and the layer above read them. */
static void hand_on(const struct moving *m)
{
    const int of[2] = {m->cell->h, m->cell->c};

    for (int s = 0; s < 2; s++) {
        if (of[s] < 0)
            continue;
        const real *recorded = film_signal(m->film, m->layer, of[s], m->step);
        for (int u = 0; u < m->units; u++) {
            const double *now = *signal_at(m, of[s], u);
            double rounding = (double)recorded[u] - now[0];
            double *to = m->rerun->before[m->layer][s * m->units + u];
            for (int r = 0; r < RUNS; r++)
                to[r] = now[r] + rounding;
        }
    }
    memcpy(m->rerun->read, m->rerun->before[m->layer],
           (size_t)m->units * sizeof *m->rerun->read);
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
                                (here ? times[r] * nudge->by : 0);
    }
}

/* What wires that are held make of the states before the step. */
static void read_wires(const struct moving *m)
{
    size_t pitch = m->film->values.layer[m->layer].pitch;
    int states = m->cell->c < 0 ? 1 : 2;

    for (int k = 0; k < states * m->units; k++) {
        double *v = m->rerun->before[m->layer][k];
        size_t at = pin_row(PIN_READ_H - k / m->units) * pitch +
                    (size_t)(k % m->units);
        double scale = (double)m->hold.scale[at];
        for (int r = 0; r < RUNS; r++)
            v[r] = scale == 0 ? (double)m->hold.shift[at] : v[r] * scale;
    }
}

static void run_layer(struct rerun *rerun, const struct film *film, int l)
{
    const struct spec *spec = &film->values.spec;
    struct moving m = {
        .rerun = rerun, .film = film, .layer = l, .step = rerun->step,
        .units = spec->layer[l].units, .inputs = spec_layer_inputs(spec, l),
        .cell = layer_cell(&spec->layer[l])};

    m.held = film->pins.count > 0 &&
             pins_at(&film->pins, &rerun->held, l, rerun->step, &m.hold);
    if (m.held && m.hold.read != NULL)
        read_wires(&m);
    if (spec->layer[l].cell == CELL_GRU_BEFORE)
        gru_before_layer(&m);
    else
        other_layer(&m);
    hand_on(&m);
}

/* y of the five runs, to `signal`; what lies in `read` is h of the top. */
static void run_head(struct rerun *rerun, const struct film *film)
{
    const struct params *params = &film->network.params;
    int top = film->values.spec.layers - 1;
    struct moving m = {.rerun = rerun, .film = film, .layer = top,
                       .units = film_units(film, top)};
    const struct nudge *nudge = &rerun->nudge;

    for (int k = 0; k < film->values.spec.outputs; k++) {
        double *y = rerun->signal[k];
        bool here = nudge->kind == NUDGE_OUTPUT && nudge->unit == k &&
                    nudge->step == rerun->step;
        for (int r = 0; r < RUNS; r++)
            y[r] = (double)params->head_b[k] +
                   (here ? times[r] * nudge->by : 0);
        add_nudge(&m, y, params->head_b, k, 1, NULL);
        add_row(y, params->head_w + (size_t)k * (size_t)m.units, m.units,
                rerun->read);
        add_nudge(&m, y, params->head_w, k, m.units, rerun->read);
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
        run_layer(rerun, film, l);
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
