/* Heat maps, cell by cell. */
#ifndef GATEREEL_PAINT_RASTER_GRID_H
#define GATEREEL_PAINT_RASTER_GRID_H

#include "paint/raster/canvas.h"

void grid_paint(const struct canvas *canvas, const struct mesh_grid *grid);

#endif
