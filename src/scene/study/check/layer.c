/* Plain loops, the five runs innermost. Nothing of the engine's kernels is
 * used, so a fault of theirs cannot hide in both.
 */
#include "scene/study/check/layer.h"

#include <string.h>

#include "scene/study/trace/build.h"

enum { RUNS = RERUN_RUNS };

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

void rerun_add_row(double sum[RUNS], const real *weight, int count,
                   double (*value)[RUNS])
{
    for (int k = 0; k < count; k++)
        for (int r = 0; r < RUNS; r++)
            sum[r] += (double)weight[k] * value[k][r];
}

void rerun_add_nudge(const struct rerun *rerun, const struct film *film,
                     double sum[RUNS], const struct rerun_row *row)
{
    const struct nudge *nudge = &rerun->nudge;
    const struct params *params = &film->network.params;

    if (nudge->kind != NUDGE_WEIGHT ||
        params->tensor[nudge->tensor].values != row->tensor ||
        nudge->unit / row->columns != row->row)
        return;
    for (int r = 0; r < RUNS; r++)
        sum[r] += rerun_times[r] * nudge->by *
                  (row->value != NULL
                       ? row->value[nudge->unit % row->columns][r] : 1);
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
        to[r] = v[r] + (here ? rerun_times[r] * nudge->by : 0);
    if (!m->held)
        return;
    size_t at = (size_t)s * m->film->values.layer[m->layer].pitch + (size_t)u;
    double scale = (double)m->hold.scale[at], shift = (double)m->hold.shift[at];
    for (int r = 0; r < RUNS; r++)
        to[r] = scale == 0 ? shift : to[r] * scale;
}

/* W x + b of a row, and U h' + b of one. */
static void add_inputs(const struct moving *m, double sum[RUNS], int row)
{
    const struct layer_params *p = &m->film->network.params.layer[m->layer];

    for (int r = 0; r < RUNS; r++)
        sum[r] += (double)p->b_ih[row];
    rerun_add_nudge(m->rerun, m->film, sum,
                    &(struct rerun_row){p->b_ih, row, 1, NULL});
    rerun_add_row(sum, p->w + (size_t)row * (size_t)m->inputs, m->inputs,
            m->rerun->read);
    rerun_add_nudge(m->rerun, m->film, sum,
                    &(struct rerun_row){p->w, row, m->inputs, m->rerun->read});
}

static void add_states(const struct moving *m, double sum[RUNS], int row,
                       double (*state)[RUNS])
{
    const struct layer_params *p = &m->film->network.params.layer[m->layer];

    for (int r = 0; r < RUNS; r++)
        sum[r] += (double)p->b_hh[row];
    rerun_add_nudge(m->rerun, m->film, sum,
                    &(struct rerun_row){p->b_hh, row, 1, NULL});
    rerun_add_row(sum, p->u + (size_t)row * (size_t)m->units, m->units, state);
    rerun_add_nudge(m->rerun, m->film, sum,
                    &(struct rerun_row){p->u, row, m->units, state});
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
    for (int r = 1; r < RUNS && phi == PHI_RELU; r++)
        m->rerun->kink |= (a[r] > 0) != (a[0] > 0);
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

void rerun_layer(struct rerun *rerun, const struct film *film, int l)
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
