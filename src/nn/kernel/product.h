/* The inner loop of every product, for the files compiled per instruction set.
 *
 * A tile is MR rows by NV vectors of accumulators in registers. For each k one
 * row of the panel (NV vectors) is loaded and multiplied by one number of each
 * left-hand row. A single row has too few independent sums to keep the
 * multipliers busy, so it splits k into KS interleaved sums.
 */
#ifndef GATEREEL_NN_KERNEL_PRODUCT_H
#define GATEREEL_NN_KERNEL_PRODUCT_H

#include "nn/kernel/kernel.h"
#include "nn/kernel/vector.h"

enum {
    TILE_VECTORS_MAX = 4,
    /* Rows of a full tile: 24 sums of 32 registers, or 12 of 16. */
    TILE_ROWS = VECTOR_BYTES == 64 ? 6 : 3,
    /* Sums of a single row: 16 of 32 registers, or 8 of 16. */
    TILE_SPLIT = VECTOR_BYTES == 64 ? 4 : 2,
};

struct tile {
    vec sum[TILE_SPLIT][TILE_ROWS][TILE_VECTORS_MAX];
};

/* sum[0] = init (or zero); vectors of init lie `gap` apart. */
INLINE void tile_start(struct tile *tile, const int mr, const int nv,
                       const int ks, const real *init, size_t stride,
                       size_t gap)
{
    UNROLL
    for (int s = 0; s < ks; s++)
        UNROLL
        for (int r = 0; r < mr; r++)
            UNROLL
            for (int v = 0; v < nv; v++)
                tile->sum[s][r][v] = s == 0 && init
                    ? load(init + r * stride + v * gap) : splat(0);
}

/* sum += a * panel for one segment of K rows; returns the panel's end. */
INLINE const real *tile_run(struct tile *tile, const int mr, const int nv,
                            const int ks, int rows, const real *a,
                            size_t stride, const real *panel)
{
    int k = 0;
    for (; k + ks <= rows; k += ks) {
        UNROLL
        for (int s = 0; s < ks; s++) {
            UNROLL
            for (int v = 0; v < nv; v++) {
                vec w = load(panel + v * LANES);
                UNROLL
                for (int r = 0; r < mr; r++)
                    tile->sum[s][r][v] += a[r * stride + k + s] * w;
            }
            panel += nv * LANES;
        }
    }
    for (; k < rows; k++, panel += nv * LANES)
        UNROLL
        for (int v = 0; v < nv; v++) {
            vec w = load(panel + v * LANES);
            UNROLL
            for (int r = 0; r < mr; r++)
                tile->sum[0][r][v] += a[r * stride + k] * w;
        }
    return panel;
}

/* Gathers the split sums in sum[0]. */
INLINE void tile_join(struct tile *tile, const int mr, const int nv,
                      const int ks)
{
    UNROLL
    for (int s = 1; s < ks; s++)
        UNROLL
        for (int r = 0; r < mr; r++)
            UNROLL
            for (int v = 0; v < nv; v++)
                tile->sum[0][r][v] += tile->sum[s][r][v];
}

/* Calls BODY(mr, ks, row) for tiles that cover rows 0 .. total-1, with ks =
 * SPLIT for single rows. BODY is a macro or an inlined function, so that every
 * size becomes its own code. */
#define FOR_TILES(total, FULL, SPLIT, BODY)                                    \
    do {                                                                       \
        int row_ = 0;                                                          \
        for (; row_ + (FULL) <= (total); row_ += (FULL))                       \
            BODY((FULL), 1, row_);                                             \
        for (; row_ + 2 <= (total); row_ += 2)                                 \
            BODY(2, 1, row_);                                                  \
        for (; row_ < (total); row_++)                                         \
            BODY(1, SPLIT, row_);                                              \
    } while (0)

#endif
