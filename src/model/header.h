/* The JSON header of a safetensors file: checked, then parsed. */
#ifndef GATEREEL_MODEL_HEADER_H
#define GATEREEL_MODEL_HEADER_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"

/* The header's object, released with json_decref, or NULL with a message.
 * What is guaranteed: the root is an object, every string is UTF-8 without
 * NUL, no object has a name twice, no integer is written -0 or lies outside
 * int64_t, and nesting and the number of values are bounded. `text` is not
 * kept. */
json_t *header_parse(const char *text, size_t length, struct error *error);

#endif
