/* The keys of what is looked at, as scene files and lessons write them.
 */
#ifndef GATEREEL_SCENE_UI_SCHEMA_H
#define GATEREEL_SCENE_UI_SCHEMA_H

#include "lesson/schema.h"
#include "scene/ui.h"

extern const char *const screen_names[SCREENS]; /* "start", "stage" .. */
#define DIAL_NAMES \
    "gain", "forget-bias", "steps", "scheme", "activation", "clip", "seed", \
    "units"
extern const char *const dial_names[DIALS];

extern const struct schema ui_schema;           /* of a struct ui */

#endif
