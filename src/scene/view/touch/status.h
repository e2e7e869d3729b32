/* What is out of the ordinary about the run on the stage, in a few words: that
 * somebody interfered with it, that it left the range of its pictures.
 */
#ifndef GATEREEL_SCENE_VIEW_TOUCH_STATUS_H
#define GATEREEL_SCENE_VIEW_TOUCH_STATUS_H

#include "scene/scene.h"

enum { STATUS_MAX = 160 };

/* "3 edits · Ctrl+Z", without the key where it is to be brief; "" without
 * edits. Returns out. */
char *status_edits(const struct scene *scene, bool brief,
                   char out[STATUS_MAX]);

/* What the latest of them did; "" without any. Returns out. */
char *status_latest(const struct scene *scene, char out[STATUS_MAX]);

/* "h is beyond 10^6 from t = 23 on: make the weights smaller, or undo"; "" for
 * a run that stays in its range. Returns out. */
char *status_range(const struct scene *scene, bool brief,
                   char out[STATUS_MAX]);

/* A tag in the colour of warnings, or the pill that undoes, from x, its middle
 * at y, with a space behind it; returns the width. Text "" is nothing, 0. */
float status_width(const struct scene *scene, const char *text);
float status_warn(const struct scene *scene, struct point left_middle,
                  const char *text);
float status_undo(const struct scene *scene, struct point left_middle,
                  const char *text);

#endif
