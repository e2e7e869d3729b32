/* The linker sends malloc, calloc, realloc and aligned_alloc of everything in
 * the test program here (ld's --wrap); those of shared libraries stay as they
 * are. Single-threaded, as the tests that use it are.
 */
#include "failing.h"

#include <stddef.h>

/* The names are ld's, not ours to choose. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static long left = -1; /* allocations until the failing one; -1: never */
static bool failed;

void failing_after(long successes)
{
    left = successes;
    failed = false;
}

bool failing_stop(void)
{
    left = -1;
    return failed;
}

static bool refuse(void)
{
    if (left < 0 || left-- > 0)
        return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return refuse() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refuse() ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return refuse() ? NULL : __real_aligned_alloc(alignment, size);
}
