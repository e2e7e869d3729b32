/* One step backward: gradients of every signal from those of the states.
 *
 * Each function walks the forward equations in reverse, element by element;
 * the products with U and W follow outside. A signal's gradient is that of
 * the value before an intervention acts on it: exactly 0 where it is held,
 * multiplied where it is scaled. Derivatives are taken at the activation's
 * own output, which an intervention may have replaced in the recording; then
 * it is computed again from the recorded pre-activation. */
#include "nn/kernel/vector.h"

#include "nn/kernel/table.h"
#include "nn/kernel/signals.h"

/* One vector of one row of adjoints and what belongs to it. */
struct spot {
    const struct hold *hold;
    size_t pitch, unit;
    const real *now, *before;
    real *out;
};

INLINE vec now(const struct spot *s, int signal)
{
    return load(s->now + signal * s->pitch);
}

/* d(signal) as it is before the hold. */
INLINE vec through(const struct spot *s, int signal, vec d)
{
    if (!s->hold)
        return d;
    vec scale = load(s->hold->scale + signal * s->pitch + s->unit);
    return choose(scale == 0, splat(0), d * scale);
}

/* The same, stored. */
INLINE vec put(const struct spot *s, int signal, vec d)
{
    d = through(s, signal, d);
    store(s->out + signal * s->pitch, d);
    return d;
}

/* Stored only when every signal is wanted. */
INLINE vec note(const struct spot *s, const bool full, int signal, vec d)
{
    d = through(s, signal, d);
    if (full)
        store(s->out + signal * s->pitch, d);
    return d;
}

/* The activation's own output: recorded, or computed again from `a`. */
INLINE vec sigmoid_at(const struct spot *s, int signal, int a)
{
    return s->hold ? vec_sigmoid(now(s, a)) : now(s, signal);
}

INLINE vec tanh_at(const struct spot *s, int signal, int a)
{
    return s->hold ? vec_tanh(now(s, a)) : now(s, signal);
}

INLINE void lstm_point(const struct spot *s, const bool full, vec dh, real *dc)
{
    vec i = now(s, LSTM_I), f = now(s, LSTM_F), g = now(s, LSTM_G);
    vec o = now(s, LSTM_O), tc = now(s, LSTM_TC);
    vec c_before = load(s->before + LSTM_C * s->pitch);

    dh = note(s, full, LSTM_H, dh);
    vec d_o = note(s, full, LSTM_O, dh * tc);
    vec d_tc = note(s, full, LSTM_TC, dh * o);
    vec slope = tanh_at(s, LSTM_TC, LSTM_C);
    vec d_c = load(dc) + d_tc * (1 - slope * slope);
    d_c = note(s, full, LSTM_C, d_c);
    vec d_f = note(s, full, LSTM_F, d_c * c_before);
    vec d_i = note(s, full, LSTM_I, d_c * g);
    vec d_g = note(s, full, LSTM_G, d_c * i);
    store(dc, d_c * f);

    vec si = sigmoid_at(s, LSTM_I, LSTM_AI), sf = sigmoid_at(s, LSTM_F, LSTM_AF);
    vec tg = tanh_at(s, LSTM_G, LSTM_AG), so = sigmoid_at(s, LSTM_O, LSTM_AO);
    put(s, LSTM_AI, d_i * (si - si * si));
    put(s, LSTM_AF, d_f * (sf - sf * sf));
    put(s, LSTM_AG, d_g * (1 - tg * tg));
    put(s, LSTM_AO, d_o * (so - so * so));
}

INLINE void gru_point(const struct spot *s, const bool full, vec dh,
                      real *carry)
{
    vec r = now(s, GRU_R), z = now(s, GRU_Z), n = now(s, GRU_N);
    vec h_before = load(s->before + GRU_H * s->pitch);

    dh = note(s, full, GRU_H, dh);
    vec d_z = note(s, full, GRU_Z, dh * (h_before - n));
    vec d_n = note(s, full, GRU_N, dh * (1 - z));
    store(carry, dh * z);

    vec tn = tanh_at(s, GRU_N, GRU_AN);
    vec d_an = note(s, full, GRU_AN, d_n * (1 - tn * tn));
    vec d_r = note(s, full, GRU_R, d_an * now(s, GRU_M));
    put(s, GRU_XN, d_an);
    put(s, GRU_M, d_an * r);
    vec sr = sigmoid_at(s, GRU_R, GRU_AR), sz = sigmoid_at(s, GRU_Z, GRU_AZ);
    put(s, GRU_AR, d_r * (sr - sr * sr));
    put(s, GRU_AZ, d_z * (sz - sz * sz));
}

INLINE void gru_before_point(const struct spot *s, const bool full, vec dh,
                             real *carry)
{
    vec z = now(s, GRUB_Z), n = now(s, GRUB_N);
    vec h_before = load(s->before + GRUB_H * s->pitch);

    dh = note(s, full, GRUB_H, dh);
    vec d_z = note(s, full, GRUB_Z, dh * (h_before - n));
    vec d_n = note(s, full, GRUB_N, dh * (1 - z));
    store(carry, dh * z);
    vec tn = tanh_at(s, GRUB_N, GRUB_AN), sz = sigmoid_at(s, GRUB_Z, GRUB_AZ);
    put(s, GRUB_AN, d_n * (1 - tn * tn));
    put(s, GRUB_AZ, d_z * (sz - sz * sz));
}

