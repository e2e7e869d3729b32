/* The functions that are compiled once per instruction set, by their local
 * names; table.c gathers them, choose.c picks a table. */
#ifndef GATEREEL_NN_KERNEL_TABLE_H
#define GATEREEL_NN_KERNEL_TABLE_H

#include "nn/kernel/kernel.h"
#include "nn/kernel/vector.h"

void LOCAL(product)(const struct product *);
void LOCAL(outer)(const struct outer *);
void LOCAL(sums)(const struct outer *);
void LOCAL(rnn_step)(const struct step *);
void LOCAL(lstm_step)(const struct step *);
void LOCAL(gru_step)(const struct step *);
void LOCAL(gru_before_step)(const struct step *);
void LOCAL(dense_step)(const struct step *);
void LOCAL(rnn_adjoint)(const struct adjoint *);
void LOCAL(lstm_adjoint)(const struct adjoint *);
void LOCAL(gru_adjoint)(const struct adjoint *);
void LOCAL(gru_before_adjoint)(const struct adjoint *);
void LOCAL(gru_before_reset)(const struct adjoint *);

extern const struct kernels LOCAL(kernels);

#endif
