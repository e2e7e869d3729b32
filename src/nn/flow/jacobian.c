/* D(T,t) for all t at once: the rows of the Jacobian go back together
 * (travel.h), and at every step the norms that are wanted are taken of them. */
#include "nn/flow/jacobian.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "nn/flow/singular.h"
#include "nn/flow/travel.h"

static const double LOG10_2 = 0.30102999566398119521;

/* Of a residual: what is measured has six digits in float, fourteen in
 * double. */
static const double TOLERANCE = sizeof(real) == sizeof(float) ? 1e-9 : 1e-13;

struct decay_walk {
    struct decay_request request;
    unsigned wanted;
    struct travel travel;
    struct decay curves;
    double *block;       /* [H][H] */
    double *left;        /* [DECAY_MEASURES][S] singular vectors of the step
                            that was measured before */
    double *work;        /* for singular_follow */
    int next;            /* the step to be measured; -1: none */
};

static bool is_wanted(const struct decay_walk *walk, enum decay_measure measure)
{
    return walk->wanted >> measure & 1;
}

static double to_log10(double value, int exponent)
{
    return log10(value) - exponent * LOG10_2;
}

/* As the lag grows, the left singular vectors of D(T,t) settle: J_T, ... stay
 * in front. So each search starts where the last one ended. */
static double norm(struct decay_walk *walk, enum decay_measure measure,
                   const struct travel_matrix *matrix)
{
    const struct singular singular = {
        .a = matrix->at, .rows = matrix->rows, .columns = matrix->columns,
        .left = walk->left + (size_t)measure * walk->travel.size,
        .tolerance = TOLERANCE, .work = walk->work};
    return to_log10(singular_follow(&singular), matrix->exponent);
}

static double frobenius(const struct travel_matrix *matrix)
{
    double sum = 0;
    size_t count = (size_t)matrix->rows * matrix->columns;
    for (size_t k = 0; k < count; k++)
        sum += matrix->at[k] * matrix->at[k];
    return to_log10(sqrt(sum / matrix->columns), matrix->exponent);
}

enum block_diagonal { DIAGONAL_AS_IS, DIAGONAL_WITHOUT_CAROUSEL };

/* Largest singular value of an [H][H] block of D(T,t). With `through`,
 * columns of c_t also get what goes through h_t: + dh/dc = o (1 - tanh^2 c). */
static double block(struct decay_walk *walk, enum decay_measure measure,
                    enum block_diagonal diagonal, const double *through)
{
    const struct travel *travel = &walk->travel;
    const struct travel_matrix *states = &travel->states;
    int h = travel->units, corner = measure == DECAY_HIDDEN ? 0 : h;
    for (int i = 0; i < h; i++)
        for (int j = 0; j < h; j++) {
            const double *from =
                states->at + (size_t)(corner + i) * states->columns;
            double value = from[corner + j];
            if (i == j && diagonal == DIAGONAL_WITHOUT_CAROUSEL)
                value = ldexp(travel->rest[i], states->exponent -
                              travel->rows.exponent[h + i]);
            if (through)
                value += from[j] * through[j];
            walk->block[(size_t)i * h + j] = value;
        }
    return norm(walk, measure, &(struct travel_matrix){
        h, h, walk->block, states->exponent});
}

static double largest_carousel(const struct travel *travel)
{
    double most = -INFINITY;
    for (int u = 0; u < travel->units; u++)
        if (!(travel->carousel[u] <= most)) /* NaN stays */
            most = travel->carousel[u];
    return most;
}

