/* How much of what came the network had not expected: -log2 p, in bits, of
 * what came after a step, by the prediction made there (Shannon 1948).
 */
#ifndef GATEREEL_SCENE_STUDY_TEXT_SURPRISE_H
#define GATEREEL_SCENE_STUDY_TEXT_SURPRISE_H

#include "scene/study/studied.h"

/* Of step t, 1 .. T; NaN where nothing came (film/token.h: token_came) or
 * there is no softmax. */
double surprise_bits(const struct film *film, int t);

/* The mean over a run. {0} is empty; the film is borrowed. */
struct surprise {
    struct studied of;
    int measured;     /* steps so far */
    int asked;        /* of them with a number */
    double sum;
};

void surprise_follow(struct surprise *surprise, const struct studied *of);
bool surprise_wants(const struct surprise *surprise, const struct studied *of);
/* One unit of work; false where nothing is left. */
bool surprise_work(struct surprise *surprise);

/* Of a step, or with 0 the mean: NaN before all steps are measured. */
double surprise_value(const struct surprise *surprise, int step);

#endif
