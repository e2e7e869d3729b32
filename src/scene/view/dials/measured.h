/* What is measured of the lanes and belongs to a dial, in one line.
 */
#ifndef GATEREEL_SCENE_VIEW_DIALS_MEASURED_H
#define GATEREEL_SCENE_VIEW_DIALS_MEASURED_H

#include "scene/view/dials/rows.h"

/* Spectral radii of U; the norm of all weights' gradient before and after
 * clipping. Of as many lanes as there is room for, from the upper left of
 * `box` on. With `draws` false they only measure. Return the height, 0 where
 * nothing is measured. */
float measured_radii(const struct dials_view *view, struct box box,
                     bool draws);
float measured_clips(const struct dials_view *view, struct box box,
                     bool draws);

#endif
