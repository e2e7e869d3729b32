/* What else than the list itself shows of a preset. */
#ifndef GATEREEL_SCENE_VIEW_SHEET_PRESETS_H
#define GATEREEL_SCENE_VIEW_SHEET_PRESETS_H

#include "scene/ui.h"

/* Title of entry `index` of the list in the language of now, else its name. */
const char *presets_title(const struct ui *ui, int index);

#endif
