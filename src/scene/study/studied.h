/* What a study is of. Another film, run or layer has other numbers. */
#ifndef GATEREEL_SCENE_STUDY_STUDIED_H
#define GATEREEL_SCENE_STUDY_STUDIED_H

#include <stdbool.h>

#include "scene/film/film.h"

struct studied {
    const struct film *film; /* NULL: of nothing */
    unsigned run;            /* changes whenever the film runs again */
    int layer;
};

static inline bool studied_is(const struct studied *a, const struct studied *b)
{
    return a->film == b->film && a->run == b->run && a->layer == b->layer;
}

#endif
