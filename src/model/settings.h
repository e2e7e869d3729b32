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
 *                        answers when it is left to itself (nn/net/free/generate.h)
 *   gatereel.context     so many last values of a series are its inputs
 *   gatereel.stateful    yes: its states went on from sequence to sequence
 *   gatereel.task        what it was trained for here
 */
#ifndef GATEREEL_MODEL_SETTINGS_H
#define GATEREEL_MODEL_SETTINGS_H

#include <stdbool.h>

#include "base/error.h"
#include "data/vocabulary.h"
#include "model/safetensors.h"
#include "nn/net/free/generate.h"
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

/* What the metadata says of the task; without the key {0}, 0 or false. What
 * does not fit the network is an error. *words is the caller's to finish. */
bool settings_words(const struct safetensors *file, const struct spec *spec,
                    struct vocabulary *words, struct error *error);
bool settings_feed(const struct safetensors *file, const struct spec *spec,
                   struct feed *feed, struct error *error);
bool settings_context(const struct safetensors *file, const struct spec *spec,
                      int *context, struct error *error);
bool settings_stateful(const struct safetensors *file, bool *stateful,
                       struct error *error);

/* Words as gatereel.words has them: the caller's to free; NULL on failure. */
char *settings_words_text(const struct vocabulary *words, struct error *error);

#endif
