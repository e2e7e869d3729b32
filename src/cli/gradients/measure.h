/* The gradient sizes of one finished run, layer by layer. */
#ifndef GATEREEL_CLI_GRADIENTS_MEASURE_H
#define GATEREEL_CLI_GRADIENTS_MEASURE_H

#include "cli/gradients/curves.h"
#include "cli/run/recording.h"

/* Told how far a long measurement is; `tell` may be NULL. */
struct watch {
    void (*tell)(void *context, int done, int all);
    void *context;
};

/* Which measures layer l of this network has. */
void measure_which(const struct spec *spec, int l, bool has[MEASURES]);

/* Fills out[MEASURES][T + 1] from a recording that was run with gradients;
 * NaN for what the layer does not have. Fails only without memory. */
bool measure_layer(const struct recording *recording, const struct pins *pins,
                   int l, const struct watch *watch, double *out,
                   struct error *error);

#endif
