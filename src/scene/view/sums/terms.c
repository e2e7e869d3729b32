/* Weights times what they multiply, as the engine adds them up. The GRU's
 * candidate is the odd one: its hidden part passes the reset gate first (or
 * reads a state that has passed it).
 */
#include "scene/view/sums/terms.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/look/notation.h"
#include "scene/study/trace/trace.h"

enum { GATHERED_MAX = 4096 };

/* Which pre-activation belongs to a gate. */
static int sum_of(enum cell cell, int gate_signal)
{
    switch (cell) {
    case CELL_LSTM:
        return gate_signal == LSTM_F ? LSTM_AF : gate_signal == LSTM_I
               ? LSTM_AI : gate_signal == LSTM_G ? LSTM_AG : LSTM_AO;
    case CELL_GRU:
        return gate_signal == GRU_Z ? GRU_AZ : gate_signal == GRU_R ? GRU_AR
                                                                    : GRU_AN;
    case CELL_GRU_BEFORE:
        return gate_signal == GRUB_Z ? GRUB_AZ : gate_signal == GRUB_R
               ? GRUB_AR : GRUB_AN;
    default: return RNN_A;
    }
}

/* The block of rows of W and U that a gate has, in PyTorch's order. */
static int block_of(enum cell cell, int gate_signal)
{
    switch (cell) {
    case CELL_LSTM:
        return gate_signal == LSTM_I ? 0 : gate_signal == LSTM_F ? 1 :
               gate_signal == LSTM_G ? 2 : 3;
    case CELL_GRU:
        return gate_signal == GRU_R ? 0 : gate_signal == GRU_Z ? 1 : 2;
    case CELL_GRU_BEFORE:
        return gate_signal == GRUB_R ? 0 : gate_signal == GRUB_Z ? 1 : 2;
    default: return 0;
    }
}

struct gatherer {
    const struct scene *scene;
    const struct film *film;
    const struct layer_params *weights;
    enum cell cell;
    int layer, unit, step, units, inputs;
    int row;           /* of the gate's block */
    double reset;      /* what the hidden part is multiplied with; 1: nothing */
    bool after;        /* GRU's candidate with the reset after the product */
    bool before;       /* ... before it */
    struct terms *terms;
};

static int tensor_of(const struct film *film, const real *values)
{
    const struct params *params = &film->network.params;

    for (int k = 0; k < params->tensors; k++)
        if (params->tensor[k].values == values)
            return k;
    return 0;
}

static struct term *append(struct gatherer *gatherer, enum term_kind kind)
{
    struct term *term = &gatherer->terms->term[gatherer->terms->count++];

    *term = (struct term){.kind = kind, .weight = NAN, .value = NAN,
                          .before_reset = NAN,
                          .product_id = {.kind = SUBJECT_OTHER}};
    return term;
}

static double input_product(const struct gatherer *gatherer, int k)
{
    const real *x = tape_source(&gatherer->film->values, gatherer->layer,
                                gatherer->step, 0, NULL);
    size_t index = (size_t)gatherer->row * (size_t)gatherer->inputs +
                   (size_t)k;
    return (double)gatherer->weights->w[index] * (double)x[k];
}

/* What U multiplies: h of the step before, as far as its wire brings it, or
 * r h' of this one. */
static struct draw_id hidden_id(const struct gatherer *gatherer, int k)
{
    return gatherer->before
        ? subject(SUBJECT_SIGNAL, gatherer->layer, GRUB_RH, gatherer->step, k)
        : trace_read(gatherer->film, gatherer->layer,
                     cell_table[gatherer->cell].h, gatherer->step, k);
}

static double hidden_value(const struct gatherer *gatherer, int k)
{
    return subject_value(gatherer->film, hidden_id(gatherer, k));
}

static double hidden_product(const struct gatherer *gatherer, int k)
{
    size_t index = (size_t)gatherer->row * (size_t)gatherer->units + (size_t)k;
    return (double)gatherer->weights->u[index] * hidden_value(gatherer, k);
}

