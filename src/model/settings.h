/* What the shapes of a weight file cannot say.
 *
 * Which activation an RNN has, which of the two GRUs it is, whether the head
 * ends in a softmax, how the input was scaled. PyTorch's meaning is the
 * default (tanh, reset after, linear); a file's own metadata goes before it,
 * what the caller asks for goes before both.
 *
 *   gatereel.cell        rnn rnn-relu rnn-linear lstm gru gru-before
 *   gatereel.cells       the same and dense..., one word per layer, for stacks
 *                        that are not all of one kind
 *   gatereel.variant     after | before (of the GRU's reset)
 *   gatereel.activation  tanh | relu | identity (of the RNN)
 *   gatereel.head        linear | softmax
 *   gatereel.input       one-hot: inputs are ids without an embedding
 *   gatereel.input.mean, gatereel.input.std
 *                        one number per input, separated by spaces: the
 *                        network was trained on (x - mean) / std
 *   gatereel.words       a JSON array of strings: what tokens and classes are
 *                        called; gatereel.words.kind: letters | words
 *   gatereel.feed        token | one-hot N | value: what it reads of its own
 *                        answers when it is left to itself (nn/net/generate.h)
 *   gatereel.context     so many last values of a series are its inputs
 *   gatereel.stateful    yes
 */
#ifndef GATEREEL_MODEL_SETTINGS_H
#define GATEREEL_MODEL_SETTINGS_H

#include <stdbool.h>

#include "base/error.h"
#include "model/safetensors.h"
#include "nn/net/spec.h"

/* The GRU's variants: the reset after or before the product with U. */
enum { VARIANT_AFTER, VARIANT_BEFORE, VARIANTS };
extern const char *const variant_names[VARIANTS]; /* "after", "before" */

/* {0} asks for nothing in particular. */
struct model_options {
    const char *prefix;     /* which recurrent stack, with or without its last
                               dot; NULL when there is only one */
    const char *head;       /* name of the final linear layer; "none" */
    const char *embedding;  /* name of the embedding; "none" */
    const char *activation; /* "tanh", "relu", "identity" */
    const char *variant;    /* "after", "before" */
    const char *head_kind;  /* "linear", "softmax" */
    bool vectors;           /* inputs are vectors even if there is an embedding */
};

/* Completes a spec whose layers, inputs and head are known from shapes. */
bool settings_apply(struct spec *spec, const struct safetensors *file,
                    const struct model_options *options, struct error *error);

/* The numbers of one of the two scaling keys: *out is the caller's to free,
 * or NULL when the file has no such key. */
bool settings_scale(const struct safetensors *file, const char *key, int inputs,
                    double **out, struct error *error);

#endif
