/* One step forward, with everything recorded.
 *
 * The recurrent product and the activations are one pass: a tile holds all
 * gates of one vector of units for a few rows, so gates, c and h follow from
 * registers and every signal is stored once. Where an intervention holds a
 * signal, the step is taken as usual and the rows are then computed again
 * from their recorded pre-activations; units that are not held come out with
 * the same bits. */
#include "nn/kernel/product.h"

#include "nn/kernel/table.h"
#include "nn/kernel/signals.h"

/* A vector of one signal with its intervention applied. */
INLINE vec held(const struct hold *hold, size_t at, vec value)
{
    if (!hold)
        return value;
    vec scale = load(hold->scale + at);
    return choose(scale == 0, load(hold->shift + at), value * scale);
}

/* Stores signal s (held or not) of the vector at `row` and returns it. */
INLINE vec keep(const struct step *s, const int signal, size_t unit, real *row,
                vec value)
{
    size_t at = signal * s->pitch;
    value = held(s->hold, at + unit, value);
    store(row + at, value);
    return value;
}

/* From pre-activations to h. `row` and `before` point at the vector. */
INLINE void lstm_point(const struct step *s, size_t unit, real *row,
                       const real *before, vec ai, vec af, vec ag, vec ao)
{
    ai = keep(s, LSTM_AI, unit, row, ai);
    af = keep(s, LSTM_AF, unit, row, af);
    ag = keep(s, LSTM_AG, unit, row, ag);
    ao = keep(s, LSTM_AO, unit, row, ao);
    vec f = keep(s, LSTM_F, unit, row, vec_sigmoid(af));
    vec i = keep(s, LSTM_I, unit, row, vec_sigmoid(ai));
    vec g = keep(s, LSTM_G, unit, row, vec_tanh(ag));
    vec c = f * load(before + LSTM_C * s->pitch) + i * g;
    c = keep(s, LSTM_C, unit, row, c);
    vec o = keep(s, LSTM_O, unit, row, vec_sigmoid(ao));
    vec tc = keep(s, LSTM_TC, unit, row, vec_tanh(c));
    keep(s, LSTM_H, unit, row, o * tc);
}

INLINE void gru_point(const struct step *s, size_t unit, real *row,
                      const real *before, vec ar, vec az, vec m)
{
    vec xn = load(row + GRU_XN * s->pitch);
    xn = keep(s, GRU_XN, unit, row, xn);
    ar = keep(s, GRU_AR, unit, row, ar);
    az = keep(s, GRU_AZ, unit, row, az);
    m = keep(s, GRU_M, unit, row, m);
    vec r = keep(s, GRU_R, unit, row, vec_sigmoid(ar));
    vec z = keep(s, GRU_Z, unit, row, vec_sigmoid(az));
    vec an = keep(s, GRU_AN, unit, row, xn + r * m);
    vec n = keep(s, GRU_N, unit, row, vec_tanh(an));
    vec h = (1 - z) * n + z * load(before + GRU_H * s->pitch);
    keep(s, GRU_H, unit, row, h);
}

INLINE void gru_before_gates(const struct step *s, size_t unit, real *row,
                             const real *before, vec ar, vec az)
{
    ar = keep(s, GRUB_AR, unit, row, ar);
    az = keep(s, GRUB_AZ, unit, row, az);
    vec r = keep(s, GRUB_R, unit, row, vec_sigmoid(ar));
    keep(s, GRUB_Z, unit, row, vec_sigmoid(az));
    keep(s, GRUB_RH, unit, row, r * load(before + GRUB_H * s->pitch));
}

INLINE void gru_before_point(const struct step *s, size_t unit, real *row,
                             const real *before, vec an)
{
    an = keep(s, GRUB_AN, unit, row, an);
    vec n = keep(s, GRUB_N, unit, row, vec_tanh(an));
    vec z = load(row + GRUB_Z * s->pitch);
    vec h = (1 - z) * n + z * load(before + GRUB_H * s->pitch);
    keep(s, GRUB_H, unit, row, h);
}

INLINE void rnn_point(const struct step *s, const int activation, size_t unit,
                      real *row, vec a)
{
    a = keep(s, A, unit, row, a);
    keep(s, RNN_H, unit, row, vec_activate(activation, a));
}

/* The fused steps run without holds; `hold` is cleared in a copy so that the
 * compiler drops the branches. */
INLINE struct step unheld(const struct step *s)
{
    struct step plain = *s;
    plain.hold = NULL;
    return plain;
}

INLINE int last_unit(const struct step *s)
{
    return s->last > 0 ? s->last : s->units;
}

/* Calls POINT(row, before, unit) for every vector of every row again. */
#define FOR_VECTORS(s, POINT)                                                  \
    for (int b = 0; b < (s)->rows; b++)                                        \
        for (int unit = (s)->first; unit < last_unit(s); unit += LANES) {      \
            real *row = (s)->now + b * (s)->stride + unit;                     \
            const real *before = (s)->before + b * (s)->stride + unit;         \
            (void)before;                                                      \
            POINT                                                              \
        }

/* The recurrent sums of a tile of gates: rows b.., one vector of units. */
INLINE void gates(struct tile *tile, const struct step *s,
                  const struct pack *u, const int mr, const int nv,
                  const int ks, int b, int h, const real *init,
                  size_t init_stride, const real *panel)
{
    tile_start(tile, mr, nv, ks, init, init_stride, s->pitch);
    tile_run(tile, mr, nv, ks, u->rows,
             s->before + b * s->stride + h * s->pitch, s->stride, panel);
    tile_join(tile, mr, nv, ks);
}

