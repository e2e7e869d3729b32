/* Sizes are multiplied only through size_multiply, so nothing wraps around,
 * and a request of nothing still gives a pointer, so NULL always means that
 * there was no memory.
 */
#include "base/array.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { CACHE_LINE_BYTES = 64 };

bool size_multiply(size_t a, size_t b, size_t *out)
{
    if (b != 0 && a > SIZE_MAX / b)
        return false;
    *out = a * b;
    return true;
}

bool size_add(size_t a, size_t b, size_t *out)
{
    if (a > SIZE_MAX - b)
        return false;
    *out = a + b;
    return true;
}

/* The bytes of a request; at least one, so that a pointer comes back. */
static bool measure(size_t count, size_t size, size_t *bytes)
{
    assert(size > 0);
    if (!size_multiply(count, size, bytes) || *bytes > PTRDIFF_MAX)
        return false;
    if (*bytes == 0)
        *bytes = 1;
    return true;
}

void *array_new(size_t count, size_t size, const char *what,
                struct error *error)
{
    size_t bytes = SIZE_MAX;
    void *array = NULL;

    if (measure(count, size, &bytes))
        array = calloc(bytes, 1);
    if (array == NULL)
        error_memory(error, what, bytes);
    return array;
}

void *array_new_aligned(size_t count, size_t size, const char *what,
                        struct error *error)
{
    size_t bytes = SIZE_MAX;
    void *array = NULL;

    if (measure(count, size, &bytes)) {
        /* aligned_alloc wants a multiple of the alignment. */
        bytes = (bytes + CACHE_LINE_BYTES - 1) / CACHE_LINE_BYTES
                * CACHE_LINE_BYTES;
        array = aligned_alloc(CACHE_LINE_BYTES, bytes);
    }
    if (array == NULL)
        error_memory(error, what, bytes);
    return array;
}

bool array_reserve(void **array, size_t *capacity, size_t need, size_t size,
                   const char *what, struct error *error)
{
    size_t bytes = SIZE_MAX;
    size_t count = *capacity > SIZE_MAX / 2 ? SIZE_MAX : *capacity * 2;
    void *grown = NULL;

    if (need <= *capacity && *array != NULL)
        return true;
    if (count < 8)
        count = 8;
    if (count < need || !measure(count, size, &bytes))
        count = need;
    if (measure(count, size, &bytes))
        grown = realloc(*array, bytes);
    if (grown == NULL)
        return error_memory(error, what, bytes);
    *array = grown;
    *capacity = count;
    return true;
}

char *size_text(size_t bytes, char text[24])
{
    static const char *const units[] = { "B", "kB", "MB", "GB", "TB", "PB",
                                         "EB" };
    size_t unit = 0;
    size_t scale = 1;

    while (unit + 1 < sizeof units / sizeof *units && bytes / scale >= 1000) {
        scale *= 1000;
        unit++;
    }
    if (unit == 0) {
        snprintf(text, 24, "%zu B", bytes);
        return text;
    }
    /* Tenths in integers: the point is a point in every locale. Half a tenth
     * may round 999.96 kB up to 1000.0, which reads fine. */
    size_t tenths = bytes / (scale / 10);
    size_t rest = bytes % (scale / 10);
    if (rest >= scale / 20)
        tenths++;
    snprintf(text, 24, "%hu.%c %s", (unsigned short)(tenths / 10),
             (char)('0' + tenths % 10), units[unit]);
    return text;
}
