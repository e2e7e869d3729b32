/* What a report is about, row by row, and how many sequences become one
 * number.
 */
#ifndef GATEREEL_CLI_REPORT_ROWS_H
#define GATEREEL_CLI_REPORT_ROWS_H

#include "base/error.h"
#include "nn/net/spec.h"

enum statistic {
    STAT_MEAN, STAT_LOW, STAT_HIGH,   /* of a signal of a unit */
    STAT_RETENTION, STAT_HALF_LIFE, STAT_MOVES, STAT_DEAD, STAT_GRADIENT,
                                      /* of a unit */
    STAT_JACOBIAN,                    /* of a layer, at a lag */
    STATISTICS
};
extern const char *const statistic_names[STATISTICS]; /* "mean", "low" .. */

/* Index is of the rows of one layer and, where it has one, of one signal:
 * units follow each other. */
struct row {
    int layer;
    int signal;    /* -1: not of a signal */
    int unit;      /* from 0; -1: of the whole layer */
    int lag;       /* 0: not at a lag */
    enum statistic statistic;
};

/* Every row of a network, and a number for every row and sequence. */
struct rows {
    struct row *row;   /* [count], owned */
    int count;
    size_t sequences, capacity;
    double *sample;    /* [capacity][count] by sequence, owned; NaN: the
                          sequence has none (too short, or no number) */
};

/* Rows of every layer: the signals that it shows, then its units, then the
 * lags 1, 2, 5, 10 .. up to `lags`. Room for `sequences`. */
bool rows_init(struct rows *rows, const struct spec *spec, int lags,
               size_t sequences, struct error *error);
void rows_finish(struct rows *rows);

/* The numbers of the next sequence, all NaN; rows->sequences counts it from
 * now on. */
double *rows_next(struct rows *rows);

/* Over the sequences that have a number. */
struct summary {
    int sequences;          /* how many those are */
    double median, low, high; /* NaN without any */
};

/* Sorts in scratch[sequences]. */
struct summary rows_summary(const struct rows *rows, int row,
                            double *scratch);

#endif
