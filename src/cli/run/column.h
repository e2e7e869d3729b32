/* The series of `gatereel train series`: one column of a CSV file. */
#ifndef GATEREEL_CLI_RUN_COLUMN_H
#define GATEREEL_CLI_RUN_COLUMN_H

#include "base/error.h"

struct column {
    char *name;     /* owned */
    double *values; /* [length], owned */
    int length;
};

/* Reads `path` ("-": standard input). Without a name the first column of
 * numbers that vary is taken, and one that only counts steps or years when
 * there is no other. */
bool column_read(struct column *column, const char *path, const char *name,
                 struct error *error);
void column_finish(struct column *column);

#endif
