/* Every kernel set this machine has: FOR_SETS(kernels) { ... } */
#ifndef GATEREEL_TESTS_SETS_H
#define GATEREEL_TESTS_SETS_H

#include "nn/kernel/kernel.h"

/* Set k, or NULL where this machine or build does not have it. */
static inline const struct kernels *sets_get(int k)
{
    static const char *const names[] = {"generic", "sse2", "avx2", "avx512"};
    struct error error;
    return kernels_choose(names[k], &error);
}

#define FOR_SETS(kernels)                                                      \
    for (int set_ = 0; set_ < 4; set_++)                                       \
        for (const struct kernels *kernels = sets_get(set_); kernels;          \
             kernels = NULL)

#endif
