/* Where the files that come with the program are: lessons' data, pictures. */
#ifndef GATEREEL_CLI_ASSETS_H
#define GATEREEL_CLI_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Writes the path of the asset `name` ("data/sunspots.csv") to `out`. Looked
 * for in $GATEREEL_ASSETS, then where `meson install` puts assets, then in the
 * source tree the program was built from. False with a message that names the
 * places when it is in none of them, or when `size` is too small. */
bool assets_path(const char *name, char *out, size_t size,
                 struct error *error);

#endif