/* d(rh) lies in out; r and h' share it. */
INLINE void gru_before_share(const struct spot *s, const bool full, real *carry)
{
    vec d_rh = put(s, GRUB_RH, load(s->out + GRUB_RH * s->pitch));
    vec d_r = d_rh * load(s->before + GRUB_H * s->pitch);
    d_r = note(s, full, GRUB_R, d_r);
    store(carry, load(carry) + d_rh * now(s, GRUB_R));
    vec sr = sigmoid_at(s, GRUB_R, GRUB_AR);
    put(s, GRUB_AR, d_r * (sr - sr * sr));
}

/* phi' from phi: 1 - h^2; 0 where h <= 0; 1. NaN passes. */
INLINE void rnn_point(const struct spot *s, const int activation,
                      const bool full, vec dh)
{
    dh = note(s, full, RNN_H, dh);
    vec h = s->hold ? vec_activate(activation, now(s, RNN_A)) : now(s, RNN_H);
    if (activation == ACT_TANH)
        dh *= 1 - h * h;
    else if (activation == ACT_RELU)
        dh = choose(h <= 0, splat(0), dh);
    put(s, RNN_A, dh);
}

/* Runs POINT with `spot` at every vector of every row; `at` is its place in
 * the adjoints. What it needs of *given is copied first: stores of vectors
 * may alias anything, and would have it read again each time. */
#define FOR_SPOTS(given, held, POINT)                                          \
    do {                                                                       \
        const struct adjoint a = *(given);                                     \
        for (int m = 0; m < a.rows; m++)                                       \
            for (size_t unit = 0; unit < (size_t)a.units; unit += LANES) {     \
                size_t from = m * a.stride + unit, at = m * a.pitch + unit;    \
                const struct spot spot = {                                     \
                    held, a.pitch, unit, a.now + from, a.before + from,        \
                    a.out + m * a.out_stride + unit};                          \
                (void)at;                                                      \
                POINT;                                                         \
            }                                                                  \
    } while (0)

/* Lean, full and held rows each get their own code. */
#define BY_KIND(adjoint, RUN)                                                  \
    do {                                                                       \
        if ((adjoint)->hold && (adjoint)->full)                                \
            RUN(adjoint, (adjoint)->hold, true);                               \
        else if ((adjoint)->hold)                                              \
            RUN(adjoint, (adjoint)->hold, false);                              \
        else if ((adjoint)->full)                                              \
            RUN(adjoint, NULL, true);                                          \
        else                                                                   \
            RUN(adjoint, NULL, false);                                         \
    } while (0)

INLINE void lstm_rows(const struct adjoint *given, const struct hold *hold,
                      const bool full)
{
    FOR_SPOTS(given, hold, lstm_point(&spot, full, load(a.dh + at), a.dc + at));
}

INLINE void gru_rows(const struct adjoint *given, const struct hold *hold,
                     const bool full)
{
    FOR_SPOTS(given, hold,
              gru_point(&spot, full, load(a.dh + at), a.carry + at));
}

INLINE void gru_before_rows(const struct adjoint *given, const struct hold *hold,
                            const bool full)
{
    FOR_SPOTS(given, hold,
              gru_before_point(&spot, full, load(a.dh + at), a.carry + at));
}

INLINE void reset_rows(const struct adjoint *given, const struct hold *hold,
                       const bool full)
{
    FOR_SPOTS(given, hold, gru_before_share(&spot, full, a.carry + at));
}

INLINE void tanh_rows(const struct adjoint *given, const struct hold *hold,
                      const bool full)
{
    FOR_SPOTS(given, hold, rnn_point(&spot, ACT_TANH, full, load(a.dh + at)));
}

INLINE void relu_rows(const struct adjoint *given, const struct hold *hold,
                      const bool full)
{
    FOR_SPOTS(given, hold, rnn_point(&spot, ACT_RELU, full, load(a.dh + at)));
}

INLINE void identity_rows(const struct adjoint *given, const struct hold *hold,
                          const bool full)
{
    FOR_SPOTS(given, hold,
              rnn_point(&spot, ACT_IDENTITY, full, load(a.dh + at)));
}

void LOCAL(lstm_adjoint)(const struct adjoint *a) { BY_KIND(a, lstm_rows); }
void LOCAL(gru_adjoint)(const struct adjoint *a) { BY_KIND(a, gru_rows); }

void LOCAL(gru_before_adjoint)(const struct adjoint *a)
{
    BY_KIND(a, gru_before_rows);
}

void LOCAL(gru_before_reset)(const struct adjoint *a)
{
    BY_KIND(a, reset_rows);
}

void LOCAL(rnn_adjoint)(const struct adjoint *a)
{
    if (a->activation == ACT_TANH)
        BY_KIND(a, tanh_rows);
    else if (a->activation == ACT_RELU)
        BY_KIND(a, relu_rows);
    else
        BY_KIND(a, identity_rows);
}
