/* The rows of a list of files: in the list itself and on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_SHEET_FILES_H
#define GATEREEL_SCENE_VIEW_SHEET_FILES_H

#include "scene/scene.h"

enum { FILES_ROW = 36 };

/* One row, FILES_ROW high, that opens entry `index` of the list. */
void files_row(const struct scene *scene, struct box box, int index,
               bool chosen);

/* The keys that work in a list, as many as fit into `room`. */
void files_foot(const struct scene *scene, struct point at, float room);

#endif
