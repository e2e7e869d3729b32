/* Which signals are exported, and in which order.
 *
 * The columns of a CSV file and the arrays of the other formats come from one
 * list: the signals that each cell shows by default, layer by layer, then what
 * is asked for on top of it. A gradient is called d and its signal: "df",
 * "da_f". Layers of different cells share the list; where a cell has no such
 * signal the layer has none.
 */
#ifndef GATEREEL_CLI_RUN_SELECT_H
#define GATEREEL_CLI_RUN_SELECT_H

#include "base/error.h"
#include "nn/net/spec.h"

enum {
    COLUMNS_MAX = 2 * CELL_KINDS * SIGNALS_MAX,
    COLUMN_NAME = 16,
};

struct column {
    char name[COLUMN_NAME];
    bool gradient;
    bool asked;             /* by name, not only by default */
    int signal[LAYERS_MAX]; /* of each layer's cell; -1: it has none */
};

struct selection {
    int columns;
    struct column column[COLUMNS_MAX];
    bool gradients;     /* any gradient is wanted, so BPTT must run */
    bool inputs;        /* dL/dx is wanted: "dx" */
    bool inputs_asked;  /* by its name */
};

/* What is shown by default. */
void select_default(struct selection *selection, const struct spec *spec);

/* The column of a signal or a gradient, added where it is new. NULL when no
 * layer has it. */
struct column *select_signal(struct selection *selection,
                             const struct spec *spec, const char *name);

/* dL/dx is wanted. */
void select_inputs(struct selection *selection);

/* Adds a list "a_f,df" of signals, gradients, "dx", "all" (every signal) and
 * "gradients" (every gradient). The message about an unknown name says which
 * is nearest and what there is. */
bool select_list(struct selection *selection, const struct spec *spec,
                 const char *list, struct error *error);

#endif
