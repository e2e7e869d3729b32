/* Packing: the one place that knows how panels are laid out.
 *
 * A plain matrix of V vectors is cut into panels of four, and the rest into
 * one panel of V mod 4 vectors. A matrix with gates has one panel per vector
 * of units, as wide as there are gates. Columns past the end are zero. */
#include "nn/kernel/pack.h"

#include <string.h>

static int vectors(const struct pack *pack, int lanes)
{
    return (pack->columns + lanes - 1) / lanes;
}

size_t pack_size(const struct pack *pack, int lanes)
{
    return (size_t)pack->segments * pack->rows * vectors(pack, lanes) * lanes *
           pack->gates;
}

/* One row of one vector: `lanes` columns from j on. */
static void fill_vector(real *to, const real *from, size_t column, int count,
                        int lanes)
{
    for (int l = 0; l < count; l++)
        to[l] = from[l * column];
    for (int l = count; l < lanes; l++)
        to[l] = 0;
}

void pack_fill(const struct pack *pack, int lanes,
               const struct pack_source *source)
{
    real *to = pack->data;
    int total = vectors(pack, lanes);
    int step = pack->gates > 1 ? 1 : 4;
    for (int v = 0; v < total; v += step) {
        int wide = pack->gates > 1 ? pack->gates
                                   : (total - v < 4 ? total - v : 4);
        for (int s = 0; s < pack->segments; s++)
            for (int k = 0; k < pack->rows; k++)
                for (int w = 0; w < wide; w++, to += lanes) {
                    int j = (pack->gates > 1 ? v : v + w) * lanes;
                    int left = pack->columns - j;
                    const real *block = source->block[
                        pack->segments > 1 ? s : pack->gates > 1 ? w : 0];
                    fill_vector(to, block + k * source->row +
                                j * source->column, source->column,
                                left < lanes ? left : lanes, lanes);
                }
    }
}
