/* A folder set by hand is believed: what is not in it is not looked for
 * elsewhere, so that nobody gets a file other than the one they think.
 */
#include "cli/assets.h"

#include <stdio.h>
#include <stdlib.h>

/* Is folder/name a file that can be read? Then its path is in `out`. */
static bool found(const char *folder, const char *name, char *out, size_t size)
{
    int length = snprintf(out, size, "%s/%s", folder, name);

    if (length < 0 || (size_t)length >= size)
        return false;
    FILE *file = fopen(out, "rb");
    if (file == NULL)
        return false;
    fclose(file);
    return true;
}

bool assets_path(const char *name, char *out, size_t size, struct error *error)
{
    const char *own = getenv("GATEREEL_ASSETS");

    if (own != NULL && own[0] != '\0') {
        if (found(own, name, out, size))
            return true;
        return error_set(error, "'%s' is not in '%s' (GATEREEL_ASSETS)", name,
                         own);
    }
    if (found(GATEREEL_PREFIX_ASSETS, name, out, size) ||
        found(GATEREEL_SOURCE_ASSETS, name, out, size))
        return true;
    return error_set(error,
                     "'%s' is neither in '%s' nor in '%s'; set "
                     "GATEREEL_ASSETS to the folder that holds it",
                     name, GATEREEL_PREFIX_ASSETS, GATEREEL_SOURCE_ASSETS);
}
