/* What a network is made of, and what each of its cells records.
 *
 * Letters: X inputs, H hidden units, Y outputs, T time steps. A network reads
 * vectors or token ids, passes them through a stack of layers, and may end in
 * a head that turns the last layer's h into outputs.
 */
#ifndef GATEREEL_NN_NET_SPEC_H
#define GATEREEL_NN_NET_SPEC_H

#include "base/error.h"
#include "nn/kernel/signals.h"

/* Equations as computed; h', c' are the states of the step before.
 *
 *   dense       a = W x + b; h = phi(a); remembers nothing
 *   rnn         a = W x + U h' + b; h = phi(a)                   Elman 1990
 *   lstm        i, f, o = sigma(a_i, a_f, a_o), g = tanh(a_g),
 *               a = W x + U h' + b; c = f c' + i g; h = o tanh(c)
 *               Hochreiter & Schmidhuber 1997 with the forget gate of
 *               Gers et al. 2000, without peepholes
 *   gru         r, z = sigma(a_r, a_z); m = U_n h' + b_hn;
 *               n = tanh(W_n x + b_in + r m); h = (1 - z) n + z h'
 *               reset after the product: PyTorch, cuDNN, Keras's default
 *   gru-before  n = tanh(W_n x + U_n (r h') + b); else the same
 *               reset before the product: Cho et al. 2014
 */
enum cell { CELL_DENSE, CELL_RNN, CELL_LSTM, CELL_GRU, CELL_GRU_BEFORE, CELL_KINDS };

/* y = V h + b, and p = softmax(y) where the outputs are classes. */
enum head { HEAD_NONE, HEAD_LINEAR, HEAD_SOFTMAX, HEAD_KINDS };

enum { LAYERS_MAX = 16, UNITS_MAX = 1 << 16 };

struct layer_spec {
    enum cell cell;
    enum activation activation; /* of dense and rnn; ACT_TANH elsewhere */
    int units;                  /* H */
};

struct spec {
    int inputs;     /* X: width of the vectors the first layer reads */
    int vocabulary; /* 0: inputs are vectors; else ids 0 .. vocabulary-1 */
    bool embedded;  /* ids pick rows of an embedding [vocabulary][X]; else
                       they are one-hot and X == vocabulary */
    int layers;
    struct layer_spec layer[LAYERS_MAX];
    enum head head;
    int outputs;    /* Y; 0 without a head */
};

struct signal_info {
    const char *name;     /* "a_f", "f", "c", "tanh_c" */
    const char *equation; /* "f = sigma(a_f)" */
    double low, high;     /* range; -INFINITY .. INFINITY where unbounded */
};

/* Signals stand in the order they are recorded and computed (signals.h). The
 * blocks of W are always the first ones; those of U follow from `u_first`. */
struct cell_info {
    const char *name;             /* "lstm" */
    int signals;
    const struct signal_info *signal;
    int gates;                    /* blocks of H rows in W, U and the biases */
    int h, c;                     /* state signals; c is -1 where there is none */
    int u_first;                  /* first signal that U feeds; -1: no U */
    int lean;                     /* how many of the first signals are enough
                                     for the gradients of weights and inputs */
    int w_block[4], u_block[4];   /* block of the weights that signal
                                     0 + k, u_first + k reads (PyTorch's order) */
    int shown[6], shown_count;    /* what is exported by default, in screen order */
};

extern const struct cell_info cell_table[CELL_KINDS];
extern const char *const activation_names[ACT_KINDS]; /* "tanh", "relu", "identity" */
extern const char *const head_names[HEAD_KINDS];      /* "none", "linear", "softmax" */

static inline const struct cell_info *layer_cell(const struct layer_spec *layer)
{
    return &cell_table[layer->cell];
}

/* Width of what layer `l` reads: X for 0, else H of the layer below. */
int spec_layer_inputs(const struct spec *spec, int l);

/* Index of a signal of `cell` by name, or -1. */
int signal_find(enum cell cell, const char *name);

/* The names the command line and metadata use for a cell with its activation:
 * rnn rnn-relu rnn-linear lstm gru gru-before dense dense-relu dense-linear. */
const char *cell_name(const struct layer_spec *layer);
bool cell_parse(const char *name, struct layer_spec *layer, struct error *error);

/* Sizes within bounds and consistent; the message says what is not. */
bool spec_check(const struct spec *spec, struct error *error);

#endif
