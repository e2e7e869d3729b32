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

/* One vector of units of one row. */
struct spot {
    const struct hold *hold; /* NULL in the fused steps: known when compiled */
    size_t pitch, unit;
    real *row;               /* the vector of signal 0 */
    const real *before;      /* the same of the step before */
};

INLINE struct spot spot_at(const struct step *s, const struct hold *hold, int b,
                           size_t unit)
{
    return (struct spot){hold, s->pitch, unit, s->now + b * s->stride + unit,
                         s->before + b * s->stride + unit};
}

INLINE vec now(const struct spot *s, const int signal)
{
    return load(s->row + signal * s->pitch);
}

INLINE vec before(const struct spot *s, const int signal)
{
    return load(s->before + signal * s->pitch);
}

/* Stores a signal, held or as it is, and returns it. */
INLINE vec keep(const struct spot *s, const int signal, vec value)
{
    size_t at = signal * s->pitch;
    if (s->hold) {
        vec scale = load(s->hold->scale + at + s->unit);
        vec shift = load(s->hold->shift + at + s->unit);
        value = choose(scale == 0, shift, value * scale);
    }
    store(s->row + at, value);
    return value;
}

/* From pre-activations to h. */
INLINE void lstm_point(const struct spot *s, vec ai, vec af, vec ag, vec ao)
{
    ai = keep(s, LSTM_AI, ai);
    af = keep(s, LSTM_AF, af);
    ag = keep(s, LSTM_AG, ag);
    ao = keep(s, LSTM_AO, ao);
    vec f = keep(s, LSTM_F, vec_sigmoid(af));
    vec i = keep(s, LSTM_I, vec_sigmoid(ai));
    vec g = keep(s, LSTM_G, vec_tanh(ag));
    vec c = keep(s, LSTM_C, two_products(f, before(s, LSTM_C), i, g));
    vec o = keep(s, LSTM_O, vec_sigmoid(ao));
    vec tc = keep(s, LSTM_TC, vec_tanh(c));
    keep(s, LSTM_H, o * tc);
}

INLINE void gru_point(const struct spot *s, vec ar, vec az, vec m)
{
    vec xn = keep(s, GRU_XN, now(s, GRU_XN));
    ar = keep(s, GRU_AR, ar);
    az = keep(s, GRU_AZ, az);
    m = keep(s, GRU_M, m);
    vec r = keep(s, GRU_R, vec_sigmoid(ar));
    vec z = keep(s, GRU_Z, vec_sigmoid(az));
    vec an = keep(s, GRU_AN, xn + r * m);
    vec n = keep(s, GRU_N, vec_tanh(an));
    keep(s, GRU_H, two_products(1 - z, n, z, before(s, GRU_H)));
}

INLINE void gru_before_gates(const struct spot *s, vec ar, vec az)
{
    ar = keep(s, GRUB_AR, ar);
    az = keep(s, GRUB_AZ, az);
    vec r = keep(s, GRUB_R, vec_sigmoid(ar));
    keep(s, GRUB_Z, vec_sigmoid(az));
    keep(s, GRUB_RH, r * before(s, GRUB_H));
}

INLINE void gru_before_point(const struct spot *s)
{
    vec an = keep(s, GRUB_AN, now(s, GRUB_AN));
    vec n = keep(s, GRUB_N, vec_tanh(an));
    vec z = now(s, GRUB_Z);
    keep(s, GRUB_H, two_products(1 - z, n, z, before(s, GRUB_H)));
}

INLINE void rnn_point(const struct spot *s, const int activation)
{
    vec a = keep(s, RNN_A, now(s, RNN_A));
    keep(s, RNN_H, vec_activate(activation, a));
}

INLINE int last_unit(const struct step *s)
{
    return s->last > 0 ? s->last : s->units;
}

/* Runs POINT with `spot` at every vector of every row. */
#define FOR_SPOTS(s, POINT)                                                    \
    for (int b = 0; b < (s)->rows; b++)                                        \
        for (int unit = (s)->first; unit < last_unit(s); unit += LANES) {      \
            const struct spot spot = spot_at(s, (s)->hold, b, unit);           \
            POINT;                                                             \
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
    const real *init = s->now + b * s->stride + unit;
    gates(&tile, s, s->u, mr, 4, ks, b, LSTM_H, init, s->stride, panel);
    EACH_ROW(r, mr) {
        const struct spot spot = spot_at(s, NULL, b + r, unit);
        lstm_point(&spot, tile.sum[0][r][0], tile.sum[0][r][1],
                   tile.sum[0][r][2], tile.sum[0][r][3]);
    }
}

