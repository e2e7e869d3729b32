/* D(T,t) for all t at once: S rows of adjoints, one for each component of
 * s_T, go back together; each step is one product of all rows with U. */
#include "nn/flow/jacobian.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "nn/flow/singular.h"
#include "nn/net/adjoint.h"

static const double LOG10_2 = 0.30102999566398119521;

/* All rows on their way back, and the matrix they make. */
struct travel {
    const struct decay_request *request;
    int units, size;      /* H, S */
    bool lstm;
    size_t pitch, lean;
    struct adjoints rows;
    real *out;            /* [S][lean] gradients of the pre-activations */
    double *diagonal;     /* [H] dc_T[u]/dc_t[u] - C[u], times 2^exponent of
                             row H + u */
    double *carousel;     /* [H] log10 |C| */
    double *way;          /* [H] dh_t/dc_t through h_t of the same step */
    double *matrix;       /* [S][S] */
    double *block;        /* [H][H] */
    double *work;
    int exponent;         /* of `matrix` */
    void *memory[2];
};

int state_size(const struct spec *spec, int l)
{
    int h = spec->layer[l].units;
    return spec->layer[l].cell == CELL_LSTM ? 2 * h : h;
}

static void finish(struct travel *travel)
{
    free(travel->memory[0]);
    free(travel->memory[1]);
}

/* Identity at step T: row k is the unit vector k of s_T. */
static void seed(struct travel *travel)
{
    for (int k = 0; k < travel->size; k++) {
        real *row = k < travel->units
            ? travel->rows.dh + k * travel->pitch
            : travel->rows.dc + k * travel->pitch;
        row[k % travel->units] = 1;
    }
}

static bool begin(struct travel *travel, const struct decay_request *request,
                  struct error *error)
{
    const struct spec *spec = &request->values->spec;
    int l = request->layer;
    const struct track *track = &request->values->layer[l];
    *travel = (struct travel){
        .request = request, .units = spec->layer[l].units,
        .size = state_size(spec, l), .lstm = spec->layer[l].cell == CELL_LSTM,
        .pitch = track->pitch,
        .lean = layer_cell(&spec->layer[l])->lean * track->pitch};
    size_t s = travel->size, h = travel->units;
    size_t work = singular_work((int)s, (int)s);
    size_t reals = s * (3 * travel->pitch + travel->lean) + s;
    size_t doubles = 3 * h + s * s + h * h + work;
    if (!memory_check(reals * sizeof(real) + doubles * sizeof(double),
                      "the Jacobian", error))
        return false;
    travel->memory[0] = array_new_aligned(reals, sizeof(real),
                                          "the Jacobian's rows", error);
    travel->memory[1] = array_new(doubles, sizeof(double),
                                  "the Jacobian", error);
    if (!travel->memory[0] || !travel->memory[1]) {
        finish(travel);
        return false;
    }
    real *at = travel->memory[0];
    memset(at, 0, reals * sizeof(real));
    travel->rows = (struct adjoints){(int)s, travel->pitch, at,
        at + s * travel->pitch, at + 2 * s * travel->pitch, NULL};
    travel->out = at += 3 * s * travel->pitch;
    travel->rows.exponent = (int *)(at + s * travel->lean);
    travel->diagonal = travel->memory[1];
    travel->carousel = travel->diagonal + h;
    travel->way = travel->carousel + h;
    travel->matrix = travel->way + h;
    travel->block = travel->matrix + s * s;
    travel->work = travel->block + h * h;
    seed(travel);
    return true;
}

/* What interventions make of a derivative through signal s of unit u. */
static double factor(const struct travel *travel, const struct hold *hold,
                     int signal, int u)
{
    return hold ? hold->scale[signal * travel->pitch + u] : 1;
}

/* dh_t/dc_t = o (1 - tanh^2 c); none at t = 0, where both are given. */
static void find_way(struct travel *travel, int t, const struct hold *hold)
{
    const real *row = tape_row(travel->request->values, travel->request->layer,
                               t, travel->request->entry);
    size_t pitch = travel->pitch;
    for (int u = 0; u < travel->units; u++) {
        double slope = hold ? tanh(row[LSTM_C * pitch + u])
                            : row[LSTM_TC * pitch + u];
        double o = row[LSTM_O * pitch + u];
        travel->way[u] = t == 0 ? 0 : factor(travel, hold, LSTM_H, u) *
            factor(travel, hold, LSTM_TC, u) * o * (1 - slope * slope);
    }
}

/* The diagonal of the h-path and the carousel move on their own, so that their
 * difference from the whole is never left to rounding:
 *   rest' = (rest + dc_T/dh_t[u][u] dh_t/dc_t[u]) f,  C' = C f. */