static void add_input(struct gatherer *gatherer, int k)
{
    struct term *term = append(gatherer, TERM_INPUT);
    int index = gatherer->row * gatherer->inputs + k;
    const real *x = tape_source(&gatherer->film->values, gatherer->layer,
                                gatherer->step, 0, NULL);

    snprintf(term->label, sizeof term->label,
             gatherer->layer > 0 ? "h^{(%d)}_{%d}" : "x_{%d}",
             gatherer->layer > 0 ? gatherer->layer : k + 1, k + 1);
    term->weight = (double)gatherer->weights->w[index];
    term->value = (double)x[k];
    term->product = input_product(gatherer, k);
    term->weight_id = subject(SUBJECT_WEIGHT, gatherer->layer,
                              tensor_of(gatherer->film, gatherer->weights->w),
                              gatherer->step, index);
    term->value_id = gatherer->layer > 0
        ? subject(SUBJECT_SIGNAL, gatherer->layer - 1,
                  cell_table[film_cell(gatherer->film,
                                       gatherer->layer - 1)].h,
                  gatherer->step, k)
        : subject(SUBJECT_INPUT, 0, 0, gatherer->step, k);
    term->product_id = term->weight_id;
    term->product_id.kind = SUBJECT_PRODUCT;
}

static void add_hidden(struct gatherer *gatherer, int k)
{
    struct term *term = append(gatherer, TERM_HIDDEN);
    int index = gatherer->row * gatherer->units + k;

    snprintf(term->label, sizeof term->label,
             gatherer->after || gatherer->before ? "r·h_{t−1,%d}"
                                                 : "h_{t−1,%d}",
             k + 1);
    term->weight = (double)gatherer->weights->u[index];
    term->value = hidden_value(gatherer, k);
    term->product = hidden_product(gatherer, k) * gatherer->reset;
    if (gatherer->after)
        term->before_reset = hidden_product(gatherer, k);
    term->weight_id = subject(SUBJECT_WEIGHT, gatherer->layer,
                              tensor_of(gatherer->film, gatherer->weights->u),
                              gatherer->step, index);
    term->value_id = hidden_id(gatherer, k);
    if (gatherer->after)
        return;
    term->product_id = term->weight_id;
    term->product_id.kind = SUBJECT_PRODUCT;
}

static void add_bias(struct gatherer *gatherer, const char *label,
                     double product)
{
    struct term *term = append(gatherer, TERM_BIAS);

    snprintf(term->label, sizeof term->label, "%s", label);
    term->product = product;
}

struct ranked {
    double size;
    int index; /* inputs from 0, then hidden */
};

static int by_size(const void *a, const void *b)
{
    const struct ranked *p = a, *q = b;
    if (p->size != q->size)
        return p->size < q->size ? 1 : -1;
    return p->index - q->index;
}

static int by_index(const void *a, const void *b)
{
    return ((const struct ranked *)a)->index -
           ((const struct ranked *)b)->index;
}

/* Of product `index` of the ranking. */
static double product_of(const struct gatherer *gatherer, int index)
{
    return index < gatherer->inputs
        ? input_product(gatherer, index)
        : hidden_product(gatherer, index - gatherer->inputs) *
              gatherer->reset;
}

static int rank(const struct gatherer *gatherer,
                struct ranked out[GATHERED_MAX])
{
    int count = 0;
    int hidden = gatherer->weights->u != NULL ? gatherer->units : 0;

    for (int k = 0; k < gatherer->inputs + hidden && count < GATHERED_MAX; k++)
        out[count++] = (struct ranked){fabs(product_of(gatherer, k)), k};
    return count;
}

/* Those that there is no room for, as one sum. */
static void add_rest(struct gatherer *gatherer, int count, double sum)
{
    struct term *term = append(gatherer, TERM_REST);

    snprintf(term->label, sizeof term->label, "+ %d", count);
    term->product = sum;
    gatherer->terms->summed_up = count;
}

