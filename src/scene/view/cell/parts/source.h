/* The numbers that a close-up is of: signals of the tape, their gradients, and
 * what the operators make of them in between.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_PARTS_SOURCE_H
#define GATEREEL_SCENE_VIEW_CELL_PARTS_SOURCE_H

#include "scene/look/figure.h"
#include "scene/view/cell/parts/closeup.h"

struct source {
    enum subject kind;  /* SUBJECT_OTHER: by `of`, not on the tape */
    int signal;         /* of SUBJECT_OTHER: the one it is closest to */
    int step, unit;
    double (*of)(const struct closeup *closeup, int unit);
};

/* Of the selected unit: a signal at this step or at the step before it;
 * backward its gradient. */
struct source source_signal(const struct closeup *closeup, int signal);
struct source source_before(const struct closeup *closeup, int signal);
/* SUBJECT_KEPT, SUBJECT_WRITTEN. */
struct source source_part(const struct closeup *closeup, enum subject kind);
/* Made from the tape; pointing at it is about `signal`. */
struct source source_own(const struct closeup *closeup,
                         double (*of)(const struct closeup *closeup, int unit),
                         int signal);

/* On the tape, whatever is played. */
double source_forward(const struct closeup *closeup, int signal, int step,
                      int unit);
double source_backward(const struct closeup *closeup, int signal, int step,
                       int unit);

/* What pointing at it is about. */
struct draw_id source_id(const struct closeup *closeup, struct source source);
double source_value(const struct closeup *closeup, struct source source);

/* As it is printed; plain: without a plus. */
char *source_text(const struct closeup *closeup, struct source source,
                  bool plain, char out[FIGURE_MAX]);

/* Writes `text`, which shows the number; as a number of the tape where it is
 * one. Returns its width. */
float source_draw(const struct closeup *closeup, struct point at,
                  struct draw_style style, struct source source,
                  const char *text);

/* Gradients on their scale of widths: 0 below 1e-8, 1 from 10 on, with the
 * sign of the value. */
float source_log(double gradient);

#endif
