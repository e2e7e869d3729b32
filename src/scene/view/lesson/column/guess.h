/* How one of several guesses looks: its hue, dashes and marker, the same in the
 * plot and in the column.
 */
#ifndef GATEREEL_SCENE_VIEW_LESSON_COLUMN_GUESS_H
#define GATEREEL_SCENE_VIEW_LESSON_COLUMN_GUESS_H

#include "scene/look/figure.h"
#include "scene/scene.h"

struct draw_stroke guess_stroke(const struct scene *scene, int guess);
void guess_marker(const struct scene *scene, int guess, struct point at,
                  float radius);
/* A piece of its line with the marker, from the left end on. */
void guess_sample(const struct scene *scene, int guess, struct point left,
                  float width);

/* Flags where the guesses point at, and after the reveal where the truth is: on
 * spots from `first` on. */
void guess_flags(const struct scene *scene, int first);

/* A number that is asked for, guessed, or how far off: what is counted without
 * decimals, else as exactly as the question asks. Returns out. */
char *guess_number(const struct step_question *question, double value,
                   char out[FIGURE_MAX]);

/* A place that a question may ask for (`over`: enum question_over), in words:
 * "t = 12", "unit 3", "LSTM", "f forget gate". Returns out. */
char *guess_place(const struct scene *scene, int over, int at, char *out,
                  size_t size);

#endif
