/* The signals of a run made ready for curves: what all units do at a step, and
 * what one unit does over many steps.
 *
 * Reading one unit from a tape of 10,000 steps touches as many far places; a
 * curve of it reads a row of this instead.
 */
#ifndef GATEREEL_SCENE_FILM_TRACES_H
#define GATEREEL_SCENE_FILM_TRACES_H

#include "base/error.h"
#include "nn/net/tape.h"

/* Blocks a run is cut into: at most so many. */
enum { TRACE_BLOCKS = 1024 };

/* Of one of the signals that a cell shows, `shown` of cell_table. */
struct trace {
    float *mean, *low, *high; /* [T] of |value| over the units; step t at
                                 t - 1 */
    float *least, *most;      /* [H][blocks] of a unit, over the steps of a
                                 block; NaN counts for nothing */
};

struct traces {
    int steps;
    int block;          /* steps in a block, 1 in short runs */
    int blocks;         /* ceil(steps / block) */
    struct trace shown[LAYERS_MAX][6];
    float *low, *high;  /* scratch [widest H] */
    void *memory;
};

/* Bytes it takes. */
size_t traces_bytes(const struct spec *spec, int steps);

bool traces_init(struct traces *traces, const struct spec *spec, int steps,
                 struct error *error);
void traces_finish(struct traces *traces);

/* Reads a tape of that shape. Allocates nothing. */
void traces_make(struct traces *traces, const struct tape *values);

#endif
