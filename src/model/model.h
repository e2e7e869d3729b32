/* A network in a weight file: PyTorch's names, and our metadata.
 *
 * What a file that we did not write says with its names and shapes is in
 * naming.h, what our metadata adds in settings.h.
 */
#ifndef GATEREEL_MODEL_MODEL_H
#define GATEREEL_MODEL_MODEL_H

#include "base/error.h"
#include "model/safetensors.h"
#include "data/vocabulary.h"
#include "model/settings.h"
#include "nn/net/free/generate.h"
#include "nn/net/params.h"

struct model {
    struct params params;      /* params.spec is the network */
    char *prefix;              /* what stood before the names: "encoder.lstm.";
                                  NULL: "rnn." when saved */
    double *mean, *deviation;  /* [X] of what the inputs were scaled with
                                  before training; NULL: not scaled */
    char *column;              /* the column of a table that it was trained on
                                  here; NULL: unknown. Only read, not saved */
    int64_t seed;              /* that it was trained with here; -1: unknown.
                                  Only read, not saved */
    int epochs;                /* finished here; 0: unknown, or none. Likewise */
    char *task;                /* it was trained for here; NULL: unknown.
                                  Likewise */
    struct vocabulary words;   /* of its tokens and classes; count 0: unknown */
    struct feed feed;          /* how it is left to itself; kind 0: unknown */
    int context;               /* so many last values of a series are its
                                  inputs; 0: unknown, 1: no */
    bool stateful;             /* trained with states that went on */
};

/* `options` may be NULL. Tensors of the file that belong to no part of the
 * network are left alone. */
bool model_load(struct model *model, const char *path,
                const struct model_options *options, struct error *error);
void model_finish(struct model *model);

/* What else goes into a file: a trainer's state, say. */
struct model_extra {
    const struct tensor_source *tensor;
    int tensors;
    const struct metadata *entry;
    int entries;
};

/* Writes weights as nn.LSTM, GRU, RNN with num_layers would name them, and
 * fc.weight, fc.bias, embedding.weight; stacks of different cells or widths as
 * an nn.ModuleList `layers`. model_load reads it back the same. `extra` may be
 * NULL; its names must not be those of weights. */
bool model_save(const struct model *model, const char *path,
                const struct model_extra *extra, struct error *error);

/* What `path` holds and what it is recognised as, as lines of text: the
 * caller's to free, NULL on failure. A sound file with nothing recurrent in it
 * is fine and says so; a file with nothing but stacks that are not supported
 * is an error. */
char *model_describe(const char *path, const struct model_options *options,
                     struct error *error);

#endif
