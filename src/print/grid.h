/* Heat maps on a page. */
#ifndef GATEREEL_PRINT_GRID_H
#define GATEREEL_PRINT_GRID_H

#include "print/shape.h"

/* The grid in its box, in pixels. */
void grid_print(const struct shape *shape, struct box box);

#endif
