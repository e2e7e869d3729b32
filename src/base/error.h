/* One clear message about what went wrong, filled by whoever saw it.
 *
 * Every function that can fail because of the world (bad input, a missing
 * file, no memory) returns false and fills the caller's struct error. The
 * text says what, where and what to do, without a trailing newline and
 * without the program's name. A programmer's mistake is an assert instead.
 */
#ifndef GATEREEL_BASE_ERROR_H
#define GATEREEL_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

enum { ERROR_TEXT_MAX = 1024 };

struct error {
    char text[ERROR_TEXT_MAX]; /* "" while nothing went wrong */
};

/* Fills `error` (NULL is allowed and ignores the text). Text that does not
 * fit ends in "...". Returns false, so that a caller can `return error_set(..)`. */
bool error_set(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same, with the meaning of errno appended: "...: No space left on device". */
bool error_system(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "not enough memory for WHAT (1.2 GB)". Returns false. */
bool error_memory(struct error *error, const char *what, size_t bytes);

/* Puts `format` and ": " in front of the present text ("line 3: ..."). Returns
 * false. */
bool error_prefix(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