static void add_products(struct gatherer *gatherer, int most)
{
    struct ranked ranked[GATHERED_MAX];
    int all = rank(gatherer, ranked), shown = all < most ? all : most;
    double rest = 0;

    qsort(ranked, (size_t)all, sizeof *ranked, by_size);
    for (int k = shown; k < all; k++)
        rest += product_of(gatherer, ranked[k].index);
    qsort(ranked, (size_t)shown, sizeof *ranked, by_index);
    for (int k = 0; k < shown; k++) {
        if (ranked[k].index < gatherer->inputs)
            add_input(gatherer, ranked[k].index);
        else
            add_hidden(gatherer, ranked[k].index - gatherer->inputs);
    }
    if (all > shown)
        add_rest(gatherer, all - shown, rest);
}

static void add_biases(struct gatherer *gatherer, const char *letter)
{
    const struct layer_params *weights = gatherer->weights;
    double b = (double)weights->b_ih[gatherer->row];
    char label[TERM_LABEL_MAX];

    if (gatherer->after) {
        double hidden = (double)weights->b_hh[gatherer->row];
        add_bias(gatherer, "b_{in}", b);
        add_bias(gatherer, "r·b_{hn}", hidden * gatherer->reset);
        gatherer->terms->term[gatherer->terms->count - 1].before_reset = hidden;
        return;
    }
    if (weights->b_hh != NULL)
        b += (double)weights->b_hh[gatherer->row];
    bool both = weights->b_hh != NULL;
    snprintf(label, sizeof label, strlen(letter) == 1 && letter[0] != 'h'
             ? "b_{%s}" : "b", letter);
    add_bias(gatherer, label, b);
    gatherer->terms->term[gatherer->terms->count - 1].product_id = both
        ? trace_part(PART_BIAS, gatherer->terms->sum_signal, gatherer->layer,
                     gatherer->step, gatherer->unit)
        : subject(SUBJECT_WEIGHT, gatherer->layer,
                  tensor_of(gatherer->film, weights->b_ih), gatherer->step,
                  gatherer->row);
}

/* All of them together. */
static void choose_digits(struct terms *terms)
{
    double product[TERMS_MAX];

    for (int k = 0; k < terms->count; k++)
        product[k] = terms->term[k].product;
    terms->digits = digits_sum(product, terms->count, terms->sum,
                               &terms->rounding);
}

void terms_collect(const struct scene *scene, int gate, int most,
                   struct terms *terms)
{
    const struct film *film = scene->film;
    int layer = scene->ui->layer, signals[4];
    struct gatherer gatherer = {
        .scene = scene, .film = film, .layer = layer,
        .weights = &film->network.params.layer[layer],
        .cell = film_cell(film, layer), .unit = scene->ui->unit,
        .step = scene->now.step, .units = film_units(film, layer),
        .inputs = spec_layer_inputs(&film->values.spec, layer), .reset = 1,
        .terms = terms};
    int gates = notation_gates(gatherer.cell, signals);

    memset(terms, 0, sizeof *terms);
    terms->gate_signal = signals[gate < gates ? gate : 0];
    terms->sum_signal = sum_of(gatherer.cell, terms->gate_signal);
    terms->sum = (double)film_signal(film, layer, terms->sum_signal,
                                     gatherer.step)[gatherer.unit];
    gatherer.row = block_of(gatherer.cell, terms->gate_signal) *
                   gatherer.units + gatherer.unit;
    gatherer.after = terms->sum_signal == GRU_AN && gatherer.cell == CELL_GRU;
    gatherer.before = terms->sum_signal == GRUB_AN &&
                      gatherer.cell == CELL_GRU_BEFORE;
    if (gatherer.after)
        gatherer.reset = (double)film_signal(film, layer, GRU_R,
                                             gatherer.step)[gatherer.unit];
    add_products(&gatherer, most < TERMS_MAX - 4 ? most : TERMS_MAX - 4);
    add_biases(&gatherer, notation_of(gatherer.cell,
                                      terms->gate_signal)->letter);
    choose_digits(terms);
}
