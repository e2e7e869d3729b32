/* A small text file of the user's that is kept from one time to the next, in
 * one of the folders that the XDG base directories name.
 */
#ifndef GATEREEL_CLI_KEPT_H
#define GATEREEL_CLI_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { KEPT_PATH_MAX = 4096 };

/* {0}: there is none, nothing is kept. */
struct kept {
    char path[KEPT_PATH_MAX];
    uint64_t text;             /* of what the file holds, a hash; 0: unknown */
    bool failed;               /* it was said that it cannot be written */
};

/* Finds its path: $variable/gatereel/name where the variable is an absolute
 * path, else ~/home/gatereel/name, else nowhere. */
void kept_find(struct kept *kept, const char *variable, const char *home,
               const char *name);

/* Its text, NUL-terminated, which the caller frees; NULL without a file, and
 * then the result is true. False with a message where it is no file, or cannot
 * be read: then it is not written either if waiting for it would never end. */
bool kept_read(struct kept *kept, char **text, size_t *length,
               struct error *error);

/* Writes it if it would change; whole or not at all, with the folders above
 * it. False with a message the first time that it cannot. */
bool kept_write(struct kept *kept, const char *text, size_t length,
                struct error *error);

#endif