static void move_diagonal(struct travel *travel, int t, const struct hold *hold)
{
    const real *f = tape_signal(travel->request->values, travel->request->layer,
                                LSTM_F, t, travel->request->entry);
    for (int u = 0; u < travel->units; u++) {
        const real *dh =
            travel->rows.dh + (travel->units + u) * travel->pitch;
        double keep = factor(travel, hold, LSTM_C, u) * f[u];
        travel->diagonal[u] =
            (travel->diagonal[u] + dh[u] * travel->way[u]) * keep;
        travel->carousel[u] += log10(fabs(keep));
    }
}

/* Normalises every row; the diagonal keeps the scale of its row. */
static void normalise(struct travel *travel)
{
    const struct kernels *kernels = travel->request->network->kernels;
    for (int k = 0; k < travel->size; k++) {
        int before = travel->rows.exponent[k];
        adjoint_normalise(kernels, &travel->rows, k, travel->units,
                          travel->lstm);
        int u = k - travel->units;
        if (travel->lstm && u >= 0)
            travel->diagonal[u] = ldexp(travel->diagonal[u],
                                        travel->rows.exponent[k] - before);
    }
}

/* From t to t - 1. */
static void move(struct travel *travel, int t)
{
    const struct decay_request *request = travel->request;
    struct hold hold;
    bool held = pins_at(request->pins, request->values, request->layer, t,
                        &hold);
    if (travel->lstm) {
        find_way(travel, t, held ? &hold : NULL);
        move_diagonal(travel, t, held ? &hold : NULL);
    }
    adjoint_step(&(struct adjoint_step){
        .network = request->network, .values = request->values,
        .layer = request->layer, .t = t, .entry = request->entry,
        .hold = held ? &hold : NULL, .out = travel->out,
        .out_stride = travel->lean}, &travel->rows);
    normalise(travel);
}

static bool row_is_zero(const struct travel *travel, int k)
{
    bool any = false;
    for (int u = 0; u < travel->units; u++)
        any |= travel->rows.dh[k * travel->pitch + u] != 0 ||
               travel->rows.dc[k * travel->pitch + u] != 0;
    return !any;
}

/* Rows as doubles with one exponent: that of the largest row. A row of zeros
 * has no size and does not count. */
static void assemble(struct travel *travel)
{
    int s = travel->size, h = travel->units, least = INT_MAX;
    for (int k = 0; k < s; k++)
        if (travel->rows.exponent[k] < least && !row_is_zero(travel, k))
            least = travel->rows.exponent[k];
    least = least == INT_MAX ? 0 : least;
    travel->exponent = least;
    for (int k = 0; k < s; k++) {
        double factor = ldexp(1, least - travel->rows.exponent[k]);
        for (int j = 0; j < s; j++) {
            const real *row = j < h ? travel->rows.dh : travel->rows.dc;
            travel->matrix[(size_t)k * s + j] =
                row[k * travel->pitch + j % h] * factor;
        }
    }
}

static double to_log10(double value, int exponent)
{
    return log10(value) - exponent * LOG10_2;
}

static double frobenius(const struct travel *travel)
{
    double sum = 0;
    size_t count = (size_t)travel->size * travel->size;
    for (size_t k = 0; k < count; k++)
        sum += travel->matrix[k] * travel->matrix[k];
    return to_log10(sqrt(sum / travel->size), travel->exponent);
}

enum block_diagonal { DIAGONAL_AS_IS, DIAGONAL_WITHOUT_CAROUSEL };

/* Largest singular value of an [H][H] block of the matrix. With `through`,
 * columns of c_t also get what goes through h_t: + dh/dc = o (1 - tanh^2 c). */
static double block(struct travel *travel, int row, int column,
                    enum block_diagonal diagonal, const double *through)
{
    int s = travel->size, h = travel->units;
    double *copy = travel->block;
    for (int i = 0; i < h; i++)
        for (int j = 0; j < h; j++) {
            const double *from = travel->matrix + (size_t)(row + i) * s;
            double value = from[column + j];
            if (i == j && diagonal == DIAGONAL_WITHOUT_CAROUSEL)
                value = ldexp(travel->diagonal[i], travel->exponent -
                              travel->rows.exponent[h + i]);
            if (through)
                value += from[j] * through[j];
            copy[(size_t)i * h + j] = value;
        }
    return to_log10(singular_largest(copy, h, h, travel->work),
                    travel->exponent);
}

static double largest_carousel(const struct travel *travel)
{
    double most = -INFINITY;
    for (int u = 0; u < travel->units; u++)
        if (!(travel->carousel[u] <= most)) /* NaN stays */
            most = travel->carousel[u];
    return most;
}

