/* The numbers of a calculation, and the run that they are checked against. */
#ifndef GATEREEL_SCENE_COURSE_CALCULATE_MAKE_H
#define GATEREEL_SCENE_COURSE_CALCULATE_MAKE_H

#include "base/random.h"
#include "scene/course/calculate/calculate.h"
#include "scene/film/film.h"

/* A cell of one unit and what it reads. */
struct worksheet {
    struct params params;      /* owned */
    int steps;                 /* of which the last is asked about */
    real x[4];                 /* [steps][X] */
    bool has_h, has_c;         /* the step before the last ended with: */
    real h, c;
};

/* One of {low .. high} in halves, never 0 unless `zero`. */
double worksheet_draw(struct random *random, double low, double high,
                      bool zero);

/* Appends what is given. */
void worksheet_give(struct calculate *calculate, const char *symbol,
                    double value);

/* Runs the worksheet forward into *film. */
bool worksheet_run(const struct worksheet *sheet, struct film *film,
                   struct error *error);

#endif
