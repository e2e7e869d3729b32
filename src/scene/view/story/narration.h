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

/* Of a phase (forward order) of a cell in a pass, in the user's reading of a
 * GRU's z and wording of an LSTM's gates. */
const struct narration *narration_of(const struct ui *ui, enum cell cell,
                                     enum pass pass, int phase);

#endif