static void measure_lstm(struct travel *travel, int t, double *const value[],
                         unsigned wanted)
{
    int h = travel->units;
    struct hold hold;
    const struct decay_request *request = travel->request;
    bool held = pins_at(request->pins, request->values, request->layer, t,
                        &hold);
    find_way(travel, t, held ? &hold : NULL);
    if (wanted & 1u << DECAY_HIDDEN)
        value[DECAY_HIDDEN][t] = block(travel, 0, 0, DIAGONAL_AS_IS, NULL);
    if (wanted & 1u << DECAY_CELL)
        value[DECAY_CELL][t] = block(travel, h, h, DIAGONAL_AS_IS, NULL);
    if (wanted & 1u << DECAY_CAROUSEL)
        value[DECAY_CAROUSEL][t] = largest_carousel(travel);
    if (wanted & 1u << DECAY_H_PATH)
        value[DECAY_H_PATH][t] =
            block(travel, h, h, DIAGONAL_WITHOUT_CAROUSEL, NULL);
    if (wanted & 1u << DECAY_CELL_TOTAL)
        value[DECAY_CELL_TOTAL][t] =
            block(travel, h, h, DIAGONAL_AS_IS, travel->way);
    if (wanted & 1u << DECAY_H_PATH_TOTAL)
        value[DECAY_H_PATH_TOTAL][t] =
            block(travel, h, h, DIAGONAL_WITHOUT_CAROUSEL, travel->way);
}

static void measure(struct travel *travel, int t, double *const value[],
                    unsigned wanted)
{
    assemble(travel);
    if (wanted & 1u << DECAY_JACOBIAN)
        value[DECAY_JACOBIAN][t] = to_log10(
            singular_largest(travel->matrix, travel->size, travel->size,
                             travel->work), travel->exponent);
    if (wanted & 1u << DECAY_FROBENIUS)
        value[DECAY_FROBENIUS][t] = frobenius(travel);
    if (travel->lstm)
        measure_lstm(travel, t, value, wanted);
}

static int last_step(const struct decay_request *request)
{
    return request->last > 0 ? request->last
                             : request->values->lengths[request->entry];
}

/* Curves of NaN for steps 0 .. `steps`. */
static bool make_curves(struct decay *decay, int steps, struct error *error)
{
    size_t count = (size_t)steps + 1;
    double *at = array_new(count * DECAY_MEASURES, sizeof *at,
                           "the decay curves", error);
    *decay = (struct decay){.memory = at, .steps = steps};
    if (!at)
        return false;
    for (size_t k = 0; k < count * DECAY_MEASURES; k++)
        at[k] = NAN;
    for (int m = 0; m < DECAY_MEASURES; m++, at += count)
        decay->value[m] = at;
    return true;
}

struct decay_walk {
    struct decay_request request;
    struct travel travel;
    struct decay curves;
    int next;            /* the step to be measured; -1: none */
};

struct decay_walk *decay_walk_create(const struct decay_request *request,
                                     struct error *error)
{
    struct decay_walk *walk = array_new(1, sizeof *walk, "the decay curves",
                                        error);
    if (!walk)
        return NULL;
    walk->request = *request;
    walk->next = last_step(request);
    if (!make_curves(&walk->curves, walk->next, error) ||
        !begin(&walk->travel, &walk->request, error)) {
        decay_finish(&walk->curves);
        free(walk);
        return NULL;
    }
    return walk;
}

void decay_walk_destroy(struct decay_walk *walk)
{
    if (!walk)
        return;
    finish(&walk->travel);
    decay_finish(&walk->curves);
    free(walk);
}

bool decay_walk_on(struct decay_walk *walk, int lags)
{
    const struct decay_request *request = &walk->request;
    unsigned wanted = request->measures ? request->measures : ~0u;
    int steps = walk->curves.steps;
    for (; lags > 0 && walk->next >= 0; lags--, walk->next--) {
        measure(&walk->travel, walk->next, walk->curves.value, wanted);
        if (walk->next > 0)
            move(&walk->travel, walk->next);
        if (request->tell)
            request->tell(request->context, steps - walk->next + 1, steps + 1);
    }
    return walk->next >= 0;
}

const struct decay *decay_walk_curves(const struct decay_walk *walk)
{
    return &walk->curves;
}

bool decay_init(struct decay *decay, const struct decay_request *request,
                struct error *error)
{
    *decay = (struct decay){0};
    struct decay_walk *walk = decay_walk_create(request, error);
    if (!walk)
        return false;
    decay_walk_on(walk, INT_MAX);
    *decay = walk->curves;
    walk->curves = (struct decay){0};
    decay_walk_destroy(walk);
    return true;
}

void decay_finish(struct decay *decay)
{
    free(decay->memory);
    memset(decay, 0, sizeof *decay);
}

bool jacobian_product(const struct decay_request *request, int t, double *out,
                      int *exponent, struct error *error)
{
    struct travel travel;
    if (!begin(&travel, request, error))
        return false;
    for (int step = last_step(request); step > t; step--)
        move(&travel, step);
    assemble(&travel);
    memcpy(out, travel.matrix,
           (size_t)travel.size * travel.size * sizeof *out);
    *exponent = travel.exponent;
    finish(&travel);
    return true;
}
