/* The weights of a network, in PyTorch's layout and order.
 *
 * One allocation holds every number; named pointers lead into it, and a table
 * gives name and shape for files, optimizers and tests. Gradients of the
 * weights are a struct params too.
 */
#ifndef GATEREEL_NN_NET_PARAMS_H
#define GATEREEL_NN_NET_PARAMS_H

#include "base/error.h"
#include "base/real.h"
#include "nn/net/spec.h"

/* G = cell_info.gates; gate order i f g o (lstm), r z n (gru). */
struct layer_params {
    real *w;    /* [G H][X]  weight_ih */
    real *u;    /* [G H][H]  weight_hh; NULL for dense */
    real *b_ih; /* [G H] */
    real *b_hh; /* [G H]; NULL for dense. The GRU's two must not be summed. */
};

struct param_tensor {
    char name[32];     /* "weight_ih_l0", "head.weight", "embedding.weight" */
    real *values;      /* [rows][columns] */
    int rows, columns; /* columns = 0: a vector of `rows` */
};

enum { PARAM_TENSORS_MAX = 4 * LAYERS_MAX + 3 };

struct params {
    struct spec spec;
    size_t count;        /* how many numbers */
    real *data;          /* [count], owned; everything below points into it */
    real *embedding;     /* [vocabulary][X], or NULL */
    struct layer_params layer[LAYERS_MAX];
    real *head_w;        /* [Y][H of the last layer], or NULL */
    real *head_b;        /* [Y], or NULL */
    int tensors;
    struct param_tensor tensor[PARAM_TENSORS_MAX];
};

/* All zero. Checks `spec`. */
bool params_init(struct params *params, const struct spec *spec,
                 struct error *error);
void params_finish(struct params *params);

/* How many numbers a network of this shape has; SIZE_MAX if that overflows. */
size_t params_count(const struct spec *spec);

/* dst = src; both of the same spec. */
void params_copy(struct params *dst, const struct params *src);

/* Index of the first entry that is NaN or infinite into *tensor and *index;
 * false when all are finite. */
bool params_find_bad(const struct params *params, int *tensor, size_t *index);

#endif