void LOCAL(lstm_step)(const struct step *s)
{
    size_t width = (size_t)4 * s->u->rows; /* reals of a panel per unit */
    for (int unit = s->first; unit < last_unit(s); unit += LANES) {
        const real *panel = s->u->data + width * unit;
#define BODY(mr, ks, b) lstm_tile(s, mr, ks, b, unit, panel)
        FOR_TILES(s->rows, TILE_ROWS, TILE_SPLIT, BODY);
#undef BODY
    }
    if (s->hold)
        FOR_SPOTS(s, lstm_point(&spot, now(&spot, LSTM_AI), now(&spot, LSTM_AF),
                                now(&spot, LSTM_AG), now(&spot, LSTM_AO)))
}

/* a_r and a_z start from their input part, m from its bias. */
INLINE void gru_tile(const struct step *s, const int mr, const int ks, int b,
                     size_t unit, const real *panel)
{
    struct tile tile;
    gates(&tile, s, s->u, mr, 3, ks, b, GRU_H, NULL, 0, panel);
    EACH_ROW(r, mr) {
        const struct spot spot = spot_at(s, NULL, b + r, unit);
        gru_point(&spot, now(&spot, GRU_AR) + tile.sum[0][r][0],
                  now(&spot, GRU_AZ) + tile.sum[0][r][1],
                  load(s->bias_m + unit) + tile.sum[0][r][2]);
    }
}

void LOCAL(gru_step)(const struct step *s)
{
    size_t width = (size_t)3 * s->u->rows; /* reals of a panel per unit */
    for (int unit = s->first; unit < last_unit(s); unit += LANES) {
        const real *panel = s->u->data + width * unit;
#define BODY(mr, ks, b) gru_tile(s, mr, ks, b, unit, panel)
        FOR_TILES(s->rows, TILE_ROWS, TILE_SPLIT, BODY);
#undef BODY
    }
    if (s->hold)
        FOR_SPOTS(s, gru_point(&spot, now(&spot, GRU_AR), now(&spot, GRU_AZ),
                               now(&spot, GRU_M)))
}

/* The part of gru-before up to r h'. */
INLINE void reset_tile(const struct step *s, const int mr, const int ks, int b,
                       size_t unit, const real *panel)
{
    struct tile tile;
    const real *init = s->now + b * s->stride + unit;
    gates(&tile, s, s->u, mr, 2, ks, b, GRUB_H, init, s->stride, panel);
    EACH_ROW(r, mr) {
        const struct spot spot = spot_at(s, NULL, b + r, unit);
        gru_before_gates(&spot, tile.sum[0][r][0], tile.sum[0][r][1]);
    }
}

void LOCAL(gru_before_step)(const struct step *s)
{
    const real *panel = s->u->data;
    for (int unit = 0; unit < s->units; unit += LANES) {
#define BODY(mr, ks, b) reset_tile(s, mr, ks, b, unit, panel)
        FOR_TILES(s->rows, TILE_ROWS, TILE_SPLIT, BODY);
#undef BODY
        panel += (size_t)2 * LANES * s->u->rows;
    }
    if (s->hold)
        FOR_SPOTS(s, gru_before_gates(&spot, now(&spot, GRUB_AR),
                                      now(&spot, GRUB_AZ)))

    real *an = s->now + GRUB_AN * s->pitch;
    LOCAL(product)(&(struct product){
        .rows = s->rows, .a = s->now + GRUB_RH * s->pitch,
        .a_stride = s->stride, .pack = s->u_n, .init = an,
        .init_stride = s->stride, .out = an, .out_stride = s->stride});
    FOR_SPOTS(s, gru_before_point(&spot))
}

/* rnn and dense share their signals: a, h. */
INLINE void activate_rows(const struct step *s, const int activation)
{
    FOR_SPOTS(s, rnn_point(&spot, activation))
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
