/* The large operations of the kernels, shared among threads.
 *
 * Work is cut where the results do not depend on each other and where tiles
 * stay whole, so every bit is the same with any number of threads. Small work
 * is done by the caller alone. pool may be NULL.
 */
#ifndef GATEREEL_NN_KERNEL_SHARE_H
#define GATEREEL_NN_KERNEL_SHARE_H

#include "base/pool.h"
#include "nn/kernel/kernel.h"

void share_product(const struct kernels *kernels, struct pool *pool,
                   const struct product *product);

/* `run` is kernels->lstm_step or gru_step; any other step is not shared. */
void share_step(const struct kernels *kernels, struct pool *pool,
                step_function *run, const struct step *step);

void share_outer(const struct kernels *kernels, struct pool *pool,
                 const struct outer *outer);

#endif
