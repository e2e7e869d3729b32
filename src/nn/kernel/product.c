/* Products of rows with packed matrices, and of columns with columns.
 *
 * Forward and backward through W and U are the first kind; the gradients of W
 * and U are the second: a sum over all recorded rows, taken in blocks that
 * stay in the cache, both sides gathered into panels first. */
#include "nn/kernel/product.h"

#include "nn/kernel/table.h"

INLINE void tile_product(const struct product *p, const int mr, const int nv,
                         const int ks, int row, size_t gap, const real *panel,
                         size_t column)
{
    struct tile tile;
    const real *a = p->a + row * p->a_stride;
    const real *init = p->init
        ? p->init + row * p->init_stride + column : NULL;
    tile_start(&tile, mr, nv, ks, init, p->init_stride, gap);
    for (int s = 0; s < p->pack->segments; s++)
        panel = tile_run(&tile, mr, nv, ks, p->pack->rows,
                         a + s * p->a_segment, p->a_stride, panel);
    tile_join(&tile, mr, nv, ks);
    real *out = p->out + row * p->out_stride + column;
    size_t stride = p->out_stride;
    EACH_ROW(r, mr)
        EACH_VECTOR(v, nv)
            store(out + r * stride + v * gap, tile.sum[0][r][v]);
}

