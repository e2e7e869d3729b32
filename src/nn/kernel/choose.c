/* Which instruction set to use: the best the processor has, or the one asked
 * for. AVX2 is never chosen without FMA. */
#include "nn/kernel/kernel.h"

#include <string.h>

#if defined __x86_64__ && !defined GATEREEL_DOUBLE
#define HAVE_X86 1
extern const struct kernels kernels_sse2, kernels_avx2, kernels_avx512;
#else
extern const struct kernels kernels_generic;
#endif

#ifdef HAVE_X86

static bool runs(const struct kernels *kernels)
{
    if (kernels == &kernels_avx512)
        return __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("fma");
    if (kernels == &kernels_avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return true;
}

static const struct kernels *const tables[] = {
    &kernels_avx512, &kernels_avx2, &kernels_sse2,
};

#else

static bool runs(const struct kernels *kernels)
{
    return kernels != NULL;
}

static const struct kernels *const tables[] = {&kernels_generic};

#endif

enum { TABLES = sizeof tables / sizeof tables[0] };

const struct kernels *kernels_choose(const char *name, struct error *error)
{
    for (int k = 0; k < TABLES; k++) {
        if (name && strcmp(name, tables[k]->name) != 0)
            continue;
        if (runs(tables[k]))
            return tables[k];
        if (name) {
            error_set(error, "this processor cannot run the '%s' kernels",
                      name);
            return NULL;
        }
    }
    error_set(error, "unknown kernels '%s'; there are%s", name ? name : "",
              TABLES > 1 ? " sse2, avx2, avx512" : " generic");
    return NULL;
}

size_t outer_scratch(int gates, int units)
{
    /* 192 rows of four vectors, and of the units in tiles of up to six */
    return (size_t)192 * gates * (4 * REAL_PER_LINE + real_pitch(units + 5));
}
