/* Tells weight files of other formats apart, to say what to do with them. */
#ifndef GATEREEL_MODEL_FOREIGN_H
#define GATEREEL_MODEL_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* True with a message that begins with `path`, which is printable, when the
 * bytes are those of a known other format. For PyTorch's own files the message
 * goes on in two lines of Python that export it. */
bool foreign_explain(const char *path, const void *bytes, size_t length,
                     struct error *error);

#endif