INLINE void lstm_tile(const struct step *s, const int mr, const int ks, int b,
                      size_t unit, const real *panel)
{
    struct tile tile;
    real *row = s->now + b * s->stride + unit;
    gates(&tile, s, s->u, mr, 4, ks, b, LSTM_H, row, s->stride, panel);
    UNROLL
    for (int r = 0; r < mr; r++)
        lstm_point(s, unit, row + r * s->stride,
                   s->before + (b + r) * s->stride + unit, tile.sum[0][r][0],
                   tile.sum[0][r][1], tile.sum[0][r][2], tile.sum[0][r][3]);
}

void LOCAL(lstm_step)(const struct step *given)
{
    const struct step s = unheld(given);
    size_t width = (size_t)4 * s.u->rows; /* reals of a panel per unit */
    for (int unit = s.first; unit < last_unit(&s); unit += LANES) {
        const real *panel = s.u->data + width * unit;
#define BODY(mr, ks, b) lstm_tile(&s, mr, ks, b, unit, panel)
        FOR_TILES(s.rows, TILE_ROWS, 2, BODY);
#undef BODY
    }
    if (given->hold)
        FOR_VECTORS(given, lstm_point(given, unit, row, before,
            load(row + LSTM_AI * s.pitch), load(row + LSTM_AF * s.pitch),
            load(row + LSTM_AG * s.pitch), load(row + LSTM_AO * s.pitch));)
}

/* a_r and a_z start from their input part, m from its bias. */
INLINE void gru_tile(const struct step *s, const int mr, const int ks, int b,
                     size_t unit, const real *panel)
{
    struct tile tile;
    real *row = s->now + b * s->stride + unit;
    gates(&tile, s, s->u, mr, 3, ks, b, GRU_H, NULL, 0, panel);
    UNROLL
    for (int r = 0; r < mr; r++) {
        real *at = row + r * s->stride;
        gru_point(s, unit, at, s->before + (b + r) * s->stride + unit,
                  load(at + GRU_AR * s->pitch) + tile.sum[0][r][0],
                  load(at + GRU_AZ * s->pitch) + tile.sum[0][r][1],
                  load(s->bias_m + unit) + tile.sum[0][r][2]);
    }
}

void LOCAL(gru_step)(const struct step *given)
{
    const struct step s = unheld(given);
    size_t width = (size_t)3 * s.u->rows; /* reals of a panel per unit */
    for (int unit = s.first; unit < last_unit(&s); unit += LANES) {
        const real *panel = s.u->data + width * unit;
#define BODY(mr, ks, b) gru_tile(&s, mr, ks, b, unit, panel)
        FOR_TILES(s.rows, TILE_ROWS, 2, BODY);
#undef BODY
    }
    if (given->hold)
        FOR_VECTORS(given, gru_point(given, unit, row, before,
            load(row + GRU_AR * s.pitch), load(row + GRU_AZ * s.pitch),
            load(row + GRU_M * s.pitch));)
}

/* The part of gru-before up to r h'. */
INLINE void reset_tile(const struct step *s, const int mr, const int ks, int b,
                       size_t unit, const real *panel)
{
    struct tile tile;
    real *row = s->now + b * s->stride + unit;
    gates(&tile, s, s->u, mr, 2, ks, b, GRUB_H, row, s->stride, panel);
    UNROLL
    for (int r = 0; r < mr; r++)
        gru_before_gates(s, unit, row + r * s->stride,
                         s->before + (b + r) * s->stride + unit,
                         tile.sum[0][r][0], tile.sum[0][r][1]);
}

void LOCAL(gru_before_step)(const struct step *given)
{
    const struct step s = unheld(given);
    const real *panel = s.u->data;
    for (int unit = 0; unit < s.units; unit += LANES) {
#define BODY(mr, ks, b) reset_tile(&s, mr, ks, b, unit, panel)
        FOR_TILES(s.rows, TILE_ROWS, 2, BODY);
#undef BODY
        panel += (size_t)2 * LANES * s.u->rows;
    }
    if (given->hold)
        FOR_VECTORS(given, gru_before_gates(given, unit, row, before,
            load(row + GRUB_AR * s.pitch), load(row + GRUB_AZ * s.pitch));)

    real *an = s.now + GRUB_AN * s.pitch;
    LOCAL(product)(&(struct product){
        .rows = s.rows, .a = s.now + GRUB_RH * s.pitch, .a_stride = s.stride,
        .pack = s.u_n, .init = an, .init_stride = s.stride, .out = an,
        .out_stride = s.stride});
    FOR_VECTORS(given, gru_before_point(given, unit, row, before,
        load(row + GRUB_AN * s.pitch));)
}

/* rnn and dense share their signals: a, h. */
INLINE void activate_rows(const struct step *s, const int activation)
{
    FOR_VECTORS(s, rnn_point(s, activation, unit, row, load(row));)
}

void LOCAL(dense_step)(const struct step *s)
{
    switch (s->activation) {
    case ACT_TANH: activate_rows(s, ACT_TANH); break;
    case ACT_RELU: activate_rows(s, ACT_RELU); break;
    default: activate_rows(s, ACT_IDENTITY); break;
    }
}

void LOCAL(rnn_step)(const struct step *s)
{
    LOCAL(product)(&(struct product){
        .rows = s->rows, .a = s->before + RNN_H * s->pitch,
        .a_stride = s->stride, .pack = s->u, .init = s->now,
        .init_stride = s->stride, .out = s->now, .out_stride = s->stride});
    LOCAL(dense_step)(s);
}
