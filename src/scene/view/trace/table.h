/* The rows of an opened number: symbol, factors, bar, value; what is not
 * shown, the rounding, the sum and phi of it. */
#ifndef GATEREEL_SCENE_VIEW_TRACE_TABLE_H
#define GATEREEL_SCENE_VIEW_TRACE_TABLE_H

#include "scene/view/trace/page.h"

/* Rows of terms that fit into a height, when `lines` others are there too. */
int table_room(float height, int lines);

/* Lines below the terms: others, rounding, sum, phi and its rounding. */
enum { TABLE_LINES = 5 };

void table_draw(const struct scene *scene, struct box box,
                const struct page *page);

/* "φ(", "√( .. / n)" and the like around a sum. Returns out. */
char *table_phi(const struct page *page, const char *sum,
                char out[PAGE_SYMBOL_MAX]);

#endif
