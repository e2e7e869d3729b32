/* A report as a file, and as tables to read. */
#ifndef GATEREEL_CLI_REPORT_WRITE_H
#define GATEREEL_CLI_REPORT_WRITE_H

#include <stdio.h>

#include "base/error.h"
#include "cli/report/rows.h"
#include "model/model.h"

/* Everything is borrowed. */
struct report {
    const char *path[2];         /* of the models; [1] NULL: only one */
    const struct spec *spec;     /* of both */
    struct rows rows[2];         /* of the same rows; [1] empty: only one */
    char *const *file;           /* [files] the sequences */
    const int *steps;            /* [files] */
    size_t files;
};

/* Writes every row, as JSON where the path ends so, else as CSV:
 *
 *   layer,cell,signal,unit,statistic,lag,sequences,median,low,high
 *
 * and with a second model ,against_sequences,against_median,against_low,
 * against_high,difference: its median minus the first one's. Units count from
 * 1, layers from 0; what a row does not have is empty. */
bool report_write(const struct report *report, const char *path,
                  struct error *error);

/* Prints the first units of every signal, with their ranges or beside those of
 * the second model. */
bool report_tables(FILE *out, const struct report *report,
                  struct error *error);

#endif
