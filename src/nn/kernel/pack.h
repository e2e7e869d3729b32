/* Weight matrices rearranged for the kernels.
 *
 * A packed matrix P has K rows (in `segments` runs) and N columns. Columns are
 * cut into vectors of `lanes` and gathered in panels of up to four vectors;
 * each panel is stored row after row, so that a product streams through it.
 * With gates > 1 a panel holds the same vector of units of every gate, so that
 * one pass gives all gates of those units together.
 */
#ifndef GATEREEL_NN_KERNEL_PACK_H
#define GATEREEL_NN_KERNEL_PACK_H

#include <stddef.h>

#include "base/real.h"

struct pack {
    int segments;  /* runs of rows, for a left side with gaps */
    int rows;      /* K of each segment */
    int gates;     /* column blocks that share a panel; 1: a plain matrix */
    int columns;   /* N of each gate block */
    real *data;    /* pack_size() reals on a cache line; not owned */
};

/* Where the entries come from: entry (segment s, k, gate g, j) is
 * block[segments > 1 ? s : g][k * row + j * column]. */
struct pack_source {
    const real *block[4];
    size_t row, column;
};

/* Reals that `data` needs. */
size_t pack_size(const struct pack *pack, int lanes);

void pack_fill(const struct pack *pack, int lanes,
               const struct pack_source *source);

#endif
