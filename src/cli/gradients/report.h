/* The comparison as tables to read. */
#ifndef GATEREEL_CLI_GRADIENTS_REPORT_H
#define GATEREEL_CLI_GRADIENTS_REPORT_H

#include <stdio.h>

#include "cli/gradients/curves.h"

/* The word for verdict_of what is left at the largest lag, from its log10:
 * "vanishes", "fades", "holds", "explodes" or "not a number". */
const char *report_verdict(double level);

/* Sizes at a few lags; slope, half-life, Lyapunov exponent and verdict; every
 * measure at the largest lag. Fails only without memory. */
bool report_print(FILE *out, const struct curves *curves, struct error *error);

#endif
