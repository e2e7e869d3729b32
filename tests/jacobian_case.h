/* Jacobians by the formulas, as small dense matrices of doubles, for tests of
 * the engine's own. */
#ifndef GATEREEL_TESTS_JACOBIAN_CASE_H
#define GATEREEL_TESTS_JACOBIAN_CASE_H

#include "check_close.h"
#include "flow_case.h"
#include "nn/flow/jacobian.h"
#include "svd.h"

enum { MOST = 14 }; /* S of the networks here */

static const bool is_double = sizeof(real) == 8;

struct matrix {
    int size;
    double at[MOST][MOST];
};

static inline double size_of(const struct matrix *m)
{
    double most = 1e-3;

    for (int i = 0; i < m->size; i++)
        for (int j = 0; j < m->size; j++)
            most = fmax(most, fabs(m->at[i][j]));
    return most;
}

static inline void check_matrix(const struct matrix *got,
                                const struct matrix *want, double tolerance)
{
    assert_int_equal(got->size, want->size);
    for (int i = 0; i < want->size; i++)
        for (int j = 0; j < want->size; j++)
            assert_close(got->at[i][j], want->at[i][j],
                         tolerance * size_of(want));
}

static inline struct matrix identity(int size)
{
    struct matrix m = {.size = size};

    for (int i = 0; i < size; i++)
        m.at[i][i] = 1;
    return m;
}

static inline struct matrix multiply(const struct matrix *a,
                                     const struct matrix *b)
{
    struct matrix m = {.size = a->size};

    for (int i = 0; i < a->size; i++)
        for (int j = 0; j < a->size; j++)
            for (int k = 0; k < a->size; k++)
                m.at[i][j] += a->at[i][k] * b->at[k][j];
    return m;
}

static inline double norm(const struct matrix *m, int row, int column, int n)
{
    double block[MOST * MOST];

    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            block[i * n + j] = m->at[row + i][column + j];
    return svd_largest(block, n, n);
}

/* D(last, t) as the engine has it. */
static inline struct matrix product_of(const struct flow_case *flow, int l,
                                       int last, int t)
{
    double flat[MOST * MOST];
    int exponent;
    struct matrix m = {.size = state_size(&flow->values.spec, l)};
    struct decay_request request = {.network = &flow->network,
        .values = &flow->values, .pins = &flow->pins, .layer = l, .last = last};

    assert_true(m.size <= MOST);
    assert_true(jacobian_product(&request, t, flat, &exponent, NULL));
    for (int i = 0; i < m.size; i++)
        for (int j = 0; j < m.size; j++)
            m.at[i][j] = ldexp(flat[i * m.size + j], -exponent);
    return m;
}

/* What the formulas read at step t of layer l. */
struct place {
    const struct flow_case *flow;
    int l, t, h;
};

static inline double signal_at(const struct place *p, int signal, int t, int u)
{
    return tape_signal(&p->flow->values, p->l, signal, t, 0)[u];
}

static inline double now(const struct place *p, int signal, int u)
{
    return signal_at(p, signal, p->t, u);
}

static inline double before(const struct place *p, int signal, int u)
{
    return signal_at(p, signal, p->t - 1, u);
}

/* U of one gate block, in the order of the weights. */
static inline double weight(const struct place *p, int block, int i, int j)
{
    return p->flow->network.params.layer[p->l].u[(block * p->h + i) * p->h + j];
}

static inline double bend(double y)
{
    return y * (1 - y);
}

/* diag(phi'(a)) U */
static inline double rnn_entry(const struct place *p, int i, int j)
{
    double h = now(p, RNN_H, i), slope = 1;

    switch (p->flow->values.spec.layer[p->l].activation) {
    case ACT_TANH: slope = 1 - h * h; break;
    case ACT_RELU: slope = now(p, RNN_A, i) > 0; break;
    default: break;
    }
    return slope * weight(p, 0, i, j);
}

