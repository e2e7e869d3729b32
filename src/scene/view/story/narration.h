/* What a teacher would say about a moment: a heading and two or three
 * sentences in both languages, in the markup of widget/prose.h. */
#ifndef GATEREEL_SCENE_VIEW_STORY_NARRATION_H
#define GATEREEL_SCENE_VIEW_STORY_NARRATION_H

#include "scene/film/playhead.h"
#include "scene/ui.h"

struct narration {
    const char *en_title, *ko_title;
    const char *en, *ko;
};

/* Of a phase (forward order) of a cell in a pass; `z_writes`: in the other
 * reading of a GRU's z. */
const struct narration *narration_of(enum cell cell, enum pass pass, int phase,
                                     bool z_writes);

#endif
