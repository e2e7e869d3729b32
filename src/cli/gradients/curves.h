/* Curves of gradient sizes: what is compared, what is measured, every step.
 *
 * All numbers are log10 of a size. A true zero is -INFINITY; NaN stands where
 * something cannot be said.
 */
#ifndef GATEREEL_CLI_GRADIENTS_CURVES_H
#define GATEREEL_CLI_GRADIENTS_CURVES_H

#include "base/error.h"

enum measure {
    MEASURE_JACOBIAN,  /* largest singular value of ds_T/ds_t */
    MEASURE_FROBENIUS, /* |ds_T/ds_t|_F / sqrt(size) */
    MEASURE_DH,        /* |dL/dh_t| */
    MEASURE_DC,        /* |dL/dc_t|, through h_t too; lstm */
    MEASURE_INPUT,     /* |dL/dx_t|, steps from 1; layer 0 */
    MEASURE_CAROUSEL,  /* largest |f_T * .. * f_{t+1}| of a unit; lstm */
    MEASURE_H_PATH,    /* largest singular value of the rest of dc_T/dc_t; lstm */
    MEASURES,
};

struct measure_info {
    const char *name;  /* in files */
    const char *title; /* the quantity and its norm */
    const char *brief; /* the same in a table, at most 33 characters */
};

extern const struct measure_info measure_table[MEASURES];

enum { LINES_MAX = 16 };

/* One cell of a comparison, or one layer of a model. */
struct line {
    const char *cell;  /* "lstm" */
    int layer;
    char label[24];    /* what tells it from the others: "lstm", "1 lstm" */
    char mark;         /* one letter for drawings */
    bool has[MEASURES];
};

struct curves {
    int steps; /* T */
    int seeds; /* K; quantiles matter where it is more than 1 */
    int lines;
    struct line line[LINES_MAX];
    double *data; /* [lines][MEASURES][CURVE_KINDS][T + 1], owned */
};

/* The median, and the levels that 10 and 90 % of the seeds lie below. */
enum { CURVE_MEDIAN, CURVE_LOW, CURVE_HIGH, CURVE_KINDS };

/* `lines` lines of NaN for steps 0 .. T; the caller describes the lines. */
bool curves_init(struct curves *curves, int steps, int seeds, int lines,
                 struct error *error);
void curves_finish(struct curves *curves);

/* The values of steps 0 .. T. */
double *curves_at(const struct curves *curves, int line, enum measure measure,
                  int kind);

/* First step that a measure has: 0, or 1 for the input. */
int measure_first(enum measure measure);

/* Fills a line from samples[K][MEASURES][T + 1]. A quantile lies between two
 * neighbours as numpy has it; with a NaN among the seeds it is NaN. Sorts in
 * `scratch`, K numbers. */
void curves_reduce(struct curves *curves, int line, const double *samples,
                   double *scratch);

/* cell,layer,measure,step,lag,log10 and with several seeds ,low,high. */
bool curves_write(const struct curves *curves, const char *path,
                  struct error *error);

#endif