/* All rows against one panel of nv vectors. */
#define PANEL(nv, full)                                                        \
    static void panel_##nv(const struct product *p, size_t gap,                \
                           const real *panel, size_t column)                   \
    {                                                                          \
        if (p->in_order)                                                       \
            FOR_TILES(p->rows, full, 1, PANEL_BODY_##nv);                      \
        else                                                                   \
            FOR_TILES(p->rows, full, TILE_SPLIT, PANEL_BODY_##nv);                      \
    }
#define PANEL_BODY_4(mr, ks, row) tile_product(p, mr, 4, ks, row, gap, panel, column)
#define PANEL_BODY_3(mr, ks, row) tile_product(p, mr, 3, ks, row, gap, panel, column)
#define PANEL_BODY_2(mr, ks, row) tile_product(p, mr, 2, ks, row, gap, panel, column)
#define PANEL_BODY_1(mr, ks, row) tile_product(p, mr, 1, ks, row, gap, panel, column)
PANEL(4, TILE_ROWS)
PANEL(3, TILE_ROWS)
PANEL(2, TILE_ROWS)
PANEL(1, TILE_ROWS)

static void panel(const struct product *p, int wide, size_t gap,
                  const real *data, size_t column)
{
    switch (wide) {
    case 4: panel_4(p, gap, data, column); break;
    case 3: panel_3(p, gap, data, column); break;
    case 2: panel_2(p, gap, data, column); break;
    default: panel_1(p, gap, data, column); break;
    }
}

void LOCAL(product)(const struct product *p)
{
    const struct pack *pack = p->pack;
    const real *data = pack->data;
    int total = (pack->columns + LANES - 1) / LANES;
    size_t depth = (size_t)pack->segments * pack->rows * LANES;
    if (pack->gates > 1) {
        for (int v = 0; v < total; v++, data += depth * pack->gates)
            panel(p, pack->gates, p->gate_stride, data, (size_t)v * LANES);
        return;
    }
    int begin = p->first / LANES, end = total;
    if (p->count > 0)
        end = (p->first + p->count + LANES - 1) / LANES;
    data += depth * begin;
    for (int v = begin; v < end; v += 4) {
        int wide = end - v < 4 ? end - v : 4;
        panel(p, wide, LANES, data, (size_t)v * LANES);
        data += depth * wide;
    }
}

/* Rows of the sum over r that are taken at once. */
enum { OUTER_DEPTH = 192 };

/* Gathers rows [r0, r0 + depth) of gate block g into panels of TILE_ROWS
 * units, scaled: [panel][r][TILE_ROWS]; units past the end are zero. */
static void gather_units(const struct outer *o, int g, int r0, int depth,
                         real *to)
{
    for (int u = 0; u < o->units; u += TILE_ROWS) {
        int count = o->units - u < TILE_ROWS ? o->units - u : TILE_ROWS;
        const real *d = o->d + r0 * o->d_stride + g * o->gate_stride + u;
        for (int r = 0; r < depth; r++, d += o->d_stride, to += TILE_ROWS) {
            real scale = o->scale ? o->scale[r0 + r] : 1;
            for (int l = 0; l < TILE_ROWS; l++)
                to[l] = l < count ? d[l] * scale : 0;
        }
    }
}

/* Gathers columns [k0, k0 + wide vectors) of rows [r0, r0 + depth) of a. */
static void gather_columns(const struct outer *o, int k0, int wide, int r0,
                           int depth, real *to)
{
    int count = o->columns - k0 < wide * LANES ? o->columns - k0 : wide * LANES;
    for (int r = 0; r < depth; r++, to += wide * LANES) {
        memcpy(to, o->a + (r0 + r) * o->a_stride + k0, count * sizeof(real));
        for (int l = count; l < wide * LANES; l++)
            to[l] = 0;
    }
}

/* Adds a vector to a row of which `left` numbers, at least one, are left. */
INLINE void add_vector(real *to, int left, vec sum)
{
    if (left >= LANES) {
        *(loose *)to += sum;
        return;
    }
    real rest[LANES];
    *(loose *)rest = sum;
    for (int l = 0; l < left; l++)
        to[l] += rest[l];
}

/* Adds a tile to a dense result, where the last vector may be cut. */
INLINE void add_tile(const struct tile *tile, const int nv, int units,
                     real *out, int columns, int k0)
{
    EACH_ROW(r, units)
        EACH_VECTOR(v, nv)
            add_vector(out + (size_t)r * columns + k0 + v * LANES,
                       columns - k0 - v * LANES, tile->sum[0][r][v]);
}

/* sum[r][v] = sum over depth of unit r times column vector v. */
INLINE void tile_outer(const struct outer *o, const int nv, int g, int depth,
                       const real *units, const real *columns, int k0)
{
    for (int u = 0; u < o->units; u += TILE_ROWS) {
        struct tile tile;
        tile_start(&tile, TILE_ROWS, nv, 1, NULL, 0, 0);
        const real *b = columns;
        for (int r = 0; r < depth; r++, units += TILE_ROWS, b += nv * LANES)
            tile_add(&tile, TILE_ROWS, nv, 0, units, 1, b);
        int count = o->units - u < TILE_ROWS ? o->units - u : TILE_ROWS;
        add_tile(&tile, nv, count, o->block[g] + (size_t)u * o->columns,
                 o->columns, k0);
    }
}

static int tiles(int units) { return (units + TILE_ROWS - 1) / TILE_ROWS; }

void LOCAL(outer)(const struct outer *o)
{
    size_t panel_size = (size_t)OUTER_DEPTH * tiles(o->units) * TILE_ROWS;
    real *columns = o->scratch;
    real *units = columns + (size_t)OUTER_DEPTH * 4 * LANES;
    for (int r0 = 0; r0 < o->rows; r0 += OUTER_DEPTH) {
        int depth = o->rows - r0 < OUTER_DEPTH ? o->rows - r0 : OUTER_DEPTH;
        for (int g = 0; g < o->gates; g++)
            gather_units(o, g, r0, depth, units + g * panel_size);
        for (int k0 = 0; k0 < o->columns; k0 += 4 * LANES) {
            int left = (o->columns - k0 + LANES - 1) / LANES;
            int wide = left < 4 ? left : 4;
            gather_columns(o, k0, wide, r0, depth, columns);
            for (int g = 0; g < o->gates; g++) {
                const real *d = units + g * panel_size;
                switch (wide) {
                case 4: tile_outer(o, 4, g, depth, d, columns, k0); break;
                case 3: tile_outer(o, 3, g, depth, d, columns, k0); break;
                case 2: tile_outer(o, 2, g, depth, d, columns, k0); break;
                default: tile_outer(o, 1, g, depth, d, columns, k0); break;
                }
            }
        }
    }
}

/* Vectors of units that are summed side by side: whole rows are read in the
 * order they lie in memory. */
enum { SUMS_WIDE = 8 };

INLINE void sum_columns(const struct outer *o, const int nv, int g, int u)
{
    vec sum[SUMS_WIDE];
    const real *d = o->d + g * o->gate_stride + u;
    for (int v = 0; v < nv; v++)
        sum[v] = splat(0);
    for (int r = 0; r < o->rows; r++, d += o->d_stride) {
        vec scale = splat(o->scale ? o->scale[r] : 1);
        UNROLL
        for (int v = 0; v < nv; v++)
            sum[v] += load(d + v * LANES) * scale;
    }
    for (int l = 0; l < nv * LANES && u + l < o->units; l++) {
        real total = sum[l / LANES][l % LANES];
        o->block[g][u + l] += total;
        if (o->twin[g])
            o->twin[g][u + l] += total;
    }
}

void LOCAL(sums)(const struct outer *o)
{
    for (int g = 0; g < o->gates; g++) {
        int u = 0;
        for (; u + SUMS_WIDE * LANES <= o->units; u += SUMS_WIDE * LANES)
            sum_columns(o, SUMS_WIDE, g, u);
        for (; u < o->units; u += LANES)
            sum_columns(o, 1, g, u);
    }
}
