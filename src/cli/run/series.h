/* What a network reads, and what it should answer, from the user's files. */
#ifndef GATEREEL_CLI_RUN_SERIES_H
#define GATEREEL_CLI_RUN_SERIES_H

#include "base/error.h"
#include "base/real.h"
#include "model/model.h"

struct series_source {
    const char *input;   /* a CSV file, "-" standard input; or NULL */
    const char *columns; /* those that are inputs; NULL: the one that the model
                            was trained on, if there, or every numeric one that
                            is no target */
    const char *target;  /* the columns of targets; or NULL */
    const char *tokens;  /* a file of token ids in place of `input` */
    const char *text;    /* or a text in the tokens of the model */
    const char *model;   /* its file, for a message about `text` */
};

/* The file that is read, whichever it is; NULL: none. */
const char *series_path(const struct series_source *source);

/* Is it read as tokens? */
bool series_tokens(const struct series_source *source);

/* One sequence of T steps. */
struct series {
    int steps;
    real *x;      /* [T][X], scaled as the model asks; NULL with ids. Of a
                     model with a context every step has the last X values of
                     the one column; before the first they are as the first */
    int *ids;     /* [T] */
    real *values; /* [T][Y] targets of a linear head, or NULL; scaled like the
                     inputs where the model scales and has as many outputs */
    int *labels;  /* [T] targets of a softmax head, -1 where nothing is asked;
                     or NULL. Of a text the token that comes next */
};

bool series_read(struct series *series, const struct series_source *source,
                 const struct model *model, struct error *error);
void series_finish(struct series *series);

/* First NaN or infinity of the inputs: step from 1, input from 1. */
bool series_find_bad(const struct series *series, int inputs, int *step,
                     int *input);

#endif
