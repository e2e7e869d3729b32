/* Memory with checked sizes.
 *
 * Every allocation of the engine goes through here, so that a size that
 * overflows, or memory that is not there, becomes a message and never a
 * crash. Everything is released with free().
 */
#ifndef GATEREEL_BASE_ARRAY_H
#define GATEREEL_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"

/* *out = a * b or a + b; false when the result does not fit. */
bool size_multiply(size_t a, size_t b, size_t *out);
bool size_add(size_t a, size_t b, size_t *out);

/* `count` zeroed elements of `size` bytes. NULL with a message naming `what`
 * when they do not fit. count = 0 gives a pointer that may be freed. */
void *array_new(size_t count, size_t size, const char *what,
                struct error *error);

/* The same on a cache line boundary, with contents undefined: for recordings,
 * where zeroing would touch every page twice. */
void *array_new_aligned(size_t count, size_t size, const char *what,
                        struct error *error);

/* Grows *array (NULL at first) so that it holds at least `need` elements of
 * `size` bytes, doubling, keeping the contents; new elements are undefined.
 * On failure *array and *capacity are as before. */
bool array_reserve(void **array, size_t *capacity, size_t need, size_t size,
                   const char *what, struct error *error);

/* "512 B", "1.2 MB", "12.3 GB" (powers of 1000) into `text`. Returns text. */
char *size_text(size_t bytes, char text[24]);

#endif
