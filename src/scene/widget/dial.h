/* A slider: a rail with a knob, marks of its range, and where it stood at the
 * start.
 */
#ifndef GATEREEL_SCENE_WIDGET_DIAL_H
#define GATEREEL_SCENE_WIDGET_DIAL_H

#include "scene/action.h"
#include "scene/scene.h"

enum { DIAL_MARKS_MAX = 8, DIAL_OTHERS_MAX = 4 };

struct dial_rail {
    int value;              /* of the dial: what its actions are done with */
    enum action turn, back; /* dragging the rail, a click on the start */
    float x, width, y;      /* of the rail; the knob reaches DIAL_REACH
                               beyond its ends, everything from DIAL_ABOVE over
                               y to DIAL_BELOW under it */
    double share;           /* where the knob stands, 0 .. 1; NaN: nothing is
                               set, it is hollow and stands at `zero` */
    double zero;            /* where the coloured part begins */
    double start;           /* the mark of the start; NaN: none */
    double most;            /* behind this it cannot go */
    int marks;
    double mark[DIAL_MARKS_MAX];
    const char *label[DIAL_MARKS_MAX];
    int others;             /* where other lanes stand, by their hue */
    double other[DIAL_OTHERS_MAX];
    enum model_hue hue[DIAL_OTHERS_MAX];
    struct color color;
    bool chosen;            /* keys turn it */
};

enum { DIAL_REACH = 10, DIAL_ABOVE = 12, DIAL_BELOW = 30 };

void dial_draw(const struct scene *scene, const struct dial_rail *rail);

#endif
