/* Token ids from a text file: whole numbers from 0 separated by white space
 * or commas. Errors name line and column. */
#ifndef GATEREEL_DATA_TOKENS_H
#define GATEREEL_DATA_TOKENS_H

#include "base/error.h"

/* *ids is the caller's to free. `vocabulary`: ids must be below it. */
bool tokens_read(const char *path, int vocabulary, int **ids, int *count,
                 struct error *error);

#endif
