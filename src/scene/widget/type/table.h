/* The rows of a table.
 */
#ifndef GATEREEL_SCENE_WIDGET_TYPE_TABLE_H
#define GATEREEL_SCENE_WIDGET_TYPE_TABLE_H

#include "scene/widget/type/flow.h"

/* `count` blocks of kind BLOCK_ROW from `first` on; returns the lower edge. */
float table_set(const struct flow *flow, int first, int count, struct point at,
                float width);

#endif
