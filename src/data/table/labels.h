/* What the rows of a table are called: a column of text, such as dates. */
#ifndef GATEREEL_DATA_TABLE_LABELS_H
#define GATEREEL_DATA_TABLE_LABELS_H

#include <stdbool.h>

#include "base/error.h"

struct labels {
    int rows;
    char *column;    /* its name; NULL: the table has no column of text, and
                        rows is 0 */
    char **text;     /* [rows] */
    void *memory;    /* owns the letters */
};

/* Reads the first column of the CSV file that holds no number anywhere. */
bool labels_read(struct labels *labels, const char *path, struct error *error);
void labels_finish(struct labels *labels);

#endif
