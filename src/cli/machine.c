/* The environment is read here and nowhere below, so that the engine gives the
 * same numbers for the same arguments.
 */
#include "cli/machine.h"

#include <stdlib.h>

#include "cli/say.h"

const struct kernels *machine_kernels(void)
{
    const char *name = getenv("GATEREEL_CPU");
    struct error error = {0};

    if (name != NULL && name[0] == '\0')
        name = NULL;
    const struct kernels *kernels = kernels_choose(name, &error);
    if (kernels == NULL)
        say_error("GATEREEL_CPU: %s", error.text);
    return kernels;
}
