/* Curves drawn as text. */
#ifndef GATEREEL_CLI_GRADIENTS_PLOT_H
#define GATEREEL_CLI_GRADIENTS_PLOT_H

#include <stdio.h>

#include "cli/gradients/curves.h"

/* Draws one measure of every line that has it against the lag: log axis, the
 * norm named, the floor labelled, a mark for each line. Nothing where no line
 * has it. At most 80 columns wide. */
void plot_measure(FILE *out, const struct curves *curves, enum measure measure);

/* Draws the two ways that lead back from the cell state of an LSTM, carousel
 * and h-path, beside the whole. Nothing for a line that is no LSTM. */
void plot_paths(FILE *out, const struct curves *curves, int line);

#endif
