/* A finished recording as a file. `path` "-" is standard output; other files
 * are written atomically.
 */
#ifndef GATEREEL_CLI_RECORD_EXPORT_H
#define GATEREEL_CLI_RECORD_EXPORT_H

#include "cli/run/recording.h"

enum { EXPORT_CELLS_TEXT = 256 };

/* One line per layer (from 0), step (from 1) and unit (from 1): the header is
 * "layer,step,unit," and the selected columns. Where a layer's cell has no
 * such signal the field is empty. Neither head outputs nor dL/dx, which are
 * not one number per unit. */
bool export_csv(const struct recording *recording, const char *path,
                struct error *error);

/* One object with the program's version, the cells, the sizes, and every array
 * as a list of steps. NaN and infinity become null. */
bool export_json(const struct recording *recording, const char *path,
                 struct error *error);

/* Every array as F32, [T][width]. Unscales the gradients of the recording. */
bool export_tensors(struct recording *recording, const char *path,
                    struct error *error);

/* "lstm", or where layers differ "lstm gru", one word per layer. */
const char *export_cells(const struct spec *spec, char text[EXPORT_CELLS_TEXT]);

#endif
