/* How much memory is left, asked before a large run starts. */
#ifndef GATEREEL_BASE_MEMORY_H
#define GATEREEL_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Bytes that can still be allocated without swapping or being killed: the
 * least of what the system has free, of the control group's limit and of the
 * process limit. SIZE_MAX where nobody says. */
size_t memory_available(void);

/* False with "not enough memory for WHAT: it takes 12.3 GB, and 4.5 GB are
 * free" when `bytes` is more than memory_available(). Less than 1 MiB is taken
 * to be there. */
bool memory_check(size_t bytes, const char *what, struct error *error);

#endif
