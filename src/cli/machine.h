/* What the machine that the program runs on is asked to do. */
#ifndef GATEREEL_CLI_MACHINE_H
#define GATEREEL_CLI_MACHINE_H

#include "nn/kernel/kernel.h"

/* The fastest kernels this processor has, or those that the environment
 * variable GATEREEL_CPU names (sse2, avx2, avx512). NULL after a message when
 * the name is unknown or the processor cannot run them. */
const struct kernels *machine_kernels(void);

#endif
