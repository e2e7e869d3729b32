/* The rows of an opened number: symbol, factors, bar, value; what is not
 * shown, the rounding, the sum and phi of it. */
#ifndef GATEREEL_SCENE_VIEW_TRACE_TABLE_H
#define GATEREEL_SCENE_VIEW_TRACE_TABLE_H

#include "scene/view/trace/page.h"

/* Lines that fit into a height. */
int table_room(float height);

/* Returns the y below the last line. */
float table_draw(const struct scene *scene, struct box box,
                 const struct page *page);

/* "φ(", "√( .. / n)" and the like around a sum. Returns out. */
char *table_phi(const struct trace_number *number, const char *sum,
                char out[PAGE_SYMBOL_MAX]);

#endif
