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

/* For i = 0 .. n-1, n <= most: a loop whose length is known before anything is
 * inlined, so that it is unrolled in time for sums to live in registers. */
#define EACH(i, n, most)                                                       \
    UNROLL                                                                     \
    for (int i = 0; i < (most); i++)                                           \
        if (i < (n))

#define EACH_SPLIT(s, ks) EACH(s, ks, TILE_SPLIT)
#define EACH_ROW(r, mr) EACH(r, mr, TILE_ROWS)
#define EACH_VECTOR(v, nv) EACH(v, nv, TILE_VECTORS_MAX)

/* sum[0] = init (or zero); vectors of init lie `gap` apart. */
INLINE void tile_start(struct tile *tile, const int mr, const int nv,
                       const int ks, const real *init, size_t stride,
                       size_t gap)
{
    EACH_SPLIT(s, ks)
        EACH_ROW(r, mr)
            EACH_VECTOR(v, nv)
                tile->sum[s][r][v] = s == 0 && init
                    ? load(init + r * stride + v * gap) : splat(0);
}

/* Row k of the panel times number k of each left-hand row, to split sum s. */
INLINE void tile_add(struct tile *tile, const int mr, const int nv,
                     const int s, const real *a, size_t stride,
                     const real *panel)
{
    EACH_VECTOR(v, nv) {
        vec w = load(panel + v * LANES);
        EACH_ROW(r, mr)
            tile->sum[s][r][v] += a[r * stride] * w;
    }
}

/* sum += a * panel for one segment of K rows; returns the panel's end. */
INLINE const real *tile_run(struct tile *tile, const int mr, const int nv,
                            const int ks, int rows, const real *a,
                            size_t stride, const real *panel)
{
    int k = 0;
    for (; k + ks <= rows; k += ks)
        EACH_SPLIT(s, ks) {
            tile_add(tile, mr, nv, s, a + k + s, stride, panel);
            panel += nv * LANES;
        }
    for (; k < rows; k++, panel += nv * LANES)
        tile_add(tile, mr, nv, 0, a + k, stride, panel);
    return panel;
}

/* Gathers the split sums in sum[0]. */
INLINE void tile_join(struct tile *tile, const int mr, const int nv,
                      const int ks)
{
    EACH_SPLIT(s, ks)
        EACH_ROW(r, mr)
            EACH_VECTOR(v, nv)
                if (s > 0)
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