static void measure_lstm(struct decay_walk *walk, int t)
{
    double *const *value = walk->curves.value;
    struct travel *travel = &walk->travel;
    if (is_wanted(walk, DECAY_HIDDEN))
        value[DECAY_HIDDEN][t] =
            block(walk, DECAY_HIDDEN, DIAGONAL_AS_IS, NULL);
    if (is_wanted(walk, DECAY_CELL))
        value[DECAY_CELL][t] = block(walk, DECAY_CELL, DIAGONAL_AS_IS, NULL);
    if (is_wanted(walk, DECAY_CAROUSEL))
        value[DECAY_CAROUSEL][t] = largest_carousel(travel);
    if (is_wanted(walk, DECAY_H_PATH))
        value[DECAY_H_PATH][t] =
            block(walk, DECAY_H_PATH, DIAGONAL_WITHOUT_CAROUSEL, NULL);
    travel_way(travel, t);
    if (is_wanted(walk, DECAY_CELL_TOTAL))
        value[DECAY_CELL_TOTAL][t] =
            block(walk, DECAY_CELL_TOTAL, DIAGONAL_AS_IS, travel->way);
    if (is_wanted(walk, DECAY_H_PATH_TOTAL))
        value[DECAY_H_PATH_TOTAL][t] =
            block(walk, DECAY_H_PATH_TOTAL, DIAGONAL_WITHOUT_CAROUSEL,
                  travel->way);
}

static void measure(struct decay_walk *walk, int t)
{
    double *const *value = walk->curves.value;
    const struct travel_matrix *states = &walk->travel.states;
    travel_states(&walk->travel);
    if (is_wanted(walk, DECAY_JACOBIAN))
        value[DECAY_JACOBIAN][t] = norm(walk, DECAY_JACOBIAN, states);
    if (is_wanted(walk, DECAY_FROBENIUS))
        value[DECAY_FROBENIUS][t] = frobenius(states);
    if (walk->travel.lstm)
        measure_lstm(walk, t);
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

/* Memory for the norms. */
static bool make_work(struct decay_walk *walk, struct error *error)
{
    const struct travel *travel = &walk->travel;
    int s = travel->size, inputs = travel->inputs.columns;
    size_t block = (size_t)travel->units * travel->units;
    size_t left = (size_t)DECAY_MEASURES * s;
    size_t work = singular_work(s, s > inputs ? s : inputs);
    walk->block = array_new(block + left + work, sizeof(double),
                            "the Jacobian", error);
    if (!walk->block)
        return false;
    walk->left = walk->block + block;
    walk->work = walk->left + left;
    return true;
}

struct decay_walk *decay_walk_create(const struct decay_request *request,
                                     struct error *error)
{
    struct decay_walk *walk = array_new(1, sizeof *walk, "the decay curves",
                                        error);
    if (!walk)
        return NULL;
    walk->request = *request;
    walk->wanted = request->measures ? request->measures : ~0u;
    walk->next = travel_last(request);
    if (!make_curves(&walk->curves, walk->next, error) ||
        !travel_begin(&walk->travel, &walk->request, error) ||
        !make_work(walk, error)) {
        decay_walk_destroy(walk);
        return NULL;
    }
    return walk;
}

void decay_walk_destroy(struct decay_walk *walk)
{
    if (!walk)
        return;
    travel_finish(&walk->travel);
    decay_finish(&walk->curves);
    free(walk->block);
    free(walk);
}

bool decay_walk_on(struct decay_walk *walk, int lags)
{
    const struct decay_request *request = &walk->request;
    int steps = walk->curves.steps;
    for (; lags > 0 && walk->next >= 0; lags--, walk->next--) {
        int t = walk->next;
        measure(walk, t);
        if (t > 0)
            travel_move(&walk->travel, t);
        if (t > 0 && is_wanted(walk, DECAY_INPUT))
            walk->curves.value[DECAY_INPUT][t] =
                norm(walk, DECAY_INPUT, &walk->travel.inputs);
        if (request->tell)
            request->tell(request->context, steps - t + 1, steps + 1);
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
    struct decay_request states = *request;
    struct travel travel;
    states.measures = 1u << DECAY_JACOBIAN;
    if (!travel_begin(&travel, &states, error))
        return false;
    for (int step = travel_last(request); step > t; step--)
        travel_move(&travel, step);
    travel_states(&travel);
    memcpy(out, travel.states.at,
           (size_t)travel.size * travel.size * sizeof *out);
    *exponent = travel.states.exponent;
    travel_finish(&travel);
    return true;
}