/* diag(z) + diag((h'-n) z') U_z
 *         + diag((1-z) n') [diag(m r') U_r + diag(r) U_n] */
static inline double gru_entry(const struct place *p, int i, int j)
{
    double r = now(p, GRU_R, i), z = now(p, GRU_Z, i), n = now(p, GRU_N, i);
    double inner = now(p, GRU_M, i) * bend(r) * weight(p, 0, i, j) +
                   r * weight(p, 2, i, j);

    return (i == j ? z : 0) +
           (before(p, GRU_H, i) - n) * bend(z) * weight(p, 1, i, j) +
           (1 - z) * (1 - n * n) * inner;
}

/* diag(z) + diag((h'-n) z') U_z
 *         + diag((1-z) n') U_n [diag(r) + diag(h' r') U_r] */
static inline double gru_before_entry(const struct place *p, int i, int j)
{
    double z = now(p, GRUB_Z, i), n = now(p, GRUB_N, i);
    double inner = weight(p, 2, i, j) * now(p, GRUB_R, j);

    for (int k = 0; k < p->h; k++)
        inner += weight(p, 2, i, k) * before(p, GRUB_H, k) *
                 bend(now(p, GRUB_R, k)) * weight(p, 0, k, j);
    return (i == j ? z : 0) +
           (before(p, GRUB_H, i) - n) * bend(z) * weight(p, 1, i, j) +
           (1 - z) * (1 - n * n) * inner;
}

/* Row i of [dh/dh' dh/dc'; dc/dh' dc/dc']. */
static inline void lstm_entry(const struct place *p, int i, int j,
                              struct matrix *m)
{
    double in = now(p, LSTM_I, i), f = now(p, LSTM_F, i);
    double g = now(p, LSTM_G, i), o = now(p, LSTM_O, i);
    double tc = now(p, LSTM_TC, i), slope = o * (1 - tc * tc);
    double b = g * bend(in) * weight(p, 0, i, j) +
               before(p, LSTM_C, i) * bend(f) * weight(p, 1, i, j) +
               in * (1 - g * g) * weight(p, 2, i, j);

    m->at[p->h + i][j] = b;
    m->at[p->h + i][p->h + j] = i == j ? f : 0;
    m->at[i][j] = bend(o) * tc * weight(p, 3, i, j) + slope * b;
    m->at[i][p->h + j] = i == j ? slope * f : 0;
}

/* J_t by the formulas. */
static inline struct matrix explicit_step(const struct flow_case *flow, int l,
                                          int t)
{
    const struct layer_spec *layer = &flow->values.spec.layer[l];
    struct place p = {flow, l, t, layer->units};
    struct matrix m = {.size = state_size(&flow->values.spec, l)};

    for (int i = 0; i < p.h; i++)
        for (int j = 0; j < p.h; j++)
            switch (layer->cell) {
            case CELL_LSTM: lstm_entry(&p, i, j, &m); break;
            case CELL_GRU: m.at[i][j] = gru_entry(&p, i, j); break;
            case CELL_GRU_BEFORE:
                m.at[i][j] = gru_before_entry(&p, i, j);
                break;
            default: m.at[i][j] = rnn_entry(&p, i, j); break;
            }
    return m;
}

/* A recipe of random shape for round `round`. */
static inline struct flow_recipe recipe_of(int round, struct random *random)
{
    return (struct flow_recipe){
        .cell = flow_cells[round % FLOW_CELLS],
        .layers = 1 + (int)random_below(random, 3),
        .inputs = 1 + (int)random_below(random, 4),
        .units = 1 + (int)random_below(random, 5),
        .steps = 1 + (int)random_below(random, 7),
        .gain = random_range(random, 0.3, 1.5), .seed = 100 + (uint64_t)round};
}

/* Within the engine's digits of log10(value). */
static inline void check_log(double got, double value)
{
    assert_close(got, log10(value), is_double ? 1e-10 : 1e-4);
}

#endif
