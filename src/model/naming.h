/* Which tensor of a weight file is which part of a network.
 *
 * PyTorch writes the attribute path before each name ("encoder.lstm.",
 * "module.rnn."), so a recurrent stack is found by how its names end:
 *
 *   P weight_ih_l0  [G H][X]    P bias_ih_l0  [G H]   (biases may be absent)
 *   P weight_hh_l0  [G H][H]    P bias_hh_l0  [G H]   and _l1, _l2, ...
 *   P weight_ih, weight_hh, bias_ih, bias_hh          of nn.LSTMCell etc.
 *
 * G = rows / columns of weight_hh tells the cell: 4 LSTM, 3 GRU, 1 RNN. Own
 * files whose layers differ carry metadata gatereel.cells and have a prefix
 * "layers.N." for each layer; dense layers are "layers.N.weight" and ".bias".
 */
#ifndef GATEREEL_MODEL_NAMING_H
#define GATEREEL_MODEL_NAMING_H

#include "base/error.h"
#include "model/safetensors.h"
#include "model/settings.h"
#include "nn/net/spec.h"

enum { STACKS_MAX = 32 };

/* A name's first bytes, not terminated. */
struct prefix {
    const char *text;
    int length;
};

struct layer_tensors {
    const struct tensor *w, *u;       /* u is NULL for dense */
    const struct tensor *b_ih, *b_hh; /* NULL: zero */
};

/* Everything points into the file. */
struct naming {
    struct spec spec;
    struct prefix prefix;   /* of this stack; empty with gatereel.cells */
    int stacks;             /* all stacks of the file, the first of them */
    struct prefix stack[STACKS_MAX];
    struct layer_tensors layer[LAYERS_MAX];
    const struct tensor *embedding;
    const struct tensor *head_w, *head_b; /* head_b NULL: zero */
};

/* Finds and checks everything. False with a message that names the tensor when
 * shapes contradict each other, when nothing recurrent is there, when several
 * stacks are and options->prefix does not choose, and for what is not
 * supported. */
bool naming_find(struct naming *naming, const struct safetensors *file,
                 const struct model_options *options, struct error *error);

/* The recurrent stacks of a file, one after the other: *at is 0 at first.
 * False at the end. */
bool naming_next_stack(const struct safetensors *file, int *at,
                       struct prefix *prefix);

bool naming_ends_in(const char *name, const char *tail);

#endif
