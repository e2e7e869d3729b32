/* One sentence on numbers that nothing on the screen adds up to. */
#ifndef GATEREEL_SCENE_VIEW_TRACE_WORDS_H
#define GATEREEL_SCENE_VIEW_TRACE_WORDS_H

#include "scene/scene.h"
#include "scene/study/trace/trace.h"

/* Why it is not made of anything; NULL where it is. */
const char *words_of(const struct scene *scene,
                     const struct trace_number *number);

#endif
