/* The element types of safetensors: names, sizes, conversions.
 *
 * All 22 types are known by name and size; the four floating point types that
 * weights come in can be converted. Values pass through double, which holds
 * each of them exactly. NaN stays NaN with its sign, infinity infinity.
 */
#ifndef GATEREEL_MODEL_ELEMENT_H
#define GATEREEL_MODEL_ELEMENT_H

#include <stdint.h>

struct element_type {
    const char *name;
    int bits; /* 4 .. 64 */
    /* One little-endian element at an address of any alignment; NULL for the
     * types that are listed but not read. */
    double (*load)(const unsigned char *bytes);
    /* Rounds to nearest, ties to even; too large becomes infinity. */
    void (*store)(unsigned char *bytes, double value);
};

/* NULL when there is no such type; case matters. The result points into one
 * array that is in the order of the format's definition, so that comparing
 * two results gives the order in which the reference writer sorts. */
const struct element_type *element_find(const char *name);

#endif
