/* Files of input records, one record a line: written while the user acts, read
 * to do the same again.
 */
#ifndef GATEREEL_CLI_OPEN_RECORDS_H
#define GATEREEL_CLI_OPEN_RECORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "draw/input.h"

/* {0} is a valid empty value. */
struct records {
    FILE *file;         /* written to; NULL: nothing is */
    char *text;         /* what is read, owned; NULL: nothing is */
    size_t length, at;
};

/* Starts to write. The file is what was done up to now, at any moment. */
bool records_create(struct records *records, const char *path,
                    struct error *error);
bool records_write(struct records *records, const struct input *input,
                   struct error *error);

/* Reads the whole file and checks every line: "FILE:12: ..". */
bool records_open(struct records *records, const char *path,
                  struct error *error);
/* The next record; false at the end. */
bool records_next(struct records *records, struct input *input);

void records_finish(struct records *records);

#endif
